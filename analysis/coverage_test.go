package analysis

import (
	"bytes"
	"math"
	"slices"
	"testing"

	"grooming-report/analysis/records"
	"grooming-report/analysis/stats/coverage"
)

// The kept results belong to the code that they are read with, and a small
// simulation from another seed agrees with them.
func TestKeptCoverage(t *testing.T) {
	rows := loadData(t).Coverage
	if len(rows) != len(coverage.Scenarios())*len(coverage.Methods()) {
		t.Fatalf("%d rows, want %d", len(rows), len(coverage.Scenarios())*len(coverage.Methods()))
	}
	if rows[0].Code != CoverageCode() {
		t.Error("the estimators or the simulation have changed since data/derived/coverage.csv was made: run `make simulate`")
	}
	if testing.Short() {
		return // the simulation is the long part
	}
	const replicates = 100
	scenarios := []coverage.Scenario{{Later: 20, Earlier: 20, Dispersion: 2}, {Later: 200, Earlier: 50, Dispersion: 5}}
	results, err := coverage.Simulate(scenarios, coverage.Methods(), replicates, Level, 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, fresh := range results {
		i := slices.IndexFunc(rows, func(r CoverageRow) bool {
			return r.Method == fresh.Method &&
				r.Scenario == fresh.Scenario
		})
		kept := rows[i].Covered
		if slack := 4 * math.Sqrt(kept*(1-kept)/replicates); math.Abs(fresh.Covered-kept) > slack+0.01 {
			t.Errorf("%s in %+v: %v in %d draws, kept %v", fresh.Method, fresh.Scenario, fresh.Covered, replicates, kept)
		}
	}
}

// The limits that lead hold between 93 and 97 % wherever 20 or more offences are
// expected, and Poisson limits do not where counts scatter.
func TestKeptCoverageOfLeadingLimits(t *testing.T) {
	for _, r := range loadData(t).Coverage {
		if r.Replicates < 10_000 {
			t.Errorf("%s: %d replicates", r.Row, r.Replicates)
		}
		leads := slices.Contains([]string{"quasi-Poisson count", "quasi-Poisson ratio",
			"quasi-Poisson ratio, dispersion estimated"}, r.Method)
		if leads && r.Smallest() >= 20 && (r.Covered < 0.93 || r.Covered > 0.97) {
			t.Errorf("%s, %+v: coverage %v", r.Method, r.Scenario, r.Covered)
		}
		if r.Method == "Poisson ratio" && r.Dispersion == 5 && r.Covered > 0.8 {
			t.Errorf("%s, %+v: coverage %v", r.Method, r.Scenario, r.Covered)
		}
	}
}

func TestCoverageFile(t *testing.T) {
	results := []coverage.Result{{Scenario: coverage.Scenario{Later: 20, Earlier: 50, Dispersion: 2.5},
		Method: "a method, with a comma", Covered: 0.9512, Below: 0.02, Above: 0.0288, Replicates: 10_000}}
	file, err := WriteCoverage(results, 7)
	if err != nil {
		t.Fatal(err)
	}
	parse := func(file []byte) ([]CoverageRow, error) {
		table, err := records.ReadTable("coverage.csv", string(file), coverageHeader...)
		if err != nil {
			t.Fatal(err)
		}
		return parseCoverage(table)
	}
	rows, err := parse(file)
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 1 || rows[0].Result != results[0] || rows[0].Seed != 7 || rows[0].Code != CoverageCode() {
		t.Errorf("read back %+v", rows)
	}
	for _, bad := range []string{"1.5", "-1", "x"} {
		if _, err := parse(bytes.Replace(file, []byte("0.9512"), []byte(bad), 1)); err == nil {
			t.Errorf("a share of %s is read", bad)
		}
	}
}
