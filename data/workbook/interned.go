package workbook

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// interned gives equal strings the same memory.
type interned struct {
	all    map[string]string
	recent [1 << 10]string // those that came last, by place: most texts are found here, without the map
	counts [10_000]string  // the numbers from 0 to 9999 in digits, where they have come
}

func newInterned() *interned { return &interned{all: make(map[string]string)} }

// of returns b, folded, as a string; as it is and not ok if it is not UTF-8.
func (in *interned) of(b []byte) (s string, ok bool) {
	b = trim(b)
	n := len(b)
	if n == 0 {
		return "", true
	}
	recent := &in.recent[(uint(n)<<8^uint(b[0])<<6^uint(b[n/2])<<3^uint(b[n-1]))%uint(len(in.recent))]
	if *recent == string(b) {
		return *recent, true
	}
	s, ok = in.all[string(b)]
	if !ok {
		if !utf8.Valid(b) {
			return string(b), false
		}
		if folded := fold(b); len(folded) != n || !bytes.Equal(folded, b) {
			return in.of(folded)
		}
		if s = string(b); n > maxName {
			return s, true
		}
		if len(in.all) == maxInterned {
			clear(in.all)
		}
		in.all[s] = s
	}
	*recent = s
	return s, true
}

// number is of for a text that is most likely a number. A count below 10,000, as nearly
// all are, is its own place.
func (in *interned) number(b []byte) (s string, ok bool) {
	n := 0
	for _, c := range b {
		if c < '0' || c > '9' || n >= len(in.counts)/10 {
			return in.of(b)
		}
		n = 10*n + int(c-'0')
	}
	if len(b) == 0 || b[0] == '0' && len(b) > 1 {
		return in.of(b)
	}
	if in.counts[n] == "" {
		in.counts[n] = string(b)
	}
	return in.counts[n], true
}

// trim drops surrounding space of every kind. It is bytes.TrimSpace, but
// does not call it where plain characters stand at both ends.
func trim(b []byte) []byte {
	if len(b) == 0 || plain(b[0]) && plain(b[len(b)-1]) {
		return b
	}
	return bytes.TrimSpace(b)
}

func plain(c byte) bool { return c > ' ' && c < 0x80 }

// fold makes texts that look alike the same: white space and control characters of
// any length and kind are one space, and none at the ends; what has no width, such as
// a soft hyphen or a zero-width space, is dropped. It returns b itself where there is
// nothing to do.
func fold(b []byte) []byte {
	if folded(b) {
		return b
	}
	out := make([]byte, 0, len(b))
	space := false
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		b = b[n:]
		switch {
		case unicode.IsSpace(r), unicode.Is(unicode.Z, r), unicode.IsControl(r):
			space = true
		case unicode.Is(unicode.Cf, r):
		default:
			if space && len(out) > 0 {
				out = append(out, ' ')
			}
			space = false
			out = utf8.AppendRune(out, r)
		}
	}
	return out
}

// folded reports whether b is of plain characters with single spaces between them.
func folded(b []byte) bool {
	before := byte(' ')
	for _, c := range b {
		if !plain(c) && (c != ' ' || before == ' ') || c == 0x7f {
			return false
		}
		before = c
	}
	return before != ' ' || len(b) == 0
}
