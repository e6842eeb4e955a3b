package analysis

import (
	"fmt"
	"math"
	"sync"
	"testing"

	"grooming-report/analysis/records"
	"grooming-report/analysis/records/recordstest"
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

// exact is the relative tolerance of methods without a fitting step, fitted that of
// iterative fits.
const (
	exact  = 1e-10
	fitted = 1e-8
)

// agree reports a value further from the wanted one than the relative tolerance.
// Infinities and NaN must match.
func agree(t *testing.T, name string, got, want, tolerance float64) {
	t.Helper()
	same := got == want || math.IsNaN(got) && math.IsNaN(want)
	if !same && !(math.Abs(got-want) <= tolerance*math.Max(math.Abs(want), math.SmallestNonzeroFloat64)) {
		t.Errorf("%s = %.15g, want %.15g", name, got, want)
	}
}

func agreeAll(t *testing.T, name string, got, want []float64) {
	t.Helper()
	for i := range want {
		agree(t, fmt.Sprintf("%s[%d]", name, i), got[i], want[i], fitted)
	}
}
