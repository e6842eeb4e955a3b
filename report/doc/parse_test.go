package doc

import (
	"reflect"
	"strings"
	"testing"

	"grooming-report/analysis/fact"
)

func TestParse(t *testing.T) {
	fact := &fact.Fact{Name: "n", Text: "142", LimitsText: "2.73 to 5.24"}
	n, limits := Number{fact, fact.Text}, Number{fact, fact.LimitsText}
	table, code := &Table{ID: "table-a"}, &Code{Func: "F"}
	figure := func(id, tableID string) *Figure { return &Figure{ID: id, TableID: tableID} }
	for _, test := range []struct {
		markdown string
		parts    Parts
		want     []Block
	}{
		{"One\ntwo", Parts{}, []Block{&Paragraph{[]Inline{Text("One two")}}}},
		{"# Title {#id}", Parts{}, []Block{&Heading{Level: 1, ID: "id", Inline: []Inline{Text("Title")}}}},
		{"## Two words", Parts{}, []Block{&Heading{Level: 2, ID: "two-words", Inline: []Inline{Text("Two words")}}}},
		{"\uE0000\uE001.", Parts{Numbers: []Inline{n}}, []Block{&Paragraph{[]Inline{n, Text(".")}}}},
		{"**\uE0000\uE001** (\uE0001\uE001)", Parts{Numbers: []Inline{n, limits}},
			[]Block{&Paragraph{[]Inline{Strong{[]Inline{n}}, Text(" ("), limits, Text(")")}}}},
		{"*a* `b*` \\*c\\* &amp; &#x26; \\&amp; 5 < 6", Parts{},
			[]Block{&Paragraph{[]Inline{Emphasis{[]Inline{Text("a")}}, Text(" "), Verbatim("b*"), Text(" *c* & & &amp; 5 < 6")}}}},
		{"[law](https://a.example/?a=1&b=2) [](#table-a) [the *table*](https://b.example)", Parts{}, []Block{&Paragraph{[]Inline{
			Link{"https://a.example/?a=1&b=2", []Inline{Text("law")}}, Text(" "), Ref{ID: "table-a"}, Text(" "),
			Link{"https://b.example", []Inline{Text("the "), Emphasis{[]Inline{Text("table")}}}}}}}},
		{"see [this table](#table-a)", Parts{}, []Block{&Paragraph{[]Inline{Text("see "), Ref{"table-a", "this table"}}}}},
		{"<https://a.example>", Parts{}, []Block{&Paragraph{[]Inline{Link{"https://a.example", []Inline{Text("https://a.example")}}}}}},
		{"1. a\n2. b\n", Parts{}, []Block{&List{true, [][]Block{{&Paragraph{[]Inline{Text("a")}}}, {&Paragraph{[]Inline{Text("b")}}}}}}},
		{"> - a", Parts{}, []Block{&Quote{[]Block{&List{false, [][]Block{{&Paragraph{[]Inline{Text("a")}}}}}}}}},
		{"```table table-a\n```\n\n```figure figure-a table-a\n```\n\n```figure figure-b\n```\n\n```code F\n```\n",
			Parts{Tables: []*Table{table}, Figure: figure, Codes: []*Code{code}},
			[]Block{table, figure("figure-a", "table-a"), figure("figure-b", ""), code}},
	} {
		got, err := Parse(test.markdown, test.parts)
		if err != nil || !reflect.DeepEqual(got, test.want) {
			t.Errorf("Parse(%q) = %#v, %v, want %#v", test.markdown, got, err, test.want)
		}
	}
}

func TestParseErrors(t *testing.T) {
	for _, test := range []struct{ markdown, want string }{
		{"a\n\nb <b>c</b>", "line 3: no place for a RawHTML"},
		{"<div>\n</div>", "line 1: no place for a HTMLBlock"},
		{"![alt](a.png)", "line 1: no place for a Image"},
		{"a\n\n---\n", "line 3: no place for a ThematicBreak"},
		{"    indented", "line 1: no place for a CodeBlock"},
		{"a  \nb", "line 1: no place for a hard line break"},
		{"a\\\nb", "line 1: no place for a hard line break"},
		{"[a]\n\n[a]: https://a.example", "line 3: no place for a LinkReferenceDefinition"},
		{`[a](https://a.example "title")`, `line 1: no place for the link title "title"`},
		{"[](https://a.example)", "line 1: a link to https://a.example without words"},
		{"[*a*](#b)", "line 1: a reference to #b with more than plain words"},
		{"<a@b.example>", "line 1: no place for the email address a@b.example"},
		{"# A {.class}", "line 1: no place for the heading's attribute class"},
		{"3. a", "line 1: a numbered list that starts at 3"},
		{"a \uE0007\uE001", "line 1: number 7 of 1"},
		{"a \uE0007", "line 1: a broken number sentinel"},
		{"`\uE0000\uE001`", "line 1: a number in `code`"},
		{"[a](https://a.example/\uE0000\uE001)", "line 1: a number in a link's address"},
		{"a\n\n```table table-b\n```", `line 3: there is no "table table-b" to place`},
		{"```figure table-a\n```", `line 1: there is no "figure table-a" to place`},
		{"```\n```", `line 1: there is no "" to place`},
		{"```go\ncode\n```", `line 1: a fenced block "go" with content`},
		{"```table table-a\n```\n\n```table table-a\n```", "line 4: table table-a is placed twice"},
		{"```figure figure-a\n```\n\n```figure figure-a table-a\n```", "line 4: figure figure-a is placed twice"},
		{"```table table-a table-b\n```", `line 1: "table-b" after a table`},
		{"nothing", "table table-a is made but not placed"},
	} {
		_, err := Parse(test.markdown, Parts{Tables: []*Table{{ID: "table-a"}}, Numbers: []Inline{Number{Text: "1"}},
			Figure: func(id, _ string) *Figure {
				if id != "figure-a" {
					return nil
				}
				return &Figure{ID: id}
			}})
		if err == nil || !strings.HasPrefix(err.Error(), test.want) {
			t.Errorf("Parse(%q): error %q, want %q", test.markdown, err, test.want)
		}
	}
}
