package stats

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat"
)

// ErrOneDispersion: fewer than two dispersions, which say nothing of how they vary.
var ErrOneDispersion = errors.New("fewer than two dispersions to moderate")

// Moderation is a set of dispersions, one of each area, drawn towards what they have in common.
type Moderation struct {
	// Prior is the common value, and the degrees of freedom that it counts for in each area:
	// the fewer, the more the true dispersions differ. They are +Inf when the dispersions
	// differ no more than chance would have them.
	Prior Dispersion
	// Moderated are in the order given: means of Prior and each area's own dispersion, weighted
	// by degrees of freedom, on the sum of both, but on no more than all areas have together.
	Moderated []Dispersion
}

// Moderate moderates dispersions by empirical Bayes. One area's dispersion rests on few degrees
// of freedom and one dispersion for all is too narrow for some areas and too wide for
// others; between them, the true dispersions are taken to be drawn from a scaled
// inverse chi-square distribution, whose two parameters are found from the mean and the
// variance of the logarithms of the estimates. Limits for an area with its moderated
// dispersion are those of Student's t on its degrees of freedom, which are the area's own plus
// the prior's; all functions that take a Dispersion do so.
//
// It assumes that each estimate, times its degrees of freedom and over its true value, is
// chi-square, which Pearson's is roughly where cells expect five events or more: leave out
// areas with fewer. A dispersion is of cells about their own area's mean; what areas share
// is in each. Estimates below a hundred-thousandth of the median are taken as that.
//
// Also called squeezing or shrinking variances; the moderated t of limma, R's
// limma::squeezeVar(var, df). Smyth (2004), Statistical Applications in Genetics and
// Molecular Biology 3:3, doi 10.2202/1544-6115.1027, section 6.2. Errors: ErrOneDispersion;
// ErrDispersion and ErrNoDegreesOfFreedom of any of them, or if all are 0.
func Moderate(ds []Dispersion) (*Moderation, error) {
	if len(ds) < 2 {
		return nil, fmt.Errorf("%w: %d", ErrOneDispersion, len(ds))
	}
	values := make([]float64, len(ds))
	sum, weighted := 0.0, 0.0
	for i, d := range ds {
		if err := checkDispersion(d); err != nil {
			return nil, fmt.Errorf("dispersion %d: %w", i, err)
		}
		if math.IsInf(d.DF, 1) {
			return nil, fmt.Errorf("dispersion %d: %w: known, so that there is nothing to moderate", i, ErrDispersion)
		}
		values[i] = d.Value
		sum += d.DF
		weighted += d.DF * d.Value
	}
	if weighted == 0 {
		return nil, fmt.Errorf("%w: all are 0", ErrDispersion)
	}
	m := &Moderation{Prior: dispersionPrior(ds, values)}
	if math.IsInf(m.Prior.DF, 1) {
		m.Prior.Value = weighted / sum
	}
	for _, d := range ds {
		moderated := Dispersion{Value: m.Prior.Value, DF: math.Min(sum, d.DF+m.Prior.DF), Warnings: d.Warnings}
		if !math.IsInf(m.Prior.DF, 1) {
			moderated.Value = (d.DF*d.Value + m.Prior.DF*m.Prior.Value) / (d.DF + m.Prior.DF)
		}
		moderated.Warnings = slices.DeleteFunc(slices.Clone(d.Warnings), func(w error) bool {
			return w == ErrFewDegreesOfFreedom && moderated.DF >= fewestDegreesOfFreedom
		})
		m.Moderated = append(m.Moderated, moderated)
	}
	return m, nil
}

// dispersionPrior returns the scaled inverse chi-square distribution of true dispersions by
// the moments of log estimates, which beside chance vary by trigamma(prior DF ÷ 2).
func dispersionPrior(ds []Dispersion, values []float64) Dispersion {
	sorted := slices.Sorted(slices.Values(values))
	least := 1e-5 * Quantile(sorted, 0.5)
	if least == 0 {
		least = 1e-5 // as many are 0, most counts do not vary at all
	}
	logs := make([]float64, len(ds))
	chance := 0.0
	for i, d := range ds {
		logs[i] = math.Log(math.Max(d.Value, least)) - mathext.Digamma(d.DF/2) + math.Log(d.DF/2)
		chance += mathext.Zeta(2, d.DF/2) / float64(len(ds)) // trigamma
	}
	mean, variance := stat.MeanVariance(logs, nil)
	if variance <= chance {
		return Dispersion{DF: math.Inf(1)}
	}
	half := trigammaInverse(variance - chance)
	return Dispersion{Value: math.Exp(mean + mathext.Digamma(half) - math.Log(half)), DF: 2 * half}
}

// trigammaInverse returns the y at which the trigamma function, which falls from +Inf to 0,
// is x > 0, by Newton's method on its reciprocal, which is convex and nearly straight:
// Smyth (2004), appendix.
func trigammaInverse(x float64) float64 {
	y := 0.5 + 1/x
	for range 50 {
		value := mathext.Zeta(2, y)
		step := value * (1 - value/x) / (-2 * mathext.Zeta(3, y)) // the derivative of trigamma
		y += step
		if math.Abs(step) <= 1e-14*y {
			break
		}
	}
	return y
}
