package statements

import "slices"

// relativeRules reads the periods that the day of publication, the law or another
// period decides.
func relativeRules() []periodRule {
	return []periodRule{
		{words: "(in|over|during|within)? (the)? last|past|latest (financial|calendar|full|single)? year", build: lastYear},
		{words: "(the)? most recent (financial|calendar|full)? year", build: lastYear},
		{words: "(the)? last|past|latest 12|twelve months", build: lastYear},
		{words: "(so far)? this year", build: thisYear},
		{words: "last year 's", build: lastYear},
		{words: "(the)? (last|latest|past) quarter", build: latestQuarter},
		{words: "(in|over|within|during) (just|only|under|less|little|barely|about|around)? (more|over|than)? " +
			"(a|one|the|single)? (single)? {dur}", build: overSome},
		{words: "(over|in|during|across|within|for)? (the)? (last|past|previous|preceding|recent) (more)? (than)? {dur}",
			build: overSome},
		{words: "(over|in|within) (the|a)? (space|course|matter) of (just|only|the|under|over)? (last|past)? {dur}",
			build: overSome},
		{words: "(over|in|during|across|within|for)? (the|these|those|that) {dur}", build: theseYears},
		{words: "across|over|in {dur}", build: overSome},
		{words: "year on year", build: overOne},
		{words: "annual|annually", build: overOne},
		{words: "(the)? {dur} (before|earlier|previously|prior|ago|beforehand)", build: before},
		{words: "a|one (year|decade) (before|earlier|previously|prior|ago|beforehand)", build: before},
		{words: "(the)? previous|preceding|prior (financial|calendar|full)? year|period", build: relate(yearBefore)},
		{words: "(the)? previous|preceding|prior (12|twelve) months", build: relate(yearBefore)},
		{words: "(the)? 12|twelve months before|earlier|previously|prior", build: relate(yearBefore)},
		{words: "(the)? previous year 's", build: relate(yearBefore)},
		{words: "(the)? (year|12|twelve) (months)? before that", build: relate(yearBefore)},
		{words: "(the)? (following|next|subsequent) (financial|calendar)? year", build: relate(yearAfter)},
		{words: "(the)? year after|later", build: relate(yearAfter)},
		{words: "(in|over|during)? (the)? (following|next|subsequent) {n} (financial)? years", build: later},
		{words: "q1|q2|q3|q4", build: quarterAlone},
		{words: "quarter {n}", build: quarterAlone},
		{words: "a|one|{n} year|years later|after|on", build: later},
		{words: "(over|in|during|at|across|for)? (the|that|this|these) (same|exact)? (same)? " +
			"period|time|timeframe|timescale|year|months|quarter|quarters|point|years|stretch", build: relate(sameAs)},
		{words: "(in|over|during|for|to|of|at)? (the)? (same) (period|time|months|quarter|stage|point|three|six|nine) " +
			"(months|period)? (in|of|the|a)? (last|previous) year", build: sameLast},
		{words: "(in|over|during|for|to|of|at)? (the)? (same) (period|time|months|quarter|stage|point|three|six|nine) " +
			"(months|period)? (the|a|one)? year|twelve|12 (months)? before|earlier|previously|ago|prior", build: sameLast},
		{words: "(in|over|during|for|to|of|at)? (the)? (same) " +
			"(period|time|months|quarter|stage|point|three|six|nine|12|twelve) (months|period)? (in|of|during)? " +
			"(the)? (financial)? (year)? {fy}", build: sameIn},
		{words: "(in|over|during|for|to|of|at)? (the)? (same) " +
			"(period|time|months|quarter|stage|point|three|six|nine|12|twelve) (months|period)? (in|of|during)? {year}",
			build: sameIn},
		{words: "(inside|in|within|during|over) (the|its) first (full)? {dur}", build: firstOf},
		{words: "(in)? the last|final|second|third|fourth", build: quarterElliptic},
		{words: "that same year|period|time|quarter", build: relate(sameAs)},
	}
}

func relate(k relation) func(*reader, []capture) (mention, bool) {
	return func(*reader, []capture) (mention, bool) { return mention{relation: k, n: 1}, true }
}

// years gives the readings of a year that the day of publication decides.
func (r *reader) yearsOfDay() []Span {
	if !r.dated {
		return nil
	}
	if named := r.namedYear(); !named.IsZero() {
		return append([]Span{named}, r.datedYears()...)
	}
	return r.datedYears()
}

