package text

import "strings"

// article returns the blocks of a page that are its text: those of its main part or
// of the article that most of that is, else the run of blocks that is densest in
// words that are no links. A page that is a form as a whole is read as if it were none.
func (p *pageReader) article() []*words {
	list := without(p.blocks, func(b *pageBlock) bool { return b.form })
	list = without(list, func(b *pageBlock) bool { return b.beside })
	list = withoutLinks(chosen(list, p.region))
	out := make([]*words, len(list))
	for i, b := range list {
		out[i] = &b.words
	}
	return out
}

// without drops the blocks that are somewhere, unless that is most of the page: some
// sites put every page into a form, or call its frame by the name of what stands
// beside it.
func without(list []*pageBlock, is func(*pageBlock) bool) []*pageBlock {
	in, all := 0, 0
	for _, b := range list {
		n := b.prose()
		all += n
		if is(b) {
			in += n
		}
	}
	if 2*in > all {
		return list
	}
	return keep(list, func(b *pageBlock) bool { return !is(b) })
}

func keep(list []*pageBlock, is func(*pageBlock) bool) []*pageBlock {
	var out []*pageBlock
	for _, b := range list {
		if is(b) {
			out = append(out, b)
		}
	}
	return out
}

// prose is how many bytes of a block are words of a text, as far as one can tell.
func (b *pageBlock) prose() int {
	const short = 40
	n := len(b.text) - b.linked
	if b.Kind == Heading || n < short && b.Kind != Cell || b.linked > n {
		return 0
	}
	return n
}

// chosen returns the blocks of the main part, of one of so many articles, or of the
// densest run.
func chosen(list []*pageBlock, regions int) []*pageBlock {
	const enough = 140 // bytes of prose that make a text
	main, all := 0, 0
	articles := make(map[int]int)
	for _, b := range list {
		n := b.prose()
		all += n
		if b.main {
			main += n
		}
		articles[b.article] += n
	}
	of, best := 0, 0
	for a := 1; a <= regions; a++ {
		if n := articles[a]; n > best {
			of, best = a, n
		}
	}
	base := all
	if main >= enough {
		base = main
	}
	switch {
	case best >= enough && 2*best > base:
		return withHeadline(list, func(b *pageBlock) bool { return b.article == of })
	case main >= enough:
		return withHeadline(list, func(b *pageBlock) bool { return b.main })
	}
	return densest(list)
}

// withHeadline keeps the blocks of a part, with the headline of the page before them
// if it stands outside.
func withHeadline(list []*pageBlock, is func(*pageBlock) bool) []*pageBlock {
	part := keep(list, is)
	for _, b := range part {
		if b.Kind == Heading && b.Level == 1 {
			return part
		}
	}
	for i, b := range list {
		if b == part[0] {
			break
		}
		if b.Kind == Heading && b.Level == 1 {
			return append(list[i:i+1:i+1], part...)
		}
	}
	return part
}

// densest returns the run of blocks with the most prose, in which each block that is
// none counts against it.
func densest(list []*pageBlock) []*pageBlock {
	list = keep(list, func(b *pageBlock) bool { return !b.header || b.Kind == Heading && b.Level == 1 })
	const none = 30 // bytes that a block without prose counts against a run
	var from, bestFrom, bestTo, sum, best int
	for i, b := range list {
		n := b.prose()
		switch {
		case b.Kind == Heading && b.Level == 1:
			n = none
		case n == 0 && b.linked == 0:
			n = -none
		case n == 0:
			n = -2*none - b.linked
		}
		if sum <= 0 {
			from, sum = i, 0
		}
		sum += n
		if sum > best {
			best, bestFrom, bestTo = sum, from, i+1
		}
	}
	if best == 0 {
		return list
	}
	for _, b := range list[bestFrom:bestTo] {
		b.dense = true
	}
	return withHeadline(list, func(b *pageBlock) bool { return b.dense })
}

// withoutLinks drops blocks that are links alone and lead to other pages: two and more
// in a row, and those that say so.
func withoutLinks(list []*pageBlock) []*pageBlock {
	var out []*pageBlock
	for i, b := range list {
		alone := b.isLink()
		if alone && (leads(string(b.text)) || i > 0 && list[i-1].isLink() || i+1 < len(list) && list[i+1].isLink()) {
			continue
		}
		out = append(out, b)
	}
	if len(out) == 0 {
		return list
	}
	return out
}

func (b *pageBlock) isLink() bool {
	return b.linked > 0 && b.linked >= len(b.text) && b.Kind != Heading && b.Kind != Cell && b.Kind != Footnote
}

func leads(s string) bool {
	s = strings.ToLower(s)
	for _, p := range []string{"read more", "read:", "related", "see also", "more:", "more on", "sign up", "subscribe", "share"} {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}
