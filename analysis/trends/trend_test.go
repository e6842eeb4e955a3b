package trends

import (
	"fmt"
	"testing"

	"grooming-report/analysis/analysistest"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/stats"
)

func stated(f *fact.Fact, decimals int) string {
	return fmt.Sprintf("%.*f (%.*f–%.*f)", decimals, f.Value, decimals, f.Interval.Lower, decimals, f.Interval.Upper)
}

// In R, q the quarters since 2018/19, t their number in years and e their exposure:
//
//	m <- glm(q ~ t + factor(n) + offset(log(e)), quasipoisson); exp(coef(m)[2])
//
// with limits by qt on the residual degrees of freedom, and by sandwich's NeweyWest(prewhite = FALSE).
func TestTrendWithin(t *testing.T) {
	s := analysistest.Newest(t, "Hampshire")
	nation, err := Fit(s, s.National)
	if err != nil || nation == nil {
		t.Fatal(nation, err)
	}
	if got, want := stated(nation.Fact(s), 3), "1.036 (1.026–1.045)"; got != want {
		t.Errorf("the nation grows by %s a year, want %s", got, want)
	}
	if got, want := stated(nation.NeweyWestFact(s), 3), "1.036 (1.028–1.044)"; got != want {
		t.Errorf("with Newey–West limits by %s a year, want %s", got, want)
	}
	for _, a := range forceAreas(s) {
		if _, err := Fit(s, a); err != nil {
			t.Errorf("%s: %v", a.Name, err)
		}
	}
}

// In R, the same regression of the quarters to March 2017, with and without t squared, and
// predict(…, se.fit = TRUE) for the four that follow.
func TestFirstYear(t *testing.T) {
	s := analysistest.Newest(t, "Hampshire")
	y, err := FitFirstYear(s, s.National)
	if err != nil || y == nil {
		t.Fatal(y, err)
	}
	if got, want := fmt.Sprintf("%.0f, %s, %s", y.Expected.Value, stated(y.Step, 2), stated(y.Quadratic, 2)), "1620, 2.85 (2.39–3.40), 2.92 (2.20–3.88)"; got != want {
		t.Errorf("first year %s, want %s", got, want)
	}
	if !y.Step.Across() {
		t.Error("the step is not marked as not comparable")
	}
	for _, a := range forceAreas(s) {
		if _, err := FitFirstYear(s, a); err != nil {
			t.Errorf("%s: %v", a.Name, err)
		}
	}
}

// A trend rises or falls if its limits leave out one.
func TestTrendReading(t *testing.T) {
	for _, test := range []struct {
		lower, upper float64
		want         string
	}{
		{1.01, 1.2, "a rise on average over these years"}, {0.8, 0.99, "a fall on average over these years"},
		{0.9, 1.1, "no trend that can be told from chance"}, {1, 1.2, "no trend that can be told from chance"},
		{0.9, 1, "no trend that can be told from chance"},
	} {
		x := Trend{Growth: stats.Effect{Interval: stats.Interval{Lower: test.lower, Upper: test.upper}}}
		if got := x.Reading(); got != test.want {
			t.Errorf("limits %v to %v read %q, want %q", test.lower, test.upper, got, test.want)
		}
	}
}

// A trend is fitted to quarters that all have a number, of which every season has some, on ten offences or more in the
// base year; and the first year is set against quarters before the change that have one, as it must itself.
func TestTrendWants(t *testing.T) {
	base, after := records.FinancialYear(2018), records.FinancialYear(2017)
	kent := func(q records.Quarter, n string) func(string, records.Quarter) string {
		return func(force string, at records.Quarter) string {
			if force == "Kent" && at == q {
				return n
			}
			return "20"
		}
	}
	ofBase := func(first string) func(string, records.Quarter) string { // 3 + 3 + 3 and the first
		return func(force string, at records.Quarter) string {
			switch {
			case force != "Kent" || at.Year() != base:
				return "20"
			case at.N() == 1:
				return first
			}
			return "3"
		}
	}
	for _, test := range []struct {
		what         string
		cell         func(force string, q records.Quarter) string
		trend, first bool
	}{
		{"twenty a quarter", kent(0, ""), true, true},
		{"a quarter of the base without a number", kent(base.Quarter(2), ""), false, true},
		{"a quarter before the change without one", kent(after.Quarter(1)-3, ""), true, false},
		{"a quarter of the first year without one", kent(after.Quarter(3), ""), true, false},
		{"a quarter below zero", kent(base.Quarter(2), "-1"), false, true},
		{"ten in the base", ofBase("1"), true, true},
		{"nine in the base", ofBase("0"), false, true},
		{"none in any winter", func(force string, q records.Quarter) string {
			if force == "Kent" && q.N() == 4 {
				return "0"
			}
			return "20"
		}, false, false},
	} {
		s := analysistest.Cells(t, "Kent", func(series, force string, q records.Quarter) (string, bool) {
			return test.cell(force, q), series == "88A"
		})
		trend, err := Fit(s, s.Area)
		if err != nil || (trend != nil) != test.trend {
			t.Errorf("%s: trend %+v, %v; want one: %v", test.what, trend, err, test.trend)
		}
		first, err := FitFirstYear(s, s.Area)
		if err != nil || (first != nil) != test.first {
			t.Errorf("%s: first year %+v, %v; want one: %v", test.what, first, err, test.first)
		}
	}
	s := *analysistest.Newest(t, "Hampshire")
	s.Base = 2030
	if trend, err := Fit(&s, s.Area); trend != nil || err != nil {
		t.Errorf("a base after the release: %+v, %v; want no trend", trend, err)
	}
}
