package trends

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"grooming-report/analysis"
	"grooming-report/analysis/analysistest"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/stats/statstest"
)

// limited is a count with its limits, to the whole.
func limited(f *fact.Fact) string { return f.Text + " (" + f.LimitsText + ")" }

// In R, of the quarters since 2018/19, t their number in years and e their exposure:
//
//	f <- glm(n ~ t + factor(q) + offset(log(e)), quasipoisson); mu, X of the quarters to come
//	M <- sum(mu); g <- colSums(X*mu)/M; M ∓ qt(.975, 26)*sqrt(M^2*t(g) %*% vcov(f) %*% g + phi*M)
func TestPrediction(t *testing.T) {
	s := analysistest.Newest(t, "Hampshire")
	nation, err := Predict(s, s.National)
	if err != nil || nation == nil {
		t.Fatal(nation, err)
	}
	next := nation.QuarterFact(s)
	if next.Name != "england-wales.prediction.2026-01_2026-03" {
		t.Errorf("named %s", next.Name)
	}
	statstest.AgreeAll(t, next.Name, []float64{next.Value, next.Interval.Lower, next.Interval.Upper},
		[]float64{2085.97631586223, 1839.4990432204, 2332.45358850406})
	year := nation.YearFact(s) // 5,734 are known
	statstest.AgreeAll(t, year.Name, []float64{year.Value, year.Interval.Lower, year.Interval.Upper},
		[]float64{7819.97631586223, 7573.4990432204, 8066.45358850406})
	var past []string
	for _, p := range nation.Past {
		f := nation.PastFact(s, p)
		past = append(past, fmt.Sprintf("%s: %s, came %s", p.Quarter, limited(f), nation.CameFact(s, p).Text))
	}
	want := `January to March 2021: 1,890 (1,523–2,258), came 1,718
January to March 2022: 1,914 (1,574–2,255), came 1,899
January to March 2023: 1,933 (1,634–2,232), came 1,909
January to March 2024: 2,040 (1,770–2,310), came 1,906
January to March 2025: 2,050 (1,807–2,294), came 1,826`
	if got := strings.Join(past, "\n"); got != want || nation.Held() != 5 {
		t.Errorf("past predictions\n%s\nheld %d; want\n%s\nheld 5", got, nation.Held(), want)
	}
	changing, f, p, degrees, err := nation.ChangingFacts(s) // the R is that of stats.TestPredictChangingSeason
	if err != nil || changing == nil {
		t.Fatal(changing, err)
	}
	statstest.AgreeAll(t, changing.Name, []float64{changing.Value, changing.Interval.Lower, changing.Interval.Upper,
		f.Value, p.Value}, []float64{1931.7015723297, 1674.8497482915, 2188.553396368, 5.3263840657808, 0.029563059938306})
	if degrees != "1 and 25" {
		t.Errorf("F on %s degrees of freedom, want 1 and 25", degrees)
	}
	local, err := Predict(s, s.Area)
	if err != nil || local == nil {
		t.Fatal(local, err)
	}
	next = local.QuarterFact(s)
	statstest.AgreeAll(t, next.Name, []float64{next.Value, next.Interval.Lower, next.Interval.Upper},
		[]float64{63.99489763405617, 6.87937764293339, 121.11041762517894})
	for _, a := range forceAreas(s) {
		x, err := Predict(s, a)
		if _, silent := s.SilentSince(a.Name); err != nil || (x == nil) != silent {
			t.Errorf("%s: %v, %v; want a prediction unless it fell silent", a.Name, x, err)
		}
	}
}

// The last prediction is that which the release before makes, by itself; what came is in the study's.
func TestScores(t *testing.T) {
	s := analysistest.Newest(t, "Hampshire")
	scores, err := Scores(s, s.National, s.Area)
	if err != nil || len(scores) != 2 {
		t.Fatal(scores, err)
	}
	nation := scores[0]
	got := fmt.Sprintf("%s, came %d, held %v; %s, came %d, held %v", limited(nation.QuarterFact(s)), nation.Quarter.N,
		nation.Held(),
		limited(nation.YearFact(s)), nation.Year.N, nation.HeldYear())
	if want := "1,683 (1,436–1,930), came 1776, held true; 7,308 (6,803–7,814), came 7240, held true"; got != want {
		t.Errorf("scored\n%s, want\n%s", got, want)
	}
	if name := nation.QuarterFact(s).Name; name != "england-wales.prediction.2023-07_2023-09.vintage-2023-10-19" {
		t.Errorf("named %s", name)
	}
	older, err := analysis.NewStudy(s.Data, "2023-10-19", "Hampshire")
	if err != nil {
		t.Fatal(err)
	}
	made, err := Predict(older, older.National)
	if err != nil {
		t.Fatal(err)
	}
	if made.QuarterFact(older).Value != nation.QuarterFact(s).Value {
		t.Errorf("the release before predicts %v by itself, and %v as scored", made.QuarterFact(older).Value,
			nation.QuarterFact(s).Value)
	}
	if scores, err := Scores(older, older.National); len(scores) != 0 || err != nil {
		t.Errorf("the release before scores %v, %v; want nothing, as no report can be made of the one before it", scores, err)
	}
}

