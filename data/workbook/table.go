package workbook

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"grooming-report/data/workbook/fault"
)

// kind says how a cell holds its value.
type kind uint8

const (
	textual kind = iota
	numeric
	unsolved // a formula whose result is not stored; its text is unsolvedText
	dated
	boolean
	percentage // which shows 1 as 100 %
	covered    // hidden under a merged cell
	failed     // a formula without a result
)

// unsolvedText is what stands in a cell in place of the result of its formula.
const unsolvedText = "formula"

func (k kind) String() string {
	return [...]string{
		textual:    "text",
		numeric:    "a number",
		unsolved:   "a formula without a stored result",
		dated:      "a date",
		boolean:    "a boolean",
		percentage: "a percentage",
		covered:    "hidden under a merged cell",
		failed:     "a failed formula",
	}[k]
}

// cell is one cell as stored, folded, in UTF-8. The zero cell is blank.
type cell struct {
	kind kind
	odd  bool // text may have a note mark behind it, or letters that are not Latin
	text string
}

func cellOf(k kind, text string) cell { return cell{k, unusual(text), text} }

// The columns of a row, in the order of the publisher.
const (
	year = iota
	quarter
	force
	description
	group
	subgroup
	code
	offences
	columns
)

var headers = [columns]string{"Financial Year", "Financial Quarter", "Force Name", "Offence Description",
	"Offence Group", "Offence Subgroup", "Offence Code", "Number of Offences"}

// table makes Rows of cells, in the same way for every format.
type table struct {
	info  *Info
	visit func(*Row) error

	name   string // of the sheet, as it is
	number int    // of the row that is being read
	year   string // that all rows of the sheet must be of, if its name says so
	must   bool   // the sheet must be a table
	cover  bool   // its text is wanted
	unseen bool   // the row that is being read is hidden
	veiled uint64 // a bit for each column of the sheet that is hidden, until its first row is read
	header header
	row    Row                       // the last one, whose strings are likely to come again
	names  [code - force + 1]*string // its fields from force to code

	years    map[string]int // which sheet holds which year
	total    int            // rows given to visit
	fraction int            // codes of the sheet that are numbers and not whole
	// What is odd in cells: marks in the place of a number, beside one and behind names.
	absent, beside, behind sightings
	western1252            bool   // a text was read as Windows 1252
	decimalComma           bool   // it parts fields by semicolons, as where a comma is for decimals
	hiddenRow              string // the first that was read
	hiddenColumn           string // the first that was read
	merged                 string // the first cells of the table that are
}

func newTable(info *Info, visit func(*Row) error) *table {
	t := &table{info: info, visit: visit, years: make(map[string]int)}
	t.names = [...]*string{&t.row.Force, &t.row.Description, &t.row.Group, &t.row.Subgroup, &t.row.Code}
	return t
}

func (t *table) sheet() *Sheet { return &t.info.Sheets[len(t.info.Sheets)-1] }

// spreadsheet reports whether the file has sheets with names.
func (t *table) spreadsheet() bool { return t.info.Format == "ods" || t.info.Format == "xlsx" }

// at adds to an error where in the file it is.
func (t *table) at(err error) error {
	switch {
	case len(t.info.Sheets) == 0:
		return err
	case t.number == 0:
		return fmt.Errorf("sheet %s: %w", fault.Quote(t.name), err)
	}
	return fmt.Errorf("sheet %s, row %d: %w", fault.Quote(t.name), t.number, err)
}

// cell names a cell of the row that is being read.
func (t *table) cell(column int) string {
	if !t.spreadsheet() {
		return fmt.Sprintf("row %d", t.number)
	}
	return fmt.Sprintf("%s!%s%d", t.sheet().Name, columnName(t.header.column[column]), t.number)
}

func (t *table) warn(format string, args ...any) {
	t.info.Warnings = append(t.info.Warnings, fmt.Errorf(format, args...))
}

// add takes a row of the sheet that begins at row t.number and is there repeat times.
func (t *table) add(cells []cell, repeat int) error {
	for len(cells) > 0 && cells[len(cells)-1].text == "" {
		cells = cells[:len(cells)-1]
	}
	if len(cells) == 0 {
		return nil
	}
	if t.cover {
		t.addCover(cells)
	}
	switch t.header.state {
	case sought:
		return t.seek(cells)
	case given:
		return nil
	}
	if wanted, err := t.parse(cells); err != nil || !wanted {
		return err
	}
	for i := range repeat {
		t.row.Number = t.number + i
		if t.total++; t.total > maxRows {
			return fault.Refusef("more than %d rows in all; a release has 0.3 million: save its own sheets alone", maxRows)
		}
		if err := t.visit(&t.row); err != nil {
			return err
		}
		t.sheet().Rows++
	}
	return nil
}

