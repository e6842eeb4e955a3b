// Package pdf reads the words of PDF documents for package text, with PDFium
// compiled to WebAssembly, which needs nothing installed and can reach no file.
//
// Starting it for the first time compiles PDFium, which takes six seconds of processor
// time and 380 MB of memory; what is compiled is kept, 22 MB, and each later process
// starts in a quarter of a second and takes 90 MB.
//
// In a trial on the report of this project it gave the numerals that poppler's
// pdftotext gave; the readers that are written in Go lost or invented digits.
package pdf

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	pdferrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"grooming-report/report/factcheck/text"
)

const (
	// maxMemory is what PDFium may use, in pages of 64 kB: 128 MB.
	maxMemory = 128 << 20 >> 16

	// maxTime is how long one document may take; a hundred pages take a second.
	maxTime = 20 * time.Second

	// maxPages is the most pages that are read.
	maxPages = 2000
)

// A Reader reads documents one after another. PDFium starts with the first PDF.
// Its methods may be called from several goroutines.
type Reader struct {
	// Cache is the folder that keeps what is compiled. If it is empty, that is
	// grooming-report in [os.UserCacheDir]. Where it cannot be written, nothing is kept.
	Cache string

	mu   sync.Mutex
	pool pdfium.Pool
}

// Read is [text.Read] for PDFs as well. A PDF is refused if it is encrypted, damaged
// or a form that only Acrobat fills, if a page is a picture without words, if its
// fonts do not say what their characters are, and if it needs more than 128 MB or
// twenty seconds.
func (r *Reader) Read(ctx context.Context, name string, b []byte) (*text.Document, error) {
	if !text.IsPDF(b) || len(b) > text.MaxSize {
		return text.Read(ctx, name, b)
	}
	d, err := r.read(ctx, b)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", text.Printable(name), err)
	}
	return d, nil
}

// Close ends PDFium. A later Read starts it again.
func (r *Reader) Close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.pool == nil {
		return nil
	}
	err := r.pool.Close()
	r.pool = nil
	return err
}

// start starts PDFium.
func (r *Reader) start() error {
	if r.pool != nil {
		return nil
	}
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(maxMemory).
		WithCloseOnContextDone(true)
	if cache := r.cache(); cache != nil {
		config = config.WithCompilationCache(cache)
	}
	pool, err := webassembly.Init(webassembly.Config{
		MaxIdle: 1, MaxTotal: 1,
		FSConfig:      wazero.NewFSConfig(), // no files
		RuntimeConfig: config,
		Stdout:        io.Discard,
		Stderr:        io.Discard,
	})
	if err != nil {
		return fmt.Errorf("cannot start PDFium: %w; save the document as text", err)
	}
	r.pool = pool
	return nil
}

// cache returns the cache of compiled code, nil if there can be none.
func (r *Reader) cache() wazero.CompilationCache {
	dir := r.Cache
	if dir == "" {
		user, err := os.UserCacheDir()
		if err != nil {
			return nil
		}
		dir = filepath.Join(user, "grooming-report")
	}
	cache, err := wazero.NewCompilationCacheWithDir(dir)
	if err != nil {
		return nil
	}
	return cache
}

func (r *Reader) read(ctx context.Context, b []byte) (d *text.Document, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.start(); err != nil {
		return nil, err
	}
	late, cancel := context.WithTimeout(ctx, maxTime)
	defer cancel()
	in, err := r.pool.GetInstanceWithContext(late)
	if err != nil {
		return nil, fmt.Errorf("cannot start PDFium: %w; save the document as text", err)
	}
	killed := make(chan struct{})
	stop := context.AfterFunc(late, func() {
		defer close(killed)
		in.Kill() // ends what is running
	})
	defer func() {
		if !stop() {
			<-killed
			d, err = nil, tooLong(ctx)
			return
		}
		in.Close()
	}()
	pages, err := readPages(late, in, b)
	if err != nil {
		return nil, err
	}
	return document(pages)
}

func tooLong(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return fmt.Errorf("takes more than %v to read; print it to PDF again, or save it as text", maxTime)
}

var xfa = []enums.FPDF_FORMTYPE{enums.FPDF_FORMTYPE_XFA_FULL, enums.FPDF_FORMTYPE_XFA_FOREGROUND}

// readPages reads the lines of all pages.
func readPages(ctx context.Context, in pdfium.Pdfium, b []byte) ([]page, error) {
	opened, err := in.OpenDocument(&requests.OpenDocument{File: &b})
	switch {
	case errors.Is(err, pdferrors.ErrPassword), errors.Is(err, pdferrors.ErrSecurity):
		return nil, fmt.Errorf("is encrypted; save it without a password")
	case err != nil:
		return nil, damaged(err)
	}
	form, err := in.FPDF_GetFormType(&requests.FPDF_GetFormType{Document: opened.Document})
	if err == nil && slices.Contains(xfa, form.FormType) {
		return nil, fmt.Errorf("is a form that only Adobe's programs show (XFA); print it to PDF")
	}
	count, err := in.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: opened.Document})
	if err != nil {
		return nil, damaged(err)
	}
	if count.PageCount > maxPages {
		return nil, fmt.Errorf("has %d pages, more than the %d that are read; give the part with the numbers",
			count.PageCount, maxPages)
	}
	pages := make([]page, count.PageCount)
	size := 0
	for i := range pages {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		p := pageReader{in: in, page: requests.Page{ByIndex: &requests.PageByIndex{Document: opened.Document, Index: i}}}
		if pages[i].lines, err = p.read(); err != nil {
			return nil, fmt.Errorf("page %d %w", i+1, err)
		}
		for _, l := range pages[i].lines {
			size += len(l.text)
		}
		if size > text.MaxSize {
			return nil, fmt.Errorf("holds more than %d MB of words; give the part with the numbers", text.MaxSize>>20)
		}
	}
	if size == 0 {
		return nil, fmt.Errorf("holds no words, only pictures or shapes; recognise its words (OCR) first, " +
			"or save the document as text")
	}
	return pages, nil
}

// damaged says that PDFium gave up. A trap is how it ends when memory does.
func damaged(err error) error {
	if strings.Contains(err.Error(), "wasm error") {
		return fmt.Errorf("is damaged, or needs more than %d MB of memory; print it to PDF again, "+
			"or save it as text", maxMemory<<16>>20)
	}
	what, _, _ := strings.Cut(err.Error(), "\n")
	return fmt.Errorf("is damaged: %s; save it again or download it again", what)
}
