package recordstest

import (
	"fmt"
	"strings"
	"testing"

	"grooming-report/analysis/records"
)

// Made is a release of cells that a test makes up, of every force in every quarter from
// April 2012 to December 2025. ok is false for a series that the release does not hold, and
// a cell without words is marked as missing.
func Made(t testing.TB, known *records.Data,
	cell func(series, force string, q records.Quarter) (words string, ok bool)) *records.Release {
	t.Helper()
	var table strings.Builder
	fmt.Fprintln(&table, strings.Join(records.ReleaseHeader, ","))
	for _, series := range known.Series.Recorded() {
		for q := records.FinancialYear(2012).Quarter(1); q <= records.FinancialYear(2025).Quarter(3); q++ {
			for _, f := range known.Forces.List {
				if words, ok := cell(series.Name, f.Name, q); ok {
					fmt.Fprintf(&table, "%s,%d,%q,%s,%s,\n", q.Year(), q.N(), f.Name, series.Name, words)
				}
			}
		}
	}
	r, err := records.ParseRelease("data/releases/offences-2026-04-23.csv", table.String(), known.Forces, known.Series)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
