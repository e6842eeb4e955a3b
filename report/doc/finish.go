package doc

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"grooming-report/analysis/fact"
)

// Finish makes one document of the sections' blocks. It is called once, when
// Blocks is complete, and
//
//   - numbers headings (1, 1.1; level 3 has no number), tables and figures;
//   - puts a [NoteRef] behind each number whose fact has warnings, and lists the
//     warnings in Notes by first mention: the same words are the same note.
//     A note is marked once in a paragraph and once in a row of a table; one
//     that every row would carry is marked at the table's caption instead;
//   - gives each [Ref] its text: Section 5.2, Table 2, Figure 3.
//
// It returns an error for an ID that is unknown, doubled or empty, a heading
// that skips a level, and a table or figure that could not be read by everyone:
// an empty cell or alt text, or two columns with the same heading.
func (d *Document) Finish() error {
	if err := d.Check(); err != nil {
		return err
	}
	f := finisher{doc: d, names: make(map[string]string), notes: make(map[fact.Warning]int)}
	if err := Walk(d.Blocks, f.number); err != nil {
		return err
	}
	if err := Walk(d.Blocks, f.annotateBlock); err != nil {
		return err
	}
	d.names = f.names
	return Walk(d.Blocks, f.resolveBlock)
}

type finisher struct {
	doc                 *Document
	names               map[string]string // what a Ref to an ID reads
	notes               map[fact.Warning]int
	level               int // of the last heading
	section, subsection int
	tables, figures     int
}

// number gives a block its number and its name.
func (f *finisher) number(b Block) error {
	switch b := b.(type) {
	case *Heading:
		return f.numberHeading(b)
	case *Table:
		if err := b.check(); err != nil {
			return err
		}
		f.tables++
		b.Number = f.tables
		return f.name(b.ID, fmt.Sprintf("Table %d", b.Number))
	case *Figure:
		if err := b.check(); err != nil {
			return err
		}
		f.figures++
		b.Number = f.figures
		return f.name(b.ID, fmt.Sprintf("Figure %d", b.Number))
	case *Code:
		return f.name(b.ID, b.Func)
	case *Paragraph, *List, *Quote:
		return nil
	}
	return unknown("the numbering", b)
}

func (f *finisher) numberHeading(h *Heading) error {
	if h.Level > f.level+1 || h.Level > 3 {
		return fmt.Errorf("heading %q of level %d follows one of level %d", PlainText(h.Inline), h.Level, f.level)
	}
	if len(warnings([]Cell{h.Inline})) > 0 {
		return fmt.Errorf("heading %q states a number that needs a note", PlainText(h.Inline))
	}
	f.level = h.Level
	switch h.Level {
	case 1:
		f.section, f.subsection = f.section+1, 0
		h.Number = fmt.Sprint(f.section)
	case 2:
		f.subsection++
		h.Number = fmt.Sprintf("%d.%d", f.section, f.subsection)
	default:
		return f.name(h.ID, PlainText(h.Inline))
	}
	return f.name(h.ID, "Section "+h.Number)
}

// name keeps what a reference to an ID reads.
func (f *finisher) name(id, name string) error {
	if id == "" {
		return fmt.Errorf("%s has no ID", name)
	}
	if was, doubled := f.names[id]; doubled {
		return fmt.Errorf("ID %s is both %s and %s", id, was, name)
	}
	f.names[id] = name
	return nil
}

var fontFamily = regexp.MustCompile(`font-family\s*[=:]\s*["']?.{0,16}`)

// check holds a figure to what all readers need. A family with a digit in its
// name must stand in quotes, or it is drawn in another font without a word.
func (f *Figure) check() error {
	if f.Alt == "" || len(f.Caption) == 0 {
		return fmt.Errorf("figure %s has no alt text or no caption", f.ID)
	}
	for _, family := range fontFamily.FindAll(f.SVG, -1) {
		if !bytes.Contains(family, []byte(`'Source Sans 3'`)) {
			return fmt.Errorf("figure %s: %s in %s, want 'Source Sans 3' first and in quotes", f.ID, family, f.Name)
		}
	}
	return nil
}

// check holds a table to what a screen reader needs.
func (t *Table) check() error {
	if len(t.Caption) == 0 || len(t.Columns) == 0 || len(t.Rows) == 0 {
		return fmt.Errorf("table %s has no caption, no columns or no rows", t.ID)
	}
	heads := make(map[string]bool)
	for i, c := range t.Columns {
		if c.Head == "" || heads[c.Head] {
			return fmt.Errorf("table %s: heading %q of column %d is empty or doubled", t.ID, c.Head, i+1)
		}
		heads[c.Head] = true
	}
	for i, row := range t.Rows {
		if len(row) != len(t.Columns) {
			return fmt.Errorf("table %s: row %d has %d cells, want %d", t.ID, i+1, len(row), len(t.Columns))
		}
		for j, c := range row {
			if strings.TrimSpace(PlainText(c)) == "" {
				return fmt.Errorf("table %s: row %d has an empty cell under %q", t.ID, i+1, t.Columns[j].Head)
			}
		}
	}
	return nil
}

