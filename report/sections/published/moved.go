package published

import (
	"encoding/csv"
	"io"
	"slices"
	"strings"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/report/doc"
	"grooming-report/report/sections/section"
)

// A move is a number that two releases give for the same period.
type move struct{ Before, Now *fact.Fact }

// moved reports whether they differ beyond the rounding of the document.
func (m move) moved() bool {
	return m.Before.Text != m.Now.Text || m.Before.LimitsText != m.Now.LimitsText
}

// Changes is what moved in evidence.csv since the release before.
type Changes struct {
	Previous *records.Release // nil if there is none
	Both     []move           // numbers that both releases give, by name
	Moves    []move           // those that moved
	// Gone and Come list the forces that England and Wales counts in the release
	// before alone, and in the study's alone: where there are any, its numbers before
	// and now are not like for like.
	Gone, Come []string
}

// compare makes the evidence of the release before, for the same force, and
// lists what moved from it to the study's own evidence.
func compare(s *analysis.Study, now *fact.Evidence,
	evidenceOf func(*analysis.Study) (*fact.Evidence, error)) (Changes, error) {
	c := Changes{Previous: s.Previous()}
	if c.Previous == nil {
		return c, nil
	}
	before := s.Predecessor()
	if before == nil {
		return c, nil
	}
	for _, x := range []struct {
		of, not records.Area
		list    *[]string
	}{{before.National, s.National, &c.Gone}, {s.National, before.National, &c.Come}} {
		for _, name := range x.of.Forces {
			if !slices.Contains(x.not.Forces, name) {
				*x.list = append(*x.list, records.Area{Name: name}.Display())
			}
		}
	}
	old, err := evidenceOf(before)
	if err != nil {
		return c, err
	}
	for _, f := range now.Facts() {
		was, ok := old.Find(f.Name)
		if !ok || was.Period != f.Period || was.Vintage == f.Vintage {
			continue
		}
		m := move{was, f}
		c.Both = append(c.Both, m)
		if m.moved() {
			c.Moves = append(c.Moves, m)
		}
	}
	return c, nil
}

// values is a number and its limits, which are empty where it has none.
func values(f *fact.Fact) []string {
	if f.Interval == nil {
		return []string{fact.FormatValue(f.Value), "", ""}
	}
	return []string{fact.FormatValue(f.Value), fact.FormatValue(f.Interval.Lower), fact.FormatValue(f.Interval.Upper)}
}

// changesSchema describes the columns of changes.csv.
var changesSchema = fact.Schema{Fields: []fact.Field{
	{Name: "name", Type: "string", Description: "name of the number in evidence.csv",
		Constraints: &fact.Constraints{Required: true, Unique: true}},
	{Name: "moved", Type: "string", Description: "whether it moved beyond the rounding of the documents",
		Constraints: &fact.Constraints{Required: true, Enum: []string{"yes", "no"}}},
	fact.Required("value_before", "number", "the number in the release before"),
	fact.Optional("lower_before", "number", "its lower limit then; empty where nothing was estimated"),
	fact.Optional("upper_before", "number", "its upper limit then"),
	fact.Required("value_now", "number", "the number in this release"),
	fact.Optional("lower_now", "number", "its lower limit now"),
	fact.Optional("upper_now", "number", "its upper limit now"),
	fact.Required("vintage_before", "string", "date or year of the release before"),
	fact.Required("vintage_now", "string", "date or year of this release"),
}, PrimaryKey: []string{"name"}}

// WritePackage writes datapackage.json, which describes evidence.csv and changes.csv.
func WritePackage(w io.Writer) error {
	return fact.Package{
		Name: "recorded-grooming-offences-numbers", Title: "Numbers of the report on recorded grooming offences",
		Description: "Every number that the report, the briefs on the forces and the evidence for a committee state, " +
			"with what it was computed from, and those that moved since the release before.",
		Resources: []fact.Resource{
			fact.CSV("evidence", "evidence.csv", "Every number, with what it was computed from", "", fact.EvidenceSchema),
			fact.CSV("changes", "changes.csv", "Numbers that this release and the one before both give", "", changesSchema),
		},
	}.Write(w)
}

// Write writes changes.csv: every number that both releases give, as evidence.csv has
// it, and whether it moved beyond the rounding of the document.
func (c Changes) Write(w io.Writer) error {
	out := csv.NewWriter(w)
	out.Write(changesSchema.Names())
	for _, m := range c.Both {
		moved := "no"
		if m.moved() {
			moved = "yes"
		}
		out.Write(slices.Concat([]string{m.Now.Name, moved}, values(m.Before), values(m.Now),
			[]string{m.Before.Vintage, m.Now.Vintage}))
	}
	out.Flush()
	return out.Error()
}

