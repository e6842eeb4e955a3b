package records

import (
	"bytes"
	"encoding/csv"
	"errors"
	"slices"
	"strings"
)

// plain is the text of a table by columns.
type plain struct {
	header []string
	fields [][]string // by column
}

// readPlain reads a table of one row a line, as every table here is, and returns how many rows it
// has. Of one that is not so, encoding/csv says what is wrong; or how many rows there are, if it is
// only that they go over several lines.
func readPlain(file []byte) (p plain, rows int, err error) {
	var fields []string
	text := string(file)
	lines := strings.Count(text, "\n")
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
		if line == "" {
			continue
		}
		var ok bool
		fields, ok = splitLine(fields[:0], line)
		if !ok || p.header != nil && len(fields) != len(p.header) {
			all, err := csv.NewReader(bytes.NewReader(file)).ReadAll()
			return plain{}, len(all) - 1, err
		}
		if p.header == nil {
			p.header, p.fields = slices.Clone(fields), make([][]string, len(fields))
			for i := range p.fields {
				p.fields[i] = make([]string, 0, lines)
			}
			continue
		}
		for i, field := range fields {
			p.fields[i] = append(p.fields[i], field)
		}
		rows++
	}
	if rows == 0 {
		return plain{}, 0, errors.New("the table has no rows")
	}
	return p, rows, nil
}

// splitLine appends the fields of a line of a CSV file, of RFC 4180; ok is false if it is none, or
// not a whole row. It copies none that holds no quotation mark.
func splitLine(fields []string, line string) (_ []string, ok bool) {
	for {
		field, rest, more := strings.Cut(line, ",")
		if strings.HasPrefix(field, `"`) {
			if field, rest, more, ok = quoted(line[1:]); !ok {
				return nil, false
			}
		} else if strings.Contains(field, `"`) {
			return nil, false
		}
		fields = append(fields, field)
		if !more {
			return fields, true
		}
		line = rest
	}
}

// quoted is a field from behind its opening quotation mark, and what follows its comma.
func quoted(s string) (field, rest string, more, ok bool) {
	for {
		part, after, closed := strings.Cut(s, `"`)
		field += part
		switch {
		case !closed:
			return "", "", false, false
		case after == "":
			return field, "", false, true
		case after[0] == ',':
			return field, after[1:], true, true
		case after[0] != '"':
			return "", "", false, false
		}
		field += `"`
		s = after[1:]
	}
}

func (p plain) column(name string) []string { return p.fields[slices.Index(p.header, name)] }
