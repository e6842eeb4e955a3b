package statements

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/statements/frames"
	"grooming-report/analysis/statements/lex"
)

// fair words what the newest release has of a judged statement, fit to stand in its place. It is
// empty where the release has nothing of it, and where the reading is in doubt.
func (j *judge) fair(f *frames.Frame, v *Judgement) string {
	code88A := f.Measure == lex.Code88A || v.Measure == lex.Code88A || v.Verdict == Wrong && f.Measure == lex.UnknownFigure
	if v.Doubted && v.Verdict != Wrong || !code88A || f.OfSeries != "" || v.Reading.Later.IsZero() {
		return ""
	}
	return methods[f.Kind].fair(j, f, v.Reading)
}

// now is the count of the newest release, with all forces that it has.
func (j *judge) now(a records.Area, s lex.Span) (int, bool) {
	for _, g := range j.figures(a, mainSeries, s) {
		if g.Now && !g.WithoutBTP {
			return int(g.N), true
		}
	}
	return 0, false
}

func (j *judge) fairCount(_ *frames.Frame, c frames.Candidate) string {
	n, ok := j.now(c.Area, c.Later)
	if !ok {
		return ""
	}
	return fmt.Sprintf("%s %s (%s; Home Office release of %s).", recordedBy(c.Area), recordedCount(n, c.Later),
		codeOf(c.Later), j.newest.Vintage)
}

// codeOf names the code, and its widening where a period has months before and after it.
func codeOf(s lex.Span) string {
	if s.From < lex.LawMonth && s.To >= lex.LawMonth {
		return "code 88A, which widened in April 2017, so that the months before and after are not comparable"
	}
	return "code 88A"
}

// fairEachYear lists the counts of the parts of a period, where they are said to have risen, or fallen, each time.
func (j *judge) fairEachYear(f *frames.Frame, c frames.Candidate) string {
	unit := lex.Month(f.Unit)
	if unit < 3 {
		return ""
	}
	values, ok := j.series(j.newest, c.Area, c.Later, unit)
	if !ok || len(values) < 2 {
		return ""
	}
	var counts, spans []string
	for i, x := range values {
		from := c.Later.From + lex.Month(i)*unit
		counts = append(counts, thousandsOf(int(x)))
		spans = append(spans, lex.Span{From: from, To: min(from+unit-1, c.Later.To)}.String())
	}
	return fmt.Sprintf("%s recorded %s sexual grooming offences in %s (%s; Home Office release of %s).", recordedBy(c.Area),
		enumerated(counts), enumerated(spans), codeOf(c.Later), j.newest.Vintage)
}

