// Readme writes the made parts of README.md: what the report finds, what the check
// of a sentence says and how well texts are read, and, with the output of the benchmarks on standard input, how
// long it takes.
//
//	go run ./report/readme
//	go test -run '^$' -bench . ./... | go run ./report/readme -bench
//
// A made part stands between two comments that name it. What stands around it is
// written by hand and holds no number.
package main

import (
	"bufio"
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"grooming-report/analysis"
	"grooming-report/analysis/statements"
	"grooming-report/analysis/statements/accuracy"
	"grooming-report/analysis/statements/frames"
	"grooming-report/report/factcheck/text"
	"grooming-report/report/factcheck/verdicts"
	"grooming-report/report/sections"
)

func main() {
	if err := run(os.Args[1:], os.Stdin); err != nil {
		fmt.Fprintln(os.Stderr, "readme:", err)
		os.Exit(1)
	}
}

func run(args []string, stdin io.Reader) error {
	flags := flag.NewFlagSet("readme", flag.ContinueOnError)
	bench := flags.Bool("bench", false, "write the table of times from standard input")
	if err := flags.Parse(args); err != nil {
		return err
	}
	readme, err := os.ReadFile("README.md")
	if err != nil {
		return err
	}
	parts := made
	if *bench {
		parts = []part{{"times", func(*analysis.Data) (string, error) { return times(stdin) }}}
	}
	d, err := analysis.Load("data")
	if err != nil {
		return err
	}
	for _, p := range parts {
		text, err := p.make(d)
		if err != nil {
			return err
		}
		if readme, err = replace(readme, p.name, text); err != nil {
			return err
		}
	}
	if err := os.WriteFile("README.md.new", readme, 0o644); err != nil {
		return err
	}
	return os.Rename("README.md.new", "README.md")
}

// A part of README.md is made by a function of the tables.
type part struct {
	name string
	make func(*analysis.Data) (string, error)
}

// made are the parts that follow from the data alone.
var made = []part{{"findings", findings}, {"check", check}, {"accuracy", howWellRead}}

// replace puts text between the two comments of a made part.
func replace(readme []byte, name, text string) ([]byte, error) {
	open, end := "<!-- made: "+name+" -->\n", "<!-- end: "+name+" -->"
	before, rest, ok := strings.Cut(string(readme), open)
	_, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		return nil, fmt.Errorf("README.md has no part between %q and %q", strings.TrimSpace(open), end)
	}
	return []byte(before + open + text + end + after), nil
}

// findings is the summary of the newest report.
func findings(d *analysis.Data) (string, error) {
	s, err := analysis.NewStudy(d, "", "Hampshire")
	if err != nil {
		return "", err
	}
	found, err := sections.Findings(s)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("From the Home Office release of %s:\n\n- %s\n", s.Release.Vintage,
		strings.Join(found, "\n- ")), nil
}

// sentence is what README.md shows the check of, as of the day of a newspaper's.
const (
	sentence = "Grooming offences recorded by Hampshire police trebled, from 53 in 2016/17 to 150 in April to " +
		"December 2017, Home Office figures show.\n"
	day = "2018-05-04"
)

// check is what the check of a sentence says.
func check(d *analysis.Data) (string, error) {
	const name = "sentence.txt"
	document, err := text.Read(context.Background(), name, []byte(sentence))
	if err != nil {
		return "", err
	}
	t, err := verdicts.Check(name, []byte(sentence), document, frames.Context{Date: day}, d.Data)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	fmt.Fprintf(&out, "    $ cat %[1]s\n    %[2]s    $ make factcheck TEXT=%[1]s DATE=%[3]s\n", name, sentence, day)
	var said strings.Builder
	if err := verdicts.Summary(&said, []*verdicts.Text{t}); err != nil {
		return "", err
	}
	for line := range strings.Lines(said.String()) {
		out.WriteString("    " + line)
	}
	return out.String(), nil
}

