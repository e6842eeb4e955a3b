package workbook

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"grooming-report/data/workbook/fault"
	"grooming-report/data/workbook/scan"

	"golang.org/x/text/encoding/charmap"
	unicodetext "golang.org/x/text/encoding/unicode"
)

// The law of the scanner: what encoding/xml reads, it reads equally or refuses, in
// blocks of any size.

// result is what came of reading a document.
type result struct {
	rows []Row
	info Info
	err  error
}

func collect(format string, read func(*table) error) (r result) {
	r.info.Format, r.info.Name = format, "made."+format
	t := newTable(&r.info, func(row *Row) error {
		if r.rows = append(r.rows, *row); len(r.rows) > 1000 {
			return errors.New("enough")
		}
		return nil
	})
	r.err = read(t)
	return r
}

// inBlocks returns a stream of doc in blocks of a size.
func inBlocks(doc []byte, size int) *scan.Stream {
	return scan.NewStream(context.Background(), bytes.NewReader(doc), maxInflated, size)
}

func fastODS(doc []byte, size int) result {
	return collect("ods", func(t *table) error {
		src := inBlocks(doc, size)
		defer src.Close()
		return newODS(src, t).read()
	})
}

var madeForms = []kind{numeric, dated, percentage}

func fastXLSX(sheet, shared []byte, size int) result {
	return collect("xlsx", func(t *table) error {
		x := &xlsx{t: t, names: newInterned(), forms: madeForms}
		src := inBlocks(shared, size)
		defer src.Close()
		if err := scanPart(src, x.strings); err != nil {
			return err
		}
		if _, err := t.begin("2017_18", false); err != nil {
			return err
		}
		src = inBlocks(sheet, size)
		defer src.Close()
		if err := scanPart(src, x.sheet); err != nil {
			return err
		}
		return t.end()
	})
}

// A place in a document is that of a token, which may be a whole element to us.
var place = regexp.MustCompile(` at byte \d+`)

// sameInBlocks checks that the size of blocks makes no difference.
func sameInBlocks(t *testing.T, fast func(size int) result) result {
	t.Helper()
	whole, small := fast(scan.BlockSize), fast(7)
	if !reflect.DeepEqual(whole.rows, small.rows) || place.ReplaceAllString(fmt.Sprint(whole.err), "") != place.ReplaceAllString(fmt.Sprint(small.err), "") {
		t.Errorf("in small blocks %d rows, error %v; in large ones %d rows, error %v", len(small.rows), small.err, len(whole.rows), whole.err)
	}
	if whole.err != nil {
		oneLine(t, whole.err)
	}
	return whole
}

func oneLine(t *testing.T, err error) {
	t.Helper()
	if s := err.Error(); strings.ContainsFunc(s, unicode.IsControl) || !utf8.ValidString(s) || len(s) > 4096 {
		t.Errorf("an error of %d bytes that is not one line: %q", len(s), s)
	}
}

// equal checks the law.
func equal(t *testing.T, fast, slow result) {
	t.Helper()
	if slow.err != nil || errors.Is(fast.err, fault.ErrRefused) {
		return
	}
	if fast.err != nil {
		t.Fatalf("error %v; encoding/xml reads %d rows", fast.err, len(slow.rows))
	}
	if !reflect.DeepEqual(fast, slow) {
		t.Fatalf("got  %+v\nwant %+v", fast, slow)
	}
}

func FuzzODS(f *testing.F) {
	for _, d := range odsOddities {
		if doc := d.document(); len(doc) < 16<<10 {
			f.Add([]byte(doc))
		}
	}
	for _, cell := range []string{odsText("53 [r]"), odsText(".."), odsText("5\u00a0"), `<table:table-cell table:formula="of:=20+21"/>`} {
		f.Add([]byte(odsDocument(sheet1718(cell), odsSheet("2018_19 *", odsRow(odsText("Title")), odsHeader()))))
	}
	f.Fuzz(func(t *testing.T, doc []byte) {
		fast := sameInBlocks(t, func(size int) result { return fastODS(doc, size) })
		equal(t, fast, collect("ods", func(t *table) error { return slowODS(doc, t) }))
	})
}

