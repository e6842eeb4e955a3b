package trends

import (
	"errors"
	"fmt"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/stats"
)

// A Trend is the yearly growth of an area's counts within the new definition, since the
// base: beside the last step from one year to the next, which may be small, it says whether the
// records rise or fall steadily. It says nothing of years to come.
type Trend struct {
	Area   records.Area
	Period records.Period
	Growth stats.Effect // with the wider of the dispersion-scaled and the Newey–West limits
	Scaled stats.Effect
	Robust stats.Effect
	Lags   int
	count  *fact.Fact
}

// Fit fits the growth of an area's quarters since the base. It is nil where they are too
// few, hold none in some season, or lack a number, and where a growth would say nothing: on
// fewer than [fact.TinyBase] offences in the base, or over quarters of none that are no fall.
func Fit(s *analysis.Study, a records.Area) (*Trend, error) {
	p := records.Period{From: s.Base.Quarter(1), To: s.After().To}
	if p.To < p.From {
		return nil, nil
	}
	t, err := fitTrend(s, a, p)
	if t == nil || err != nil {
		return nil, err
	}
	base, err := s.Release.Count(t.whole.Area, s.Series, s.Base.Period())
	if err != nil {
		return nil, err
	}
	_, silent := s.SilentSince(t.whole.Area.Name)
	if base.N < fact.TinyBase || silent || s.Unreadable(t.whole, base) {
		return nil, nil
	}
	return &Trend{t.whole.Area, p, stats.Wider(t.Scaled, t.NeweyWest), t.Scaled, t.NeweyWest, t.Lags,
		s.CountFact(t.whole)}, nil
}

// Reading is what the limits allow one to say.
func (t *Trend) Reading() string {
	switch {
	case t.Growth.Interval.Lower > 1:
		return "a rise on average over these years"
	case t.Growth.Interval.Upper < 1:
		return "a fall on average over these years"
	}
	return "no trend that can be told from chance"
}

// A growth is the trend of a count by quarters, with what it was fitted to.
type growth struct {
	*stats.Trend
	whole             records.Count
	counts, exposures []float64 // of each quarter
}

// fitTrend fits the growth of an area's quarters; nil where they are too few, hold none in some
// season, or lack a number.
func fitTrend(s *analysis.Study, a records.Area, p records.Period) (*growth, error) {
	var f growth
	a = s.Counted(a, p)
	var err error
	if f.counts, f.exposures, err = quarterCounts(s, a, p); err == nil {
		f.Trend, err = stats.FitTrend(f.counts, f.exposures, p.From.N(), 1, stats.NeweyWestLags(len(f.counts)),
			analysis.Level)
	}
	if records.NoNumber(err) || noFit(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("%s, trend over %s: %w", a.Name, p, err)
	}
	f.whole, err = s.Release.Count(a, s.Series, p)
	return &f, err
}

// quarterCounts is the counts of each quarter, and their exposures in years.
func quarterCounts(s *analysis.Study, a records.Area, p records.Period) (counts, exposures []float64, err error) {
	quarters, err := s.Release.Quarters(a, s.Series, p)
	for _, c := range quarters {
		counts, exposures = append(counts, float64(c.N)), append(exposures, float64(c.Period.Exposure()))
	}
	return counts, exposures, err
}

// noFit reports whether an error is that of data which a regression cannot be fitted to.
func noFit(err error) bool {
	for _, e := range []error{
		stats.ErrNoDegreesOfFreedom, stats.ErrCollinear, stats.ErrLags, stats.ErrSeparated, stats.ErrNegativeCount,
		stats.ErrNotConverged,
	} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}

// Fact is the growth as a document states it, with the wider limits.
func (t *Trend) Fact(s *analysis.Study) *fact.Fact {
	return t.fact(s, "", t.Growth, "the wider of two kinds of "+analysis.PercentLevel+" limits")
}

// NeweyWestFact is the same with limits that allow for autocorrelation alone.
func (t *Trend) NeweyWestFact(s *analysis.Study) *fact.Fact {
	return t.fact(s, ".newey-west", t.Robust, fmt.Sprintf("Newey–West %s limits, %d lags", analysis.PercentLevel, t.Lags))
}

