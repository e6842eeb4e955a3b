package trends

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/stats"
)

// PlaceboMargin is the fewest quarters before a placebo date, and after its transition.
const PlaceboMargin = fewestBefore

// A Placebo is the steps that one segmented regression finds in a series of England and
// Wales at every date that leaves enough quarters on either side. If nothing moved the
// series but its trend, limits of 95 per cent would leave out 1 at one date in twenty. Where
// they do so far more often, the regression does not describe the series, or it moves at so
// many dates that a step in April 2017 says nothing.
type Placebo struct {
	Series     *records.Series
	Period     records.Period // of the quarters fitted
	Transition int
	*stats.Placebo
	whole *fact.Fact // all offences of the quarters
	lags  int
}

// Placebos are those of the study's series within the new definition, from the base on, and of
// every control over all quarters. A series that the release has too few quarters of is left out.
func Placebos(s *analysis.Study, transition int) ([]Placebo, error) {
	var list []Placebo
	for _, series := range append([]*records.Series{s.Series}, s.ControlSeries()...) {
		p, ok := s.Release.Period(series)
		if !ok {
			continue
		}
		if series == s.Series {
			// A step at the change of definition makes false ones at the dates about it.
			p.From, p.To = s.Base.Quarter(1), min(p.To, s.After().To)
		}
		x, err := placebo(s, series, p, transition)
		switch {
		case records.NoNumber(err), errors.Is(err, stats.ErrChange), noFit(err):
		case err != nil:
			return nil, fmt.Errorf("%s at other dates: %w", series.Name, err)
		default:
			list = append(list, x)
		}
	}
	return list, nil
}

func placebo(s *analysis.Study, series *records.Series, p records.Period, transition int) (Placebo, error) {
	area := s.Nation(p)
	x := Placebo{Series: series, Period: p, Transition: transition}
	quarters, err := s.Release.Quarters(area, series, p)
	if err != nil {
		return x, err
	}
	whole, err := s.Release.Count(area, series, p)
	if err != nil {
		return x, err
	}
	counts, exposures := make([]float64, len(quarters)), make([]float64, len(quarters))
	for i, c := range quarters {
		counts[i], exposures[i] = float64(c.N), float64(c.Period.Exposure())
	}
	x.whole, x.lags = s.CountFact(whole), stats.NeweyWestLags(len(counts))
	x.Placebo, err = stats.PlaceboSteps(counts, exposures, p.From.N(), transition, PlaceboMargin, x.lags, analysis.Level)
	return x, err
}

// Date is the quarter in which a step is assumed.
func (x Placebo) Date(step stats.PlaceboStep) records.Quarter {
	return x.Period.From + records.Quarter(step.Change)
}

// Decides reports whether the regression finds steps in the series at no more than a tenth
// of the dates, twice what chance would. A series that fails decides nothing.
func (x Placebo) Decides() bool { return 10*x.BeyondChance() <= len(x.Steps) }

// DatesFact is the number of dates.
func (x Placebo) DatesFact(s *analysis.Study) *fact.Fact {
	return x.newFact(s, "dates", float64(len(x.Steps)), "number of dates")
}

// BeyondChanceFact is the number of dates at which the regression finds a step.
func (x Placebo) BeyondChanceFact(s *analysis.Study) *fact.Fact {
	return x.newFact(s, "beyond-chance", float64(x.BeyondChance()),
		"number of dates at which the wider of two kinds of "+analysis.PercentLevel+" limits of the step leave out 1")
}

// RankFact is the place of the step at the study's change among those of all dates, by
// size; nil where that is no date of the series.
func (x Placebo) RankFact(s *analysis.Study) *fact.Fact {
	rank := x.Rank(int(s.Change - x.Period.From))
	if rank == 0 {
		return nil
	}
	return x.newFact(s, "rank", float64(rank),
		"place of the step of "+s.Change.First().Format("2006-01")+" among all by the size of its logarithm, 1 the largest")
}

// ExtremeFacts are the least and the greatest step of all dates.
func (x Placebo) ExtremeFacts(s *analysis.Study) (least, greatest *fact.Fact) {
	steps := slices.Clone(x.Steps)
	slices.SortFunc(steps, func(a, b stats.PlaceboStep) int { return cmp.Compare(a.Step.Log, b.Step.Log) })
	extreme := func(kind string, step stats.PlaceboStep) *fact.Fact {
		f := x.newFact(s, kind, step.Step.Ratio,
			kind+" step, at "+x.Date(step).First().Format("2006-01")+", with the wider of two kinds of "+
				analysis.PercentLevel+" limits")
		f.Unit, f.Interval = fact.UnitRatio, &step.Step.Interval
		f.Text, f.LimitsText = fact.FormatRatio(f.Value), fact.FormatLimits(step.Step.Interval)
		return f
	}
	return extreme("least", steps[0]), extreme("greatest", steps[len(steps)-1])
}

func (x Placebo) newFact(s *analysis.Study, kind string, value float64, what string) *fact.Fact {
	model := fmt.Sprintf("segmented quasi-Poisson regression of the quarters of the count, %s, change in every "+
		"quarter that leaves %d before it and %d after its transition, quarters of transition %d, seasons, offset log exposure, "+
		"Newey–West lags %d", x.Period.Key(), PlaceboMargin, PlaceboMargin, x.Transition, x.lags)
	name := fmt.Sprintf("england-wales.placebo-%s.transition-%d.%s", x.Series.Slug(), x.Transition, kind)
	return &fact.Fact{
		Name: name, Value: value, Unit: fact.UnitNumber, Area: s.National.Name, Period: x.Period,
		Definition: what + ", in " + x.Series.Describe(x.Period), Vintage: string(s.Release.Vintage),
		Method: fact.Method(what + "; " + model).At(analysis.Level), Inputs: []fact.Input{fact.As("count", x.whole)},
		Text: fact.FormatFixed(value, 0),
	}
}
