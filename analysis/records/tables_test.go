package records

import (
	"crypto/sha256"
	"fmt"
	"os"
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
	for _, broken := range []string{"", "series.csv", "forces.csv", "population.csv", "published.csv",
		"releases/offences-2019.csv"} {
		files, sums := fstest.MapFS{}, ""
		for name, file := range whole {
			if name == broken {
				header, _, _ := strings.Cut(string(file.Data), "\n")
				file = &fstest.MapFile{Data: append(file.Data[:len(file.Data):len(file.Data)],
					strings.Repeat("none,", strings.Count(header, ","))+"none\n"...)}
			}
			files[name], sums = file, sums+fmt.Sprintf("%x  %s\n", sha256.Sum256(file.Data), name)
		}
		files["SHA256SUMS"] = &fstest.MapFile{Data: []byte(sums)}
		_, err := LoadFrom(files, "data")
		if broken == "" && err != nil {
			t.Errorf("the tables as they are: %v", err)
		}
		if broken != "" && (err == nil || !strings.Contains(err.Error(), "data/"+broken)) {
			t.Errorf("%s with a row of none: error %v, want one that names it", broken, err)
		}
	}
}
