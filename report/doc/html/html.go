// Package html writes a document as a web page, with the table of evidence that every
// number of it opens.
package html

import (
	"bytes"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/report/csp"
	"grooming-report/report/doc"
)

//go:embed style.css
var styleSheet string

//go:embed page.js
var script string

// policy lets the page run its own script, and load nothing but a style sheet from beside
// it, if it has one there. A page that is opened from a disk is at home nowhere, so that
// 'self' does not stand for its folder in every browser.
func policy(beside bool) string {
	styles := ""
	if beside {
		styles = " 'self' file:"
	}
	return fmt.Sprintf("default-src 'none'; script-src '%s'; style-src 'unsafe-inline'%s; font-src data:; base-uri "+
		"'none'; form-action 'none'", csp.Hash(script), styles)
}

// webFonts are the faces that the page carries with it, from report/fonts.
var webFonts = []struct {
	family, style, weight, file string
}{
	{"Source Serif 4", "normal", "400", "SourceSerif4-Regular.ttf.woff2"},
	{"Source Serif 4", "italic", "400", "SourceSerif4-It.ttf.woff2"},
	{"Source Serif 4", "normal", "600", "SourceSerif4-Semibold.ttf.woff2"},
	{"Source Sans 3", "normal", "400", "SourceSans3-Regular.ttf.woff2"},
	{"Source Sans 3", "normal", "600", "SourceSans3-Semibold.ttf.woff2"},
}

// Style is the style sheet of every page of the project, with its fonts, which are
// read from fonts, the folder report/fonts.
func Style(fonts string) (string, error) {
	faces, err := Faces(fonts)
	return faces + styleSheet, err
}

// Faces is the style rules that embed the fonts of a page: those named by their files, such as
// SourceSans3-Regular, or all of them if none is named. They are read from fonts, the folder
// report/fonts.
func Faces(fonts string, named ...string) (string, error) {
	var style strings.Builder
	for _, f := range webFonts {
		name, _, _ := strings.Cut(f.file, ".")
		if len(named) > 0 && !slices.Contains(named, name) {
			continue
		}
		data, err := os.ReadFile(filepath.Join(fonts, f.file))
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&style,
			"@font-face{font-family:%q;font-style:%s;font-weight:%s;font-display:swap;"+
				"src:url(data:font/woff2;base64,%s)format(\"woff2\")}\n",
			f.family, f.style, f.weight, base64.StdEncoding.EncodeToString(data))
	}
	return style.String(), nil
}

// BareStyle is the style sheet of every page of the project, without its fonts.
func BareStyle() string { return styleSheet }

// A Sheet is where a page has its style sheet: within it, so that it is one file, or in a
// file beside it, which many pages share. It is also where the page finds the rows that its
// numbers add up.
type Sheet struct {
	Style  string // as [Style] makes it; empty for one that stands beside the page
	File   string // its name, where it stands beside the page: style.css
	Tables fs.FS  // the folder data of the project; nil for a page whose numbers name lines alone
}

// bytesOfFact is about what a page has for each of its facts, so that it need not grow.
const bytesOfFact = 1200

