package coverage

import (
	"errors"
	"math"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"testing"

	"grooming-report/analysis/stats"
)

var leadingMethods = []string{
	"quasi-Poisson count", "quasi-Poisson ratio", "quasi-Poisson ratio, dispersion estimated",
}

// The leading interval, quasi-Poisson, must cover between 93 and 97 % from 20 expected
// events on; 1,000 replicates, which EVERY=1 makes, as in CI, have a standard error of 0.7
// points, and 500 of 1.0. Poisson limits, beside it, must be seen to fail.
func TestLeadingIntervalCovers(t *testing.T) {
	t.Parallel()
	replicates := 500
	switch {
	case testing.Short():
		replicates = 150
	case os.Getenv("EVERY") != "":
		replicates = 1000
	}
	t.Logf("%d replicates; EVERY=1 makes 1,000", replicates)
	slack := 3 * math.Sqrt(0.95*0.05/float64(replicates))
	var scenarios []Scenario
	for _, dispersion := range []float64{1, 2.5, 5} {
		scenarios = append(scenarios, Scenario{20, 20, dispersion}, Scenario{150, 53, dispersion})
	}
	var methods []Method
	for _, m := range Methods() {
		if slices.Contains(leadingMethods, m.Name) || m.Name == "Poisson ratio" {
			methods = append(methods, m)
		}
	}
	results, err := Simulate(scenarios, methods, replicates, 0.95, 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range results {
		if slices.Contains(leadingMethods, c.Method) && (c.Covered < 0.93-slack || c.Covered > 0.97+slack) {
			t.Errorf("%+v: want coverage between 0.93 and 0.97", c)
		}
		if c.Method == "Poisson ratio" && c.Dispersion == 5 && c.Covered > 0.8 {
			t.Errorf("%+v: Poisson limits cover overdispersed counts", c)
		}
		if math.Abs(c.Covered+c.Below+c.Above-1) > 1e-12 {
			t.Errorf("%+v: shares do not add to 1", c)
		}
	}
}

// The coverage of the leading interval without simulation: the probability of each pair
// of counts times whether their limits hold the truth.
func TestLeadingIntervalCoverageEnumerated(t *testing.T) {
	t.Parallel()
	dispersions := []float64{1, 1.5, 2, 3, 4, 5}
	if testing.Short() {
		dispersions = []float64{1, 3}
	}
	for _, dispersion := range dispersions {
		s := Scenario{Later: 20, Earlier: 20, Dispersion: dispersion}
		later, earlier := countProbabilities(s.Later, dispersion), countProbabilities(s.Earlier, dispersion)
		covered := 0.0
		for x, px := range later {
			for y, py := range earlier {
				if px*py < 1e-9 || x+y == 0 {
					continue
				}
				// Limits at the 95 % level hold 1 exactly when p is 5 % or more.
				c, err := stats.CompareRatesQuasi(x, 1, y, 1, stats.Known(dispersion), 0.95)
				if err != nil {
					t.Fatal(err)
				}
				if c.P >= 0.05 {
					covered += px * py
				}
			}
		}
		if covered < 0.95 || covered > 0.97 {
			t.Errorf("dispersion %v: coverage %.4f, want 0.95 to 0.97", dispersion, covered)
		}
	}
}

// countProbabilities returns the probabilities of 0, 1, 2 … of a negative binomial with the
// mean given and variance dispersion × mean.
func countProbabilities(mean, dispersion float64) []float64 {
	var p []float64
	size := mean / (dispersion - 1)
	for x := 0.0; x < 3*mean+20*dispersion; x++ {
		factorial, _ := math.Lgamma(x + 1)
		if dispersion == 1 {
			p = append(p, math.Exp(x*math.Log(mean)-mean-factorial))
			continue
		}
		grown, _ := math.Lgamma(x + size)
		start, _ := math.Lgamma(size)
		p = append(p, math.Exp(grown-start-factorial-size*math.Log(dispersion)+x*math.Log(1-1/dispersion)))
	}
	return p
}

func TestOverdispersed(t *testing.T) {
	t.Parallel()
	const n, mean, dispersion = 20_000, 40, 3.
	random := rand.New(rand.NewPCG(1, 2))
	var sum, squares float64
	for range n {
		x := overdispersed(random, mean, dispersion)
		sum += x
		squares += (x - mean) * (x - mean)
	}
	if got := sum / n; math.Abs(got-mean) > 4*math.Sqrt(mean*dispersion/n) {
		t.Errorf("mean %v, want %v", got, mean)
	}
	if got := squares / n / mean; math.Abs(got-dispersion) > 0.15 {
		t.Errorf("dispersion %v, want %v", got, dispersion)
	}
}

func TestSimulationRepeats(t *testing.T) {
	t.Parallel()
	scenarios := []Scenario{{20, 30, 2}, {50, 20, 1}}
	methods := Methods()
	replicates := 10
	if testing.Short() {
		replicates = 3
	}
	first, err := Simulate(scenarios, methods, replicates, 0.95, 7)
	if err != nil {
		t.Fatal(err)
	}
	second, _ := Simulate(scenarios, methods, replicates, 0.95, 7)
	if !reflect.DeepEqual(first, second) {
		t.Error("the same seed gives other results")
	}
	alone, _ := Simulate(scenarios[:1], methods[:3], replicates, 0.95, 7)
	if !reflect.DeepEqual(alone, first[:3]) {
		t.Error("results depend on the scenarios and methods after them")
	}
}

func TestSimulationErrors(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		scenario   Scenario
		replicates int
		level      float64
		want       error
	}{
		{Scenario{20, 20, 1}, 0, 0.95, ErrReplicates},
		{Scenario{0, 20, 1}, 1, 0.95, ErrReplicates},
		{Scenario{20, 20, 0.5}, 1, 0.95, stats.ErrDispersion},
		{Scenario{20, 20, math.NaN()}, 1, 0.95, stats.ErrDispersion},
		{Scenario{20, 20, 1}, 1, 1, stats.ErrLevel},
	} {
		_, err := Simulate([]Scenario{test.scenario}, Methods()[:1], test.replicates, test.level, 1)
		if !errors.Is(err, test.want) {
			t.Errorf("%+v: error %v, want %v", test, err, test.want)
		}
	}
}
