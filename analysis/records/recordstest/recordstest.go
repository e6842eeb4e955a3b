// Package recordstest gives tests the tables of the data folder with releases that do not
// change: one that is imported later makes no test fail.
package recordstest

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"grooming-report/analysis/records"
)

// Vintages is the releases that tests are made with, oldest first.
var Vintages = []string{"2019", "2021", "2023-10-19", "2026-04-23"}

// Keep drops the other releases from tables that were loaded.
func Keep(d *records.Data) {
	d.Releases = slices.DeleteFunc(d.Releases, func(r *records.Release) bool {
		return !slices.Contains(Vintages, string(r.Vintage))
	})
}

// Copy writes the tables of a data folder into another, without the other releases.
func Copy(t testing.TB, from, to string) {
	t.Helper()
	files := tables(t, from)
	var sums bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(&sums, "%x  %s\n", sha256.Sum256(files[name]), name)
	}
	files["SHA256SUMS"] = sums.Bytes()
	for name, file := range files {
		at := filepath.Join(to, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, file, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// tables is the tables that datapackage.json describes, and that file.
func tables(t testing.TB, from string) map[string][]byte {
	t.Helper()
	read := func(name string) []byte {
		file, err := os.ReadFile(filepath.Join(from, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		return file
	}
	files := map[string][]byte{}
	var whole map[string]json.RawMessage
	var resources []json.RawMessage
	if err := json.Unmarshal(read("datapackage.json"), &whole); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(whole["resources"], &resources); err != nil {
		t.Fatal(err)
	}
	resources = slices.DeleteFunc(resources, func(resource json.RawMessage) bool {
		var r struct{ Path string }
		if err := json.Unmarshal(resource, &r); err != nil {
			t.Fatal(err)
		}
		vintage, release := strings.CutPrefix(r.Path, "releases/offences-")
		if release && !slices.Contains(Vintages, strings.TrimSuffix(vintage, ".csv")) {
			return true
		}
		files[r.Path] = read(r.Path)
		return false
	})
	var err error
	if whole["resources"], err = json.Marshal(resources); err != nil {
		t.Fatal(err)
	}
	if files["datapackage.json"], err = json.MarshalIndent(whole, "", "  "); err != nil {
		t.Fatal(err)
	}
	return files
}
