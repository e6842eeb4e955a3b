// Package scan walks over the XML of a spreadsheet, block by block.
//
// It knows as much XML as spreadsheets use, and refuses the rest: a DTD, another encoding, a
// namespace under an unusual prefix. It exists for speed: package workbook tests and fuzzes it
// against encoding/xml, which takes forty times as long.
package scan

import (
	"bytes"
	"fmt"
	"io"

	"grooming-report/data/workbook/fault"
)

// A Scanner walks over the elements of an XML document in one pass, in the memory
// of its stream. Like bufio.Scanner it keeps its first error and then finds nothing more.
//
//	for s.Child() {
//		switch string(s.Name) {
//		case "office:body":
//			for s.Child() { … }
//		default:
//			s.Skip()
//		}
//	}
type Scanner struct {
	src    *Stream
	buf    []byte
	pos    int               // where the next token begins in buf
	base   int64             // where buf begins in the document
	Err    error             // the first
	Spaces map[string]string // the prefixes in use and their namespaces

	// Of the last token; good until the next one.
	Name  []byte // of an element, as written, with its prefix
	Attrs []Attr
	Text  []byte // as written
	Cdata bool   // text is to be taken literally

	Empty bool   // an element of the form <name/> has begun: next it ends
	Begin int64  // where the last token begins in the document
	open  []byte // the names of the open elements, one after another
	ends  []int  // where each of them ends in open
	value []byte // for what is not as it is written
}

// An Attr is an attribute, as written.
type Attr struct{ Name, Value []byte }

// New returns a scanner of a document in which prefixes stand for namespaces as spaces says.
func New(src *Stream, spaces map[string]string) *Scanner { return &Scanner{src: src, Spaces: spaces} }

// A Token is a kind of what a document is made of.
type Token int

const (
	Nothing      Token = iota // more, or an error
	ElementStart              // or an element without content, of which ElementEnd follows
	ElementEnd
	Characters
)

// ErrDTD refuses a document with a document type definition.
var ErrDTD = fault.Refusef("holds a document type definition, which no spreadsheet does; do not use this file")

// Fail makes err the scanner's error, unless there is an error already.
func (s *Scanner) Fail(err error) {
	if s.Err == nil {
		s.Err = err
	}
}

// Malformed fails with an error that says what is wrong, and where in the document.
func (s *Scanner) Malformed(what string) {
	s.Fail(fmt.Errorf("is damaged: %s at byte %d; download it again, or save it again in LibreOffice or Excel",
		what, s.base+int64(s.pos)))
}

// more gets further data behind what is left of the buffer, and reports whether
// there was any.
func (s *Scanner) more() bool {
	tail := s.buf[s.pos:]
	if len(tail) > MaxToken {
		s.Fail(fault.Refusef("has a tag or a text longer than %d kB at byte %d; do not use this file",
			MaxToken>>10, s.base+int64(s.pos)))
		return false
	}
	buf, err := s.src.next(tail)
	if err != nil {
		if err != io.EOF {
			s.Fail(fault.Damaged(err))
		}
		return false
	}
	s.base += int64(s.pos)
	s.buf, s.pos = buf, 0
	return true
}

// Next finds the next token.
func (s *Scanner) Next() Token {
	if s.Empty {
		s.Empty = false
		s.pop()
		return ElementEnd
	}
	for s.Err == nil {
		b := s.buf[s.pos:]
		i := bytes.IndexByte(b, '<')
		if i > 0 {
			s.Text, s.Cdata = b[:i], false
			s.Begin = s.base + int64(s.pos)
			s.pos += i
			return Characters
		}
		n, kind := 0, Nothing
		if i == 0 {
			n, kind = s.markup(b)
		}
		if s.Err != nil {
			break
		}
		if n == 0 {
			if s.more() {
				continue
			}
			if len(s.ends) > 0 || i == 0 {
				s.Malformed("unexpected end")
			}
			break
		}
		s.Begin = s.base + int64(s.pos)
		s.pos += n
		if kind != Nothing {
			return kind
		}
	}
	return Nothing
}

// Child goes to the next child of the element that it last went to, and reports
// whether there is one; if not, that element has ended. Between two calls the child
// must have been read to its end, by calls of Child or by Skip.
func (s *Scanner) Child() bool {
	for {
		switch s.Next() {
		case ElementStart:
			return true
		case ElementEnd, Nothing:
			return false
		}
	}
}

// Skip goes to the end of the element that Child went to.
func (s *Scanner) Skip() {
	for depth := 1; depth > 0; {
		switch s.Next() {
		case ElementStart:
			depth++
		case ElementEnd:
			depth--
		case Nothing:
			return
		}
	}
}

// Offset returns where the next token begins in the document.
func (s *Scanner) Offset() int64 { return s.base + int64(s.pos) }

// Ahead returns the bytes that come next, so many at most, if they are the children of the
// current element.
func (s *Scanner) Ahead(most int) []byte {
	if s.Empty {
		return nil
	}
	return s.buf[s.pos:min(s.pos+most, len(s.buf))]
}

// Advance goes over so many of the bytes that Ahead returned, which must be whole children.
func (s *Scanner) Advance(n int) { s.pos += n }

// Since returns the bytes between two places in the document, of which the second has been
// reached; nil if they are gone.
func (s *Scanner) Since(from, to int64) []byte {
	if from < s.base {
		return nil
	}
	return s.buf[from-s.base : to-s.base]
}

// Again goes over the coming bytes if they are those given, which must be whole
// children of the current element.
func (s *Scanner) Again(elements []byte) bool {
	n := s.pos + len(elements)
	if n == s.pos || s.Empty || n > len(s.buf) || !bytes.Equal(s.buf[s.pos:n], elements) {
		return false
	}
	s.pos = n
	return true
}

// Enter is Again for the start tag of an element of a name and what follows in it.
func (s *Scanner) Enter(name, begin []byte) bool {
	if s.Err != nil || len(s.ends) == maxDepth || !s.Again(begin) {
		return false
	}
	s.push(name)
	return true
}

// Leave is Again for what is left of the current element and its end tag.
func (s *Scanner) Leave(end []byte) bool {
	if !s.Again(end) {
		return false
	}
	s.pop()
	return true
}

// Rest goes to the end of the element that Child went to, if there stands no more in
// it than a text between begin, the start of an only child, and end, the end tags
// of both. It returns the text as written.
func (s *Scanner) Rest(begin, end string) (text []byte, ok bool) {
	b := s.buf[s.pos:]
	if s.Empty || !bytes.HasPrefix(b, []byte(begin)) {
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
