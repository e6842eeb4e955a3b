package doc

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// What a page of the PDF holds, in points: template.typ has the same measures.
const (
	bodyWidth   = 459.2 // 162 mm
	bodyHeight  = 685.9 // 242 mm
	turnedWidth = 705.8 // of a page on its side: 249 mm
	tableSize   = 8.8   // of the letters in tables
	wideSpace   = 9.0   // between two columns
	narrowSpace = 6.0   // between the columns of a table that is crowded
	markWidth   = 1.3   // of a note mark, in the size of its text
	captionRoom = 45.0  // of a caption of two lines and the space around
)

// advances are the widths of the letters from space to tilde in Source Sans 3
// Regular, in thousandths of their size. The test compares them with the font.
var advances = [...]int{
	200, 289, 426, 497, 497, 824, 609, 249, 303, 303, 418, 497, 249, 311, 249, 350,
	497, 497, 497, 497, 497, 497, 497, 497, 497, 497, 249, 249, 497, 497, 497, 425,
	847, 544, 588, 571, 615, 527, 494, 617, 652, 263, 480, 579, 486, 727, 647, 664,
	566, 664, 569, 534, 536, 645, 515, 786, 513, 476, 539, 303, 350, 303, 497, 500,
	542, 504, 553, 456, 555, 496, 292, 504, 544, 246, 247, 495, 255, 829, 547, 542,
	555, 555, 347, 419, 338, 544, 467, 719, 446, 467, 425, 303, 241, 303, 497,
}

// semibold is how much wider than regular the widest words are in semibold.
const semibold = 1.07

// textWidth is the width of a line in a table. Letters outside ASCII are taken
// to be as wide as a digit.
func textWidth(s string) float64 {
	sum := 0
	for _, r := range s {
		if i := int(r - ' '); i >= 0 && i < len(advances) {
			sum += advances[i]
		} else {
			sum += 500
		}
	}
	return float64(sum) / 1000 * tableSize
}

// cellWidth is the width of a cell's content on one line, without the marks
// that hang in a right-hand column.
func cellWidth(c Cell) float64 {
	width := 0.0
	walk(c, func(i Inline) {
		switch i := i.(type) {
		case Verbatim:
			width += 0.52 * tableSize * float64(len([]rune(i)))
		case NoteRef:
			width += 0.6 * markWidth * tableSize
		case Text, Number, Ref:
			width += textWidth(PlainText([]Inline{i}))
		case Strong:
			width += (semibold - 1) * textWidth(PlainText(i.Inline))
		}
	})
	return width
}

// turned reports whether the table is so wide that its page lies on its side.
func (t *Table) turned() bool { return len(t.Columns) > 12 }

// columnWidths are the widths of a table's columns in points, given the number
// of note marks that each leaves room for, and the space between two columns.
// Columns with a share of the page's width get that. Of the others each is as
// wide as its widest cell, the longest word of its heading and a third of its
// heading; what is left of the page goes to headings that still break over
// lines. Where all this is too much, the space is narrowed; where that is not
// enough, no column has more than the widest that fits.
func (t *Table) columnWidths(marks []int) (widths []float64, space float64) {
	available := bodyWidth
	if t.turned() {
		available = turnedWidth
	}
	missing := make([]float64, len(t.Columns)) // of a heading on one line
	var free []int
	left := available
	for i, c := range t.Columns {
		w := c.Width * available
		if c.Width == 0 {
			free = append(free, i)
			head := semibold * textWidth(c.Head)
			w = head / 3
			for _, word := range strings.Fields(c.Head) {
				w = max(w, semibold*textWidth(word))
			}
			for _, row := range t.Rows {
				body := row[i]
				if marks[i] > 0 {
					body, _ = splitMarks(body)
				}
				w = max(w, cellWidth(body))
			}
			missing[i] = head - w
			if marks[i] > 0 {
				// A point more, or rounding could put the marks on a line of their own.
				w += float64(marks[i])*markWidth*tableSize + 1
			}
		}
		widths = append(widths, w)
		left -= w
	}
	space = wideSpace
	if left < space*float64(len(free)) {
		space = narrowSpace
	}
	for _, i := range free {
		widths[i] += space
		left -= space
	}
	if left < 0 {
		for _, i := range free {
			left += widths[i]
		}
		slices.SortStableFunc(free, func(a, b int) int { return cmp.Compare(widths[a], widths[b]) })
		for k, i := range free {
			widths[i] = min(widths[i], left/float64(len(free)-k))
			left -= widths[i]
		}
		return widths, space
	}
	want := 0.0
	for _, i := range free {
		want += max(0, missing[i])
	}
	for _, i := range free {
		if missing[i] > 0 {
			widths[i] += missing[i] * min(1, left/want)
		}
	}
	return widths, space
}

// height is about how tall the table is with its caption.
func (t *Table) height(widths []float64, space float64) float64 {
	lines := func(width, column float64) float64 { return max(1, math.Ceil(width/(column-space)-0.02)) }
	row := func(n float64) float64 { return 12.7 + (n-1)*10.4 }
	most := 1.0
	for i, c := range t.Columns {
		most = max(most, lines(semibold*textWidth(c.Head), widths[i]))
	}
	h := captionRoom + row(most)
	for _, r := range t.Rows {
		most = 1
		for i, c := range r {
			most = max(most, lines(cellWidth(c), widths[i]))
		}
		h += row(most)
	}
	return h
}

var viewBox = regexp.MustCompile(`viewBox="[-0-9.]+[ ,]+[-0-9.]+[ ,]+([0-9.]+)[ ,]+([0-9.]+)"`)

// height is about how tall the figure is with its caption; as tall as a page
// where the drawing does not say.
func (f *Figure) height() float64 {
	if m := viewBox.FindSubmatch(f.SVG); m != nil {
		w, _ := strconv.ParseFloat(string(m[1]), 64)
		h, _ := strconv.ParseFloat(string(m[2]), 64)
		return bodyWidth*h/w + captionRoom
	}
	return bodyHeight
}

// What is taller than part of a page floats to the top or foot of one, so that
// the text fills the page before; a main section waits for what is taller than
// most of a page.
const (
	floating = 0.4 * bodyHeight
	bulky    = 0.6 * bodyHeight
)
