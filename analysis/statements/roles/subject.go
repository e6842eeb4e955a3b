package roles

import (
	"slices"
	"strings"

	"grooming-report/analysis/statements/lex"
)

// subject decides what a value is about, and whether it is a claim.
func (r *Reader) subject(v *Value, n int) {
	if v.Role != "" || v.Subject == lex.Breakdown {
		if v.Kind == lex.Count && r.assessed(v) {
			v.Role, v.Why, v.Subject = lex.Other, "counts people, not offences", lex.Unknown
			if n+1 >= len(r.D.Sentences) || r.SentenceScore(n+1) == 0 {
				v.Subject = lex.Survey // so that the next sentence goes on with it, unless it names the record
			}
			return
		}
		r.peopleForOffences(v, n)
		if v.Role != "" {
			return
		}
	}
	if v.Kind == lex.StartDate {
		v.Role, v.Subject, v.Measure = lex.Claim, lex.Grooming, lex.Commencement
		return
	}
	if role, why := r.apart(v, n); role != "" {
		v.Role, v.Why = role, why
		return
	}
	subject := r.nearestSubject(v, n)
	if v.IsCount() && v.Stated >= 20 && r.D.Is(v.First-1, lex.Set("the those these")) && r.D.At(v.First-2) == "of" &&
		r.saidAs(v, lex.Claim) {
		subject = lex.Grooming // of the 114, 19 led to a charge
	}
	if v.Kind == lex.Share && r.D.At(v.Last) == "of" && (subject == lex.SexualOffences || subject == lex.AllOffences) {
		subject = lex.Grooming
	}
	if subject == lex.SexualOffences && v.Kind == lex.Count && r.justiceBeside(v) {
		subject = lex.Justice // found guilty of 14 sex offences
	}
	if subject == lex.Justice && v.NounAt >= 0 && v.Subject != lex.Breakdown && !r.justiceBeside(v) {
		subject = lex.Grooming
	}
	if v.Subject == lex.Breakdown && r.holdsSubject(r.D.Sentences[n], lex.Justice) {
		subject = lex.Justice
	}
	if v.Subject == lex.Breakdown && subject == lex.Grooming {
		subject = lex.Breakdown
	}
	v.Subject = subject
	switch {
	case v.IsCount() && r.noQuantity(v):
		v.Role, v.Why = lex.Pronoun, "no quantity"
	case v.Kind == lex.Count && r.D.Is(v.First-1, lex.Set("excludes exclude excluding omits")):
		v.Role, v.Why = lex.Other, "left out of the count"
	case v.Kind == lex.Count && v.NounAt < 0 && (r.pronounNumber(v) || !r.standsAlone(v)):
		v.Role, v.Why = lex.Pronoun, "no quantity"
	case v.Kind == lex.Count && v.NounAt < 0 && r.D.At(v.First-1) == "every" && r.D.At(v.Last) == "of":
		v.Role, v.Why = lex.Other, "a rate of something else" // one for every 12 of them
	case v.Kind == lex.Count && v.Step < 1 && v.Stated < 1000 && v.Per == 0:
		v.Role, v.Why = lex.Other, NotWhole
	case subject == lex.Grooming || subject == lex.Breakdown || subject == lex.SexualOffences:
		v.Role = lex.Claim
	case subject == lex.Unknown:
		v.Role, v.Why = lex.Other, "no word says what it counts"
	default:
		v.Role, v.Why = lex.Other, string(subject)
	}
}

var onePerson = lex.Set("girl boy child victim teenager youngster pupil man woman mother father parent")

