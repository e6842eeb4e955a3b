package stats

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// RatioOfRatiosEach is RatioOfRatiosQuasi when each of the four counts, in the order of the
// arguments, scatters by a dispersion of its own: the variance of the logarithm is the sum of
// each dispersion ÷ its count. The degrees of freedom are Satterthwaite's, as in
// CompareRatesUnequal; dispersions that are the same in value and degrees of freedom are taken
// for one estimate, which counts once. Errors: those of RatioOfRatiosQuasi.
func RatioOfRatiosEach(
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

// AgainstRest compares each area's ratio of later to earlier count with that of all the others
// together, by RatioOfRatiosEach: dispersions are those of the areas' later and earlier counts,
// rest those of the others' totals, which what areas share is in. A common change, which would
// make every area differ from 1, cancels. Adjusted are Benjamini and Hochberg's p-values over
// the areas that have limits, NaN for the others, which a zero among their counts leaves
// without a test. Areas are tested against overlapping rests, so the tests are dependent, but
// weakly where no area has most of the events.
// Errors: ErrTable and those of RatioOfRatiosEach.
func AgainstRest(
	later, earlier []int, dispersions [][2]Dispersion, rest [2]Dispersion, level float64,
) (comparisons []RateComparison, adjusted []float64, err error) {
	if len(later) != len(earlier) || len(dispersions) != len(later) {
		return nil, nil, fmt.Errorf("%w: %d later counts, %d earlier, %d dispersions",
			ErrTable, len(later), len(earlier), len(dispersions))
	}
	var laterTotal, earlierTotal int
	for i := range later {
		if err := checkCounts(later[i], earlier[i]); err != nil {
			return nil, nil, err
		}
		laterTotal += later[i]
		earlierTotal += earlier[i]
	}
	p := make([]float64, len(later))
	for i := range later {
		ds := [4]Dispersion{dispersions[i][0], dispersions[i][1], rest[0], rest[1]}
		c, err := RatioOfRatiosEach(later[i], earlier[i], laterTotal-later[i], earlierTotal-earlier[i], ds, level)
		if err != nil {
			return nil, nil, fmt.Errorf("area %d: %w", i, err)
		}
		comparisons = append(comparisons, c)
		p[i] = c.P
		if math.IsNaN(c.Ratio) || slices.Contains(c.Warnings, ErrZeroCell) {
			p[i] = math.NaN()
		}
	}
	adjusted, err = BenjaminiHochberg(p)
	return comparisons, adjusted, err
}
