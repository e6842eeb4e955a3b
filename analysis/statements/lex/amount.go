package lex

import "math"

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

// An Amount is a number as its own words give it.
type Amount struct {
	First, Last int // tokens of the number itself
	Sentence    int
	Kind        Kind
	Stated      float64
	High        float64 // upper end of a range
	Step        float64
	Hedge       Hedge
	Fraction    bool // "a third", "half": a wide tolerance
	Per         int  // months of "a month", negative for days; people of a rate
	Fall        bool
	Every       bool // "one every five days"
	Minutes     int  // of an hour or a minute
	WordsOnly   bool // doubled, highest: no numeral
}

type amountRule struct {
	words string
	build func(v *Amount, d *Document, c []Capture) bool
	p     *Pattern
}

var amountRules []amountRule

func init() {
	amountRules = []amountRule{
		{words: "{n} %|pct|percent|pc", build: percent},
		{words: "{n} per cent|centage", build: percent},
		{words: "{n} percentage|% (point|points)?", build: percent},
		{words: "{n} fold", build: fold},
		{words: "{n} times", build: times},
		{words: "{n} x", build: times},
		{words: "{n} (out of)|(in every)|(in each) {n}", build: oneIn},
		{words: "{n} in {n}", build: oneIn},
		{words: "{n} (third|thirds|quarters|quarter|fifth|fifths|tenth|tenths|half|" +
			"eighth|eighths|sixth|sixths|seventh|sevenths|ninth|ninths)", build: fractionOf},
		{words: "a|an (full)? (third|quarter|fifth|sixth|seventh|ninth|tenth|eighth|half)", build: fractionOf},
		{words: "between {n} (%|(per cent)|percent)? and {n} %|(per cent)|percent", build: betweenPercent},
		{words: "between {n} and {n}", build: between},
		{words: "every {n} minutes|hours|days", build: everyAlone},
		{words: "one|an|{n} every {n}? (second|third|other)? (hour|hours|day|days|week|weeks|minute|minutes|month)",
			build: everyFew},
		{words: "one|a (child|sexual|online)? (grooming)? offence|crime every {n}? (second|third|other)? " +
			"(hour|hours|day|days|week|weeks)", build: everyFew},
	}
	for i := range amountRules {
		amountRules[i].p = Compile(amountRules[i].words)
	}
}

var ClauseEnds = Set("; : ( ) . ! ?")

// Amounts finds the quantities of the text, without the tokens that other things
// have taken: periods, laws, ages, money.
func (d *Document) Amounts(taken []bool) (found []*Amount) {
	for i := 0; i < len(d.Tokens); {
		if taken[i] {
			i++
			continue
		}
		v := d.amountAt(i, taken)
		if v == nil {
			i++
			continue
		}
		v.Sentence = d.SentenceOf(i)
		found = append(found, v)
		i = v.Last
	}
	return found
}

func (d *Document) amountAt(i int, taken []bool) *Amount {
	var best *Amount
	if t := d.Tokens[i].Text; d.Tokens[i].Kind == Number || Units[t] > 0 || tens[t] > 0 || magnitudes[t] > 0 ||
		t == "a" || t == "an" || t == "between" || t == "every" || t == "half" || t == "zero" {
		for _, rule := range amountRules {
			end, c, ok := rule.p.MatchAt(d, i)
			if !ok || best != nil && end <= best.Last || AnyTaken(taken, i, end) {
				continue
			}
			v := &Amount{First: i, Last: end}
			if rule.build(v, d, c) {
				best = v
			}
		}
	}
	if best != nil {
		d.doubled(best)
		d.again(best)
		return best
	}
	return d.plainAmount(i, taken)
}

func AnyTaken(taken []bool, i, end int) bool {
	for ; i < end; i++ {
		if taken[i] {
			return true
		}
	}
	return false
}

// doubled joins a quantity that is given twice: a third (32.6%), four in five (82%).
func (d *Document) doubled(v *Amount) {
	j := v.Last
	switch {
	case v.Kind != Share && v.Kind != Multiple:
		return
	case d.At(j) == "(":
		j++
	case d.At(j) == "," && d.At(j+1) == "or":
		j += 2
	default:
		return
	}
	q, end, ok := QuantityAt(d, j)
	switch {
	case !ok || math.Abs(q.Value-v.Stated) > 8:
		return
	case d.At(end) == "%" || d.At(end) == "percent":
		end++
	case d.At(end) == "per" && d.At(end+1) == "cent":
		end += 2
	default:
		return
	}
	if d.At(end) == ")" {
		end++
	}
	v.Last, v.Stated, v.Step, v.Fraction = end, q.Value, q.step, false
}

