package records

import (
	"encoding/csv"
	"errors"
	"strings"
)

// checkRows counts the rows of a table, whose lines, the header's before all, are each of so many
// fields. Of one that is not so, encoding/csv says what is wrong; or how many rows there are, if it
// is only that they go over several lines.
func checkRows(text string, columns int) (rows int, err error) {
	var fields []string
	lines := -1 // but for the header
	for line := range strings.Lines(text) {
		line = withoutEnd(line)
		if line == "" {
			continue
		}
		lines++
		n, ok := strings.Count(line, ",")+1, true
		if strings.IndexByte(line, '"') >= 0 {
			fields, ok = splitLine(fields[:0], line)
			n = len(fields)
		}
		if !ok || n != columns {
			all, err := csv.NewReader(strings.NewReader(text)).ReadAll()
			return len(all) - 1, err
		}
	}
	if lines < 1 {
		return 0, errors.New("the table has no rows")
	}
	return lines, nil
}

func withoutEnd(line string) string { return strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r") }

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
