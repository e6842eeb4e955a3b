package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	xhtml "golang.org/x/net/html"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/figures"
	"grooming-report/report/doc"
	"grooming-report/report/doc/doctest"
	"grooming-report/report/doc/html"
	"grooming-report/report/doc/layout"
	"grooming-report/report/doc/markdown"
	"grooming-report/report/doc/ods"
	"grooming-report/report/doc/pdf"
	"grooming-report/report/doc/word"
)

// A Printed is one number as a document states it, or its limits.
type Printed struct{ Name, Text string }

// A reading is what a document says, in its own order: the numbers of facts, the
// runs of words between the marks of notes, and the tables.
type reading struct {
	numbers []Printed
	runs    []string
	tables  []*doc.Table
}

func readDocument(d *doc.Document) *reading {
	r := &reading{}
	r.blocks(d.Blocks)
	return r
}

func (r *reading) blocks(blocks []doc.Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case *doc.Heading:
			r.line(b.Inline)
		case *doc.Paragraph:
			r.line(b.Inline)
		case *doc.List:
			for _, item := range b.Items {
				r.blocks(item)
			}
		case *doc.Quote:
			r.blocks(b.Blocks)
		case *doc.Figure:
			r.line(b.Caption)
		case *doc.Table:
			r.tables = append(r.tables, b)
			r.line(b.Caption)
			for _, row := range b.Rows {
				for _, c := range row {
					r.line(c)
				}
			}
		}
	}
}

func (r *reading) line(in []doc.Inline) {
	run := ""
	end := func() {
		if run != "" {
			r.runs = append(r.runs, run)
		}
		run = ""
	}
	var read func([]doc.Inline)
	read = func(in []doc.Inline) {
		for _, i := range in {
			switch i := i.(type) {
			case doc.NoteRef, doc.Formula: // the one is a mark, the other set as mathematics
				end()
			case doc.Strong:
				read(i.Inline)
			case doc.Emphasis:
				read(i.Inline)
			case doc.Link:
				read(i.Inline)
			case doc.Number:
				if i.Fact != nil {
					r.numbers = append(r.numbers, Printed{i.Fact.Name, i.Text})
				}
				run += i.Text
			default:
				run += doc.PlainText([]doc.Inline{i})
			}
		}
	}
	read(in)
	end()
}

// solid leaves out what lines and pages put in: spaces, hyphens and joiners that
// are not seen, and the marks of notes.
func solid(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\u00AD' || r == '\u200B' || r == '\u2060' {
			return -1
		}
		return r
	}, noteMark.ReplaceAllString(s, ""))
}

var noteMark = regexp.MustCompile(`\[(note )?[0-9]+\]`)

// evidenceRows are the rows of evidence.csv by their names.
func evidenceRows(t *testing.T, e *fact.Evidence) map[string][]string {
	t.Helper()
	var file bytes.Buffer
	if err := e.Write(&file); err != nil {
		t.Fatal(err)
	}
	table, err := csv.NewReader(&file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string][]string{}
	for _, row := range table[1:] {
		rows[row[0]] = row
	}
	return rows
}

// The same number reads the same in every format: each number that a document
// states is one of evidence.csv at the rounding it is printed with, and the page,
// the PDF, the Word document, the spreadsheet and the Markdown print it alike.
func TestFormats(t *testing.T) {
	r := made(t)
	submission := r.charity(t)
	report, evidence := r.document, evidenceRows(t, r.evidence)
	said := readDocument(report)
	if len(said.numbers) < 2000 || len(said.tables) < 20 {
		t.Fatalf("%d numbers in %d tables and the text; this is not the report", len(said.numbers), len(said.tables))
	}
	t.Run("evidence.csv", func(t *testing.T) {
		for _, n := range append(said.numbers, readDocument(submission).numbers...) {
			row := evidence[n.Name]
			if row == nil {
				t.Errorf("%s is stated and is not in evidence.csv", n.Name)
				continue
			}
			// Prose has 176 fewer for −176, and 5 per cent fewer for −5.
			if n.Name == "revisions.net" || strings.Contains(n.Name, "per-cent-change") && !strings.Contains(n.Text, "−") {
				row = slices.Clone(row)
				row[1] = strings.TrimPrefix(row[1], "-")
			}
			if err := agrees(n.Text, row[1], row[2], row[3]); err != nil {
				t.Errorf("%s: %v", n.Name, err)
			}
		}
	})
	t.Run("report.html", func(t *testing.T) { compareHTML(t, report, said, evidence) })
	t.Run("report.pdf", func(t *testing.T) { comparePDF(t, report, said) })
	t.Run("report.md", func(t *testing.T) {
		var file bytes.Buffer
		if err := markdown.Write(&file, report, "figures"); err != nil {
			t.Fatal(err)
		}
		rest := file.String()
		for i, n := range said.numbers {
			at := strings.Index(rest, n.Text)
			if at < 0 {
				t.Fatalf("number %d, %s, is not there as %q in its place", i+1, n.Name, n.Text)
			}
			rest = rest[at+len(n.Text):]
		}
	})
	t.Run("tables.ods", func(t *testing.T) { compareSpreadsheet(t, report, said) })
	t.Run("evidence.docx", func(t *testing.T) { compareWord(t, submission) })
}

