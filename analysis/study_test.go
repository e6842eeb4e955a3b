package analysis

import (
	"errors"
	"fmt"
	"testing"

	"grooming-report/analysis/records"
)

// The whole analysis of a report, and how it grows: with the forces that a
// table of all forces has, and with the quarters of a regression.
func BenchmarkAnalysis(b *testing.B) {
	s := newest(b, "Hampshire")
	b.Run("whole", func(b *testing.B) {
		for b.Loop() {
			if err := analyse(s); err != nil {
				b.Fatal(err)
			}
		}
	})
	all := s.National
	for _, n := range []int{11, 22, 44} {
		b.Run(fmt.Sprintf("forces=%d", n), func(b *testing.B) {
			part := *s
			part.National = records.Area{Name: all.Name, Forces: all.Forces[:n]}
			for b.Loop() {
				rows, err := part.AllForces()
				if err != nil {
					b.Fatal(err)
				}
				if _, err := part.Spread(rows); err != nil {
					b.Fatal(err)
				}
				if _, err := part.history("", "", part.forceAreas(), part.Covered().From.Year(), 3, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	for _, years := range []int{3, 4, 5} {
		b.Run(fmt.Sprintf("quarters=%d", 8*years+1), func(b *testing.B) {
			for b.Loop() {
				if br, err := s.effectOf(all, s.Series, years, transition); err != nil || br.Model == nil {
					b.Fatal(br.Reason, err)
				}
			}
		})
	}
}

// analyse computes all that a report states.
func analyse(s *Study) error {
	var err error
	do := func(_ any, failed error) { err = errors.Join(err, failed) }
	rows, failed := s.AllForces()
	do(rows, failed)
	do(s.BeforeAfter(s.National))
	do(s.YearOnYear(s.National))
	do(s.Controls())
	do(s.Breaks())
	do(s.Spread(rows))
	do(s.Histories())
	do(s.PartYear(s.National))
	do(s.PartYear(s.Area))
	do(s.AgainstRest(s.Area, s.AfterYear.Period(), s.BeforeYear.Period()))
	do(s.AgainstRest(s.Area, s.LatestYear.Period(), s.Base.Period()))
	do(s.AllAgainstRest())
	do(s.Bases())
	do(s.OneForAll())
	do(s.Settling())
	do(s.Placebos(transition - 1))
	do(s.Placebos(transition))
	areas := []records.Area{s.National}
	for _, name := range s.Release.Forces {
		areas = append(areas, records.ForceArea(name))
	}
	for _, a := range areas {
		do(s.Prediction(a))
		do(s.Trend(a))
	}
	do(s.Scores(areas...))
	do(s.FirstYear(s.National))
	do(s.FirstYear(s.Area))
	before, failed := s.BeforeAfter(s.National)
	do(s.Returns(before.Old, s.CountFact(before.Old.Lowest.After)))
	do(nil, failed)
	do(s.Measures())
	do(s.Checks())
	_, _, failed = s.AgainstNation("Scotland")
	do(nil, failed)
	_, _, failed = s.Sensitivity()
	do(nil, failed)
	return err
}

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
		agree(t, test.area.Name+" as printed", w.RatioFact(s, "within-definition").Input("dispersion").Value, test.want, exact)
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