// addCover keeps the text of a row of the cover sheet.
func (t *table) addCover(cells []cell) {
	if len(t.info.Cover) == coverRows {
		return
	}
	line := ""
	for _, c := range cells {
		if c.text != "" && len(line) < maxName {
			line += " " + c.text
		}
	}
	t.info.Cover = append(t.info.Cover, shortened(strings.TrimPrefix(line, " "), maxName))
}

// shortened cuts a text to at most n bytes.
func shortened(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for !utf8.RuneStart(s[n]) {
		n--
	}
	return strings.Clone(s[:n])
}

var blank cell

// parse makes t.row of cells, and reports whether it is one to be given to visit.
func (t *table) parse(cells []cell) (bool, error) {
	var value [columns]*cell
	found := false
	for c, i := range t.header.column {
		value[c] = &blank
		if i < len(cells) && cells[i].text != "" {
			value[c] = &cells[i]
			found = true
			if kind := cells[i].kind; kind >= dated || kind == unsolved && c != offences {
				return false, t.wrong(c, cells[i], "text or a number")
			}
		}
	}
	if !found || len(cells) > columns {
		if err := t.elsewhere(cells, found); err != nil || !found {
			return false, err
		}
	}
	if t.unseen || t.veiled != 0 {
		t.noteHidden()
	}
	t.row.Sheet = t.sheet().Name
	if wanted, err := t.parseYear(value[year]); err != nil {
		return false, noRow(value, err)
	} else if !wanted {
		return false, nil
	}
	var ok bool
	if t.row.Quarter, ok = parseQuarter(value[quarter].text); !ok {
		return false, t.wrong(quarter, *value[quarter], "1, 2, 3 or 4")
	}
	if v := value[code]; v.kind == numeric {
		number := cell{kind: numeric, text: codeNumber(v.text)}
		if value[code] = &number; strings.Contains(number.text, ".") {
			t.fraction++
		}
	}
	for c, field := range t.names {
		v := value[force+c]
		if !v.odd && v.text != "" && len(v.text) <= maxName {
			*field = v.text
		} else if err := t.parseName(force+c, *v, field); err != nil {
			return false, err
		}
	}
	n, mark, ok := parseCount(*value[offences])
	if !ok || t.decimalComma && strings.Contains(value[offences].text, ",") {
		return false, t.wrong(offences, *value[offences], "a whole number, or N/a, NA, [x], [z] or blank where there "+
			"is none")
	}
	t.row.Offences, t.row.Mark = n, mark
	if mark == "" {
		return true, nil
	}
	return true, t.marked(*value[offences])
}

// hide notes that so many columns of the sheet, from one on, are hidden.
func (t *table) hide(from, n int) {
	for i := from; i < min(from+n, maxColumns); i++ {
		t.veiled |= 1 << i
	}
}

// noteHidden notes that the row that is being read, or a column of it, is hidden.
func (t *table) noteHidden() {
	if t.unseen && t.hiddenRow == "" {
		t.hiddenRow = fmt.Sprintf("sheet %s: row %d", fault.Quote(t.sheet().Name), t.number)
	}
	for i := range maxColumns {
		if t.veiled&(1<<i) != 0 && t.hiddenColumn == "" && slices.Contains(t.header.column[:], i) {
			t.hiddenColumn = fmt.Sprintf("sheet %s: column %s", fault.Quote(t.sheet().Name), columnName(i))
		}
	}
	t.veiled = 0
}

// merge notes that cells of the sheet that has been read, in the columns between two and down to
// a row, are merged.
func (t *table) merge(cells string, from, to, row int) {
	within := func(column int) bool { return from <= column && column <= to }
	if t.merged == "" && t.header.state == reading && row > t.header.row && slices.ContainsFunc(t.header.column[:], within) {
		t.merged = fmt.Sprintf("sheet %s: %s", fault.Quote(t.sheet().Name), shortened(cells, maxMark))
	}
}

