package frames

import (
	"grooming-report/analysis/statements/lex"
	"grooming-report/analysis/statements/periods"
)

// A Sentence is one of a text, with what it says of time.
type Sentence struct {
	Start, End int        // in runes
	Paragraph  int        // number of the paragraph, which empty lines part
	Periods    []lex.Span // that it names, in order; one that is open ends with the day of the text
	Change     string     // its first word that says that figures differ: rose, times, against; empty for none
}

// sentences lists the sentences.
func (r *reader) sentences() []Sentence {
	out := make([]Sentence, len(r.D.Sentences))
	for n, s := range r.D.Sentences {
		x := Sentence{Start: r.D.Tokens[s.First].Start, End: r.D.Tokens[s.Last-1].End, Paragraph: s.Paragraph}
		for _, m := range r.MentionsIn(s.First, s.Last) {
			x.Periods = append(x.Periods, r.named(m)...)
		}
		for i := s.First; i < s.Last && x.Change == ""; i++ {
			if r.D.Compares(i) {
				x.Change = r.D.At(i)
			}
		}
		out[n] = x
	}
	return out
}

// named is the period of a mention as a reader understands it: its first reading. A day is none, nor
// is the month in which the law changed, which names the change.
func (r *reader) named(m *periods.Mention) []lex.Span {
	alone := m.Date.Month != 0 && len(m.Spans) > 0 && m.Spans[0].Months() == 1
	switch {
	case m.Relation == periods.DateOnly,
		alone && m.Spans[0].From >= lex.LawMonth-1 && m.Spans[0].From <= lex.LawMonth && !m.Since:
		return nil
	case m.Since && len(m.Spans) > 0:
		return []lex.Span{{From: m.Spans[0].From, To: max(m.Spans[0].To, r.Now())}}
	case m.Relation == periods.OverYears && r.Dated && m.N >= 12:
		return []lex.Span{lex.Ending(r.Date.Latest(), m.N)}
	case m.Relation == periods.Absolute && len(m.Ends) > 0:
		return m.Ends
	case m.Relation == periods.Absolute && len(m.Spans) > 0:
		return m.Spans[:1]
	}
	return nil
}
