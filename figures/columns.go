package figures

import (
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"grooming-report/analysis/records"
	"grooming-report/figures/house"
)

// columns draws values of periods as columns on a timeline, each as wide as its
// period but for a gap on either side.
//
// plotter.BarChart sets its bars one unit apart and makes them wide in points,
// before it is known how wide a quarter will be.
type columns struct {
	timeline
	gap  float64 // in quarters
	bars []column
}

// A column is the value of one period.
type column struct {
	period records.Period
	value  float64
	columnStyle
}

// A columnStyle is what a column is drawn with, from the ground up. What is zero
// is not drawn.
type columnStyle struct {
	fill                color.Color
	hatch, outline, top draw.LineStyle
}

// draw draws a column in its box.
func (s columnStyle) draw(c draw.Canvas, box vg.Rectangle) {
	if s.fill != nil {
		house.FillBox(c, s.fill, box)
	}
	if s.hatch.Width > 0 {
		house.HatchBox(c, s.hatch, box)
	}
	if s.outline.Width > 0 {
		house.StrokeBox(c, s.outline, box)
	}
	if s.top.Width > 0 {
		c.StrokeLine2(s.top, box.Min.X, box.Max.Y, box.Max.X, box.Max.Y)
	}
}

// Plot implements plot.Plotter.
func (cs columns) Plot(c draw.Canvas, p *plot.Plot) {
	for _, col := range cs.bars {
		col.draw(c, cs.box(c, p, col))
	}
}

// box is where a column is drawn.
func (cs columns) box(c draw.Canvas, p *plot.Plot, col column) vg.Rectangle {
	x, y := p.Transforms(&c)
	return house.Rectangle(x(cs.start(col.period.From)+cs.gap), c.Min.Y, x(cs.end(col.period.To)-cs.gap), y(col.value))
}

// DataRange implements plot.DataRanger.
func (cs columns) DataRange() (xmin, xmax, ymin, ymax float64) {
	xmin, xmax, ymin, ymax = math.Inf(1), math.Inf(-1), 0, 0
	for _, col := range cs.bars {
		xmin, xmax = min(xmin, cs.start(col.period.From)), max(xmax, cs.end(col.period.To))
		ymax = max(ymax, col.value)
	}
	return xmin, xmax, ymin, ymax
}
