package verdicts

import (
	"grooming-report/analysis/statements/lex"

	_ "embed"
	"fmt"
	"html"
	"io"
	"strings"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/statements"
	"grooming-report/report/csp"
	"grooming-report/report/factcheck/text"
)

//go:embed style.css
var styleSheet string

//go:embed page.js
var script string

// HTML writes one page with all texts, that needs nothing else: each text as it was, its
// numbers marked, and beside it what the record says of them. The style is that of
// [doc.Style]. Only the words, the shapes and the places of the page carry its meaning:
// it says the same without script, without colour and on paper.
//
// Everything that comes from a text goes through esc, and nothing of it becomes an
// address or an identifier.
func HTML(w io.Writer, texts []*Text, style string) error {
	p := &page{Writer: w, several: len(texts) > 1}
	style += styleSheet
	p.printf("<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n")
	p.printf("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src '%s'; "+
		"style-src '%s'; "+
		"font-src data:; base-uri 'none'; form-action 'none'\">\n", csp.Hash(script), csp.Hash(style))
	p.printf("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" " +
		"content=\"light dark\">\n")
	title := esc(heading(texts))
	p.printf("<title>%s</title>\n<style>%s</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to what "+
		"was found</a>\n", title, style)
	p.printf("<header class=\"cover\">\n<h1>%s</h1>\n", title)
	p.printf("<p class=\"subtitle\">Each number, checked against the grooming offences that the police of England and " +
		"Wales recorded</p>\n")
	if !p.several {
		p.printf("<p class=\"release\">%s</p>\n", esc(texts[0].about()))
	}
	p.printf("</header>\n<main id=\"main\" tabindex=\"-1\">\n")
	p.overview(texts)
	for i, t := range texts {
		p.text(i, t)
	}
	p.printf("</main>\n<footer>\n<p>Made from the text and the tables of this project alone; no number was looked up " +
		"elsewhere.</p>\n</footer>\n")
	p.printf("<script>%s</script>\n</body>\n</html>\n", script)
	return p.err
}

// Found writes what stands in the page of [HTML] under its heading, for a page that has
// [Sheet] among its styles and answers one person's question: first how many numbers there
// are of each class, then the text with its numbers marked, and last what the classes mean.
// Where few numbers are at fault, what is fair to say in their place stands open. Beside is the
// markup of a link to more of what a number is read as, and empty where there is none.
func Found(w io.Writer, t *Text, beside func(Number) string) error {
	const few = 3
	p := &page{Writer: w, open: t.Count(Wrong)+t.Count(Unlike) <= few, beside: beside}
	p.printf("<p class=\"lead\">%s.</p>\n", t.Counts())
	p.text(0, t)
	p.overview([]*Text{t})
	return p.err
}

// Sheet is the style of what Found writes, beside that of [doc.Style].
func Sheet() string { return styleSheet }

// heading names what was checked.
func heading(texts []*Text) string {
	if len(texts) == 1 {
		return "Numbers checked: " + texts[0].title()
	}
	return fmt.Sprintf("Numbers checked in %d texts", len(texts))
}

// about says what a text is: its file, format and date.
func (t *Text) about() string { return fmt.Sprintf("%s, %s; %s", t.Name, t.Document.Format, t.dated()) }

type page struct {
	io.Writer
	several bool
	open    bool                // notes on what is at fault are open
	beside  func(Number) string // see Found; nil for a page that stands alone
	err     error
}

func (p *page) printf(format string, a ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p, format, a...)
	}
}

// esc makes text of somebody's words. A carriage return would be read as a line end.
func esc(s string) string { return strings.ReplaceAll(html.EscapeString(s), "\r", "&#13;") }

// quote sets somebody's words apart, whichever way they run.
func quote(s string) string { return "<bdi>" + esc(s) + "</bdi>" }

// meanings explain the classes, in their order.
var meanings = [classes]string{
	"It agrees with the newest release, or rounds correctly.",
	"It agrees with the figures of its time, which have been revised since.",
	"Its arithmetic is right, but it sets side by side what differs in definition, length or months.",
	"The figures of the time, or the text’s own, contradict it.",
	"It is about recorded grooming offences, but its words or the record leave it open; see why beside it.",
	"A date, an age, a law or another subject: nothing to look up here.",
}

