package pairing

import (
	"grooming-report/analysis/statements/lex"
	"grooming-report/analysis/statements/roles"
)

var baseWords = []*lex.Pattern{
	lex.Compile("(up|down|rising|falling|rise|increase|jump|drop|fall|increased|rose|fell|risen|fallen|grown|grew|" +
		"jumped|leapt|soared|climbed|dropped|growing|jumping|leaping|soaring|surged|rocketed|spiked|decrease|" +
		"reduction|surge|rocketing|climbing|dropping|leap) (from|on) (just|only|about|around|the|a|some|total|of|" +
		"fewer|less|more|than|over|under|nearly|almost|those|roughly)? (total|low|of|than)? (of)?"),
	lex.Compile("(compared|comparison|compares) (with|to) (just|only|about|around|the|a|some|nearly|almost|more|over)? " +
		"(total|of|than)? (of)?"),
	lex.Compile("(against|versus|vs|than) (the)? (just|only|about|around|the|a|some|nearly|almost|more|over)? (total)? (of)?"),
	lex.Compile("from (just|only|about|around|the|a|some|nearly|almost|more|over|fewer|under|less)? (than|total)? (of)?"),
	lex.Compile("(times|double|treble|triple|twice|on) (the)"),
	lex.Compile("times|twice|half as many|much|high|big|large (as (the)?)"),
	lex.Compile("after (just|only|about|around|nearly|almost)?"),
	lex.Compile("where there (had been)|were|was (just|only)?"),
	lex.Compile("up on (the)?"), lex.Compile("down on (the)?"), lex.Compile("(instead|rather) (of|than)"),
}

// risesTo are the words between two counts, of which the first is the base: 45 rising to 140.
var risesTo = lex.Compile(
	"(rising|increasing|growing|climbing|soaring|jumping|falling|dropping|declining|decreasing|up|down|grew|turned|" +
		"swelled|grown|shrank) to|into")

// becomes are such words without to: nine became 289.
var becomes = lex.Compile("((has|have|had)? (became|become|becomes|becoming))|(,? and (has|have|had)? (since|now)? " +
	"(come|came|gone|went|fallen|fell|risen|rose|dropped|climbed|grown|shrunk) (back)? (down|up)? to)|" +
	"(,? and (is|are) (now|at) (at)?)|(then ,? (and|but)?)")

// pairBases finds the counts that are the base of a comparison, and of which count.
func (r *Reader) pairBases(n int, vs []*roles.Value) {
	for i, v := range vs {
		if !v.IsCount() {
			continue
		}
		begin := r.HedgeStart(v.First)
		if i+1 < len(vs) && vs[i+1].IsCount() && (risesTo.Spans(r.D, v.Last, r.HedgeStart(vs[i+1].First)) ||
			becomes.Spans(r.D, v.Last, r.HedgeStart(vs[i+1].First))) {
			v.IsBase, v.Base = true, r.Index(vs[i+1])
		}
		if i+1 < len(vs) && vs[i+1].IsCount() && v.Cell == nil && r.D.At(v.Last) == ">" && vs[i+1].First == v.Last+1 {
			v.IsBase, v.Base = true, r.Index(vs[i+1]) // 298 → 281
		}
		if i > 0 && i+1 < len(vs) && vs[i-1].Kind == lex.Change && vs[i+1].IsCount() && v.First == vs[i-1].Last+1 &&
			r.D.Is(v.First-1, lex.Set(", (")) && r.D.At(v.Last) == "to" && vs[i+1].First == v.Last+1 {
			v.IsBase, v.Base = true, r.Index(vs[i+1]) // 153 per cent, 19 to 48
		}
		if i > 0 && !vs[i-1].OnePeriod() && r.D.At(begin-1) == "on" && vs[i-1].Last == begin-1 {
			r.setBase(vs, i, false) // a fall of a half on 317
		}
		if i > 0 && !vs[i-1].OnePeriod() && r.D.Is(vs[i-1].Last, lex.Set("above below")) && begin-vs[i-1].Last <= 2 {
			r.setBase(vs, i, false) // 15 per cent above the 110 of 2024
		}
		for from := begin - 1; from >= begin-6 && from >= r.D.Sentences[n].First; from-- {
			for k, p := range baseWords {
				if !p.Spans(r.D, from, begin) && !p.Spans(r.D, from, v.First) || r.whereThere(from) {
					continue
				}
				if !(v.IsBase && v.Base > r.Index(v)) {
					r.setBase(vs, i, k == 3 || r.D.At(r.HedgeStart(v.First)-1) == "from")
				}
			}
		}
	}
}

// whereThere reports whether the words from token i tell of the area before them: West Mercia, where there were 72.
func (r *Reader) whereThere(i int) bool {
	if r.D.At(i) != "where" || r.D.At(i-1) != "," {
		return false
	}
	for _, a := range r.AreasIn(i-1-lex.MaxSentence, i-1) {
		if a.Last == i-1 || a.Last == i-2 {
			return true
		}
	}
	return false
}

// setBase makes vs[i] a base. "From 15 to 150" names the later count after it; the
// other forms before it.
func (r *Reader) setBase(vs []*roles.Value, i int, from bool) {
	v := vs[i]
	if from {
		for j := i + 1; j < len(vs) && j <= i+2 && r.D.At(r.HedgeStart(vs[j].First)-1) != "from"; j++ {
			if vs[j].IsCount() && r.toBefore(vs[j]) {
				v.IsBase, v.Base = true, r.Index(vs[j])
				return
			}
		}
	}
	for j := i - 1; j >= 0 && !(from && r.D.Holds(vs[j].Last, v.First, lex.Set("while whereas ;"))); j-- {
		if vs[j].IsCount() && !vs[j].IsBase {
			v.IsBase, v.Base = true, r.Index(vs[j])
			return
		}
	}
	if from {
		v.IsBase = i > 0 && !vs[i-1].OnePeriod() && vs[i-1].Last >= v.First-4 ||
			r.D.Is(v.First-2, lex.Set("up down rise fall rose fell risen fallen"))
		return // the number went up by 45 per cent from 89
	}
	v.IsBase = true
	for j := r.Index(v) - 1; j >= 0 && v.Sentence-r.Values[j].Sentence <= 2; j-- {
		if o := r.Values[j]; o.Role == lex.Claim && o.IsCount() && !o.IsBase {
			v.Base = j
			return
		}
	}
}

func (r *Reader) toBefore(v *roles.Value) bool {
	begin := r.HedgeStart(v.First)
	for i := begin - 1; i >= begin-3 && i >= 0; i-- {
		if w := r.D.At(i); w == "to" {
			return true
		}
	}
	return false
}

// BaseOf is the count that another one is set against in its sentence.
func (r *Reader) BaseOf(v *roles.Value, vs []*roles.Value) *roles.Value {
	for _, o := range vs {
		if o.IsBase && o.Base == r.Index(v) {
			return o
		}
	}
	return nil
}
