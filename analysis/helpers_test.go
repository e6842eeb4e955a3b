package analysis

import (
	"strconv"
	"sync"
	"testing"

	"grooming-report/analysis/records"
	"grooming-report/analysis/records/recordstest"
	"grooming-report/analysis/stats/statstest"
)

// What most tests compare with.
const (
	exact  = statstest.Exact
	fitted = statstest.Fitted
)

var (
	agree    = statstest.Agree
	agreeAll = statstest.AgreeAll
)

// loaded is the tables of the data folder, read once for all tests.
var loaded = sync.OnceValues(func() (*Data, error) {
	d, err := Load("../data")
	if err == nil {
		recordstest.Keep(d.Data)
	}
	return d, err
})

// loadData is those tables. A test may put others in the place of one, and changes no row of one.
func loadData(t testing.TB) *Data {
	t.Helper()
	d, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return d.copied()
}

func (d *Data) copied() *Data {
	other, tables := *d, *d.Data
	other.Data = &tables
	return &other
}

var studies = map[[2]string]*Study{} // that study made, by release and area

// study is the study of a release and an area, made once. Each test has a copy, with tables as
// loadData gives them.
func study(t testing.TB, release, area string) *Study {
	t.Helper()
	key := [2]string{release, area}
	if studies[key] == nil {
		s, err := NewStudy(loadData(t), release, area)
		if err != nil {
			t.Fatal(err)
		}
		studies[key] = s
	}
	s := *studies[key]
	s.Data = s.Data.copied()
	return &s
}

// newest is a study of the release of 23 April 2026, on which all wanted values
// of study-level tests rest.
func newest(t testing.TB, area string) *Study {
	t.Helper()
	return study(t, "2026-04-23", area)
}

func year(y int) records.Period { return records.FinancialYear(y).Period() }

// madeStudy is a study of counts that a test makes up: of every force in every quarter
// from April 2012 to December 2025.
func madeStudy(t testing.TB, area string, count func(force string, q records.Quarter) int) *Study {
	t.Helper()
	return studyOf(t, area, func(series, force string, q records.Quarter) (string, bool) {
		return strconv.Itoa(count(force, q)), series == "88A"
	})
}

// studyOf is a study of cells that a test makes up, as recordstest.Made takes them.
func studyOf(t testing.TB, area string, cell func(series, force string, q records.Quarter) (words string,
	ok bool)) *Study {
	t.Helper()
	known := loadData(t)
	known.Releases = []*records.Release{recordstest.Made(t, known.Data, cell)}
	s, err := NewStudy(known, "", area)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
