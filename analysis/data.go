package analysis

import (
	"cmp"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"
)

// Data is all tables of the data folder, checked and typed.
type Data struct {
	Forces     *Forces
	Releases   []*Release // oldest first; the last is the newest
	Population []Population
	Published  []Published
	Claims     []Claim
	Coverage   []CoverageRow // of the kept simulation; empty where none is kept
}

// Load reads the data folder. Every table must be listed in its SHA256SUMS and
// match it; every row must be understood. The names that messages and sources
// give begin with dir, so dir is best relative to the project.
func Load(dir string) (*Data, error) {
	files, err := checkSums(dir)
	if err != nil {
		return nil, err
	}
	d := &Data{}
	full := func(name string) string { return path.Join(dir, name) }
	read := func(name string, parse func(name string, file []byte) error) error {
		file, ok := files[name]
		if !ok {
			return fmt.Errorf("%s: not listed in SHA256SUMS; restore its line, or run `make sums`", full(name))
		}
		return parse(full(name), file)
	}
	for _, step := range []struct {
		name  string
		parse func(string, []byte) error
	}{
		{"forces.csv", func(n string, f []byte) (err error) { d.Forces, err = parseForces(n, f); return }},
		{"population.csv", func(n string, f []byte) (err error) { d.Population, err = parsePopulation(n, f, d.Forces); return }},
		{"published.csv", func(n string, f []byte) (err error) { d.Published, err = parsePublished(n, f); return }},
		{"claims.csv", func(n string, f []byte) (err error) { d.Claims, err = parseClaims(n, f, d.Published); return }},
	} {
		if err := read(step.name, step.parse); err != nil {
			return nil, err
		}
	}
	const coverage = "derived/coverage.csv"
	if file, ok := files[coverage]; ok {
		if d.Coverage, err = parseCoverage(full(coverage), file); err != nil {
			return nil, err
		}
	}
	for name, file := range files {
		if path.Dir(name) != "releases" {
			continue
		}
		r, err := ParseRelease(full(name), file, d.Forces)
		if err != nil {
			return nil, err
		}
		if r.Notes, err = described(full("datapackage.json"), files["datapackage.json"], name); err != nil {
			return nil, err
		}
		d.Releases = append(d.Releases, r)
	}
	if len(d.Releases) == 0 {
		return nil, fmt.Errorf("%s: no release", full("releases"))
	}
	slices.SortFunc(d.Releases, func(a, b *Release) int { return cmp.Compare(a.Vintage, b.Vintage) })
	return d, nil
}

// Release finds a vintage by its date or year, or by its file's name or path.
// The empty name is the newest one that reaches from the last year of the old
// definition of 88A to the first of the new one, as a report needs.
func (d *Data) Release(name string) (*Release, error) {
	if name == "" {
		for _, r := range slices.Backward(d.Releases) {
			if r.Reportable() {
				return r, nil
			}
		}
		return nil, fmt.Errorf("no release covers the years on both sides of April 2017, which a report needs")
	}
	vintage := strings.TrimSuffix(strings.TrimPrefix(path.Base(name), "offences-"), ".csv")
	var have []string
	for _, r := range d.Releases {
		if string(r.Vintage) == vintage {
			return r, nil
		}
		have = append(have, path.Base(r.File))
	}
	return nil, fmt.Errorf("no release %q; there are %s", name, strings.Join(have, ", "))
}

// described returns the notes that datapackage.json has on a table. Every table
// of releases must be described in it.
func described(name string, file []byte, table string) ([]string, error) {
	var p struct {
		Resources []struct {
			Path  string   `json:"path"`
			Notes []string `json:"notes"`
		} `json:"resources"`
	}
	if err := json.Unmarshal(file, &p); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	for _, r := range p.Resources {
		if r.Path == table {
			return r.Notes, nil
		}
	}
	return nil, fmt.Errorf("%s: no resource has the path %q; describe the table there, or make it with `make report RELEASE=…`", name, table)
}

var forcesHeader = []string{"ons_code", "force", "region", "country", "kind", "aliases"}

func parseForces(name string, file []byte) (*Forces, error) {
	t, err := readTable(name, file, forcesHeader...)
	if err != nil {
		return nil, err
	}
	var list []Force
	var not []string
	for i := range t.rows {
		f := Force{Code: t.columns[0][i], Name: t.columns[1][i], Region: t.columns[2][i], row: t.at(i)}
		for _, a := range strings.Split(t.columns[5][i], ";") {
			if a = strings.TrimSpace(a); a != "" {
				f.Aliases = append(f.Aliases, a)
			}
		}
		switch kind := t.columns[4][i]; kind {
		case "territorial":
			f.Territorial = true
			if len(f.Code) != 9 {
				return nil, t.errorf(i, "%s has ONS code %q, want nine characters", f.Name, f.Code)
			}
			list = append(list, f)
		case "non-geographic":
			list = append(list, f)
		case "not a force":
			not = append(not, append([]string{f.Name}, f.Aliases...)...)
		default:
			return nil, t.errorf(i, "kind %q, want territorial, non-geographic or not a force", kind)
		}
	}
	return newForces(list, not)
}

