package periods

import "grooming-report/analysis/statements/lex"

// A relation says how a period depends on another, which its sentence or one
// before it names.
type relation int

const (
	Absolute      relation = iota
	SameAs                 // over the same period, that year
	YearBefore             // the previous year, a year earlier
	sameInYear             // the same period in 2016, or last year
	YearAfter              // the following year
	YearsBefore            // n years earlier
	MonthsAfter            // the following nine months
	MonthsOf               // the first three months of the year, named elsewhere
	YearsUntil             // the previous five years
	OverYears              // over n years, in a year: for a change its two ends
	QuarterOf              // the first quarter, of a year named elsewhere
	SinceThen              // since then
	DateOnly               // 3 April 2017: no period
	quarterBefore          // the quarter before
	YearsOf                // the first or last n years of a longer period
	MonthsOfYear           // between April and December, of a year named elsewhere
	wholeYear              // the whole calendar year, of which a part is named elsewhere
)

// A Mention is a place where the text names a period, with its readings.
type Mention struct {
	First, Last int // tokens
	Spans       []lex.Span
	Ends        []lex.Span // the two ends of "between 2013/14 and 2017/18", for a change
	Relation    relation
	N           int  // years, or the number of a quarter
	quarters    int  // of several quarters, how many
	final       bool // the last quarter of a period, which may be no year
	Unit        int  // months of each part of a run of years or quarters
	Base        bool
	Since       bool
	Guess       string // what was guessed to read it
	Date        lex.MonthDate
	Loose       bool // "in the first five years", of the law or of a longer period
}

type periodRule struct {
	words string
	build func(f *Finder, c []lex.Capture) (Mention, bool)
	p     *lex.Pattern
}

var (
	periodRules []periodRule
	periodIndex lex.RuleIndex
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
		{words: "(the)? years ending|ended|to (in)? {mdate} (to|until|and|through|-) {mdate}", build: endingYears},
		{words: "crime|figures|statistics|data to {mdate}", build: figuresTo},
		{words: "ye|(y / e)|(year end) {mdate}", build: endingYear},
		{words: "(the)? {dur} (to|ending|until|up) (to)? {fy}", build: yearsTo},
		{words: "(the)? {dur} before {mdate}", build: yearsBeforeMonth},
		{words: "(in)? the {n} (years)? since (then)?", build: yearsSince},
		{words: "(the)? {dur} (from|since|beginning|starting|after) (in|from)? {fy}", build: yearsFrom},
		{words: "(the)? {dur} (from|since|beginning|starting) (in|from)? {mdate}", build: monthsFrom},
		{words: "((the)? period|months|quarters (of|from)?)? (the)? {dur}? (from|between)? (the)? (start|beginning|end of)? {mdate} (,)? " +
			"(to|until|till|and|through|-|up) (to)? (the)? (end|start of)? {mdate}", build: monthRange},
		{words: "between|from {mdate} (and|to|-) {year}", build: monthToYear},
		{words: "between|from {mdate} (and|to|until) (the)? (very)? end of {year}", build: monthToYearEnd},
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
		{words: "(so far)|(to date) (in|of|during|for|through)? (the)? (financial)? (year)? {fy}", build: yearToDate},
		{words: "{fy} (so far)? (,)? (up)? to|until|till (the)? (end of)? {mdate}", build: yearUpTo},
		{words: "{fy} (,)? ytd|(year to date)|(to date)|(so far)", build: yearToDate},
		{words: "q1|q2|q3|q4 (of|in|,)? {year}", build: quarterOfCalendar},
		{words: "(the)? spring|summer|autumn|winter quarter (of|in|,)? {year}", build: season},
		{words: "{fy} (,)? q1|q2|q3|q4", build: quarterOfYear},
		{words: "{fy} (,)? quarter {n}", build: quarterOfYear},
		{words: "(the)? (first|second|third|fourth|final|{ord}) quarter (of the year)?", build: quarterAlone},
		{words: "(the)? first|last|final {n} of (the)? (financial)? (year)? {fy}", build: monthsOfYearAlone},
		{words: "(the)? first|last|final {n} of {year}", build: monthsOfYearAlone},
		{words: "(the)? first|last|final {dur} of (the)? (financial)? (year)? {fy}", build: partOfYear},
		{words: "(the)? first|last|final {dur} of {year}", build: partOfYear},
		{words: "{dur} (of|in|into) (the)? (financial)? (year)? {fy}", build: partOfYear},
		{words: "(the)? first|second half of {fy}", build: halfOfYear},
		{words: "(the)? first|second half of {year}", build: halfOfYear},
		{words: "(the)? (first|opening|initial)? {dur} (of|under|after|since|following|from|with) {law}", build: firstOfLaw},
		{words: "(the)? {dur} (of|under|after|since|following|from) {law} (was|were|came|coming|being|took|changed)? " +
			"(changed|introduced|into|in|effect|widened|force|brought|created)? (force|effect|in)?", build: firstOfLaw},
		{words: "(the)? (first|opening|initial) {dur} (after|that) (it|this) (was|came|has|became)", build: firstOfLaw},
		{words: "(the)? law|offence 's first (full)? {dur}", build: firstOfLaw},
		{words: "since {law}", build: sinceLaw},
		{words: "since (its|the|their) (inception|introduction|creation|launch|start|beginning) (in)? {fy}", build: sinceFinancial},
		{words: "(the)? (last|whole)? (financial|full)? year that|which ended (in|last)? {mdate}", build: endingYear},
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
		{words: "since (the|its)? (peak|height|low|high|record|figure|total|level) (of|in) {fy}", build: sinceFinancial},
		{words: "since (the)? (start|end|beginning of)? {mdate}", build: sinceMonth},
		{words: "since (the)? (start|end|beginning of)? {year}", build: sinceYear},
		{words: "(up)? to|until (the)? (end of)? {mdate}", build: upTo},
		{words: "since then", build: relate(SinceThen)},
		{words: "{mdate}", build: monthAlone},
		{words: "(the)? (first|three|{n})? (months of)? (the)? (first)? (covid)? (national)? lockdown", build: lockdown},
		{words: "(the)? (first)? (covid|pandemic)? lockdown|covid|pandemic year", build: lockdownYear},
	}
	periodRules = append(periodRules, relativeRules()...)
	var patterns []*lex.Pattern
	for i := range periodRules {
		periodRules[i].p = lex.Compile(periodRules[i].words)
		patterns = append(patterns, periodRules[i].p)
	}
	periodIndex = lex.NewRuleIndex(patterns)
}

