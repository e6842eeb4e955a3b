package stats

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// yearOfDays holds the exposures of the quarters of an ordinary year.
var yearOfDays = [4]float64{91. / 365, 92. / 365, 92. / 365, 90. / 365}

func TestBacktestAnnualisation(t *testing.T) {
	t.Parallel()
	counts := [][][4]int{
		{{30, 40, 50, 60}, {0, 0, 0, 5}},
		{{20, 20, 20, 20}, {10, 0, 0, 0}},
		{{9, 1, 2, 8}},
	}
	got, err := BacktestAnnualisation(counts, [][4]float64{yearOfDays, yearOfDays, yearOfDays}, 3, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	// full year ÷ (first three quarters × 365/275), by hand
	pace := 275. / 365
	for i, want := range []float64{pace, 80 * pace / 60, 180 * pace / 120, 20 * pace / 12} {
		agree(t, fmt.Sprintf("ratio %d", i), got.Ratios[i], want, exact)
	}
	agree(t, "median", got.Median, (80*pace/60+180*pace/120)/2, exact)
	if got.Silent != 1 {
		t.Errorf("Silent = %d, want 1", got.Silent)
	}
	// Four ratios: the extremes hold the next with probability 3/5.
	agree(t, "level", got.Level, 0.6, exact)
	if got.Factor != (Interval{got.Ratios[0], got.Ratios[3]}) ||
		!errors.Is(errors.Join(got.Warnings...), ErrShortHistory) {
		t.Errorf("factor %v, warnings %v; want the extremes and ErrShortHistory", got.Factor, got.Warnings)
	}
	// Only the first year's ratio is within the range of the other years'.
	agree(t, "coverage", got.Coverage, 0.25, exact)
}

func TestBacktestOfConstantPace(t *testing.T) {
	t.Parallel()
	counts := [][][4]int{{{91, 92, 92, 90}}, {{182, 184, 184, 180}}}
	for quarters := 1; quarters <= 3; quarters++ {
		got, err := BacktestAnnualisation(counts, [][4]float64{yearOfDays, yearOfDays}, quarters, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		agree(t, "median", got.Median, 1, exact)
	}
}

// 39 values are what a 95 % range needs, and 1−level rounds badly there.
func TestPredictionRange(t *testing.T) {
	t.Parallel()
	sorted := make([]float64, 39)
	for i := range sorted {
		sorted[i] = float64(i)
	}
	got, level := predictionRange(sorted, 0.95)
	if got != (Interval{0, 38}) || math.Abs(level-0.95) > exact {
		t.Errorf("got %v at level %v, want 0 to 38 at 0.95", got, level)
	}
	got, level = predictionRange(sorted, 0.8)
	if got != (Interval{3, 35}) || math.Abs(level-0.8) > exact {
		t.Errorf("got %v at level %v, want 3 to 35 at 0.8", got, level)
	}
}

// Years alike but for chance are covered as often as promised.
func TestBacktestCoverage(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(3, 4))
	var counts [][][4]int
	var exposures [][4]float64
	for range 10 {
		var areas [][4]int
		for range 43 {
			var quarters [4]int
			for q := range quarters {
				// Poisson of a gamma mean: 40, and a variance of 2.5 times that.
				mean := distuv.Gamma{Alpha: 40 / 1.5, Beta: 1 / 1.5, Src: random}.Rand()
				quarters[q] = int(distuv.Poisson{Lambda: mean, Src: random}.Rand())
			}
			areas = append(areas, quarters)
		}
		counts = append(counts, areas)
		exposures = append(exposures, yearOfDays)
	}
	got, err := BacktestAnnualisation(counts, exposures, 3, 0.95)
	if err != nil || got.Coverage < 0.93 || got.Coverage > 0.97 || got.Level < 0.95 {
		t.Errorf("coverage %v at level %v, %v; want near 0.95", got.Coverage, got.Level, err)
	}
}

func TestBacktestErrors(t *testing.T) {
	t.Parallel()
	year := [][4]int{{1, 2, 3, 4}}
	for _, test := range []struct {
		name      string
		counts    [][][4]int
		exposures [][4]float64
		quarters  int
		level     float64
		want      error
	}{
		{"no quarters", [][][4]int{year, year}, [][4]float64{yearOfDays, yearOfDays}, 0, 0.95, ErrQuarters},
		{"the whole year", [][][4]int{year, year}, [][4]float64{yearOfDays, yearOfDays}, 4, 0.95, ErrQuarters},
		{"one year", [][][4]int{year}, [][4]float64{yearOfDays}, 3, 0.95, ErrNoHistory},
		{"no years", nil, nil, 3, 0.95, ErrNoHistory},
		{"silent years", [][][4]int{{{}}, {{}}}, [][4]float64{yearOfDays, yearOfDays}, 3, 0.95, ErrNoHistory},
		{"exposures of one year", [][][4]int{year, year}, [][4]float64{yearOfDays}, 3, 0.95, ErrTable},
		{"no exposure", [][][4]int{year, year}, [][4]float64{yearOfDays, {}}, 3, 0.95, ErrNoExposure},
		{"level", [][][4]int{year, year}, [][4]float64{yearOfDays, yearOfDays}, 3, 95, ErrLevel},
	} {
		_, err := BacktestAnnualisation(test.counts, test.exposures, test.quarters, test.level)
		if !errors.Is(err, test.want) {
			t.Errorf("%s: error %v, want %v", test.name, err, test.want)
		}
	}
}
