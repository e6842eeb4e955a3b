package frames

import (
	"grooming-report/analysis/statements/lex"
	"grooming-report/analysis/statements/periods"
)

// A value is a number of the text as it is read step by step.
type value struct {
	lex.Amount
	noun      string
	nounAt    int
	role      lex.Role
	why       string
	subject   lex.Subject
	measure   lex.Measure
	scope     string
	further   bool // of a rank: the second, after the first in its sentence
	byChange  bool // of a rank: of rises, or of falls
	run       int  // number of the list that it is part of, from 1
	runAt     int
	base      int // index of the count that it is the base of, or -1
	isBase    bool
	area      *lex.AreaMention
	period    *periods.Mention
	earlier   *periods.Mention
	cell      *cell
	areas     []Candidate // where area is nil: those it may inherit
	spans     []lex.Span
	notes     []string
	town      string // of a count that is of a town alone
	resolving bool
	cues      int // of its own sentence to the measure, once they are cued
	cued      bool
	frame     *Frame
}
