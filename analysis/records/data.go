package records

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Data is the tables of what was recorded and published, checked and typed.
type Data struct {
	Series     SeriesTable
	Forces     *Forces
	Releases   []*Release // oldest first; the last is the newest
	Population []Population
	Published  []Published
	dir        string
	files      map[string]string // every table of SHA256SUMS, by its path in dir
}

// Load reads the data folder. Every table must be listed in its SHA256SUMS and
// match it; every row must be understood. The names that messages and sources
// give begin with dir, so dir is best relative to the project.
func Load(dir string) (*Data, error) { return LoadFrom(os.DirFS(dir), filepath.ToSlash(dir)) }

// LoadFrom is Load of any file system that has the tables at its root. Messages and
// sources name them as if they were in dir.
func LoadFrom(folder fs.FS, dir string) (*Data, error) {
	d, rest, err := begin(folder, dir)
	if err == nil {
		err = rest()
	}
	if err != nil {
		return nil, err
	}
	return d, nil
}

// Begin is Load in two steps, so that the second can run while a workbook is read: it returns
// once the series and the forces are loaded, and rest loads the other tables. Only the series
// and the forces may be used before rest has returned.
func Begin(dir string) (d *Data, rest func() error, err error) {
	return begin(os.DirFS(dir), filepath.ToSlash(dir))
}

func begin(folder fs.FS, dir string) (*Data, func() error, error) {
	list, err := readSums(folder, dir)
	if err != nil {
		return nil, nil, err
	}
	d := &Data{dir: dir, files: map[string]string{}}
	var first, rest []summed
	for _, of := range list {
		if of.name == "series.csv" || of.name == "forces.csv" {
			first = append(first, of)
		} else {
			rest = append(rest, of)
		}
	}
	if err := readSummed(folder, dir, first, d.files); err != nil {
		return nil, nil, err
	}
	series, err := d.Table("series.csv", seriesHeader...)
	if err != nil {
		return nil, nil, err
	}
	if d.Series, err = parseSeries(series); err != nil {
		return nil, nil, err
	}
	forces, err := d.Table("forces.csv", forcesHeader...)
	if err != nil {
		return nil, nil, err
	}
	if d.Forces, err = parseForces(forces); err != nil {
		return nil, nil, err
	}
	return d, func() error {
		if err := readSummed(folder, dir, rest, d.files); err != nil {
			return err
		}
		return d.loadRest()
	}, nil
}

// loadRest loads the tables that name series and forces.
func (d *Data) loadRest() error {
	population, err := d.Table("population.csv", populationHeader...)
	if err != nil {
		return err
	}
	if d.Population, err = parsePopulation(population, d.Forces); err != nil {
		return err
	}
	published, err := d.Table("published.csv", publishedHeader...)
	if err != nil {
		return err
	}
	if d.Published, err = parsePublished(published, d.Series, d.Forces); err != nil {
		return err
	}
	if err := d.readReleases(); err != nil {
		return err
	}
	if len(d.Releases) == 0 {
		return fmt.Errorf("%s: no release", d.path("releases"))
	}
	slices.SortFunc(d.Releases, func(a, b *Release) int { return cmp.Compare(a.Vintage, b.Vintage) })
	return nil
}

// readReleases reads the tables of releases. Each must be described in datapackage.json.
func (d *Data) readReleases() error {
	const description = "datapackage.json"
	notes, err := readNotes(d.path(description), d.files[description])
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(d.files)) {
		if path.Dir(name) != "releases" {
			continue
		}
		r, err := ParseRelease(d.path(name), d.files[name], d.Forces, d.Series)
		if err != nil {
			return err
		}
		var described bool
		if r.Notes, described = notes[name]; !described {
			return fmt.Errorf("%s: no resource has the path %q; describe the table there, or make it with `make report "+
				"RELEASE=…`", d.path(description), name)
		}
		d.Releases = append(d.Releases, r)
	}
	return nil
}

// With is the same tables with one more release, which takes the place of one of the same date.
func (d *Data) With(r *Release) *Data {
	other := *d
	other.Releases = slices.DeleteFunc(slices.Clone(d.Releases), func(o *Release) bool { return o.Vintage == r.Vintage })
	other.Releases = append(other.Releases, r)
	slices.SortFunc(other.Releases, func(a, b *Release) int { return cmp.Compare(a.Vintage, b.Vintage) })
	return &other
}

// path is the name of a table in messages and sources.
func (d *Data) path(name string) string { return path.Join(d.dir, name) }

// Holds reports whether the folder has a table.
func (d *Data) Holds(name string) bool {
	_, ok := d.files[name]
	return ok
}

