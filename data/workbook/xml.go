package workbook

import (
	"bytes"
	"fmt"
	"io"
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
	s.fail(fmt.Errorf("is damaged: %s at byte %d; download it again, or save it again in LibreOffice or Excel",
		what, s.base+int64(s.pos)))
}

// more gets further data behind what is left of the buffer, and reports whether
// there was any.
func (s *scanner) more() bool {
	tail := s.buf[s.pos:]
	if len(tail) > maxToken {
		s.fail(refusef("has a tag or a text longer than %d kB at byte %d; do not use this file",
			maxToken>>10, s.base+int64(s.pos)))
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

// ahead returns the bytes that come next, so many at most, if they are the children of the
// current element.
func (s *scanner) ahead(most int) []byte {
	if s.empty {
		return nil
	}
	return s.buf[s.pos:min(s.pos+most, len(s.buf))]
}

// advance goes over so many of the bytes that ahead returned, which must be whole children.
func (s *scanner) advance(n int) { s.pos += n }

// since returns the bytes between two places in the document, of which the second has been
// reached; nil if they are gone.
func (s *scanner) since(from, to int64) []byte {
	if from < s.base {
		return nil
	}
	return s.buf[from-s.base : to-s.base]
}

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
