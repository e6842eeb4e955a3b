package records

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/go-gota/gota/dataframe"
)

// A Vintage is the release that a number was read from: its date, 2026-04-23,
// or only its year, 2019, where the date is not known. Every release re-issues
// all years, so a number without its vintage cannot be checked.
type Vintage string

// String prints 23 April 2026, or 2019 where only the year is known.
func (v Vintage) String() string {
	if t, err := time.Parse(time.DateOnly, string(v)); err == nil {
		return t.Format("2 January 2006")
	}
	return string(v)
}

// Errors that a caller may ask for when a count is wanted.
var (
	// ErrNotCovered: the release has no such series, force or quarter.
	ErrNotCovered = errors.New("not in the release")
	// ErrMissing: the release has the cell, but marks its number as missing.
	ErrMissing = errors.New("marked as missing in the release")
)

// A Release is one vintage of the police recorded crime open data tables.
type Release struct {
	Vintage Vintage
	File    string      // data/releases/offences-2026-04-23.csv
	Series  SeriesTable // the series that it may hold
	Main    *Series     // the first series of the table of series, which every release holds
	Forces  []string
	Notes   []string // what was noticed when the workbook was read
	periods map[*Series]Period
	cells   map[cellKey]cell
	frame   dataframe.DataFrame             // the table as Gota read it
	totals  func() (map[cellKey]int, error) // over all forces, made when first asked for
}

type cellKey struct {
	series  *Series
	force   string
	quarter Quarter
}

type cell struct {
	offences int
	missing  bool
	line     int
}

// ReleaseHeader is the header of a tidy release table. An empty number of
// offences is a cell that the Home Office marks as missing. The cell column
// names the workbook's sheet, and the cell in it where it is known: 2017_18!H42.
var ReleaseHeader = []string{"financial_year", "quarter", "force", "series", "offences", "cell"}

// ParseRelease reads a tidy release table. Every force must be known; every
// series must have every force of the table once in every quarter between its
// first and its last. Only British Transport Police, which is not a
// territorial force, may be absent.
func ParseRelease(name string, file []byte, forces *Forces, known SeriesTable) (*Release, error) {
	t, err := ReadTable(name, file, ReleaseHeader...)
	if err != nil {
		return nil, err
	}
	base := strings.TrimSuffix(path.Base(name), ".csv")
	vintage, ok := strings.CutPrefix(base, "offences-")
	if !ok || !validVintage(vintage) {
		return nil, fmt.Errorf("%s: the file's name must be offences-, the release's date or year, and .csv, such as offences-2026-04-23.csv", name)
	}
	r := &Release{Vintage: Vintage(vintage), File: name, Series: known, Main: known.Main(), periods: map[*Series]Period{}, cells: make(map[cellKey]cell, t.Rows)}
	r.frame, r.totals = t.frame, sync.OnceValues(r.sums)
	present, recorded := map[string]bool{}, known.Recorded()
	years, quarters, names := t.Column("financial_year"), t.Column("quarter"), t.Column("force")
	series, offences := t.Column("series"), t.Column("offences")
	for i := range t.Rows {
		year, err := ParseFinancialYear(years[i])
		if err != nil {
			return nil, t.Errorf(i, "%w", err)
		}
		if year < 2002 || year > 2100 {
			return nil, t.Errorf(i, "financial year %s, want 2002/03, when the recording standard began, or later", year)
		}
		n, err := ParseInt(quarters[i])
		if err != nil || n < 1 || n > 4 {
			return nil, t.Errorf(i, "quarter %q, want 1, 2, 3 or 4", quarters[i])
		}
		force, err := forces.Find(names[i])
		if err != nil {
			return nil, t.Errorf(i, "%w", err)
		}
		if force.Name != names[i] {
			return nil, t.Errorf(i, "force %q, want its Home Office name %q", names[i], force.Name)
		}
		s, err := known.Find(series[i])
		if err != nil {
			return nil, t.Errorf(i, "%w", err)
		}
		if !slices.Contains(recorded, s) {
			return nil, t.Errorf(i, "series %q is not one that the Home Office's tables give", s.Name)
		}
		c := cell{line: t.line(i)}
		if c.missing = offences[i] == ""; !c.missing {
			if c.offences, err = ParseInt(offences[i]); err != nil {
				return nil, t.Errorf(i, "number of offences %w", err)
			}
		}
		q := year.Quarter(n)
		key := cellKey{s, force.Name, q}
		if other, ok := r.cells[key]; ok {
			return nil, t.Errorf(i, "%s, %s, %s is in line %d as well; want each cell once", force.Name, s.Name, q, other.line)
		}
		r.cells[key] = c
		present[force.Name] = true
		p, ok := r.periods[s]
		if !ok {
			p = Period{q, q}
		}
		r.periods[s] = Period{min(p.From, q), max(p.To, q)}
	}
	for _, f := range forces.List {
		if present[f.Name] {
			r.Forces = append(r.Forces, f.Name)
		} else if f.Territorial {
			return nil, fmt.Errorf("%s: police force %q is missing; want all %d territorial forces", name, f.Name, len(forces.Territorial().Forces))
		}
	}
	for _, s := range recorded {
		p, ok := r.periods[s]
		if !ok {
			continue
		}
		for _, f := range r.Forces {
			for q := p.From; q <= p.To; q++ {
				if _, ok := r.cells[cellKey{s, f, q}]; !ok {
					return nil, fmt.Errorf("%s: no row for %s, %s, %s; want one, with an empty number if the Home Office gives none", name, f, s.Name, q)
				}
			}
		}
	}
	if _, ok := r.periods[r.Main]; !ok {
		return nil, fmt.Errorf("%s: no rows of series %q", name, r.Main.Name)
	}
	return r, nil
}

