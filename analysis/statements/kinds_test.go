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
