package pdf

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"grooming-report/analysis/records/recordstest"
	"grooming-report/report/doc"
	"grooming-report/report/doc/doctest"
)

// samplePDF is the sample, set anew.
func samplePDF(t testing.TB) []byte {
	t.Helper()
	doctest.NeedTypesetter(t, "../../..")
	var out bytes.Buffer
	if err := Write("../../..", Print{doctest.Sample(t), Accessible, &out}); err != nil {
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
	d := doctest.Sample(t)
	root := doctest.Structure(t, setPDF(t))

	var headings []string
	for _, role := range []string{"H1", "H2", "H3"} {
		for _, n := range root.All(role) {
			headings = append(headings, role+" "+n.Text)
		}
	}
	want := "H1 1Summary|H1 Contents|H1 2Before and after|H1 3Method and limits|H1 4Code|H2 2.1Quarters|H3 Details " +
		"that have no number"
	if got := strings.Join(headings, "|"); got != want {
		t.Errorf("headings\n%s\nwant\n%s", got, want)
	}
	figures := root.All("Figure")
	if len(figures) != 1 || figures[0].Alt != figureOf(d).Alt {
		t.Errorf("alternative text %q, want %q", figures[0].Alt, figureOf(d).Alt)
	}
	formulas := root.All("Formula")
	if len(formulas) != 3 || formulas[2].Alt != displayOf(d).String() {
		t.Errorf("formulas %+v, want three, the last one %s", formulas, displayOf(d))
	}
	tables := root.All("Table")
	if len(tables) != 2 {
		t.Fatalf("%d tables, want 2", len(tables))
	}
	for i, b := range tablesOf(d) {
		heads := tables[i].All("TH")
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
				want = doc.PlainText(b.Rows[j-len(b.Columns)][0])
			}
			if h.Scope != scope || h.Text != want {
				t.Errorf("table %d: heading %q of a %s, want %q of a %s", i+1, h.Text, h.Scope, want, scope)
			}
		}
		want := len(b.Rows) * (len(b.Columns) - 1)
		if len(b.Notes) > 0 {
			want++ // the foot
		}
		if cells := len(tables[i].All("TD")); cells != want {
			t.Errorf("table %d has %d cells, want %d", i+1, cells, want)
		}
	}
	if items := len(root.All("LI")); items != 9 {
		t.Errorf("%d list items, want 9", items)
	}
	// Two in the text of each of two sections; those of a table are its foot.
	if notes := len(root.All("Note")); notes != 4 {
		t.Errorf("%d footnotes, want 4", notes)
	}
}

// What a screen reader reads is the document, in its order.
func TestPDFReadingOrder(t *testing.T) {
	d := doctest.Sample(t)
	read := squeeze(doctest.Structure(t, setPDF(t)).Text)
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
	doc   *doc.Document
	noted map[int]bool
	table bool // the words are of a table
	texts []string
}

func (o *order) add(in []doc.Inline) {
	var b strings.Builder
	doc.EachInline(in, func(i doc.Inline) {
		if _, ok := i.(doc.Formula); ok { // its letters are those of mathematics
			o.texts = append(o.texts, b.String())
			b.Reset()
		}
		n, ok := i.(doc.NoteRef)
		if !ok {
			if _, leaf := i.(doc.Strong); !leaf {
				b.WriteString(leafText(i))
			}
			return
		}
		fmt.Fprintf(&b, "[%d]", n.Number)
		if !o.noted[n.Number] && !o.table {
			o.noted[n.Number] = true
			fmt.Fprintf(&b, "[%d]%s", n.Number, doc.PlainText(o.doc.Notes[n.Number-1].Inline))
		}
	})
	o.texts = append(o.texts, b.String())
}

// displayOf is the formula of a document that stands on a line of its own.
func displayOf(d *doc.Document) doc.Formula {
	for _, b := range d.Blocks {
		if p, ok := b.(*doc.Paragraph); ok {
			if f, ok := p.Display(); ok {
				return f
			}
		}
	}
	return doc.Formula{}
}

func leafText(i doc.Inline) string {
	switch i.(type) {
	case doc.Text, doc.Verbatim, doc.Number, doc.Ref:
		return doc.PlainText([]doc.Inline{i})
	}
	return ""
}

