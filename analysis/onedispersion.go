package analysis

import (
	"math"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/stats/coverage"
)

// OneForAll shows what would go wrong if one dispersion, that of all forces and quarters
// together, stood for every force within the new definition.
type OneForAll struct {
	All *fact.Fact
	// Compared is how many forces have a dispersion of their own. Low is how many of these are
	// below the 2.5 per cent quantile of what chance would give if that of all were true of
	// each.
	Compared, Low *fact.Fact
	// Own is the highest of them, that of Force. Held is how often, in per cent, 95 per cent
	// limits of its ratio by the dispersion of all would contain the truth if its own dispersion
	// were the true one, and Halfway the same if the truth lay halfway between the two.
	Force              string
	Own, Held, Halfway *fact.Fact
	// Common is the dispersion towards which those of the forces are drawn, and Degrees the
	// degrees of freedom that it counts for; both nil where none are drawn.
	Common, Degrees *fact.Fact
}

// OneForAll compares one dispersion for all forces with one for each. It is nil where too few
// forces have a dispersion of their own, or the highest of these has no offences in the base
// year.
func (s *Study) OneForAll() (*OneForAll, error) {
	sc := s.scatter(NewDefinition)
	if len(sc.own) < 2 || sc.forces.Value <= 0 {
		return nil, nil
	}
	const forces = "forces.dispersion.own-quarters."
	var own []*fact.Fact
	low, highest := 0, sc.own[0]
	for _, x := range sc.own {
		own = append(own, x.Fact)
		if x.LowerTail(sc.forces.Value) < (1-Level)/2 {
			low++
		}
		if x.Value > highest.Value {
			highest = x
		}
	}
	x := &OneForAll{All: sc.fact, Force: highest.Fact.Area, Own: highest.Fact}
	x.Compared = s.forcesFact(forces+"compared."+sc.name, len(own), "forces with a dispersion of their own",
		fact.HowMany, fact.AllAs("of", own))
	x.Low = s.forcesFact(forces+"low."+sc.name, low, "forces whose own dispersion is below the lower 2.5 per cent point "+
		"of its distribution if that of all forces were true", fact.LowDispersions.At(Level),
		append(fact.AllAs("of", own), fact.As("all", sc.fact)))
	if sc.prior != nil && !math.IsInf(sc.priorDF, 1) {
		x.Common = sc.prior
		x.Degrees = s.forcesFact("forces.dispersion.prior.degrees-of-freedom."+sc.name, 0,
			"degrees of freedom of the dispersion that the forces have in common", fact.DegreesOf,
			[]fact.Input{fact.As("of", sc.prior)})
		x.Degrees.Value, x.Degrees.Unit, x.Degrees.Text = sc.priorDF, fact.UnitNumber, fact.FormatFixed(sc.priorDF, 1)
	}
	count, err := s.Count(records.ForceArea(x.Force), s.Base.Period())
	if records.NoNumber(err) || err == nil && count.N <= 0 {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	for _, of := range []struct {
		to     **fact.Fact
		truth  float64
		name   string
		method fact.Method
	}{
		{&x.Held, highest.Value, "own", fact.HeldByOne},
		{&x.Halfway, (highest.Value + sc.forces.Value) / 2, "halfway", fact.HeldByOneHalfway},
	} {
		held, err := coverage.ByDispersion(float64(count.N), sc.forces.Value, of.truth, Level)
		if err != nil {
			return nil, err
		}
		// Twelve digits of the dispersions, which is what others are given, bear no more than these.
		held = math.Round(1e8*held) / 1e8
		*of.to = &fact.Fact{
			Name: count.Area.Slug() + ".held-by-one-dispersion." + of.name, Value: 100 * held, Unit: "per cent of ratios",
			Area: x.Force, Period: sc.span, Vintage: string(s.Release.Vintage), Text: fact.FormatFixed(100*held, 0),
			Definition: "how often " + PercentLevel + " limits by the one dispersion would hold the ratio of two counts " +
				"like that of the base year, if the true dispersion were " + fact.FormatFixed(of.truth, 2),
			Method: of.method.At(Level),
			Inputs: []fact.Input{fact.As("count", s.CountFact(count)), fact.As("all", sc.fact),
				fact.As("own", highest.Fact)},
		}
	}
	return x, nil
}

// forcesFact is a number of forces within the new definition.
func (s *Study) forcesFact(name string, n int, definition string, method fact.Method, inputs []fact.Input) *fact.Fact {
	return &fact.Fact{
		Name: name, Value: float64(n), Unit: fact.UnitForces, Area: s.National.Name,
		Period: s.scatter(NewDefinition).span, Definition: definition, Vintage: string(s.Release.Vintage),
		Text: fact.FormatInt(n), Method: method, Inputs: inputs,
	}
}
