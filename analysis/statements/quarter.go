package statements

func latestQuarter(r *reader, _ []capture) (mention, bool) {
	if !r.dated {
		return mention{}, false
	}
	return mention{spans: []Span{ending(r.date.latest(), 3)}, guess: byDate}, true
}

var quarterNames = map[string]int{"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4, "q1": 1,
	"q2": 2, "q3": 3, "q4": 4}

// quarterNumber finds which quarter the words of a mention name.
func (r *reader) quarterNumber(c []capture) int {
	if n, ok := last(c, "n"); ok {
		return int(n.value)
	}
	if n, ok := last(c, "ord"); ok {
		return int(n.value)
	}
	for i := r.at; i < r.end; i++ {
		if n := quarterNames[r.d.at(i)]; n > 0 {
			return n
		}
	}
	return 0
}

func quarterOfYear(r *reader, c []capture) (mention, bool) {
	y, _ := last(c, "fy")
	n := r.quarterNumber(c)
	from := financial(y.year).From + Month(3*(n-1))
	return mention{spans: []Span{{from, from + 2}}}, n >= 1 && n <= 4
}

// quarterRange is the first and the last quarter of Q1 to Q3.
func (r *reader) quarterRange() (first, last int) {
	for i := r.at; i < r.end; i++ {
		if n := quarterNames[r.d.at(i)]; n > 0 {
			if first == 0 {
				first = n
			}
			last = n
		}
	}
	return first, last
}

func quartersOfYear(r *reader, c []capture) (mention, bool) {
	y, _ := last(c, "fy")
	a, b := r.quarterRange()
	from := financial(y.year).From
	return mention{spans: []Span{{from + Month(3*(a-1)), from + Month(3*b) - 1}}}, a <= b
}

func quartersAlone(r *reader, _ []capture) (mention, bool) {
	a, b := r.quarterRange()
	return mention{relation: quarterOf, n: a, quarters: b - a + 1}, a <= b
}

// yearToDate is a financial year up to the latest figures of the day.
func yearToDate(r *reader, c []capture) (mention, bool) {
	y, _ := last(c, "fy")
	s := financial(y.year)
	if end := r.date.latest(); r.dated && end >= s.From && end < s.To {
		s.To = end
	}
	return mention{spans: []Span{s}, guess: byDate}, true
}

func quarterOfCalendar(r *reader, c []capture) (mention, bool) {
	y, _ := last(c, "year")
	n := r.quarterNumber(c)
	from := NewMonth(y.year, 1) + Month(3*(n-1))
	return mention{spans: []Span{{from, from + 2}, {from + 3, from + 5}}}, n >= 1 && n <= 4
}

func quarterAlone(r *reader, c []capture) (mention, bool) {
	n := r.quarterNumber(c)
	return mention{relation: quarterOf, n: n}, n >= 1 && n <= 4
}

// quarterElliptic reads "from 972 in the first quarter to 1,436 in the last".
func quarterElliptic(r *reader, c []capture) (mention, bool) {
	next := r.d.at(r.end)
	if next != "." && next != "," && next != ";" && next != ")" && next != "" {
		return mention{}, false
	}
	if !r.d.holds(max(0, r.at-12), r.at, set("quarter")) {
		return mention{}, false
	}
	return quarterAlone(r, c)
}
