package sections

import (
	"fmt"
	"strings"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/report/doc"
)

// markdown keeps the words of a file's sheets, codes and descriptions from being
// read as marks.
var markdown = strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, "`", "\\`", "#", `\#`, "&", `\&`)

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
		T            Terms
		First        bool
		Older        string
		NewQuarters  int
		NewWhen      string
		NewCount     Num
		Cells        Num
		Changed      Num
		AnyChanged   bool
		Share        Num
		Net          Num
		NetDirection string
		CameWent     string
		Verdicts     []string
		LeftOut      string
		Both, Moves  Num
		Compared     bool // the release before can be reported on as well
		AnyMoved     bool
		Others       bool     // two releases hold the same year of another series
		Notes        []string // what was noticed when the release was read
	}{T: b.terms(), Notes: b.notes(s.Release.Notes), Others: b.otherVintages()}
	if len(s.LeftOut) > 0 {
		f.LeftOut = sentenceList(s.LeftOut)
	}
	previous := s.Previous()
	if previous == nil {
		f.First = true
		return f, b.vintages()
	}
	v, err := records.Revise(previous, s.Release, s.Series)
	if err != nil {
		return nil, err
	}
	f.Older = previous.Vintage.String()
	covered := s.Covered()
	if v.NewQuarters > 0 {
		p := records.Period{From: covered.To - records.Quarter(v.NewQuarters) + 1, To: covered.To}
		f.NewQuarters, f.NewWhen = v.NewQuarters, p.Months()
		f.NewCount = b.count(s.National, p)
	}
	before, err := previous.Count(v.Area, s.Series, v.Period)
	if err != nil {
		return nil, err
	}
	after, err := s.Release.Count(v.Area, s.Series, v.Period)
	if err != nil {
		return nil, err
	}
	beforeFact, afterFact := s.CountFact(before), s.CountFact(after)
	f.Cells = b.tally("revisions.compared", v.Cells, fact.UnitCells, "force-quarters that both releases have", beforeFact, afterFact)
	f.Changed = b.tally("revisions.changed", len(v.Changed), fact.UnitCells, "force-quarters that differ between the releases", beforeFact, afterFact)
	share := 100 * float64(len(v.Changed)) / float64(max(v.Cells, 1))
	f.Share = b.num(&fact.Fact{
		Name: "revisions.share", Value: share, Unit: fact.PerCent, Area: s.National.Name, Period: v.Period, Definition: "changed ÷ compared force-quarters",
		Vintage: string(s.Release.Vintage), Method: fact.ShareOf,
		Inputs: []fact.Input{fact.As("part", f.Changed.fact), fact.As("whole", f.Cells.fact)}, Text: fact.FormatPerCent(share),
	})
	net := after.N - before.N
	f.NetDirection = "more"
	if net < 0 {
		f.NetDirection = "fewer"
	}
	f.Net = b.num(&fact.Fact{
		Name: "revisions.net", Value: float64(net), Unit: fact.Offences, Area: s.National.Name, Period: v.Period, Definition: "newer less older release",
		Vintage: string(s.Release.Vintage), Method: fact.NewerLessOlder,
		Inputs: []fact.Input{fact.As("newer", afterFact), fact.As("older", beforeFact)}, Text: fact.FormatInt(max(net, -net)),
	})
	f.AnyChanged = len(v.Changed) > 0
	for _, force := range v.Came {
		f.CameWent += " " + force + " is in this release and was not in the one before."
	}
	for _, force := range v.Went {
		f.CameWent += " " + force + " was in the release before and is not in this one."
	}
	for _, w := range v.Withdrawn {
		f.CameWent += " " + w.Force + " has withdrawn what it had for " + records.ListQuarters(w.Quarters) + "."
	}
	if f.AnyChanged {
		b.revised(v)
		b.revisedYears(v)
	}
	moved, err := compare(s, b.evidence)
	if err != nil {
		return nil, err
	}
	b.changes = moved
	if f.Compared = moved.Both > 0; f.Compared {
		f.Both = b.tally("changes.compared", moved.Both, fact.UnitNumber, "numbers of evidence.csv that both releases give for the same period", afterFact)
		f.Moves = b.tally("changes.moved", len(moved.Moves), fact.UnitNumber, "numbers of evidence.csv that moved beyond rounding", afterFact)
		f.AnyMoved = b.moved(moved)
	}
	for _, c := range s.Data.Claims {
		was, err := s.Data.Check(c, previous)
		if err != nil {
			return nil, err
		}
		now, err := s.Data.Check(c, s.Release)
		if err != nil {
			return nil, err
		}
		if was.Verdict != now.Verdict {
			f.Verdicts = append(f.Verdicts, fmt.Sprintf("“%s”: was %s, is now %s", c.Statement, was.Verdict, now.Verdict))
		}
	}
	return f, b.vintages()
}

