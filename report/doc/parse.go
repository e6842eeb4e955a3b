package doc

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"strconv"
	"strings"

	"grooming-report/report/doc/formula"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Parts are what a section's prose names and Go code made. Each table and code block is used exactly once, each
// figure at most once.
type Parts struct {
	Numbers []Inline // and footnotes; named by Sentinel
	Tables  []*Table
	Figure  func(id, tableID string) *Figure // makes a figure with the table that holds its numbers; nil for none
	Codes   []*Code
}

// Sentinel stands for Numbers[i] in the Markdown given to [Parse]. It has no
// mark that Markdown could take for its own.
func Sentinel(i int) string { return "\uE000" + strconv.Itoa(i) + "\uE001" }

var sentinel = regexp.MustCompile("\uE000([0-9]+)\uE001")

// Parse reads one section. The Markdown is CommonMark without raw HTML,
// images, rules, hard line breaks, indented code and link titles: what the
// model has no place for is an error that names it, and never lost.
//
//   - {#id} after a heading sets its ID; else it is made from its words.
//   - [](#figure-quarters) refers to a figure, table, section or code block,
//     as "Figure 3"; with words between the brackets it keeps them.
//   - A code span between dollar signs, `$x^2$`, is a [Formula].
//   - A fenced block without content, ```table ID, ```figure ID TABLE-ID or
//     ```code FuncName, is replaced by that part. A figure may name no table.
func Parse(markdown string, p Parts) ([]Block, error) {
	source := []byte(markdown)
	prose := parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithInlineParsers(parser.DefaultInlineParsers()...),
		parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
		parser.WithAutoHeadingID(),
		parser.WithAttribute(),
	)
	r := &reader{source: source, parts: p, used: make(map[string]bool)}
	blocks, err := r.blocks(prose.Parse(text.NewReader(source)))
	if err != nil {
		return nil, err
	}
	for _, t := range p.Tables {
		if !r.used["table "+t.ID] {
			return nil, fmt.Errorf("table %s is made but not placed", t.ID)
		}
	}
	for _, c := range p.Codes {
		if !r.used["code "+c.Func] {
			return nil, fmt.Errorf("code %s is made but not placed", c.Func)
		}
	}
	return blocks, nil
}

// A reader turns goldmark's tree into the model.
type reader struct {
	source []byte
	parts  Parts
	used   map[string]bool // "table ID", as the fence names it
}

func (r *reader) blocks(parent ast.Node) ([]Block, error) {
	var blocks []Block
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		b, err := r.block(n)
		if err != nil {
			return nil, err
		}
		blocks = append(blocks, b)
	}
	return blocks, nil
}

func (r *reader) block(n ast.Node) (Block, error) {
	switch n := n.(type) {
	case *ast.Heading:
		return r.heading(n)
	case *ast.Paragraph, *ast.TextBlock:
		in, err := r.inlines(n)
		return &Paragraph{in}, err
	case *ast.Blockquote:
		blocks, err := r.blocks(n)
		return &Quote{blocks}, err
	case *ast.List:
		if n.IsOrdered() && n.Start != 1 {
			return nil, r.errorf(n, "a numbered list that starts at %d", n.Start)
		}
		list := &List{Ordered: n.IsOrdered()}
		for item := n.FirstChild(); item != nil; item = item.NextSibling() {
			blocks, err := r.blocks(item)
			if err != nil {
				return nil, err
			}
			list.Items = append(list.Items, blocks)
		}
		return list, nil
	case *ast.FencedCodeBlock:
		return r.part(n)
	}
	return nil, r.errorf(n, "no place for a %s", n.Kind())
}

func (r *reader) heading(n *ast.Heading) (Block, error) {
	in, err := r.inlines(n)
	if err != nil {
		return nil, err
	}
	h := &Heading{Level: n.Level, Inline: in}
	for _, a := range n.Attributes() {
		id, ok := a.Value.([]byte)
		if string(a.Name) != "id" || !ok {
			return nil, r.errorf(n, "no place for the heading's attribute %s", a.Name)
		}
		h.ID = string(id)
	}
	return h, nil
}

// part finds the table, figure or code block that a fence names.
func (r *reader) part(n *ast.FencedCodeBlock) (Block, error) {
	var info string
	if n.Info != nil {
		info = string(n.Info.Value(r.source))
	}
	if n.Lines().Len() > 0 {
		return nil, r.errorf(n, "a fenced block %q with content", info)
	}
	kind, id, _ := strings.Cut(info, " ")
	id, tableID, _ := strings.Cut(id, " ")
	if r.used[kind+" "+id] {
		return nil, r.errorf(n, "%s %s is placed twice", kind, id)
	}
	r.used[kind+" "+id] = true
	if tableID != "" && kind != "figure" {
		return nil, r.errorf(n, "%q after a %s", tableID, kind)
	}
	switch kind {
	case "table":
		for _, t := range r.parts.Tables {
			if t.ID == id {
				return t, nil
			}
		}
	case "figure":
		if r.parts.Figure != nil {
			if f := r.parts.Figure(id, tableID); f != nil {
				return f, nil
			}
		}
	case "code":
		for _, c := range r.parts.Codes {
			if c.Func == id {
				return c, nil
			}
		}
	}
	return nil, r.errorf(n, "there is no %q to place", info)
}

