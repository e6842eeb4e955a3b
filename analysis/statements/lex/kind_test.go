package lex

import "testing"

// Every kind has what reading, judging and printing ask of it.
func TestForms(t *testing.T) {
	named := map[string]Kind{"": NoKind}
	for k := NoKind + 1; k < NumKinds; k++ {
		f := k.Form()
		if _, ok := named[f.Name]; ok {
			t.Errorf("kind %d has the name %q, want one of its own", k, f.Name)
		}
		named[f.Name] = k
		if f.Periods == 0 || f.States == 0 || f.Tolerance == 0 {
			t.Errorf("%q: periods %d, content %d, tolerance %d; want each told", f.Name, f.Periods, f.States, f.Tolerance)
		}
		if (f.Changed != nil) != (f.Periods == TwoPeriods) {
			t.Errorf("%q: want its number from two counts just where it compares two periods", f.Name)
		}
		if (f.States == Order || f.States == Day) && f.Noun {
			t.Errorf("%q states no size, so no noun is counted", f.Name)
		}
		if text, err := k.MarshalText(); err != nil || string(text) != f.Name {
			t.Errorf("MarshalText of %q = %q, %v", f.Name, text, err)
		}
	}
}