var printedNumber = regexp.MustCompile(`−?[0-9][0-9,]*(?:\.([0-9]+))?`)

// spelled are the numbers that prose spells.
var spelled = []string{"none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}

// agrees compares a printed number, or printed limits, with those of
// evidence.csv.
func agrees(text, value, lower, upper string) error {
	if i := slices.Index(spelled, text); i >= 0 && value == strconv.Itoa(i) {
		return nil
	}
	if strings.HasPrefix(text, "<") {
		p, err := strconv.ParseFloat(value, 64)
		if err != nil || text != "<\u00a00.001" || p < 0 || p >= 0.0005 {
			return fmt.Errorf("printed %q for %s", text, value)
		}
		return nil
	}
	var part, whole float64
	if n, _ := fmt.Sscanf(text, "%g in %g", &part, &whole); n == 2 { // a probability: 6 in 7
		if p, err := strconv.ParseFloat(value, 64); err != nil || math.Abs(part/whole-p) > 1e-9 {
			return fmt.Errorf("printed %q for %s", text, value)
		}
		return nil
	}
	found := printedNumber.FindAllStringSubmatch(text, -1)
	if among := strings.Contains(text, " in "); among && len(found) == 2 { // 6 in 7
		part, err := strconv.ParseFloat(found[0][0], 64)
		all, err2 := strconv.ParseFloat(found[1][0], 64)
		exact, err3 := strconv.ParseFloat(value, 64)
		if errors.Join(err, err2, err3) != nil || math.Abs(part/all-exact) > 1e-9 {
			return fmt.Errorf("printed %q for %s", text, value)
		}
		return nil
	}
	wants := []string{value}
	switch {
	case len(found) == 1 && strings.HasSuffix(text, ", no upper limit") && upper == "INF":
		wants = []string{lower}
	case len(found) == 2:
		wants = []string{lower, upper}
	}
	if len(found) != len(wants) {
		return fmt.Errorf("printed %q for %s (%s to %s)", text, value, lower, upper)
	}
	for i, want := range wants {
		printed, err := strconv.ParseFloat(strings.NewReplacer("−", "-", ",", "").Replace(found[i][0]), 64)
		if err != nil {
			return err
		}
		exact, err := strconv.ParseFloat(want, 64)
		half := 0.5 * math.Pow(10, -float64(len(found[i][1])))
		if err != nil || math.Abs(printed-exact) > half*(1+1e-9) {
			return fmt.Errorf("printed %q for %s", found[i][0], want)
		}
	}
	return nil
}

// A number printed wrongly, by as little as its last digit, does not agree.
func TestAgrees(t *testing.T) {
	for _, test := range []struct {
		text, value, lower, upper string
		want                      bool
	}{
		{"7,140", "7140", "", "", true}, {"7,141", "7140", "", "", false}, {"−14", "-14", "", "", true}, {"14", "-14", "",
			"", false},
		{"4.00", "4.0032", "3.55", "4.53", true}, {"4.01", "4.0032", "3.55", "4.53", false}, {"3.55–4.53", "4.0032",
			"3.5512", "4.5261", true}, {"3.55–4.52", "4.0032", "3.5512", "4.5261", false},
		{"6 in 7", "0.857142857143", "", "", true}, {"5 in 7", "0.857142857143", "", "", false},
		{"from 0.44, no upper limit", "2.5", "0.4401", "INF", true}, {"from 0.44, no upper limit", "2.5", "0.4401", "3",
			false},
		{"five", "5", "", "", true}, {"five", "6", "", "", false}, {"<\u00a00.001", "0.0001", "", "", true},
		{"<\u00a00.001", "0.001", "", "", false},
		{"8\u00a0per\u00a0cent", "7.9", "", "", true},
	} {
		if err := agrees(test.text, test.value, test.lower, test.upper); (err == nil) != test.want {
			t.Errorf("%q for %s (%s to %s): %v", test.text, test.value, test.lower, test.upper, err)
		}
	}
}

// compareHTML finds the numbers of the page in the order of the document, with
// the values of evidence.csv behind them, and all words between.
func compareHTML(t *testing.T, d *doc.Document, said *reading, evidence map[string][]string) {
	var file bytes.Buffer
	if err := html.Write(&file, d, html.Sheet{}); err != nil {
		t.Fatal(err)
	}
	root, err := xhtml.Parse(&file)
	if err != nil {
		t.Fatal(err)
	}
	var numbers []Printed
	var words strings.Builder
	var read func(*xhtml.Node)
	read = func(n *xhtml.Node) {
		get := func(name string) string {
			for _, a := range n.Attr {
				if a.Key == name {
					return a.Val
				}
			}
			return ""
		}
		switch {
		case n.Type == xhtml.TextNode:
			words.WriteString(n.Data)
		case n.Data == "details" && get("class") == "code" || n.Data == "section" || n.Data == "svg" || n.Data == "script" || n.Data == "math":
			return
		case n.Data == "data":
			link := n.FirstChild
			name := strings.TrimPrefix(link.Attr[0].Val, "#number-")
			text := link.FirstChild.Data
			numbers = append(numbers, Printed{name, text})
			row := evidence[name]
			if row == nil || get("value") != row[1] && get("value") != row[2]+"/"+row[3] {
				t.Errorf("%s, %q, has the value %s; evidence.csv has %v", name, text, get("value"), row)
			}
		}
		for c := range n.ChildNodes() {
			read(c)
		}
	}
	for n := range root.Descendants() {
		if n.Data == "main" {
			read(n)
		}
	}
	if !slices.Equal(numbers, said.numbers) {
		t.Errorf("the page states %d numbers, the document %d, or others", len(numbers), len(said.numbers))
	}
	rest := solid(words.String())
	for _, run := range said.runs {
		at := strings.Index(rest, solid(run))
		if at < 0 {
			t.Fatalf("%q is not in its place", run)
		}
		rest = rest[at+len(solid(run)):]
	}
}

// comparePDF finds all words of the document, and the cells of each table. The
// order of the words is left to TestPDFReadingOrder: figures and tables may stand
// behind the text that they belong to.
func comparePDF(t *testing.T, d *doc.Document, said *reading) {
	doctest.NeedTypesetter(t, ".")
	var file bytes.Buffer
	if err := pdf.Write(".", pdf.Print{Document: d, Standard: pdf.Accessible, To: &file}); err != nil {
		t.Fatal(err)
	}
	words, tables := doctest.PDFText(t, file.Bytes())
	words = solid(words)
	for _, run := range said.runs {
		if !strings.Contains(words, solid(run)) {
			t.Errorf("%q is not there", run)
		}
	}
	var got []string
	for _, cells := range tables {
		got = append(got, solid(strings.Join(cells, "|")))
	}
	for _, table := range said.tables {
		var cells []string
		for _, c := range table.Columns {
			cells = append(cells, c.Head)
		}
		for _, row := range table.Rows {
			for _, c := range row {
				cells = append(cells, doc.PlainText(c))
			}
		}
		if !slices.Contains(got, solid(strings.Join(cells, "|"))) {
			t.Errorf("table %s is not there cell by cell", table.ID)
		}
	}
}

// The report is short enough to be read, also where it sets as many areas side by side as it can,
// of the longest names.
func TestPages(t *testing.T) {
	const most = 16
	one := made(t)
	doctest.NeedTypesetter(t, ".")
	const long = "Devon and Cornwall + Avon and Somerset; Yorkshire and the Humber; West Midlands region; East of England"
	areas, err := analysis.NewStudy(one.study.Data, "2026-04-23", long)
	if err != nil {
		t.Fatal(err)
	}
	drawn := t.TempDir()
	if err := figures.Run([]string{"-release", "2026-04-23", "-area", long, "-o", drawn}, io.Discard); err != nil {
		t.Fatal(err)
	}
	four, _, _, err := build(areas, "data", drawn)
	if err != nil {
		t.Fatal(err)
	}
	for name, d := range map[string]*doc.Document{"one area": one.document, "four areas": four} {
		report, annex := d.Volumes()
		if annex == nil {
			t.Fatalf("%s: the report has no annex", name)
		}
		var file bytes.Buffer
		if err := pdf.Write(".", pdf.Print{Document: report, Standard: pdf.Accessible, To: &file}); err != nil {
			t.Fatal(err)
		}
		pages := len(regexp.MustCompile(`/Type /Page\n`).FindAll(file.Bytes(), -1))
		if pages < 5 || pages > most {
			t.Errorf("%s: %d pages, want at most %d", name, pages, most)
		}
	}
}

// A figure that fills most of a page is set at the head of the next one. A table that follows it
// would have it among its rows, if it runs over pages.
func TestFiguresPartNoTable(t *testing.T) {
	blocks := made(t).document.Blocks
	for i, b := range blocks[:len(blocks)-1] {
		f, ok := b.(*doc.Figure)
		if table, next := blocks[i+1].(*doc.Table); ok && next && table.Break && layout.FigureHeight(f) > layout.Whole {
			t.Errorf("%s comes before %s, and would part it: place it behind", f.ID, table.ID)
		}
	}
}

// compareSpreadsheet finds every number of a row of a table in the row of its
// sheet, as it is printed.
func compareSpreadsheet(t *testing.T, d *doc.Document, said *reading) {
	var file bytes.Buffer
	if err := ods.Write(&file, d); err != nil {
		t.Fatal(err)
	}
	content := unzip(t, file.Bytes())["content.xml"]
	for _, table := range said.tables {
		_, sheet, _ := strings.Cut(content, fmt.Sprintf(`<table:table table:name="%s">`,
			strings.ReplaceAll(strings.TrimPrefix(table.ID, "table-"), "-", "_")))
		sheet, _, _ = strings.Cut(sheet, "</table:table>")
		_, sheet, found := strings.Cut(sheet, "</table:table-header-rows>")
		rows := strings.Split(sheet, "</table:table-row>")
		if !found || len(rows) != len(table.Rows)+1 {
			t.Errorf("%s has %d rows in its sheet, want %d", table.ID, len(rows)-1, len(table.Rows))
			continue
		}
		for i, row := range table.Rows {
			var shown []string
			for _, m := range regexp.MustCompile(`<text:p>(?:<text:a [^>]*>)?([^<]*)<`).FindAllStringSubmatch(rows[i], -1) {
				shown = append(shown, xhtml.UnescapeString(m[1]))
			}
			r := &reading{}
			for _, c := range row {
				r.line(c)
			}
			for _, n := range r.numbers {
				said := strings.TrimSuffix(strings.TrimPrefix(n.Text, "from "), ", no upper limit")
				for _, text := range strings.Split(strings.Replace(said, " to ", "–", 1), "–") {
					text = strings.TrimSuffix(text, "\u00a0per\u00a0cent") // the head of the column says it
					if i := slices.Index(spelled, text); i >= 0 {
						text = strconv.Itoa(i)
					}
					fewer := "−" + text // 5 per cent fewer is −5 there
					if !slices.Contains(shown, text) && !(strings.Contains(n.Name, "per-cent-change") && slices.Contains(shown, fewer)) {
						t.Errorf("%s, row %d: %s is not shown as %q but %q", table.ID, i+1, n.Name, text, shown)
					}
				}
			}
		}
	}
}

// compareWord reads the paragraphs of the Word document, which are the blocks
// and cells of the evidence in their order.
func compareWord(t *testing.T, d *doc.Document) {
	var file bytes.Buffer
	if err := word.Write(&file, d); err != nil {
		t.Fatal(err)
	}
	content := unzip(t, file.Bytes())["word/document.xml"]
	// A note that is mentioned again, and the comma between two marks.
	content = regexp.MustCompile(`(?s)<w:fldSimple w:instr=" NOTEREF .*?</w:fldSimple>|<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>.*?</w:r>`).ReplaceAllString(content, "")
	var got []string
	for _, p := range strings.Split(content, "</w:p>") {
		var words strings.Builder
		for _, m := range regexp.MustCompile(`<w:t [^>]*>([^<]*)</w:t>`).FindAllStringSubmatch(p, -1) {
			words.WriteString(xhtml.UnescapeString(m[1]))
		}
		if words.Len() > 0 {
			got = append(got, solid(words.String()))
		}
	}
	got = got[3:] // the title, what it is about, and the date
	var want []string
	add := func(label string, in []doc.Inline) { want = append(want, solid(label+doc.PlainText(in))) }
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *doc.Heading:
			add("", b.Inline)
		case *doc.Paragraph:
			add("", b.Inline)
		case *doc.List:
			for _, item := range b.Items {
				add("", item[0].(*doc.Paragraph).Inline)
			}
		case *doc.Figure:
			add(fmt.Sprintf("Figure %d: ", b.Number), b.Caption)
		case *doc.Table:
			add(fmt.Sprintf("Table %d: ", b.Number), b.Caption)
			for _, c := range b.Columns {
				add(c.Head, nil)
			}
			for _, row := range b.Rows {
				for _, c := range row {
					add("", c)
				}
			}
		}
	}
	for i := range min(len(want), len(got)) {
		if got[i] != want[i] {
			t.Fatalf("paragraph %d reads %q, want %q", i+1, got[i], want[i])
		}
	}
	if len(got) != len(want) || len(want) < 100 {
		t.Errorf("%d paragraphs and cells, want %d", len(got), len(want))
	}
}
