package stats

import (
	"errors"
	"fmt"
	"math"
)

// Placebo is the step that one segmented regression finds at every date of a series.
type Placebo struct {
	// Steps are in order of time, of the dates at which the model can be fitted.
	Steps []PlaceboStep
	// Unfitted counts the other dates, at which no events in some group of quarters, or
	// none of many steps of the fit, leave no estimate.
	Unfitted int
}

// PlaceboStep is the step at one date.
type PlaceboStep struct {
	// Change is the number of the quarter in which it is assumed, counted from 0.
	Change int
	// Step is the one with the wider of both kinds of errors of FitSegmented.
	Step Effect
}

// PlaceboSteps fits the segmented regression of FitSegmented with its change in every quarter
// that leaves at least so many quarters before and after its transition. At dates when
// nothing changed, limits of a level of 0.95 should leave out 1 in one of twenty: if they do
// so far more often, the model does not describe the series, and the step that it finds at
// the date of interest is no evidence either. A date of which nothing is known is no better
// than any other: the rank of its step among all is a test that takes no model on trust.
//
// Fit the series of interest within one side of a change that did happen: a true step
// makes false ones at the dates about it.
//
// Also called placebo or falsification test in time: Abadie, Diamond and Hainmueller (2015),
// American Journal of Political Science 59:495–510, doi 10.1111/ajps.12116; Bertrand, Duflo and
// Mullainathan (2004), Quarterly Journal of Economics 119:249–275, doi
// 10.1162/003355304772839588. Errors: ErrChange if the series has no such quarter, or few is
// below 2, and those of FitSegmented but for ErrSeparated and ErrNotConverged.
func PlaceboSteps(
	counts, exposures []float64, firstQuarter, transition, fewest, lags int, level float64,
) (*Placebo, error) {
	if fewest < 2 || transition < 0 || len(counts) < 2*fewest+transition {
		return nil, fmt.Errorf("%w: %d quarters, want %d before and after a transition of %d, at least 2",
			ErrChange, len(counts), fewest, transition)
	}
	p := &Placebo{}
	for change := fewest; change+transition+fewest <= len(counts); change++ {
		s, err := segments{firstQuarter, change, transition}.fit(counts, exposures, lags, level)
		switch {
		case errors.Is(err, ErrSeparated) || errors.Is(err, ErrNotConverged):
			p.Unfitted++
		case err != nil:
			return nil, err
		default:
			p.Steps = append(p.Steps, PlaceboStep{change, Wider(s.Scaled.Step, s.NeweyWest.Step)})
		}
	}
	return p, nil
}

// BeyondChance returns at how many dates the limits of the step leave out 1.
func (p *Placebo) BeyondChance() int {
	n := 0
	for _, s := range p.Steps {
		if !s.Step.Interval.Contains(1) {
			n++
		}
	}
	return n
}

// Rank returns the place of a date's step among all by size, up or down: 1 is the largest.
// It is 0 for a date without one.
func (p *Placebo) Rank(change int) int {
	for _, s := range p.Steps {
		if s.Change != change {
			continue
		}
		rank := 1
		for _, other := range p.Steps {
			if math.Abs(other.Step.Log) > math.Abs(s.Step.Log) {
				rank++
			}
		}
		return rank
	}
	return 0
}
