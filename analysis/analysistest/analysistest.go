// Package analysistest gives tests of what is built upon a study the studies that they look
// at: of releases that do not change, and of counts that a test makes up.
package analysistest

import (
	"bytes"
	"strconv"
	"strings"
	"sync"
	"testing"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/records/recordstest"
)

// loaded is the tables of the data folder as a room below analysis finds it, read once.
var loaded = sync.OnceValues(func() (*analysis.Data, error) {
	d, err := analysis.Load("../../data")
	if err == nil {
		recordstest.Keep(d.Data)
	}
	return d, err
})

// Data is the tables, with the releases that recordstest.Keep leaves. A test may put others
// in the place of one, and changes no row of one.
func Data(t testing.TB) *analysis.Data {
	t.Helper()
	d, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	other, tables := *d, *d.Data
	other.Data = &tables
	return &other
}

// Newest is a study of the release of 23 April 2026, on which all wanted values of tests rest.
func Newest(t testing.TB, area string) *analysis.Study {
	t.Helper()
	return study(t, Data(t), "2026-04-23", area)
}

// Made is a study of counts of the main series alone, of every force in every quarter from
// April 2012 to December 2025.
func Made(t testing.TB, area string, count func(force string, q records.Quarter) int) *analysis.Study {
	t.Helper()
	return Cells(t, area, func(series, force string, q records.Quarter) (string, bool) {
		return strconv.Itoa(count(force, q)), series == "88A"
	})
}

// Cells is a study of the cells of a release, as recordstest.Made takes them.
func Cells(t testing.TB, area string,
	cell func(series, force string, q records.Quarter) (words string, ok bool)) *analysis.Study {
	t.Helper()
	d := Data(t)
	d.Releases = []*records.Release{recordstest.Made(t, d.Data, cell)}
	return study(t, d, "", area)
}

func study(t testing.TB, d *analysis.Data, release, area string) *analysis.Study {
	t.Helper()
	s, err := analysis.NewStudy(d, release, area)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Written is a fact's row in evidence.csv.
func Written(t testing.TB, f *fact.Fact) string {
	t.Helper()
	e := &fact.Evidence{}
	if err := e.Add(f); err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := e.Write(&file); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(file.String()) {
		if strings.HasPrefix(line, f.Name+",") {
			return line
		}
	}
	t.Fatalf("%s is not in the file", f.Name)
	return ""
}