// noQuantity reports whether a small number stands for a thing or a person, and counts nothing.
func (r *Reader) noQuantity(v *Value) bool {
	one := r.D.At(v.First) == "one" && v.Stated == 1
	switch {
	case one && (v.NounAt < 0 && !r.countsOne(v) || r.everyAfter(v)):
		return true // one offence is recorded | every 34 hours
	case v.NounAt >= 0 && v.Stated <= 3 && lex.Units[r.D.At(v.First)] > 1 && r.D.At(v.First-1) == "the":
		return true // the two offences of the code
	case v.NounAt < 0 || v.NounAt != v.Last:
		return false
	case r.D.At(v.First) == "no" && r.D.Is(v.NounAt, lex.Set("offence crime")):
		return true // it was no offence to send a message
	case one && r.D.Is(v.NounAt, onePerson):
		return true // one girl was sent messages
	}
	return v.Stated == 1 && (r.D.Is(v.First-1, lex.Set("for about that")) || // which asks about one offence only
		r.D.At(v.First-1) == "in" && r.D.At(v.Last+1) == ",") // in one case, a girl was
}

// everyAfter reports whether the next number of the sentence says how often one offence is recorded.
func (r *Reader) everyAfter(v *Value) bool {
	vs := r.ValuesIn(v.Last, r.D.Sentences[v.Sentence].Last)
	return len(vs) > 0 && vs[0].Every
}

// apart tells what a number is by its place, where that is nothing of the record: a part or a change of what is not
// about it, an example, a share of the people, a reference.
func (r *Reader) apart(v *Value, n int) (role lex.Role, why string) {
	s, count := r.D.Sentences[n], v.Kind == lex.Count
	switch {
	case r.ofFirst(v, n) || r.changeOfOthers(v) ||
		(count || v.Kind == lex.Share) && (v.NounAt < 0 || r.ofThem(v)) && r.ofOthers(v, n) ||
		r.ofOtherSubject(v) || r.ofOthersWhole(v) || r.goesOn(v) || r.goesOnSum(v) || r.fromOthers(v) || r.partsOfOthers(v):
		return lex.Other, ofOthersWhy
	case r.isExample(v):
		return lex.Other, "an example"
	case v.Kind == lex.Share && ofPeople.Within(r.D, max(s.First, v.First-7), v.First) || r.shareOfPeople(v):
		return lex.Other, "a share of the people" // more than its share of the population (5.1 per cent)
	case r.ofPersons(v):
		return lex.Other, "counts people, not offences"
	case r.examinedCases(v):
		return lex.Other, "a sample"
	case r.ofOneCase(v):
		return lex.Other, "of one investigation"
	case r.revision(v):
		return lex.Other, "a revision of a figure"
	case v.Fraction && r.D.Is(v.Last, lex.Set("still yet")) && r.D.At(v.Last+1) == "to":
		return lex.Duration, "a duration" // a quarter still to run
	case r.D.At(v.First) == "twice" && r.onTwoOccasions(v):
		return lex.Pronoun, "no quantity"
	case !v.OnePeriod() && r.D.Is(v.Last, possessives) && r.D.Is(v.Last+1, lex.Set("age ages size height weight")):
		return lex.Pronoun, "no quantity" // twice my age
	case count && v.Stated >= 5e5 && v.Subject != lex.SexualOffences && v.Per == 0 && v.NounAt < 0:
		return lex.Other, "too many for grooming offences"
	case count && v.NounAt < 0 && r.longWithoutComma(v):
		return lex.Reference, "a reference"
	case count && r.otherCode(v):
		return lex.Other, "another offence code"
	}
	return "", ""
}

// ofOthersWhole reports whether a bare number is a part of one that counts no offences: 212 of its 268 schools.
func (r *Reader) ofOthersWhole(v *Value) bool {
	if !v.IsCount() || r.D.At(v.Last) != "of" {
		return false
	}
	vs := r.ValuesIn(v.Last+1, v.Last+6)
	return len(vs) > 0 && vs[0].IsCount() && vs[0].NounAt >= 0 && r.otherNoun(vs[0].NounAt) && vs[0].Stated > v.Stated &&
		!r.D.Holds(v.Last, vs[0].First, lex.Set(", ; ."))
}

