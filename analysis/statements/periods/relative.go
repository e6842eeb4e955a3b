package periods

import (
	"slices"

	"grooming-report/analysis/statements/lex"
)

// sameAgain are words for same, and monthsAgain for the months of another year: in the equivalent period of 2024.
const (
	sameAgain   = "same|equivalent|corresponding|comparable|matching|identical|equal"
	monthsAgain = "(in|over|during|for|to|of|at|across)? (the|a|those|these)? (" + sameAgain + ") " +
		"(period|time|timeframe|timescale|months|quarter|stage|point|stretch|spell|span|part|portion|window|interval|" +
		"three|six|nine|12|twelve|3|6|9) (month|months)? (period|spell|stretch|span|window|part)?"
)

// relativeRules reads the periods that the day of publication, the law or another
// period decides.
func relativeRules() []periodRule {
	return []periodRule{
		{words: "(in|over|during|within)? (the)? last|past|latest (financial|calendar|full|single)? year", build: lastYear},
		{words: "(the)? most recent (financial|calendar|full)? year", build: lastYear},
		{words: "(the)? last|past|latest 12|twelve months", build: lastYear},
		{words: "(so far)? this year", build: thisYear},
		{words: "(in|over|for|during)? (the|this)? (current)? (financial)? year so far", build: soFar},
		{words: "(in|over|for|during)? (the|this)? (current)? (financial)? year to date", build: soFar},
		{words: "so far (in|over|for|during)? (the|this) (current)? (financial)? year", build: soFar},
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
		{words: "(the)? {dur} before it|this|then", build: before},
		{words: "(the)? first|last|final {n} of those|these|them (years)?", build: yearsOfRun},
		{words: "(the)? first|last|final {n} (years)? gave|had|brought|saw|made|were", build: yearsOfRunElliptic},
		{words: "from there|then (to|until|up) (to)? {fy}", build: fromThere},
		{words: "from there|then (to|until|up) (to)? {year}", build: fromThere},
		{words: "from there", build: sinceThere},
		{words: "a|one (year|decade) (before|earlier|previously|prior|ago|beforehand)", build: before},
		{words: "(the)? previous|preceding|prior (financial|calendar|full)? year|period", build: relate(YearBefore)},
		{words: "(the)? previous|preceding|prior (12|twelve) months", build: relate(YearBefore)},
		{words: "(the)? 12|twelve months before|earlier|previously|prior", build: relate(YearBefore)},
		{words: "(the)? previous year 's", build: relate(YearBefore)},
		{words: "(the)? (year|12|twelve) (months)? before that", build: relate(YearBefore)},
		{words: "(the)? (following|next|subsequent) (financial|calendar)? year", build: relate(YearAfter)},
		{words: "(the)? following|next|subsequent 12|twelve months", build: relate(YearAfter)},
		{words: "(in|over|for|during|across)? (the)? whole|full|entire (of the)? calendar|financial year", build: wholeOfYear},
		{words: "the one before", build: oneBefore},
		{words: "the previous one", build: oneBefore},
		{words: "(the)? year after|later", build: relate(YearAfter)},
		{words: "(in|over|during)? (the)? (following|next|subsequent) {n} (financial)? years", build: later},
		{words: "(in|over|during)? (the)? (following|next|subsequent) {dur}", build: monthsAfter},
		{words: "(in|over|during|of|for)? (the)? {dur} since|(that followed)|(which followed)|(after that)|afterwards", build: monthsAfter},
		{words: "(in|over|during)? (the)? (first|last|final) {dur} of (the|that) (calendar|financial)? year", build: monthsOfThat},
		{words: "q1|q2|q3|q4", build: quarterAlone},
		{words: "quarter {n}", build: quarterAlone},
		{words: "(in)? (the|its)? first|second|latter half (of the year)?", build: halfAlone},
		{words: "in the second|latter", build: halfAlone},
		{words: "a|one|{n} year|years later|after|on", build: later},
		{words: "(over|in|during|at|across|for)? (the|that|this|these|those) (" + sameAgain + "|exact)? (same)? " +
			"(period|time|timeframe|timescale|year|months|quarter|quarters|point|years|stretch|spell|span)", build: relate(SameAs)},
		{words: monthsAgain + " (in|of|the|a)? (last|previous) year", build: sameLast},
		{words: monthsAgain + " (of)? (the|a|one)? year|twelve|12 (months)? before|earlier|previously|ago|prior", build: sameLast},
		{words: monthsAgain + " (in|of|during)? (the)? (financial)? (year)? {fy}", build: sameIn},
		{words: monthsAgain + " (in|of|during|from)? {year}", build: sameIn},
		{words: "(in|over|during|for|of)? those|these (same)? months|quarters (of|in) {year}", build: sameIn},
		{words: "(inside|in|within|during|over) (the|its) first (full)? {dur}", build: firstOf},
		{words: "(in)? the last|final|second|third|fourth", build: quarterElliptic},
		{words: "that same year|period|time|quarter", build: relate(SameAs)},
	}
}

