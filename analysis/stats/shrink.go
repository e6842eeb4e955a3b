package stats

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/floats"
)

// ShrunkRatio is one area's ratio of observed to expected count.
type ShrunkRatio struct {
	// Raw is observed ÷ expected.
	Raw float64
	// Shrunk is the posterior mean, between Raw and the mean of all, nearer to the mean
	// the fewer events are expected.
	Shrunk float64
	// Interval holds the central limits of the posterior. They leave out the uncertainty
	// of the mean and shape and so are somewhat narrow with few areas.
	Interval Interval
}

// Shrinkage is the distribution of true ratios between areas, a gamma distribution, and
// the ratio of each area given it.
type Shrinkage struct {
	// Mean is that of the true ratios.
	Mean float64
	// Shape is the gamma shape: true ratios have a standard deviation of Mean/√Shape.
	// It is +Inf when observed ratios differ no more than chance would have them.
	Shape float64
	// Ratios are in the order of the counts given.
	Ratios []ShrunkRatio
	// Warnings holds ErrUnderdispersed if Shape is +Inf; all ratios are then the mean.
	Warnings []error
}

// ShrinkML shrinks each area's ratio of observed to expected count towards the mean by
// empirical Bayes: observed counts are Poisson about expected × a true ratio, true
// ratios are gamma, and the gamma's mean and shape are those of maximum likelihood of
// the resulting negative binomial. Expected counts are taken as known; if they rest on small
// counts themselves, ratios are shrunk too little.
//
// Also called the gamma–Poisson or Poisson–gamma model. Clayton and Kaldor (1987), Biometrics 43:671–681,
// doi 10.2307/2532003. Errors: ErrNoExposure for an expected count that is not positive,
// ErrTable, ErrLevel and those of FitQuasiPoisson.
func ShrinkML(observed, expected []float64, level float64) (*Shrinkage, error) {
	if err := checkObserved(observed, expected, level); err != nil {
		return nil, err
	}
	design := make([][]float64, len(observed))
	offset := make([]float64, len(observed))
	for i, e := range expected {
		design[i] = []float64{1}
		offset[i] = math.Log(e)
	}
	fit, err := fitNegBin(observed, design, offset)
	if err != nil {
		return nil, err
	}
	return shrink(observed, expected, math.Exp(fit.Coefficients[0]), fit.theta, level), nil
}

// ShrinkMoments is ShrinkML with mean and shape from moments: the mean is total observed
// ÷ total expected and the variance between areas what is left of the weighted
// variance of ratios after that of the Poisson.
//
// See Marshall (1991), Applied Statistics 40:283–294, doi 10.2307/2347593. Errors:
// ErrNoExposure, ErrTable, ErrLevel, ErrNotFinite, ErrNegativeCount, ErrLargeCount, ErrSeparated if
// nothing was observed.
func ShrinkMoments(observed, expected []float64, level float64) (*Shrinkage, error) {
	if err := checkObserved(observed, expected, level); err != nil {
		return nil, err
	}
	total := floats.Sum(expected)
	mean := floats.Sum(observed) / total
	if mean == 0 {
		return nil, ErrSeparated
	}
	variance := 0.0
	for i, e := range expected {
		variance += e * (observed[i]/e - mean) * (observed[i]/e - mean) / total
	}
	between := variance - mean/(total/float64(len(expected)))
	return shrink(observed, expected, mean, mean*mean/math.Max(0, between), level), nil
}

func checkObserved(observed, expected []float64, level float64) error {
	if len(observed) != len(expected) || len(observed) == 0 {
		return fmt.Errorf("%w: %d observed, %d expected", ErrTable, len(observed), len(expected))
	}
	for i, e := range expected {
		if err := checkExposure(e); err != nil {
			return err
		}
		if err := checkCell(observed[i]); err != nil {
			return err
		}
	}
	return checkLevel(level)
}

// shrink returns the posterior of every area: gamma of shape observed + Shape and rate
// expected + Shape/Mean.
func shrink(observed, expected []float64, mean, shape, level float64) *Shrinkage {
	s := &Shrinkage{Mean: mean, Shape: shape}
	if math.IsInf(shape, 1) {
		s.Warnings = []error{ErrUnderdispersed}
	}
	for i, e := range expected {
		r := ShrunkRatio{Raw: observed[i] / e, Shrunk: mean, Interval: Interval{mean, mean}}
		if !math.IsInf(shape, 1) {
			a, rate := observed[i]+shape, e+shape/mean
			r.Shrunk = a / rate
			r.Interval = gammaLimits(a, a, (1-level)/2).Scale(1 / rate)
		}
		s.Ratios = append(s.Ratios, r)
	}
	return s
}

// EffectiveCounts turns the ratios of a funnel's areas into observed and expected counts for
// shrinkage. An area is expected to have n·p(1−p)/φ events, n its total of both periods, p
// the later share of all events and φ its dispersion, taken as 1 if below: the logarithm of
// an observed count over that has the variance of the logarithm of the ratio of its two
// counts. Dispersions are in the order of the funnel's points. Areas without a ratio are left
// out; of gives the places of the others. Errors: ErrTable, ErrDispersion.
func EffectiveCounts(f *Funnel, dispersions []Dispersion) (observed, expected []float64, of []int, err error) {
	if len(dispersions) != len(f.Points) {
		return nil, nil, nil, fmt.Errorf("%w: %d dispersions of %d areas", ErrTable, len(dispersions), len(f.Points))
	}
	for i, p := range f.Points {
		if math.IsNaN(p.Ratio) || math.IsInf(p.Ratio, 1) {
			continue
		}
		if err := checkDispersion(dispersions[i]); err != nil {
			return nil, nil, nil, err
		}
		e := p.Expected * (1 - f.laterShare) / dispersions[i].atLeastOne()
		expected, observed, of = append(expected, e), append(observed, e*p.Ratio/f.Target), append(of, i)
	}
	return observed, expected, of, nil
}
