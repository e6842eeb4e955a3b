package statements

// subject decides what a value is about, and whether it is a claim.
func (r *reader) subject(v *value, n int) {
	if v.role != "" {
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
