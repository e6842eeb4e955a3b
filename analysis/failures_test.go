package analysis

import (
	"errors"
	"math"
	"slices"
	"testing"

	"grooming-report/analysis/records"
	"grooming-report/analysis/stats"
)

// unscattered is a study in which it is not known how far the counts scatter in some period: of the forces, or of
// England and Wales. The scatters of the other periods stand.
func unscattered(s *Study, p records.Period, forces bool) *Study {
	other := *s
	other.scatters = nil
	for _, sc := range s.scatters {
		for _, piece := range []records.Period{
			{From: sc.period.From, To: min(sc.period.To, p.From-1)},
			{From: max(sc.period.From, p.From), To: min(sc.period.To, p.To)},
			{From: max(sc.period.From, p.To+1), To: sc.period.To},
		} {
			if piece.To < piece.From {
				continue
			}
			part := sc
			part.period = piece
			if p.Contains(piece.From) {
				part.without(forces)
			}
			other.scatters = append(other.scatters, part)
		}
	}
	return &other
}

func (sc *scatter) without(forces bool) {
	if !forces {
		sc.nation.Value = math.NaN()
		return
	}
	moderated := map[string]Scatter{}
	for name, x := range sc.byForce {
		x.Value = math.NaN()
		moderated[name] = x
	}
	sc.byForce = moderated
}

// Limits rest on how far counts scatter, those of each period and area on its own. Where that is not known there is
// no number that would need it, and all others are made as before.
func TestScatterNotKnown(t *testing.T) {
	s := newest(t, "Hampshire")
	kent := records.ForceArea("Kent")
	before, after, base, latest := s.BeforeYear.Period(), s.AfterYear.Period(), s.Base.Period(), s.LatestYear.Period()
	rows, err := s.AllForces()
	if err != nil {
		t.Fatal(err)
	}
	headline := func(a records.Area) Across {
		h, err := s.Across(a, after, before)
		if err != nil {
			t.Fatal(err)
		}
		return h
	}
	force, nation := headline(s.Area), headline(s.National)
	periods := []struct {
		name string
		records.Period
	}{{"before", s.Before()}, {"after", after}, {"base", base}, {"latest", latest}, {"months", s.LatestMonths()}}
	for _, test := range []struct {
		what string
		of   func(s *Study) error
		// The periods in which the scatter of forces, or that of England and Wales, must be known.
		forces, nation []string
	}{
		{"a rate", func(s *Study) error { return second(s.Rate(s.Area, latest)) }, []string{"latest"}, nil},
		{"a national rate", func(s *Study) error { return second(s.Rate(s.National, latest)) }, nil, []string{"latest"}},
		{"a rate for a million", func(s *Study) error { return second(s.PerMillionOf(s.Area, latest, false)) },
			[]string{"latest"}, nil},
		{"the headline", func(s *Study) error { return second(s.Across(s.Area, after, before)) },
			[]string{"before", "after"}, nil},
		{"within the definition", func(s *Study) error { return second(s.Within(s.Area, latest, base)) },
			[]string{"latest"}, nil},
		{"the old definition only", func(s *Study) error { return second(s.oldOnly(s.Area, force)) },
			[]string{"before", "after"}, nil},
		{"the old definition only, of published figures",
			func(s *Study) error { return second(s.oldOnly(s.National, nation)) }, nil, []string{"before", "after"}},
		{"the three comparisons", func(s *Study) error { return second(s.BeforeAfter(s.Area)) },
			[]string{"before", "after", "latest", "months"}, nil},
		{"the three comparisons of all", func(s *Study) error { return second(s.BeforeAfter(s.National)) },
			nil, []string{"before", "after", "latest", "months"}},
		{"year on year", func(s *Study) error { return second(s.YearOnYear(s.Area)) }, []string{"before"}, nil},
		{"every force", func(s *Study) error { return second(s.AllForces()) },
			[]string{"before", "after", "latest", "months"}, nil},
		{"every force against the rest", func(s *Study) error { return second(s.AllAgainstRest()) },
			[]string{"before", "after"}, []string{"before", "after"}},
		{"against the rest", func(s *Study) error { return second(s.AgainstRest(s.Area, latest, base)) },
			[]string{"base", "latest"}, []string{"base", "latest"}},
		{"two forces", func(s *Study) error { return second(s.Between(s.Area, kent, latest, base)) },
			[]string{"base", "latest"}, nil},
		{"against Scotland", func(s *Study) error { _, _, err := s.AgainstNation("Scotland"); return err },
			nil, []string{"before", "after"}},
		{"against the rest as published",
			func(s *Study) error { _, _, err := s.AgainstRestAsPublished(s.Area); return err }, []string{"before", "after"}, []string{"before", "after"}},
		{"from every base", func(s *Study) error { return second(s.Bases()) },
			[]string{"before", "after", "base", "latest", "months"}, []string{"after", "base", "latest"}},
		{"the spread of forces", func(s *Study) error { return second(s.Spread(rows)) }, []string{"latest"}, nil},
	} {
		for _, p := range periods {
			for _, forces := range []bool{true, false} {
				whose, rests := "England and Wales", slices.Contains(test.nation, p.name)
				if forces {
					whose, rests = "forces", slices.Contains(test.forces, p.name)
				}
				err := test.of(unscattered(s, p.Period, forces))
				if rests && !errors.Is(err, stats.ErrDispersion) || !rests && err != nil {
					t.Errorf("%s, without the scatter of %s in %s: error %v, want one: %v", test.what, whose, p.Period, err,
						rests)
				}
			}
		}
	}
}

