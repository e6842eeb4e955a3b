package records

import (
	"fmt"
	"slices"
	"strings"
)

// A Count is a number of recorded offences in an area and a period, read from
// one vintage. It is never made from a missing cell.
type Count struct {
	Area    Area
	Series  Series
	Period  Period
	Vintage Vintage
	N       int
	Rows    []Rows // the table rows that N adds up
	// Negative counts the cells below zero that N holds: offences that were
	// transferred or cancelled after the quarter they were first counted in.
	Negative int
	// Whole and Part are what a total without code 88A is the difference of; nil
	// for a count of cells.
	Whole, Part *Count
}

// AtLeastZero is what an estimate rests on: N, or none where more offences were taken
// out of a period than were recorded in it. CountFact warns of that.
func (c Count) AtLeastZero() int { return max(c.N, 0) }

// Count adds up the cells of an area and a period. It fails with ErrNotCovered
// where the release does not reach, and with ErrMissing where a cell has no
// number: a missing cell is never counted as zero.
func (r *Release) Count(a Area, s Series, p Period) (Count, error) {
	if whole, ok := s.total(); ok {
		return r.without88A(a, s, whole, p)
	}
	c := Count{Area: a, Series: s, Period: p, Vintage: r.Vintage}
	if len(a.Forces) == 0 || p.To < p.From {
		return Count{}, fmt.Errorf("%s, %s, %s: nothing to count: %w", a.Name, s, p, ErrNotCovered)
	}
	lines := make([]int, 0, len(a.Forces)*p.Quarters())
	for q := p.From; q <= p.To; q++ {
		for _, f := range a.Forces {
			cell, ok := r.cells[cellKey{s, f, q}]
			switch {
			case !ok:
				return Count{}, fmt.Errorf("%s: %s, %s, %s: %w", r.File, f, s, q, ErrNotCovered)
			case cell.missing:
				return Count{}, fmt.Errorf("%s:%d: %s, %s, %s: %w", r.File, cell.line, f, s, q, ErrMissing)
			}
			c.N += cell.offences
			if cell.offences < 0 {
				c.Negative++
			}
			lines = append(lines, cell.line)
		}
	}
	c.Rows = JoinRows(r.File, lines)
	return c, nil
}

// without88A is a total less code 88A. Its rows are those of both.
func (r *Release) without88A(a Area, s, whole Series, p Period) (Count, error) {
	c, err := r.Count(a, whole, p)
	if err != nil {
		return Count{}, err
	}
	own, err := r.Count(a, Grooming, p)
	if err != nil {
		return Count{}, err
	}
	return Count{
		Area: a, Series: s, Period: p, Vintage: r.Vintage, N: c.N - own.N, Negative: c.Negative + own.Negative,
		Rows: append(slices.Clone(c.Rows), own.Rows...), Whole: &c, Part: &own,
	}, nil
}

// JoinRows is the lines of a file, those that follow each other as one, in order.
func JoinRows(file string, lines []int) []Rows {
	slices.Sort(lines)
	var rows []Rows
	for _, l := range lines {
		if n := len(rows); n > 0 && rows[n-1].Last == l-1 {
			rows[n-1].Last = l
		} else {
			rows = append(rows, Rows{file, l, l})
		}
	}
	return rows
}

// Quarters is the counts of each quarter of the period.
func (r *Release) Quarters(a Area, s Series, p Period) ([]Count, error) {
	var cs []Count
	for q := p.From; q <= p.To; q++ {
		c, err := r.Count(a, s, Period{q, q})
		if err != nil {
			return nil, err
		}
		cs = append(cs, c)
	}
	return cs, nil
}

// Key names the count in a fact. The vintage is part of the name only where it
// is not the release that the report is about.
func (c Count) Key(kind string, about Vintage) string {
	name := []string{c.Area.Slug(), kind}
	if c.Series != Grooming {
		name[1] += "-" + c.Series.Slug()
	}
	name = append(name, c.Period.Key())
	if c.Vintage != about {
		name = append(name, "vintage-"+string(c.Vintage))
	}
	return strings.Join(name, ".")
}

// Definition says what was counted.
func (c Count) Definition() string {
	switch c.Series {
	case Grooming:
		switch c.Period.Definition() {
		case OldDefinition:
			return "code 88A, s.15 Sexual Offences Act 2003 only"
		case NewDefinition:
			return "code 88A, s.15 and s.15A Sexual Offences Act 2003"
		}
		return "code 88A, s.15 only to March 2017, s.15 and s.15A from April 2017"
	case Exploitation:
		return "code 71, abuse of children through sexual exploitation"
	}
	return string(c.Series)
}
