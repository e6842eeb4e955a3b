package published

import (
	"fmt"
	"slices"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/trends"
	"grooming-report/report/doc"
	"grooming-report/report/sections/section"
)

// Changed is the section on what changed since the release before. It compares with the
// evidence that evidenceOf makes of that, and puts what moved into moved.
func Changed(evidenceOf func(*analysis.Study) (*fact.Evidence, error),
	moved *Changes) func(*section.Builder) (any, error) {
	return func(b *section.Builder) (any, error) { return fillChanged(b, evidenceOf, moved) }
}

func fillChanged(b *section.Builder, evidenceOf func(*analysis.Study) (*fact.Evidence, error),
	moved *Changes) (any, error) {
	s := b.Study
	f := struct {
		T           section.Terms
		First       bool
		Older       string
		OlderDoubt  string // what is inferred of its date
		Added       *addition
		Revised     *revised
		Both, Moves section.Num
		Compared    bool // the release before can be reported on as well
		AnyMoved    bool
		Verdicts    []string
		LeftOut     string
		Others      bool           // two releases hold the same year of another series
		Notes       []string       // what was noticed when the release was read
		Score       *section.Score // of the prediction that the release before made
	}{T: b.Terms(), LeftOut: records.List(s.LeftOut), Others: otherVintages(b), Notes: b.Notes(s.Release.Notes)}
	previous := s.Previous()
	if previous == nil {
		f.First = true
		return f, vintages(b)
	}
	f.Older, f.OlderDoubt = previous.Vintage.String(), section.DateDoubt(previous)
	v, err := records.Revise(previous, s.Release, s.Series)
	if err != nil {
		return nil, err
	}
	f.Added = added(b, v)
	scores, err := trends.Scores(s, s.National)
	if err != nil {
		return nil, err
	}
	f.Score = b.Score(scores)
	if f.Revised, err = revisions(b, v); err != nil {
		return nil, err
	}
	if *moved, err = compare(s, b.Evidence, evidenceOf); err != nil {
		return nil, err
	}
	if f.Compared = len(moved.Both) > 0; f.Compared {
		rows := []records.Rows{{File: "changes.csv", First: 2, Last: len(moved.Both) + 1}}
		f.Both = b.TallyRows("changes.compared", len(moved.Both),
			"numbers of evidence.csv that both releases give for the same period", fact.RowsOfTable, rows)
		f.Moves = b.TallyRows("changes.moved", len(moved.Moves),
			"numbers of evidence.csv that moved beyond rounding", fact.MovedRows, rows)
		f.AnyMoved = movedTable(b, *moved)
	}
	if f.Verdicts, err = changedVerdicts(s, previous); err != nil {
		return nil, err
	}
	return f, vintages(b)
}

// addition is what a release adds to the one before it.
type addition struct {
	When  string
	Count section.Num
}

// added states the quarters that a release adds at its end; nil if it adds none.
func added(b *section.Builder, v records.Revisions) *addition {
	if v.NewQuarters == 0 {
		return nil
	}
	covered := b.Study.Covered()
	p := records.Period{From: covered.To - records.Quarter(v.NewQuarters) + 1, To: covered.To}
	return &addition{p.Months(), b.Count(b.Study.National, p)}
}

// revised is how a release revises the one before it, ready for prose.
type revised struct {
	Cells, Changed section.Num // quarters of single forces
	Any            bool
	Share          section.Num
	Net            section.Num
	Direction      string // more or fewer
	CameWent       string
}

