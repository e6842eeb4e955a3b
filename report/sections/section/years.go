package section

import (
	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/report/doc"
	"grooming-report/report/sections/fair"
)

// Years is the table of an area by financial year: counts with both kinds of limits, and code
// 71 beside them. A whole year's rate is its count; the limits of a part year are of its rate,
// which stands behind its count, unless that is none. It returns the rates.
func (b *Builder) Years(a records.Area, id, caption string) ([]Num, error) {
	s := b.Study
	t := &doc.Table{ID: id, Caption: Cell(caption + "; " + b.Unlike()), Columns: []doc.Column{
		{Head: "Period"}, {Head: "Code 88A holds"}, {Head: "Recorded", Align: doc.Right},
		{Head: "95 per cent limits", Align: doc.Right}, {Head: "As if Poisson", Align: doc.Right},
	}}
	_, with71 := s.Release.Period(s.Sibling())
	if with71 {
		t.Columns = append(t.Columns, doc.Column{Head: "Code 71", Align: doc.Right})
	}
	var rates []Num
	for _, p := range s.Years() {
		row := []doc.Cell{Cell(p.String()), Cell(Set(b.Holds(p)))}
		rate, err := s.Rate(a, p)
		switch {
		case records.NoNumber(err):
			row = append(row, Cell("missing"), Cell("missing"), Cell("missing"))
		case err != nil:
			return nil, err
		default:
			r := b.Num(s.RateFact(rate))
			rates = append(rates, r)
			recorded := Cell(b.Count(a, p))
			if !p.WholeYears() && rate.Count.N != 0 {
				recorded = Cell(b.Count(a, p), " (", r, " a year)")
			}
			row = append(row, recorded, Cell(Limits(r)), Cell(Limits(b.Num(s.PoissonRateFact(rate)))))
		}
		if with71 {
			c, err := s.CountOf(s.Sibling(), a, p)
			if err != nil {
				row = append(row, Cell("not in release"))
			} else {
				row = append(row, Cell(b.Num(s.CountFact(c))))
			}
		}
		t.Rows = append(t.Rows, row)
	}
	b.Table(t)
	return rates, nil
}

// Comparisons is the table of an area before, across and after the change of definition,
// never one comparison alone.
func (b *Builder) Comparisons(id string, x analysis.BeforeAfter) {
	s := b.Study
	t := &doc.Table{ID: id, Caption: Cell("Before and after April 2017 " + x.Area.In() +
		": kinds of comparison, never one alone"), Columns: []doc.Column{
		{Head: "What is compared", Width: 0.31}, {Head: "Later", Width: 0.16}, {Head: "Earlier", Width: 0.155},
		{Head: "Ratio (95 per cent CI)", Width: 0.22}, {Head: "Change", Width: 0.155},
	}}
	when := func(n Num, p records.Period) doc.Cell { return Cell(n, " in "+p.String()) }
	h := x.Headline
	t.Rows = append(t.Rows, []doc.Cell{
		Cell("Across the change, not comparable: the code widened"),
		when(b.Num(s.CountFact(h.Later)), h.Later.Period), when(b.Num(s.CountFact(h.Earlier)), h.Earlier.Period),
		b.ForceRatioCell(h.Comparison, func() *fact.Fact { return h.RatioFact(s, "headline") }), Cell(fair.Caveat),
	})
	t.Rows = append(t.Rows, b.oldRow(x, when))
	within := func(label, kind string, w *analysis.Within) {
		if w == nil {
			t.Rows = append(t.Rows, []doc.Cell{Cell(label), Cell("not in release"), Cell("not in release"), Cell("none yet"),
				Cell("none yet")})
			return
		}
		t.Rows = append(t.Rows, []doc.Cell{Cell(label), when(b.Num(s.CountFact(w.Later)), w.Later.Period),
			when(b.Num(s.CountFact(w.Earlier)), w.Earlier.Period),
			b.ForceRatioCell(w.Comparison, func() *fact.Fact { return w.RatioFact(s, kind) }),
			changeCell(w.Earlier.N, b.Change(w, kind))})
	}
	within("Within the new definition: latest whole year, base year", "within-definition", x.Within)
	within("Within the new definition: latest whole year, start-up year", "from-start-up", x.StartUp)
	within("Within the new definition: latest months, same months a year before", "same-months", x.SameMonths)
	b.Table(t)
}

// oldRow is the row on the old definition alone. Without a published figure of the new
// offence, none or all of the code may be old, which says nothing.
func (b *Builder) oldRow(x analysis.BeforeAfter, when func(Num, records.Period) doc.Cell) []doc.Cell {
	o := b.Bounds(x.Old, x.Area)
	before := when(o.Before, x.Old.Highest.Earlier.Period)
	if !o.Published {
		return []doc.Cell{Cell("Old definition only"), Cell("no figure of s.15A for this area"), before,
			Cell("cannot be said"), Cell("cannot be said")}
	}
	old, change := Cell("no ratio, none before"), changeCell(x.Headline.Earlier.N, nil)
	switch {
	case x.Headline.Earlier.N < fact.TinyBase && x.Headline.Defined():
		old = Cell("base under ten")
	case x.Old.Lowest.Defined() && x.Old.Highest.Defined():
		old = Cell("between ", o.Lowest, " (", Limits(o.Lowest), ") and ", o.Highest, " (", Limits(o.Highest), ")")
		if x.Headline.Earlier.N >= fact.SmallBase {
			change = Cell("none, on bases of two releases")
		}
	}
	if low, high := o.LowChange, o.HighChange; low.Fact != nil {
		change = Cell("between ", low.Num, " "+low.Direction+" and ", high.Num, " "+high.Direction)
		if low.Direction == high.Direction {
			change = Cell("between ", low.Num, " and ", high.Num, " "+high.Direction)
		}
	}
	return []doc.Cell{
		Cell("Old definition only: s.15A taken off, by published figures"),
		Cell("between ", o.LowLeft, " and ", o.HighLeft, " in "+x.Old.Highest.After.Period.String()), before, old, change,
	}
}

// changeCell is a change in per cent beside its ratio, or why there is none.
func changeCell(earlier int, c *Change) doc.Cell {
	switch {
	case c != nil && c.HasPerCent:
		return Cell(c.PerCent, " "+c.Direction)
	case earlier == 0:
		return Cell("none before")
	case earlier < fact.TinyBase:
		return Cell("base under ten")
	case earlier < fact.SmallBase:
		return Cell("base under fifty")
	case c != nil && c.AsMany:
		return Cell("none")
	}
	return Cell("cannot be said")
}
