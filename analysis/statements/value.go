package statements

import "math"

// A Kind is the form of a statement.
type Kind string

// The kinds of statement.
const (
	Count      Kind = "count"
	Change     Kind = "percent change"
	Multiple   Kind = "multiple"
	Difference Kind = "difference"
	Share      Kind = "share"
	Rate       Kind = "rate"    // by population
	Average    Kind = "average" // a day, a week, a month
	Growth     Kind = "growth a year"
	Range      Kind = "range" // between 44 and 59 a quarter
	Rank       Kind = "rank"
	EachYear   Kind = "rise each year"
	StartDate  Kind = "commencement date"
)

// A Hedge loosens a number.
type Hedge string

// The hedges. UpTo is "as many as", which holds for the number itself.
const (
	Plain Hedge = ""
	Over  Hedge = "more than"
	Under Hedge = "less than"
	About Hedge = "about"
	Fold  Hedge = "n-fold increase"
)

// A value is a number of the text as it is read step by step.
type value struct {
	first, last int // tokens of the number itself
	kind        Kind
	stated      float64
	high        float64 // upper end of a range
	step        float64
	hedge       Hedge
	fraction    bool // "a third", "half": a wide tolerance
	per         int  // months of "a month", negative for days; people of a rate
	fall        bool
	every       bool // "one every five days"
	minutes     int  // of an hour or a minute
	noun        string
	nounAt      int
	role        Role
	why         string
	subject     Subject
	measure     Measure
	sentence    int
	wordsOnly   bool // doubled, highest: no numeral
	scope       string
	further     bool // of a rank: the second, after the first in its sentence
	byChange    bool // of a rank: of rises, or of falls
	run         int  // number of the list that it is part of, from 1
	runAt       int
	base        int // index of the count that it is the base of, or -1
	isBase      bool
	area        *areaMention
	period      *mention
	earlier     *mention
	cell        *cell
	areas       []Candidate // where area is nil: those it may inherit
	spans       []Span
	notes       []string
	town        string // of a count that is of a town alone
	resolving   bool
	cues        int // of its own sentence to the measure, once they are cued
	cued        bool
	frame       *Frame
}

type valueRule struct {
	words string
	build func(v *value, d *document, c []capture) bool
	p     *pattern
}

var valueRules []valueRule

func init() {
	valueRules = []valueRule{
		{words: "{n} %|pct|percent|pc", build: percent},
		{words: "{n} per cent|centage", build: percent},
		{words: "{n} percentage|% (point|points)?", build: percent},
		{words: "{n} fold", build: fold},
		{words: "{n} times", build: times},
		{words: "{n} x", build: times},
		{words: "{n} (out of)|(in every)|(in each) {n}", build: oneIn},
		{words: "{n} in {n}", build: oneIn},
		{words: "{n} (third|thirds|quarters|quarter|fifth|fifths|tenth|tenths|half|eighths|sixths)", build: fractionOf},
		{words: "a|an (full)? (third|quarter|fifth|sixth|seventh|ninth|tenth|eighth|half)", build: fractionOf},
		{words: "between {n} (%|(per cent)|percent)? and {n} %|(per cent)|percent", build: betweenPercent},
		{words: "between {n} and {n}", build: between},
		{words: "every {n} minutes|hours|days", build: everyAlone},
		{words: "one|an|{n} every {n}? (second|third|other)? (hour|hours|day|days|week|weeks|minute|minutes|month)",
			build: everyFew},
	}
	for i := range valueRules {
		valueRules[i].p = compile(valueRules[i].words)
	}
}

// near reports whether one of the words stands in the n tokens before i, in the
// same clause.
func (d *document) near(i, n int, words map[string]bool) bool {
	for j := i - 1; j >= i-n && j >= 0; j-- {
		if d.is(j, words) {
			return true
		}
		if d.is(j, clauseEnds) {
			return false
		}
	}
	return false
}

var clauseEnds = set("; : ( ) . ! ?")

// values finds the quantities of the text, without the tokens that other things
// have taken: periods, laws, ages, money.
func (d *document) values(taken []bool) []*value {
	var found []*value
	for i := 0; i < len(d.tokens); {
		if taken[i] {
			i++
			continue
		}
		v := d.valueAt(i, taken)
		if v == nil {
			i++
			continue
		}
		v.sentence, v.base = d.sentenceOf(i), -1
		found = append(found, v)
		i = v.last
	}
	return found
}

