package statements

// A relation says how a period depends on another, which its sentence or one
// before it names.
type relation int

const (
	absolute      relation = iota
	sameAs                 // over the same period, that year
	yearBefore             // the previous year, a year earlier
	sameInYear             // the same period in 2016, or last year
	yearAfter              // the following year
	yearsBefore            // n years earlier
	yearsUntil             // the previous five years
	overYears              // over n years, in a year: for a change its two ends
	quarterOf              // the first quarter, of a year named elsewhere
	sinceThen              // since then
	dateOnly               // 3 April 2017: no period
	quarterBefore          // the quarter before
	monthsOfYear           // between April and December, of a year named elsewhere
)

// A mention is a place where the text names a period, with its readings.
type mention struct {
	first, last int // tokens
	spans       []Span
	ends        []Span // the two ends of "between 2013/14 and 2017/18", for a change
	relation    relation
	n           int // years, or the number of a quarter
	quarters    int // of several quarters, how many
	unit        int // months of each part of a run of years or quarters
	base        bool
	since       bool
	guess       string // what was guessed to read it
	date        monthDate
	loose       bool // "in the first five years", of the law or of a longer period
}

type periodRule struct {
	words string
	build func(r *reader, c []capture) (mention, bool)
	p     *pattern
}

var (
	periodRules []periodRule
	periodIndex ruleIndex
)

