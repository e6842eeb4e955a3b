package analysis_test

import (
	"errors"
	"fmt"
	"testing"

	"grooming-report/analysis"
	"grooming-report/analysis/records"
	"grooming-report/analysis/records/recordstest"
	"grooming-report/analysis/robustness"
	"grooming-report/analysis/trends"
)

// The whole analysis of a report, and how it grows with the forces that a table of all
// forces has.
func BenchmarkAnalysis(b *testing.B) {
	d, err := analysis.Load("../data")
	if err != nil {
		b.Fatal(err)
	}
	recordstest.Keep(d.Data)
	s, err := analysis.NewStudy(d, "2026-04-23", "Hampshire")
	if err != nil {
		b.Fatal(err)
	}
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
				if _, err := trends.Histories(&part); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// analyse computes all that a report states.
func analyse(s *analysis.Study) error {
	var err error
	do := func(_ any, failed error) { err = errors.Join(err, failed) }
	rows, failed := s.AllForces()
	do(rows, failed)
	do(s.BeforeAfter(s.National))
	do(s.YearOnYear(s.National))
	do(s.Controls())
	breaks, failed := trends.FitBreaks(s)
	do(breaks, failed)
	do(s.Spread(rows))
	do(trends.Histories(s))
	do(trends.NewPartYear(s, s.National))
	do(trends.NewPartYear(s, s.Area))
	do(s.AgainstRest(s.Area, s.AfterYear.Period(), s.BeforeYear.Period()))
	do(s.AgainstRest(s.Area, s.LatestYear.Period(), s.Base.Period()))
	do(s.AllAgainstRest())
	do(s.Bases())
	do(s.OneForAll())
	do(trends.FitSettling(s))
	do(trends.Placebos(s, breaks.National.Transition-1))
	do(trends.Placebos(s, breaks.National.Transition))
	areas := []records.Area{s.National}
	for _, name := range s.Release.Forces {
		areas = append(areas, records.ForceArea(name))
	}
	for _, a := range areas {
		do(trends.Predict(s, a))
		do(trends.Fit(s, a))
	}
	do(trends.Scores(s, areas...))
	do(trends.FitFirstYear(s, s.National))
	do(trends.FitFirstYear(s, s.Area))
	before, failed := s.BeforeAfter(s.National)
	do(robustness.OfReturns(s, before.Old, s.CountFact(before.Old.Lowest.After)))
	do(nil, failed)
	do(s.Measures())
	do(s.Checks())
	_, _, failed = s.AgainstNation("Scotland")
	do(nil, failed)
	_, _, failed = robustness.Choices(s)
	do(nil, failed)
	return err
}
