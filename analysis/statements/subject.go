package statements

import (
	"slices"
	"strings"
)

// subject decides what a value is about, and whether it is a claim.
func (r *reader) subject(v *value, n int) {
	if v.role != "" || v.subject == Breakdown {
		if v.kind == Count && r.assessed(v) {
			v.role, v.why, v.subject = Other, "counts people, not offences", Unknown
			if n+1 >= len(r.d.sentences) || r.sentenceScore(n+1) == 0 {
				v.subject = Survey // so that the next sentence goes on with it, unless it names the record
			}
			return
		}
		r.peopleForOffences(v, n)
		if v.role != "" {
			return
		}
	}
	if vs := r.in(n); v.kind != StartDate && len(vs) > 0 && vs[0] != v && vs[0].role == Other && vs[0].nounAt >= 0 &&
		r.d.at(vs[0].first-1) == "of" && vs[0].first <= r.d.sentences[n].first+2 && v.nounAt < 0 &&
		!r.mentionWithin(vs[0].last, v.first-vs[0].last) {
		v.role, v.why = Other, "a part of what is not about the record" // of 86 children who wrote to us, 31
		return
	}
	if v.kind == StartDate {
		v.role, v.subject, v.measure = Claim, Grooming, Commencement
		return
	}
	if v.kind == Count && v.stated >= 5e5 && v.subject != SexualOffences && v.per == 0 && v.nounAt < 0 {
		v.role, v.why = Other, "too many for grooming offences"
		return
	}
	subject := r.nearestSubject(v, n)
	if v.isCount() && v.stated >= 20 && r.d.is(v.first-1, set("the those these")) && r.d.at(v.first-2) == "of" &&
		r.saidAs(v, Claim) {
		subject = Grooming // of the 114, 19 led to a charge
	}
	if v.kind == Share && r.d.at(v.last) == "of" && (subject == SexualOffences || subject == AllOffences) {
		subject = Grooming
	}
	if subject == Justice && v.nounAt >= 0 && v.subject != Breakdown && !r.justiceBeside(v) {
		subject = Grooming
	}
	if v.subject == Breakdown && r.holdsSubject(r.d.sentences[n], Justice) {
		subject = Justice
	}
	if v.subject == Breakdown && subject == Grooming {
		subject = Breakdown
	}
	v.subject = subject
	switch {
	case v.kind == Count && v.stated == 1 && r.d.at(v.first) == "one" && v.nounAt < 0 && !r.countsOne(v):
		v.role, v.why = Pronoun, "no quantity"
	case v.kind == Count && v.nounAt >= 0 && v.stated <= 3 && units[r.d.at(v.first)] > 1 && r.d.at(v.first-1) == "the":
		v.role, v.why = Pronoun, "no quantity" // the two offences of the code
	case v.kind == Count && v.nounAt < 0 && (r.pronounNumber(v) || !r.standsAlone(v)):
		v.role, v.why = Pronoun, "no quantity"
	case v.kind == Count && v.nounAt < 0 && r.d.at(v.first-1) == "every" && r.d.at(v.last) == "of":
		v.role, v.why = Other, "a rate of something else" // one for every 12 of them
	case v.kind == Count && v.nounAt < 0 && r.labelled(v):
		v.role, v.why = Reference, "the number of a "+r.d.at(v.first-1)
	case v.kind == Count && v.step < 1 && v.stated < 1000 && v.per == 0:
		v.role, v.why = Other, "no whole number"
	case subject == Grooming || subject == Breakdown || subject == SexualOffences:
		v.role = Claim
	case subject == Unknown:
		v.role, v.why = Other, "no word says what it counts"
	default:
		v.role, v.why = Other, string(subject)
	}
}

