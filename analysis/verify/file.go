// Package verify recomputes the rows of evidence.csv from what they say of themselves:
// the method, the inputs by name and the lines of the tables. It uses nothing of the
// project but analysis/stats, so that it is a second way to every number and not the
// first again: it reads the tables, counts days and groups cells by itself.
package verify

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A File is evidence.csv, in its order.
type File struct {
	Rows   []*Row
	byName map[string]*Row
}

// A Row is one number of the file. Its text fields are as they stand in the file.
type Row struct {
	Line                int // of the file, the header being 1
	Name                string
	Value, Lower, Upper string // limits are "" for a number that was not estimated
	Unit, Area          string
	From, To            time.Time // first and last day
	Definition, Vintage string
	Sources             []string // lines of tables, and names of inputs
	Method              string
	Inputs              []Input
	Text, LimitsText    string // as the documents print it
	Warnings            string
}

// An Input is the name of a number that another was computed from, and its part in the method.
type Input struct{ Role, Name string }

// columns are those of evidence.csv that a row is made of.
var columns = []string{
	"name", "value", "lower", "upper", "unit", "area", "from", "to", "definition", "vintage", "source",
	"method", "inputs", "text", "limits_text", "warnings",
}

// ReadFile reads evidence.csv. It fails on another header, a second row of a name, and a
// date or an input that cannot be read, with the line.
func ReadFile(r io.Reader) (*File, error) {
	records := csv.NewReader(r)
	header, err := records.Read()
	if err != nil {
		return nil, fmt.Errorf("evidence.csv: %w", err)
	}
	if !slices.Equal(header, columns) {
		return nil, fmt.Errorf("evidence.csv:1: header %q, want %q; make the report again", header, columns)
	}
	f := &File{byName: map[string]*Row{}}
	for {
		fields, err := records.Read()
		if err == io.EOF {
			return f, nil
		}
		if err != nil {
			return nil, fmt.Errorf("evidence.csv: %w", err)
		}
		line, _ := records.FieldPos(0)
		row, err := parseRow(line, fields)
		if err != nil {
			return nil, fmt.Errorf("evidence.csv:%d: %s: %w", line, fields[0], err)
		}
		if other := f.byName[row.Name]; other != nil {
			return nil, fmt.Errorf("evidence.csv:%d: %s is in line %d too; a name is for one number", line, row.Name, other.Line)
		}
		f.Rows, f.byName[row.Name] = append(f.Rows, row), row
	}
}

func parseRow(line int, field []string) (*Row, error) {
	row := &Row{
		Line: line, Name: field[0], Value: field[1], Lower: field[2], Upper: field[3], Unit: field[4], Area: field[5],
		Definition: field[8], Vintage: field[9], Method: field[11], Text: field[13], LimitsText: field[14],
		Warnings: field[15],
	}
	for i, to := range []*time.Time{&row.From, &row.To} {
		day, err := time.Parse(time.DateOnly, field[6+i])
		if err != nil {
			return nil, fmt.Errorf("%s %q, want a date such as 2017-04-01", columns[6+i], field[6+i])
		}
		*to = day
	}
	if (row.Lower == "") != (row.Upper == "") {
		return nil, fmt.Errorf("lower %q and upper %q, want both or neither", row.Lower, row.Upper)
	}
	row.Sources = list(field[10])
	for _, input := range list(field[12]) {
		role, name, ok := strings.Cut(input, "=")
		if !ok {
			return nil, fmt.Errorf("input %q, want role=name", input)
		}
		row.Inputs = append(row.Inputs, Input{role, name})
	}
	return row, nil
}

// list splits a field of several.
func list(field string) []string {
	if field == "" {
		return nil
	}
	return strings.Split(field, "; ")
}

// Find is the row of a name; nil if there is none.
func (f *File) Find(name string) *Row { return f.byName[name] }

// Lines are the lines of tables that the row names as its source.
func (r *Row) Lines() []Lines {
	var all []Lines
	for _, s := range r.Sources {
		if l, ok := parseLines(s); ok {
			all = append(all, l)
		}
	}
	return all
}

// Lines are consecutive lines of a table.
type Lines struct {
	File        string // data/releases/offences-2026-04-23.csv
	First, Last int    // the header is line 1
}

// String prints the file and the lines: offences.csv:2114-2115.
func (l Lines) String() string {
	if l.First == l.Last {
		return fmt.Sprintf("%s:%d", l.File, l.First)
	}
	return fmt.Sprintf("%s:%d-%d", l.File, l.First, l.Last)
}

// parseLines reads offences.csv:2114-2115; ok is false for anything else.
func parseLines(s string) (l Lines, ok bool) {
	file, lines, ok := strings.Cut(s, ":")
	if !ok {
		return l, false
	}
	first, last, several := strings.Cut(lines, "-")
	if !several {
		last = first
	}
	a, err := strconv.Atoi(first)
	b, err2 := strconv.Atoi(last)
	return Lines{file, a, b}, err == nil && err2 == nil && 1 < a && a <= b
}
