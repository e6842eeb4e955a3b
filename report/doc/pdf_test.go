package doc

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"grooming-report/analysis/records/recordstest"
)

// NeedTypesetter skips a test of the PDF where nothing sets it, and with -short.
func NeedTypesetter(t testing.TB) {
	t.Helper()
	if testing.Short() {
		t.Skip("sets pages; left out with -short")
	}
	_, noNode := exec.LookPath("node")
	_, noTypst := exec.LookPath("typst")
	if (noNode != nil || !exists(filepath.Join("..", "typst", "node_modules", "@myriaddreamin"))) && noTypst != nil {
		t.Skip("the typesetter is not installed; make test installs it")
	}
}

// samplePDF is the sample, set anew.
func samplePDF(t testing.TB) []byte {
	t.Helper()
	NeedTypesetter(t)
	var out bytes.Buffer
	if err := PDF("../..", Print{sample(t), Accessible, &out}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

var firstPDF []byte // that setPDF made

// setPDF is the sample, set once for the tests that read it.
func setPDF(t testing.TB) []byte {
	t.Helper()
	if firstPDF == nil {
		firstPDF = samplePDF(t)
	}
	return firstPDF
}

func TestPDFMetadata(t *testing.T) {
	pdf := setPDF(t)
	for what, expression := range map[string]string{
		"version":         `^%PDF-1\.7`,
		"language":        `/Type /Catalog[^%]*/Lang \(en-GB\)`,
		"tags":            `/MarkInfo <<\s*/Marked true`,
		"title shown":     `/DisplayDocTitle true`,
		"bookmarks":       `/Outlines \d+ 0 R`,
		"a bookmark":      `/Title \(2\.1 Quarters\)`,
		"title":           `/Title \(Grooming offences recorded by the police\)`,
		"title in XMP":    `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Grooming offences recorded by the police<`,
		"description":     `<dc:description><rdf:Alt><rdf:li xml:lang="x-default">A sample that holds every block &amp; inline\.<`,
		"keywords":        `<pdf:Keywords>recorded crime, 88A<`,
		"PDF/UA-1":        `<pdfuaid:part>1<`,
		"date of release": `<xmp:CreateDate>2026-04-23T00:00:00Z<`,
		"A4":              `/MediaBox \[0 0 595\.2756 841\.8898\]`,
		"link to the web": `/URI \(https://www\.legislation\.gov\.uk/ukpga/2003/42/section/15A\)`,
	} {
		if !regexp.MustCompile(expression).Match(pdf) {
			t.Errorf("%s: the PDF has no %s", what, expression)
		}
	}
	if n := bytes.Count(pdf, []byte("/MediaBox")); n != bytes.Count(pdf, []byte("/MediaBox [0 0 595.2756 841.8898]")) || n < 3 {
		t.Errorf("%d pages, not all A4", n)
	}
	fonts := bytes.Count(pdf, []byte("/Type /FontDescriptor"))
	if embedded := bytes.Count(pdf, []byte("/FontFile2 ")) + bytes.Count(pdf, []byte("/FontFile3 ")); embedded != fonts || fonts < 6 {
		t.Errorf("%d of %d fonts are embedded, want all of at least 6", embedded, fonts)
	}
	for _, path := range []string{os.TempDir(), "report-", "main.typ"} {
		if bytes.Contains(pdf, []byte(path)) {
			t.Errorf("the PDF tells of %s", path)
		}
	}
}

func TestPDFStructure(t *testing.T) {
	d := sample(t)
	root := structure(t, setPDF(t))

	var headings []string
	for _, role := range []string{"H1", "H2", "H3"} {
		for _, n := range root.all(role) {
			headings = append(headings, role+" "+n.text)
		}
	}
	want := "H1 1Summary|H1 Contents|H1 2Before and after|H1 3Method and limits|H1 4Code|H2 2.1Quarters|H3 Details that have no number"
	if got := strings.Join(headings, "|"); got != want {
		t.Errorf("headings\n%s\nwant\n%s", got, want)
	}
	figures := root.all("Figure")
	if len(figures) != 1 || figures[0].alt != figureOf(d).Alt {
		t.Errorf("alternative text %q, want %q", figures[0].alt, figureOf(d).Alt)
	}
	formulas := root.all("Formula")
	if len(formulas) != 3 || formulas[2].alt != displayOf(d).String() {
		t.Errorf("formulas %+v, want three, the last one %s", formulas, displayOf(d))
	}
	tables := root.all("Table")
	if len(tables) != 2 {
		t.Fatalf("%d tables, want 2", len(tables))
	}
	for i, b := range tablesOf(d) {
		heads := tables[i].all("TH")
		if len(heads) != len(b.Columns)+len(b.Rows) {
			t.Errorf("table %d has %d headings, want %d of columns and %d of rows", i+1, len(heads), len(b.Columns), len(b.Rows))
		}
		for j, h := range heads {
			want, scope := "", "Row"
			if j < len(b.Columns) {
				want, scope = b.Columns[j].Head, "Column"
				for _, m := range b.Columns[j].Marks {
					want += fmt.Sprintf("[%d]", m.Number)
				}
			} else {
				want = PlainText(b.Rows[j-len(b.Columns)][0])
			}
			if h.scope != scope || h.text != want {
				t.Errorf("table %d: heading %q of a %s, want %q of a %s", i+1, h.text, h.scope, want, scope)
			}
		}
		if cells := len(tables[i].all("TD")); cells != len(b.Rows)*(len(b.Columns)-1) {
			t.Errorf("table %d has %d cells, want %d", i+1, cells, len(b.Rows)*(len(b.Columns)-1))
		}
	}
	if items := len(root.all("LI")); items != 9 {
		t.Errorf("%d list items, want 9", items)
	}
	// Two in the text of each of two sections; those of a table are paragraphs under it.
	if notes := len(root.all("Note")); notes != 4 {
		t.Errorf("%d footnotes, want 4", notes)
	}
}

// What a screen reader reads is the document, in its order.
func TestPDFReadingOrder(t *testing.T) {
	d := sample(t)
	read := squeeze(structure(t, setPDF(t)).text)
	o := &order{doc: d, noted: make(map[int]bool)}
	o.blocks(d.Blocks)
	for _, words := range o.texts {
		at := strings.Index(read, squeeze(words))
		if at < 0 {
			t.Fatalf("%q is not where it belongs; there is %.300q", words, read)
		}
		read = read[at+len(squeeze(words)):]
	}
}

// order lists the texts of a document as a PDF reads them: a note where a section
// first mentions it, and those of a table under it.
type order struct {
	doc   *Document
	noted map[int]bool
	table bool // the words are of a table
	texts []string
}

func (o *order) add(in []Inline) {
	var b strings.Builder
	walk(in, func(i Inline) {
		if _, ok := i.(Formula); ok { // its letters are those of mathematics
			o.texts = append(o.texts, b.String())
			b.Reset()
		}
		n, ok := i.(NoteRef)
		if !ok {
			if _, leaf := i.(Strong); !leaf {
				b.WriteString(leafText(i))
			}
			return
		}
		fmt.Fprintf(&b, "[%d]", n.Number)
		if !o.noted[n.Number] && !o.table {
			o.noted[n.Number] = true
			fmt.Fprintf(&b, "[%d]%s", n.Number, PlainText(o.doc.Notes[n.Number-1].Inline))
		}
	})
	o.texts = append(o.texts, b.String())
}

// displayOf is the formula of a document that stands on a line of its own.
func displayOf(d *Document) Formula {
	for _, b := range d.Blocks {
		if p, ok := b.(*Paragraph); ok {
			if f, ok := p.display(); ok {
				return f
			}
		}
	}
	return Formula{}
}

func leafText(i Inline) string {
	switch i.(type) {
	case Text, Verbatim, Number, Ref:
		return PlainText([]Inline{i})
	}
	return ""
}

func (o *order) blocks(blocks []Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case *Heading:
			if b.Level == 1 {
				clear(o.noted)
			}
			o.add(b.Inline)
		case *Paragraph:
			o.add(b.Inline)
		case *List:
			for _, item := range b.Items {
				o.blocks(item)
			}
		case *Quote:
			o.blocks(b.Blocks)
		case *Figure:
			o.add(b.Caption)
		case *Table:
			o.table = true
			o.add(b.Caption)
			for _, c := range b.Columns {
				o.add(c.head())
			}
			for _, row := range b.Rows {
				for _, c := range row {
					o.add(c)
				}
			}
			for _, n := range b.Notes {
				o.add([]Inline{NoteRef{n}})
				o.add(o.doc.Notes[n-1].Inline)
			}
			o.table = false
		case *Code:
			o.add([]Inline{Text("Computed by "), Verbatim(b.Func)})
		}
	}
}