// Table reads a table of the folder, whose header must be exactly the one given.
func (d *Data) Table(name string, header ...string) (*Table, error) {
	file, ok := d.files[name]
	if !ok {
		return nil, fmt.Errorf("%s: not listed in SHA256SUMS; restore its line, or run `make sums`", d.path(name))
	}
	return ReadTable(d.path(name), file, header...)
}

// Release finds a vintage by its date or year, or by its file's name or path.
func (d *Data) Release(name string) (*Release, error) {
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

// readNotes reads the notes that datapackage.json has on each table, by its path.
func readNotes(name, file string) (map[string][]string, error) {
	var p struct {
		Resources []struct {
			Path  string   `json:"path"`
			Notes []string `json:"notes"`
		} `json:"resources"`
	}
	if err := json.Unmarshal([]byte(file), &p); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	notes := map[string][]string{}
	for _, r := range p.Resources {
		if _, again := notes[r.Path]; !again {
			notes[r.Path] = r.Notes
		}
	}
	return notes, nil
}

var forcesHeader = []string{"ons_code", "force", "region", "country", "kind", "from", "to", "formed_of", "aliases"}

func parseForces(t *Table) (*Forces, error) {
	var list []Force
	var not []string
	for i, field := range t.Records() {
		f := Force{
			Code: field["ons_code"], Name: field["force"], Region: field["region"], Country: field["country"],
			FormedOf: splitList(field["formed_of"]), Aliases: splitList(field["aliases"]), row: t.At(i),
		}
		var err error
		if f.From, err = parseDay("from", field["from"]); err != nil {
			return nil, t.Errorf(i, "%w", err)
		}
		if f.To, err = parseDay("to", field["to"]); err != nil {
			return nil, t.Errorf(i, "%w", err)
		}
		switch kind := field["kind"]; kind {
		case "territorial":
			f.Territorial = true
			// The ONS gives a new area its code some time after the force is there.
			if len(f.Code) != 9 && (f.Code != "" || f.From.IsZero()) {
				return nil, t.Errorf(i, "%s has ONS code %q, want nine characters", f.Name, f.Code)
			}
			list = append(list, f)
		case "non-geographic":
			list = append(list, f)
		case "not a force":
			not = append(not, append([]string{f.Name}, f.Aliases...)...)
		default:
			return nil, t.Errorf(i, "kind %q, want territorial, non-geographic or not a force", kind)
		}
	}
	return newForces(list, not)
}

// splitList is the names of a field that holds several, with semicolons between them.
func splitList(field string) []string {
	var names []string
	for name := range strings.SplitSeq(field, ";") {
		if name = strings.TrimSpace(name); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// parseDay reads a day, and nothing as the zero time.
func parseDay(column, field string) (time.Time, error) {
	if field == "" {
		return time.Time{}, nil
	}
	day, err := time.Parse(time.DateOnly, field)
	if err != nil {
		return day, fmt.Errorf("%s %q, want a day such as 2017-04-03, or nothing", column, field)
	}
	return day, nil
}

// A Population is an estimate of the people who live in a force's area in the
// middle of a year, by the Office for National Statistics.
type Population struct {
	Force   string
	MidYear int // 30 June of this year
	AllAges int
	Under16 int   // 0 where the table has no estimate by age
	Basis   Basis // what the estimate may be compared with
	Row     Rows
}

// A Basis is how estimates of different years belong together.
type Basis string

const (
	// Rebased estimates are all reckoned from the census of 2021, so that the years can
	// be compared. They are of all ages; of children for the last two years only.
	Rebased Basis = "rebased"
	// FirstPublished estimates are those of their time: up to mid-2020 reckoned forward
	// from the census of 2011, since then from that of 2021. The break between the two
	// looks like a fall, of 400,000 children under 16, and is none.
	FirstPublished Basis = "first published"
)

var populationHeader = []string{"ons_code", "force", "mid_year", "all_ages", "under_16", "under_18", "aged_10_to_15",
	"basis", "source"}

func parsePopulation(t *Table, forces *Forces) ([]Population, error) {
	type estimate struct {
		force   string
		midYear int
		basis   Basis
	}
	ps, seen := make([]Population, 0, t.Rows), make(map[estimate]int, t.Rows)
	inCode, inForce, inYear := t.place("ons_code"), t.place("force"), t.place("mid_year")
	inAllAges, inUnder16, inBasis := t.place("all_ages"), t.place("under_16"), t.place("basis")
	for i, fields := range t.rows() {
		code, name, year := fields[inCode], fields[inForce], fields[inYear]
		allAges, under16, basis := fields[inAllAges], fields[inUnder16], fields[inBasis]
		f, err := forces.Find(name)
		if err != nil {
			return nil, t.Errorf(i, "%w", err)
		}
		if f.Code != code {
			return nil, t.Errorf(i, "%s has code %q here and %q in forces.csv; want the same", f.Name, code, f.Code)
		}
		p := Population{Force: f.Name, Basis: Basis(basis)}
		if p.Basis != Rebased && p.Basis != FirstPublished {
			return nil, t.Errorf(i, "basis %q, want %s or %s", p.Basis, Rebased, FirstPublished)
		}
		if p.MidYear, err = ParseInt(year); err != nil {
			return nil, t.Errorf(i, "mid-year %w", err)
		}
		of := estimate{p.Force, p.MidYear, p.Basis}
		if line, ok := seen[of]; ok {
			return nil, t.Errorf(i, "%s, mid-%d, %s is in line %d as well; want it once", p.Force, p.MidYear, p.Basis, line)
		}
		seen[of] = t.line(i)
		p.Row = t.At(i)
		if p.AllAges, err = ParseInt(allAges); err != nil || p.AllAges <= 0 {
			return nil, t.Errorf(i, "population %q, want a whole number above 0", allAges)
		}
		if s := under16; s != "" {
			if p.Under16, err = ParseInt(s); err != nil || p.Under16 <= 0 || p.Under16 >= p.AllAges {
				return nil, t.Errorf(i, "population under 16 %q, want a whole number above 0 and below the population", s)
			}
		}
		ps = append(ps, p)
	}
	return ps, nil
}

// Residents is the estimates of the people of an area in the middle of a year, on one
// basis, a row a force. A force that was formed of others has theirs where it has none of
// its own. British Transport Police, which has no residents, has none; ok is false where
// a territorial force has none.
func (d *Data) Residents(a Area, midYear int, basis Basis) (ps []Population, ok bool) {
	held := make([]*Population, len(a.Forces))
	for i := range d.Population {
		if p := &d.Population[i]; p.MidYear == midYear && p.Basis == basis {
			if of := slices.Index(a.Forces, p.Force); of >= 0 {
				held[of] = p
			}
		}
	}
	for i, name := range a.Forces {
		force, known := d.Forces.Known(name)
		switch {
		case held[i] != nil:
			ps = append(ps, *held[i])
		case known && len(force.FormedOf) > 0:
			parts, ok := d.Residents(Area{Forces: force.FormedOf}, midYear, basis)
			if !ok {
				return nil, false
			}
			ps = append(ps, parts...)
		case known && force.Territorial:
			return nil, false
		}
	}
	return ps, len(ps) > 0
}

// A Published figure is a number that somebody published, with the place where
// it stands.
type Published struct {
	ID        string
	Area      string
	Period    Period
	Series    *Series
	Vintage   Vintage // the year or date of the table it was taken from
	Value     int
	Publisher string
	Date      string
	URL       string
	Note      string
	Row       Rows
}

var publishedHeader = []string{"id", "area", "from", "to", "measure", "vintage", "value", "publisher", "published",
	"url", "note"}

func parsePublished(t *Table, series SeriesTable, forces *Forces) ([]Published, error) {
	var err error
	var ps []Published
	for i, field := range t.Records() {
		p := Published{
			ID: field["id"], Area: field["area"], Vintage: Vintage(field["vintage"]),
			Publisher: field["publisher"], Date: field["published"], URL: field["url"], Note: field["note"], Row: t.At(i),
		}
		if p.Period, err = ParsePeriod(field["from"], field["to"]); err != nil {
			return nil, t.Errorf(i, "%w", err)
		}
		if p.Value, err = ParseInt(field["value"]); err != nil || p.Value < 0 {
			return nil, t.Errorf(i, "value %q, want a whole number from 0 up", field["value"])
		}
		if p.Series, err = series.Find(field["measure"]); err != nil {
			return nil, t.Errorf(i, "measure: %w", err)
		}
		if p.Area != p.Series.Nation {
			area, err := forces.Area(p.Area)
			if err != nil {
				return nil, t.Errorf(i, "area: %w", err)
			}
			p.Area = area.Name
		}
		if p.ID == "" || p.Publisher == "" || !validVintage(field["vintage"]) {
			return nil, t.Errorf(i, "id, publisher and a vintage such as 2018 or 2018-04-26 are all wanted")
		}
		if slices.ContainsFunc(ps, func(o Published) bool { return o.ID == p.ID }) {
			return nil, t.Errorf(i, "id %q is in a row above as well; want each once", p.ID)
		}
		ps = append(ps, p)
	}
	return ps, nil
}
