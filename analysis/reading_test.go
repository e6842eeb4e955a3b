package analysis

import (
	"math"
	"testing"

	"grooming-report/analysis/records"
	"grooming-report/analysis/stats"
)

// What is said of a ratio is what its limits allow. A limit of 1 allows that nothing changed.
func TestReading(t *testing.T) {
	const more, fewer = "more recorded offences than chance variation alone would give",
		"fewer recorded offences than chance variation alone would give"
	const unclear = "no clear change in recorded offences"
	const moreByChance, fewerByChance = "more were recorded, but chance alone could give this",
		"fewer were recorded, but chance alone could give this"
	for _, test := range []struct {
		ratio, lower, upper float64
		reading, plainly    string
		differs             bool
	}{
		{1.5, 1.2, 1.9, more, "more were recorded than chance alone would give", true},
		{1.5, 1.0001, 1.9, more, "more were recorded than chance alone would give", true},
		{1.5, 1, 1.9, unclear, moreByChance, false},
		{1.5, 0.8, math.Inf(1), unclear, moreByChance, false},
		{1, 0.8, 1.3, unclear, "as many were recorded", false},
		{0.7, 0.5, 1.2, unclear, fewerByChance, false},
		{0.7, 0.5, 1, unclear, fewerByChance, false},
		{0.7, 0.5, 0.9999, fewer, "fewer were recorded than chance alone would give", true},
		{0, 0, 0.6, fewer, "fewer were recorded than chance alone would give", true},
	} {
		ratio := stats.RateComparison{Ratio: test.ratio, Interval: stats.Interval{Lower: test.lower, Upper: test.upper}}
		c := Comparison{Later: records.Count{N: 2}, Earlier: records.Count{N: 1}, RateComparison: ratio}
		if got := c.Reading(); got != test.reading {
			t.Errorf("%v (%v–%v) reads %q, want %q", test.ratio, test.lower, test.upper, got, test.reading)
		}
		if got := c.Plainly(); got != test.plainly {
			t.Errorf("%v (%v–%v) is plainly %q, want %q", test.ratio, test.lower, test.upper, got, test.plainly)
		}
		beside := "the difference could be chance"
		if test.differs {
			beside = "the difference is larger than chance alone would give"
		}
		contrast := Contrast{RateComparison: ratio}
		if got := contrast.Reading(); got != beside {
			t.Errorf("a ratio of ratios of %v (%v–%v) reads %q, want %q", test.ratio, test.lower, test.upper, got, beside)
		}
		if got, want := contrast.Defined(), test.ratio > 0 && !math.IsInf(test.upper, 1); got != want {
			t.Errorf("a ratio of ratios of %v (%v–%v) is defined: %v", test.ratio, test.lower, test.upper, got)
		}
	}
}

// As many in two years are no change, though one of them has a day more.
func TestAsMany(t *testing.T) {
	s := madeStudy(t, "Kent", func(_ string, q records.Quarter) int { return 20 })
	for _, years := range [][2]int{{2024, 2022}, {2023, 2022}, {2022, 2019}} { // 2019/20 and 2023/24 have 366 days
		w, err := s.Within(s.Area, year(years[0]), year(years[1]))
		if err != nil {
			t.Fatal(err)
		}
		if got := w.Plainly(); got != "as many were recorded" {
			t.Errorf("80 in %d and in %d, a ratio of %v, is plainly %q", years[0], years[1], w.Ratio, got)
		}
		if f, ok := w.PerCentChange(s, "chosen"); ok {
			t.Errorf("80 in %d and in %d is a change of %s", years[0], years[1], f.Text)
		}
	}
}

// A force that fell silent, and a quarter of none after dozens, are no fall, whatever the limits say,
// and no change in per cent.
func TestNotRead(t *testing.T) {
	last := records.FinancialYear(2025).Quarter(3)
	s := madeStudy(t, "Kent", func(force string, q records.Quarter) int {
		if force == "Kent" && q > last-8 || force == "Essex" && q == last {
			return 0
		}
		return 20 + int(q.Year()-2000)
	})
	for _, test := range []struct {
		force string
		later records.Period
		want  string
	}{
		{"Kent", s.LatestMonths(), "no recorded offences, perhaps by a change of recording"},
		{"Essex", s.LatestMonths(), "nothing that can be read, because a quarter has none after dozens"},
		{"Surrey", s.LatestMonths(), ""},
		{"Kent", year(2022), ""}, {"Essex", year(2024), ""},
	} {
		w, err := s.Within(records.ForceArea(test.force), test.later, test.later.YearBefore())
		if err != nil {
			t.Fatal(err)
		}
		if got := s.NotRead(w.Comparison); got != test.want {
			t.Errorf("%s, %s: %q, want %q", test.force, test.later, got, test.want)
		}
		if _, ok := w.PerCentChange(s, "chosen"); ok != (test.want == "") {
			t.Errorf("%s, %s: a change in per cent %t beside %q", test.force, test.later, ok, test.want)
		}
	}
}

// A contrast warns of an earlier count under fifty on either side.
func TestContrastOfSmallBases(t *testing.T) {
	for _, test := range []struct {
		kent, essex int // in 2018/19
		warns       bool
	}{{49, 50, true}, {50, 49, true}, {49, 49, true}, {50, 50, false}} {
		s := madeStudy(t, "Kent", func(force string, q records.Quarter) int {
			switch {
			case q.Year() != 2018 || force != "Kent" && force != "Essex":
				return 20
			case q.N() > 1:
				return 0
			case force == "Kent":
				return test.kent
			}
			return test.essex
		})
		c, err := s.Between(records.ForceArea("Kent"), records.ForceArea("Essex"), year(2024), year(2018))
		if err != nil {
			t.Fatal(err)
		}
		if got := len(c.Fact(s).Warnings) > 0; got != test.warns {
			t.Errorf("%d and %d before: warns %v, want %v", test.kent, test.essex, got, test.warns)
		}
	}
}

// The same dispersion on fewer degrees of freedom is another: only where both are alike do two counts scatter by one.
func TestScattersAlike(t *testing.T) {
	s := madeStudy(t, "Kent", ten)
	count := func(y, n int) records.Count {
		c, err := s.Count(s.Area, year(y))
		if err != nil {
			t.Fatal(err)
		}
		c.N = n
		return c
	}
	later, earlier := count(2024, 130), count(2018, 90)
	ofBoth := stats.Dispersion{Value: 2, DF: 12}
	for _, test := range []struct {
		what string
		of   stats.Dispersion // of the earlier count
		one  bool
	}{
		{"one and the same", ofBoth, true},
		{"of fewer degrees of freedom", stats.Dispersion{Value: 2, DF: 5}, false},
		{"of as many, and smaller", stats.Dispersion{Value: 1.5, DF: 12}, false},
	} {
		got, err := compareCounts(later, earlier, ofBoth, test.of)
		if err != nil {
			t.Fatal(err)
		}
		want, err := stats.CompareRatesUnequal(130, 1, ofBoth, 90, 1, test.of, Level)
		if test.one {
			want, err = stats.CompareRatesQuasi(130, 1, 90, 1, ofBoth, Level)
		}
		if err != nil {
			t.Fatal(err)
		}
		agreeAll(t, test.what, []float64{got.Ratio, got.Interval.Lower, got.Interval.Upper},
			[]float64{want.Ratio, want.Interval.Lower, want.Interval.Upper})
	}
}