// onTwoOccasions reports whether twice says how often something was done: I wrote to my MP twice.
func (r *Reader) onTwoOccasions(v *Value) bool {
	before := r.D.At(v.First - 1)
	if r.D.Is(v.First-1, lex.Set("asked told warned reminded interviewed questioned")) && r.D.Is(v.First-2, lex.Set("was were been being")) {
		return true // he was asked twice for his source
	}
	return r.D.Is(v.Last, lex.Set(". ; ! ?")) && v.First > 0 && r.D.Tokens[v.First-1].Kind == lex.Word &&
		!lex.FunctionWords[before] && !lex.ChangeWord(before) &&
		!lex.Set("than nearly almost exactly roughly over some up")[before]
}

var possessives = lex.Set("my his her their your our its")

// ofFirst reports whether a bare number is a part of what the first number of its sentence counts, which is no offence:
// of 86 children who wrote to us, 31; of the professor's 38 recommendations, 16.
func (r *Reader) ofFirst(v *Value, n int) bool {
	s, o := r.D.Sentences[n], r.In(n)[0]
	if o == v || o.Role != lex.Other || o.NounAt < 0 || v.NounAt >= 0 || r.MentionWithin(o.Last, v.First-o.Last) {
		return false
	}
	return r.D.At(o.First-1) == "of" && o.First <= s.First+2 ||
		r.D.At(s.First) == "of" && o.First <= s.First+6 && !r.D.Holds(s.First, o.First, lex.Set(", ;"))
}

// ofThem reports whether a number is a part of them, which stands for what was counted before: 1,200 pupils, half of
// them girls.
func (r *Reader) ofThem(v *Value) bool {
	return r.D.At(v.Last) == "of" && r.D.Is(v.Last+1, lex.Set("them whom")) && r.lastBefore(v) != nil
}

// changeOfOthers reports whether a change is of what a number right before it counts, and that is no offence: 326
// referrals in the year, 9 per cent fewer.
func (r *Reader) changeOfOthers(v *Value) bool {
	o := r.lastBefore(v)
	return o != nil && v.Kind == lex.Change && o.Role == lex.Other && o.NounAt >= 0 && o.Kind == lex.Count &&
		v.First-o.Last <= 8 && r.D.At(v.First-1) == "," && differenceAfter[r.D.At(v.Last)] &&
		len(r.CuesIn(o.First, v.Last+1)) == 0 && len(r.AreasIn(o.Last, v.First)) == 0
}

// otherCode reports whether a code stands right after a number that is not the one of grooming: 209,061 under code 71.
func (r *Reader) otherCode(v *Value) bool {
	for _, p := range r.PlainIn(v.Last, v.Last+4) {
		if p.Role == lex.Law && p.Why == "an offence code" && !r.D.Holds(v.Last, p.First, lex.Set(", ; . ( )")) {
			q, _, ok := lex.QuantityAt(r.D, p.First+1)
			return ok && q.Value != 88 && !(q.Value == 71 && r.D.At(p.First+2) == "/")
		}
	}
	return false
}

// longWithoutComma reports whether a bare number of five digits or more is written as one word, as codes and short
// numbers are, and not as the text's own counts.
func (r *Reader) longWithoutComma(v *Value) bool {
	t := r.D.Tokens[v.First]
	return v.Last == v.First+1 && t.Kind == lex.Number && t.End-t.Start >= 5 && v.Stated >= 10000 &&
		!strings.Contains(t.Text, ",") && v.Hedge == lex.Plain && !r.MentionAt(v.Last) &&
		!r.D.Is(v.Last, lex.Set("in of were was"))
}

