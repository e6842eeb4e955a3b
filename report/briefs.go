package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"grooming-report/analysis"
	"grooming-report/report/doc"
	"grooming-report/report/sections"
)

// briefs makes two pages on every force of the release, as HTML and PDF, and the
// page that leads to them. The figures folder holds each force's drawing under
// the name of its brief.
func briefs(d *analysis.Data, data, release, base, figures, out string, stdout io.Writer) error {
	national, err := analysis.NewStudy(d, release, "")
	if err != nil {
		return err
	}
	if national, err = national.MeasuredFrom(base); err != nil {
		return err
	}
	index, err := sections.Index(national)
	if err != nil {
		return err
	}
	c, err := colophon(data)
	if err != nil {
		return err
	}
	names := national.Reported()
	made := make([][]product, len(names))
	errs := make([]error, len(names))
	bar := &bar{w: stdout, total: len(names)}
	var workers sync.WaitGroup
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := range next {
				made[i], errs[i] = brief(d, c, national, names[i], figures, out)
				bar.step(names[i])
			}
		})
	}
	for i := range names {
		next <- i
	}
	close(next)
	workers.Wait()
	bar.end()
	var products []product
	for i, err := range errs {
		if err != nil {
			return fmt.Errorf("brief on %s: %w", names[i], err)
		}
		products = append(products, made[i]...)
	}
	var page bytes.Buffer
	if err := doc.HTML(&page, index, filepath.Join("report", "fonts")); err != nil {
		return err
	}
	products = append(products, product{filepath.Join(out, sections.IndexFile), page.Bytes()})
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	if err := write(products); err != nil {
		return err
	}
	fmt.Fprintf(stdout, "%d forces\n%s\n", len(names), filepath.ToSlash(filepath.Join(out, sections.IndexFile)))
	return nil
}

// brief makes the products of one force.
func brief(d *analysis.Data, c sections.Colophon, national *analysis.Study, force, figures,
	out string) ([]product, error) {
	s, err := analysis.NewStudy(d, string(national.Release.Vintage), force)
	if err != nil {
		return nil, err
	}
	s.Base = national.Base
	file := sections.BriefFile(s.Area)
	drawing, err := os.ReadFile(filepath.Join(figures, file+".svg"))
	if err != nil {
		return nil, fmt.Errorf("%w; run `make forces`, which draws it first", err)
	}
	document, evidence, err := sections.Brief(s, drawing, c)
	if err != nil {
		return nil, err
	}
	var page, pdf, numbers bytes.Buffer
	if err := evidence.Write(&numbers); err != nil {
		return nil, err
	}
	if err := doc.HTML(&page, document, filepath.Join("report", "fonts")); err != nil {
		return nil, err
	}
	if err := doc.PDF(".", doc.Print{Document: document, Standard: doc.Accessible, To: &pdf}); err != nil {
		return nil, err
	}
	path := filepath.Join(out, file)
	return []product{
		{path + ".html", page.Bytes()}, {path + ".pdf", pdf.Bytes()}, {path + ".csv", numbers.Bytes()},
		{path + ".svg", drawing},
	}, nil
}

// A bar shows on a terminal how far a long step has come; elsewhere it is silent.
type bar struct {
	mutex       sync.Mutex
	w           io.Writer
	done, total int
}

func (b *bar) step(name string) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	b.done++
	if terminal(b.w) {
		const width = 30
		full := width * b.done / b.total
		fmt.Fprintf(b.w, "\r[%s%s] %d of %d  %-28s", strings.Repeat("#", full), strings.Repeat(".", width-full), b.done,
			b.total, name)
	}
}

func (b *bar) end() {
	if terminal(b.w) {
		fmt.Fprintln(b.w)
	}
}

func terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
