package main

import (
	"archive/zip"
	"bufio"
	"compress/flate"
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"io"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"grooming-report/analysis/records"
	"grooming-report/data/intake"
)

// The tests are of 2027.
func init() {
	intake.Now = func() time.Time { return time.Date(2027, time.March, 1, 12, 0, 0, 0, time.UTC) }
}

// Releases made for the tests, in the layout of the real ones.

var header = []string{"Financial Year", "Financial Quarter", "Force Name", "Offence Description", "Offence Group", "Offence Subgroup", "Offence Code", "Number of Offences"}

// rows is a release from April 2016 to December 2018: every force has 3 offences
// of code 88A, 2 of code 71 and 1 of each of 120 other codes in every quarter.
func rows(d *records.Data) [][]string { return rowsOf(d, 120) }

// ours is the rows of our two codes.
func ours(d *records.Data) [][]string { return rowsOf(d, 0) }

func rowsOf(d *records.Data, others int) [][]string {
	all := [][]string{slices.Clone(header)}
	counts := map[string]string{"88A": "3", "71": "2"}
	for y := records.FinancialYear(2016); y <= 2018; y++ {
		for q := 1; q <= 4; q++ {
			if y == 2018 && q == 4 {
				continue
			}
			for _, f := range d.Forces.List {
				for code, words := range codes(others) {
					n, ours := counts[code]
					if !ours {
						n = "1"
					}
					all = append(all, append([]string{y.String(), strconv.Itoa(q), f.Name}, append(words, code, n)...))
				}
			}
			all = append(all, []string{y.String(), strconv.Itoa(q), "Action Fraud", "Fraud", "Fraud offences", "", "AF", "999"})
		}
	}
	return all
}

// codes gives our two codes and some others, each with its description, group and
// subgroup.
func codes(others int) iter.Seq2[string, []string] {
	return func(yield func(string, []string) bool) {
		for _, c := range madeCodes[:2+others] {
			if !yield(c.code, slices.Clone(c.words)) {
				return
			}
		}
	}
}

type madeCode struct {
	code  string
	words []string
}

var madeCodes = func() []madeCode {
	list := []madeCode{
		{"88A", []string{"Sexual grooming", "Sexual offences", "Other sexual offences"}},
		{"71", []string{"Abuse of children through sexual exploitation", "Sexual offences", "Other sexual offences"}},
	}
	for c := range 150 {
		list = append(list, madeCode{fmt.Sprintf("4.%d", c), []string{
			fmt.Sprintf("Offence %d, known by these words or by those", c),
			fmt.Sprintf("Theft offences %d", c/15),
			fmt.Sprintf("Other theft offences %d", c/5),
		}})
	}
	return list
}()

// fullSize is the rows of a release as large as the real one: 55 quarters of 44
// forces and more than a hundred codes. Most counts are small, as in life; those of our
// codes are as the newest release has them, and two more codes bring the totals to what
// it has, so that next to nothing is revised.
func fullSize(d *records.Data) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		rng := rand.New(rand.NewPCG(1, 2))
		yield(header)
		newest := d.Releases[len(d.Releases)-1]
		first := records.FinancialYear(2012).Quarter(1)
		for q := first; q < first+55; q++ {
			for _, f := range d.Forces.List {
				held := func(series string) int { // 0 where the release has none
					s, _ := d.Series.Find(series)
					c, _ := newest.Count(records.ForceArea(f.Name), s, q.Period())
					return c.N
				}
				row := func(words []string, code string, n int) bool {
					return yield(append([]string{q.Year().String(), strconv.Itoa(q.N()), f.Name},
						append(words, code, strconv.Itoa(n))...))
				}
				ours, others := 0, 0
				for code, words := range codes(131) {
					n := 0
					if rng.IntN(10) < 6 {
						n = int(rng.ExpFloat64() * float64(uint(1)<<rng.IntN(12)))
					}
					if code == "88A" || code == "71" {
						n = held(code)
						ours += n
					}
					others += n
					if !row(words, code, n) {
						return
					}
				}
				sexual := held("sexual offences") - ours
				if !row([]string{"All other sexual crimes", "Sexual offences", "Other sexual offences"}, "17A", sexual) ||
					!row([]string{"What is left", "Theft offences 0", "Other theft offences 0"}, "5.0",
						held("all offences excluding fraud")-others-sexual) {
					return
				}
			}
		}
	}
}

// fullRows is how many rows fullSize has, without the header.
const fullRows = 55 * 44 * 135

// write makes a file of rows, of the format of its name's ending. A workbook has
// a sheet for each year.
func write(t testing.TB, name string, rows iter.Seq[[]string]) {
	t.Helper()
	file, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	buffer := bufio.NewWriterSize(file, 1<<20)
	switch filepath.Ext(name) {
	case ".ods":
		err = writeODS(buffer, rows)
	case ".xlsx":
		err = writeXLSX(buffer, rows)
	default:
		w := csv.NewWriter(buffer)
		for row := range rows {
			w.Write(row) // Error tells
		}
		w.Flush()
		err = w.Error()
	}
	if err == nil {
		err = buffer.Flush()
	}
	if err == nil {
		err = file.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
}

// An archive writes the parts of a workbook, one after another.
type archive struct {
	zip  *zip.Writer
	part *bufio.Writer
}

func newArchive(w io.Writer) *archive {
	a := &archive{zip: zip.NewWriter(w), part: bufio.NewWriter(io.Discard)}
	a.zip.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, 3) })
	return a
}

