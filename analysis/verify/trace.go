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
// its inputs, these in turn, and the lines of the tables as they stand. The number is the
// name of a row, or one as the documents print it; where several rows are of one number,
// they are listed. The error for one that is not there names near ones.
func Trace(w io.Writer, f *File, t *Tables, number string) error {
	found := f.Search(number)
	out := bufio.NewWriter(w)
	switch len(found) {
	case 0:
		var near []string
		for _, row := range f.Near(number) {
			near = append(near, fmt.Sprintf("  %-60s %s", row.Name, row.Printed()))
		}
		return fmt.Errorf("no number is %q; near it are\n%s", number, strings.Join(near, "\n"))
	case 1:
		p := &printer{File: f, tables: t, w: out, shown: map[string]bool{}}
		if err := p.tree(found[0], "", "", ""); err != nil {
			return err
		}
	default:
		fmt.Fprintf(out, "%d numbers are %s; give the name of one:\n", len(found), number)
		for _, row := range found {
			fmt.Fprintf(out, "%-60s %s\n%-60s   %s, %s\n", row.Name, row.Printed(), "", row.Where(), row.Definition)
		}
	}
	return out.Flush()
}

// Search is the row of a name, or all rows whose number or limit is printed so.
func (f *File) Search(number string) []*Row {
	number = strings.TrimSpace(number)
	if row := f.Find(number); row != nil {
		return []*Row{row}
	}
	var found []*Row
	for _, row := range f.Rows {
		if row.Method == "same" {
			continue // another name of a number that is found
		}
		limits := strings.Split(row.LimitsText, " to ")
		if number == row.Text || number == row.Value || number == row.LimitsText || len(limits) == 2 &&
			slices.Contains(limits, number) {
			found = append(found, row)
		}
	}
	return found
}

const mostNear = 8

// Near lists the rows that come nearest to a number or to a name.
func (f *File) Near(number string) []*Row {
	words := strings.Fields(number)
	distance := func(row *Row) float64 {
		// A word that the name lacks weighs more than any letters.
		return float64(1000*row.lacks(words) + edits(number, row.Name))
	}
	if x, err := strconv.ParseFloat(strings.ReplaceAll(number, ",", ""), 64); err == nil {
		distance = func(row *Row) float64 {
			value, _ := strconv.ParseFloat(row.Value, 64) // as far off as 0 if it is none
			return math.Abs(value - x)
		}
	}
	rows := slices.Clone(f.Rows)
	slices.SortStableFunc(rows, func(a, b *Row) int { return cmp.Compare(distance(a), distance(b)) })
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
	if r.LimitsText == "" {
		return r.Text
	}
	return r.Text + " (" + r.LimitsText + ")"
}

// Where is the area and the days.
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
}

const (
	mostInputs = 6 // of one role, and lines of a table
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
	if err := p.lines(row, rest+"    "); err != nil {
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
		if count[in.Role] <= mostInputs {
			list = append(list, in)
		}
	}
	for _, role := range roles {
		if more := count[role] - mostInputs; more > 0 {
			list = append(list, Input{Name: fmt.Sprintf("%s: %d more, named in evidence.csv", role, more)})
		}
	}
	return list
}

// lines prints the lines of the tables that a row names, as they stand where they are few.
func (p *printer) lines(row *Row, indent string) error {
	all := row.Lines()
	total := 0
	for _, l := range all {
		total += l.Last - l.First + 1
	}
	if total <= mostInputs {
		return p.tables.each(all, func(t *table, line int) error {
			_, err := fmt.Fprintf(p.w, "%s%s:%d  %s\n", indent, t.name, line, strings.Join(t.lines[line-1], ","))
			return err
		})
	}
	for _, l := range all[:min(len(all), mostInputs)] {
		fmt.Fprintf(p.w, "%s%s\n", indent, l)
	}
	if more := len(all) - mostInputs; more > 0 {
		fmt.Fprintf(p.w, "%sand %d more, to %s\n", indent, more, all[len(all)-1])
	}
	fmt.Fprintf(p.w, "%s%d lines in all\n", indent, total)
	return nil
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
