package figures

import (
	"fmt"
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/stats"
	"grooming-report/figures/house"
)

// forest draws the ratio across the break and the ratio within the wider code of
// every force, on one scale and in the order of the alphabet, so that nobody reads a
// rank from noise.
func forest(s *analysis.Study) (*figure, error) {
	rows, err := s.AllForces()
	if err != nil {
		return nil, err
	}
	national, err := s.BeforeAfter(s.National)
	if err != nil {
		return nil, err
	}
	f := &figure{height: vg.Length(len(rows)+1)*rowHeight + 46, foot: source(s)}
	f.forestWords(s, national, rows)

	across := forestPanel{
		heading: fmt.Sprintf("%s ÷ %s", s.AfterYear, s.BeforeYear),
		note:    "not comparable: the code widened",
		colour:  house.Turquoise,
		rows: f.forestRows(s, national.Headline.RatioFact(s, "headline"), national.Headline.Comparison, rows,
			func(r analysis.ForceRow) (analysis.Comparison, float64) { return r.Headline.Comparison, r.HeadlineP }),
	}
	if national.Within == nil {
		low, high := ratioRange(across.rows)
		p := across.plot(low, high)
		p.Add(forestNames(across.rows))
		f.draw = func(page draw.Canvas) { p.Draw(draw.Crop(page, nameRoom, 0, 12, -22)) }
		return f, nil
	}
	within := forestPanel{
		heading: fmt.Sprintf("%s ÷ %s", s.LatestYear, s.Base),
		note:    "within the wider code",
		colour:  house.Blue,
		rows: f.forestRows(s, national.Within.RatioFact(s, "within-definition"), national.Within.Comparison, rows,
			func(r analysis.ForceRow) (analysis.Comparison, float64) {
				if r.Within == nil {
					return analysis.Comparison{RateComparison: stats.RateComparison{Ratio: math.NaN()}}, math.NaN()
				}
				return r.Within.Comparison, r.WithinP
			}),
	}
	low, high := ratioRange(across.rows, within.rows)
	left, right := across.plot(low, high), within.plot(low, high)
	left.Add(forestNames(across.rows))
	f.draw = func(page draw.Canvas) {
		const between = 16
		panel := (page.Size().X - nameRoom - between) / 2
		right.Draw(draw.Crop(page, nameRoom+panel+between, 0, 12, -22))
		left.Draw(draw.Crop(page, nameRoom, -panel-between, 12, -22))
	}
	return f, nil
}

// forestWords states the words of the figure.
func (f *figure) forestWords(s *analysis.Study, national analysis.BeforeAfter, rows []analysis.ForceRow) {
	const order = "Arrows lead to limits beyond the scale. Forces in alphabetical order."
	limits := percent(analysis.Level) + " limits"
	headline := national.Headline.RatioFact(s, "headline")
	f.describe("Forest plot of every police force in alphabetical order, "+
		"with two ratios of annual rates of recorded offences of sexual grooming and their %s. ", limits)
	f.describe("The ratio across %s, %s to %s, is %s (limits %s) for England and Wales and is not comparable, "+
		"because the code widened. ", breakMonth(s), s.BeforeYear, s.AfterYear, f.state(headline), f.limits(headline))
	if national.Within == nil {
		f.title = fmt.Sprintf("The ratio of %s across %s is not comparable", f.state(headline), breakMonth(s))
		f.subtitle = fmt.Sprintf("Recorded offences of sexual grooming (code %s), "+
			"annual rate in %s ÷ annual rate in %s, with %s, log scale. %s",
			s.Series.Code, s.AfterYear, s.BeforeYear, limits, order)
	} else {
		within := national.Within.RatioFact(s, "within-definition")
		f.title = fmt.Sprintf("Within the wider code, %s times the %s rate in %s", f.state(within), s.Base, s.LatestYear)
		f.subtitle = fmt.Sprintf("Recorded offences of sexual grooming (code %s), "+
			"ratios of annual rates with %s, log scale; the %s across %s is not comparable. "+
			"Filled marks differ from the same rate even with allowance for the number of forces. %s",
			s.Series.Code, limits, f.state(headline), breakMonth(s), order)
		f.describe("Within the wider code, from %s to %s, the ratio for England and Wales is %s (limits %s). ",
			s.Base, s.LatestYear, f.state(within), f.limits(within))
		f.describe("There the limits are wide, and %s can be told apart from no change with allowance for their number. ",
			distinguishable(rows))
	}
	for _, r := range rows {
		if !r.Headline.Defined() {
			f.describe("%s has no ratio across %s, because it recorded none in %s. ",
				r.Force.Display(), breakMonth(s), s.BeforeYear)
		}
	}
}

// distinguishable says how many forces differ within the wider code, of those with a
// ratio there.
func distinguishable(rows []analysis.ForceRow) string {
	differ, of := 0, 0
	for _, r := range rows {
		if r.Within != nil && r.Within.Defined() {
			of++
		}
		if clearlyDiffers(r.WithinP) {
			differ++
		}
	}
	return someForces(differ, of)
}

// clearlyDiffers reports whether a ratio with this p-value, which allows for the
// number of forces, can be told apart from 1.
func clearlyDiffers(p float64) bool { return p < 1-analysis.Level }

// A forestRow is one area's ratio in a panel.
type forestRow struct {
	name   string
	ratio  analysis.Comparison
	clear  bool   // differs from 1 with allowance for all forces
	label  string // the numbers, where they are written out
	strong bool   // England and Wales, and a chosen force
}

