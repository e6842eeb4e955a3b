package html

import (
	"html"
	"strings"

	"grooming-report/report/doc"
	"grooming-report/report/doc/formula"
)

// mathML is a formula in the language of web pages. display is for one on a
// line of its own.
func mathML(f doc.Formula, display bool) string {
	mode := ""
	if display {
		mode = ` display="block"`
	}
	return "<math" + mode + ">" + formulaML(f.Row) + "</math>"
}

func formulaML(row formula.Row) string {
	var b strings.Builder
	for i, t := range row {
		text := html.EscapeString(t.Text)
		s := ""
		switch t.Kind {
		case formula.Variable, formula.Name, formula.Words: // mtext would take the spaces from a sign between two
			s = "<mi>" + text + "</mi>"
		case formula.Digits:
			s = "<mn>" + text + "</mn>"
		case formula.Operator:
			s = "<mo>" + text + "</mo>"
		case formula.Group:
			s = "<mrow><mo>(</mo>" + formulaML(t.Parts[0]) + "<mo>)</mo></mrow>"
		case formula.Fraction:
			s = "<mfrac>" + rowML(t.Parts[0]) + rowML(t.Parts[1]) + "</mfrac>"
		case formula.Root:
			s = "<msqrt>" + formulaML(t.Parts[0]) + "</msqrt>"
		}
		switch {
		case len(t.Low) > 0 && t.Kind == formula.Name:
			s = "<munder>" + s + rowML(t.Low) + "</munder>"
		case len(t.Low) > 0:
			s = "<msub>" + s + rowML(t.Low) + "</msub>"
		}
		if len(t.High) > 0 {
			s = "<msup>" + s + rowML(t.High) + "</msup>"
		}
		if t.Kind == formula.Name && i+1 < len(row) && row[i+1].Kind < formula.Operator {
			s += `<mspace width="0.17em"/>`
		}
		b.WriteString(s)
	}
	return b.String()
}

func rowML(row formula.Row) string { return "<mrow>" + formulaML(row) + "</mrow>" }