func Last(c []lex.Capture, class string) (lex.Capture, bool) {
	for i := len(c) - 1; i >= 0; i-- {
		if c[i].Class == class {
			return c[i], true
		}
	}
	return lex.Capture{}, false
}

func all(c []lex.Capture, class string) (out []lex.Capture) {
	for _, one := range c {
		if one.Class == class {
			out = append(out, one)
		}
	}
	return out
}

func of(spans ...lex.Span) (Mention, bool) { return Mention{Spans: spans}, true }

// oneYear is a financial year; one that was not over on the day of the text may stand for its months so far.
func oneYear(f *Finder, c []lex.Capture) (Mention, bool) {
	y, _ := Last(c, "fy")
	year := lex.Financial(y.Year)
	if end := f.Date.Latest(); f.Dated && end > year.From && end < year.To && f.Now() > year.To-9 {
		return of(year, lex.Span{From: year.From, To: end})
	}
	return of(year)
}

func oneFinancial(_ *Finder, c []lex.Capture) (Mention, bool) {
	y, _ := Last(c, "year")
	return of(lex.Financial(y.Year-1), lex.Financial(y.Year))
}

func calendar(f *Finder, c []lex.Capture) (Mention, bool) {
	y, _ := Last(c, "year")
	before := y.First - 1
	if f.D.Is(before, lex.Set("act order regulations bill rules")) || lex.OffenceNouns[f.D.At(y.Last)] {
		return Mention{}, false
	}
	if f.At == y.First && !Prepositions[f.D.At(before)] && !f.D.Is(before,
		lex.Set("until till and than the on - ( since")) && f.D.OffenceAfter(y.Last, 4) > 0 {
		return Mention{}, false // Nearly 2000 online grooming crimes
	}
	if f.D.At(before) == "-" && !f.D.Tokens[before].Space && !f.D.Tokens[y.First].Space && before > 0 &&
		f.D.Tokens[before-1].Kind == lex.Number {
		if _, ok := lex.ReadYear(f.D, before-1); !ok {
			return Mention{}, false // request 581-2025
		}
	}
	if f.namesRelease(before, y.Last) || f.ofPopulation(before) {
		return Mention{Relation: DateOnly, Spans: []lex.Span{lex.CalendarYear(y.Year)}}, true
	}
	if f.marchYears(y.First) {
		return of(lex.Financial(y.Year-1), lex.CalendarYear(y.Year))
	}
	if f.D.Holds(f.At, y.First, lex.Set("calendar")) {
		return of(lex.CalendarYear(y.Year))
	}
	return of(lex.CalendarYear(y.Year), lex.Financial(y.Year), lex.Financial(y.Year-1))
}