// A Population is an estimate of the people who live in a force's area in the
// middle of a year, by the Office for National Statistics.
type Population struct {
	Force   string
	MidYear int // 30 June of this year
	AllAges int
	Under16 int // 0 where the table has no estimate by age
	Basis   string
	Row     Rows
}

var populationHeader = []string{"ons_code", "force", "mid_year", "all_ages", "under_16", "under_18", "aged_10_to_15", "basis"}

func parsePopulation(name string, file []byte, forces *Forces) ([]Population, error) {
	t, err := readTable(name, file, populationHeader...)
	if err != nil {
		return nil, err
	}
	var ps []Population
	seen := map[string]int{}
	for i := range t.rows {
		f, err := forces.Find(t.columns[1][i])
		if err != nil {
			return nil, t.errorf(i, "%w", err)
		}
		if f.Code != t.columns[0][i] {
			return nil, t.errorf(i, "%s has code %q here and %q in forces.csv; want the same", f.Name, t.columns[0][i], f.Code)
		}
		p := Population{Force: f.Name, Basis: t.columns[7][i], Row: t.at(i)}
		if p.MidYear, err = parseInt(t.columns[2][i]); err != nil {
			return nil, t.errorf(i, "mid-year %w", err)
		}
		if p.AllAges, err = parseInt(t.columns[3][i]); err != nil || p.AllAges <= 0 {
			return nil, t.errorf(i, "population %q, want a whole number above 0", t.columns[3][i])
		}
		if s := t.columns[4][i]; s != "" {
			if p.Under16, err = parseInt(s); err != nil || p.Under16 <= 0 || p.Under16 >= p.AllAges {
				return nil, t.errorf(i, "population under 16 %q, want a whole number above 0 and below the population", s)
			}
		}
		key := fmt.Sprint(p.Force, p.MidYear)
		if line, ok := seen[key]; ok {
			return nil, t.errorf(i, "%s, mid-%d stands already in line %d; want it once", p.Force, p.MidYear, line)
		}
		seen[key] = t.line(i)
		ps = append(ps, p)
	}
	return ps, nil
}

// A Published figure is a number that somebody published, with the place where
// it stands.
type Published struct {
	ID        string
	Area      string
	Period    Period
	Measure   string  // 88A, or what else was counted
	Vintage   Vintage // the year or date of the table it was taken from
	Value     int
	Publisher string
	Date      string
	URL       string
	Note      string
	Row       Rows
}

var publishedHeader = []string{"id", "area", "from", "to", "measure", "vintage", "value", "publisher", "published", "url", "note"}

func parsePublished(name string, file []byte) ([]Published, error) {
	t, err := readTable(name, file, publishedHeader...)
	if err != nil {
		return nil, err
	}
	var ps []Published
	for i := range t.rows {
		c := func(n int) string { return t.columns[n][i] }
		p := Published{ID: c(0), Area: c(1), Measure: c(4), Vintage: Vintage(c(5)), Publisher: c(7), Date: c(8), URL: c(9), Note: c(10), Row: t.at(i)}
		if p.Period, err = ParsePeriod(c(2), c(3)); err != nil {
			return nil, t.errorf(i, "%w", err)
		}
		if p.Value, err = parseInt(c(6)); err != nil || p.Value < 0 {
			return nil, t.errorf(i, "value %q, want a whole number from 0 up", c(6))
		}
		if p.ID == "" || p.Area == "" || p.Measure == "" || p.Publisher == "" || !validVintage(c(5)) {
			return nil, t.errorf(i, "id, area, measure, publisher and a vintage such as 2018 or 2018-04-26 are all wanted")
		}
		if _, err := findPublished(ps, p.ID); err == nil {
			return nil, t.errorf(i, "id %q stands above already; want each once", p.ID)
		}
		ps = append(ps, p)
	}
	return ps, nil
}

func findPublished(ps []Published, id string) (Published, error) {
	for _, p := range ps {
		if p.ID == id {
			return p, nil
		}
	}
	return Published{}, fmt.Errorf("no published figure has the id %q", id)
}
