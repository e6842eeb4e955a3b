package records

import (
	"cmp"
	"slices"
)

// A Revision is one force's quarter of the main series that two releases give differently.
type Revision struct {
	Force   string
	Quarter Quarter
	Before  Count
	After   Count
}

// Change is the number of offences added; below zero if some were taken off.
func (r Revision) Change() int { return r.After.N - r.Before.N }

// size is the number of offences by which the two differ.
func (r Revision) size() int { return max(r.Change(), -r.Change()) }

// A YearRevision is the total of one financial year in two releases, over the
// forces and the quarters that both have.
type YearRevision struct{ Before, After Count }

// Revisions is what a newer release changed in the main series of an older one,
// over the forces and quarters that both have a number for.
type Revisions struct {
	Older, Newer *Release
	Period       Period
	Area         Area       // the forces that have every quarter in both releases
	Cells        int        // force-quarters compared
	Changed      []Revision // largest change first
	Years        []YearRevision
	Came, Went   []string // forces that only the newer, or only the older, release has
	NewQuarters  int      // quarters that only the newer release has, after the older one's last
}

// Revise compares two releases.
func Revise(older, newer *Release) (Revisions, error) {
	a, b := older.Covered(), newer.Covered()
	v := Revisions{Older: older, Newer: newer, Period: Period{max(a.From, b.From), min(a.To, b.To)}, Area: Area{Name: "England and Wales"}}
	v.NewQuarters = max(0, int(b.To-a.To))
	var both []string
	for _, f := range newer.Forces {
		_, whole := newer.Count(Area{f, []string{f}}, newer.Main, b)
		if !slices.Contains(older.Forces, f) {
			v.Came = append(v.Came, f)
			continue
		}
		both = append(both, f)
		_, before := older.Count(Area{f, []string{f}}, newer.Main, v.Period)
		if before == nil && whole == nil {
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
	for q := v.Period.From; q <= v.Period.To; q++ {
		for _, f := range both {
			force := Area{f, []string{f}}
			before, err := older.Count(force, newer.Main, Period{q, q})
			if err != nil {
				continue // marked as missing in one of them: nothing to compare
			}
			after, err := newer.Count(force, newer.Main, Period{q, q})
			if err != nil {
				continue
			}
			v.Cells++
			if before.N != after.N {
				v.Changed = append(v.Changed, Revision{f, q, before, after})
			}
		}
	}
	slices.SortStableFunc(v.Changed, func(x, y Revision) int { return cmp.Compare(y.size(), x.size()) })
	if v.Period.To < v.Period.From {
		return v, nil
	}
	for _, y := range v.Period.Years() {
		p := Period{max(v.Period.From, y.Quarter(1)), min(v.Period.To, y.Quarter(4))}
		before, err := older.Count(v.Area, newer.Main, p)
		if err != nil {
			return v, err
		}
		after, err := newer.Count(v.Area, newer.Main, p)
		if err != nil {
			return v, err
		}
		v.Years = append(v.Years, YearRevision{before, after})
	}
	return v, nil
}

// Vintages is the count of an area and period in every release that has all of
// its forces, oldest release first. The forces are the same in each, so that
// one that came or went does not look like a revision.
func (d *Data) Vintages(a Area, p Period) []Count {
	var cs []Count
	for _, r := range d.Releases {
		if c, err := r.Count(a, r.Main, p); err == nil {
			cs = append(cs, c)
		}
	}
	return cs
}
