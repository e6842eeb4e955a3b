package stats

import (
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
)

// ErrChange: a change that leaves no quarter before it, or fewer than two after its
// transition, a transition of fewer than 0 quarters, or a first quarter that is not 1 to 4.
var ErrChange = errors.New("change does not split the series")

// SegmentedEffects are the ratios a segmented regression estimates. None is the effect of
// whatever happened at the change: anything else that began then is in them too.
type SegmentedEffects struct {
	// Trend is the growth per year before the change: 1.3 is 30 % a year.
	Trend Effect
	// Transitions are the rates of the quarters of the transition over the trend extrapolated
	// to each.
	Transitions []Effect
	// Step is the rate of the quarter after them, freed of season and as the line after the
	// change has it, not as counted, over the trend extrapolated to it; the trend's uncertainty
	// is in its limits.
	Step Effect
	// SlopeChange is the growth per year after the change over that before.
	SlopeChange Effect
}

// Curve is a mean for each quarter, in counts of the quarter, with limits for the mean:
// they do not hold the scatter of the counts about it.
type Curve struct {
	Mean   []float64
	Limits []Interval
}

// Segmented is a fitted segmented regression of a quarterly series.
type Segmented struct {
	Fit *LogLinear
	// Scaled has errors from the dispersion, NeweyWest from NeweyWest with Lags lags. NeweyWest's
	// of the Transitions are too small: each quarter fits itself and has no residual. With few
	// quarters, when Fit.Dispersion warns ErrFewDegreesOfFreedom, neither is to be trusted.
	Scaled, NeweyWest SegmentedEffects
	Lags              int
	// Fitted is the model, Counterfactual the earlier trend and season carried on. The limits
	// of both are dispersion-scaled. They are the same before the change.
	Fitted, Counterfactual Curve
	// Autocorrelation holds that of the Pearson residuals at lags 1 to 4, or fewer in a
	// short series. Without any, 95 % of values are within ±2/√n, n the number of quarters.
	Autocorrelation []float64
}

// FitSegmented fits a segmented quasi-Poisson regression to the counts of consecutive
// quarters: log(mean) = log(exposure) + quarter of the year + trend, and from the quarter
// numbered change, counted from 0, a term for each of so many quarters alone (the
// transition, which may be none), then a new level (step) and a new slope. The first count
// is of quarter firstQuarter, 1 to 4, of the year. Exposures are in years. Newey–West errors
// use the given number of lags; NeweyWestLags suggests one. No events before the change, in
// any quarter of the transition, or after it are ErrSeparated. A series of years instead of
// quarters cannot tell step from trend. Whether a longer transition is called for,
// LogLinear.TestTerms tells of the fits of both.
//
// Also called interrupted time series. Wagner, Soumerai, Zhang and Ross-Degnan (2002),
// Journal of Clinical Pharmacy and Therapeutics 27:299–309, doi
// 10.1046/j.1365-2710.2002.00430.x; Bernal, Cummins and Gasparrini (2017), International
// Journal of Epidemiology 46:348–355, doi 10.1093/ije/dyw098.
// Errors: ErrChange, ErrTable, ErrNoExposure, ErrLevel, ErrLags and those of FitQuasiPoisson.
func FitSegmented(
	counts, exposures []float64, firstQuarter, change, transition, lags int, level float64,
) (*Segmented, error) {
	m := segments{firstQuarter, change, transition}
	s, err := m.fit(counts, exposures, lags, level)
	if err != nil {
		return nil, err
	}
	s.Autocorrelation = autocorrelation(s.Fit.PearsonResiduals(), 4)
	fitted, plain := make([][]float64, len(counts)), make([][]float64, len(counts))
	for i := range counts {
		fitted[i], plain[i] = m.row(i), m.row(i)
		clear(plain[i][m.column(0):m.seasons()])
	}
	scaled := s.Fit.Covariance()
	if s.Fitted, err = newCurve(s.Fit, fitted, scaled, exposures, level); err != nil {
		return nil, err
	}
	s.Counterfactual, err = newCurve(s.Fit, plain, scaled, exposures, level)
	return s, err
}

// segments says where a segmented regression breaks: its columns are the intercept, the trend,
// the quarters of the transition, the step, the new slope and quarters 2 to 4 of the year.
type segments struct{ firstQuarter, change, transition int }

// column returns the column of the transition's quarter k, and of the step and the slope after.
func (m segments) column(k int) int { return 2 + k }

func (m segments) step() int    { return m.column(m.transition) }
func (m segments) slope() int   { return m.step() + 1 }
func (m segments) seasons() int { return m.step() + 2 }

