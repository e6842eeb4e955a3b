package roles

import (
	"slices"
	"strings"

	"grooming-report/analysis/statements/lex"
)

// Numbers whose clause, list or question is about something that is no offence: calls that rose by 10 per cent, a team
// that has grown from nine to 22 detectives.

// levelVerbs say at which level their subject is or how it moved; the number after them is of the subject.
var levelVerbs = lex.Set("was were is are numbered stood stands reached totalled hit went gone moved became up " +
	"down rose risen fell fallen grew grown increased decreased dropped declined climbed jumped leapt soared surged " +
	"spiked rocketed doubled trebled tripled quadrupled halved shrank shrunk slipped slid dipped plunged plummeted " +
	"slumped swelled cut changed ticked crept edged inched nudged drifted bounced swung lurched sank shot " +
	"rises falls grows increases decreases drops climbs jumps")

// clauseStarts begin a clause, so that the subject of the verb stands after them.
var clauseStarts = lex.Set("; : . ! ? ( ) - , \" and but that which who where when while whereas as after because if " +
	"though although so with amid or yet than")

// links stand between a verb and the number that is at its level: rose last year by 10% to | 3,150.
var links = lex.Set("by to from at a an the of just only another and some about around nearly almost over more " +
	"than per cent % last this year in since on for up down or , sharply steadily again")

var prepositions = lex.Set("of in to from for by with about on at across per over under into among between against " +
	"involving concerning regarding within during since")

// auxiliaries may stand between a subject and its verb.
var auxiliaries = lex.Set("has have had also now then only be been itself themselves already actually even just " +
	"not 's still all both alone once since again currently therefore thus there")

// quantityNouns may be the subject of a number of the record without a word for offences.
var quantityNouns = lex.Set("number numbers total totals figure figures count counts tally tallies level levels " +
	"rate rates rise rises increase increases growth drop drops fall falls decrease decline reduction change " +
	"changes gap difference record records data statistics stats statistic sum average mean median maximum minimum " +
	"result results trend trends series line curve bar peak low high volume scale share shares proportion " +
	"percentage ratio answer answers reply replies response responses return returns entry entries row column value " +
	"values toll caseload estimate maximum amount amounts quantity reporting recording incidence offending problem " +
	"crime crisis threat abuse picture truth jump leap surge spike step slope sixth fifth quarter quarters month " +
	"months year years half period periods decade winter spring summer autumn day week rest others remainder " +
	"majority part parts one ones first second third last latter former next highest lowest biggest largest " +
	"smallest greatest worst best latest police force forces constabulary constabularies county counties region " +
	"regions country countries area areas nation city town borough district neighbour neighbours capital kingdom " +
	"state island it they this that these those we there he she you i some most all both none each many few several " +
	"more what who which any another code codes section act law offence category categories group table tables base " +
	"baseline pile heap tide mountain load log ledger book grooming groomers predators paedophiles kids increment " +
	"index multiple factor swing movement contribution increase")

// partOfNumber are quantity nouns that say nothing of their own: the number of officers is about officers.
var partOfNumber = lex.Set("number numbers total totals figure figures count level levels rate rates share " +
	"proportion percentage volume amount amounts rise increase growth fall drop average")

// otherThings are counted by services and never by the tables, whatever they are about.
var otherThings = lex.Set("call calls contact contacts referral referrals enquiry enquiries inquiry inquiries " +
	"email emails letter letters visit visits session sessions arrest arrests charge charges prosecution " +
	"prosecutions conviction convictions investigation investigations warrants recommendations " +
	"population populations staff officers detectives posts vacancies budget budgets funding inflation turnout " +
	"users downloads followers members membership workforce spending income donations grants costs cost prices " +
	"temperatures attendance pupils schools teachers parents volunteers families households suspects interviews " +
	"fares bills satisfaction confidence compliance uptake " +
	"searches images messages videos devices accounts waits backlog sickness absence demand income profit profits " +
	"revenue tax taxes wages salaries pay rents sales traffic footfall rainfall employment unemployment")

