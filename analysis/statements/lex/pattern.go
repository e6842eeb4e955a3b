package lex

import (
	"fmt"
	"slices"
	"strings"
	"sync"
)

// A Pattern is a run of words as the grammar's tables write it: words, in
// alternatives a|b, each or a group (a b|c) optional with ?, and classes such as
// {month}. It is matched greedily, token by token.
type Pattern struct {
	node    node
	made    sync.Once
	begin   *state   // made when it is first matched
	first   []string // the words that may begin a match
	mark    uint64   // the marks of these, as of a token
	classes []string // the classes that may begin one
	starts  classSet // these as a set
}

// A Capture is what a class matched.
type Capture struct {
	Class       string
	First, Last int // tokens, from the first to before the last
	Value       float64
	Date        MonthDate
	Year        int // of a year, or the first year of a financial year
}

// A node is a part of a pattern as it is written.
type node interface {
	// states are those that match the node and then what follows it.
	states(next *state) *state
	// firsts adds the words and classes that may begin the node to a pattern, and tells
	// whether it may match nothing.
	firsts(p *Pattern) (empty bool)
}

type sequence []node
type alternatives []node
type optional struct{ node }
type literal string
type class string

// A state is what a match reads next: a token that is one of some words, or a class; or else
// the ways on, to be tried in their order. The last is followed by none.
type state struct {
	words []string
	mark  uint64 // the marks of the words, as of a token
	class string
	read  classReader // of the class
	ways  []*state
	next  *state
}

// A classReader reads a class at token i: its end, and what it holds.
type classReader func(d *Document, i int) (Capture, bool)

var Classes map[string]classReader

func (s sequence) states(next *state) *state {
	for _, n := range slices.Backward(s) {
		next = n.states(next)
	}
	return next
}

func (a alternatives) states(next *state) *state {
	if words, ok := wordsOf(nil, a); ok {
		return wordState(words, next)
	}
	if len(a) == 1 {
		return a[0].states(next)
	}
	s := &state{}
	for _, n := range a {
		s.ways = append(s.ways, n.states(next))
	}
	return s
}

func (o optional) states(next *state) *state {
	return &state{ways: []*state{o.node.states(next), next}}
}

func (l literal) states(next *state) *state { return wordState([]string{string(l)}, next) }

func (c class) states(next *state) *state {
	return &state{class: string(c), read: Classes[string(c)], next: next}
}

// wordState reads one of some words.
func wordState(words []string, next *state) *state {
	s := &state{words: words, next: next}
	for _, w := range words {
		s.mark |= markOf(w)
	}
	return s
}

// holds reports whether a token is one of the words of a state.
func (s *state) holds(t *token) bool { return s.mark&t.mark != 0 && slices.Contains(s.words, t.Text) }

// wordsOf appends the words of a node that is one of several words; ok is false for others.
func wordsOf(words []string, n node) (all []string, ok bool) {
	switch n := n.(type) {
	case literal:
		return append(words, string(n)), true
	case sequence:
		if len(n) == 1 {
			return wordsOf(words, n[0])
		}
	case alternatives:
		for _, one := range n {
			if words, ok = wordsOf(words, one); !ok {
				return nil, false
			}
		}
		return words, true
	}
	return nil, false
}

// A match is an attempt at a pattern, with its captures so far.
type match struct {
	d        *Document
	first    int // token
	end      int // where the match must end; -1 for anywhere after the first token
	captures []Capture
}

// from follows the states from token i, and sets the end of the match where they lead to it.
func (m *match) from(s *state, i int) bool {
	for ; s != nil; s = s.next {
		switch {
		case s.words != nil:
			if i >= len(m.d.Tokens) || !s.holds(&m.d.Tokens[i]) {
				return false
			}
			i++
		case s.class != "":
			return i < len(m.d.Tokens) && m.class(s, i)
		default:
			for _, way := range s.ways {
				if m.from(way, i) {
					return true
				}
			}
			return false
		}
	}
	if m.end >= 0 {
		return i == m.end
	}
	if i > m.first {
		m.end = i
	}
	return i > m.first
}

