package area

import (
	"math"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/report/sections/section"
)

// Brief is the brief on the study's area.
func Brief(b *section.Builder) (any, error) {
	s := b.Study
	area := s.Area
	compared, adjusted, err := b.OfArea()
	if err != nil {
		return nil, err
	}
	f := struct {
		T           section.Terms
		It          string // or they, of several
		Latest      section.Num
		Local       section.Local
		After       section.Num
		Before      section.Num
		Headline    section.Num
		National    *section.Change
		Small       bool
		Unclear     bool
		Misfiled    *code71
		Revised     []section.VintageCount
		RevisedWhen string
		Silent      string
		Adjusted    *section.Num
		All         *section.PerMillion
		NoResidents bool
		About       section.About
	}{T: b.Terms(), It: Pronoun(area), About: b.About(), Latest: b.Count(area, s.LatestYear.Period()),
		Local: b.Local(compared),
		Small: compared.Headline.Earlier.N < fact.SmallBase}
	nation, err := s.BeforeAfter(s.National)
	if err != nil {
		return nil, err
	}
	f.After, f.Before = b.Num(s.CountFact(nation.Headline.Later)), b.Num(s.CountFact(nation.Headline.Earlier))
	f.Headline = b.Num(nation.Headline.RatioFact(s, "headline"))
	f.National = b.Change(nation.Within, "within-definition")
	f.Unclear = f.Local.Within != nil && f.Local.Within.Defined && compared.Within.Interval.Contains(1)
	if f.Misfiled, err = misfiled(b, area); err != nil {
		return nil, err
	}
	f.RevisedWhen = s.AfterYear.String()
	f.Revised = revisedMuch(b, area, s.AfterYear.Period())
	f.Silent = b.Silent(s.Area.Name)
	f.Adjusted = adjusted
	rate, err := s.Rate(area, s.LatestYear.Period())
	if err != nil {
		return nil, err
	}
	f.All = b.PerMillion(rate, false)
	f.NoResidents = f.All == nil
	if _, err := b.Years(area, "table-force", "Offences recorded under code 88A "+area.In()+
		", by financial year"); err != nil {
		return nil, err
	}
	b.Comparisons("table-force-comparisons", compared)
	return f, nil
}

// Pronoun takes up the name of an area in a sentence.
func Pronoun(a records.Area) string {
	if a.Joined() {
		return "they"
	}
	return "it"
}

// misfiled gives code 71 where the force recorded more under it than under 88A
// in the first year of the new offence, which is not so in England and Wales:
// some of the new offence may have been filed there.
func misfiled(b *section.Builder, a records.Area) (*code71, error) {
	s := b.Study
	after, err := s.CountOf(s.Sibling(), a, s.AfterYear.Period())
	if err != nil {
		return nil, nil // this release has no code 71
	}
	grooming, err := s.Count(a, s.AfterYear.Period())
	if err != nil || after.N <= grooming.N {
		return nil, err
	}
	return stateCode71(b, a)
}

// revisedMuch lists the vintages of a period whose counts lie more than a tenth,
// and more than a handful, apart.
func revisedMuch(b *section.Builder, a records.Area, p records.Period) []section.VintageCount {
	const share, handful = 0.1, 10
	list := b.Vintages(a, p)
	least, most := math.Inf(1), 0.0
	for _, v := range list {
		least, most = min(least, v.Count.Fact.Value), max(most, v.Count.Fact.Value)
	}
	if most-least < handful || most-least < share*most {
		return nil
	}
	return list
}

// code71 is code 71 beside 88A, in the vintages that hold both years.
type code71 struct{ Before, After section.Num }

func stateCode71(b *section.Builder, a records.Area) (*code71, error) {
	s := b.Study
	after, err := s.CountOf(s.Sibling(), a, s.AfterYear.Period())
	if err != nil {
		return nil, nil
	}
	before, err := s.CountOf(s.Sibling(), a, s.BeforeYear.Period())
	if err != nil {
		return nil, err
	}
	return &code71{b.Num(s.CountFact(before)), b.Num(s.CountFact(after))}, nil
}
