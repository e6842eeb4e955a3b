package intake

import (
	"maps"
	"slices"
	"strconv"

	"grooming-report/analysis/fact"
)

// A Line is something that is said of a file.
type Line struct{ What, Value string }

// Summary says what the rows are of.
func (in *Incoming) Summary() []Line {
	var list []Line
	forces := map[string]bool{}
	for key, c := range in.cells.all() {
		if c.sheet != "" {
			forces[key.force] = true
		}
	}
	if in.quarters.To != 0 {
		list = append(list, Line{"quarters", in.quarters.Months()})
	}
	list = append(list, Line{"police forces", strconv.Itoa(len(forces))},
		Line{"offence codes", strconv.Itoa(len(in.codes()))})
	for _, name := range slices.Sorted(maps.Keys(in.dropped)) {
		list = append(list, Line{"not a force", name + ", " + fact.FormatInt(in.dropped[name]) + " rows"})
	}
	return list
}
