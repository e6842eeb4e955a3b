package stats

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

var (
	// ErrWinsorise: a share to winsorise in each tail that is not from 0 up to, and without, one half.
	ErrWinsorise = errors.New("winsorised share outside [0, 0.5)")
	// ErrNoForces: fewer than two forces with offences, or no offences in one of the periods.
	ErrNoForces = errors.New("too few forces with offences in both periods")
)

// WinsorisedShare is the share of scores in each tail that the report winsorises, as in
// Spiegelhalter's paper.
const WinsorisedShare = 0.1

// FunnelPoint is the ratio of one force, later over earlier rate, and how far it is from
// all forces' together.
type FunnelPoint struct {
	// Ratio is of the rates as counted: NaN without any offence, +Inf with none before.
	Ratio float64
	// Plotted is Ratio with half an offence added to both counts. Limits and scores
	// are for it, so it is what to plot; it is finite.
	Plotted float64
	// Expected is the later count if the force's total were split as all forces' is.
	Expected float64
	// Z is the standard score of log Plotted against Target under Poisson variation;
	// ZMultiplicative and ZAdditive allow for overdispersion. 0 for a force without offences.
	Z, ZMultiplicative, ZAdditive float64
}

// Funnel compares the ratio of each force with that of all of them.
type Funnel struct {
	// Target is the ratio of the rates of all forces together.
	Target float64
	// Multiplier is the factor φ on the Poisson variance, 1 or above.
	Multiplier float64
	// Between is the variance τ² of log ratios between forces, 0 or above.
	Between float64
	// Forces is the number of forces with offences, on which both rest.
	Forces int
	// Points are in the order of the counts given.
	Points []FunnelPoint

	laterShare float64 // of all offences
}

// FunnelLimits are the limits of the ratio of a force no different from the rest.
type FunnelLimits struct {
	Poisson, Multiplicative, Additive Interval
}

// NewFunnel compares forces by the ratio of their later to their earlier rate, all over
// the same two periods with the exposures given. Given a force's total, the log ratio
// has standard error 1/√(total · p(1−p)), p the later share of all offences. Overdispersion
// is estimated from the standard scores after winsorising: those beyond the winsorised
// quantile of either tail, 0.1 as in the paper, are set to it, so that forces that do
// differ do not hide themselves. Winsorising at 0.1 keeps 0.68 of the variance of normal
// scores, so both estimates are on the low side and the limits somewhat narrow.
//
// The additive model, a spread of true ratios between forces, suits differences of size;
// the multiplicative one, offences in batches, widens all limits by one factor.
//
// See Spiegelhalter (2005), Statistics in Medicine 24:1185–1202, doi 10.1002/sim.1970,
// appendix A.3 for ratios of counts; DerSimonian and Laird (1986), Controlled Clinical
// Trials 7:177–188, for the additive variance. Errors: ErrTable, ErrNegativeCount, ErrLargeCount,
// ErrNoExposure, ErrWinsorise, ErrNoForces.
func NewFunnel(later, earlier []int, laterExposure, earlierExposure, winsorised float64) (*Funnel, error) {
	if len(later) != len(earlier) {
		return nil, fmt.Errorf("%w: %d later counts, %d earlier", ErrTable, len(later), len(earlier))
	}
	if err := errors.Join(checkExposure(laterExposure), checkExposure(earlierExposure)); err != nil {
		return nil, err
	}
	if !(winsorised >= 0 && winsorised < 0.5) {
		return nil, fmt.Errorf("%w: %v", ErrWinsorise, winsorised)
	}
	var laterTotal, earlierTotal float64
	for i := range later {
		if err := errors.Join(checkCount(later[i]), checkCount(earlier[i])); err != nil {
			return nil, err
		}
		laterTotal += float64(later[i])
		earlierTotal += float64(earlier[i])
	}
	if laterTotal == 0 || earlierTotal == 0 {
		return nil, ErrNoForces
	}
	exposures := earlierExposure / laterExposure
	f := &Funnel{
		Target:     laterTotal / earlierTotal * exposures,
		Points:     make([]FunnelPoint, len(later)),
		laterShare: laterTotal / (laterTotal + earlierTotal),
	}
	var scores, weights []float64
	for i := range later {
		x, y := float64(later[i]), float64(earlier[i])
		p := FunnelPoint{
			Ratio:    x / y * exposures,
			Plotted:  (x + 0.5) / (y + 0.5) * exposures,
			Expected: (x + y) * f.laterShare,
		}
		if x+y > 0 {
			p.Z = math.Log(p.Plotted/f.Target) / f.stdErr(p.Expected)
			scores = append(scores, p.Z)
			weights = append(weights, 1/(f.stdErr(p.Expected)*f.stdErr(p.Expected)))
		}
		f.Points[i] = p
	}
	f.Forces = len(scores)
	if f.Forces < 2 {
		return nil, ErrNoForces
	}
	f.setOverdispersion(winsorise(scores, winsorised), weights)
	for i, p := range f.Points {
		if p.Expected > 0 {
			f.Points[i].ZMultiplicative = p.Z / math.Sqrt(f.Multiplier)
			f.Points[i].ZAdditive = p.Z / math.Hypot(1, math.Sqrt(f.Between)/f.stdErr(p.Expected))
		}
	}
	return f, nil
}