// assessed reports whether a number is of people who were found or helped, as social services and charities count
// them: 19,000 suspected victims of grooming have been identified.
func (r *reader) assessed(v *value) bool {
	if v.nounAt < 0 || !partNouns[r.d.at(v.nounAt)] && !people[strings.TrimSuffix(r.d.at(v.nounAt), "s")] &&
		!r.d.is(v.nounAt, set("people suspects adults individuals")) {
		return false
	}
	s := r.d.sentences[v.sentence]
	for i := v.nounAt + 1; i < v.nounAt+14 && i < s.last; i++ {
		if r.d.is(i, set("identified assessed referred flagged groomed safeguarded supported helped counselled exploited "+
			"believed thought suspected known abused")) {
			return true
		}
		if r.d.tokens[i].kind == number || r.d.is(i, set(", ; . (")) {
			return false
		}
	}
	return false
}

// labelled reports whether a bare number is the label of the noun before it, and counts nothing: column 412, motion 14.
func (r *reader) labelled(v *value) bool {
	i := v.first - 1
	if i < 0 || v.cell != nil || v.hedge != Plain || r.d.tokens[i].kind != word || r.d.tokens[v.first].line {
		return false
	}
	w := r.d.at(i)
	switch {
	case len(w) < 3 || functionWords[w] || offenceNouns[w] || partNouns[w] || modifiers[w] || changeWord(w) ||
		policeWords[w] || countVerbs[w] || months[w] > 0 || len(areaIndex[w]) > 0 || foundHedge(r.d, v.first):
		return false
	case strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "ly") || strings.HasSuffix(w, "ing") || strings.HasSuffix(w, "ally"):
		return false
	case r.areaEndsAt(v.first) || r.mentionEndsAt(v.first) || r.valueEndsAt(v.first, v):
		return false
	case r.d.is(v.last, set("of in last this were was")) || r.mentionAt(v.last):
		return false
	}
	for _, a := range r.areasIn(i-longest, v.first) {
		if a.last == v.first {
			return false
		}
	}
	for _, c := range r.cuesIn(i-3, v.first) {
		if c.last == v.first {
			return false // Snapchat 48
		}
	}
	return true
}

func foundHedge(d *document, i int) bool {
	_, begin := d.hedgeBefore(i)
	return begin < i
}

var countVerbs = set("saw see sees show shows hit hits reach reaches gave give gives total totals figure figures count " +
	"counts number numbers level quarter quarters year years force forces ones half had has got get gets found find " +
	"come came stood stands sits sit lies lay held hold holds brings brought makes made one two three four five six " +
	"seven eight nine ten eleven twelve nil none respectively being equals offences sum average mean median minus plus " +
	"nor either both and then versus unknown other others male female boys girls under over aged total all")

// peopleForOffences takes "150 people were reported to police for meeting a child"
// for offences.
func (r *reader) peopleForOffences(v *value, n int) {
	if v.role != Other || v.kind != Count ||
		!r.d.is(v.nounAt, set("people men adults abusers offenders groomers predators")) {
		return
	}
	s := r.d.sentences[n]
	for i := v.last; i < v.last+12 && i < s.last; i++ {
		if r.d.is(i, set("reported")) && r.holdsSubject(s, Grooming) {
			v.role = ""
			return
		}
	}
}

func (r *reader) holdsSubject(s sentence, subject Subject) bool {
	for _, c := range r.cuesIn(s.first, s.last) {
		if c.subject == subject {
			return true
		}
	}
	return false
}

// countsOne reports whether "one" is a count: just one, from one to, one in 2013/14.
func (r *reader) countsOne(v *value) bool {
	return r.d.is(v.first-1, set("just only from to was than and with recorded")) && !r.d.is(v.last, set("of")) ||
		r.mentionAt(v.last) || r.d.at(v.last) == "in" && r.mentionAt(v.last+1)
}

func (r *reader) mentionAt(i int) bool {
	return len(r.mentionsIn(i, i+1)) > 0
}

