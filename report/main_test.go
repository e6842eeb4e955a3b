package main

import (
	"bytes"
	"crypto/sha256"
	"flag"
	"fmt"
	"go/scanner"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"

	"grooming-report/analysis"
	"grooming-report/analysis/records/recordstest"
	"grooming-report/report/doc"
	"grooming-report/report/doc/markdown"
	"grooming-report/report/sections"
)

var update = flag.Bool("update", false, "write the golden files anew")

// A reported study, with its report.
type reported struct {
	study *analysis.Study
	report
	submitted *doc.Document // see charity
}

var kept *reported // that made made

// made is the report on the release of April 2026 and Hampshire, in the project's folder.
// It is made once for all tests, which leave it as it is.
func made(t testing.TB) *reported {
	t.Helper()
	t.Chdir("..")
	if kept != nil {
		return kept
	}
	d, err := analysis.Load("data")
	if err != nil {
		t.Fatal(err)
	}
	recordstest.Keep(d.Data)
	s, err := analysis.NewStudy(d, "2026-04-23", "Hampshire")
	if err != nil {
		t.Fatal(err)
	}
	fixed := t.TempDir()
	recordstest.Copy(t, "data", fixed)
	document, evidence, changes, err := build(s, fixed, filepath.Join("figures", "testdata"))
	if err != nil {
		t.Fatal(err)
	}
	kept = &reported{study: s, report: report{document: document, evidence: evidence, changes: changes,
		out: "report", figures: "figures"}}
	return kept
}

// charity is the evidence that a charity submits, made once too.
func (r *reported) charity(t testing.TB) *doc.Document {
	t.Helper()
	if r.submitted == nil {
		figures := drawn(t)
		d, err := submission(r.study, figures, figures, sections.Submitter{Name: "A charity"}, r.evidence)
		if err != nil {
			t.Fatal(err)
		}
		r.submitted = d
	}
	return r.submitted
}

// fingerprint puts the place of a code block and a hash of its tokens in the place
// of its line and its text, so that the golden report tells when the code beside a
// result does something else, and not when a comment or the code above it changes. The
// document has its own back after the test.
func fingerprint(t testing.TB, d *doc.Document) {
	t.Helper()
	codes, err := doc.All[*doc.Code](d.Blocks)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range codes {
		was := *c
		t.Cleanup(func() { *c = was })
		c.Line, c.Source = 0, fmt.Sprintf("%s %x", c.Func, sha256.Sum256(tokens([]byte(c.Source))))
	}
}

// tokens is Go source without its comments and its layout.
func tokens(source []byte) []byte {
	var s scanner.Scanner
	files := token.NewFileSet()
	s.Init(files.AddFile("", files.Base(), len(source)), source, nil, 0)
	var out []byte
	for {
		_, tok, literal := s.Scan()
		if tok == token.EOF {
			return out
		}
		if tok != token.SEMICOLON { // most are those of line ends
			out = append(out, tok.String()+" "+literal+"\n"...)
		}
	}
}

// A comment or a line break in listed code leaves its fingerprint as it is, and
// every other change moves it.
func TestTokens(t *testing.T) {
	was := tokens([]byte("func f() int { return 1 + x }"))
	for source, same := range map[string]bool{
		"// f is one more.\nfunc f() int {\n\treturn 1 + x // why\n}\n": true,
		"func f() int { return 2 + x }":                                 false,
		"func f() int { return 1 - x }":                                 false,
		"func f() int { return 1 + y }":                                 false,
	} {
		if got := bytes.Equal(tokens([]byte(source)), was); got != same {
			t.Errorf("%q is the same code: %v, want %v", source, got, same)
		}
	}
}

