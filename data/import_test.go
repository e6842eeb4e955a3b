package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"grooming-report/analysis"
	"grooming-report/analysis/records"
	"grooming-report/analysis/records/recordstest"
)

// project is a copy of the tables of the data folder to import into; the test runs beside
// it.
func project(t testing.TB) *analysis.Data {
	t.Helper()
	dir := t.TempDir()
	recordstest.Copy(t, ".", filepath.Join(dir, "data"))
	t.Chdir(dir)
	d, err := analysis.Load("data")
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// sampled reports whether a test looks at the case of a number of its table: all in CI, which
// sets EVERY, otherwise every third and with -short every twelfth.
func sampled(i int) bool {
	if testing.Short() {
		return i%12 == 0
	}
	return i%3 == 0 || recordstest.Every()
}

// snapshot is the sum of every file under data.
func snapshot(t *testing.T) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir("data", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		files[path] = fmt.Sprintf("%x", sha256.Sum256(b))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// series is a series that a release may hold, by its name.
func series(t testing.TB, r *records.Release, name string) *records.Series {
	t.Helper()
	s, err := r.Series.Find(name)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestImport(t *testing.T) {
	d := project(t)
	made := rows(d.Data)
	write(t, "prc-pfa-tables-230726.csv", slices.Values(made))
	var out, said bytes.Buffer
	if err := run(context.Background(), []string{"import", "prc-pfa-tables-230726.csv"}, &out, &said); err != nil {
		t.Fatal(err)
	}
	if got, want := out.String(), "data/releases/offences-2026-07-23.csv\n"; got != want {
		t.Errorf("printed %q, want %q", got, want)
	}
	d, err := analysis.Load("data")
	if err != nil {
		t.Fatal(err)
	}
	r, err := d.Release("2026-07-23")
	if err != nil {
		t.Fatal(err)
	}
	year := records.FinancialYear(2016).Period()
	for _, want := range []struct {
		series string
		n      int
	}{{"88A", 44 * 4 * 3}, {"71", 44 * 4 * 2}, {"sexual offences", 44 * 4 * 5}, {"all offences excluding fraud", 44 * 4 * 125}} {
		if c, err := r.Count(r.EnglandAndWales(), series(t, r, want.series), year); err != nil || c.N != want.n {
			t.Errorf("%s in 2016/17 = %d, %v, want %d", want.series, c.N, err, want.n)
		}
	}
	table, err := os.ReadFile("data/releases/offences-2026-07-23.csv")
	if err != nil {
		t.Fatal(err)
	}
	if want := "2016/17,1,Avon and Somerset,88A,3,prc-pfa-tables-230726.csv!H2\n"; !strings.Contains(string(table), want) {
		t.Errorf("the tidy table has no line %q", want)
	}
	description, err := os.ReadFile("data/datapackage.json")
	if err != nil || !strings.Contains(string(description), `"path": "prc-pfa-tables-230726.csv"`) || !strings.Contains(string(description), `"hash": "sha256:`) {
		t.Errorf("datapackage.json does not name the file and its sum (%v)", err)
	}
	for _, want := range []string{
		"2018/19 ends with October to December 2018: it is a part year",
		"code 88A in 2016/17 went from 1,156 in the release of 23 April 2026 to 528, more than 5 per cent",
	} {
		if !slices.Contains(r.Notes, want) {
			t.Errorf("notes %q do not say %q", r.Notes, want)
		}
	}

	// The same file again changes nothing; other figures of the date are refused,
	// unless they are to take the place of those there.
	before := snapshot(t)
	if err := run(context.Background(), []string{"import", "prc-pfa-tables-230726.csv"}, &out, &said); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, snapshot(t)); diff != "" {
		t.Errorf("the same file again:\n%s", diff)
	}
	write(t, "prc-pfa-tables-230726.csv", slices.Values(ours(d.Data)))
	said.Reset()
	if err := run(context.Background(), []string{"import", "prc-pfa-tables-230726.csv"}, &out, &said); err != nil || !strings.Contains(said.String(), "which has more; nothing changed") {
		t.Errorf("our two codes of the same figures: %v, said %q", err, said.String())
	}
	if diff := cmp.Diff(before, snapshot(t)); diff != "" {
		t.Errorf("our two codes of the same figures:\n%s", diff)
	}
	made[1][7] = "4"
	write(t, "prc-pfa-tables-230726.csv", slices.Values(made))
	err = run(context.Background(), []string{"import", "prc-pfa-tables-230726.csv"}, &out, &said)
	if err == nil || !strings.Contains(err.Error(), "REPLACE=1") {
		t.Errorf("other figures: error %v, want one that says REPLACE=1", err)
	}
	if diff := cmp.Diff(before, snapshot(t)); diff != "" {
		t.Errorf("other figures refused:\n%s", diff)
	}
	if err := run(context.Background(), []string{"import", "-replace", "prc-pfa-tables-230726.csv"}, &out, &said); err != nil {
		t.Fatal(err)
	}
	if cmp.Equal(before, snapshot(t)) {
		t.Error("-replace changed nothing")
	}
	if _, err := analysis.Load("data"); err != nil {
		t.Errorf("after -replace: %v", err)
	}
}

// The format of a release makes no difference but for the place of a cell.
func TestImportFormats(t *testing.T) {
	d := project(t)
	made := rows(d.Data)
	if testing.Short() {
		made = ours(d.Data) // TestImport reads the other codes
	}
	all := without(made, func(r []string) bool { return r[0] == "2017/18" || r[0] == "2018/19" })
	for i, cells := range all {
		if i > 0 && i%3 == 0 && cells[6] == "88A" {
			cells[7] = "-2"
		}
	}
	all[2][7], all[3][7] = "N/a", "[x]"
	var kept string
	for _, test := range []struct{ format, first string }{
		{"ods", "2016/17,1,Avon and Somerset,88A,3,2016_17!H2\n"},
		{"xlsx", "2016/17,1,Avon and Somerset,88A,3,2016_17!H2\n"},
		{"csv", "2016/17,1,Avon and Somerset,88A,3,prc-230726.csv!H2\n"},
	} {
		if testing.Short() && test.format == "csv" {
			continue // as TestImport
		}
		write(t, "prc-230726."+test.format, slices.Values(all))
		var out, said bytes.Buffer
		if err := run(context.Background(), []string{"import", "-replace", "prc-230726." + test.format}, &out, &said); err != nil {
			t.Fatalf("%s: %v", test.format, err)
		}
		table, err := os.ReadFile("data/releases/offences-2026-07-23.csv")
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(table), test.first) {
			t.Errorf("%s: the tidy table has no line %q", test.format, test.first)
		}
		description, err := os.ReadFile("data/datapackage.json")
		if err != nil || !strings.Contains(string(description), fmt.Sprintf("\"path\": \"prc-230726.%s\"", test.format)) {
			t.Errorf("datapackage.json does not name the .%s (%v)", test.format, err)
		}
		var numbers strings.Builder
		for line := range strings.Lines(string(table)) {
			numbers.WriteString(line[:strings.LastIndex(line, ",")] + "\n")
		}
		if kept == "" {
			kept = numbers.String()
		}
		if numbers.String() != kept {
			t.Errorf("%s gives other numbers than ods", test.format)
		}
		if _, err := analysis.Load("data"); err != nil {
			t.Errorf("%s: %v", test.format, err)
		}
	}
}

// What a release may look like, and how it is then read.
func TestImportReads(t *testing.T) {
	if testing.Short() {
		t.Skip("imports a release for each case; TestImport reads one")
	}
	for i, test := range []struct {
		what   string
		change func([][]string) [][]string
		check  func(*testing.T, *records.Release)
	}{
		{"names as others write them", func(rows [][]string) [][]string {
			for _, r := range rows {
				r[2] = strings.NewReplacer("Avon and Somerset", "Avon & Somerset ", "Metropolitan Police", "Metropolitan Police[Note 6]", "Hampshire", "Hampshire and Isle of Wight").Replace(r[2])
			}
			return rows
		}, func(t *testing.T, r *records.Release) {
			if len(r.Forces) != 44 {
				t.Errorf("%d forces, want 44", len(r.Forces))
			}
		}},
		{"numbers as others write them", func(rows [][]string) [][]string {
			rows[1][7], rows[2][7] = " 1,202 ", "84.0"
			return rows
		}, func(t *testing.T, r *records.Release) {
			first := records.FinancialYear(2016).Part(1)
			area := records.Area{Name: "Avon and Somerset", Forces: []string{"Avon and Somerset"}}
			grooming, _ := r.Count(area, r.Main, first)
			exploitation, _ := r.Count(area, series(t, r, "71"), first)
			if grooming.N != 1202 || exploitation.N != 84 {
				t.Errorf("counts %d and %d, want 1202 and 84", grooming.N, exploitation.N)
			}
		}},
		{"a number marked as missing", func(rows [][]string) [][]string {
			rows[1][7] = "N/a"
			return rows
		}, func(t *testing.T, r *records.Release) {
			area := records.Area{Name: "Avon and Somerset", Forces: []string{"Avon and Somerset"}}
			if c, err := r.Count(area, r.Main, records.FinancialYear(2016).Part(1)); err == nil {
				t.Errorf("a missing number was read as %d", c.N)
			}
			if !strings.Contains(strings.Join(r.Notes, "\n"), "Avon and Somerset has no number for 88A, sexual offences, all offences excluding fraud in April to June 2016") {
				t.Errorf("notes %q do not name the missing number", r.Notes)
			}
		}},
		{"a force without a quarter", func(rows [][]string) [][]string {
			var kept [][]string
			for _, r := range rows {
				if r[2] != "Kent" || r[0] != "2017/18" || r[1] != "2" {
					kept = append(kept, r)
				}
			}
			return kept
		}, func(t *testing.T, r *records.Release) {
			if !strings.Contains(strings.Join(r.Notes, "\n"), "Kent has no row, and so no number, for 88A, 71, sexual offences, all offences excluding fraud in July to September 2017") {
				t.Errorf("notes %q do not name the gap", r.Notes)
			}
		}},
		{"no British Transport Police", func(rows [][]string) [][]string {
			var kept [][]string
			for _, r := range rows {
				if r[2] != "British Transport Police" {
					kept = append(kept, r)
				}
			}
			return kept
		}, func(t *testing.T, r *records.Release) {
			if len(r.Forces) != 43 || !strings.Contains(strings.Join(r.Notes, "\n"), "British Transport Police is not in the release") {
				t.Errorf("%d forces, notes %q; want 43 and a note", len(r.Forces), r.Notes)
			}
		}},
		{"the rows of a force twice", func(rows [][]string) [][]string {
			for _, r := range rows {
				if r[2] == "Kent" && r[0] == "2017/18" && r[1] == "2" {
					rows = append(rows, r)
				}
			}
			return rows
		}, func(t *testing.T, r *records.Release) {
			kent := records.Area{Name: "Kent", Forces: []string{"Kent"}}
			july := (records.FinancialYear(2017).Quarter(2)).Period()
			if c, err := r.Count(kent, r.Main, july); err != nil || c.N != 3 {
				t.Errorf("doubled rows of code 88A are %d, %v, want 3", c.N, err)
			}
			if c, err := r.Count(kent, series(t, r, "all offences excluding fraud"), july); err == nil {
				t.Errorf("a total over doubled rows is given, %d", c.N)
			}
			if !strings.Contains(strings.Join(r.Notes, "\n"), "the same number stands twice in 2 rows, first Kent, code 88A, July to September 2017 in release.csv, row") {
				t.Errorf("notes %q do not name the doubled rows", r.Notes)
			}
		}},
		{"years and rows out of order", func(rows [][]string) [][]string {
			slices.Reverse(rows[1:])
			return rows
		}, func(t *testing.T, r *records.Release) {
			if c, err := r.Count(r.EnglandAndWales(), series(t, r, "all offences excluding fraud"), records.FinancialYear(2016).Period()); err != nil || c.N != 44*4*125 {
				t.Errorf("all offences in 2016/17 = %d, %v, want %d", c.N, err, 44*4*125)
			}
		}},
		{"four rows under one key of another code", func(rows [][]string) [][]string {
			for _, n := range []string{"5", "6", "-7"} {
				again := slices.Clone(rows[3])
				again[7] = n
				rows = append(rows, again)
			}
			return rows
		}, func(t *testing.T, r *records.Release) {
			avon := records.Area{Name: "Avon and Somerset", Forces: []string{"Avon and Somerset"}}
			if c, err := r.Count(avon, series(t, r, "all offences excluding fraud"), records.FinancialYear(2016).Part(1)); err != nil || c.N != 125+5+6-7 {
				t.Errorf("all offences = %d, %v, want %d", c.N, err, 125+5+6-7)
			}
		}},
		{"two codes only", func(rows [][]string) [][]string {
			var kept [][]string
			for _, r := range rows {
				if !strings.HasPrefix(r[6], "4.") {
					kept = append(kept, r)
				}
			}
			return kept
		}, func(t *testing.T, r *records.Release) {
			if _, ok := r.Period(series(t, r, "all offences excluding fraud")); ok {
				t.Error("a total of all offences was made from two codes")
			}
		}},
		{"a description of another code, outside ours", func(rows [][]string) [][]string {
			rows[3][3] = rows[10][3] // codes 4.0 and 4.7
			return rows
		}, func(t *testing.T, r *records.Release) {
			if !strings.Contains(strings.Join(r.Notes, "\n"), `code 4.0 has the description "Offence 7, known by these words or by those", which is that of code 4.7`) {
				t.Errorf("notes %q do not name the description", r.Notes)
			}
		}},
	} {
		if !sampled(i) {
			continue
		}
		t.Run(test.what, func(t *testing.T) {
			d := project(t)
			write(t, "release.csv", slices.Values(test.change(rows(d.Data))))
			var out, said bytes.Buffer
			if err := run(context.Background(), []string{"import", "-date", "2026-07-23", "release.csv"}, &out, &said); err != nil {
				t.Fatal(err)
			}
			d, err := analysis.Load("data")
			if err != nil {
				t.Fatal(err)
			}
			r, err := d.Release("2026-07-23")
			if err != nil {
				t.Fatal(err)
			}
			test.check(t, r)
			if _, err := analysis.NewStudy(d, "2026-07-23", "Hampshire"); err != nil {
				t.Errorf("no report can be made: %v", err)
			}
		})
	}
}

// What is refused: in one line that names the place, and with no file changed.
func TestImportRefuses(t *testing.T) {
	without := func(rows [][]string, drop func([]string) bool) [][]string {
		var kept [][]string
		for _, r := range rows {
			if !drop(r) {
				kept = append(kept, r)
			}
		}
		return kept
	}
	for i, test := range []struct {
		what   string
		date   string
		change func([][]string) [][]string
		want   string
	}{
		{"no date", "", func(r [][]string) [][]string { return r }, "when was it? Give DATE="},
		{"a date that is none", "23 July", func(r [][]string) [][]string { return r }, `DATE "23 July", want a date such as 2026-07-23`},
		{"an unknown force", "2026-07-23", func(r [][]string) [][]string { r[1][2] = "Kant"; return r }, `row 2: unknown police force "Kant"; did you mean Kent`},
		{"a force with a word in brackets", "2026-07-23", func(r [][]string) [][]string { r[1][2] = "Kent (provisional)"; return r },
			`row 2: unknown police force "Kent (provisional)"; did you mean Kent?`},
		{"a quarter 5", "2026-07-23", func(r [][]string) [][]string { r[1][1] = "5"; return r }, "row 2"},
		{"a year before 2002", "2026-07-23", func(r [][]string) [][]string { r[1][0] = "2001/02"; return r }, "row 2"},
		{"two numbers for one cell", "2026-07-23", func(r [][]string) [][]string {
			again := append([]string{}, r[1]...)
			again[7] = "8"
			return append(r, again)
		}, "is 8 here and 3 in release.csv, row 2; want it once"},
		{"our code with another description", "2026-07-23", func(r [][]string) [][]string { r[1][3] = "Bicycle theft"; return r }, `offence code "88A" with the description "Bicycle theft"`},
		{"our description with another code", "2026-07-23", func(r [][]string) [][]string { r[3][3] = "Sexual grooming"; return r }, `offence code "4.0" with the description "Sexual grooming"`},
		{"a territorial force missing", "2026-07-23", func(r [][]string) [][]string { return without(r, func(r []string) bool { return r[2] == "Kent" }) }, `no row of code 88A for the police force "Kent"`},
		{"a quarter missing", "2026-07-23", func(r [][]string) [][]string {
			return without(r, func(r []string) bool { return r[0] == "2017/18" && r[1] == "3" })
		}, "no row of code 88A for October to December 2017"},
		{"no code 88A", "2026-07-23", func(r [][]string) [][]string { return without(r, func(r []string) bool { return r[6] == "88A" }) }, "no row has the offence code 88A"},
		{"a column missing", "2026-07-23", func(r [][]string) [][]string { r[0][6] = "Code of Offence"; return r }, "Offence Code"},
		{"letters in a number", "2026-07-23", func(r [][]string) [][]string { r[1][7] = "1O"; return r }, "row 2"},
	} {
		if !sampled(i) {
			continue
		}
		t.Run(test.what, func(t *testing.T) {
			d := project(t)
			write(t, "release.csv", slices.Values(test.change(rowsOf(d.Data, 1))))
			before := snapshot(t)
			args := []string{"import", "release.csv"}
			if test.date != "" {
				args = []string{"import", "-date", test.date, "release.csv"}
			}
			var out, said bytes.Buffer
			err := run(context.Background(), args, &out, &said)
			if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("error %v, want one line that says %q", err, test.want)
			}
			if diff := cmp.Diff(before, snapshot(t)); diff != "" {
				t.Errorf("files changed:\n%s", diff)
			}
		})
	}
}

