package statements

import (
	"reflect"
	"testing"

	"grooming-report/analysis/statements/lex"
)

// Every kind of statement is judged by a whole method.
func TestMethods(t *testing.T) {
	for k := lex.NoKind + 1; k < lex.NumKinds; k++ {
		m := reflect.ValueOf(methods[k])
		for i := range m.NumField() {
			if f := m.Field(i); f.Kind() == reflect.Func && f.IsNil() {
				t.Errorf("%q has no %s", k, m.Type().Field(i).Name)
			}
		}
	}
}

// Every kind has what reading, judging and printing ask of it.
func TestForms(t *testing.T) {
	named := map[string]lex.Kind{"": lex.NoKind}
	for k := lex.NoKind + 1; k < lex.NumKinds; k++ {
		f := k.Form()
		if _, ok := named[f.Name]; ok {
			t.Errorf("kind %d has the name %q, want one of its own", k, f.Name)
		}
		named[f.Name] = k
		if f.Periods == 0 || f.States == 0 || f.Tolerance == 0 {
			t.Errorf("%q: periods %d, content %d, tolerance %d; want each told", f.Name, f.Periods, f.States, f.Tolerance)
		}
		if (f.Changed != nil) != (f.Periods == lex.TwoPeriods) {
			t.Errorf("%q: want its number from two counts just where it compares two periods", f.Name)
		}
		if (f.States == lex.Order || f.States == lex.Day) && f.Noun {
			t.Errorf("%q states no size, so no noun is counted", f.Name)
		}
		if text, err := k.MarshalText(); err != nil || string(text) != f.Name {
			t.Errorf("MarshalText of %q = %q, %v", f.Name, text, err)
		}
	}
}
