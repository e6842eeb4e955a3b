package house

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

// A Canvas is a vg.Canvas that writes SVG elements with plain attributes: no
// style sheet, no ids and no transforms, so that several drawings can stand in
// one page and every renderer reads them alike. Lengths are in points, rounded
// to a hundredth. Text is text.
//
// gonum's own vgsvg is not used: it writes font families without the quotes
// that a digit in the name needs, and no title or description.
type Canvas struct {
	height vg.Length
	Body   bytes.Buffer
	pen    pen
	saved  []pen
}

// A pen is what the next stroke, fill or text is drawn with.
type pen struct {
	colour color.Color
	width  vg.Length
	dashes []vg.Length
}

// NewCanvas is an empty canvas of a height; its Body is the elements that were drawn.
func NewCanvas(height vg.Length) *Canvas {
	c := &Canvas{height: height}
	vg.Initialize(c)
	return c
}

// The methods implement vg.Canvas.
func (c *Canvas) SetLineWidth(w vg.Length)               { c.pen.width = w }
func (c *Canvas) SetLineDash(d []vg.Length, _ vg.Length) { c.pen.dashes = d }
func (c *Canvas) SetColor(k color.Color)                 { c.pen.colour = k }
func (c *Canvas) Push()                                  { c.saved = append(c.saved, c.pen) }
func (c *Canvas) Pop() {
	c.pen, c.saved = c.saved[len(c.saved)-1], c.saved[:len(c.saved)-1]
}

// The house style has no rotated text, nothing here scales, and a picture in a
// picture could not be read aloud.
func (c *Canvas) Rotate(float64)                      { panic("house: rotated drawing") }
func (c *Canvas) Translate(vg.Point)                  { panic("house: moved drawing") }
func (c *Canvas) Scale(float64, float64)              { panic("house: scaled drawing") }
func (c *Canvas) DrawImage(vg.Rectangle, image.Image) { panic("house: raster image") }

// Stroke draws the outline of a path.
func (c *Canvas) Stroke(p vg.Path) {
	if c.pen.width <= 0 {
		return
	}
	fmt.Fprintf(&c.Body, `<path d="%s" fill="none" stroke="%s" stroke-width="%s"`,
		c.path(p), Hex(c.pen.colour), Num(c.pen.width))
	for i, d := range c.pen.dashes {
		if i == 0 {
			c.Body.WriteString(` stroke-dasharray="`)
		} else {
			c.Body.WriteByte(' ')
		}
		c.Body.WriteString(Num(d))
	}
	if len(c.pen.dashes) > 0 {
		c.Body.WriteByte('"')
	}
	c.Body.WriteString("/>\n")
}

// Fill fills a path.
func (c *Canvas) Fill(p vg.Path) {
	fmt.Fprintf(&c.Body, "<path d=\"%s\" fill=\"%s\"/>\n", c.path(p), Hex(c.pen.colour))
}

// FillString writes a line of text from its left end on the baseline. It says
// how long the line is, so that a reader without the font sees another one
// fitted to the same room, and no label runs into the next.
func (c *Canvas) FillString(f font.Face, at vg.Point, s string) {
	if f.Font.Size == 0 || s == "" {
		return
	}
	fmt.Fprintf(&c.Body, `<text x="%s" y="%s" textLength="%s" lengthAdjust="spacingAndGlyphs" font-size="%s"`,
		Num(at.X), Num(c.height-at.Y), Num(f.Width(s)), Num(f.Font.Size))
	if f.Font.Weight == semibold {
		c.Body.WriteString(` font-weight="600"`)
	}
	fmt.Fprintf(&c.Body, " fill=\"%s\">%s</text>\n", Hex(c.pen.colour), Escape(s))
}

// path is the d attribute. SVG counts y from the top, vg from the bottom.
func (c *Canvas) path(p vg.Path) string {
	var b bytes.Buffer
	to := func(command string, at vg.Point) {
		b.WriteString(command + Num(at.X) + " " + Num(c.height-at.Y))
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
				to("A"+Num(s.Radius)+" "+Num(s.Radius)+" 0 0 "+sweep, end)
			}
		case vg.CloseComp:
			b.WriteString("Z")
		default:
			panic("house: curved path")
		}
	}
	return b.String()
}

// Num prints a length in points, to a hundredth. A little is added before rounding, because
// processors differ in the last digit and would round a half to either side.
func Num(l vg.Length) string {
	return strconv.FormatFloat(math.Round(l.Points()*100+1e-6)/100+0, 'f', -1, 64) // + 0 turns −0 into 0
}

// Hex is a colour as SVG writes it: #12436D.
func Hex(k color.Color) string {
	r, g, b, _ := k.RGBA()
	return fmt.Sprintf("#%02X%02X%02X", r>>8, g>>8, b>>8)
}

// Escape escapes a text for XML.
func Escape(s string) string {
	var b bytes.Buffer
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		panic(err) // a bytes.Buffer takes everything
	}
	return b.String()
}