// enumerated joins words as a sentence does: 15, 41 and 24.
func enumerated(words []string) string {
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

func (j *judge) fairChange(_ *frames.Frame, c frames.Candidate) string {
	later, ok1 := j.now(c.Area, c.Later)
	earlier, ok2 := j.now(c.Area, c.Earlier)
	if !ok1 || !ok2 {
		return ""
	}
	source := "Home Office release of " + j.newest.Vintage.String()
	start := recordedBy(c.Area) + " " + recordedCount(later, c.Later)
	var why []string
	for _, d := range j.differences(c, lex.Code88A) {
		switch d {
		case DefinitionDiffers:
			why = append(why, "the offence code widened in April 2017")
		case LengthDiffers:
			why = append(why, "the periods differ in length")
		case MonthsDiffer:
			why = append(why, "the periods are of different months of the year")
		}
	}
	switch {
	case len(why) > 0:
		return fmt.Sprintf("%s and %s %s, which are not comparable because %s (code 88A; %s).", start,
			thousandsOf(earlier), during(c.Earlier), strings.Join(why, " and "), source)
	case later == earlier:
		return fmt.Sprintf("%s, the same number as %s (code 88A; %s).", start, during(c.Earlier), source)
	case earlier < fact.SmallBase:
		return fmt.Sprintf("%s, against %s %s (code 88A; %s).", start, thousandsOf(earlier), during(c.Earlier), source)
	}
	word, change := "a rise", 100*float64(later-earlier)/float64(earlier)
	if change < 0 {
		word = "a fall"
	}
	percent := strconv.FormatFloat(math.Round(math.Abs(change)), 'f', -1, 64)
	if math.Abs(change) < 5 {
		percent = strconv.FormatFloat(math.Abs(change), 'f', 1, 64)
	}
	return fmt.Sprintf("%s, against %s %s, %s of %s per cent in recorded offences, with no allowance for chance "+
		"(code 88A; %s).", start, thousandsOf(earlier), during(c.Earlier), word, percent, source)
}

// recordedCount is "recorded 289 sexual grooming offences in 2024/25".
func recordedCount(n int, s lex.Span) string {
	noun := "offences"
	if n == 1 {
		noun = "offence"
	}
	number := thousandsOf(n)
	if n == 0 {
		number = "no"
	}
	return fmt.Sprintf("recorded %s sexual grooming %s %s", number, noun, during(s))
}

// during puts a period after its preposition: in 2024/25, from April to December 2025.
func during(s lex.Span) string {
	switch {
	case s.Months() == 12 && s.From.Number() == 1, s.IsFinancial() && s.Months() == 12, s.Months() == 1:
		return "in " + s.String()
	case s.Months() == 12:
		return "in " + s.String()
	case s.IsFinancial():
		return "from " + s.String()
	}
	return "from " + s.String()
}

// recordedBy names the police of an area at the start of a sentence.
func recordedBy(a records.Area) string {
	switch a.Name {
	case "Metropolitan Police", "British Transport Police":
		return "The " + a.Name
	case "London, City of":
		return "City of London Police"
	case "North East", "North West", "South East", "South West", "East Midlands":
		return "Police in the " + a.Name
	case "Eastern":
		return "Police in the East of England"
	case "West Midlands":
		if len(a.Forces) > 1 {
			return "Police in the West Midlands region"
		}
		return "West Midlands Police"
	case "Thames Valley", "West Mercia", "Dyfed-Powys", "Avon and Somerset":
		return a.Name + " Police"
	}
	return "Police in " + a.Display()
}

// thousandsOf prints 7,140.
func thousandsOf(n int) string { return withCommas(strconv.Itoa(n)) }

// withCommas sets commas into a whole number, of any size.
func withCommas(s string) string {
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// plainCountOf prints a count as prose does: 7,140.
func plainCountOf(x float64) string { return withCommas(strconv.FormatFloat(x, 'f', 0, 64)) }

// explain says in words what was set aside and what differs.
func (j *judge) explain(f *frames.Frame, v *Judgement) {
	v.Inherited = v.Reading.Notes
	for _, c := range f.Readings {
		if c.Area.Name != v.Reading.Area.Name || c.Later != v.Reading.Later || c.Earlier != v.Reading.Earlier {
			v.Rejected = append(v.Rejected, c.String()+j.has(c))
		}
	}
	if v.PeriodDiffers && len(f.Readings) > 0 {
		named := f.Readings[0].Later
		if v.Reading.Later == named {
			named = f.Readings[0].Earlier
			v.Why = fmt.Sprintf("the number is right, its period is another: the year before it is %s, not %s",
				v.Reading.Earlier, named)
		} else {
			v.Why = fmt.Sprintf("the number is right, its period is another: it is of %s, not of %s", v.Reading.Later, named)
		}
	}
}

// has says what the newest release has of a reading: ": 45", ": 45 against 15".
func (j *judge) has(c frames.Candidate) string {
	later, ok := j.now(c.Area, c.Later)
	if !ok {
		return ""
	}
	if c.Earlier.IsZero() {
		return ": " + thousandsOf(later)
	}
	earlier, ok := j.now(c.Area, c.Earlier)
	if !ok {
		return ""
	}
	return ": " + thousandsOf(later) + " against " + thousandsOf(earlier)
}
