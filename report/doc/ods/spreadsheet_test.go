package ods

import (
	"bytes"
	"context"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/stats"
	"grooming-report/data/workbook"
	"grooming-report/report/doc"
	"grooming-report/report/doc/doctest"
)

// numberSample has a cell of each kind: a number and its limits, limits without
// an upper end, words between numbers, a number too small to show, a link.
func numberSample(t testing.TB) *doc.Document {
	t.Helper()
	number := func(name string, value float64, text string, unit fact.Unit) *fact.Fact {
		return &fact.Fact{Name: name, Value: value, Text: text, Unit: unit}
	}
	ratio := number("ratio", 4.0032, "4.00", fact.UnitRatio)
	ratio.Interval, ratio.LimitsText = &stats.Interval{Lower: 3.5512, Upper: 4.5261}, "3.55–4.53"
	ratio.Warnings = []fact.Warning{"A small base."}
	open := number("open", 2.5, "2.50", fact.UnitRatio)
	open.Interval, open.LimitsText = &stats.Interval{Lower: 0.44, Upper: math.Inf(1)}, "from 0.44, no upper limit"
	later, earlier := number("later", 4624, "4,624", fact.Offences), number("earlier", -14, "−14", fact.Offences)
	p := number("p", 0.00001, "<\u00a00.001", "probability")
	n := func(f *fact.Fact) doc.Number { return doc.Number{Fact: f, Text: f.Text} }
	limits := func(f *fact.Fact) doc.Number { return doc.Number{Fact: f, Text: f.LimitsText} }
	d := &doc.Document{Title: "Numbers", Subtitle: "of every kind", Language: "en-GB", Date: "2026-04-23",
		Release: "Release of 23 April 2026", Summary: "A sample.", Blocks: []doc.Block{
			&doc.Heading{Level: 1, ID: "one", Inline: []doc.Inline{doc.Text("One")}},
			&doc.Table{ID: "table-numbers", Caption: []doc.Inline{doc.Text("Numbers")}, Columns: []doc.Column{
				{Head: "Area"}, {Head: "Recorded", Align: doc.Right}, {Head: "Ratio (95 per cent limits)", Align: doc.Right},
				{Head: "Later and earlier", Align: doc.Right}, {Head: "p", Align: doc.Right}, {Head: "95 per cent limits",
					Align: doc.Right},
			}, Rows: [][]doc.Cell{
				{{doc.Text("Kent & co")}, {n(later)}, {n(ratio), doc.Text(" ("), limits(ratio), doc.Text(")")}, {n(later),
					doc.Text(" and "), n(earlier)}, {n(p)}, {limits(ratio)}},
				{{doc.Text("Essex")}, {n(earlier)}, {n(open), doc.Text(" ("), limits(open), doc.Text(")")}, {n(later),
					doc.Text(" in all")}, {doc.Text("none")}, {limits(open)}},
				{{doc.Link{URL: "https://example.org/?a&b", Inline: []doc.Inline{doc.Text("Wales")}}}, {doc.Text("not held")},
					{doc.Text("no ratio")}, {doc.Text("nothing")}, {doc.Text("none")}, {doc.Text("none")}},
			}},
		}}
	if err := d.Finish(); err != nil {
		t.Fatal(err)
	}
	return d
}

func writeSpreadsheet(t testing.TB, d *doc.Document) (map[string]string, []byte) {
	t.Helper()
	var file bytes.Buffer
	if err := Write(&file, d); err != nil {
		t.Fatal(err)
	}
	parts, names := doctest.Unpack(t, file.Bytes())
	if names[0] != "mimetype" || !bytes.HasPrefix(file.Bytes()[30:], []byte("mimetype"+odsType)) {
		t.Errorf("the file begins with %q, want the mimetype, not compressed", file.Bytes()[30:80])
	}
	return parts, file.Bytes()
}

// A readSheet is a sheet as another program finds it: the cells as they are
// shown, numbers as they are stored, and which row is the heading row.
type readSheet struct {
	shown, stored [][]string
	header        int
}

