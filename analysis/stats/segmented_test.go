package stats

import (
	"errors"
	"math"
	"testing"
)

// noisySteps has 32 quarters from a Q1 with a change in quarter 20, overdispersed.
var noisySteps = []float64{84, 75, 95, 118, 83, 133, 113, 102, 153, 129, 185, 218, 198, 277, 232, 210,
	319, 230, 297, 351, 486, 1176, 960, 898, 1192, 963, 1265, 1381, 1169, 1500, 1266, 1104}

func TestFitSegmented(t *testing.T) {
	t.Parallel()
	got, err := FitSegmented(noisySteps, cellExposures(32, 91, 92, 92, 90), 1, 20, 1, 3, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	// yr <- (i-21)/4; post <- i > 20; trans <- i == 20; slope <- post*yr
	// f <- glm(y ~ yr + trans + post + slope + q, quasipoisson, offset = log(days/365));
	// exp(b), exp(b ∓ qt(.975, 24)*se), 2*pt(-abs(b/se), 24), with se from vcov(f) and from
	// NeweyWest(f, lag = 3, prewhite = FALSE, adjust = TRUE)
	for _, test := range []struct {
		name   string
		effect Effect
		want   []float64
	}{
		{"trend", got.Scaled.Trend, []float64{1.36446066586809, 1.25125815704439, 1.48790471272438, 1.20423260484972e-07}},
		{"transition", got.Scaled.Transitions[0], []float64{1.29046898255751, 0.864656356574588, 1.92597924282924, 0.201150078564039}},
		{"step", got.Scaled.Step, []float64{2.5622227564584, 1.97549249086009, 3.3232145827368, 1.04567485290906e-07}},
		{"slope change", got.Scaled.SlopeChange, []float64{0.814438212229482, 0.724264214784409, 0.915839258656457, 0.00140158115188927}},
		{"trend, Newey–West", got.NeweyWest.Trend, []float64{1.36446066586809, 1.31115389593474, 1.41993469605176, 2.32145265030959e-14}},
		{"transition, Newey–West", got.NeweyWest.Transitions[0], []float64{1.29046898255751, 1.09458583675709, 1.52140667183927, 0.00386953500868053}},
		{"step, Newey–West", got.NeweyWest.Step, []float64{2.5622227564584, 2.15369969041447, 3.04823624339654, 5.32949027709701e-11}},
		{"slope change, Newey–West", got.NeweyWest.SlopeChange, []float64{0.814438212229482, 0.755345489735339, 0.878153918377096, 8.6443261824049e-06}},
	} {
		e := test.effect
		agreeAll(t, test.name, []float64{e.Ratio, e.Interval.Lower, e.Interval.Upper, e.P}, test.want)
	}
	agree(t, "dispersion", got.Fit.Dispersion.Value, 11.6057167878448, fitted)
	// acf(residuals(f, "pearson"))$acf[2:5]
	agreeAll(t, "autocorrelation", got.Autocorrelation, []float64{-0.250546524100151, -0.0775826973145195, 0.306512610833712, -0.727107621263985})
	// the last row of model.matrix(f), with and without the terms of the change
	agreeAll(t, "last fitted", []float64{got.Fitted.Mean[31], got.Fitted.Limits[31].Lower, got.Fitted.Limits[31].Upper},
		[]float64{1263.79191944931, 1103.31006222949, 1447.61664951911})
	agreeAll(t, "last counterfactual", []float64{got.Counterfactual.Mean[31], got.Counterfactual.Limits[31].Lower, got.Counterfactual.Limits[31].Upper},
		[]float64{823.973672367212, 535.026754129053, 1268.96946276923})

	for i := range 20 {
		if got.Fitted.Mean[i] != got.Counterfactual.Mean[i] {
			t.Errorf("quarter %d, before the change: fitted %v, counterfactual %v", i, got.Fitted.Mean[i], got.Counterfactual.Mean[i])
		}
	}
	agree(t, "fitted transition", got.Fitted.Mean[20], noisySteps[20], fitted)
	agree(t, "fitted ÷ counterfactual after the transition", got.Fitted.Mean[21]/got.Counterfactual.Mean[21], got.Scaled.Step.Ratio, fitted)
}

// An exact exponential with a step comes back as it went in.
func TestFitSegmentedRecovers(t *testing.T) {
	t.Parallel()
	season := []float64{1, 0.9, 0.8, 1.1}
	counts := make([]float64, 40)
	for i := range counts {
		years := float64(i-25) / 4
		counts[i] = 100 * season[(i+2)%4] * math.Pow(1.25, years)
		if i == 24 {
			counts[i] *= 1.7
		}
		if i > 24 {
			counts[i] *= 3 * math.Pow(0.9, years)
		}
	}
	got, err := FitSegmented(counts, cellExposures(40, 365), 3, 24, 1, NeweyWestLags(40), 0.95)
	if err != nil {
		t.Fatal(err)
	}
	e := got.Scaled
	agreeAll(t, "trend, transition, step, slope change",
		[]float64{e.Trend.Ratio, e.Transitions[0].Ratio, e.Step.Ratio, e.SlopeChange.Ratio}, []float64{1.25, 1.7, 3, 0.9})
}

func TestFitSegmentedErrors(t *testing.T) {
	t.Parallel()
	exposures := cellExposures(32, 91, 92, 92, 90)
	silent := append(make([]float64, 20), noisySteps[20:]...)
	for _, test := range []struct {
		name                string
		counts, exposures   []float64
		first, change, lags int
		want                error
	}{
		{"nothing before", noisySteps, exposures, 1, 0, 3, ErrChange},
		{"one quarter after", noisySteps, exposures, 1, 30, 3, ErrChange},
		{"quarter 5", noisySteps, exposures, 5, 20, 3, ErrChange},
		{"one quarter", noisySteps[:1], exposures[:1], 1, 0, 0, ErrChange},
		{"one quarter before", noisySteps, exposures, 1, 1, 3, ErrCollinear},
		{"six quarters", noisySteps[:6], exposures[:6], 1, 3, 0, ErrNoDegreesOfFreedom},
		{"no events before", silent, exposures, 1, 20, 3, ErrSeparated},
		{"short exposures", noisySteps, exposures[:31], 1, 20, 3, ErrTable},
		{"zero exposure", noisySteps, make([]float64, 32), 1, 20, 3, ErrNoExposure},
		{"too many lags", noisySteps, exposures, 1, 20, 32, ErrLags},
	} {
		if _, err := FitSegmented(test.counts, test.exposures, test.first, test.change, 1, test.lags, 0.95); !errors.Is(err, test.want) {
			t.Errorf("%s: error %v, want %v", test.name, err, test.want)
		}
	}
	if _, err := FitSegmented(noisySteps, exposures, 1, 20, 1, 3, 95); !errors.Is(err, ErrLevel) {
		t.Errorf("level 95: error %v, want ErrLevel", err)
	}
}

func BenchmarkFitSegmented(b *testing.B) {
	exposures := cellExposures(32, 91, 92, 92, 90)
	for b.Loop() {
		FitSegmented(noisySteps, exposures, 1, 20, 1, 3, 0.95)
	}
}
