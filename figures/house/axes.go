package house

import (
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"grooming-report/analysis/fact"
)

// NewPlot is a plot without a background, with the house's axes: labels, no
// axis lines, no padding.
func NewPlot() *plot.Plot {
	p := plot.New()
	p.BackgroundColor = nil
	for _, a := range []*plot.Axis{&p.X, &p.Y} {
		a.Padding, a.Width, a.Tick.Length, a.Tick.Width = 0, 0, 0, 0
		a.Tick.Label.Font, a.Tick.Label.Color = LabelStyle.Font, Grey
	}
	return p
}

// RoundStep is the first of 1, 2, 5, 10, 20 … that is enough.
func RoundStep(enough func(step float64) bool) float64 {
	step := 1.0
	for i := 0; !enough(step); i++ {
		step *= []float64{2, 2.5, 2}[i%3]
	}
	return step
}

// CountAxis gives the y axis a scale from zero with at most six round steps.
func CountAxis(p *plot.Plot, highest float64) {
	step := RoundStep(func(step float64) bool { return highest/step <= 5 })
	p.Y.Min, p.Y.Max = 0, highest
	var ticks []plot.Tick
	for y := 0.0; y <= highest; y += step {
		ticks = append(ticks, plot.Tick{Value: y, Label: fact.FormatInt(int(y))})
	}
	p.Y.Tick.Marker = plot.ConstantTicks(ticks)
}

// LabelRoom is the width of the widest label of the y axis.
func LabelRoom(p *plot.Plot) vg.Length {
	room := vg.Length(0)
	for _, t := range p.Y.Tick.Marker.Ticks(p.Y.Min, p.Y.Max) {
		room = max(room, LabelStyle.Width(t.Label))
	}
	return room
}

// RatioScale gives an axis a logarithmic scale with a tick at each doubling. The
// lower end is a power of two.
func RatioScale(a *plot.Axis, low, high float64) {
	a.Min, a.Max, a.Scale = low, high, plot.LogScale{}
	var ticks []plot.Tick
	for x := low; x <= high; x *= 2 {
		ticks = append(ticks, plot.Tick{Value: x, Label: RatioLabel(x)})
	}
	a.Tick.Marker = plot.ConstantTicks(ticks)
}

// Doublings is the smallest range between two powers of two that holds two ratios.
func Doublings(low, high float64) (from, to float64) {
	return math.Exp2(math.Floor(math.Log2(low))), math.Exp2(math.Ceil(math.Log2(high)))
}

// RatioLabel prints a power of two: ½, 1, 2.
func RatioLabel(x float64) string {
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

// The lines of grids and of guides across a plot.
var (
	gridLine   = draw.LineStyle{Color: Pale, Width: 0.5}
	BaseLine   = draw.LineStyle{Color: Grey, Width: 0.75}
	DottedLine = draw.LineStyle{Color: Pink, Width: 0.75, Dashes: []vg.Length{2, 2}}
)

// A Grid draws a line at each tick of the y axis, or of the x axis if it is
// upright, the one at base darker.
//
// plotter.Grid has one style for all lines, and leaves out one that rounding puts
// outside the plot.
type Grid struct {
	Upright bool
	Base    float64
}

// Plot implements plot.Plotter.
func (g Grid) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	axis := p.Y
	if g.Upright {
		axis = p.X
	}
	for _, t := range axis.Tick.Marker.Ticks(axis.Min, axis.Max) {
		style := gridLine
		if t.Value == g.Base {
			style = BaseLine
		}
		if g.Upright {
			c.StrokeLine2(style, x(t.Value), c.Min.Y, x(t.Value), c.Max.Y)
		} else {
			c.StrokeLine2(style, c.Min.X, y(t.Value), c.Max.X, y(t.Value))
		}
	}
}

// A Guide is an upright line through the whole plot.
type Guide struct {
	X float64
	draw.LineStyle
}

// Plot implements plot.Plotter.
func (g Guide) Plot(c draw.Canvas, p *plot.Plot) {
	x := c.X(p.X.Norm(g.X))
	c.StrokeLine2(g.LineStyle, x, c.Min.Y, x, c.Max.Y)
}

// DataRange implements plot.DataRanger; a guide has no height of its own.
func (g Guide) DataRange() (xmin, xmax, ymin, ymax float64) {
	return g.X, g.X, math.Inf(1), math.Inf(-1)
}

// An AxisNote is a line of text under the labels of the x axis.
type AxisNote struct {
	X     float64
	Align text.XAlignment
	Words string
}

// Plot implements plot.Plotter.
func (n AxisNote) Plot(c draw.Canvas, p *plot.Plot) {
	Write(c, Coloured(Grey, LabelStyle), n.Align, c.X(p.X.Norm(n.X)), c.Min.Y-NoteDrop, n.Words)
}

// NoteDrop is how far the text under the x axis stands below the plot, in points.
const NoteDrop = 21
