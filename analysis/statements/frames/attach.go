package frames

import (
	"grooming-report/analysis/statements/lex"
	"grooming-report/analysis/statements/periods"
)

// attach gives every claim its area and its period, sentence by sentence.
func (r *reader) attach() {
	for n := range r.D.Sentences {
		vs := r.claims(n)
		r.resolveAreas(n)
		as := r.areasOf(n)
		ms := r.periodsOf(n)
		r.pairBases(n, vs)
		r.attachPeriods(vs, ms)
		r.attachAreas(n, vs, as)
	}
}

// claims lists the claims of a sentence, without dates of commencement.
func (r *reader) claims(n int) []*value {
	if r.settled != nil {
		return r.settled[n]
	}
	var out []*value
	for _, v := range r.in(n) {
		if v.role == lex.Claim && v.Kind != lex.StartDate {
			out = append(out, v)
		}
	}
	return out
}

// periodsOf lists the periods of a sentence that a number may be of.
func (r *reader) periodsOf(n int) []*periods.Mention {
	s := r.D.Sentences[n]
	var out []*periods.Mention
	for _, m := range r.MentionsIn(s.First, s.Last) {
		if m.Relation != periods.DateOnly && (!r.isStart(m) || m.Since) {
			out = append(out, m)
		}
	}
	return out
}

func (r *reader) areasOf(n int) []*lex.AreaMention {
	s := r.D.Sentences[n]
	var out []*lex.AreaMention
	for _, a := range r.areasIn(s.First, s.Last) {
		if a.Kind != lex.ForeignArea {
			out = append(out, a)
		}
	}
	return out
}

// isCount reports whether a value is a number of offences, on which changes rest.
func (v *value) isCount() bool { return v.Kind == lex.Count }

var baseWords = []*lex.Pattern{
	lex.Compile("(up|down|rising|falling|rise|increase|jump|drop|fall|increased|rose|fell|risen|fallen|grown|grew|" +
		"jumped|leapt|soared|climbed|dropped|growing|jumping|leaping|soaring|surged|rocketed|spiked|decrease|" +
		"reduction|surge|rocketing|climbing|dropping|leap) (from|on) (just|only|about|around|the|a|some|total|of|" +
		"fewer|less|more|than|over|under|nearly|almost|those|roughly)? (total|low|of|than)? (of)?"),
	lex.Compile("(compared|comparison|compares) (with|to) (just|only|about|around|the|a|some|nearly|almost|more|over)? " +
		"(total|of|than)? (of)?"),
	lex.Compile("(against|versus|vs|than) (just|only|about|around|the|a|some|nearly|almost|more|over)? (total)? (of)?"),
	lex.Compile("from (just|only|about|around|the|a|some|nearly|almost|more|over|fewer|under|less)? (than|total)? (of)?"),
	lex.Compile("(times|double|treble|triple|twice|on) (the)"),
	lex.Compile("after (just|only|about|around|nearly|almost)?"),
	lex.Compile("(where|when|where as) (there)? (were|was|had|it|they)? (been)? (just|only|recorded|were|was)?"),
	lex.Compile("up on (the)?"), lex.Compile("down on (the)?"), lex.Compile("(instead|rather) (of|than)"),
}

// risesTo are the words between two counts, of which the first is the base: 45 rising to 140.
var risesTo = lex.Compile(
	"(rising|increasing|growing|climbing|soaring|jumping|falling|dropping|declining|decreasing|up|down|grew|turned|" +
		"swelled|grown|shrank) to|into")

// becomes are such words without to: nine became 289.
var becomes = lex.Compile("(has|have|had)? (became|become|becomes|becoming)")

// pairBases finds the counts that are the base of a comparison, and of which count.
func (r *reader) pairBases(n int, vs []*value) {
	for i, v := range vs {
		if !v.isCount() {
			continue
		}
		begin := r.hedgeStart(v.First)
		if i+1 < len(vs) && vs[i+1].isCount() && (risesTo.Spans(r.D, v.Last, r.hedgeStart(vs[i+1].First)) ||
			becomes.Spans(r.D, v.Last, r.hedgeStart(vs[i+1].First))) {
			v.isBase, v.base = true, r.index(vs[i+1])
		}
		if i > 0 && !vs[i-1].onePeriod() && r.D.At(begin-1) == "on" && vs[i-1].Last == begin-1 {
			r.setBase(vs, i, false) // a fall of a half on 317
		}
		for from := begin - 1; from >= begin-6 && from >= r.D.Sentences[n].First; from-- {
			for k, p := range baseWords {
				if k == 6 || !p.Spans(r.D, from, begin) && !p.Spans(r.D, from, v.First) {
					continue
				}
				if !(v.isBase && v.base > r.index(v)) {
					r.setBase(vs, i, k == 3 || r.D.At(r.hedgeStart(v.First)-1) == "from")
				}
			}
		}
	}
}

func (r *reader) hedgeStart(i int) int {
	_, begin := r.D.HedgeBefore(i)
	return begin
}

// setBase makes vs[i] a base. "From 15 to 150" names the later count after it; the
// other forms before it.
func (r *reader) setBase(vs []*value, i int, from bool) {
	v := vs[i]
	if from {
		for j := i + 1; j < len(vs) && j <= i+2 && r.D.At(r.hedgeStart(vs[j].First)-1) != "from"; j++ {
			if vs[j].isCount() && r.toBefore(vs[j]) {
				v.isBase, v.base = true, r.index(vs[j])
				return
			}
		}
	}
	for j := i - 1; j >= 0; j-- {
		if vs[j].isCount() && !vs[j].isBase {
			v.isBase, v.base = true, r.index(vs[j])
			return
		}
	}
	if from {
		return
	}
	v.isBase = true
	for j := r.index(v) - 1; j >= 0 && v.Sentence-r.values[j].Sentence <= 2; j-- {
		if o := r.values[j]; o.role == lex.Claim && o.isCount() && !o.isBase {
			v.base = j
			return
		}
	}
}

func (r *reader) toBefore(v *value) bool {
	begin := r.hedgeStart(v.First)
	for i := begin - 1; i >= begin-3 && i >= 0; i-- {
		if w := r.D.At(i); w == "to" {
			return true
		}
	}
	return false
}

// index is the place of a value among those of the text.
func (r *reader) index(v *value) int {
	i := lex.LastBefore(r.values, func(o *value) int { return o.First }, v.First)
	if i < len(r.values) && r.values[i] == v {
		return i
	}
	return -1
}
