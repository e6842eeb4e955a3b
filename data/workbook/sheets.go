package workbook

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"grooming-report/data/workbook/fault"
)

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

// A sheet named after a financial year, however its name goes on, or after a year.
var (
	twoYears = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^\W*((?:19|20)\d\d)[\s_/.\-‐‑–—]*(?:19|20)?(\d\d)(?:\D|$)`)
	})
	oneYear = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^\W*(?:19|20)\d\d(?:\D|$)`)
	})
)

// sheetYear returns the financial year that a sheet is named after, and whether there is
// one: it may be too early for the tables.
func sheetYear(name string) (year string, named bool) {
	m := twoYears().FindStringSubmatch(string(fold([]byte(name))))
	if m == nil || !consecutive(m[1], m[2]) {
		return "", false
	}
	year, _ = parseYear(m[1] + "/" + m[2])
	return year, true
}

// begin starts a sheet and reports whether its rows are to be given to add.
func (t *table) begin(name string, hidden bool) (bool, error) {
	if len(t.info.Sheets) == maxSheets {
		return false, fault.Refusef("has more than %d sheets; a release has about twenty: save those alone", maxSheets)
	}
	if len(name) > maxName {
		return false, fault.Refusef("has a sheet named %s, longer than %d bytes; rename it", fault.Quote(name), maxName)
	}
	t.info.Sheets = append(t.info.Sheets, Sheet{Name: fault.Printable(name), Hidden: hidden})
	t.name, t.number, t.year, t.must, t.fraction = name, 0, "", !t.spreadsheet(), 0
	t.header, t.row.FinancialYear, t.veiled = header{}, "", 0
	t.cover = !hidden && strings.HasPrefix(strings.ToLower(name), "cover")
	switch year, named := sheetYear(name); {
	case hidden:
		t.sheet().Unread = "it is hidden"
	case named && t.spreadsheet():
		if t.year, t.must = year, true; year == "" {
			break
		}
		if other, ok := t.years[year]; ok {
			return false, t.yearTwice(year, other)
		}
		t.years[year] = len(t.info.Sheets) - 1
	}
	return !hidden, nil
}

// end ends the sheet.
func (t *table) end() error {
	sheet := t.sheet()
	switch {
	case t.header.state == sought && sheet.Header == nil && t.must:
		t.number = 0
		return fmt.Errorf("is blank; expected a header and rows: delete or hide it")
	case t.header.state == sought:
		if err := t.noHeader(); err != nil {
			return err
		}
	case t.header.state == reading && sheet.Rows == 0 && t.spreadsheet():
		t.warn("sheet %s: has a header but no rows", fault.Quote(sheet.Name))
	}
	if t.fraction > 0 {
		t.warn("sheet %s: %d offence codes are stored as numbers with decimals, so that 4.10 would read as 4.1; take "+
			"the publisher's own file", fault.Quote(sheet.Name), t.fraction)
	}
	return nil
}

// passOver leaves a sheet unread, and says so where it may have been meant to be read.
func (t *table) passOver(why string) {
	sheet := t.sheet()
	t.header.state, sheet.Unread, sheet.Column = given, why, ""
	if oneYear().MatchString(string(fold([]byte(t.name)))) || t.header.matched >= halfHeader {
		t.warn("sheet %s: was not read: %s", fault.Quote(sheet.Name), why)
	}
}

// finish ends the file.
func (t *table) finish() error {
	headed := !t.spreadsheet()
	var names, clues []string
	for _, s := range t.info.Sheets {
		if s.Rows > 0 {
			t.tell()
			return nil
		}
		headed = headed || s.Column != ""
		names = append(names, s.Name)
		clues = append(append(clues, s.Name), s.Header...)
	}
	if headed {
		return fmt.Errorf("has a header but no rows; expected the rows of at least one year: download it again")
	}
	found := "found " + fault.List(names)
	if name := sister(clues); name != "" {
		found += ", as in the " + name + " tables"
	}
	if len(t.info.Warnings) > 0 {
		found += " (" + t.info.Warnings[0].Error() + ")"
	}
	return fmt.Errorf("has no visible sheet named like 2017_18, or with the header of one; %s: expected the open "+
		"data tables for police force areas (prc-pfa-…)", found)
}

// tell makes warnings of what was odd in cells.
func (t *table) tell() {
	if t.hiddenRow != "" {
		t.warn("%s is hidden, and others may be; hidden rows were read as the others are", t.hiddenRow)
	}
	if t.hiddenColumn != "" {
		t.warn("%s is hidden, and others may be; hidden columns were read as the others are", t.hiddenColumn)
	}
	if t.merged != "" {
		t.warn("%s are merged, and others may be; what is hidden under merged cells was read as the rest is", t.merged)
	}
	for _, s := range t.absent {
		t.warn("%s stands in the place of a number in %s; counted as missing", s.odd, s.where())
	}
	for _, s := range t.beside {
		t.warn("the mark %s stands beside a number in %s; the number was read as it stands", fault.Quote(s.odd), s.where())
	}
	for _, s := range t.behind {
		t.warn("the mark %s stands behind a name in %s; the name was read without it", fault.Quote(s.odd), s.where())
	}
}

// A header says which columns hold what.
type header struct {
	state   stage
	row     int // where it stands
	column  [columns]int
	again   [columns]bool // its name comes twice
	passed  int           // rows that were looked past
	first   int           // the number of the first of them
	above   int           // the number of the last that looked like a row of the table
	matched int           // the most of the eight names that a row has had
}