var releaseWords = lex.Set("release releases edition editions vintage vintages publication")

// namesRelease reports whether a year is that of a release: the release of 2019, in that of 2023, the 2019 release.
func (f *Finder) namesRelease(before, after int) bool {
	if f.D.Is(after, releaseWords) {
		return true
	}
	if !f.D.Is(before, lex.Set("of from")) {
		return false
	}
	return f.D.Is(before-1, releaseWords) || f.D.At(before-1) == "figures" && f.D.At(before-2) == "in" ||
		f.D.Is(before-1, lex.Set("that those")) &&
			f.D.Holds(f.D.Sentences[f.D.SentenceOf(before)].First, before, releaseWords)
}

// ofPopulation reports whether a year is that of an estimate of people: population mid-2023.
func (f *Finder) ofPopulation(before int) bool {
	return f.D.Is(before, lex.Set("-")) && f.D.At(before-1) == "mid" &&
		f.D.Is(before-2, lex.Set("population populations residents"))
}

var marchHead = lex.Compile("(year|years) (ending|ended|to|end) march")

// marchYears reports whether a line before says that its years end in March: year ending March; offences.
func (f *Finder) marchYears(i int) bool {
	if !f.D.Tokens[i].Line {
		return false
	}
	for j := max(0, i-80); j < i; j++ {
		if end, _, ok := marchHead.MatchAt(f.D, j); ok && (end >= len(f.D.Tokens) || f.D.Tokens[end].Kind != lex.Number) {
			return true
		}
	}
	return false
}

// monthToYearEnd reads from April to the end of 2025.
func monthToYearEnd(_ *Finder, c []lex.Capture) (Mention, bool) {
	m, _ := Last(c, "mdate")
	y, _ := Last(c, "year")
	from := lex.NewMonth(y.Year, m.Date.Month)
	if m.Date.Year != 0 {
		from = lex.NewMonth(m.Date.Year, m.Date.Month)
	}
	return of(lex.Span{From: from, To: lex.NewMonth(y.Year, 12)})
}

// season reads the autumn quarter of 2024, as October to December.
func season(f *Finder, c []lex.Capture) (Mention, bool) {
	y, _ := Last(c, "year")
	for i := f.At; i < f.End; i++ {
		if first := map[string]int{"winter": 1, "spring": 4, "summer": 7, "autumn": 10}[f.D.At(i)]; first > 0 {
			from := lex.NewMonth(y.Year, first)
			return Mention{Spans: []lex.Span{{From: from, To: from + 2}}, Guess: "the quarter of a season is read as three months"}, true
		}
	}
	return Mention{}, false
}

// yearEnd is the month that a year to m ends with. A year to April ends with March:
// figures are of whole quarters.
func yearEnd(m lex.Month, n int) lex.Month {
	if n%3 == 0 && n > 3 && m%3 == 0 {
		return m - 1
	}
	return m
}

// endMonth is the last whole month up to a date: 1 January 2018 ends December.
func endMonth(y int, m lex.MonthDate) lex.Month {
	end := lex.NewMonth(y, m.Month)
	if m.Day == 1 {
		end--
	}
	return end
}

func endingAt(f *Finder, c []lex.Capture) (Mention, bool) {
	d, _ := Last(c, "dur")
	m, _ := Last(c, "mdate")
	end := yearEnd(endMonth(f.YearOf(m.Date), m.Date), int(d.Value))
	got := Mention{Spans: []lex.Span{lex.Ending(end, int(d.Value))}, Guess: f.guessed(m.Date)}
	got.Unit = d.Year
	return got, d.Value >= 1
}

func endingYear(f *Finder, c []lex.Capture) (Mention, bool) {
	m, _ := Last(c, "mdate")
	return Mention{Spans: []lex.Span{lex.Ending(yearEnd(endMonth(f.YearOf(m.Date), m.Date), 12), 12)}, Guess: f.guessed(m.Date)},
		true
}

