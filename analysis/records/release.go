package records

import (
	"errors"
	"fmt"
	"iter"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A Vintage is the release that a number was read from: its date, 2026-04-23,
// or only its year, 2019, where the date is not known. Every release re-issues
// all years, so a number without its vintage cannot be checked.
type Vintage string

// Day is the date of a release, as its table is named; ok is false where only the year is known. It is read
// without package time, whose functions a browser takes a quarter of a second to compile.
func (v Vintage) Day() (year, month, day int, ok bool) {
	if len(v) != len(time.DateOnly) {
		return 0, 0, 0, false
	}
	var err [3]error
	year, err[0] = strconv.Atoi(string(v[:4]))
	month, err[1] = strconv.Atoi(string(v[5:7]))
	day, err[2] = strconv.Atoi(string(v[8:]))
	ok = err == [3]error{} && v[4] == '-' && v[7] == '-' && 1 <= month && month <= 12 && 1 <= day && day <= 31
	return year, month, day, ok
}

// String prints 23 April 2026, or 2019 where only the year is known.
func (v Vintage) String() string {
	year, month, day, ok := v.Day()
	if !ok {
		return string(v)
	}
	return strconv.Itoa(day) + " " + time.Month(month).String() + " " + strconv.Itoa(year)
}

// Errors that a caller may ask for when a count is wanted.
var (
	// ErrNotCovered: the release has no such series, force or quarter.
	ErrNotCovered = errors.New("not in the release")
	// ErrMissing: the release reaches over the quarter, but marks the number of the force as missing, or
	// has no row of the force.
	ErrMissing = errors.New("marked as missing in the release")
)

// errAbsent is the ErrMissing of a force without a row.
var errAbsent error = absent{}

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
	cells   map[*Series]map[string]*byQuarter           // the rows, by series and force
	totals  map[*Series]func() (map[Quarter]int, error) // over all forces; nil where the cells are added up
}

// usualQuarters is room for those of a release, with some to spare.
const usualQuarters = 64

// byQuarter is the cells of a row, one force's numbers of a series, quarter after quarter from the
// first that it has: one each, or several for a force before it was formed of others; none where
// it has none.
type byQuarter struct {
	from   Quarter
	cells  []cell             // of quarters with several, none
	parts  map[Quarter][]cell // of those; nil as it is in most rows
	packed []byte             // all of these, until they are first asked for; nil where they are read
}

// at is the cells of a quarter. A row that is not there has none.
func (b *byQuarter) at(q Quarter) []cell {
	b.unpack()
	if b == nil || q < b.from || int(q-b.from) >= len(b.cells) {
		return nil
	}
	if i := int(q - b.from); b.cells[i].line != 0 {
		return b.cells[i : i+1 : i+1]
	}
	return b.parts[q]
}

// set gives a quarter a cell, and join gives it several.
func (b *byQuarter) set(q Quarter, c cell) {
	b.unpack()
	if len(b.cells) == 0 {
		b.from, b.cells = q, make([]cell, 0, usualQuarters)
	}
	if q < b.from {
		b.cells = append(make([]cell, b.from-q), b.cells...)
		b.from = q
	}
	for int(q-b.from) >= len(b.cells) {
		b.cells = append(b.cells, cell{})
	}
	b.cells[q-b.from] = c
}

func (b *byQuarter) join(q Quarter, cells []cell) {
	if len(cells) == 1 {
		b.set(q, cells[0])
		return
	}
	b.set(q, cell{})
	if b.parts == nil {
		b.parts = map[Quarter][]cell{}
	}
	b.parts[q] = cells
}

// all gives every quarter that has cells, in order of time.
func (b *byQuarter) all() iter.Seq2[Quarter, []cell] {
	return func(yield func(Quarter, []cell) bool) {
		b.unpack()
		for i := range b.cells {
			q := b.from + Quarter(i)
			if cells := b.at(q); len(cells) > 0 && !yield(q, cells) {
				return
			}
		}
	}
}

// A cell is a number of the table, of which a release has 10,000; the zero cell is none.
type cell struct {
	offences int32
	line     int32
	lacks    lack
}

// A lack is why a cell has no number.
type lack uint8

const (
	nothing lack = iota
	missing
	noRow
)

// err is ErrMissing or errAbsent where there is no number.
func (l lack) err() error { return [...]error{nothing: nil, missing: ErrMissing, noRow: errAbsent}[l] }

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
func ParseRelease(name, file string, forces *Forces, known SeriesTable) (*Release, error) {
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
		periods: map[*Series]Period{}, cells: map[*Series]map[string]*byQuarter{},
	}
	if err := r.read(t, forces); err != nil {
		return nil, err
	}
	r.totals = r.sumsOf(file)
	if _, ok := r.periods[r.Main]; !ok {
		return nil, fmt.Errorf("%s: no rows of series %q", name, r.Main.Name)
	}
	return r, r.complete(forces)
}

