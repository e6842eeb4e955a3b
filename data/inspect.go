package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"text/tabwriter"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
)

// inspect prints what a file is, without importing it. It fails if an import would.
func inspect(ctx context.Context, dir string, o order, stdout, stderr io.Writer) error {
	known, err := records.Load(dir)
	if err != nil {
		return err
	}
	in, err := readRelease(ctx, expandHome(o.file), known, stderr)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "file\t%s\n", in.info.Name)
	fmt.Fprintf(w, "format\t%s\n", in.info.Format)
	fmt.Fprintf(w, "size\t%s bytes\n", fact.FormatInt(int(in.info.Size)))
	fmt.Fprintf(w, "SHA-256\t%s\n", in.info.SHA256)
	date, refused := in.releaseDate(o.date)
	if in.date = date; refused == nil {
		fmt.Fprintf(w, "release\t%s\n", in.date)
	} else {
		fmt.Fprintf(w, "release\tnot known\n")
	}
	for _, s := range in.info.Sheets {
		what := fmt.Sprintf("%s rows", fact.FormatInt(s.Rows))
		if s.Unread != "" {
			what = "not read: " + s.Unread
		}
		fmt.Fprintf(w, "sheet %s\t%s\n", s.Name, what)
	}
	if _, err := in.examine(); refused == nil {
		refused = err
	}
	in.describeRows(w)
	for _, n := range in.notes {
		fmt.Fprintf(w, "noticed\t%s\n", n)
	}
	if refused != nil {
		fmt.Fprintf(w, "would be refused\t%v\n", refused)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return refused
}

// describeRows prints what the rows are of.
func (in *incoming) describeRows(w io.Writer) {
	forces := map[string]bool{}
	for key, c := range in.cells {
		if c.sheet != "" {
			forces[key.force] = true
		}
	}
	if in.quarters.To != 0 {
		fmt.Fprintf(w, "quarters\t%s\n", in.quarters.Months())
	}
	fmt.Fprintf(w, "police forces\t%d\n", len(forces))
	fmt.Fprintf(w, "offence codes\t%d\n", len(in.codes()))
	for _, name := range slices.Sorted(maps.Keys(in.dropped)) {
		fmt.Fprintf(w, "not a force\t%s, %s rows\n", name, fact.FormatInt(in.dropped[name]))
	}
}
