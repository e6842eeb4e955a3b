package statements

import "slices"

// Statements in words alone: dates of commencement, ranks, and a rise each year.

// startDates finds the dates on which a text says that the law changed.
func (r *reader) startDates() {
	var found []*value
	for _, m := range r.mentions {
		if m.date.month == 0 && !(m.since && len(m.ends) == 3) && !r.plainYear(m) {
			continue
		}
		n := r.d.sentenceOf(m.first)
		if !r.dayOfLaw(m, n) && (r.lawEvent(n) == 0 || !r.besideEvent(m, n)) {
			continue
		}
		first := m.first
		for first < m.last-1 && r.d.tokens[first].kind == word && months[r.d.at(first)] == 0 {
			first++
		}
		year := m.spans[0].From.Year()
		if m.date.month != 0 && m.date.year == 0 && m.date.ago == 0 || year < 2015 || year > 2020 {
			continue
		}
		found = append(found, &value{first: first, last: m.last, kind: StartDate, sentence: n, base: -1,
			stated: float64(year), nounAt: -1})
	}
	r.values = append(r.values, found...)
	slices.SortStableFunc(r.values, func(a, b *value) int { return a.first - b.first })
}

// dayOfLaw reports whether a date is the day of the law without words that say so: powers that came on 3 April 2017;
// before April 2017 they were not counted.
func (r *reader) dayOfLaw(m *mention, n int) bool {
	if m.date.month != 4 || m.date.year != lawMonth.Year() || m.since {
		return false
	}
	day := m.date.day == 3 && r.d.is(m.first-1, set("on of , (")) && !r.d.is(m.last, set("to until and -"))
	return day || r.d.is(m.first-1, set("before until")) && len(r.in(n)) == 0
}

func (r *reader) plainYear(m *mention) bool {
	return m.relation == absolute && m.last-m.first <= 2 && len(m.spans) == 3 && m.spans[0].From.Number() == 1
}

// besideEvent reports whether the event of the law stands close to the date, with
// no number between.
func (r *reader) besideEvent(m *mention, n int) bool {
	s := r.d.sentences[n]
	for i := s.first; i < s.last; i++ {
		for _, p := range lawEvents {
			end, _, ok := p.matchAt(r.d, i)
			if !ok {
				continue
			}
			gap := m.first - end
			from, to := end, m.first
			if gap < 0 {
				gap, from, to = i-m.last, m.last, i
			}
			if gap >= -1 && gap <= 12 && !r.valueBetween(from, to) && !r.d.holds(from, to,
				set("recorded figures ; show showed since")) && !r.d.holds(s.first, s.last,
				set("campaign scheme programme strategy policy service team unit")) {
				return true
			}
		}
	}
	return false
}

func (r *reader) valueBetween(from, to int) bool {
	for _, v := range r.valuesIn(from, to) {
		if v.last <= to && v.kind != StartDate {
			return true
		}
	}
	return false
}

func (d *document) holds(from, to int, words map[string]bool) bool {
	for ; from < to; from++ {
		if d.is(from, words) {
			return true
		}
	}
	return false
}

type wordRule struct {
	words string
	build func(r *reader, v *value, c []capture) bool
	p     *pattern
}