// A year is its known part and what is to come; after a whole year, all of it is to come. A series
// of no offences, and one whose definition has changed again, have no prediction.
func TestPredictionOfYear(t *testing.T) {
	for _, test := range []struct {
		last  records.Quarter
		known int
	}{{records.FinancialYear(2025).Quarter(3), 300}, {records.FinancialYear(2025).Quarter(1), 100}, {records.FinancialYear(2024).Quarter(4), 0}} {
		s := analysistest.Cells(t, "Kent", func(series, _ string, q records.Quarter) (string, bool) {
			return "100", series == "88A" && q <= test.last
		})
		x, err := Predict(s, s.Area)
		if err != nil || x == nil {
			t.Fatal(x, err)
		}
		known := 0
		if x.Year.known != nil {
			known = x.Year.known.N
		}
		if known != test.known || x.Quarter.Period.From != test.last+1 || !x.Year.Period.Contains(test.last+1) {
			t.Errorf("to %s: %d known, next %s in %s; want %d", test.last, known, x.Quarter.Period, x.Year.Period, test.known)
		}
		if rest := 400 - float64(test.known); x.Year.Mean < float64(test.known)+rest*0.99 || x.Year.Mean > float64(test.known)+rest*1.01 {
			t.Errorf("to %s: a year of %v, want about 400", test.last, x.Year.Mean)
		}
	}
	none := analysistest.Made(t, "Kent", func(force string, q records.Quarter) int {
		if force == "Kent" && q > records.FinancialYear(2017).Quarter(4) {
			return 0
		}
		return 10
	})
	if x, err := Predict(none, none.Area); x != nil || err != nil {
		t.Errorf("no offences: %+v, %v; want no prediction", x, err)
	}
}

// A prediction is made of quarters that all have a number; and what came in an area or a period that has none is none.
func TestPredictionWants(t *testing.T) {
	gap := records.FinancialYear(2020).Quarter(2)
	s := analysistest.Cells(t, "Kent", func(series, force string, q records.Quarter) (string, bool) {
		if force == "Kent" && q == gap {
			return "", series == "88A"
		}
		return strconv.Itoa(20 + int(q)%3), series == "88A"
	})
	if x, err := Predict(s, s.Area); x != nil || err != nil {
		t.Errorf("a quarter without a number: %+v, %v; want no prediction", x, err)
	}
	x, err := Predict(s, records.ForceArea("Essex"))
	if err != nil || x == nil {
		t.Fatal(x, err)
	}
	if c, err := came(s, x, s.LatestYear.Period()); err != nil || c == nil {
		t.Errorf("what came in %s: %v, %v; want a count", s.LatestYear, c, err)
	}
	for _, p := range []records.Period{x.Quarter.Period, x.Year.Period} {
		if c, err := came(s, x, p); c != nil || err != nil {
			t.Errorf("what came in %s, after the release: %v, %v; want none", p, c, err)
		}
	}
	x.Area = s.Area // of which there is no number to fit
	if count, _, _, _, err := x.ChangingFacts(s); !records.NoNumber(err) {
		t.Errorf("a changing season of Kent: %+v, error %v; want that it lacks a number", count, err)
	}
	scores, err := Scores(s, s.National)
	if scores != nil || err != nil {
		t.Errorf("of a first release: %v, %v; want no score", scores, err)
	}
}

// Where the definition has changed again since the base, what follows is no part of a trend, and is not predicted.
func TestPredictionAfterAnotherChange(t *testing.T) {
	s := analysistest.Made(t, "Kent", func(_ string, q records.Quarter) int { return 50 + int(q)%3 })
	definitions := s.Series.Definitions
	defer func() { s.Series.Definitions = definitions }() // the table of series is that of all tests
	change := records.FinancialYear(2024).Quarter(1)
	last := *definitions[1]
	last.Ends = change.First().AddDate(0, 0, -1)
	s.Series.Definitions = []*records.Definition{definitions[0], &last, {Label: "a third", Holds: "a third",
		Change: "narrowed", Begins: change.First()}}
	again, err := analysis.NewStudy(s.Data, "", "Kent")
	if err != nil {
		t.Fatal(err)
	}
	if x, err := Predict(again, again.Area); x != nil || err != nil {
		t.Errorf("a prediction over a change: %+v, %v; want none", x, err)
	}
	if trend, err := Fit(again, again.Area); err != nil || trend == nil || trend.Period.To != change-1 {
		t.Errorf("the trend is %+v, %v; want one to %s", trend, err, change-1)
	}
}
