package sections

import (
	"cmp"
	"math"
	"slices"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/robustness"
	"grooming-report/report/doc"
)

func before(b *builder) (any, error) {
	s := b.study
	compared, err := s.BeforeAfter(s.National)
	if err != nil {
		return nil, err
	}
	headline := compared.Headline.RatioFact(s, "headline")
	f := struct {
		T                  terms
		After, Before      num
		Headline, Poisson  num
		OldPhi, Phi        num
		Old                bounds
		Within, SameMonths *change
		Growth             *yearOnYear
		Controls           bool
		FirstYear          *firstYear
		FromLater          *fromLater
		Steps              steps
		NegBin             *num
		Contradicted, Odd  num
		Measures           bool
		Clash              *clashing
		Scotland           *contrast
	}{
		T:     b.terms(),
		After: b.num(s.CountFact(compared.Headline.Later)), Before: b.num(s.CountFact(compared.Headline.Earlier)),
		Headline: b.num(headline), Poisson: b.num(compared.Headline.PoissonFact(headline)),
		OldPhi: b.num(s.Scatter(s.National, s.BeforeYear.Period()).Fact),
		Phi:    b.num(s.Scatter(s.National, s.AfterYear.Period()).Fact), Old: b.bounds(compared.Old, s.National),
		Within:     b.change(compared.Within, "within-definition"),
		SameMonths: b.change(compared.SameMonths, "same-months"),
	}
	b.comparisons("table-comparisons", compared)
	if f.Growth, err = b.yearOnYear(); err != nil {
		return nil, err
	}
	if f.Controls, err = b.controls(); err != nil {
		return nil, err
	}
	if f.FromLater, err = b.fromLater(); err != nil {
		return nil, err
	}
	if f.FirstYear, err = b.firstYear(s.National); err != nil {
		return nil, err
	}
	if f.Steps, err = b.steps(); err != nil {
		return nil, err
	}
	if f.Contradicted, f.Odd, f.Clash, f.Measures, err = b.measures(); err != nil {
		return nil, err
	}
	if negBin, err := robustness.NegBin(s); err != nil {
		return nil, err
	} else if negBin != nil {
		f.NegBin = new(b.num(negBin.Fact(s)))
	}
	if scotland, ok, err := s.AgainstNation("Scotland"); err != nil {
		return nil, err
	} else if ok {
		f.Scotland = new(b.contrast(scotland))
	}
	b.code("stats.CompareRatesQuasi", []string{s.Release.File}, f.Headline)
	return f, nil
}

// A yearOnYear is how the years before the change grew, ready for prose.
type yearOnYear struct{ Slowest, Fastest change }

// yearOnYear is the table of each year before the change against the year before it; nil
// for a release that has no two of them.
func (b *builder) yearOnYear() (*yearOnYear, error) {
	s := b.study
	growth, err := s.YearOnYear(s.National)
	if err != nil || len(growth) == 0 {
		return nil, err
	}
	t := &doc.Table{ID: "table-growth",
		Caption: cell("Each year under the old definition against the year before, England and Wales"),
		Columns: []doc.Column{
			{Head: "Year"}, {Head: "Recorded", Align: doc.Right}, {Head: "Year before", Align: doc.Right},
			{Head: "Ratio (95 per cent CI)", Align: doc.Right},
		}}
	kind := func(w analysis.Within) string { return "year-on-year." + w.Later.Period.Key() }
	for _, w := range growth {
		t.Rows = append(t.Rows, []doc.Cell{
			cell(w.Later.Period.String()), cell(b.num(s.CountFact(w.Later))), cell(b.num(s.CountFact(w.Earlier))),
			b.ratioCell(w.Comparison, func() *fact.Fact { return w.RatioFact(s, kind(w)) })})
	}
	b.table(t)
	byRatio := func(x, y analysis.Within) int { return cmp.Compare(x.Ratio, y.Ratio) }
	slowest, fastest := slices.MinFunc(growth, byRatio), slices.MaxFunc(growth, byRatio)
	return &yearOnYear{*b.change(&slowest, kind(slowest)), *b.change(&fastest, kind(fastest))}, nil
}

