package analysis

import (
	"fmt"
	"strings"
	"testing"
)

// In R, r the log ratio of ratios and v its variance, φ·(1/later + 1/earlier) by the force's moderated φ
// and by the national one, with Satterthwaite's degrees of freedom of both:
//
//	p.adjust(2*pt(-abs(r)/sqrt(v), df), "BH") of the 43 forces that recorded some in both years
func TestAllAgainstRest(t *testing.T) {
	s := newest(t, "Hampshire")
	rows, err := s.AllAgainstRest()
	if err != nil {
		t.Fatal(err)
	}
	var differ []string
	for _, r := range rows {
		if r.Differs() {
			differ = append(differ, fmt.Sprintf("%s %.2f", r.Force.Name, r.Ratio))
			agree(t, r.Force.Name+", adjusted p", r.P, 0.000956035105782822, fitted)
		}
		// Each is the contrast that the section on one area states.
		alone, err := s.AgainstRest(r.Force.Area(), s.AfterYear.Period(), s.BeforeYear.Period())
		if err != nil {
			t.Fatal(err)
		}
		if r.Defined() != alone.Defined() || r.Defined() && (r.Fact(s).LimitsText != alone.Fact(s).LimitsText || r.Fact(s).Name != alone.Fact(s).Name) {
			t.Errorf("%s: %+v among all, %+v alone", r.Force.Name, r.RateComparison, alone.RateComparison)
		}
	}
	if got, want := strings.Join(differ, ", "), "Metropolitan Police 0.47, Northumbria 0.44"; got != want || len(rows) != 44 {
		t.Errorf("of %d forces differ %s; want %s of 44", len(rows), got, want)
	}
	tested := s.TestedAgainstRest(rows)
	if tested.Value != 43 || s.DifferFact(rows, tested).Value != 2 {
		t.Errorf("%v of %v differ, want 2 of the 43 forces that recorded some before", s.DifferFact(rows, tested).Value, tested.Value)
	}
}
