package lex

// A table is a run of lines in which numbers stand under periods, or beside them.
type table struct {
	Rows [][]CellTokens
}

// A CellTokens is the tokens of a cell.
type CellTokens struct{ First, Last int }

// FindTables looks for runs of lines that split into the same number of cells,
// by tabs, bars or wide gaps.
func (d *Document) FindTables() {
	var lines [][2]int
	begin := 0
	for i := 1; i <= len(d.Tokens); i++ {
		if i == len(d.Tokens) || d.Tokens[i].Line {
			lines = append(lines, [2]int{begin, i})
			begin = i
		}
	}
	var run [][]CellTokens
	flush := func() {
		if len(run) >= 2 {
			d.Tables = append(d.Tables, table{run})
		}
		run = nil
	}
	for n := 0; n < len(lines); n++ {
		l := lines[n]
		if rows := d.looseTable(lines[n:]); len(rows) > 1 {
			flush()
			d.Tables = append(d.Tables, table{rows})
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
		if len(run) > 0 && Diff(len(run[0]), len(cells)) > 1 {
			flush()
		}
		run = append(run, cells)
	}
	flush()
}

// looseTable reads lines whose cells only single spaces part: a first line that ends in
// two or more years, and lines that end in as many numbers.
func (d *Document) looseTable(lines [][2]int) [][]CellTokens {
	head := d.looseRow(lines[0], d.yearCell)
	if len(head) < 2 || len(d.cells(lines[0][0], lines[0][1])) > 1 {
		return nil
	}
	rows := [][]CellTokens{d.withLabel(lines[0], head)}
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
func (d *Document) looseRow(line [2]int, read func(i int) int) []CellTokens {
	for first := max(line[0], line[1]-maxRow); first < line[1]; first++ {
		var row []CellTokens
		i := first
		for i < line[1] {
			end := read(i)
			if end == 0 || end > line[1] {
				break
			}
			row = append(row, CellTokens{i, end})
			i = end
		}
		if i == line[1] {
			return row
		}
	}
	return nil
}

func (d *Document) withLabel(line [2]int, row []CellTokens) []CellTokens {
	if row[0].First > line[0] {
		return append([]CellTokens{{line[0], row[0].First}}, row...)
	}
	return row
}

// yearCell gives the end of a year at token i, or 0.
func (d *Document) yearCell(i int) int {
	if f, ok := ReadFinancial(d, i); ok {
		return f.Last
	}
	if y, ok := ReadYear(d, i); ok {
		return y.Last
	}
	return 0
}

// numberCell gives the end of a number at token i, or of n/a, a dash or dots, or 0.
func (d *Document) numberCell(i int) int {
	switch {
	case d.Tokens[i].Kind == Number:
		return i + 1
	case d.At(i) == "n" && d.At(i+1) == "/" && d.At(i+2) == "a":
		return i + 3
	case d.At(i) == "-" || d.At(i) == "*":
		return i + 1
	case d.At(i) == "." && d.At(i+1) == ".":
		return i + 2
	}
	return 0
}

func Diff(a, b int) int { return max(a, b) - min(a, b) }

// ruleLine reports whether the line is only dashes and bars.
func (d *Document) ruleLine(first, last int) bool {
	for i := first; i < last; i++ {
		if t := d.At(i); t != "-" && t != "|" && t != ":" && t != "+" && t != "=" {
			return false
		}
	}
	return last > first
}

// cells splits a line.
func (d *Document) cells(first, last int) []CellTokens {
	var out []CellTokens
	if d.ruleLine(first, last) {
		return nil
	}
	begin := first
	for i := first; i < last; i++ {
		if d.At(i) == "|" || d.At(i) == "/" && d.Tokens[i].Space && i+1 < last && d.Tokens[i+1].Space {
			if i > begin || d.At(i) == "|" && i > first && d.At(begin-1) == "|" {
				out = append(out, CellTokens{begin, i}) // an empty cell keeps its column
			}
			begin = i + 1
			continue
		}
		if i > begin && d.wideGap(d.Tokens[i-1].End, d.Tokens[i].Start) {
			out = append(out, CellTokens{begin, i})
			begin = i
		}
	}
	if begin < last {
		out = append(out, CellTokens{begin, last})
	}
	return out
}

// wideGap reports whether a tab or three spaces stand between two places.
func (d *Document) wideGap(from, to int) bool {
	spaces := 0
	for _, r := range d.Text[from:to] {
		if r == '\t' {
			return true
		}
		if r == ' ' || r == '\u00a0' {
			spaces++
		}
	}
	return spaces >= 3
}

// partCommas puts bars in the place of the commas that part cells: in two or more lines one after another that have as
// many of them, at least two, and no space after any. What stands in quotation marks keeps its own.
func partCommas(low []byte) {
	run, commas := 0, 0 // where the run of such lines begins
	for i := 0; i <= len(low); {
		end := i
		for end < len(low) && low[end] != '\n' {
			end++
		}
		n := cellCommas(low[i:end])
		if n < 2 || n != commas {
			run, commas = i, n
		} else if run < i {
			barCommas(low[run:end])
			run = i
		}
		i = end + 1
	}
}

// cellCommas counts the commas that may part cells in a line; 0 where one has a space after it, as in a sentence.
func cellCommas(line []byte) int {
	n, quoted := 0, false
	for i, b := range line {
		switch {
		case b == '"':
			quoted = !quoted
		case b == ',' && !quoted && i+1 < len(line) && line[i+1] == ' ':
			return 0
		case b == ',' && !quoted:
			n++
		}
	}
	return n
}

func barCommas(line []byte) {
	quoted := false
	for i, b := range line {
		switch {
		case b == '"':
			quoted, line[i] = !quoted, ' '
		case b == ',' && !quoted:
			line[i] = '|'
		}
	}
}