func (d *document) valueAt(i int, taken []bool) *value {
	var best *value
	if t := d.tokens[i].text; d.tokens[i].kind == number || units[t] > 0 || tens[t] > 0 || magnitudes[t] > 0 ||
		t == "a" || t == "an" || t == "between" || t == "every" || t == "half" || t == "zero" {
		for _, rule := range valueRules {
			end, c, ok := rule.p.matchAt(d, i)
			if !ok || best != nil && end <= best.last || anyTaken(taken, i, end) {
				continue
			}
			v := &value{first: i, last: end}
			if rule.build(v, d, c) {
				best = v
			}
		}
	}
	if best != nil {
		d.doubled(best)
		return best
	}
	return d.plainValue(i, taken)
}

func anyTaken(taken []bool, i, end int) bool {
	for ; i < end; i++ {
		if taken[i] {
			return true
		}
	}
	return false
}

// doubled joins a quantity that is given twice: a third (32.6%), four in five (82%).
func (d *document) doubled(v *value) {
	j := v.last
	switch {
	case v.kind != Share && v.kind != Multiple:
		return
	case d.at(j) == "(":
		j++
	case d.at(j) == "," && d.at(j+1) == "or":
		j += 2
	default:
		return
	}
	q, end, ok := quantityAt(d, j)
	switch {
	case !ok || math.Abs(q.value-v.stated) > 8:
		return
	case d.at(end) == "%" || d.at(end) == "percent":
		end++
	case d.at(end) == "per" && d.at(end+1) == "cent":
		end += 2
	default:
		return
	}
	if d.at(end) == ")" {
		end++
	}
	v.last, v.stated, v.step, v.fraction = end, q.value, q.step, false
}

// plainValue reads a number without a unit, a multiple or a fold in one word, a halving, and none.
func (d *document) plainValue(i int, taken []bool) *value {
	t := d.tokens[i]
	v := &value{first: i, last: i + 1, kind: Count, step: 1}
	switch {
	case t.kind == word && multiples[t.text] > 0:
		if t.text == "double" && d.is(i+1, set("check standards murder rape edged life click counting counted "+
			"barrelled")) || t.text == "treble" && d.at(i+1) == "chance" {
			return nil
		}
		v.kind, v.stated, v.wordsOnly = Multiple, multiples[t.text], true
		return v
	case halvings[t.text]:
		v.kind, v.stated, v.fall, v.fraction, v.wordsOnly, v.step = Change, 50, true, true, true, 10
		return v
	case t.text == "half":
		if q, end, ok := quantityAt(d, i); ok {
			v.stated, v.last, v.step = q.value, end, 1
			return v
		}
		if d.is(i+1, set("year term past hour day a")) || d.is(i-1, set("second first other latter")) {
			return nil
		}
		v.kind, v.stated, v.fraction, v.step, v.wordsOnly = Share, 50, true, 10, true
		return v
	}
	if f, ok := foldWord(t.text); ok {
		v.kind, v.stated, v.hedge, v.wordsOnly = Multiple, f, Fold, true
		return v
	}
	return d.countAt(v, i, taken)
}

func (d *document) countAt(v *value, i int, taken []bool) *value {
	t := d.tokens[i]
	switch t.text {
	case "none", "nil":
		v.stated, v.wordsOnly = 0, true
		return v
	case "no":
		if j := d.offenceAfter(i+1, 3); j > 0 && !d.is(j+1, set("figures")) {
			v.stated, v.last, v.wordsOnly = 0, i+1, true
			return v
		}
		return nil
	case "pair", "couple":
		if d.at(i-1) == "a" && d.is(i+1, set("in of . , and")) && !d.is(i+2,
			set("men women girls boys officers teenagers people children")) {
			v.stated, v.wordsOnly, v.first = 2, true, i-1
			return v
		}
		return nil
	case "single":
		if d.at(i-1) == "a" && (d.offenceAfter(i+1, 2) > 0 || d.at(i+1) == "one") {
			if d.at(i+1) == "one" {
				v.last = i + 2
			}
			v.stated, v.wordsOnly = 1, true
			if d.at(i-2) == "not" {
				v.stated, v.first = 0, i-2
			}
			return v
		}
		return nil
	}
	q, end, ok := quantityAt(d, i)
	if !ok || anyTaken(taken, i, end) {
		return nil
	}
	if magnitudes[t.text] > 0 && d.at(i-1) != "a" {
		return nil
	}
	v.stated, v.step, v.last = q.value, q.step, end
	if s := d.at(i - 1); (s == "+" || s == "-") && d.tokens[i-1].space && !t.space {
		v.kind, v.fall, v.first = Difference, s == "-", i-1
	}
	return v
}

// offenceAfter finds a noun for offences within n tokens from i, after words that
// may stand before it. It is 0 where there is none.
func (d *document) offenceAfter(i, n int) int {
	for j := i; j < i+n && j < len(d.tokens); j++ {
		if offenceNouns[d.at(j)] {
			return j
		}
		if d.tokens[j].kind != word || functionWords[d.at(j)] {
			return 0
		}
	}
	return 0
}
