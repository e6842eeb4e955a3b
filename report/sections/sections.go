// Package sections is the content of the report: one stem for each section,
// with the facts in a Go file (before.go) and the prose that names them in a
// Markdown template (before.md). No number is typed in the prose.
package sections

import (
	"embed"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"text/template"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/report/doc"
	"grooming-report/report/proof"
)

//go:embed *.md
var prose embed.FS

// A section is a template, by its stem, and the function that fills its facts.
type section struct {
	stem   string
	fill   func(*builder) (any, error)
	stands standing
}

// A standing is where a section stands.
type standing int

const (
	inReport standing = iota
	inBoth            // in the annex from its second main heading on
	inAnnex
)

// contents lists the sections in the order of the report. That on several areas is in a
// report that was asked for several.
func contents(s *analysis.Study) []section {
	all := []section{
		{"summary", summary, inReport},
		{"definitions", definitions, inReport},
		{"before", before, inBoth},
		{"returns", returns, inAnnex},
		{"placebo", placebo, inAnnex},
		{"sayings", sayings, inReport},
		{"forces", forces, inBoth},
		{"rest", rest, inAnnex},
		{"annex", annex, inAnnex},
		{"areas", areas, inReport},
		{"force", force, inBoth},
		{"statements", checkedStatements, inBoth},
		{"changes", changes, inBoth},
		{"national", national, inAnnex},
		{"sensitivity", sensitivity, inAnnex},
		{"prediction", prediction, inAnnex},
		{"method", method, inBoth},
	}
	if len(s.Areas) == 1 {
		all = slices.DeleteFunc(all, func(x section) bool { return x.stem == "areas" })
	}
	return all
}

const reportTitle = "Recorded grooming offences in England and Wales"

// Build makes the report, its evidence and what moved since the release before. Drawings are the figures' SVG files by
// their name without folder and ending.
func Build(s *analysis.Study, drawings map[string][]byte, colophon Colophon) (*doc.Document, *fact.Evidence,
	Changes, error) {
	return compose(&doc.Document{
		Title:    reportTitle,
		Subtitle: "Police recorded crime, code 88A, before and after April 2017, with " + records.ProseAll(s.Areas),
		Keywords: []string{"sexual grooming", "sexual communication with a child", "police recorded crime",
			"England and Wales", records.ProseAll(s.Areas)},
		Summary: "Offences of sexual grooming recorded by the police in England and Wales, their annual rates, and what " +
			"is not comparable across the change of definition in April 2017.",
		Also: append(also("report", ".pdf", "PDF", ".md", "Markdown"), append(also("annex", ".pdf", "its annex (PDF)"),
			append(also("tables", ".ods", "its tables (ODS)"), also("evidence", ".csv", "its numbers (CSV)")...)...)...),
	}, contents(s), s, drawings, colophon, briefNumbers, judgedNumbers, latestNumbers)
}

// compose fills a document with sections, checks that it is fair, and gives the
// evidence of every number in it and of those that more records beside it, and what
// moved since the release before if a section is on that.
func compose(d *doc.Document, contents []section, s *analysis.Study, drawings map[string][]byte,
	colophon Colophon, more ...func(*builder) error) (*doc.Document, *fact.Evidence, Changes, error) {
	d.Language = "en-GB"
	d.Date = releaseDate(s.Release.Vintage)
	d.Release = "Home Office release of " + s.Release.Vintage.String()
	d.Covers = "data of " + s.Covered().String()
	d.Version = colophon.Version
	rows, err := s.AllForces()
	if err != nil {
		return nil, nil, Changes{}, err
	}
	evidence := &fact.Evidence{}
	begin := func() *builder {
		return &builder{study: s, evidence: evidence, drawings: drawings, rows: rows, colophon: colophon}
	}
	parts, changes, err := fill(contents, begin)
	if err != nil {
		return nil, nil, changes, err
	}
	for _, record := range more {
		if err := record(begin()); err != nil {
			return nil, nil, changes, err
		}
	}
	var annex []doc.Block
	for _, part := range parts {
		blocks, err := part.blocks()
		if err != nil {
			return nil, nil, changes, err
		}
		report := part.report(blocks)
		for _, apart := range [][]doc.Block{blocks[:report], blocks[report:]} {
			if err := statesPrediction(part.stem, apart); err != nil {
				return nil, nil, changes, err
			}
		}
		d.Blocks, annex = append(d.Blocks, blocks[:report]...), append(annex, blocks[report:]...)
	}
	if len(annex) > 0 {
		d.Annex = len(d.Blocks)
		d.Blocks = append(d.Blocks, annex...)
	}
	if err := finish(d, s, evidence); err != nil {
		return nil, nil, changes, err
	}
	return d, evidence, changes, evidence.Check()
}

