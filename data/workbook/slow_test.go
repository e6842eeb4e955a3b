package workbook

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"grooming-report/data/workbook/scan"
)

// The slow readers of this file hold the whole document that encoding/xml makes of a
// file, and find the same cells in it as the scanner must.

// node is an element or, without a name, a text.
type node struct {
	name     string // with the usual prefix
	attrs    map[string]string
	text     string
	children []*node
}

func (n *node) all(name string) (found []*node) {
	for _, c := range n.children {
		if c.name == name {
			found = append(found, c)
		}
	}
	return found
}

// parseXML returns a node whose children are the roots of the document. Names in
// the namespaces of prefixes get those.
func parseXML(doc []byte, prefixes map[string]string) (*node, error) {
	name := func(n xml.Name) string {
		space := n.Space
		if p, ok := prefixes[space]; ok {
			space = p
		}
		if space == "" {
			return n.Local
		}
		return space + ":" + n.Local
	}
	top := &node{}
	stack := []*node{top}
	d := xml.NewDecoder(bytes.NewReader(doc))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return top, nil
		}
		if err != nil {
			return nil, err
		}
		last := stack[len(stack)-1]
		switch token := token.(type) {
		case xml.StartElement:
			n := &node{name: name(token.Name), attrs: make(map[string]string)}
			for _, a := range token.Attr {
				if _, twice := n.attrs[name(a.Name)]; !twice {
					n.attrs[name(a.Name)] = a.Value
				}
			}
			last.children = append(last.children, n)
			stack = append(stack, n)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			last.children = append(last.children, &node{text: string(token)})
		case xml.Directive:
			return nil, scan.ErrDTD
		}
	}
}

// slowODS reads a content.xml.
func slowODS(doc []byte, t *table) error {
	prefixes := make(map[string]string)
	for prefix, uri := range odsSpaces {
		prefixes[uri] = prefix
	}
	top, err := parseXML(doc, prefixes)
	if err != nil {
		return err
	}
	hidden, raised := make(map[string]bool), make(map[string]bool)
	for _, root := range top.all("office:document-content") {
		for _, part := range root.children {
			switch part.name {
			case "office:automatic-styles":
				for _, style := range part.all("style:style") {
					for _, p := range style.all("style:table-properties") {
						if style.attrs["style:family"] == "table" && p.attrs["table:display"] == "false" && style.attrs["style:name"] != "" {
							hidden[style.attrs["style:name"]] = true
						}
					}
					for _, p := range style.all("style:text-properties") {
						if style.attrs["style:family"] == "text" && raises(p.attrs["style:text-position"]) && style.attrs["style:name"] != "" {
							raised[style.attrs["style:name"]] = true
						}
					}
				}
			case "office:body":
				for _, sheets := range part.all("office:spreadsheet") {
					for _, sheet := range sheets.all("table:table") {
						wanted, err := t.begin(sheet.attrs["table:name"], hidden[sheet.attrs["table:style-name"]])
						if err != nil {
							return err
						}
						if !wanted {
							continue
						}
						next := 1
						if err := slowODSRows(sheet, t, &next, raised); err != nil {
							return err
						}
						if err := t.end(); err != nil {
							return err
						}
					}
				}
			}
		}
	}
	return nil
}

func slowODSRows(parent *node, t *table, next *int, raised map[string]bool) error {
	for _, row := range parent.children {
		switch row.name {
		case "table:table-row-group", "table:table-header-rows", "table:table-rows":
			if err := slowODSRows(row, t, next, raised); err != nil {
				return err
			}
		case "table:table-row":
			repeat, err := slowRepeat(row, "table:number-rows-repeated")
			if err != nil {
				return err
			}
			t.number = *next
			t.unseen = row.attrs["table:visibility"] == "collapse" || row.attrs["table:visibility"] == "filter"
			*next += repeat
			var cells []cell
			for _, n := range row.children {
				if n.name != "table:table-cell" && n.name != "table:covered-table-cell" {
					continue
				}
				repeat, err := slowRepeat(n, "table:number-columns-repeated")
				if err != nil {
					return err
				}
				c, err := slowODSCell(n, raised)
				if err != nil {
					return err
				}
				for range min(repeat, maxColumns) {
					cells = append(cells, c)
				}
			}
			if err := t.add(cells[:min(len(cells), maxColumns)], repeat); err != nil {
				return err
			}
		}
	}
	return nil
}

