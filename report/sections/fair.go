package sections

import (
	"fmt"
	"regexp"
	"strings"

	"grooming-report/analysis/fact"
	"grooming-report/report/doc"
)

// caveat is what a sentence must say where it states a comparison across April
// 2017.
const caveat = "not comparable"

// unfair lists what no sentence of ours may say: offences recorded are not
// offences committed, a comparison gives no cause and no forecast, and forces
// are not ranked.
var unfair = []*regexp.Regexp{
	regexp.MustCompile(`(?i)\bgrooming (cases |crimes )?(has |have |had )?(rose|risen|rising|increased|increasing|soared|trebled|doubled|surged|fell|fallen|dropped|decreased)`),
	regexp.MustCompile(`(?i)\b(rise|increase|surge|fall|drop) in grooming\b`),
	regexp.MustCompile(`(?i)\b(caused by|driven by|because of the (new )?(law|offence)|effect of the law|thanks to)\b`),
	regexp.MustCompile(`(?i)\b(will (rise|fall|reach|increase)|is set to|on course (for|to)|predicts?|projected)\b`),
	regexp.MustCompile(`(?i)\b(worst|highest|lowest|top|bottom)[- ](force|forces|ranked|ranking|ten)\b|\branked\b|\bleague table\b|\bhotspot`),
	regexp.MustCompile(`(?i)\b(epidemic|tidal wave|shocking|horrifying|explosion|skyrocket)`),
	regexp.MustCompile(`(?i)\bdid not rise\b`),
}

var quoted = regexp.MustCompile(`“[^”]*”`)

// Fair reports the first sentence of the document that would say something
// unfair. It is part of the build: an unfair document is not written.
func Fair(d *doc.Document) error {
	for _, b := range d.Blocks {
		if err := fairBlock(b); err != nil {
			return err
		}
	}
	for _, n := range d.Notes {
		if err := fairText(n.Inline, ""); err != nil {
			return err
		}
	}
	return nil
}

func fairBlock(b doc.Block) error {
	switch b := b.(type) {
	case *doc.Heading:
		return fairText(b.Inline, "")
	case *doc.Paragraph:
		return fairText(b.Inline, "")
	case *doc.Quote:
		for _, inner := range b.Blocks {
			if err := fairBlock(inner); err != nil {
				return err
			}
		}
	case *doc.List:
		for _, item := range b.Items {
			for _, inner := range item {
				if err := fairBlock(inner); err != nil {
					return err
				}
			}
		}
	case *doc.Figure:
		return fairText(b.Caption, "")
	case *doc.Table:
		if err := fairText(b.Caption, ""); err != nil {
			return err
		}
		caption := doc.PlainText(b.Caption)
		for _, row := range b.Rows {
			// The words beside a number in a table are those of its row and those
			// over its column.
			var words []string
			for _, c := range row {
				words = append(words, doc.PlainText(c))
			}
			for i, c := range row {
				if err := fairText(c, strings.Join(append(words, caption, b.Columns[i].Head), " ")); err != nil {
					return fmt.Errorf("table %s: %w", b.ID, err)
				}
			}
		}
	}
	return nil
}

// fairText checks sentence by sentence; beside is what stands next to the text
// and is read with every sentence of it.
func fairText(in []doc.Inline, beside string) error {
	for _, s := range sentences(in) {
		for _, f := range s.facts {
			if f.Across && !strings.Contains(s.text, caveat) && !strings.Contains(beside, caveat) {
				return fmt.Errorf("this sentence states %s across April 2017 without saying %q: %q", f.Name, caveat, s.text)
			}
		}
		ours := quoted.ReplaceAllString(s.text, "")
		for _, u := range unfair {
			if found := u.FindString(ours); found != "" {
				return fmt.Errorf("this sentence says %q, which the data cannot support: %q", found, s.text)
			}
		}
	}
	return percentages(in, beside)
}

// percentages checks that a percentage of ours stands beside both counts that
// it was computed from, so that nobody can quote it without its base.
func percentages(in []doc.Inline, beside string) error {
	stated := map[string]bool{}
	var facts []*fact.Fact
	for _, s := range sentences(in) {
		for _, f := range s.facts {
			stated[f.Name] = true
			facts = append(facts, f)
		}
	}
	for _, f := range facts {
		if f.Unit != fact.PerCent || len(f.Inputs) == 0 {
			continue
		}
		for _, count := range counts(f) {
			if !stated[count.Name] && !strings.Contains(beside, count.Text) {
				return fmt.Errorf("%s is stated without %s, which it was computed from", f.Name, count.Name)
			}
		}
	}
	return nil
}

// counts lists the counts that a fact was computed from.
func counts(f *fact.Fact) []*fact.Fact {
	switch f.Unit {
	case fact.Offences, fact.UnitCells, fact.UnitForces:
		return []*fact.Fact{f}
	}
	var cs []*fact.Fact
	for _, i := range f.Inputs {
		cs = append(cs, counts(i)...)
	}
	return cs
}

// A sentence is its words and the facts stated in it.
type sentence struct {
	text  string
	facts []*fact.Fact
}

var sentenceEnd = regexp.MustCompile(`[.!?:][”’)]*[\s\x{00a0}]+[“‘(]*[A-Z]`)

// sentences splits running text. A colon before a capital ends one as well, so
// that a caveat in front of a colon does not cover what follows it.
func sentences(in []doc.Inline) []sentence {
	type mark struct {
		at   int
		fact *fact.Fact
	}
	var text strings.Builder
	var marks []mark
	var flatten func([]doc.Inline)
	flatten = func(in []doc.Inline) {
		for _, i := range in {
			switch i := i.(type) {
			case doc.Strong:
				flatten(i.Inline)
			case doc.Emphasis:
				flatten(i.Inline)
			case doc.Link:
				flatten(i.Inline)
			case doc.Number:
				if i.Fact == nil { // a name, which is not ours to judge
					text.WriteString("…")
					continue
				}
				marks = append(marks, mark{text.Len(), i.Fact})
				text.WriteString(i.Text)
			default:
				text.WriteString(doc.PlainText([]doc.Inline{i}))
			}
		}
	}
	flatten(in)
	var ss []sentence
	whole := text.String()
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
