package figures

import (
	"encoding/xml"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// A picture is what a reader of the SVG finds in it.
type picture struct {
	Width    string    `xml:"width,attr"`
	ViewBox  string    `xml:"viewBox,attr"`
	Headline float64   `xml:"data-headline,attr"`
	Title    string    `xml:"title"`
	Desc     string    `xml:"desc"`
	Metadata string    `xml:"metadata"`
	Texts    []svgText `xml:"text"`
	Paths    []svgPath `xml:"path"`
	Group    struct {
		ID    string    `xml:"id,attr"`
		Texts []svgText `xml:"text"`
	} `xml:"g"`
}

type svgText struct {
	X      float64 `xml:"x,attr"`
	Y      float64 `xml:"y,attr"`
	Length float64 `xml:"textLength,attr"`
	Size   float64 `xml:"font-size,attr"`
	Bold   string  `xml:"font-weight,attr"`
	Text   string  `xml:",chardata"`
}

type svgPath struct {
	D      string `xml:"d,attr"`
	Fill   string `xml:"fill,attr"`
	Stroke string `xml:"stroke,attr"`
	Dashes string `xml:"stroke-dasharray,attr"`
	polyline
	box
}

// parse reads the file; it fails if the XML is not well-formed, or a path is not one
// that the canvas writes.
func parse(svg []byte) (p picture, err error) {
	if err := xml.Unmarshal(svg, &p); err != nil {
		return picture{}, err
	}
	for i := range p.Paths {
		q := &p.Paths[i]
		if q.polyline, err = vertices(q.D); err != nil {
			return picture{}, err
		}
		q.box = q.polyline.bounds()
	}
	return p, nil
}

// A polyline is the line of a path. A circle's two halves count as the lines
// between their ends.
type polyline []vertex

type vertex struct {
	x, y  float64
	moved bool // no line leads here
}

// vertices are the ends of the commands of a path, which close with their last two
// numbers.
func vertices(d string) (l polyline, err error) {
	for rest := d; rest != ""; {
		command := rest[0]
		end := strings.IndexAny(rest[1:], "MLAZ") + 1
		if end == 0 {
			end = len(rest)
		}
		numbers := rest[1:end]
		rest = rest[end:]
		if command == 'Z' {
			continue
		}
		y := strings.LastIndexByte(numbers, ' ')
		if y < 0 || command != 'M' && command != 'L' && command != 'A' {
			return nil, fmt.Errorf("path %q", d)
		}
		x := strings.LastIndexByte(numbers[:y], ' ')
		v := vertex{moved: command == 'M'}
		if v.x, err = strconv.ParseFloat(numbers[x+1:y], 64); err != nil {
			return nil, fmt.Errorf("path %q: %w", d, err)
		}
		if v.y, err = strconv.ParseFloat(numbers[y+1:], 64); err != nil {
			return nil, fmt.Errorf("path %q: %w", d, err)
		}
		l = append(l, v)
	}
	return l, nil
}

func (l polyline) bounds() box {
	b := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, v := range l {
		b = box{min(b.left, v.x), min(b.top, v.y), max(b.right, v.x), max(b.bottom, v.y)}
	}
	return b
}

// crosses reports whether the line runs through a box.
func (l polyline) crosses(b box) bool {
	for i, to := range l {
		if to.moved {
			continue
		}
		from := l[i-1]
		// The part of the line, from 0 to 1, that is in the box.
		start, end := 0.0, 1.0
		for _, axis := range [][4]float64{{from.x, to.x, b.left, b.right}, {from.y, to.y, b.top, b.bottom}} {
			d := axis[1] - axis[0]
			if d == 0 {
				if axis[0] <= axis[2] || axis[0] >= axis[3] {
					end = -1
				}
				continue
			}
			in, out := (axis[2]-axis[0])/d, (axis[3]-axis[0])/d
			start, end = max(start, min(in, out)), min(end, max(in, out))
		}
		if start < end {
			return true
		}
	}
	return false
}

// A box is a part of the picture; y counts from the top.
type box struct{ left, top, right, bottom float64 }

func (b box) overlaps(o box) bool {
	const touch = 0.05 // the rounding of coordinates
	return b.left < o.right-touch && o.left < b.right-touch && b.top < o.bottom-touch && o.top < b.bottom-touch
}

// contains reports whether o is inside b.
func (b box) contains(o box) bool {
	return b.left <= o.left && o.right <= b.right && b.top <= o.top && o.bottom <= b.bottom
}

// grow is the box with a margin on every side; less than zero shrinks it.
func (b box) grow(by float64) box { return box{b.left - by, b.top - by, b.right + by, b.bottom + by} }

// room is what the line's letters take: from the descenders to the ascenders, and as
// wide as the font sets it.
func (l svgText) room() box {
	return box{l.X, l.Y - 0.71*l.Size, l.X + l.Length, l.Y + 0.2*l.Size}
}
