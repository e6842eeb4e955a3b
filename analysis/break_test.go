package analysis

import (
	"strings"
	"testing"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/stats"
)

// newest is a study of the release of 23 April 2026, on which all wanted values
// of study-level tests rest.
func newest(t testing.TB, force string) *Study {
	t.Helper()
	s, err := NewStudy(loadData(t), "2026-04-23", force)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// The same regression in R from the release's table, a the quarterly totals:
//
//	a$yr <- (a$t - 8069)/4; a$post <- a$t > 8068; a$tr <- a$t == 8068; a$sl <- a$post*a$yr
//	f <- glm(offences ~ yr + tr + post + sl + factor(q), quasipoisson, a, offset = log(e))
//	f <- update(f, start = coef(f)), because R's own last weights are a step behind its coefficients
//	exp(b), exp(b ∓ qt(.975, 47)*se), with se from vcov(f) and from
//	NeweyWest(f, lag = 3, prewhite = FALSE, adjust = TRUE)
func TestBreaks(t *testing.T) {
	s := newest(t, "Hampshire")
	bs, err := s.Breaks()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name            string
		b               Break
		dispersion      float64
		trend, step     []float64 // ratio, dispersion-scaled limits, Newey–West limits
		slope           []float64
		autocorrelation []float64
	}{
		{"England and Wales", bs.National, 6.83799759209965,
			[]float64{1.33899380636241, 1.25613399504034, 1.42731939471100, 1.28583270363110, 1.39435278665246},
			[]float64{3.57275110951021, 2.99594232183936, 4.26061289546777, 3.18042257983464, 4.01347625043276},
			[]float64{0.780073410064691, 0.731316765605724, 0.832080643722073, 0.745186501369352, 0.816593596330249},
			[]float64{0.1040426292232429, 0.1219920288480926, 0.1528762515083355, -0.0439364590082879}},
		{"Hampshire", bs.Force, 6.59457571356155,
			[]float64{1.374920599060241, 0.985191475372009, 1.918821570199208, 1.19205832268133, 1.58583402988879},
			[]float64{4.04454288682080, 1.64560323677216, 9.94062651178259, 2.70961202603033, 6.03714738722136},
			[]float64{0.734070155993169, 0.524309873569934, 1.027749087101554, 0.628222527525854, 0.857751784295341},
			[]float64{0.0269365880016449, 0.0977204263217825, 0.0220272916910485, -0.2121090576006436}},
		{"sexual offences without 88A", bs.Controls[1], 181.327368996417,
			[]float64{1.23681715333452, 1.20087096342125, 1.27383933609684, 1.21130361682264, 1.26286807827346},
			[]float64{0.942932408084942, 0.857575876418038, 1.036784674879837, 0.851470113250870, 1.044219300689540},
			[]float64{0.846122008797439, 0.820388039683965, 0.872663202217339, 0.826226521074993, 0.866496578734771},
			[]float64{0.494867170234834, 0.411686591815413, 0.161464426312264, -0.238439468669526}},
	} {
		agree(t, test.name+" dispersion", test.b.Model.Fit.Dispersion.Value, test.dispersion, fitted)
		agreeAll(t, test.name+" autocorrelation", test.b.Model.Autocorrelation, test.autocorrelation)
		for _, effect := range []struct {
			e    BreakEffect
			want []float64
		}{{test.b.Trend(), test.trend}, {test.b.Step(), test.step}, {test.b.SlopeChange(), test.slope}} {
			e := effect.e
			agreeAll(t, test.name+" "+e.kind, []float64{e.Scaled.Ratio, e.Scaled.Interval.Lower, e.Scaled.Interval.Upper, e.NeweyWest.Interval.Lower, e.NeweyWest.Interval.Upper}, effect.want)
			leading := e.Leading().Interval
			for _, other := range []stats.Interval{e.Scaled.Interval, e.NeweyWest.Interval} {
				if !leading.Contains(other.Lower) || !leading.Contains(other.Upper) {
					t.Errorf("%s, %s: %v leads, but %v is wider", test.name, e.kind, leading, other)
				}
			}
		}
	}
}

// A step of code 88A is across April 2017; the trend before it and a control are not.
func TestBreakFactsAcross(t *testing.T) {
	s := newest(t, "Hampshire")
	bs, err := s.Breaks()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		fact   *fact.Fact
		across bool
	}{
		{bs.National.Step().Fact(s), true}, {bs.National.SlopeChange().Fact(s), true}, {bs.Force.Step().NeweyWestFact(s), true},
		{bs.National.Trend().Fact(s), false}, {bs.Controls[1].Step().Fact(s), false},
	} {
		if test.fact.Across() != test.across {
			t.Errorf("%s: across %v, want %v", test.fact.Name, test.fact.Across(), test.across)
		}
		if said := strings.Contains(written(t, test.fact), "not comparable"); said != test.across {
			t.Errorf("%s: defined as %q", test.fact.Name, test.fact.Definition)
		}
	}
	if p := bs.National.Trend().Fact(s).Period; p.To != s.Change-1 {
		t.Errorf("the trend before is of %s", p)
	}
}

// Every force of every release has an estimate or words, and none stops the report.
func TestBreakOfEveryForce(t *testing.T) {
	d := loadData(t)
	none := map[string]string{}
	for _, release := range []string{"2026-04-23", "2023-10-19"} {
		s, err := NewStudy(d, release, "Hampshire")
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range s.forceAreas() {
			b, err := s.Break(a, s.Series, 0)
			switch {
			case err != nil:
				t.Errorf("%s, %s: %v", a.Name, release, err)
			case (b.Model == nil) == (b.Reason == ""):
				t.Errorf("%s, %s: model %v, reason %q", a.Name, release, b.Model, b.Reason)
			case b.Model == nil:
				none[a.Name] = b.Reason
			}
			if b.Late != (b.Period.From > s.Covered().From) || b.Late && b.Counts[0].N < 0 {
				t.Errorf("%s, %s: from %s, late %v", a.Name, release, b.Period.From, b.Late)
			}
		}
	}
	if len(none) == 0 || none["London, City of"] == "" || none["Hampshire"] != "" {
		t.Errorf("no estimate for %v; want City of London among them, which recorded none before, and Hampshire not", none)
	}
}

// Too few quarters are said in words.
func TestBreakShort(t *testing.T) {
	s := newest(t, "Hampshire")
	for window := 1; window <= 2; window++ {
		b, err := s.Break(s.National, s.Series, window)
		if err != nil {
			t.Fatal(err)
		}
		if window == 1 && (b.Model != nil || !strings.Contains(b.Reason, "too few quarters")) {
			t.Errorf("one year either side: model %v, reason %q", b.Model, b.Reason)
		}
		if window == 2 && b.Model == nil {
			t.Errorf("two years either side: %s", b.Reason)
		}
	}
}

// July to September 2017: 942 offences. R: residuals(f, "pearson")[22]/sqrt(6.838) and fitted(f)[22].
func TestBreakFirst(t *testing.T) {
	s := newest(t, "Hampshire")
	b, err := s.Break(s.National, s.Series, 0)
	if err != nil {
		t.Fatal(err)
	}
	count, mean, ok := b.First(s)
	if !ok || count.N != 942 || count.Period.String() != "July to September 2017" {
		t.Fatalf("%+v, %v", count, ok)
	}
	agree(t, "fitted", mean.Value, 1283.28601844443, fitted)
}