func (r *reader) inlines(parent ast.Node) ([]Inline, error) {
	var in []Inline
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		next, err := r.inline(n)
		if err != nil {
			return nil, err
		}
		for _, i := range next {
			if t, ok := i.(Text); ok && len(in) > 0 {
				if before, ok := in[len(in)-1].(Text); ok {
					in[len(in)-1] = before + t
					continue
				}
			}
			in = append(in, i)
		}
	}
	return in, nil
}

func (r *reader) inline(n ast.Node) ([]Inline, error) {
	switch n := n.(type) {
	case *ast.Text:
		if n.HardLineBreak() {
			return nil, r.errorf(n, "no place for a hard line break")
		}
		in, err := r.numbers(n, plain(n.Value(r.source)))
		if n.SoftLineBreak() {
			in = append(in, Text(" "))
		}
		return in, err
	case *ast.Emphasis:
		in, err := r.inlines(n)
		if n.Level == 2 {
			return []Inline{Strong{in}}, err
		}
		return []Inline{Emphasis{in}}, err
	case *ast.CodeSpan:
		var b strings.Builder
		for t := n.FirstChild(); t != nil; t = t.NextSibling() {
			b.Write(t.(*ast.Text).Value(r.source))
		}
		s := strings.ReplaceAll(b.String(), "\n", " ")
		if strings.ContainsAny(s, "\uE000\uE001") {
			return nil, r.errorf(n, "a number in `code`")
		}
		if len(s) > 2 && s[0] == '$' && s[len(s)-1] == '$' {
			f, err := formula.Parse(s[1 : len(s)-1])
			if err != nil {
				return nil, r.errorf(n, "%w", err)
			}
			return []Inline{Formula{f}}, nil
		}
		return []Inline{Verbatim(s)}, nil
	case *ast.AutoLink:
		if n.AutoLinkType == ast.AutoLinkEmail {
			return nil, r.errorf(n, "no place for the email address %s", n.Label(r.source))
		}
		url := string(n.URL(r.source))
		return []Inline{Link{url, []Inline{Text(url)}}}, nil
	case *ast.Link:
		return r.link(n)
	}
	return nil, r.errorf(n, "no place for a %s", n.Kind())
}

func (r *reader) link(n *ast.Link) ([]Inline, error) {
	in, err := r.inlines(n)
	if err != nil {
		return nil, err
	}
	url := plain(n.Destination)
	switch {
	case len(n.Title) > 0:
		return nil, r.errorf(n, "no place for the link title %q", n.Title)
	case strings.ContainsAny(url, "\uE000\uE001"):
		return nil, r.errorf(n, "a number in a link's address")
	case strings.HasPrefix(url, "#"):
		words := ""
		for _, i := range in {
			t, ok := i.(Text)
			if !ok {
				return nil, r.errorf(n, "a reference to %s with more than plain words", url)
			}
			words += string(t)
		}
		return []Inline{Ref{ID: url[1:], Text: words}}, nil
	case len(in) == 0:
		return nil, r.errorf(n, "a link to %s without words", url)
	}
	return []Inline{Link{url, in}}, nil
}

// numbers puts the numbers in the places of their sentinels.
func (r *reader) numbers(n ast.Node, s string) ([]Inline, error) {
	var in []Inline
	words := func(s string) error {
		if strings.ContainsAny(s, "\uE000\uE001") {
			return r.errorf(n, "a broken number sentinel in %q", s)
		}
		if s != "" {
			in = append(in, Text(s))
		}
		return nil
	}
	last := 0
	for _, m := range sentinel.FindAllStringSubmatchIndex(s, -1) {
		if err := words(s[last:m[0]]); err != nil {
			return nil, err
		}
		i, err := strconv.Atoi(s[m[2]:m[3]])
		if err != nil || i >= len(r.parts.Numbers) {
			return nil, r.errorf(n, "number %s of %d", s[m[2]:m[3]], len(r.parts.Numbers))
		}
		in = append(in, r.parts.Numbers[i])
		last = m[1]
	}
	return in, words(s[last:])
}

var entity = regexp.MustCompile(`^&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]*);`)

// plain resolves backslash escapes and character references.
func plain(source []byte) string {
	var b strings.Builder
	for i := 0; i < len(source); i++ {
		c := source[i]
		if c == '\\' && i+1 < len(source) && util.IsPunct(source[i+1]) {
			i++
			b.WriteByte(source[i])
			continue
		}
		if m := entity.Find(source[i:]); c == '&' && m != nil {
			b.WriteString(html.UnescapeString(string(m)))
			i += len(m) - 1
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

// errorf says what is wrong and in which line of the prose.
func (r *reader) errorf(n ast.Node, format string, a ...any) error {
	for n.Pos() < 0 && n.Parent() != nil {
		n = n.Parent()
	}
	line := 1 + bytes.Count(r.source[:max(n.Pos(), 0)], []byte("\n"))
	return fmt.Errorf("line %d: "+format, append([]any{line}, a...)...)
}