// movedTable is the table of the ratios and tallies that moved, for England and Wales,
// the chosen force and the forces together. The counts beneath them are in the
// table of vintages and in changes.csv.
func movedTable(b *section.Builder, c Changes) bool {
	alike := ""
	if len(c.Gone) > 0 {
		alike = "; before with " + records.List(c.Gone) + ", now without"
	}
	if len(c.Come) > 0 {
		alike += "; now with " + records.List(c.Come) + ", before without"
	}
	if alike != "" {
		alike += ", so that numbers of England and Wales and of the forces together are not like for like"
	}
	t := &doc.Table{ID: "table-moved", Break: true, Caption: section.Cell("Ratios and tallies of this report " +
		"whose value or " +
		"limits moved since the release of " + c.Previous.Vintage.String() +
		"; those across April 2017 are not comparable" + alike),
		Columns: []doc.Column{{Head: "Number"}, {Head: "Before", Align: doc.Right}, {Head: "Now", Align: doc.Right}}}
	earlier := map[*fact.Fact]*fact.Fact{}
	for _, m := range c.Moves {
		if !strings.Contains(m.Now.Name, ".rate-ratio.") && m.Now.Unit != fact.UnitForces ||
			m.Now.Area != b.Study.National.Name && m.Now.Area != b.Study.Area.Name || m.Now.Unstated() || m.Before.Unstated() {
			continue
		}
		was := *m.Before
		was.Name += ".vintage-" + was.Vintage
		row := func(n section.Num) doc.Cell {
			if n.Fact.LimitsText == "" {
				return section.Cell(n)
			}
			return section.Cell(n, " (", section.Limits(n), ")")
		}
		t.Rows = append(t.Rows, []doc.Cell{section.Cell(section.Set(inPlainWords(b, m.Now))), row(stale(b, &was, earlier)),
			row(b.Num(m.Now))})
	}
	if len(t.Rows) == 0 {
		return false
	}
	b.Table(t)
	return true
}

// inPlainWords says what a ratio or a tally of forces is of.
func inPlainWords(b *section.Builder, f *fact.Fact) string {
	if f.Unit == fact.UnitForces {
		return strings.ToUpper(f.Definition[:1]) + f.Definition[1:]
	}
	if strings.Contains(f.Name, ".shrunken") {
		what, _, _ := strings.Cut(f.Definition, ";")
		return records.Area{Name: f.Area}.Display() + ", " + what
	}
	words := records.Area{Name: f.Area}.Display() + ", " +
		f.Input("later").Period.String() + " ÷ " + f.Input("earlier").Period.String()
	_, kind, _ := strings.Cut(f.Name, ".rate-ratio.")
	series, old := strings.CutPrefix(kind, "old-definition.")
	switch {
	case old:
		words += ", old definition only, " + series + " bound"
	case strings.HasPrefix(kind, "control-"):
		control := strings.TrimSuffix(strings.TrimPrefix(kind, "control-"), ".poisson")
		for _, o := range b.Study.Data.Series {
			if o.Slug() == control {
				control = o.Short()
			}
		}
		words += ", " + control
	}
	if strings.HasSuffix(kind, ".poisson") {
		words += ", as if Poisson"
	}
	if f.Across() {
		words += " (not comparable)"
	}
	return words
}

// stale states a number of the release before. What it rests on has the names of its own
// report, which here are those of other numbers, and is named for that report. Earlier are
// the numbers that are renamed so far, by those that the report before made.
func stale(b *section.Builder, f *fact.Fact, earlier map[*fact.Fact]*fact.Fact) section.Num {
	suffix := ".report-" + string(b.Study.Previous().Vintage)
	var renamed func(inputs []fact.Input) []fact.Input
	renamed = func(inputs []fact.Input) []fact.Input {
		var list []fact.Input
		for _, i := range inputs {
			if earlier[i.Fact] == nil {
				copied := *i.Fact
				copied.Name += suffix
				copied.Inputs = renamed(copied.Inputs)
				earlier[i.Fact] = &copied
			}
			list = append(list, fact.As(i.Role, earlier[i.Fact]))
		}
		return list
	}
	f.Inputs = renamed(f.Inputs)
	return b.Num(f)
}
