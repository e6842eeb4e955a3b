package verify

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"grooming-report/analysis/stats"
)

// predictions are counts to come, and steps at dates when nothing is known to have changed.
func predictions() []method {
	const placeboBy = `; segmented quasi-Poisson regression of the quarters of the count, (?P<period>[0-9_-]+), ` +
		`change in every quarter that leaves (?P<margin>[0-9]+) before it and [0-9]+ after its transition, ` +
		`quarters of transition (?P<transition>[0-9]+), seasons, offset log exposure, Newey-West lags (?P<lags>[0-9]+), level [0-9.]+`
	steps := func(what string, of func(*step, *stats.Placebo) (Result, error)) method {
		return by(what+placeboBy, func(s *step) (Result, error) {
			p, err := s.placebo()
			if err != nil {
				return Result{}, err
			}
			return of(s, p)
		})
	}
	return []method{
		by(`(known \+ |)mean of the quarters to come by a log-linear trend, limits .*; quasi-Poisson regression of the quarters `+
			`of the count, ([0-9_-]+), on the year, seasons, offset log exposure, level [0-9.]+`, predicted),
		as("number of of above their came", paired(func(of, came input) bool { return of.Result.Value > came.Result.Value })),
		as("number of of whose limits hold their came",
			paired(func(of, came input) bool { return of.Interval.Contains(came.Result.Value) })),
		steps(`number of dates`, func(_ *step, p *stats.Placebo) (Result, error) { return number(len(p.Steps)), nil }),
		steps(`number of dates at which the wider of two kinds of [0-9.]+ % limits of the step leave out 1`,
			func(_ *step, p *stats.Placebo) (Result, error) { return number(p.BeyondChance()), nil }),
		steps(`place of the step of (?P<change>[0-9-]+) among all by the size of its logarithm, 1 the largest`,
			func(s *step, p *stats.Placebo) (Result, error) {
				first, _, err := period(s.named("period"))
				if err != nil {
					return Result{}, err
				}
				change, err := month(s.named("change"))
				return number(p.Rank(change - first)), err
			}),
		steps(`(?P<which>least|greatest) step, at [0-9-]+, with the wider of two kinds of [0-9.]+ % limits`, extremeStep),
	}
}

// predicted is the count of the quarters from the last of the trend to the last of the row,
// and what is known of those before.
func predicted(s *step) (Result, error) {
	level, err := s.level()
	if err != nil {
		return Result{}, err
	}
	count, err := s.one("count")
	if err != nil {
		return Result{}, err
	}
	list, err := s.cells(count.Row)
	if err != nil {
		return Result{}, err
	}
	first, last, err := period(s.what[2])
	if err != nil {
		return Result{}, err
	}
	q := series(list, first, last)
	t, err := stats.FitTrend(q.counts, q.exposures, first%4+1, 1, stats.NeweyWestLags(len(q.counts)), level)
	if err != nil {
		return Result{}, err
	}
	var ahead []float64
	for at := last + 1; at <= quarterAt(s.row.To); at++ {
		ahead = append(ahead, quarterExposure(at))
	}
	p, err := t.Predict(ahead, level)
	if err != nil {
		return Result{}, err
	}
	known := 0.0
	if s.what[1] != "" {
		in, err := s.one("known")
		if err != nil {
			return Result{}, err
		}
		known = in.Result.Value
	}
	limits := stats.Interval{Lower: p.Interval.Lower + known, Upper: p.Interval.Upper + known}
	return Result{Value: p.Mean + known, Interval: &limits}, nil
}

// paired counts the inputs of that something is true of beside the input came in the same
// place.
func paired(is func(of, came input) bool) func(*step) (Result, error) {
	return func(s *step) (Result, error) {
		of, err := s.all("of")
		if err != nil {
			return Result{}, err
		}
		came, err := s.all("came")
		if err != nil {
			return Result{}, err
		}
		if len(came) != len(of) {
			return Result{}, fmt.Errorf("%d inputs of and %d came, want as many", len(of), len(came))
		}
		n := 0
		for i := range of {
			if of[i].Interval == nil {
				return Result{}, fmt.Errorf("its input %s has no limits", of[i].Name)
			}
			if is(of[i], came[i]) {
				n++
			}
		}
		return number(n), nil
	}
}

// placebo fits the regression with its change at every date that the method allows.
func (s *step) placebo() (*stats.Placebo, error) {
	level, err := s.level()
	if err != nil {
		return nil, err
	}
	count, err := s.one("count")
	if err != nil {
		return nil, err
	}
	list, err := s.cells(count.Row)
	if err != nil {
		return nil, err
	}
	first, last, err := period(s.named("period"))
	if err != nil {
		return nil, err
	}
	var margin, transition, lags int
	for name, n := range map[string]*int{"margin": &margin, "transition": &transition, "lags": &lags} {
		fmt.Sscan(s.named(name), n) // digits, by the pattern
	}
	q := series(list, first, last)
	return stats.PlaceboSteps(q.counts, q.exposures, first%4+1, transition, margin, lags, level)
}

// extremeStep is the least or the greatest step of all dates.
func extremeStep(s *step, p *stats.Placebo) (Result, error) {
	if len(p.Steps) == 0 {
		return Result{}, errors.New("the quarters have no date that can be tried")
	}
	smaller := func(a, b stats.PlaceboStep) int { return cmp.Compare(a.Step.Log, b.Step.Log) }
	if s.named("which") == "least" {
		return effect(slices.MinFunc(p.Steps, smaller).Step), nil
	}
	return effect(slices.MaxFunc(p.Steps, smaller).Step), nil
}
