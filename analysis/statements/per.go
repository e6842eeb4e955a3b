package statements

import "slices"

// per reads what follows a count: a day, every week, per 100,000 children.
func (r *reader) per(v *value) {
	for i := v.last; i < v.last+5 && i < len(r.d.tokens); i++ {
		w := r.d.at(i)
		if (w == "a" || w == "an") && r.d.is(i-1, set("in over within during for of than")) {
			return
		}
		if w == "a" || w == "an" || w == "per" || w == "each" || w == "every" || w == "for" || w == "in" || w == "to" {
			if r.perUnit(v, i) {
				return
			}
		}
		if w == "daily" || w == "weekly" || w == "monthly" {
			v.kind, v.per = Average, map[string]int{"daily": -1, "weekly": -7, "monthly": 1}[w]
			return
		}
		if clauseEnds[w] || w == "," || w == "-" || r.d.tokens[i].kind == number || units[w] > 0 || hedgeWord[w] {
			return
		}
	}
}

var hedgeWord = set("nearly almost about around roughly or equivalent average")

func (r *reader) perUnit(v *value, i int) bool {
	j := i + 1
	w := r.d.at(i)
	if w == "for" && (r.d.at(j) == "every" || r.d.at(j) == "each") || w == "in" && r.d.at(j) == "every" ||
		w == "to" && r.d.at(j) == "every" {
		j++
	}
	if q, end, ok := quantityAt(r.d, j); ok && q.value >= 1000 && !r.mentionAt(j) && w != "a" && w != "each" &&
		(w != "in" || j > i+1) && w != "to" {
		v.kind, v.per, v.noun = Rate, int(q.value), r.d.words(v.first, end)
		r.takePlain(j, end)
		return true
	}
	if w == "for" || w == "in" || w == "to" {
		return false
	}
	unit, end := r.d.at(j), j+1
	if v.kind == Change && unit != "year" {
		return false
	}
	switch unit {
	case "day":
		v.per = -1
	case "week":
		v.per = -7
	case "fortnight":
		v.per = -14
	case "month":
		v.per = 1
	case "quarter":
		v.per = 3
	case "year":
		v.per = 12
	case "hour":
		v.minutes = 60
	default:
		return false
	}
	switch {
	case r.d.at(end) == "old" || r.d.at(end) == "earlier" || r.d.at(end) == "ago" || r.d.at(end) == "before" ||
		r.d.at(end) == "later":
		v.per = 0
		return false
	case v.kind == Change:
		v.kind = Growth
	case v.kind != Range:
		v.kind = Average
	}
	return true
}

// takePlain takes a number that is part of another one, such as the people of a rate, out of the values.
func (r *reader) takePlain(first, last int) {
	at := func(v *value) int { return v.first }
	r.values = slices.Delete(r.values, lastBefore(r.values, at, first), lastBefore(r.values, at, last))
	if len(r.plainIn(first, first+1)) > 0 {
		return
	}
	i := lastBefore(r.plain, func(p plainNumeral) int { return p.first }, first)
	r.plain = slices.Insert(r.plain, i, plainNumeral{first, last, Reference, "the number of people that a rate is of"})
}

var perPopulation = []*pattern{compile("per|every {n}"), compile("each {n}")}

// rates makes rates of the bare numbers beside one: per 10,000 residents this is
// 10.5, against 5.6 in England; the average for England and Wales was 56.
func (r *reader) rates(n int) {
	s := r.d.sentences[n]
	per := 0
	for i := s.first; i < s.last; i++ {
		for _, p := range perPopulation {
			if end, c, ok := p.matchAt(r.d, i); ok && c[0].value >= 1000 && !r.d.is(end, set("%")) {
				per = int(c[0].value)
				r.takePlain(c[0].first, end)
			}
		}
	}
	vs := slices.Clone(r.in(n))
	if per == 0 && r.rate > 0 && r.d.holds(s.first, s.last, set("average rate rates figure")) {
		per = r.rate
	}
	r.rate = 0
	if per == 0 {
		for _, v := range vs {
			if v.kind == Rate {
				per = v.per
			}
		}
	}
	if per == 0 {
		return
	}
	for _, v := range vs {
		if kind, _ := r.nounAfter(v.last); v.kind == Count && v.stated < 1000 && (kind == bare || v.step < 1) {
			v.kind, v.per = Rate, per
		}
	}
	r.rate = per
}
