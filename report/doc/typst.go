package doc

import (
	"bytes"
	_ "embed"
	"fmt"
	"io"
	"strings"
	"time"
)

//go:embed template.typ
var template string

// Typst writes the document in the language of the Typst compiler. The file
// wants template.typ and each figure as ID.svg beside it; [PDF] puts them there.
// All text is in string literals, so that no mark in it can mean anything, and
// all running text in explicit paragraphs: of loose text with other inlines
// between, Typst 0.14 tags the inlines first, and a screen reader would read
// them so.
func Typst(w io.Writer, d *Document) error {
	date, err := time.Parse(time.DateOnly, d.Date)
	if err != nil {
		return fmt.Errorf("date of the document %q, want a date such as 2017-04-01", d.Date)
	}
	lang, region, _ := strings.Cut(d.Language, "-")
	t := &typst{doc: d, noted: make(map[int]bool), listed: make(map[string]bool)}
	t.printf("#import \"template.typ\": *\n#show: report.with(\n")
	t.printf("  title: %s,\n  subtitle: %s,\n  release: %s,\n", literal(d.Title), literal(d.Subtitle), literal(d.Release))
	t.printf("  date: datetime(year: %d, month: %d, day: %d),\n", date.Year(), date.Month(), date.Day())
	t.printf("  lang: %s, region: %s,\n  keywords: (%s),\n  description: %s,\n)\n\n", literal(lang), optional(region), literals(d.Keywords), literal(d.Summary))

	mains := 0
	for _, b := range d.Blocks {
		if h, ok := b.(*Heading); ok && h.Level == 1 {
			mains++
		}
	}
	sections := 0
	for _, b := range d.Blocks {
		if h, ok := b.(*Heading); ok && h.Level == 1 {
			t.flush()
			if sections++; sections == 2 && mains > fewSections {
				t.printf("#contents()\n\n")
			}
		}
		t.block(b)
		_, t.afterHeading = b.(*Heading)
	}
	t.annex()
	_, err = w.Write(t.out.Bytes())
	return err
}

// fewSections is how many main sections a document may have that needs no list
// of contents.
const fewSections = 2

type typst struct {
	doc    *Document
	out    bytes.Buffer
	noted  map[int]bool    // notes already given as footnotes
	codes  []*Code         // for the annex
	listed map[string]bool // functions in codes

	afterHeading bool // the block before is a heading
	bulky        bool // something tall floats in this main section
}

func (t *typst) printf(format string, a ...any) { fmt.Fprintf(&t.out, format, a...) }

func (t *typst) block(b Block) {
	switch b := b.(type) {
	case *Heading:
		t.printf("#section(%d, %s, %s, [%s])\n\n", b.Level, literal(b.Number), literal(b.ID), t.inlines(b.Inline))
	case *Paragraph:
		t.printf("#par[%s]\n\n", t.inlines(b.Inline))
	case *List:
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
	case *Quote:
		t.printf("#quote(block: true)[")
		t.inner(b.Blocks)
		t.printf("]\n\n")
	case *Table:
		t.table(b)
	case *Figure:
		source := "none"
		if b.TableID != "" {
			source = fmt.Sprintf("[#\"The numbers of this figure: \"#to(%s, [#%s])]", literal(b.TableID), literal(t.doc.names[b.TableID]))
		}
		t.bulky = t.bulky || b.height() > bulky
		t.printf("#drawing(%d, %s, [%s], %s, %s, %s)\n\n", b.Number, literal(b.ID), t.inlines(b.Caption), literal(b.ID+".svg"), literal(b.Alt), source)
	case *Code:
		if !t.listed[listing(b)] {
			t.listed[listing(b)] = true
			t.codes = append(t.codes, b)
		}
		t.printf("#computed(%s, %s, %s, %s)\n\n", literal(b.ID), literal(listing(b)), literal(b.Func), literal(place(b)))
	}
}

// flush waits for what is tall and still floats.
func (t *typst) flush() {
	if t.bulky {
		t.printf("#place.flush()\n")
		t.bulky = false
	}
}

