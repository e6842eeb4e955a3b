package text

import (
	"encoding/xml"
	"path"
	"strconv"
	"strings"
)

// Word reads the main part of a Word document with its footnotes and endnotes, as it
// would be printed if all tracked changes were accepted. Headers, footers, comments,
// tables of contents and what charts draw are not read.
func (a *archive) word(main string) (*Document, error) {
	styles := wordStyles{}
	if part := beside(main, "styles.xml"); a.parts[part] != nil {
		if err := a.visit(part, &styles); err != nil {
			return nil, err
		}
	}
	body := &wordReader{styles: styles}
	if err := a.visit(main, body); err != nil {
		return nil, err
	}
	list := body.done
	for _, notes := range []string{"footnote", "endnote"} {
		part := beside(main, notes+"s.xml")
		if a.parts[part] == nil {
			continue
		}
		r := &wordReader{styles: styles, note: notes, notes: make(map[string][]*words)}
		r.size, r.blocks = body.size, body.blocks
		if err := a.visit(part, r); err != nil {
			return nil, err
		}
		body.size, body.blocks = r.size, r.blocks
		for _, ref := range body.refs {
			list = append(list, r.notes[ref]...)
			delete(r.notes, ref)
		}
	}
	return join("Word", list)
}

// wordMain returns the name of the main part as the archive's relations give it,
// empty if it is no Word document.
func (a *archive) wordMain() (string, error) {
	if a.parts["_rels/.rels"] == nil {
		return "", nil
	}
	r := &relations{}
	if err := a.visit("_rels/.rels", r); err != nil {
		return "", err
	}
	main := strings.TrimPrefix(path.Clean(r.main), "/")
	if a.parts[main] == nil || !strings.HasPrefix(path.Base(main), "document") {
		return "", nil
	}
	return main, nil
}

type relations struct{ main string }

func (r *relations) start(e xml.StartElement, _ []string) (bool, error) {
	if kind, _ := attribute(e, "Type"); strings.HasSuffix(kind, "/officeDocument") {
		r.main, _ = attribute(e, "Target")
	}
	return true, nil
}
func (r *relations) end(string) error        { return nil }
func (r *relations) characters([]byte) error { return nil }

// A wordStyle is what a style says that matters here.
type wordStyle struct {
	name, based string
	level       int // as a heading, from 1
	hidden      bool
	raised      bool
}

type wordStyles struct {
	byID map[string]*wordStyle
	last *wordStyle
}

func (s *wordStyles) start(e xml.StartElement, above []string) (bool, error) {
	value, _ := attribute(e, "val")
	switch e.Name.Local {
	case "style":
		if s.byID == nil {
			s.byID = make(map[string]*wordStyle)
		}
		id, _ := attribute(e, "styleId")
		s.last = &wordStyle{}
		s.byID[id] = s.last
	case "latentStyles", "docDefaults":
		return false, nil
	}
	if s.last == nil {
		return true, nil
	}
	switch e.Name.Local {
	case "name":
		s.last.name = strings.ToLower(value)
	case "basedOn":
		s.last.based = value
	case "outlineLvl":
		s.last.level = outline(value)
	case "vanish":
		s.last.hidden = on(e)
	case "vertAlign":
		s.last.raised = value == "superscript"
	}
	return true, nil
}
func (s *wordStyles) end(string) error        { return nil }
func (s *wordStyles) characters([]byte) error { return nil }

// of returns a style with what it takes from those that it is based on.
func (s *wordStyles) of(id string) wordStyle {
	got := wordStyle{}
	for range 20 {
		x := s.byID[id]
		if x == nil {
			break
		}
		if got.name == "" || strings.HasPrefix(x.name, "heading ") || strings.HasPrefix(x.name, "toc ") {
			got.name = x.name
		}
		if got.level == 0 {
			got.level = x.level
		}
		got.hidden = got.hidden || x.hidden
		got.raised = got.raised || x.raised
		id = x.based
	}
	if n, ok := strings.CutPrefix(got.name, "heading "); ok && got.level == 0 {
		got.level, _ = strconv.Atoi(n)
	}
	if got.name == "title" {
		got.level = 1
	}
	return got
}

// outline returns the level of a heading, 0 for body text.
func outline(value string) int {
	n, err := strconv.Atoi(value)
	if err != nil || n < 0 || n > 8 {
		return 0
	}
	return n + 1
}

// on reports the value of a property that is on if it only stands there.
func on(e xml.StartElement) bool {
	value, ok := attribute(e, "val")
	return !ok || value != "0" && value != "false" && value != "off"
}

type wordReader struct {
	flow
	styles wordStyles
	refs   []string // footnotes and endnotes in the order in which they are named

	hidden, raised bool // of the run
	text           bool // within w:t
	merge          bool // the paragraph before goes on with the one that begins
	gone           bool // the row is deleted

	note  string // the element of a note, where the part is one of notes
	id    string
	notes map[string][]*words
}

// What is passed over with all that it holds: text that was deleted or moved away,
// field codes, the second form of what has two, formats of before a change.
var wordPassed = map[string]bool{
	"del": true, "moveFrom": true, "delText": true, "instrText": true, "delInstrText": true, "Fallback": true,
	"rPrChange": true, "pPrChange": true, "tblPrChange": true, "trPrChange": true, "tcPrChange": true,
	"sectPrChange": true, "sdtPr": true, "sectPr": true, "tblPr": true, "rt": true,
}