// overview says how many of each class there are, and what was not checked.
func (p *page) overview(texts []*Text) {
	p.printf("<h2 id=\"found\">What was found</h2>\n<ul class=\"counts\">\n")
	for c := range classes {
		p.printf("<li><b>%s</b> <span class=\"k v%d\">%s</span> <span class=\"meaning\">%s</span></li>\n",
			fact.FormatInt(total(texts, c)), c, c, esc(meanings[c]))
	}
	p.printf("</ul>\n")
	n := 0
	for _, t := range texts {
		for _, x := range t.Numbers {
			if x.PeriodDiffers {
				n++
			}
		}
	}
	if n > 0 {
		p.printf("<p>The mark <span class=\"k period\">its period is another</span> stands at %s: "+
			"right for a period beside the one that the words name.</p>\n", numbers(n))
	}
	unchecked, off := notChecked(texts)
	p.tallies("What could not be checked, and why", unchecked)
	p.tallies("What is not about this record", off)
	if p.several {
		p.index(texts)
	}
}

// shown is how many kinds of thing that were not checked the page lists.
const shown = 12

func (p *page) tallies(title string, list []Tally) {
	if len(list) == 0 {
		return
	}
	p.printf("<h3>%s</h3>\n<ul>\n", title)
	for i, t := range list {
		if i == shown {
			p.printf("<li>and %d more kinds</li>\n", len(list)-shown)
			break
		}
		p.printf("<li>%s: %s</li>\n", fact.FormatInt(t.N), esc(t.What))
	}
	p.printf("</ul>\n")
}

// index lists the texts.
func (p *page) index(texts []*Text) {
	p.printf("<h2 id=\"texts\">The texts</h2>\n")
	p.printf("<div class=\"table\" role=\"region\" aria-label=\"The texts\" " +
		"tabindex=\"0\">\n<table>\n<thead>\n<tr><th scope=\"col\">Text</th>")
	for c := range classes {
		p.printf("<th scope=\"col\" class=\"r\">%s</th>", c)
	}
	p.printf("</tr>\n</thead>\n<tbody>\n")
	for i, t := range texts {
		p.printf("<tr><th scope=\"row\"><a href=\"#t%d\">%s</a></th>", i+1, quote(t.Name))
		if t.Err != nil {
			p.printf("<td colspan=\"%d\">not read: %s</td></tr>\n", classes, quote(t.Err.Error()))
			continue
		}
		for c := range classes {
			p.printf("<td class=\"r\">%s</td>", fact.FormatInt(t.Count(c)))
		}
		p.printf("</tr>\n")
	}
	p.printf("</tbody>\n</table>\n</div>\n")
}

// text writes the text as it was, marked.
func (p *page) text(i int, t *Text) {
	name := "The text, with each number marked"
	if p.several {
		name = quote(t.title())
	}
	p.printf("<section id=\"t%d\" aria-labelledby=\"h%d\">\n<h2 id=\"h%d\">%s</h2>\n", i+1, i+1, i+1, name)
	if p.several {
		about := ""
		if t.Document != nil {
			about = t.about()
		} else {
			about = t.Err.Error()
		}
		p.printf("<p class=\"about\">%s</p>\n", quote(about))
	}
	if t.Document != nil {
		m := &marker{page: p, t: t, id: fmt.Sprintf("t%dn", i+1)}
		m.document()
	}
	p.printf("</section>\n")
}

// A marker writes the words of a document, its numbers marked. Whoever takes the marks
// and the notes from what it writes has the text as it was.
type marker struct {
	*page
	t    *Text
	id   string // what the identifiers of numbers begin with
	at   int    // how far the text is written, in bytes
	next int    // the first number whose mark is not closed
	done []int  // the numbers since the last notes
}

