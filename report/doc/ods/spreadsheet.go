// Package ods writes the tables of a document as an OpenDocument spreadsheet.
package ods

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strings"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/report/doc"
)

// Write writes the tables of the document as an OpenDocument spreadsheet
// (ISO/IEC 26300), by the rules of the Government Analysis Function: a cover,
// contents and notes; then one table a sheet, named, with one heading row, unique
// headings with their units, and no merged or empty cell. A number is the
// unrounded value, shown with the decimals that the document prints, and alone in
// its cell: a ratio and its limits are three columns.
//
// Figures have no sheet of their own: the contents say which table holds the
// numbers of each.
func Write(w io.Writer, d *doc.Document) error {
	if err := d.Check(); err != nil {
		return err
	}
	tables, err := doc.All[*doc.Table](d.Blocks)
	if err != nil {
		return err
	}
	figures, err := doc.All[*doc.Figure](d.Blocks)
	if err != nil {
		return err
	}
	sheets := []sheet{coverSheet(d), contentsSheet(d, tables, figures)}
	if len(d.Notes) > 0 {
		sheets = append(sheets, notesSheet(d))
	}
	for _, t := range tables {
		s, err := tableSheet(d, t)
		if err != nil {
			return err
		}
		sheets = append(sheets, s)
	}
	return writeODS(w, d, sheets)
}

// A field is the content of one cell of a spreadsheet: a number, or words.
type field struct {
	words    string
	link     string // an address, or #Sheet.A1
	number   bool
	value    float64
	decimals int
	shown    string // as the document prints a number that it does not round: < 0.001
}

// A heading is the head of a column of a sheet.
type heading struct {
	text    string
	numbers bool // set right
}

// The markers that stand for words in a column of numbers, as the Government Analysis
// Function has them: there is nothing to give; there is something, which is not here;
// and it is there, and so uncertain that it is not given.
const (
	notApplicable = "[z]"
	notAvailable  = "[x]"
	unreliable    = "[u]"
	licence       = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
)

func coverSheet(d *doc.Document) sheet {
	s := sheet{name: "Cover", lines: []field{
		{words: d.Title}, {words: d.Subtitle}, {words: d.Release}, {words: d.Summary},
		{words: "Each sheet after the notes holds one table of the report, under the number that the report gives it. " +
			"Numbers are not rounded; they are shown as the report prints them."},
		{words: notApplicable + " means that there is nothing to give, such as limits of a number that is counted and " +
			"not estimated, or a ratio where none was recorded before."},
		{words: notAvailable + " means that a number is not available, such as a quarter that a release lacks."},
		{words: unreliable + " means that a number would be too uncertain to give, such as a ratio to fewer than ten."},
		{words: "For a program: the columns of every table are named in the fifth row of its sheet. A column that holds " +
			"one of these markers is read as text, unless the program is told that they stand for missing numbers."},
		{words: "Contains public sector information licensed under the Open Government Licence v3.0.", link: licence},
	}, wraps: true}
	if d.Imprint != "" {
		s.lines = slices.Insert(s.lines, 4, field{words: d.Imprint})
	}
	return s
}

func contentsSheet(d *doc.Document, tables []*doc.Table, figures []*doc.Figure) sheet {
	s := sheet{
		name: "Contents", id: "contents", lines: []field{{words: "Contents"}},
		heads: []heading{{text: "Sheet"}, {text: "Title"}, {text: "Figure with the same numbers"}},
	}
	if len(d.Notes) > 0 {
		s.rows = append(s.rows, []field{{words: "Notes", link: "#Notes.A1"}, {words: "Notes on single numbers"},
			{words: "none"}})
	}
	for _, t := range tables {
		var drawn []string
		for _, f := range figures {
			if f.TableID == t.ID {
				drawn = append(drawn, fmt.Sprintf("Figure %d", f.Number))
			}
		}
		if drawn == nil {
			drawn = []string{"none"}
		}
		s.rows = append(s.rows, []field{
			{words: sheetName(t), link: "#" + sheetName(t) + ".A1"}, {words: doc.PlainText(t.Caption)},
			{words: strings.Join(drawn, " and ")},
		})
	}
	return s
}

func notesSheet(d *doc.Document) sheet {
	s := sheet{name: "Notes", id: "notes", lines: []field{{words: "Notes"}},
		heads: []heading{{text: "Note"}, {text: "Text"}}}
	for _, n := range d.Notes {
		s.rows = append(s.rows, []field{{words: noteMark(n.Number)}, {words: doc.PlainText(n.Inline)}})
	}
	return s
}

func noteMark(n int) string { return fmt.Sprintf("[note %d]", n) }

// sheetName names a table for what it holds, which stays when its place changes.
func sheetName(t *doc.Table) string {
	return strings.ReplaceAll(strings.TrimPrefix(t.ID, "table-"), "-", "_")
}

