package analysis

import (
	"bytes"
	"math"
	"slices"
	"strings"
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

// A method's limits are short if they hold the truth in less than 93 per cent of the draws somewhere with twenty or
// more offences in each period.
func TestShort(t *testing.T) {
	row := func(method string, later, earlier, covered float64) CoverageRow {
		return CoverageRow{Result: coverage.Result{Method: method, Covered: covered,
			Scenario: coverage.Scenario{Later: later, Earlier: earlier}}}
	}
	for _, test := range []struct {
		what string
		row  CoverageRow
		want bool
	}{
		{"twenty in each", row("narrow", 20, 20, 0.92), true},
		{"93 per cent", row("narrow", 20, 20, Level-0.02), false},
		{"a little less", row("narrow", 20, 20, Level-0.021), true},
		{"nineteen before", row("narrow", 50, 19, 0.5), false},
		{"nineteen after", row("narrow", 19, 50, 0.5), false},
		{"another method", row("wide", 20, 20, 0.5), false},
	} {
		if got := (&Data{Coverage: []CoverageRow{test.row}}).Short("narrow"); got != test.want {
			t.Errorf("%s: short %v, want %v", test.what, got, test.want)
		}
	}
	if new(Data).Short("narrow") {
		t.Error("where no simulation is kept a method is short")
	}
}

// What is written of a simulation is read again as it was, and a row that cannot be of one is an error that names
// its line and column.
func TestCoverageTable(t *testing.T) {
	results := []coverage.Result{{Method: "a method", Scenario: coverage.Scenario{Later: 20, Earlier: 5, Dispersion: 2},
		Covered: 0.9375, Below: 0.0125, Above: 0.05, Replicates: 10_000}, {Method: "another", Covered: 1, Replicates: 1}}
	text, err := WriteCoverage(results, 20260423)
	if err != nil {
		t.Fatal(err)
	}
	read := func(text string) ([]CoverageRow, error) {
		table, err := records.ReadTable("coverage.csv", text, coverageHeader...)
		if err != nil {
			t.Fatal(err)
		}
		return parseCoverage(table)
	}
	rows, err := read(string(text))
	if err != nil || len(rows) != 2 {
		t.Fatalf("%d rows, %v; want two", len(rows), err)
	}
	for i, r := range rows {
		if r.Result != results[i] || r.Seed != 20260423 || r.Code != CoverageCode() || r.Row.First != i+2 {
			t.Errorf("row %d is read as %+v, want %+v", i+2, r, results[i])
		}
	}
	s := newest(t, "")
	if f := rows[0].Fact(); f.Vintage != "20260423" || f.Value != 93.75 || f.Period != s.Change.Period() {
		t.Errorf("%s is %v of the seed %s and of %s, want 93.75 of 20260423, under the first quarter of the definition",
			f.Name, f.Value, f.Vintage, f.Period)
	}
	const good = "a method,20,5,2,0.9375,0.0125,0.05,10000,1,c"
	for _, test := range []struct{ column, row string }{
		{"later", "a method,-1,5,2,0.9,0,0.1,10,1,c"}, {"later", "a method,NaN,5,2,0.9,0,0.1,10,1,c"},
		{"earlier", "a method,20,x,2,0.9,0,0.1,10,1,c"}, {"dispersion", "a method,20,5,-2,0.9,0,0.1,10,1,c"},
		{"covered", "a method,20,5,2,1.1,0,0.1,10,1,c"}, {"below", "a method,20,5,2,0.9,1.1,0.1,10,1,c"},
		{"above", "a method,20,5,2,0.9,0,1.1,10,1,c"}, {"replicates", "a method,20,5,2,0.9,0,0.1,0,1,c"},
		{"replicates", "a method,20,5,2,0.9,0,0.1,ten,1,c"}, {"seed", "a method,20,5,2,0.9,0,0.1,10,-1,c"},
	} {
		header := strings.Join(coverageHeader, ",") + "\n"
		_, err := read(header + good + "\n" + test.row + "\n")
		if err == nil || !strings.HasPrefix(err.Error(), "coverage.csv:3: "+test.column+" ") {
			t.Errorf("%s: error %v, want one that names line 3 and %s", test.row, err, test.column)
		}
	}
}
