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
	if o := r.saidBefore(v); o != nil {
		return r.MeasureOf(o)
	}
	here := r.OwnCues(v)
	switch {
	case here >= 2:
		return lex.Code88A
	case here <= -2:
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
	v.cues = here
	return here
}

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
