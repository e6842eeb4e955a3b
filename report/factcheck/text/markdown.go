package text

import (
	"context"
	"fmt"
	"html"
	"regexp"
	"strings"
)

// maxMarkdown is the longest Markdown, in bytes, more than the longest books: it is
// gone over several times.
const maxMarkdown = 2 << 20

// readMarkdown reads the words of Markdown without its marks. It knows headings,
// lists, quotations, tables, notes and fenced code by their lines, as GitHub does;
// the parser of the report is no reader of other people's files, since the time it
// takes can grow with the square of their length.
func readMarkdown(ctx context.Context, s string) (*Document, error) {
	if len(s) > maxMarkdown {
		return nil, fmt.Errorf("is Markdown of more than %d MB; save it as .txt", maxMarkdown>>20)
	}
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.TrimPrefix(s, "\ufeff"))
	title, date, body := frontMatter(s)
	m := &markdownReader{lines: strings.Split(body, "\n")}
	for m.i < len(m.lines) {
		if m.i%1024 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err := m.line(); err != nil {
			return nil, err
		}
	}
	if err := m.flush(); err != nil {
		return nil, err
	}
	d, err := join("Markdown", m.done)
	if err != nil {
		return nil, err
	}
	if title != "" {
		d.Title = title
	}
	d.Published = isoDate(date)
	return d, nil
}

// frontMatter takes the lines of keys and values off that some programs put before
// the text, between lines of three hyphens.
func frontMatter(s string) (title, date, body string) {
	rest, ok := strings.CutPrefix(s, "---\n")
	head, body, closed := strings.Cut(rest, "\n---\n")
	if !ok || !closed || strings.Contains(head, "\n\n") {
		return "", "", s
	}
	for line := range strings.Lines(head) {
		key, value, _ := strings.Cut(line, ":")
		value = strings.Trim(strings.TrimSpace(value), `"'`)
		switch strings.ToLower(strings.TrimSpace(key)) {
		case "title":
			title = clean(value)
		case "date", "published":
			date = value
		}
	}
	return title, date, body
}

type markdownReader struct {
	flow
	lines []string
	i     int // the line to read next

	kind  Kind     // of the block that is being read
	block []string // its lines so far
}

var (
	markdownHeading = expression(`^(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$`)
	markdownItem    = expression(`^[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(.*)$`)
	markdownRule    = expression(`^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$`)
	markdownUnder   = expression(`^ {0,3}(?:=+|-+)[ \t]*$`)
	markdownFence   = expression("^ {0,3}(```+|~~~+)")
	markdownColumns = expression(`^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$`)
	markdownNote    = expression(`^\[\^[^\]]+\]:[ \t]*(.*)$`)
	markdownLink    = expression(`^ {0,3}\[[^\]]+\]:[ \t]*\S+`)
	markdownQuote   = expression(`^(?:[ \t]*>)+[ \t]?`)
)

// line reads a line, or the lines of a table or of fenced code.
func (m *markdownReader) line() error {
	s := m.lines[m.i]
	s = s[len(markdownQuote().FindString(s)):]
	m.i++
	switch {
	case strings.TrimSpace(s) == "":
		return m.flush()
	case len(m.block) > 0 && m.kind == Paragraph && markdownUnder().MatchString(s):
		m.kind = Heading
		return m.flush(1 + strings.Count(strings.TrimSpace(s)[:1], "-"))
	case markdownRule().MatchString(s):
		return m.flush()
	case m.i < len(m.lines) && strings.Contains(s, "|") && strings.Contains(m.lines[m.i], "|") &&
		markdownColumns().MatchString(m.lines[m.i]):
		return m.readTable(s)
	}
	if fence := markdownFence().FindStringSubmatch(s); fence != nil {
		return m.readFence(fence[1])
	}
	if h := markdownHeading().FindStringSubmatch(s); h != nil {
		if err := m.flush(); err != nil {
			return err
		}
		m.kind, m.block = Heading, []string{h[2]}
		return m.flush(len(h[1]))
	}
	if n := markdownNote().FindStringSubmatch(s); n != nil {
		return m.next(Footnote, n[1])
	}
	if markdownLink().MatchString(s) {
		return m.flush()
	}
	if it := markdownItem().FindStringSubmatch(s); it != nil {
		return m.next(Item, it[1])
	}
	m.block = append(m.block, s)
	return nil
}

