package html

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"io"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
)

// A page holds each row that its numbers add up once, as the table has it.
func TestRows(t *testing.T) {
	tables := fstest.MapFS{
		"releases/new.csv": {Data: []byte("force,offences\nKent,1\nEssex,2\n\"Devon, Cornwall\",3\nKent,4\nSurrey,5\n")},
		"population.csv":   {Data: []byte("area,people\nKent,7\n")},
	}
	rows := func(file string, first, last int) []records.Rows {
		return []records.Rows{{File: file, First: first, Last: last}}
	}
	facts := []*fact.Fact{
		{Name: "a", Rows: rows("data/releases/new.csv", 4, 6)},
		{Name: "b", Rows: rows("data/releases/new.csv", 2, 2)},
		{Name: "c", Rows: rows("data/releases/new.csv", 4, 4)},
		{Name: "d", Rows: rows("data/population.csv", 2, 2)},
		{Name: "e", Rows: rows("changes.csv", 2, 9)}, // a product, which stands beside the page
	}
	const want = "#data/population.csv\narea,people\nKent,7\n" +
		"#data/releases/new.csv\nforce,offences\nKent,1\n@4\n\"Devon, Cornwall\",3\nKent,4\nSurrey,5\n"

	p := &page{}
	if err := p.rows(facts, tables); err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`^<script type="application/gzip" id="rows">([A-Za-z0-9+/=]+)</script>\n$`).FindStringSubmatch(p.out.String())
	if m == nil {
		t.Fatalf("rows wrote %q, want one script element that no browser runs", p.out.String())
	}
	packed, err := base64.StdEncoding.DecodeString(m[1])
	if err != nil {
		t.Fatal(err)
	}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(z); err != nil || string(got) != want {
		t.Errorf("rows = %q, %v, want %q", got, err, want)
	}

	facts = append(facts, &fact.Fact{Name: "f", Rows: rows("data/population.csv", 2, 3)})
	if _, err := rowsOf(facts, tables); err == nil || !strings.Contains(err.Error(), "data/population.csv has 2 lines") {
		t.Errorf("rowsOf of a line behind the end = %v, want an error that names the table and its length", err)
	}
}
