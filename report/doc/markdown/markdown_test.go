package markdown

import (
	"reflect"
	"strings"
	"testing"

	"grooming-report/report/doc"
)

// Any text that is written as Markdown is read back as it was.
func FuzzMarkdownText(f *testing.F) {
	for _, s := range []string{"5 * 6 * 7", "# no heading", "1. no list", "- no item", "> no quote", "a_b_c ~~d~~ `e` \\ | <b> &amp; $x$ [a](b) ![c](d)", "https://a.example", "=", "+ 3", "```"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "?")), " ")
		if s == "" || strings.ContainsAny(s, "\x00\uE000\uE001") {
			return
		}
		blocks, err := doc.Parse(atLineStart(escapeMarkdown(s)), doc.Parts{})
		if want := []doc.Block{&doc.Paragraph{Inline: []doc.Inline{doc.Text(s)}}}; err != nil || !reflect.DeepEqual(blocks, want) {
			t.Errorf("%q is read back as %#v, %v", s, blocks, err)
		}
	})
}

// A block and an inline that the walk knows and this writer has forgotten.
type (
	sidebar   struct{ doc.Block }
	underline struct{ doc.Inline }
)

// The writer's own switches end in an error, and not those of the walk alone.
func TestUnknown(t *testing.T) {
	blocks, in := &writer{doc: &doc.Document{}}, &writer{doc: &doc.Document{}}
	blocks.blocks([]doc.Block{&sidebar{}}, "")
	in.inlines([]doc.Inline{underline{}})
	for want, err := range map[string]error{
		"Markdown has no place for a *markdown.sidebar":  blocks.err,
		"Markdown has no place for a markdown.underline": in.err,
	} {
		if err == nil || err.Error() != want {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}
