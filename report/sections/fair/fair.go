// Package fair judges the finished document: no comparison across a change of definition
// without its caveat, no number whose words are of another period, area or measure, no typed
// digit, and no count to come where none is to be stated.
package fair

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/report/doc"
	"grooming-report/report/proof"
)

// Caveat is what must stand beside a comparison across a break.
const Caveat = proof.Caveat

// unfair lists what no sentence of ours may say: offences recorded are not
// offences committed, a comparison gives no cause and no forecast, and forces
// are not ranked.
var unfair = []claim{
	newClaim("grooming", `(?i)\bgrooming (cases |crimes )?(has |have |had )?(rose|risen|rising|increased|increasing|`+
		`soared|trebled|doubled|surged|fell|fallen|dropped|decreased)`),
	newClaim("grooming", `(?i)\b(rise|increase|surge|fall|drop) in grooming\b`),
	newClaim("by|because|effect|thanks", `(?i)\b(caused by|driven by|because of the (new )?(law|offence)|effect of the law|thanks to)\b`),
	newClaim("will|set|course|predict|projected", `(?i)\b(will (rise|fall|reach|increase)|is set to|on course (for|to)|predicts?|projected)\b`),
	newClaim("worst|highest|lowest|top|bottom|ranked|league|hotspot", `(?i)\b(worst|highest|lowest|top|bottom)[- ](force|forces|ranked|ranking|ten)\b|`+
		`\branked\b|\bleague table\b|\bhotspot`),
	newClaim("epidemic|tidal|shocking|horrifying|explosion|skyrocket", `(?i)\b(epidemic|tidal wave|shocking|horrifying|explosion|skyrocket)`),
	newClaim("rise", `(?i)\bdid not rise\b`),
}

// A claim is words that an expression finds, of which one is always there: to look for that
// first takes a tenth of the time.
type claim struct {
	one   []string // in small letters
	words *regexp.Regexp
}

func newClaim(one, words string) claim {
	return claim{strings.Split(one, "|"), regexp.MustCompile(words)}
}

// in is the claim as a sentence makes it, whose small letters are low; empty if it does not.
func (c claim) in(sentence, low string) string {
	for _, w := range c.one {
		if strings.Contains(low, w) {
			return c.words.FindString(sentence)
		}
	}
	return ""
}

var quoted = regexp.MustCompile(`“[^”]*”`)

// breaks gives the quarters from which on the series that a fact counts holds
// something else than before, in order; none where there are none, or where the fact is no
// count of a series or rate of one. For no fact, nil, they are those of the series
// that the words of the document are about.
type breaks func(*fact.Fact) []records.Quarter

// BreaksOf are the breaks of the series of a table, for counts and rates of all
// that a series holds, as their definitions name it. Words are about the main one, up to
// the last quarter of the data: since a year, they say, and mean until then.
func BreaksOf(table records.SeriesTable, last records.Quarter) breaks {
	var of breaks
	of = func(f *fact.Fact) []records.Quarter {
		if f == nil {
			return slices.DeleteFunc(table.Main().Breaks(), func(q records.Quarter) bool { return q > last })
		}
		switch f.Unit {
		case fact.Offences, fact.OffencesPerYear:
			for _, s := range table {
				if len(s.Breaks()) > 0 && countsAll(f, s) {
					return s.Breaks()
				}
			}
		case fact.PerMillionPeople, fact.PerMillionUnder16:
			return of(f.Input("rate"))
		}
		return nil
	}
	return of
}

// countsAll reports whether a fact's definition begins, or goes on after how the
// number was made, with the series: code 88A, s.15 …; 88A, as published by ….
func countsAll(f *fact.Fact, s *records.Series) bool {
	for part := range strings.SplitSeq(f.Definition, "; ") {
		if s.Code != "" && strings.HasPrefix(part, "code "+s.Code+", ") || strings.HasPrefix(part+", ", s.Name+", ") {
			return true
		}
	}
	return false
}

// CheckFair reports the first sentence of the document that would say something
// unfair. It is part of the build: an unfair document is not written.
//
// What it judges are the facts, by their periods. Figures of one series on both
// sides of a break, in one sentence, in one that follows it or in one table, need
// the caveat. It stands in the sentence, or in one before it in the same paragraph.
// What the words around the facts say is for proofread to judge.
func CheckFair(d *doc.Document, series records.SeriesTable, breaks breaks) error {
	if err := d.Check(); err != nil {
		return err
	}
	c := Checker{Breaks: breaks, names: proof.NamesOf(series)}
	ours := d.Title
	if d.Author != "" { // is not ours to judge
		ours = strings.Replace(ours, d.Author, "…", 1)
	}
	for _, words := range []string{ours, d.Subtitle, d.Summary} {
		if err := c.Words([]doc.Inline{doc.Text(words)}, ""); err != nil {
			return err
		}
	}
	c.last = nil
	if err := doc.Walk(d.Blocks, c.block); err != nil {
		return err
	}
	for _, n := range d.Notes {
		c.last = nil
		if err := c.Words(n.Inline, ""); err != nil {
			return fmt.Errorf("note %d: %w", n.Number, err)
		}
	}
	return nil
}

