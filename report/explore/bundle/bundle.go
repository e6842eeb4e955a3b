// Package bundle packs what the explorer page answers from into one archive, and opens it.
package bundle

import (
	"archive/zip"
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"slices"

	"grooming-report/report/explore/answer"
)

// The parts of the archive beside the tables, which are in the folder data.
const (
	tables   = "data"
	sheet    = "style.css"
	evidence = "evidence.csv"
)

// Pack is the archive of the data folder, of the tables that its SHA256SUMS names, with
// the style sheet of the project's pages and evidence.csv. The same parts give the same
// bytes. It is not compressed: a browser does that faster than its engine.
func Pack(data fs.FS, style string, numbers []byte) ([]byte, error) {
	type part struct {
		name    string
		content []byte
	}
	parts := []part{{sheet, []byte(style)}, {evidence, numbers}}
	sums, err := fs.ReadFile(data, "SHA256SUMS")
	if err != nil {
		return nil, err
	}
	parts = append(parts, part{tables + "/SHA256SUMS", sums})
	for line := range bytes.Lines(sums) {
		_, name, ok := bytes.Cut(bytes.TrimSpace(line), []byte("  "))
		if !ok {
			return nil, fmt.Errorf("SHA256SUMS: found %q, want a sum, two spaces and a file name", line)
		}
		content, err := fs.ReadFile(data, string(name))
		if err != nil {
			return nil, err
		}
		parts = append(parts, part{tables + "/" + string(name), content})
	}
	slices.SortFunc(parts, func(a, b part) int { return cmp.Compare(a.name, b.name) })
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for _, p := range parts {
		w, err := archive.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Store})
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(p.content); err != nil {
			return nil, err
		}
	}
	err = archive.Close()
	return out.Bytes(), err
}

// Open makes a desk of what Pack packed.
func Open(packed fs.FS) (*answer.Desk, error) {
	style, err := fs.ReadFile(packed, sheet)
	if err != nil {
		return nil, err
	}
	numbers, err := fs.ReadFile(packed, evidence)
	if err != nil {
		return nil, err
	}
	data, err := fs.Sub(packed, tables)
	if err != nil {
		return nil, err
	}
	return answer.Open(data, string(style), numbers)
}
