package main

import (
	"fmt"
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/stats"
)

// A forestRow is one area's comparisons in the two panels.
type forestRow struct {
	name           string
	across, within *analysis.Comparison // within is nil in a release with one year of the wider code
	clear          [2]bool              // differs from 1 with allowance for all forces
	labels         [2]string            // the numbers, where they are written out
	style          text.Style
	ground         color.Color
}

const rowHeight = 11.9

// forest draws the ratio across April 2017 and the ratio within the wider code
// of every force, on one scale and in the order of the alphabet, so that nobody
// reads a rank from noise.
func forest(s *analysis.Study) (*figure, error) {
	all, err := s.AllForces()
	if err != nil {
		return nil, err
	}
	national, err := s.BeforeAfter(s.National)
	if err != nil {
		return nil, err
	}
	rows := []forestRow{{name: s.National.Name, across: &national.Headline.Comparison, clear: [2]bool{true, true}, style: strongStyle, ground: white}}
	if national.Within != nil {
		rows[0].within = &national.Within.Comparison
	}
	clear, compared := 0, 0
	for _, r := range all {
		row := forestRow{name: r.Force.Display(), across: &r.Headline.Comparison, style: labelStyle, ground: white}
		if len(rows)%2 == 1 {
			row.ground = wash
		}
		row.clear = [2]bool{r.HeadlineP < 1-analysis.Level, r.WithinP < 1-analysis.Level}
		if r.Within != nil {
			row.within = &r.Within.Comparison
			if r.Within.Defined() {
				compared++
			}
			if row.clear[1] {
				clear++
			}
		}
		if r.Force.Name == s.Area.Name {
			row.style = strongStyle
		}
		rows = append(rows, row)
	}

	f := &figure{name: "forest", height: vg.Length(len(rows))*rowHeight + 46}
	headline := national.Headline.RatioFact(s, "headline")
	rows[0].labels[0] = f.label(headline) + " (" + headline.LimitsText + ")"
	f.foot = source(s)
	order := "Arrows lead to limits beyond the scale. Forces in alphabetical order."
	across := fmt.Sprintf("The ratio across April 2017, %s to %s, is %s (limits %s) for England and Wales and is not comparable, because the code widened. ",
		s.BeforeYear, s.AfterYear, f.state(headline), f.limits(headline))
	f.alt = "Forest plot of every police force in alphabetical order, with two ratios of annual rates of recorded offences of sexual grooming and their " + level() + " limits. " + across
	if national.Within == nil {
		f.title = fmt.Sprintf("The national ratio of %s across April 2017 is not comparable, because the code widened", f.state(headline))
		f.subtitle = fmt.Sprintf("Recorded offences of sexual grooming (code %s), annual rate in %s ÷ annual rate in %s, with %s limits, log scale. %s", s.Series.Code, s.AfterYear, s.BeforeYear, level(), order)
	} else {
		within := national.Within.RatioFact(s, "within-definition")
		rows[0].labels[1] = f.label(within) + " (" + within.LimitsText + ")"
		f.title = fmt.Sprintf("Within the wider code England and Wales recorded %s times the %s rate in %s; the %s times across April 2017 is not comparable",
			f.state(within), s.AfterYear, s.LatestYear, f.state(headline))
		f.subtitle = fmt.Sprintf("Recorded offences of sexual grooming (code %s), ratios of annual rates with %s limits, log scale. "+
			"Filled marks differ from the same rate even with allowance for the number of forces. %s", s.Series.Code, level(), order)
		f.alt += fmt.Sprintf("Within the wider code, from %s to %s, the ratio for England and Wales is %s (limits %s). ", s.AfterYear, s.LatestYear, f.state(within), f.limits(within))
		f.alt += fmt.Sprintf("There the limits are wide, and %s can be told apart from no change with allowance for their number. ", forces(clear, compared))
	}
	for _, r := range all {
		if !r.Headline.Defined() {
			f.alt += fmt.Sprintf("%s has no ratio across April 2017, because it recorded none in %s. ", r.Force.Display(), s.BeforeYear)
		}
	}

	f.draw = func(page draw.Canvas) {
		const names, between = 96, 16
		low, high := ratioRange(rows)
		panel := (page.Size().X - names - between) / 2
		left := draw.Crop(page, names, -panel-between, 12, -22)
		right := draw.Crop(page, names+panel+between, 0, 12, -22)
		if national.Within == nil {
			left = draw.Crop(page, names, 0, 12, -22)
		} else {
			forestPanel(rows, 1, low, high,
				fmt.Sprintf("%s ÷ %s", s.LatestYear, s.AfterYear), "within the wider code", blue).Draw(right)
		}
		p := forestPanel(rows, 0, low, high, fmt.Sprintf("%s ÷ %s", s.AfterYear, s.BeforeYear), "not comparable: the code widened", turquoise)
		p.Add(plotterFunc(func(c draw.Canvas, p *plot.Plot) {
			for i, r := range rows {
				write(c, r.style, text.XRight, page.Min.X+names-6, c.Y(p.Y.Norm(float64(i)))-middle*r.style.Font.Size, r.name)
			}
		}))
		p.Draw(left)
	}
	return f, nil
}

