package stats

import (
	"errors"
	"testing"
)

// From R, t the years to the quarter after the last and w <- t*(q == 4), over the quarters since
// the start-up year; X the row of January to March 2026:
//
//	f <- glm(y ~ q + t, quasipoisson, offset = o, epsilon = 1e-14); g <- update(f, . ~ . + w); anova(f, g, test = "F")
//	m <- predict(g, X, se.fit = TRUE); M <- exp(m$fit); M ∓ qt(.975, 25)*sqrt(M^2*m$se.fit^2 + phi*M)
func TestPredictChangingSeason(t *testing.T) {
	t.Parallel()
	counts, exposures := nationalQuarters[nationalSettled:], nationalExposures[nationalSettled:]
	got, err := PredictChangingSeason(counts, exposures, 1, 90./365, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	agreeAll(t, "the next winter", []float64{got.Mean, got.Interval.Lower, got.Interval.Upper, got.StdErr},
		[]float64{1931.7015723297, 1674.8497482915, 2188.553396368, 0.042089005106412})
	agreeAll(t, "F and p", []float64{got.Test.F, got.Test.P}, []float64{5.3263840657808, 0.029563059938306})
	if got.Test.Terms != 1 || got.Test.DF != 25 {
		t.Errorf("F on %v and %v degrees of freedom, want 1 and 25", got.Test.Terms, got.Test.DF)
	}
	// A season that comes once cannot be seen to change.
	if _, err := PredictChangingSeason(counts[:6], exposures[:6], 1, 90./365, 0.95); !errors.Is(err, ErrCollinear) &&
		!errors.Is(err, ErrNoDegreesOfFreedom) {
		t.Errorf("of six quarters: %v, want ErrCollinear or ErrNoDegreesOfFreedom", err)
	}
	for _, wrong := range []struct {
		first           int
		exposure, level float64
		want            error
	}{{0, 1, 0.95, ErrQuarter}, {1, 0, 0.95, ErrNoExposure}, {1, 1, 1, ErrLevel}} {
		if _, err := PredictChangingSeason(counts, exposures, wrong.first, wrong.exposure, wrong.level); !errors.Is(err, wrong.want) {
			t.Errorf("first quarter %d, exposure %v, level %v: %v, want %v", wrong.first, wrong.exposure, wrong.level, err,
				wrong.want)
		}
	}
}
