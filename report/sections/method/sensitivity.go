package method

import (
	"fmt"
	"strings"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/robustness"
	"grooming-report/analysis/trends"
	"grooming-report/report/doc"
	"grooming-report/report/sections/section"
)

// Sensitivity is the section on what the headline depends on, and on how often limits hold.
func Sensitivity(b *section.Builder) (any, error) {
	s := b.Study
	choices, multiverse, err := robustness.Choices(s)
	if err != nil {
		return nil, err
	}
	headline := b.Num(choices[0].Fact(s))
	f := struct {
		T            section.Terms
		Headline     section.Num
		Multiverse   combined
		Histories    *backtests
		Coverage     *coverage
		PartQuarters string
		Bases        *bases
		Elsewhere    []elsewhere // of a headline that prints as a whole number
	}{T: b.Terms(), Headline: headline, PartQuarters: section.InWords(max(s.Partial, 1)),
		Elsewhere: coincidence(b, choices)}
	if f.Bases, err = stateBases(b); err != nil {
		return nil, err
	}
	t := &doc.Table{ID: "table-sensitivity", Break: true,
		Caption: section.Cell(fmt.Sprintf("The ratio of %s to %s in England and Wales under one other choice at a time; not "+
			"comparable under any of them, because the code widened", s.AfterYear, s.BeforeYear)),
		Columns: []doc.Column{{Head: "What is chosen"}, {Head: "Choice"}, {Head: "Ratio", Align: doc.Right},
			{Head: "95 per cent limits", Align: doc.Right}}}
	for _, c := range choices {
		n := b.Num(c.Fact(s))
		t.Rows = append(t.Rows, []doc.Cell{section.Cell(c.What), section.Cell(c.Choice), section.Cell(n),
			section.Cell(section.Limits(n))})
	}
	b.Table(t)
	b.Code("robustness.Choices", []string{s.Release.File}, headline)
	f.Multiverse = stateMultiverse(b, multiverse, headline.Fact.Period)
	if f.Histories, err = histories(b); err != nil {
		return nil, err
	}
	f.Coverage = stateCoverage(b)
	return f, nil
}

// A combined is the headline over every combination of choices, ready for prose.
type combined struct{ Least, Most, Limits, Combinations section.Num }

func stateMultiverse(b *section.Builder, m robustness.Multiverse, p records.Period) combined {
	s := b.Study
	var combinations []fact.Input
	for _, c := range m.Combinations {
		combinations = append(combinations, fact.As("of", c.Fact(s)))
	}
	choices := "vintage, forces, code " + s.Sibling().Code + " and years before"
	over := func(kind string, x float64, definition string, method fact.Method) *fact.Fact {
		return &fact.Fact{
			Name: "england-wales.multiverse." + kind, Value: x, Unit: fact.UnitRatio, Area: s.National.Name,
			Period: p, Vintage: string(s.Release.Vintage),
			Definition: definition + " over all combinations of " + choices,
			Method:     method, Inputs: combinations, Text: fact.FormatRatio(x), Caveat: s.Caveat(),
		}
	}
	widest := over("limits", m.Ratio.Upper, "greatest ratio, with the lowest lower and the highest upper limit",
		fact.Extremes)
	widest.Interval, widest.LimitsText = &m.Limits, fact.FormatLimits(m.Limits)
	widest.Ends = fact.Ends{Lower: "lowest lower limit", Upper: "highest upper limit"}
	return combined{
		Least:  b.Num(over("least", m.Ratio.Lower, "least ratio", fact.Least)),
		Most:   b.Num(over("most", m.Ratio.Upper, "greatest ratio", fact.Greatest)),
		Limits: b.Num(widest),
		Combinations: b.Tally("england-wales.multiverse.combinations", len(combinations), fact.UnitNumber,
			"combinations of "+choices, fact.HowMany, combinations...),
	}
}

// backtests are the backtests for as many quarters as the latest year has; nil where the
// release has no such history.
type backtests struct{ National, Since, Forces *section.History }

