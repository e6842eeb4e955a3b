package verify

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"grooming-report/analysis/stats"
)

const placeboBy = `segmented quasi-Poisson regression of the quarters of the count, [0-9_-]+, ` +
	`change in every quarter that leaves (?P<margin>[0-9]+) before it and [0-9]+ after its transition, ` +
	`quarters of transition (?P<transition>[0-9]+), seasons, offset log exposure, Newey-West lags (?P<lags>[0-9]+), level [0-9.]+`

// predictions are counts to come, and steps at dates when nothing is known to have happened.
func predictions() []method {
	return []method{
		by(`(|known \+ )mean of the quarters to come by a log-linear trend, limits plus or minus t times square root of `+
			`\(mean squared times squared standard error \+ dispersion times mean\); `+
			`quasi-Poisson regression of the quarters of the count, [0-9_-]+, on the year, seasons, offset log exposure, level [0-9.]+`, predicted),
		by(`number of dates; `+placeboBy, placebo(func(s *step, p *stats.Placebo, _ int) (Result, error) { return number(len(p.Steps)), nil })),
		by(`number of dates at which the wider of two kinds of [0-9.]+ % limits of the step leave out 1; `+placeboBy,
			placebo(func(s *step, p *stats.Placebo, _ int) (Result, error) { return number(p.BeyondChance()), nil })),
		by(`place of the step of (?P<date>[0-9-]+) among all by the size of its logarithm, 1 the largest; `+placeboBy, placebo(rank)),
		by(`(?P<which>least|greatest) step, at (?P<date>[0-9-]+), with the wider of two kinds of [0-9.]+ % limits; `+placeboBy, placebo(extremeStep)),
	}
}

// predicted is the count from the end of the count's quarters to the end of the row's
// period, and what is known of that period.
func predicted(s *step) (Result, error) {
	level, err := s.level()
	if err != nil {
		return Result{}, err
	}
	count, err := s.one("count")
	if err != nil {
		return Result{}, err
	}
	t, err := s.trend(count.Row, 1, -1, level)
	if err != nil {
		return Result{}, err
	}
	var ahead []float64
	for at := quarterAt(count.To) + 1; at <= quarterAt(s.row.To); at++ {
		ahead = append(ahead, quarterExposure(at))
	}
	p, err := t.Predict(ahead, level)
	if err != nil {
		return Result{}, err
	}
	var known float64
	if s.what[1] != "" {
		held, err := s.values("known")
		if err != nil {
			return Result{}, err
		}
		known = held[0]
	}
	limits := stats.Interval{Lower: known + p.Interval.Lower, Upper: known + p.Interval.Upper}
	return Result{Value: known + p.Mean, Interval: &limits}, nil
}

// placebo is a number of the steps at every date, of which the first quarter is at a place.
func placebo(of func(s *step, p *stats.Placebo, first int) (Result, error)) func(*step) (Result, error) {
	return func(s *step) (Result, error) {
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
		q := series(list, quarterAt(count.From), quarterAt(count.To))
		var n [3]int
		for i, name := range []string{"transition", "margin", "lags"} {
			if n[i], err = s.digits(name); err != nil {
				return Result{}, err
			}
		}
		p, err := stats.PlaceboSteps(q.counts, q.exposures, q.from%4+1, n[0], n[1], n[2], level)
		if err != nil {
			return Result{}, err
		}
		return of(s, p, q.from)
	}
}

func rank(s *step, p *stats.Placebo, first int) (Result, error) {
	date, err := month(s.named("date"))
	return number(p.Rank(date - first)), err
}

func extremeStep(s *step, p *stats.Placebo, first int) (Result, error) {
	date, err := month(s.named("date"))
	if err != nil {
		return Result{}, err
	}
	of := slices.MaxFunc[[]stats.PlaceboStep]
	if s.named("which") == "least" {
		of = slices.MinFunc[[]stats.PlaceboStep]
	}
	found := of(p.Steps, func(a, b stats.PlaceboStep) int { return cmp.Compare(a.Step.Log, b.Step.Log) })
	if found.Change != date-first {
		from, _ := quarterDays(first + found.Change)
		return Result{}, errors.New("the step is at " + strings.TrimSuffix(from.Format("2006-01-02"), "-01"))
	}
	return effect(found.Step), nil
}
