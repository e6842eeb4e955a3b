// Evidence walks the numbers of report/evidence.csv back to the tables.
//
//	go run ./report/evidence [-data data] [-file report/evidence.csv] verify
//	go run ./report/evidence [-data data] [-file report/evidence.csv] [-all] trace NUMBER
//
// verify computes every row again from its method, its inputs and the tables, by
// analysis/verify, and stops at the first that differs. trace prints what a number rests
// on, down to the rows of the tables; NUMBER is one as the report prints it, such as
// 5,734 or 1.21, or the name of a row. Of many rows it prints sums and the greatest, and
// with -all each.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"grooming-report/analysis/verify"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "evidence:", err)
		}
		os.Exit(1)
	}
}

func run(args []string, stdout io.Writer) error {
	flags := flag.NewFlagSet("evidence", flag.ContinueOnError)
	data := flags.String("data", "data", "folder of the tidy tables")
	file := flags.String("file", filepath.Join("report", "evidence.csv"), "the numbers, as make report wrote them")
	all := flags.Bool("all", false, "trace prints every row and every number that is found")
	if err := flags.Parse(args); err != nil {
		return err
	}
	text, err := os.Open(*file)
	if err != nil {
		return fmt.Errorf("%w; make report writes it", err)
	}
	defer text.Close()
	f, err := verify.ReadFile(text)
	if err != nil {
		return err
	}
	tables := &verify.Tables{Data: os.DirFS(*data), Beside: os.DirFS(filepath.Dir(*file))}
	switch {
	case flags.NArg() == 1 && flags.Arg(0) == "verify":
		n, err := verify.Verify(f, tables)
		if err != nil {
			return fmt.Errorf("%d of %d rows agree, then %w", n, len(f.Rows), err)
		}
		fmt.Fprintf(stdout, "%d rows of %s were computed again from the tables, and agree\n", n, filepath.ToSlash(*file))
		return nil
	case flags.NArg() == 2 && flags.Arg(0) == "trace":
		return verify.Trace(stdout, f, tables, flags.Arg(1), *all)
	}
	return fmt.Errorf("arguments %q, want verify, or trace and a number; see go doc ./report/evidence", flags.Args())
}
