package workbook

import (
	"math"
	"strconv"
	"strings"
)

// firstYear is the first financial year in which crime was recorded under the
// National Crime Recording Standard, and the first in the open data tables. The
// last that a year of two digits can tell is that of the turn of the century: what
// is too late for its release is for the caller to say, who knows when that was.
const (
	firstYear = "2002/03"
	lastYear  = "2099/00"
)

// parseYear takes 2017/18 and 2017-18, and returns the first form.
func parseYear(v string) (string, bool) {
	if len(v) != len("2017/18") || v[4] != '/' && v[4] != '-' || !consecutive(v[:4], v[5:]) {
		return "", false
	}
	v = v[:4] + "/" + v[5:]
	return v, v >= firstYear && v <= lastYear
}

// consecutive reports whether two digits end the year after one of four.
func consecutive(from, to string) bool {
	a, err := strconv.ParseUint(from, 10, 16)
	b, err2 := strconv.ParseUint(to, 10, 8)
	return err == nil && err2 == nil && (a+1)%100 == b
}

// parseQuarter takes 1 to 4, also with decimals that are zeros.
func parseQuarter(v string) (int, bool) {
	if len(v) == 1 {
		q := int(v[0]) - '0'
		return q, q >= 1 && q <= 4
	}
	q, ok := whole(v)
	return q, ok && q >= 1 && q <= 4
}

// parseCount takes a number of offences, or a mark that there is none, and returns
// the mark as well, unless it is a usual one.
//
// A text such as 1.000 is no number: somebody's program may have parted thousands by a
// point, and 1 would be taken for it. Nor is 1,000 in a file that parts fields by semicolons.
func parseCount(c cell) (n Count, mark string, ok bool) {
	if c.kind == textual && thousands(c.text) {
		return Count{}, "", false
	}
	if n, ok := whole(c.text); ok {
		return CountOf(n), "", true
	}
	switch {
	case usual[strings.ToLower(c.text)] && c.kind == textual:
		return Count{}, "", true
	case c.kind == unsolved:
		return Count{}, c.text, true
	case c.kind == numeric: // a program may write 100000 as 1e+05
		f, err := strconv.ParseFloat(c.text, 64)
		if err != nil || f != math.Trunc(f) || math.Abs(f) >= 1e15 {
			return Count{}, "", false
		}
		return CountOf(int(f)), "", true
	}
	return parseMarked(c.text)
}

// whole reads 1202, -1202, 1,202, 1202.0 and -00. Commas must part thousands.
func whole(v string) (int, bool) {
	if n, ok := digits(v); ok { // nearly all are no more than that
		return n, true
	}
	v, negative := strings.CutPrefix(v, "-")
	if rest, minus := strings.CutPrefix(v, "\u2212"); minus && !negative { // the sign that typesetters use
		v, negative = rest, true
	}
	if i := strings.IndexByte(v, '.'); i >= 0 {
		if i+1 == len(v) || strings.Trim(v[i+1:], "0") != "" {
			return 0, false
		}
		v = v[:i]
	}
	n, digits, group := 0, 0, -1 // digits since the last comma, if there was one
	for i, c := range []byte(v) {
		switch {
		case c >= '0' && c <= '9':
			n = 10*n + int(c-'0')
			digits++
			if group >= 0 {
				group++
			}
		case c == ',' && (group == 3 || group < 0 && i >= 1 && i <= 3):
			group = 0
		default:
			return 0, false
		}
	}
	if digits == 0 || digits > 15 || group >= 0 && group != 3 {
		return 0, false
	}
	if negative {
		n = -n
	}
	return n, true
}

// thousands reports whether a text may be a number whose thousands a point parts.
func thousands(v string) bool {
	whole, rest, _ := strings.Cut(strings.TrimPrefix(v, "-"), ".")
	return len(rest) == 3 && len(whole) <= 3 && whole != "0" && strings.Trim(rest, "0123456789") == ""
}

// digits reads a number of at most 15 digits, and of nothing else.
func digits(v string) (n int, ok bool) {
	for i := range len(v) {
		if v[i] < '0' || v[i] > '9' {
			return 0, false
		}
		n = 10*n + int(v[i]-'0')
	}
	return n, len(v) > 0 && len(v) <= 15
}

// codeNumber returns how an offence code stored as a number is written: with the 15
// digits that spreadsheets go by, so that 4.0999999999999996 is 4.1.
func codeNumber(v string) string {
	if !strings.ContainsAny(v, ".eE") {
		return v
	}
	f, err := strconv.ParseFloat(v, 64)
	if err != nil {
		return v
	}
	f, _ = strconv.ParseFloat(strconv.FormatFloat(f, 'g', 15, 64), 64)
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// columnName is what spreadsheets call a column, counted from 0: A, Z, AA, AD.
func columnName(i int) string {
	name := ""
	for i++; i > 0; i = (i - 1) / 26 {
		name = string(rune('A'+(i-1)%26)) + name
	}
	return name
}
