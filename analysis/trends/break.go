package trends

import (
	"errors"
	"fmt"
	"math"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/stats"
)

const (
	// fewestBefore is how many quarters before April 2017 a trend must rest on.
	fewestBefore = 8
	// longestWindow is the years either side of April 2017 that the shorter of
	// the two national regressions takes: all that the releases have before.
	longestWindow = 5
	// transition is the quarters from April 2017 on that belong to neither line of the
	// regression. A test of terms calls for the second, and not for a third: see Settling.
	transition = 2
)

// A Break is what a segmented regression of quarterly counts says of a series at
// April 2017, when code 88A widened. Its step is a step in recorded offences at
// the change of definition, not the effect of a law: whatever else changed then
// is in it too.
type Break struct {
	Area   records.Area
	Series *records.Series
	Period records.Period  // of the quarters fitted
	Counts []records.Count // one a quarter
	// Late is set where the period begins after the series does, because the
	// release gives an earlier quarter below zero, which no such model can fit.
	Late   bool
	change records.Quarter
	// Window is how many years either side of the change are fitted; 0 for all.
	Window int
	// Transition is how many quarters from the change on have a term each, so that they
	// are part of neither line.
	Transition int
	// Model is nil where Reason says, in words, why there is no estimate.
	Model  *stats.Segmented
	Reason string
}

// effectOf fits the segmented regression to a series of an area. With a window
// it takes so many years either side of the change's own quarter, else all
// that the release has. So many quarters from the change on are a transition. Data
// that cannot be fitted, or whose year before the change is a base under ten, are no error:
// Reason says what they lack.
func effectOf(s *analysis.Study, a records.Area, series *records.Series, window, transition int) (Break, error) {
	a = s.Counted(a, s.Covered()) // the same forces in every quarter
	b := Break{Area: a, Series: series, Window: window, Transition: transition, change: s.Change}
	covered, ok := s.Release.Period(series)
	if !ok {
		b.Period, b.Reason = s.Covered(), "the release does not hold the series"
		return b, nil
	}
	if window > 0 {
		covered = records.Period{From: max(covered.From, s.Change-records.Quarter(4*window)),
			To: min(covered.To, s.Change+records.Quarter(4*window))}
	}
	b.Period = covered
	counts, err := s.Release.Quarters(a, series, covered)
	if records.NoNumber(err) {
		b.Reason = "a quarter has no number in the release"
		return b, nil
	}
	if err != nil {
		return b, err
	}
	for i, c := range counts {
		if c.N < 0 {
			b.Late, b.Period.From, b.Counts = true, c.Period.From+1, counts[i+1:]
		}
	}
	if !b.Late {
		b.Counts = counts
	}
	if int(s.Change-b.Period.From) < fewestBefore {
		b.Reason = "too few quarters before April 2017 to tell a trend from a step"
		return b, nil
	}
	before, err := s.Release.Count(a, series, records.Period{From: s.Change - 4, To: s.Change - 1})
	if err == nil && before.N < fact.TinyBase {
		b.Reason = "too few offences were recorded in " + before.Period.String() + " for a ratio to them"
		return b, nil
	}
	n, exposures := make([]float64, len(b.Counts)), make([]float64, len(b.Counts))
	for i, c := range b.Counts {
		n[i], exposures[i] = float64(c.N), float64(c.Period.Exposure())
	}
	b.Model, err = stats.FitSegmented(n, exposures, b.Period.From.N(), int(s.Change-b.Period.From), transition,
		stats.NeweyWestLags(len(n)), analysis.Level)
	switch {
	case err == nil:
		return b, nil
	case errors.Is(err, stats.ErrChange), errors.Is(err, stats.ErrNoDegreesOfFreedom),
		errors.Is(err, stats.ErrCollinear), errors.Is(err, stats.ErrLags):
		b.Reason = "too few quarters to tell a trend from a step"
	case errors.Is(err, stats.ErrSeparated):
		b.Reason = "some quarters that the model compares hold no offence at all, so that a ratio to them has no limit"
	case errors.Is(err, stats.ErrNegativeCount):
		b.Reason = "a quarter after April 2017 is below zero"
	case errors.Is(err, stats.ErrNotConverged):
		b.Reason = "the fit did not settle"
	default:
		return b, fmt.Errorf("%s, %s: %w", a.Name, series, err)
	}
	b.Model = nil
	return b, nil
}

