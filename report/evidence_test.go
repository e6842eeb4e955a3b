package main

import (
	"archive/zip"
	"bytes"
	"image"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"grooming-report/analysis/records/recordstest"
	"grooming-report/report/doc/markdown"
	"grooming-report/report/doc/word"
	"grooming-report/report/sections"
)

// pictures puts beside the drawings of a folder empty pictures that say they are
// of them.
func pictures(t testing.TB, dir string) {
	t.Helper()
	for _, name := range []string{"quarters", "force"} {
		svg, err := os.ReadFile(filepath.Join(dir, name+".svg"))
		if err != nil {
			t.Fatal(err)
		}
		words := unescape.Replace(string(regexp.MustCompile(`(?s)<metadata>(.*)</metadata>`).FindSubmatch(svg)[1]))
		var picture bytes.Buffer
		if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 47, 25))); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name+".png"), append(picture.Bytes(), words...), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

var unescape = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&#34;", `"`, "&#39;", "'", "&amp;", "&")

// drawn is a folder with the drawings and the pictures of them.
func drawn(t testing.TB) string {
	t.Helper()
	figures := t.TempDir()
	if err := os.CopyFS(figures, os.DirFS(filepath.Join("figures", "testdata"))); err != nil {
		t.Fatal(err)
	}
	pictures(t, figures)
	return figures
}

// What the clerks of both Houses ask of written evidence, checked in the file
// that the command writes. EVERY=1 writes it twice.
func TestCommittee(t *testing.T) {
	r := made(t)
	const name = `Mothers & Fathers <of> "Hampshire"`
	figures, out := drawn(t), t.TempDir()
	var told bytes.Buffer
	submitted := func() []byte {
		p := &progress{&told, time.Now()}
		if err := writeEvidence(r.study, figures, figures, sections.Submitter{Name: name}, r.evidence, out, p); err != nil {
			t.Fatal(err)
		}
		file, err := os.ReadFile(filepath.Join(out, "evidence.docx"))
		if err != nil {
			t.Fatal(err)
		}
		return file
	}
	file := submitted()
	if recordstest.Every() && !bytes.Equal(file, submitted()) {
		t.Error("the same evidence is other bytes the second time")
	}
	parts := unzip(t, file)
	text := func(part, pattern string) string {
		if m := regexp.MustCompile(`(?s)` + pattern).FindStringSubmatch(parts[part]); m != nil {
			return m[1]
		}
		return ""
	}
	document := parts["word/document.xml"]
	var styles, paragraphs []string
	for _, p := range regexp.MustCompile(`(?s)<w:p>.*?</w:p>`).FindAllString(document, -1) {
		styles = append(styles, regexp.MustCompile(`<w:pStyle w:val="([^"]*)"`).FindStringSubmatch(p)[1])
		paragraphs = append(paragraphs, plain(p))
	}
	count := func(style string) (n int) {
		for _, s := range styles {
			if s == style {
				n++
			}
		}
		return n
	}
	words := len(strings.Fields(strings.Join(paragraphs, " ") + " " + plain(parts["word/footnotes.xml"])))
	bullets := slices.Index(styles, "ListBullet")
	introduction := slices.Index(paragraphs, "Introduction")
	for _, check := range []struct {
		what string
		ok   bool
	}{
		{"Word, and editable", strings.Contains(parts["[Content_Types].xml"], "wordprocessingml.document.main+xml") &&
			!strings.Contains(parts["word/settings.xml"], "documentProtection")},
		{"one document, alone in its folder", len(glob(t, out)) == 1 && !strings.Contains(document, "w:altChunk")},
		{"under 25 MB", len(file) < 25<<20},
		{"no macros", !strings.Contains(strings.Join(names(parts), " "), "vba") &&
			!strings.Contains(parts["[Content_Types].xml"], "macro")},
		{"few pictures", strings.Count(document, "<w:drawing>") == 2},
		{"the title names who submits it", styles[0] == "Title" && paragraphs[0] == "Written evidence submitted by "+name},
		{"at most 3,000 words", words > 1000 && words <= 3000},
		{"a summary in bullets comes first", slices.Equal(styles[:3], []string{"Title", "Subtitle", "Date"}) &&
			paragraphs[3] == "Executive summary" && bullets == 4},
		{"then a brief introduction", introduction > bullets && styles[introduction] == "Heading1" &&
			len(strings.Fields(strings.Join(paragraphs[introduction+1:introduction+3], " "))) < 150},
		{"every paragraph of the text has a number of its own", count("NumberedParagraph") > 15 && count("Normal") == 0 &&
			strings.Contains(text("word/numbering.xml", `(w:abstractNumId="1".*?</w:abstractNum>)`), `w:lvlText w:val="%1."`)},
		{"dated", strings.HasPrefix(paragraphs[2], "23 April 2026, the date of the Home Office release") &&
			text("docProps/core.xml", `<dcterms:created[^>]*>(.*?)<`) == "2026-04-23T00:00:00Z"},
		{"the number of a figure and a title that begins with a number are parted", slices.ContainsFunc(paragraphs,
			func(p string) bool { return strings.HasPrefix(p, "Figure 1: 1,156 in 2016/17") })},
		{"who gives no date is told which one it bears", strings.Contains(told.String(),
			"It bears the date of the release, 23 April 2026: give the day on which it is submitted as DATE\n")},
		{"the report that it cites has its version, its maintainers, its licence and the next release", func() bool {
			all := strings.Join(paragraphs, "\n")
			return strings.Contains(all, "It is version 1.0.0, by the maintainers") && strings.Contains(all, "licence MIT") &&
				strings.Contains(all, "is due in July 2026")
		}()},
		{"an interval is said in plain words where it comes first",
			strings.Contains(paragraphs[bullets], "confidence interval (CI)") &&
				strings.Contains(paragraphs[bullets], "that chance variation leaves plausible")},
		{"no number of comparisons is promised beside a table that has another", !regexp.MustCompile(
			`We give (two|three|four|five)`).MatchString(strings.Join(paragraphs, "\n"))},
		{"the summary fits a page", words < 2400 || len(strings.Fields(strings.Join(paragraphs[bullets:introduction],
			" "))) < 400},
	} {
		if !check.ok {
			t.Errorf("not so: %s", check.what)
		}
	}
	if author := text("docProps/core.xml", `<dc:creator>(.*?)<`); unescape.Replace(author) != name {
		t.Errorf("author %q, want %q", author, name)
	}
	if alts := regexp.MustCompile(`<wp:docPr [^>]*descr="([^"]{150,})"`).FindAllString(document, -1); len(alts) != 2 {
		t.Errorf("%d pictures with alt text, want 2", len(alts))
	}
	if tables, heads := strings.Count(document, "<w:tbl>"), strings.Count(document, "<w:tblHeader/>"); tables != 3 || heads != tables {
		t.Errorf("%d tables, %d with a heading row; want 3", tables, heads)
	}
	if found := regexp.MustCompile(`\{\{|\}\}|<no value>|%!|[\x{E000}-\x{F8FF}]`).FindString(strings.Join(paragraphs, "\n")); found != "" {
		t.Errorf("a reader sees %q", found)
	}
}

