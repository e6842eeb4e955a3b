package claims

import (
	"slices"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/statements"
)

// FigureFact is a figure that somebody else published.
func FigureFact(p records.Published) *fact.Fact {
	return &fact.Fact{
		Name: "published." + p.ID, Value: float64(p.Value), Unit: fact.Offences, Area: p.Area, Period: p.Period,
		Definition: p.Series.Name + ", as published by " + p.Publisher, Vintage: string(p.Vintage),
		Rows: []records.Rows{p.Row}, Method: fact.ValueOfRow, Text: fact.FormatInt(p.Value),
	}
}

// StatedFact is the number that a claim states, in its own unit. A change
// across April 2017 is marked like a comparison of our own.
func (k Check) StatedFact() *fact.Fact {
	c := k.Claim
	f := &fact.Fact{
		Name: "claim." + c.ID + ".stated", Value: c.Stated, Area: c.Area, Definition: "as stated by " + c.Publisher,
		Vintage: c.Date[:4], Rows: []records.Rows{c.Row}, Method: fact.NumberInWords, Caveat: k.Caveat(),
	}
	f.Unit, f.Text = c.Kind.format(c.Stated)
	if c.Hedge != "" {
		f.Text = c.Hedge + " " + f.Text
	}
	if c.Later != nil {
		f.Period = c.Later.Period
		if c.Earlier != nil {
			f.Period.From = min(c.Earlier.Period.From, c.Later.Period.From)
		}
	}
	return f
}

// ComputedFact is the number that the published figures give.
func (k Check) ComputedFact() *fact.Fact {
	f := k.StatedFact()
	f.Name, f.Value = "claim."+k.Claim.ID+".computed", k.Computed
	f.Definition = string(k.Claim.Kind) + " from the published figures"
	f.Rows, f.Method = nil, k.Claim.Kind.method()
	if p := k.Claim.Later; p != nil {
		f.Inputs = append(f.Inputs, fact.As("later", FigureFact(*p)))
	}
	if p := k.Claim.Earlier; p != nil {
		f.Inputs = append(f.Inputs, fact.As("earlier", FigureFact(*p)))
	}
	f.Unit, f.Text = k.Claim.Kind.format(k.Computed)
	return f
}

// Caveat is what a document must say beside a claim that compares figures across a change of
// definition, of their own series or of one that holds it; empty for other claims.
func (k Check) Caveat() string {
	if !slices.Contains(k.Differences, statements.DefinitionDiffers) {
		return ""
	}
	for s := k.Claim.Later.Series; s != nil; s = s.PartOf {
		if caveat := s.Caveat(k.Claim.Earlier.Period, k.Claim.Later.Period); caveat != "" {
			return caveat
		}
	}
	return k.Claim.Earlier.Series.Caveat(k.Claim.Earlier.Period, k.Claim.Later.Period)
}

// method is how a claim's number comes out of its figures.
func (kind ClaimKind) method() fact.Method {
	switch kind {
	case PercentageChange:
		return fact.PerCentChange
	case Multiple:
		return fact.Ratio
	}
	return fact.Later
}

func (kind ClaimKind) format(x float64) (fact.Unit, string) {
	switch kind {
	case PercentageChange, Share:
		return fact.PerCent, fact.FormatPerCent(x)
	case Multiple:
		return fact.UnitRatio, fact.FormatRatio(x)
	}
	return fact.Offences, fact.FormatFixed(x, 0)
}
