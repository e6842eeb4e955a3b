package figures

import (
	"errors"
	"fmt"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/figures/house"
)

// panelsAcross is how many small panels stand side by side.
const panelsAcross = 5

// multiples draws the counts of every force by financial year, each in a small
// panel of its own scale. One scale for all would leave the small forces flat;
// so the tallest column carries its number, and no scale ends below ten, where
// a column or two would look like a flood.
func multiples(s *analysis.Study) (*figure, error) {
	areas := []records.Area{s.National}
	for _, name := range s.Release.Forces {
		areas = append(areas, records.ForceArea(name))
	}
	var annual [][]records.Count
	for _, a := range areas {
		counts, err := annualCounts(s, a)
		if err != nil {
			return nil, err
		}
		annual = append(annual, counts)
	}
	national, err := s.Across(s.National, s.AfterYear.Period(), s.BeforeYear.Period())
	if err != nil {
		return nil, err
	}
	rows := (len(areas) + panelsAcross - 1) / panelsAcross
	f := &figure{height: vg.Length(rows)*63 + 12, foot: source(s)}
	f.multiplesWords(s, annual[1:], national)

	var panels []*plot.Plot
	for i, a := range areas {
		panels = append(panels, f.smallPanel(s, a, annual[i], i+panelsAcross >= len(areas)))
	}
	f.draw = func(page draw.Canvas) {
		tiles := draw.Tiles{Cols: panelsAcross, Rows: rows, PadX: 12, PadY: 6, PadBottom: 12}
		for i, p := range panels {
			p.Draw(draw.Crop(tiles.At(page, i%panelsAcross, i/panelsAcross), 0, 0, 0, -20))
		}
	}
	return f, nil
}

// annualCounts is an area's counts of the financial years that it has.
func annualCounts(s *analysis.Study, a records.Area) ([]records.Count, error) {
	var counts []records.Count
	for _, p := range s.Years() {
		c, err := s.Count(a, p)
		switch {
		case errors.Is(err, records.ErrMissing):
			continue
		case err != nil:
			return nil, err
		}
		counts = append(counts, c)
	}
	return counts, nil
}

// An overview is what the words say of all forces: in how many of those that can be
// compared the wider code's first year is above the year before, which are the
// exceptions, and the smallest and largest count of the latest whole year.
type overview struct {
	more, compared int
	exceptions     []string
	low, high      *records.Count
}

func overviewOf(s *analysis.Study, forces [][]records.Count) overview {
	var o overview
	for _, counts := range forces {
		var before, after, latest *records.Count
		for i, c := range counts {
			switch c.Period {
			case s.BeforeYear.Period():
				before = &counts[i]
			case s.AfterYear.Period():
				after = &counts[i]
			}
			if c.Period == s.LatestYear.Period() {
				latest = &counts[i]
			}
		}
		if latest != nil && (o.low == nil || latest.N < o.low.N) {
			o.low = latest
		}
		if latest != nil && (o.high == nil || latest.N > o.high.N) {
			o.high = latest
		}
		if before == nil || after == nil {
			continue
		}
		o.compared++
		if after.N > before.N {
			o.more++
		} else {
			o.exceptions = append(o.exceptions, after.Area.Display())
		}
	}
	return o
}

