// Report makes the documents from the tidy tables and the drawn figures.
//
//	go run ./report [-data data] [-figures figures] [-release FILE] [-base YEAR] [-area NAMES] [-o report]
//
// With -briefs it makes two pages each on many areas instead, as HTML and PDF, the style
// sheet that these pages share, and index.html: -briefs forces on every force, -briefs areas
// on every region, Wales and England, -briefs "Kent; Essex" on these. With -evidence NAME it
// makes evidence.docx instead, the evidence that NAME submits to a parliamentary committee.
//
// With -list it prints the names of the documents that it writes, a line each, and writes none.
//
// It writes report.md, report.html, report.pdf, annex.pdf, report-archive.pdf (PDF/A),
// tables.ods, changes.csv, evidence.csv and datapackage.json, which describes these
// two, into the folder that -o names, and beside each figure the numbers in it. -release
// chooses a vintage by its tidy table or its date; the newest is the default.
// -base chooses the year that changes within the new definition are measured from; the
// second of that definition is the default.
// -area chooses the area of the section on one area, or several to set side by side. All documents are
// made in memory and written at the end, each under a temporary name first, so
// that a run that fails leaves the old ones as they were.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"strings"
	"time"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/report/doc"
	"grooming-report/report/doc/html"
	"grooming-report/report/doc/markdown"
	"grooming-report/report/doc/ods"
	"grooming-report/report/doc/pdf"
	"grooming-report/report/doc/word"
	"grooming-report/report/sections"
	"grooming-report/report/sections/published"
	"grooming-report/report/sections/section"
)

func main() {
	debug.SetGCPercent(400) // a run is short, and its memory small
	useLargePages()
	os.Exit(status(os.Args[1:], os.Stdout, os.Stderr))
}

// status runs the command, says what its error is, and gives the status to exit with.
func status(args []string, out, errs io.Writer) int {
	err := run(args, out)
	if err == nil {
		return 0
	}
	if !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(errs, "report:", err)
	}
	return 1
}

func run(args []string, stdout io.Writer) error {
	flags := flag.NewFlagSet("report", flag.ContinueOnError)
	data := flags.String("data", "data", "folder of the tidy tables")
	figures := flags.String("figures", "figures", "folder of the drawn figures")
	release := flags.String("release", "", "tidy table or date of the release; the newest if empty")
	area := flags.String("area", "Hampshire", "area of the section on one area: a police force, a region, England, "+
		"Wales, or several joined by +; semicolons part areas to set side by side")
	flags.StringVar(area, "force", *area, "the same; the everyday word for an area of one force")
	base := flags.String("base", "", "year that changes within the new definition are measured from, such as 2019/20; "+
		"the second of that definition if empty")
	which := flags.String("briefs", "", "make two pages each instead on forces (every one), on areas (every "+
		"region, Wales and England) or on the areas that this names, parted by semicolons")
	var by sections.Submitter
	flags.StringVar(&by.Name, "evidence", "", "make the evidence that this name submits to a committee instead")
	flags.StringVar(&by.Inquiry, "inquiry", "", "the inquiry that the evidence is submitted to")
	about := flags.String("about", "", "who submits it and why: words, or a file that holds them")
	signed := flags.String("date", "", "the day on which they submit it, such as 2026-11-26; none if empty")
	asks := flags.String("asks", "", "file of what they recommend, a paragraph each; none if empty")
	pictures := flags.String("pictures", filepath.Join(".build", "pictures"), "folder of the pictures of that evidence")
	out := flags.String("o", "report", "folder to write to")
	list := flags.Bool("list", false, "list the documents that it writes, and write none")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("unknown argument %q; see go doc ./report", flags.Arg(0))
	}
	if *list {
		for _, format := range formats {
			fmt.Fprintln(stdout, filepath.ToSlash(filepath.Join(*out, format.name)))
		}
		return nil
	}
	p := &progress{w: stdout, last: time.Now()}
	d, err := analysis.Load(*data)
	if err != nil {
		return err
	}
	if *which != "" {
		return briefs(d, *which, *data, *release, *base, *figures, *out, stdout)
	}
	if *area == "" { // means England and Wales to a study; nobody asks for that with no words
		_, err := d.Forces.Area(*area)
		return err
	}
	s, err := analysis.NewStudy(d, *release, *area)
	if err != nil {
		return err
	}
	if s, err = s.MeasuredFrom(*base); err != nil {
		return err
	}
	if newest := d.Releases[len(d.Releases)-1]; *release == "" && newest != s.Release {
		covered, _ := newest.Period(newest.Main)
		fmt.Fprintf(stdout, "%s, the newest, has %s only; a report needs %s and %s as well, so this one is on %s and "+
			"shows the newest beside it\n",
			newest.File, covered.Months(), s.BeforeYear, s.AfterYear, s.Release.File)
	}
	p.done("read %s", s.Release.File)
	open, err := ownWords(&by, *about, *asks, s)
	if err != nil {
		return err
	}
	for _, line := range open {
		fmt.Fprintf(stdout, "%s; it stands as it was given\n", line)
	}
	if by.Date, err = day(*signed); err != nil {
		return err
	}
	document, evidence, changes, err := build(s, *data, *figures)
	if err != nil {
		return err
	}
	p.done("computed %d numbers, section on %s", len(evidence.Facts()), s.Area.Name)
	document.Drawings = relative(*out, *figures)
	if by.Name != "" {
		return writeEvidence(s, *figures, *pictures, by, evidence, *out, p)
	}
	r := &report{document: document, evidence: evidence, changes: changes, out: *out, figures: *figures, data: *data}
	return r.write(p)
}

