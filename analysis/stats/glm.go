package stats

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/lapack/lapack64"
	"gonum.org/v1/gonum/mat"
)

var (
	// ErrCollinear: a column of the design is a combination of others, so that their
	// coefficients cannot be told apart.
	ErrCollinear = errors.New("columns of the design are collinear")
	// ErrSeparated: some group of observations is all zero, so that a coefficient has no
	// finite estimate. Software that does not look reports a large slope with a huge
	// standard error instead.
	ErrSeparated = errors.New("all counts of a group are 0: the coefficient has no finite estimate")
	// ErrNotConverged: the iterations did not settle.
	ErrNotConverged = errors.New("fit did not converge")
	// ErrLags: a number of lags that is negative or not below the number of observations.
	ErrLags = errors.New("number of lags out of range")
)

// LogLinear is a fitted regression of counts, log(mean) = offset + design · coefficients.
// Its observations keep their order, which is the order in time where that matters.
type LogLinear struct {
	// Coefficients are on the scale of the natural logarithm, one a column of the design.
	Coefficients []float64
	// Fitted holds the mean of each observation, in counts.
	Fitted []float64
	// Dispersion is Pearson's, about the fitted means.
	Dispersion Dispersion

	counts []float64
	design [][]float64
	shape  float64 // variance = mean + shape·mean²
	bread  *mat.SymDense
}

// FitQuasiPoisson fits a log-linear regression of counts whose variance is proportional
// to their mean. The design has a row for each count and a column for each coefficient,
// an intercept's 1 included; the offset is the logarithm of the exposure. Counts need
// not be whole but may not be negative. Coefficients are those of Poisson regression,
// found by iteratively reweighted least squares (IRLS); the dispersion only widens errors.
//
// See McCullagh and Nelder (1989), Generalized Linear Models, 2nd ed., chapters 2 and 6;
// Ver Hoef and Boveng (2007), Ecology 88:2766–2772, doi 10.1890/07-0043.1.
// Errors: ErrTable, ErrNotFinite, ErrNegativeCount, ErrLargeCount, ErrCollinear, ErrSeparated,
// ErrNotConverged, ErrNoDegreesOfFreedom.
func FitQuasiPoisson(counts []float64, design [][]float64, offset []float64) (*LogLinear, error) {
	f, err := newLogLinear(counts, design, offset)
	if err != nil {
		return nil, err
	}
	if err := f.reweight(offset); err != nil {
		return nil, err
	}
	if err := f.setBread(); err != nil {
		return nil, err
	}
	f.Dispersion, err = pearsonDispersion(counts, f.Fitted, len(f.Coefficients))
	return f, err
}

// Covariance returns the covariance matrix of the coefficients scaled by the
// dispersion, or by 1 where that is below 1.
func (f *LogLinear) Covariance() *mat.SymDense {
	scaled := mat.NewSymDense(len(f.Coefficients), nil)
	scaled.ScaleSym(math.Max(1, f.Dispersion.Value), f.bread)
	return scaled
}

// NeweyWest returns the covariance matrix of the coefficients that allows for variance
// of any form and for autocorrelation up to the given number of lags, with Bartlett's
// weights 1 − lag/(lags+1) and the small-sample factor n/(n−p). Lags 0 gives White's
// covariance. It is a large-sample method: with few quarters it is too small.
//
// See Newey and West (1987), Econometrica 55:703–708, doi 10.2307/1913610. R:
// sandwich::NeweyWest(fit, lag = lags, prewhite = FALSE, adjust = TRUE). Error: ErrLags.
func (f *LogLinear) NeweyWest(lags int) (*mat.SymDense, error) {
	n, p := len(f.counts), len(f.Coefficients)
	if lags < 0 || lags >= n {
		return nil, fmt.Errorf("%w: %d", ErrLags, lags)
	}
	scores := mat.NewDense(n, p, nil)
	for i, row := range f.design {
		residual := f.counts[i] - f.Fitted[i]
		for j, x := range row {
			scores.Set(i, j, residual*x)
		}
	}
	meat := mat.NewDense(p, p, nil)
	for lag := range lags + 1 {
		weight := 1 - float64(lag)/float64(lags+1)
		var product mat.Dense
		product.Mul(scores.Slice(lag, n, 0, p).T(), scores.Slice(0, n-lag, 0, p))
		product.Scale(weight, &product)
		meat.Add(meat, &product)
		if lag > 0 {
			meat.Add(meat, product.T())
		}
	}
	var sandwich mat.Dense
	sandwich.Product(f.bread, meat, f.bread)
	covariance := mat.NewSymDense(p, nil)
	for i := range p {
		for j := i; j < p; j++ {
			covariance.SetSym(i, j, sandwich.At(i, j)*float64(n)/float64(n-p))
		}
	}
	return covariance, nil
}

