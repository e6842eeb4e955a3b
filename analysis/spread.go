package analysis

import (
	"errors"
	"math"
	"strings"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/stats"
)

// A Spread is how far the forces differ in their ratio within the new
// definition. It is not made of ratios across April 2017: how much of a force's
// ratio is the wider code differs between forces and is not known, so that a
// funnel of them would show differences of coding.
type Spread struct {
	Later, Earlier records.Period
	Funnel         *stats.Funnel
	// Likelihood and Moments are the gamma–Poisson shrinkage of the ratios, with
	// its two ways to estimate the spread; nil where Reason says why.
	Likelihood, Moments *stats.Shrinkage
	Reason              string
	Forces              []SpreadForce // in the order of the rows given

	base                string     // in the names of facts, with a point behind; empty for the study's own base
	target              *fact.Fact // see TargetFact
	likelihood, moments *fact.Fact // see ShapeFact
}

// A SpreadForce is one force in a Spread.
type SpreadForce struct {
	Force records.Force
	Within
	Point stats.FunnelPoint
	// Shrunk and ShrunkMoments are the ratio after shrinkage; nil without a ratio.
	Shrunk, ShrunkMoments *stats.ShrunkRatio
	// Limits95 and Limits998 are the funnel's at the force's expected count.
	Limits95, Limits998 stats.FunnelLimits
}

// Spread compares the forces in the base and the latest whole year of the new
// definition. It returns nil in a release that has no such years.
//
// Shrinkage wants an observed count and an expected one without error, and has
// neither here: a ratio rests on two counts, which scatter more than Poisson
// counts. Each ratio therefore enters as that of an effective count.
func (s *Study) Spread(rows []ForceRow) (*Spread, error) {
	sp, err := s.funnel(rows)
	if sp == nil || err != nil {
		return nil, err
	}
	scatters := make([]stats.Dispersion, len(sp.Forces))
	for i, f := range sp.Forces {
		scatters[i] = s.Scatter(f.Force.Area(), sp.Later).Dispersion
	}
	observed, expected, of, err := stats.EffectiveCounts(sp.Funnel, scatters)
	if err != nil {
		return nil, err
	}
	if sp.Likelihood, err = stats.ShrinkML(observed, expected, Level); err == nil {
		sp.Moments, err = stats.ShrinkMoments(observed, expected, Level)
	}
	switch {
	case errors.Is(err, stats.ErrSeparated), errors.Is(err, stats.ErrNoDegreesOfFreedom),
		errors.Is(err, stats.ErrNotConverged), errors.Is(err, stats.ErrTable):
		sp.Likelihood, sp.Moments, sp.Reason = nil, nil, "too few forces have offences in both years"
		return sp, nil
	case err != nil:
		return nil, err
	}
	for k, i := range of {
		sp.Forces[i].Shrunk, sp.Forces[i].ShrunkMoments = sp.ratio(sp.Likelihood.Ratios[k]), sp.ratio(sp.Moments.Ratios[k])
	}
	return sp, nil
}

// funnel is a Spread without the shrinkage.
func (s *Study) funnel(rows []ForceRow) (*Spread, error) {
	sp := &Spread{Later: s.LatestYear.Period(), Earlier: s.Base.Period()}
	var later, earlier []int
	for _, r := range rows {
		if r.Within == nil {
			continue // no whole year to compare, or none with all its quarters
		}
		sp.Forces = append(sp.Forces, SpreadForce{Force: r.Force, Within: *r.Within})
		later, earlier = append(later, r.Within.Later.AtLeastZero()), append(earlier, r.Within.Earlier.AtLeastZero())
	}
	if len(sp.Forces) == 0 {
		return nil, nil
	}
	laterExposure, earlierExposure := float64(sp.Later.Exposure()), float64(sp.Earlier.Exposure())
	var err error
	if sp.Funnel, err = stats.NewFunnel(later, earlier, laterExposure, earlierExposure,
		stats.WinsorisedShare); err != nil {
		return nil, err
	}
	for i := range sp.Forces {
		f := &sp.Forces[i]
		f.Point = sp.Funnel.Points[i]
		if f.Point.Expected > 0 {
			if f.Limits95, err = sp.Funnel.Limits(f.Point.Expected, Level); err != nil {
				return nil, err
			}
			if f.Limits998, err = sp.Funnel.Limits(f.Point.Expected, OuterLevel); err != nil {
				return nil, err
			}
		}
	}
	return sp, nil
}