// finish completes tables and figures by the evidence of the whole, and checks that the
// document is fair.
func finish(d *doc.Document, s *analysis.Study, evidence *fact.Evidence) error {
	if err := traceFirstPage(d); err != nil {
		return err
	}
	tables := map[string]*doc.Table{}
	for _, b := range d.Blocks {
		if t, ok := b.(*doc.Table); ok {
			tables[t.ID] = t
			originate(t, s)
		}
	}
	for _, b := range d.Blocks {
		if f, ok := b.(*doc.Figure); ok {
			if err := describe(f, tables, evidence, s); err != nil {
				return err
			}
		}
	}
	if err := d.Finish(); err != nil {
		return err
	}
	of := breaksOf(s.Data.Series, s.Covered().To)
	if err := checkFair(d, of); err != nil {
		return err
	}
	return proofread(d, evidence, s.Data.Data, of)
}

// A part is a section that is filled: its facts, and what its builder holds for the prose.
type part struct {
	section
	facts any
	b     *builder
}

// fill fills the sections. What changed since the release before is known when everything
// else is, so that the section on it comes last.
func fill(contents []section, begin func() *builder) (parts []part, changes Changes, err error) {
	parts = make([]part, len(contents))
	for _, last := range []bool{false, true} {
		for i, section := range contents {
			if (section.stem == "changes") != last {
				continue
			}
			b := begin()
			facts, err := section.fill(b)
			if err != nil {
				return nil, changes, fmt.Errorf("section %s: %w", section.stem, err)
			}
			parts[i] = part{section, facts, b}
			if last {
				changes = b.changes
			}
		}
	}
	return parts, changes, nil
}

// blocks is the section's prose with its facts in it.
func (p part) blocks() ([]doc.Block, error) {
	name := p.stem + ".md"
	source, err := prose.ReadFile(name)
	if err != nil {
		return nil, err
	}
	if err := typedInTemplate(string(source)); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	t, err := template.New(name).Option("missingkey=error").Parse(string(source))
	if err != nil {
		return nil, err
	}
	var text strings.Builder
	if err := t.Execute(&text, p.facts); err != nil {
		return nil, err
	}
	blocks, err := doc.Parse(text.String(), p.b.parts)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if p.b.err != nil {
		return nil, fmt.Errorf("section %s: %w", p.stem, p.b.err)
	}
	return blocks, nil
}

// report is how many of a section's blocks, from the first, belong to the report and not
// to its annex.
func (s section) report(blocks []doc.Block) int {
	switch s.stands {
	case inAnnex:
		return 0
	case inBoth:
		for i, b := range blocks {
			if h, ok := b.(*doc.Heading); ok && h.Level == 1 && i > 0 {
				return i
			}
		}
	}
	return len(blocks)
}

// releaseDate is the date that the document bears: the release's own, or the
// first day of its year where only the year is known.
func releaseDate(v records.Vintage) string {
	if len(v) == len("2006") {
		return string(v) + "-01-01"
	}
	return string(v)
}

// A builder collects what one section's prose names.
type builder struct {
	study    *analysis.Study
	evidence *fact.Evidence
	drawings map[string][]byte
	rows     []analysis.ForceRow
	colophon Colophon
	parts    doc.Parts
	changes  Changes               // of the section on them
	choices  []analysis.BaseChoice // by the year to measure from, once they are made
	// tested and fellSilent are what testedWithin made.
	tested     *fact.Fact
	fellSilent []fact.Input
	// earlier is the numbers of the report before by those that it made, see stale.
	earlier map[*fact.Fact]*fact.Fact
	err     error // the first fact that could not be recorded
}

// A num is a stated fact in prose.
type num struct {
	b    *builder
	fact *fact.Fact
}

// String stands for the number in the template's output.
func (n num) String() string { return n.b.number(doc.Number{Fact: n.fact, Text: n.fact.Text}) }

// Limits stands for the number's limits.
func (n num) Limits() string { return n.b.number(doc.Number{Fact: n.fact, Text: n.fact.LimitsText}) }

