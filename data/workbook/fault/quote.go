// Package fault words the errors of files that cannot be read: it shows what was found in them, and
// marks what is refused by policy.
package fault

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Quote shows what was found in a message of one line, so that nothing in it acts on a
// terminal, and nothing looks like what it is not.
func Quote[T ~string | ~[]byte](found T) string {
	const most = 60
	s := string(found[:min(len(found), 4*most)])
	if utf8.RuneCountInString(s) > most {
		s = string([]rune(s)[:most]) + "…"
	}
	if _, ok := Foreign(s); ok {
		return strconv.QuoteToASCII(s)
	}
	return strconv.Quote(s)
}

// Printable is a name as it is, or quoted if it is long or holds what is not to be printed.
func Printable(name string) string {
	if quoted := Quote(name); quoted != `"`+name+`"` {
		return quoted
	}
	return name
}

// List quotes what was found or expected, up to twenty of it.
func List(names []string) string {
	const most = 20
	var quoted []string
	for _, name := range names[:min(len(names), most)] {
		quoted = append(quoted, Quote(name))
	}
	if len(names) > most {
		quoted = append(quoted, "…")
	}
	return strings.Join(quoted, ", ")
}

// Foreign returns the first letter of a text that is not Latin, such as a Cyrillic A,
// which looks like one; ok is false if there is none.
func Foreign(v string) (r rune, ok bool) {
	for _, r := range v {
		if r >= utf8.RuneSelf && unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) {
			return r, true
		}
	}
	return 0, false
}
