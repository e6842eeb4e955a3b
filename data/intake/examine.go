package intake

import (
	"fmt"
	"strings"
	"time"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
)

// Examine checks what was read, compares it with the release before, and makes its tidy
// table. The date, which may be unknown to an inspection, must fit the quarters.
func (in *Incoming) Examine() (*records.Release, error) {
	if err := in.check(); err != nil {
		return nil, err
	}
	if last := in.covered().Last().Format(time.DateOnly); in.Date != "" && in.Date <= last {
		return nil, fmt.Errorf("%s: a release of %s cannot hold offences up to %s; give the right date with DATE "+
			"(-date)", in.Info.Name, in.Date, last)
	}
	date := in.Date
	if date == "" {
		date = latest().Format(time.DateOnly)
	}
	in.Table = in.tidy()
	release, err := records.ParseRelease("data/releases/offences-"+date+".csv", in.Table, in.known.Forces, in.known.Series)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", in.Info.Name, err)
	}
	in.compare(release)
	return release, nil
}

func (in *Incoming) note(format string, args ...any) {
	in.Notes = append(in.Notes, fmt.Sprintf(format, args...))
}

// mostNamed is how many things of a kind a note names, the rest being counted.
const mostNamed = 5

// some joins the first of a list, and counts the others: a, b and 3 more.
func some(list []string) string {
	if len(list) <= mostNamed+1 {
		return strings.Join(list, "; ")
	}
	return strings.Join(list[:mostNamed], "; ") + " and " + fact.FormatInt(len(list)-mostNamed) + " more"
}
