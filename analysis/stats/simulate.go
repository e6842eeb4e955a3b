package stats

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"sync"

	"gonum.org/v1/gonum/floats"
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
	// Method is the name of the interval.
	Method string
	// Covered is the share of replicates whose limits contain the truth; Below and Above
	// are the shares with the truth under the lower and over the upper limit.
	Covered, Below, Above float64
	// Replicates is how many were drawn; the standard error of Covered is
	// √(Covered(1−Covered)/Replicates), 0.002 for 10,000 at 95 %.
	Replicates int
}

// CoverageMethod is a kind of interval whose coverage can be simulated.
type CoverageMethod struct {
	// Name says what the interval is for and how it is made.
	Name string

	truth    func(Scenario) float64
	interval func(r replicate, level float64) (Interval, error)
}

// replicate is one draw from a scenario.
type replicate struct {
	later, earlier           int
	otherLater, otherEarlier int // of an area ten times as large, with the same ratio
	dispersion, estimate     float64
	negBin                   func() (NegBinComparison, error) // of the cells, fitted once if asked for
	segmented                func() (*Segmented, error)       // of quarters drawn, likewise
	areas                    areas
}

// areas is the two counts of simulated areas, and the true ratio of each.
type areas struct {
	alikeLater, later, earlier []int // alikeLater if all had the ratio of the scenario
	ratios                     []float64
}

// CoverageMethods returns the intervals of the report, in a fixed order. Those called
// Poisson, and mid-p, take the dispersion as 1 whatever it is, to show how far they
// fall short; "dispersion estimated" takes it from TableDispersion of a table of 44 areas
// and 12 quarters with 10 events expected in each cell, drawn anew for each replicate;
// the others take the true one. The negative binomial is fitted to 20 equal cells in each
// period and its shape is estimated. Ratios of ratios are against an area ten times as large.
// The segmented regression has 20 quarters before and 35 after without growth, with the
// expected counts as those of a year. Funnel and shrinkage are of 44 areas from a quarter
// to four times the expected counts, and the coverage is that of one of just these; the
// true ratios of the shrinkage vary by a third of their mean, those of the funnel do not.
func CoverageMethods() []CoverageMethod {
	ratio := func(s Scenario) float64 { return s.Later / s.Earlier }
	count := func(s Scenario) float64 { return s.Later }
	one := func(Scenario) float64 { return 1 }
	return []CoverageMethod{
		{"Poisson count", count, func(r replicate, level float64) (Interval, error) {
			return PoissonInterval(r.later, level)
		}},
		{"quasi-Poisson count", count, func(r replicate, level float64) (Interval, error) {
			return QuasiPoissonInterval(r.later, r.dispersion, level)
		}},
		{"Poisson ratio", ratio, func(r replicate, level float64) (Interval, error) {
			c, err := CompareRates(r.later, 1, r.earlier, 1, level)
			return c.Interval, err
		}},
		{"mid-p ratio", ratio, func(r replicate, level float64) (Interval, error) {
			c, err := CompareRatesMidP(r.later, 1, r.earlier, 1, level)
			return c.Interval, err
		}},
		{"score ratio", ratio, func(r replicate, level float64) (Interval, error) {
			c, err := CompareRatesScore(r.later, 1, r.earlier, 1, r.dispersion, level)
			return c.Interval, err
		}},
		{"quasi-Poisson ratio", ratio, func(r replicate, level float64) (Interval, error) {
			c, err := CompareRatesQuasi(r.later, 1, r.earlier, 1, r.dispersion, level)
			return c.Interval, err
		}},
		{"quasi-Poisson ratio, dispersion estimated", ratio, func(r replicate, level float64) (Interval, error) {
			c, err := CompareRatesQuasi(r.later, 1, r.earlier, 1, r.estimate, level)
			return c.Interval, err
		}},
		{"negative binomial ratio, Wald", ratio, func(r replicate, _ float64) (Interval, error) {
			c, err := r.negBin()
			return c.Interval, err
		}},
		{"negative binomial ratio, profile", ratio, func(r replicate, _ float64) (Interval, error) {
			c, err := r.negBin()
			return c.Profile, err
		}},
		{"Poisson ratio of ratios", one, func(r replicate, level float64) (Interval, error) {
			c, err := RatioOfRatios(r.later, r.earlier, r.otherLater, r.otherEarlier, level)
			return c.Interval, err
		}},
		{"quasi-Poisson ratio of ratios", one, func(r replicate, level float64) (Interval, error) {
			c, err := RatioOfRatiosQuasi(r.later, r.earlier, r.otherLater, r.otherEarlier, r.dispersion, level)
			return c.Interval, err
		}},
		{"segmented step, scaled by dispersion", ratio, func(r replicate, _ float64) (Interval, error) {
			m, err := r.segmented()
			return m.Scaled.Step.Interval, err
		}},
		{"segmented step, Newey–West", ratio, func(r replicate, _ float64) (Interval, error) {
			m, err := r.segmented()
			return m.NeweyWest.Step.Interval, err
		}},
		{"segmented step, the wider of both", ratio, func(r replicate, _ float64) (Interval, error) {
			m, err := r.segmented()
			if m.Scaled.Step.StdErr < m.NeweyWest.Step.StdErr {
				return m.NeweyWest.Step.Interval, err
			}
			return m.Scaled.Step.Interval, err
		}},
		{"funnel, multiplicative", one, func(r replicate, level float64) (Interval, error) {
			return r.areas.funnel(level, func(l FunnelLimits) Interval { return l.Multiplicative })
		}},
		{"funnel, additive", one, func(r replicate, level float64) (Interval, error) {
			return r.areas.funnel(level, func(l FunnelLimits) Interval { return l.Additive })
		}},
		{"shrunken ratio, likelihood", one, func(r replicate, level float64) (Interval, error) {
			return r.areas.shrunken(ShrinkML, r.dispersion, level)
		}},
		{"shrunken ratio, moments", one, func(r replicate, level float64) (Interval, error) {
			return r.areas.shrunken(ShrinkMoments, r.dispersion, level)
		}},
	}
}