// wholeOfYear reads the whole calendar year, after quarters of it.
func wholeOfYear(f *Finder, _ []lex.Capture) (Mention, bool) {
	m := Mention{Relation: wholeYear, Unit: 1}
	if f.D.Holds(f.At, f.End, lex.Set("financial")) {
		m.Unit = 4
	}
	return m, true
}

func relate(k relation) func(*Finder, []lex.Capture) (Mention, bool) {
	return func(*Finder, []lex.Capture) (Mention, bool) { return Mention{Relation: k, N: 1}, true }
}

// years gives the readings of a year that the day of publication decides.
func (f *Finder) YearsOfDay() []lex.Span {
	if !f.Dated {
		return nil
	}
	if named := f.NamedYear(); !named.IsZero() {
		return append([]lex.Span{named}, f.datedYears()...)
	}
	return f.datedYears()
}

// datedYears gives the years that the calendar of releases allows. A text that counts in
// financial years means one.
func (f *Finder) datedYears() []lex.Span {
	end, year := f.Date.Latest(), f.Date.LastYear()
	full := lex.Financial(year)
	switch {
	case end.Number() == 3:
		return []lex.Span{full, lex.CalendarYear(year)}
	case f.inFinancialYears():
		return []lex.Span{full, lex.Ending(end, 12), lex.Financial(year + 1)}
	case end.Number() == 12:
		part := lex.Span{From: lex.NewMonth(end.Year(), 4), To: end}
		if end.Year() == lex.LawMonth.Year() {
			return []lex.Span{part, lex.Ending(end, 12), full, lex.Financial(year + 1)}
		}
		return []lex.Span{lex.Ending(end, 12), full, lex.Financial(year + 1), part}
	}
	return []lex.Span{lex.Ending(end, 12), full, lex.CalendarYear(year)}
}

// inFinancialYears reports whether the text names financial years, and no other.
func (f *Finder) inFinancialYears() bool {
	if f.Years.Whole && f.Years.Financial == nil {
		financial := f.countsInFinancialYears()
		f.Years.Financial = &financial
	}
	if f.Years.Financial != nil {
		return *f.Years.Financial
	}
	return f.countsInFinancialYears()
}

func (f *Finder) countsInFinancialYears() bool {
	financial := f.Years.Final > 2000 && (!f.Dated || f.Years.Final >= f.Date.LastYear()-1)
	for _, m := range f.Mentions {
		if m.Relation == Absolute && len(m.Spans) == 1 && m.Spans[0].Months()%12 == 0 && m.Spans[0].Months() > 0 {
			switch {
			case !m.Spans[0].IsFinancial():
				return false
			case !f.Dated || m.Spans[0].To.Year() >= f.Date.LastYear():
				financial = true
			}
		}
	}
	return financial
}

// NamedYear is the latest year, or nine months of one, that the text names by its
// dates, if it is recent: what "last year" in its headline stands for.
func (f *Finder) NamedYear() lex.Span {
	if f.Years.Whole && f.Years.Named == nil {
		named := f.latestNamed()
		f.Years.Named = &named
	}
	if f.Years.Named != nil {
		return *f.Years.Named
	}
	return f.latestNamed()
}

