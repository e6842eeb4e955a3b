package stats

import (
	"math"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
)

// ChangingSeason is the next quarter's count if its season has been changing.
type ChangingSeason struct {
	Prediction
	// Test is of the term that lets the season change. Where the season was picked because of
	// how its counts looked, its P is too small.
	Test FTest
}

// PredictChangingSeason is Predict of the one quarter, of an exposure, that follows the last
// fitted, by the trend of FitTrend with degree 1 and a term more: that quarter's season grows or
// shrinks against the others at a constant pace. Predict takes seasons to be the same in every
// year. Errors: those of FitTrend and Predict; ErrCollinear where the season comes once only.
func PredictChangingSeason(
	counts, exposures []float64, firstQuarter int, exposure, level float64,
) (ChangingSeason, error) {
	steady, err := FitTrend(counts, exposures, firstQuarter, 1, 0, level)
	if err != nil {
		return ChangingSeason{}, err
	}
	if err := checkExposure(exposure); err != nil {
		return ChangingSeason{}, err
	}
	n := len(counts)
	row := func(i int) []float64 {
		if (n-i)%4 != 0 {
			return append(steady.row(i, n), 0)
		}
		return append(steady.row(i, n), float64(i-n)/4)
	}
	offset, err := logExposures(counts, exposures)
	if err != nil {
		return ChangingSeason{}, err
	}
	design := make([][]float64, n)
	for i := range design {
		design[i] = row(i)
	}
	fit, err := FitQuasiPoisson(counts, design, offset)
	if err != nil {
		return ChangingSeason{}, err
	}
	var c ChangingSeason
	if c.Test, err = fit.TestTerms(steady.Fit); err != nil {
		return ChangingSeason{}, err
	}
	next := row(n)
	c.Mean = exposure * math.Exp(floats.Dot(next, fit.Coefficients))
	g := mat.NewVecDense(len(next), next)
	c.StdErr = math.Sqrt(mat.Inner(g, fit.Covariance(), g))
	variance := c.Mean*c.Mean*c.StdErr*c.StdErr + fit.Dispersion.atLeastOne()*c.Mean
	margin := studentQuantile(level, fit.Dispersion.DF) * math.Sqrt(variance)
	c.Interval = Interval{math.Max(0, c.Mean-margin), c.Mean + margin}
	return c, nil
}
