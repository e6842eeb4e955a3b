// Package intake reads a release as the Home Office publishes it, checks it against what is
// known, compares it with the release before, and makes its tidy table. It writes nothing.
package intake

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/data/workbook"
)

// The two totals over codes.
const (
	sexualTotal = "sexual offences"
	allTotal    = "all offences excluding fraud"
)

// mostOffences is more than any force records of one code in a quarter; the
// largest cell of the published table is in the tens of thousands.
const mostOffences = 10_000_000

// An Incoming is a release as it is read.
type Incoming struct {
	Info  workbook.Info
	Date  string   // of the release; empty until Examine
	Rows  int      // that were read
	Notes []string // what is not as it should be, or not as the release before leads one to expect
	Table string   // the tidy one; empty until Examine

	known    *records.Data
	recorded []*records.Series // what a tidy table holds: offence codes and totals
	list     []records.Force   // of today and former
	cells    cells
	parts    map[cellKey][]part // numbers that stand under subcodes, and are added up
	quarters records.Period     // of all rows of police forces, whatever their code
	dropped  map[string]int     // rows of bodies that are not police forces
	forces   map[string]string
	kinds    map[kindKey]*kind
	lastKind *kind // of the row before
	splits   []split
	twice    repeats               // rows of our codes that are there again with the same number
	newest   records.FinancialYear // that a row may be of
	// sexual and all are the totals over codes, by quarter from firstYear to newest and
	// then by force.
	sexual, all []cell
	// What the last row had, so that it is looked up once.
	lastForce, lastName, lastYear string
	lastIndex                     int
	year                          records.FinancialYear
}

// repeats counts rows that are there more than once, and names the first.
type repeats struct {
	n     int
	first string
}

func (r *repeats) add(first func() string) {
	if r.n++; r.n == 1 {
		r.first = first()
	}
}

func newIncoming(known *records.Data) *Incoming {
	in := &Incoming{
		known: known, recorded: known.Series.Recorded(), list: known.Forces.All(),
		cells: cells{}, parts: map[cellKey][]part{}, dropped: map[string]int{},
		forces: map[string]string{}, kinds: map[kindKey]*kind{}, lastKind: &kind{},
	}
	for _, name := range known.Forces.NotForces {
		in.forces[name] = ""
	}
	in.newest = records.QuarterOf(latest()).Year() + 1
	places := (records.Period{From: firstYear.Quarter(1), To: in.newest.Quarter(4)}).Quarters() * len(in.list)
	in.sexual, in.all = make([]cell, places), make([]cell, places)
	return in
}

// Read reads a published file. Progress, which may be nil, hears how many bytes of how many
// were read; of 0 where that is not known. Nothing is known to be right until Examine.
func Read(ctx context.Context, file string, known *records.Data, progress func(done, total int64)) (*Incoming, error) {
	in := newIncoming(known)
	var err error
	in.Info, err = workbook.Read(ctx, file, in.add, progress)
	return in, in.ended(err)
}

// ReadFrom is Read of a file that is in memory.
func ReadFrom(ctx context.Context, name string, file []byte, known *records.Data,
	progress func(done, total int64)) (*Incoming, error) {
	in := newIncoming(known)
	var err error
	in.Info, err = workbook.ReadFrom(ctx, name, bytes.NewReader(file), int64(len(file)), in.add, progress)
	return in, in.ended(err)
}

// ended is the error that a reading ended with.
func (in *Incoming) ended(err error) error {
	if errors.Is(err, context.Canceled) {
		return fmt.Errorf("%s: interrupted; nothing was changed", in.Info.Name)
	}
	return err
}

// firstYear is the earliest that a row may be of: the recording standard began
// in 2002/03.
const firstYear records.FinancialYear = 2002

// add takes one row in. Rows of one force, year and kind stand together, so what
// is known of the last row is tried first: a release has hundreds of thousands.
func (in *Incoming) add(r *workbook.Row) error {
	in.Rows++
	if r.Force != in.lastForce || in.Rows == 1 {
		name, err := in.force(r.Force)
		if err != nil {
			return err
		}
		in.lastForce, in.lastName = r.Force, name
		in.lastIndex = slices.IndexFunc(in.list, func(f records.Force) bool { return f.Name == name })
	}
	force := in.lastName
	if force == "" {
		return in.drop(r.Force)
	}
	if err := in.enterYear(r.FinancialYear); err != nil {
		return err
	}
	q := in.year.Quarter(r.Quarter)
	k, err := in.kind(r)
	if err != nil {
		return err
	}
	n, ok := r.Offences.Value()
	if n > mostOffences || n < -mostOffences {
		return fmt.Errorf("%d offences of code %s in one quarter of one force, want fewer than %d: is the number "+
			"whole?", n, r.Code, mostOffences)
	}
	in.enterQuarter(q)
	place := int(q-firstYear.Quarter(1))*len(in.list) + in.lastIndex
	again := k.enter(q, place, n)
	switch {
	case k.part != "":
		key := cellKey{k.series, q, force}
		in.parts[key] = append(in.parts[key], part{k.kindKey, cell{n, !ok, r.Sheet, r.Number}})
	case k.series != nil:
		if repeated, err := in.enterCell(cellKey{k.series, q, force}, r); repeated || err != nil {
			// Rows of other codes may be there twice as well, where nothing tells them
			// from rows that the publisher repeats.
			in.sexual[place].missing, in.all[place].missing = true, true
			return err
		}
	case again:
		k.again.add(func() string {
			return fmt.Sprintf("%s, code %s, %s in %s, row %d", force, r.Code, q, r.Sheet, r.Number)
		})
	}
	if k.total {
		return nil
	}
	if k.sexual {
		in.sexual[place].add(n, ok, r.Sheet)
	}
	if !k.fraud {
		in.all[place].add(n, ok, r.Sheet)
	}
	return nil
}