func init() {
	periodRules = []periodRule{
		{words: "(the)? financial|fiscal? (year|years|fy|of)? {fy}", build: oneYear},
		{words: "(the)? (calendar)? year {year}", build: calendar},
		{words: "(calendar)? {year}", build: calendar},
		{words: "fy {year}", build: oneFinancial},
		{words: "(the)? (full|whole|latest|last|most)? (recent)? {dur} (to|ending|ended|until|through|up|end) " +
			"(to|in|on)? (the)? (end|close|start of)? (of)? {mdate}", build: endingAt},
		{words: "(the)? year ending|ended {mdate}", build: endingYear},
		{words: "crime|figures|statistics|data to {mdate}", build: figuresTo},
		{words: "ye|(y / e)|(year end) {mdate}", build: endingYear},
		{words: "(the)? {dur} (to|ending|until|up) (to)? {fy}", build: yearsTo},
		{words: "(the)? {dur} before {mdate}", build: yearsBeforeMonth},
		{words: "(in)? the {n} (years)? since (then)?", build: yearsSince},
		{words: "(the)? {dur} (from|since|beginning|starting|after) (in|from)? {fy}", build: yearsFrom},
		{words: "(the)? {dur} (from|since|beginning|starting) (in|from)? {mdate}", build: monthsFrom},
		{words: "(the)? {dur}? (from|between)? (the)? (start|beginning|end of)? {mdate} (,)? " +
			"(to|until|till|and|through|-|up) (to)? (the)? (end|start of)? {mdate}", build: monthRange},
		{words: "between|from {mdate} (and|to|-) {year}", build: monthToYear},
		{words: "between|from (the)? (start|beginning|end of)? {mdate} (to|until|till|and|through|-) now|today|date",
			build: sinceMonth},
		{words: "(the)? {dur}? (between|from)? {fy} (to|and|-|until|through|up) (to)? {fy}", build: yearRange},
		{words: "(the)? {dur}? (between|from)? {year} (to|and|-|until|through) {year}", build: calendarRange},
		{words: "{year} - {n}", build: shortRange},
		{words: "(the)? (first|second|third|fourth|final|last|{ord}) quarter (of|in)? (the)? (financial)? (year)? " +
			"{fy}", build: quarterOfYear},
		{words: "(the)? (first|second|third|fourth|final|last|{ord}) quarter (of|in) {year}", build: quarterOfCalendar},
		{words: "quarter {n} (of|in|,)? {fy}", build: quarterOfYear},
		{words: "q1|q2|q3|q4 (of|in|,)? (the)? (financial)? (year)? {fy}", build: quarterOfYear},
		{words: "q1|q2|q3|q4 (to|-|and)? q1|q2|q3|q4 (of|in|,)? (the)? (financial)? (year)? {fy}", build: quartersOfYear},
		{words: "{fy} (,)? q1|q2|q3|q4 (to|-|and)? q1|q2|q3|q4", build: quartersOfYear},
		{words: "q1|q2|q3|q4 (to|-)? q1|q2|q3|q4", build: quartersAlone},
		{words: "ytd|(year to date) {fy}", build: yearToDate},
		{words: "{fy} (,)? ytd|(year to date)|(to date)|(so far)", build: yearToDate},
		{words: "q1|q2|q3|q4 (of|in|,)? {year}", build: quarterOfCalendar},
		{words: "{fy} (,)? q1|q2|q3|q4", build: quarterOfYear},
		{words: "{fy} (,)? quarter {n}", build: quarterOfYear},
		{words: "(the)? (first|second|third|fourth|final|{ord}) quarter (of the year)?", build: quarterAlone},
		{words: "(the)? first|last|final {n} of (the)? (financial)? (year)? {fy}", build: monthsOfYearAlone},
		{words: "(the)? first|last|final {dur} of (the)? (financial)? (year)? {fy}", build: partOfYear},
		{words: "(the)? first|last|final {dur} of {year}", build: partOfYear},
		{words: "{dur} (of|in|into) (the)? (financial)? (year)? {fy}", build: partOfYear},
		{words: "(the)? first|second half of {fy}", build: halfOfYear},
		{words: "(the)? first|second half of {year}", build: halfOfYear},
		{words: "(the)? (first|opening|initial)? {dur} (of|under|after|since|following|from|with) {law}", build: firstOfLaw},
		{words: "(the)? {dur} (of|under|after|since|following|from) {law} (was|were|came|coming|being|took|changed)? " +
			"(changed|introduced|into|in|effect|widened|force|brought|created)? (force|effect|in)?", build: firstOfLaw},
		{words: "(the)? (first|opening|initial) {dur} (after|that) (it|this) (was|came|has|became)", build: firstOfLaw},
		{words: "since {law}", build: sinceLaw},
		{words: "since (the)? year {law} (was|were|became|came|being)? (first)? " +
			"(introduced|created|recorded|changed|widened|into)? " +
			"(a|in)? (force|effect|crime|offence)? (in)? {fy}", build: sinceFinancial},
		{words: "since {law} (was|were|became|came|being)? (first)? " +
			"(introduced|created|recorded|changed|widened|into|a|in)? (force|effect|crime|offence)? in {fy}",
			build: sinceFinancial},
		{words: "since it|this|sexual (became|came|was|communication)", build: sinceLaw},
		{words: "after {law} (was|came|changed|widened) (changed|into|in|introduced|widened)?", build: sinceLaw},
		{words: "(the)? (last|previous|full)? year before {law} (was|came|changed)?", build: yearBeforeLaw},
		{words: "since (the)? (start|end|beginning|summer|spring|autumn of)? {fy}", build: sinceFinancial},
		{words: "since (the)? (start|end|beginning of)? {mdate}", build: sinceMonth},
		{words: "since (the)? (start|end|beginning of)? {year}", build: sinceYear},
		{words: "(up)? to|until (the)? (end of)? {mdate}", build: upTo},
		{words: "since then", build: relate(sinceThen)},
		{words: "{mdate}", build: monthAlone},
		{words: "(the)? (first|three|{n})? (months of)? (the)? (first)? (covid)? (national)? lockdown", build: lockdown},
	}
	periodRules = append(periodRules, relativeRules()...)
	var patterns []*pattern
	for i := range periodRules {
		periodRules[i].p = compile(periodRules[i].words)
		patterns = append(patterns, periodRules[i].p)
	}
	periodIndex = newRuleIndex(patterns)
}

func last(c []capture, class string) (capture, bool) {
	for i := len(c) - 1; i >= 0; i-- {
		if c[i].class == class {
			return c[i], true
		}
	}
	return capture{}, false
}

func all(c []capture, class string) (out []capture) {
	for _, one := range c {
		if one.class == class {
			out = append(out, one)
		}
	}
	return out
}

func of(spans ...Span) (mention, bool) { return mention{spans: spans}, true }

func oneYear(_ *reader, c []capture) (mention, bool) {
	y, _ := last(c, "fy")
	return of(financial(y.year))
}

func oneFinancial(_ *reader, c []capture) (mention, bool) {
	y, _ := last(c, "year")
	return of(financial(y.year-1), financial(y.year))
}

