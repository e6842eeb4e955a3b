package stats

import (
	"errors"
	"math"
	"testing"
)

// Each comparison is that of the area with the sum of the others, and the p-values are adjusted
// over the areas that have one.
func TestAgainstRest(t *testing.T) {
	t.Parallel()
	later, earlier := []int{218, 400, 0, 90, 300}, []int{211, 190, 0, 52, 160}
	before := Dispersion{Value: 1.8, DF: 30}
	ds := [][2]Dispersion{{{Value: 5.9, DF: 34.7}, before}, {{Value: 2, DF: 34.7}, before}, {Known(1), Known(1)},
		{{Value: 0.7, DF: 34.7}, before}, {{Value: 3, DF: 34.7}, before}}
	rest := [2]Dispersion{{Value: 5.6, DF: 18}, {Value: 3.1, DF: 12}}
	got, adjusted, err := AgainstRest(later, earlier, ds, rest, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	var p []float64
	for i := range later {
		each := [4]Dispersion{ds[i][0], ds[i][1], rest[0], rest[1]}
		want := mustCompare(RatioOfRatiosEach(later[i], earlier[i], 1008-later[i], 613-earlier[i], each, 0.95))
		if i != 2 && (got[i].Interval != want.Interval || got[i].P != want.P) {
			t.Errorf("area %d: %+v, want %+v", i, got[i], want)
		}
		p = append(p, want.P)
	}
	if !math.IsNaN(got[2].Ratio) || !math.IsNaN(adjusted[2]) {
		t.Errorf("an area without events: %+v, adjusted p %v; want no ratio", got[2], adjusted[2])
	}
	p[2] = math.NaN()
	want, _ := BenjaminiHochberg(p)
	for i := range want {
		agree(t, "adjusted p", adjusted[i], want[i], exact)
	}
}

// A change that all areas share makes none of them differ from the rest.
func TestAgainstRestOfCommonChange(t *testing.T) {
	t.Parallel()
	later, earlier := []int{400, 800, 1200}, []int{100, 200, 300}
	three := [2]Dispersion{Known(3), Known(3)}
	got, adjusted, err := AgainstRest(later, earlier, [][2]Dispersion{three, three, three}, three, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range got {
		if c.Ratio != 1 || adjusted[i] != 1 {
			t.Errorf("area %d: ratio %v to the rest, adjusted p %v; want 1 and 1", i, c.Ratio, adjusted[i])
		}
	}
}

func TestAgainstRestErrors(t *testing.T) {
	t.Parallel()
	one := [2]Dispersion{Known(1), Known(1)}
	two, ds := []int{5, 7}, [][2]Dispersion{one, one}
	for _, test := range []struct {
		name           string
		later, earlier []int
		ds             [][2]Dispersion
		rest           [2]Dispersion
		level          float64
		want           error
	}{
		{"short earlier", two, two[:1], ds, one, 0.95, ErrTable},
		{"short dispersions", two, two, ds[:1], one, 0.95, ErrTable},
		{"negative later", []int{5, -1}, two, ds, one, 0.95, ErrNegativeCount},
		{"negative earlier", two, []int{-1, 5}, ds, one, 0.95, ErrNegativeCount},
		{"dispersion", two, two, [][2]Dispersion{one, {Known(1), Known(-1)}}, one, 0.95, ErrDispersion},
		{"dispersion of the rest", two, two, ds, [2]Dispersion{Known(1), {Value: 1}}, 0.95, ErrNoDegreesOfFreedom},
		{"level", two, two, ds, one, 1, ErrLevel},
	} {
		if _, _, err := AgainstRest(test.later, test.earlier, test.ds, test.rest, test.level); !errors.Is(err, test.want) {
			t.Errorf("%s: error %v, want %v", test.name, err, test.want)
		}
	}
}

// From R, with n the counts, phi the dispersions and f their degrees of freedom:
//
//	v <- phi/(n + .5); df <- sum(v)^2/sum(v^2/f); R <- n[1]*n[4]/(n[2]*n[3])
//	s <- sqrt(sum(phi/n)); c(R, R*exp(c(-1, 1)*qt(.975, df)*s), log(2) + pt(-abs(log(R)/s), df, log.p = TRUE))
func TestRatioOfRatiosEach(t *testing.T) {
	t.Parallel()
	after, before := Dispersion{Value: 5.8987469, DF: 34.700394}, Dispersion{Value: 1.9, DF: 27.5}
	nationAfter, nationBefore := Dispersion{Value: 5.5799606, DF: 18}, Dispersion{Value: 3.1, DF: 12}
	got := mustCompare(RatioOfRatiosEach(211, 42, 4413, 1114, [4]Dispersion{after, before, nationAfter, nationBefore}, 0.95))
	agreeAll(t, "four dispersions", []float64{got.Ratio, got.Interval.Lower, got.Interval.Upper, got.LogP},
		[]float64{1.268190303540405, 0.727532370226830, 2.210632422434302, -0.926474604150386})
	// n <- c(4624, 1156, 429, 462): the second country has the dispersions of the first, and
	// v <- c(v[1] + v[3], v[2] + v[4]) in the degrees of freedom
	shared := [4]Dispersion{nationAfter, nationBefore, nationAfter, nationBefore}
	got = mustCompare(RatioOfRatiosEach(4624, 1156, 429, 462, shared, 0.95))
	agreeAll(t, "two that are shared", []float64{got.Ratio, got.Interval.Lower, got.Interval.Upper, got.LogP},
		[]float64{4.30769230769231, 3.14755921056532, 5.89542937126151, -22.63963477303098})
	// With one dispersion for each area, or for both, it is the forms that take so many.
	two := mustCompare(RatioOfRatiosUnequal(211, 42, after, 4413, 1114, nationAfter, 0.95))
	got = mustCompare(RatioOfRatiosEach(211, 42, 4413, 1114, [4]Dispersion{after, after, nationAfter, nationAfter}, 0.95))
	agreeAll(t, "one each", []float64{got.Interval.Lower, got.Interval.Upper, got.LogP},
		[]float64{two.Interval.Lower, two.Interval.Upper, two.LogP})
	one := mustCompare(RatioOfRatiosQuasi(211, 42, 4413, 1114, after, 0.95))
	got = mustCompare(RatioOfRatiosEach(211, 42, 4413, 1114, [4]Dispersion{after, after, after, after}, 0.95))
	agreeAll(t, "one for all", []float64{got.Interval.Lower, got.Interval.Upper, got.LogP},
		[]float64{one.Interval.Lower, one.Interval.Upper, one.LogP})
	// A smaller dispersion of the earlier counts narrows the limits.
	if each := mustCompare(RatioOfRatiosEach(211, 42, 4413, 1114, [4]Dispersion{after, before, nationAfter, nationBefore},
		0.95)); each.Interval.Lower <= two.Interval.Lower || each.Interval.Upper >= two.Interval.Upper {
		t.Errorf("limits %v with each dispersion, want them within %v", each.Interval, two.Interval)
	}
}
