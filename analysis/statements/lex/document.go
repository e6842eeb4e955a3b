package lex

// A BlockKind is what a part of a document is.
type BlockKind string

// The kinds of block.
const (
	Heading   BlockKind = "heading"
	Paragraph BlockKind = "paragraph"
	ListItem  BlockKind = "list item"
	TableCell BlockKind = "table cell"
	Footnote  BlockKind = "footnote"
)

// A Block is a part of a document, from rune Start to before rune End.
type Block struct {
	Kind       BlockKind
	Start, End int
	Row, Col   int // of a table cell, from 0
}

// A Sentence is a run of tokens: from the first to before the last.
type Sentence struct {
	First, Last int
	Block       int  // number of the line or block it stands in
	Paragraph   int  // number of the paragraph
	Heading     bool // it stands alone, and no full stop ends it
}

// A Document is a text as the grammar sees it.
type Document struct {
	Text      []rune
	Tokens    []token
	Sentences []Sentence
	Tables    []table
}

func NewDocument(text string, blocks []Block) *Document {
	d := &Document{Text: []rune(text)}
	d.Tokens = tokenise(d.Text)
	d.markBlocks(blocks)
	d.joinLines(blocks)
	d.split()
	return d
}

// markBlocks begins a new line at the start of every block and after its end.
func (d *Document) markBlocks(blocks []Block) {
	for _, b := range blocks {
		for _, place := range []int{b.Start, b.End} {
			if i := LastBefore(d.Tokens, func(t token) int { return t.Start }, place); i < len(d.Tokens) {
				d.Tokens[i].Line = true
			}
		}
	}
}

// joinLines takes back the line breaks inside wrapped paragraphs: the line
// before is long, no full stop ends it, and the next begins with a small letter or
// a number.
func (d *Document) joinLines(blocks []Block) {
	if len(blocks) > 0 {
		return
	}
	begin := 0
	for i := 1; i < len(d.Tokens); i++ {
		t, before := &d.Tokens[i], d.Tokens[i-1]
		if !t.Line {
			continue
		}
		long := before.End-d.Tokens[begin].Start >= 55
		if long && !EndsSentence(before.Text) && before.Text != ":" && !t.Capital && t.Kind != Mark &&
			!d.blankLine(before.End, t.Start) {
			t.Line = false
			continue
		}
		begin = i
	}
}

// EndsSentence reports whether a mark may end a sentence.
func EndsSentence(s string) bool { return s == "." || s == "!" || s == "?" }

// blankLine reports whether more than one line ends between two places.
func (d *Document) blankLine(from, to int) bool {
	n := 0
	for _, r := range d.Text[from:to] {
		if r == '\n' {
			n++
		}
	}
	return n > 1
}

// split finds the sentences.
func (d *Document) split() {
	begin, block, paragraph := 0, 0, 0
	closeAt := func(i int, heading bool) {
		if i > begin {
			d.Sentences = append(d.Sentences, Sentence{begin, i, block, paragraph, heading})
			begin = i
		}
	}
	comma := 0
	for i := range d.Tokens {
		t := d.Tokens[i]
		if i-begin >= MaxSentence {
			closeAt(max(comma, i-MaxSentence/2), false)
		}
		if t.Text == "," || t.Text == ";" {
			comma = i + 1
		}
		if t.Line && i > 0 {
			last := d.Tokens[i-1].Text
			closeAt(i, !EndsSentence(last) && last != ";" && last != ":")
			block++
			if d.blankLine(d.Tokens[i-1].End, t.Start) {
				paragraph++
			}
		}
		if EndsSentence(t.Text) && d.ends(i) {
			j := i + 1
			for j < len(d.Tokens) && !d.Tokens[j].Space && closing(d.Tokens[j].Text) {
				j++
			}
			if j == i+1 || begin < j {
				closeAt(j, false)
			}
		}
	}
	closeAt(len(d.Tokens), false)
}

func closing(s string) bool { return s == "\"" || s == "'" || s == ")" || s == "]" || EndsSentence(s) }

// ends reports whether the full stop at i ends a sentence.
func (d *Document) ends(i int) bool {
	next := i + 1
	for next < len(d.Tokens) && closing(d.Tokens[next].Text) && !d.Tokens[next].Space {
		next++
	}
	if next >= len(d.Tokens) {
		return true
	}
	n := d.Tokens[next]
	if !n.Space {
		return false
	}
	if i > 0 && d.Tokens[i].Text == "." {
		before := d.Tokens[i-1]
		if abbreviations[before.Text] && !(before.Text == "no" && n.Capital) {
			return false
		}
		if before.Kind == Word && len(before.Text) == 1 && before.Capital {
			return false // an initial
		}
		if before.Kind == Number && d.listNumber(i-1) {
			return false
		}
	}
	return n.Capital || n.Kind != Word
}

// listNumber reports whether the number at i begins its line: 3. or 4.1.
func (d *Document) listNumber(i int) bool { return d.Tokens[i].Line && d.Tokens[i].Value < 100 }

// SentenceOf finds the sentence that holds a token.
func (d *Document) SentenceOf(i int) int {
	low, high := 0, len(d.Sentences)
	for high-low > 1 {
		if m := (low + high) / 2; d.Sentences[m].First <= i {
			low = m
		} else {
			high = m
		}
	}
	return low
}

// Is reports whether the token at i is one of the words.
func (d *Document) Is(i int, words map[string]bool) bool {
	return i >= 0 && i < len(d.Tokens) && words[d.Tokens[i].Text]
}

// At gives the text of the token at i, empty outside the document.
func (d *Document) At(i int) string {
	if i < 0 || i >= len(d.Tokens) {
		return ""
	}
	return d.Tokens[i].Text
}

// Capital reports whether the token at i begins with a capital letter.
func (d *Document) Capital(i int) bool { return i >= 0 && i < len(d.Tokens) && d.Tokens[i].Capital }

// Words gives the text of the tokens from i to before j as it was written.
func (d *Document) Words(i, j int) string {
	if i >= j {
		return ""
	}
	return string(d.Text[d.Tokens[i].Start:d.Tokens[j-1].End])
}

func (d *Document) Holds(from, to int, words map[string]bool) bool {
	for ; from < to; from++ {
		if d.Is(from, words) {
			return true
		}
	}
	return false
}

// near reports whether one of the words stands in the n tokens before i, in the
// same clause.
func (d *Document) near(i, n int, words map[string]bool) bool {
	for j := i - 1; j >= i-n && j >= 0; j-- {
		if d.Is(j, words) {
			return true
		}
		if d.Is(j, ClauseEnds) {
			return false
		}
	}
	return false
}