// ratio is a shrunken ratio to the national one as a ratio of annual rates.
func (sp *Spread) ratio(r stats.ShrunkRatio) *stats.ShrunkRatio {
	t := sp.Funnel.Target
	return &stats.ShrunkRatio{Raw: r.Raw * t, Shrunk: r.Shrunk * t, Interval: r.Interval.Scale(t)}
}

// outside counts the forces outside the funnel at a level, under the additive
// and under the multiplicative model.
func (sp *Spread) outside(level float64) (additive, multiplicative int) {
	z := stats.NormalQuantile(level)
	for _, f := range sp.Forces {
		if math.Abs(f.Point.ZAdditive) > z {
			additive++
		}
		if math.Abs(f.Point.ZMultiplicative) > z {
			multiplicative++
		}
	}
	return additive, multiplicative
}

// OutsideOuter names the forces outside the outer limits of the funnel, by the additive model.
func (sp *Spread) OutsideOuter() []string {
	var names []string
	for _, f := range sp.Forces {
		if math.Abs(f.Point.ZAdditive) > stats.NormalQuantile(OuterLevel) {
			names = append(names, f.Force.Display())
		}
	}
	return names
}

// newFact is a number of the spread.
func (sp *Spread) newFact(s *Study, kind string, value float64, definition string, inputs ...fact.Input) *fact.Fact {
	return &fact.Fact{
		Name: "forces." + sp.base + kind, Value: value, Unit: fact.UnitRatio, Area: s.National.Name,
		Period:     records.Period{From: sp.Earlier.From, To: sp.Later.To},
		Definition: definition, Vintage: string(s.Release.Vintage), Method: fact.Method(definition),
		Text:   fact.FormatRatio(value),
		Inputs: inputs,
	}
}

// funnelFact is a number of the funnel of all forces.
func (sp *Spread) funnelFact(s *Study, kind string, value float64, definition string) *fact.Fact {
	return sp.newFact(s, kind, value, definition, fact.As("target", sp.TargetFact(s)))
}

// forceFact is a number of one force in the spread, which its two counts tell from the others.
func (f *SpreadForce) forceFact(s *Study, sp *Spread, kind string, value float64, definition string,
	of fact.Input) *fact.Fact {
	number := sp.newFact(s, kind, value, definition, of, fact.As("later", s.CountFact(f.Later)),
		fact.As("earlier", s.CountFact(f.Earlier)))
	number.Name, number.Area = f.Force.Area().Slug()+"."+kind, f.Force.Name
	return number
}

// TargetFact is the ratio of all forces together. Its inputs are the counts of every force,
// on which the funnel rests.
func (sp *Spread) TargetFact(s *Study) *fact.Fact {
	if sp.target != nil {
		return sp.target
	}
	var counts []fact.Input
	for i := range sp.Forces {
		counts = append(counts, fact.As("later", s.CountFact(sp.Forces[i].Later)),
			fact.As("earlier", s.CountFact(sp.Forces[i].Earlier)))
	}
	sp.target = sp.newFact(s, "funnel.target", sp.Funnel.Target,
		"ratio of the annual rates of all forces together", counts...)
	sp.target.Method = "sum of later ÷ its exposure over sum of earlier ÷ its exposure"
	return sp.target
}

// MultiplierFact is the factor on the Poisson variance.
func (sp *Spread) MultiplierFact(s *Study) *fact.Fact {
	f := sp.funnelFact(s, "funnel.multiplier", sp.Funnel.Multiplier,
		"factor on the Poisson variance of the log ratio, from scores winsorised at 10 per cent in each tail")
	f.Text = fact.FormatFixed(f.Value, 1)
	return f
}

// BetweenFact is the standard deviation of log ratios between forces.
func (sp *Spread) BetweenFact(s *Study) *fact.Fact {
	f := sp.funnelFact(s, "funnel.between", math.Sqrt(sp.Funnel.Between),
		"standard deviation of log ratios between forces, from scores winsorised at 10 per cent in each tail")
	f.Unit = "standard deviation of the natural logarithm"
	f.Text = fact.FormatFixed(f.Value, 2)
	return f
}

