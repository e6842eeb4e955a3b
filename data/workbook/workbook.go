// Package workbook reads a release of the Home Office's police recorded crime
// open data tables, row by row.
//
// A release is the .ods published each quarter, or somebody's conversion of it
// to .xlsx, .csv, .csv.gz or .csv.xz; [Read] tells them apart by content, not by
// name, and calls a function with each [Row]:
//
//	info, err := workbook.Read(ctx, "prc-pfa-mar2013-onwards-tables-230426.ods",
//		func(r *workbook.Row) error {
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
// A sheet is read when it is not hidden and has the header of the table, in any
// order and any case, below at most thirty rows of titles:
//
//	Financial Year, Financial Quarter, Force Name, Offence Description,
//	Offence Group, Offence Subgroup, Offence Code, Number of Offences
//
// The last may be called Offence Count. Where a name comes twice, the first counts,
// unless all eight do, which are two tables side by side and refused; other columns are
// passed over, unless they show that the workbook is one of its sisters (outcomes,
// community safety partnerships, subcodes).
//
// The publisher names a sheet after its financial year, 2017-18 or 2017_18. A sheet
// whose name begins with one, such as "2025_26 (Apr to Dec)", must have the header,
// and all its rows must be of that year. Any other sheet, and a text file, which is
// one sheet called after the file, may hold any years, but no year may be in two
// sheets. [Info] lists every sheet, and says why when it was not read.
//
// # What the values may look like
//
// White space of every kind, the no-break space too, is dropped at the ends and is
// one space within; characters that have no width are dropped. Otherwise:
//
//   - a financial year is 2017/18 or 2017-18, from 2002/03 to 2099/00;
//   - a quarter is 1 to 4, or 1.0 to 4.0;
//   - a name, and an offence code, is Latin text, kept as it stands but for a note
//     mark behind it, such as [note 6]: 4.1 is not 4.10. Where a spreadsheet stores a
//     code as a number that is not whole, the two cannot be told apart, and Info
//     carries a warning;
//   - a number of offences is a whole number, which may be negative: 66776,
//     1,202, -00, 84746.0. A blank cell, N/a, NA, [x] and [z] mean that there is
//     none, which is not the same as zero; so do other marks of the kind (.., [c]) and
//     a formula without a stored result, each with a warning. A mark behind a number,
//     as in 53 [r], stands in [Row.Mark]. Anything else is an error, and so is a text
//     such as 1.000, in which a point may part thousands.
//
// In a spreadsheet the stored value counts and never the one displayed; a date, a boolean, a
// percentage, a failed formula or what a merged cell hides is an error in one of the eight
// columns; an .xlsx says only at the end of a sheet what is merged, which is a warning.
// Digits that are raised are those of a note and not of the number before them. Hidden rows
// and columns are read, with a warning. A row of the table in other columns is one of a second
// table, and an error.
//
// # Hostile and broken files
//
// Memory stays flat however large the file is: the constants in limits.go bound
// everything that a file could make grow, and the time to read it, and say why they
// are what they are. What is not a workbook or a table is named for what it is.
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

	"grooming-report/data/workbook/fault"
)

// Row is one row of a year sheet: how many offences of one code a force recorded
// in a quarter. Equal strings share their memory.
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
	Mark          string // beside or in place of the number, if unusual: [r], ..; "formula" for one without a result
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
	Name     string // without its folders; in quotation marks if it holds what is not to be printed
	Format   string // ods, xlsx, csv, csv.gz or csv.xz
	Size     int64  // of the file, in bytes
	SHA256   string // of the file, in hexadecimal; empty if it was refused before it was read to its end
	Sheets   []Sheet
	Cover    []string // rows of the visible sheets called cover…; dates as 2026-04-23
	Warnings []error  // what was read, or passed over, but may not be what was meant
}

// Sheet is one sheet of the file, read or not.
type Sheet struct {
	Name   string // in quotation marks if it holds what is not to be printed
	Hidden bool
	Header []string // of the table; else the first row that is not blank; nil for a hidden sheet
	Column string   // that holds the numbers of offences, such as H or AD; empty when the sheet was not read
	Rows   int      // rows given to the visitor
	Unread string   // why it was not read; empty when it was
}

// Cell names the cell that holds the number of offences of a row, such as
// 2017_18!H42; if there is no such sheet, or it was not read, only the sheet and row.
func (i Info) Cell(sheet string, row int) string {
	column := ""
	for _, s := range i.Sheets {
		if s.Name == sheet && s.Column != "" {
			column = s.Column
		}
	}
	return sheet + "!" + column + strconv.Itoa(row)
}