// pronounNumber reports whether a small number in words stands for people or things
// named before: the three, these two.
func (r *reader) pronounNumber(v *value) bool {
	if r.theBase(v) {
		return false
	}
	if r.d.is(v.last, set("were was")) && r.mentionWithin(v.last+1, 2) {
		return false // its last five were in 2020/21
	}
	return v.stated > 0 && v.stated <= 12 && units[r.d.at(v.first)] > 0 && v.last == v.first+1 && r.d.is(v.first-1,
		set("the these those all other his her next last first for or another"))
}

// saidAs reports whether the same number stands before, in one of the two sentences before or in its own, with a role.
func (r *reader) saidAs(v *value, role Role) bool {
	for _, o := range r.valuesIn(r.d.sentences[max(0, v.sentence-2)].first, v.first) {
		if o.isCount() && o.stated == v.stated && o.role == role {
			return true
		}
	}
	return false
}

// theBase reports whether a small number is what another is set against: eleven times the eight of the previous year.
func (r *reader) theBase(v *value) bool {
	return r.d.at(v.first-1) == "the" && r.d.is(v.first-2, set("times than on from against double")) &&
		r.d.is(v.last, set("of in a the . ,"))
}

// standsAlone reports whether a small number in words without a noun stands where a count
// does: from three to nine, were none, six in 2013/14. "Two frightened to speak" does not.
func (r *reader) standsAlone(v *value) bool {
	if r.d.tokens[v.first].kind != word || v.stated > 20 || v.cell != nil || r.theBase(v) {
		return true
	}
	next := r.d.at(v.last)
	if next != "" && !functionWords[next] && r.d.tokens[v.last].kind == word && !r.mentionAt(v.last) &&
		next != "recorded" && next != "logged" {
		return false
	}
	if r.d.is(v.last, set("were was")) && r.mentionWithin(v.last+1, 2) || r.areaEndsAt(v.first) ||
		r.mentionEndsAt(v.first) {
		return true // its last five were in 2020/21; Cleveland a couple
	}
	hedge, begin := r.d.hedgeBefore(v.first)
	return hedge != Plain || begin < v.first || r.mentionAt(v.last) || r.d.is(begin-1, aloneBefore) || v.stated == 0
}

func (r *reader) mentionEndsAt(i int) bool {
	for _, m := range r.mentionsIn(i-longest, i) {
		if m.last == i {
			return true
		}
	}
	return false
}

func (r *reader) areaEndsAt(i int) bool {
	for _, a := range r.areasIn(i-longest, i) {
		if a.last == i && (a.kind == forceArea || a.kind == regionArea) {
			return true
		}
	}
	return false
}

var aloneBefore = set("from to than was were with recorded saw had and , of then ( : at reported logged just only " +
	"against by - a")

// justiceBeside reports whether words of justice stand close after a count: 12 were charged.
func (r *reader) justiceBeside(v *value) bool {
	for _, c := range r.cuesIn(v.last, v.last+9) {
		if c.subject == Justice {
			return true
		}
	}
	return false
}

// nearestSubject is that of the cue in the number's own phrase, else of the
// nearest before it in the sentence, else after it, else of the sentence before.
func (r *reader) nearestSubject(v *value, n int) Subject {
	s := r.d.sentences[n]
	var cues []cue
	umbrella := false
	for _, c := range r.cuesIn(s.first, s.last) {
		if c.subject == Unknown {
			continue
		}
		if c.subject == Grooming && umbrella && (r.example(c.first) || c.first <= cues[len(cues)-1].last+1) {
			continue
		}
		umbrella = umbrella || c.umbrella
		cues = append(cues, c)
	}
	if r.foreign(v, s) {
		return Elsewhere
	}
	if question := r.questionBefore(n); len(cues) == 0 && question != Unknown {
		return question
	}
	if len(cues) == 0 {
		if v.subject == Breakdown && r.state.subject == SexualOffences {
			return Grooming
		}
		return r.state.subject
	}
	phrase := v.last
	if v.nounAt >= 0 {
		phrase = v.nounAt + 5
	}
	if v.kind == Share && cues[len(cues)-1].umbrella && r.state.subject == Grooming && cues[0].first > v.last {
		return Breakdown // 60 per cent had an online element
	}
	if r.d.at(v.first-1) == ":" && v.nounAt < 0 && v.isCount() {
		return cues[0].subject // grooming makes up 3.4 per cent of the 209,061 sexual offences: 7,140
	}
	var before, after *cue
	for i := range cues {
		c := &cues[i]
		if c.first >= v.last && c.first <= phrase && v.nounAt >= 0 && !r.commaBetween(v.last, c.first) {
			return c.subject
		}
		if c.last <= v.first && !(c.subject == Justice && c.last < v.first-8) {
			before = c
		}
		if c.first >= v.last && after == nil {
			after = c
		}
	}
	if survey := r.surveyIn(cues); survey && v.nounAt < 0 {
		return Survey
	}
	switch {
	case before != nil:
		return before.subject
	case after != nil && (after.subject != Justice || after.first < v.last+8) && !(after.subject == OtherCrime &&
		r.commaBetween(v.last, after.first)):
		return after.subject
	}
	return r.state.subject
}

