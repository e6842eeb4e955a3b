package roles

import (
	"slices"
	"strings"

	"grooming-report/analysis/statements/lex"
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
func (r *Reader) weigh() {
	r.Score = r.cueScore()
	for _, c := range r.cueList {
		r.Firm = r.Firm || r.cueWeight(c) <= -3
		r.Returns = r.Returns || c.Measure == lex.Returns
	}
	if r.Given != nil {
		r.Firm = r.Firm || r.Given.cueScore() <= -3
		for _, c := range r.Given.cueList {
			r.Returns = r.Returns || c.Measure == lex.Returns
		}
		r.Score += 2 * r.Given.cueScore()
	}
}

func (r *Reader) cueScore() int {
	score := 0
	for _, c := range r.cueList {
		score += r.cueWeight(c)
	}
	return score
}

// cueWeight is above 0 for code 88A. Words that only tell when the law changed say
// nothing of the measure.
func (r *Reader) cueWeight(c lex.Cue) int {
	switch c.Measure {
	case lex.Code88A:
		return c.Weight
	case lex.Returns:
		plural := r.D.At(c.First-1) == "of" && r.D.Is(c.First-2, lex.Set("crimes offences cases incidents reports instances"))
		if c.Weight == 3 && c.Subject == lex.Grooming && !r.counted(c) && !plural && r.tellsOfLaw(r.D.SentenceOf(c.First)) {
			return 0
		}
		return -c.Weight
	}
	return 0
}

// counted reports whether a number counts the offences that a cue names: 6,064 sexual communication with a child
// offences.
func (r *Reader) counted(c lex.Cue) bool {
	for _, v := range r.ValuesIn(c.First-3, c.First) {
		if v.Last >= c.First-2 && v.Kind == lex.Count {
			return true
		}
	}
	return false
}

// classify gives every value its kind, hedge, noun, subject and role.
func (r *Reader) classify() {
	r.startDates()
	r.wordStatements()
	r.topic = r.startSubject()
	if r.Given != nil {
		for _, c := range r.Given.cueList {
			if c.Subject == lex.Grooming || c.Measure != "" {
				r.topic = lex.Grooming
			}
		}
	}
	start := r.topic
	for n := range r.D.Sentences {
		vs := slices.Clone(r.In(n)) // the people of a rate are taken out of the values on the way
		r.refineKinds(n, vs)
		for _, v := range vs {
			v.NounAt = -1
			if v.Kind.Form().Noun {
				r.noun(v)
			}
			r.subject(v, n)
		}
		if len(vs) > 0 {
			r.carrySubject(n, vs, start)
		}
	}
	settled := make([][]*Value, len(r.D.Sentences))
	for n := range settled {
		settled[n] = r.Claims(n)
	}
	r.settled = settled
	r.indexNumbers()
}

// Longest is the number of tokens that a value or a period may have.
const Longest = 40

// startSubject is what the first numbers are about where no word says so: grooming,
// unless the text speaks of other things alone.
func (r *Reader) startSubject() lex.Subject {
	subject := lex.Grooming
	for _, c := range r.cueList {
		switch c.Subject {
		case lex.Grooming:
			return lex.Grooming
		case lex.OtherCrime, lex.Elsewhere, lex.Survey, lex.SexualOffences:
			subject = lex.Unknown
		}
	}
	return subject
}

// In lists the values of a sentence in order.
func (r *Reader) In(n int) []*Value {
	return r.ValuesIn(r.D.Sentences[n].First, r.D.Sentences[n].Last)
}

func (r *Reader) refineKinds(n int, vs []*Value) {
	var last *Value
	for _, v := range vs {
		hedge, _ := r.D.HedgeBefore(v.First)
		if v.Hedge == lex.Plain || v.Hedge == lex.Fold && hedge != lex.Plain {
			v.Hedge = hedge
		}
		switch v.Kind {
		case lex.Share:
			r.shareOrChange(v, last, r.D.Sentences[n])
		case lex.Count, lex.Difference:
			if v.Kind == lex.Count && v.Stated > 0 && v.Stated < 1 && v.Step < 1 && r.D.At(v.Last) == "of" {
				v.Kind, v.Stated, v.Step = lex.Share, 100*v.Stated, 100*v.Step // 0.5 of the offences
				break
			}
			r.countOrDifference(v)
		case lex.Multiple:
			if !r.D.Is(v.Last, lex.Set("a per each every")) || !r.perUnit(v, v.Last) { // twice a day
				r.multiple(v)
			}
		}
		if v.Kind == lex.Change || v.Kind == lex.Share || v.Kind == lex.Multiple {
			last = v
		}
		if v.Kind == lex.Count || v.Kind == lex.Range || v.Kind == lex.Change {
			r.per(v)
		}
	}
	r.rates(n)
}

// shareOrChange decides what a percentage or a fraction is.
func (r *Reader) shareOrChange(v, before *Value, s lex.Sentence) {
	if w := r.D.At(v.First - 1); w == "minus" || w == "plus" || v.Fraction && (w == "down" || w == "up") {
		v.Kind, v.Fall = lex.Change, w == "minus" || w == "down" // minus 17 per cent, down three in ten
		return
	}
	if v.Kind == lex.Share && v.Per > 0 && v.Step == 0 {
		return // one in five
	}
	if o := r.lastBefore(v); o != nil && o.Kind == lex.Difference && v.First-o.Last <= 5 &&
		r.D.Holds(o.Last, v.First, lex.Set("or (")) && r.D.At(v.Last) != "of" {
		v.Kind, v.Fall = lex.Change, o.Fall // 28 extra, or 42 per cent
		return
	}
	if begin := r.HedgeStart(v.First); r.D.Is(begin-1, lex.Set("from to")) && shareOf.Within(r.D, s.First, v.First) {
		return // its share of the total went up from 14% to 19%
	}
	if by := min(r.HedgeStart(v.First), v.First-1); r.movedBy(v, by) {
		w := r.D.At(by - 1)
		v.Kind, v.Fall, v.Neutral = lex.Change, lex.FallWords[w], lex.ChangeNeutral[w]
		return
	}
	after := r.D.At(v.Last)
	if after == "of" && r.D.At(v.Last+1) == "all" {
		return
	}
	if from, to := r.pairAfter(v); from > 0 {
		v.Kind, v.Fall = lex.Change, to < from
		return
	}
	if w, ok := r.changeBeside(v, s); ok {
		v.Kind, v.Fall, v.Neutral = lex.Change, lex.FallWords[w], lex.ChangeNeutral[w]
		return
	}
	if before != nil && before.Kind == lex.Change && after == "of" && r.MentionAt(v.Last+1) {
		v.Kind, v.Fall = lex.Change, before.Fall // smaller than the 21 per cent of the year before
		return
	}
	if after == ":" && r.D.Is(v.Last+1, lex.Set("that")) && r.D.Holds(v.Last, s.Last, lex.Set("far much")) {
		for i := v.Last; i < s.Last; i++ {
			if w := r.D.At(i); lex.RiseWords[w] || lex.FallWords[w] {
				v.Kind, v.Fall = lex.Change, lex.FallWords[w] // 64 per cent: that is how far they have risen
				return
			}
		}
	}
	if after == "of" || after == "were" || after == "involved" || after == "took" {
		return
	}
	if before != nil && before.Kind == lex.Change && !v.Fraction {
		v.Kind, v.Fall = lex.Change, before.Fall
		return
	}
	if from, to := r.fromTo(s.First, v.First); to > 0 && after != "the" {
		v.Kind, v.Fall = lex.Change, to < from // from 220 to 254, which is 15 per cent
		return
	}
	if s.Last-s.First <= 8 && r.D.Is(s.First, lex.Set("it that this")) && v.Sentence > 0 && r.saysChange(v.Sentence-1) &&
		(after == "." || after == "") {
		v.Kind = lex.Change // it is 11 per cent
		return
	}
	if v.Stated > 100 && !v.Fraction {
		v.Kind = lex.Change // no part is more than the whole
		return
	}
	if v.Fraction && v.WordsOnly {
		return
	}
	for i := v.First - 1; i >= s.First; i-- {
		if w := r.D.At(i); lex.ChangeWord(w) && r.D.At(i+1) != "than" {
			v.Kind, v.Fall, v.Neutral = lex.Change, lex.FallWords[w], lex.ChangeNeutral[w]
			return
		}
	}
}

// pairAfter gives the two counts that stand right after a percentage, or zeros: 153 per cent, 19 to 48; 87% (62 to 116).
func (r *Reader) pairAfter(v *Value) (from, to float64) {
	i := v.Last
	if !r.D.Is(i, lex.Set(", (")) {
		return 0, 0
	}
	if i++; r.D.At(i) == "from" {
		i++
	}
	vs := r.ValuesIn(i, i+4)
	if len(vs) != 2 || vs[0].First != i || vs[0].Kind != lex.Count || vs[1].Kind != lex.Count || vs[0].Last != vs[1].First-1 ||
		!r.D.Is(vs[0].Last, lex.Set("to → >")) {
		return 0, 0
	}
	return vs[0].Stated, vs[1].Stated
}

var shareOf = lex.Compile("share|proportion of")

// movedBy reports whether a verb of any kind stands before "by" and a percentage: explodes by 518 per cent. Those of
// who did something, and how much of it, are none: used by 40 per cent of them.
func (r *Reader) movedBy(v *Value, i int) bool {
	by := i
	if r.D.At(by) != "by" {
		by--
	}
	w := r.D.At(by - 1)
	return r.D.At(by) == "by" && by > r.D.Sentences[v.Sentence].First && r.D.At(v.Last) != "of" && len(w) > 2 &&
		r.D.Tokens[by-1].Kind == lex.Word && !lex.FunctionWords[w] && !lex.OffenceNouns[w] && (strings.HasSuffix(w, "s") ||
		strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "ing")) && !doneBy[w]
}

