package statements

import (
	"slices"
	"strings"

	"grooming-report/analysis/records"
)

// A reader holds a text while it is read.
type reader struct {
	d        *document
	context  Context
	date     published
	dated    bool
	at, end  int // tokens of the mention that is being built
	mentions []*mention
	areaList []*areaMention
	cueList  []cue
	plain    []plainNumeral
	values   []*value
	given    *reader // of the given words
	rate     int     // people of the rate in the sentence before
	firm     bool    // a cue says without doubt that figures are returns to requests
	returns  bool    // a word of the text or beside it hints at returns to requests
	score    int     // of the measure over the whole text: above 0 is 88A
	state    state
	settled  [][]*value // the claims of each sentence, once they are told
	numbers  numbers
	years    textYears
	laws     []int // of each sentence, the end of the words that tell of the law; -1 where not looked for
	// sameInYear is the token of the first period that is the same one in another year; 0 for none.
	sameInYear int
}

// A state is what a sentence inherits from those before it.
type state struct {
	area     *areaMention // of the sentence before
	topic    *areaMention // of the text
	first    *areaMention // the first that the text names
	areas    []records.Area
	spans    []Span // of the last count that is no base
	main     []Span // of the first, or of a later year
	year     []Span // of the last that is a year
	pair     [2][]Span
	ends     [2][]Span // of the last count with a base, and of the base
	told     [2][]Span // the ends of the last two years that a sentence without claims names
	toldIn   int       // that sentence
	subject  Subject
	ofSexual bool
}

// Read finds the numerals of a text and frames those that are statements about
// grooming offences.
func Read(text string, c Context) Reading {
	r := newReader(text, c)
	if c.Given != "" {
		r.given = newReader(c.Given, Context{Date: c.Date})
	}
	r.weigh()
	r.classify()
	r.d.findTables()
	r.placeCells()
	r.attach()
	r.frame()
	return r.reading()
}

// newReader finds what the text mentions: periods, areas, cues and numbers.
func newReader(text string, c Context) *reader {
	r := &reader{d: newDocument(text, c.Blocks), context: c}
	r.date, r.dated = parseDate(c.Date)
	if !r.dated {
		r.date, r.dated = r.dateline()
	}
	r.years.find(r.d)
	taken := make([]bool, len(r.d.tokens))
	references := r.d.references(taken)
	r.findMentions(taken)
	r.mergeBracketed()
	r.years.whole = true
	r.settleMentions()
	r.plain = append(references, r.d.plainNumerals(taken)...)
	slices.SortFunc(r.plain, func(a, b plainNumeral) int { return a.first - b.first })
	for _, a := range r.d.areas() {
		r.areaList = append(r.areaList, &a)
	}
	r.cueList = r.d.cues()
	r.values = r.d.values(taken)
	return r
}

// dateline finds a day of publication in the text's first lines.
func (r *reader) dateline() (published, bool) {
	for i := 0; i < len(r.d.tokens) && i < 60; i++ {
		m, ok := readMonthDate(r.d, i)
		if ok && m.date.day != 0 && m.date.year != 0 {
			return published{NewMonth(m.date.year, m.date.month), m.date.day}, true
		}
	}
	return published{}, false
}

// now is the month of publication, or after the last year that the text names.
func (r *reader) now() Month {
	if r.dated {
		return r.date.month
	}
	if r.years.latest == 0 {
		return NewMonth(2026, 5)
	}
	return NewMonth(r.years.latest, 12)
}

// yearOf resolves the year of a month: that given, or the last such month before publication.
func (r *reader) yearOf(m monthDate) int {
	now := r.now()
	switch {
	case m.year != 0:
		return m.year
	case m.ago != 0:
		return now.Year() - btoi(m.ago > 0)
	case m.month >= now.Number():
		return now.Year() - 1
	}
	return now.Year()
}

func (r *reader) guessed(m monthDate) string {
	if m.year == 0 {
		return "its year is read from the day of publication"
	}
	return ""
}

// findMentions finds the periods and marks their tokens. Of two that overlap the one
// that reaches further counts: in the year | the year to June.
func (r *reader) findMentions(taken []bool) {
	for i := 0; i < len(r.d.tokens); {
		best := r.mentionFrom(i)
		if best == nil || anyTaken(taken, i, best.last) {
			i++
			continue
		}
		for j := i + 1; j < best.last; j++ {
			if next := r.mentionFrom(j); next != nil && next.last > best.last && !anyTaken(taken, j, next.last) {
				best = next
				break
			}
		}
		best.base = r.baseBefore(best.first)
		r.mentions = append(r.mentions, best)
		for j := best.first; j < best.last; j++ {
			taken[j] = true
		}
		i = best.last
	}
}

