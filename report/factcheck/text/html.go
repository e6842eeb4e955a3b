package text

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const (
	// maxToken is the longest tag, script or text of a page between two tags, in bytes;
	// pictures written into a page reach some megabytes.
	maxToken = 8 << 20

	// maxOpen is the deepest nesting of elements; browsers stop at 512.
	maxOpen = 512
)

// A pageReader goes over a page in one pass. It keeps no tree: the memory of one can
// exceed that of the page a thousand times.
type pageReader struct {
	tokens *html.Tokenizer
	open   []element
	blocks []*pageBlock
	at     *pageBlock // that is being written
	tables []*pageTable
	count  int          // of tables
	region int          // of articles
	layout map[int]bool // the tables that hold headings or tables
	parts  []int        // for each part of the page, the one that it is in
	size   int
	list   int // lists that are open
	page   page
}

// An element that is open, with what it hands down to those within it.
type element struct {
	tag  atom.Atom
	name string
	inherited
}

type inherited struct {
	passed  bool // its words are not read
	link    bool
	raised  bool
	form    bool
	beside  bool // by its class, something else than the text
	header  bool // of the page
	main    bool
	article int // number of the outermost article
	kind    Kind
	level   int
	cell    bool
	part    int // of the page, as a division: its index in parts
}

// A pageBlock is a block with what tells whether it is of the article.
type pageBlock struct {
	words
	inherited
	linked int // bytes of its words that are in links
}

type pageTable struct {
	table
	rows  int   // that the cell spans
	spans []int // by column, rows that a cell from above still covers
}

// readPage reads a page of the web.
func readPage(ctx context.Context, s string) (*Document, error) {
	p := &pageReader{layout: make(map[int]bool), parts: make([]int, 1)}
	if err := p.read(ctx, s); err != nil {
		return nil, err
	}
	d, err := join("HTML", p.article())
	if err != nil {
		return nil, err
	}
	p.page.fill(d)
	return d, nil
}

type contextReader struct {
	ctx context.Context
	r   io.Reader
}

func (c contextReader) Read(b []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(b[:min(len(b), 256<<10)])
}

func (p *pageReader) read(ctx context.Context, s string) error {
	p.tokens = html.NewTokenizer(contextReader{ctx, strings.NewReader(s)})
	p.tokens.SetMaxBuf(maxToken)
	for {
		var err error
		switch p.tokens.Next() {
		case html.ErrorToken:
			err := p.tokens.Err()
			switch {
			case err == io.EOF:
				p.flush()
				return nil
			case errors.Is(err, html.ErrBufferExceeded):
				return fmt.Errorf("has a tag or script longer than %d MB; save the page again as text", maxToken>>20)
			}
			return err
		case html.TextToken:
			err = p.text(p.tokens.Text())
		case html.StartTagToken:
			err = p.start(false)
		case html.SelfClosingTagToken:
			err = p.start(true)
		case html.EndTagToken:
			name, _ := p.tokens.TagName()
			p.end(string(name))
		}
		if err != nil {
			return err
		}
	}
}

// top returns the innermost open element.
func (p *pageReader) top() element {
	if n := len(p.open); n > 0 {
		return p.open[n-1]
	}
	return element{}
}

func (p *pageReader) text(b []byte) error {
	in := p.top()
	switch {
	case in.tag == atom.Title && p.page.title == "":
		p.page.title = clean(string(b))
		return nil
	case in.tag == atom.Script:
		p.page.script(b)
		return nil
	}
	if in.tag == atom.Time && len(p.page.times) > 0 {
		p.page.timed(string(b))
	}
	if in.passed {
		return nil
	}
	if p.at == nil {
		if strings.TrimSpace(string(b)) == "" {
			return nil
		}
		p.begin(in)
	}
	if p.size += len(b); p.size > MaxSize {
		return errTooMuch
	}
	before := len(p.at.text)
	if in.raised {
		p.at.addRaised(string(b))
	} else {
		p.at.add(string(b))
	}
	if in.link {
		p.at.linked += len(p.at.text) - before
	}
	if len(p.blocks) > maxBlocks {
		return errTooMuch
	}
	return nil
}