// endingYears reads the years ending March 2021 to March 2025: five of them.
func endingYears(f *Finder, c []lex.Capture) (Mention, bool) {
	var ends []lex.Month
	for _, one := range c {
		if one.Class == "mdate" {
			ends = append(ends, endMonth(one.Date.Year, one.Date))
		}
	}
	if len(ends) != 2 || c[0].Date.Year == 0 || ends[1] <= ends[0] || ends[0].Number() != ends[1].Number() {
		return Mention{}, false
	}
	first, last := lex.Ending(ends[0], 12), lex.Ending(ends[1], 12)
	and := f.D.Holds(f.At, f.End, lex.Set("and")) && ends[1] > ends[0]+12
	return Mention{Spans: []lex.Span{{From: first.From, To: last.To}}, Ends: []lex.Span{first, last}, Unit: 12}, !and
}

// figuresTo reads police recorded crime to September 2023: the year that ends then.
func figuresTo(f *Finder, c []lex.Capture) (Mention, bool) {
	m, _ := Last(c, "mdate")
	s := f.D.Sentences[f.D.SentenceOf(f.At)]
	return Mention{Spans: []lex.Span{lex.Ending(endMonth(m.Date.Year, m.Date), 12)}}, m.Date.Year != 0 && m.Date.Day == 0 &&
		!f.D.Holds(s.First, f.At, lex.Set("since from"))
}

func yearsTo(_ *Finder, c []lex.Capture) (Mention, bool) {
	d, _ := Last(c, "dur")
	y, _ := Last(c, "fy")
	return Mention{Spans: []lex.Span{lex.Ending(lex.Financial(y.Year).To, int(d.Value))}, Unit: d.Year}, true
}

// yearsBeforeMonth reads the five years before April 2017.
func yearsBeforeMonth(f *Finder, c []lex.Capture) (Mention, bool) {
	d, _ := Last(c, "dur")
	m, _ := Last(c, "mdate")
	end := lex.NewMonth(f.YearOf(m.Date), m.Date.Month) - 1
	return Mention{Spans: []lex.Span{lex.Ending(end, int(d.Value))}, Unit: d.Year}, d.Value >= 3 && m.Date.Year != 0
}

// yearsSince reads "in the eight since", after the five years before April 2017.
func yearsSince(f *Finder, c []lex.Capture) (Mention, bool) {
	n, _ := Last(c, "n")
	if len(f.Mentions) == 0 || n.Value < 1 || n.Value > 15 {
		return Mention{}, false
	}
	before := f.Mentions[len(f.Mentions)-1]
	if before.Relation != Absolute || len(before.Spans) == 0 || before.Spans[0].Months()%12 != 0 ||
		f.D.SentenceOf(before.First) != f.D.SentenceOf(f.At) {
		return Mention{}, false
	}
	from := before.Spans[0].To + 1
	return Mention{Spans: []lex.Span{{From: from, To: from + lex.Month(12*n.Value) - 1}}, Unit: 12}, true
}

func yearsFrom(f *Finder, c []lex.Capture) (Mention, bool) {
	d, _ := Last(c, "dur")
	y, _ := Last(c, "fy")
	from := lex.Financial(y.Year).From
	if d.Value <= 12 && (f.D.Is(f.At-1, lex.Set("each every a")) || f.D.Holds(f.At, f.End, lex.Set("since"))) {
		return Mention{}, false
	}
	return Mention{Spans: []lex.Span{{From: from, To: from + lex.Month(d.Value) - 1}}, Unit: d.Year}, true
}

func monthsFrom(f *Finder, c []lex.Capture) (Mention, bool) {
	d, _ := Last(c, "dur")
	m, _ := Last(c, "mdate")
	from := lex.NewMonth(f.YearOf(m.Date), m.Date.Month)
	if d.Value <= 12 && (f.D.Is(f.At-1, lex.Set("each every a")) || f.D.Holds(f.At, f.End, lex.Set("since"))) {
		return Mention{}, false
	}
	return Mention{Spans: []lex.Span{{From: from, To: from + lex.Month(d.Value) - 1}}, Unit: d.Year}, true
}

