package figures

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"grooming-report/analysis"
	"grooming-report/figures/house"
)

// caterpillar draws every force's ratio within the wider code as counted and
// after shrinkage, in the order of the alphabet: by size it would be a ranking,
// and the order of most forces is chance.
func caterpillar(s *analysis.Study) (*figure, error) {
	sp, err := spread(s)
	if err != nil {
		return nil, err
	}
	if sp == nil || sp.Likelihood == nil {
		return nothingYet(s)
	}
	f := &figure{height: vg.Length(len(sp.Forces))*rowHeight + 30}
	f.foot = source(s) + " Within the wider code only." + undercoverage(s, "shrunken ratio, likelihood")
	f.caterpillarWords(s, sp)

	rows := shrunkRows{sp.Forces, marked(s), sp.Funnel.Target}
	low, high := rows.ratios()
	low, high = house.Doublings(low, high)
	p := house.NewPlot()
	house.RatioScale(&p.X, low, high)
	rowAxis(p, len(rows.forces))
	grounds := make(rowGrounds, len(rows.forces))
	for i := 1; i < len(grounds); i += 2 {
		grounds[i] = house.Wash
	}
	p.Add(grounds, house.Grid{Upright: true}, house.Guide{X: 1, LineStyle: house.BaseLine},
		house.Guide{X: sp.Funnel.Target, LineStyle: house.DottedLine},
		house.AxisNote{X: 1, Align: text.XCenter, Words: "same rate"}, rows)
	f.draw = func(page draw.Canvas) { p.Draw(draw.Crop(page, nameRoom, 0, 12, 0)) }
	return f, nil
}

// caterpillarWords states the words of the figure.
func (f *figure) caterpillarWords(s *analysis.Study, sp *analysis.Spread) {
	target := sp.TargetFact(s)
	var lowest, highest *analysis.SpreadForce
	held, shrunk := 0, 0
	for i := range sp.Forces {
		x := &sp.Forces[i]
		if x.Shrunk == nil || noRatio(x.Comparison) != "" {
			continue
		}
		shrunk++
		if x.Shrunk.Interval.Contains(sp.Funnel.Target) {
			held++
		}
		if lowest == nil || x.Shrunk.Shrunk < lowest.Shrunk.Shrunk {
			lowest = x
		}
		if highest == nil || x.Shrunk.Shrunk > highest.Shrunk.Shrunk {
			highest = x
		}
	}
	least, most := lowest.ShrunkFact(s, sp), highest.ShrunkFact(s, sp)
	f.title = fmt.Sprintf("The limits of %s hold the ratio of all, %s", someForces(held, shrunk), f.state(target))
	f.subtitle = fmt.Sprintf("Recorded offences of sexual grooming (code %s), annual rate in %s ÷ annual rate in %s, log "+
		"scale: short strokes as counted, round marks with chance allowed for, drawn towards the ratio of all (dashed), with "+
		"%s limits. They run from %s to %s; full marks have limits that leave the ratio of all out. Forces in alphabetical "+
		"order", s.Series.Code, s.LatestYear, s.Base, percent(analysis.Level), f.state(least), f.state(most))
	f.describe("Chart of the ratio of recorded offences in %s to %s for every police force in alphabetical order, "+
		"as counted and after shrinkage towards the ratio of %s for all forces. ",
		s.LatestYear, s.Base, f.state(target))
	f.describe("After shrinkage the ratios run from %s (limits %s) to %s (limits %s). ",
		f.state(least), f.limits(least), f.state(most), f.limits(most))
	f.describe("Ratios of forces with few offences move most, and most limits overlap.")
}

// shrunkRows draws the ratio of each force twice: as a short stroke as counted, and as a
// round mark with limits after shrinkage, full where these leave out the ratio of all.
type shrunkRows struct {
	forces []analysis.SpreadForce
	chosen []string
	target float64
}

// ratios is the least and the greatest of the ratios above zero and of their limits after
// shrinkage.
func (s shrunkRows) ratios() (low, high float64) {
	low = math.Inf(1)
	for _, x := range s.forces {
		if x.Shrunk == nil || noRatio(x.Comparison) != "" {
			continue
		}
		low = min(low, x.Ratio, x.Shrunk.Interval.Lower)
		high = max(high, x.Ratio, x.Shrunk.Interval.Upper)
	}
	return low, high
}

// DataRange implements plot.DataRanger.
func (s shrunkRows) DataRange() (xmin, xmax, ymin, ymax float64) {
	xmin, xmax = s.ratios()
	return xmin, xmax, -0.5, float64(len(s.forces)) - 0.5
}

// Plot implements plot.Plotter.
func (s shrunkRows) Plot(c draw.Canvas, p *plot.Plot) {
	_, y := p.Transforms(&c)
	for i, x := range s.forces {
		style := house.LabelStyle
		if slices.Contains(s.chosen, x.Force.Name) {
			style = house.StrongStyle
		}
		writeName(c, style, y(float64(i)), x.Force.Display())
		if words := noRatio(x.Comparison); words != "" {
			s.plotNone(c, i, y(float64(i)), words)
			continue
		}
		if x.Shrunk == nil {
			continue
		}
		s.plotRatios(c, p, i)
	}
}

// plotRatios draws the two ratios of a force.
func (s shrunkRows) plotRatios(c draw.Canvas, p *plot.Plot, i int) {
	const stroke, radius = 3.2, 2.5
	row, colour := s.forces[i], house.Blue
	if slices.Contains(s.chosen, row.Force.Name) {
		colour = house.Pink
	}
	within := func(ratio float64) vg.Length { return c.X(p.X.Norm(min(max(ratio, p.X.Min), p.X.Max))) }
	y, counted := c.Y(p.Y.Norm(float64(i))), within(row.Ratio)
	line, fill := draw.LineStyle{Color: house.Grey, Width: 0.75}, house.White
	if !row.Shrunk.Interval.Contains(s.target) {
		line, fill = draw.LineStyle{Color: colour, Width: 1.75}, colour
	}
	drawLimits(c, p, line, y, row.Shrunk.Interval)
	c.StrokeLine2(draw.LineStyle{Color: house.Grey, Width: 1}, counted, y-stroke, counted, y+stroke)
	c.DrawGlyphNoClip(house.Disc(fill, colour, radius), vg.Point{X: within(row.Shrunk.Shrunk), Y: y})
}

// plotNone says why a force has no ratio, on a ground of the row's own so that no grid
// line runs through the words.
func (s shrunkRows) plotNone(c draw.Canvas, i int, y vg.Length, words string) {
	ground := house.White
	if i%2 == 1 {
		ground = house.Wash
	}
	end := c.Min.X + 6 + house.LabelStyle.Width(words)
	house.FillBox(c, ground, house.Rectangle(c.Min.X+3, y-rowHeight/2, end+3, y+rowHeight/2))
	house.Write(c, house.Coloured(house.Grey, house.LabelStyle), text.XLeft, c.Min.X+6,
		house.Midline(house.LabelStyle, y), words)
}
