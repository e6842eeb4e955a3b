package workbook

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// quote shows what was found in a message of one line, so that nothing in it acts on a
// terminal, and nothing looks like what it is not.
func quote[T ~string | ~[]byte](found T) string {
	const most = 60
	s := string(found[:min(len(found), 4*most)])
	if utf8.RuneCountInString(s) > most {
		s = string([]rune(s)[:most]) + "…"
	}
	if _, ok := foreign(s); ok {
		return strconv.QuoteToASCII(s)
	}
	return strconv.Quote(s)
}

// printable is a name as it is, or quoted if it is long or holds what is not to be printed.
func printable(name string) string {
	if quoted := quote(name); quoted != `"`+name+`"` {
		return quoted
	}
	return name
}

// list quotes what was found or expected, up to twenty of it.
func list(names []string) string {
	const most = 20
	var quoted []string
	for _, name := range names[:min(len(names), most)] {
		quoted = append(quoted, quote(name))
	}
	if len(names) > most {
		quoted = append(quoted, "…")
	}
	return strings.Join(quoted, ", ")
}

// foreign returns the first letter of a text that is not Latin, such as a Cyrillic A,
// which looks like one; ok is false if there is none.
func foreign(v string) (r rune, ok bool) {
	for _, r := range v {
		if r >= utf8.RuneSelf && unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) {
			return r, true
		}
	}
	return 0, false
}