// datedYears gives the years that the calendar of releases allows. A text that counts in
// financial years means one.
func (r *reader) datedYears() []Span {
	end, year := r.date.latest(), r.date.lastYear()
	full := financial(year)
	switch {
	case end.Number() == 3:
		return []Span{full, calendarYear(year)}
	case r.inFinancialYears():
		return []Span{full, ending(end, 12), financial(year + 1)}
	case end.Number() == 12:
		part := Span{NewMonth(end.Year(), 4), end}
		if end.Year() == lawMonth.Year() {
			return []Span{part, ending(end, 12), full, financial(year + 1)}
		}
		return []Span{ending(end, 12), full, financial(year + 1), part}
	}
	return []Span{ending(end, 12), full, calendarYear(year)}
}

// inFinancialYears reports whether the text names financial years, and no other.
func (r *reader) inFinancialYears() bool {
	if r.years.whole && r.years.financial == nil {
		financial := r.countsInFinancialYears()
		r.years.financial = &financial
	}
	if r.years.financial != nil {
		return *r.years.financial
	}
	return r.countsInFinancialYears()
}

func (r *reader) countsInFinancialYears() bool {
	financial := r.years.final > 2000 && (!r.dated || r.years.final >= r.date.lastYear()-1)
	for _, m := range r.mentions {
		if m.relation == absolute && len(m.spans) == 1 && m.spans[0].Months()%12 == 0 && m.spans[0].Months() > 0 {
			switch {
			case !m.spans[0].isFinancial():
				return false
			case !r.dated || m.spans[0].To.Year() >= r.date.lastYear():
				financial = true
			}
		}
	}
	return financial
}

// namedYear is the latest year, or nine months of one, that the text names by its
// dates, if it is recent: what "last year" in its headline stands for.
func (r *reader) namedYear() Span {
	if r.years.whole && r.years.named == nil {
		named := r.latestNamed()
		r.years.named = &named
	}
	if r.years.named != nil {
		return *r.years.named
	}
	return r.latestNamed()
}

func (r *reader) latestNamed() Span {
	var best Span
	for _, m := range r.mentions {
		if m.relation != absolute || m.since || m.base || len(m.spans) == 0 {
			continue
		}
		for _, s := range m.spans[:1] {
			if n := s.Months(); n >= 9 && n <= 12 && s.To > best.To && s.To < r.now() && s.To > r.date.latest()-12 &&
				s.To > r.now()-22 && s != calendarYear(s.From.Year()) && m.guess != byDate {
				best = s
			}
		}
	}
	return best
}

const byDate = "read from the day of publication"

// lastYear waits for the years that the text names: see settleMentions.
func lastYear(r *reader, _ []capture) (mention, bool) {
	return mention{guess: byDate}, true
}

// thisYear is the year in which the text came out, as far as figures went.
func thisYear(r *reader, _ []capture) (mention, bool) {
	return mention{spans: r.datedYears(), guess: byDate}, r.dated
}

// settleMentions fills in the periods that depend on others of the text.
func (r *reader) settleMentions() {
	begin := map[Month][]Span{}
	for _, m := range r.mentions {
		if r.yearOfPrint(m) {
			m.relation = dateOnly
		}
		if m.relation == absolute && m.guess == byDate && len(m.spans) == 0 {
			m.spans = r.yearsOfDay()
		}
		if m.relation == absolute && !m.since && len(m.spans) > 0 && m.spans[0].Months() > 3 &&
			!slices.Contains(begin[m.spans[0].From], m.spans[0]) {
			begin[m.spans[0].From] = append(begin[m.spans[0].From], m.spans[0])
		}
		if m.relation == sameInYear && r.sameInYear == 0 {
			r.sameInYear = m.last
		}
	}
	for _, m := range r.mentions {
		if m.since && len(m.spans) > 0 && len(m.ends) > 0 {
			for _, s := range begin[m.spans[0].From] {
				if s != m.ends[0] {
					m.spans = append([]Span{s}, m.spans...)
				}
			}
		}
		if named := r.namedYear(); m.since && len(m.spans) > 0 && named.Months() == 12 && named.From > m.spans[0].From {
			m.spans = append([]Span{{m.spans[0].From, named.To}}, m.spans...)
		}
	}
}

// yearOfPrint reports whether a year is that in which figures came out: published in 2018, the release
// of 2019, in figures of 2017.
func (r *reader) yearOfPrint(m *mention) bool {
	if m.last != m.first+1 || m.relation != absolute {
		return false
	}
	if _, year := readYear(r.d, m.first); !year {
		return false
	}
	i := m.first
	return r.d.at(m.last) == "release" ||
		r.d.at(i-1) == "in" && r.d.is(i-2, set("published printed")) ||
		r.d.at(i-1) == "of" && (r.d.is(i-2, set("release releases")) || r.d.at(i-2) == "figures" && r.d.at(i-3) == "in")
}

