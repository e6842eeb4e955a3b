//go:build unix

package main

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"grooming-report/analysis/records/recordstest"
	"grooming-report/report/factcheck/text"
)

// A piece is words that a part of a file repeats.
type piece struct {
	words string
	times int
}

// packed is a ZIP archive of two parts, the name of the second and what it repeats; it is
// written piece by piece, so that the test itself needs no memory.
func packed(t *testing.T, first, what, name string, second piece) string {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, part := range []struct {
		name string
		piece
	}{{first, piece{what, 1}}, {name, second}} {
		w, err := z.Create(part.name)
		if err != nil {
			t.Fatal(err)
		}
		for range part.times {
			if _, err := io.WriteString(w, part.words); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

const (
	word = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`
	// laughs are entities that would make a thousand million words.
	laughs = `<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "53 "><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">` +
		`<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]><w>&d;</w>`
)

// hostile is files that are made to do harm, with the error that they give, or else the first line of
// their summary.
var hostile = []struct {
	name, want string
	read       bool
}{
	{"large.txt", "large.txt: has 20 MB, more than the 20 that are read; give the part with the numbers", false},
	{"million.txt", "million.txt: holds 1000000 numbers, more than the 10000 that are checked at a time; " +
		"give the part that matters", false},
	{"million.html", "million.html: holds 100000 numbers, more than the 10000 that are checked at a time; " +
		"give the part that matters", false},
	{"bomb.docx", "bomb.docx: has a tag longer than 256 kB or a text longer than 16 MB between two; " +
		"do not use this file", false},
	{"bomb.odt", "bomb.odt: ", false},
	{"laughs.docx", "laughs.docx: holds a document type definition, which no document of this format does; " +
		"do not use this file", false},
	{"laughs.odt", "laughs.odt: holds a document type definition, which no document of this format does; " +
		"do not use this file", false},
	{"laughs.xml", "laughs.xml: is XML of another kind than HTML; save it as .docx, .odt or .html", false},
	{"deep.html", "deep.html: nests more than 512 elements; save the page again as text", false},
	{"broken.pdf", "broken.pdf: is damaged: ", false},
	{"zeros.txt", "zeros.txt: is no text: it holds zero bytes; give a document", false},
	{"pipe.txt", "pipe.txt: is no file but a pipe or a device; give - and the text on standard input", false},
	{"/dev/zero", "/dev/zero: is no file but a pipe or a device; give - and the text on standard input", false},
	{"itself.txt", "itself.txt: too many levels of symbolic links", false},
	{"looped", "a.txt: date of publication not known", true},
	{"linked", "a.txt: date of publication not known", true},
}

// userCache has the command keep its reader of PDFs where the tests of package text keep it too.
const userCache = "-cache="

// hostileFolder writes these files, and gives their folder and the command.
func hostileFolder(t *testing.T) (dir, command string) {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	command = filepath.Join(dir, "factcheck")
	if err := os.Symlink(os.Args[0], command); err != nil { // TestMain runs main under this name
		t.Fatal(err)
	}
	for _, name := range []string{"report", "texts", "looped"} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	recordstest.Copy(t, filepath.Join(root, "data"), filepath.Join(dir, "data"))
	if err := os.Symlink(filepath.Join(root, "report", "fonts"), filepath.Join(dir, "report", "fonts")); err != nil {
		t.Fatal(err)
	}
	put := func(name, words string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(words), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put("report/factcheck.html", "the last page")
	put("large.txt", "")
	if err := os.Truncate(filepath.Join(dir, "large.txt"), text.MaxSize+1); err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{
		syscall.Mkfifo(filepath.Join(dir, "pipe.txt"), 0o644),
		os.Symlink(".", filepath.Join(dir, "looped", "again")),
		os.Symlink("texts", filepath.Join(dir, "linked")),
		os.Symlink("itself.txt", filepath.Join(dir, "itself.txt")),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	kent := "Kent Police recorded 18 grooming offences in 2013/14."
	put("texts/a.txt", kent)
	put("looped/a.txt", kent)
	put("million.txt", strings.Repeat("17 ", 1_000_000))
	put("million.html", strings.Repeat("<p>17", 100_000))
	const types, odt = "[Content_Types].xml", "application/vnd.oasis.opendocument.text"
	put("bomb.docx", packed(t, types, word, "word/document.xml", piece{strings.Repeat(" ", 1<<16), 70 << 4}))
	put("bomb.odt", packed(t, "mimetype", odt, "content.xml", piece{"<b>" + strings.Repeat("5", 1<<16), 70 << 4}))
	put("laughs.docx", packed(t, types, word, "word/document.xml", piece{laughs, 1}))
	put("laughs.odt", packed(t, "mimetype", odt, "content.xml", piece{laughs, 1}))
	put("laughs.xml", laughs)
	put("deep.html", strings.Repeat("<div>", 100_000)+"53")
	put("broken.pdf", "%PDF-1.7\n"+strings.Repeat("1 0 obj << /Kids [1 0 R] >> endobj\n", 100_000))
	put("zeros.txt", strings.Repeat("\x00", 1000))
	// The first PDF is read by a reader that is compiled for it, which takes more memory than any file.
	first := exec.Command(command, userCache, "broken.pdf")
	first.Dir = dir
	if err := first.Run(); err == nil {
		t.Fatal("broken.pdf was read")
	}
	return dir, command
}

// The whole command says what each of these files is, in one line, within bounds of memory and
// time, and leaves what it wrote before as it was: with EVERY=1 each of them, otherwise every third,
// which are a large one, a bomb, entities, a broken PDF, a device and a link.
func TestHostileFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the command on many files")
	}
	dir, command := hostileFolder(t)
	page := filepath.Join(dir, "report", "factcheck.html")
	for i, c := range hostile {
		if i%3 != 0 && !recordstest.Every() {
			continue
		}
		cmd := exec.Command(command, userCache, c.name)
		cmd.Dir = dir
		var out, says bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &says
		began := time.Now()
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		late := time.AfterFunc(time.Minute, func() { cmd.Process.Kill() })
		err := cmd.Wait()
		late.Stop()
		most := cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss >> 10 // kB, as Linux counts
		t.Logf("%-12s %4d MB, %v: %s", c.name, most, time.Since(began).Round(10*time.Millisecond), firstLine(&says))
		if most > 160 && runtime.GOOS == "linux" {
			t.Errorf("%s took %d MB, want at most 160", c.name, most)
		}
		if c.read {
			if err != nil || !strings.HasPrefix(out.String(), c.want) {
				t.Errorf("%s: %v, %q %q, want it read", c.name, err, &out, &says)
			}
			if err := os.WriteFile(page, []byte("the last page"), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if err == nil || !strings.HasPrefix(says.String(), "factcheck: "+c.want) || strings.Count(says.String(), "\n") != 1 ||
			out.Len() > 0 {
			t.Errorf("%s: %v, %q %q, want the line %q", c.name, err, &out, &says, c.want)
		}
		if kept, err := os.ReadFile(page); err != nil || string(kept) != "the last page" {
			t.Errorf("%s: the last page is %q, %v", c.name, kept, err)
		}
		if left, _ := filepath.Glob(filepath.Join(dir, "report", "*.new")); len(left) > 0 {
			t.Errorf("%s left %q", c.name, left)
		}
	}
}

func firstLine(b *bytes.Buffer) string {
	line, _, _ := strings.Cut(b.String(), "\n")
	return line
}