func (f *Finder) latestNamed() lex.Span {
	var best lex.Span
	for _, m := range f.Mentions {
		if m.Relation != Absolute || m.Since || m.Base || len(m.Spans) == 0 {
			continue
		}
		for _, s := range m.Spans[:1] {
			if n := s.Months(); n >= 9 && n <= 12 && s.To > best.To && s.To < f.Now() && s.To > f.Date.Latest()-12 &&
				s.To > f.Now()-22 && s != lex.CalendarYear(s.From.Year()) && m.Guess != ByDate {
				best = s
			}
		}
	}
	return best
}

const ByDate = "read from the day of publication"

// lastYear waits for the years that the text names: see settleMentions.
func lastYear(f *Finder, _ []lex.Capture) (Mention, bool) {
	return Mention{Guess: ByDate}, true
}

// thisYear is the year in which the text came out, as far as figures went.
func thisYear(f *Finder, _ []lex.Capture) (Mention, bool) {
	return Mention{Spans: f.datedYears(), Guess: ByDate}, f.Dated
}

// soFar is the financial year in which the text came out, as far as figures went.
func soFar(f *Finder, _ []lex.Capture) (Mention, bool) {
	if !f.Dated {
		return Mention{}, false
	}
	end := f.Date.Latest()
	from := lex.Financial(end.Year() - lex.Btoi(end.Number() < 4)).From
	return Mention{Spans: []lex.Span{{From: from, To: end}}, Guess: ByDate}, true
}

// SettleMentions fills in the periods that depend on others of the text.
func (f *Finder) SettleMentions() {
	begin := map[lex.Month][]lex.Span{}
	for _, m := range f.Mentions {
		if f.yearOfPrint(m) {
			m.Relation = DateOnly
		}
		if m.Relation == Absolute && m.Guess == ByDate && len(m.Spans) == 0 {
			m.Spans = f.YearsOfDay()
		}
		if m.Relation == Absolute && !m.Since && len(m.Spans) > 0 && m.Spans[0].Months() > 3 &&
			!slices.Contains(begin[m.Spans[0].From], m.Spans[0]) {
			begin[m.Spans[0].From] = append(begin[m.Spans[0].From], m.Spans[0])
		}
		if m.Relation == sameInYear && f.SameInYear == 0 {
			f.SameInYear = m.Last
		}
	}
	for _, m := range f.Mentions {
		if m.Since && len(m.Spans) > 0 && len(m.Ends) > 0 {
			for _, s := range begin[m.Spans[0].From] {
				if s != m.Ends[0] {
					m.Spans = append([]lex.Span{s}, m.Spans...)
				}
			}
		}
		if named := f.NamedYear(); m.Since && len(m.Spans) > 0 && named.Months() == 12 && named.From > m.Spans[0].From {
			m.Spans = append([]lex.Span{{From: m.Spans[0].From, To: named.To}}, m.Spans...)
		}
	}
}

// yearOfPrint reports whether a year is that in which figures came out: published in 2018, the release
// of 2019, in figures of 2017.
func (f *Finder) yearOfPrint(m *Mention) bool {
	if m.Last != m.First+1 || m.Relation != Absolute {
		return false
	}
	if _, year := lex.ReadYear(f.D, m.First); !year {
		return false
	}
	i := m.First
	return f.D.At(m.Last) == "release" ||
		f.D.At(i-1) == "of" && f.D.Is(i-2, lex.Set("tables table edition editions sheets")) || f.D.At(i-1) == "in" &&
		f.D.Is(i-2, lex.Set("published printed")) ||
		f.D.At(i-1) == "of" && (f.D.Is(i-2, lex.Set("release releases")) || f.D.At(i-2) == "figures" && f.D.At(i-3) == "in")
}

func overSome(f *Finder, c []lex.Capture) (Mention, bool) {
	d, _ := Last(c, "dur")
	if d.Year == 1 && d.Value < 6 || d.Year == 3 {
		return Mention{}, false
	}
	if d.Value == 12 {
		for i := f.At; i < f.End; i++ {
			switch f.D.At(i) {
			case "previous", "preceding":
				return Mention{Relation: YearBefore}, true
			case "last", "past", "recent":
				return lastYear(f, c)
			}
		}
	}
	if f.D.Holds(f.At, f.End, lex.Set("previous preceding")) {
		return Mention{Relation: YearsUntil, N: int(d.Value), Unit: d.Year}, true
	}
	if next := f.D.At(f.End); next == "old" || next == "olds" || next == "of" && f.D.At(f.End+1) == "age" {
		return Mention{}, false
	}
	return Mention{Relation: OverYears, N: int(d.Value), Unit: d.Year}, true
}