func (o *order) blocks(blocks []doc.Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case *doc.Heading:
			if b.Level == 1 {
				clear(o.noted)
			}
			o.add(b.Inline)
		case *doc.Paragraph:
			o.add(b.Inline)
		case *doc.List:
			for _, item := range b.Items {
				o.blocks(item)
			}
		case *doc.Quote:
			o.blocks(b.Blocks)
		case *doc.Figure:
			o.add(b.Caption)
		case *doc.Table:
			o.table = true
			o.add(b.Caption)
			for _, c := range b.Columns {
				o.add(c.Heading())
			}
			for _, row := range b.Rows {
				for _, c := range row {
					o.add(c)
				}
			}
			for _, n := range b.Notes {
				o.add([]doc.Inline{doc.NoteRef{Number: n}})
				o.add(o.doc.Notes[n-1].Inline)
			}
			o.table = false
		case *doc.Code:
			o.add([]doc.Inline{doc.Text("Computed by "), doc.Verbatim(b.Func)})
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

// A table that runs over pages has its notes on each of them, where its marks are, and a screen
// reader meets them once.
func TestPDFNotesOnEachPage(t *testing.T) {
	doctest.NeedTypesetter(t, "../../..")
	d := doctest.Sample(t)
	tables := tablesOf(d)
	d.Blocks = []doc.Block{d.Blocks[0], tables[len(tables)-1]} // no footnote has the same words
	var file bytes.Buffer
	if err := Write("../../..", Print{d, Accessible, &file}); err != nil {
		t.Fatal(err)
	}
	const row, note = "ofthecountry", "Thebaseisunder50"
	pages := 0
	for i, page := range doctest.PDFPages(t, file.Bytes()) {
		if !strings.Contains(page, row) {
			continue
		}
		pages++
		if !strings.Contains(page, note) {
			t.Errorf("page %d has rows of the table, and not its note", i+1)
		}
	}
	if pages < 2 {
		t.Fatalf("the table is on %d pages, want more", pages)
	}
	all, _ := doctest.PDFText(t, file.Bytes())
	if n := strings.Count(squeeze(all), note); n != 1 {
		t.Errorf("a screen reader meets the note %d times, want once", n)
	}
}

// singleLines is the argument of a table that names its rows of one line.
var singleLines = regexp.MustCompile(`(?m)^  \((?:\d+,? ?)+\),$`)

// Rows whose height is told stand where the compiler puts them that measures each.
func TestPDFRowHeights(t *testing.T) {
	dir := t.TempDir()
	told, err := lay(doctest.Sample(t), filepath.Join(dir, "told"))
	if err != nil {
		t.Fatal(err)
	}
	measured, err := lay(doctest.Sample(t), filepath.Join(dir, "measured"))
	if err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile(measured)
	if err != nil {
		t.Fatal(err)
	}
	if !singleLines.Match(source) {
		t.Fatalf("no table of the sample has rows of one line")
	}
	if err := os.WriteFile(measured, singleLines.ReplaceAll(source, []byte("  (),")), 0o600); err != nil {
		t.Fatal(err)
	}
	doctest.NeedTypesetter(t, "../../..")
	root, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	var pdfs [][]byte
	for _, main := range []string{told, measured} {
		out := main + ".pdf"
		if err := compile([]job{{main, "0", Accessible, out}}, root); err != nil {
			t.Fatal(err)
		}
		pdf, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		pdfs = append(pdfs, pdf)
	}
	if !bytes.Equal(pdfs[0], pdfs[1]) {
		t.Error("the sample is set otherwise where the heights of its rows are told")
	}
}

// EVERY=1 sets the sample for each of the errors, as in CI, otherwise for the first.
func TestPDFErrors(t *testing.T) {
	doctest.NeedTypesetter(t, "../../..")
	missing := doctest.Sample(t)
	missing.Blocks = append(missing.Blocks, &doc.Paragraph{Inline: []doc.Inline{doc.Text("no font here has \u0915")}})
	drawing := doctest.Sample(t)
	figureOf(drawing).SVG = []byte("<svg")
	for _, test := range []struct {
		name string
		doc  *doc.Document
		root string
		want string
	}{
		{"a character that no font has", missing, "../../..", "typst: PDF/UA-1 error: the text `\"\u0915\"` could not be " +
			"displayed"},
		{"a broken drawing", drawing, "../../..", "typst: figure-quarters.svg: failed to parse SVG"},
		{"fonts that are not there", doctest.Sample(t), fontless(t), "unknown font family: source serif 4"},
	} {
		if test.doc != missing && !recordstest.Every() {
			continue
		}
		var out bytes.Buffer
		err := Write(test.root, Print{test.doc, Accessible, &out})
		if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") || out.Len() > 0 {
			t.Errorf("%s: error %v and %d bytes, want one line with %q and nothing written", test.name, err, out.Len(),
				test.want)
		}
	}
}

// fontless is a project with the compiler but without fonts.
func fontless(t *testing.T) string {
	root := t.TempDir()
	from, err := filepath.Abs("../../typst")
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
		if err := Write(root, Print{doctest.Sample(t), Accessible, &out}); err == nil || !strings.Contains(err.Error(), want) || out.Len() > 0 {
			t.Errorf("%s: error %v and %d bytes, want %q and none", what, err, out.Len(), want)
		}
	}
	expect("no compiler", "install Node and run npm ci in report/typst, or put typst 0.14 or later on the PATH")
	script("node", "echo it cannot be loaded >&2; exit 3")
	expect("no native part", "(typst: it cannot be loaded): install Node")
	script("typst", `echo "called with $*" >&2; exit 1`)
	expect("a typst on the PATH", "called with compile --pdf-standard ua-1 --creation-timestamp 1776902400 "+
		"--ignore-system-fonts --diagnostic-format short --root")
	script("node", "echo a warning >&2")
	expect("a warning", "typst: a warning")
}

func figureOf(d *doc.Document) *doc.Figure {
	for _, b := range d.Blocks {
		if f, ok := b.(*doc.Figure); ok {
			return f
		}
	}
	return nil
}

func tablesOf(d *doc.Document) []*doc.Table {
	var tables []*doc.Table
	for _, b := range d.Blocks {
		if t, ok := b.(*doc.Table); ok {
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
