package sections

import (
	"strings"

	"grooming-report/analysis"
	"grooming-report/report/doc"
)

// bases is the choice of the year that changes within the new definition are measured
// from, ready for prose.
type bases struct {
	Own         bool   // it is the study's own, and nobody chose another
	Usual       string // the study's own
	Least, Most num    // the national ratio by the year chosen
}

// baseChoices is what is found by every year to measure from, found once.
func (b *builder) baseChoices() ([]analysis.BaseChoice, error) {
	if b.choices != nil {
		return b.choices, nil
	}
	var err error
	b.choices, err = b.study.Bases()
	return b.choices, err
}

// outsideOuter is how many forces lie outside the outer limits, and which.
func (b *builder) outsideOuter(sp *analysis.Spread) doc.Cell {
	if sp == nil {
		return cell("no funnel")
	}
	n, names := b.num(sp.OutsideFact(b.study, analysis.OuterLevel, true)), sp.OutsideOuter()
	if len(names) == 0 {
		return cell(n)
	}
	return cell(n, ": ", b.named(strings.Join(names, ", ")))
}

// fromLater is what is found within the new definition from the year after the base, ready for
// prose.
type fromLater struct {
	Year     string
	National num // the ratio from then
	Up, Down num
	Rest     *num // of the study's area over that of the rest
}

// fromLater states it; nil where there is no such year before the latest.
func (b *builder) fromLater() (*fromLater, error) {
	choices, err := b.baseChoices()
	if err != nil {
		return nil, err
	}
	for _, c := range choices {
		if c.Year == b.study.Base+1 {
			up, down := c.CountFacts(b.study)
			x := &fromLater{Year: c.Year.String(), National: b.num(c.NationalFact(b.study)), Up: b.num(up), Down: b.num(down)}
			if c.Rest != nil && c.Rest.Defined() {
				x.Rest = new(b.num(c.Rest.Fact(b.study)))
			}
			return x, nil
		}
	}
	return nil, nil
}

// bases is the table of what depends on the year from which changes within the new
// definition are measured; nil where there is no choice.
func (b *builder) bases() (*bases, error) {
	s := b.study
	choices, err := b.baseChoices()
	if err != nil || len(choices) < 2 {
		return nil, err
	}
	x := &bases{Own: s.Base == s.OwnBase(), Usual: s.OwnBase().String()}
	t := &doc.Table{ID: "table-bases", Caption: cell("What is found within the new definition, to " +
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
		national := b.num(c.NationalFact(s))
		if x.Least.fact == nil || national.fact.Value < x.Least.fact.Value {
			x.Least = national
		}
		if x.Most.fact == nil || national.fact.Value > x.Most.fact.Value {
			x.Most = national
		}
		row := []doc.Cell{cell(label), cell(national, " (", limits(national), ")"), cell(b.num(up)), cell(b.num(down)),
			b.outsideOuter(c.Funnel)}
		switch {
		case local && c.Rest != nil && c.Rest.Defined():
			rest := b.num(c.Rest.Fact(s))
			row = append(row, cell(rest, " (", limits(rest), ")"))
		case local:
			row = append(row, cell("none"))
		}
		t.Rows = append(t.Rows, row)
	}
	b.table(t)
	return x, nil
}
