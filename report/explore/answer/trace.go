package answer

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/url"
	"slices"
	"strings"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/verify"
)

// trace shows what a number rests on, down to the lines of the tables. Its fields are
// number, which is one as the documents print it or its name, and those of a comparison,
// where the number is one of that.
func (d *Desk) trace(q Question) (Answer, error) {
	number := strings.TrimSpace(q.Fields["number"])
	if number == "" {
		return Answer{}, fmt.Errorf("no number was given; type one, such as %s", d.example())
	}
	t := &tracer{Desk: d, fields: q.Fields}
	if err := t.read(); err != nil {
		return Answer{}, err
	}
	a := Answer{Hash: t.hash(number), Forms: map[string]string{"trace": d.traceForm(number)}}
	for _, f := range t.files {
		switch found := f.Search(number); len(found) {
		case 0:
			continue
		case 1:
			if err := t.tree(f, found[0]); err != nil {
				return Answer{}, err
			}
			a.Say = found[0].Name + " is " + found[0].Printed()
		default:
			t.several(number, found)
			a.Say = fmt.Sprintf("%d numbers are %s", len(found), short(number))
		}
		a.HTML = t.String()
		return a, nil
	}
	t.none(number)
	a.HTML, a.Say = t.String(), "No number is "+short(number)
	return a, nil
}

// example is a number that can be typed.
func (d *Desk) example() string {
	c, err := d.study.Count(d.study.National, d.study.LatestMonths())
	if err != nil {
		return "1,156"
	}
	return fact.FormatInt(c.N)
}

// A tracer writes what a number rests on.
type tracer struct {
	*Desk
	markup
	fields map[string]string
	files  []*verify.File // in which a number is looked for: first the comparison that was made
	tables *verify.Tables
	shown  map[string]bool
}

// read makes the files: the numbers of the comparison, if there is one, and evidence.csv.
func (t *tracer) read() error {
	t.tables = &verify.Tables{Data: withGiven{t.Desk.tables, t.given}, Beside: withGiven{}}
	t.shown = map[string]bool{}
	if t.fields["area"] != "" {
		c, err := t.choose(t.fields)
		if err != nil {
			return err
		}
		found, beside, err := t.compared(c)
		if err != nil {
			return err
		}
		saved, err := numbersOf(found, beside)
		if err != nil {
			return err
		}
		f, err := verify.ReadFile(strings.NewReader(saved.Text))
		if err != nil {
			return err
		}
		t.files = append(t.files, f)
	}
	if t.known == nil {
		f, err := verify.ReadFile(bytes.NewReader(t.evidence))
		if err != nil {
			return err
		}
		t.known = f
	}
	t.files = append(t.files, t.known)
	return nil
}

// withGiven is the data folder with the tidy table of the workbook that people gave.
type withGiven struct {
	fs.FS
	given *workbook
}

