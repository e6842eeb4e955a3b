package analysis

import (
	"grooming-report/analysis/fact"
	"slices"
	"testing"

	"grooming-report/analysis/records"
	"grooming-report/analysis/stats"
)

// In R, w and v the counts of 2024/25 and 2017/18 by force:
//
//	T <- sum(w)/sum(v); p <- sum(w)/(sum(w) + sum(v)); E <- (w + v)*p; se <- 1/sqrt(E*(1 - p))
//	z <- log((w + .5)/(v + .5)/T)/se, set to quantile(z, c(.1, .9)); mean(z^2)
//	phi by force, moderated (see TestModeratedScatter); e <- E*(1 - p)/phi; o <- e*(w/v)/T; k <- glm.nb(o ~ 1 + offset(log(e)))
//	T*qgamma(c(.025, .975), o + k$theta, e + k$theta/exp(coef(k)))
func TestSpread(t *testing.T) {
	s := newest(t, "Hampshire").withBase(2017)
	sp := spreadOf(t, s)
	agreeAll(t, "funnel", []float64{sp.TargetFact(s).Value, sp.MultiplierFact(s).Value, sp.BetweenFact(s).Value},
		[]float64{1.544117647058824, 7.728102843268082, 0.331548782504211})
	// glm.nb stops when the shape changes by a millionth
	agree(t, "likelihood shape", sp.Likelihood.Shape, 4.69994736100140, 1e-7)
	agreeAll(t, "moments", []float64{sp.Moments.Mean, sp.Moments.Shape}, []float64{1.13034388947249, 3.98866868177352})
	shrunk := 0
	for _, f := range sp.Forces {
		if f.Shrunk == nil {
			continue
		}
		shrunk++
		mean := sp.Likelihood.Mean * sp.Funnel.Target
		if !(stats.Interval{Lower: min(f.Ratio, mean), Upper: max(f.Ratio, mean)}).Contains(f.Shrunk.Shrunk) {
			t.Errorf("%s: %v is not between %v and the mean of all %v", f.Force.Name, f.Shrunk.Shrunk, f.Ratio, mean)
		}
		if f.Force.Name == "Hampshire" {
			for i, got := range []float64{f.Shrunk.Shrunk, f.Shrunk.Interval.Lower, f.Shrunk.Interval.Upper} {
				agree(t, "Hampshire shrunk", got, []float64{1.176815785197348, 0.676745476806027, 1.812958338088583}[i], 1e-7)
			}
			agree(t, "Hampshire by moments", f.ShrunkMoments.Shrunk, 1.15354509151045, fitted)
		}
	}
	if shrunk != 44 {
		t.Errorf("%d forces shrunk, want all 44: every one recorded some in 2017/18", shrunk)
	}
	if got := sp.ByChanceFact(s, OuterLevel).Value; got < 0.08 || got > 0.09 {
		t.Errorf("%v forces outside the outer limits by chance, want 44 × 0.002", got)
	}
}

// A force on a limit of the funnel is inside it, by either model; one a little further is outside.
func TestOutsideTheFunnel(t *testing.T) {
	outer, usual := stats.NormalQuantile(OuterLevel), stats.NormalQuantile(Level)
	force := func(name string, additive, multiplicative float64) SpreadForce {
		return SpreadForce{Force: records.Force{Name: name},
			Point: stats.FunnelPoint{ZAdditive: additive, ZMultiplicative: multiplicative}}
	}
	sp := &Spread{Forces: []SpreadForce{force("On", outer, usual), force("Over", outer+1e-9, -usual-1e-9),
		force("Under", -outer-1e-9, outer+1e-9), force("Within", usual, 0)}}
	if names := sp.OutsideOuter(); !slices.Equal(names, []string{"Over", "Under"}) {
		t.Errorf("outside of the outer limits: %q, want those over and under", names)
	}
	for _, test := range []struct {
		level                    float64
		additive, multiplicative int
	}{{Level, 3, 2}, {OuterLevel, 2, 1}} {
		additive, multiplicative := sp.outside(test.level)
		if additive != test.additive || multiplicative != test.multiplicative {
			t.Errorf("outside at %v: %d and %d, want %d and %d", test.level, additive, multiplicative, test.additive,
				test.multiplicative)
		}
	}
}

