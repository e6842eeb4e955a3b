package answer

import (
	"fmt"
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// markup is what an answer is written into.
type markup struct{ strings.Builder }

func (m *markup) printf(format string, a ...any) { fmt.Fprintf(&m.Builder, format, a...) }

// esc makes text of anybody's words.
func esc(s string) string { return html.EscapeString(s) }

// oneLine is a text on one line, without what does not print.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) && r != '\u00a0' || !unicode.IsPrint(r) && r != '\u00a0'
	}), " ")
}

// sentence begins with a capital and ends with a full stop.
func sentence(s string) string {
	if s == "" {
		return s
	}
	first, size := utf8.DecodeRuneInString(s)
	s = string(unicode.ToUpper(first)) + s[size:]
	if !strings.ContainsRune(".?!", rune(s[len(s)-1])) {
		s += "."
	}
	return s
}

// options are those of a select element.
type option struct{ value, words string }

func (m *markup) options(list []option, chosen string) {
	for _, o := range list {
		selected := ""
		if o.value == chosen {
			selected = " selected"
		}
		m.printf(`<option value="%s"%s>%s</option>`, esc(o.value), selected, esc(o.words))
	}
}
