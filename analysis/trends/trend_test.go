package trends

import (
	"fmt"
	"testing"

	"grooming-report/analysis/analysistest"
	"grooming-report/analysis/fact"
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
