package frames

import (
	"slices"
	"strings"

	"grooming-report/analysis/statements/lex"
	"grooming-report/analysis/statements/pairing"
	"grooming-report/analysis/statements/periods"
	"grooming-report/analysis/statements/roles"
)

// A reader holds a text while its frames are made.
type reader struct {
	*pairing.Reader
	state  state
	frames map[*roles.Value]*Frame // of the claims
	last   *lex.Month              // of the periods that the text names, once it is looked for
	dated  []*roles.Value          // the counts, in order, that are no base and name a period of their own
}

// A state is what a sentence inherits from those before it.
type state struct {
	spans    []lex.Span // of the last count that is no base
	main     []lex.Span // of the first, or of a later year
	year     []lex.Span // of the last that is a year
	headed   bool       // spans are of a heading, or of the line before a list
	whole    []lex.Span // the longest of a count of returns to requests
	pair     [2][]lex.Span
	ends     [2][]lex.Span // of the last count with a base, and of the base
	told     [2][]lex.Span // the ends of the last two years that a sentence without claims names
	toldIn   int           // that sentence
	ofSexual bool
}

// Read finds the numerals of a text and frames those that are statements about
// grooming offences.
func Read(text string, c Context) Reading {
	r := &reader{Reader: pairing.Read(roles.Read(text, c.Date, c.Given, c.Blocks), c.Area),
		frames: map[*roles.Value]*Frame{}}
	r.frame()
	return r.reading()
}

// ageUnits go with the number of an age.
var ageUnits = lex.Set("year years yr yrs month months old olds over under older younger above below up upwards")

// reading lists the numerals in order.
func (r *reader) reading() Reading {
	out := Reading{Sentences: r.sentences()}
	add := func(first, last int, n Numeral) {
		n.Start, n.End = r.D.Tokens[first].Start, r.D.Tokens[last-1].End
		n.Text = string(r.D.Text[n.Start:n.End])
		out.Numerals = append(out.Numerals, n)
	}
	for _, p := range r.Plain {
		first := p.First
		for p.Role == lex.Age && first < p.Last-1 && !r.D.HoldsNumeral(first, first+1) {
			first++ // victims were | 12 or 13
		}
		last := p.Last
		for p.Role == lex.Age && last > first+1 && !r.D.HoldsNumeral(last-1, last) && !ageUnits[r.D.At(last-1)] {
			last-- // a caretaker, | 68, | from Deal
		}
		add(first, last, Numeral{Role: p.Role, Why: p.Why})
	}
	for _, m := range r.Mentions {
		if r.IsStart(m) || !r.D.HoldsNumeral(m.First, m.Last) {
			continue
		}
		role := lex.PeriodIs
		if m.Relation == periods.DateOnly {
			role = lex.Date
		}
		add(m.First, m.Last, Numeral{Role: role, Why: strings.ToLower(string(role))})
	}
	for _, v := range r.Values {
		n := Numeral{Role: v.Role, Why: v.Why, Kind: v.Kind, Stated: v.Stated, High: v.High, Hedge: v.Hedge,
			Noun: v.Noun, Subject: v.Subject, Frame: r.frames[v]}
		if v.Fall && v.Kind.Form().Falls {
			n.Stated = -v.Stated
		}
		if v.Role != lex.Claim {
			n.Frame = nil
		}
		if f := r.frames[v]; f != nil {
			n.Date = f.Date
			if v.Kind.Form().Periods == lex.RunOfPeriods {
				n.Stated = f.Stated
			}
		}
		add(v.First, v.Last, n)
	}
	slices.SortStableFunc(out.Numerals, func(a, b Numeral) int { return a.Start - b.Start })
	return out
}
