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

// across sets a text's numbers against each other: parts against their total, a hedged number
// against the one that it rounds, an average against its count. It decides only what the
// record leaves open.
func (j *judge) across(r frames.Reading, out []Judgement) {
	own := ownCounts{}
	for i, n := range r.Numerals {
		if plainCount(n) {
			key := frameKey(n.Frame.Readings[0])
			own[key] = append(own[key], ownCount{i, n.Stated, n.Text})
		}
	}
	for i, n := range r.Numerals {
		guessed := out[i].Verdict == Wrong && n.Kind.Form().Periods == lex.TwoPeriods &&
			slices.Contains(out[i].Reading.Notes, frames.YearBeforeNote) // from the year before, which no word says
		if n.Role != lex.Claim || out[i].Verdict != CannotCheck && !guessed || len(n.Frame.Readings) == 0 ||
			n.Frame.Problem != "" {
			continue
		}
		switch n.Kind {
		case lex.Count:
			if !own.restates(r, out, i) {
				own.sumOfParts(r, out, i)
			}
		case lex.Average:
			own.averageOf(r, out, i)
		case lex.Share:
			own.shareOf(r, out, i)
		case lex.Change, lex.Multiple:
			j.ownChange(own, r, out, i)
		}
	}
}

// plainCount reports whether a numeral is a count without a hedge, of a named period.
func plainCount(n frames.Numeral) bool {
	return n.Role == lex.Claim && n.Kind == lex.Count && n.Hedge == lex.Plain && len(n.Frame.Readings) > 0 &&
		!n.Frame.Readings[0].Later.IsZero()
}

// ownCounts are the text's own counts by area and period; of very many of one kind the first.
type ownCounts map[areaSpan][]ownCount

type ownCount struct {
	i      int
	stated float64
	text   string
}

// An areaSpan is the place of a count. Areas of one name differ in their number of forces.
type areaSpan struct {
	area   string
	forces int
	span   lex.Span
}

func frameKey(c frames.Candidate) areaSpan { return areaSpan{c.Area.Name, len(c.Area.Forces), c.Later} }

func (own ownCounts) of(c frames.Candidate) []ownCount {
	list := own[frameKey(c)]
	return list[:min(len(list), lex.Reach)]
}

// restates takes "more than 900" for right where the text itself gives 929.
func (own ownCounts) restates(r frames.Reading, out []Judgement, i int) bool {
	n := r.Numerals[i]
	if n.Hedge == lex.Plain {
		return false
	}
	for _, o := range own.of(n.Frame.Readings[0]) {
		if o.stated != n.Stated && n.Frame.Holds(o.stated) {
			out[i].Verdict, out[i].Why = Rounds, fmt.Sprintf("by the %s that the text gives", o.text)
			return true
		}
	}
	return false
}

// sumOfParts adds up the text's counts of the forces of a joint area, or of the years
// of a longer period.
func (own ownCounts) sumOfParts(r frames.Reading, out []Judgement, i int) {
	n := r.Numerals[i]
	c := n.Frame.Readings[0]
	sum, parts, alike := 0.0, 0, true // whether all are of one measure
	add := func(o ownCount) {
		sum, parts, alike = sum+o.stated, parts+1, alike && out[o.i].Measure == out[i].Measure
	}
	switch {
	case len(c.Area.Forces) > 1 && len(c.Area.Forces) < 9:
		for _, force := range c.Area.Forces {
			if o, ok := own.count(i, frames.Candidate{Area: records.ForceArea(force), Later: c.Later}); ok {
				add(o)
			}
		}
		if parts != len(c.Area.Forces) {
			return
		}
	case c.Later.Months() > 12 && c.Later.Months()%12 == 0:
		for from := c.Later.From; from < c.Later.To; from += 12 {
			o, ok := own.count(i, frames.Candidate{Area: c.Area, Later: lex.Span{From: from, To: from + 11}})
			if !ok {
				return
			}
			add(o)
		}
	}
	if parts < 2 {
		return
	}
	switch {
	case sum == n.Stated && n.Hedge == lex.Plain && (n.Frame.Measure == lex.Returns || n.Frame.Measure == lex.ReturnsPart):
		out[i].Why = "no release has it; the parts that the text gives add up to it"
	case sum == n.Stated && n.Hedge == lex.Plain:
		out[i].Verdict, out[i].Why = Exact, "the parts that the text gives add up to it"
	case n.Hedge != lex.Plain && n.Frame.Holds(sum):
		out[i].Verdict, out[i].Why = Rounds, "the parts that the text gives add up to "+plainCountOf(sum)
	case n.Frame.Total && math.Abs(sum-n.Stated) <= 3*nearTotal*sum || sameDigits(n.Stated, sum) ||
		alike && n.Hedge == lex.Plain && math.Abs(sum-n.Stated) <= nearTotal*sum:
		out[i].Verdict, out[i].Why = Wrong, "the parts that the text gives add up to "+plainCountOf(sum)
	}
	out[i].Formula = fmt.Sprintf("the sum of %d parts, %s", parts, plainCountOf(sum))
}

