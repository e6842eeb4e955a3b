package stats

import (
	"errors"
	"math"
	"slices"
	"testing"
)

var (
	shrinkObserved = []float64{12, 30, 7, 22, 41, 9, 15, 28, 33, 11}
	shrinkExpected = []float64{10, 22.5, 9, 30, 28, 8.5, 20, 20, 21, 15}
)

func TestShrink(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name        string
		shrink      func(observed, expected []float64, level float64) (*Shrinkage, error)
		mean, shape float64
		first, last []float64
	}{
		// alternating glm(O ~ 1 + offset(log(E)), negative.binomial(a)) and theta.ml in MASS
		{"maximum likelihood", ShrinkML, 1.12074210053421, 21.6482156629822,
			[]float64{1.14777784652444, 0.793206358439807, 1.56682665452011},
			[]float64{0.951400179471052, 0.653462748108412, 1.30441658591773}},
		// m <- sum(O)/sum(E); a <- m^2/(sum(E*(O/E-m)^2)/sum(E) - m/mean(E))
		{"moments", ShrinkMoments, 1.1304347826087, 24.7977380501814,
			[]float64{1.15221716428835, 0.810416959625188, 1.55321517589738},
			[]float64{0.969170772870425, 0.678052138351714, 1.31147089449971}},
	} {
		got, err := test.shrink(shrinkObserved, shrinkExpected, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		agree(t, test.name+" mean", got.Mean, test.mean, fitted)
		agree(t, test.name+" shape", got.Shape, test.shape, fitted)
		// (O+a)/(E+a/m), qgamma(c(.025, .975), O+a, E+a/m)
		for i, want := range map[int][]float64{0: test.first, 9: test.last} {
			r := got.Ratios[i]
			agreeAll(t, test.name, []float64{r.Shrunk, r.Interval.Lower, r.Interval.Upper}, want)
		}
		for i, r := range got.Ratios {
			if r.Shrunk < math.Min(r.Raw, got.Mean) || r.Shrunk > math.Max(r.Raw, got.Mean) {
				t.Errorf("%s: area %d: %v is not between %v and the mean %v", test.name, i, r.Shrunk, r.Raw, got.Mean)
			}
		}

		// Ratios alike beyond chance are all the mean.
		alike, err := test.shrink([]float64{10, 20, 31}, []float64{10, 20, 30}, 0.95)
		if err != nil || !math.IsInf(alike.Shape, 1) || len(alike.Warnings) != 1 ||
			!errors.Is(alike.Warnings[0], ErrUnderdispersed) {
			t.Fatalf("%s of like ratios: %+v, %v", test.name, alike, err)
		}
		agree(t, test.name+" of like ratios", alike.Ratios[2].Shrunk, 61./60, fitted)

		for _, wrong := range []struct {
			observed, expected []float64
			level              float64
			want               error
		}{
			{[]float64{1}, []float64{1, 2}, 0.95, ErrTable},
			{nil, nil, 0.95, ErrTable},
			{[]float64{1, 2}, []float64{1, 0}, 0.95, ErrNoExposure},
			{[]float64{1, -2}, []float64{1, 1}, 0.95, ErrNegativeCount},
			{[]float64{1, math.NaN()}, []float64{1, 1}, 0.95, ErrNotFinite},
			{[]float64{math.Inf(1), 2}, []float64{1, 1}, 0.95, ErrNotFinite},
			{[]float64{1e12, 2}, []float64{1, 1}, 0.95, ErrLargeCount},
			{[]float64{0, 0}, []float64{1, 1}, 0.95, ErrSeparated},
			{[]float64{1, 2}, []float64{1, 1}, 95, ErrLevel},
		} {
			if _, err := test.shrink(wrong.observed, wrong.expected, wrong.level); !errors.Is(err, wrong.want) {
				t.Errorf("%s(%v, %v): error %v, want %v", test.name, wrong.observed, wrong.expected, err, wrong.want)
			}
		}
	}
}

// An effective count has the variance of its area's log ratio, by the area's own dispersion.
func TestEffectiveCounts(t *testing.T) {
	t.Parallel()
	f, err := NewFunnel([]int{120, 0, 9, 60, 0}, []int{40, 0, 0, 30, 5}, 1, 1, 0)
	if err != nil {
		t.Fatal(err)
	}
	ds := []Dispersion{Known(2), Known(2), Known(2), Known(0.5), Known(3)}
	observed, expected, of, err := EffectiveCounts(f, ds)
	if err != nil {
		t.Fatal(err)
	}
	// later 189, earlier 75: p = 189/264, target 189/75; n·p(1−p)/φ and times ratio ÷ target
	share := 189. / 264
	agreeAll(t, "expected", expected,
		[]float64{160 * share * (1 - share) / 2, 90 * share * (1 - share), 5 * share * (1 - share) / 3})
	agreeAll(t, "observed", observed, []float64{expected[0] * 3 / (189. / 75), expected[1] * 2 / (189. / 75), 0})
	if !slices.Equal(of, []int{0, 3, 4}) {
		t.Errorf("of %v, want the areas with a ratio, 0, 3 and 4", of)
	}
	if _, _, _, err := EffectiveCounts(f, ds[1:]); !errors.Is(err, ErrTable) {
		t.Errorf("short dispersions: error %v, want ErrTable", err)
	}
	ds[3] = Known(-1)
	if _, _, _, err := EffectiveCounts(f, ds); !errors.Is(err, ErrDispersion) {
		t.Errorf("dispersion -1: error %v, want ErrDispersion", err)
	}
}

func BenchmarkShrinkML(b *testing.B) {
	for b.Loop() {
		ShrinkML(shrinkObserved, shrinkExpected, 0.95)
	}
}
