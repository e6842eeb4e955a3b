package main

import (
	"errors"
	"fmt"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"grooming-report/analysis"
	"grooming-report/analysis/records"
)

const columns = 5

// multiples draws the counts of every force by financial year, each in a small
// panel of its own scale. One scale for all would leave the small forces flat;
// so the tallest column carries its number, and no scale ends below ten, where
// a column or two would look like a flood.
func multiples(s *analysis.Study) (*figure, error) {
	panels := [][]records.Count{}
	var areas []records.Area
	add := func(a records.Area) error {
		var counts []records.Count
		for _, p := range s.Years() {
			c, err := s.Count(a, p)
			switch {
			case errors.Is(err, records.ErrMissing):
				continue
			case err != nil:
				return err
			}
			counts = append(counts, c)
		}
		panels, areas = append(panels, counts), append(areas, a)
		return nil
	}
	if err := add(s.National); err != nil {
		return nil, err
	}
	for _, name := range s.Release.Forces {
		if err := add(records.ForceArea(name)); err != nil {
			return nil, err
		}
	}
	national, err := s.Across(s.National, s.AfterYear.Period(), s.BeforeYear.Period())
	if err != nil {
		return nil, err
	}

	// In how many forces the wider code's first year is above the year before,
	// and the smallest and largest count of the latest whole year.
	more, pairs := 0, 0
	var exceptions string
	var low, high *records.Count
	for _, counts := range panels[1:] {
		var before, after *records.Count
		for i, c := range counts {
			switch c.Period {
			case s.BeforeYear.Period():
				before = &counts[i]
			case s.AfterYear.Period():
				after = &counts[i]
			}
			if c.Period == s.LatestYear.Period() {
				if low == nil || c.N < low.N {
					low = &counts[i]
				}
				if high == nil || c.N > high.N {
					high = &counts[i]
				}
			}
		}
		if before == nil || after == nil {
			continue
		}
		pairs++
		if after.N > before.N {
			more++
		} else {
			exceptions += " The exception is " + after.Area.Display() + "."
		}
	}

	rows := (len(panels) + columns - 1) / columns
	f := &figure{name: "multiples", height: vg.Length(rows)*63 + 12}
	before, after := s.CountFact(national.Earlier), s.CountFact(national.Later)
	who := forces(more, pairs)
	f.title = fmt.Sprintf("In %s more offences were recorded in %s than in %s (%s against %s in all), but the two are not comparable: the code widened",
		who, s.AfterYear, s.BeforeYear, f.state(after), f.state(before))
	f.subtitle = fmt.Sprintf("Offences of sexual grooming (code %s) recorded in each financial year, %s. "+
		"Each panel has a scale of its own, to ten at least; the number is that of its tallest column. The dashed line is %s, when the code widened", s.Series.Code, s.Covered().Months(), widened(s))
	if s.Partial > 0 {
		f.subtitle += "; the outlined column is " + s.LatestMonths().Months() + " only"
	}
	f.foot = source(s)
	f.alt = fmt.Sprintf("A small column chart for England and Wales and for every police force, of the offences of sexual grooming recorded in each financial year, %s, each with a scale of its own. "+
		"In %s the count of %s is above that of %s, but the two are not comparable, because the code widened on %s.%s "+
		"In %s, the latest whole year, the recorded offences of a force run from %s to %s.",
		s.Covered().Months(), who, s.AfterYear, s.BeforeYear, widened(s), exceptions, s.LatestYear, f.state(s.CountFact(*low)), f.state(s.CountFact(*high)))
	f.draw = func(page draw.Canvas) {
		tiles := draw.Tiles{Cols: columns, Rows: rows, PadX: 12, PadY: 6, PadBottom: 12}
		for i, counts := range panels {
			tile := draw.Crop(tiles.At(page, i%columns, i/columns), 0, 0, 0, -20)
			f.smallPanel(s, areas[i], counts, i+columns >= len(panels)).Draw(tile)
		}
	}
	return f, nil
}

// smallPanel is one area's columns under its name; those at the foot of the
// page carry the first and the last year.
func (f *figure) smallPanel(s *analysis.Study, a records.Area, counts []records.Count, foot bool) *plot.Plot {
	t := newTimeline(s, s.Covered(), 1)
	p := newPlot()
	p.X.Min, p.X.Max = t.x(t.first.Quarter(1)), t.end(t.last.Quarter(4))
	highest := records.Count{}
	for _, c := range counts {
		if c.N > highest.N {
			highest = c
		}
	}
	p.Y.Min, p.Y.Max = 0, float64(max(highest.N, analysis.TinyBase))
	p.X.Tick.Marker, p.Y.Tick.Marker = plot.ConstantTicks(nil), plot.ConstantTicks(nil)
	p.Add(plotterFunc(func(c draw.Canvas, p *plot.Plot) {
		x := func(v float64) vg.Length { return c.X(p.X.Norm(v)) }
		for _, n := range counts {
			year := n.Period.From.Year()
			box := rectangle(x(t.x(year.Quarter(1))+0.4), c.Min.Y, x(t.end(year.Quarter(4))-0.4), c.Y(p.Y.Norm(float64(max(n.N, 0)))))
			switch {
			case !n.Period.WholeYears():
				strokeBox(c, draw.LineStyle{Color: blue, Width: 0.75}, box)
			case n.Period.To < s.Change:
				fillBox(c, turquoise, box)
			default:
				fillBox(c, blue, box)
			}
		}
		c.StrokeLine2(draw.LineStyle{Color: grey, Width: 0.5}, c.Min.X, c.Min.Y, c.Max.X, c.Min.Y)
		t.breakLine(c, p, 0)
		if foot {
			write(c, in(grey, labelStyle), text.XLeft, c.Min.X, c.Min.Y-10, t.first.String())
			write(c, in(grey, labelStyle), text.XRight, c.Max.X, c.Min.Y-10, t.last.String())
		}
		style := labelStyle
		if len(a.Forces) > 1 || a.Name == s.Area.Name {
			style = strongStyle
		}
		write(c, style, text.XLeft, c.Min.X, c.Max.Y+11, a.Display())
		if highest.N > 0 {
			label := f.label(s.CountFact(highest))
			writeInside(c, labelStyle, x(t.middle(highest.Period.From.Year())), c.Y(p.Y.Norm(float64(highest.N)))+2, label)
		}
	}))
	return p
}