// oneBefore reads 274 in the year to April 2019 and 114 in the one before.
func oneBefore(f *Finder, _ []lex.Capture) (Mention, bool) {
	return Mention{Relation: YearBefore, N: 1}, f.D.At(f.At-1) == "in" && f.D.Is(f.End, lex.Set(". , ; )"))
}

func theseYears(f *Finder, c []lex.Capture) (Mention, bool) {
	d, _ := Last(c, "dur")
	if d.Value == 12 || d.Year == 3 && d.Value == 3 {
		return Mention{Relation: SameAs}, true
	}
	return overSome(f, c)
}

// overOne is a change over a year. An annual rate is none.
func overOne(f *Finder, _ []lex.Capture) (Mention, bool) {
	if f.D.Holds(f.End, f.End+1, lex.Set("rate rates")) {
		return Mention{}, false
	}
	return Mention{Relation: OverYears, N: 12, Unit: 12}, true
}

func before(f *Finder, c []lex.Capture) (Mention, bool) {
	n := 12
	if f.D.Holds(f.At, f.End, lex.Set("decade")) {
		n = 120
	}
	if d, ok := Last(c, "dur"); ok {
		n = int(d.Value)
	}
	if n == 3 && f.D.Holds(f.At, f.End, lex.Set("quarter")) {
		return Mention{Relation: quarterBefore}, true
	}
	if n%12 != 0 {
		return Mention{}, false
	}
	return Mention{Relation: YearsBefore, N: n / 12}, true
}

// yearsOfRun reads the first two of those years, of a run of years that stands before.
func yearsOfRun(f *Finder, c []lex.Capture) (Mention, bool) {
	n, _ := Last(c, "n")
	m := Mention{Relation: YearsOf, N: int(n.Value), Unit: 1}
	if f.D.Holds(f.At, c[0].First, lex.Set("last final")) {
		m.Unit = -1
	}
	return m, n.Value >= 1 && n.Value <= 15
}

// yearsOfRunElliptic reads the last two, after the first two of those years.
func yearsOfRunElliptic(f *Finder, c []lex.Capture) (Mention, bool) {
	if len(f.Mentions) == 0 || f.Mentions[len(f.Mentions)-1].Relation != YearsOf {
		return Mention{}, false
	}
	f.End = c[0].Last
	return yearsOfRun(f, c)
}

// fromThere reads from there to 2025, where "there" is the year named last.
func fromThere(f *Finder, c []lex.Capture) (Mention, bool) {
	for i := len(f.Mentions) - 1; i >= 0 && i >= len(f.Mentions)-lex.Reach; i-- {
		m := f.Mentions[i]
		if m.Relation != Absolute || m.Guess != "" || m.Since || len(m.Spans) == 0 || m.Spans[0].Months() != 12 {
			continue
		}
		a, b := m.Spans[0], f.whole(c)
		return Mention{Spans: []lex.Span{{From: a.From, To: b.To}}, Ends: []lex.Span{a, b}, Unit: 12}, a.To < b.From
	}
	return Mention{}, false
}

// sinceThere reads "from there the rise is a fifth", where "there" is the year just named.
func sinceThere(f *Finder, _ []lex.Capture) (Mention, bool) {
	if len(f.Mentions) == 0 {
		return Mention{}, false
	}
	last := f.Mentions[len(f.Mentions)-1]
	if last.Relation != Absolute || last.Guess != "" || last.Since || len(last.Spans) != 1 || last.Spans[0].Months() != 12 {
		return Mention{}, false
	}
	m, ok := f.openEnded(last.Spans[0].From)
	m.Ends = last.Spans
	return m, ok
}

