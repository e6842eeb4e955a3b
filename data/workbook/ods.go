package workbook

import (
	"bytes"
	"context"
	"strconv"
	"strings"
)

// odsSpaces are the namespaces of OpenDocument that matter here, under the prefixes
// that every program gives them.
var odsSpaces = map[string]string{
	"office":  "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
	"style":   "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
	"table":   "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
	"text":    "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
	"draw":    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
	"calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
}

func readODS(ctx context.Context, a *archive, t *table, progress func(done, total int64)) error {
	if a.files["mimetype"] != nil {
		b, err := a.small("mimetype")
		if err != nil {
			return err
		}
		if !bytes.HasPrefix(b, []byte("application/vnd.oasis.opendocument.spreadsheet")) {
			return refusef("is of type %s; expected a spreadsheet: download the open data table", quote(b))
		}
	}
	if a.files["META-INF/manifest.xml"] != nil {
		b, err := a.small("META-INF/manifest.xml")
		if err != nil {
			return err
		}
		if bytes.Contains(b, []byte("encryption-data")) {
			return errPassword
		}
	}
	const content = "content.xml"
	src, err := a.open(ctx, content, &meter{total: int64(a.files[content].UncompressedSize64), tell: progress})
	if err != nil {
		return err
	}
	defer src.close()
	return newODS(src, t).read()
}

// ods reads the content.xml of a spreadsheet.
type ods struct {
	*scanner
	t      *table
	hidden map[string]bool // the styles of hidden sheets
	cells  []cell
	spot                        // where the next cell of the row stands
	valued spot                 // and where only blank ones have come since
	above  [maxColumns]*odsCell // the row that was read last; what is beyond shares the last place
	odd    []*odsCell           // those cells of the row that were not guessed from the row above
	lead   stretch              // a row from its start tag to the first of those
	tail   stretch              // a row from its last value to its end tag
	known  map[string]*odsCell  // by element, so that there is one of each
	names  *interned
	buffer []byte // for the text of the cell that is being read
	first  int    // where the paragraph begins in it
	space  bool   // it has white space that is not yet appended
}

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

// A stretch is a part of a row. The same bytes are always the same cells.
type stretch struct {
	text     []byte
	elements []*odsCell
	cells    []cell // without the blank ones at the end
	columns  int
}

// A spot is a place between two cells of a row.
type spot struct {
	at     int64 // in the document
	column int
	place  int // how many elements are before it
}

func newODS(src *stream, t *table) *ods {
	s := &scanner{src: src, spaces: odsSpaces}
	o := &ods{scanner: s, t: t, hidden: make(map[string]bool), names: newInterned()}
	o.forget()
	return o
}

// read reads the document. In it, styles come before sheets.
func (o *ods) read() error {
	for o.child() {
		if string(o.name) != "office:document-content" {
			o.skip()
			continue
		}
		for o.child() {
			switch string(o.name) {
			case "office:automatic-styles":
				o.styles()
			case "office:body":
				o.body()
			default:
				o.skip()
			}
		}
	}
	if o.err != nil {
		return o.t.at(o.err)
	}
	return nil
}

// styles notes which styles hide a sheet.
func (o *ods) styles() {
	for o.child() {
		name := ""
		if string(o.name) == "style:style" && string(o.attr("style:family")) == "table" {
			name = string(o.attr("style:name"))
		}
		for o.child() {
			if string(o.name) == "style:table-properties" && string(o.attr("table:display")) == "false" && name != "" {
				if o.hidden[name] = true; len(o.hidden) > maxSheets {
					o.fail(refusef("hides more than %d sheets; save the visible ones alone", maxSheets))
				}
			}
			o.skip()
		}
	}
}

func (o *ods) body() {
	for o.child() {
		if string(o.name) != "office:spreadsheet" {
			o.skip()
			continue
		}
		for o.child() {
			if string(o.name) == "table:table" {
				o.sheet()
			} else {
				o.skip()
			}
		}
	}
}

func (o *ods) sheet() {
	hidden := o.hidden[string(o.attr("table:style-name"))]
	wanted, err := o.t.begin(string(o.attr("table:name")), hidden)
	if err != nil {
		o.fail(err)
		return
	}
	if !wanted {
		o.skip()
		return
	}
	next := 1
	o.rows(&next)
	if o.err != nil {
		return
	}
	if err := o.t.end(); err != nil {
		o.fail(err)
	}
}

// rows reads rows, which may be in groups, from row *next of the sheet.
func (o *ods) rows(next *int) {
	row := []byte("table:table-row")
	for {
		begin := o.offset()
		if o.enter(row, o.lead.text) {
			o.row(next, begin, 1, &o.lead)
			continue
		}
		if !o.child() {
			return
		}
		switch string(o.name) {
		case "table:table-row":
			o.row(next, o.begin, o.repeat(o.attr("table:number-rows-repeated"), sheetRows), &stretch{})
		case "table:table-row-group", "table:table-header-rows", "table:table-rows":
			o.rows(next)
		default:
			o.skip()
		}
	}
}

