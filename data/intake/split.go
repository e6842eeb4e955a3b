package intake

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
)

// A code may be split in two ways: into subcodes, 88A/1 and 88A/2, whose sum it is; or
// by giving a part of it another code, so that it holds less from then on.

// A part is the number that stands under a subcode.
type part struct {
	kindKey
	cell
}

var subcode = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[/.\-][0-9]{1,2}[a-z]?$`)
})

// isSubcode reports whether a code is one of the parts of another: 88A/1, 88A.1.
func isSubcode(code, other string) bool {
	rest, ok := strings.CutPrefix(other, code)
	return ok && subcode().MatchString(rest)
}

// addParts makes the number of a code that stands in subcodes: their sum, which is
// missing unless every part that stands anywhere in the quarter is there.
func (in *Incoming) addParts() error {
	codes := map[*records.Series]map[records.Quarter][]string{}
	names := map[*records.Series][]string{}
	for key, parts := range in.parts {
		if codes[key.series] == nil {
			codes[key.series] = map[records.Quarter][]string{}
		}
		for _, p := range parts {
			if !slices.Contains(codes[key.series][key.quarter], p.code) {
				codes[key.series][key.quarter] = append(codes[key.series][key.quarter], p.code)
			}
			if name := fmt.Sprintf("%s, “%s”", p.code, p.description); !slices.Contains(names[key.series], name) {
				names[key.series] = append(names[key.series], name)
			}
		}
		if whole, ok := in.cells.at(key); ok {
			return fmt.Errorf("%s: sheet %s, row %d: %s, %s has code %s and, in row %d, code %s; want "+
				"the one or the other: ask the Home Office what it counts",
				in.Info.Name, whole.sheet, whole.row, key.force, key.quarter, key.series.Code, parts[0].row, parts[0].code)
		}
	}
	for key, parts := range in.parts {
		want := codes[key.series][key.quarter]
		if len(want) == 1 {
			return fmt.Errorf("%s: sheet %s, row %d: code %s is the only part of code %s in %s; want two "+
				"or more, or code %[4]s itself: ask the Home Office what it counts",
				in.Info.Name, parts[0].sheet, parts[0].row, parts[0].code, key.series.Code, key.quarter)
		}
		sum, err := in.sumParts(key, parts, len(want))
		if err != nil {
			return err
		}
		in.cells.set(key, sum)
	}
	for _, s := range in.recorded {
		if len(names[s]) == 0 {
			continue
		}
		var quarters []records.Quarter
		for q := range codes[s] {
			quarters = append(quarters, q)
		}
		slices.Sort(quarters)
		slices.Sort(names[s])
		in.note("in %s code %s stands in parts, %s; its numbers are their sums",
			records.ListQuarters(quarters), s.Code, strings.Join(names[s], "; "))
	}
	return nil
}

// sumParts adds up the parts of a number, of which there are to be so many.
func (in *Incoming) sumParts(key cellKey, parts []part, want int) (cell, error) {
	sum := cell{sheet: parts[0].sheet, row: parts[0].row, missing: len(parts) < want}
	for i, p := range parts {
		if slices.ContainsFunc(parts[:i], func(o part) bool { return o.code == p.code }) {
			return sum, fmt.Errorf("%s: sheet %s, row %d: %s, code %s, %s is there twice; want it once",
				in.Info.Name, p.sheet, p.row, key.force, p.code, key.quarter)
		}
		sum.n, sum.missing = sum.n+p.n, sum.missing || p.missing
	}
	return sum, nil
}

// A split is a code that took over a part of what a series holds.
type split struct {
	series *records.Series
	from   records.Quarter
	kinds  []*kind
}

// findSplits looks for codes that are not ours and whose words touch those of ours. One
// that begins later than the file, where the table of series has no new definition,
// gives it one: the numbers before and after must not be compared as if they were alike.
func (in *Incoming) findSplits() {
	for _, s := range in.recorded {
		if s.Code == "" {
			continue
		}
		words := in.ownWords(s)
		found := map[records.Quarter][]*kind{}
		for _, k := range in.sortedKinds() {
			if k.series != nil || k.rows == 0 || !in.touches(k, s, words) {
				continue
			}
			switch from := k.quarters.From; {
			case from == in.quarters.From:
				in.note("%v stands beside code %s in all years, and its words touch those of that code: are the "+
					"figures what they were in earlier releases?", k.kindKey, s.Code)
			case slices.Contains(s.Breaks(), from):
				in.note("%v begins in %s, with the definition of code %s that data/series.csv has from then on",
					k.kindKey, from.First().Format("January 2006"), s.Code)
			default:
				found[from] = append(found[from], k)
			}
		}
		for q := in.quarters.From; q <= in.quarters.To; q++ {
			if kinds := found[q]; len(kinds) > 0 {
				in.splits = append(in.splits, split{s, q, kinds})
			}
		}
	}
	for _, sp := range in.splits {
		in.note("from %s %s is new, with %s offences, and its words touch those of code %s, which %s: "+
			"data/series.csv has a new definition of code %[4]s from then on, so that nothing is compared "+
			"across it as if it were alike; give it the right words, and the law, when they are known",
			sp.from.First().Format("January 2006"), sp.names(), fact.FormatInt(sp.offences()), sp.series.Code, in.change(sp))
	}
}

// ownWords is the words of a code's definitions, each with the other codes that have had
// it, or one akin to it, in their descriptions since the file begins. Where there is none,
// the word tells the code from the others.
func (in *Incoming) ownWords(s *records.Series) map[string]map[string]bool {
	texts := []string{s.Words}
	for _, d := range s.Definitions {
		texts = append(texts, d.Holds)
	}
	for _, o := range in.known.Series {
		if o.PartOf == s {
			texts = append(texts, o.Words)
		}
	}
	own := map[string]map[string]bool{}
	for _, w := range longWords(strings.Join(texts, " ")) {
		own[w] = map[string]bool{}
	}
	enter := func(code, text string) {
		for _, word := range longWords(text) {
			for w, codes := range own {
				if akin(w, word) {
					codes[code] = true
				}
			}
		}
	}
	for _, k := range in.kinds {
		if k.series != s && k.rows > 0 && k.quarters.From == in.quarters.From {
			enter(k.code, k.description)
		}
	}
	for _, o := range in.recorded {
		if o != s {
			enter(o.Code, o.Words)
		}
	}
	return own
}

// common is the long words that tell nothing of an offence.
var common = []string{
	"child", "children", "offence", "offences", "following", "through", "under", "other", "before", "without", "stands",
}

// longWords lists the words of a text that have five letters or more.
func longWords(text string) []string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
	return slices.DeleteFunc(words, func(w string) bool { return len(w) < 5 || slices.Contains(common, w) })
}

// akin reports whether two words begin alike: grooming and groomed, communication and
// communicating.
func akin(a, b string) bool {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n >= 5 && 10*n >= 7*min(len(a), len(b))
}

// touches reports whether a kind may hold what a code of ours held: it has one of the
// words that are that code's own in the same group, or two in another.
func (in *Incoming) touches(k *kind, s *records.Series, own map[string]map[string]bool) bool {
	shared := map[string]bool{}
	for _, word := range longWords(k.description) {
		for w, codes := range own {
			if others := len(codes); akin(w, word) && (others == 0 || others == 1 && codes[k.code]) {
				shared[word] = true
			}
		}
	}
	if len(shared) != 1 {
		return len(shared) > 1
	}
	for _, o := range in.kinds {
		if o.series == s && o.group == k.group {
			return true
		}
	}
	return false
}

func (sp split) names() string {
	var names []string
	for _, k := range sp.kinds {
		names = append(names, k.kindKey.String())
	}
	return strings.TrimSuffix(strings.Join(names, " and "), ",") + ","
}

func (sp split) codes() string {
	var codes []string
	for _, k := range sp.kinds {
		codes = append(codes, k.code)
	}
	return "code " + strings.Join(codes, " and code ")
}

func (sp split) offences() int {
	n := 0
	for _, k := range sp.kinds {
		n += k.offences
	}
	return n
}

// change is what a series seems to have done: it narrowed, if its quarters since then
// are a tenth or more below those of the year before.
func (in *Incoming) change(sp split) string {
	after := in.mean(sp.series, records.Period{From: sp.from, To: in.quarters.To})
	before := in.mean(sp.series, records.Period{From: sp.from - 4, To: sp.from - 1})
	if 10*after < 9*before {
		return "narrowed"
	}
	return "may have narrowed"
}

// mean is the number of offences of a series in a quarter of the period, over all forces.
func (in *Incoming) mean(s *records.Series, p records.Period) float64 {
	n, quarters := 0, map[records.Quarter]bool{}
	for key, c := range in.cells.all() {
		if key.series == s && p.Contains(key.quarter) {
			n += c.n
			quarters[key.quarter] = true
		}
	}
	return float64(n) / float64(max(1, len(quarters)))
}

// Splits reports whether another code took over a part of a series in the release, so
// that the series has a new definition since.
func (in *Incoming) Splits() bool { return len(in.splits) > 0 }

// Redefine is the table of series with a new definition for every split. Lines that do
// not change stay as they are. Its name is for messages.
func (in *Incoming) Redefine(name string, file []byte) ([]byte, error) {
	lines := strings.SplitAfter(strings.TrimSuffix(string(file), "\n"), "\n")
	header, err := fields(lines[0])
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	at := func(column string) int { return slices.Index(header, column) }
	for _, sp := range in.splits {
		last := -1
		for i, line := range lines[1:] {
			row, err := fields(line)
			if err != nil {
				return nil, fmt.Errorf("%s:%d: %w", name, i+2, err)
			}
			if row[at("series")] == sp.series.Name {
				last = i + 1
			}
		}
		old, err := fields(lines[last])
		if err != nil {
			return nil, err
		}
		if old[at("to")] != "" || old[at("from")] >= sp.from.First().Format(time.DateOnly) {
			return nil, fmt.Errorf("%s:%d: the last definition of series %q does not hold in %s, when %s "+
				"took over a part of it; give the table the right rows, and run `make sums`",
				name, last+1, sp.series.Name, sp.from, sp.codes())
		}
		new := slices.Clone(old)
		old[at("to")] = (sp.from - 1).Last().Format(time.DateOnly)
		new[at("from")], new[at("change")] = sp.from.First().Format(time.DateOnly), in.change(sp)
		new[at("label")] = "without what stands under " + sp.codes()
		new[at("holds")] = "what it held before, without what stands under " + strings.TrimSuffix(sp.names(), ",")
		new[at("law")] = "not known yet; Home Office " + sp.codes()
		lines[last] = line(old)
		lines = slices.Insert(lines, last+1, line(new))
	}
	text := strings.Join(lines, "")
	return []byte(strings.TrimSuffix(text, "\n") + "\n"), nil
}

func fields(line string) ([]string, error) { return csv.NewReader(strings.NewReader(line)).Read() }

func line(fields []string) string {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Write(fields)
	w.Flush() // a bytes.Buffer takes everything
	return b.String()
}
