package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"grooming-report/analysis/stats/coverage"
)

// The table is the same whatever the number of processors, and holds every kind
// of limits in every scenario.
func TestRun(t *testing.T) {
	replicates := "2"
	if testing.Short() {
		replicates = "1"
	}
	var tables [][]byte
	for _, processors := range []int{1, 3} {
		before := runtime.GOMAXPROCS(processors)
		out := filepath.Join(t.TempDir(), "derived", "coverage.csv")
		err := run([]string{"-replicates", replicates, "-o", out}, io.Discard)
		runtime.GOMAXPROCS(before)
		if err != nil {
			t.Fatal(err)
		}
		table, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		tables = append(tables, table)
	}
	if !bytes.Equal(tables[0], tables[1]) {
		t.Error("another number of processors gives other results")
	}
	if got, want := bytes.Count(tables[0], []byte("\n"))-1,
		len(coverage.Scenarios())*len(coverage.Methods()); got != want {
		t.Errorf("%d rows, want %d", got, want)
	}
	if err := run([]string{"more"}, io.Discard); err == nil || !strings.Contains(err.Error(), "more") {
		t.Errorf("an argument too many: %v", err)
	}
}