func calendar(r *reader, c []capture) (mention, bool) {
	y, _ := last(c, "year")
	before := y.first - 1
	if r.d.is(before, set("act order regulations bill rules")) || offenceNouns[r.d.at(y.last)] {
		return mention{}, false
	}
	if r.at == y.first && !prepositions[r.d.at(before)] && !r.d.is(before,
		set("until till and than the on - ( since")) && r.d.offenceAfter(y.last, 4) > 0 {
		return mention{}, false // Nearly 2000 online grooming crimes
	}
	if r.namesRelease(before, y.last) {
		return mention{relation: dateOnly, spans: []Span{calendarYear(y.year)}}, true
	}
	if r.marchYears(y.first) {
		return of(financial(y.year-1), calendarYear(y.year))
	}
	if r.d.holds(r.at, y.first, set("calendar")) {
		return of(calendarYear(y.year))
	}
	return of(calendarYear(y.year), financial(y.year), financial(y.year-1))
}

var releaseWords = set("release releases edition editions vintage vintages publication")

// namesRelease reports whether a year is that of a release: the release of 2019, in that of 2023, the 2019 release.
func (r *reader) namesRelease(before, after int) bool {
	if r.d.is(after, releaseWords) {
		return true
	}
	if !r.d.is(before, set("of from")) {
		return false
	}
	return r.d.is(before-1, releaseWords) || r.d.at(before-1) == "figures" && r.d.at(before-2) == "in" ||
		r.d.is(before-1, set("that those")) &&
			r.d.holds(r.d.sentences[r.d.sentenceOf(before)].first, before, releaseWords)
}

var marchHead = compile("(year|years) (ending|ended|to|end) march")

// marchYears reports whether a line before says that its years end in March: year ending March; offences.
func (r *reader) marchYears(i int) bool {
	if !r.d.tokens[i].line {
		return false
	}
	for j := max(0, i-80); j < i; j++ {
		if end, _, ok := marchHead.matchAt(r.d, j); ok && (end >= len(r.d.tokens) || r.d.tokens[end].kind != number) {
			return true
		}
	}
	return false
}

// yearEnd is the month that a year to m ends with. A year to April ends with March:
// figures are of whole quarters.
func yearEnd(m Month, n int) Month {
	if n == 12 && m%3 == 0 {
		return m - 1
	}
	return m
}

// endMonth is the last whole month up to a date: 1 January 2018 ends December.
func endMonth(y int, m monthDate) Month {
	end := NewMonth(y, m.month)
	if m.day == 1 {
		end--
	}
	return end
}

func endingAt(r *reader, c []capture) (mention, bool) {
	d, _ := last(c, "dur")
	m, _ := last(c, "mdate")
	end := yearEnd(endMonth(r.yearOf(m.date), m.date), int(d.value))
	got := mention{spans: []Span{ending(end, int(d.value))}, guess: r.guessed(m.date)}
	got.unit = d.year
	return got, d.value >= 1
}

func endingYear(r *reader, c []capture) (mention, bool) {
	m, _ := last(c, "mdate")
	return mention{spans: []Span{ending(yearEnd(endMonth(r.yearOf(m.date), m.date), 12), 12)}, guess: r.guessed(m.date)},
		true
}

// figuresTo reads police recorded crime to September 2023: the year that ends then.
func figuresTo(r *reader, c []capture) (mention, bool) {
	m, _ := last(c, "mdate")
	s := r.d.sentences[r.d.sentenceOf(r.at)]
	return mention{spans: []Span{ending(endMonth(m.date.year, m.date), 12)}}, m.date.year != 0 && m.date.day == 0 &&
		!r.d.holds(s.first, r.at, set("since from"))
}

func yearsTo(_ *reader, c []capture) (mention, bool) {
	d, _ := last(c, "dur")
	y, _ := last(c, "fy")
	return mention{spans: []Span{ending(financial(y.year).To, int(d.value))}, unit: d.year}, true
}

// yearsBeforeMonth reads the five years before April 2017.
func yearsBeforeMonth(r *reader, c []capture) (mention, bool) {
	d, _ := last(c, "dur")
	m, _ := last(c, "mdate")
	end := NewMonth(r.yearOf(m.date), m.date.month) - 1
	return mention{spans: []Span{ending(end, int(d.value))}, unit: d.year}, d.value >= 3 && m.date.year != 0
}

// yearsSince reads "in the eight since", after the five years before April 2017.
func yearsSince(r *reader, c []capture) (mention, bool) {
	n, _ := last(c, "n")
	if len(r.mentions) == 0 || n.value < 1 || n.value > 15 {
		return mention{}, false
	}
	before := r.mentions[len(r.mentions)-1]
	if before.relation != absolute || len(before.spans) == 0 || before.spans[0].Months()%12 != 0 ||
		r.d.sentenceOf(before.first) != r.d.sentenceOf(r.at) {
		return mention{}, false
	}
	from := before.spans[0].To + 1
	return mention{spans: []Span{{from, from + Month(12*n.value) - 1}}, unit: 12}, true
}

