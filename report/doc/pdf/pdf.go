// Package pdf prints a document: as the source of the Typst compiler, which this package
// calls, and as the tagged PDF that the compiler makes of it.
package pdf

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"grooming-report/report/doc"
)

// A Print is a PDF to make: of which document, of which standard, and where to. Of a
// document with an annex both [doc.Document.Volumes] can be printed.
type Print struct {
	Document *doc.Document
	Standard Standard
	To       io.Writer
}

// Write sets each document once with the Typst compiler and writes it as tagged PDFs
// of the standards asked for. Root is the folder of the project: fonts are read from report/fonts and
// figures/fonts alone, and the compiler is that of report/typst/node_modules,
// whose version is pinned so that the bytes are the same everywhere; where it or
// Node is missing, a typst of at least version 0.14 on the PATH.
//
// What the compiler warns of, such as a missing font, is an error. Nothing is
// written before every PDF is complete.
func Write(root string, prints ...Print) error {
	root, err := filepath.Abs(root)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "report-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)

	var jobs []job
	files := make([]string, len(prints)) // of the PDFs
	mains := make(map[*doc.Document]string)
	for i, p := range prints {
		main, laid := mains[p.Document]
		if !laid {
			if main, err = lay(p.Document, filepath.Join(dir, fmt.Sprint(len(mains)))); err != nil {
				return err
			}
			mains[p.Document] = main
		}
		day, err := time.Parse(time.DateOnly, p.Document.Date)
		if err != nil {
			return err
		}
		files[i] = p.Standard.file(main)
		jobs = append(jobs, job{main, fmt.Sprint(day.Unix()), p.Standard, files[i]})
	}
	if err := compile(jobs, root); err != nil {
		return err
	}
	pdfs := make([][]byte, len(prints))
	for i, file := range files {
		if pdfs[i], err = finished(file); err != nil {
			return err
		}
	}
	for i, p := range prints {
		if _, err := p.To.Write(pdfs[i]); err != nil {
			return err
		}
	}
	return nil
}

// lay puts what the compiler reads of a document into a folder of its own, and names
// the main file.
func lay(d *doc.Document, dir string) (main string, err error) {
	var source bytes.Buffer
	if err := Typst(&source, d); err != nil {
		return "", err
	}
	if err := os.Mkdir(dir, 0o700); err != nil {
		return "", err
	}
	files := map[string][]byte{"main.typ": source.Bytes(), "template.typ": []byte(template)}
	figures, err := doc.All[*doc.Figure](d.Blocks)
	if err != nil {
		return "", err
	}
	for _, f := range figures {
		files[f.ID+".svg"] = f.SVG
	}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			return "", err
		}
	}
	return filepath.Join(dir, "main.typ"), nil
}

// finished reads a PDF that the compiler has made, and gives its tables their row heads.
func finished(file string) ([]byte, error) {
	pdf, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	for _, font := range baseFont.FindAllSubmatch(pdf, -1) {
		if name := string(font[1]); !strings.HasPrefix(name, "Source") && !strings.HasPrefix(name, formulaFont) {
			return nil, fmt.Errorf("typst: the PDF holds the font %s, which is not in report/fonts or figures/fonts: a figure "+
				"or a character lacks its own", name)
		}
	}
	return tagRowHeads(pdf)
}

// A Standard is a kind of PDF. Typst writes one a file.
type Standard string

// Accessible is for readers (PDF/UA-1, ISO 14289-1), Archival for archives that
// ask for it (PDF/A-2a, ISO 19005-2). Both are tagged.
const (
	Accessible Standard = "ua-1"
	Archival   Standard = "a-2a"
)

// file is where the compiler puts the PDF of main: main.ua-1.pdf.
func (s Standard) file(main string) string {
	return strings.TrimSuffix(main, ".typ") + "." + string(s) + ".pdf"
}

// formulaFont is that of formulas, which the compiler has within itself.
const formulaFont = "NewCMMath"

// baseFont finds a font's name behind the six letters of its subset.
var baseFont = regexp.MustCompile(`/BaseFont /(?:[A-Z]{6}\+)?([^\s/]+)`)

// A job is one PDF for the compiler.
type job struct {
	main, created string // created is in seconds since 1970
	standard      Standard
	to            string
}

// compile does the jobs, those of one main file in one typesetting, with the pinned
// compiler or the one on the PATH.
func compile(jobs []job, root string) error {
	fonts := []string{filepath.Join(root, "report", "fonts"), filepath.Join(root, "figures", "fonts")}

	script := filepath.Join(root, "report", "typst", "compile.mjs")
	pinned := filepath.Join(root, "report", "typst", "node_modules", "@myriaddreamin", "typst-ts-node-compiler")
	why := ""
	if node, err := exec.LookPath("node"); err == nil && exists(pinned) {
		arguments := []string{script}
		for _, j := range jobs {
			arguments = append(arguments, j.main, j.created, string(j.standard), j.to)
		}
		arguments = append(append(arguments, "--"), fonts...)
		command := exec.Command(node, arguments...)
		command.Env = append(append([]string{largePages}, os.Environ()...), noCertificates)
		status, problem := run(command)
		if status != noCompiler {
			return problem
		}
		why = fmt.Sprintf(" (%v)", problem)
	}
	typst, err := exec.LookPath("typst")
	if err != nil {
		return fmt.Errorf("no Typst compiler for the PDF%s: install Node and run npm ci in report/typst, or put typst "+
			"0.14 or later on the PATH", why)
	}
	for _, j := range jobs {
		arguments := []string{"compile", "--pdf-standard", string(j.standard), "--creation-timestamp", j.created,
			"--ignore-system-fonts", "--diagnostic-format", "short", "--root", filepath.Dir(j.main)}
		for _, f := range fonts {
			arguments = append(arguments, "--font-path", f)
		}
		if _, problem := run(exec.Command(typst, append(arguments, j.main, j.to)...)); problem != nil {
			return problem
		}
	}
	return nil
}

// largePages has the C library of Linux take memory in few large pieces. The compiler asks
// for much in a short run, and would spend a third of its time on getting it page by page. What
// it gives back is kept for what it asks for next. Elsewhere nobody reads it, and one that the
// user has set stands behind it and wins.
const largePages = "GLIBC_TUNABLES=glibc.malloc.hugetlb=1:glibc.malloc.top_pad=67108864:" +
	"glibc.malloc.trim_threshold=1073741824"

// noCertificates spares Node the reading of certificates that a network of its user's asks it to
// know, a twentieth of a second. The compiler asks no network for anything.
const noCertificates = "NODE_EXTRA_CA_CERTS="

// noCompiler is the exit status of compile.mjs where the pinned compiler has no
// native part for this machine.
const noCompiler = 3

// run runs a compiler and gives its exit status. What it says is an error, even
// where it went on.
func run(command *exec.Cmd) (status int, problem error) {
	var said bytes.Buffer
	command.Stderr = &said
	err := command.Run()
	if line := strings.Join(strings.Fields(said.String()), " "); line != "" {
		problem = fmt.Errorf("typst: %s", line)
	} else if err != nil {
		problem = fmt.Errorf("typst: %w; if the compiler is broken, run `make burn` and make again", err)
	}
	return command.ProcessState.ExitCode(), problem
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
