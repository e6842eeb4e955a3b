package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"grooming-report/analysis/records"
	"grooming-report/analysis/records/recordstest"
	"grooming-report/data/intake"
)

// small is the rows of one year of a made release, in codes 88A and 71.
func small(d *records.Data, n string) [][]string {
	return with(without(ours(d), func(r []string) bool { return r[0] != "2017/18" && r[0] != header[0] }), func(r []string) { r[7] = n })
}

// Two imports at once leave both releases, whole, in processes of their own: twenty times in CI,
// which sets EVERY, and otherwise twice.
func TestImportPairs(t *testing.T) {
	if testing.Short() {
		t.Skip("runs imports in processes of their own; run without -short")
	}
	pairs := 2
	if recordstest.Every() {
		pairs = 20
	}
	known, err := tables()
	if err != nil {
		t.Fatal(err)
	}
	from := t.TempDir()
	recordstest.Copy(t, ".", filepath.Join(from, "data"))
	for pair := range pairs {
		dir := t.TempDir()
		if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
			t.Fatal(err)
		}
		var group sync.WaitGroup
		for i, date := range []string{"230726", "221026"} {
			name := filepath.Join(dir, "prc-tables-"+date+".csv")
			write(t, name, slices.Values(small(known, fmt.Sprint(3+i))))
			group.Go(func() {
				if out, err := command(dir, "import", filepath.Base(name)).CombinedOutput(); err != nil {
					t.Errorf("pair %d, %s: %v, %s", pair, date, err, out)
				}
			})
		}
		group.Wait()
		d, err := records.Load(filepath.Join(dir, "data"))
		if err != nil {
			t.Fatalf("pair %d: %v", pair, err)
		}
		for _, vintage := range []string{"2026-07-23", "2026-10-22"} {
			if _, err := d.Release(vintage); err != nil {
				t.Errorf("pair %d: %v", pair, err)
			}
		}
		if left := leftovers(filepath.Join(dir, "data")); len(left) > 0 {
			t.Errorf("pair %d left %q", pair, left)
		}
	}
}

// command is this command in a process of its own.
func command(dir string, args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], args...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), asCommand+"=1")
	return cmd
}

