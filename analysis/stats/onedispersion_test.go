package stats

import (
	"errors"
	"math"
	"testing"
)

// pchisq(18*1.564923/3.53017102, 18) in R; a dispersion of 18*9.46115127 is far up.
func TestLowerTail(t *testing.T) {
	t.Parallel()
	agree(t, "a low dispersion", Dispersion{Value: 1.5649230, DF: 18}.LowerTail(3.53017), 0.02105828, 1e-6)
	if p := (Dispersion{Value: 9.46115127, DF: 18}).LowerTail(3.53017102); !(p > 0.999) {
		t.Errorf("LowerTail of 9.46 if 3.53 is true = %v, want nearly 1", p)
	}
	if p := Known(2).LowerTail(3); !math.IsNaN(p) {
		t.Errorf("LowerTail of a known dispersion = %v, want NaN", p)
	}
}

// Every pair of counts in R, mu the mean, f the dispersion assumed and phi the true one:
//
//	x <- 0:(6*mu); p <- dnbinom(x, size = mu/(phi - 1), mu = mu)
//	g <- outer(x, x, function(x, y) pmax(pbeta(.5, x/f, (y + 1)/f), pbeta(.5, x, y + 1))); g[1, ] <- 1
//	sum(outer(p, p)*(g > .025 & t(g) > .025))
func TestCoverageByDispersion(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ mean, assumed, truth, want float64 }{
		{211, 3.53017102, 9.46115127, 0.775344494652}, // 78 %
		{211, 3.53017102, 6.6, 0.853645503843},        // 85 %
		{205, 3.53017102, 9.46115127, 0.775451919558},
		{205, 3.53017102, 6.49566, 0.856917020551},
		{20, 1, 1, 0.965515447671}, // dpois
		{20, 1, 3, 0.782970494038},
		{50, 2, 2, 0.957322612129},
	} {
		got, err := CoverageByDispersion(test.mean, test.assumed, test.truth, 0.95)
		if err != nil || math.Abs(got-test.want) > 1e-9 {
			t.Errorf("CoverageByDispersion(%v, %v, %v) = %v, %v, want %v", test.mean, test.assumed, test.truth, got, err,
				test.want)
		}
	}
	// The pairs that it adds up are those whose limits hold 1: a law, for few enough to try all.
	const mean, phi = 3, 2.5
	p, held := probabilitiesOfCounts(mean, phi), 0.0
	for x := range p {
		for y := range p {
			if mustCompare(CompareRatesQuasi(x, 1, y, 1, Known(phi), 0.95)).Interval.Contains(1) {
				held += p[x] * p[y]
			}
		}
	}
	got, err := CoverageByDispersion(mean, phi, phi, 0.95)
	if err != nil || math.Abs(got-held) > 1e-12 {
		t.Errorf("CoverageByDispersion(%v, %v, %v) = %v, %v; want that of its limits, %v", mean, phi, phi, got, err, held)
	}
	for _, wrong := range []struct {
		mean, assumed, truth, level float64
		want                        error
	}{{0, 2, 2, 0.95, ErrNoExposure}, {math.NaN(), 2, 2, 0.95, ErrNoExposure}, {1e9, 2, 2, 0.95, ErrNoExposure},
		{9, -1, 2, 0.95, ErrDispersion}, {9, 2, math.NaN(), 0.95, ErrDispersion}, {9, 2, 2, 1, ErrLevel}} {
		if _, err := CoverageByDispersion(wrong.mean, wrong.assumed, wrong.truth, wrong.level); !errors.Is(err, wrong.want) {
			t.Errorf("CoverageByDispersion(%v, %v, %v) at %v: %v, want %v", wrong.mean, wrong.assumed, wrong.truth, wrong.level,
				err, wrong.want)
		}
	}
}
