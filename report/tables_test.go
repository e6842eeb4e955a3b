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
