package analysis

import (
	"grooming-report/analysis/stats"
	"testing"

	"grooming-report/analysis/records"
)

// The return for Hampshire, 18 offences against 205 in the code, leaves more to
// the old definition than it ever had: an odd figure, though no contradiction.
func TestMeasures(t *testing.T) {
	s := newest(t, "Hampshire")
	ms, err := s.Measures()
	if err != nil {
		t.Fatal(err)
	}
	odd := map[string]bool{}
	for _, m := range ms {
		odd[m.Published.ID] = m.Odd()
		if m.Contradicts() {
			t.Errorf("%s exceeds the code", m.Published.ID)
		}
		if f := m.LeftFact(s); !f.Interval.Contains(f.Value) {
			t.Errorf("%s: %v outside %v", f.Name, f.Value, *f.Interval)
		}
	}
	if len(ms) != 6 || !odd["s15a-hampshire-2020-21"] || odd["s15a-2017-18"] {
		t.Errorf("%d figures, odd %v; want six, and of them Hampshire's", len(ms), odd)
	}
}

func TestMeasuresContradict(t *testing.T) {
	s := newest(t, "Hampshire")
	s.Data.Published = []records.Published{{ID: "too-many", Area: "Hampshire",
		Period: records.FinancialYear(2017).Period(), Series: s.Added(), Vintage: "2018", Value: 500, Publisher: "x"}}
	ms, err := s.Measures()
	if err != nil || len(ms) != 1 {
		t.Fatal(ms, err)
	}
	if f := ms[0].LeftFact(s); !ms[0].Contradicts() || f.Value != 211-500 || len(f.Warnings) != 1 {
		t.Errorf("500 of 211: %+v", f)
	}
}

// 1,628 to December 2017 and 3,171 in the year leave 1,543 to January to March 2018, when all
// of code 88A had 1,436; 1,316 to September leave no more than the code had.
func TestClashes(t *testing.T) {
	s := newest(t, "Hampshire")
	ms, err := s.Measures()
	if err != nil {
		t.Fatal(err)
	}
	left := map[int]int{}
	for _, c := range s.Clashes(ms) {
		left[c.Left] = c.Rest.N
		if c.Part.ID != "s15a-2017-april-december" {
			t.Errorf("%s clashes with %s", c.Part.ID, c.Whole.ID)
		}
	}
	if len(left) != 2 || left[1543] != 1436 || left[1589] != 1436 {
		t.Errorf("clashes %v, want 1,543 and 1,589 against 1,436", left)
	}
}

// Returns of 20 for a year and of 18 for its first three quarters leave two to the last one: more than a code
// that then has one or none, and not more than one that has two.
func TestClashAtTheEdge(t *testing.T) {
	for last, clashes := range []bool{true, true, false, false} {
		s := madeStudy(t, "Kent", func(force string, q records.Quarter) int {
			if force == "Kent" && q == records.FinancialYear(2019).Quarter(4) {
				return last
			}
			return 10
		})
		returned := func(id string, p records.Period, n int) records.Published {
			return records.Published{ID: id, Area: "Kent", Period: p, Series: s.Added(), Vintage: "2020", Value: n,
				Publisher: "x"}
		}
		s.Data.Published = []records.Published{returned("year", year(2019), 20),
			returned("part", records.FinancialYear(2019).Part(3), 18)}
		ms, err := s.Measures()
		if err != nil {
			t.Fatal(err)
		}
		found := s.Clashes(ms)
		if (len(found) == 1) != clashes || clashes && (found[0].Left != 2 || found[0].Rest.N != last) {
			t.Errorf("two left to a quarter of %d: %+v; clash wanted: %v", last, found, clashes)
		}
	}
}

// A figure is odd if it leaves more than twice what the code held in the year before.
func TestOdd(t *testing.T) {
	before := &records.Count{N: 42}
	for _, test := range []struct {
		least float64
		year  *records.Count
		odd   bool
	}{{84, before, false}, {85, before, true}, {85, nil, false}} {
		m := Measure{Left: stats.Bounds{Interval: stats.Interval{Lower: test.least, Upper: 1000}}, YearBefore: test.year}
		if m.Odd() != test.odd {
			t.Errorf("%v left and %v the year before: odd %v, want %v", test.least, test.year, m.Odd(), test.odd)
		}
	}
}

