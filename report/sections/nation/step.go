package nation

import (
	"slices"

	"grooming-report/analysis/claims"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/trends"
	"grooming-report/report/doc"
	"grooming-report/report/sections/section"
)

// A step is a segmented regression, ready for prose.
type step struct {
	Who, From, To         string
	Reason                string // why there is no estimate; empty if there is one
	Step, Scaled, Newey   section.Num
	Trend, Slope          section.Num
	Phi                   section.Num
	Autocorrelation       []section.Num
	AutocorrelationBounds section.Num
	Late                  bool
}

// settling is how many quarters recording took to reach its new level, ready for prose.
type settling struct {
	When                          string
	Count, Fitted                 section.Num
	Trend, Observed               section.Num // the earlier trend carried on, and the count over it
	Short                         section.Num // the step with a quarter of transition fewer
	Fit                           step
	WantedF, WantedP              section.Num
	FurtherF, FurtherP            section.Num
	WantedDegrees, FurtherDegrees string // of freedom
}

// steps is the prose of the regressions, and their table.
type steps struct {
	National, Window, Force step
	Settling                *settling // in England and Wales; nil without
	Settled                 string    // the quarter that the step is at
	Transition              string    // how many quarters come between
	Controls                []step
}

func stateStep(b *section.Builder, br trends.Break, who string) step {
	s := b.Study
	x := step{Who: who, Reason: br.Reason, Late: br.Late, From: br.Period.From.String(), To: br.Period.To.String()}
	if br.Model == nil {
		return x
	}
	step := br.Step()
	x.Step, x.Scaled, x.Newey = b.Num(step.Fact(s)), b.Num(step.ScaledFact(s)), b.Num(step.NeweyWestFact(s))
	x.Trend, x.Slope, x.Phi = b.Num(br.Trend().Fact(s)), b.Num(br.SlopeChange().Fact(s)), b.Num(br.DispersionFact(s))
	b.Num(br.Trend().ScaledFact(s))
	b.Num(br.Trend().NeweyWestFact(s))
	b.Num(br.SlopeChange().ScaledFact(s))
	b.Num(br.SlopeChange().NeweyWestFact(s))
	bounds := br.AutocorrelationBoundFact(s)
	x.AutocorrelationBounds = b.Num(bounds)
	for _, f := range br.AutocorrelationFacts(s) {
		x.Autocorrelation = append(x.Autocorrelation, b.Num(f))
	}
	return x
}

// stateSteps fits the regressions and makes their table.
func stateSteps(b *section.Builder) (steps, error) {
	s := b.Study
	bs, err := trends.FitBreaks(s)
	if err != nil {
		return steps{}, err
	}
	x := steps{
		National: stateStep(b, bs.National, "code 88A, "+s.National.Name),
		Window:   stateStep(b, bs.Window, "code 88A, "+s.National.Name+", as many years after as before"),
		Force:    stateStep(b, bs.Force, "code 88A, "+s.Area.Display()),
	}
	if x.Settling, err = stateSettling(b); err != nil {
		return steps{}, err
	}
	x.Settled, x.Transition = bs.National.Settled().String(), section.InWords(bs.National.Transition)
	for _, c := range bs.Controls {
		x.Controls = append(x.Controls, stateStep(b, c, c.Series.String()+", "+s.National.Name))
	}
	t := &doc.Table{ID: "table-step", Caption: section.Cell("The later line carried back over the earlier trend " +
		"carried on, at " +
		"the end of the transition: segmented regression of quarters, for code 88A not comparable, with 95 per cent " +
		"limits of two kinds"),
		Columns: []doc.Column{
			{Head: "Series"}, {Head: "Trend a year, before", Align: doc.Right}, {Head: "Step, limits scaled by dispersion",
				Align: doc.Right}, {Head: "Newey–West limits", Align: doc.Right},
			{Head: "Trend after ÷ before", Align: doc.Right}, {Head: "Dispersion", Align: doc.Right},
		}}
	rows := []step{x.National, x.Window, x.Force}
	if x.Settling != nil {
		rows = slices.Insert(rows, 1, x.Settling.Fit)
	}
	for _, r := range append(rows, x.Controls...) {
		if r.Reason != "" {
			t.Rows = append(t.Rows, []doc.Cell{section.Cell(r.Who), section.Cell("none: " + r.Reason), section.Cell("none"),
				section.Cell("none"),
				section.Cell("none"), section.Cell("none")})
			continue
		}
		t.Rows = append(t.Rows, []doc.Cell{section.Cell(r.Who), section.Cell(r.Trend, " (", section.Limits(r.Trend), ")"),
			section.Cell(r.Scaled, " (", section.Limits(r.Scaled), ")"), section.Cell(section.Limits(r.Newey)),
			section.Cell(r.Slope, " (", section.Limits(r.Slope), ")"),
			section.Cell(r.Phi)})
	}
	b.Table(t)
	b.Draws("segmented", drawnQuarters(b, s.National, s.Area)...)
	b.Code("stats.FitSegmented", []string{s.Release.File}, stepped(x.National, x.Window, x.Force)...)
	return x, nil
}

