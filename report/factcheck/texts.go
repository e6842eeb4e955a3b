package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"grooming-report/analysis/records"
	"grooming-report/analysis/statements/frames"
	"grooming-report/report/factcheck/text"
	"grooming-report/report/factcheck/text/pdf"
	"grooming-report/report/factcheck/verdicts"
)

// patience is how long a text may take. Those of people take milliseconds; what is made
// to exhaust the reader is given up.
const patience = time.Minute

// A checker reads texts and checks them.
type checker struct {
	pdf     *pdf.Reader
	context frames.Context
	data    *records.Data
}

// check reads what is given and checks it: a file, a folder, or - for standard input. Of
// a folder a text that cannot be read bears its error, and the others are checked.
func check(ctx context.Context, given string, in io.Reader, cache string, c frames.Context,
	d *records.Data) ([]*verdicts.Text, error) {
	k := &checker{pdf: &pdf.Reader{Cache: cache}, context: c, data: d}
	defer k.pdf.Close()
	if given == "-" {
		return k.one(ctx, "standard input", in)
	}
	info, err := os.Stat(given)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", text.Printable(given), reason(err))
	}
	switch {
	case info.IsDir():
		return k.folder(ctx, given)
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s: is no file but a pipe or a device; give - and the text on standard input",
			text.Printable(given))
	}
	f, err := os.Open(given)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", text.Printable(given), reason(err))
	}
	defer f.Close()
	return k.one(ctx, filepath.Base(given), f)
}

// reason is what a file error says besides the name, which is said already.
func reason(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return errors.New("no such file; to check words themselves, give - and the words on standard input")
	}
	if e, ok := err.(*fs.PathError); ok {
		return e.Err
	}
	return err
}

func (k *checker) one(ctx context.Context, name string, in io.Reader) ([]*verdicts.Text, error) {
	t, err := k.text(ctx, name, in)
	if err != nil {
		return nil, err
	}
	return []*verdicts.Text{t}, nil
}

// text reads and checks one text.
func (k *checker) text(ctx context.Context, name string, in io.Reader) (*verdicts.Text, error) {
	source, err := io.ReadAll(io.LimitReader(in, text.MaxSize+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", text.Printable(name), reason(err))
	}
	document, err := k.pdf.Read(ctx, name, source)
	if err != nil {
		return nil, err
	}
	type result struct {
		t   *verdicts.Text
		err error
	}
	done := make(chan result, 1)
	go func() {
		t, err := verdicts.Check(name, source, document, k.context, k.data)
		done <- result{t, err}
	}()
	select {
	case r := <-done:
		return r.t, r.err
	case <-time.After(patience):
		return nil, fmt.Errorf("%s: its numbers take longer than %s to read; give the part that matters",
			text.Printable(name), patience)
	}
}

// extensions are the files of a folder that are texts.
var extensions = []string{".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx", ".odt", ".pdf"}

// folder checks every text in a folder and below it, in the order of their names.
func (k *checker) folder(ctx context.Context, folder string) ([]*verdicts.Text, error) {
	var names []string
	folder, err := filepath.EvalSymlinks(folder) // one that is a link to a folder is that folder
	if err != nil {
		return nil, err
	}
	err = filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		hidden := path != folder && strings.HasPrefix(e.Name(), ".")
		switch {
		case hidden && e.IsDir():
			return filepath.SkipDir
		case !hidden && e.Type().IsRegular() && slices.Contains(extensions, strings.ToLower(filepath.Ext(path))):
			name, err := filepath.Rel(folder, path)
			if err != nil {
				return err
			}
			names = append(names, filepath.ToSlash(name))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("%s: holds no text; want files that end in %s", text.Printable(folder),
			strings.Join(extensions, ", "))
	}
	slices.Sort(names)
	texts := make([]*verdicts.Text, len(names))
	next := make(chan int)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := range next {
				texts[i] = k.member(ctx, folder, names[i])
			}
		})
	}
	for i := range names {
		next <- i
	}
	close(next)
	workers.Wait()
	return texts, nil
}

// member checks a text of a folder.
func (k *checker) member(ctx context.Context, folder, name string) *verdicts.Text {
	f, err := os.Open(filepath.Join(folder, filepath.FromSlash(name)))
	if err != nil {
		return &verdicts.Text{Name: name, Err: fmt.Errorf("%s: %w", text.Printable(name), reason(err))}
	}
	defer f.Close()
	t, err := k.text(ctx, name, f)
	if err != nil {
		return &verdicts.Text{Name: name, Err: err}
	}
	return t
}

// date writes a day, a month or a year as it is written here: 2018-05-04 for 4 May 2018.
func date(s string) (string, bool) {
	const month = "2006-01"
	for _, form := range []struct{ in, out string }{
		{time.DateOnly, time.DateOnly}, {month, month}, {"2006", "2006"},
		{"2 January 2006", time.DateOnly}, {"January 2006", month},
	} {
		if t, err := time.Parse(form.in, s); err == nil {
			return t.Format(form.out), true
		}
	}
	return "", false
}
