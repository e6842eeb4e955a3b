package verdicts

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/statements/lex"
)

// columns are those of the table. At is in characters, from and to are days, stated and
// computed are offences, per cent or times after kind, and sources are the lines that the
// verdict rests on.
var columns = []string{"file", "at", "text", "role", "kind", "area", "measure", "from", "to", "earlier_from",
	"earlier_to",
	"stated", "computed", "verdict", "period_differs", "why", "fair", "sources"}

// CSV writes a row for each number of each text, in ASCII, which Excel, R and pandas all
// take for what it is. No cell begins as a formula does.
func CSV(w io.Writer, texts []*Text) error {
	c := csv.NewWriter(w)
	if err := c.Write(columns); err != nil {
		return err
	}
	for _, t := range texts {
		for _, n := range t.Numbers {
			row := n.row(t.Name)
			for i := range row {
				row[i] = safe(ascii(row[i]))
			}
			if err := c.Write(row); err != nil {
				return err
			}
		}
	}
	c.Flush()
	return c.Error()
}

func (n Number) row(file string) []string {
	row := []string{file, strconv.Itoa(n.At), n.Text, string(n.Role)}
	if n.Class == OffSubject {
		return append(row, "", "", "", "", "", "", "", "", "", n.Class.String(), "", n.offSubject(), "", "")
	}
	r := n.Judgement.Reading
	computed := ""
	if n.Computed != 0 || len(n.Later) > 0 && n.Vintage != "" {
		computed = fact.FormatValue(n.Computed)
	}
	return append(row, n.Kind.String(), r.Area.Name, string(n.Measure), r.Later.First(), r.Later.Last(),
		r.Earlier.First(), r.Earlier.Last(),
		n.stated(), computed, string(n.Verdict), strconv.FormatBool(n.PeriodDiffers), n.line(), n.Fair,
		strings.Join(n.sources(), "; "))
}

// stated is what the text says, in its unit: offences, per cent, times.
func (n Number) stated() string {
	switch n.Kind.Form().States {
	case lex.Day:
		return n.Date
	case lex.Ends:
		return fact.FormatValue(n.Stated) + " to " + fact.FormatValue(n.High)
	}
	return fact.FormatValue(n.Stated)
}

var plain = strings.NewReplacer("–", "-", "—", "-", "−", "-", "‘", "'", "’", "'", "“", `"`, "”", `"`, "×",
	"x", "÷", "/",
	"\u00a0", " ", "\u202f", " ", "£", "GBP ", "½", "1/2", "…", "...")

// ascii writes a text in ASCII: other letters without their marks, and what has no such
// letter by its number, \u5c0f.
func ascii(s string) string {
	var out strings.Builder
	for _, r := range norm.NFKD.String(plain.Replace(s)) {
		switch {
		case r >= ' ' && r < 0x7f || r == '\n':
			out.WriteRune(r)
		case r >= 0x300 && r < 0x370: // the marks
		case r < 0x10000:
			fmt.Fprintf(&out, `\u%04x`, r)
		default:
			fmt.Fprintf(&out, `\U%08x`, r)
		}
	}
	return strings.ReplaceAll(out.String(), "\n", " ")
}

// safe keeps a spreadsheet from taking somebody's words for a formula. A signed number,
// such as +57%, is one in any case.
func safe(s string) string {
	if s == "" || !strings.ContainsRune("=+-@", rune(s[0])) {
		return s
	}
	if _, err := strconv.ParseFloat(strings.TrimSuffix(strings.ReplaceAll(s, ",", ""), "%"), 64); err == nil {
		return s
	}
	return "'" + s
}
