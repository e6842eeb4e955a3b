package coverage

import (
	"errors"
	"math"
	"slices"

	"grooming-report/analysis/stats"
)

// Methods returns the intervals of package stats, in a fixed order. Those called
// Poisson, and mid-p, take the dispersion as 1 whatever it is, to show how far they
// fall short; "dispersion estimated" takes it from stats.TableDispersion of a table of 44 areas
// and 12 quarters with 10 events expected in each cell, drawn anew for each replicate.
// The negative binomial is fitted to 20 equal cells in each period and its shape is
// estimated. Ratios of ratios are against an area ten times as large. The segmented
// regression has 20 quarters before and 35 after without growth, with the expected counts as
// those of a year. Funnel and shrinkage are of 44 areas from a quarter to four times the
// expected counts, and the coverage is that of one of just these; the true ratios of the
// shrinkage vary by a third of their mean, those of the funnel do not.
//
// "Of areas that differ" are 42 areas whose dispersions are drawn, once for each replicate,
// from a scaled inverse chi-square distribution of 16.7 degrees of freedom about the
// scenario's, as stats.Moderate estimates of the areas that this project reports on. What they
// share of their scatter doubles the dispersion of their total. The dispersion of each comes
// from its own seven years by four quarters. The area of interest is the smallest; the others
// are up to 16 times as large. "Of their total" are limits of the sum of all of them.
//
// The others take the true dispersion, except that trends estimate it as they are fitted: to
// 31 quarters without growth, and before a departure to 20. Each side of "unequal" has a
// dispersion of its own, from tables of seven and of five years by four quarters: the earlier
// one exceeds 1 by half as much. Where areas differ as well, each draws one for either period.
func Methods() []Method {
	return slices.Concat(rateMethods(), regressionMethods(), areaMethods(), unequalMethods(), trendMethods())
}

func trueRatio(s Scenario) float64 { return s.Later / s.Earlier }
func trueCount(s Scenario) float64 { return s.Later }
func one(Scenario) float64         { return 1 }
func zero(Scenario) float64        { return 0 }

func rateMethods() []Method {
	return []Method{
		{"Poisson count", trueCount, func(r replicate, level float64) (stats.Interval, error) {
			return stats.PoissonInterval(r.later, level)
		}},
		{"quasi-Poisson count", trueCount, func(r replicate, level float64) (stats.Interval, error) {
			return stats.QuasiPoissonInterval(r.later, r.dispersion, level)
		}},
		{"Poisson ratio", trueRatio, func(r replicate, level float64) (stats.Interval, error) {
			c, err := stats.CompareRates(r.later, 1, r.earlier, 1, level)
			return c.Interval, err
		}},
		{"mid-p ratio", trueRatio, func(r replicate, level float64) (stats.Interval, error) {
			c, err := stats.CompareRatesMidP(r.later, 1, r.earlier, 1, level)
			return c.Interval, err
		}},
		{"score ratio", trueRatio, func(r replicate, level float64) (stats.Interval, error) {
			c, err := stats.CompareRatesScore(r.later, 1, r.earlier, 1, r.dispersion, level)
			return c.Interval, err
		}},
		{"quasi-Poisson ratio", trueRatio, func(r replicate, level float64) (stats.Interval, error) {
			c, err := stats.CompareRatesQuasi(r.later, 1, r.earlier, 1, r.dispersion, level)
			return c.Interval, err
		}},
		{"quasi-Poisson ratio, dispersion estimated", trueRatio, func(r replicate, level float64) (stats.Interval, error) {
			c, err := stats.CompareRatesQuasi(r.later, 1, r.earlier, 1, r.estimate, level)
			return c.Interval, err
		}},
	}
}

