// Package proof reads words of our own as anybody's are read, by [frames.Read], and
// holds them to what was recorded: where and when a sentence says that a number is of, there
// it must be of; figures on two sides of a break stand beside each other with the caveat
// alone; and no number is typed.
//
// The words alone decide what a number is taken for, and the recorded numbers say what it is.
// The package knows no document: report/sections gives it the model before anything is
// written, and report/factcheck the finished files.
package proof

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"grooming-report/analysis/records"
	"grooming-report/analysis/statements"
	"grooming-report/analysis/statements/frames"
	"grooming-report/analysis/statements/lex"
)

// Caveat is what must stand beside figures of two sides of a break.
const Caveat = "not comparable"

// A Number is a recorded one.
type Number struct {
	Name           string
	Kind           Kind
	Area           string   // as prose has it: England and Wales, City of London
	Later, Earlier lex.Span // of a comparison both; of any other number only the first
}

// A Kind is what a recorded number is, as far as words can be held to it.
type Kind int

// The kinds of number. Other is one that stands for no single period and area, such as a
// dispersion, a number of forces or the limits of another.
const (
	Other Kind = iota
	Count      // offences, or offences a year, also for so many people
	Ratio      // of two counts or rates, also as a percentage
)

// A Text is words of ours, with what is known of them.
type Text struct {
	Words   string
	Context frames.Context
	// Breaks are the months from which on what the words are about is something else.
	Breaks []lex.Month
	// Recorded gives the recorded numbers that the words between two places, in runes, may state:
	// none where they are typed.
	Recorded func(start, end int) []Number
	// Finished says that the words are of a finished file, in which names, addresses and numbers of
	// pages are not marked as such: of its digits only those of statements are held to the record.
	Finished bool
	Data     *records.Data // for the codes of its series, and what no number tells, such as a rise each year
}

// A Fault is what must not be printed.
type Fault struct {
	Number   string // as the text has it; empty where the words alone are at fault
	Sentence string
	Why      string
}

func (f *Fault) Error() string {
	if f.Number == "" {
		return fmt.Sprintf("%s: %q", f.Why, f.Sentence)
	}
	return fmt.Sprintf("%s %s: %q", f.Number, f.Why, f.Sentence)
}

// Check gives the first fault of a text, or nil. What stands in quotation marks is somebody
// else's, and is not read.
func Check(t Text) *Fault {
	p := &proof{Text: t, runes: unquoted(t.Words), names: NamesOf(t.Data.Series)}
	p.Words = string(p.runes)
	p.typed = p.names.untyped(p.Words)
	p.Reading = frames.Read(p.Words, t.Context)
	for _, check := range []func() *Fault{p.digits, p.numerals, p.crossings} {
		if f := check(); f != nil {
			return f
		}
	}
	return nil
}

type proof struct {
	Text
	frames.Reading
	runes []rune
	typed []rune // the words without what may have digits
	names *Names
}

// unquoted is the words, with spaces in place of what stands in quotation marks.
func unquoted(words string) []rune {
	runes := []rune(words)
	open := -1
	for i, r := range runes {
		switch {
		case r == '“':
			open = i
		case r == '”' && open >= 0:
			for j := open + 1; j < i; j++ {
				runes[j] = ' '
			}
			open = -1
		}
	}
	return runes
}

const months = `January|February|March|April|May|June|July|August|September|October|November|December`

// names is what words of ours may name with digits, but for the codes of offences.
var names = []string{
	`\b[0-3]?[0-9] (?:` + months + `)\b(?: (?:19|20)[0-9]{2})?\b`, // a day
	`\b(?:` + months + `) (?:19|20)[0-9]{2}\b`,
	`\b(?:19|20)[0-9]{2}(?:[/-][0-9]{2})?\b`, // a year
	`\bsubcodes? [0-9]+/[0-9]+(?: and [0-9]+/[0-9]+)?`,
	`\bs\.[0-9]+A?`, `\bsections? [0-9]+A?(?: and [0-9]+A?)?`, `\bS\.I\. 2017/511`, // laws
	`\b(?:95|99\.8).(?:per.cent\b|%)`, `\b95 of 100\b`, // the level of limits
	`\bdoi 10\.[^/ ]+/ ?\S+`, `\b[0-9]+:[0-9]+– ?[0-9]+\b`, // a paper, and its volume and pages
	`\b[sS]ources? [0-9]+`, `\blines [0-9]+–[0-9]+`, `\.go:[0-9]+`, `\bpages? [0-9]+`, `\b[vV]ersion [0-9.]+`,
}

