package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// pending is a complete SHA256SUMS of tables that are not all in place. While it is
// there, every file that it lists is either in place or beside it as .new.
const pending = sumsFile + ".pending"

// commitment lists the steps that put files, by their path in the folder, and the
// SHA256SUMS that fits them in place. A stop before pending is there leaves the old
// state, and one after it a state that settle completes.
func commitment(dir string, files map[string][]byte) ([]func() error, error) {
	list, _, err := sumsOf(dir, files)
	if err != nil {
		return nil, err
	}
	at := func(name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }
	var steps []func() error
	names := slices.Sorted(maps.Keys(files))
	for _, name := range names {
		steps = append(steps, func() error {
			if err := os.MkdirAll(filepath.Dir(at(name)), 0o755); err != nil {
				return err
			}
			return os.WriteFile(at(name)+".new", files[name], 0o644)
		})
	}
	steps = append(steps, func() error { return writeFile(at(pending), list) })
	for _, name := range names {
		steps = append(steps, func() error { return os.Rename(at(name)+".new", at(name)) })
	}
	return append(steps, func() error { return os.Rename(at(pending), at(sumsFile)) }), nil
}

// settle completes what an import that was killed had begun to put in place. If the
// tables have been restored since, it forgets it instead.
func settle(dir string) error {
	list, err := os.ReadFile(filepath.Join(dir, pending))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	is := func(path string, sum []byte) bool {
		file, err := os.ReadFile(path)
		return err == nil && fmt.Sprintf("%x", sha256.Sum256(file)) == string(sum)
	}
	var waiting []string
	for line := range bytes.Lines(list) {
		sum, name, _ := bytes.Cut(bytes.TrimSpace(line), []byte("  "))
		path := filepath.Join(dir, filepath.FromSlash(string(name)))
		switch {
		case is(path, sum):
		case is(path+".new", sum):
			waiting = append(waiting, path)
		default:
			return os.Remove(filepath.Join(dir, pending))
		}
	}
	for _, path := range waiting {
		if err := os.Rename(path+".new", path); err != nil {
			return err
		}
	}
	return os.Rename(filepath.Join(dir, pending), filepath.Join(dir, sumsFile))
}

// writeFile puts a file in place under a temporary name first, so that the old
// one stays whole until the new one is.
func writeFile(name string, data []byte) error {
	if err := os.WriteFile(name+".new", data, 0o644); err != nil {
		return err
	}
	return os.Rename(name+".new", name)
}
