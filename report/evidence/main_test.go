package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The command on the golden file of the report on Hampshire.
func TestRun(t *testing.T) {
	t.Chdir("../..")
	file := []string{"-file", filepath.Join("report", "testdata", "evidence.csv")}
	for _, test := range []struct {
		args        []string
		says, fails string
	}{
		{[]string{"verify"}, "rows of report/testdata/evidence.csv were computed again from the tables, and agree\n", ""},
		{[]string{"trace", "5,734"}, "england-wales.count.2025-04_2025-12 = 5,734\n", ""},
		{[]string{"trace", "5,734"}, "132 rows; here the 6 with most offences\n", ""},
		{[]string{"-all", "trace", "5,734"}, "2421  2025/26         3        Wiltshire ", ""},
		{[]string{"trace", "no-such-name"}, "", `no number is "no-such-name", want one as the documents print it`},
		{nil, "", "want verify, or trace and a number"},
		{[]string{"trace"}, "", "want verify, or trace and a number"},
	} {
		var out bytes.Buffer
		if test.args != nil && test.args[0] == "verify" && os.Getenv("EVERY") == "" {
			t.Log("without EVERY=1 the whole file is left to TestEveryNumber of package verify")
			continue
		}
		err := run(append(file, test.args...), &out)
		if test.fails == "" && (err != nil || !strings.Contains(out.String(), test.says)) {
			t.Errorf("evidence %v says %q, %v; want %q", test.args, out.String(), err, test.says)
		}
		if test.fails != "" && (err == nil || !strings.Contains(err.Error(), test.fails)) {
			t.Errorf("evidence %v fails with %v, want %q", test.args, err, test.fails)
		}
	}
	missing := filepath.Join(t.TempDir(), "evidence.csv")
	if err := run([]string{"-file", missing, "verify"}, &bytes.Buffer{}); err == nil || !strings.Contains(err.Error(), "make report writes it") {
		t.Errorf("without the file: %v", err)
	}
	// A digit changed in the file stops verify, here soon.
	text, err := os.ReadFile(file[1])
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	if err := os.CopyFS(folder, os.DirFS(filepath.Dir(file[1]))); err != nil {
		t.Fatal(err)
	}
	changed := filepath.Join(folder, "evidence.csv")
	if err := os.WriteFile(changed, bytes.Replace(text, []byte("_2025-03,7140,"), []byte("_2025-03,7141,"), 1), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := run([]string{"-file", changed, "verify"}, &bytes.Buffer{}); err == nil || !strings.Contains(err.Error(), "the file says value 7141, computed is 7140") {
		t.Errorf("a changed digit: %v", err)
	}
}
