package fair

import (
	"fmt"
	"regexp"
	"strings"

	"grooming-report/analysis/fact"
	"grooming-report/report/doc"
)

// A sentence is its words and the facts stated in it.
type sentence struct {
	text  string
	facts []*fact.Fact
}

var sentenceEnd = regexp.MustCompile(`[.!?:][”’)]*[\s\x{00a0}]+[“‘(]*[A-Z]`)

// sentences splits running text. A colon before a capital ends one as well, so
// that a caveat in front of a colon does not cover what follows it.
func sentences(in []doc.Inline) []sentence {
	whole, marks := flatten(in)
	var ss []sentence
	start := 0
	for start < len(whole) {
		end := len(whole)
		if m := sentenceEnd.FindStringIndex(whole[start:]); m != nil {
			end = start + m[1] - 1
		}
		s := sentence{text: strings.TrimSpace(whole[start:end])}
		for _, m := range marks {
			if start <= m.at && m.at < end {
				s.facts = append(s.facts, m.fact)
			}
		}
		ss = append(ss, s)
		start = end
	}
	return ss
}

// A mark is where a fact is stated in a text.
type mark struct {
	at   int
	fact *fact.Fact
}

// flatten is the words of inlines, and the facts among them. A name, which is not
// ours to judge, is only hinted at.
func flatten(in []doc.Inline) (string, []mark) {
	var text strings.Builder
	var marks []mark
	err := doc.WalkInlines(in, func(i doc.Inline) error {
		switch i := i.(type) {
		case doc.Number:
			if i.Fact == nil {
				text.WriteString("…")
				return nil
			}
			marks = append(marks, mark{text.Len(), i.Fact})
			text.WriteString(i.Text)
		case doc.Strong, doc.Emphasis, doc.Link: // what they hold comes next
		case doc.Footnote: // stands apart, and is read among the notes
		case doc.Text, doc.Verbatim, doc.Formula, doc.Ref, doc.NoteRef:
			text.WriteString(doc.PlainText([]doc.Inline{i}))
		default:
			return fmt.Errorf("the fairness check has no place for a %T", i)
		}
		return nil
	})
	if err != nil {
		panic(err) // Fair has refused such a document
	}
	return text.String(), marks
}

// typed is the first number in digits of inlines that is neither a fact, nor part of a name, of a
// quotation or of what names a period, a law or a source; empty for none.
func (c *Checker) typed(in []doc.Inline) string {
	var words strings.Builder
	err := doc.WalkInlines(in, func(i doc.Inline) error {
		if text, ok := i.(doc.Text); ok {
			words.WriteString(string(text))
		} else {
			words.WriteString("…")
		}
		return nil
	})
	if err != nil {
		panic(err) // Fair has refused such a document
	}
	return c.names.Typed(words.String())
}

var (
	digit = regexp.MustCompile(`.{0,20}[0-9].{0,20}`)
	// field is what a template fills in, and place what names a part, an anchor or an
	// address.
	field    = regexp.MustCompile(`(?s)\{\{.*?\}\}`)
	place    = regexp.MustCompile("\\{#[^}]*\\}|```.*|\\]\\([^)]*\\)")
	constant = regexp.MustCompile(`[^\pL0-9_.][0-9]|"[^"]*[0-9]|\x60[^\x60]*[0-9]`)
)

// TypedInTemplate is an error for a digit that is typed in the Markdown of a section: every
// number in prose comes from a field.
func TypedInTemplate(prose string) error {
	words := place.ReplaceAllString(field.ReplaceAllString(prose, ""), "")
	if strings.ContainsAny(words, "0123456789") {
		return fmt.Errorf("a typed number, %q; name a field that holds it", strings.TrimSpace(digit.FindString(words)))
	}
	for _, f := range field.FindAllString(prose, -1) {
		if constant.MatchString(f) {
			return fmt.Errorf("a number typed in %s; name a field that holds it", f)
		}
	}
	return nil
}
