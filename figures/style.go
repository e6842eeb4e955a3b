package main

import (
	_ "embed"
	"image/color"
	"math"
	"strings"

	"grooming-report/analysis/fact"

	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// The Government Analysis Function's palette, and tints of it for areas that
// carry a dark edge. Shape, dash or hatching says the same as every colour.
var (
	blue      = rgb(0x12436D) // the wider code
	turquoise = rgb(0x28A197) // the code before April 2017
	pink      = rgb(0x801650) // April 2017; the chosen force
	ink       = rgb(0x1D2430)
	grey      = rgb(0x3D3D3D)
	pale      = rgb(0xDEE1E6) // grid
	wash      = rgb(0xF3F5F8) // bands behind rows
	white     = rgb(0xFFFFFF)
	blueTint  = rgb(0xC4D0DB)
	greenTint = rgb(0xCAE8E5)
)

func rgb(x uint32) color.RGBA {
	return color.RGBA{uint8(x >> 16), uint8(x >> 8), uint8(x), 255}
}

// width is that of the text on an A4 page.
const width vg.Length = 470

const semibold = xfont.WeightSemiBold

//go:embed fonts/SourceSans3-Regular.ttf
var regularTTF []byte

//go:embed fonts/SourceSans3-Semibold.ttf
var semiboldTTF []byte

// The styles of all text. Nothing is smaller than 8 pt.
var titleStyle, subtitleStyle, labelStyle, strongStyle, footStyle text.Style

func init() {
	const face = "Source Sans 3"
	for weight, ttf := range map[xfont.Weight][]byte{xfont.WeightNormal: regularTTF, semibold: semiboldTTF} {
		f, err := opentype.Parse(ttf)
		if err != nil {
			panic(err) // the file is compiled in
		}
		font.DefaultCache.Add(font.Collection{{Font: font.Font{Typeface: face, Weight: weight}, Face: f}})
	}
	plot.DefaultFont = font.Font{Typeface: face}
	style := func(size vg.Length, weight xfont.Weight, colour color.Color) text.Style {
		return text.Style{
			Color: colour, Font: font.Font{Typeface: face, Weight: weight, Size: size},
			XAlign: text.XLeft, YAlign: text.YBottom, Handler: plot.DefaultTextHandler,
		}
	}
	titleStyle = style(12.5, semibold, ink)
	subtitleStyle = style(9.5, xfont.WeightNormal, grey)
	labelStyle = style(8, xfont.WeightNormal, ink)
	strongStyle = style(8, semibold, ink)
	footStyle = style(8, xfont.WeightNormal, grey)
}

// in is the style in another colour.
func in(colour color.Color, s text.Style) text.Style {
	s.Color = colour
	return s
}

// Baselines stand this far below the middle of a line's digits, in ems.
const middle = 0.33

// write sets a line of text on a baseline: at its left end, its middle or its
// right end. gonum's own placing depends on the ascent, which is not what the
// eye measures.
func write(c draw.Canvas, s text.Style, align text.XAlignment, x, baseline vg.Length, line string) {
	face := s.Handler.Cache().Lookup(s.Font, s.Font.Size)
	c.SetColor(s.Color)
	c.FillString(face, vg.Point{X: x + vg.Length(align)*face.Width(line), Y: baseline}, line)
}

// writeInside is write with the line moved as far as it takes to stay between
// the edges of the plot.
func writeInside(c draw.Canvas, s text.Style, x, baseline vg.Length, line string) {
	half := s.Width(line) / 2
	write(c, s, text.XCenter, max(min(x, c.Max.X-half), c.Min.X+half), baseline, line)
}

// wrap breaks prose into lines no wider than room.
func wrap(s text.Style, prose string, room vg.Length) []string {
	return measure(s, prose).lines(room)
}

// balance breaks a title into as many lines as it needs, and makes them about
// the same length.
func balance(s text.Style, prose string, room vg.Length) []string {
	m := measure(s, prose)
	lines := m.lines(room)
	for narrower := room - 4; narrower > room/2; narrower -= 4 {
		try := m.lines(narrower)
		if len(try) > len(lines) {
			break
		}
		lines = try
	}
	return lines
}

// measured is prose by words, with their widths: to measure costs more than
// all the rest of the drawing.
type measured struct {
	words  []string
	widths []vg.Length
	space  vg.Length
}

func measure(s text.Style, prose string) measured {
	m := measured{words: strings.Split(prose, " "), space: s.Width(" ")}
	for _, w := range m.words {
		m.widths = append(m.widths, s.Width(w))
	}
	return m
}

func (m measured) lines(room vg.Length) []string {
	var lines []string
	start, used := 0, vg.Length(0)
	for i, w := range m.widths {
		if i > start && used+m.space+w > room {
			lines = append(lines, strings.Join(m.words[start:i], " "))
			start, used = i, 0
		}
		if i > start {
			used += m.space
		}
		used += w
	}
	return append(lines, strings.Join(m.words[start:], " "))
}

// newPlot is a plot without a background, with the house's axes: labels, no
// axis lines, no padding.
func newPlot() *plot.Plot {
	p := plot.New()
	p.BackgroundColor = nil
	for _, a := range []*plot.Axis{&p.X, &p.Y} {
		a.Padding, a.Width, a.Tick.Length, a.Tick.Width = 0, 0, 0, 0
		a.Tick.Label.Font, a.Tick.Label.Color = labelStyle.Font, grey
	}
	return p
}

// countAxis gives the y axis a scale from zero with at most six round steps.
func countAxis(p *plot.Plot, highest float64) {
	step := 1.0
	for i := 0; highest/step > 5; i++ {
		step *= []float64{2, 2.5, 2}[i%3]
	}
	step = math.Ceil(step) // offences are whole
	p.Y.Min, p.Y.Max = 0, highest
	var ticks []plot.Tick
	for y := 0.0; y <= highest; y += step {
		ticks = append(ticks, plot.Tick{Value: y, Label: fact.FormatInt(int(y))})
	}
	p.Y.Tick.Marker = plot.ConstantTicks(ticks)
}

// labelRoom is the width of the widest label of the y axis.
func labelRoom(p *plot.Plot) vg.Length {
	room := vg.Length(0)
	for _, t := range p.Y.Tick.Marker.Ticks(p.Y.Min, p.Y.Max) {
		room = max(room, labelStyle.Width(t.Label))
	}
	return room
}

// A plotterFunc is a plotter that is one function.
type plotterFunc func(c draw.Canvas, p *plot.Plot)

// Plot implements plot.Plotter.
func (f plotterFunc) Plot(c draw.Canvas, p *plot.Plot) { f(c, p) }

// grid draws the pale horizontal lines of the y axis, and the base line.
var grid = plotterFunc(func(c draw.Canvas, p *plot.Plot) {
	for _, t := range p.Y.Tick.Marker.Ticks(p.Y.Min, p.Y.Max) {
		y := c.Y(p.Y.Norm(t.Value))
		line := draw.LineStyle{Color: pale, Width: 0.5}
		if t.Value == 0 {
			line = draw.LineStyle{Color: grey, Width: 0.75}
		}
		c.StrokeLine2(line, c.Min.X, y, c.Max.X, y)
	}
})

func rectangle(x0, y0, x1, y1 vg.Length) vg.Rectangle {
	return vg.Rectangle{Min: vg.Point{X: x0, Y: y0}, Max: vg.Point{X: x1, Y: y1}}
}

func fillBox(c draw.Canvas, colour color.Color, r vg.Rectangle) {
	c.SetColor(colour)
	c.Fill(r.Path())
}

func strokeBox(c draw.Canvas, s draw.LineStyle, r vg.Rectangle) {
	c.SetLineStyle(s)
	c.Stroke(r.Path())
}

// hatchBox fills a box with slanted lines. They are lines and not a pattern,
// because a pattern needs an id.
func hatchBox(c draw.Canvas, s draw.LineStyle, r vg.Rectangle) {
	box := draw.Canvas{Canvas: c.Canvas, Rectangle: r}
	const gap = 3
	w, h := r.Size().X, r.Size().Y
	for x := r.Min.X - h; x < r.Min.X+w; x += gap {
		c.StrokeLines(s, box.ClipLinesXY([]vg.Point{{X: x, Y: r.Min.Y}, {X: x + h, Y: r.Max.Y}})...)
	}
}

// round is the path of a circle.
func round(at vg.Point, radius vg.Length) vg.Path {
	var p vg.Path
	p.Move(vg.Point{X: at.X + radius, Y: at.Y})
	p.Arc(at, radius, 0, 2*math.Pi)
	p.Close()
	return p
}

// ngon is the path of a polygon of equal sides that stands on a point of
// symmetry: three sides are a triangle, four a diamond.
func ngon(sides int, at vg.Point, radius vg.Length) vg.Path {
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

// mark draws a path filled with one colour and outlined in another.
func mark(c draw.Canvas, fill, outline color.Color, p vg.Path) {
	c.SetColor(fill)
	c.Fill(p)
	c.SetLineStyle(draw.LineStyle{Color: outline, Width: 1})
	c.Stroke(p)
}
