package analysis

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/stats"
)

// In R, r the log ratio of ratios, v its variance, the sum of φ ÷ count by the force's moderated φ of
// each year and by the national ones, and df Satterthwaite's degrees of freedom as in TestContrasts:
//
//	p.adjust(2*pt(-abs(r)/sqrt(v), df), "BH") of the 43 forces that recorded some in both years
//
// By the larger φ of each side for both years only the last two differ, each with an adjusted p of
// 0.000956.
func TestAllAgainstRest(t *testing.T) {
	s := newest(t, "Hampshire")
	rows, err := s.AllAgainstRest()
	if err != nil {
		t.Fatal(err)
	}
	var differ, widely []string
	for _, r := range rows {
		if r.Differs() {
			differ = append(differ, fmt.Sprintf("%s %.2f", r.Force.Name, r.Ratio))
			agree(t, r.Force.Name+", adjusted p", r.P, map[string]float64{"Derbyshire": 0.0328164590316200,
				"Lancashire": 0.0420834030525088, "Metropolitan Police": 1.94294015798713e-05,
				"Northumbria": 4.91255494677445e-05}[r.Force.Name], fitted)
		}
		if r.DiffersWidely() {
			widely = append(widely, r.Force.Name)
			agree(t, r.Force.Name+", adjusted p by the larger", r.wide, 0.000956035105782838, fitted)
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
	if got, want := strings.Join(differ, ", "), "Derbyshire 0.42, Lancashire 2.37, Metropolitan Police 0.47, Northumbria 0.44"; got != want || len(rows) != 44 {
		t.Errorf("of %d forces differ %s; want %s of 44", len(rows), got, want)
	}
	tested := s.TestedAgainstRest(rows)
	for _, f := range []*fact.Fact{s.DifferFact(rows, tested), s.DifferWidelyFact(rows, tested)} {
		if !strings.Contains(f.Definition, "differs from 1 with adjusted p < 0.05") {
			t.Errorf("%s counts %s", f.Name, f.Definition)
		}
	}
	if got, want := strings.Join(widely, ", "), "Metropolitan Police, Northumbria"; got != want {
		t.Errorf("by the larger dispersion differ %s; want %s", got, want)
	}
	each, wide := s.DifferFact(rows, tested).Value, s.DifferWidelyFact(rows, tested).Value
	if tested.Value != 43 || each != 4 || wide != 2 {
		t.Errorf("%v of %v differ, and %v by the larger dispersion; want 4 and 2 of the 43 forces that recorded some before",
			each, tested.Value, wide)
	}
}

// A force differs from the rest where its adjusted p is below the level, and not at it; without a ratio never.
func TestDiffersAtTheEdge(t *testing.T) {
	for _, test := range []struct {
		p       float64
		differs bool
	}{{0.02, true}, {math.Nextafter(1-Level, 0), true}, {1 - Level, false}, {0.2, false}, {math.NaN(), false}} {
		if got := (RestRow{P: test.p, wide: 1}).Differs(); got != test.differs {
			t.Errorf("p of %v: differs %v, want %v", test.p, got, test.differs)
		}
		if got := (RestRow{P: 1, wide: test.p}).DiffersWidely(); got != test.differs {
			t.Errorf("p of %v by the larger dispersion: differs %v, want %v", test.p, got, test.differs)
		}
	}
	low, high := stats.Dispersion{Value: 2, DF: 30}, stats.Dispersion{Value: 3, DF: 12}
	for _, ds := range [][2]stats.Dispersion{{low, high}, {high, low}} {
		if got := larger(ds); got[0].Value != 3 || got[1].Value != 3 || got[0].DF != 12 || got[1].DF != 12 {
			t.Errorf("of %v the larger for both is %v, want 3 on 12 degrees of freedom", ds, got)
		}
	}
}
