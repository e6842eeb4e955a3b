package analysis

import "testing"

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
	s.Data.Published = []Published{{ID: "too-many", Area: "Hampshire", Period: FinancialYear(2017).Period(), Measure: "s.15A FOI", Vintage: "2018", Value: 500, Publisher: "x"}}
	ms, err := s.Measures()
	if err != nil || len(ms) != 1 {
		t.Fatal(ms, err)
	}
	if f := ms[0].LeftFact(s); !ms[0].Contradicts() || f.Value != 211-500 || len(f.Warnings) != 1 {
		t.Errorf("500 of 211: %+v", f)
	}
}