// mergeBracketed makes one of a period and the bracket that explains it: ten years ago
// (2014/15), a year before (June 2022).
func (r *reader) mergeBracketed() {
	kept := r.mentions[:0:0]
	for _, m := range r.mentions {
		if m.relation == yearsBefore && m.n > 1 && r.sinceBefore(m.first) {
			m.relation, m.n, m.unit = overYears, 12*m.n, 12 // since it was proposed six years ago
		}
		bracketed := r.d.at(m.first-1) == "(" && r.d.at(m.last) == ")"
		if n := len(kept); n > 0 && kept[n-1].relation == yearsBefore && m.relation == absolute && len(m.spans) > 0 &&
			r.d.at(kept[n-1].last) == "," && (m.first == kept[n-1].last+1 || m.first == kept[n-1].last+2 &&
			r.d.at(m.first-1) == "in") {
			m.first, m.base = kept[n-1].first, kept[n-1].base // a decade before, in 2014/15
			kept[n-1] = m
			continue
		}
		if n := len(kept); n > 0 && len(kept[n-1].spans) > 0 && m.relation == absolute && len(m.spans) > 0 &&
			kept[n-1].relation == absolute && kept[n-1].spans[0] == m.spans[0] && r.d.at(kept[n-1].last) == "," &&
			m.first == kept[n-1].last+1 {
			kept[n-1].last, kept[n-1].guess = m.last, "" // the first year of the wider law, 2017/18
			continue
		}
		if n := len(kept); n > 0 && kept[n-1].relation == absolute && kept[n-1].guess == "" && m.guess == byDate &&
			r.d.at(kept[n-1].last) == "," && m.first == kept[n-1].last+1 && r.d.is(m.last, set("of before under when in")) {
			kept[n-1].last = m.last // in 2016/17, the last year of the old rules
			continue
		}
		if n := len(kept); n > 0 && r.untilAfterClause(kept[n-1], m) {
			from := kept[n-1].spans[0].From
			kept[n-1].spans, kept[n-1].last, kept[n-1].relation = []Span{{from, m.spans[0].To}}, m.last, absolute
			kept[n-1].date, kept[n-1].since, kept[n-1].ends = monthDate{}, false, nil
			continue
		}
		if n := len(kept); n > 0 && bracketed && m.first == kept[n-1].last+1 && m.relation == quarterOf &&
			len(kept[n-1].spans) > 0 && kept[n-1].relation == absolute {
			year := kept[n-1].spans[0]
			kept[n-1].spans, kept[n-1].last, kept[n-1].guess = related(m, financial(year.From.Year())), m.last, ""
			continue
		}
		if n := len(kept); n > 0 && r.d.at(m.first-1) == "to" && r.d.at(m.first-2) == "(" && r.d.at(m.last) == ")" &&
			m.first == kept[n-1].last+2 && m.date.month != 0 && len(kept[n-1].spans) == 1 {
			if end := m.spans[0].To; end > kept[n-1].spans[0].From && end < kept[n-1].spans[0].To {
				kept[n-1].spans, kept[n-1].last = []Span{{kept[n-1].spans[0].From, end}}, m.last // 2025/26 (to 31/12/2025)
				continue
			}
		}
		if n := len(kept); n > 0 && bracketed && m.first == kept[n-1].last+1 && m.relation == absolute && len(m.spans) > 0 {
			before := kept[n-1]
			relative := before.relation != absolute && before.relation != overYears || before.guess == byDate
			switch {
			case relative && m.spans[0].Months() > 1:
				m.first, m.base = before.first, before.base
				kept[n-1] = m
				continue
			case relative:
				before.last = m.last
				continue
			}
		}
		kept = append(kept, m)
	}
	r.mentions = kept
}

// sinceBefore reports whether "since" stands before token i in its clause.
func (r *reader) sinceBefore(i int) bool {
	for j := i - 1; j >= 0 && j > i-16; j-- {
		if r.d.at(j) == "since" {
			return true
		}
		if clauseEnds[r.d.at(j)] || r.d.at(j) == "," || r.d.tokens[j].kind == number {
			return false
		}
	}
	return false
}

