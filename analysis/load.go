package analysis

import (
	"fmt"
	"slices"

	"grooming-report/analysis/claims"
	"grooming-report/analysis/records"
)

// Data is every table of the data folder: what was recorded and published, the
// statements to check, and the kept simulation.
type Data struct {
	*records.Data
	Claims   []claims.Claim
	Coverage []CoverageRow // empty where no simulation is kept
}

// Release finds a vintage by its date or year, or by its file's name or path. The
// empty name is the newest that has the whole year on either side of the change of
// definition that a report is about.
func (d *Data) Release(name string) (*records.Release, error) {
	if name != "" {
		return d.Data.Release(name)
	}
	for _, r := range slices.Backward(d.Releases) {
		if r.Spans() {
			return r, nil
		}
	}
	return nil, fmt.Errorf("no release has the whole year on either side of the change of definition, which " +
		"a report needs")
}

const coverageTable = "derived/coverage.csv"

// Load reads the data folder, as records.Load does, with the statements and the
// simulation.
func Load(dir string) (*Data, error) {
	recorded, err := records.Load(dir)
	if err != nil {
		return nil, err
	}
	d := &Data{Data: recorded}
	statements, err := recorded.Table("claims.csv", claims.Header...)
	if err != nil {
		return nil, err
	}
	if d.Claims, err = claims.Parse(statements, recorded.Published); err != nil {
		return nil, err
	}
	if !recorded.Holds(coverageTable) {
		return d, nil
	}
	coverage, err := recorded.Table(coverageTable, coverageHeader...)
	if err != nil {
		return nil, err
	}
	d.Coverage, err = parseCoverage(coverage)
	return d, err
}