// begin begins a part. An error of the archive comes back from close.
func (a *archive) begin(name string) {
	a.part.Flush()
	w, err := a.zip.Create(name)
	if err != nil {
		w = io.Discard
	}
	a.part.Reset(w)
}

func (a *archive) print(format string, args ...any) { fmt.Fprintf(a.part, format, args...) }

func (a *archive) close() error {
	if err := a.part.Flush(); err != nil {
		return err
	}
	return a.zip.Close()
}

func escape(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(s))
	return b.String()
}

// isNumber reports whether a spreadsheet has a value of a column as a number.
func isNumber(column int, value string) bool {
	_, err := strconv.Atoi(value)
	return err == nil && column != 6
}

// byYear gives rows after the header of their sheet: before each of another year, one
// calls begin.
func byYear(rows iter.Seq[[]string], begin func(sheet string), row func([]string)) {
	var top []string
	sheet := ""
	for r := range rows {
		if top == nil {
			top = r
			continue
		}
		if name := strings.Replace(r[0], "/", "_", 1); name != sheet {
			sheet = name
			begin(sheet)
			row(top)
		}
		row(r)
	}
}

func writeODS(w io.Writer, rows iter.Seq[[]string]) error {
	a := newArchive(w)
	a.begin("mimetype")
	a.print("application/vnd.oasis.opendocument.spreadsheet")
	a.begin("content.xml")
	a.print(`<?xml version="1.0" encoding="UTF-8"?><office:document-content` +
		` xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"` +
		` xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"` +
		` xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"` +
		` xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">` +
		`<office:body><office:spreadsheet><table:table table:name="Cover_sheet">`)
	row := func(cells []string) {
		a.print(`<table:table-row>`)
		for i, c := range cells {
			if isNumber(i, c) {
				a.print(`<table:table-cell office:value-type="float" office:value="%s" calcext:value-type="float"><text:p>%[1]s</text:p></table:table-cell>`, c)
			} else {
				a.print(`<table:table-cell office:value-type="string" calcext:value-type="string"><text:p>%s</text:p></table:table-cell>`, escape(c))
			}
		}
		a.print(`<table:table-cell table:number-columns-repeated="16000"/></table:table-row>`)
	}
	row([]string{"Police recorded crime", "Published", "23 July 2026"})
	byYear(rows, func(sheet string) { a.print(`</table:table><table:table table:name="%s">`, sheet) }, row)
	a.print(`</table:table></office:spreadsheet></office:body></office:document-content>`)
	return a.close()
}

func writeXLSX(w io.Writer, rows iter.Seq[[]string]) error {
	const (
		main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
		rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
		pack = "http://schemas.openxmlformats.org/package/2006/relationships"
	)
	a := newArchive(w)
	var sheets, texts []string
	shared := map[string]int{}
	n := 0
	end := func() {
		if n > 0 {
			a.print(`</sheetData></worksheet>`)
		}
		n = 0
	}
	byYear(rows, func(sheet string) {
		end()
		sheets = append(sheets, sheet)
		a.begin(fmt.Sprintf("xl/worksheets/sheet%d.xml", len(sheets)))
		a.print(`<worksheet xmlns="%s"><sheetData>`, main)
	}, func(cells []string) {
		n++
		a.print(`<row r="%d" spans="1:8">`, n)
		for i, c := range cells {
			if isNumber(i, c) {
				a.print(`<c r="%c%d"><v>%s</v></c>`, 'A'+i, n, c)
				continue
			}
			text, ok := shared[c]
			if !ok {
				text = len(texts)
				shared[c] = text
				texts = append(texts, c)
			}
			a.print(`<c r="%c%d" t="s"><v>%d</v></c>`, 'A'+i, n, text)
		}
		a.print(`</row>`)
	})
	end()
	a.begin("_rels/.rels")
	a.print(`<Relationships xmlns="%s"><Relationship Id="rId1" Type="%s/officeDocument" Target="xl/workbook.xml"/></Relationships>`, pack, rels)
	a.begin("xl/workbook.xml")
	a.print(`<workbook xmlns="%s" xmlns:r="%s"><sheets>`, main, rels)
	for i, name := range sheets {
		a.print(`<sheet name="%s" sheetId="%d" r:id="rId%[2]d"/>`, name, i+1)
	}
	a.print(`</sheets></workbook>`)
	a.begin("xl/_rels/workbook.xml.rels")
	a.print(`<Relationships xmlns="%s"><Relationship Id="texts" Type="%s/sharedStrings" Target="sharedStrings.xml"/>`, pack, rels)
	for i := range sheets {
		a.print(`<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%[1]d.xml"/>`, i+1, rels)
	}
	a.print(`</Relationships>`)
	a.begin("xl/sharedStrings.xml")
	a.print(`<sst xmlns="%s">`, main)
	for _, text := range texts {
		a.print(`<si><t>%s</t></si>`, escape(text))
	}
	a.print(`</sst>`)
	return a.close()
}
