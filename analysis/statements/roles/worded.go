package roles

import (
	"slices"

	"grooming-report/analysis/statements/lex"
	"grooming-report/analysis/statements/periods"
)

// Statements in words alone: dates of commencement, ranks, and a rise each year.

// startDates finds the dates on which a text says that the law changed.
func (r *Reader) startDates() {
	var found []*Value
	for _, m := range r.Mentions {
		r.dateUntil(m)
		if m.Date.Month == 0 && !(m.Since && len(m.Ends) == 3) && !r.PlainYear(m) {
			continue
		}
		n := r.D.SentenceOf(m.First)
		if !r.dayOfLaw(m, n) && (r.lawEvent(n) == 0 || !r.besideEvent(m, n)) {
			continue
		}
		first := m.First
		for first < m.Last-1 && r.D.Tokens[first].Kind == lex.Word && lex.Months[r.D.At(first)] == 0 {
			first++
		}
		year := m.Spans[0].From.Year()
		today := m.Date.Month != 0 && r.Dated && r.Date.Month == lex.LawMonth && m.Date.Month == lex.LawMonth.Number()
		if today {
			year = lex.LawMonth.Year() // from today (3 April), said in that month
		}
		last := r.D.At(m.First-1) == "last" && r.Dated // last April
		if m.Date.Month != 0 && m.Date.Year == 0 && m.Date.Ago == 0 && !today && !last || year < 2015 || year > 2020 {
			continue
		}
		found = append(found, &Value{Base: -1, NounAt: -1,
			Amount: lex.Amount{First: first, Last: m.Last, Sentence: n, Kind: lex.StartDate, Stated: float64(year)}})
	}
	r.Values = append(r.Values, r.lawDays(found)...)
	slices.SortStableFunc(r.Values, func(a, b *Value) int { return a.First - b.First })
}

// dateUntil gives a period that ends with the month of the law, of which no beginning is told, that month as its date
// where the words beside it say that the count changed: until April 2017 the police only counted meetings.
func (r *Reader) dateUntil(m *periods.Mention) {
	if m.Date.Month != 0 || !r.D.Is(m.First, lex.Set("until till")) {
		return
	}
	c, ok := lex.ReadMonthDate(r.D, m.First+1)
	if ok && c.Last == m.Last && c.Date.Month == 4 && c.Date.Year == lex.LawMonth.Year() &&
		r.countChanged(m, r.D.SentenceOf(m.First)) {
		m.Date, m.Spans = c.Date, []lex.Span{{From: lex.LawMonth, To: lex.LawMonth}}
	}
}

// lawDays leaves of several dates in a sentence the one of April 2017, where it is among them.
func (r *Reader) lawDays(found []*Value) (out []*Value) {
	day := map[int]bool{}
	for _, v := range found {
		day[v.Sentence] = day[v.Sentence] || r.inLawMonth(v)
	}
	for _, v := range found {
		if !day[v.Sentence] || r.inLawMonth(v) {
			out = append(out, v)
		}
	}
	return out
}

func (r *Reader) inLawMonth(v *Value) bool {
	for _, m := range r.MentionsIn(v.First-Longest, v.Last) {
		if m.Last == v.Last {
			return m.Date.Month == 4 && int(v.Stated) == lex.LawMonth.Year()
		}
	}
	return false
}

// dayOfLaw reports whether a date is the day of the law without words that say so: powers that came on 3 April 2017;
// before April 2017 they were not counted; the law of April 2017.
func (r *Reader) dayOfLaw(m *periods.Mention, n int) bool {
	if m.Date.Month != 4 || m.Date.Year != lex.LawMonth.Year() {
		return false
	}
	if r.countChanged(m, n) {
		return true
	}
	s := r.D.Sentences[n]
	if m.Since { // since 3 April 2017 messages have been counted too
		return m.Date.Day == 3 && (len(r.In(n)) == 0 || r.D.Holds(m.Last, s.Last, lawDayWords))
	}
	if m.Date.Day == 3 && r.D.Is(m.First-1, lex.Set("until till before")) && r.D.Holds(m.Last, s.Last, lawDayWords) {
		return true // until 3 April 2017 an adult who sent a child a sexual message was not committing an offence
	}
	day := m.Date.Day == 3 && r.D.Is(m.First-1, lex.Set("on of , (")) && !r.D.Is(m.Last, lex.Set("to until and -"))
	return day || r.D.Is(m.First-1, lex.Set("before until")) && len(r.In(n)) == 0 ||
		r.D.At(m.First-1) == "of" && r.D.At(m.First-2) == "law"
}

