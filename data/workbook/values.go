package workbook

import (
	"bytes"
	"math"
	"strconv"
	"strings"
)

// firstYear is the first financial year in which crime was recorded under the
// National Crime Recording Standard, and the first in the open data tables.
const firstYear = "2002/03"

// trim drops surrounding space of every kind. It is bytes.TrimSpace, but
// does not call it where plain characters stand at both ends.
func trim(b []byte) []byte {
	if len(b) == 0 || plain(b[0]) && plain(b[len(b)-1]) {
		return b
	}
	return bytes.TrimSpace(b)
}

func plain(c byte) bool { return c > ' ' && c < 0x80 }

// parseYear takes 2017/18 and 2017-18, and returns the first form.
func parseYear(v string) (string, bool) {
	if len(v) != len("2017/18") || v[4] != '/' && v[4] != '-' {
		return "", false
	}
	from, err := strconv.ParseUint(v[:4], 10, 16)
	to, err2 := strconv.ParseUint(v[5:], 10, 8)
	v = v[:4] + "/" + v[5:]
	return v, err == nil && err2 == nil && (from+1)%100 == to && v >= firstYear
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

// parseCount takes a number of offences, or a mark that there is none.
func parseCount(c cell) (Count, bool) {
	if n, ok := whole(c.text); ok {
		return CountOf(n), true
	}
	if c.kind == numeric { // a program may write 100000 as 1e+05
		f, err := strconv.ParseFloat(c.text, 64)
		if err != nil || f != math.Trunc(f) || math.Abs(f) >= 1e15 {
			return Count{}, false
		}
		return CountOf(int(f)), true
	}
	switch strings.ToLower(c.text) {
	case "", "n/a", "na", "[x]", "[z]":
		return Count{}, true
	}
	return Count{}, false
}

// whole reads 1202, -1202, 1,202, 1202.0 and -00. Commas must part thousands.
func whole(v string) (int, bool) {
	v, negative := strings.CutPrefix(v, "-")
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