// monthsAfter reads the following nine months.
func monthsAfter(_ *Finder, c []lex.Capture) (Mention, bool) {
	d, _ := Last(c, "dur")
	n := int(d.Value)
	return Mention{Relation: MonthsAfter, N: n}, d.Year == 1 && n%3 == 0 && n > 0 && n < 12
}

// monthsOfThat reads the first three months of the year, of a year that other words name; one of which the text tells
// quarters is the calendar year.
func monthsOfThat(f *Finder, c []lex.Capture) (Mention, bool) {
	d, _ := Last(c, "dur")
	m := Mention{Relation: MonthsOf, N: int(d.Value), final: f.D.Holds(f.At, d.First, lex.Set("last final"))}
	if f.D.Holds(d.Last, f.End, lex.Set("financial")) {
		m.Unit = 4
	}
	return m, d.Year == 1 && m.N%3 == 0 && m.N > 0 && m.N < 12
}

func later(f *Finder, c []lex.Capture) (Mention, bool) {
	n := 1
	if q, ok := Last(c, "n"); ok {
		n = int(q.Value)
	}
	return Mention{Relation: YearAfter, N: n}, n < 30 && !(f.D.At(f.End-1) == "on" && f.D.At(f.End) == "average")
}

func sameLast(*Finder, []lex.Capture) (Mention, bool) {
	return Mention{Relation: sameInYear, N: 0}, true
}

func sameIn(_ *Finder, c []lex.Capture) (Mention, bool) {
	if y, ok := Last(c, "fy"); ok {
		return Mention{Relation: sameInYear, N: y.Year, Unit: 4}, true
	}
	y, _ := Last(c, "year")
	return Mention{Relation: sameInYear, N: y.Year, Unit: 1}, true
}

func partOfYear(f *Finder, c []lex.Capture) (Mention, bool) {
	d, _ := Last(c, "dur")
	whole := f.whole(c)
	n := lex.Month(d.Value)
	for i := f.At; i < f.End; i++ {
		switch f.D.At(i) {
		case "first":
			return of(lex.Span{From: whole.From, To: whole.From + n - 1})
		case "last", "final":
			return of(lex.Span{From: whole.To - n + 1, To: whole.To})
		}
	}
	if n < 12 && n >= 3 && lex.DurationUnits[f.D.At(d.First)] == 0 {
		return of(lex.Span{From: whole.From, To: whole.From + n - 1})
	}
	return Mention{}, false
}

// monthsOfYearAlone reads the first nine of 2017/18, of months.
func monthsOfYearAlone(f *Finder, c []lex.Capture) (Mention, bool) {
	n, _ := Last(c, "n")
	whole, months := f.whole(c), lex.Month(n.Value)
	if months != 3 && months != 6 && months != 9 {
		return Mention{}, false
	}
	if f.D.Holds(f.At, f.End, lex.Set("first")) {
		return of(lex.Span{From: whole.From, To: whole.From + months - 1})
	}
	return of(lex.Span{From: whole.To - months + 1, To: whole.To})
}

func (f *Finder) whole(c []lex.Capture) lex.Span {
	if y, ok := Last(c, "fy"); ok {
		return lex.Financial(y.Year)
	}
	y, _ := Last(c, "year")
	return lex.CalendarYear(y.Year)
}

func halfOfYear(f *Finder, c []lex.Capture) (Mention, bool) {
	whole := f.whole(c)
	for i := f.At; i < f.End; i++ {
		if f.D.At(i) == "second" {
			return of(lex.Span{From: whole.From + 6, To: whole.To})
		}
	}
	return of(lex.Span{From: whole.From, To: whole.From + 5})
}

func firstOfLaw(_ *Finder, c []lex.Capture) (Mention, bool) {
	d, _ := Last(c, "dur")
	return Mention{Spans: []lex.Span{{From: lex.LawMonth, To: lex.LawMonth + lex.Month(d.Value) - 1}}, Unit: d.Year,
		Guess: "counted from April 2017, when the law changed"}, d.Value >= 1
}

