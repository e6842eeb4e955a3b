package statements

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"grooming-report/analysis/records"
	"grooming-report/analysis/statements/frames"
	"grooming-report/analysis/statements/lex"
)

// share sets the count of an area over that of a wider one, or grooming over all
// sexual offences.
func (j *judge) share(f *frames.Frame, o outcome) outcome {
	c := o.reading
	whole, series := f.Of, mainSeries
	if f.OfSeries != "" {
		whole, series = c.Area, f.OfSeries
	}
	o.later, o.earlier = j.figures(c.Area, mainSeries, c.Later), j.figures(whole, series, c.Later)
	for _, l := range o.later {
		for _, e := range o.earlier {
			if l.Vintage != e.Vintage || e.N == 0 {
				continue
			}
			o.fit = max(o.fit, differs)
			if x := 100 * l.N / e.N; f.Holds(x) {
				j.better(f, &o, l, x, fmt.Sprintf("100 × %s ÷ %s", plainCountOf(l.N), plainCountOf(e.N)))
			}
		}
	}
	return o
}

// parts compares a range with the smallest and the largest part of a period.
func (j *judge) parts(f *frames.Frame, o outcome) outcome {
	unit := lex.Month(f.Per)
	if unit <= 0 {
		unit = 12
	}
	if unit < 3 {
		return o
	}
	for _, r := range j.data.Releases {
		lo, hi, n := math.Inf(1), math.Inf(-1), 0
		for from := o.reading.Later.From; from+unit-1 <= o.reading.Later.To; from += unit {
			for _, g := range j.figures(o.reading.Area, mainSeries, lex.Span{From: from, To: from + unit - 1}) {
				if g.Vintage == r.Vintage && !g.WithoutBTP {
					lo, hi, n = min(lo, g.N), max(hi, g.N), n+1
					o.later = append(o.later, g)
				}
			}
		}
		if n == 0 || n != o.reading.Later.Months()/int(unit) {
			continue
		}
		o.fit = max(o.fit, differs)
		if lo == f.Stated && hi == f.High {
			j.better(f, &o, Figure{Vintage: r.Vintage, Now: r == j.newest}, f.Stated, fmt.Sprintf("%s to %s", plainCountOf(lo), plainCountOf(hi)))
		}
	}
	return o
}

// eachYear looks for the first part of a run that did not rise, or fall, as stated.
func (j *judge) eachYear(f *frames.Frame, o outcome) outcome {
	unit := lex.Month(f.Unit)
	if unit < 3 {
		return o
	}
	span := o.reading.Later
	for i := len(j.data.Releases) - 1; i >= 0; i-- {
		r := j.data.Releases[i]
		values, ok := j.series(r, o.reading.Area, span, unit)
		if !ok || len(values) < 2 {
			continue
		}
		if before, has := j.series(r, o.reading.Area, lex.Span{From: span.From - unit, To: span.From - 1}, unit); has &&
			float64(len(values)) == f.Stated && f.Unit < 12 {
			values = append(before, values...)
		}
		o.fit = max(o.fit, differs)
		held := true
		for k := 1; k < len(values); k++ {
			if !f.Fall && values[k] <= values[k-1] || f.Fall && values[k] >= values[k-1] {
				held = false
			}
		}
		o.later = append(o.later, j.figures(o.reading.Area, mainSeries, span)...)
		if held {
			j.better(f, &o, Figure{Vintage: r.Vintage, Now: r == j.newest}, f.Stated, listed(values))
		} else if o.formula == "" {
			o.formula = listed(values)
		}
	}
	return o
}

// listed prints counts one after another: 15, 41, 24.
func listed(values []float64) string {
	var out []string
	for _, x := range values {
		out = append(out, thousandsOf(int(x)))
	}
	return strings.Join(out, ", ")
}

// series is the counts of the parts of a span; the last part may be shorter.
func (j *judge) series(r *records.Release, a records.Area, s lex.Span, unit lex.Month) ([]float64, bool) {
	var out []float64
	for from := s.From; from <= s.To; from += unit {
		p, ok := lex.Span{From: from, To: min(from+unit-1, s.To)}.Period()
		if !ok {
			return nil, false
		}
		areas := j.areas(a, r)
		if len(areas) == 0 {
			return nil, false
		}
		n, err := r.Count(areas[0], r.Main, p)
		if err != nil {
			return nil, false
		}
		out = append(out, float64(n.N))
	}
	return out, true
}

// byOwnCounts is why a change is right that only the text itself bears out.
const byOwnCounts = "by the counts that the text gives"

