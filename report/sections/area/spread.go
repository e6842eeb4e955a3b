package area

import (
	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/report/doc"
	"grooming-report/report/sections/section"
)

// A spread is how far forces differ within the new definition, ready for prose.
type spread struct {
	Target, Multiplier, Between              section.Num
	Inner, InnerChance, Outer, OuterChance   section.Num
	InnerMultiplicative, OuterMultiplicative section.Num
	Silent                                   string // those outside the outer limits that recorded none in the latest year
	Narrow                                   bool   // the limits, in the simulation
	Shrunken                                 bool
	Reason                                   string
	Likelihood, Moments                      section.Num
}

// stateSpread makes the funnel, the shrinkage and their table; nil in a release with
// one whole year of the new definition.
func stateSpread(b *section.Builder) (*spread, error) {
	s := b.Study
	sp, err := s.Spread(b.Rows)
	if err != nil || sp == nil {
		return nil, err
	}
	x := &spread{
		Target: b.Num(sp.TargetFact(s)), Multiplier: b.Num(sp.MultiplierFact(s)), Between: b.Num(sp.BetweenFact(s)),
		Reason: sp.Reason,
		Inner:  b.Num(sp.OutsideFact(s, analysis.Level, true)), InnerChance: b.Num(sp.ByChanceFact(s, analysis.Level)),
		Outer:               b.Num(sp.OutsideFact(s, analysis.OuterLevel, true)),
		OuterChance:         b.Num(sp.ByChanceFact(s, analysis.OuterLevel)),
		InnerMultiplicative: b.Num(sp.OutsideFact(s, analysis.Level, false)),
		OuterMultiplicative: b.Num(sp.OutsideFact(s, analysis.OuterLevel, false)),
		Shrunken:            sp.Likelihood != nil, Narrow: s.Data.Short("funnel, additive"),
	}
	caption := section.Cell("Ratio of annual rates within the new definition, " + sp.Later.String() + " ÷ " +
		sp.Earlier.String() + ": as counted, beside the funnel’s limits, and after shrinkage; 95 per cent limits in brackets")
	if s.Data.Short("funnel, additive") || s.Data.Short("shrunken ratio, likelihood") {
		caption = append(caption, section.Cell(". The limits of the funnel and after shrinkage are somewhat narrow: ",
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
			silent = append(silent, f.Force.Area().InProse())
		}
		row := []doc.Cell{section.Cell(f.Force.Display()), b.ForceRatioCell(f.Comparison,
			func() *fact.Fact { return f.RatioFact(s, "within-definition") })}
		if f.Point.Expected > 0 {
			row = append(row, section.Cell(section.Limits(b.Num(f.LimitsFact(s, sp, analysis.Level)))),
				section.Cell(section.Limits(b.Num(f.LimitsFact(s, sp, analysis.OuterLevel)))))
		} else {
			row = append(row, section.Cell("none expected"), section.Cell("none expected"))
		}
		switch {
		case f.Comparison.Earlier.N < fact.TinyBase && f.Comparison.Defined():
			row = append(row, section.Cell("base under ten"), section.Cell("base under ten"))
		case f.Later.N == 0:
			row = append(row, section.Cell("none recorded"), section.Cell("none recorded"))
		case f.Shrunk != nil:
			shrunk := b.Num(f.ShrunkFact(s, sp))
			row = append(row, section.Cell(shrunk, " (", section.Limits(shrunk), ")"),
				section.Cell(b.Num(f.ShrunkMomentsFact(s, sp))))
		default:
			row = append(row, section.Cell("no ratio"), section.Cell("no ratio"))
		}
		t.Rows = append(t.Rows, row)
	}
	x.Silent = records.List(silent)
	b.Table(t)
	b.Code("stats.NewFunnel", []string{s.Release.File}, x.Target, x.Multiplier, x.Between)
	b.Code("stats.ShrinkML", []string{s.Release.File})
	if x.Shrunken {
		x.Likelihood, x.Moments = b.Num(sp.ShapeFact(s, true)), b.Num(sp.ShapeFact(s, false))
	}
	return x, nil
}
