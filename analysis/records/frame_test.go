//go:build !js

package records

import (
	"maps"
	"slices"
	"testing"
)

// Every table reads alike in a frame; with -short every third.
func TestFrame(t *testing.T) {
	files := loadData(t).files
	for i, name := range slices.Sorted(maps.Keys(files)) {
		if testing.Short() && i%3 != 0 {
			continue
		}
		t.Log(name)
		file := files[name]
		want := loadFrame(file)
		if want.Err != nil {
			continue // no table
		}
		got, err := ReadTable(name, file, want.Names()...)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got.Rows != want.Nrow() {
			t.Errorf("%s: %d rows, want %d", name, got.Rows, want.Nrow())
			continue
		}
		records := got.Records()
		for i, row := range want.Records()[1:] {
			for column, field := range row {
				if own := records[i][want.Names()[column]]; own != field {
					t.Errorf("%s: column %s is %q, want %q", got.At(i), want.Names()[column], own, field)
				}
			}
		}
	}
}

// The national figures, which Gota groups and sums, are those of the typed cells, in
// every release, series and quarter.
func TestNationalSums(t *testing.T) {
	for _, r := range loadData(t).Releases {
		cells := map[*Series]map[Quarter]int{}
		for s := range r.periods {
			cells[s] = map[Quarter]int{}
		}
		for s, rows := range r.cells {
			for _, quarters := range rows {
				for q, several := range quarters.all() {
					for _, c := range several {
						cells[s][q] += int(c.offences)
					}
				}
			}
		}
		for s, want := range cells {
			if got, err := r.totals[s](); err != nil || !maps.Equal(got, want) {
				t.Errorf("release %s, %s: Gota sums %v, %v, want %v", r.Vintage, s.Name, got, err, want)
			}
		}
	}
}

func BenchmarkNationalSums(b *testing.B) {
	d := loadData(b)
	frame := loadFrame(d.files["releases/offences-2019.csv"])
	for b.Loop() {
		if _, err := d.Releases[0].sums(frame, d.Series.Main()); err != nil {
			b.Fatal(err)
		}
	}
}

// A frame whose rows are none of a release has no sums.
func TestSumsOfNone(t *testing.T) {
	r := loadData(t).Releases[0]
	const header = "series,financial_year,quarter,offences\n"
	for what, file := range map[string]string{
		"a year that is none":    header + "88A,2016,1,5\n",
		"a quarter that is none": header + "88A,2016/17,first,5\n",
	} {
		if sums, err := r.sums(loadFrame(file), r.Main); err == nil {
			t.Errorf("%s: %v, want an error", what, sums)
		}
	}
	sums, err := r.sums(loadFrame(header+"88A,2016/17,1,5\n88A,2016/17,1,6\n88A,2016/17,2,\n71,2016/17,1,9\n"), r.Main)
	if want := map[Quarter]int{FinancialYear(2016).Quarter(1): 11}; err != nil || !maps.Equal(sums, want) {
		t.Errorf("sums %v, %v; want %v", sums, err, want)
	}
}