// howWellRead is how well the labelled texts are read, by the kind of statement.
func howWellRead(d *analysis.Data) (string, error) {
	files, err := filepath.Glob(filepath.Join("analysis", "statements", "testdata", "*.jsonl"))
	if err != nil {
		return "", err
	}
	var texts []accuracy.Labelled
	for _, name := range files {
		file, err := os.ReadFile(name)
		if err != nil {
			return "", err
		}
		read, err := accuracy.Read(bytes.NewReader(file))
		if err != nil {
			return "", fmt.Errorf("%s: %w", filepath.ToSlash(name), err)
		}
		texts = append(texts, read...)
	}
	total, _ := accuracy.Of(texts, func(t *accuracy.Labelled) statements.CheckedText {
		return statements.Check(t.Text, frames.Context{Date: t.Date, Given: t.Given}, d.Data)
	})
	var out strings.Builder
	fmt.Fprintf(&out, "| Statement, in %d texts | found | area and period right | verdict given where one can be | "+
		"verdicts right |\n", total.Texts)
	out.WriteString("|---|---:|---:|---:|---:|\n")
	row := func(kind string, a accuracy.Accuracy) {
		frame := a.Frame.String()
		if a.Frame.All == 0 {
			frame = "none has one"
		}
		fmt.Fprintf(&out, "| %s | %s | %s | %s | %s |\n", kind, a.Found, frame, a.Recall, a.Precision)
	}
	for _, kind := range slices.Sorted(maps.Keys(total.Kinds)) {
		if a := total.Kinds[kind]; a.Found.All > 0 {
			row(kind, a)
		}
	}
	row("all", total)
	return out.String(), nil
}

// steps names the benchmarks of the table, in the order of the pipeline.
var steps = []struct{ benchmark, what string }{
	{"ODS", "read, check and total a full-size workbook (.ods), and make its tidy table"},
	{"XLSX", "the same as .xlsx"},
	{"CSV", "the same as .csv"},
	{"Load", "load and check every table"},
	{"Analysis/whole", "compute every estimate"},
	{"Figures", "draw the figures"},
	{"Build", "assemble the document and its evidence, with what changed"},
	{"Documents/report.md", "write report.md"},
	{"Documents/report.html", "write report.html"},
	{"Documents/report.pdf", "write report.pdf, with the typesetter"},
	{"Documents/tables.ods", "write tables.ods"},
	{"Documents/evidence.csv", "write evidence.csv"},
	{"Factcheck/article", "check the numbers of an article, from loading the tables to its page"},
	{"Factcheck/folder", "the same of a folder of two hundred"},
	{"Read/45_pages", "read the words of a PDF of 45 pages, its reader warm"},
}

// times reads the output of go test -bench: the table of steps, and how reading a
// workbook compares with only inflating it.
func times(r io.Reader) (string, error) {
	results := map[string]map[string]float64{} // by benchmark and unit
	for in := bufio.NewScanner(r); in.Scan(); {
		f := strings.Fields(in.Text())
		if len(f) < 4 || !strings.HasPrefix(f[0], "Benchmark") {
			continue
		}
		name := strings.TrimPrefix(f[0], "Benchmark")
		if i := strings.LastIndex(name, "-"); i > 0 {
			name = name[:i]
		}
		results[name] = map[string]float64{}
		for i := 2; i+1 < len(f); i += 2 {
			x, err := strconv.ParseFloat(f[i], 64)
			if err != nil {
				return "", fmt.Errorf("%s: %w", f[0], err)
			}
			results[name][f[i+1]] = x
		}
	}
	get := func(name, unit string) (float64, error) {
		x, ok := results[name][unit]
		if !ok {
			return 0, fmt.Errorf("no result of Benchmark%s in %s on standard input", name, unit)
		}
		return x, nil
	}
	var out strings.Builder
	fmt.Fprintf(&out, "| step | milliseconds |\n|---|---:|\n")
	for _, s := range steps {
		ns, err := get(s.benchmark, "ns/op")
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&out, "| %s | %.1f |\n", s.what, ns/1e6)
	}
	wall, err := get("Ratio", "wall/inflate")
	if err != nil {
		return "", err
	}
	cpu, err := get("Ratio", "cpu/inflate")
	if err != nil {
		return "", err
	}
	peak, err := get("Ratio", "MB-peak")
	if err != nil {
		return "", err
	}
	fmt.Fprintf(&out, "\nReading that .ods, every row checked, filtered, totalled and compared with the release before, "+
		"takes %.2f times as long as inflating it alone and %.2f times the processor time, in %.0f MB.\n", wall, cpu, peak)
	return out.String(), nil
}