// monthRange reads April to December 2017, between July 2020 and March, and
// April 2018 to April 2019, which ends with March.
func monthRange(f *Finder, c []lex.Capture) (Mention, bool) {
	m := all(c, "mdate")
	a, b := m[0].Date, m[1].Date
	got := Mention{}
	ya, yb := a.Year, b.Year
	if a.Ago != 0 {
		ya = f.YearOf(a)
	}
	if b.Ago != 0 {
		yb = f.YearOf(b)
	}
	switch {
	case ya == 0 && yb == 0:
		yb = f.YearOf(b)
		got.Guess = f.guessed(b)
		got.Relation, got.Date = MonthsOfYear, b
		fallthrough
	case ya == 0:
		ya = yb
		if a.Month > b.Month || a.Month == b.Month {
			ya--
		}
	case yb == 0:
		yb = ya
		if b.Month <= a.Month {
			yb++
		}
	}
	from, to := lex.NewMonth(ya, a.Month), endMonth(yb, b)
	if a.Day == 0 && b.Day == 0 && a.Month == b.Month && to > from {
		to--
	}
	if n := to - from + 1; b.Day == 0 && from%3 == 0 && n > 3 && n%3 == 1 && f.D.Is(c[len(c)-1].First-1, lex.Set("to and - until till")) {
		to-- // from April to October 2017: figures are of whole quarters
	}
	if to < from && to >= from-12 {
		to += 12 // April 2020 to March 2020
		got.Guess = "the period as printed runs backwards"
	}
	got.Spans = []lex.Span{{From: from, To: to}}
	if d, ok := Last(c, "dur"); ok && d.Year > 0 {
		got.Unit = d.Year
	}
	if to-from == 12 && a.Day == 0 { // June 2016 to June 2017 may name two months
		got.Spans = append(got.Spans, lex.Span{From: from + 1, To: to})
	}
	return got, to >= from
}

// monthToYear reads between April 2017 and 2018.
func monthToYear(f *Finder, c []lex.Capture) (Mention, bool) {
	m, _ := Last(c, "mdate")
	y, _ := Last(c, "year")
	from := lex.NewMonth(f.YearOf(m.Date), m.Date.Month)
	n := y.Year - from.Year()
	if n < 1 {
		return Mention{}, false
	}
	return of(lex.Span{From: from, To: from + lex.Month(12*n) - 1}, lex.Span{From: from, To: lex.NewMonth(y.Year, 12)})
}

func yearRange(f *Finder, c []lex.Capture) (Mention, bool) {
	if before := f.At - 4; f.D.At(f.At-1) == "," && f.D.Holds(f.At, f.End, lex.Set("and")) && before >= 0 {
		if _, ok := lex.ReadFinancial(f.D, before); ok {
			return Mention{}, false // in 2022/23, 2023/24 and 2024/25
		}
	}
	y := all(c, "fy")
	a, b := lex.Financial(y[0].Year), lex.Financial(y[1].Year)
	if b.From < a.From {
		a, b = b, a
	}
	return Mention{Spans: []lex.Span{{From: a.From, To: b.To}}, Ends: []lex.Span{a, b}, Unit: 12}, true
}

func calendarRange(f *Finder, c []lex.Capture) (Mention, bool) {
	y := all(c, "year")
	a, b := y[0].Year, y[1].Year
	if b <= a || b-a > 30 {
		return Mention{}, false
	}
	if b == a+1 && !f.D.Holds(f.At, y[0].First, lex.Set("from between")) && !f.D.Is(f.At-1, lex.Set("from between")) &&
		f.D.Is(f.End-2, lex.Set("to -")) {
		return Mention{Spans: []lex.Span{lex.Financial(a), {From: lex.CalendarYear(a).From, To: lex.CalendarYear(b).To}}}, true // in 2022 to 2023
	}
	if f.Dated && lex.CalendarYear(b).To >= f.Now() { // from 2017 to 2023, said in 2023
		first, last := lex.Financial(a), lex.Financial(b-1)
		return Mention{Spans: []lex.Span{{From: first.From, To: last.To}}, Ends: []lex.Span{first, last}, Unit: 12}, b-a > 1
	}
	return Mention{
		Spans: []lex.Span{{From: lex.CalendarYear(a).From, To: lex.CalendarYear(b).To}, {From: lex.Financial(a).From, To: lex.Financial(b - 1).To},
			{From: lex.Financial(a).From, To: lex.Financial(b).To}, {From: lex.Financial(a - 1).From, To: lex.Financial(b - 1).To}},
		Ends: []lex.Span{lex.CalendarYear(a), lex.CalendarYear(b)}, Unit: 12,
	}, true
}

