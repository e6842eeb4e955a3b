package workbook

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"grooming-report/data/workbook/fault"
	"grooming-report/data/workbook/scan"

	"grooming-report/data/workbook/inflate"
)

// archive is a ZIP file whose directory has been checked.
type archive struct {
	files map[string]*zip.File
	read  map[string]bool // parts, each of which is read once
	left  int64           // bytes that may yet be inflated
}

// A frugal ReaderAt refuses to read more than left bytes in all. archive/zip makes
// an object of every directory entry it finds, as many as there are.
type frugal struct {
	io.ReaderAt
	left int
}

func (f *frugal) ReadAt(p []byte, off int64) (int, error) {
	if f.left -= len(p); f.left < 0 {
		return 0, fault.Refusef("lists more than %d MB of parts; a workbook has a hundred at most: download it again",
			maxDirectory>>20)
	}
	return f.ReaderAt.ReadAt(p, off)
}

func openArchive(r io.ReaderAt, size int64) (*archive, error) {
	meter := &frugal{r, maxDirectory}
	z, err := zip.NewReader(meter, size)
	if err != nil {
		if errors.Is(err, fault.ErrRefused) {
			return nil, err
		}
		return nil, fmt.Errorf("is cut short or damaged (%w); download it again", err)
	}
	meter.left = 1<<63 - 1
	z.RegisterDecompressor(zip.Deflate, inflate.NewReader)
	a := &archive{files: make(map[string]*zip.File), read: make(map[string]bool), left: maxInflated}
	for _, f := range z.File {
		switch {
		case !fs.ValidPath(strings.TrimSuffix(f.Name, "/")) || strings.ContainsAny(f.Name, `\:`):
			return nil, fault.Refusef("holds a part named %s, which points outside the archive; do not use this file",
				fault.Quote(f.Name))
		case a.files[f.Name] != nil:
			return nil, fault.Refusef("holds two parts named %s; save it again in LibreOffice or Excel", fault.Quote(f.Name))
		case f.Flags&1 != 0:
			return nil, errPassword
		}
		a.files[f.Name] = f
	}
	return a, nil
}

var errPassword = fault.Refusef("is locked by a password; save it without one")

// part returns what a part inflates to, and its size.
func (a *archive) part(name string) (io.ReadCloser, int64, error) {
	f := a.files[name]
	switch {
	case f == nil:
		return nil, 0, fmt.Errorf("has no part %s; download it again, or save it again in LibreOffice or Excel",
			fault.Quote(name))
	case a.read[name]:
		return nil, 0, fault.Refusef("uses part %s twice; save it again in LibreOffice or Excel", fault.Quote(name))
	case f.Method != zip.Store && f.Method != zip.Deflate:
		return nil, 0, fault.Refusef("part %s is packed by %s, which no spreadsheet program does; unpack the archive and "+
			"pack it again, or take the publisher's own file", fault.Quote(name), method(f.Method))
	}
	// archive/zip holds the part to the size that the directory gives.
	size, packed := f.UncompressedSize64, f.CompressedSize64
	if size > uint64(a.left) || size > ratioFree && size/scan.MaxRatio >= packed {
		return nil, 0, fault.Refusef("part %s inflates from %d to %d bytes; a release inflates to at most %d MB and %d "+
			"times its size: download it again",
			fault.Quote(name), packed, size, maxInflated>>20, scan.MaxRatio)
	}
	a.left -= int64(size)
	a.read[name] = true
	r, err := f.Open()
	if err != nil {
		return nil, 0, fmt.Errorf("part %s: %w", fault.Quote(name), fault.Damaged(err))
	}
	return r, int64(size), nil
}

// method names a way to pack that workbooks do not use (APPNOTE.TXT 4.4.5).
func method(m uint16) string {
	names := map[uint16]string{9: "Deflate64", 12: "bzip2", 14: "LZMA", 93: "Zstandard", 95: "xz", 98: "PPMd", 99: "AES"}
	if name, ok := names[m]; ok {
		return name
	}
	return fmt.Sprintf("method %d", m)
}

// open opens a part and tells m of its bytes.
func (a *archive) open(ctx context.Context, name string, m *meter) (*scan.Stream, error) {
	r, size, err := a.part(name)
	if err != nil {
		return nil, err
	}
	s := scan.NewStream(ctx, r, size, int(min(scan.BlockSize, size+1)))
	s.Meter = m.add
	return s, nil
}

// small returns a part that is held as a whole.
func (a *archive) small(name string) ([]byte, error) {
	r, size, err := a.part(name)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	if size > maxPart {
		return nil, tooLarge(name)
	}
	b := make([]byte, size+1) // one more, so that the checksum is read
	n, err := io.ReadFull(r, b)
	if err != nil && err != io.ErrUnexpectedEOF && err != io.EOF || int64(n) != size {
		return nil, fmt.Errorf("part %s: %w", fault.Quote(name), fault.Damaged(err))
	}
	return b[:n], nil
}

func tooLarge(name string) error {
	return fault.Refusef("part %s is larger than %d MB; save the workbook again in LibreOffice or Excel",
		fault.Quote(name), maxPart>>20)
}

// readArchive reads an .ods or an .xlsx.
func readArchive(ctx context.Context, r io.ReaderAt, t *table, progress func(done, total int64)) error {
	a, err := openArchive(r, t.info.Size)
	if err != nil {
		return err
	}
	switch {
	case a.files["encrypted-package"] != nil:
		return errPassword // as LibreOffice does it since version 24.2
	case a.files["content.xml"] != nil:
		t.info.Format = "ods"
		return readODS(ctx, a, t, progress)
	case a.files["_rels/.rels"] != nil:
		t.info.Format = "xlsx"
		return readXLSX(ctx, a, t, progress)
	}
	for name := range a.files {
		if strings.HasSuffix(name, ".iwa") {
			return fault.Refusef("is a document of Apple's Numbers or Pages; export it as .xlsx or .csv")
		}
	}
	return fault.Refusef("is a ZIP archive but not a workbook: it holds %s; unpack it and give the .ods, .xlsx or .csv "+
		"inside", fault.List(slices.Sorted(maps.Keys(a.files))))
}

// resolve returns the name of the part that a part in folder refers to as target.
func resolve(folder, target string) string {
	if rest, ok := strings.CutPrefix(target, "/"); ok {
		return path.Clean(rest)
	}
	return path.Join(folder, target)
}