// squeeze leaves out what breaking lines puts in or takes away.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\u00AD' {
			return -1
		}
		return r
	}, s)
}

func TestPDFSameBytes(t *testing.T) {
	if a, b := setPDF(t), samplePDF(t); !bytes.Equal(a, b) {
		t.Error("two PDFs of one document differ")
	}
}

// EVERY=1 sets the sample for each of the errors, as in CI, otherwise for the first.
func TestPDFErrors(t *testing.T) {
	NeedTypesetter(t)
	missing := sample(t)
	missing.Blocks = append(missing.Blocks, &Paragraph{[]Inline{Text("no font here has \u0915")}})
	drawing := sample(t)
	figureOf(drawing).SVG = []byte("<svg")
	for _, test := range []struct {
		name string
		doc  *Document
		root string
		want string
	}{
		{"a character that no font has", missing, "../..", "typst: PDF/UA-1 error: the text `\"\u0915\"` could not be displayed"},
		{"a broken drawing", drawing, "../..", "typst: figure-quarters.svg: failed to parse SVG"},
		{"fonts that are not there", sample(t), fontless(t), "unknown font family: source serif 4"},
	} {
		if test.doc != missing && !recordstest.Every() {
			continue
		}
		var out bytes.Buffer
		err := PDF(test.root, Print{test.doc, Accessible, &out})
		if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") || out.Len() > 0 {
			t.Errorf("%s: error %v and %d bytes, want one line with %q and nothing written", test.name, err, out.Len(), test.want)
		}
	}
}

