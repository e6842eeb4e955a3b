package sections

import (
	"fmt"
	"strings"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/trends"
	"grooming-report/report/doc"
)

// markdown keeps the words of a file's sheets, codes and descriptions from being
// read as marks.
var markdown = strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, "`", "\\`", "#",
	`\#`, "&", `\&`)

// notes is what was noticed when a release was read, as items of a list.
func (b *builder) notes(noticed []string) []string {
	var notes []string
	for _, n := range noticed {
		notes = append(notes, strings.TrimSuffix(b.named(markdown.Replace(n)), "."))
	}
	return notes
}

func changes(b *builder) (any, error) {
	s := b.study
	f := struct {
		T           terms
		First       bool
		Older       string
		Added       *addition
		Revised     *revised
		Both, Moves num
		Compared    bool // the release before can be reported on as well
		AnyMoved    bool
		Verdicts    []string
		LeftOut     string
		Others      bool     // two releases hold the same year of another series
		Notes       []string // what was noticed when the release was read
		Score       *score   // of the prediction that the release before made
	}{T: b.terms(), LeftOut: records.List(s.LeftOut), Others: b.otherVintages(), Notes: b.notes(s.Release.Notes)}
	previous := s.Previous()
	if previous == nil {
		f.First = true
		return f, b.vintages()
	}
	f.Older = previous.Vintage.String()
	v, err := records.Revise(previous, s.Release, s.Series)
	if err != nil {
		return nil, err
	}
	f.Added = b.added(v)
	scores, err := trends.Scores(s, s.National)
	if err != nil {
		return nil, err
	}
	f.Score = b.score(scores)
	if f.Revised, err = b.revisions(v); err != nil {
		return nil, err
	}
	moved, err := compare(s, b.evidence)
	if err != nil {
		return nil, err
	}
	b.changes = moved
	if f.Compared = len(moved.Both) > 0; f.Compared {
		rows := []records.Rows{{File: "changes.csv", First: 2, Last: len(moved.Both) + 1}}
		f.Both = b.tallyRows("changes.compared", len(moved.Both),
			"numbers of evidence.csv that both releases give for the same period", fact.RowsOfTable, rows)
		f.Moves = b.tallyRows("changes.moved", len(moved.Moves),
			"numbers of evidence.csv that moved beyond rounding", fact.MovedRows, rows)
		f.AnyMoved = b.moved(moved)
	}
	if f.Verdicts, err = changedVerdicts(s, previous); err != nil {
		return nil, err
	}
	return f, b.vintages()
}

// addition is what a release adds to the one before it.
type addition struct {
	When  string
	Count num
}

// added states the quarters that a release adds at its end; nil if it adds none.
func (b *builder) added(v records.Revisions) *addition {
	if v.NewQuarters == 0 {
		return nil
	}
	covered := b.study.Covered()
	p := records.Period{From: covered.To - records.Quarter(v.NewQuarters) + 1, To: covered.To}
	return &addition{p.Months(), b.count(b.study.National, p)}
}

// revised is how a release revises the one before it, ready for prose.
type revised struct {
	Cells, Changed num // quarters of single forces
	Any            bool
	Share          num
	Net            num
	Direction      string // more or fewer
	CameWent       string
}

// revisions states what a release revises, with a table of the largest revisions and one
// of the years if there are any.
func (b *builder) revisions(v records.Revisions) (*revised, error) {
	s := b.study
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
	f.Cells = b.tally("revisions.compared", v.Cells, fact.UnitCells, "force-quarters that both releases have",
		fact.CellsInBoth, both...)
	f.Changed = b.tally("revisions.changed", len(v.Changed), fact.UnitCells,
		"force-quarters that differ between the releases", fact.CellsChanged, both...)
	share := 100 * float64(len(v.Changed)) / float64(max(v.Cells, 1))
	f.Share = b.num(&fact.Fact{
		Name: "revisions.share", Value: share, Unit: fact.PerCent, Area: s.National.Name, Period: v.Period,
		Definition: "changed ÷ compared force-quarters", Vintage: string(s.Release.Vintage), Method: fact.ShareOf,
		Inputs: []fact.Input{fact.As("part", f.Changed.fact), fact.As("whole", f.Cells.fact)},
		Text:   fact.FormatPerCent(share),
	})
	net := b.net("revisions.net", beforeFact, afterFact)
	if net.Value < 0 {
		f.Direction = "fewer"
		net.Text = fact.FormatInt(before.N - after.N)
	}
	f.Net = b.num(net)
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
		b.revised(v)
		b.revisedYears(v)
	}
	return f, nil
}

