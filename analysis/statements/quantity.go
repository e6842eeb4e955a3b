package statements

func percent(v *value, d *document, c []capture) bool {
	q, _, _ := quantityAt(d, c[0].first)
	v.kind, v.stated, v.step = Share, q.value, q.step
	if q.step >= 10 && q.value >= 10 {
		v.step = 1 // 50 per cent is to the unit: half a unit of its last digit
	}
	if s := d.at(c[0].first - 1); (s == "+" || s == "-") && (c[0].first < 2 || d.tokens[c[0].first-1].space ||
		d.at(c[0].first-2) == "(") &&
		!d.tokens[c[0].first].space {
		v.first, v.kind, v.fall = c[0].first-1, Change, s == "-"
	}
	return true
}

func fold(v *value, d *document, c []capture) bool {
	v.kind, v.stated, v.step, v.hedge = Multiple, c[0].value, 1, Fold
	return true
}

var afterTimes = set("as more higher greater larger bigger that what the its those this over lower fewer less " +
	"increase rise their")

var beforeTimes = set("increased increase risen rose grown grew up multiplied rise by nearly almost over")

func times(v *value, d *document, c []capture) bool {
	q, _, _ := quantityAt(d, c[0].first)
	if !d.is(v.last, afterTimes) && !d.near(v.first, 4, beforeTimes) || q.value > 200 || q.value < 1 {
		return false
	}
	v.kind, v.stated, v.step = Multiple, q.value, q.step
	if q.step > 1 {
		v.step = 1
	}
	return true
}

func oneIn(v *value, d *document, c []capture) bool {
	a, b := c[0], c[len(c)-1]
	if a.value <= 0 || b.value < 2 || a.value >= b.value || b.value > 1000 || a.value > 99 {
		return false
	}
	if readerYear(d, b.first) || d.tokens[b.first].kind == number && len(d.at(b.first)) == 4 {
		return false
	}
	if d.at(b.last) == "year" || d.at(b.last) == "years" || d.at(b.last) == "months" || d.at(b.last) == "forces" {
		return false
	}
	v.kind, v.stated, v.step, v.fraction = Share, 100*a.value/b.value, 0, true
	v.per = int(b.value)
	return true
}

func readerYear(d *document, i int) bool {
	_, ok := readYear(d, i)
	return ok
}

func fractionOf(v *value, d *document, c []capture) bool {
	name := d.at(v.last - 1)
	n := 1.0
	if len(c) > 0 {
		n = c[0].value
		if n > 9 || n < 1 {
			return false
		}
	}
	next := d.at(v.last)
	if fractions[name] == 0 || next == "of" && d.at(v.last+1) == "the" && d.at(v.last+2) == "year" || d.is(v.last,
		set("time year consecutive successive highest party largest month day hour")) {
		return false
	}
	if (name == "quarter" || name == "quarters") && d.is(v.first-1, set("first last next past previous")) {
		return false // its first two quarters
	}
	if name == "quarter" && d.at(v.first) == "a" && (offenceNouns[d.at(v.first-1)] || v.first > 0 &&
		d.tokens[v.first-1].kind == number) {
		return false // 120 offences a quarter
	}
	v.kind, v.stated, v.fraction, v.step = Share, n*fractions[name], true, 10
	return true
}

func between(v *value, d *document, c []capture) bool {
	if c[1].value <= c[0].value || readerYear(d, c[0].first) || readerYear(d, c[1].first) || d.is(v.last, months12) {
		return false
	}
	if _, ok := readMonthAt(d, v.last); ok {
		return false
	}
	v.kind, v.stated, v.high, v.step = Range, c[0].value, c[1].value, 1
	return true
}

// betweenPercent reads an annual growth of between 20 and 47 per cent.
func betweenPercent(v *value, d *document, c []capture) bool {
	v.kind, v.stated, v.high, v.step = Growth, c[0].value, c[1].value, 1
	return true
}

// everyAlone reads "an offence is written into a computer every 70 minutes".
func everyAlone(v *value, d *document, c []capture) bool {
	s := d.sentences[d.sentenceOf(v.first)]
	for i := max(s.first, v.first-16); i < v.first; i++ {
		if d.is(i, set("a an")) && d.offenceAfter(i+1, 4) > 0 && d.tokens[i+1].kind == word {
			return everyFew(v, d, c)
		}
	}
	return false
}

var months12 = set("years months weeks days year old and per % times")

func everyFew(v *value, d *document, c []capture) bool {
	n := 1.0
	if len(c) > 0 && c[len(c)-1].first > v.first {
		n = c[len(c)-1].value
	}
	if len(c) > 0 && c[0].first == v.first && c[0].value != 1 {
		return false // 16 every day
	}
	if d.at(v.last-2) == "other" || d.at(v.last-2) == "second" {
		n = 2
	}
	v.kind, v.stated, v.step, v.every = Average, n, 1, true
	switch unit := d.at(v.last - 1); unit {
	case "day", "days":
		v.per = -1
	case "week", "weeks":
		v.per = -7
	case "month":
		v.per = 1
	case "hour", "hours":
		v.minutes = 60
	case "minute", "minutes":
		v.minutes = 1
	}
	return true
}