// stray reports whether the header is known, and the column is none of the eight.
func (h *header) stray(column int) bool {
	return h.state == reading && !slices.Contains(h.column[:], column)
}

// How far the reading of a sheet has come.
type stage int

const (
	sought  stage = iota // the header has not come yet
	reading              // it has, and rows are wanted
	given                // no more is wanted of the sheet
)

// halfHeader is how many of the eight names make a row a header, if one that lacks some.
const halfHeader = columns / 2

// seek looks whether a row is the header. Titles and notes may stand above it.
func (t *table) seek(cells []cell) error {
	sheet, h := t.sheet(), &t.header
	texts := make([]string, min(len(cells), maxColumns))
	for i := range texts {
		texts[i] = shortened(cells[i].text, maxHeading)
	}
	lacks, matched := h.find(texts)
	if h.matched = max(h.matched, matched); sheet.Header == nil || matched >= halfHeader {
		sheet.Header = texts
	}
	if h.passed++; h.passed == 1 {
		h.first = t.number
	}
	switch name := sister(append(texts, sheet.Name)); {
	case matched >= halfHeader && name != "" && (t.must || len(lacks) == 0):
		return ofSister(texts, name)
	case len(lacks) == 0 && h.twice(texts):
		return fmt.Errorf("has the header of the table twice, side by side; expected one table: put the rows of the one " +
			"below those of the other")
	case len(lacks) == 0 && h.above > 0:
		return fmt.Errorf("is the header, but row %d above it is a row of the table; move the header to the top", h.above)
	case len(lacks) == 0:
		h.state, h.row, sheet.Column = reading, t.number, columnName(h.column[offences])
		for c, again := range h.again {
			if again {
				t.warn("sheet %s: has two columns named %s; the first, %s, was read", fault.Quote(sheet.Name),
					fault.Quote(headers[c]),
					columnName(h.column[c]))
			}
		}
		return nil
	case matched >= halfHeader && t.must:
		return lacking(texts, lacks)
	case matched >= halfHeader:
		t.passOver("its header lacks " + fault.List(lacks))
	case isRow(texts):
		if h.above = t.number; t.must {
			return lacking(texts, lacks)
		}
	}
	if h.passed > maxTitles {
		return t.noHeader()
	}
	return nil
}

// lacking says what a row has that should be the header.
func lacking(found, lacks []string) error {
	switch all := strings.ToLower(strings.Join(found, " ")); {
	case len(lacks) < columns:
	case !slices.ContainsFunc(headers[:], func(name string) bool { return !strings.Contains(all, strings.ToLower(name)) }):
		return fmt.Errorf("has the names of all columns in one, %s; expected each in its own: save it again as CSV UTF-8, "+
			"with commas between the fields", fault.List(found))
	case isRow(found):
		return fmt.Errorf("is a row of the table, %s, where its header should be; expected %s: put that above it, or take "+
			"the publisher's own file", fault.List(found), fault.List(lacks))
	default:
		return fmt.Errorf("begins with %s, which is no header of the table; expected %s: download the open data table itself",
			fault.List(found), fault.List(lacks))
	}
	return fmt.Errorf("has the header %s; expected also %s: rename the columns, or take the publisher's own file",
		fault.List(found), fault.List(lacks))
}

func ofSister(found []string, name string) error {
	return fmt.Errorf("has the header %s, as in the %s tables; expected those for police force areas (prc-pfa-…): "+
		"download those", fault.List(found), name)
}

// noHeader ends the search for a header.
func (t *table) noHeader() error {
	if !t.must {
		t.passOver("it has no header of the table")
		return nil
	}
	t.number = t.header.first
	lacks, _ := t.header.find(t.sheet().Header)
	if name := sister(t.sheet().Header); name != "" {
		return ofSister(t.sheet().Header, name)
	}
	return lacking(t.sheet().Header, lacks)
}

// twice reports whether a row has all eight names again, to the right of those that were
// found.
func (h *header) twice(texts []string) bool {
	rest := slices.Clone(texts)
	for _, i := range h.column {
		rest[i] = ""
	}
	lacks, _ := new(header).find(rest)
	return len(lacks) == 0
}

// find looks for the eight names in a row, and returns those that it lacks.
func (h *header) find(texts []string) (lacks []string, matched int) {
	first, again := make(map[string]int), make(map[string]bool)
	for i, text := range texts {
		name, _, _ := strings.Cut(text, "[") // a note
		name = strings.ToLower(plainName(strings.TrimSpace(name)))
		if name == "offence count" { // as it was in late 2020
			name = strings.ToLower(headers[offences])
		}
		if _, ok := first[name]; ok {
			again[name] = true
		} else {
			first[name] = i
		}
	}
	for c, name := range headers {
		i, ok := first[strings.ToLower(name)]
		if !ok {
			lacks = append(lacks, name)
		}
		h.column[c], h.again[c] = i, again[strings.ToLower(name)]
	}
	return lacks, columns - len(lacks)
}

// isRow reports whether texts look like a row of the table: it is of a year. To look
// past it would lose it.
func isRow(texts []string) bool {
	filled := 0
	for _, text := range texts {
		if text != "" {
			filled++
		}
	}
	return filled >= halfHeader && slices.ContainsFunc(texts, func(text string) bool {
		_, ok := parseYear(text)
		return ok
	})
}
