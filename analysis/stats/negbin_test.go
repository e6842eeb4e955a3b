package stats

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

var (
	laterCells   = []float64{12, 30, 7, 22, 41, 9, 15, 28, 33, 11}
	earlierCells = []float64{5, 14, 2, 9, 20, 3, 3, 12, 8, 10, 4, 16}
)

// cellExposures repeats the days of quarters, as years, for n cells.
func cellExposures(n int, days ...float64) []float64 {
	exposures := make([]float64, n)
	for i := range exposures {
		exposures[i] = days[i%len(days)] / 365
	}
	return exposures
}

// The wanted values are from alternating glm(family = negative.binomial(theta)) with
// epsilon = 1e-15 and theta.ml(eps = 1e-14), both in MASS, 200 times: glm.nb itself
// settles to eight digits only.
func TestCompareRatesNegBin(t *testing.T) {
	t.Parallel()
	got, err := CompareRatesNegBin(laterCells, cellExposures(10, 91, 92), earlierCells, cellExposures(12, 90,
		92, 91), 0.95)
	if err != nil {
		t.Fatal(err)
	}
	agreeAll(t, "ratio, Wald limits, log p, θ",
		[]float64{got.Ratio, got.Interval.Lower, got.Interval.Upper, got.LogP, got.Theta},
		[]float64{2.34613661723921, 1.42768885167826, 3.85543181925128, -7.17476572151342, 3.6688734843373})
	// uniroot over glm(y ~ 1, offset = o + d*x) refitted with its own theta
	agreeAll(t, "profile limits",
		[]float64{got.Profile.Lower, got.Profile.Upper},
		[]float64{1.3986513677838, 3.96174753702486})

	inverse, err := CompareRatesNegBin(earlierCells, cellExposures(12, 90, 92, 91), laterCells,
		cellExposures(10, 91, 92), 0.95)
	if err != nil {
		t.Fatal(err)
	}
	agree(t, "inverse Wald limit", 1/inverse.Interval.Lower, got.Interval.Upper, fitted)
	agree(t, "inverse profile limit", 1/inverse.Profile.Lower, got.Profile.Upper, fitted)
}

// Offences in one area a period: the ratio is all but unknown. The wanted values are the
// roots of the likelihood's derivatives in 30 digits (mpmath).
func TestCompareRatesNegBinOfLoneCells(t *testing.T) {
	t.Parallel()
	ones := cellExposures(5, 365)
	got, err := CompareRatesNegBin([]float64{500, 0, 0, 0, 0}, ones, []float64{0, 0, 0, 0, 300}, ones, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	agreeAll(t, "ratio, θ, profile limits", []float64{got.Ratio, got.Theta, got.Profile.Lower, got.Profile.Upper},
		[]float64{5. / 3, 0.03057910958855431, 6.6798661481685e-11, 41584333198.51035})
}

// psi(0, θ+y) - log(θ+y) - psi(0, θ) + log(θ) in 40 digits (mpmath)
func TestDigammaRise(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ theta, y, want float64 }{
		{0.03, 500, 30.35469625000198},
		{0.5, 1, 0.90138771133189031},
		{0.5, 3, 1.1207565176113534},
		{7.05, 12, 0.046119000754028242},
		{9.99, 0, 0.0},
		{12, 40, 0.032598767795908038},
		{3000, 2, 1.1104941973087745e-7},
		{100000000.0, 150, 7.4999887750168187e-15},
	} {
		agree(t, fmt.Sprintf("digammaRise(%v, %v)", test.theta, test.y), digammaRise(test.theta, test.y), test.want, 1e-13)
	}
}

// A limit too far to say anything is open.
func TestNegBinProfileOpens(t *testing.T) {
	t.Parallel()
	ones := cellExposures(2, 365)
	got, err := CompareRatesNegBin([]float64{50_000_000, 0}, ones, []float64{0, 30_000_000}, ones, 0.9999999999999)
	if err != nil || got.Profile != (Interval{0, math.Inf(1)}) {
		t.Errorf("got %+v, %v; want profile limits 0 to +Inf", got, err)
	}
}

func TestFitNegBin(t *testing.T) {
	t.Parallel()
	var design [][]float64
	var offset []float64
	for i := range slices.Concat(laterCells, earlierCells) {
		design = append(design, []float64{1, 0})
		if i < len(laterCells) {
			design[i][1] = 1
		}
	}
	for _, exposure := range slices.Concat(cellExposures(10, 91, 92), cellExposures(12, 90, 92, 91)) {
		offset = append(offset, math.Log(exposure))
	}
	got, err := fitNegBin(slices.Concat(laterCells, earlierCells), design, offset)
	if err != nil {
		t.Fatal(err)
	}
	agreeAll(t, "coefficients", got.Coefficients, []float64{3.56594541821732, 0.852769982653055})
	agreeAll(t, "standard errors", standardErrors(got.bread), []float64{0.179341694311917, 0.25342967390063})
	agree(t, "log likelihood", got.logLikelihood, -73.9694323683235, fitted)
}

func TestFitNegBinIntercept(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		counts                          []float64
		intercept, theta, logLikelihood float64
	}{
		{laterCells, 3.03495298670727, 3.98925460521886, -37.5436076333964},
		{[]float64{95000, 102000, 99000, 120000, 87000, 101000}, 11.5195700076889, 105.913524678463, -63.6273458433885},
	} {
		got, err := fitNegBin(test.counts, onlyIntercept(len(test.counts)), make([]float64, len(test.counts)))
		if err != nil {
			t.Fatal(err)
		}
		agreeAll(t, "intercept, θ, log likelihood", []float64{got.Coefficients[0], got.theta, got.logLikelihood},
			[]float64{test.intercept, test.theta, test.logLikelihood})
		if len(got.warnings) != 0 {
			t.Errorf("warnings %v, want none", got.warnings)
		}
	}
}

