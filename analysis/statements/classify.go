package statements

import (
	"slices"
	"strings"
)

// nounKind is what the noun after a number is.
type nounKind int

const (
	bare nounKind = iota
	offenceNoun
	partNoun
	otherNoun
)

// weigh adds up the cues to the measure over the text and the given words.
func (r *reader) weigh() {
	r.score = r.cueScore()
	for _, c := range r.cueList {
		r.firm = r.firm || r.cueWeight(c) <= -3
		r.returns = r.returns || c.measure == Returns
	}
	if r.given != nil {
		r.firm = r.firm || r.given.cueScore() <= -3
		for _, c := range r.given.cueList {
			r.returns = r.returns || c.measure == Returns
		}
		r.score += 2 * r.given.cueScore()
	}
}

func (r *reader) cueScore() int {
	score := 0
	for _, c := range r.cueList {
		score += r.cueWeight(c)
	}
	return score
}

// cueWeight is above 0 for code 88A. Words that only tell when the law changed say
// nothing of the measure.
func (r *reader) cueWeight(c cue) int {
	switch c.measure {
	case Code88A:
		return c.weight
	case Returns:
		if c.weight == 3 && c.subject == Grooming && r.tellsOfLaw(r.d.sentenceOf(c.first)) {
			return 0
		}
		return -c.weight
	}
	return 0
}

// classify gives every value its kind, hedge, noun, subject and role.
func (r *reader) classify() {
	r.startDates()
	r.wordStatements()
	r.state.subject = r.startSubject()
	if r.given != nil {
		for _, c := range r.given.cueList {
			if c.subject == Grooming || c.measure != "" {
				r.state.subject = Grooming
			}
		}
	}
	start := r.state.subject
	for n := range r.d.sentences {
		vs := slices.Clone(r.in(n)) // the people of a rate are taken out of the values on the way
		r.refineKinds(n, vs)
		for _, v := range vs {
			switch v.kind {
			case Multiple, Rank, EachYear, StartDate:
				v.nounAt = -1
			default:
				r.noun(v)
			}
			r.subject(v, n)
		}
		if len(vs) > 0 {
			r.carrySubject(n, vs, start)
		}
	}
	settled := make([][]*value, len(r.d.sentences))
	for n := range settled {
		settled[n] = r.claims(n)
	}
	r.settled = settled
	r.indexNumbers()
}

// longest is the number of tokens that a value or a period may have.
const longest = 40

// startSubject is what the first numbers are about where no word says so: grooming,
// unless the text speaks of other things alone.
func (r *reader) startSubject() Subject {
	subject := Grooming
	for _, c := range r.cueList {
		switch c.subject {
		case Grooming:
			return Grooming
		case OtherCrime, Elsewhere, Survey, SexualOffences:
			subject = Unknown
		}
	}
	return subject
}

// in lists the values of a sentence in order.
func (r *reader) in(n int) []*value {
	return r.valuesIn(r.d.sentences[n].first, r.d.sentences[n].last)
}

func (r *reader) refineKinds(n int, vs []*value) {
	var last *value
	for _, v := range vs {
		hedge, _ := r.d.hedgeBefore(v.first)
		if v.hedge == Plain || v.hedge == Fold && hedge != Plain {
			v.hedge = hedge
		}
		switch v.kind {
		case Share:
			r.shareOrChange(v, last, r.d.sentences[n])
		case Count, Difference:
			r.countOrDifference(v)
		case Multiple:
			r.multiple(v)
		}
		if v.kind == Change || v.kind == Share || v.kind == Multiple {
			last = v
		}
		if v.kind == Count || v.kind == Range || v.kind == Change {
			r.per(v)
		}
	}
	r.rates(n)
}

