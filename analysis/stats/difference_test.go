package stats

import (
	"errors"
	"slices"
	"testing"
)

// In R, n the whole and s the part, phi and f the dispersion and its degrees of freedom, and y,
// psi and g those before:
//
//	v <- phi*n/(n - s)^2; w <- psi/y; df <- (v + w)^2/(v^2/f + w^2/g); r <- (n - s)/y
//	c(r, r*exp(c(-1, 1)*qt(.975, df)*sqrt(v + w)), log(2) + pt(-abs(log(r)/sqrt(v + w)), df, log.p = TRUE))
func TestCompareDifference(t *testing.T) {
	t.Parallel()
	after, before := Dispersion{Value: 5.5799605683663849, DF: 18}, Dispersion{Value: 3.1049127138208892, DF: 12}
	for _, test := range []struct {
		whole, part int
		want        []float64
	}{
		{4444, 3217, []float64{1.0614186851211, 0.79737388135957, 1.4129000854697, -0.39949909658572}},
		{4624, 3171, []float64{1.2569204152249, 0.97744886250848, 1.6162982952936, -2.6194412536777}},
	} {
		got := mustCompare(CompareDifference(test.whole, test.part, after, 1156, before, 0.95))
		agreeAll(t, "difference", []float64{got.Ratio, got.Interval.Lower, got.Interval.Upper, got.LogP}, test.want)
	}
	// With nothing taken off it is the ratio of two counts in the same approximation.
	whole := mustCompare(CompareDifference(4444, 0, Known(2), 1156, Known(2), 0.95))
	vast := mustCompare(RatioOfRatiosQuasi(4444, 1156, 1_000_000_000, 1_000_000_000, alike(Known(2)), 0.95))
	agree(t, "nothing taken off", whole.Interval.Lower, vast.Interval.Lower, 1e-6)
	for _, none := range [][3]int{{5, 5, 3}, {5, 2, 0}} {
		got := mustCompare(CompareDifference(none[0], none[1], after, none[2], before, 0.95))
		if !slices.ContainsFunc(got.Warnings, func(err error) bool { return errors.Is(err, ErrZeroCell) }) || got.P != 1 {
			t.Errorf("%v: %+v, want open limits and ErrZeroCell", none, got)
		}
	}
	if _, err := CompareDifference(5, 6, after, 3, before, 0.95); !errors.Is(err, ErrNegativeCount) {
		t.Errorf("more taken off than there is: %v, want ErrNegativeCount", err)
	}
	if _, err := CompareDifference(6, 5, Known(-1), 3, before, 0.95); !errors.Is(err, ErrDispersion) {
		t.Errorf("a dispersion below 0: %v, want ErrDispersion", err)
	}
}
