package analysis

import (
	"errors"
	"fmt"
	"testing"
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
			part.National = Area{all.Name, all.Forces[:n]}
			for b.Loop() {
				rows, err := part.AllForces()
				if err != nil {
					b.Fatal(err)
				}
				if _, err := part.Spread(rows); err != nil {
					b.Fatal(err)
				}
				if _, err := part.History("", "", part.forceAreas(), 3, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	for _, years := range []int{3, 4, 5} {
		b.Run(fmt.Sprintf("quarters=%d", 8*years+1), func(b *testing.B) {
			for b.Loop() {
				if br, err := s.Break(all, Grooming, years); err != nil || br.Model == nil {
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
	do(s.PartYear(s.Force.Area()))
	do(s.AgainstRest(s.Force.Area(), s.AfterYear.Period(), s.BeforeYear.Period()))
	do(s.AgainstRest(s.Force.Area(), s.LatestYear.Period(), s.AfterYear.Period()))
	do(s.Measures())
	do(s.Checks())
	_, _, failed = s.AgainstScotland()
	do(nil, failed)
	_, _, failed = s.Sensitivity()
	do(nil, failed)
	return err
}
