package text

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

const (
	// maxInflated is the most that the parts of an archive that are read may inflate
	// to: a thousand pages of Word have about 30 MB of XML.
	maxInflated = 64 << 20

	// maxEntries is the most files in an archive; a document has ten, or a hundred
	// with pictures.
	maxEntries = 10_000
)

func isZip(b []byte) bool {
	return bytes.HasPrefix(b, []byte("PK\x03\x04")) || bytes.HasPrefix(b, []byte("PK\x05\x06"))
}

// An archive is a document that is a ZIP of parts.
type archive struct {
	ctx   context.Context
	parts map[string]*zip.File
	left  int64 // bytes that may yet be inflated
}

func readArchive(ctx context.Context, b []byte) (*Document, error) {
	if bytes.Count(b, []byte("PK\x01\x02")) > maxEntries {
		return nil, fmt.Errorf("is an archive of more than %d files; give a document", maxEntries)
	}
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, damaged(err)
	}
	a := &archive{ctx: ctx, parts: make(map[string]*zip.File, len(z.File)), left: maxInflated}
	for _, f := range z.File {
		if f.Flags&1 != 0 {
			return nil, errEncrypted
		}
		name := strings.TrimPrefix(f.Name, "/")
		if a.parts[name] != nil {
			return nil, fmt.Errorf("holds two parts named %.80q; save it again", name)
		}
		a.parts[name] = f
	}
	return a.document()
}

var errEncrypted = errors.New("is encrypted; save it without a password")

func damaged(err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return fmt.Errorf("is damaged: %w; save it again or download it again", err)
}

const odtType = "application/vnd.oasis.opendocument.text"

// document reads an archive of a kind that is known.
func (a *archive) document() (*Document, error) {
	kind := ""
	if a.parts["mimetype"] != nil {
		b, err := a.small("mimetype")
		if err != nil {
			return nil, err
		}
		kind = strings.TrimSpace(string(b))
	}
	switch {
	case kind == odtType, kind == odtType+"-template":
		return a.openDocument()
	case a.parts["[Content_Types].xml"] != nil && a.parts["word/document.xml"] != nil:
		return a.word("word/document.xml")
	case a.parts["[Content_Types].xml"] != nil:
		main, err := a.wordMain()
		if err != nil {
			return nil, err
		}
		if main != "" {
			return a.word(main)
		}
	}
	return nil, fmt.Errorf("is %s", a.kind(kind))
}

// kind says what an archive is that is not read.
func (a *archive) kind(mimetype string) string {
	switch {
	case mimetype == "application/epub+zip":
		return "an e-book (EPUB); copy the text with the numbers"
	case strings.Contains(mimetype, "opendocument.spreadsheet"), a.has("xl/"):
		return "a spreadsheet; copy the text that speaks of it"
	case strings.Contains(mimetype, "opendocument.presentation"), a.has("ppt/"):
		return "a presentation; save it as PDF"
	case a.parts["Index/Document.iwa"] != nil, a.has("Index/"), a.parts["index.xml"] != nil:
		return "a document of Apple's iWork; export it to Word"
	}
	return "a ZIP archive; unpack it first"
}

func (a *archive) has(folder string) bool {
	for name := range a.parts {
		if strings.HasPrefix(name, folder) {
			return true
		}
	}
	return false
}

// open returns a part, which fails beyond what may be inflated.
func (a *archive) open(part string) (io.ReadCloser, error) {
	f := a.parts[part]
	if f == nil {
		return nil, fmt.Errorf("is damaged: part %s is missing; save it again", part)
	}
	r, err := f.Open()
	if err != nil {
		return nil, damaged(err)
	}
	return struct {
		io.Reader
		io.Closer
	}{&boundedReader{a: a, r: r}, r}, nil
}

type boundedReader struct {
	a *archive
	r io.Reader
}

func (b *boundedReader) Read(p []byte) (int, error) {
	if err := b.a.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := b.r.Read(p)
	if b.a.left -= int64(n); b.a.left < 0 {
		return 0, refusal(fmt.Sprintf("inflates to more than %d MB; do not use this file", maxInflated>>20))
	}
	return n, err
}

// A refusal is an error that says what to do, and passes through readers of others.
type refusal string

func (r refusal) Error() string { return string(r) }

// small returns a part that is read at once: the first kilobyte of it.
func (a *archive) small(part string) ([]byte, error) {
	r, err := a.open(part)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	b, err := io.ReadAll(io.LimitReader(r, 1<<10))
	if err != nil {
		return nil, damaged(err)
	}
	return b, nil
}

// beside returns the name of a part in the folder of another.
func beside(part, name string) string { return path.Join(path.Dir(part), name) }
