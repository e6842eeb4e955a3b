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

// sums writes SHA256SUMS for every table of the folder, sorted by name.
func sums(dir string, stdout io.Writer) error {
	var names []string
	for _, pattern := range []string{"*.csv", "datapackage.json", "derived/*.csv", "releases/*.csv"} {
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
