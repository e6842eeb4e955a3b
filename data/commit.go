package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/gofrs/flock"
)

// pending is a complete SHA256SUMS of tables that are not all in place. While it is
// there, every file that it lists is either in place or beside it as .new.
const pending = sumsFile + ".pending"

// How long one command waits for another that writes. A file is read in half a minute,
// or not at all.
const (
	patience = 2 * time.Minute
	glance   = 20 * time.Millisecond
)

// lock keeps every other command from writing into the folder until unlock, or until the
// process ends, however it does. It waits, and says so, while another has the lock.
func lock(ctx context.Context, dir string, stderr io.Writer) (unlock func(), err error) {
	name := filepath.Join(filepath.Dir(dir), ".build", "import.lock")
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return nil, err
	}
	l := flock.New(name)
	unlock = func() { l.Unlock() } // the end of the process would do as well
	if ok, err := l.TryLock(); ok || err != nil {
		return unlock, err
	}
	fmt.Fprintf(stderr, "another import is at work in %s; waiting until it has done\n", filepath.ToSlash(dir))
	wait, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	ok, err := l.TryLockContext(wait, glance)
	switch {
	case ok:
		return unlock, nil
	case ctx.Err() != nil:
		return nil, errors.New("interrupted; nothing was changed")
	case wait.Err() != nil:
		return nil, fmt.Errorf("another import has been at work in %s for more than %s; end it, or wait, and run this again",
			filepath.ToSlash(dir), patience)
	}
	return nil, err
}

// commit puts files, by their path in the folder, and the SHA256SUMS that fits them in
// place. If it fails, the folder is as it was, or a later command completes it.
func commit(dir string, files map[string][]byte) error {
	steps, err := commitment(dir, files)
	if err != nil {
		return err
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return errors.Join(err, complete(dir))
		}
	}
	return nil
}

// commitment lists the steps of a commit. A stop before pending is there leaves the old
// state, and one after it a state that complete completes.
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
			return writeSynced(at(name)+".new", files[name])
		})
	}
	steps = append(steps, func() error { return writeFile(at(pending), list) })
	for _, name := range names {
		steps = append(steps, func() error { return rename(at(name)+".new", at(name)) })
	}
	return append(steps, func() error { return rename(at(pending), at(sumsFile)) }), nil
}

// settle completes what an import that was killed had begun, and removes what it left.
// It writes nothing where there is neither.
func settle(ctx context.Context, dir string, stderr io.Writer) error {
	if _, err := os.Stat(filepath.Join(dir, pending)); errors.Is(err, fs.ErrNotExist) && len(leftovers(dir)) == 0 {
		return nil
	}
	unlock, err := lock(ctx, dir, stderr)
	if err != nil {
		return err
	}
	defer unlock()
	return complete(dir)
}

// complete is settle for one who holds the lock. If the tables have been restored since
// the kill, it forgets what was begun instead.
func complete(dir string) error {
	err := completePending(dir)
	for _, name := range leftovers(dir) {
		err = errors.Join(err, os.Remove(name))
	}
	return err
}

func completePending(dir string) error {
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
		if err := rename(path+".new", path); err != nil {
			return err
		}
	}
	return rename(filepath.Join(dir, pending), filepath.Join(dir, sumsFile))
}

// leftovers lists the files that were written beside tables, to take their places. While
// no command is at work, none is wanted unless pending lists it.
func leftovers(dir string) []string {
	var found []string
	for _, pattern := range []string{
		"*.csv.new", "releases/*.csv.new", "derived/*.csv.new", "datapackage.json.new", sumsFile + ".new", pending + ".new",
	} {
		names, _ := filepath.Glob(filepath.Join(dir, filepath.FromSlash(pattern))) // the patterns are well formed
		found = append(found, names...)
	}
	return found
}

// writeFile puts a file in place under a temporary name first, so that the old
// one stays whole until the new one is.
func writeFile(name string, data []byte) error {
	if err := writeSynced(name+".new", data); err != nil {
		return err
	}
	return rename(name+".new", name)
}

// writeSynced writes a file that is on the disk when it returns: renamed before that, it
// could be empty after a loss of power.
func writeSynced(name string, data []byte) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	if _, err = f.Write(data); err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// rename renames a file, and has the folder on the disk before the next step.
func rename(from, to string) error {
	if err := os.Rename(from, to); err != nil {
		return err
	}
	folder, err := os.Open(filepath.Dir(to))
	if err != nil {
		return err
	}
	folder.Sync() // which some systems cannot
	return folder.Close()
}
