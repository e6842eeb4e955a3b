// Package bundle packs what the explorer page answers from into one archive, and opens it.
package bundle

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"testing/fstest"

	"grooming-report/report/explore/answer"
)

// The parts of the archive beside the tables, which are in the folder data.
const (
	tables   = "data"
	sheet    = "style.css"
	evidence = "evidence.csv"
	read     = "read" // the tables, as records packs what it read in them
)

// Pack is the archive of the data folder, of the tables that its SHA256SUMS names, with
// the style sheet of the project's pages, evidence.csv, and the tables as records packs
// them: of each its name, a space, its length in bytes, a line end and its content. The
// same parts give the same bytes. It is not compressed: a browser does that faster than
// its engine.
func Pack(data fs.FS, style string, numbers, packed []byte) ([]byte, error) {
	type part struct {
		name    string
		content []byte
	}
	parts := []part{{sheet, []byte(style)}, {evidence, numbers}, {read, packed}}
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
	for _, p := range parts {
		fmt.Fprintf(&out, "%s %d\n%s", p.name, len(p.content), p.content)
	}
	return out.Bytes(), nil
}

// unpack is the files of an archive, which is not copied.
func unpack(packed []byte) (fstest.MapFS, error) {
	files := fstest.MapFS{}
	for len(packed) > 0 {
		head, rest, ok := bytes.Cut(packed, []byte("\n"))
		name, size, spaced := strings.Cut(string(head), " ")
		n, err := strconv.Atoi(size)
		if !ok || !spaced || err != nil || n < 0 || n > len(rest) {
			return nil, fmt.Errorf("the tables of this page are damaged at %.60q; take a fresh copy of it", head)
		}
		files[name] = &fstest.MapFile{Data: rest[:n]}
		packed = rest[n:]
	}
	return files, nil
}

// Open makes a desk of what Pack packed.
func Open(packed []byte) (*answer.Desk, error) {
	files, err := unpack(packed)
	if err != nil {
		return nil, err
	}
	for _, name := range []string{sheet, evidence, read} {
		if files[name] == nil {
			return nil, fmt.Errorf("the tables of this page lack %s; take a fresh copy of it", name)
		}
	}
	data, err := fs.Sub(files, tables)
	if err != nil {
		return nil, err
	}
	return answer.Open(data, string(files[sheet].Data), files[evidence].Data, files[read].Data)
}
