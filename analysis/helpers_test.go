package analysis

import (
	"fmt"
	"math"
	"testing"

	"grooming-report/analysis/records"
	"grooming-report/analysis/records/recordstest"
)

func study(t testing.TB, release, force string) *Study {
	t.Helper()
	s, err := NewStudy(loadData(t), release, force)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func loadData(t testing.TB) *Data {
	t.Helper()
	d, err := Load("../data")
	if err != nil {
		t.Fatal(err)
	}
	recordstest.Keep(d.Data)
	return d
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
