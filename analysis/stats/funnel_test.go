package stats

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

var (
	funnelLater   = []int{221, 150, 200, 200, 12, 45, 20, 0, 5, 700, 33, 31, 28, 60, 7}
	funnelEarlier = []int{53, 40, 30, 60, 4, 9, 22, 0, 0, 120, 7, 30, 3, 8, 2}
)

func TestNewFunnel(t *testing.T) {
	t.Parallel()
	f, err := NewFunnel(funnelLater, funnelEarlier, 275, 365, 0.1)
	if err != nil {
		t.Fatal(err)
	}
	// R <- sum(x)/sum(y)*365/275; p <- sum(x)/sum(x+y); s <- 1/sqrt((x+y)*p*(1-p))
	// z <- log((x+.5)/(y+.5)*365/275/R)/s; q <- Quantile(z[x+y > 0], c(.1, .9)); zw <- pmin(pmax(z, q[1]), q[2])
	// phi <- mean(zw^2); w <- 1/s^2; tau2 <- (sum(zw^2) - (I-1))/(sum(w) - sum(w^2)/sum(w))
	agreeAll(t, "target, φ, τ²",
		[]float64{f.Target, f.Multiplier, f.Between},
		[]float64{5.856419868791, 2.89479738091145, 0.1099667570128})
	agreeAll(t, "z",
		[]float64{f.Points[0].Z, f.Points[8].Z, f.Points[9].Z},
		[]float64{-0.409041451212062, 0.79274579379775, 3.06438387748745})
	agree(t, "multiplicative z", f.Points[9].ZMultiplicative, 1.80108447715951, fitted)
	agree(t, "additive z", f.Points[9].ZAdditive, 0.802473484050751, fitted)
	agree(t, "expected", f.Points[0].Expected, 223.375238095238, fitted)
	if f.Areas != 14 {
		t.Errorf("Areas = %d, want 14: one has no events", f.Areas)
	}
	agree(t, "ByChance(0.95)", f.ByChance(0.95), 0.7, fitted)

	// R*exp(c(-1, 1)*qnorm(.999)*s), with s of 50 expected, s*sqrt(phi), sqrt(s^2 + tau2)
	limits, err := f.Limits(50, 0.998)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name         string
		got          Interval
		lower, upper float64
	}{
		{"Poisson", limits.Poisson, 2.11874065438143, 16.1877545553508},
		{"multiplicative", limits.Multiplicative, 1.03840541368346, 33.0291553064121},
		{"additive", limits.Additive, 1.38262777861996, 24.8061366984855},
	} {
		agreeAll(t, test.name, []float64{test.got.Lower, test.got.Upper}, []float64{test.lower, test.upper})
	}

	silent := f.Points[7]
	if !math.IsNaN(silent.Ratio) || silent.Z != 0 || silent.ZAdditive != 0 || silent.Expected != 0 {
		t.Errorf("an area without events: %+v", silent)
	}
}

// A point is outside the limits for its expected count exactly when its score says so.
func TestFunnelLimitsAgreeWithScores(t *testing.T) {
	t.Parallel()
	f, _ := NewFunnel(funnelLater, funnelEarlier, 275, 365, 0.1)
	z := NormalQuantile(0.8)
	for i, p := range f.Points {
		if p.Expected == 0 {
			continue
		}
		limits, err := f.Limits(p.Expected, 0.8)
		if err != nil {
			t.Fatal(err)
		}
		for _, test := range []struct {
			limits Interval
			z      float64
		}{{limits.Poisson, p.Z}, {limits.Multiplicative, p.ZMultiplicative}, {limits.Additive, p.ZAdditive}} {
			if test.limits.Contains(p.Plotted) != (math.Abs(test.z) <= z) {
				t.Errorf("area %d: %v in %v, but z = %v", i, p.Plotted, test.limits, test.z)
			}
		}
	}
}

// Areas that differ less than by chance get Poisson limits, not narrower ones.
func TestFunnelOfEqualForces(t *testing.T) {
	t.Parallel()
	same := []int{100, 100, 100, 100}
	f, err := NewFunnel(same, same, 1, 1, 0.1)
	if err != nil || f.Multiplier != 1 || f.Between != 0 {
		t.Errorf("got φ = %v, τ² = %v, %v; want 1 and 0", f.Multiplier, f.Between, err)
	}
}

// Two areas are enough, and standard scores of both periods alike are 0.
func TestFunnelOfTwo(t *testing.T) {
	t.Parallel()
	f, err := NewFunnel([]int{10, 20}, []int{10, 20}, 1, 1, 0)
	if err != nil || f.Areas != 2 || f.Points[0].Z != 0 {
		t.Errorf("%+v, %v; want two areas", f, err)
	}
}

func TestFunnelErrors(t *testing.T) {
	t.Parallel()
	two := []int{5, 7}
	for _, test := range []struct {
		name           string
		later, earlier []int
		exposure       float64
		winsorised     float64
		want           error
	}{
		{"one area", []int{5}, []int{7}, 1, 0.1, ErrNoAreas},
		{"nothing before", two, []int{0, 0}, 1, 0.1, ErrNoAreas},
		{"one of two without events", []int{5, 0}, []int{7, 0}, 1, 0.1, ErrNoAreas},
		{"negative share", two, two, 1, -0.1, ErrWinsorise},
		{"a large count", two, []int{5, largestCount + 1}, 1, 0.1, ErrLargeCount},
		{"unequal lengths", two, []int{5}, 1, 0.1, ErrTable},
		{"negative count", two, []int{5, -1}, 1, 0.1, ErrNegativeCount},
		{"no exposure", two, two, 0, 0.1, ErrNoExposure},
		{"all winsorised", two, two, 1, 0.5, ErrWinsorise},
	} {
		if _, err := NewFunnel(test.later, test.earlier, test.exposure, 1, test.winsorised); !errors.Is(err, test.want) {
			t.Errorf("%s: error %v, want %v", test.name, err, test.want)
		}
	}
	f, _ := NewFunnel(two, two, 1, 1, 0.1)
	if _, err := f.Limits(0, 0.95); !errors.Is(err, ErrNoExposure) {
		t.Errorf("limits at 0 expected: error %v, want ErrNoExposure", err)
	}
	if _, err := f.Limits(1, 1); !errors.Is(err, ErrLevel) {
		t.Errorf("level 1: error %v, want ErrLevel", err)
	}
}

func BenchmarkNewFunnel(b *testing.B) {
	for _, areas := range []int{44, 440} {
		random := rand.New(rand.NewPCG(1, 2))
		later, earlier := make([]int, areas), make([]int, areas)
		for i := range areas {
			later[i], earlier[i] = random.IntN(200), random.IntN(60)
		}
		b.Run(fmt.Sprint(areas), func(b *testing.B) {
			for b.Loop() {
				NewFunnel(later, earlier, 275, 365, 0.1)
			}
		})
	}
}