// questionBefore is what the question that a sentence answers is about: How many suspects were charged? A. 11 and 14.
func (r *reader) questionBefore(n int) Subject {
	for q := n - 1; q >= max(0, n-2); q-- {
		s := r.d.sentences[q]
		if r.d.at(s.last-1) != "?" {
			continue
		}
		for _, c := range slices.Backward(r.cuesIn(s.first, s.last)) {
			if c.subject != Unknown {
				return c.subject
			}
		}
	}
	return Unknown
}

// foreign reports whether the nearest area of the sentence is Scotland or Northern Ireland.
func (r *reader) foreign(v *value, s sentence) bool {
	best, far := 0, false
	for _, a := range r.areasIn(s.first, s.last) {
		if a.kind == localArea || a.kind == bothArea {
			continue
		}
		d := a.first - v.last
		if d < 0 {
			d = v.first - a.last
		}
		if best == 0 || d < best {
			best, far = d+1, a.kind == foreignArea
		}
	}
	return far
}

func (r *reader) surveyIn(cues []cue) bool {
	for _, c := range cues {
		if c.subject == Survey {
			return true
		}
	}
	return false
}

// example reports whether "such as" or "including" stands before token i.
func (r *reader) example(i int) bool {
	for j := i - 1; j >= i-6 && j >= 0; j-- {
		if w := r.d.at(j); w == "as" && r.d.at(j-1) == "such" || w == "including" || w == "like" || w == "where" {
			return true
		}
	}
	return false
}

func (r *reader) commaBetween(i, j int) bool {
	for ; i < j; i++ {
		if w := r.d.at(i); w == "," || w == ";" || w == "(" || w == ")" || w == ":" {
			return true
		}
	}
	return false
}

// carrySubject keeps the subject of the sentence's numbers for the next sentence.
func (r *reader) carrySubject(n int, vs []*value, start Subject) {
	for i := len(vs) - 1; i >= 0; i-- {
		switch s := vs[i].subject; {
		case vs[i].role == Claim && s == Breakdown:
			r.state.subject = Grooming
		case s == Grooming || s == SexualOffences || s == OtherCrime || s == Elsewhere || s == Survey:
			r.state.subject = s
		default:
			continue
		}
		break
	}
	if n+1 < len(r.d.sentences) && r.d.sentences[n+1].paragraph != r.d.sentences[n].paragraph &&
		(r.state.subject == Survey || r.state.subject == SexualOffences) {
		r.state.subject = start
	}
	if r.state.subject == Elsewhere && n+1 < len(r.d.sentences) && r.namesArea(n+1) {
		r.state.subject = start
	}
}

// namesArea reports whether the sentence names an area of England and Wales.
func (r *reader) namesArea(n int) bool {
	s := r.d.sentences[n]
	for _, a := range r.areasIn(s.first, s.last) {
		if a.kind == forceArea || a.kind == regionArea || a.kind == nationArea {
			return true
		}
	}
	return false
}