// Names are what words of ours may name with digits, with the codes of a table of series.
type Names struct {
	named    *regexp.Regexp
	unbroken *regexp.Regexp // names what words about another series, or the old definition alone, say of themselves
	broken   []string       // the codes of which a definition has changed
}

var known sync.Map // the Names of each list of codes

// NamesOf are those of a table of series.
func NamesOf(series records.SeriesTable) *Names {
	var codes, broken, unbroken []string
	for _, s := range series {
		switch {
		case s.Code == "" || slices.Contains(codes, s.Code):
			continue
		case len(s.Breaks()) > 0:
			broken = append(broken, s.Code)
		default:
			unbroken = append(unbroken, regexp.QuoteMeta(s.Code))
		}
		codes = append(codes, s.Code)
	}
	key := strings.Join(broken, ",") + ";" + strings.Join(unbroken, ",")
	if n, ok := known.Load(key); ok {
		return n.(*Names)
	}
	named := slices.Clone(names)
	var any []string
	for _, c := range codes {
		any = append(any, regexp.QuoteMeta(c))
		if strings.Trim(c, "0123456789") != "" {
			named = append(named, `\b`+regexp.QuoteMeta(c)+`\b`) // no number could be meant
		}
	}
	if one := "(?:" + strings.Join(any, "|") + ")"; len(any) > 0 {
		named = append(named, `\b[cC]odes? (?:`+one+` and )?`+one+`\b`)
	}
	others := []string{`\bold definition\b`, `\bother (recorded )?offences\b`, `\bScotland\b`}
	if len(unbroken) > 0 {
		others = append(others, `\bcode (?:`+strings.Join(unbroken, "|")+`)\b`)
	}
	n, _ := known.LoadOrStore(key, &Names{named: regexp.MustCompile(strings.Join(named, "|")), broken: broken,
		unbroken: regexp.MustCompile("(?i)" + strings.Join(others, "|"))})
	return n.(*Names)
}

// untyped is words with spaces in place of what may have digits.
func (n *Names) untyped(words string) []rune {
	var typed []rune
	for part := range strings.SplitAfterSeq(words, "\n\n") { // paragraphs, over which no name goes
		if strings.ContainsFunc(part, digit) {
			part = n.named.ReplaceAllStringFunc(part, func(s string) string {
				return strings.Repeat(" ", utf8.RuneCountInString(s))
			})
		}
		typed = append(typed, []rune(part)...)
	}
	return typed
}

// digits finds digits that are neither a recorded number nor part of a name.
func (p *proof) digits() *Fault {
	if p.Finished {
		return nil
	}
	for i := 0; i < len(p.typed); i++ {
		if !digit(p.typed[i]) {
			continue
		}
		end := i + 1
		for end < len(p.typed) && within(p.typed, end) {
			end++
		}
		if len(p.Recorded(i, end)) == 0 {
			return &Fault{string(p.typed[i:end]), p.sentence(i), "is typed: it is neither a recorded number nor a name"}
		}
		i = end
	}
	return nil
}

// Typed is the first number in digits of some words that is part of no name; empty for none.
func (n *Names) Typed(words string) string {
	for _, r := range runs(n.untyped(string(unquoted(words)))) {
		return r
	}
	return ""
}

func digit(r rune) bool { return '0' <= r && r <= '9' }

// numerals finds a number that its words place elsewhere than the record, and one in words that was typed.
func (p *proof) numerals() *Fault {
	for _, n := range p.Numerals {
		if n.Role != lex.Claim {
			continue
		}
		numbers := p.Recorded(n.Start, n.End)
		why := ""
		switch {
		case len(numbers) > 0:
			why = p.displaced(n, numbers)
		case p.Finished && p.states(n):
			why = "is no recorded number"
		case p.measures(n):
			why = "is typed, in words: state a recorded number"
		case strings.Contains(p.sentence(n.Start), " would "): // says what is not
		case n.Kind.Form().States == lex.Order || n.Kind.Form().States == lex.Day:
			if v := statements.Judge(n.Frame, p.Data, p.Context.Date); v.Verdict == statements.Wrong {
				why = "is wrong: " + v.Why + " " + v.Formula
			}
		}
		if why != "" {
			return &Fault{n.Text, p.sentence(n.Start), why}
		}
	}
	return nil
}