func (m *marker) document() {
	m.printf("<div class=\"text\">")
	blocks := m.t.Document.Blocks
	level := 2
	for i := 0; i < len(blocks); {
		b := blocks[i]
		m.gap(b.Start)
		m.printf("<div class=\"row\">")
		switch b.Kind {
		case text.Cell:
			i = m.table(i)
		case text.Item:
			i = m.list(i)
		default:
			tag := "p"
			if b.Kind == text.Heading {
				level = min(max(b.Level+2, 3), level+1, 6)
				tag = fmt.Sprintf("h%d", level)
			}
			m.printf("<%s class=\"%s\">", tag, b.Kind)
			m.words(b.End)
			m.printf("</%s>", tag)
			i++
		}
		m.notes()
		m.printf("</div>")
	}
	m.gap(len(m.t.Document.Text))
	m.printf("</div>\n")
}

// gap writes the space between two blocks.
func (m *marker) gap(to int) {
	if to > m.at {
		m.printf("%s", esc(m.t.Document.Text[m.at:to]))
		m.at = to
	}
}

// words writes the words of a block up to its end. A number that goes on in the next
// block is marked in both, and has its word where it ends.
func (m *marker) words(end int) {
	for ; m.next < len(m.t.Numbers); m.next++ {
		n := m.t.Numbers[m.next]
		if n.from >= end {
			break
		}
		m.gap(min(n.from, end))
		to := min(n.to, end)
		if to > m.at {
			m.printf("<mark class=\"v%d\">%s</mark>", n.Class, esc(m.t.Document.Text[m.at:to]))
			m.at = to
		}
		if n.to > end {
			break
		}
		m.label(n)
		m.done = append(m.done, m.next)
	}
	m.gap(end)
}

// label writes the word of a number behind it.
func (m *marker) label(n Number) {
	if n.Class == OffSubject {
		m.printf("<span class=\"k v%d\">%s</span>", n.Class, esc(short(n.Role)))
		return
	}
	m.printf("<a class=\"k v%d\" href=\"#%s%d\">%s</a>", n.Class, m.id, m.next+1, n.Class)
	if n.PeriodDiffers {
		m.printf("<span class=\"k period\">its period is another</span>")
	}
}

// short is a role in a word.
func short(r lex.Role) string {
	switch r {
	case lex.PeriodIs:
		return "period"
	case lex.Law:
		return "law"
	case lex.Date:
		return "date"
	case lex.Phone:
		return "telephone"
	case lex.ListMark:
		return "list"
	case lex.Other:
		return "another subject"
	}
	return string(r)
}

// list writes the list items from i on, and gives the block after them.
func (m *marker) list(i int) int {
	blocks := m.t.Document.Blocks
	m.printf("<ul>")
	for ; i < len(blocks) && blocks[i].Kind == text.Item; i++ {
		m.gap(blocks[i].Start)
		m.printf("<li>")
		m.words(blocks[i].End)
		m.printf("</li>")
	}
	m.printf("</ul>")
	return i
}

// widest is the last column up to which missing cells are filled in.
const widest = 60

// table writes the table that begins at block i, and gives the block after it.
func (m *marker) table(i int) int {
	blocks := m.t.Document.Blocks
	first := i
	columns, rows := map[int]bool{}, map[int]bool{}
	for j := i; j < len(blocks) && blocks[j].Table == blocks[first].Table; j++ {
		columns[blocks[j].ColumnHead], rows[blocks[j].RowHead] = true, true
	}
	m.printf("<div class=\"table\" role=\"region\" aria-label=\"Table %d of the text\" tabindex=\"0\"><table>",
		blocks[first].Table)
	for i < len(blocks) && blocks[i].Table == blocks[first].Table {
		row := blocks[i].Row
		m.gap(blocks[i].Start)
		m.printf("<tr>")
		for column := 1; i < len(blocks) && blocks[i].Table == blocks[first].Table && blocks[i].Row == row; column++ {
			b := blocks[i]
			m.gap(b.Start)
			for ; column < min(b.Column, widest); column++ {
				m.printf("<td></td>")
			}
			tag, scope := "td", ""
			switch {
			case columns[i]:
				tag, scope = "th", " scope=\"col\""
			case rows[i]:
				tag, scope = "th", " scope=\"row\""
			}
			m.printf("<%s%s>", tag, scope)
			m.words(b.End)
			for i++; i < len(blocks) && blocks[i].Table == b.Table && blocks[i].Row == row && blocks[i].Column == b.Column; i++ {
				m.gap(blocks[i].Start)
				m.words(blocks[i].End)
			}
			m.printf("</%s>", tag)
		}
		m.printf("</tr>")
	}
	m.printf("</table></div>")
	return i
}