// A Checker reads a document sentence by sentence.
type Checker struct {
	Breaks breaks
	names  *proof.Names // that the fields of tables may hold
	last   *sentence    // the one before, unless it has the caveat
}

// block checks the words that a block holds itself. Running text, in paragraphs,
// lists and quotations, is read on from block to block.
func (c *Checker) block(b doc.Block) error {
	switch b := b.(type) {
	case *doc.Heading:
		c.last = nil
		return c.Words(b.Inline, "")
	case *doc.Paragraph:
		return c.Words(b.Inline, "")
	case *doc.List, *doc.Quote:
		return nil
	case *doc.Figure:
		return c.figure(b)
	case *doc.Table:
		if err := c.table(b); err != nil {
			return fmt.Errorf("table %s: %w", b.ID, err)
		}
		return nil
	case *doc.Code:
		if err := c.code(b); err != nil {
			return fmt.Errorf("code %s: %w", b.Func, err)
		}
		return nil
	}
	return fmt.Errorf("the fairness check has no place for a %T", b)
}

// figure checks the words of a figure. Its alt text is words alone here; the facts
// in it are checked in describe, which puts them there.
func (c *Checker) figure(f *doc.Figure) error {
	for _, words := range [][]doc.Inline{f.Caption, {doc.Text(f.Alt)}} {
		c.last = nil
		if err := c.Words(words, ""); err != nil {
			return fmt.Errorf("figure %s: %w", f.ID, err)
		}
	}
	c.last = nil
	return nil
}

// table checks the caption, then each cell with the words of its row and of the
// heading over it, then each row and the table as a whole.
func (c *Checker) table(t *doc.Table) error {
	caption := doc.PlainText(t.Caption)
	c.last = nil
	if err := c.Words(t.Caption, ""); err != nil {
		return err
	}
	var heads []string
	for _, column := range t.Columns {
		heads = append(heads, column.Head)
	}
	over := caption + " " + strings.Join(heads, " ")
	var facts []*fact.Fact
	words := over
	for _, row := range t.Rows {
		var all strings.Builder
		all.WriteString(caption)
		var inRow []*fact.Fact
		for _, field := range row {
			all.WriteString(" ")
			all.WriteString(doc.PlainText(field))
			inRow = append(inRow, Stated(field)...)
		}
		beside := all.String()
		for i, field := range row {
			c.last = nil
			if err := c.Words(field, beside+" "+t.Columns[i].Head); err != nil {
				return err
			}
			if m := c.typed(field); m != "" {
				return fmt.Errorf("a typed number, %q, in a cell; state a fact", m)
			}
		}
		if err := c.together(inRow, over+" "+beside); err != nil {
			return fmt.Errorf("the row of %s: %w", doc.PlainText(row[0]), err)
		}
		facts, words = append(facts, inRow...), words+" "+beside
	}
	c.last = nil
	return c.together(facts, words)
}

// code checks the values beside a code block, each alone and all together.
func (c *Checker) code(b *doc.Code) error {
	for _, result := range b.Results() {
		c.last = nil
		if err := c.Words(result, b.Caveat); err != nil {
			return err
		}
	}
	c.last = nil
	return c.together(b.Facts, b.Caveat)
}

// together checks facts that stand together with some words.
func (c *Checker) together(facts []*fact.Fact, words string) error {
	if strings.Contains(words, Caveat) {
		return nil
	}
	if a, b := AcrossBreak(c.Breaks, facts, facts); a != nil {
		return fmt.Errorf("%s and %s are of two sides of a break, without %q beside them", a.Name, b.Name, Caveat)
	}
	return nil
}

// Words checks words sentence by sentence. beside is text that stands next to them, such as a
// column's heading, and is read with every sentence.
func (c *Checker) Words(in []doc.Inline, beside string) error {
	warned := strings.Contains(beside, Caveat)
	for _, s := range sentences(in) {
		if found := unfairIn(s.text); found != "" {
			return fmt.Errorf("this sentence says %q, which the data cannot support: %q", found, s.text)
		}
		if i := slices.IndexFunc(s.facts, (*fact.Fact).Unstated); i >= 0 {
			return fmt.Errorf("this states %s, a ratio to fewer than ten: %q", s.facts[i].Name, s.text)
		}
		if warned = warned || strings.Contains(s.text, Caveat); warned {
			c.last = nil
			continue
		}
		if err := c.comparison(&s); err != nil {
			return err
		}
		if len(s.facts) > 0 {
			c.last = &s
		}
	}
	return percentages(in, beside)
}

