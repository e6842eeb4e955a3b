package analysis

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"grooming-report/analysis/records"
	"grooming-report/analysis/stats"
)

// Two counts meet only when they are of one series, one vintage and one set of
// forces, and on the right side of April 2017.
func TestCompareRefuses(t *testing.T) {
	s := study(t, "", "Hampshire")
	older, err := s.Data.Release("2023-10-19")
	if err != nil {
		t.Fatal(err)
	}
	count := func(r *records.Release, a records.Area, series *records.Series, p records.Period) records.Count {
		c, err := r.Count(a, series, p)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	hampshire, independent := s.Area, stats.Known(1)
	before, after := count(s.Release, hampshire, s.Series, year(2016)), count(s.Release, hampshire, s.Series, year(2017))
	later := count(s.Release, hampshire, s.Series, year(2018))
	for _, test := range []struct {
		what string
		err  error
	}{
		{"within, across April 2017", second(compareWithin(after, before, independent))},
		{"across, within a definition", second(compareAcross(later, after, independent, independent))},
		{"two vintages", second(compareAcross(count(older, hampshire, s.Series, year(2017)), before, independent,
			independent))},
		{"two series", second(compareWithin(count(s.Release, hampshire, s.Sibling(), year(2018)), after, independent))},
		{"two areas", second(compareWithin(count(s.Release, s.National, s.Series, year(2018)), after, independent))},
		{"the wrong way round", second(compareWithin(after, later, independent))},
		{"a period in both definitions", second(compareWithin(later, count(s.Release, hampshire, s.Series,
			records.Period{From: s.Change - 2, To: s.Change + 1}), independent))},
	} {
		if !errors.Is(test.err, ErrUnlike) {
			t.Errorf("%s: error %v, want ErrUnlike", test.what, test.err)
		}
	}
}

func second[T any](_ T, err error) error { return err }

// The ratio of the report's headline is the plain estimate for the same counts,
// with the Poisson limits inside the leading ones.
func TestHeadline(t *testing.T) {
	s := study(t, "", "Hampshire")
	b, err := s.BeforeAfter(s.National)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := stats.CompareRates(4624, 1, 1156, 1, Level)
	if err != nil {
		t.Fatal(err)
	}
	if b.Headline.Ratio != plain.Ratio || b.Headline.Poisson != plain.Interval {
		t.Errorf("headline %v %v, want %v %v", b.Headline.Ratio, b.Headline.Poisson, plain.Ratio, plain.Interval)
	}
	if !(b.Headline.Interval.Lower < plain.Interval.Lower && plain.Interval.Upper < b.Headline.Interval.Upper) {
		t.Errorf("leading limits %v do not hold the Poisson limits %v", b.Headline.Interval, plain.Interval)
	}
}

// Printed limits show on which side of one they lie, or two readings would stand on the same digits:
// of the West Midlands region, 0.999–1.74 of the latest months and 1.003–1.74 of the latest year.
func TestLimitsBesideOne(t *testing.T) {
	s := study(t, "", "West Midlands region")
	rows, err := s.AllForces()
	if err != nil {
		t.Fatal(err)
	}
	region, err := s.BeforeAfter(s.Area)
	if err != nil {
		t.Fatal(err)
	}
	all := []BeforeAfter{region}
	for _, r := range rows {
		all = append(all, r.BeforeAfter)
	}
	for _, b := range all {
		for _, w := range []*Within{b.Within, b.StartUp, b.SameMonths} {
			if !w.Defined() {
				continue
			}
			printed := strings.Split(w.RatioFact(s, "within").LimitsText, "–")
			for i, limit := range []float64{w.Interval.Lower, w.Interval.Upper} {
				if i < len(printed) && printed[i] == "1.00" && limit != 1 {
					t.Errorf("%s, %s: a limit of %v is printed as 1.00", b.Area.Name, w.Later.Period, limit)
				}
			}
		}
	}
}

// Bounds under the old definition: 1,227 = 4,444 − 3,217 (2019 vintage) and
// 1,453 = 4,624 − 3,171 (2026 vintage), both over 1,156.
func TestOldDefinition(t *testing.T) {
	s := study(t, "", "Hampshire")
	b, err := s.BeforeAfter(s.National)
	if err != nil {
		t.Fatal(err)
	}
	if o := b.Old; !o.Published || o.Lowest.Later.N != 1227 || o.Highest.Later.N != 1453 || o.Combinations != 6 || len(o.Contradictions) != 0 {
		t.Errorf("bounds from %d to %d over %d pairs, contradictions %v; want 1227 to 1453 over 6, none", o.Lowest.Later.N,
			o.Highest.Later.N, o.Combinations, o.Contradictions)
	}
	local, err := s.BeforeAfter(s.Area)
	if err != nil {
		t.Fatal(err)
	}
	if o := local.Old; o.Published || o.Lowest.Ratio != 0 || o.Highest.Ratio != local.Headline.Ratio {
		t.Errorf("Hampshire, no published figure: %v to %v, want 0 to the headline %v", o.Lowest.Ratio, o.Highest.Ratio,
			local.Headline.Ratio)
	}
	// A figure of all of 88A leaves none, which can be.
	published := s.Data.Published
	s.Data.Published = append(slices.Clone(published), records.Published{ID: "x", Area: "Hampshire", Series: s.Added(),
		Period: s.AfterYear.Period(), Vintage: "2019", Value: 211})
	local, err = s.BeforeAfter(s.Area)
	if err != nil {
		t.Fatal(err)
	}
	if o := local.Old; len(o.Contradictions) != 0 || o.Lowest.Later.N != 0 || o.Highest.Later.N != 10 {
		t.Errorf("211 of 211 and 221: contradictions %v, %d to %d remain; want none, and 0 to 10", o.Contradictions,
			o.Lowest.Later.N, o.Highest.Later.N)
	}
	// A published figure above 88A cannot be: it is listed, not cut down to fit.
	s.Data.Published = append(published, records.Published{ID: "x", Area: "Hampshire", Series: s.Added(),
		Period: s.AfterYear.Period(), Vintage: "2019", Value: 215})
	local, err = s.BeforeAfter(s.Area)
	if err != nil {
		t.Fatal(err)
	}
	// 221 in the 2019 vintage leaves 6; 211 in the two later ones is below 215.
	if o := local.Old; len(o.Contradictions) != 2 || o.Lowest.Later.N != 6 || o.Highest.Later.N != 6 {
		t.Errorf("contradictions %v, remaining %d to %d, want two and 6", o.Contradictions, o.Lowest.Later.N,
			o.Highest.Later.N)
	}
}

// A count under the wider code is set against the year before in its own vintage, or in the study's where its own has
// lost that year; never against that of a third.
func TestOldDefinitionByVintage(t *testing.T) {
	s := study(t, "", "Hampshire")
	figures := s.Data.Published
	for _, r := range s.Data.Releases {
		own := s.Release
		if r.Covered().Contains(s.BeforeYear.Quarter(1)) {
			own = r
		}
		s.Data.Releases = []*records.Release{r}
		s.Data.Published = figures
		headline, err := s.Across(s.National, s.AfterYear.Period(), s.BeforeYear.Period())
		if err != nil {
			t.Fatal(err)
		}
		headline.Earlier.N, headline.Earlier.Vintage = 1, s.Release.Vintage // no vintage has this count
		o, err := s.oldOnly(s.National, headline)
		if err != nil {
			t.Fatal(err)
		}
		before, err := own.Count(s.National, s.Series, s.BeforeYear.Period())
		if own == s.Release && r != own {
			before, err = headline.Earlier, nil
		}
		if got := o.Lowest.Earlier; err != nil || got.N != before.N || got.Vintage != before.Vintage {
			t.Errorf("%s: set against %d of %s, %v; want %d of %s", r.Vintage, got.N, got.Vintage, err, before.N,
				before.Vintage)
		}
	}
}

// In R, x and y the counts of a force after and before, phi and psi their dispersions, df as in
// TestLeadingLimits and r = psi/(phi + psi), for each force; with 1 for both phi where that is more:
//
//	p <- 2*pt(qnorm(min(pbeta(r, x/phi, (y + 1)/psi), pbeta(1 - r, y/psi, (x + 1)/phi), .5)), df)
//	sum(p.adjust(p, "BH") < .05 & x > y) # 39
func TestAllForces(t *testing.T) {
	s := study(t, "", "Hampshire")
	rows, err := s.AllForces()
	if err != nil {
		t.Fatal(err)
	}
	before, after, above := 0, 0, 0
	for _, r := range rows {
		if r.HeadlineP < 0.05 && r.Headline.Ratio > 1 {
			above++
		}
		before, after = before+r.Headline.Earlier.N, after+r.Headline.Later.N
		if r.Headline.P > r.HeadlineP {
			t.Errorf("%s: p %v is above its adjusted value %v", r.Force.Name, r.Headline.P, r.HeadlineP)
		}
		if r.Force.Name == "London, City of" && !math.IsInf(r.Headline.Ratio, 1) {
			t.Errorf("City of London recorded none before: ratio %v, want +Inf", r.Headline.Ratio)
		}
	}
	if above != 39 {
		t.Errorf("%d forces are above 1 beyond chance, want 39", above)
	}
	if len(rows) != 44 || before != 1156 || after != 4624 {
		t.Errorf("%d forces add to %d and %d, want 44, 1156 and 4624", len(rows), before, after)
	}
}

func TestSilent(t *testing.T) {
	got := study(t, "", "Hampshire").Silent()
	if len(got) != 1 || got[0].Force != "British Transport Police" {
		t.Errorf("Silent() = %v, want British Transport Police", got)
	}
}

func TestRevise(t *testing.T) {
	s := study(t, "", "Hampshire")
	v, err := records.Revise(s.Previous(), s.Release, s.Series)
	if err != nil {
		t.Fatal(err)
	}
	net := 0
	for _, r := range v.Changed {
		net += r.Change()
	}
	sum := 0
	for _, y := range v.Years {
		sum += y.After.N - y.Before.N
	}
	if v.Older.Vintage != "2023-10-19" || v.Cells != 45*44 || v.NewQuarters != 10 || net != sum {
		t.Errorf("against %s: %d cells, %d new quarters, net %d by cell and %d by year; want 2023-10-19, 1980, 10, equal",
			v.Older.Vintage, v.Cells, v.NewQuarters, net, sum)
	}
	same, err := records.Revise(s.Release, s.Release, s.Series)
	if err != nil || len(same.Changed) != 0 || same.NewQuarters != 0 {
		t.Errorf("a release against itself: %d changes, %d new quarters, %v", len(same.Changed), same.NewQuarters, err)
	}
}

func TestPerMillion(t *testing.T) {
	s := study(t, "", "Hampshire")
	rate, err := s.Rate(s.Area, year(2024))
	if err != nil {
		t.Fatal(err)
	}
	m := s.PerMillion(rate, false)
	if m == nil || m.Estimate != "mid-2024" || math.Abs(m.Value-218e6/float64(m.People)) > 1e-9 {
		t.Errorf("Hampshire 2024/25: %+v, want 218 over the mid-2024 population", m)
	}
	if people := s.PerMillionFact(m).Input("people"); people.Period.Last().Format(time.DateOnly) != "2024-06-30" {
		t.Errorf("the people of mid-2024 are those of %s, want of a quarter that ends with 30 June", people.Period)
	}
	if u := s.PerMillion(rate, true); u == nil || u.Estimate != "mid-2024" || u.People >= m.People {
		t.Errorf("Hampshire under 16: %+v, want the mid-2024 estimate", u)
	}
	for _, name := range []string{"London, City of", "British Transport Police"} {
		rate, err := s.Rate(records.ForceArea(name), year(2017))
		if err != nil {
			t.Fatal(err)
		}
		if m := s.PerMillion(rate, false); m != nil {
			t.Errorf("%s: %v a million, want none", name, m.Value)
		}
	}
}
