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
		{"transition", got.Scaled.Transitions[0],
			[]float64{1.29046898255751, 0.864656356574588, 1.92597924282924, 0.201150078564039}},
		{"step", got.Scaled.Step, []float64{2.5622227564584, 1.97549249086009, 3.3232145827368, 1.04567485290906e-07}},
		{"slope change", got.Scaled.SlopeChange,
			[]float64{0.814438212229482, 0.724264214784409, 0.915839258656457, 0.00140158115188927}},
		{"trend, Newey–West", got.NeweyWest.Trend,
			[]float64{1.36446066586809, 1.31115389593474, 1.41993469605176, 2.32145265030959e-14}},
		{"transition, Newey–West", got.NeweyWest.Transitions[0],
			[]float64{1.29046898255751, 1.09458583675709, 1.52140667183927, 0.00386953500868053}},
		{"step, Newey–West", got.NeweyWest.Step,
			[]float64{2.5622227564584, 2.15369969041447, 3.04823624339654, 5.32949027709701e-11}},
		{"slope change, Newey–West", got.NeweyWest.SlopeChange,
			[]float64{0.814438212229482, 0.755345489735339, 0.878153918377096, 8.6443261824049e-06}},
	} {
		e := test.effect
		agreeAll(t, test.name, []float64{e.Ratio, e.Interval.Lower, e.Interval.Upper, e.P}, test.want)
	}
	agree(t, "dispersion", got.Fit.Dispersion.Value, 11.6057167878448, fitted)
	// acf(residuals(f, "pearson"))$acf[2:5]
	agreeAll(t, "autocorrelation", got.Autocorrelation,
		[]float64{-0.250546524100151, -0.0775826973145195, 0.306512610833712, -0.727107621263985})
	// the last row of model.matrix(f), with and without the terms of the change
	agreeAll(t, "last fitted", []float64{got.Fitted.Mean[31], got.Fitted.Limits[31].Lower, got.Fitted.Limits[31].Upper},
		[]float64{1263.79191944931, 1103.31006222949, 1447.61664951911})
	agreeAll(t, "last counterfactual", []float64{got.Counterfactual.Mean[31],
		got.Counterfactual.Limits[31].Lower, got.Counterfactual.Limits[31].Upper},
		[]float64{823.973672367212, 535.026754129053, 1268.96946276923})

	for i := range 20 {
		if got.Fitted.Mean[i] != got.Counterfactual.Mean[i] {
			t.Errorf("quarter %d, before the change: fitted %v, counterfactual %v",
				i, got.Fitted.Mean[i], got.Counterfactual.Mean[i])
		}
	}
	agree(t, "fitted transition", got.Fitted.Mean[20], noisySteps[20], fitted)
	agree(t, "fitted ÷ counterfactual after the transition", got.Fitted.Mean[21]/got.Counterfactual.Mean[21],
		got.Scaled.Step.Ratio, fitted)
}

// With a second quarter of transition, and with none.
func TestFitSegmentedNational(t *testing.T) {
	t.Parallel()
	// y ~ years + t1 + t2 + post + post:years + q, in the layout of TestFitSegmented
	two, err := FitSegmented(nationalQuarters, nationalExposures, 1, nationalChange, 2, 3, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name   string
		effect Effect
		want   []float64
	}{
		{"trend", two.Scaled.Trend, []float64{1.33973567085576, 1.27115849005048, 1.41201249239348, 9.68145223310947e-15}},
		{"first quarter", two.Scaled.Transitions[0],
			[]float64{2.67349760781079, 2.20496850559298, 3.24158346971392, 1.71301214735639e-13}},
		{"second quarter", two.Scaled.Transitions[1],
			[]float64{2.56548638326494, 2.09726399304815, 3.1382412536211, 2.70611837845333e-12}},
		{"step", two.Scaled.Step, []float64{3.4486273133707, 2.95105645994336, 4.03009244586078, 2.0567804328513e-20}},
		{"slope change", two.Scaled.SlopeChange,
			[]float64{0.775573659815536, 0.735436988932485, 0.81790080027493, 1.34256432057721e-12}},
		{"step, Newey–West", two.NeweyWest.Step,
			[]float64{3.4486273133707, 3.05764588802452, 3.88960356498647, 5.91356733032025e-25}},
	} {
		e := test.effect
		agreeAll(t, test.name, []float64{e.Ratio, e.Interval.Lower, e.Interval.Upper, e.P}, test.want)
	}
	agree(t, "fitted ÷ counterfactual after the transition",
		two.Fitted.Mean[nationalChange+2]/two.Counterfactual.Mean[nationalChange+2], two.Scaled.Step.Ratio, fitted)
	agree(t, "second quarter fits itself", two.Fitted.Mean[nationalChange+1], nationalQuarters[nationalChange+1], fitted)

	none, err := FitSegmented(nationalQuarters, nationalExposures, 1, nationalChange, 0, 3, 0.95)
	if err != nil || len(none.Scaled.Transitions) != 0 {
		t.Fatalf("without a transition: %+v, %v", none, err)
	}
	e := none.Scaled.Step
	agreeAll(t, "step without a transition", []float64{e.Ratio, e.Interval.Lower, e.Interval.Upper, e.P},
		[]float64{3.70138628429783, 3.06743267565714, 4.46636059344092, 1.41015389853833e-18})
}

