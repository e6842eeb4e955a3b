package sections

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"grooming-report/analysis/fact"
	"grooming-report/report/doc"
)

func TestFair(t *testing.T) {
	across := doc.Number{Text: "4.00", Fact: &fact.Fact{Name: "x.rate-ratio.headline", Across: true, Unit: fact.UnitRatio}}
	count := &fact.Fact{Name: "x.count", Unit: fact.Offences, Text: "4,624"}
	other := &fact.Fact{Name: "y.count", Unit: fact.Offences, Text: "1,156"}
	percent := doc.Number{Text: "8 per cent", Fact: &fact.Fact{Name: "x.per-cent", Unit: fact.PerCent, Inputs: []*fact.Fact{count, other}}}
	for _, test := range []struct {
		what string
		in   []doc.Inline
		fair bool
	}{
		{"a ratio across with its caveat", []doc.Inline{doc.Text("The ratio is "), across, doc.Text(", not comparable because the code widened.")}, true},
		{"a ratio across without", []doc.Inline{doc.Text("The ratio is "), across, doc.Text(".")}, false},
		{"the caveat in the next sentence", []doc.Inline{doc.Text("The ratio is "), across, doc.Text(". It is not comparable.")}, false},
		{"the caveat in the sentence before", []doc.Inline{doc.Text("These are not comparable. The ratio is "), across, doc.Text(".")}, false},
		{"the caveat after a colon and a capital", []doc.Inline{doc.Text("The ratio is "), across, doc.Text(": It is not comparable.")}, false},
		{"in bold", []doc.Inline{doc.Strong{Inline: []doc.Inline{doc.Text("The ratio is "), across}}, doc.Text(".")}, false},
		{"a percentage alone", []doc.Inline{percent, doc.Text(" more.")}, false},
		{"a percentage beside both counts", []doc.Inline{doc.Number{Text: "4,624", Fact: count}, doc.Text(" against "), doc.Number{Text: "1,156", Fact: other}, doc.Text(": "), percent}, true},
		{"grooming rose", []doc.Inline{doc.Text("Grooming rose in the year.")}, false},
		{"recorded offences rose", []doc.Inline{doc.Text("Recorded offences rose in the year.")}, true},
		{"a quotation", []doc.Inline{doc.Text("The paper wrote “grooming soared”.")}, true},
		{"a cause", []doc.Inline{doc.Text("The step was caused by the law.")}, false},
		{"a forecast", []doc.Inline{doc.Text("The count will reach more next year.")}, false},
		{"a rank", []doc.Inline{doc.Text("It is the worst force.")}, false},
		{"no rise is not shown by a wide interval", []doc.Inline{doc.Text("Recorded offences did not rise.")}, false},
	} {
		if err := fairText(test.in, ""); (err == nil) != test.fair {
			t.Errorf("%s: fair %v, want %v (%v)", test.what, err == nil, test.fair, err)
		}
	}
}

// A table cell may rely on its own row, its column's heading and the caption,
// and on nothing else.
func TestFairTable(t *testing.T) {
	across := doc.Number{Text: "4.00", Fact: &fact.Fact{Name: "x.rate-ratio.headline", Across: true, Unit: fact.UnitRatio}}
	table := func(caption, head, row string) *doc.Document {
		return &doc.Document{Blocks: []doc.Block{&doc.Table{ID: "t", Caption: cell(caption), Columns: []doc.Column{{Head: "Area"}, {Head: head}, {Head: "Other, not comparable"}},
			Rows: [][]doc.Cell{{cell(row), {across}, cell("x")}, {cell("not comparable"), cell("y"), cell("x")}}}}}
	}
	for _, test := range []struct {
		caption, head, row string
		fair               bool
	}{
		{"Ratios", "Ratio", "Kent", false},
		{"Ratios, not comparable", "Ratio", "Kent", true},
		{"Ratios", "Ratio, not comparable", "Kent", true},
		{"Ratios", "Ratio", "Kent, not comparable", true},
	} {
		if err := Fair(table(test.caption, test.head, test.row)); (err == nil) != test.fair {
			t.Errorf("caption %q, heading %q, row %q: fair %v, want %v", test.caption, test.head, test.row, err == nil, test.fair)
		}
	}
}

// sums records the tables of a folder that a test has changed.
func sums(t *testing.T, dir string) {
	t.Helper()
	list, err := os.ReadFile(filepath.Join(dir, "SHA256SUMS"))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, line := range strings.Split(strings.TrimSpace(string(list)), "\n") {
		_, name, _ := strings.Cut(line, "  ")
		file, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&out, "%x  %s\n", sha256.Sum256(file), name)
	}
	if err := os.WriteFile(filepath.Join(dir, "SHA256SUMS"), []byte(out.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
