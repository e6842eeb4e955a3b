// Package coverage tells how often the limits of package stats hold the truth: by counts drawn
// from known truths ([Simulate]), and for the ratio of two counts by adding up the probabilities
// of all ([ByDispersion]).
//
// A truth is a [Scenario], a kind of limits a [Method], and what comes of both a [Result]. The
// draws depend on the seed alone.
package coverage

import (
	"errors"
	"fmt"
	"math"

	"grooming-report/analysis/stats"
)

// ErrReplicates: a number of replicates below 1, or an expected count that is not positive.
var ErrReplicates = errors.New("nothing to simulate")

// Scenario is a truth from which counts are drawn.
type Scenario struct {
	// Later and Earlier are the expected counts of the two periods.
	Later, Earlier float64
	// Dispersion is variance ÷ mean, 1 or above: 1 draws Poisson counts, more draws
	// Poisson counts of gamma means, which are negative binomial.
	Dispersion float64
}

// Result is how often an interval contained the truth.
type Result struct {
	Scenario
	// Method is the name of the interval.
	Method string
	// Covered is the share of replicates whose limits contain the truth; Below and Above
	// are the shares with the truth under the lower and over the upper limit.
	Covered, Below, Above float64
	// Replicates is how many were drawn; the standard error of Covered is
	// √(Covered(1−Covered)/Replicates), 0.002 for 10,000 at 95 %.
	Replicates int
}

// Method is a kind of interval whose coverage can be simulated.
type Method struct {
	// Name says what the interval is for and how it is made.
	Name string

	truth    func(Scenario) float64
	interval func(r replicate, level float64) (stats.Interval, error)
}

// The simulation whose results the project keeps.
const (
	Replicates = 10_000
	Seed       = 2017
)

// Scenarios are the truths of the kept simulation: few and many
// events, with the scatter of Poisson counts and up to five times that.
func Scenarios() []Scenario {
	var ss []Scenario
	for _, expected := range [][2]float64{{5, 5}, {20, 20}, {50, 20}, {200, 50}, {1000, 250}} {
		for _, dispersion := range []float64{1, 2, 3, 5} {
			ss = append(ss, Scenario{Later: expected[0], Earlier: expected[1], Dispersion: dispersion})
		}
	}
	return ss
}

// Simulate draws counts from each scenario and returns the coverage of every
// interval in the order of scenarios and methods. The same seed gives the same results,
// and a method's do not depend on the others. Errors: ErrReplicates, stats.ErrDispersion
// (also below 1), stats.ErrLevel.
func Simulate(
	scenarios []Scenario, methods []Method, replicates int, level float64, seed uint64,
) ([]Result, error) {
	if replicates < 1 {
		return nil, fmt.Errorf("%w: %d replicates", ErrReplicates, replicates)
	}
	var results []Result
	for number, scenario := range scenarios {
		if !(scenario.Later > 0 && scenario.Earlier > 0) {
			return nil, fmt.Errorf("%w: %v", ErrReplicates, scenario)
		}
		if !(scenario.Dispersion >= 1) || math.IsInf(scenario.Dispersion, 1) {
			return nil, fmt.Errorf("%w: %v", stats.ErrDispersion, scenario.Dispersion)
		}
		// Streams for each scenario, so that adding one leaves the others as they are.
		random := newStreams(seed, uint64(number))
		below, above := make([]int, len(methods)), make([]int, len(methods))
		for range replicates {
			r, err := draw(random, scenario, level)
			if err != nil {
				return nil, err
			}
			for i, method := range methods {
				limits, err := method.interval(r, level)
				if err != nil {
					return nil, fmt.Errorf("%s in %v: %w", method.Name, scenario, err)
				}
				if truth := method.truth(scenario); truth < limits.Lower {
					below[i]++
				} else if truth > limits.Upper {
					above[i]++
				}
			}
		}
		for i, method := range methods {
			n := float64(replicates)
			results = append(results, Result{
				Scenario: scenario, Method: method.Name, Replicates: replicates,
				Covered: float64(replicates-below[i]-above[i]) / n,
				Below:   float64(below[i]) / n, Above: float64(above[i]) / n,
			})
		}
	}
	return results, nil
}
