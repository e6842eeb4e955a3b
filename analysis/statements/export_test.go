package statements

import (
	"grooming-report/analysis/records"
	"grooming-report/analysis/statements/lex"
)

// What the tests of labelled texts share with those within this package. They stand without it,
// since the room that scores them imports it.
var (
	Record    = record
	AsChecked = checked
)

// Newest reports whether the newest release has the count of an area and period.
func Newest(data *records.Data, date string, a records.Area, s lex.Span) bool {
	_, ok := newJudge(data, date).now(a, s)
	return ok
}
