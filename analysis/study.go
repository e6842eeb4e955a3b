package analysis

import (
	"fmt"

	"grooming-report/analysis/records"
)

// A Study is everything that one report is about: a series, a release, an area, and
// the estimates made from them. All its results come from Release unless they name
// another vintage.
type Study struct {
	Data    *Data
	Release *records.Release
	// Series is what is counted, and Change the quarter in which its definition first
	// changed: the change that the report is about.
	Series *records.Series
	Change records.Quarter
	// Area is what the report looks at beside England and Wales: a police force, or
	// several as one.
	Area records.Area
	// Lacks is the quarters for which the release has no count in Area: all, where it
	// does not hold one of the forces. Whatever needs them is left out, never zero.
	Lacks []records.Quarter
	// Areas is every area that was asked for, Area the first of them. More than one are set
	// side by side.
	Areas []records.Area
	// National is England and Wales. Its forces are those of the release whose counts
	// have no missing cell, on which a regression or a dispersion over all quarters
	// rests. Count, Rate, Across and Within count it with every force that has the
	// quarters they need: see Nation.
	National records.Area
	LeftOut  []string        // the forces that are not in National, with the reason
	lapses   []records.Lapse // of the release
	suffix   string          // of the names of its scatters, where another release is the report's
	// scatters is how counts vary within each definition of the series.
	scatters []scatter
	// BeforeYear and AfterYear are the last whole financial year of the old
	// definition and the first of the new one.
	BeforeYear, AfterYear records.FinancialYear
	// Base is the year from which everything within the new definition is measured. It is the
	// second year of the definition, because the first is a start-up year: forces took up the
	// new offence one after another, so its quarters rise from one to the next, and any later
	// year would look like more growth than there was. MeasuredFrom sets another; Bases says
	// what depends on it.
	Base records.FinancialYear
	// LatestYear is the last whole financial year, and Partial the quarters of
	// the year after it (0 to 3).
	LatestYear records.FinancialYear
	Partial    int
}

// NewStudy chooses the release (its date, or its file; empty for the newest that
// serves) and the area, in any words that records.Forces.Area understands, or several with
// semicolons between them; no words are England and Wales. The release must reach from the
// last year of the old definition to the first of the new one.
func NewStudy(d *Data, release, area string) (*Study, error) {
	r, err := d.Release(release)
	if err != nil {
		return nil, err
	}
	var areas []records.Area
	if area != "" {
		if areas, err = areasBeside(d.Forces, area); err != nil {
			return nil, err
		}
	}
	series := r.Main
	if len(series.Breaks()) == 0 {
		return nil, fmt.Errorf("data/series.csv gives series %q one definition only; a report is about a change of "+
			"definition", series.Name)
	}
	change := series.Breaks()[0]
	s := &Study{
		Data: d, Release: r, Series: series, Change: change, Areas: areas,
		BeforeYear: change.Year() - 1, AfterYear: change.Year(),
	}
	s.Base = s.OwnBase()
	covered := r.Covered()
	if !r.Spans() {
		return nil, fmt.Errorf("%s covers %s; a report needs at least %s and %s: give another RELEASE, or none for the "+
			"newest that has them", r.File, covered, s.BeforeYear, s.AfterYear)
	}
	s.National = records.Area{Name: series.Nation, Forces: r.Nation(covered).Forces}
	s.LeftOut = r.LeftOut(d.Forces, covered)
	if len(areas) == 0 {
		s.Areas = []records.Area{s.National}
	}
	s.Area = s.Areas[0]
	s.Lacks = s.lacked()
	s.LatestYear, s.Partial = r.LatestYear()
	s.lapses = r.Lapses(series)
	return s, s.measureScatters()
}

// lacked is the quarters for which the release has no count in the study's area.
func (s *Study) lacked() []records.Quarter {
	var lacks []records.Quarter
	for q := s.Covered().From; q <= s.Covered().To; q++ {
		if _, err := s.Count(s.Area, q.Period()); err != nil {
			lacks = append(lacks, q)
		}
	}
	return lacks
}

// WithArea is the same study of another area.
func (s *Study) WithArea(a records.Area) *Study {
	other := *s
	other.Area, other.Areas = a, []records.Area{a}
	other.Lacks = other.lacked()
	return &other
}

// OwnBase is the base that a study has if nobody sets another: the second year of the new
// definition.
func (s *Study) OwnBase() records.FinancialYear { return s.AfterYear + 1 }

// withBase is the same study measured from another year of the new definition, before
// the latest whole one.
func (s *Study) withBase(y records.FinancialYear) *Study {
	other := *s
	other.Base = y
	return &other
}

// nextBreak is the first change of definition after a quarter, or a quarter after all
// that the release covers.
func (s *Study) nextBreak(q records.Quarter) records.Quarter {
	for _, b := range s.Series.Breaks() {
		if b > q {
			return b
		}
	}
	return s.Covered().To + 1
}

// Before and After are the quarters that the release has before and since the study's
// change of definition, the latter up to the next one.
func (s *Study) Before() records.Period {
	return records.Period{From: s.Covered().From, To: s.Change - 1}
}

// After is the quarters under the definition that began with the study's change.
func (s *Study) After() records.Period {
	return records.Period{From: s.Change, To: s.nextBreak(s.Change) - 1}
}

// Added is what others counted of the offence that the study's change added to the
// series; nil where the table of series has no such count.
func (s *Study) Added() *records.Series {
	for _, o := range s.Data.Series {
		if start, ok := o.Definitions[0].Start(); ok && o.PartOf == s.Series && o.Source != s.Series.Source &&
			start == s.Change {
			return o
		}
	}
	return nil
}

// InPart reports whether the release lacks so much of the area that the comparisons
// across the change, or the latest year, cannot be made.
func (s *Study) InPart() bool {
	_, _, across := s.pair(s.Area, s.AfterYear.Period(), s.BeforeYear.Period())
	_, latest := s.Count(s.Area, s.LatestYear.Period())
	return across != nil || latest != nil
}

// Reported lists, by name, the forces on which a brief can be written: those that have the years
// that are compared, and the latest.
func (s *Study) Reported() []string {
	return s.Nation(s.AfterYear.Period(), s.BeforeYear.Period(), s.LatestYear.Period()).Forces
}

// Gap says, after the force's name, that the release does not hold the force or
// which quarters it has no number for; "" where it has them all.
func (s *Study) Gap() string {
	switch {
	case len(s.Lacks) == 0:
		return ""
	case len(s.Lacks) == s.Covered().Quarters():
		return "is not in this release"
	}
	return "has no number in this release for " + records.ListQuarters(s.Lacks)
}

// Covered is the period that the release has of the series.
func (s *Study) Covered() records.Period { return s.Release.Covered() }

// Years is the periods of the report's tables by year: every financial year
// that the release has, the last one perhaps in part.
func (s *Study) Years() []records.Period {
	var ps []records.Period
	covered := s.Covered()
	for _, y := range covered.Years() {
		ps = append(ps, records.Period{From: max(covered.From, y.Quarter(1)), To: min(covered.To, y.Quarter(4))})
	}
	return ps
}

// Caveat is what must stand beside a number that rests on both sides of the study's
// change of definition.
func (s *Study) Caveat() string { return s.Series.Caveat((s.Change - 1).Period(), s.Change.Period()) }

// LatestMonths is the last financial year of the release, as far as it goes.
func (s *Study) LatestMonths() records.Period {
	if s.Partial > 0 {
		return (s.LatestYear + 1).Part(s.Partial)
	}
	return s.LatestYear.Period()
}
