package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// build is the folder of what the Makefile makes on the way to the products.
const build = ".build"

// prepareBuild is the settle command: what the Makefile decides before it makes
// anything. It takes in a release that is a workbook, writes every variable of make
// into a file of its own in .build/given and the sums of the tables into
// .build/tables, and removes every stamp, as the made command writes them, of which
// a file is gone or no longer what it was. A stamp may list an earlier one.
func prepareBuild(ctx context.Context, dir string, args []string, stderr io.Writer) error {
	flags := flag.NewFlagSet("data settle", flag.ContinueOnError)
	flags.SetOutput(stderr)
	area := flags.String("area", "", "area of the section on one area")
	force := flags.String("force", "", "the same; the everyday word for an area of one force")
	release := flags.String("release", "", "a table of data/releases, its date, or a workbook to read first; the "+
		"newest if empty")
	base := flags.String("base", "", "year that changes within the new definition are measured from; the report's "+
		"own if empty")
	date := flags.String("date", "", "date of that workbook, if its name does not say")
	replace := flags.String("replace", "", "1 to let it take the place of other figures of the same date")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if err := settle(ctx, dir, stderr); err != nil {
		return err
	}
	switch {
	case *area != "" && *force != "":
		return fmt.Errorf("AREA %q and FORCE %q, want one of them", *area, *force)
	case *area == "" && *force == "":
		*area = "Hampshire"
	case *area == "":
		*area = *force
	}
	switch at := held(dir, *release); {
	case at != "":
		*release = at
	case *release != "" && !dated.MatchString(*release):
		over, err := isYes(*replace)
		if err != nil {
			return err
		}
		var table bytes.Buffer
		importing := []string{"import", "-area=" + *area, "-date=" + *date, fmt.Sprintf("-replace=%t", over), "--", *release}
		if err := run(ctx, importing, &table, stderr); err != nil {
			return err
		}
		*release = strings.TrimSpace(table.String())
	}
	given := map[string]string{"area": *area, "release": *release, "base": *base}
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if err := writeChanged(filepath.Join(build, "given", name), []byte(given[name]+"\n")); err != nil {
			return err
		}
	}
	tables, _, err := sumsOf(dir, nil)
	if err != nil {
		return err
	}
	if err := writeChanged(filepath.Join(build, "tables"), tables); err != nil {
		return err
	}
	for _, stamp := range flags.Args() {
		if err := removeStale(stamp); err != nil {
			return err
		}
	}
	return nil
}

// dated is how a table of releases may be named: 2019 or 2026-04-23.
var dated = regexp.MustCompile(`^[0-9]{4}(-[0-9]{2}-[0-9]{2})?$`)

// held is the path of a table of releases from the project's folder, however it is
// given; empty for any other file.
func held(dir, release string) string {
	at, err := filepath.Abs(release)
	releases, err2 := filepath.Abs(filepath.Join(dir, "releases"))
	if release == "" || err != nil || err2 != nil || filepath.Dir(at) != releases {
		return ""
	}
	return filepath.ToSlash(filepath.Join(dir, "releases", filepath.Base(at)))
}

// isYes reads REPLACE=1, and REPLACE=0 as what it says.
func isYes(value string) (bool, error) {
	if value == "" {
		return false, nil
	}
	yes, err := strconv.ParseBool(value)
	if err != nil {
		return false, fmt.Errorf("REPLACE %q, want 1, 0 or nothing", value)
	}
	return yes, nil
}

// stamp is the made command: it writes the sums of files, in the form of sha256sum,
// once they are made and from what.
func stamp(name string, files []string) error {
	list, err := stampOf(files)
	if err != nil {
		return err
	}
	return writeFile(name, list)
}

func stampOf(files []string) ([]byte, error) {
	var out bytes.Buffer
	for _, name := range files {
		file, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		sum := sha256.New()
		_, err = io.Copy(sum, file)
		file.Close()
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&out, "%x  %s\n", sum.Sum(nil), filepath.ToSlash(name))
	}
	return out.Bytes(), nil
}

// removeStale removes a stamp that no longer holds. Nothing is decided by the times
// of files, which some systems and some versions of make count in whole seconds.
func removeStale(name string) error {
	list, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var files []string
	for line := range strings.Lines(string(list)) {
		_, file, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		files = append(files, file)
	}
	if now, err := stampOf(files); err == nil && bytes.Equal(now, list) {
		return nil
	}
	return os.Remove(name)
}

// writeChanged writes a file if it has not that content already.
func writeChanged(name string, data []byte) error {
	if have, err := os.ReadFile(name); err == nil && bytes.Equal(have, data) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return writeFile(name, data)
}
