package verify

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// words are a number in the words of a statement, with the least and the most that they
// allow: half a unit of the last digit either way; "more than" up to a tenth of it more,
// or one in the place of its last digit that is not zero.
type words struct{ value, low, high float64 }

var digits = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`[0-9][0-9,]*(\.[0-9]+)?`)
})

// inWord are the numbers that the statements of the table give without digits.
var inWord = map[string]float64{"trebled": 3, "tripled": 3, "doubled": 2, "quadrupled": 4, "half": 50, "third": 33,
	"quarter": 25, "fifth": 20}

// words reads the number in the column statement of a line.
func (t *table) words(line int) (words, error) {
	text, err := t.field(line, "statement")
	if err != nil {
		return words{}, err
	}
	n, half := 0.0, 0.5
	if found := digits().FindString(text); found != "" {
		n, err = strconv.ParseFloat(strings.ReplaceAll(found, ",", ""), 64)
		if _, decimals, ok := strings.Cut(found, "."); ok {
			half = math.Pow10(-len(decimals)) / 2
		}
		if err != nil {
			return words{}, err
		}
	} else if n, half = spelt(text); n == 0 {
		return words{}, fmt.Errorf("%s:%d: no number in %q", t.name, line, text)
	}
	if strings.Contains(text, "more than") {
		place := 1.0
		for math.Mod(n, 10*place) == 0 && n > 0 {
			place *= 10
		}
		return words{n, n, n + max(place, n/10, 2*half)}, nil
	}
	middle := n
	if half == partHalf {
		middle = 100 / math.Round(100/n) // a third is 33.3 per cent, of which 33 is stated
	}
	return words{n, middle - half, middle + half}, nil
}

const partHalf = 5 // of a part of a whole, either way, in points

// spelt is a number that a text gives without digits; a part of a whole is within five points.
func spelt(text string) (n, half float64) {
	for _, w := range strings.Fields(text) {
		if n := inWord[w]; n > 4 {
			return n, partHalf
		} else if n > 0 {
			return n, 0.5
		}
	}
	return 0, 0
}

// inWords is the number in the words of one row.
func inWords(s *step) (result, error) {
	var r result
	return r, s.Tables.each(s.row.Lines(), func(t *table, line int) error {
		w, err := t.words(line)
		r.Value = w.value
		return err
	})
}
