package frames

import (
	"slices"
	"strings"

	"grooming-report/analysis/statements/lex"
)

// subject decides what a value is about, and whether it is a claim.
func (r *reader) subject(v *value, n int) {
	if v.role != "" || v.subject == lex.Breakdown {
		if v.Kind == lex.Count && r.assessed(v) {
			v.role, v.why, v.subject = lex.Other, "counts people, not offences", lex.Unknown
			if n+1 >= len(r.D.Sentences) || r.sentenceScore(n+1) == 0 {
				v.subject = lex.Survey // so that the next sentence goes on with it, unless it names the record
			}
			return
		}
		r.peopleForOffences(v, n)
		if v.role != "" {
			return
		}
	}
	if vs := r.in(n); v.Kind != lex.StartDate && len(vs) > 0 && vs[0] != v && vs[0].role == lex.Other && vs[0].nounAt >= 0 &&
		r.D.At(vs[0].First-1) == "of" && vs[0].First <= r.D.Sentences[n].First+2 && v.nounAt < 0 &&
		!r.mentionWithin(vs[0].Last, v.First-vs[0].Last) {
		v.role, v.why = lex.Other, "a part of what is not about the record" // of 86 children who wrote to us, 31
		return
	}
	if (v.Kind == lex.Count || v.Kind == lex.Share) && v.nounAt < 0 && r.ofOthers(v, n) {
		v.role, v.why = lex.Other, "a part of what is not about the record"
		return
	}
	if v.Kind == lex.StartDate {
		v.role, v.subject, v.measure = lex.Claim, lex.Grooming, lex.Commencement
		return
	}
	if v.Kind == lex.Count && v.Stated >= 5e5 && v.subject != lex.SexualOffences && v.Per == 0 && v.nounAt < 0 {
		v.role, v.why = lex.Other, "too many for grooming offences"
		return
	}
	if v.Kind == lex.Count && v.nounAt < 0 && v.cell == nil && r.longWithoutComma(v) {
		v.role, v.why = lex.Reference, "a reference"
		return
	}
	subject := r.nearestSubject(v, n)
	if v.isCount() && v.Stated >= 20 && r.D.Is(v.First-1, lex.Set("the those these")) && r.D.At(v.First-2) == "of" &&
		r.saidAs(v, lex.Claim) {
		subject = lex.Grooming // of the 114, 19 led to a charge
	}
	if v.Kind == lex.Share && r.D.At(v.Last) == "of" && (subject == lex.SexualOffences || subject == lex.AllOffences) {
		subject = lex.Grooming
	}
	if subject == lex.Justice && v.nounAt >= 0 && v.subject != lex.Breakdown && !r.justiceBeside(v) {
		subject = lex.Grooming
	}
	if v.subject == lex.Breakdown && r.holdsSubject(r.D.Sentences[n], lex.Justice) {
		subject = lex.Justice
	}
	if v.subject == lex.Breakdown && subject == lex.Grooming {
		subject = lex.Breakdown
	}
	v.subject = subject
	switch {
	case v.Kind == lex.Count && v.Stated == 1 && r.D.At(v.First) == "one" && v.nounAt < 0 && !r.countsOne(v):
		v.role, v.why = lex.Pronoun, "no quantity"
	case v.Kind == lex.Count && v.nounAt >= 0 && v.Stated <= 3 && lex.Units[r.D.At(v.First)] > 1 && r.D.At(v.First-1) == "the":
		v.role, v.why = lex.Pronoun, "no quantity" // the two offences of the code
	case v.Kind == lex.Count && v.nounAt < 0 && (r.pronounNumber(v) || !r.standsAlone(v)):
		v.role, v.why = lex.Pronoun, "no quantity"
	case v.Kind == lex.Count && v.nounAt < 0 && r.D.At(v.First-1) == "every" && r.D.At(v.Last) == "of":
		v.role, v.why = lex.Other, "a rate of something else" // one for every 12 of them
	case v.Kind == lex.Count && v.Step < 1 && v.Stated < 1000 && v.Per == 0:
		v.role, v.why = lex.Other, notWhole
	case subject == lex.Grooming || subject == lex.Breakdown || subject == lex.SexualOffences:
		v.role = lex.Claim
	case subject == lex.Unknown:
		v.role, v.why = lex.Other, "no word says what it counts"
	default:
		v.role, v.why = lex.Other, string(subject)
	}
}