// A number reads the same in the evidence for a committee as in the report: none
// is printed that the report does not print.
func TestCommitteeNumbers(t *testing.T) {
	if testing.Short() {
		t.Skip("writes the evidence once more; TestFormats compares its numbers with evidence.csv")
	}
	r := made(t)
	document, evidence := r.document, r.evidence
	var report bytes.Buffer
	if err := markdown.Write(&report, document, "figures"); err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := word.Write(&file, r.charity(t)); err != nil {
		t.Fatal(err)
	}
	number := regexp.MustCompile(`\d[\d,]*(\.\d+)?`)
	inReport := map[string]bool{}
	for _, n := range number.FindAllString(report.String(), -1) {
		inReport[strings.Trim(n, ",")] = true
	}
	for _, f := range evidence.Facts() {
		inReport[f.Text] = true
	}
	found := number.FindAllString(plain(unzip(t, file.Bytes())["word/document.xml"]), -1)
	for _, n := range found {
		if !inReport[strings.Trim(n, ",")] {
			t.Errorf("the evidence prints %s, which the report does not", n)
		}
	}
	if len(found) < 100 {
		t.Errorf("%d numbers found", len(found))
	}
}

var (
	noteAgain = regexp.MustCompile(`(?s)<w:fldSimple w:instr=" NOTEREF .*?</w:fldSimple>`)
	wordText  = regexp.MustCompile(`(?s)<w:t[ >][^<]*|</w:p>`)
)

// plain is the words of a part of a Word document, a line to a paragraph.
func plain(xml string) string {
	var b strings.Builder
	for _, m := range wordText.FindAllString(noteAgain.ReplaceAllString(xml, ""), -1) {
		_, words, ok := strings.Cut(m, ">")
		if b.WriteString(unescape.Replace(words)); ok && words == "" {
			b.WriteString("\n")
		}
	}
	return strings.TrimSpace(b.String())
}

func unzip(t testing.TB, file []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(data)
	}
	return parts
}

func names(parts map[string]string) (ns []string) {
	for n := range parts {
		ns = append(ns, n)
	}
	return ns
}

func glob(t testing.TB, dir string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	return files
}
