// Package formula reads the notation in which prose writes formulas. What a formula is on
// a web page and in print stands beside the writers of these.
package formula

import (
	"fmt"
	"strings"
	"unicode"
)

// A Row is a formula, or a part of one: its terms from left to right. It is written in a
// notation of a few rules:
//
//	x, φ               a letter alone is a variable
//	log, "force total" a name of more letters, or words, stand upright
//	m^2, p_i, L_(ab)   a power and an index, of one item or a group
//	frac(a, b)         a fraction
//	sqrt(a)            a root
//	a b                a product; before a bracket it is written a·(b + c)
//
// All else is numbers, brackets and the operators that [operators] lists.
type Row []term

// A term is one item of a formula.
type term struct {
	Kind      termKind
	Text      string // of a variable, number, word or operator
	Parts     []Row  // what a group or a root holds; a fraction's two
	Low, High Row    // index and power
}

type termKind int

const (
	Variable termKind = iota
	Digits
	Name // of a function or a distribution
	Words
	Operator
	Group // in brackets
	Fraction
	Root
)

// The operators, by the space that they have where a formula is written as
// text: on both sides, behind, and none.
const (
	spacedOperators = "=+−×±∼<>≤≥"
	looseOperators  = ",;∑"
	tightOperators  = "/·⌊⌋"
	operators       = spacedOperators + looseOperators + tightOperators
)

// Parse reads the notation.
func Parse(source string) (Row, error) {
	p := &formulaParser{left: []rune(source)}
	row, err := p.row("")
	if err == nil && len(p.left) > 0 {
		err = fmt.Errorf("%q where nothing is open", p.left[0])
	}
	if err == nil && len(row) == 0 {
		err = fmt.Errorf("nothing in it")
	}
	if err != nil {
		return nil, fmt.Errorf("formula %q: %w", source, err)
	}
	return row, nil
}

type formulaParser struct{ left []rune }

// row reads terms up to one of the marks in end, which it leaves.
func (p *formulaParser) row(end string) (Row, error) {
	var row Row
	for {
		for len(p.left) > 0 && p.left[0] == ' ' {
			p.left = p.left[1:]
		}
		if len(p.left) == 0 || p.left[0] == ')' || strings.ContainsRune(end, p.left[0]) {
			return row, nil
		}
		t, err := p.term()
		if err != nil {
			return nil, err
		}
		for len(p.left) > 1 && (p.left[0] == '_' || p.left[0] == '^') {
			script := &t.Low
			if p.left[0] == '^' {
				script = &t.High
			}
			p.left = p.left[1:]
			s, err := p.term()
			if err != nil {
				return nil, err
			}
			if *script = (Row{s}); s.Kind == Group {
				*script = s.Parts[0]
			}
		}
		row = append(row, t)
	}
}

// term reads one item without its index and power.
func (p *formulaParser) term() (term, error) {
	c := p.left[0]
	letter := func(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' }
	switch {
	case c == '"':
		p.left = p.left[1:]
		text := p.while(func(r rune) bool { return r != '"' })
		if len(p.left) == 0 {
			return term{}, fmt.Errorf("words without an end")
		}
		if text == "" {
			return term{}, fmt.Errorf("no words between quotes")
		}
		p.left = p.left[1:]
		return term{Kind: Words, Text: text}, nil
	case letter(c):
		text := p.while(letter)
		switch {
		case text == "frac":
			parts, err := p.brackets(2)
			return term{Kind: Fraction, Parts: parts}, err
		case text == "sqrt":
			parts, err := p.brackets(1)
			return term{Kind: Root, Parts: parts}, err
		case len(text) == 1:
			return term{Kind: Variable, Text: text}, nil
		}
		return term{Kind: Name, Text: text}, nil
	case unicode.IsLetter(c):
		p.left = p.left[1:]
		return term{Kind: Variable, Text: string(c)}, nil
	case unicode.IsDigit(c):
		return term{Kind: Digits, Text: p.while(func(r rune) bool { return unicode.IsDigit(r) || r == '.' })}, nil
	case c == '(':
		parts, err := p.brackets(1)
		return term{Kind: Group, Parts: parts}, err
	case strings.ContainsRune(operators, c):
		p.left = p.left[1:]
		return term{Kind: Operator, Text: string(c)}, nil
	}
	return term{}, fmt.Errorf("%q has no meaning", c)
}

func (p *formulaParser) while(in func(rune) bool) string {
	n := 0
	for n < len(p.left) && in(p.left[n]) {
		n++
	}
	text := string(p.left[:n])
	p.left = p.left[n:]
	return text
}

// brackets reads n rows between brackets, with commas between them.
func (p *formulaParser) brackets(n int) ([]Row, error) {
	var parts []Row
	for i := range n {
		if len(p.left) == 0 || p.left[0] != []rune("(,")[min(i, 1)] {
			return nil, fmt.Errorf("want %d in brackets", n)
		}
		p.left = p.left[1:]
		end := ""
		if n > 1 {
			end = ","
		}
		row, err := p.row(end)
		if err != nil {
			return nil, err
		}
		if len(row) == 0 {
			return nil, fmt.Errorf("nothing in brackets")
		}
		parts = append(parts, row)
	}
	if len(p.left) == 0 || p.left[0] != ')' {
		return nil, fmt.Errorf("a bracket without an end")
	}
	p.left = p.left[1:]
	return parts, nil
}

// String is the formula as text: φ = (∑ (n − m)²/m) ÷ (F − 1).
func (r Row) String() string {
	var b strings.Builder
	for i, t := range r {
		if i > 0 {
			b.WriteString(between(r[i-1], t))
		}
		switch t.Kind {
		case Group:
			b.WriteString("(" + t.Parts[0].String() + ")")
		case Fraction:
			b.WriteString(bracketed(t.Parts[0]) + " ÷ " + bracketed(t.Parts[1]))
		case Root:
			b.WriteString("√(" + t.Parts[0].String() + ")")
		default:
			b.WriteString(t.Text)
		}
		if len(t.Low) > 0 {
			b.WriteString("_" + bracketed(t.Low))
		}
		switch {
		case len(t.High) == 1 && t.High[0].Text == "2":
			b.WriteString("²")
		case len(t.High) > 0:
			b.WriteString("^" + bracketed(t.High))
		}
	}
	return b.String()
}

// bracketed is a row that stands as one item.
func bracketed(row Row) string {
	if len(row) == 1 && row[0].Kind != Fraction {
		return row.String()
	}
	return "(" + row.String() + ")"
}

// between is what stands between two terms in text.
func between(a, b term) string {
	is := func(t term, marks string) bool { return t.Kind == Operator && strings.Contains(marks, t.Text) }
	switch {
	case is(a, spacedOperators), is(b, spacedOperators), is(a, looseOperators):
		return " "
	case a.Kind == Operator, b.Kind == Operator, b.Kind == Group:
		return ""
	case a.Kind <= Digits && b.Kind <= Digits:
		return "·"
	}
	return " "
}
