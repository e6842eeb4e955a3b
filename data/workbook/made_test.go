package workbook

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
)

// Workbooks made for the tests, in the layout of the real ones.

// part of an archive.
type madePart struct{ name, content string }

// packers pack fast. Those of a better level clear a megabyte for each part, and most parts are small.
var packers = sync.Pool{New: func() any {
	w, err := flate.NewWriter(nil, flate.BestSpeed)
	if err != nil {
		panic(err) // the level is one
	}
	return w
}}

// archiveOf returns a ZIP of parts.
func archiveOf(tb testing.TB, parts ...madePart) []byte {
	tb.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	fast := packers.Get().(*flate.Writer)
	defer packers.Put(fast)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		fast.Reset(w)
		return fast, nil
	})
	for _, p := range parts {
		w, err := z.Create(p.name)
		if err != nil {
			tb.Fatal(err)
		}
		if _, err := io.WriteString(w, p.content); err != nil {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

const (
	odsRoot = `<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<office:document-content` +
		` xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"` +
		` xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"` +
		` xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"` +
		` xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"` +
		` xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"` +
		` xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"` +
		` office:version="1.3">`
	odsStyles = `<office:automatic-styles>` +
		`<style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style>` +
		`<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>` +
		`<style:style style:name="T1" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>` +
		`<style:style style:name="T2" style:family="text"><style:text-properties style:text-position="-33% 58%"/></style:style>` +
		`</office:automatic-styles>`
	odsBody = `<office:body><office:spreadsheet>`
	odsEnd  = `</office:spreadsheet></office:body></office:document-content>`
	odsType = "application/vnd.oasis.opendocument.spreadsheet"
	odsTail = `<table:table-row table:number-rows-repeated="1048574"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>`
)

// odsText and odsNumber are cells; odsRow and odsSheet join what is in them.
func odsText(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(s))
	return `<table:table-cell office:value-type="string" calcext:value-type="string"><text:p>` + b.String() + `</text:p></table:table-cell>`
}

func odsNumber(s string) string {
	return `<table:table-cell office:value-type="float" office:value="` + s + `" calcext:value-type="float"><text:p>` + s + `</text:p></table:table-cell>`
}

func odsRow(cells ...string) string {
	return `<table:table-row>` + strings.Join(cells, "") + `<table:table-cell table:number-columns-repeated="16372"/></table:table-row>`
}

func odsSheet(name string, rows ...string) string {
	return `<table:table table:name="` + name + `">` + strings.Join(rows, "") + `</table:table>`
}

// odsHeader is the first row, and odsGrooming one like those after it.
func odsHeader() string {
	var cells []string
	for _, h := range headers {
		cells = append(cells, odsText(h))
	}
	return odsRow(cells...)
}

func odsGrooming(year, quarter, force, count string) string {
	return odsRow(odsText(year), odsNumber(quarter), odsText(force), odsText("Sexual grooming"),
		odsText("Sexual offences"), odsText("Other sexual offences"), odsText("88A"), count)
}

// ods returns an .ods with these sheets.
func odsOf(tb testing.TB, sheets ...string) []byte {
	return archiveOf(tb, madePart{"mimetype", odsType}, madePart{"content.xml", odsDocument(sheets...)})
}

func odsDocument(sheets ...string) string {
	return odsRoot + odsStyles + odsBody + strings.Join(sheets, "") + odsEnd
}

const (
	xlsxMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	xlsxRels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	relsRoot = `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
)

// xlsxOf returns an .xlsx with sheets, given by name and rows, which are XML, and
// shared texts; the styles 0 to 2 are general, a built-in date and one that is declared.
func xlsxOf(tb testing.TB, shared []string, sheets ...madePart) []byte {
	return archiveOf(tb, xlsxParts(shared, sheets...)...)
}

func xlsxParts(shared []string, sheets ...madePart) []madePart {
	var names, rels, texts strings.Builder
	var parts []madePart
	for i, s := range sheets {
		name, state, _ := strings.Cut(s.name, "|")
		if state != "" {
			state = ` state="` + state + `"`
		}
		fmt.Fprintf(&names, `<sheet name="%s" sheetId="%d"%s r:id="rId%d"/>`, name, i+1, state, i+1)
		fmt.Fprintf(&rels, `<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>`, i+1, xlsxRels, i+1)
		parts = append(parts, madePart{fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1), xlsxSheet(s.content)})
	}
	for _, s := range shared {
		texts.WriteString("<si>" + s + "</si>")
	}
	return append(parts,
		madePart{"_rels/.rels", relsRoot + `<Relationship Id="rId1" Type="` + xlsxRels + `/officeDocument" Target="/xl/workbook.xml"/></Relationships>`},
		madePart{"xl/workbook.xml", `<workbook xmlns="` + xlsxMain + `" xmlns:r="` + xlsxRels + `"><sheets>` + names.String() + `</sheets></workbook>`},
		madePart{"xl/_rels/workbook.xml.rels", relsRoot + rels.String() +
			`<Relationship Id="s" Type="` + xlsxRels + `/styles" Target="styles.xml"/>` +
			`<Relationship Id="t" Type="` + xlsxRels + `/sharedStrings" Target="sharedStrings.xml"/></Relationships>`},
		madePart{"xl/styles.xml", `<styleSheet xmlns="` + xlsxMain + `"><numFmts><numFmt numFmtId="164" formatCode="dd\-mmm"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="9"/></cellXfs></styleSheet>`},
		madePart{"xl/sharedStrings.xml", xlsxShared(texts.String())})
}

func xlsxSheet(rows string) string {
	return `<worksheet xmlns="` + xlsxMain + `"><sheetData>` + rows + `</sheetData></worksheet>`
}

func xlsxShared(entries string) string {
	return `<sst xmlns="` + xlsxMain + `">` + entries + `</sst>`
}

// inline is a row of cells with texts of their own.
func inline(values ...string) string {
	var b strings.Builder
	for _, v := range values {
		b.WriteString(`<c t="inlineStr"><is><t>`)
		xml.EscapeText(&b, []byte(v))
		b.WriteString(`</t></is></c>`)
	}
	return "<row>" + b.String() + "</row>"
}

func gzipped(tb testing.TB, s string) []byte {
	tb.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := io.WriteString(w, s); err != nil {
		tb.Fatal(err)
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// readBytes reads a file from memory, and keeps its first rows.
func readBytes(name string, content []byte) ([]Row, Info, error) {
	var rows []Row
	info := Info{Name: name, Size: int64(len(content))}
	t := newTable(&info, func(r *Row) error {
		if len(rows) < 100 {
			rows = append(rows, *r)
		}
		return nil
	})
	err := read(context.Background(), bytes.NewReader(content), t, func(done, total int64) {})
	return rows, info, err
}

// largeODS writes a workbook of one year, with the rows of a quarter, one for each of 44
// forces and 142 codes, four times.
func largeODS(tb testing.TB, path string) {
	tb.Helper()
	var rows strings.Builder
	for force := range 44 {
		for code := range 142 {
			rows.WriteString(odsRow(odsText("2012/13"), odsNumber("1"), odsText(fmt.Sprintf("Constabulary of the Area %02d", force)),
				odsText(fmt.Sprintf("Offence of the kind that is known as %d", code)), odsText(fmt.Sprintf("Group of offences %d", code/15)),
				odsText(fmt.Sprintf("Subgroup of offences %d", code/5)), odsText(fmt.Sprintf("%d", code)), odsNumber(fmt.Sprint(code*force%97))))
		}
	}
	writeFile(tb, path, packedODS(flate.BestSpeed, func(w *bufio.Writer) {
		w.WriteString(`<table:table table:name="2012_13">` + odsHeader())
		for range 4 {
			w.WriteString(rows.String())
		}
		w.WriteString(odsTail + `</table:table>`)
	}))
}

// largeRows is how many rows largeODS has, without the header.
const largeRows = 4 * 44 * 142