// notes writes what the record says of the numbers since the last notes.
func (m *marker) notes() {
	if len(m.done) == 0 {
		return
	}
	m.printf("<div class=\"notes\">")
	var off []int
	for _, i := range m.done {
		if n := m.t.Numbers[i]; n.Class == OffSubject {
			off = append(off, i)
		} else {
			m.note(i, n)
		}
	}
	if len(off) > 0 {
		m.printf("<details class=\"off\"><summary>%s not about this record</summary><ul>", numbers(len(off)))
		for _, i := range off {
			n := m.t.Numbers[i]
			m.printf("<li>%s: %s</li>", quote(n.Text), esc(n.offSubject()))
		}
		m.printf("</ul></details>")
	}
	m.printf("</div>")
	m.done = nil
}

// note writes what the record says of a number.
func (m *marker) note(i int, n Number) {
	open := ""
	if m.open && (n.Class == Wrong || n.Class == Unlike) {
		open = " open"
	}
	m.printf("<details class=\"v%d\"%s><summary><b>%s</b> <span class=\"k v%d\">%s</span>", n.Class, open,
		quote(n.Text), n.Class, n.Class)
	if n.PeriodDiffers {
		m.printf(" <span class=\"k period\">its period is another</span>")
	}
	m.printf(" <span class=\"line\">%s</span></summary><dl id=\"%s%d\">", esc(n.line()), m.id, i+1)
	m.entry("Read as", esc(n.reading()))
	m.entry("Formula", esc(n.formula()))
	m.figures(n)
	m.entries("Taken from other words, or guessed", n.Inherited)
	m.entries("Readings that were rejected", n.Rejected)
	if n.Fair != "" {
		m.entry("A fair sentence", fmt.Sprintf("<span class=\"fair\">%s</span> "+
			"<button type=\"button\" hidden>Copy the sentence</button><span role=\"status\"></span>", esc(n.Fair)))
	}
	if m.beside != nil {
		m.entry("Rates, limits and chart", m.beside(n))
	}
	m.printf("</dl></details>")
}

// entry writes a term with its words, which are markup already.
func (m *marker) entry(term, words string) {
	if words != "" {
		m.printf("<dt>%s</dt><dd>%s</dd>", term, words)
	}
}

func (m *marker) entries(term string, list []string) {
	if len(list) == 0 {
		return
	}
	m.printf("<dt>%s</dt>", term)
	for i, s := range list {
		if i == shown {
			m.printf("<dd>and %d more</dd>", len(list)-shown)
			break
		}
		m.printf("<dd>%s</dd>", esc(s))
	}
}

// figures lists the counts of each vintage, and where they stand.
func (m *marker) figures(n Number) {
	for _, side := range []struct {
		period  lex.Span
		figures []statements.Figure
	}{{n.Judgement.Reading.Later, n.Later}, {n.Judgement.Reading.Earlier, n.Earlier}} {
		if len(side.figures) == 0 {
			continue
		}
		period := side.period
		if period.IsZero() {
			period = n.Judgement.Reading.Later
		}
		m.printf("<dt>The record, %s</dt>", esc(period.String()))
		for i, f := range side.figures {
			if i == shown {
				m.printf("<dd>and %d more figures</dd>", len(side.figures)-shown)
				break
			}
			m.printf("<dd>%s %s <code>%s</code></dd>", amount(f), esc(origin(f)), esc(lines(rows(f), 3)))
		}
	}
}
