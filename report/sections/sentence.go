package sections

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/report/doc"
)

// A sentence is its words, the facts stated in it and the periods that it names.
type sentence struct {
	text     string
	words    string // text without facts, names and quotations
	facts    []*fact.Fact
	mentions []mention
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
		var words strings.Builder
		at := start
		for _, m := range marks {
			if start <= m.at && m.at < end {
				s.facts = append(s.facts, m.fact)
				words.WriteString(whole[at:m.at] + "…")
				at = m.at + m.length
			}
		}
		words.WriteString(whole[min(at, end):end])
		s.words = quoted.ReplaceAllString(words.String(), "“”")
		s.mentions = mentions(s.words)
		ss = append(ss, s)
		start = end
	}
	return ss
}

// A mark is where a fact is stated in a text.
type mark struct {
	at, length int
	fact       *fact.Fact
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
			marks = append(marks, mark{text.Len(), len(i.Text), i.Fact})
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

// changing are the words that say that figures of two periods differ, and by how
// much.
var changing = regexp.MustCompile(`(?i)\b(rose|risen|ris(e|es|ing)|fell|fallen|fall(s|ing)?|increas\w+|decreas\w+|` +
	`grew|grow(n|s|th|ing)?|drop\w*|declin\w+|doubl\w+|trebl\w+|tripl\w+|quadrupl\w+|halv\w+|soar\w*|surg\w+|` +
	`jump\w*|climb\w*|leap\w*|multipl(y|ied|ying)|shot up|went (up|down|from)|gone (up|down)|` +
	`(up|down) (from|on|by)|` +
	`\w+fold|times (as|more|higher|larger|the)|(more|fewer|less|higher|lower|larger|smaller) than|` +
	`compared (with|to)|against|exceed\w*|change[sd]? from)\b`)

// change is the first word of change in the sentence; empty if there is none.
func (s *sentence) change() string { return changing.FindString(s.words) }

// counting are words of a sentence about figures; a source and its date are none.
var counting = regexp.MustCompile(
	`(?i)\b(offences?|crimes?|cases|record\w*|counts?|figures?|numbers?|totals?|rates?)\b`)

// counts reports whether a sentence is about figures.
func (s *sentence) counts() bool { return counting.MatchString(s.words) }

// unbroken names what a sentence about another series, or about the old definition
// alone, says of itself.
var unbroken = regexp.MustCompile(`(?i)\bold definition\b|\bcode 71\b|\bother (recorded )?offences\b|\bScotland\b`)

// elsewhere reports whether a sentence is about a series without a break.
func (s *sentence) elsewhere() bool {
	found := unbroken.FindString(s.words)
	return found != "" && (strings.EqualFold(found, "old definition") || !strings.Contains(s.words, "88A"))
}

const months = `January|February|March|April|May|June|July|August|September|October|November|December`

// A mention is a period that words name.
type mention struct {
	period records.Period
	open   bool      // since then: up to the latest figures
	long   bool      // so long a time that it holds any break: a decade
	month  time.Time // a month or a day alone; else zero
	day    bool
}

var (
	period = regexp.MustCompile(`(?i)(\bsince |\bfrom )?(?:` +
		`(` + months + `)(?: ((?:19|20)[0-9]{2}))? to (` + months + `) ((?:19|20)[0-9]{2})|` +
		`\b((?:19|20)[0-9]{2})/[0-9]{2}\b|` +
		`([0-9]{1,2} )?\b(` + months + `) ((?:19|20)[0-9]{2})|` +
		`\b((?:19|20)[0-9]{2})\b|` +
		`\b((?:last|past|previous|a|this) (?:decade|(?:ten|eleven|twelve|fifteen|twenty) years))\b)`)
	// issued is the date of a release, an estimate, a statute or a paper, which says
	// nothing of the period of a figure.
	issued = regexp.MustCompile(`(?i)(\breleases? of|\bfigures of|\bpublished in|\bAct|\bmid-|\baccredited since|\() ?` +
		`([0-9]{1,2} )?((` + months + `) )?(19|20)[0-9]{2}\b`)
)

// mentions lists the periods that words name, in order.
func mentions(words string) []mention {
	if !mayMention(words) {
		return nil
	}
	var ms []mention
	for _, m := range period.FindAllStringSubmatch(issued.ReplaceAllString(words, ""), -1) {
		year := func(s string) int { y, _ := strconv.Atoi(s); return y }
		var x mention
		switch {
		case m[4] != "":
			from := m[3]
			if from == "" {
				from = m[5]
			}
			x.period = records.Period{From: quarter(m[2], year(from)), To: quarter(m[4], year(m[5]))}
		case m[6] != "":
			x.period = records.FinancialYear(year(m[6])).Period()
		case m[8] != "":
			q := quarter(m[8], year(m[9]))
			x.period, x.day = q.Period(), m[7] != ""
			x.month, _ = time.Parse("January 2006", strings.ToUpper(m[8][:1])+strings.ToLower(m[8][1:])+" "+m[9])
		case m[10] != "":
			x.period = records.Period{From: quarter("January", year(m[10])), To: quarter("December", year(m[10]))}
		default:
			x.long = true
		}
		x.open = strings.EqualFold(m[1], "since ")
		ms = append(ms, x)
	}
	return ms
}

// mayMention reports whether words hold what every mention does, a year or the word of a
// long time. Most cells of the tables hold neither, and to search them takes long.
func mayMention(words string) bool {
	if strings.Contains(words, "19") || strings.Contains(words, "20") {
		return true
	}
	words = strings.ToLower(words)
	return strings.Contains(words, "decade") || strings.Contains(words, "years")
}

// quarter is that of a month, in any case of its letters.
func quarter(month string, year int) records.Quarter {
	t, err := time.Parse("January", strings.ToUpper(month[:1])+strings.ToLower(month[1:]))
	if err != nil {
		panic(err) // the pattern holds months only
	}
	n := (int(t.Month()) + 8) % 12 / 3 // 0 from April
	if n == 3 {
		year--
	}
	return records.FinancialYear(year).Quarter(n + 1)
}

// sides reports whether a mention holds time before a break and after it. The day
// of the change, its month and the day before name the change and no period.
func (m mention) sides(q records.Quarter) (before, after bool) {
	switch {
	case m.long:
		return true, true
	case m.month.Equal(q.First()), m.day && m.month.AddDate(0, 1, 0).Equal(q.First()):
		return false, false
	}
	s := side(q, m.period)
	return s < 0, s > 0 || m.open && s < 0
}

var (
	digit = regexp.MustCompile(`.{0,20}[0-9].{0,20}`)
	// named is what prose may name with digits: periods and days, codes, laws, the
	// level of limits, and papers by their volume and their doi.
	named = regexp.MustCompile(`(?:[0-3]?[0-9] )?\b(?:` + months + `) (?:19|20)[0-9]{2}\b|` +
		`\b(?:19|20)[0-9]{2}(?:/[0-9]{2})?\b|` +
		`\b88A\b|\b[cC]odes? 71\b|\bs\.15A?|\bsections? [0-9]+A?(?: and [0-9]+A?)?|\bS\.I\. 2017/511|` +
		`\bdoi 10\.\S+|\b[0-9]+:[0-9]+–[0-9]+\b|\b(?:95|99\.8).(?:per.cent\b|%)`)
	// measured is a number with what it counts.
	measured = regexp.MustCompile(`[0-9][0-9.,]*(?:%|.(?:per.cent|times|offences|crimes|cases)\b)`)
)

// typedDigits finds a number that was typed: digits that are neither a fact, nor
// part of a name, of a quotation or of what names a period, a law or a source.
func typedDigits(in []doc.Inline) error {
	if m := digit.FindString(untyped(in)); m != "" {
		return fmt.Errorf("a typed number, %q, in %q; state a fact or a name", strings.TrimSpace(m), doc.PlainText(in))
	}
	return nil
}

// untyped is the words of inlines without facts, names and quotations, and without
// the names that may have digits.
func untyped(in []doc.Inline) string {
	var typed strings.Builder
	err := doc.WalkInlines(in, func(i doc.Inline) error {
		if text, ok := i.(doc.Text); ok {
			typed.WriteString(string(text))
		} else {
			typed.WriteString("…")
		}
		return nil
	})
	if err != nil {
		panic(err) // Fair has refused such a document
	}
	return named.ReplaceAllString(quoted.ReplaceAllString(typed.String(), "“”"), "")
}

var (
	// field is what a template fills in, and place what names a part, an anchor or an
	// address.
	field    = regexp.MustCompile(`(?s)\{\{.*?\}\}`)
	place    = regexp.MustCompile("\\{#[^}]*\\}|```.*|\\]\\([^)]*\\)")
	constant = regexp.MustCompile(`[^\pL0-9_.][0-9]|"[^"]*[0-9]|\x60[^\x60]*[0-9]`)
)

// typedInTemplate finds a digit that was typed in a section's prose, where each
// comes from the tables, the date of the law or a name, through a field.
func typedInTemplate(prose string) error {
	words := place.ReplaceAllString(field.ReplaceAllString(prose, ""), "")
	if m := digit.FindString(words); m != "" {
		return fmt.Errorf("a typed number, %q; name a field that holds it", strings.TrimSpace(m))
	}
	for _, f := range field.FindAllString(prose, -1) {
		if constant.MatchString(f) {
			return fmt.Errorf("a number typed in %s; name a field that holds it", f)
		}
	}
	return nil
}
