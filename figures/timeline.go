package main

import (
	"grooming-report/analysis"
	"grooming-report/analysis/records"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// A timeline is an x axis in quarters, opened at April 2017 so that nothing
// seems to run on from one definition to the next.
type timeline struct {
	change      records.Quarter // of the definition
	day         string          // on which it changed
	first, last records.FinancialYear
	opening     float64 // in quarters
}

func newTimeline(s *analysis.Study, covered records.Period, opening float64) timeline {
	years := covered.Years()
	return timeline{s.Change, widened(s), years[0], years[len(years)-1], opening}
}

// x is the start of a quarter on the axis.
func (t timeline) x(q records.Quarter) float64 {
	x := float64(q)
	if q >= t.change {
		x += t.opening
	}
	return x
}

// end is the end of a quarter.
func (t timeline) end(q records.Quarter) float64 { return t.x(q) + 1 }

// middle is the middle of a financial year.
func (t timeline) middle(y records.FinancialYear) float64 { return t.x(y.Quarter(1)) + 2 }

// axis sets the range, and labels the years as 2012/13, 13/14, 14/15 … if each
// has room for its label; else every second, third …, in full, counted from
// the first year of the wider code, which is always labelled.
func (t timeline) axis(p *plot.Plot, room vg.Length) {
	p.X.Min, p.X.Max = t.x(t.first.Quarter(1)), t.end(t.last.Quarter(4))
	longest := (labelStyle.Width(t.first.String()) + labelStyle.Width(t.first.String()[2:])) / 2
	every := 1 + int((longest+4)/(room/vg.Length(t.last-t.first+1)))
	var ticks []plot.Tick
	for y := t.first; y <= t.last; y++ {
		if int(y-t.change.Year())%every != 0 {
			continue
		}
		label := y.String()
		if every == 1 && len(ticks) > 0 {
			label = label[2:]
		}
		ticks = append(ticks, plot.Tick{Value: t.middle(y), Label: label})
	}
	p.X.Tick.Marker = plot.ConstantTicks(ticks)
}

// band is the height above the plot that codeBreak writes in.
const band = 15

// codeBreak marks April 2017 by a dashed line, and says above the plot what
// changed there.
func (t timeline) codeBreak(c draw.Canvas, p *plot.Plot) {
	x := t.breakLine(c, p, band)
	s := in(pink, strongStyle)
	write(c, s, text.XRight, x-5, c.Max.Y+6, "s.15 only")
	write(c, s, text.XLeft, x+5, c.Max.Y+6, "Code widened: s.15A added, "+t.day)
}

// breakLine draws only the dashed line, up to some way above the plot.
func (t timeline) breakLine(c draw.Canvas, p *plot.Plot, above vg.Length) vg.Length {
	x := c.X(p.X.Norm(t.x(t.change) - t.opening/2))
	c.StrokeLine2(draw.LineStyle{Color: pink, Width: 1, Dashes: []vg.Length{3, 2}}, x, c.Min.Y, x, c.Max.Y+above)
	return x
}
