// Explore writes the explorer page: one file that holds the tables and the project's own
// code as WebAssembly, and answers offline.
//
//	explore [-data data] [-o report/explore.html]
//	explore -ask < questions
//
// With -ask it writes no page, but answers questions as the page would: it reads one a line
// from standard input, as JSON, and prints the answers a line each. See package answer.
//
// The engine is compiled by the Go that is in use, whose wasm_exec.js and licence the page
// carries. The same tables, code and Go give the same bytes.
package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	_ "embed"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"text/template"
	"unicode/utf8"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/report/csp"
	"grooming-report/report/doc/html"
	"grooming-report/report/explore/answer"
	"grooming-report/report/explore/bundle"
	"grooming-report/report/factcheck/verdicts"
	"grooming-report/report/sections"
	"grooming-report/report/sections/section"
)

func main() {
	if err := run(os.Args[1:], os.Stdin, os.Stdout); err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "explore:", err)
		}
		os.Exit(1)
	}
}

func run(args []string, stdin io.Reader, stdout io.Writer) error {
	flags := flag.NewFlagSet("explore", flag.ContinueOnError)
	data := flags.String("data", "data", "folder of the tidy tables")
	out := flags.String("o", filepath.Join("report", "explore.html"), "page to write")
	asked := flags.Bool("ask", false, "answer the questions on standard input, and write no page")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	if *asked {
		return answers(*data, stdin, stdout)
	}
	page, err := write(*data)
	if err != nil {
		return err
	}
	if err := os.WriteFile(*out+".new", page, 0o644); err != nil {
		return err
	}
	if err := os.Rename(*out+".new", *out); err != nil {
		return err
	}
	_, err = fmt.Fprintf(stdout, "%s, %.1f MB\n", filepath.ToSlash(*out), float64(len(page))/1e6)
	return err
}

// answers answers the questions that it reads, one a line.
func answers(data string, questions io.Reader, out io.Writer) error {
	_, _, desk, err := packed(data)
	if err != nil {
		return err
	}
	lines := bufio.NewScanner(questions)
	lines.Buffer(nil, 64<<20)
	w := bufio.NewWriter(out)
	for lines.Scan() {
		w.Write(desk.Ask(lines.Bytes(), nil))
		w.WriteByte('\n')
	}
	return errors.Join(lines.Err(), w.Flush())
}

//go:embed page.html
var shell string

//go:embed page.css
var sheet string

//go:embed engine.js
var engine string

//go:embed page.js
var script string

//go:embed worker.js
var worker string

// carry stands after each piece of the engine and the tables; see engine.js.
const carry = "carry()"

// A panel is one of the four things that the page does.
type panel struct {
	Name, Title, Lead string
	Fields            string // of its form, as markup
}

var panels = []panel{
	{Name: "check", Title: "Check", Lead: "Paste a text, and every number in it comes back with what the record " +
		"says of it: those that hold, those that do not, and those that cannot be checked, each with the reason."},
	{Name: "compare", Title: "Compare", Lead: "Choose an area and two periods: their counts and rates, how far " +
		"chance alone could account for the difference, and the sentence that may be said."},
	{Name: "trace", Title: "Trace", Lead: "Type a number of the report, or choose one on this page, and walk " +
		"down to the lines of the release that it comes from."},
	{Name: "release", Title: "Release day", Lead: "Drop the Home Office’s new workbook here. It is read and " +
		"checked on this machine, set beside the last release, and every panel then answers from it. Nothing leaves the machine."},
}

// faces are the fonts that the page carries. They stand last in it: before the rest they
// would keep it from being drawn, and the engine from beginning.
var faces = []string{"SourceSerif4-Regular", "SourceSans3-Regular", "SourceSans3-Semibold"}

// write makes the page.
func write(data string) ([]byte, error) {
	tables, sources, desk, err := packed(data)
	if err != nil {
		return nil, err
	}
	code, memory, err := compiled()
	if err != nil {
		return nil, err
	}
	fonts, err := html.Faces(filepath.Join("report", "fonts"), faces...)
	if err != nil {
		return nil, err
	}
	style := ascii(html.BareStyle()+verdicts.Sheet()+sheet, `\%x `)
	support, licence, err := toolchain()
	if err != nil {
		return nil, err
	}
	forms, err := desk.Forms()
	if err != nil {
		return nil, err
	}
	filled := make([]panel, len(panels))
	for i, p := range panels {
		p.Fields = forms[p.Name]
		filled[i] = p
	}
	t, err := template.New("page").Parse(shell)
	if err != nil {
		return nil, err
	}
	parts := []part{{"tables", tables}, {"engine", code}, {"memory", memory}, {"sources", sources}}
	var pieces []piece
	for _, p := range parts {
		pieces = append(pieces, p.pieces()...)
	}
	var page bytes.Buffer
	err = t.Execute(&page, struct {
		Policy, Style, Faces, Notice, Go, Licence, Worker, Engine, Script, Carry string
		Pieces                                                                   []piece
		Panels                                                                   []panel
	}{
		Policy: policy(style, fonts), Style: style, Faces: fonts, Notice: desk.Notice(), Go: runtime.Version(), Licence: licence,
		Worker: support + "\n" + sizes(parts) + worker, Engine: engine, Script: script, Carry: carry, Panels: filled,
		Pieces: pieces,
	})
	return []byte(ascii(page.String(), "&#%d;")), err
}

