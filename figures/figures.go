package figures

import "grooming-report/analysis"

// figures is every figure of the report, in the order of the report. Whoever needs
// to know which there are asks for go run ./figures/draw -list.
var figures = []struct {
	name     string // the file is name.svg
	shows    string
	draw     func(*analysis.Study) (*figure, error) // no figure where a study has nothing to draw in it
	evidence bool                                   // also a picture in the evidence for a committee
}{
	{"quarters", "England and Wales by quarter", quarters, true},
	{"segmented", "the step at the break against the trend before it", segmented, false},
	{"placebo", "the step that the same regression finds at every other date", placebo, false},
	{"force", "the chosen force by financial year, with limits", force, true},
	{"areas", "several chosen areas by financial year, for a million people", areas, false},
	{"forest", "every force: across the break, and within the wider code", forest, false},
	{"multiples", "every force by financial year", multiples, false},
	{"funnel", "every force within the wider code, against its expected count", funnel, false},
	{"caterpillar", "the same ratios as counted and after shrinkage", caterpillar, false},
	{"vintages", "what each release said of the same periods", vintages, false},
}

// drawAll makes the figures of a study.
func drawAll(s *analysis.Study) ([]*figure, error) {
	var all []*figure
	for _, x := range figures {
		f, err := x.draw(s)
		if err != nil {
			return nil, err
		}
		if f == nil {
			continue
		}
		f.name, f.evidence = x.name, x.evidence
		all = append(all, f)
	}
	return all, nil
}

// marked is the forces that a figure of every force marks, because the report is on them: those of
// every area that was asked for. One of most forces marks none, as it would hardly leave one out.
func marked(s *analysis.Study) (forces []string) {
	for _, a := range s.Areas {
		if 2*len(a.Forces) < len(s.Release.Forces) {
			forces = append(forces, a.Forces...)
		}
	}
	return forces
}
