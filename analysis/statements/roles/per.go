package roles

import (
	"slices"

	"grooming-report/analysis/statements/lex"
	"grooming-report/analysis/statements/plain"
)

// per reads what follows a count: a day, every week, per 100,000 children.
func (r *Reader) per(v *Value) {
	if months := r.meanBefore(v); months != 0 && v.Kind == lex.Count {
		v.Kind, v.Per = lex.Average, months
		return
	}
	for i := v.Last; i < v.Last+5 && i < len(r.D.Tokens); i++ {
		w := r.D.At(i)
		if (w == "a" || w == "an") && r.D.Is(i-1, lex.Set("in over within during for of than")) {
			return
		}
		if w == "a" || w == "an" || w == "per" || w == "each" || w == "every" || w == "for" || w == "in" || w == "to" {
			if r.perUnit(v, i) {
				return
			}
		}
		if w == "daily" || w == "weekly" || w == "monthly" {
			v.Kind, v.Per = lex.Average, map[string]int{"daily": -1, "weekly": -7, "monthly": 1}[w]
			return
		}
		if lex.ClauseEnds[w] || w == "," || w == "-" || r.D.Tokens[i].Kind == lex.Number || lex.Units[w] > 0 || hedgeWord[w] {
			return
		}
	}
}

// meanBefore gives the unit of "the mean quarterly count was 289", in months or, below 0, days; 0 for none.
func (r *Reader) meanBefore(v *Value) int {
	s := r.D.Sentences[v.Sentence]
	for i := v.First - 1; i > s.First && i > v.First-20; i-- {
		unit := map[string]int{"quarterly": 3, "monthly": 1, "annual": 12, "yearly": 12, "weekly": -7, "daily": -1}[r.D.At(i)]
		if unit != 0 && i > v.First-7 && (r.D.Is(i-1, lex.Set("mean average")) || r.D.Is(i+1, lex.Set("mean average"))) {
			return unit
		}
		if r.D.Is(i, lex.Set("mean average")) && (r.D.Is(i-1, lex.Set("year years")) || r.yearsBetween(i+1, v.First)) {
			return 12 // the five-year mean is 273; the average over the five years to 2024/25 is 221
		}
		if !r.insideMention(i) && (r.D.Tokens[i].Kind == lex.Number || r.D.Is(i, lex.Set(", ; . ("))) {
			return 0
		}
	}
	return 0
}

// yearsBetween reports whether a period of several years stands between an average and its number.
func (r *Reader) yearsBetween(first, last int) bool {
	for _, m := range r.MentionsIn(first, last) {
		if m.N > 12 || len(m.Spans) > 0 && m.Spans[0].Months() > 12 {
			return true
		}
	}
	return false
}

var hedgeWord = lex.Set("nearly almost about around roughly or equivalent average")

func (r *Reader) perUnit(v *Value, i int) bool {
	j := i + 1
	w := r.D.At(i)
	if w == "for" && (r.D.At(j) == "every" || r.D.At(j) == "each") || w == "in" && r.D.At(j) == "every" ||
		w == "to" && r.D.At(j) == "every" {
		j++
	}
	if q, end, ok := lex.QuantityAt(r.D, j); ok && q.Value >= 1000 && !r.MentionAt(j) && w != "a" && w != "each" &&
		(w != "in" || j > i+1) && w != "to" {
		v.Kind, v.Per, v.Noun = lex.Rate, int(q.Value), r.D.Words(v.First, end)
		r.TakePlain(j, end)
		return true
	}
	if w == "for" || w == "in" || w == "to" {
		return false
	}
	unit, end := r.D.At(j), j+1
	if v.Kind == lex.Change && unit != "year" {
		return false
	}
	switch unit {
	case "day":
		v.Per = -1
	case "week":
		v.Per = -7
	case "fortnight":
		v.Per = -14
	case "month":
		v.Per = 1
	case "quarter":
		v.Per = 3
	case "year":
		v.Per = 12
	case "hour":
		v.Minutes = 60
	default:
		return false
	}
	switch {
	case r.D.At(end) == "old" || r.D.At(end) == "earlier" || r.D.At(end) == "ago" || r.D.At(end) == "before" ||
		r.D.At(end) == "later":
		v.Per = 0
		return false
	case v.Kind == lex.Change:
		v.Kind = lex.Growth
	case v.Kind != lex.Range:
		v.Kind = lex.Average
	}
	return true
}

// TakePlain takes a number that is part of another one, such as the people of a rate, out of the values.
func (r *Reader) TakePlain(first, last int) {
	at := func(v *Value) int { return v.First }
	r.Values = slices.Delete(r.Values, lex.LastBefore(r.Values, at, first), lex.LastBefore(r.Values, at, last))
	if len(r.PlainIn(first, first+1)) > 0 {
		return
	}
	i := lex.LastBefore(r.Plain, func(p plain.Numeral) int { return p.First }, first)
	r.Plain = slices.Insert(r.Plain, i, plain.Numeral{First: first, Last: last, Role: lex.Reference,
		Why: "the number of people that a rate is of"})
}

var PerPopulation = []*lex.Pattern{lex.Compile("per|every {n}"), lex.Compile("each {n}")}

// rates makes rates of the bare numbers beside one: per 10,000 residents this is
// 10.5, against 5.6 in England; the average for England and Wales was 56.
func (r *Reader) rates(n int) {
	s := r.D.Sentences[n]
	per, at := 0, s.First
	for i := s.First; i < s.Last; i++ {
		for _, p := range PerPopulation {
			if end, c, ok := p.MatchAt(r.D, i); ok && c[0].Value >= 1000 && !r.D.Is(end, lex.Set("%")) {
				per, at = int(c[0].Value), i
				r.TakePlain(c[0].First, end)
			}
		}
	}
	vs := slices.Clone(r.In(n))
	if per == 0 && r.rate > 0 && r.D.Holds(s.First, s.Last, lex.Set("average rate rates figure")) {
		per = r.rate
	}
	r.rate = 0
	if per == 0 {
		for _, v := range vs {
			if v.Kind == lex.Rate {
				per, at = v.Per, v.First
			}
		}
	}
	if per == 0 {
		return
	}
	for _, v := range vs {
		whole := v.Step >= 1 && v.First < at // from 234 to 200, equivalent to 10.5 per 10,000
		if kind, _ := r.nounAfter(v.Last); v.Kind == lex.Count && v.Stated < 1000 && (kind == bare && !whole || v.Step < 1) {
			v.Kind, v.Per = lex.Rate, per
		}
	}
	r.rate = per
}
