package verdicts

import (
	"fmt"
	"slices"
	"strings"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/statements"
	"grooming-report/analysis/statements/lex"
)

// reading says what a number was taken for: where, when and of what.
func (n Number) reading() string {
	if n.Class == OffSubject {
		return ""
	}
	words := []string{n.Kind.String()}
	switch n.Measure {
	case lex.Code88A:
		words = append(words, "code 88A")
	case lex.Returns, lex.ReturnsPart:
		words = append(words, "s.15A offences by requests under the Freedom of Information Act")
	case lex.Commencement:
		words = append(words, "the commencement of s.15A")
	case lex.UnknownFigure:
		words = append(words, "no word says of what")
	default:
		words = append(words, string(n.Measure))
	}
	if place := n.place(); place != "" {
		words = append(words, place)
	}
	return strings.Join(words, "; ")
}

// place is the area and the period of a number, as far as there are any.
func (n Number) place() string {
	r := n.Judgement.Reading
	switch {
	case r.Area.Name == "":
		return ""
	case r.Later.IsZero():
		return r.Area.Display()
	}
	return r.String()
}

// line is the one line of why.
func (n Number) line() string {
	var why []string
	switch {
	case n.Class == OffSubject:
		why = append(why, n.offSubject())
	case n.Kind.Form().States == lex.Day:
		why = append(why, n.Formula)
	case n.Class == Unchecked:
		if n.Doubted || n.Newest != "" { // if it is read rightly, this is what to say first
			why = n.unlike()
		}
		why = append(why, or(n.Judgement.Why, "the record has nothing to set beside it"))
	default:
		why = n.found()
	}
	why = append(append([]string{n.Short}, why...), n.Newest)
	line := strings.Join(slices.DeleteFunc(why, func(s string) bool { return s == "" }), "; ")
	details := n.Class == Unchecked && n.Judgement.Measure == lex.ReturnsPart // whatever their place, the tables have none
	if place := n.place(); place != "" && n.Kind.Form().States != lex.Day && !details {
		line = place + ": " + line
	}
	if n.PeriodDiffers {
		line = "its period is another: " + line
	}
	return line
}

// offSubject says what a number is that is not about this record.
func (n Number) offSubject() string { return or(n.Numeral.Why, string(n.Role)) }

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

// found is what the record says of a number that it settles. That two sides are not alike comes first: it is what to say
// of a change whose arithmetic is right, and of one that is wrong besides.
func (n Number) found() []string {
	why := n.unlike()
	count := n.Kind == lex.Count && len(n.Later) > 0
	switch {
	case count && n.Class != Wrong:
		why = append(why, n.agreed())
		if newest := n.Later[0]; n.Class == RightThen && newest.Now {
			why = append(why, amount(newest)+" "+origin(newest))
		}
	case n.Class != Wrong:
		why = append(why, n.Formula)
	}
	why = append(why, n.Judgement.Why)
	if n.Class == Wrong && n.Formula != "" {
		if !strings.Contains(n.Judgement.Why, n.Formula) {
			why = append(why, n.Formula)
		}
	} else if n.Class == Wrong && len(n.Later) > 0 {
		why = append(why, amount(n.Later[0])+" "+origin(n.Later[0]))
	}
	return why
}

// unlike is in what the two sides of a comparison differ.
func (n Number) unlike() []string {
	var words []string
	for _, u := range n.Differences {
		words = append(words, string(u))
	}
	return words
}

// agreed is the figure that a count agrees with.
func (n Number) agreed() string {
	for _, f := range n.Later {
		if f.Vintage == n.Vintage && f.N == n.Computed {
			return amount(f) + " " + origin(f)
		}
	}
	return n.Formula
}

// formula is how the record gives a number, and what it comes to; empty for a count,
// which is what stands in the record.
func (n Number) formula() string {
	form := n.Kind.Form()
	switch {
	case n.Formula == "" || n.Kind == lex.Count:
		return ""
	case n.Computed == 0 || form.States != lex.Size && form.States != lex.Relation:
		return n.Formula
	}
	result := fact.FormatFixed(n.Computed, form.Decimals)
	if form.Unit != "" {
		result += " " + form.Unit
	}
	if form.Periods == lex.TwoPeriods && form.Unit == lex.PerCent {
		return n.Formula + ", a change of " + result
	}
	return n.Formula + ", which is " + result
}

