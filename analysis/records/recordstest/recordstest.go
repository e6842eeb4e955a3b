// Package recordstest gives tests the tables of the data folder with releases and series that do not
// change: one that is added later makes no test fail.
package recordstest

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"grooming-report/analysis/records"
)

// Vintages is the releases that tests are made with, oldest first.
var Vintages = []string{"2019", "2021", "2023-10-19", "2026-04-23"}

// series is those that tests are made with, by name.
var series = []string{"88A", "71", "sexual offences", "all offences excluding fraud", "sexual offences other than code 88A",
	"all offences excluding fraud and code 88A", "s.15A FOI", "s.15A FOI, method disclosed",
	"communicating indecently with a child, Scotland", "sexual communication with a child, Northern Ireland"}

// end is the last day that they cover. A definition that begins later came with a later
// release.
const end = "2025-12-31"

// Keep drops the other releases and series from tables that were loaded, and the definitions that came
// with them.
func Keep(d *records.Data) {
	d.Releases = slices.DeleteFunc(d.Releases, func(r *records.Release) bool {
		return !slices.Contains(Vintages, string(r.Vintage))
	})
	d.Series = slices.DeleteFunc(d.Series, func(s *records.Series) bool { return !slices.Contains(series, s.Name) })
	define(d, end)
}

// Until drops the releases after one of them, and the definitions that begin after it ends.
func Until(d *records.Data, newest *records.Release) {
	d.Releases = slices.DeleteFunc(d.Releases, func(r *records.Release) bool { return r.Vintage > newest.Vintage })
	define(d, newest.Covered().To.Last().Format(time.DateOnly))
}

// define drops the definitions that begin after a day.
func define(d *records.Data, day string) {
	for _, s := range d.Series {
		last := len(s.Definitions) - 1
		for ; last > 0 && s.Definitions[last].Begins.Format(time.DateOnly) > day; last-- {
			s.Definitions[last-1].Ends = time.Time{}
		}
		s.Definitions = s.Definitions[:last+1]
	}
}

// Files is the tables of a data folder as files, without the other releases and series, and the
// definitions that came with them.
func Files(t testing.TB, from string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	var sums bytes.Buffer
	tables := tables(t, from)
	for _, name := range slices.Sorted(maps.Keys(tables)) {
		fmt.Fprintf(&sums, "%x  %s\n", sha256.Sum256(tables[name]), name)
		files[name] = &fstest.MapFile{Data: tables[name]}
	}
	files["SHA256SUMS"] = &fstest.MapFile{Data: sums.Bytes()}
	return files
}

// Copy writes [Files] of a data folder into another.
func Copy(t testing.TB, from, to string) {
	t.Helper()
	for name, file := range Files(t, from) {
		at := filepath.Join(to, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, file.Data, 0o644); err != nil {
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
	described := read("datapackage.json")
	var p struct{ Resources []json.RawMessage }
	if err := json.Unmarshal(described, &p); err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, resource := range p.Resources {
		var r struct{ Path string }
		if err := json.Unmarshal(resource, &r); err != nil {
			t.Fatal(err)
		}
		vintage, release := strings.CutPrefix(r.Path, "releases/offences-")
		if !release || slices.Contains(Vintages, strings.TrimSuffix(vintage, ".csv")) {
			files[r.Path] = read(r.Path)
			continue
		}
		without := bytes.Replace(described, append([]byte(",\n    "), resource...), nil, 1)
		if len(without) == len(described) {
			t.Fatalf("%s: %s does not stand after another resource, as an import writes it", from, r.Path)
		}
		described = without
	}
	files["datapackage.json"] = described
	files["series.csv"] = definitions(t, files["series.csv"])
	return files
}

// definitions is series.csv without the other series, and without the definitions that came with later
// releases; the one before each, of the same series, goes on.
func definitions(t testing.TB, table []byte) []byte {
	t.Helper()
	var kept, before, header []string
	for line := range strings.Lines(string(table)) {
		row, err := csv.NewReader(strings.NewReader(line)).Read()
		if err != nil {
			t.Fatal(err)
		}
		if header == nil {
			header = row
		}
		if len(kept) > 0 && !slices.Contains(series, row[0]) {
			continue
		}
		begins := slices.Index(header, "from") // to comes next
		if row[begins] > end && row[begins] != header[begins] {
			last := len(kept) - 1
			if row[0] != before[0] {
				continue
			}
			kept[last] = strings.Replace(kept[last], before[begins]+","+before[begins+1]+",", before[begins]+",,", 1)
			continue
		}
		kept, before = append(kept, line), row
	}
	return []byte(strings.Join(kept, ""))
}
