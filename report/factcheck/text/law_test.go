package text_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"grooming-report/report/factcheck/text"
)

var update = flag.Bool("update", false, "write the golden files")

// law reports what is wrong with a document that any reader made: its text must be
// UTF-8, and its blocks lie in it, in order, apart, with words at both ends and
// nothing but white space outside.
func law(d *text.Document) error {
	if !utf8.ValidString(d.Text) {
		return fmt.Errorf("text is not UTF-8")
	}
	if len(d.Blocks) == 0 {
		return fmt.Errorf("no blocks")
	}
	at := 0
	for i, b := range d.Blocks {
		if b.Start < at || b.End <= b.Start || b.End > len(d.Text) {
			return fmt.Errorf("block %d is %d to %d, after %d, of %d", i, b.Start, b.End, at, len(d.Text))
		}
		if gap := d.Text[at:b.Start]; strings.TrimSpace(gap) != "" {
			return fmt.Errorf("%q before block %d is in no block", gap, i)
		}
		if w := d.Words(b); strings.Trim(w, " \t\r\n") != w || !utf8.ValidString(w) {
			return fmt.Errorf("block %d is %q", i, w)
		}
		if (b.Table > 0) != (b.Kind == text.Cell) || b.RowHead >= i || b.ColumnHead >= i || b.Row < 0 || b.Column < 0 {
			return fmt.Errorf("block %d is %+v", i, b)
		}
		if s, next := d.Source(b.Start), d.Source(b.End-1); s < b.Start || next < s {
			return fmt.Errorf("block %d begins at %d in the source and ends at %d", i, s, next)
		}
		at = b.End
	}
	if strings.TrimSpace(d.Text[at:]) != "" {
		return fmt.Errorf("%q is in no block", d.Text[at:])
	}
	return nil
}

// read reads a document and holds it to the law.
func read(t *testing.T, name string, b []byte) *text.Document {
	t.Helper()
	d, err := text.Read(context.Background(), name, b)
	if err != nil {
		t.Fatal(err)
	}
	if err := law(d); err != nil {
		t.Fatalf("Read(%s): %v", name, err)
	}
	return d
}

// outline prints a document, a block to a line.
func outline(d *text.Document) string {
	var out strings.Builder
	fmt.Fprintf(&out, "format: %s\ntitle: %s\npublished: %s\nsite: %s\n\n", d.Format, d.Title, d.Published, d.Site)
	out.WriteString(blocks(d))
	return out.String()
}

func blocks(d *text.Document) string {
	var out strings.Builder
	for _, b := range d.Blocks {
		out.WriteString(b.Kind.String())
		if b.Level > 0 {
			fmt.Fprintf(&out, " %d", b.Level)
		}
		if b.Kind == text.Cell {
			fmt.Fprintf(&out, " %d:%d,%d", b.Table, b.Row, b.Column)
			for _, i := range []int{b.RowHead, b.ColumnHead} {
				head := "-"
				if i >= 0 {
					head = d.Words(d.Blocks[i])
				}
				fmt.Fprintf(&out, " [%s]", head)
			}
		}
		fmt.Fprintf(&out, ": %s\n", strings.ReplaceAll(d.Words(b), "\n", "⏎"))
	}
	return out.String()
}

// TestPages reads pages as they are built by a local paper, a council, GOV.UK and a
// charity. Beside each stands what must be read.
func TestPages(t *testing.T) {
	pages, err := filepath.Glob("testdata/pages/*.html")
	if err != nil || len(pages) == 0 {
		t.Fatal(pages, err)
	}
	for _, page := range pages {
		t.Run(filepath.Base(page), func(t *testing.T) {
			b, err := os.ReadFile(page)
			if err != nil {
				t.Fatal(err)
			}
			got := outline(read(t, page, b))
			golden := strings.TrimSuffix(page, ".html") + ".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", page, diff)
			}
		})
	}
}
