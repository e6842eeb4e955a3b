package main

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"grooming-report/analysis/fact"
	"grooming-report/report/doc"
	"grooming-report/report/doc/ods"
)

// Every number in tables.ods is a number of evidence.csv, with all its digits, and
// shown as the report prints it; and every number that stands in a table of the
// report is there.
func TestTables(t *testing.T) {
	r := made(t)
	document, evidence := r.document, r.evidence
	var file bytes.Buffer
	if err := ods.Write(&file, document); err != nil {
		t.Fatal(err)
	}
	printed := map[string][]string{} // what is printed for a number, by its digits
	for _, f := range evidence.Facts() {
		printed[fact.FormatValue(f.Value)] = append(printed[fact.FormatValue(f.Value)], f.Text)
		if f.Unit == fact.PerCent { // prose has 5 per cent fewer for −5
			printed[fact.FormatValue(f.Value)] = append(printed[fact.FormatValue(f.Value)], fact.FormatPerCent(f.Value))
		}
		if f.Interval != nil {
			for _, x := range []float64{f.Interval.Lower, f.Interval.Upper} {
				printed[fact.FormatValue(x)] = append(printed[fact.FormatValue(x)], f.LimitsText)
			}
		}
	}
	cells := map[string]bool{}
	for _, m := range regexp.MustCompile(`office:value="([^"]*)"><text:p>([^<]*)`).FindAllStringSubmatch(unzip(t, file.Bytes())["content.xml"], -1) {
		cells[m[1]] = true
		shown := unescape.Replace(m[2])
		if !slices.ContainsFunc(printed[m[1]], func(text string) bool { return strings.Contains(text, shown) }) {
			t.Errorf("a cell holds %s and shows %q; the report prints %q", m[1], shown, printed[m[1]])
		}
	}
	if len(cells) < 500 {
		t.Errorf("%d different numbers, want those of every table", len(cells))
	}
	for _, b := range document.Blocks {
		table, ok := b.(*doc.Table)
		if !ok {
			continue
		}
		for _, row := range table.Rows {
			for _, c := range row {
				for _, i := range c {
					if n, ok := i.(doc.Number); ok && n.Fact != nil && n.Text == n.Fact.Text && !cells[fact.FormatValue(n.Fact.Value)] {
						t.Errorf("%s is in table %s, and not in the spreadsheet", n.Fact.Name, table.ID)
					}
				}
			}
		}
	}
}

// The report is sent and printed without its annex. Each source that it names by number is in
// its own list, and so is who made it and how to cite it.
func TestNamesItsSources(t *testing.T) {
	report, _ := made(t).document.Volumes()
	tables, err := doc.All[*doc.Table](report.Blocks)
	if err != nil {
		t.Fatal(err)
	}
	listed, named := map[string]bool{}, map[string]bool{}
	cited := false
	for _, table := range tables {
		cited = cited || table.ID == "table-cite"
		for _, row := range table.Rows {
			if table.ID == "table-sources" {
				listed[doc.PlainText(row[0])] = true
			}
			for _, cell := range row {
				if _, source, ok := strings.Cut(doc.PlainText(cell), "(source "); ok {
					named[strings.TrimSuffix(source, ")")] = true
				}
			}
		}
	}
	if len(named) == 0 || !cited {
		t.Errorf("the report names %d sources, and says how to cite it: %v; want some, and true", len(named), cited)
	}
	for number := range named {
		if !listed[number] {
			t.Errorf("the report names source %s, which only its annex lists", number)
		}
	}
}

// Every sheet says where its own numbers are from, in words that a reader can follow there.
func TestOwnSource(t *testing.T) {
	tables, err := doc.All[*doc.Table](made(t).document.Blocks)
	if err != nil {
		t.Fatal(err)
	}
	if got := made(t).document.Imprint; !strings.HasPrefix(got, "By the maintainers") || !strings.HasSuffix(got, "due in July 2026.") {
		t.Errorf("the spreadsheet says of who made it: %q", got)
	}
	want := map[string]string{
		"table-law":        "the law, which the sheet “sources” names",
		"table-glossary":   "this project",
		"table-sources":    "this project",
		"table-growth":     "Home Office, police recorded crime open data tables, release of 23 April 2026",
		"table-statements": "figures that others published, which the sheet “sources” names with their addresses",
	}
	for _, table := range tables {
		if table.Source == "" || strings.Contains(table.Source, "data/") {
			t.Errorf("%s has the source %q, want one that a reader of the spreadsheet can follow", table.ID, table.Source)
		}
		if source, ok := want[table.ID]; ok && table.Source != source {
			t.Errorf("%s has the source %q, want %q", table.ID, table.Source, source)
		}
	}
}
