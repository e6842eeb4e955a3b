package coverage

import (
	"errors"
	"math"
	"testing"

	"grooming-report/analysis/stats"
)

// Every pair of counts in R, mu the mean, f the dispersion assumed and phi the true one:
//
//	x <- 0:(6*mu); p <- dnbinom(x, size = mu/(phi - 1), mu = mu)
//	g <- outer(x, x, function(x, y) pmax(pbeta(.5, x/f, (y + 1)/f), pbeta(.5, x, y + 1))); g[1, ] <- 1
//	sum(outer(p, p)*(g > .025 & t(g) > .025))
func TestByDispersion(t *testing.T) {
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
		got, err := ByDispersion(test.mean, test.assumed, test.truth, 0.95)
		if err != nil || math.Abs(got-test.want) > 1e-9 {
			t.Errorf("ByDispersion(%v, %v, %v) = %v, %v, want %v", test.mean, test.assumed, test.truth, got, err,
				test.want)
		}
	}
	// The pairs that it adds up are those whose limits hold 1: a law, for few enough to try all.
	const mean, phi = 3, 2.5
	p, held := probabilitiesOfCounts(mean, phi), 0.0
	for x := range p {
		for y := range p {
			c, err := stats.CompareRatesQuasi(x, 1, y, 1, stats.Known(phi), 0.95)
			if err != nil {
				t.Fatal(err)
			}
			if c.Interval.Contains(1) {
				held += p[x] * p[y]
			}
		}
	}
	got, err := ByDispersion(mean, phi, phi, 0.95)
	if err != nil || math.Abs(got-held) > 1e-12 {
		t.Errorf("ByDispersion(%v, %v, %v) = %v, %v; want that of its limits, %v", mean, phi, phi, got, err, held)
	}
	for _, wrong := range []struct {
		mean, assumed, truth, level float64
		want                        error
	}{{0, 2, 2, 0.95, stats.ErrNoExposure}, {math.NaN(), 2, 2, 0.95, stats.ErrNoExposure},
		{1e9, 2, 2, 0.95, stats.ErrNoExposure},
		{9, -1, 2, 0.95, stats.ErrDispersion}, {9, 2, math.NaN(), 0.95, stats.ErrDispersion}, {9, 2, 2, 1, stats.ErrLevel}} {
		if _, err := ByDispersion(wrong.mean, wrong.assumed, wrong.truth, wrong.level); !errors.Is(err, wrong.want) {
			t.Errorf("ByDispersion(%v, %v, %v) at %v: %v, want %v", wrong.mean, wrong.assumed, wrong.truth, wrong.level,
				err, wrong.want)
		}
	}
}