// A BreakEffect is one ratio of a Break, with limits by both kinds of standard error.
type BreakEffect struct {
	Scaled, NeweyWest stats.Effect
	ScaledLeads       bool // the dispersion-scaled limits are the wider ones

	b          Break
	kind, what string
	caveat     string
}

// The effects of a Break, each a ratio of annual rates.
func (b Break) effect(kind, what string, across bool, of func(stats.SegmentedEffects) stats.Effect) BreakEffect {
	e := BreakEffect{b: b, kind: kind, what: what, Scaled: of(b.Model.Scaled), NeweyWest: of(b.Model.NeweyWest)}
	if across {
		e.caveat = b.Series.Caveat((b.change - 1).Period(), b.change.Period())
	}
	e.ScaledLeads = e.Scaled.StdErr >= e.NeweyWest.StdErr
	return e
}

// Step is the ratio, in the quarter after the transition, of the later line to the trend before
// the change, carried on to it. It is not a count of that quarter.
func (b Break) Step() BreakEffect {
	what := "later line carried back to " + b.Settled().String() + ", freed of season, ÷ trend before carried on to it"
	return b.effect("step", what, true, func(e stats.SegmentedEffects) stats.Effect { return e.Step })
}

// Settled is the first quarter after the transition.
func (b Break) Settled() records.Quarter { return b.change + records.Quarter(b.Transition) }

// Trend is the yearly growth before the change, as a ratio of one year to the year before.
func (b Break) Trend() BreakEffect {
	return b.effect("trend", "yearly growth before April 2017", false,
		func(e stats.SegmentedEffects) stats.Effect { return e.Trend })
}

// SlopeChange is the ratio of the yearly growth after the change to that before.
func (b Break) SlopeChange() BreakEffect {
	return b.effect("slope-change", "yearly growth after ÷ yearly growth before", true,
		func(e stats.SegmentedEffects) stats.Effect { return e.SlopeChange })
}

// leading is the effect with the wider of the two limits. Neither kind is
// always the honest one: scaling by the dispersion takes quarters to be
// independent, and Newey and West's errors are too small in short series.
func (e BreakEffect) leading() stats.Effect {
	if e.ScaledLeads {
		return e.Scaled
	}
	return e.NeweyWest
}

// Fact is the effect with its leading limits.
func (e BreakEffect) Fact(s *analysis.Study) *fact.Fact {
	how := "Newey–West"
	if e.ScaledLeads {
		how = "dispersion-scaled"
	}
	return e.fact(s, "", e.leading(), "the wider of two kinds of "+analysis.PercentLevel+" limits, here "+how)
}

// ScaledFact is the effect with limits scaled by the dispersion.
func (e BreakEffect) ScaledFact(s *analysis.Study) *fact.Fact {
	return e.fact(s, ".dispersion-scaled", e.Scaled, analysis.PercentLevel+" limits scaled by the dispersion")
}

// NeweyWestFact is the effect with limits that allow for autocorrelation.
func (e BreakEffect) NeweyWestFact(s *analysis.Study) *fact.Fact {
	return e.fact(s, ".newey-west", e.NeweyWest, fmt.Sprintf("Newey–West %s limits, %d lags", analysis.PercentLevel,
		e.b.Model.Lags))
}

func (e BreakEffect) fact(s *analysis.Study, suffix string, effect stats.Effect, how string) *fact.Fact {
	f := e.b.newFact(s, e.kind+suffix, effect.Ratio, "segmented quasi-Poisson regression of quarters: "+e.what+"; "+how)
	f.Interval, f.Unit, f.Text, f.LimitsText, f.Caveat = &effect.Interval, fact.UnitRatio,
		fact.FormatRatio(effect.Ratio), fact.FormatLimits(effect.Interval), e.caveat
	if e.kind == "trend" {
		f.Period.To = e.b.change - 1
	}
	if e.b.Late {
		f.Warnings = append(f.Warnings, fact.Warning("The regression begins in "+e.b.Period.From.String()+
			", because the Home Office gives an earlier quarter below zero, which such a model cannot fit."))
	}
	return f
}

