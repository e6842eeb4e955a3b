// Package text reads the words of a document: their structure, and where each of
// them stands. It is what a checker of the numbers in somebody's text reads first,
// and knows nothing of numbers itself.
//
// It reads plain text, Markdown, HTML, Word (.docx) and OpenDocument (.odt), told
// apart by content; package pdf beside it reads PDF as well. What it cannot read
// whole it refuses, in one line that names the file, says what was found and what
// to do.
package text

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// MaxSize is the largest document that is read, in bytes. The words of a document
// are held to it too.
const MaxSize = 20 << 20

// maxBlocks is the most paragraphs and cells of a document: a book of a thousand
// pages has about ten thousand. It bounds memory, of which one takes half a kilobyte.
const maxBlocks = 150_000

// A Document is the words of a text.
type Document struct {
	// Text holds all words. In plain text it is the text as it was; else blocks are
	// joined by an empty line, the cells of a row by a tab, and the rows of a table
	// and the paragraphs of a cell by a line end. Characters that nobody sees, as
	// zero-width spaces and marks of direction, are left out: see Source.
	Text string

	// Blocks are the parts of Text in order. They do not overlap, none is empty, and
	// only white space stands between them.
	Blocks []Block

	Title     string // the headline, else the title that the file gives itself; may be empty
	Published string // 2018-05-04 or 2018-05, as the page says of itself; empty if it does not
	Site      string // the publisher or site that a page names; empty if it does not
	Format    string // plain text, Markdown, HTML, Word, OpenDocument or PDF

	shifts []shift
}

// A Block is a paragraph or the like: Text[Start:End].
type Block struct {
	Kind       Kind
	Level      int // of a Heading, from 1
	Start, End int // bytes of Text

	// Of a Cell, from 1; otherwise 0. A cell of several paragraphs has a block for each.
	Table, Row, Column int

	// RowHead and ColumnHead are the indexes in Blocks of the cells that name a Cell's
	// row and column: what the table marks as such, else its first column and row.
	// They are -1 where there is none.
	RowHead, ColumnHead int
}

// A Kind is what part of a document a Block is.
type Kind int

// The kinds of blocks. A line of a table in a PDF is a Paragraph, since nothing in
// the file says where its cells end.
const (
	Paragraph Kind = iota
	Heading
	Item // of a list
	Cell // of a table
	Footnote
	Caption // of a figure or a table
)

func (k Kind) String() string {
	names := [...]string{"paragraph", "heading", "item", "cell", "footnote", "caption"}
	if k < 0 || int(k) >= len(names) {
		return "kind " + strconv.Itoa(int(k))
	}
	return names[k]
}

// Words returns the words of a block.
func (d *Document) Words(b Block) string { return d.Text[b.Start:b.End] }

// Source returns where the byte at offset i of Text stands in the source of a plain
// text in UTF-8, which has also the characters that Text leaves out. A text of
// another encoding is counted as if it had been in UTF-8. In the other formats,
// whose source is no text, it returns i.
func (d *Document) Source(i int) int {
	n, _ := slices.BinarySearchFunc(d.shifts, i, func(s shift, i int) int { return cmp.Compare(s.at, i+1) })
	if n == 0 {
		return i
	}
	return i + d.shifts[n-1].by
}

// A shift says that from at on, offsets in the source are greater by by.
type shift struct{ at, by int }

// Read returns the words of b. The name is for errors, and tells Markdown from
// plain text; every other format is told by content. It refuses what is longer than
// [MaxSize], encrypted, damaged, made to exhaust the reader, or of another kind,
// PDF included. It stops with ctx.
func Read(ctx context.Context, name string, b []byte) (*Document, error) {
	d, err := read(ctx, name, b)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", Printable(name), err)
	}
	return d, nil
}

func read(ctx context.Context, name string, b []byte) (*Document, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if len(b) > MaxSize {
		return nil, fmt.Errorf("has %d MB, more than the %d that are read; give the part with the numbers",
			len(b)>>20, MaxSize>>20)
	}
	switch {
	case IsPDF(b):
		return nil, fmt.Errorf("is a PDF, which is not read here; copy its text, or give it to the command factcheck")
	case isZip(b):
		return readArchive(ctx, b)
	}
	if err := refuseBinary(b); err != nil {
		return nil, err
	}
	s, err := decode(b)
	if err != nil {
		return nil, err
	}
	switch ext := strings.ToLower(filepath.Ext(name)); {
	case ext == ".md" || ext == ".markdown":
		return readMarkdown(ctx, s)
	case isHTML(s) || (ext == ".html" || ext == ".htm" || ext == ".xhtml") && strings.Contains(s, "<"):
		return readPage(ctx, s)
	}
	if err := refuseText(s); err != nil {
		return nil, err
	}
	return readPlain(s)
}

// IsPDF reports whether b begins as a PDF does, up to a kilobyte of other bytes
// before it, which readers of PDF allow.
func IsPDF(b []byte) bool {
	return strings.Contains(string(b[:min(len(b), 1024)]), "%PDF-")
}

// Printable quotes a file's name that would not print as one line.
func Printable(name string) string {
	if strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return strconv.Quote(name)
	}
	return name
}
