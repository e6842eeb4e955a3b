package word

import (
	"bytes"
	"image"
	"image/png"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"grooming-report/report/doc"
	"grooming-report/report/doc/doctest"

	"github.com/google/go-cmp/cmp"
)

// wordSample is the sample without what evidence to a committee has no place for.
func wordSample(t testing.TB) *doc.Document {
	t.Helper()
	d := doctest.Sample(t)
	d.Author = `A "charity" & <friends>`
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 40, 20))); err != nil {
		t.Fatal(err)
	}
	d.Blocks = slices.DeleteFunc(d.Blocks, func(b doc.Block) bool {
		switch b := b.(type) {
		case *doc.Code, *doc.Quote:
			return true
		case *doc.List:
			return b.Ordered || slices.ContainsFunc(b.Items, func(item []doc.Block) bool { return len(item) > 1 })
		case *doc.Figure:
			b.PNG = picture.Bytes()
		}
		return false
	})
	return d
}

func writeWord(t testing.TB, d *doc.Document) (map[string]string, []byte) {
	t.Helper()
	var file bytes.Buffer
	if err := Write(&file, d); err != nil {
		t.Fatal(err)
	}
	parts, _ := doctest.Unpack(t, file.Bytes())
	return parts, file.Bytes()
}

// sequences are the orders that wml.xsd of ISO/IEC 29500-4 prescribes for the
// elements that the writer uses.
var sequences = map[string]string{
	"w:pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind jc " +
		"outlineLvl rPr",
	"w:rPr":       "rStyle rFonts b bCs i iCs noProof color sz szCs u vertAlign lang",
	"w:tblPr":     "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook tblCaption tblDescription",
	"w:tblGrid":   "gridCol",
	"w:tbl":       "tblPr tblGrid tr",
	"w:tr":        "trPr tc",
	"w:tc":        "tcPr p",
	"w:tcPr":      "tcW tcBorders shd vAlign",
	"w:sectPr":    "footerReference pgSz pgMar",
	"w:style":     "name basedOn next uiPriority semiHidden qFormat pPr rPr tblPr tblStylePr",
	"w:lvl":       "start numFmt pStyle lvlText lvlJc pPr",
	"w:numbering": "abstractNum num",
	"w:settings": "zoom defaultTabStop characterSpacingControl footnotePr compat themeFontLang decimalSymbol " +
		"listSeparator",
	"wp:inline": "extent docPr cNvGraphicFramePr graphic",
	"pic:pic":   "nvPicPr blipFill spPr",
}

func checkSequence(t *testing.T, name string, e *doctest.Element) {
	t.Helper()
	if want, ok := sequences[e.Name]; ok {
		order, at := strings.Fields(want), 0
		for _, c := range e.Children {
			i := slices.Index(order, c.Name[strings.Index(c.Name, ":")+1:])
			if i < at {
				t.Fatalf("%s: %s in %s, want the order %s", name, c.Name, e.Name, want)
			}
			at = i
		}
	}
	for _, c := range e.Children {
		checkSequence(t, name, c)
	}
}

