package records

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"maps"
	"path"
	"slices"
	"time"
)

// Pack is the tables of LoadFrom in a form that is read in a fiftieth of the time that they
// take. It holds what their rows were read as, and is for a copy of the tables that travels
// with it and is checked as a whole, as in the explorer page: see LoadPacked.
func (d *Data) Pack() []byte {
	p := packer{known: map[string]int{}}
	p.series(d.Series)
	p.forces(d.Forces)
	p.population(d.Population)
	p.published(d.Published, d.Series)
	p.number(len(d.Releases))
	for _, r := range d.Releases {
		p.release(r)
	}
	return p.out
}

// A packer writes whole numbers as varints of package encoding/binary. A text that was
// written before is its number among these, from 1; a new one is 0, its length in bytes and
// its bytes.
type packer struct {
	out   []byte
	known map[string]int
}

func (p *packer) number(n int) { p.out = binary.AppendVarint(p.out, int64(n)) }

func (p *packer) text(s string) {
	before := p.known[s]
	p.number(before)
	if before == 0 {
		p.known[s] = len(p.known) + 1
		p.number(len(s))
		p.out = append(p.out, s...)
	}
}

func (p *packer) texts(list []string) {
	p.number(len(list))
	for _, s := range list {
		p.text(s)
	}
}

func (p *packer) flag(on bool) {
	if on {
		p.number(1)
	} else {
		p.number(0)
	}
}

// day is a day, or the zero time.
func (p *packer) day(t time.Time) { p.number(int(t.Unix() / secondsADay)) }

const secondsADay = 24 * 60 * 60

func (p *packer) period(of Period) {
	p.number(int(of.From))
	p.number(int(of.To))
}

func (p *packer) series(table SeriesTable) {
	p.number(len(table))
	for _, s := range table {
		for _, text := range []string{s.Name, s.Code, s.Words, s.Source, s.Nation} {
			p.text(text)
		}
		p.number(len(s.Definitions))
		for _, d := range s.Definitions {
			for _, text := range []string{d.Label, d.Holds, d.Change, d.Law} {
				p.text(text)
			}
			p.day(d.Begins)
			p.day(d.Ends)
			p.number(d.Row.First)
		}
	}
	for _, s := range table {
		p.number(slices.Index(table, s.PartOf))
		p.number(slices.Index(table, s.Less))
	}
}

func (p *packer) forces(f *Forces) {
	for _, list := range [][]Force{f.List, f.Former} {
		p.number(len(list))
		for _, force := range list {
			for _, text := range []string{force.Name, force.Code, force.Region, force.Country} {
				p.text(text)
			}
			p.flag(force.Territorial)
			p.texts(force.Aliases)
			p.day(force.From)
			p.day(force.To)
			p.texts(force.FormedOf)
			p.number(force.row.First)
			var names []string
			for name, of := range f.byName {
				if of.Name == force.Name {
					names = append(names, name)
				}
			}
			slices.Sort(names)
			p.texts(names)
		}
	}
	p.texts(f.NotForces)
}

func (p *packer) population(list []Population) {
	p.number(len(list))
	for _, of := range list {
		p.text(of.Force)
		p.text(string(of.Basis))
		for _, n := range []int{of.MidYear, of.AllAges, of.Under16, of.Row.First} {
			p.number(n)
		}
	}
}

func (p *packer) published(list []Published, table SeriesTable) {
	p.number(len(list))
	for _, of := range list {
		for _, text := range []string{of.ID, of.Area, string(of.Vintage), of.Publisher, of.Date, of.URL, of.Note} {
			p.text(text)
		}
		p.number(slices.Index(table, of.Series))
		p.period(of.Period)
		p.number(of.Value)
		p.number(of.Row.First)
	}
}

