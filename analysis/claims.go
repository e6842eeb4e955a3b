package analysis

import (
	"grooming-report/analysis/claims"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
)

// Checks is what the data say of every claim, in the table's order.
func (s *Study) Checks() ([]claims.Check, error) {
	var ks []claims.Check
	for _, c := range s.Data.Claims {
		k, err := c.Check(s.Data.Data, s.Release)
		if err != nil {
			return nil, err
		}
		ks = append(ks, k)
	}
	return ks, nil
}

// ClaimRatio is the ratio of the annual rates of the two figures of a claim, as published. It
// corrects for periods of unequal length, such as nine months against twelve, and for nothing
// else that makes the figures unlike.
func (s *Study) ClaimRatio(c claims.Claim) (Comparison, error) {
	count := func(p *records.Published) records.Count {
		area := s.National // widened like a national count where the area is none of the tables
		if a, err := s.Data.Forces.Area(p.Area); err == nil {
			area = a
		}
		return records.Count{Area: area, Series: p.Series, Period: p.Period, Vintage: p.Vintage, N: p.Value,
			Rows: []records.Rows{p.Row}}
	}
	return s.compareRates(count(c.Later), count(c.Earlier))
}

// ClaimRatioFact is a claim's ratio as a document states it.
func (s *Study) ClaimRatioFact(k claims.Check, c Comparison) *fact.Fact {
	later, earlier := claims.FigureFact(*k.Claim.Later), claims.FigureFact(*k.Claim.Earlier)
	return &fact.Fact{
		Name: "claim." + k.Claim.ID + ".rate-ratio", Value: c.Ratio, Interval: &c.Interval, Unit: fact.UnitRatio,
		Area:   k.Claim.Area,
		Period: records.Period{From: min(c.Earlier.Period.From, c.Later.Period.From), To: c.Later.Period.To},
		Definition: "annual rate " + c.Later.Period.Key() + " ÷ annual rate " + c.Earlier.Period.Key() +
			" of the published figures, exact conditional " + PercentLevel + " limits widened for overdispersion",
		Vintage: string(c.Later.Vintage), Method: fact.RatioQuasi.At(Level),
		Inputs: append([]fact.Input{fact.As("later", later), fact.As("earlier", earlier)},
			s.scatterInputs(c.Later, c.Earlier)...),
		Text: fact.FormatRatio(c.Ratio), LimitsText: fact.FormatLimits(c.Interval), Caveat: k.Caveat(),
	}
}
