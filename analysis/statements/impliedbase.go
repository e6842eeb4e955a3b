package statements

import (
	"fmt"
	"slices"

	"grooming-report/analysis/statements/frames"
	"grooming-report/analysis/statements/lex"
)

// byImpliedBase is why a change that names no base is told to be from a year.
const byImpliedBase = "by the count that the text gives, and that of the one year which makes it"

// impliedBase finds the year that a change with no base is from, where the text gives the count that it led to: soared by
// 900 per cent, with 150 recorded last year, is from the 15 of 2013/14. It is taken only where one year alone fits and the
// offence was widened since, so that whatever the text meant the comparison is not like for like.
func (j *judge) impliedBase(r frames.Reading, out []Judgement) {
	claims := framed(r)
	for k, i := range claims {
		f := r.Numerals[i].Frame
		if out[i].Verdict != CannotCheck || f.Problem != "" || f.Kind.Form().Changed == nil || f.Kind == lex.Difference ||
			f.Stated <= 0 || f.Measure == lex.Returns || !slices.Contains(f.Readings[0].Notes, frames.YearBeforeNote) {
			continue
		}
		for m := max(0, k-1); m < min(len(claims), k+2); m++ {
			if m != k {
				j.fromCount(r, out, i, claims[m])
			}
		}
	}
}

// fromCount looks for the one year of which the count gives a change that led to a count beside it.
func (j *judge) fromCount(r frames.Reading, out []Judgement, change, count int) {
	f, c := r.Numerals[change].Frame, out[change].Reading
	n, of := r.Numerals[count], out[count].Reading
	if n.Kind != lex.Count || n.Hedge != lex.Plain || n.Stated < 2*chanceless || of.Area.Name != c.Area.Name ||
		of.Later != c.Later || lex.Diff(n.Start, r.Numerals[change].Start) > 80 {
		return
	}
	for i, o := range r.Numerals { // with a second count the text has a base of its own
		own := out[i].Reading
		if o.Kind == lex.Count && o.Role == lex.Claim && own.Area.Name == c.Area.Name && own.Later != c.Later {
			return
		}
	}
	var years []lex.Span
	base := 0.0
	for year := lex.Financial(firstMonth.Year()); year.To < c.Later.From; year = year.Shift(12) {
		for _, g := range append(j.figures(c.Area, mainSeries, year), j.printed(c.Area, lex.Code88A, year)...) {
			if g.N > 0 && f.Holds(f.Kind.Form().Changed(n.Stated, g.N)) {
				years, base = append(years, year), g.N
				break
			}
		}
	}
	if len(years) != 1 {
		return
	}
	c.Earlier = years[0]
	differences := j.differences(c, lex.Code88A)
	if !slices.Contains(differences, DefinitionDiffers) {
		return
	}
	v := &out[change]
	c.Notes = append(slices.DeleteFunc(slices.Clone(c.Notes), func(s string) bool { return s == frames.YearBeforeNote }),
		"no base is named: the one year is taken of which the count makes it")
	v.Reading, v.Verdict, v.Why, v.Differences, v.Measure = c, NotComparable, byImpliedBase, differences, lex.Code88A
	v.Later, v.Earlier = j.figures(c.Area, mainSeries, c.Later), j.figures(c.Area, mainSeries, c.Earlier)
	v.Formula = fmt.Sprintf("%s against %s", plainCountOf(n.Stated), plainCountOf(base))
}

// byToldBase is why a change that names no base is told to be from one that the text names elsewhere.
const byToldBase = "its base is not told beside it: the comparison across the widening that the text names elsewhere makes it"

// The least change that is looked for in the whole text: smaller ones fit some pair of its periods by chance.
const (
	toldMultiple = 3
	toldPercent  = 150
)

// toldPeriods is the number of periods on each side of the widening, and of areas, that are tried for one change.
const toldPeriods = 12

// toldChanges is the number of changes of a text whose base is looked for in the whole of it.
const toldChanges = 50

// toldBase finds the base of a large change where its own words do not tell it and the text does elsewhere: a headline
// says twelvefold, a leaflet 370 per cent, and what stands beneath sets 2025 against 2016/17. It is taken only where
// that comparison crosses the widening of the offence, so that whatever the text meant it is not like for like.
func (j *judge) toldBase(r frames.Reading, out []Judgement) {
	claims := framed(r)
	var before, since []lex.Span
	var areas []frames.Candidate
	tried := 0
	for _, i := range claims {
		for _, c := range r.Numerals[i].Frame.Readings {
			if len(areas) < toldPeriods {
				areas = addOnce(areas, c, func(o frames.Candidate) bool {
					return o.Area.Name == c.Area.Name && len(o.Area.Forces) == len(c.Area.Forces)
				})
			}
			for _, s := range []lex.Span{c.Later, c.Earlier} {
				same := func(o lex.Span) bool { return o == s }
				switch {
				case s.To < lex.LawMonth && s.Months() == 12 && len(before) < toldPeriods:
					before = addOnce(before, s, same)
				case s.From >= lex.LawMonth && s.Months() >= 9 && s.Months() <= 12 && len(since) < toldPeriods:
					since = addOnce(since, s, same)
				}
			}
		}
	}
	for _, i := range claims {
		f, v := r.Numerals[i].Frame, &out[i]
		large := f.Kind == lex.Multiple && f.Stated >= toldMultiple || f.Kind == lex.Change && f.Stated >= toldPercent
		if v.Verdict != CannotCheck || !large || f.Problem != "" || f.Cell || len(v.Reading.Notes) == 0 || v.Reading.Named ||
			f.Measure != lex.Code88A && f.Measure != lex.UnknownFigure {
			continue
		}
		if tried++; tried > toldChanges {
			return
		}
		of := []frames.Candidate{v.Reading}
		if !v.Reading.AreaNamed() {
			of = append(of, areas...)
		}
		j.fromTold(f, v, of, since, before)
	}
}

// fromTold takes the first comparison, of some areas and periods, that makes a change.
func (j *judge) fromTold(f *frames.Frame, v *Judgement, areas []frames.Candidate, since, before []lex.Span) {
	for _, a := range areas {
		for _, l := range since {
			for _, e := range before {
				c := v.Reading
				c.Area, c.Later, c.Earlier = a.Area, l, e
				if e.From.Number() != 4 && e.From.Number() != l.From.Number() || j.try(f, c).fit <= differs {
					continue // a base is a financial year, or the same months
				}
				g := *f.Recorded()
				c.Notes = append(slices.DeleteFunc(slices.Clone(c.Notes), func(s string) bool { return s == frames.YearBeforeNote }),
					byToldBase)
				g.Readings, g.Later, g.Earlier = []frames.Candidate{c}, nil, nil
				if w := j.judge(&g); w.Verdict == NotComparable {
					*v = w
					return
				}
			}
		}
	}
}