// next ends a block and begins one.
func (m *markdownReader) next(kind Kind, first string) error {
	err := m.flush()
	m.kind, m.block = kind, []string{first}
	return err
}

// flush ends a block, which may be a heading of a level.
func (m *markdownReader) flush(level ...int) error {
	kind, lines := m.kind, m.block
	m.kind, m.block = Paragraph, nil
	if len(lines) == 0 {
		return nil
	}
	w := m.begin(kind)
	for _, n := range level {
		w.Level = n
	}
	if err := m.add(unmarked(strings.Join(lines, "\n")), false); err != nil {
		return err
	}
	return m.finish()
}

// readFence reads fenced code, whose lines are kept.
func (m *markdownReader) readFence(fence string) error {
	if err := m.flush(); err != nil {
		return err
	}
	m.begin(Paragraph)
	for m.i < len(m.lines) {
		s := m.lines[m.i]
		m.i++
		if strings.HasPrefix(strings.TrimLeft(s, " "), fence) {
			break
		}
		m.blank('\n')
		if err := m.add(s, false); err != nil {
			return err
		}
	}
	return m.finish()
}

// readTable reads a table from its line of heads on.
func (m *markdownReader) readTable(heads string) error {
	if err := m.flush(); err != nil {
		return err
	}
	m.beginTable()
	defer m.endTable()
	if err := m.row(heads, true); err != nil {
		return err
	}
	for m.i++; m.i < len(m.lines); m.i++ {
		s := m.lines[m.i]
		if strings.TrimSpace(s) == "" || !strings.Contains(s, "|") {
			return nil
		}
		if err := m.row(s, false); err != nil {
			return err
		}
	}
	return nil
}

func (m *markdownReader) row(s string, head bool) error {
	m.beginRow(head)
	s = strings.TrimSpace(s)
	s = strings.TrimPrefix(s, "|")
	if !strings.HasSuffix(s, `\|`) {
		s = strings.TrimSuffix(s, "|")
	}
	s = strings.ReplaceAll(s, `\|`, "\x00")
	for cell := range strings.SplitSeq(s, "|") {
		m.beginCell()
		m.begin(Cell)
		if err := m.add(unmarked(strings.ReplaceAll(cell, "\x00", "|")), false); err != nil {
			return err
		}
		if err := m.finish(); err != nil {
			return err
		}
	}
	return nil
}

// Marks within a line, and what is left of them.
var markdownInline = []struct {
	mark func() *regexp.Regexp
	left string
}{
	{expression(`!\[[^\]\n]*\](?:\([^()\n]*\)|\[[^\]\n]*\])`), ""},
	{expression(`\[\^[^\]\n]+\]`), ""},
	{expression(`\[([^\[\]]*)\](?:\((?:[^()\n]|\([^()\n]*\))*\)|\[[^\]\n]*\])`), "$1"},
	{expression(`</?[a-zA-Z][^<>\n]*>|<!--[^<>]*-->`), ""},
	{expression("`+"), ""},
	{expression(`(^|[\s(\["'“‘])(?:\*{1,3}|_{1,3}|~~)([^\s*_~])`), "$1$2"},
	{expression(`([^\s*_~\\])(?:\*{1,3}|_{1,3}|~~)($|[\s.,;:!?)\]"'’”…–—-])`), "$1$2"},
	{expression(`\*\*`), ""},
	{expression(`\\([!-/:-@\[-` + "`" + `{-~])`), "$1"},
}

// unmarked returns the words of Markdown without the marks within its lines.
func unmarked(s string) string {
	if !strings.ContainsAny(s, "*_`[]<>\\~&") {
		return s
	}
	for _, m := range markdownInline {
		s = m.mark().ReplaceAllString(s, m.left)
	}
	return html.UnescapeString(s)
}