// doneBy are verbs after which "by" tells who did it.
var doneBy = lex.Set("used named cited mentioned recorded logged reported committed represented supplied provided " +
	"shared matched caused followed owned favoured preferred visited supported backed reached viewed experienced " +
	"explained police forces")

func (r *Reader) saysChange(n int) bool {
	for _, v := range r.In(n) {
		if v.Kind == lex.Change {
			return true
		}
	}
	return false
}

// fromTo gives the two numbers of "from N to N" between two tokens, or zeros.
func (r *Reader) fromTo(first, last int) (from, to float64) {
	for _, v := range r.ValuesIn(first, last) {
		if v.Kind != lex.Count || v.Last > last {
			continue
		}
		switch r.D.At(v.First - 1) {
		case "from":
			from = v.Stated
		case "to":
			if from > 0 {
				return from, v.Stated
			}
		}
	}
	return 0, 0
}

// changeBeside looks for a word of change beside a percentage: a rise of 18%,
// rose by almost a third, 3.1 per cent below, up 11%.
func (r *Reader) changeBeside(v *Value, s lex.Sentence) (word string, ok bool) {
	for i := v.Last; i < v.Last+3 && i < s.Last; i++ {
		w := r.D.At(i)
		if w == "of" || w == "," || w == "." || w == "and" || w == "(" || w == "-" || w == "before" ||
			w == "after" || r.D.Tokens[i].Kind == lex.Number {
			break
		}
		if lex.ChangeWord(w) {
			return w, true
		}
	}
	for i := v.First - 1; i >= v.First-7 && i >= s.First; i-- {
		w := r.D.At(i)
		if lex.ChangeWord(w) {
			if w == "up" && r.D.Is(i-1, lex.Set("made makes make making")) {
				return "", false
			}
			if (w == "more" || w == "less" || w == "fewer" || w == "above" || w == "below" || w == "lower" ||
				w == "higher" || w == "over") && r.D.At(i+1) == "than" {
				continue // a hedge
			}
			if (w == "above" || w == "below") && i >= v.First-2 {
				continue
			}
			if w == "up" && r.D.At(i+1) == "to" || w == "more" || w == "less" {
				continue
			}
			return w, true
		}
		if w == "," || w == ";" || w == ")" || w == "(" && i < v.First-1 || r.D.Tokens[i].Kind == lex.Number ||
			r.valueEndsAt(i+1, v) {
			break
		}
	}
	return "", false
}