// Every part is well formed, has a content type, and is led to; every leading
// leads somewhere; every style, number, bookmark and note exists once.
func TestWordPackage(t *testing.T) {
	parts, _ := writeWord(t, wordSample(t))
	types := doctest.ParseXML(t, "[Content_Types].xml", parts["[Content_Types].xml"])
	known := map[string]bool{}
	for _, o := range types.All(":Override") {
		if parts[strings.TrimPrefix(o.Attr["PartName"], "/")] == "" {
			t.Errorf("a content type for %s, which is not there", o.Attr["PartName"])
		}
		known[o.Attr["PartName"]] = true
	}
	defaults := map[string]bool{}
	for _, o := range types.All(":Default") {
		defaults["."+o.Attr["Extension"]] = true
	}
	led := map[string]bool{"[Content_Types].xml": true, "_rels/.rels": true, "word/_rels/document.xml.rels": true}
	ids := map[string]bool{}
	for file, folder := range map[string]string{"_rels/.rels": "", "word/_rels/document.xml.rels": "word"} {
		for _, r := range doctest.ParseXML(t, file, parts[file]).All(":Relationship") {
			if r.Attr["TargetMode"] == "External" {
				if !strings.HasPrefix(r.Attr["Target"], "https://") {
					t.Errorf("a link to %q", r.Attr["Target"])
				}
			} else if target := path.Join(folder, r.Attr["Target"]); parts[target] == "" {
				t.Errorf("%s leads to %s, which is not there", file, target)
			} else {
				led[target] = true
			}
			if folder != "" {
				if ids[r.Attr["Id"]] {
					t.Errorf("the relationship %s is there twice", r.Attr["Id"])
				}
				ids[r.Attr["Id"]] = true
			}
		}
	}
	for name, data := range parts {
		if !led[name] {
			t.Errorf("nothing leads to %s", name)
		}
		if !known["/"+name] && (path.Ext(name) == ".xml" && name != "[Content_Types].xml" || !defaults[path.Ext(name)]) {
			t.Errorf("%s has no content type of its own", name)
		}
		if path.Ext(name) != ".png" {
			checkSequence(t, name, doctest.ParseXML(t, name, data))
		}
	}
	document := doctest.ParseXML(t, "document.xml", parts["word/document.xml"])
	for _, m := range regexp.MustCompile(`r:(?:id|embed)="([^"]+)"`).FindAllStringSubmatch(parts["word/document.xml"], -1) {
		if !ids[m[1]] {
			t.Errorf("the document uses the relationship %s, which is not there", m[1])
		}
	}
	styles := map[string]bool{}
	for _, s := range doctest.ParseXML(t, "styles.xml", parts["word/styles.xml"]).All("w:style") {
		styles[s.Attr["w:styleId"]] = true
	}
	for _, name := range []string{"word/document.xml", "word/footnotes.xml", "word/footer1.xml", "word/numbering.xml", "word/styles.xml"} {
		root := doctest.ParseXML(t, name, parts[name])
		for _, kind := range []string{"w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next"} {
			for _, s := range root.All(kind) {
				if !styles[s.Attr["w:val"]] {
					t.Errorf("%s: no style %s", name, s.Attr["w:val"])
				}
			}
		}
	}
	marks, names := map[string]bool{}, map[string]bool{}
	for _, m := range document.All("w:bookmarkStart") {
		if marks[m.Attr["w:id"]] || names[m.Attr["w:name"]] {
			t.Errorf("bookmark %s is there twice", m.Attr["w:name"])
		}
		marks[m.Attr["w:id"]], names[m.Attr["w:name"]] = true, true
	}
	for _, l := range document.All("w:hyperlink") {
		if a := l.Attr["w:anchor"]; a != "" && !names[a] {
			t.Errorf("a reference to the bookmark %s, which is not there", a)
		}
	}
	for _, f := range document.All("w:fldSimple") {
		if words := strings.Fields(f.Attr["w:instr"]); words[0] == "NOTEREF" && !names[words[1]] {
			t.Errorf("a note refers to the bookmark %s, which is not there", words[1])
		}
	}
	notes := map[string]int{}
	for _, n := range doctest.ParseXML(t, "footnotes.xml", parts["word/footnotes.xml"]).All("w:footnote") {
		notes[n.Attr["w:id"]]++
	}
	used := document.All("w:footnoteReference")
	for _, r := range used {
		if notes[r.Attr["w:id"]]++; notes[r.Attr["w:id"]] != 2 {
			t.Errorf("footnote %s is not there, or is referred to twice", r.Attr["w:id"])
		}
	}
	if len(used) == 0 || len(used) != len(notes)-2 {
		t.Errorf("%d of %d footnotes are referred to", len(used), len(notes)-2)
	}
}

// repeatedNotes are the marks of notes that were mentioned before, and what stands
// between two marks.
var repeatedNotes = regexp.MustCompile(`<w:fldSimple w:instr=" NOTEREF .*?</w:fldSimple>|<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>.*?</w:r>`)

