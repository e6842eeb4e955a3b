package stats

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// ErrZeroCell is a warning: a count is 0, where the approximation has no limits.
var ErrZeroCell = errors.New(
	"a count is 0, where approximate limits do not exist: use the exact ones, or longer periods")

// ErrZeroDivisor is a warning: one of the counts that a ratio of ratios divides by is 0.
var ErrZeroDivisor = errors.New("a count divided by is 0, so the ratio of ratios has no upper limit: " +
	"compare longer periods or larger areas")

// RatioOfRatios returns how much more the count of one area rose than that of another
// over the same two periods, (later ÷ earlier) ÷ (otherLater ÷ otherEarlier), with exact
// central limits. The periods' exposures cancel. Given the totals of both areas and both
// periods the later count is noncentral hypergeometric. The areas must not overlap: take
// an area from the national total before comparing it with the rest. Counts are taken
// as Poisson; RatioOfRatiosQuasi allows for overdispersion.
//
// A zero leaves a limit open, an upper one with the warning ErrZeroDivisor. The ratio is
// NaN, with the warning ErrNoRatio, when the data say nothing of it: an area or a period
// without any event. P is central.
//
// Also called the exact conditional odds ratio of a 2×2 table: Cornfield (1956),
// Proceedings of the Third Berkeley Symposium 4:135–148; Fisher (1935), Journal of the
// Royal Statistical Society 98:39–82, doi 10.2307/2342435. R's fisher.test has the same
// limits to some five digits, but gives the conditional estimate of the ratio where this
// gives the sample ratio. Every table with these totals is added up, at most ten million.
// Errors: ErrNegativeCount, ErrLargeCount, ErrLevel.
func RatioOfRatios(later, earlier, otherLater, otherEarlier int, level float64) (RateComparison, error) {
	if err := errors.Join(checkLevel(level), checkCounts(later, earlier, otherLater, otherEarlier)); err != nil {
		return RateComparison{}, err
	}
	c := newRatioOfRatios(later, earlier, otherLater, otherEarlier)
	if math.IsNaN(c.Ratio) {
		return c, nil
	}
	if tables := min(later, otherEarlier) + min(earlier, otherLater); tables > mostTables {
		return RateComparison{}, fmt.Errorf("%w: %d tables with these totals", ErrLargeCount, tables)
	}
	up := hypergeometricTail(later, earlier, otherLater, otherEarlier)
	down := hypergeometricTail(earlier, later, otherEarlier, otherLater)
	start := math.Log((float64(later)+0.5)/(float64(earlier)+0.5)) -
		math.Log((float64(otherLater)+0.5)/(float64(otherEarlier)+0.5))
	target := math.Log((1 - level) / 2)
	if later > 0 && otherEarlier > 0 {
		c.Interval.Lower = math.Exp(up.solve(start, target))
	}
	if earlier > 0 && otherLater > 0 {
		c.Interval.Upper = math.Exp(-down.solve(-start, target))
	}
	logUp, _ := up(0)
	logDown, _ := down(0)
	c.LogP = math.Min(0, math.Ln2+math.Min(logUp, logDown))
	c.P = math.Exp(c.LogP)
	return c, nil
}

// RatioOfRatiosQuasi is RatioOfRatios for counts whose variance is a dispersion, taken as 1 if
// below, times their mean. Each of the four counts, in the order of the arguments, has a
// dispersion: the same where they scatter alike, and of its own where areas or periods differ.
// It is the normal approximation on the logarithm, whose variance is the sum of each dispersion
// ÷ its count, and wants ten or more events, in units of the dispersion, in each. Quantiles and
// P are from Student's t. The degrees of freedom are Satterthwaite's, as in CompareRatesUnequal;
// dispersions that are the same in value and degrees of freedom are taken for one estimate,
// which counts once. With a zero among the counts the limits are open and P is 1, with the
// warning ErrZeroCell.
//
// See Woolf (1955), Annals of Human Genetics 19:251–253, doi
// 10.1111/j.1469-1809.1955.tb01348.x. Errors: ErrNegativeCount, ErrLargeCount,
// ErrDispersion, ErrNoDegreesOfFreedom, ErrLevel.
func RatioOfRatiosQuasi(
	later, earlier, otherLater, otherEarlier int, ds [4]Dispersion, level float64,
) (RateComparison, error) {
	counts := [4]int{later, earlier, otherLater, otherEarlier}
	err := errors.Join(checkLevel(level), checkCounts(counts[:]...))
	for _, d := range ds {
		err = errors.Join(err, checkDispersion(d))
	}
	if err != nil {
		return RateComparison{}, err
	}
	c := newRatioOfRatios(later, earlier, otherLater, otherEarlier)
	if slices.Min(counts[:]) == 0 {
		c.Warnings = append(c.Warnings, ErrZeroCell)
		return c, nil
	}
	variance := 0.0
	for i, d := range ds {
		variance += d.atLeastOne() / float64(counts[i])
	}
	stdErr, df := math.Sqrt(variance), sharedDF(counts, ds)
	margin := studentQuantile(level, df) * stdErr
	c.Interval = Interval{c.Ratio * math.Exp(-margin), c.Ratio * math.Exp(margin)}
	c.setP(math.Log(c.Ratio)/stdErr, df)
	return c, nil
}