// multiplesWords states the words of the figure.
func (f *figure) multiplesWords(s *analysis.Study, forces [][]records.Count, national analysis.Across) {
	o := overviewOf(s, forces)
	before, after := s.CountFact(national.Earlier), s.CountFact(national.Later)
	most := someForces(o.more, o.compared)
	f.title = fmt.Sprintf("%s against %s, more in %s, not comparable", f.state(after), f.state(before), most)
	f.subtitle = fmt.Sprintf("The code widened between %s and %s. Offences of sexual grooming (code %s) recorded in "+
		"each financial year, %s. "+
		"Each panel has a scale of its own, to ten at least; the number is that of its tallest column. "+
		"The dashed line is %s, when the code widened", s.BeforeYear, s.AfterYear, s.Series.Code, s.Covered().Months(),
		breakDay(s))
	if s.Partial > 0 {
		f.subtitle += "; the outlined column is " + s.LatestMonths().Months() + " only"
	}
	f.describe("A small column chart for England and Wales and for every police force, "+
		"of the offences of sexual grooming recorded in each financial year, %s, each with a scale of its own. ",
		s.Covered().Months())
	f.describe("In %s the count of %s is above that of %s, "+
		"but the two are not comparable, because the code widened on %s.", most, s.AfterYear, s.BeforeYear, breakDay(s))
	for _, name := range o.exceptions {
		f.describe(" The exception is %s.", name)
	}
	f.describe(" In %s, the latest whole year, the recorded offences of a force run from %s to %s.",
		s.LatestYear, f.orNone(s.CountFact(*o.low)), f.state(s.CountFact(*o.high)))
	for _, x := range s.Silent() {
		f.alt += " " + silence(x.Force, x.Since)
	}
}

// smallPanel is one area's columns under its name; those at the foot of the page
// carry the first and the last year.
func (f *figure) smallPanel(s *analysis.Study, a records.Area, counts []records.Count, foot bool) *plot.Plot {
	bars := columns{timeline: newTimeline(s), gap: 0.4}
	highest := records.Count{}
	for _, c := range counts {
		style := columnStyle{fill: toneOf(s, c.Period).edge}
		if !c.Period.WholeYears() {
			style = columnStyle{outline: draw.LineStyle{Color: house.Blue, Width: 0.75}}
		}
		bars.bars = append(bars.bars, column{c.Period.From.Year().Period(), float64(max(c.N, 0)), style})
		if c.N > highest.N {
			highest = c
		}
	}
	words := panelWords{timeline: bars.timeline, name: a.Display(), style: house.LabelStyle, foot: foot}
	if len(a.Forces) > 1 || slices.Contains(marked(s), a.Name) {
		words.style = house.StrongStyle
	}
	if highest.N > 0 {
		x := bars.middle(highest.Period.From.Year())
		words.tallest = valueLabel{x, float64(highest.N), f.label(s.CountFact(highest))}
	}

	p := house.NewPlot()
	p.X.Min, p.X.Max = bars.span()
	p.Y.Min, p.Y.Max = 0, float64(max(highest.N, fact.TinyBase))
	p.X.Tick.Marker, p.Y.Tick.Marker = plot.ConstantTicks(nil), plot.ConstantTicks(nil)
	ground := house.NewLine(draw.LineStyle{Color: house.Grey, Width: 0.5}, plotter.XYs{{X: p.X.Min}, {X: p.X.Max}})
	p.Add(bars, ground, breakLine{bars.timeline, false}, words)
	return p
}

// panelWords writes the words of a small panel: its name above, the number on its
// tallest column, and at the foot of the page the ends of its timeline.
type panelWords struct {
	timeline
	name    string
	style   text.Style // of the name
	tallest valueLabel
	foot    bool
}

// Plot implements plot.Plotter.
func (w panelWords) Plot(c draw.Canvas, p *plot.Plot) {
	if w.foot {
		house.Write(c, house.Coloured(house.Grey, house.LabelStyle), text.XLeft, c.Min.X, c.Min.Y-10, w.first.String())
		house.Write(c, house.Coloured(house.Grey, house.LabelStyle), text.XRight, c.Max.X, c.Min.Y-10, w.last.String())
	}
	house.Write(c, w.style, text.XLeft, c.Min.X, c.Max.Y+11, w.name)
	if w.tallest.text != "" {
		x, y := p.Transforms(&c)
		house.WriteInside(c, house.LabelStyle, x(w.tallest.x), y(w.tallest.y)+2, w.tallest.text)
	}
}
