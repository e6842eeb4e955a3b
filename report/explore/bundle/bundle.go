// Package bundle packs what the explorer page answers from into archives, and opens them.
//
// Tables is what the check of a text needs, and is read before the first answer. Sources is
// the rest, which comes last in the page: what numbers are traced to and a new release is
// set beside. An archive is, of each of its files, the name, a space, the length in bytes, a
// line end and the content. The same parts give the same bytes. It is not compressed: a
// browser does that faster than its engine.
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

// The files of the archives beside those of the folder data.
const (
	tables   = "data"
	sheet    = "style.css"
	evidence = "evidence.csv"
	read     = "read" // the tables, as records packs what it read in them
)

type file struct {
	name    string
	content []byte
}

// Tables packs the style sheet of the project's pages and the tables as records packs them.
func Tables(style string, packed []byte) []byte {
	return archive(file{sheet, []byte(style)}, file{read, packed})
}

// Sources packs evidence.csv and the data folder, of the tables that its SHA256SUMS names.
func Sources(data fs.FS, numbers []byte) ([]byte, error) {
	sums, err := fs.ReadFile(data, "SHA256SUMS")
	if err != nil {
		return nil, err
	}
	files := []file{{evidence, numbers}, {tables + "/SHA256SUMS", sums}}
	for line := range bytes.Lines(sums) {
		_, name, ok := bytes.Cut(bytes.TrimSpace(line), []byte("  "))
		if !ok {
			return nil, fmt.Errorf("SHA256SUMS: found %q, want a sum, two spaces and a file name", line)
		}
		content, err := fs.ReadFile(data, string(name))
		if err != nil {
			return nil, err
		}
		files = append(files, file{tables + "/" + string(name), content})
	}
	return archive(files...), nil
}

func archive(files ...file) []byte {
	slices.SortFunc(files, func(a, b file) int { return cmp.Compare(a.name, b.name) })
	var out bytes.Buffer
	for _, f := range files {
		fmt.Fprintf(&out, "%s %d\n%s", f.name, len(f.content), f.content)
	}
	return out.Bytes()
}

// unpack is the files of an archive, which is not copied. It must hold some of them.
func unpack(packed []byte, held ...string) (fstest.MapFS, error) {
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
	for _, name := range held {
		if files[name] == nil {
			return nil, fmt.Errorf("the tables of this page lack %s; take a fresh copy of it", name)
		}
	}
	return files, nil
}

// Open makes a desk of what Tables packed. All it can do is check a text, until Bring.
func Open(packed []byte) (*answer.Desk, error) {
	files, err := unpack(packed, sheet, read)
	if err != nil {
		return nil, err
	}
	return answer.Open(nil, string(files[sheet].Data), nil, files[read].Data)
}

// Bring brings a desk what Sources packed.
func Bring(d *answer.Desk, packed []byte) error {
	files, err := unpack(packed, evidence)
	if err != nil {
		return err
	}
	data, err := fs.Sub(files, tables)
	if err != nil {
		return err
	}
	d.Bring(data, files[evidence].Data)
	return nil
}