func (r *Reader) valueEndsAt(i int, not *Value) bool {
	for _, v := range r.ValuesIn(i-Longest, i) {
		if v != not && v.Last == i {
			return true
		}
	}
	return false
}

var differenceAfter = lex.Set("more fewer less higher lower additional extra up down")

// countOrDifference tells five fewer than from five.
func (r *Reader) countOrDifference(v *Value) {
	w := r.D.At(v.Last)
	if r.D.Is(v.Last, lex.Set("above below")) && r.D.Is(v.Last+1, lex.Set("that the those its this last")) {
		v.Kind, v.Fall = lex.Difference, w == "below" // 30 below the 83 of 2023/24
		return
	}
	if differenceAfter[w] || lex.OffenceNouns[w] && differenceAfter[r.D.At(v.Last+1)] {
		down := w == "fewer" || w == "less" || w == "lower" || w == "down" || r.D.At(v.Last+1) == "fewer"
		if (w == "up" || w == "down") && r.D.Is(v.Last+1, lex.Set("from on compared to")) &&
			!(r.D.At(v.Last+1) == "on" && r.MentionAt(v.Last+2) && len(r.ValuesIn(v.Last+2, v.Last+3)) == 0 &&
				r.D.Is(v.First-1, lex.Set(", a only just was is 's were"))) {
			return
		}
		if w == "more" || w == "fewer" || w == "less" {
			if !r.comparison(v) {
				return
			}
		}
		v.Kind, v.Fall = lex.Difference, down
		return
	}
	if r.D.Is(v.First-1, lex.Set("another further")) && r.D.Is(v.First-2, lex.Set("added adding adds put gained")) {
		v.Kind = lex.Difference
		return
	}
	if (w == "or" || w == "," && r.D.At(v.Last+1) == "or") && r.changeAfter(v) {
		return // 34 or 15.5 per cent up
	}
	if r.changeWas(v) {
		return
	}
	if w == "short" && r.D.At(v.Last+1) == "of" {
		v.Kind, v.Fall = lex.Difference, true // three short of the 224 of the year before
		return
	}
	begin := r.HedgeStart(v.First)
	if r.D.At(begin-1) == "or" && r.changeEndsAt(begin) {
		v.Kind = lex.Difference
		return
	}
	if by := max(begin, v.First-3); r.stepBy(v, by) {
		return
	}
	if w := r.D.At(v.First - 1); (w == "up" || w == "down") && !r.D.Is(v.First-2,
		lex.Set("made makes make making took takes")) ||
		r.stepTo(v) {
		v.Kind, v.Fall = lex.Difference, lex.FallWords[w]
		return
	}
	for i := v.First - 1; i >= v.First-5 && i >= 0; i-- {
		w := r.D.At(i)
		if (w == "of" || w == "by") && r.changeNounBefore(i, v) {
			return
		}
		if w == "by" && r.D.Is(i-1, lex.Set("only just")) { // fell, if only by 23
			for k := i - 2; k > i-7 && k >= 0; k-- {
				if r.changeNounBefore(k+1, v) {
					return
				}
			}
		}
		if w == "than" || w == "just" || w == "only" || w == "over" || w == "almost" || w == "nearly" ||
			w == "more" || w == "about" || w == "around" || w == "a" || w == "some" || w == "roughly" {
			continue
		}
		return
	}
}

