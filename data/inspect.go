package main

import (
	"context"
	"fmt"
	"io"
	"text/tabwriter"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
)

// inspect prints what a file is, without importing it. It fails if an import would.
func inspect(ctx context.Context, dir string, o order, stdout, stderr io.Writer) error {
	known, rest, err := records.Begin(dir)
	if err != nil {
		return err
	}
	loaded := make(chan error, 1)
	go func() { loaded <- rest() }()
	in, err := readRelease(ctx, expandHome(o.file), known, stderr)
	if failed := <-loaded; failed != nil {
		return failed
	}
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "file\t%s\n", in.Info.Name)
	fmt.Fprintf(w, "format\t%s\n", in.Info.Format)
	fmt.Fprintf(w, "size\t%s bytes\n", fact.FormatInt(int(in.Info.Size)))
	fmt.Fprintf(w, "SHA-256\t%s\n", in.Info.SHA256)
	date, refused := in.ReleaseDate(o.date)
	if in.Date = date; refused == nil {
		fmt.Fprintf(w, "release\t%s\n", in.Date)
	} else {
		fmt.Fprintf(w, "release\tnot known\n")
	}
	for _, s := range in.Info.Sheets {
		what := fmt.Sprintf("%s rows", fact.FormatInt(s.Rows))
		if s.Unread != "" {
			what = "not read: " + s.Unread
		}
		fmt.Fprintf(w, "sheet %s\t%s\n", s.Name, what)
	}
	if _, err := in.Examine(); refused == nil {
		refused = err
	}
	for _, line := range in.Summary() {
		fmt.Fprintf(w, "%s\t%s\n", line.What, line.Value)
	}
	for _, n := range in.Notes {
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
