package text

import (
	"encoding/xml"
	"strconv"
	"strings"
)

// openDocument reads an OpenDocument text with its notes, as it would be printed
// with its tracked changes. Headers, footers, comments and indexes are not read.
func (a *archive) openDocument() (*Document, error) {
	if part := "META-INF/manifest.xml"; a.parts[part] != nil {
		m := &manifest{}
		if err := a.visit(part, m); err != nil {
			return nil, err
		}
		if m.encrypted {
			return nil, errEncrypted
		}
	}
	styles := make(odtStyles)
	if a.parts["styles.xml"] != nil {
		if err := a.visit("styles.xml", &odtStyleReader{styles: styles}); err != nil {
			return nil, err
		}
	}
	r := &odtReader{styles: odtStyleReader{styles: styles}}
	if err := a.visit("content.xml", r); err != nil {
		return nil, err
	}
	return join("OpenDocument", r.done)
}

type manifest struct{ encrypted bool }

func (m *manifest) start(e xml.StartElement, _ []string) (bool, error) {
	m.encrypted = m.encrypted || e.Name.Local == "encryption-data"
	return true, nil
}
func (m *manifest) end(string) error        { return nil }
func (m *manifest) characters([]byte) error { return nil }

// An odtStyle is what a style says that matters here.
type odtStyle struct {
	hidden, raised, title, caption bool
}

type odtStyles map[string]odtStyle

type odtStyleReader struct {
	styles odtStyles
	name   string
}

func (s *odtStyleReader) start(e xml.StartElement, _ []string) (bool, error) {
	switch e.Name.Local {
	case "style":
		s.name, _ = attribute(e, "name")
		based, _ := attribute(e, "parent-style-name")
		x := s.styles[based]
		for _, name := range []string{s.name, based} {
			x.title = x.title || name == "Title"
			x.caption = x.caption || name == "Caption" || name == "Illustration" || name == "Table" || name == "Figure"
		}
		s.styles[s.name] = x
	case "text-properties":
		x := s.styles[s.name]
		if display, _ := attribute(e, "display"); display == "none" {
			x.hidden = true
		}
		if place, ok := attribute(e, "text-position"); ok {
			x.raised = raisedPosition(place)
		}
		s.styles[s.name] = x
	}
	return true, nil
}
func (s *odtStyleReader) end(string) error        { return nil }
func (s *odtStyleReader) characters([]byte) error { return nil }

// raisedPosition reads a text-position, as "super 58%" or "33% 58%".
func raisedPosition(s string) bool {
	place, _, _ := strings.Cut(s, " ")
	n, err := strconv.Atoi(strings.TrimSuffix(place, "%"))
	return place == "super" || err == nil && n > 0
}

// What is passed over with all that it holds.
var odtPassed = map[string]bool{
	"tracked-changes": true, "annotation": true, "annotation-end": true, "note-citation": true, "ruby-text": true,
	"table-of-content": true, "alphabetical-index": true, "illustration-index": true, "table-index": true,
	"object-index": true, "user-index": true, "hidden-text": true, "forms": true, "sequence-decls": true,
	"variable-decls": true, "user-field-decls": true, "desc": true,
}

type odtReader struct {
	flow
	styles odtStyleReader
	body   bool
	list   int
	heads  int // table:table-header-rows that are open
	notes  int // notes that are open
	spans  []odtStyle
}

func (o *odtReader) start(e xml.StartElement, above []string) (bool, error) {
	name := e.Name.Local
	if !o.body {
		switch name {
		case "text":
			o.body = len(above) > 0 && above[len(above)-1] == "body"
			return true, nil
		case "scripts", "font-face-decls":
			return false, nil
		}
		return o.styles.start(e, above)
	}
	if odtPassed[name] || name == "title" && strings.Contains(e.Name.Space, "svg") {
		return false, nil
	}
	if display, _ := attribute(e, "display"); name == "section" && display == "none" {
		return false, nil
	}
	switch name {
	case "p", "h":
		o.paragraph(e)
	case "span":
		style, _ := attribute(e, "style-name")
		x := o.styles.styles[style]
		if n := len(o.spans); n > 0 {
			x.hidden, x.raised = x.hidden || o.spans[n-1].hidden, x.raised || o.spans[n-1].raised
		}
		o.spans = append(o.spans, x)
	case "hidden-paragraph":
		if len(o.open) > 0 {
			o.open[len(o.open)-1].dropped = true
		}
	case "s", "tab", "soft-page-break":
		o.blank(' ')
	case "line-break":
		o.blank('\n')
	case "list":
		o.list++
	case "note":
		o.notes++
		o.within()
	case "text-box":
		o.within()
	default:
		return o.ofTable(e)
	}
	return true, nil
}

// ofTable takes the elements of a table.
func (o *odtReader) ofTable(e xml.StartElement) (bool, error) {
	switch e.Name.Local {
	case "table":
		o.beginTable()
	case "table-header-rows":
		o.heads++
	case "table-row":
		if see, _ := attribute(e, "visibility"); see == "collapse" || see == "filter" {
			return false, nil
		}
		o.beginRow(o.heads > 0)
	case "table-cell", "covered-table-cell":
		o.beginCell()
		for _, a := range e.Attr {
			if a.Name.Local == "number-columns-repeated" {
				if n, err := strconv.Atoi(a.Value); err == nil {
					o.widen(n)
				}
			}
		}
	}
	return true, nil
}

func (o *odtReader) paragraph(e xml.StartElement) {
	kind := Paragraph
	switch {
	case o.notes > 0:
		kind = Footnote
	case e.Name.Local == "h":
		kind = Heading
	case o.list > 0:
		kind = Item
	}
	w := o.begin(kind)
	style, _ := attribute(e, "style-name")
	x := o.styles.styles[style]
	switch {
	case w.Kind == Heading:
		level, _ := attribute(e, "outline-level")
		n, err := strconv.Atoi(level)
		if err != nil || n < 1 || n > 10 {
			n = 1
		}
		w.Level = n
	case w.Kind == Paragraph && (x.title || style == "Title"):
		w.Kind, w.Level = Heading, 1
	case w.Kind == Paragraph && x.caption:
		w.Kind = Caption
	}
	o.open[len(o.open)-1].dropped = x.hidden
	o.open[len(o.open)-1].spans = o.spans
	o.spans = nil
}

func (o *odtReader) characters(b []byte) error {
	if !o.body || len(o.open) == 0 || o.open[len(o.open)-1].dropped {
		return nil
	}
	x := odtStyle{}
	if n := len(o.spans); n > 0 {
		x = o.spans[n-1]
	}
	if x.hidden {
		return nil
	}
	return o.add(string(b), x.raised)
}

func (o *odtReader) end(name string) error {
	if !o.body {
		return nil
	}
	switch name {
	case "p", "h":
		if len(o.open) == 0 {
			return nil
		}
		o.spans = o.open[len(o.open)-1].spans
		return o.finish()
	case "span":
		o.spans = o.spans[:len(o.spans)-1]
	case "list":
		o.list--
	case "note":
		o.notes--
		o.without()
	case "text-box":
		o.without()
	case "table":
		o.endTable()
	case "table-header-rows":
		o.heads--
	}
	return nil
}