// funnel is the limits of the first area over its own ratio: they hold 1 when
// the ratio is within them.
func (f areas) funnel(level float64, of func(FunnelLimits) Interval) (Interval, error) {
	open := Interval{0, math.Inf(1)}
	funnel, err := NewFunnel(f.alikeLater, f.earlier, 1, 1, WinsorisedShare)
	if errors.Is(err, ErrNoAreas) || err == nil && funnel.Points[0].Expected == 0 {
		return open, nil
	}
	if err != nil {
		return open, err
	}
	limits, err := funnel.Limits(funnel.Points[0].Expected, level)
	return of(limits).Scale(1 / funnel.Points[0].Plotted), err
}

// shrunken is the limits of the first area over its true ratio.
func (f areas) shrunken(shrink func(observed, expected []float64, level float64) (*Shrinkage, error), dispersion, level float64) (Interval, error) {
	open := Interval{0, math.Inf(1)}
	funnel, err := NewFunnel(f.later, f.earlier, 1, 1, WinsorisedShare)
	if errors.Is(err, ErrNoAreas) || f.earlier[0] == 0 {
		return open, nil
	}
	if err != nil {
		return open, err
	}
	observed, expected, _ := EffectiveCounts(funnel, dispersion)
	s, err := shrink(observed, expected, level)
	if errors.Is(err, ErrSeparated) || errors.Is(err, ErrTable) || errors.Is(err, ErrNoDegreesOfFreedom) {
		return open, nil
	}
	if err != nil {
		return open, err
	}
	return s.Ratios[0].Interval.Scale(funnel.Target / f.ratios[0]), nil
}

// segmentQuarters is FitSegmented, with open limits for a part without events.
func segmentQuarters(counts []float64, change int, level float64) (*Segmented, error) {
	m, err := FitSegmented(counts, slices.Repeat([]float64{0.25}, len(counts)), 1, change, NeweyWestLags(len(counts)), level)
	if errors.Is(err, ErrSeparated) || errors.Is(err, ErrNotConverged) {
		m = &Segmented{}
		m.Scaled.Step.Interval = Interval{0, math.Inf(1)}
		m.NeweyWest.Step.Interval = m.Scaled.Step.Interval
		return m, nil
	}
	if err != nil {
		return &Segmented{}, err
	}
	return m, nil
}

