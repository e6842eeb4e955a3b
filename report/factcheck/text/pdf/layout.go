package pdf

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"grooming-report/report/factcheck/text"
)

// document makes paragraphs of lines. Heads and feet of pages and the lines of a table
// of contents are left out.
func document(pages []page) (*text.Document, error) {
	dropRunning(pages)
	for n := range pages {
		pages[n].lines = withoutContents(pages[n].lines, len(pages))
		markRows(pages[n].lines)
	}
	l := measure(pages)
	var parts []text.Part
	open := false // the last part may go on
	var last line
	for n, p := range pages {
		for i, next := range p.lines {
			sameLine := i > 0 && last.left < next.left && math.Abs(last.bottom-next.first) < 0.3*last.height
			if open && (i > 0 && l.goesOn(last, next) || i == 0 && n > 0 && l.overPage(last, next)) {
				parts[len(parts)-1].Words = joinLines(parts[len(parts)-1].Words, next.text)
			} else if sameLine && open {
				parts[len(parts)-1].Words += " " + next.text
			} else {
				parts = append(parts, l.part(next))
			}
			open = true
			last = next
		}
	}
	return text.Join("PDF", parts)
}

// withoutContents drops the lines of a table of contents: with dots before numbers
// that are those of pages, since they do not fall. Other tables have dots as well.
func withoutContents(lines []line, pages int) []line {
	var dotted []int
	last := 0
	for i, l := range lines {
		m := leaders.FindStringSubmatch(l.text)
		if m == nil {
			continue
		}
		n, err := strconv.Atoi(m[1])
		if err != nil || n < last || n > pages+frontPages {
			return lines
		}
		last = n
		dotted = append(dotted, i)
	}
	if len(dotted) < 3 {
		return lines
	}
	var kept []line
	for i, l := range lines {
		if len(dotted) > 0 && dotted[0] == i {
			dotted = dotted[1:]
			continue
		}
		kept = append(kept, l)
	}
	return kept
}

// frontPages is how far the number on a page may be above its place in the file.
const frontPages = 20

// A layout is what is usual in a document.
type layout struct {
	body  float64             // the height of most of the words
	pitch map[float64]float64 // by height, the usual distance of lines
	right map[float64]float64 // by height, where lines end at most
	sizes []float64           // the heights of headings, the greatest first
}

// class rounds a height to half a point.
func class(height float64) float64 { return math.Round(2*height) / 2 }

func measure(pages []page) layout {
	l := layout{pitch: make(map[float64]float64), right: make(map[float64]float64)}
	words := make(map[float64]int)
	letters := make(map[float64]bool)
	pitches := make(map[float64]map[float64]int)
	for _, p := range pages {
		for i, a := range p.lines {
			c := class(a.height)
			words[c] += len(a.text)
			letters[c] = letters[c] || word.MatchString(a.text)
			l.right[c] = max(l.right[c], a.right)
			if i+1 == len(p.lines) || class(p.lines[i+1].height) != c {
				continue
			}
			if d := class(a.bottom - p.lines[i+1].first); d > 0 && d < 3*a.height {
				if pitches[c] == nil {
					pitches[c] = make(map[float64]int)
				}
				pitches[c][d]++
			}
		}
	}
	l.body, _ = most(words)
	for c, of := range pitches {
		l.pitch[c], _ = most(of)
	}
	for c := range words {
		if c > larger*l.body && letters[c] {
			l.sizes = append(l.sizes, c)
		}
	}
	slices.SortFunc(l.sizes, func(a, b float64) int { return int(math.Copysign(1, b-a)) })
	return l
}

// larger is how much larger than the body a heading is.
const larger = 1.12

// most returns the key of the greatest count, the smallest of several.
func most(counts map[float64]int) (key float64, count int) {
	for k, n := range counts {
		if n > count || n == count && k < key {
			key, count = k, n
		}
	}
	return key, count
}