// Write writes the document as one page that needs nothing but its style sheet: no network,
// and no script, although a small one of its own lets a reader find a police force, order
// tables by a count and open a number. Each stated number is a data element with the unrounded
// value and a link to its row in the table of evidence, which ends the annex: the script shows
// that row in a panel, with the rows of the tables that the number adds up. Of the numbers in
// a paragraph or a table Tab stops at the first; the arrow keys lead on. The annex is folded.
func Write(w io.Writer, d *doc.Document, sheet Sheet) error {
	if err := d.Check(); err != nil {
		return err
	}
	facts, err := d.Facts()
	if err != nil {
		return err
	}
	p := &page{doc: d, scope: "main", mentions: make(map[string]int)}
	p.out.Grow(len(sheet.Style) + bytesOfFact*len(facts))
	p.printf("<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n", esc(d.Language))
	p.printf("<meta http-equiv=\"Content-Security-Policy\" content=\"%s\">\n", policy(sheet.File != ""))
	p.printf("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
	p.printf("<meta name=\"color-scheme\" content=\"light dark\">\n")
	p.printf("<title>%s</title>\n", esc(d.Title))
	p.printf("<meta name=\"description\" content=\"%s\">\n", esc(d.Summary))
	p.printf("<meta name=\"keywords\" content=\"%s\">\n", esc(strings.Join(d.Keywords, ", ")))
	p.printf("<meta name=\"date\" content=\"%s\">\n%s</head>\n<body>\n", esc(d.Date), sheet.head())
	p.printf("<a class=\"skip\" href=\"#main\">Skip to the report</a>\n")
	p.printf("<header class=\"cover\">\n")
	if d.Up != nil {
		p.printf("<nav class=\"up\" aria-label=\"Up\"><a href=\"%s\">%s</a></nav>\n", esc(d.Up.URL), p.inlines(d.Up.Inline))
	}
	p.printf("<h1>%s</h1>\n<p class=\"subtitle\">%s</p>\n<p class=\"release\">%s</p>\n",
		esc(d.Title), esc(d.Subtitle), esc(d.Release))
	for i, l := range d.Also {
		before := ", "
		if i == 0 {
			before = "<p class=\"also\">Also as "
		}
		p.printf("%s<a href=\"%s\">%s</a>", before, esc(l.URL), p.inlines(l.Inline))
	}
	if len(d.Also) > 0 {
		p.printf("</p>\n")
	}
	p.printf("</header>\n")
	p.contents()
	p.printf("<main id=\"main\" tabindex=\"-1\">\n")
	p.main(facts)
	p.printf("</main>\n<footer>\n<p>%s. %s.</p>\n</footer>\n", esc(d.Title), esc(d.Release))
	if sheet.Tables != nil {
		if err := p.rows(facts, sheet.Tables); err != nil {
			return err
		}
	}
	p.printf("<script>%s</script>\n</body>\n</html>\n", script)
	if p.err != nil {
		return p.err
	}
	_, err = w.Write(p.out.Bytes())
	return err
}

// head is what the head of a page says of its style sheet.
func (s Sheet) head() string {
	if s.File != "" {
		return fmt.Sprintf("<link rel=\"stylesheet\" href=\"%s\">\n", esc(s.File))
	}
	return "<style>\n" + s.Style + "</style>\n"
}

type page struct {
	doc      *doc.Document
	out      bytes.Buffer
	scope    string         // the ID of the section or table whose notes are being marked
	noted    []int          // the notes of the section so far
	mentions map[string]int // how often each note of each scope has been marked so far
	stop     bool           // Tab has stopped in this paragraph or table
	err      error
}

// main writes the report, and behind it, folded, the annex with the table of evidence.
func (p *page) main(facts []*fact.Fact) {
	report, annex := p.doc.Volumes()
	p.sections(report.Blocks)
	if annex == nil && len(facts) == 0 {
		return
	}
	p.printf("<details class=\"annex\" id=\"annex\">\n<summary>%s</summary>\n", esc(annexOf(annex)))
	if annex != nil {
		p.sections(annex.Blocks)
	}
	p.evidence(facts)
	p.printf("</details>\n")
}

// annexOf names what is folded: the main sections of the annex and the evidence.
func annexOf(annex *doc.Document) string {
	const evidence = "where each number comes from"
	if annex == nil {
		return "Evidence: " + evidence
	}
	var names []string
	for _, b := range annex.Blocks {
		if h, ok := b.(*doc.Heading); ok && h.Level == 1 {
			names = append(names, doc.PlainText(h.Inline))
		}
	}
	return "Annex: " + strings.Join(append(names, evidence), "; ")
}

// sections writes blocks with the notes of each main section at its end.
func (p *page) sections(blocks []doc.Block) {
	for i, b := range blocks {
		if h, ok := b.(*doc.Heading); ok && h.Level == 1 {
			p.notes()
			p.scope = h.ID
		}
		p.blocks(blocks[i : i+1])
	}
	p.notes()
}

func (p *page) printf(format string, a ...any) { fmt.Fprintf(&p.out, format, a...) }

// fail keeps the first error, which the page ends with.
func (p *page) fail(err error) {
	if p.err == nil {
		p.err = err
	}
}

var esc = html.EscapeString

// fewest is the number of numbered headings from which a page has contents.
const fewest = 3

// contents lists the numbered headings, folded until they are asked for or have
// a column of their own. A page with a table of all forces leads to it first.
func (p *page) contents() {
	headings, err := doc.All[*doc.Heading](p.doc.Blocks)
	if err != nil {
		p.fail(err)
	}
	headings = slices.DeleteFunc(headings, func(h *doc.Heading) bool { return h.Number == "" })
	if len(headings) < fewest {
		return
	}
	tables, err := doc.All[*doc.Table](p.doc.Blocks)
	if err != nil {
		p.fail(err)
	}
	p.printf("<nav class=\"contents\" aria-label=\"Contents\">\n")
	if i := slices.IndexFunc(tables, func(t *doc.Table) bool { return t.Forces > 0 }); i >= 0 {
		p.printf("<p class=\"find\"><a href=\"#%s\">Find a police force</a></p>\n", esc(tables[i].ID))
	}
	p.printf("<details>\n<summary>Contents</summary>\n<ol>\n")
	level := 0
	for _, h := range headings {
		switch {
		case h.Level > level && level > 0:
			p.printf("\n<ol>\n")
		case h.Level < level:
			p.printf("</li>\n</ol></li>\n")
		case level > 0:
			p.printf("</li>\n")
		}
		level = h.Level
		p.printf("<li><a href=\"#%s\">%s%s</a>", esc(h.ID), sectionNumber(h), esc(doc.PlainText(h.Inline)))
	}
	p.printf("%s</ol>\n</details>\n</nav>\n", []string{"", "</li>\n", "</li>\n</ol></li>\n"}[level])
}

func sectionNumber(h *doc.Heading) string {
	if h.Number == "" {
		return ""
	}
	return fmt.Sprintf("<span class=\"number\">%s</span> ", h.Number)
}

// notes lists the notes that the text of a section is marked with, at its end.
func (p *page) notes() {
	slices.Sort(p.noted)
	p.noteList(p.noted)
	p.noted = nil
}

// noteList lists notes of the present scope, each with links back to where it is marked.
func (p *page) noteList(numbers []int) {
	if len(numbers) == 0 {
		return
	}
	p.printf("<ol class=\"notes\" aria-label=\"Notes\">\n")
	for _, n := range numbers {
		id := doc.NoteID(p.scope, n)
		p.printf("<li id=\"%s\" value=\"%d\">%s", esc(id), n, p.inlines(p.doc.Notes[n-1].Inline))
		p.printf(" <span class=\"back\">↩")
		for i := range p.mentions[id] {
			p.printf(" <a href=\"#%s-%d\"><span class=\"hidden\">back to mark </span>%d</a>", esc(id), i+1, i+1)
		}
		p.printf("</span></li>\n")
	}
	p.printf("</ol>\n")
}

func (p *page) blocks(blocks []doc.Block) {
	for _, b := range blocks {
		p.stop = false
		switch b := b.(type) {
		case *doc.Heading:
			p.printf("<h%d id=\"%s\">%s%s</h%d>\n", b.Level+1, esc(b.ID), sectionNumber(b), p.inlines(b.Inline), b.Level+1)
		case *doc.Paragraph:
			if f, ok := b.Display(); ok {
				p.printf("<div class=\"formula\" role=\"group\" aria-label=\"Formula\" tabindex=\"0\">%s</div>\n", mathML(f, true))
				continue
			}
			p.printf("<p>%s</p>\n", p.inlines(b.Inline))
		case *doc.List:
			p.list(b)
		case *doc.Quote:
			p.printf("<blockquote>\n")
			p.blocks(b.Blocks)
			p.printf("</blockquote>\n")
		case *doc.Table:
			p.table(b)
		case *doc.Figure:
			p.figure(b)
		case *doc.Code:
			p.code(b)
		default:
			p.fail(doc.Unknown("HTML", b))
		}
	}
}

func (p *page) list(l *doc.List) {
	tag := "ul"
	if l.Ordered {
		tag = "ol"
	}
	p.printf("<%s>\n", tag)
	for _, item := range l.Items {
		p.printf("<li>")
		p.stop = false
		if para, ok := item[0].(*doc.Paragraph); ok && len(item) == 1 {
			p.printf("%s", p.inlines(para.Inline))
		} else {
			p.blocks(item)
		}
		p.printf("</li>\n")
	}
	p.printf("</%s>\n", tag)
}

// table puts the table in a region of its own that scrolls where the screen is
// narrower, also by keyboard.
func (p *page) table(t *doc.Table) {
	class := ""
	if t.Forces > 0 {
		class = ` class="forces"`
	}
	section := p.scope
	p.scope = t.ID
	p.printf("<div class=\"table\" role=\"region\" aria-label=\"Table %d\" tabindex=\"0\">\n<table "+
		"id=\"%s\"%s>\n", t.Number, esc(t.ID), class)
	p.printf("<caption><span><b>Table %d</b> %s</span></caption>\n", t.Number, p.inlines(t.Caption))
	for _, c := range t.Columns {
		if c.Width > 0 {
			p.printf("<col style=\"width:%g%%\">", 100*c.Width)
		} else {
			p.printf("<col>")
		}
	}
	p.printf("\n<thead>\n<tr>")
	marks := markWidths(t)
	for i, c := range t.Columns {
		attribute := ""
		if counts(t, i) {
			attribute = " data-counts"
		}
		p.printf("<th scope=\"col\"%s%s>%s</th>", alignClass(c, max(0, marks[i]-len(c.Marks))), attribute,
			p.inlines(c.Heading()))
	}
	p.printf("</tr>\n</thead>\n<tbody>\n")
	for r, row := range t.Rows {
		id := ""
		if first := len(t.Rows) - t.Forces; r >= first {
			if r == first && r > 0 {
				p.printf("</tbody>\n<tbody>\n")
			}
			id = fmt.Sprintf(" id=\"%s-%s\"", esc(t.ID), records.Area{Name: doc.PlainText(row[0])}.Slug())
		}
		p.printf("<tr%s>", id)
		for i, c := range row {
			body, notes := splitMarks(c)
			content := p.inlines(body)
			width := marks[i]
			if t.Columns[i].Align == doc.Right && len(notes) > 0 {
				content += fmt.Sprintf("<span class=\"marks m%d\">%s</span>", width, p.inlines(notes))
				width = 0
			} else {
				content += p.inlines(notes)
			}
			if i == 0 {
				p.printf("<th scope=\"row\"%s>%s</th>", alignClass(t.Columns[i], width), content)
			} else {
				p.printf("<td%s>%s</td>", alignClass(t.Columns[i], width), content)
			}
		}
		p.printf("</tr>\n")
	}
	p.printf("</tbody>\n</table>\n")
	p.noteList(t.Notes)
	p.printf("</div>\n")
	p.scope = section
}

// counts reports whether a column of a table of forces holds counts. A reader may
// order the forces by these; an order by an estimate would read as a ranking, and
// rank chance and recording.
func counts(t *doc.Table, column int) bool {
	for _, row := range t.Rows {
		body, _ := splitMarks(row[column])
		if len(body) != 1 {
			return false
		}
		n, ok := body[0].(doc.Number)
		if !ok || n.Fact == nil || n.Fact.Unit != fact.Offences {
			return false
		}
	}
	return t.Forces > 0
}

// alignClass sets numbers right, and leaves room there for the note marks that
// other cells of the column have.
func alignClass(c doc.Column, marks int) string {
	switch {
	case c.Align != doc.Right:
		return ""
	case marks == 0:
		return ` class="r"`
	}
	return fmt.Sprintf(` class="r m%d"`, marks)
}

// splitMarks parts the note marks at the end of a cell from what stands before
// them, so that numbers stay under each other whether they have a note or not.
func splitMarks(c doc.Cell) (body, marks []doc.Inline) {
	n := len(c)
	for n > 0 {
		if _, ok := c[n-1].(doc.NoteRef); !ok {
			break
		}
		n--
	}
	return c[:n], c[n:]
}

// markWidths is the largest number of note marks at the end of each column's
// cells.
func markWidths(t *doc.Table) []int {
	widths := make([]int, len(t.Columns))
	for _, row := range t.Rows {
		for i, c := range row {
			_, marks := splitMarks(c)
			widths[i] = max(widths[i], len(marks))
		}
	}
	return widths
}

// figure puts the drawing in a region that scrolls, like a table's, where the
// screen is too narrow for its words to be read.
func (p *page) figure(f *doc.Figure) {
	svg, err := inlineSVG(f)
	if err != nil {
		p.fail(err)
	}
	id := esc(f.ID)
	p.printf("<figure id=\"%s\">\n<figcaption><b>Figure %d</b> %s</figcaption>\n", id, f.Number, p.inlines(f.Caption))
	p.printf("<div class=\"drawing\" role=\"region\" aria-label=\"Figure %d\" tabindex=\"0\">%s</div>\n", f.Number, svg)
	if f.TableID != "" {
		p.printf("<p class=\"data\"><a href=\"#%s\">The numbers of this figure: %s</a>", esc(f.TableID),
			esc(p.doc.NameOf(f.TableID)))
		if name := path.Base(f.Name); p.doc.Drawings != "" {
			name = p.doc.Drawings + "/" + strings.TrimSuffix(name, path.Ext(name))
			p.printf(", or a file of them: <a href=\"%s.csv\">CSV</a>. The drawing: <a href=\"%[1]s.svg\">SVG</a>", esc(name))
		}
		p.printf("</p>\n")
	}
	p.printf("</figure>\n")
}

var (
	svgStart = regexp.MustCompile(`(?s)^.*?<svg\b([^>]*)>`)
	svgNames = regexp.MustCompile(`(?s)<(title|desc)\b[^>]*>.*?</(title|desc)>`)
	svgRole  = regexp.MustCompile(`\s(role|aria-[a-z]+|id)="[^"]*"`)
)

// inlineSVG makes the drawing part of a page: its IDs are made unique by the
// figure's own, and the caption and the alt text become its name and
// description, each to be read once.
func inlineSVG(f *doc.Figure) (string, error) {
	m := svgStart.FindSubmatchIndex(f.SVG)
	if m == nil {
		return "", fmt.Errorf("figure %s: %s is not an SVG drawing", f.ID, f.Name)
	}
	attributes := svgRole.ReplaceAll(f.SVG[m[2]:m[3]], nil)
	body := svgNames.ReplaceAll(f.SVG[m[1]:], nil)
	id := esc(f.ID)
	own := strings.NewReplacer(` id="`, ` id="`+id+"-", `href="#`, `href="#`+id+"-", `url(#`, `url(#`+id+"-")
	return fmt.Sprintf("<svg%s role=\"img\" aria-labelledby=\"%s-title\" aria-describedby=\"%s-desc\"><title "+
		"id=\"%s-title\">%s</title><desc id=\"%s-desc\">%s</desc>%s",
		attributes, id, id, id, esc(doc.PlainText(f.Caption)), id, esc(f.Alt), own.Replace(string(bytes.TrimSpace(body)))), nil
}

func (p *page) code(c *doc.Code) {
	p.printf("<details class=\"code\" id=\"%s\">\n<summary>Computed by <code>%s</code>, %s:%d</summary>\n", esc(c.ID),
		esc(c.Func), esc(c.File), c.Line)
	if len(c.Inputs) > 0 {
		p.printf("<p>It read %s.</p>\n", codesHTML(c.Inputs))
	}
	if len(c.Facts) > 0 {
		p.printf("<p>%s</p>\n<ul>\n", esc(c.Lead()))
		for _, result := range c.Results() {
			p.printf("<li>%s</li>\n", p.inlines(result))
		}
		p.printf("</ul>\n")
	}
	p.printf("<pre tabindex=\"0\"><code>%s</code></pre>\n</details>\n", esc(strings.TrimRight(c.Source, "\n")))
}

func codesHTML(names []string) string {
	var codes []string
	for _, n := range names {
		codes = append(codes, "<code>"+esc(n)+"</code>")
	}
	return strings.Join(codes, ", ")
}

func (p *page) inlines(in []doc.Inline) string {
	var b strings.Builder
	for _, i := range in {
		switch i := i.(type) {
		case doc.Text:
			b.WriteString(esc(string(i)))
		case doc.Strong:
			b.WriteString("<strong>" + p.inlines(i.Inline) + "</strong>")
		case doc.Emphasis:
			b.WriteString("<em>" + p.inlines(i.Inline) + "</em>")
		case doc.Verbatim:
			b.WriteString("<code>" + esc(string(i)) + "</code>")
		case doc.Formula:
			b.WriteString(mathML(i, false))
		case doc.Link:
			fmt.Fprintf(&b, "<a href=\"%s\">%s</a>", esc(i.URL), p.inlines(i.Inline))
		case doc.Ref:
			fmt.Fprintf(&b, "<a href=\"#%s\">%s</a>", esc(i.ID), esc(i.Text))
		case doc.Number:
			if i.Fact == nil {
				// Where a line of an address may break is no letter that is copied with it.
				b.WriteString(strings.ReplaceAll(esc(i.Text), "\u200b", "<wbr>"))
				continue
			}
			fmt.Fprintf(&b, "<data class=\"n\" value=\"%s\">%s</data>", value(i), p.opens(i.Fact.Name, esc(i.Text)))
		case doc.NoteRef:
			id := doc.NoteID(p.scope, i.Number)
			p.mentions[id]++
			if !slices.Contains(p.noted, i.Number) && !strings.HasPrefix(p.doc.NameOf(p.scope), "Table ") {
				p.noted = append(p.noted, i.Number)
			}
			fmt.Fprintf(&b, "<sup class=\"note\"><a id=\"%s-%d\" href=\"#%s\" role=\"doc-noteref\">[<span "+
				"class=\"hidden\">note </span>%d]</a></sup>",
				esc(id), p.mentions[id], esc(id), i.Number)
		default:
			p.fail(doc.Unknown("HTML", i))
		}
	}
	return b.String()
}

// value is the number as evidence.csv has it; for limits it is both: 2.73/5.24.
func value(n doc.Number) string {
	if n.Fact.Interval != nil && n.Text == n.Fact.LimitsText {
		return fact.FormatValue(n.Fact.Interval.Lower) + "/" + fact.FormatValue(n.Fact.Interval.Upper)
	}
	return fact.FormatValue(n.Fact.Value)
}
