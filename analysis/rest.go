package analysis

import (
	"fmt"
	"math"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/stats"
)

// A RestRow sets one force's ratio of the first year of the new definition to the last
// of the old beside that of the rest of England and Wales. That a force's own ratio is
// above 1 tests what the change of definition made false for every force; whether it
// differs from the rest's does not.
type RestRow struct {
	Force records.Force
	Contrast
	// P is adjusted over all forces (Benjamini and Hochberg 1995); NaN without a ratio.
	P float64
}

// AllAgainstRest is every force of the release that has the two years, sorted by name.
func (s *Study) AllAgainstRest() ([]RestRow, error) {
	after, before := s.AfterYear.Period(), s.BeforeYear.Period()
	nation := s.Nation(after, before)
	rest := s.wider(s.National, after, before)
	var rows []RestRow
	var later, earlier []int
	var scatters []stats.Dispersion
	for _, name := range nation.Forces {
		f, err := s.Data.Forces.Find(name)
		if err != nil {
			return nil, err
		}
		counts, err := s.restCounts(f.Area(), after, before)
		if err != nil {
			return nil, err
		}
		own := s.wider(f.Area(), after, before)
		c := Contrast{
			Name: restName(f.Area(), after, before), What: restOf, Area: f.Area(), caveat: s.Caveat(), scatter: own, otherScatter: rest,
			Later: s.CountFact(counts[0]), Earlier: s.CountFact(counts[1]), OtherLater: s.CountFact(counts[2]), OtherEarlier: s.CountFact(counts[3]),
		}
		rows = append(rows, RestRow{Force: f, Contrast: c})
		later, earlier = append(later, counts[0].AtLeastZero()), append(earlier, counts[1].AtLeastZero())
		scatters = append(scatters, own.Dispersion)
	}
	comparisons, adjusted, err := stats.AgainstRest(later, earlier, scatters, rest.Dispersion, Level)
	if err != nil {
		return nil, fmt.Errorf("forces against the rest: %w", err)
	}
	for i := range rows {
		rows[i].RateComparison, rows[i].P = comparisons[i], adjusted[i]
	}
	return rows, nil
}

// Differs reports whether the force differs from the rest beyond chance, with adjustment
// for the number of forces.
func (r RestRow) Differs() bool { return r.P < 1-Level }

// PFact is the adjusted p-value; tested are the facts of the ratios of all rows.
func (r RestRow) PFact(s *Study, tested []*fact.Fact) *fact.Fact {
	ratio := r.Fact(s)
	inputs := append([]fact.Input{fact.As("ratio", ratio)}, fact.AllAs("of", tested)...)
	return &fact.Fact{
		Name: r.Force.Area().Slug() + ".p-adjusted.against-rest", Value: r.P, Unit: "probability", Area: r.Force.Name, Period: ratio.Period,
		Definition: "two-sided p-value of the ratio of ratios against 1, by the normal approximation on the logarithm, adjusted over all forces (Benjamini and Hochberg 1995)",
		Vintage:    ratio.Vintage, Inputs: inputs, Text: fact.FormatP(r.P), Caveat: ratio.Caveat,
		Method: "two-sided p of the ratio against 1 by its limits, adjusted over every of (Benjamini–Hochberg)",
	}
}

// Tested is the facts of the ratios that exist, for the adjustment.
func Tested(s *Study, rows []RestRow) []*fact.Fact {
	var facts []*fact.Fact
	for _, r := range rows {
		if !math.IsNaN(r.P) {
			facts = append(facts, r.Fact(s))
		}
	}
	return facts
}
