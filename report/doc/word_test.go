package doc

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"image"
	"image/png"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// wordSample is the sample without what evidence to a committee has no place for.
func wordSample(t testing.TB) *Document {
	t.Helper()
	d := sample(t)
	d.Author = `A "charity" & <friends>`
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 40, 20))); err != nil {
		t.Fatal(err)
	}
	d.Blocks = slices.DeleteFunc(d.Blocks, func(b Block) bool {
		switch b := b.(type) {
		case *Code, *Quote:
			return true
		case *List:
			return b.Ordered || slices.ContainsFunc(b.Items, func(item []Block) bool { return len(item) > 1 })
		case *Figure:
			b.PNG = picture.Bytes()
		}
		return false
	})
	return d
}

// unpack reads a zip file, and checks that nothing in it tells of a time but the first that
// a zip file can say, a system or a user.
func unpack(t testing.TB, file []byte) (map[string]string, []string) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	var names []string
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		if len(f.Extra) > 0 || f.Comment != "" || f.CreatorVersion != 0 || f.ExternalAttrs != 0 || f.Flags != 0 || parts[f.Name] != "" {
			t.Errorf("%s: extra %x, comment %q, creator %d, attributes %d, flags %d; want none, and each name once", f.Name, f.Extra, f.Comment, f.CreatorVersion, f.ExternalAttrs, f.Flags)
		}
		if got := f.Modified.Format(time.DateTime); got != "1980-01-01 00:00:00" {
			t.Errorf("%s: dated %s, want 1980-01-01", f.Name, got)
		}
		parts[f.Name] = string(data)
		names = append(names, f.Name)
	}
	return parts, names
}

// An element of an XML file, with its name as prefix:local.
type element struct {
	name     string
	attr     map[string]string
	children []*element
	text     string
}

func (e *element) all(name string) []*element {
	var found []*element
	for _, c := range e.children {
		if c.name == name {
			found = append(found, c)
		}
		found = append(found, c.all(name)...)
	}
	return found
}

// words is the text of all elements of a name within e.
func (e *element) words(name string) string {
	var b strings.Builder
	for _, t := range e.all(name) {
		b.WriteString(t.text)
	}
	return b.String()
}

func parseXML(t testing.TB, name, data string) *element {
	t.Helper()
	root := &element{name: "root"}
	stack := []*element{root}
	d := xml.NewDecoder(strings.NewReader(data))
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		top := stack[len(stack)-1]
		switch token := token.(type) {
		case xml.StartElement:
			e := &element{name: token.Name.Space + ":" + token.Name.Local, attr: map[string]string{}}
			for _, a := range token.Attr {
				e.attr[strings.TrimPrefix(a.Name.Space+":"+a.Name.Local, ":")] = a.Value
			}
			top.children = append(top.children, e)
			stack = append(stack, e)
		case xml.EndElement:
			if top.name != token.Name.Space+":"+token.Name.Local {
				t.Fatalf("%s: </%s> closes <%s>", name, token.Name.Local, top.name)
			}
			stack = stack[:len(stack)-1]
		case xml.CharData:
			top.text += string(token)
		}
	}
	if len(root.children) != 1 || len(stack) != 1 {
		t.Fatalf("%s has %d roots, want one that is closed", name, len(root.children))
	}
	return root.children[0]
}

func writeWord(t testing.TB, d *Document) (map[string]string, []byte) {
	t.Helper()
	var file bytes.Buffer
	if err := Word(&file, d); err != nil {
		t.Fatal(err)
	}
	parts, _ := unpack(t, file.Bytes())
	return parts, file.Bytes()
}

// sequences are the orders that wml.xsd of ISO/IEC 29500-4 prescribes for the
// elements that the writer uses.
var sequences = map[string]string{
	"w:pPr":       "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind jc outlineLvl rPr",
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
	"w:settings":  "zoom defaultTabStop characterSpacingControl footnotePr compat themeFontLang decimalSymbol listSeparator",
	"wp:inline":   "extent docPr cNvGraphicFramePr graphic",
	"pic:pic":     "nvPicPr blipFill spPr",
}

