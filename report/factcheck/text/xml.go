package text

import (
	"bufio"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
)

const (
	// maxDepth is the deepest nesting of elements in a Word or OpenDocument file; a
	// text box in a table in a table has about forty.
	maxDepth = 256

	// maxTag is the longest tag, in bytes: the root of a document declares about forty
	// namespaces in 4 kB.
	maxTag = 256 << 10

	// maxRun is the longest text between two tags, in bytes.
	maxRun = 16 << 20
)

// A visitor is told what an XML document holds.
type visitor interface {
	// start is called for an element. If it returns false, all within is passed over
	// and end is not called for it.
	start(e xml.StartElement, above []string) (bool, error)
	end(name string) error
	characters(b []byte) error
}

// visit walks over a part. Names come without their namespaces: those of the two
// formats do not clash where we look.
func (a *archive) visit(part string, v visitor) error {
	r, err := a.open(part)
	if err != nil {
		return err
	}
	defer r.Close()
	if err := walk(r, v); err != nil {
		var no refusal
		if errors.As(err, &no) {
			return no
		}
		return fmt.Errorf("part %s: %w", part, err)
	}
	return nil
}

func walk(r io.Reader, v visitor) error {
	d := xml.NewDecoder(&tagReader{r: bufio.NewReaderSize(r, 32<<10)})
	d.CharsetReader = func(name string, _ io.Reader) (io.Reader, error) {
		return nil, refusal(fmt.Sprintf("is XML in %.40q; save it again in Word or LibreOffice", name))
	}
	var open []string
	passed := 0 // depth within an element that is passed over
	for {
		t, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return asDamaged(err)
		}
		switch t := t.(type) {
		case xml.Directive:
			return refusal("holds a document type definition, which no document of this format does; do not use this file")
		case xml.StartElement:
			if len(open)+passed >= maxDepth {
				return refusal(fmt.Sprintf("nests more than %d elements; do not use this file", maxDepth))
			}
			if passed > 0 {
				passed++
				continue
			}
			in, err := v.start(t, open)
			if err != nil {
				return err
			}
			if !in {
				passed = 1
				continue
			}
			open = append(open, t.Name.Local)
		case xml.EndElement:
			if passed > 0 {
				passed--
				continue
			}
			open = open[:len(open)-1]
			if err := v.end(t.Name.Local); err != nil {
				return err
			}
		case xml.CharData:
			if passed > 0 {
				continue
			}
			if err := v.characters(t); err != nil {
				return err
			}
		}
	}
}

func asDamaged(err error) error {
	var no refusal
	if errors.As(err, &no) {
		return no
	}
	return damaged(err)
}

// A tagReader fails in a tag or a text that is longer than those of documents, of
// which the decoder would hold the whole.
type tagReader struct {
	r     *bufio.Reader
	inTag bool
	quote byte
	n     int
}

func (t *tagReader) ReadByte() (byte, error) {
	c, err := t.r.ReadByte()
	if err != nil {
		return c, err
	}
	t.n++
	switch {
	case !t.inTag && c == '<':
		t.inTag, t.quote, t.n = true, 0, 0
	case t.inTag && t.n == 1 && (c == '!' || c == '?'):
		t.inTag = false // a comment or the like, which is held to the length of a text
	case t.inTag && t.quote != 0:
		if c == t.quote {
			t.quote = 0
		}
	case t.inTag && (c == '"' || c == '\''):
		t.quote = c
	case t.inTag && c == '>':
		t.inTag, t.n = false, 0
	}
	if t.n > maxRun || t.inTag && t.n > maxTag {
		return 0, refusal(fmt.Sprintf("has a tag longer than %d kB or a text longer than %d MB between two; "+
			"do not use this file",
			maxTag>>10, maxRun>>20))
	}
	return c, nil
}

func (t *tagReader) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	c, err := t.ReadByte()
	if err != nil {
		return 0, err
	}
	p[0] = c
	return 1, nil
}

// attribute returns the value of an attribute by its name without namespace.
func attribute(e xml.StartElement, name string) (string, bool) {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value, true
		}
	}
	return "", false
}
