package main

import (
	"bytes"
	"image/png"
	"io"
	"os"
	"testing"
)

// The command's pictures are two files of the width of the page, and the same
// bytes each time.
func TestPictures(t *testing.T) {
	first, second := t.TempDir(), t.TempDir()
	for _, dir := range []string{first, second} {
		if err := run([]string{"-png", "-data", "../data", "-o", dir}, io.Discard); err != nil {
			t.Fatal(err)
		}
	}
	files, err := os.ReadDir(first)
	if err != nil || len(files) != 2 {
		t.Fatalf("%d files (%v), want quarters.png and force.png", len(files), err)
	}
	for _, name := range []string{"quarters.png", "force.png"} {
		a, err := os.ReadFile(first + "/" + name)
		if err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(second + "/" + name)
		if err != nil || !bytes.Equal(a, b) {
			t.Errorf("%s differs from one run to the next (%v)", name, err)
		}
		size, err := png.DecodeConfig(bytes.NewReader(a))
		if _, err := png.Decode(bytes.NewReader(a)); err != nil || !bytes.Contains(a, []byte(`"title":`)) {
			t.Errorf("%s: %v; metadata %t", name, err, bytes.Contains(a, []byte(`"title":`)))
		}
		if want := int(width.Dots(resolution) + 0.5); err != nil || size.Width != want {
			t.Errorf("%s is %d dots wide (%v), want %d", name, size.Width, err, want)
		}
	}
}
