package sections

import (
	"fmt"
	"strings"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/robustness"
	"grooming-report/analysis/trends"
	"grooming-report/report/doc"
)

func sensitivity(b *builder) (any, error) {
	s := b.study
	choices, multiverse, err := robustness.Choices(s)
	if err != nil {
		return nil, err
	}
	headline := b.num(choices[0].Fact(s))
	f := struct {
		T            terms
		Headline     num
		Multiverse   combined
		Histories    *backtests
		Coverage     *coverage
		PartQuarters string
		Bases        *bases
		Elsewhere    []elsewhere // of a headline that prints as a whole number
	}{T: b.terms(), Headline: headline, PartQuarters: inWords(max(s.Partial, 1)), Elsewhere: b.coincidence(choices)}
	if f.Bases, err = b.bases(); err != nil {
		return nil, err
	}
	t := &doc.Table{ID: "table-sensitivity",
		Caption: cell(fmt.Sprintf("The ratio of %s to %s in England and Wales under one other choice at a time; not "+
			"comparable under any of them, because the code widened", s.AfterYear, s.BeforeYear)),
		Columns: []doc.Column{{Head: "What is chosen"}, {Head: "Choice"}, {Head: "Ratio", Align: doc.Right},
			{Head: "95 per cent limits", Align: doc.Right}}}
	for _, c := range choices {
		n := b.num(c.Fact(s))
		t.Rows = append(t.Rows, []doc.Cell{cell(c.What), cell(c.Choice), cell(n), cell(limits(n))})
	}
	b.table(t)
	b.code("robustness.Choices", []string{s.Release.File}, headline)
	f.Multiverse = b.multiverse(multiverse, headline.fact.Period)
	if f.Histories, err = b.histories(); err != nil {
		return nil, err
	}
	f.Coverage = b.coverage()
	return f, nil
}

// A combined is the headline over every combination of choices, ready for prose.
type combined struct{ Least, Most, Limits, Combinations num }

func (b *builder) multiverse(m robustness.Multiverse, p records.Period) combined {
	s := b.study
	var combinations []fact.Input
	for _, c := range m.Combinations {
		combinations = append(combinations, fact.As("of", c.Fact(s)))
	}
	over := func(kind string, x float64, definition string, method fact.Method) *fact.Fact {
		return &fact.Fact{
			Name: "england-wales.multiverse." + kind, Value: x, Unit: fact.UnitRatio, Area: s.National.Name,
			Period: p, Vintage: string(s.Release.Vintage),
			Definition: definition + " over all combinations of vintage, forces, code 71 and years before",
			Method:     method, Inputs: combinations, Text: fact.FormatRatio(x), Caveat: s.Caveat(),
		}
	}
	widest := over("limits", m.Ratio.Upper, "greatest ratio, with the lowest lower and the highest upper limit",
		fact.Extremes)
	widest.Interval, widest.LimitsText = &m.Limits, fact.FormatLimits(m.Limits)
	widest.Ends = fact.Ends{Lower: "lowest lower limit", Upper: "highest upper limit"}
	return combined{
		Least:  b.num(over("least", m.Ratio.Lower, "least ratio", fact.Least)),
		Most:   b.num(over("most", m.Ratio.Upper, "greatest ratio", fact.Greatest)),
		Limits: b.num(widest),
		Combinations: b.tally("england-wales.multiverse.combinations", len(combinations), fact.UnitNumber,
			"combinations of vintage, forces, code 71 and years before", fact.HowMany, combinations...),
	}
}

// backtests are the backtests for as many quarters as the latest year has; nil where the
// release has no such history.
type backtests struct{ National, Since, Forces *history }

