package area

import (
	"math"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/report/doc"
	"grooming-report/report/sections/section"
)

// Rest is the section that sets every force beside the rest of England and Wales.
func Rest(b *section.Builder) (any, error) {
	s := b.Study
	f := struct {
		T                    section.Terms
		Tested, Differ, Wide section.Num
		Which                []differing
		Widely               string // the names of those that differ by the larger dispersion
		Any, One             bool
	}{T: b.Terms()}
	rows, err := s.AllAgainstRest()
	if err != nil {
		return nil, err
	}
	tested := s.TestedAgainstRest(rows)
	if tested == nil {
		return f, nil
	}
	differ := s.DifferFact(rows, tested)
	f.Any, f.One, f.Tested = true, differ.Value == 1, b.Num(tested)
	f.Differ, f.Wide = b.Spelled(differ), b.Spelled(s.DifferWidelyFact(rows, tested))
	t := &doc.Table{ID: "table-rest", Break: true, Forces: len(rows),
		Caption: section.Cell("The ratio of " + s.AfterYear.String() +
			" to " + s.BeforeYear.String() + " in each police force ÷ that in the rest of England and Wales, by name; the two " +
			"ratios are not comparable in themselves, because the code widened in all; 95 per cent limits in brackets"),
		Columns: []doc.Column{
			{Head: "Police force"}, {Head: "Times the ratio of the rest", Align: doc.Right},
			{Head: "p, adjusted", Align: doc.Right},
		}}
	var widely []string
	for _, r := range rows {
		ratio, p := section.Cell("no ratio, none before"), section.Cell("none")
		switch {
		case r.Later.Value <= 0:
			ratio = section.Cell("no ratio, none after")
		case r.Earlier.Value > 0 && r.Earlier.Value < fact.TinyBase:
			ratio = section.Cell("base under ten")
		case r.Defined():
			n := b.Num(r.Fact(s))
			ratio = section.Cell(n, " (", section.Limits(n), ")")
		}
		if !math.IsNaN(r.P) {
			p = section.Cell(b.Num(r.PFact(s, tested)))
		}
		t.Rows = append(t.Rows, []doc.Cell{section.Cell(r.Force.Display()), ratio, p})
		if r.Differs() {
			f.Which = append(f.Which, differing{b.Named(r.Force.Area().InProse()), b.Num(r.Fact(s))})
		}
		if r.DiffersWidely() {
			widely = append(widely, b.Named(r.Force.Area().InProse()))
		}
	}
	f.Widely = records.List(widely)
	b.Table(t)
	b.Code("stats.AgainstRest", []string{s.Release.File})
	return f, nil
}

// differing is a force whose ratio differs from that of the rest, ready for prose.
type differing struct {
	Force string
	Ratio section.Num
}