func readODS(t testing.TB, parts map[string]string) (map[string]readSheet, []string) {
	t.Helper()
	sheets, names := map[string]readSheet{}, []string{}
	for _, table := range doctest.ParseXML(t, "content.xml", parts["content.xml"]).All("table:table") {
		s := readSheet{header: -1}
		for _, c := range table.Children {
			rows := []*doctest.Element{c}
			if c.Name == "table:table-header-rows" {
				s.header, rows = len(s.shown), c.Children
			}
			for _, r := range rows {
				if r.Name != "table:table-row" {
					continue
				}
				var shown, stored []string
				for _, cell := range r.Children {
					text := cell.Words("text:p") + cell.Words("text:a")
					shown = append(shown, text)
					if cell.Attr["office:value-type"] == "float" {
						stored = append(stored, cell.Attr["office:value"])
					} else {
						stored = append(stored, text)
					}
					for name := range cell.Attr {
						if strings.Contains(name, "spanned") || strings.Contains(name, "repeated") || cell.Name != "table:table-cell" {
							t.Errorf("sheet %s: a merged, covered or repeated cell: %s %v", table.Attr["table:name"], cell.Name, cell.Attr)
						}
					}
				}
				s.shown, s.stored = append(s.shown, shown), append(s.stored, stored)
			}
		}
		sheets[table.Attr["table:name"]] = s
		names = append(names, table.Attr["table:name"])
	}
	return sheets, names
}

