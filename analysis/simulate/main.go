// Simulate draws counts from known truths and writes how often the limits that
// the report uses hold them:
//
//	go run ./analysis/simulate [-o data/derived/coverage.csv] [-replicates 10000] [-seed 2017]
//
// It takes some minutes. The results hold the seed and the SHA-256 of the code
// that made them, and are the same on every run and machine.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"

	"grooming-report/analysis"
	"grooming-report/analysis/stats/coverage"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "simulate:", err)
		}
		os.Exit(1)
	}
}

func run(args []string, stdout io.Writer) error {
	flags := flag.NewFlagSet("simulate", flag.ContinueOnError)
	out := flags.String("o", filepath.Join("data", "derived", "coverage.csv"), "file to write")
	replicates := flags.Int("replicates", coverage.Replicates, "draws from each truth")
	seed := flags.Uint64("seed", coverage.Seed, "seed of the draws")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	results, err := simulate(*replicates, *seed)
	if err != nil {
		return err
	}
	table, err := analysis.WriteCoverage(results, *seed)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(*out), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(*out+".new", table, 0o644); err != nil {
		return err
	}
	if err := os.Rename(*out+".new", *out); err != nil {
		return err
	}
	fmt.Fprintln(stdout, filepath.ToSlash(*out))
	return nil
}

// simulate runs the scenarios side by side, each from a seed of its own, so that
// the results do not depend on the number of processors.
func simulate(replicates int, seed uint64) ([]coverage.Result, error) {
	scenarios := coverage.Scenarios()
	results, failures := make([][]coverage.Result, len(scenarios)), make([]error, len(scenarios))
	next := make(chan int)
	var group sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		group.Add(1)
		go func() {
			defer group.Done()
			for i := range next {
				results[i], failures[i] = coverage.Simulate(scenarios[i:i+1], coverage.Methods(), replicates,
					analysis.Level, seed+uint64(i))
			}
		}()
	}
	for i := range scenarios {
		next <- i
	}
	close(next)
	group.Wait()
	return slices.Concat(results...), errors.Join(failures...)
}