// An area that the release has no number of has no number in the study: what is asked of it is an error that says
// so, and what is left out where there is none is left out.
func TestAreaWithoutNumber(t *testing.T) {
	s := newest(t, "Hampshire")
	nowhere := records.Area{Name: "Atlantis", Forces: []string{"Atlantis"}}
	before, after, base, latest := s.BeforeYear.Period(), s.AfterYear.Period(), s.Base.Period(), s.LatestYear.Period()
	for what, err := range map[string]error{
		"a count":               second(s.Count(nowhere, latest)),
		"its quarters":          second(s.Quarters(nowhere, latest)),
		"a rate":                second(s.Rate(nowhere, latest)),
		"the headline":          second(s.Across(nowhere, after, before)),
		"within the definition": second(s.Within(nowhere, latest, base)),
		"the three comparisons": second(s.BeforeAfter(nowhere)),
		"year on year":          second(s.YearOnYear(nowhere)),
		"against the rest":      second(s.AgainstRest(nowhere, latest, base)),
		"against another":       second(s.Between(s.Area, nowhere, latest, base)),
		"of another series":     second(s.Control(s.Sibling(), nowhere, after, before)),
		"another series":        second(s.CountOf(s.Sibling(), nowhere, latest)),
		"its scatter":           second(dispersionOf(s.Release, nowhere, s.Series, latest)),
		"the scatter before it": second(s.newDispersionFact(scatter{period: year(2010)})),
	} {
		if !records.NoNumber(err) {
			t.Errorf("%s of %s: error %v, want that there is no number", what, nowhere.Name, err)
		}
	}
	if m, err := s.PerMillionOf(nowhere, latest, false); m != nil || err != nil {
		t.Errorf("a rate for a million residents: %v, %v; want none", m, err)
	}
	if w, err := s.within(nowhere, latest, base); w != nil || err != nil {
		t.Errorf("within the definition: %v, %v; want none", w, err)
	}
}

// What could not be computed is not kept as if it had been: whoever asks again is told again.
func TestAskedAgain(t *testing.T) {
	s := newest(t, "Hampshire")
	c, err := s.Count(s.Area, s.LatestYear.Period())
	if err != nil {
		t.Fatal(err)
	}
	impossible := stats.Dispersion{Value: -1}
	for range 2 {
		if r, err := rateOf(c, impossible); !errors.Is(err, stats.ErrDispersion) {
			t.Errorf("a rate by a dispersion of -1: %v, error %v; want that it cannot be", r, err)
		}
		if r, err := compareCounts(c, c, impossible, impossible); !errors.Is(err, stats.ErrDispersion) {
			t.Errorf("a ratio by a dispersion of -1: %v, error %v; want that it cannot be", r, err)
		}
	}
}
