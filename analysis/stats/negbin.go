package stats

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// ErrUnderdispersed is a warning: the counts vary no more than Poisson counts do, so the
// likelihood is highest at θ = ∞, where the negative binomial is the Poisson.
var ErrUnderdispersed = errors.New("counts vary no more than Poisson counts: the negative binomial is the Poisson")

// ErrFewCells is a warning: with fewer than twenty cells the shape is hardly known, which the
// limits leave out.
var ErrFewCells = errors.New("fewer than twenty cells: the limits of the negative binomial are too narrow")

// negBin is a fitted negative binomial regression with quadratic variance (NB2). The
// covariance of its coefficients is bread, with the shape treated as known: the two are
// asymptotically independent.
type negBin struct {
	*LogLinear
	// theta is the shape θ: variance = mean + mean²/θ. It is +Inf when the counts are not
	// overdispersed.
	theta         float64
	logLikelihood float64
	// warnings holds ErrUnderdispersed where it applies.
	warnings []error
}

// fitNegBin fits a negative binomial regression by maximum likelihood, for data laid out
// as for FitQuasiPoisson. The shape is that of the highest likelihood maximised over the
// coefficients.
//
// Also called NB2 or Pascal regression; R's MASS::glm.nb. Lawless (1987), Canadian
// Journal of Statistics 15:209–225, doi 10.2307/3314912; Venables and Ripley (2002),
// Modern Applied Statistics with S, 4th ed., section 7.4. Errors: those of FitQuasiPoisson.
func fitNegBin(counts []float64, design [][]float64, offset []float64) (*negBin, error) {
	f, err := newLogLinear(counts, design, offset)
	if err != nil {
		return nil, err
	}
	if err := f.maximise(offset); err != nil {
		return nil, err
	}
	fit := &negBin{LogLinear: f, theta: 1 / f.shape, logLikelihood: f.logLikelihood()}
	if f.shape == 0 {
		fit.warnings = []error{ErrUnderdispersed}
	}
	return fit, nil
}

// NegBinComparison is the ratio of two rates from a negative binomial fit.
type NegBinComparison struct {
	// RateComparison holds the ratio of the fitted rates with its Wald limits and p-value.
	RateComparison
	// Profile holds the likelihood-ratio limits, which follow the skewness of the
	// likelihood and are the better ones for few cells. A limit further than a factor of
	// e^100 from the ratio is 0 or +Inf.
	Profile Interval
	// Theta is the shape of both periods: variance = mean + mean²/Theta.
	Theta float64
}

// CompareRatesNegBin returns the ratio of two rates, each observed in cells (areas,
// quarters) with their own counts and exposures, when the cells of both periods share
// one shape. Limits are large-sample: too narrow for fewer than 20 cells, with the
// warning ErrFewCells. A period without any event is ErrSeparated. Counts without
// overdispersion between cells give the Poisson limits and the warning ErrUnderdispersed.
//
// See Lawless (1987), Canadian Journal of Statistics 15:209–225, doi 10.2307/3314912;
// Venzon and Moolgavkar (1988), Applied Statistics 37:87–94, doi 10.2307/2347496.
// Errors: ErrLevel, ErrTable, ErrNoExposure and those of FitQuasiPoisson.
func CompareRatesNegBin(
	later, laterExposures, earlier, earlierExposures []float64, level float64,
) (NegBinComparison, error) {
	if err := checkLevel(level); err != nil {
		return NegBinComparison{}, err
	}
	if len(later) != len(laterExposures) || len(earlier) != len(earlierExposures) {
		return NegBinComparison{}, fmt.Errorf("%w: %d and %d counts, %d and %d exposures",
			ErrTable, len(later), len(earlier), len(laterExposures), len(earlierExposures))
	}
	counts := slices.Concat(later, earlier)
	design := make([][]float64, len(counts))
	offset := make([]float64, len(counts))
	for i, exposure := range slices.Concat(laterExposures, earlierExposures) {
		if err := checkExposure(exposure); err != nil {
			return NegBinComparison{}, err
		}
		offset[i] = math.Log(exposure)
		design[i] = []float64{1, 0}
		if i < len(later) {
			design[i][1] = 1
		}
	}
	fit, err := fitNegBin(counts, design, offset)
	if err != nil {
		return NegBinComparison{}, err
	}
	logRatio, stdErr := fit.Coefficients[1], math.Sqrt(fit.bread.At(1, 1))
	z := NormalQuantile(level)
	c := NegBinComparison{Theta: fit.theta}
	c.Ratio = math.Exp(logRatio)
	c.Interval = Interval{math.Exp(logRatio - z*stdErr), math.Exp(logRatio + z*stdErr)}
	c.setP(logRatio/stdErr, math.Inf(1))
	c.Warnings = fit.warnings
	if len(counts) < fewestCells {
		c.Warnings = append(c.Warnings, ErrFewCells)
	}
	c.Profile, err = fit.profile(offset, len(later), z)
	return c, err
}