// sameDigits reports whether two numbers have the same digits in another order: 1,897 for 1,987.
func sameDigits(a, b float64) bool {
	digits := func(x float64) string {
		d := []byte(fmt.Sprintf("%.0f", x))
		slices.Sort(d)
		return string(d)
	}
	return a != b && a >= 100 && digits(a) == digits(b)
}

// shareOf works out a share from the text's own counts of the part and the whole.
func (own ownCounts) shareOf(r frames.Reading, out []Judgement, i int) {
	f := r.Numerals[i].Frame
	c := f.Readings[0]
	if f.Of.Name == "" || f.OfSeries != "" || f.Measure == lex.Code88A && !strings.Contains(out[i].Why, dayNotHeld) {
		return
	}
	p, ok := own.count(i, c)
	w, ok2 := own.count(i, frames.Candidate{Area: f.Of, Later: c.Later})
	part, whole := p.stated, w.stated
	if !ok || !ok2 || whole <= part {
		return
	}
	x := 100 * part / whole
	out[i].Formula, out[i].Computed = fmt.Sprintf("100 × %s ÷ %s", plainCountOf(part), plainCountOf(whole)), x
	if f.Holds(x) {
		out[i].Verdict, out[i].Why = Rounds, "by the counts that the text gives"
	} else if math.Abs(x-f.Stated) > 2 && !f.Fraction {
		out[i].Verdict, out[i].Why = Wrong, fmt.Sprintf("%s of %s, which the text gives, is %s per cent, not %s",
			plainCountOf(part), plainCountOf(whole), fewDigits(x, f.Stated), plainNumber(f.Stated))
	}
}

// ownChange works out a change from the text's own two counts, which stand close to it in sentences of their own: 86 in
// 2019/20. This compares with 119 in 2018/19, a reduction of 33 per cent.
func (j *judge) ownChange(own ownCounts, r frames.Reading, out []Judgement, i int) {
	n := r.Numerals[i]
	if have, _ := ownArithmetic(n.Frame); have || n.Frame.OfSeries != "" {
		return
	}
	for _, c := range n.Frame.Readings {
		if later, earlier, ok := own.sides(r, out, i, c); ok {
			j.byPair(r, out, i, c, later, earlier)
			return
		}
	}
	guessed := out[i].Verdict == Wrong
	if c, later, earlier, ok := own.onlyTwo(r, out, i); ok && (!guessed || inOneSentence(r, i, later.i, earlier.i)) {
		j.byPair(r, out, i, c, later, earlier)
		return
	}
	j.betweenReleases(own, r, out, i)
}

// inOneSentence reports whether three numerals stand in one sentence.
func inOneSentence(r frames.Reading, list ...int) bool {
	lo, hi := r.Numerals[slices.Min(list)], r.Numerals[slices.Max(list)]
	return slices.ContainsFunc(r.Sentences, func(s frames.Sentence) bool { return lo.Start >= s.Start && hi.End <= s.End })
}

// betweenReleases calls a change wrong whose later count the text rightly gives, where the earlier period's counts in the
// releases before the day of the text and after it are such that none between them makes it.
func (j *judge) betweenReleases(own ownCounts, r frames.Reading, out []Judgement, i int) {
	f := r.Numerals[i].Frame
	c := f.Readings[0]
	later, ok := own.count(i, c)
	if f.Kind != lex.Change || f.Hedge != lex.Plain || f.Fraction || !ok || !out[later.i].Verdict.Right() || !c.Sure ||
		!strings.Contains(out[i].Why, dayNotHeld) {
		return
	}
	before, after := j.aroundDay(j.figures(c.Area, mainSeries, c.Earlier))
	if len(before) == 0 || len(after) == 0 {
		return
	}
	all := append(before, after...)
	lo, hi := slices.Min(all), slices.Max(all)
	if lo == 0 {
		return
	}
	form := f.Kind.Form()
	if f.Stated < form.Changed(later.stated, hi)-1 || f.Stated > form.Changed(later.stated, lo)+1 {
		out[i].Verdict = Wrong
		out[i].Formula = fmt.Sprintf("%s against %s", plainCountOf(later.stated), plainCountOf(after[0]))
		out[i].Why = fmt.Sprintf("%s against the %s to %s that the releases around its day have is another change",
			plainCountOf(later.stated), plainCountOf(lo), plainCountOf(hi))
	}
}

