package doc

import (
	"slices"
	"strings"
	"testing"

	"grooming-report/analysis/fact"
)

// The walk goes through every block in reading order, and Runs has all their words.
func TestWalk(t *testing.T) {
	paragraph := func(s string) *Paragraph { return &Paragraph{[]Inline{Text(s)}} }
	blocks := []Block{
		&Heading{Level: 1, Inline: []Inline{Text("1")}},
		&List{Items: [][]Block{{paragraph("2"), &Quote{[]Block{paragraph("3")}}}, {paragraph("4")}}},
		&Table{Caption: []Inline{Text("5")}, Rows: [][]Cell{{{Text("6")}, {Text("7")}}, {{Text("8")}, {Text("9")}}}},
		&Figure{Caption: []Inline{Text("10")}},
		&Code{Facts: []*fact.Fact{{Name: "11", Text: "x"}, {Name: "12", Text: "y",
			Caveat: "not comparable: the code widened in April 2017"}}},
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

// A block and an inline that nobody knows.
type (
	sidebar   struct{ Inline []Inline }
	underline struct{ Inline []Inline }
)

func (*sidebar) block()   {}
func (underline) inline() {}

// A type that the walk knows and one step of Finish has forgotten stops that step too: its
// own switch ends in an error, and not in the walk's alone.
func TestUnknownToOneStep(t *testing.T) {
	block, in := &sidebar{}, []Inline{underline{}}
	f := &finisher{doc: &Document{}}
	_, runs := Runs(block)
	for _, test := range []struct {
		where string
		err   error
	}{
		{"the numbering has no place for a *doc.sidebar", f.number(block)},
		{"the annotation has no place for a *doc.sidebar", f.annotateBlock(block)},
		{"the resolving of references has no place for a doc.underline", f.resolve(in)},
		{"the document model has no place for a *doc.sidebar", runs},
	} {
		if test.err == nil || test.err.Error() != test.where {
			t.Errorf("error %v, want %q", test.err, test.where)
		}
	}
	for name, use := range map[string]func(){
		"plain text": func() { PlainText(in) },
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