// What is left of a whole year is held against the year before; of two years, or of a part of one, there is none to
// hold it against. A figure that is not of an area of the tables, or of no release, is passed over.
func TestMeasuresOfYears(t *testing.T) {
	s := newest(t, "Hampshire")
	figure := func(area string, p records.Period) records.Published {
		return records.Published{ID: "x", Area: area, Series: s.Added(), Period: p, Vintage: "2020", Value: 1}
	}
	for _, test := range []struct {
		what     string
		figure   records.Published
		measured bool
		before   bool
	}{
		{"a year", figure("Hampshire", year(2019)), true, true},
		{"two years", figure("Hampshire", records.Period{From: year(2019).From, To: year(2020).To}), true, false},
		{"three quarters", figure("Hampshire", records.FinancialYear(2019).Part(3)), true, false},
		{"four quarters from July", figure("Hampshire", records.Period{From: year(2019).From + 1, To: year(2020).From}),
			true, false},
		{"no area of the tables", figure("Atlantis", year(2019)), false, false},
		{"no release", figure("Hampshire", year(2030)), false, false},
	} {
		s.Data.Published = []records.Published{test.figure}
		ms, err := s.Measures()
		if err != nil || (len(ms) == 1) != test.measured {
			t.Errorf("%s: %d measures, %v; want one: %v", test.what, len(ms), err, test.measured)
			continue
		}
		if test.measured && (ms[0].YearBefore != nil) != test.before {
			t.Errorf("%s: held against %v, want a year: %v", test.what, ms[0].YearBefore, test.before)
		}
	}
}

// Two returns clash only if they are of one area, begin together, and the second ends before the first, which is of
// whole years; and only by vintages up to the study's own.
func TestClashWants(t *testing.T) {
	s := madeStudy(t, "Kent", func(string, records.Quarter) int { return 1 })
	first := records.FinancialYear(2019)
	returned := func(area string, p records.Period, n int) Measure {
		return Measure{Published: records.Published{ID: "x", Area: area, Period: p, Series: s.Added(), Value: n},
			Counts: []records.Count{{Area: records.ForceArea(area)}}}
	}
	whole := returned("Kent", first.Period(), 20)
	for _, test := range []struct {
		what        string
		whole, part Measure
		clashes     bool
	}{
		{"a year and its first three quarters", whole, returned("Kent", first.Part(3), 18), true},
		{"as many as can be left", whole, returned("Kent", first.Part(3), 19), false},
		{"another area", whole, returned("Essex", first.Part(3), 18), false},
		{"the last three quarters", whole,
			returned("Kent", records.Period{From: first.Quarter(2), To: first.Quarter(4)}, 18), false},
		{"the same year", whole, returned("Kent", first.Period(), 10), false},
		{"three quarters and two of them", returned("Kent", first.Part(3), 20), returned("Kent", first.Part(2), 18), false},
	} {
		if found := s.Clashes([]Measure{test.whole, test.part}); (len(found) == 1) != test.clashes {
			t.Errorf("%s: %d clashes, want one: %v", test.what, len(found), test.clashes)
		}
	}
	none := madeStudy(t, "Kent", func(force string, _ records.Quarter) int {
		if force == "Kent" {
			return 0
		}
		return 10
	})
	if found := none.Clashes([]Measure{whole, returned("Kent", first.Part(3), 19)}); len(found) != 1 {
		t.Errorf("one left to a quarter of none: %v, want a clash", found)
	}
	older := *madeStudy(t, "Kent", func(string, records.Quarter) int { return 2 }).Release
	older.Vintage = "2020-01-01"
	s.Data.Releases = []*records.Release{&older, s.Release}
	if found := s.Clashes([]Measure{whole, returned("Kent", first.Part(3), 18)}); found != nil {
		t.Errorf("two left to a quarter of two in an older release: %v, want no clash", found)
	}
	later := *s.Release
	later.Vintage = "2099-01-01"
	s.Data.Releases = []*records.Release{&later}
	if found := s.Clashes([]Measure{whole, returned("Kent", first.Part(3), 18)}); found != nil {
		t.Errorf("by a release after the study's own: %v, want none", found)
	}
}
