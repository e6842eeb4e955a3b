package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"grooming-report/analysis"
	"grooming-report/analysis/records"
	"grooming-report/analysis/records/recordstest"
)

// What README.md says the report and the check find is what they find in the release that
// it names. A later one is no fault: make readme then takes it.
func TestMade(t *testing.T) {
	t.Chdir("../..")
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	d, err := analysis.Load("data")
	if err != nil {
		t.Fatal(err)
	}
	recordstest.Until(d.Data, named(t, d, string(readme)))
	for _, p := range made {
		if testing.Short() && p.name == "accuracy" {
			continue // reads every labelled text
		}
		text, err := p.make(d)
		if err != nil {
			t.Fatal(err)
		}
		made, err := replace(readme, p.name, text)
		if err != nil {
			t.Fatal(err)
		}
		if string(made) != string(readme) {
			t.Errorf("the part %s of README.md is old; run `make readme`", p.name)
		}
	}
}

// named is the release that README.md gives the findings of.
func named(t *testing.T, d *analysis.Data, readme string) *records.Release {
	t.Helper()
	for _, r := range d.Releases {
		if strings.Contains(readme, "From the Home Office release of "+r.Vintage.String()+":") {
			return r
		}
	}
	t.Fatal("README.md gives the findings of no release that is held; run `make readme`")
	return nil
}

func TestTimes(t *testing.T) {
	var bench strings.Builder
	for _, s := range steps {
		bench.WriteString("Benchmark" + s.benchmark + "-2   \t     10\t   1500000 ns/op\t  10 B/op\n")
	}
	bench.WriteString("BenchmarkRatio-2 1 900 ns/op 15 MB-peak 2.2 cpu/inflate 1.3 wall/inflate\n")
	got, err := times(strings.NewReader("goos: linux\n" + bench.String() + "PASS\n"))
	if err != nil || strings.Count(got, "| 1.5 |") != len(steps) || !strings.Contains(got, "takes 1.30 times as long as inflating it alone and 2.20 times the processor time, in 15 MB") {
		t.Errorf("times = %q, %v, want %d rows of 1.5", got, err, len(steps))
	}
	if _, err := times(strings.NewReader("PASS\n")); err == nil {
		t.Error("no benchmarks: no error")
	}
}

// make bench runs every benchmark that the table of times has a row of.
func TestSteps(t *testing.T) {
	makefile, err := os.ReadFile("../../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	line := regexp.MustCompile(`-benchmem (.*) \|`).FindSubmatch(makefile)
	if line == nil {
		t.Fatal("no line of the Makefile runs benchmarks")
	}
	var tests strings.Builder
	for _, room := range strings.Fields(string(line[1])) {
		pattern, deep := strings.CutSuffix(room, "/...")
		err := filepath.WalkDir(filepath.Join("../..", pattern), func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				if err == nil && (d.Name() == "node_modules" || !deep && name != filepath.Join("../..", pattern)) {
					return fs.SkipDir
				}
				return err
			}
			if strings.HasSuffix(name, "_test.go") {
				source, err := os.ReadFile(name)
				tests.Write(source)
				return err
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, s := range steps {
		name, _, _ := strings.Cut(s.benchmark, "/")
		if !strings.Contains(tests.String(), "func Benchmark"+name+"(") {
			t.Errorf("%s: make bench runs no Benchmark%s", s.what, name)
		}
	}
}
