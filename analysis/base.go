package analysis

import (
	"fmt"
	"math"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
)

// A BaseChoice is what is found within the new definition when it is measured from one
// year: the report measures from the study's Base, and shows what depends on that.
type BaseChoice struct {
	Year     records.FinancialYear
	National *Within // the latest whole year over this one
	// Up and Down count the forces whose ratio is above or below 1 beyond chance, with
	// adjustment for the number of forces. A force that fell silent is not among them.
	Up, Down int
	tested   *fact.Fact   // the ratios that were adjusted together
	silent   []fact.Input // the counts of forces that fell silent
	// Rest is the study's area against the rest of England and Wales; nil where the study
	// is of England and Wales, or the area lacks a number.
	Rest *Contrast
	// Funnel is how far the forces differ from that year on, without shrinkage; nil without a
	// whole year to compare.
	Funnel *Spread
}

// Bases is the findings within the new definition from every year that they could be
// measured from, in order of time.
func (s *Study) Bases() ([]BaseChoice, error) {
	var choices []BaseChoice
	for y := s.AfterYear; y < s.LatestYear; y++ {
		other := s.withBase(y)
		b := BaseChoice{Year: y}
		var err error
		if b.National, err = other.within(s.National, s.LatestYear.Period(), y.Period()); err != nil {
			return nil, err
		}
		if b.National == nil {
			continue
		}
		rows, err := other.AllForces()
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			switch {
			case r.Within == nil || r.WithinP >= 1-Level:
			case r.Within.Ratio > 1:
				b.Up++
			case r.Within.Ratio < 1 && !s.silentIn(r.Within.Later):
				b.Down++
			}
		}
		if b.Funnel, err = other.funnel(rows); err != nil {
			return nil, err
		}
		if b.Funnel != nil && y != s.Base {
			b.Funnel.base = baseKind(s, y) + "."
		}
		b.tested, b.silent = s.Tested(baseKind(s, y), rows, func(r ForceRow) *Comparison { return r.Within.comparison() })
		if !s.InPart() && s.Area.Name != s.National.Name {
			rest, err := other.AgainstRest(s.Area, s.LatestYear.Period(), y.Period())
			switch {
			case records.NoNumber(err):
			case err != nil:
				return nil, fmt.Errorf("base %s: %w", y, err)
			default:
				b.Rest = &rest
			}
		}
		choices = append(choices, b)
	}
	return choices, nil
}

// MeasuredFrom is the same study with another base year, given as 2019/20; the empty string
// leaves the study's own. It fails for a year before the new definition, and for one that is not
// before the latest whole year.
func (s *Study) MeasuredFrom(base string) (*Study, error) {
	if base == "" {
		return s, nil
	}
	y, err := records.ParseFinancialYear(base)
	if err != nil {
		return nil, fmt.Errorf("base %q, want a financial year such as %s", base, s.Base)
	}
	if y < s.AfterYear || y >= s.LatestYear {
		return nil, fmt.Errorf("base %s, want a year from %s, the first of the new definition, to %s, the last before "+
			"the latest", y, s.AfterYear, s.LatestYear-1)
	}
	return s.withBase(y), nil
}

// baseKind names a ratio from a base year in a fact.
func baseKind(s *Study, y records.FinancialYear) string {
	switch y {
	case s.Base:
		return "within-definition"
	case s.AfterYear:
		return "from-start-up"
	}
	return "from-" + y.Period().Key()
}

// NationalFact is the national ratio from the base.
func (b BaseChoice) NationalFact(s *Study) *fact.Fact {
	return b.National.RatioFact(s, baseKind(s, b.Year))
}

// CountFacts are the numbers of forces above and below 1 beyond chance.
func (b BaseChoice) CountFacts(s *Study) (up, down *fact.Fact) {
	of := func(which string, n int, method fact.Method, more ...fact.Input) *fact.Fact {
		return &fact.Fact{
			Name: "forces." + baseKind(s, b.Year) + "." + which + "-one", Value: float64(n), Unit: fact.UnitForces,
			Area:   s.National.Name,
			Period: records.Period{From: b.Year.Quarter(1), To: s.LatestYear.Quarter(4)},
			Definition: fmt.Sprintf("forces whose ratio from %s to %s is %s 1 with adjusted p < %s", b.Year, s.LatestYear,
				which, fact.FormatFixed(1-Level, 2)),
			Vintage: string(s.Release.Vintage), Method: method,
			Inputs: append([]fact.Input{fact.As("tested", b.tested)}, more...), Text: fact.FormatInt(n),
		}
	}
	return of("above", b.Up, fact.AboveOne), of("below", b.Down, fact.BelowOne, b.silent...)
}

// Tested is how many ratios of the forces have a p-value, which was adjusted for their
// number, with those ratios as its inputs, and beside it the counts of none of forces
// that fell silent. kind ends the names of the ratios.
func (s *Study) Tested(kind string, rows []ForceRow, of func(ForceRow) *Comparison) (tested *fact.Fact,
	silent []fact.Input) {
	var ratios []*fact.Fact
	var period records.Period
	for _, r := range rows {
		c := of(r)
		if math.IsNaN(testable(c)) {
			continue
		}
		ratio := c.fact(s, "rate-ratio."+kind, false)
		ratios, period = append(ratios, ratio), ratio.Period
		if s.silentIn(c.Later) {
			silent = append(silent, fact.As("silent", ratio.Input("later")))
		}
	}
	if len(ratios) == 0 {
		return nil, nil
	}
	return &fact.Fact{
		Name: "forces.tested." + kind, Value: float64(len(ratios)), Unit: fact.UnitForces, Area: s.National.Name,
		Period:     period,
		Definition: "forces with a p-value of their ratio, adjusted for the number of forces",
		Vintage:    string(s.Release.Vintage),
		Method:     fact.HowMany, Inputs: fact.AllAs("of", ratios), Text: fact.FormatInt(len(ratios)),
	}, silent
}
