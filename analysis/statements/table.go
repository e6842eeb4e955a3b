package statements

// A table is a run of lines in which numbers stand under periods, or beside them.
type table struct {
	rows [][]tableCell
}

// A tableCell is the tokens of a cell.
type tableCell struct{ first, last int }

// A cell is where a value stands in a table: the mentions that head its row and its column.
type cell struct {
	periods []*mention
	areas   []*areaMention
}

// findTables looks for runs of lines that split into the same number of cells,
// by tabs, bars or wide gaps.
func (d *document) findTables() {
	var lines [][2]int
	begin := 0
	for i := 1; i <= len(d.tokens); i++ {
		if i == len(d.tokens) || d.tokens[i].line {
			lines = append(lines, [2]int{begin, i})
			begin = i
		}
	}
	var run [][]tableCell
	flush := func() {
		if len(run) >= 2 {
			d.tables = append(d.tables, table{run})
		}
		run = nil
	}
	for n := 0; n < len(lines); n++ {
		l := lines[n]
		if rows := d.looseTable(lines[n:]); len(rows) > 1 {
			flush()
			d.tables = append(d.tables, table{rows})
			n += len(rows) - 1
			continue
		}
		cells := d.cells(l[0], l[1])
		if len(cells) < 2 {
			if !d.ruleLine(l[0], l[1]) {
				flush()
			}
			continue
		}
		if len(run) > 0 && diff(len(run[0]), len(cells)) > 1 {
			flush()
		}
		run = append(run, cells)
	}
	flush()
}

// looseTable reads lines whose cells only single spaces part: a first line that ends in
// two or more years, and lines that end in as many numbers.
func (d *document) looseTable(lines [][2]int) [][]tableCell {
	head := d.looseRow(lines[0], d.yearCell)
	if len(head) < 2 || len(d.cells(lines[0][0], lines[0][1])) > 1 {
		return nil
	}
	rows := [][]tableCell{d.withLabel(lines[0], head)}
	for _, l := range lines[1:] {
		row := d.looseRow(l, d.numberCell)
		if len(row) != len(head) {
			break
		}
		rows = append(rows, d.withLabel(l, row))
	}
	return rows
}

// maxRow is the number of tokens at the end of a line that may be cells without gaps.
const maxRow = 60

// looseRow reads the cells that end a line, each by the reader given.
func (d *document) looseRow(line [2]int, read func(i int) int) []tableCell {
	for first := max(line[0], line[1]-maxRow); first < line[1]; first++ {
		var row []tableCell
		i := first
		for i < line[1] {
			end := read(i)
			if end == 0 || end > line[1] {
				break
			}
			row = append(row, tableCell{i, end})
			i = end
		}
		if i == line[1] {
			return row
		}
	}
	return nil
}

func (d *document) withLabel(line [2]int, row []tableCell) []tableCell {
	if row[0].first > line[0] {
		return append([]tableCell{{line[0], row[0].first}}, row...)
	}
	return row
}

// yearCell gives the end of a year at token i, or 0.
func (d *document) yearCell(i int) int {
	if f, ok := readFinancial(d, i); ok {
		return f.last
	}
	if y, ok := readYear(d, i); ok {
		return y.last
	}
	return 0
}

// numberCell gives the end of a number at token i, or of n/a, a dash or dots, or 0.
func (d *document) numberCell(i int) int {
	switch {
	case d.tokens[i].kind == number:
		return i + 1
	case d.at(i) == "n" && d.at(i+1) == "/" && d.at(i+2) == "a":
		return i + 3
	case d.at(i) == "-" || d.at(i) == "*":
		return i + 1
	case d.at(i) == "." && d.at(i+1) == ".":
		return i + 2
	}
	return 0
}

func diff(a, b int) int { return max(a, b) - min(a, b) }

// ruleLine reports whether the line is only dashes and bars.
func (d *document) ruleLine(first, last int) bool {
	for i := first; i < last; i++ {
		if t := d.at(i); t != "-" && t != "|" && t != ":" && t != "+" && t != "=" {
			return false
		}
	}
	return last > first
}

// cells splits a line.
func (d *document) cells(first, last int) []tableCell {
	var out []tableCell
	if d.ruleLine(first, last) {
		return nil
	}
	begin := first
	for i := first; i < last; i++ {
		if d.at(i) == "|" || d.at(i) == "/" && d.tokens[i].space && i+1 < last && d.tokens[i+1].space {
			if i > begin {
				out = append(out, tableCell{begin, i})
			}
			begin = i + 1
			continue
		}
		if i > begin && d.wideGap(d.tokens[i-1].end, d.tokens[i].start) {
			out = append(out, tableCell{begin, i})
			begin = i
		}
	}
	if begin < last {
		out = append(out, tableCell{begin, last})
	}
	return out
}

// wideGap reports whether a tab or three spaces stand between two places.
func (d *document) wideGap(from, to int) bool {
	spaces := 0
	for _, r := range d.text[from:to] {
		if r == '\t' {
			return true
		}
		if r == ' ' || r == '\u00a0' {
			spaces++
		}
	}
	return spaces >= 3
}

// placeCells gives each value in a table the periods and areas of its row and column.
func (r *reader) placeCells() {
	for _, t := range r.d.tables {
		width := 0
		for _, row := range t.rows {
			width = max(width, len(row))
		}
		head := make([]cell, width)
		var named []areaMention // the forces of the rows above
		for _, row := range t.rows {
			offset := width - len(row)
			rowHead := cell{areas: r.sumRow(row, named)}
			counts := 0
			for _, c := range row {
				if r.valueIn(c) != nil {
					counts++
				}
			}
			for n, c := range row {
				column := n
				if offset > 0 {
					column = n + offset
				}
				ps, as := r.periodsInCell(c), r.areasInCell(c)
				if v := r.valueIn(c); v != nil && len(ps) == 0 {
					v.cell = &cell{
						periods: append(append([]*mention{}, head[column].periods...), rowHead.periods...),
						areas:   append(append([]*areaMention{}, rowHead.areas...), head[column].areas...),
					}
					continue
				}
				if n == 0 && counts > 0 {
					for _, a := range as {
						if a.kind == forceArea {
							named = append(named, *a)
						}
					}
					rowHead.periods, rowHead.areas = append(rowHead.periods, ps...), append(rowHead.areas, as...)
				} else if counts == 0 {
					if len(ps) > 0 {
						head[column].periods = ps
					}
					if len(as) > 0 {
						head[column].areas = as
					}
				}
			}
		}
	}
}

// sumRow is the area of a row of totals: that of all forces of the rows above.
func (r *reader) sumRow(row []tableCell, named []areaMention) []*areaMention {
	if len(named) < 2 || !r.d.is(row[0].first, set("all total totals together sum")) || len(r.areasInCell(row[0])) > 0 {
		return nil
	}
	joined := joinAreas(named)
	return []*areaMention{&joined}
}

func (r *reader) valueIn(c tableCell) *value {
	for _, v := range r.valuesIn(c.first, c.last) {
		if v.last <= c.last {
			return v
		}
	}
	return nil
}

func (r *reader) periodsInCell(c tableCell) (out []*mention) {
	for _, m := range r.mentionsIn(c.first, c.last) {
		if m.last <= c.last {
			out = append(out, m)
		}
	}
	return out
}

func (r *reader) areasInCell(c tableCell) (out []*areaMention) {
	for _, a := range r.areasIn(c.first, c.last) {
		if a.last <= c.last {
			out = append(out, a)
		}
	}
	return out
}
