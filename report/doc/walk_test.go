package doc

import (
	"io"
	"slices"
	"strings"
	"testing"

	"grooming-report/analysis/fact"
)

// A block and an inline that no writer knows, as a new one is at first.
type (
	sidebar   struct{ Inline []Inline }
	underline struct{ Inline []Inline }
)

func (*sidebar) block()   {}
func (underline) inline() {}

// strangers are documents with a part of an unknown type in every place where
// one can stand.
func strangers() map[string]*Document {
	strange := []Inline{underline{[]Inline{Text("never to be lost")}}}
	plain := []Inline{Text("plain")}
	block := func(b Block) *Document { return &Document{Language: "en-GB", Date: "2026-04-23", Blocks: []Block{b}} }
	table := func(caption []Inline, c Cell) *Table {
		return &Table{ID: "t", Caption: caption, Columns: []Column{{Head: "Area"}}, Rows: [][]Cell{{c}}}
	}
	noted := block(&Paragraph{plain})
	noted.Notes = []Note{{1, strange}}
	under := block(&Paragraph{plain})
	under.Up = &Link{"index.html", strange}
	return map[string]*Document{
		"a block":                block(&sidebar{plain}),
		"a block in a list":      block(&List{Items: [][]Block{{&Paragraph{plain}}, {&sidebar{plain}}}}),
		"a block in a quotation": block(&Quote{[]Block{&Paragraph{plain}, &sidebar{plain}}}),
		"a block in a list in a quotation": block(&Quote{[]Block{
			&List{Items: [][]Block{{&sidebar{plain}}}},
		}}),
		"an inline":                 block(&Paragraph{strange}),
		"an inline in a heading":    block(&Heading{Level: 1, ID: "h", Inline: strange}),
		"an inline in strong words": block(&Paragraph{[]Inline{Strong{strange}}}),
		"an inline in emphasis":     block(&Paragraph{[]Inline{Emphasis{strange}}}),
		"an inline in a link":       block(&Paragraph{[]Inline{Link{"https://example.org", strange}}}),
		"an inline in a list":       block(&List{Items: [][]Block{{&Paragraph{strange}}}}),
		"an inline in a cell":       block(table(plain, strange)),
		"an inline in a caption":    block(table(strange, plain)),
		"an inline under a figure":  block(&Figure{ID: "f", Caption: strange, Alt: "a drawing"}),
		"an inline in a note":       noted,
		"an inline in the link up":  under,
	}
}

// No part of a document is passed over in silence: Finish and every writer stop
// at one that they do not know, wherever it stands, and name its type.
func TestUnknownPart(t *testing.T) {
	sheet := within(t)
	for where, d := range strangers() {
		want := "*doc.sidebar"
		if strings.Contains(where, "inline") {
			want = "doc.underline"
		}
		for name, run := range map[string]func() error{
			"Finish":      d.Finish,
			"HTML":        func() error { return HTML(io.Discard, d, sheet) },
			"Markdown":    func() error { return Markdown(io.Discard, d, "figures") },
			"Typst":       func() error { return Typst(io.Discard, d) },
			"PDF":         func() error { return PDF(".", Print{d, Accessible, io.Discard}) },
			"Word":        func() error { return Word(io.Discard, d) },
			"Spreadsheet": func() error { return Spreadsheet(io.Discard, d) },
		} {
			if err := run(); err == nil || !strings.Contains(err.Error(), "has no place for a "+want) {
				t.Errorf("%s, %s of type %s: error %v", name, where, want, err)
			}
		}
	}
}

