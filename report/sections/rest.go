package sections

import (
	"math"

	"grooming-report/analysis"
	"grooming-report/analysis/records"
	"grooming-report/report/doc"
)

// rest is the section that sets every force beside the rest of England and Wales.
func rest(b *builder) (any, error) {
	s := b.study
	f := struct {
		T                    terms
		Tested, Differ, Wide num
		Which                []differing
		Widely               string // the names of those that differ by the larger dispersion
		Any, One             bool
	}{T: b.terms()}
	rows, err := s.AllAgainstRest()
	if err != nil {
		return nil, err
	}
	tested := s.TestedAgainstRest(rows)
	if tested == nil {
		return f, nil
	}
	differ := s.DifferFact(rows, tested)
	f.Any, f.One, f.Tested = true, differ.Value == 1, b.num(tested)
	f.Differ, f.Wide = b.spelled(differ), b.spelled(s.DifferWidelyFact(rows, tested))
	t := &doc.Table{ID: "table-rest", Break: true, Forces: len(rows),
		Caption: cell("The ratio of " + s.AfterYear.String() +
			" to " + s.BeforeYear.String() + " in each police force ÷ that in the rest of England and Wales, by name; the two " +
			"ratios are not comparable in themselves, because the code widened in all; 95 per cent limits in brackets"),
		Columns: []doc.Column{
			{Head: "Police force"}, {Head: "Times the ratio of the rest", Align: doc.Right},
			{Head: "p, adjusted", Align: doc.Right},
		}}
	var widely []string
	for _, r := range rows {
		ratio, p := cell("no ratio, none before"), cell("none")
		switch {
		case r.Later.Value <= 0:
			ratio = cell("no ratio, none after")
		case r.Earlier.Value > 0 && r.Earlier.Value < analysis.TinyBase:
			ratio = cell("base under ten")
		case r.Defined():
			n := b.num(r.Fact(s))
			ratio = cell(n, " (", limits(n), ")")
		}
		if !math.IsNaN(r.P) {
			p = cell(b.num(r.PFact(s, tested)))
		}
		t.Rows = append(t.Rows, []doc.Cell{cell(r.Force.Display()), ratio, p})
		if r.Differs() {
			f.Which = append(f.Which, differing{b.named(r.Force.Area().InProse()), b.num(r.Fact(s))})
		}
		if r.DiffersWidely() {
			widely = append(widely, b.named(r.Force.Display()))
		}
	}
	f.Widely = records.List(widely)
	b.table(t)
	b.code("stats.AgainstRest", []string{s.Release.File})
	return f, nil
}

// differing is a force whose ratio differs from that of the rest, ready for prose.
type differing struct {
	Force string
	Ratio num
}