// states reports whether a numeral in digits is a statement, and part of no name.
func (p *proof) states(n frames.Numeral) bool {
	return slices.ContainsFunc(p.typed[n.Start:n.End], digit) &&
		len(letters.FindAllString(p.sentence(n.Start), -1)) > fewWords
}

var letters = regexp.MustCompile(`\pL{2,}`)

// fewWords is how many words a line of a finished file may have that is no sentence, such as the
// labels of an axis.
const fewWords = 3

// displaced says in what the words on a numeral differ from every number that it may be. A
// ratio may also stand between the names of its two periods: 1.21 times the 2018/19 rate in 2024/25.
func (p *proof) displaced(n frames.Numeral, numbers []Number) (why string) {
	s := p.at(n.Start)
	for _, x := range numbers {
		if why = differs(n, x); why == "" {
			return ""
		}
		if x.Kind == Ratio && s != nil && slices.Contains(s.Periods, x.Later) && slices.Contains(s.Periods, x.Earlier) {
			return ""
		}
	}
	return why
}

// measures reports whether a number in words says how large something is or was: many times
// or a third, in a sentence that names a period or states a number, or so many offences.
func (p *proof) measures(n frames.Numeral) bool {
	if strings.ContainsFunc(n.Text, digit) {
		return false // then it is a name: 95 per cent
	}
	switch {
	case n.Kind.Form().States == lex.Relation:
		s := p.at(n.Start)
		return s != nil && (len(s.Periods) > 0 || slices.ContainsFunc(p.Numerals, func(o frames.Numeral) bool {
			return s.Start <= o.Start && o.Start < s.End && strings.ContainsFunc(o.Text, digit) &&
				len(p.Recorded(o.Start, o.End)) > 0
		}))
	case n.Kind == lex.Count:
		return n.Stated > 1 && strings.Contains(n.Noun, "offence")
	}
	return false
}

// differs says in what the words on a number and the number itself differ, and nothing where
// they agree. Words that name no area, or no period with its year, leave it open.
func differs(n frames.Numeral, x Number) string {
	if x.Kind == Other || n.Frame == nil || len(n.Frame.Readings) == 0 {
		return ""
	}
	why := ""
	for _, c := range n.Frame.Readings {
		where := !c.AreaNamed() || sameArea(c.Area, x.Area)
		when := !c.Named || c.Later == x.Later && (x.Earlier.IsZero() || c.Earlier.IsZero() || c.Earlier == x.Earlier)
		switch {
		case where && when:
			return ""
		case why != "":
		case !when:
			why = fmt.Sprintf("is read as of %s, and is of %s", during(c.Later, c.Earlier), during(x.Later, x.Earlier))
		default:
			why = fmt.Sprintf("is read as of %s, and is of %s", c.Area.Display(), x.Area)
		}
	}
	return why
}

// sameArea reports whether an area that words name is that of a number. The areas of a joint one may
// be named one by one, and the rest of an area, as the territorial forces alone, has no name of its
// own.
func sameArea(a records.Area, name string) bool {
	switch {
	case a.Display() == name || strings.Contains(name, " without ") || strings.HasSuffix(name, " territorial forces"):
		return true
	case len(a.Forces) > 1 && (a.Name+" region" == name ||
		records.Area{Name: strings.Join(a.Forces, " + ")}.Display() == name):
		return true
	}
	return strings.Contains(name, " and ") && len(a.Forces) == 1 && strings.Contains(name, a.Display())
}

func during(later, earlier lex.Span) string {
	if earlier.IsZero() {
		return later.String()
	}
	return later.String() + " against " + earlier.String()
}

// unbrokenIn reports whether a sentence is about a series without a break.
func (n *Names) unbrokenIn(words string) bool {
	found := n.unbroken.FindString(words)
	return found != "" && (strings.EqualFold(found, "old definition") ||
		!slices.ContainsFunc(n.broken, func(code string) bool { return strings.Contains(words, code) }))
}

