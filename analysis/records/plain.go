package records

import (
	"encoding/csv"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// plain is a table by columns, read without a frame. A test holds it equal to one.
type plain struct {
	header []string
	fields [][]string // by column
}

// readPlain reads a table of one row a line, as every table here is: see ReadTable.
func readPlain(file []byte) (plain, error) {
	var p plain
	var fields []string
	text, n := string(file), 0
	rows := strings.Count(text, "\n")
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
		if line == "" {
			continue
		}
		var err error
		if fields, err = splitLine(fields[:0], line); err != nil {
			return plain{}, &csv.ParseError{StartLine: n, Line: n, Err: err}
		}
		if p.header == nil {
			p.header, p.fields = slices.Clone(fields), make([][]string, len(fields))
			for i := range p.fields {
				p.fields[i] = make([]string, 0, rows)
			}
			continue
		}
		if len(fields) != len(p.header) {
			return plain{}, &csv.ParseError{StartLine: n, Line: n, Err: csv.ErrFieldCount}
		}
		for i, field := range fields {
			p.fields[i] = append(p.fields[i], field)
		}
	}
	if p.header == nil || p.rows() == 0 {
		return plain{}, errors.New("the table has no rows")
	}
	return p, nil
}

// splitLine appends the fields of a line of a CSV file, of RFC 4180. It copies none that
// holds no quotation mark.
func splitLine(fields []string, line string) ([]string, error) {
	for {
		field, rest, more := strings.Cut(line, ",")
		if strings.HasPrefix(field, `"`) {
			var err error
			if field, rest, more, err = quoted(line[1:]); err != nil {
				return nil, err
			}
		} else if strings.Contains(field, `"`) {
			return nil, csv.ErrBareQuote
		}
		fields = append(fields, field)
		if !more {
			return fields, nil
		}
		line = rest
	}
}

// quoted is a field from behind its opening quotation mark, and what follows its comma.
func quoted(s string) (field, rest string, more bool, err error) {
	for {
		part, after, closed := strings.Cut(s, `"`)
		field += part
		switch {
		case !closed:
			return "", "", false, fmt.Errorf("%w: a field of several lines", csv.ErrQuote)
		case after == "":
			return field, "", false, nil
		case after[0] == ',':
			return field, after[1:], true, nil
		case after[0] != '"':
			return "", "", false, csv.ErrQuote
		}
		field += `"`
		s = after[1:]
	}
}

func (p plain) rows() int       { return len(p.fields[0]) }
func (p plain) names() []string { return p.header }

func (p plain) column(name string) []string { return p.fields[slices.Index(p.header, name)] }
