// Package doc is the model of the finished document: what every format is
// written from, so that a number reads the same in all of them.
//
// A document is built once, from the sections' prose and facts: [Parse] makes blocks of
// them, and [Document.Finish] numbers these and adds the notes. Each format has a writer in
// a room of its own, which only chooses marks: markdown, html, pdf and word take the same
// blocks in the same order, and ods takes the tables among them.
//
// A new format is such a room with a Write, and a line of formats in report/main.go, which everybody
// asks for the list. A line of its own in writers_test.go, and in TestFormats of report, holds it to
// the others.
package doc

import (
	"grooming-report/analysis/fact"
	"grooming-report/report/doc/formula"
)

// A Document is a whole report, ready to be written.
type Document struct {
	Title    string
	Subtitle string
	Author   string // who submits it, for evidence to a committee; else empty
	Language string // a BCP 47 tag: en-GB
	Date     string // ISO date of the release; the only date there is but Signed
	Signed   string // ISO date on which the author submits it; may be empty
	Release  string // what the report was made from, with its date, for headers and footers
	Covers   string // the period of the data: data of April 2012 to December 2025; may be empty
	Version  string // of the program that made it; may be empty
	Imprint  string // who made it, under which licence, and when it is made again; may be empty
	Keywords []string
	Summary  string // one sentence for the file's description
	Up       *Link  // where a web page leads, to the page that lists it; nil if nothing does
	Also     []Link // the same in other formats, which stand beside a web page
	Drawings string // the folder of the drawings and their numbers, from a web page; empty for none
	Blocks   []Block
	Annex    int    // the place in Blocks of the first block of the annex, a heading; 0 without an annex
	Notes    []Note // in order of first mention; NoteRef.Number counts from 1

	names  map[string]string // what a link to an ID reads; made by Finish
	Volume Volume            // which of its two printed documents this is
	Codes  []*Code           // of both, where this is the annex
}

// NameOf is what a reference to a section, table, figure or code block reads, once the
// document is finished: Table 2. It is empty for an ID that is none of these.
func (d *Document) NameOf(id string) string { return d.names[id] }

// A Volume is one of the documents that a report with an annex is printed as.
type Volume int

const (
	Everything Volume = iota
	MainVolume
	AnnexVolume
)

// Volumes parts a finished document for print: the report, and the annex, which also
// lists the code of both. The annex is nil for a document without one.
func (d *Document) Volumes() (report, annex *Document) {
	if d.Annex == 0 {
		return d, nil
	}
	first, second := *d, *d
	first.Blocks, first.Volume = d.Blocks[:d.Annex], MainVolume
	second.Blocks, second.Volume = d.Blocks[d.Annex:], AnnexVolume
	second.Title = "Annex: " + d.Title
	listed := make(map[string]bool)
	for _, b := range d.Blocks {
		if c, ok := b.(*Code); ok && !listed[Listing(c)] {
			listed[Listing(c)] = true
			second.Codes = append(second.Codes, c)
		}
	}
	return &first, &second
}

// A Note is a warning that one or more numbers carry, or a footnote.
type Note struct {
	Number int
	Inline []Inline
}

// A Block is a part of the document that stands on lines of its own:
// *Heading, *Paragraph, *List, *Quote, *Table, *Figure or *Code. A new one is
// given a place in [Walk], in [Document.Finish] and in every writer, which stop at a
// type that they do not know.
type Block interface{ block() }

// A Heading opens a section. Level 1 is a numbered main section.
type Heading struct {
	Level  int
	ID     string // for links: before-and-after
	Number string // "5" or "5.2"; empty for an unnumbered one
	Inline []Inline
}

// A Paragraph is running text.
type Paragraph struct{ Inline []Inline }

// A List is a bulleted or numbered list; each item holds blocks.
type List struct {
	Ordered bool
	Items   [][]Block
}

// A Quote is a block quotation or a boxed remark.
type Quote struct{ Blocks []Block }

// A Table has unique column headings, one row heading in the first column, and
// no empty cells.
type Table struct {
	ID      string // table-forces
	Number  int    // counted through the document
	Caption []Inline
	Columns []Column
	Rows    [][]Cell
	Source  string // where its numbers are from: the Home Office release of 23 April 2026
	// Break lets a long table run over pages; without it the table stays whole.
	Break bool
	// Forces is how many rows at the end are one police force each, in the order of
	// their names. In a web page a reader can find one and order them by a count.
	Forces int
	// Notes are the numbers of the notes that its caption, headings and cells are marked
	// with, in order: they stand under it. Finish makes them.
	Notes []int

	Traced []string // the names of the facts that its rows are on, where these say where numbers come from
}

