package statements

import "grooming-report/analysis"

// JudgeAll judges every claim of a text, in the order of its numerals; what is no claim has
// an empty verdict. What no word fixes is taken for code 88A where other numbers
// of the text are borne out by it.
func JudgeAll(r Reading, data *analysis.Data, date string) []Verdict {
	out := make([]Verdict, len(r.Numerals))
	borne, open := 0, 0
	for i, n := range r.Numerals {
		if n.Role != Claim {
			continue
		}
		out[i] = Judge(n.Frame, data, date)
		if n.Frame.Measure != UnknownFigure || n.Kind != Count || n.Stated < 20 || n.Hedge != Plain {
			continue
		}
		switch out[i].Verdict {
		case analysis.Exact, analysis.RightAtVintage:
			if out[i].Measure == Code88A {
				borne++
			}
		default:
			open++
		}
	}
	if borne > open {
		for i, n := range r.Numerals {
			if n.Role == Claim && n.Frame.Measure == UnknownFigure {
				f := *n.Frame
				f.Measure = Code88A
				out[i] = Judge(&f, data, date)
			}
		}
	}
	return out
}
