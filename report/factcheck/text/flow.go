package text

// A flow collects the blocks of a document as a reader goes over it. Paragraphs may
// stand within another, in a text box or a note: they come after it.
type flow struct {
	done   []*words
	open   []*frame
	tables []*table // that are open, the innermost last
	count  int      // of tables
	size   int      // of words
	blocks int
}

// A frame is a paragraph that is not finished.
type frame struct {
	*words
	after  []*words // paragraphs within it
	tables []*table // that were open where it began, and do not hold what is within it

	spans   []odtStyle // that were open where it began, of OpenDocument
	dropped bool       // its words are not taken
	joins   bool       // its mark is deleted: it goes on with the next
}

// A table is the place of the cell that is being read.
type table struct {
	number, row, column, span int
	head                      bool // the row names columns
}

// begin begins a paragraph.
func (f *flow) begin(kind Kind) *words {
	w := &words{Block: Block{Kind: kind}}
	if t := f.table(); t != nil && kind != Footnote {
		w.Kind = Cell
		w.Table, w.Row, w.Column, w.span, w.head = t.number, t.row, t.column, t.span, t.head
	}
	f.open = append(f.open, &frame{words: w})
	return w
}

// finish ends the innermost paragraph.
func (f *flow) finish() error {
	last := f.open[len(f.open)-1]
	f.open = f.open[:len(f.open)-1]
	to := &f.done
	if n := len(f.open); n > 0 {
		to = &f.open[n-1].after
	}
	if len(last.text) > 0 {
		f.blocks++
		*to = append(*to, last.words)
	}
	*to = append(*to, last.after...)
	if f.blocks > maxBlocks {
		return errTooMuch
	}
	return nil
}

// within begins what stands in the current paragraph and is not part of it.
func (f *flow) within() {
	if len(f.open) > 0 {
		f.open[len(f.open)-1].tables = f.tables
		f.tables = nil
	}
}

// without ends what within began.
func (f *flow) without() {
	if len(f.open) > 0 {
		f.tables = f.open[len(f.open)-1].tables
	}
}

// add appends words to the innermost paragraph.
func (f *flow) add(s string, raised bool) error {
	if len(f.open) == 0 {
		return nil
	}
	if f.size += len(s); f.size > MaxSize {
		return errTooMuch
	}
	w := f.open[len(f.open)-1].words
	if raised {
		w.addRaised(s)
	} else {
		w.add(s)
	}
	return nil
}

// blank appends white space to it.
func (f *flow) blank(c byte) {
	if len(f.open) > 0 {
		f.open[len(f.open)-1].blank(c)
	}
}

func (f *flow) table() *table {
	if len(f.tables) == 0 {
		return nil
	}
	return f.tables[len(f.tables)-1]
}

func (f *flow) beginTable() {
	f.count++
	f.tables = append(f.tables, &table{number: f.count})
}

func (f *flow) endTable() {
	if n := len(f.tables); n > 0 {
		f.tables = f.tables[:n-1]
	}
}

func (f *flow) beginRow(head bool) {
	if t := f.table(); t != nil {
		t.row++
		t.column, t.span, t.head = 1, 0, head
	}
}

// beginCell goes to the next cell, behind all columns of the one before.
func (f *flow) beginCell() {
	if t := f.table(); t != nil {
		t.column += t.span
		t.span = 1
	}
}

// maxSpan is the most columns of a cell; beyond it the number is not believed.
const maxSpan = 1000

// widen says how many columns the cell spans.
func (f *flow) widen(n int) {
	if t := f.table(); t != nil && n > 1 && n <= maxSpan {
		t.span = n
	}
}