// Effect is a ratio estimated by a regression: the exponential of a sum of coefficients.
type Effect struct {
	// Log is the natural logarithm of Ratio, and StdErr its standard error.
	Log, StdErr float64
	Ratio       float64
	// Interval holds the limits of Ratio, from Student's t on the residual degrees of freedom.
	Interval Interval
	// P is the two-sided probability of so large an effect if the ratio is 1.
	P float64
}

// Effect returns exp(weights · coefficients) with limits from the covariance given, which
// is one of Covariance and NeweyWest. Errors: ErrTable, ErrNotFinite, ErrLevel.
func (f *LogLinear) Effect(weights []float64, covariance mat.Symmetric, level float64) (Effect, error) {
	if err := checkLevel(level); err != nil {
		return Effect{}, err
	}
	if len(weights) != len(f.Coefficients) || covariance.SymmetricDim() != len(weights) {
		return Effect{}, fmt.Errorf("%w: %d weights for %d coefficients",
			ErrTable, len(weights), len(f.Coefficients))
	}
	for _, weight := range weights {
		if math.IsNaN(weight) || math.IsInf(weight, 0) {
			return Effect{}, fmt.Errorf("weight: %w: %v", ErrNotFinite, weight)
		}
	}
	w := mat.NewVecDense(len(weights), weights)
	e := Effect{
		Log:    floats.Dot(weights, f.Coefficients),
		StdErr: math.Sqrt(mat.Inner(w, covariance, w)),
	}
	e.Ratio = math.Exp(e.Log)
	e.setLimits(f.Dispersion.DF, level)
	return e, nil
}

// setLimits sets the limits and P from Log and StdErr, by Student's t.
func (e *Effect) setLimits(df, level float64) {
	margin := studentQuantile(level, df) * e.StdErr
	e.Interval = Interval{math.Exp(e.Log - margin), math.Exp(e.Log + margin)}
	e.P = 1
	if e.Log != 0 {
		e.P = math.Exp(logTwoStudentTails(e.Log/e.StdErr, df))
	}
}

// Wider returns the one of two estimates of the same effect that has the larger standard error,
// the first where they are alike. Neither errors from the dispersion, which take observations to
// be independent, nor Newey and West's, too small in short series, are always the honest ones.
func Wider(e, other Effect) Effect {
	if e.StdErr >= other.StdErr {
		return e
	}
	return other
}

// FTest is a comparison of two fits of the same counts, one of which has terms that the other
// has not.
type FTest struct {
	// F is the fall in deviance for each further term ÷ the dispersion of the larger fit.
	F float64
	// Terms is how many the larger fit has beyond the smaller, DF its residual degrees of freedom.
	Terms, DF float64
	// P is the probability of so large an F if the further terms are all 0.
	P float64
}

// TestTerms tests whether the terms that f has and smaller has not are wanted. The design of
// smaller must be within that of f, which is not checked, and both fits of the same counts. A
// dispersion below 1 is taken as 1.
//
// The F test of quasi-likelihood, anova(smaller, f, test = "F") in R: McCullagh and Nelder
// (1989), Generalized Linear Models, 2nd ed., section 6.2. Error: ErrTable unless f has
// more coefficients, and both as many counts.
func (f *LogLinear) TestTerms(smaller *LogLinear) (FTest, error) {
	terms := len(f.Coefficients) - len(smaller.Coefficients)
	if terms < 1 || !slices.Equal(f.counts, smaller.counts) {
		return FTest{}, fmt.Errorf("%w: %d coefficients against %d, or of other counts",
			ErrTable, len(f.Coefficients), len(smaller.Coefficients))
	}
	test := FTest{Terms: float64(terms), DF: f.Dispersion.DF}
	test.F = math.Max(0, smaller.deviance()-f.deviance()) / test.Terms / f.Dispersion.atLeastOne()
	logP, _ := logBetaTail(test.DF/2, test.Terms/2, math.Log(test.DF/test.Terms)-math.Log(test.F))
	test.P = math.Exp(logP)
	return test, nil
}