// longWithoutComma reports whether a bare number of five digits or more is written as one word, as codes and short
// numbers are, and not as the text's own counts.
func (r *reader) longWithoutComma(v *value) bool {
	t := r.D.Tokens[v.First]
	return v.Last == v.First+1 && t.Kind == lex.Number && t.End-t.Start >= 5 && v.Stated >= 10000 &&
		!strings.Contains(t.Text, ",") && v.Hedge == lex.Plain && !r.mentionAt(v.Last) && !r.D.Is(v.Last, lex.Set("in of were was"))
}

// ofOthers reports whether a bare number is a part of things that a number of its clause counts and that are no
// offences: 19 of the 38 suspects, 14 (22%) of 63 referrals; saw 1,340 young people, 62% waited.
func (r *reader) ofOthers(v *value, n int) bool {
	for i := v.Last; i < v.Last+6 && i < len(r.D.Tokens); i++ {
		if r.D.At(i) != "of" {
			if r.D.Is(i, lex.Set("( ) % per cent")) || r.D.Tokens[i].Kind == lex.Number {
				continue
			}
			break
		}
		if r.D.Is(i+1, lex.Set("them these those")) && n > 0 {
			before := r.in(n - 1)
			return len(before) > 0 && before[len(before)-1].role == lex.Other && r.ofPeople(before[len(before)-1])
		}
		for _, o := range r.valuesIn(i+1, i+3) {
			kind, at := r.nounAfter(o.Last)
			return o.Kind == lex.Count && kind == otherNoun && at < o.Last+3 && !r.D.Holds(i, at, lex.Set("year quarter month"))
		}
		break
	}
	vs := r.in(n)
	for k := len(vs) - 1; k >= 0; k-- {
		if vs[k].First >= v.First {
			continue
		}
		return vs[k].role == lex.Other && r.ofPeople(vs[k]) && v.Stated < 100 &&
			len(r.cuesIn(vs[k].Last, v.Last+6)) == 0 && len(r.areasIn(vs[k].Last, v.Last+3)) == 0 &&
			len(r.MentionsIn(vs[k].Last, v.Last+3)) == 0
	}
	return false
}

func (r *reader) ofPeople(v *value) bool { return v.nounAt >= 0 && peopleNouns[r.D.At(v.nounAt)] }

var peopleNouns = lex.Set("people children suspects predators adults men women offenders teenagers pupils students parents " +
	"teachers members arrests youngsters young respondents families staff officers")

// assessed reports whether a number is of people who were found or helped, as social services and charities count
// them: 19,000 suspected victims of grooming have been identified.
func (r *reader) assessed(v *value) bool {
	if v.nounAt < 0 || !lex.PartNouns[r.D.At(v.nounAt)] &&
		!r.D.Is(v.nounAt, lex.Set("people suspects adults individuals men women offenders paedophiles teachers")) {
		return false
	}
	s := r.D.Sentences[v.Sentence]
	if r.D.Is(v.nounAt, lex.Set("children youngsters teenagers people pupils")) && r.D.Holds(max(s.First, v.First-3), v.First,
		lex.Set("saw helped reached met supported counselled taught spoke asked treated safeguarded")) {
		return true
	}
	for i := v.nounAt + 1; i < v.nounAt+14 && i < s.Last; i++ {
		if r.D.Is(i, lex.Set("identified assessed referred flagged groomed safeguarded supported helped counselled exploited "+
			"believed thought suspected known abused")) {
			return true
		}
		if r.D.Tokens[i].Kind == lex.Number || r.D.Is(i, lex.Set(", ; . (")) {
			return false
		}
	}
	return false
}

