package records

import (
	"fmt"
	"slices"
)

// A Count is a number of recorded offences in an area and a period, read from
// one vintage. It is never made from a missing cell.
type Count struct {
	Area    Area
	Series  *Series
	Period  Period
	Vintage Vintage
	N       int
	Rows    []Rows // the table rows that N adds up
	// Negative counts the cells below zero that N holds: offences that were
	// transferred or cancelled after the quarter they were first counted in.
	Negative int
	// Whole and Part are what a series less a part of it is the difference of; nil for
	// a count of cells.
	Whole, Part *Count
}

// AtLeastZero is N, or 0 where more offences were taken out of a period than were recorded in
// it: what an estimate rests on.
func (c Count) AtLeastZero() int { return max(c.N, 0) }

// Count adds up the cells of an area and a period. It fails with ErrNotCovered
// where the release does not reach, and with ErrMissing where a cell has
// no number: a missing cell is never counted as zero.
func (r *Release) Count(a Area, s *Series, p Period) (Count, error) {
	if s == nil {
		return Count{}, fmt.Errorf("%s, %s: no such series: %w", a.Name, p, ErrNotCovered)
	}
	c, err := r.add(a, s, p)
	if err != nil || s.Less != nil || r.totals == nil || !slices.Equal(a.Forces, r.Forces) {
		return c, err
	}
	c.N, err = r.national(s, p)
	return c, err
}

// add is Count by the cells themselves, of all forces too.
func (r *Release) add(a Area, s *Series, p Period) (Count, error) {
	if s.Less != nil {
		return r.difference(a, s, p)
	}
	c := Count{Area: a, Series: s, Period: p, Vintage: r.Vintage}
	if len(a.Forces) == 0 || p.To < p.From {
		return Count{}, fmt.Errorf("%s, %s, %s: nothing to count: %w", a.Name, s.Name, p, ErrNotCovered)
	}
	rows, forces := make([]*byQuarter, len(a.Forces)), r.cells[s]
	for i, f := range a.Forces {
		rows[i] = forces[f]
	}
	lines := make([]int, 0, len(a.Forces)*p.Quarters())
	for q := p.From; q <= p.To; q++ {
		for i, f := range a.Forces {
			cells := rows[i].at(q)
			if len(cells) == 0 {
				return Count{}, fmt.Errorf("%s: %s, %s, %s: %w", r.File, f, s.Name, q, ErrNotCovered)
			}
			for _, cell := range cells {
				if err := cell.lacks.err(); err != nil {
					return Count{}, fmt.Errorf("%s:%d: %s, %s, %s: %w", r.File, cell.line, f, s.Name, q, err)
				}
				c.N += int(cell.offences)
				if cell.offences < 0 {
					c.Negative++
				}
				lines = append(lines, int(cell.line))
			}
		}
	}
	c.Rows = JoinRows(r.File, lines)
	return c, nil
}

// national is the count of all forces of the release, of which no cell of the period is
// missing.
func (r *Release) national(s *Series, p Period) (int, error) {
	totals, err := r.totals[s]()
	if err != nil {
		return 0, err
	}
	n := 0
	for q := p.From; q <= p.To; q++ {
		n += totals[q]
	}
	return n, nil
}

// Number is what Count gives for one force and quarter, without its rows.
func (r *Release) Number(s *Series, force string, q Quarter) (int, error) {
	if s.Less != nil {
		c, err := r.Count(ForceArea(force), s, q.Period())
		return c.N, err
	}
	cells := r.at(s, force, q)
	if len(cells) == 0 {
		return 0, ErrNotCovered
	}
	n := 0
	for _, c := range cells {
		if err := c.lacks.err(); err != nil {
			return 0, err
		}
		n += int(c.offences)
	}
	return n, nil
}

// difference is a series less a part of it. Its rows are those of both.
func (r *Release) difference(a Area, s *Series, p Period) (Count, error) {
	c, err := r.Count(a, s.PartOf, p)
	if err != nil {
		return Count{}, err
	}
	own, err := r.Count(a, s.Less, p)
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
func (r *Release) Quarters(a Area, s *Series, p Period) ([]Count, error) {
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

// Definition says what was counted.
func (c Count) Definition() string { return c.Series.Describe(c.Period) }