func validVintage(s string) bool {
	if _, err := time.Parse(time.DateOnly, s); err == nil {
		return true
	}
	_, err := time.Parse("2006", s)
	return err == nil
}

// Period is the run of quarters that the release has of a series; ok is false
// if it has none, or there is no such series.
func (r *Release) Period(s *Series) (p Period, ok bool) {
	if s == nil {
		return Period{}, false
	}
	if s.Less != nil {
		whole, holdsWhole := r.Period(s.PartOf)
		part, holdsPart := r.Period(s.Less)
		return Period{max(whole.From, part.From), min(whole.To, part.To)}, holdsWhole && holdsPart
	}
	p, ok = r.periods[s]
	return p, ok
}

// Covered is the period that the release has of its main series.
func (r *Release) Covered() Period { return r.periods[r.Main] }

// SameFigures reports whether two tables hold the same number, or the same
// lack of one, for the same cells.
func (r *Release) SameFigures(o *Release) bool {
	return len(r.cells) == len(o.cells) && r.Holds(o)
}

// Holds reports whether the table has every cell of another, with the same number
// or the same lack of one.
func (r *Release) Holds(o *Release) bool {
	for key, c := range o.cells {
		own, ok := r.cells[key]
		if !ok || c.offences != own.offences || c.missing != own.missing {
			return false
		}
	}
	return true
}

// EnglandAndWales is the area of all forces of the release: the 43 territorial
// forces and, where the release has it, British Transport Police.
func (r *Release) EnglandAndWales() Area { return Area{"England and Wales", r.Forces} }

// LatestYear is the last whole financial year that the release has of its main series, and
// the quarters it has of the year after (0 to 3).
func (r *Release) LatestYear() (year FinancialYear, partial int) {
	last := r.periods[r.Main].To
	if last.N() == 4 {
		return last.Year(), 0
	}
	return last.Year() - 1, last.N()
}

// Spans reports whether the release has the whole year on either side of the first
// change of definition of its main series.
func (r *Release) Spans() bool {
	breaks, covered := r.Main.Breaks(), r.Covered()
	return len(breaks) > 0 && covered.From <= breaks[0]-4 && covered.To >= breaks[0]+3
}

// Complete is England and Wales without the forces that the release lacks or
// marks as missing anywhere in its main series: a sum over a changing set of forces would
// fall and rise for no reason of its own. The forces are in the order of their
// names in prose.
func (r *Release) Complete(all *Forces, p Period) (Area, []string) {
	area := Area{Name: "England and Wales"}
	var left []string
	for _, f := range all.List {
		err := r.Lacks(f.Name, r.Main, p)
		switch {
		case err == nil:
			area.Forces = append(area.Forces, f.Name)
		case errors.Is(err, ErrMissing):
			left = append(left, f.Name+" (a quarter is marked as missing)")
		default:
			left = append(left, f.Name+" (not in the release)")
		}
	}
	slices.SortFunc(area.Forces, func(a, b string) int {
		return strings.Compare(Area{Name: a}.Display(), Area{Name: b}.Display())
	})
	return area, left
}

// Lacks is nil if the release has a number of the force in every quarter, and else
// ErrMissing or ErrNotCovered.
func (r *Release) Lacks(force string, s *Series, p Period) error {
	for q := p.From; q <= p.To; q++ {
		switch c, ok := r.cells[cellKey{s, force, q}]; {
		case !ok:
			return ErrNotCovered
		case c.missing:
			return ErrMissing
		}
	}
	return nil
}

// Nation is the nation of the release as it can be counted in some periods: the forces
// that have a number of the main series in every quarter of them. Where some lack one,
// the area's name says which, because their sum is not that of the nation.
func (r *Release) Nation(periods ...Period) Area {
	area := Area{Name: r.Main.Nation}
	var left []string
	for _, f := range r.Forces {
		lacks := slices.ContainsFunc(periods, func(p Period) bool { return r.Lacks(f, r.Main, p) != nil })
		if lacks {
			left = append(left, ForceArea(f).Display())
		} else {
			area.Forces = append(area.Forces, f)
		}
	}
	if last := len(left) - 1; last == 0 {
		area.Name += " without " + left[0]
	} else if last > 0 {
		area.Name += " without " + strings.Join(left[:last], ", ") + " and " + left[last]
	}
	return area
}
