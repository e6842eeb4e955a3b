package doc_test

import (
	"bytes"
	"flag"
	"io"
	"os"
	"regexp"
	"testing"

	"grooming-report/report/doc"
	"grooming-report/report/doc/doctest"
	"grooming-report/report/doc/html"
	"grooming-report/report/doc/markdown"
	"grooming-report/report/doc/pdf"
)

var update = flag.Bool("update", false, "write the golden files")

// The golden files are what a reader gets. In the page's the fonts' data is
// left out.
func TestGolden(t *testing.T) {
	fonts := regexp.MustCompile(`base64,[A-Za-z0-9+/=]+`)
	for _, test := range []struct {
		file  string
		write func(io.Writer, *doc.Document) error
	}{
		{"testdata/sample.out.md", func(w io.Writer, d *doc.Document) error { return markdown.Write(w, d, "../figures") }},
		{"testdata/sample.html", func(w io.Writer, d *doc.Document) error { return html.Write(w, d, within(t)) }},
		{"testdata/sample.typ", pdf.Typst},
	} {
		var out bytes.Buffer
		if err := test.write(&out, doctest.Sample(t)); err != nil {
			t.Fatalf("%s: %v", test.file, err)
		}
		got := fonts.ReplaceAll(out.Bytes(), []byte("base64,…"))
		if *update {
			if err := os.WriteFile(test.file, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(test.file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s differs from what the writer gives; see the difference with go test ./report/doc -update && git diff",
				test.file)
		}
	}
}

// within is the style sheet of a page that holds its own.
func within(t testing.TB) html.Sheet {
	t.Helper()
	style, err := html.Style("../fonts")
	if err != nil {
		t.Fatal(err)
	}
	return html.Sheet{Style: style}
}
