package analysis

import (
	"cmp"
	"fmt"
	"math"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/stats"
)

// A RestRow sets one force's ratio of the first year of the new definition to the last of the
// old beside that of the rest of England and Wales. A test of the force's own ratio against 1
// would say nothing, because the wider definition raised the counts of every force; whether the
// ratio differs from that of the rest can be asked.
type RestRow struct {
	Force records.Force
	Contrast
	// P is adjusted over all forces (Benjamini and Hochberg 1995); NaN without a ratio.
	P    float64
	wide float64 // the same by the larger dispersion of each side for both years
}

// AllAgainstRest is every force of the release that has the two years, sorted by name.
func (s *Study) AllAgainstRest() ([]RestRow, error) {
	after, before := s.AfterYear.Period(), s.BeforeYear.Period()
	nation := s.Nation(after, before)
	var rows []RestRow
	var later, earlier []int
	var own, wider [][2]stats.Dispersion
	var rest [2]stats.Dispersion
	for _, name := range nation.Forces {
		f, _ := s.Data.Forces.Known(name) // as every force of a release is
		counts, err := s.countsBeside(f.Area(), s.rest(f.Area(), after, before), after, before)
		if err != nil {
			return nil, err
		}
		c := Contrast{
			Name: restName(f.Area(), after, before), What: restOf, Area: f.Area(), caveat: s.Caveat(),
			scatters: s.scattersBeside(f.Area(), s.National, after, before),
			Later:    s.CountFact(counts[0]), Earlier: s.CountFact(counts[1]), OtherLater: s.CountFact(counts[2]),
			OtherEarlier: s.CountFact(counts[3]),
		}
		rows = append(rows, RestRow{Force: f, Contrast: c})
		later, earlier = append(later, counts[0].AtLeastZero()), append(earlier, counts[1].AtLeastZero())
		ds := c.dispersions()
		own, rest = append(own, [2]stats.Dispersion(ds[:2])), [2]stats.Dispersion(ds[2:])
		wider = append(wider, larger([2]stats.Dispersion(ds[:2])))
	}
	comparisons, adjusted, err := stats.AgainstRest(later, earlier, own, rest, Level)
	_, wide, wideErr := stats.AgainstRest(later, earlier, wider, larger(rest), Level)
	if err := cmp.Or(err, wideErr); err != nil {
		return nil, fmt.Errorf("forces against the rest: %w", err)
	}
	for i := range rows {
		rows[i].RateComparison, rows[i].P, rows[i].wide = comparisons[i], adjusted[i], wide[i]
	}
	return rows, nil
}

// larger takes the larger of two dispersions for both.
func larger(ds [2]stats.Dispersion) [2]stats.Dispersion {
	if ds[1].Value > ds[0].Value {
		return [2]stats.Dispersion{ds[1], ds[1]}
	}
	return [2]stats.Dispersion{ds[0], ds[0]}
}

// Differs reports whether the force differs from the rest beyond chance, with adjustment
// for the number of forces.
func (r RestRow) Differs() bool { return r.P < 1-Level }

// DiffersWidely reports whether it still does if the larger of the dispersions of both years
// is taken for each of them, which makes the limits too wide.
func (r RestRow) DiffersWidely() bool { return r.wide < 1-Level }

// TestedAgainstRest is how many of the rows have a p-value, with their ratios as its inputs;
// nil for none.
func (s *Study) TestedAgainstRest(rows []RestRow) *fact.Fact {
	var ratios []*fact.Fact
	for _, r := range rows {
		if !math.IsNaN(r.P) {
			ratios = append(ratios, r.Fact(s))
		}
	}
	if len(ratios) == 0 {
		return nil
	}
	return &fact.Fact{
		Name: "forces.tested.against-rest", Value: float64(len(ratios)), Unit: fact.UnitForces, Area: s.National.Name,
		Period: ratios[0].Period, Vintage: string(s.Release.Vintage), Text: fact.FormatInt(len(ratios)),
		Definition: "forces whose ratio is set beside that of the rest of England and Wales",
		Method:     fact.HowMany, Inputs: fact.AllAs("of", ratios),
	}
}

// DifferFact is how many of the rows differ from the rest beyond chance.
func (s *Study) DifferFact(rows []RestRow, tested *fact.Fact) *fact.Fact {
	return s.differing(rows, tested, RestRow.Differs, "", fact.DifferingRatios)
}

// DifferWidelyFact is the same by the larger dispersion of each side for both years.
func (s *Study) DifferWidelyFact(rows []RestRow, tested *fact.Fact) *fact.Fact {
	f := s.differing(rows, tested, RestRow.DiffersWidely, "-by-the-larger-dispersion", fact.DifferingRatiosWide)
	f.Definition += ", the larger dispersion of each side for both years"
	return f
}

func (s *Study) differing(rows []RestRow, tested *fact.Fact, differs func(RestRow) bool, suffix string,
	method fact.Method) *fact.Fact {
	n := 0
	for _, r := range rows {
		if differs(r) {
			n++
		}
	}
	return &fact.Fact{
		Name: "forces.against-rest.differ" + suffix, Value: float64(n), Unit: fact.UnitForces, Area: s.National.Name,
		Period:     tested.Period,
		Definition: "forces whose ratio of ratios differs from 1 with adjusted p < " + fact.FormatFixed(1-Level, 2),
		Vintage:    tested.Vintage, Text: fact.FormatInt(n), Caveat: s.Caveat(),
		Inputs: []fact.Input{fact.As("tested", tested)},
		Method: method,
	}
}

// PFact is the adjusted p-value of a row that has one.
func (r RestRow) PFact(s *Study, tested *fact.Fact) *fact.Fact {
	ratio := r.Fact(s)
	return &fact.Fact{
		Name: r.Force.Area().Slug() + ".p-adjusted.against-rest", Value: r.P, Unit: "probability", Area: r.Force.Name,
		Period: ratio.Period, Vintage: ratio.Vintage, Text: fact.FormatP(r.P), Caveat: ratio.Caveat,
		Definition: "p-value of the ratio of ratios against 1, widened for overdispersion, adjusted over all forces " +
			"(Benjamini and Hochberg 1995)",
		Method: fact.AdjustedContrast,
		Inputs: []fact.Input{fact.As("ratio", ratio), fact.As("tested", tested)},
	}
}
