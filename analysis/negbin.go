package analysis

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/mathext"
)

// ErrUnderdispersed is a warning: the counts vary no more than Poisson counts do, so the
// likelihood is highest at θ = ∞, where the negative binomial is the Poisson.
var ErrUnderdispersed = errors.New("counts vary no more than Poisson counts: the negative binomial is the Poisson")

// NegBin is a fitted negative binomial regression with quadratic variance (NB2).
// Covariance, NeweyWest and Effect work as for quasi-Poisson; the Pearson dispersion is
// about the NB2 variance and near 1 when that fits.
type NegBin struct {
	LogLinear
	// Theta is the shape θ: variance = mean + mean²/θ. It is +Inf when the counts are not overdispersed.
	Theta float64
	// LogLikelihood is the maximum of the log likelihood.
	LogLikelihood float64
	// Warnings holds ErrUnderdispersed where it applies.
	Warnings []error
}

// FitNegBin fits a negative binomial regression by maximum likelihood, for data laid out
// as for FitQuasiPoisson. The coefficients and the shape are found in turn until both settle.
//
// Also called NB2 or Pascal regression; R's MASS::glm.nb. Lawless (1987), Canadian
// Journal of Statistics 15:209–225, doi 10.2307/3314912; Venables and Ripley (2002),
// Modern Applied Statistics with S, 4th ed., section 7.4. Errors: those of FitQuasiPoisson.
func FitNegBin(counts []float64, design [][]float64, offset []float64) (*NegBin, error) {
	f, err := newLogLinear(counts, design, offset)
	if err != nil {
		return nil, err
	}
	if err := f.maximise(offset); err != nil {
		return nil, err
	}
	fit := &NegBin{LogLinear: *f, Theta: 1 / f.shape, LogLikelihood: f.logLikelihood()}
	residuals := f.PearsonResiduals()
	fit.Dispersion = Dispersion{ChiSquared: floats.Dot(residuals, residuals), DF: len(counts) - len(f.Coefficients)}
	fit.Dispersion.Value = fit.Dispersion.ChiSquared / float64(fit.Dispersion.DF)
	if f.shape == 0 {
		fit.Warnings = []error{ErrUnderdispersed}
	}
	return fit, nil
}

// Covariance returns the covariance matrix of the coefficients, with the shape treated as
// known: the two are asymptotically independent.
func (f *NegBin) Covariance() *mat.SymDense {
	covariance := mat.NewSymDense(len(f.Coefficients), nil)
	covariance.CopySym(f.bread)
	return covariance
}

// NegBinComparison is the ratio of two rates from a negative binomial fit.
type NegBinComparison struct {
	// RateComparison holds the ratio of the fitted rates with its Wald limits and p-value.
	RateComparison
	// Profile holds the likelihood-ratio limits, which follow the skewness of the
	// likelihood and are the better ones for few cells.
	Profile Interval
	// Theta is the shape of both periods: variance = mean + mean²/Theta.
	Theta float64
}

// CompareRatesNegBin returns the ratio of two rates, each observed in cells (forces,
// quarters) with their own counts and exposures, when the cells of both periods share
// one shape. Limits are large-sample: too narrow for fewer than some 20 cells. A period
// without any offence is ErrSeparated. Counts without overdispersion between cells give
// the Poisson limits and the warning ErrUnderdispersed.
//
// See Lawless (1987), Canadian Journal of Statistics 15:209–225, doi 10.2307/3314912;
// Venzon and Moolgavkar (1988), Applied Statistics 37:87–94, doi 10.2307/2347496.
// Errors: ErrLevel, ErrNoExposure and those of FitNegBin.
func CompareRatesNegBin(later, laterExposures, earlier, earlierExposures []float64, level float64) (NegBinComparison, error) {
	if err := checkLevel(level); err != nil {
		return NegBinComparison{}, err
	}
	if len(later) != len(laterExposures) || len(earlier) != len(earlierExposures) {
		return NegBinComparison{}, fmt.Errorf("%w: %d and %d counts, %d and %d exposures", ErrTable, len(later), len(earlier), len(laterExposures), len(earlierExposures))
	}
	counts := slices.Concat(later, earlier)
	design := make([][]float64, len(counts))
	intercept := make([][]float64, len(counts))
	offset := make([]float64, len(counts))
	for i, exposure := range slices.Concat(laterExposures, earlierExposures) {
		if err := checkExposure(exposure); err != nil {
			return NegBinComparison{}, err
		}
		offset[i] = math.Log(exposure)
		intercept[i] = []float64{1}
		design[i] = []float64{1, 0}
		if i < len(later) {
			design[i][1] = 1
		}
	}
	fit, err := FitNegBin(counts, design, offset)
	if err != nil {
		return NegBinComparison{}, err
	}
	logRatio, stdErr := fit.Coefficients[1], math.Sqrt(fit.bread.At(1, 1))
	z := normalQuantile(level)
	c := NegBinComparison{Theta: fit.Theta}
	c.Ratio = math.Exp(logRatio)
	c.Interval = Interval{math.Exp(logRatio - z*stdErr), math.Exp(logRatio + z*stdErr)}
	c.setNormalP(logRatio / stdErr)
	c.Warnings = fit.Warnings

	// The signed root of the likelihood ratio is nearly linear in the log ratio, and a
	// limit is where it is ±z.
	signedRoot := func(tried float64) (float64, error) {
		shifted := slices.Clone(offset)
		for i := range later {
			shifted[i] += tried
		}
		null, err := FitNegBin(counts, intercept, shifted)
		if err != nil {
			return 0, err
		}
		return math.Copysign(math.Sqrt(2*math.Max(0, fit.LogLikelihood-null.LogLikelihood)), tried-logRatio), nil
	}
	for _, limit := range []struct {
		z  float64
		at *float64
	}{{-z, &c.Profile.Lower}, {z, &c.Profile.Upper}} {
		var failed error
		excess := func(tried float64) float64 {
			signed, err := signedRoot(tried)
			failed = errors.Join(failed, err)
			return signed - limit.z
		}
		logLimit := root(excess, logRatio, logRatio+limit.z*stdErr)
		if failed != nil {
			return NegBinComparison{}, failed
		}
		*limit.at = math.Exp(logLimit)
	}
	return c, nil
}

