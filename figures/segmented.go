package figures

import (
	"fmt"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"grooming-report/analysis"
	"grooming-report/analysis/records"
	"grooming-report/analysis/trends"
	"grooming-report/figures/house"
)

// carried is for how many quarters the earlier trend is drawn on: further away
// it says nothing of recorded offences, only that no growth lasts.
const carried = 8

// segmented draws the quarters of England and Wales and of the chosen force with
// the segmented regression of each, and the trend before the break carried on.
func segmented(s *analysis.Study) (*figure, error) {
	const upper, lower, between = 150, 110, 34
	bs, err := trends.FitBreaks(s)
	if err != nil {
		return nil, err
	}
	f := &figure{height: upper + lower + between + 12}
	f.foot = source(s) + " A step at a change of definition, not the effect of a law."
	if err := f.segmentedWords(s, bs); err != nil {
		return nil, err
	}
	above, below := segmentedPanel(s, bs.National, s.National), segmentedPanel(s, bs.Force, s.Area)
	// The break stands under the break.
	a, b := house.LabelRoom(above), house.LabelRoom(below)
	above.Y.Padding, below.Y.Padding = max(0, b-a), max(0, a-b)
	f.draw = func(page draw.Canvas) {
		above.Draw(draw.Crop(page, 0, 0, lower+between, -band))
		below.Draw(draw.Crop(page, 0, 0, 0, -upper-between-band+2))
	}
	return f, nil
}

// segmentedWords states the words of the figure.
func (f *figure) segmentedWords(s *analysis.Study, bs trends.Breaks) error {
	name := s.Area.InProse()
	f.subtitle = fmt.Sprintf("Offences of sexual grooming (code %s) recorded in each quarter: marks as recorded, "+
		"solid lines the segmented regression on either side of the transition, dashed line the trend and seasons "+
		"before %s carried on for two years, "+
		"shaded its %s limits", s.Series.Code, breakMonth(s), percent(analysis.Level))
	f.describe("Two charts of the offences of sexual grooming recorded in each quarter, one for England "+
		"and Wales and one for %s, with a regression line before and after %s. ", name, breakMonth(s))
	if bs.National.Model == nil {
		count, err := s.Count(s.National, s.AfterYear.Period())
		if err != nil {
			return err
		}
		f.title = fmt.Sprintf("%s recorded offences in %s, and no trend before",
			f.state(s.CountFact(count)), s.AfterYear)
		f.describe("There is no regression: %s. ", bs.National.Reason)
	} else {
		step, trend := bs.National.Step().Fact(s), bs.National.Trend().Fact(s)
		f.title = fmt.Sprintf("The later line starts at %s times the earlier, not comparable", f.state(step))
		f.describe("In England and Wales recorded offences grew by a ratio of %s a year before (limits %s). ",
			f.state(trend), f.limits(trend))
		f.describe("The later line, carried back to %s, is %s times that trend carried on (limits %s), "+
			"not comparable because the code widened. ", bs.National.Settled(), f.state(step), f.limits(step))
	}
	if bs.Force.Model == nil {
		f.describe("For %s there is no regression: %s.", name, bs.Force.Reason)
		return nil
	}
	step := bs.Force.Step().Fact(s)
	f.describe("For %s it is %s times (limits %s), not comparable for the same reason.",
		name, f.state(step), f.limits(step))
	return nil
}

// segmentedPanel is the chart of one area.
func segmentedPanel(s *analysis.Study, b trends.Break, area records.Area) *plot.Plot {
	t := newTimeline(s)
	counts, err := s.Release.Quarters(area, s.Series, s.Covered())
	if err != nil {
		counts = nil // a quarter is missing; the panel says so
	}
	marks := quarterMarks(s, t, counts)
	highest := 4.0
	for _, point := range marks.XYs {
		highest = max(highest, point.Y)
	}
	room := 1.1
	if b.Model == nil {
		room = 1.5 // for the two lines that say why, above the marks
	}
	p := house.NewPlot()
	house.CountAxis(p, highest*room)
	t.axis(p, house.Width-26)
	p.Add(house.Grid{}, panelName(area.Display()))
	if b.Model == nil {
		p.Add(noRegression{t, b.Reason})
	} else {
		r := regression{t, b, p.Y.Max}
		p.Add(r.carriedOn()...)
		if len(area.Forces) > 1 { // in the lower panel marks may be anywhere
			p.Add(r.carriedOnName())
		}
		p.Add(r.fitted()...)
	}
	p.Add(marks, breakLine{t, true})
	return p
}

