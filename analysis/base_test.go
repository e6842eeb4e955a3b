package analysis

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
)

// Recomputed in R from the release of 23 April 2026, with the counts of both years by
// force, limits by each force's moderated φ, and p.adjust(…, "BH").
func TestBases(t *testing.T) {
	s := newest(t, "Hampshire")
	if s.Base != 2018 {
		t.Errorf("the base is %s, want 2018/19", s.Base)
	}
	choices, err := s.Bases()
	if err != nil {
		t.Fatal(err)
	}
	got := map[records.FinancialYear]string{}
	for _, c := range choices {
		got[c.Year] = fmt.Sprintf("%.2f (%.2f–%.2f), %d up, %d down, rest %.2f (%.2f–%.2f)", c.National.Ratio,
			c.National.Interval.Lower, c.National.Interval.Upper,
			c.Up, c.Down, c.Rest.Ratio, c.Rest.RateComparison.Interval.Lower, c.Rest.RateComparison.Interval.Upper)
	}
	for year, want := range map[records.FinancialYear]string{
		2017: "1.54 (1.41–1.70), 21 up, 0 down, rest 0.66 (0.41–1.07)",
		2018: "1.21 (1.11–1.33), 12 up, 2 down, rest 0.87 (0.54–1.42)",
	} {
		if got[year] != want {
			t.Errorf("from %s: %s, want %s", year, got[year], want)
		}
	}
	up, down := choices[1].CountFacts(s)
	for _, test := range []struct {
		f          *fact.Fact
		definition string
		want       float64
	}{
		{up, "forces whose ratio from 2018/19 to 2024/25 is above 1 with adjusted p < 0.05", 12},
		{down, "forces whose ratio from 2018/19 to 2024/25 is below 1 with adjusted p < 0.05", 2},
	} {
		if test.f.Definition != test.definition || test.f.Value != test.want {
			t.Errorf("%v %s, want %v %s", test.f.Value, test.f.Definition, test.want, test.definition)
		}
	}
	for i, want := range []string{"forces.from-start-up.funnel.target", "forces.funnel.target",
		"forces.from-2019-04_2020-03.funnel.target"} {
		if f := choices[i].Funnel.TargetFact(s); f.Name != want || f.Period.From != year(2017+i).From {
			t.Errorf("the funnel from %s is named %s, of %s; want %s", choices[i].Year, f.Name, f.Period, want)
		}
	}
	if len(choices) != 7 {
		t.Errorf("%d bases, want the seven years from 2017/18 to 2023/24", len(choices))
	}
}

// A study of England and Wales has no rest to set beside it, and one of an area that lacks a
// year, be it one of the old definition, says nothing of it.
func TestBasesWithoutRest(t *testing.T) {
	whole := newest(t, "")
	gappy := studyOf(t, "Kent", func(series, force string, q records.Quarter) (string, bool) {
		if force == "Kent" && q == year(2016).From {
			return "", series == "88A"
		}
		return strconv.Itoa(10 + int(q)*len(force)%7), series == "88A"
	})
	for _, s := range []*Study{whole, gappy} {
		choices, err := s.Bases()
		if err != nil || len(choices) != 7 {
			t.Fatalf("%s: %d bases, %v; want seven", s.Area.Name, len(choices), err)
		}
		for _, c := range choices {
			if c.Rest != nil {
				t.Errorf("%s from %s is set beside the rest", s.Area.Name, c.Year)
			}
		}
	}
}

// A study can be measured from a year of the new definition before the latest whole one, and else from its own.
func TestMeasuredFrom(t *testing.T) {
	s := newest(t, "Hampshire")
	for _, test := range []struct {
		base string
		want records.FinancialYear // 0 for an error
	}{
		{"", 2018}, {"2017/18", 2017}, {"2023/24", 2023}, {"2016/17", 0}, {"2024/25", 0}, {"2019/21", 0}, {"2019", 0},
	} {
		other, err := s.MeasuredFrom(test.base)
		switch {
		case test.want == 0 && (err == nil || !strings.Contains(err.Error(), test.base)):
			t.Errorf("base %q: error %v, want one that names it", test.base, err)
		case test.base == "2016/17" &&
			!strings.Contains(err.Error(), "from 2017/18, the first of the new definition, to 2023/24"):
			t.Errorf("base %q: error %v, want one that says which there are", test.base, err)
		case test.want != 0 && (err != nil || other.Base != test.want):
			t.Errorf("base %q: %v, %v; want %s", test.base, other, err, test.want)
		}
	}
}
