package robustness

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"sync"

	"grooming-report/analysis"
	"grooming-report/analysis/claims"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/stats"
)

// Returns is what the lower end of the ratio under the old definition assumes: that forces
// which did not answer the request for the new offence had none, and that a count of one
// vintage may be set over one of another.
type Returns struct {
	// Figure is the one that says how many forces it is of, Answered of Asked; nil where none does.
	Figure, Answered, Asked *fact.Fact
	// Alike is the lower end if the forces that did not answer were like the rest. Worst is it
	// if as many of the forces that recorded most had not answered, and all that they recorded
	// had been the new offence.
	Alike, Worst *fact.Fact
	// Largest is what those recorded.
	Largest *fact.Fact
	// BaseLeast and BaseGreatest say how many times as high as now figures of the time were
	// for years that reach into the last of the old definition; nil where none is known, or
	// the lower end is of one vintage.
	BaseLeast, BaseGreatest *fact.Fact
	// ByBaseLeast and ByBaseGreatest are that end by those.
	ByBaseLeast, ByBaseGreatest *fact.Fact
}

// response is a note on how many forces a figure is of.
var response = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^([0-9]+) of ([0-9]+) forces(?:;|$)`)
})

// OfReturns is that of a range that rests on published figures for England and Wales; lowest is
// the fact of its lower end.
func OfReturns(s *analysis.Study, o analysis.OldOnly, lowest *fact.Fact) (*Returns, error) {
	x := &Returns{}
	for _, p := range s.Data.Published {
		m := response().FindStringSubmatch(p.Note)
		if m == nil || p.Series != s.Added() || p.Area != s.National.Name || p.Period != o.Lowest.After.Period {
			continue
		}
		if err := nonResponse(s, x, o.Lowest, p, m); err != nil {
			return nil, err
		}
	}
	if o.Lowest.After.Vintage != o.Lowest.Earlier.Vintage {
		if err := basesOfTheTime(s, x, o.Lowest.After.Vintage, lowest); err != nil {
			return nil, err
		}
	}
	return x, nil
}

// nonResponse fills in what the forces that did not answer may have had.
func nonResponse(s *analysis.Study, x *Returns, end analysis.OldBound, p records.Published, said []string) error {
	answered, _ := strconv.Atoi(said[1]) // digits, by the pattern
	asked, _ := strconv.Atoi(said[2])
	if answered < 1 || answered > asked {
		return fmt.Errorf("%s: note %q, want no more forces that answered than were asked", p.Row, p.Note)
	}
	figure := claims.FigureFact(p)
	number := func(name, what string, n int, method fact.Method) *fact.Fact {
		return &fact.Fact{
			Name: figure.Name + "." + name, Value: float64(n), Unit: fact.UnitForces, Area: p.Area, Period: p.Period,
			Definition: what, Vintage: figure.Vintage, Rows: figure.Rows, Method: method, Text: fact.FormatInt(n),
		}
	}
	x.Figure = figure
	x.Answered = number("answered", "forces that the figure is of", answered, fact.FirstOfNote)
	x.Asked = number("asked", "forces that were asked", asked, fact.SecondOfNote)
	after, before := s.CountFact(end.After), s.CountFact(end.Earlier)
	const alike, worst = "if the forces that did not answer were like the rest",
		"if all that as many forces as did not answer, those " +
			"of most offences, recorded had been the new offence"
	left := leftFact(s, end, "if-others-alike", alike,
		float64(end.After.N)-float64(p.Value)*float64(asked)/float64(answered),
		fact.LeftIfAlike, fact.As("count", after), fact.As("published", figure), fact.As("asked", x.Asked),
		fact.As("answered", x.Answered))
	x.Alike = oldEnd(s, "if-others-alike", left.Value/before.Value, alike, fact.Ratio, before.Vintage,
		fact.As("later", left), fact.As("earlier", before))
	forces, largest, err := largest(s, end.After.Period, asked-answered)
	if err != nil {
		return err
	}
	total := 0.0
	for _, f := range forces {
		total += f.Value
	}
	x.Largest = &fact.Fact{
		Name: "forces.largest." + end.After.Period.Key(), Value: total, Unit: fact.Offences, Area: s.National.Name,
		Period: end.After.Period, Definition: "88A of the " + largest + " that recorded most",
		Vintage: string(s.Release.Vintage),
		Method:  fact.SumOfInputs, Inputs: fact.AllAs("of", forces), Text: fact.FormatFixed(total, 0),
	}
	left = leftFact(s, end, "if-others-all-new", worst, float64(end.After.N)-float64(p.Value)-total, fact.LeftAtWorst,
		fact.As("count", after), fact.As("published", figure), fact.As("largest", x.Largest))
	x.Worst = oldEnd(s, "if-others-all-new", left.Value/before.Value, worst, fact.Ratio, before.Vintage,
		fact.As("later", left), fact.As("earlier", before))
	return nil
}

// leftFact is what an assumption leaves to the old definition.
func leftFact(s *analysis.Study, end analysis.OldBound, name, what string, left float64, method fact.Method,
	inputs ...fact.Input) *fact.Fact {
	return &fact.Fact{
		Name: "england-wales.count-old-definition." + name + "." + end.After.Period.Key(), Value: left, Unit: fact.Offences,
		Area: s.National.Name, Period: end.After.Period, Definition: "88A less s.15A, " + what,
		Vintage: string(end.After.Vintage),
		Method:  method, Inputs: inputs, Text: fact.FormatFixed(left, 0),
	}
}

// largest is the counts of the n forces that recorded most in a period, and words for them.
func largest(s *analysis.Study, p records.Period, n int) ([]*fact.Fact, string, error) {
	var counts []records.Count
	for _, name := range s.Nation(p).Forces {
		c, err := s.Count(records.ForceArea(name), p)
		if err != nil {
			return nil, "", err
		}
		counts = append(counts, c)
	}
	slices.SortStableFunc(counts, func(a, b records.Count) int { return b.N - a.N })
	var facts []*fact.Fact
	for _, c := range counts[:min(n, len(counts))] {
		facts = append(facts, s.CountFact(c))
	}
	return facts, fmt.Sprintf("%d forces", len(facts)), nil
}

// basesOfTheTime fills in how high the year before the change stood when a vintage was new.
func basesOfTheTime(s *analysis.Study, x *Returns, vintage records.Vintage, lowest *fact.Fact) error {
	var factors []*fact.Fact
	for _, p := range s.Data.Published {
		reaches := p.Period.To >= s.BeforeYear.Quarter(1) && p.Period.To < s.Change && p.Period.Quarters() == 4
		if p.Series != s.Series || p.Area != s.National.Name || !reaches || p.Vintage > vintage {
			continue
		}
		now, err := s.Count(s.National, p.Period)
		if records.NoNumber(err) {
			continue
		}
		if err != nil {
			return err
		}
		then, value := claims.FigureFact(p), float64(p.Value)/float64(now.N)
		factors = append(factors, &fact.Fact{
			Name: then.Name + ".over-now", Value: value, Unit: fact.UnitRatio, Area: p.Area, Period: p.Period,
			Definition: "88A as published ÷ 88A in this release", Vintage: string(s.Release.Vintage), Method: fact.Ratio,
			Inputs: []fact.Input{fact.As("later", then), fact.As("earlier", s.CountFact(now))}, Text: fact.FormatRatio(value),
		})
	}
	if len(factors) == 0 {
		return nil
	}
	extreme := func(which string, method fact.Method, sign float64) *fact.Fact {
		value := sign * math.Inf(-1)
		for _, f := range factors {
			value = sign * max(sign*value, sign*f.Value)
		}
		return &fact.Fact{
			Name: "england-wales.base-of-the-time." + which, Value: value, Unit: fact.UnitRatio, Area: s.National.Name,
			Period: s.BeforeYear.Period(), Definition: which + " of published figures of years that reach into " +
				s.BeforeYear.String() + " ÷ this release’s counts", Vintage: string(s.Release.Vintage),
			Method: method, Inputs: fact.AllAs("of", factors), Text: fact.FormatRatio(value),
		}
	}
	x.BaseLeast, x.BaseGreatest = extreme("least", fact.Least, -1), extreme("greatest", fact.Greatest, 1)
	by := func(name string, base *fact.Fact) *fact.Fact {
		return oldEnd(s, "by-base-of-the-time."+name, lowest.Value/base.Value, "lower end over a base of the time",
			fact.RatioByBase,
			lowest.Vintage, fact.As("ratio", lowest), fact.As("base", base))
	}
	x.ByBaseLeast, x.ByBaseGreatest = by("least", x.BaseGreatest), by("greatest", x.BaseLeast)
	return nil
}

// OverTrend is what returns leave to the old definition, over what the trend of the old
// definition would have given if it had gone on.
func OverTrend(s *analysis.Study, which string, left, expected *fact.Fact) *fact.Fact {
	return oldEnd(s, "over-trend."+which, left.Value/expected.Value, "what is left to s.15 ÷ the trend before carried on",
		fact.Ratio,
		left.Vintage, fact.As("later", left), fact.As("earlier", expected))
}

// AsDifference is one end of the range under the old definition with limits that treat what is
// left as a count less a published figure, instead of as a count of its own. It is nil where
// nothing is left.
func AsDifference(s *analysis.Study, which string, end analysis.OldBound, left *fact.Fact) (*fact.Fact, error) {
	after, before := s.Scatter(end.After.Area, end.After.Period), s.Scatter(end.Earlier.Area, end.Earlier.Period)
	c, err := stats.CompareDifference(end.After.AtLeastZero(), end.Figure.Value, after.Dispersion,
		end.Earlier.AtLeastZero(), before.Dispersion, analysis.Level)
	if err != nil || len(c.Warnings) > 0 {
		return nil, err
	}
	f := oldEnd(s, "as-difference."+which, c.Ratio, "limits of a count less a figure that does not scatter",
		fact.DifferenceOver.At(analysis.Level), left.Vintage, fact.As("later", left),
		fact.As("earlier", s.CountFact(end.Earlier)),
		fact.As("later-dispersion", after.Fact), fact.As("earlier-dispersion", before.Fact))
	f.Interval, f.LimitsText = &c.Interval, fact.FormatLimits(c.Interval)
	return f, nil
}

// oldEnd is a ratio under the old definition alone, without limits: an end of a range by an assumption.
func oldEnd(s *analysis.Study, name string, value float64, what string, method fact.Method, vintage string,
	inputs ...fact.Input) *fact.Fact {
	return &fact.Fact{
		Name: "england-wales.old-definition." + name, Value: value, Unit: fact.UnitRatio, Area: s.National.Name,
		Period:     records.Period{From: s.BeforeYear.Quarter(1), To: s.AfterYear.Quarter(4)},
		Definition: "s.15 only: (88A − s.15A) after ÷ 88A before, " + what, Vintage: vintage, Method: method, Inputs: inputs,
		Text: fact.FormatRatio(value),
	}
}
