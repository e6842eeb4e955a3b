package main

import (
	"bytes"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// The command's pictures are those of the evidence, as wide as the page, and the same
// bytes each time.
func TestPictures(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := run([]string{"-png", "-data", fixed(t), "-o", dir}, io.Discard); err != nil {
		t.Fatal(err)
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) != 2 {
		t.Fatalf("%d files (%v), want quarters.png and force.png", len(files), err)
	}
	for _, f := range hampshire(t) {
		if !f.evidence {
			continue
		}
		first, err := os.ReadFile(filepath.Join(dir, f.name+".png"))
		if err != nil {
			t.Fatal(err)
		}
		size, err := png.DecodeConfig(bytes.NewReader(first))
		if want := int(width.Dots(resolution) + 0.5); err != nil || size.Width != want {
			t.Errorf("%s is %d dots wide (%v), want %d", f.name, size.Width, err, want)
		}
		if _, err := png.Decode(bytes.NewReader(first)); err != nil || !bytes.Contains(first, []byte(`"title":`)) {
			t.Errorf("%s: %v; metadata %t", f.name, err, bytes.Contains(first, []byte(`"title":`)))
		}
		if testing.Short() && f.name != "force" {
			continue // one is enough to see that a second drawing gives the same bytes
		}
		if second, err := f.png(); err != nil || !bytes.Equal(first, second) {
			t.Errorf("%s differs from one drawing to the next (%v)", f.name, err)
		}
	}
}
