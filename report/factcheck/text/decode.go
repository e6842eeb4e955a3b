package text

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// decode returns text in UTF-8. A mark of byte order decides, then the zeros that
// UTF-16 and UTF-32 have in Latin text, then whether it is UTF-8, and then the
// character set that a page declares; what is left is Windows-1252, which holds
// ISO 8859-1.
func decode(b []byte) (string, error) {
	if e := wide(b); e != nil {
		return decodeAs(e, b)
	}
	if bytes.IndexByte(b, 0) >= 0 {
		return "", fmt.Errorf("is no text: it holds zero bytes; give a document")
	}
	if isUTF8(b) {
		return strings.ToValidUTF8(string(b), "\ufffd"), nil
	}
	if name := declared(b); name != "" {
		e := charset(name)
		if e == nil {
			return "", fmt.Errorf("declares the character set %.40q, which is not read; save it in UTF-8", name)
		}
		return decodeAs(e, b)
	}
	return decodeAs(charmap.Windows1252, b)
}

func decodeAs(e encoding.Encoding, b []byte) (string, error) {
	out, err := e.NewDecoder().Bytes(b)
	if err != nil {
		return "", fmt.Errorf("cannot be decoded: %w; save it in UTF-8", err)
	}
	return string(out), nil
}

// wide returns the encoding of text in units of two or four bytes, nil for other text.
func wide(b []byte) encoding.Encoding {
	has := func(mark string) bool { return bytes.HasPrefix(b, []byte(mark)) }
	switch {
	case has("\xff\xfe\x00\x00"):
		return utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)
	case has("\x00\x00\xfe\xff"):
		return utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)
	case has("\xff\xfe"):
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case has("\xfe\xff"):
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	const sample = 1 << 10
	var zeros [4]int
	n := min(len(b), sample) &^ 3
	for i, c := range b[:n] {
		if c == 0 {
			zeros[i%4]++
		}
	}
	units := n / 4
	most := func(k int) bool { return units > 0 && zeros[k]*10 >= units*8 }
	switch {
	case zeros[0]+zeros[1]+zeros[2]+zeros[3] == 0:
		return nil
	case most(1) && most(2) && most(3) && zeros[0] == 0:
		return utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)
	case most(0) && most(1) && most(2) && zeros[3] == 0:
		return utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)
	case most(1) && most(3) && zeros[0]+zeros[2] == 0:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case most(0) && most(2) && zeros[1]+zeros[3] == 0:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

// isUTF8 reports whether b is UTF-8, but for at most one slip, as a paste can leave,
// for every ten characters beyond ASCII.
func isUTF8(b []byte) bool {
	if utf8.Valid(b) {
		return true
	}
	good, bad := 0, 0
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good++
		}
		i += n
	}
	return good >= 10*bad
}

var (
	metaCharset = expression(`(?i)<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-z0-9_:.-]{1,40})`)
	xmlEncoding = expression(`^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_:.-]{1,40})["']`)
)

// declared returns the character set that a page says it is in.
func declared(b []byte) string {
	b = b[:min(len(b), 4<<10)]
	for _, re := range []func() *regexp.Regexp{xmlEncoding, metaCharset} {
		if m := re().FindSubmatch(b); m != nil {
			return strings.ToLower(string(m[1]))
		}
	}
	return ""
}

// charset returns the encoding of a name, nil if it is unknown. As in browsers, what
// calls itself Latin 1 or ASCII is Windows-1252, and so is what calls itself UTF-8
// and is not.
func charset(name string) encoding.Encoding {
	switch name {
	case "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "l1", "us-ascii", "ascii", "utf-8", "utf8", "cp1252":
		return charmap.Windows1252
	case "macintosh", "mac", "x-mac-roman":
		return charmap.Macintosh
	}
	for _, e := range charmap.All {
		if c, ok := e.(*charmap.Charmap); ok && strings.ReplaceAll(strings.ToLower(c.String()), " ", "-") == name {
			return c
		}
	}
	return nil
}