// The golden documents are the report on the newest release and Hampshire: their
// diff shows which sentences and which numbers a change moves.
func TestGolden(t *testing.T) {
	r := made(t)
	document, evidence, changes := r.document, r.evidence, r.changes
	submission := r.charity(t)
	fingerprint(t, document)
	fingerprint(t, submission)
	var report, submitted, numbers, moved bytes.Buffer
	if err := markdown.Write(&report, document, "../../figures/testdata"); err != nil {
		t.Fatal(err)
	}
	if err := markdown.Write(&submitted, submission, "../../figures/testdata"); err != nil {
		t.Fatal(err)
	}
	if err := evidence.Write(&numbers); err != nil {
		t.Fatal(err)
	}
	if err := changes.Write(&moved); err != nil {
		t.Fatal(err)
	}
	for _, golden := range []struct {
		name string
		got  []byte
	}{{"report.md", report.Bytes()}, {"submission.md", submitted.Bytes()}, {"evidence.csv", numbers.Bytes()}, {"changes.csv", moved.Bytes()}} {
		file := filepath.Join("report", "testdata", golden.name)
		if *update {
			if err := os.WriteFile(file, golden.got, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(golden.got)); diff != "" {
			t.Errorf("%s (-want +got); run `go test ./report -update` if the change is meant:\n%s", golden.name, diff)
		}
	}
}

// command runs the command of a script within the process of the test, in the script's
// folder. The folder is the whole process's, so that no other script may run beside it.
func command(ts *testscript.TestScript, neg bool, args []string) {
	running.Lock()
	defer running.Unlock()
	back, err := os.Getwd()
	ts.Check(err)
	defer os.Chdir(back)
	ts.Check(os.Chdir(ts.MkAbs(".")))
	if got := status(args, ts.Stdout(), ts.Stderr()); (got != 0) != neg {
		ts.Fatalf("status %d", got)
	}
}

var running sync.Mutex

// What the command says, writes and leaves alone.
func TestScript(t *testing.T) {
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:  filepath.Join(root, "report", "testdata", "script"),
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"report": command},
		Condition: func(name string) (bool, error) {
			switch name {
			case "every":
				return recordstest.Every(), nil
			case "typesetter":
			default:
				return false, fmt.Errorf("unknown condition %s", name)
			}
			_, noNode := exec.LookPath("node")
			_, noModules := os.Stat(filepath.Join(root, "report", "typst", "node_modules", "@myriaddreamin"))
			_, noTypst := exec.LookPath("typst")
			return noNode == nil && noModules == nil || noTypst == nil, nil
		},
		Setup: func(e *testscript.Env) error {
			recordstest.Copy(t, filepath.Join(root, "data"), filepath.Join(e.WorkDir, "data"))
			drawn := os.DirFS(filepath.Join(root, "figures", "testdata"))
			if err := os.CopyFS(filepath.Join(e.WorkDir, "figures"), drawn); err != nil {
				return err
			}
			if err := os.MkdirAll(filepath.Join(e.WorkDir, "report"), 0o755); err != nil {
				return err
			}
			for link, to := range map[string]string{
				"CITATION.cff": "CITATION.cff", "figures/fonts": "figures/fonts",
				"report/fonts": "report/fonts", "report/typst": "report/typst",
			} {
				if err := os.Symlink(filepath.Join(root, to), filepath.Join(e.WorkDir, link)); err != nil {
					return err
				}
			}
			return nil
		},
	})
}

// A product that cannot be written leaves those before it as they were.
func TestWrite(t *testing.T) {
	folder := t.TempDir()
	kept := filepath.Join(folder, "report.md")
	if err := os.WriteFile(kept, []byte("before"), 0o644); err != nil {
		t.Fatal(err)
	}
	absent := filepath.Join(folder, "nowhere", "report.html")
	err := write([]product{{kept, []byte("after")}, {absent, []byte("after")}})
	if err == nil || !strings.Contains(err.Error(), "report.html.new: no such file") {
		t.Errorf("a folder that is not there: error %v", err)
	}
	if file, err := os.ReadFile(kept); err != nil || string(file) != "before" {
		t.Errorf("report.md is %q after a failed run (%v), want what was there", file, err)
	}
	if err := write([]product{{kept, []byte("after")}}); err != nil {
		t.Fatal(err)
	}
	if file, err := os.ReadFile(kept); err != nil || string(file) != "after" {
		t.Errorf("report.md is %q (%v), want the new one", file, err)
	}
}

func BenchmarkBuild(b *testing.B) {
	b.Chdir("..")
	d, err := analysis.Load("data")
	if err != nil {
		b.Fatal(err)
	}
	recordstest.Keep(d.Data)
	s, err := analysis.NewStudy(d, "", "Hampshire")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, _, _, err := build(s, "data", filepath.Join("figures", "testdata")); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDocuments(b *testing.B) {
	r := made(b)
	r.data = "data" // of whose tables report.html shows lines
	for _, format := range formats {
		b.Run(format.name, func(b *testing.B) {
			for b.Loop() {
				var out bytes.Buffer
				if err := format.write(&r.report, &out); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// The modules of the colophon are those that this command was built with, in the versions
// that go.mod asks for.
func TestColophon(t *testing.T) {
	t.Chdir("..")
	required, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	c, err := colophon("data")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range c.Modules {
		if !strings.Contains(string(required), "\t"+m+"\n") {
			t.Errorf("the colophon has %q, which go.mod does not require", m)
		}
	}
	if got, err := analysis.Modules("example.org/absent"); err == nil {
		t.Errorf("Modules of an absent module = %q, want an error", got)
	}
}