func FuzzXLSX(f *testing.F) {
	for _, d := range xlsxOddities {
		f.Add([]byte(xlsxSheet(d.rows)), []byte(xlsxShared(d.shared)))
	}
	for _, cell := range []string{`<c><f>20+21</f><v/></c>`, `<c t="str"><f>T(1)</f></c>`, `<c t="inlineStr"><is><t>53 [r]</t></is></c>`} {
		f.Add([]byte(xlsxSheet(xlsxHeader+xlsxRow(hampshire, cell))), []byte(xlsxShared("")))
	}
	f.Fuzz(func(t *testing.T, sheet, shared []byte) {
		fast := sameInBlocks(t, func(size int) result { return fastXLSX(sheet, shared, size) })
		equal(t, fast, collect("xlsx", func(t *table) error {
			if _, err := t.begin("2017_18", false); err != nil {
				return err
			}
			return slowXLSX(sheet, shared, madeForms, t)
		}))
	})
}

func FuzzCSV(f *testing.F) {
	for _, d := range csvOddities {
		if len(d.text) < 16<<10 {
			f.Add([]byte(d.text))
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		fast := sameInBlocks(t, func(size int) result {
			return collect("csv", func(t *table) error {
				src := inBlocks(text, size)
				defer src.Close()
				return scanCSV(src, t)
			})
		})
		slow := collect("csv", func(t *table) error { return slowCSV(text, t) })
		fast.info.Warnings = nil
		equal(t, fast, slow)
	})
}

// slowCSV holds the whole text, decoded, and all its records.
func slowCSV(text []byte, t *table) error {
	utf16 := func(e unicodetext.Endianness) (err error) {
		text, err = unicodetext.UTF16(e, unicodetext.UseBOM).NewDecoder().Bytes(text)
		return err
	}
	switch {
	case bytes.HasPrefix(text, []byte("\xef\xbb\xbf")):
		text = text[3:]
	case len(text) < 2:
	case text[0] == 0:
		if err := utf16(unicodetext.BigEndian); err != nil {
			return err
		}
	case text[0] >= 0xfe || text[1] == 0:
		if err := utf16(unicodetext.LittleEndian); err != nil {
			return err
		}
	}
	comma, skipped := slowComma(string(text[:min(len(text), 4096)]))
	t.decimalComma = comma == ';'
	_, rest := slowLines(string(text), skipped)
	r := csv.NewReader(strings.NewReader(rest))
	r.Comma, r.FieldsPerRecord = comma, -1
	if _, err := t.begin(t.info.Name, false); err != nil {
		return err
	}
	for {
		record, err := r.Read()
		if err == io.EOF {
			return t.end()
		}
		if err != nil {
			return err
		}
		t.number, _ = r.FieldPos(0)
		t.number += skipped
		var cells []cell
		for _, field := range record {
			field = strings.TrimSpace(field)
			if !utf8.ValidString(field) {
				field, _ = charmap.Windows1252.NewDecoder().String(field)
			}
			cells = append(cells, cellOf(textual, slowFold(field)))
		}
		if err := t.add(cells, 1); err != nil {
			return err
		}
		if t.header.state == reading && r.FieldsPerRecord < 0 {
			r.FieldsPerRecord = len(record)
		}
	}
}

// slowComma returns what parts the fields, and how many lines are about that.
func slowComma(head string) (comma rune, skipped int) {
	first, _, whole := strings.Cut(head, "\n")
	if said := strings.ToLower(strings.Trim(first, "\"\r")); whole && len(said) == 5 && strings.HasPrefix(said, "sep=") && strings.Contains(",;\t|", said[4:]) {
		return rune(said[4]), 1
	}
	most := func(line string) (best rune, n int) {
		for _, c := range ",;\t|" {
			if k := strings.Count(line, string(c)); k > n || best == 0 {
				best, n = c, k
			}
		}
		return best, n
	}
	for line := range strings.Lines(head) {
		if best, n := most(line); n >= 7 {
			return best, 0
		}
	}
	comma, _ = most(first)
	return comma, 0
}

