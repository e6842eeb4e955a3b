package html

import (
	"encoding/xml"
	"io"
	"strings"
	"testing"

	"grooming-report/report/doc"
	"grooming-report/report/doc/formula"
)

func TestMathML(t *testing.T) {
	for _, test := range []struct{ source, mathML string }{
		{"x",
			"<mi>x</mi>"},
		{"ρ e + 2 k",
			"<mi>ρ</mi><mi>e</mi><mo>+</mo><mn>2</mn><mi>k</mi>"},
		{"q(0.025; x/φ)·φ",
			"<mi>q</mi><mrow><mo>(</mo><mn>0.025</mn><mo>;</mo><mi>x</mi><mo>/</mo><mi>φ</mi><mo>)</mo></mrow><mo>·</mo><mi>φ</mi>"},
		{"L_max − m^2",
			"<msub><mi>L</mi><mrow><mi>max</mi></mrow></msub><mo>−</mo><msup><mi>m</mi><mrow><mn>2</mn></mrow></msup>"},
		{"min_(j ≥ i) p_j^(a + b)",
			"<munder><mi>min</mi><mrow><mi>j</mi><mo>≥</mo><mi>i</mi></mrow></munder><mspace " +
				"width=\"0.17em\"/><msup><msub><mi>p</mi><mrow><mi>j</mi></mrow></msub><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow></msup>"},
		{`frac("all & none", sqrt(n p·(1 − p)))`,
			"<mfrac><mrow><mi>all &amp; " +
				"none</mi></mrow><mrow><msqrt><mi>n</mi><mi>p</mi><mo>·</mo><mrow><mo>(</mo><mn>1</mn><mo>−</mo><mi>p</mi><mo>)</mo></mrow></msqrt></mrow></mfrac>"},
		{"frac(∑ (n − m)^2/m, frac(a, b))",
			"<mfrac><mrow><mo>∑</mo><msup><mrow><mo>(</mo><mi>n</mi><mo>−</mo><mi>m</mi><mo>)</mo></mrow><mrow><mn>2</mn></mrow></msup><mo>/</mo><mi>m</mi></mrow><mrow><mfrac><mrow><mi>a</mi></mrow><mrow><mi>b</mi></mrow></mfrac></mrow></mfrac>"},
	} {
		row, err := formula.Parse(test.source)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := mathML(doc.Formula{Row: row}, true), `<math display="block">`+test.mathML+"</math>"; got != want {
			t.Errorf("%s on a page is %s, want %s", test.source, got, want)
		}
	}
}

// What is read is well formed on a page.
func FuzzMathML(f *testing.F) {
	for _, s := range []string{"x", "φ = frac(∑ (n − m)^2/m, (F − 1)·(Q − 1))", `min_(j ≥ i) "a<b" sqrt(2)`, "((", "a_b^c_d", "$#[]"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		row, err := formula.Parse(s)
		if err != nil {
			return
		}
		marks := xml.NewDecoder(strings.NewReader(mathML(doc.Formula{Row: row}, false)))
		for err == nil {
			_, err = marks.Token()
		}
		if err != io.EOF && strings.ToValidUTF8(s, "") == s && !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' }) {
			t.Errorf("%q is written as %s: %v", s, mathML(doc.Formula{Row: row}, false), err)
		}
	})
}
