package records

import (
	"errors"
	"fmt"
	"iter"
	"path"
	"slices"
	"strings"
	"time"
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
	// ErrAbsent: the release reaches over the quarter, but has no row of the force. It
	// is an ErrMissing as well, because no number is known.
	ErrAbsent error = absent{}
)

type absent struct{}

func (absent) Error() string       { return "without a row in the release" }
func (absent) Is(other error) bool { return other == ErrMissing }

// NoNumber reports whether an error says that the release has no number for what was
// asked of it, be it missing or not covered. What rests on such a number has no value,
// which is nobody's mistake.
func NoNumber(err error) bool { return errors.Is(err, ErrMissing) || errors.Is(err, ErrNotCovered) }

// A Release is one vintage of the police recorded crime open data tables.
type Release struct {
	Vintage Vintage
	File    string      // data/releases/offences-2026-04-23.csv
	Series  SeriesTable // the series that it may hold
	Main    *Series     // the first series of the table of series, which every release holds
	// Forces is those of today that the table has numbers for, their own or those of
	// the forces that they were formed of.
	Forces  []string
	Notes   []string // what was noticed when the workbook was read
	periods map[*Series]Period
	cells   map[row]*byQuarter
	totals  func() (map[total]int, error) // over all forces; nil where the cells are added up
}

// A row is one force's numbers of a series.
type row struct {
	series *Series
	force  string
}

// byQuarter is the cells of a row: one a quarter, or several for a force before it was
// formed of others.
type byQuarter struct {
	first Quarter // that of the first of cells
	cells [][]cell
}

// at is the cells of a quarter; none for one that the row does not have.
func (b *byQuarter) at(q Quarter) []cell {
	if b == nil || q < b.first || int(q-b.first) >= len(b.cells) {
		return nil
	}
	return b.cells[q-b.first]
}

// put sets the cells of a quarter.
func (b *byQuarter) put(q Quarter, cells []cell) {
	if len(b.cells) == 0 {
		b.first = q
	}
	if q < b.first {
		b.cells = append(make([][]cell, b.first-q), b.cells...)
		b.first = q
	}
	for int(q-b.first) >= len(b.cells) {
		b.cells = append(b.cells, nil)
	}
	b.cells[q-b.first] = cells
}

// all is the quarters that have cells, in order.
func (b *byQuarter) all() iter.Seq2[Quarter, []cell] {
	return func(yield func(Quarter, []cell) bool) {
		for i, cells := range b.cells {
			if len(cells) > 0 && !yield(b.first+Quarter(i), cells) {
				return
			}
		}
	}
}

// A total is over all forces.
type total struct {
	series  *Series
	quarter Quarter
}

type cell struct {
	offences int
	err      error // ErrMissing or ErrAbsent where there is no number
	line     int
}

// ReleaseHeader is the header of a tidy release table. An empty number of
// offences is a cell that the Home Office marks as missing. The cell column
// names the workbook's sheet, and the cell in it where it is known: 2017_18!H42. It is
// empty where the workbook has no row: then there is no number either.
var ReleaseHeader = []string{"financial_year", "quarter", "force", "series", "offences", "cell"}

// ParseRelease reads a tidy release table. Every force must be known; every
// series must have every force of the table once in every quarter between its
// first and its last in which there was such a force. Only British Transport Police,
// which is not a territorial force, may be absent; and a force that was formed of
// others, which are then counted together in its place.
func ParseRelease(name string, file []byte, forces *Forces, known SeriesTable) (*Release, error) {
	t, err := ReadTable(name, file, ReleaseHeader...)
	if err != nil {
		return nil, err
	}
	base := strings.TrimSuffix(path.Base(name), ".csv")
	vintage, ok := strings.CutPrefix(base, "offences-")
	if !ok || !validVintage(vintage) {
		return nil, fmt.Errorf("%s: the file's name must be offences-, the release's date or year, and .csv, such as "+
			"offences-2026-04-23.csv", name)
	}
	r := &Release{
		Vintage: Vintage(vintage), File: name, Series: known, Main: known.Main(),
		periods: map[*Series]Period{}, cells: map[row]*byQuarter{},
	}
	r.totals = r.sumsOf(name, file)
	if err := r.read(t, forces); err != nil {
		return nil, err
	}
	if _, ok := r.periods[r.Main]; !ok {
		return nil, fmt.Errorf("%s: no rows of series %q", name, r.Main.Name)
	}
	return r, r.complete(forces)
}

