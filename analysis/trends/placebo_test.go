package trends

import (
	"testing"

	"grooming-report/analysis/analysistest"
	"grooming-report/analysis/records"
	"grooming-report/analysis/stats"
)

// In R, the regression of TestBreaks with its change in every quarter that leaves eight before it
// and eight after its transition, and the wider of both limits at each.
func TestPlacebos(t *testing.T) {
	s := analysistest.Newest(t, "Hampshire")
	for transition, tests := range map[int][]struct {
		name                string
		dates, beyond, rank int
	}{
		1: {{"88a", 15, 0, 0}, {"71", 39, 18, 36}, {"sexual-offences-other-than-code-88a", 39, 22, 33},
			{"all-offences-excluding-fraud-and-code-88a", 39, 20, 13}},
		2: {{"88a", 14, 0, 0}, {"71", 38, 18, 37}, {"sexual-offences-other-than-code-88a", 38, 22, 30},
			{"all-offences-excluding-fraud-and-code-88a", 38, 20, 14}},
	} {
		placebos, err := Placebos(s, transition)
		if err != nil {
			t.Fatal(err)
		}
		if len(placebos) != len(tests) {
			t.Fatalf("%d series, want %d", len(placebos), len(tests))
		}
		for i, test := range tests {
			x := placebos[i]
			if got := x.Series.Slug(); got != test.name {
				t.Errorf("series %s, want %s", got, test.name)
			}
			dates, beyond := x.DatesFact(s), x.BeyondChanceFact(s)
			if dates.Value != float64(test.dates) || beyond.Value != float64(test.beyond) {
				t.Errorf("%s: %v at %v of %v dates, want %d of %d", test.name, beyond.Name, beyond.Value, dates.Value,
					test.beyond, test.dates)
			}
			rank := x.RankFact(s)
			if (rank == nil) != (test.rank == 0) || rank != nil && rank.Value != float64(test.rank) {
				t.Errorf("%s: rank %+v, want %d", test.name, rank, test.rank)
			}
			if x.Decides() != (test.beyond == 0) {
				t.Errorf("%s decides: %v", test.name, x.Decides())
			}
			least, greatest := x.ExtremeFacts(s)
			for _, step := range x.Steps {
				if step.Step.Ratio < least.Value || step.Step.Ratio > greatest.Value {
					t.Errorf("%s: step %v outside %v to %v", test.name, step.Step.Ratio, least.Value, greatest.Value)
				}
			}
			if first := x.Date(x.Steps[0]); first != x.Period.From+PlaceboMargin {
				t.Errorf("%s: the first date is %s", test.name, first)
			}
		}
	}
}

// A series that grows alike in every year decides; one that bends by as much as it steps does not,
// and one too short is left out.
func TestPlaceboDecides(t *testing.T) {
	for _, test := range []struct {
		what    string
		count   func(q records.Quarter) int
		decides bool
	}{
		{"steady", func(q records.Quarter) int { return 100 + int(q)%3 }, true},
		{"bent", func(q records.Quarter) int {
			d := int(q - records.FinancialYear(2022).Quarter(1))
			return 100 + d*d
		}, false},
	} {
		s := analysistest.Made(t, "Kent", func(_ string, q records.Quarter) int { return test.count(q) })
		placebos, err := Placebos(s, 1)
		if err != nil || len(placebos) != 1 {
			t.Fatalf("%s: %d series, %v; want the one that the release holds", test.what, len(placebos), err)
		}
		if got := placebos[0].Decides(); got != test.decides {
			t.Errorf("a %s series decides: %v, want %v (%d of %d dates)", test.what, got, test.decides,
				placebos[0].BeyondChance(), len(placebos[0].Steps))
		}
	}
	late, err := analysistest.Newest(t, "Hampshire").MeasuredFrom("2023/24")
	if err != nil {
		t.Fatal(err)
	}
	placebos, err := Placebos(late, 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range placebos {
		if x.Series == late.Series {
			t.Errorf("%d quarters are enough for %d dates", x.Period.Quarters(), len(x.Steps))
		}
	}
}

// A series decides with a step at a tenth of its dates, and not with one more.
func TestPlaceboDecidesAtTheEdge(t *testing.T) {
	for _, test := range []struct {
		dates, beyond int
		decides       bool
	}{{20, 0, true}, {20, 2, true}, {20, 3, false}, {19, 1, true}, {19, 2, false}, {9, 1, false}} {
		x := Placebo{Placebo: &stats.Placebo{}}
		for i := range test.dates {
			limits := stats.Interval{Lower: 0.5, Upper: 2}
			if i < test.beyond {
				limits.Lower = 1.5
			}
			x.Steps = append(x.Steps, stats.PlaceboStep{Change: i, Step: stats.Effect{Interval: limits}})
		}
		if x.Decides() != test.decides {
			t.Errorf("steps at %d of %d dates: decides %v, want %v", test.beyond, test.dates, x.Decides(), test.decides)
		}
	}
}
