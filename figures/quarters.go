package main

import (
	"fmt"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg/draw"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
)

// quarters draws England and Wales by quarter as columns, with the totals of
// the financial years beneath. Columns, because a line would join what must
// not be joined.
func quarters(s *analysis.Study) (*figure, error) {
	f := &figure{name: "quarters", height: 225}
	covered := s.Covered()
	counts, err := s.Quarters(s.National, covered)
	if err != nil {
		return nil, err
	}
	var years []records.Count
	for _, p := range s.Years() {
		c, err := s.Count(s.National, p)
		if err != nil {
			return nil, err
		}
		years = append(years, c)
	}
	count := func(y records.FinancialYear) *fact.Fact { return s.CountFact(years[y-covered.From.Year()]) }
	first, before, after, latest := count(covered.From.Year()), count(s.BeforeYear), count(s.AfterYear), count(s.LatestYear)

	// The lowest and the highest quarter of the wider code, and the one before it.
	low, high := counts[len(counts)-1], counts[len(counts)-1]
	var last records.Count
	highest := 0
	for _, c := range counts {
		highest = max(highest, c.N)
		if c.Period.From < s.Change {
			last = c
			continue
		}
		if c.N < low.N {
			low = c
		}
		if c.N > high.N {
			high = c
		}
	}
	newest := counts[len(counts)-1]

	f.title = fmt.Sprintf("%s recorded offences in %s and %s in %s are not comparable: the code widened",
		f.state(before), s.BeforeYear, f.state(after), s.AfterYear)
	if rising(years, s.BeforeYear) {
		f.title = fmt.Sprintf("Recorded offences rose each year to %s in %s; the %s of %s are not comparable: the code widened",
			f.state(before), s.BeforeYear, f.state(after), s.AfterYear)
	}
	f.subtitle = fmt.Sprintf("Offences of sexual grooming (code %s) recorded by the police in England and Wales, by quarter, %s; below, the totals of the financial years",
		s.Series.Code, covered.Months())
	f.foot = source(s)
	f.alt = fmt.Sprintf("Column chart of the offences of sexual grooming that the police in England and Wales recorded in each quarter, %s. "+
		"Under the old definition the year %s had %s recorded offences, and %s, its last, had %s. "+
		"The code widened on %s, so the %s of %s and all later years are not comparable with those before. ",
		covered.Months(), first.Period, f.state(first), before.Period, f.state(before), widened(s), f.state(after), after.Period)
	if s.LatestYear > s.AfterYear {
		f.alt += fmt.Sprintf("Within the wider code there were %s recorded offences in %s and %s in %s. ", f.state(after), after.Period, f.state(latest), latest.Period)
	}
	f.alt += fmt.Sprintf("The quarters since then run from %s in %s to %s in %s.", f.state(s.CountFact(low)), low.Period, f.state(s.CountFact(high)), high.Period)
	if s.Partial > 0 {
		part := s.CountFact(years[len(years)-1])
		f.alt += fmt.Sprintf(" The last financial year is hatched, because the release has only %s of it, with %s recorded offences.", part.Period, f.state(part))
	}

	f.draw = func(page draw.Canvas) {
		t := newTimeline(s, covered, 1)
		p := newPlot()
		countAxis(p, float64(highest)*1.06)
		t.axis(p, page.Size().X-26)
		p.Add(grid, plotterFunc(func(c draw.Canvas, p *plot.Plot) {
			for _, q := range counts {
				box := rectangle(c.X(p.X.Norm(t.x(q.Period.From)+0.12)), c.Min.Y, c.X(p.X.Norm(t.end(q.Period.From)-0.12)), c.Y(p.Y.Norm(float64(q.N))))
				switch {
				case q.Period.From.Year() > s.LatestYear:
					hatchBox(c, draw.LineStyle{Color: blue, Width: 0.75}, box)
					strokeBox(c, draw.LineStyle{Color: blue, Width: 0.75}, box)
				case q.Period.From >= s.Change:
					fillBox(c, blue, box)
				default:
					fillBox(c, turquoise, box)
				}
			}
			over := func(q records.Count, x float64) {
				writeInside(c, labelStyle, c.X(p.X.Norm(x)), c.Y(p.Y.Norm(float64(q.N)))+3, f.label(s.CountFact(q)))
			}
			// Aside from their own columns, so that the label of the last quarter
			// before the break stays before it, and the newest clear of its
			// neighbours.
			over(last, t.x(last.Period.From))
			over(high, t.x(high.Period.From)+0.5)
			if newest.Period.From-high.Period.From > 4 {
				over(newest, t.x(newest.Period.From)+1.5)
			}
			for _, y := range years {
				x := c.X(p.X.Norm(t.middle(y.Period.From.Year())))
				write(c, strongStyle, text.XCenter, x, c.Min.Y-21, f.label(s.CountFact(y)))
				if y.Period.From.Year() > s.LatestYear {
					write(c, labelStyle, text.XCenter, x, c.Min.Y-31, "so far")
				}
			}
			write(c, strongStyle, text.XLeft, 0, c.Min.Y-21, "Total")
		}), plotterFunc(t.codeBreak))
		p.Draw(draw.Crop(page, 0, 0, 26, -band))
	}
	return f, nil
}

// rising reports whether each whole year to the last of the old definition has
// more recorded offences than the one before it.
func rising(years []records.Count, last records.FinancialYear) bool {
	n := 0
	for i, c := range years {
		if !c.Period.WholeYears() || c.Period.From.Year() > last {
			continue
		}
		if n > 0 && c.N <= years[i-1].N {
			return false
		}
		n++
	}
	return n > 2
}
