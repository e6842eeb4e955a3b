// Data keeps the tables of the data folder.
//
//	go run ./data import [-date 2026-07-23] [-replace] [-area NAME] FILE
//	go run ./data inspect FILE
//	go run ./data settle [-area NAME] [-release FILE] [-date 2026-07-23] [-replace 1] STAMP...
//	go run ./data made STAMP FILE...
//	go run ./data sums
//
// Import reads a release of the Home Office's police recorded crime open data
// tables (.ods, or a conversion to .xlsx or .csv), checks it, and writes its tidy
// table into data/releases. The date of the release is taken from the file's name
// (…-230426.ods is 23 April 2026) or from its cover sheet; -date gives it
// otherwise. Reading the same figures again changes nothing; other figures for a
// date that is there already are refused unless -replace says so. The last line
// printed is the path of the tidy table. Nothing is written before everything is
// checked, -area too, which names the area of a report; and every file is written under
// a temporary name first. What a killed import had begun to put in place, the next
// command completes. One import works at a time, and another waits.
//
// Inspect says what a file is and what would be noticed, and writes nothing. It fails
// if an import would be refused.
//
// Settle and made are for the Makefile. Settle imports a release that is not a table
// yet, writes what is given into .build/given and the sums of the tables into
// .build/tables, and removes every stamp of which a file is gone or is no longer what
// it was. Made writes such a stamp.
//
// Sums records the SHA-256 of every table that datapackage.json describes in
// data/SHA256SUMS, which the report checks before it reads them. It is for a change
// that is meant.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "data:", err)
		}
		os.Exit(1)
	}
}

// run carries out one command. What a program may read goes to stdout, what a
// person reads while it works to stderr.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	const dir = "data"
	command := ""
	if len(args) > 0 {
		command, args = args[0], args[1:]
	}
	if command == "made" && len(args) > 1 {
		return stamp(args[0], args[1:])
	}
	if command == "settle" {
		return prepareBuild(ctx, dir, args, stderr)
	}
	flags := flag.NewFlagSet("data "+command, flag.ContinueOnError)
	flags.SetOutput(stderr)
	date := flags.String("date", "", "date of the release, such as 2026-07-23")
	area := flags.String("area", "", "area of the report to be made, which is checked before anything is written")
	replace := flags.Bool("replace", false, "replace the table of a date that is there already; 0 does not")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if _, err := time.Parse(time.DateOnly, *date); *date != "" && err != nil {
		return fmt.Errorf("DATE %q, want a date such as 2026-07-23", *date)
	}
	if err := settle(ctx, dir, stderr); err != nil {
		return err
	}
	asked := order{flags.Arg(0), *date, *area, *replace}
	switch {
	case command == "import" && flags.NArg() == 1:
		return importRelease(ctx, dir, asked, stdout, stderr)
	case command == "inspect" && flags.NArg() == 1:
		return inspect(ctx, dir, asked, stdout, stderr)
	case command == "sums" && flags.NArg() == 0:
		return sums(ctx, dir, stdout, stderr)
	}
	return fmt.Errorf("found %q, want import FILE, inspect FILE, settle, made STAMP FILE or sums; see go doc ./data",
		append([]string{command}, flags.Args()...))
}
