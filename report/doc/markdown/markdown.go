// Package markdown writes a document for GitHub.
package markdown

import (
	"bytes"
	"fmt"
	"io"
	"path"
	"regexp"
	"strings"

	"grooming-report/report/doc"
)

// Write writes the document for GitHub: pipe tables, footnotes, figures as
// images, code folded. figureDir is the path from the written file's folder to
// that of the figures.
func Write(w io.Writer, d *doc.Document, figureDir string) error {
	if err := d.Check(); err != nil {
		return err
	}
	m := &writer{doc: d, figureDir: figureDir}
	m.printf("# %s\n\n%s\n\n%s\n\n", escapeMarkdown(d.Title), escapeMarkdown(d.Subtitle), escapeMarkdown(d.Release))
	m.blocks(d.Blocks, "")
	for _, n := range d.Notes {
		m.printf("[^%d]: %s\n", n.Number, m.inlines(n.Inline))
	}
	if m.err != nil {
		return m.err
	}
	_, err := w.Write(append(bytes.TrimRight(m.out.Bytes(), "\n"), '\n'))
	return err
}

type writer struct {
	doc       *doc.Document
	figureDir string
	out       bytes.Buffer
	err       error
}

func (m *writer) printf(format string, a ...any) { fmt.Fprintf(&m.out, format, a...) }

// fail keeps the first error, which the document ends with.
func (m *writer) fail(err error) {
	if m.err == nil {
		m.err = err
	}
}

// blocks writes blocks with an empty line behind each. Every line but the
// first, which the caller has begun, starts with indent.
func (m *writer) blocks(blocks []doc.Block, indent string) {
	for i, b := range blocks {
		if i > 0 {
			m.printf("%s", indent)
		}
		switch b := b.(type) {
		case *doc.Heading:
			m.printf("%s %s%s%s\n", strings.Repeat("#", b.Level+1), anchor(b.ID), spaced(b.Number), m.inlines(b.Inline))
		case *doc.Paragraph:
			m.printf("%s\n", atLineStart(m.inlines(b.Inline)))
		case *doc.List:
			m.list(b, indent)
		case *doc.Quote:
			m.printf("> ")
			m.blocks(b.Blocks, indent+"> ")
			m.trim(indent + "> ")
		case *doc.Table:
			m.table(b, indent)
		case *doc.Figure:
			m.printf("%s**Figure %d.** %s\n%s\n", anchor(b.ID), b.Number, m.inlines(b.Caption), strings.TrimRight(indent, " "))
			m.printf("%s![%s](%s)\n", indent, escapeMarkdown(b.Alt), path.Join(m.figureDir, path.Base(b.Name)))
			if b.TableID != "" {
				m.printf("%s\n%sThe numbers are in [%s](#%s).\n", strings.TrimRight(indent, " "), indent,
					m.doc.NameOf(b.TableID), b.TableID)
			}
		case *doc.Code:
			m.code(b, indent)
		default:
			m.fail(doc.Unknown("Markdown", b))
		}
		m.printf("%s\n", strings.TrimRight(indent, " "))
	}
}

// trim takes back an empty last line that the next writer writes again.
func (m *writer) trim(indent string) {
	m.out.Truncate(len(bytes.TrimSuffix(m.out.Bytes(), []byte(strings.TrimRight(indent, " ")+"\n"))))
}

func (m *writer) list(l *doc.List, indent string) {
	for i, item := range l.Items {
		mark := "- "
		if l.Ordered {
			mark = fmt.Sprintf("%d. ", i+1)
		}
		if i > 0 {
			m.printf("%s", indent)
		}
		m.printf("%s", mark)
		inner := indent + strings.Repeat(" ", len(mark))
		m.blocks(item, inner)
		m.trim(inner)
	}
}