// ofOtherSubject reports whether the subject of a number's clause is something that is no offence: referrals to the
// hub numbered 1,904; the number of officers has fallen by 12 per cent.
func (r *Reader) ofOtherSubject(v *Value) bool {
	if v.NounAt >= 0 && (lex.OffenceNouns[r.D.At(v.NounAt)] || lex.PartNouns[r.D.At(v.NounAt)]) {
		return false
	}
	head := r.subjectOf(v)
	if head < 0 {
		return false
	}
	if r.D.Is(head, lex.Set("it they this that these those")) {
		return r.pronounOfOthers(v)
	}
	return r.otherNoun(head)
}

// subjectOf is the head of the subject of the level verb that a number stands at, or -1.
func (r *Reader) subjectOf(v *Value) int {
	s := r.D.Sentences[v.Sentence]
	i := r.HedgeStart(v.First) - 1
	if levelVerbs[r.D.At(v.First)] {
		i = v.First // doubled
	}
	for i >= s.First {
		for ; i >= s.First && !levelVerbs[r.D.At(i)]; i-- {
			if t := r.D.Tokens[i]; !links[t.Text] && t.Kind != lex.Number && !r.insideMention(i) ||
				t.Text == "," && !r.D.Is(i+1, links) {
				return -1
			}
		}
		first := i
		for first > s.First && !clauseStarts[r.D.At(first-1)] {
			first--
		}
		if r.D.At(first-1) == "which" && r.D.Is(first-2, lex.Set("in of by where")) {
			return -1 // cases in which adults sent messages have shot up
		}
		if head, any := r.headOf(first, i); any {
			return head
		}
		if before := first - 2; r.D.At(first-1) == "that" && (before < s.First || r.insideMention(before) ||
			clauseStarts[r.D.At(before)] || lex.DurationUnits[r.D.At(before)] > 0) {
			return first - 1
		}
		if r.D.At(first-1) != "and" {
			return -1
		}
		i = first - 2
		for i >= s.First && !levelVerbs[r.D.At(i)] && !clauseStarts[r.D.At(i)] {
			i-- // rose last year and | stood at 3,150
		}
	}
	return -1
}

// headOf is the head of a noun phrase: the word before its first preposition, or its last one. Of the number of
// something it is that. any is false for a phrase without words.
func (r *Reader) headOf(first, last int) (head int, any bool) {
	for last > first && (auxiliaries[r.D.At(last-1)] || levelVerbs[r.D.At(last-1)] ||
		strings.HasSuffix(r.D.At(last-1), "ly")) {
		last--
	}
	for first < last && (r.insideMention(first) || prepositions[r.D.At(first)] && r.insideMention(first+1) ||
		possessives[r.D.At(first)] && r.insideMention(first+1)) {
		first++ // our 2024/25 total
	}
	if first >= last {
		return -1, false
	}
	if r.D.At(last-1) == "there" {
		return -1, true // next door in Sussex there were
	}
	if prepositions[r.D.At(first)] {
		return -1, true
	}
	end := first
	if c := r.D.At(first - 1); last-first == 1 && first > 0 && (c == "which" || c == "that" || c == "who") {
		return -1, true // which nonetheless was
	}
	for end < last && !prepositions[r.D.At(end)] && !r.insideMention(end) {
		end++
	}
	if r.D.Holds(first, end, lex.Set("it she he they we you i there said says has had put")) ||
		r.D.HoldsNumeral(first, end) {
		return -1, true // the 57 she mentions
	}
	for i := first; i < end; i++ {
		if r.insideArea(i) && r.D.At(i+1) != "'s" && !otherThings[r.D.At(end-1)] {
			return -1, true // Gwent crept up
		}
	}
	if end == first || r.D.Tokens[end-1].Kind != lex.Word {
		return -1, true
	}
	if r.D.At(end) == "of" && partOfNumber[r.D.At(end-1)] {
		return r.headOf(end+1, last)
	}
	return end - 1, true
}

