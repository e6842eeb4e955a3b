package pdf

import (
	"bytes"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"grooming-report/report/doc"
	"grooming-report/report/doc/doctest"
)

// Any text is one string literal and nothing else, and is read back as it was.
// The reader below follows the lexer of Typst: a literal ends at the first
// quotation mark without a backslash before it.
func FuzzTypstText(f *testing.F) {
	for _, s := range []string{"", "100% #let $x$ _a_ *b* @c <d>", `"`, `\`, `\"`, "\\u{41}", "a\nb\r\tc\x00\x7f", "// a /* b */", "`raw`", "[#panic()]", "é – “q”"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "?")
		got, rest, ok := readLiteral(literal(s))
		if !ok || got != s || rest != "" {
			t.Errorf("%q is written as %s and read back as %q with %q left", s, literal(s), got, rest)
		}
	})
}

func readLiteral(source string) (s, rest string, ok bool) {
	source, ok = strings.CutPrefix(source, `"`)
	var b strings.Builder
	for ok {
		r, size := utf8.DecodeRuneInString(source)
		source = source[size:]
		switch {
		case size == 0:
			return "", "", false
		case r == '"':
			return b.String(), source, true
		case r != '\\':
			b.WriteRune(r)
		case strings.HasPrefix(source, "u{"):
			var code string
			code, source, ok = strings.Cut(source[2:], "}")
			v, err := strconv.ParseUint(code, 16, 32)
			ok = ok && err == nil
			b.WriteRune(rune(v))
		case strings.HasPrefix(source, `"`), strings.HasPrefix(source, `\`):
			b.WriteByte(source[0])
			source = source[1:]
		default:
			return "", "", false
		}
	}
	return "", "", false
}

// A block and an inline that the walk knows and this writer has forgotten.
type (
	sidebar   struct{ doc.Block }
	underline struct{ doc.Inline }
)

// The writer's own switches end in an error, and not those of the walk alone.
func TestUnknown(t *testing.T) {
	block, in := &writer{doc: &doc.Document{}}, &writer{doc: &doc.Document{}}
	block.block(&sidebar{})
	in.inlines([]doc.Inline{underline{}})
	for want, err := range map[string]error{
		"Typst has no place for a *pdf.sidebar":  block.err,
		"Typst has no place for a pdf.underline": in.err,
	} {
		if err == nil || err.Error() != want {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}

// A line that leads to a list or to a remark stays with it; one between two paragraphs does not.
func TestStays(t *testing.T) {
	lead := &doc.Paragraph{Inline: []doc.Inline{doc.Text("The possible verdicts are:")}}
	plain := &doc.Paragraph{Inline: []doc.Inline{doc.Text("There are six verdicts.")}}
	noted := &doc.Paragraph{Inline: []doc.Inline{doc.Text("370"), doc.NoteRef{Number: 3}}}
	for _, test := range []struct {
		name   string
		blocks []doc.Block
		want   bool
	}{
		{"a colon before a list", []doc.Block{lead, &doc.List{}}, true},
		{"a full stop before a list", []doc.Block{plain, &doc.List{}}, false},
		{"a remark", []doc.Block{plain, &doc.Quote{}}, true},
		{"a note of a table", []doc.Block{noted, &doc.Table{Notes: []int{3}}}, true},
		{"another note than the table's", []doc.Block{noted, &doc.Table{Notes: []int{1}}}, false},
		{"a note of a table that runs over pages", []doc.Block{noted, &doc.Table{Notes: []int{3}, Break: true}}, false},
		{"the end", []doc.Block{lead}, false},
	} {
		if got := stays(test.blocks, 0); got != test.want {
			t.Errorf("stays for %s = %v, want %v", test.name, got, test.want)
		}
	}
}

// A note of the table under a paragraph is not given at the foot of the page as well.
func TestNoteOnce(t *testing.T) {
	d := doctest.Sample(t)
	table := tablesOf(d)[0]
	p := &doc.Paragraph{Inline: []doc.Inline{doc.Text("142"), doc.NoteRef{Number: table.Notes[0]}}}
	for over, want := range map[bool]string{false: "#mark(1,", true: "#note(1,"} {
		table.Break = over
		d.Blocks = []doc.Block{d.Blocks[0], p, table}
		var source bytes.Buffer
		if err := Typst(&source, d); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(source.String(), `[#"142"`+want) {
			t.Errorf("over a table that runs over pages: %v; the paragraph has no %s", over, want)
		}
	}
}

// What a link to a row leads to stands in the line of its number. Beside a paragraph of its own
// it would take a line, and push the number under those of the other columns.
func TestTracedRow(t *testing.T) {
	w := &writer{doc: &doc.Document{}}
	w.table(&doc.Table{ID: "table-numbers", Columns: []doc.Column{{Head: "Number"}}, Traced: []string{"ratio"},
		Rows: [][]doc.Cell{{{doc.Number{Text: "1.21"}, doc.Text(" ("), doc.Number{Text: "1.11–1.33"}, doc.Text(")")}}}})
	if got := w.out.String(); w.err != nil || !strings.Contains(got, "[#par[#row(") {
		t.Errorf("the row is set as %s, %v; want its anchor within the paragraph", got, w.err)
	}
}

// Neither the pages of a paper nor its short address are broken over two lines; the address of a
// page may be longer than a line.
func TestCitation(t *testing.T) {
	const page = "www.gov.uk/government/statistics/police-recorded-crime-open-data-tables"
	link := func(url, words string) doc.Link { return doc.Link{URL: url, Inline: []doc.Inline{doc.Text(words)}} }
	for want, in := range map[string]doc.Inline{
		`#"Statistics "#box("37:87–94")#", "`:                        doc.Text("Statistics 37:87–94, "),
		`#"a year – or two"`:                                         doc.Text("a year – or two"),
		`#box[#link("https://doi.org/10.2307/7")[#"doi 10.2307/7"]]`: link("https://doi.org/10.2307/7", "doi 10.2307/7"),
		`#link("https://` + page + `")[#"` + page + `"]`:             link("https://"+page, page),
		`#link("https://example.org/issues")[#"its repository"]`:     link("https://example.org/issues", "its repository"),
	} {
		w := &writer{doc: &doc.Document{}}
		if got := w.inlines([]doc.Inline{in}); got != want || w.err != nil {
			t.Errorf("set as %s, %v; want %s", got, w.err, want)
		}
	}
}

// A range stands in one line: neither of its ends is left behind, in a narrow cell or in a paragraph.
func TestRange(t *testing.T) {
	for text, want := range map[string]string{
		"0.89–1.26":   `#box("0.89–1.26")`,
		"2,080–3,120": `#box("2,080–3,120")`,
		"1.06":        `#"1.06"`,
		"−2 to 19":    `#"−2 to 19"`,
	} {
		for _, cells := range []bool{true, false} {
			w := &writer{doc: &doc.Document{}, cells: cells}
			if got := w.inlines([]doc.Inline{doc.Number{Text: text}}); got != want || w.err != nil {
				t.Errorf("%s is set as %s, %v; want %s (in a table: %v)", text, got, w.err, want, cells)
			}
		}
	}
}
