package coverage

import (
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"

	"grooming-report/analysis/stats"
)

// mostExpected is the largest mean of which ByDispersion adds up all the counts.
const mostExpected = 1e5

// ByDispersion returns how often the limits of stats.CompareRatesQuasi hold the true ratio of
// two counts, both of the mean and of exposure 1, if they are widened by the dispersion
// assumed, as if it were Known, and the true one is truth: from 0 to 1. Counts are negative
// binomial, or Poisson where truth is 1 or below. No draws are needed: all counts are added up
// but those beyond a probability of 1e-12.
//
// Errors: stats.ErrNoExposure for a mean that is not above 0 and at most 100,000,
// stats.ErrDispersion, stats.ErrLevel.
func ByDispersion(mean, assumed, truth, level float64) (float64, error) {
	refusal := func(dispersion float64) error { // what the limits do not take, neither does this
		_, err := stats.CompareRatesQuasi(1, 1, 1, 1, stats.Known(dispersion), level)
		return err
	}
	err := errors.Join(refusal(assumed), refusal(truth))
	if !(mean > 0 && mean <= mostExpected) {
		err = errors.Join(err, fmt.Errorf("%w: a mean of %v", stats.ErrNoExposure, mean))
	}
	if err != nil {
		return 0, err
	}
	p := probabilitiesOfCounts(mean, truth)
	below := make([]float64, len(p)+1) // the probability of a count below each
	for x := range p {
		below[x+1] = below[x] + p[x]
	}
	// The lower limit is below 1 for later counts up to most[y], if y is the earlier one; and the
	// upper limit is above 1 where that is so of the counts exchanged.
	phi, alpha := math.Max(1, assumed), (1-level)/2
	lowerBelowOne := func(x, y int) bool {
		at := func(phi float64) float64 { return mathext.RegIncBeta(float64(x)/phi, (float64(y)+1)/phi, 0.5) }
		return at(phi) > alpha || at(1) > alpha
	}
	most, x := make([]int, len(p)), 0
	for y := range p {
		for x+1 < len(p) && lowerBelowOne(x+1, y) {
			x++
		}
		most[y] = x
	}
	covered, least := 0.0, 0
	for y := range p {
		for most[least] < y {
			least++
		}
		covered += p[y] * (below[most[y]+1] - below[least])
	}
	return covered, nil
}

// probabilitiesOfCounts returns the probabilities of the counts from 0, up to the last that is
// worth adding.
func probabilitiesOfCounts(mean, dispersion float64) (p []float64) {
	log := func(k float64) float64 { return distuv.Poisson{Lambda: mean}.LogProb(k) }
	if dispersion > 1 {
		size := mean / (dispersion - 1)
		atSize, _ := math.Lgamma(size)
		log = func(k float64) float64 {
			more, _ := math.Lgamma(size + k)
			orders, _ := math.Lgamma(k + 1)
			return more - atSize - orders + k*math.Log1p(-1/dispersion) - size*math.Log(dispersion)
		}
	}
	for k := 0.0; ; k++ {
		p = append(p, math.Exp(log(k)))
		if k > mean && p[len(p)-1] < 1e-15 {
			return p
		}
	}
}
