package workbook

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/therootcompany/xz" // unlike ulikunitz/xz it bounds the dictionary, which a file may claim to be of 4 GiB
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// readCSV reads a text file, which may be compressed as t.info.Format says.
func readCSV(ctx context.Context, r io.ReaderAt, t *table, progress func(done, total int64)) error {
	size := t.info.Size
	m := &meter{tell: progress}
	limit := min(maxInflated, max(ratioFree, maxRatio*size))
	file := io.Reader(io.NewSectionReader(r, 0, size))
	var err error
	switch t.info.Format {
	case "csv.gz":
		file, err = gzip.NewReader(file)
	case "csv.xz":
		file, err = xz.NewReader(file, xzDictionary)
	default:
		m.total = size
	}
	if err != nil {
		return damaged(err)
	}
	src := newStream(ctx, file, limit, blockSize)
	defer src.close()
	src.meter = m.add
	return scanCSV(src, t)
}

// scanCSV reads a text in UTF-8, UTF-16 or, as Excel writes it unless asked, Windows
// 1252. Its fields are parted by the most common of comma, semicolon and tab in
// the first line: Excel writes semicolons where the comma is for decimals, and
// tabs with UTF-16.
func scanCSV(src io.Reader, t *table) error {
	if _, err := t.begin(t.info.Name, false); err != nil {
		return err
	}
	limited := &recordLimiter{Reader: utf8Reader(src)}
	buf := bufio.NewReaderSize(limited, maxRecord)
	r := csv.NewReader(buf)
	var err error
	if r.Comma, err = separator(buf); err != nil {
		return err
	}
	r.ReuseRecord = true
	var cells []cell
	names := newInterned()
	var text []byte
	for {
		record, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			if broken := (*csv.ParseError)(nil); errors.As(err, &broken) {
				t.number = broken.StartLine
				expected := "quotation marks about whole fields only, and doubled inside them"
				if errors.Is(broken.Err, csv.ErrFieldCount) {
					expected = fmt.Sprintf("%d fields as in the first row", r.FieldsPerRecord)
				}
				return t.at(fmt.Errorf("is broken (%w); expected %s: mend the row, or take the publisher's own file", broken.Err, expected))
			}
			return t.at(damaged(err))
		}
		limited.done = r.InputOffset()
		t.number, _ = r.FieldPos(0)
		cells = cells[:0]
		for _, field := range record {
			text = append(text[:0], field...)
			value, ok := names.of(text)
			if !ok {
				value = t.western(value)
			}
			cells = append(cells, cell{textual, value})
		}
		if err := t.add(cells, 1); err != nil {
			return t.at(err)
		}
	}
	if err := t.end(); err != nil {
		return t.at(err)
	}
	return nil
}

// western decodes a text in Windows 1252, which has a character for every byte.
func (t *table) western(s string) string {
	if len(t.info.Warnings) == 0 {
		t.info.Warnings = append(t.info.Warnings, fmt.Errorf("row %d is not in UTF-8; read as Windows 1252, as Excel saves a CSV unless it is told UTF-8", t.number))
	}
	s, _ = charmap.Windows1252.NewDecoder().String(s) // it has no errors
	return strings.TrimSpace(s)
}

// utf8Reader decodes UTF-16, which begins with its mark or has a zero in
// one of its first two bytes, and drops the mark of UTF-8.
func utf8Reader(r io.Reader) io.Reader {
	buf := bufio.NewReader(r)
	head, _ := buf.Peek(3)
	order := unicode.LittleEndian
	switch {
	case bytes.Equal(head, []byte("\xef\xbb\xbf")):
		buf.Discard(3)
		return buf
	case len(head) < 2 || head[0] != 0 && head[1] != 0 && head[0] < 0xfe:
		return buf
	case head[0] == 0:
		order = unicode.BigEndian
	}
	return transform.NewReader(buf, unicode.UTF16(order, unicode.UseBOM).NewDecoder())
}

// separator returns what parts the fields of the first line. It refuses lines that end
// as they did on the Macintosh, which would all be one.
func separator(r *bufio.Reader) (rune, error) {
	line, _ := r.Peek(4096)
	if i := bytes.IndexByte(line, '\n'); i >= 0 {
		line = line[:i]
	} else if bytes.IndexByte(line, '\r') >= 0 {
		return 0, refusef("ends its lines with a carriage return alone, as a CSV for the Macintosh; expected line feeds: save it again as CSV UTF-8")
	}
	best := ','
	for _, c := range ";\t" {
		if bytes.Count(line, []byte(string(c))) > bytes.Count(line, []byte(string(best))) {
			best = c
		}
	}
	return best, nil
}

// A recordLimiter stops an encoding/csv that reads on and on for the end of a
// row, perhaps because of a quotation mark that is never closed.
type recordLimiter struct {
	io.Reader
	read, done int64 // bytes given out, and those of them that rows have been made of
}

func (l *recordLimiter) Read(p []byte) (int, error) {
	if l.read-l.done > 2*maxRecord { // one row, and one buffer read ahead
		return 0, refusef("has a row of more than %d kB; look for a quotation mark that is never closed", maxRecord>>10)
	}
	n, err := l.Reader.Read(p)
	l.read += int64(n)
	return n, err
}
