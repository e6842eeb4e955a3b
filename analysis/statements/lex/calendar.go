package lex

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"grooming-report/analysis/records"
)

// A Month counts months from the year 0: 2017×12+3 is April 2017.
type Month int

// NewMonth is a month of a calendar year; January is 1.
func NewMonth(year, month int) Month { return Month(year*12 + month - 1) }

// Year is the calendar year.
func (m Month) Year() int { return int(m) / 12 }

// Number is 1 for January to 12.
func (m Month) Number() int { return int(m)%12 + 1 }

// String prints April 2017.
func (m Month) String() string { return fmt.Sprintf("%s %d", time.Month(m.Number()), m.Year()) }

// A Span is a run of whole months, both included. The zero Span is none.
type Span struct{ From, To Month }

// IsZero reports whether there is no span.
func (s Span) IsZero() bool { return s == Span{} }

// First is the first day as 2017-04-01, empty for none.
func (s Span) First() string {
	if s.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-01", s.From.Year(), s.From.Number())
}

// Last is the last day as 2018-03-31, empty for none.
func (s Span) Last() string {
	if s.IsZero() {
		return ""
	}
	return time.Date((s.To + 1).Year(), time.Month((s.To + 1).Number()), 0, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}

// Months is the number of months.
func (s Span) Months() int { return int(s.To-s.From) + 1 }

// Shift moves a span by months.
func (s Span) Shift(n int) Span {
	if s.IsZero() {
		return s
	}
	return Span{s.From + Month(n), s.To + Month(n)}
}

// Financial is the financial year that starts in April of a year.
func Financial(year int) Span { return Span{NewMonth(year, 4), NewMonth(year+1, 3)} }

// CalendarYear is January to December.
func CalendarYear(year int) Span { return Span{NewMonth(year, 1), NewMonth(year, 12)} }

// Ending is the n months to m.
func Ending(m Month, n int) Span { return Span{m - Month(n) + 1, m} }

// Quarters reports whether the span is made of whole quarters.
func (s Span) Quarters() bool { return s.From%3 == 0 && s.To%3 == 2 && s.From <= s.To }

// Period is the span as the releases count; ok is false unless it is of whole quarters.
func (s Span) Period() (p records.Period, ok bool) {
	if !s.Quarters() {
		return records.Period{}, false
	}
	return records.Period{From: quarterOf(s.From), To: quarterOf(s.To)}, true
}

// quarterOf is the quarter that holds a month.
func quarterOf(m Month) records.Quarter { return records.Quarter(m/3 - 1) }

// IsFinancial reports whether the span is one or more whole financial years.
func (s Span) IsFinancial() bool {
	return s.From.Number() == 4 && s.To.Number() == 3 && s.Months()%12 == 0
}

// String prints 2016/17, 2016, the year to June 2017, April to December 2017.
func (s Span) String() string {
	switch {
	case s.IsZero():
		return "no period"
	case s.IsFinancial() && s.Months() == 12:
		return fmt.Sprintf("%d/%02d", s.From.Year(), s.To.Year()%100)
	case s.IsFinancial():
		return fmt.Sprintf("%d/%02d to %d/%02d", s.From.Year(), (s.From.Year()+1)%100, s.To.Year()-1, s.To.Year()%100)
	case s.Months() == 12 && s.From.Number() == 1:
		return strconv.Itoa(s.From.Year())
	case s.Months() == 12:
		return "the year to " + s.To.String()
	case s.From == s.To:
		return s.From.String()
	case s.From.Year() == s.To.Year():
		return fmt.Sprintf("%s to %s", time.Month(s.From.Number()), s.To)
	}
	return s.From.String() + " to " + s.To.String()
}

// LawMonth is the month in which sexual communication with a child became an
// offence (3 April 2017), and code 88A widened.
var LawMonth = NewMonth(2017, 4)

// LawDate is the day of commencement of s.15A Sexual Offences Act 2003.
const LawDate = "2017-04-03"

// A day of publication: a month, and the day in it or 0.
type Published struct {
	Month Month
	Day   int
}

// ParseDate reads 2018-05-04, 2018-05 or 2018. Anything else is no date.
func ParseDate(s string) (Published, bool) {
	parts := strings.Split(s, "-")
	n := []int{0, 0, 0}
	for i, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil || i > 2 {
			return Published{}, false
		}
		n[i] = v
	}
	if n[0] < 1990 || n[0] > 2100 || n[1] > 12 || n[2] > 31 {
		return Published{}, false
	}
	if n[1] == 0 {
		n[1] = 12
	}
	return Published{NewMonth(n[0], n[1]), n[2]}, true
}

// releaseDay is the day of the month before which a quarterly release has not
// come out: those of 2017 to 2026 came between the 17th and the 30th.
const releaseDay = 17

// Latest is the last month that the Home Office tables had reached: those of
// January reach September, of April December, of July March, of October June.
func (p Published) Latest() Month {
	m := p.Month
	quarterStart := m - m%3
	if m == quarterStart && p.Day != 0 && p.Day < releaseDay {
		quarterStart -= 3
	}
	return quarterStart - 4
}

// LastYear is the last whole financial year in the tables of the day.
func (p Published) LastYear() int {
	l := p.Latest()
	if l.Number() == 3 {
		return l.Year() - 1
	}
	if l.Number() > 3 {
		return l.Year() - 1
	}
	return l.Year() - 2
}

// Before12 is the year before a period: the financial year before nine months that begin in April.
func Before12(s Span) Span {
	if s.Months() < 12 && s.From.Number() == 4 && s.Months() > 3 {
		return Financial(s.From.Year() - 1)
	}
	return s.Shift(-12)
}