// ofOthers reports whether a bare number is a part of things that a number of its clause counts and that are no
// offences: 19 of the 38 suspects, 14 (22%) of 63 referrals; saw 1,340 young people, 62% waited.
func (r *Reader) ofOthers(v *Value, n int) bool {
	for i := v.Last; i < v.Last+6 && i < len(r.D.Tokens); i++ {
		if r.D.At(i) != "of" {
			if r.D.Is(i, lex.Set("( ) % per cent")) || r.D.Tokens[i].Kind == lex.Number {
				continue
			}
			break
		}
		if r.D.Is(i+1, lex.Set("you us")) || r.D.At(i+1) == "those" && r.D.Is(i+2, lex.Set("who")) && r.D.Is(i+3,
			lex.Set("rang called replied answered responded took came contacted wrote asked voted attended")) {
			return true // 31 of you came, 64 per cent of those who rang
		}
		if last := r.lastBefore(v); r.D.Is(i+1, lex.Set("them these those")) && last != nil {
			return last.Role == lex.Other && last.NounAt >= 0 // 38 recommendations, of which just 16 of those
		}
		if r.D.Is(i+1, lex.Set("them these those")) && n > 0 {
			before := r.In(n - 1)
			return len(before) > 0 && before[len(before)-1].Role == lex.Other && r.ofPeople(before[len(before)-1])
		}
		if os := r.ValuesIn(i+1, i+3); len(os) > 0 {
			kind, at := r.nounAfter(os[0].Last)
			return r.D.Is(os[0].Last, lex.Set("who whom")) || // 812 of the 1,004 who rang
				os[0].Kind == lex.Count && kind == otherNoun && at < os[0].Last+3 &&
					!r.D.Holds(i, at, lex.Set("year quarter month"))
		}
		break
	}
	vs := r.In(n)
	for k := len(vs) - 1; k >= 0; k-- {
		if vs[k].First >= v.First {
			continue
		}
		return vs[k].Role == lex.Other && r.ofPeople(vs[k]) && v.Stated < 100 &&
			len(r.CuesIn(vs[k].Last, v.Last+6)) == 0 && len(r.AreasIn(vs[k].Last, v.Last+3)) == 0 &&
			len(r.MentionsIn(vs[k].Last, v.Last+3)) == 0
	}
	return false
}

// lastBefore is the number before another in its sentence; nil for the first.
func (r *Reader) lastBefore(v *Value) *Value {
	vs := r.ValuesIn(r.D.Sentences[v.Sentence].First, v.First)
	if len(vs) == 0 {
		return nil
	}
	return vs[len(vs)-1]
}

var ofPeople = lex.Compile("share|part|proportion of (the|its|all)? (national|uk)? (population|people|residents|children|households)")

func (r *Reader) ofPeople(v *Value) bool { return v.NounAt >= 0 && peopleNouns[r.D.At(v.NounAt)] }

var peopleNouns = lex.Set("people children suspects predators adults men women offenders teenagers pupils " +
	"students parents " +
	"teachers members arrests youngsters young respondents families staff officers calls contacts emails letters " +
	"sessions referrals visits")

// assessed reports whether a number is of people who were found or helped, as social services and charities count
// them: 19,000 suspected victims of grooming have been identified.
func (r *Reader) assessed(v *Value) bool {
	if v.NounAt < 0 || !lex.PartNouns[r.D.At(v.NounAt)] &&
		!r.D.Is(v.NounAt, lex.Set("people suspects adults individuals men women offenders paedophiles teachers")) {
		return false
	}
	s := r.D.Sentences[v.Sentence]
	if r.D.Is(v.NounAt, lex.Set("children youngsters teenagers people pupils")) &&
		r.D.Holds(max(s.First, v.First-3), v.First,
			lex.Set("saw helped reached met supported counselled taught spoke asked treated safeguarded")) {
		return true
	}
	for i := v.NounAt + 1; i < v.NounAt+14 && i < s.Last; i++ {
		if r.D.Is(i, lex.Set("identified assessed referred flagged groomed safeguarded supported helped "+
			"counselled exploited "+
			"believed thought suspected known abused")) {
			return true
		}
		if r.D.Tokens[i].Kind == lex.Number || r.D.Is(i, lex.Set(", ; . (")) {
			return false
		}
	}
	return false
}

// NotWhole is why a number with decimals counts no offences.
const NotWhole = "no whole number"

// peopleForOffences takes "150 people were reported to police for meeting a child"
// for offences.
func (r *Reader) peopleForOffences(v *Value, n int) {
	if v.Role != lex.Other || v.Kind != lex.Count ||
		!r.D.Is(v.NounAt, lex.Set("people men adults abusers offenders groomers predators")) {
		return
	}
	s := r.D.Sentences[n]
	for i := v.Last; i < v.Last+12 && i < s.Last; i++ {
		if r.D.Is(i, lex.Set("reported")) && r.holdsSubject(s, lex.Grooming) {
			v.Role = ""
			return
		}
	}
}