// newFact is a number of the regression, named for its area, series and window.
func (b Break) newFact(s *analysis.Study, kind string, value float64, definition string) *fact.Fact {
	name := b.Area.Slug() + ".segmented"
	if b.Series != s.Series {
		name += "-" + b.Series.Slug()
	}
	if b.Window > 0 {
		name += fmt.Sprintf("-window-%d", b.Window)
	}
	if b.Transition != transition {
		name += fmt.Sprintf("-transition-%d", b.Transition)
	}
	f := &fact.Fact{
		Name: name + "." + kind, Value: value, Unit: fact.UnitNumber, Area: b.Area.Name, Period: b.Period,
		Definition: definition, Vintage: string(s.Release.Vintage), Method: b.method(definition),
	}
	if whole, err := s.Release.Count(b.Area, b.Series, b.Period); err == nil {
		f.Rows, f.Inputs = s.RowsOf(whole)
	}
	return f
}

// method says how a number of the regression can be computed again from its rows.
func (b Break) method(what string) fact.Method {
	return fact.Method(fmt.Sprintf("%s; segmented quasi-Poisson regression of the rows by quarter, %s, change in %s, "+
		"quarters of transition %d, seasons, offset log exposure, Newey–West lags %d",
		what, b.Period.Key(), b.change.First().Format("2006-01"), b.Transition, b.Model.Lags)).At(analysis.Level)
}

// DispersionFact is Pearson's dispersion of the quarters about the regression.
func (b Break) DispersionFact(s *analysis.Study) *fact.Fact {
	d := b.Model.Fit.Dispersion
	f := b.newFact(s, "dispersion", d.Value, fmt.Sprintf("Pearson chi-square ÷ %.0f degrees of freedom of the "+
		"segmented regression", d.DF))
	f.Unit, f.Text = fact.UnitRatio, fact.FormatFixed(d.Value, 2)
	return f
}

// AutocorrelationFacts are those of the Pearson residuals at lags 1, 2, …
func (b Break) AutocorrelationFacts(s *analysis.Study) []*fact.Fact {
	var facts []*fact.Fact
	for i, r := range b.Model.Autocorrelation {
		f := b.newFact(s, fmt.Sprintf("autocorrelation.lag-%d", i+1), r,
			"autocorrelation of the Pearson residuals of the segmented regression")
		f.Method = b.method(fmt.Sprintf("autocorrelation of the Pearson residuals at lag %d", i+1))
		f.Text = fact.FormatFixed(r, 2)
		facts = append(facts, f)
	}
	return facts
}

// AutocorrelationBoundFact is the bound that 95 % of the autocorrelations would lie within if
// the quarters were independent.
func (b Break) AutocorrelationBoundFact(s *analysis.Study) *fact.Fact {
	f := b.newFact(s, "autocorrelation.bound", 2/math.Sqrt(float64(len(b.Counts))),
		"2 ÷ √quarters: without autocorrelation "+analysis.PercentLevel+" of values are closer to 0")
	f.Text = fact.FormatFixed(f.Value, 2)
	return f
}

// Breaks is the segmented regressions of a report.
type Breaks struct {
	National Break
	Window   Break   // England and Wales, with as many years after the change as before
	Force    Break   // the study's force
	Controls []Break // England and Wales, controlSeries
}

// FitBreaks fits the segmented regressions of a study.
func FitBreaks(s *analysis.Study) (bs Breaks, err error) {
	if bs.National, err = effectOf(s, s.National, s.Series, 0, transition); err != nil {
		return bs, err
	}
	if bs.Window, err = effectOf(s, s.National, s.Series, longestWindow, transition); err != nil {
		return bs, err
	}
	if bs.Force, err = effectOf(s, s.Area, s.Series, 0, transition); err != nil {
		return bs, err
	}
	for _, series := range s.ControlSeries() {
		if _, ok := s.Release.Period(series); !ok {
			continue
		}
		b, err := effectOf(s, s.National, series, 0, transition)
		if err != nil {
			return bs, err
		}
		bs.Controls = append(bs.Controls, b)
	}
	return bs, nil
}