// crossings finds a sentence, or one with that before it, that says how figures differ and
// names periods on two sides of a break. The caveat stands in it, or before it in its paragraph.
func (p *proof) crossings() *Fault {
	for _, b := range p.Breaks {
		var last *frames.Sentence
		warned := -1 // the paragraph whose words are fair from here on
		for i := range p.Sentences {
			s := &p.Sentences[i]
			words := string(p.runes[s.Start:s.End])
			if strings.Contains(words, Caveat) || p.names.unbrokenIn(words) {
				warned, last = s.Paragraph, nil
			}
			if warned == s.Paragraph || len(s.Periods) == 0 {
				continue
			}
			if s.Change != "" && across(b, s.Periods) {
				return &Fault{Sentence: words,
					Why: fmt.Sprintf("says %q of periods on two sides of %s without %q", s.Change, b, Caveat)}
			}
			if p.Finished && last != nil && last.Paragraph != s.Paragraph {
				last = nil
			}
			if s.Change != "" && last != nil && across(b, slices.Concat(last.Periods, s.Periods)) {
				return &Fault{Sentence: string(p.runes[last.Start:s.End]), Why: fmt.Sprintf("says %q, and with the sentence "+
					"before names periods on two sides of %s, without %q", s.Change, b, Caveat)}
			}
			if last = nil; p.counts(s, words) {
				last = s
			}
		}
	}
	return nil
}

// counting are words of a sentence about figures; a source and its date are none.
var counting = regexp.MustCompile(
	`(?i)\b(offences?|crimes?|cases|record\w*|counts?|figures?|numbers?|totals?|rates?)\b`)

// counts reports whether a sentence is about figures.
func (p *proof) counts(s *frames.Sentence, words string) bool {
	return counting.MatchString(words) || len(p.Recorded(s.Start, s.End)) > 0
}

// across reports whether periods hold time before a month and from it on.
func across(b lex.Month, periods []lex.Span) bool {
	before, after := false, false
	for _, s := range periods {
		before, after = before || s.From < b, after || s.To >= b
	}
	return before && after
}

// at is the sentence that holds a place.
func (p *proof) at(place int) *frames.Sentence {
	for i := range p.Sentences {
		if place < p.Sentences[i].End {
			return &p.Sentences[i]
		}
	}
	return nil
}

func (p *proof) sentence(place int) string {
	if s := p.at(place); s != nil {
		return string(p.runes[min(place, s.Start):s.End])
	}
	return ""
}

// Printed is the recorded numbers by the words that print them.
type Printed map[string][]Number

// Add adds a number by its words. Those of limits, and every further number in its words, are
// of no kind.
func (ps Printed) Add(words, limits string, n Number) {
	other := Number{Name: n.Name}
	found := runs([]rune(words))
	for i, r := range found {
		if i > 0 {
			n = other
		}
		ps[r] = append(ps[r], n)
	}
	if len(found) == 0 {
		ps[words] = append(ps[words], n)
	}
	for _, r := range runs([]rune(limits)) {
		ps[r] = append(ps[r], other)
	}
}

// At lists the numbers that words between two places may state: none if a number of them is not
// recorded.
func (ps Printed) At(words []rune, start, end int) []Number {
	for start > 0 && within(words, start-1) && within(words, start) {
		start--
	}
	for end < len(words) && within(words, end) && within(words, end-1) {
		end++
	}
	found := runs(words[start:end])
	if len(found) == 0 {
		return ps[string(words[start:end])]
	}
	for _, r := range found {
		if len(ps[r]) == 0 {
			return nil
		}
	}
	return ps[found[0]]
}

// within reports whether a place is in a number: a digit, or a mark between two.
func within(words []rune, i int) bool {
	return digit(words[i]) || strings.ContainsRune(",.", words[i]) && i > 0 && i+1 < len(words) && digit(words[i-1]) &&
		digit(words[i+1])
}

// runs lists the numbers in digits of some words.
func runs(words []rune) (list []string) {
	for i := 0; i < len(words); i++ {
		if !digit(words[i]) {
			continue
		}
		end := i + 1
		for end < len(words) && within(words, end) {
			end++
		}
		list = append(list, string(words[i:end]))
		i = end
	}
	return list
}