// forestPanel is one column of ratios with its two lines of heading.
func forestPanel(rows []forestRow, column int, low, high float64, heading, note string, colour color.Color) *plot.Plot {
	p := newPlot()
	p.X.Min, p.X.Max, p.X.Scale = low, high, plot.LogScale{}
	p.Y.Min, p.Y.Max, p.Y.Scale = -0.5, float64(len(rows))-0.5, plot.InvertedScale{Normalizer: plot.LinearScale{}}
	p.Y.Tick.Marker = plot.ConstantTicks(nil)
	var ticks []plot.Tick
	for x := low; x <= high; x *= 2 {
		ticks = append(ticks, plot.Tick{Value: x, Label: ratioLabel(x)})
	}
	p.X.Tick.Marker = plot.ConstantTicks(ticks)
	p.Add(plotterFunc(func(c draw.Canvas, p *plot.Plot) {
		x := func(ratio float64) vg.Length { return c.X(p.X.Norm(ratio)) }
		for i, r := range rows {
			fillBox(c, r.ground, rectangle(c.Min.X, c.Y(p.Y.Norm(float64(i)+0.5)), c.Max.X, c.Y(p.Y.Norm(float64(i)-0.5))))
		}
		for _, t := range ticks {
			line := draw.LineStyle{Color: pale, Width: 0.5}
			if t.Value == 1 {
				line = draw.LineStyle{Color: grey, Width: 0.75}
			}
			c.StrokeLine2(line, x(t.Value), c.Min.Y, x(t.Value), c.Max.Y)
		}
		write(c, strongStyle, text.XLeft, c.Min.X, c.Max.Y+13, heading)
		write(c, labelStyle, text.XLeft, c.Min.X, c.Max.Y+4, note)
		write(c, in(grey, labelStyle), text.XCenter, x(1), c.Min.Y-21, "same rate")
		if r := rows[0].comparison(column); r.Defined() {
			c.StrokeLine2(draw.LineStyle{Color: pink, Width: 0.75, Dashes: []vg.Length{2, 2}}, x(r.Ratio), c.Min.Y, x(r.Ratio), c.Max.Y)
		}
		for i, r := range rows {
			ratioMark(c, x, c.Y(p.Y.Norm(float64(i))), r, column, low, high, colour)
		}
	}))
	return p
}

// comparison is what the row shows in a column.
func (r forestRow) comparison(column int) analysis.Comparison {
	if column == 0 {
		return *r.across
	}
	return *r.within
}

// ratioMark draws one ratio with its limits. Limits that leave the panel end in
// an arrow; a ratio that does not exist is said in words.
func ratioMark(c draw.Canvas, x func(float64) vg.Length, y vg.Length, r forestRow, column int, low, high float64, colour color.Color) {
	v := r.comparison(column)
	if r.style.Font.Weight == semibold {
		colour = pink
	}
	baseline := y - middle*labelStyle.Font.Size
	if words := noRatio(v); words != "" {
		// On a ground of its own, so that no grid line runs through the words.
		ground := rectangle(c.Min.X+3, y-rowHeight/2, c.Min.X+9+labelStyle.Width(words), y+rowHeight/2)
		fillBox(c, r.ground, ground)
		write(c, in(grey, labelStyle), text.XLeft, c.Min.X+6, baseline, words)
		return
	}
	to := limitsLine(c, draw.LineStyle{Color: colour, Width: 1}, x, y, v.Interval, low, high)
	write(c, in(colour, strongStyle), text.XLeft, to+6, baseline, r.labels[column])
	at := vg.Point{X: x(v.Ratio), Y: y}
	switch {
	case len(v.Later.Area.Forces) > 1:
		mark(c, colour, colour, ngon(4, at, 4))
	case r.clear[column]:
		mark(c, colour, colour, round(at, 2.6))
	default:
		mark(c, white, colour, round(at, 2.6))
	}
}

// limitsLine draws an interval as far as the scale goes, with an arrow where it
// goes on, and gives its right end.
func limitsLine(c draw.Canvas, line draw.LineStyle, x func(float64) vg.Length, y vg.Length, limits stats.Interval, low, high float64) vg.Length {
	from, to := x(max(limits.Lower, low)), x(min(limits.Upper, high))
	c.StrokeLine2(line, from, y, to, y)
	if limits.Lower < low {
		c.FillPolygon(line.Color, []vg.Point{{X: from, Y: y}, {X: from + 4, Y: y + 2.2}, {X: from + 4, Y: y - 2.2}})
	}
	if limits.Upper > high {
		c.FillPolygon(line.Color, []vg.Point{{X: to, Y: y}, {X: to - 4, Y: y + 2.2}, {X: to - 4, Y: y - 2.2}})
	}
	return to
}

// noRatio says why there is no ratio to draw; empty if there is one.
func noRatio(v analysis.Comparison) string {
	switch {
	case !v.Defined():
		return "no ratio: none recorded in " + v.Earlier.Period.String()
	case v.Ratio == 0:
		return "none recorded in " + v.Later.Period.String()
	}
	return ""
}

// ratioRange is a scale in powers of two, the same for both panels, that holds
// every ratio with room for a part of its limits.
func ratioRange(rows []forestRow) (low, high float64) {
	low, high = 1, 1
	for _, r := range rows {
		for _, v := range []*analysis.Comparison{r.across, r.within} {
			if v != nil && v.Defined() && v.Ratio > 0 {
				low, high = min(low, v.Ratio), max(high, v.Ratio)
			}
		}
	}
	return math.Exp2(math.Floor(math.Log2(low)) - 1), math.Exp2(math.Ceil(math.Log2(high)) + 1)
}

// ratioLabel prints a power of two: ½, 1, 2.
func ratioLabel(x float64) string {
	switch x {
	case 0.5:
		return "½"
	case 0.25:
		return "¼"
	case 0.125:
		return "⅛"
	}
	if x < 1 {
		return "1/" + fact.FormatFixed(1/x, 0)
	}
	return fact.FormatFixed(x, 0)
}