// notWhole is why a number with decimals counts no offences.
const notWhole = "no whole number"

// peopleForOffences takes "150 people were reported to police for meeting a child"
// for offences.
func (r *reader) peopleForOffences(v *value, n int) {
	if v.role != lex.Other || v.Kind != lex.Count ||
		!r.D.Is(v.nounAt, lex.Set("people men adults abusers offenders groomers predators")) {
		return
	}
	s := r.D.Sentences[n]
	for i := v.Last; i < v.Last+12 && i < s.Last; i++ {
		if r.D.Is(i, lex.Set("reported")) && r.holdsSubject(s, lex.Grooming) {
			v.role = ""
			return
		}
	}
}

func (r *reader) holdsSubject(s lex.Sentence, subject lex.Subject) bool {
	for _, c := range r.cuesIn(s.First, s.Last) {
		if c.Subject == subject {
			return true
		}
	}
	return false
}

// countsOne reports whether "one" is a count: just one, from one to, one in 2013/14.
func (r *reader) countsOne(v *value) bool {
	return r.D.Is(v.First-1, lex.Set("just only from to was than and with recorded")) && !r.D.Is(v.Last, lex.Set("of")) ||
		r.mentionAt(v.Last) || r.D.At(v.Last) == "in" && r.mentionAt(v.Last+1)
}

func (r *reader) mentionAt(i int) bool {
	return len(r.MentionsIn(i, i+1)) > 0
}

// pronounNumber reports whether a small number in words stands for people or things
// named before: the three, these two.
func (r *reader) pronounNumber(v *value) bool {
	if r.theBase(v) {
		return false
	}
	if r.D.Is(v.Last, lex.Set("were was")) && r.mentionWithin(v.Last+1, 2) {
		return false // its last five were in 2020/21
	}
	return v.Stated > 0 && v.Stated <= 12 && lex.Units[r.D.At(v.First)] > 0 && v.Last == v.First+1 && r.D.Is(v.First-1,
		lex.Set("the these those all other his her next last first for or another"))
}

// saidAs reports whether the same number stands before, in one of the two sentences before or in its own, with a role.
func (r *reader) saidAs(v *value, role lex.Role) bool {
	for _, o := range r.valuesIn(r.D.Sentences[max(0, v.Sentence-2)].First, v.First) {
		if o.isCount() && o.Stated == v.Stated && o.role == role {
			return true
		}
	}
	return false
}

// theBase reports whether a small number is what another is set against: eleven times the eight of the previous year.
func (r *reader) theBase(v *value) bool {
	return r.D.At(v.First-1) == "the" && r.D.Is(v.First-2, lex.Set("times than on from against double")) &&
		r.D.Is(v.Last, lex.Set("of in a the . ,"))
}

// standsAlone reports whether a small number in words without a noun stands where a count
// does: from three to nine, were none, six in 2013/14. "Two frightened to speak" does not.
func (r *reader) standsAlone(v *value) bool {
	if r.D.Tokens[v.First].Kind != lex.Word || v.Stated > 20 || v.cell != nil || r.theBase(v) {
		return true
	}
	next := r.D.At(v.Last)
	if next != "" && !lex.FunctionWords[next] && r.D.Tokens[v.Last].Kind == lex.Word && !r.mentionAt(v.Last) &&
		next != "recorded" && next != "logged" {
		return false
	}
	if r.D.Is(v.Last, lex.Set("were was")) && r.mentionWithin(v.Last+1, 2) || r.areaEndsAt(v.First) ||
		r.mentionEndsAt(v.First) {
		return true // its last five were in 2020/21; Cleveland a couple
	}
	if r.D.Is(v.Last, lex.Set("became turned rose fell grew climbed went")) {
		return true // nine became 289
	}
	hedge, begin := r.D.HedgeBefore(v.First)
	return hedge != lex.Plain || begin < v.First || r.mentionAt(v.Last) || r.D.Is(begin-1, aloneBefore) || v.Stated == 0
}

