package doc

import (
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// Any text is one string literal and nothing else, and is read back as it was.
// The reader below follows the lexer of Typst: a literal ends at the first
// quotation mark without a backslash before it.
func FuzzTypstText(f *testing.F) {
	for _, s := range []string{"", "100% #let $x$ _a_ *b* @c <d>", `"`, `\`, `\"`, "\\u{41}", "a\nb\r\tc\x00\x7f", "// a /* b */", "`raw`", "[#panic()]", "é – “q”"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "?")
		got, rest, ok := readLiteral(literal(s))
		if !ok || got != s || rest != "" {
			t.Errorf("%q is written as %s and read back as %q with %q left", s, literal(s), got, rest)
		}
	})
}

func readLiteral(source string) (s, rest string, ok bool) {
	source, ok = strings.CutPrefix(source, `"`)
	var b strings.Builder
	for ok {
		r, size := utf8.DecodeRuneInString(source)
		source = source[size:]
		switch {
		case size == 0:
			return "", "", false
		case r == '"':
			return b.String(), source, true
		case r != '\\':
			b.WriteRune(r)
		case strings.HasPrefix(source, "u{"):
			var code string
			code, source, ok = strings.Cut(source[2:], "}")
			v, err := strconv.ParseUint(code, 16, 32)
			ok = ok && err == nil
			b.WriteRune(rune(v))
		case strings.HasPrefix(source, `"`), strings.HasPrefix(source, `\`):
			b.WriteByte(source[0])
			source = source[1:]
		default:
			return "", "", false
		}
	}
	return "", "", false
}
