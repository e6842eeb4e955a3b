package workbook

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"strings"

	"grooming-report/data/workbook/fault"
	"grooming-report/data/workbook/scan"

	"github.com/therootcompany/xz" // unlike ulikunitz/xz it bounds the dictionary, which a file may claim to be of 4 GiB
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// readCSV reads a text file, which may be compressed as t.info.Format says.
func readCSV(ctx context.Context, r io.ReaderAt, t *table, progress func(done, total int64)) error {
	size := t.info.Size
	m := &meter{tell: progress}
	limit := min(maxPlain, max(ratioFree, scan.MaxRatio*size))
	packed := func() io.Reader { return io.NewSectionReader(r, 0, size) }
	file := packed()
	var err error
	switch t.info.Format {
	case "csv.gz":
		file, err = gzip.NewReader(file)
	case "csv.xz":
		if file, limit, err = unxz(packed, limit); limit == xzFilled {
			// The garbage collector takes all of the dictionary for used, and would wait
			// until there is as much of garbage.
			defer debug.SetGCPercent(debug.SetGCPercent(5))
		}
	default:
		m.total, limit = size, maxPlain
	}
	if err != nil {
		return fault.Damaged(err)
	}
	src := scan.NewStream(ctx, file, limit, scan.BlockSize)
	defer src.Close()
	src.Meter = m.add
	return scanCSV(src, t)
}

// unxz inflates what xz has packed. The memory for that is the dictionary, as far as it
// is filled: one that is large may be filled in part only.
func unxz(packed func() io.Reader, limit int64) (io.Reader, int64, error) {
	file, err := xz.NewReader(packed(), xzSmall)
	if err == nil {
		_, err = file.Read(make([]byte, 1)) // it is refused once it is needed
	}
	if errors.Is(err, xz.ErrMemlimit) {
		file, err = xz.NewReader(packed(), xzLarge)
		return file, min(limit, xzFilled), err
	}
	file, err = xz.NewReader(packed(), xzSmall)
	return file, limit, err
}

// scanCSV reads a text in UTF-8, UTF-16 or, as Excel writes it unless asked, Windows
// 1252.
func scanCSV(src io.Reader, t *table) error {
	if _, err := t.begin(t.info.Name, false); err != nil {
		return err
	}
	raw := bufio.NewReaderSize(src, headSize)
	head, err := raw.Peek(headSize)
	if len(head) == 0 && err != io.EOF {
		return fault.Damaged(err)
	}
	if err := recognise(head); err != nil {
		return err
	}
	limited := &recordLimiter{Reader: utf8Reader(raw)}
	buf := bufio.NewReaderSize(limited, maxRecord)
	head, _ = buf.Peek(headSize)
	if err := recognise(head); err != nil {
		return err
	}
	d, err := dialectOf(buf)
	if err != nil {
		return err
	}
	t.decimalComma = d.comma == ';'
	r := csv.NewReader(buf)
	r.Comma, r.ReuseRecord, r.FieldsPerRecord = d.comma, true, -1
	var cells []cell
	names := newInterned()
	for {
		record, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			if broken := (*csv.ParseError)(nil); errors.As(err, &broken) {
				t.number = broken.StartLine + d.lines
				return t.at(brokenRow(broken, r.FieldsPerRecord))
			}
			return t.at(fault.Damaged(err))
		}
		limited.done = r.InputOffset() + d.bytes
		t.number, _ = r.FieldPos(0)
		t.number += d.lines
		cells = t.cells(cells[:0], record, names)
		if err := t.add(cells, 1); err != nil {
			return t.at(err)
		}
		if r.FieldsPerRecord < 0 && t.header.state == reading { // titles may have fewer
			r.FieldsPerRecord = len(record)
		}
	}
	if err := t.end(); err != nil {
		return t.at(err)
	}
	return nil
}

// cells appends the cells of a record.
func (t *table) cells(cells []cell, record []string, names *interned) []cell {
	var text [64]byte
	for _, field := range record {
		value, ok := names.of(append(text[:0], field...))
		if !ok {
			value = t.western(value)
		}
		cells = append(cells, cellOf(textual, value))
	}
	return cells
}