func (p *packer) release(r *Release) {
	p.text(string(r.Vintage))
	p.texts(r.Forces)
	p.texts(r.Notes)
	byName := func(a, b *Series) int { return cmp.Compare(a.Name, b.Name) }
	p.number(len(r.periods))
	for _, s := range slices.SortedFunc(maps.Keys(r.periods), byName) {
		p.number(slices.Index(r.Series, s))
		p.period(r.periods[s])
		forces := slices.Sorted(maps.Keys(r.cells[s]))
		p.number(len(forces))
		for _, force := range forces {
			p.text(force)
			p.quarters(r.cells[s][force])
		}
	}
}

// quarters writes a row after its length, by which it can be passed over: see byQuarter.
func (p *packer) quarters(b *byQuarter) {
	b.unpack()
	var own packer
	own.number(int(b.from))
	own.number(len(b.cells))
	for i := range b.cells {
		cells := b.at(b.from + Quarter(i))
		own.number(len(cells))
		for _, c := range cells {
			own.number(int(c.lacks))
			own.number(int(c.offences))
			own.number(int(c.line))
		}
	}
	p.number(len(own.out))
	p.out = append(p.out, own.out...)
}

// LoadPacked is LoadFrom of what Pack packed. It keeps no table, so that Table and Holds find
// none. Its rows are unpacked when they are first asked for, so that only one goroutine at a
// time may ask.
func LoadPacked(dir string, packed []byte) (*Data, error) {
	d := &Data{dir: dir}
	u := unpacker{in: packed}
	d.Series = u.series(d.path("series.csv"))
	d.Forces = u.forces(d.path("forces.csv"))
	d.Population = u.population(d.path("population.csv"))
	d.Published = u.published(d.path("published.csv"), d.Series)
	if len(d.Series) > 0 {
		for range u.length() {
			d.Releases = append(d.Releases, u.release(d))
		}
	}
	if u.damaged || len(u.in) > 0 || len(d.Releases) == 0 {
		return nil, fmt.Errorf("%s: the packed tables are damaged; take a fresh copy of them", dir)
	}
	return d, nil
}

// An unpacker reads what a packer wrote. From the first damage on it reads zeros.
type unpacker struct {
	in      []byte
	known   []string
	damaged bool
}

// damage ends the reading, and gives its zero.
func (u *unpacker) damage() int {
	u.in, u.damaged = nil, true
	return 0
}

func (u *unpacker) number() int {
	n, size := binary.Varint(u.in)
	if size <= 0 {
		return u.damage()
	}
	u.in = u.in[size:]
	return int(n)
}

// length is a number of things that follow, of a byte or more each.
func (u *unpacker) length() int {
	n := u.number()
	if n < 0 || n > len(u.in) {
		return u.damage()
	}
	return n
}

// below is a number from 0 up and below a limit, or the first one below 0.
func (u *unpacker) below(limit int) int {
	n := u.number()
	if n < 0 || n >= limit {
		return u.damage()
	}
	return n
}

func (u *unpacker) text() string {
	if before := u.below(len(u.known) + 1); before > 0 {
		return u.known[before-1]
	}
	n := u.length()
	s := string(u.in[:n])
	u.in, u.known = u.in[n:], append(u.known, s)
	return s
}

func (u *unpacker) texts() (list []string) {
	for range u.length() {
		list = append(list, u.text())
	}
	return list
}

func (u *unpacker) day() time.Time { return time.Unix(int64(u.number())*secondsADay, 0).UTC() }

func (u *unpacker) period() Period { return Period{Quarter(u.number()), Quarter(u.number())} }

// row is a line of a table.
func (u *unpacker) row(file string) Rows {
	line := u.number()
	return Rows{file, line, line}
}

// seriesOf is one of a table, or nil.
func (u *unpacker) seriesOf(table SeriesTable) *Series {
	n := u.number()
	if n < 0 {
		return nil
	}
	if n >= len(table) {
		u.damage()
		return nil
	}
	return table[n]
}

