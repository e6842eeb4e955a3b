package stats

import (
	"fmt"
	"math"
	"slices"
)

// AgainstRest compares each area's ratio of later to earlier count with that of all the others
// together, by RatioOfRatiosQuasi: dispersions are those of the areas' later and earlier counts,
// rest those of the others' totals, which what areas share is in. A common change, which would
// make every area differ from 1, cancels. Adjusted are Benjamini and Hochberg's p-values over
// the areas that have limits, NaN for the others, which a zero among their counts leaves
// without a test. Areas are tested against overlapping rests, so the tests are dependent, but
// weakly where no area has most of the events.
// Errors: ErrTable and those of RatioOfRatiosQuasi.
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
		c, err := RatioOfRatiosQuasi(later[i], earlier[i], laterTotal-later[i], earlierTotal-earlier[i], ds, level)
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
