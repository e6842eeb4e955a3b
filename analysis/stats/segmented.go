package stats

import (
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
)

// ErrChange: a change that leaves no quarter before it, or fewer than two after its
// transition, or a first quarter that is not 1 to 4.
var ErrChange = errors.New("change does not split the series")

// Columns of the design of a segmented regression.
const (
	interceptColumn = iota
	trendColumn
	transitionColumn
	stepColumn
	slopeColumn
	seasonColumns    // quarters 2 to 4 of the financial year
	segmentedColumns = seasonColumns + 3
)

// SegmentedEffects are the ratios a segmented regression estimates. None is the effect of
// whatever happened at the change: anything else that began then is in them too.
type SegmentedEffects struct {
	// Trend is the growth per year before the change: 1.3 is 30 % a year.
	Trend Effect
	// Transition is the rate of the change's own quarter over the trend extrapolated to it.
	Transition Effect
	// Step is the rate of the quarter after that, freed of season, over the trend
	// extrapolated to it; the trend's uncertainty is in its limits.
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
	// of the Transition are too small: its quarter fits itself and has no residual. With few
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

// FitSegmented fits a segmented quasi-Poisson regression to the counts of consecutive quarters:
// log(mean) = log(exposure) + quarter of the year + trend, and from the quarter numbered
// change, counted from 0, a term for that quarter alone (transition), then a new level
// (step) and a new slope. The first count is of quarter firstQuarter, 1 to 4, of the
// financial year. Exposures are in years. Newey–West errors use the given number of lags;
// NeweyWestLags suggests one. No events before the change, after it, or in its own
// quarter are ErrSeparated. A series of years instead of quarters cannot tell step from trend.
//
// Also called interrupted time series. Wagner, Soumerai, Zhang and Ross-Degnan (2002),
// Journal of Clinical Pharmacy and Therapeutics 27:299–309, doi
// 10.1046/j.1365-2710.2002.00430.x; Bernal, Cummins and Gasparrini (2017), International
// Journal of Epidemiology 46:348–355, doi 10.1093/ije/dyw098.
// Errors: ErrChange, ErrNoExposure, ErrLevel, ErrLags and those of FitQuasiPoisson.
func FitSegmented(counts, exposures []float64, firstQuarter, change, lags int, level float64) (*Segmented, error) {
	if firstQuarter < 1 || firstQuarter > 4 || change < 1 || change > len(counts)-3 {
		return nil, fmt.Errorf("%w: %d quarters from Q%d, change in quarter %d", ErrChange, len(counts), firstQuarter, change)
	}
	if len(exposures) != len(counts) {
		return nil, fmt.Errorf("%w: %d counts, %d exposures", ErrTable, len(counts), len(exposures))
	}
	design := make([][]float64, len(counts))
	offset := make([]float64, len(counts))
	for i, exposure := range exposures {
		if err := checkExposure(exposure); err != nil {
			return nil, err
		}
		offset[i] = math.Log(exposure)
		design[i] = segmentedRow(i, firstQuarter, change)
	}
	fit, err := FitQuasiPoisson(counts, design, offset)
	if err != nil {
		return nil, err
	}
	robust, err := fit.NeweyWest(lags)
	if err != nil {
		return nil, err
	}
	s := &Segmented{Fit: fit, Lags: lags, Autocorrelation: autocorrelation(fit.PearsonResiduals(), 4)}
	scaled := fit.Covariance()
	if s.Scaled, err = segmentedEffects(fit, scaled, level); err != nil {
		return nil, err
	}
	if s.NeweyWest, err = segmentedEffects(fit, robust, level); err != nil {
		return nil, err
	}
	for i, row := range design {
		if err := s.Fitted.add(fit, row, scaled, exposures[i], level); err != nil {
			return nil, err
		}
		if err := s.Counterfactual.add(fit, withoutChange(row), scaled, exposures[i], level); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// NeweyWestLags returns the usual number of lags for n observations, the whole part of
// 4(n/100)^(2/9). See Newey and West (1994), Review of Economic Studies 61:631–653, doi
// 10.2307/2297912.
func NeweyWestLags(n int) int {
	return int(4 * math.Pow(float64(n)/100, 2./9))
}

// segmentedRow is the design of quarter i. Time is counted in years from the first
// quarter of the new level.
func segmentedRow(i, firstQuarter, change int) []float64 {
	row := make([]float64, segmentedColumns)
	years := float64(i-change-1) / 4
	row[interceptColumn], row[trendColumn] = 1, years
	if i == change {
		row[transitionColumn] = 1
	}
	if i > change {
		row[stepColumn], row[slopeColumn] = 1, years
	}
	if season := (firstQuarter - 1 + i) % 4; season > 0 {
		row[seasonColumns+season-1] = 1
	}
	return row
}

func withoutChange(row []float64) []float64 {
	plain := append([]float64(nil), row...)
	plain[transitionColumn], plain[stepColumn], plain[slopeColumn] = 0, 0, 0
	return plain
}

func segmentedEffects(fit *LogLinear, covariance mat.Symmetric, level float64) (e SegmentedEffects, err error) {
	for column, effect := range map[int]*Effect{
		trendColumn: &e.Trend, transitionColumn: &e.Transition, stepColumn: &e.Step, slopeColumn: &e.SlopeChange,
	} {
		weights := make([]float64, segmentedColumns)
		weights[column] = 1
		if *effect, err = fit.Effect(weights, covariance, level); err != nil {
			return e, err
		}
	}
	return e, nil
}

func (c *Curve) add(fit *LogLinear, row []float64, covariance mat.Symmetric, exposure, level float64) error {
	e, err := fit.Effect(row, covariance, level)
	c.Mean = append(c.Mean, e.Ratio*exposure)
	c.Limits = append(c.Limits, e.Interval.Scale(exposure))
	return err
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
