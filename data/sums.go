package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

const sumsFile = "SHA256SUMS"

// sums writes SHA256SUMS for every table of the folder.
func sums(ctx context.Context, dir string, stdout, stderr io.Writer) error {
	unlock, err := lock(ctx, dir, stderr)
	if err != nil {
		return err
	}
	defer unlock()
	list, n, err := sumsOf(dir, nil)
	if err != nil {
		return err
	}
	out := filepath.Join(dir, sumsFile)
	if err := writeFile(out, list); err != nil {
		return err
	}
	fmt.Fprintf(stdout, "%s: %d tables\n", filepath.ToSlash(out), n)
	return nil
}

// sumsOf is the SHA256SUMS of the folder's tables, sorted by name, and how many they
// are, as if the given files, by their path in the folder, were in place.
func sumsOf(dir string, files map[string][]byte) (list []byte, n int, err error) {
	names := slices.Collect(maps.Keys(files))
	for _, pattern := range []string{"*.csv", "datapackage.json", "derived/*.csv", "releases/*.csv"} {
		found, err := filepath.Glob(filepath.Join(dir, filepath.FromSlash(pattern)))
		if err != nil {
			return nil, 0, err
		}
		for _, name := range found {
			short, err := filepath.Rel(dir, name)
			if err != nil {
				return nil, 0, err
			}
			names = append(names, filepath.ToSlash(short))
		}
	}
	slices.Sort(names)
	names = slices.Compact(names)
	var out bytes.Buffer
	for _, name := range names {
		file, ok := files[name]
		if !ok {
			if file, err = os.ReadFile(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
				return nil, 0, err
			}
		}
		fmt.Fprintf(&out, "%x  %s\n", sha256.Sum256(file), name)
	}
	return out.Bytes(), len(names), nil
}
