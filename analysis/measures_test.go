package analysis

import (
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