// markers are the words of tables that mean that a number is not available or not
// reliable. Others mean that there is none.
var markers = map[string]string{
	"missing": notAvailable, "not held": notAvailable, "no figure": notAvailable, "not simulated": notAvailable,
	"base under ten": unreliable,
}

// marker is what stands for words in a column of numbers.
func marker(words string) string { return cmp.Or(markers[words], notApplicable) }

// tableSheet gives every number of a table a cell of its own.
func tableSheet(d *doc.Document, t *doc.Table) (sheet, error) {
	title := fmt.Sprintf("Table %d: %s", t.Number, doc.PlainText(t.Caption))
	if marks := noteMarks(t.Caption); marks != "" {
		title += " " + marks
	}
	s := sheet{name: sheetName(t), id: strings.ReplaceAll(t.ID, "-", "_"), rows: make([][]field, len(t.Rows))}
	for i := range t.Columns {
		heads, cells := splitColumn(t, i)
		s.heads = append(s.heads, heads...)
		for r := range cells {
			s.rows[r] = append(s.rows[r], cells[r]...)
		}
	}
	noted, marked := false, false
	for _, c := range t.Columns {
		marked = marked || len(c.Marks) > 0
	}
	for _, row := range t.Rows {
		for _, c := range row {
			noted = noted || noteMarks(c) != ""
		}
	}
	if noted {
		s.heads = append(s.heads, heading{text: "Notes"})
		for r, row := range t.Rows {
			var marks []string
			for _, c := range row {
				if m := noteMarks(c); m != "" && !slices.Contains(marks, m) {
					marks = append(marks, m)
				}
			}
			if marks == nil {
				marks = []string{"none"}
			}
			s.rows[r] = append(s.rows[r], field{words: strings.Join(marks, " ")})
		}
	}
	seen := map[string]bool{}
	for _, h := range s.heads {
		if seen[h.text] {
			return sheet{}, fmt.Errorf("table %s: two columns of its sheet are called %q", t.ID, h.text)
		}
		seen[h.text] = true
	}
	about := "This sheet holds one table."
	if strings.Contains(title, "[note ") || noted || marked {
		about += " What its notes say is in the sheet Notes."
	}
	for _, m := range []struct{ mark, means string }{
		{notApplicable, "not applicable"}, {notAvailable, "not available"}, {unreliable, "too uncertain to give"},
	} {
		if slices.ContainsFunc(s.rows, func(row []field) bool {
			return slices.ContainsFunc(row, func(f field) bool { return f.words == m.mark })
		}) {
			about += " " + m.mark + " means " + m.means + "."
		}
	}
	s.lines = []field{{words: title}, {words: about}, {words: "Source: " + cmp.Or(t.Source, d.Release) + "."},
		{words: "Back to the contents", link: "#Contents.A1"}}
	return s, nil
}

// noteMarks is the marks of the notes in a cell: [note 1] [note 3].
func noteMarks(in []doc.Inline) string {
	var marks []string
	doc.EachInline(in, func(i doc.Inline) {
		if n, ok := i.(doc.NoteRef); ok {
			marks = append(marks, noteMark(n.Number))
		}
	})
	return strings.Join(marks, " ")
}

// A slot says which number of a cell a column of its sheet holds: the first,
// second … value, or one of its limits.
type slot struct {
	value int
	end   string // "", "lower" or "upper"
}

// numbersOf are the numbers of a column of a table.
type numbersOf struct {
	rows   []map[slot]field
	slots  []slot // in the order of a sheet's columns
	units  map[slot][]string
	ends   map[slot][]string // what the limits of a slot are
	worded bool              // a cell has words between its numbers
}

// columnNumbers finds the numbers in the cells of column i.
func columnNumbers(t *doc.Table, i int) numbersOf {
	n := numbersOf{units: map[slot][]string{}, ends: map[slot][]string{}}
	for _, row := range t.Rows {
		n.rows = append(n.rows, map[slot]field{})
		value, words := 0, ""
		doc.EachInline(row[i], func(in doc.Inline) {
			number, ok := in.(doc.Number)
			switch {
			case !ok || number.Fact == nil:
				words += doc.PlainText([]doc.Inline{in})
			case number.Fact.Interval != nil && number.Text == number.Fact.LimitsText:
				value = max(value, 1)
				n.putLimits(value, number)
			default:
				value++
				n.put(slot{value, ""}, numberField(number.Fact.Value, number.Text), number.Fact.Unit)
			}
		})
		n.worded = n.worded || len(n.rows[len(n.rows)-1]) > 0 && strings.Trim(words, " ()") != ""
	}
	slices.SortFunc(n.slots, func(a, b slot) int { return strings.Compare(a.order(), b.order()) })
	return n
}

