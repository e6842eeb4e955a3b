// Package area has the sections on police forces and areas, and the brief on one.
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

// forceFound is what the section on an area states.
type forceFound struct {
	T        section.Terms
	It       string // or they, of several
	Gap      *gap   // nil: the release has the years that are compared
	Local    section.Local
	Small    bool
	Silent   string        // the quarter since which none was recorded
	Adjusted *section.Num  // of a ratio within the new definition that would not stand out among all forces
	Between  *yearsBetween // of the latest and the base year
}

// Force is the section on the study's area: its comparisons.
func Force(b *section.Builder) (any, error) {
	s := b.Study
	if s.InPart() {
		return forceFound{T: b.Terms(), Gap: stateGap(b)}, nil
	}
	compared, adjusted, err := b.OfArea()
	if err != nil {
		return nil, err
	}
	b.Comparisons("table-force-comparisons", compared)
	return forceFound{
		T: b.Terms(), It: Pronoun(s.Area), Local: b.Local(compared), Adjusted: adjusted, Silent: b.Silent(s.Area.Name),
		Small: compared.Headline.Earlier.N < fact.SmallBase, Between: stateYearsBetween(b, s.Area),
	}, nil
}

// yearsBetween is the least and the greatest count of the years between two that are compared,
// ready for prose.
type yearsBetween struct {
	Least, Most         section.Num
	LeastWhen, MostWhen string
}

// stateYearsBetween states those between the base and the latest year; nil unless there are two or
// more, each with a number.
func stateYearsBetween(b *section.Builder, a records.Area) *yearsBetween {
	s := b.Study
	var least, most records.Count
	years := 0
	for y := s.Base + 1; y < s.LatestYear; y++ {
		c, err := s.Count(a, y.Period())
		if err != nil {
			return nil
		}
		if years++; years == 1 || c.N < least.N {
			least = c
		}
		if years == 1 || c.N > most.N {
			most = c
		}
	}
	if years < 2 {
		return nil
	}
	return &yearsBetween{b.Num(s.CountFact(least)), b.Num(s.CountFact(most)), least.Period.String(), most.Period.String()}
}

// forcesFound is what the table of every force comes to, ready for prose.
type forcesFound struct {
	T                         section.Terms
	Forces                    section.Num
	Above, Up, Down, ByChance section.Num
	Within, Old               bool
	NationalWithin            section.Num
	FromLater                 *section.FromLater
	Tested                    bool // each against the rest, from which so many differ
	Differ                    section.Num
	Spread                    *spread
}

// Forces is the section on every police force.
func Forces(b *section.Builder) (any, error) {
	s := b.Study
	// Without a figure to take off, the old definition is anything from none to all
	// of the code: a column of that would only repeat the one before it.
	hasOld := slices.ContainsFunc(b.Rows, func(r analysis.ForceRow) bool { return r.Old.Published })
	f := forcesFound{T: b.Terms(), Old: hasOld, Within: latestWithin(b)}
	everyForce(b, f.Old, f.Within)
	headlines(b, &f)
	if f.Within {
		withins(b, &f)
		n, err := s.Within(s.National, s.LatestYear.Period(), s.Base.Period())
		if err != nil {
			return nil, err
		}
		f.NationalWithin = b.Num(n.RatioFact(s, "within-definition"))
		if f.FromLater, err = b.FromLater(); err != nil {
			return nil, err
		}
	}
	rows, err := s.AllAgainstRest()
	if err != nil {
		return nil, err
	}
	if tested := s.TestedAgainstRest(rows); tested != nil {
		f.Tested, f.Differ = true, b.Spelled(s.DifferFact(rows, tested))
	}
	if f.Spread, err = stateSpread(b); err != nil {
		return nil, err
	}
	b.Code("stats.BenjaminiHochberg", []string{"the p-values of the ratios above"})
	return f, nil
}

// everyForce is the table of the comparisons of every force, with columns for the old
// definition and for the latest year within the new one where they hold something.
func everyForce(b *section.Builder, old, within bool) {
	s := b.Study
	t := &doc.Table{ID: "table-forces", Break: true, Forces: len(b.Rows),
		Caption: section.Cell("Before and after April 2017, and within the new definition, for every police force, " +
			"by name; 95 " +
			"per cent limits in brackets, and no ratio to a base under ten. Ratios across April 2017 are not comparable"),
		Columns: []doc.Column{
			{Head: "Police force"}, {Head: s.BeforeYear.String(), Align: doc.Right},
			{Head: s.AfterYear.String(), Align: doc.Right},
			{Head: s.AfterYear.String() + " ÷ " + s.BeforeYear.String() + ", not comparable", Align: doc.Right},
		}}
	if old {
		t.Columns = append(t.Columns, doc.Column{Head: "Old definition only", Align: doc.Right})
	}
	if within {
		t.Columns = append(t.Columns, doc.Column{Head: s.LatestYear.String(), Align: doc.Right},
			doc.Column{Head: s.LatestYear.String() + " ÷ " + s.Base.String(), Align: doc.Right},
			doc.Column{Head: "p, adjusted", Align: doc.Right})
	}
	for _, r := range b.Rows {
		h := r.Headline
		row := []doc.Cell{section.Cell(r.Force.Display()), section.Cell(b.Num(s.CountFact(h.Earlier))),
			section.Cell(b.Num(s.CountFact(h.Later))),
			b.ForceRatioCell(h.Comparison, func() *fact.Fact { return h.RatioFact(s, "headline") })}
		if old {
			row = append(row, oldCell(b, r))
		}
		if within {
			row = append(row, withinCells(b, r)...)
		}
		t.Rows = append(t.Rows, row)
	}
	b.Table(t)
}

