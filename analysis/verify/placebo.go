package verify

import (
	"fmt"
	"math"
	"strings"

	"grooming-report/analysis/stats"
)

const placeboBy = `segmented quasi-Poisson regression of the quarters of the count, [0-9_-]+, change in every ` +
	`quarter that leaves ` +
	`(?P<margin>[0-9]+) before it and [0-9]+ after its transition, quarters of transition ` +
	`(?P<steptransition>[0-9]+), seasons, ` +
	`offset log exposure, Newey-West lags (?P<steplags>[0-9]+), level [0-9.]+`

// placebos are the steps that one regression finds at every date, and the tests of its transition.
func placebos() []method {
	return []method{
		by(`(?P<step>number of dates|number of dates at which .*|place of the step of .*|(?:least|greatest) step, at .*); `+
			placeboBy, placebo),
		by(`(?P<test>F|probability) of the F test of quasi-likelihood, on [0-9.]+ and [0-9.]+ degrees of freedom, of `+
			`quarters of transition `+
			`[0-9]+ against (?P<against>[0-9]+); `+segmentedBy, terms),
	}
}

func placebo(s *step) (result, error) {
	count, err := s.one("count")
	if err != nil {
		return result{}, err
	}
	level, err := s.level()
	if err != nil {
		return result{}, err
	}
	list, err := s.cells(count.Row)
	if err != nil {
		return result{}, err
	}
	q := series(list, quarterAt(count.From), quarterAt(count.To))
	p, err := stats.PlaceboSteps(q.counts, q.exposures, q.from%4+1, s.digits("steptransition"), s.digits("margin"),
		s.digits("steplags"), level)
	if err != nil {
		return result{}, err
	}
	switch what := s.named("step"); {
	case what == "number of dates":
		return number(len(p.Steps)), nil
	case strings.HasPrefix(what, "number of dates at which"):
		return number(p.BeyondChance()), nil
	case strings.HasPrefix(what, "place of the step of"):
		at, err := month(strings.Fields(what)[5])
		return number(p.Rank(at - q.from)), err
	case strings.HasPrefix(what, "least"):
		return effect(furthest(p, -1)), nil
	}
	return effect(furthest(p, 1)), nil
}

// furthest is the least step, or with a positive sign the greatest.
func furthest(p *stats.Placebo, sign float64) stats.Effect {
	at, log := 0, math.Inf(-1)
	for i, step := range p.Steps {
		if x := sign * step.Step.Log; x > log {
			at, log = i, x
		}
	}
	return p.Steps[at].Step
}

// terms tests the quarters of transition that one fit has and another has not.
func terms(s *step) (result, error) {
	larger, q, err := s.segmented()
	if err != nil {
		return result{}, err
	}
	level, err := s.level()
	if err != nil {
		return result{}, err
	}
	change, err := month(s.named("change"))
	if err != nil {
		return result{}, err
	}
	smaller, err := stats.FitSegmented(q.counts, q.exposures, q.from%4+1, change-q.from, s.digits("against"),
		s.digits("lags"), level)
	if err != nil {
		return result{}, fmt.Errorf("with %s quarters of transition: %w", s.named("against"), err)
	}
	test, err := larger.Fit.TestTerms(smaller.Fit)
	if s.named("test") == "F" {
		return result{Value: test.F}, err
	}
	return result{Value: test.P}, err
}
