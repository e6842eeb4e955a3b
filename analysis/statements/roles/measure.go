package roles

import "grooming-report/analysis/statements/lex"

// MeasureOf tells what a number counts by the words of its sentence, of the
// sentence before, and of the whole text.
func (r *Reader) MeasureOf(v *Value) lex.Measure {
	if v.Measure != "" {
		return v.Measure
	}
	if v.Subject == lex.SexualOffences {
		return lex.AllSexual
	}
	if v.Subject == lex.Breakdown {
		return lex.ReturnsPart
	}
	if r.OfCharity(v) {
		return lex.Returns
	}
	if o := r.saidBefore(v); o != nil {
		return r.MeasureOf(o)
	}
	here := r.OwnCues(v)
	switch {
	case here >= 2:
		return lex.Code88A
	case here <= -2 || r.Continues(v):
		return lex.Returns
	}
	for n := v.Sentence - 1; here == 0 && n >= 0 && n >= v.Sentence-2 &&
		r.D.Sentences[n].Paragraph == r.D.Sentences[v.Sentence].Paragraph &&
		r.D.Sentences[n].Block == r.D.Sentences[v.Sentence].Block; n-- {
		if before := r.SentenceScore(n); before >= 3 && r.Score <= 0 {
			return lex.Code88A // Home Office figures show 4,444. The number for Derbyshire was 61
		} else if before != 0 {
			break
		}
	}
	switch total := r.Score + here; {
	case total >= 2:
		return lex.Code88A
	case total <= -2:
		return lex.Returns
	}
	return lex.UnknownFigure
}

// OfCharity reports whether a count is said to be the NSPCC's own: the NSPCC's count for Wales was 274; of the NSPCC's 7,263.
func (r *Reader) OfCharity(v *Value) bool {
	if !v.IsCount() {
		return false
	}
	for i := v.First - 1; i >= max(r.D.Sentences[v.Sentence].First, v.First-14); i-- {
		switch {
		case r.D.Is(i, lex.Set("; , :")), len(r.ValuesIn(i, i+1)) > 0:
			return false
		case r.D.At(i) == "nspcc" && r.D.At(i+1) == "'s":
			return i+2 == v.First || r.D.Is(i+2, lex.Set("count figure figures number total tally own"))
		}
	}
	return false
}

// Continues reports whether a number without a cue stands in a sentence that goes on with returns to requests: the
// NSPCC asks under freedom of information. It had 554. Kent gave it a figure of 144.
func (r *Reader) Continues(v *Value) bool {
	ss, n := r.D.Sentences, v.Sentence
	return n > 0 && ss[n-1].Block == ss[n].Block && r.OwnCues(v) == 0 && r.SentenceScore(n-1) <= -3 &&
		(r.D.Is(ss[n].First, lex.Set("it they that those these its their")) || r.givenToIt(ss[n].First, v.First))
}

// givenToIt reports whether the words before a number say that it was an answer: told it of 144.
func (r *Reader) givenToIt(first, last int) bool {
	for i := first; i < last-1; i++ {
		if r.D.Is(i, lex.Set("gave told sent")) && r.D.Is(i+1, lex.Set("it them")) {
			return true
		}
	}
	return false
}

// saidBefore finds the same number earlier in the text, with words of its own for what it counts.
func (r *Reader) saidBefore(v *Value) *Value {
	if !v.IsCount() || v.Stated < 100 {
		return nil
	}
	for _, o := range r.Numbers.Between(v.Stated, v.Stated) {
		if o.First >= v.First {
			return nil
		}
		if o.Subject == v.Subject && o.Sentence != v.Sentence && lex.Diff(r.OwnCues(o), 0) >= 2 {
			return o
		}
	}
	return nil
}

// OwnCues adds up the cues to the measure in a value's own sentence.
func (r *Reader) OwnCues(v *Value) int {
	if v.cued {
		return v.cues
	}
	v.cued = r.settled != nil
	s := r.D.Sentences[v.Sentence]
	here := 0
	for _, c := range r.CuesIn(s.First, s.Last) {
		if c.Measure != "" && !r.ofBaseAfter(v, c) {
			here += r.cueWeight(c)
		}
	}
	if own := r.cueOfBoth(v, s); own != 0 {
		here = own
	}
	v.cues = here
	return here
}

// cueOfBoth is the weight of the cue beside a count in a sentence that speaks of both measures: from 3,217, the NSPCC
// found, to 7,140 on the Home Office's count. 0 for another sentence, or where none is beside it.
func (r *Reader) cueOfBoth(v *Value, s lex.Sentence) int {
	record, returns, weight, nearest := false, false, 0, beside
	for _, c := range r.CuesIn(s.First, s.Last) {
		w := r.cueWeight(c)
		record, returns = record || w >= 3, returns || w < 0
		gap := max(c.First-v.Last, v.First-c.Last)
		if c.Last <= v.First && r.D.Holds(c.Last, v.First, lex.Set(", ;")) {
			gap += beside / 2 // of the clause before
		}
		if w != 0 && gap < nearest && len(r.ValuesIn(min(v.Last, c.Last), max(v.First, c.First))) == 0 {
			weight, nearest = w, gap
		}
	}
	switch {
	case !record || !returns || !v.IsCount():
		return 0
	case weight > 0:
		return max(weight, 2)
	}
	return min(weight, 0) * 2
}

// beside is the number of tokens within which a cue stands beside a count.
const beside = 12

// ofBaseAfter reports whether a cue belongs to a number after v that is compared with it: compare
// that with the 3,217 that the NSPCC counted.
func (r *Reader) ofBaseAfter(v *Value, c lex.Cue) bool {
	if c.First < v.Last || !r.D.Holds(v.Last, c.First, lex.Set("compare compared against")) {
		return false
	}
	for _, o := range r.In(v.Sentence) {
		if o.IsCount() && o.First >= v.Last && o.Last <= c.First {
			return true
		}
	}
	return false
}

// SentenceScore adds up the cues to the measure in a sentence.
func (r *Reader) SentenceScore(n int) int {
	s, sum := r.D.Sentences[n], 0
	for _, c := range r.CuesIn(s.First, s.Last) {
		sum += r.cueWeight(c)
	}
	return sum
}
