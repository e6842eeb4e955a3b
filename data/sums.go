package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
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
// are, as if the given files, by their path in the folder, were in place. The tables
// are those that datapackage.json describes, and that file: another that lies in the
// folder, such as a copy, is none.
func sumsOf(dir string, files map[string][]byte) (list []byte, n int, err error) {
	read := func(name string) ([]byte, error) {
		if file, ok := files[name]; ok {
			return file, nil
		}
		return os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	}
	const description = "datapackage.json"
	text, err := read(description)
	if err != nil {
		return nil, 0, err
	}
	var p dataPackage
	if err := json.Unmarshal(text, &p); err != nil {
		return nil, 0, fmt.Errorf("%s: %w", filepath.Join(dir, description), err)
	}
	names := []string{description}
	for _, r := range p.Resources {
		names = append(names, r.Path)
	}
	slices.Sort(names)
	var out bytes.Buffer
	for _, name := range names {
		file, err := read(name)
		if err != nil {
			return nil, 0, err
		}
		fmt.Fprintf(&out, "%x  %s\n", sha256.Sum256(file), name)
	}
	return out.Bytes(), len(names), nil
}
