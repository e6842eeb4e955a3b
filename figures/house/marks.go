package house

import (
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// A Glyph is a filled shape with an outline in the style's colour: a polygon of
// equal sides, or a circle if it has none.
type Glyph struct {
	Fill  color.Color
	Sides int
}

// DrawGlyph implements draw.GlyphDrawer.
func (g Glyph) DrawGlyph(c *draw.Canvas, s draw.GlyphStyle, at vg.Point) {
	path := circle(at, s.Radius)
	if g.Sides > 0 {
		path = polygon(g.Sides, at, s.Radius)
	}
	c.SetColor(g.Fill)
	c.Fill(path)
	c.SetLineStyle(draw.LineStyle{Color: s.Color, Width: 1})
	c.Stroke(path)
}

// Disc is the style of a round glyph.
func Disc(fill, outline color.Color, radius vg.Length) draw.GlyphStyle {
	return draw.GlyphStyle{Color: outline, Radius: radius, Shape: Glyph{Fill: fill}}
}

// circle is the path of a circle.
func circle(at vg.Point, radius vg.Length) vg.Path {
	var p vg.Path
	p.Move(vg.Point{X: at.X + radius, Y: at.Y})
	p.Arc(at, radius, 0, 2*math.Pi)
	p.Close()
	return p
}

// polygon is the path of a polygon of equal sides that stands on a point of
// symmetry: three sides are a triangle, four a diamond.
func polygon(sides int, at vg.Point, radius vg.Length) vg.Path {
	var p vg.Path
	for k := range sides {
		sin, cos := math.Sincos(math.Pi/2 + 2*math.Pi*float64(k)/float64(sides))
		corner := at.Add(vg.Point{X: radius * vg.Length(cos), Y: radius * vg.Length(sin)})
		if k == 0 {
			p.Move(corner)
		} else {
			p.Line(corner)
		}
	}
	p.Close()
	return p
}

// A Line is a plotter.Line that may touch the edge of the plot: gonum would make
// the plot smaller for it.
type Line struct{ *plotter.Line }

// GlyphBoxes implements plot.GlyphBoxer.
func (Line) GlyphBoxes(*plot.Plot) []plot.GlyphBox { return nil }

// NewLine joins points.
func NewLine(style draw.LineStyle, points plotter.XYs) Line {
	return Line{&plotter.Line{XYs: points, LineStyle: style}}
}

// A Scatter is a plotter.Scatter that may touch the edge of the plot, as Line may.
type Scatter struct{ *plotter.Scatter }

// GlyphBoxes implements plot.GlyphBoxer.
func (Scatter) GlyphBoxes(*plot.Plot) []plot.GlyphBox { return nil }

// Rectangle is the box between two corners, the lower left one first.
func Rectangle(x0, y0, x1, y1 vg.Length) vg.Rectangle {
	return vg.Rectangle{Min: vg.Point{X: x0, Y: y0}, Max: vg.Point{X: x1, Y: y1}}
}

// FillBox fills a box.
func FillBox(c draw.Canvas, colour color.Color, r vg.Rectangle) {
	c.SetColor(colour)
	c.Fill(r.Path())
}

// StrokeBox draws the outline of a box.
func StrokeBox(c draw.Canvas, s draw.LineStyle, r vg.Rectangle) {
	c.SetLineStyle(s)
	c.Stroke(r.Path())
}

// HatchBox fills a box with slanted lines. They are lines and not a pattern,
// because a pattern needs an id.
func HatchBox(c draw.Canvas, s draw.LineStyle, r vg.Rectangle) {
	box := draw.Canvas{Canvas: c.Canvas, Rectangle: r}
	const apart = 3
	w, h := r.Size().X, r.Size().Y
	for x := r.Min.X - h; x < r.Min.X+w; x += apart {
		c.StrokeLines(s, box.ClipLinesXY([]vg.Point{{X: x, Y: r.Min.Y}, {X: x + h, Y: r.Max.Y}})...)
	}
}
