package workbook

import (
	"bytes"
	"context"
	"fmt"
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
	raised map[string]bool // the styles of text that is raised, as marks of notes are
	cells  []cell
	spot   // where the next cell of the row stands
	guesser
	names   *interned
	columns int    // of the sheet, as far as they have been described
	buffer  []byte // for the text of the cell that is being read
	first   int    // where the paragraph begins in buffer
	space   bool   // it has white space that is not yet appended
}

// A spot is a place between two cells of a row.
type spot struct {
	at     int64 // in the document
	column int
	place  int // how many elements are before it
}

func newODS(src *stream, t *table) *ods {
	s := &scanner{src: src, spaces: odsSpaces}
	o := &ods{scanner: s, t: t, hidden: make(map[string]bool), raised: make(map[string]bool), names: newInterned()}
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

// styles notes which styles hide a sheet, and which raise text.
func (o *ods) styles() {
	for o.child() {
		name, family := "", string(o.attr("style:family"))
		if string(o.name) == "style:style" && (family == "table" || family == "text") {
			name = string(o.attr("style:name"))
			if len(name) > maxName {
				o.fail(refusef("has a style named %s, longer than %d bytes; save it again in LibreOffice or Excel",
					quote(name), maxName))
			}
		}
		for o.child() {
			switch {
			case name == "":
			case family == "table" && string(o.name) == "style:table-properties" && string(o.attr("table:display")) == "false":
				if o.hidden[name] = true; len(o.hidden) > maxSheets {
					o.fail(refusef("hides more than %d sheets; save the visible ones alone", maxSheets))
				}
			case family == "text" && string(o.name) == "style:text-properties" && raises(string(o.attr("style:text-position"))):
				if o.raised[name] = true; len(o.raised) > maxSheets {
					o.fail(refusef("has more than %d styles of raised text; save the sheets of years alone", maxSheets))
				}
			}
			o.skip()
		}
	}
}

// raises reports whether a position of text is above the line: super, or so many per cent.
func raises(position string) bool {
	first, _, _ := strings.Cut(position, " ")
	return first == "super" || strings.HasSuffix(first, "%") && first[0] >= '1' && first[0] <= '9'
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
	o.columns = 0
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
		if o.full {
			o.forget()
		}
		begin := o.offset()
		if o.t.unseen = false; o.enter(row, o.lead.text) {
			o.row(next, begin, 1, &o.lead)
			continue
		}
		if !o.child() {
			return
		}
		switch string(o.name) {
		case "table:table-column", "table:table-columns", "table:table-header-columns", "table:table-column-group":
			o.describe()
		case "table:table-row":
			o.t.unseen = o.invisible()
			o.row(next, o.begin, o.repeat(o.attr("table:number-rows-repeated"), sheetRows), &stretch{})
		case "table:table-row-group", "table:table-header-rows", "table:table-rows":
			o.rows(next)
		default:
			o.skip()
		}
	}
}

// describe notes which columns are hidden: of the description of one or more of the same kind that
// child went to, or of those in a group of them.
func (o *ods) describe() {
	if string(o.name) != "table:table-column" {
		for o.child() {
			o.describe()
		}
		return
	}
	n, err := strconv.Atoi(string(o.attr("table:number-columns-repeated")))
	if err != nil || n < 1 || n > sheetColumns {
		n = 1 // it is about looks alone
	}
	if o.invisible() {
		o.t.hide(o.columns, n)
	}
	o.columns = min(o.columns+n, maxColumns)
	o.skip()
}

// invisible reports whether the row or the column that child went to is hidden.
func (o *ods) invisible() bool {
	visibility := string(o.attr("table:visibility"))
	return visibility == "collapse" || visibility == "filter"
}

// take adds a cell to the row.
func (o *ods) take(value cell, repeat int) {
	if repeat == 1 && value.text != "" && o.column == len(o.cells) && o.column < maxColumns-1 {
		o.cells = append(o.cells, value)
		o.column, o.place = o.column+1, min(o.place+1, maxColumns-1)
		o.valued = spot{o.offset(), o.column, o.place}
		return
	}
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

// repeat returns how often a row or a cell is there, at most limit times.
func (o *ods) repeat(b []byte, limit int) int {
	if b == nil {
		return 1
	}
	n, err := strconv.Atoi(string(b))
	if err != nil || n < 1 || n > limit {
		o.fail(refusef("has a row or a cell that is repeated %s times; expected 1 to %d: save it again in LibreOffice "+
			"or Excel", quote(b), limit))
		return 1
	}
	return n
}

// values tells which attribute holds the value of each type of cell.
var values = map[string]struct {
	kind kind
	attr string
}{
	"float":      {numeric, "office:value"},
	"percentage": {percentage, "office:value"},
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
	switch form := string(o.attr("office:value-type")); {
	case values[form].attr != "":
		kind, attr = values[form].kind, values[form].attr
	case form == "" && o.attr("office:value") != nil:
		o.malformed("a cell with a number that has no type")
	case form != "" && form != "string" && form != "void":
		o.fail(fmt.Errorf("a cell is of type %s, which there is not; save it again in LibreOffice or Excel", quote(form)))
	}
	value, formula := o.attr(attr), o.attr("table:formula") != nil
	if string(o.attr("calcext:value-type")) == "error" {
		kind, value = failed, nil // LibreOffice says that its value is an empty text
	}
	emptyText := kind == textual && o.attr("office:value-type") != nil // may be a result
	words := o.buffer[:0]
	if value != nil {
		words = append(words, value...)
		o.skip()
	} else {
		words = o.shown(words, kind == textual || kind == failed)
	}
	if len(words) == 0 && formula && kind != failed && !emptyText {
		kind, words = unsolved, append(words, unsolvedText...)
	}
	if len(words) == 0 && kind != textual {
		o.malformed("a cell with " + kind.String() + " that has no value") // not to be taken for a blank one
	}
	name, ok := o.names.of(words)
	if !ok {
		o.malformed("text that is not UTF-8")
	}
	c.cell, o.buffer = cellOf(kind, name), words
}

// shown appends the paragraphs of a cell, which is read to its end, if they count.
func (o *ods) shown(words []byte, count bool) []byte {
	if !count {
		o.skip()
		return words
	}
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
	return words
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
			case name == "text:span" && o.raised[string(o.attr("text:style-name"))]:
				from := len(dst)
				dst = raise(o.paragraph(dst), from)
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
