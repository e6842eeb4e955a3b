package analysis

import (
	"testing"

	"grooming-report/analysis/records"
)

// The scatter of national quarters, as sum((n - m)^2/m)/18 of the whole years 2018/19 to
// 2024/25 and /12 of 2012/13 to 2016/17 (R), widens limits of England and Wales, and none of a force.
func TestNationalDispersion(t *testing.T) {
	s := newest(t, "Hampshire")
	agree(t, "before", s.NationalDispersionFact(OldDefinition).Value, 3.10491271382089, exact)
	agree(t, "after", s.NationalDispersionFact(NewDefinition).Value, 5.57996056836638, exact)
	for _, test := range []struct {
		area records.Area
		want float64
	}{{s.National, 5.57996056836638}, {s.rest(s.Area), 5.57996056836638}, {s.Area, s.Scatter(s.Area, s.LatestYear.Period()).Value}} {
		w, err := s.Within(test.area, s.LatestYear.Period(), s.AfterYear.Period())
		if err != nil {
			t.Fatal(err)
		}
		agree(t, test.area.Name+" as printed", w.RatioFact(s, "within-definition").Input("dispersion").Value, test.want,
			exact)
	}
}

// named is the count of a series, by its name, in England and Wales.
func named(t *testing.T, s *Study, name string, p records.Period) records.Count {
	t.Helper()
	series, err := s.Data.Series.Find(name)
	if err != nil {
		t.Fatal(err)
	}
	c, err := s.Release.Count(s.National, series, p)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// A total that is set beside code 88A does not contain it.
func TestControlsAreWithout88A(t *testing.T) {
	s := newest(t, "Hampshire")
	p := s.AfterYear.Period()
	for series, whole := range map[string]string{"sexual offences other than code 88A": "sexual offences", "all offences excluding fraud and code 88A": "all offences excluding fraud"} {
		without := named(t, s, series, p)
		with := named(t, s, whole, p)
		if without.N != with.N-4624 {
			t.Errorf("%s: %d, want %d less 4,624", series, without.N, with.N)
		}
		if len(without.Rows) <= len(with.Rows) {
			t.Errorf("%s: the rows of code 88A are not among its %d", series, len(without.Rows))
		}
	}
}

func BenchmarkStudy(b *testing.B) {
	d := loadData(b)
	for b.Loop() {
		s, err := NewStudy(d, "", "Hampshire")
		if err != nil {
			b.Fatal(err)
		}
		if _, err := s.AllForces(); err != nil {
			b.Fatal(err)
		}
	}
}