// begin begins a block.
func (p *pageReader) begin(in element) {
	p.at = &pageBlock{inherited: in.inherited}
	p.at.Kind, p.at.Level = in.kind, in.level
	if n := len(p.tables); n > 0 && in.cell {
		t := p.tables[n-1]
		p.at.Kind, p.at.Level, p.at.rows = Cell, 0, t.rows
		p.at.Table, p.at.Row, p.at.Column, p.at.span, p.at.head = t.number, t.row, max(t.column, 1), t.span, t.head
	}
}

// flush ends it.
func (p *pageReader) flush() {
	if p.at != nil && len(p.at.text) > 0 {
		p.blocks = append(p.blocks, p.at)
	}
	p.at = nil
}

// start takes the start of an element.
func (p *pageReader) start(closed bool) error {
	b, more := p.tokens.TagName()
	name := string(b)
	tag := atom.Lookup(b)
	attrs := make(map[string]string)
	for more {
		var key, value []byte
		key, value, more = p.tokens.TagAttr()
		if wanted[string(key)] {
			if _, ok := attrs[string(key)]; !ok {
				attrs[string(key)] = string(value)
			}
		}
	}
	p.imply(tag)
	if blocks.has(tag) {
		p.flush()
	}
	in := p.inherit(tag, attrs)
	switch tag {
	case atom.Br, atom.Hr:
		if p.at != nil {
			p.at.blank('\n')
		}
	case atom.Meta:
		p.page.meta(attrs)
	case atom.Time:
		p.page.times = append(p.page.times[:min(len(p.page.times), maxTimes)], pageTime{attrs, in, ""})
	case atom.Script:
		p.page.json = strings.EqualFold(attrs["type"], "application/ld+json")
	}
	if void.has(tag) || closed && (tag == 0 || p.inSVG()) {
		return nil
	}
	if len(p.open) >= maxOpen {
		return fmt.Errorf("nests more than %d elements; save the page again as text", maxOpen)
	}
	p.open = append(p.open, element{tag, name, in})
	p.enter(tag, attrs)
	return nil
}

func (p *pageReader) inSVG() bool {
	return slices.ContainsFunc(p.open, func(e element) bool { return e.tag == atom.Svg || e.tag == atom.Math })
}

// enter takes the elements that count something.
func (p *pageReader) enter(tag atom.Atom, attrs map[string]string) {
	t := p.pageTable()
	if t != nil && (tag == atom.Table || isHeadline(tag)) {
		p.layout[t.number] = true
	}
	switch tag {
	case atom.Table:
		p.count++
		p.tables = append(p.tables, &pageTable{table: table{number: p.count}})
	case atom.Tr:
		if t != nil {
			t.beginRow()
		}
	case atom.Td, atom.Th:
		if t != nil {
			scope := strings.ToLower(attrs["scope"])
			t.head = tag == atom.Th && (strings.HasPrefix(scope, "col") || p.within(atom.Thead, atom.Table))
			t.beginCell(spanOf(attrs["colspan"]), spanOf(attrs["rowspan"]))
		}
	case atom.Ul, atom.Ol:
		p.list++
	}
}

func (p *pageReader) pageTable() *pageTable {
	if n := len(p.tables); n > 0 {
		return p.tables[n-1]
	}
	return nil
}

func (t *pageTable) beginRow() {
	t.row++
	t.column, t.span = 0, 1
	for i := range t.spans {
		t.spans[i] = max(t.spans[i]-1, 0)
	}
}