// elsewhere refuses a row whose other columns hold one of the table: of a second one, beneath the
// first or beside it, which would be lost. Columns of a reader's own may hold a few of its fields.
func (t *table) elsewhere(cells []cell, found bool) error {
	var texts []string
	for i, c := range cells {
		if c.text != "" && !slices.Contains(t.header.column[:], i) {
			texts = append(texts, c.text)
		}
	}
	if found && len(texts) < columns-1 || !isRow(texts) {
		return nil
	}
	return fmt.Errorf("has a row of a second table, %s, outside the columns of the header; expected one table: put its "+
		"rows below those of the first", fault.List(texts))
}

// noRow is the error of a row that is of no year, or a better one if it is no row of the table at all.
func noRow(value [columns]*cell, err error) error {
	first, others := value[year].text, value[quarter:]
	switch _, ok := parseYear(first); {
	case ok || first == "":
	case strings.EqualFold(first, headers[year]) && strings.EqualFold(value[force].text, headers[force]):
		return fmt.Errorf("is the header again, as where one table was put below another; delete this row, and see that no " +
			"row is there twice")
	case !slices.ContainsFunc(others, func(c *cell) bool { return c.text != "" }):
		return fmt.Errorf("has %s and nothing else, as a note beneath the table has; delete such rows from a copy, or take "+
			"the publisher's own file", fault.Quote(first))
	}
	return err
}

// wrong says what was expected in one of the eight columns.
func (t *table) wrong(column int, found cell, expected string) error {
	what := fault.Quote(found.text)
	switch {
	case found.kind == unsolved:
		what = found.kind.String()
	case found.kind > numeric:
		what = found.kind.String() + ", " + what
	}
	return fmt.Errorf("%s is %s; expected %s: correct the cell, or take the publisher's own file",
		headers[column], what, expected)
}

// parseYear takes the year of a row, and reports whether the sheet is wanted: one that
// need not be a table is none if its first row is of no year.
func (t *table) parseYear(c *cell) (bool, error) {
	r := &t.row
	if v := c.text; v == r.FinancialYear && (v == t.year || t.year == "") {
		return true, nil
	}
	y, ok := parseYear(c.text)
	switch sheet := len(t.info.Sheets) - 1; {
	case !ok && !t.must && t.sheet().Rows == 0:
		t.passOver(fmt.Sprintf("its first row below the header is of no financial year, but of %s", fault.Quote(c.text)))
		return false, nil
	case !ok:
		return false, t.wrong(year, *c, fmt.Sprintf("a year like 2017/18, %s or later and at most %s", firstYear, lastYear))
	case t.year != "" && y != t.year:
		return false, fmt.Errorf("%s is %s; expected %s in this sheet: move the row, or take the publisher's own file",
			headers[year], fault.Quote(c.text), t.year)
	case t.year == "":
		if other, ok := t.years[y]; ok && other != sheet {
			return false, t.yearTwice(y, other)
		}
		t.years[y] = sheet
	}
	r.FinancialYear = y
	return true, nil
}

func (t *table) yearTwice(year string, other int) error {
	return fmt.Errorf("has rows of %s, which is the year of sheet %s too; delete or hide one of them, or join them "+
		"into one", year, fault.Quote(t.info.Sheets[other].Name))
}

// parseName takes a name or a code.
func (t *table) parseName(column int, c cell, field *string) error {
	v := c.text
	if len(v) > maxName || v == "" && (column == force || column == code) {
		return t.wrong(column, c, fmt.Sprintf("a name in every row, of at most %d bytes", maxName))
	}
	if c.odd {
		if r, ok := fault.Foreign(v); ok {
			return t.wrong(column, c, fmt.Sprintf("Latin letters, where %s (%U) may only look like one",
				fault.Quote(string(r)), r))
		}
		if v = plainName(v); v != c.text {
			if err := t.behind.add(shortened(strings.TrimSpace(c.text[len(v):]), maxMark), t.cell(column)); err != nil {
				return err
			}
		}
	}
	*field = v
	return nil
}

// marked notes a number that is marked, or missing as is not usual.
func (t *table) marked(c cell) error {
	mark := t.row.Mark
	_, known := t.row.Offences.Value()
	switch {
	case c.kind == unsolved:
		return t.absent.add("a formula without a stored result", t.cell(offences))
	case known:
		return t.beside.add(mark, t.cell(offences))
	}
	return t.absent.add(fault.Quote(mark), t.cell(offences))
}