// ByChanceFact is how many forces would be outside limits of a level by chance.
func (sp *Spread) ByChanceFact(s *Study, level float64) *fact.Fact {
	f := sp.funnelFact(s, "funnel.by-chance."+fact.FormatFixed(100*level, 1), sp.Funnel.ByChance(level),
		"forces expected outside the limits if none differs: forces × (1 − level)")
	f.Method = f.Method.At(level)
	f.Unit, f.Text = fact.UnitForces, fact.FormatFixed(f.Value, 1)
	return f
}

// OutsideFact is how many forces are outside the limits of a level, by the
// additive or the multiplicative model.
func (sp *Spread) OutsideFact(s *Study, level float64, additive bool) *fact.Fact {
	n, multiplicative := sp.outside(level)
	model := "additive"
	if !additive {
		n, model = multiplicative, "multiplicative"
	}
	f := sp.funnelFact(s, "funnel.outside."+model+"."+fact.FormatFixed(100*level, 1), float64(n),
		"forces outside the "+fact.FormatFixed(100*level, 1)+" % funnel limits, "+model+" overdispersion")
	f.Method = fact.Method("forces outside the funnel limits, " + model + " overdispersion").At(level)
	f.Unit, f.Text = fact.UnitForces, fact.FormatInt(n)
	return f
}

// ShapeFact is the spread of the true ratios: their standard deviation over
// their mean.
func (sp *Spread) ShapeFact(s *Study, likelihood bool) *fact.Fact {
	of, how, made := sp.Moments, "moments", &sp.moments
	if likelihood {
		of, how, made = sp.Likelihood, "likelihood", &sp.likelihood
	}
	if *made != nil {
		return *made
	}
	f := sp.funnelFact(s, "shrinkage.spread."+how, 1/math.Sqrt(of.Shape),
		"standard deviation ÷ mean of the forces' true ratios, gamma–Poisson, by "+how)
	f.Text = fact.FormatFixed(f.Value, 2)
	for _, force := range sp.Forces {
		f.Inputs = append(f.Inputs, fact.As("dispersion", s.Scatter(force.Force.Area(), sp.Later).Fact))
	}
	*made = f
	return f
}

// LimitsFact is the funnel's limits at a force's expected count, about the ratio of all.
func (f *SpreadForce) LimitsFact(s *Study, sp *Spread, level float64) *fact.Fact {
	limits := f.Limits95.Additive
	if level == OuterLevel {
		limits = f.Limits998.Additive
	}
	number := f.forceFact(s, sp, "funnel.limits."+fact.FormatFixed(100*level, 1), sp.Funnel.Target,
		"funnel limits about the ratio of all forces at the force's expected count, additive overdispersion",
		fact.As("target", sp.TargetFact(s)))
	number.Method = number.Method.At(level)
	number.Interval, number.LimitsText = &limits, fact.FormatLimits(limits)
	percent := strings.TrimSuffix(fact.FormatFixed(100*level, 1), ".0") + " per cent limit"
	number.Ends = fact.Ends{Lower: "lower " + percent, Upper: "upper " + percent}
	return number
}

// shrunken is the method of a ratio after shrinkage, by the way that its spread names.
const shrunken fact.Method = "ratio of later and earlier drawn towards that of all forces by the spread, " +
	"posterior limits"

// ShrunkFact is a force's ratio after shrinkage by likelihood, with its limits.
func (f *SpreadForce) ShrunkFact(s *Study, sp *Spread) *fact.Fact {
	number := f.forceFact(s, sp, "rate-ratio.shrunken", f.Shrunk.Shrunk,
		"ratio within the new definition, shrunken towards that of all forces: gamma–Poisson, by likelihood; "+PercentLevel+
			" posterior limits", fact.As("spread", sp.ShapeFact(s, true)))
	number.Method = shrunken.At(Level)
	number.Interval, number.LimitsText = &f.Shrunk.Interval, fact.FormatLimits(f.Shrunk.Interval)
	return number
}

// ShrunkMomentsFact is the same by the method of moments.
func (f *SpreadForce) ShrunkMomentsFact(s *Study, sp *Spread) *fact.Fact {
	number := f.forceFact(s, sp, "rate-ratio.shrunken-moments", f.ShrunkMoments.Shrunk,
		"ratio within the new definition, shrunken towards that of all forces: gamma–Poisson, by moments; "+PercentLevel+
			" posterior limits", fact.As("spread", sp.ShapeFact(s, false)))
	number.Method = shrunken.At(Level)
	number.Interval, number.LimitsText = &f.ShrunkMoments.Interval, fact.FormatLimits(f.ShrunkMoments.Interval)
	return number
}
