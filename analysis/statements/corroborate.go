package statements

import (
	"slices"

	"grooming-report/analysis/records"
	"grooming-report/analysis/statements/frames"
	"grooming-report/analysis/statements/lex"
)

// corroborate makes sure of guessed readings that the text itself bears out: the text gives the counts that such a
// number is made of, each right in the record, so that the number and not its reading is at fault where they differ.
func (j *judge) corroborate(r frames.Reading, out []Judgement) {
	borne := map[areaSpan]bool{}
	for i, n := range r.Numerals {
		if plainCount(n) && right(out[i].Verdict) && !out[i].PeriodDiffers && out[i].Measure == lex.Code88A {
			borne[frameKey(out[i].Reading)] = true
		}
	}
	for i, n := range r.Numerals {
		if n.Role != lex.Claim || out[i].Why != guessedReading || n.Frame.Cell {
			continue
		}
		c := out[i].Reading
		if !borneOut(n.Frame, c, borne) || !c.AreaNamed() && otherArea(n.Frame, c, borne) {
			continue
		}
		f := *n.Frame
		if undecided(n.Frame) {
			f = *n.Frame.Recorded()
		}
		c.Sure = true
		c.Notes = append(slices.Clone(c.Notes), "the text gives the counts that it is made of")
		f.Readings = []frames.Candidate{c}
		out[i] = j.judge(&f)
	}
}

// otherArea reports whether the text gives the same counts of another area, of which a number may be as well.
func otherArea(f *frames.Frame, c frames.Candidate, borne map[areaSpan]bool) bool {
	for key := range borne {
		o := c
		if o.Area = (records.Area{Name: key.area}); key.area != c.Area.Name && key.area != f.Of.Name && borneOut(f, o, borne) {
			return true
		}
	}
	return false
}

// borneOut reports whether the text rightly gives what a number that is no count is made of.
func borneOut(f *frames.Frame, c frames.Candidate, borne map[areaSpan]bool) bool {
	has := func(a records.Area, s lex.Span) bool { return borne[areaSpan{a.Name, s}] }
	switch f.Kind {
	case lex.Change, lex.Multiple, lex.Difference:
		return has(c.Area, c.Later) && has(c.Area, c.Earlier)
	case lex.Share:
		return has(c.Area, c.Later) && has(f.Of, c.Later)
	case lex.Average:
		return has(c.Area, c.Later)
	}
	return false
}
