package stats

import (
	"errors"
	"fmt"
	"math"
	"testing"
)

// areaDispersions are of the 42 areas with five events a quarter or more, each a table of seven
// years by four quarters (18 degrees of freedom), of data/releases/offences-2026-04-23.csv.
var areaDispersions = []float64{
	1.8774158, 1.4864453, 1.3648922, 2.0247258, 2.4411366, 1.9112282, 1.9145494, 3.1151605, 1.3256167,
	2.1362487, 1.2646558, 2.4766764, 2.7186401, 4.7295869, 1.1778065, 9.4611513, 1.4783895, 2.2925273,
	1.8674334, 0.9658777, 1.4837215, 1.7516523, 2.3045166, 2.6916876, 2.8444956, 1.4365742, 0.8360539,
	2.2194096, 1.6755117, 1.5649230, 4.7695673, 1.3869116, 3.5557196, 1.4632485, 1.9959354, 1.5249750,
	6.3850835, 2.2812459, 1.1171816, 2.5884118, 1.8613096, 4.1130751,
}

const largestDispersion = 15

func estimated(df float64, values ...float64) []Dispersion {
	var ds []Dispersion
	for _, value := range values {
		ds = append(ds, Dispersion{Value: value, DF: df})
	}
	return ds
}

// limma::squeezeVar(s2, df) written out: fitFDist and its trigammaInverse to 1e-16.
func TestModerate(t *testing.T) {
	t.Parallel()
	got, err := Moderate(estimated(18, areaDispersions...))
	if err != nil {
		t.Fatal(err)
	}
	largest := got.Moderated[largestDispersion]
	agreeAll(t, "prior degrees of freedom, prior, largest moderated", []float64{got.Prior.DF, got.Prior.Value,
		largest.Value},
		[]float64{16.7003935488947, 2.05912005224169, 5.89874689312787})
	agree(t, "degrees of freedom", largest.DF, 18+16.7003935488947, fitted)

	// Of unequal degrees of freedom, one of them 0 and so taken as a hundred-thousandth of the
	// median; the first moderated value is (d0·s0² + 0)/(d0 + 6).
	df := []float64{6, 18, 18, 12, 3, 18}
	var ds []Dispersion
	for i, value := range []float64{0, 1.5, 9.2, 3.1, 2.2, 0.4} {
		ds = append(ds, Dispersion{Value: value, DF: df[i]})
	}
	got, err = Moderate(ds)
	if err != nil {
		t.Fatal(err)
	}
	agreeAll(t, "prior of unequal",
		[]float64{got.Prior.DF, got.Prior.Value},
		[]float64{0.428060588927492, 0.0113309388878375})
	for i, want := range []float64{0.000754555484710889, 1.46542009659982, 8.98655881497791, 2.99361674833805,
		1.92670174783574, 0.39097170826009} {
		agree(t, fmt.Sprintf("moderated %d", i), got.Moderated[i].Value, want, fitted)
	}
}

func TestModerateLaws(t *testing.T) {
	t.Parallel()
	ds := estimated(18, areaDispersions...)
	got, err := Moderate(ds)
	if err != nil {
		t.Fatal(err)
	}
	for i, m := range got.Moderated {
		least, most := math.Min(ds[i].Value, got.Prior.Value), math.Max(ds[i].Value, got.Prior.Value)
		if m.Value < least || m.Value > most || m.DF <= ds[i].DF {
			t.Errorf("area %d: %+v is not between %v and the prior %v", i, m, ds[i].Value, got.Prior.Value)
		}
		if i > 0 && (m.Value < got.Moderated[i-1].Value) != (ds[i].Value < ds[i-1].Value) {
			t.Errorf("areas %d and %d change places", i-1, i)
		}
	}
	// Twice the dispersions are twice the moderated ones, on the same degrees of freedom.
	var doubled []Dispersion
	for _, d := range ds {
		doubled = append(doubled, Dispersion{Value: 2 * d.Value, DF: d.DF})
	}
	twice, err := Moderate(doubled)
	if err != nil {
		t.Fatal(err)
	}
	agree(t, "doubled", twice.Moderated[0].Value, 2*got.Moderated[0].Value, fitted)
	agree(t, "degrees of freedom of doubled", twice.Prior.DF, got.Prior.DF, fitted)
}

// Dispersions that differ no more than chance would have them are all their mean, by degrees of
// freedom, on those of all together, and their few are no longer a warning.
func TestModerateAlike(t *testing.T) {
	t.Parallel()
	ds := estimated(6, 2, 2.1, 1.9)
	ds[2].DF = 12
	ds[0].Warnings = []error{ErrSparse, ErrFewDegreesOfFreedom}
	got, err := Moderate(ds)
	if err != nil {
		t.Fatal(err)
	}
	want := (6*2 + 6*2.1 + 12*1.9) / 24
	if !math.IsInf(got.Prior.DF, 1) {
		t.Errorf("prior on %v degrees of freedom, want +Inf", got.Prior.DF)
	}
	for i, m := range got.Moderated {
		agree(t, fmt.Sprintf("moderated %d", i), m.Value, want, exact)
		if m.DF != 24 {
			t.Errorf("moderated %d on %v degrees of freedom, want 24", i, m.DF)
		}
	}
	if w := got.Moderated[0].Warnings; len(w) != 1 || w[0] != ErrSparse {
		t.Errorf("warnings %v, want ErrSparse alone", w)
	}
	// On fewer than ten the warning stays.
	ds = estimated(3, 2, 2.1)
	ds[0].Warnings = []error{ErrFewDegreesOfFreedom}
	got, err = Moderate(ds)
	if err != nil || len(got.Moderated[0].Warnings) != 1 {
		t.Errorf("on six in all: %+v, %v; want ErrFewDegreesOfFreedom", got, err)
	}
}

// Most of them 0 leaves a prior near 0, not NaN.
func TestModerateOfZeros(t *testing.T) {
	t.Parallel()
	got, err := Moderate(estimated(18, 0, 0, 0, 3, 5))
	if err != nil || !(got.Prior.Value > 0 && got.Moderated[0].Value > 0 && got.Moderated[4].Value < 5) {
		t.Errorf("%+v, %v; want positive values", got, err)
	}
}

func TestTrigammaInverse(t *testing.T) {
	t.Parallel()
	// findroot(lambda y: psi(1, y) - x) in 30 digits (mpmath)
	for x, want := range map[float64]float64{
		0.001: 1000.4999166666819, 0.1: 10.491681821078422, 0.11: 9.5817625609276086,
		1: 1.426255120215079, 30: 0.18662253008393502, 5000: 0.014144415275219423,
	} {
		agree(t, fmt.Sprintf("trigammaInverse(%v)", x), trigammaInverse(x), want, 1e-12)
	}
}

func TestModerateErrors(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		ds   []Dispersion
		want error
	}{
		{"none", nil, ErrOneDispersion},
		{"one", estimated(18, 2), ErrOneDispersion},
		{"negative", estimated(18, 2, -1), ErrDispersion},
		{"NaN", estimated(18, 2, math.NaN()), ErrDispersion},
		{"known", []Dispersion{Known(2), Known(3)}, ErrDispersion},
		{"all 0", estimated(18, 0, 0), ErrDispersion},
		{"no degrees of freedom", estimated(0, 2, 3), ErrNoDegreesOfFreedom},
	} {
		if _, err := Moderate(test.ds); !errors.Is(err, test.want) {
			t.Errorf("%s: error %v, want %v", test.name, err, test.want)
		}
	}
}