func (w *wordReader) start(e xml.StartElement, above []string) (bool, error) {
	parent := ""
	if len(above) > 0 {
		parent = above[len(above)-1]
	}
	name := e.Name.Local
	switch parent {
	case "pPr", "rPr", "trPr", "tcPr", "numPr":
		w.property(e, parent, above)
		return name != "del" && name != "moveFrom" && !wordPassed[name], nil
	}
	switch name {
	case "altChunk", "subDoc":
		return false, refusal("holds a part of another file (" + name + "); open it in Word and save it again")
	case "footnote", "endnote":
		if kind, ok := attribute(e, "type"); ok && kind != "normal" {
			return false, nil
		}
		w.id, _ = attribute(e, "id")
	case "footnoteReference", "endnoteReference":
		id, _ := attribute(e, "id")
		w.refs = append(w.refs, strings.TrimSuffix(name, "Reference")+" "+id)
	case "txbxContent":
		w.within()
	case "tbl":
		if err := w.settle(); err != nil {
			return false, err
		}
		w.beginTable()
	case "tr":
		w.gone = false
		w.beginRow(false)
	case "tc":
		w.beginCell()
		return !w.gone, nil
	}
	if wordPassed[name] {
		return false, nil
	}
	return true, w.inline(name, parent)
}

// inline takes the elements of a paragraph.
func (w *wordReader) inline(name, parent string) error {
	switch name {
	case "p":
		if w.merge && len(w.open) > 0 {
			w.merge = false
			w.open[len(w.open)-1].joins = false
			return nil
		}
		kind := Paragraph
		if w.note != "" {
			kind = Footnote
		}
		w.begin(kind)
	case "r":
		w.hidden, w.raised = false, false
	case "t":
		w.text = true
	case "tab", "ptab":
		if parent == "r" {
			w.blank(' ')
		}
	case "br", "cr":
		w.blank('\n')
	case "noBreakHyphen":
		return w.shown("-")
	}
	return nil
}

// property takes a property of a paragraph, a run, a row or a cell.
func (w *wordReader) property(e xml.StartElement, parent string, above []string) {
	value, _ := attribute(e, "val")
	ofMark := parent == "rPr" && len(above) > 1 && above[len(above)-2] == "pPr"
	switch name := e.Name.Local; {
	case name == "gridSpan":
		n, _ := strconv.Atoi(value)
		w.widen(n)
	case name == "tblHeader" && on(e):
		if t := w.table(); t != nil {
			t.head = true
		}
	case name == "gridBefore":
		if t := w.table(); t != nil {
			if n, err := strconv.Atoi(value); err == nil && n > 0 && n <= maxSpan {
				t.column += n
			}
		}
	case parent == "trPr" && name == "del":
		w.gone = true
	case ofMark:
		if (name == "del" || name == "moveFrom") && len(w.open) > 0 {
			w.open[len(w.open)-1].joins = true
		}
	case name == "rStyle":
		s := w.styles.of(value)
		w.hidden, w.raised = w.hidden || s.hidden, w.raised || s.raised
	case name == "vanish":
		w.hidden = on(e)
	case name == "vertAlign":
		w.raised = value == "superscript"
	case (parent == "pPr" || parent == "numPr") && len(w.open) > 0:
		w.ofParagraph(name, value)
	}
}

func (w *wordReader) ofParagraph(name, value string) {
	p := w.open[len(w.open)-1]
	switch name {
	case "pStyle":
		s := w.styles.of(value)
		p.dropped = strings.HasPrefix(s.name, "toc ") || s.hidden
		switch {
		case p.Kind != Paragraph:
		case s.level > 0:
			p.Kind, p.Level = Heading, s.level
		case s.name == "caption":
			p.Kind = Caption
		case strings.HasPrefix(s.name, "list bullet"), strings.HasPrefix(s.name, "list number"):
			p.Kind = Item
		}
	case "outlineLvl":
		if n := outline(value); n > 0 && p.Kind == Paragraph {
			p.Kind, p.Level = Heading, n
		}
	case "numId":
		if value != "0" && p.Kind == Paragraph {
			p.Kind = Item
		}
	}
}

// shown appends words unless they are hidden.
func (w *wordReader) shown(s string) error {
	if w.hidden || len(w.open) == 0 || w.open[len(w.open)-1].dropped {
		return nil
	}
	return w.add(s, w.raised)
}

func (w *wordReader) characters(b []byte) error {
	if !w.text {
		return nil
	}
	return w.shown(string(b))
}

func (w *wordReader) end(name string) error {
	switch name {
	case "t":
		w.text = false
	case "p":
		if len(w.open) == 0 {
			return nil
		}
		if w.merge = w.open[len(w.open)-1].joins; w.merge {
			return nil
		}
		return w.finish()
	case "txbxContent":
		err := w.settle()
		w.without()
		return err
	case "tc", "body", "footnote", "endnote":
		err := w.settle()
		if name == w.note && w.note != "" {
			w.notes[name+" "+w.id] = append(w.notes[name+" "+w.id], w.done...)
			w.done = nil
		}
		return err
	case "tbl":
		w.endTable()
	}
	return nil
}

// settle finishes a paragraph that was to go on with the next, where there is none.
func (w *wordReader) settle() error {
	if !w.merge || len(w.open) == 0 {
		return nil
	}
	w.merge = false
	return w.finish()
}
