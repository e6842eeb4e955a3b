package stats

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

var (
	// ErrContradiction is a warning: a part that is larger than its whole, so that the
	// two counts cannot measure the same thing.
	ErrContradiction = errors.New("the part is larger than the whole: the two were counted differently")
	// ErrNoValues: an empty list of published values.
	ErrNoValues = errors.New("no values")
	// ErrBounds: a lower bound above the upper one, or a bound that is NaN.
	ErrBounds = errors.New("not a lower and an upper bound")
)

// Bounds are the least and the greatest value that the facts allow. They are not
// confidence limits: nothing is said of where between them the value is. See Manski
// (2003), Partial Identification of Probability Distributions, doi 10.1007/b97478.
type Bounds struct {
	Interval
	// Warnings holds ErrContradiction where it applies. Contradictory values are kept.
	Warnings []error
}

// RemainderBounds returns the bounds of whole − part over every published value of each:
// what a wider class of events holds without the part that was added to it. A part
// larger than a whole gives a negative bound, which is kept, and the warning
// ErrContradiction. Error: ErrNoValues.
func RemainderBounds(wholes, parts []int) (Bounds, error) {
	if len(wholes) == 0 || len(parts) == 0 {
		return Bounds{}, ErrNoValues
	}
	b := Bounds{Interval: Interval{
		float64(slices.Min(wholes)) - float64(slices.Max(parts)),
		float64(slices.Max(wholes)) - float64(slices.Min(parts)),
	}}
	if b.Lower < 0 {
		b.Warnings = []error{fmt.Errorf("%w: %d of %d", ErrContradiction, slices.Max(parts), slices.Min(wholes))}
	}
	return b, nil
}

// Hull returns the shortest interval that contains all those given. Errors: ErrNoValues, ErrBounds.
func Hull(intervals ...Interval) (Interval, error) {
	if len(intervals) == 0 {
		return Interval{}, ErrNoValues
	}
	hull := intervals[0]
	for _, i := range intervals {
		if !(i.Lower <= i.Upper) {
			return Interval{}, fmt.Errorf("%w: %v to %v", ErrBounds, i.Lower, i.Upper)
		}
		hull = Interval{math.Min(hull.Lower, i.Lower), math.Max(hull.Upper, i.Upper)}
	}
	return hull, nil
}

// RisingSplit answers what two missing years must have been if counts rose every year:
// whole numbers first + second = sum with before < first < second < after. It
// returns the least and the greatest first and second, and false if no split rises.
func RisingSplit(before, sum, after int) (first, second Interval, possible bool) {
	// second < after means first > sum − after; first < second means 2·first < sum.
	least := max(before, sum-after) + 1
	most := int(math.Ceil(float64(sum)/2)) - 1
	if least > most {
		return Interval{}, Interval{}, false
	}
	return Interval{float64(least), float64(most)}, Interval{float64(sum - most), float64(sum - least)}, true
}
