package html

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"grooming-report/analysis/fact"
)

// tableFolder is where the tables are that a page can show rows of.
const tableFolder = "data/"

// rows writes the rows of the tables that facts add up, each once, for the script to show. They
// are packed, which leaves a seventh of their bytes. Without script a number still names its
// lines.
func (p *page) rows(facts []*fact.Fact, tables fs.FS) error {
	text, err := rowsOf(facts, tables)
	if err != nil || text == "" {
		return err
	}
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err := z.Write([]byte(text)); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	p.printf("<script type=\"application/gzip\" id=\"rows\">%s</script>\n",
		base64.StdEncoding.EncodeToString(packed.Bytes()))
	return nil
}

// rowsOf is those rows as their tables have them. A table begins with a line # and its name
// and its header; a line @ and a number names the line of the row that follows, where it is
// not the next one.
func rowsOf(facts []*fact.Fact, tables fs.FS) (string, error) {
	used := map[string][]bool{} // by line
	for _, f := range facts {
		for _, r := range f.Rows {
			if !strings.HasPrefix(r.File, tableFolder) {
				continue
			}
			lines := used[r.File]
			if r.Last >= len(lines) {
				lines = append(lines, make([]bool, r.Last+1-len(lines))...)
				used[r.File] = lines
			}
			for line := r.First; line <= r.Last; line++ {
				lines[line] = true
			}
		}
	}
	var text strings.Builder
	for _, name := range slices.Sorted(maps.Keys(used)) {
		table, err := fs.ReadFile(tables, strings.TrimPrefix(name, tableFolder))
		if err != nil {
			return "", err
		}
		lines := strings.Split(strings.TrimSuffix(string(table), "\n"), "\n")
		fmt.Fprintf(&text, "#%s\n%s\n", name, lines[0])
		last := 1
		for line, isUsed := range used[name] {
			if !isUsed {
				continue
			}
			if line > len(lines) {
				return "", fmt.Errorf("%s has %d lines, and a number rests on line %d; make the report anew", name,
					len(lines), line)
			}
			if line != last+1 {
				fmt.Fprintf(&text, "@%d\n", line)
			}
			text.WriteString(lines[line-1])
			text.WriteByte('\n')
			last = line
		}
	}
	return text.String(), nil
}
