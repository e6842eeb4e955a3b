package stats

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"testing"
	"time"
)

// Whatever they are given, the estimators return, and with limits in order about the
// estimate or an error: never with a NaN that the documentation does not name.

var (
	hostileCounts  = []int{math.MinInt, -1, 0, 1, 2, 7, 150, 2_000_000_000, math.MaxInt, 1_000_000_000, 30_000_000}
	hostileNumbers = []float64{math.NaN(), math.Inf(-1), math.Inf(1), -1, 0, 5e-324, 1e-90, 0.75, 1, 365,
		1e90, math.MaxFloat64}
	hostileLevels    = []float64{math.NaN(), -1, 0, 0.5, 0.95, 0.9999999999999, 1, 95}
	hostileIntervals = []Interval{{0, 0}, {0, 4}, {-4, 8}, {-5, -2}, {3, 1}, {2, math.Inf(1)}, {math.NaN(),
		1}, {1, math.NaN()}, {1, 2}}
)

func ordered(t *testing.T, call string, i Interval, value float64) {
	t.Helper()
	if !(i.Lower <= i.Upper) || math.IsInf(i.Lower, 1) {
		t.Errorf("%s: limits %v are not in order", call, i)
	}
	if !(value >= i.Lower*(1-1e-9) && value <= i.Upper*(1+1e-9)) {
		t.Errorf("%s: limits %v leave out the estimate %v", call, i, value)
	}
}

func TestHostileCounts(t *testing.T) {
	t.Parallel()
	for _, count := range hostileCounts {
		for _, level := range hostileLevels {
			for _, phi := range hostileNumbers {
				if got, err := QuasiPoissonInterval(count, Known(phi), level); err == nil {
					ordered(t, fmt.Sprintf("QuasiPoissonInterval(%d, %v, %v)", count, phi, level), got, float64(count))
				}
			}
		}
	}
}

func TestHostileRatios(t *testing.T) {
	t.Parallel()
	for _, x := range hostileCounts {
		for _, y := range hostileCounts {
			for _, level := range []float64{0.5, 0.95, 0.9999999999999} {
				for _, exposure := range hostileNumbers {
					for name, compare := range comparisons {
						if got, err := compare(x, exposure, y, 1, level); err == nil && x+y > 0 {
							ordered(t, fmt.Sprintf("%s %d, %v, %d, 1, %v", name, x, exposure, y, level), got.Interval, got.Ratio)
						}
					}
				}
				call := fmt.Sprintf("RatioOfRatios(%d, %d, 7, %d, %v)", x, y, x, level)
				if got, err := RatioOfRatios(x, y, 7, x, level); err == nil && !math.IsNaN(got.Ratio) {
					ordered(t, call, got.Interval, got.Ratio)
				}
				if got, err := RatioOfRatiosQuasi(x, y, 7, x, alike(Known(2.7)), level); err == nil && !math.IsNaN(got.Ratio) {
					ordered(t, "quasi "+call, got.Interval, got.Ratio)
				}
			}
		}
	}
}

func TestHostileBounds(t *testing.T) {
	t.Parallel()
	for _, one := range hostileIntervals {
		for _, other := range hostileIntervals {
			hull, err := Hull(one, other)
			if err == nil && !(hull.Contains(one.Lower) && hull.Contains(one.Upper) && hull.Contains(other.Lower)) {
				t.Errorf("Hull(%v, %v) = %v", one, other, hull)
			}
		}
	}
}

func TestHostileCells(t *testing.T) {
	t.Parallel()
	for _, wrong := range hostileNumbers {
		for _, level := range hostileLevels {
			for name, shrink := range map[string]func(observed, expected []float64, level float64) (*Shrinkage,
				error){"ShrinkML": ShrinkML, "ShrinkMoments": ShrinkMoments} {
				for _, cells := range [][2][]float64{{{wrong, 9, 20, 4}, {6, 7, 8, 9}}, {{6, 7, 30, 9}, {wrong, 9, 20, 4}}} {
					got, err := shrink(cells[0], cells[1], level)
					if err != nil {
						continue
					}
					for _, r := range got.Ratios {
						ordered(t, fmt.Sprintf("%s(%v, %v, %v)", name, cells[0], cells[1], level), r.Interval, r.Shrunk)
					}
				}
			}
		}
		if got, err := TableDispersion([][]float64{{wrong, 2, 5}, {8, 3, 1}, {1, 1, 6}}); err == nil &&
			!(got.Value >= 0 && got.DF > 0) {
			t.Errorf("TableDispersion of a table with %v: %+v", wrong, got)
		}
		if got, err := pearsonDispersion([]float64{5, 2, 8}, []float64{4, wrong, 6}, 1); err == nil && !(got.Value >= 0) {
			t.Errorf("pearsonDispersion with a fitted mean of %v: %+v", wrong, got)
		}
		counts, exposures := []float64{9, 8, 12, 11, 9, 30, 31, 28, 35, 33, 29}, cellExposures(11, 91, 92)
		counts[3] = wrong
		if got, err := FitSegmented(counts, exposures, 1, 5, 1, 2, 0.95); err == nil {
			ordered(t, fmt.Sprintf("FitSegmented of %v", counts), got.Scaled.Step.Interval, got.Scaled.Step.Ratio)
		}
		counts[3], exposures[3] = 11, wrong
		if got, err := FitSegmented(counts, exposures, 1, 5, 1, 2, 0.95); err == nil {
			ordered(t, fmt.Sprintf("FitSegmented over %v", exposures), got.Scaled.Step.Interval, got.Scaled.Step.Ratio)
		}
	}
}

