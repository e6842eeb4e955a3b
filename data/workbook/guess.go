package workbook

import (
	"bytes"
	"strings"

	"grooming-report/data/workbook/scan"
)

// odsCell is a cell as it stands in the document. A release has 2.9 million, but
// nearly all can be guessed, byte for byte or but for a number: a row is like the
// one above, until a cell differs; that is the one that came below the last time,
// and from there on the row is like the last one with it, for a description
// decides the group and the code. To compare a cell's bytes takes a tenth of the
// time of reading them, and to compare a stretch of cells at once a third of that.
type odsCell struct {
	element []byte // from < to >; nil if it was not kept
	cell    cell
	repeat  int
	head    string     // of a number, what comes before its value
	middle  string     // and from there to what is shown; "" if it is of another form
	below   *odsCell   // what came below it the last time
	row     []*odsCell // the last row that differed from the one above here
	onward  stretch    // that row from here to its next number
}

// cellSize is about how much memory an odsCell takes beside its slices, and its place in
// the map of those known.
const cellSize = 320

// A stretch is a part of a row. The same bytes are always the same cells.
type stretch struct {
	text     []byte
	elements []*odsCell
	cells    []cell // without the blank ones at the end
	columns  int
}

// size is about how much memory a stretch takes, in bytes.
func (s *stretch) size() int { return cap(s.text) + 8*cap(s.elements) + 24*cap(s.cells) }

// A guesser is what is known of the cells that have been read.
type guesser struct {
	known   map[string]*odsCell  // by element, so that there is one of each
	above   [maxColumns]*odsCell // the row that was read last; what is beyond shares the last place
	odd     []*odsCell           // those cells of the row that were not guessed from the row above
	lead    stretch              // a row from its start tag to the first of those
	tail    stretch              // a row from its last value to its end tag
	valued  spot                 // in the row, where only blank cells have come since
	passing odsCell              // the one that was read last and not kept
	strays  int                  // how many of the known cells are in columns that nobody wants
	held    int                  // about how much memory all this takes, in bytes
	full    bool                 // which is enough
}

// forget drops all that is known of cells. It must not be in the midst of a row: what is
// new would refer to what is old, and that to what is older, without end.
func (g *guesser) forget() {
	*g = guesser{known: make(map[string]*odsCell)}
	for i := range g.above {
		g.above[i] = &odsCell{below: unread}
	}
}

// hold counts memory that is kept.
func (g *guesser) hold(bytes int) {
	g.held += bytes
	g.full = g.full || g.held > maxHeld || len(g.known) == maxInterned
}

// unread stands for a cell that has not come yet.
var unread = &odsCell{}

// row reads a row that begins at a byte of the document, is there repeat times and
// has been read to the end of lead. It leaves in *next where the one below stands.
func (o *ods) row(next *int, begin int64, repeat int, lead *stretch) {
	o.t.number = *next
	*next += repeat
	o.cells, o.odd, o.spot = o.cells[:0], o.odd[:0], spot{}
	o.pass(lead)
	guess, led, alike := o.above[:], o.place, true
	ended := false     // by the tail that is known
	var first *odsCell // the odd cell that came last, if its stretch goes on
	var from spot      // where it stands
	passed := 0        // how many cells the stretch had that stands there, if any
	for {
		o.at = o.Offset()
		c := unread
		if o.place < len(guess) {
			c = guess[o.place]
		}
		value := c.cell
		guessed := o.number(c, &value) || o.Again(c.element)
		number := guessed && c.middle != ""
		if first != nil && (number || !guessed) {
			if o.place-from.place > passed {
				o.keep(&first.onward, from)
			}
			first = nil
		}
		if !guessed {
			if alike && repeat == 1 && (led == 0 || o.place > led) {
				o.keep(&o.lead, spot{at: begin})
			}
			alike = false
			above := o.above[o.place]
			c = above.below
			if s := &c.onward; o.column+s.columns <= maxColumns && o.Again(s.text) {
				first, from, passed = c, spot{o.at, o.column, o.place}, len(s.elements)
				o.pass(s)
				guess = c.row
				continue
			}
			if !o.Again(c.element) {
				if c = o.recall(); c == nil {
					if !o.Child() {
						break
					}
					o.at = o.Begin
					c = o.cell()
				}
			}
			if c.element != nil {
				above.below = c
				o.odd = append(o.odd, c)
				first, from, passed = c, o.spot, 0
			}
			guess, value = c.row, c.cell
		}
		if c.element != nil { // or it would be kept after all, with the row
			o.above[o.place] = c
		}
		o.take(value, c.repeat)
		if number && o.column+o.tail.columns <= sheetColumns && o.Leave(o.tail.text) {
			ended = true
			break
		}
	}
	o.at = o.Offset()
	if !ended {
		o.keep(&o.tail, o.valued)
	}
	for _, c := range o.odd {
		before := cap(c.row)
		c.row = append(c.row[:0], o.above[:o.place]...)
		o.hold(8 * (cap(c.row) - before))
	}
	if o.Err == nil {
		o.Err = o.t.add(o.cells, repeat)
	}
}