func brokenRow(broken *csv.ParseError, fields int) error {
	expected := "quotation marks about whole fields only, and doubled inside them"
	if errors.Is(broken.Err, csv.ErrFieldCount) {
		expected = fmt.Sprintf("%d fields as in the header", fields)
	}
	return fmt.Errorf("is broken (%w); expected %s: mend the row, or take the publisher's own file",
		broken.Err, expected)
}

// western decodes a text in Windows 1252, which has a character for every byte.
func (t *table) western(s string) string {
	if !t.western1252 {
		t.western1252 = true
		t.warn("row %d is not in UTF-8; read as Windows 1252, as Excel saves a CSV unless it is told UTF-8", t.number)
	}
	s, _ = charmap.Windows1252.NewDecoder().String(s) // it has no errors
	return string(fold([]byte(s)))
}

const mark8 = "\xef\xbb\xbf" // the byte-order mark in UTF-8

// isUTF16 reports whether a text begins with the mark of UTF-16, or has a zero in one
// of its first two bytes.
func isUTF16(head []byte) bool {
	return len(head) >= 2 && (head[0] == 0 || head[1] == 0 || head[0] >= 0xfe)
}

// utf8Reader decodes UTF-16, and drops the mark of UTF-8.
func utf8Reader(buf *bufio.Reader) io.Reader {
	head, _ := buf.Peek(len(mark8))
	if string(head) == mark8 {
		buf.Discard(len(mark8)) // which are there
		return buf
	}
	if !isUTF16(head) {
		return buf
	}
	order := unicode.LittleEndian
	if head[0] == 0 {
		order = unicode.BigEndian
	}
	return transform.NewReader(buf, unicode.UTF16(order, unicode.UseBOM).NewDecoder())
}

// A dialect is how a text parts its fields, and how much of it is about that.
type dialect struct {
	comma rune
	lines int   // before the table
	bytes int64 // in them
}

// dialectOf finds out what parts the fields: what a first line of the form sep=; says,
// which Excel goes by, or else the most common of comma, semicolon, tab and bar in the
// first line that is long enough for the header. Excel writes semicolons where
// the comma is for decimals, and tabs with UTF-16. It refuses lines that end as they
// did on the Macintosh, which would all be one.
func dialectOf(r *bufio.Reader) (dialect, error) {
	head, _ := r.Peek(4096)
	first, _, whole := bytes.Cut(head, []byte("\n"))
	if !whole && bytes.IndexByte(head, '\r') >= 0 {
		return dialect{}, fault.Refusef("ends its lines with a carriage return alone, as a CSV for the Macintosh; expected " +
			"line feeds: save it again as CSV UTF-8")
	}
	said := bytes.Trim(first, "\"\r")
	if sep := "sep="; whole && len(said) == len(sep)+1 && strings.EqualFold(string(said[:len(sep)]), sep) {
		if c := said[len(sep)]; strings.IndexByte(commas, c) >= 0 {
			n, err := r.Discard(len(first) + 1)
			return dialect{rune(c), 1, int64(n)}, err
		}
	}
	best, most := ',', bytes.Count(first, []byte{','})
	for line := range bytes.Lines(head) {
		for _, c := range commas {
			if n := bytes.Count(line, []byte(string(c))); n > most && (n >= columns-1 || &line[0] == &head[0]) {
				best, most = c, n
			}
		}
		if most >= columns-1 {
			break
		}
	}
	return dialect{comma: best}, nil
}

const commas = ",;\t|"

// A recordLimiter stops an encoding/csv that reads on and on for the end of a
// row, perhaps because of a quotation mark that is never closed.
type recordLimiter struct {
	io.Reader
	read, done int64 // bytes given out, and those of them that rows have been made of
}

func (l *recordLimiter) Read(p []byte) (int, error) {
	if l.read-l.done > 2*maxRecord { // one row, and one buffer read ahead
		return 0, fault.Refusef("has a row of more than %d kB, or as much of blank lines; look for a quotation mark that is "+
			"never closed", maxRecord>>10)
	}
	n, err := l.Reader.Read(p)
	l.read += int64(n)
	return n, err
}