// otherNoun reports whether a word names something that is no offence and no number of offences.
func (r *Reader) otherNoun(i int) bool {
	t, s := r.D.Tokens[i], r.D.Sentences[r.D.SentenceOf(i)]
	switch {
	case t.Kind != lex.Word || r.insideArea(i):
		return false
	case otherThings[t.Text]:
		return true
	case quantityNouns[t.Text] || lex.OffenceNouns[t.Text] || lex.PartNouns[t.Text] || lex.FunctionWords[t.Text] ||
		lex.Modifiers[t.Text] || lex.Units[t.Text] > 0 || lex.ChangeWord(t.Text) || len(t.Text) < 3:
		return false
	case len(r.CuesIn(max(s.First, i-3), i+4)) > 0 || r.D.OffenceAfter(i+1, 4) > 0:
		return false
	case i == s.First:
		return strings.HasSuffix(t.Text, "s") && !strings.HasSuffix(t.Text, "ss") && r.D.At(i+1) != "'s"
	}
	return !r.D.Capital(i)
}

func (r *Reader) insideMention(i int) bool {
	for _, m := range r.MentionsIn(i-Longest, i+1) {
		if m.Last > i {
			return true
		}
	}
	return false
}

func (r *Reader) insideArea(i int) bool {
	for _, a := range r.AreasIn(i-Longest, i+1) {
		if a.Last > i {
			return true
		}
	}
	return false
}

// pronounOfOthers reports whether it or that, the subject of a number, stands for what the sentence before counts: 63
// people contacted the helpline. That leapt to 477.
func (r *Reader) pronounOfOthers(v *Value) bool {
	s := r.D.Sentences[v.Sentence]
	if v.Sentence == 0 || len(r.CuesIn(s.First, v.First)) > 0 || len(r.AreasIn(s.First, v.First)) > 0 {
		return false
	}
	before := r.In(v.Sentence - 1)
	if o := r.lastBefore(v); o != nil && !r.ofTime(o) {
		before = []*Value{o}
	}
	return len(before) > 0 && !slices.ContainsFunc(before, func(o *Value) bool { return o.Role != lex.Other }) &&
		before[0].IsCount() && r.countsOthers(before[0]) &&
		(before[0].Why == ofOthersWhy || !r.D.Holds(s.First, v.First, lex.Set("was were")))
}

// ofOthersWhy is what a number is that belongs to things which are no offences.
const ofOthersWhy = "a part or a change of what is not about the record"

// goesOn reports whether a number goes on with the one before it in its sentence, which counts no offences: had 14
// staff in 2020 and now has 31; took 4,100 calls, up 12 per cent.
func (r *Reader) goesOn(v *Value) bool {
	o := r.lastBefore(v)
	if o == nil || !r.countsOthers(o) || v.NounAt >= 0 && lex.OffenceNouns[r.D.At(v.NounAt)] ||
		len(r.CuesIn(o.Last, v.First)) > 0 || r.D.Holds(o.Last, v.First, lex.OffenceNouns) || v.First-o.Last > 12 ||
		slices.ContainsFunc(r.AreasIn(o.Last, v.First), func(a *lex.AreaMention) bool { return a.Kind == lex.ForceArea }) {
		return false
	}
	begin := r.HedgeStart(v.First)
	if !v.OnePeriod() {
		for begin > o.Last && r.D.Is(begin-1, lex.Set("a an the up down nearly some")) {
			begin--
		}
		next := r.D.Is(v.Last, lex.Set("of in")) && r.holdsGrooming(v.Last, v.Last+4)
		return !next && (o.Kind == lex.Count || o.Why == ofOthersWhy) &&
			(r.D.Is(begin-1, lex.Set(", - ( or that to by")) || r.D.Is(begin, lex.Set("up down")))
	}
	near := o.Stated < 10*v.Stated+10 && v.Stated < 10*o.Stated+10
	return near && v.NounAt < 0 && (v.IsCount() || v.Kind == lex.Share) &&
		(r.D.Is(begin-1, lex.Set("has had from against to than now")) ||
			r.D.At(begin-1) == "with" && r.D.At(begin-2) == "compared")
}

func (r *Reader) holdsGrooming(first, last int) bool {
	return slices.ContainsFunc(r.CuesIn(first, last), func(c lex.Cue) bool { return c.Subject == lex.Grooming })
}