// beginCell goes to the next column that no cell from above covers.
func (t *pageTable) beginCell(columns, rows int) {
	if t.row == 0 {
		t.beginRow()
	}
	t.column += t.span
	if t.column < 1 {
		t.column = 1
	}
	for t.column <= len(t.spans) && t.spans[t.column-1] > 0 {
		t.column++
	}
	t.span, t.rows = columns, rows
	if rows < 2 || t.column+columns > maxSpan {
		return
	}
	for len(t.spans) < t.column+columns-1 {
		t.spans = append(t.spans, 0)
	}
	for c := t.column; c < t.column+columns; c++ {
		t.spans[c-1] = rows
	}
}

// spanOf reads a colspan or rowspan.
func spanOf(s string) int {
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil || n < 1 || n > maxSpan {
		return 1
	}
	return n
}

// end takes the end of an element, which ends all that is open within it. An end
// without a start is passed over, and one within a cell ends nothing outside it.
func (p *pageReader) end(name string) {
	tag := atom.Lookup([]byte(name))
	if tag == atom.Br || tag == atom.P && !p.within(atom.P, atom.Td) {
		p.flush()
	}
	ofTable := tag == atom.Table || tag == atom.Body || tag == atom.Html || tableParts.has(tag)
	for i := len(p.open) - 1; i >= 0; i-- {
		e := p.open[i]
		if e.tag == tag && e.name == name || isHeadline(tag) && isHeadline(e.tag) {
			p.close(i)
			return
		}
		cell := e.tag == atom.Td || e.tag == atom.Th
		switch {
		case e.tag == atom.Table, cell && !ofTable, blocks.has(e.tag) && !blocks.has(tag):
			return
		}
	}
}

func isHeadline(tag atom.Atom) bool {
	switch tag {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}

// close ends the open element i and all within it.
func (p *pageReader) close(i int) {
	for _, e := range p.open[i:] {
		if blocks.has(e.tag) {
			p.flush()
		}
		switch e.tag {
		case atom.Table:
			p.tables = p.tables[:len(p.tables)-1]
		case atom.Ul, atom.Ol:
			p.list--
		}
	}
	p.open = p.open[:i]
}

// within reports whether an element is open inside the innermost barrier.
func (p *pageReader) within(tag, barrier atom.Atom) bool {
	for i := len(p.open) - 1; i >= 0; i-- {
		switch p.open[i].tag {
		case tag:
			return true
		case barrier:
			return false
		}
	}
	return false
}

// imply ends the elements whose end tags may be left out before one of a tag.
func (p *pageReader) imply(tag atom.Atom) {
	ended, barrier := impliedEnds(tag)
	if ended == nil {
		return
	}
	for i := len(p.open) - 1; i >= 0; i-- {
		e := p.open[i]
		if slices.Contains(ended, e.tag) {
			p.close(i)
			return
		}
		if e.tag == atom.Table || slices.Contains(barrier, e.tag) {
			return
		}
	}
}

// impliedEnds returns what the start of an element ends, and what keeps it from that.
func impliedEnds(tag atom.Atom) (ended, barrier []atom.Atom) {
	switch tag {
	case atom.Li:
		return []atom.Atom{atom.Li}, []atom.Atom{atom.Ul, atom.Ol, atom.Menu}
	case atom.Dt, atom.Dd:
		return []atom.Atom{atom.Dt, atom.Dd}, []atom.Atom{atom.Dl}
	case atom.Td, atom.Th:
		return []atom.Atom{atom.Td, atom.Th}, []atom.Atom{atom.Tr}
	case atom.Tr:
		return []atom.Atom{atom.Tr}, nil
	case atom.Tbody, atom.Thead, atom.Tfoot:
		return []atom.Atom{atom.Tbody, atom.Thead, atom.Tfoot}, nil
	case atom.Body:
		return []atom.Atom{atom.Head}, nil
	}
	if blocks.has(tag) {
		return []atom.Atom{atom.P}, []atom.Atom{atom.Td, atom.Th, atom.Li, atom.Button, atom.Object}
	}
	return nil, nil
}