var wordRules = []wordRule{
	{words: "(the)? {ord}? (highest|biggest|largest|greatest|lowest|smallest|worst|most) " +
		"(recorded|such|annual|overall)? (percentage)? " +
		"(rate|number|numbers|total|figure|figures|level|count|tally|rise|increase|growth|jump|fall|drop|decrease|decline|reduction)?", build: rank},
	{words: "(the)? (highest|biggest|largest|greatest|lowest|smallest) (rate|number|total|figure)", build: rank},
	{words: "{ord}", build: furtherRank},
	{words: "(more|higher) than (anywhere else|any other force|any other area|every other force)", build: mostOfAll},
	{words: "(ranks|ranked|ranking|comes|came|placed|rank|is|was) {ord} (highest|worst)?", build: ranks},
	{words: "(a)? (rise|increase|fall|drop|growth|decrease|decline) (each|every) (year|quarter|month)", build: eachYear},
	{words: "(rise|increase|fall|drop|decrease|decline|rises|increases|falls) (in)? (each|every) (of|one)? (of)? " +
		"(the)? (last|past)? {n}? (year|years|quarter|quarters)", build: eachYear},
	{words: "(risen|fallen|increased|decreased|grown|dropped|declined|rising|falling|rose|fell|grew|climbed|" +
		"increasing|climbing) (in|for)? (each|every) (single|and|one)? (every)? (of)? (the)? (last|past)? {n}? (year|" +
		"years|quarter|quarters)", build: eachYear},
	{words: "(gone|going|went|up|down) (up|down)? (in)? (each|every) (single)? (of)? (the)? (last|past)? {n}? " +
		"(year|years|quarter|quarters)", build: eachYear},
	{words: "(risen|fallen|increased|decreased|grown|dropped|declined|rising|falling|rose|fell|grew|climbed) (for)? " +
		"{n} (years|quarters) (running|straight)", build: eachYear},
	{words: "(risen|fallen|increased|decreased|grown|dropped|declined|rising|falling|rose|fell|grew|climbed) (for)? " +
		"{n} (years|quarters) in a row", build: eachYear},
	{words: "(gone|going|went) (up|down) (for)? {n} (years|quarters) (running|straight)", build: eachYear},
	{words: "(gone|going|went) (up|down) (for)? {n} (years|quarters) in a row", build: eachYear},
	{words: "(risen|fallen|increased|grown|dropped|declined|rising|falling|rose|fell|grew|climbed|gone|up|down) " +
		"(up|down)? (again)? (for)? (the)? {ord} (consecutive|successive|straight)? (year|quarter) (running|straight)?",
		build: eachYear},
	{words: "(risen|fallen|increased|grown|dropped|declined|rising|falling|rose|fell|grew|climbed|gone|up|down) " +
		"(up|down)? (again)? (for)? (the)? {ord} (year|quarter) in a row", build: eachYear},
	{words: "(risen|fallen|increased|grown|dropped|declined|rising|falling|rose|fell|grew|climbed|gone|went) " +
		"(up|down)? (for|in)? {n} (consecutive|successive|straight) (years|quarters)", build: eachYear},
	{words: "{n} (consecutive|successive|straight) (annual|yearly|quarterly)? (rises|increases|falls|drops|decreases)",
		build: eachYear},
	{words: "{n} (years|quarters) (of)? (consecutive|successive|continuous|uninterrupted)? (rises|increases|growth)",
		build: eachYear},
	{words: "(the)? {ord} (consecutive|successive|straight) (annual|yearly|quarterly)? " +
		"(rise|increase|fall|drop|decrease)", build: eachYear},
	{words: "(risen|fallen|increased|grown|rising|falling|rose|fell|grew|climbed|gone) (up|down)? (year after " +
		"year)|(year on year)", build: eachYear},
	{words: "(risen|fallen|increased|grown) (without)? (interruption|steadily|continuously) (since|every)",
		build: eachYear},
	{words: "{n} (years|quarters) (running|straight)", build: eachYear},
	{words: "{n} (years|quarters) in a row", build: eachYear},
	{words: "{n} times in a row", build: eachYear},
	{words: "{ord} (year|quarter) (running|straight)", build: eachYear},
	{words: "{ord} (year|quarter) in a row", build: eachYear},
}

func init() {
	var patterns []*pattern
	for i := range wordRules {
		wordRules[i].p = compile(wordRules[i].words)
		patterns = append(patterns, wordRules[i].p)
	}
	wordIndex = newRuleIndex(patterns)
}

var wordIndex ruleIndex

// wordStatements finds ranks and rises each year.
func (r *reader) wordStatements() {
	for i := 0; i < len(r.d.tokens); i++ {
		var best *value
		for _, n := range wordIndex.at(&r.d.tokens[i]) {
			end, c, ok := wordRules[n].p.matchAt(r.d, i)
			if !ok || best != nil && end <= best.last || r.crossesLine(i, end) {
				continue
			}
			r.at, r.end = i, end
			v := &value{first: i, last: end, sentence: r.d.sentenceOf(i), base: -1, nounAt: -1, wordsOnly: true, step: 1}
			if wordRules[n].build(r, v, c) {
				best = v
			}
		}
		if best == nil {
			continue
		}
		r.replaceValues(best)
		r.dropMentions(best)
		i = best.last - 1
	}
}

// replaceValues puts a value in the place of those that it overlaps.
func (r *reader) replaceValues(v *value) {
	first := lastBefore(r.values, func(o *value) int { return o.first }, v.first)
	for first > 0 && r.values[first-1].last > v.first {
		first--
	}
	last := lastBefore(r.values, func(o *value) int { return o.first }, v.last)
	r.values = slices.Replace(r.values, first, max(first, last), v)
}

// dropMentions takes periods inside a statement in words: "the past five years" of a
// rise each year stays, since it lies after it.
func (r *reader) dropMentions(v *value) {
	for _, m := range slices.Clone(r.mentionsIn(v.first-longest, v.last)) {
		switch {
		case m.last <= v.first:
		case m.last > v.last:
			m.first = v.last
		default:
			i := lastBefore(r.mentions, func(o *mention) int { return o.first }, m.first)
			r.mentions = slices.Delete(r.mentions, i, i+1)
			r.years.named, r.years.financial = nil, nil
		}
	}
}

// rank reads the second highest number of any force. Without words for what it
// is a rank of, it is no statement that can be checked.
func rank(r *reader, v *value, c []capture) bool {
	v.kind, v.stated = Rank, 1
	if n, ok := last(c, "ord"); ok {
		v.stated = n.value
	}
	word := ""
	for i := v.first; i < v.last; i++ {
		switch w := r.d.at(i); w {
		case "lowest", "smallest":
			v.fall = true
		case "rate", "most":
			word = w
		default:
			if i > v.first && (riseWords[w] || fallWords[w]) {
				v.byChange, v.fall = true, fallWords[w]
			}
		}
	}
	if word == "most" && v.last-v.first < 3 && !r.d.holds(v.last, v.last+2, set("of in offences cases")) {
		return false
	}
	if word == "rate" {
		v.per = 1
	}
	return r.rankScope(v) || v.byChange && (r.d.at(v.last) == "(" && r.rankedBefore(v) || r.amongForces(v))
}

