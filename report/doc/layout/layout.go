// Package layout measures words, columns and tables as a printed page sets them, so that
// the writers know how wide a column must be and what fits on a page.
package layout

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"grooming-report/report/doc"
)

// What a page of the PDF holds, in points: template.typ of package pdf has the same measures.
const (
	BodyWidth   = 459.2 // 162 mm
	bodyHeight  = 685.9 // 242 mm
	tableSize   = 8.8   // of the letters in tables
	denseSize   = 8.0   // of the letters in a dense table
	wideSpace   = 9.0   // between two columns
	narrowSpace = 6.0   // the least between them, but in a dense table
	MarkWidth   = 1.0   // of a note mark, in the size of its text
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

// TextWidth is the width of a line of text, in units of the letter size. Letters outside ASCII
// are taken to be as wide as a digit.
func TextWidth(s string) float64 {
	sum := 0
	for _, r := range s {
		if i := int(r - ' '); i >= 0 && i < len(advances) {
			sum += advances[i]
		} else {
			sum += advances['0'-' ']
		}
	}
	return float64(sum) / 1000
}

// Width is the width of inlines on one line of a table, in units of the letter size.
func Width(in []doc.Inline) float64 {
	width := 0.0
	doc.EachInline(in, func(i doc.Inline) {
		switch i := i.(type) {
		case doc.Verbatim:
			width += 0.504 * float64(len([]rune(i)))
		case doc.NoteRef:
			width += 0.6 * MarkWidth
		case doc.Text, doc.Formula, doc.Number, doc.Ref:
			width += TextWidth(doc.PlainText([]doc.Inline{i}))
		case doc.Strong:
			width += (semibold - 1) * TextWidth(doc.PlainText(i.Inline))
		case doc.Emphasis, doc.Link: // as wide as what they hold, which comes next
		default:
			panic(doc.Unknown("the layout", i))
		}
	})
	return width
}

// A Figured cell is one of a right-hand column that begins with a number. Its
// parts stand under those of the other cells: numbers on the decimal point, or
// ranges on their dash; then the marks; then what is left, such as limits in
// brackets.
type Figured struct {
	Number, Marks, Rest []doc.Inline
	Tail                float64 // the width of the number from its point or dash on
}

// Figures splits a cell that begins with a number; ok is false for a cell of words.
func Figures(c doc.Cell) (f Figured, ok bool) {
	if len(c) == 0 {
		return f, false
	}
	number := doc.PlainText(c[:1])
	if r, _ := utf8.DecodeRuneInString(number); !strings.ContainsRune("0123456789−+<", r) {
		return f, false
	}
	n := 1
	for n < len(c) {
		if _, ok := c[n].(doc.NoteRef); !ok {
			break
		}
		n++
	}
	f.Number, f.Marks, f.Rest = c[:1], c[1:n], c[n:]
	for _, mark := range []string{"–", "."} {
		if at := strings.Index(number, mark); at >= 0 {
			f.Tail = TextWidth(number[at:])
			break
		}
	}
	return f, true
}

// A Measure is what the widest cells of a column need, in units of the letter size.
type Measure struct {
	words, number, Tail, Rest float64 // number is up to the point or dash
	Marks                     int     // the most note marks behind a number
	numbers, rests            int     // how many cells have each
}

// MeasureColumn measures column i.
func MeasureColumn(t *doc.Table, i int) (m Measure) {
	for _, row := range t.Rows {
		f, ok := Figures(row[i])
		if !ok || t.Columns[i].Align != doc.Right {
			m.words = max(m.words, Width(row[i]))
			continue
		}
		if m.numbers++; len(f.Rest) > 0 {
			m.rests++
		}
		m.number, m.Tail = max(m.number, Width(f.Number)-f.Tail), max(m.Tail, f.Tail)
		m.Marks, m.Rest = max(m.Marks, len(f.Marks)), max(m.Rest, Width(f.Rest))
	}
	return m
}

// width is that of the column, in the size of its letters.
func (m Measure) width() float64 {
	return max(m.words, m.number+m.Tail+MarkWidth*float64(m.Marks)+m.Rest)
}

// HeadRoom is what the heading leaves at its right, so that it ends with the numbers and not with
// their note marks, nor with what stands behind few of them. Limits that stand behind most of the
// numbers are under the heading as well.
func (m Measure) HeadRoom() float64 {
	if 2*m.rests > m.numbers {
		return 0
	}
	return MarkWidth*float64(m.Marks) + m.Rest
}

// Dense reports whether the table has so many columns that its letters are
// small, and a heading such as 2016/17 breaks at its stroke.
func Dense(t *doc.Table) bool { return len(t.Columns) > 12 }

// Size is the letter size of the table, in points.
func Size(t *doc.Table) float64 {
	if Dense(t) {
		return denseSize
	}
	return tableSize
}

// headWords are the parts of a heading that no line breaks.
func headWords(t *doc.Table, head string) []string {
	if Dense(t) {
		head = strings.ReplaceAll(head, "/", "/ ")
	}
	return strings.Fields(head)
}

// ColumnWidths are the widths of a table's columns in points, and the space
// between two columns. Columns with a share of the page's width get that. Of
// the others each is as wide as its widest cell, the longest word of its heading
// and a third of its heading; what is left of the page goes to headings that
// still break over lines. Where all this is too much, the space is narrowed;
// where that is not enough, no column has more than the widest that fits.
func ColumnWidths(t *doc.Table) (widths []float64, space float64) {
	missing := make([]float64, len(t.Columns)) // of a heading on one line
	var free []int
	left := BodyWidth
	for i, c := range t.Columns {
		w := c.Width * BodyWidth
		if c.Width == 0 {
			free = append(free, i)
			m := MeasureColumn(t, i)
			w = m.width()
			head := semibold*TextWidth(c.Head) + m.HeadRoom()
			for _, word := range headWords(t, c.Head) {
				w = max(w, semibold*TextWidth(word)+m.HeadRoom())
			}
			if !Dense(t) {
				w = max(w, head/3)
				missing[i] = Size(t) * max(0, head-w)
			}
			// Half a point more, or rounding could break a line.
			w = Size(t)*w + 0.5
		}
		widths = append(widths, w)
		left -= w
	}
	space = wideSpace
	if n := float64(len(free)); left < space*n {
		space = max(left/n, narrowSpace)
		if Dense(t) {
			space = max(left/n, 0)
		}
	}
	for _, i := range free {
		widths[i] += space
		left -= space
	}
	if left < -0.01 {
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
		want += missing[i]
	}
	for _, i := range free {
		if missing[i] > 0 {
			widths[i] += missing[i] * min(1, left/want)
		}
	}
	return widths, space
}

// SingleLines are the rows, counted from 0, that surely take one line each: every cell holds
// nothing but text and note marks, and no more of them than fit into its column.
func SingleLines(t *doc.Table, widths []float64, space float64) []int {
	measures := make([]Measure, len(t.Columns))
	for i := range measures {
		measures[i] = MeasureColumn(t, i)
	}
	var single []int
	for r, row := range t.Rows {
		fits := true
		for i, c := range row {
			width := Width(c)
			if f, ok := Figures(c); ok && t.Columns[i].Align == doc.Right {
				m := measures[i] // what stands under other cells has their room behind it
				width = Width(f.Number) - f.Tail + m.Tail + MarkWidth*float64(m.Marks) + m.Rest
			}
			// Rounding takes less than the quarter point.
			fits = fits && onlyText(c) && Size(t)*width+0.25 <= widths[i]-space
		}
		if fits {
			single = append(single, r)
		}
	}
	return single
}

// onlyText reports whether the cell holds text, and nothing in other letters than the
// table's, which can be taller.
func onlyText(c doc.Cell) bool {
	only := len(c) > 0
	doc.EachInline(c, func(i doc.Inline) {
		switch i.(type) {
		case doc.Verbatim, doc.Formula:
			only = false
		}
	})
	return only
}

// TableHeight is the approximate height of the table with its caption, in points.
func TableHeight(t *doc.Table, widths []float64, space float64) float64 {
	lines := func(width, column float64) float64 { return max(1, math.Ceil(Size(t)*width/(column-space)-0.02)) }
	row := func(n float64) float64 { return 12.7 + (n-1)*10.4 }
	most := 1.0
	for i, c := range t.Columns {
		most = max(most, lines(semibold*TextWidth(c.Head), widths[i]))
	}
	h := captionRoom + row(most)
	for _, r := range t.Rows {
		most = 1
		for i, c := range r {
			most = max(most, lines(Width(c), widths[i]))
		}
		h += row(most)
	}
	return h
}

// Whole is the height in points below which a table that may break over pages is kept whole,
// because most of the page that it would break over would be free. A figure that is taller fills
// a page.
const Whole = 0.38 * bodyHeight

// Alone is the height in points from which a figure leaves so little of its page that a table
// begun below it would have room for its heading and hardly a row.
const Alone = 0.8 * bodyHeight

// Brief is how wide a paragraph may be, set in one line, in units of its letter size, to count
// as short. A short paragraph between a heading and the text, such as the source of a quotation,
// is kept with both.
const Brief = 60

// size is that of a drawing.
var size = regexp.MustCompile(`<svg[^>]* viewBox="[0-9.]+ [0-9.]+ ([0-9.]+) ([0-9.]+)"`)

// FigureHeight is the height of the drawing on the page, in points; 0 for one that does not say.
func FigureHeight(f *doc.Figure) float64 {
	m := size.FindSubmatch(f.SVG)
	if m == nil {
		return 0
	}
	width, _ := strconv.ParseFloat(string(m[1]), 64)
	height, _ := strconv.ParseFloat(string(m[2]), 64)
	return BodyWidth * height / max(width, 1)
}
