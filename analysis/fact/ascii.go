package fact

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ascii spells in words and plain marks what evidence.csv must not hold, so that Excel,
// R and pandas read the file alike without being told its encoding, and no byte-order
// mark is needed, which would spoil the first name. An operator becomes its word, a dash
// between numbers "to". A letter that it does not know is an error.
func ascii(s string) (string, error) {
	if foreign(s) < 0 {
		return s, nil // as most are; there are a hundred thousand
	}
	s = marks.Replace(spellDashes(s))
	if i := foreign(s); i >= 0 {
		r, _ := utf8.DecodeRuneInString(s[i:])
		return "", fmt.Errorf("%q in %q has no words in ASCII; add them", r, s)
	}
	return s, nil
}

// foreign is the place of the first letter that is not ASCII, below zero if there is none.
func foreign(s string) int {
	return strings.IndexFunc(s, func(r rune) bool { return r > unicode.MaxASCII })
}

// spellDashes puts "to" in place of each dash between two numbers; the second may begin with a
// minus sign.
func spellDashes(s string) string {
	const dash = "–"
	var out strings.Builder
	for {
		before, after, found := strings.Cut(s, dash)
		out.WriteString(before)
		if !found {
			return out.String()
		}
		if n := len(before); n > 0 && '0' <= before[n-1] && before[n-1] <= '9' {
			out.WriteString(" to ")
		} else {
			out.WriteString(dash)
		}
		s = after
	}
}

// marks has the marks with spaces about them first, because they are tried in order.
var marks = strings.NewReplacer(
	" ÷ ", " divided by ", "÷", " divided by ", " × ", " times ", "×", " times ", " − ", " minus ", "−", "-", "±",
	"plus or minus", "²", " squared",
	"√", "square root of ", "–", "-", "’", "'", "‘", "'", "“", `"`, "”", `"`, "\u00a0", " ", "£", "GBP ",
)
