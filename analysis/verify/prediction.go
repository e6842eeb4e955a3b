package verify

import (
	"fmt"
	"math"
	"strings"

	"grooming-report/analysis/stats"
)

// predictions are counts of a next release, how often their limits held, and forces set
// beside the rest.
func predictions() []method {
	return []method{
		by(`(known \+ |)mean of the quarters that follow those of count by a quasi-Poisson regression on the year `+
			`and the season, `+
			`exposure by days, with limits of the trend and the scatter about it, level [0-9.]+`, predicted),
		by(`(mean of the quarter that follows those of count|F of the change of the season|probability of F of the change `+
			`of the season) by a quasi-Poisson regression on the year, the season and the year within the season of the `+
			`quarter that follows, exposure by days(?:|, with limits of the trend and the scatter about it, level [0-9.]+)`,
			changingSeason),
		as("number of of whose limits hold their came",
			besideCame(func(of, came input) bool { return of.Interval.Contains(came.result.Value) })),
		as("number of of above their came",
			besideCame(func(of, came input) bool { return of.result.Value > came.result.Value })),
		as("two-sided p of the ratio of ratios against 1, adjusted over those of tested (Benjamini-Hochberg)",
			func(s *step) (result, error) {
				ratio, err := s.one("ratio")
				if err != nil {
					return result{}, err
				}
				ratios, p, err := s.adjustedContrasts(false)
				for i, r := range ratios {
					if r.Name == ratio.Name {
						return result{Value: p[i]}, err
					}
				}
				return result{}, fmt.Errorf("%s is not among the inputs of tested: %w", ratio.Name, err)
			}),
		by(`number of ratios of ratios of tested with adjusted p below ([0-9.]+)(|, by the larger of later-dispersion and `+
			`earlier-dispersion and of other-later-dispersion and other-earlier-dispersion)`, func(s *step) (result, error) {
			var below float64
			if _, err := fmt.Sscan(s.what[1], &below); err != nil {
				return result{}, err
			}
			_, p, err := s.adjustedContrasts(s.what[2] != "")
			n := 0
			for _, x := range p {
				if x < below {
					n++
				}
			}
			return number(n), err
		}),
	}
}

// predicted carries the trend of a count on to the end of the row's period.
func predicted(s *step) (result, error) {
	count, err := s.one("count")
	if err != nil {
		return result{}, err
	}
	level, err := s.level()
	if err != nil {
		return result{}, err
	}
	t, err := s.trend(count.Row, 1, -1, level)
	if err != nil {
		return result{}, err
	}
	var ahead []float64
	for at := quarterAt(count.To) + 1; at <= quarterAt(s.row.To); at++ {
		ahead = append(ahead, quarterExposure(at))
	}
	p, err := t.Predict(ahead, level)
	if err != nil || s.what[1] == "" {
		return result{Value: p.Mean, Interval: &p.Interval}, err
	}
	known, err := s.one("known")
	if err != nil {
		return result{}, err
	}
	n := known.result.Value
	return result{Value: n + p.Mean, Interval: &stats.Interval{Lower: n + p.Interval.Lower,
		Upper: n + p.Interval.Upper}}, nil
}

// changingSeason is the next quarter if its season changes, or the test of that.
func changingSeason(s *step) (result, error) {
	count, err := s.one("count")
	if err != nil {
		return result{}, err
	}
	level := 0.95 // for the limits alone
	if strings.Contains(s.row.Method, ", level ") {
		if level, err = s.level(); err != nil {
			return result{}, err
		}
	}
	list, err := s.cells(count.Row)
	if err != nil {
		return result{}, err
	}
	q := series(list, quarterAt(count.From), quarterAt(count.To))
	next := quarterExposure(quarterAt(count.To) + 1)
	c, err := stats.PredictChangingSeason(q.counts, q.exposures, q.from%4+1, next, level)
	switch {
	case strings.HasPrefix(s.what[1], "F "):
		return result{Value: c.Test.F}, err
	case strings.HasPrefix(s.what[1], "probability"):
		return result{Value: c.Test.P}, err
	}
	return result{Value: c.Mean, Interval: &c.Interval}, err
}

// besideCame counts the inputs of of which something is true beside the input came of the same place.
func besideCame(is func(of, came input) bool) func(*step) (result, error) {
	return func(s *step) (result, error) {
		list, err := s.all("of")
		if err != nil {
			return result{}, err
		}
		came, err := s.all("came")
		if err != nil || len(came) != len(list) {
			return result{}, fmt.Errorf("%d inputs of and %d came, want as many: %w", len(list), len(came), err)
		}
		n := 0
		for i, in := range list {
			if is(in, came[i]) {
				n++
			}
		}
		return number(n), nil
	}
}

// adjustedContrasts are the ratios of ratios that are the inputs of tested, with their p-values
// against 1 adjusted for their number; if wide, by the larger dispersion of each area.
func (s *step) adjustedContrasts(wide bool) ([]input, []float64, error) {
	in, err := s.one("tested")
	if err != nil {
		return nil, nil, err
	}
	ratios, err := (&step{checker: s.checker, row: in.Row}).all("of")
	if err != nil {
		return nil, nil, err
	}
	p := make([]float64, len(ratios))
	for i, r := range ratios {
		p[i] = math.NaN()
		c, err := (&step{checker: s.checker, row: r.Row}).contrast(wide)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", r.Name, err)
		}
		p[i] = c.P
	}
	p, err = stats.BenjaminiHochberg(p)
	return ratios, p, err
}
