package workbook

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

// kind says how a cell holds its value.
type kind uint8

const (
	textual kind = iota
	numeric
	dated
	boolean
	failed // a formula without a result
)

func (k kind) String() string {
	return [...]string{"text", "a number", "a date", "a boolean", "a failed formula"}[k]
}

// cell is one cell as stored, without the space around it, in UTF-8. The zero cell is blank.
type cell struct {
	kind kind
	text string
}

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

// sisters are words in a header or a sheet's name that tell of a workbook with
// several rows for each of ours, which must not be added up as if they were ours.
var sisters = []struct{ word, name string }{
	{"outcome", "outcomes"},
	{"csp", "community safety partnership"},
	{"community safety", "community safety partnership"},
	{"subcode", "offence subcodes"},
	{"sub-code", "offence subcodes"},
	{"sub code", "offence subcodes"},
}

// table makes Rows of cells, in the same way for every format.
type table struct {
	info  *Info
	visit func(Row) error

	number  int    // of the row that is being read
	year    string // that all rows of the sheet must be of, if its name says so
	reading bool   // the sheet's rows are wanted
	cover   bool   // its text is
	column  [columns]int
	row     Row                       // the last one, whose strings are likely to come again
	names   [code - force + 1]*string // its fields from force to code

	years    map[string]string // which sheet holds which year
	total    int               // rows given to visit
	fraction int               // codes of the sheet that are numbers and not whole
}

var yearSheet = regexp.MustCompile(`^(\d{4})[-_](\d{2})$`)

func newTable(info *Info, visit func(Row) error) *table {
	t := &table{info: info, visit: visit, years: make(map[string]string)}
	t.names = [...]*string{&t.row.Force, &t.row.Description, &t.row.Group, &t.row.Subgroup, &t.row.Code}
	return t
}

// begin starts a sheet and reports whether its rows are to be given to add.
func (t *table) begin(name string, hidden bool) (bool, error) {
	if len(t.info.Sheets) == maxSheets {
		return false, refusef("has more than %d sheets; a release has about twenty: save those alone", maxSheets)
	}
	if len(name) > maxName {
		return false, refusef("has a sheet named %s, longer than %d bytes; rename it", quote(name), maxName)
	}
	t.info.Sheets = append(t.info.Sheets, Sheet{Name: name, Hidden: hidden})
	sheet := t.sheet()
	t.number, t.year, t.reading, t.fraction = 0, "", false, 0
	t.cover = !hidden && strings.HasPrefix(strings.ToLower(name), "cover")
	switch m := yearSheet.FindStringSubmatch(name); {
	case hidden:
		sheet.Unread = "it is hidden"
	case m == nil && t.spreadsheet():
		sheet.Unread = "its name is not a financial year"
	case m != nil && t.spreadsheet():
		t.year = m[1] + "/" + m[2]
		if other, ok := t.years[t.year]; ok {
			return false, fmt.Errorf("is the year of sheet %s too; delete or hide one of them", quote(other))
		}
		t.years[t.year] = name
		fallthrough
	default:
		t.reading = true
	}
	return !hidden, nil
}

// spreadsheet reports whether the file has sheets with names.
func (t *table) spreadsheet() bool { return t.info.Format == "ods" || t.info.Format == "xlsx" }

func (t *table) sheet() *Sheet { return &t.info.Sheets[len(t.info.Sheets)-1] }

// end ends the sheet.
func (t *table) end() error {
	sheet := t.sheet()
	if t.reading && sheet.Header == nil {
		t.number = 0
		return fmt.Errorf("is blank; expected a header and rows: delete or hide it")
	}
	if t.fraction > 0 {
		t.info.Warnings = append(t.info.Warnings, fmt.Errorf("sheet %s: %d offence codes are stored as numbers with decimals, so that 4.10 would read as 4.1; take the publisher's own file", quote(sheet.Name), t.fraction))
	}
	return nil
}

// finish ends the file.
func (t *table) finish() error {
	var names, clues []string
	for _, s := range t.info.Sheets {
		if s.Unread == "" && s.Rows > 0 {
			return nil
		}
		names = append(names, s.Name)
		clues = append(append(clues, s.Name), s.Header...)
	}
	if len(t.years) > 0 || !t.spreadsheet() {
		return fmt.Errorf("has a header but no rows; expected the rows of at least one year: download it again")
	}
	found := "found " + list(names)
	if name := sister(clues); name != "" {
		found += ", as in the " + name + " tables"
	}
	return fmt.Errorf("has no visible sheet named like 2017_18; %s: expected the open data tables for police force areas (prc-pfa-…)", found)
}

// list quotes what was found or expected, up to twenty of it.
func list(names []string) string {
	const most = 20
	var quoted []string
	for _, name := range names[:min(len(names), most)] {
		quoted = append(quoted, quote(name))
	}
	if len(names) > most {
		quoted = append(quoted, "…")
	}
	return strings.Join(quoted, ", ")
}

// sister returns the name of the sister workbook that a word is from, if there is one.
func sister(clues []string) string {
	for _, clue := range clues {
		for _, s := range sisters {
			if strings.Contains(strings.ToLower(clue), s.word) {
				return s.name
			}
		}
	}
	return ""
}

