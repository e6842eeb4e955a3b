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
	"grooming-report/data/intake"
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
	name := "releases/offences-" + in.Date + ".csv"
	path := filepath.ToSlash(filepath.Join(dir, name))
	for _, n := range in.Notes {
		fmt.Fprintf(stderr, "  noticed: %s\n", n)
	}
	if held, err := known.Release(path); err == nil && string(held.Vintage) == in.Date && !o.replace {
		said, err := keep(in, held, release, path)
		if err == nil {
			fmt.Fprintln(stderr, said)
			fmt.Fprintln(stdout, path)
		}
		return err
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("%s: interrupted; nothing was changed", in.Info.Name)
	}
	files := map[string][]byte{name: []byte(in.Table)}
	if files["datapackage.json"], err = describe(dir, name, in); err != nil {
		return err
	}
	if in.Splits() {
		if files[seriesFile], err = redefined(in, dir); err != nil {
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
func keep(in *intake.Incoming, held, release *records.Release, path string) (string, error) {
	switch {
	case held.SameFigures(release):
		return fmt.Sprintf("%s: the figures are those of %s already; nothing changed", in.Info.Name, path), nil
	case held.Holds(release):
		return fmt.Sprintf("%s: the figures that it has are those of %s already, which has more; nothing changed",
			in.Info.Name, path), nil
	}
	return "", fmt.Errorf("%s: other figures than those of %s, which has the same date: give REPLACE=1 "+
		"(-replace) if they are to take its place, or the right DATE (-date)", in.Info.Name, path)
}

// seriesFile is the table of series.
const seriesFile = "series.csv"

// redefined is the table of series with a new definition for every split.
func redefined(in *intake.Incoming, dir string) ([]byte, error) {
	name := filepath.Join(dir, seriesFile)
	file, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return in.Redefine(name, file)
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
func prepare(ctx context.Context, file, date string, known *records.Data, stderr io.Writer) (*intake.Incoming,
	*records.Release, error) {
	in, err := readRelease(ctx, file, known, stderr)
	if err != nil {
		return nil, nil, err
	}
	if in.Date, err = in.ReleaseDate(date); err != nil {
		return nil, nil, err
	}
	release, err := in.Examine()
	return in, release, err
}

// readRelease reads a published file, and says after a second how far it is.
func readRelease(ctx context.Context, file string, known *records.Data, stderr io.Writer) (*intake.Incoming, error) {
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
			fmt.Fprintf(stderr, "\rreading the release: %d %%", now)
		} else {
			fmt.Fprintf(stderr, "\rreading the release: %d MB", now)
		}
	}
	in, err := intake.Read(ctx, file, known, progress)
	if told {
		fmt.Fprintln(stderr)
	}
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(stderr, "%6.2f s  read %s: %s rows\n", time.Since(start).Seconds(), in.Info.Name, fact.FormatInt(in.Rows))
	return in, nil
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
