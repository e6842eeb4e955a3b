package verify

import (
	"fmt"
	"time"
)

// exposure is the length of a period in years: the sum over its days of one over the
// days of the financial year, from 1 April, that the day is in.
func exposure(from, to time.Time) float64 {
	years := 0.0
	for y := financialYear(from); y <= financialYear(to); y++ {
		first, next := begin(y), begin(y+1)
		a, b := from, to.AddDate(0, 0, 1)
		if a.Before(first) {
			a = first
		}
		if b.After(next) {
			b = next
		}
		years += float64(days(a, b)) / float64(days(first, next))
	}
	return years
}

// financialYear is the one that a day is in, by its first calendar year.
func financialYear(day time.Time) int {
	if day.Month() < time.April {
		return day.Year() - 1
	}
	return day.Year()
}

func begin(year int) time.Time { return time.Date(year, time.April, 1, 0, 0, 0, 0, time.UTC) }

func days(a, b time.Time) int { return int(b.Sub(a).Hours() / 24) }

// quarterAt is the place of a day's quarter in time, as that of a cell.
func quarterAt(day time.Time) int {
	y := financialYear(day)
	return 4*y + (int(day.Month())+8)%12/3
}

// quarterDays are the first and the last day of the quarter at a place.
func quarterDays(at int) (from, to time.Time) {
	from = begin(at/4).AddDate(0, 3*(at%4), 0)
	return from, from.AddDate(0, 3, -1)
}

// quarterExposure is the exposure of the quarter at a place.
func quarterExposure(at int) float64 { return exposure(quarterDays(at)) }

// month is the place of the quarter that a month such as 2017-04 is in.
func month(text string) (int, error) {
	day, err := time.Parse("2006-01", text)
	if err != nil {
		return 0, fmt.Errorf("%q, want a month such as 2017-04", text)
	}
	return quarterAt(day), nil
}
