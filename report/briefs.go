package main

import (
	"bytes"
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

	"grooming-report/analysis"
	"grooming-report/analysis/records"
	"grooming-report/report/doc"
	"grooming-report/report/doc/html"
	"grooming-report/report/doc/pdf"
	"grooming-report/report/sections"
	"grooming-report/report/sections/section"
)

// sheetFile is the style sheet with the fonts, which stands beside the briefs and is theirs
// in common.
const sheetFile = "style.css"

// together is how many briefs one run of the typesetter sets: it takes as long to begin
// as to set one.
const together = 8

// briefs makes two pages each on the areas that which stands for, see
// [analysis.Study.Briefed], as HTML and PDF, and the page that leads to them. The figures
// folder holds each area's drawing under the name of its brief.
func briefs(d *analysis.Data, which, data, release, base, figures, out string, stdout io.Writer) error {
	national, err := analysis.NewStudy(d, release, "")
	if err != nil {
		return err
	}
	if national, err = national.MeasuredFrom(base); err != nil {
		return err
	}
	areas, err := national.Briefed(which)
	if err != nil {
		return err
	}
	index, err := sections.Index(national, areas, which)
	if err != nil {
		return err
	}
	c, err := colophon(data)
	if err != nil {
		return err
	}
	shares := slices.Collect(slices.Chunk(areas, together))
	made := make([][]product, len(shares))
	errs := make([]error, len(shares))
	bar := &bar{w: stdout, total: len(areas)}
	var workers sync.WaitGroup
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := range next {
				made[i], errs[i] = someBriefs(c, national, shares[i], os.DirFS(data), figures, out)
				bar.step(shares[i])
			}
		})
	}
	for i := range shares {
		next <- i
	}
	close(next)
	workers.Wait()
	bar.end()
	if err := errors.Join(errs...); err != nil {
		return err
	}
	products := slices.Concat(made...)
	style, err := html.Style(filepath.Join("report", "fonts"))
	if err != nil {
		return err
	}
	var page bytes.Buffer
	if err := html.Write(&page, index, html.Sheet{File: sheetFile}); err != nil {
		return err
	}
	products = append(products, product{filepath.Join(out, sheetFile), []byte(style)},
		product{filepath.Join(out, sections.IndexFile), page.Bytes()})
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	if err := write(products); err != nil {
		return err
	}
	kind := "briefs"
	if len(areas) == 1 {
		kind = "brief"
	}
	fmt.Fprintf(stdout, "%d %s\n%s\n", len(areas), kind, filepath.ToSlash(filepath.Join(out, sections.IndexFile)))
	return nil
}

// someBriefs makes the products of some areas, whose PDFs are set together.
func someBriefs(c section.Colophon, national *analysis.Study, areas []records.Area, tables fs.FS, figures,
	out string) ([]product, error) {
	var products []product
	prints := make([]pdf.Print, len(areas))
	pdfs := make([]bytes.Buffer, len(areas))
	for i, area := range areas {
		document, made, err := brief(c, national.WithArea(area), tables, figures, out)
		if err != nil {
			return nil, fmt.Errorf("brief on %s: %w", area.Display(), err)
		}
		products = append(products, made...)
		prints[i] = pdf.Print{Document: document, Standard: pdf.Accessible, To: &pdfs[i]}
	}
	if err := pdf.Write(".", prints...); err != nil {
		return nil, err
	}
	for i, area := range areas {
		products = append(products, product{filepath.Join(out, sections.BriefFile(area)+".pdf"), pdfs[i].Bytes()})
	}
	return products, nil
}

// brief makes the brief on the study's area, and its products but the PDF.
func brief(c section.Colophon, s *analysis.Study, tables fs.FS, figures, out string) (*doc.Document, []product, error) {
	file := sections.BriefFile(s.Area)
	drawing, err := os.ReadFile(filepath.Join(figures, file+".svg"))
	if err != nil {
		return nil, nil, fmt.Errorf("%w; run `make forces` or `make areas`, which draw it first", err)
	}
	document, evidence, err := sections.Brief(s, drawing, c)
	if err != nil {
		return nil, nil, err
	}
	var page, numbers bytes.Buffer
	if err := evidence.Write(&numbers); err != nil {
		return nil, nil, err
	}
	if err := html.Write(&page, document, html.Sheet{File: sheetFile, Tables: tables}); err != nil {
		return nil, nil, err
	}
	path := filepath.Join(out, file)
	return document, []product{
		{path + ".html", page.Bytes()}, {path + ".csv", numbers.Bytes()}, {path + ".svg", drawing},
	}, nil
}

// A bar shows on a terminal how far a long step has come; elsewhere it is silent.
type bar struct {
	mutex       sync.Mutex
	w           io.Writer
	done, total int
}

func (b *bar) step(areas []records.Area) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	b.done += len(areas)
	if terminal(b.w) {
		const width = 30
		full := width * b.done / b.total
		fmt.Fprintf(b.w, "\r[%s%s] %d of %d  %-28s", strings.Repeat("#", full), strings.Repeat(".", width-full), b.done,
			b.total, areas[len(areas)-1].Display())
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