// An import waits for another, says so, and gives up when it is told to.
func TestImportWaits(t *testing.T) {
	d := project(t)
	write(t, "prc-230726.csv", slices.Values(small(d.Data, "3")))
	unlock, err := lock(t.Context(), "data", io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	before := snapshot(t)
	var said bytes.Buffer
	err = run(ctx, []string{"import", "prc-230726.csv"}, io.Discard, &said)
	if err == nil || err.Error() != "interrupted; nothing was changed" {
		t.Errorf("error %v, want that it was interrupted", err)
	}
	if got, want := said.String(), "another import is at work in data; waiting until it has done\n"; got != want {
		t.Errorf("said %q, want %q", got, want)
	}
	if after := snapshot(t); !equal(before, after) {
		t.Error("an import that gave up changed files")
	}
	unlock()
	if err := run(t.Context(), []string{"import", "prc-230726.csv"}, io.Discard, io.Discard); err != nil {
		t.Error(err)
	}
}

func equal(a, b map[string]string) bool {
	for name := range a {
		if a[name] != b[name] {
			return false
		}
	}
	return len(a) == len(b)
}

// A process that is killed at any time leaves the old state or the new one to the next,
// and no lock: killed at thirty times in CI, which sets EVERY, and otherwise at six.
func TestImportKilledInProcess(t *testing.T) {
	if testing.Short() {
		t.Skip("kills imports in processes of their own; run without -short")
	}
	kills := 6
	if recordstest.Every() {
		kills = 30
	}
	d := project(t)
	write(t, "prc-230726.csv", slices.Values(small(d.Data, "3")))
	write(t, "other-230726.csv", slices.Values(small(d.Data, "4")))
	if err := run(t.Context(), []string{"import", "prc-230726.csv"}, io.Discard, io.Discard); err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	if err := command(".", "import", "-replace", "other-230726.csv").Run(); err != nil {
		t.Fatal(err)
	}
	whole := time.Since(start)
	for i := range kills {
		name := []string{"prc-230726.csv", "other-230726.csv"}[i%2]
		cmd := command(".", "import", "-replace", name)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(whole * time.Duration(i+1) / time.Duration(kills))
		cmd.Process.Kill()
		cmd.Wait() // it was killed, or had ended
		if err := run(t.Context(), []string{"settle"}, io.Discard, io.Discard); err != nil {
			t.Fatalf("kill %d: %v", i, err)
		}
		after, err := records.Load("data")
		if err != nil {
			t.Fatalf("kill %d: %v", i, err)
		}
		r, err := after.Release("2026-07-23")
		if err != nil {
			t.Fatalf("kill %d: %v", i, err)
		}
		c, err := r.Count(records.ForceArea("Kent"), r.Main, records.FinancialYear(2017).Period())
		if err != nil || c.N != 12 && c.N != 16 {
			t.Errorf("kill %d: Kent has %d, %v, want 12 or 16", i, c.N, err)
		}
		if left := leftovers("data"); len(left) > 0 {
			t.Errorf("kill %d left %q", i, left)
		}
	}
}

// A disk that is full at any step leaves everything as it was, or done.
func TestImportFull(t *testing.T) {
	d := project(t)
	write(t, "prc-230726.csv", slices.Values(small(d.Data, "3")))
	before := snapshot(t)
	for _, blocked := range []string{"releases/offences-2026-07-23.csv.new", "datapackage.json.new", "SHA256SUMS.pending.new"} {
		// A folder in the file's place: it can be neither written nor renamed.
		at := filepath.Join("data", filepath.FromSlash(blocked), "full")
		if err := os.MkdirAll(at, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := run(t.Context(), []string{"import", "prc-230726.csv"}, io.Discard, io.Discard); err == nil {
			t.Errorf("%s blocked: no error", blocked)
		}
		if err := os.RemoveAll(filepath.Dir(at)); err != nil {
			t.Fatal(err)
		}
		if after := snapshot(t); !equal(before, after) {
			t.Errorf("%s blocked: files changed", blocked)
		}
	}
	if err := run(t.Context(), []string{"import", "prc-230726.csv"}, io.Discard, io.Discard); err != nil {
		t.Error(err)
	}
}

// A limit on the size of files, which stops a write in its middle as a full disk does: at
// sixteen sizes in CI, which sets EVERY, and otherwise at every fourth.
func TestImportLimited(t *testing.T) {
	if testing.Short() {
		t.Skip("runs imports in processes of their own; run without -short")
	}
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("sh is not on the PATH")
	}
	sizes := []int{0, 1, 4, 8, 12, 16, 20, 24, 32, 40, 48, 64, 80, 96, 128, 1024} // of 512 bytes or more
	d := project(t)
	write(t, "prc-230726.csv", slices.Values(small(d.Data, "3")))
	before := snapshot(t)
	for i, size := range sizes {
		if i%4 != 1 && !recordstest.Every() {
			continue
		}
		cmd := exec.Command("sh", "-c", fmt.Sprintf(`ulimit -f %d && exec "$0" import prc-230726.csv`, size), os.Args[0])
		cmd.Env = append(os.Environ(), asCommand+"=1")
		err := cmd.Run()
		if err := run(t.Context(), []string{"settle"}, io.Discard, io.Discard); err != nil {
			t.Fatalf("%d blocks: %v", size, err)
		}
		if _, err2 := records.Load("data"); err2 != nil {
			t.Errorf("%d blocks: %v", size, err2)
		}
		if after := snapshot(t); err != nil && !equal(before, after) {
			t.Errorf("%d blocks: %v, and files changed", size, err)
		}
		if left := leftovers("data"); len(left) > 0 {
			t.Errorf("%d blocks left %q", size, left)
		}
	}
}

// What a command was given decides before anything is written.
func TestImportGiven(t *testing.T) {
	d := project(t)
	write(t, "prc.csv", slices.Values(small(d.Data, "3")))
	before := snapshot(t)
	for _, test := range []struct {
		args []string
		want string
	}{
		{[]string{"-date", "2026-07-23", "-area", "Hampshir"}, `unknown area "Hampshir"; did you mean Hampshire?`},
		{[]string{"-date", "2026-07-23", "-area", "Kent; Hogwarts"}, `unknown area " Hogwarts"`},
		{[]string{"-date", "2027-03-02"}, "a release of 2027-03-02 is of the future, today being 2027-03-01"},
		{[]string{"-date", "2018-03-31"}, "a release of 2018-03-31 cannot hold offences up to 2018-03-31"},
		{[]string{"-date", "2026-02-30"}, `DATE "2026-02-30", want a date`},
		{nil, "neither its name nor its cover sheet says when it was published"},
	} {
		err := run(t.Context(), append(append([]string{"import"}, test.args...), "prc.csv"), io.Discard, io.Discard)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q: error %v, want one that says %q", test.args, err, test.want)
		}
		if testing.Short() {
			continue // inspect reads the file again
		}
		if err := run(t.Context(), append(append([]string{"inspect"}, test.args...), "prc.csv"), io.Discard, io.Discard); err == nil && !slices.Contains(test.args, "-area") {
			t.Errorf("inspect %q: no error, want that of an import", test.args)
		}
	}
	if after := snapshot(t); !equal(before, after) {
		t.Error("files changed")
	}
	for _, args := range [][]string{
		{"-date", "2027-03-01", "-area", "South West; Kent + Essex"},
		{"-date", "2018-04-26", "-area", " "},
	} {
		if err := run(t.Context(), append(append([]string{"import"}, args...), "prc.csv"), io.Discard, io.Discard); err != nil {
			t.Errorf("%q: %v", args, err)
		}
	}
	// 0 does not replace.
	write(t, "prc.csv", slices.Values(small(d.Data, "4")))
	if err := run(t.Context(), []string{"import", "-date", "2018-04-26", "-replace=0", "prc.csv"}, io.Discard, io.Discard); err == nil || !strings.Contains(err.Error(), "give REPLACE=1") {
		t.Errorf("-replace=0: error %v, want one that says how to replace", err)
	}
	if err := run(t.Context(), []string{"import", "-date", "2018-04-26", "-replace=1", "prc.csv"}, io.Discard, io.Discard); err != nil {
		t.Errorf("-replace=1: %v", err)
	}
}

// asCommand in the environment makes the test binary the command itself.
const asCommand = "DATA_TEST_AS_COMMAND"

func init() {
	if os.Getenv(asCommand) == "" {
		return
	}
	intake.Now = func() time.Time { return time.Date(2027, time.March, 1, 12, 0, 0, 0, time.UTC) }
	main()
	os.Exit(0)
}