// drawnQuarters are the counts of areas by quarter.
func drawnQuarters(b *section.Builder, areas ...records.Area) []*fact.Fact {
	s := b.Study
	var counts []*fact.Fact
	for _, area := range areas {
		for q := s.Covered().From; q <= s.Covered().To; q++ {
			if c, err := s.Count(area, q.Period()); err == nil {
				counts = append(counts, b.Num(s.CountFact(c)).Fact)
			}
		}
	}
	return counts
}

// stateSettling states how many quarters of transition the counts call for.
func stateSettling(b *section.Builder) (*settling, error) {
	s := b.Study
	x, err := trends.FitSettling(s)
	if err != nil || x == nil {
		return nil, err
	}
	quarters := " quarters of transition"
	if x.Short.Transition == 1 {
		quarters = " quarter of transition"
	}
	return &settling{
		Fit:  stateStep(b, x.Short, "code 88A, "+s.National.Name+", "+section.InWords(x.Short.Transition)+quarters),
		When: x.Count.Period.String(), Count: b.Num(x.Count), Fitted: b.Num(x.Fitted),
		Trend: b.Num(x.Trend), Observed: b.Num(x.Observed), Short: b.Num(x.Short.Step().Fact(s)),
		WantedF: b.Num(x.Wanted.F), WantedP: b.Num(x.Wanted.P), FurtherF: b.Num(x.Further.F), FurtherP: b.Num(x.Further.P),
		WantedDegrees: b.Named(x.Wanted.Degrees), FurtherDegrees: b.Named(x.Further.Degrees),
	}, nil
}

// stepped lists the steps that were estimated.
func stepped(all ...step) []section.Num {
	var ns []section.Num
	for _, x := range all {
		if x.Reason == "" {
			ns = append(ns, x.Step)
		}
	}
	return ns
}

// A clashing is two published figures that cannot both hold, ready for prose.
type clashing struct {
	Part, Whole, Left, Rest  section.Num
	PartWhen, Year, RestWhen string
}

// measures is the table of published s.15A figures beside code 88A.
func measures(b *section.Builder) (contradictions, odd section.Num, clash *clashing, any bool, err error) {
	s := b.Study
	ms, err := s.Measures()
	if err != nil || len(ms) == 0 {
		return
	}
	t := &doc.Table{ID: "table-measures", Caption: section.Cell("Published figures of the new offence beside " +
		"code 88A, which " +
		"should contain them: two different measures; " + b.Unlike()), Columns: []doc.Column{
		{Head: "Area and period"}, {Head: "Published by"},
		{Head: "s.15A, as published", Align: doc.Right}, {Head: "Code 88A", Align: doc.Right},
		{Head: "Left for s.15 (least to greatest over the releases)", Align: doc.Right},
		{Head: "Code 88A in " + s.BeforeYear.String(), Align: doc.Right},
	}}
	var inputs, odds []fact.Input
	n, strange := 0, 0
	for _, m := range ms {
		left := b.Num(m.LeftFact(s))
		inputs = append(inputs, fact.As("of", left.Fact))
		last := m.Counts[len(m.Counts)-1]
		p := m.Published
		row := []doc.Cell{section.Cell(p.Area + ", " + p.Period.String()),
			section.Cell(b.By(p.Publisher, p.Date, p.URL, b.Doubt(&p))),
			section.Cell(b.Num(claims.FigureFact(m.Published))), section.Cell(b.Num(s.CountFact(last))),
			section.Cell(left, " (", section.Limits(left), ")")}
		if m.Contradicts() {
			n++
		}
		if m.YearBefore != nil {
			before := b.Num(s.CountFact(*m.YearBefore))
			row, odds = append(row, section.Cell(before)), append(odds, fact.As("of", left.Fact), fact.As("before", before.Fact))
			if m.Odd() {
				strange++
			}
		} else {
			row = append(row, section.Cell("not a whole year"))
		}
		t.Rows = append(t.Rows, row)
	}
	b.Table(t)
	contradictions = b.Tally("measures.contradictions", n, fact.UnitNumber,
		"published s.15A figures above the 88A count that should contain them, in any vintage", fact.BelowNone, inputs...)
	odd = b.Tally("measures.odd", strange, fact.UnitNumber, "published s.15A figures of a whole year that leave more "+
		"than twice the 88A count of the last year under the old definition", fact.OverTwice, odds...)
	for i, c := range s.Clashes(ms) {
		if i == 0 || c.Left < int(clash.Left.Fact.Value) {
			clash = &clashing{b.Num(claims.FigureFact(c.Part)), b.Num(claims.FigureFact(c.Whole)), b.Num(c.LeftFact()),
				b.Num(s.CountFact(c.Rest)),
				c.Part.Period.Months(), c.Whole.Period.String(), c.Rest.Period.Months()}
		}
	}
	return contradictions, odd, clash, true, nil
}
