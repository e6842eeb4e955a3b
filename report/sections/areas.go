package sections

import (
	"fmt"
	"slices"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/report/doc"
)

// sideBySideFacts is several areas, ready for prose.
type sideBySideFacts struct {
	T           terms
	Names       string   // Kent and Essex
	First       areaName // that the others are set beside
	Latest      []latestOfArea
	Rates       bool
	Comparisons []besideFacts
	Drawn       bool
}

// latestOfArea is what one of several areas recorded in the latest whole year.
type latestOfArea struct {
	Name  string
	Count num
	All   *perMillion
}

// besideFacts is a comparison of two periods in the first area, set beside each other one.
type besideFacts struct {
	LaterWhen, EarlierWhen string
	Across                 bool // the change of definition, so that no ratio is comparable
	Others                 []besideFirst
}

// besideFirst is the first area's ratio set beside that of another area.
type besideFirst struct {
	Other areaName
	*contrast
}

// areas is the section that sets several areas side by side: what each recorded, for its
// population where that is known, and whether it changed otherwise than the first. They
// stand in the order in which they were asked for, which is no order of theirs.
func areas(b *builder) (any, error) {
	f, err := b.sideBySide()
	if err != nil {
		return nil, err
	}
	if f.Drawn = b.study.SideBySide(); f.Drawn {
		b.figure("areas", "table-areas-rates")
	}
	return f, b.areaYears()
}

// sideBySide is what the latest year and the comparisons of several areas come to.
func (b *builder) sideBySide() (*sideBySideFacts, error) {
	s := b.study
	f := sideBySideFacts{T: b.terms(), Names: b.named(records.ProseAll(s.Areas)), First: areaName(b.named(s.Areas[0].InProse()))}
	for _, a := range s.Areas {
		rate, err := s.Rate(a, s.LatestYear.Period())
		if records.NoNumber(err) {
			return nil, fmt.Errorf("%s has no number for %s in %s, so it cannot be set beside others: leave it out of AREA",
				a.Display(), s.LatestYear, s.Release.File)
		}
		if err != nil {
			return nil, err
		}
		latest := latestOfArea{b.named(a.InProse()), b.num(s.CountFact(rate.Count)), b.perMillion(rate, false)}
		f.Latest, f.Rates = append(f.Latest, latest), f.Rates || latest.All != nil
	}
	var err error
	f.Comparisons, err = b.beside()
	return &f, err
}

// areaYears are the tables of the areas' years: what each recorded, and for a million
// residents.
func (b *builder) areaYears() error {
	s := b.study
	recorded := &doc.Table{ID: "table-areas", Caption: cell("Offences recorded under code 88A by area and financial year; " +
		b.unlike()), Columns: []doc.Column{{Head: "Period"}}}
	rates := &doc.Table{ID: "table-areas-rates", Caption: cell("Recorded offences under code 88A for a million residents, " +
		"by area and financial year, with 95 per cent limits; " + b.unlike()), Columns: []doc.Column{{Head: "Financial year"}}}
	for _, a := range s.Areas {
		recorded.Columns = append(recorded.Columns, doc.Column{Head: a.Display(), Align: doc.Right})
		rates.Columns = append(rates.Columns, doc.Column{Head: a.Display(), Align: doc.Right})
	}
	for _, p := range s.Years() {
		counts, perMillion, some := []doc.Cell{cell(p.String())}, []doc.Cell{cell(p.String())}, false
		for _, a := range s.Areas {
			count := cell("missing")
			if c, err := s.Count(a, p); err == nil {
				count = cell(b.num(s.CountFact(c)))
			} else if !records.NoNumber(err) {
				return err
			}
			counts = append(counts, count)
			m, err := s.PerMillionOf(a, p, false)
			if err != nil {
				return err
			}
			rate := cell("no rate")
			if m != nil {
				n := b.num(s.PerMillionFact(m))
				rate, some = cell(n, " (", limits(n), ")"), true
			}
			perMillion = append(perMillion, rate)
		}
		recorded.Rows = append(recorded.Rows, counts)
		if some {
			rates.Rows = append(rates.Rows, perMillion)
		}
	}
	b.table(recorded)
	if len(rates.Rows) > 0 {
		b.table(rates)
	}
	return nil
}

// An areaComparison is a comparison of two periods in an area, and the fact of its ratio.
type areaComparison struct {
	*analysis.Comparison
	ratio func() *fact.Fact
}

// comparedIn are the comparisons of an area that can be set beside those of others: within
// the new definition where the release has years of it, then across the change.
func (b *builder) comparedIn(a records.Area) ([]areaComparison, error) {
	s := b.study
	x, err := s.BeforeAfter(a)
	if err != nil {
		return nil, err
	}
	var list []areaComparison
	for _, of := range []struct {
		kind string
		*analysis.Within
	}{{"within-definition", x.Within}, {"same-months", x.SameMonths}} {
		if w := of.Within; w != nil {
			list = append(list, areaComparison{&w.Comparison, func() *fact.Fact { return w.RatioFact(s, of.kind) }})
		}
	}
	return append(list, areaComparison{&x.Headline.Comparison, func() *fact.Fact { return x.Headline.RatioFact(s, "headline") }}), nil
}

// beside is the comparisons of the first area and, set beside them, those of the others,
// as a table and ready for prose.
func (b *builder) beside() ([]besideFacts, error) {
	s := b.study
	first := s.Areas[0]
	own, err := b.comparedIn(first)
	if err != nil {
		return nil, err
	}
	t := &doc.Table{ID: "table-areas-comparisons", Caption: cell("The same two periods in each area, and the ratio of " +
		first.InProse() + " ÷ that of each other area; ratios across April 2017 are not comparable in themselves"),
		Columns: []doc.Column{{Head: "Periods and area", Width: 0.36}, {Head: "Later", Align: doc.Right, Width: 0.1},
			{Head: "Earlier", Align: doc.Right, Width: 0.1}, {Head: "Ratio (95 per cent CI)", Align: doc.Right, Width: 0.2},
			{Head: "Ratio of " + first.Display() + " ÷ this (95 per cent CI)", Align: doc.Right, Width: 0.24}}}
	var all []besideFacts
	for _, c := range own {
		later, earlier := c.Later.Period, c.Earlier.Period
		x := besideFacts{LaterWhen: later.String(), EarlierWhen: earlier.String(), Across: len(s.Series.Crossed(later, earlier)) > 0}
		for _, a := range s.Areas {
			in, err := b.comparedIn(a)
			if err != nil {
				return nil, err
			}
			i := slices.IndexFunc(in, func(o areaComparison) bool { return o.Later.Period == later && o.Earlier.Period == earlier })
			if i < 0 {
				continue // a quarter is missing there
			}
			contrast := cell("itself")
			if a.Name != first.Name {
				c, err := b.against(s.Between(first, a, later, earlier))
				if err != nil {
					return nil, err
				}
				contrast = cell("too few")
				if x.Others = append(x.Others, besideFirst{areaName(b.named(a.InProse())), c}); c.Defined {
					contrast = cell(c.Ratio, " (", limits(c.Ratio), ")")
				}
			}
			label := x.LaterWhen + " ÷ " + x.EarlierWhen
			if x.Across {
				label += ", not comparable"
			}
			t.Rows = append(t.Rows, []doc.Cell{cell(label + ": " + a.Display()), cell(b.num(s.CountFact(in[i].Later))),
				cell(b.num(s.CountFact(in[i].Earlier))), b.forceRatioCell(*in[i].Comparison, in[i].ratio), contrast})
		}
		all = append(all, x)
	}
	b.table(t)
	return all, nil
}
