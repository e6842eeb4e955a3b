package statements

import (
	"slices"

	"grooming-report/analysis/statements/frames"
	"grooming-report/analysis/statements/lex"
)

// corroborate makes sure of guessed readings that the text itself bears out: the text gives the counts that such a
// number is made of, each right in the record, so that the number and not its reading is at fault where they differ.
func (j *judge) corroborate(r frames.Reading, out []Judgement) {
	borne := map[areaSpan]bool{}
	for i, n := range r.Numerals {
		if plainCount(n) && out[i].Verdict.Right() && !out[i].PeriodDiffers && out[i].Measure == lex.Code88A {
			borne[frameKey(out[i].Reading)] = true
		}
	}
	for i, n := range r.Numerals {
		if n.Role != lex.Claim || out[i].Why != guessedReading || n.Frame.Cell {
			continue
		}
		c := out[i].Reading
		bears, note := borneOut(n.Frame, frameKey(c), c, borne) && (c.AreaNamed() || !otherArea(n.Frame, c, borne)), countsNote
		if n.Kind == lex.Count {
			bears, note = amongRight(r, out, i), amongRightNote
		}
		if !bears {
			continue
		}
		f := *n.Frame
		if undecided(n.Frame) {
			f = *n.Frame.Recorded()
		}
		c.Sure = true
		c.Notes = append(slices.Clone(c.Notes), note)
		f.Readings = []frames.Candidate{c}
		out[i] = j.judge(&f)
	}
}

// Why a guessed reading is sure after all.
const (
	countsNote     = "the text gives the counts that it is made of"
	amongRightNote = "the numbers around it, which inherit their period too, are right"
)

// amongRight reports whether a count with an area of its own stands among others that inherit their period as it does and
// are right in it: Devon and Cornwall recorded 164, Gloucestershire 96, Wiltshire 17 and Dorset 55.
func amongRight(r frames.Reading, out []Judgement, i int) bool {
	own := out[i].Reading
	if !own.AreaNamed() || r.Numerals[i].Frame.Measure != lex.Code88A {
		return false
	}
	alike := 0
	for k := max(0, i-6); k < min(len(out), i+7); k++ {
		o := out[k].Reading
		if k == i || !plainCount(r.Numerals[k]) || !out[k].Verdict.Right() || o.Later != own.Later {
			continue
		}
		if o.Area.Name == own.Area.Name {
			return false
		}
		if slices.Equal(o.Notes, own.Notes) || o.AreaNamed() && r.Numerals[k].Start-r.Numerals[i].End < 40 &&
			r.Numerals[i].Start-r.Numerals[k].End < 40 {
			alike++
		}
	}
	return alike > 1
}

// otherArea reports whether the text gives the same counts of another area, of which a number may be as well.
func otherArea(f *frames.Frame, c frames.Candidate, borne map[areaSpan]bool) bool {
	for key := range borne {
		if key.area != c.Area.Name && key.area != f.Of.Name && borneOut(f, key, c, borne) {
			return true
		}
	}
	return false
}

// borneOut reports whether the text rightly gives what a number that is no count is made of, for the area of a key and the
// periods of a reading.
func borneOut(f *frames.Frame, area areaSpan, c frames.Candidate, borne map[areaSpan]bool) bool {
	has := func(s lex.Span) bool { return borne[areaSpan{area.area, area.forces, s}] }
	switch f.Kind {
	case lex.Change, lex.Multiple, lex.Difference:
		return has(c.Later) && has(c.Earlier)
	case lex.Share:
		return has(c.Later) && borne[areaSpan{f.Of.Name, len(f.Of.Forces), c.Later}]
	case lex.Average:
		return has(c.Later)
	}
	return false
}