// lawDayWords tell, after 3 April 2017, of what changed on it.
var lawDayWords = lex.Set("also count counted counts held holds includes included message messages illegal crime law committing")

// countChanged reports whether the words beside a date say that the count or the law changed on it: since April 2017
// the count has also taken in messages; until April 2017 the police only counted meetings; it was a crime from then.
func (r *Reader) countChanged(m *periods.Mention, n int) bool {
	begins := lex.Set("since from until till before in of")
	if !m.Since && !r.D.Is(m.First-1, begins) && !r.D.Is(m.First, begins) {
		return false
	}
	s := r.D.Sentences[n]
	for i := max(s.First, m.First-14); i < min(s.Last, m.Last+10); i++ {
		for _, p := range countChanges {
			end, _, ok := p.MatchAt(r.D, i)
			if !ok || len(r.ValuesIn(end, end+4)) > 0 || end > m.First && i < m.Last {
				continue
			}
			from, to := end, m.First
			if i >= m.Last {
				from, to = m.Last, i
			}
			if to-from <= 8 && !r.ValueBetween(from, to) && !r.D.Holds(from, to, lex.Set("; : .")) {
				return true
			}
		}
	}
	return false
}

var countChanges = []*lex.Pattern{
	lex.Compile("(count|counts|code|category|figures|heading|series|definition|record|records|statistics|tables|police|" +
		"forces) (have|has|had)? (also|only|just) (been)? (counted|counts|count|counting|taken|takes|took|take|included|" +
		"include|includes|including|covered|covers|cover|held|hold|holds)"),
	lex.Compile("(count|code|category|heading|series|definition|law) (has|have|had|was|were)? (been)? (wider|widened|broader|" +
		"broadened|extended|taken|included|covered|takes|includes|covers|changed)"),
	lex.Compile("(made|making|makes|was|is|been|became|become) (it|this|that|them)? (a|an|the|no)? (specific|criminal|" +
		"separate)? (crime|offence|illegal|unlawful|outlawed|criminalised)"),
	lex.Compile("(messages|communications|communication) (have|has|had|were|was)? (been)? (also)? (counted|included|added)"),
}

func (r *Reader) PlainYear(m *periods.Mention) bool {
	return m.Relation == periods.Absolute && m.Last-m.First <= 2 && len(m.Spans) == 3 && m.Spans[0].From.Number() == 1
}

// besideEvent reports whether the event of the law stands close to the date, with
// no number between.
func (r *Reader) besideEvent(m *periods.Mention, n int) bool {
	s := r.D.Sentences[n]
	for i := s.First; i < s.Last; i++ {
		for _, p := range lawEvents {
			end, _, ok := p.MatchAt(r.D, i)
			if !ok {
				continue
			}
			gap := m.First - end
			from, to := end, m.First
			if gap < -1 { // in force since April 2017: both have the since
				gap, from, to = i-m.Last, m.Last, i
			}
			if gap >= -1 && gap <= 12 && !r.ValueBetween(from, to) && !r.D.Holds(from, to,
				lex.Set("recorded figures ; show showed since")) && !r.D.Holds(s.First, s.Last,
				lex.Set("campaign scheme programme strategy policy service team unit")) {
				return true
			}
		}
	}
	return false
}

func (r *Reader) ValueBetween(from, to int) bool {
	for _, v := range r.ValuesIn(from, to) {
		if v.Last <= to && v.Kind != lex.StartDate {
			return true
		}
	}
	return false
}

type wordRule struct {
	words string
	build func(r *Reader, v *Value, c []lex.Capture) bool
	p     *lex.Pattern
}

