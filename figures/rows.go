package figures

import (
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"grooming-report/analysis/stats"
	"grooming-report/figures/house"
)

const (
	rowHeight = 11.9 // of a force
	nameRoom  = 96   // to the left of the plot, for the names of forces
)

// rowAxis makes the y axis one of n rows from the top, without labels.
func rowAxis(p *plot.Plot, n int) {
	p.Y.Min, p.Y.Max = -0.5, float64(n)-0.5
	p.Y.Scale = plot.InvertedScale{Normalizer: plot.LinearScale{}}
	p.Y.Tick.Marker = plot.ConstantTicks(nil)
}

// rowGrounds draws a band behind each row; a row without a colour has none.
type rowGrounds []color.Color

// Plot implements plot.Plotter.
func (g rowGrounds) Plot(c draw.Canvas, p *plot.Plot) {
	_, y := p.Transforms(&c)
	for i, colour := range g {
		if colour != nil {
			house.FillBox(c, colour, house.Rectangle(c.Min.X, y(float64(i)+0.5), c.Max.X, y(float64(i)-0.5)))
		}
	}
}

// writeName writes the name of a row to the left of the plot.
func writeName(c draw.Canvas, style text.Style, y vg.Length, name string) {
	house.Write(c, style, text.XRight, c.Min.X-6, house.Midline(style, y), name)
}

// drawLimits draws an interval across a row as far as the scale goes, with an
// arrow where it goes on, and returns its right end.
//
// plotter.XErrorBars would end it in caps, which say that it ends.
func drawLimits(c draw.Canvas, p *plot.Plot, line draw.LineStyle, y vg.Length, limits stats.Interval) vg.Length {
	x, _ := p.Transforms(&c)
	from, to := x(max(limits.Lower, p.X.Min)), x(min(limits.Upper, p.X.Max))
	c.StrokeLine2(line, from, y, to, y)
	arrow := func(tip, base vg.Length) {
		c.FillPolygon(line.Color, []vg.Point{{X: tip, Y: y}, {X: base, Y: y + 2.2}, {X: base, Y: y - 2.2}})
	}
	if limits.Lower < p.X.Min {
		arrow(from, from+4)
	}
	if limits.Upper > p.X.Max {
		arrow(to, to-4)
	}
	return to
}