// at adds to an error where in the file it is.
func (t *table) at(err error) error {
	switch {
	case len(t.info.Sheets) == 0:
		return err
	case t.number == 0:
		return fmt.Errorf("sheet %s: %w", quote(t.sheet().Name), err)
	}
	return fmt.Errorf("sheet %s, row %d: %w", quote(t.sheet().Name), t.number, err)
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
	if t.sheet().Header == nil {
		return t.addHeader(cells)
	}
	if !t.reading {
		return nil
	}
	if found, err := t.parse(cells); err != nil || !found {
		return err
	}
	for i := range repeat {
		t.row.Number = t.number + i
		if t.total++; t.total > maxRows {
			return refusef("more than %d rows in all; a release has 0.3 million: save its own sheets alone", maxRows)
		}
		if err := t.visit(t.row); err != nil {
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
	var words []string
	for _, c := range cells {
		if c.text != "" {
			words = append(words, c.text)
		}
	}
	t.info.Cover = append(t.info.Cover, strings.Join(words, " "))
}

// addHeader takes the first row that is not blank.
func (t *table) addHeader(cells []cell) error {
	sheet := t.sheet()
	first := make(map[string]int)
	for i, c := range cells {
		h := c.text
		if len(h) > maxName {
			h = strings.ToValidUTF8(h[:maxName], "")
		}
		sheet.Header = append(sheet.Header, h)
		name, _, _ := strings.Cut(h, "[") // a note
		name = strings.ToLower(strings.Join(strings.Fields(name), " "))
		if name == "offence count" { // as it was in late 2020
			name = strings.ToLower(headers[offences])
		}
		if _, ok := first[name]; !ok {
			first[name] = i
		}
	}
	if !t.reading {
		return nil
	}
	var missing []string
	for c, name := range headers {
		i, ok := first[strings.ToLower(name)]
		if !ok {
			missing = append(missing, name)
		}
		t.column[c] = i
	}
	name := sister(sheet.Header)
	if len(missing) == 0 && name == "" {
		return nil
	}
	found := list(sheet.Header)
	if name != "" {
		return fmt.Errorf("has the header %s, as in the %s tables; expected those for police force areas (prc-pfa-…): download those", found, name)
	}
	return fmt.Errorf("has the header %s; expected also %s: rename the columns, or take the publisher's own file", found, list(missing))
}

var blank cell

// parse makes t.row of cells, and reports whether there was any value for it.
func (t *table) parse(cells []cell) (bool, error) {
	var value [columns]*cell
	found := false
	for c, i := range t.column {
		value[c] = &blank
		if i < len(cells) && cells[i].text != "" {
			value[c] = &cells[i]
			found = true
			if cells[i].kind >= dated {
				return false, fmt.Errorf("%s is %s, %s; expected text or a number: correct the cell, or take the publisher's own file", headers[c], cells[i].kind, quote(cells[i].text))
			}
		}
	}
	if !found {
		return false, nil
	}
	r := &t.row
	r.Sheet = t.sheet().Name
	var ok bool
	if v := value[year].text; v != r.FinancialYear || t.year != "" && v != t.year {
		if r.FinancialYear, ok = parseYear(v); !ok {
			return false, fmt.Errorf("%s is %s; expected a year like 2017/18, %s or later: correct the cell, or take the publisher's own file", headers[year], quote(v), firstYear)
		}
		if t.year != "" && r.FinancialYear != t.year {
			return false, fmt.Errorf("%s is %s; expected %s in this sheet: move the row, or take the publisher's own file", headers[year], quote(v), t.year)
		}
	}
	if r.Quarter, ok = parseQuarter(value[quarter].text); !ok {
		return false, fmt.Errorf("%s is %s; expected 1, 2, 3 or 4: correct the cell, or take the publisher's own file", headers[quarter], quote(value[quarter].text))
	}
	if v := value[code]; v.kind == numeric {
		number := cell{numeric, codeNumber(v.text)}
		if value[code] = &number; strings.Contains(number.text, ".") {
			t.fraction++
		}
	}
	for c, field := range t.names {
		if v := value[force+c].text; v != *field || v == "" {
			if len(v) > maxName || v == "" && (field == &r.Force || field == &r.Code) {
				return false, fmt.Errorf("%s is %s; expected a name of at most %d bytes: correct the cell, or take the publisher's own file", headers[force+c], quote(v), maxName)
			}
			*field = v
		}
	}
	if r.Offences, ok = parseCount(*value[offences]); !ok {
		return false, fmt.Errorf("%s is %s; expected a whole number, or N/a, NA, [x], [z] or blank where there is none: correct the cell, or take the publisher's own file", headers[offences], quote(value[offences].text))
	}
	return true, nil
}

// interned gives equal strings the same memory.
type interned struct {
	all    map[string]string
	recent [1 << 10]string // those that came last, by place: most texts are found here, without the map
}

func newInterned() *interned { return &interned{all: make(map[string]string)} }

// of returns b, without the space around it, as a string; not ok if it is not UTF-8.
func (in *interned) of(b []byte) (s string, ok bool) {
	b = trim(b)
	n := len(b)
	if n == 0 {
		return "", true
	}
	recent := &in.recent[(uint(n)<<8^uint(b[0])<<6^uint(b[n/2])<<3^uint(b[n-1]))%uint(len(in.recent))]
	if *recent == string(b) {
		return *recent, true
	}
	s, ok = in.all[string(b)]
	if !ok {
		if s = string(b); !utf8.Valid(b) {
			return s, false
		}
		if n > maxName {
			return s, true
		}
		if len(in.all) == maxInterned {
			clear(in.all)
		}
		in.all[s] = s
	}
	*recent = s
	return s, true
}
