//go:build !js

package records

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"
)

// Every table reads alike without the frame, as it is read in a browser.
func TestPlain(t *testing.T) {
	d := loadData(t)
	for name, file := range d.files {
		want, err := readFrame(file)
		if err != nil {
			continue // no table
		}
		got, err := readPlain(file)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got.rows() != want.rows() || !slices.Equal(got.names(), want.names()) {
			t.Errorf("%s: %d rows of %q, want %d of %q", name, got.rows(), got.names(), want.rows(), want.names())
			continue
		}
		for _, column := range want.names() {
			if !slices.Equal(got.column(column), want.column(column)) {
				t.Errorf("%s: column %s differs", name, column)
			}
		}
	}
}

// A line is split as encoding/csv splits it, where that takes it for one row.
func TestSplitLine(t *testing.T) {
	for _, line := range []string{
		"a", "a,b", ",", "a,,b,", `"a"`, `"a,b",c`, `a,"b ""c"" d",e`, `"",""`, `""""`, `"a",`, ` "a"`, `a"b`, `"a"b`, `"a`,
		`"a,b`,
		`"a" ,b`, `a,"`, `"""`, `é,"–"`, "a\tb,c",
	} {
		r := csv.NewReader(strings.NewReader(line + "\n"))
		want, wantErr := r.Read()
		got, err := splitLine(nil, line)
		if (err != nil) != (wantErr != nil) || err == nil && !slices.Equal(got, want) {
			t.Errorf("splitLine(%q) = %q, %v, want %q, %v", line, got, err, want, wantErr)
		}
	}
}

// The national figures, which Gota groups and sums, are those of the typed cells, in
// every release, series and quarter.
func TestNationalSums(t *testing.T) {
	for _, r := range loadData(t).Releases {
		totals, err := r.totals()
		if err != nil {
			t.Fatal(err)
		}
		cells := map[total]int{}
		for of, quarters := range r.cells {
			for q, several := range quarters.all() {
				for _, c := range several {
					cells[total{of.series, q}] += c.offences
				}
			}
		}
		if len(totals) != len(cells) {
			t.Errorf("release %s: %d sums, want %d", r.Vintage, len(totals), len(cells))
		}
		for key, want := range cells {
			if got := totals[key]; got != want {
				t.Errorf("release %s, %s, %s: Gota sums %d, want %d", r.Vintage, key.series.Name, key.quarter, got, want)
			}
		}
	}
}

func BenchmarkNationalSums(b *testing.B) {
	d := loadData(b)
	t, err := d.Table("releases/offences-2019.csv", ReleaseHeader...)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := d.Releases[0].sums(t.frame); err != nil {
			b.Fatal(err)
		}
	}
}