// A Column is the heading of one column and how its cells are set.
type Column struct {
	Head  string
	Align Align
	Width float64 // share of the page's width; 0 takes what the text needs
	// Marks are of the notes that are true of every number in the column.
	Marks []NoteRef
}

// Heading is the heading with its marks.
func (c Column) Heading() []Inline {
	in := []Inline{Text(c.Head)}
	for _, m := range c.Marks {
		in = append(in, m)
	}
	return in
}

// Align says how the cells of a column are set.
type Align int

// Text is set left, numbers right so that their units stand under each other.
const (
	Left Align = iota
	Right
)

// A Cell is the content of one field of a table.
type Cell []Inline

// A Figure is a drawing in a file of its own, with its caption above it.
type Figure struct {
	ID      string // figure-quarters
	Number  int
	Caption []Inline // the finding, then what is measured
	Alt     string   // for those who do not see it: what it is, the finding, the range, the exception
	Name    string   // figures/quarters.svg
	SVG     []byte
	PNG     []byte // the same drawing as a picture, where a Word document shows it
	TableID string // the table that holds the figure's numbers; may be empty
	// Facts are the numbers that are drawn: those of the table and those that the drawing
	// states.
	Facts []*fact.Fact
}

// A Code block shows the function that computed the results beside it.
type Code struct {
	ID     string // code-comparerates
	Func   string // CompareRates
	File   string // analysis/ratio.go
	Line   int
	Source string
	Inputs []string     // files and named values that it read
	Facts  []*fact.Fact // the values that it gave
	// Caveat is what the values together must not be read without, where they are
	// of both sides of a break: not comparable, because …; else empty.
	Caveat string
}

// Results is each value that the function gave, with its name and what it must
// never stand without.
func (c *Code) Results() [][]Inline {
	var results [][]Inline
	for _, f := range c.Facts {
		in := []Inline{Verbatim(f.Name), Text(" = "), Number{f, f.Text}}
		if caveat := f.Caveat; caveat != "" {
			in = append(in, Text(", "+caveat))
		}
		results = append(results, in)
	}
	return results
}

// Listing names the function's place among the listed code.
func Listing(c *Code) string { return "listing-" + c.File + "-" + c.Func }

// Lead is the line above the results of a code block, with their caveat.
func (c *Code) Lead() string {
	if c.Caveat != "" {
		return "It gave, " + c.Caveat + ":"
	}
	return "It gave:"
}

func (*Heading) block()   {}
func (*Paragraph) block() {}
func (*List) block()      {}
func (*Quote) block()     {}
func (*Table) block()     {}
func (*Figure) block()    {}
func (*Code) block()      {}

// An Inline is a part of a line: Text, Strong, Emphasis, Verbatim, Formula, Link, Ref, Number,
// Footnote or NoteRef. A new one is given a place in WalkInlines, in Document.Finish and in
// every writer.
type Inline interface{ inline() }

// Text is plain text.
type Text string

// A Formula is a line of mathematics. A paragraph of nothing else is set on a line of
// its own. Prose writes one as a code span between dollar signs, in the notation of
// [formula.Row].
type Formula struct{ Row formula.Row }

// String is the formula as text.
func (f Formula) String() string { return f.Row.String() }

// Strong is text in bold, which must not be missed.
type Strong struct{ Inline []Inline }

// Emphasis is text in italics, as for a title.
type Emphasis struct{ Inline []Inline }

// Verbatim is a name of a file, function or fact.
type Verbatim string

// A Link leads to a public address.
type Link struct {
	URL    string
	Inline []Inline
}

// A Ref leads to a section, table, figure or code block of this document. Its
// text is made when the document is numbered: Figure 3.
type Ref struct {
	ID   string
	Text string
}

// A Number is a stated fact, or its limits. Without a fact it is words that are
// not to be read as Markdown, such as a name.
type Number struct {
	Fact *fact.Fact
	Text string
}

// A Footnote is a note on the words before it, such as their source. Finish lists it among
// the notes and puts a NoteRef in its place; the same words are the same note.
type Footnote struct{ Inline []Inline }

// A NoteRef points from a number to the note with its warning, or from words to their note.
type NoteRef struct{ Number int }

func (Formula) inline()  {}
func (Text) inline()     {}
func (Strong) inline()   {}
func (Emphasis) inline() {}
func (Verbatim) inline() {}
func (Link) inline()     {}
func (Ref) inline()      {}
func (Number) inline()   {}
func (Footnote) inline() {}
func (NoteRef) inline()  {}

// Display is the formula of a paragraph that holds nothing else; ok is false for any other
// paragraph.
func (p *Paragraph) Display() (Formula, bool) {
	if len(p.Inline) != 1 {
		return Formula{}, false
	}
	f, ok := p.Inline[0].(Formula)
	return f, ok
}