func regressionMethods() []Method {
	return []Method{
		{"negative binomial ratio, Wald", trueRatio, func(r replicate, _ float64) (stats.Interval, error) {
			c, err := r.negBin()
			return c.Interval, err
		}},
		{"negative binomial ratio, profile", trueRatio, func(r replicate, _ float64) (stats.Interval, error) {
			c, err := r.negBin()
			return c.Profile, err
		}},
		{"Poisson ratio of ratios", one, func(r replicate, level float64) (stats.Interval, error) {
			c, err := stats.RatioOfRatios(r.later, r.earlier, r.otherLater, r.otherEarlier, level)
			return c.Interval, err
		}},
		{"quasi-Poisson ratio of ratios", one, func(r replicate, level float64) (stats.Interval, error) {
			c, err := stats.RatioOfRatiosQuasi(r.later, r.earlier, r.otherLater, r.otherEarlier,
				[4]stats.Dispersion{r.dispersion, r.dispersion, r.dispersion, r.dispersion}, level)
			return c.Interval, err
		}},
		{"segmented step, scaled by dispersion", trueRatio, func(r replicate, _ float64) (stats.Interval, error) {
			m, err := r.segmented()
			return m.Scaled.Step.Interval, err
		}},
		{"segmented step, Newey–West", trueRatio, func(r replicate, _ float64) (stats.Interval, error) {
			m, err := r.segmented()
			return m.NeweyWest.Step.Interval, err
		}},
		{"segmented step, the wider of both", trueRatio, func(r replicate, _ float64) (stats.Interval, error) {
			m, err := r.segmented()
			return stats.Wider(m.Scaled.Step, m.NeweyWest.Step).Interval, err
		}},
	}
}

func areaMethods() []Method {
	return []Method{
		{"funnel, multiplicative", one, func(r replicate, level float64) (stats.Interval, error) {
			return r.areas.funnel(level, func(l stats.FunnelLimits) stats.Interval { return l.Multiplicative })
		}},
		{"funnel, additive", one, func(r replicate, level float64) (stats.Interval, error) {
			return r.areas.funnel(level, func(l stats.FunnelLimits) stats.Interval { return l.Additive })
		}},
		{"shrunken ratio, likelihood", one, func(r replicate, level float64) (stats.Interval, error) {
			return r.areas.shrunken(stats.ShrinkML, r.dispersion, level)
		}},
		{"shrunken ratio, moments", one, func(r replicate, level float64) (stats.Interval, error) {
			return r.areas.shrunken(stats.ShrinkMoments, r.dispersion, level)
		}},
	}
}