// shareOrChange decides what a percentage or a fraction is.
func (r *reader) shareOrChange(v, before *value, s sentence) {
	if v.kind == Share && v.per > 0 && v.step == 0 {
		return // one in five
	}
	if fell, ok := r.changeBeside(v, s); ok {
		v.kind, v.fall = Change, fell
		return
	}
	after := r.d.at(v.last)
	if after == "of" || after == "were" || after == "involved" || after == "took" {
		return
	}
	if before != nil && before.kind == Change && !v.fraction {
		v.kind, v.fall = Change, before.fall
		return
	}
	if from, to := r.fromTo(s.first, v.first); to > 0 && after != "the" {
		v.kind, v.fall = Change, to < from // from 220 to 254, which is 15 per cent
		return
	}
	if s.last-s.first <= 8 && r.d.is(s.first, set("it that this")) && v.sentence > 0 && r.saysChange(v.sentence-1) &&
		(after == "." || after == "") {
		v.kind = Change // it is 11 per cent
		return
	}
	if v.fraction && v.wordsOnly {
		return
	}
	for i := v.first - 1; i >= s.first; i-- {
		if w := r.d.at(i); riseWords[w] || fallWords[w] || changeNeutral[w] {
			v.kind, v.fall = Change, fallWords[w]
			return
		}
	}
}

func (r *reader) saysChange(n int) bool {
	for _, v := range r.in(n) {
		if v.kind == Change {
			return true
		}
	}
	return false
}

// fromTo gives the two numbers of "from N to N" between two tokens, or zeros.
func (r *reader) fromTo(first, last int) (from, to float64) {
	for _, v := range r.valuesIn(first, last) {
		if v.kind != Count || v.last > last {
			continue
		}
		switch r.d.at(v.first - 1) {
		case "from":
			from = v.stated
		case "to":
			if from > 0 {
				return from, v.stated
			}
		}
	}
	return 0, 0
}

// changeBeside looks for a word of change beside a percentage: a rise of 18%,
// rose by almost a third, 3.1 per cent below, up 11%.
func (r *reader) changeBeside(v *value, s sentence) (fell, ok bool) {
	for i := v.last; i < v.last+3 && i < s.last; i++ {
		w := r.d.at(i)
		if w == "of" || w == "," || w == "." || w == "and" || w == "(" || w == "-" || w == "before" ||
			w == "after" || r.d.tokens[i].kind == number {
			break
		}
		if changeWord(w) {
			return fallWords[w], true
		}
	}
	for i := v.first - 1; i >= v.first-7 && i >= s.first; i-- {
		w := r.d.at(i)
		if changeWord(w) {
			if w == "up" && r.d.is(i-1, set("made makes make making")) {
				return false, false
			}
			if (w == "more" || w == "less" || w == "fewer" || w == "above" || w == "below" || w == "lower" ||
				w == "higher" || w == "over") && r.d.at(i+1) == "than" {
				continue // a hedge
			}
			if (w == "above" || w == "below") && i >= v.first-2 {
				continue
			}
			if w == "up" && r.d.at(i+1) == "to" || w == "more" || w == "less" {
				continue
			}
			return fallWords[w], true
		}
		if w == "," || w == ";" || w == ")" || w == "(" && i < v.first-1 || r.d.tokens[i].kind == number ||
			r.valueEndsAt(i+1, v) {
			break
		}
	}
	return false, false
}

func (r *reader) valueEndsAt(i int, not *value) bool {
	for _, v := range r.valuesIn(i-longest, i) {
		if v != not && v.last == i {
			return true
		}
	}
	return false
}

var differenceAfter = set("more fewer less higher lower additional extra up down")

// countOrDifference tells five fewer than from five.
func (r *reader) countOrDifference(v *value) {
	w := r.d.at(v.last)
	if differenceAfter[w] || offenceNouns[w] && differenceAfter[r.d.at(v.last+1)] {
		down := w == "fewer" || w == "less" || w == "lower" || w == "down" || r.d.at(v.last+1) == "fewer"
		if (w == "up" || w == "down") && r.d.is(v.last+1, set("from on compared to")) {
			return
		}
		if w == "more" || w == "fewer" || w == "less" {
			if !r.comparison(v) {
				return
			}
		}
		v.kind, v.fall = Difference, down
		return
	}
	if begin := r.hedgeStart(v.first); r.d.at(begin-1) == "or" && r.changeEndsAt(begin) {
		v.kind = Difference
		return
	}
	if w := r.d.at(v.first - 1); w == "up" || w == "down" {
		v.kind, v.fall = Difference, w == "down"
		return
	}
	for i := v.first - 1; i >= v.first-5 && i >= 0; i-- {
		w := r.d.at(i)
		if (w == "of" || w == "by") && r.changeNounBefore(i, v) {
			return
		}
		if w == "than" || w == "just" || w == "only" || w == "over" || w == "almost" || w == "nearly" ||
			w == "more" || w == "about" || w == "around" || w == "a" {
			continue
		}
		return
	}
}

