package verify

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
)

// Tables reads the tables that evidence.csv names, each once. Names that begin with data/ are
// looked for in Data, and others, such as changes.csv, in Beside, the folder of the file.
type Tables struct {
	Data, Beside fs.FS
	read         map[string]*table
}

// A table is a CSV file by line and column.
type table struct {
	name   string
	column map[string]int
	lines  [][]string // lines[0] is the header
}

// open reads a table.
func (t *Tables) open(name string) (*table, error) {
	if known := t.read[name]; known != nil {
		return known, nil
	}
	folder, file := t.Beside, name
	if rest, ok := strings.CutPrefix(name, "data/"); ok {
		folder, file = t.Data, rest
	}
	text, err := fs.ReadFile(folder, file)
	if err != nil {
		return nil, fmt.Errorf("source %s: %w", name, err)
	}
	lines, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil || len(lines) == 0 {
		return nil, fmt.Errorf("source %s: want a table of comma-separated values: %w", name, err)
	}
	made := &table{name: name, column: map[string]int{}, lines: lines}
	for i, head := range lines[0] {
		made.column[head] = i
	}
	if t.read == nil {
		t.read = map[string]*table{}
	}
	t.read[name] = made
	return made, nil
}

// Text is consecutive lines of a table, each with its fields joined by commas.
func (t *Tables) Text(l Lines) ([]string, error) {
	var lines []string
	err := t.each([]Lines{l}, func(tab *table, line int) error {
		lines = append(lines, strings.Join(tab.lines[line-1], ","))
		return nil
	})
	return lines, err
}

// each calls a function for every line that a row names, in order.
func (t *Tables) each(all []Lines, do func(tab *table, line int) error) error {
	for _, lines := range all {
		tab, err := t.open(lines.File)
		if err != nil {
			return err
		}
		if lines.Last > len(tab.lines) {
			return fmt.Errorf("source %s: the table has %d lines", lines, len(tab.lines))
		}
		for n := lines.First; n <= lines.Last; n++ {
			if err := do(tab, n); err != nil {
				return err
			}
		}
	}
	return nil
}

// field is a cell by its line and column.
func (t *table) field(line int, column string) (string, error) {
	i, ok := t.column[column]
	if !ok {
		return "", fmt.Errorf("%s has no column %s", t.name, column)
	}
	return t.lines[line-1][i], nil
}

// number is a cell that holds a number.
func (t *table) number(line int, column string) (float64, error) {
	text, err := t.field(line, column)
	if err != nil {
		return 0, err
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return 0, fmt.Errorf("%s:%d: %s %q is not a number", t.name, line, column, text)
	}
	return x, nil
}

// A cell is one count of a release.
type cell struct {
	year, quarter int // financial year by its first, and 1 to 4
	force         string
	count         float64
}

// at is the place of the quarter in time.
func (c cell) at() int { return 4*c.year + c.quarter - 1 }

// cell reads a line of a release.
func (t *table) cell(line int) (cell, error) {
	var c cell
	year, err := t.field(line, "financial_year")
	if err != nil {
		return c, err
	}
	first, _, _ := strings.Cut(year, "/")
	if c.year, err = strconv.Atoi(first); err != nil {
		return c, fmt.Errorf("%s:%d: financial_year %q, want one such as 2017/18", t.name, line, year)
	}
	quarter, err := t.number(line, "quarter")
	if err != nil {
		return c, err
	}
	c.quarter = int(quarter)
	if c.force, err = t.field(line, "force"); err != nil {
		return c, err
	}
	c.count, err = t.number(line, "offences")
	return c, err
}