// row reads a row that begins at a byte of the document, is there repeat times and
// has been read to the end of lead. It leaves in *next where the one below stands.
func (o *ods) row(next *int, begin int64, repeat int, lead *stretch) {
	o.t.number = *next
	*next += repeat
	o.cells, o.odd, o.spot = o.cells[:0], o.odd[:0], spot{}
	o.pass(lead)
	guess, led, alike := o.above[:], o.place, true
	var first *odsCell // the odd cell that came last, if its stretch goes on
	var from spot      // where it stands
	for {
		o.at = o.offset()
		c := unread
		if o.place < len(guess) {
			c = guess[o.place]
		}
		value := c.cell
		guessed := o.again(c.element) || o.number(c, &value)
		number := guessed && c.middle != ""
		if first != nil && (number || !guessed) {
			o.keep(&first.onward, from)
			first = nil
		}
		if !guessed {
			if alike && repeat == 1 && (led == 0 || o.place > led) {
				o.keep(&o.lead, spot{at: begin})
			}
			alike = false
			above := o.above[o.place]
			c = above.below
			if s := &c.onward; o.column+s.columns <= maxColumns && o.again(s.text) {
				o.pass(s)
				guess = c.row
				continue
			}
			if !o.again(c.element) {
				if !o.child() {
					break
				}
				o.at = o.begin
				c = o.cell()
			}
			if c.element != nil {
				above.below = c
				o.odd = append(o.odd, c)
				first, from = c, o.spot
			}
			guess, value = c.row, c.cell
		}
		if c.element != nil { // or it would be kept after all, with the row
			o.above[o.place] = c
		}
		o.take(value, c.repeat)
		if number && o.column+o.tail.columns <= sheetColumns && o.leave(o.tail.text) {
			break
		}
	}
	o.at = o.offset()
	o.keep(&o.tail, o.valued)
	for _, c := range o.odd {
		c.row = append(c.row[:0], o.above[:o.place]...)
	}
	if o.err == nil {
		o.err = o.t.add(o.cells, repeat)
	}
}