// again makes a rise of "half as many again".
func (d *Document) again(v *Amount) {
	if v.Kind == Share && v.Fraction && d.At(v.Last) == "as" && d.Is(v.Last+1, Set("many much")) &&
		d.At(v.Last+2) == "again" {
		v.Kind, v.Last = Change, v.Last+3
	}
}

// plainAmount reads a number without a unit, a multiple or a fold in one word, a halving, and none.
func (d *Document) plainAmount(i int, taken []bool) *Amount {
	t := d.Tokens[i]
	v := &Amount{First: i, Last: i + 1, Kind: Count, Step: 1}
	switch {
	case t.Kind == Word && multiples[t.Text] > 0:
		if t.Text == "double" && d.Is(i+1, Set("check standards murder rape edged life click counting counted "+
			"barrelled")) || t.Text == "treble" && d.At(i+1) == "chance" {
			return nil
		}
		v.Kind, v.Stated, v.WordsOnly = Multiple, multiples[t.Text], true
		return v
	case halvings[t.Text]:
		v.Kind, v.Stated, v.Fall, v.Fraction, v.WordsOnly, v.Step = Change, 50, true, true, true, 10
		return v
	case t.Text == "half":
		if q, end, ok := QuantityAt(d, i); ok {
			v.Stated, v.Last, v.Step = q.Value, end, 1
			return v
		}
		if d.Is(i+1, Set("year term past hour day a")) || d.Is(i-1, Set("second first other latter")) {
			return nil
		}
		v.Kind, v.Stated, v.Fraction, v.Step, v.WordsOnly = Share, 50, true, 10, true
		d.again(v)
		return v
	case t.Text == "as" && d.Is(i+1, Set("many much")) && d.At(i+2) == "again":
		v.Last, v.Kind, v.Stated, v.WordsOnly = i+3, Multiple, 2, true
		return v
	}
	if f, ok := foldWord(t.Text); ok {
		v.Kind, v.Stated, v.Hedge, v.WordsOnly = Multiple, f, Fold, true
		return v
	}
	return d.countAt(v, i, taken)
}

func (d *Document) countAt(v *Amount, i int, taken []bool) *Amount {
	t := d.Tokens[i]
	switch t.Text {
	case "none", "nil":
		if d.At(i+1) == "of" && d.Is(i+2, Set("this that it us which")) {
			return nil // none of this tells you
		}
		v.Stated, v.WordsOnly = 0, true
		return v
	case "no":
		if j := d.OffenceAfter(i+1, 3); j > 0 && !d.Is(j+1, Set("figures")) {
			v.Stated, v.Last, v.WordsOnly = 0, i+1, true
			return v
		}
		return nil
	case "pair", "couple":
		if d.At(i-1) == "a" && d.Is(i+1, Set("in of . , and")) && (d.At(i+1) != "of" || OffenceNouns[d.At(i+2)] ||
			d.Is(i+2, Set("them these those the recorded grooming such"))) {
			v.Stated, v.WordsOnly, v.First = 2, true, i-1
			return v
		}
		return nil
	case "single":
		if d.At(i-1) == "a" && (d.OffenceAfter(i+1, 2) > 0 || d.At(i+1) == "one") {
			if d.At(i+1) == "one" {
				v.Last = i + 2
			}
			v.Stated, v.WordsOnly = 1, true
			if d.At(i-2) == "not" {
				v.Stated, v.First = 0, i-2
			}
			return v
		}
		return nil
	}
	q, end, ok := QuantityAt(d, i)
	if !ok || AnyTaken(taken, i, end) {
		return nil
	}
	if magnitudes[t.Text] > 0 && d.At(i-1) != "a" {
		return nil
	}
	v.Stated, v.Step, v.Last = q.Value, q.step, end
	if s := d.At(i - 1); (s == "+" || s == "-") && d.Tokens[i-1].Space && !t.Space {
		v.Kind, v.Fall, v.First = Difference, s == "-", i-1
	}
	return v
}

// OffenceAfter finds a noun for offences within n tokens from i, after words that
// may stand before it. It is 0 where there is none.
func (d *Document) OffenceAfter(i, n int) int {
	for j := i; j < i+n && j < len(d.Tokens); j++ {
		if OffenceNouns[d.At(j)] {
			return j
		}
		if d.Tokens[j].Kind != Word || FunctionWords[d.At(j)] {
			return 0
		}
	}
	return 0
}
