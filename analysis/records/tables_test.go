package records

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// A table with a row that cannot be is an error that names it, whichever table it is, although its sum is right.
func TestLoadBrokenTable(t *testing.T) {
	sums, err := os.ReadFile("../../data/SHA256SUMS")
	if err != nil {
		t.Fatal(err)
	}
	whole := fstest.MapFS{}
	for line := range strings.Lines(string(sums)) {
		_, name, _ := strings.Cut(strings.TrimSpace(line), "  ")
		table, err := os.ReadFile("../../data/" + name)
		if err != nil {
			t.Fatal(err)
		}
		whole[name] = &fstest.MapFile{Data: table}
	}
	// loaded is the error of loading the tables after a change, with right sums of what there is then.
	loaded := func(change func(files fstest.MapFS)) error {
		files, sums := maps.Clone(whole), ""
		change(files)
		for _, name := range slices.Sorted(maps.Keys(files)) {
			sums += fmt.Sprintf("%x  %s\n", sha256.Sum256(files[name].Data), name)
		}
		files["SHA256SUMS"] = &fstest.MapFile{Data: []byte(sums)}
		_, err := LoadFrom(files, "data")
		return err
	}
	if err := loaded(func(fstest.MapFS) {}); err != nil {
		t.Errorf("the tables as they are: %v", err)
	}
	for _, broken := range []string{"series.csv", "forces.csv", "population.csv", "published.csv",
		"releases/offences-2019.csv"} {
		err := loaded(func(files fstest.MapFS) {
			table := files[broken].Data
			header, _, _ := strings.Cut(string(table), "\n")
			files[broken] = &fstest.MapFile{Data: append(table[:len(table):len(table)],
				strings.Repeat("none,", strings.Count(header, ","))+"none\n"...)}
		})
		if err == nil || !strings.Contains(err.Error(), "data/"+broken) {
			t.Errorf("%s with a row of none: error %v, want one that names it", broken, err)
		}
	}
	for _, without := range []string{"series.csv", "forces.csv", "population.csv", "published.csv"} {
		err := loaded(func(files fstest.MapFS) { delete(files, without) })
		if err == nil || !strings.Contains(err.Error(), "data/"+without+": not listed in SHA256SUMS") {
			t.Errorf("without %s: error %v, want one that names it", without, err)
		}
	}
	for want, change := range map[string]func(fstest.MapFS){
		"data/releases: no release": func(files fstest.MapFS) {
			maps.DeleteFunc(files, func(name string, _ *fstest.MapFile) bool { return strings.HasPrefix(name, "releases/") })
		},
		`data/datapackage.json: no resource has the path "releases/`: func(files fstest.MapFS) {
			files["datapackage.json"] = &fstest.MapFile{Data: []byte("{}")}
		},
		"data/datapackage.json: unexpected end": func(files fstest.MapFS) {
			files["datapackage.json"] = &fstest.MapFile{Data: []byte("{")}
		},
	} {
		if err := loaded(change); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("error %v, want %s", err, want)
		}
	}
}

// The list of the tables must be there and be one, and so must every table that it names.
func TestLoadWithoutSums(t *testing.T) {
	const none = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" // the sum of an empty file
	for _, test := range []struct{ what, sums, want string }{
		{"no list", "", "open data/SHA256SUMS: file does not exist"},
		{"a name alone", "series.csv\n", `data/SHA256SUMS:1: found "series.csv", want a SHA-256 sum`},
		{"half a sum", none + "  empty.csv\n" + none[1:] + "  series.csv\n", "data/SHA256SUMS:2: found"},
		{"a name outside", none + "  ../series.csv\n", "data/SHA256SUMS:1: found"},
		{"a table that is not there", none + "  series.csv\n", "data/SHA256SUMS:1: open data/series.csv"},
		{"another", none + "  empty.csv\n" + none + "  forces.csv\n", "data/SHA256SUMS:2: open data/forces.csv"},
	} {
		files := fstest.MapFS{"empty.csv": &fstest.MapFile{}}
		if test.sums != "" {
			files["SHA256SUMS"] = &fstest.MapFile{Data: []byte(test.sums)}
		}
		if _, err := LoadFrom(files, "data"); err == nil || !strings.HasPrefix(err.Error(), test.want) {
			t.Errorf("%s: error %v, want %s", test.what, err, test.want)
		}
	}
	// A table of another sum was changed, or an import is putting others in its place.
	files := fstest.MapFS{"series.csv": &fstest.MapFile{},
		"SHA256SUMS": &fstest.MapFile{Data: []byte(strings.Replace(none, "e3", "e4", 1) + "  series.csv\n")}}
	for _, pending := range []bool{false, true} {
		want := "data/series.csv is not the table recorded in data/SHA256SUMS"
		if pending {
			files["SHA256SUMS.pending"], want = &fstest.MapFile{}, "data: an import is putting its tables in place"
		}
		if _, err := LoadFrom(files, "data"); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("an import is pending: %v: error %v, want %s", pending, err, want)
		}
	}
	if _, _, err := Begin("../../data/none"); err == nil || !strings.Contains(err.Error(), "data/none/SHA256SUMS") {
		t.Errorf("a folder that is not there: error %v, want one that names it", err)
	}
}

// broken is a folder whose files cannot be read, or asked for their size.
type broken struct {
	fstest.MapFS
	size bool // that cannot be asked for
}

type brokenFile struct {
	fs.File
	size bool
}

var errBroken = errors.New("broken")

func (b broken) Open(name string) (fs.File, error) {
	f, err := b.MapFS.Open(name)
	return brokenFile{f, b.size}, err
}

func (f brokenFile) Read([]byte) (int, error) { return 0, errBroken }

func (f brokenFile) Stat() (fs.FileInfo, error) {
	if f.size {
		return nil, errBroken
	}
	return f.File.Stat()
}

// A disk that fails is an error, and not an empty table.
func TestLoadFromBrokenDisk(t *testing.T) {
	files := fstest.MapFS{"SHA256SUMS": &fstest.MapFile{}}
	for _, size := range []bool{false, true} {
		if _, err := LoadFrom(broken{files, size}, "data"); !errors.Is(err, errBroken) {
			t.Errorf("a file that cannot be read: error %v, want that of the disk", err)
		}
	}
}
