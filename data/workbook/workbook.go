// Package workbook reads a release of the Home Office's police recorded crime
// open data tables, row by row.
//
// A release is the .ods published each quarter, or somebody's conversion of it
// to .xlsx, .csv, .csv.gz or .csv.xz; [Read] tells them apart by content, not by
// name, and calls a function with each [Row]:
//
//	info, err := workbook.Read(ctx, "prc-pfa-mar2013-onwards-tables-230426.ods",
//		func(r workbook.Row) error {
//			n, known := r.Offences.Value()
//			…
//			return nil
//		}, nil)
//
// The package knows sheets, headers and rows. It does not know which forces,
// offences or quarters there ought to be: that is for the caller to check.
//
// # Which sheets are read
//
// A sheet is read when its name is a financial year, 2017-18 or 2017_18, and it
// is not hidden; all its rows must be of that year. Its first row that is not
// blank is the header, in any order and any case:
//
//	Financial Year, Financial Quarter, Force Name, Offence Description,
//	Offence Group, Offence Subgroup, Offence Code, Number of Offences
//
// The last may be called Offence Count. Where a header comes twice, the first
// counts; other columns are passed over, unless they show that the workbook is
// one of its sisters (outcomes, community safety partnerships, subcodes). A text
// file has one sheet, called after the file, and may hold any number of years.
// [Info] lists every sheet, and says why when it was not read.
//
// # What the values may look like
//
// Surrounding space is dropped everywhere. Otherwise:
//
//   - a financial year is 2017/18 or 2017-18, 2002/03 at the earliest;
//   - a quarter is 1 to 4, or 1.0 to 4.0;
//   - an offence code is text, kept as it stands: 4.1 is not 4.10. Where a
//     spreadsheet stores one as a number that is not whole, the two cannot be
//     told apart, and Info carries a warning;
//   - a number of offences is a whole number, which may be negative: 66776,
//     1,202, -00, 84746.0. N/a, NA, [x], [z] and a blank cell mean that there is
//     none, which is not the same as zero. Anything else is an error.
//
// In a spreadsheet the stored value counts and never the one displayed; a date,
// a boolean or a failed formula in one of the eight columns is an error.
//
// # Hostile and broken files
//
// Memory stays flat however large the file is: the constants in limits.go bound
// everything that a file could make grow, and say why they are what they are.
// Documents with a DTD, password-protected ones and damaged archives are
// refused. An error is one line that names the file, the sheet and the row,
// what was found, what was expected and what to do.
//
// Damage may be noticed only at the end, in a checksum: rows that the visitor has
// seen count for nothing until Read has returned without an error.
package workbook

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

// Row is one row of a year sheet: how many offences of one code a force recorded
// in a quarter. Its strings may be kept; equal strings share their memory.
type Row struct {
	Sheet         string
	Number        int    // of the row in its sheet, from 1; in a text file, of the line
	FinancialYear string // always in the form 2017/18
	Quarter       int    // 1 (April to June) to 4 (January to March)
	Force         string // never blank
	Description   string
	Group         string
	Subgroup      string
	Code          string // never blank
	Offences      Count
}

// Count is a number of offences as published: whole, perhaps negative (a force
// takes back what it recorded before), or missing. The zero Count is missing.
type Count struct {
	n     int
	known bool
}

// CountOf returns the Count that is known to be n.
func CountOf(n int) Count { return Count{n, true} }

// Value returns the number, and whether there is one.
func (c Count) Value() (n int, known bool) { return c.n, c.known }

// String returns the number in digits, or "missing".
func (c Count) String() string {
	if !c.known {
		return "missing"
	}
	return strconv.Itoa(c.n)
}

// Info describes the file that was read.
type Info struct {
	Name     string // without its folders
	Format   string // ods, xlsx, csv, csv.gz or csv.xz
	Size     int64  // of the file, in bytes
	SHA256   string // of the file, in hexadecimal
	Sheets   []Sheet
	Cover    []string // rows of the visible sheets called cover…; dates as 2026-04-23
	Warnings []error  // what was read, but may not be what was meant
}

