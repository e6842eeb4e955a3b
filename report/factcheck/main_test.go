package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"grooming-report/analysis/records/recordstest"
)

func TestMain(m *testing.M) {
	if filepath.Base(os.Args[0]) == "factcheck" { // the link that TestStatus and TestHostileFiles run
		main()
	}
	os.Exit(m.Run())
}

// running is held by the script whose command runs: the folder and the environment are the whole process's.
var running sync.Mutex

// factcheck runs the command of a script within the process of the test, in the script's folder and
// environment. Its standard input is the file after a <.
func factcheck(ts *testscript.TestScript, neg bool, args []string) {
	running.Lock()
	defer running.Unlock()
	for _, name := range []string{"DATE", "AREA", "GIVEN"} {
		ts.Check(os.Setenv(name, ts.Getenv(name)))
		defer os.Unsetenv(name)
	}
	back, err := os.Getwd()
	ts.Check(err)
	defer os.Chdir(back)
	ts.Check(os.Chdir(ts.MkAbs(".")))
	in := ""
	if n := len(args) - 1; n >= 0 && strings.HasPrefix(args[n], "<") {
		in, args = ts.ReadFile(args[n][1:]), args[:n]
	}
	if got := status(args, strings.NewReader(in), ts.Stdout(), ts.Stderr()); (got != 0) != neg {
		ts.Fatalf("status %d", got)
	}
}

// What the command says, writes and leaves alone.
func TestScript(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:  filepath.Join(root, "report", "factcheck", "testdata", "script"),
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"factcheck": factcheck},
		Setup: func(e *testscript.Env) error {
			if err := os.MkdirAll(filepath.Join(e.WorkDir, "report"), 0o755); err != nil {
				return err
			}
			recordstest.Copy(t, filepath.Join(root, "data"), filepath.Join(e.WorkDir, "data"))
			return os.Symlink(filepath.Join(root, "report", "fonts"), filepath.Join(e.WorkDir, "report", "fonts"))
		},
	})
}

// The status says what came of a text: 0, 1 for an error, and with -fail 3 for what is wrong or not like
// for like.
func TestStatus(t *testing.T) {
	dir := t.TempDir()
	command := filepath.Join(dir, "factcheck")
	if err := os.Symlink(os.Args[0], command); err != nil { // TestMain runs main under this name
		t.Fatal(err)
	}
	for i, test := range []struct {
		words  string
		fail   bool
		status int
	}{
		{"Kent recorded 18 grooming offences in 2013/14.", true, 0},
		{"Kent recorded 19 grooming offences in 2013/14, in the release of April 2026.", true, 3},
		{"Kent recorded 167 grooming offences in 2017/18, up from 34 in 2016/17, a rise of 391 per cent.", true, 3},
		{"Kent recorded 19 grooming offences in 2013/14.", false, 0},
		{"", true, 1},
	} {
		if testing.Short() && i != 1 {
			continue // each is a process of its own; the scripts tell success from failure
		}
		args := []string{"-data", filepath.Join("..", "..", "data"), "-json", "-"}
		if test.fail {
			args = append([]string{"-fail"}, args...)
		}
		cmd := exec.Command(command, args...)
		cmd.Env = append(os.Environ(), "DATE=2026-05-01")
		cmd.Stdin = strings.NewReader(test.words)
		if err := cmd.Run(); cmd.ProcessState.ExitCode() != test.status {
			t.Errorf("%q: status %d (%v), want %d", test.words, cmd.ProcessState.ExitCode(), err, test.status)
		}
	}
}

// article is a text of the length of a newspaper's, of our own words.
func article() string {
	var out strings.Builder
	for year := 2013; year < 2025; year++ {
		fmt.Fprintf(&out, "Grooming offences recorded by Hampshire police were %d in %d/%d, up from %d in %d/%d, Home "+
			"Office figures show. ",
			10*(year-2012), year, year-1999, 10*(year-2012)-3, year-1, year-2000)
		out.WriteString("A spokesman, 41, said on 3 May that the force would go on with its work in schools, where 1,900 " +
			"pupils took part.\n\n")
	}
	return out.String()
}

// BenchmarkFactcheck checks an article from the start, with its three products, and a
// folder of 200.
func BenchmarkFactcheck(b *testing.B) {
	b.Chdir("../..")
	b.Setenv("DATE", "2018-05-04")
	folder, out := b.TempDir(), b.TempDir()
	for i := range 200 {
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%03d.txt", i)), []byte(article()), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	for _, c := range []struct{ name, text string }{{"article", filepath.Join(folder, "000.txt")}, {"folder", folder}} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				if err := run([]string{"-o", out, c.text}, nil, io.Discard); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
