package sections

import (
	"slices"
	"strings"

	"grooming-report/analysis"
	"grooming-report/analysis/claims"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/trends"
	"grooming-report/report/doc"
)

// A step is a segmented regression, ready for prose.
type step struct {
	Who, From, To         string
	Reason                string // why there is no estimate; empty if there is one
	Step, Scaled, Newey   num
	Trend, Slope          num
	Phi                   num
	Autocorrelation       []num
	AutocorrelationBounds num
	Late                  bool
}

// settling is how many quarters recording took to reach its new level, ready for prose.
type settling struct {
	When                          string
	Count, Fitted                 num
	Trend, Observed               num // the earlier trend carried on, and the count over it
	Short                         num // the step with a quarter of transition fewer
	Fit                           step
	WantedF, WantedP              num
	FurtherF, FurtherP            num
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

func (b *builder) step(br trends.Break, who string) step {
	s := b.study
	x := step{Who: who, Reason: br.Reason, Late: br.Late, From: br.Period.From.String(), To: br.Period.To.String()}
	if br.Model == nil {
		return x
	}
	step := br.Step()
	x.Step, x.Scaled, x.Newey = b.num(step.Fact(s)), b.num(step.ScaledFact(s)), b.num(step.NeweyWestFact(s))
	x.Trend, x.Slope, x.Phi = b.num(br.Trend().Fact(s)), b.num(br.SlopeChange().Fact(s)), b.num(br.DispersionFact(s))
	b.num(br.Trend().ScaledFact(s))
	b.num(br.Trend().NeweyWestFact(s))
	b.num(br.SlopeChange().ScaledFact(s))
	b.num(br.SlopeChange().NeweyWestFact(s))
	bounds := br.AutocorrelationBoundFact(s)
	x.AutocorrelationBounds = b.num(bounds)
	for _, f := range br.AutocorrelationFacts(s) {
		x.Autocorrelation = append(x.Autocorrelation, b.num(f))
	}
	return x
}

// steps fits the regressions and makes their table.
func (b *builder) steps() (steps, error) {
	s := b.study
	bs, err := trends.FitBreaks(s)
	if err != nil {
		return steps{}, err
	}
	x := steps{
		National: b.step(bs.National, "code 88A, "+s.National.Name),
		Window:   b.step(bs.Window, "code 88A, "+s.National.Name+", as many years after as before"),
		Force:    b.step(bs.Force, "code 88A, "+s.Area.Display()),
	}
	if x.Settling, err = b.settling(); err != nil {
		return steps{}, err
	}
	x.Settled, x.Transition = bs.National.Settled().String(), inWords(bs.National.Transition)
	for _, c := range bs.Controls {
		x.Controls = append(x.Controls, b.step(c, c.Series.String()+", "+s.National.Name))
	}
	t := &doc.Table{ID: "table-step", Caption: cell("The later line carried back over the earlier trend carried on, at " +
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
			t.Rows = append(t.Rows, []doc.Cell{cell(r.Who), cell("none: " + r.Reason), cell("none"), cell("none"),
				cell("none"), cell("none")})
			continue
		}
		t.Rows = append(t.Rows, []doc.Cell{cell(r.Who), cell(r.Trend, " (", limits(r.Trend), ")"),
			cell(r.Scaled, " (", limits(r.Scaled), ")"), cell(limits(r.Newey)), cell(r.Slope, " (", limits(r.Slope), ")"),
			cell(r.Phi)})
	}
	b.table(t)
	b.figure("segmented", "table-step", b.drawnQuarters(s.National, s.Area)...)
	b.code("stats.FitSegmented", []string{s.Release.File}, stepped(x.National, x.Window, x.Force)...)
	return x, nil
}

// drawnQuarters are the counts of areas by quarter.
func (b *builder) drawnQuarters(areas ...records.Area) []*fact.Fact {
	s := b.study
	var counts []*fact.Fact
	for _, area := range areas {
		for q := s.Covered().From; q <= s.Covered().To; q++ {
			if c, err := s.Count(area, q.Period()); err == nil {
				counts = append(counts, b.num(s.CountFact(c)).fact)
			}
		}
	}
	return counts
}

// settling states how many quarters of transition the counts call for.
func (b *builder) settling() (*settling, error) {
	s := b.study
	x, err := trends.FitSettling(s)
	if err != nil || x == nil {
		return nil, err
	}
	quarters := " quarters of transition"
	if x.Short.Transition == 1 {
		quarters = " quarter of transition"
	}
	return &settling{
		Fit:  b.step(x.Short, "code 88A, "+s.National.Name+", "+inWords(x.Short.Transition)+quarters),
		When: x.Count.Period.String(), Count: b.num(x.Count), Fitted: b.num(x.Fitted),
		Trend: b.num(x.Trend), Observed: b.num(x.Observed), Short: b.num(x.Short.Step().Fact(s)),
		WantedF: b.num(x.Wanted.F), WantedP: b.num(x.Wanted.P), FurtherF: b.num(x.Further.F), FurtherP: b.num(x.Further.P),
		WantedDegrees: b.named(x.Wanted.Degrees), FurtherDegrees: b.named(x.Further.Degrees),
	}, nil
}

// Equal is a probability after its sign: = 0.147, < 0.001.
func (n num) Equal() string {
	if strings.HasPrefix(n.fact.Text, "<") {
		return n.String()
	}
	return "= " + n.String()
}

// stepped lists the steps that were estimated.
func stepped(all ...step) []num {
	var ns []num
	for _, x := range all {
		if x.Reason == "" {
			ns = append(ns, x.Step)
		}
	}
	return ns
}

// A contrast is a ratio of ratios, ready for prose.
type contrast struct {
	Defined                                  bool
	Ratio, Exact                             num
	Later, Earlier, OtherLater, OtherEarlier num
	LaterWhen, EarlierWhen                   string
	Reading                                  string
	Vintage                                  string
}

func (b *builder) contrast(c analysis.Contrast) contrast {
	s := b.study
	x := contrast{
		Defined: c.Defined() && c.Earlier.Value >= analysis.TinyBase && c.OtherEarlier.Value >= analysis.TinyBase,
		Later:   b.num(c.Later), Earlier: b.num(c.Earlier), OtherLater: b.num(c.OtherLater),
		OtherEarlier: b.num(c.OtherEarlier),
		LaterWhen:    c.Later.Period.String(), EarlierWhen: c.Earlier.Period.String(), Vintage: c.Later.Vintage,
	}
	if x.Defined {
		x.Ratio, x.Exact, x.Reading = b.num(c.Fact(s)), b.num(c.ExactFact(s)), c.Reading()
	}
	return x
}

// A clashing is two published figures that cannot both hold, ready for prose.
type clashing struct {
	Part, Whole, Left, Rest  num
	PartWhen, Year, RestWhen string
}

// measures is the table of published s.15A figures beside code 88A.
func (b *builder) measures() (contradictions, odd num, clash *clashing, any bool, err error) {
	s := b.study
	ms, err := s.Measures()
	if err != nil || len(ms) == 0 {
		return
	}
	t := &doc.Table{ID: "table-measures", Caption: cell("Published figures of the new offence beside code 88A, which " +
		"should contain them: two different measures; " + b.unlike()), Columns: []doc.Column{
		{Head: "Area and period"}, {Head: "s.15A, as published", Align: doc.Right}, {Head: "Code 88A", Align: doc.Right},
		{Head: "Left for s.15 (least to greatest over the releases)", Align: doc.Right},
		{Head: "Code 88A in " + s.BeforeYear.String(), Align: doc.Right},
	}}
	var inputs, odds []fact.Input
	n, strange := 0, 0
	for _, m := range ms {
		left := b.num(m.LeftFact(s))
		inputs = append(inputs, fact.As("of", left.fact))
		last := m.Counts[len(m.Counts)-1]
		row := []doc.Cell{cell(m.Published.Area + ", " + m.Published.Period.String()),
			cell(b.num(claims.FigureFact(m.Published))), cell(b.num(s.CountFact(last))),
			cell(left, " (", limits(left), ")")}
		if m.Contradicts() {
			n++
		}
		if m.YearBefore != nil {
			before := b.num(s.CountFact(*m.YearBefore))
			row, odds = append(row, cell(before)), append(odds, fact.As("of", left.fact), fact.As("before", before.fact))
			if m.Odd() {
				strange++
			}
		} else {
			row = append(row, cell("not a whole year"))
		}
		t.Rows = append(t.Rows, row)
	}
	b.table(t)
	contradictions = b.tally("measures.contradictions", n, fact.UnitNumber,
		"published s.15A figures above the 88A count that should contain them, in any vintage", fact.BelowNone, inputs...)
	odd = b.tally("measures.odd", strange, fact.UnitNumber, "published s.15A figures of a whole year that leave more "+
		"than twice the 88A count of the last year under the old definition", fact.OverTwice, odds...)
	for i, c := range s.Clashes(ms) {
		if i == 0 || c.Left < int(clash.Left.fact.Value) {
			clash = &clashing{b.num(claims.FigureFact(c.Part)), b.num(claims.FigureFact(c.Whole)), b.num(c.LeftFact()),
				b.num(s.CountFact(c.Rest)),
				c.Part.Period.Months(), c.Whole.Period.String(), c.Rest.Period.Months()}
		}
	}
	return contradictions, odd, clash, true, nil
}
