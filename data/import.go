package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
)

// An order is what an import is asked for.
type order struct {
	file    string
	date    string // of the release; empty to find it in the file's name or cover sheet
	area    string // that a report is to be made of, checked before anything is written
	replace bool   // whether other figures of the same date give way
}

// importRelease reads a published file into a tidy table. No other import of the same
// folder works meanwhile.
func importRelease(ctx context.Context, dir string, o order, stdout, stderr io.Writer) error {
	unlock, err := lock(ctx, dir, stderr)
	if err != nil {
		return err
	}
	defer unlock()
	if err := complete(dir); err != nil {
		return err
	}
	known, err := records.Load(dir)
	if err != nil {
		return err
	}
	if err := checkAreas(known.Forces, o.area); err != nil {
		return err
	}
	in, release, err := prepare(ctx, expandHome(o.file), o.date, known, stderr)
	if err != nil {
		return err
	}
	name := "releases/offences-" + in.date + ".csv"
	path := filepath.ToSlash(filepath.Join(dir, name))
	for _, n := range in.notes {
		fmt.Fprintf(stderr, "  noticed: %s\n", n)
	}
	if held, err := known.Release(path); err == nil && string(held.Vintage) == in.date && !o.replace {
		said, err := in.keep(held, release, path)
		if err == nil {
			fmt.Fprintln(stderr, said)
			fmt.Fprintln(stdout, path)
		}
		return err
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("%s: interrupted; nothing was changed", in.info.Name)
	}
	files := map[string][]byte{name: in.table}
	if files["datapackage.json"], err = describe(dir, name, in); err != nil {
		return err
	}
	if len(in.splits) > 0 {
		if files[seriesFile], err = in.redefine(dir); err != nil {
			return err
		}
	}
	if err := commit(dir, files); err != nil {
		return err
	}
	fmt.Fprintf(stderr, "%6s    wrote %s; to undo, restore data with git and remove it\n", "", path)
	if covered, _ := release.Period(release.Main); !release.Spans() {
		fmt.Fprintf(stderr, "%6s    it has %s only, too little for a report of its own; `make report` without "+
			"RELEASE sets it beside the newest that has more\n", "", covered.Months())
	}
	fmt.Fprintln(stdout, path)
	return nil
}

// keep says why the table that is held for the date stays as it is; it is an error if
// the file has other figures.
func (in *incoming) keep(held, release *records.Release, path string) (string, error) {
	switch {
	case held.SameFigures(release):
		return fmt.Sprintf("%s: the figures are those of %s already; nothing changed", in.info.Name, path), nil
	case held.Holds(release):
		return fmt.Sprintf("%s: the figures that it has are those of %s already, which has more; nothing changed",
			in.info.Name, path), nil
	}
	return "", fmt.Errorf("%s: other figures than those of %s, which has the same date: give REPLACE=1 "+
		"(-replace) if they are to take its place, or the right DATE (-date)", in.info.Name, path)
}

// checkAreas checks the areas that a report is to be made of, with semicolons between
// them; none is England and Wales.
func checkAreas(forces *records.Forces, areas string) error {
	if strings.TrimSpace(areas) == "" {
		return nil
	}
	for area := range strings.SplitSeq(areas, ";") {
		if _, err := forces.Area(area); err != nil {
			return err
		}
	}
	return nil
}

// prepare reads a published file, checks it, and makes its tidy table.
func prepare(ctx context.Context, file, date string, known *records.Data, stderr io.Writer) (*incoming,
	*records.Release, error) {
	in, err := readRelease(ctx, file, known, stderr)
	if err != nil {
		return nil, nil, err
	}
	if in.date, err = in.releaseDate(date); err != nil {
		return nil, nil, err
	}
	release, err := in.examine()
	return in, release, err
}

// examine checks what was read, compares it with the release before, and makes its tidy
// table. The date, which may be unknown to an inspection, must fit the quarters.
func (in *incoming) examine() (*records.Release, error) {
	if err := in.check(); err != nil {
		return nil, err
	}
	if last := in.covered().Last().Format(time.DateOnly); in.date != "" && in.date <= last {
		return nil, fmt.Errorf("%s: a release of %s cannot hold offences up to %s; give the right date with DATE "+
			"(-date)", in.info.Name, in.date, last)
	}
	date := in.date
	if date == "" {
		date = latest().Format(time.DateOnly)
	}
	in.table = in.tidy()
	release, err := records.ParseRelease("data/releases/offences-"+date+".csv", in.table, in.known.Forces, in.known.Series)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", in.info.Name, err)
	}
	in.compare(release)
	return release, nil
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

func (in *incoming) note(format string, args ...any) {
	in.notes = append(in.notes, fmt.Sprintf(format, args...))
}

// mostNamed is how many things of a kind a note names, the rest being counted.
const mostNamed = 5

// some joins the first of a list, and counts the others: a, b and 3 more.
func some(list []string) string {
	if len(list) <= mostNamed+1 {
		return strings.Join(list, "; ")
	}
	return strings.Join(list[:mostNamed], "; ") + " and " + fact.FormatInt(len(list)-mostNamed) + " more"
}
