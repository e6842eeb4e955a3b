package pdf

import (
	"bytes"
	_ "embed"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"

	"grooming-report/report/doc"
	"grooming-report/report/doc/layout"
)

//go:embed template.typ
var template string

// Typst writes the document in the language of the Typst compiler. The file
// wants template.typ and each figure as ID.svg beside it; [Write] puts them there.
// All text is in string literals, so that no mark in it can mean anything, and
// all running text in explicit paragraphs: of loose text with other inlines
// between, Typst 0.14 tags the inlines first, and a screen reader would read
// them so.
func Typst(w io.Writer, d *doc.Document) error {
	if err := d.Check(); err != nil {
		return err
	}
	date, err := time.Parse(time.DateOnly, d.Date)
	if err != nil {
		return fmt.Errorf("date of the document %q, want a date such as 2017-04-01", d.Date)
	}
	lang, region, _ := strings.Cut(d.Language, "-")
	t := &writer{doc: d, scope: "main", noted: make(map[int]bool), listed: make(map[string]bool),
		own: make(map[string]bool), traced: make(map[string]bool)}
	if err := doc.Walk(d.Blocks, t.index); err != nil {
		return err
	}
	t.printf("#import \"template.typ\": *\n#show: report.with(\n")
	t.printf("  title: %s,\n  subtitle: %s,\n  release: %s,\n  cover: (%s),\n", literal(d.Title), literal(d.Subtitle),
		literal(d.Release), literals(cover(d)))
	t.printf("  date: datetime(year: %d, month: %d, day: %d),\n", date.Year(), date.Month(), date.Day())
	t.printf("  lang: %s, region: %s,\n  keywords: (%s),\n  description: %s,\n", literal(lang), optional(region),
		literals(d.Keywords), literal(d.Summary))
	if d.Volume == doc.AnnexVolume {
		t.printf("  linebreaks: \"simple\",\n") // it is looked up more than read, and four times as long
	}
	t.printf(")\n\n")

	mains := 0
	for _, b := range d.Blocks {
		if h, ok := b.(*doc.Heading); ok && h.Level == 1 {
			mains++
		}
	}
	sections := 0
	for i, b := range d.Blocks {
		if h, ok := b.(*doc.Heading); ok && h.Level == 1 {
			t.scope = h.ID
			clear(t.noted)
			sections++
			t.begin(sections, mains)
		}
		if t.under = nil; i+1 < len(d.Blocks) {
			t.under = wholeTable(d.Blocks[i+1])
		}
		if p, ok := b.(*doc.Paragraph); ok && stays(d.Blocks, i) {
			t.printf("#stays[%s]\n\n", t.inlines(p.Inline))
			continue
		}
		t.block(b)
	}
	t.code(mains + 1)
	if t.err != nil {
		return t.err
	}
	_, err = w.Write(t.out.Bytes())
	return err
}

// fewSections is how many main sections a document may have that needs no list
// of contents.
const fewSections = 2

type writer struct {
	doc    *doc.Document
	out    bytes.Buffer
	own    map[string]bool // the IDs in this volume
	traced map[string]bool // the facts that a table of this volume says the source of
	scope  string          // the ID of the main section
	first  bool            // it is the first, whose numbers lead to where they come from
	cells  bool            // these are cells of a table
	under  *doc.Table      // directly under these words, so that its notes are within reach; may be nil
	noted  map[int]bool    // notes that the section has given as footnotes
	codes  []*doc.Code     // for the annex
	listed map[string]bool // functions in codes
	err    error
}

// cover is what stands under the title: the release, the date of the data and
// the version.
func cover(d *doc.Document) []string {
	facts := []string{d.Release}
	if d.Covers != "" {
		facts = append(facts, d.Covers)
	}
	if d.Version != "" {
		facts = append(facts, "version "+d.Version)
	}
	return facts
}

// begin goes on to a main section. The first of a report with an annex has its page to
// itself; the second begins with a list of contents, or with the rest of a short
// document. An annex begins with its contents.
func (t *writer) begin(section, sections int) {
	t.first = section == 1
	alone := t.doc.Volume == doc.MainVolume
	switch {
	case t.first && alone:
		t.printf("#first-page[\n")
	case t.first && t.doc.Volume == doc.AnnexVolume:
		t.printf("#contents(1, here: true)\n\n")
	case section != 2 || t.doc.Volume == doc.AnnexVolume:
	case alone:
		t.printf("]\n#contents(1)\n\n")
	case sections > fewSections:
		t.printf("#contents(2)\n\n")
	default:
		t.printf("#pagebreak(weak: true)\n\n")
	}
}