// change judges a percentage, a multiple or a difference between two periods.
func (j *judge) change(f *frames.Frame) Judgement {
	var best *outcome
	for _, c := range j.withCounts(f) {
		o := j.try(f, c)
		better := best == nil || o.fit > best.fit && o.fit > differs
		if best != nil && best.fit > differs && o.fit > differs && j.countsKnown(f, o.reading) &&
			!j.countsKnown(f, best.reading) {
			better = true
		}
		if better {
			best = &o
		}
	}
	if best.fit <= differs && f.Measure != lex.AllSexual && f.Measure != lex.Returns {
		if o, ok := j.shifted(f); ok {
			best = &o
		}
	}
	own, ownHolds := ownArithmetic(f)
	record := f.Measure == lex.Code88A || f.Measure == lex.UnknownFigure || f.Measure == lex.AllSexual
	right := record && best.fit > differs || own && ownHolds
	v := Judgement{Reading: best.reading, Later: best.later, Earlier: best.earlier, Formula: best.formula,
		Computed: best.computed, Vintage: best.vintage}
	v.Measure = f.Measure
	if f.Measure == lex.UnknownFigure && best.fit > differs {
		v.Measure = lex.Code88A
	}
	if v.Formula == "" && own {
		v.Formula = fmt.Sprintf("%s and %s, as the text has them", plainCountOf(f.Later.Value), plainCountOf(f.Earlier.Value))
	}
	v.PeriodDiffers = best.fit > differs && best.reading.Near
	v.Differences = j.differences(v.Reading, v.Measure)
	switch {
	case right && len(v.Differences) > 0:
		v.Verdict = NotComparable
	case record && best.fit == holdsNow:
		v.Verdict = Rounds
		if best.exact {
			v.Verdict = Exact
		}
	case record && best.fit >= printedThen:
		v.Verdict = RightAtVintage
	case right && f.Measure == lex.Code88A && j.countsRevised(f, v.Reading):
		v.Verdict = RightAtVintage
	case right:
		v.Verdict, v.Why = Rounds, byOwnCounts
	case own:
		v.Verdict, v.Why = Wrong, slip(f)
	case record && j.isEarlier(f, best):
		v.Verdict, v.Why = Wrong, "it is the earlier count itself: up from is meant, not up by"
	case !record:
		v.Verdict, v.Why = CannotCheck, "returns to freedom of information requests are not in the releases"
	case best.fit == unknown && fromNone(best):
		v.Verdict, v.Why = CannotCheck, "the record has none in the earlier period, and there is no such change from none"
	case best.fit == unknown:
		v.Verdict, v.Why = CannotCheck, "the record has no figures of these periods"
	case f.Measure == lex.UnknownFigure:
		v.Verdict, v.Why = CannotCheck, notSaid
	default:
		v.Verdict, v.Why = j.changeContradicted(f, best)
		v.Doubted = v.Why == guessedReading
	}
	return v
}

// fromNone reports whether the record has both counts of a change, and the earlier one is none.
func fromNone(o *outcome) bool {
	some := slices.ContainsFunc(o.earlier, func(e Figure) bool { return e.N != 0 })
	return len(o.later) > 0 && len(o.earlier) > 0 && !some
}

// withCounts lists the readings of a change: those alone in which the record has both counts of its own sentence, where
// there are such.
func (j *judge) withCounts(f *frames.Frame) []frames.Candidate {
	var known []frames.Candidate
	for _, c := range f.Readings {
		if f.Beside && j.countsKnown(f, c) {
			known = append(known, c)
		}
	}
	if known != nil {
		return known
	}
	return f.Readings
}

// ownArithmetic sets the counts that the text itself gives against its change.
func ownArithmetic(f *frames.Frame) (have, holds bool) {
	if f.Later == nil || f.Earlier == nil || f.Earlier.Value == 0 || f.Later.Hedge != lex.Plain || f.Earlier.Hedge != lex.Plain {
		return false, false
	}
	return true, f.Holds(f.Kind.Form().Changed(f.Later.Value, f.Earlier.Value))
}

// slip says what the text's own counts make where they do not bear out its change, and names the mistake if it is a
// known one.
func slip(f *frames.Frame) string {
	ratio := f.Later.Value / f.Earlier.Value
	made := made(f, f.Later.Value, f.Earlier.Value)
	switch {
	case f.Kind == lex.Change && f.Stated > 0 && f.Holds(100*ratio):
		return "the later count is that many per cent of the earlier one, not that many more: " + made
	case f.Kind == lex.Change && f.Later.Value > 0 && f.Holds(100*(f.Later.Value-f.Earlier.Value)/f.Later.Value):
		return "the difference is that share of the later count, not of the earlier one: " + made
	case f.Kind == lex.Difference && math.Abs(f.Stated) == f.Earlier.Value:
		return "it is the earlier count itself: up from is meant, not up by"
	}
	return made
}

// isEarlier reports whether a stated difference is the earlier count itself.
func (j *judge) isEarlier(f *frames.Frame, o *outcome) bool {
	if f.Kind != lex.Difference || math.Abs(f.Stated) < 20 {
		return false
	}
	for _, e := range o.earlier {
		if e.N == math.Abs(f.Stated) {
			return true
		}
	}
	return false
}

