package stats

import (
	"errors"
	"fmt"
	"math"
)

// Errors that the estimators return, wrapped with the value that caused them.
var (
	// ErrLevel: a confidence level that is not between 0 and 1, both excluded.
	ErrLevel = errors.New("confidence level outside (0, 1)")
	// ErrNegativeCount: a total below zero, which no Poisson model can give.
	// Single cells of the source may be negative; sum them first.
	ErrNegativeCount = errors.New("negative count")
	// ErrLargeCount: a count above 1,000,000,000, beyond which limits would lose their digits.
	ErrLargeCount = errors.New("count above 1,000,000,000")
	// ErrNoExposure: an exposure that is zero, negative, infinite or NaN, or outside 1e-100
	// to 1e100, where a rate could overflow.
	ErrNoExposure = errors.New("no exposure")
	// ErrDispersion: a dispersion that is negative, NaN or above 1,000,000.
	ErrDispersion = errors.New("dispersion is not a number from 0 to 1,000,000")
)

// Interval is a closed range of plausible values, Lower ≤ Upper, in the unit of the
// quantity it belongs to. Upper is +Inf when the data set no upper limit.
type Interval struct {
	Lower, Upper float64
}

// Contains reports whether x is within the limits.
func (i Interval) Contains(x float64) bool { return i.Lower <= x && x <= i.Upper }

// Scale multiplies both limits by k, which must not be negative: limits for a count
// divided by the exposure are limits for the rate.
func (i Interval) Scale(k float64) Interval { return Interval{i.Lower * k, i.Upper * k} }

// PoissonInterval returns the exact central limits for the mean of a Poisson count.
// The lower limit is the mean at which so large a count has probability (1−level)/2,
// the upper that at which so small a count has. Coverage is at least the level, and
// more for small counts because counts are whole. A zero count gives a lower limit of 0.
// Limits for the rate per unit of an exposure that is known without error are these,
// scaled by 1 ÷ exposure.
//
// Also called Garwood, gamma or chi-square limits: Garwood (1936), Biometrika
// 28:437–442, doi 10.1093/biomet/28.3-4.437. Errors: ErrNegativeCount, ErrLargeCount, ErrLevel.
func PoissonInterval(count int, level float64) (Interval, error) {
	return QuasiPoissonInterval(count, Known(1), level)
}

// QuasiPoissonInterval returns limits for the mean of a count whose variance is a
// dispersion times its mean. A dispersion below 1 is taken as 1, so that chance
// under-dispersion never narrows an interval; with Known(1) the limits are
// PoissonInterval's.
//
// The count is measured in units of as many events as the dispersion says, in which its
// variance equals its mean, and the gamma quantiles are taken there. The step to the next
// possible count is one event, not one such unit: CompareRatesQuasi says why that matters,
// and how the dispersion's degrees of freedom are allowed for. For a dispersion of a hundred
// times the count the quantile means nothing; the upper limit is never below the Poisson one.
// Errors: ErrNegativeCount, ErrLargeCount, ErrDispersion, ErrNoDegreesOfFreedom, ErrLevel.
func QuasiPoissonInterval(count int, d Dispersion, level float64) (Interval, error) {
	if err := errors.Join(checkLevel(level), checkCount(count), checkDispersion(d)); err != nil {
		return Interval{}, err
	}
	phi, tail := d.atLeastOne(), math.Exp(logTailAt(level, d.DF))
	x := float64(count)
	limits := gammaLimits(x/phi, (x+1)/phi, tail).Scale(phi)
	poisson := gammaLimits(x, x+1, tail)
	return Interval{limits.Lower, math.Max(limits.Upper, poisson.Upper)}, nil
}

const largestCount = 1_000_000_000

func checkLevel(level float64) error {
	if !(level > 0 && level < 1) {
		return fmt.Errorf("%w: %v", ErrLevel, level)
	}
	return nil
}

func checkCount(count int) error {
	if count < 0 {
		return fmt.Errorf("%w: %d", ErrNegativeCount, count)
	}
	if count > largestCount {
		return fmt.Errorf("%w: %d", ErrLargeCount, count)
	}
	return nil
}

func checkCounts(counts ...int) error {
	for _, count := range counts {
		if err := checkCount(count); err != nil {
			return err
		}
	}
	return nil
}

func checkExposure(exposure float64) error {
	if !(exposure >= 1e-100 && exposure <= 1e100) {
		return fmt.Errorf("%w: %v", ErrNoExposure, exposure)
	}
	return nil
}

func checkDispersion(d Dispersion) error {
	if !(d.Value >= 0 && d.Value <= 1e6) {
		return fmt.Errorf("%w: %v", ErrDispersion, d.Value)
	}
	if !(d.DF >= 1) {
		return fmt.Errorf("%w: dispersion on %v", ErrNoDegreesOfFreedom, d.DF)
	}
	return nil
}
