package intake

import (
	"fmt"
	"slices"
	"strings"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
)

// What is far between two releases: a total of a year or a quarter that moved by so many
// per cent, and a force's quarter that moved by half and by two dozen offences. Of the
// 7,920 cells that the releases of October 2023 and April 2026 share, four did.
const (
	farYear, farQuarter = 5, 10 // per cent
	farCell             = 24
)

// compare notes what is not as the release before leads one to expect, in quarters,
// forces and series.
func (in *Incoming) compare(release *records.Release) {
	for _, r := range in.known.Releases {
		if string(r.Vintage) != in.Date && r.SameFigures(release) {
			in.note("the figures are those of the release of %s: is the date right?", r.Vintage)
		}
	}
	var previous *records.Release
	for _, r := range in.known.Releases {
		if r.Vintage < release.Vintage {
			previous = r
		}
	}
	for _, s := range in.recorded {
		in.noteLapses(release, s)
		var since records.Quarter
		if previous != nil {
			if p, ok := previous.Period(s); ok {
				since = p.To + 1
			}
		}
		in.noteCopies(release, s, since)
		in.noteSame(previous, release, s)
		in.noteRounded(release, s)
	}
	if previous != nil {
		in.noteReach(previous, release)
		var revised []revision
		for _, s := range in.recorded {
			if v, err := records.Revise(previous, release, s); err == nil { // both have the series
				revised = append(revised, revision{s, v})
			}
		}
		in.noteForces(previous, release, revised)
		for _, r := range revised {
			in.noteExchanges(r)
			in.noteMoved(r)
			in.noteRevisions(r)
		}
		in.noteNew(release, previous.Covered().To+1)
	}
}

// A revision is what the release changed in a series.
type revision struct {
	series *records.Series
	records.Revisions
}

// noteLapses notes the quarters in which a force has none after dozens.
func (in *Incoming) noteLapses(release *records.Release, s *records.Series) {
	var found []string
	for _, l := range release.Lapses(s) {
		if !in.splitIn(s, records.Period{From: l.Quarter - 4, To: l.Quarter}) {
			found = append(found, fmt.Sprintf("%s, %s, after %s", l.Force, l.Quarter, list(l.Before)))
		}
	}
	if len(found) > 0 {
		in.note("%s falls to none, which is more likely a supply of data that failed than a fall: %s", s.Short(), some(found))
	}
}

// splitIn reports whether another code took over a part of the series in the period, so
// that its quarters are not alike.
func (in *Incoming) splitIn(s *records.Series, p records.Period) bool {
	return slices.ContainsFunc(in.splits, func(sp split) bool {
		return sp.series == s && p.From < sp.from && sp.from <= p.To
	})
}

// list writes numbers as prose does.
func list(ns []int) string {
	var texts []string
	for _, n := range ns {
		texts = append(texts, fact.FormatInt(n))
	}
	return records.List(texts)
}

// noteReach notes quarters that the release before has and this one has not. What is so
// of every series is said once.
func (in *Incoming) noteReach(previous, release *records.Release) {
	var said []string
	for _, s := range in.recorded {
		before, had := previous.Period(s)
		now, has := release.Period(s)
		var found []string
		switch {
		case !had || !has && s.Code == "": // that no total was made is said already
		case !has:
			in.note("%s was in the release of %s and is gone", s.Short(), previous.Vintage)
		default:
			if now.To < before.To {
				found = append(found, fmt.Sprintf("ends with %s; the release of %s goes on to %s: is it the "+
					"right file?", now.To, previous.Vintage, before.To))
			}
			if now.From > before.From {
				found = append(found, fmt.Sprintf("begins with %s; the release of %s begins with %s",
					now.From, previous.Vintage, before.From))
			}
		}
		for _, what := range found {
			if !slices.Contains(said, what) {
				in.note("%s %s", s.Short(), what)
				said = append(said, what)
			}
		}
	}
}