// A second quarter of transition is called for, a third and fourth are not.
func TestTestTerms(t *testing.T) {
	t.Parallel()
	fit := func(transition int) *LogLinear {
		s, err := FitSegmented(nationalQuarters, nationalExposures, 1, nationalChange, transition, 3, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		return s.Fit
	}
	// anova(f1, f2, test = "F"), anova(f2, f4, test = "F")
	for _, test := range []struct {
		smaller, larger *LogLinear
		f, terms, df, p float64
	}{
		{fit(1), fit(2), 25.393724624137, 1, 46, 7.70539703083505e-06},
		{fit(2), fit(4), 2.00269355087018, 2, 44, 0.147088733726097},
	} {
		got, err := test.larger.TestTerms(test.smaller)
		if err != nil {
			t.Fatal(err)
		}
		agreeAll(t, "F, terms, degrees of freedom, p", []float64{got.F, got.Terms, got.DF, got.P},
			[]float64{test.f, test.terms, test.df, test.p})
	}
	agree(t, "φ of two", fit(2).Dispersion.Value, 4.6185054598614, fitted)
	agree(t, "φ of one", fit(1).Dispersion.Value, 6.8379975920997, fitted)

	if _, err := fit(1).TestTerms(fit(2)); !errors.Is(err, ErrTable) {
		t.Errorf("the larger from the smaller: error %v, want ErrTable", err)
	}
	if _, err := fit(1).TestTerms(fit(1)); !errors.Is(err, ErrTable) {
		t.Errorf("a fit against itself: error %v, want ErrTable", err)
	}
	other, _ := FitSegmented(noisySteps, cellExposures(32, 91), 1, 20, 1, 3, 0.95)
	if _, err := fit(2).TestTerms(other.Fit); !errors.Is(err, ErrTable) {
		t.Errorf("fits of other counts: error %v, want ErrTable", err)
	}
}

func TestDeviance(t *testing.T) {
	t.Parallel()
	f, err := FitQuasiPoisson([]float64{0, 1, 3, 1, 5}, onlyIntercept(5), make([]float64, 5))
	if err != nil {
		t.Fatal(err)
	}
	// deviance(glm(c(0, 1, 3, 1, 5) ~ 1, poisson))
	agree(t, "deviance", f.deviance(), 8.82310924515076, fitted)
}

// A term that explains nothing has F 0 and p 1, and a dispersion below 1 makes no term
// certain.
func TestTestTermsOfNothing(t *testing.T) {
	t.Parallel()
	counts, none := []float64{10, 12, 10, 12}, make([]float64, 4)
	smaller, err := FitQuasiPoisson(counts, [][]float64{{1}, {1}, {1}, {1}}, none)
	if err != nil {
		t.Fatal(err)
	}
	larger, err := FitQuasiPoisson(counts, [][]float64{{1, 0}, {1, 0}, {1, 1}, {1, 1}}, none)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := larger.TestTerms(smaller); err != nil || got.F > 1e-12 || got.P < 0.99 {
		t.Errorf("TestTerms = %+v, %v; want F 0 and p 1", got, err)
	}
	alternate, err := FitQuasiPoisson(counts, [][]float64{{1, 0}, {1, 1}, {1, 0}, {1, 1}}, none)
	if err != nil {
		t.Fatal(err)
	}
	got, err := alternate.TestTerms(smaller)
	if err != nil {
		t.Fatal(err)
	}
	agree(t, "F on a dispersion of 0", got.F, smaller.deviance(), fitted)
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
		{"two quarters after", noisySteps, exposures, 1, 29, 3, nil},
		{"six quarters", noisySteps[:6], exposures[:6], 1, 3, 0, ErrNoDegreesOfFreedom},
		{"no events before", silent, exposures, 1, 20, 3, ErrSeparated},
		{"short exposures", noisySteps, exposures[:31], 1, 20, 3, ErrTable},
		{"zero exposure", noisySteps, make([]float64, 32), 1, 20, 3, ErrNoExposure},
		{"too many lags", noisySteps, exposures, 1, 20, 32, ErrLags},
	} {
		_, err := FitSegmented(test.counts, test.exposures, test.first, test.change, 1, test.lags, 0.95)
		if !errors.Is(err, test.want) {
			t.Errorf("%s: error %v, want %v", test.name, err, test.want)
		}
	}
	for _, transition := range []int{-1, 11} {
		if _, err := FitSegmented(noisySteps, exposures, 1, 20, transition, 3, 0.95); !errors.Is(err, ErrChange) {
			t.Errorf("a transition of %d: error %v, want ErrChange", transition, err)
		}
	}
	if _, err := FitSegmented(noisySteps, exposures, 1, 20, 10, 3, 0.95); err != nil {
		t.Errorf("a transition of 10, with two quarters after it: error %v", err)
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
