package analysis

import (
	"slices"

	"grooming-report/analysis/records"
)

// An OldOnly is what can be said of the old definition after April 2017: the
// counts of s.15 that remain when published figures of s.15A are taken off
// 88A. Freedom of information returns and Home Office counts are different
// measures, so this is a range, never one number.
type OldOnly struct {
	// Lowest and Highest bound the ratio of s.15 after to 88A before: over the
	// published figures and vintages, or, where no figure is published, from
	// none to all of 88A after.
	Lowest, Highest OldBound
	// Published tells whether a figure of s.15A is published for the area.
	Published bool
	// Combinations is how many pairs of a vintage and a figure were used: each of the
	// counts After with each of Figures.
	Combinations int
	After        []records.Count
	Figures      []records.Published
	// Contradictions lists the pairs in which s.15A exceeds 88A, which cannot be.
	Contradictions []Contradiction
}

// An OldBound is one end of the range of OldOnly: 88A after April 2017 in a
// vintage, the s.15A figure taken off it (its ID is empty where none is
// published), and the comparison of what remains.
type OldBound struct {
	After  records.Count
	Figure records.Published
	Comparison
}

// A Contradiction is a published s.15A figure above the 88A count that should
// contain it.
type Contradiction struct {
	Count     records.Count
	Published records.Published
}

// oldOnly bounds the ratio under the old definition. The count after is 88A
// less s.15A, for every vintage that has both years and every s.15A figure
// published for the first whole year after.
func (s *Study) oldOnly(a records.Area, headline Across) (OldOnly, error) {
	a = headline.Later.Area
	var o OldOnly
	first := true
	for _, p := range s.Data.Published {
		if p.Area != a.Name || p.Series != s.Added() || p.Period != s.AfterYear.Period() {
			continue
		}
		if !a.Single() && !s.wholeNation(a) {
			continue // the figure is of all forces, the counts are not
		}
		o.Published, o.Figures, o.After = true, append(o.Figures, p), nil
		for _, after := range s.Data.Vintages(a, s.AfterYear.Period()) {
			// A vintage that lost its earlier years is set against the study's own
			// release: a wider range is the honest one.
			before := headline.Earlier
			for _, c := range s.Data.Vintages(a, s.BeforeYear.Period()) {
				if c.Vintage == after.Vintage {
					before = c
				}
			}
			o.Combinations++
			o.After = append(o.After, after)
			if p.Value > after.N {
				o.Contradictions = append(o.Contradictions, Contradiction{after, p})
				continue
			}
			remaining := after
			remaining.N -= p.Value
			c, err := s.compareRates(remaining, before)
			if err != nil {
				return o, err
			}
			if first || c.Ratio < o.Lowest.Ratio {
				o.Lowest = OldBound{after, p, c}
			}
			if first || c.Ratio > o.Highest.Ratio {
				o.Highest = OldBound{after, p, c}
			}
			first = false
		}
	}
	if !first {
		return o, nil
	}
	// No usable figure: none of 88A after, or all of it, may be s.15.
	o.Published = false
	none := headline.Later
	none.N = 0
	lowest, err := s.compareRates(none, headline.Earlier)
	if err != nil {
		return o, err
	}
	highest, err := s.compareRates(headline.Later, headline.Earlier)
	o.Lowest, o.Highest = OldBound{After: headline.Later, Comparison: lowest},
		OldBound{After: headline.Later, Comparison: highest}
	return o, err
}

// wholeNation reports whether an area holds every territorial force.
func (s *Study) wholeNation(a records.Area) bool {
	return !slices.ContainsFunc(s.Data.Forces.Territorial().Forces,
		func(f string) bool { return !slices.Contains(a.Forces, f) })
}
