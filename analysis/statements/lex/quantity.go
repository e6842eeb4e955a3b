package lex

func percent(v *Amount, d *Document, c []Capture) bool {
	q, _, _ := QuantityAt(d, c[0].First)
	v.Kind, v.Stated, v.Step = Share, q.Value, q.step
	if q.step >= 10 && q.Value >= 10 {
		v.Step = 1 // 50 per cent is to the unit: half a unit of its last digit
	}
	if s := d.At(c[0].First - 1); (s == "+" || s == "-") && (c[0].First < 2 || d.Tokens[c[0].First-1].Space ||
		d.At(c[0].First-2) == "(") &&
		!d.Tokens[c[0].First].Space {
		v.First, v.Kind, v.Fall = c[0].First-1, Change, s == "-"
	}
	return true
}

func fold(v *Amount, d *Document, c []Capture) bool {
	v.Kind, v.Stated, v.Step, v.Hedge = Multiple, c[0].Value, 1, Fold
	return true
}

var afterTimes = Set("as more higher greater larger bigger that what the its those this over lower fewer less " +
	"increase rise their worse")

var beforeTimes = Set("increased increase risen rose grown grew up multiplied rise by nearly almost over")

func times(v *Amount, d *Document, c []Capture) bool {
	q, _, _ := QuantityAt(d, c[0].First)
	quoted := d.Is(v.First-1, Set("\" '")) && d.Is(v.Last, Set("\" '")) // the "six times" thing
	if !quoted && !d.Is(v.Last, afterTimes) && !d.timesOfBase(v.First, v.Last) && !d.near(v.First, 4, beforeTimes) || q.Value > 200 || q.Value < 1 ||
		d.At(v.Last) == "that" && d.Is(v.Last+1, Set("night day evening morning afternoon week month")) {
		return false
	}
	v.Kind, v.Stated, v.Step = Multiple, q.Value, q.step
	if q.step > 1 {
		v.Step = 1
	}
	return true
}

// timesOfBase reports whether "N times" stands alone after a base or in brackets: set against the 59 of 2016/17 it's five
// times; got 11 times; 15 (27 times, old definition).
func (d *Document) timesOfBase(first, last int) bool {
	if !d.Is(last, Set(". , ; ) \" ' !")) {
		return false
	}
	return d.At(first-1) == "(" || d.Is(first-1, Set("got get gets gives makes 's is was")) && d.Is(first-2, Set("and it that which this"))
}

func oneIn(v *Amount, d *Document, c []Capture) bool {
	a, b := c[0], c[len(c)-1]
	if a.Value <= 0 || b.Value < 2 || a.Value >= b.Value || b.Value > 1000 || a.Value > 99 {
		return false
	}
	if IsYear(d, b.First) || d.Tokens[b.First].Kind == Number && len(d.At(b.First)) == 4 {
		return false
	}
	if d.At(b.Last) == "year" || d.At(b.Last) == "years" || d.At(b.Last) == "months" || d.At(b.Last) == "forces" {
		return false
	}
	v.Kind, v.Stated, v.Step, v.Fraction = Share, 100*a.Value/b.Value, 0, true
	v.Per = int(b.Value)
	return true
}

// IsYear reports whether token i is a calendar year.
func IsYear(d *Document, i int) bool {
	_, ok := ReadYear(d, i)
	return ok
}

func fractionOf(v *Amount, d *Document, c []Capture) bool {
	name := d.At(v.Last - 1)
	n := 1.0
	if len(c) > 0 {
		n = c[0].Value
		if n > 9 || n < 1 {
			return false
		}
	}
	next := d.At(v.Last)
	if fractions[name] == 0 || next == "of" && d.At(v.Last+1) == "the" && d.At(v.Last+2) == "year" || d.Is(v.Last,
		Set("time year consecutive successive highest party largest month day hour")) {
		return false
	}
	if name == "quarter" && d.At(v.First) == "one" && next != "of" &&
		d.Is(v.First-1, Set("from in for per within over after")) {
		return false // from one quarter to the next
	}
	if (name == "quarter" || name == "quarters") && d.Is(v.First-1, Set("first last next past previous")) {
		return false // its first two quarters
	}
	if name == "quarters" && d.Is(v.Last, Set("are were is have make")) {
		return false // three quarters are not four
	}
	if name == "quarter" && d.At(v.First) == "a" && (OffenceNouns[d.At(v.First-1)] || v.First > 0 &&
		d.Tokens[v.First-1].Kind == Number) {
		return false // 120 offences a quarter
	}
	v.Kind, v.Stated, v.Fraction, v.Step = Share, n*fractions[name], true, 10
	return true
}

func between(v *Amount, d *Document, c []Capture) bool {
	if c[1].Value <= c[0].Value || IsYear(d, c[0].First) || IsYear(d, c[1].First) || d.Is(v.Last, months12) {
		return false
	}
	if _, ok := readMonthAt(d, v.Last); ok {
		return false
	}
	v.Kind, v.Stated, v.High, v.Step = Range, c[0].Value, c[1].Value, 1
	return true
}

// betweenPercent reads an annual growth of between 20 and 47 per cent.
func betweenPercent(v *Amount, d *Document, c []Capture) bool {
	v.Kind, v.Stated, v.High, v.Step = Growth, c[0].Value, c[1].Value, 1
	return true
}

// everyAlone reads "an offence is written into a computer every 70 minutes".
func everyAlone(v *Amount, d *Document, c []Capture) bool {
	s := d.Sentences[d.SentenceOf(v.First)]
	for i := max(s.First, v.First-16); i < v.First; i++ {
		if d.Is(i, Set("a an one")) && d.OffenceAfter(i+1, 4) > 0 && d.Tokens[i+1].Kind == Word {
			return everyFew(v, d, c)
		}
	}
	return false
}

var months12 = Set("years months weeks days year old and per % times")

func everyFew(v *Amount, d *Document, c []Capture) bool {
	n := 1.0
	if len(c) > 0 && c[len(c)-1].First > v.First {
		n = c[len(c)-1].Value
	}
	if len(c) > 0 && c[0].First == v.First && c[0].Value != 1 {
		return false // 16 every day
	}
	if d.At(v.Last-2) == "other" || d.At(v.Last-2) == "second" {
		n = 2
	}
	v.Kind, v.Stated, v.Step, v.Every = Average, n, 1, true
	switch unit := d.At(v.Last - 1); unit {
	case "day", "days":
		v.Per = -1
	case "week", "weeks":
		v.Per = -7
	case "month":
		v.Per = 1
	case "hour", "hours":
		v.Minutes = 60
	case "minute", "minutes":
		v.Minutes = 1
	}
	return true
}
