package section

import (
	"regexp"
	"strings"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/report/doc"
	"grooming-report/report/proof"
	"grooming-report/report/sections/fair"
)

// A Builder collects what one section's prose names.
type Builder struct {
	Study    *analysis.Study
	Evidence *fact.Evidence
	Drawings map[string][]byte
	Rows     []analysis.ForceRow
	Colophon Colophon
	parts    doc.Parts
	drawn    map[string][]*fact.Fact // what figures draw beside the numbers of their tables
	kept     *kept
	Err      error // the first fact that could not be recorded
}

// What is kept is what several sections of a document state, and is found once for all.
type kept struct {
	choices    []analysis.BaseChoice // by the year to measure from
	tested     *fact.Fact            // these two are what TestedWithin made
	fellSilent []fact.Input
}

// New begins the first section of a document, whose numbers go into the evidence. The rows are
// those of [analysis.Study.AllForces].
func New(s *analysis.Study, evidence *fact.Evidence, rows []analysis.ForceRow) *Builder {
	return &Builder{Study: s, Evidence: evidence, Rows: rows, kept: &kept{}}
}

// Next begins another section of the same document.
func (b *Builder) Next() *Builder {
	return &Builder{Study: b.Study, Evidence: b.Evidence, Drawings: b.Drawings, Rows: b.Rows, Colophon: b.Colophon,
		kept: b.kept}
}

// On calls fill with a builder of another area of the study, whose numbers go into the same
// evidence.
func (b *Builder) On(a records.Area, fill func(*Builder) (any, error)) error {
	of := New(b.Study.WithArea(a), b.Evidence, b.Rows)
	of.kept.tested, of.kept.fellSilent = b.TestedWithin() // of all forces, whatever the area
	if _, err := fill(of); err != nil {
		return err
	}
	return of.Err
}

// A Num is a stated fact in prose.
type Num struct {
	b    *Builder
	Fact *fact.Fact
}

// String stands for the number in the template's output.
func (n Num) String() string { return n.b.number(doc.Number{Fact: n.Fact, Text: n.Fact.Text}) }

// Limits stands for the number's limits.
func (n Num) Limits() string { return n.b.number(doc.Number{Fact: n.Fact, Text: n.Fact.LimitsText}) }

// Offences is the number with its noun: 1 offence, 2 offences.
func (n Num) Offences() string {
	if n.One() {
		return n.String() + " offence"
	}
	return n.String() + " offences"
}

// OrNone is the number before its noun, or no for none: no offences.
func (n Num) OrNone() string {
	if n.Fact.Value == 0 {
		return n.b.number(doc.Number{Fact: n.Fact, Text: "no"})
	}
	return n.String()
}

// Words is a whole number as prose writes it, in words below ten, where a table has its digits.
func (n Num) Words() string {
	return n.b.number(doc.Number{Fact: n.Fact, Text: InWords(int(n.Fact.Value))})
}

// One reports whether the number is one, for the verb behind it: one force lies, none lie.
func (n Num) One() bool { return n.Fact.Value == 1 }

// S is the ending of a noun behind the number: one offence, two offences.
func (n Num) S() string {
	if n.One() {
		return ""
	}
	return "s"
}

// Equal is a probability after its sign: = 0.147, < 0.001.
func (n Num) Equal() string {
	if strings.HasPrefix(n.Fact.Text, "<") {
		return n.String()
	}
	return "=\u00a0" + n.String()
}

// An OwnName is what somebody calls themselves: words that are theirs, and are taken
// as they stand.
type OwnName struct {
	B    *Builder
	Name string
}

// String stands for the name in the template's output.
func (n OwnName) String() string { return n.B.number(doc.Number{Text: n.Name}) }

// Named keeps the digits of words that came with the data, such as a note or a
// name, from being read as typed here.
func (b *Builder) Named(words string) string {
	if proof.NamesOf(b.Study.Data.Series).Typed(words) == "" {
		return words
	}
	return numerals.ReplaceAllStringFunc(words, func(digits string) string { return OwnName{b, digits}.String() })
}

