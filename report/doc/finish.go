package doc

import (
	"bytes"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"grooming-report/analysis/fact"
)

// Finish makes one document of the sections' blocks. It is called once, when
// Blocks is complete, and
//
//   - numbers headings (1, 1.1, in the annex A, A.1; level 3 has no number), tables
//     and figures;
//   - puts a [NoteRef] behind each number whose fact has warnings, and lists the
//     warnings in Notes by first mention: the same words are the same note.
//     A note is marked once in a paragraph. In a table it is marked at every number
//     that it is true of, or once at the heading of a column or at the caption, where
//     it is true of every number there;
//   - gives each [Ref] its text: Section 5.2, Table 2, Figure 3, Annex B.1.
//
// It returns an error for an ID that is unknown, doubled or empty, a heading
// that skips a level, and a table or figure that could not be read by everyone:
// an empty cell or alt text, or two columns with the same heading.
func (d *Document) Finish() error {
	if err := d.Check(); err != nil {
		return err
	}
	if d.Annex > 0 {
		h, ok := d.Blocks[min(d.Annex, len(d.Blocks)-1)].(*Heading)
		if !ok || h.Level != 1 {
			return fmt.Errorf("the annex begins with block %d, which is no heading of level 1", d.Annex)
		}
	}
	f := finisher{doc: d, names: make(map[string]string), notes: make(map[fact.Warning]int)}
	for i, b := range d.Blocks {
		if d.Annex > 0 && i == d.Annex {
			f.annex, f.section = true, 0
		}
		if err := Walk([]Block{b}, f.number); err != nil {
			return err
		}
	}
	if err := Walk(d.Blocks, f.annotateBlock); err != nil {
		return err
	}
	d.names = f.names
	return f.resolveAll()
}

type finisher struct {
	doc                 *Document
	names               map[string]string // what a Ref to an ID reads
	notes               map[fact.Warning]int
	level               int // of the last heading
	section, subsection int
	annex               bool // the blocks now numbered are of the annex
	tables, figures     int
	within              map[string]bool // the IDs of the report, while its references are resolved
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
	return Unknown("the numbering", b)
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
		h.Number = f.sectionNumber()
	case 2:
		f.subsection++
		h.Number = fmt.Sprintf("%s.%d", f.sectionNumber(), f.subsection)
	default:
		return f.name(h.ID, PlainText(h.Inline))
	}
	if f.annex {
		return f.name(h.ID, "Annex "+h.Number)
	}
	return f.name(h.ID, "Section "+h.Number)
}

// sectionNumber is that of the main section: 5, or in the annex B.
func (f *finisher) sectionNumber() string {
	if f.annex {
		return string(rune('A' + f.section - 1))
	}
	return fmt.Sprint(f.section)
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
		return Unknown("the annotation", b)
	}
	return nil
}

// annotateTable marks a note where it is true: at the caption if of every number of
// the table, at the heading if of every number of a column, else at each number.
func (f *finisher) annotateTable(t *Table) {
	everywhere := make(map[fact.Warning]bool)
	t.Caption = f.annotate(t.Caption, everywhere)
	numbers, noted := t.numbers()
	all := 0
	for _, n := range numbers {
		all += n
	}
	for _, w := range t.warnings() {
		of := 0
		for _, n := range noted[w] {
			of += n
		}
		if of == all && all > 1 && !everywhere[w] {
			everywhere[w] = true
			t.Caption = append(t.Caption, f.noteRef(w))
		}
	}
	for i := range t.Columns {
		of := maps.Clone(everywhere)
		for _, w := range t.warnings() {
			if noted[w][i] == numbers[i] && numbers[i] > 1 && !of[w] {
				of[w] = true
				t.Columns[i].Marks = append(t.Columns[i].Marks, f.noteRef(w))
			}
		}
		for _, row := range t.Rows {
			row[i] = f.annotate(row[i], maps.Clone(of))
		}
	}
	t.Notes = t.marked()
}

