package area

import (
	"fmt"
	"slices"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/report/doc"
	"grooming-report/report/sections/section"
)

// SideBySideFacts is what the prose says of several areas.
type SideBySideFacts struct {
	T           section.Terms
	Names       string           // Kent and Essex
	First       section.AreaName // that the others are set beside
	Latest      []latestOfArea
	Rates       bool
	Comparisons []besideFacts
	Drawn       bool
	ByYear      bool     // a table of rates by year, which areas without residents lack
	Details     []string // the headings of the annex on each
}

// latestOfArea is what one of several areas recorded in the latest whole year.
type latestOfArea struct {
	Name   section.AreaName
	Count  section.Num
	Silent string // the quarter since which a force recorded none after some before
	All    *section.PerMillion
}

// besideFacts is a comparison of two periods in the first area, set beside each other one.
type besideFacts struct {
	LaterWhen, EarlierWhen string
	In                     string // the first area, behind its preposition
	From, To               section.Num
	Across                 bool // the change of definition, so that no ratio is comparable
	Others                 []besideFirst
	Only                   *besideFirst // the other area, of which there is one
	Readings               []besideReading
	TooFew                 string // the areas of too few offences to be set beside it
}

// besideReading is what is read alike of the first area's ratio beside those of others.
type besideReading struct {
	Ratios  string // 0.90 times that of Essex (0.61–1.32) and 1.06 times that of Wales (0.76–1.48)
	Reading string
	Several bool
}

// read puts the ratios together that read alike, in the order of the areas.
func (x *besideFacts) read() {
	ratios := map[string][]string{}
	var readings, few []string
	for _, o := range x.Others {
		if !o.Defined {
			few = append(few, string(o.Other))
			continue
		}
		if ratios[o.Reading] == nil {
			readings = append(readings, o.Reading)
		}
		ratios[o.Reading] = append(ratios[o.Reading],
			fmt.Sprintf("%s times that of %s (%s)", o.Ratio, o.Other, o.Ratio.Limits()))
	}
	for _, reading := range readings {
		of := ratios[reading]
		x.Readings = append(x.Readings, besideReading{records.List(of), reading, len(of) > 1})
	}
	x.TooFew = records.List(few)
	if len(x.Others) == 1 {
		x.Only = &x.Others[0]
	}
}

// besideFirst is the first area's ratio set beside that of another area.
type besideFirst struct {
	Other section.AreaName
	In    string
	*section.Contrast
}

// Areas is the section that sets several areas side by side: what each recorded, per million
// residents where their number is known, and whether it changed otherwise than the first. They
// stand in the order in which they were asked for, which is not a ranking.
func Areas(b *section.Builder) (any, error) {
	f, err := SideBySide(b)
	if err != nil {
		return nil, err
	}
	f.Drawn = b.Study.SideBySide()
	f.Details = []string{"force"}
	for _, a := range b.Study.Areas[1:] {
		f.Details = append(f.Details, "force"+suffix(a))
	}
	f.ByYear, err = areaYears(b)
	return f, err
}

// SideBySide states the latest year of several areas, and their comparisons.
func SideBySide(b *section.Builder) (*SideBySideFacts, error) {
	s := b.Study
	f := SideBySideFacts{T: b.Terms(), Names: b.Named(records.ProseAll(s.Areas)),
		First: section.AreaName(b.Named(s.Areas[0].InProse()))}
	for _, a := range s.Areas {
		rate, err := s.Rate(a, s.LatestYear.Period())
		if records.NoNumber(err) {
			return nil, fmt.Errorf("%s has no number for %s in %s, so it cannot be set beside others: leave it out of AREA",
				a.Display(), s.LatestYear, s.Release.File)
		}
		if err != nil {
			return nil, err
		}
		latest := latestOfArea{section.AreaName(b.Named(a.InProse())), b.Num(s.CountFact(rate.Count)), b.Silent(a.Name),
			b.PerMillion(rate, false)}
		f.Latest, f.Rates = append(f.Latest, latest), f.Rates || latest.All != nil
	}
	var err error
	f.Comparisons, err = beside(b)
	return &f, err
}

