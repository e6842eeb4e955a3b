package fair

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/statements/frames"
	"grooming-report/analysis/statements/lex"
	"grooming-report/report/doc"
	"grooming-report/report/proof"
)

// Proofread reads a finished document as anybody's text is read, section by section, and
// stops at the first sentence whose words and numbers do not go together. It reads running
// text, captions, alt text and notes. The cells of tables are facts, and are held to their
// headings as facts.
func Proofread(d *doc.Document, evidence *fact.Evidence, data *records.Data, breaks breaks) error {
	r := &proofreader{date: d.Date, data: data, words: printed(evidence)}
	for _, q := range breaks(nil) {
		r.breaks = append(r.breaks, span(q.Period()).From)
	}
	for _, words := range []string{strings.Replace(d.Title, d.Author, "…", 1), d.Subtitle, d.Summary} {
		r.run(lex.Paragraph, []doc.Inline{doc.Text(words)})
		r.finish("the title")
	}
	section := "the first section"
	err := doc.Walk(d.Blocks, func(b doc.Block) error {
		switch b := b.(type) {
		case *doc.Heading:
			r.finish(section)
			section = "section " + doc.PlainText(b.Inline)
			r.run(lex.Heading, b.Inline)
		case *doc.Paragraph:
			r.run(lex.Paragraph, b.Inline)
		case *doc.Figure:
			r.run(lex.Paragraph, b.Caption)
			r.run(lex.Paragraph, []doc.Inline{doc.Text(b.Alt)})
			r.free = append(r.free, r.blocks[len(r.blocks)-1])
		case *doc.Table:
			r.run(lex.Paragraph, b.Caption)
			if err := headed(b, data.Forces); err != nil {
				return fmt.Errorf("table %s: %w", b.ID, err)
			}
		}
		return r.err
	})
	if err != nil {
		return err
	}
	r.finish(section)
	for _, n := range d.Notes {
		r.run(lex.Footnote, n.Inline)
		r.finish(fmt.Sprintf("note %d", n.Number))
	}
	return r.err
}

// headed reports the first cell whose number is of another time or area than what heads it. The
// cells of a table are no sentences, and what reads sentences takes a column headed by a release
// or a measure for one of years: so their numbers are held as the facts that they are to the
// periods that the cell, its column or its row names, and to the force that the row is of.
func headed(t *doc.Table, forces *records.Forces) error {
	heads := make([][]lex.Span, len(t.Columns))
	for i, c := range t.Columns {
		heads[i] = periodsIn(c.Head)
	}
	for _, row := range t.Rows {
		first := doc.PlainText(row[0])
		ofRow := periodsIn(first)
		force, isForce := forces.Known(first)
		for i, c := range row {
			words := doc.PlainText(c)
			for _, f := range Stated(c) {
				n := recorded(f)
				if n.Kind != proof.Count {
					continue
				}
				head := t.Columns[i].Head
				at := slices.Concat(heads[i], ofRow)
				if own := periodsIn(words); len(own) > 0 {
					at = own
				}
				holds := func(s lex.Span) bool {
					within := s.From <= n.Later.From && n.Later.To <= s.To
					part := within && (strings.Contains(head, "(part)") || strings.HasPrefix(n.Later.String(), head))
					before := strings.Contains(strings.ToLower(head), "before") // the year before that of the row
					return s == n.Later || part || before
				}
				if len(at) > 0 && !slices.ContainsFunc(at, holds) {
					return fmt.Errorf("row %s, column %s: %s is of %s, and no heading of it says so", first, head, words, n.Later)
				}
				if isForce && n.Area != force.Display() {
					return fmt.Errorf("row %s, column %s: %s is of %s", first, head, words, n.Area)
				}
			}
		}
	}
	return nil
}

// periodsIn lists the periods that the words of a cell or a heading name.
func periodsIn(words string) (list []lex.Span) {
	if !strings.Contains(words, "20") {
		return nil // names no year
	}
	for _, s := range frames.Read(words, frames.Context{}).Sentences {
		list = append(list, s.Periods...)
	}
	return list
}

