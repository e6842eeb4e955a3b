package lex

import "math"

var Units = map[string]float64{
	"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
	"nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
	"eighteen": 18,
	"nineteen": 19, "dozen": 12,
}

var tens = map[string]float64{
	"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

var magnitudes = map[string]float64{"hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9}

var ordinals = map[string]float64{
	"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
	"tenth":    10,
	"eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "twentieth": 20,
}

// A quantity is a number with the place of its last digit: 6,341 has step 1,
// 6,000 has 1000, 67.6 has 0.1.
type quantity struct {
	Value float64
	step  float64
	words bool // written in words
}

// QuantityAt reads a number in digits or words at token i.
func QuantityAt(d *Document, i int) (q quantity, end int, ok bool) {
	if i >= len(d.Tokens) {
		return q, i, false
	}
	t := d.Tokens[i]
	if t.Kind == Number {
		q = quantity{Value: t.Value, step: step(t)}
		if m := magnitudes[d.At(i+1)]; m > 0 {
			return quantity{Value: q.Value * m, step: q.step * m}, i + 2, true
		}
		return q, i + 1, true
	}
	if t.Kind != Word {
		return q, i, false
	}
	value, end, ok := numberWords(d, i)
	if n := Units[t.Text]; ok && end == i+1 && n >= 1 && n <= 9 && tens[d.At(end)] > 0 && !d.Tokens[end].Line {
		if rest, last, ok := numberWords(d, end); ok && rest < 100 {
			return quantity{Value: 100*n + rest, step: math.Max(1, DigitPlace(rest)), words: true}, last, true // two eighty-nine
		}
	}
	if ok && d.At(end) == "and" && d.At(end+1) == "a" && d.At(end+2) == "half" && value < 100 {
		return quantity{Value: value + 0.5, step: 0.5, words: true}, end + 3, true
	}
	return quantity{Value: value, step: math.Max(1, DigitPlace(value)), words: true}, end, ok
}

// step is the place of the last digit that is not a trailing zero.
func step(t token) float64 {
	switch {
	case t.scale > 0 && t.Decimals > 0:
		return t.scale * math.Pow10(-t.Decimals)
	case t.Decimals > 0:
		return math.Pow10(-t.Decimals)
	}
	return math.Max(1, DigitPlace(t.Value))
}

// DigitPlace is that of the last digit of a whole number that is not zero: 100 of 300. It
// is 0 for a fraction and for zero.
func DigitPlace(n float64) float64 {
	n = math.Abs(n)
	if n == 0 || n != math.Trunc(n) {
		return 0
	}
	p := 1.0
	for ; math.Mod(n, 10) == 0; n /= 10 {
		p *= 10
	}
	return p
}

// maxWords is the number of words that a number in words may have.
const maxWords = 16

// numberWords reads two hundred and twenty-one.
func numberWords(d *Document, i int) (value float64, end int, ok bool) {
	total, group := 0.0, 0.0
	begin := i
	if (d.At(i) == "a" || d.At(i) == "half") && (magnitudes[d.At(i+1)] > 0 || d.At(i+1) == "dozen") {
		if d.At(i) == "half" {
			return 6, i + 2, d.At(i+1) == "dozen"
		}
		return 0, i, false // "a dozen", "a hundred": the number begins with the next word
	}
	if d.At(i) == "half" && d.At(i+1) == "a" && d.At(i+2) == "dozen" {
		return 6, i + 3, true
	}
	seenUnit, seenTen := false, false
	for ; i < len(d.Tokens) && i < begin+maxWords; i++ {
		w := d.At(i)
		if i > begin && d.Tokens[i].Line {
			break
		}
		if v, is := Units[w]; is && !seenUnit && (!seenTen || v > 0 && v < 10) {
			group, seenUnit, ok = group+v, true, true
			continue
		}
		if v, is := tens[w]; is && !seenUnit && !seenTen {
			group, seenTen, ok = group+v, true, true
			continue
		}
		if m := magnitudes[w]; m > 0 && (ok || i == begin) {
			if !seenUnit && !seenTen && group == 0 {
				group = 1
			}
			if m == 100 {
				group *= 100
			} else {
				total, group = total+group*m, 0
			}
			seenUnit, seenTen, ok = false, false, true
			continue
		}
		if w == "and" && ok && i > begin && magnitudes[d.At(i-1)] > 0 && (Units[d.At(i+1)] > 0 || tens[d.At(i+1)] > 0) {
			continue
		}
		break
	}
	return total + group, i, ok
}

// HoldsNumeral reports whether one of the tokens from i to before end is a number, in digits or words, or a code.
func (d *Document) HoldsNumeral(i, end int) bool {
	for ; i < end; i++ {
		if t := d.Tokens[i]; t.Kind == Number || t.Kind == Code || Units[t.Text] > 0 || tens[t.Text] > 0 || t.Text == "zero" {
			return true
		}
	}
	return false
}

// fractions of a whole in per cent.
var fractions = map[string]float64{
	"half": 50, "third": 100.0 / 3, "quarter": 25, "fifth": 20, "sixth": 100.0 / 6, "seventh": 100.0 / 7,
	"eighth": 12.5, "ninth": 100.0 / 9, "tenth": 10,
	"halves": 50, "thirds": 100.0 / 3, "quarters": 25, "fifths": 20, "sixths": 100.0 / 6, "sevenths": 100.0 / 7,
	"eighths": 12.5, "ninths": 100.0 / 9, "tenths": 10,
}

// multiples in a single word.
var multiples = map[string]float64{
	"doubled": 2, "doubling": 2, "doubles": 2, "double": 2, "twice": 2, "trebled": 3, "treble": 3, "trebling": 3,
	"tripled": 3, "triple": 3, "tripling": 3, "thrice": 3,
	"quadrupled": 4, "quadruple": 4, "quadrupling": 4, "quintupled": 5, "quintuple": 5, "sextupled": 6,
}

// halvings are falls by half.
var halvings = Set("halved halve halving halves")

// foldWord reads twelvefold and tenfold in one word.
func foldWord(w string) (float64, bool) {
	if len(w) < 5 || w[len(w)-4:] != "fold" {
		return 0, false
	}
	v, ok := Units[w[:len(w)-4]]
	if !ok {
		v, ok = tens[w[:len(w)-4]]
	}
	return v, ok && v > 1
}

func Btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
