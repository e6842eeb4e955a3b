package analysis

import (
	"errors"
	"math"
	"slices"
	"testing"

	"grooming-report/analysis/records"
	"grooming-report/analysis/stats"
)

// In R, for each force the quarters of the whole years since 2018/19 by year and season, m:
//
//	E <- outer(rowSums(m), colSums(m))/sum(m); sum((m - E)^2/E)/18
//
// of which those are counted that are below 3.53017*qchisq(.025, 18)/18 = 1.614. The two
// forces with too few offences for that, City of London and British Transport Police, have
// none. The one of all is that of force by quarter since April 2017, the same sum ÷ 1462 for 44
// rows and 35 columns. How often limits hold is by the R of coverage.TestByDispersion, for a mean of
// 205 and true dispersions of 9.46115 and 6.49566.
func TestOneForAll(t *testing.T) {
	s := newest(t, "")
	x, err := s.OneForAll()
	if err != nil {
		t.Fatal(err)
	}
	if x.Compared.Value != 42 || x.Low.Value != 15 || x.Force != "Hampshire" {
		t.Errorf("%v of %v forces low, the highest that of %s; want 15 of 42 and Hampshire", x.Low.Value, x.Compared.Value,
			x.Force)
	}
	agree(t, "that of all", x.All.Value, 3.5301710298, 1e-9)
	agree(t, "degrees of freedom in common", x.Degrees.Value, 16.70039368599, 1e-9)
	agree(t, "Hampshire's own", x.Own.Value, 9.461151, 1e-6)
	agree(t, "held if it is true", x.Held.Value, 77.5451919558, 1e-7)
	agree(t, "held if halfway", x.Halfway.Value, 85.6917020551, 1e-6)
}

// Without two forces that have a dispersion of their own, without one of all, and without offences of the force with
// the highest in the base year there is nothing to show.
func TestOneForAllOfFew(t *testing.T) {
	s := newest(t, "")
	with := func(change func(*Study, *scatter)) *Study {
		other := *s
		other.scatters = slices.Clone(s.scatters)
		for i := range other.scatters {
			if other.scatters[i].name == "after" {
				change(&other, &other.scatters[i])
			}
		}
		return &other
	}
	// highestOf is a study whose highest dispersion is that of a force with n offences in the base year.
	highestOf := func(n int) *Study {
		for _, force := range s.Release.Forces {
			for y := s.Covered().From.Year(); y <= s.LatestYear; y++ {
				if c, err := s.Count(records.ForceArea(force), y.Period()); err == nil && c.N == n {
					return with(func(other *Study, sc *scatter) {
						highest := sc.own[0]
						highest.Fact, highest.Value = new(*highest.Fact), 100
						highest.Fact.Area = force
						sc.own, other.Base = append(slices.Clone(sc.own), highest), y
					})
				}
			}
		}
		t.Fatalf("no force has a year of %d", n)
		return nil
	}
	for _, test := range []struct {
		what string
		s    *Study
		made bool
	}{
		{"all", s, true},
		{"two forces", with(func(_ *Study, sc *scatter) { sc.own = sc.own[:2] }), true},
		{"one force", with(func(_ *Study, sc *scatter) { sc.own = sc.own[:1] }), false},
		{"half of independent events", with(func(_ *Study, sc *scatter) { sc.forces.Value = 0.5 }), true},
		{"none in the base year", highestOf(0), false}, {"one in the base year", highestOf(1), true},
		{"none of all", with(func(_ *Study, sc *scatter) { sc.forces.Value = 0 }), false},
		{"a base year that the release has not", with(func(other *Study, _ *scatter) { other.Base = 2030 }), false},
	} {
		x, err := test.s.OneForAll()
		if err != nil || (x != nil) != test.made {
			t.Errorf("%s: %v, %v; want one: %v", test.what, x, err, test.made)
		}
	}
	for df, common := range map[float64]bool{16.7: true, math.Inf(1): false} {
		x, err := with(func(_ *Study, sc *scatter) { sc.priorDF = df }).OneForAll()
		if err != nil || (x.Common != nil) != common || (x.Degrees != nil) != common {
			t.Errorf("on %v degrees of freedom in common: %+v, %v; want them stated: %v", df, x, err, common)
		}
	}
	if x, err := with(func(_ *Study, sc *scatter) { sc.prior = nil }).OneForAll(); err != nil || x.Common != nil {
		t.Errorf("with nothing in common: %+v, %v; want nothing stated", x, err)
	}
	unknown := with(func(_ *Study, sc *scatter) { sc.forces.Value = math.NaN() })
	if x, err := unknown.OneForAll(); !errors.Is(err, stats.ErrDispersion) {
		t.Errorf("a dispersion of all that is not known: %v, %v; want that error", x, err)
	}
}
