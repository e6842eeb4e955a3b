package text

import (
	"slices"
	"strings"
)

// article returns the blocks of a page that are its text: those of its main part or
// of the article that most of that is, else of the innermost part that holds most of
// the prose. A table that only lays out the page is taken apart.
func (p *pageReader) article() []*words {
	list := without(p.blocks, func(b *pageBlock) bool { return b.form })
	list = without(list, func(b *pageBlock) bool { return b.beside })
	list = withoutLinks(p.chosen(list))
	out := make([]*words, len(list))
	for i, b := range list {
		if b.cell && p.layout[b.Table] {
			b.Kind, b.Level, b.Table, b.Row, b.Column = b.kind, b.level, 0, 0, 0
		}
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
	if b.kind == Heading || n < short && !b.cell || b.linked > n {
		return 0
	}
	return n
}

// chosen returns the blocks of the article, the main part or the part that holds most
// of the prose.
func (p *pageReader) chosen(list []*pageBlock) []*pageBlock {
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
	for a := 1; a <= p.region; a++ {
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
	return p.densest(list)
}

// withHeadline keeps the blocks of a part. If the headline of the page stands before
// it, outside, it is kept with the prose between the two.
func withHeadline(list []*pageBlock, is func(*pageBlock) bool) []*pageBlock {
	part := keep(list, is)
	if slices.ContainsFunc(part, (*pageBlock).isHeadline) {
		return part
	}
	headline := slices.IndexFunc(list, (*pageBlock).isHeadline)
	if headline < 0 || headline > slices.Index(list, part[0]) {
		return part
	}
	before := list[headline:slices.Index(list, part[0])]
	return append(keep(before, func(b *pageBlock) bool { return b.isHeadline() || b.prose() > 0 }), part...)
}

func (b *pageBlock) isHeadline() bool { return b.kind == Heading && b.level == 1 }

// densest returns the blocks of the innermost part of the page that holds most of its
// prose.
func (p *pageReader) densest(list []*pageBlock) []*pageBlock {
	list = keep(list, func(b *pageBlock) bool { return !b.header || b.isHeadline() })
	prose, all := make([]int, len(p.parts)), 0
	for _, b := range list {
		n := b.prose()
		all += n
		for at := b.part; n > 0 && at > 0; at = p.parts[at] {
			prose[at] += n
		}
	}
	best := 0 // parts are numbered from the outer to the inner
	for at, n := range prose {
		if 5*n > 3*all {
			best = at
		}
	}
	if best == 0 {
		return list
	}
	return withHeadline(list, func(b *pageBlock) bool {
		at := b.part
		for at > best {
			at = p.parts[at]
		}
		return at == best
	})
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
	return b.linked > 0 && b.linked >= len(b.text) && b.kind != Heading && !b.cell && b.kind != Footnote
}

var leading = []string{"read more", "read:", "related", "see also", "more:", "more on", "sign up", "subscribe", "share"}

func leads(s string) bool {
	s = strings.ToLower(s)
	return slices.ContainsFunc(leading, func(p string) bool { return strings.HasPrefix(s, p) })
}