// countsOthers reports whether a number is one of things that are no offences, and of no time.
func (r *Reader) countsOthers(v *Value) bool {
	if v.Role != lex.Other || r.ofTime(v) {
		return false
	}
	return v.Why == ofOthersWhy || v.NounAt >= 0 && !lex.OffenceNouns[r.D.At(v.NounAt)]
}

// goesOnSum reports whether a change or a bare number goes on with a sum of money or a time right before it: £412m,
// 3 per cent up on last year; from 14 minutes to 19.
func (r *Reader) goesOnSum(v *Value) bool {
	s := r.D.Sentences[v.Sentence]
	ps := r.PlainIn(max(s.First, v.First-8), v.First)
	if len(ps) == 0 || r.D.OffenceAfter(v.Last, 4) > 0 {
		return false
	}
	p, begin := ps[len(ps)-1], r.HedgeStart(v.First)
	if p.Role != lex.Money && p.Role != lex.Duration || r.ValueBetween(p.Last, v.First) ||
		len(r.CuesIn(p.Last, v.First)) > 0 || len(r.AreasIn(p.Last, v.First)) > 0 {
		return false
	}
	if v.OnePeriod() {
		return v.IsCount() && v.NounAt < 0 && begin-p.Last <= 4 && r.D.Is(begin-1, lex.Set("to from against than"))
	}
	return begin-p.Last <= 3 && r.D.Is(p.Last, lex.Set(", - ("))
}

// ofTime reports whether a number counts days, months or years.
func (r *Reader) ofTime(v *Value) bool {
	return v.NounAt >= 0 &&
		(lex.DurationUnits[r.D.At(v.NounAt)] > 0 || r.D.Is(v.NounAt, lex.Set("days weeks hours minutes")))
}

// fromOthers reports whether a number is the first of two, whose second counts no offences: from nine to 22 detectives.
func (r *Reader) fromOthers(v *Value) bool {
	if !v.IsCount() || v.NounAt >= 0 || r.D.At(r.HedgeStart(v.First)-1) != "from" || r.D.At(v.Last) != "to" {
		return false
	}
	for _, o := range r.ValuesIn(v.Last+1, v.Last+4) {
		kind, at := r.nounAfter(o.Last)
		return o.IsCount() && kind == otherNoun && at <= o.Last+3
	}
	return false
}

// partsOfOthers reports whether bare numbers after one that counts no offences add up to it: 42 investigations open; 12
// were online, 30 were not.
func (r *Reader) partsOfOthers(v *Value) bool {
	if !v.IsCount() || v.NounAt >= 0 {
		return false
	}
	sum, whole := 0.0, 0.0
	for _, o := range r.In(v.Sentence) {
		switch {
		case o.IsCount() && o.NounAt >= 0 && o.First < v.First && r.countsOthers(o):
			whole, sum = o.Stated, 0
		case o.IsCount() && whole > 0:
			sum += o.Stated
		}
		if o.First >= v.First && sum == whole && whole > 0 {
			return true
		}
	}
	return false
}

// didSomething are verbs of people: a bare number before one of them counts people.
var didSomething = lex.Set("attended signed replied answered voted joined died survived agreed disagreed " +
	"marched wrote rang called applied queued spoke listened watched volunteered resigned retired who whom")

// doneToPeople are verbs whose object is people: spoke to 12 of them.
var doneToPeople = lex.Set("interviewed surveyed polled visited trained taught supported counselled hired employed " +
	"recruited employs invited")

// ofPersons reports whether the verb beside a bare number shows that it counts people.
func (r *Reader) ofPersons(v *Value) bool {
	if !v.IsCount() || v.NounAt >= 0 && lex.OffenceNouns[r.D.At(v.NounAt)] {
		return false
	}
	begin := r.HedgeStart(v.First)
	came := r.D.At(v.Last) == "came" && r.D.Is(v.Last+1, lex.Set(". , ; ! along back forward")) ||
		r.D.At(v.Last) == "turned" && r.D.At(v.Last+1) == "up"
	return came || didSomething[r.D.At(v.Last)] || doneToPeople[r.D.At(begin-1)] ||
		r.D.At(begin-1) == "to" && r.D.Is(begin-2, lex.Set("spoke spoken talked wrote written listened"))
}

