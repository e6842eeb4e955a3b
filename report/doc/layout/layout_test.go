package layout

import (
	"math"
	"os"
	"slices"
	"testing"

	"grooming-report/report/doc"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// The widths in the code are those of the fonts in the repository.
func TestAdvances(t *testing.T) {
	advancesOf := func(file string) func(r rune) int {
		data, err := os.ReadFile("../../../figures/fonts/" + file)
		if err != nil {
			t.Fatal(err)
		}
		f, err := sfnt.Parse(data)
		if err != nil {
			t.Fatal(err)
		}
		var buffer sfnt.Buffer
		return func(r rune) int {
			g, err := f.GlyphIndex(&buffer, r)
			if err != nil {
				t.Fatal(err)
			}
			a, err := f.GlyphAdvance(&buffer, g, fixed.I(1000), font.HintingNone)
			if err != nil {
				t.Fatal(err)
			}
			return a.Round()
		}
	}
	ofRegular, ofBold := advancesOf("SourceSans3-Regular.ttf"), advancesOf("SourceSans3-Semibold.ttf")
	var regular, bold int
	for i, got := range advances {
		r := ' ' + rune(i)
		if want := ofRegular(r); got != want {
			t.Errorf("%c is %d wide, want %d", r, got, want)
		}
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			regular += got
			bold += ofBold(r)
		}
	}
	if ratio := float64(bold) / float64(regular); ratio > semibold {
		t.Errorf("semibold is %.3f times as wide as regular, want at most %.3f", ratio, semibold)
	}
}

// A row is said to take one line only where nothing in it can break.
func TestSingleLines(t *testing.T) {
	cell := func(s string) doc.Cell { return doc.Cell{doc.Text(s)} }
	table := &doc.Table{
		Columns: []doc.Column{{Head: "a"}, {Head: "b", Align: doc.Right}},
		Rows: [][]doc.Cell{
			0: {cell("as wide as the column"), cell("1.21")},
			1: {cell("wider than the column is"), cell("1.21")},
			2: {cell("with a mark"), {doc.Text("1.21"), doc.NoteRef{Number: 1}, doc.Text(" (0–9)")}},
			3: {{doc.Verbatim("name")}, cell("1.21")},
			4: {{doc.Strong{Inline: []doc.Inline{doc.Formula{}}}}, cell("1.21")},
			5: {cell("an empty cell"), {}},
			6: {{doc.Strong{Inline: cell("a strong one")}}, cell("no ratio")},
		},
	}
	first := tableSize*TextWidth("as wide as the column") + wideSpace
	second := tableSize*(TextWidth("1.21 (0–9)")+MarkWidth) + wideSpace
	for _, test := range []struct {
		name   string
		widths []float64
		want   []int
	}{
		{"with room", []float64{first + 0.3, second + 0.3}, []int{0, 2, 6}},
		{"no room left by the words", []float64{first, second + 0.3}, []int{2, 6}},
		{"no room left by marks and limits, which a number has behind it without any", []float64{first + 0.3, second},
			[]int{6}},
	} {
		if got := SingleLines(table, test.widths, wideSpace); !slices.Equal(got, test.want) {
			t.Errorf("%s: rows of one line %v, want %v", test.name, got, test.want)
		}
	}
}

// A heading ends with its numbers: not with the marks behind them, nor with words behind one of them,
// but with limits that most have.
func TestHeadRoom(t *testing.T) {
	number, limits := doc.Cell{doc.Text("5,734")}, doc.Cell{doc.Text("5,734"), doc.Text(" (0.9–1.1)")}
	marked := doc.Cell{doc.Text("5,734"), doc.NoteRef{Number: 1}}
	rest := TextWidth(" (0.9–1.1)")
	for _, test := range []struct {
		cells []doc.Cell
		want  float64
	}{
		{[]doc.Cell{number, number}, 0}, {[]doc.Cell{number, marked}, MarkWidth}, {[]doc.Cell{limits, number, limits}, 0},
		{[]doc.Cell{number, number, limits}, rest}, {[]doc.Cell{number, marked, limits}, MarkWidth + rest},
	} {
		table := &doc.Table{Columns: []doc.Column{{Align: doc.Right}}}
		for _, c := range test.cells {
			table.Rows = append(table.Rows, []doc.Cell{c})
		}
		m := MeasureColumn(table, 0)
		if got := m.HeadRoom(); math.Abs(got-test.want) > 1e-9 {
			t.Errorf("the heading of %v leaves %v, want %v", test.cells, got, test.want)
		}
	}
}

func TestColumnWidths(t *testing.T) {
	cell := func(s string) doc.Cell { return doc.Cell{doc.Text(s)} }
	long := cell("A sentence that goes on for so long that no column of a page in print would ever hold it on a " +
		"single line of text, or two")
	const slack = 0.5
	narrow := tableSize*TextWidth("0000") + slack
	for _, test := range []struct {
		name  string
		table doc.Table
		want  []float64
		space float64
	}{
		{"as wide as the cells", doc.Table{Columns: []doc.Column{{Head: "a"}, {Head: "b"}},
			Rows: [][]doc.Cell{{cell("0000"), cell("0000")}}},
			[]float64{narrow + wideSpace, narrow + wideSpace}, wideSpace},
		{"room for note marks", doc.Table{Columns: []doc.Column{{Head: "a"}, {Head: "b", Align: doc.Right}},
			Rows: [][]doc.Cell{{cell("0000"), {doc.Text("0000"), doc.NoteRef{Number: 1}}}}},
			[]float64{narrow + wideSpace, narrow + wideSpace + MarkWidth*tableSize}, wideSpace},
		{"on the point, then limits", doc.Table{Columns: []doc.Column{{Head: "a"}, {Head: "b", Align: doc.Right}},
			Rows: [][]doc.Cell{{cell("0000"), {doc.Text("00.0"), doc.Text(" (0)")}}, {cell("0000"), {doc.Text("0.00")}}}},
			[]float64{narrow + wideSpace, tableSize*TextWidth("00.00 (0)") + slack + wideSpace}, wideSpace},
		{"shares of the page", doc.Table{Columns: []doc.Column{{Head: "a", Width: 0.25}, {Head: "b", Width: 0.75}},
			Rows: [][]doc.Cell{{long, long}}},
			[]float64{BodyWidth / 4, BodyWidth * 3 / 4}, wideSpace},
		{"two that are too wide beside one that is not", doc.Table{Columns: []doc.Column{{Head: "a"}, {Head: "b"},
			{Head: "c"}}, Rows: [][]doc.Cell{{long, cell("0000"), long}}},
			[]float64{(BodyWidth - narrow - narrowSpace) / 2, narrow + narrowSpace, (BodyWidth - narrow - narrowSpace) / 2},
			narrowSpace},
	} {
		widths, space := ColumnWidths(&test.table)
		near := func(a, b float64) bool { return math.Abs(a-b) < 1e-9 }
		if !slices.EqualFunc(widths, test.want, near) || space != test.space {
			t.Errorf("%s: widths %v, space %v, want %v and %v", test.name, widths, space, test.want, test.space)
		}
	}
}

// The widths of an inline that the walk knows and the layout has forgotten are no guess.
func TestUnknown(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("the layout passes over an inline of an unknown type")
		}
	}()
	Width([]doc.Inline{struct{ doc.Inline }{}})
}
