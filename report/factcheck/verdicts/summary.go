package verdicts

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"grooming-report/report/factcheck/text"
)

// Summary writes, for a terminal, each number of a text with its verdict and one line of
// why. Of several texts it writes how many there are of each verdict, and the numbers
// that are wrong or not like for like.
func Summary(w io.Writer, texts []*Text) error {
	var out strings.Builder
	for _, t := range texts {
		if t.Err != nil {
			fmt.Fprintf(&out, "%s\n", t.Err)
			continue
		}
		fmt.Fprintf(&out, "%s: %s, %s\n", text.Printable(t.Name), t.dated(), t.Counts())
		summarise(&out, t, len(texts) > 1)
	}
	if len(texts) > 1 {
		fmt.Fprintf(&out, "all: %s\n", counts(texts))
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// Counts says how many numbers a text has, and how many of each class that occurs:
// 8 numbers: 5 right, 3 not about this record.
func (t *Text) Counts() string {
	if all := counts([]*Text{t}); all != "" {
		return numbers(len(t.Numbers)) + ": " + all
	}
	return numbers(0)
}

func summarise(out *strings.Builder, t *Text, faults bool) {
	var list []Number
	word, class := 0, 0
	for _, n := range t.Numbers {
		if faults && n.Class != Wrong && n.Class != Unlike {
			continue
		}
		list = append(list, n)
		word = max(word, min(utf8.RuneCountInString(oneLine(n.Text)), 28))
		class = max(class, len(n.Class.String()))
	}
	for _, n := range list {
		fmt.Fprintf(out, "  %-*s  %-*s  %s\n", word, oneLine(n.Text), class, n.Class, n.line())
	}
}

// oneLine keeps somebody's words on one line, without what could steer a terminal.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) }), " ")
}
