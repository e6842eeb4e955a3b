package sections

import (
	"grooming-report/analysis/records"
	"grooming-report/analysis/trends"
	"grooming-report/report/doc"
)

// placeboFound is the steps that the regression finds in a series at other dates, ready for prose.
type placeboFound struct {
	Series        string
	Dates, Beyond num
	Rank          *num // of the step at the change among those of all dates; nil for none
	Decides       bool
	period        string
	least, most   num
}

// placebo is the section on what the segmented regression finds at dates when nothing is
// known to have happened.
func placebo(b *builder) (any, error) {
	s := b.study
	f := struct {
		T        terms
		Settled  *placeboFound // the study's own series, within the new definition
		Controls []placeboFound
		Failed   string // the controls that decide nothing
		Passed   string // the others
		Any      bool
		Margin   string // how many quarters each date has on either side
	}{T: b.terms(), Margin: inWords(trends.PlaceboMargin)}
	bs, err := trends.FitBreaks(s)
	if err != nil {
		return nil, err
	}
	short, err := trends.Placebos(s, bs.National.Transition-1)
	if err != nil {
		return nil, err
	}
	long, err := trends.Placebos(s, bs.National.Transition)
	if err != nil || len(short) == 0 {
		return f, err
	}
	f.Any = true
	var failed, passed []string
	var list []placeboFound
	for _, p := range short {
		x := b.placebo(p)
		list = append(list, x)
		switch {
		case p.Series == s.Series:
			f.Settled = &x
			continue
		case x.Decides:
			passed = append(passed, x.Series)
		default:
			failed = append(failed, x.Series)
		}
		f.Controls = append(f.Controls, x)
	}
	f.Failed, f.Passed = records.List(failed), records.List(passed)
	b.placeboTable(list, long)
	b.figure("placebo", "table-placebo")
	b.code("stats.PlaceboSteps", []string{s.Release.File})
	return f, nil
}

func (b *builder) placebo(p trends.Placebo) placeboFound {
	s := b.study
	least, most := p.ExtremeFacts(s)
	x := placeboFound{
		Series: p.Series.Short(), Dates: b.num(p.DatesFact(s)), Beyond: b.num(p.BeyondChanceFact(s)), Decides: p.Decides(),
		period: p.Period.Months(), least: b.num(least), most: b.num(most),
	}
	if rank := p.RankFact(s); rank != nil {
		n := b.num(rank)
		x.Rank = &n
	}
	return x
}

// placeboTable has each series with the transition of the figure, and with that of the report's
// regression.
func (b *builder) placeboTable(list []placeboFound, long []trends.Placebo) {
	t := &doc.Table{ID: "table-placebo", Caption: cell("Steps beyond chance that one segmented regression " +
		"finds at every " +
		"date, England and Wales; the totals are without code 88A, and code 88A is within the new definition"),
		Columns: []doc.Column{
			{Head: "Series"}, {Head: "Quarters"}, {Head: "Dates with a step, of all dates", Align: doc.Right},
			{Head: "Place of April 2017 by size", Align: doc.Right}, {Head: "Least step", Align: doc.Right},
			{Head: "Greatest step", Align: doc.Right},
			{Head: "Dates with a step, with the report’s transition", Align: doc.Right},
		}}
	for _, x := range list {
		rank, again := cell("no date of it"), cell("too few quarters")
		if x.Rank != nil {
			rank = cell(*x.Rank, " of ", x.Dates)
		}
		for _, p := range long {
			if p.Series.Short() == x.Series {
				again = cell(b.num(p.BeyondChanceFact(b.study)), " of ", b.num(p.DatesFact(b.study)))
			}
		}
		t.Rows = append(t.Rows, []doc.Cell{cell(x.Series), cell(x.period), cell(x.Beyond, " of ", x.Dates), rank,
			cell(x.least, " (", limits(x.least), ")"), cell(x.most, " (", limits(x.most), ")"), again})
	}
	b.table(t)
}
