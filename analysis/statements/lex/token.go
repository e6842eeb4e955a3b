package lex

import (
	"strconv"
	"strings"
	"sync"
	"unicode"
)

// A token is a word, a number or a mark of a text. Its text is in small
// letters and plain ASCII, so that the grammar need not know of curly quotation
// marks, long dashes and the many kinds of space.
type token struct {
	Start, End int // in runes
	Text       string
	mark       uint64   // of the text: see markOf
	starts     classSet // the classes that may begin with it
	Kind       tokenKind
	Value      float64 // of a number, or of the digits of an ordinal or code
	Decimals   int     // digits after the point of a number
	scale      float64 // of 7.1k: 1,000; else 0
	Capital    bool    // begins with a capital letter
	Space      bool    // white space stands before it
	Joined     bool    // a hyphen stands before it: year-old, twelve-fold
	Line       bool    // a new line begins with it
}

type tokenKind int

const (
	Word tokenKind = iota
	Number
	ordinal // 3rd
	Code    // 88a, 16s, q3
	Mark
)

// shadow gives the text in small ASCII letters, one byte for each rune, so that
// places in it are places in the text.
func shadow(text []rune) []byte {
	low := make([]byte, len(text))
	for i, r := range text {
		low[i] = plain(r)
		if low[i] == ' ' && r != ' ' && i > 0 && digit(low[i-1]) && thousands(text[i+1:]) {
			low[i] = ',' // 7 240 with a narrow space
		}
		if r == ' ' && i > 0 && digit(low[i-1]) && thousands(text[i+1:]) && afterMoney(low[:i]) {
			low[i] = ',' // £250 000
		}
		if r == '·' && i > 0 && digit(low[i-1]) && i+1 < len(text) && unicode.IsDigit(text[i+1]) {
			low[i] = '.' // 8·5 per cent
		}
	}
	return low
}

// afterMoney reports whether a text ends in a sign of money and up to three digits, with further groups of three.
func afterMoney(low []byte) bool {
	digits := 0
	for i := len(low) - 1; i >= 0; i-- {
		switch {
		case digit(low[i]) && digits < 3:
			digits++
		case low[i] == ',' && digits == 3:
			digits = 0
		default:
			return low[i] == '$' && digits > 0
		}
	}
	return false
}

func plain(r rune) byte {
	switch {
	case r == '\n' || r == '\t':
		return byte(r)
	case r == '\r' || r == '\v' || r == '\f' || r == '\u2028' || r == '\u2029':
		return '\n'
	case r >= ' ' && r < unicode.MaxASCII:
		return byte(unicode.ToLower(r))
	case strings.ContainsRune("–—‒‐‑−―", r):
		return '-'
	case strings.ContainsRune("‘’ʼ", r):
		return '\''
	case strings.ContainsRune("“”«»„", r):
		return '"'
	case strings.ContainsRune("£€", r):
		return '$'
	case strings.ContainsRune("→⇒➔➜›➡", r):
		return '>'
	case r == '×' || r == '÷':
		return '^'
	case r == '…':
		return '.'
	case r == '·' || r == '•' || r == '▪' || r == '‣':
		return '*'
	case unicode.IsSpace(r):
		return ' '
	case unicode.IsLetter(r):
		return plainLetter(unicode.ToLower(r))
	}
	return '~'
}

func plainLetter(r rune) byte {
	for _, family := range []string{"aàáâäãå", "cç", "eèéêë", "iìíîï", "oòóôöõ", "uùúûü", "nñ", "wŵ", "yŷý"} {
		if strings.ContainsRune(family, r) {
			return family[0]
		}
	}
	return 'x'
}

func digit(b byte) bool { return b >= '0' && b <= '9' }

func letter(b byte) bool { return b >= 'a' && b <= 'z' }

// thousands reports whether exactly three digits come next.
func thousands(text []rune) bool {
	n := 0
	for n < len(text) && text[n] >= '0' && text[n] <= '9' {
		n++
	}
	return n == 3
}

// tokenise splits a text into tokens. Hyphens within words are dropped, so that
// twelve-fold is two words; those between numbers, and dashes, are marks.
func tokenise(text []rune) []token {
	low := shadow(text)
	partCommas(low)
	tokens := make([]token, 0, len(low)/5+1)
	space, line, joined := true, true, false
	for i := 0; i < len(low); {
		b := low[i]
		if b == ' ' || b == '\t' || b == '\n' {
			space, line = true, line || b == '\n'
			i++
			continue
		}
		t := scan(low, i)
		if full := shortUnits[t.Text]; full != "" {
			t.Text = full
		}
		t.mark = markOf(t.Text)
		t.Capital = unicode.IsUpper(text[i])
		t.Space, t.Line, t.Joined = space, line, joined
		t.starts = startsOf(&t)
		space, line, joined = false, false, false
		i = t.End
		if t.Text == "-" && innerHyphen(low, t.Start) {
			joined = true
			continue
		}
		tokens = append(tokens, t)
	}
	return tokens
}