// oldCell is what a force's ratio may be under the old definition alone.
func oldCell(b *section.Builder, r analysis.ForceRow) doc.Cell {
	switch {
	case !r.Old.Published:
		return section.Cell("no figure")
	case r.Old.Lowest.Defined() && r.Old.Highest.Defined() && r.Headline.Earlier.N >= fact.TinyBase:
		o := b.Bounds(r.Old, r.Force.Area())
		return section.Cell(o.Lowest, " to ", o.Highest)
	}
	return section.Cell("none")
}

// withinCells are a force's latest year, its ratio to the base year and the adjusted
// p-value of that.
func withinCells(b *section.Builder, r analysis.ForceRow) []doc.Cell {
	w := r.Within
	if w == nil {
		return []doc.Cell{section.Cell("missing"), section.Cell("missing"), section.Cell("missing")}
	}
	p := section.Cell("none")
	if w.Defined() {
		p = section.Cell(b.Num(b.Adjusted(r)))
	}
	return []doc.Cell{section.Cell(b.Num(b.Study.CountFact(w.Later))), b.ForceRatioCell(w.Comparison,
		func() *fact.Fact { return w.RatioFact(b.Study, "within-definition") }), p}
}

// headlines states how many forces rose across the change of definition, and how many
// would stand out by chance.
func headlines(b *section.Builder, f *forcesFound) {
	s := b.Study
	var ratios []*fact.Fact
	above := 0
	for _, r := range b.Rows {
		if r.Headline.Defined() {
			ratios = append(ratios, r.Headline.RatioFact(s, "headline"))
		}
		if r.Headline.Ratio > 1 && r.HeadlineP < 1-analysis.Level {
			above++
		}
	}
	f.Forces = b.Tally("forces.compared", len(ratios), fact.UnitForces, "forces with a ratio of the two years",
		fact.HowMany, fact.AllAs("of", ratios)...)
	tested, _ := s.Tested("headline", b.Rows,
		func(r analysis.ForceRow) *analysis.Comparison { return &r.Headline.Comparison })
	across := b.TallyFact("forces.headline-above-one", above, fact.UnitForces,
		"forces whose headline ratio is above 1 with adjusted p < 0.05", fact.AboveOne, fact.As("tested", tested))
	across.Caveat = s.Caveat()
	f.Above = b.Num(across)
	chance := tested.Value * (1 - analysis.Level)
	f.ByChance = b.Num(&fact.Fact{
		Name: "forces.expected-by-chance", Value: chance, Unit: fact.UnitForces, Area: s.National.Name, Period: s.Covered(),
		Definition: "forces × 0.05, without adjustment", Vintage: string(s.Release.Vintage),
		Method: fact.ByChance.At(analysis.Level),
		Inputs: []fact.Input{fact.As("forces", tested)}, Text: fact.FormatFixed(chance, 1),
	})
}

// withins states how many forces rose and fell within the new definition. A force that
// stopped recording has not fallen, and one with a quarter of none after dozens has done neither.
func withins(b *section.Builder, f *forcesFound) {
	up, down := 0, 0
	for _, r := range b.Rows {
		w := r.Within
		if w == nil {
			continue
		}
		switch {
		case r.WithinP >= 1-analysis.Level || b.Study.Unreadable(w.Later, w.Earlier):
		case w.Ratio > 1:
			up++
		case w.Ratio < 1 && (w.Later.N > 0 || b.Silent(r.Force.Name) == ""):
			down++
		}
	}
	tested, silent := b.TestedWithin()
	f.Up = b.Tally("forces.within-above-one", up, fact.UnitForces,
		"forces whose within-definition ratio is above 1 with adjusted p < 0.05", fact.AboveOne, fact.As("tested", tested))
	f.Down = b.Tally("forces.within-below-one", down, fact.UnitForces,
		"forces whose within-definition ratio is below 1 with adjusted p < 0.05", fact.BelowOne,
		append([]fact.Input{fact.As("tested", tested)}, silent...)...)
}

// latestWithin reports whether the last whole year is of the definition that began with
// the study's change, and later than the base year, so that the two can be compared.
func latestWithin(b *section.Builder) bool {
	s := b.Study
	return s.LatestYear > s.Base && len(s.Series.Crossed(s.LatestYear.Period(), s.Base.Period())) == 0
}

// Annex is the section of the counts and rates of every force by year.
func Annex(b *section.Builder) (any, error) {
	s := b.Study
	t := &doc.Table{ID: "table-annual", Break: true, Forces: len(s.Release.Forces),
		Caption: section.Cell(fmt.Sprintf("Offences recorded under code 88A by force and financial year; the code "+
			"widened in %s, "+
			"so years before and after it are not comparable", b.Terms().Change)),
		Columns: []doc.Column{{Head: "Police force"}}}
	var partial string
	for _, p := range s.Years() {
		head := p.From.Year().String()
		if !p.WholeYears() {
			head += " (part)"
			partial = p.String()
		}
		t.Columns = append(t.Columns, doc.Column{Head: head, Align: doc.Right})
	}
	areas := []records.Area{s.National}
	for _, name := range s.Release.Forces {
		f, err := s.Data.Forces.Find(name)
		if err != nil {
			return nil, err
		}
		areas = append(areas, f.Area())
	}
	for _, a := range areas {
		row := []doc.Cell{section.Cell(a.Display())}
		for _, p := range s.Years() {
			if _, err := s.Count(a, p); records.NoNumber(err) {
				row = append(row, section.Cell("missing"))
				continue
			}
			row = append(row, section.Cell(b.Count(a, p)))
		}
		t.Rows = append(t.Rows, row)
	}
	b.Table(t)
	rates, err := rates(b, areas)
	return struct {
		T       section.Terms
		Part    string
		Partial bool
		Rates   rateTable
	}{b.Terms(), partial, partial != "", rates}, err
}