func (r *Reader) holdsSubject(s lex.Sentence, subject lex.Subject) bool {
	for _, c := range r.CuesIn(s.First, s.Last) {
		if c.Subject == subject {
			return true
		}
	}
	return false
}

// countsOne reports whether "one" is a count: just one, from one to, one in 2013/14.
func (r *Reader) countsOne(v *Value) bool {
	return r.D.Is(v.First-1, lex.Set("just only from to was than and with recorded")) && !r.D.Is(v.Last, lex.Set("of")) ||
		r.MentionAt(v.Last) || r.D.At(v.Last) == "in" && r.MentionAt(v.Last+1)
}

func (r *Reader) MentionAt(i int) bool {
	return len(r.MentionsIn(i, i+1)) > 0
}

// pronounNumber reports whether a small number in words stands for people or things
// named before: the three, these two.
func (r *Reader) pronounNumber(v *Value) bool {
	if r.theBase(v) {
		return false
	}
	if r.D.Is(v.Last, lex.Set("were was")) && r.MentionWithin(v.Last+1, 2) {
		return false // its last five were in 2020/21
	}
	return v.Stated > 0 && v.Stated <= 12 && lex.Units[r.D.At(v.First)] > 0 && v.Last == v.First+1 && r.D.Is(v.First-1,
		lex.Set("the these those all other his her next last first for or another"))
}

// saidAs reports whether the same number stands before, in one of the two sentences before or in its own, with a role.
func (r *Reader) saidAs(v *Value, role lex.Role) bool {
	for _, o := range r.ValuesIn(r.D.Sentences[max(0, v.Sentence-2)].First, v.First) {
		if o.IsCount() && o.Stated == v.Stated && o.Role == role {
			return true
		}
	}
	return false
}

// theBase reports whether a small number is what another is set against: eleven times the eight of the previous year.
func (r *Reader) theBase(v *Value) bool {
	return r.D.At(v.First-1) == "the" && r.D.Is(v.First-2, lex.Set("times than on from against double")) &&
		r.D.Is(v.Last, lex.Set("of in a the . ,"))
}

// standsAlone reports whether a small number in words without a noun stands where a count
// does: from three to nine, were none, six in 2013/14. "Two frightened to speak" does not.
func (r *Reader) standsAlone(v *Value) bool {
	if r.D.Tokens[v.First].Kind != lex.Word || v.Stated > 20 || r.theBase(v) {
		return true
	}
	next := r.D.At(v.Last)
	if next != "" && !lex.FunctionWords[next] && r.D.Tokens[v.Last].Kind == lex.Word && !r.MentionAt(v.Last) &&
		next != "recorded" && next != "logged" {
		return false
	}
	if r.D.Is(v.Last, lex.Set("were was")) && r.MentionWithin(v.Last+1, 2) || r.areaEndsAt(v.First) ||
		r.mentionEndsAt(v.First) {
		return true // its last five were in 2020/21; Cleveland a couple
	}
	if r.D.At(v.Last) == "each" || r.inLikeBefore(v) {
		return true // Facebook and Snapchat in seven each and WhatsApp in two
	}
	if r.D.Is(v.Last, lex.Set("became turned rose fell grew climbed went")) {
		return true // nine became 289
	}
	hedge, begin := r.D.HedgeBefore(v.First)
	return hedge != lex.Plain || begin < v.First || r.MentionAt(v.Last) || r.D.Is(begin-1, aloneBefore) || v.Stated == 0
}

// inLikeBefore reports whether a number stands after "in", as one of offences does before it in the sentence.
func (r *Reader) inLikeBefore(v *Value) bool {
	o := r.lastBefore(v)
	return r.D.At(v.First-1) == "in" && o != nil && o.IsCount() && o.Role == lex.Claim && r.D.At(o.First-1) == "in" &&
		!r.D.Holds(o.Last, v.First, lex.Set("; ."))
}

