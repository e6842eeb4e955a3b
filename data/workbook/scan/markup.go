package scan

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"grooming-report/data/workbook/fault"
)

// markup reads what begins with < at the start of b. It returns its length, 0 if b
// ends before it does, and its kind, nothing if it means nothing to us.
func (s *Scanner) markup(b []byte) (int, Token) {
	if len(b) < len("<![CDATA[") {
		if i := bytes.IndexByte(b, '>'); i < 0 {
			return 0, Nothing
		}
	}
	switch {
	case b[1] == '/':
		return s.endTag(b), ElementEnd
	case b[1] == '?':
		n := closed(b, "?>", 2)
		if bytes.HasPrefix(b, []byte("<?xml")) {
			s.declaration(b[:n])
		}
		return n, Nothing
	case b[1] != '!':
		return s.startTag(b), ElementStart
	case bytes.HasPrefix(b, []byte("<!--")):
		return closed(b, "-->", 4), Nothing
	case bytes.HasPrefix(b, []byte("<![CDATA[")):
		n := closed(b, "]]>", 9)
		if n > 0 {
			s.Text, s.Cdata = b[9:n-3], true
		}
		return n, Characters
	}
	s.Fail(ErrDTD)
	return 0, Nothing
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
func (s *Scanner) declaration(b []byte) {
	_, encoding, ok := bytes.Cut(b, []byte("encoding="))
	if ok && len(encoding) > 6 && !strings.EqualFold(string(encoding[1:6]), "utf-8") {
		s.Fail(fault.Refusef("is XML in another encoding than UTF-8; save it again in LibreOffice or Excel"))
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

// IsSpace reports whether a byte is white space in XML.
func IsSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

func skipSpace(b []byte, i int) int {
	for i < len(b) && IsSpace(b[i]) {
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

func (s *Scanner) endTag(b []byte) int {
	i := skipName(b, 2)
	name := b[2:i]
	i = skipSpace(b, i)
	if i == len(b) {
		return 0
	}
	if b[i] != '>' || len(s.ends) == 0 {
		s.Malformed("an end tag that ends nothing")
		return 0
	}
	if open := s.pop(); !bytes.Equal(name, open) {
		s.Malformed(fmt.Sprintf("%s ends %s", fault.Quote(name), fault.Quote(open)))
		return 0
	}
	return i + 1
}

// push puts an element on the stack of those that are open.
func (s *Scanner) push(name []byte) {
	s.open = append(s.open, name...)
	s.ends = append(s.ends, len(s.open))
}

// pop takes the innermost open element off the stack and returns its name.
func (s *Scanner) pop() []byte {
	n, from := len(s.ends)-1, 0
	if n > 0 {
		from = s.ends[n-1]
	}
	name := s.open[from:]
	s.open, s.ends = s.open[:from], s.ends[:n]
	return name
}

func (s *Scanner) startTag(b []byte) int {
	i := skipName(b, 1)
	s.Name, s.Attrs, s.value = b[1:i], s.Attrs[:0], s.value[:0]
	if i == 1 && i < len(b) {
		s.Malformed("a < that begins no tag")
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
			s.Malformed("a broken tag")
			return 0
		}
		i = skipSpace(b, i+1)
		if i == len(b) {
			return 0
		}
		quote := b[i]
		if quote != '"' && quote != '\'' {
			s.Malformed("an attribute without quotes")
			return 0
		}
		n := bytes.IndexByte(b[i+1:], quote)
		if n < 0 {
			return 0
		}
		s.Attrs = append(s.Attrs, Attr{name, b[i+1 : i+1+n]})
		i += n + 2
	}
	if len(s.Name) > maxTag {
		s.Fail(fault.Refusef("has an element named %s, longer than %d bytes; do not use this file",
			fault.Quote(s.Name), maxTag))
		return 0
	}
	if len(s.Attrs) > maxAttributes || len(s.ends) == maxDepth {
		s.Fail(fault.Refusef("nests more than %d elements or gives one more than %d attributes at byte %d; do not "+
			"use this file",
			maxDepth, maxAttributes, s.base+int64(s.pos)))
		return 0
	}
	for _, a := range s.Attrs {
		if a.Name[0] == 'x' {
			s.namespace(a)
		}
	}
	s.push(s.Name)
	if s.Empty = b[i] == '/'; s.Empty {
		i++
	}
	return i + 1
}

// namespace refuses an attribute that makes one of our prefixes mean something else,
// or something else mean one of our namespaces: we go by prefixes.
func (s *Scanner) namespace(a Attr) {
	prefix, ok := bytes.CutPrefix(a.Name, []byte("xmlns"))
	if !ok {
		return
	}
	prefix = bytes.TrimPrefix(prefix, []byte(":"))
	uri := string(s.Unquote(a.Value))
	mine, ok := s.Spaces[string(prefix)]
	if ok && uri == mine {
		return
	}
	for _, other := range s.Spaces {
		ok = ok || uri == other
	}
	if ok {
		s.Fail(fault.Refusef("gives the prefix %s to the namespace %s; save it again in LibreOffice or Excel",
			fault.Quote(prefix), fault.Quote(uri)))
	}
}

// Attr returns the value of an attribute, good until the next token; nil if there
// is none.
func (s *Scanner) Attr(name string) []byte {
	for _, a := range s.Attrs {
		if string(a.Name) == name {
			return s.Unquote(a.Value)
		}
	}
	return nil
}

// Unquote returns what an attribute's value stands for.
func (s *Scanner) Unquote(b []byte) []byte {
	if Special(b) < 0 {
		return b
	}
	from := len(s.value)
	s.value = s.AppendText(s.value, b, false)
	return s.value[from:]
}

// Plain returns what the text that Next found stands for, good until the next token.
func (s *Scanner) Plain() []byte {
	s.value = s.AppendText(s.value[:0], s.Text, s.Cdata)
	return s.value
}

// Special returns where b first has a character that does not stand for itself. Most
// are short, and a plain loop is faster over those than the functions of package bytes.
func Special(b []byte) int {
	for i, c := range b {
		if c == '&' || c == '\r' {
			return i
		}
	}
	return -1
}

// AppendText appends what b, a text or an attribute's value, stands for.
func (s *Scanner) AppendText(dst, b []byte, cdata bool) []byte {
	for {
		i := Special(b)
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
			s.Malformed(fmt.Sprintf("an & that is not one of XML's own, %s", fault.Quote(entity)))
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