// Open implements fs.FS.
func (w withGiven) Open(name string) (fs.File, error) {
	switch {
	case w.given != nil && name == w.given.name:
		return w.given.table.Open(name)
	case w.FS == nil:
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return w.FS.Open(name)
}

// hash is the address of a number, in the comparison that it is of.
func (t *tracer) hash(number string) string {
	values := url.Values{"number": {number}}
	for name, value := range t.fields {
		if name != "number" && value != "" {
			values.Set(name, value)
		}
	}
	return "#trace?" + values.Encode()
}

// link is a number that leads to what it rests on.
func (t *tracer) link(row *verify.Row) string {
	return fmt.Sprintf(`<a href="%s">%s</a>`, esc(t.hash(row.Name)), esc(row.Printed()))
}

func (t *tracer) several(number string, found []*verify.Row) {
	const most = 60
	t.printf("<h3>%d numbers of the report are %s</h3>\n<ul class=\"several\">\n", len(found), esc(short(number)))
	for i, row := range found {
		if i == most {
			t.printf("<li>and %d more, of the like</li>\n", len(found)-most)
			break
		}
		t.printf("<li>%s <span>%s; %s</span> <code>%s</code></li>\n", t.link(row), esc(row.Where()), esc(row.Definition),
			esc(row.Name))
	}
	t.printf("</ul>\n")
}

// none says which numbers are near one that is not there.
func (t *tracer) none(number string) {
	t.printf("<h3>No number of the report is %s</h3>\n", esc(short(number)))
	if near := t.known.Near(number); len(near) > 0 {
		t.printf("<p>Near it are:</p>\n<ul class=\"several\">\n")
		for _, row := range near {
			t.printf("<li>%s <span>%s</span> <code>%s</code></li>\n", t.link(row), esc(row.Where()), esc(row.Name))
		}
		t.printf("</ul>\n")
	}
	t.printf("<p>A number of another area or period stands in the panel Compare, where each leads to its lines. One of somebody " +
		"else’s text can be checked in the panel Check.</p>\n")
}

// caveat begins what must stand beside a number that rests on both sides of a change of definition:
// see [records.Series.Caveat]. It ends the number's definition.
const caveat = "not comparable"

// tree writes a number and, folded under it, those that it was computed from.
func (t *tracer) tree(f *verify.File, row *verify.Row) error {
	t.printf("<h3>%s</h3>\n<p class=\"number-name\"><code>%s</code></p>\n", esc(row.Printed()), esc(row.Name))
	if i := strings.Index(row.Definition, caveat); i >= 0 {
		t.printf("<p><strong>%s</strong></p>\n", esc(sentence(row.Definition[i:])))
	}
	t.printf("<div class=\"tree\">")
	if err := t.node(f, row); err != nil {
		return err
	}
	t.printf("</div>\n")
	t.vintages(row)
	return nil
}

const mostInputs = 6 // of one role, and lines of a table

// node writes what is known of a number.
func (t *tracer) node(f *verify.File, row *verify.Row) error {
	t.shown[row.Name] = true
	t.printf("<dl>")
	t.entry("Of", row.Where()+"; "+row.Unit)
	t.entry("What it is", row.Definition)
	t.entry("Release", records.Vintage(row.Vintage).String())
	t.entry("Formula", f.Formula(row))
	t.entry("Know", row.Warnings)
	t.printf("</dl>")
	if err := t.lines(row); err != nil {
		return err
	}
	count := map[string]int{}
	for _, in := range row.Inputs {
		of := f.Find(in.Name)
		if count[in.Role]++; of == nil || count[in.Role] > mostInputs {
			continue
		}
		open := ""
		if len(row.Inputs) <= 2 && !t.shown[of.Name] {
			open = " open"
		}
		t.printf("<details%s><summary>%s: <b>%s</b> <code>%s</code></summary>", open, esc(in.Role), esc(of.Printed()),
			esc(of.Name))
		if t.shown[of.Name] {
			t.printf("<p>%s is shown above already.</p>", t.link(of))
		} else if err := t.node(f, of); err != nil {
			return err
		}
		t.printf("</details>")
	}
	for _, in := range row.Inputs {
		if more := count[in.Role] - mostInputs; more > 0 {
			t.printf("<p>%s: %d more, named in the table of its numbers.</p>", esc(in.Role), more)
			count[in.Role] = 0
		}
	}
	return nil
}

func (t *tracer) entry(term, words string) {
	if words != "" {
		t.printf("<dt>%s</dt><dd>%s</dd>", esc(term), esc(words))
	}
}

// lines writes the lines of the tables that a number rests on, as they stand where they
// are few.
func (t *tracer) lines(row *verify.Row) error {
	all := row.Lines()
	total := 0
	for _, l := range all {
		total += l.Last - l.First + 1
	}
	if total == 0 {
		return nil
	}
	t.printf("<p class=\"from\">%s of the tables:</p><ul class=\"lines\">", plural(total, "line", "lines"))
	for i, l := range all {
		if i == 2*mostInputs {
			t.printf("<li>and %d more places, to <code>%s</code></li>", len(all)-i, esc(all[len(all)-1].String()))
			break
		}
		t.printf("<li><code>%s</code>", esc(l.String()))
		if total <= 2*mostInputs {
			text, err := t.tables.Text(l)
			if err != nil {
				t.printf(" <span>%s</span>", esc(err.Error()))
			}
			for _, line := range text {
				t.printf("<code class=\"cells\">%s</code>", esc(line))
			}
		}
		t.printf("</li>")
	}
	t.printf("</ul>")
	return nil
}

// vintages writes what a count was in each release.
func (t *tracer) vintages(row *verify.Row) {
	area, series, period, ok := t.counted(row)
	if !ok {
		return
	}
	counts := t.data.VintagesOf(series, area, period)
	if len(counts) == 0 {
		return
	}
	t.printf("<h3>The same in each release</h3>\n<div class=\"table\" role=\"region\" aria-label=\"The same in each release\" " +
		"tabindex=\"0\"><table><thead><tr><th scope=\"col\">Release</th><th scope=\"col\" class=\"r\">Offences</th>" +
		"<th scope=\"col\">Where it stands</th></tr></thead><tbody>\n")
	for _, c := range counts {
		t.printf("<tr><th scope=\"row\">%s</th><td class=\"r\">%s</td><td>%s</td></tr>\n", esc(c.Vintage.String()),
			esc(fact.FormatInt(c.N)), places(c.Rows))
	}
	t.printf("</tbody></table></div>\n")
}

// counted is what a count is of; ok is false for a number that is none.
func (t *tracer) counted(row *verify.Row) (a records.Area, s *records.Series, p records.Period, ok bool) {
	parts := strings.Split(row.Name, ".")
	if len(parts) < 3 {
		return
	}
	i := slices.IndexFunc(t.data.Series, func(s *records.Series) bool {
		return parts[1] == "count" && s == t.study.Series || parts[1] == "count-"+s.Slug()
	})
	if i < 0 {
		return
	}
	a, err := t.area(row.Area)
	if err != nil {
		return
	}
	p = records.Period{From: records.QuarterOf(row.From), To: records.QuarterOf(row.To)}
	return a, t.data.Series[i], p, true
}

// places names the lines of a count, at most some.
func places(rows []records.Rows) string {
	var m markup
	for i, r := range rows {
		if i == 3 && len(rows) > 4 {
			m.printf(" and %d more places", len(rows)-i)
			break
		}
		if i > 0 {
			m.printf(", ")
		}
		m.printf("<code>%s</code>", esc(r.String()))
	}
	return m.String()
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fact.FormatInt(n) + " " + many
}
