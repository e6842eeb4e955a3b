package verdicts

import (
	"fmt"
	"io"
	"strings"
	"unicode"
)

// Markdown writes what was found in each text as a table, and the fair sentences.
func Markdown(w io.Writer, texts []*Text) error {
	var out strings.Builder
	fmt.Fprintf(&out, "# %s\n\n%s\n", escape(heading(texts)), escape(counts(texts)))
	for _, t := range texts {
		if len(texts) > 1 {
			fmt.Fprintf(&out, "\n## %s\n", escape(t.Name))
		}
		if t.Err != nil {
			fmt.Fprintf(&out, "\nNot read: %s\n", escape(t.Err.Error()))
			continue
		}
		fmt.Fprintf(&out, "\n%s, %s.\n\n| place | number | verdict | why |\n|---:|---|---|---|\n",
			escape(t.Document.Format), escape(t.dated()))
		for _, n := range t.Numbers {
			fmt.Fprintf(&out, "| %d | %s | %s | %s |\n", n.At, escape(n.Text), n.Class, escape(n.line()))
		}
		for _, n := range t.Numbers {
			if n.Fair != "" {
				fmt.Fprintf(&out, "\nInstead of %s at %d: %s\n", escape(n.Text), n.At, escape(n.Fair))
			}
		}
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// escape keeps somebody's words from being markup, on one line.
func escape(s string) string {
	var out strings.Builder
	for _, r := range oneLine(s) {
		if r < 0x80 && (unicode.IsPunct(r) || unicode.IsSymbol(r)) && !strings.ContainsRune(`.,:;/%'"()-?`, r) {
			out.WriteByte('\\')
		}
		out.WriteRune(r)
	}
	return out.String()
}
