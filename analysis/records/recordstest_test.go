package records_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"grooming-report/analysis/records"
	"grooming-report/analysis/records/recordstest"
)

// A release that was imported later, and the definition that came with it, are neither
// loaded nor copied.
func TestLaterRelease(t *testing.T) {
	before, after, again := t.TempDir(), t.TempDir(), t.TempDir()
	recordstest.Copy(t, "../../data", before)
	read := func(dir, name string) string {
		file, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		return string(file)
	}
	if err := os.CopyFS(after, os.DirFS(before)); err != nil {
		t.Fatal(err)
	}
	const later = "releases/offences-2099-07-23.csv"
	const widened = "88A,88A,sexual grooming,s.15 and s.15A Sexual Offences Act 2003"
	series := read(before, "series.csv")
	row := series[strings.Index(series, widened):]
	row = row[:strings.Index(row, "\n")+1]
	for name, text := range map[string]string{
		later: read(before, "releases/offences-2026-04-23.csv"),
		"datapackage.json": strings.TrimSuffix(read(before, "datapackage.json"), "\n  ]\n}\n") +
			",\n    {\n      \"path\": \"" + later + "\"\n    }\n  ]\n}\n",
		"series.csv": strings.Replace(series, row, strings.Replace(row, "2017-04-03,,", "2017-04-03,2025-12-31,", 1)+
			strings.Replace(row, "2017-04-03,,widened", "2026-01-01,,narrowed", 1), 1),
	} {
		if err := os.WriteFile(filepath.Join(after, filepath.FromSlash(name)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	recordstest.Copy(t, after, again)
	for _, name := range []string{"SHA256SUMS", "datapackage.json", "series.csv"} {
		if read(again, name) != read(before, name) {
			t.Errorf("%s is not what it was before the later release", name)
		}
	}
	d, err := records.Load(again)
	if err != nil {
		t.Fatal(err)
	}
	d.Releases = append(d.Releases, &records.Release{Vintage: "2099-07-23"})
	main := d.Series.Main()
	begins := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	main.Definitions[1].Ends = begins.AddDate(0, 0, -1)
	main.Definitions = append(main.Definitions, &records.Definition{Begins: begins})
	recordstest.Keep(d)
	if got := len(d.Releases); got != len(recordstest.Vintages) {
		t.Errorf("%d releases, want %d", got, len(recordstest.Vintages))
	}
	if len(main.Definitions) != 2 || !main.Definitions[1].Ends.IsZero() {
		t.Errorf("%d definitions, of which the last ends %v; want 2, and no end", len(main.Definitions),
			main.Definitions[1].Ends)
	}
}

// Before any later release, a copy is what it is a copy of.
func TestCopy(t *testing.T) {
	dir := t.TempDir()
	recordstest.Copy(t, "../../data", dir)
	want, err := os.ReadFile("../../data/releases/offences-2026-04-23.csv")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(filepath.Join(dir, "releases", "offences-2026-04-23.csv")); err != nil || !bytes.Equal(got, want) {
		t.Errorf("the copy of offences-2026-04-23.csv differs (%v)", err)
	}
}

// A sample holds the edges, none of them twice, and is the same each time; EVERY makes it whole.
func TestForces(t *testing.T) {
	d, err := records.Load("../../data")
	if err != nil {
		t.Fatal(err)
	}
	recordstest.Keep(d)
	t.Setenv("EVERY", "")
	names := func(t *testing.T) []string {
		var list []string
		for _, f := range recordstest.Forces(t, d) {
			list = append(list, f.Name)
		}
		return list
	}
	sample := names(t)
	if again := names(t); !slices.Equal(sample, again) {
		t.Errorf("%q, and then %q", sample, again)
	}
	want := 3
	if testing.Short() {
		want = 2
	}
	edges := []string{"Metropolitan Police", "British Transport Police", "Dyfed-Powys", "Gwent", "North Wales",
		"South Wales"}
	if sample[0] != "London, City of" || !testing.Short() && !slices.Contains(edges, sample[1]) {
		t.Errorf("%q, want London, City of, and one of %q", sample, edges)
	}
	if distinct := slices.Compact(slices.Sorted(slices.Values(sample))); len(distinct) != want || len(sample) != want {
		t.Errorf("%q, want %d forces", sample, want)
	}
	t.Run("another test", func(t *testing.T) {
		if other := names(t); slices.Equal(other, sample) {
			t.Errorf("another test takes the same forces, %q", other)
		}
	})
	t.Setenv("EVERY", "1")
	if all := names(t); len(all) != len(d.Forces.List) {
		t.Errorf("with EVERY %d forces, want %d", len(all), len(d.Forces.List))
	}
}
