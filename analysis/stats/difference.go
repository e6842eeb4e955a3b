package stats

import (
	"errors"
	"math"
)

// CompareDifference returns the ratio (whole − part) ÷ earlier of counts over equal exposures,
// where whole and earlier scatter by dispersions of their own, taken as 1 if below, and part is a
// figure from elsewhere that is taken as it stands. What is left then scatters more than a count
// of its size: the logarithm of the ratio has, by the delta method, the variance
// d·whole ÷ (whole − part)² + earlierD ÷ earlier. Quantiles and P are from Student's t on
// Satterthwaite's degrees of freedom, as in CompareRatesUnequal. Where nothing is left, or there
// is none before, the limits are open and P is 1, with the warning ErrZeroCell.
//
// Errors: ErrNegativeCount, also where part is more than whole, ErrLargeCount, ErrDispersion,
// ErrNoDegreesOfFreedom, ErrLevel.
func CompareDifference(whole, part int, d Dispersion, earlier int, earlierD Dispersion, level float64) (
	RateComparison, error) {
	err := errors.Join(checkLevel(level), checkCounts(whole, part, whole-part, earlier),
		checkDispersion(d), checkDispersion(earlierD))
	if err != nil {
		return RateComparison{}, err
	}
	left := float64(whole - part)
	c := newComparison(whole-part, 1, earlier, 1)
	if left == 0 || earlier == 0 {
		c.Warnings = append(c.Warnings, ErrZeroCell)
		return c, nil
	}
	later, before := d.atLeastOne()*float64(whole)/(left*left), earlierD.atLeastOne()/float64(earlier)
	df := satterthwaite(later, d.DF, before, earlierD.DF)
	stdErr := math.Sqrt(later + before)
	margin := studentQuantile(level, df) * stdErr
	c.Interval = Interval{c.Ratio * math.Exp(-margin), c.Ratio * math.Exp(margin)}
	c.setP(math.Log(c.Ratio)/stdErr, df)
	return c, nil
}
