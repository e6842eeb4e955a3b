package section

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/report/sections/fair"
)

// An AreaName is an area as a sentence names it: the Metropolitan Police.
type AreaName string

// Begins is the name at the beginning of a sentence.
func (n AreaName) Begins() string { return Capital(string(n)) }

// Terms are the names with digits in them that prose needs, so that none is
// typed.
type Terms struct {
	Code, Code71       string   // 88A, 71
	Section, SectionA  string   // s.15, s.15A
	Change, ChangeDay  string   // April 2017, 3 April 2017
	LastOldDay         string   // 31 March 2017
	Accredited         string   // the year in which police recorded crime lost its accreditation
	Level              string   // 95 per cent
	Force              AreaName // or the area of several, in a sentence
	In                 AreaName // the same behind its preposition: in Kent
	Area               string   // the same in a heading
	Single             bool     // the area is one force
	Release            string   // 23 April 2026
	Residents          string   // how the estimates of residents were had
	BeforeYear         records.FinancialYear
	AfterYear          records.FinancialYear
	LatestYear         records.FinancialYear
	Base               records.FinancialYear // from which changes within the new definition are measured
	OwnBase            bool                  // nobody chose another
	Latest, YearBefore string                // April to December 2025, April to December 2024
	Partial            bool                  // the last year is not complete
}

// Terms is the study's years, codes and names, as prose uses them.
func (b *Builder) Terms() Terms {
	s := b.Study
	latest := s.LatestMonths()
	return Terms{
		Code: s.Series.Code, Code71: s.Sibling().Code, Section: "s.15", SectionA: "s.15A",
		Change:     s.Change.First().Format("January 2006"),
		ChangeDay:  s.Series.DefinitionAt(s.Change).Begins.Format("2 January 2006"),
		LastOldDay: (s.Change - 1).Last().Format("2 January 2006"), Accredited: "2014",
		Level: fact.FormatPerCent(100 * analysis.Level),
		Force: AreaName(b.Named(s.Area.InProse())), In: AreaName(b.Named(s.Area.In())),
		Area: b.Named(s.Area.Display()), Single: s.Area.Single(),
		Release: s.Release.Vintage.String(), Residents: residents,
		BeforeYear: s.BeforeYear, AfterYear: s.AfterYear, LatestYear: s.LatestYear,
		Base: s.Base, OwnBase: s.Base == s.OwnBase(),
		Latest: latest.String(), YearBefore: latest.YearBefore().String(), Partial: s.Partial > 0,
	}
}

const ReportTitle = "Recorded grooming offences in England and Wales"

// A Colophon says what the report was made from and with. A part is a name and its
// version or sum, with a space between.
type Colophon struct {
	Version    string // of this project, as CITATION.cff has it, like the next three
	Author     string
	Repository string // its address; may be empty
	Licence    string
	Tables     []string // with their SHA-256
	Modules    []string // that made the report; the drawings name their own
	Typesetter string
}

// Capital is the words with a capital first letter, for the beginning of a sentence.
func Capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

// Published prints a date as prose does, whatever part of it is known.
func Published(date string) string {
	for layout, print := range map[string]string{time.DateOnly: "2 January 2006", "2006-01": "January 2006"} {
		if t, err := time.Parse(layout, date); err == nil {
			return t.Format(print)
		}
	}
	return date
}

// Markdown escapes words that came with the data, such as the names of sheets and descriptions,
// so that no character of them is read as Markdown.
var Markdown = strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, "`", "\\`", "#",
	`\#`, "&", `\&`)

// Notes is what was noticed when a release was read, as items of a list.
func (b *Builder) Notes(noticed []string) []string {
	var notes []string
	for _, n := range noticed {
		notes = append(notes, strings.TrimSuffix(b.Named(Markdown.Replace(n)), "."))
	}
	return notes
}

// Unlike is what the caption of a table with periods on both sides of the change says.
func (b *Builder) Unlike() string {
	return "periods before and after " + b.Terms().Change + " are " + fair.Caveat
}

// Holds says in few words what the code holds in a year, and from when on something else.
func (b *Builder) Holds(p records.Period) string {
	s := b.Study
	at, words := s.Series.DefinitionAt(p.From), map[*records.Definition]string{
		s.Series.DefinitionAt(s.Change - 1): "s.15", s.Series.DefinitionAt(s.Change): "s.15\u00a0and\u00a0s.15A",
	}
	text := words[at]
	if text == "" {
		text = at.Label
	}
	for _, d := range s.Series.Crossed(p) {
		start, _ := d.Start() // a definition that begins within the period has a beginning
		text += ", from " + start.First().Format("January 2006") + " " + d.Label
	}
	return text
}

// Mixed is what changed within the latest year; empty for a year of one definition.
func (b *Builder) Mixed() string {
	s := b.Study
	return b.Named(strings.TrimPrefix(s.Series.Caveat(s.Base.Period(), s.LatestYear.Period()), "not comparable: "))
}