// Read reads the file at path and calls visit with every row of its sheets, sheet by
// sheet from the top. The Row is that of the call only; its strings may be kept. An error from visit stops the reading and comes back wrapped
// with the file, sheet and row.
//
// Read returns soon after ctx is cancelled, with an error that wraps
// [context.Canceled], and by itself after half a minute.
//
// If progress is not nil, it is called between rows, every quarter of a megabyte
// or so, with how much of the inflated data has been read and how much there is
// in all, both in bytes; total is 0 where it cannot be known beforehand. Both functions
// are called in the goroutine that called Read.
//
// When Read fails, Info holds what was learnt until then.
func Read(ctx context.Context, path string, visit func(*Row) error, progress func(done, total int64)) (Info, error) {
	info := Info{Name: fault.Printable(filepath.Base(path))}
	f, err := open(path, &info)
	if err == nil {
		defer f.Close()
		err = readAll(ctx, f, &info, visit, progress)
	}
	if err != nil {
		return info, fmt.Errorf("%s: %w", info.Name, err)
	}
	return info, nil
}

// ReadFrom is Read of a file that is not on a disk, such as one in memory.
func ReadFrom(ctx context.Context, name string, file io.ReaderAt, size int64, visit func(*Row) error,
	progress func(done, total int64)) (Info, error) {
	info := Info{Name: fault.Printable(filepath.Base(name)), Size: size}
	err := readAll(ctx, io.NewSectionReader(file, 0, size), &info, visit, progress)
	if err != nil {
		return info, fmt.Errorf("%s: %w", info.Name, err)
	}
	return info, nil
}

// readAll reads a file within the time that there is, and takes its sum beside it.
func readAll(ctx context.Context, file interface {
	io.Reader
	io.ReaderAt
}, info *Info, visit func(*Row) error, progress func(done, total int64)) (err error) {
	ctx, cancel := context.WithTimeoutCause(ctx, maxTime, errTime)
	defer cancel()
	var sum string
	summed := make(chan error, 1)
	go func() {
		var err error
		sum, err = hash(ctx, file)
		summed <- err
	}()
	if progress == nil {
		progress = func(done, total int64) {}
	}
	if err = read(ctx, file, newTable(info, visit), progress); err != nil {
		cancel() // of no use to wait for
	}
	if failed := <-summed; err == nil {
		err = failed
	}
	info.SHA256 = sum
	return err
}

// open opens a file that is one: to open a pipe would wait for somebody to fill it.
func open(path string, info *Info) (*os.File, error) {
	stat, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w in %s; give the path of the workbook as it was downloaded",
			fs.ErrNotExist, fault.Quote(filepath.Dir(path)))
	}
	if err != nil {
		return nil, cause(err)
	}
	switch mode := stat.Mode(); {
	case mode.IsRegular():
	case mode.IsDir():
		return nil, fault.Refusef("is not a file but a folder; give the path of one workbook")
	default:
		return nil, fault.Refusef("is not a file but a pipe, a device or the like; save what comes from it, and give the " +
			"path of that file")
	}
	info.Size = stat.Size()
	f, err := os.Open(path)
	if err != nil {
		return nil, cause(err)
	}
	return f, nil
}

// cause is an error of the system without the path, which may hold anything.
func cause(err error) error {
	if in := (*fs.PathError)(nil); errors.As(err, &in) {
		return in.Err
	}
	return err
}

var errTime = fault.Refusef("takes more than %s to read; a release takes a few seconds: download it again", maxTime)

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
	if i.Err() != nil {
		return 0, context.Cause(i)
	}
	return i.Reader.Read(p)
}

// read finds out what r is and has the right reader send its rows to t.
func read(ctx context.Context, r io.ReaderAt, t *table, progress func(done, total int64)) error {
	magic := make([]byte, 8)
	n, err := r.ReadAt(magic, 0)
	if err != nil && err != io.EOF {
		return err
	}
	has := func(prefix string) bool { return bytes.HasPrefix(magic[:n], []byte(prefix)) }
	switch {
	case n == 0:
		err = fault.Refusef("is empty; download it again")
	case has("PK\x03\x04"):
		err = readArchive(ctx, r, t, progress)
	case has("\x1f\x8b"):
		t.info.Format = "csv.gz"
		err = readCSV(ctx, r, t, progress)
	case has("\xfd7zXZ\x00"):
		t.info.Format = "csv.xz"
		err = readCSV(ctx, r, t, progress)
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
