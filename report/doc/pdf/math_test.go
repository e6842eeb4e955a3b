package pdf

import (
	"testing"

	"grooming-report/report/doc/formula"
)

func TestMath(t *testing.T) {
	for _, test := range []struct{ source, typst string }{
		{"x", "x"},
		{"ρ e + 2 k", "ρ e + 2 k"},
		{"q(0.025; x/φ)·φ", `q (0.025 \; x \/ φ) · φ`},
		{"L_max − m^2", `L_(#function("max", false)) − m^(2)`},
		{"min_(j ≥ i) p_j^(a + b)", `#function("min", true)_(j ≥ i) p_(j)^(a + b)`},
		{`frac("all & none", sqrt(n p·(1 − p)))`, `frac(#words("all & none"), sqrt(n p · (1 − p)))`},
		{"frac(∑ (n − m)^2/m, frac(a, b))", `frac(∑ (n − m)^(2) \/ m, frac(a, b))`},
	} {
		row, err := formula.Parse(test.source)
		if err != nil {
			t.Fatal(err)
		}
		if got := formulaTypst(row); got != test.typst {
			t.Errorf("%s for Typst is %s, want %s", test.source, got, test.typst)
		}
	}
}