// compareCells is CompareRatesNegBin, with open limits for a period without events.
func compareCells(later, earlier []float64, level float64) (NegBinComparison, error) {
	exposures := slices.Repeat([]float64{1}, len(later))
	c, err := CompareRatesNegBin(later, exposures, earlier, exposures, level)
	if errors.Is(err, ErrSeparated) {
		open := Interval{0, math.Inf(1)}
		return NegBinComparison{RateComparison: RateComparison{Interval: open}, Profile: open}, nil
	}
	return c, err
}

// The simulation whose results the project keeps.
const (
	CoverageReplicates = 10_000
	CoverageSeed       = 2017
)

// CoverageScenarios are the truths of the kept simulation: few and many
// events, with the scatter of Poisson counts and up to five times that.
func CoverageScenarios() []Scenario {
	var ss []Scenario
	for _, expected := range [][2]float64{{5, 5}, {20, 20}, {50, 20}, {200, 50}, {1000, 250}} {
		for _, dispersion := range []float64{1, 2, 3, 5} {
			ss = append(ss, Scenario{Later: expected[0], Earlier: expected[1], Dispersion: dispersion})
		}
	}
	return ss
}

// SimulateCoverage draws counts from each scenario and returns the coverage of every
// interval in the order of scenarios and methods. The same seed gives the same results,
// and a method's do not depend on the others. Errors: ErrReplicates, ErrDispersion (also
// below 1), ErrLevel.
func SimulateCoverage(scenarios []Scenario, methods []CoverageMethod, replicates int, level float64, seed uint64) ([]Coverage, error) {
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
			results = append(results, Coverage{
				Scenario: scenario, Method: method.Name, Replicates: replicates,
				Covered: float64(replicates-below[i]-above[i]) / n,
				Below:   float64(below[i]) / n, Above: float64(above[i]) / n,
			})
		}
	}
	return results, nil
}

func draw(random *rand.Rand, s Scenario, level float64) (replicate, error) {
	const cells, larger = 20, 10
	laterCells, earlierCells := make([]float64, cells), make([]float64, cells)
	for i := range cells {
		laterCells[i] = overdispersed(random, s.Later/cells, s.Dispersion)
		earlierCells[i] = overdispersed(random, s.Earlier/cells, s.Dispersion)
	}
	r := replicate{
		later:        int(floats.Sum(laterCells)),
		earlier:      int(floats.Sum(earlierCells)),
		otherLater:   int(overdispersed(random, larger*s.Later, s.Dispersion)),
		otherEarlier: int(overdispersed(random, larger*s.Earlier, s.Dispersion)),
		dispersion:   s.Dispersion,
		negBin: sync.OnceValues(func() (NegBinComparison, error) {
			return compareCells(laterCells, earlierCells, level)
		}),
	}
	var err error
	if r.estimate, err = simulateDispersion(random, s.Dispersion); err != nil {
		return r, err
	}
	const before, after = 20, 35
	quarters := make([]float64, before+after)
	for i := range quarters {
		mean := s.Later / 4
		if i < before {
			mean = s.Earlier / 4
		}
		quarters[i] = overdispersed(random, mean, s.Dispersion)
	}
	r.segmented = sync.OnceValues(func() (*Segmented, error) { return segmentQuarters(quarters, before, level) })
	r.areas = drawForces(random, s)
	return r, nil
}

// drawForces draws the counts of 44 areas, the first of the size of the scenario.
func drawForces(random *rand.Rand, s Scenario) areas {
	const n, shape = 44, 9
	var f areas
	for i := range n {
		size := math.Pow(4, 2*float64(i)/n-1)
		if i == 0 {
			size = 1
		}
		ratio := distuv.Gamma{Alpha: shape, Beta: shape, Src: random}.Rand()
		f.ratios = append(f.ratios, ratio*s.Later/s.Earlier)
		f.earlier = append(f.earlier, int(overdispersed(random, size*s.Earlier, s.Dispersion)))
		f.alikeLater = append(f.alikeLater, int(overdispersed(random, size*s.Later, s.Dispersion)))
		f.later = append(f.later, int(overdispersed(random, size*ratio*s.Later, s.Dispersion)))
	}
	return f
}

// simulateDispersion estimates the dispersion from a table drawn with the true one.
func simulateDispersion(random *rand.Rand, dispersion float64) (float64, error) {
	const areas, quarters, mean = 44, 12, 10
	table := make([][]float64, areas)
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