func (r *Reader) mentionEndsAt(i int) bool {
	for _, m := range r.MentionsIn(i-Longest, i) {
		if m.Last == i {
			return true
		}
	}
	return false
}

func (r *Reader) areaEndsAt(i int) bool {
	for _, a := range r.AreasIn(i-Longest, i) {
		if a.Last == i && (a.Kind == lex.ForceArea || a.Kind == lex.RegionArea) {
			return true
		}
	}
	return false
}

var aloneBefore = lex.Set("from to than was were with recorded saw had and , of then ( : at reported " +
	"logged just only " +
	"against by - a")

// justiceBeside reports whether words of justice stand close after a count: 12 were charged.
func (r *Reader) justiceBeside(v *Value) bool {
	for _, c := range r.CuesIn(v.Last, v.Last+9) {
		if c.Subject == lex.Justice {
			return true
		}
	}
	first := max(r.D.Sentences[v.Sentence].First, v.First-7) // pleaded guilty to a total of 22 offences
	for _, c := range r.CuesIn(first, v.First) {
		if c.Subject == lex.Justice && r.D.Is(c.Last, lex.Set("to with of on for guilty")) && !r.D.Holds(c.Last, v.First,
			lex.Set(", ; . in")) {
			return true
		}
	}
	return false
}

