package verify

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Trace prints what a number rests on, as a tree: its name, its method with the values of
// its inputs, these in turn, and the rows of the tables with their cells. Of many rows it
// prints sums and the few with most offences, or with all every row. The number is the name
// of a row, or one as the documents print it; where several rows are of one number, they are
// listed. The error for one that is not there names near ones.
func Trace(w io.Writer, f *File, t *Tables, number string, all bool) error {
	found := f.Search(number)
	if len(found) == 0 {
		var near []string
		for _, row := range f.Near(number) {
			near = append(near, fmt.Sprintf("  %-60s %s", row.Name, row.Printed()))
		}
		if len(near) == 0 {
			return fmt.Errorf("no number is %q, want one as the documents print it, or a name of evidence.csv", number)
		}
		return fmt.Errorf("no number is %q; near it are\n%s", number, strings.Join(near, "\n"))
	}
	out := bufio.NewWriter(w)
	p := &printer{File: f, tables: t, w: out, shown: map[string]bool{}, all: all}
	estimates := slices.IndexFunc(found, func(row *Row) bool { return row.rank(number) >= inLimits })
	if estimates < 0 {
		estimates = len(found)
	}
	if estimates == 0 && len(found) == 1 {
		estimates = 1
	}
	if alike := groups(found[:estimates], all); len(alike) == 1 {
		if err := p.tree(alike[0][0], "", "", ""); err != nil {
			return err
		}
		p.further(alike[0])
		p.limited(found[estimates:], number)
		return out.Flush()
	}
	p.several(found[:estimates], number)
	p.limited(found[estimates:], number)
	return out.Flush()
}

const (
	mostFound  = 24 // numbers that are listed
	mostLimits = 8  // numbers of which the one that is sought is a limit
)

// several lists numbers. One that stands under further names, to its last digit, is listed once,
// under that which rests on none of the others.
func (p *printer) several(rows []*Row, number string) {
	if len(rows) == 0 {
		return
	}
	fmt.Fprintf(p.w, "%d numbers are %s; give the name of one:\n", len(rows), number)
	listed := 0
	for i, group := range groups(rows, p.all) {
		if i == mostFound && !p.all {
			fmt.Fprintf(p.w, "and %d more; ALL=1 lists them\n", len(rows)-listed)
			return
		}
		listed += len(group)
		fmt.Fprintf(p.w, "%-60s %s\n", group[0].Name, group[0].Printed())
		p.wrapped("", group[0].Where()+"; "+group[0].Definition)
		p.further(group)
	}
}

// further says how many rows have the value of the first.
func (p *printer) further(group []*Row) {
	if len(group) > 1 {
		p.wrapped("", fmt.Sprintf("and %d more of the very same value; ALL=1 lists them", len(group)-1))
	}
}

// groups puts together rows of the very same value, unless each is to stand by itself: first in
// each is that which rests on none of the others. Whole numbers may be alike by chance, and are
// put together only where one rests on another, as the rate of a whole year on its count.
func groups(rows []*Row, apart bool) (list [][]*Row) {
	alike := map[string]*Row{}
	for _, row := range rows {
		alike[row.Name] = row
	}
	first := func(row *Row) *Row {
		for i := 0; i < len(row.Inputs); i++ {
			if in := alike[row.Inputs[i].Name]; in != nil && in.Value == row.Value {
				row, i = in, -1
			}
		}
		return row
	}
	place := map[string]int{}
	for _, row := range rows {
		key := row.Value
		if !strings.Contains(key, ".") {
			key = first(row).Name
		}
		i, known := place[key]
		if apart || !known {
			place[key] = len(list)
			list = append(list, []*Row{row})
			continue
		}
		list[i] = append(list[i], row)
	}
	for _, group := range list {
		if i := slices.Index(group, first(group[0])); i > 0 {
			group[0], group[i] = group[i], group[0]
		}
	}
	return list
}

// limited lists numbers that have the one sought as a limit.
func (p *printer) limited(rows []*Row, number string) {
	if len(rows) == 0 {
		return
	}
	if len(rows) == 1 {
		fmt.Fprintf(p.w, "1 number has %s in its limits:\n", number)
	} else {
		fmt.Fprintf(p.w, "%d numbers have %s in their limits:\n", len(rows), number)
	}
	for i, row := range rows {
		if i == mostLimits && !p.all {
			fmt.Fprintf(p.w, "and %d more; ALL=1 lists them\n", len(rows)-i)
			return
		}
		fmt.Fprintf(p.w, "%-60s %s\n", row.Name, row.Printed())
	}
}

// How a number is that of a row, nearest first.
const (
	isValue  = iota // it is what was counted or computed
	isPrint         // it is that as documents print it
	inLimits        // it is a limit, or both
	isOther
)

// rank says how a number is that of a row. Commas and the words per cent do not count, but a
// percentage is no count.
func (r *Row) rank(number string) int {
	if percentage(number) && !percentage(r.Text) && !percentage(r.Unit) {
		return isOther
	}
	number = bare(number)
	limits := strings.Split(r.LimitsText, " to ")
	for i := range limits {
		limits[i] = bare(limits[i])
	}
	switch {
	case number == r.Value:
		return isValue
	case number == bare(r.Text):
		return isPrint
	case number == bare(r.LimitsText), len(limits) == 2 && slices.Contains(limits, number):
		return inLimits
	}
	return isOther
}

