package trends

import (
	"strconv"
	"strings"
	"testing"

	"grooming-report/analysis"
	"grooming-report/analysis/analysistest"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/stats"
	"grooming-report/analysis/stats/statstest"
)

// The same regression in R from the release's table, a the quarterly totals:
//
//	a$yr <- (a$t - 8070)/4; a$post <- a$t > 8069; a$sl <- a$post*a$yr; a$t1 <- a$t == 8068; a$t2 <- a$t == 8069
//	f <- glm(offences ~ yr + t1 + t2 + post + sl + factor(q), quasipoisson, a, offset = log(e))
//	f <- update(f, start = coef(f)), because R's own last weights are a step behind its coefficients
//	exp(b), exp(b ∓ qt(.975, 46)*se), with se from vcov(f) and from Newey and West's sum with 3 lags,
//	Bartlett weights and the factor n/(n − k) written out, as NeweyWest(f, prewhite = FALSE, adjust = TRUE)
func TestBreaks(t *testing.T) {
	s := analysistest.Newest(t, "Hampshire")
	bs, err := FitBreaks(s)
	if err != nil {
		t.Fatal(err)
	}
	settling, err := FitSettling(s)
	if err != nil || settling == nil {
		t.Fatal(settling, err)
	}
	for _, test := range []struct {
		name            string
		b               Break
		dispersion      float64
		trend, step     []float64 // ratio, dispersion-scaled limits, Newey–West limits
		slope           []float64
		autocorrelation []float64
	}{
		{"England and Wales", bs.National, 4.61850545986143,
			[]float64{1.33973567085576, 1.27115849005048, 1.41201249239348, 1.28694545050342, 1.39469133447824},
			[]float64{3.44862731337070, 2.95105645994336, 4.03009244586078, 3.05764588802454, 3.88960356498644},
			[]float64{0.775573659815536, 0.735436988932485, 0.817900800274930, 0.743879807128723, 0.808617865460591},
			[]float64{0.0204853512927879, -0.0495146604187361, 0.1433100109605683, -0.1820895549213800}},
		{"Hampshire", bs.Force, 6.35592713121002,
			[]float64{1.376462201982631, 0.991941982098828, 1.910039324556090, 1.190380725381662, 1.591632116589764},
			[]float64{3.93109476101329, 1.51677914825576, 10.18836924138700, 2.59011868497034, 5.96633123792281},
			[]float64{0.726065935602264, 0.521418857335463, 1.011033136653182, 0.619865479180864, 0.850461528424902},
			[]float64{0.03598583562213238, 0.11669122279904061, 0.00583864733479674, -0.26343492142432168}},
		{"sexual offences without 88A", bs.Controls[1], 185.276420987031,
			[]float64{1.23681006395253, 1.20045917808731, 1.27426168437608, 1.21098969503940, 1.26318096723728},
			[]float64{0.903992919271830, 0.816398450434307, 1.000985729038156, 0.810699914180595, 1.008021813989685},
			[]float64{0.846191496764479, 0.820048529972241, 0.873167895588750, 0.825375985036638, 0.867531963829461},
			[]float64{0.494049751014916, 0.411517339496769, 0.160958261379532, -0.238875735250675}},
		{"England and Wales with one quarter of transition, 47 degrees of freedom", settling.Short, 6.83799759209965,
			[]float64{1.33899380636241, 1.25613399504034, 1.42731939471100, 1.28583270363110, 1.39435278665246},
			[]float64{3.57275110951021, 2.99594232183936, 4.26061289546777, 3.18042257983464, 4.01347625043276},
			[]float64{0.780073410064691, 0.731316765605724, 0.832080643722073, 0.745186501369352, 0.816593596330249},
			[]float64{0.1040426292232429, 0.1219920288480926, 0.1528762515083355, -0.0439364590082879}},
	} {
		statstest.Agree(t, test.name+" dispersion", test.b.Model.Fit.Dispersion.Value, test.dispersion, statstest.Fitted)
		statstest.AgreeAll(t, test.name+" autocorrelation", test.b.Model.Autocorrelation, test.autocorrelation)
		for _, effect := range []struct {
			e    BreakEffect
			want []float64
		}{{test.b.Trend(), test.trend}, {test.b.Step(), test.step}, {test.b.SlopeChange(), test.slope}} {
			e := effect.e
			statstest.AgreeAll(t, test.name+" "+e.kind, []float64{e.Scaled.Ratio, e.Scaled.Interval.Lower,
				e.Scaled.Interval.Upper, e.NeweyWest.Interval.Lower, e.NeweyWest.Interval.Upper}, effect.want)
			leading := e.leading().Interval
			for _, other := range []stats.Interval{e.Scaled.Interval, e.NeweyWest.Interval} {
				if !leading.Contains(other.Lower) || !leading.Contains(other.Upper) {
					t.Errorf("%s, %s: %v leads, but %v is wider", test.name, e.kind, leading, other)
				}
			}
		}
	}
}

