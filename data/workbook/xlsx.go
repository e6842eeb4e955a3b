package workbook

import (
	"context"
	"fmt"
	"path"
	"strconv"
	"strings"

	"grooming-report/data/workbook/fault"
)

// xlsx reads the parts of an .xlsx.
type xlsx struct {
	a     *archive
	t     *table
	meter *meter

	from1904 bool
	forms    []kind // what a style shows numbers as
	shared   sharedTexts

	cells  []cell
	text   []byte // of the cell
	solved bool   // if it has a formula, there is a result
	names  *interned
	number []byte // of the row, in digits
}

// A bookSheet is a sheet as the main part lists it.
type bookSheet struct {
	name   string
	hidden bool
	id     string // of the relation to its part
}

func readXLSX(ctx context.Context, a *archive, t *table, progress func(done, total int64)) error {
	x := &xlsx{a: a, t: t, names: newInterned(), meter: &meter{tell: progress}}
	book, sheets, err := x.book(ctx)
	if err != nil {
		return err
	}
	related, err := x.relations(ctx, book)
	if err != nil {
		return err
	}
	if styles := related.one["styles"]; styles != "" {
		if err := x.small(ctx, styles, x.styles); err != nil {
			return err
		}
	}
	texts := related.one["sharedStrings"]
	x.expect(texts)
	for _, s := range sheets {
		if !s.hidden {
			x.expect(related.sheets[s.id])
		}
	}
	if texts != "" {
		if err := x.scan(ctx, texts, x.strings); err != nil {
			return fmt.Errorf("part %s: %w", fault.Quote(texts), err)
		}
	}
	for _, s := range sheets {
		if err := x.readSheet(ctx, s, related.sheets[s.id]); err != nil {
			return t.at(err)
		}
	}
	return nil
}

// book reads the main part: which it is, the sheets in it, and how it counts days.
func (x *xlsx) book(ctx context.Context) (book string, sheets []bookSheet, err error) {
	root, err := x.relations(ctx, "")
	if err != nil {
		return "", nil, err
	}
	book = root.one["officeDocument"]
	if is := documents[path.Base(book)]; is != "" {
		return "", nil, fault.Refusef("is %s; expected an .ods, .xlsx or .csv file: download the open data table itself, or "+
			"save it as .xlsx", is)
	}
	if book == "" || path.Ext(book) != ".xml" {
		return "", nil, fault.Refusef("is not an .xlsx workbook (its main part is %s); save it as .ods or .xlsx",
			fault.Quote(book))
	}
	err = x.small(ctx, book, func(p *part) {
		for p.Child() {
			switch string(p.local()) {
			case "workbookPr":
				v := string(p.Attr("date1904"))
				x.from1904 = v == "1" || v == "true"
				p.Skip()
			case "sheets":
				for p.Child() {
					if string(p.local()) == "sheet" {
						state := string(p.Attr("state"))
						sheets = append(sheets, bookSheet{p.short("name"), state != "" && state != "visible", p.short("id")})
					}
					p.Skip()
					if len(sheets) > maxSheets {
						p.Fail(fault.Refusef("has more than %d sheets; a release has about twenty: save those alone", maxSheets))
					}
				}
			default:
				p.Skip()
			}
		}
	})
	return book, sheets, err
}

// documents are the main parts of files that are packed like an .xlsx.
var documents = map[string]string{
	"document.xml":     "a Word document",
	"presentation.xml": "a PowerPoint presentation",
	"workbook.bin":     "a binary Excel workbook (.xlsb)",
}

// readSheet reads a sheet and its part.
func (x *xlsx) readSheet(ctx context.Context, s bookSheet, part string) error {
	wanted, err := x.t.begin(s.name, s.hidden)
	if err != nil || !wanted {
		return err
	}
	if part == "" {
		if x.t.must {
			return fmt.Errorf("is not in the file; save it again in Excel, or take the publisher's own file")
		}
		x.t.passOver("it is a chart, or it is not in the file")
		return nil
	}
	if err := x.scan(ctx, part, x.sheet); err != nil {
		return err
	}
	return x.t.end()
}

// expect adds a part to the work that is ahead.
func (x *xlsx) expect(part string) {
	if f := x.a.files[part]; f != nil {
		x.meter.total += int64(f.UncompressedSize64)
	}
}

// related is what a part refers to: sheets by their id, and parts of which there is one.
type related struct {
	sheets, one map[string]string
}

// relations returns the parts that a part refers to; those of the archive for "".
func (x *xlsx) relations(ctx context.Context, of string) (related, error) {
	r := related{make(map[string]string), make(map[string]string)}
	folder, base := path.Split(of)
	n := 0
	err := x.small(ctx, path.Join(folder, "_rels", base+".rels"), func(p *part) {
		for p.Child() {
			if n++; n > maxRelations {
				p.Fail(fault.Refusef("refers to more than %d parts; save it again in Excel", maxRelations))
			}
			target, form := resolve(path.Dir(of), p.short("Target")), path.Base(p.short("Type"))
			switch form {
			case "worksheet":
				r.sheets[p.short("Id")] = target
			case "officeDocument", "sharedStrings", "styles":
				if r.one[form] != "" {
					p.Fail(fault.Refusef("has two parts of the type %s; save it again in Excel", fault.Quote(form)))
				}
				r.one[form] = target
			}
			p.Skip()
		}
	})
	return r, err
}

// styles notes which styles show a number as a date or a percentage. The formats come before
// them.
func (x *xlsx) styles(p *part) {
	own := make(map[int]kind)
	for p.Child() {
		list := string(p.local())
		for p.Child() {
			switch local := string(p.local()); {
			case list == "numFmts" && local == "numFmt":
				id, _ := strconv.Atoi(string(p.Attr("numFmtId")))
				own[id] = formOf(string(p.Attr("formatCode")))
			case list == "cellXfs" && local == "xf":
				id, _ := strconv.Atoi(string(p.Attr("numFmtId")))
				form, ok := own[id]
				if !ok {
					form = builtIn(id)
				}
				x.forms = append(x.forms, form)
			}
			p.Skip()
			if len(own) > maxStyles || len(x.forms) > maxStyles {
				p.Fail(fault.Refusef("has more than %d styles; save its sheets as .ods or .csv", maxStyles))
			}
		}
	}
}

// builtIn is what a number format that need not be declared shows: a date or time, a percentage or
// a number (ECMA-376 part 1, 18.8.30).
func builtIn(id int) kind {
	switch {
	case id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58:
		return dated
	case id == 9 || id == 10:
		return percentage
	}
	return numeric
}

// formOf is what a format shows numbers as: as a date or time if it has a letter of one, and as a
// percentage if it has the sign, outside of quoted text, escapes and brackets, which hold colours
// and conditions.
func formOf(format string) kind {
	form := numeric
	for i := 0; i < len(format); i++ {
		switch c := format[i]; c {
		case '\\', '_', '*':
			i++
		case '"', '[':
			n := strings.IndexByte(format[i+1:], map[byte]byte{'"': '"', '[': ']'}[c])
			if n < 0 {
				return form
			}
			i += n + 1
		case 'd', 'D', 'm', 'M', 'y', 'Y', 'h', 'H', 's', 'S':
			return dated
		case '%':
			form = percentage
		}
	}
	return form
}
