package stats

import (
	"errors"
	"math"
	"testing"
)

func TestBenjaminiHochberg(t *testing.T) {
	t.Parallel()
	nan := math.NaN()
	got, err := BenjaminiHochberg([]float64{.01, .04, .03, nan, .2, .5, .001, .04})
	if err != nil {
		t.Fatal(err)
	}
	// p.adjust(c(.01, .04, .03, NA, .2, .5, .001, .04), "BH")
	for i, want := range []float64{0.035, 0.056, 0.056, nan, 0.2333333333333333, 0.5, 0.007, 0.056} {
		agree(t, "adjusted p", got[i], want, exact)
	}
	if got, err := BenjaminiHochberg(nil); err != nil || len(got) != 0 {
		t.Errorf("no tests: %v, %v", got, err)
	}
	for _, p := range []float64{-0.1, 1.1} {
		if _, err := BenjaminiHochberg([]float64{p}); !errors.Is(err, ErrProbability) {
			t.Errorf("p = %v: error %v, want ErrProbability", p, err)
		}
	}
}
