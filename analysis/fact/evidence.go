package fact

import (
	"encoding/csv"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Evidence is every number that a report states, by name, with the numbers
// that those were computed from, down to the table rows. A fact is frozen when it
// is recorded: Check and Write refuse one that was changed since.
type Evidence struct {
	records map[string]*record
	given   map[*Fact]*record // the record of each fact, whatever its name is now
}

// A record is what was recorded under one name.
type record struct {
	facts  []*Fact // all alike when they were added
	frozen Fact    // as they were then
}

// Add records a fact and the facts it was computed from. Two facts of one name
// must be alike in every field, and a fact must say what it rests on.
func (e *Evidence) Add(f *Fact) error {
	if e.records == nil {
		e.records, e.given = map[string]*record{}, map[*Fact]*record{}
	}
	if r, ok := e.given[f]; ok {
		return r.unchanged(f)
	}
	if err := f.complete(); err != nil {
		return err
	}
	r, ok := e.records[f.Name]
	if !ok {
		r = &record{frozen: f.frozen()}
	} else if field, was, is := difference(&r.frozen, f); field != "" {
		return fmt.Errorf("fact %s has the %s %q in one place and %q in another; a name is for one number",
			f.Name, field, was, is)
	}
	for _, input := range f.Inputs {
		if err := e.Add(input.Fact); err != nil {
			return err
		}
	}
	r.facts = append(r.facts, f)
	e.records[f.Name], e.given[f] = r, r
	return nil
}

// complete reports what a fact lacks.
func (f *Fact) complete() error {
	for _, field := range []struct{ name, value string }{
		{"name", f.Name}, {"unit", string(f.Unit)}, {"area", f.Area}, {"definition", f.Definition},
		{"vintage", f.Vintage}, {"method", string(f.Method)},
	} {
		if field.value == "" {
			return fmt.Errorf("fact %q has no %s: %+v", f.Name, field.name, *f)
		}
	}
	if len(f.Rows) == 0 && len(f.Inputs) == 0 && f.Basis == "" {
		return fmt.Errorf("fact %q has no source: %+v", f.Name, *f)
	}
	if math.IsNaN(f.Value) {
		return fmt.Errorf("fact %q has no value: %+v", f.Name, *f)
	}
	return nil
}

// fieldNames name what [Fact.fields] lists.
var fieldNames = []string{
	"name", "value", "limits", "unit", "area", "period", "definition", "caveat", "vintage", "source",
	"words", "words of its limits", "warnings", "method", "inputs", "ends",
}

// fields lists all that a fact says of itself. Its inputs are those of their names.
func (f *Fact) fields() []string {
	exact := func(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }
	var limits string
	if f.Interval != nil {
		limits = exact(f.Interval.Lower) + " to " + exact(f.Interval.Upper)
	}
	return []string{
		f.Name, exact(f.Value), limits, string(f.Unit), f.Area, f.Period.Key(), f.Definition, f.Caveat, f.Vintage,
		f.Source(),
		f.Text, f.LimitsText, f.cautions(), string(f.Method), f.inputs(), f.Ends.Lower + " to " + f.Ends.Upper,
	}
}

// frozen is a copy that shares nothing with the fact but its inputs.
func (f *Fact) frozen() Fact {
	c := *f
	if f.Interval != nil {
		c.Interval = new(*f.Interval)
	}
	c.Rows, c.Inputs, c.Warnings = slices.Clone(f.Rows), slices.Clone(f.Inputs), slices.Clone(f.Warnings)
	return c
}

// difference is the first field in which two facts differ; empty if they are alike.
func difference(a, b *Fact) (field, inA, inB string) {
	if alike(a, b) {
		return "", "", ""
	}
	inOne, inOther := a.fields(), b.fields()
	for i, name := range fieldNames {
		if inOne[i] != inOther[i] {
			return name, inOne[i], inOther[i]
		}
	}
	return "", "", ""
}

// alike reports whether two facts have the same fields, without writing them out, which
// takes long where a number rests on thousands of rows. It may miss facts that are.
func alike(a, b *Fact) bool {
	limits := a.Interval == b.Interval || a.Interval != nil && b.Interval != nil && *a.Interval == *b.Interval
	sameInput := func(x, y Input) bool { return x.Role == y.Role && x.Fact.Name == y.Fact.Name }
	return limits && a.Name == b.Name && math.Float64bits(a.Value) == math.Float64bits(b.Value) && a.Unit == b.Unit &&
		a.Area == b.Area && a.Period == b.Period && a.Definition == b.Definition && a.Caveat == b.Caveat &&
		a.Vintage == b.Vintage && a.Method == b.Method && a.Basis == b.Basis && a.Text == b.Text &&
		a.LimitsText == b.LimitsText && a.Ends == b.Ends && slices.Equal(a.Warnings, b.Warnings) &&
		a.Aside == b.Aside && slices.Equal(a.Rows, b.Rows) &&
		slices.EqualFunc(a.Inputs, b.Inputs, sameInput)
}

// unchanged compares a fact with what was recorded.
func (r *record) unchanged(f *Fact) error {
	if field, was, is := difference(&r.frozen, f); field != "" {
		return fmt.Errorf("fact %s was changed after it was recorded: its %s was %q and is %q; "+
			"complete a fact before it is added", r.frozen.Name, field, was, is)
	}
	return nil
}

// Check reports a fact that was changed after it was recorded, so that a document
// and its evidence could state two numbers.
func (e *Evidence) Check() error {
	for _, name := range slices.Sorted(maps.Keys(e.records)) {
		r := e.records[name]
		for _, f := range r.facts {
			if err := r.unchanged(f); err != nil {
				return err
			}
		}
	}
	return nil
}

// Find returns the fact of a name.
func (e *Evidence) Find(name string) (*Fact, bool) {
	if r, ok := e.records[name]; ok {
		return r.facts[0], true
	}
	return nil, false
}

// Facts lists the facts by name.
func (e *Evidence) Facts() []*Fact {
	var fs []*Fact
	for _, name := range slices.Sorted(maps.Keys(e.records)) {
		fs = append(fs, e.records[name].facts[0])
	}
	return fs
}

// definition is Definition with the caveat.
func (f *Fact) definition() string {
	if f.Across() {
		return f.Definition + "; " + f.Caveat
	}
	return f.Definition
}

// Source names the table rows that the fact adds up, or the facts that it was
// computed from.
func (f *Fact) Source() string {
	var parts []string
	for _, r := range f.Rows {
		parts = append(parts, r.String())
	}
	for _, input := range f.Inputs {
		parts = append(parts, input.Fact.Name)
	}
	if f.Basis != "" {
		parts = append(parts, f.Basis)
	}
	return strings.Join(parts, "; ")
}

// inputs names the inputs with their roles: later=…; earlier=….
func (f *Fact) inputs() string {
	var parts []string
	for _, input := range f.Inputs {
		parts = append(parts, input.Role+"="+input.Fact.Name)
	}
	return strings.Join(parts, "; ")
}

// cautions joins the sentences of the cautions.
func (f *Fact) cautions() string {
	var sentences []string
	for _, w := range f.Cautions() {
		sentences = append(sentences, string(w))
	}
	return strings.Join(sentences, " ")
}

// EvidenceSchema describes the columns of evidence.csv. The column method holds a Method.
var EvidenceSchema = Schema{Fields: []Field{
	{"name", "string", "stable name of the number; .latest-year and .latest-months name the newest",
		&Constraints{Required: true, Unique: true}},
	Required("value", "number", "the number, to twelve significant digits"),
	Optional("lower", "number", "its lower limit; empty where nothing was estimated"),
	Optional("upper", "number", "its upper limit; INF where the data set none"),
	Required("unit", "string", "what it counts"),
	Required("area", "string", "where"),
	Required("from", "date", "first day of its period; for a comparison of the earlier one"),
	Required("to", "date", "last day of its period; for a comparison of the later one"),
	Required("definition", "string", "what was counted, how the number was made from it, and what must be said beside it"),
	Required("vintage", "string", "date or year of the release that it is from"),
	Required("source", "string", "lines of the tables, as file:first-last with the header as line 1, and names of inputs"),
	Required("method", "string", "how it was computed from its lines or inputs, by their roles"),
	Optional("inputs", "string", "the numbers that it was computed from, as role=name; role=name"),
	Optional("text", "string", "the number as the documents print it"),
	Optional("limits_text", "string", "its limits as the documents print them"),
	Optional("warnings", "string", "what must be known to use it fairly"),
}, PrimaryKey: []string{"name"}}

// evidenceHeader is the header of evidence.csv.
var evidenceHeader = EvidenceSchema.Names()

// Names are the names of the columns.
func (s Schema) Names() []string {
	var names []string
	for _, f := range s.Fields {
		names = append(names, f.Name)
	}
	return names
}

// Write writes evidence.csv, sorted by name, to twelve significant digits and in
// [ASCII]. It refuses a fact that was changed after it was recorded.
func (e *Evidence) Write(w io.Writer) error {
	if err := e.Check(); err != nil {
		return err
	}
	return WriteFacts(w, e.Facts())
}

// WriteFacts writes facts in the format of evidence.csv, in the order given.
func WriteFacts(w io.Writer, facts []*Fact) error {
	rows := [][]string{evidenceHeader}
	for _, f := range facts {
		var lower, upper string
		if f.Interval != nil {
			lower, upper = FormatValue(f.Interval.Lower), FormatValue(f.Interval.Upper)
		}
		row := []string{
			f.Name, FormatValue(f.Value), lower, upper, string(f.Unit), f.Area,
			f.Period.First().Format(time.DateOnly), f.Period.Last().Format(time.DateOnly), f.definition(), f.Vintage,
			f.Source(), string(f.Method), f.inputs(), f.Text, f.LimitsText, f.cautions(),
		}
		for i, field := range row {
			var err error
			if row[i], err = ascii(field); err != nil {
				return fmt.Errorf("fact %s, %s: %w", f.Name, evidenceHeader[i], err)
			}
		}
		rows = append(rows, row)
	}
	return csv.NewWriter(w).WriteAll(rows)
}