// deviance is twice the log likelihood that a Poisson fit falls short of the counts themselves.
func (f *LogLinear) deviance() float64 {
	sum := 0.0
	for i, mean := range f.Fitted {
		sum += mean - f.counts[i]
		if f.counts[i] > 0 {
			sum += f.counts[i] * logQuotient(f.counts[i], mean, f.counts[i]-mean)
		}
	}
	return 2 * sum
}

// PearsonResiduals returns (count − fitted) ÷ √fitted of each observation.
func (f *LogLinear) PearsonResiduals() []float64 {
	residuals := make([]float64, len(f.counts))
	for i, mean := range f.Fitted {
		residuals[i] = (f.counts[i] - mean) / math.Sqrt(mean)
	}
	return residuals
}

// newLogLinear checks the data and starts with the least-squares fit to the logarithms of
// counts and a tenth, weighted by them.
func newLogLinear(counts []float64, design [][]float64, offset []float64) (*LogLinear, error) {
	if len(design) != len(counts) || len(offset) != len(counts) || len(counts) == 0 || len(design[0]) == 0 {
		return nil, fmt.Errorf("%w: %d counts, %d rows, %d offsets",
			ErrTable, len(counts), len(design), len(offset))
	}
	f := &LogLinear{
		counts: counts, design: design,
		Fitted:       make([]float64, len(counts)),
		Coefficients: make([]float64, len(design[0])),
	}
	for i, count := range counts {
		if len(design[i]) != len(f.Coefficients) {
			return nil, fmt.Errorf("%w: row %d has %d columns, not %d", ErrTable, i, len(design[i]), len(f.Coefficients))
		}
		if sum := offset[i] + floats.Sum(design[i]); math.IsNaN(sum) || math.IsInf(sum, 0) {
			return nil, fmt.Errorf("row %d: %w", i, ErrNotFinite)
		}
		if err := checkCell(count); err != nil {
			return nil, fmt.Errorf("row %d: %w", i, err)
		}
	}
	if floats.Sum(counts) == 0 {
		return nil, ErrSeparated
	}
	if len(counts) <= len(f.Coefficients) {
		return nil, fmt.Errorf("%w: %d counts, %d coefficients", ErrNoDegreesOfFreedom, len(counts), len(f.Coefficients))
	}
	information, err := f.information(func(i int) float64 { return math.Sqrt(counts[i] + 0.1) })
	if err != nil {
		return nil, err
	}
	logCounts := make([]float64, len(f.Coefficients))
	for i, count := range counts {
		floats.AddScaled(logCounts, (count+0.1)*(math.Log(count+0.1)-offset[i]), design[i])
	}
	f.Coefficients = solve(information, logCounts)
	f.fitMeans(offset)
	return f, nil
}

// reweight fits the coefficients for the shape given, from the coefficients as they stand,
// by Newton's method, each step a weighted least squares. For the Poisson these are the
// usual weights; for the negative binomial they are the observed information, because
// Fisher scoring can swing about when data are far from the fit. Steps are solved for
// from the score, whose digits are not lost where weights are tiny. The likelihood is
// concave in the coefficients, so that a step too long, which turns the slope along it
// round, is cut back by false position.
func (f *LogLinear) reweight(offset []float64) error {
	const (
		maxSteps  = 200
		longest   = 3     // step of a log mean, lest a mean overflow
		settled   = 1e-10 // change in a log mean; convergence is quadratic, so the next would be 1e-20
		vanishing = 1e-10 // a fitted rate so much below the mean rate, with no counts, is on its way to 0
	)
	exposure := 0.0
	for _, o := range offset {
		exposure += math.Exp(o)
	}
	meanRate := floats.Sum(f.counts) / exposure
	score := f.score()
	for range maxSteps {
		information, err := f.information(func(i int) float64 {
			mean := f.Fitted[i]
			return math.Sqrt(mean*(1+f.shape*f.counts[i])) / (1 + f.shape*mean)
		})
		if err != nil {
			return err
		}
		step := solve(information, score)
		change := 0.0
		for _, row := range f.design {
			change = math.Max(change, math.Abs(floats.Dot(row, step)))
		}
		if math.IsNaN(change) || math.IsInf(change, 0) {
			return ErrNotConverged
		}
		from, slope, part := slices.Clone(f.Coefficients), floats.Dot(score, step), math.Min(1, longest/change)
		for {
			floats.AddScaledTo(f.Coefficients, from, part, step)
			f.fitMeans(offset)
			score = f.score()
			beyond := floats.Dot(score, step)
			if !(beyond < -slope/10) {
				break
			}
			part *= slope / (slope - beyond)
		}
		for i, count := range f.counts {
			if count == 0 && f.Fitted[i] < vanishing*meanRate*math.Exp(offset[i]) {
				return ErrSeparated
			}
		}
		if change < settled {
			return nil
		}
	}
	return ErrNotConverged
}

