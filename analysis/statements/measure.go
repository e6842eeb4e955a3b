package statements

// measureOf tells what a number counts by the words of its sentence, of the
// sentence before, and of the whole text.
func (r *reader) measureOf(v *value) Measure {
	if v.measure != "" {
		return v.measure
	}
	if v.subject == SexualOffences {
		return AllSexual
	}
	if v.subject == Breakdown {
		return ReturnsPart
	}
	if o := r.saidBefore(v); o != nil {
		return r.measureOf(o)
	}
	here := r.ownCues(v)
	switch {
	case here >= 2:
		return Code88A
	case here <= -2:
		return Returns
	}
	for n := v.sentence - 1; here == 0 && n >= 0 && n >= v.sentence-2 &&
		r.d.sentences[n].paragraph == r.d.sentences[v.sentence].paragraph &&
		r.d.sentences[n].block == r.d.sentences[v.sentence].block; n-- {
		if before := r.sentenceScore(n); before >= 3 && r.score <= 0 {
			return Code88A // Home Office figures show 4,444. The number for Derbyshire was 61
		} else if before != 0 {
			break
		}
	}
	switch total := r.score + here; {
	case total >= 2:
		return Code88A
	case total <= -2:
		return Returns
	}
	return UnknownFigure
}

// saidBefore finds the same number earlier in the text, with words of its own for what it counts.
func (r *reader) saidBefore(v *value) *value {
	if !v.isCount() || v.stated < 100 {
		return nil
	}
	for _, o := range r.numbers.between(v.stated, v.stated) {
		if o.first >= v.first {
			return nil
		}
		if o.subject == v.subject && o.sentence != v.sentence && diff(r.ownCues(o), 0) >= 2 {
			return o
		}
	}
	return nil
}

// ownCues adds up the cues to the measure in a value's own sentence.
func (r *reader) ownCues(v *value) int {
	if v.cued {
		return v.cues
	}
	v.cued = r.settled != nil
	s := r.d.sentences[v.sentence]
	here := 0
	for _, c := range r.cuesIn(s.first, s.last) {
		if c.measure != "" && !r.ofBaseAfter(v, c) {
			here += r.cueWeight(c)
		}
	}
	v.cues = here
	return here
}

// ofBaseAfter reports whether a cue belongs to a number after v that is compared with it: compare
// that with the 3,217 that the NSPCC counted.
func (r *reader) ofBaseAfter(v *value, c cue) bool {
	if c.first < v.last || !r.d.holds(v.last, c.first, set("compare compared against")) {
		return false
	}
	for _, o := range r.in(v.sentence) {
		if o.isCount() && o.first >= v.last && o.last <= c.first {
			return true
		}
	}
	return false
}

// sentenceScore adds up the cues to the measure in a sentence.
func (r *reader) sentenceScore(n int) int {
	s, sum := r.d.sentences[n], 0
	for _, c := range r.cuesIn(s.first, s.last) {
		sum += r.cueWeight(c)
	}
	return sum
}
