package doc

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"grooming-report/analysis/fact"
)

func TestFinish(t *testing.T) {
	old := &fact.Fact{Name: "old", Text: "1", Warnings: []fact.Warning{"old", "both"}}
	late := &fact.Fact{Name: "late", Text: "2", Warnings: []fact.Warning{"both"}}
	none := &fact.Fact{Name: "none", Text: "3"}
	num := func(f *fact.Fact) Number { return Number{f, f.Text} }
	text := func(s string) []Inline { return []Inline{Text(s)} }
	table := &Table{ID: "t1", Caption: text("c"), Columns: []Column{{Head: "a"}, {Head: "b"}}, Rows: [][]Cell{
		{{num(late)}, {num(late)}},
		{{num(none)}, {num(old)}},
	}}
	every := &Table{ID: "t2", Caption: text("c"), Columns: []Column{{Head: "a"}, {Head: "b"}}, Rows: [][]Cell{
		{{num(late)}, {num(none)}},
		{{num(none)}, {num(old)}},
	}}
	all := &Table{ID: "t3", Caption: text("c"), Columns: []Column{{Head: "a"}, {Head: "b"}}, Rows: [][]Cell{{{num(late)},
		{num(late)}}}}
	figure := &Figure{ID: "f1", Alt: "alt", Caption: text("c"), TableID: "t2", SVG: []byte("<svg>")}
	refs := &Paragraph{[]Inline{Ref{ID: "two"}, Ref{ID: "two-one"}, Ref{ID: "deep"}, Ref{ID: "t2"},
		Strong{[]Inline{Ref{ID: "f1"}}}, Ref{ID: "c1"}, Ref{"t1", "kept"}}}
	noted := &Paragraph{[]Inline{num(late), Text(" "), Link{"https://a.example", []Inline{num(old)}}, num(late)}}
	d := &Document{Blocks: []Block{
		&Heading{Level: 1, ID: "one", Inline: text("One")},
		&List{Items: [][]Block{{noted}}},
		&Heading{Level: 1, ID: "two", Inline: text("Two")},
		&Heading{Level: 2, ID: "two-one", Inline: text("Two one")},
		&Heading{Level: 3, ID: "deep", Inline: text("Deep")},
		table, every, all, figure, refs,
		&Code{ID: "c1", Func: "Compare"},
	}}
	if err := d.Finish(); err != nil {
		t.Fatal(err)
	}
	wantRefs := []Inline{Ref{"two", "Section 2"}, Ref{"two-one", "Section 2.1"}, Ref{"deep", "Deep"}, Ref{"t2", "Table 2"},
		Strong{[]Inline{Ref{"f1", "Figure 1"}}}, Ref{"c1", "Compare"}, Ref{"t1", "kept"}}
	if !reflect.DeepEqual(refs.Inline, wantRefs) {
		t.Errorf("references %v, want %v", refs.Inline, wantRefs)
	}
	// "both" is mentioned first; a mark inside a link would be a link in a link.
	wantNoted := []Inline{num(late), NoteRef{1}, Text(" "), Link{"https://a.example", []Inline{num(old)}}, NoteRef{2},
		num(late)}
	if !reflect.DeepEqual(noted.Inline, wantNoted) {
		t.Errorf("noted paragraph %v, want %v", noted.Inline, wantNoted)
	}
	wantNotes := []Note{{1, text("both")}, {2, text("old")}}
	if !reflect.DeepEqual(d.Notes, wantNotes) {
		t.Errorf("notes %v, want %v", d.Notes, wantNotes)
	}
	// "both" is true of every number of the second column, and of one in the first.
	wantRows := [][]Cell{{{num(late), NoteRef{1}}, {num(late)}}, {{num(none)}, {num(old), NoteRef{2}}}}
	if !reflect.DeepEqual(table.Rows, wantRows) || !reflect.DeepEqual(table.Columns[1].Marks, []NoteRef{{1}}) {
		t.Errorf("rows %v and marks %v of the second column, want %v and 1", table.Rows, table.Columns[1].Marks, wantRows)
	}
	if want := []int{1, 2}; !slices.Equal(table.Notes, want) {
		t.Errorf("notes %v under the table, want %v", table.Notes, want)
	}
	// It is true of every number of the third table, which says so once.
	if want := []Inline{Text("c"), NoteRef{1}}; !reflect.DeepEqual(all.Caption, want) || len(all.Rows[0][0]) != 1 {
		t.Errorf("caption %v, want %v and no mark in a cell", all.Caption, want)
	}
	if table.Number != 1 || every.Number != 2 || figure.Number != 1 {
		t.Errorf("tables %d and %d, figure %d, want 1, 2 and 1", table.Number, every.Number, figure.Number)
	}
}

