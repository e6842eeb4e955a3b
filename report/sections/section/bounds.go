package section

import (
	"fmt"

	"grooming-report/analysis"
	"grooming-report/analysis/claims"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
)

// Bounds is the range of the ratio under the old definition only.
type Bounds struct {
	Published               bool
	Lowest, Highest         Num
	LowChange, HighChange   PerCent // the same in per cent
	Reading                 string
	LowS15A, HighS15A       Num // the published figures taken off
	LowAfter                Num // 88A after, in the vintage that gives the lower bound
	LowVintage, HighVintage string
	HighNote                string // what is said of the figure behind the highest
	LowLeft, HighLeft       Num    // what remains
	Before                  Num
	Combinations            Num
}

// A PerCent is a change in per cent, and whether that is more or fewer; without a number where there
// is none.
type PerCent struct {
	Num
	Direction string
}

// Percentages is the range in per cent, for prose: between 6 per cent and 26 per cent more. It is
// empty where the base is too small for one, or of two vintages.
func (x Bounds) Percentages() string {
	low, high := x.LowChange, x.HighChange
	switch {
	case low.Fact == nil:
		return ""
	case low.Direction == high.Direction:
		return fmt.Sprintf("between %s and %s %s", low, high, high.Direction)
	}
	return fmt.Sprintf("between %s %s and %s %s", low, low.Direction, high, high.Direction)
}

// perCent states a ratio as a change in per cent.
func (b *Builder) perCent(ratio *fact.Fact, name string) PerCent {
	x := PerCent{b.Num(analysis.PerCentOf(ratio, name)), "more"}
	if ratio.Value < 1 {
		x.Direction = "fewer"
	}
	return x
}

// Bounds states the range of an area: nothing but the count before where no figure is published,
// since none or all of what is recorded after may be old, and no ratio to a tiny base.
func (b *Builder) Bounds(o analysis.OldOnly, a records.Area) Bounds {
	s := b.Study
	x := Bounds{Published: o.Published}
	x.Before = b.Num(s.CountFact(o.Highest.Earlier))
	if !o.Published {
		return x
	}
	end := func(which string, o analysis.OldBound) (ratio, left, figure, after Num) {
		count := s.CountFact(o.After)
		after, figure = b.Num(count), b.Num(claims.FigureFact(o.Figure))
		left = b.Num(&fact.Fact{
			Name: a.Slug() + ".count-old-definition." + which + "." + o.After.Period.Key(), Value: float64(o.Later.N),
			Unit: fact.Offences,
			Area: a.Name, Period: o.After.Period, Definition: "88A less s.15A, the " + which +
				" that published figures and vintages allow",
			Vintage: string(o.After.Vintage), Method: fact.LeftOfCount,
			Inputs: []fact.Input{fact.As("count", count), fact.As("published", figure.Fact)}, Text: fact.FormatInt(o.Later.N),
		})
		if !o.Defined() || o.Earlier.N < fact.TinyBase {
			return
		}
		before := s.CountFact(o.Earlier)
		ratio = b.Num(&fact.Fact{
			Name: a.Slug() + ".rate-ratio.old-definition." + which, Value: o.Ratio, Interval: &o.Interval, Unit: fact.UnitRatio,
			Area: a.Name, Period: records.Period{From: o.Earlier.Period.From, To: o.Later.Period.To},
			Definition: "s.15 only: (88A − s.15A) after ÷ 88A before, the " + which +
				" bound over published s.15A figures and vintages",
			Vintage: string(o.After.Vintage), Method: fact.RatioQuasi.At(analysis.Level),
			Inputs: []fact.Input{
				fact.As("later", left.Fact), fact.As("earlier", before),
				fact.As("later-dispersion", s.Scatter(a, o.Later.Period).Fact),
				fact.As("earlier-dispersion", s.Scatter(a, o.Earlier.Period).Fact),
			},
			Text: fact.FormatRatio(o.Ratio), LimitsText: fact.FormatLimits(o.Interval),
		})
		return
	}
	var low, high Num
	low, x.LowLeft, x.LowS15A, x.LowAfter = end("lowest", o.Lowest)
	high, x.HighLeft, x.HighS15A, _ = end("highest", o.Highest)
	x.Lowest, x.Highest = low, high
	// A percentage stands beside its base, and the base of only one vintage stands here.
	oneBase := s.CountFact(o.Lowest.Earlier).Name == x.Before.Fact.Name
	if oneBase && o.Highest.Earlier.N >= fact.SmallBase {
		name := a.Slug() + ".per-cent-change.old-definition."
		x.LowChange, x.HighChange = b.perCent(low.Fact, name+"lowest"), b.perCent(high.Fact, name+"highest")
	}
	x.HighNote = b.Named(o.Highest.Figure.Note)
	x.LowVintage, x.HighVintage = o.Lowest.After.Vintage.String(), o.Highest.After.Vintage.String()
	x.Reading = "no clear evidence of a rise"
	switch {
	case o.Lowest.Interval.Lower > 1:
		x.Reading = "some evidence of a rise in recorded offences even under the old definition"
	case o.Highest.Interval.Upper < 1:
		x.Reading = "some evidence of a fall in recorded offences under the old definition"
	}
	var inputs []fact.Input
	for _, c := range o.After {
		inputs = append(inputs, fact.As("count", s.CountFact(c)))
	}
	for _, p := range o.Figures {
		inputs = append(inputs, fact.As("figure", claims.FigureFact(p)))
	}
	x.Combinations = b.Tally(a.Slug()+".old-definition.combinations", o.Combinations, fact.UnitNumber,
		"pairs of a vintage and a published s.15A figure", fact.Pairs, inputs...)
	return x
}

// Local is the chosen force's before and after, for prose.
type Local struct {
	After, Before Num
	Defined       bool // there is a ratio, on a base of ten or more
	Headline      Num
	SameMonths    *Change
	Within        *Change
}

// Local states the before and after of an area.
func (b *Builder) Local(x analysis.BeforeAfter) Local {
	s := b.Study
	l := Local{After: b.Num(s.CountFact(x.Headline.Later)), Before: b.Num(s.CountFact(x.Headline.Earlier)),
		Defined:    x.Headline.Defined() && x.Headline.Earlier.N >= fact.TinyBase,
		SameMonths: b.Change(x.SameMonths, "same-months"), Within: b.Change(x.Within, "within-definition")}
	if l.Defined {
		l.Headline = b.Num(x.Headline.RatioFact(s, "headline"))
	}
	return l
}
