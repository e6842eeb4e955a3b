package doc

import (
	"fmt"
	"strings"
)

// Walk visits blocks in reading order: each of them, and after a list or a
// quotation the blocks within it. It stops at the first error. A block of a type
// that it does not know is an error that names the type, so that nothing can be
// passed over in silence.
func Walk(blocks []Block, visit func(Block) error) error {
	for _, b := range blocks {
		if err := visit(b); err != nil {
			return err
		}
		switch b := b.(type) {
		case *Heading, *Paragraph, *Table, *Figure, *Code:
		case *List:
			for _, item := range b.Items {
				if err := Walk(item, visit); err != nil {
					return err
				}
			}
		case *Quote:
			if err := Walk(b.Blocks, visit); err != nil {
				return err
			}
		default:
			return Unknown("the document model", b)
		}
	}
	return nil
}

// WalkInlines visits inlines in reading order, also those within strong text,
// emphasis and links. Like [Walk] it stops at the first error and at an inline of
// a type that it does not know.
func WalkInlines(in []Inline, visit func(Inline) error) error {
	for _, i := range in {
		if err := visit(i); err != nil {
			return err
		}
		var within []Inline
		switch i := i.(type) {
		case Text, Verbatim, Formula, Ref, Number, Footnote, NoteRef:
		case Strong:
			within = i.Inline
		case Emphasis:
			within = i.Inline
		case Link:
			within = i.Inline
		default:
			return Unknown("the document model", i)
		}
		if err := WalkInlines(within, visit); err != nil {
			return err
		}
	}
	return nil
}

// Runs lists the runs of words that a block holds itself, in reading order: the
// caption and the cells of a table, each result beside a code block. A list and a
// quotation have none, because the blocks within them hold the words. Words that
// are no inlines, such as alt text and the headings of columns, are not among them.
func Runs(b Block) ([][]Inline, error) {
	switch b := b.(type) {
	case *Heading:
		return [][]Inline{b.Inline}, nil
	case *Paragraph:
		return [][]Inline{b.Inline}, nil
	case *List, *Quote:
		return nil, nil
	case *Table:
		runs := [][]Inline{b.Caption}
		for _, row := range b.Rows {
			for _, c := range row {
				runs = append(runs, c)
			}
		}
		return runs, nil
	case *Figure:
		return [][]Inline{b.Caption}, nil
	case *Code:
		return b.Results(), nil
	}
	return nil, Unknown("the document model", b)
}

// Words is how many words the document has, with its title, its tables and its notes.
func (d *Document) Words() (int, error) {
	words := len(strings.Fields(d.Title + " " + d.Subtitle))
	count := func(in []Inline) { words += len(strings.Fields(PlainText(in))) }
	for _, n := range d.Notes {
		count(n.Inline)
	}
	err := Walk(d.Blocks, func(b Block) error {
		runs, err := Runs(b)
		for _, run := range runs {
			count(run)
		}
		if t, ok := b.(*Table); ok {
			for _, c := range t.Columns {
				words += len(strings.Fields(c.Head))
			}
		}
		return err
	})
	return words, err
}

// All lists the blocks of one type in reading order, also those within lists and
// quotations.
func All[T Block](blocks []Block) ([]T, error) {
	var all []T
	err := Walk(blocks, func(b Block) error {
		if t, ok := b.(T); ok {
			all = append(all, t)
		}
		return nil
	})
	return all, err
}

// Check finds the first block or inline of a type that the model does not know.
// Every writer, and everything else that reads a whole document, begins with it.
func (d *Document) Check() error {
	known := func(in []Inline) error { return WalkInlines(in, func(Inline) error { return nil }) }
	if d.Up != nil {
		if err := known(d.Up.Inline); err != nil {
			return err
		}
	}
	for _, l := range d.Also {
		if err := known(l.Inline); err != nil {
			return err
		}
	}
	for _, n := range d.Notes {
		if err := known(n.Inline); err != nil {
			return err
		}
	}
	return Walk(d.Blocks, func(b Block) error {
		runs, err := Runs(b)
		if err != nil {
			return err
		}
		for _, run := range runs {
			if err := known(run); err != nil {
				return err
			}
		}
		return nil
	})
}

// Unknown is the error for a part of the document that a writer, named by who, has no place for.
func Unknown(who string, part any) error {
	return fmt.Errorf("%s has no place for a %T", who, part)
}

// EachInline is WalkInlines for inlines that Finish, or a writer, has checked.
func EachInline(in []Inline, visit func(Inline)) {
	err := WalkInlines(in, func(i Inline) error { visit(i); return nil })
	if err != nil {
		panic(err)
	}
}
