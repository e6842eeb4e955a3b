package statements

import "slices"

// attach gives every claim its area and its period, sentence by sentence.
func (r *reader) attach() {
	for n := range r.d.sentences {
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
	var out []*value
	for _, v := range r.in(n) {
		if v.role == Claim && v.kind != StartDate {
			out = append(out, v)
		}
	}
	return out
}

// periodsOf lists the periods of a sentence that a number may be of.
func (r *reader) periodsOf(n int) []*mention {
	s := r.d.sentences[n]
	var out []*mention
	for _, m := range r.mentions {
		if m.first >= s.first && m.first < s.last && m.relation != dateOnly && (!r.isStart(m) || m.since) {
			out = append(out, m)
		}
	}
	return out
}

func (r *reader) areasOf(n int) []*areaMention {
	s := r.d.sentences[n]
	var out []*areaMention
	for _, a := range r.areaList {
		if a.first >= s.first && a.first < s.last && a.kind != foreignArea {
			out = append(out, a)
		}
	}
	return out
}

// isCount reports whether a value is a number of offences, on which changes rest.
func (v *value) isCount() bool { return v.kind == Count }

var baseWords = []*pattern{
	compile("(up|down|rising|falling|rise|increase|jump|drop|fall|increased|rose|fell|risen|fallen|grown|grew|jumped|leapt|soared|climbed|dropped|growing|jumping|leaping|soaring|surged|rocketed|spiked|decrease|reduction|surge|rocketing|climbing|dropping|leap) (from|on) (just|only|about|around|the|a|some|total|of|fewer|less|more|than|over|under|nearly|almost|those|roughly)? (total|low|of|than)? (of)?"),
	compile("(compared|comparison|compares) (with|to) (just|only|about|around|the|a|some|nearly|almost|more|over)? (total|of|than)? (of)?"),
	compile("(against|versus|vs|than) (just|only|about|around|the|a|some|nearly|almost|more|over)? (total)? (of)?"),
	compile("from (just|only|about|around|the|a|some|nearly|almost|more|over|fewer|under|less)? (than|total)? (of)?"),
	compile("(times|double|treble|triple|twice|on|of) (the)"),
	compile("(where|when|where as) (there)? (were|was|had|it|they)? (been)? (just|only|recorded|were|was)?"),
	compile("up on (the)?"), compile("down on (the)?"), compile("(instead|rather) (of|than)"),
}

// pairBases finds the counts that are the base of a comparison, and of which count.
func (r *reader) pairBases(n int, vs []*value) {
	for i, v := range vs {
		if !v.isCount() {
			continue
		}
		begin := r.hedgeStart(v.first)
		if i > 0 && !vs[i-1].onePeriod() && r.d.at(begin-1) == "on" && vs[i-1].last == begin-1 {
			r.setBase(vs, i, false) // a fall of a half on 317
		}
		for from := begin - 1; from >= begin-6 && from >= r.d.sentences[n].first; from-- {
			for k, p := range baseWords {
				if k == 5 || !p.spans(r.d, from, begin) && !p.spans(r.d, from, v.first) {
					continue
				}
				if !(v.isBase && v.base > r.index(v)) {
					r.setBase(vs, i, k == 3 || r.d.at(r.hedgeStart(v.first)-1) == "from")
				}
			}
		}
	}
}

func (r *reader) hedgeStart(i int) int {
	_, begin := r.d.hedgeBefore(i)
	return begin
}

// setBase makes vs[i] a base. "From 15 to 150" names the later count after it; the
// other forms before it.
func (r *reader) setBase(vs []*value, i int, from bool) {
	v := vs[i]
	if from {
		for j := i + 1; j < len(vs) && j <= i+2; j++ {
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
	for j := r.index(v) - 1; j >= 0; j-- {
		o := r.values[j]
		if o.role == Claim && o.isCount() && !o.isBase && v.sentence-o.sentence <= 2 {
			v.base = j
			return
		}
	}
}

func (r *reader) toBefore(v *value) bool {
	begin := r.hedgeStart(v.first)
	for i := begin - 1; i >= begin-3 && i >= 0; i-- {
		if w := r.d.at(i); w == "to" || w == "and" && i == begin-1 {
			return true
		}
	}
	return false
}

func (r *reader) index(v *value) int { return slices.Index(r.values, v) }

// place is a run of tokens that a matching puts in order.
type place struct{ first, last int }

// matching pairs values with mentions in the order of the text, at least cost. The cost
// of a pair grows with the words, marks and other numbers between them.
func matching(values, mentions []place, cost func(i, j int) float64, skipValue, skipMention float64) []int {
	n, m := len(values), len(mentions)
	best := make([][]float64, n+1)
	for i := range best {
		best[i] = make([]float64, m+1)
		for j := range best[i] {
			switch {
			case i == 0:
				best[i][j] = float64(j) * skipMention
			case j == 0:
				best[i][j] = float64(i) * skipValue
			default:
				best[i][j] = min(best[i-1][j]+skipValue, best[i][j-1]+skipMention, best[i-1][j-1]+cost(i-1, j-1))
			}
		}
	}
	out := make([]int, n)
	for i := range out {
		out[i] = -1
	}
	for i, j := n, m; i > 0 && j > 0; {
		switch best[i][j] {
		case best[i-1][j-1] + cost(i-1, j-1):
			i, j = i-1, j-1
			out[i] = j
		case best[i-1][j] + skipValue:
			i--
		default:
			j--
		}
	}
	return out
}

// gap is the cost of the tokens from i to before j.
func (r *reader) gap(i, j int) float64 {
	c := 0.0
	for ; i < j; i++ {
		switch w := r.d.at(i); w {
		case ",":
			c += 0.7
		case ";":
			c += 1.3
		case ":":
			c += 0.2
		case "-":
			c += 0.8
		case "(", ")":
			c += 0.5
		case "and":
			c += 0.35
		case "but", "while", "whereas", "although":
			c += 1.1
		case "compared", "against", "versus", "than", "up", "down", "followed":
			c += 0.7
		default:
			c += 0.12
		}
	}
	return c
}

// between is the cost of pairing a value with a mention.
func (r *reader) between(v, m place, others []place) float64 {
	c := 0.0
	lo, hi := v.last, m.first
	if m.first < v.first {
		lo, hi = m.last, v.first
		if hi > lo && r.d.at(hi-1) == ":" || hi > lo && r.d.at(lo) == ":" {
			c -= 0.1
		}
		if r.d.at(lo) == "," {
			c -= 0.45 // In 2016/17, the force
		}
	} else if prepositions[r.d.at(m.first-1)] || prepositions[r.d.at(m.first)] {
		c -= 0.3
	}
	c += r.gap(lo, hi)
	for _, o := range others {
		if o.first >= lo && o.last <= hi {
			c += 1.1
		}
	}
	return c
}

var prepositions = set("in during for of between from by since over throughout across to at")

// attachPeriods pairs the counts of a sentence with its periods.
func (r *reader) attachPeriods(vs []*value, ms []*mention) {
	for _, v := range vs {
		if v.cell != nil && len(v.cell.periods) > 0 {
			v.period = v.cell.periods[len(v.cell.periods)-1]
			if len(v.cell.periods) > 1 && v.cell.periods[0].relation == absolute {
				v.period = v.cell.periods[0]
			}
		}
	}
	r.bracketPairs(vs)
	defer r.thenYear(vs)
	r.inBrackets(vs, ms)
	r.ofPeriod(vs, ms)
	r.baseMentions(vs, ms)
	r.twoEnds(vs, ms)
	r.changesOfTheDay(vs, ms)
	if r.lists(vs, ms) {
		return
	}
	var counts []*value
	for _, v := range vs {
		if v.period == nil && (v.kind != Change && v.kind != Multiple && v.kind != EachYear) && !r.partOf(v) {
			counts = append(counts, v)
		}
	}
	var free []*mention
	for _, m := range ms {
		if !r.taken(m, vs) && m.relation != overYears {
			free = append(free, m)
		}
	}
	r.pairUp(counts, free, 2.2, 1.0)
	var changes, left []*value
	for _, v := range vs {
		if v.period == nil && (v.kind == Change || v.kind == Multiple || v.kind == EachYear) {
			changes = append(changes, v)
		}
	}
	var rest []*mention
	for _, m := range ms {
		if !r.taken(m, vs) {
			rest = append(rest, m)
		}
	}
	r.pairUp(changes, rest, 2.4, 0.8)
	for _, v := range counts {
		if v.period == nil && !v.isBase && !r.hasFrom(v, vs) {
			left = append(left, v)
		}
	}
	rest = slices.DeleteFunc(rest, func(m *mention) bool { return r.taken(m, vs) })
	r.pairUp(left, rest, 2.2, 1.0)
}

// changesOfTheDay gives "by 59% in the last year" its period, where a count of the sentence has a named one.
func (r *reader) changesOfTheDay(vs []*value, ms []*mention) {
	named := slices.ContainsFunc(ms, func(m *mention) bool { return m.relation == absolute && m.guess == "" && !m.base && !m.since })
	for _, v := range vs {
		for _, m := range ms {
			if named && (v.kind == Change || v.kind == Multiple) && v.period == nil && v.earlier == nil && m.guess == byDate && m.first == v.last {
				v.period = m
			}
		}
	}
}

// thenYear gives the number of "to 320 in 2021/22, then fell back to 260" the year after.
func (r *reader) thenYear(vs []*value) {
	for i := 1; i < len(vs); i++ {
		v, before := vs[i], vs[i-1]
		if v.period != nil || !v.isCount() || !before.isCount() || before.period == nil || before.period.relation != absolute || len(before.period.spans) == 0 || before.period.spans[0].Months() != 12 {
			continue
		}
		if r.d.holds(before.last, v.first, set("then before")) && r.d.holds(before.last, v.first, set("to")) && v.first-before.last < 12 {
			v.period = &mention{first: before.period.first, last: before.period.last, spans: []Span{before.period.spans[0].shift(12)}, guess: "the year after the one before it is taken"}
		}
	}
}

// bracketPairs makes the first count of "293 (2023/24) to 347 (2024/25)" the base of the second.
func (r *reader) bracketPairs(vs []*value) {
	for i := 0; i+1 < len(vs); i++ {
		a, b := vs[i], vs[i+1]
		if a.isCount() && b.isCount() && a.cell == nil && r.d.at(a.last) == "(" && r.d.at(b.first-1) == "to" && r.d.at(b.first-2) == ")" && r.mentionAt(a.last+1) {
			a.isBase, a.base = true, r.index(b)
		}
	}
}

// inBrackets gives the count in "17 (14 in 2015-16)" the period beside it, and makes it
// the base of the count before the bracket.
func (r *reader) inBrackets(vs []*value, ms []*mention) {
	for i, v := range vs {
		if i == 0 || !v.isCount() || !vs[i-1].isCount() || v.cell != nil || !r.bracketOpens(vs[i-1].last, v.first) {
			continue
		}
		if r.d.is(v.first-1, set("was were previously formerly from")) && r.d.at(v.last) == ")" {
			v.isBase, v.base = true, r.index(vs[i-1])
		}
		for _, m := range ms {
			if m.first >= v.last && m.first <= v.last+2 && r.d.at(m.last) == ")" {
				v.period, v.isBase, v.base = m, true, r.index(vs[i-1])
			}
		}
	}
}

// ofPeriod reads calendar 2024's 284, and the 194 of 2017/18.
func (r *reader) ofPeriod(vs []*value, ms []*mention) {
	for _, m := range ms {
		for _, v := range vs {
			if v.isCount() && v.period == nil && m.last <= v.first && v.first <= m.last+1 && (r.d.at(m.last) == "'s" && v.first == m.last+1 || r.d.at(m.last-1) == "'s" && v.first == m.last) {
				v.period = m
				v.isBase = v.isBase || m.base
			}
		}
	}
}

// bracketOpens reports whether a bracket stands between two tokens with at most two
// words of a hedge after it.
func (r *reader) bracketOpens(from, to int) bool {
	for i := from; i < to && i < from+3; i++ {
		if r.d.at(i) == "(" {
			return to-i <= 3
		}
	}
	return false
}

// partOf reports whether a count is said to be a part of one in a sentence before: 121 of these.
func (r *reader) partOf(v *value) bool {
	return v.isCount() && v.sentence > 0 && !r.mentionWithin(v.last+2, 4) && r.d.at(v.last) == "of" && r.d.is(v.last+1, set("these those them that which")) && len(r.claims(v.sentence)) > 0 && r.claims(v.sentence)[0] == v
}

// mentionWithin reports whether a period begins within n tokens from i.
func (r *reader) mentionWithin(i, n int) bool {
	for j := i; j < i+n; j++ {
		if r.mentionAt(j) {
			return true
		}
	}
	return false
}

// hasFrom reports whether a count is the end of "from 13 to 164".
func (r *reader) hasFrom(v *value, vs []*value) bool {
	for _, o := range vs {
		if o.isBase && o.base == r.index(v) && o.first < v.first {
			return true
		}
	}
	return false
}

func (r *reader) pairUp(vs []*value, ms []*mention, skipValue, skipMention float64) {
	if len(vs) == 0 || len(ms) == 0 {
		return
	}
	var vp, mp []place
	for _, v := range vs {
		vp = append(vp, place{v.first, v.last})
	}
	for _, m := range ms {
		mp = append(mp, place{m.first, m.last})
	}
	for i, j := range matching(vp, mp, func(i, j int) float64 {
		c := r.between(vp[i], mp[j], append(slices.Clone(vp), mp...))
		if vs[i].isBase && mp[j].last < vp[i].first-1 {
			c += 1.5 // a period before "from 209 to 224" is that of the later count
		}
		return c
	}, skipValue, skipMention) {
		if j >= 0 {
			vs[i].period = ms[j]
		}
	}
}

// twoEnds gives "from 61 to 95 between 2018/19 and 2019/20" each its year.
func (r *reader) twoEnds(vs []*value, ms []*mention) {
	if len(ms) == 0 && len(vs) > 0 && vs[0].sentence > 0 {
		ms = r.periodsOf(vs[0].sentence - 1)
	}
	if len(ms) == 0 && r.given != nil && len(r.given.mentions) == 2 {
		a, b := r.given.mentions[0], r.given.mentions[1]
		if a.relation == absolute && b.relation == absolute && len(a.spans) > 0 && len(b.spans) > 0 && a.spans[0].From < b.spans[0].From && len(vs) > 0 {
			ms = []*mention{{first: vs[0].first, last: vs[0].first, ends: []Span{a.spans[0], b.spans[0]}, spans: b.spans}}
		}
	}
	for _, m := range ms {
		if len(m.ends) != 2 {
			continue
		}
		for _, e := range vs {
			if !e.isBase || e.base < 0 || e.period != nil {
				continue
			}
			l := r.values[e.base]
			if l.sentence == e.sentence && l.period == nil && e.first < l.first && r.d.holds(e.last, l.first, set("to and")) {
				e.period, l.period = &mention{first: m.first, last: m.last, spans: m.ends[:1]}, &mention{first: m.first, last: m.last, spans: m.ends[1:]}
			}
		}
	}
}

func (r *reader) taken(m *mention, vs []*value) bool {
	for _, v := range vs {
		if v.period == m || v.earlier == m {
			return true
		}
	}
	return false
}

// baseMentions gives the changes of a sentence the periods that are their base:
// a rise of 20% on the previous year.
func (r *reader) baseMentions(vs []*value, ms []*mention) {
	for _, m := range ms {
		if m.since {
			r.sinceMention(m, vs)
			continue
		}
		if !m.base {
			continue
		}
		var best *value
		for _, v := range vs {
			if v.kind != Change && v.kind != Multiple && v.kind != Difference {
				continue
			}
			if v.last <= m.first && r.countsBetween(v.last, m.first, vs) == 0 {
				best = v
			}
			if best == nil && v.first >= m.last && r.countsBetween(m.last, v.first, vs) == 0 {
				best = v
			}
		}
		if best != nil && best.earlier == nil {
			best.earlier = m
			r.baseCount(m, vs)
		}
	}
}

// sinceMention gives a change before it its "since", and a count after it the year that
// it begins with: tenfold since 2016/17, when there were four.
func (r *reader) sinceMention(m *mention, vs []*value) {
	if len(m.ends) == 0 {
		return
	}
	for _, v := range vs {
		if v.onePeriod() || v.kind == Difference || v.last > m.first || r.countsBetween(v.last, m.first, vs) > 0 || v.period != nil {
			continue
		}
		v.period = m
		for _, o := range vs {
			if o.isCount() && o.first >= m.last && o.first <= m.last+10 && o.period == nil && r.d.holds(m.last, o.first, set("when where (")) {
				o.period, o.isBase = &mention{first: m.first, last: m.last, spans: m.ends}, true
			}
		}
		return
	}
}

// baseCount gives the period also to the count that follows it: on the same quarter
// of 2024, when there were 1,765; of the year before (117).
func (r *reader) baseCount(m *mention, vs []*value) {
	for _, v := range vs {
		if v.isCount() && v.first >= m.last && v.first <= m.last+6 && v.period == nil {
			if w := r.d.at(m.last); w == "(" || w == "," && (r.d.at(m.last+1) == "when" || r.d.at(m.last+1) == "where") || w == "when" || w == "figure" || w == "total" || w == "level" {
				v.period, v.isBase = m, true
			}
			return
		}
	}
}

func (r *reader) countsBetween(from, to int, vs []*value) int {
	n := 0
	for _, v := range vs {
		if v.isCount() && v.first >= from && v.last <= to {
			n++
		}
	}
	return n
}

// lists pairs a run of numbers with a run of periods, or with a period of as many
// years or quarters: 24, 42 and 211 in 2015/16, 2016/17 and 2017/18.
func (r *reader) lists(vs []*value, ms []*mention) bool {
	runs := r.countRuns(vs)
	mruns := r.mentionRuns(ms)
	done := false
	for _, run := range runs {
		r.chain(run, vs, ms)
	}
	for _, run := range runs {
		r.oneForAll(run, ms)
		if r.afterRun(run, ms) || r.sameRun(run, ms) {
			done = true
			continue
		}
		if len(ms) == 0 && len(run) >= 3 {
			r.guessRun(run)
			continue
		}
		if run[0].period != nil && run[0].cell == nil || r.onwards(run, vs, ms) {
			continue
		}
		for _, mrun := range mruns {
			if len(mrun) == len(run) && len(run) >= 2 && (len(run) > 2 || len(mruns) == 1 && len(runs) == 1) {
				for i := range run {
					run[i].period = mrun[i]
					run[i].run, run[i].runAt = len(run), i+1
				}
				done = true
			}
		}
		if done || len(run) < 3 {
			continue
		}
		for _, m := range ms {
			if parts := r.parts(m, len(run)); parts != nil {
				for i := range run {
					run[i].period = &mention{first: m.first, last: m.last, spans: []Span{parts[i]}, guess: partsNote + r.d.words(m.first, m.last)}
					run[i].run, run[i].runAt = len(run), i+1
				}
				done = true
				break
			}
		}
	}
	return done && len(runs) == 1 && len(runs[0]) == len(vs)
}

// onwards reads two in 2014/15, four, then seven: the years go on from the last one named.
func (r *reader) onwards(run, vs []*value, ms []*mention) bool {
	if !r.d.holds(run[0].first, run[len(run)-1].first, set("then")) {
		return false
	}
	var last *mention
	for _, m := range ms {
		switch {
		case m.last <= run[0].first && r.d.at(m.last) == "," && m.last >= run[0].first-3 && m.relation == absolute && len(m.spans) > 0 && m.spans[0].Months() == 12:
			last = m
		case m.first >= run[0].first && m.first < run[len(run)-1].last+3:
			return false
		}
	}
	before := r.index(run[0]) - 1
	if last == nil || before < 0 || r.values[before].last > last.first || !r.values[before].isCount() {
		return false
	}
	r.values[before].period = last
	for i, v := range run {
		v.isBase, v.period = false, &mention{first: last.first, last: last.last, spans: []Span{last.spans[0].shift(12 * (i + 1))}, guess: "the years are counted on from " + r.d.words(last.first, last.last)}
	}
	return true
}

// partsNote begins the note of numbers that are read as those of the parts of a period.
const partsNote = "the numbers are read as those of the parts of "

// chain reads a run that "from" leads up to: from 51 in 2021/22 to 60, 78 and then 89
// in 2024/25.
func (r *reader) chain(run, vs []*value, ms []*mention) {
	base := slices.IndexFunc(vs, func(v *value) bool {
		return v.isBase && v.base >= 0 && r.values[v.base] == run[0] && v.first < run[0].first
	})
	if base < 0 {
		return
	}
	var start, end *mention
	for _, m := range ms {
		switch {
		case m.relation != absolute || len(m.spans) == 0 || m.spans[0].Months() > 12:
		case m.first >= vs[base].last && m.last <= run[0].first || m.last <= vs[base].first && start == nil:
			start = m
		case m.first >= run[len(run)-1].last && end == nil:
			end = m
		}
	}
	if start == nil || end != nil && int(end.spans[0].From-start.spans[0].From) != 12*len(run) {
		return
	}
	vs[base].period = start
	for i, v := range run {
		v.isBase = false
		v.period = &mention{first: start.first, last: start.last, spans: []Span{start.spans[0].shift(12 * (i + 1))}, guess: ""}
	}
	if end != nil {
		run[len(run)-1].period = end
	}
}

// sameRun gives a run of numbers without periods those of the sentence before, if
// it has as many: in Thames Valley the figures were 128, 78 and 90 respectively.
func (r *reader) sameRun(run []*value, ms []*mention) bool {
	n := run[0].sentence
	s := r.d.sentences[n]
	if len(ms) > 0 || n == 0 {
		return false
	}
	if r.d.holds(s.first, s.last, set("numbers figures totals counts equivalents respectively")) {
		var years []*mention
		for _, m := range r.periodsOf(n - 1) {
			if m.relation == absolute && !m.since && len(m.ends) == 0 {
				years = append(years, m)
			}
		}
		if len(years) == len(run) {
			for i, v := range run {
				v.period, v.isBase = years[i], false
			}
			return true
		}
	}
	if len(run) < 3 && !r.d.holds(s.first, s.last, set("respectively")) {
		return false
	}
	var before []*value
	for _, v := range r.claims(n - 1) {
		if v.isCount() && v.period != nil {
			before = append(before, v)
		}
	}
	if len(before) != len(run) {
		return false
	}
	for i, v := range run {
		v.period, v.isBase = before[i].period, false
	}
	return true
}

// oneForAll gives each number of a run the period that follows it, where the sentence names
// as many areas: 209, 81 and 77 a year earlier.
func (r *reader) oneForAll(run []*value, ms []*mention) {
	end := run[len(run)-1].last
	if r.d.offenceAfter(end, 3) > 0 {
		end = r.d.offenceAfter(end, 3) + 1
	}
	areas := 0
	for _, a := range r.areasOf(run[0].sentence) {
		if a.first < run[0].first && (a.kind == forceArea || a.kind == placeArea || a.kind == regionArea) {
			areas++
		}
	}
	if len(run) < 2 || areas != len(run) {
		return
	}
	for _, m := range ms {
		if m.first >= end && m.first <= end+1 && m.relation != overYears && len(m.ends) == 0 {
			for _, v := range run {
				v.period, v.isBase = m, v.isBase && m.base
			}
			return
		}
	}
}

// afterRun reads 43, 37 and 30 in the following three years.
func (r *reader) afterRun(run []*value, ms []*mention) bool {
	for _, m := range ms {
		if m.relation != yearAfter || m.n != len(run) || m.first < run[len(run)-1].first {
			continue
		}
		for i, v := range run {
			v.period, v.isBase = &mention{first: m.first, last: m.last, relation: yearAfter, n: i + 1, unit: 1}, false
		}
		return true
	}
	return false
}

// guessRun reads a run of numbers without any period as consecutive financial years: those
// from the first year that the text names, from the year of the law, or to the last named.
func (r *reader) guessRun(run []*value) {
	first, final := 0, 0
	for i := range r.d.tokens {
		if f, ok := readFinancial(r.d, i); ok {
			if first == 0 || f.year < first {
				first = f.year
			}
			final = max(final, f.year)
		}
	}
	starts := []int{lawMonth.Year()}
	if first > 0 {
		starts = []int{first, lawMonth.Year(), final - len(run) + 1}
	}
	for i, v := range run {
		m := &mention{first: v.first, last: v.last, guess: "no years are named: consecutive ones are guessed"}
		for _, s := range starts {
			m.spans = append(m.spans, financial(s+i))
		}
		v.period = m
	}
}

// parts splits a period into n years or quarters, where it has as many.
func (r *reader) parts(m *mention, n int) []Span {
	for _, s := range m.spans {
		for _, unit := range []int{12, 3} {
			if s.Months() == n*unit && (unit == 12 || m.unit == 3 || n == 4 && r.d.holds(max(0, m.first-6), m.last+6, set("quarter quarters quarterly"))) {
				var out []Span
				for i := 0; i < n; i++ {
					from := s.From + Month(i*unit)
					out = append(out, Span{from, from + Month(unit) - 1})
				}
				return out
			}
		}
	}
	return nil
}

var listWords = set(", and then to ; followed by before & / ~ > or offences cases crimes")

// countRuns finds runs of counts with nothing but commas and the like between them.
func (r *reader) countRuns(vs []*value) (runs [][]*value) {
	var run []*value
	flush := func() {
		if len(run) >= 2 {
			runs = append(runs, run)
		}
		run = nil
	}
	for _, v := range vs {
		if v.kind != Count || v.cell != nil {
			flush()
			continue
		}
		if len(run) > 0 && !r.onlyBetween(run[len(run)-1].last, v.first, listWords) {
			flush()
		}
		run = append(run, v)
	}
	flush()
	return runs
}

func (r *reader) mentionRuns(ms []*mention) (runs [][]*mention) {
	var run []*mention
	flush := func() {
		if len(run) >= 2 {
			runs = append(runs, run)
		}
		run = nil
	}
	for _, m := range ms {
		if len(run) > 0 && !r.onlyBetween(run[len(run)-1].last, m.first, listWords) {
			flush()
		}
		run = append(run, m)
	}
	flush()
	return runs
}

func (r *reader) onlyBetween(from, to int, words map[string]bool) bool {
	if to <= from || to > from+4 {
		return false
	}
	for ; from < to; from++ {
		if !r.d.is(from, words) {
			return false
		}
	}
	return true
}