// controls is the table of the other series over the two years of the headline; it
// reports whether the release has any.
func (b *builder) controls() (bool, error) {
	s := b.study
	controls, err := s.Controls()
	if err != nil || len(controls) == 0 {
		return false, err
	}
	t := &doc.Table{ID: "table-controls",
		Caption: cell("Other recorded offences over the same two years, England and Wales; the totals are without code 88A"),
		Columns: []doc.Column{
			{Head: "Series"}, {Head: s.BeforeYear.String(), Align: doc.Right}, {Head: s.AfterYear.String(), Align: doc.Right},
			{Head: "Ratio (95 per cent CI)", Align: doc.Right},
		}}
	for _, c := range controls {
		t.Rows = append(t.Rows, []doc.Cell{
			cell(c.Series.String()), cell(b.num(s.CountFact(c.Earlier))), cell(b.num(s.CountFact(c.Later))),
			b.ratioCell(c.Comparison, func() *fact.Fact { return c.RatioFact(s) })})
	}
	b.table(t)
	return true, nil
}

// comparisons is the table of an area before, across and after the change of definition,
// never one comparison alone.
func (b *builder) comparisons(id string, x analysis.BeforeAfter) {
	s := b.study
	t := &doc.Table{ID: id, Caption: cell("Before and after April 2017 in " + x.Area.InProse() +
		": kinds of comparison, never one alone"), Columns: []doc.Column{
		{Head: "What is compared", Width: 0.36}, {Head: "Later", Width: 0.19}, {Head: "Earlier", Width: 0.19},
		{Head: "Ratio (95 per cent CI)", Width: 0.26},
	}}
	when := func(n num, p records.Period) doc.Cell { return cell(n, " in "+p.String()) }
	h := x.Headline
	t.Rows = append(t.Rows, []doc.Cell{
		cell("Across the change, not comparable: the code widened"),
		when(b.num(s.CountFact(h.Later)), h.Later.Period), when(b.num(s.CountFact(h.Earlier)), h.Earlier.Period),
		b.forceRatioCell(h.Comparison, func() *fact.Fact { return h.RatioFact(s, "headline") }),
	})
	t.Rows = append(t.Rows, b.oldRow(x, when))
	within := func(label, kind string, w *analysis.Within) {
		if w == nil {
			t.Rows = append(t.Rows, []doc.Cell{cell(label), cell("not in release"), cell("not in release"), cell("none yet")})
			return
		}
		t.Rows = append(t.Rows, []doc.Cell{cell(label), when(b.num(s.CountFact(w.Later)), w.Later.Period),
			when(b.num(s.CountFact(w.Earlier)), w.Earlier.Period),
			append(b.forceRatioCell(w.Comparison, func() *fact.Fact { return w.RatioFact(s, kind) }),
				b.perCent(b.change(w, kind))...)})
	}
	within("Within the new definition: latest whole year, base year", "within-definition", x.Within)
	within("Within the new definition: latest whole year, start-up year", "from-start-up", x.StartUp)
	within("Within the new definition: latest months, same months a year before", "same-months", x.SameMonths)
	b.table(t)
}

// oldRow is the row on the old definition alone. Without a published figure of the new
// offence, none or all of the code may be old, which says nothing.
func (b *builder) oldRow(x analysis.BeforeAfter, when func(num, records.Period) doc.Cell) []doc.Cell {
	o := b.bounds(x.Old, x.Area)
	before := when(o.Before, x.Old.Highest.Earlier.Period)
	if !o.Published {
		return []doc.Cell{cell("Old definition only"), cell("no figure of s.15A for this area"), before,
			cell("cannot be said")}
	}
	old := cell("no ratio, none before")
	switch {
	case x.Headline.Earlier.N < analysis.TinyBase && x.Headline.Defined():
		old = cell("base under ten")
	case x.Old.Lowest.Defined() && x.Old.Highest.Defined():
		old = cell("between ", o.Lowest, " (", limits(o.Lowest), ") and ", o.Highest, " (", limits(o.Highest), ")")
	}
	return []doc.Cell{
		cell("Old definition only: s.15A taken off, by published figures"),
		cell("between ", o.LowLeft, " and ", o.HighLeft, " in "+x.Old.Highest.After.Period.String()), before, old,
	}
}

// perCent is a change in per cent behind its ratio; nothing on a small base, or for a
// change that rounds to none.
func (b *builder) perCent(c *change) doc.Cell {
	if c == nil || !c.HasPerCent || math.Abs(c.PerCent.fact.Value) < 0.5 {
		return nil
	}
	return cell(", or ", c.PerCent, " "+c.Direction)
}