// bare is a number without what only helps to read it.
func bare(number string) string {
	number = strings.ReplaceAll(strings.TrimSpace(number), ",", "")
	return strings.TrimSpace(strings.TrimSuffix(strings.TrimSuffix(number, "%"), "per cent"))
}

// typed is a number as people type or paste it, with single plain spaces and with none between
// thousands, where some put a narrow one.
func typed(number string) string {
	var b strings.Builder
	digits := func(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
	words := strings.Fields(number)
	for i, word := range words {
		last := ""
		if i > 0 {
			last = words[i-1]
		}
		whole, _, _ := strings.Cut(strings.TrimSuffix(word, "%"), ".")
		if i > 0 && !(digits(last) && digits(whole) && len(whole) == 3) {
			b.WriteByte(' ')
		}
		b.WriteString(word)
	}
	return b.String()
}

// percentage reports whether words are of per cent.
func percentage(words string) bool {
	return strings.Contains(words, "%") || strings.Contains(words, "per cent") || strings.Contains(words, "percentage")
}

// Search is the row of a name, or all rows whose number or limit it is: first those of which
// it is the very value, then those that are printed so, then those of which it is a limit.
// Where there are none it is those whose value rounds to it.
func (f *File) Search(number string) []*Row {
	number = typed(number)
	if row := f.Find(number); row != nil {
		return []*Row{row}
	}
	var found, rounded []*Row
	_, decimals, _ := strings.Cut(bare(number), ".")
	for _, row := range f.Rows {
		if row.Method == "same" {
			continue // another name of a number that is found
		}
		if row.rank(number) < isOther {
			found = append(found, row)
		}
		if x, err := strconv.ParseFloat(row.Value, 64); err == nil && (!percentage(number) || percentage(row.Unit)) &&
			strconv.FormatFloat(x, 'f', len(decimals), 64) == bare(number) {
			rounded = append(rounded, row)
		}
	}
	if len(found) == 0 {
		return rounded
	}
	slices.SortStableFunc(found, func(a, b *Row) int { return cmp.Compare(a.rank(number), b.rank(number)) })
	return found
}

const mostNear = 8

// Near lists the rows that come nearest to a number, a percentage to percentages, or to a
// name: those that hold a word of it, or most of its letters.
func (f *File) Near(number string) []*Row {
	number = typed(number)
	words := strings.Fields(number)
	distance := func(row *Row) float64 {
		// A word that the name lacks weighs more than any letters.
		return float64(1000*row.lacks(words) + edits(number, row.Name))
	}
	isNear := func(row *Row) bool { return row.lacks(words) < len(words) || edits(number, row.Name) <= len(number)/2 }
	if x, err := strconv.ParseFloat(bare(number), 64); err == nil {
		isNear = func(row *Row) bool { return !percentage(number) || percentage(row.Unit) }
		distance = func(row *Row) float64 {
			value, _ := strconv.ParseFloat(row.Value, 64) // as far off as 0 if it is none
			return math.Abs(value - x)
		}
	}
	far := make(map[*Row]float64, len(f.Rows))
	var rows []*Row
	for _, row := range f.Rows {
		if isNear(row) {
			far[row], rows = distance(row), append(rows, row)
		}
	}
	slices.SortStableFunc(rows, func(a, b *Row) int { return cmp.Compare(far[a], far[b]) })
	return rows[:min(mostNear, len(rows))]
}

// lacks counts those of some words that the name does not hold.
func (r *Row) lacks(words []string) (n int) {
	for _, w := range words {
		if !strings.Contains(r.Name, w) {
			n++
		}
	}
	return n
}

// edits is how many letters must be put in, taken out or changed to make one name of
// another (Levenshtein).
func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// Printed is the number as documents print it, with its limits.
func (r *Row) Printed() string {
	text := r.Text
	if strings.HasPrefix(r.Method, "100 times (ratio minus 1)") { // documents say in words which way it is
		text += " more"
		if strings.HasPrefix(r.Value, "-") {
			text = r.Text + " fewer"
		}
	}
	if r.LimitsText == "" {
		return text
	}
	return text + " (" + r.LimitsText + ")"
}

// Where is the area and the days of the period.
func (r *Row) Where() string {
	const day = "2 January 2006"
	return fmt.Sprintf("%s, %s to %s", r.Area, r.From.Format(day), r.To.Format(day))
}

// Formula is the method with the value behind each input that it names.
func (f *File) Formula(row *Row) string {
	text := row.Method
	count := map[string]int{}
	for _, in := range row.Inputs {
		count[in.Role]++
	}
	for _, in := range row.Inputs {
		if of := f.Find(in.Name); of != nil && count[in.Role] == 1 {
			word := regexp.MustCompile(`(^|[^-\w])` + regexp.QuoteMeta(in.Role) + `($|[^-\w\[])`)
			text = word.ReplaceAllString(text, "${1}"+in.Role+" ["+of.Text+"]${2}")
		}
	}
	return text
}

// A printer prints trees.
type printer struct {
	*File
	tables *Tables
	w      io.Writer
	shown  map[string]bool
	all    bool
}

const (
	mostInputs = 6 // of one role, and rows of a table
	width      = 110
)

// tree prints a row: first begins its first line and rest the others.
func (p *printer) tree(row *Row, role, first, rest string) error {
	head := row.Name + " = " + row.Printed()
	if role != "" {
		head = role + ": " + head
	}
	fmt.Fprintf(p.w, "%s%s\n", first, head)
	if p.shown[row.Name] {
		p.wrapped(rest, "as above")
		return nil
	}
	p.shown[row.Name] = true
	p.wrapped(rest, row.Where()+"; "+row.Unit+"; release "+row.Vintage)
	p.wrapped(rest, row.Definition)
	p.wrapped(rest, "by "+p.Formula(row))
	if row.Warnings != "" {
		p.wrapped(rest, "note: "+row.Warnings)
	}
	if err := p.rows(row, rest+"    "); err != nil {
		return err
	}
	inputs := p.few(row.Inputs)
	for i, in := range inputs {
		branch, trunk := "├── ", "│   "
		if i == len(inputs)-1 {
			branch, trunk = "└── ", "    "
		}
		of := p.Find(in.Name)
		if of == nil { // what few says in place of inputs
			fmt.Fprintf(p.w, "%s%s%s\n", rest, branch, in.Name)
			continue
		}
		if err := p.tree(of, in.Role, rest+branch, rest+trunk); err != nil {
			return err
		}
	}
	return nil
}

// few are the inputs, with words for those of a role beyond the first ones.
func (p *printer) few(inputs []Input) []Input {
	var list []Input
	count := map[string]int{}
	var roles []string
	for _, in := range inputs {
		if count[in.Role]++; count[in.Role] == 1 {
			roles = append(roles, in.Role)
		}
		if count[in.Role] <= mostInputs || p.all {
			list = append(list, in)
		}
	}
	for _, role := range roles {
		if more := count[role] - mostInputs; more > 0 && !p.all {
			list = append(list, Input{Name: fmt.Sprintf("%s: %d more, named in evidence.csv", role, more)})
		}
	}
	return list
}

// rows prints the rows of the tables that a number names: their cells, and of many the sums.
func (p *printer) rows(row *Row, indent string) error {
	most := mostInputs
	if p.all {
		most = 0
	}
	excerpts, err := p.tables.excerpts(row, most)
	if err != nil {
		return err
	}
	for _, e := range excerpts {
		fewer, which := len(e.rows) < e.total, ""
		if fewer {
			which = fmt.Sprintf("; here the first %d", len(e.rows))
			if len(e.sums) > 0 {
				which = fmt.Sprintf("; here the %d with most offences", len(e.rows))
			}
		}
		fmt.Fprintf(p.w, "%s%s, %s%s\n", indent, e.file, count(e.total, "row"), which)
		if fewer || p.all {
			var words []string
			for _, s := range e.sums {
				words = append(words, s.when+": "+whole(s.offences))
			}
			p.wrapped(indent, strings.Join(words, ", "))
		}
		for _, line := range aligned(e) {
			fmt.Fprintf(p.w, "%s    %s\n", indent, line)
		}
		if more := e.total - len(e.rows); more > 0 {
			together := ""
			if len(e.sums) > 0 {
				together = " with " + whole(e.rest)
			}
			fmt.Fprintf(p.w, "%s    %s more%s; ALL=1 prints them\n", indent, count(more, "row"), together)
		}
	}
	return nil
}

func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return whole(float64(n)) + " " + what
}

