package doc_test

import (
	"io"
	"strings"
	"testing"

	"grooming-report/analysis/fact"
	"grooming-report/report/doc"
	"grooming-report/report/doc/html"
	"grooming-report/report/doc/markdown"
	"grooming-report/report/doc/ods"
	"grooming-report/report/doc/pdf"
	"grooming-report/report/doc/word"
)

// A block and an inline that no writer knows, as a new one is at first.
type (
	sidebar   struct{ doc.Block }
	underline struct{ doc.Inline }
)

// strangers are documents with a part of an unknown type in every place where
// one can stand.
func strangers() map[string]*doc.Document {
	strange := []doc.Inline{underline{}}
	plain := []doc.Inline{doc.Text("plain")}
	block := func(b doc.Block) *doc.Document {
		return &doc.Document{Language: "en-GB", Date: "2026-04-23", Blocks: []doc.Block{b}}
	}
	table := func(caption []doc.Inline, c doc.Cell) *doc.Table {
		return &doc.Table{ID: "t", Caption: caption, Columns: []doc.Column{{Head: "Area"}}, Rows: [][]doc.Cell{{c}}}
	}
	noted := block(&doc.Paragraph{plain})
	noted.Notes = []doc.Note{{1, strange}}
	under := block(&doc.Paragraph{plain})
	under.Up = &doc.Link{"index.html", strange}
	return map[string]*doc.Document{
		"a block":                block(&sidebar{}),
		"a block in a list":      block(&doc.List{Items: [][]doc.Block{{&doc.Paragraph{plain}}, {&sidebar{}}}}),
		"a block in a quotation": block(&doc.Quote{[]doc.Block{&doc.Paragraph{plain}, &sidebar{}}}),
		"a block in a list in a quotation": block(&doc.Quote{[]doc.Block{
			&doc.List{Items: [][]doc.Block{{&sidebar{}}}},
		}}),
		"an inline":                 block(&doc.Paragraph{strange}),
		"an inline in a heading":    block(&doc.Heading{Level: 1, ID: "h", Inline: strange}),
		"an inline in strong words": block(&doc.Paragraph{[]doc.Inline{doc.Strong{strange}}}),
		"an inline in emphasis":     block(&doc.Paragraph{[]doc.Inline{doc.Emphasis{strange}}}),
		"an inline in a link":       block(&doc.Paragraph{[]doc.Inline{doc.Link{"https://example.org", strange}}}),
		"an inline in a list":       block(&doc.List{Items: [][]doc.Block{{&doc.Paragraph{strange}}}}),
		"an inline in a cell":       block(table(plain, strange)),
		"an inline in a caption":    block(table(strange, plain)),
		"an inline under a figure":  block(&doc.Figure{ID: "f", Caption: strange, Alt: "a drawing"}),
		"an inline in a note":       noted,
		"an inline in the link up":  under,
	}
}

// No part of a document is passed over in silence: Finish and every writer stop
// at one that they do not know, wherever it stands, and name its type.
func TestUnknownPart(t *testing.T) {
	sheet := within(t)
	for where, d := range strangers() {
		want := "*doc_test.sidebar"
		if strings.Contains(where, "inline") {
			want = "doc_test.underline"
		}
		for name, run := range map[string]func() error{
			"Finish":   d.Finish,
			"HTML":     func() error { return html.Write(io.Discard, d, sheet) },
			"Markdown": func() error { return markdown.Write(io.Discard, d, "figures") },
			"Typst":    func() error { return pdf.Typst(io.Discard, d) },
			"PDF": func() error {
				return pdf.Write(".", pdf.Print{Document: d, Standard: pdf.Accessible,
					To: io.Discard})
			},
			"Word":        func() error { return word.Write(io.Discard, d) },
			"Spreadsheet": func() error { return ods.Write(io.Discard, d) },
		} {
			if err := run(); err == nil || !strings.Contains(err.Error(), "has no place for a "+want) {
				t.Errorf("%s, %s of type %s: error %v", name, where, want, err)
			}
		}
	}
}

// Values beside code carry their caveat in the formats that print them.
func TestResultsCarryCaveat(t *testing.T) {
	across := &fact.Fact{Name: "x.rate-ratio.headline", Text: "4.00",
		Caveat: "not comparable: the code widened in April 2017"}
	d := &doc.Document{Blocks: []doc.Block{&doc.Code{ID: "c", Func: "f", Facts: []*fact.Fact{across},
		Caveat: "years before and after not comparable"}}}
	var md, page strings.Builder
	if err := markdown.Write(&md, d, ""); err != nil {
		t.Fatal(err)
	}
	if err := html.Write(&page, d, within(t)); err != nil {
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
