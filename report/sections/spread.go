package sections

import (
	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/report/doc"
)

// A spread is how far forces differ within the new definition, ready for prose.
type spread struct {
	Target, Multiplier, Between              num
	Inner, InnerChance, Outer, OuterChance   num
	InnerMultiplicative, OuterMultiplicative num
	Silent                                   string // those outside the outer limits that recorded none in the latest year
	Narrow                                   bool   // the limits, in the simulation
	Shrunken                                 bool
	Reason                                   string
	Likelihood, Moments                      num
}

// spread makes the funnel, the shrinkage and their table; nil in a release with
// one whole year of the new definition.
func (b *builder) spread() (*spread, error) {
	s := b.study
	sp, err := s.Spread(b.rows)
	if err != nil || sp == nil {
		return nil, err
	}
	x := &spread{
		Target: b.num(sp.TargetFact(s)), Multiplier: b.num(sp.MultiplierFact(s)), Between: b.num(sp.BetweenFact(s)),
		Reason: sp.Reason,
		Inner:  b.num(sp.OutsideFact(s, analysis.Level, true)), InnerChance: b.num(sp.ByChanceFact(s, analysis.Level)),
		Outer:               b.num(sp.OutsideFact(s, analysis.OuterLevel, true)),
		OuterChance:         b.num(sp.ByChanceFact(s, analysis.OuterLevel)),
		InnerMultiplicative: b.num(sp.OutsideFact(s, analysis.Level, false)),
		OuterMultiplicative: b.num(sp.OutsideFact(s, analysis.OuterLevel, false)),
		Shrunken:            sp.Likelihood != nil, Narrow: s.Data.Short("funnel, additive"),
	}
	caption := cell("Ratio of annual rates within the new definition, " + sp.Later.String() + " ÷ " +
		sp.Earlier.String() + ": as counted, beside the funnel’s limits, and after shrinkage; 95 per cent limits in brackets")
	if s.Data.Short("funnel, additive") || s.Data.Short("shrunken ratio, likelihood") {
		caption = append(caption, cell(". The limits of the funnel and after shrinkage are somewhat narrow: ",
			doc.Ref{ID: "coverage"})...)
	}
	t := &doc.Table{ID: "table-spread", Break: true, Forces: len(sp.Forces), Caption: caption,
		Columns: []doc.Column{
			{Head: "Police force"}, {Head: "As counted", Align: doc.Right}, {Head: "Funnel, 95 per cent", Align: doc.Right},
			{Head: "Funnel, " + fact.FormatFixed(100*analysis.OuterLevel, 1) + " per cent", Align: doc.Right},
			{Head: "After shrinkage, by likelihood", Align: doc.Right}, {Head: "By moments", Align: doc.Right},
		}}
	var silent []string
	for i := range sp.Forces {
		f := &sp.Forces[i]
		if f.Later.N == 0 && f.Point.Expected > 0 && !f.Limits998.Additive.Contains(f.Point.Plotted) {
			silent = append(silent, f.Force.Display())
		}
		row := []doc.Cell{cell(f.Force.Display()), b.forceRatioCell(f.Comparison,
			func() *fact.Fact { return f.RatioFact(s, "within-definition") })}
		if f.Point.Expected > 0 {
			row = append(row, cell(limits(b.num(f.LimitsFact(s, sp, analysis.Level)))),
				cell(limits(b.num(f.LimitsFact(s, sp, analysis.OuterLevel)))))
		} else {
			row = append(row, cell("none expected"), cell("none expected"))
		}
		if f.Shrunk != nil {
			shrunk := b.num(f.ShrunkFact(s, sp))
			row = append(row, cell(shrunk, " (", limits(shrunk), ")"), cell(b.num(f.ShrunkMomentsFact(s, sp))))
		} else {
			row = append(row, cell("no ratio"), cell("no ratio"))
		}
		t.Rows = append(t.Rows, row)
	}
	x.Silent = records.List(silent)
	b.table(t)
	b.figure("funnel", "table-spread")
	b.code("stats.NewFunnel", []string{s.Release.File}, x.Target, x.Multiplier, x.Between)
	b.code("stats.ShrinkML", []string{s.Release.File})
	if x.Shrunken {
		x.Likelihood, x.Moments = b.num(sp.ShapeFact(s, true)), b.num(sp.ShapeFact(s, false))
		b.figure("caterpillar", "table-spread")
	}
	return x, nil
}