// A release with one year of the new definition has no spread.
func TestSpreadTooEarly(t *testing.T) {
	s := newest(t, "Hampshire")
	rows, err := s.AllForces()
	if err != nil {
		t.Fatal(err)
	}
	for i := range rows {
		rows[i].Within = nil
	}
	if sp, err := s.Spread(rows); sp != nil || err != nil {
		t.Errorf("spread %v, %v; want none", sp, err)
	}
}

func spreadOf(t *testing.T, s *Study) *Spread {
	t.Helper()
	rows, err := s.AllForces()
	if err != nil {
		t.Fatal(err)
	}
	sp, err := s.Spread(rows)
	if err != nil {
		t.Fatal(err)
	}
	return sp
}

// The two models have each their number of forces outside the limits.
func TestOutsideFact(t *testing.T) {
	s := newest(t, "Hampshire")
	sp := spreadOf(t, s)
	for _, test := range []struct {
		additive bool
		want     float64
		name     string
		says     string
	}{
		{true, 4, "forces.funnel.outside.additive.95.0", "forces outside the 95.0 % funnel limits, additive overdispersion"},
		{false, 3, "forces.funnel.outside.multiplicative.95.0",
			"forces outside the 95.0 % funnel limits, multiplicative overdispersion"},
	} {
		f := sp.OutsideFact(s, Level, test.additive)
		if f.Value != test.want || f.Name != test.name || f.Definition != test.says {
			t.Errorf("%s: %v %s; want %s: %v %s", f.Name, f.Value, f.Definition, test.name, test.want, test.says)
		}
	}
	ends := sp.Forces[0].LimitsFact(s, sp, OuterLevel).Ends
	if ends != (fact.Ends{Lower: "lower 99.8 per cent limit", Upper: "upper 99.8 per cent limit"}) {
		t.Errorf("the outer limits are called %+v", ends)
	}
}

// Where no force has a ratio, none are counted; where one has, that one.
func TestTestedOfFew(t *testing.T) {
	s := newest(t, "Hampshire")
	rows, err := s.AllForces()
	if err != nil {
		t.Fatal(err)
	}
	rest, err := s.AllAgainstRest()
	if err != nil {
		t.Fatal(err)
	}
	within := func(r ForceRow) *Comparison { return r.Within.comparison() }
	for n := range 2 {
		tested, _ := s.Tested("within-definition", rows[:n], within)
		for _, f := range []*fact.Fact{tested, s.TestedAgainstRest(rest[:n])} {
			if n == 0 && f != nil || n == 1 &&
				(f == nil || f.Value != 1 || len(f.Inputs) != 1 || f.Period != f.Inputs[0].Fact.Period) {
				t.Errorf("of %d forces: %+v tested", n, f)
			}
		}
	}
}

// A force that as few as one offence in both years together is expected of has limits in the funnel; one with none
// has not.
func TestFunnelOfFew(t *testing.T) {
	s := madeStudy(t, "Kent", func(force string, q records.Quarter) int {
		switch {
		case force == "Kent" && q == year(2018).From:
			return 1
		case force == "Kent" || force == "Essex":
			return 0
		}
		return 10 + int(q)%3
	})
	rows, err := s.AllForces()
	if err != nil {
		t.Fatal(err)
	}
	sp, err := s.funnel(rows)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range sp.Forces {
		expected := f.Force.Name != "Essex"
		if limits := f.Limits95.Additive.Upper > 0 && f.Limits998.Additive.Upper > 0; limits != expected {
			t.Errorf("%s, expected %v: limits %v and %v; want some: %v", f.Force.Name, f.Point.Expected, f.Limits95,
				f.Limits998, expected)
		}
	}
}