var wordRules = []wordRule{
	{words: "(the)? {ord}? (highest|biggest|largest|greatest|lowest|smallest|fewest|worst|most) " +
		"(recorded|such|annual|overall)? (percentage)? " +
		"(rate|number|numbers|total|figure|figures|level|count|tally|rise|increase|growth|jump|fall|drop|decrease|decline|reduction)?", build: rank},
	{words: "(the)? (highest|biggest|largest|greatest|lowest|smallest) (rate|number|total|figure)", build: rank},
	{words: "{ord}", build: furtherRank},
	{words: "{ord} only to", build: onlyTo},
	{words: "in {ord} place", build: inPlace},
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
	{words: "(gone|going|went|risen|fallen|increased|grown|dropped|declined|rising|falling|rose|fell|grew|climbed) (up|down)? " +
		"(in)? each|every year|quarter for|over (the)? (last|past)? {n} years|quarters", build: eachYear},
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
	{words: "{n} (years|quarters) (of)? (consecutive|successive|continuous|uninterrupted)? " +
		"(rises|increases|growth|falls|drops|decreases) (in a row)?",
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
	var patterns []*lex.Pattern
	for i := range wordRules {
		wordRules[i].p = lex.Compile(wordRules[i].words)
		patterns = append(patterns, wordRules[i].p)
	}
	wordIndex = lex.NewRuleIndex(patterns)
}

var wordIndex lex.RuleIndex

// wordStatements finds ranks and rises each year.
func (r *Reader) wordStatements() {
	for i := 0; i < len(r.D.Tokens); i++ {
		var best *Value
		for _, n := range wordIndex.At(&r.D.Tokens[i]) {
			end, c, ok := wordRules[n].p.MatchAt(r.D, i)
			if !ok || best != nil && end <= best.Last || r.CrossesLine(i, end) {
				continue
			}
			r.At, r.End = i, end
			v := &Value{Base: -1, NounAt: -1,
				Amount: lex.Amount{First: i, Last: end, Sentence: r.D.SentenceOf(i), WordsOnly: true, Step: 1}}
			if wordRules[n].build(r, v, c) {
				best = v
			}
		}
		if best == nil {
			continue
		}
		r.replaceValues(best)
		r.dropMentions(best)
		i = best.Last - 1
	}
}

// replaceValues puts a value in the place of those that it overlaps.
func (r *Reader) replaceValues(v *Value) {
	first := lex.LastBefore(r.Values, func(o *Value) int { return o.First }, v.First)
	for first > 0 && r.Values[first-1].Last > v.First {
		first--
	}
	last := lex.LastBefore(r.Values, func(o *Value) int { return o.First }, v.Last)
	r.Values = slices.Replace(r.Values, first, max(first, last), v)
}

// dropMentions takes periods inside a statement in words: "the past five years" of a
// rise each year stays, since it lies after it.
func (r *Reader) dropMentions(v *Value) {
	for _, m := range slices.Clone(r.MentionsIn(v.First-Longest, v.Last)) {
		switch {
		case m.Last <= v.First:
		case m.Last > v.Last:
			m.First = v.Last
		default:
			i := lex.LastBefore(r.Mentions, func(o *periods.Mention) int { return o.First }, m.First)
			r.Mentions = slices.Delete(r.Mentions, i, i+1)
			r.Years.Named, r.Years.Financial = nil, nil
		}
	}
}

// rank reads the second highest number of any force. Without words for what it
// is a rank of, it is no statement that can be checked.
func rank(r *Reader, v *Value, c []lex.Capture) bool {
	v.Kind, v.Stated = lex.Rank, 1
	if n, ok := periods.Last(c, "ord"); ok {
		v.Stated = n.Value
	}
	word := ""
	for i := v.First; i < v.Last; i++ {
		switch w := r.D.At(i); w {
		case "lowest", "smallest":
			v.Fall = true
		case "rate", "most", "fewest":
			v.Fall = v.Fall || w == "fewest"
			word = w
		default:
			if i > v.First && (lex.RiseWords[w] || lex.FallWords[w]) {
				v.ByChange, v.Fall = true, lex.FallWords[w]
			}
		}
	}
	if word == "most" && r.D.At(v.First) == "most" && r.D.At(v.Last) == "of" {
		return false // most of the victims
	}
	plain := (word == "most" || word == "fewest") && r.plainMost(v)
	if word == "most" && v.Last-v.First < 3 && !plain && !r.D.Holds(v.Last, v.Last+2, lex.Set("of in offences cases")) {
		return false
	}
	if word == "rate" {
		v.Per = 1
	}
	r.rankedChange(v)
	if r.rankScope(v) || v.ByChange && (r.D.At(v.Last) == "(" && r.rankedBefore(v) || r.amongForces(v)) {
		return true
	}
	if plain {
		v.Scope = Unsaid
	}
	return plain
}

// rankedChange makes a rank one of changes where a change is what it ranks: the rise of 87 per cent was the largest.
func (r *Reader) rankedChange(v *Value) {
	if !r.D.Is(v.First-1, lex.Set("was is were")) || v.ByChange {
		return
	}
	for i := v.First - 2; i >= v.First-7 && i >= r.D.Sentences[v.Sentence].First && !lex.ClauseEnds[r.D.At(i)]; i-- {
		if w := r.D.At(i); changeNouns[w] {
			v.ByChange, v.Fall = true, lex.FallWords[w]
			return
		}
	}
}

var changeNouns = lex.Set("rise increase growth jump fall drop decrease decline reduction leap surge")

// Unsaid is the scope of a rank of which the text does not say what it is a rank of.
const Unsaid = "unsaid"

// plainMost reports whether the most or the fewest is what a force recorded: Essex recorded the most, Bedfordshire the fewest.
func (r *Reader) plainMost(v *Value) bool {
	after := r.D.Is(v.Last, lex.Set(", . ; of in offences cases crimes grooming sexual"))
	verb := r.D.Is(v.First-1, lex.Set("recorded had has logged saw registered"))
	return after && (verb || r.areaEndsAt(v.First) && r.rankedPlainly(v))
}

// rankedPlainly reports whether a rank without a scope stands just before.
func (r *Reader) rankedPlainly(v *Value) bool {
	for _, o := range r.ValuesIn(r.D.Sentences[v.Sentence].First, v.First) {
		if o.Kind == lex.Rank && o.Scope == Unsaid {
			return true
		}
	}
	return false
}

// amongForces reports whether a rank of changes stands where the sentences before count the forces: it rose in 24 of
// the 43 forces. South Wales had the largest rise: 388 against 253.
func (r *Reader) amongForces(v *Value) bool {
	ss := r.D.Sentences
	return r.D.Is(v.Last, lex.Set(", : ; . (")) && r.D.Holds(ss[max(0, v.Sentence-2)].First, v.First,
		lex.Set("forces constabularies"))
}

// rankedBefore reports whether a rank of changes stands before: West Yorkshire had the second-largest rise.
func (r *Reader) rankedBefore(v *Value) bool {
	for _, o := range r.ValuesIn(v.First-lex.MaxSentence, v.First) {
		if o.Kind == lex.Rank && o.ByChange {
			return true
		}
	}
	return false
}

var rankScopes = []*lex.Pattern{
	lex.Compile("(of|in|among|across|for|out) (of)? (any|all|the|every)? (other)? ({n})? " +
		"(territorial|welsh|english)? (police)? " +
		"(force|forces|constabularies|areas|area)"),
	lex.Compile("(in|across|of) (the)? (whole|entire)? (country|nation|england|wales|uk)"), lex.Compile("nationwide"),
	lex.Compile("in (england|wales|britain)"),
	lex.Compile("(in|across|of) (the)? (south|north|east|west) (east|west|midlands|of)"),
	lex.Compile("(in|across|of) (the|our) region"),
	lex.Compile("of|among (the)? {n} (east|west|north|south|eastern|northern)? (midlands|east|west|yorkshire|welsh)? " +
		"(police)? forces|counties"),
	lex.Compile("in (the|our|this) (league)? (table|list|ranking|rankings)"),
	lex.Compile("nationally"), lex.Compile("of any"), lex.Compile("was (recorded|logged) by"),
}

// rankScope looks for what the rank is a rank of, close after it.
func (r *Reader) rankScope(v *Value) bool {
	for i := v.Last; i < v.Last+6 && i < len(r.D.Tokens); i++ {
		if lex.ClauseEnds[r.D.At(i)] || r.D.Tokens[i].Kind == lex.Number {
			return false
		}
		for _, p := range rankScopes {
			if end, _, ok := p.MatchAt(r.D, i); ok {
				v.Scope = r.D.Words(i, end)
				return true
			}
		}
	}
	return false
}

// furtherRank reads Derbyshire (173) is second and Lincolnshire (122) third, after a rank.
func furtherRank(r *Reader, v *Value, c []lex.Capture) bool {
	if r.D.Is(v.First-1, lex.Set("force county police constabulary it us them area")) && r.rankScope(v) {
		v.Kind, v.Stated = lex.Rank, c[0].Value // which puts the force third in the country
		return true
	}
	if !r.D.Is(v.Last, lex.Set("and , . ; :")) && v.Last < len(r.D.Tokens) ||
		!r.D.Is(v.First-1, lex.Set(") is was came comes force police constabulary")) && !r.areaEndsAt(v.First) {
		return false
	}
	return r.afterRank(v, max(0, v.Sentence-1), c[0].Value)
}

// afterRank makes a value a place in what a rank before it, from a sentence on, is a rank of.
func (r *Reader) afterRank(v *Value, sentence int, place float64) bool {
	for _, o := range r.ValuesIn(r.D.Sentences[sentence].First, v.First) {
		if o.Kind == lex.Rank {
			v.Further = true
			v.Kind, v.Stated, v.Scope, v.Fall, v.Per, v.ByChange = lex.Rank, place, o.Scope, o.Fall, o.Per, o.ByChange
			return true
		}
	}
	return false
}

// mostOfAll reads more than anywhere else.
func mostOfAll(r *Reader, v *Value, _ []lex.Capture) bool {
	v.Kind, v.Stated, v.Scope = lex.Rank, 1, "any"
	return !r.ValueBetween(max(0, v.First-2), v.First) || r.D.At(v.First-1) == ":"
}

// onlyTo reads second only to London.
func onlyTo(r *Reader, v *Value, c []lex.Capture) bool {
	area := len(r.AreasIn(v.Last, v.Last+3)) > 0
	v.Kind, v.Stated, v.Scope, v.Last = lex.Rank, c[0].Value, "any", v.First+1
	return area
}

// inPlace reads Sussex, in second place, after Kent had the highest number.
func inPlace(r *Reader, v *Value, c []lex.Capture) bool {
	v.First++
	return r.afterRank(v, max(0, v.Sentence-2), c[0].Value)
}

// ranks reads "ranks third of 43 forces", and Lancashire came fifth, after the highest numbers.
func ranks(r *Reader, v *Value, c []lex.Capture) bool {
	n, _ := periods.Last(c, "ord")
	v.Kind, v.Stated = lex.Rank, n.Value
	s := r.D.Sentences[v.Sentence]
	for i := s.First; i < v.First; i++ {
		if w := r.D.At(i); w == "rate" || w == "rates" || w == "per" {
			v.Per = 1
		}
	}
	if r.rankScope(v) {
		return true
	}
	before := r.D.Sentences[max(0, v.Sentence-1)].First
	if r.D.Is(v.Last, lex.Set(", . ; and")) && r.areaEndsAt(v.First) &&
		r.D.Holds(before, v.First, lex.Set("highest most biggest largest")) &&
		!slices.ContainsFunc(r.ValuesIn(before, v.First), func(o *Value) bool { return o.Kind == lex.Rank }) {
		v.Scope = "any"
		return true
	}
	return false
}

// eachYear reads a rise each year, and three years running.
func eachYear(r *Reader, v *Value, c []lex.Capture) bool {
	v.Kind = lex.EachYear
	if n, ok := periods.Last(c, "n"); ok {
		v.Stated = n.Value
	} else if n, ok := periods.Last(c, "ord"); ok {
		v.Stated = n.Value
	}
	v.Per = 12
	fell := false
	for i := v.First; i < v.Last; i++ {
		switch w := r.D.At(i); {
		case w == "quarter" || w == "quarters":
			v.Per = 3
		case w == "month" || w == "months":
			v.Per = 1
		case lex.FallWords[w]:
			fell = true
		}
	}
	v.Fall = fell
	direction := false
	for i := v.First - 8; i < v.Last+6 && i < len(r.D.Tokens); i++ {
		if i >= 0 && lex.ChangeWord(r.D.At(i)) {
			direction = true
			if i < v.First && lex.FallWords[r.D.At(i)] {
				v.Fall = true
			}
		}
	}
	for i := max(0, v.First-12); i < v.First; i++ { // more than the year before for five years running
		if r.D.Is(i, lex.Set("more fewer higher lower")) && r.D.Holds(i, v.First, lex.Set("than")) {
			direction = true
			v.Fall = v.Fall || r.D.Is(i, lex.Set("fewer lower"))
		}
	}
	return direction && v.Stated < 30
}

func init() {
	lex.ClassNames["area"] = true
	lex.Classes["area"] = func(d *lex.Document, i int) (lex.Capture, bool) {
		a, ok := d.AreaAt(i)
		return lex.Capture{Last: a.Last}, ok
	}
	rankScopes = append(rankScopes, lex.Compile("(in|after|behind|among|across) (the)? {area}"))
}