// Offences is the number with its noun: 1 offence, 2 offences.
func (n num) Offences() string {
	if n.fact.Value == 1 {
		return n.String() + " offence"
	}
	return n.String() + " offences"
}

// S is the ending of a noun behind the number: one offence, two offences.
func (n num) S() string {
	if n.fact.Value == 1 {
		return ""
	}
	return "s"
}

// An ownName is is what somebody calls themselves: words that are theirs, and are taken
// as they stand.
type ownName struct {
	b    *builder
	name string
}

// String stands for the name in the template's output.
func (n ownName) String() string { return n.b.number(doc.Number{Text: n.name}) }

// named keeps the digits of words that came with the data, such as a note or a
// name, from being read as typed here.
func (b *builder) named(words string) string {
	if proof.Typed(words) == "" {
		return words
	}
	return numerals.ReplaceAllStringFunc(words, func(digits string) string { return ownName{b, digits}.String() })
}

var numerals = regexp.MustCompile(`[0-9]+`)

func (b *builder) number(n doc.Inline) string {
	b.parts.Numbers = append(b.parts.Numbers, n)
	return doc.Sentinel(len(b.parts.Numbers) - 1)
}

// num records a fact as stated.
func (b *builder) num(f *fact.Fact) num {
	if err := b.evidence.Add(f); err != nil && b.err == nil {
		b.err = err
	}
	return num{b, f}
}

// spelled states a whole number, in words if it is below ten.
func (b *builder) spelled(f *fact.Fact) num {
	f.Text = inWords(int(f.Value))
	return b.num(f)
}

// count states a count of 88A in the study's release.
func (b *builder) count(a records.Area, p records.Period) num {
	c, err := b.study.Count(a, p)
	if err != nil {
		b.fail(err)
		return b.none()
	}
	return b.num(b.study.CountFact(c))
}

func (b *builder) fail(err error) {
	if b.err == nil {
		b.err = err
	}
}

// none is what a failed builder goes on with; it never reaches a document.
func (b *builder) none() num { return num{b, &fact.Fact{}} }

// tally states how many things of a kind there are, counted from other facts by a method.
func (b *builder) tally(name string, n int, unit fact.Unit, definition string, method fact.Method,
	inputs ...fact.Input) num {
	return b.num(b.tallyFact(name, n, unit, definition, method, inputs...))
}

// tallyFact is a tally that is not stated yet.
func (b *builder) tallyFact(name string, n int, unit fact.Unit, definition string, method fact.Method,
	inputs ...fact.Input) *fact.Fact {
	f := &fact.Fact{
		Name: name, Value: float64(n), Unit: unit, Area: b.study.National.Name, Period: b.study.Covered(),
		Definition: definition, Vintage: string(b.study.Release.Vintage), Text: inWords(n),
		Method: method, Inputs: inputs,
	}
	if len(inputs) == 0 {
		f.Basis = "none"
	}
	return f
}

// tallyRows states how many rows of a table are of a kind.
func (b *builder) tallyRows(name string, n int, definition string, method fact.Method, rows []records.Rows) num {
	f := b.tallyFact(name, n, fact.UnitNumber, definition, method)
	if f.Rows = rows; rows != nil {
		f.Basis = ""
	}
	return b.num(f)
}