// index keeps what references within the volume can lead to.
func (t *writer) index(b doc.Block) error {
	t.own[doc.BlockID(b)] = true
	if table, ok := b.(*doc.Table); ok {
		for _, name := range table.Traced {
			t.traced[name] = true
		}
	}
	return nil
}

// wholeTable is the block if it is a table that does not run over pages, and nil otherwise.
func wholeTable(b doc.Block) *doc.Table {
	if t, ok := b.(*doc.Table); ok && !t.Break {
		return t
	}
	return nil
}

// stays reports whether the paragraph at i must not be parted from what follows: one that leads
// to a boxed remark or to a list, one whose notes stand under the table that follows, or a line
// between a heading and the text.
func stays(blocks []doc.Block, i int) bool {
	if i+1 == len(blocks) {
		return false
	}
	if table := wholeTable(blocks[i+1]); table != nil {
		shared := false
		doc.EachInline(blocks[i].(*doc.Paragraph).Inline, func(in doc.Inline) {
			n, ok := in.(doc.NoteRef)
			shared = shared || ok && slices.Contains(table.Notes, n.Number)
		})
		return shared
	}
	if _, leads := blocks[i+1].(*doc.Quote); leads {
		return true
	}
	if _, list := blocks[i+1].(*doc.List); list && strings.HasSuffix(doc.PlainText(blocks[i].(*doc.Paragraph).Inline), ":") {
		return true
	}
	if _, text := blocks[i+1].(*doc.Paragraph); !text || i == 0 {
		return false
	}
	_, under := blocks[i-1].(*doc.Heading)
	return under && layout.TextWidth(doc.PlainText(blocks[i].(*doc.Paragraph).Inline)) < layout.Brief
}

func (t *writer) printf(format string, a ...any) { fmt.Fprintf(&t.out, format, a...) }

// fail keeps the first error, which the document ends with.
func (t *writer) fail(err error) {
	if t.err == nil {
		t.err = err
	}
}

func (t *writer) block(b doc.Block) {
	switch b := b.(type) {
	case *doc.Heading:
		t.printf("#section(%d, %s, %s, [%s])\n\n", b.Level, literal(b.Number), literal(b.ID), t.inlines(b.Inline))
	case *doc.Paragraph:
		if f, ok := b.Display(); ok {
			t.printf("#formula(true, %s, $%s$)\n\n", literal(f.String()), formulaTypst(f.Row))
			return
		}
		t.printf("#par[%s]\n\n", t.inlines(b.Inline))
	case *doc.List:
		name := "list"
		if b.Ordered {
			name = "enum"
		}
		t.printf("#%s(\n", name)
		for _, item := range b.Items {
			t.printf("[")
			t.inner(item)
			t.printf("],\n")
		}
		t.printf(")\n\n")
	case *doc.Quote:
		t.printf("#quote(block: true)[")
		t.inner(b.Blocks)
		t.printf("]\n\n")
	case *doc.Table:
		t.table(b)
	case *doc.Figure:
		source := "none"
		if b.TableID != "" && t.own[b.TableID] {
			source = fmt.Sprintf("[#\"The numbers of this figure: \"#to(%s, [#%s])]", literal(b.TableID),
				literal(t.doc.NameOf(b.TableID)))
		} else if b.TableID != "" {
			source = fmt.Sprintf("[#%s]", literal("The numbers of this figure: "+t.doc.NameOf(b.TableID)+" of the annex"))
		}
		float := ""
		switch h := layout.FigureHeight(b); {
		case h > layout.Alone:
			float = ", clearance: 60pt" // the head of a table and one row
		case h > layout.Whole:
			float = ", clearance: 1.5em"
		}
		t.printf("#drawing(%d, %s, [%s], %s, %s, %s%s)\n\n", b.Number, literal(b.ID), t.inlines(b.Caption),
			literal(b.ID+".svg"), literal(b.Alt), source, float)
	case *doc.Code:
		if t.doc.Volume == doc.MainVolume {
			return // the annex lists it
		}
		if !t.listed[doc.Listing(b)] {
			t.listed[doc.Listing(b)] = true
			t.codes = append(t.codes, b)
		}
		t.printf("#computed(%s, %s, %s, %s)\n\n", literal(b.ID), literal(doc.Listing(b)), literal(b.Func), literal(place(b)))
	default:
		t.fail(doc.Unknown("Typst", b))
	}
}

// inner writes blocks within another without an empty line at the end.
func (t *writer) inner(blocks []doc.Block) {
	for _, b := range blocks {
		t.block(b)
	}
	t.out.Truncate(len(bytes.TrimRight(t.out.Bytes(), "\n")))
}

