package fact

import (
	"encoding/csv"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"
	"time"
)

// Evidence is every number that a report states, by name, with the numbers
// that those were computed from, down to the table rows.
type Evidence struct{ facts map[string]*Fact }

// Add records a fact and, before it, the facts it was computed from. Two facts
// of one name must be the same number, and a fact must say what it rests on.
func (e *Evidence) Add(f *Fact) error {
	if e.facts == nil {
		e.facts = map[string]*Fact{}
	}
	if have, ok := e.facts[f.Name]; ok {
		if have.Value != f.Value || have.Unit != f.Unit || have.Vintage != f.Vintage || have.Source() != f.Source() {
			return fmt.Errorf("fact %s is %v %s from %s, and %v %s from %s; a name is for one number",
				f.Name, have.Value, have.Unit, have.Source(), f.Value, f.Unit, f.Source())
		}
		return nil
	}
	if f.Name == "" || f.Unit == "" || f.Area == "" || f.Definition == "" || f.Vintage == "" || f.Source() == "" || math.IsNaN(f.Value) {
		return fmt.Errorf("fact %q has no name, value, unit, area, definition, vintage or source: %+v", f.Name, *f)
	}
	for _, input := range f.Inputs {
		if err := e.Add(input); err != nil {
			return err
		}
	}
	e.facts[f.Name] = f
	return nil
}

// Find returns the fact of a name.
func (e *Evidence) Find(name string) (*Fact, bool) {
	f, ok := e.facts[name]
	return f, ok
}

// Facts lists the facts by name.
func (e *Evidence) Facts() []*Fact {
	var fs []*Fact
	for _, name := range slices.Sorted(maps.Keys(e.facts)) {
		fs = append(fs, e.facts[name])
	}
	return fs
}

// Caveat is what a comparison across April 2017 must never stand without; empty
// for every other number.
func (f *Fact) Caveat() string {
	if f.Across {
		return "not comparable: the code widened in April 2017"
	}
	return ""
}

// definition is Definition with the caveat.
func (f *Fact) definition() string {
	if f.Across {
		return f.Definition + "; " + f.Caveat()
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
		parts = append(parts, input.Name)
	}
	if f.Basis != "" {
		parts = append(parts, f.Basis)
	}
	return strings.Join(parts, "; ")
}

// EvidenceHeader is the header of evidence.csv. Dates are ISO; lower and upper
// are empty where nothing was estimated, and upper is Inf where the data set no
// upper limit.
var EvidenceHeader = []string{"name", "value", "lower", "upper", "unit", "area", "from", "to", "definition", "vintage", "source"}

// Write writes evidence.csv, sorted by name, to twelve significant digits.
func (e *Evidence) Write(w io.Writer) error {
	out := csv.NewWriter(w)
	if err := out.Write(EvidenceHeader); err != nil {
		return err
	}
	for _, f := range e.Facts() {
		var lower, upper string
		if f.Interval != nil {
			lower, upper = FormatValue(f.Interval.Lower), FormatValue(f.Interval.Upper)
		}
		if err := out.Write([]string{f.Name, FormatValue(f.Value), lower, upper, string(f.Unit), f.Area,
			f.Period.First().Format(time.DateOnly), f.Period.Last().Format(time.DateOnly), f.definition(), f.Vintage, f.Source()}); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}
