package statements

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/statements/frames"
	"grooming-report/analysis/statements/lex"
	"grooming-report/analysis/statements/periods"
)

// inform adds to a judgement what its reader needs beside the verdict: that the period is no whole year, what the
// newest release has, and a fair sentence.
func (j *judge) inform(f *frames.Frame, v *Judgement) {
	v.Short, v.Newest = shorterThanYear(f, v.Reading), ""
	if v.Verdict == CannotCheck && slices.Contains([]string{dayNotHeld, notSaid, guessedReading, FarOff}, v.Why) {
		v.Newest = j.newestOf(f, v)
	}
	v.Fair = j.fair(f, v)
}

// reason is the whole reason of a verdict, in one line, beside which its area and period may not stand: what the newest
// release has of a reading that was guessed is left out.
func (v *Judgement) reason() string {
	short := v.Short
	if short != "" {
		short = v.Reading.Later.String() + ", " + short
	}
	parts := []string{short, v.Why}
	if v.Reading.Sure {
		parts = append(parts, v.Newest)
	}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "; ")
}

// shorterThanYear says how many months a period has that the text calls a year; empty where it has twelve or more, and
// where the text does not call it one.
func shorterThanYear(f *frames.Frame, c frames.Candidate) string {
	fromDay := func(c frames.Candidate) bool { return slices.Contains(c.Notes, periods.ByDate) }
	year := func(o frames.Candidate) bool {
		return o.Later.Months() == 12 && fromDay(c) && fromDay(o)
	}
	if len(f.Readings) == 0 || c.Later.IsZero() || c.Later.Months() >= 12 {
		return ""
	}
	first := f.Readings[0].Later
	overLater := first.Months() == 12 && first.From == c.Later.From // in 2025/26, which was not over
	if !overLater && !slices.ContainsFunc(f.Readings, year) {
		return ""
	}
	months := map[int]string{3: "three months", 6: "six months", 9: "nine months"}[c.Later.Months()]
	if months == "" {
		return ""
	}
	return months + ", not a year"
}

// made says what two counts make in the unit of a change: 14 to 150 is 971 per cent more, not 900.
func made(f *frames.Frame, later, earlier float64) string {
	from := fmt.Sprintf("%s to %s is ", plainCountOf(earlier), plainCountOf(later))
	x, stated := f.Kind.Form().Changed(later, earlier), f.Stated
	if f.Neutral {
		stated = math.Copysign(stated, x)
	}
	unlike := stated
	if x*stated < 0 {
		unlike = math.Inf(1) // the directions differ already
	}
	switch f.Kind.Form().Unit {
	case lex.Times:
		return from + fewDigits(x, stated) + " times, not " + plainNumber(stated)
	case lex.PerCent:
		if x == 0 {
			return from + "no change"
		}
		return from + fewDigits(x, unlike) + " per cent " + direction(x) + ", not " + statedChange(stated, x)
	}
	if x == 0 {
		return from + "no change"
	}
	return from + plainCountOf(math.Abs(x)) + " " + direction(x) + ", not " + statedChange(stated, x)
}

// statedChange is the number of a text, with its direction where that of the counts is the other one.
func statedChange(stated, x float64) string {
	out := plainNumber(math.Abs(stated))
	if stated*x < 0 {
		out += " " + direction(stated)
	}
	return out
}

func direction(x float64) string {
	if x < 0 {
		return "fewer"
	}
	return "more"
}

// fewDigits prints the size of a number with as many decimals as it needs to differ from another: 971, 8.5, 1.4.
func fewDigits(x, other float64) string {
	x, other = math.Abs(x), math.Abs(other)
	decimals := 0
	if x < 10 {
		decimals = 1
	}
	for ; decimals < 3; decimals++ {
		if s := strconv.FormatFloat(x, 'f', decimals, 64); s != strconv.FormatFloat(other, 'f', decimals, 64) {
			return withThousands(s)
		}
	}
	return withThousands(strconv.FormatFloat(x, 'f', decimals, 64))
}

// plainNumber prints a stated number as it is: 900, 8.5, 1,971; a third, which has no end, to one digit: 33.3.
func plainNumber(x float64) string {
	s := strconv.FormatFloat(x, 'f', -1, 64)
	if _, rest, _ := strings.Cut(s, "."); len(rest) > 4 {
		s = strconv.FormatFloat(x, 'f', 1, 64)
	}
	return withThousands(s)
}

func withThousands(s string) string {
	whole, rest, found := strings.Cut(s, ".")
	if n, err := strconv.Atoi(whole); err == nil {
		whole = thousandsOf(n)
	}
	if found {
		return whole + "." + rest
	}
	return whole
}

// instead says what a release has where it contradicts a statement: ": 245 to 289 is 18 per cent more, not 30".
func (j *judge) instead(f *frames.Frame, o *outcome, vintage records.Vintage) string {
	has := func(g Figure) bool { return g.Vintage == vintage && g.Count != nil && !g.WithoutBTP }
	var earlier []Figure
	for _, e := range o.earlier {
		if has(e) && e.N != 0 {
			earlier = append(earlier, e)
		}
	}
	for _, l := range o.later {
		if !has(l) {
			continue
		}
		if words := methods[f.Kind].instead(j, f, o.reading, l, earlier); words != "" {
			return ": " + words
		}
	}
	return ""
}

func derivedInstead(j *judge, f *frames.Frame, c frames.Candidate, g Figure, _ []Figure) string {
	x, formula := methods[f.Kind].derive(j, f, c, g)
	if formula == "" {
		return ""
	}
	return fmt.Sprintf("%s is %s, not %s", formula, fewDigits(x, f.Stated), plainNumber(f.Stated))
}

func shareInstead(_ *judge, f *frames.Frame, _ frames.Candidate, part Figure, whole []Figure) string {
	for _, w := range whole {
		return fmt.Sprintf("%s of %s is %s per cent, not %s", thousandsOf(int(part.N)), thousandsOf(int(w.N)),
			fewDigits(100*part.N/w.N, f.Stated), plainNumber(f.Stated))
	}
	return ""
}

func changeInstead(_ *judge, f *frames.Frame, _ frames.Candidate, later Figure, earlier []Figure) string {
	for _, e := range earlier {
		return made(f, later.N, e.N)
	}
	return ""
}

// newestOf says what the newest release has of a statement that the release of its day would have to settle; empty
// where it has nothing. Two counts that are not like for like, or of a small base, are given without a percentage.
func (j *judge) newestOf(f *frames.Frame, v *Judgement) string {
	c := v.Reading
	later, ok := j.now(c.Area, c.Later)
	if !ok || f.Measure == lex.AllSexual || f.OfSeries != "" {
		return ""
	}
	has := "the newest release has " + thousandsOf(later)
	if c.Earlier.IsZero() {
		return has
	}
	earlier, ok := j.now(c.Area, c.Earlier)
	if !ok {
		return ""
	}
	has += " against " + thousandsOf(earlier)
	x := lex.Change.Form().Changed(float64(later), float64(earlier))
	switch {
	case later == earlier:
		return has + ", no change"
	case earlier < fact.SmallBase || len(j.differences(c, lex.Code88A)) > 0:
		return has
	}
	return has + ", " + fewDigits(x, f.Stated) + " per cent " + direction(x)
}