// inner writes blocks within another without an empty line at the end.
func (t *typst) inner(blocks []Block) {
	for _, b := range blocks {
		t.block(b)
	}
	t.out.Truncate(len(bytes.TrimRight(t.out.Bytes(), "\n")))
}

func (t *typst) table(b *Table) {
	marks := markWidths(b)
	for i, c := range b.Columns {
		if c.Align != Right {
			marks[i] = 0
		}
	}
	widths, space := b.columnWidths(marks)
	height := b.height(widths, space)
	placement := ""
	switch {
	case b.turned():
		placement = " turned: true, breaks: true,"
	case b.Break:
		t.flush() // else what floats would come between its parts
		placement = " breaks: true,"
	case height > floating && !t.afterHeading:
		placement = " floats: true,"
		t.bulky = t.bulky || height > bulky
	}
	var columns, aligns, marked, heads []string
	for i, c := range b.Columns {
		align := "left"
		if c.Align == Right {
			align = "right"
		}
		columns = append(columns, fmt.Sprintf("%.1fpt", widths[i]))
		aligns, marked, heads = append(aligns, align), append(marked, fmt.Sprint(marks[i])), append(heads, literal(c.Head))
	}
	t.printf("#data-table(%d, %s, [%s],%s space: %gpt,\n", b.Number, literal(b.ID), t.inlines(b.Caption), placement, space)
	for _, column := range [][]string{columns, aligns, marked, heads} {
		t.printf("  (%s,),\n", strings.Join(column, ", "))
	}
	for _, row := range b.Rows {
		t.printf("  ")
		for i, c := range row {
			body, notes := splitMarks(c)
			content := t.inlines(body)
			if marks[i] > 0 {
				content += fmt.Sprintf("#marks(%d)[%s]", marks[i], t.inlines(notes))
			} else {
				content += t.inlines(notes)
			}
			if len(c) > 1 {
				content = "#par[" + content + "]"
			}
			t.printf("[%s], ", content)
		}
		t.out.Truncate(t.out.Len() - 1)
		t.printf("\n")
	}
	t.printf(")\n\n")
}

// annex lists the functions that computed the results, each once.
func (t *typst) annex() {
	if len(t.codes) == 0 {
		return
	}
	t.printf("#place.flush()\n#section(1, \"\", \"annex-code\", [Annex: code])\n\n")
	for _, c := range t.codes {
		t.printf("#listing(%s, %s, %s, (%s), %s)\n\n", literal(listing(c)), literal(c.Func), literal(place(c)), literals(c.Inputs), literal(strings.ReplaceAll(strings.TrimRight(c.Source, "\n"), "\t", "    ")))
	}
}

func listing(c *Code) string { return "listing-" + c.File + "-" + c.Func }

func place(c *Code) string { return fmt.Sprintf("%s:%d", c.File, c.Line) }

func (t *typst) inlines(in []Inline) string {
	var b strings.Builder
	for _, i := range in {
		switch i := i.(type) {
		case Text:
			b.WriteString("#" + literal(string(i)))
		case Strong:
			b.WriteString("#strong[" + t.inlines(i.Inline) + "]")
		case Emphasis:
			b.WriteString("#emph[" + t.inlines(i.Inline) + "]")
		case Verbatim:
			b.WriteString("#verbatim(" + literal(string(i)) + ")")
		case Link:
			fmt.Fprintf(&b, "#link(%s)[%s]", literal(i.URL), t.inlines(i.Inline))
		case Ref:
			fmt.Fprintf(&b, "#to(%s)[#%s]", literal(i.ID), literal(i.Text))
		case Number:
			b.WriteString("#" + literal(i.Text))
		case NoteRef:
			if t.noted[i.Number] {
				fmt.Fprintf(&b, "#note(%d)", i.Number)
				continue
			}
			t.noted[i.Number] = true
			fmt.Fprintf(&b, "#note(%d)[%s]", i.Number, t.inlines(t.doc.Notes[i.Number-1].Inline))
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

func optional(s string) string {
	if s == "" {
		return "none"
	}
	return literal(s)
}
