package pdf

import (
	"fmt"
	"strings"

	"grooming-report/report/doc/formula"
)

// formulaTypst is a formula in Typst's notation.
func formulaTypst(row formula.Row) string {
	var terms []string
	for _, t := range row {
		s := t.Text
		switch t.Kind {
		case formula.Name:
			s = fmt.Sprintf("#function(%s, %t)", literal(t.Text), len(t.Low) > 0)
		case formula.Words:
			s = "#words(" + literal(t.Text) + ")"
		case formula.Operator:
			if strings.Contains("/,;", s) {
				s = `\` + s // else it would make a fraction, or part arguments
			}
		case formula.Group:
			s = "(" + formulaTypst(t.Parts[0]) + ")"
		case formula.Fraction:
			s = "frac(" + formulaTypst(t.Parts[0]) + ", " + formulaTypst(t.Parts[1]) + ")"
		case formula.Root:
			s = "sqrt(" + formulaTypst(t.Parts[0]) + ")"
		}
		if len(t.Low) > 0 {
			s += "_(" + formulaTypst(t.Low) + ")"
		}
		if len(t.High) > 0 {
			s += "^(" + formulaTypst(t.High) + ")"
		}
		terms = append(terms, s)
	}
	return strings.Join(terms, " ")
}
