package intake

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"grooming-report/analysis/records"
	"grooming-report/data/workbook"
)

// Now is the clock, which only an import looks at: to refuse a release of the future.
// Tests set it.
var Now = time.Now

// latest is today, wherever it is later: where the user is, or in Greenwich.
func latest() time.Time {
	local, utc := Now(), Now().UTC()
	day := func(t time.Time) time.Time { return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC) }
	if day(local).After(day(utc)) {
		return day(local)
	}
	return day(utc)
}

var (
	publisherDate = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)tables[-_ ]([0-9]{2})([0-9]{2})([0-9]{2})(?:[^0-9]|$)`)
	})
	nameDate = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?:^|[^0-9])([0-9]{2})([0-9]{2})([0-9]{2})(?:[^0-9]|$)`)
	})
	isoDate = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`[0-9]{4}-[0-9]{2}-[0-9]{2}`)
	})
	wordDate = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`[0-9]{1,2} ` +
			`(?:January|February|March|April|May|June|July|August|September|October|November|December) [0-9]{4}`)
	})
	published = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)publi|release`)
	})
	next = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)next`)
	})
)

// ReleaseDate is the date of a release: the one given; else the one that the publisher
// wrote into the file's name, or another of six digits in it, or one such as
// 2026-07-23; else the one that the cover sheet gives as that of publication.
func (in *Incoming) ReleaseDate(given string) (string, error) {
	date := given
	cover := coverDates(in.Info)
	if date == "" {
		found := nameDates(in.Info.Name)
		if len(found) == 0 {
			found = cover
		}
		if len(found) != 1 {
			several := ""
			if len(found) > 1 {
				several = " (found " + strings.Join(found, " and ") + ")"
			}
			return "", fmt.Errorf("%s: neither its name nor its cover sheet says when it was published%s; when was it? "+
				"Give DATE=2026-07-23 (-date)", in.Info.Name, several)
		}
		date = found[0]
	}
	if today := latest().Format(time.DateOnly); date > today {
		return "", fmt.Errorf("%s: a release of %s is of the future, today being %s; give the day on which it "+
			"was published with DATE (-date)", in.Info.Name, date, today)
	}
	if len(cover) == 1 && cover[0] != date {
		in.note("its cover sheet says that it was published on %s, and it is taken for the release of %s",
			records.Vintage(cover[0]), records.Vintage(date))
	}
	return date, nil
}

// nameDates lists the dates in a file's name, those of the publisher's own kind alone
// where there is one: somebody may have put before it when it was downloaded.
func nameDates(name string) []string {
	var dates []string
	for _, form := range []*regexp.Regexp{publisherDate(), nameDate()} {
		// The marks between two dates may be the end of the one and the beginning of the other.
		for rest := name; len(rest) > 0; {
			at := form.FindStringSubmatchIndex(rest)
			if at == nil {
				break
			}
			dates = addDate(dates, "020106", rest[at[2]:at[3]]+rest[at[4]:at[5]]+rest[at[6]:at[7]])
			rest = rest[at[7]:]
		}
		if len(dates) > 0 {
			return dates
		}
	}
	for _, found := range isoDate().FindAllString(name, -1) {
		dates = addDate(dates, time.DateOnly, found)
	}
	return dates
}

// coverDates lists the dates that the cover sheet gives as that of publication.
func coverDates(info workbook.Info) []string {
	var dates []string
	for _, line := range info.Cover {
		if !published().MatchString(line) || next().MatchString(line) {
			continue
		}
		for _, found := range isoDate().FindAllString(line, -1) {
			dates = addDate(dates, time.DateOnly, found)
		}
		for _, found := range wordDate().FindAllString(line, -1) {
			dates = addDate(dates, "2 January 2006", strings.TrimSpace(found))
		}
	}
	return dates
}

// addDate adds a date, if it is one and is not there yet.
func addDate(dates []string, layout, text string) []string {
	t, err := time.Parse(layout, text)
	if date := t.Format(time.DateOnly); err == nil && !slices.Contains(dates, date) {
		dates = append(dates, date)
	}
	return dates
}