// Each number is alone in its cell, unrounded, under a heading with its unit.
func TestSpreadsheet(t *testing.T) {
	parts, _ := writeSpreadsheet(t, numberSample(t))
	sheets, names := readODS(t, parts)
	if want := []string{"Cover", "Contents", "Notes", "numbers"}; !slices.Equal(names, want) {
		t.Errorf("sheets %q, want %q", names, want)
	}
	level := "95 per cent"
	if diff := cmp.Diff([][]string{
		{"Table 1: Numbers"},
		{"This sheet holds one table. What its notes say is in the sheet Notes. [z] means not applicable. [x] means not " +
			"available."},
		{"Source: Release of 23 April 2026."},
		{"Back to the contents"},
		{"Area", "Recorded (offences)", "Ratio", "Ratio, lower " + level + " limit", "Ratio, upper " + level + " limit",
			"Later and earlier", "Later and earlier, value 1 (offences)", "Later and earlier, value 2 (offences)",
			"p (probability)", "95 per cent limit, lower (ratio)", "95 per cent limit, upper (ratio)", "Notes"},
		{"Kent & co", "4624", "4.0032", "3.5512", "4.5261", "4,624 and −14", "4624", "-14", "1e-05", "3.5512", "4.5261",
			"[note 1]"},
		{"Essex", "-14", "2.5", "0.44", "[z]", "4,624 in all", "4624", "[z]", "[z]", "0.44", "[z]", "none"},
		{"Wales", "[x]", "[z]", "[z]", "[z]", "nothing", "[z]", "[z]", "[z]", "[z]", "[z]", "none"},
	}, sheets["numbers"].stored); diff != "" {
		t.Errorf("stored (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"Kent & co", "4,624", "4.00", "3.55", "4.53", "4,624 and −14", "4,624", "−14", "<\u00a00.001", "3.55", "4.53", "[note 1]"}, sheets["numbers"].shown[5]); diff != "" {
		t.Errorf("shown (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([][]string{{"Contents"}, {"Sheet", "Title", "Figure with the same numbers"}, {"Notes", "Notes on single numbers", "none"}, {"numbers", "Numbers", "none"}}, sheets["Contents"].shown); diff != "" {
		t.Errorf("contents (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([][]string{{"Notes"}, {"Note", "Text"}, {"[note 1]", "A small base."}}, sheets["Notes"].shown); diff != "" {
		t.Errorf("notes (-want +got):\n%s", diff)
	}
}

// An address in a cell can be followed, and copied without the marks of where a printed line breaks.
func TestAddress(t *testing.T) {
	d := &doc.Document{Title: "Sources", Language: "en-GB", Date: "2026-04-23", Blocks: []doc.Block{
		&doc.Heading{Level: 1, ID: "one", Inline: []doc.Inline{doc.Text("One")}},
		&doc.Table{ID: "table-sources", Caption: []doc.Inline{doc.Text("Sources")}, Columns: []doc.Column{{Head: "What"}},
			Rows: [][]doc.Cell{{{doc.Text("Tables, "), doc.Link{URL: "https://example.org/a-b",
				Inline: []doc.Inline{doc.Text("example.org/\u200ba-\u200bb")}}, doc.Text(" (copied)")}}}},
	}}
	if err := d.Finish(); err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := Write(&file, d); err != nil {
		t.Fatal(err)
	}
	parts, _ := doctest.Unpack(t, file.Bytes())
	const want = `xlink:href="https://example.org/a-b">Tables, example.org/a-b (copied)</text:a>`
	if !strings.Contains(parts["content.xml"], want) {
		t.Errorf("no cell holds %s", want)
	}
}

// The rules of the Analysis Function that a program can check.
func TestSpreadsheetRules(t *testing.T) {
	for _, d := range []*doc.Document{doctest.Sample(t), numberSample(t)} {
		parts, _ := writeSpreadsheet(t, d)
		sheets, names := readODS(t, parts)
		ranges := map[string]string{}
		for _, r := range doctest.ParseXML(t, "content.xml", parts["content.xml"]).All("table:database-range") {
			sheet, address, _ := strings.Cut(r.Attr["table:target-range-address"], ".")
			if ranges[sheet] != "" {
				t.Errorf("sheet %s has two tables", sheet)
			}
			ranges[sheet] = address
		}
		for _, name := range names {
			s := sheets[name]
			if name == "Cover" {
				continue
			}
			if s.header < 1 || len(s.shown) <= s.header+1 {
				t.Fatalf("sheet %s: %d rows, the heading row is %d", name, len(s.shown), s.header)
			}
			if name != "Contents" && name != "Notes" && s.header != 4 {
				t.Errorf("sheet %s: row %d names the columns, and the cover says that the fifth does", name, s.header+1)
			}
			heads := s.shown[s.header]
			sorted := slices.Sorted(slices.Values(heads))
			if len(slices.Compact(sorted)) != len(heads) {
				t.Errorf("sheet %s: headings %q, want each once", name, heads)
			}
			if want := "A" + strconv.Itoa(s.header+1) + ":" + name + "." + columnName(len(heads)) + strconv.Itoa(len(s.shown)); ranges[name] != want {
				t.Errorf("sheet %s: the table is %s, want %s", name, ranges[name], want)
			}
			for i, row := range s.shown {
				if i >= s.header && len(row) != len(heads) {
					t.Errorf("sheet %s: row %d has %d cells of %d", name, i+1, len(row), len(heads))
				}
				if slices.ContainsFunc(row, func(c string) bool { return strings.TrimSpace(c) == "" }) {
					t.Errorf("sheet %s: row %d has an empty cell: %q", name, i+1, row)
				}
			}
		}
		for name, data := range parts {
			if name != "mimetype" {
				doctest.ParseXML(t, name, data)
			}
		}
	}
}

// Rows are as high as their text: words that fill two lines have a row of two.
func TestSpreadsheetHeights(t *testing.T) {
	words := strings.Repeat("offences ", 12) // of 1.4 cm each in Arial of 10 points
	for _, test := range []struct {
		width float64 // of the column, in centimetres
		want  int
	}{{30, 1}, {16, 2}, {10, 2}, {6, 4}, {1, 12}} {
		if got := linesIn([]field{{words: "one"}, {words: words}}, []float64{5, test.width}, 1); got != test.want {
			t.Errorf("%d lines in %g cm, want %d", got, test.width, test.want)
		}
	}
}

func TestSpreadsheetSameBytes(t *testing.T) {
	_, first := writeSpreadsheet(t, doctest.Sample(t))
	_, second := writeSpreadsheet(t, doctest.Sample(t))
	if !bytes.Equal(first, second) {
		t.Error("the same document is other bytes the second time")
	}
}

// Sheets in the layout of a release come back through the project's own reader
// as they were written. The sheets of tables.ods are not in that layout, because
// each begins with its title; the reader lists them and says so.
func TestWorkbookReadsBack(t *testing.T) {
	var want, got []workbook.Row
	year := sheet{name: "2017-18", id: "release", heads: []heading{
		{text: "Financial Year"}, {text: "Financial Quarter"}, {text: "Force Name"}, {text: "Offence Description"},
		{text: "Offence Group"}, {text: "Offence Subgroup"}, {text: "Offence Code"}, {text: "Number of Offences",
			numbers: true}}}
	for i, force := range []string{"Avon & Somerset", `"Quoted" <force>`, "Dyfed-Powys ŵ"} {
		for quarter := 1; quarter <= 4; quarter++ {
			n := 1000*i - quarter
			year.rows = append(year.rows, []field{{words: "2017/18"}, numberField(float64(quarter), "1"), {words: force},
				{words: "Sexual grooming"}, {words: "Sexual offences"}, {words: "Other sexual offences"}, {words: "88A"},
				numberField(float64(n), "1")})
			want = append(want, workbook.Row{Sheet: "2017-18", Number: len(want) + 2, FinancialYear: "2017/18",
				Quarter: quarter, Force: force, Description: "Sexual grooming", Group: "Sexual offences",
				Subgroup: "Other sexual offences", Code: "88A", Offences: workbook.CountOf(n)})
		}
	}
	read := func(write func(*os.File) error, visit func(*workbook.Row) error) (workbook.Info, error) {
		t.Helper()
		name := filepath.Join(t.TempDir(), "made.ods")
		file, err := os.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := write(file); err != nil {
			t.Fatal(err)
		}
		if err := file.Close(); err != nil {
			t.Fatal(err)
		}
		return workbook.Read(context.Background(), name, visit, nil)
	}
	_, err := read(func(f *os.File) error { return writeODS(f, numberSample(t), []sheet{year}) },
		func(r *workbook.Row) error {
			got = append(got, *r)
			return nil
		})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b workbook.Count) bool { return a == b })); diff != "" {
		t.Errorf("rows (-written +read):\n%s", diff)
	}
	info, err := read(func(f *os.File) error { return Write(f, numberSample(t)) }, func(*workbook.Row) error { return nil })
	var names []string
	for _, s := range info.Sheets {
		names = append(names, s.Name)
	}
	if err == nil || !slices.Equal(names, []string{"Cover", "Contents", "Notes", "numbers"}) {
		t.Errorf("tables.ods: sheets %q, error %v; want all sheets, and that none is a release's", names, err)
	}
}