func (u *unpacker) series(file string) SeriesTable {
	table := make(SeriesTable, u.length())
	for i := range table {
		s := &Series{Name: u.text(), Code: u.text(), Words: u.text(), Source: u.text(), Nation: u.text()}
		s.Definitions = make([]*Definition, u.length())
		for i := range s.Definitions {
			s.Definitions[i] = &Definition{Label: u.text(), Holds: u.text(), Change: u.text(), Law: u.text(),
				Begins: u.day(), Ends: u.day(), Row: u.row(file)}
		}
		table[i] = s
	}
	for _, s := range table {
		s.PartOf, s.Less = u.seriesOf(table), u.seriesOf(table)
	}
	return table
}

func (u *unpacker) forces(file string) *Forces {
	f := &Forces{byName: map[string]*Force{}}
	for _, list := range []*[]Force{&f.List, &f.Former} {
		if n := u.length(); n > 0 {
			*list = make([]Force, n)
		}
		for i := range *list {
			force := &(*list)[i]
			*force = Force{Name: u.text(), Code: u.text(), Region: u.text(), Country: u.text(), Territorial: u.number() == 1,
				Aliases: u.texts(), From: u.day(), To: u.day(), FormedOf: u.texts(), row: u.row(file)}
			for _, name := range u.texts() {
				f.byName[name] = force
			}
		}
	}
	f.NotForces = u.texts()
	return f
}

func (u *unpacker) population(file string) []Population {
	list := make([]Population, u.length())
	for i := range list {
		list[i] = Population{Force: u.text(), Basis: Basis(u.text()), MidYear: u.number(), AllAges: u.number(),
			Under16: u.number(), Row: u.row(file)}
	}
	return list
}

func (u *unpacker) published(file string, table SeriesTable) []Published {
	list := make([]Published, u.length())
	for i := range list {
		list[i] = Published{ID: u.text(), Area: u.text(), Vintage: Vintage(u.text()), Publisher: u.text(), Date: u.text(),
			URL: u.text(), Note: u.text(), Series: u.seriesOf(table), Period: u.period(), Value: u.number(), Row: u.row(file)}
	}
	return list
}

func (u *unpacker) release(d *Data) *Release {
	vintage := u.text()
	r := &Release{
		Vintage: Vintage(vintage), File: d.path(path.Join("releases", "offences-"+vintage+".csv")),
		Series: d.Series, Main: d.Series.Main(), Forces: u.texts(), Notes: u.texts(),
		periods: map[*Series]Period{}, cells: map[*Series]map[string]*byQuarter{},
	}
	for range u.length() {
		s := u.seriesOf(d.Series)
		r.periods[s] = u.period()
		rows := map[string]*byQuarter{}
		for range u.length() {
			force := u.text()
			rows[force] = u.quarters()
		}
		r.cells[s] = rows
	}
	return r
}

func (u *unpacker) quarters() *byQuarter {
	n := u.length()
	b := &byQuarter{packed: u.in[:n:n]}
	u.in = u.in[n:]
	return b
}

// unpack reads the cells of a row that were packed, when they are first asked for: an answer
// takes few of the rows of all releases. A damaged row has none.
func (b *byQuarter) unpack() {
	if b == nil || b.packed == nil {
		return
	}
	u := unpacker{in: b.packed}
	read := byQuarter{from: Quarter(u.number())}
	read.cells = make([]cell, u.length())
	for i := range read.cells {
		switch n := u.length(); n {
		case 0:
		case 1:
			read.cells[i] = u.cell()
		default:
			cells := make([]cell, n)
			for i := range cells {
				cells[i] = u.cell()
			}
			read.join(read.from+Quarter(i), cells)
		}
	}
	*b = read
	if u.damaged || len(u.in) > 0 {
		*b = byQuarter{}
	}
}

func (u *unpacker) cell() cell {
	return cell{lacks: lack(u.below(int(noRow) + 1)), offences: int32(u.number()), line: int32(u.number())}
}