// take adds a cell to the row.
func (o *ods) take(value cell, repeat int) {
	for value.text != "" && len(o.cells) < min(o.column, maxColumns) {
		o.cells = append(o.cells, cell{})
	}
	if o.column += repeat; o.column > sheetColumns {
		o.fail(refusef("has more than %d columns; save it again in LibreOffice or Excel", sheetColumns))
	}
	for value.text != "" && len(o.cells) < min(o.column, maxColumns) {
		o.cells = append(o.cells, value)
	}
	o.place = min(o.place+1, maxColumns-1)
	if value.text != "" {
		o.valued = spot{o.offset(), o.column, o.place}
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
	o.valued = spot{o.offset(), o.column, o.place}
}

// keep makes a stretch of what has come since a spot, if the buffer still has it. Of an
// empty row nothing is kept: its start tag is its end as well.
func (o *ods) keep(s *stretch, from spot) {
	clipped := o.column > maxColumns && o.valued.at > from.at
	if o.err != nil || o.empty || from.at < o.base || o.at-from.at > maxStretch || o.place == maxColumns-1 || clipped {
		return
	}
	s.text = append(s.text[:0], o.buf[from.at-o.base:o.at-o.base]...)
	s.elements = append(s.elements[:0], o.above[from.place:o.place]...)
	s.cells = append(s.cells[:0], o.cells[min(from.column, len(o.cells)):]...)
	s.columns = o.column - from.column
}

// repeat returns how often a row or a cell is there, at most limit times.
func (o *ods) repeat(b []byte, limit int) int {
	if b == nil {
		return 1
	}
	n, err := strconv.Atoi(string(b))
	if err != nil || n < 1 || n > limit {
		o.fail(refusef("has a row or a cell that is repeated %s times; expected 1 to %d: save it again in LibreOffice or Excel", quote(b), limit))
		return 1
	}
	return n
}

// unread stands for a cell that has not come yet.
var unread = &odsCell{}

// forget drops all that is known of cells.
func (o *ods) forget() {
	o.known = make(map[string]*odsCell)
	for i := range o.above {
		o.above[i] = &odsCell{below: unread}
	}
}

// number goes over the cell that begins here if it is like c but for its number, and
// leaves that in value.
func (o *ods) number(c *odsCell, value *cell) bool {
	if c.middle == "" || o.empty {
		return false
	}
	b := o.buf[o.pos:min(o.pos+maxElement, len(o.buf))]
	rest, ok := bytes.CutPrefix(b, []byte(c.head))
	n := bytes.IndexByte(rest, '"')
	if !ok || n < 0 {
		return false
	}
	v := rest[:n]
	rest, ok = bytes.CutPrefix(rest[n:], []byte(c.middle))
	shown := bytes.IndexByte(rest, '<')
	if !ok || shown < 0 || !bytes.HasPrefix(rest[shown:], []byte(cellEnd)) || special(v) >= 0 || special(rest[:shown]) >= 0 {
		return false
	}
	text, ok := o.names.of(v)
	if !ok || text == "" {
		return false
	}
	*value = cell{numeric, text}
	o.pos += len(b) - len(rest) + shown + len(cellEnd)
	return true
}

// cell reads the cell that child went to.
func (o *ods) cell() *odsCell {
	begin := o.begin
	c := &odsCell{repeat: 1, below: unread}
	switch string(o.name) {
	case "table:table-cell", "table:covered-table-cell":
		o.content(c)
	default:
		c.repeat = 0
		o.skip()
	}
	if begin < o.base || o.err != nil || o.pos-int(begin-o.base) > maxElement {
		return c // it is too long, or no longer in the buffer as a whole
	}
	element := o.buf[begin-o.base : o.pos]
	if known := o.known[string(element)]; known != nil {
		return known
	}
	if len(o.known) == maxInterned {
		o.forget()
	}
	c.element = bytes.Clone(element)
	o.known[string(element)] = c
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

// cellEnd is what follows on the text of a cell.
const cellEnd = "</text:p></table:table-cell>"

// values tells which attribute holds the value of each type of cell.
var values = map[string]struct {
	kind kind
	attr string
}{
	"float":      {numeric, "office:value"},
	"percentage": {numeric, "office:value"},
	"currency":   {numeric, "office:value"},
	"date":       {dated, "office:date-value"},
	"time":       {dated, "office:time-value"},
	"boolean":    {boolean, "office:boolean-value"},
}

func (o *ods) content(c *odsCell) {
	if b := o.attr("table:number-columns-repeated"); b != nil {
		c.repeat = o.repeat(b, sheetColumns)
	}
	kind, attr := textual, "office:string-value"
	if v, ok := values[string(o.attr("office:value-type"))]; ok {
		kind, attr = v.kind, v.attr
	}
	value := o.attr(attr)
	if string(o.attr("calcext:value-type")) == "error" {
		kind, value = failed, nil // LibreOffice says that its value is an empty text
	}
	c.cell.kind = kind
	words := o.buffer[:0]
	if value != nil {
		words = append(words, value...)
		o.skip()
	} else if kind == textual || kind == failed {
		for o.child() {
			if string(o.name) != "text:p" {
				o.skip()
				continue
			}
			if len(words) > 0 {
				words = append(words, ' ')
			}
			o.first, o.space = len(words), false
			words = o.paragraph(words)
		}
	}
	if len(words) == 0 && kind != textual {
		o.malformed("a cell with " + kind.String() + " that has no value") // not to be taken for a blank one
	}
	name, ok := o.names.of(words)
	if !ok {
		o.malformed("text that is not UTF-8")
	}
	c.cell.text, o.buffer = name, words
}

// paragraph appends the text of the element that child went to, and of those in it
// that are parts of the text.
func (o *ods) paragraph(dst []byte) []byte {
	for {
		switch o.next() {
		case characters:
			dst = o.collapse(dst)
		case elementStart:
			switch name := string(o.name); {
			case name == "text:s":
				n := o.repeat(o.attr("text:c"), maxName)
				dst = o.flush(dst)
				for range n {
					dst = append(dst, ' ')
				}
				o.skip()
			case name == "text:tab", name == "text:line-break":
				dst = append(o.flush(dst), ' ')
				o.skip()
			case name == "office:annotation", name == "text:note", name == "text:ruby-text", strings.HasPrefix(name, "draw:"):
				o.skip()
			default:
				dst = o.paragraph(dst)
			}
		default:
			return dst
		}
		if len(dst) > maxText {
			o.fail(refusef("has a cell of more than %d bytes of text; do not use this file", maxText))
		}
	}
}

// collapse appends the text that next found. In OpenDocument, white space of
// any length is one space, and none at either end of a paragraph.
func (o *ods) collapse(dst []byte) []byte {
	b := o.text
	if bytes.IndexByte(b, '&') >= 0 {
		o.value = o.appendText(o.value[:0], b, o.cdata)
		b = o.value
	}
	for _, c := range b {
		if isSpace(c) {
			o.space = true
			continue
		}
		if o.space {
			dst = o.flush(dst)
		}
		dst = append(dst, c)
	}
	return dst
}

// flush appends the space that is due.
func (o *ods) flush(dst []byte) []byte {
	if o.space && len(dst) > o.first {
		dst = append(dst, ' ')
	}
	o.space = false
	return dst
}