// areaYears are the tables of the areas' years: what each recorded, and for a million
// residents where some year of some area has an estimate of them.
func areaYears(b *section.Builder) (rated bool, err error) {
	s := b.Study
	recorded := &doc.Table{ID: "table-areas", Caption: section.Cell("Offences recorded under code 88A by area and " +
		"financial year; " +
		b.Unlike()), Columns: []doc.Column{{Head: "Period"}}}
	rates := &doc.Table{ID: "table-areas-rates", Caption: section.Cell("Recorded offences under code 88A for a " +
		"million residents, " +
		"by area and financial year, with 95 per cent limits; " + b.Unlike()),
		Columns: []doc.Column{{Head: "Financial year"}}}
	for _, a := range s.Areas {
		recorded.Columns = append(recorded.Columns, doc.Column{Head: a.Display(), Align: doc.Right})
		rates.Columns = append(rates.Columns, doc.Column{Head: a.Display(), Align: doc.Right})
	}
	for _, p := range s.Years() {
		counts, perMillion, some := []doc.Cell{section.Cell(p.String())}, []doc.Cell{section.Cell(p.String())}, false
		for _, a := range s.Areas {
			count := section.Cell("missing")
			if c, err := s.Count(a, p); err == nil {
				count = section.Cell(b.Num(s.CountFact(c)))
			} else if !records.NoNumber(err) {
				return false, err
			}
			counts = append(counts, count)
			m, err := s.PerMillionOf(a, p, false)
			if err != nil {
				return false, err
			}
			rate := section.Cell("no rate")
			if m != nil {
				n := b.Num(s.PerMillionFact(m))
				rate, some = section.Cell(n, " (", section.Limits(n), ")"), true
			}
			perMillion = append(perMillion, rate)
		}
		recorded.Rows = append(recorded.Rows, counts)
		if some {
			rates.Rows = append(rates.Rows, perMillion)
		}
	}
	b.Table(recorded)
	if len(rates.Rows) > 0 {
		b.Table(rates)
	}
	return len(rates.Rows) > 0, nil
}

// An areaComparison is a comparison of two periods in an area, and the fact of its ratio.
type areaComparison struct {
	*analysis.Comparison
	ratio func() *fact.Fact
}

// comparedIn are the comparisons of an area that can be set beside those of others: within
// the new definition where the release has years of it, then across the change.
func comparedIn(b *section.Builder, a records.Area) ([]areaComparison, error) {
	s := b.Study
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
	return append(list, areaComparison{&x.Headline.Comparison, func() *fact.Fact {
		return x.Headline.RatioFact(s,
			"headline")
	}}), nil
}

// beside is the comparisons of the first area and, set beside them, those of the others,
// as a table and ready for prose.
func beside(b *section.Builder) ([]besideFacts, error) {
	s := b.Study
	first := s.Areas[0]
	own, err := comparedIn(b, first)
	if err != nil {
		return nil, err
	}
	t := &doc.Table{ID: "table-areas-comparisons", Caption: section.Cell("The same two periods in each area, and " +
		"the ratio of " +
		first.InProse() + " ÷ that of each other area; ratios across April 2017 are not comparable in themselves"),
		Columns: []doc.Column{{Head: "Periods and area", Width: 0.36}, {Head: "Later", Align: doc.Right, Width: 0.1},
			{Head: "Earlier", Align: doc.Right, Width: 0.1}, {Head: "Ratio (95 per cent CI)", Align: doc.Right, Width: 0.2},
			{Head: "Ratio of " + first.Display() + " ÷ this (95 per cent CI)", Align: doc.Right, Width: 0.24}}}
	var all []besideFacts
	for _, c := range own {
		later, earlier := c.Later.Period, c.Earlier.Period
		x := besideFacts{LaterWhen: later.String(), EarlierWhen: earlier.String(), In: b.Named(first.In()),
			From: b.Num(s.CountFact(c.Earlier)), To: b.Num(s.CountFact(c.Later)),
			Across: len(s.Series.Crossed(later, earlier)) > 0}
		for _, a := range s.Areas {
			in, err := comparedIn(b, a)
			if err != nil {
				return nil, err
			}
			i := slices.IndexFunc(in, func(o areaComparison) bool {
				return o.Later.Period == later &&
					o.Earlier.Period == earlier
			})
			if i < 0 {
				continue // a quarter is missing there
			}
			contrast := section.Cell("itself")
			if a.Name != first.Name {
				c, err := b.Against(s.Between(first, a, later, earlier))
				if err != nil {
					return nil, err
				}
				contrast = section.Cell("too few")
				if x.Others = append(x.Others, besideFirst{section.AreaName(b.Named(a.InProse())), b.Named(a.In()), c}); c.Defined {
					contrast = section.Cell(c.Ratio, " (", section.Limits(c.Ratio), ")")
				}
			}
			label := x.LaterWhen + " ÷ " + x.EarlierWhen
			if x.Across {
				label += ", not comparable"
			}
			t.Rows = append(t.Rows, []doc.Cell{section.Cell(label + ": " + a.Display()),
				section.Cell(b.Num(s.CountFact(in[i].Later))),
				section.Cell(b.Num(s.CountFact(in[i].Earlier))), b.ForceRatioCell(*in[i].Comparison, in[i].ratio), contrast})
		}
		x.read()
		all = append(all, x)
	}
	b.Table(t)
	return all, nil
}
