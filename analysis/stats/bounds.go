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
	// ErrShare: counts that are not 0 ≤ part ≤ known ≤ total, or a total of 0.
	ErrShare = errors.New("part, known and total are not in order")
	// ErrNoValues: an empty list of published values.
	ErrNoValues = errors.New("no values")
	// ErrBounds: a lower bound above the upper one, or a bound that is NaN, or infinite
	// where a count is meant.
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

// RemainderBounds returns the bounds of whole − part over every published value of each: the
// offences of the old definition are those of the code less those of the section
// added to it. A part larger than a whole gives a negative bound, which is kept, and the
// warning ErrContradiction. Error: ErrNoValues.
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

// RatioBounds returns the bounds of later ÷ earlier, per unit of exposure, over bounds of
// both counts. Counts of one vintage belong together: take the bounds for each vintage
// and then their Hull. A least earlier count of 0 leaves the ratio open above, with the
// warning ErrZeroEarlier. A negative later bound, from a contradiction, gives a negative
// ratio, which is kept, and the warning ErrContradiction; it is open below if the least
// earlier count is 0. Errors: ErrNoExposure; ErrBounds; ErrNegativeCount for a negative
// earlier bound.
func RatioBounds(later Interval, laterExposure float64, earlier Interval, earlierExposure float64) (Bounds, error) {
	if err := errors.Join(checkExposure(laterExposure), checkExposure(earlierExposure)); err != nil {
		return Bounds{}, err
	}
	for _, counts := range []Interval{later, earlier} {
		if !(counts.Lower <= counts.Upper) || math.IsInf(counts.Upper-counts.Lower, 0) {
			return Bounds{}, fmt.Errorf("%w: %v to %v", ErrBounds, counts.Lower, counts.Upper)
		}
	}
	if earlier.Lower < 0 {
		return Bounds{}, fmt.Errorf("%w: %v", ErrNegativeCount, earlier.Lower)
	}
	// A negative count is furthest from 0 when divided by the least, others by the greatest.
	b := Bounds{Interval: Interval{later.Lower / earlier.Upper, later.Upper / earlier.Lower}}
	if later.Lower < 0 {
		b.Lower = later.Lower / earlier.Lower
		b.Warnings = append(b.Warnings, ErrContradiction)
	}
	if later.Upper < 0 {
		b.Upper = later.Upper / earlier.Upper
	}
	if earlier.Lower == 0 {
		b.Upper = math.Inf(1)
		b.Warnings = append(b.Warnings, ErrZeroEarlier)
	}
	if earlier.Upper == 0 && later.Lower >= 0 {
		b.Lower = 0
	}
	b.Interval = b.Scale(earlierExposure / laterExposure)
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

// ShareBounds returns the bounds of a share of all cases when only some disclose what is
// asked: part of known disclosed it, of total cases. The others may all or none belong
// to the part. Error: ErrShare unless 0 ≤ part ≤ known ≤ total and total > 0.
func ShareBounds(part, known, total int) (Bounds, error) {
	if part < 0 || known < part || total < known || total == 0 {
		return Bounds{}, fmt.Errorf("%w: %d, %d, %d", ErrShare, part, known, total)
	}
	return Bounds{Interval: Interval{
		float64(part) / float64(total),
		float64(part+total-known) / float64(total),
	}}, nil
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
