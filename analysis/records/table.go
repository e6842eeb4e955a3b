package records

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Rows names lines of a table, both ends included. Line 1 is the header, as an
// editor counts.
type Rows struct {
	File        string // data/releases/offences-2026-04-23.csv
	First, Last int
}

// String prints data/forces.csv:12, or data/forces.csv:12-14 for several lines.
func (r Rows) String() string {
	if r.First == r.Last {
		return r.File + ":" + strconv.Itoa(r.First)
	}
	return r.File + ":" + strconv.Itoa(r.First) + "-" + strconv.Itoa(r.Last)
}

// A Table is a CSV file as typed code reads it: a header that is exactly the
// expected one, and fields as text.
type Table struct {
	Name   string
	Rows   int
	header []string
	text   string // the lines below the header
}

// ReadTable reads a CSV file of one row a line. Every field is parsed strictly by the caller,
// who knows what it means.
//
// A byte-order mark, which Excel writes before UTF-8, is passed over.
func ReadTable(name, file string, header ...string) (*Table, error) {
	file = withoutMark(file)
	if err := checkUTF8(name, file); err != nil {
		return nil, err
	}
	if !strings.HasSuffix(file, "\n") {
		return nil, fmt.Errorf("%s: the last line has no line end; is the file complete?", name)
	}
	first, text, _ := strings.Cut(file, "\n")
	if strings.TrimSuffix(first, "\r") != strings.Join(header, ",") {
		return nil, fmt.Errorf("%s:1: the columns are %q, want %q", name, first, strings.Join(header, ","))
	}
	if text == "" {
		return nil, fmt.Errorf("%s: the table has no rows", name)
	}
	rows, err := checkRows(file, len(header))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	// A quoted field with a line end in it would shift every line number that
	// the report gives, and no table here needs one.
	if lines := strings.Count(file, "\n"); lines != rows+1 {
		return nil, fmt.Errorf("%s: %d lines hold %d rows; want one row a line, with no empty lines", name, lines, rows+1)
	}
	return &Table{Name: name, Rows: rows, header: header, text: text}, nil
}

func withoutMark(file string) string { return strings.TrimPrefix(file, "\ufeff") }

// checkUTF8 names the first line that is not UTF-8, such as one that Excel saved as
// Windows-1252.
func checkUTF8(name, file string) error {
	if utf8.ValidString(file) {
		return nil
	}
	n := 0
	for line := range strings.Lines(file) {
		n++
		if utf8.ValidString(line) {
			continue
		}
		wrong := strings.IndexFunc(line, func(r rune) bool { return r == utf8.RuneError })
		start := max(0, wrong-20)
		return fmt.Errorf("%s:%d: found the byte %#x after %q, which is not UTF-8; save the table as “CSV UTF-8”", name, n,
			line[wrong], line[start:wrong])
	}
	return nil
}

// Records is the rows as fields by the names of their columns.
func (t *Table) Records() []map[string]string {
	records := make([]map[string]string, t.Rows)
	for i, fields := range t.rows() {
		records[i] = map[string]string{}
		for column, field := range fields {
			records[i][t.header[column]] = field
		}
	}
	return records
}

// rows gives the fields of every row in the order of the header. The slice is good until
// the next row.
func (t *Table) rows() iter.Seq2[int, []string] {
	return func(yield func(int, []string) bool) {
		var fields []string
		row := 0
		for line := range strings.Lines(t.text) {
			fields, _ = splitLine(fields[:0], withoutEnd(line)) // ReadTable has seen that it is a row
			if !yield(row, fields) {
				return
			}
			row++
		}
	}
}

// place is where the fields of a column of the header stand in a row.
func (t *Table) place(column string) int { return slices.Index(t.header, column) }

// line is the row's line number in the file.
func (t *Table) line(row int) int { return row + 2 }

// At names a row in messages and sources.
func (t *Table) At(row int) Rows { return Rows{t.Name, t.line(row), t.line(row)} }

// Errorf names the file and the line of a row.
func (t *Table) Errorf(row int, format string, args ...any) error {
	return fmt.Errorf("%s: %w", t.At(row), fmt.Errorf(format, args...))
}

// ParseInt reads a whole number as the tidy tables write it: digits, with a
// minus sign where the Home Office's own figure is negative.
func ParseInt(s string) (int, error) {
	n, err := strconv.Atoi(s)
	if err != nil || s[0] == '+' || s != "0" && strings.TrimPrefix(s, "-")[0] == '0' {
		return 0, fmt.Errorf("%q is not a whole number", s)
	}
	return n, nil
}

const sumsFile = "SHA256SUMS"

// A summed file is one that SHA256SUMS names.
type summed struct {
	name, sum string
	line      int
}

// readSums reads SHA256SUMS in the folder, whose name, dir, is for messages.
func readSums(folder fs.FS, dir string) ([]summed, error) {
	text, _, err := readIn(folder, dir, sumsFile, make([]byte, 1<<10))
	if err != nil {
		return nil, err
	}
	var list []summed
	for i, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		sum, name, ok := strings.Cut(line, "  ")
		if !ok || len(sum) != 2*sha256.Size || !fs.ValidPath(name) {
			return nil, fmt.Errorf("%s/%s:%d: found %q, want a SHA-256 sum, two spaces and a file name", dir, sumsFile, i+1, line)
		}
		list = append(list, summed{name, sum, i + 1})
	}
	return list, nil
}

// readSummed reads files of SHA256SUMS into a map by path. One that differs from its sum is an
// error: the report must not be made from a table that was changed by accident.
func readSummed(folder fs.FS, dir string, list []summed, files map[string]string) error {
	buffer := make([]byte, 32<<10)
	for _, of := range list {
		file, sum, err := readIn(folder, dir, of.name, buffer)
		if err != nil {
			return fmt.Errorf("%s/%s:%d: %w", dir, sumsFile, of.line, err)
		}
		if sum != of.sum {
			if _, err := fs.Stat(folder, sumsFile+".pending"); err == nil {
				return fmt.Errorf("%s: an import is putting its tables in place, or was interrupted while it did; run "+
					"make again, which completes it", dir)
			}
			return fmt.Errorf("%s/%s is not the table recorded in %s/%s: undo the change to it, or run `make sums` if "+
				"the change is meant", dir, of.name, dir, sumsFile)
		}
		files[of.name] = file
	}
	return nil
}

// readIn reads a file of a folder, and its SHA-256 in hexadecimal, by way of a buffer. Its error
// gives the whole path.
func readIn(folder fs.FS, dir, name string, buffer []byte) (text, sum string, err error) {
	defer func() {
		if of := (*fs.PathError)(nil); errors.As(err, &of) {
			of.Path = path.Join(dir, name)
		}
	}()
	f, err := folder.Open(name)
	if err != nil {
		return "", "", err
	}
	defer f.Close()
	stat, err := f.Stat()
	if err != nil {
		return "", "", err
	}
	var b strings.Builder
	b.Grow(int(stat.Size()))
	h := sha256.New()
	if _, err := io.CopyBuffer(io.MultiWriter(&b, h), struct{ io.Reader }{f}, buffer); err != nil {
		return "", "", err
	}
	return b.String(), hex.EncodeToString(h.Sum(nil)), nil
}
