package method

import (
	"strings"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/report/doc"
	"grooming-report/report/sections/section"
)

// bases is the choice of the year that changes within the new definition are measured
// from, ready for prose.
type bases struct {
	Own         bool        // it is the study's own, and nobody chose another
	Usual       string      // the study's own
	Least, Most section.Num // the national ratio by the year chosen
}

// outsideOuter is how many forces lie outside the outer limits, and which.
func outsideOuter(b *section.Builder, sp *analysis.Spread) doc.Cell {
	if sp == nil {
		return section.Cell("no funnel")
	}
	n, names := b.Num(sp.OutsideFact(b.Study, analysis.OuterLevel, true)), sp.OutsideOuter()
	if len(names) == 0 {
		return section.Cell("none")
	}
	return section.Cell(n, ": ", b.Named(strings.Join(names, ", ")))
}

// stateBases is the table of what depends on the year from which changes within the new
// definition are measured; nil where there is no choice.
func stateBases(b *section.Builder) (*bases, error) {
	s := b.Study
	choices, err := b.BaseChoices()
	if err != nil || len(choices) < 2 {
		return nil, err
	}
	x := &bases{Own: s.Base == s.OwnBase(), Usual: s.OwnBase().String()}
	t := &doc.Table{ID: "table-bases", Caption: section.Cell("What is found within the new definition, to " +
		s.LatestYear.String() + ", by the year that it is measured from"), Columns: []doc.Column{
		{Head: "From"}, {Head: "England and Wales", Align: doc.Right}, {Head: "Forces up", Align: doc.Right},
		{Head: "Forces down", Align: doc.Right}, {Head: "Outside the outer limits of a funnel"},
	}}
	local := choices[0].Rest != nil
	if local {
		t.Columns = append(t.Columns, doc.Column{Head: s.Area.Display() + " against the rest", Align: doc.Right})
	}
	for _, c := range choices {
		label := c.Year.String()
		switch c.Year {
		case s.AfterYear:
			label += ", the start-up year"
		case s.Base:
			label += ", as in this report"
		}
		up, down := c.CountFacts(s)
		national := b.Num(c.NationalFact(s))
		if x.Least.Fact == nil || national.Fact.Value < x.Least.Fact.Value {
			x.Least = national
		}
		if x.Most.Fact == nil || national.Fact.Value > x.Most.Fact.Value {
			x.Most = national
		}
		row := []doc.Cell{section.Cell(label), section.Cell(national, " (", section.Limits(national), ")"),
			section.Cell(b.Num(up)), section.Cell(b.Num(down)),
			outsideOuter(b, c.Funnel)}
		switch {
		case local && c.Rest != nil && c.Rest.Earlier.Value > 0 && c.Rest.Earlier.Value < fact.TinyBase:
			row = append(row, section.Cell("base under ten"))
		case local && c.Rest != nil && c.Rest.Defined():
			rest := b.Num(c.Rest.Fact(s))
			row = append(row, section.Cell(rest, " (", section.Limits(rest), ")"))
		case local:
			row = append(row, section.Cell("none"))
		}
		t.Rows = append(t.Rows, row)
	}
	b.Table(t)
	return x, nil
}