// tryChange computes a change in every release and from the published figures of one vintage.
func (j *judge) tryChange(f *frames.Frame, o outcome) outcome {
	c, series := o.reading, seriesOf(f)
	o.later, o.earlier = j.figures(c.Area, series, c.Later), j.figures(c.Area, series, c.Earlier)
	if f.Measure != lex.AllSexual {
		o.later, o.earlier = append(o.later, j.printed(c.Area, lex.Code88A, c.Later)...), append(o.earlier,
			j.printed(c.Area, lex.Code88A, c.Earlier)...)
	}
	for _, l := range o.later {
		for _, e := range o.earlier {
			if l.Vintage != e.Vintage || l.WithoutBTP != e.WithoutBTP || e.N == 0 {
				continue
			}
			o.fit = max(o.fit, differs)
			if x := f.Kind.Form().Changed(l.N, e.N); f.Holds(x) {
				j.better(f, &o, l, x, fmt.Sprintf("%s against %s", plainCountOf(l.N), plainCountOf(e.N)))
			}
		}
	}
	return o
}

// shifted looks for two neighbouring periods, the same way beside those named, in which both
// counts of the text are right.
func (j *judge) shifted(f *frames.Frame) (outcome, bool) {
	if f.Later == nil || f.Earlier == nil || f.Later.Value < 30 {
		return outcome{}, false
	}
	for _, c := range f.Readings {
		if c.Later.Months() != 12 || c.Earlier.Months() != 12 {
			continue
		}
		for _, by := range []int{3, 6, 9, -3} {
			n := c
			n.Later, n.Earlier, n.Near = c.Later.Shift(by), lex.Before12(c.Later.Shift(by)), true
			if j.known(n.Area, n.Later, f.Later.Value) && j.known(n.Area, n.Earlier, f.Earlier.Value) {
				o := j.try(f, n)
				return o, o.fit > differs
			}
		}
	}
	return outcome{}, false
}

// countsKnown reports whether the record has the two counts that the text gives in the periods of a reading.
func (j *judge) countsKnown(f *frames.Frame, c frames.Candidate) bool {
	return f.Later != nil && f.Earlier != nil && j.known(c.Area, c.Later, f.Later.Value) &&
		j.known(c.Area, c.Earlier, f.Earlier.Value)
}

func (j *judge) known(a records.Area, s lex.Span, n float64) bool {
	for _, g := range append(j.figures(a, mainSeries, s), j.printed(a, lex.Code88A, s)...) {
		if g.N == n {
			return true
		}
	}
	return false
}

// differences lists why the two sides of a change are not like for like.
func (j *judge) differences(c frames.Candidate, m lex.Measure) []Unlike {
	var out []Unlike
	l, ok1 := c.Later.Period()
	e, ok2 := c.Earlier.Period()
	returns := m == lex.Returns && c.Earlier.To >= lex.LawMonth // s.15A is of one law, and there was none before it
	if ok1 && ok2 && m != lex.AllSexual && !returns {
		if len(j.recorded(mainSeries).Crossed(l, e)) > 0 {
			out = append(out, DefinitionDiffers)
		}
	}
	quarters := ok1 && ok2 || m == lex.Returns // a month is a part of a period that was read, no period of the record
	if quarters && !c.Later.IsZero() && !c.Earlier.IsZero() && c.Later.Months() != c.Earlier.Months() {
		out = append(out, LengthDiffers)
	}
	return out
}

// countsRevised reports whether one of the text's two counts is known of an older
// release or print, and is another today.
func (j *judge) countsRevised(f *frames.Frame, c frames.Candidate) bool {
	if f.Later == nil || f.Earlier == nil {
		return false
	}
	for _, side := range []struct {
		n float64
		s lex.Span
	}{{f.Later.Value, c.Later}, {f.Earlier.Value, c.Earlier}} {
		for _, g := range append(j.figures(c.Area, mainSeries, side.s), j.printed(c.Area, lex.Code88A, side.s)...) {
			if g.N == side.n && !g.Now {
				return true
			}
		}
	}
	return false
}

func (j *judge) changeContradicted(f *frames.Frame, o *outcome) (Verdict, string) {
	uneven := o.reading.Later.Months() != o.reading.Earlier.Months() && len(o.reading.Notes) > 0
	if !o.reading.Sure || uneven { // nine months against a year, where the words name but one of them
		return CannotCheck, guessedReading
	}
	for _, l := range o.later {
		if l.Count != nil && j.own(l.Vintage) {
			return Wrong, "the release of the time contradicts it" + j.instead(f, o, l.Vintage)
		}
	}
	return CannotCheck, dayNotHeld
}