// unequalMethods are of areas that differ in dispersion, and of periods that do.
func unequalMethods() []Method {
	type limits func(d differing, ds dispersions, level float64) (stats.Interval, error)
	of := func(name string, truth func(Scenario) float64, limits limits) Method {
		return Method{name, truth, func(r replicate, level float64) (stats.Interval, error) {
			d := r.differing()
			ds, err := d.dispersions()
			if err != nil {
				return stats.Interval{}, err
			}
			return limits(d, ds, level)
		}}
	}
	area := func(phi func(dispersions) stats.Dispersion) limits {
		return func(d differing, ds dispersions, level float64) (stats.Interval, error) {
			c, err := stats.CompareRatesQuasi(d.later[0], 1, d.earlier[0], 1, phi(ds), level)
			return c.Interval, err
		}
	}
	total := func(phi func(dispersions) stats.Dispersion) limits {
		return func(d differing, ds dispersions, level float64) (stats.Interval, error) {
			c, err := stats.CompareRatesQuasi(sum(d.later), 1, sum(d.earlier), 1, phi(ds), level)
			return c.Interval, err
		}
	}
	return []Method{
		of("quasi-Poisson count of areas that differ, moderated", trueCount,
			func(d differing, ds dispersions, level float64) (stats.Interval, error) {
				return stats.QuasiPoissonInterval(d.later[0], ds.moderated, level)
			}),
		of("quasi-Poisson ratio of areas that differ, moderated", trueRatio,
			area(func(ds dispersions) stats.Dispersion { return ds.moderated })),
		of("quasi-Poisson ratio of areas that differ, own dispersion", trueRatio,
			area(func(ds dispersions) stats.Dispersion { return ds.own })),
		of("quasi-Poisson ratio of areas that differ, one dispersion for all", trueRatio,
			area(func(ds dispersions) stats.Dispersion { return ds.pooled })),
		of("quasi-Poisson ratio of ratios of areas that differ, moderated", one,
			func(d differing, ds dispersions, level float64) (stats.Interval, error) {
				return d.againstRest(ds, ds, level)
			}),
		of("quasi-Poisson ratio of their total", trueRatio,
			total(func(ds dispersions) stats.Dispersion { return ds.total })),
		of("quasi-Poisson ratio of their total, normal quantiles", trueRatio,
			total(func(ds dispersions) stats.Dispersion { return stats.Known(ds.total.Value) })),
		{"quasi-Poisson ratio, unequal", trueRatio, func(r replicate, level float64) (stats.Interval, error) {
			u := r.unequal()
			later, err := dispersionOf(u.laterTable)
			if err != nil {
				return stats.Interval{}, err
			}
			earlier, err := dispersionOf(u.earlierTable)
			if err != nil {
				return stats.Interval{}, err
			}
			c, err := stats.CompareRatesUnequal(u.later, 1, later, u.earlier, 1, earlier, level)
			return c.Interval, err
		}},
		{"quasi-Poisson ratio of ratios of areas that differ, unequal", one,
			func(r replicate, level float64) (stats.Interval, error) {
				a := r.across()
				later, err := estimateDispersions(a.laterTables)
				if err != nil {
					return stats.Interval{}, err
				}
				earlier, err := estimateDispersions(a.earlierTables)
				if err != nil {
					return stats.Interval{}, err
				}
				return a.againstRest(later, earlier, level)
			}},
	}
}

func trendMethods() []Method {
	return []Method{
		{"growth of a trend, scaled by dispersion", one, func(r replicate, _ float64) (stats.Interval, error) {
			t, err := r.trend()
			return t.growth, err
		}},
		{"growth of a trend, Newey–West", one, func(r replicate, _ float64) (stats.Interval, error) {
			t, err := r.trend()
			return t.robust, err
		}},
		{"prediction of the next quarter", zero, func(r replicate, _ float64) (stats.Interval, error) {
			t, err := r.trend()
			return t.next, err
		}},
		{"departure of a year from the trend before", one, func(r replicate, _ float64) (stats.Interval, error) {
			t, err := r.trend()
			return t.departure, err
		}},
	}
}

// againstRest is the limits of the first area's ratio over that of the others, with the
// dispersions of the two periods.
func (p periods) againstRest(later, earlier dispersions, level float64) (stats.Interval, error) {
	c, err := stats.RatioOfRatiosQuasi(p.later[0], p.earlier[0], sum(p.later[1:]), sum(p.earlier[1:]),
		[4]stats.Dispersion{later.moderated, earlier.moderated, later.total, earlier.total}, level)
	return c.Interval, err
}

// open are the limits of what cannot be estimated.
var open = stats.Interval{Lower: 0, Upper: math.Inf(1)}

// funnel is the limits of the first area over its own ratio: they hold 1 when
// the ratio is within them.
func (a areas) funnel(level float64, of func(stats.FunnelLimits) stats.Interval) (stats.Interval, error) {
	funnel, err := stats.NewFunnel(a.alikeLater, a.earlier, 1, 1, stats.WinsorisedShare)
	if errors.Is(err, stats.ErrNoAreas) || err == nil && funnel.Points[0].Expected == 0 {
		return open, nil
	}
	if err != nil {
		return open, err
	}
	limits, err := funnel.Limits(funnel.Points[0].Expected, level)
	return of(limits).Scale(1 / funnel.Points[0].Plotted), err
}

