package analysis

import "grooming-report/analysis/records"

// Data is every table of the data folder: what was recorded and published, the
// statements to check, and the kept simulation.
type Data struct {
	*records.Data
	Claims   []Claim
	Coverage []CoverageRow // empty where no simulation is kept
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
	claims, err := recorded.Table("claims.csv", claimsHeader...)
	if err != nil {
		return nil, err
	}
	if d.Claims, err = parseClaims(claims, recorded.Figure); err != nil {
		return nil, err
	}
	if !recorded.Holds(coverageTable) {
		return d, nil
	}
	coverage, err := recorded.Table(coverageTable, CoverageHeader...)
	if err != nil {
		return nil, err
	}
	d.Coverage, err = parseCoverage(coverage)
	return d, err
}
