package pairing

import (
	"grooming-report/analysis/records"
	"grooming-report/analysis/statements/lex"
	"grooming-report/analysis/statements/roles"
)

// A Reader holds a text while its numbers are paired with its areas and periods.
type Reader struct {
	*roles.Reader
	about string // the area that the text is about where it names none; empty for none
	state areaState
}

// An areaState is what a sentence inherits from those before it.
type areaState struct {
	area  *lex.AreaMention // of the sentence before
	topic *lex.AreaMention // of the text
	first *lex.AreaMention // the first that the text names
	areas []records.Area
	guess []roles.AreaReading // of a sentence before, where no area was named yet
}

// Read gives every claim of a text its area and its period, as far as they stand beside it. About is the
// area that the text is about where it names none; empty for none.
func Read(roles *roles.Reader, about string) *Reader {
	r := &Reader{Reader: roles, about: about}
	r.D.FindTables()
	r.placeCells()
	r.attach()
	return r
}

// attach gives every claim its area and its period, sentence by sentence.
func (r *Reader) attach() {
	for n := range r.D.Sentences {
		vs := r.Claims(n)
		r.resolveAreas(n)
		as := r.AreasOf(n)
		ms := r.PeriodsOf(n)
		r.pairBases(n, vs)
		r.attachPeriods(vs, ms)
		r.attachAreas(n, vs, as)
	}
}
