package doc_test

import (
	"strings"
	"testing"

	"grooming-report/report/doc/formula"
)

func TestFormulaText(t *testing.T) {
	for _, test := range []struct{ source, text string }{
		{"x", "x"},
		{"ρ e + 2 k", "ρ·e + 2·k"},
		{"q(0.025; x/φ)·φ", "q(0.025; x/φ)·φ"},
		{"L_max − m^2", "L_max − m²"},
		{"min_(j ≥ i) p_j^(a + b)", "min_(j ≥ i) p_j^(a + b)"},
		{`frac("all & none", sqrt(n p·(1 − p)))`, "all & none ÷ √(n·p·(1 − p))"},
		{"frac(∑ (n − m)^2/m, frac(a, b))", "(∑ (n − m)²/m) ÷ (a ÷ b)"},
	} {
		row, err := formula.Parse(test.source)
		if err != nil {
			t.Fatal(err)
		}
		if got := row.String(); got != test.text {
			t.Errorf("%s as text is %s, want %s", test.source, got, test.text)
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
		if f, err := formula.Parse(source); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q is read as %v with error %v, want %q", source, f, err, want)
		}
	}
}

// What is read can be written as text.
func FuzzFormula(f *testing.F) {
	for _, s := range []string{"x", "φ = frac(∑ (n − m)^2/m, (F − 1)·(Q − 1))", `min_(j ≥ i) "a<b" sqrt(2)`, "((", "a_b^c_d", "$#[]"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		row, err := formula.Parse(s)
		if err == nil && row.String() == "" {
			t.Errorf("%q is empty as text", s)
		}
	})
}