// Limits returns the limits within which a force with so many offences expected later
// is, with probability level if it is no different. Errors: ErrNoExposure if the
// expected count is not positive, ErrLevel.
func (f *Funnel) Limits(expected, level float64) (FunnelLimits, error) {
	if err := errors.Join(checkExposure(expected), checkLevel(level)); err != nil {
		return FunnelLimits{}, err
	}
	around := func(stdErr float64) Interval {
		margin := NormalQuantile(level) * stdErr
		return Interval{f.Target * math.Exp(-margin), f.Target * math.Exp(margin)}
	}
	s := f.stdErr(expected)
	return FunnelLimits{
		Poisson:        around(s),
		Multiplicative: around(s * math.Sqrt(f.Multiplier)),
		Additive:       around(math.Hypot(s, math.Sqrt(f.Between))),
	}, nil
}

// ByChance returns how many forces are expected outside limits of the level given if no
// force differs from the rest.
func (f *Funnel) ByChance(level float64) float64 {
	return float64(f.Forces) * (1 - level)
}

// stdErr is the Poisson standard error of the log ratio of a force.
func (f *Funnel) stdErr(expected float64) float64 {
	return 1 / math.Sqrt(expected*(1-f.laterShare))
}

// setOverdispersion estimates both models from winsorised scores and weights 1/stdErr².
func (f *Funnel) setOverdispersion(scores, weights []float64) {
	var squares, sum, sumSquares float64
	for i, z := range scores {
		squares += z * z
		sum += weights[i]
		sumSquares += weights[i] * weights[i]
	}
	n := float64(len(scores))
	f.Multiplier = math.Max(1, squares/n)
	f.Between = math.Max(0, (squares-(n-1))/(sum-sumSquares/sum))
}

// winsorise returns the scores with those beyond the quantiles share and 1−share set to them.
func winsorise(scores []float64, share float64) []float64 {
	sorted := slices.Sorted(slices.Values(scores))
	least, most := Quantile(sorted, share), Quantile(sorted, 1-share)
	limited := make([]float64, len(scores))
	for i, z := range scores {
		limited[i] = math.Min(math.Max(z, least), most)
	}
	return limited
}

// Quantile returns the sample quantile of sorted values by linear interpolation, the
// default (type 7) of R: Hyndman and Fan (1996), American Statistician 50:361–365.
func Quantile(sorted []float64, p float64) float64 {
	at := p * float64(len(sorted)-1)
	below := int(at)
	if below+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[below] + (at-float64(below))*(sorted[below+1]-sorted[below])
}
