package figures

import (
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"grooming-report/analysis"
	"grooming-report/analysis/records"
	"grooming-report/figures/house"
)

// A timeline is an x axis in quarters, opened at the break so that nothing seems
// to run on from one definition to the next.
type timeline struct {
	first, last records.FinancialYear
	broken      records.Quarter // the first of the wider definition
	brokenOn    string          // the day: 3 April 2017
}

// opening is how many quarters wide the axis is opened at the break.
const opening = 1

func newTimeline(s *analysis.Study) timeline {
	years := s.Covered().Years()
	return timeline{years[0], years[len(years)-1], s.Change, breakDay(s)}
}

// start is the start of a quarter on the axis.
func (t timeline) start(q records.Quarter) float64 {
	x := float64(q)
	if q >= t.broken {
		x += opening
	}
	return x
}

// end is the end of a quarter.
func (t timeline) end(q records.Quarter) float64 { return t.start(q) + 1 }

// centre is the middle of a quarter.
func (t timeline) centre(q records.Quarter) float64 { return t.start(q) + 0.5 }

// middle is the middle of a financial year.
func (t timeline) middle(y records.FinancialYear) float64 { return t.start(y.Quarter(1)) + 2 }

// span is the two ends of the axis.
func (t timeline) span() (from, to float64) {
	return t.start(t.first.Quarter(1)), t.end(t.last.Quarter(4))
}

// axis sets the range, and labels the years as 2012/13, 13/14, 14/15 … if each
// has room for its label; else every second, third …, in full, counted from
// the first year of the wider code, which is always labelled.
func (t timeline) axis(p *plot.Plot, room vg.Length) {
	p.X.Min, p.X.Max = t.span()
	full, short := house.LabelStyle.Width(t.first.String()), house.LabelStyle.Width(t.first.String()[2:])
	every, year := 1, room/vg.Length(t.last-t.first+1)
	if (full+short)/2+4 > year {
		every = 1 + int((full+8)/year)
	}
	var ticks []plot.Tick
	for y := t.first; y <= t.last; y++ {
		if int(y-t.broken.Year())%every != 0 {
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

// band is the height above the plot that a labelled break writes in.
const band = 15

// A breakLine marks the break of a timeline by a dashed line. If it is labelled, the
// line goes up into the band above the plot, and words there say what changed.
type breakLine struct {
	timeline
	labelled bool
}

// Plot implements plot.Plotter.
func (b breakLine) Plot(c draw.Canvas, p *plot.Plot) {
	x := c.X(p.X.Norm(b.start(b.broken) - opening/2.0))
	top := c.Max.Y
	if b.labelled {
		top += band
	}
	c.StrokeLine2(draw.LineStyle{Color: house.Pink, Width: 1, Dashes: []vg.Length{3, 2}}, x, c.Min.Y, x, top)
	if b.labelled {
		s := house.Coloured(house.Pink, house.StrongStyle)
		house.Write(c, s, text.XRight, x-5, c.Max.Y+6, wordsBefore)
		house.Write(c, s, text.XLeft, x+5, c.Max.Y+6, wordsAfter+b.brokenOn)
	}
}