// put adds a number of the last row.
func (n *numbersOf) put(s slot, f field, unit fact.Unit) {
	n.rows[len(n.rows)-1][s] = f
	if !slices.Contains(n.slots, s) {
		n.slots = append(n.slots, s)
	}
	if !slices.Contains(n.units[s], string(unit)) {
		n.units[s] = append(n.units[s], string(unit))
	}
}

func (n *numbersOf) putLimits(value int, number doc.Number) {
	limits, unit := number.Fact.Interval, number.Fact.Unit
	level := fact.FormatPerCent(100*analysis.Level) + " limit"
	n.endAt(slot{value, "lower"}, cmp.Or(number.Fact.Ends.Lower, "lower "+level))
	n.endAt(slot{value, "upper"}, cmp.Or(number.Fact.Ends.Upper, "upper "+level))
	n.put(slot{value, "lower"}, numberField(limits.Lower, number.Text), unit)
	if math.IsInf(limits.Upper, 1) {
		n.put(slot{value, "upper"}, field{words: notApplicable}, unit)
		return
	}
	_, upper, dashed := strings.Cut(number.Text, "–")
	if !dashed {
		_, upper, _ = strings.Cut(number.Text, " to ")
	}
	n.put(slot{value, "upper"}, numberField(limits.Upper, upper), unit)
}

// endAt says what the limits in a slot are.
func (n *numbersOf) endAt(s slot, what string) {
	if !slices.Contains(n.ends[s], what) {
		n.ends[s] = append(n.ends[s], what)
	}
}

// splitColumn gives the columns of a sheet that hold a column of a table, and
// their cells by row. Words without a number stay one column. Where a cell has
// words between its numbers, a column with all as printed comes first.
func splitColumn(t *doc.Table, i int) ([]heading, [][]field) {
	n := columnNumbers(t, i)
	head := strings.TrimSpace(t.Columns[i].Head + " " + noteMarks(t.Columns[i].Heading()))
	cells := make([][]field, len(t.Rows))
	var heads []heading
	if len(n.slots) == 0 || n.worded {
		heads = append(heads, heading{text: head})
		for r, row := range t.Rows {
			// An address may break over printed lines, and is copied from here.
			f := field{words: strings.ReplaceAll(doc.PlainText(row[i]), "\u200b", "")}
			doc.EachInline(row[i], func(in doc.Inline) {
				if l, ok := in.(doc.Link); ok {
					f.link = l.URL
				}
			})
			cells[r] = append(cells[r], f)
		}
	}
	for k, s := range n.slots {
		several := n.slots[len(n.slots)-1].value > 1
		heads = append(heads, heading{slotHead(head, s, several, n), true})
		for r, row := range t.Rows {
			f, ok := n.rows[r][s]
			switch {
			case ok:
			case k == 0 && len(n.rows[r]) == 0 && !n.worded:
				f = field{words: marker(doc.PlainText(row[i]))}
			default:
				f = field{words: notApplicable}
			}
			cells[r] = append(cells[r], f)
		}
	}
	return heads, cells
}

// order sorts a value before its limits, and these before the next value.
func (s slot) order() string { return fmt.Sprintf("%03d%s", s.value, s.end) }

// slotHead is the heading of one number of a column, with its unit.
func slotHead(head string, s slot, several bool, n numbersOf) string {
	level := fact.FormatPerCent(100 * analysis.Level)
	head = strings.TrimSuffix(head, " ("+strings.ReplaceAll(level, "\u00a0", " ")+" limits)")
	switch {
	case several:
		head += fmt.Sprintf(", value %d", s.value)
	case n.worded && s.end == "":
		head += ", value"
	}
	switch {
	case s.end == "":
	case strings.HasSuffix(head, " limits"):
		head = strings.TrimSuffix(head, "s") + ", " + s.end
	default:
		head += ", " + strings.Join(n.ends[s], " or ")
	}
	unit := strings.Join(n.units[s], " or ")
	head = strings.ReplaceAll(head, "\u00a0", " ")
	if strings.Contains(strings.ToLower(head), unit) || unit == string(fact.UnitRatio) && strings.Contains(head, "÷") {
		return head
	}
	return head + " (" + unit + ")"
}

var numeral = regexp.MustCompile(`[0-9][0-9,]*(?:\.([0-9]+))?`)

// inParts is a probability in words, such as 6 in 7.
var inParts = regexp.MustCompile(`^[0-9]+ in [0-9]+$`)

// numberField is a number with the decimals of the text that prints it, or shown as that
// text where it is none.
func numberField(value float64, text string) field {
	f := field{number: true, value: value}
	if m := numeral.FindStringSubmatch(text); m != nil {
		f.decimals = len(m[1])
	}
	if strings.HasPrefix(text, "<") || inParts.MatchString(text) {
		f.shown = text
	}
	return f
}
