package verify

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
)

// An Excerpt is the rows of one table that a number rests on, with their cells.
type Excerpt struct {
	File    string
	Columns []string // the header of the table
	// Rows are those shown, in the order of the table: all, or the ones of most offences.
	Rows  []Cells
	Total int // how many rows there are
	// Sums is the offences of all rows by quarter, or by financial year where there are many
	// quarters, in order of time; empty for one row, and for a table that is no release.
	Sums []Sum
	// Rest is the offences of the rows that are not shown.
	Rest float64
}

// Cells are a row of a table, as they stand.
type Cells struct {
	Line  int // of the file, the header being 1
	Cells []string
}

// A Sum is the offences of a quarter, 2025/26 quarter 1, or of a year.
type Sum struct {
	When     string
	Offences float64
}

// mostQuarters is how many quarters are summed one by one.
const mostQuarters = 8

// Excerpts are the rows that a number names as its source, one for each table in the order in
// which the number names them. Of a release with more than so many rows those of most offences
// are shown, and of another table the first; most 0 shows all.
func (t *Tables) Excerpts(row *Row, most int) ([]Excerpt, error) {
	var list []Excerpt
	err := t.each(row.Lines(), func(tab *table, line int) error {
		i := slices.IndexFunc(list, func(e Excerpt) bool { return e.File == tab.name })
		if i < 0 {
			i = len(list)
			list = append(list, Excerpt{File: tab.name, Columns: tab.lines[0]})
		}
		list[i].Rows = append(list[i].Rows, Cells{line, tab.lines[line-1]})
		return nil
	})
	if err != nil {
		return nil, err
	}
	for i := range list {
		if err := t.abridge(&list[i], most); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// abridge sums the rows of a release and leaves out those that are not shown.
func (t *Tables) abridge(e *Excerpt, most int) error {
	e.Total = len(e.Rows)
	fewer := most > 0 && e.Total > most
	tab, err := t.open(e.File)
	if err != nil {
		return err
	}
	if _, release := tab.column["quarter"]; !release {
		if fewer {
			e.Rows = e.Rows[:most]
		}
		return nil
	}
	cells := map[int]cell{}
	for _, r := range e.Rows {
		if cells[r.Line], err = tab.cell(r.Line); err != nil {
			return err
		}
	}
	if e.Total > 1 {
		e.Sums = sums(e.Rows, cells)
	}
	if !fewer {
		return nil
	}
	greatest := slices.Clone(e.Rows)
	slices.SortStableFunc(greatest, func(a, b Cells) int { return cmp.Compare(cells[b.Line].count, cells[a.Line].count) })
	for _, r := range greatest[most:] {
		e.Rest += cells[r.Line].count
	}
	e.Rows = greatest[:most]
	slices.SortFunc(e.Rows, func(a, b Cells) int { return cmp.Compare(a.Line, b.Line) })
	return nil
}

// sums adds the offences of rows up by quarter, or by year where there are many.
func sums(rows []Cells, cells map[int]cell) []Sum {
	quarters := map[int]float64{}
	for _, r := range rows {
		quarters[cells[r.Line].at()] += cells[r.Line].count
	}
	when := func(at int) string { return fmt.Sprintf("%s quarter %d", yearText(at/4), at%4+1) }
	if len(quarters) > mostQuarters {
		when = func(at int) string { return yearText(at / 4) }
	}
	var list []Sum
	for _, at := range slices.Sorted(maps.Keys(quarters)) {
		if last := len(list) - 1; last >= 0 && list[last].When == when(at) {
			list[last].Offences += quarters[at]
			continue
		}
		list = append(list, Sum{when(at), quarters[at]})
	}
	return list
}

// yearText is a financial year by its first calendar year: 2025/26.
func yearText(y int) string { return fmt.Sprintf("%d/%02d", y, (y+1)%100) }

// whole prints a count with its thousands set off: 5,734.
func whole(n float64) string {
	text := strconv.FormatFloat(n, 'f', -1, 64)
	first := 0 // place of the first digit
	if n < 0 {
		first = 1
	}
	for i := len(text) - 3; i > first; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
