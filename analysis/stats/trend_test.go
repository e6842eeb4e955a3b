package stats

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"
)

// settledTrend is of the quarters since the start-up year.
func settledTrend(t *testing.T, lags int) *Trend {
	t.Helper()
	trend, err := FitTrend(nationalQuarters[nationalSettled:], nationalExposures[nationalSettled:], 1, 1, lags, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	return trend
}

func TestFitTrend(t *testing.T) {
	t.Parallel()
	// k <- t >= 6; f <- glm(y ~ t + q, quasipoisson, subset = k, offset = o); exp(b), exp(b ∓ qt(.975, 26)*se),
	// 2*pt(-b/se, 26), with se of vcov(f) and of sandwich::NeweyWest(f, lag, prewhite = FALSE, adjust = TRUE)
	want := []float64{1.03561343107966, 1.02594245323538, 1.04537557174907, 3.89175874143577e-08}
	for lags, robust := range map[int][]float64{
		3: {1.03561343107966, 1.02755526638812, 1.04373478849699, 1.14722311409083e-09},
		4: {1.03561343107966, 1.02799059378134, 1.04329279384506, 3.6875107387723e-10},
	} {
		got := settledTrend(t, lags)
		for _, test := range []struct {
			name   string
			effect Effect
			want   []float64
		}{{"scaled", got.Scaled, want}, {fmt.Sprintf("Newey–West, %d lags", lags), got.NeweyWest, robust}} {
			e := test.effect
			agreeAll(t, test.name, []float64{e.Ratio, e.Interval.Lower, e.Interval.Upper, e.P}, test.want)
		}
		agree(t, "dispersion", got.Fit.Dispersion.Value, 5.36750184868781, fitted)
		if got.Lags != lags || got.Fit.Dispersion.DF != 26 {
			t.Errorf("%d lags and %v degrees of freedom, want %d and 26", got.Lags, got.Fit.Dispersion.DF, lags)
		}
	}
}

// The mean of the trend's quarters is that of the counts, and the curve's last growth is Scaled's.
func TestTrendCurve(t *testing.T) {
	t.Parallel()
	got := settledTrend(t, 0)
	n := len(got.Curve.Mean)
	if n != len(nationalQuarters)-nationalSettled || len(got.Curve.Limits) != n {
		t.Fatalf("%d means and %d limits", n, len(got.Curve.Limits))
	}
	total, fittedTotal := 0.0, 0.0
	for i, mean := range got.Curve.Mean {
		total += nationalQuarters[nationalSettled+i]
		fittedTotal += mean
		if !got.Curve.Limits[i].Contains(mean) {
			t.Errorf("quarter %d: limits %v leave out the mean %v", i, got.Curve.Limits[i], mean)
		}
	}
	agree(t, "sum of the curve", fittedTotal, total, fitted)
	perDay := func(i int) float64 { return got.Curve.Mean[i] / nationalExposures[nationalSettled+i] }
	agree(t, "growth of the curve over a year", perDay(n-1)/perDay(n-5), got.Scaled.Ratio, fitted)
}

// Exact growth, of either degree, comes back as it went in; the quadratic's is that at the end.
func TestFitTrendRecovers(t *testing.T) {
	t.Parallel()
	for degree, want := range map[int]float64{1: 1.2, 2: 1.5} {
		counts := make([]float64, 22)
		for i := range counts {
			years := float64(i-21) / 4
			counts[i] = 500 * []float64{1, 0.9, 0.8, 1.1}[(i+2)%4] * math.Pow(want, years)
			if degree == 2 {
				counts[i] *= math.Exp(0.04 * years * years)
			}
		}
		exposures := cellExposures(22, 365)
		got, err := FitTrend(counts[:20], exposures[:20], 3, degree, 0, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		atEnd := want
		if degree == 2 {
			atEnd *= math.Exp(2 * 0.04 * -0.5) // two quarters before the origin of the formula
		}
		agree(t, "growth", got.Scaled.Ratio, atEnd, fitted)
		next, err := got.Predict(exposures[20:], 0.95)
		if err != nil {
			t.Fatal(err)
		}
		agree(t, "mean of the next two quarters", next.Mean, counts[20]+counts[21], fitted)
	}
}

func TestPredict(t *testing.T) {
	t.Parallel()
	trend := settledTrend(t, 3)
	// mu <- exp(X %*% coef(f) + log(90/365)); se of X %*% coef(f) from vcov(f);
	// mu ∓ qt(.975, 26)*sqrt(mu^2*se^2 + phi*mu)
	got, err := trend.Predict([]float64{90. / 365}, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	agreeAll(t, "next quarter", []float64{got.Mean, got.StdErr, got.Interval.Lower, got.Interval.Upper},
		[]float64{2085.97631586223, 0.0270411799689353, 1839.4990432204, 2332.45358850406})

	// Means add, standard errors do not.
	year := []float64{90. / 365, 91. / 365, 92. / 365, 92. / 365}
	whole, err := trend.Predict(year, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	wider, _ := trend.Predict(year, 0.99)
	if !(wider.Interval.Lower < whole.Interval.Lower && wider.Interval.Upper > whole.Interval.Upper) {
		t.Errorf("99 %% limits %v are not about the 95 %% limits %v", wider.Interval, whole.Interval)
	}
	half := whole.Interval.Upper - whole.Mean
	agree(t, "variance of a year", half*half/math.Pow(studentQuantile(0.95, 26), 2),
		math.Pow(whole.Mean*whole.StdErr, 2)+trend.Fit.Dispersion.Value*whole.Mean, exact)
	agree(t, "limits are central", whole.Mean-whole.Interval.Lower, half, exact)
}

// Few events have no limit below 0.
func TestPredictOfFewEvents(t *testing.T) {
	t.Parallel()
	counts := []float64{1, 1, 2, 1, 1, 1, 1, 2, 1, 1, 2, 1}
	trend, err := FitTrend(counts, cellExposures(12, 91), 1, 1, 0, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	got, err := trend.Predict([]float64{0.25}, 0.95)
	if err != nil || got.Interval.Lower != 0 || !(got.Interval.Upper > got.Mean) {
		t.Errorf("Predict = %+v, %v; want limits from 0", got, err)
	}
	// Counts that scatter less than Poisson counts have their limits.
	if d := trend.Fit.Dispersion.Value; d > 1 {
		t.Fatalf("dispersion %v, want a series below 1", d)
	}
	margin := studentQuantile(0.95, trend.Fit.Dispersion.DF) * math.Sqrt(got.Mean*got.Mean*got.StdErr*got.StdErr+got.Mean)
	agree(t, "upper", got.Interval.Upper, got.Mean+margin, exact)
}

func TestDeparture(t *testing.T) {
	t.Parallel()
	// k <- t < 5; f <- glm(y ~ t + q, quasipoisson, subset = k, offset = o), and with + I(t^2);
	// M the sum of mu over the next four quarters, g <- t(X) %*% mu/M, v <- t(g) %*% vcov(f) %*% g;
	// 4624/M*exp(∓qt(.975, df)*sqrt(v + phi/M + 5.579960607/4624)) and 2*pt of the log over that root
	for degree, want := range map[int][]float64{
		1: {1620.31186501363, 2.85377161017154, 2.39426194535046, 3.40147092879137, 1.91873921157178e-09},
		2: {1583.10404475948, 2.92084403126045, 2.20065335744155, 3.87672589419908, 1.15094483831372e-06},
	} {
		before := nationalQuarters[:nationalChange]
		trend, err := FitTrend(before, nationalExposures[:nationalChange], 1, degree, 2, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		got, err := trend.Departure(4624, Dispersion{Value: 5.579960607, DF: 18}, changeYear, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		agreeAll(t, fmt.Sprintf("degree %d", degree),
			[]float64{got.Expected, got.Ratio, got.Interval.Lower, got.Interval.Upper, got.P}, want)
		agree(t, "log", got.Log, math.Log(got.Ratio), exact)
	}
}

func TestDepartureLaws(t *testing.T) {
	t.Parallel()
	trend := settledTrend(t, 3)
	quarter := []float64{0.25}
	limits := func(count int, d Dispersion) Interval {
		got, err := trend.Departure(count, d, quarter, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		return got.Interval
	}
	if poisson, under := limits(2000, Known(1)), limits(2000, Known(0.3)); poisson != under {
		t.Errorf("a dispersion of 0.3 gives %v, want those of 1, %v", under, poisson)
	}
	if one, five := limits(2000, Known(1)), limits(2000, Known(5)); !(five.Lower < one.Lower && five.Upper > one.Upper) {
		t.Errorf("a dispersion of 5 gives %v, want wider than %v", five, one)
	}
	none, err := trend.Departure(0, Known(1), quarter, 0.95)
	if err != nil || none.Ratio != 0 || none.Interval != (Interval{0, math.Inf(1)}) || none.P != 1 ||
		len(none.Warnings) != 1 || !errors.Is(none.Warnings[0], ErrZeroCell) {
		t.Errorf("nothing: %+v, %v; want open limits and ErrZeroCell", none, err)
	}
}

// Each past prediction is the one that its own quarters make, and all have held.
func TestPredictPast(t *testing.T) {
	t.Parallel()
	counts, exposures := nationalQuarters[nationalSettled:], nationalExposures[nationalSettled:]
	got, err := PredictPast(counts[:28], exposures[:28], 1, 1, 5, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	// as in TestPredict, from the quarters before each January
	want := []struct{ mean, stdErr, lower, upper, count float64 }{
		{1890.47922174513, 0.0556540204592013, 1523.17801231363, 2257.78043117663, 1718},
		{1914.49182964702, 0.0500694252278734, 1573.7876027723, 2255.19605652174, 1899},
		{1932.95283888294, 0.0411378464427098, 1634.23024232934, 2231.67543543654, 1909},
		{2039.90572867329, 0.0336280049899639, 1770.04144337285, 2309.77001397372, 1906},
		{2050.08417698244, 0.0285123377607258, 1806.57274274446, 2293.59561122042, 1826},
	}
	if len(got) != len(want) {
		t.Fatalf("%d predictions, want %d", len(got), len(want))
	}
	for i, w := range want {
		p := got[i]
		agreeAll(t, fmt.Sprintf("prediction %d", i), []float64{p.Mean, p.StdErr, p.Interval.Lower, p.Interval.Upper, p.Count},
			[]float64{w.mean, w.stdErr, w.lower, w.upper, w.count})
		if !p.Held || p.Fitted != 11+4*i {
			t.Errorf("prediction %d from %d quarters, held %v; want %d, true", i, p.Fitted, p.Held, 11+4*i)
		}
	}
	// The last quarter ten times as large is not held.
	large := slices.Clone(counts[:28])
	large[27] *= 10
	got, err = PredictPast(large, exposures[:28], 1, 1, 1, 0.95)
	if err != nil || len(got) != 1 || got[0].Held {
		t.Errorf("a tenfold quarter: %+v, %v; want one not held", got, err)
	}
	two, err := PredictPast(counts, exposures, 1, 2, 1, 0.95)
	if err != nil || len(two) != 1 || two[0].Fitted != 29 || two[0].Count != 1900+1915 {
		t.Errorf("two quarters ahead: %+v, %v; want their sum, from 29", two, err)
	}
}

func TestTrendErrors(t *testing.T) {
	t.Parallel()
	counts, exposures := nationalQuarters[nationalSettled:], nationalExposures[nationalSettled:]
	for _, test := range []struct {
		name                string
		counts, exposures   []float64
		first, degree, lags int
		level               float64
		want                error
	}{
		{"degree 0", counts, exposures, 1, 0, 3, 0.95, ErrDegree},
		{"degree 3", counts, exposures, 1, 3, 3, 0.95, ErrDegree},
		{"quarter 0", counts, exposures, 0, 1, 3, 0.95, ErrQuarter},
		{"quarter 5", counts, exposures, 5, 1, 3, 0.95, ErrQuarter},
		{"short exposures", counts, exposures[1:], 1, 1, 3, 0.95, ErrTable},
		{"no exposure", counts, make([]float64, len(counts)), 1, 1, 3, 0.95, ErrNoExposure},
		{"level", counts, exposures, 1, 1, 3, 95, ErrLevel},
		{"lags", counts, exposures, 1, 1, len(counts), 0.95, ErrLags},
		{"five quarters", counts[:5], exposures[:5], 1, 1, 0, 0.95, ErrNoDegreesOfFreedom},
		{"three quarters", counts[:3], exposures[:3], 1, 1, 0, 0.95, ErrNoDegreesOfFreedom},
		{"nothing", make([]float64, len(counts)), exposures, 1, 1, 3, 0.95, ErrSeparated},
		{"no series", nil, nil, 1, 1, 0, 0.95, ErrTable},
	} {
		_, err := FitTrend(test.counts, test.exposures, test.first, test.degree, test.lags, test.level)
		if !errors.Is(err, test.want) {
			t.Errorf("%s: error %v, want %v", test.name, err, test.want)
		}
	}
	trend := settledTrend(t, 3)
	for _, test := range []struct {
		name      string
		count     int
		d         Dispersion
		exposures []float64
		level     float64
		want      error
	}{
		{"no quarters", 9, Known(1), nil, 0.95, ErrNoExposure},
		{"no exposure", 9, Known(1), []float64{0.25, 0}, 0.95, ErrNoExposure},
		{"level", 9, Known(1), changeYear, 0, ErrLevel},
		{"negative count", -1, Known(1), changeYear, 0.95, ErrNegativeCount},
		{"dispersion", 9, Known(-1), changeYear, 0.95, ErrDispersion},
		{"no degrees of freedom", 9, Dispersion{Value: 2}, changeYear, 0.95, ErrNoDegreesOfFreedom},
	} {
		if _, err := trend.Departure(test.count, test.d, test.exposures, test.level); !errors.Is(err, test.want) {
			t.Errorf("Departure, %s: error %v, want %v", test.name, err, test.want)
		}
	}
	if _, err := trend.Predict(nil, 0.95); !errors.Is(err, ErrNoExposure) {
		t.Errorf("Predict of no quarters: error %v, want ErrNoExposure", err)
	}
	if _, err := trend.Predict(changeYear, 1); !errors.Is(err, ErrLevel) {
		t.Errorf("Predict at level 1: error %v, want ErrLevel", err)
	}
	for _, test := range []struct {
		name         string
		ahead, years int
		want         error
	}{
		{"nothing ahead", 0, 1, ErrPast},
		{"no years", 1, 0, ErrPast},
		{"more years than there are", 1, 9, ErrPast},
		{"a first year too short", 1, 8, ErrNoDegreesOfFreedom},
	} {
		if _, err := PredictPast(counts, exposures, 1, test.ahead, test.years, 0.95); !errors.Is(err, test.want) {
			t.Errorf("PredictPast, %s: error %v, want %v", test.name, err, test.want)
		}
	}
	if _, err := PredictPast(counts, exposures[1:], 1, 1, 1, 0.95); !errors.Is(err, ErrPast) {
		t.Errorf("PredictPast of short exposures: error %v, want ErrPast", err)
	}
}
