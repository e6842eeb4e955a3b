package workbook

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
	"strings"

	"grooming-report/data/workbook/fault"
	"grooming-report/data/workbook/scan"
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
			return fault.Refusef("is of type %s; expected a spreadsheet: download the open data table", fault.Quote(b))
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
	defer src.Close()
	return newODS(src, t).read()
}

// ods reads the content.xml of a spreadsheet.
type ods struct {
	*scan.Scanner
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

func newODS(src *scan.Stream, t *table) *ods {
	o := &ods{
		Scanner: scan.New(src, odsSpaces), t: t,
		hidden: make(map[string]bool), raised: make(map[string]bool), names: newInterned(),
	}
	o.forget()
	return o
}

// read reads the document. In it, styles come before sheets.
func (o *ods) read() error {
	for o.Child() {
		if string(o.Name) != "office:document-content" {
			o.Skip()
			continue
		}
		for o.Child() {
			switch string(o.Name) {
			case "office:automatic-styles":
				o.styles()
			case "office:body":
				o.body()
			default:
				o.Skip()
			}
		}
	}
	if o.Err != nil {
		return o.t.at(o.Err)
	}
	return nil
}

// styles notes which styles hide a sheet, and which raise text.
func (o *ods) styles() {
	for o.Child() {
		name, family := "", string(o.Attr("style:family"))
		if string(o.Name) == "style:style" && (family == "table" || family == "text") {
			name = string(o.Attr("style:name"))
			if len(name) > maxName {
				o.Fail(fault.Refusef("has a style named %s, longer than %d bytes; save it again in LibreOffice or Excel",
					fault.Quote(name), maxName))
			}
		}
		for o.Child() {
			switch {
			case name == "":
			case family == "table" && string(o.Name) == "style:table-properties" && string(o.Attr("table:display")) == "false":
				if o.hidden[name] = true; len(o.hidden) > maxSheets {
					o.Fail(fault.Refusef("hides more than %d sheets; save the visible ones alone", maxSheets))
				}
			case family == "text" && string(o.Name) == "style:text-properties" && raises(string(o.Attr("style:text-position"))):
				if o.raised[name] = true; len(o.raised) > maxSheets {
					o.Fail(fault.Refusef("has more than %d styles of raised text; save the sheets of years alone", maxSheets))
				}
			}
			o.Skip()
		}
	}
}

// raises reports whether a position of text is above the line: super, or so many per cent.
func raises(position string) bool {
	first, _, _ := strings.Cut(position, " ")
	return first == "super" || strings.HasSuffix(first, "%") && first[0] >= '1' && first[0] <= '9'
}

func (o *ods) body() {
	for o.Child() {
		if string(o.Name) != "office:spreadsheet" {
			o.Skip()
			continue
		}
		for o.Child() {
			if string(o.Name) == "table:table" {
				o.sheet()
			} else {
				o.Skip()
			}
		}
	}
}

func (o *ods) sheet() {
	hidden := o.hidden[string(o.Attr("table:style-name"))]
	wanted, err := o.t.begin(string(o.Attr("table:name")), hidden)
	if err != nil {
		o.Fail(err)
		return
	}
	if !wanted {
		o.Skip()
		return
	}
	next := 1
	o.columns = 0
	o.rows(&next)
	if o.Err != nil {
		return
	}
	if err := o.t.end(); err != nil {
		o.Fail(err)
	}
}

// rows reads rows, which may be in groups, from row *next of the sheet.
func (o *ods) rows(next *int) {
	row := []byte("table:table-row")
	for {
		if o.full {
			o.forget()
		}
		begin := o.Offset()
		if o.t.unseen = false; o.Enter(row, o.lead.text) {
			o.row(next, begin, 1, &o.lead)
			continue
		}
		if !o.Child() {
			return
		}
		switch string(o.Name) {
		case "table:table-column", "table:table-columns", "table:table-header-columns", "table:table-column-group":
			o.describe()
		case "table:table-row":
			o.t.unseen = o.invisible()
			o.row(next, o.Begin, o.repeat(o.Attr("table:number-rows-repeated"), sheetRows), &stretch{})
		case "table:table-row-group", "table:table-header-rows", "table:table-rows":
			o.rows(next)
		default:
			o.Skip()
		}
	}
}

// describe notes which columns are hidden: of the description of one or more of the same kind that
// child went to, or of those in a group of them.
func (o *ods) describe() {
	if string(o.Name) != "table:table-column" {
		for o.Child() {
			o.describe()
		}
		return
	}
	n, err := strconv.Atoi(string(o.Attr("table:number-columns-repeated")))
	if err != nil || n < 1 || n > sheetColumns {
		n = 1 // it is about looks alone
	}
	if o.invisible() {
		o.t.hide(o.columns, n)
	}
	o.columns = min(o.columns+n, maxColumns)
	o.Skip()
}

// invisible reports whether the row or the column that child went to is hidden.
func (o *ods) invisible() bool {
	visibility := string(o.Attr("table:visibility"))
	return visibility == "collapse" || visibility == "filter"
}

// take adds a cell to the row.
func (o *ods) take(value cell, repeat int) {
	if repeat == 1 && value.text != "" && o.column == len(o.cells) && o.column < maxColumns-1 {
		o.cells = append(o.cells, value)
		o.column, o.place = o.column+1, min(o.place+1, maxColumns-1)
		o.valued = spot{o.Offset(), o.column, o.place}
		return
	}
	for value.text != "" && len(o.cells) < min(o.column, maxColumns) {
		o.cells = append(o.cells, cell{})
	}
	if o.column += repeat; o.column > sheetColumns {
		o.Fail(fault.Refusef("has more than %d columns; save it again in LibreOffice or Excel", sheetColumns))
	}
	for value.text != "" && len(o.cells) < min(o.column, maxColumns) {
		o.cells = append(o.cells, value)
	}
	o.place = min(o.place+1, maxColumns-1)
	if value.text != "" {
		o.valued = spot{o.Offset(), o.column, o.place}
	}
}

// repeat returns how often a row or a cell is there, at most limit times.
func (o *ods) repeat(b []byte, limit int) int {
	if b == nil {
		return 1
	}
	n, err := strconv.Atoi(string(b))
	if err != nil || n < 1 || n > limit {
		o.Fail(fault.Refusef("has a row or a cell that is repeated %s times; expected 1 to %d: save it again in LibreOffice "+
			"or Excel", fault.Quote(b), limit))
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
	if b := o.Attr("table:number-columns-repeated"); b != nil {
		c.repeat = o.repeat(b, sheetColumns)
	}
	kind, attr := textual, "office:string-value"
	switch form := string(o.Attr("office:value-type")); {
	case values[form].attr != "":
		kind, attr = values[form].kind, values[form].attr
	case form == "" && o.Attr("office:value") != nil:
		o.Malformed("a cell with a number that has no type")
	case form != "" && form != "string" && form != "void":
		o.Fail(fmt.Errorf("a cell is of type %s, which there is not; save it again in LibreOffice or Excel",
			fault.Quote(form)))
	}
	value, formula := o.Attr(attr), o.Attr("table:formula") != nil
	if string(o.Attr("calcext:value-type")) == "error" {
		kind, value = failed, nil // LibreOffice says that its value is an empty text
	}
	emptyText := kind == textual && o.Attr("office:value-type") != nil // may be a result
	words := o.buffer[:0]
	if value != nil {
		words = append(words, value...)
		o.Skip()
	} else {
		words = o.shown(words, kind == textual || kind == failed)
	}
	if len(words) == 0 && formula && kind != failed && !emptyText {
		kind, words = unsolved, append(words, unsolvedText...)
	}
	if len(words) == 0 && kind != textual {
		o.Malformed("a cell with " + kind.String() + " that has no value") // not to be taken for a blank one
	}
	name, ok := o.names.of(words)
	if !ok {
		o.Malformed("text that is not UTF-8")
	}
	c.cell, o.buffer = cellOf(kind, name), words
}

// shown appends the paragraphs of a cell, which is read to its end, if they count.
func (o *ods) shown(words []byte, count bool) []byte {
	if !count {
		o.Skip()
		return words
	}
	for o.Child() {
		if string(o.Name) != "text:p" {
			o.Skip()
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
		switch o.Next() {
		case scan.Characters:
			dst = o.collapse(dst)
		case scan.ElementStart:
			switch name := string(o.Name); {
			case name == "text:s":
				n := o.repeat(o.Attr("text:c"), maxName)
				dst = o.flush(dst)
				for range n {
					dst = append(dst, ' ')
				}
				o.Skip()
			case name == "text:tab", name == "text:line-break":
				dst = append(o.flush(dst), ' ')
				o.Skip()
			case name == "office:annotation", name == "text:note", name == "text:ruby-text", strings.HasPrefix(name, "draw:"):
				o.Skip()
			case name == "text:span" && o.raised[string(o.Attr("text:style-name"))]:
				from := len(dst)
				dst = raise(o.paragraph(dst), from)
			default:
				dst = o.paragraph(dst)
			}
		default:
			return dst
		}
		if len(dst) > maxText {
			o.Fail(fault.Refusef("has a cell of more than %d bytes of text; do not use this file", maxText))
		}
	}
}

// collapse appends the text that next found. In OpenDocument, white space of
// any length is one space, and none at either end of a paragraph.
func (o *ods) collapse(dst []byte) []byte {
	b := o.Text
	if bytes.IndexByte(b, '&') >= 0 {
		b = o.Plain()
	}
	for _, c := range b {
		if scan.IsSpace(c) {
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