func (t *writer) table(b *doc.Table) {
	section := t.scope
	t.scope = b.ID
	defer func() { t.scope = section }()
	widths, space := layout.ColumnWidths(b)
	options := ""
	if b.Break && layout.TableHeight(b, widths, space) > layout.Whole {
		options = " breaks: true,"
	}
	if layout.Dense(b) {
		options += " dense: true,"
	}
	// A column ends with its words: the space before the next belongs to that.
	ends := slices.Clone(widths)
	ends[0] -= space / 2
	ends[len(ends)-1] += space / 2
	var columns, aligns, heads []string
	measures := make([]layout.Measure, len(b.Columns))
	for i, c := range b.Columns {
		align, marks := "left", "0pt"
		if c.Align == doc.Right {
			measures[i] = layout.MeasureColumn(b, i)
			align = "right"
			marks = points(max(0, measures[i].HeadRoom()-layout.MarkWidth*float64(len(c.Marks))), layout.Size(b))
		}
		columns, aligns = append(columns, fmt.Sprintf("%.2fpt", ends[i])), append(aligns, align)
		head := literal(c.Head)
		if layout.Dense(b) {
			head = strings.ReplaceAll(head, "/", `/" + linebreak() + "`)
		}
		for _, m := range c.Marks {
			head += fmt.Sprintf(" + super[[%d]]", m.Number) // no link: a head repeated on the next page is no content
		}
		heads = append(heads, "("+head+", "+marks+")")
	}
	t.printf("#data-table(%d, %s, [%s],%s space: %.1fpt,\n", b.Number, literal(b.ID), t.inlines(b.Caption), options, space)
	for _, column := range [][]string{columns, aligns, heads} {
		t.printf("  (%s,),\n", strings.Join(column, ", "))
	}
	t.printf("  (%s),\n", numbers(layout.SingleLines(b, widths, space)))
	t.cells = true
	for r, row := range b.Rows {
		t.printf("  ")
		for i, c := range row {
			content := t.inlines(c)
			if f, ok := layout.Figures(c); ok && b.Columns[i].Align == doc.Right {
				content = t.figured(f, measures[i], layout.Size(b))
			}
			if i == 0 && b.Traced != nil {
				content = fmt.Sprintf("#row(%s)[%s]", literal(doc.EvidenceID(b.Traced[r])), content)
			}
			if len(c) > 1 {
				content = "#par[" + content + "]"
			}
			t.printf("[%s], ", content)
		}
		t.out.Truncate(t.out.Len() - 1)
		t.printf("\n")
	}
	t.cells = false
	t.printf("  notes: (")
	for _, n := range b.Notes {
		t.printf("(%d, %s, [%s]), ", n, literal(doc.NoteID(b.ID, n)), t.inlines(t.doc.Notes[n-1].Inline))
	}
	t.printf("),\n)\n\n")
}

// figured is a cell whose parts stand under those of the other cells of its column; size is
// that of its letters in points.
func (t *writer) figured(f layout.Figured, m layout.Measure, size float64) string {
	number, rest := t.inlines(f.Number), t.inlines(f.Rest)
	behind := points(m.Tail-f.Tail+layout.MarkWidth*float64(m.Marks), size)
	marks := gap(behind)
	if len(f.Marks) > 0 {
		marks = fmt.Sprintf("#marks(%s)[%s]", behind, t.inlines(f.Marks))
	}
	return number + marks + rest + gap(points(m.Rest-layout.Width(f.Rest), size))
}

// points is a length that is given in the size of the letters.
func points(ems, size float64) string { return fmt.Sprintf("%.2fpt", ems*size) }

// ranges is a number that is a range.
var ranges = regexp.MustCompile(`^[0-9.,]+–[0-9.,]+$`)

// pages is a range in a text, such as the volume and the pages of a journal.
var pages = regexp.MustCompile(`[0-9:]*[0-9]–[0-9]+`)

// text is plain text, of which no line breaks within a range.
func text(s string) string {
	var b strings.Builder
	last := 0
	for _, at := range pages.FindAllStringIndex(s, -1) {
		if at[0] > last {
			b.WriteString("#" + literal(s[last:at[0]]))
		}
		b.WriteString("#box(" + literal(s[at[0]:at[1]]) + ")")
		last = at[1]
	}
	if last < len(s) {
		b.WriteString("#" + literal(s[last:]))
	}
	return b.String()
}

// shortAddress reports whether a link shows its address, such as doi 10.1093/biomet/26.4.404, and
// is so short that it needs not be broken over two lines.
func shortAddress(l doc.Link) bool {
	const most = 40
	words := doc.PlainText(l.Inline)
	return len(words) <= most && strings.HasSuffix(l.URL, words[strings.LastIndex(words, " ")+1:])
}