var numerals = regexp.MustCompile(`[0-9]+`)

func (b *Builder) number(n doc.Inline) string {
	b.parts.Numbers = append(b.parts.Numbers, n)
	return doc.Sentinel(len(b.parts.Numbers) - 1)
}

// Num records a fact as stated.
func (b *Builder) Num(f *fact.Fact) Num {
	if err := b.Evidence.Add(f); err != nil && b.Err == nil {
		b.Err = err
	}
	return Num{b, f}
}

// Spelled states a whole number, in words if it is below ten.
func (b *Builder) Spelled(f *fact.Fact) Num {
	f.Text = InWords(int(f.Value))
	return b.Num(f)
}

// Count states a count of 88A in the study's release.
func (b *Builder) Count(a records.Area, p records.Period) Num {
	c, err := b.Study.Count(a, p)
	if err != nil {
		b.fail(err)
		return b.none()
	}
	return b.Num(b.Study.CountFact(c))
}

func (b *Builder) fail(err error) {
	if b.Err == nil {
		b.Err = err
	}
}

// none is what a failed builder goes on with; it never reaches a document.
func (b *Builder) none() Num { return Num{b, &fact.Fact{}} }

// Tally states how many things of a kind there are, counted from other facts by a method.
func (b *Builder) Tally(name string, n int, unit fact.Unit, definition string, method fact.Method,
	inputs ...fact.Input) Num {
	return b.Num(b.TallyFact(name, n, unit, definition, method, inputs...))
}

// TallyFact is a tally that is not stated yet.
func (b *Builder) TallyFact(name string, n int, unit fact.Unit, definition string, method fact.Method,
	inputs ...fact.Input) *fact.Fact {
	f := &fact.Fact{
		Name: name, Value: float64(n), Unit: unit, Area: b.Study.National.Name, Period: b.Study.Covered(),
		Definition: definition, Vintage: string(b.Study.Release.Vintage), Text: InWords(n),
		Method: method, Inputs: inputs,
	}
	if len(inputs) == 0 {
		f.Basis = "none"
	}
	return f
}

// TallyRows states how many rows of a table are of a kind.
func (b *Builder) TallyRows(name string, n int, definition string, method fact.Method, rows []records.Rows) Num {
	f := b.TallyFact(name, n, fact.UnitNumber, definition, method)
	if f.Rows = rows; rows != nil {
		f.Basis = ""
	}
	return b.Num(f)
}

// InWords spells the whole numbers below ten, as prose does.
func InWords(n int) string {
	words := []string{"none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}
	if n >= 0 && n < len(words) {
		return words[n]
	}
	return fact.FormatInt(n)
}

// Table adds a table for the prose to place.
func (b *Builder) Table(t *doc.Table) {
	b.parts.Tables = append(b.parts.Tables, t)
}

// Code adds the source of a function of package analysis or one of its rooms, with the values that
// it gave, for the prose to place.
func (b *Builder) Code(name string, inputs []string, results ...Num) {
	l, err := analysis.Source(name)
	if err != nil {
		b.fail(err)
		return
	}
	c := &doc.Code{ID: "code-" + strings.ToLower(strings.ReplaceAll(name, ".", "-")), Func: name, File: l.File,
		Line: l.Line, Source: l.Text, Inputs: inputs}
	for _, n := range results {
		c.Facts = append(c.Facts, n.Fact)
	}
	if early, _ := fair.AcrossBreak(fair.BreaksOf(b.Study.Data.Series, b.Study.Covered().To), c.Facts,
		c.Facts); early != nil {
		c.Caveat = "years before and after " + b.Terms().Change + " " + fair.Caveat
	}
	b.parts.Codes = append(b.parts.Codes, c)
}
