package statements

// A sentence is a run of tokens: from the first to before the last.
type sentence struct {
	first, last int
	block       int  // number of the line or block it stands in
	paragraph   int  // number of the paragraph
	heading     bool // it stands alone, and no full stop ends it
}

// A document is a text as the grammar sees it.
type document struct {
	text      []rune
	tokens    []token
	sentences []sentence
	tables    []table
}

func newDocument(text string, blocks []Block) *document {
	d := &document{text: []rune(text)}
	d.tokens = tokenise(d.text)
	d.markBlocks(blocks)
	d.joinLines(blocks)
	d.split()
	return d
}

// markBlocks begins a new line at the start of every block and after its end.
func (d *document) markBlocks(blocks []Block) {
	for _, b := range blocks {
		for _, place := range []int{b.Start, b.End} {
			if i := lastBefore(d.tokens, func(t token) int { return t.start }, place); i < len(d.tokens) {
				d.tokens[i].line = true
			}
		}
	}
}

// joinLines takes back the line breaks inside wrapped paragraphs: the line
// before is long, no full stop ends it, and the next begins with a small letter or
// a number.
func (d *document) joinLines(blocks []Block) {
	if len(blocks) > 0 {
		return
	}
	begin := 0
	for i := 1; i < len(d.tokens); i++ {
		t, before := &d.tokens[i], d.tokens[i-1]
		if !t.line {
			continue
		}
		long := before.end-d.tokens[begin].start >= 55
		if long && !terminal(before.text) && before.text != ":" && !t.capital && t.kind != mark &&
			!d.blankLine(before.end, t.start) {
			t.line = false
			continue
		}
		begin = i
	}
}

func terminal(s string) bool { return s == "." || s == "!" || s == "?" }

// blankLine reports whether more than one line ends between two places.
func (d *document) blankLine(from, to int) bool {
	n := 0
	for _, r := range d.text[from:to] {
		if r == '\n' {
			n++
		}
	}
	return n > 1
}

// split finds the sentences.
func (d *document) split() {
	begin, block, paragraph := 0, 0, 0
	closeAt := func(i int, heading bool) {
		if i > begin {
			d.sentences = append(d.sentences, sentence{begin, i, block, paragraph, heading})
			begin = i
		}
	}
	comma := 0
	for i := range d.tokens {
		t := d.tokens[i]
		if i-begin >= maxSentence {
			closeAt(max(comma, i-maxSentence/2), false)
		}
		if t.text == "," || t.text == ";" {
			comma = i + 1
		}
		if t.line && i > 0 {
			last := d.tokens[i-1].text
			closeAt(i, !terminal(last) && last != ";" && last != ":")
			block++
			if d.blankLine(d.tokens[i-1].end, t.start) {
				paragraph++
			}
		}
		if terminal(t.text) && d.ends(i) {
			j := i + 1
			for j < len(d.tokens) && !d.tokens[j].space && closing(d.tokens[j].text) {
				j++
			}
			if j == i+1 || begin < j {
				closeAt(j, false)
			}
		}
	}
	closeAt(len(d.tokens), false)
}

func closing(s string) bool { return s == "\"" || s == "'" || s == ")" || s == "]" || terminal(s) }

// ends reports whether the full stop at i ends a sentence.
func (d *document) ends(i int) bool {
	next := i + 1
	for next < len(d.tokens) && closing(d.tokens[next].text) && !d.tokens[next].space {
		next++
	}
	if next >= len(d.tokens) {
		return true
	}
	n := d.tokens[next]
	if !n.space {
		return false
	}
	if i > 0 && d.tokens[i].text == "." {
		before := d.tokens[i-1]
		if abbreviations[before.text] && !(before.text == "no" && n.capital) {
			return false
		}
		if before.kind == word && len(before.text) == 1 && before.capital {
			return false // an initial
		}
		if before.kind == number && d.listNumber(i-1) {
			return false
		}
	}
	return n.capital || n.kind != word
}

// listNumber reports whether the number at i begins its line: 3. or 4.1.
func (d *document) listNumber(i int) bool { return d.tokens[i].line && d.tokens[i].value < 100 }

// sentenceOf finds the sentence that holds a token.
func (d *document) sentenceOf(i int) int {
	low, high := 0, len(d.sentences)
	for high-low > 1 {
		if m := (low + high) / 2; d.sentences[m].first <= i {
			low = m
		} else {
			high = m
		}
	}
	return low
}

// is reports whether the token at i is one of the words.
func (d *document) is(i int, words map[string]bool) bool {
	return i >= 0 && i < len(d.tokens) && words[d.tokens[i].text]
}

// at gives the text of the token at i, empty outside the document.
func (d *document) at(i int) string {
	if i < 0 || i >= len(d.tokens) {
		return ""
	}
	return d.tokens[i].text
}

// words gives the text of the tokens from i to before j as it was written.
func (d *document) words(i, j int) string {
	if i >= j {
		return ""
	}
	return string(d.text[d.tokens[i].start:d.tokens[j-1].end])
}