func overSome(r *reader, c []capture) (mention, bool) {
	d, _ := last(c, "dur")
	if d.year == 1 && d.value < 6 || d.year == 3 {
		return mention{}, false
	}
	if d.value == 12 {
		for i := r.at; i < r.end; i++ {
			switch r.d.at(i) {
			case "previous", "preceding":
				return mention{relation: yearBefore}, true
			case "last", "past", "recent":
				return lastYear(r, c)
			}
		}
	}
	if r.d.holds(r.at, r.end, set("previous preceding")) {
		return mention{relation: yearsUntil, n: int(d.value), unit: d.year}, true
	}
	if next := r.d.at(r.end); next == "old" || next == "olds" || next == "of" && r.d.at(r.end+1) == "age" {
		return mention{}, false
	}
	return mention{relation: overYears, n: int(d.value), unit: d.year}, true
}

func theseYears(r *reader, c []capture) (mention, bool) {
	d, _ := last(c, "dur")
	if d.value == 12 || d.year == 3 && d.value == 3 {
		return mention{relation: sameAs}, true
	}
	return overSome(r, c)
}

func overOne(*reader, []capture) (mention, bool) {
	return mention{relation: overYears, n: 12, unit: 12}, true
}

func before(r *reader, c []capture) (mention, bool) {
	n := 12
	if r.d.holds(r.at, r.end, set("decade")) {
		n = 120
	}
	if d, ok := last(c, "dur"); ok {
		n = int(d.value)
	}
	if n == 3 && r.d.holds(r.at, r.end, set("quarter")) {
		return mention{relation: quarterBefore}, true
	}
	if n%12 != 0 {
		return mention{}, false
	}
	return mention{relation: yearsBefore, n: n / 12}, true
}

func later(r *reader, c []capture) (mention, bool) {
	n := 1
	if q, ok := last(c, "n"); ok {
		n = int(q.value)
	}
	return mention{relation: yearAfter, n: n}, n < 30 && !(r.d.at(r.end-1) == "on" && r.d.at(r.end) == "average")
}

func sameLast(*reader, []capture) (mention, bool) {
	return mention{relation: sameInYear, n: 0}, true
}

func sameIn(_ *reader, c []capture) (mention, bool) {
	if y, ok := last(c, "fy"); ok {
		return mention{relation: sameInYear, n: y.year, unit: 4}, true
	}
	y, _ := last(c, "year")
	return mention{relation: sameInYear, n: y.year, unit: 1}, true
}

func partOfYear(r *reader, c []capture) (mention, bool) {
	d, _ := last(c, "dur")
	whole := r.whole(c)
	n := Month(d.value)
	for i := r.at; i < r.end; i++ {
		switch r.d.at(i) {
		case "first":
			return of(Span{whole.From, whole.From + n - 1})
		case "last", "final":
			return of(Span{whole.To - n + 1, whole.To})
		}
	}
	if n < 12 && n >= 3 && durationUnits[r.d.at(d.first)] == 0 {
		return of(Span{whole.From, whole.From + n - 1})
	}
	return mention{}, false
}

// monthsOfYearAlone reads the first nine of 2017/18, of months.
func monthsOfYearAlone(r *reader, c []capture) (mention, bool) {
	n, _ := last(c, "n")
	whole, months := r.whole(c), Month(n.value)
	if months != 3 && months != 6 && months != 9 {
		return mention{}, false
	}
	if r.d.holds(r.at, r.end, set("first")) {
		return of(Span{whole.From, whole.From + months - 1})
	}
	return of(Span{whole.To - months + 1, whole.To})
}

func (r *reader) whole(c []capture) Span {
	if y, ok := last(c, "fy"); ok {
		return financial(y.year)
	}
	y, _ := last(c, "year")
	return calendarYear(y.year)
}

func halfOfYear(r *reader, c []capture) (mention, bool) {
	whole := r.whole(c)
	for i := r.at; i < r.end; i++ {
		if r.d.at(i) == "second" {
			return of(Span{whole.From + 6, whole.To})
		}
	}
	return of(Span{whole.From, whole.From + 5})
}

func firstOfLaw(_ *reader, c []capture) (mention, bool) {
	d, _ := last(c, "dur")
	return mention{spans: []Span{{lawMonth, lawMonth + Month(d.value) - 1}}, unit: d.year,
		guess: "counted from April 2017, when the law changed"}, d.value >= 1
}

func firstOf(r *reader, c []capture) (mention, bool) {
	m, ok := firstOfLaw(r, c)
	m.loose = true
	return m, ok
}

