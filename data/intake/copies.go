package intake

import (
	"fmt"
	"maps"
	"slices"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
)

// What is alike by more than chance: a quarter that a dozen forces with so many offences
// have had before; so many quarters in which two forces, of so many offences each, have
// changed places; two quarters of one force that have, with numbers so far apart; and a year
// in which a force has one number in each quarter, of so many offences, or of a few in several
// forces.
//
// Of what the releases of 2019, 2021, October 2023 and April 2026 hold, nothing is so. Between
// two of them, quarters of one force exchanged their numbers 19 times, and each time those were
// one or two apart. Of 4,312 years of a force and series, 110 have one number in each quarter:
// 0 in 100, 1 in 6 and 2 in 4. Four Poisson numbers with a mean of 12 are the same once in 1,300
// years, with a larger one less often, and those of forces, which scatter more, less often still.
const (
	alikeForces   = 12
	alikeOffences = 60
	alikeQuarters = 2
	alikeNumber   = 12
	alikeApart    = 6
	alikeFew      = 3
	alikeSeveral  = 3
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
		one, err := release.Number(s, f, a)
		other, err2 := release.Number(s, f, b)
		if (err == nil) != (err2 == nil) || one != other {
			return false
		}
		if err == nil {
			forces, total = forces+1, total+one
		}
	}
	return forces >= alikeForces && total >= alikeOffences
}

// noteExchanges notes forces that have each other's numbers of the release before, and
// forces two of whose quarters have.
func (in *Incoming) noteExchanges(v revision) {
	type pair struct{ a, b string }
	quarters := map[pair][]records.Quarter{}
	inQuarter, ofForce := map[records.Quarter][]*records.Revision{}, map[string][]*records.Revision{}
	var within []string
	for i := range v.Changed {
		b := &v.Changed[i]
		for _, a := range inQuarter[b.Quarter] {
			if changedPlaces(a, b) && min(a.Before, a.After) >= alikeNumber {
				p := pair{min(a.Force, b.Force), max(a.Force, b.Force)}
				quarters[p] = append(quarters[p], a.Quarter)
			}
		}
		for _, a := range ofForce[b.Force] {
			if changedPlaces(a, b) && max(a.Change(), -a.Change()) >= alikeApart {
				first, second := min(a.Quarter, b.Quarter), max(a.Quarter, b.Quarter)
				within = append(within, fmt.Sprintf("%s, %s and %s, %s and %s", a.Force, first, second,
					fact.FormatInt(min(a.Before, a.After)), fact.FormatInt(max(a.Before, a.After))))
			}
		}
		inQuarter[b.Quarter] = append(inQuarter[b.Quarter], b)
		ofForce[b.Force] = append(ofForce[b.Force], b)
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
	if len(within) > 0 {
		slices.Sort(within)
		in.note("two quarters of a force have exchanged their numbers of %s since the release of %s, as if their rows "+
			"had changed places: %s", v.series.Short(), v.Older.Vintage, some(within))
	}
}

// changedPlaces reports whether each of two cells has the number that the other had.
func changedPlaces(a, b *records.Revision) bool {
	return a.Before == b.After && a.After == b.Before
}

// noteRounded notes quarters in which every police force has a number that ends in 0 or 5, as
// numbers do that were rounded. That a dozen do by chance happens once in 240 million
// quarters.
func (in *Incoming) noteRounded(release *records.Release, s *records.Series) {
	p, _ := release.Period(s)
	var found []records.Quarter
	for q := p.From; q <= p.To && p.To != 0; q++ {
		forces, rounded := 0, true
		for i := 0; i < len(release.Forces) && rounded; i++ {
			n, err := release.Number(s, release.Forces[i], q)
			if err == nil && n != 0 {
				forces, rounded = forces+1, n%5 == 0
			}
		}
		if rounded && forces >= alikeForces {
			found = append(found, q)
		}
	}
	if len(found) > 0 {
		in.note("the numbers of %s all end in 0 or 5 in %s, as if they had been rounded: the publisher’s own are not",
			s.Short(), records.ListQuarters(found))
	}
}

// noteMoved notes that the numbers of the release before stand a quarter sooner or later, as
// they do where the quarters of calendar years were taken for those of financial ones.
func (in *Incoming) noteMoved(v revision) {
	if 2*len(v.Changed) <= v.Cells {
		return
	}
	for _, by := range []records.Quarter{-1, 1} {
		found, held := 0, 0
		for _, c := range v.Changed {
			if before, err := v.Older.Number(v.series, c.Force, c.Quarter-by); err == nil {
				held++
				if before == c.After {
					found++
				}
			}
		}
		if 10*found > 9*held && held > 0 {
			in.note("the numbers of %s are those that the release of %s has for the quarter %s: were the quarters of "+
				"calendar years taken for those of financial years?",
				v.series.Short(), v.Older.Vintage, map[records.Quarter]string{-1: "after", 1: "before"}[by])
		}
	}
}

// noteSame notes years in which forces have one number of a series in each quarter, as if
// one had been copied or a year's had been shared out, unless the release before has it so.
func (in *Incoming) noteSame(previous, release *records.Release, s *records.Series) {
	p, _ := release.Period(s)
	for _, y := range p.Years() {
		var found []string
		most := 0
		for _, f := range release.Forces {
			n, same := sameInQuarters(release, s, f, y)
			if !same || n < alikeFew {
				continue
			}
			if before, same := sameInQuarters(previous, s, f, y); !same || before != n {
				found = append(found, fmt.Sprintf("%s %s", f, fact.FormatInt(n)))
				most = max(most, n)
			}
		}
		if most >= alikeNumber || len(found) >= alikeSeveral {
			in.note("%s has the same number in each quarter of %s, as if one had been copied or a year’s had been "+
				"shared out: %s", s.Short(), y, some(found))
		}
	}
}

// sameInQuarters is the number that a release has in each quarter of a year of a force, if
// they are the same.
func sameInQuarters(r *records.Release, s *records.Series, force string, y records.FinancialYear) (n int, same bool) {
	if r == nil {
		return 0, false
	}
	for i := range 4 {
		own, err := r.Number(s, force, y.Quarter(1+i))
		if err != nil || i > 0 && own != n {
			return 0, false
		}
		n = own
	}
	return n, true
}