// histories is the table of every backtest.
func histories(b *section.Builder) (*backtests, error) {
	s := b.Study
	histories, err := trends.Histories(s)
	if err != nil || len(histories) == 0 {
		return nil, err
	}
	var f backtests
	t := &doc.Table{ID: "table-backtest",
		Caption: section.Cell("Full years against their first quarters at the same daily pace, over every whole " +
			"year of the " +
			"release: full year ÷ annualised part"),
		Columns: []doc.Column{
			{Head: "Whose years"}, {Head: "Quarters known"}, {Head: "Years tested", Align: doc.Right},
			{Head: "Left out, none recorded", Align: doc.Right}, {Head: "Median", Align: doc.Right},
			{Head: "Middle half", Align: doc.Right}, {Head: "Range", Align: doc.Right},
			{Head: "Probability that it holds the next", Align: doc.Right},
			{Head: "Within the range of the other years", Align: doc.Right},
		}}
	for _, h := range histories {
		x := b.History(h)
		within := section.Cell("no test: made from its extremes")
		if h.Key == "forces" {
			within = section.Cell(x.Within, " of ", x.Tested)
		}
		t.Rows = append(t.Rows, []doc.Cell{section.Cell(h.Who), section.Cell(section.InWords(h.Quarters)),
			section.Cell(x.Tested), section.Cell(x.Silent),
			section.Cell(x.Ratio), section.Cell(section.Limits(x.Middle)), section.Cell(section.Limits(x.Ratio)),
			section.Cell(x.Level), within})
		switch {
		case h.Quarters != max(s.Partial, 1):
		case h.Key == "england-wales":
			f.National = &x
		case h.Key == "forces":
			f.Forces = &x
		default:
			f.Since = &x
		}
	}
	b.Table(t)
	b.Code("stats.BacktestAnnualisation", []string{s.Release.File})
	return &f, nil
}

// coverage is what the simulation says, ready for prose.
type coverage struct {
	Replicates   section.Num
	Leading      []leadingCoverage
	Poisson      section.Num // the least of Poisson limits
	Narrow, Wide []string    // kinds of limits that miss by more than two points at twenty or more
	Current      bool
	From         string
}

// leadingCoverage is the range of coverage of limits that lead in the report.
type leadingCoverage struct {
	Of               string      // where they lead
	Least, Most      section.Num // where twenty or more are expected
	Small, SmallMost section.Num // where fewer are
}

// stateCoverage is the tables of the simulated coverage; nil where none is held.
func stateCoverage(b *section.Builder) *coverage {
	runs := b.Study.Data.Coverage
	if len(runs) == 0 {
		return nil
	}
	x := &coverage{Current: runs[0].Code == analysis.CoverageCode(), From: runs[0].Row.File}
	coverageRuns(b, runs)
	order, by := coverageRanges(runs)
	coverageMethods(b, order, by)
	for _, m := range order {
		asIfPoisson := strings.HasPrefix(m, "Poisson") || strings.HasPrefix(m, "mid-p")
		if b.Study.Data.Short(m) && !asIfPoisson {
			x.Narrow = append(x.Narrow, m)
		}
		if most := by[m].most; most != nil && most.Covered > analysis.Level+0.02 {
			x.Wide = append(x.Wide, m)
		}
	}
	x.Replicates = b.Num(runs[0].ReplicatesFact())
	var quoted []section.Num
	for _, lead := range []struct{ of, method string }{
		{"a force, within one definition", "quasi-Poisson ratio of areas that differ, moderated"},
		{"England and Wales, within one definition", "quasi-Poisson ratio of their total"},
		{"two periods with a dispersion each, as across the change", "quasi-Poisson ratio, unequal"},
		{"a force against the rest, across the change", "quasi-Poisson ratio of ratios of areas that differ, unequal"},
	} {
		r := by[lead.method]
		if r == nil || r.least == nil || r.small == nil {
			continue
		}
		l := leadingCoverage{Of: lead.of, Least: b.Num(r.least.Fact()), Most: b.Num(r.most.Fact()),
			Small: b.Num(r.small.Fact()), SmallMost: b.Num(r.smallMost.Fact())}
		x.Leading = append(x.Leading, l)
		quoted = append(quoted, l.Least, l.Most)
	}
	if p := by["Poisson ratio"]; p != nil && p.least != nil {
		x.Poisson = b.Num(p.least.Fact())
	}
	b.Code("coverage.Simulate", []string{x.From}, quoted...)
	return x
}

