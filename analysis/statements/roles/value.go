package roles

import (
	"grooming-report/analysis/records"
	"grooming-report/analysis/statements/lex"
	"grooming-report/analysis/statements/periods"
)

// A Value is a number of the text as it is read, step by step: first what it is, then what stands
// beside it, at last the periods that it may be of.
type Value struct {
	lex.Amount

	// What it is.
	Noun     string
	NounAt   int // the token of its noun, or -1
	Role     lex.Role
	Why      string // for one that is no claim: what it is
	Subject  lex.Subject
	Measure  lex.Measure
	Scope    string // of a rank: what it is a rank of
	Further  bool   // of a rank: the second, after the first in its sentence
	ByChange bool   // of a rank: of rises, or of falls
	Neutral  bool   // of a change: its words do not say which way
	cues     int    // of its own sentence to the measure, once they are cued
	cued     bool

	// What stands beside it.
	Base    int // index of the count that it is the base of, or -1
	IsBase  bool
	Area    *lex.AreaMention
	Areas   []AreaReading // where area is nil: those it may inherit
	Town    string        // of a count that is of a town alone
	Period  *periods.Mention
	Earlier *periods.Mention
	Cell    *Cell

	// The periods that it may be of.
	Spans     []lex.Span
	Notes     []string
	Resolving bool
}

// An AreaReading is an area that a number may be of.
type AreaReading struct {
	Area  records.Area
	Notes []string // what was inherited or guessed
	Sure  bool     // the sentence itself names it
}

// IsCount reports whether a value is a number of offences, on which changes rest.
func (v *Value) IsCount() bool { return v.Kind == lex.Count }

// OnePeriod reports whether a statement is of one period, and no comparison.
func (v *Value) OnePeriod() bool { return v.Kind.Form().Periods == lex.OnePeriod }

// OnlyCompares reports whether a statement compares periods and gives no number of offences itself, as a difference
// does.
func (v *Value) OnlyCompares() bool {
	form := v.Kind.Form()
	return (form.Periods == lex.TwoPeriods || form.Periods == lex.RunOfPeriods) && v.Kind != lex.Difference
}

// A Cell is where a value stands in a table: the mentions that head its row and its column.
type Cell struct {
	Periods []*periods.Mention
	Areas   []*lex.AreaMention
	Change  bool // its column is of the change between the two periods before it
	Percent bool // its column is in per cent
	Per     int  // its column is of rates, of so many people
}
