package workbook

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// markup reads what begins with < at the start of b. It returns its length, 0 if b
// ends before it does, and its kind, nothing if it means nothing to us.
func (s *scanner) markup(b []byte) (int, token) {
	if len(b) < len("<![CDATA[") {
		if i := bytes.IndexByte(b, '>'); i < 0 {
			return 0, nothing
		}
	}
	switch {
	case b[1] == '/':
		return s.endTag(b), elementEnd
	case b[1] == '?':
		n := closed(b, "?>", 2)
		if bytes.HasPrefix(b, []byte("<?xml")) {
			s.declaration(b[:n])
		}
		return n, nothing
	case b[1] != '!':
		return s.startTag(b), elementStart
	case bytes.HasPrefix(b, []byte("<!--")):
		return closed(b, "-->", 4), nothing
	case bytes.HasPrefix(b, []byte("<![CDATA[")):
		n := closed(b, "]]>", 9)
		if n > 0 {
			s.text, s.cdata = b[9:n-3], true
		}
		return n, characters
	}
	s.fail(errDTD)
	return 0, nothing
}

// closed returns the length of markup that runs to mark, the first from index from.
func closed(b []byte, mark string, from int) int {
	i := bytes.Index(b[from:], []byte(mark))
	if i < 0 {
		return 0
	}
	return from + i + len(mark)
}

// declaration refuses what is not in UTF-8.
func (s *scanner) declaration(b []byte) {
	_, encoding, ok := bytes.Cut(b, []byte("encoding="))
	if ok && len(encoding) > 6 && !strings.EqualFold(string(encoding[1:6]), "utf-8") {
		s.fail(refusef("is XML in another encoding than UTF-8; save it again in LibreOffice or Excel"))
	}
}

// What may stand in a name. Anything above ASCII may; encoding/xml is stricter.
var nameByte = func() (is [256]bool) {
	for c := range is {
		is[c] = c >= 0x80 || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' ||
			c == ':' || c == '_' || c == '-' || c == '.'
	}
	return is
}()

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

func skipSpace(b []byte, i int) int {
	for i < len(b) && isSpace(b[i]) {
		i++
	}
	return i
}

func skipName(b []byte, i int) int {
	for i < len(b) && nameByte[b[i]] {
		i++
	}
	return i
}

func (s *scanner) endTag(b []byte) int {
	i := skipName(b, 2)
	name := b[2:i]
	i = skipSpace(b, i)
	if i == len(b) {
		return 0
	}
	if b[i] != '>' || len(s.ends) == 0 {
		s.malformed("an end tag that ends nothing")
		return 0
	}
	if open := s.pop(); !bytes.Equal(name, open) {
		s.malformed(fmt.Sprintf("%s ends %s", quote(name), quote(open)))
		return 0
	}
	return i + 1
}

// push puts an element on the stack of those that are open.
func (s *scanner) push(name []byte) {
	s.open = append(s.open, name...)
	s.ends = append(s.ends, len(s.open))
}

// pop takes the innermost open element off the stack and returns its name.
func (s *scanner) pop() []byte {
	n, from := len(s.ends)-1, 0
	if n > 0 {
		from = s.ends[n-1]
	}
	name := s.open[from:]
	s.open, s.ends = s.open[:from], s.ends[:n]
	return name
}