// What a reader, and a screen reader, finds in the document.
func TestWordDocument(t *testing.T) {
	d := wordSample(t)
	parts, _ := writeWord(t, d)
	document := doctest.ParseXML(t, "document.xml", parts["word/document.xml"])
	tables := document.All("w:tbl")
	if len(tables) != 2 {
		t.Fatalf("%d tables, want 2", len(tables))
	}
	for _, table := range tables {
		rows := table.All("w:tr")
		for i, row := range rows {
			if header := len(row.All("w:tblHeader")) == 1; header != (i == 0) {
				t.Errorf("row %d is marked as a heading row: %t", i, header)
			}
			if len(row.All("w:tc")) != len(table.All("w:gridCol")) {
				t.Errorf("row %d has %d cells in %d columns", i, len(row.All("w:tc")), len(table.All("w:gridCol")))
			}
		}
		if look := table.All("w:tblLook")[0].Attr; look["w:firstRow"] != "1" || look["w:firstColumn"] != "1" {
			t.Errorf("heading row and column: %v", look)
		}
	}
	var numbered []string
	withoutMarks := doctest.ParseXML(t, "document.xml", repeatedNotes.ReplaceAllString(parts["word/document.xml"], ""))
	for _, p := range withoutMarks.All("w:p") {
		if style := p.All("w:pStyle"); len(style) == 1 && style[0].Attr["w:val"] == "NumberedParagraph" {
			numbered = append(numbered, p.Words("w:t"))
		}
	}
	var want []string
	for _, b := range d.Blocks {
		if p, ok := b.(*doc.Paragraph); ok {
			want = append(want, doc.PlainText(p.Inline))
		}
	}
	if diff := cmp.Diff(want, numbered); diff != "" {
		t.Errorf("numbered paragraphs (-want +got):\n%s", diff)
	}
	for _, b := range d.Blocks {
		if f, ok := b.(*doc.Figure); ok {
			if got := document.All("wp:docPr")[0].Attr["descr"]; got != f.Alt {
				t.Errorf("alt text %q, want %q", got, f.Alt)
			}
			if extent := document.All("wp:extent")[0].Attr; extent["cx"] != "5829300" || extent["cy"] != "2914650" {
				t.Errorf("a picture twice as wide as high is %s by %s", extent["cx"], extent["cy"])
			}
		}
	}
	core := doctest.ParseXML(t, "core.xml", parts["docProps/core.xml"])
	for name, want := range map[string]string{
		"dc:title": d.Title, "dc:creator": d.Author, "dc:language": "en-GB", "dcterms:created": "2026-04-23T00:00:00Z",
		"dcterms:modified": "2026-04-23T00:00:00Z",
	} {
		if got := core.Words(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	for name, data := range parts {
		if found := regexp.MustCompile(`/work|/home|/root|/tmp|vbaProject|macro`).FindString(data); found != "" {
			t.Errorf("%s holds %q", name, found)
		}
	}
}

// Limits stay on one line; any other dash may end one.
func TestWordDash(t *testing.T) {
	for text, want := range map[string]string{
		"1.08 (1.01–1.16), 0–3": "1.08 (1.01–\u20601.16), 0–\u20603",
		"so – or so; 3– or –3":  "so – or so; 3– or –3",
	} {
		if got := textRun("", text); !strings.Contains(got, ">"+want+"<") {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

// A document of more than six pages has its summary on a page of its own; a shorter one has
// no break.
func TestWordSummaryPage(t *testing.T) {
	for paragraphs, want := range map[int]int{3: 0, 400: 1} {
		d := &doc.Document{Title: "T", Language: "en-GB", Date: "2026-04-23", Release: "Release of 23 April 2026"}
		for _, name := range []string{"summary", "introduction", "end"} {
			d.Blocks = append(d.Blocks, &doc.Heading{Level: 1, ID: name, Inline: []doc.Inline{doc.Text(name)}})
			for range paragraphs / 3 {
				d.Blocks = append(d.Blocks, &doc.Paragraph{Inline: []doc.Inline{doc.Text("Two or three words of a paragraph.")}})
			}
		}
		if err := d.Finish(); err != nil {
			t.Fatal(err)
		}
		parts, _ := writeWord(t, d)
		document := parts["word/document.xml"]
		if n := strings.Count(document, "<w:pageBreakBefore/>"); n != want {
			t.Errorf("%d paragraphs: %d breaks, want %d", paragraphs, n, want)
		}
		if before, _, ok := strings.Cut(document, "<w:pageBreakBefore/>"); ok && strings.Contains(before, ">introduction<") {
			t.Errorf("%d paragraphs: the break is not before the introduction", paragraphs)
		}
	}
}

// A footnote is Word's own, with an address that can be followed; the same words are one.
func TestWordFootnotes(t *testing.T) {
	source := doc.Footnote{Inline: []doc.Inline{doc.Text("A source, "), doc.Link{URL: "https://example.org/a?b=1&c=2",
		Inline: []doc.Inline{doc.Text("example.org")}}}}
	d := &doc.Document{Title: "T", Language: "en-GB", Date: "2026-04-23", Release: "Release of 23 April 2026",
		Blocks: []doc.Block{
			&doc.Heading{Level: 1, ID: "a", Inline: []doc.Inline{doc.Text("A")}},
			&doc.Paragraph{Inline: []doc.Inline{doc.Text("Words."), source, doc.Text(" More."), source}},
		}}
	if err := d.Finish(); err != nil {
		t.Fatal(err)
	}
	parts, _ := writeWord(t, d)
	if n := strings.Count(parts["word/document.xml"], "<w:footnoteReference "); n != 1 {
		t.Errorf("%d footnotes, want the same words once", n)
	}
	if want := `<w:hyperlink r:id="link1" w:history="1">`; !strings.Contains(parts["word/footnotes.xml"], want) {
		t.Errorf("the footnotes lack %s", want)
	}
	if want := `Id="link1" Type="` + relationKind + `hyperlink" Target="https://example.org/a?b=1&amp;c=2" TargetMode="External"`; !strings.Contains(parts["word/_rels/footnotes.xml.rels"], want) {
		t.Errorf("the addresses of the footnotes lack %s", want)
	}
}

// Evidence bears the day on which it is submitted, or else that of the release.
func TestWordDay(t *testing.T) {
	for _, c := range []struct{ signed, day, want string }{
		{"", "2026-04-23", "23 April 2026, the date of the Home Office release that it rests on"},
		{"2026-11-26", "2026-11-26", "26 November 2026, on figures of the Home Office release of 23 April 2026"},
	} {
		d := &doc.Document{Title: "T", Language: "en-GB", Date: "2026-04-23", Signed: c.signed,
			Release: "Home Office release of 23 April 2026"}
		parts, _ := writeWord(t, d)
		if !strings.Contains(parts["word/document.xml"], c.want) {
			t.Errorf("submitted on %q: the document lacks %q", c.signed, c.want)
		}
		if want := c.day + "T00:00:00Z</dcterms:created>"; !strings.Contains(parts["docProps/core.xml"], want) {
			t.Errorf("submitted on %q: the properties lack %q", c.signed, want)
		}
	}
}

func TestWordSameBytes(t *testing.T) {
	_, first := writeWord(t, wordSample(t))
	_, second := writeWord(t, wordSample(t))
	if !bytes.Equal(first, second) {
		t.Error("the same document is other bytes the second time")
	}
}

// What has no place in evidence to a committee is an error, and never lost.
func TestWordErrors(t *testing.T) {
	one := []doc.Inline{doc.Text("one")}
	for _, test := range []struct {
		block doc.Block
		want  string
	}{
		{&doc.Code{}, "a Word document has no place for a *doc.Code"},
		{&doc.Quote{}, "a Word document has no place for a *doc.Quote"},
		{&doc.List{Ordered: true}, "no place in a Word document for a numbered list: its paragraphs have numbers"},
		{&doc.List{Items: [][]doc.Block{{&doc.Paragraph{Inline: one}, &doc.Paragraph{Inline: one}}}},
			"no place in a Word document for a list item of more than a paragraph"},
		{&doc.Figure{ID: "figure-force", PNG: []byte("GIF89a: a picture of another kind")},
			"figure figure-force: png: invalid format: not a PNG file"},
	} {
		if err := Write(io.Discard, &doc.Document{Blocks: []doc.Block{test.block}}); err == nil || err.Error() != test.want {
			t.Errorf("%T: error %v, want %q", test.block, err, test.want)
		}
	}
}

// Whatever a name holds, the file is well formed and the name reads as it was
// given, but for what no XML file can hold.
func FuzzWord(f *testing.F) {
	for _, s := range []string{`A "charity" & <friends>`, "Cymdeithas ŵ – 慈善", "]]>", "\x00\x1b\xff", "&amp;<w:p/>", "{{.Name}} %s *a* `b`", " ", "a\nb\tc", "\uE0001\uE001"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		cell := []doc.Inline{doc.Text(s)}
		d := &doc.Document{Title: s, Author: s, Language: "en-GB", Date: "2026-04-23", Release: s,
			Notes: []doc.Note{{Number: 1, Inline: cell}}, Blocks: []doc.Block{
				&doc.Heading{Level: 1, ID: s, Inline: cell}, &doc.Paragraph{Inline: []doc.Inline{doc.Strong{Inline: cell},
					doc.Emphasis{Inline: cell}, doc.Verbatim(s), doc.Link{URL: s, Inline: cell}, doc.Ref{ID: s, Text: s},
					doc.NoteRef{Number: 1}, doc.NoteRef{Number: 1}}},
				&doc.Table{ID: s + "t", Caption: cell, Columns: []doc.Column{{Head: s}}, Rows: [][]doc.Cell{{cell}}},
			}}
		parts, _ := writeWord(t, d)
		want := strings.Map(func(r rune) rune {
			if r == '\t' || r == '\n' || r == '\r' || r >= ' ' && r != 0xFFFE && r != 0xFFFF && utf8.ValidRune(r) {
				return r
			}
			return '\uFFFD'
		}, strings.ToValidUTF8(s, "\uFFFD"))
		for name, data := range parts {
			doctest.ParseXML(t, name, data)
		}
		if got := doctest.ParseXML(t, "core.xml", parts["docProps/core.xml"]).Words("dc:creator"); len([]rune(got)) < len([]rune(want)) || utf8.ValidString(s) && got != want {
			t.Errorf("the author %q reads %q", s, got)
		}
		if got := doctest.ParseXML(t, "document.xml", parts["word/document.xml"]).All("w:p")[0].Words("w:t"); utf8.ValidString(s) && got != want {
			t.Errorf("the title %q reads %q", s, got)
		}
	})
}

// A mark behind a digit reads as another digit.
func TestMarksApart(t *testing.T) {
	n, mark := doc.Number{Text: "4.91"}, doc.NoteRef{Number: 1}
	for _, c := range []struct{ in, want []doc.Inline }{
		{[]doc.Inline{n, mark, doc.Text(" ("), doc.Number{Text: "3.07–8.26"}, doc.Text("), not")},
			[]doc.Inline{n, doc.Text(" ("), doc.Number{Text: "3.07–8.26"}, doc.Text(")"), mark, doc.Text(", not")}},
		{[]doc.Inline{n, mark, doc.Text(" offences in")}, []doc.Inline{n, doc.Text(" offences"), mark, doc.Text(" in")}},
		{[]doc.Inline{n, mark, doc.NoteRef{Number: 2}, doc.Text(".")}, []doc.Inline{n, doc.Text("."), mark,
			doc.NoteRef{Number: 2}}},
		{[]doc.Inline{n, mark, doc.Text(" in May")}, []doc.Inline{n, doc.Text("\u202f"), mark, doc.Text(" in May")}},
		{[]doc.Inline{n, mark}, []doc.Inline{n, doc.Text("\u202f"), mark}},
		{[]doc.Inline{doc.Text("words."), mark, doc.Text(" More")}, []doc.Inline{doc.Text("words."), mark,
			doc.Text(" More")}},
		{[]doc.Inline{mark, n}, []doc.Inline{mark, n}},
	} {
		if diff := cmp.Diff(c.want, marksApart(c.in)); diff != "" {
			t.Errorf("marksApart(%v): -want +got\n%s", c.in, diff)
		}
	}
}

// A block and an inline that the walk knows and this writer has forgotten.
type (
	sidebar   struct{ doc.Block }
	underline struct{ doc.Inline }
)

// The writer's own switches end in an error, and not those of the walk alone.
func TestUnknown(t *testing.T) {
	in := &writer{doc: &doc.Document{}}
	in.inlines([]doc.Inline{underline{}}, "")
	for want, err := range map[string]error{
		"a Word document has no place for a *word.sidebar":  (&writer{doc: &doc.Document{}}).block(&sidebar{}),
		"a Word document has no place for a word.underline": in.err,
	} {
		if err == nil || err.Error() != want {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}
