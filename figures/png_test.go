package figures

import (
	"bytes"
	"image/png"
	"io"
	"os"
	"testing"

	"grooming-report/analysis/records/recordstest"
	"grooming-report/figures/house"
)

// Figures as PNG files are as wide as the page, hold the metadata of the SVG files, and are
// the same bytes each time; those of the evidence for a committee are without titles, and
// lower by them. EVERY=1 looks at all of them, otherwise it is every third and, with -short, one.
func TestPNG(t *testing.T) {
	t.Parallel()
	for i, f := range hampshire(t) {
		if f.name != "force" && !recordstest.Every() && (testing.Short() || i%3 != 0) {
			continue
		}
		t.Log(f.name)
		height := map[string]int{}
		for name, write := range map[string]func() ([]byte, error){"png": f.png, "picture": f.picture} {
			first, err := write()
			if err != nil {
				t.Fatal(err)
			}
			size, err := png.DecodeConfig(bytes.NewReader(first))
			if want := int(house.Width.Dots(resolution) + 0.5); err != nil || size.Width != want {
				t.Errorf("%s.%s is %d dots wide (%v), want %d", f.name, name, size.Width, err, want)
			}
			if _, err := png.Decode(bytes.NewReader(first)); err != nil || !bytes.Contains(first, []byte(`"title":`)) {
				t.Errorf("%s.%s: %v; metadata %t", f.name, name, err, bytes.Contains(first, []byte(`"title":`)))
			}
			height[name] = size.Height
			if f.name != "force" && !recordstest.Every() || name == "picture" && testing.Short() {
				continue // one of a sort is enough to see the same bytes again
			}
			if second, err := write(); err != nil || !bytes.Equal(first, second) {
				t.Errorf("%s.%s differs from one drawing to the next (%v)", f.name, name, err)
			}
		}
		if height["png"] <= height["picture"] {
			t.Errorf("%s is %d dots high with its title and %d without", f.name, height["png"], height["picture"])
		}
	}
}

// The command's pictures are those of the evidence alone.
func TestPictures(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("draws both pictures; TestPNG draws one of them")
	}
	dir := t.TempDir()
	if err := Run([]string{"-evidence", "-data", fixed(t), "-o", dir}, io.Discard); err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 2 {
		t.Fatalf("%d files (%v), want quarters.png and force.png", len(files), err)
	}
}