// coverageRuns is the table of every scenario under the kinds of limits that the report
// uses most.
func coverageRuns(b *section.Builder, runs []analysis.CoverageRow) {
	shown := []struct{ method, head string }{
		{"quasi-Poisson count", "Count"}, {"quasi-Poisson ratio", "Ratio"},
		{"quasi-Poisson ratio, dispersion estimated", "Ratio, dispersion estimated"},
		{"negative binomial ratio, profile", "Ratio, negative binomial"},
		{"quasi-Poisson ratio of ratios", "Ratio of ratios"}, {"Poisson ratio", "Ratio as if Poisson"},
	}
	t := &doc.Table{ID: "table-coverage", Break: true,
		Caption: section.Cell("Coverage in per cent: how often 95 per cent limits held the truth in simulated counts"),
		Columns: []doc.Column{{Head: "Expected, later and earlier"}, {Head: "Dispersion", Align: doc.Right}}}
	for _, m := range shown {
		t.Columns = append(t.Columns, doc.Column{Head: m.head, Align: doc.Right})
	}
	for _, r := range runs {
		if r.Method != runs[0].Method {
			continue
		}
		row := []doc.Cell{section.Cell(section.Set(fact.FormatFixed(r.Later, 0)), " and ",
			section.Set(fact.FormatFixed(r.Earlier, 0))),
			section.Cell(section.Set(fact.FormatFixed(r.Dispersion, 0)))}
		for _, m := range shown {
			for i := range runs {
				if o := &runs[i]; o.Method == m.method && o.Scenario == r.Scenario {
					row = append(row, section.Cell(b.Num(o.Fact())))
				}
			}
		}
		t.Rows = append(t.Rows, row)
	}
	b.Table(t)
}

// A coverageRange is the rows in which a kind of limits covers least and most, where
// twenty or more are expected and where fewer are; nil where none was simulated.
type coverageRange struct{ least, most, small, smallMost *analysis.CoverageRow }

// coverageRanges finds the range of every kind of limits, and the order of the kinds.
func coverageRanges(runs []analysis.CoverageRow) (order []string, by map[string]*coverageRange) {
	by = map[string]*coverageRange{}
	for i := range runs {
		r := &runs[i]
		x := by[r.Method]
		if x == nil {
			x = &coverageRange{}
			by[r.Method], order = x, append(order, r.Method)
		}
		least, most := &x.least, &x.most
		if r.Smallest() < 20 {
			least, most = &x.small, &x.smallMost
		}
		if *least == nil || r.Covered < (*least).Covered {
			*least = r
		}
		if *most == nil || r.Covered > (*most).Covered {
			*most = r
		}
	}
	return order, by
}

// coverageMethods is the table of the range of every kind of limits.
func coverageMethods(b *section.Builder, order []string, by map[string]*coverageRange) {
	t := &doc.Table{ID: "table-coverage-methods", Break: true,
		Caption: section.Cell("The lowest and the highest coverage of every kind of limits, in per cent"),
		Columns: []doc.Column{
			{Head: "Limits"}, {Head: "Twenty or more expected, lowest", Align: doc.Right},
			{Head: "Twenty or more expected, highest", Align: doc.Right},
			{Head: "Fewer expected, lowest", Align: doc.Right}, {Head: "Fewer expected, highest", Align: doc.Right},
		}}
	for _, m := range order {
		row := []doc.Cell{section.Cell(m)}
		x := by[m]
		for _, r := range []*analysis.CoverageRow{x.least, x.most, x.small, x.smallMost} {
			if r == nil {
				row = append(row, section.Cell("not simulated"))
			} else {
				row = append(row, section.Cell(b.Num(r.Fact())))
			}
		}
		t.Rows = append(t.Rows, row)
	}
	b.Table(t)
}