// untilAfterClause reports whether a period goes on after a clause that explains its start: from April
// 2017, when the law was widened, to the end of 2025.
func (r *reader) untilAfterClause(a, b *mention) bool {
	if !r.d.is(a.first-1, set("from between")) && !r.d.is(a.first, set("from between")) || a.date.month == 0 ||
		len(b.spans) == 0 ||
		b.first-a.last > 14 || r.d.at(a.last) != "," || len(a.spans) == 0 || b.spans[0].To <= a.spans[0].From {
		return false
	}
	i := b.first - 1
	for i > a.last && r.d.is(i, set("the end of")) {
		i--
	}
	return r.d.is(i, set("to until")) && r.d.at(i-1) == "," || r.d.is(b.first, set("to until")) && r.d.at(b.first-1) == ","
}

// mentionFrom reads the longest period that begins at token i.
func (r *reader) mentionFrom(i int) *mention {
	var best *mention
	for _, n := range periodIndex.at(&r.d.tokens[i]) {
		rule := &periodRules[n]
		end, c, ok := rule.p.matchAt(r.d, i)
		if !ok || best != nil && end <= best.last || r.crossesLine(i, end) {
			continue
		}
		r.at, r.end = i, end
		m, ok := rule.build(r, c)
		if !ok {
			continue
		}
		m.first, m.last = i, end
		best = &m
	}
	return best
}

func (r *reader) crossesLine(i, end int) bool {
	for j := i + 1; j < end; j++ {
		if r.d.tokens[j].line {
			return true
		}
	}
	return false
}

var basePatterns = []*pattern{
	compile("on|than|since|versus|against|vs|below|above (in|the|for|from|during)?"), compile("from|over (in|the|for)?"),
	compile("(compared|comparing|comparison|relative|contrast|up|down|rise|increase|drop|fall) " +
		"(with|to|on|from|against) (in|the|for|that|those|figures|of|from)? (in|of|for|from)?"),
	compile("(double|twice|times|triple|treble|quadruple) (that|those|the) (figure|number|total|level)? " +
		"(reported|recorded|logged|seen)? (back)? (of|in|for) (the)?"), compile("as (in|during|for)"),
}

// baseBefore reports whether the words before token i make what follows the base
// of a comparison.
func (r *reader) baseBefore(i int) bool {
	if r.d.is(i, set("since")) || r.d.is(i, set("in during for")) && r.d.at(i-1) == "as" {
		return true
	}
	for from := i - 1; from >= 0 && from >= i-6; from-- {
		for _, p := range basePatterns {
			if p.spans(r.d, from, i) {
				return true
			}
		}
	}
	return false
}

// reading lists the numerals in order.
func (r *reader) reading() Reading {
	out := Reading{Sentences: r.sentences()}
	add := func(first, last int, n Numeral) {
		n.Start, n.End = r.d.tokens[first].start, r.d.tokens[last-1].end
		n.Text = string(r.d.text[n.Start:n.End])
		out.Numerals = append(out.Numerals, n)
	}
	for _, p := range r.plain {
		add(p.first, p.last, Numeral{Role: p.role, Why: p.why})
	}
	for _, m := range r.mentions {
		if r.isStart(m) || !r.d.holdsNumeral(m.first, m.last) {
			continue
		}
		role := PeriodIs
		if m.relation == dateOnly {
			role = Date
		}
		add(m.first, m.last, Numeral{Role: role, Why: strings.ToLower(string(role))})
	}
	for _, v := range r.values {
		n := Numeral{Role: v.role, Why: v.why, Kind: v.kind, Stated: v.stated, High: v.high, Hedge: v.hedge,
			Noun: v.noun, Subject: v.subject, Frame: v.frame}
		if v.fall && v.kind != Rank {
			n.Stated = -v.stated
		}
		if v.frame != nil {
			n.Date = v.frame.Date
			if v.kind == EachYear {
				n.Stated = v.frame.Stated
			}
		}
		add(v.first, v.last, n)
	}
	slices.SortStableFunc(out.Numerals, func(a, b Numeral) int { return a.Start - b.Start })
	return out
}

func (r *reader) isStart(m *mention) bool {
	for _, v := range r.valuesIn(m.first, m.first+1) {
		if v.kind == StartDate {
			return true
		}
	}
	return false
}