// amongForces reports whether a rank of changes stands where the sentences before count the forces: it rose in 24 of the
// 43 forces. South Wales had the largest rise: 388 against 253.
func (r *reader) amongForces(v *value) bool {
	ss := r.d.sentences
	return r.d.is(v.last, set(", : ; . (")) && r.d.holds(ss[max(0, v.sentence-2)].first, v.first, set("forces constabularies"))
}

// rankedBefore reports whether a rank of changes stands before: West Yorkshire had the second-largest rise.
func (r *reader) rankedBefore(v *value) bool {
	for _, o := range r.valuesIn(v.first-maxSentence, v.first) {
		if o.kind == Rank && o.byChange {
			return true
		}
	}
	return false
}

var rankScopes = []*pattern{
	compile("(of|in|among|across|for|out) (of)? (any|all|the|every)? (other)? ({n})? (police)? " +
		"(force|forces|constabularies|areas|area)"),
	compile("(in|across|of) (the)? (whole|entire)? (country|nation|england|wales|uk)"), compile("nationwide"),
	compile("in (england|wales|britain)"),
	compile("(in|across|of) (the)? (south|north|east|west) (east|west|midlands|of)"),
	compile("(in|across|of) (the|our) region"),
	compile("nationally"), compile("of any"), compile("was (recorded|logged) by"),
}

// rankScope looks for what the rank is a rank of, close after it.
func (r *reader) rankScope(v *value) bool {
	for i := v.last; i < v.last+6 && i < len(r.d.tokens); i++ {
		if clauseEnds[r.d.at(i)] || r.d.tokens[i].kind == number {
			return false
		}
		for _, p := range rankScopes {
			if end, _, ok := p.matchAt(r.d, i); ok {
				v.scope = r.d.words(i, end)
				return true
			}
		}
	}
	return false
}

// furtherRank reads Derbyshire (173) is second and Lincolnshire (122) third, after a rank.
func furtherRank(r *reader, v *value, c []capture) bool {
	if !r.d.is(v.last, set("and , . ; :")) && v.last < len(r.d.tokens) ||
		!r.d.is(v.first-1, set(") is was came comes force police constabulary")) && !r.areaEndsAt(v.first) {
		return false
	}
	for _, o := range r.valuesIn(r.d.sentences[max(0, v.sentence-1)].first, v.first) {
		if o.kind == Rank {
			v.further = true
			v.kind, v.stated, v.scope, v.fall, v.per, v.byChange = Rank, c[0].value, o.scope, o.fall, o.per, o.byChange
			return true
		}
	}
	return false
}

// mostOfAll reads more than anywhere else.
func mostOfAll(r *reader, v *value, _ []capture) bool {
	v.kind, v.stated, v.scope = Rank, 1, "any"
	return !r.valueBetween(max(0, v.first-2), v.first) || r.d.at(v.first-1) == ":"
}

// ranks reads "ranks third of 43 forces".
func ranks(r *reader, v *value, c []capture) bool {
	n, _ := last(c, "ord")
	v.kind, v.stated = Rank, n.value
	s := r.d.sentences[v.sentence]
	for i := s.first; i < v.first; i++ {
		if w := r.d.at(i); w == "rate" || w == "rates" || w == "per" {
			v.per = 1
		}
	}
	return r.rankScope(v)
}

// eachYear reads a rise each year, and three years running.
func eachYear(r *reader, v *value, c []capture) bool {
	v.kind = EachYear
	if n, ok := last(c, "n"); ok {
		v.stated = n.value
	} else if n, ok := last(c, "ord"); ok {
		v.stated = n.value
	}
	v.per = 12
	fell := false
	for i := v.first; i < v.last; i++ {
		switch w := r.d.at(i); {
		case w == "quarter" || w == "quarters":
			v.per = 3
		case w == "month" || w == "months":
			v.per = 1
		case fallWords[w]:
			fell = true
		}
	}
	v.fall = fell
	direction := false
	for i := v.first - 8; i < v.last+6 && i < len(r.d.tokens); i++ {
		if i >= 0 && changeWord(r.d.at(i)) {
			direction = true
			if i < v.first && fallWords[r.d.at(i)] {
				v.fall = true
			}
		}
	}
	return direction && v.stated < 30
}

func init() {
	classNames["area"] = true
	classes["area"] = func(d *document, i int) (capture, bool) {
		a, ok := d.areaAt(i)
		return capture{last: a.last}, ok
	}
	rankScopes = append(rankScopes, compile("(in|after|behind|among|across) (the)? {area}"))
}