// Sheet is one sheet of the file, read or not.
type Sheet struct {
	Name   string
	Hidden bool
	Header []string // the first row that is not blank; nil for a hidden sheet
	Rows   int      // rows given to the visitor
	Unread string   // why it was not read; empty when it was
}

// Read reads the file at path and calls visit with every row of its year sheets,
// sheet by sheet from the top. An error from visit stops the reading and comes
// back wrapped with the file, sheet and row.
//
// If progress is not nil, it is called between rows, every quarter of a megabyte
// or so, with how much of the inflated data has been read and how much there is
// in all, both in bytes; total is 0 where it cannot be known beforehand. Both functions
// are called in the goroutine that called Read.
//
// When Read fails, Info holds what was learnt until then.
func Read(ctx context.Context, path string, visit func(Row) error, progress func(done, total int64)) (Info, error) {
	info := Info{Name: filepath.Base(path)}
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return info, fmt.Errorf("%s: %w; give the path of the workbook as it was downloaded", path, fs.ErrNotExist)
	}
	if err != nil {
		return info, err
	}
	defer f.Close()
	stat, err := f.Stat()
	if err != nil {
		return info, err
	}
	if !stat.Mode().IsRegular() {
		return info, fmt.Errorf("%s: is not a file; give the path of one workbook", info.Name)
	}
	info.Size = stat.Size()
	if info.SHA256, err = hash(ctx, f); err == nil {
		if progress == nil {
			progress = func(done, total int64) {}
		}
		err = read(ctx, f, newTable(&info, visit), progress)
	}
	if err != nil {
		return info, fmt.Errorf("%s: %w", info.Name, err)
	}
	return info, nil
}

// hash returns the SHA-256 of a file.
func hash(ctx context.Context, f io.Reader) (string, error) {
	h := sha256.New()
	if _, err := io.Copy(h, interruptible{ctx, f}); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// An interruptible reader ends with its context.
type interruptible struct {
	context.Context
	io.Reader
}

func (i interruptible) Read(p []byte) (int, error) {
	if err := i.Err(); err != nil {
		return 0, err
	}
	return i.Reader.Read(p)
}

// read finds out what r is and has the right reader send its rows to t.
func read(ctx context.Context, r io.ReaderAt, t *table, progress func(done, total int64)) error {
	magic := make([]byte, 1024)
	n, err := r.ReadAt(magic, 0)
	if err != nil && err != io.EOF {
		return err
	}
	magic = magic[:n]
	has := func(prefix string) bool { return bytes.HasPrefix(magic, []byte(prefix)) }
	switch {
	case n == 0:
		err = refusef("is empty; download it again")
	case has("PK\x03\x04"):
		err = readArchive(ctx, r, t, progress)
	case has("\x1f\x8b"):
		t.info.Format = "csv.gz"
		err = readCSV(ctx, r, t, progress)
	case has("\xfd7zXZ\x00"):
		t.info.Format = "csv.xz"
		err = readCSV(ctx, r, t, progress)
	case has("\xd0\xcf\x11\xe0"):
		err = refusef("is an old Excel workbook or one locked by a password; save it as .ods or .xlsx without a password")
	case has("%PDF"), bytes.HasPrefix(bytes.TrimSpace(bytes.TrimPrefix(magic, []byte("\xef\xbb\xbf"))), []byte("<")):
		err = refusef("is a web page, a PDF or bare XML; expected an .ods, .xlsx or .csv file: download the open data table itself")
	default:
		t.info.Format = "csv"
		err = readCSV(ctx, r, t, progress)
	}
	if err == nil {
		err = t.finish()
	}
	return err
}

// meter tells a progress function about several streams as one.
type meter struct {
	done, total int64
	tell        func(done, total int64)
}

func (m *meter) add(n int) {
	m.done += int64(n)
	m.tell(m.done, m.total)
}

// isoDate returns a spreadsheet's serial date as 2026-04-23. Day 60 of the 1900
// system is 29 February 1900, which never was; no release is that old.
func isoDate(days float64, from1904 bool) string {
	epoch := time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)
	if from1904 {
		epoch = time.Date(1904, time.January, 1, 0, 0, 0, 0, time.UTC)
	}
	return epoch.AddDate(0, 0, int(days)).Format(time.DateOnly)
}