// A proofreader gathers the words of a section.
type proofreader struct {
	date   string
	breaks []lex.Month
	data   *records.Data
	words  proof.Printed
	text   strings.Builder
	length int // of the text, in runes
	blocks []lex.Block
	marks  []position
	free   []lex.Block // of the blocks those that have words alone, and no marks
	err    error
}

// A position is where the text states a fact, in runes. The limits of one are a number of no kind.
type position struct {
	start, end int
	number     proof.Number
}

func (r *proofreader) add(words string) {
	r.text.WriteString(words)
	r.length += utf8.RuneCountInString(words)
}

// run adds the words of a block. What leads elsewhere, a formula and a name are only hinted at.
func (r *proofreader) run(kind lex.BlockKind, in []doc.Inline) {
	b := lex.Block{Kind: kind, Start: r.length}
	err := doc.WalkInlines(in, func(i doc.Inline) error {
		switch i := i.(type) {
		case doc.Text:
			r.add(string(i))
		case doc.Number:
			if i.Fact == nil {
				r.add("…")
				return nil
			}
			p := position{start: r.length, number: recorded(i.Fact)}
			if i.Text != i.Fact.Text {
				p.number = proof.Number{Name: i.Fact.Name}
			}
			r.add(i.Text)
			p.end = r.length
			r.marks = append(r.marks, p)
		case doc.Verbatim, doc.Formula, doc.Ref:
			r.add("…")
		case doc.Strong, doc.Emphasis, doc.Link, doc.NoteRef: // what they hold comes next
		default:
			return fmt.Errorf("the proofreader has no place for a %T", i)
		}
		return nil
	})
	if r.err == nil {
		r.err = err
	}
	b.End = r.length
	r.blocks = append(r.blocks, b)
	r.add("\n\n")
}

// finish reads the words of a section, if something in them may be at fault.
func (r *proofreader) finish(section string) {
	t := proof.Text{Words: r.text.String(), Breaks: r.breaks, Recorded: r.recorded, Data: r.data, Context: frames.Context{
		Date: r.date, Given: "Home Office police recorded crime, code 88A", Blocks: r.blocks}}
	if r.err == nil {
		if f := proof.Check(t); f != nil {
			r.err = fmt.Errorf("%s: %w", section, f)
		}
	}
	r.text.Reset()
	r.length, r.blocks, r.marks, r.free = 0, nil, nil, nil
}

// recorded lists the numbers that the words at a place state. In alt text, which has words
// alone, they are those that are printed so.
func (r *proofreader) recorded(start, end int) []proof.Number {
	for _, m := range r.marks {
		if m.start < end && start < m.end {
			return []proof.Number{m.number}
		}
	}
	for _, b := range r.free {
		if b.Start <= start && end <= b.End {
			return r.words.At([]rune(r.text.String()), start, end)
		}
	}
	return nil
}

// recorded is a fact as words can be held to it.
func recorded(f *fact.Fact) proof.Number {
	n := proof.Number{Name: f.Name, Area: records.Area{Name: f.Area}.Display(), Later: span(f.Period)}
	if strings.Contains(string(f.Method), string(fact.PredictedCount)) {
		return n // of a time that the record does not have
	}
	switch f.Unit {
	case fact.Offences, fact.OffencesPerYear: // beside a rate for people stands the year of their estimate too
		n.Kind = proof.Count
	case fact.UnitRatio, fact.PerCent:
		later, earlier := f.Input("later"), f.Input("earlier")
		if later != nil && earlier != nil && later.Period != earlier.Period {
			n.Kind, n.Later, n.Earlier = proof.Ratio, span(later.Period), span(earlier.Period)
		}
	}
	return n
}

// printed lists the recorded numbers by the words that print them.
func printed(evidence *fact.Evidence) proof.Printed {
	words := proof.Printed{}
	for _, f := range evidence.Facts() {
		words.Add(f.Text, f.LimitsText, recorded(f))
	}
	return words
}

// span is a period by its months.
func span(p records.Period) lex.Span {
	first, last := p.First(), p.Last()
	return lex.Span{From: lex.NewMonth(first.Year(), int(first.Month())),
		To: lex.NewMonth(last.Year(), int(last.Month()))}
}
