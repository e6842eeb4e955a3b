package stats

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
)

// ErrProbability: a p-value outside 0 to 1.
var ErrProbability = errors.New("probability outside [0, 1]")

// BenjaminiHochberg returns the adjusted p-values, in the order given: calling those at
// most q discoveries keeps the expected share of false ones at most q, when the tests
// are independent or positively dependent. A NaN, a test that could not be made, stays
// NaN and does not count towards the number of tests: the rule of R's p.adjust, while
// statsmodels counts it.
//
// Also called FDR adjustment or q-values. Benjamini and Hochberg (1995), Journal of the
// Royal Statistical Society B 57:289–300, doi 10.1111/j.2517-6161.1995.tb02031.x.
// Error: ErrProbability.
func BenjaminiHochberg(p []float64) ([]float64, error) {
	adjusted := slices.Clone(p)
	var order []int
	for i, value := range p {
		if math.IsNaN(value) {
			continue
		}
		if value < 0 || value > 1 {
			return nil, fmt.Errorf("%w: %v", ErrProbability, value)
		}
		order = append(order, i)
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(p[i], p[j]) })
	least := 1.0
	for rank := len(order); rank > 0; rank-- {
		i := order[rank-1]
		least = math.Min(least, p[i]*float64(len(order))/float64(rank))
		adjusted[i] = least
	}
	return adjusted, nil
}