func checkSequence(t *testing.T, name string, e *element) {
	t.Helper()
	if want, ok := sequences[e.name]; ok {
		order, at := strings.Fields(want), 0
		for _, c := range e.children {
			i := slices.Index(order, c.name[strings.Index(c.name, ":")+1:])
			if i < at {
				t.Fatalf("%s: %s in %s, want the order %s", name, c.name, e.name, want)
			}
			at = i
		}
	}
	for _, c := range e.children {
		checkSequence(t, name, c)
	}
}

// Every part is well formed, has a content type, and is led to; every leading
// leads somewhere; every style, number, bookmark and note exists once.
func TestWordPackage(t *testing.T) {
	parts, _ := writeWord(t, wordSample(t))
	types := parseXML(t, "[Content_Types].xml", parts["[Content_Types].xml"])
	known := map[string]bool{}
	for _, o := range types.all(":Override") {
		if parts[strings.TrimPrefix(o.attr["PartName"], "/")] == "" {
			t.Errorf("a content type for %s, which is not there", o.attr["PartName"])
		}
		known[o.attr["PartName"]] = true
	}
	defaults := map[string]bool{}
	for _, o := range types.all(":Default") {
		defaults["."+o.attr["Extension"]] = true
	}
	led := map[string]bool{"[Content_Types].xml": true, "_rels/.rels": true, "word/_rels/document.xml.rels": true}
	ids := map[string]bool{}
	for file, folder := range map[string]string{"_rels/.rels": "", "word/_rels/document.xml.rels": "word"} {
		for _, r := range parseXML(t, file, parts[file]).all(":Relationship") {
			if r.attr["TargetMode"] == "External" {
				if !strings.HasPrefix(r.attr["Target"], "https://") {
					t.Errorf("a link to %q", r.attr["Target"])
				}
			} else if target := path.Join(folder, r.attr["Target"]); parts[target] == "" {
				t.Errorf("%s leads to %s, which is not there", file, target)
			} else {
				led[target] = true
			}
			if folder != "" {
				if ids[r.attr["Id"]] {
					t.Errorf("the relationship %s is there twice", r.attr["Id"])
				}
				ids[r.attr["Id"]] = true
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
			checkSequence(t, name, parseXML(t, name, data))
		}
	}
	document := parseXML(t, "document.xml", parts["word/document.xml"])
	for _, m := range regexp.MustCompile(`r:(?:id|embed)="([^"]+)"`).FindAllStringSubmatch(parts["word/document.xml"], -1) {
		if !ids[m[1]] {
			t.Errorf("the document uses the relationship %s, which is not there", m[1])
		}
	}
	styles := map[string]bool{}
	for _, s := range parseXML(t, "styles.xml", parts["word/styles.xml"]).all("w:style") {
		styles[s.attr["w:styleId"]] = true
	}
	for _, name := range []string{"word/document.xml", "word/footnotes.xml", "word/footer1.xml", "word/numbering.xml", "word/styles.xml"} {
		root := parseXML(t, name, parts[name])
		for _, kind := range []string{"w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next"} {
			for _, s := range root.all(kind) {
				if !styles[s.attr["w:val"]] {
					t.Errorf("%s: no style %s", name, s.attr["w:val"])
				}
			}
		}
	}
	marks, names := map[string]bool{}, map[string]bool{}
	for _, m := range document.all("w:bookmarkStart") {
		if marks[m.attr["w:id"]] || names[m.attr["w:name"]] {
			t.Errorf("bookmark %s is there twice", m.attr["w:name"])
		}
		marks[m.attr["w:id"]], names[m.attr["w:name"]] = true, true
	}
	for _, l := range document.all("w:hyperlink") {
		if a := l.attr["w:anchor"]; a != "" && !names[a] {
			t.Errorf("a reference to the bookmark %s, which is not there", a)
		}
	}
	for _, f := range document.all("w:fldSimple") {
		if words := strings.Fields(f.attr["w:instr"]); words[0] == "NOTEREF" && !names[words[1]] {
			t.Errorf("a note refers to the bookmark %s, which is not there", words[1])
		}
	}
	notes := map[string]int{}
	for _, n := range parseXML(t, "footnotes.xml", parts["word/footnotes.xml"]).all("w:footnote") {
		notes[n.attr["w:id"]]++
	}
	used := document.all("w:footnoteReference")
	for _, r := range used {
		if notes[r.attr["w:id"]]++; notes[r.attr["w:id"]] != 2 {
			t.Errorf("footnote %s is not there, or is referred to twice", r.attr["w:id"])
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
	document := parseXML(t, "document.xml", parts["word/document.xml"])
	tables := document.all("w:tbl")
	if len(tables) != 2 {
		t.Fatalf("%d tables, want 2", len(tables))
	}
	for _, table := range tables {
		rows := table.all("w:tr")
		for i, row := range rows {
			if header := len(row.all("w:tblHeader")) == 1; header != (i == 0) {
				t.Errorf("row %d is marked as a heading row: %t", i, header)
			}
			if len(row.all("w:tc")) != len(table.all("w:gridCol")) {
				t.Errorf("row %d has %d cells in %d columns", i, len(row.all("w:tc")), len(table.all("w:gridCol")))
			}
		}
		if look := table.all("w:tblLook")[0].attr; look["w:firstRow"] != "1" || look["w:firstColumn"] != "1" {
			t.Errorf("heading row and column: %v", look)
		}
	}
	var numbered []string
	withoutMarks := parseXML(t, "document.xml", repeatedNotes.ReplaceAllString(parts["word/document.xml"], ""))
	for _, p := range withoutMarks.all("w:p") {
		if style := p.all("w:pStyle"); len(style) == 1 && style[0].attr["w:val"] == "NumberedParagraph" {
			numbered = append(numbered, p.words("w:t"))
		}
	}
	var want []string
	for _, b := range d.Blocks {
		if p, ok := b.(*Paragraph); ok {
			want = append(want, PlainText(p.Inline))
		}
	}
	if diff := cmp.Diff(want, numbered); diff != "" {
		t.Errorf("numbered paragraphs (-want +got):\n%s", diff)
	}
	for _, b := range d.Blocks {
		if f, ok := b.(*Figure); ok {
			if got := document.all("wp:docPr")[0].attr["descr"]; got != f.Alt {
				t.Errorf("alt text %q, want %q", got, f.Alt)
			}
			if extent := document.all("wp:extent")[0].attr; extent["cx"] != "5829300" || extent["cy"] != "2914650" {
				t.Errorf("a picture twice as wide as high is %s by %s", extent["cx"], extent["cy"])
			}
		}
	}
	core := parseXML(t, "core.xml", parts["docProps/core.xml"])
	for name, want := range map[string]string{
		"dc:title": d.Title, "dc:creator": d.Author, "dc:language": "en-GB", "dcterms:created": "2026-04-23T00:00:00Z", "dcterms:modified": "2026-04-23T00:00:00Z",
	} {
		if got := core.words(name); got != want {
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
		d := &Document{Title: "T", Language: "en-GB", Date: "2026-04-23", Release: "Release of 23 April 2026"}
		for _, name := range []string{"summary", "introduction", "end"} {
			d.Blocks = append(d.Blocks, &Heading{Level: 1, ID: name, Inline: []Inline{Text(name)}})
			for range paragraphs / 3 {
				d.Blocks = append(d.Blocks, &Paragraph{[]Inline{Text("Two or three words of a paragraph.")}})
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
	source := Footnote{[]Inline{Text("A source, "), Link{"https://example.org/a?b=1&c=2", []Inline{Text("example.org")}}}}
	d := &Document{Title: "T", Language: "en-GB", Date: "2026-04-23", Release: "Release of 23 April 2026", Blocks: []Block{
		&Heading{Level: 1, ID: "a", Inline: []Inline{Text("A")}},
		&Paragraph{[]Inline{Text("Words."), source, Text(" More."), source}},
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

func TestWordSameBytes(t *testing.T) {
	_, first := writeWord(t, wordSample(t))
	_, second := writeWord(t, wordSample(t))
	if !bytes.Equal(first, second) {
		t.Error("the same document is other bytes the second time")
	}
}

// What has no place in evidence to a committee is an error, and never lost.
func TestWordErrors(t *testing.T) {
	one := []Inline{Text("one")}
	for _, test := range []struct {
		block Block
		want  string
	}{
		{&Code{}, "a Word document has no place for a *doc.Code"},
		{&Quote{}, "a Word document has no place for a *doc.Quote"},
		{&List{Ordered: true}, "no place in a Word document for a numbered list: its paragraphs have numbers"},
		{&List{Items: [][]Block{{&Paragraph{one}, &Paragraph{one}}}}, "no place in a Word document for a list item of more than a paragraph"},
		{&Figure{ID: "figure-force", PNG: []byte("GIF89a: a picture of another kind")}, "figure figure-force: png: invalid format: not a PNG file"},
	} {
		if err := Word(io.Discard, &Document{Blocks: []Block{test.block}}); err == nil || err.Error() != test.want {
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
		cell := []Inline{Text(s)}
		d := &Document{Title: s, Author: s, Language: "en-GB", Date: "2026-04-23", Release: s, Notes: []Note{{1, cell}}, Blocks: []Block{
			&Heading{Level: 1, ID: s, Inline: cell}, &Paragraph{[]Inline{Strong{cell}, Emphasis{cell}, Verbatim(s), Link{s, cell}, Ref{s, s}, NoteRef{1}, NoteRef{1}}},
			&Table{ID: s + "t", Caption: cell, Columns: []Column{{Head: s}}, Rows: [][]Cell{{cell}}},
		}}
		parts, _ := writeWord(t, d)
		want := strings.Map(func(r rune) rune {
			if r == '\t' || r == '\n' || r == '\r' || r >= ' ' && r != 0xFFFE && r != 0xFFFF && utf8.ValidRune(r) {
				return r
			}
			return '\uFFFD'
		}, strings.ToValidUTF8(s, "\uFFFD"))
		for name, data := range parts {
			parseXML(t, name, data)
		}
		if got := parseXML(t, "core.xml", parts["docProps/core.xml"]).words("dc:creator"); len([]rune(got)) < len([]rune(want)) || utf8.ValidString(s) && got != want {
			t.Errorf("the author %q reads %q", s, got)
		}
		if got := parseXML(t, "document.xml", parts["word/document.xml"]).all("w:p")[0].words("w:t"); utf8.ValidString(s) && got != want {
			t.Errorf("the title %q reads %q", s, got)
		}
	})
}

// A mark behind a digit reads as another digit.
func TestMarksApart(t *testing.T) {
	n, mark := Number{Text: "4.91"}, NoteRef{1}
	for _, c := range []struct{ in, want []Inline }{
		{[]Inline{n, mark, Text(" ("), Number{Text: "3.07–8.26"}, Text("), not")},
			[]Inline{n, Text(" ("), Number{Text: "3.07–8.26"}, Text(")"), mark, Text(", not")}},
		{[]Inline{n, mark, Text(" offences in")}, []Inline{n, Text(" offences"), mark, Text(" in")}},
		{[]Inline{n, mark, NoteRef{2}, Text(".")}, []Inline{n, Text("."), mark, NoteRef{2}}},
		{[]Inline{n, mark, Text(" in May")}, []Inline{n, Text("\u202f"), mark, Text(" in May")}},
		{[]Inline{n, mark}, []Inline{n, Text("\u202f"), mark}},
		{[]Inline{Text("words."), mark, Text(" More")}, []Inline{Text("words."), mark, Text(" More")}},
		{[]Inline{mark, n}, []Inline{mark, n}},
	} {
		if diff := cmp.Diff(c.want, marksApart(c.in)); diff != "" {
			t.Errorf("marksApart(%v): -want +got\n%s", c.in, diff)
		}
	}
}