// Files that cannot be read, or are something else, change nothing either.
func TestImportRefusesFiles(t *testing.T) {
	d := project(t)
	write(t, "good-230726.ods", slices.Values(ours(d.Data)))
	good, err := os.ReadFile("good-230726.ods")
	if err != nil {
		t.Fatal(err)
	}
	outcomes := ours(d.Data)
	outcomes[0] = append(outcomes[0], "Outcome Type")
	write(t, "outcomes-230726.xlsx", slices.Values(outcomes))
	late := slices.Concat(ours(d.Data), [][]string{{"2018/19", "3", "Kent", "Sexual grooming", "Sexual offences", "", "88A", "8"}})
	write(t, "late-230726.ods", slices.Values(late))
	damaged := bytes.Clone(good)
	damaged[bytes.LastIndex(good, []byte("PK\x01\x02"))+16] ^= 1 // the checksum of the last part
	for name, file := range map[string][]byte{"short-230726.ods": good[:len(good)/2], "sum-230726.ods": damaged, "empty-230726.ods": nil, "page-230726.ods": []byte("<!DOCTYPE html><p>Not found</p>")} {
		if err := os.WriteFile(name, file, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	before := snapshot(t)
	for name, want := range map[string]string{
		"short-230726.ods":     "is cut short or damaged",
		"sum-230726.ods":       "checksum error); download it again",
		"empty-230726.ods":     "is empty; download it again",
		"page-230726.ods":      "is a web page",
		"outcomes-230726.xlsx": `sheet "2016_17", row 1: has the header`,
		"late-230726.ods":      `sheet "2018_19", row`,
		"none-230726.ods":      "give the path of the workbook as it was downloaded",
		".":                    "is not a file",
	} {
		var out, said bytes.Buffer
		err := run(context.Background(), []string{"import", name}, &out, &said)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") || out.Len() > 0 {
			t.Errorf("%s: error %v, want one line that says %q", name, err, want)
		}
		if diff := cmp.Diff(before, snapshot(t)); diff != "" {
			t.Errorf("%s: files changed:\n%s", name, diff)
		}
	}
}

// An interrupt leaves everything as it was.
func TestImportInterrupted(t *testing.T) {
	d := project(t)
	write(t, "prc-230726.csv", slices.Values(ours(d.Data)))
	before := snapshot(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var out, said bytes.Buffer
	if err := run(ctx, []string{"import", "prc-230726.csv"}, &out, &said); err == nil || !strings.Contains(err.Error(), "nothing was changed") {
		t.Errorf("error %v, want one that says nothing was changed", err)
	}
	if diff := cmp.Diff(before, snapshot(t)); diff != "" {
		t.Errorf("files changed:\n%s", diff)
	}
}

// A kill between any two steps of an import leaves the old state, or one that the
// next run of the same command completes.
func TestImportKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("imports some forty times; left out with -short")
	}
	d := project(t)
	write(t, "prc-230726.csv", slices.Values(ours(d.Data)))
	other := ours(d.Data)
	other[1][7] = "4"
	write(t, "other-230726.csv", slices.Values(other))
	do := func(args ...string) error {
		return run(context.Background(), append([]string{"import"}, args...), io.Discard, io.Discard)
	}
	for _, test := range []struct {
		what string
		args []string
	}{{"a new release", []string{"prc-230726.csv"}}, {"another in its place", []string{"-replace", "other-230726.csv"}}} {
		old := snapshot(t)
		kept := t.TempDir()
		if err := os.CopyFS(filepath.Join(kept, "data"), os.DirFS("data")); err != nil {
			t.Fatal(err)
		}
		if err := do(test.args...); err != nil {
			t.Fatal(err)
		}
		done := snapshot(t)
		files := map[string][]byte{}
		for _, name := range []string{"releases/offences-2026-07-23.csv", "datapackage.json"} {
			b, err := os.ReadFile(filepath.Join("data", name))
			if err != nil {
				t.Fatal(err)
			}
			files[name] = b
		}
		for killed := 0; ; killed++ {
			if err := os.RemoveAll("data"); err != nil {
				t.Fatal(err)
			}
			if err := os.CopyFS("data", os.DirFS(filepath.Join(kept, "data"))); err != nil {
				t.Fatal(err)
			}
			steps, err := commitment("data", files)
			if err != nil {
				t.Fatal(err)
			}
			if killed > len(steps) {
				break
			}
			for _, step := range steps[:killed] {
				if err := step(); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := os.Stat("data/" + pending); err != nil && killed < len(steps) {
				now := snapshot(t)
				for name, sum := range old {
					if now[name] != sum {
						t.Errorf("%s, killed after %d steps: %s has changed, and nothing says that it must be completed", test.what, killed, name)
					}
				}
			}
			if err := do(test.args...); err != nil {
				t.Errorf("%s, killed after %d steps: the next run says %v", test.what, killed, err)
			}
			if diff := cmp.Diff(done, snapshot(t)); diff != "" {
				t.Errorf("%s, killed after %d steps and run again:\n%s", test.what, killed, diff)
			}
		}
		if err := do(test.args...); err != nil {
			t.Fatal(err)
		}
	}
	// Tables that were restored after a kill stay restored.
	steps, err := commitment("data", map[string][]byte{"datapackage.json": []byte("{}")})
	if err != nil {
		t.Fatal(err)
	}
	restored := snapshot(t)
	for _, step := range steps[:2] {
		if err := step(); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Remove("data/datapackage.json.new"); err != nil {
		t.Fatal(err)
	}
	if err := do("-replace", "other-230726.csv"); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(restored, snapshot(t)); diff != "" {
		t.Errorf("after tables were restored:\n%s", diff)
	}
}

func TestInspect(t *testing.T) {
	d := project(t)
	write(t, "prc-230726.csv", slices.Values(rowsOf(d.Data, 20)))
	before := snapshot(t)
	var out, said bytes.Buffer
	if err := run(context.Background(), []string{"inspect", "prc-230726.csv"}, &out, &said); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"format", "csv", "2026-07-23", "April 2016 to December 2018", "police forces", "44", "offence codes", "22", "Action Fraud"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("inspect does not say %q:\n%s", want, out.String())
		}
	}
	if diff := cmp.Diff(before, snapshot(t)); diff != "" {
		t.Errorf("files changed:\n%s", diff)
	}
}