func TestFinishErrors(t *testing.T) {
	text := func(s string) []Inline { return []Inline{Text(s)} }
	table := func(head string, cells ...string) *Table {
		row := []Cell{}
		for _, c := range cells {
			row = append(row, text(c))
		}
		return &Table{ID: "t", Caption: text("c"), Columns: []Column{{Head: "a"}, {Head: head}}, Rows: [][]Cell{row}}
	}
	one := &Heading{Level: 1, ID: "one", Inline: text("One")}
	warned := Number{&fact.Fact{Warnings: []fact.Warning{"w"}}, "1"}
	for _, test := range []struct {
		blocks []Block
		want   string
	}{
		{[]Block{&Paragraph{[]Inline{Ref{ID: "x"}}}}, "there is no section, table, figure or code with the ID x"},
		{[]Block{one, &Heading{Level: 1, ID: "one", Inline: text("Again")}}, "ID one is both Section 1 and Section 2"},
		{[]Block{one, &Heading{Level: 2, Inline: text("Two")}}, "Section 1.1 has no ID"},
		{[]Block{one, &Heading{Level: 3, ID: "x", Inline: text("Deep")}}, `heading "Deep" of level 3 follows one of level 1`},
		{[]Block{&Heading{Level: 1, ID: "x", Inline: []Inline{warned}}}, `heading "1" states a number that needs a note`},
		{[]Block{&Quote{[]Block{&Table{ID: "t"}}}}, "table t has no caption, no columns or no rows"},
		{[]Block{table("a", "1", "2")}, `table t: heading "a" of column 2 is empty or doubled`},
		{[]Block{table("", "1", "2")}, `table t: heading "" of column 2 is empty or doubled`},
		{[]Block{table("b", "1")}, "table t: row 1 has 1 cells, want 2"},
		{[]Block{table("b", "1", " ")}, `table t: row 1 has an empty cell under "b"`},
		{[]Block{&Figure{ID: "f", Caption: text("c")}}, "figure f has no alt text or no caption"},
		{[]Block{&Figure{ID: "f", Caption: text("c"), Alt: "a", TableID: "one"}, one}, "figure f: there is no table one"},
		{[]Block{&Figure{ID: "f", Name: "f.svg", Caption: text("c"), Alt: "a",
			SVG: []byte(`<svg><text font-family="Source Sans 3">`)}},
			`figure f: font-family="Source Sans 3"> in f.svg, want 'Source Sans 3' first and in quotes`},
	} {
		err := (&Document{Blocks: test.blocks}).Finish()
		if err == nil || !strings.HasPrefix(err.Error(), test.want) {
			t.Errorf("error %v, want %s", err, test.want)
		}
	}
}

// The annex has letters for numbers, and a reference into it from the report says so.
func TestFinishAnnex(t *testing.T) {
	text := func(s string) []Inline { return []Inline{Text(s)} }
	table := &Table{ID: "t1", Caption: text("c"), Columns: []Column{{Head: "a"}}, Rows: [][]Cell{{text("x")}}}
	from := &Paragraph{[]Inline{Ref{ID: "b"}, Ref{ID: "b-one"}, Ref{ID: "t1"}, Ref{ID: "one"}}}
	within := &Paragraph{[]Inline{Ref{ID: "t1"}, Ref{ID: "one"}}}
	code := &Code{ID: "c1", Func: "Compare", File: "ratio.go"}
	d := &Document{Title: "T", Blocks: []Block{
		&Heading{Level: 1, ID: "one", Inline: text("One")}, from, code,
		&Heading{Level: 1, ID: "a", Inline: text("First")},
		&Heading{Level: 1, ID: "b", Inline: text("Second")}, &Heading{Level: 2, ID: "b-one", Inline: text("Of it")}, table,
		within,
	}, Annex: 3}
	if err := d.Finish(); err != nil {
		t.Fatal(err)
	}
	if want := []Inline{Ref{"b", "Annex B"}, Ref{"b-one", "Annex B.1"}, Ref{"t1", "Table 1 of the annex"}, Ref{"one", "Section 1"}}; !reflect.DeepEqual(from.Inline, want) {
		t.Errorf("references %v, want %v", from.Inline, want)
	}
	if want := []Inline{Ref{"t1", "Table 1"}, Ref{"one", "Section 1"}}; !reflect.DeepEqual(within.Inline, want) {
		t.Errorf("references within the annex %v, want %v", within.Inline, want)
	}
	report, annex := d.Volumes()
	if len(report.Blocks) != 3 || len(annex.Blocks) != 5 || annex.Title != "Annex: T" || len(annex.Codes) != 1 {
		t.Errorf("volumes of %d and %d blocks, the annex %q with %d functions; want 3, 5, Annex: T and 1",
			len(report.Blocks), len(annex.Blocks), annex.Title, len(annex.Codes))
	}
	if d.Annex = 1; d.Finish() == nil {
		t.Error("an annex that begins with a paragraph is taken")
	}
	if whole, none := (&Document{}).Volumes(); whole == nil || none != nil {
		t.Error("a document without an annex has two volumes")
	}
}