func (r *reader) mentionEndsAt(i int) bool {
	for _, m := range r.MentionsIn(i-longest, i) {
		if m.Last == i {
			return true
		}
	}
	return false
}

func (r *reader) areaEndsAt(i int) bool {
	for _, a := range r.areasIn(i-longest, i) {
		if a.Last == i && (a.Kind == lex.ForceArea || a.Kind == lex.RegionArea) {
			return true
		}
	}
	return false
}

var aloneBefore = lex.Set("from to than was were with recorded saw had and , of then ( : at reported logged just only " +
	"against by - a")

// justiceBeside reports whether words of justice stand close after a count: 12 were charged.
func (r *reader) justiceBeside(v *value) bool {
	for _, c := range r.cuesIn(v.Last, v.Last+9) {
		if c.Subject == lex.Justice {
			return true
		}
	}
	first := max(r.D.Sentences[v.Sentence].First, v.First-7) // pleaded guilty to a total of 22 offences
	for _, c := range r.cuesIn(first, v.First) {
		if c.Subject == lex.Justice && r.D.Is(c.Last, lex.Set("to with of on for guilty")) && !r.D.Holds(c.Last, v.First,
			lex.Set(", ; . in")) {
			return true
		}
	}
	return false
}

// nearestSubject is that of the cue in the number's own phrase, else of the
// nearest before it in the sentence, else after it, else of the sentence before.
func (r *reader) nearestSubject(v *value, n int) lex.Subject {
	s := r.D.Sentences[n]
	var cues []lex.Cue
	umbrella := false
	for _, c := range r.cuesIn(s.First, s.Last) {
		if c.Subject == lex.Unknown {
			continue
		}
		if c.Subject == lex.Grooming && umbrella && (r.example(c.First) || c.First <= cues[len(cues)-1].Last+1) {
			continue
		}
		umbrella = umbrella || c.Umbrella
		cues = append(cues, c)
	}
	cues = r.ownClause(v, s, cues)
	if r.foreign(v, s) {
		return lex.Elsewhere
	}
	if question := r.questionBefore(n); len(cues) == 0 && question != lex.Unknown {
		return question
	}
	if len(cues) == 0 {
		if v.subject == lex.Breakdown && r.state.subject == lex.SexualOffences {
			return lex.Grooming
		}
		return r.state.subject
	}
	phrase := v.Last
	if v.nounAt >= 0 {
		phrase = v.nounAt + 5
	}
	if v.Kind == lex.Share && cues[len(cues)-1].Umbrella && r.state.subject == lex.Grooming && cues[0].First > v.Last {
		return lex.Breakdown // 60 per cent had an online element
	}
	if r.D.At(v.First-1) == ":" && v.nounAt < 0 && v.isCount() {
		return cues[0].Subject // grooming makes up 3.4 per cent of the 209,061 sexual offences: 7,140
	}
	var before, after *lex.Cue
	for i := range cues {
		c := &cues[i]
		if c.First >= v.Last && c.First <= phrase && v.nounAt >= 0 && !r.commaBetween(v.Last, c.First) {
			return c.Subject
		}
		if c.Last <= v.First && !(c.Subject == lex.Justice && c.Last < v.First-8) {
			before = c
		}
		if c.First >= v.Last && after == nil {
			after = c
		}
	}
	if survey := r.surveyIn(cues); survey && v.nounAt < 0 {
		return lex.Survey
	}
	switch {
	case before != nil:
		return before.Subject
	case after != nil && (after.Subject != lex.Justice || after.First < v.Last+8) && !(after.Subject == lex.OtherCrime &&
		r.commaBetween(v.Last, after.First)):
		return after.Subject
	}
	return r.state.subject
}