// drop passes over a row of a body that is not a police force.
func (in *Incoming) drop(body string) error {
	if _, ok := in.dropped[body]; !ok && len(in.dropped) == mostNames {
		return tooMany("names of bodies that are not police forces", mostNames)
	}
	in.dropped[body]++
	return nil
}

// enterYear takes in the year of a row. No release has rows of the year after next.
func (in *Incoming) enterYear(written string) error {
	if written == in.lastYear {
		return nil
	}
	year, err := records.ParseFinancialYear(written)
	if err != nil {
		return err
	}
	if year < firstYear || year > in.newest {
		return fmt.Errorf("financial year %s, want %s to %s: correct the cell, or take the publisher's own file",
			year, firstYear, in.newest)
	}
	in.lastYear, in.year = written, year
	return nil
}

func (in *Incoming) enterQuarter(q records.Quarter) {
	if in.quarters.From == 0 || q < in.quarters.From {
		in.quarters.From = q
	}
	in.quarters.To = max(in.quarters.To, q)
}

// enterCell takes in a number of one of our codes; repeated says that it is there
// already.
func (in *Incoming) enterCell(key cellKey, r *workbook.Row) (repeated bool, err error) {
	n, ok := r.Offences.Value()
	have, repeated := in.cells.at(key)
	switch {
	case !repeated:
		in.cells.set(key, cell{n, !ok, r.Sheet, r.Number})
	case have.n != n || have.missing == ok:
		return true, fmt.Errorf("%s, code %s, %s is %s here and %s in %s, row %d; want it once",
			key.force, r.Code, key.quarter, r.Offences, have, have.sheet, have.row)
	default:
		in.twice.add(func() string {
			return fmt.Sprintf("%s, code %s, %s in %s, row %d, and %s, row %d",
				key.force, r.Code, key.quarter, have.sheet, have.row, r.Sheet, r.Number)
		})
	}
	return repeated, nil
}

// add adds a row to a total. A total with a missing part is missing.
func (c *cell) add(n int, ok bool, sheet string) {
	c.sheet, c.n, c.missing = sheet, c.n+n, c.missing || !ok
}

// totals puts the totals over codes beside the cells of single codes.
func (in *Incoming) totals() {
	for _, series := range in.recorded {
		var cells []cell
		switch series.Name {
		case sexualTotal:
			cells = in.sexual
		case allTotal:
			cells = in.all
		}
		for place, c := range cells {
			if c.sheet != "" {
				q := firstYear.Quarter(1) + records.Quarter(place/len(in.list))
				in.cells.set(cellKey{series, q, in.list[place%len(in.list)].Name}, c)
			}
		}
	}
}

func (c cell) String() string {
	if c.missing {
		return "missing"
	}
	return strconv.Itoa(c.n)
}

// mostNames bounds what a file of ever new spellings of the same names could make us
// hold.
const mostNames = 1_000

// force is the Home Office name of a force as written in the file; empty for a
// body that is not a police force.
func (in *Incoming) force(written string) (string, error) {
	if name, ok := in.forces[written]; ok {
		return name, nil
	}
	if len(in.forces) == mostNames {
		return "", tooMany("spellings of the names of police forces", mostNames)
	}
	for _, not := range in.known.Forces.NotForces {
		if strings.EqualFold(not, written) {
			in.forces[written] = ""
			return "", nil
		}
	}
	f, err := in.known.Forces.Find(written)
	if err != nil {
		return "", fmt.Errorf("%w; if it is new, give it a row in data/forces.csv, as data/README.md says, and "+
			"run `make sums`", err)
	}
	in.forces[written] = f.Name
	return f.Name, nil
}

func tooMany(what string, most int) error {
	return fmt.Errorf("more than %s different %s, want those of the published table: download the table of "+
		"police force areas", fact.FormatInt(most), what)
}
