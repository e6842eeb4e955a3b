package text_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// TestPlain tells paragraphs, headings and lists of plain text apart.
func TestPlain(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"empty lines", "Grooming up 900%\n\nIn 2013/14\r\n15 offences.\r\n\r\nThe end.", "heading 1: Grooming up 900%\n" +
			"paragraph: In 2013/14\r⏎15 offences.\nparagraph: The end.\n"},
		{"one paragraph to a line", strings.Repeat("A long line that nobody broke by hand. ", 4) + "\nAnother of 53.\n",
			"paragraph: " + strings.TrimSpace(strings.Repeat("A long line that nobody broke by hand. ", 4)) +
				"\nparagraph: Another of 53.\n"},
		{"a list", "Forces:\n- Kent: 45\n- Essex: 50\n  and more\n\n1. One\n2. Two\n",
			"paragraph: Forces:\nitem: - Kent: 45\nitem: - Essex: 50⏎  and more\nitem: 1. One\nitem: 2. Two\n"},
		{"a number at the start of a line", "The count of offences in the whole county was up from\n53. That is not a " +
			"list.\n",
			"paragraph: The count of offences in the whole county was up from⏎53. That is not a list.\n"},
		{"a headline with its author", "Offences rise again\nBy our reporter, 26 July 2024\n\nNotes\n1. Of 43.\n2. Of 44.",
			"heading 1: Offences rise again\nheading 2: By our reporter, 26 July 2024\nheading 2: Notes\n" +
				"item: 1. Of 43.\nitem: 2. Of 44.\n"},
		{"a last line is no heading", "Police recorded 53 cases.\n\nMore soon",
			"paragraph: Police recorded 53 cases.\nparagraph: More soon\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := read(t, "-", []byte(c.in))
			if d.Text != c.in {
				t.Errorf("Text = %q, want it as it was", d.Text)
			}
			if diff := cmp.Diff(c.want, blocks(d)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestSource finds the place of a word in a source that holds what nobody sees.
func TestSource(t *testing.T) {
	const in = "\ufeffUp \u202e051\u202c to 6\u200b,\u00ad341\x1b\u2066.\u2069\n\nNow \u200f53"
	d := read(t, "-", []byte(in))
	if want := "Up 051 to 6,341.\n\nNow 53"; d.Text != want {
		t.Fatalf("Text = %q, want %q", d.Text, want)
	}
	for _, w := range []string{"Up", "051", "6", "341", "Now", "53"} {
		at := strings.Index(d.Text, w)
		if got := d.Source(at); !strings.HasPrefix(in[got:], w) {
			t.Errorf("Source(%d) = %d, where %q stands, want %q", at, got, in[got:min(len(in), got+8)], w)
		}
	}
}

// TestEncodings reads one text in each.
func TestEncodings(t *testing.T) {
	const in = "Hampshire’s rise – £85,000, “900 per cent”"
	encoded := func(e encoding.Encoding) string {
		s, err := e.NewEncoder().String(in)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	for _, c := range []struct{ name, in string }{
		{"UTF-8", in},
		{"UTF-8 with mark", "\ufeff" + in},
		{"Windows-1252", encoded(charmap.Windows1252)},
		{"UTF-16LE", encoded(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM))},
		{"UTF-16BE", encoded(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM))},
		{"UTF-16LE with mark", encoded(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM))},
		{"UTF-16BE with mark", encoded(unicode.UTF16(unicode.BigEndian, unicode.UseBOM))},
		{"UTF-32LE", encoded(utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM))},
		{"UTF-32BE", encoded(utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM))},
		{"UTF-32LE with mark", encoded(utf32.UTF32(utf32.LittleEndian, utf32.UseBOM))},
		{"UTF-32BE with mark", encoded(utf32.UTF32(utf32.BigEndian, utf32.UseBOM))},
	} {
		if got := read(t, "a.txt", []byte(c.in)).Text; got != in {
			t.Errorf("%s: Text = %q, want %q", c.name, got, in)
		}
	}
	page := `<meta charset="windows-1251"><p>` + "\xcd\xe0 53" // Russian for "By 53"
	if got, want := read(t, "a.html", []byte(page)).Text, "На 53"; got != want {
		t.Errorf("a page in Windows-1251: Text = %q, want %q", got, want)
	}
}

// TestMarkdown takes the marks away and keeps the words.
func TestMarkdown(t *testing.T) {
	const in = "---\ntitle: \"Grooming up\"\ndate: 2018-05-04\n---\n# Up **900 per cent** #\n\nHampshire had *150* " +
		"cases, up from " +
		"[15 in `2013/14`](https://x.org/2018/05?n=7), a rise of 3*4 and snake_case_1.[^a]\nIt <b>went</b> on &amp; " +
		"on\\*.\n\n" +
		"Second\n------\n\n> - Kent: __45__\n> - Essex\n>   50\n\n1. One\n\n| Force | Count |\n|:--|--:|\n| Kent | 5 \\| " +
		"6 |\n| Essex | ~~7~~ |\n\n" +
		"![chart 3](c.png)\n\n```\ncode 88A\n  71\n```\n\n***\n\n[^a]: Of 43 forces.\n[b]: https://x.org/12\n"
	const want = `heading 1: Up 900 per cent
paragraph: Hampshire had 150 cases, up from 15 in 2013/14, a rise of 3*4 and snake_case_1. It went on & on*.
heading 2: Second
item: Kent: 45
item: Essex 50
item: One
cell 1:1,1 [-] [-]: Force
cell 1:1,2 [Force] [-]: Count
cell 1:2,1 [-] [Force]: Kent
cell 1:2,2 [Kent] [Count]: 5 | 6
cell 1:3,1 [-] [Force]: Essex
cell 1:3,2 [Essex] [Count]: 7
paragraph: code 88A⏎71
footnote: Of 43 forces.
`
	d := read(t, "a.md", []byte(in))
	if diff := cmp.Diff(want, blocks(d)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if d.Title != "Grooming up" || d.Published != "2018-05-04" {
		t.Errorf("Title, Published = %q, %q", d.Title, d.Published)
	}
}
