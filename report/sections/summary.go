package sections

import (
	"slices"

	"grooming-report/analysis"
	"grooming-report/analysis/claims"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/statements"
)

// A summaryFacts is what the first page says.
type summaryFacts struct {
	T             terms
	LatestCount   num
	SameMonths    *change
	After, Before num
	Headline      num
	Old           bounds
	Within        *change
	Local         local
	Gap           string // what the release lacks of the force; Local is empty then
	verdictCount
}

func summary(b *builder) (any, error) {
	b.figure("quarters", "table-quarters")
	return b.summary()
}

// summary states what the first page says.
func (b *builder) summary() (*summaryFacts, error) {
	s := b.study
	nation, err := s.BeforeAfter(s.National)
	if err != nil {
		return nil, err
	}
	f := &summaryFacts{T: b.terms()}
	if s.InPart() {
		f.Gap = s.Gap()
	}
	f.LatestCount = b.count(s.National, s.LatestYear.Period())
	f.SameMonths = b.change(nation.SameMonths, "same-months")
	f.Within = b.change(nation.Within, "within-definition")
	f.After, f.Before = b.num(s.CountFact(nation.Headline.Later)), b.num(s.CountFact(nation.Headline.Earlier))
	f.Headline = b.num(nation.Headline.RatioFact(s, "headline"))
	f.Old = b.bounds(nation.Old, s.National)
	if f.Gap == "" {
		local, err := s.BeforeAfter(s.Area)
		if err != nil {
			return nil, err
		}
		f.Local = b.local(local)
	}
	checks, err := s.Checks()
	if err != nil {
		return nil, err
	}
	f.verdictCount = b.tallied(checks)
	return f, nil
}

// claimRows are the lines of the statements that have one of the verdicts, or of all.
func claimRows(checks []claims.Check, verdicts ...statements.Verdict) []records.Rows {
	var lines []int
	for _, k := range checks {
		if len(verdicts) == 0 || slices.Contains(verdicts, k.Verdict) {
			lines = append(lines, k.Claim.Row.First)
		}
	}
	if lines == nil {
		return nil
	}
	return records.JoinRows(checks[0].Claim.Row.File, lines)
}

// bounds is the range of the ratio under the old definition only.
type bounds struct {
	Published               bool
	Lowest, Highest         num
	Reading                 string
	LowS15A, HighS15A       num // the published figures taken off
	LowAfter                num // 88A after, in the vintage that gives the lower bound
	LowVintage, HighVintage string
	HighNote                string // what is said of the figure behind the highest
	LowLeft, HighLeft       num    // what remains
	Before                  num
	Combinations            num
}

func (b *builder) bounds(o analysis.OldOnly, a records.Area) bounds {
	s := b.study
	x := bounds{Published: o.Published}
	x.Before = b.num(s.CountFact(o.Highest.Earlier))
	end := func(which string, o analysis.OldBound) (ratio, left, figure, after num) {
		count := s.CountFact(o.After)
		inputs, method := []fact.Input{fact.As("count", count)}, fact.AllOfCount
		if which == "lowest" {
			method = fact.NoneOfCount
		}
		after = b.num(count)
		if o.Figure.ID != "" {
			figure = b.num(claims.FigureFact(o.Figure))
			inputs, method = append(inputs, fact.As("published", figure.fact)), fact.LeftOfCount
		}
		left = b.num(&fact.Fact{
			Name: a.Slug() + ".count-old-definition." + which + "." + o.After.Period.Key(), Value: float64(o.Later.N),
			Unit: fact.Offences,
			Area: a.Name, Period: o.After.Period, Definition: "88A less s.15A, the " + which +
				" that published figures and vintages allow",
			Vintage: string(o.After.Vintage), Method: method, Inputs: inputs, Text: fact.FormatInt(o.Later.N),
		})
		if !o.Defined() {
			return
		}
		before := s.CountFact(o.Earlier)
		caveat := ""
		if which == "highest" && o.Figure.ID == "" {
			caveat = s.Caveat() // with no figure to take off, the upper end is the headline itself
		}
		ratio = b.num(&fact.Fact{
			Name: a.Slug() + ".rate-ratio.old-definition." + which, Value: o.Ratio, Interval: &o.Interval, Unit: fact.UnitRatio,
			Area: a.Name, Period: records.Period{From: o.Earlier.Period.From, To: o.Later.Period.To},
			Definition: "s.15 only: (88A − s.15A) after ÷ 88A before, the " + which +
				" bound over published s.15A figures and vintages",
			Vintage: string(o.After.Vintage), Method: fact.RatioQuasi.At(analysis.Level),
			Inputs: []fact.Input{
				fact.As("later", left.fact), fact.As("earlier", before),
				fact.As("later-dispersion", s.Scatter(a, o.Later.Period).Fact),
				fact.As("earlier-dispersion", s.Scatter(a, o.Earlier.Period).Fact),
			},
			Text: fact.FormatRatio(o.Ratio), LimitsText: fact.FormatLimits(o.Interval),
			Caveat: caveat,
		})
		return
	}
	var low, high num
	low, x.LowLeft, x.LowS15A, x.LowAfter = end("lowest", o.Lowest)
	high, x.HighLeft, x.HighS15A, _ = end("highest", o.Highest)
	x.Lowest, x.Highest = low, high
	x.HighNote = b.named(o.Highest.Figure.Note)
	x.LowVintage, x.HighVintage = o.Lowest.After.Vintage.String(), o.Highest.After.Vintage.String()
	x.Reading = "no clear evidence of a rise"
	switch {
	case o.Lowest.Interval.Lower > 1:
		x.Reading = "some evidence of a rise in recorded offences even under the old definition"
	case o.Highest.Interval.Upper < 1:
		x.Reading = "some evidence of a fall in recorded offences under the old definition"
	}
	if o.Published {
		var inputs []fact.Input
		for _, c := range o.After {
			inputs = append(inputs, fact.As("count", s.CountFact(c)))
		}
		for _, p := range o.Figures {
			inputs = append(inputs, fact.As("figure", claims.FigureFact(p)))
		}
		x.Combinations = b.tally(a.Slug()+".old-definition.combinations", o.Combinations, fact.UnitNumber,
			"pairs of a vintage and a published s.15A figure", fact.Pairs, inputs...)
	}
	return x
}

// local is the chosen force's before and after, for prose.
type local struct {
	After, Before num
	Defined       bool // there is a ratio, on a base of ten or more
	Headline      num
	SameMonths    *change
	Within        *change
}

func (b *builder) local(x analysis.BeforeAfter) local {
	s := b.study
	l := local{After: b.num(s.CountFact(x.Headline.Later)), Before: b.num(s.CountFact(x.Headline.Earlier)),
		Defined:    x.Headline.Defined() && x.Headline.Earlier.N >= analysis.TinyBase,
		SameMonths: b.change(x.SameMonths, "same-months"), Within: b.change(x.Within, "within-definition")}
	if l.Defined {
		l.Headline = b.num(x.Headline.RatioFact(s, "headline"))
	}
	return l
}
