package workbook

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"grooming-report/data/workbook/fault"
)

// Marks are what a publisher sets beside a name or a number, or in its place: [note 6],
// [r] for revised, [p] for provisional, [x] for not available
// (analysisfunction.civilservice.gov.uk, "Symbols in tables"), and older ones.

// noNumber are marks in the place of a number that are not in brackets.
var noNumber = map[string]bool{
	"n/a": true, "na": true, "#n/a": true, "..": true, "...": true, "…": true, ":": true, "*": true,
	"not available": true, "not applicable": true, "not known": true, "missing": true, "no data": true,
}

// usual are the marks for a missing number that need no warning; a cell may also be
// blank.
var usual = map[string]bool{"": true, "n/a": true, "na": true, "[x]": true, "[z]": true}

// parseMarked takes a number with a mark, or a mark that there is none.
func parseMarked(v string) (n Count, mark string, ok bool) {
	if len(v) > maxMark {
		return Count{}, "", false
	}
	before := v
	for rest := unmark(v, true); rest != before; rest = unmark(before, true) {
		before = rest
	}
	if mark = strings.TrimSpace(v[len(before):]); before == "" || noNumber[strings.ToLower(before)] {
		return Count{}, v, true
	}
	i, ok := whole(before)
	return CountOf(i), mark, ok && mark != ""
}

// plainName drops the note marks behind a name, unless there is nothing else.
func plainName(v string) string {
	for rest := v; ; {
		shorter := unmark(rest, false)
		if shorter == "" || shorter == rest {
			return rest
		}
		rest = shorter
	}
}

// unmark drops one mark from the end of a text. The letter of a number may also
// stand in parentheses, or for revised and provisional alone: 53 (r), 53p.
func unmark(v string, number bool) string {
	last, size := utf8.DecodeLastRuneInString(v)
	switch {
	case last == ']':
		if i := strings.LastIndexByte(v, '['); i >= 0 && (!number || letter(v[i+1:])) {
			return strings.TrimSpace(v[:i])
		}
	case last == ')':
		i := strings.LastIndexByte(v, '(')
		if i >= 0 && (strings.HasPrefix(strings.ToLower(v[i+1:]), "note") || number && letter(v[i+1:])) {
			return strings.TrimSpace(v[:i])
		}
	case strings.ContainsRune("*†‡§", last), !number && strings.ContainsRune("¹²³⁴⁵⁶⁷⁸⁹⁰", last):
		return strings.TrimSpace(v[:len(v)-size])
	case number && size == 1 && strings.IndexByte("rRpP", v[len(v)-1]) >= 0:
		if rest := strings.TrimSpace(v[:len(v)-1]); rest != "" && rest[len(rest)-1] >= '0' && rest[len(rest)-1] <= '9' {
			return rest
		}
	}
	return v
}

// raise makes the digits behind a place in a text raised ones: 12 with a raised 1 is not 121.
func raise(b []byte, from int) []byte {
	for i := from; i < len(b); i++ {
		if b[i] >= '0' && b[i] <= '9' {
			digit := raisedDigits[b[i]-'0']
			b = slices.Replace(b, i, i+1, []byte(digit)...)
			i += len(digit) - 1
		}
	}
	return b
}

var raisedDigits = [...]string{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"}

// letter reports whether a text begins with a letter.
func letter(v string) bool {
	r, _ := utf8.DecodeRuneInString(v)
	return unicode.IsLetter(r)
}

// unusual reports whether plainName or foreign may have anything to find.
func unusual(v string) bool {
	for i := range len(v) {
		if v[i] >= utf8.RuneSelf {
			return true
		}
	}
	return v != "" && strings.IndexByte("])*", v[len(v)-1]) >= 0
}

// A sighting counts cells that are odd in the same way, and knows the first of them.
type sighting struct {
	odd   string
	n     int
	cells []string
}

// sightings are in the order in which they were first seen.
type sightings []*sighting

// add counts a cell that is odd in some way.
func (s *sightings) add(odd, cell string) error {
	for _, known := range *s {
		if known.odd == odd {
			if known.n++; known.n <= mostCells {
				known.cells = append(known.cells, cell)
			}
			return nil
		}
	}
	if len(*s) == maxMarks {
		return fault.Refusef("has more than %d different marks beside numbers or in their place; expected numbers, or N/a, "+
			"[x] or [z]: correct a copy of the file", maxMarks)
	}
	*s = append(*s, &sighting{odd, 1, []string{cell}})
	return nil
}

// mostCells is how many cells a warning names.
const mostCells = 5

// where names the cells.
func (s *sighting) where() string {
	cells := "cell "
	if s.n > 1 {
		cells = fmt.Sprintf("%d cells, ", s.n)
	}
	cells += strings.Join(s.cells, ", ")
	if s.n > len(s.cells) {
		cells += ", …"
	}
	return cells
}
