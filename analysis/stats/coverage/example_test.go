package coverage_test

import (
	"fmt"

	"grooming-report/analysis/stats/coverage"
)

// Limits that take one dispersion for all areas are too narrow where an area scatters more.
func ExampleByDispersion() {
	for _, truth := range []float64{3.5, 6.6, 9.5} {
		held, err := coverage.ByDispersion(211, 3.5, truth, 0.95)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("limits by 3.5 hold %.0f per cent where %.1f is true\n", 100*held, truth)
	}
	// Output:
	// limits by 3.5 hold 95 per cent where 3.5 is true
	// limits by 3.5 hold 85 per cent where 6.6 is true
	// limits by 3.5 hold 77 per cent where 9.5 is true
}