// onlyTwo finds the two counts close by of the area of a change that names no period, if there are no others and both
// are right: a 257 per cent rise, and I'll show my working: 20 offences in 2016/17, 61 in 2017/18.
func (own ownCounts) onlyTwo(r frames.Reading, out []Judgement, i int) (c frames.Candidate, later, earlier ownCount, ok bool) {
	n := r.Numerals[i]
	c = n.Frame.Readings[0]
	if len(c.Notes) == 0 || c.Named && !slices.Contains(c.Notes, frames.YearBeforeNote) {
		return c, later, earlier, false
	}
	var counts []ownCount
	first := lex.LastBefore(r.Numerals, func(o frames.Numeral) int { return o.Start }, n.Start-closeBy)
	for k := first; k < len(r.Numerals) && r.Numerals[k].Start <= n.Start+closeBy; k++ {
		o := r.Numerals[k]
		if !plainCount(o) || out[k].Reading.Area.Name != c.Area.Name || o.Stated == n.Stated { // not 550
			continue
		}
		if !out[k].Verdict.Right() || out[k].PeriodDiffers || len(counts) == 2 {
			return c, later, earlier, false
		}
		counts = append(counts, ownCount{k, o.Stated, o.Text})
	}
	if len(counts) != 2 {
		return c, later, earlier, false
	}
	later, earlier = counts[0], counts[1]
	if out[later.i].Reading.Later.From < out[earlier.i].Reading.Later.From {
		later, earlier = earlier, later
	}
	c.Later, c.Earlier = out[later.i].Reading.Later, out[earlier.i].Reading.Later
	ok = c.Later.From > c.Earlier.From && out[later.i].Measure == out[earlier.i].Measure && earlier.stated > 0
	return c, later, earlier, ok
}

// sides finds the text's two counts, close to a change, that it is of by a reading.
func (own ownCounts) sides(r frames.Reading, out []Judgement, i int, c frames.Candidate) (later, earlier ownCount, ok bool) {
	n := r.Numerals[i]
	sides := [2]ownCount{}
	for k, span := range [2]lex.Span{c.Later, c.Earlier} {
		list := own.of(frames.Candidate{Area: c.Area, Later: span})
		if len(list) > 1 { // one of them is right, others may be of something else
			list = slices.DeleteFunc(slices.Clone(list), func(o ownCount) bool { return !out[o.i].Verdict.Right() })
		}
		if len(list) != 1 || list[0].i == i {
			return later, earlier, false
		}
		sides[k] = list[0]
		if at := r.Numerals[sides[k].i].Start; at > n.Start+closeBy || at < n.Start-closeBy {
			return later, earlier, false
		}
	}
	return sides[0], sides[1], out[sides[0].i].Measure == out[sides[1].i].Measure && sides[1].stated > 0
}

// byPair judges a change by two counts of the text, if these are right or make it.
func (j *judge) byPair(r frames.Reading, out []Judgement, i int, c frames.Candidate, later, earlier ownCount) {
	n := r.Numerals[i]
	x := n.Kind.Form().Changed(later.stated, earlier.stated)
	pair := fmt.Sprintf("%s against %s", plainCountOf(later.stated), plainCountOf(earlier.stated))
	switch {
	case n.Frame.Holds(x):
		out[i].Verdict, out[i].Why, out[i].Formula, out[i].Computed, out[i].Reading = Rounds, byOwnCounts, pair, x, c
		if out[i].Differences = j.differences(c, out[later.i].Measure); len(out[i].Differences) > 0 {
			out[i].Verdict = NotComparable
		}
	case refutes(n.Frame, x) && settled(&out[later.i]) && settled(&out[earlier.i]):
		out[i].Verdict, out[i].Formula, out[i].Computed, out[i].Reading = Wrong, pair, x, c
		out[i].Why, out[i].Differences = pair+anotherChange, j.differences(c, out[later.i].Measure)
	}
}

// refutes reports whether what two counts make is so far from a change, on the same side of nothing, that no rounding
// explains it; and not so far that it is one from another base.
func refutes(f *frames.Frame, x float64) bool {
	switch {
	case f.Kind == lex.Multiple: // 245, three times as high as 108
		made := max(x, 1/x)
		return x > 0 && f.Stated > 1 && f.Stated <= 3*made && math.Abs(made/f.Stated-1) > 0.12
	case f.Kind != lex.Change || x*f.Stated <= 0 || math.Abs(f.Stated) > 5*math.Abs(x)+10: // from another base
		return false
	case f.Fraction:
		return math.Abs(x-f.Stated) > 8
	}
	return math.Abs(x-f.Stated) > 2
}