// Whatever a cell holds, the file is well formed and the cell reads as it was.
func FuzzSpreadsheet(f *testing.F) {
	for _, s := range []string{`A "charity" & <friends>`, "Ŵ – 慈善", "]]>", "\x00\x1b\xff", "&amp;<text:p/>", "a\nb"} {
		f.Add(s, 1.5)
	}
	f.Add("x", math.MaxFloat64)
	f.Fuzz(func(t *testing.T, s string, x float64) {
		if math.IsNaN(x) || math.IsInf(x, 0) || math.Abs(x) > 1e15 {
			return
		}
		number := &fact.Fact{Value: x, Text: "1.00", Unit: fact.Unit(s)}
		d := &doc.Document{Title: s, Language: "en-GB", Date: "2026-04-23", Release: s,
			Blocks: []doc.Block{&doc.Table{ID: "t", Number: 1, Caption: []doc.Inline{doc.Text(s)},
				Columns: []doc.Column{{Head: "A"}, {Head: "B"}},
				Rows:    [][]doc.Cell{{{doc.Text(s)}, {doc.Number{Fact: number, Text: number.Text}}}}}}}
		parts, _ := writeSpreadsheet(t, d)
		sheets, _ := readODS(t, parts)
		row := sheets["t"].stored[5]
		if row[1] != fact.FormatValue(x) {
			t.Errorf("%v is stored as %s", x, row[1])
		}
		if utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r == 0xFFFE || r == 0xFFFF }) && row[0] != s {
			t.Errorf("%q reads %q", s, row[0])
		}
	})
}
