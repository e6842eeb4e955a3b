package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/data/workbook"
)

// importRelease reads a published file into a tidy table.
func importRelease(ctx context.Context, dir, file, date string, replace bool, stdout, stderr io.Writer) error {
	file = expandHome(file)
	known, err := records.Load(dir)
	if err != nil {
		return err
	}
	in, release, err := prepare(ctx, file, date, known, stderr)
	if err != nil {
		return err
	}
	name := "releases/offences-" + in.date + ".csv"
	path := filepath.ToSlash(filepath.Join(dir, name))
	for _, n := range in.notes {
		fmt.Fprintf(stderr, "  noticed: %s\n", n)
	}
	if held, err := known.Release(path); err == nil && string(held.Vintage) == in.date {
		switch {
		case replace:
		case held.SameFigures(release):
			fmt.Fprintf(stderr, "%s: the figures are those of %s already; nothing changed\n", in.info.Name, path)
			fmt.Fprintln(stdout, path)
			return nil
		case held.Holds(release):
			fmt.Fprintf(stderr, "%s: the figures that it has are those of %s already, which has more; nothing changed\n", in.info.Name, path)
			fmt.Fprintln(stdout, path)
			return nil
		default:
			return fmt.Errorf("%s: other figures than those of %s, which has the same date: give REPLACE=1 (-replace) if they are to take its place, or the right DATE (-date)", in.info.Name, path)
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	description, err := describe(dir, name, in)
	if err != nil {
		return err
	}
	steps, err := commitment(dir, map[string][]byte{name: in.table, "datapackage.json": description})
	if err != nil {
		return err
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	fmt.Fprintf(stderr, "%6s    wrote %s; to undo, restore data with git and remove it\n", "", path)
	if covered, _ := release.Period(release.Main); !release.Spans() {
		fmt.Fprintf(stderr, "%6s    it has %s only, too little for a report of its own; `make report` without RELEASE sets it beside the newest that has more\n", "", covered.Months())
	}
	fmt.Fprintln(stdout, path)
	return nil
}

// prepare reads a published file, checks it, and makes its tidy table.
func prepare(ctx context.Context, file, date string, known *records.Data, stderr io.Writer) (*incoming, *records.Release, error) {
	in, err := readRelease(ctx, file, known, stderr)
	if err != nil {
		return nil, nil, err
	}
	if in.date, err = releaseDate(in.info, date); err != nil {
		return nil, nil, err
	}
	if err := in.check(); err != nil {
		return nil, nil, err
	}
	if last := in.last().Last().Format(time.DateOnly); in.date <= last {
		return nil, nil, fmt.Errorf("%s: a release of %s cannot hold offences up to %s; give the right date with DATE (-date)", in.info.Name, in.date, last)
	}
	in.table = in.tidy()
	release, err := records.ParseRelease("data/releases/offences-"+in.date+".csv", in.table, known.Forces, known.Series)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", in.info.Name, err)
	}
	in.compare(release)
	for _, r := range known.Releases {
		if string(r.Vintage) != in.date && r.SameFigures(release) {
			in.note("the figures are those of the release of %s: is the date right?", r.Vintage)
		}
	}
	return in, release, nil
}

// expandHome reads ~/ as a shell does; Make passes it on as it stands.
func expandHome(file string) string {
	rest, ok := strings.CutPrefix(file, "~/")
	home, err := os.UserHomeDir()
	if !ok || err != nil {
		return file
	}
	return filepath.Join(home, rest)
}

// The two totals over codes, and the groups that they are made of.
const (
	sexualTotal = "sexual offences"
	allTotal    = "all offences excluding fraud"
	sexualGroup = "sexual offences"
	fraudGroup  = "fraud offences"
)

// mostOffences is more than any force records of one code in a quarter; the
// largest cell of the published table is in the tens of thousands.
const mostOffences = 10_000_000

// mostKinds bounds what a file of ever new descriptions could make us hold. The
// real release has under two hundred.
const mostKinds = 10_000

// A cell is one number of the tidy table.
type cell struct {
	n       int
	missing bool
	sheet   string
	row     int // 0 for a total over rows
}

type cellKey struct {
	series  *records.Series
	quarter records.Quarter
	force   string
}

// incoming is a release as it is read.
type incoming struct {
	known      *records.Data
	recorded   []*records.Series // what a tidy table holds: offence codes and totals
	info       workbook.Info
	date       string
	cells      map[cellKey]cell
	rows       int
	dropped    map[string]int // rows of bodies that are not police forces
	forces     map[string]string
	meanings   map[meaning]*sighting
	kinds      map[kindKey]*kind
	lastKind   *kind // of the row before
	notes      []string
	twice      int // rows of our codes that are there again with the same number
	firstTwice string
	table      []byte // the tidy one
	// sexual and all are the totals over codes, by quarter since firstYear and
	// then by force.
	sexual, all []cell
	// What the last row had, so that it is looked up once.
	lastForce, lastName, lastYear string
	lastIndex                     int
	year                          records.FinancialYear
}

// A meaning is a code with one of the descriptions that it is given.
type meaning struct{ code, description string }

type sighting struct {
	rows  int
	where string
}

var noteMark = regexp.MustCompile(`\s*\[[^\]]*\]\s*$`)

func readRelease(ctx context.Context, file string, known *records.Data, stderr io.Writer) (*incoming, error) {
	in := &incoming{known: known, recorded: known.Series.Recorded(), cells: map[cellKey]cell{}, dropped: map[string]int{}, forces: map[string]string{}, meanings: map[meaning]*sighting{}, kinds: map[kindKey]*kind{}}
	in.lastKind = &kind{}
	for _, name := range known.Forces.NotForces {
		in.forces[name] = ""
	}
	start, told, last := time.Now(), false, int64(-1)
	progress := func(done, total int64) {
		now := done >> 20
		if total > 0 {
			now = 100 * done / total
		}
		if now == last || time.Since(start) < time.Second {
			return
		}
		told, last = true, now
		if total > 0 {
			fmt.Fprintf(stderr, "\rreading %s: %d %%", filepath.Base(file), now)
		} else {
			fmt.Fprintf(stderr, "\rreading %s: %d MB", filepath.Base(file), now)
		}
	}
	var err error
	in.info, err = workbook.Read(ctx, file, in.add, progress)
	if told {
		fmt.Fprintln(stderr)
	}
	if errors.Is(err, context.Canceled) {
		return nil, fmt.Errorf("%s: interrupted; nothing was changed", filepath.Base(file))
	}
	if err != nil {
		return nil, err
	}
	in.totals()
	fmt.Fprintf(stderr, "%6.2f s  read %s: %s rows\n", time.Since(start).Seconds(), in.info.Name, fact.FormatInt(in.rows))
	return in, nil
}

// A kind is what a code, a description and a group mean for the tidy table, found
// out once for all the rows that have them.
type kind struct {
	kindKey
	*sighting
	series        *records.Series // kept one by one; nil for most codes
	sexual, fraud bool
	err           error
	next          *kind // of the row that came after the last one of this kind
}

type kindKey struct{ code, description, group string }

// kind is that of a row. The rows of every force and quarter come in the same order,
// so it is most often the one that came next the last time.
func (in *incoming) kind(r *workbook.Row) (*kind, error) {
	key := kindKey{r.Code, r.Description, r.Group}
	k := in.lastKind.next
	if k == nil || k.kindKey != key {
		if k = in.kinds[key]; k == nil {
			if len(in.kinds) == mostKinds {
				return nil, fmt.Errorf("more than %d different codes, descriptions and groups, want fewer than two hundred codes: download the table of police force areas", mostKinds)
			}
			k = in.newKind(key, r)
		}
		in.lastKind.next = k
	}
	in.lastKind = k
	return k, nil
}

func (in *incoming) newKind(key kindKey, r *workbook.Row) *kind {
	m := meaning{r.Code, r.Description}
	if in.meanings[m] == nil {
		in.meanings[m] = &sighting{0, fmt.Sprintf("%s, row %d", r.Sheet, r.Number)}
	}
	description, group := strings.ToLower(r.Description), strings.ToLower(r.Group)
	k := &kind{kindKey: key, sighting: in.meanings[m], sexual: group == sexualGroup, fraud: group == fraudGroup}
	for _, s := range in.recorded {
		if s.Code == "" {
			continue
		}
		if s.Code == r.Code {
			k.series = s
		}
		if named := strings.Contains(description, s.Words); named != (s.Code == r.Code) {
			k.err = fmt.Errorf("offence code %q with the description %q, want code %q for %q and for nothing else: ask the Home Office, or correct a copy of the file and say so", r.Code, r.Description, s.Code, s.Words)
		}
	}
	in.kinds[key] = k
	return k
}

// firstYear is the earliest that a row may be of: the recording standard began
// in 2002/03.
const firstYear records.FinancialYear = 2002

// add takes one row in. Rows of one force, year and kind stand together, so what
// is known of the last row is tried first: a release has hundreds of thousands.
func (in *incoming) add(r workbook.Row) error {
	in.rows++
	if r.Force != in.lastForce || in.rows == 1 {
		name, err := in.force(r.Force)
		if err != nil {
			return err
		}
		in.lastForce, in.lastName = r.Force, name
		in.lastIndex = slices.IndexFunc(in.known.Forces.List, func(f records.Force) bool { return f.Name == name })
	}
	force := in.lastName
	if force == "" {
		in.dropped[r.Force]++
		return nil
	}
	if r.FinancialYear != in.lastYear {
		year, err := records.ParseFinancialYear(r.FinancialYear)
		if err != nil {
			return err
		}
		if year < firstYear {
			return fmt.Errorf("financial year %s, want %s or later", year, firstYear)
		}
		in.lastYear, in.year = r.FinancialYear, year
	}
	q := in.year.Quarter(r.Quarter)
	k, err := in.kind(&r)
	if err != nil {
		return err
	}
	k.rows++
	if k.err != nil {
		return k.err
	}
	n, ok := r.Offences.Value()
	if n > mostOffences || n < -mostOffences {
		return fmt.Errorf("%d offences of code %s in one quarter of one force, want fewer than %d: is the number whole?", n, r.Code, mostOffences)
	}
	place := int(q-firstYear.Quarter(1))*len(in.known.Forces.List) + in.lastIndex
	for len(in.sexual) <= place {
		in.sexual, in.all = append(in.sexual, cell{}), append(in.all, cell{})
	}
	if k.series != nil {
		key := cellKey{k.series, q, force}
		c := cell{n, !ok, r.Sheet, r.Number}
		if have, twice := in.cells[key]; !twice {
			in.cells[key] = c
		} else if have.n != c.n || have.missing != c.missing {
			return fmt.Errorf("%s, code %s, %s is %s here and %s in %s, row %d; want it once", force, r.Code, q, r.Offences, have, have.sheet, have.row)
		} else {
			// Rows of other codes may be there twice as well, where nothing tells them
			// from rows that the publisher repeats.
			in.sexual[place].missing, in.all[place].missing = true, true
			if in.twice++; in.twice == 1 {
				in.firstTwice = fmt.Sprintf("%s, code %s, %s in %s, row %d, and %s, row %d", force, r.Code, q, have.sheet, have.row, r.Sheet, r.Number)
			}
			return nil
		}
	}
	if k.sexual {
		in.sexual[place].add(n, ok, r.Sheet)
	}
	if !k.fraud {
		in.all[place].add(n, ok, r.Sheet)
	}
	return nil
}

// add adds a row to a total. A total with a missing part is missing.
func (c *cell) add(n int, ok bool, sheet string) {
	c.sheet, c.n, c.missing = sheet, c.n+n, c.missing || !ok
}

// totals puts the totals over codes beside the cells of single codes.
func (in *incoming) totals() {
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
				q := firstYear.Quarter(1) + records.Quarter(place/len(in.known.Forces.List))
				in.cells[cellKey{series, q, in.known.Forces.List[place%len(in.known.Forces.List)].Name}] = c
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

// force is the Home Office name of a force as written in the file; empty for a
// body that is not a police force.
func (in *incoming) force(written string) (string, error) {
	if name, ok := in.forces[written]; ok {
		return name, nil
	}
	plain := noteMark.ReplaceAllString(written, "")
	for _, not := range in.known.Forces.NotForces {
		if strings.EqualFold(not, plain) {
			in.forces[written] = ""
			return "", nil
		}
	}
	f, err := in.known.Forces.Find(plain)
	if err != nil {
		return "", fmt.Errorf("%w If it is new, add it to data/forces.csv and run `make sums`", err)
	}
	in.forces[written] = f.Name
	return f.Name, nil
}

func (in *incoming) note(format string, args ...any) {
	in.notes = append(in.notes, fmt.Sprintf(format, args...))
}

var (
	nameDate  = regexp.MustCompile(`(?:^|[^0-9])([0-9]{2})([0-9]{2})([0-9]{2})(?:[^0-9]|$)`)
	isoDate   = regexp.MustCompile(`[0-9]{4}-[0-9]{2}-[0-9]{2}`)
	wordDate  = regexp.MustCompile(`[0-9]{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) [0-9]{4}`)
	published = regexp.MustCompile(`(?i)publi|release`)
	next      = regexp.MustCompile(`(?i)next`)
)

// releaseDate is the date of a release: the one given, else the one in the
// file's name, else the one that the cover sheet gives as that of publication.
func releaseDate(info workbook.Info, given string) (string, error) {
	if given != "" {
		return given, nil
	}
	if iso := isoDate.FindString(info.Name); iso != "" {
		if _, err := time.Parse(time.DateOnly, iso); err == nil {
			return iso, nil
		}
	}
	for _, m := range nameDate.FindAllStringSubmatch(info.Name, -1) {
		if t, err := time.Parse("020106", m[1]+m[2]+m[3]); err == nil {
			return t.Format(time.DateOnly), nil
		}
	}
	var dates []string
	for _, line := range info.Cover {
		if !published.MatchString(line) || next.MatchString(line) {
			continue
		}
		for _, layout := range []struct {
			form  *regexp.Regexp
			parse string
		}{{isoDate, time.DateOnly}, {wordDate, "2 January 2006"}} {
			for _, found := range layout.form.FindAllString(line, -1) {
				if t, err := time.Parse(layout.parse, found); err == nil && !slices.Contains(dates, t.Format(time.DateOnly)) {
					dates = append(dates, t.Format(time.DateOnly))
				}
			}
		}
	}
	if len(dates) == 1 {
		return dates[0], nil
	}
	return "", fmt.Errorf("%s: neither its name nor its cover sheet says when it was published (found %q); when was it? Give DATE=2026-07-23 (-date)", info.Name, dates)
}

// check looks at the release as a whole.
func (in *incoming) check() error {
	present := map[string]bool{}
	var first, last records.Quarter
	for key := range in.cells {
		if key.series != in.known.Series.Main() {
			continue
		}
		present[key.force] = true
		if first == 0 || key.quarter < first {
			first = key.quarter
		}
		last = max(last, key.quarter)
	}
	if first == 0 {
		return fmt.Errorf("%s: no row has the offence code 88A (sexual grooming); want the open data table by police force area from March 2013 onwards", in.info.Name)
	}
	for _, f := range in.known.Forces.List {
		if present[f.Name] {
			continue
		}
		if f.Territorial {
			return fmt.Errorf("%s: no row of code 88A for the police force %q; want all %d territorial forces: is the file complete?", in.info.Name, f.Name, len(in.known.Forces.Territorial().Forces))
		}
		in.note("%s is not in the release; England and Wales is counted without it", f.Name)
	}
	for q := first; q <= last; q++ {
		absent := 0
		for _, s := range in.recorded {
			for name := range present {
				key := cellKey{s, q, name}
				if _, ok := in.cells[key]; ok {
					continue
				}
				in.cells[key] = cell{missing: true}
				if s == in.known.Series.Main() {
					absent++
				}
			}
		}
		if absent == len(present) {
			return fmt.Errorf("%s: no row of code 88A for %s, between %s and %s; want every quarter: is a sheet missing?", in.info.Name, q, first, last)
		}
	}
	if in.twice > 0 {
		in.note("the same number stands twice in %s rows, first %s; each was counted once, and the totals of those forces and quarters are left out", fact.FormatInt(in.twice), in.firstTwice)
	}
	in.dropEmptySeries(present, first, last)
	in.listMissing(present, first, last)
	in.listMeanings()
	for _, w := range in.info.Warnings {
		in.note("%v", w)
	}
	for _, s := range in.info.Sheets {
		if s.Hidden {
			in.note("the hidden sheet %q was not read", s.Name)
		}
	}
	if last.N() != 4 {
		in.note("%s ends with %s: it is a part year", last.Year(), last)
	}
	return nil
}

// last is the last quarter that the file has of code 88A.
func (in *incoming) last() records.Quarter {
	var last records.Quarter
	for key := range in.cells {
		if key.series == in.known.Series.Main() {
			last = max(last, key.quarter)
		}
	}
	return last
}

// wholeTable is how many offence codes a file must have for its totals over codes
// to be totals: the published table has more than 150 in every year.
const wholeTable = 100

// dropEmptySeries leaves out a series that the file has nowhere, and totals over
// codes where it holds a selection of codes only.
func (in *incoming) dropEmptySeries(present map[string]bool, first, last records.Quarter) {
	codes := map[string]bool{}
	for m := range in.meanings {
		codes[m.code] = true
	}
	for _, s := range in.recorded {
		some := false
		total := s.Code == ""
		for q := first; q <= last; q++ {
			for name := range present {
				some = some || in.cells[cellKey{s, q, name}].sheet != ""
			}
		}
		if some && (!total || len(codes) >= wholeTable) {
			continue
		}
		if total {
			in.note("the file holds %d offence codes only, so no total of %s was made", len(codes), s.Name)
		} else {
			in.note("the file has no rows of code %s", s.Name)
		}
		for q := first; q <= last; q++ {
			for name := range present {
				delete(in.cells, cellKey{s, q, name})
			}
		}
	}
}

// listMissing notes the cells without a number, force by force, in one note for the
// series that lack the same quarters.
func (in *incoming) listMissing(present map[string]bool, first, last records.Quarter) {
	for _, f := range in.known.Forces.List {
		var lacks []string // quarters, in the order in which series first lack them
		series := map[string][]string{}
		for _, s := range in.recorded {
			var quarters []records.Quarter
			for q := first; q <= last; q++ {
				if c, ok := in.cells[cellKey{s, q, f.Name}]; ok && c.missing {
					quarters = append(quarters, q)
				}
			}
			if when := records.ListQuarters(quarters); when != "" && present[f.Name] {
				if series[when] == nil {
					lacks = append(lacks, when)
				}
				series[when] = append(series[when], s.Name)
			}
		}
		for _, when := range lacks {
			in.note("%s has no number for %s in %s", f.Name, strings.Join(series[when], ", "), when)
		}
	}
}

// listMeanings notes a code that somewhere has the description of another.
func (in *incoming) listMeanings() {
	usual := map[string]meaning{}
	for m, s := range in.meanings {
		have, ok := usual[m.code]
		if !ok || s.rows > in.meanings[have].rows || s.rows == in.meanings[have].rows && m.description < have.description {
			usual[m.code] = m
		}
	}
	owner := map[string]string{}
	for code, m := range usual {
		if have, ok := owner[m.description]; !ok || code < have {
			owner[m.description] = code
		}
	}
	var found []string
	for m, s := range in.meanings {
		if other, ok := owner[m.description]; ok && usual[m.code] != m && other != m.code {
			found = append(found, fmt.Sprintf("%s: code %s has the description %q, which is that of code %s", s.where, m.code, m.description, other))
		}
	}
	slices.Sort(found)
	in.notes = append(in.notes, found...)
}

// bigChange is how far a whole year's total may move between two releases before
// it is noted, in per cent.
const bigChange = 5

// compare notes the years whose total moved far since the release before.
func (in *incoming) compare(release *records.Release) {
	var previous *records.Release
	for _, r := range in.known.Releases {
		if r.Vintage < release.Vintage {
			previous = r
		}
	}
	if previous == nil {
		return
	}
	v, err := records.Revise(previous, release)
	if err != nil {
		in.note("it cannot be compared with the release of %s: %v", previous.Vintage, err)
		return
	}
	for _, force := range v.Came {
		in.note("%s was not in the release of %s", force, previous.Vintage)
	}
	for _, force := range v.Went {
		in.note("%s was in the release of %s and is gone", force, previous.Vintage)
	}
	for _, y := range v.Years {
		if y.Before.N == 0 || y.Before.Period.Quarters() != 4 {
			continue
		}
		if change := 100 * float64(y.After.N-y.Before.N) / float64(y.Before.N); change > bigChange || change < -bigChange {
			in.note("code 88A in %s went from %s in the release of %s to %s, more than %d per cent", y.Before.Period, fact.FormatInt(y.Before.N), previous.Vintage, fact.FormatInt(y.After.N), bigChange)
		}
	}
}

// tidy is the tidy table, in the order of all of them.
func (in *incoming) tidy() []byte {
	column := map[string]string{}
	for _, s := range in.info.Sheets {
		for i, h := range s.Header {
			if h := strings.ToLower(strings.TrimSpace(h)); h == "number of offences" || h == "offence count" {
				column[s.Name] = string(rune('A' + i%26))
				break
			}
		}
	}
	keys := make([]cellKey, 0, len(in.cells))
	for key := range in.cells {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b cellKey) int {
		if s, t := slices.Index(in.recorded, a.series), slices.Index(in.recorded, b.series); s != t {
			return s - t
		}
		if a.quarter != b.quarter {
			return int(a.quarter - b.quarter)
		}
		return strings.Compare(a.force, b.force)
	})
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.Write(records.ReleaseHeader)
	for _, key := range keys {
		c := in.cells[key]
		n, place := strconv.Itoa(c.n), c.sheet
		if c.missing {
			n = ""
		}
		if c.row > 0 {
			place += "!" + column[c.sheet] + strconv.Itoa(c.row)
		}
		w.Write([]string{key.quarter.Year().String(), strconv.Itoa(key.quarter.N()), key.force, key.series.Name, n, place})
	}
	w.Flush() // a bytes.Buffer takes everything
	return out.Bytes()
}
