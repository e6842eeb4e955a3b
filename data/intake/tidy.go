package intake

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strconv"
	"strings"

	"grooming-report/analysis/records"
)

// tidy is the tidy table, in the order of all of them.
func (in *Incoming) tidy() []byte {
	keys := make([]cellKey, 0, len(in.cells))
	for key := range in.cells {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b cellKey) int {
		if s, t := slices.Index(in.recorded, a.series), slices.Index(in.recorded, b.series); s != t {
			return s - t
		}
		if a.quarter != b.quarter {
			return int(a.quarter - b.quarter)
		}
		return strings.Compare(a.force, b.force)
	})
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.Write(records.ReleaseHeader)
	for _, key := range keys {
		c := in.cells[key]
		n := strconv.Itoa(c.n)
		if c.missing {
			n = ""
		}
		w.Write([]string{key.quarter.Year().String(), strconv.Itoa(key.quarter.N()), key.force, key.series.Name, n,
			in.place(key, c)})
	}
	w.Flush() // a bytes.Buffer takes everything
	return out.Bytes()
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
