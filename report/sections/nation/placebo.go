package nation

import (
	"fmt"

	"grooming-report/analysis/records"
	"grooming-report/analysis/trends"
	"grooming-report/report/doc"
	"grooming-report/report/sections/section"
)

// placeboFound is the steps that the regression finds in a series at other dates, ready for prose.
type placeboFound struct {
	Series        string
	Dates, Beyond section.Num
	Rank          *section.Num // of the step at the change among those of all dates; nil for none
	Decides       bool
	period        string
	least, most   section.Num
}

// Placebo is the section on what the segmented regression finds at dates when nothing is
// known to have happened.
func Placebo(b *section.Builder) (any, error) {
	s := b.Study
	f := struct {
		T       section.Terms
		Settled *placeboFound // the study's own series, within the new definition
		Found   string        // at how many dates of each other series
		Placed  string        // the place of the step at the change itself, in those that have one
		Failed  string        // the others that decide nothing
		Passed  string        // the rest of them
		Any     bool
		Margin  string // how many quarters each date has on either side
	}{T: b.Terms(), Margin: section.InWords(trends.PlaceboMargin)}
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
	var failed, passed, found, placed []string
	var list []placeboFound
	for _, p := range short {
		x := placebo(b, p)
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
		found = append(found, fmt.Sprintf("at %s of %s dates in %s", x.Beyond, x.Dates, x.Series))
		if x.Rank != nil {
			placed = append(placed, fmt.Sprintf("%s in %s", x.Rank, x.Series))
		}
	}
	f.Failed, f.Passed = records.List(failed), records.List(passed)
	f.Found, f.Placed = records.List(found), records.List(placed)
	placeboTable(b, list, long)
	b.Code("stats.PlaceboSteps", []string{s.Release.File})
	return f, nil
}

func placebo(b *section.Builder, p trends.Placebo) placeboFound {
	s := b.Study
	least, most := p.ExtremeFacts(s)
	x := placeboFound{
		Series: p.Series.Short(), Dates: b.Num(p.DatesFact(s)), Beyond: b.Num(p.BeyondChanceFact(s)), Decides: p.Decides(),
		period: p.Period.Months(), least: b.Num(least), most: b.Num(most),
	}
	if rank := p.RankFact(s); rank != nil {
		n := b.Num(rank)
		x.Rank = &n
	}
	return x
}

// placeboTable has each series with the transition of the figure, and with that of the report's
// regression.
func placeboTable(b *section.Builder, list []placeboFound, long []trends.Placebo) {
	t := &doc.Table{ID: "table-placebo", Caption: section.Cell("Steps beyond chance that one segmented regression " +
		"finds at every " +
		"date, England and Wales; the totals are without code 88A, and code 88A is within the new definition"),
		Columns: []doc.Column{
			{Head: "Series"}, {Head: "Quarters"}, {Head: "Dates with a step, of all dates", Align: doc.Right},
			{Head: "Place of April 2017 by size", Align: doc.Right}, {Head: "Least step", Align: doc.Right},
			{Head: "Greatest step", Align: doc.Right},
			{Head: "Dates with a step, with the report’s transition", Align: doc.Right},
		}}
	for _, x := range list {
		rank, again := section.Cell("no date of it"), section.Cell("too few quarters")
		if x.Rank != nil {
			rank = section.Cell(*x.Rank, " of ", x.Dates)
		}
		for _, p := range long {
			if p.Series.Short() == x.Series {
				again = section.Cell(b.Num(p.BeyondChanceFact(b.Study)), " of ", b.Num(p.DatesFact(b.Study)))
			}
		}
		t.Rows = append(t.Rows, []doc.Cell{section.Cell(x.Series), section.Cell(x.period),
			section.Cell(x.Beyond, " of ", x.Dates), rank,
			section.Cell(x.least, " (", section.Limits(x.least), ")"), section.Cell(x.most, " (", section.Limits(x.most),
				")"), again})
	}
	b.Table(t)
}
