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

// inspect prints what a file is, without importing it.
func inspect(ctx context.Context, dir, file, date string, stdout, stderr io.Writer) error {
	known, err := records.Load(dir)
	if err != nil {
		return err
	}
	in, err := readRelease(ctx, expandHome(file), known, stderr)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "file\t%s\n", in.info.Name)
	fmt.Fprintf(w, "format\t%s\n", in.info.Format)
	fmt.Fprintf(w, "size\t%s bytes\n", fact.FormatInt(int(in.info.Size)))
	fmt.Fprintf(w, "SHA-256\t%s\n", in.info.SHA256)
	if published, err := releaseDate(in.info, date); err == nil {
		fmt.Fprintf(w, "release\t%s\n", published)
	} else {
		fmt.Fprintf(w, "release\tnot known: %v\n", err)
	}
	for _, s := range in.info.Sheets {
		what := fmt.Sprintf("%s rows", fact.FormatInt(s.Rows))
		if s.Unread != "" {
			what = "not read: " + s.Unread
		}
		fmt.Fprintf(w, "sheet %s\t%s\n", s.Name, what)
	}
	first, last, forces, codes := records.Quarter(0), records.Quarter(0), map[string]bool{}, map[string]bool{}
	for key := range in.cells {
		if first == 0 || key.quarter < first {
			first = key.quarter
		}
		last = max(last, key.quarter)
		forces[key.force] = true
	}
	for m := range in.meanings {
		codes[m.code] = true
	}
	if first != 0 {
		fmt.Fprintf(w, "quarters\t%s\n", records.Period{From: first, To: last}.Months())
	}
	fmt.Fprintf(w, "police forces\t%d\n", len(forces))
	fmt.Fprintf(w, "offence codes\t%d\n", len(codes))
	for _, name := range slices.Sorted(maps.Keys(in.dropped)) {
		fmt.Fprintf(w, "not a force\t%s, %s rows\n", name, fact.FormatInt(in.dropped[name]))
	}
	if err := in.check(); err != nil {
		fmt.Fprintf(w, "would be refused\t%v\n", err)
	}
	for _, n := range in.notes {
		fmt.Fprintf(w, "noticed\t%s\n", n)
	}
	return w.Flush()
}