// profile returns the likelihood-ratio limits of the ratio of the first cells' rate to the
// others', for the two-sided normal quantile z.
func (f *negBin) profile(offset []float64, later int, z float64) (Interval, error) {
	logRatio, stdErr := f.Coefficients[1], math.Sqrt(f.bread.At(1, 1))
	intercept := make([][]float64, len(f.counts))
	for i := range intercept {
		intercept[i] = []float64{1}
	}
	// The signed root of the likelihood ratio is nearly linear in the log ratio, and a
	// limit is where it is ±z. Beyond the farthest it is carried on as a straight line.
	var failed error
	signedRoot := func(tried float64) float64 {
		inside := math.Max(logRatio-farthest, math.Min(tried, logRatio+farthest))
		shifted := slices.Clone(offset)
		for i := range later {
			shifted[i] += inside
		}
		null, err := fitNegBin(f.counts, intercept, shifted)
		if err != nil {
			failed = err
			return math.NaN()
		}
		root := math.Sqrt(2 * math.Max(0, f.logLikelihood-null.logLikelihood))
		return math.Copysign(root, tried-logRatio) + tried - inside
	}
	limit := func(z float64) float64 {
		excess := func(tried float64) float64 { return signedRoot(tried) - z }
		first := logRatio + z*stdErr
		at := root(excess, math.Min(logRatio, first), math.Max(logRatio, first))
		if math.Abs(at-logRatio) > farthest {
			return math.Exp(math.Inf(1) * z)
		}
		return math.Exp(at)
	}
	limits := Interval{limit(-z), limit(z)}
	if failed != nil {
		return Interval{}, failed
	}
	return limits, nil
}

// fewestCells is below how many the limits come with ErrFewCells.
const fewestCells = 20

// farthest is how far from the estimate, in its logarithm, a profile limit is looked for:
// one beyond says nothing, and is open.
const farthest = 100

// maximise finds the shape at which the likelihood, maximised over the coefficients for
// each shape tried, is highest, and leaves the fit there. Coefficients and shape fitted in
// turn, as is usual, can swing for ever where the shape is near 0 or the counts sparse.
func (f *LogLinear) maximise(offset []float64) error {
	if err := f.reweight(offset); err != nil {
		return err
	}
	// At shape 0 the derivative of the log likelihood is half of excess.
	excess, squares := 0.0, 0.0
	for i, mean := range f.Fitted {
		excess += (f.counts[i]-mean)*(f.counts[i]-mean) - f.counts[i]
		squares += mean * mean
	}
	if excess <= 1e-12*squares { // none beyond rounding
		return f.setBread()
	}
	var failed error
	fall := func(logShape float64) float64 {
		f.shape = math.Exp(logShape)
		if err := f.reweight(offset); err != nil {
			failed = err
			return math.NaN()
		}
		return -f.shapeScore()
	}
	moments := math.Log(excess / squares)
	fall(root(fall, moments-0.5, moments+0.5))
	if failed != nil {
		return failed
	}
	return f.setBread()
}

// shapeScore has the sign of the derivative of the log likelihood in the shape. It is
// written in differences from the mean, which keep their digits when the shape is small.
func (f *LogLinear) shapeScore() float64 {
	theta := 1 / f.shape
	sum := 0.0
	for i, mean := range f.Fitted {
		sum += logLessLinear(theta+f.counts[i], theta+mean, f.counts[i]-mean) + digammaRise(theta, f.counts[i])
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
		sum += (theta+y)*logQuotient(theta+y, theta+mean, y-mean) - math.Log1p(y/theta)/2 - y +
			stirlingRemainder(y+theta) - stirlingRemainder(theta)
	}
	return sum
}

// digammaRise returns ψ(θ+y) − log(θ+y) − ψ(θ) + log θ, for y ≥ 0, by the asymptotic
// series when θ is large and by the recurrence ψ(z) = ψ(z+1) − 1/z up to there when not.
func digammaRise(theta, y float64) float64 {
	steps, large := 0.0, theta
	for ; large < 10; large++ {
		steps += y / large / (large + y)
	}
	if large > theta {
		steps += math.Log1p(y/large) - math.Log1p(y/theta)
	}
	return steps + y/large/(2*(large+y)) + digammaSeries(large) - digammaSeries(large+y)
}

// digammaSeries returns log z − 1/(2z) − ψ(z) for z ≥ 10.
func digammaSeries(z float64) float64 {
	w := 1 / (z * z)
	return w * (1./12 - w*(1./120-w*(1./252-w*(1./240-w*(1./132-w*691/32760)))))
}

// root returns where f, negative before it and positive after, crosses zero: between a
// and b > a, or beyond them after moving in steps that double. Illinois's form of
// false position then closes in. A NaN of f ends the search.
func root(f func(float64) float64, a, b float64) float64 {
	fa, fb := f(a), f(b)
	for range 100 {
		if fa > 0 {
			a, b, fb = a-2*(b-a), a, fa
			fa = f(a)
		} else if fb < 0 {
			a, b, fa = b, b+2*(b-a), fb
			fb = f(b)
		} else {
			break
		}
	}
	for range 100 {
		step := -fb * (b - a) / (fb - fa)
		if fb == 0 || !(math.Abs(step) > 1e-13*math.Max(1, math.Abs(b))) {
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