// mark is the mark of a note that stands under a table.
func (t *writer) mark(table string, n doc.NoteRef) string {
	return fmt.Sprintf("mark(%d, %s)", n.Number, literal(doc.NoteID(table, n.Number)))
}

// gap is an empty space within a line.
func gap(width string) string {
	if width == "0.00pt" || width == "-0.00pt" {
		return ""
	}
	return "#h(" + width + ")"
}

// code lists the functions that computed the results, each once, in a section of its
// own, the last of an annex. A report with an annex has none.
func (t *writer) code(number int) {
	if t.doc.Volume == doc.AnnexVolume {
		t.codes = t.doc.Codes
	}
	if len(t.codes) == 0 {
		return
	}
	mark := fmt.Sprint(number)
	if t.doc.Volume == doc.AnnexVolume {
		mark = string(rune('A' + number - 1))
	}
	t.printf("#section(1, %s, \"annex-code\", [Code])\n\n", literal(mark))
	for _, c := range t.codes {
		t.printf("#listing(%s, %s, %s, (%s), %s)\n\n", literal(doc.Listing(c)), literal(c.Func), literal(place(c)),
			literals(c.Inputs), literal(strings.ReplaceAll(strings.TrimRight(c.Source, "\n"), "\t", "    ")))
	}
}

func place(c *doc.Code) string { return fmt.Sprintf("%s:%d", c.File, c.Line) }

func (t *writer) inlines(in []doc.Inline) string {
	var b strings.Builder
	for _, i := range in {
		switch i := i.(type) {
		case doc.Text:
			b.WriteString(text(string(i)))
		case doc.Strong:
			b.WriteString("#strong[" + t.inlines(i.Inline) + "]")
		case doc.Emphasis:
			b.WriteString("#emph[" + t.inlines(i.Inline) + "]")
		case doc.Verbatim:
			b.WriteString("#verbatim(" + literal(string(i)) + ")")
		case doc.Formula:
			fmt.Fprintf(&b, "#formula(false, %s, $%s$)", literal(i.String()), formulaTypst(i.Row))
		case doc.Link:
			name := "link"
			if t.cells {
				name = "address"
			}
			link := fmt.Sprintf("#%s(%s)[%s]", name, literal(i.URL), t.inlines(i.Inline))
			if !t.cells && shortAddress(i) {
				link = "#box[" + link + "]"
			}
			b.WriteString(link)
		case doc.Ref:
			if !t.own[i.ID] { // it is in the other volume
				b.WriteString("#" + literal(i.Text))
				continue
			}
			fmt.Fprintf(&b, "#to(%s)[#%s]", literal(i.ID), literal(i.Text))
		case doc.Number:
			text := literal(i.Text)
			if ranges.MatchString(i.Text) {
				text = "box(" + text + ")" // a line may break behind a dash
			}
			if i.Fact != nil && t.first && t.traced[i.Fact.Name] {
				fmt.Fprintf(&b, "#to(%s)[#%s]", literal(doc.EvidenceID(i.Fact.Name)), text)
				continue
			}
			b.WriteString("#" + text)
		case doc.NoteRef:
			id := literal(doc.NoteID(t.scope, i.Number))
			switch {
			case strings.HasPrefix(t.doc.NameOf(t.scope), "Table "):
				b.WriteString("#" + t.mark(t.scope, i))
			case t.under != nil && slices.Contains(t.under.Notes, i.Number):
				b.WriteString("#" + t.mark(t.under.ID, i))
			case t.noted[i.Number]:
				fmt.Fprintf(&b, "#note(%d, %s)", i.Number, id)
			default:
				t.noted[i.Number] = true
				fmt.Fprintf(&b, "#note(%d, %s)[%s]", i.Number, id, t.inlines(t.doc.Notes[i.Number-1].Inline))
			}
		default:
			t.fail(doc.Unknown("Typst", i))
		}
	}
	return b.String()
}

// literal is s as a string literal of Typst.
func literal(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r == 0x7F:
			fmt.Fprintf(&b, `\u{%x}`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

func literals(ss []string) string {
	var b strings.Builder
	for _, s := range ss {
		b.WriteString(literal(s) + ", ")
	}
	return strings.TrimSuffix(b.String(), " ")
}

func numbers(ns []int) string {
	var b strings.Builder
	for _, n := range ns {
		fmt.Fprintf(&b, "%d, ", n)
	}
	return strings.TrimSuffix(b.String(), " ")
}

func optional(s string) string {
	if s == "" {
		return "none"
	}
	return literal(s)
}