// pass adds a stretch that stands here to the row.
func (o *ods) pass(s *stretch) {
	for len(s.cells) > 0 && len(o.cells) < o.column {
		o.cells = append(o.cells, cell{})
	}
	o.cells = append(o.cells, s.cells...)
	copy(o.above[o.place:], s.elements)
	o.column += s.columns
	o.place = min(o.place+len(s.elements), maxColumns-1)
	o.valued = spot{o.Offset(), o.column, o.place}
}

// keep makes a stretch of what has come since a spot, if the buffer still has it. Of an
// empty row nothing is kept: its start tag is its end as well.
func (o *ods) keep(s *stretch, from spot) {
	clipped := o.column > maxColumns && o.valued.at > from.at
	text := o.Since(from.at, o.at)
	if o.Err != nil || o.Empty || text == nil || len(text) > maxStretch || o.place == maxColumns-1 || clipped {
		return
	}
	before := s.size()
	s.text = append(s.text[:0], text...)
	s.elements = append(s.elements[:0], o.above[from.place:o.place]...)
	s.cells = append(s.cells[:0], o.cells[min(from.column, len(o.cells)):]...)
	s.columns = o.column - from.column
	o.hold(s.size() - before)
}

// number goes over the cell that begins here if it is like c but for its number, and
// leaves that in value.
func (o *ods) number(c *odsCell, value *cell) bool {
	if c.middle == "" {
		return false
	}
	b := o.Ahead(maxElement)
	rest, ok := bytes.CutPrefix(b, []byte(c.head))
	n := index(rest, '"')
	if !ok || n < 0 {
		return false
	}
	v := rest[:n]
	rest, ok = bytes.CutPrefix(rest[n:], []byte(c.middle))
	shown := index(rest, '<')
	if !ok || shown < 0 || !bytes.HasPrefix(rest[shown:], []byte(cellEnd)) {
		return false
	}
	if scan.Special(v) >= 0 || !bytes.Equal(v, rest[:shown]) && scan.Special(rest[:shown]) >= 0 {
		return false
	}
	text, ok := o.names.number(v)
	if !ok || text == "" {
		return false
	}
	*value = cell{kind: numeric, text: text}
	o.Advance(len(b) - len(rest) + shown + len(cellEnd))
	return true
}

// index is bytes.IndexByte for what is most likely among the first few bytes.
func index(b []byte, c byte) int {
	for i := range b {
		if b[i] == c {
			return i
		}
	}
	return -1
}

// recall goes over the cell that begins here if it is known. Its end tag is the first there is, or
// the element up to there would not be that of a known cell.
func (o *ods) recall() *odsCell {
	b := o.Ahead(maxElement)
	end := bytes.Index(b, []byte(cellTag))
	if end < 0 {
		return nil
	}
	c := o.known[string(b[:end+len(cellTag)])]
	if c != nil {
		o.Advance(end + len(cellTag))
	}
	return c
}

// cell reads the cell that child went to. One that is not kept is there until the next.
func (o *ods) cell() *odsCell {
	begin := o.Begin
	c := &o.passing
	*c = odsCell{repeat: 1, below: unread}
	switch string(o.Name) {
	case "table:table-cell":
		o.content(c)
	case "table:covered-table-cell":
		if o.content(c); c.cell.text != "" {
			c.cell.kind = covered
		}
	default:
		c.repeat = 0
		o.Skip()
	}
	element := o.Since(begin, o.Offset())
	if element == nil || o.Err != nil || len(element) > maxElement {
		return c // it is too long, or no longer in the buffer as a whole
	}
	if known := o.known[string(element)]; known != nil {
		return known
	}
	if o.full {
		return c
	}
	// Where each row has a text of its own in a column that nobody wants, to keep it would
	// make us forget the others.
	if c.cell.text != "" && o.t.header.stray(o.column) {
		if o.strays == maxStrays {
			return c
		}
		o.strays++
	}
	kept := *c
	c = &kept
	c.element = bytes.Clone(element)
	o.known[string(element)] = c
	o.hold(cellSize + 2*len(element))
	if c.cell.kind == numeric {
		c.parts()
	}
	return c
}

// parts finds the parts of a number's element, if it is of the usual form: all
// attributes in double quotes, so that the value is where it seems, and one
// paragraph.
func (c *odsCell) parts() {
	const value, shown = ` office:value="`, `><text:p>`
	head, rest, _ := strings.Cut(string(c.element), value)
	_, rest, _ = strings.Cut(rest, `"`)
	middle, rest, _ := strings.Cut(rest, shown)
	text, usual := strings.CutSuffix(rest, cellEnd)
	if usual && !strings.ContainsAny(head, "'>") && !strings.ContainsAny(middle, "<>") && !strings.Contains(text, "<") {
		c.head, c.middle = head+value, `"`+middle+shown
	}
}

// cellEnd is what follows on the text of a cell, and cellTag ends the cell.
const (
	cellEnd = "</text:p>" + cellTag
	cellTag = "</table:table-cell>"
)
