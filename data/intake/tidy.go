package intake

import (
	"encoding/csv"
	"slices"
	"strconv"
	"strings"

	"grooming-report/analysis/records"
)

// rowSize is about how long a row of a tidy table is, in bytes.
const rowSize = 56

// tidy is the tidy table, in the order of all of them.
func (in *Incoming) tidy() string {
	var names []string
	for _, f := range in.list {
		names = append(names, f.Name)
	}
	slices.Sort(names)
	var out strings.Builder
	out.Grow(rowSize * len(in.recorded) * len(names) * in.quarters.Quarters())
	w := csv.NewWriter(&out)
	w.Write(records.ReleaseHeader)
	for _, s := range in.recorded {
		for q := in.quarters.From; q <= in.quarters.To; q++ {
			year, quarter := q.Year().String(), strconv.Itoa(q.N())
			for _, force := range names {
				key := cellKey{s, q, force}
				c, ok := in.cells.at(key)
				if !ok {
					continue
				}
				n := strconv.Itoa(c.n)
				if c.missing {
					n = ""
				}
				w.Write([]string{year, quarter, force, s.Name, n, in.place(key, c)})
			}
		}
	}
	w.Flush() // a strings.Builder takes everything
	return out.String()
}

// place names the sheet of a number, and the cells in it that add up to it: 2017_18!H42,
// or 2025_26!H42+H43; only the sheet for a total over codes, and nothing where there is
// no row.
func (in *Incoming) place(key cellKey, c cell) string {
	if c.row == 0 {
		return c.sheet
	}
	place := in.Info.Cell(c.sheet, c.row)
	for i, p := range in.parts[key] {
		if i > 0 && p.sheet == c.sheet {
			place += "+" + strings.TrimPrefix(in.Info.Cell(p.sheet, p.row), p.sheet+"!")
		}
	}
	return place
}
