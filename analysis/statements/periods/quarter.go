package periods

import "grooming-report/analysis/statements/lex"

func latestQuarter(f *Finder, _ []lex.Capture) (Mention, bool) {
	if !f.Dated {
		return Mention{}, false
	}
	return Mention{Spans: []lex.Span{lex.Ending(f.Date.Latest(), 3)}, Guess: ByDate}, true
}

var quarterNames = map[string]int{"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4, "q1": 1,
	"q2": 2, "q3": 3, "q4": 4}

// quarterNumber finds which quarter the words of a mention name.
func (f *Finder) quarterNumber(c []lex.Capture) int {
	if n, ok := Last(c, "n"); ok {
		return int(n.Value)
	}
	if n, ok := Last(c, "ord"); ok {
		return int(n.Value)
	}
	for i := f.At; i < f.End; i++ {
		if n := quarterNames[f.D.At(i)]; n > 0 {
			return n
		}
	}
	return 0
}

func quarterOfYear(f *Finder, c []lex.Capture) (Mention, bool) {
	y, _ := Last(c, "fy")
	n := f.quarterNumber(c)
	from := lex.Financial(y.Year).From + lex.Month(3*(n-1))
	return Mention{Spans: []lex.Span{{From: from, To: from + 2}}}, n >= 1 && n <= 4
}

// quarterRange is the first and the last quarter of Q1 to Q3.
func (f *Finder) quarterRange() (first, last int) {
	for i := f.At; i < f.End; i++ {
		if n := quarterNames[f.D.At(i)]; n > 0 {
			if first == 0 {
				first = n
			}
			last = n
		}
	}
	return first, last
}

func quartersOfYear(f *Finder, c []lex.Capture) (Mention, bool) {
	y, _ := Last(c, "fy")
	a, b := f.quarterRange()
	from := lex.Financial(y.Year).From
	return Mention{Spans: []lex.Span{{From: from + lex.Month(3*(a-1)), To: from + lex.Month(3*b) - 1}}}, a <= b
}

func quartersAlone(f *Finder, _ []lex.Capture) (Mention, bool) {
	a, b := f.quarterRange()
	return Mention{Relation: QuarterOf, N: a, quarters: b - a + 1}, a <= b
}

// yearToDate is a financial year up to the latest figures of the day.
func yearToDate(f *Finder, c []lex.Capture) (Mention, bool) {
	y, _ := Last(c, "fy")
	s := lex.Financial(y.Year)
	if end := f.Date.Latest(); f.Dated && end >= s.From && end < s.To {
		s.To = end
	}
	return Mention{Spans: []lex.Span{s}, Guess: ByDate}, true
}

// yearUpTo is a financial year up to a month that its words name: 2025/26 to 31 December.
func yearUpTo(f *Finder, c []lex.Capture) (Mention, bool) {
	y, _ := Last(c, "fy")
	m, _ := Last(c, "mdate")
	s := lex.Financial(y.Year)
	for to := s.From; to <= s.To; to++ {
		if end := endMonth(to.Year(), m.Date); end == to && to.Number()%3 == 0 && (m.Date.Year == 0 || m.Date.Year == to.Year()) {
			return Mention{Spans: []lex.Span{{From: s.From, To: to}}}, true
		}
	}
	return Mention{}, false
}

func quarterOfCalendar(f *Finder, c []lex.Capture) (Mention, bool) {
	y, _ := Last(c, "year")
	n := f.quarterNumber(c)
	from := lex.NewMonth(y.Year, 1) + lex.Month(3*(n-1))
	return Mention{Spans: []lex.Span{{From: from, To: from + 2}, {From: from + 3, To: from + 5}}}, n >= 1 && n <= 4
}

func quarterAlone(f *Finder, c []lex.Capture) (Mention, bool) {
	n := f.quarterNumber(c)
	return Mention{Relation: QuarterOf, N: n, final: f.D.Holds(f.At, f.End, lex.Set("final last"))}, n >= 1 && n <= 4
}

// halfAlone reads the first half, of a year that other words name, and "the second" after it.
func halfAlone(f *Finder, _ []lex.Capture) (Mention, bool) {
	m := Mention{Relation: QuarterOf, N: 1, quarters: 2}
	if f.D.Holds(f.At, f.End, lex.Set("second latter")) {
		m.N = 3
	}
	if f.D.Holds(f.At, f.End, lex.Set("half")) {
		return m, f.D.At(f.End) != "of" || f.D.Is(f.End+1, lex.Set("the that")) && f.D.At(f.End+2) == "year"
	}
	before := f.MentionsIn(f.D.Sentences[f.D.SentenceOf(f.At)].First, f.At)
	return m, len(before) > 0 && before[len(before)-1].Relation == QuarterOf && before[len(before)-1].quarters == 2 &&
		f.D.Is(f.End, lex.Set(". , ; )"))
}

// quarterElliptic reads "from 972 in the first quarter to 1,436 in the last".
func quarterElliptic(f *Finder, c []lex.Capture) (Mention, bool) {
	next := f.D.At(f.End)
	if next == "and" && f.End+1 < len(f.D.Tokens) && f.D.Tokens[f.End+1].Kind == lex.Number {
		next = "," // 1,900 in the third and 1,915 in the fourth
	}
	if next != "." && next != "," && next != ";" && next != ")" && next != "" && f.D.Tokens[f.End].Kind != lex.Number {
		return Mention{}, false
	}
	if !f.D.Holds(max(f.D.Sentences[f.D.SentenceOf(f.At)].First, f.At-24), f.At, lex.Set("quarter")) {
		return Mention{}, false
	}
	return quarterAlone(f, c)
}