// annotateBlock puts the notes into the words that a block holds itself. The
// values beside code are stated elsewhere, with their notes.
func (f *finisher) annotateBlock(b Block) error {
	switch b := b.(type) {
	case *Paragraph:
		b.Inline = f.annotate(b.Inline, make(map[fact.Warning]bool))
	case *Figure:
		b.Caption = f.annotate(b.Caption, make(map[fact.Warning]bool))
	case *Table:
		f.annotateTable(b)
	case *Heading, *List, *Quote, *Code:
	default:
		return unknown("the annotation", b)
	}
	return nil
}

func (f *finisher) annotateTable(t *Table) {
	seen := make(map[fact.Warning]bool)
	t.Caption = f.annotate(t.Caption, seen)
	rows := make(map[fact.Warning]int)
	for _, row := range t.Rows {
		for _, w := range warnings(row) {
			rows[w]++
		}
	}
	for _, w := range warnings(t.Rows[0]) {
		if rows[w] == len(t.Rows) && len(t.Rows) > 1 && !seen[w] {
			seen[w] = true
			t.Caption = append(t.Caption, f.noteRef(w))
		}
	}
	for _, row := range t.Rows {
		inRow := make(map[fact.Warning]bool)
		for w := range seen {
			inRow[w] = true
		}
		for i := range row {
			row[i] = f.annotate(row[i], inRow)
		}
	}
}

// warnings lists the different warnings of the numbers in a row of cells.
func warnings(row []Cell) []fact.Warning {
	var ws []fact.Warning
	seen := make(map[fact.Warning]bool)
	for _, c := range row {
		walk(c, func(i Inline) {
			n, ok := i.(Number)
			if !ok || n.Fact == nil {
				return
			}
			for _, w := range n.Fact.Warnings {
				if !seen[w] {
					seen[w] = true
					ws = append(ws, w)
				}
			}
		})
	}
	return ws
}

// annotate puts the notes not yet seen behind their numbers.
func (f *finisher) annotate(in []Inline, seen map[fact.Warning]bool) []Inline {
	var out []Inline
	for _, i := range in {
		switch i := i.(type) {
		case Strong:
			out = append(out, Strong{f.annotate(i.Inline, seen)})
		case Emphasis:
			out = append(out, Emphasis{f.annotate(i.Inline, seen)})
		case Link, Number: // the marks of a link stand behind it
			out = append(out, i)
			for _, w := range warnings([]Cell{{i}}) {
				if !seen[w] {
					seen[w] = true
					out = append(out, f.noteRef(w))
				}
			}
		case Text, Verbatim, Formula, Ref, NoteRef:
			out = append(out, i)
		default:
			panic(unknown("the annotation", i))
		}
	}
	return out
}

func (f *finisher) noteRef(w fact.Warning) NoteRef {
	n, ok := f.notes[w]
	if !ok {
		n = len(f.doc.Notes) + 1
		f.notes[w] = n
		f.doc.Notes = append(f.doc.Notes, Note{n, []Inline{Text(w)}})
	}
	return NoteRef{n}
}

func (f *finisher) resolveBlock(b Block) error {
	runs, err := Runs(b)
	if err != nil {
		return err
	}
	for _, run := range runs {
		if err := f.resolve(run); err != nil {
			return err
		}
	}
	if b, ok := b.(*Figure); ok && b.TableID != "" && !strings.HasPrefix(f.names[b.TableID], "Table ") {
		return fmt.Errorf("figure %s: there is no table %s", b.ID, b.TableID)
	}
	return nil
}

// resolve writes the Refs' texts in place.
func (f *finisher) resolve(in []Inline) error {
	for k, i := range in {
		var err error
		switch i := i.(type) {
		case Strong:
			err = f.resolve(i.Inline)
		case Emphasis:
			err = f.resolve(i.Inline)
		case Link:
			err = f.resolve(i.Inline)
		case Ref:
			name, ok := f.names[i.ID]
			if !ok {
				return fmt.Errorf("there is no section, table, figure or code with the ID %s", i.ID)
			}
			if i.Text == "" {
				in[k] = Ref{i.ID, name}
			}
		case Text, Verbatim, Formula, Number, NoteRef:
		default:
			err = unknown("the resolving of references", i)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// PlainText is the words of the inlines without marks and notes, as for a
// bookmark.
func PlainText(in []Inline) string {
	var b strings.Builder
	walk(in, func(i Inline) {
		switch i := i.(type) {
		case Text:
			b.WriteString(string(i))
		case Verbatim:
			b.WriteString(string(i))
		case Formula:
			b.WriteString(i.String())
		case Number:
			b.WriteString(i.Text)
		case Ref:
			b.WriteString(i.Text)
		case Strong, Emphasis, Link, NoteRef: // what they hold comes next; a mark is no word
		default:
			panic(unknown("plain text", i))
		}
	})
	return b.String()
}