// figureNumbers are the numbers that each figure draws, as evidence.csv has them, to stand
// beside its drawing.
func figureNumbers(d *doc.Document, folder string) ([]product, error) {
	figures, err := doc.All[*doc.Figure](d.Blocks)
	if err != nil {
		return nil, err
	}
	var products []product
	for _, f := range figures {
		var file bytes.Buffer
		if err := fact.WriteFacts(&file, f.Facts); err != nil {
			return nil, fmt.Errorf("%s: %w", f.ID, err)
		}
		name := strings.TrimSuffix(path.Base(f.Name), path.Ext(f.Name)) + ".csv"
		products = append(products, product{filepath.Join(folder, name), file.Bytes()})
	}
	return products, nil
}

// writeEvidence writes the evidence for a committee as evidence.docx.
func writeEvidence(s *analysis.Study, figures, pictures string, by sections.Submitter, reported *fact.Evidence,
	out string, p *progress) error {
	d, err := submission(s, figures, pictures, by, reported)
	if err != nil {
		return err
	}
	var file bytes.Buffer
	if err := word.Write(&file, d); err != nil {
		return err
	}
	path := filepath.Join(out, "evidence.docx")
	if err := write([]product{{path, file.Bytes()}}); err != nil {
		return err
	}
	words, err := d.Words()
	if err != nil {
		return err
	}
	p.done("made %s of %s words; a committee takes %s", filepath.ToSlash(path), fact.FormatInt(words),
		fact.FormatInt(sections.MostWords))
	if by.Date == "" {
		fmt.Fprintf(p.w, "It bears the date of the release, %s: give the day on which it is submitted as DATE\n",
			s.Release.Vintage)
	}
	return nil
}

// A report is what its products are written from.
type report struct {
	document     *doc.Document
	evidence     *fact.Evidence
	changes      published.Changes
	out, figures string       // the folders of the products and of the figures
	data         string       // the folder of the tables
	annex        bytes.Buffer // set together with report.pdf, as is the copy for archives
	archive      bytes.Buffer
}

// write makes every product, then writes them all, and says which.
func (r *report) write(p *progress) error {
	var products []product
	for _, format := range formats {
		var file bytes.Buffer
		if err := format.write(r, &file); err != nil {
			return fmt.Errorf("%s: %w", format.name, err)
		}
		products = append(products, product{filepath.Join(r.out, format.name), file.Bytes()})
		p.done("made %s", format.name)
	}
	numbers, err := figureNumbers(r.document, r.figures)
	if err != nil {
		return err
	}
	products = append(products, numbers...)
	if err := write(products); err != nil {
		return err
	}
	for _, f := range products {
		fmt.Fprintf(p.w, "%s\n", filepath.ToSlash(f.path))
	}
	return nil
}

// A format is one product and the function that writes it.
type format struct {
	name  string
	write func(*report, io.Writer) error
}

// formats lists the products in the order in which they are written. The archive's copy is of
// the report; who archives the annex as well has it as annex.pdf, tagged alike, and in
// report.html.
var formats = []format{
	{"report.md", func(r *report, w io.Writer) error { return markdown.Write(w, r.document, relative(r.out, r.figures)) }},
	{"report.html", func(r *report, w io.Writer) error {
		style, err := html.Style(filepath.Join("report", "fonts"))
		if err != nil {
			return err
		}
		return html.Write(w, r.document, html.Sheet{Style: style, Tables: os.DirFS(r.data)})
	}},
	{"report.pdf", func(r *report, w io.Writer) error {
		printed, annex := r.document.Volumes()
		r.annex.Reset()
		r.archive.Reset()
		return pdf.Write(".", pdf.Print{Document: printed, Standard: pdf.Accessible, To: w},
			pdf.Print{Document: printed, Standard: pdf.Archival, To: &r.archive},
			pdf.Print{Document: annex, Standard: pdf.Accessible, To: &r.annex})
	}},
	{"annex.pdf", func(r *report, w io.Writer) error { _, err := w.Write(r.annex.Bytes()); return err }},
	{"report-archive.pdf", func(r *report, w io.Writer) error { _, err := w.Write(r.archive.Bytes()); return err }},
	{"tables.ods", func(r *report, w io.Writer) error { return ods.Write(w, r.document) }},
	{"changes.csv", func(r *report, w io.Writer) error { return r.changes.Write(w) }},
	{"datapackage.json", func(_ *report, w io.Writer) error { return published.WritePackage(w) }},
	{"evidence.csv", func(r *report, w io.Writer) error { return r.evidence.Write(w) }},
}