// ascii writes what is not ASCII as references of a form. A page that holds one letter
// beyond Latin-1 takes a browser twice the time to read, all of it.
func ascii(s, reference string) string {
	var out strings.Builder
	for _, r := range s {
		if r < utf8.RuneSelf {
			out.WriteRune(r)
		} else {
			fmt.Fprintf(&out, reference, r)
		}
	}
	return out.String()
}

// most is how many characters of a part stand in one element. A page that hands them on as
// it is read lets the engine be unpacked meanwhile.
const most = 1 << 18

// A piece of a part of the page: what one element of it carries.
type piece struct {
	Of, Text string
	Last     bool // of its part
}

// A part is what the page carries beside its markup, in the order in which it is needed.
type part struct {
	name    string
	content []byte
}

// sizes tells worker.js how many bytes each part takes.
func sizes(parts []part) string {
	var out strings.Builder
	for _, p := range parts {
		fmt.Fprintf(&out, "%s: %d, ", p.name, len(p.content))
	}
	return "const sizes = { " + out.String() + "};\n"
}

// pieces is a part as the elements of the page carry it: gzip, written by ascii7.
func (p part) pieces() []piece {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		panic(err) // there is such a level
	}
	w.Write(p.content)
	w.Close() // a bytes.Buffer takes everything
	var pieces []piece
	for content := range slices.Chunk(out.Bytes(), most/8*7) { // each of whole characters
		pieces = append(pieces, piece{Of: p.name, Text: ascii7(content)})
	}
	pieces[len(pieces)-1].Last = true
	return pieces
}

// escape stands before a character that a page cannot hold as it is: NUL, carriage return,
// the less-than sign and escape itself. That one stands 64 higher, of seven bits.
const escape = 1

// ascii7 writes bytes as characters of seven bits each, which takes an eighth less room
// than base64. All of them are ASCII, which a browser reads several times as fast as others.
func ascii7(content []byte) string {
	var out strings.Builder
	held, bits := 0, 0
	put := func(v int) {
		switch v {
		case 0, '\r', '<', escape:
			out.WriteByte(escape)
			v = (v + 64) & 127
		}
		out.WriteByte(byte(v))
	}
	for _, b := range content {
		held, bits = held<<8|int(b), bits+8
		for bits >= 7 {
			bits -= 7
			put(held >> bits & 127)
		}
		held &= 1<<bits - 1
	}
	if bits > 0 {
		put(held << (7 - bits) & 127)
	}
	return out.String()
}

// policy lets the page run its script and its worker, and load nothing.
func policy(style, fonts string) string {
	return fmt.Sprintf("default-src 'none'; script-src '%s' '%s' '%s' 'wasm-unsafe-eval'; worker-src blob:; style-src '%s' '%s'; "+
		"font-src data:; connect-src 'none'; base-uri 'none'; form-action 'none'", csp.Hash(engine), csp.Hash(script),
		csp.Hash(carry), csp.Hash(style), csp.Hash(fonts))
}

// packed is the archives of tables and of sources, and the desk that answers from them.
func packed(data string) (tables, sources []byte, desk *answer.Desk, err error) {
	d, err := analysis.Load(data)
	if err != nil {
		return nil, nil, nil, err
	}
	s, err := analysis.NewStudy(d, "", "")
	if err != nil {
		return nil, nil, nil, err
	}
	numbers, err := evidence(s, data)
	if err != nil {
		return nil, nil, nil, err
	}
	files := os.DirFS(data)
	if sources, err = bundle.Sources(files, numbers); err != nil {
		return nil, nil, nil, err
	}
	desk, err = answer.Open(files, html.BareStyle(), numbers, nil)
	return bundle.Tables(html.BareStyle(), d.Pack()), sources, desk, err
}

// evidence is the numbers of the report on England and Wales.
func evidence(s *analysis.Study, data string) ([]byte, error) {
	drawings, err := sections.Undrawn()
	if err != nil {
		return nil, err
	}
	_, numbers, _, err := sections.Build(s, drawings, section.Colophon{Tables: []string{data + " unnamed"},
		Modules: []string{"none v0"}})
	if err != nil {
		return nil, err
	}
	var national fact.Evidence
	for _, f := range numbers.Facts() {
		if f.Area != s.National.Name || strings.Contains(f.Name, "predict") {
			continue // a force's are made when they are asked for
		}
		if err := national.Add(f); err != nil {
			return nil, err
		}
	}
	var out bytes.Buffer
	err = national.Write(&out)
	return out.Bytes(), err
}

// toolchain is the run-time support of the Go in use, and Go's licence.
func toolchain() (support, licence string, err error) {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return "", "", fmt.Errorf("go env GOROOT: %w", err)
	}
	var files [2]string
	for i, name := range []string{"lib/wasm/wasm_exec.js", "LICENSE"} {
		file, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), filepath.FromSlash(name)))
		if err != nil {
			return "", "", fmt.Errorf("the Go in use lacks a file that the page carries: %w", err)
		}
		files[i] = string(file)
	}
	return files[0], files[1], nil
}