// histories is the table of every backtest.
func (b *builder) histories() (*backtests, error) {
	s := b.study
	histories, err := trends.Histories(s)
	if err != nil || len(histories) == 0 {
		return nil, err
	}
	var f backtests
	t := &doc.Table{ID: "table-backtest",
		Caption: cell("Full years against their first quarters at the same daily pace, over every whole year of the " +
			"release: full year ÷ annualised part"),
		Columns: []doc.Column{
			{Head: "Whose years"}, {Head: "Quarters known"}, {Head: "Years tested", Align: doc.Right},
			{Head: "Left out, none recorded", Align: doc.Right}, {Head: "Median", Align: doc.Right},
			{Head: "Middle half", Align: doc.Right}, {Head: "Range", Align: doc.Right},
			{Head: "Probability that it holds the next", Align: doc.Right},
			{Head: "Within the range of the other years", Align: doc.Right},
		}}
	for _, h := range histories {
		x := b.history(h)
		within := cell("no test: made from its extremes")
		if h.Key == "forces" {
			within = cell(x.Within, " of ", x.Tested)
		}
		t.Rows = append(t.Rows, []doc.Cell{cell(h.Who), cell(inWords(h.Quarters)), cell(x.Tested), cell(x.Silent),
			cell(x.Ratio), cell(limits(x.Middle)), cell(limits(x.Ratio)), cell(x.Level), within})
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
	b.table(t)
	b.code("stats.BacktestAnnualisation", []string{s.Release.File})
	return &f, nil
}

// history is a backtest, ready for prose.
type history struct {
	Who                           string
	Tested, Silent, Ratio, Middle num
	Within, Coverage, Level       num
	Short                         bool
}

func (b *builder) history(h *trends.History) history {
	s := b.study
	return history{
		Who: h.Who, Tested: b.num(h.TestedFact(s)), Silent: b.num(h.SilentFact(s)), Ratio: b.num(h.MedianFact(s)),
		Middle: b.num(h.MiddleFact(s)), Level: b.num(h.LevelFact(s)),
		Within: b.num(h.WithinFact(s)), Coverage: b.num(h.CoverageFact(s)), Short: len(h.Warnings) > 0,
	}
}

// partYear is the range of the year that has not ended, ready for prose.
type partYear struct {
	history
	Rate, Range num
	When        string
}

// partYear states the range of an area's year that has not ended, or nothing
// where the release ends with a whole year or there is nothing to test on.
func (b *builder) partYear(a records.Area) *partYear {
	p, err := trends.NewPartYear(b.study, a)
	if records.NoNumber(err) {
		return nil
	}
	if err != nil {
		b.fail(err)
		return nil
	}
	if p == nil || p.History == nil {
		return nil
	}
	return &partYear{history: b.history(p.History), Rate: b.num(b.study.RateFact(p.Rate)), Range: b.num(p.Fact(b.study)),
		When: p.Rate.Count.Period.String()}
}

// coverage is what the simulation says, ready for prose.
type coverage struct {
	Replicates   num
	Leading      []leadingCoverage
	Poisson      num      // the least of Poisson limits
	Narrow, Wide []string // kinds of limits that miss by more than two points at twenty or more
	Current      bool
	From         string
}

// leadingCoverage is the range of coverage of limits that lead in the report.
type leadingCoverage struct {
	Of               string // where they lead
	Least, Most      num    // where twenty or more are expected
	Small, SmallMost num    // where fewer are
}

// coverage is the tables of the simulated coverage; nil where none is held.
func (b *builder) coverage() *coverage {
	runs := b.study.Data.Coverage
	if len(runs) == 0 {
		return nil
	}
	x := &coverage{Current: runs[0].Code == analysis.CoverageCode(), From: runs[0].Row.File}
	b.coverageRuns(runs)
	order, by := coverageRanges(runs)
	b.coverageMethods(order, by)
	for _, m := range order {
		asIfPoisson := strings.HasPrefix(m, "Poisson") || strings.HasPrefix(m, "mid-p")
		if b.study.Data.Short(m) && !asIfPoisson {
			x.Narrow = append(x.Narrow, m)
		}
		if most := by[m].most; most != nil && most.Covered > analysis.Level+0.02 {
			x.Wide = append(x.Wide, m)
		}
	}
	x.Replicates = b.num(runs[0].ReplicatesFact())
	var quoted []num
	for _, lead := range []struct{ of, method string }{
		{"a force, within one definition", "quasi-Poisson ratio of areas that differ, moderated"},
		{"England and Wales, within one definition", "quasi-Poisson ratio of their total"},
		{"two periods with a dispersion each, as across the change", "quasi-Poisson ratio, unequal"},
	} {
		r := by[lead.method]
		if r == nil || r.least == nil || r.small == nil {
			continue
		}
		l := leadingCoverage{Of: lead.of, Least: b.num(r.least.Fact()), Most: b.num(r.most.Fact()),
			Small: b.num(r.small.Fact()), SmallMost: b.num(r.smallMost.Fact())}
		x.Leading = append(x.Leading, l)
		quoted = append(quoted, l.Least, l.Most)
	}
	if p := by["Poisson ratio"]; p != nil && p.least != nil {
		x.Poisson = b.num(p.least.Fact())
	}
	b.code("stats.SimulateCoverage", []string{x.From}, quoted...)
	return x
}

// coverageRuns is the table of every scenario under the kinds of limits that the report
// uses most.
func (b *builder) coverageRuns(runs []analysis.CoverageRow) {
	shown := []struct{ method, head string }{
		{"quasi-Poisson count", "Count"}, {"quasi-Poisson ratio", "Ratio"},
		{"quasi-Poisson ratio, dispersion estimated", "Ratio, dispersion estimated"},
		{"negative binomial ratio, profile", "Ratio, negative binomial"},
		{"quasi-Poisson ratio of ratios", "Ratio of ratios"}, {"Poisson ratio", "Ratio as if Poisson"},
	}
	t := &doc.Table{ID: "table-coverage", Break: true,
		Caption: cell("Coverage in per cent: how often 95 per cent limits held the truth in simulated counts"),
		Columns: []doc.Column{{Head: "Expected, later and earlier"}, {Head: "Dispersion", Align: doc.Right}}}
	for _, m := range shown {
		t.Columns = append(t.Columns, doc.Column{Head: m.head, Align: doc.Right})
	}
	for _, r := range runs {
		if r.Method != runs[0].Method {
			continue
		}
		row := []doc.Cell{cell(set(fact.FormatFixed(r.Later, 0)), " and ", set(fact.FormatFixed(r.Earlier, 0))),
			cell(set(fact.FormatFixed(r.Dispersion, 0)))}
		for _, m := range shown {
			for i := range runs {
				if o := &runs[i]; o.Method == m.method && o.Scenario == r.Scenario {
					row = append(row, cell(b.num(o.Fact())))
				}
			}
		}
		t.Rows = append(t.Rows, row)
	}
	b.table(t)
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
func (b *builder) coverageMethods(order []string, by map[string]*coverageRange) {
	t := &doc.Table{ID: "table-coverage-methods",
		Caption: cell("The lowest and the highest coverage of every kind of limits, in per cent"),
		Columns: []doc.Column{
			{Head: "Limits"}, {Head: "Twenty or more expected, lowest", Align: doc.Right},
			{Head: "Twenty or more expected, highest", Align: doc.Right},
			{Head: "Fewer expected, lowest", Align: doc.Right}, {Head: "Fewer expected, highest", Align: doc.Right},
		}}
	for _, m := range order {
		row := []doc.Cell{cell(m)}
		x := by[m]
		for _, r := range []*analysis.CoverageRow{x.least, x.most, x.small, x.smallMost} {
			if r == nil {
				row = append(row, cell("not simulated"))
			} else {
				row = append(row, cell(b.num(r.Fact())))
			}
		}
		t.Rows = append(t.Rows, row)
	}
	b.table(t)
}