// A type that the walk knows and one writer has forgotten stops that writer too:
// its own switch ends in an error, and not in the walk's alone.
func TestUnknownToOneWriter(t *testing.T) {
	blocks, in := []Block{&sidebar{}}, []Inline{underline{}}
	d := &Document{}
	html, htmlIn := &page{doc: d}, &page{doc: d}
	html.blocks(blocks)
	htmlIn.inlines(in)
	markdownBlock, markdownIn := &markdown{doc: d}, &markdown{doc: d}
	markdownBlock.blocks(blocks, "")
	markdownIn.inlines(in)
	typstBlock, typstIn := &typst{doc: d}, &typst{doc: d}
	typstBlock.block(blocks[0])
	typstIn.inlines(in)
	wordIn := &word{doc: d}
	wordIn.inlines(in, "")
	f := &finisher{doc: d}
	_, runs := Runs(blocks[0])
	for _, test := range []struct {
		where string
		err   error
	}{
		{"HTML has no place for a *doc.sidebar", html.err},
		{"HTML has no place for a doc.underline", htmlIn.err},
		{"Markdown has no place for a *doc.sidebar", markdownBlock.err},
		{"Markdown has no place for a doc.underline", markdownIn.err},
		{"Typst has no place for a *doc.sidebar", typstBlock.err},
		{"Typst has no place for a doc.underline", typstIn.err},
		{"a Word document has no place for a *doc.sidebar", (&word{doc: d}).block(blocks[0])},
		{"a Word document has no place for a doc.underline", wordIn.err},
		{"the numbering has no place for a *doc.sidebar", f.number(blocks[0])},
		{"the annotation has no place for a *doc.sidebar", f.annotateBlock(blocks[0])},
		{"the resolving of references has no place for a doc.underline", f.resolve(in)},
		{"the document model has no place for a *doc.sidebar", runs},
	} {
		if test.err == nil || test.err.Error() != test.where {
			t.Errorf("error %v, want %q", test.err, test.where)
		}
	}
	for name, use := range map[string]func(){
		"plain text": func() { PlainText(in) },
		"the layout": func() { width(in) },
		"annotation": func() { f.annotate(in, nil) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s passes over an inline of an unknown type", name)
				}
			}()
			use()
		}()
	}
}

// The walk goes through every block in reading order, and Runs has all their words.
func TestWalk(t *testing.T) {
	paragraph := func(s string) *Paragraph { return &Paragraph{[]Inline{Text(s)}} }
	blocks := []Block{
		&Heading{Level: 1, Inline: []Inline{Text("1")}},
		&List{Items: [][]Block{{paragraph("2"), &Quote{[]Block{paragraph("3")}}}, {paragraph("4")}}},
		&Table{Caption: []Inline{Text("5")}, Rows: [][]Cell{{{Text("6")}, {Text("7")}}, {{Text("8")}, {Text("9")}}}},
		&Figure{Caption: []Inline{Text("10")}},
		&Code{Facts: []*fact.Fact{{Name: "11", Text: "x"}, {Name: "12", Text: "y", Caveat: "not comparable: the code widened in April 2017"}}},
		paragraph("13"),
	}
	var got []string
	err := Walk(blocks, func(b Block) error {
		runs, err := Runs(b)
		for _, run := range runs {
			got = append(got, PlainText(run))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Fields("1 2 3 4 5 6 7 8 9 10")
	want = append(want, "11 = x", "12 = y, not comparable: the code widened in April 2017", "13")
	if !slices.Equal(got, want) {
		t.Errorf("the walk reads %q, want %q", got, want)
	}
	if paragraphs, err := All[*Paragraph](blocks); len(paragraphs) != 4 || err != nil {
		t.Errorf("All finds %d paragraphs (%v), want those in the list and the quotation too, 4", len(paragraphs), err)
	}
}

// Values beside code carry their caveat in the formats that print them.
func TestResultsCarryCaveat(t *testing.T) {
	across := &fact.Fact{Name: "x.rate-ratio.headline", Text: "4.00", Caveat: "not comparable: the code widened in April 2017"}
	d := &Document{Blocks: []Block{&Code{ID: "c", Func: "f", Facts: []*fact.Fact{across}, Caveat: "years before and after not comparable"}}}
	var md, page strings.Builder
	if err := Markdown(&md, d, ""); err != nil {
		t.Fatal(err)
	}
	if err := HTML(&page, d, within(t)); err != nil {
		t.Fatal(err)
	}
	for format, text := range map[string]string{"Markdown": md.String(), "HTML": page.String()} {
		_, results, _ := strings.Cut(text, "It gave, years before and after not comparable:")
		_, caveat, _ := strings.Cut(results, "4.00")
		if !strings.Contains(caveat, ", not comparable: the code widened in April 2017") {
			t.Errorf("%s: the ratio stands without its caveat", format)
		}
	}
}
