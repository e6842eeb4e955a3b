package figures

import (
	"fmt"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg/draw"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/figures/house"
)

// quarters draws England and Wales by quarter as columns, with the totals of
// the financial years beneath. Columns, because a line would join what must
// not be joined.
func quarters(s *analysis.Study) (*figure, error) {
	counts, err := s.Quarters(s.National, s.Covered())
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
	notable := notableQuarters(s, counts)
	f := &figure{height: 225, foot: source(s)}
	f.quartersWords(s, years, notable)

	p := house.NewPlot()
	bars := quarterColumns(s, counts)
	_, _, _, highest := bars.DataRange()
	house.CountAxis(p, highest*1.06)
	bars.axis(p, house.Width-26)
	p.Add(house.Grid{}, bars, f.quarterLabels(s, notable), f.yearTotals(s, years), breakLine{bars.timeline, true})
	f.draw = func(page draw.Canvas) { p.Draw(draw.Crop(page, 0, 0, 26, -band)) }
	return f, nil
}

// notable is the quarters that a figure names: the last one before the break, the
// lowest and the highest since, and the newest.
type notable struct{ last, low, high, newest records.Count }

func notableQuarters(s *analysis.Study, counts []records.Count) notable {
	newest := counts[len(counts)-1]
	first := counts[int(s.Change-counts[0].Period.From)]
	n := notable{low: first, high: first, newest: newest}
	for _, c := range counts {
		switch {
		case !wide(s, c.Period):
			n.last = c
		case !s.After().Contains(c.Period.From): // of a later definition
		case c.N < n.low.N:
			n.low = c
		case c.N > n.high.N:
			n.high = c
		}
	}
	return n
}

// quartersWords states the words of the figure.
func (f *figure) quartersWords(s *analysis.Study, years []records.Count, n notable) {
	covered := s.Covered()
	count := func(y records.FinancialYear) *fact.Fact { return s.CountFact(years[y-covered.From.Year()]) }
	first, before := count(covered.From.Year()), count(s.BeforeYear)
	after, latest := count(s.AfterYear), count(s.LatestYear)

	f.title = fmt.Sprintf("%s in %s, %s in %s: not comparable, the code widened",
		f.state(before), s.BeforeYear, f.state(after), s.AfterYear)
	f.subtitle = fmt.Sprintf("Offences of sexual grooming (code %s) recorded by the police in England and Wales, "+
		"by quarter, %s; below, the totals of the financial years", s.Series.Code, covered.Months())
	f.describe("Column chart of the offences of sexual grooming that the police in England and Wales "+
		"recorded in each quarter, %s. ", covered.Months())
	f.describe("Under the old definition the year %s had %s recorded offences, and %s, its last, had %s. ",
		first.Period, f.state(first), before.Period, f.state(before))
	f.describe("The code widened on %s, so the %s of %s and all later years are not comparable with those before. ",
		breakDay(s), f.state(after), after.Period)
	if s.LatestYear > s.AfterYear {
		caveat := ""
		if s.Series.Caveat(after.Period, latest.Period) != "" {
			caveat = ", which are not comparable because the code has changed again"
		}
		f.describe("Since then there were %s recorded offences in %s and %s in %s%s. ",
			f.state(after), after.Period, f.state(latest), latest.Period, caveat)
	}
	f.describe("The quarters since then run from %s in %s to %s in %s.",
		f.state(s.CountFact(n.low)), n.low.Period, f.state(s.CountFact(n.high)), n.high.Period)
	if s.Partial > 0 {
		part := s.CountFact(years[len(years)-1])
		f.describe(" The last financial year is hatched, because the release has only %s of it, with %s recorded offences.",
			part.Period, f.state(part))
	}
}

// quarterColumns is a column for each quarter, hatched in a year that has not ended.
func quarterColumns(s *analysis.Study, counts []records.Count) columns {
	bars := columns{timeline: newTimeline(s), gap: 0.12}
	for _, c := range counts {
		style := columnStyle{fill: toneOf(s, c.Period).edge}
		if c.Period.From.Year() > s.LatestYear {
			edge := draw.LineStyle{Color: house.Blue, Width: 0.75}
			style = columnStyle{hatch: edge, outline: edge}
		}
		bars.bars = append(bars.bars, column{c.Period, float64(c.N), style})
	}
	return bars
}

// valueLabels writes numbers above the places that they belong to, moved as far as
// it takes to stay inside the plot.
type valueLabels []valueLabel

type valueLabel struct {
	x, y float64
	text string
}

// Plot implements plot.Plotter.
func (ls valueLabels) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	for _, l := range ls {
		house.WriteInside(c, house.LabelStyle, x(l.x), y(l.y)+3, l.text)
	}
}

// quarterLabels labels the notable quarters. They stand aside from their own
// columns, so that the label of the last quarter before the break stays before it,
// and the newest clear of its neighbours.
func (f *figure) quarterLabels(s *analysis.Study, n notable) valueLabels {
	t := newTimeline(s)
	label := func(c records.Count, aside float64) valueLabel {
		return valueLabel{t.start(c.Period.From) + aside, float64(c.N), f.label(s.CountFact(c))}
	}
	labels := valueLabels{label(n.last, 0), label(n.high, 0.5)}
	if n.newest.Period.From-n.high.Period.From > 4 {
		labels = append(labels, label(n.newest, 1.5))
	}
	return labels
}

// yearTotals writes the totals of financial years under their labels.
type yearTotals struct {
	timeline
	totals []yearTotal
}

type yearTotal struct {
	year  records.FinancialYear
	total string
	part  bool // the year has not ended
}

// Plot implements plot.Plotter.
func (t yearTotals) Plot(c draw.Canvas, p *plot.Plot) {
	for _, y := range t.totals {
		x := c.X(p.X.Norm(t.middle(y.year)))
		house.Write(c, house.StrongStyle, text.XCenter, x, c.Min.Y-house.NoteDrop, y.total)
		if y.part {
			house.Write(c, house.LabelStyle, text.XCenter, x, c.Min.Y-house.NoteDrop-10, "so far")
		}
	}
	house.Write(c, house.StrongStyle, text.XLeft, 0, c.Min.Y-house.NoteDrop, "Total")
}

func (f *figure) yearTotals(s *analysis.Study, years []records.Count) yearTotals {
	t := yearTotals{timeline: newTimeline(s)}
	for _, c := range years {
		year := c.Period.From.Year()
		t.totals = append(t.totals, yearTotal{year, f.label(s.CountFact(c)), year > s.LatestYear})
	}
	return t
}
