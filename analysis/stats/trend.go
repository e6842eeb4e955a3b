package stats

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
)

var (
	// ErrDegree: a degree of a trend that is not 1 or 2.
	ErrDegree = errors.New("degree of a trend is not 1 or 2")
	// ErrQuarter: a first quarter that is not 1 to 4.
	ErrQuarter = errors.New("first quarter outside 1 to 4")
	// ErrPast: a number of past predictions that is not positive, or leaves none that can be made.
	ErrPast = errors.New("no past predictions to make")
)

// Trend is a fitted trend of the counts of consecutive quarters.
type Trend struct {
	Fit *LogLinear
	// Scaled and NeweyWest are the growth per year, 1.03 for 3 % a year, at the last quarter, with
	// errors from the dispersion and from NeweyWest with Lags lags.
	Scaled, NeweyWest Effect
	Lags              int
	// Curve is the fitted mean of each quarter.
	Curve Curve

	firstQuarter, degree int
}

// FitTrend fits a log-linear trend to the counts of consecutive quarters by quasi-Poisson
// regression: log(mean) = log(exposure) + quarter of the year + trend. The first count is of
// quarter firstQuarter, 1 to 4, of its year. With degree 1 growth is the same in every year;
// with 2 the growth itself changes at a constant pace. Quarters are taken to be independent
// about the trend for Scaled, and to be correlated up to so many lags for NeweyWest, which is
// too narrow for short series.
//
// See FitQuasiPoisson and LogLinear.NeweyWest. Errors: ErrDegree, ErrQuarter, ErrTable,
// ErrNoExposure, ErrLevel, ErrLags and those of FitQuasiPoisson.
func FitTrend(counts, exposures []float64, firstQuarter, degree, lags int, level float64) (*Trend, error) {
	if degree != 1 && degree != 2 {
		return nil, fmt.Errorf("%w: %d", ErrDegree, degree)
	}
	if firstQuarter < 1 || firstQuarter > 4 {
		return nil, fmt.Errorf("%w: %d", ErrQuarter, firstQuarter)
	}
	offset, err := logExposures(counts, exposures)
	if err != nil {
		return nil, err
	}
	trend := &Trend{Lags: lags, firstQuarter: firstQuarter, degree: degree}
	design := make([][]float64, len(counts))
	for i := range design {
		design[i] = trend.row(i, len(counts))
	}
	if trend.Fit, err = FitQuasiPoisson(counts, design, offset); err != nil {
		return nil, err
	}
	scaled := trend.Fit.Covariance()
	robust, err := trend.Fit.NeweyWest(lags)
	if err != nil {
		return nil, err
	}
	growth := make([]float64, len(design[0]))
	growth[1] = 1
	if trend.Scaled, err = trend.Fit.Effect(growth, scaled, level); err != nil {
		return nil, err
	}
	if trend.NeweyWest, err = trend.Fit.Effect(growth, robust, level); err != nil {
		return nil, err
	}
	trend.Curve, err = newCurve(trend.Fit, design, scaled, exposures, level)
	return trend, err
}

// row is the design of quarter i of n fitted. Time is counted in years from the last of them.
func (t *Trend) row(i, n int) []float64 {
	years := float64(i-n+1) / 4
	row := []float64{1, years}
	if t.degree == 2 {
		row = append(row, years*years)
	}
	return append(row, season(t.firstQuarter, i)...)
}

// Prediction is the count of quarters to come if the trend goes on.
type Prediction struct {
	// Mean is the expected count, and StdErr the standard error of its logarithm, from the
	// trend's uncertainty alone.
	Mean, StdErr float64
	// Interval holds the count with the probability of its level: the trend's uncertainty
	// and the scatter of the counts about it.
	Interval Interval
}

// Predict predicts the sum of the counts of the quarters that follow the last fitted, one of
// each exposure. The limits are mean ± t·√(mean²·StdErr² + φ·mean), t on the residual degrees of
// freedom; a lower one below 0 is 0. They hold only if the trend and the dispersion go
// on, and the further ahead, the less likely that is.
//
// See Farrington, Andrews, Beale and Catchpole (1996), Journal of the Royal Statistical Society
// A 159:547–563, doi 10.2307/2983331, section 3.4. Errors: ErrNoExposure, also for no quarters, ErrLevel.
func (t *Trend) Predict(exposures []float64, level float64) (Prediction, error) {
	if err := checkLevel(level); err != nil {
		return Prediction{}, err
	}
	p, err := t.expect(exposures)
	if err != nil {
		return Prediction{}, err
	}
	variance := p.Mean*p.Mean*p.StdErr*p.StdErr + t.Fit.Dispersion.atLeastOne()*p.Mean
	margin := studentQuantile(level, t.Fit.Dispersion.DF) * math.Sqrt(variance)
	p.Interval = Interval{math.Max(0, p.Mean-margin), p.Mean + margin}
	return p, nil
}