func onlyIntercept(n int) [][]float64 {
	design := make([][]float64, n)
	for i := range design {
		design[i] = []float64{1}
	}
	return design
}

// Under-dispersed counts send θ to infinity; the fit is then the Poisson one.
func TestNegBinOfUnderdispersedCounts(t *testing.T) {
	t.Parallel()
	later, earlier := []float64{20, 21, 19, 20}, []float64{10, 11, 9, 10}
	got, err := CompareRatesNegBin(later, cellExposures(4, 365), earlier, cellExposures(4, 365), 0.95)
	if err != nil {
		t.Fatal(err)
	}
	warned := errors.Join(got.Warnings...)
	if !math.IsInf(got.Theta, 1) || len(got.Warnings) != 2 || !errors.Is(warned, ErrUnderdispersed) ||
		!errors.Is(warned, ErrFewCells) {
		t.Errorf("θ = %v, warnings %v; want +Inf, ErrUnderdispersed and ErrFewCells", got.Theta, got.Warnings)
	}
	stdErr := math.Sqrt(1./80 + 1./40)
	agree(t, "Wald upper", got.Interval.Upper, 2*math.Exp(1.959963984540054*stdErr), fitted)
	exact, _ := CompareRates(80, 4, 40, 4, 0.95)
	if !(got.Profile.Lower > exact.Interval.Lower && got.Profile.Upper < exact.Interval.Upper) {
		t.Errorf("Poisson profile limits %v are not within the exact limits %v", got.Profile, exact.Interval)
	}
}

// Counts just short of Poisson variation have an almost vanishing shape 1/θ at some
// point of the profile, which the fits must get past.
func TestNegBinNearPoisson(t *testing.T) {
	t.Parallel()
	later := []float64{1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 2, 1, 0, 1, 1, 2, 0, 2, 2, 0}
	earlier := []float64{0, 2, 0, 0, 0, 1, 2, 2, 1, 3, 2, 1, 1, 0, 0, 1, 0, 1, 1, 4}
	exposures := cellExposures(20, 365)
	got, err := CompareRatesNegBin(later, exposures, earlier, exposures, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	if !(got.Profile.Contains(got.Ratio) && got.Theta > 10) {
		t.Errorf("got %+v", got)
	}
}

// Twenty cells are enough for the limits, nineteen are not.
func TestNegBinFewCells(t *testing.T) {
	t.Parallel()
	counts, exposures := append(slices.Clone(laterCells), earlierCells...), cellExposures(20, 91)
	for cells, want := range map[int]int{20: 0, 19: 1} {
		got, err := CompareRatesNegBin(counts[:10], exposures[:10], counts[10:cells], exposures[10:cells], 0.95)
		if err != nil || len(got.Warnings) != want {
			t.Errorf("%d cells: warnings %v, %v; want %d", cells, got.Warnings, err, want)
		}
	}
}

func TestNegBinErrors(t *testing.T) {
	t.Parallel()
	ones := []float64{1, 1, 1}
	for _, test := range []struct {
		name                                             string
		later, laterExposures, earlier, earlierExposures []float64
		level                                            float64
		want                                             error
	}{
		{"nothing before", []float64{5, 9, 20}, ones, []float64{0, 0, 0}, ones, 0.95, ErrSeparated},
		{"nothing after", []float64{0, 0, 0}, ones, []float64{5, 9, 20}, ones, 0.95, ErrSeparated},
		{"no exposure", []float64{5, 9, 20}, ones, []float64{5, 9, 20}, []float64{1, 0, 1}, 0.95, ErrNoExposure},
		{"short exposures", []float64{5, 9, 20}, ones[:2], []float64{5, 9, 20}, ones, 0.95, ErrTable},
		{"negative cell", []float64{5, -1, 20}, ones, []float64{5, 9, 20}, ones, 0.95, ErrNegativeCount},
		{"level", []float64{5, 9, 20}, ones, []float64{5, 9, 20}, ones, 1, ErrLevel},
		{"one cell each", []float64{5}, ones[:1], []float64{9}, ones[:1], 0.95, ErrNoDegreesOfFreedom},
	} {
		_, err := CompareRatesNegBin(test.later, test.laterExposures, test.earlier, test.earlierExposures, test.level)
		if !errors.Is(err, test.want) {
			t.Errorf("%s: error %v, want %v", test.name, err, test.want)
		}
	}
}

func BenchmarkCompareRatesNegBin(b *testing.B) {
	for _, cells := range []int{20, 200, 2000} {
		random := rand.New(rand.NewPCG(1, 2))
		counts := make([]float64, cells)
		for i := range counts {
			mean := distuv.Gamma{Alpha: 4, Beta: 0.1, Src: random}.Rand()
			counts[i] = distuv.Poisson{Lambda: mean, Src: random}.Rand()
		}
		exposures := cellExposures(cells, 365)
		b.Run(fmt.Sprint(cells), func(b *testing.B) {
			for b.Loop() {
				CompareRatesNegBin(counts[:cells/2], exposures[:cells/2], counts[cells/2:], exposures[cells/2:], 0.95)
			}
		})
	}
}
