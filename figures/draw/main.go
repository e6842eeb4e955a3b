// Draw writes the report's pictures; package figures is its manual.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"runtime/debug"

	"grooming-report/analysis"
	"grooming-report/figures"
)

func main() {
	debug.SetGCPercent(400) // a run is short, and its memory small
	if err := run(); err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "figures:", err)
		}
		os.Exit(1)
	}
}

func run() (err error) {
	if figures.DrawnWith, err = analysis.Modules("gonum.org/v1/plot"); err != nil {
		return err
	}
	return figures.Run(os.Args[1:], os.Stdout)
}
