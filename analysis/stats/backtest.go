package stats

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

var (
	// ErrQuarters: a number of quarters to annualise from that is not 1, 2 or 3.
	ErrQuarters = errors.New("number of quarters outside 1 to 3")
	// ErrNoHistory: fewer than two years to test on, or no area with events in the part of a year.
	ErrNoHistory = errors.New("no complete years to test on")
	// ErrShortHistory is a warning: too few past ratios for limits of the level asked for,
	// so the limits are the extremes seen and their level is lower.
	ErrShortHistory = errors.New(
		"history too short for the level asked for: the limits are the least and the greatest ratio seen")
)

// Backtest tells how well the first quarters of past years, annualised, foretold the
// count of the full year.
type Backtest struct {
	// Quarters is how many were annualised: 1, 2 or 3.
	Quarters int
	// Ratios holds full-year count ÷ annualised count, in ascending order, one for
	// each area and year with events in those quarters.
	Ratios []float64
	// Silent is the number of area-years left out because the part had no events to annualise.
	Silent int
	// Median is that of Ratios: above 1 the rule falls short.
	Median float64
	// Factor is the range of Ratios to multiply an annualised count by.
	Factor Interval
	// Level is the probability that the next ratio is within Factor if it is exchangeable with
	// the past ones: at least the level asked for, except with ErrShortHistory.
	Level float64
	// Coverage is the share of area-years within the factor found from the other years.
	Coverage float64
	// Warnings holds ErrShortHistory where it applies.
	Warnings []error
}

// BacktestAnnualisation annualises the first quarters of each past year and compares with the full year.
// counts holds the four quarters of each area in each year, counts[year][area]; the
// number of areas may differ between years. exposures holds the four quarters' exposures of
// each year, in years. Use complete years of one definition and areas of similar size:
// small counts scatter more, and a growing series outruns its first quarters.
//
// Factor is cut from the ordered ratios at ranks that give a prediction interval without
// assuming a distribution: Wilks (1941), Annals of Mathematical Statistics 12:91–96, doi
// 10.1214/aoms/1177731788; now also called conformal. Areas share their year's
// surprises, so Coverage, which leaves out whole years, is the honest figure.
// Errors: ErrQuarters, ErrTable, ErrNoExposure, ErrLevel, ErrNoHistory.
func BacktestAnnualisation(
	counts [][][4]int, exposures [][4]float64, quarters int, level float64,
) (*Backtest, error) {
	if quarters < 1 || quarters > 3 {
		return nil, fmt.Errorf("%w: %d", ErrQuarters, quarters)
	}
	if len(counts) != len(exposures) {
		return nil, fmt.Errorf("%w: counts of %d years, exposures of %d", ErrTable, len(counts), len(exposures))
	}
	if err := checkLevel(level); err != nil {
		return nil, err
	}
	b := &Backtest{Quarters: quarters}
	byYear := make([][]float64, len(counts))
	for year, areas := range counts {
		var err error
		if byYear[year], err = annualisationRatios(areas, exposures[year], quarters); err != nil {
			return nil, err
		}
		b.Silent += len(areas) - len(byYear[year])
	}
	b.Ratios = slices.Sorted(slices.Values(slices.Concat(byYear...)))
	within := 0
	for year, ratios := range byYear {
		others := slices.Concat(slices.Concat(byYear[:year]...), slices.Concat(byYear[year+1:]...))
		if len(others) == 0 {
			return nil, ErrNoHistory
		}
		slices.Sort(others)
		factor, _ := predictionRange(others, level)
		for _, ratio := range ratios {
			const rounding = 1e-12 // of equal ratios that come from other counts
			if (Interval{factor.Lower * (1 - rounding), factor.Upper * (1 + rounding)}).Contains(ratio) {
				within++
			}
		}
	}
	if len(b.Ratios) == 0 {
		return nil, ErrNoHistory
	}
	b.Coverage = float64(within) / float64(len(b.Ratios))
	b.Median = Quantile(b.Ratios, 0.5)
	b.Factor, b.Level = predictionRange(b.Ratios, level)
	if b.Level < level {
		b.Warnings = []error{ErrShortHistory}
	}
	return b, nil
}

// annualisationRatios returns full-year count ÷ annualised count of the areas with events
// in the first quarters of a year.
func annualisationRatios(areas [][4]int, exposures [4]float64, quarters int) ([]float64, error) {
	var part, full float64
	for q, exposure := range exposures {
		if err := checkExposure(exposure); err != nil {
			return nil, err
		}
		full += exposure
		if q < quarters {
			part += exposure
		}
	}
	var ratios []float64
	for _, quarterly := range areas {
		var sum, seen float64
		for q, count := range quarterly {
			sum += float64(count)
			if q < quarters {
				seen += float64(count)
			}
		}
		if seen > 0 {
			ratios = append(ratios, sum/(seen*full/part))
		}
	}
	return ratios, nil
}

// predictionRange returns the kth least and kth greatest of sorted values, with k the
// greatest rank at which the next value is between them with probability level or
// more, and that probability, 1 − 2k/(n+1).
func predictionRange(sorted []float64, level float64) (Interval, float64) {
	n := len(sorted)
	// The small addition undoes the rounding of 1−level: 39 values do for 0.95.
	k := max(1, int(math.Floor(float64(n+1)*(1-level)/2+1e-9)))
	return Interval{sorted[k-1], sorted[n-k]}, 1 - 2*float64(k)/float64(n+1)
}
