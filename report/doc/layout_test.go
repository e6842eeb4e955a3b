package doc

import (
	"math"
	"os"
	"slices"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// The widths in the code are those of the fonts in the repository.
func TestAdvances(t *testing.T) {
	advance := func(file string, r rune) int {
		data, err := os.ReadFile("../../figures/fonts/" + file)
		if err != nil {
			t.Fatal(err)
		}
		f, err := sfnt.Parse(data)
		if err != nil {
			t.Fatal(err)
		}
		var buffer sfnt.Buffer
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
	var regular, bold int
	for i, got := range advances {
		r := ' ' + rune(i)
		if want := advance("SourceSans3-Regular.ttf", r); got != want {
			t.Errorf("%c is %d wide, want %d", r, got, want)
		}
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			regular += got
			bold += advance("SourceSans3-Semibold.ttf", r)
		}
	}
	if ratio := float64(bold) / float64(regular); ratio > semibold {
		t.Errorf("semibold is %.3f times as wide as regular, want at most %.3f", ratio, semibold)
	}
}

func TestColumnWidths(t *testing.T) {
	cell := func(s string) Cell { return Cell{Text(s)} }
	long := cell("A sentence that goes on for so long that no column of a page in print would ever hold it on a single line of text, or two")
	const slack = 0.5
	narrow := tableSize*textWidth("0000") + slack
	for _, test := range []struct {
		name  string
		table Table
		want  []float64
		space float64
	}{
		{"as wide as the cells", Table{Columns: []Column{{Head: "a"}, {Head: "b"}}, Rows: [][]Cell{{cell("0000"), cell("0000")}}},
			[]float64{narrow + wideSpace, narrow + wideSpace}, wideSpace},
		{"room for note marks", Table{Columns: []Column{{Head: "a"}, {Head: "b", Align: Right}}, Rows: [][]Cell{{cell("0000"), {Text("0000"), NoteRef{1}}}}},
			[]float64{narrow + wideSpace, narrow + wideSpace + markWidth*tableSize}, wideSpace},
		{"on the point, then limits", Table{Columns: []Column{{Head: "a"}, {Head: "b", Align: Right}}, Rows: [][]Cell{{cell("0000"), {Text("00.0"), Text(" (0)")}}, {cell("0000"), {Text("0.00")}}}},
			[]float64{narrow + wideSpace, tableSize*textWidth("00.00 (0)") + slack + wideSpace}, wideSpace},
		{"shares of the page", Table{Columns: []Column{{Head: "a", Width: 0.25}, {Head: "b", Width: 0.75}}, Rows: [][]Cell{{long, long}}},
			[]float64{bodyWidth / 4, bodyWidth * 3 / 4}, wideSpace},
		{"two that are too wide beside one that is not", Table{Columns: []Column{{Head: "a"}, {Head: "b"}, {Head: "c"}}, Rows: [][]Cell{{long, cell("0000"), long}}},
			[]float64{(bodyWidth - narrow - narrowSpace) / 2, narrow + narrowSpace, (bodyWidth - narrow - narrowSpace) / 2}, narrowSpace},
	} {
		widths, space := test.table.columnWidths()
		near := func(a, b float64) bool { return math.Abs(a-b) < 1e-9 }
		if !slices.EqualFunc(widths, test.want, near) || space != test.space {
			t.Errorf("%s: widths %v, space %v, want %v and %v", test.name, widths, space, test.want, test.space)
		}
	}
}
