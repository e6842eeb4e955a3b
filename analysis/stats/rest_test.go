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
		want := mustCompare(RatioOfRatiosQuasi(later[i], earlier[i], 1008-later[i], 613-earlier[i], each, 0.95))
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
