// Package doctest has what the tests of the writers share: a document with every block and
// inline of the model, and readers of the files that the writers make.
package doctest

import (
	"bytes"
	_ "embed"
	"fmt"
	"regexp"
	"strconv"
	"testing"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/stats"
	"grooming-report/report/doc"
)

//go:embed testdata/sample.md
var sampleProse string

//go:embed testdata/quarters.svg
var quarters []byte

// sampleFacts are made up. Number 4 of the sample is the limits of fact 3.
var sampleFacts = func() []*fact.Fact {
	small := fact.Warning("The base is under 50; want two years of counts for a narrower interval.")
	revised := fact.Warning("Later releases revise this number: 150 in the release of 2019.")
	count := &fact.Fact{Name: "hampshire.count.2017-04_2017-12", Value: 142, Text: "142",
		Warnings: []fact.Warning{small, revised},
		Rows:     []records.Rows{{File: "data/releases/offences-2026-04-23.csv", First: 12, Last: 14}}}
	period := &fact.Fact{Name: "hampshire.period", Value: 2017, Text: "2017/18",
		Inputs: []fact.Input{fact.As("count", count)}}
	total := &fact.Fact{Name: "england-wales.count", Value: 3188, Text: "3,188",
		Inputs: []fact.Input{fact.As("count", count)}}
	ratio := &fact.Fact{Name: "hampshire.ratio", Value: 3.7735849, Text: "3.77", LimitsText: "2.73 to 5.24",
		Interval: &stats.Interval{Lower: 2.73, Upper: 5.24},
		Warnings: []fact.Warning{small}, Inputs: []fact.Input{fact.As("count", count), fact.As("total", total)}}
	return []*fact.Fact{count, period, total, ratio}
}()

// Sample is a document with every block and inline of the model.
func Sample(t testing.TB) *doc.Document {
	t.Helper()
	count, period, total, ratio := sampleFacts[0], sampleFacts[1], sampleFacts[2], sampleFacts[3]
	// The file shows ⟦3⟧ where a template would put a sentinel.
	prose := regexp.MustCompile("⟦([0-9]+)⟧").ReplaceAllStringFunc(sampleProse, func(s string) string {
		i, _ := strconv.Atoi(regexp.MustCompile("[0-9]+").FindString(s))
		return doc.Sentinel(i)
	})
	blocks, err := doc.Parse(prose, doc.Parts{
		Numbers: []doc.Inline{number(count), number(period), number(total), number(ratio), limits(ratio)},
		Tables:  []*doc.Table{smallTable(count, period), longTable(count, ratio)},
		Figure: func(id, tableID string) *doc.Figure {
			return &doc.Figure{ID: id, Name: "figures/quarters.svg", SVG: bytes.Clone(quarters), TableID: tableID,
				Caption: []doc.Inline{doc.Strong{Inline: []doc.Inline{doc.Text("Offences doubled when the code widened.")}},
					doc.Text(" Recorded offences, 88A, release of "), number(count)},
				Alt: "Bar chart of two years. Offences rose from 2,000 in 2016/17 to 4,000 in 2017/18, \"twice\" as many; the " +
					"code widened in between.",
			}
		},
		Codes: []*doc.Code{{
			ID: "code-comparerates", Func: "CompareRates", File: "analysis/ratio.go", Line: 31,
			Source: "// CompareRates compares <two> rates.\nfunc CompareRates(before, after Rate) (Ratio, error) {\n\tif " +
				"before == 0 && after == 0 {\n\t\treturn Ratio{}, errors.New(\"no `ratio` of #nothing\")\n\t}\n\treturn " +
				"Ratio{after / before}, nil\n}\n",
			Inputs: []string{"data/releases/offences-2026-04-23.csv"}, Facts: []*fact.Fact{ratio},
		}},
	})
	if err != nil {
		t.Fatal(err)
	}
	d := &doc.Document{
		Title: "Grooming offences recorded by the police", Subtitle: "What changed when the offence code widened in " +
			"April 2017 — a sample with 100% of the marks",
		Language: "en-GB", Date: "2026-04-23", Release: "Made from the Home Office release of 23 April 2026",
		Keywords: []string{"recorded crime", "88A"}, Summary: "A sample that holds every block & inline.", Blocks: blocks,
	}
	if err := d.Finish(); err != nil {
		t.Fatal(err)
	}
	return d
}

// smallTable is a table of three columns with a link and marks in its cells.
func smallTable(count, period *fact.Fact) *doc.Table {
	return &doc.Table{
		ID: "table-small",
		Caption: []doc.Inline{doc.Strong{Inline: []doc.Inline{doc.Text("Two counts,")}},
			doc.Text(" with a | and 100% in the caption, see "), doc.Ref{ID: "method"}},
		Columns: []doc.Column{{Head: "Period | months", Width: 0.3}, {Head: "Offences", Align: doc.Right, Width: 0.2},
			{Head: "Source", Width: 0.5}},
		Rows: [][]doc.Cell{
			{{doc.Text("2016/17")}, {doc.Text("1,042")}, {doc.Verbatim("offences.csv"), doc.Text(" | line 2")}},
			{{number(period)}, {number(count)},
				{doc.Link{URL: "https://example.org/?a=1&b=2", Inline: []doc.Inline{doc.Text("the release")}}}},
		},
	}
}

// longTable is a table of 44 forces, which runs over pages.
func longTable(count, ratio *fact.Fact) *doc.Table {
	long := &doc.Table{
		ID:      "table-long",
		Caption: []doc.Inline{doc.Text("Recorded offences by force, a table that runs over pages")},
		Columns: []doc.Column{{Head: "Force"}, {Head: "2016/17", Align: doc.Right}, {Head: "2017/18", Align: doc.Right},
			{Head: "Ratio", Align: doc.Right}, {Head: "Limits", Align: doc.Right}, {Head: "Remark"}},
		Break:  true,
		Forces: 44,
	}
	for i := range 44 {
		before := &fact.Fact{Name: fmt.Sprintf("force-%d.count", i+1), Value: float64(40 + 7*i), Unit: fact.Offences,
			Text: strconv.Itoa(40 + 7*i), Rows: count.Rows}
		row := []doc.Cell{
			{doc.Text(fmt.Sprintf("Force %d of the country", i+1))}, {number(before)}, {doc.Text(strconv.Itoa(120 + 11*i))},
			{number(ratio)}, {limits(ratio)}, {doc.Text("none")},
		}
		if i%5 == 2 {
			row[2] = doc.Cell{number(count)}
		}
		long.Rows = append(long.Rows, row)
	}
	return long
}

// number states a fact as a document prints it.
func number(f *fact.Fact) doc.Number { return doc.Number{Fact: f, Text: f.Text} }

// limits states the limits of a fact.
func limits(f *fact.Fact) doc.Number { return doc.Number{Fact: f, Text: f.LimitsText} }
