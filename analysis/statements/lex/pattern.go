package lex

import (
	"fmt"
	"slices"
	"strings"
)

// A Pattern is a run of words as the grammar's tables write it: words, in
// alternatives a|b, each or a group (a b|c) optional with ?, and classes such as
// {month}. It is matched greedily, token by token.
type Pattern struct {
	node    node
	first   []string // the words that may begin a match
	classes []string // the classes that may begin one
}

// A Capture is what a class matched.
type Capture struct {
	Class       string
	First, Last int // tokens, from the first to before the last
	Value       float64
	Date        MonthDate
	Year        int // of a year, or the first year of a financial year
}

type node interface {
	match(m *match, i int, then func(int) bool) bool
	// firsts adds the words and classes that may begin the node to a pattern, and tells
	// whether it may match nothing.
	firsts(p *Pattern) (empty bool)
}

// A match is an attempt at a pattern, with its captures so far.
type match struct {
	d        *Document
	captures []Capture
}

type sequence []node
type alternatives []node
type optional struct{ node }
type literal string
type class string

// A classReader reads a class at token i: its end, and what it holds.
type classReader func(d *Document, i int) (Capture, bool)

var Classes map[string]classReader

func (s sequence) match(m *match, i int, then func(int) bool) bool {
	if len(s) == 0 {
		return then(i)
	}
	return s[0].match(m, i, func(j int) bool { return s[1:].match(m, j, then) })
}

func (a alternatives) match(m *match, i int, then func(int) bool) bool {
	for _, n := range a {
		if n.match(m, i, then) {
			return true
		}
	}
	return false
}

func (o optional) match(m *match, i int, then func(int) bool) bool {
	return o.node.match(m, i, then) || then(i)
}

func (l literal) match(m *match, i int, then func(int) bool) bool {
	return i < len(m.d.Tokens) && m.d.Tokens[i].Text == string(l) && then(i+1)
}

func (c class) match(m *match, i int, then func(int) bool) bool {
	if i >= len(m.d.Tokens) {
		return false
	}
	got, ok := Classes[string(c)](m.d, i)
	if !ok {
		return false
	}
	got.Class, got.First = string(c), i
	m.captures = append(m.captures, got)
	if then(got.Last) {
		return true
	}
	m.captures = m.captures[:len(m.captures)-1]
	return false
}

func (s sequence) firsts(p *Pattern) bool {
	for _, n := range s {
		if !n.firsts(p) {
			return false
		}
	}
	return true
}

func (a alternatives) firsts(p *Pattern) bool {
	empty := false
	for _, n := range a {
		empty = n.firsts(p) || empty
	}
	return empty
}

func (o optional) firsts(p *Pattern) bool {
	o.node.firsts(p)
	return true
}

func (l literal) firsts(p *Pattern) bool {
	if !slices.Contains(p.first, string(l)) {
		p.first = append(p.first, string(l))
	}
	return false
}

func (c class) firsts(p *Pattern) bool {
	p.classes = append(p.classes, string(c))
	return false
}

// Compile reads a pattern. It panics where the table is at fault.
func Compile(s string) *Pattern {
	n, rest := parseAlternatives(lex(s))
	if len(rest) > 0 {
		panic(fmt.Sprintf("pattern %q: %q is left over", s, rest))
	}
	return newPattern(n)
}

func newPattern(n node) *Pattern {
	p := &Pattern{node: n}
	n.firsts(p)
	return p
}

// mayBegin reports whether a match may begin with a token.
func (p *Pattern) mayBegin(t *token) bool {
	if slices.Contains(p.first, t.Text) {
		return true
	}
	for _, c := range p.classes {
		if classStarts[c](t) {
			return true
		}
	}
	return false
}

// lex splits a pattern into words, marks of grouping and, for a space between
// two elements, nothing.
func lex(s string) []string {
	return strings.Fields(strings.ReplaceAll(spaced.Replace(s), " ) ?", " )?"))
}

var spaced = strings.NewReplacer("(", " ( ", ")?", " )? ", ")", " ) ", "|", " | ")

// parseAlternatives reads sequences with | between them, up to a closing bracket.
// Between two plain words | binds them alone: year|12 months is (year|12) months.
func parseAlternatives(in []string) (node, []string) {
	var s sequence
	var all alternatives
	for len(in) > 0 && in[0] != ")" && in[0] != ")?" {
		var n node
		switch in[0] {
		case "(":
			n, in = parseAlternatives(in[1:])
			if len(in) == 0 {
				panic("a bracket is not closed")
			}
			if in[0] == ")?" {
				n = optional{n}
			}
			in = in[1:]
		default:
			n, in = parseWord(in[0]), in[1:]
		}
		for len(in) > 0 && in[0] == "|" {
			var next node
			if in[1] == "(" {
				next, in = parseAlternatives(in[2:])
				in = in[1:]
			} else {
				next, in = parseWord(in[1]), in[2:]
			}
			if opt, ok := next.(optional); ok {
				n = optional{alternatives{n, opt.node}}
			} else {
				n = alternatives{n, next}
			}
		}
		s = append(s, n)
	}
	return append(all, s), in
}

func parseWord(w string) node {
	bare, opt := strings.CutSuffix(w, "?")
	if bare == "" {
		bare, opt = w, false
	}
	var n node = literal(bare)
	if strings.HasPrefix(bare, "{") {
		name := strings.Trim(bare, "{}")
		if !ClassNames[name] {
			panic(fmt.Sprintf("no class %s", bare))
		}
		n = class(name)
	}
	if opt {
		return optional{n}
	}
	return n
}

// MatchAt tries the pattern at token i and gives its end.
func (p *Pattern) MatchAt(d *Document, i int) (end int, captures []Capture, ok bool) {
	if !p.mayBegin(&d.Tokens[i]) {
		return 0, nil, false
	}
	m := match{d: d}
	ok = p.node.match(&m, i, func(j int) bool { end = j; return j > i })
	return end, m.captures, ok
}

// Spans reports whether the pattern matches the tokens from i to before end.
func (p *Pattern) Spans(d *Document, i, end int) bool {
	if i < 0 || i >= len(d.Tokens) || !p.mayBegin(&d.Tokens[i]) {
		return false
	}
	m := match{d: d}
	return p.node.match(&m, i, func(j int) bool { return j == end })
}

// Within reports whether a pattern matches somewhere between two tokens.
func (p *Pattern) Within(d *Document, from, to int) bool {
	for ; from < to; from++ {
		if _, _, ok := p.MatchAt(d, from); ok {
			return true
		}
	}
	return false
}