func yearsFrom(r *reader, c []capture) (mention, bool) {
	d, _ := last(c, "dur")
	y, _ := last(c, "fy")
	from := financial(y.year).From
	if d.value <= 12 && (r.d.is(r.at-1, set("each every a")) || r.d.holds(r.at, r.end, set("since"))) {
		return mention{}, false
	}
	return mention{spans: []Span{{from, from + Month(d.value) - 1}}, unit: d.year}, true
}

func monthsFrom(r *reader, c []capture) (mention, bool) {
	d, _ := last(c, "dur")
	m, _ := last(c, "mdate")
	from := NewMonth(r.yearOf(m.date), m.date.month)
	if d.value <= 12 && (r.d.is(r.at-1, set("each every a")) || r.d.holds(r.at, r.end, set("since"))) {
		return mention{}, false
	}
	return mention{spans: []Span{{from, from + Month(d.value) - 1}}, unit: d.year}, true
}

// monthRange reads April to December 2017, between July 2020 and March, and
// April 2018 to April 2019, which ends with March.
func monthRange(r *reader, c []capture) (mention, bool) {
	m := all(c, "mdate")
	a, b := m[0].date, m[1].date
	got := mention{}
	ya, yb := a.year, b.year
	if a.ago != 0 {
		ya = r.yearOf(a)
	}
	if b.ago != 0 {
		yb = r.yearOf(b)
	}
	switch {
	case ya == 0 && yb == 0:
		yb = r.yearOf(b)
		got.guess = r.guessed(b)
		got.relation, got.date = monthsOfYear, b
		fallthrough
	case ya == 0:
		ya = yb
		if a.month > b.month || a.month == b.month {
			ya--
		}
	case yb == 0:
		yb = ya
		if b.month <= a.month {
			yb++
		}
	}
	from, to := NewMonth(ya, a.month), endMonth(yb, b)
	if a.day == 0 && b.day == 0 && a.month == b.month && to > from {
		to--
	}
	if to < from && to >= from-12 {
		to += 12 // April 2020 to March 2020
		got.guess = "the period as printed runs backwards"
	}
	got.spans = []Span{{from, to}}
	if d, ok := last(c, "dur"); ok && d.year > 0 {
		got.unit = d.year
	}
	if to-from == 12 && a.day == 0 { // June 2016 to June 2017 may name two months
		got.spans = append(got.spans, Span{from + 1, to})
	}
	return got, to >= from
}

// monthToYear reads between April 2017 and 2018.
func monthToYear(r *reader, c []capture) (mention, bool) {
	m, _ := last(c, "mdate")
	y, _ := last(c, "year")
	from := NewMonth(r.yearOf(m.date), m.date.month)
	n := y.year - from.Year()
	if n < 1 {
		return mention{}, false
	}
	return of(Span{from, from + Month(12*n) - 1}, Span{from, NewMonth(y.year, 12)})
}

func yearRange(_ *reader, c []capture) (mention, bool) {
	y := all(c, "fy")
	a, b := financial(y[0].year), financial(y[1].year)
	if b.From < a.From {
		a, b = b, a
	}
	return mention{spans: []Span{{a.From, b.To}}, ends: []Span{a, b}, unit: 12}, true
}

func calendarRange(_ *reader, c []capture) (mention, bool) {
	y := all(c, "year")
	a, b := y[0].year, y[1].year
	if b <= a || b-a > 30 {
		return mention{}, false
	}
	return mention{
		spans: []Span{{calendarYear(a).From, calendarYear(b).To}, {financial(a).From, financial(b - 1).To},
			{financial(a).From, financial(b).To}, {financial(a - 1).From, financial(b - 1).To}},
		ends: []Span{calendarYear(a), calendarYear(b)}, unit: 12,
	}, true
}

// shortRange reads 2013-17.
func shortRange(r *reader, c []capture) (mention, bool) {
	y, _ := last(c, "year")
	n, _ := last(c, "n")
	if r.d.tokens[n.first].space || len(r.d.at(n.first)) != 2 {
		return mention{}, false
	}
	end := y.year - y.year%100 + int(n.value)
	return calendarRange(r, []capture{y, {class: "year", year: end}})
}