var (
	marker = regexp.MustCompile(`^(?:[-•–‣▪◦●]|\(?[0-9]{1,2}[.)]|\(?[a-z][.)])[ \t]+\S|` +
		`^[0-9]{1,2}(?:\.[0-9]{1,2}){1,2}\.?[ \t]+\pL`)
	note = regexp.MustCompile(`^(?:(?:[¹²³⁴-⁹⁰]+|\[[0-9¹²³⁴-⁹⁰]{1,3}\]|[*†‡]) *[\pL“"‘(]|` +
		`[0-9]{1,3}[. ] *\p{Lu})`)
	caption = regexp.MustCompile(`^(?:Figure|Fig\.|Table|Chart|Graph|Box|Map) [0-9A-Z]`)
	section = regexp.MustCompile(`^(?:[0-9]{1,2}|[A-Z])(?:\.[0-9]{1,2}){1,2}\.? +\p{Lu}`)
	leaders = regexp.MustCompile(`(?:[.…_] ?){5,} ?([0-9]+)$`)
	word    = regexp.MustCompile(`\pL{3}`)
	numeral = regexp.MustCompile(`^[(£+−-]?[0-9][0-9.,/–-]*[%)*]*(?:\[[¹²³⁰⁴-⁹]+\])?$`)
)

// part begins a part with a line.
func (l *layout) part(a line) text.Part {
	p := text.Part{Words: a.text}
	c := class(a.height)
	switch {
	case caption.MatchString(a.text):
		p.Kind = text.Caption
	case c > larger*l.body && len(a.text) < 200 && word.MatchString(a.text):
		p.Kind = text.Heading
		p.Level = min(1+slices.Index(l.sizes, c), 6)
	case l.isSection(a):
		p.Kind = text.Heading
		p.Level = min(len(l.sizes)+1, 6)
	case c < 0.9*l.body && note.MatchString(a.text):
		p.Kind = text.Footnote
	case marker.MatchString(a.text):
		p.Kind = text.Item
	}
	return p
}

// goesOn reports whether a line goes on with the paragraph of the line before.
func (l *layout) goesOn(a, b line) bool {
	c := class(a.height)
	gap := a.bottom - b.first
	const slack = 1.2
	if !alike(a.height, b.height, 0.08) && !l.leads(a, b) || gap <= 0.3*a.height || gap > slack*max(l.pitch[c], a.height) {
		return false
	}
	if marker.MatchString(b.text) && ends(a.text) || startsBullet(b.text) || a.row || b.row {
		return false
	}
	if c < 0.9*l.body && note.MatchString(b.text) && ends(a.text) {
		return false
	}
	if l.isSection(a) {
		return false
	}
	short := a.right < 0.8*l.right[c]
	indented := b.left > a.left+0.8*a.height
	return !ends(a.text) || !short && !indented
}

// leads reports whether a line that begins in another face, such as bold, which is measured as of
// another height, goes on in the next: no sentence ends with it, and the next is as far as lines of
// its paragraph are from each other.
func (l *layout) leads(a, b line) bool {
	gap := a.bottom - b.first
	c := class(b.height)
	return !ends(a.text) && a.right >= 0.8*l.right[c] && class(a.height) <= larger*l.body &&
		alike(a.height, b.height, 0.15) && alike(gap, l.pitch[c], 0.05)
}

func alike(a, b, share float64) bool { return math.Abs(a-b) <= share*a }

// isSection reports whether a line is a heading by its number alone.
func (l *layout) isSection(a line) bool {
	return section.MatchString(a.text) && !ends(a.text) && !a.row && a.right < 0.8*l.right[class(a.height)]
}

// overPage reports whether the first line of a page goes on with the last of the page
// before: a sentence has begun, and does not end.
func (l *layout) overPage(a, b line) bool {
	first, _ := utf8.DecodeRuneInString(b.text)
	return class(a.height) == l.body && class(b.height) == l.body && !ends(a.text) && unicode.IsLower(first) &&
		!marker.MatchString(b.text)
}

// ends reports whether a line may end a paragraph.
func ends(s string) bool {
	s = strings.TrimRight(s, `"'”’)]¹²³⁰⁴⁵⁶⁷⁸⁹`)
	return s != "" && strings.ContainsAny(s[len(s)-1:], ".!?:;")
}

func startsBullet(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return strings.ContainsRune("•‣▪◦●", r) && len(s) > n
}

// isRow reports whether most words of a line, and two at least, are numbers.
func isRow(s string) bool {
	numbers, all := 0, 0
	for w := range strings.FieldsSeq(s) {
		all++
		if numeral.MatchString(w) {
			numbers++
		}
	}
	return numbers >= 2 && 2*numbers >= all
}

// endsAsRow reports whether the last two words of a line are numbers.
func endsAsRow(s string) bool {
	w := strings.Fields(s)
	return len(w) > 2 && numeral.MatchString(w[len(w)-1]) && numeral.MatchString(w[len(w)-2])
}