func sinceLaw(r *reader, _ []capture) (mention, bool) {
	m, ok := r.openEnded(lawMonth)
	m.ends = []Span{financial(lawMonth.Year() - 1)}
	m.guess = "counted from April 2017, when the law changed"
	return m, ok
}

func yearBeforeLaw(*reader, []capture) (mention, bool) { return of(financial(2016)) }

// openEnded is a period that runs to the latest figures of the day.
func (r *reader) openEnded(from Month) (mention, bool) {
	m := mention{since: true, guess: "its end is read from the day of publication"}
	if r.dated {
		m.spans = append(m.spans, Span{from, r.date.latest()}, Span{from, financial(r.date.lastYear()).To},
			Span{from, r.latestFinancial()})
	} else {
		m.spans = append(m.spans, Span{from, r.latestFinancial()})
	}
	for _, s := range m.spans {
		if s.To >= from {
			return m, true
		}
	}
	return mention{}, false
}

// latestFinancial is the last month of the last financial year that had ended
// two months before the day of publication: what a freedom of information request may reach.
func (r *reader) latestFinancial() Month {
	m := r.now() - 2
	return NewMonth(m.Year()-btoi(m.Number() < 3), 3)
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// upTo reads 51,182 up to March 2025 and another 5,734 to December, after a "since".
func upTo(r *reader, c []capture) (mention, bool) {
	d, _ := last(c, "mdate")
	end := endMonth(r.yearOf(d.date), d.date)
	sentence := r.d.sentenceOf(r.at)
	var from Month
	own := r.mentionsIn(r.d.sentences[sentence].first, r.at)
	for _, m := range own {
		if len(m.spans) == 0 {
			continue
		}
		switch {
		case m.since:
			from = m.spans[0].From
		case from > 0 && m.spans[0].From == from && m.spans[0].Months() > 1 && (r.d.is(r.at-2,
			set("another further")) || r.d.holds(max(0, r.at-6), r.at, set("new"))):
			from = m.spans[0].To + 1
		}
	}
	for _, m := range own {
		if m.since && len(m.spans) > 0 && m.spans[0].From == from && end > from {
			m.spans, m.guess = []Span{{from, end}}, "" // since 2012/13 ..., the tables to March 2025 show
		}
	}
	if from == 0 && r.d.holds(r.at, r.end, set("up until")) && d.date.day == 0 { // 252 offences up to April 2019
		return mention{spans: []Span{ending(yearEnd(end, 12), 12)}, guess: "the year up to then is meant"}, d.date.year != 0
	}
	return mention{spans: []Span{{from, end}}}, from > 0 && end > from
}

func sinceFinancial(r *reader, c []capture) (mention, bool) {
	y, _ := last(c, "fy")
	m, ok := r.openEnded(financial(y.year).From)
	m.ends = []Span{financial(y.year)}
	return m, ok
}

func sinceMonth(r *reader, c []capture) (mention, bool) {
	d, _ := last(c, "mdate")
	from := NewMonth(r.yearOf(d.date), d.date.month)
	m, ok := r.openEnded(from)
	m.date = d.date
	m.ends = []Span{{from, from + 11}}
	return m, ok
}

func sinceYear(r *reader, c []capture) (mention, bool) {
	y, _ := last(c, "year")
	from := NewMonth(y.year, 4)
	m, ok := r.openEnded(from)
	calendar, _ := r.openEnded(NewMonth(y.year, 1))
	m.spans = append(m.spans, calendar.spans...)
	m.ends = []Span{financial(y.year), calendarYear(y.year), financial(y.year - 1)}
	return m, ok
}

// monthAlone is a month, or a day: 3 April 2017.
func monthAlone(r *reader, c []capture) (mention, bool) {
	m, _ := last(c, "mdate")
	at := NewMonth(r.yearOf(m.date), m.date.month)
	if m.date.day != 0 || m.date.year == 0 && r.d.is(r.at-1, set("in on")) && r.d.is(r.end,
		set("show shows showed reveal revealed suggest")) || r.d.is(r.end,
		set("release releases edition vintage tables publication update dataset data")) && m.date.year != 0 {
		return mention{relation: dateOnly, spans: []Span{{at, at}}, date: m.date}, true
	}
	return mention{spans: []Span{{at, at}}, date: m.date, guess: r.guessed(m.date)}, true
}

func lockdown(r *reader, _ []capture) (mention, bool) {
	return mention{spans: []Span{{NewMonth(2020, 4), NewMonth(2020, 6)}},
		guess: "lockdown is read as April to June 2020"}, true
}
