package analysis

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/stats"
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
	// Base is the year from which everything within the new definition is measured. It is
	// the second year of the definition, because the first is a start-up year: forces took
	// up the new offence one after another, so that its quarters rise from one to the
	// next and any later year looks larger beside it than recording had become. An
	// analyst may set another with withBase; Bases says what depends on it.
	Base records.FinancialYear
	// LatestYear is the last whole financial year, and Partial the quarters of
	// the year after it (0 to 3).
	LatestYear records.FinancialYear
	Partial    int
}

// A scatter is how far counts vary within one definition of the series.
type scatter struct {
	definition *records.Definition
	name       string // in a fact: before and after the study's change, or since when
	period     records.Period
	// span is the period that scatters are measured in: without the first year of a
	// new definition, in which it came into use.
	span     records.Period
	forces   stats.Dispersion // of force by quarter counts
	fact     *fact.Fact
	nation   stats.Dispersion // of the quarters of England and Wales
	national *fact.Fact       // nil where they are too few
	byForce  map[string]Scatter
	own      []Scatter // of the forces, before they are drawn towards what they have in common
	prior    *fact.Fact
	priorDF  float64
}

// NewStudy chooses the release (its date, or its file; empty for the newest that
// serves) and the area, in any words that records.Forces.Area understands, or several with
// semicolons between them; no words are England and Wales. The release must reach from the last year of the old definition to
// the first of the new one.
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
func (s *Study) withBase(y records.FinancialYear) (*Study, error) {
	if y < s.AfterYear || y >= s.LatestYear {
		return nil, fmt.Errorf("base %s, want a year from %s, the first of the new definition, to %s, the last before "+
			"the latest", y, s.AfterYear, s.LatestYear-1)
	}
	other := *s
	other.Base = y
	return &other, nil
}