// forestRows are the rows of a panel: England and Wales with its numbers written out,
// then every force with the ratio and the p-value that the panel shows.
func (f *figure) forestRows(s *analysis.Study, ratio *fact.Fact, national analysis.Comparison,
	forces []analysis.ForceRow, shown func(analysis.ForceRow) (analysis.Comparison, float64)) []forestRow {
	label := f.label(ratio) + " (" + ratio.LimitsText + ")"
	rows, chosen := []forestRow{{s.National.Name, national, true, label, true}}, marked(s)
	for _, r := range forces {
		c, p := shown(r)
		rows = append(rows, forestRow{r.Force.Display(), c, clearlyDiffers(p), "", slices.Contains(chosen, r.Force.Name)})
	}
	return rows
}

// ratioRange is a scale in powers of two, the same for all panels, that holds every
// ratio with room for a part of its limits.
func ratioRange(panels ...[]forestRow) (low, high float64) {
	low, high = 1, 1
	for _, rows := range panels {
		for _, r := range rows {
			if r.ratio.Defined() && r.ratio.Ratio > 0 {
				low, high = min(low, r.ratio.Ratio), max(high, r.ratio.Ratio)
			}
		}
	}
	low, high = house.Doublings(low, high)
	return low / 2, high * 2
}

// A forestPanel draws one column of ratios with their limits under two lines of
// heading.
type forestPanel struct {
	heading, note string
	colour        color.Color
	rows          []forestRow
}

// plot is the panel with its axes.
func (f forestPanel) plot(low, high float64) *plot.Plot {
	p := house.NewPlot()
	house.RatioScale(&p.X, low, high)
	rowAxis(p, len(f.rows))
	grounds := make(rowGrounds, len(f.rows))
	for i := range grounds {
		grounds[i] = f.ground(i)
	}
	p.Add(grounds, house.Grid{Upright: true, Base: 1}, f)
	return p
}

// ground is the colour behind a row.
func (f forestPanel) ground(row int) color.Color {
	if row%2 == 1 {
		return house.Wash
	}
	return house.White
}

// Plot implements plot.Plotter.
func (f forestPanel) Plot(c draw.Canvas, p *plot.Plot) {
	house.Write(c, house.StrongStyle, text.XLeft, c.Min.X, c.Max.Y+13, f.heading)
	house.Write(c, house.LabelStyle, text.XLeft, c.Min.X, c.Max.Y+4, f.note)
	house.AxisNote{X: 1, Align: text.XCenter, Words: "same rate"}.Plot(c, p)
	if r := f.rows[0].ratio; r.Defined() {
		house.Guide{X: r.Ratio, LineStyle: house.DottedLine}.Plot(c, p)
	}
	for i := range f.rows {
		f.plotRow(c, p, i)
	}
}

// plotRow draws one ratio with its limits; one that does not exist is said in words.
func (f forestPanel) plotRow(c draw.Canvas, p *plot.Plot, i int) {
	x, yOf := p.Transforms(&c)
	y := yOf(float64(i))
	r, colour := f.rows[i], f.colour
	if r.strong {
		colour = house.Pink
	}
	if words := noRatio(r.ratio); words != "" {
		// On a ground of its own, so that no grid line runs through the words.
		end := c.Min.X + 9 + house.LabelStyle.Width(words)
		house.FillBox(c, f.ground(i), house.Rectangle(c.Min.X+3, y-rowHeight/2, end, y+rowHeight/2))
		house.Write(c, house.Coloured(house.Grey, house.LabelStyle), text.XLeft, c.Min.X+6,
			house.Midline(house.LabelStyle, y), words)
		return
	}
	to := drawLimits(c, p, draw.LineStyle{Color: colour, Width: 1}, y, r.ratio.Interval)
	house.Write(c, house.Coloured(colour, house.StrongStyle), text.XLeft, to+6,
		house.Midline(house.LabelStyle, y), r.label)
	style := house.Disc(house.White, colour, 2.6)
	switch {
	case len(r.ratio.Later.Area.Forces) > 1:
		style = draw.GlyphStyle{Color: colour, Radius: 4, Shape: house.Glyph{Fill: colour, Sides: 4}}
	case r.clear:
		style = house.Disc(colour, colour, 2.6)
	}
	c.DrawGlyphNoClip(style, vg.Point{X: x(r.ratio.Ratio), Y: y})
}

// DataRange implements plot.DataRanger.
func (f forestPanel) DataRange() (xmin, xmax, ymin, ymax float64) {
	xmin, xmax = math.Inf(1), math.Inf(-1)
	for _, r := range f.rows {
		if noRatio(r.ratio) == "" {
			xmin, xmax = min(xmin, r.ratio.Ratio), max(xmax, r.ratio.Ratio)
		}
	}
	return xmin, xmax, -0.5, float64(len(f.rows)) - 0.5
}

// forestNames writes the names of the rows to the left of the first panel.
type forestNames []forestRow

// Plot implements plot.Plotter.
func (rows forestNames) Plot(c draw.Canvas, p *plot.Plot) {
	_, y := p.Transforms(&c)
	for i, r := range rows {
		style := house.LabelStyle
		if r.strong {
			style = house.StrongStyle
		}
		writeName(c, style, y(float64(i)), r.name)
	}
}
