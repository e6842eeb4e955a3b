package text

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// words are what a reader has of one block so far.
type words struct {
	Block
	head  bool // a cell that the document marks as naming its column
	span  int  // columns that a cell is wide
	rows  int  // rows that it is high
	text  []byte
	space byte // white space that has come, and is written before the next word
}

// add appends s. White space becomes one space; it falls away at both ends.
func (w *words) add(s string) {
	for i := 0; i < len(s); {
		c := s[i]
		if c > ' ' && c < 0x7f {
			j := i + 1
			for j < len(s) && s[j] > ' ' && s[j] < 0x7f {
				j++
			}
			w.put(s[i:j])
			i = j
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case isBlank(r):
			w.blank(' ')
		case r == utf8.RuneError && n == 1:
			w.put("\ufffd")
		case !unseen(r):
			w.put(s[i : i+n])
		}
		i += n
	}
}

// blank appends white space that may be a line end.
func (w *words) blank(c byte) {
	if w.space != '\n' {
		w.space = c
	}
}

func (w *words) put(s string) {
	if w.space != 0 && len(w.text) > 0 {
		w.text = append(w.text, w.space)
	}
	w.space = 0
	w.text = append(w.text, s...)
}

// addRaised appends what stands above the line, as the 1 of a note behind a number,
// which must not become a digit of it.
func (w *words) addRaised(s string) { w.add(raised.Replace(s)) }

var raised = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴",
	"5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹")

// isBlank reports white space between words. A no-break space is kept as it is:
// within a number it groups digits.
func isBlank(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\r', '\f', '\v', 0x85, 0x2028, 0x2029:
		return true
	}
	return false
}

// unseen reports characters that change no shape on their own: zero-width spaces and
// joiners, marks of direction, soft hyphens, variation selectors, controls. Left in,
// they would hide a number, or show it to people in another order of digits.
func unseen(r rune) bool {
	if r < 0xad {
		return r < ' ' && !isBlank(r) || r >= 0x7f && r < 0xa0 && r != 0x85
	}
	return unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector) &&
		!unicode.Is(unicode.Prepended_Concatenation_Mark, r)
}

// A Part is the words of one block, for a reader in another package.
type Part struct {
	Kind  Kind
	Level int
	Words string
}

// Join makes a document of parts. Parts without words are left out.
func Join(format string, parts []Part) (*Document, error) {
	list := make([]*words, len(parts))
	for i, p := range parts {
		w := &words{Block: Block{Kind: p.Kind, Level: p.Level}}
		w.add(p.Words)
		list[i] = w
	}
	return join(format, list)
}

// join makes a document of blocks, and finds the cells that name rows and columns.
func join(format string, list []*words) (*Document, error) {
	size, n := 0, 0
	for _, w := range list {
		if len(w.text) > 0 {
			size += len(w.text) + 2
			n++
		}
	}
	if n == 0 {
		return nil, fmt.Errorf("holds no words; give the text itself")
	}
	if n > maxBlocks || size > MaxSize {
		return nil, errTooMuch
	}
	d := &Document{Format: format, Blocks: make([]Block, 0, n)}
	var text strings.Builder
	text.Grow(size)
	heads := make(heads)
	last := Block{}
	for _, w := range list {
		if len(w.text) == 0 {
			continue
		}
		if n := len(d.Blocks); n > 0 {
			text.WriteString(between(last, w.Block))
		}
		b := w.Block
		b.Start = text.Len()
		text.Write(w.text)
		b.End = text.Len()
		b.RowHead, b.ColumnHead = heads.of(w, len(d.Blocks))
		d.Blocks = append(d.Blocks, b)
		last = b
	}
	d.Text = text.String()
	for _, b := range d.Blocks {
		if b.Kind == Heading {
			d.Title = d.Words(b)
			break
		}
	}
	return d, nil
}

var errTooMuch = refusal(fmt.Sprintf("holds more than %d MB of words or %d paragraphs and cells; "+
	"give the part with the numbers", MaxSize>>20, maxBlocks))

// between returns what separates two blocks.
func between(a, b Block) string {
	switch {
	case a.Table == 0 || a.Table != b.Table:
		return "\n\n"
	case a.Row == b.Row && a.Column != b.Column:
		return "\t"
	}
	return "\n"
}

// heads knows the cells that name rows and columns while a table goes by.
type heads map[int]*tableHeads

type tableHeads struct {
	first   int // the row that names the columns, unless the table marks others
	cells   int // in that row
	row     int // the row that goes by
	rowHead int // the cell that names it, or -1
	lasts   int // the last row that it names
	columns map[int]int
}

// of returns the cells that name the row and the column of the cell of w, at index i.
func (h heads) of(w *words, i int) (row, column int) {
	if w.Table == 0 {
		return -1, -1
	}
	t := h[w.Table]
	if t == nil || w.Row != t.first && t.row == t.first && t.cells == 1 && !w.head {
		// A first row of one cell says what the table is.
		t = &tableHeads{first: w.Row, rowHead: -1, columns: make(map[int]int)}
		h[w.Table] = t
	}
	if w.Row != t.row {
		t.row = w.Row
		if w.Row > t.lasts {
			t.rowHead = -1
		}
	}
	row, column = t.rowHead, -1
	if c, ok := t.columns[w.Column]; ok && w.Row != t.first {
		column = c
	}
	if w.Row == t.first {
		t.cells++
	}
	if w.Row == t.first || w.head {
		for c := w.Column; c < w.Column+max(w.span, 1); c++ {
			t.columns[c] = i
		}
	}
	if w.Column == 1 && t.rowHead < 0 {
		t.rowHead, t.lasts = i, w.Row+max(w.rows, 1)-1
	}
	return row, column
}
