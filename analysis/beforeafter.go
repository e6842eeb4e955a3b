package analysis

import (
	"math"

	"grooming-report/analysis/records"
	"grooming-report/analysis/stats"
)

// BeforeAfter is the three comparisons of one area, which a document never states one without
// the others: the headline across the change of definition, the bounds under the old definition
// only, and the change within the new one.
type BeforeAfter struct {
	Area records.Area
	// Headline is 88A in the first whole year after over the last before: not
	// comparable, because the code widened.
	Headline Across
	// Old bounds the change under the old definition only.
	Old OldOnly
	// Within is the latest whole year over the base, and StartUp over the first year, all
	// under the new definition. Nil in a release that has no such years, and where the
	// definition has changed again since.
	Within, StartUp *Within
	// SameMonths is the latest part year over the same months a year before, or
	// the latest whole year over the one before it. Nil like Within.
	SameMonths *Within
}

// BeforeAfter computes the three numbers for an area.
func (s *Study) BeforeAfter(a records.Area) (BeforeAfter, error) {
	b := BeforeAfter{Area: a}
	var err error
	if b.Headline, err = s.Across(a, s.AfterYear.Period(), s.BeforeYear.Period()); err != nil {
		return b, err
	}
	if b.Old, err = s.oldOnly(a, b.Headline); err != nil {
		return b, err
	}
	year, latest := s.LatestYear.Period(), s.LatestMonths()
	for _, w := range []struct {
		made           **Within
		later, earlier records.Period
	}{
		{&b.Within, year, s.Base.Period()}, {&b.StartUp, year, s.AfterYear.Period()},
		{&b.SameMonths, latest, latest.YearBefore()},
	} {
		if *w.made, err = s.within(a, w.later, w.earlier); err != nil {
			return b, err
		}
	}
	return b, nil
}

// Across compares 88A in two periods across April 2017.
func (s *Study) Across(a records.Area, later, earlier records.Period) (Across, error) {
	l, e, err := s.pair(a, later, earlier)
	if err != nil {
		return Across{}, err
	}
	return compareAcross(l, e, s.Scatter(l.Area, later).Dispersion, s.Scatter(e.Area, earlier).Dispersion)
}

// Within compares 88A in two periods of one definition.
func (s *Study) Within(a records.Area, later, earlier records.Period) (Within, error) {
	l, e, err := s.pair(a, later, earlier)
	if err != nil {
		return Within{}, err
	}
	return compareWithin(l, e, s.Scatter(l.Area, later).Dispersion)
}

// comparable reports whether one definition of the series holds in two periods and
// between them.
func (s *Study) comparable(later, earlier records.Period) bool {
	return len(s.Series.Crossed(later, earlier)) == 0
}

func (s *Study) pair(a records.Area, later, earlier records.Period) (l, e records.Count, err error) {
	a = s.Counted(a, later, earlier)
	if l, err = s.Count(a, later); err != nil {
		return
	}
	e, err = s.Count(a, earlier)
	return
}

// within is Within, or nil where the later period does not follow the earlier one under
// the new definition, or the area has no number for one of the quarters.
func (s *Study) within(a records.Area, later, earlier records.Period) (*Within, error) {
	if earlier.From < s.Change || later.From <= earlier.To || !s.comparable(later, earlier) {
		return nil, nil
	}
	w, err := s.Within(a, later, earlier)
	if records.NoNumber(err) {
		return nil, nil
	}
	return &w, err
}

// compareRates compares two counts whether or not they are like for like.
func (s *Study) compareRates(later, earlier records.Count) (Comparison, error) {
	return compareCounts(later, earlier, s.Scatter(later.Area, later.Period).Dispersion,
		s.Scatter(earlier.Area, earlier.Period).Dispersion)
}

// YearOnYear compares each financial year under the old definition with the
// one before it: how recorded offences moved before the law changed.
func (s *Study) YearOnYear(a records.Area) ([]Within, error) {
	var ws []Within
	for y := s.Covered().From.Year(); y <= s.BeforeYear; y++ {
		if (y - 1).Quarter(1) < s.Covered().From {
			continue
		}
		w, err := s.Within(a, y.Period(), (y - 1).Period())
		if err != nil {
			return nil, err
		}
		ws = append(ws, w)
	}
	return ws, nil
}

// A ForceRow is the BeforeAfter of one force of the release, with p-values.
type ForceRow struct {
	Force records.Force
	BeforeAfter
	// HeadlineP, WithinP and StartUpP are p-values adjusted over all forces (Benjamini
	// and Hochberg 1995); NaN where there is no ratio.
	HeadlineP, WithinP, StartUpP float64
}

// StandsOutAlone reports whether the ratio within the new definition would stand out if
// the force were the only one looked at, and does not among all forces.
func (r ForceRow) StandsOutAlone() bool {
	return r.Within != nil && r.Within.Defined() && !r.Within.Interval.Contains(1) && r.WithinP >= 1-Level
}

// AllForces computes the comparisons for every force of the release that has the years on
// either side of the change, sorted by name, with p-values adjusted over the forces.
func (s *Study) AllForces() ([]ForceRow, error) {
	var rows []ForceRow
	for _, name := range s.Nation(s.AfterYear.Period(), s.BeforeYear.Period()).Forces {
		f, _ := s.Data.Forces.Known(name) // as every force of a release is
		b, err := s.BeforeAfter(f.Area())
		if err != nil {
			return nil, err
		}
		rows = append(rows, ForceRow{Force: f, BeforeAfter: b})
	}
	for _, adjust := range []struct {
		of func(BeforeAfter) *Comparison
		p  func(*ForceRow) *float64
	}{
		{func(b BeforeAfter) *Comparison { return &b.Headline.Comparison },
			func(r *ForceRow) *float64 { return &r.HeadlineP }},
		{func(b BeforeAfter) *Comparison { return b.Within.comparison() }, func(r *ForceRow) *float64 { return &r.WithinP }},
		{func(b BeforeAfter) *Comparison { return b.StartUp.comparison() },
			func(r *ForceRow) *float64 { return &r.StartUpP }},
	} {
		p := make([]float64, len(rows))
		for i, r := range rows {
			p[i] = testable(adjust.of(r.BeforeAfter))
		}
		adjusted, err := stats.BenjaminiHochberg(p)
		if err != nil {
			return nil, err
		}
		for i := range rows {
			*adjust.p(&rows[i]) = adjusted[i]
		}
	}
	return rows, nil
}

// testable is the p-value of a comparison, or NaN where there is none or both counts are
// zero, so that there is nothing to test.
func testable(c *Comparison) float64 {
	if c == nil || math.IsNaN(c.Ratio) {
		return math.NaN()
	}
	return c.P
}
