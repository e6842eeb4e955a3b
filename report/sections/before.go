package sections

import (
	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/report/doc"
)

func before(b *builder) (any, error) {
	s := b.study
	compared, err := s.BeforeAfter(s.National)
	if err != nil {
		return nil, err
	}
	growth, err := s.YearOnYear(s.National)
	if err != nil {
		return nil, err
	}
	controls, err := s.Controls()
	if err != nil {
		return nil, err
	}
	f := struct {
		T             Terms
		After, Before Num
		Headline      Num
		Poisson       Num
		Phi           Num
		Old           Bounds
		Within        *Change
		SameMonths    *Change
		Growth        bool
		Slowest       Change
		Fastest       Change
		Controls      bool
		FirstYear     *FirstYear
		Steps         steps
		NegBin        *Num
		Contradicted  Num
		Odd           Num
		Measures      bool
		Clash         *Clash
		Scotland      *Contrast
	}{
		T: b.terms(), After: b.num(s.CountFact(compared.Headline.Later)), Before: b.num(s.CountFact(compared.Headline.Earlier)),
		Phi: b.num(s.Scatter(s.National, s.AfterYear.Period()).Fact), Old: b.bounds(compared.Old, s.National), Controls: len(controls) > 0,
	}
	if f.FirstYear, err = b.firstYear(s.National); err != nil {
		return nil, err
	}
	headline := compared.Headline.RatioFact(s, "headline")
	f.Headline, f.Poisson = b.num(headline), b.num(compared.Headline.PoissonFact(headline))
	if compared.Within != nil {
		c := b.change(*compared.Within, "within-definition")
		f.Within = &c
	}
	if compared.SameMonths != nil {
		c := b.change(*compared.SameMonths, "same-months")
		f.SameMonths = &c
	}
	b.comparisons("table-comparisons", compared)
	if len(growth) > 0 {
		f.Growth = true
		slow, fast := growth[0], growth[0]
		t := &doc.Table{ID: "table-growth", Caption: cell("Each year under the old definition against the year before, England and Wales"), Columns: []doc.Column{
			{Head: "Year"}, {Head: "Recorded", Align: doc.Right}, {Head: "Year before", Align: doc.Right}, {Head: "Ratio (95 per cent limits)", Align: doc.Right},
		}}
		for _, w := range growth {
			if w.Ratio < slow.Ratio {
				slow = w
			}
			if w.Ratio > fast.Ratio {
				fast = w
			}
			t.Rows = append(t.Rows, []doc.Cell{cell(w.Later.Period.String()), cell(b.num(s.CountFact(w.Later))), cell(b.num(s.CountFact(w.Earlier))),
				b.ratioCell(w.Comparison, func() *fact.Fact { return w.RatioFact(s, growthKind(w)) })})
		}
		f.Slowest, f.Fastest = b.change(slow, growthKind(slow)), b.change(fast, growthKind(fast))
		b.table(t)
	}
	if f.Controls {
		t := &doc.Table{ID: "table-controls", Caption: cell("Other recorded offences over the same two years, England and Wales; the totals are without code 88A"), Columns: []doc.Column{
			{Head: "Series"}, {Head: s.BeforeYear.String(), Align: doc.Right}, {Head: s.AfterYear.String(), Align: doc.Right}, {Head: "Ratio (95 per cent limits)", Align: doc.Right},
		}}
		for _, c := range controls {
			t.Rows = append(t.Rows, []doc.Cell{cell(c.Series.String()), cell(b.num(s.CountFact(c.Earlier))), cell(b.num(s.CountFact(c.Later))),
				b.ratioCell(c.Comparison, func() *fact.Fact { return c.RatioFact(s) })})
		}
		b.table(t)
	}
	if f.Steps, err = b.steps(); err != nil {
		return nil, err
	}
	if f.Contradicted, f.Odd, f.Clash, f.Measures, err = b.measures(); err != nil {
		return nil, err
	}
	negBin, err := s.NegBinChoice()
	if err != nil {
		return nil, err
	}
	if negBin != nil {
		n := b.num(negBin.Fact(s))
		f.NegBin = &n
	}
	scotland, ok, err := s.AgainstNation("Scotland")
	if err != nil {
		return nil, err
	}
	if ok {
		x := b.contrast(scotland)
		f.Scotland = &x
	}
	b.code("stats.CompareRatesQuasi", []string{s.Release.File}, f.Headline)
	return f, nil
}

func growthKind(w analysis.Within) string { return "year-on-year." + w.Later.Period.Key() }

// comparisons is the table of an area before, across and after the change of definition,
// never one comparison alone.
func (b *builder) comparisons(id string, x analysis.BeforeAfter) {
	s := b.study
	t := &doc.Table{ID: id, Caption: cell("Before and after April 2017 in " + x.Area.Display() + ": kinds of comparison, never one alone"), Columns: []doc.Column{
		{Head: "What is compared", Width: 0.36}, {Head: "Later", Width: 0.19}, {Head: "Earlier", Width: 0.19}, {Head: "Ratio (95 per cent limits)", Width: 0.26},
	}}
	when := func(n Num, p records.Period) doc.Cell { return cell(n, " in "+p.String()) }
	h := x.Headline
	t.Rows = append(t.Rows, []doc.Cell{
		cell("Headline, not comparable: the code widened"),
		when(b.num(s.CountFact(h.Later)), h.Later.Period), when(b.num(s.CountFact(h.Earlier)), h.Earlier.Period),
		b.forceRatioCell(h.Comparison, func() *fact.Fact { return h.RatioFact(s, "headline") }),
	})
	o := b.bounds(x.Old, x.Area)
	old := cell("no ratio, none before")
	switch {
	case h.Earlier.N < analysis.TinyBase && h.Defined():
		old = cell("base under ten")
	case x.Old.Lowest.Defined() && x.Old.Highest.Defined():
		old = cell("between ", o.Lowest, " (", limits(o.Lowest), ") and ", o.Highest, " (", limits(o.Highest), ")")
	}
	label := "Old definition only: s.15A taken off, by published figures"
	if !o.Published {
		label = "Old definition only: the report has no s.15A figure for this area, so none or all of the code may be s.15; the upper end is not comparable"
	}
	t.Rows = append(t.Rows, []doc.Cell{
		cell(label),
		cell("between ", o.LowLeft, " and ", o.HighLeft, " in "+x.Old.Highest.After.Period.String()), when(o.Before, x.Old.Highest.Earlier.Period), old,
	})
	within := func(label, kind string, w *analysis.Within) {
		if w == nil {
			t.Rows = append(t.Rows, []doc.Cell{cell(label), cell("not in release"), cell("not in release"), cell("none yet")})
			return
		}
		t.Rows = append(t.Rows, []doc.Cell{cell(label), when(b.num(s.CountFact(w.Later)), w.Later.Period), when(b.num(s.CountFact(w.Earlier)), w.Earlier.Period),
			b.forceRatioCell(w.Comparison, func() *fact.Fact { return w.RatioFact(s, kind) })})
	}
	within("Within the new definition: latest whole year, base year", "within-definition", x.Within)
	within("Within the new definition: latest whole year, start-up year", "from-start-up", x.StartUp)
	within("Within the new definition: latest months, same months a year before", "same-months", x.SameMonths)
	b.table(t)
}