// numbers counts the cells of each column that state a number with a fact, and
// those of which each warning is true.
func (t *Table) numbers() (all []int, noted map[fact.Warning][]int) {
	all, noted = make([]int, len(t.Columns)), make(map[fact.Warning][]int)
	for _, row := range t.Rows {
		for i, c := range row {
			stated := false
			EachInline(c, func(in Inline) {
				n, ok := in.(Number)
				stated = stated || ok && n.Fact != nil
			})
			if stated {
				all[i]++
			}
			for _, w := range warnings([]Cell{c}) {
				if noted[w] == nil {
					noted[w] = make([]int, len(t.Columns))
				}
				noted[w][i]++
			}
		}
	}
	return all, noted
}

// warnings lists the different warnings of a table's cells, row by row.
func (t *Table) warnings() []fact.Warning {
	var cells []Cell
	for _, row := range t.Rows {
		cells = append(cells, row...)
	}
	return warnings(cells)
}

// marked lists the notes that the table is marked with.
func (t *Table) marked() []int {
	var numbers []int
	mark := func(in Inline) {
		if n, ok := in.(NoteRef); ok && !slices.Contains(numbers, n.Number) {
			numbers = append(numbers, n.Number)
		}
	}
	EachInline(t.Caption, mark)
	for _, c := range t.Columns {
		EachInline(c.Heading(), mark)
	}
	for _, row := range t.Rows {
		for _, c := range row {
			EachInline(c, mark)
		}
	}
	slices.Sort(numbers)
	return numbers
}

// warnings lists the different warnings of the numbers in a row of cells.
func warnings(row []Cell) []fact.Warning {
	var ws []fact.Warning
	seen := make(map[fact.Warning]bool)
	for _, c := range row {
		EachInline(c, func(i Inline) {
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
		case Footnote:
			out = append(out, f.note(fact.Warning(PlainText(i.Inline)), i.Inline))
		case Text, Verbatim, Formula, Ref, NoteRef:
			out = append(out, i)
		default:
			panic(Unknown("the annotation", i))
		}
	}
	return out
}

func (f *finisher) noteRef(w fact.Warning) NoteRef { return f.note(w, []Inline{Text(w)}) }

// note is the mark of a note, which is listed when it is met first.
func (f *finisher) note(words fact.Warning, in []Inline) NoteRef {
	n, ok := f.notes[words]
	if !ok {
		n = len(f.doc.Notes) + 1
		f.notes[words] = n
		f.doc.Notes = append(f.doc.Notes, Note{n, in})
	}
	return NoteRef{n}
}

// resolveAll gives the references their texts. One from the report into the annex says so,
// since the annex may be another file.
func (f *finisher) resolveAll() error {
	own := make(map[string]bool)
	for i, b := range f.doc.Blocks {
		if i < f.doc.Annex {
			own[BlockID(b)] = true
		}
	}
	for i, b := range f.doc.Blocks {
		f.within = own
		if i >= f.doc.Annex {
			f.within = nil
		}
		if err := Walk([]Block{b}, f.resolveBlock); err != nil {
			return err
		}
	}
	return nil
}

// BlockID is what a reference to the block names; empty for one that none can name.
func BlockID(b Block) string {
	switch b := b.(type) {
	case *Heading:
		return b.ID
	case *Table:
		return b.ID
	case *Figure:
		return b.ID
	case *Code:
		return b.ID
	}
	return ""
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
			if f.within != nil && !f.within[i.ID] && !strings.HasPrefix(name, "Annex ") {
				name += " of the annex"
			}
			if i.Text == "" {
				in[k] = Ref{i.ID, name}
			}
		case Text, Verbatim, Formula, Number, NoteRef:
		default:
			err = Unknown("the resolving of references", i)
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
	EachInline(in, func(i Inline) {
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
		case Strong, Emphasis, Link, Footnote, NoteRef: // what they hold comes next; a mark is no word
		default:
			panic(Unknown("plain text", i))
		}
	})
	return b.String()
}