// revisions states what a release revises, with a table of the largest revisions and one
// of the years if there are any.
func revisions(b *section.Builder, v records.Revisions) (*revised, error) {
	s := b.Study
	before, err := v.Older.Count(v.Area, s.Series, v.Period)
	if err != nil {
		return nil, err
	}
	after, err := v.Newer.Count(v.Area, s.Series, v.Period)
	if err != nil {
		return nil, err
	}
	beforeFact, afterFact := s.CountFact(before), s.CountFact(after)
	f := &revised{Any: len(v.Changed) > 0, Direction: "more"}
	both := []fact.Input{fact.As("older", beforeFact), fact.As("newer", afterFact)}
	f.Cells = b.Tally("revisions.compared", v.Cells, fact.UnitCells, "force-quarters that both releases have",
		fact.CellsInBoth, both...)
	f.Changed = b.Tally("revisions.changed", len(v.Changed), fact.UnitCells,
		"force-quarters that differ between the releases", fact.CellsChanged, both...)
	share := 100 * float64(len(v.Changed)) / float64(max(v.Cells, 1))
	f.Share = b.Num(&fact.Fact{
		Name: "revisions.share", Value: share, Unit: fact.PerCent, Area: s.National.Name, Period: v.Period,
		Definition: "changed ÷ compared force-quarters", Vintage: string(s.Release.Vintage), Method: fact.ShareOf,
		Inputs: []fact.Input{fact.As("part", f.Changed.Fact), fact.As("whole", f.Cells.Fact)},
		Text:   fact.FormatPerCent(share),
	})
	net := net(b, "revisions.net", beforeFact, afterFact)
	if net.Value < 0 {
		f.Direction = "fewer"
		net.Text = fact.FormatInt(before.N - after.N)
	}
	f.Net = b.Num(net)
	for _, force := range v.Came {
		f.CameWent += " " + force + " is in this release and was not in the one before."
	}
	for _, force := range v.Went {
		f.CameWent += " " + force + " was in the release before and is not in this one."
	}
	for _, w := range v.Withdrawn {
		f.CameWent += " " + w.Force + " has withdrawn what it had for " + records.ListQuarters(w.Quarters) + "."
	}
	if f.Any {
		if err := revisedTable(b, v); err != nil {
			return nil, err
		}
		revisedYears(b, v)
	}
	return f, nil
}

// net is the newer less the older count of a period.
func net(b *section.Builder, name string, older, newer *fact.Fact) *fact.Fact {
	net := int(newer.Value - older.Value)
	return &fact.Fact{
		Name: name, Value: float64(net), Unit: fact.Offences, Area: newer.Area, Period: newer.Period,
		Definition: "newer less older release", Vintage: newer.Vintage, Method: fact.NewerLessOlder,
		Inputs: []fact.Input{fact.As("newer", newer), fact.As("older", older)}, Text: fact.FormatInt(net),
	}
}

// changedVerdicts lists the published statements that a release judges in another way than
// the one before.
func changedVerdicts(s *analysis.Study, previous *records.Release) ([]string, error) {
	var changed []string
	for _, c := range s.Data.Claims {
		was, err := c.Check(s.Data.Data, previous)
		if err != nil {
			return nil, err
		}
		now, err := c.Check(s.Data.Data, s.Release)
		if err != nil {
			return nil, err
		}
		if was.Verdict != now.Verdict {
			changed = append(changed, fmt.Sprintf("“%s”: was %s, is now %s", c.Statement, was.Verdict, now.Verdict))
		}
	}
	return changed, nil
}

// revisedTable is the table of the largest revisions.
func revisedTable(b *section.Builder, v records.Revisions) error {
	t := &doc.Table{ID: "table-revised", Caption: section.Cell("The largest revisions of a force’s quarter of " +
		"code 88A since " +
		"the release of " + v.Older.Vintage.String() + "; " + b.Unlike()), Columns: []doc.Column{
		{Head: "Force"}, {Head: "Quarter"}, {Head: "Before", Align: doc.Right}, {Head: "Now", Align: doc.Right},
	}}
	for _, r := range v.Changed[:min(5, len(v.Changed))] {
		before, after, err := v.Counts(r)
		if err != nil {
			return err
		}
		t.Rows = append(t.Rows, []doc.Cell{section.Cell(records.Area{Name: r.Force}.Display()),
			section.Cell(r.Quarter.String()),
			section.Cell(b.Num(b.Study.CountFact(before))), section.Cell(b.Num(b.Study.CountFact(after)))})
	}
	b.Table(t)
	return nil
}