// slowLines parts a text after some lines.
func slowLines(text string, n int) (before, after string) {
	for range n {
		i := strings.IndexByte(text, '\n') + 1
		before, text = before+text[:i], text[i:]
	}
	return before, text
}

// FuzzFile reads whole files: whatever they are, there is an error of one line or
// rows with names.
func FuzzFile(f *testing.F) {
	ods := odsOf(f, odsSheet("2017_18", odsHeader(), odsGrooming("2017/18", "1", "Hampshire", odsNumber("53"))))
	xlsx := xlsxOf(f, []string{"<t>Hampshire</t>"}, madePart{"2017_18", inline(headers[:]...) + inline("2017/18", "1", "Hampshire", "", "", "", "88A", "53")})
	for _, b := range [][]byte{ods, xlsx, gzipped(f, csvOddities[0].text), smallXZ, []byte(csvOddities[0].text), ods[:len(ods)/2], nil} {
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		rows, info, err := readBytes("file", file)
		if err != nil {
			oneLine(t, err)
			return
		}
		n := 0
		for _, s := range info.Sheets {
			n += s.Rows
		}
		if len(rows) == 0 || n != len(rows) {
			t.Errorf("%d rows without an error, %d by sheets", len(rows), n)
		}
		for _, r := range rows {
			if r.Force == "" || r.Code == "" || r.Quarter < 1 || r.Quarter > 4 || r.FinancialYear < firstYear || r.FinancialYear > lastYear {
				t.Errorf("row %+v", r)
			}
			if s := r.Force + r.Description + r.Group + r.Subgroup + r.Code + r.Mark; strings.ContainsFunc(s, unicode.IsControl) {
				t.Errorf("row %+v has control characters", r)
			}
		}
	})
}

// TestODSRows reads rows drawn from few cells, so that each is often like one before
// for a part only, with texts that show another number than the value.
func TestODSRows(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	pick := func(cells ...string) string { return cells[rng.IntN(len(cells))] }
	documents := 60
	switch {
	case os.Getenv("EVERY") != "": // in CI
		documents = 300
	case testing.Short():
		documents = 10
	}
	for range documents {
		rows := []string{odsHeader()}
		for range 40 {
			cells := []string{odsText("2017/18"), odsNumber(pick("1", "2", "3")), odsText(pick("Hampshire", "Kent", "A & B")),
				odsText(pick("Sexual grooming", "Theft", "Arson")), odsText(pick("One", "Two")), odsText(pick("One", "Two")),
				odsText(pick("88A", "4.10", "4.1")), pick(odsNumber("53"), odsNumber("7"), strings.Replace(odsNumber("9"), "<text:p>9<", "<text:p>8<", 1), odsText("N/a"))}
			if rng.IntN(4) == 0 {
				cells[4], cells[5] = strings.Replace(cells[4], "<table:table-cell", `<table:table-cell table:number-columns-repeated="2"`, 1), ""
			}
			if rng.IntN(6) == 0 {
				cells = append(cells, pick(odsText("stray"), odsNumber("5"), "<table:table-cell/>", "\n", `<table:table-cell table:number-columns-repeated="70"/>`+odsText("far")))
			}
			row := odsRow(cells...)
			switch rng.IntN(8) {
			case 0:
				row = odsTwice(row)
			case 1:
				row = strings.Replace(row, `<table:table-cell table:number-columns-repeated="16372"/>`, "", 1)
			case 2:
				row = "\n" + strings.Replace(row, "<table:table-row>", `<table:table-row table:style-name="ro1">`, 1)
			case 3:
				row = `<table:table-row-group>` + row + `</table:table-row-group>` + `<table:table-row/>`
			}
			rows = append(rows, row)
		}
		doc := []byte(odsDocument(odsSheet("2017_18", rows...)))
		slow := collect("ods", func(t *table) error { return slowODS(doc, t) })
		for _, size := range []int{scan.BlockSize, 7, 3000} {
			equal(t, fastODS(doc, size), slow)
		}
		if slow.err != nil || len(slow.rows) < 40 {
			t.Fatalf("%d rows, error %v", len(slow.rows), slow.err)
		}
	}
}