func (t *Trend) fact(s *analysis.Study, suffix string, e stats.Effect, how string) *fact.Fact {
	return &fact.Fact{
		Name: t.Area.Slug() + ".trend.within-definition" + suffix, Value: e.Ratio, Interval: &e.Interval,
		Unit: fact.UnitRatio, Area: t.Area.Name, Period: t.Period,
		Definition: "yearly growth of quarterly counts since the base, log-linear quasi-Poisson regression with seasons; " +
			how + "; " + s.Series.Describe(t.Period),
		Vintage: string(s.Release.Vintage), Text: fact.FormatFixed(e.Ratio, 3),
		LimitsText: fact.FormatGrowth(e.Interval),
		Method: fact.Method(fmt.Sprintf("quasi-Poisson regression of the quarters of the count on the year and the "+
			"season, exposure by days, %d Newey–West lags; %s",
			t.Lags, how)).At(analysis.Level),
		Inputs: []fact.Input{fact.As("count", t.count)},
	}
}

// A FirstYear sets the whole first year of the new definition against the trend of the
// years before it alone, carried on: how far recording stepped when the definition changed,
// without a line fitted to what came after. It is a step of records, not the effect of a law.
type FirstYear struct {
	Expected, Step *fact.Fact
	// Quadratic is the step if the growth before had itself been changing; nil without one.
	Quadratic *fact.Fact
}

// FitFirstYear fits the trend of an area's quarters before the change. It is nil where these are
// too few, or lack a number.
func FitFirstYear(s *analysis.Study, a records.Area) (*FirstYear, error) {
	before, after := s.Before(), s.AfterYear.Period()
	a = s.Counted(a, before, after)
	counts, exposures, err := quarterCounts(s, a, before)
	if records.NoNumber(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	count, err := s.Release.Count(a, s.Series, after)
	if records.NoNumber(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	base, err := s.Release.Count(a, s.Series, before)
	if err != nil {
		return nil, err
	}
	var ahead []float64
	for n := 1; n <= 4; n++ {
		ahead = append(ahead, float64(s.AfterYear.Quarter(n).Period().Exposure()))
	}
	y := &FirstYear{}
	for _, degree := range []int{1, 2} {
		t, err := stats.FitTrend(counts, exposures, before.From.N(), degree, stats.NeweyWestLags(len(counts)), analysis.Level)
		if noFit(err) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("%s, trend before %s: %w", a.Name, s.AfterYear, err)
		}
		d, err := t.Departure(count.AtLeastZero(), s.Scatter(a, after).Dispersion, ahead, analysis.Level)
		if err != nil {
			return nil, fmt.Errorf("%s, %s against the trend before: %w", a.Name, s.AfterYear, err)
		}
		expected, step := firstYearFacts(s, a, degree, d, count, base)
		if degree == 1 {
			y.Expected, y.Step = expected, step
		} else {
			y.Quadratic = step
		}
	}
	if y.Step == nil {
		return nil, nil
	}
	return y, nil
}

func firstYearFacts(s *analysis.Study, a records.Area, degree int, d stats.Departure,
	count, base records.Count) (expected, step *fact.Fact) {
	kind := map[int]string{1: "linear", 2: "quadratic"}[degree]
	before := s.CountFact(base)
	expected = &fact.Fact{
		Name: a.Slug() + ".first-year.expected." + kind, Value: d.Expected, Unit: fact.Offences, Area: a.Name,
		Period: count.Period,
		Definition: "offences that the " + kind + " trend of the quarters before " + s.AfterYear.String() +
			", carried on, would have had under the old definition",
		Vintage: string(s.Release.Vintage), Text: fact.FormatFixed(d.Expected, 0),
		Inputs: []fact.Input{fact.As("before", before)},
		Method: fact.Method("quasi-Poisson regression of the quarters of before on a " + kind +
			" trend and the season, exposure by days, carried on for four quarters"),
	}
	step = &fact.Fact{
		Name: a.Slug() + ".first-year.step." + kind, Value: d.Ratio, Interval: &d.Interval, Unit: fact.UnitRatio,
		Area:   a.Name,
		Period: records.Period{From: base.Period.From, To: count.Period.To},
		Definition: "count of " + s.AfterYear.String() + " ÷ count expected from the trend before alone; " +
			analysis.PercentLevel +
			" limits hold the trend’s uncertainty and the scatter of both",
		Vintage: string(s.Release.Vintage), Text: fact.FormatRatio(d.Ratio), LimitsText: fact.FormatLimits(d.Interval),
		Caveat: s.Caveat(),
		Method: fact.Departure.At(analysis.Level), Inputs: []fact.Input{
			fact.As("later", s.CountFact(count)), fact.As("earlier", expected),
			fact.As("later-dispersion", s.Scatter(a, count.Period).Fact),
		},
	}
	return expected, step
}
