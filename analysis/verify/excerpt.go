package verify

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
)

// An excerpt is the rows of one table that a number rests on, with their cells.
type excerpt struct {
	file    string
	columns []string // the header of the table
	// rows are those shown, in the order of the table: all, or the ones of most offences.
	rows  []tableRow
	total int // how many rows there are
	// sums is the offences of all rows by quarter, or by financial year where there are many
	// quarters, in order of time; empty for one row, and for a table that is no release.
	sums []offencesIn
	// rest is the offences of the rows that are not shown.
	rest float64
}

// A tableRow is a row of a table, as it stands.
type tableRow struct {
	line  int // of the file, the header being 1
	cells []string
}

// offencesIn is the offences of a quarter, 2025/26 quarter 1, or of a year.
type offencesIn struct {
	when     string
	offences float64
}

// mostQuarters is how many quarters are summed one by one.
const mostQuarters = 8

// excerpts are the rows that a number names as its source, one for each table in the order in
// which the number names them. Of a release with more than so many rows those of most offences
// are shown, and of another table the first; most 0 shows all.
func (t *Tables) excerpts(row *Row, most int) ([]excerpt, error) {
	var list []excerpt
	err := t.each(row.Lines(), func(tab *table, line int) error {
		i := slices.IndexFunc(list, func(e excerpt) bool { return e.file == tab.name })
		if i < 0 {
			i = len(list)
			list = append(list, excerpt{file: tab.name, columns: tab.lines[0]})
		}
		list[i].rows = append(list[i].rows, tableRow{line, tab.lines[line-1]})
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
func (t *Tables) abridge(e *excerpt, most int) error {
	e.total = len(e.rows)
	fewer := most > 0 && e.total > most
	tab, err := t.open(e.file)
	if err != nil {
		return err
	}
	if _, release := tab.column["quarter"]; !release {
		if fewer {
			e.rows = e.rows[:most]
		}
		return nil
	}
	cells := map[int]cell{}
	for _, r := range e.rows {
		if cells[r.line], err = tab.cell(r.line); err != nil {
			return err
		}
	}
	if e.total > 1 {
		e.sums = sums(e.rows, cells)
	}
	if !fewer {
		return nil
	}
	greatest := slices.Clone(e.rows)
	slices.SortStableFunc(greatest, func(a, b tableRow) int { return cmp.Compare(cells[b.line].count, cells[a.line].count) })
	for _, r := range greatest[most:] {
		e.rest += cells[r.line].count
	}
	e.rows = greatest[:most]
	slices.SortFunc(e.rows, func(a, b tableRow) int { return cmp.Compare(a.line, b.line) })
	return nil
}

// sums adds the offences of rows up by quarter, or by year where there are many.
func sums(rows []tableRow, cells map[int]cell) []offencesIn {
	quarters := map[int]float64{}
	for _, r := range rows {
		quarters[cells[r.line].at()] += cells[r.line].count
	}
	when := func(at int) string { return fmt.Sprintf("%s quarter %d", yearText(at/4), at%4+1) }
	if len(quarters) > mostQuarters {
		when = func(at int) string { return yearText(at / 4) }
	}
	var list []offencesIn
	for _, at := range slices.Sorted(maps.Keys(quarters)) {
		if last := len(list) - 1; last >= 0 && list[last].when == when(at) {
			list[last].offences += quarters[at]
			continue
		}
		list = append(list, offencesIn{when(at), quarters[at]})
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
