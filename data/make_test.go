package main

import (
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"grooming-report/analysis/records/recordstest"
)

// What the Makefile makes, and what it makes again. Only data is the real command:
// the go of fake.txt builds others, which write down what they were given. EVERY=1 runs the
// longest scripts too, as CI does.
func TestMake(t *testing.T) {
	if _, err := exec.LookPath("make"); err != nil {
		t.Skip("make is not on the PATH")
	}
	if testing.Short() {
		t.Skip("runs make some forty times; left out with -short")
	}
	d, err := tables()
	if err != nil {
		t.Fatal(err)
	}
	release := filepath.Join(t.TempDir(), `the "new" one's 230726.csv`)
	write(t, release, slices.Values(rows(d)))
	scripts := []string{"testdata/make/go.txtar", "testdata/make/removed.txtar", "testdata/make/text.txtar"}
	if recordstest.Every() {
		if scripts, err = filepath.Glob("testdata/make/*.txtar"); err != nil {
			t.Fatal(err)
		}
	}
	testscript.Run(t, testscript.Params{
		Files: scripts,
		Setup: func(e *testscript.Env) error {
			project := filepath.Join(e.WorkDir, `a project's "folder"`)
			files := map[string]string{"report/fonts/font.ttf": "", "figures/fonts/font.ttf": ""}
			for _, name := range []string{"Makefile", "go.mod", "go.sum", "CITATION.cff",
				"report/typst/package.json", "report/typst/package-lock.json", "report/typst/compile.mjs"} {
				file, err := os.ReadFile(filepath.Join("..", name))
				if err != nil {
					return err
				}
				files[name] = string(file)
			}
			for _, name := range slices.Sorted(maps.Keys(files)) {
				to := filepath.Join(project, filepath.FromSlash(name))
				if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
					return err
				}
				if err := os.WriteFile(to, []byte(files[name]), 0o644); err != nil {
					return err
				}
			}
			recordstest.Copy(t, ".", filepath.Join(project, "data"))
			bin := filepath.Join(e.WorkDir, "bin")
			if err := os.CopyFS(bin, os.DirFS(filepath.Join("testdata", "bin"))); err != nil {
				return err
			}
			if err := os.Chmod(filepath.Join(bin, "go"), 0o755); err != nil {
				return err
			}
			if err := os.Link(release, filepath.Join(e.WorkDir, filepath.Base(release))); err != nil {
				return err
			}
			e.Setenv("PATH", bin+string(os.PathListSeparator)+e.Getenv("PATH"))
			e.Cd = project
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"newer": newer},
	})
}

// newer makes files look as if they were made an hour from now.
func newer(ts *testscript.TestScript, neg bool, files []string) {
	at := time.Now().Add(time.Hour)
	for _, name := range files {
		ts.Check(os.Chtimes(ts.MkAbs(name), at, at))
	}
}
