package verify

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"grooming-report/analysis/stats"
)

// spreads are how far areas differ: the funnel and the shrinkage.
func spreads() []method {
	return []method{
		as("sum of later divided by its exposure over sum of earlier divided by its exposure", func(s *step) (result, error) {
			f, _, err := s.funnelOf(s.row)
			if err != nil {
				return result{}, err
			}
			return result{Value: f.Target}, nil
		}),
		by(`factor on the Poisson variance of the log ratio, from scores winsorised at 10 per cent in each tail`,
			funnelled(func(f *stats.Funnel) float64 { return f.Multiplier })),
		by(`standard deviation of log ratios between forces, from scores winsorised at 10 per cent in each tail`,
			funnelled(func(f *stats.Funnel) float64 { return math.Sqrt(f.Between) })),
		by(`forces expected outside the limits if none differs: forces times \(1 minus level\), level [0-9.]+`,
			func(s *step) (result, error) {
				level, err := s.level()
				if err != nil {
					return result{}, err
				}
				f, _, err := s.funnel()
				if err != nil {
					return result{}, err
				}
				return result{Value: f.ByChance(level)}, nil
			}),
		by(`forces outside the funnel limits, (additive|multiplicative) overdispersion, level [0-9.]+`, outside),
		by(`funnel limits about the ratio of all forces at the force's expected count, additive overdispersion, level `+
			`[0-9.]+`, funnelLimits),
		by(`standard deviation divided by mean of the forces' true ratios, gamma-Poisson, by (likelihood|moments)`,
			func(s *step) (result, error) {
				sh, _, err := s.shrinkage(s.row, 0.95) // limits are not taken
				if err != nil {
					return result{}, err
				}
				return result{Value: 1 / math.Sqrt(sh.Shape)}, nil
			}),
		by(`ratio of later and earlier drawn towards that of all forces by the spread, posterior limits, level [0-9.]+`,
			shrunken),
	}
}

// A funnel is that of areas by the names of their later counts.
type areas struct {
	exposures [2]float64
	at        map[string]int // the place of an area by the name of its later count
	earlier   []string       // the names of the earlier counts, by place
}

// funnelOf is the funnel of the later and earlier counts that are the inputs of a row.
func (s *step) funnelOf(row *Row) (*stats.Funnel, areas, error) {
	a := areas{at: map[string]int{}}
	var counts [2][]int
	for i, role := range []string{"later", "earlier"} {
		list, err := (&step{checker: s.checker, row: row}).all(role)
		if err != nil {
			return nil, a, err
		}
		for _, in := range list {
			if i == 0 {
				a.at[in.Name] = len(counts[0])
			} else {
				a.earlier = append(a.earlier, in.Name)
			}
			counts[i] = append(counts[i], atLeastZero(in.result.Value))
			a.exposures[i] = exposure(in.From, in.To)
		}
	}
	f, err := stats.NewFunnel(counts[0], counts[1], a.exposures[0], a.exposures[1], stats.WinsorisedShare)
	return f, a, err
}

// funnel is that of the input target.
func (s *step) funnel() (*stats.Funnel, areas, error) {
	target, err := s.one("target")
	if err != nil {
		return nil, areas{}, err
	}
	return s.funnelOf(target.Row)
}

func funnelled(of func(*stats.Funnel) float64) func(*step) (result, error) {
	return func(s *step) (result, error) {
		f, _, err := s.funnel()
		if err != nil {
			return result{}, err
		}
		return result{Value: of(f)}, nil
	}
}

func outside(s *step) (result, error) {
	level, err := s.level()
	if err != nil {
		return result{}, err
	}
	f, _, err := s.funnel()
	if err != nil {
		return result{}, err
	}
	n := 0
	for _, p := range f.Points {
		z := p.ZAdditive
		if s.what[1] == "multiplicative" {
			z = p.ZMultiplicative
		}
		if math.Abs(z) > stats.NormalQuantile(level) {
			n++
		}
	}
	return number(n), nil
}

// place is that of the row's area, by its later count, beside which its earlier one stands.
func (s *step) place(a areas) (int, error) {
	later, err := s.one("later")
	if err != nil {
		return 0, err
	}
	i, ok := a.at[later.Name]
	if !ok {
		return 0, fmt.Errorf("%s is not among the counts of all", later.Name)
	}
	earlier, err := s.one("earlier")
	if err != nil {
		return 0, err
	}
	if i >= len(a.earlier) || earlier.Name != a.earlier[i] {
		return 0, fmt.Errorf("%s does not stand beside %s among the counts of all", earlier.Name, later.Name)
	}
	return i, nil
}

func funnelLimits(s *step) (result, error) {
	level, err := s.level()
	if err != nil {
		return result{}, err
	}
	f, a, err := s.funnel()
	if err != nil {
		return result{}, err
	}
	i, err := s.place(a)
	if err != nil {
		return result{}, err
	}
	limits, err := f.Limits(f.Points[i].Expected, level)
	return result{Value: f.Target, Interval: &limits.Additive}, err
}

// shrinkage shrinks the ratios of the funnel that a row names, with the dispersions that
// it names, and gives the place of each area of the funnel in it.
func (s *step) shrinkage(row *Row, level float64) (*stats.Shrinkage, map[int]int, error) {
	of := &step{checker: s.checker, row: row}
	f, _, err := of.funnel()
	if err != nil {
		return nil, nil, err
	}
	list, err := of.all("dispersion")
	if err != nil {
		return nil, nil, err
	}
	var scatters []stats.Dispersion
	for _, in := range list {
		d, err := in.scatter()
		if err != nil {
			return nil, nil, err
		}
		scatters = append(scatters, d)
	}
	observed, expected, kept, err := stats.EffectiveCounts(f, scatters)
	if err != nil {
		return nil, nil, err
	}
	places := map[int]int{}
	for k, i := range kept {
		places[i] = k
	}
	if strings.HasSuffix(row.Method, "by moments") {
		sh, err := stats.ShrinkMoments(observed, expected, level)
		return sh, places, err
	}
	sh, err := stats.ShrinkML(observed, expected, level)
	return sh, places, err
}

func shrunken(s *step) (result, error) {
	level, err := s.level()
	if err != nil {
		return result{}, err
	}
	spread, err := s.one("spread")
	if err != nil {
		return result{}, err
	}
	sh, places, err := s.shrinkage(spread.Row, level)
	if err != nil {
		return result{}, err
	}
	f, a, err := (&step{checker: s.checker, row: spread.Row}).funnel()
	if err != nil {
		return result{}, err
	}
	i, err := s.place(a)
	if err != nil {
		return result{}, err
	}
	k, ok := places[i]
	if !ok {
		return result{}, errors.New("the area has no ratio to shrink")
	}
	limits := sh.Ratios[k].Interval.Scale(f.Target)
	return result{Value: sh.Ratios[k].Shrunk * f.Target, Interval: &limits}, nil
}