// read takes the rows in.
func (r *Release) read(t *Table, forces *Forces) error {
	cells := make([]cell, t.Rows)
	years, quarters, names := t.column("financial_year"), t.column("quarter"), t.column("force")
	series, offences, places := t.column("series"), t.column("offences"), t.column("cell")
	var q Quarter
	for i := range t.Rows {
		var err error
		if i == 0 || years[i] != years[i-1] || quarters[i] != quarters[i-1] {
			if q, err = readQuarter(years[i], quarters[i]); err != nil {
				return t.Errorf(i, "%w", err)
			}
		}
		own, err := r.row(names[i], series[i], forces)
		if err != nil {
			return t.Errorf(i, "%w", err)
		}
		c := &cells[i]
		c.line = t.line(i)
		switch {
		case offences[i] == "" && places[i] == "":
			c.err = ErrAbsent
		case offences[i] == "":
			c.err = ErrMissing
		default:
			if c.offences, err = ParseInt(offences[i]); err != nil {
				return t.Errorf(i, "number of offences %w", err)
			}
		}
		if other := own.at(q); len(other) > 0 {
			return t.Errorf(i, "%s, %s, %s is in line %d as well; want each cell once", names[i], series[i], q, other[0].line)
		}
		own.put(q, cells[i:i+1:i+1])
	}
	for of, own := range r.cells {
		p, ok := r.periods[of.series]
		last := own.first + Quarter(len(own.cells)-1)
		if !ok {
			p = Period{own.first, last}
		}
		r.periods[of.series] = Period{min(p.From, own.first), max(p.To, last)}
	}
	return nil
}

// readQuarter is the quarter of a row.
func readQuarter(financialYear, quarter string) (Quarter, error) {
	year, err := ParseFinancialYear(financialYear)
	if err != nil {
		return 0, err
	}
	if year < 2002 || year > 2100 {
		return 0, fmt.Errorf("financial year %s, want 2002/03, when the recording standard began, or later", year)
	}
	n, err := ParseInt(quarter)
	if err != nil || n < 1 || n > 4 {
		return 0, fmt.Errorf("quarter %q, want 1, 2, 3 or 4", quarter)
	}
	return year.Quarter(n), nil
}

// row is the cells of a force and a series, which are as the tables name them.
func (r *Release) row(name, series string, forces *Forces) (*byQuarter, error) {
	s, unknown := r.Series.Find(series)
	if own := r.cells[row{s, name}]; own != nil && s != nil {
		return own, nil
	}
	force, err := forces.Find(name)
	if err != nil {
		return nil, err
	}
	if force.Name != name {
		return nil, fmt.Errorf("force %q, want its Home Office name %q", name, force.Name)
	}
	if unknown != nil {
		return nil, unknown
	}
	if !slices.Contains(r.Series.Recorded(), s) {
		return nil, fmt.Errorf("series %q is not one that the Home Office's tables give", s.Name)
	}
	const usual = 60 // quarters of a series
	own := &byQuarter{cells: make([][]cell, 0, usual)}
	r.cells[row{s, name}] = own
	return own, nil
}

