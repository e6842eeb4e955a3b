package doc

import (
	"fmt"
	"html"
	"strings"
	"unicode"
)

// A Formula is a line of mathematics. A paragraph of nothing else is set on a
// line of its own. Prose writes one as a code span between dollar signs, in a
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
type Formula struct{ row []term }

func (Formula) inline() {}

// A term is one item of a formula.
type term struct {
	kind      termKind
	text      string   // of a variable, number, word or operator
	parts     [][]term // what a group or a root holds; a fraction's two
	low, high []term   // index and power
}

type termKind int

const (
	variable termKind = iota
	digits
	name // of a function or a distribution
	words
	operator
	group // in brackets
	fraction
	root
)

// The operators, by the space that they have where a formula is written as
// text: on both sides, behind, and none.
const (
	spacedOperators = "=+−×±∼<>≤≥"
	looseOperators  = ",;∑"
	tightOperators  = "/·⌊⌋"
	operators       = spacedOperators + looseOperators + tightOperators
)

// parseFormula reads the notation.
func parseFormula(source string) (Formula, error) {
	p := &formulaParser{left: []rune(source)}
	row, err := p.row("")
	if err == nil && len(p.left) > 0 {
		err = fmt.Errorf("%q where nothing is open", p.left[0])
	}
	if err == nil && len(row) == 0 {
		err = fmt.Errorf("nothing in it")
	}
	if err != nil {
		return Formula{}, fmt.Errorf("formula %q: %w", source, err)
	}
	return Formula{row}, nil
}

type formulaParser struct{ left []rune }

// row reads terms up to one of the marks in end, which it leaves.
func (p *formulaParser) row(end string) ([]term, error) {
	var row []term
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
			script := &t.low
			if p.left[0] == '^' {
				script = &t.high
			}
			p.left = p.left[1:]
			s, err := p.term()
			if err != nil {
				return nil, err
			}
			if *script = []term{s}; s.kind == group {
				*script = s.parts[0]
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
		return term{kind: words, text: text}, nil
	case letter(c):
		text := p.while(letter)
		switch {
		case text == "frac":
			parts, err := p.brackets(2)
			return term{kind: fraction, parts: parts}, err
		case text == "sqrt":
			parts, err := p.brackets(1)
			return term{kind: root, parts: parts}, err
		case len(text) == 1:
			return term{kind: variable, text: text}, nil
		}
		return term{kind: name, text: text}, nil
	case unicode.IsLetter(c):
		p.left = p.left[1:]
		return term{kind: variable, text: string(c)}, nil
	case unicode.IsDigit(c):
		return term{kind: digits, text: p.while(func(r rune) bool { return unicode.IsDigit(r) || r == '.' })}, nil
	case c == '(':
		parts, err := p.brackets(1)
		return term{kind: group, parts: parts}, err
	case strings.ContainsRune(operators, c):
		p.left = p.left[1:]
		return term{kind: operator, text: string(c)}, nil
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
func (p *formulaParser) brackets(n int) ([][]term, error) {
	var parts [][]term
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
func (f Formula) String() string { return formulaText(f.row) }

func formulaText(row []term) string {
	var b strings.Builder
	for i, t := range row {
		if i > 0 {
			b.WriteString(between(row[i-1], t))
		}
		switch t.kind {
		case group:
			b.WriteString("(" + formulaText(t.parts[0]) + ")")
		case fraction:
			b.WriteString(bracketed(t.parts[0]) + " ÷ " + bracketed(t.parts[1]))
		case root:
			b.WriteString("√(" + formulaText(t.parts[0]) + ")")
		default:
			b.WriteString(t.text)
		}
		if len(t.low) > 0 {
			b.WriteString("_" + bracketed(t.low))
		}
		switch {
		case len(t.high) == 1 && t.high[0].text == "2":
			b.WriteString("²")
		case len(t.high) > 0:
			b.WriteString("^" + bracketed(t.high))
		}
	}
	return b.String()
}

// bracketed is a row that stands as one item.
func bracketed(row []term) string {
	if len(row) == 1 && row[0].kind != fraction {
		return formulaText(row)
	}
	return "(" + formulaText(row) + ")"
}

// between is what stands between two terms in text.
func between(a, b term) string {
	is := func(t term, marks string) bool { return t.kind == operator && strings.Contains(marks, t.text) }
	switch {
	case is(a, spacedOperators), is(b, spacedOperators), is(a, looseOperators):
		return " "
	case a.kind == operator, b.kind == operator, b.kind == group:
		return ""
	case a.kind <= digits && b.kind <= digits:
		return "·"
	}
	return " "
}

// typst is the formula in Typst's notation.
func (f Formula) typst() string { return formulaTypst(f.row) }

func formulaTypst(row []term) string {
	var terms []string
	for _, t := range row {
		s := t.text
		switch t.kind {
		case name:
			s = fmt.Sprintf("#function(%s, %t)", literal(t.text), len(t.low) > 0)
		case words:
			s = "#words(" + literal(t.text) + ")"
		case operator:
			if strings.Contains("/,;", s) {
				s = `\` + s // else it would make a fraction, or part arguments
			}
		case group:
			s = "(" + formulaTypst(t.parts[0]) + ")"
		case fraction:
			s = "frac(" + formulaTypst(t.parts[0]) + ", " + formulaTypst(t.parts[1]) + ")"
		case root:
			s = "sqrt(" + formulaTypst(t.parts[0]) + ")"
		}
		if len(t.low) > 0 {
			s += "_(" + formulaTypst(t.low) + ")"
		}
		if len(t.high) > 0 {
			s += "^(" + formulaTypst(t.high) + ")"
		}
		terms = append(terms, s)
	}
	return strings.Join(terms, " ")
}

// mathML is the formula in the language of web pages. display is for one on a
// line of its own.
func (f Formula) mathML(display bool) string {
	mode := ""
	if display {
		mode = ` display="block"`
	}
	return "<math" + mode + ">" + formulaML(f.row) + "</math>"
}

func formulaML(row []term) string {
	var b strings.Builder
	for i, t := range row {
		text := html.EscapeString(t.text)
		s := ""
		switch t.kind {
		case variable, name, words: // mtext would take the spaces from a sign between two
			s = "<mi>" + text + "</mi>"
		case digits:
			s = "<mn>" + text + "</mn>"
		case operator:
			s = "<mo>" + text + "</mo>"
		case group:
			s = "<mrow><mo>(</mo>" + formulaML(t.parts[0]) + "<mo>)</mo></mrow>"
		case fraction:
			s = "<mfrac>" + rowML(t.parts[0]) + rowML(t.parts[1]) + "</mfrac>"
		case root:
			s = "<msqrt>" + formulaML(t.parts[0]) + "</msqrt>"
		}
		switch {
		case len(t.low) > 0 && t.kind == name:
			s = "<munder>" + s + rowML(t.low) + "</munder>"
		case len(t.low) > 0:
			s = "<msub>" + s + rowML(t.low) + "</msub>"
		}
		if len(t.high) > 0 {
			s = "<msup>" + s + rowML(t.high) + "</msup>"
		}
		if t.kind == name && i+1 < len(row) && row[i+1].kind < operator {
			s += `<mspace width="0.17em"/>`
		}
		b.WriteString(s)
	}
	return b.String()
}

func rowML(row []term) string { return "<mrow>" + formulaML(row) + "</mrow>" }

// display is the formula that a paragraph holds alone.
func (p *Paragraph) display() (Formula, bool) {
	if len(p.Inline) != 1 {
		return Formula{}, false
	}
	f, ok := p.Inline[0].(Formula)
	return f, ok
}