// settled reports whether a count is what a change may be held to: it is right, or the return of one force, of which no
// release can tell. The area of a return that is of more is often not the one that the words beside it name.
func settled(v *Judgement) bool {
	return v.Verdict.Right() || v.Verdict == CannotCheck && v.Measure == lex.Returns && v.Reading.Named &&
		len(v.Reading.Area.Forces) == 1
}

// anotherChange ends the words for why a change is wrong that the text's own two counts refute.
const anotherChange = ", which the text gives, is another change"

// closeBy is the number of characters within which counts stand close to what is worked out from them.
const closeBy = 300

// count finds the text's own count of an area and a period.
func (own ownCounts) count(not int, c frames.Candidate) (ownCount, bool) {
	for _, o := range own.of(c) {
		if o.i != not {
			return o, true
		}
	}
	return ownCount{}, false
}

// sameBreath is the number of characters within which a count and what follows from it stand in one breath.
const sameBreath = 80

// otherAverage is why an average is wrong that the text's own count refutes.
const otherAverage = "the count that the text gives makes another average"

// averageOf works out an average from the text's own count of the same area and period.
func (own ownCounts) averageOf(r frames.Reading, out []Judgement, i int) {
	n := r.Numerals[i]
	c := n.Frame.Readings[0]
	p, whole := c.Later.Period()
	beside := slices.ContainsFunc(own.of(c), func(o ownCount) bool { return besideCount(r, o.i, i) })
	if !whole || n.Frame.Measure == lex.Code88A && !beside && !strings.Contains(out[i].Why, dayNotHeld) {
		return
	}
	holds, different, at := false, map[float64]bool{}, 0
	x, formula := 0.0, ""
	for _, o := range own.of(c) { // the one that makes it, else the only one
		if o.i == i || holds {
			continue
		}
		different[o.stated], at = true, r.Numerals[o.i].Start
		x, formula = average(n.Frame, o.stated, p.Days(), c.Later.Months())
		holds = formula != "" && (n.Frame.Holds(x) || n.Frame.Every && n.Frame.EveryHolds(x))
	}
	if formula == "" || !holds && len(different) > 1 {
		return
	}
	out[i].Formula, out[i].Computed = formula, x
	if holds {
		out[i].Verdict, out[i].Why = Rounds, "by the count that the text gives"
	} else if far := math.Abs(x-n.Stated) / math.Max(x, n.Stated); far > 0.25 || beside && far > 0.01 {
		out[i].Verdict, out[i].Why = Wrong, otherAverage
		if !beside && len(c.Notes) > 0 && lex.Diff(at, n.Start) > sameBreath {
			out[i].Why = "a count that the text gives elsewhere makes another average"
		}
	}
}

// besideCount reports whether an average of months stands after the count of its own sentence, with no other number
// between: 36,881 in six years, an average of 7,376 a year.
func besideCount(r frames.Reading, count, average int) bool {
	a, b := r.Numerals[count], r.Numerals[average]
	if count > average || b.Frame.Per < 1 || b.Frame.Every {
		return false
	}
	for _, s := range r.Sentences {
		if a.Start >= s.Start && a.End <= s.End {
			for _, n := range r.Numerals[count+1 : average] {
				if n.Role == lex.Claim {
					return false
				}
			}
			return b.End <= s.End
		}
	}
	return false
}

// average spreads a count over days or months, in the unit of the statement.
func average(f *frames.Frame, count float64, days, months int) (x float64, formula string) {
	switch {
	case count == 0:
		return 0, ""
	case f.Minutes > 0 && f.Every:
		return float64(days) * 1440 / float64(f.Minutes) / count, fmt.Sprintf("%d days ÷ %s", days, plainCountOf(count))
	case f.Minutes > 0:
		return count * float64(f.Minutes) / 1440 / float64(days), fmt.Sprintf("%s ÷ %d days", plainCountOf(count), days)
	case f.Per < 0 && f.Every:
		return float64(days) / count / float64(-f.Per), fmt.Sprintf("%d days ÷ %s", days, plainCountOf(count))
	case f.Per < 0:
		return count / float64(days) * float64(-f.Per),
			fmt.Sprintf("%s ÷ %d days", plainCountOf(count), days) + timesOf(-f.Per)
	case f.Per > 0 && f.Every:
		return float64(months) / count / float64(f.Per), fmt.Sprintf("%d months ÷ %s", months, plainCountOf(count))
	case f.Per > 0:
		return count / float64(months) * float64(f.Per),
			fmt.Sprintf("%s ÷ %d months", plainCountOf(count), months) + timesOf(f.Per)
	}
	return 0, ""
}

// timesOf ends the formula of an average over several days or months; one is not multiplied by.
func timesOf(n int) string {
	if n == 1 {
		return ""
	}
	return fmt.Sprintf(" × %d", n)
}