// net is the newer less the older count of a period.
func (b *builder) net(name string, older, newer *fact.Fact) *fact.Fact {
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

// revised is the table of the largest revisions.
func (b *builder) revised(v records.Revisions) {
	t := &doc.Table{ID: "table-revised", Caption: cell("The largest revisions of a force’s quarter of code 88A since " +
		"the release of " + v.Older.Vintage.String()), Columns: []doc.Column{
		{Head: "Force"}, {Head: "Quarter"}, {Head: "Before", Align: doc.Right}, {Head: "Now", Align: doc.Right},
	}}
	for _, r := range v.Changed[:min(5, len(v.Changed))] {
		t.Rows = append(t.Rows, []doc.Cell{cell(records.Area{Name: r.Force}.Display()), cell(r.Quarter.String()),
			cell(b.num(b.study.CountFact(r.Before))), cell(b.num(b.study.CountFact(r.After)))})
	}
	b.table(t)
}

// revisedYears is the table of each year's total before and now.
func (b *builder) revisedYears(v records.Revisions) {
	t := &doc.Table{ID: "table-revised-years", Caption: cell("Revisions of code 88A by financial year, over the " +
		"forces and quarters that both releases have"), Columns: []doc.Column{
		{Head: "Period"}, {Head: "Before", Align: doc.Right}, {Head: "Now", Align: doc.Right},
		{Head: "Net change", Align: doc.Right},
	}}
	for _, y := range v.Years {
		if y.Before.N == y.After.N {
			continue
		}
		before, after := b.study.CountFact(y.Before), b.study.CountFact(y.After)
		net := b.num(b.net("revisions.net."+y.After.Period.Key(), before, after))
		t.Rows = append(t.Rows, []doc.Cell{cell(y.After.Period.String()), cell(b.num(before)), cell(b.num(after)), cell(net)})
	}
	if len(t.Rows) == 0 {
		t.Rows = [][]doc.Cell{{cell("all"), cell("as now"), cell("as before"), cell("none: revisions cancel out")}}
	}
	b.table(t)
}

// vintages is the table of what each release says of the same years, in England
// and Wales and in the chosen force.
func (b *builder) vintages() error {
	s := b.study
	t := &doc.Table{ID: "table-vintages",
		Caption: cell("Offences under code 88A as each release gives them; " + b.unlike()),
		Columns: []doc.Column{{Head: "Area and period"}}}
	for _, r := range s.Data.Releases {
		t.Columns = append(t.Columns, doc.Column{Head: r.Vintage.String(), Align: doc.Right})
	}
	var periods []records.Period
	for _, p := range s.Years() {
		if p.From.Year() == s.AfterYear {
			periods = append(periods, s.AfterYear.Part(3)) // the nine months that the press compared with twelve
		}
		periods = append(periods, p)
	}
	for _, p := range periods {
		t.Rows = append(t.Rows, b.vintageRow(s.Nation(p), p)...)
	}
	for _, p := range periods {
		t.Rows = append(t.Rows, b.vintageRow(s.Area, p)...)
	}
	if len(t.Rows) == 0 {
		return fmt.Errorf("no period is in two releases")
	}
	b.table(t)
	b.figure("vintages", "table-vintages")
	return nil
}

// vintageRow is the row of what each release says of a period; none if fewer than two
// releases have it.
func (b *builder) vintageRow(a records.Area, p records.Period) [][]doc.Cell {
	held := map[records.Vintage]records.Count{}
	for _, c := range b.study.Data.Vintages(a, p) {
		held[c.Vintage] = c
	}
	if len(held) < 2 {
		return nil
	}
	row := []doc.Cell{cell(a.Display() + ", " + p.String())}
	for _, r := range b.study.Data.Releases {
		if c, ok := held[r.Vintage]; ok {
			row = append(row, cell(b.num(b.study.CountFact(c))))
		} else {
			row = append(row, cell("not held"))
		}
	}
	return [][]doc.Cell{row}
}