// changeAfter makes a number a difference where a percentage that is one comes after it: 34 or 15.5 per cent up.
func (r *Reader) changeAfter(v *Value) bool {
	vs := r.ValuesIn(v.Last+1, v.Last+4)
	if len(vs) == 0 || vs[0].Kind != lex.Share && vs[0].Kind != lex.Change {
		return false
	}
	w := r.D.At(vs[0].Last)
	if w == "," {
		w = r.D.At(vs[0].Last + 1) // 15, or 17 per cent, below
	}
	if !lex.RiseWords[w] && !lex.FallWords[w] {
		return false
	}
	v.Kind, v.Fall, v.Neutral = lex.Difference, lex.FallWords[w], lex.ChangeNeutral[w]
	return true
}

// changeWas makes a number a difference that is said to be a rise or a fall: the latest increase was 44, or 18 per cent.
func (r *Reader) changeWas(v *Value) bool {
	begin := r.HedgeStart(v.First)
	w := r.D.At(begin - 2)
	if !r.D.Is(begin-1, lex.Set("was is")) || !lex.Set("increase rise fall drop decrease reduction growth decline difference")[w] ||
		r.D.OffenceAfter(v.Last, 2) > 0 && w != "increase" && w != "rise" && w != "fall" {
		return false
	}
	v.Kind, v.Fall, v.Neutral = lex.Difference, lex.FallWords[w], lex.ChangeNeutral[w]
	return true
}