// shrunken is the limits of the first area over its true ratio.
func (a areas) shrunken(
	shrink func(observed, expected []float64, level float64) (*stats.Shrinkage, error), d stats.Dispersion, level float64,
) (stats.Interval, error) {
	funnel, err := stats.NewFunnel(a.later, a.earlier, 1, 1, stats.WinsorisedShare)
	if errors.Is(err, stats.ErrNoAreas) || a.earlier[0] == 0 {
		return open, nil
	}
	if err != nil {
		return open, err
	}
	observed, expected, _, err := stats.EffectiveCounts(funnel, slices.Repeat([]stats.Dispersion{d}, len(a.later)))
	if err != nil {
		return open, err
	}
	s, err := shrink(observed, expected, level)
	if errors.Is(err, stats.ErrSeparated) || errors.Is(err, stats.ErrTable) ||
		errors.Is(err, stats.ErrNoDegreesOfFreedom) {
		return open, nil
	}
	if err != nil {
		return open, err
	}
	return s.Ratios[0].Interval.Scale(funnel.Target / a.ratios[0]), nil
}

// segmentQuarters is stats.FitSegmented, with open limits for a part without events.
func segmentQuarters(counts []float64, change int, level float64) (*stats.Segmented, error) {
	exposures := slices.Repeat([]float64{0.25}, len(counts))
	m, err := stats.FitSegmented(counts, exposures, 1, change, 1, stats.NeweyWestLags(len(counts)), level)
	if errors.Is(err, stats.ErrSeparated) || errors.Is(err, stats.ErrNotConverged) {
		m = &stats.Segmented{}
		m.Scaled.Step.Interval, m.NeweyWest.Step.Interval = open, open
		return m, nil
	}
	if err != nil {
		return &stats.Segmented{}, err
	}
	return m, nil
}

// compareCells is stats.CompareRatesNegBin, with open limits for a period without events.
func compareCells(later, earlier []float64, level float64) (stats.NegBinComparison, error) {
	exposures := slices.Repeat([]float64{1}, len(later))
	c, err := stats.CompareRatesNegBin(later, exposures, earlier, exposures, level)
	if errors.Is(err, stats.ErrSeparated) {
		return stats.NegBinComparison{RateComparison: stats.RateComparison{Interval: open}, Profile: open}, nil
	}
	return c, err
}

// trendLimits are the limits of a trend's growth, by both kinds of errors, of its next
// quarter less what came, and of the departure of a later year from the trend before it,
// over the ratio of its rate to what the year would have had.
type trendLimits struct{ growth, robust, next, departure stats.Interval }

// limits fits the trends, with open limits where there are too few events.
func (s series) limits(level float64) (trendLimits, error) {
	unknown := stats.Interval{Lower: math.Inf(-1), Upper: math.Inf(1)}
	l := trendLimits{open, open, unknown, open}
	trend, err := quarterlyTrend(s.after, level)
	if trend != nil {
		l.growth, l.robust = trend.Scaled.Interval, trend.NeweyWest.Interval
		next, err := trend.Predict([]float64{0.25}, level)
		if err != nil {
			return l, err
		}
		l.next = stats.Interval{Lower: next.Interval.Lower - s.next, Upper: next.Interval.Upper - s.next}
	}
	if err != nil {
		return l, err
	}
	before, err := quarterlyTrend(s.before, level)
	if before == nil || err != nil {
		return l, err
	}
	year, err := before.Departure(s.year, s.dispersion, slices.Repeat([]float64{0.25}, 4), level)
	l.departure = year.Interval.Scale(s.unchanged / s.mean)
	return l, err
}

// quarterlyTrend is nil, without an error, for a series with too few events to fit.
func quarterlyTrend(counts []float64, level float64) (*stats.Trend, error) {
	exposures := slices.Repeat([]float64{0.25}, len(counts))
	trend, err := stats.FitTrend(counts, exposures, 1, 1, stats.NeweyWestLags(len(counts)), level)
	if errors.Is(err, stats.ErrSeparated) || errors.Is(err, stats.ErrNotConverged) {
		return nil, nil
	}
	return trend, err
}

func sum(counts []int) int {
	total := 0
	for _, count := range counts {
		total += count
	}
	return total
}