// changeEndsAt reports whether a change ends with "or" before token i: by 59 per cent, or 50 offences.
func (r *reader) changeEndsAt(i int) bool {
	for _, v := range r.valuesIn(i-longest, i) {
		if v.kind == Change && (v.last == i-1 || v.last == i-2 && r.d.at(i-2) == ",") {
			return true
		}
	}
	return false
}

// changeNounBefore makes the value a difference where a rise of, or rose by, stands at i.
func (r *reader) changeNounBefore(i int, v *value) bool {
	w := r.d.at(i - 1)
	if !riseWords[w] && !fallWords[w] || w == "more" || w == "less" || w == "above" || w == "below" {
		return false
	}
	v.kind, v.fall = Difference, fallWords[w]
	return true
}

// comparison reports whether "than", "on" or a period before comes after "94 more".
func (r *reader) comparison(v *value) bool {
	if first := r.d.sentences[v.sentence].first; v.first <= first+3 && r.d.is(first, set("that this")) {
		return true // that is 467 more
	}
	if r.d.at(v.first-1) == "(" && r.d.at(v.last+1) == ")" {
		return true
	}
	for i := v.last + 1; i < v.last+6 && i < len(r.d.tokens); i++ {
		w := r.d.at(i)
		if w == "than" || w == "compared" || w == "on" {
			return true
		}
		if clauseEnds[w] || w == "," && i == v.last+1 {
			break
		}
	}
	return false
}

func (r *reader) multiple(v *value) {
	if v.wordsOnly && r.d.at(v.last) == "digit" {
		v.role, v.why = Other, "no quantity"
	}
}

// noun finds what a number counts.
func (r *reader) noun(v *value) {
	i := v.last
	if v.kind == Share || v.kind == Change {
		if r.d.at(i) == "of" {
			i++
		} else if v.kind == Change {
			v.nounAt = -1
			return
		}
	}
	kind, at := r.nounAfter(i)
	v.nounAt = at
	if at >= 0 {
		v.noun = r.d.words(i, at+1)
	}
	switch kind {
	case partNoun:
		if r.d.is(at+1, set("who")) && v.kind == Count {
			v.role, v.why = Other, "counts "+r.d.at(at)
			return
		}
		v.subject = Breakdown
	case otherNoun:
		v.role, v.why = Other, "counts "+r.d.at(at)
	}
}

// nounAfter scans the noun phrase that begins at token i.
func (r *reader) nounAfter(i int) (nounKind, int) {
	d, unknown := r.d, -1
	if s := d.sentences[d.sentenceOf(max(0, i-1))]; d.at(i) == ":" && i-2 <= s.first {
		i++ // 6,673: offences recorded in the year to March
	}
	for j := i; j < i+6 && j < len(d.tokens); j++ {
		if end := r.plainAt(j); end > j && j < i+2 {
			i, j = end, end-1
			continue // 1,900 Year 6 pupils
		}
		t := d.tokens[j]
		if as := r.areasIn(j, j+1); len(as) > 0 && j > i && as[0].kind <= regionArea {
			j = as[0].last - 1
			continue // 54% of the Welsh total
		}
		if t.kind != word || t.line || r.mentionAt(j) {
			break
		}
		w := t.text
		if len(w) == 1 {
			break // n/a
		}
		switch {
		case offenceNouns[w] &&
			d.is(j+1, set("files file studies study workers worker law conference conferences load loads")):
			return otherNoun, j + 1
		case offenceNouns[w]:
			return offenceNoun, j
		case partNouns[w] && unknown < 0 && !offenceNouns[d.at(j+1)]:
			return partNoun, j
		case modifiers[w]:
			continue
		case functionWords[w]:
			j = len(d.tokens)
		case strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "ly") || strings.HasSuffix(w, "ing"):
			continue
		case unknown < 0:
			unknown = j
		case partNouns[w]:
			return partNoun, j
		}
	}
	if unknown >= 0 {
		return otherNoun, unknown
	}
	return bare, -1
}

// plainAt gives the end of an age or a reference that begins at token i, or 0.
func (r *reader) plainAt(i int) int {
	for _, p := range r.plainIn(i, i+1) {
		if p.role == Age || p.role == Reference {
			return p.last
		}
	}
	return 0
}
