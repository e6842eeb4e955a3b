package workbook

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"grooming-report/data/workbook/fault"
	"grooming-report/data/workbook/scan"
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
	*scan.Scanner
	prefix []byte
}

// small gives a part that says what is in other parts to read, in whatever namespace.
func (x *xlsx) small(ctx context.Context, name string, read func(*part)) error {
	r, size, err := x.a.part(name)
	if err != nil {
		return err
	}
	src := scan.NewStream(ctx, r, size, scan.SmallBlock)
	defer src.Close()
	if size > maxPart {
		return tooLarge(name)
	}
	p := &part{Scanner: scan.New(src, nil)}
	p.walk(func() {
		if i := bytes.IndexByte(p.Name, ':'); i >= 0 {
			p.prefix = bytes.Clone(p.Name[:i+1])
		}
		read(p)
	})
	if p.Err != nil {
		return fmt.Errorf("part %s: %w", fault.Quote(name), p.Err)
	}
	return nil
}

// scan gives a large part to read, once its root has been found.
func (x *xlsx) scan(ctx context.Context, name string, read func(*part)) error {
	src, err := x.a.open(ctx, name, x.meter)
	if err != nil {
		return err
	}
	defer src.Close()
	return scanPart(src, read)
}

func scanPart(src *scan.Stream, read func(*part)) error {
	p := &part{Scanner: scan.New(src, nil)}
	p.walk(func() {
		p.root()
		read(p)
	})
	return p.Err
}

// walk reads a part to its end, where its checksum is.
func (p *part) walk(root func()) {
	if p.Child() {
		root()
	}
	for p.Child() { // there should be nothing more
		p.Skip()
	}
}

// root finds the prefix of the root's name, and that it is of the main namespace.
func (p *part) root() {
	declared := "xmlns"
	if i := bytes.IndexByte(p.Name, ':'); i >= 0 {
		p.prefix = bytes.Clone(p.Name[:i+1])
		declared += ":" + string(p.Name[:i])
	}
	uri := string(p.Attr(declared))
	for _, space := range xlsxSpaces {
		if uri == space {
			p.Spaces = map[string]string{strings.TrimSuffix(string(p.prefix), ":"): uri}
			return
		}
	}
	p.Fail(fault.Refusef("is of the namespace %s; expected that of a worksheet: save it again in Excel", fault.Quote(uri)))
}

// local returns the name of the element that child went to without its prefix; nil
// if it is of another namespace.
func (p *part) local() []byte {
	name, ok := bytes.CutPrefix(p.Name, p.prefix)
	if !ok || bytes.IndexByte(name, ':') >= 0 {
		return nil
	}
	return name
}

// short returns an attribute that is to be kept, of whatever prefix.
func (p *part) short(name string) string {
	for _, a := range p.Attrs {
		local := a.Name[bytes.LastIndexByte(a.Name, ':')+1:]
		if string(local) != name || bytes.HasPrefix(a.Name, []byte("xmlns:")) {
			continue
		}
		if len(a.Value) > maxName {
			p.Fail(fault.Refusef("has a %s of %s, longer than %d bytes; save it again in Excel", name,
				fault.Quote(a.Value), maxName))
		}
		return string(p.Unquote(a.Value))
	}
	return ""
}

// chars appends the text of the element that child went to, without its children's.
func (p *part) chars(dst []byte) []byte {
	for {
		switch p.Next() {
		case scan.Characters:
			dst = p.AppendText(dst, p.Text, p.Cdata)
		case scan.ElementStart:
			p.Skip()
		default:
			return dst
		}
		if len(dst) > maxText {
			p.Fail(fault.Refusef("has a cell of more than %d bytes of text; do not use this file", maxText))
		}
	}
}

// rich appends a text that may be in runs, each with a font of its own. A phonetic
// reading beside it is no part of it.
func (p *part) rich(dst []byte) []byte {
	raised := false
	for p.Child() {
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
			p.Skip()
		}
	}
	return dst
}

// raises reports whether the font of a run raises it.
func (p *part) raises() (yes bool) {
	for p.Child() {
		yes = yes || string(p.local()) == "vertAlign" && p.short("val") == "superscript"
		p.Skip()
	}
	return yes
}