// noteForces notes forces that came, went, or have lost numbers that were published.
func (in *Incoming) noteForces(previous, release *records.Release, revised []revision) {
	for _, f := range release.Forces {
		if !slices.Contains(previous.Forces, f) {
			in.note("%s was not in the release of %s", f, previous.Vintage)
		}
	}
	for _, f := range previous.Forces {
		if !slices.Contains(release.Forces, f) {
			in.note("%s was in the release of %s and is gone", f, previous.Vintage)
		}
	}
	for _, f := range release.Forces {
		var lacks []string
		series := map[string][]string{}
		for _, r := range revised {
			for _, w := range r.Withdrawn {
				if w.Force != f {
					continue
				}
				when := records.ListQuarters(w.Quarters)
				if series[when] == nil {
					lacks = append(lacks, when)
				}
				series[when] = append(series[when], r.series.Name)
			}
		}
		for _, when := range lacks {
			in.note("%s has withdrawn what the release of %s had for %s in %s",
				f, previous.Vintage, strings.Join(series[when], ", "), when)
		}
	}
}

// noteRevisions notes what moved far since the release before: years, quarters, and
// quarters of a force.
func (in *Incoming) noteRevisions(v revision) {
	s, before := v.series.Short(), v.Older.Vintage
	for _, y := range v.Years {
		if y.Before.Period.Quarters() == 4 && far(y.Before.N, y.After.N, farYear) {
			in.note("%s in %s went from %s in the release of %s to %s, more than %d per cent",
				s, y.Before.Period, fact.FormatInt(y.Before.N), before, fact.FormatInt(y.After.N), farYear)
		}
	}
	var quarters, cells []string
	for _, q := range v.Quarters {
		if far(q.Before.N, q.After.N, farQuarter) {
			quarters = append(quarters, fmt.Sprintf("%s from %s to %s",
				q.Before.Period, fact.FormatInt(q.Before.N), fact.FormatInt(q.After.N)))
		}
	}
	if len(quarters) > 0 {
		in.note("%s moved more than %d per cent since the release of %s in %s", s, farQuarter, before, some(quarters))
	}
	for _, c := range v.Changed {
		if farFrom(c.Before, c.After) {
			cells = append(cells, fmt.Sprintf("%s, %s, from %s to %s",
				c.Force, c.Quarter, fact.FormatInt(c.Before), fact.FormatInt(c.After)))
		}
	}
	if len(cells) > 0 {
		in.note("%s moved by half or more since the release of %s in %s", s, before, some(cells))
	}
}

// far reports whether a number moved by more than some per cent of what it was.
func far(before, after, perCent int) bool {
	return before > 0 && 100*max(after-before, before-after) > perCent*before
}

// farFrom reports whether a number moved by at least half of the larger, and by two dozen.
func farFrom(before, after int) bool {
	change := max(after-before, before-after)
	return change >= farCell && 2*change >= max(before, after)
}

// noteNew notes the quarters that are new, where they are far from the four before them:
// in England and Wales, or in a force. Quarters of one definition only are compared.
func (in *Incoming) noteNew(release *records.Release, since records.Quarter) {
	for _, s := range in.recorded {
		p, ok := release.Period(s)
		if !ok {
			continue
		}
		var found []string
		for q := max(since, p.From+4); q <= p.To; q++ {
			year := records.Period{From: q - 4, To: q - 1}
			if len(s.Crossed(year, q.Period())) > 0 || in.splitIn(s, records.Period{From: q - 4, To: q}) {
				continue
			}
			var forces []string
			allBefore, allNow := 0, 0
			say := func(name string, now, mean int) string {
				return fmt.Sprintf("%s, %s, %s after %s on average", name, q, fact.FormatInt(now), fact.FormatInt(mean))
			}
			for _, f := range release.Forces {
				before, err := release.Count(records.ForceArea(f), s, year)
				if err != nil {
					continue
				}
				now, err := release.Number(s, f, q)
				if err != nil {
					continue
				}
				allBefore, allNow = allBefore+before.N, allNow+now
				if mean := (before.N + 2) / 4; now > 0 && farForce(mean, now) {
					forces = append(forces, say(f, now, mean))
				}
			}
			if mean := (allBefore + 2) / 4; far(mean, allNow, farNational) {
				found = append(found, say(s.Nation, allNow, mean))
			}
			found = append(found, forces...)
		}
		if len(found) > 0 {
			in.note("%s is far from the four quarters before in %s", s.Short(), some(found))
		}
	}
}

// farNational is how far, in per cent, England and Wales may be from the mean of the four
// quarters before. Since April 2018 code 88A never was.
const farNational = 40

// farForce reports whether a force's quarter is less than a quarter of the mean before it,
// or more than four times as much, where either is two dozen.
func farForce(mean, now int) bool {
	return mean >= farCell && 4*now < mean || now >= farCell && now > 4*max(mean, 1)
}