// Every table has its place in datapackage.json, with its columns in order; what is
// listed there of a column is all that it holds; and what refers to another table is in it.
func TestDataPackage(t *testing.T) {
	text, err := os.ReadFile("datapackage.json")
	if err != nil {
		t.Fatal(err)
	}
	var p struct {
		Resources []struct {
			Name, Path string
			Dialect    struct{ Delimiter string }
			Schema     struct {
				Fields []struct {
					Name        string
					Constraints struct{ Enum []string }
				}
				ForeignKeys []struct {
					Fields    string
					Reference struct{ Resource, Fields string }
				}
			}
		}
	}
	if err := json.Unmarshal(text, &p); err != nil {
		t.Fatal(err)
	}
	columns := map[string]map[string][]string{} // by resource and column
	paths := map[string]bool{}
	for _, r := range p.Resources {
		paths[r.Path] = true
		file, err := os.Open(filepath.FromSlash(r.Path))
		if err != nil {
			t.Fatal(err)
		}
		lines, err := csv.NewReader(file).ReadAll()
		file.Close()
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		columns[r.Name] = map[string][]string{}
		for i, f := range r.Schema.Fields {
			names = append(names, f.Name)
			for _, line := range lines[1:] {
				if value := line[i]; value != "" {
					columns[r.Name][f.Name] = append(columns[r.Name][f.Name], value)
					if enum := f.Constraints.Enum; enum != nil && !slices.Contains(enum, value) {
						t.Errorf("%s, %s: %q is not among %q", r.Path, f.Name, value, enum)
					}
				}
			}
		}
		if diff := cmp.Diff(lines[0], names); diff != "" || r.Dialect.Delimiter != "," {
			t.Errorf("%s is described with other columns (delimiter %q):\n%s", r.Path, r.Dialect.Delimiter, diff)
		}
	}
	for _, r := range p.Resources {
		for _, key := range r.Schema.ForeignKeys {
			to := columns[key.Reference.Resource][key.Reference.Fields]
			for _, value := range columns[r.Name][key.Fields] {
				if !slices.Contains(to, value) {
					t.Errorf("%s, %s: %q is not in %s", r.Path, key.Fields, value, key.Reference.Resource)
				}
			}
		}
	}
	sums, err := os.ReadFile(sumsFile)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(sums)) {
		_, table, _ := strings.Cut(strings.TrimSpace(line), "  ")
		if !paths[table] && table != "datapackage.json" {
			t.Errorf("datapackage.json does not describe %s", table)
		}
	}
}

// A release that no report can be made of is kept, and the report stays with the
// newest that one can be made of.
func TestImportOneYear(t *testing.T) {
	d := project(t)
	all := ours(d.Data)
	write(t, "prc-230726.csv", slices.Values(slices.DeleteFunc(all, func(r []string) bool { return r[0] == "2016/17" || r[0] == "2018/19" })))
	var out, said bytes.Buffer
	if err := run(context.Background(), []string{"import", "prc-230726.csv"}, &out, &said); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(said.String(), "it has April 2017 to March 2018 only, too little for a report of its own") {
		t.Errorf("said %q, want a word that it cannot be reported on", said.String())
	}
	d, err := analysis.Load("data")
	if err != nil {
		t.Fatal(err)
	}
	if s, err := analysis.NewStudy(d, "", "Hampshire"); err != nil || s.Release.Vintage != "2026-04-23" {
		t.Errorf("without RELEASE: %v, want a report on 2026-04-23", err)
	}
	if _, err := analysis.NewStudy(d, "2026-07-23", "Hampshire"); err == nil || !strings.Contains(err.Error(), "or none for the newest") {
		t.Errorf("with RELEASE: error %v, want one that says what to do", err)
	}
}