// unfairIn is the first words of a sentence that none of ours may say; what others said stands in
// quotation marks. Most sentences are cells of numbers, without a letter.
func unfairIn(sentence string) string {
	if !strings.ContainsFunc(sentence, unicode.IsLetter) {
		return ""
	}
	ours := quoted.ReplaceAllString(sentence, "“”")
	low := strings.ToLower(ours)
	for _, u := range unfair {
		if found := u.in(ours, low); found != "" {
			return found
		}
	}
	return ""
}

// comparison reports what a sentence without the caveat compares across a break.
func (c *Checker) comparison(s *sentence) error {
	for _, f := range s.facts {
		if f.Across() {
			return fmt.Errorf("this sentence states %s across a break without saying %q: %q", f.Name, Caveat, s.text)
		}
		if a, b := AcrossBreak(c.Breaks, compared(f), compared(f)); a != nil {
			return fmt.Errorf("this sentence states %s, which compares %s with %s across a break, without saying %q: %q",
				f.Name, a.Name, b.Name, Caveat, s.text)
		}
	}
	if a, b := AcrossBreak(c.Breaks, s.facts, s.facts); a != nil {
		return fmt.Errorf("this sentence states %s and %s, on two sides of a break, without saying %q: %q",
			a.Name, b.Name, Caveat, s.text)
	}
	if c.last == nil {
		return nil
	}
	if a, b := AcrossBreak(c.Breaks, c.last.facts, s.facts); a != nil {
		return fmt.Errorf("these sentences state %s and %s, on two sides of a break, and neither says %q: %q %q",
			a.Name, b.Name, Caveat, c.last.text, s.text)
	}
	return nil
}

// compared lists the counts and rates that a ratio or a percentage was made of.
func compared(f *fact.Fact) []*fact.Fact {
	if f.Unit != fact.UnitRatio && f.Unit != fact.PerCent {
		return nil
	}
	var facts []*fact.Fact
	for _, i := range f.Inputs {
		facts = append(facts, i.Fact)
	}
	return facts
}

// AcrossBreak finds a fact in each of two lists that cannot be compared with each other, because
// the series that they count has a break between their periods; both are nil if there is none.
func AcrossBreak(of breaks, as, bs []*fact.Fact) (a, b *fact.Fact) {
	for _, a := range as {
		breaks := of(a)
		for _, b := range bs {
			for _, q := range breaks {
				if slices.Contains(of(b), q) && parts(q, a.Period, b.Period) {
					return a, b
				}
			}
		}
	}
	return nil, nil
}

// parts reports whether a break lies between two periods. A period that holds the
// break is of neither side, and is not like one of either; but a part of a total
// may stand beside the total.
func parts(q records.Quarter, a, b records.Period) bool {
	within := func(p, o records.Period) bool { return o.From <= p.From && p.To <= o.To }
	return side(q, a) != side(q, b) && !within(a, b) && !within(b, a)
}

// side is before a break, after it, or on both sides of it.
func side(q records.Quarter, p records.Period) int {
	switch {
	case p.To < q:
		return -1
	case p.From >= q:
		return 1
	}
	return 0
}

// percentages checks that a percentage of ours stands beside both counts that
// it was computed from, so that nobody can quote it without its base. The same number of
// the same period, as another release gives it, is that count as well.
func percentages(in []doc.Inline, beside string) error {
	facts := Stated(in)
	for _, f := range facts {
		if f.Unit != fact.PerCent || len(f.Inputs) == 0 {
			continue
		}
		for _, count := range counts(f) {
			named := slices.ContainsFunc(facts, func(f *fact.Fact) bool {
				return f.Name == count.Name || f.Text == count.Text && f.Unit == count.Unit && f.Area == count.Area &&
					f.Period == count.Period
			})
			if !named && !strings.Contains(beside, count.Text) {
				return fmt.Errorf("%s is stated without %s, which it was computed from", f.Name, count.Name)
			}
		}
	}
	return nil
}

// Stated lists the facts that words state.
func Stated(in []doc.Inline) []*fact.Fact {
	_, marks := flatten(in)
	var facts []*fact.Fact
	for _, m := range marks {
		facts = append(facts, m.fact)
	}
	return facts
}

// counts lists the counts that a fact was computed from.
func counts(f *fact.Fact) []*fact.Fact {
	switch f.Unit {
	case fact.Offences, fact.UnitCells, fact.UnitForces:
		return []*fact.Fact{f}
	}
	var cs []*fact.Fact
	for _, i := range f.Inputs {
		cs = append(cs, counts(i.Fact)...)
	}
	return cs
}
