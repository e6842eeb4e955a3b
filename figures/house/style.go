// Package house is the house style of the figures, for gonum/plot: the palette and the styles
// of text, a canvas that writes SVG, axes with their grids and guides, marks, and labels that
// keep clear of each other. It knows of no offence, area or year.
package house

import (
	"image/color"
	"strings"
	"sync"

	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"grooming-report/figures/fonts"
)

// The Government Analysis Function's palette, and tints of it for areas that
// carry a dark edge. Shape, dash or hatching says the same as every colour.
var (
	Blue      = rgb(0x12436D) // the wider code
	Turquoise = rgb(0x28A197) // the code before the break
	Pink      = rgb(0x801650) // the break; the chosen force
	Ink       = rgb(0x1D2430)
	Grey      = rgb(0x3D3D3D)
	Pale      = rgb(0xDEE1E6) // grid
	Wash      = rgb(0xF3F5F8) // bands behind rows
	White     = rgb(0xFFFFFF)
	BlueTint  = rgb(0xC4D0DB)
	GreenTint = rgb(0xCAE8E5)
)

func rgb(x uint32) color.RGBA {
	return color.RGBA{uint8(x >> 16), uint8(x >> 8), uint8(x), 255}
}

// Width is the width of every figure: that of the text on an A4 page, in points.
const Width vg.Length = 470

const semibold = xfont.WeightSemiBold

// The styles of all text. Nothing is smaller than 8 pt.
var TitleStyle, SubtitleStyle, LabelStyle, StrongStyle, FootStyle text.Style

const typeface = "Source Sans 3"

func init() {
	plot.DefaultFont = font.Font{Typeface: typeface}
	plot.DefaultTextHandler = letters{text.Plain{Fonts: font.DefaultCache}}
	style := func(size vg.Length, weight xfont.Weight, colour color.Color) text.Style {
		return text.Style{
			Color: colour, Font: font.Font{Typeface: typeface, Weight: weight, Size: size},
			XAlign: text.XLeft, YAlign: text.YBottom, Handler: plot.DefaultTextHandler,
		}
	}
	TitleStyle = style(12.5, semibold, Ink)
	SubtitleStyle = style(9.5, xfont.WeightNormal, Grey)
	LabelStyle = style(8, xfont.WeightNormal, Ink)
	StrongStyle = style(8, semibold, Ink)
	FootStyle = style(8, xfont.WeightNormal, Grey)
}

// letters is plain text, whose fonts are parsed when the first line is measured: a program
// that draws nothing does not wait for them.
type letters struct{ text.Plain }

var parseFonts = sync.OnceFunc(func() {
	for weight, ttf := range map[xfont.Weight][]byte{xfont.WeightNormal: fonts.Regular, semibold: fonts.Semibold} {
		f, err := opentype.Parse(ttf)
		if err != nil {
			panic(err) // the file is compiled in
		}
		font.DefaultCache.Add(font.Collection{{Font: font.Font{Typeface: typeface, Weight: weight}, Face: f}})
	}
})

// Cache implements text.Handler.
func (l letters) Cache() *font.Cache {
	parseFonts()
	return l.Plain.Cache()
}

// Extents implements text.Handler.
func (l letters) Extents(f font.Font) font.Extents {
	parseFonts()
	return l.Plain.Extents(f)
}

// Box implements text.Handler.
func (l letters) Box(line string, f font.Font) (width, height, depth vg.Length) {
	parseFonts()
	return l.Plain.Box(line, f)
}

// Draw implements text.Handler.
func (l letters) Draw(c vg.Canvas, line string, s text.Style, at vg.Point) {
	parseFonts()
	l.Plain.Draw(c, line, s, at)
}

// Coloured is the style in another colour.
func Coloured(colour color.Color, s text.Style) text.Style {
	s.Color = colour
	return s
}

// Midline is the baseline of text whose digits are centred on a height.
func Midline(s text.Style, y vg.Length) vg.Length { return y - middle*s.Font.Size }

// Baselines stand this far below the middle of a line's digits, in ems.
const middle = 0.33

// Write sets a line of text on a baseline: at its left end, its middle or its
// right end. gonum's own placing depends on the ascent, which is not what the
// eye measures.
func Write(c draw.Canvas, s text.Style, align text.XAlignment, x, baseline vg.Length, line string) {
	face := s.Handler.Cache().Lookup(s.Font, s.Font.Size)
	if align != text.XLeft {
		x += vg.Length(align) * face.Width(line)
	}
	c.SetColor(s.Color)
	c.FillString(face, vg.Point{X: x, Y: baseline}, line)
}

// WriteInside is Write, with the line moved as far as it takes to stay between the edges of the
// plot.
func WriteInside(c draw.Canvas, s text.Style, x, baseline vg.Length, line string) {
	half := s.Width(line) / 2
	Write(c, s, text.XCenter, max(min(x, c.Max.X-half), c.Min.X+half), baseline, line)
}

// Wrap breaks prose into lines no wider than room.
func Wrap(s text.Style, prose string, room vg.Length) []string {
	return measure(s, prose).lines(room)
}

// Balance breaks a title into as many lines as it needs, and makes them about
// the same length.
func Balance(s text.Style, prose string, room vg.Length) []string {
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