// class reads a class at token i, and follows the states after it.
func (m *match) class(s *state, i int) bool {
	got, ok := s.read(m.d, i)
	if !ok {
		return false
	}
	got.Class, got.First = s.class, i
	m.captures = append(m.captures, got)
	if m.from(s.next, got.Last) {
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
	if mark := markOf(string(l)); p.mark&mark == 0 || !slices.Contains(p.first, string(l)) {
		p.first = append(p.first, string(l))
		p.mark |= mark
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
	p.starts = setOf(p.classes)
	return p
}

// mayBegin reports whether a match may begin with a token.
func (p *Pattern) mayBegin(t *token) bool {
	if p.mark&t.mark != 0 && slices.Contains(p.first, t.Text) {
		return true
	}
	return p.starts&t.starts != 0
}

// markOf is one of 64 bits that a word has, so that most words are told from those of a
// list without looking through it.
func markOf(word string) uint64 {
	return 1 << ((uint(word[0])*7 + uint(word[len(word)-1])*3 + uint(len(word))) % 64)
}

// lex splits a pattern into words and marks of grouping.
func lex(s string) []string {
	parts := make([]string, 0, len(s)/4+1)
	for i := 0; i < len(s); {
		switch s[i] {
		case ' ':
			i++
		case ')':
			end := i + 1
			if end < len(s) && s[end] == '?' {
				end++
			}
			parts = append(parts, s[i:end])
			i = end
		case '(', '|':
			parts = append(parts, s[i:i+1])
			i++
		default:
			end := len(s)
			if length := strings.IndexAny(s[i:], " ()|"); length >= 0 {
				end = i + length
			}
			parts = append(parts, s[i:end])
			i = end
		}
	}
	return parts
}

// parseAlternatives reads sequences with | between them, up to a closing bracket.
// Between two plain words | binds them alone: year|12 months is (year|12) months.
func parseAlternatives(in []string) (node, []string) {
	var s sequence
	for len(in) > 0 && in[0] != ")" && in[0] != ")?" {
		var n node
		n, in = parseOne(in)
		var all alternatives
		for len(in) > 0 && in[0] == "|" {
			if all == nil {
				all = alternatives{n}
			}
			n, in = parseOne(in[1:])
			if opt, ok := n.(optional); ok {
				n, all = optional{append(all, opt.node)}, nil
			} else {
				all = append(all, n)
			}
		}
		if all != nil {
			n = all
		}
		s = append(s, n)
	}
	if len(s) == 1 {
		return s[0], in
	}
	return s, in
}

// parseOne reads a word or what is in brackets.
func parseOne(in []string) (node, []string) {
	if in[0] != "(" {
		return parseWord(in[0]), in[1:]
	}
	n, in := parseAlternatives(in[1:])
	if len(in) == 0 {
		panic("a bracket is not closed")
	}
	if in[0] == ")?" {
		n = optional{n}
	}
	return n, in[1:]
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

func (p *Pattern) states() *state {
	p.made.Do(func() { p.begin = p.node.states(nil) })
	return p.begin
}

// MatchAt tries the pattern at token i and gives its end.
func (p *Pattern) MatchAt(d *Document, i int) (end int, captures []Capture, ok bool) {
	if !p.mayBegin(&d.Tokens[i]) {
		return 0, nil, false
	}
	m := match{d: d, first: i, end: -1}
	ok = m.from(p.states(), i)
	return m.end, m.captures, ok
}

// Spans reports whether the pattern matches the tokens from i to before end.
func (p *Pattern) Spans(d *Document, i, end int) bool {
	if i < 0 || i >= len(d.Tokens) || !p.mayBegin(&d.Tokens[i]) {
		return false
	}
	m := match{d: d, first: i, end: end}
	return m.from(p.states(), i)
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