// checkCell checks a count that need not be whole.
func checkCell(count float64) error {
	switch {
	case math.IsNaN(count) || math.IsInf(count, 0):
		return fmt.Errorf("%w: %v", ErrNotFinite, count)
	case count < 0:
		return fmt.Errorf("%w: %v", ErrNegativeCount, count)
	case count > largestCount:
		return fmt.Errorf("%w: %v", ErrLargeCount, count)
	}
	return nil
}

// score returns the derivative of the log likelihood in the coefficients.
func (f *LogLinear) score() []float64 {
	score := make([]float64, len(f.Coefficients))
	for i, mean := range f.Fitted {
		floats.AddScaled(score, (f.counts[i]-mean)/(1+f.shape*mean), f.design[i])
	}
	return score
}

func (f *LogLinear) fitMeans(offset []float64) {
	for i, row := range f.design {
		f.Fitted[i] = math.Exp(offset[i] + floats.Dot(row, f.Coefficients))
	}
}

// information returns XᵀX, X the design with its rows multiplied by the square roots of
// their weights, as its Cholesky factor. That is found as the R of X = QR, which keeps digits that
// XᵀX would lose. mat.QR and mat.Cholesky would do the same and each find a condition number
// besides, which takes them longer than all else and which nobody here asks for. Error: ErrCollinear.
func (f *LogLinear) information(rootWeight func(i int) float64) (blas64.Triangular, error) {
	n, p := len(f.counts), len(f.Coefficients)
	weighted := blas64.General{Rows: n, Cols: p, Stride: p, Data: make([]float64, 0, n*p)}
	for i, row := range f.design {
		weighted.Data = append(weighted.Data, row...)
		floats.Scale(rootWeight(i), weighted.Data[i*p:])
	}
	lengths := make([]float64, p)
	for j := range lengths {
		lengths[j] = blas64.Nrm2(blas64.Vector{N: n, Inc: p, Data: weighted.Data[j:]})
	}
	tau, size := make([]float64, p), make([]float64, 1)
	lapack64.Geqrf(weighted, tau, size, -1)
	lapack64.Geqrf(weighted, tau, make([]float64, int(size[0])), int(size[0]))
	factor := blas64.Triangular{Uplo: blas.Upper, Diag: blas.NonUnit, N: p, Stride: p, Data: weighted.Data[:p*p]}
	return factor, checkRank(factor, lengths)
}

// solve returns the b of information · b = v.
func solve(information blas64.Triangular, v []float64) []float64 {
	b := slices.Clone(v)
	lapack64.Potrs(information, blas64.General{Rows: len(b), Cols: 1, Stride: 1, Data: b})
	return b
}

// setBread computes the inverse of the expected information at the fitted means.
// Errors: ErrCollinear.
func (f *LogLinear) setBread() error {
	information, err := f.information(func(i int) float64 { return math.Sqrt(f.Fitted[i] / (1 + f.shape*f.Fitted[i])) })
	if err != nil {
		return err
	}
	lapack64.Potri(information) // of a factor of full rank, as checkRank has seen to
	f.bread = mat.NewSymDense(information.N, information.Data)
	return nil
}

// checkRank reports a column that the columns before it explain, whatever their units: one of whose
// length little is left on the diagonal of R.
func checkRank(r blas64.Triangular, lengths []float64) error {
	const relative = 1e-9
	for j, length := range lengths {
		if math.Abs(r.Data[j*r.Stride+j]) <= relative*length {
			return fmt.Errorf("%w: column %d", ErrCollinear, j)
		}
	}
	return nil
}