// submission assembles the evidence that somebody submits to a committee.
func submission(s *analysis.Study, figures, pictures string, by sections.Submitter,
	reported *fact.Evidence) (*doc.Document, error) {
	drawings, err := sections.Drawings(figures)
	if err != nil {
		return nil, err
	}
	shown, err := sections.Pictures(pictures)
	if err != nil {
		return nil, err
	}
	c, err := colophon("data")
	if err != nil {
		return nil, err
	}
	return sections.Submission(s, drawings, shown, by, reported, c)
}

// build assembles the document from the study and the drawn figures.
func build(s *analysis.Study, data, figures string) (*doc.Document, *fact.Evidence, published.Changes, error) {
	drawings, err := sections.Drawings(figures)
	if err != nil {
		return nil, nil, published.Changes{}, err
	}
	c, err := colophon(data)
	if err != nil {
		return nil, nil, published.Changes{}, err
	}
	return sections.Build(s, drawings, c)
}

var (
	version  = regexp.MustCompile(`(?m)^version: "(.+)"$`)
	author   = regexp.MustCompile(`(?m)^  - name: "(.+)"$`)
	licence  = regexp.MustCompile(`(?m)^license: (.+)$`)
	home     = regexp.MustCompile(`(?m)^repository-code: "(.+)"$`)
	compiler = regexp.MustCompile(`"(@myriaddreamin/typst-ts-node-compiler)": "([^"]+)"`)
)

// colophon lists what the report is made from: the project's version, every table with
// its sum, the modules that this command was built with, and the pinned typesetter.
func colophon(data string) (section.Colophon, error) {
	var c section.Colophon
	sums, err := os.ReadFile(filepath.Join(data, "SHA256SUMS"))
	if err != nil {
		return c, err
	}
	for _, line := range strings.Split(strings.TrimSpace(string(sums)), "\n") {
		sum, name, _ := strings.Cut(line, "  ")
		c.Tables = append(c.Tables, path.Join("data", name)+" "+sum)
	}
	c.Modules, err = analysis.Modules("github.com/go-gota/gota", "github.com/yuin/goldmark", "gonum.org/v1/gonum")
	if err != nil {
		return c, err
	}
	citation, err := os.ReadFile("CITATION.cff")
	if err != nil {
		return c, err
	}
	for _, field := range []struct {
		pattern *regexp.Regexp
		to      *string
	}{{version, &c.Version}, {author, &c.Author}, {licence, &c.Licence}, {home, &c.Repository}} {
		if m := field.pattern.FindSubmatch(citation); m != nil {
			*field.to = string(m[1])
		}
	}
	packages, err := os.ReadFile(filepath.Join("report", "typst", "package.json"))
	if err != nil {
		return c, err
	}
	if m := compiler.FindSubmatch(packages); m != nil {
		c.Typesetter = string(m[1]) + " " + string(m[2])
	}
	return c, nil
}

// relative is the way from the folder of the documents to that of the figures,
// as a link writes it.
func relative(from, to string) string {
	r, err := filepath.Rel(from, to)
	if err != nil {
		return filepath.ToSlash(to)
	}
	return filepath.ToSlash(r)
}

// A product is a file to write.
type product struct {
	path string
	data []byte
}

// write puts every product in place under a temporary name first, so that a
// failure leaves the old files whole.
func write(products []product) error {
	for _, p := range products {
		if err := os.WriteFile(p.path+".new", p.data, 0o644); err != nil {
			return err
		}
	}
	for _, p := range products {
		if err := os.Rename(p.path+".new", p.path); err != nil {
			return err
		}
	}
	return nil
}

// progress says what was done and how long it took.
type progress struct {
	w    io.Writer
	last time.Time
}

func (p *progress) done(format string, args ...any) {
	now := time.Now()
	fmt.Fprintf(p.w, "%6.2f s  %s\n", now.Sub(p.last).Seconds(), fmt.Sprintf(format, args...))
	p.last = now
}