// maximise fits coefficients and shape in turn until the shape settles.
func (f *LogLinear) maximise(offset []float64) error {
	const (
		maxTurns = 200
		settled  = 1e-11 // relative change of the shape
	)
	for range maxTurns {
		if err := f.reweight(offset); err != nil {
			return err
		}
		before := f.shape
		f.shape = f.bestShape()
		if math.Abs(f.shape-before) <= settled*f.shape {
			return nil
		}
	}
	return ErrNotConverged
}

// bestShape returns the shape of highest likelihood for the fitted means, 0 if the
// likelihood falls from there on.
func (f *LogLinear) bestShape() float64 {
	excess, squares := 0.0, 0.0
	for i, mean := range f.Fitted {
		excess += (f.counts[i]-mean)*(f.counts[i]-mean) - f.counts[i]
		squares += mean * mean
	}
	if excess <= 0 {
		return 0
	}
	moments := math.Log(excess / squares)
	return math.Exp(root(func(logShape float64) float64 { return f.shapeScore(math.Exp(logShape)) }, moments-0.5, moments+0.5))
}

// shapeScore has the sign of the derivative of the log likelihood in the shape. Written
// with differences from the mean so that a small shape, near the Poisson, keeps digits.
func (f *LogLinear) shapeScore(shape float64) float64 {
	theta := 1 / shape
	sum := 0.0
	for i, mean := range f.Fitted {
		d := (f.counts[i] - mean) / (theta + mean)
		sum += math.Log1p(d) - d + digammaRemainder(f.counts[i]+theta) - digammaRemainder(theta)
	}
	return -sum * theta
}

// logLikelihood returns the log likelihood at the fitted means and shape. Log gamma
// functions of θ are replaced by Stirling's approximation and its remainder, whose leading
// terms cancel as θ grows.
func (f *LogLinear) logLikelihood() float64 {
	sum := 0.0
	for i, mean := range f.Fitted {
		y := f.counts[i]
		factorial, _ := math.Lgamma(y + 1)
		sum += y*math.Log(mean) - factorial
		if f.shape == 0 {
			sum -= mean
			continue
		}
		theta := 1 / f.shape
		sum += (theta+y)*math.Log1p((y-mean)/(theta+mean)) - math.Log1p(y/theta)/2 - y +
			stirlingRemainder(y+theta) - stirlingRemainder(theta)
	}
	return sum
}

// digammaRemainder returns ψ(z) − log z, by its asymptotic series for large z.
func digammaRemainder(z float64) float64 {
	if z < 10 {
		return mathext.Digamma(z) - math.Log(z)
	}
	w := 1 / (z * z)
	return -1/(2*z) - w*(1./12-w*(1./120-w*(1./252-w*(1./240-w*(1./132-w*691/32760)))))
}

// root returns where f crosses zero, for a monotone f and two starting points in either
// order, by the Illinois form of false position once a step has bracketed it.
func root(f func(float64) float64, a, b float64) float64 {
	fa, fb := f(a), f(b)
	for range 100 {
		if fa*fb <= 0 {
			break
		}
		// Step from the nearer of the two, away from the other.
		if math.Abs(fa) < math.Abs(fb) {
			a, b, fa, fb = b, a, fb, fa
		}
		a, fa, b = b, fb, b+2*(b-a)
		fb = f(b)
	}
	for range 100 {
		step := -fb * (b - a) / (fb - fa)
		if fb == 0 || math.Abs(step) <= 1e-13*math.Max(1, math.Abs(b)) {
			break
		}
		c := b + step
		fc := f(c)
		if fc*fb < 0 {
			a, fa = b, fb
		} else {
			fa /= 2
		}
		b, fb = c, fc
	}
	return b
}