// row is the design of quarter i. Time is counted in years from the first quarter of the new level.
func (m segments) row(i int) []float64 {
	row := make([]float64, m.seasons(), m.seasons()+3)
	years := float64(i-m.change-m.transition) / 4
	row[0], row[1] = 1, years
	if k := i - m.change; k >= m.transition {
		row[m.step()], row[m.slope()] = 1, years
	} else if k >= 0 {
		row[m.column(k)] = 1
	}
	return append(row, season(m.firstQuarter, i)...)
}

// fit estimates the effects alone.
func (m segments) fit(counts, exposures []float64, lags int, level float64) (*Segmented, error) {
	if m.firstQuarter < 1 || m.firstQuarter > 4 || m.transition < 0 || m.change < 1 ||
		m.change+m.transition > len(counts)-2 {
		return nil, fmt.Errorf("%w: %d quarters from Q%d, change in quarter %d with a transition of %d",
			ErrChange, len(counts), m.firstQuarter, m.change, m.transition)
	}
	offset, err := logExposures(counts, exposures)
	if err != nil {
		return nil, err
	}
	design := make([][]float64, len(counts))
	for i := range design {
		design[i] = m.row(i)
	}
	s := &Segmented{Lags: lags}
	if s.Fit, err = FitQuasiPoisson(counts, design, offset); err != nil {
		return nil, err
	}
	robust, err := s.Fit.NeweyWest(lags)
	if err != nil {
		return nil, err
	}
	if s.Scaled, err = m.effects(s.Fit, s.Fit.Covariance(), level); err != nil {
		return nil, err
	}
	s.NeweyWest, err = m.effects(s.Fit, robust, level)
	return s, err
}

func (m segments) effects(fit *LogLinear, covariance mat.Symmetric, level float64) (e SegmentedEffects, err error) {
	e.Transitions = make([]Effect, m.transition)
	columns := []struct {
		column int
		effect *Effect
	}{{1, &e.Trend}, {m.step(), &e.Step}, {m.slope(), &e.SlopeChange}}
	for k := range e.Transitions {
		columns = append(columns, struct {
			column int
			effect *Effect
		}{m.column(k), &e.Transitions[k]})
	}
	for _, c := range columns {
		weights := make([]float64, len(fit.Coefficients))
		weights[c.column] = 1
		if *c.effect, err = fit.Effect(weights, covariance, level); err != nil {
			return e, err
		}
	}
	return e, nil
}

// season returns the indicators of quarters 2 to 4 of the year for quarter i of a series.
func season(firstQuarter, i int) []float64 {
	indicators := make([]float64, 3)
	if quarter := (firstQuarter - 1 + i) % 4; quarter > 0 {
		indicators[quarter-1] = 1
	}
	return indicators
}

// logExposures checks the exposures and returns their logarithms.
func logExposures(counts, exposures []float64) ([]float64, error) {
	if len(exposures) != len(counts) {
		return nil, fmt.Errorf("%w: %d counts, %d exposures", ErrTable, len(counts), len(exposures))
	}
	logs := make([]float64, len(exposures))
	for i, exposure := range exposures {
		if err := checkExposure(exposure); err != nil {
			return nil, err
		}
		logs[i] = math.Log(exposure)
	}
	return logs, nil
}

// newCurve returns the means of the rows of a design, with limits from the covariance.
func newCurve(
	fit *LogLinear, design [][]float64, covariance mat.Symmetric, exposures []float64, level float64,
) (Curve, error) {
	var c Curve
	for i, row := range design {
		e, err := fit.Effect(row, covariance, level)
		if err != nil {
			return Curve{}, err
		}
		c.Mean = append(c.Mean, e.Ratio*exposures[i])
		c.Limits = append(c.Limits, e.Interval.Scale(exposures[i]))
	}
	return c, nil
}

// NeweyWestLags returns the usual number of lags for n observations, the whole part of
// 4(n/100)^(2/9). See Newey and West (1994), Review of Economic Studies 61:631–653, doi
// 10.2307/2297912.
func NeweyWestLags(n int) int {
	return int(4 * math.Pow(float64(n)/100, 2./9))
}

// autocorrelation returns the sample autocorrelation at lags 1 to most, as R's acf.
func autocorrelation(series []float64, most int) []float64 {
	mean := floats.Sum(series) / float64(len(series))
	centred := make([]float64, len(series))
	for i, x := range series {
		centred[i] = x - mean
	}
	variance := floats.Dot(centred, centred)
	var correlations []float64
	for lag := 1; lag <= most && lag < len(series); lag++ {
		correlations = append(correlations, floats.Dot(centred[lag:], centred[:len(centred)-lag])/variance)
	}
	return correlations
}