func slowRepeat(n *node, name string) (int, error) {
	s, ok := n.attrs[name]
	if !ok {
		return 1, nil
	}
	return strconv.Atoi(s)
}

func slowODSCell(n *node, raised map[string]bool) (cell, error) {
	kind, name := textual, "office:string-value"
	form := n.attrs["office:value-type"]
	if _, valued := n.attrs["office:value"]; form == "" && valued {
		return cell{}, errors.New("no type")
	}
	if _, ok := values[form]; !ok && form != "" && form != "string" && form != "void" {
		return cell{}, errors.New("no such type")
	}
	if v, ok := values[n.attrs["office:value-type"]]; ok {
		kind, name = v.kind, v.attr
	}
	text, ok := n.attrs[name]
	if n.attrs["calcext:value-type"] == "error" {
		kind, ok = failed, false
	}
	if !ok {
		text = ""
		var paragraphs []string
		if kind == textual || kind == failed {
			for _, p := range n.all("text:p") {
				paragraphs = append(paragraphs, slowParagraph(p, raised))
			}
		}
		text = strings.Join(paragraphs, " ")
	}
	_, formula := n.attrs["table:formula"]
	_, typed := n.attrs["office:value-type"]
	if formula && text == "" && kind != failed && (kind != textual || !typed) {
		kind, text = unsolved, unsolvedText
	}
	if text == "" && kind != textual {
		return cell{}, errors.New("no value")
	}
	c := cellOf(kind, slowFold(text))
	if n.name == "table:covered-table-cell" && c.text != "" {
		c.kind = covered
	}
	return c, nil
}