// Dispersions, degrees of freedom and exposures of any kind.
func TestHostileDispersions(t *testing.T) {
	t.Parallel()
	trend, err := FitTrend(nationalQuarters, nationalExposures, 1, 1, 0, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	for _, value := range hostileNumbers {
		for _, df := range hostileNumbers {
			d := Dispersion{Value: value, DF: df}
			for _, count := range hostileCounts {
				for _, level := range []float64{0.5, 0.95, 0.9999999999999} {
					call := fmt.Sprintf("of %d, %+v, %v", count, d, level)
					if got, err := QuasiPoissonInterval(count, d, level); err == nil {
						ordered(t, "QuasiPoissonInterval "+call, got, float64(count))
					}
					if got, err := CompareRatesQuasi(count, 1, 53, 1, d, level); err == nil {
						ordered(t, "CompareRatesQuasi "+call, got.Interval, got.Ratio)
						probability(t, "CompareRatesQuasi "+call, got.P)
					}
					if got, err := CompareRatesUnequal(count, 1, d, 53, 1, Known(2), level); err == nil {
						ordered(t, "CompareRatesUnequal "+call, got.Interval, got.Ratio)
						probability(t, "CompareRatesUnequal "+call, got.P)
					}
					if got, err := RatioOfRatiosQuasi(count, 7, 53, 9, [4]Dispersion{d, Known(3), Known(2), Known(2)}, level); err == nil {
						ordered(t, "RatioOfRatiosQuasi "+call, got.Interval, got.Ratio)
						probability(t, "RatioOfRatiosQuasi "+call, got.P)
					}
					if got, err := trend.Departure(count, d, []float64{0.25}, level); err == nil {
						ordered(t, "Departure "+call, got.Interval, got.Ratio)
						probability(t, "Departure "+call, got.P)
					}
				}
			}
			if m, err := Moderate([]Dispersion{d, {Value: 2, DF: 18}, {Value: 7, DF: 18}}); err == nil {
				for _, got := range m.Moderated {
					if !(got.Value >= 0 && got.DF >= 1) {
						t.Errorf("Moderate with %+v: %+v", d, got)
					}
				}
			}
		}
		if got, err := trend.Predict([]float64{0.25, value}, 0.95); err == nil {
			ordered(t, fmt.Sprintf("Predict over %v", value), got.Interval, got.Mean)
		}
	}
}

func probability(t *testing.T, call string, p float64) {
	t.Helper()
	if !(p >= 0 && p <= 1) {
		t.Errorf("%s: p = %v", call, p)
	}
}

// Cells from all zero but one to a million, exposures over four orders, few cells and
// many: the negative binomial is fitted to each, and its profile closes in on limits.
func TestNegBinOfWildCells(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(2017, 4))
	cells := func() (counts, exposures []float64) {
		empty, size, scatter := random.Float64(), math.Exp(9*random.Float64()), 3*random.Float64()
		for range 2 + random.IntN(11) {
			count := 0.0
			if random.Float64() > empty {
				count = math.Floor(size * math.Exp(scatter*random.NormFloat64()))
			}
			counts, exposures = append(counts, count), append(exposures, math.Exp(2*random.NormFloat64()))
		}
		counts[0]++ // without any event there is no ratio
		return counts, exposures
	}
	runs := 100
	switch {
	case testing.Short():
		runs = 20
	case os.Getenv("EVERY") != "": // in CI
		runs = 300
	}
	t.Logf("%d pairs of cells; EVERY=1 makes 300", runs)
	for range runs {
		later, laterExposures := cells()
		earlier, earlierExposures := cells()
		level := []float64{0.5, 0.95, 0.998, 0.9999999999999}[random.IntN(4)]
		call := fmt.Sprintf("CompareRatesNegBin(%v, %v, %v, %v, %v)", later, laterExposures, earlier, earlierExposures, level)
		start := time.Now()
		got, err := CompareRatesNegBin(later, laterExposures, earlier, earlierExposures, level)
		if err != nil {
			t.Errorf("%s: %v", call, err)
			continue
		}
		ordered(t, call, got.Interval, got.Ratio)
		ordered(t, call+" profile", got.Profile, got.Ratio)
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%s took %v", call, took)
		}
	}
}
