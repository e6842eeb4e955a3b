package workbook

import (
	"bytes"
	"context"
	"fmt"
	"strings"
)

// The namespaces that the main parts of an .xlsx may be in: as Excel writes it, and
// as the strict variant of the standard has it.
var xlsxSpaces = []string{
	"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
	"http://purl.oclc.org/ooxml/spreadsheetml/main",
}

// part is a scanner of a part whose elements are all in the main namespace, under
// whatever prefix the root has.
type part struct {
	*scanner
	prefix []byte
}

// small gives a part that says what is in other parts to read, in whatever namespace.
func (x *xlsx) small(ctx context.Context, name string, read func(*part)) error {
	r, size, err := x.a.part(name)
	if err != nil {
		return err
	}
	src := newStream(ctx, r, size, smallBlock)
	defer src.close()
	if size > maxPart {
		return tooLarge(name)
	}
	p := &part{scanner: &scanner{src: src}}
	p.walk(func() {
		if i := bytes.IndexByte(p.name, ':'); i >= 0 {
			p.prefix = bytes.Clone(p.name[:i+1])
		}
		read(p)
	})
	if p.err != nil {
		return fmt.Errorf("part %s: %w", quote(name), p.err)
	}
	return nil
}

// scan gives a large part to read, once its root has been found.
func (x *xlsx) scan(ctx context.Context, name string, read func(*part)) error {
	src, err := x.a.open(ctx, name, x.meter)
	if err != nil {
		return err
	}
	defer src.close()
	return scanPart(src, read)
}

func scanPart(src *stream, read func(*part)) error {
	p := &part{scanner: &scanner{src: src}}
	p.walk(func() {
		p.root()
		read(p)
	})
	return p.err
}

// walk reads a part to its end, where its checksum is.
func (p *part) walk(root func()) {
	if p.child() {
		root()
	}
	for p.child() { // there should be nothing more
		p.skip()
	}
}

// root finds the prefix of the root's name, and that it is of the main namespace.
func (p *part) root() {
	declared := "xmlns"
	if i := bytes.IndexByte(p.name, ':'); i >= 0 {
		p.prefix = bytes.Clone(p.name[:i+1])
		declared += ":" + string(p.name[:i])
	}
	uri := string(p.attr(declared))
	for _, space := range xlsxSpaces {
		if uri == space {
			p.spaces = map[string]string{strings.TrimSuffix(string(p.prefix), ":"): uri}
			return
		}
	}
	p.fail(refusef("is of the namespace %s; expected that of a worksheet: save it again in Excel", quote(uri)))
}

// local returns the name of the element that child went to without its prefix; nil
// if it is of another namespace.
func (p *part) local() []byte {
	name, ok := bytes.CutPrefix(p.name, p.prefix)
	if !ok || bytes.IndexByte(name, ':') >= 0 {
		return nil
	}
	return name
}

// short returns an attribute that is to be kept, of whatever prefix.
func (p *part) short(name string) string {
	for _, a := range p.attrs {
		local := a.name[bytes.LastIndexByte(a.name, ':')+1:]
		if string(local) != name || bytes.HasPrefix(a.name, []byte("xmlns:")) {
			continue
		}
		if len(a.value) > maxName {
			p.fail(refusef("has a %s of %s, longer than %d bytes; save it again in Excel", name, quote(a.value), maxName))
		}
		return string(p.unquote(a.value))
	}
	return ""
}

// chars appends the text of the element that child went to, without its children's.
func (p *part) chars(dst []byte) []byte {
	for {
		switch p.next() {
		case characters:
			dst = p.appendText(dst, p.text, p.cdata)
		case elementStart:
			p.skip()
		default:
			return dst
		}
		if len(dst) > maxText {
			p.fail(refusef("has a cell of more than %d bytes of text; do not use this file", maxText))
		}
	}
}

// rich appends a text that may be in runs, each with a font of its own. A phonetic
// reading beside it is no part of it.
func (p *part) rich(dst []byte) []byte {
	raised := false
	for p.child() {
		switch string(p.local()) {
		case "t":
			from := len(dst)
			if dst = p.chars(dst); raised {
				dst = raise(dst, from)
			}
		case "rPr":
			raised = p.raises()
		case "r":
			dst = p.rich(dst)
		default:
			p.skip()
		}
	}
	return dst
}

// raises reports whether the font of a run raises it.
func (p *part) raises() (yes bool) {
	for p.child() {
		yes = yes || string(p.local()) == "vertAlign" && p.short("val") == "superscript"
		p.skip()
	}
	return yes
}
