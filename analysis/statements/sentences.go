package statements

import "strings"

// A Sentence is one of a text, with what it says of time.
type Sentence struct {
	Start, End int    // in runes
	Paragraph  int    // number of the paragraph, which empty lines part
	Periods    []Span // that it names, in order; one that is open ends with the day of the text
	Change     string // its first word that says that figures differ: rose, times, against; empty for none
}

// comparing are the words, besides those of rises and falls, that set two figures beside each other.
var comparing = set("times multiplied multiply multiplies multiplying against compared versus exceeds exceeded " +
	"outnumber outnumbers larger smaller went gone")

// sentences lists the sentences. A day is no period, nor is the month in which the law changed,
// which names the change.
func (r *reader) sentences() []Sentence {
	out := make([]Sentence, len(r.d.sentences))
	for n, s := range r.d.sentences {
		x := Sentence{Start: r.d.tokens[s.first].start, End: r.d.tokens[s.last-1].end, Paragraph: s.paragraph}
		for _, m := range r.mentionsIn(s.first, s.last) {
			x.Periods = append(x.Periods, r.named(m)...)
		}
		for i := s.first; i < s.last && x.Change == ""; i++ {
			if w := r.d.at(i); r.differs(i) {
				x.Change = w
			}
		}
		out[n] = x
	}
	return out
}

// named is the period of a mention as a reader understands it: its first reading.
func (r *reader) named(m *mention) []Span {
	alone := m.date.month != 0 && len(m.spans) > 0 && m.spans[0].Months() == 1
	switch {
	case m.relation == dateOnly, alone && m.spans[0].From >= lawMonth-1 && m.spans[0].From <= lawMonth && !m.since:
		return nil
	case m.since && len(m.spans) > 0:
		return []Span{{m.spans[0].From, max(m.spans[0].To, r.now())}}
	case m.relation == overYears && r.dated && m.n >= 12:
		return []Span{ending(r.date.latest(), m.n)}
	case m.relation == absolute && len(m.ends) > 0:
		return m.ends
	case m.relation == absolute && len(m.spans) > 0:
		return m.spans[:1]
	}
	return nil
}

// differs reports whether the token at i is a word of change, or of comparison.
func (r *reader) differs(i int) bool {
	w := r.d.at(i)
	switch w {
	case "up", "down":
		return r.d.is(i+1, set("from on by"))
	case "more", "less", "fewer", "higher", "lower", "greater", "larger", "smaller", "above", "below":
		return r.d.is(i+1, set("than")) || w == "above" || w == "below"
	case "times":
		return r.d.is(i+1, set("as more higher larger the those that"))
	case "change", "changes", "difference", "added", "cut", "shot", "gain", "gained":
		return w == "shot" && r.d.at(i+1) == "up"
	case "went", "gone":
		return r.d.is(i+1, set("up down from"))
	case "changed":
		return r.d.at(i+1) == "from"
	}
	return riseWords[w] || fallWords[w] || comparing[w] || multiples[w] > 0 || halvings[w] || strings.HasSuffix(w, "fold")
}
