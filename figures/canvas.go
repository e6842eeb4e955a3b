package figures

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image"
	"image/color"
	"math"
	"strconv"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// A canvas is a vg.Canvas that writes SVG elements with plain attributes: no
// style sheet, no ids and no transforms, so that several drawings can stand in
// one page and every renderer reads them alike. Lengths are in points, rounded
// to a hundredth. Text is text.
//
// gonum's own vgsvg is not used: it writes font families without the quotes
// that a digit in the name needs, and no title or description.
type canvas struct {
	height vg.Length
	body   bytes.Buffer
	pen    pen
	saved  []pen
}

// A pen is what the next stroke, fill or text is drawn with.
type pen struct {
	colour color.Color
	width  vg.Length
	dashes []vg.Length
}

func newCanvas(height vg.Length) *canvas {
	c := &canvas{height: height}
	vg.Initialize(c)
	return c
}

func (c *canvas) SetLineWidth(w vg.Length)               { c.pen.width = w }
func (c *canvas) SetLineDash(d []vg.Length, _ vg.Length) { c.pen.dashes = d }
func (c *canvas) SetColor(k color.Color)                 { c.pen.colour = k }
func (c *canvas) Push()                                  { c.saved = append(c.saved, c.pen) }
func (c *canvas) Pop() {
	c.pen, c.saved = c.saved[len(c.saved)-1], c.saved[:len(c.saved)-1]
}

// The house style has no rotated text, nothing here scales, and a picture in a
// picture could not be read aloud.
func (c *canvas) Rotate(float64)                      { panic("figures: rotated drawing") }
func (c *canvas) Translate(vg.Point)                  { panic("figures: moved drawing") }
func (c *canvas) Scale(float64, float64)              { panic("figures: scaled drawing") }
func (c *canvas) DrawImage(vg.Rectangle, image.Image) { panic("figures: raster image") }

// Stroke draws the outline of a path.
func (c *canvas) Stroke(p vg.Path) {
	if c.pen.width <= 0 {
		return
	}
	fmt.Fprintf(&c.body, `<path d="%s" fill="none" stroke="%s" stroke-width="%s"`,
		c.path(p), hex(c.pen.colour), num(c.pen.width))
	for i, d := range c.pen.dashes {
		if i == 0 {
			c.body.WriteString(` stroke-dasharray="`)
		} else {
			c.body.WriteByte(' ')
		}
		c.body.WriteString(num(d))
	}
	if len(c.pen.dashes) > 0 {
		c.body.WriteByte('"')
	}
	c.body.WriteString("/>\n")
}

// Fill fills a path.
func (c *canvas) Fill(p vg.Path) {
	fmt.Fprintf(&c.body, "<path d=\"%s\" fill=\"%s\"/>\n", c.path(p), hex(c.pen.colour))
}

// FillString writes a line of text from its left end on the baseline. It says
// how long the line is, so that a reader without the font sees another one
// fitted to the same room, and no label runs into the next.
func (c *canvas) FillString(f font.Face, at vg.Point, s string) {
	if f.Font.Size == 0 || s == "" {
		return
	}
	fmt.Fprintf(&c.body, `<text x="%s" y="%s" textLength="%s" lengthAdjust="spacingAndGlyphs" font-size="%s"`,
		num(at.X), num(c.height-at.Y), num(f.Width(s)), num(f.Font.Size))
	if f.Font.Weight == semibold {
		c.body.WriteString(` font-weight="600"`)
	}
	fmt.Fprintf(&c.body, " fill=\"%s\">%s</text>\n", hex(c.pen.colour), escape(s))
}

// path is the d attribute. SVG counts y from the top, vg from the bottom.
func (c *canvas) path(p vg.Path) string {
	var b bytes.Buffer
	to := func(command string, at vg.Point) {
		b.WriteString(command + num(at.X) + " " + num(c.height-at.Y))
	}
	for _, s := range p {
		switch s.Type {
		case vg.MoveComp:
			to("M", s.Pos)
		case vg.LineComp:
			to("L", s.Pos)
		case vg.ArcComp:
			// Two halves: one arc command cannot go all the way round.
			for _, turn := range []float64{s.Angle / 2, s.Angle} {
				sin, cos := math.Sincos(s.Start + turn)
				sweep := "0 "
				if s.Angle < 0 {
					sweep = "1 "
				}
				end := s.Pos.Add(vg.Point{X: s.Radius * vg.Length(cos), Y: s.Radius * vg.Length(sin)})
				to("A"+num(s.Radius)+" "+num(s.Radius)+" 0 0 "+sweep, end)
			}
		case vg.CloseComp:
			b.WriteString("Z")
		default:
			panic("figures: curved path")
		}
	}
	return b.String()
}

// num prints a length in points, to a hundredth. A little is added before rounding, because
// processors differ in the last digit and would round a half to either side.
func num(l vg.Length) string {
	return strconv.FormatFloat(math.Round(l.Points()*100+1e-6)/100+0, 'f', -1, 64) // + 0 turns −0 into 0
}

func hex(k color.Color) string {
	r, g, b, _ := k.RGBA()
	return fmt.Sprintf("#%02X%02X%02X", r>>8, g>>8, b>>8)
}

func escape(s string) string {
	var b bytes.Buffer
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		panic(err) // a bytes.Buffer takes everything
	}
	return b.String()
}