func firstOf(f *Finder, c []lex.Capture) (Mention, bool) {
	if f.D.At(f.End-1) == "quarter" && f.D.Holds(f.At, f.End, lex.Set("the")) { // 1,826 in the first quarter, 1,919 in the second
		return Mention{Relation: QuarterOf, N: 1}, true
	}
	m, ok := firstOfLaw(f, c)
	m.Loose = true
	if d, _ := Last(c, "dur"); ok && d.Value < 12 && f.Dated && f.D.Holds(max(0, f.At-14), f.At, lex.Set("year")) &&
		f.D.Holds(max(0, f.At-14), f.At, lex.Set("financial fiscal")) { // the financial year was not over: in its first nine months
		year := lex.Financial(f.Date.Latest().Year() - lex.Btoi(f.Date.Latest().Number() < 4))
		return Mention{Spans: []lex.Span{{From: year.From, To: year.From + lex.Month(d.Value) - 1}}, Guess: ByDate}, true
	}
	return m, ok
}

func sinceLaw(f *Finder, _ []lex.Capture) (Mention, bool) {
	m, ok := f.openEnded(lex.LawMonth)
	m.Ends = []lex.Span{lex.Financial(lex.LawMonth.Year() - 1)}
	m.Guess = "counted from April 2017, when the law changed"
	return m, ok
}

func yearBeforeLaw(*Finder, []lex.Capture) (Mention, bool) { return of(lex.Financial(2016)) }

// openEnded is a period that runs to the latest figures of the day.
func (f *Finder) openEnded(from lex.Month) (Mention, bool) {
	m := Mention{Since: true, Guess: "its end is read from the day of publication"}
	if f.Dated {
		m.Spans = append(m.Spans, lex.Span{From: from, To: f.Date.Latest()},
			lex.Span{From: from, To: lex.Financial(f.Date.LastYear()).To},
			lex.Span{From: from, To: f.LatestFinancial()})
	} else {
		m.Spans = append(m.Spans, lex.Span{From: from, To: f.LatestFinancial()})
	}
	for _, s := range m.Spans {
		if s.To >= from {
			return m, true
		}
	}
	return Mention{}, false
}

// LatestFinancial is the last month of the last financial year that had ended
// two months before the day of publication: what a freedom of information request may reach.
func (f *Finder) LatestFinancial() lex.Month {
	m := f.Now() - 2
	return lex.NewMonth(m.Year()-lex.Btoi(m.Number() < 3), 3)
}

// upTo reads 51,182 up to March 2025 and another 5,734 to December, after a "since".
func upTo(f *Finder, c []lex.Capture) (Mention, bool) {
	d, _ := Last(c, "mdate")
	end := endMonth(f.YearOf(d.Date), d.Date)
	sentence := f.D.SentenceOf(f.At)
	var from lex.Month
	own := f.MentionsIn(f.D.Sentences[sentence].First, f.At)
	for _, m := range own {
		if len(m.Spans) == 0 {
			continue
		}
		switch {
		case m.Since:
			from = m.Spans[0].From
		case from > 0 && m.Spans[0].From == from && m.Spans[0].Months() > 1 && (f.D.Is(f.At-2,
			lex.Set("another further")) || f.D.Holds(max(0, f.At-6), f.At, lex.Set("new"))):
			from = m.Spans[0].To + 1
		}
	}
	for _, m := range own {
		if m.Since && len(m.Spans) > 0 && m.Spans[0].From == from && end > from {
			m.Spans, m.Guess = []lex.Span{{From: from, To: end}}, "" // since 2012/13 ..., the tables to March 2025 show
		}
	}
	if from == 0 && f.D.Holds(f.At, f.End, lex.Set("up until")) && d.Date.Day == 0 { // 252 offences up to April 2019
		return Mention{Spans: []lex.Span{lex.Ending(yearEnd(end, 12), 12)}, Guess: "the year up to then is meant"},
			d.Date.Year != 0
	}
	if from == 0 && f.D.Holds(f.At, f.End, lex.Set("end")) { // 44 to the end of December
		year := lex.Financial(end.Year() - lex.Btoi(end.Number() < 4))
		return Mention{Spans: []lex.Span{{From: year.From, To: end}, {From: lex.NewMonth(end.Year(), 1), To: end}},
			Guess: "counted from the April before"}, end > year.From
	}
	return Mention{Spans: []lex.Span{{From: from, To: end}}}, from > 0 && end > from
}

