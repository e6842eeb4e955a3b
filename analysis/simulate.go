package analysis

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/stat/distuv"
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

// Coverage is how often an interval contained the truth.
type Coverage struct {
	Scenario
	// Method names the interval, one of those of SimulateCoverage.
	Method string
	// Covered is the share of replicates whose limits contain the truth; Below and Above
	// are the shares with the truth under the lower and over the upper limit.
	Covered, Below, Above float64
	// Replicates is how many were drawn; the standard error of Covered is
	// √(Covered(1−Covered)/Replicates), 0.002 for 10,000 at 95 %.
	Replicates int
}

// simulated is one way to make an interval from the two counts of a replicate. The
// dispersion is the scenario's, estimate one from data. truth is what the interval is for.
type simulated struct {
	method   string
	truth    func(Scenario) float64
	interval func(later, earlier int, dispersion, estimate, level float64) (Interval, error)
}

func trueRatio(s Scenario) float64 { return s.Later / s.Earlier }
func trueCount(s Scenario) float64 { return s.Later }

var simulatedIntervals = []simulated{
	{"Poisson count", trueCount, func(later, _ int, _, _, level float64) (Interval, error) {
		return PoissonInterval(later, level)
	}},
	{"quasi-Poisson count", trueCount, func(later, _ int, dispersion, _, level float64) (Interval, error) {
		return QuasiPoissonInterval(later, dispersion, level)
	}},
	{"Poisson ratio", trueRatio, func(later, earlier int, _, _, level float64) (Interval, error) {
		c, err := CompareRates(later, 1, earlier, 1, level)
		return c.Interval, err
	}},
	{"mid-p ratio", trueRatio, func(later, earlier int, _, _, level float64) (Interval, error) {
		c, err := CompareRatesMidP(later, 1, earlier, 1, level)
		return c.Interval, err
	}},
	{"score ratio", trueRatio, func(later, earlier int, dispersion, _, level float64) (Interval, error) {
		c, err := CompareRatesScore(later, 1, earlier, 1, dispersion, level)
		return c.Interval, err
	}},
	{"quasi-Poisson ratio", trueRatio, func(later, earlier int, dispersion, _, level float64) (Interval, error) {
		c, err := CompareRatesQuasi(later, 1, earlier, 1, dispersion, level)
		return c.Interval, err
	}},
	{"quasi-Poisson ratio, dispersion estimated", trueRatio, func(later, earlier int, _, estimate, level float64) (Interval, error) {
		c, err := CompareRatesQuasi(later, 1, earlier, 1, estimate, level)
		return c.Interval, err
	}},
}

// SimulateCoverage draws pairs of counts from each scenario and returns the coverage of
// every interval of one or two counts, in the order of the scenarios: "Poisson count",
// "quasi-Poisson count", "Poisson ratio", "mid-p ratio", "score ratio", "quasi-Poisson
// ratio" with the true dispersion, and "quasi-Poisson ratio, dispersion estimated" by
// TableDispersion from a table of 20 forces and 8 quarters, 10 offences expected in
// each cell, drawn anew for each replicate. Counts for mid-p and Poisson limits are
// overdispersed too: that is how far they fall short. The same seed gives the same
// results. Errors: ErrReplicates, ErrDispersion (also below 1), ErrLevel.
func SimulateCoverage(scenarios []Scenario, replicates int, level float64, seed uint64) ([]Coverage, error) {
	if replicates < 1 {
		return nil, fmt.Errorf("%w: %d replicates", ErrReplicates, replicates)
	}
	var results []Coverage
	for number, scenario := range scenarios {
		if !(scenario.Later > 0 && scenario.Earlier > 0) {
			return nil, fmt.Errorf("%w: %v", ErrReplicates, scenario)
		}
		if !(scenario.Dispersion >= 1) || math.IsInf(scenario.Dispersion, 1) {
			return nil, fmt.Errorf("%w: %v", ErrDispersion, scenario.Dispersion)
		}
		// A stream for each scenario, so that adding one leaves the others as they are.
		random := rand.New(rand.NewPCG(seed, uint64(number)))
		outcomes := make([]Coverage, len(simulatedIntervals))
		for range replicates {
			later := int(overdispersed(random, scenario.Later, scenario.Dispersion))
			earlier := int(overdispersed(random, scenario.Earlier, scenario.Dispersion))
			estimate, err := simulateDispersion(random, scenario.Dispersion)
			if err != nil {
				return nil, err
			}
			for i, s := range simulatedIntervals {
				limits, err := s.interval(later, earlier, scenario.Dispersion, estimate, level)
				if err != nil {
					return nil, err
				}
				switch truth := s.truth(scenario); {
				case truth < limits.Lower:
					outcomes[i].Below++
				case truth > limits.Upper:
					outcomes[i].Above++
				default:
					outcomes[i].Covered++
				}
			}
		}
		for i, s := range simulatedIntervals {
			n := float64(replicates)
			results = append(results, Coverage{
				Scenario: scenario, Method: s.method, Replicates: replicates,
				Covered: outcomes[i].Covered / n, Below: outcomes[i].Below / n, Above: outcomes[i].Above / n,
			})
		}
	}
	return results, nil
}

// simulateDispersion estimates the dispersion from a table drawn with the true one.
func simulateDispersion(random *rand.Rand, dispersion float64) (float64, error) {
	const forces, quarters, mean = 20, 8, 10
	table := make([][]float64, forces)
	for i := range table {
		table[i] = make([]float64, quarters)
		for j := range table[i] {
			table[i][j] = overdispersed(random, mean, dispersion)
		}
	}
	d, err := TableDispersion(table)
	return d.Value, err
}

// overdispersed draws a count of the mean given and variance dispersion × mean.
func overdispersed(random *rand.Rand, mean, dispersion float64) float64 {
	if dispersion > 1 {
		mean = distuv.Gamma{Alpha: mean / (dispersion - 1), Beta: 1 / (dispersion - 1), Src: random}.Rand()
	}
	return distuv.Poisson{Lambda: mean, Src: random}.Rand()
}
