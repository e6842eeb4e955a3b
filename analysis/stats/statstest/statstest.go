// Package statstest compares numbers with the wanted values of tests, to a relative tolerance.
package statstest

import (
	"fmt"
	"math"
	"testing"
)

// Exact is the relative tolerance of methods without a fitting step, Fitted that of
// iterative fits.
const (
	Exact  = 1e-10
	Fitted = 1e-8
)

// Agree reports a value further from the wanted one than the relative tolerance.
// Infinities and NaN must match.
func Agree(t testing.TB, name string, got, want, tolerance float64) {
	t.Helper()
	same := got == want || math.IsNaN(got) && math.IsNaN(want)
	if !same && !(math.Abs(got-want) <= tolerance*math.Max(math.Abs(want), math.SmallestNonzeroFloat64)) {
		t.Errorf("%s = %.15g, want %.15g", name, got, want)
	}
}

// AgreeAll is Agree of several values by the tolerance Fitted. There must be as many.
func AgreeAll(t testing.TB, name string, got, want []float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s has %d values, want %d", name, len(got), len(want))
		return
	}
	for i := range want {
		Agree(t, fmt.Sprintf("%s[%d]", name, i), got[i], want[i], Fitted)
	}
}
