package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// project is a folder with the fonts and the compile.mjs of this one, and with the
// commands given, as shell scripts, as the only ones on the PATH.
func project(t *testing.T, commands map[string]string) string {
	t.Helper()
	root, bin := t.TempDir(), t.TempDir()
	for _, dir := range []string{"report/typst", "report/fonts", "figures/fonts"} {
		if err := os.MkdirAll(filepath.Join(root, dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range commands {
		if err := os.WriteFile(filepath.Join(bin, name), []byte("#!/bin/sh\nPATH=/bin:/usr/bin\n"+text+"\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(bin, "blank.pdf"), []byte(blank), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin)
	return root
}

// brings is an npm that installs the package's folder.
const brings = `mkdir -p node_modules/@myriaddreamin/typst-ts-node-compiler; echo came >>came.txt`

// sets is a compiler that writes a PDF wherever it is asked to.
const sets = `for f in "$@"; do case "$f" in *.pdf) cat "${0%/*}/blank.pdf" >"$f" ;; esac; done`

// blank is a PDF in the layout of Typst's, of one object that says nothing.
const blank = "%PDF-1.7\n1 0 obj\n<<>>\nendobj\nxref\n0 2\n0000000000 65535 f\r\n0000000009 00000 " +
	"n\r\ntrailer\n<<>>\nstartxref\n29\n%%EOF"

// What is installed must set a page; if it does not, it is installed once more, and
// a typst on the PATH serves where nothing else does.
func TestInstall(t *testing.T) {
	for _, test := range []struct {
		name     string
		commands map[string]string
		want     string // of the error; empty for none
		tries    int    // of npm
	}{
		{"no npm and no typst", nil, "npm is not on the PATH: the PDF needs Node with npm (and a network once), or typst " +
			"0.14 or later on the PATH; see to one and run make again", 0},
		{"npm that brings nothing", map[string]string{"npm": "echo came >>came.txt", "node": sets}, "no Typst compiler", 2},
		{"npm that fails", map[string]string{"npm": "echo came >>came.txt; echo npm error network is unreachable >&2; " +
			"exit 1", "node": sets}, "npm ci: exit status 1 (error network is unreachable): the PDF needs Node", 2},
		{"a compiler that dies", map[string]string{"npm": brings, "node": "kill -BUS $$"}, "bus error", 2},
		{"a compiler that dies once", map[string]string{"npm": brings,
			"node": "test \"$(wc -l <${1%compile.mjs}came.txt)\" -gt 1 || kill -BUS $$\n" + sets}, "", 2},
		{"a compiler that sets pages", map[string]string{"npm": brings, "node": sets}, "", 1},
		{"npm that brings nothing, and typst", map[string]string{"npm": "true", "typst": sets}, "", 0},
		{"no npm, and typst", map[string]string{"typst": sets}, "", 0},
		{"no npm, and an old typst", map[string]string{"typst": "echo error: unexpected argument >&2; exit 2"},
			"the typst on the PATH does not set a page: typst: error: unexpected argument; want version 0.14 or later", 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			root := project(t, test.commands)
			var said bytes.Buffer
			err := run(context.Background(), root, &said)
			if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n")) {
				t.Errorf("error %v, want one line with %q", err, test.want)
			}
			came, _ := os.ReadFile(filepath.Join(root, "report", "typst", "came.txt"))
			if n := bytes.Count(came, []byte("\n")); n != test.tries {
				t.Errorf("npm ran %d times, want %d", n, test.tries)
			}
			if _, made := os.Stat(filepath.Join(root, "report", "typst", "node_modules", ".made")); (made == nil) != (err == nil) {
				t.Errorf("error %v, and node_modules/.made: %v", err, made)
			}
		})
	}
}

// Where node_modules is a link, the folder that it leads to keeps what it holds.
func TestInstallOverLink(t *testing.T) {
	root := project(t, map[string]string{"npm": "rm -rf node_modules/*; " + brings, "node": sets})
	other, link := t.TempDir(), filepath.Join(root, "report", "typst", "node_modules")
	if err := os.WriteFile(filepath.Join(other, "kept"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(other, link); err != nil {
		t.Fatal(err)
	}
	if err := run(context.Background(), root, io.Discard); err != nil {
		t.Fatal(err)
	}
	if held, err := os.ReadDir(other); err != nil || len(held) != 1 || held[0].Name() != "kept" {
		t.Errorf("the folder of the link holds %v (%v), want the file kept alone", held, err)
	}
	if info, err := os.Lstat(link); err != nil || !info.IsDir() {
		t.Errorf("node_modules is no folder of its own (%v)", err)
	}
}

// An npm that hangs is stopped, and a person who waits is told that it goes on.
func TestInstallHangs(t *testing.T) {
	root := project(t, map[string]string{"npm": "exec sleep 60"})
	npm, err := exec.LookPath("npm")
	if err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	start := time.Now()
	err = install(context.Background(), npm, root, 300*time.Millisecond, 100*time.Millisecond, &said)
	if err == nil || err.Error() != "npm ci did not end in 300ms" {
		t.Errorf("error %v, want one that names the limit", err)
	}
	if time.Since(start) > 20*time.Second || !strings.Contains(said.String(), "s of at most") {
		t.Errorf("after %v, said %q", time.Since(start), said.String())
	}
}
