package doc

import (
	"encoding/xml"
	"io"
	"strings"
	"testing"
)

func TestFormula(t *testing.T) {
	for _, test := range []struct{ source, text, typst, mathML string }{
		{"x", "x", "x", "<mi>x</mi>"},
		{"ρ e + 2 k", "ρ·e + 2·k", "ρ e + 2 k", "<mi>ρ</mi><mi>e</mi><mo>+</mo><mn>2</mn><mi>k</mi>"},
		{"q(0.025; x/φ)·φ", "q(0.025; x/φ)·φ", `q (0.025 \; x \/ φ) · φ`,
			"<mi>q</mi><mrow><mo>(</mo><mn>0.025</mn><mo>;</mo><mi>x</mi><mo>/</mo><mi>φ</mi><mo>)</mo></mrow><mo>·</mo><mi>φ</mi>"},
		{"L_max − m^2", "L_max − m²", `L_(#function("max", false)) − m^(2)`,
			"<msub><mi>L</mi><mrow><mi>max</mi></mrow></msub><mo>−</mo><msup><mi>m</mi><mrow><mn>2</mn></mrow></msup>"},
		{"min_(j ≥ i) p_j^(a + b)", "min_(j ≥ i) p_j^(a + b)", `#function("min", true)_(j ≥ i) p_(j)^(a + b)`,
			"<munder><mi>min</mi><mrow><mi>j</mi><mo>≥</mo><mi>i</mi></mrow></munder><mspace width=\"0.17em\"/><msup><msub><mi>p</mi><mrow><mi>j</mi></mrow></msub><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow></msup>"},
		{`frac("all & none", sqrt(n p·(1 − p)))`, "all & none ÷ √(n·p·(1 − p))", `frac(#words("all & none"), sqrt(n p · (1 − p)))`,
			"<mfrac><mrow><mi>all &amp; none</mi></mrow><mrow><msqrt><mi>n</mi><mi>p</mi><mo>·</mo><mrow><mo>(</mo><mn>1</mn><mo>−</mo><mi>p</mi><mo>)</mo></mrow></msqrt></mrow></mfrac>"},
		{"frac(∑ (n − m)^2/m, frac(a, b))", "(∑ (n − m)²/m) ÷ (a ÷ b)", `frac(∑ (n − m)^(2) \/ m, frac(a, b))`,
			"<mfrac><mrow><mo>∑</mo><msup><mrow><mo>(</mo><mi>n</mi><mo>−</mo><mi>m</mi><mo>)</mo></mrow><mrow><mn>2</mn></mrow></msup><mo>/</mo><mi>m</mi></mrow><mrow><mfrac><mrow><mi>a</mi></mrow><mrow><mi>b</mi></mrow></mfrac></mrow></mfrac>"},
	} {
		f, err := parseFormula(test.source)
		if err != nil {
			t.Fatal(err)
		}
		if got := f.String(); got != test.text {
			t.Errorf("%s as text is %s, want %s", test.source, got, test.text)
		}
		if got := f.typst(); got != test.typst {
			t.Errorf("%s for Typst is %s, want %s", test.source, got, test.typst)
		}
		if got, want := f.mathML(true), `<math display="block">`+test.mathML+"</math>"; got != want {
			t.Errorf("%s on a page is %s, want %s", test.source, got, want)
		}
	}
}

func TestFormulaErrors(t *testing.T) {
	for source, want := range map[string]string{
		"":             "nothing in it",
		"a)":           "nothing is open",
		"(a":           "a bracket without an end",
		"frac(a)":      "want 2 in brackets",
		"sqrt a":       "want 1 in brackets",
		`"words`:       "words without an end",
		`""`:           "no words",
		"()":           "nothing in brackets",
		"a # b":        "'#' has no meaning",
		"x_":           "'_' has no meaning",
		"frac(a, b, c": "without an end",
	} {
		if f, err := parseFormula(source); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q is read as %v with error %v, want %q", source, f, err, want)
		}
	}
}

// What is read can be written in every form.
func FuzzFormula(f *testing.F) {
	for _, s := range []string{"x", "φ = frac(∑ (n − m)^2/m, (F − 1)·(Q − 1))", `min_(j ≥ i) "a<b" sqrt(2)`, "((", "a_b^c_d", "$#[]"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		formula, err := parseFormula(s)
		if err != nil {
			return
		}
		if formula.String() == "" {
			t.Errorf("%q is empty as text", s)
		}
		marks := xml.NewDecoder(strings.NewReader(formula.mathML(false)))
		for err == nil {
			_, err = marks.Token()
		}
		if err != io.EOF && strings.ToValidUTF8(s, "") == s && !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' }) {
			t.Errorf("%q is written as %s: %v", s, formula.mathML(false), err)
		}
	})
}