// slowFold is fold by other means.
func slowFold(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r), unicode.IsSpace(r), unicode.In(r, unicode.Zl, unicode.Zp, unicode.Zs):
			return ' '
		case unicode.In(r, unicode.Cf):
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// slowParagraph marks white space that counts by a character that no XML can hold.
func slowParagraph(p *node, raised map[string]bool) string {
	const space = "\x00"
	var all func(n *node) string
	all = func(n *node) string {
		s := n.text
		for _, c := range n.children {
			switch {
			case c.name == "text:s":
				count, ok := c.attrs["text:c"]
				times, _ := strconv.Atoi(count)
				if !ok {
					times = 1
				}
				s += strings.Repeat(space, min(times, maxName))
			case c.name == "text:tab", c.name == "text:line-break":
				s += space
			case c.name == "office:annotation", c.name == "text:note", c.name == "text:ruby-text", strings.HasPrefix(c.name, "draw:"):
			case c.name == "text:span" && raised[c.attrs["text:style-name"]]:
				s += slowRaise(all(c))
			default:
				s += all(c)
			}
		}
		return s
	}
	xmlSpace := func(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' }
	s := strings.Join(strings.FieldsFunc(strings.TrimFunc(all(p), xmlSpace), xmlSpace), " ")
	return strings.ReplaceAll(s, space, " ")
}

// slowXLSX reads a worksheet with its shared texts.
func slowXLSX(sheet, shared []byte, forms []kind, t *table) error {
	spaces := make(map[string]string)
	for _, s := range xlsxSpaces {
		spaces[s] = "main"
	}
	top, err := parseXML(shared, spaces)
	if err != nil {
		return err
	}
	var texts []string
	for _, root := range top.children {
		for _, si := range root.all("main:si") {
			texts = append(texts, slowFold(slowRich(si)))
		}
		if root.name != "" {
			break // the first element is the root
		}
	}
	if top, err = parseXML(sheet, spaces); err != nil {
		return err
	}
	for _, root := range top.children {
		for _, data := range root.all("main:sheetData") {
			for _, row := range data.all("main:row") {
				if err := slowXLSXRow(row, texts, forms, t); err != nil {
					return err
				}
			}
		}
		if root.name != "" {
			break
		}
	}
	return t.end()
}

func slowRich(n *node) (s string) {
	raised := false
	for _, c := range n.children {
		switch c.name {
		case "main:rPr":
			raised = slices.ContainsFunc(c.all("main:vertAlign"), func(v *node) bool { return v.attrs["val"] == "superscript" })
		case "main:t":
			text := slowChars(c)
			if raised {
				text = slowRaise(text)
			}
			s += text
		case "main:r":
			s += slowRich(c)
		}
	}
	return s
}

func slowRaise(s string) string {
	return strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹").Replace(s)
}

func slowChars(n *node) (s string) {
	for _, c := range n.children {
		if c.name == "" {
			s += c.text
		}
	}
	return s
}

func slowXLSXRow(row *node, texts []string, forms []kind, t *table) error {
	t.number++
	t.unseen = row.attrs["hidden"] == "1" || row.attrs["hidden"] == "true"
	if r, ok := row.attrs["r"]; ok {
		n, err := strconv.Atoi(r)
		if err != nil || n < t.number {
			return errors.New("row out of order")
		}
		t.number = n
	}
	var cells []cell
	for _, c := range row.all("main:c") {
		if ref, ok := c.attrs["r"]; ok {
			column := 0
			digits := strings.TrimLeft(ref, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
			for _, letter := range ref[:len(ref)-len(digits)] {
				column = min(26*column+int(letter-'A')+1, 1<<20)
			}
			if digits != strconv.Itoa(t.number) || column <= len(cells) || column > sheetColumns {
				return fmt.Errorf("cell %s out of order", ref)
			}
			for len(cells) < column-1 {
				cells = append(cells, cell{})
			}
		}
		v, solved := "", true
		for _, n := range c.children {
			if n.name == "main:v" && c.attrs["t"] != "inlineStr" {
				v += slowChars(n)
			}
			if n.name == "main:is" && c.attrs["t"] == "inlineStr" {
				v += slowRich(n)
			}
		}
		if len(c.all("main:f")) > 0 {
			form := c.attrs["t"]
			solved = v != "" || form != "" && form != "n" && form != "inlineStr" && len(c.all("main:v")) > 0 || form == "inlineStr" && len(c.all("main:is")) > 0 && v != ""
		}
		kind, ok := map[string]kind{"": numeric, "n": numeric, "b": boolean, "e": failed, "d": dated, "s": textual, "str": textual, "inlineStr": textual}[c.attrs["t"]]
		switch {
		case !ok || kind == failed && strings.TrimSpace(v) == "":
			return errors.New("no such type, or no value")
		case c.attrs["t"] == "s" && v != "":
			i, err := strconv.Atoi(strings.TrimSpace(v))
			if err != nil || i < 0 || i >= len(texts) {
				return errors.New("no such text")
			}
			v = texts[i]
		case kind == numeric && v != "" && c.attrs["s"] != "":
			style, _ := strconv.Atoi(c.attrs["s"])
			if style >= 0 && style < len(forms) {
				kind = forms[style]
			}
			if kind == dated {
				if days, err := strconv.ParseFloat(strings.TrimSpace(v), 64); err == nil && days >= 0 && days < 2958466 {
					v = isoDate(days, false)
				}
			}
		}
		if v = slowFold(v); v == "" && !solved && kind != failed {
			kind, v = unsolved, unsolvedText
		}
		cells = append(cells, cellOf(kind, v))
	}
	return t.add(cells[:min(len(cells), maxColumns)], 1)
}
