package analysis

import (
	"os"
	"strings"
	"testing"
)

// The code that is printed beside a result is the function that computed it, with its comment and its place in
// the file. A name that no package has is an error.
func TestSource(t *testing.T) {
	for _, test := range []struct{ name, file, text string }{
		{"stats.CompareRates", "analysis/stats/ratio.go", "func CompareRates("},
		{"analysis.Study.BeforeAfter", "analysis/beforeafter.go", "func (s *Study) BeforeAfter("},
		{"analysis.Annualise", "analysis/compare.go", "func Annualise("},
		{"trends.FitBreaks", "analysis/trends/break.go", "func FitBreaks("},
	} {
		l, err := Source(test.name)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if l.Func != test.name || l.File != test.file || !strings.HasPrefix(l.Text, "// ") ||
			!strings.HasSuffix(l.Text, "}") {
			t.Errorf("%s is %s in %s:\n%s", test.name, l.Func, l.File, l.Text)
		}
		file, err := os.ReadFile("../" + l.File)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(file), l.Text) {
			t.Errorf("%s is not in %s as printed", test.name, l.File)
		}
		if lines := strings.Split(string(file), "\n"); !strings.HasPrefix(lines[l.Line-1], test.text) {
			t.Errorf("%s:%d reads %q, want %s", l.File, l.Line, lines[l.Line-1], test.text)
		}
	}
	for _, name := range []string{"stats.Compare", "CompareRates", "analysis.TestSource", ""} {
		if l, err := Source(name); err == nil {
			t.Errorf("%q is %s in %s, want an error", name, l.Func, l.File)
		}
	}
}