// shortRange reads 2013-17.
func shortRange(f *Finder, c []lex.Capture) (Mention, bool) {
	y, _ := Last(c, "year")
	n, _ := Last(c, "n")
	if f.D.Tokens[n.First].Space || len(f.D.At(n.First)) != 2 {
		return Mention{}, false
	}
	end := y.Year - y.Year%100 + int(n.Value)
	return calendarRange(f, []lex.Capture{y, {Class: "year", Year: end}})
}

// Related is the span that a relation makes of its anchor.
func Related(m *Mention, a lex.Span) []lex.Span {
	switch m.Relation {
	case SameAs:
		return []lex.Span{a}
	case YearBefore:
		if year := lex.Before12(a); year != a.Shift(-12) { // nine months, against the previous year
			return []lex.Span{year, a.Shift(-12)}
		}
		return []lex.Span{a.Shift(-12)}
	case YearsBefore:
		if year := lex.Before12(a); m.N == 1 && year != a.Shift(-12) { // 44 to the end of December, against 37 a year earlier
			return []lex.Span{a.Shift(-12), year}
		}
		return []lex.Span{a.Shift(-12 * m.N)}
	case quarterBefore:
		if a.Months() == 3 {
			return []lex.Span{a.Shift(-3)}
		}
	case YearAfter:
		if n := a.Months(); n > 12 && n%12 == 0 { // none in four years, then three in the following one
			return []lex.Span{{From: a.To + 1, To: a.To + lex.Month(12*max(1, m.N))}}
		}
		return []lex.Span{a.Shift(12 * max(1, m.N))}
	case MonthsOf:
		year := a
		if a.Months() != 12 {
			year = lex.CalendarYear(a.To.Year())
			if m.Unit == 4 {
				year = lex.Financial(a.To.Year() - lex.Btoi(a.To.Number() < 4))
			}
		}
		if m.final {
			return []lex.Span{lex.Ending(year.To, m.N)}
		}
		return []lex.Span{{From: year.From, To: year.From + lex.Month(m.N) - 1}}
	case MonthsAfter:
		return []lex.Span{{From: a.To + 1, To: a.To + lex.Month(m.N)}}
	case sameInYear:
		return sameMonths(m, a)
	case QuarterOf:
		if n := a.Months(); m.final && (n == 6 || n == 9) { // in the nine months from April; the final quarter alone
			return []lex.Span{lex.Ending(a.To, 3)}
		}
		year := a
		if a.Months() != 12 {
			year = lex.Financial(a.From.Year() - lex.Btoi(a.From.Number() < 4))
		}
		return []lex.Span{{From: year.From + lex.Month(3*(m.N-1)), To: year.From + lex.Month(3*(m.N-1+max(1, m.quarters))) - 1}}
	case YearsOf:
		n := lex.Month(12 * m.N)
		switch {
		case a.Months() <= int(n):
		case m.Unit < 0:
			return []lex.Span{{From: a.To - n + 1, To: a.To}}
		default:
			return []lex.Span{{From: a.From, To: a.From + n - 1}}
		}
	case SinceThen:
		return []lex.Span{{From: a.From, To: a.To}}
	case wholeYear:
		if m.Unit == 4 {
			return []lex.Span{lex.Financial(a.From.Year() - lex.Btoi(a.From.Number() < 4))}
		}
		return []lex.Span{lex.CalendarYear(a.From.Year())}
	}
	return nil
}

var Prepositions = lex.Set("in during for of between from by since over throughout across to at")

// sameMonths moves a span to the year named, or to the year before.
func sameMonths(m *Mention, a lex.Span) []lex.Span {
	switch m.Unit {
	case 4:
		if a.Months() >= 12 {
			return []lex.Span{lex.Financial(m.N)}
		}
		n := m.N - (a.From.Year() - lex.Btoi(a.From.Number() < 4))
		return []lex.Span{a.Shift(12 * n)}
	case 1:
		return []lex.Span{a.Shift(12 * (m.N - a.From.Year())), a.Shift(12 * (m.N - a.To.Year()))}
	}
	return []lex.Span{a.Shift(-12)}
}