// fontless is a project with the compiler but without fonts.
func fontless(t *testing.T) string {
	root := t.TempDir()
	from, err := filepath.Abs("../typst")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(root, "report"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(from, filepath.Join(root, "report", "typst")); err != nil {
		t.Fatal(err)
	}
	return root
}

// Without Node, its package or the package's native part, a typst on the PATH is
// asked for the same; with neither, the error says what to install.
func TestPDFCompiler(t *testing.T) {
	bin := t.TempDir()
	t.Setenv("PATH", bin)
	root := t.TempDir()
	if err := os.MkdirAll(filepath.Join(root, "report", "typst", "node_modules", "@myriaddreamin", "typst-ts-node-compiler"), 0o755); err != nil {
		t.Fatal(err)
	}
	script := func(name, text string) {
		if err := os.WriteFile(filepath.Join(bin, name), []byte("#!/bin/sh\n"+text+"\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	expect := func(what, want string) {
		t.Helper()
		var out bytes.Buffer
		if err := PDF(root, Print{sample(t), Accessible, &out}); err == nil || !strings.Contains(err.Error(), want) || out.Len() > 0 {
			t.Errorf("%s: error %v and %d bytes, want %q and none", what, err, out.Len(), want)
		}
	}
	expect("no compiler", "install Node and run npm ci in report/typst, or put typst 0.14 or later on the PATH")
	script("node", "echo it cannot be loaded >&2; exit 3")
	expect("no native part", "(typst: it cannot be loaded): install Node")
	script("typst", `echo "called with $*" >&2; exit 1`)
	expect("a typst on the PATH", "called with compile --pdf-standard ua-1 --creation-timestamp 1776902400 --ignore-system-fonts --diagnostic-format short --root")
	script("node", "echo a warning >&2")
	expect("a warning", "typst: a warning")
}

func figureOf(d *Document) *Figure {
	for _, b := range d.Blocks {
		if f, ok := b.(*Figure); ok {
			return f
		}
	}
	return nil
}

func tablesOf(d *Document) []*Table {
	var tables []*Table
	for _, b := range d.Blocks {
		if t, ok := b.(*Table); ok {
			tables = append(tables, t)
		}
	}
	return tables
}

func BenchmarkPDF(b *testing.B) {
	for b.Loop() {
		samplePDF(b)
	}
}