// stepBy makes a number between by and to a difference: fell by 51 to 300, but in Kent they rose, by 44 to 289. What
// rises or falls may stand in the clause before.
func (r *Reader) stepBy(v *Value, begin int) bool {
	by := begin - 1
	for by > v.First-5 && r.D.Is(by, lex.Set("a whopping staggering mere just only")) {
		by--
	}
	to := v.Last
	if r.D.At(to) == "," {
		to++
	}
	ends := r.ValuesIn(to+1, to+2)
	if by < 0 || r.D.At(by) != "by" && r.D.At(by+1) != "by" || r.D.At(to) != "to" || len(ends) != 1 ||
		ends[0].Kind != lex.Count {
		return false
	}
	for i := by; i >= r.D.Sentences[v.Sentence].First; i-- {
		if w := r.D.At(i); lex.RiseWords[w] || lex.FallWords[w] {
			v.Kind, v.Fall = lex.Difference, lex.FallWords[w]
			return true
		}
	}
	return false
}

// stepTo reports whether a number is the step of a change whose end comes after it: slipped 100 to 7,140.
func (r *Reader) stepTo(v *Value) bool {
	w := r.D.At(v.First - 1)
	if !lex.RiseWords[w] && !lex.FallWords[w] || r.D.At(v.Last) != "to" || w == "more" || w == "less" || w == "fewer" {
		return false
	}
	ends := r.ValuesIn(v.Last+1, v.Last+2)
	return len(ends) == 1 && ends[0].Kind == lex.Count && !r.D.Is(ends[0].Last, lex.Set("% per percent times"))
}

// changeEndsAt reports whether a change ends with "or" before token i: by 59 per cent, or 50 offences.
func (r *Reader) changeEndsAt(i int) bool {
	for _, v := range r.ValuesIn(i-Longest, i) {
		if v.Kind == lex.Change && (v.Last == i-1 || v.Last == i-2 && r.D.At(i-2) == ",") {
			return true
		}
	}
	return false
}