// shortUnits are abbreviations that the grammar reads as the full word.
var shortUnits = map[string]string{"yr": "year", "yrs": "years", "mth": "month", "mths": "months", "qtr": "quarter",
	"w": "with", "avg": "average"}

// innerHyphen reports whether the hyphen joins two words, or a number and a word
// that names no month.
func innerHyphen(low []byte, i int) bool {
	if i == 0 || i+1 >= len(low) || !letter(low[i+1]) || !letter(low[i-1]) && !digit(low[i-1]) {
		return false
	}
	j := i + 1
	for j < len(low) && letter(low[j]) {
		j++
	}
	return Months[string(low[i+1:j])] == 0
}

// scan reads the token that begins at i.
func scan(low []byte, i int) token {
	j := i
	switch {
	case letter(low[i]):
		for j < len(low) && (letter(low[j]) || low[j] == '\'' && j+1 < len(low) && letter(low[j+1]) && !possessive(low, j)) {
			j++
		}
		kind := Word
		if j == i+1 && low[i] == 'q' && j < len(low) && digit(low[j]) {
			j, kind = j+1, Code
		}
		return token{Start: i, End: j, Text: string(low[i:j]), Kind: kind}
	case digit(low[i]) || low[i] == '.' && i+1 < len(low) && digit(low[i+1]) && (i == 0 || low[i-1] == ' '):
		return scanNumber(low, i) // also .42
	case possessive(low, i) && i > 0 && (letter(low[i-1]) || digit(low[i-1])):
		return token{Start: i, End: i + 2, Text: "'s", Kind: Word}
	}
	return token{Start: i, End: i + 1, Text: string(low[i : i+1]), Kind: Mark}
}

// possessive reports whether 's stands at i and ends the word.
func possessive(low []byte, i int) bool {
	return low[i] == '\'' && i+1 < len(low) && low[i+1] == 's' && (i+2 >= len(low) || !letter(low[i+2]) &&
		!digit(low[i+2]))
}

func scanNumber(low []byte, i int) token {
	j := i
	for j < len(low) && digit(low[j]) {
		j++
	}
	if j-i <= 3 {
		for j+3 < len(low) && low[j] == ',' && digit(low[j+1]) && digit(low[j+2]) && digit(low[j+3]) &&
			(j+4 >= len(low) || !digit(low[j+4])) {
			j += 4
		}
	}
	t := token{Start: i, Kind: Number}
	if j+1 < len(low) && low[j] == '.' && digit(low[j+1]) {
		k := j + 1
		for k < len(low) && digit(low[k]) {
			k++
		}
		t.Decimals, j = k-j-1, k
	}
	t.Value, _ = strconv.ParseFloat(strings.ReplaceAll(string(low[i:j]), ",", ""), 64)
	k := j
	for k < len(low) && letter(low[k]) {
		k++
	}
	switch suffix := string(low[j:k]); suffix {
	case "":
	case "st", "nd", "rd", "th":
		t.Kind, j = ordinal, k
	case "k":
		t.scale, j = 1e3, k
	case "m", "mn":
		t.scale, j = 1e6, k
	case "bn":
		t.scale, j = 1e9, k
	case "x", "pc", "p": // 6x, 12pc: the suffix is a word of its own
	default:
		t.Kind, j = Code, k
	}
	if t.scale > 0 {
		t.Value *= t.scale
	}
	t.End, t.Text = j, string(low[i:j])
	return t
}

// abbreviations end in a full stop that ends no sentence.
var abbreviations = Set("det supt insp sgt ch cllr mr mrs ms dr prof rev st s ss no nos para paras p pp approx " +
	"vs cf eg ie " +
	"jan feb mar apr jun jul aug sep sept oct nov dec inc ltd co fig e.g i.e art sch reg regs dep asst chf con hon " +
	"rt gen col capt")

// sets are those made already: the rules name theirs where they use them.
var sets sync.Map

// Set makes a set of the words of a list, once for each list.
func Set(words string) map[string]bool {
	if s, ok := sets.Load(words); ok {
		return s.(map[string]bool)
	}
	s := make(map[string]bool, strings.Count(words, " ")+1)
	defer sets.Store(words, s)
	for w := range strings.FieldsSeq(words) {
		s[w] = true
	}
	return s
}
