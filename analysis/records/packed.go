package records

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"maps"
	"path"
	"slices"
)

// PackReleases is the releases in a form that is read in a hundredth of the time that
// their tables take. It holds what ParseRelease makes of these, and is for a copy of the tables
// that travels with it and is checked as a whole, as in the explorer page: see LoadPacked.
func (d *Data) PackReleases() []byte {
	var p packer
	p.number(len(d.Releases))
	for _, r := range d.Releases {
		p.release(r)
	}
	return p.out
}

// The cells of a quarter are each without an error, or with one of these.
var cellErrors = []error{nil, ErrMissing, ErrAbsent}

// A packer writes whole numbers as varints of package encoding/binary, and texts behind
// their length in bytes.
type packer struct{ out []byte }

func (p *packer) number(n int) { p.out = binary.AppendVarint(p.out, int64(n)) }

func (p *packer) text(s string) {
	p.number(len(s))
	p.out = append(p.out, s...)
}

func (p *packer) texts(list []string) {
	p.number(len(list))
	for _, s := range list {
		p.text(s)
	}
}

func (p *packer) release(r *Release) {
	p.text(string(r.Vintage))
	p.texts(r.Forces)
	p.texts(r.Notes)
	byName := func(a, b *Series) int { return cmp.Compare(a.Name, b.Name) }
	p.number(len(r.periods))
	for _, s := range slices.SortedFunc(maps.Keys(r.periods), byName) {
		p.text(s.Name)
		p.number(int(r.periods[s].From))
		p.number(int(r.periods[s].To))
		var forces []string
		for of := range r.cells {
			if of.series == s {
				forces = append(forces, of.force)
			}
		}
		slices.Sort(forces)
		p.number(len(forces))
		for _, force := range forces {
			p.text(force)
			p.quarters(r.cells[row{s, force}])
		}
	}
}

func (p *packer) quarters(b *byQuarter) {
	p.number(int(b.from))
	p.number(len(b.cells))
	for _, cells := range b.cells {
		p.number(len(cells))
		for _, c := range cells {
			p.number(slices.Index(cellErrors, c.err))
			p.number(c.offences)
			p.number(c.line)
		}
	}
}

// unpackReleases reads what PackReleases made of the releases of the same folder.
func (d *Data) unpackReleases(packed []byte) error {
	u := unpacker{in: packed}
	for range u.length() {
		r, err := u.release(d)
		if err != nil {
			return err
		}
		d.Releases = append(d.Releases, r)
	}
	if u.damaged || len(u.in) > 0 {
		return fmt.Errorf("%s: the packed releases are damaged; take a fresh copy of them", d.dir)
	}
	return nil
}

// An unpacker reads what a packer wrote. From the first damage on it reads zeros.
type unpacker struct {
	in      []byte
	damaged bool
}

func (u *unpacker) number() int {
	n, size := binary.Varint(u.in)
	if size <= 0 {
		u.in, u.damaged = nil, true
		return 0
	}
	u.in = u.in[size:]
	return int(n)
}

// length is a number of things that follow, of a byte or more each.
func (u *unpacker) length() int {
	n := u.number()
	if n < 0 || n > len(u.in) {
		u.in, u.damaged = nil, true
		return 0
	}
	return n
}

func (u *unpacker) text() string {
	n := u.length()
	s := string(u.in[:n])
	u.in = u.in[n:]
	return s
}

func (u *unpacker) texts() (list []string) {
	for range u.length() {
		list = append(list, u.text())
	}
	return list
}

func (u *unpacker) release(d *Data) (*Release, error) {
	vintage := u.text()
	r := &Release{
		Vintage: Vintage(vintage), File: d.path(path.Join("releases", "offences-"+vintage+".csv")),
		Series: d.Series, Main: d.Series.Main(), Forces: u.texts(), Notes: u.texts(),
		periods: map[*Series]Period{}, cells: map[row]*byQuarter{},
	}
	for range u.length() {
		s, err := r.findRecorded(u.text())
		if err != nil {
			return nil, fmt.Errorf("%s: %w", r.File, err)
		}
		r.periods[s] = Period{Quarter(u.number()), Quarter(u.number())}
		for range u.length() {
			force := u.text()
			r.cells[row{s, force}] = u.quarters()
		}
	}
	return r, nil
}

func (u *unpacker) quarters() *byQuarter {
	b := &byQuarter{from: Quarter(u.number())}
	b.cells = make([][]cell, u.length())
	all := make([]cell, 0, len(b.cells))
	for i := range b.cells {
		from := len(all)
		for range u.length() {
			e := u.number()
			if e < 0 || e >= len(cellErrors) {
				u.in, u.damaged = nil, true
				e = 0
			}
			all = append(all, cell{err: cellErrors[e], offences: u.number(), line: u.number()})
		}
		if to := len(all); to > from {
			b.cells[i] = all[from:to:to]
		}
	}
	return b
}
