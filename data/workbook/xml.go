package workbook

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A scanner walks over the elements of an XML document in one pass, in the memory
// of its stream. It knows as much XML as spreadsheets use, and refuses the rest: a
// DTD, another encoding, a namespace under an unusual prefix.
//
// It exists for speed, and is tested against encoding/xml, which takes forty
// times as long. Like bufio.Scanner it keeps its first error and then finds
// nothing more.
//
//	for s.child() {
//		switch string(s.name) {
//		case "office:body":
//			for s.child() { … }
//		default:
//			s.skip()
//		}
//	}
type scanner struct {
	src    *stream
	buf    []byte
	pos    int   // where the next token begins in buf
	base   int64 // where buf begins in the document
	err    error
	spaces map[string]string // the prefixes in use and their namespaces

	// Of the last token; good until the next one.
	name  []byte // of an element, as written, with its prefix
	attrs []attr
	text  []byte // as written
	cdata bool   // text is to be taken literally

	empty bool   // an element of the form <name/> has begun: next it ends
	begin int64  // where the last token begins in the document
	open  []byte // the names of the open elements, one after another
	ends  []int  // where each of them ends in open
	value []byte // for what is not as it is written
}

type attr struct{ name, value []byte }

type token int

const (
	nothing      token = iota // more, or an error
	elementStart              // or an element without content, of which elementEnd follows
	elementEnd
	characters
)

var errDTD = refusef("holds a document type definition, which no spreadsheet does; do not use this file")

// fail keeps err, unless there is an error already.
func (s *scanner) fail(err error) {
	if s.err == nil {
		s.err = err
	}
}

func (s *scanner) malformed(what string) {
	s.fail(fmt.Errorf("is damaged: %s at byte %d; download it again, or save it again in LibreOffice or Excel", what, s.base+int64(s.pos)))
}

// more gets further data behind what is left of the buffer, and reports whether
// there was any.
func (s *scanner) more() bool {
	tail := s.buf[s.pos:]
	if len(tail) > maxToken {
		s.fail(refusef("has a tag or a text longer than %d kB at byte %d; do not use this file", maxToken>>10, s.base+int64(s.pos)))
		return false
	}
	buf, err := s.src.next(tail)
	if err != nil {
		if err != io.EOF {
			s.fail(damaged(err))
		}
		return false
	}
	s.base += int64(s.pos)
	s.buf, s.pos = buf, 0
	return true
}

// next finds the next token.
func (s *scanner) next() token {
	if s.empty {
		s.empty = false
		s.pop()
		return elementEnd
	}
	for s.err == nil {
		b := s.buf[s.pos:]
		i := bytes.IndexByte(b, '<')
		if i > 0 {
			s.text, s.cdata = b[:i], false
			s.begin = s.base + int64(s.pos)
			s.pos += i
			return characters
		}
		n, kind := 0, nothing
		if i == 0 {
			n, kind = s.markup(b)
		}
		if s.err != nil {
			break
		}
		if n == 0 {
			if s.more() {
				continue
			}
			if len(s.ends) > 0 || i == 0 {
				s.malformed("unexpected end")
			}
			break
		}
		s.begin = s.base + int64(s.pos)
		s.pos += n
		if kind != nothing {
			return kind
		}
	}
	return nothing
}

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
		s.fail(refusef("gives the prefix %s to the namespace %s; save it again in LibreOffice or Excel", quote(prefix), quote(uri)))
	}
}

// child goes to the next child of the element that it last went to, and reports
// whether there is one; if not, that element has ended. Between two calls the child
// must have been read to its end, by calls of child or by skip.
func (s *scanner) child() bool {
	for {
		switch s.next() {
		case elementStart:
			return true
		case elementEnd, nothing:
			return false
		}
	}
}

// skip goes to the end of the element that child went to.
func (s *scanner) skip() {
	for depth := 1; depth > 0; {
		switch s.next() {
		case elementStart:
			depth++
		case elementEnd:
			depth--
		case nothing:
			return
		}
	}
}

// offset returns where the next token begins in the document.
func (s *scanner) offset() int64 { return s.base + int64(s.pos) }

// again goes over the coming bytes if they are those given, which must be whole
// children of the current element.
func (s *scanner) again(elements []byte) bool {
	n := s.pos + len(elements)
	if n == s.pos || s.empty || n > len(s.buf) || !bytes.Equal(s.buf[s.pos:n], elements) {
		return false
	}
	s.pos = n
	return true
}

// enter is again for the start tag of an element of a name and what follows in it.
func (s *scanner) enter(name, begin []byte) bool {
	if s.err != nil || len(s.ends) == maxDepth || !s.again(begin) {
		return false
	}
	s.push(name)
	return true
}

// leave is again for what is left of the current element and its end tag.
func (s *scanner) leave(end []byte) bool {
	if !s.again(end) {
		return false
	}
	s.pop()
	return true
}

// rest goes to the end of the element that child went to, if there stands no more in
// it than a text between begin, the start of an only child, and end, the end tags
// of both. It returns the text as written.
func (s *scanner) rest(begin, end string) (text []byte, ok bool) {
	b := s.buf[s.pos:]
	if s.empty || !bytes.HasPrefix(b, []byte(begin)) {
		return nil, false
	}
	b = b[len(begin):]
	i := bytes.IndexByte(b, '<')
	if i < 0 || !bytes.HasPrefix(b[i:], []byte(end)) {
		return nil, false
	}
	s.pos += len(begin) + i + len(end)
	s.pop()
	return b[:i], true
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

// quote shows what was found in a message of one line.
func quote[T ~string | ~[]byte](found T) string {
	const most = 60
	s := string(found[:min(len(found), 4*most)])
	if utf8.RuneCountInString(s) > most {
		s = string([]rune(s)[:most]) + "…"
	}
	return strconv.Quote(s)
}