func sinceFinancial(f *Finder, c []lex.Capture) (Mention, bool) {
	y, _ := Last(c, "fy")
	m, ok := f.openEnded(lex.Financial(y.Year).From)
	m.Ends = []lex.Span{lex.Financial(y.Year)}
	return m, ok
}

func sinceMonth(f *Finder, c []lex.Capture) (Mention, bool) {
	d, _ := Last(c, "mdate")
	from := lex.NewMonth(f.YearOf(d.Date), d.Date.Month)
	m, ok := f.openEnded(from)
	m.Date = d.Date
	m.Ends = []lex.Span{{From: from, To: from + 11}}
	return m, ok
}

func sinceYear(f *Finder, c []lex.Capture) (Mention, bool) {
	y, _ := Last(c, "year")
	from := lex.NewMonth(y.Year, 4)
	m, ok := f.openEnded(from)
	calendar, _ := f.openEnded(lex.NewMonth(y.Year, 1))
	m.Spans = append(m.Spans, calendar.Spans...)
	m.Ends = []lex.Span{lex.Financial(y.Year), lex.CalendarYear(y.Year), lex.Financial(y.Year - 1)}
	return m, ok
}

// monthAlone is a month, or a day: 3 April 2017.
func monthAlone(f *Finder, c []lex.Capture) (Mention, bool) {
	m, _ := Last(c, "mdate")
	at := lex.NewMonth(f.YearOf(m.Date), m.Date.Month)
	if f.ofRelease(m) || m.Date.Day != 0 || m.Date.Year == 0 && f.D.Is(f.At-1, lex.Set("in on")) && (f.reportedBy(f.End) || f.D.Is(f.End,
		lex.Set("show shows showed reveal revealed suggest"))) || f.D.Is(f.End,
		lex.Set("release releases edition vintage tables publication update dataset data")) && m.Date.Year != 0 {
		return Mention{Relation: DateOnly, Spans: []lex.Span{{From: at, To: at}}, Date: m.Date}, true
	}
	return Mention{Spans: []lex.Span{{From: at, To: at}}, Date: m.Date, Guess: f.guessed(m.Date)}, true
}

// ofRelease reports whether a month with its year is that of a release: the release of October 2023 gave 6,781, that of
// April 2026 gives 6,673; (Home Office, October 2023).
func (f *Finder) ofRelease(m lex.Capture) bool {
	i := m.First
	switch {
	case m.Date.Year == 0:
		return false
	case f.D.Is(i-1, lex.Set("of from in")) && f.D.Is(i-2, lex.Set("release releases edition editions vintage publication")):
		return true
	case f.D.At(i-1) == "of" && f.D.Is(i-2, lex.Set("that those")):
		return f.D.Holds(f.D.Sentences[f.D.SentenceOf(i)].First, i, releaseWords)
	case f.D.At(i-1) == "," && f.D.At(m.Last) == ")":
		return f.D.Is(i-2, lex.Set("office ons statistics release tables"))
	}
	return false
}

// reportedBy reports whether the words from token i tell who gave a number out, so that the month before them is that of
// the report: in August the NSPCC reported 562.
func (f *Finder) reportedBy(i int) bool {
	for f.D.Is(i, lex.Set(", the children's charity")) {
		i++
	}
	return (f.D.At(i) == "nspcc" || f.D.At(i-1) == "charity") &&
		f.D.Is(i+lex.Btoi(f.D.At(i) == "nspcc"), lex.Set("reported said published announced revealed released"))
}

func lockdown(f *Finder, _ []lex.Capture) (Mention, bool) {
	return Mention{Spans: []lex.Span{{From: lex.NewMonth(2020, 4), To: lex.NewMonth(2020, 6)}},
		Guess: "lockdown is read as April to June 2020"}, true
}

// lockdownYear reads the lockdown year as the financial year that began with it.
func lockdownYear(*Finder, []lex.Capture) (Mention, bool) {
	return Mention{Spans: []lex.Span{lex.Financial(2020), lex.CalendarYear(2020)},
		Guess: "the year of lockdown is read as 2020/21"}, true
}