// changeNounBefore makes the value a difference where a rise of, or rose by, stands at i.
func (r *Reader) changeNounBefore(i int, v *Value) bool {
	w := r.D.At(i - 1)
	if w == "," && r.D.At(i) == "by" {
		w = r.D.At(i - 2) // it went down, by 60
		if r.D.Is(i-2, lex.Set("again too slightly once")) {
			w = r.D.At(i - 3) // they were up again, by three
		}
	}
	if !lex.ChangeWord(w) || w == "difference" || w == "more" || w == "less" || w == "above" || w == "below" ||
		w == "up" && r.D.Is(i-2, lex.Set("made makes make making")) {
		return false // made up of 40
	}
	v.Kind, v.Fall, v.Neutral = lex.Difference, lex.FallWords[w], lex.ChangeNeutral[w]
	return true
}

// comparison reports whether "than", "on" or a period before comes after "94 more".
func (r *Reader) comparison(v *Value) bool {
	if first := r.D.Sentences[v.Sentence].First; v.First <= first+3 && r.D.Is(first, lex.Set("that this")) {
		return true // that is 467 more
	}
	if ends := r.D.Is(v.Last+1, lex.Set(". , ; or (")); ends && r.D.Is(v.First-1, lex.Set("is was 's")) &&
		r.D.Is(v.First-2, lex.Set("it change difference rise increase fall gap")) {
		return true // it's 16 more, or 8 per cent; the change is one fewer
	}
	if r.D.Is(v.First-1, lex.Set("is was")) && r.D.Is(v.First-2, lex.Set("that this which")) {
		return true // 254, compared with 220; that is 34 more
	}
	if r.D.At(v.First-1) == "(" && r.D.At(v.Last+1) == ")" {
		return true
	}
	if r.D.At(v.Last+1) == "," && len(r.ValuesIn(v.Last+2, v.Last+3)) > 0 &&
		r.D.Is(v.First-1, lex.Set("had has with saw recorded")) {
		return true // had one fewer, 173
	}
	if r.D.At(v.First-1) == "," && r.D.Is(v.Last+1, lex.Set(". ;")) && len(r.ValuesIn(v.First-3, v.First-1)) > 0 {
		return true // the pair had 142, 28 more
	}
	if r.D.At(v.First-1) == "," && r.D.Is(v.Last+1, lex.Set(". ;")) && r.MentionWithin(v.First-4, 3) {
		return true // 39 in 2019-20 and 54 in 2020-21, 15 more
	}
	if r.D.Is(v.Last+1, lex.Set("at with")) && len(r.ValuesIn(v.Last+2, v.Last+3)) > 0 {
		return true // noted six fewer at 37
	}
	for i := v.Last + 1; i < v.Last+6 && i < len(r.D.Tokens); i++ {
		w := r.D.At(i)
		if w == "than" || w == "compared" || w == "on" {
			return true
		}
		if lex.ClauseEnds[w] || w == "," && i == v.Last+1 {
			break
		}
	}
	noun := r.D.OffenceAfter(v.Last+1, 3)
	for i := noun + 1; noun > 0 && i < noun+9 && !lex.ClauseEnds[r.D.At(i)]; i++ {
		if r.D.At(i) == "than" {
			return true // 340 more grooming offences in 2025 than in the year before
		}
	}
	return false
}

func (r *Reader) multiple(v *Value) {
	if v.WordsOnly && r.D.At(v.Last) == "digit" {
		v.Role, v.Why = lex.Other, "no quantity"
	}
}