// read takes the rows in. They are most often in order, so that most have the year and the
// series of the row above.
func (r *Release) read(t *Table, forces *Forces) error {
	var year FinancialYear
	var s *Series
	lastYear, lastSeries := "", ""
	inYear, inQuarter, inForce := t.place("financial_year"), t.place("quarter"), t.place("force")
	inSeries, inOffences, inCell := t.place("series"), t.place("offences"), t.place("cell")
	for i, fields := range t.rows() {
		written, quarter, name := fields[inYear], fields[inQuarter], fields[inForce]
		series, offences, place := fields[inSeries], fields[inOffences], fields[inCell]
		var err error
		if i == 0 || written != lastYear {
			if year, err = parseReleaseYear(written); err != nil {
				return t.Errorf(i, "%w", err)
			}
		}
		n, err := ParseInt(quarter)
		if err != nil || n < 1 || n > 4 {
			return t.Errorf(i, "quarter %q, want 1, 2, 3 or 4", quarter)
		}
		force, err := forces.Find(name)
		if err != nil {
			return t.Errorf(i, "%w", err)
		}
		if force.Name != name {
			return t.Errorf(i, "force %q, want its Home Office name %q", name, force.Name)
		}
		if i == 0 || series != lastSeries {
			if s, err = r.findRecorded(series); err != nil {
				return t.Errorf(i, "%w", err)
			}
		}
		lastYear, lastSeries = written, series
		c, err := parseCell(offences, place)
		if err != nil {
			return t.Errorf(i, "number of offences %w", err)
		}
		c.line = int32(t.line(i))
		q, own := year.Quarter(n), r.row(s, force.Name)
		if other := own.at(q); len(other) > 0 {
			return t.Errorf(i, "%s, %s, %s is in line %d as well; want each cell once", force.Name, s.Name, q, other[0].line)
		}
		own.set(q, c)
		p, ok := r.periods[s]
		if !ok {
			p = Period{q, q}
		}
		if !ok || !p.Contains(q) {
			r.periods[s] = Period{min(p.From, q), max(p.To, q)}
		}
	}
	return nil
}

// parseCell reads a number of offences, and the place in the workbook that it comes from.
func parseCell(offences, place string) (c cell, err error) {
	switch {
	case offences != "":
		n, err := ParseInt(offences)
		if err == nil && int(int32(n)) != n {
			err = fmt.Errorf("%s is more than there can be", offences)
		}
		return cell{offences: int32(n)}, err
	case place != "":
		return cell{lacks: missing}, nil
	}
	return cell{lacks: noRow}, nil
}

func parseReleaseYear(text string) (FinancialYear, error) {
	year, err := ParseFinancialYear(text)
	if err == nil && (year < 2002 || year > 2100) {
		err = fmt.Errorf("financial year %s, want 2002/03, when the recording standard began, or later", year)
	}
	return year, err
}

// findRecorded gives the series of a name that a release may hold.
func (r *Release) findRecorded(name string) (*Series, error) {
	s, err := r.Series.Find(name)
	if err == nil && !slices.Contains(r.Series.Recorded(), s) {
		err = fmt.Errorf("series %q is not one that the Home Office's tables give", s.Name)
	}
	return s, err
}

// row is a force's cells of a series, which may yet be filled.
func (r *Release) row(s *Series, force string) *byQuarter {
	rows := r.cells[s]
	if rows == nil {
		rows = map[string]*byQuarter{}
		r.cells[s] = rows
	}
	own := rows[force]
	if own == nil {
		own = &byQuarter{}
		rows[force] = own
	}
	return own
}

// complete lists the forces of the table, gives those that were formed of others the
// numbers of these, and wants every number once.
func (r *Release) complete(forces *Forces) error {
	present := map[string]bool{}
	for _, rows := range r.cells {
		for force := range rows {
			present[force] = true
		}
	}
	for _, s := range r.Series.Recorded() {
		p, ok := r.periods[s]
		if !ok {
			continue
		}
		for _, f := range forces.List {
			if len(f.FormedOf) == 0 {
				continue
			}
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
			own := r.cells[s][name]
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
	var cells []cell
	whole := len(f.FormedOf) > 0
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
		r.row(s, f.Name).join(q, cells)
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
func (r *Release) at(s *Series, force string, q Quarter) []cell { return r.cells[s][force].at(q) }

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
	same := func(a, b cell) bool { return a.offences == b.offences && (a.lacks == nothing) == (b.lacks == nothing) }
	for s, rows := range o.cells {
		for force, others := range rows {
			for q, cells := range others.all() {
				if !slices.EqualFunc(r.at(s, force, q), cells, same) {
					return false
				}
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
		case err == errAbsent:
			left = append(left, f.Name+" (a quarter has no row)")
		case errors.Is(err, ErrMissing):
			left = append(left, f.Name+" (a quarter is marked as missing)")
		default:
			left = append(left, f.Name+" (not in the release)")
		}
	}
	return left
}

// Lacks is nil if the release has a number of the force in every quarter of a period, and otherwise
// ErrMissing or ErrNotCovered, for the first quarter in which it has none.
func (r *Release) Lacks(force string, s *Series, p Period) error {
	for q := p.From; q <= p.To; q++ {
		if _, err := r.Number(s, force, q); err != nil {
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
