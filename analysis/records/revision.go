package records

import (
	"cmp"
	"fmt"
	"slices"
)

// A Revision is one force's quarter of a series that two releases give differently.
type Revision struct {
	Force         string
	Quarter       Quarter
	Before, After int // offences
}

// Change is the number of offences added; below zero if some were taken off.
func (r Revision) Change() int { return r.After - r.Before }

// A TotalRevision is the total of a financial year or a quarter in two releases, over the
// forces and the quarters that both have.
type TotalRevision struct{ Before, After Count }

// Revisions is what a newer release changed in a series of an older one, over the forces
// and quarters that both have a number for.
type Revisions struct {
	Older, Newer *Release
	Series       *Series
	Period       Period
	Area         Area       // the forces that have every quarter in both releases
	Cells        int        // force-quarters compared
	Changed      []Revision // largest change first
	Years        []TotalRevision
	Quarters     []TotalRevision
	Came, Went   []string // forces that only the newer, or only the older, release has
	NewQuarters  int      // quarters that only the newer release has, after the older one's last
	// Withdrawn is the numbers of the older release that the newer one no longer gives,
	// though it reaches over their quarters, force by force and in order of time.
	Withdrawn []Withdrawal
}

// A Withdrawal is the quarters for which one force's numbers were published and are now
// missing, or without a row.
type Withdrawal struct {
	Force    string
	Quarters []Quarter
}

// Revise compares what two releases give for a series.
func Revise(older, newer *Release, s *Series) (Revisions, error) {
	a, held := older.Period(s)
	b, ok := newer.Period(s)
	if !held || !ok {
		return Revisions{}, fmt.Errorf("%s and %s: series %q: %w", older.File, newer.File, s.Name, ErrNotCovered)
	}
	v := Revisions{Older: older, Newer: newer, Series: s, Period: Period{max(a.From, b.From), min(a.To, b.To)},
		Area: Area{Name: "England and Wales"}}
	v.NewQuarters = max(0, int(b.To-a.To))
	for _, f := range newer.Forces {
		if !slices.Contains(older.Forces, f) {
			v.Came = append(v.Came, f)
		} else if newer.Lacks(f, s, b) == nil && older.Lacks(f, s, v.Period) == nil {
			v.Area.Forces = append(v.Area.Forces, f)
		}
	}
	if len(v.Area.Forces) < len(newer.Forces) {
		v.Area.Name = "England and Wales, forces with every quarter in both releases"
	}
	for _, f := range older.Forces {
		if !slices.Contains(newer.Forces, f) {
			v.Went = append(v.Went, f)
		}
	}
	v.compareCells(s)
	if v.Period.To < v.Period.From {
		return v, nil
	}
	var err error
	for q := v.Period.From; q <= v.Period.To; q++ {
		if v.Quarters, err = v.compareTotals(v.Quarters, s, q.Period()); err != nil {
			return v, err
		}
	}
	for _, y := range v.Period.Years() {
		p := Period{max(v.Period.From, y.Quarter(1)), min(v.Period.To, y.Quarter(4))}
		if v.Years, err = v.compareTotals(v.Years, s, p); err != nil {
			return v, err
		}
	}
	return v, nil
}

// compareCells compares the quarters of every force that both releases have.
func (v *Revisions) compareCells(s *Series) {
	withdrawn := map[string][]Quarter{}
	for q := v.Period.From; q <= v.Period.To; q++ {
		for _, f := range v.Newer.Forces {
			before, err := v.Older.Number(s, f, q)
			if err != nil {
				continue // nothing to compare
			}
			after, err := v.Newer.Number(s, f, q)
			if err != nil {
				withdrawn[f] = append(withdrawn[f], q)
				continue
			}
			v.Cells++
			if before != after {
				v.Changed = append(v.Changed, Revision{f, q, before, after})
			}
		}
	}
	for _, f := range v.Newer.Forces {
		if qs := withdrawn[f]; len(qs) > 0 {
			v.Withdrawn = append(v.Withdrawn, Withdrawal{f, qs})
		}
	}
	size := func(r Revision) int { return max(r.Change(), -r.Change()) }
	slices.SortStableFunc(v.Changed, func(x, y Revision) int { return cmp.Compare(size(y), size(x)) })
}

// Counts is the numbers of one of v.Changed with the rows that they are from.
func (v Revisions) Counts(r Revision) (before, after Count, err error) {
	if before, err = v.Older.Count(ForceArea(r.Force), v.Series, r.Quarter.Period()); err != nil {
		return Count{}, Count{}, err
	}
	after, err = v.Newer.Count(ForceArea(r.Force), v.Series, r.Quarter.Period())
	return before, after, err
}

// compareTotals adds the totals of a period to a list, unless no force is in both releases.
func (v *Revisions) compareTotals(list []TotalRevision, s *Series, p Period) ([]TotalRevision, error) {
	if len(v.Area.Forces) == 0 {
		return list, nil
	}
	before, err := v.Older.add(v.Area, s, p)
	if err != nil {
		return list, err
	}
	after, err := v.Newer.add(v.Area, s, p)
	return append(list, TotalRevision{before, after}), err
}

// Vintages is the count of an area and period in every release that has all of
// its forces, oldest release first. The forces are the same in each, so that
// one that came or went does not look like a revision.
func (d *Data) Vintages(a Area, p Period) []Count { return d.VintagesOf(d.Series.Main(), a, p) }

// VintagesOf is Vintages of a given series.
func (d *Data) VintagesOf(s *Series, a Area, p Period) []Count {
	var cs []Count
	for _, r := range d.Releases {
		if c, err := r.Count(a, s, p); err == nil {
			cs = append(cs, c)
		}
	}
	return cs
}
