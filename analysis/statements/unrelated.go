package statements

import (
	"math"
	"slices"

	"grooming-report/analysis/records"
	"grooming-report/analysis/statements/frames"
	"grooming-report/analysis/statements/lex"
)

// nothingTies is why a number is taken to be of another subject after all.
const nothingTies = "no word beside it says what it counts, where or when, and the record has it nowhere near"

// unrelated takes for another subject a bare number that nothing but its neighbours makes a claim, and that the record has
// for none of the areas of the text: We have 610 in the queue. A petition, signed by 6,700. It returns the reading
// with these, and leaves the one given as it is.
func (j *judge) unrelated(r frames.Reading, out []Judgement) frames.Reading {
	claims := framed(r)
	areas := []records.Area{lex.EnglandAndWales}
	for _, i := range claims {
		areas = addOnce(areas, out[i].Reading.Area, func(a records.Area) bool { return a.Name == out[i].Reading.Area.Name })
	}
	r.Numerals = slices.Clone(r.Numerals)
	for k, i := range claims {
		n := r.Numerals[i]
		if !placedByOthers(n, &out[i]) || sumBefore(r, claims[:k], n.Frame) || j.anywhere(n.Frame, &out[i], areas) {
			continue
		}
		r.Numerals[i].Role, r.Numerals[i].Why = lex.Other, nothingTies
		out[i] = Judgement{}
	}
	return r
}

// placedByOthers reports whether a count has no noun, and its area and its period stand in other sentences; and the record
// does not bear it out.
func placedByOthers(n frames.Numeral, v *Judgement) bool {
	return n.Kind == lex.Count && n.Noun == "" && !n.Frame.Cell && v.Verdict == CannotCheck &&
		(v.Why == guessedReading || v.Why == FarOff) && v.Reading.PlacedElsewhere()
}

// anywhere reports whether the record has a count, or one close to it, of the place that was guessed, or the count itself of
// a year, the year so far or a recent quarter of an area of the text. Small ones fit some of them by chance.
func (j *judge) anywhere(f *frames.Frame, v *Judgement, areas []records.Area) bool {
	if f.Stated < chanceless {
		return false
	}
	for _, g := range v.Later {
		if math.Abs(g.N-f.Stated) <= f.Stated/10 {
			return true
		}
	}
	year, _ := j.newest.LatestYear()
	latest := int(year) + 1
	var spans []lex.Span
	for y := latest - 12; y <= latest; y++ {
		whole := lex.Financial(y)
		spans = append(spans, whole, lex.CalendarYear(y), lex.Span{From: whole.From, To: whole.From + 8})
		for q := lex.Month(0); q < 12 && y > latest-4; q += 3 {
			spans = append(spans, lex.Span{From: whole.From + q, To: whole.From + q + 2})
		}
	}
	for _, a := range areas {
		for _, s := range spans {
			c := frames.Candidate{Area: a, Later: s}
			if j.mayFit(f, c) && j.try(f, c).fit > differs {
				return true
			}
		}
	}
	return false
}