// The shorter regression takes five years either side of April 2017, and that quarter. Each has a bound for
// the autocorrelation of independent quarters: 1.96 of the standard error 1 ÷ √quarters (Box and Jenkins),
// rounded to 2.
func TestBreakPeriods(t *testing.T) {
	s := analysistest.Newest(t, "Hampshire")
	bs, err := FitBreaks(s)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		b        Break
		period   string
		quarters int
		bound    float64
	}{
		{bs.National, "2012-04_2025-12", 55, 0.269679944985297},
		{bs.Window, "2012-04_2022-06", 41, 0.312347523777212},
		{bs.Force, "2012-04_2025-12", 55, 0.269679944985297},
	} {
		if test.b.Period.Key() != test.period || len(test.b.Counts) != test.quarters {
			t.Errorf("%s: %d quarters, %s; want %d, %s", test.b.Area.Name, len(test.b.Counts), test.b.Period.Key(),
				test.quarters, test.period)
		}
		f := test.b.AutocorrelationBoundFact(s)
		statstest.Agree(t, f.Name, f.Value, test.bound, statstest.Exact)
	}
}

// A step of code 88A is across April 2017; the trend before it and a control are not.
func TestBreakFactsAcross(t *testing.T) {
	s := analysistest.Newest(t, "Hampshire")
	bs, err := FitBreaks(s)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		fact   *fact.Fact
		across bool
	}{
		{bs.National.Step().Fact(s), true}, {bs.National.SlopeChange().Fact(s), true}, {bs.Force.Step().NeweyWestFact(s),
			true},
		{bs.National.Trend().Fact(s), false}, {bs.Controls[1].Step().Fact(s), false},
	} {
		if test.fact.Across() != test.across {
			t.Errorf("%s: across %v, want %v", test.fact.Name, test.fact.Across(), test.across)
		}
		if said := strings.Contains(analysistest.Written(t, test.fact), "not comparable"); said != test.across {
			t.Errorf("%s: defined as %q", test.fact.Name, test.fact.Definition)
		}
	}
	if p := bs.National.Trend().Fact(s).Period; p.To != s.Change-1 {
		t.Errorf("the trend before is of %s", p)
	}
}