// measureScatters estimates the dispersion within each definition of the series.
// One that has too few quarters for it has none of its own.
func (s *Study) measureScatters() error {
	covered := s.Covered()
	for _, d := range s.Series.Definitions {
		sc := scatter{definition: d, name: "before", period: covered}
		if start, ok := d.Start(); ok {
			sc.period.From = max(covered.From, start)
			if start == s.Change {
				sc.name = "after"
			} else if start > s.Change {
				sc.name = "since-" + start.First().Format("2006-01")
			}
		}
		if next := s.nextBreak(sc.period.From); next <= covered.To {
			sc.period.To = next - 1
		}
		if sc.period.To < sc.period.From {
			continue
		}
		var err error
		sc.forces, err = dispersionOf(s.Release, s.Nation(sc.period), s.Series, sc.period)
		if errors.Is(err, stats.ErrNoDegreesOfFreedom) && sc.period.From > s.Change {
			continue
		}
		if err != nil {
			return fmt.Errorf("%s: %w", s.Release.File, err)
		}
		if sc.fact, err = s.newDispersionFact(sc); err != nil {
			return err
		}
		sc.span = sc.period
		if sc.span.From == s.Change {
			sc.span.From = (s.AfterYear + 1).Quarter(1)
		}
		nation, err := s.ownScatter(sc, s.Nation(sc.span))
		switch {
		case errors.Is(err, stats.ErrNoDegreesOfFreedom), errors.Is(err, stats.ErrFewDegreesOfFreedom):
		case err != nil:
			return err
		default:
			sc.nation, sc.national = nation.Dispersion, nation.Fact
			sc.national.Name = "england-wales.dispersion.national-quarters." + sc.name
		}
		if err := s.moderate(&sc); err != nil {
			return fmt.Errorf("%s: %w", s.Release.File, err)
		}
		s.scatters = append(s.scatters, sc)
	}
	return nil
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

// Sibling is the other offence code that the release gives, which some forces used for
// the new offence at first; nil where there is none.
func (s *Study) Sibling() *records.Series {
	for _, series := range s.Data.Series.Recorded() {
		if series != s.Series && series.Code != "" {
			return series
		}
	}
	return nil
}

// controlSeries lists what can be set beside the study's series: what the same tables
// give that neither holds it nor is it.
func (s *Study) controlSeries() []*records.Series {
	holds := func(whole *records.Series) bool {
		for part := s.Series; part != nil; part = part.PartOf {
			if part == whole {
				return true
			}
		}
		return false
	}
	return slices.DeleteFunc(slices.Clone([]*records.Series(s.Data.Series)), func(o *records.Series) bool {
		return o.Source != s.Series.Source || holds(o)
	})
}

// added is what others counted of the offence that the study's change added to the
// series; nil where the table of series has no such count.
func (s *Study) added() *records.Series {
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

// Reported lists the forces on which two pages can be written: those that have the years
// that are compared, and the latest.
func (s *Study) Reported() []string {
	return s.Nation(s.AfterYear.Period(), s.BeforeYear.Period(), s.LatestYear.Period()).Forces
}

// Previous is the newest release older than the study's that shares at least a
// whole financial year with it; nil if there is none.
func (s *Study) Previous() *records.Release {
	var previous *records.Release
	for _, r := range s.Data.Releases {
		if r.Vintage < s.Release.Vintage && sharesYear(r.Covered(), s.Covered()) {
			previous = r
		}
	}
	return previous
}

// Predecessor is the same study of the release before, measured from the same base; nil
// where there is none that a report can be made of.
func (s *Study) Predecessor() *Study {
	previous := s.Previous()
	if previous == nil {
		return nil
	}
	before, err := NewStudy(s.Data, string(previous.Vintage), s.Area.Name)
	if err != nil {
		return nil // a single sheet of an old release has no report of its own
	}
	before.Base, before.Areas = s.Base, s.Areas
	return before
}

// sharesYear reports whether two periods have a whole financial year in common.
func sharesYear(a, b records.Period) bool {
	for _, y := range a.Years() {
		year := y.Period()
		if a.From <= year.From && year.To <= a.To && b.From <= year.From && year.To <= b.To {
			return true
		}
	}
	return false
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

// dispersionOf is Pearson's φ of the counts by force and quarter.
func dispersionOf(r *records.Release, a records.Area, series *records.Series,
	p records.Period) (stats.Dispersion, error) {
	var counts [][]float64
	for _, f := range a.Forces {
		cs, err := r.Quarters(records.ForceArea(f), series, p)
		if err != nil {
			return stats.Dispersion{}, err
		}
		row := make([]float64, len(cs))
		for i, c := range cs {
			row[i] = float64(c.N)
		}
		counts = append(counts, row)
	}
	return stats.TableDispersion(counts)
}

// Covered is the period that the release has of the series.
func (s *Study) Covered() records.Period { return s.Release.Covered() }

// Nation is England and Wales as it can be counted in some periods: the forces of the
// release that have a number in every quarter of them. A force that lacks one is left
// out of these periods and of no others, and the area's name says so.
func (s *Study) Nation(periods ...records.Period) records.Area { return s.Release.Nation(periods...) }

// counted is an area as it is counted in some periods: England and Wales with the
// forces that have them, and any other area as it is.
func (s *Study) counted(a records.Area, periods ...records.Period) records.Area {
	if a.Name != s.National.Name {
		return a
	}
	return s.Nation(periods...)
}

// Count is a count of the series in the study's release.
func (s *Study) Count(a records.Area, p records.Period) (records.Count, error) {
	return s.Release.Count(s.counted(a, p), s.Series, p)
}

// CountOf is a count of another series, of the same forces as Count.
func (s *Study) CountOf(series *records.Series, a records.Area, p records.Period) (records.Count, error) {
	return s.Release.Count(s.counted(a, p), series, p)
}

// Quarters is the counts of each quarter of the period.
func (s *Study) Quarters(a records.Area, p records.Period) ([]records.Count, error) {
	var counts []records.Count
	for q := p.From; q <= p.To; q++ {
		c, err := s.Count(a, q.Period())
		if err != nil {
			return nil, err
		}
		counts = append(counts, c)
	}
	return counts, nil
}

// Rate is the annual rate of 88A in the study's release.
func (s *Study) Rate(a records.Area, p records.Period) (Rate, error) {
	c, err := s.Count(a, p)
	if err != nil {
		return Rate{}, err
	}
	return Annualise(c, s.Scatter(c.Area, p).Dispersion)
}

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

// Caveat is what must stand beside a number that rests on both sides of the study's
// change of definition.
func (s *Study) Caveat() string { return s.Series.Caveat((s.Change - 1).Period(), s.Change.Period()) }

// comparable reports whether one definition of the series holds in two periods and
// between them.
func (s *Study) comparable(later, earlier records.Period) bool {
	return len(s.Series.Crossed(later, earlier)) == 0
}

func (s *Study) pair(a records.Area, later, earlier records.Period) (l, e records.Count, err error) {
	a = s.counted(a, later, earlier)
	if l, err = s.Count(a, later); err != nil {
		return
	}
	e, err = s.Count(a, earlier)
	return
}

// An OldOnly is what can be said of the old definition after April 2017: the
// counts of s.15 that remain when published figures of s.15A are taken off
// 88A. Freedom of information returns and Home Office counts are different
// measures, so this is a range, never one number.
type OldOnly struct {
	// Lowest and Highest bound the ratio of s.15 after to 88A before: over the
	// published figures and vintages, or, where no figure is published, from
	// none to all of 88A after.
	Lowest, Highest OldBound
	// Published tells whether a figure of s.15A is published for the area.
	Published bool
	// Combinations is how many pairs of a vintage and a figure were used: each of the
	// counts After with each of Figures.
	Combinations int
	After        []records.Count
	Figures      []records.Published
	// Contradictions lists the pairs in which s.15A exceeds 88A, which cannot be.
	Contradictions []Contradiction
}

// An OldBound is one end of the range of OldOnly: 88A after April 2017 in a
// vintage, the s.15A figure taken off it (its ID is empty where none is
// published), and the comparison of what remains.
type OldBound struct {
	After  records.Count
	Figure records.Published
	Comparison
}

// A Contradiction is a published s.15A figure above the 88A count that should
// contain it.
type Contradiction struct {
	Count     records.Count
	Published records.Published
}

// BeforeAfter is the three numbers of one area, never one alone.
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

// A ForceRow is the three numbers for every force of the release.
type ForceRow struct {
	Force records.Force
	BeforeAfter
	// HeadlineP, WithinP and StartUpP are p-values adjusted over all forces (Benjamini
	// and Hochberg 1995); NaN where there is no ratio.
	HeadlineP, WithinP, StartUpP float64
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
	if b.Within, err = s.within(a, s.LatestYear.Period(), s.Base.Period()); err != nil {
		return b, err
	}
	if b.StartUp, err = s.within(a, s.LatestYear.Period(), s.AfterYear.Period()); err != nil {
		return b, err
	}
	latest := s.LatestMonths()
	b.SameMonths, err = s.within(a, latest, latest.YearBefore())
	return b, err
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

// wholeNation reports whether an area holds every territorial force.
func (s *Study) wholeNation(a records.Area) bool {
	return !slices.ContainsFunc(s.Data.Forces.Territorial().Forces,
		func(f string) bool { return !slices.Contains(a.Forces, f) })
}

// LatestMonths is the last financial year of the release, as far as it goes.
func (s *Study) LatestMonths() records.Period {
	if s.Partial > 0 {
		return (s.LatestYear + 1).Part(s.Partial)
	}
	return s.LatestYear.Period()
}

// oldOnly bounds the ratio under the old definition. The count after is 88A
// less s.15A, for every vintage that has both years and every s.15A figure
// published for the first whole year after.
func (s *Study) oldOnly(a records.Area, headline Across) (OldOnly, error) {
	a = headline.Later.Area
	var o OldOnly
	first := true
	for _, p := range s.Data.Published {
		if p.Area != a.Name || p.Series != s.added() || p.Period != s.AfterYear.Period() {
			continue
		}
		if !a.Single() && !s.wholeNation(a) {
			continue // the figure is of all forces, the counts are not
		}
		o.Published, o.Figures, o.After = true, append(o.Figures, p), nil
		for _, after := range s.Data.Vintages(a, s.AfterYear.Period()) {
			// A vintage that lost its earlier years is set against the study's own
			// release: a wider range is the honest one.
			before := headline.Earlier
			for _, c := range s.Data.Vintages(a, s.BeforeYear.Period()) {
				if c.Vintage == after.Vintage {
					before = c
				}
			}
			o.Combinations++
			o.After = append(o.After, after)
			if p.Value > after.N {
				o.Contradictions = append(o.Contradictions, Contradiction{after, p})
				continue
			}
			remaining := after
			remaining.N -= p.Value
			c, err := s.compareRates(remaining, before)
			if err != nil {
				return o, err
			}
			if first || c.Ratio < o.Lowest.Ratio {
				o.Lowest = OldBound{after, p, c}
			}
			if first || c.Ratio > o.Highest.Ratio {
				o.Highest = OldBound{after, p, c}
			}
			first = false
		}
	}
	if !first {
		return o, nil
	}
	// No usable figure: none of 88A after, or all of it, may be s.15.
	o.Published = false
	none := headline.Later
	none.N = 0
	lowest, err := s.compareRates(none, headline.Earlier)
	if err != nil {
		return o, err
	}
	highest, err := s.compareRates(headline.Later, headline.Earlier)
	o.Lowest, o.Highest = OldBound{After: headline.Later, Comparison: lowest},
		OldBound{After: headline.Later, Comparison: highest}
	return o, err
}

// compareRates compares two counts whether or not they are like for like.
func (s *Study) compareRates(later, earlier records.Count) (Comparison, error) {
	return compareCounts(later, earlier, s.Scatter(later.Area, later.Period).Dispersion,
		s.Scatter(earlier.Area, earlier.Period).Dispersion)
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
		f, err := s.Data.Forces.Find(name)
		if err != nil {
			return nil, err
		}
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

// PerMillion is a rate for each million people, by the population estimate
// nearest in time.
type PerMillion struct {
	Rate     Rate
	People   int
	Estimate string // mid-2019
	MidYear  int    // 2019
	Under16  bool
	Value    float64
	Interval stats.Interval
	Rows     []records.Rows // of the population table
	Distance int            // years between the estimate and the period's middle
}

// fewestResidents is how many people an area must have for a rate per million.
const fewestResidents = 100_000

// PerMillion divides a rate by the people of its area: all, on the basis that holds for
// every year, or children under 16, as first published. It takes the estimate of the year
// in which the middle of the period lies, or the nearest. It returns nil where a
// territorial force of the area has no estimate, because its offences would be in the rate
// and its people not, or where the area has so few residents that a rate would mislead, as
// City of London has. British Transport Police has no residents: its offences are shared
// out over everybody’s.
func (s *Study) PerMillion(r Rate, under16 bool) *PerMillion {
	basis := records.Rebased
	if under16 {
		basis = records.FirstPublished
	}
	middle := r.Count.Period.First().Year() + (r.Count.Period.Quarters()+1)/8
	year, found := 0, false
	for _, p := range s.Data.Population {
		if p.Basis != basis || under16 && p.Under16 == 0 {
			continue
		}
		if !found || distance(p.MidYear, middle) < distance(year, middle) {
			year, found = p.MidYear, true
		}
	}
	estimates, ok := s.Data.Residents(r.Count.Area, year, basis)
	if !ok {
		return nil
	}
	m := &PerMillion{Rate: r, Under16: under16, Estimate: fmt.Sprintf("mid-%d", year), MidYear: year,
		Distance: distance(year, middle)}
	var lines []int
	residents := 0
	for _, p := range estimates {
		residents += p.AllAges
		people := p.AllAges
		if under16 {
			people = p.Under16
		}
		m.People += people
		lines = append(lines, p.Row.First)
	}
	if residents < fewestResidents {
		return nil
	}
	m.Rows = records.JoinRows(estimates[0].Row.File, lines)
	k := 1e6 / float64(m.People)
	m.Value, m.Interval = r.PerYear*k, r.Interval.Scale(k)
	return m
}

// distance is the number of years between two.
func distance(a, b int) int { return max(a-b, b-a) }

// Checks is what the data say of every claim, in the table's order.
func (s *Study) Checks() ([]Check, error) {
	var ks []Check
	for _, c := range s.Data.Claims {
		k, err := s.Data.Check(c, s.Release)
		if err != nil {
			return nil, err
		}
		ks = append(ks, k)
	}
	return ks, nil
}

// A Control is one of controlSeries, compared over the same two years as the headline.
type Control struct {
	Series     *records.Series
	Dispersion stats.Dispersion // of force by quarter counts over the two years
	Within
	scattered []records.Count // what Dispersion is of
}

// Controls compares controlSeries in the first year after April 2017 over the last
// before. A release without them has none.
func (s *Study) Controls() ([]Control, error) {
	var cs []Control
	later, earlier := s.AfterYear.Period(), s.BeforeYear.Period()
	for _, series := range s.controlSeries() {
		c, err := s.Control(series, s.National, later, earlier)
		if records.NoNumber(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		cs = append(cs, c)
	}
	return cs, nil
}

// Control compares another series of the tables in two periods. Its limits allow for the
// scatter of the forces of England and Wales about their quarters in the two periods, and
// between them. It fails with records.ErrMissing or records.ErrNotCovered where
// a number lacks, and with ErrUnlike where the series changed its definition.
func (s *Study) Control(series *records.Series, a records.Area, later, earlier records.Period) (Control, error) {
	l, err := s.Release.Count(s.counted(a, later, earlier), series, later)
	if err != nil {
		return Control{}, err
	}
	e, err := s.Release.Count(l.Area, series, earlier)
	if err != nil {
		return Control{}, err
	}
	both := records.Period{From: min(earlier.From, later.From), To: max(earlier.To, later.To)}
	nation, scattered := l.Area, []records.Count{e, l}
	if a.Name != s.National.Name || both.Quarters() != later.Quarters()+earlier.Quarters() {
		nation = s.Nation(both)
		whole, err := s.Release.Count(nation, series, both)
		if err != nil {
			return Control{}, err
		}
		scattered = []records.Count{whole}
	}
	d, err := dispersionOf(s.Release, nation, series, both)
	if err != nil {
		return Control{}, err
	}
	w, err := compareWithin(l, e, d)
	return Control{series, d, w, scattered}, err
}

// YearOnYear compares each financial year under the old definition with the
// one before it: how recorded offences moved before the law changed.
func (s *Study) YearOnYear(a records.Area) ([]Within, error) {
	var ws []Within
	for y := s.Covered().From.Year() + 1; y <= s.BeforeYear; y++ {
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

// A Silence is a force that recorded no 88A offence from some quarter to the
// end of the release, although it had recorded some before.
type Silence struct {
	Force string
	Since records.Quarter
}

// Silent lists the forces without a recorded offence in at least the last
// eight quarters, after some before. Zeros that last so long may be a change of
// recording and not an absence of offences.
func (s *Study) Silent() []Silence {
	const quarters = 8
	var list []Silence
	covered := s.Covered()
	for _, name := range s.Release.Forces {
		since := covered.To + 1
		for since > covered.From {
			c, err := s.Count(records.ForceArea(name), records.Period{From: since - 1, To: since - 1})
			if err != nil || c.N != 0 {
				break
			}
			since--
		}
		if n := int(covered.To - since + 1); n >= quarters && since > covered.From {
			list = append(list, Silence{name, since})
		}
	}
	return list
}

// SilentSince is the quarter since which a force is Silent; ok is false for others.
func (s *Study) SilentSince(force string) (since records.Quarter, ok bool) {
	for _, x := range s.Silent() {
		if x.Force == force {
			return x.Since, true
		}
	}
	return 0, false
}

// silentIn reports whether a count of none is that of a silent force, which is no fall.
func (s *Study) silentIn(c records.Count) bool {
	_, silent := s.SilentSince(c.Area.Name)
	return silent && c.N == 0
}

// Unreadable reports whether a comparison of one force rests on a lapse, so that it shows
// neither a rise nor a fall.
func (s *Study) Unreadable(later, earlier records.Count) bool {
	return later.Area.Single() && len(s.lapsed(later))+len(s.lapsed(earlier)) > 0
}

// lapsed lists the lapses that a count holds: quarters of none after dozens, which look
// like figures that were not supplied, and are no fall.
func (s *Study) lapsed(c records.Count) []records.Lapse {
	var list []records.Lapse
	for _, l := range s.lapses {
		if c.Vintage == s.Release.Vintage && c.Series == s.Series && c.Period.Contains(l.Quarter) &&
			slices.Contains(c.Area.Forces, l.Force) {
			list = append(list, l)
		}
	}
	return list
}