func (s *scanner) startTag(b []byte) int {
	i := skipName(b, 1)
	s.name, s.attrs, s.value = b[1:i], s.attrs[:0], s.value[:0]
	if i == 1 && i < len(b) {
		s.malformed("a < that begins no tag")
		return 0
	}
	for {
		i = skipSpace(b, i)
		if i+1 >= len(b) {
			if i < len(b) && b[i] == '>' {
				break
			}
			return 0
		}
		if b[i] == '>' || b[i] == '/' && b[i+1] == '>' {
			break
		}
		from := i
		i = skipName(b, i)
		name := b[from:i]
		i = skipSpace(b, i)
		if i == len(b) {
			return 0
		}
		if b[i] != '=' || len(name) == 0 {
			s.malformed("a broken tag")
			return 0
		}
		i = skipSpace(b, i+1)
		if i == len(b) {
			return 0
		}
		quote := b[i]
		if quote != '"' && quote != '\'' {
			s.malformed("an attribute without quotes")
			return 0
		}
		n := bytes.IndexByte(b[i+1:], quote)
		if n < 0 {
			return 0
		}
		s.attrs = append(s.attrs, attr{name, b[i+1 : i+1+n]})
		i += n + 2
	}
	if len(s.name) > maxTag {
		s.fail(refusef("has an element named %s, longer than %d bytes; do not use this file", quote(s.name), maxTag))
		return 0
	}
	if len(s.attrs) > maxAttributes || len(s.ends) == maxDepth {
		s.fail(refusef("nests more than %d elements or gives one more than %d attributes at byte %d; do not use this file",
			maxDepth, maxAttributes, s.base+int64(s.pos)))
		return 0
	}
	for _, a := range s.attrs {
		if a.name[0] == 'x' {
			s.namespace(a)
		}
	}
	s.push(s.name)
	if s.empty = b[i] == '/'; s.empty {
		i++
	}
	return i + 1
}

// namespace refuses an attribute that makes one of our prefixes mean something else,
// or something else mean one of our namespaces: we go by prefixes.
func (s *scanner) namespace(a attr) {
	prefix, ok := bytes.CutPrefix(a.name, []byte("xmlns"))
	if !ok {
		return
	}
	prefix = bytes.TrimPrefix(prefix, []byte(":"))
	uri := string(s.unquote(a.value))
	mine, ok := s.spaces[string(prefix)]
	if ok && uri == mine {
		return
	}
	for _, other := range s.spaces {
		ok = ok || uri == other
	}
	if ok {
		s.fail(refusef("gives the prefix %s to the namespace %s; save it again in LibreOffice or Excel",
			quote(prefix), quote(uri)))
	}
}

// attr returns the value of an attribute, good until the next token; nil if there
// is none.
func (s *scanner) attr(name string) []byte {
	for _, a := range s.attrs {
		if string(a.name) == name {
			return s.unquote(a.value)
		}
	}
	return nil
}

// unquote returns what an attribute's value stands for.
func (s *scanner) unquote(b []byte) []byte {
	if special(b) < 0 {
		return b
	}
	from := len(s.value)
	s.value = s.appendText(s.value, b, false)
	return s.value[from:]
}

// special returns where b first has a character that does not stand for itself. Most
// are short, and a plain loop is faster over those than the functions of package bytes.
func special(b []byte) int {
	for i, c := range b {
		if c == '&' || c == '\r' {
			return i
		}
	}
	return -1
}

// appendText appends what b, a text or an attribute's value, stands for.
func (s *scanner) appendText(dst, b []byte, cdata bool) []byte {
	for {
		i := special(b)
		if i < 0 {
			return append(dst, b...)
		}
		dst = append(dst, b[:i]...)
		if b[i] == '\r' { // XML knows one line end
			dst = append(dst, '\n')
			b = bytes.TrimPrefix(b[i+1:], []byte("\n"))
			continue
		}
		if cdata {
			dst = append(dst, '&')
			b = b[i+1:]
			continue
		}
		entity, rest, ok := bytes.Cut(b[i+1:], []byte(";"))
		r, known := character(entity)
		if !ok || !known {
			s.malformed(fmt.Sprintf("an & that is not one of XML's own, %s", quote(entity)))
			return dst
		}
		dst = utf8.AppendRune(dst, r)
		b = rest
	}
}

// character returns what an entity stands for: one of the five that XML knows
// without a DTD, or a number.
func character(entity []byte) (r rune, ok bool) {
	switch name := string(entity); name {
	case "amp":
		return '&', true
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	default:
		digits, base := strings.CutPrefix(name, "#")
		if !base {
			return 0, false
		}
		radix := 10
		if hex, ok := strings.CutPrefix(digits, "x"); ok {
			digits, radix = hex, 16
		}
		n, err := strconv.ParseUint(digits, radix, 32)
		printable := n >= ' ' || n == '\t' || n == '\n' || n == '\r'
		return rune(n), err == nil && n <= utf8.MaxRune && printable
	}
}