// widest is the longest cell of a table that is set in columns.
const widest = 30

// aligned are the rows of an excerpt under their header, in columns where no cell is long.
func aligned(e excerpt) []string {
	lines := [][]string{append([]string{"line"}, e.columns...)}
	for _, r := range e.rows {
		lines = append(lines, append([]string{strconv.Itoa(r.line)}, r.cells...))
	}
	widths := make([]int, len(lines[0]))
	for _, cells := range lines {
		for i, c := range cells {
			widths[i] = max(widths[i], len([]rune(c)))
		}
	}
	var list []string
	for _, cells := range lines {
		if slices.Max(widths) > widest {
			list = append(list, strings.Join(cells, ", "))
			continue
		}
		line := ""
		for i, c := range cells {
			line += c + strings.Repeat(" ", widths[i]-len([]rune(c))+2)
		}
		list = append(list, strings.TrimRight(line, " "))
	}
	return list
}

// wrapped prints words in as many lines as they need, set in behind the branches.
func (p *printer) wrapped(branches, words string) {
	line := branches + "   "
	for _, word := range strings.Fields(words) {
		if len([]rune(line))+1+len(word) > width {
			fmt.Fprintln(p.w, line)
			line = branches + "       "
		}
		line += " " + word
	}
	fmt.Fprintln(p.w, line)
}
