// Data keeps the tables of the data folder.
//
//	go run ./data sums
//
// Sums records the SHA-256 of every table in data/SHA256SUMS, which the report
// checks before it reads them. It is for a change that is meant.
package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "data:", err)
		os.Exit(1)
	}
}

func run(args []string, stdout io.Writer) error {
	if len(args) != 1 || args[0] != "sums" {
		return fmt.Errorf("found %q, want: go run ./data sums", args)
	}
	return sums("data", stdout)
}

// sums writes SHA256SUMS for every table of the folder, sorted by name.
func sums(dir string, stdout io.Writer) error {
	var names []string
	for _, pattern := range []string{"*.csv", "releases/*.csv"} {
		found, err := filepath.Glob(filepath.Join(dir, filepath.FromSlash(pattern)))
		if err != nil {
			return err
		}
		names = append(names, found...)
	}
	slices.Sort(names)
	var list bytes.Buffer
	for _, name := range names {
		file, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		short, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		fmt.Fprintf(&list, "%x  %s\n", sha256.Sum256(file), filepath.ToSlash(short))
	}
	out := filepath.Join(dir, "SHA256SUMS")
	if err := os.WriteFile(out+".new", list.Bytes(), 0o644); err != nil {
		return err
	}
	if err := os.Rename(out+".new", out); err != nil {
		return err
	}
	fmt.Fprintf(stdout, "%s: %d tables\n", filepath.ToSlash(out), len(names))
	return nil
}
