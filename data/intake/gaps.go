package intake

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
)

// The published table has a row for every code of a quarter in every police force, also
// where the number is 0: of 322,000 rows of the release of April 2026 none is missing. So a
// row that most forces have and one has not was lost, and a total over codes without it
// would be too low without a word.

// A gap is the codes that a force lacks in a quarter.
type gap struct {
	quarter records.Quarter
	force   string
	codes   []string
}

// findGaps leaves out the totals of forces and quarters in which rows of some codes are
// missing, and says so.
func (in *Incoming) findGaps() {
	if len(in.codes()) < wholeTable {
		return // there are no totals
	}
	gaps := in.gaps()
	for place := range gaps {
		in.sexual[place].missing, in.all[place].missing = true, true
	}
	var found []string
	rows := 0
	for _, place := range slices.Sorted(maps.Keys(gaps)) {
		g := gaps[place]
		rows += len(g.codes)
		found = append(found, fmt.Sprintf("%s, %s, code %s", g.force, g.quarter,
			strings.Join(g.codes[:min(3, len(g.codes))], ", ")))
		if more := len(g.codes) - 3; more > 0 {
			found[len(found)-1] += " and " + fact.FormatInt(more) + " more"
		}
	}
	if rows > 0 {
		in.note("rows that most police forces have are missing, %s in all, and the totals of those forces and quarters "+
			"are left out: %s", fact.FormatInt(rows), some(found))
	}
}

// gaps finds what forces lack that most have, by the place of the quarter and the force.
func (in *Incoming) gaps() map[int]gap {
	byCode, rows := map[string]places{}, places{}
	for _, k := range in.kinds {
		byCode[k.code] = byCode[k.code].with(k.seen)
		rows = rows.with(k.seen)
	}
	gaps := map[int]gap{}
	for _, code := range slices.Sorted(maps.Keys(byCode)) {
		if byCode[code].hold(rows) {
			continue
		}
		for q := in.quarters.From; q <= in.quarters.To; q++ {
			first := int(q-firstYear.Quarter(1)) * len(in.list)
			there, forces := 0, 0
			for place := first; place < first+len(in.list); place++ {
				if rows.has(place) {
					forces++
				}
				if byCode[code].has(place) {
					there++
				}
			}
			if there == forces || 2*there < forces {
				continue
			}
			for place := first; place < first+len(in.list); place++ {
				if rows.has(place) && !byCode[code].has(place) {
					g := gaps[place]
					gaps[place] = gap{q, in.list[place-first].Name, append(g.codes, code)}
				}
			}
		}
	}
	return gaps
}

// A places is a bit for each quarter since firstYear and, in it, each force.
type places []uint64

func (p places) has(place int) bool {
	return place/64 < len(p) && p[place/64]&(1<<(place%64)) != 0
}

// hold reports whether p has all the places of another.
func (p places) hold(o places) bool {
	for i, bits := range o {
		if i >= len(p) && bits != 0 || i < len(p) && bits&^p[i] != 0 {
			return false
		}
	}
	return true
}

// with is the places of both, in what memory p has.
func (p places) with(o places) places {
	p = append(p, make(places, max(0, len(o)-len(p)))...)
	for i, bits := range o {
		p[i] |= bits
	}
	return p
}
