package trends

import (
	"fmt"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/stats"
)

// Settling says how many quarters recording took to reach its new level: whether the
// segmented regression wants a further quarter of transition.
type Settling struct {
	// Short is the regression of England and Wales with a quarter of transition fewer
	// than the report's.
	Short Break
	// Wanted tests the report's last quarter of transition, and Further two more.
	Wanted, Further Terms
	// Count is the quarter that the shorter transition leaves to the later line, and
	// Fitted what that line gives it. Trend is what the earlier trend carried on gives it,
	// and Observed the count over that.
	Count, Fitted, Trend, Observed *fact.Fact
}

// Terms is an F test of further quarters of transition: F, the probability of one as large if
// those quarters lie on the line after them, and the degrees of freedom, "1 and 46".
type Terms struct {
	F, P    *fact.Fact
	Degrees string
}

// FitSettling tests the transition of a study. It is nil where the quarters are too few for
// the tests, or lack a number.
func FitSettling(s *analysis.Study) (*Settling, error) {
	var fits []Break
	for _, quarters := range []int{transition - 1, transition, transition + 2} {
		b, err := effectOf(s, s.National, s.Series, 0, quarters)
		if err != nil || b.Model == nil {
			return nil, err
		}
		fits = append(fits, b)
	}
	x := &Settling{Short: fits[0]}
	var err error
	if x.Wanted, err = fits[1].terms(s, fits[0]); err != nil {
		return nil, err
	}
	if x.Further, err = fits[2].terms(s, fits[1]); err != nil {
		return nil, err
	}
	i := int(x.Short.Settled() - x.Short.Period.From)
	x.Count, x.Fitted = s.CountFact(x.Short.Counts[i]), x.Short.meanFact(s, i, "fitted",
		"count that the segmented regression fits to ", x.Short.Model.Fitted)
	x.Trend = x.Short.meanFact(s, i, "trend", "count that the earlier trend of the segmented regression has for ",
		x.Short.Model.Counterfactual)
	x.Observed = x.Short.newFact(s, "observed-over-trend."+x.Count.Period.Key(), x.Count.Value/x.Trend.Value,
		"count over the earlier trend carried on")
	x.Observed.Rows, x.Observed.Inputs = nil, []fact.Input{fact.As("later", x.Count), fact.As("earlier", x.Trend)}
	x.Observed.Method, x.Observed.Unit, x.Observed.Text = fact.Ratio, fact.UnitRatio, fact.FormatRatio(x.Observed.Value)
	x.Observed.Period, x.Observed.Caveat = x.Count.Period, s.Caveat()
	return x, nil
}

// meanFact is the mean that a curve of the regression gives a quarter, counted from the first.
func (b Break) meanFact(s *analysis.Study, i int, kind, definition string, of stats.Curve) *fact.Fact {
	q := b.Period.From + records.Quarter(i)
	f := b.newFact(s, kind+"."+q.Period().Key(), of.Mean[i], definition+q.String())
	f.Text, f.Period = fact.FormatFixed(f.Value, 0), q.Period()
	return f
}

// terms tests the quarters of transition that b has and shorter has not.
func (b Break) terms(s *analysis.Study, shorter Break) (Terms, error) {
	test, err := b.Model.Fit.TestTerms(shorter.Model.Fit)
	if err != nil {
		return Terms{}, fmt.Errorf("transition of %d quarters against %d: %w", b.Transition, shorter.Transition, err)
	}
	name := fmt.Sprintf("transition-%d-against-%d", b.Transition, shorter.Transition)
	degrees := fact.FormatValue(test.Terms) + " and " + fact.FormatValue(test.DF)
	what := fmt.Sprintf("the F test of quasi-likelihood, on %s degrees of freedom, of quarters of "+
		"transition %d against %d",
		degrees, b.Transition, shorter.Transition)
	f := b.newFact(s, name+".f", test.F, "F of "+what)
	f.Text = fact.FormatFixed(test.F, 1)
	p := b.newFact(s, name+".p", test.P, "probability of "+what)
	p.Unit, p.Text = "probability", fact.FormatP(test.P)
	return Terms{f, p, degrees}, nil
}
