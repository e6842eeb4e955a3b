package workbook

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"path"
	"strconv"
	"strings"
	"unicode/utf8"
)

// The namespaces that the main parts of an .xlsx may be in: as Excel writes it, and
// as the strict variant of the standard has it.
var xlsxSpaces = []string{
	"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
	"http://purl.oclc.org/ooxml/spreadsheetml/main",
}

// xlsx reads the parts of an .xlsx.
type xlsx struct {
	a     *archive
	t     *table
	meter *meter

	from1904 bool
	dates    []bool   // whether a style shows numbers as dates
	texts    []string // the different shared texts
	shared   []uint32 // and which of them each shared text is

	cells  []cell
	text   []byte // of the cell
	names  *interned
	number []byte // of the row, in digits
}

// relation is one part that another refers to.
type relation struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
}

func readXLSX(ctx context.Context, a *archive, t *table, progress func(done, total int64)) error {
	x := &xlsx{a: a, t: t, names: newInterned(), meter: &meter{tell: progress}}
	root, err := x.relations("")
	if err != nil {
		return err
	}
	book := ""
	for _, r := range root {
		if path.Base(r.Type) == "officeDocument" {
			book = resolve("", r.Target)
		}
	}
	if book == "" || path.Ext(book) != ".xml" {
		return refusef("is not an .xlsx workbook (its main part is %s); save it as .ods or .xlsx", quote(book))
	}
	var content struct {
		Properties struct {
			Date1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Name  string `xml:"name,attr"`
			State string `xml:"state,attr"`
			ID    string `xml:"id,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := x.unmarshal(book, &content); err != nil {
		return err
	}
	x.from1904 = content.Properties.Date1904 == "1" || content.Properties.Date1904 == "true"
	related, err := x.relations(book)
	if err != nil {
		return err
	}
	parts := make(map[string]string) // of sheets
	texts := ""
	for _, r := range related {
		part := resolve(path.Dir(book), r.Target)
		switch path.Base(r.Type) {
		case "worksheet":
			parts[r.ID] = part
		case "sharedStrings":
			texts = part
		case "styles":
			if err := x.styles(part); err != nil {
				return err
			}
		}
	}
	hidden := func(state string) bool { return state != "" && state != "visible" }
	x.expect(texts)
	for _, s := range content.Sheets {
		if !hidden(s.State) {
			x.expect(parts[s.ID])
		}
	}
	if texts != "" {
		if err := x.scan(ctx, texts, x.strings); err != nil {
			return fmt.Errorf("part %s: %w", texts, err)
		}
	}
	for _, s := range content.Sheets {
		part, ok := parts[s.ID]
		if !ok {
			continue // a chart or a dialogue
		}
		wanted, err := t.begin(s.Name, hidden(s.State))
		if err == nil && wanted {
			if err = x.scan(ctx, part, x.sheet); err == nil {
				err = t.end()
			}
		}
		if err != nil {
			return t.at(err)
		}
	}
	return nil
}

// expect adds a part to the work that is ahead.
func (x *xlsx) expect(part string) {
	if f := x.a.files[part]; f != nil {
		x.meter.total += int64(f.UncompressedSize64)
	}
}

// relations returns the parts that a part refers to; those of the archive for "".
func (x *xlsx) relations(part string) ([]relation, error) {
	var r struct {
		Relations []relation `xml:"Relationship"`
	}
	folder, base := path.Split(part)
	err := x.unmarshal(path.Join(folder, "_rels", base+".rels"), &r)
	return r.Relations, err
}

// unmarshal reads a small part.
func (x *xlsx) unmarshal(part string, to any) error {
	b, err := x.a.small(part)
	if err != nil {
		return err
	}
	if err := xml.Unmarshal(b, to); err != nil {
		return fmt.Errorf("part %s: is damaged (%w); download it again, or save it again in Excel", part, err)
	}
	return nil
}

// styles notes which styles show a number as a date.
func (x *xlsx) styles(part string) error {
	var content struct {
		Formats []struct {
			ID   int    `xml:"numFmtId,attr"`
			Code string `xml:"formatCode,attr"`
		} `xml:"numFmts>numFmt"`
		Styles []struct {
			Format int `xml:"numFmtId,attr"`
		} `xml:"cellXfs>xf"`
	}
	if err := x.unmarshal(part, &content); err != nil {
		return err
	}
	isDate := make(map[int]bool)
	for _, f := range content.Formats {
		isDate[f.ID] = isDateFormat(f.Code)
	}
	for _, s := range content.Styles {
		own, ok := isDate[s.Format]
		x.dates = append(x.dates, ok && own || !ok && isBuiltInDate(s.Format))
	}
	return nil
}

// isBuiltInDate reports whether a number format that need not be declared is for
// dates or times (ECMA-376 part 1, 18.8.30).
func isBuiltInDate(id int) bool {
	return id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58
}

// isDateFormat reports whether a format has a letter of a date or time outside of
// quoted text, escapes and brackets, which hold colours and conditions.
func isDateFormat(format string) bool {
	for i := 0; i < len(format); i++ {
		switch c := format[i]; c {
		case '\\', '_', '*':
			i++
		case '"', '[':
			n := strings.IndexByte(format[i+1:], map[byte]byte{'"': '"', '[': ']'}[c])
			if n < 0 {
				return false
			}
			i += n + 1
		case 'd', 'D', 'm', 'M', 'y', 'Y', 'h', 'H', 's', 'S':
			return true
		}
	}
	return false
}

// part is a scanner of a part whose elements are all in the main namespace, under
// whatever prefix the root has.
type part struct {
	*scanner
	prefix []byte
}

// scan gives a large part to read, once its root has been found.
func (x *xlsx) scan(ctx context.Context, name string, read func(*part)) error {
	src, err := x.a.open(ctx, name, x.meter)
	if err != nil {
		return err
	}
	defer src.close()
	return scanPart(src, read)
}

func scanPart(src *stream, read func(*part)) error {
	p := &part{scanner: &scanner{src: src}}
	if p.child() {
		p.root()
		read(p)
	}
	for p.child() { // there should be nothing more, but its checksum
		p.skip()
	}
	return p.err
}

// root finds the prefix of the root's name, and that it is of the main namespace.
func (p *part) root() {
	declared := "xmlns"
	if i := bytes.IndexByte(p.name, ':'); i >= 0 {
		p.prefix = bytes.Clone(p.name[:i+1])
		declared += ":" + string(p.name[:i])
	}
	uri := string(p.attr(declared))
	for _, space := range xlsxSpaces {
		if uri == space {
			p.spaces = map[string]string{strings.TrimSuffix(string(p.prefix), ":"): uri}
			return
		}
	}
	p.fail(refusef("is of the namespace %s; expected that of a worksheet: save it again in Excel", quote(uri)))
}

// local returns the name of the element that child went to without its prefix; nil
// if it is of another namespace.
func (p *part) local() []byte {
	name, ok := bytes.CutPrefix(p.name, p.prefix)
	if !ok || bytes.IndexByte(name, ':') >= 0 {
		return nil
	}
	return name
}

// chars appends the text of the element that child went to, without its children's.
func (p *part) chars(dst []byte) []byte {
	for from := len(dst); ; {
		switch p.next() {
		case characters:
			dst = p.appendText(dst, p.text, p.cdata)
		case elementStart:
			p.skip()
		default:
			return dst
		}
		if len(dst)-from > maxText {
			p.fail(refusef("has a cell of more than %d bytes of text; do not use this file", maxText))
		}
	}
}

// rich appends a text that may be in runs, each with a font of its own. A phonetic
// reading beside it is no part of it.
func (p *part) rich(dst []byte) []byte {
	for p.child() {
		switch string(p.local()) {
		case "t":
			dst = p.chars(dst)
		case "r":
			dst = p.rich(dst)
		default:
			p.skip()
		}
	}
	return dst
}

// sheet reads the rows of a worksheet.
func (x *xlsx) sheet(p *part) {
	for p.child() {
		if string(p.local()) != "sheetData" {
			p.skip()
			continue
		}
		for p.child() {
			if string(p.local()) == "row" {
				x.row(p)
			} else {
				p.skip()
			}
		}
	}
}

func (x *xlsx) row(p *part) {
	number := x.t.number + 1
	if b := p.attr("r"); b != nil {
		n, err := strconv.Atoi(string(b))
		if err != nil || n < number {
			p.fail(fmt.Errorf("a row is numbered %s; expected %d or more: save it again in Excel", quote(b), number))
			return
		}
		number = n
	}
	if number > sheetRows {
		p.fail(refusef("a row is numbered %d; a sheet has at most %d: save it again in Excel", number, sheetRows))
		return
	}
	x.t.number = number
	x.number = strconv.AppendInt(x.number[:0], int64(number), 10)
	x.cells = x.cells[:0]
	for column := 0; p.child(); column++ {
		if string(p.local()) != "c" {
			column--
			p.skip()
			continue
		}
		if b := p.attr("r"); b != nil {
			i := x.column(b)
			if i < column {
				p.fail(fmt.Errorf("a cell is called %s; expected one in row %d from column %d on: save it again in Excel", quote(b), number, column+1))
			}
			column = i
		}
		if c := x.cell(p); c.text != "" && column < maxColumns {
			for len(x.cells) < column {
				x.cells = append(x.cells, cell{})
			}
			x.cells = append(x.cells, c)
		}
	}
	if p.err == nil {
		p.err = x.t.add(x.cells, 1)
	}
}

// column returns the index of the column of a cell called like C12, -1 if it is not
// in this row.
func (x *xlsx) column(ref []byte) int {
	letters, ok := bytes.CutSuffix(ref, x.number)
	n := 0
	for _, c := range letters {
		if ok = ok && c >= 'A' && c <= 'Z' && n < sheetColumns; ok {
			n = 26*n + int(c-'A') + 1
		}
	}
	if !ok || n > sheetColumns {
		return -1
	}
	return n - 1
}

// cell reads a cell.
func (x *xlsx) cell(p *part) cell {
	style := -1
	if b := p.attr("s"); b != nil {
		style, _ = strconv.Atoi(string(b))
	}
	form := byte('n')
	switch t := string(p.attr("t")); t {
	case "", "n":
	case "s", "b", "e", "d":
		form = t[0]
	case "str":
		form = 't'
	case "inlineStr":
		form = 'i'
	default:
		p.fail(fmt.Errorf("a cell is of type %s, which there is not; save it again in Excel", quote(t)))
	}
	x.text = x.text[:0]
	var written []byte
	usual := form != 'i' && len(p.prefix) == 0 // it is called c
	if usual {
		written, usual = p.rest("<v>", "</v></c>")
	}
	if usual {
		x.text = p.appendText(x.text, written, false)
	} else {
		x.content(p, form)
	}
	if form == 's' && len(x.text) > 0 {
		return x.sharedText(p)
	}
	v, ok := x.names.of(x.text)
	if !ok {
		p.malformed("text that is not UTF-8")
	}
	switch {
	case v == "" && form == 'e':
		p.malformed("a cell with a failed formula that has no value") // not to be taken for a blank one
		return cell{}
	case v == "":
		return cell{}
	case form == 'b':
		return cell{boolean, v}
	case form == 'e':
		return cell{failed, v}
	case form == 'd':
		return cell{dated, v}
	case form == 't', form == 'i':
		return cell{textual, v}
	case style >= 0 && style < len(x.dates) && x.dates[style]:
		const year10000 = 2958466
		if days, err := strconv.ParseFloat(v, 64); err == nil && days >= 0 && days < year10000 {
			v = isoDate(days, x.from1904)
		}
		return cell{dated, v}
	default:
		return cell{numeric, v}
	}
}

// content reads what stands in a cell into x.text.
func (x *xlsx) content(p *part, form byte) {
	for p.child() {
		switch name := string(p.local()); {
		case name == "v" && form != 'i':
			x.text = p.chars(x.text)
		case name == "is" && form == 'i':
			x.text = p.rich(x.text)
		default:
			p.skip()
		}
	}
}

// sharedText returns the cell with the shared text whose number is x.text.
func (x *xlsx) sharedText(p *part) cell {
	i, err := strconv.Atoi(string(trim(x.text)))
	if err != nil || i < 0 || i >= len(x.shared) {
		p.fail(fmt.Errorf("a cell refers to shared text %s; expected 0 to %d: save it again in Excel", quote(x.text), len(x.shared)-1))
		return cell{}
	}
	return cell{textual, x.texts[x.shared[i]]}
}

// strings reads the shared texts. It keeps each different one once: programs that
// share nothing write the text of every cell as a new one.
func (x *xlsx) strings(p *part) {
	ids := make(map[string]uint32)
	size := 0
	for p.child() {
		if string(p.local()) != "si" {
			p.skip()
			continue
		}
		x.text = p.rich(x.text[:0])
		b := trim(x.text)
		id, ok := ids[string(b)]
		if !ok {
			if len(ids) == maxInterned {
				clear(ids)
			}
			if !utf8.Valid(b) {
				p.malformed("text that is not UTF-8")
			}
			s := string(b)
			id = uint32(len(x.texts))
			ids[s] = id
			x.texts = append(x.texts, s)
			size += len(s) + stringOverhead
		}
		x.shared = append(x.shared, id)
		if len(x.shared) > maxStrings || size > maxStringBytes {
			p.fail(refusef("has more than %d shared texts or %d MB of them; save it as .ods", maxStrings, maxStringBytes>>20))
		}
	}
}
