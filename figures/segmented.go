package main

import (
	"fmt"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"grooming-report/analysis"
	"grooming-report/analysis/records"
)

// carried is for how many quarters the earlier trend is drawn on: further away
// it says nothing of recorded offences, only that no growth lasts.
const carried = 8

// segmented draws the quarters of England and Wales and of the chosen force with
// the segmented regression of each, and the trend before April 2017 carried on.
func segmented(s *analysis.Study) (*figure, error) {
	const upper, lower, between = 150, 110, 34
	f := &figure{name: "segmented", height: upper + lower + between + 12}
	bs, err := s.Breaks()
	if err != nil {
		return nil, err
	}
	name := s.Area.Display()
	f.subtitle = fmt.Sprintf("Offences of sexual grooming (code %s) recorded in each quarter: marks as recorded, solid lines the segmented regression, dashed line the trend and seasons before April 2017 carried on for two years, shaded its %s limits",
		s.Series.Code, level())
	f.foot = source(s) + " A step at a change of definition, not the effect of a law."
	f.alt = "Two charts of the offences of sexual grooming recorded in each quarter, in England and Wales and in " + name + ", with a regression line before and after April 2017. "
	switch {
	case bs.National.Model == nil:
		count, err := s.Count(s.National, s.AfterYear.Period())
		if err != nil {
			return nil, err
		}
		f.title = fmt.Sprintf("%s recorded offences in %s, and no trend before to set them against", f.state(s.CountFact(count)), s.AfterYear)
		f.alt += "There is no regression: " + bs.National.Reason + ". "
	default:
		step, trend := bs.National.Step().Fact(s), bs.National.Trend().Fact(s)
		f.title = fmt.Sprintf("The step at April 2017, not comparable because the code widened, is %s times the earlier trend in England and Wales", f.state(step))
		f.alt += fmt.Sprintf("In England and Wales recorded offences grew by a ratio of %s a year before (limits %s). ", f.state(trend), f.limits(trend))
		f.alt += fmt.Sprintf("The step at the change of definition, not comparable because the code widened, is %s times that trend carried on (limits %s). ", f.state(step), f.limits(step))
	}
	if bs.Force.Model == nil {
		f.alt += "For " + name + " there is no regression: " + bs.Force.Reason + "."
	} else {
		step := bs.Force.Step().Fact(s)
		if bs.National.Model != nil {
			f.title += fmt.Sprintf(" and %s in %s", f.state(step), name)
		}
		f.alt += fmt.Sprintf("In %s the step, not comparable for the same reason, is %s (limits %s).", name, f.state(step), f.limits(step))
	}
	f.draw = func(page draw.Canvas) {
		above := segmentedPanel(s, bs.National, s.National, page.Size().X)
		below := segmentedPanel(s, bs.Force, s.Area, page.Size().X)
		// April 2017 stands under April 2017.
		a, b := labelRoom(above), labelRoom(below)
		above.Y.Padding, below.Y.Padding = max(0, b-a), max(0, a-b)
		above.Draw(draw.Crop(page, 0, 0, lower+between, -band))
		below.Draw(draw.Crop(page, 0, 0, 0, -upper-between-band+2))
	}
	return f, nil
}

// segmentedPanel is the chart of one area.
func segmentedPanel(s *analysis.Study, b analysis.Break, area records.Area, room vg.Length) *plot.Plot {
	t := newTimeline(s, s.Covered(), 1)
	p := newPlot()
	counts, err := s.Release.Quarters(area, s.Series, s.Covered())
	if err != nil {
		counts = nil // a quarter is missing; the panel says so
	}
	highest := 4.0
	for _, c := range counts {
		highest = max(highest, float64(c.N))
	}
	countAxis(p, highest*1.1)
	t.axis(p, room-26)
	middleOf := func(q records.Quarter) float64 { return t.x(q) + 0.5 }
	p.Add(grid, plotterFunc(func(c draw.Canvas, p *plot.Plot) {
		at := func(q records.Quarter, n float64) vg.Point {
			return vg.Point{X: c.X(p.X.Norm(middleOf(q))), Y: c.Y(p.Y.Norm(max(0, min(n, p.Y.Max))))}
		}
		write(c, strongStyle, text.XLeft, 0, c.Max.Y+6, area.Display())
		if b.Model != nil {
			first := b.Period.From
			fitted, carriedOn := b.Model.Fitted.Mean, b.Model.Counterfactual
			// The trend carried on: its limits, then itself.
			var edge, back, line []vg.Point
			for q := s.Change; q <= min(s.Change+carried, b.Period.To); q++ {
				i := int(q - first)
				edge = append(edge, at(q, carriedOn.Limits[i].Lower))
				back = append(back, at(q, carriedOn.Limits[i].Upper))
				line = append(line, at(q, carriedOn.Mean[i]))
			}
			for i := range back {
				edge = append(edge, back[len(back)-1-i])
			}
			c.FillPolygon(greenTint, edge)
			c.StrokeLines(draw.LineStyle{Color: turquoise, Width: 1.25, Dashes: []vg.Length{4, 2}}, line)
			end := line[len(line)-1]
			if len(area.Forces) > 1 { // in the lower panel marks may be anywhere
				write(c, labelStyle, text.XLeft, end.X+5, min(max(end.Y-3, c.Min.Y+3), c.Max.Y-9), "earlier trend carried on")
			}
			// The quarter of transition has a term of its own and stands alone.
			before, after := []vg.Point{}, []vg.Point{}
			for q := first; q <= b.Period.To; q++ {
				switch {
				case q < s.Change:
					before = append(before, at(q, fitted[q-first]))
				case q > s.Change:
					after = append(after, at(q, fitted[q-first]))
				}
			}
			c.StrokeLines(draw.LineStyle{Color: turquoise, Width: 1.25}, before)
			c.StrokeLines(draw.LineStyle{Color: blue, Width: 1.25}, after)
		} else {
			x := c.X(p.X.Norm(t.x(s.Change))) + 6
			for i, line := range wrap(labelStyle, "No regression: "+b.Reason+".", c.Max.X-x) {
				write(c, labelStyle, text.XLeft, x, c.Max.Y-9-vg.Length(i)*9.5, line)
			}
		}
		for _, q := range counts {
			if q.N < 0 {
				continue // below the axis; the table of the force has it
			}
			colour := blue
			if q.Period.To < s.Change {
				colour = turquoise
			}
			mark(c, white, colour, round(at(q.Period.From, float64(q.N)), 1.7))
		}
	}), plotterFunc(t.codeBreak))
	return p
}