// amount is the number of a figure, as prose writes it.
func amount(f statements.Figure) string { return fact.FormatInt(int(f.N)) }

// origin says where a figure is from.
func origin(f statements.Figure) string {
	words := "in the release of " + f.Vintage.String()
	if f.Published != nil {
		words = "as published by " + f.Published.Publisher
		if f.Vintage != "" {
			words += ", " + f.Vintage.String()
		}
	}
	if f.WithoutBTP {
		words += ", without British Transport Police"
	}
	return words
}

// rows are the lines of the tables that a figure stands in.
func rows(f statements.Figure) []records.Rows {
	switch {
	case f.Count != nil:
		return f.Count.Rows
	case f.Published != nil:
		return []records.Rows{f.Published.Row}
	}
	return nil
}

// lines names rows, at most some of them: data/published.csv:12.
func lines(rs []records.Rows, most int) string {
	if len(rs) == 0 {
		return ""
	}
	var out strings.Builder
	file := ""
	for i, r := range rs {
		if i == most && len(rs) > most+1 {
			fmt.Fprintf(&out, " and %d more places", len(rs)-most)
			break
		}
		where := r.String()
		if r.File == file {
			where = strings.TrimPrefix(where, file+":")
		}
		if i > 0 {
			out.WriteString(", ")
		}
		file = r.File
		out.WriteString(where)
	}
	return out.String()
}

// sources are the lines of the figures that a verdict rests on: those of its vintage, or
// of all where it has none.
func (n Number) sources() []string {
	var out []string
	for _, f := range slices.Concat(n.Later, n.Earlier) {
		if n.Vintage != "" && f.Vintage != n.Vintage {
			continue
		}
		if at := lines(rows(f), len(rows(f))); at != "" && !slices.Contains(out, at) {
			out = append(out, at)
		}
	}
	return out
}

// A Tally is how many numbers there are of a kind.
type Tally struct {
	N    int
	What string
}

// tally counts what a function says of the numbers of a class, the most frequent first.
func tally(texts []*Text, c Class, what func(Number) string) []Tally {
	count := map[string]int{}
	for _, t := range texts {
		for _, n := range t.Numbers {
			if n.Class == c {
				count[what(n)]++
			}
		}
	}
	out := make([]Tally, 0, len(count))
	for w, n := range count {
		out = append(out, Tally{n, w})
	}
	slices.SortFunc(out, func(a, b Tally) int {
		if a.N != b.N {
			return b.N - a.N
		}
		return strings.Compare(a.What, b.What)
	})
	return out
}

// notChecked says what kinds of thing were not checked, and how many of each.
func notChecked(texts []*Text) (unchecked, off []Tally) {
	unchecked = tally(texts, Unchecked, func(n Number) string {
		return or(n.Judgement.Why, "the record has nothing to set beside it")
	})
	return unchecked, tally(texts, OffSubject, func(n Number) string { return string(n.Role) })
}

// total counts the numbers of a class in all texts.
func total(texts []*Text, c Class) int {
	n := 0
	for _, t := range texts {
		n += t.Count(c)
	}
	return n
}

// numbers is 1 number or n numbers.
func numbers(n int) string {
	if n == 1 {
		return "1 number"
	}
	return fact.FormatInt(n) + " numbers"
}

// counts lists the classes that occur: 5 right, 1 wrong.
func counts(texts []*Text) string {
	var out []string
	for c := range classes {
		if n := total(texts, c); n > 0 {
			out = append(out, fact.FormatInt(n)+" "+c.String())
		}
	}
	return strings.Join(out, ", ")
}

// dated says from when a text is.
func (t *Text) dated() string {
	if t.Date == "" {
		return "date of publication not known (DATE gives it)"
	}
	return "published " + records.Vintage(t.Date).String()
}