// markRows finds the lines that look like rows of a table: of numbers, or of words and
// then numbers, twice in a row.
func markRows(lines []line) {
	for i := range lines {
		l := &lines[i]
		l.row = isRow(l.text) || endsAsRow(l.text) &&
			(i > 0 && endsAsRow(lines[i-1].text) || i+1 < len(lines) && endsAsRow(lines[i+1].text))
	}
}

// kept are words before a hyphen that a number word needs: thirty-five, two-thirds.
var kept = regexp.MustCompile(`(?i)(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|one|two|three|four|five|` +
	`six|seven|eight|nine|ten|half|non|self|ex|co|year)$`)

// joinLines joins two lines of a paragraph. A hyphen at the end of the first goes if
// it breaks a word in two, and stays in thirty-five, 2015-16 and names.
func joinLines(a, b string) string {
	stem := strings.TrimRight(a, "-\u00ad\u2010")
	if stem == a || stem == "" {
		return a + " " + b
	}
	before, _ := utf8.DecodeLastRuneInString(stem)
	after, _ := utf8.DecodeRuneInString(b)
	switch {
	case unicode.IsLower(before) && unicode.IsLower(after) && !kept.MatchString(stem):
		return stem + b
	case unicode.IsLetter(before) || unicode.IsDigit(before):
		return stem + "-" + b
	}
	return a + " " + b
}

// joined is what PDFium puts in place of a hyphen at the end of a line where it joins
// the two itself.
const joined = "\ufffe"

// rejoin decides for each of those whether a hyphen stands there.
func rejoin(s string) string {
	parts := strings.Split(s, joined)
	out := parts[0]
	for _, p := range parts[1:] {
		out = joinLines(out+"-", strings.TrimLeft(p, " "))
	}
	return out
}

// dropRunning drops the lines at the top and the foot of pages that return on others,
// equal but for numbers that count the pages.
func dropRunning(pages []page) {
	type place struct{ page, line int }
	found := make(map[string][]place)
	var keys []string
	for n, p := range pages {
		for _, i := range edges(p.lines) {
			if isData(p.lines[i].text) {
				continue
			}
			key := fmt.Sprint(class(p.lines[i].height), skeleton(p.lines[i].text))
			if found[key] == nil {
				keys = append(keys, key)
			}
			found[key] = append(found[key], place{n, i})
		}
	}
	gone := make(map[place]bool)
	for _, key := range keys {
		places := found[key]
		for i := 1; i < len(places); i++ {
			a, b := places[i-1], places[i]
			if a.page != b.page && counts(pages[a.page].lines[a.line].text, pages[b.page].lines[b.line].text, b.page-a.page) {
				gone[a], gone[b] = true, true
			}
		}
	}
	for n := range pages {
		var kept []line
		for i, l := range pages[n].lines {
			if !gone[place{n, i}] {
				kept = append(kept, l)
			}
		}
		pages[n].lines = kept
	}
}

// edges returns the lines of a page that may be its head or foot: the two highest and
// the two lowest.
func edges(lines []line) []int {
	const each = 2
	order := make([]int, len(lines))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch d := lines[b].bottom - lines[a].bottom; {
		case d > 0:
			return 1
		case d < 0:
			return -1
		}
		return 0
	})
	if len(order) <= 2*each {
		return order
	}
	return append(order[:each:each], order[len(order)-each:]...)
}

var pageOf = regexp.MustCompile(`(?i)^\W*(?:page )?[0-9]+(?: ?(?:of|/) ?[0-9]+)?\W*$`)

// isData reports whether most words of a line hold digits, as those of a table's rows
// and heads do, which may be alike on two pages.
func isData(s string) bool {
	held, all := 0, 0
	for w := range strings.FieldsSeq(s) {
		all++
		if strings.ContainsAny(w, "0123456789") {
			held++
		}
	}
	return 2*held > all && !pageOf.MatchString(s)
}

var digits = regexp.MustCompile(`[0-9]+`)

func skeleton(s string) string { return digits.ReplaceAllString(s, "#") }

// counts reports whether two lines with the same skeleton differ at most in numbers
// that grow as the pages do.
func counts(a, b string, pages int) bool {
	x, y := digits.FindAllString(a, -1), digits.FindAllString(b, -1)
	if len(x) != len(y) {
		return false
	}
	for i := range x {
		m, err := strconv.Atoi(x[i])
		n, also := strconv.Atoi(y[i])
		if x[i] != y[i] && (err != nil || also != nil || n-m != pages) {
			return false
		}
	}
	return true
}