// questionBefore is what the question that a sentence answers is about: How many suspects were charged? A. 11 and 14.
func (r *reader) questionBefore(n int) lex.Subject {
	for q := n - 1; q >= max(0, n-2); q-- {
		s := r.D.Sentences[q]
		if r.D.At(s.Last-1) != "?" {
			continue
		}
		for _, c := range slices.Backward(r.cuesIn(s.First, s.Last)) {
			if c.Subject != lex.Unknown {
				return c.Subject
			}
		}
	}
	return lex.Unknown
}

// foreign reports whether the nearest area of the sentence is Scotland or Northern Ireland.
func (r *reader) foreign(v *value, s lex.Sentence) bool {
	best, far := 0, false
	first, last := r.clause(v, s)
	for _, a := range r.areasIn(first, last) {
		if a.Kind == lex.LocalArea || a.Kind == lex.BothArea {
			continue
		}
		d := a.First - v.Last
		if d < 0 {
			d = v.First - a.Last
		}
		if best == 0 || d < best {
			best, far = d+1, a.Kind == lex.ForeignArea
		}
	}
	return far
}

// ownClause keeps the cues between the semicolons around a value, where there are any.
func (r *reader) ownClause(v *value, s lex.Sentence, cues []lex.Cue) []lex.Cue {
	first, last := r.clause(v, s)
	var out []lex.Cue
	for _, c := range cues {
		if c.First >= first && c.First < last {
			out = append(out, c)
		}
	}
	if len(out) == 0 {
		return cues
	}
	return out
}

// clause is the part of a sentence between semicolons around a value, if it names an area, else the sentence.
func (r *reader) clause(v *value, s lex.Sentence) (first, last int) {
	first, last = v.First, v.Last
	for first > s.First && r.D.At(first-1) != ";" {
		first--
	}
	for last < s.Last && r.D.At(last) != ";" {
		last++
	}
	if len(r.areasIn(first, last)) == 0 {
		return s.First, s.Last
	}
	return first, last
}

func (r *reader) surveyIn(cues []lex.Cue) bool {
	for _, c := range cues {
		if c.Subject == lex.Survey {
			return true
		}
	}
	return false
}

// example reports whether "such as" or "including" stands before token i.
func (r *reader) example(i int) bool {
	for j := i - 1; j >= i-6 && j >= 0; j-- {
		if w := r.D.At(j); w == "as" && r.D.At(j-1) == "such" || w == "including" || w == "like" || w == "where" {
			return true
		}
	}
	return false
}

func (r *reader) commaBetween(i, j int) bool {
	for ; i < j; i++ {
		if w := r.D.At(i); w == "," || w == ";" || w == "(" || w == ")" || w == ":" {
			return true
		}
	}
	return false
}

// carrySubject keeps the subject of the sentence's numbers for the next sentence.
func (r *reader) carrySubject(n int, vs []*value, start lex.Subject) {
	for i := len(vs) - 1; i >= 0; i-- {
		switch s := vs[i].subject; {
		case vs[i].role == lex.Claim && s == lex.Breakdown:
			r.state.subject = lex.Grooming
		case s == lex.Grooming || s == lex.SexualOffences || s == lex.OtherCrime || s == lex.Elsewhere || s == lex.Survey:
			r.state.subject = s
		default:
			continue
		}
		break
	}
	if n+1 < len(r.D.Sentences) && r.D.Sentences[n+1].Paragraph != r.D.Sentences[n].Paragraph &&
		(r.state.subject == lex.Survey || r.state.subject == lex.SexualOffences) {
		r.state.subject = start
	}
	if r.state.subject == lex.Elsewhere && n+1 < len(r.D.Sentences) && r.namesArea(n+1) {
		r.state.subject = start
	}
}

// namesArea reports whether the sentence names an area of England and Wales.
func (r *reader) namesArea(n int) bool {
	s := r.D.Sentences[n]
	for _, a := range r.areasIn(s.First, s.Last) {
		if a.Kind == lex.ForceArea || a.Kind == lex.RegionArea || a.Kind == lex.NationArea {
			return true
		}
	}
	return false
}