// nearestSubject is that of the cue in the number's own phrase, else of the
// nearest before it in the sentence, else after it, else of the sentence before.
func (r *Reader) nearestSubject(v *Value, n int) lex.Subject {
	s := r.D.Sentences[n]
	var cues []lex.Cue
	umbrella := false
	for _, c := range r.CuesIn(s.First, s.Last) {
		if c.Subject == lex.Unknown || c.Subject == lex.Survey && c.First >= v.Last && r.ofAnother(v, c) {
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
		if v.Subject == lex.Breakdown && r.topic == lex.SexualOffences {
			return lex.Grooming
		}
		return r.topic
	}
	phrase := v.Last
	if v.NounAt >= 0 {
		phrase = v.NounAt + 5
	}
	if v.Kind == lex.Share && cues[len(cues)-1].Umbrella && r.topic == lex.Grooming && cues[0].First > v.Last {
		return lex.Breakdown // 60 per cent had an online element
	}
	if rises := r.risesIn(v, cues); rises != nil {
		return rises.Subject
	}
	if r.D.At(v.First-1) == ":" && v.NounAt < 0 && v.IsCount() {
		return cues[0].Subject // grooming makes up 3.4 per cent of the 209,061 sexual offences: 7,140
	}
	var before, after *lex.Cue
	for i := range cues {
		c := &cues[i]
		if c.Subject == lex.Survey && c.First <= v.First && c.Last > v.First {
			return lex.Survey // 1 in 3 UK children
		}
		if c.First >= v.Last && c.First <= phrase && v.NounAt >= 0 && !r.commaBetween(v.Last, c.First) {
			return c.Subject
		}
		if c.Last <= v.First && !(c.Subject == lex.Justice && c.Last < v.First-8) {
			before = c
		}
		if c.First >= v.Last && after == nil {
			after = c
		}
	}
	if survey := r.surveyIn(cues); survey && v.NounAt < 0 {
		return lex.Survey
	}
	switch {
	case before != nil:
		return before.Subject
	case after != nil && (after.Subject != lex.Justice || after.First < v.Last+8) && !(after.Subject == lex.OtherCrime &&
		r.commaBetween(v.Last, after.First)):
		return after.Subject
	}
	return r.topic
}

// ofAnother reports whether a cue holds another number than v, which it is about: of these, which | three-quarters of
// British children use.
func (r *Reader) ofAnother(v *Value, c lex.Cue) bool {
	for _, o := range r.ValuesIn(c.First, c.Last) {
		if o != v {
			return true
		}
	}
	return false
}

// risesIn is the cue to what rises where the words after a change say so: a twelve-fold (1,086%) increase in grooming.
func (r *Reader) risesIn(v *Value, cues []lex.Cue) *lex.Cue {
	if v.OnePeriod() {
		return nil
	}
	for i := v.Last; i < v.Last+8 && i < len(r.D.Tokens) && !r.D.Is(i, lex.Set(", ; .")); i++ {
		if !lex.ChangeWord(r.D.At(i)) || !r.D.Is(i+1, lex.Set("in of")) {
			continue
		}
		for k := range cues {
			if c := &cues[k]; c.First >= i+2 && c.First <= i+5 || c.First == i {
				return c
			}
		}
		return nil
	}
	return nil
}

// questionBefore is what the question that a sentence answers is about: How many suspects were charged? A. 11 and 14.
func (r *Reader) questionBefore(n int) lex.Subject {
	for q := n - 1; q >= max(0, n-2); q-- {
		s := r.D.Sentences[q]
		if r.D.At(s.Last-1) != "?" {
			continue
		}
		for _, c := range slices.Backward(r.CuesIn(s.First, s.Last)) {
			if c.Subject != lex.Unknown {
				return c.Subject
			}
		}
	}
	return lex.Unknown
}

// foreign reports whether the nearest area of the sentence is Scotland or Northern Ireland.
func (r *Reader) foreign(v *Value, s lex.Sentence) bool {
	best, far := 0, false
	first, last := r.clause(v, s)
	for _, a := range r.AreasIn(first, last) {
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
func (r *Reader) ownClause(v *Value, s lex.Sentence, cues []lex.Cue) []lex.Cue {
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
func (r *Reader) clause(v *Value, s lex.Sentence) (first, last int) {
	first, last = v.First, v.Last
	for first > s.First && r.D.At(first-1) != ";" {
		first--
	}
	for last < s.Last && r.D.At(last) != ";" {
		last++
	}
	if len(r.AreasIn(first, last)) == 0 {
		return s.First, s.Last
	}
	return first, last
}

func (r *Reader) surveyIn(cues []lex.Cue) bool {
	for _, c := range cues {
		if c.Subject == lex.Survey {
			return true
		}
	}
	return false
}

// example reports whether "such as" or "including" stands before token i.
func (r *Reader) example(i int) bool {
	for j := i - 1; j >= i-6 && j >= 0; j-- {
		if w := r.D.At(j); w == "as" && r.D.At(j-1) == "such" || w == "including" || w == "like" || w == "where" {
			return true
		}
	}
	return false
}

func (r *Reader) commaBetween(i, j int) bool {
	for ; i < j; i++ {
		if w := r.D.At(i); w == "," || w == ";" || w == "(" || w == ")" || w == ":" {
			return true
		}
	}
	return false
}

// carrySubject keeps the subject of the sentence's numbers for the next sentence.
func (r *Reader) carrySubject(n int, vs []*Value, start lex.Subject) {
	for i := len(vs) - 1; i >= 0; i-- {
		switch s := vs[i].Subject; {
		case vs[i].Role == lex.Claim && s == lex.Breakdown:
			r.topic = lex.Grooming
		case s == lex.Grooming || s == lex.SexualOffences || s == lex.OtherCrime || s == lex.Elsewhere || s == lex.Survey:
			r.topic = s
		default:
			continue
		}
		break
	}
	if n+1 < len(r.D.Sentences) && r.D.Sentences[n+1].Paragraph != r.D.Sentences[n].Paragraph &&
		(r.topic == lex.Survey || r.topic == lex.SexualOffences) {
		r.topic = start
	}
	if r.topic == lex.Elsewhere && n+1 < len(r.D.Sentences) && r.namesArea(n+1) {
		r.topic = start
	}
}

// namesArea reports whether the sentence names an area of England and Wales.
func (r *Reader) namesArea(n int) bool {
	s := r.D.Sentences[n]
	for _, a := range r.AreasIn(s.First, s.Last) {
		if a.Kind == lex.ForceArea || a.Kind == lex.RegionArea || a.Kind == lex.NationArea {
			return true
		}
	}
	return false
}