// revised is the table of the largest revisions.
func (b *builder) revised(v records.Revisions) {
	t := &doc.Table{ID: "table-revised", Caption: cell("The largest revisions of a force’s quarter of code 88A since the release of " + v.Older.Vintage.String()), Columns: []doc.Column{
		{Head: "Force"}, {Head: "Quarter"}, {Head: "Before", Align: doc.Right}, {Head: "Now", Align: doc.Right},
	}}
	for _, r := range v.Changed[:min(5, len(v.Changed))] {
		t.Rows = append(t.Rows, []doc.Cell{cell(records.Area{Name: r.Force}.Display()), cell(r.Quarter.String()), cell(b.num(b.study.CountFact(r.Before))), cell(b.num(b.study.CountFact(r.After)))})
	}
	b.table(t)
}

// revisedYears is the table of each year's total before and now.
func (b *builder) revisedYears(v records.Revisions) {
	t := &doc.Table{ID: "table-revised-years", Caption: cell("Revisions of code 88A by financial year, over the forces and quarters that both releases have"), Columns: []doc.Column{
		{Head: "Period"}, {Head: "Before", Align: doc.Right}, {Head: "Now", Align: doc.Right}, {Head: "Net change", Align: doc.Right},
	}}
	for _, y := range v.Years {
		if y.Before.N == y.After.N {
			continue
		}
		before, after := b.study.CountFact(y.Before), b.study.CountFact(y.After)
		net := b.num(&fact.Fact{
			Name: "revisions.net." + y.After.Period.Key(), Value: float64(y.After.N - y.Before.N), Unit: fact.Offences, Area: v.Area.Name, Period: y.After.Period,
			Definition: "newer less older release", Vintage: string(y.After.Vintage), Method: fact.NewerLessOlder,
			Inputs: []fact.Input{fact.As("newer", after), fact.As("older", before)}, Text: fact.FormatInt(y.After.N - y.Before.N),
		})
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
	t := &doc.Table{ID: "table-vintages", Caption: cell("Offences under code 88A as each release gives them; " + b.unlike()), Columns: []doc.Column{{Head: "Area and period"}}}
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
	for _, area := range []records.Area{s.National, s.Area} {
		for _, p := range periods {
			a := area
			if area.Name == s.National.Name {
				a = s.Nation(p)
			}
			held := map[records.Vintage]records.Count{}
			for _, c := range s.Data.Vintages(a, p) {
				held[c.Vintage] = c
			}
			if len(held) < 2 {
				continue
			}
			row := []doc.Cell{cell(a.Display() + ", " + p.String())}
			for _, r := range s.Data.Releases {
				if c, ok := held[r.Vintage]; ok {
					row = append(row, cell(b.num(s.CountFact(c))))
				} else {
					row = append(row, cell("not held"))
				}
			}
			t.Rows = append(t.Rows, row)
		}
	}
	if len(t.Rows) == 0 {
		return fmt.Errorf("no period is in two releases")
	}
	b.table(t)
	b.figure("vintages", "table-vintages")
	return nil
}
