package records

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// A FinancialYear runs from 1 April to 31 March and is named for the calendar
// year it starts in: FinancialYear(2017) is 2017/18.
type FinancialYear int

// ParseFinancialYear reads 2017/18. The two years must follow each other.
func ParseFinancialYear(s string) (FinancialYear, error) {
	start, end, ok := strings.Cut(s, "/")
	y, err := strconv.Atoi(start)
	e, err2 := strconv.Atoi(end)
	if !ok || err != nil || err2 != nil || len(start) != 4 || len(end) != 2 || (y+1)%100 != e {
		return 0, fmt.Errorf("financial year %q, want the form 2017/18", s)
	}
	return FinancialYear(y), nil
}

// String prints 2016/17.
func (y FinancialYear) String() string { return fmt.Sprintf("%d/%02d", int(y), (int(y)+1)%100) }

// days is 366 when the year holds a 29 February, else 365.
func (y FinancialYear) days() int {
	return days(y.Quarter(1).First(), (y + 1).Quarter(1).First())
}

// Quarter is the n-th quarter of the year: 1 is April to June, 4 January to March.
func (y FinancialYear) Quarter(n int) Quarter { return Quarter(int(y)*4 + n - 1) }

// Period is the whole year.
func (y FinancialYear) Period() Period { return Period{y.Quarter(1), y.Quarter(4)} }

// Part is the first n quarters of the year.
func (y FinancialYear) Part(n int) Period { return Period{y.Quarter(1), y.Quarter(n)} }

// A Quarter is three months of a financial year. Quarters are consecutive
// integers, so q+1 is the next one and q-4 the same months a year before.
type Quarter int

// Year is the financial year of the quarter.
func (q Quarter) Year() FinancialYear { return FinancialYear(int(q) / 4) }

// N is 1 for April to June, to 4 for January to March.
func (q Quarter) N() int { return int(q)%4 + 1 }

// Period is the quarter alone.
func (q Quarter) Period() Period { return Period{q, q} }

// First is the quarter's first day.
func (q Quarter) First() time.Time {
	return time.Date(int(q.Year()), time.Month(4+3*(q.N()-1)), 1, 0, 0, 0, 0, time.UTC)
}

// Last is the quarter's last day.
func (q Quarter) Last() time.Time { return (q + 1).First().AddDate(0, 0, -1) }

// String prints the months: April to June 2017.
func (q Quarter) String() string { return Period{q, q}.String() }

// A Period is a run of whole quarters, both ends included. All the figures that
// the Home Office publishes, and all the statements checked here, are of
// whole quarters.
type Period struct{ From, To Quarter }

// ParsePeriod reads two ISO dates, a first day and a last day of a quarter.
func ParsePeriod(from, to string) (Period, error) {
	f, err := time.Parse(time.DateOnly, from)
	if err != nil {
		return Period{}, fmt.Errorf("first day %q, want a date such as 2017-04-01", from)
	}
	t, err := time.Parse(time.DateOnly, to)
	if err != nil {
		return Period{}, fmt.Errorf("last day %q, want a date such as 2017-12-31", to)
	}
	p := Period{QuarterOf(f), QuarterOf(t)}
	if !p.First().Equal(f) || !p.Last().Equal(t) || p.To < p.From {
		return Period{}, fmt.Errorf("%s to %s is not a run of whole quarters", from, to)
	}
	return p, nil
}

// QuarterOf is the quarter that holds a day.
func QuarterOf(t time.Time) Quarter {
	return Quarter(t.Year()*4 + (int(t.Month())-1)/3 - 1)
}

// First is the period's first day.
func (p Period) First() time.Time { return p.From.First() }

// Last is the period's last day.
func (p Period) Last() time.Time { return p.To.Last() }

// Quarters is the number of quarters.
func (p Period) Quarters() int { return int(p.To-p.From) + 1 }

// Days is the number of days, both ends included.
func (p Period) Days() int { return days(p.First(), p.To.Last()) + 1 }

// Contains reports whether q lies in the period.
func (p Period) Contains(q Quarter) bool { return p.From <= q && q <= p.To }

// WholeYears reports whether the period is made of whole financial years.
func (p Period) WholeYears() bool { return p.From.N() == 1 && p.To.N() == 4 }

// WithinYears is the part of the period that is made of whole financial years. It ends before it
// begins where there is none.
func (p Period) WithinYears() Period {
	return Period{p.From + Quarter((5-p.From.N())%4), p.To - Quarter(p.To.N()%4)}
}

// Years lists the financial years that the period touches.
func (p Period) Years() []FinancialYear {
	var ys []FinancialYear
	for y := p.From.Year(); y <= p.To.Year(); y++ {
		ys = append(ys, y)
	}
	return ys
}

// YearBefore is the same months a year earlier.
func (p Period) YearBefore() Period { return Period{p.From - 4, p.To - 4} }

// SameMonths reports whether two periods cover the same months of the year.
func (p Period) SameMonths(o Period) bool {
	return p.Quarters() == o.Quarters() && p.From.N() == o.From.N()
}

// Exposure is the length of a period in years: each day counts as one over the number of days in
// its financial year. A whole financial year is 1 whether or not it holds a 29 February; April
// to December 2017 is 275/365.
type Exposure float64

// Exposure is the period's length in years.
func (p Period) Exposure() Exposure {
	var e Exposure
	for _, y := range p.Years() {
		part := Period{max(p.From, y.Quarter(1)), min(p.To, y.Quarter(4))}
		e += Exposure(float64(part.Days()) / float64(y.days()))
	}
	return e
}

// String prints 2016/17 for a financial year, 2013/14 to 2016/17 for several,
// and the months for anything else: April to December 2017.
func (p Period) String() string {
	if p.WholeYears() {
		if p.Quarters() == 4 {
			return p.From.Year().String()
		}
		return p.From.Year().String() + " to " + p.To.Year().String()
	}
	return p.Months()
}

// Months prints the period by its months, with the year once where it is the
// same: April to December 2017; April 2013 to December 2017.
func (p Period) Months() string {
	f, l := p.First(), p.Last()
	if f.Year() == l.Year() {
		return fmt.Sprintf("%s to %s %d", f.Month(), l.Month(), l.Year())
	}
	return fmt.Sprintf("%s %d to %s %d", f.Month(), f.Year(), l.Month(), l.Year())
}

// Key names the period in a fact: 2017-04_2017-12.
func (p Period) Key() string {
	return p.First().Format("2006-01") + "_" + p.Last().Format("2006-01")
}

// days counts the days from a to b, without b.
func days(a, b time.Time) int { return int(b.Sub(a).Hours() / 24) }

// ListQuarters names quarters in order of time as prose does, those that follow each
// other as one: April to September 2012 and January to March 2014.
func ListQuarters(qs []Quarter) string {
	var runs []Period
	for _, q := range qs {
		if n := len(runs); n > 0 && runs[n-1].To == q-1 {
			runs[n-1].To = q
		} else {
			runs = append(runs, Period{q, q})
		}
	}
	var names []string
	for _, p := range runs {
		names = append(names, p.Months())
	}
	return List(names)
}

// List lists things as prose does: Essex, Kent and Surrey.
func List(things []string) string {
	last := len(things) - 1
	if last < 1 {
		return strings.Join(things, "")
	}
	return strings.Join(things[:last], ", ") + " and " + things[last]
}