// expect returns the mean of the quarters that follow and the standard error of its logarithm,
// by the delta method.
func (t *Trend) expect(exposures []float64) (Prediction, error) {
	if len(exposures) == 0 {
		return Prediction{}, fmt.Errorf("%w: no quarters", ErrNoExposure)
	}
	n := len(t.Fit.Fitted)
	var p Prediction
	gradient := make([]float64, len(t.Fit.Coefficients))
	for i, exposure := range exposures {
		if err := checkExposure(exposure); err != nil {
			return Prediction{}, err
		}
		row := t.row(n+i, n)
		mean := exposure * math.Exp(floats.Dot(row, t.Fit.Coefficients))
		p.Mean += mean
		floats.AddScaled(gradient, mean, row)
	}
	floats.Scale(1/p.Mean, gradient)
	g := mat.NewVecDense(len(gradient), gradient)
	p.StdErr = math.Sqrt(mat.Inner(g, t.Fit.Covariance(), g))
	return p, nil
}

// Departure is a count set against the trend of the quarters before it.
type Departure struct {
	// Expected is the count if the trend had gone on.
	Expected float64
	// Effect is the ratio of the count to it.
	Effect
	// Warnings holds ErrZeroCell if the count is 0.
	Warnings []error
}

// Departure compares the count of the quarters that follow the last fitted, one of each
// exposure, with what the trend expects of them. It needs no model of what came after. The
// limits are of the ratio of the mean that the count has to the count that there would have
// been: the logarithm has the variance of the trend's mean, plus the scatter of such a count
// about the trend, φ/expected, plus that of the count itself by its own dispersion, d/count.
// Of the ratio of the two means they are too wide, 99 % for 95. Quantiles are Student's t on
// the trend's residual degrees of freedom, far fewer than a later dispersion has. A trend
// fitted to a few years and carried on for one more can be wrong by more than the limits
// say: compare degrees 1 and 2. A count of 0 has open limits, with a warning.
//
// Also called excess over a baseline, as of deaths: Serfling (1963), Public Health Reports
// 78:494–506, doi 10.2307/4591848; Farrington and others (1996), as in Predict. Errors:
// ErrNegativeCount, ErrLargeCount, ErrDispersion, ErrNoDegreesOfFreedom, ErrNoExposure,
// ErrLevel.
func (t *Trend) Departure(count int, d Dispersion, exposures []float64, level float64) (Departure, error) {
	if err := errors.Join(checkLevel(level), checkCount(count), checkDispersion(d)); err != nil {
		return Departure{}, err
	}
	p, err := t.expect(exposures)
	if err != nil {
		return Departure{}, err
	}
	result := Departure{Expected: p.Mean}
	result.Ratio = float64(count) / p.Mean
	result.Log = math.Log(result.Ratio)
	if count == 0 {
		result.StdErr = math.Inf(1)
		result.Interval, result.P = Interval{0, math.Inf(1)}, 1
		result.Warnings = []error{ErrZeroCell}
		return result, nil
	}
	scatter := t.Fit.Dispersion.atLeastOne()/p.Mean + d.atLeastOne()/float64(count)
	result.StdErr = math.Sqrt(p.StdErr*p.StdErr + scatter)
	result.setLimits(t.Fit.Dispersion.DF, level)
	return result, nil
}

// PastPrediction is a prediction that could have been made, beside what came.
type PastPrediction struct {
	// Fitted is how many quarters it was made from.
	Fitted int
	Prediction
	// Count is what came, and Held whether the interval holds it.
	Count float64
	Held  bool
}

// PredictPast predicts what is known already: the last quarters of the series, ahead of them,
// from those before, and the same quarters of each of so many years, oldest first,
// each from the quarters before it alone. It tells whether the limits of the next prediction
// deserve trust. Each is by a log-linear trend, as FitTrend's of degree 1. Errors: ErrPast
// where a series is too short for so many, and those of FitTrend and Predict.
func PredictPast(
	counts, exposures []float64, firstQuarter, ahead, years int, level float64,
) ([]PastPrediction, error) {
	if ahead < 1 || years < 1 || len(counts)-ahead-4*(years-1) < 1 || len(exposures) != len(counts) {
		return nil, fmt.Errorf("%w: %d quarters ahead in each of %d years of %d quarters",
			ErrPast, ahead, years, len(counts))
	}
	var past []PastPrediction
	for year := range slices.Backward(make([]struct{}, years)) {
		n := len(counts) - ahead - 4*year
		trend, err := FitTrend(counts[:n], exposures[:n], firstQuarter, 1, 0, level)
		if err != nil {
			return nil, fmt.Errorf("from %d quarters: %w", n, err)
		}
		p := PastPrediction{Fitted: n, Count: floats.Sum(counts[n : n+ahead])}
		if p.Prediction, err = trend.Predict(exposures[n:n+ahead], level); err != nil {
			return nil, err
		}
		p.Held = p.Interval.Contains(p.Count)
		past = append(past, p)
	}
	return past, nil
}
