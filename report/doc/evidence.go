package doc

import (
	"fmt"
	"slices"
	"strings"

	"grooming-report/analysis/fact"
)

// Facts lists the facts that the document states, and those that they were computed
// from, down to the lines of the tables, by name.
func (d *Document) Facts() ([]*fact.Fact, error) {
	known := make(map[string]*fact.Fact)
	var add func(f *fact.Fact)
	add = func(f *fact.Fact) {
		if known[f.Name] != nil {
			return
		}
		known[f.Name] = f
		for _, input := range f.Inputs {
			add(input.Fact)
		}
	}
	err := Walk(d.Blocks, func(b Block) error {
		runs, err := Runs(b)
		for _, run := range runs {
			EachInline(run, func(i Inline) {
				if n, ok := i.(Number); ok && n.Fact != nil {
					add(n.Fact)
				}
			})
		}
		return err
	})
	facts := make([]*fact.Fact, 0, len(known))
	for _, f := range known {
		facts = append(facts, f)
	}
	slices.SortFunc(facts, func(a, b *fact.Fact) int { return strings.Compare(a.Name, b.Name) })
	return facts, err
}

// Trace adds a row on where a number comes from to a table of four columns: the number,
// its name, how it was computed and from what. In print the number leads to the row,
// wherever else it is stated.
func (t *Table) Trace(f *fact.Fact) {
	from := f.Lines()
	if from == "" {
		from = strings.Join(inputsOf(f), "; ")
	}
	number := Cell{Number{f, f.Text}}
	if f.LimitsText != "" {
		number = append(number, Text(" ("), Number{f, f.LimitsText}, Text(")"))
	}
	t.Rows = append(t.Rows, []Cell{number, {Verbatim(f.Name)}, {Verbatim(f.Formula())}, {Verbatim(from)}})
	t.Traced = append(t.Traced, f.Name)
}

// inputsOf lists what a fact was computed from, each with its part in the method, and
// what an estimate among them was computed from in turn.
func inputsOf(f *fact.Fact) []string {
	var parts []string
	for _, input := range f.Inputs {
		part := input.Role + " = " + input.Fact.Text
		if input.Fact.Interval != nil {
			part += " (" + strings.Join(inputsOf(input.Fact), ", ") + ")"
		}
		parts = append(parts, part)
	}
	if f.Basis != "" {
		parts = append(parts, f.Basis)
	}
	return parts
}

// EvidenceID is the ID of a fact's row in the table of evidence.
func EvidenceID(name string) string { return "number-" + name }

// NoteID is the ID of a note below a section or a table; scope is the ID of either.
func NoteID(scope string, number int) string { return fmt.Sprintf("%s-note-%d", scope, number) }