// complete lists the forces of the table, gives those that were formed of others the
// numbers of these, and wants every number once.
func (r *Release) complete(forces *Forces) error {
	present := map[string]bool{}
	for key := range r.cells {
		present[key.force] = true
	}
	for _, s := range r.Series.Recorded() {
		p, ok := r.periods[s]
		if !ok {
			continue
		}
		for _, f := range forces.List {
			for q := p.From; q <= p.To; q++ {
				if err := r.join(forces, s, f, q); err != nil {
					return err
				}
			}
		}
	}
	main := r.Covered()
	for _, f := range forces.List {
		switch {
		case present[f.Name] || slices.ContainsFunc(f.FormedOf, func(part string) bool { return present[part] }):
			r.Forces = append(r.Forces, f.Name)
		case f.Territorial && f.existedIn(main):
			return fmt.Errorf("%s: police force %q is missing; want all %d territorial forces", r.File, f.Name,
				len(forces.Territorial().Forces))
		}
	}
	for _, s := range r.Series.Recorded() {
		p, ok := r.periods[s]
		if !ok {
			continue
		}
		for _, name := range r.Forces {
			f, _ := forces.Known(name)
			own := r.cells[row{s, name}]
			for q := p.From; q <= p.To; q++ {
				if len(own.at(q)) == 0 && (f.Existed(q) || len(f.FormedOf) > 0) {
					return fmt.Errorf("%s: no row for %s, %s, %s; want one, with an empty number if the Home Office gives none",
						r.File, name, s.Name, q)
				}
			}
		}
	}
	return nil
}

// join gives a force the numbers of those that it was formed of, for a quarter in which
// it has none of its own and they all have one.
func (r *Release) join(forces *Forces, s *Series, f Force, q Quarter) error {
	if len(f.FormedOf) == 0 {
		return nil
	}
	var cells []cell
	whole := true
	for _, name := range f.FormedOf {
		part, _ := forces.Known(name)
		if err := r.join(forces, s, part, q); err != nil {
			return err
		}
		own := r.at(s, name, q)
		whole = whole && len(own) > 0
		cells = append(cells, own...)
	}
	own := r.at(s, f.Name, q)
	switch {
	case len(own) > 0 && len(cells) > 0:
		return fmt.Errorf("%s:%d: %s has a number for %s, %s, and so has a force that it was formed of, in line %d; want "+
			"the one or the other",
			r.File, own[0].line, f.Name, s.Name, q, cells[0].line)
	case len(own) == 0 && whole:
		if r.cells[row{s, f.Name}] == nil {
			r.cells[row{s, f.Name}] = &byQuarter{}
		}
		r.cells[row{s, f.Name}].put(q, cells)
	}
	return nil
}

// existedIn reports whether there was such a force in some quarter of the period.
func (f Force) existedIn(p Period) bool {
	for q := p.From; q <= p.To; q++ {
		if f.Existed(q) {
			return true
		}
	}
	return false
}

// at is the cells whose sum is a force's number for a quarter: one, or several for a
// force that was formed of others later.
func (r *Release) at(s *Series, force string, q Quarter) []cell { return r.cells[row{s, force}].at(q) }

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
	return r.Holds(o) && o.Holds(r)
}

// Holds reports whether the table has every cell of another, with the same number
// or the same lack of one.
func (r *Release) Holds(o *Release) bool {
	for of, others := range o.cells {
		own := r.cells[of]
		for q, cells := range others.all() {
			same := func(a, b cell) bool { return a.offences == b.offences && (a.err == nil) == (b.err == nil) }
			if !slices.EqualFunc(own.at(q), cells, same) {
				return false
			}
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

// LeftOut lists the forces of a period that have no number of the main series in some
// quarter of it, with what they lack. Nation leaves them out.
func (r *Release) LeftOut(all *Forces, p Period) []string {
	var left []string
	for _, f := range all.List {
		switch err := r.Lacks(f.Name, r.Main, p); {
		case err == nil, !slices.Contains(r.Forces, f.Name) && !f.existedIn(p):
		case err == ErrAbsent:
			left = append(left, f.Name+" (a quarter has no row)")
		case errors.Is(err, ErrMissing):
			left = append(left, f.Name+" (a quarter is marked as missing)")
		default:
			left = append(left, f.Name+" (not in the release)")
		}
	}
	return left
}

// Lacks is nil if the release has a number of the force in every quarter, and else
// ErrMissing, ErrAbsent or ErrNotCovered, for the first in which it has none.
func (r *Release) Lacks(force string, s *Series, p Period) error {
	for q := p.From; q <= p.To; q++ {
		if _, err := r.number(s, force, q); err != nil {
			return err
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
	if len(left) > 0 {
		area.Name += " without " + List(left)
	}
	return area
}
