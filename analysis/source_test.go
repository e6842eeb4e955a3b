package analysis

import (
	"os"
	"runtime/debug"
	"slices"
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

// A document says by which versions of which modules it was computed: of one that another stands in for, by that.
func TestModules(t *testing.T) {
	build := &debug.BuildInfo{Deps: []*debug.Module{{Path: "example.org/a", Version: "v1.2.3"},
		{Path: "example.org/b", Version: "v0.1.0", Replace: &debug.Module{Path: "example.org/c", Version: "v2.0.0"}}}}
	for _, test := range []struct {
		path, want string // empty for an error
	}{
		{"example.org/a", "example.org/a v1.2.3"}, {"example.org/b", "example.org/c v2.0.0"}, {"example.org/c", ""},
	} {
		modules, err := modulesOf(build, []string{test.path})
		switch {
		case test.want == "" && (err == nil || !strings.Contains(err.Error(), test.path)):
			t.Errorf("%s, which it was built without: %q, error %v; want one that names it", test.path, modules, err)
		case test.want != "" && (err != nil || !slices.Equal(modules, []string{test.want})):
			t.Errorf("%s: %q, %v; want %q", test.path, modules, err, test.want)
		}
	}
	if modules, err := modulesOf(nil, nil); err == nil || !strings.Contains(err.Error(), "build it as a module") {
		t.Errorf("a command that does not say: %q, error %v; want one that says what to do", modules, err)
	}
	if modules, err := Modules(); len(modules) != 0 || err != nil {
		t.Errorf("no module asked for: %q, %v; want none", modules, err)
	}
}
