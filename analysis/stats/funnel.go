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
	// ErrNoAreas: fewer than two areas with events, or no events in one of the periods.
	ErrNoAreas = errors.New("too few areas with events in both periods")
)

// WinsorisedShare is the share of scores in each tail that the report winsorises, as in
// Spiegelhalter's paper.
const WinsorisedShare = 0.1

// FunnelPoint is the ratio of one area, later over earlier rate, and how far it is from
// all areas' together.
type FunnelPoint struct {
	// Ratio is of the rates as counted: NaN without any event, +Inf with none before.
	Ratio float64
	// Plotted is Ratio with half an event added to both counts. Limits and scores
	// are for it, so it is what to plot; it is finite.
	Plotted float64
	// Expected is the later count if the area's total were split as all areas' is.
	Expected float64
	// Z is the standard score of log Plotted against Target under Poisson variation;
	// ZMultiplicative and ZAdditive allow for overdispersion. 0 for an area without events.
	Z, ZMultiplicative, ZAdditive float64
}

// Funnel compares the ratio of each area with that of all of them.
type Funnel struct {
	// Target is the ratio of the rates of all areas together.
	Target float64
	// Multiplier is the factor φ on the Poisson variance, 1 or above.
	Multiplier float64
	// Between is the variance τ² of log ratios between areas, 0 or above.
	Between float64
	// Areas is the number of areas with events, on which both rest.
	Areas int
	// Points are in the order of the counts given.
	Points []FunnelPoint

	laterShare float64 // of all events
}

// FunnelLimits are the limits of the ratio of an area no different from the rest.
type FunnelLimits struct {
	Poisson, Multiplicative, Additive Interval
}

// NewFunnel compares areas by the ratio of their later to their earlier rate, all over
// the same two periods with the exposures given. Given an area's total, the log ratio
// has standard error 1/√(total · p(1−p)), p the later share of all events. Overdispersion
// is estimated from the standard scores after winsorising: those beyond the winsorised
// quantile of either tail, 0.1 as in the paper, are set to it, so that areas that do
// differ do not hide themselves. Winsorising at 0.1 keeps 0.68 of the variance of normal
// scores, so both estimates are on the low side and the limits somewhat narrow.
//
// The additive model, a spread of true ratios between areas, suits differences of size;
// the multiplicative one, events in batches, widens all limits by one factor.
//
// See Spiegelhalter (2005), Statistics in Medicine 24:1185–1202, doi 10.1002/sim.1970,
// appendix A.3 for ratios of counts; DerSimonian and Laird (1986), Controlled Clinical
// Trials 7:177–188, for the additive variance. Errors: ErrTable, ErrNegativeCount, ErrLargeCount,
// ErrNoExposure, ErrWinsorise, ErrNoAreas.
func NewFunnel(later, earlier []int, laterExposure, earlierExposure, winsorised float64) (*Funnel, error) {
	if !(winsorised >= 0 && winsorised < 0.5) {
		return nil, fmt.Errorf("%w: %v", ErrWinsorise, winsorised)
	}
	laterTotal, earlierTotal, err := totals(later, earlier)
	if err := errors.Join(err, checkExposure(laterExposure), checkExposure(earlierExposure)); err != nil {
		return nil, err
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
	f.Areas = len(scores)
	if f.Areas < 2 {
		return nil, ErrNoAreas
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

// totals checks the counts of both periods and adds them up.
func totals(later, earlier []int) (laterTotal, earlierTotal float64, err error) {
	if len(later) != len(earlier) {
		return 0, 0, fmt.Errorf("%w: %d later counts, %d earlier", ErrTable, len(later), len(earlier))
	}
	for i := range later {
		if err := checkCounts(later[i], earlier[i]); err != nil {
			return 0, 0, err
		}
		laterTotal += float64(later[i])
		earlierTotal += float64(earlier[i])
	}
	if laterTotal == 0 || earlierTotal == 0 {
		return 0, 0, ErrNoAreas
	}
	return laterTotal, earlierTotal, nil
}

// Limits returns the limits within which an area with so many events expected later
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

// ByChance returns how many areas are expected outside limits of the level given if no
// area differs from the rest.
func (f *Funnel) ByChance(level float64) float64 {
	return float64(f.Areas) * (1 - level)
}

// stdErr is the Poisson standard error of the log ratio of an area.
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
