package figures

import (
	"fmt"
	"slices"

	"gonum.org/v1/plot/vg/draw"

	"grooming-report/analysis"
	"grooming-report/analysis/records"
	"grooming-report/figures/house"
)

// forceInPart draws the quarters that the release has of the chosen force, where
// it lacks others.
func forceInPart(s *analysis.Study) *figure {
	covered, area := s.Covered(), s.Area
	f := &figure{height: 200, foot: source(s), title: area.Display() + " " + s.Gap()}
	f.subtitle = fmt.Sprintf("Offences of sexual grooming (code %s) recorded in each quarter, %s; "+
		"hatched from top to bottom, a quarter without a number, which is not zero", s.Series.Code, covered.Months())
	f.describe("Column chart of the offences of sexual grooming that %s recorded in each quarter, %s. "+
		"%s; those quarters are hatched, and no total or ratio is made over them.",
		area.Display(), covered.Months(), f.title)

	highest := 4
	var counts []records.Count
	for q := covered.From; q <= covered.To; q++ {
		if c, err := s.Count(area, q.Period()); err == nil {
			counts = append(counts, c)
			highest = max(highest, c.N)
		}
	}
	p := house.NewPlot()
	house.CountAxis(p, float64(highest)*1.1)
	bars := knownQuarters(s, counts, p.Y.Max)
	bars.axis(p, house.Width-26)
	p.Add(house.Grid{}, bars, breakLine{bars.timeline, true})
	f.draw = func(page draw.Canvas) { p.Draw(draw.Crop(page, 0, 0, 0, -band)) }
	return f
}

// knownQuarters is a column for each quarter that has a count; the others are hatched
// up to the top.
func knownQuarters(s *analysis.Study, counts []records.Count, top float64) columns {
	bars := columns{timeline: newTimeline(s), gap: 0.1}
	covered := s.Covered()
	for q := covered.From; q <= covered.To; q++ {
		missing := columnStyle{hatch: draw.LineStyle{Color: house.Grey, Width: 0.5}}
		bar := column{q.Period(), top, missing}
		if i := slices.IndexFunc(counts, func(c records.Count) bool { return c.Period == q.Period() }); i >= 0 {
			colours := toneOf(s, q.Period())
			bar.value = float64(max(0, counts[i].N))
			bar.columnStyle = columnStyle{fill: colours.tint, top: draw.LineStyle{Color: colours.edge, Width: 1.5}}
		}
		bars.bars = append(bars.bars, bar)
	}
	return bars
}