// Every force of every release has an estimate or words, and none stops the report.
func TestBreakOfEveryForce(t *testing.T) {
	d := analysistest.Data(t)
	none := map[string]string{}
	for _, release := range []string{"2026-04-23", "2023-10-19"} {
		s, err := analysis.NewStudy(d, release, "Hampshire")
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range forceAreas(s) {
			b, err := effectOf(s, a, s.Series, 0, transition)
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
	s := analysistest.Newest(t, "Hampshire")
	for window := 1; window <= 2; window++ {
		b, err := effectOf(s, s.National, s.Series, window, transition)
		if err != nil {
			t.Fatal(err)
		}
		if window == 1 && (b.Model != nil || !strings.Contains(b.Reason, "too few quarters")) {
			t.Errorf("one year either side: model %v, reason %q", b.Model, b.Reason)
		}
		years := records.Quarter(4 * window)
		if want := (records.Period{From: s.Change - years, To: s.Change + years}); b.Period != want {
			t.Errorf("%d years either side: %s, want %s", window, b.Period, want)
		}
		if window == 2 && b.Model == nil {
			t.Errorf("two years either side: %s", b.Reason)
		}
	}
}

// In R anova(f1, f2, test = "F") and anova(f2, f4, test = "F") of the fits with so many
// quarters of transition: the second is wanted, a third and fourth are not. f1's fitted(f)[22] is of
// July to September 2017, which had 942.
func TestSettling(t *testing.T) {
	s := analysistest.Newest(t, "Hampshire")
	x, err := FitSettling(s)
	if err != nil || x == nil {
		t.Fatal(x, err)
	}
	for _, test := range []struct {
		fact *fact.Fact
		name string
		want float64
	}{
		{x.Wanted.F, "england-wales.segmented.transition-2-against-1.f", 25.393724624137},
		{x.Wanted.P, "england-wales.segmented.transition-2-against-1.p", 7.70539703083505e-06},
		{x.Further.F, "england-wales.segmented-transition-4.transition-4-against-2.f", 2.00269355087018},
		{x.Further.P, "england-wales.segmented-transition-4.transition-4-against-2.p", 0.147088733726097},
		{x.Fitted, "england-wales.segmented-transition-1.fitted.2017-07_2017-09", 1283.28601844443},
		{x.Count, "england-wales.count.2017-07_2017-09", 942},
	} {
		if test.fact.Name != test.name {
			t.Errorf("%s, want the name %s", test.fact.Name, test.name)
		}
		statstest.Agree(t, test.name, test.fact.Value, test.want, statstest.Fitted)
	}
	short := analysistest.Made(t, "Kent", func(_ string, q records.Quarter) int {
		if q < records.FinancialYear(2016).Quarter(3) {
			return -1 // which no such model fits, so that the regression would begin too late
		}
		return 10
	})
	if x, err := FitSettling(short); x != nil || err != nil {
		t.Errorf("two quarters before the change: %+v, %v; want no test", x, err)
	}
}

// A regression wants eight quarters before the change. It begins after the last
// quarter below zero.
func TestBreakQuarters(t *testing.T) {
	change := records.FinancialYear(2017).Quarter(1)
	for before, reason := range map[records.Quarter]string{7: "too few quarters before April 2017 to tell a trend from a step", 8: ""} {
		s := analysistest.Made(t, "Kent", func(force string, q records.Quarter) int {
			if q == change-before-1 && force == "Kent" {
				return -1
			}
			return 10 + q.N() + int(q)%5
		})
		b, err := effectOf(s, s.Area, s.Series, 0, transition)
		if err != nil {
			t.Fatal(err)
		}
		if b.Reason != reason || !b.Late {
			t.Errorf("with %d quarters before: reason %q, want %q", before, b.Reason, reason)
		}
		if n := b.Period.Quarters(); len(b.Counts) != n || b.Counts[0].Period.From != b.Period.From || b.Counts[0].N < 0 {
			t.Errorf("%d quarters from %d on for %s", len(b.Counts), b.Counts[0].N, b.Period)
		}
		if b.Model == nil {
			continue
		}
		warned := false
		for _, w := range b.Step().Fact(s).Warnings {
			warned = warned || strings.Contains(string(w), "gives an earlier quarter below zero")
		}
		if !warned {
			t.Error("a regression that begins late does not say so")
		}
	}
}

// Why there is no regression is said in words, and is no error.
func TestBreakReasons(t *testing.T) {
	change := records.FinancialYear(2017).Quarter(1)
	kent := func(cell func(q records.Quarter) string) func(string, string, records.Quarter) (string, bool) {
		return func(series, force string, q records.Quarter) (string, bool) {
			if force == "Kent" {
				return cell(q), series == "88A"
			}
			return "20", series == "88A"
		}
	}
	yearBefore := func(numbers ...string) func(q records.Quarter) string {
		return func(q records.Quarter) string {
			if i := int(q - change + 4); i >= 0 && i < 4 {
				return numbers[i]
			}
			return strconv.Itoa(20 + int(q)%3)
		}
	}
	for _, test := range []struct {
		what   string
		cell   func(q records.Quarter) string
		reason string
	}{
		{"twenty a quarter", func(q records.Quarter) string { return strconv.Itoa(20 + int(q)%3) }, ""},
		{"a quarter without a number", func(q records.Quarter) string { return map[bool]string{true: "20"}[q != change-9] },
			"a quarter has no number in the release"},
		{"nine in the year before", yearBefore("3", "2", "2", "2"),
			"too few offences were recorded in 2016/17 for a ratio to them"},
		{"ten in the year before", yearBefore("3", "3", "2", "2"), ""},
		{"ten in the quarter before", yearBefore("0", "0", "0", "10"), ""},
		{"none in the first quarter after", func(q records.Quarter) string {
			if q == change {
				return "0"
			}
			return strconv.Itoa(20 + int(q)%3)
		}, "some quarters that the model compares hold no offence at all"},
		{"below zero after", func(q records.Quarter) string {
			if q == change+9 {
				return "-1"
			}
			return strconv.Itoa(20 + int(q)%3)
		}, "too few quarters before April 2017"},
	} {
		s := analysistest.Cells(t, "Kent", kent(test.cell))
		b, err := effectOf(s, s.Area, s.Series, 0, transition)
		if err != nil || (test.reason == "") != (b.Reason == "") || !strings.HasPrefix(b.Reason, test.reason) ||
			(b.Model == nil) != (test.reason != "") {
			t.Errorf("%s: model %v, reason %q, %v; want %q", test.what, b.Model != nil, b.Reason, err, test.reason)
		}
		other, err := effectOf(s, s.Area, s.Sibling(), 0, transition)
		if err != nil || other.Model != nil || other.Reason != "the release does not hold the series" {
			t.Errorf("a series that the release has not: model %v, reason %q, %v", other.Model != nil, other.Reason, err)
		}
	}
}