// revisedYears is the table of each year's total before and now.
func revisedYears(b *section.Builder, v records.Revisions) {
	t := &doc.Table{ID: "table-revised-years", Caption: section.Cell("Revisions of code 88A by financial year, over the " +
		"forces and quarters that both releases have; " + b.Unlike()), Columns: []doc.Column{
		{Head: "Period"}, {Head: "Before", Align: doc.Right}, {Head: "Now", Align: doc.Right},
		{Head: "Net change", Align: doc.Right},
	}}
	for _, y := range v.Years {
		if y.Before.N == y.After.N {
			continue
		}
		before, after := b.Study.CountFact(y.Before), b.Study.CountFact(y.After)
		net := b.Num(net(b, "revisions.net."+y.After.Period.Key(), before, after))
		t.Rows = append(t.Rows, []doc.Cell{section.Cell(y.After.Period.String()), section.Cell(b.Num(before)),
			section.Cell(b.Num(after)), section.Cell(net)})
	}
	if len(t.Rows) == 0 {
		t.Rows = [][]doc.Cell{{section.Cell("all"), section.Cell("as now"), section.Cell("as before"),
			section.Cell("none: revisions cancel out")}}
	}
	b.Table(t)
}

// vintages is the table of what each release says of the same years, in England
// and Wales and in the chosen areas.
func vintages(b *section.Builder) error {
	s := b.Study
	t := &doc.Table{ID: "table-vintages", Break: true,
		Caption: section.Cell("Offences under code 88A as each release gives them; " + b.Unlike()),
		Columns: []doc.Column{{Head: "Area and period"}}}
	for _, r := range s.Data.Releases {
		t.Columns = append(t.Columns, doc.Column{Head: section.Dated(r), Align: doc.Right})
	}
	var periods []records.Period
	for _, p := range s.Years() {
		if p.From.Year() == s.AfterYear {
			periods = append(periods, s.AfterYear.Part(3)) // the nine months that the press compared with twelve
		}
		periods = append(periods, p)
	}
	for _, p := range periods {
		t.Rows = append(t.Rows, vintageRow(b, s.Nation(p), p)...)
	}
	for _, a := range s.Areas {
		for _, p := range periods {
			t.Rows = append(t.Rows, vintageRow(b, a, p)...)
		}
	}
	if len(t.Rows) == 0 {
		return fmt.Errorf("no period is in two releases")
	}
	b.Table(t)
	return nil
}

// vintageRow is the row of what each release says of a period; none if fewer than two
// releases have it.
func vintageRow(b *section.Builder, a records.Area, p records.Period) [][]doc.Cell {
	held := map[records.Vintage]records.Count{}
	for _, c := range b.Study.Data.Vintages(a, p) {
		held[c.Vintage] = c
	}
	if len(held) < 2 {
		return nil
	}
	row := []doc.Cell{section.Cell(a.Display() + ", " + p.String())}
	for _, r := range b.Study.Data.Releases {
		if c, ok := held[r.Vintage]; ok {
			row = append(row, section.Cell(b.Num(b.Study.CountFact(c))))
		} else {
			row = append(row, section.Cell("not held"))
		}
	}
	return [][]doc.Cell{row}
}

// otherVintages is the table of what each release says of code 71 and of the totals, where
// two of them have the same year.
func otherVintages(b *section.Builder) bool {
	s := b.Study
	t := &doc.Table{ID: "table-vintages-other", Break: true,
		Caption: section.Cell("Code 71 and the totals that hold code " +
			"88A, in England and Wales, as each release gives them"),
		Columns: []doc.Column{{Head: "Series and year"}}}
	var releases []*records.Release
	for _, r := range s.Data.Releases {
		if _, ok := r.Period(s.Sibling()); ok {
			releases = append(releases, r)
			t.Columns = append(t.Columns, doc.Column{Head: section.Dated(r), Align: doc.Right})
		}
	}
	for _, series := range s.Data.Series.Recorded() {
		if series == s.Series {
			continue
		}
		for _, p := range s.Years() {
			held := s.Data.VintagesOf(series, s.Nation(p), p)
			if len(held) < 2 {
				continue
			}
			row := []doc.Cell{section.Cell(b.Named(series.String()) + ", " + p.String())}
			for _, r := range releases {
				i := slices.IndexFunc(held, func(c records.Count) bool { return c.Vintage == r.Vintage })
				if i < 0 {
					row = append(row, section.Cell("not held"))
					continue
				}
				row = append(row, section.Cell(b.Num(s.CountFact(held[i]))))
			}
			t.Rows = append(t.Rows, row)
		}
	}
	if len(t.Rows) > 0 {
		b.Table(t)
	}
	return len(t.Rows) > 0
}