// sharedDF returns Satterthwaite's degrees of freedom of the sum of each dispersion ÷ its
// count, where several counts may share one dispersion.
func sharedDF(counts [4]int, ds [4]Dispersion) float64 {
	var sum, squares float64
	for i, d := range ds {
		alike := func(o Dispersion) bool { return o.Value == d.Value && o.DF == d.DF }
		if slices.ContainsFunc(ds[:i], alike) {
			continue // is in the first of them
		}
		variance := 0.0
		for j, o := range ds {
			if alike(o) {
				variance += o.atLeastOne() / (float64(counts[j]) + 0.5)
			}
		}
		sum += variance
		squares += variance * variance / d.DF
	}
	return sum * sum / squares
}

const mostTables = 10_000_000

func newRatioOfRatios(later, earlier, otherLater, otherEarlier int) RateComparison {
	c := RateComparison{
		Ratio:    float64(later) * float64(otherEarlier) / (float64(earlier) * float64(otherLater)),
		Interval: Interval{0, math.Inf(1)},
		P:        1,
	}
	if later+earlier == 0 || otherLater+otherEarlier == 0 || later+otherLater == 0 || earlier+otherEarlier == 0 {
		c.Ratio = math.NaN()
		c.Warnings = []error{ErrNoRatio}
	} else if earlier == 0 || otherLater == 0 {
		c.Warnings = []error{ErrZeroDivisor}
	}
	return c
}

// hypergeometricTail is the probability, given all margins, of a first count of a or
// more, as a function of the log odds ratio.
func hypergeometricTail(a, b, c, d int) logTail {
	// Logarithms of the weights of the possible counts relative to a's, from the ratio of
	// each to the next.
	least, most := max(0, a-d), a+min(b, c)
	logWeight := make([]float64, most-least+1)
	ratio := func(x int) float64 { // weight of x+1 over weight of x
		moved := x - a
		return math.Log(float64(b-moved)) + math.Log(float64(c-moved)) -
			math.Log(float64(x+1)) - math.Log(float64(d+moved+1))
	}
	for x := a; x < most; x++ {
		logWeight[x+1-least] = logWeight[x-least] + ratio(x)
	}
	for x := a; x > least; x-- {
		logWeight[x-1-least] = logWeight[x-least] - ratio(x-1)
	}
	return func(u float64) (logP, slope float64) {
		greatest := math.Inf(-1)
		for i, w := range logWeight {
			greatest = math.Max(greatest, w+u*float64(least+i-a))
		}
		greatestAbove := math.Inf(-1)
		for i, w := range logWeight[a-least:] {
			greatestAbove = math.Max(greatestAbove, w+u*float64(i))
		}
		var all, allMoment, above, aboveMoment float64
		for i, w := range logWeight {
			moved := float64(least + i - a)
			term := math.Exp(w + u*moved - greatest)
			all += term
			allMoment += term * moved
			if moved >= 0 {
				term = math.Exp(w + u*moved - greatestAbove)
				above += term
				aboveMoment += term * moved
			}
		}
		logP = greatestAbove - greatest + math.Log(above) - math.Log(all)
		return logP, aboveMoment/above - allMoment/all
	}
}
