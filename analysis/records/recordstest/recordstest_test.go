package recordstest_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"grooming-report/analysis/records"
	"grooming-report/analysis/records/recordstest"
)

// A release that was imported later is neither loaded nor copied.
func TestLaterRelease(t *testing.T) {
	dir := t.TempDir()
	recordstest.Copy(t, "../../../data", dir)
	table, err := os.ReadFile(filepath.Join(dir, "releases", "offences-2026-04-23.csv"))
	if err != nil {
		t.Fatal(err)
	}
	description, err := os.ReadFile(filepath.Join(dir, "datapackage.json"))
	if err != nil {
		t.Fatal(err)
	}
	const later = "2099-07-23"
	for name, text := range map[string]string{
		"releases/offences-" + later + ".csv": string(table),
		"datapackage.json":                    strings.Replace(string(description), `"resources": [`, `"resources": [ {"path": "releases/offences-`+later+`.csv"}, `, 1),
	} {
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	again := t.TempDir()
	recordstest.Copy(t, dir, again)
	d, err := records.Load(again)
	if err != nil {
		t.Fatal(err)
	}
	d.Releases = append(d.Releases, &records.Release{Vintage: later})
	recordstest.Keep(d)
	if got := len(d.Releases); got != len(recordstest.Vintages) {
		t.Errorf("%d releases, want %d", got, len(recordstest.Vintages))
	}
}
