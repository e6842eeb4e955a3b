package intake

import (
	"fmt"
	"maps"
	"slices"

	"grooming-report/analysis/records"
)

// What is alike by more than chance: a quarter that a dozen forces with so many offences
// have had before, and so many quarters in which two forces, of so many offences each, have
// changed places.
const (
	alikeForces   = 12
	alikeOffences = 60
	alikeQuarters = 2
	alikeNumber   = 12
)

// noteCopies notes quarters that are new and repeat another in every police force, as a
// column does that was copied.
func (in *Incoming) noteCopies(release *records.Release, s *records.Series, since records.Quarter) {
	p, ok := release.Period(s)
	if !ok {
		return
	}
	var found []string
	for q := max(since, p.From+1); q <= p.To; q++ {
		for o := q - 1; o >= p.From; o-- {
			if repeated(release, s, q, o) {
				found = append(found, fmt.Sprintf("%s those of %s", q, o))
				break
			}
		}
	}
	if len(found) > 0 {
		in.note("%s has the same numbers again in every police force, as if they had been copied: in %s", s.Short(),
			some(found))
	}
}

// repeated reports whether every force has the same number of a series in two quarters.
func repeated(release *records.Release, s *records.Series, a, b records.Quarter) bool {
	forces, total := 0, 0
	for _, f := range release.Forces {
		one, err := release.Count(records.ForceArea(f), s, a.Period())
		other, err2 := release.Count(records.ForceArea(f), s, b.Period())
		if (err == nil) != (err2 == nil) || one.N != other.N {
			return false
		}
		if err == nil {
			forces, total = forces+1, total+one.N
		}
	}
	return forces >= alikeForces && total >= alikeOffences
}

// noteExchanges notes forces that have each other's numbers of the release before.
func (in *Incoming) noteExchanges(v revision) {
	type pair struct{ a, b string }
	quarters := map[pair][]records.Quarter{}
	for i, a := range v.Changed {
		for _, b := range v.Changed[i+1:] {
			few := min(a.Before.N, a.After.N) < alikeNumber
			if few || a.Quarter != b.Quarter || a.Before.N != b.After.N || a.After.N != b.Before.N {
				continue
			}
			p := pair{min(a.Force, b.Force), max(a.Force, b.Force)}
			quarters[p] = append(quarters[p], a.Quarter)
		}
	}
	for _, p := range slices.SortedFunc(maps.Keys(quarters), func(x, y pair) int {
		return slices.Compare([]string{x.a, x.b}, []string{y.a, y.b})
	}) {
		if qs := quarters[p]; len(qs) >= alikeQuarters {
			slices.Sort(qs)
			in.note("%s and %s have each other’s numbers of %s in the release of %s in %s: are their names mixed up?",
				p.a, p.b, v.series.Short(), v.Older.Vintage, records.ListQuarters(qs))
		}
	}
}