// examinedCases reports whether a number is of cases that somebody looked at: of 27 cases examined; looked at 90 cases.
func (r *Reader) examinedCases(v *Value) bool {
	if !v.IsCount() || v.NounAt < 0 || !r.D.Is(v.NounAt, lex.Set("case cases records reports incidents")) {
		return false
	}
	begin := r.HedgeStart(v.First)
	return r.D.Is(v.NounAt+1, examinedWords) || r.D.Is(begin-1, examinedWords) ||
		r.D.At(begin-1) == "at" && r.D.Is(begin-2, lex.Set("looked look looking"))
}

var examinedWords = lex.Set("examined reviewed sampled audited inspected selected assessed read")

// manyPeople are people at large, of whom a share is none of the offences.
var manyPeople = lex.Set("children kids teenagers teens youngsters people parents adults users pupils students " +
	"teachers households families women men girls boys britons")

// shareOfPeople reports whether a share is of people at large: three-quarters of British children use it. One of those
// who were groomed or are victims in the records is not.
func (r *Reader) shareOfPeople(v *Value) bool {
	if v.Kind != lex.Share {
		return false
	}
	s, i := r.D.Sentences[v.Sentence], v.Last
	for r.D.Is(i, lex.Set("of all our the uk british britain's young primary secondary age school country's nation's")) ||
		r.D.Capital(i) && i < v.Last+4 {
		i++
	}
	if !manyPeople[r.D.At(i)] {
		return false
	}
	if r.D.Is(i+1, lex.Set("under aged targeted groomed contacted in involved whose")) || r.D.At(v.Last) == "of" &&
		r.D.Is(v.Last+1, lex.Set("the those these")) {
		return false
	}
	return !r.D.Holds(s.First, s.Last, lex.Set("victims victim recorded offences crimes cases groomed targeted police"))
}

// isExample reports whether a number is given as an example: suppose that a force records 10; ideally as percentages,
// such as Snapchat 30%.
func (r *Reader) isExample(v *Value) bool {
	s := r.D.Sentences[v.Sentence]
	supposed := r.D.Is(s.First, lex.Set("suppose imagine assume supposing assuming picture")) ||
		r.D.At(s.First) == "if" && r.D.Is(s.First+1, lex.Set("a an one you somebody someone"))
	if supposed && v.Period == nil && len(r.AreasIn(s.First, s.Last)) == 0 {
		return true
	}
	asked := r.D.Holds(s.First, v.First, lex.Set("please ideally preferably"))
	return asked && examples.Within(r.D, s.First, v.First)
}

var examples = lex.Compile("(such as)|(for example)|(for instance)|(e . g)|eg")

// ofOneCase reports whether a number is of one investigation: an operation that on its own brought in 84 crimes.
func (r *Reader) ofOneCase(v *Value) bool {
	s := r.D.Sentences[v.Sentence]
	if !v.IsCount() || !broughtIn.Within(r.D, max(s.First, v.First-4), v.First) {
		return false
	}
	return r.D.Holds(max(s.First, v.First-16), v.First,
		lex.Set("operation investigation inquiry ring gang raid offender suspect man trial"))
}

var broughtIn = lex.Compile("(brought in)|(led to)|(resulted in)|produced|yielded|netted|uncovered|(accounted for)|" +
	"(was responsible for)")

// revision reports whether a number is how far two releases differ for one period, which no table has: the release of
// October gave 6,781, that of April 6,673. The difference is 108.
func (r *Reader) revision(v *Value) bool {
	s := r.D.Sentences[v.Sentence]
	if v.Sentence == 0 || !r.D.Holds(max(s.First, v.First-5), v.First, lex.Set("difference gap revision correction")) {
		return false
	}
	b := r.D.Sentences[v.Sentence-1]
	return r.D.Holds(b.First, b.Last, lex.Set("release releases edition editions published revised"))
}
