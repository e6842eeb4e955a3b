// Package verdicts checks the numbers of a document against the record, and shows
// what was found: as a page, a table, Markdown and lines for a terminal.
//
// In every form each number of the text is there, those that are in order and those
// that cannot be checked too: a check that is silent on a number leaves open whether
// it was seen.
package verdicts

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"grooming-report/analysis/records"
	"grooming-report/analysis/statements"
	"grooming-report/analysis/statements/frames"
	"grooming-report/analysis/statements/lex"
	"grooming-report/report/factcheck/text"
)

// A Class is what a reader is told of a number at a glance.
type Class int

// The classes, in the order in which they are counted up.
const (
	Right      Class = iota
	RightThen        // by the figures of its time, since revised
	Unlike           // right in its arithmetic, but its figures are not like for like
	Wrong            // contradicted
	Unchecked        // about the record, which does not settle it
	OffSubject       // not about this record
	classes
)

var classNames = [classes]string{"right", "right at its time", "not like for like", "wrong", "cannot be checked",
	"not about this record"}

func (c Class) String() string { return classNames[c] }

// classOf gives a verdict its class.
func classOf(n frames.Numeral, v statements.Judgement) Class {
	if n.Role != lex.Claim {
		return OffSubject
	}
	switch v.Verdict {
	case statements.Exact, statements.Rounds:
		return Right
	case statements.RightAtVintage:
		return RightThen
	case statements.NotComparable:
		return Unlike
	case statements.Wrong:
		return Wrong
	}
	return Unchecked
}

// A Number is a numeral of a text with what the record says of it.
type Number struct {
	frames.Numeral
	statements.Judgement // the zero one for what is not about the record
	Class                Class
	At                   int // of its first character, in the source of a plain text, else in the words of the document
	from, to             int // in bytes of the document's text
}

// A Text is a document with its numbers.
type Text struct {
	Name     string // of its file
	Date     string // of publication, as far as it is known
	Numbers  []Number
	Document *text.Document
	Err      error // why it could not be read; then there is no document
	context  frames.Context
}

// title is the document's title, else the name of its file.
func (t *Text) title() string {
	if t.Document != nil && t.Document.Title != "" {
		return t.Document.Title
	}
	return t.Name
}

// Count is the number of numerals of a class.
func (t *Text) Count(c Class) int {
	n := 0
	for _, x := range t.Numbers {
		if x.Class == c {
			n++
		}
	}
	return n
}

// maxNumbers is how many numbers a document may hold. Reading sets each number of a
// paragraph beside the others, so that far more would take minutes.
const maxNumbers = 10_000

// read gives a document its context: c, and from the document itself its date, its
// title where that does not stand in the text, and its parts. The lines of a plain
// text are its parts.
func read(d *text.Document, c frames.Context) frames.Context {
	if c.Date == "" {
		c.Date = d.Published
	}
	if d.Title != "" && !strings.Contains(d.Text, d.Title) {
		c.Given = strings.TrimPrefix(c.Given+"; "+d.Title, "; ")
	}
	if d.Format != "plain text" {
		c.Blocks = parts(d)
	}
	return c
}

// offsets are those of each character of a text in bytes, and its end.
func offsets(s string) []int {
	list := make([]int, 0, len(s)+1)
	for i := range s {
		list = append(list, i)
	}
	return append(list, len(s))
}

// digits counts the runs of digits of a text.
func digits(s string) int {
	n := 0
	within := false
	for _, r := range s {
		digit := '0' <= r && r <= '9'
		if digit && !within {
			n++
		}
		within = digit
	}
	return n
}

var kinds = map[text.Kind]lex.BlockKind{
	text.Heading: lex.Heading, text.Paragraph: lex.Paragraph, text.Item: lex.ListItem,
	text.Cell: lex.TableCell, text.Footnote: lex.Footnote, text.Caption: lex.Paragraph,
}

// parts is the blocks of a document with their places in characters. The cells of a row,
// which tabs part, are one: a row is what the reader of numbers takes for a line.
func parts(d *text.Document) []lex.Block {
	out := make([]lex.Block, 0, len(d.Blocks))
	at, characters := 0, 0
	place := func(to int) int {
		characters += utf8.RuneCountInString(d.Text[at:to])
		at = to
		return characters
	}
	for i, b := range d.Blocks {
		start, end := place(b.Start), place(b.End)
		if i > 0 && b.Kind == text.Cell && d.Blocks[i-1].Table == b.Table && d.Blocks[i-1].Row == b.Row {
			out[len(out)-1].End = end
			continue
		}
		out = append(out, lex.Block{Kind: kinds[b.Kind], Start: start, End: end, Row: max(b.Row-1, 0)})
	}
	return out
}

// Check judges every number of a document, which was read from source. The context is
// what is known besides: the day of publication is that of the document itself where
// the context has none.
func Check(name string, source []byte, d *text.Document, c frames.Context, data *records.Data) (*Text, error) {
	if n := digits(d.Text); n > maxNumbers {
		return nil, fmt.Errorf("%s: holds %d numbers, more than the %d that are checked at a time; give the "+
			"part that matters",
			text.Printable(name), n, maxNumbers)
	}
	c = read(d, c)
	found, judged := statements.JudgeAll(frames.Read(d.Text, c), data, c.Date)
	t := &Text{Name: name, Date: c.Date, Document: d, context: c, Numbers: make([]Number, len(found.Numerals))}
	at, place := offsets(d.Text), places(source, d)
	for i, n := range found.Numerals {
		t.Numbers[i] = Number{Numeral: n, Judgement: judged[i], Class: classOf(n, judged[i]),
			At: place(n.Start, at[n.Start]), from: at[n.Start], to: at[n.End]}
	}
	return t, nil
}

// places turns the place of a number, in characters and in bytes of the document's text,
// into that of its source in characters, for a plain text in UTF-8, which has also the
// characters that nobody sees. It takes the places in order.
func places(source []byte, d *text.Document) func(character, i int) int {
	at, characters := 0, 0
	return func(character, i int) int {
		to := d.Source(i)
		if d.Format != "plain text" || to == i || to > len(source) || to < at || !utf8.Valid(source[at:to]) {
			return character
		}
		characters += utf8.RuneCount(source[at:to])
		at = to
		return characters
	}
}
