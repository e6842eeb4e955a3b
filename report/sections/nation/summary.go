// Package nation has the sections on England and Wales.
package nation

import "grooming-report/report/sections/section"

// A SummaryFacts is what the first page says.
type SummaryFacts struct {
	T             section.Terms
	LatestCount   section.Num
	SameMonths    *section.Change
	After, Before section.Num
	Headline      section.Num
	Old           section.Bounds
	Within        *section.Change
	Local         section.Local
	Gap           string // what the release lacks of the force; Local is empty then
	section.VerdictCount
}

// Summary is the section on the first page of the report.
func Summary(b *section.Builder) (any, error) { return StateSummary(b) }

// StateSummary states what the first page says.
func StateSummary(b *section.Builder) (*SummaryFacts, error) {
	s := b.Study
	nation, err := s.BeforeAfter(s.National)
	if err != nil {
		return nil, err
	}
	f := &SummaryFacts{T: b.Terms()}
	if s.InPart() {
		f.Gap = s.Gap()
	}
	f.LatestCount = b.Count(s.National, s.LatestYear.Period())
	f.SameMonths = b.Change(nation.SameMonths, "same-months")
	f.Within = b.Change(nation.Within, "within-definition")
	f.After, f.Before = b.Num(s.CountFact(nation.Headline.Later)), b.Num(s.CountFact(nation.Headline.Earlier))
	f.Headline = b.Num(nation.Headline.RatioFact(s, "headline"))
	f.Old = b.Bounds(nation.Old, s.National)
	if f.Gap == "" {
		local, err := s.BeforeAfter(s.Area)
		if err != nil {
			return nil, err
		}
		f.Local = b.Local(local)
	}
	checks, err := s.Checks()
	if err != nil {
		return nil, err
	}
	f.VerdictCount = b.Tallied(checks)
	return f, nil
}