// noun finds what a number counts.
func (r *Reader) noun(v *Value) {
	if v.Kind == lex.Change && lex.ChangeWord(r.D.At(v.Last)) && r.D.Is(v.Last+1, lex.Set("in of")) {
		if kind, at := r.nounAfter(v.Last + 2); kind == otherNoun && peopleNouns[r.D.At(at)] ||
			kind == partNoun && r.D.At(at+1) == "who" {
			v.NounAt, v.Role, v.Why = at, lex.Other, "counts "+r.D.At(at) // a 64% increase in people making contact
			return
		}
	}
	i := v.Last
	if v.Kind == lex.Share || v.Kind == lex.Change {
		if r.D.At(i) == "of" {
			i++
		} else if v.Kind == lex.Change {
			v.NounAt = -1
			return
		}
	}
	kind, at := r.nounAfter(i)
	v.NounAt = at
	if at >= 0 {
		v.Noun = r.D.Words(i, at+1)
	}
	switch kind {
	case partNoun:
		if r.D.Is(at+1, lex.Set("who")) && v.Kind == lex.Count {
			v.Role, v.Why = lex.Other, "counts "+r.D.At(at)
			return
		}
		v.Subject = lex.Breakdown
	case otherNoun:
		v.Role, v.Why = lex.Other, "counts "+r.D.At(at)
	}
}

// nounAfter scans the noun phrase that begins at token i.
func (r *Reader) nounAfter(i int) (nounKind, int) {
	d, unknown := r.D, -1
	if s := d.Sentences[d.SentenceOf(max(0, i-1))]; d.At(i) == ":" && i-2 <= s.First {
		i++ // 6,673: offences recorded in the year to March
	}
	for j := i; j < i+6 && j < len(d.Tokens); j++ {
		if end := r.plainAt(j); end > j && j < i+2 {
			i, j = end, end-1
			continue // 1,900 Year 6 pupils
		}
		t := d.Tokens[j]
		local := d.Is(j, lex.Set("region county force country nation")) && d.At(j+1) == "'s" // 266 of the region's 357
		if local && d.At(j-1) == "the" {
			continue
		}
		if as := r.AreasIn(j, j+1); len(as) > 0 && j > i && as[0].Kind <= lex.KingdomArea {
			j = as[0].Last - 1
			continue // 54% of the Welsh total
		}
		if t.Text == "'s" {
			continue // 39 per cent of the South East's 980
		}
		if t.Kind != lex.Word || t.Line || r.MentionAt(j) {
			break
		}
		w := t.Text
		if len(w) == 1 {
			break // n/a
		}
		switch {
		case lex.OffenceNouns[w] &&
			d.Is(j+1, lex.Set("files file studies study workers worker law conference conferences load loads")):
			return otherNoun, j + 1
		case lex.OffenceNouns[w], d.At(j-1) == "grooming" && d.Is(j, lex.Set("files entries logs complaints matters counts")):
			return offenceNoun, j
		case lex.PartNouns[w] && unknown < 0 && !lex.OffenceNouns[d.At(j+1)]:
			return partNoun, j
		case w == "of" && d.Is(j+1, lex.Set("these those them")) && d.OffenceAfter(j+2, 2) == 0:
			return bare, -1 // 19 of these concerned older offences
		case j == i && w == "the" && d.Tokens[max(0, j-1)].Kind == lex.Number && d.Holds(j+1, j+5, countedWords),
			j == i && d.Is(j, lex.Set("excluded included omitted covered")):
			return bare, -1 // the 1,156 the Home Office counted; whose 1,156 excluded messages
		case lex.Modifiers[w], possessives[w] && d.At(j-1) == "of": // 83 of its primary schools
			continue
		case lex.FunctionWords[w]:
			j = len(d.Tokens)
		case strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "ly") || strings.HasSuffix(w, "ing"):
			continue
		case unknown < 0:
			unknown = j
		case lex.PartNouns[w]:
			return partNoun, j
		}
	}
	if unknown >= 0 {
		return otherNoun, unknown
	}
	return bare, -1
}

// countedWords tell who counted a number before them: the 1,156 the Home Office counted.
var countedWords = lex.Set("counted recorded logged published gave gives")

// plainAt gives the end of an age or a reference that begins at token i, or 0.
func (r *Reader) plainAt(i int) int {
	for _, p := range r.PlainIn(i, i+1) {
		if p.Role == lex.Age || p.Role == lex.Reference {
			return p.Last
		}
	}
	return 0
}