// quarterMarks is a hollow mark for each quarter. A count below zero, of offences
// taken back, is below the axis; the table of the force has it.
func quarterMarks(s *analysis.Study, t timeline, counts []records.Count) house.Scatter {
	var points plotter.XYs
	var styles []draw.GlyphStyle
	for _, c := range counts {
		if c.N >= 0 {
			points = append(points, plotter.XY{X: t.centre(c.Period.From), Y: float64(c.N)})
			styles = append(styles, house.Disc(house.White, toneOf(s, c.Period).edge, 1.7))
		}
	}
	style := func(i int) draw.GlyphStyle { return styles[i] }
	return house.Scatter{Scatter: &plotter.Scatter{XYs: points, GlyphStyleFunc: style}}
}

// A regression is the curves of an area's segmented regression, held to the height of
// the plot.
type regression struct {
	timeline
	trends.Break
	highest float64
}

// curve is the values of some quarters; they are counted from the first of the model.
func (r regression) curve(from, to records.Quarter, value func(i int) float64) plotter.XYs {
	var points plotter.XYs
	for q := from; q <= to; q++ {
		y := value(int(q - r.Period.From))
		points = append(points, plotter.XY{X: r.centre(q), Y: max(0, min(y, r.highest))})
	}
	return points
}

// carriedOn draws the trend before the break carried on: its limits, then itself.
func (r regression) carriedOn() []plot.Plotter {
	trend := r.Model.Counterfactual
	limits := r.afterBreak(func(i int) float64 { return trend.Limits[i].Lower })
	upper := r.afterBreak(func(i int) float64 { return trend.Limits[i].Upper })
	slices.Reverse(upper)
	mean := r.afterBreak(func(i int) float64 { return trend.Mean[i] })
	return []plot.Plotter{
		&plotter.Polygon{XYs: []plotter.XYs{append(limits, upper...)}, Color: house.GreenTint},
		house.NewLine(draw.LineStyle{Color: house.Turquoise, Width: 1.25, Dashes: []vg.Length{4, 2}}, mean),
	}
}

// afterBreak is a curve of the trend carried on.
func (r regression) afterBreak(value func(i int) float64) plotter.XYs {
	return r.curve(r.broken, min(r.broken+carried, r.Period.To), value)
}

// carriedOnName names the trend carried on, at its end.
func (r regression) carriedOnName() lineName {
	mean := r.afterBreak(func(i int) float64 { return r.Model.Counterfactual.Mean[i] })
	return lineName{mean[len(mean)-1], "earlier trend carried on"}
}

// fitted draws the regression on either side of the break. The quarters of transition
// have terms of their own, and belong to neither line.
func (r regression) fitted() []plot.Plotter {
	mean := func(i int) float64 { return r.Model.Fitted.Mean[i] }
	return []plot.Plotter{
		house.NewLine(draw.LineStyle{Color: house.Turquoise, Width: 1.25}, r.curve(r.Period.From, r.broken-1, mean)),
		house.NewLine(draw.LineStyle{Color: house.Blue, Width: 1.25}, r.curve(r.Settled(), r.Period.To, mean)),
	}
}

// A panelName writes the name of an area above its panel, from the edge of the page.
type panelName string

// Plot implements plot.Plotter.
func (n panelName) Plot(c draw.Canvas, _ *plot.Plot) {
	house.Write(c, house.StrongStyle, text.XLeft, 0, c.Max.Y+6, string(n))
}

// A lineName names a line beside its end, inside the plot.
type lineName struct {
	end  plotter.XY
	name string
}

// Plot implements plot.Plotter.
func (l lineName) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	house.Write(c, house.LabelStyle, text.XLeft, x(l.end.X)+5, min(max(y(l.end.Y)-3, c.Min.Y+3), c.Max.Y-9), l.name)
}

// A noRegression says, to the right of the break, why there is none.
type noRegression struct {
	timeline
	reason string
}

// Plot implements plot.Plotter.
func (n noRegression) Plot(c draw.Canvas, p *plot.Plot) {
	x := c.X(p.X.Norm(n.start(n.broken))) + 6
	for i, words := range house.Wrap(house.LabelStyle, "No regression: "+n.reason+".", c.Max.X-x) {
		house.Write(c, house.LabelStyle, text.XLeft, x, c.Max.Y-9-vg.Length(i)*9.5, words)
	}
}