func (m *writer) table(t *doc.Table, indent string) {
	m.printf("%s**Table %d.** %s\n%s\n", anchor(t.ID), t.Number, m.inlines(t.Caption), strings.TrimRight(indent, " "))
	m.printf("%s|", indent)
	for _, c := range t.Columns {
		m.printf(" %s |", m.inlines(c.Heading()))
	}
	m.printf("\n%s|", indent)
	for _, c := range t.Columns {
		if c.Align == doc.Right {
			m.printf(" ---: |")
		} else {
			m.printf(" --- |")
		}
	}
	m.printf("\n")
	for _, row := range t.Rows {
		m.printf("%s|", indent)
		for _, c := range row {
			m.printf(" %s |", m.inlines(c))
		}
		m.printf("\n")
	}
}

func (m *writer) code(c *doc.Code, indent string) {
	line := func(format string, a ...any) { m.printf(indent+format+"\n", a...) }
	m.printf("<details><summary>%sComputed by <code>%s</code>, %s:%d</summary>\n", anchor(c.ID), c.Func, c.File, c.Line)
	if len(c.Inputs) > 0 {
		line("")
		line("It read %s.", codeList(c.Inputs))
	}
	if len(c.Facts) > 0 {
		line("")
		line("%s", escapeMarkdown(c.Lead()))
		line("")
		for _, result := range c.Results() {
			line("- %s", m.inlines(result))
		}
	}
	fence := "```"
	for strings.Contains(c.Source, fence) {
		fence += "`"
	}
	line("")
	line("%sgo", fence)
	for s := range strings.Lines(strings.TrimRight(c.Source, "\n") + "\n") {
		m.printf("%s%s", indent, s)
	}
	line("%s", fence)
	line("")
	line("</details>")
}

func codeList(names []string) string {
	return "`" + strings.Join(names, "`, `") + "`"
}

func (m *writer) inlines(in []doc.Inline) string {
	var b strings.Builder
	for _, i := range in {
		switch i := i.(type) {
		case doc.Text:
			b.WriteString(escapeMarkdown(string(i)))
		case doc.Strong:
			b.WriteString("**" + m.inlines(i.Inline) + "**")
		case doc.Emphasis:
			b.WriteString("*" + m.inlines(i.Inline) + "*")
		case doc.Verbatim:
			b.WriteString(verbatimMarkdown(string(i)))
		case doc.Formula:
			b.WriteString(verbatimMarkdown(i.String()))
		case doc.Link:
			fmt.Fprintf(&b, "[%s](<%s>)", m.inlines(i.Inline), strings.NewReplacer("<", "%3C", ">", "%3E", "\\",
				"%5C").Replace(i.URL))
		case doc.Ref:
			fmt.Fprintf(&b, "[%s](#%s)", escapeMarkdown(i.Text), i.ID)
		case doc.Number:
			b.WriteString(escapeMarkdown(i.Text))
		case doc.NoteRef:
			fmt.Fprintf(&b, "[^%d]", i.Number)
		default:
			m.fail(doc.Unknown("Markdown", i))
		}
	}
	return b.String()
}

// verbatimMarkdown is a code span that can stand in a table, too.
func verbatimMarkdown(s string) string {
	fence := "`"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") {
		s = " " + s + " "
	}
	return fence + strings.ReplaceAll(s, "|", `\|`) + fence
}

func anchor(id string) string { return fmt.Sprintf(`<a id="%s"></a>`, id) }

func spaced(number string) string {
	if number == "" {
		return ""
	}
	return number + " "
}

var markdownMarks = regexp.MustCompile("[\\\\`*_\\[\\]<>|~$&]")

// escapeMarkdown makes s plain text within a line or a table's cell.
func escapeMarkdown(s string) string { return markdownMarks.ReplaceAllString(s, `\$0`) }

var blockMark = regexp.MustCompile(`^([#+=-]|[0-9]+[.)])`)

// atLineStart keeps a paragraph from being read as a heading, list or rule.
func atLineStart(s string) string {
	m := blockMark.FindString(s)
	if m == "" {
		return s
	}
	return m[:len(m)-1] + `\` + s[len(m)-1:]
}