// inWords spells the whole numbers below ten, as prose does.
func inWords(n int) string {
	words := []string{"none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}
	if n >= 0 && n < len(words) {
		return words[n]
	}
	return fact.FormatInt(n)
}

// cell makes a table cell of words and stated numbers.
func cell(parts ...any) doc.Cell {
	var c doc.Cell
	for _, p := range parts {
		switch p := p.(type) {
		case string:
			c = append(c, doc.Text(p))
		case num:
			c = append(c, doc.Number{Fact: p.fact, Text: p.fact.Text})
		case doc.Inline:
			c = append(c, p)
		default:
			panic(fmt.Sprintf("sections: a table cell of type %T", p))
		}
	}
	return c
}

// set is words with digits in a cell that state nothing found: the number of a source, a setting of
// a simulation, an address.
func set(words string) doc.Inline { return doc.Number{Text: words} }

// limits is a number's limits in a table cell.
func limits(n num) doc.Inline { return doc.Number{Fact: n.fact, Text: n.fact.LimitsText} }

// table adds a table for the prose to place.
func (b *builder) table(t *doc.Table) {
	b.parts.Tables = append(b.parts.Tables, t)
}

// code adds the source of a function of package analysis or one of its rooms, with the values that
// it gave, for the prose to place.
func (b *builder) code(name string, inputs []string, results ...num) {
	l, err := analysis.Source(name)
	if err != nil {
		b.fail(err)
		return
	}
	c := &doc.Code{ID: "code-" + strings.ToLower(strings.ReplaceAll(name, ".", "-")), Func: name, File: l.File,
		Line: l.Line, Source: l.Text, Inputs: inputs}
	for _, n := range results {
		c.Facts = append(c.Facts, n.fact)
	}
	if early, _ := acrossBreak(breaksOf(b.study.Data.Series, b.study.Covered().To), c.Facts, c.Facts); early != nil {
		c.Caveat = "years before and after " + b.terms().Change + " " + caveat
	}
	b.parts.Codes = append(b.parts.Codes, c)
}

// An areaName is an area as a sentence names it: the Metropolitan Police.
type areaName string

// Begins is the name at the beginning of a sentence.
func (n areaName) Begins() string { return capital(string(n)) }

// terms are the names with digits in them that prose needs, so that none is
// typed.
type terms struct {
	Code, Code71       string   // 88A, 71
	Section, SectionA  string   // s.15, s.15A
	Change, ChangeDay  string   // April 2017, 3 April 2017
	LastOldDay         string   // 31 March 2017
	Accredited         string   // the year in which police recorded crime lost its accreditation
	Level              string   // 95 per cent
	Force              areaName // or the area of several, in a sentence
	Area               string   // the same in a heading
	Single             bool     // the area is one force
	Release            string   // 23 April 2026
	BeforeYear         records.FinancialYear
	AfterYear          records.FinancialYear
	LatestYear         records.FinancialYear
	Base               records.FinancialYear // from which changes within the new definition are measured
	OwnBase            bool                  // nobody chose another
	Latest, YearBefore string                // April to December 2025, April to December 2024
	Partial            bool                  // the last year is not complete
}

func (b *builder) terms() terms {
	s := b.study
	latest := s.LatestMonths()
	return terms{
		Code: s.Series.Code, Code71: s.Sibling().Code, Section: "s.15", SectionA: "s.15A",
		Change:     s.Change.First().Format("January 2006"),
		ChangeDay:  s.Series.DefinitionAt(s.Change).Begins.Format("2 January 2006"),
		LastOldDay: (s.Change - 1).Last().Format("2 January 2006"), Accredited: "2014",
		Level: fact.FormatPerCent(100 * analysis.Level),
		Force: areaName(b.named(s.Area.InProse())), Area: b.named(s.Area.Display()), Single: s.Area.Single(), Release: s.Release.Vintage.String(),
		BeforeYear: s.BeforeYear, AfterYear: s.AfterYear, LatestYear: s.LatestYear,
		Base: s.Base, OwnBase: s.Base == s.OwnBase(),
		Latest: latest.String(), YearBefore: latest.YearBefore().String(), Partial: s.Partial > 0,
	}
}

// ratioCell is a ratio with its limits, or words where there is no ratio.
func (b *builder) ratioCell(c analysis.Comparison, fact func() *fact.Fact) doc.Cell {
	switch {
	case c.Defined():
		n := b.num(fact())
		return cell(n, " (", limits(n), ")")
	case c.Later.N == 0:
		return cell("no ratio, none in either")
	}
	return cell("no ratio, none before")
}

// forceRatioCell is ratioCell in a table on forces, with no ratio to a tiny base: a reader
// who goes down a column does not weigh its limits.
func (b *builder) forceRatioCell(c analysis.Comparison, fact func() *fact.Fact) doc.Cell {
	if c.Defined() && c.Earlier.N < analysis.TinyBase {
		return cell("base under ten")
	}
	return b.ratioCell(c, fact)
}

// ofArea is the comparisons of the study's area, and the p-value of its ratio
// within the new definition if the area is a force whose ratio would stand out alone and
// does not among all forces.
func (b *builder) ofArea() (compared analysis.BeforeAfter, adjusted *num, err error) {
	area := b.study.Area
	if !area.Single() {
		compared, err = b.study.BeforeAfter(area)
		return compared, nil, err
	}
	i := slices.IndexFunc(b.rows, func(r analysis.ForceRow) bool { return r.Force.Name == area.Name })
	return b.rows[i].BeforeAfter, b.onlyUnadjusted(b.rows[i]), nil
}
