// Package word writes a document as a Word file for a parliamentary committee.
package word

import (
	"bytes"
	"cmp"
	"embed"
	"fmt"
	"image/png"
	"io"
	"math"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"grooming-report/analysis/records"
	"grooming-report/report/doc"
	"grooming-report/report/doc/archive"
	"grooming-report/report/doc/layout"
)

// The parts of a Word document that are the same in every one.
//
//go:embed *.xml
var wordParts embed.FS

// Write writes the document as a Word file (OOXML, ISO/IEC 29500 transitional)
// for a parliamentary committee: each paragraph of the main text has a number of
// Word's own numbering, warnings are footnotes, figures are pictures with alt
// text, the heading rows of tables are marked and repeated, and the first column
// is marked as the heading of each row. There is no time in the file but the
// document's date.
//
// The file is written here because the libraries lack what its readers need:
// github.com/gomutex/godocx v0.1.5 has no footnotes, github.com/fumiama/go-docx
// neither these nor heading rows, and npm's docx has both but stamps the file
// with the time of writing.
//
// A committee asks for a summary of one page where the evidence is longer than six: then the
// first section, which is the summary, has its page for itself.
//
// A code block, a quotation and a numbered list have no place in such evidence;
// they are errors.
func Write(w io.Writer, d *doc.Document) error {
	if err := d.Check(); err != nil {
		return err
	}
	o := &writer{doc: d, bookmarks: make(map[string]int), noted: make(map[int]bool)}
	for _, b := range d.Blocks {
		if err := o.bookmark(b); err != nil {
			return err
		}
	}
	pages, err := o.pages()
	if err != nil {
		return err
	}
	sections := 0
	for _, b := range d.Blocks {
		if h, ok := b.(*doc.Heading); ok && h.Level == 1 {
			sections++
			o.newPage = sections == 2 && pages > mostPages
		}
		if err := o.block(b); err != nil {
			return err
		}
	}
	notes, links := o.footnotes()
	if o.err != nil {
		return o.err
	}
	parts := []archive.Part{
		{Name: "[Content_Types].xml", Data: []byte(contentTypes)},
		{Name: "_rels/.rels", Data: []byte(packageRelations)},
		{Name: "docProps/core.xml", Data: []byte(o.properties())},
		{Name: "word/document.xml", Data: []byte(o.document())},
		{Name: "word/_rels/document.xml.rels", Data: []byte(o.relations())},
	}
	parts = append(parts, archive.Part{Name: "word/footnotes.xml", Data: []byte(notes)})
	if len(links) > 0 {
		parts = append(parts, archive.Part{Name: "word/_rels/footnotes.xml.rels",
			Data: []byte(archive.Header + relationsStart +
				linked(links) + "</Relationships>")})
	}
	for _, name := range []string{"styles.xml", "numbering.xml", "settings.xml", "footer1.xml"} {
		data, err := wordParts.ReadFile(name)
		if err != nil {
			return err
		}
		data = bytes.ReplaceAll(data, []byte(`"en-GB"`), []byte(`"`+archive.Escape(d.Language)+`"`))
		parts = append(parts, archive.Part{Name: "word/" + name, Data: data})
	}
	return archive.Write(w, append(parts, o.pictures...))
}

type writer struct {
	doc       *doc.Document
	body      bytes.Buffer
	bookmarks map[string]int // the number of each ID's bookmark
	noted     map[int]bool   // notes that already have their footnote
	newPage   bool           // the heading to come begins a page
	links     []string       // addresses, in order of mention
	pictures  []archive.Part
	err       error // the first that inlines met
}

// mostPages is the length above which a committee asks for a summary of one page.
const mostPages = 6

// pages is about how many pages the document takes, by the measures of word/styles.xml. It
// errs to more, since a summary of its own harms no shorter document.
func (o *writer) pages() (float64, error) {
	const page, line, perLine, small, perSmall, space = 717.0, 15.0, 82.0, 10.5, 100.0, 12.0
	lines := func(in []doc.Inline, perLine float64) float64 {
		return math.Ceil(float64(utf8.RuneCountInString(doc.PlainText(in))) / perLine)
	}
	height := 120.0 // of the title
	for _, b := range o.doc.Blocks {
		switch b := b.(type) {
		case *doc.Heading:
			height += 2.5 * line
		case *doc.Paragraph:
			height += line*lines(b.Inline, perLine) + space
		case *doc.List:
			for _, item := range b.Items {
				if p, ok := item[0].(*doc.Paragraph); ok {
					height += line*lines(p.Inline, perLine) + space
				}
			}
		case *doc.Table:
			widths, space := layout.ColumnWidths(b)
			height += layout.TableHeight(b, widths, space)
		case *doc.Figure:
			size, err := png.DecodeConfig(bytes.NewReader(b.PNG))
			if err != nil {
				return 0, fmt.Errorf("figure %s: %w", b.ID, err)
			}
			height += line*lines(b.Caption, perLine) + space + layout.BodyWidth*float64(size.Height)/float64(size.Width)
		}
	}
	for _, n := range o.doc.Notes {
		height += small * lines(n.Inline, perSmall)
	}
	return height / page, nil
}

// bookmark numbers the bookmark of a block that a reference can lead to.
func (o *writer) bookmark(b doc.Block) error {
	id := ""
	switch b := b.(type) {
	case *doc.Heading:
		id = b.ID
	case *doc.Table:
		id = b.ID
	case *doc.Figure:
		id = b.ID
	case *doc.Paragraph, *doc.List:
		return nil
	default:
		return doc.Unknown("a Word document", b)
	}
	o.bookmarks[id] = len(o.bookmarks) + 1
	return nil
}

const (
	wordNamespace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ` +
		`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	relationKind   = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	relationsStart = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`

	contentTypes = archive.Header + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Default Extension="png" ContentType="image/png"/>` +
		`<Override PartName="/word/document.xml" ` +
		`ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>` +
		`<Override PartName="/word/styles.xml" ` +
		`ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>` +
		`<Override PartName="/word/numbering.xml" ` +
		`ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>` +
		`<Override PartName="/word/settings.xml" ` +
		`ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>` +
		`<Override PartName="/word/footnotes.xml" ` +
		`ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/>` +
		`<Override PartName="/word/footer1.xml" ` +
		`ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>` +
		`<Override PartName="/docProps/core.xml" ` +
		`ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`

	packageRelations = archive.Header + relationsStart +
		`<Relationship Id="rId1" Type="` + relationKind + `officeDocument" Target="word/document.xml"/>` +
		`<Relationship Id="rId2" ` +
		`Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" ` +
		`Target="docProps/core.xml"/></Relationships>`
)

// relations lists the parts that the document refers to, its pictures and the
// addresses that it links to.
func (o *writer) relations() string {
	var b strings.Builder
	b.WriteString(archive.Header + relationsStart)
	for _, name := range []string{"styles", "numbering", "settings", "footnotes"} {
		fmt.Fprintf(&b, `<Relationship Id="%s" Type="%s%s" Target="%s.xml"/>`, name, relationKind, name, name)
	}
	fmt.Fprintf(&b, `<Relationship Id="footer" Type="%sfooter" Target="footer1.xml"/>`, relationKind)
	for i, p := range o.pictures {
		fmt.Fprintf(&b, `<Relationship Id="picture%d" Type="%simage" Target="%s"/>`, i+1, relationKind,
			archive.Escape(strings.TrimPrefix(p.Name, "word/")))
	}
	b.WriteString(linked(o.links) + "</Relationships>")
	return b.String()
}

// linked lists the addresses that a part of the document links to.
func linked(urls []string) string {
	var b strings.Builder
	for i, url := range urls {
		fmt.Fprintf(&b, `<Relationship Id="link%d" Type="%shyperlink" Target="%s" TargetMode="External"/>`, i+1,
			relationKind, archive.Escape(url))
	}
	return b.String()
}

// properties is what a file list shows of the document.
func (o *writer) properties() string {
	d := o.doc
	made := cmp.Or(d.Signed, d.Date)
	day := `<dcterms:%[1]s xsi:type="dcterms:W3CDTF">%[2]sT00:00:00Z</dcterms:%[1]s>`
	return archive.Header +
		`<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ` +
		`xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" ` +
		`xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
		"<dc:title>" + archive.Escape(d.Title) + "</dc:title><dc:subject>" + archive.Escape(d.Subtitle) +
		"</dc:subject><dc:creator>" + archive.Escape(d.Author) + "</dc:creator>" +
		"<cp:keywords>" + archive.Escape(strings.Join(d.Keywords, ", ")) + "</cp:keywords><dc:description>" +
		archive.Escape(d.Summary) + "</dc:description>" +
		"<cp:lastModifiedBy>" + archive.Escape(d.Author) + "</cp:lastModifiedBy>" + fmt.Sprintf(day, "created", made) +
		fmt.Sprintf(day, "modified", made) +
		"<dc:language>" + archive.Escape(d.Language) + "</dc:language></cp:coreProperties>"
}

// document puts the title, the date and the page around the body.
func (o *writer) document() string {
	d := o.doc
	day := records.Vintage(d.Date).String()
	dated := day + ", the date of the " + strings.TrimSuffix(d.Release, " of "+day) + " that it rests on"
	if d.Signed != "" {
		dated = records.Vintage(d.Signed).String() + ", on figures of the " + d.Release
	}
	return archive.Header + `<w:document ` + wordNamespace +
		` xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" ` +
		`xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ` +
		`xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body>` +
		paragraph("Title", textRun("", d.Title)) + paragraph("Subtitle", textRun("", d.Subtitle)) +
		paragraph("Date", textRun("", dated)) +
		o.body.String() +
		fmt.Sprintf(`<w:sectPr><w:footerReference w:type="default" r:id="footer"/><w:pgSz w:w="11906" w:h="16838"/>`+
			`<w:pgMar w:top="1247" w:right="%[1]d" w:bottom="1247" w:left="%[1]d" w:header="624" w:footer="624" `+
			`w:gutter="0"/></w:sectPr>`,
			(11906-wordWidth)/2) +
		"</w:body></w:document>"
}

// wordWidth is that of the text on its page, in twentieths of a point.
const wordWidth = 20 * 459

// footnotes is the part that holds the notes, and the addresses that they link to.
func (o *writer) footnotes() (notes string, links []string) {
	within := &writer{doc: o.doc}
	var b strings.Builder
	b.WriteString(archive.Header + `<w:footnotes ` + wordNamespace + `>` +
		`<w:footnote w:type="separator" w:id="-1"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>` +
		`</w:pPr><w:r><w:separator/></w:r></w:p></w:footnote>` +
		`<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:pPr><w:spacing w:after="0" w:line="240" ` +
		`w:lineRule="auto"/></w:pPr><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>`)
	for _, n := range o.doc.Notes {
		fmt.Fprintf(&b, `<w:footnote w:id="%d">%s</w:footnote>`, n.Number,
			paragraph("FootnoteText", `<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>`+
				textRun("", " ")+within.inlines(n.Inline, "")))
	}
	b.WriteString("</w:footnotes>")
	if o.err == nil {
		o.err = within.err
	}
	return b.String(), within.links
}

func (o *writer) block(b doc.Block) error {
	switch b := b.(type) {
	case *doc.Heading:
		heading := paragraph(fmt.Sprintf("Heading%d", b.Level), o.bookmarked(b.ID, o.inlines(b.Inline, "")))
		if o.newPage {
			heading = strings.Replace(heading, "</w:pPr>", "<w:pageBreakBefore/></w:pPr>", 1)
			o.newPage = false
		}
		o.body.WriteString(heading)
	case *doc.Paragraph:
		o.body.WriteString(paragraph("NumberedParagraph", o.inlines(b.Inline, "")))
	case *doc.List:
		if b.Ordered {
			return fmt.Errorf("no place in a Word document for a numbered list: its paragraphs have numbers")
		}
		for _, item := range b.Items {
			p, ok := item[0].(*doc.Paragraph)
			if !ok || len(item) > 1 {
				return fmt.Errorf("no place in a Word document for a list item of more than a paragraph")
			}
			o.body.WriteString(paragraph("ListBullet", o.inlines(p.Inline, "")))
		}
	case *doc.Table:
		o.table(b)
	case *doc.Figure:
		return o.figure(b)
	default:
		return doc.Unknown("a Word document", b)
	}
	return nil
}

// caption is the numbered line above a table or figure. Its number is a field,
// so that Word can list them.
func (o *writer) caption(kind string, number int, id string, in []doc.Inline) {
	label := textRun("<w:b/>", kind+" ") + fmt.Sprintf(`<w:fldSimple w:instr=" SEQ %s \* ARABIC ">%s</w:fldSimple>`,
		kind, textRun("<w:b/>", fmt.Sprint(number)))
	o.body.WriteString(paragraph("Caption", o.bookmarked(id, label)+textRun("", ": ")+o.inlines(in, "")))
}

func (o *writer) table(t *doc.Table) {
	o.caption("Table", t.Number, t.ID, t.Caption)
	widths, _ := layout.ColumnWidths(t)
	sum := 0.0
	for _, w := range widths {
		sum += w
	}
	grid, columns := "", make([]int, len(widths))
	for i, w := range widths {
		columns[i] = int(w / sum * wordWidth)
		grid += fmt.Sprintf(`<w:gridCol w:w="%d"/>`, columns[i])
	}
	fmt.Fprintf(&o.body, `<w:tbl><w:tblPr><w:tblStyle w:val="Results"/><w:tblW w:w="%d" w:type="dxa"/>`+
		`<w:tblLayout w:type="fixed"/>`+
		`<w:tblLook w:val="06A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" `+
		`w:noVBand="1"/><w:tblCaption w:val="%s"/></w:tblPr><w:tblGrid>%s</w:tblGrid>`,
		wordWidth, archive.Escape(doc.PlainText(t.Caption)), grid)
	cell := func(i int, content string) {
		style := "TableText"
		if t.Columns[i].Align == doc.Right {
			style = "TableNumber"
		}
		fmt.Fprintf(&o.body, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr>%s</w:tc>`, columns[i],
			paragraph(style, content))
	}
	o.body.WriteString(`<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`)
	for i, c := range t.Columns {
		cell(i, o.inlines(c.Heading(), ""))
	}
	o.body.WriteString("</w:tr>")
	for _, row := range t.Rows {
		o.body.WriteString("<w:tr><w:trPr><w:cantSplit/></w:trPr>")
		for i, c := range row {
			cell(i, o.inlines(c, ""))
		}
		o.body.WriteString("</w:tr>")
	}
	o.body.WriteString("</w:tbl>")
}

// figure shows the picture as wide as the text.
func (o *writer) figure(f *doc.Figure) error {
	size, err := png.DecodeConfig(bytes.NewReader(f.PNG))
	if err != nil {
		return fmt.Errorf("figure %s: %w", f.ID, err)
	}
	o.caption("Figure", f.Number, f.ID, f.Caption)
	name := strings.TrimSuffix(path.Base(f.Name), path.Ext(f.Name)) + ".png"
	o.pictures = append(o.pictures, archive.Part{Name: "word/media/" + name, Data: f.PNG, Stored: true})
	const perTwip = 635 // English metric units
	width := wordWidth * perTwip
	height := width * size.Height / size.Width
	n := len(o.pictures)
	o.body.WriteString(paragraph("Figure", fmt.Sprintf(`<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" `+
		`distR="0"><wp:extent cx="%[1]d" cy="%[2]d"/>`+
		`<wp:docPr id="%[3]d" name="Figure %[4]d" descr="%[5]s"/><wp:cNvGraphicFramePr><a:graphicFrameLocks `+
		`noChangeAspect="1"/></wp:cNvGraphicFramePr>`+
		`<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>`+
		`<pic:cNvPr id="%[3]d" name="%[6]s" descr="%[5]s"/><pic:cNvPicPr/></pic:nvPicPr>`+
		`<pic:blipFill><a:blip r:embed="picture%[3]d"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>`+
		`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%[1]d" cy="%[2]d"/></a:xfrm><a:prstGeom prst="rect">`+
		`<a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`,
		width, height, n, f.Number, archive.Escape(f.Alt), archive.Escape(name))))
	return nil
}

// paragraph is a paragraph of a style.
func paragraph(style, content string) string {
	return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>` + content + "</w:p>"
}

// textRun is text with properties, which are in the order of the schema: rStyle, b,
// i, vertAlign.
func textRun(properties, text string) string {
	text = dash.ReplaceAllString(text, "$1–\u2060$2")
	if properties != "" {
		properties = "<w:rPr>" + properties + "</w:rPr>"
	}
	return "<w:r>" + properties + `<w:t xml:space="preserve">` + archive.Escape(text) + "</w:t></w:r>"
}

// dash is one between numbers, after which Word would begin a new line were it
// not for a word joiner.
var dash = regexp.MustCompile(`([0-9])–([0-9])`)

// bookmarked makes content the place that a reference to id leads to.
func (o *writer) bookmarked(id, content string) string { return bookmark(o.bookmarks[id], content) }

func bookmark(n int, content string) string {
	return fmt.Sprintf(`<w:bookmarkStart w:id="%[1]d" w:name="_Ref%[1]d"/>%[2]s<w:bookmarkEnd w:id="%[1]d"/>`, n, content)
}

func (o *writer) inlines(in []doc.Inline, properties string) string {
	var b strings.Builder
	in = marksApart(in)
	for k, i := range in {
		switch i := i.(type) {
		case doc.Text:
			b.WriteString(textRun(properties, string(i)))
		case doc.Strong:
			b.WriteString(o.inlines(i.Inline, properties+"<w:b/>"))
		case doc.Emphasis:
			b.WriteString(o.inlines(i.Inline, properties+"<w:i/>"))
		case doc.Verbatim:
			b.WriteString(textRun(`<w:rStyle w:val="Verbatim"/>`+properties, string(i)))
		case doc.Formula:
			b.WriteString(textRun(properties, i.String()))
		case doc.Link:
			o.links = append(o.links, i.URL)
			fmt.Fprintf(&b, `<w:hyperlink r:id="link%d" w:history="1">%s</w:hyperlink>`, len(o.links),
				textRun(`<w:rStyle w:val="Hyperlink"/>`+properties, doc.PlainText(i.Inline)))
		case doc.Ref:
			fmt.Fprintf(&b, `<w:hyperlink w:anchor="_Ref%d" w:history="1">%s</w:hyperlink>`, o.bookmarks[i.ID],
				textRun(properties, i.Text))
		case doc.Number:
			b.WriteString(textRun(properties, i.Text))
		case doc.NoteRef:
			if k > 0 {
				if _, ok := in[k-1].(doc.NoteRef); ok {
					b.WriteString(textRun(`<w:vertAlign w:val="superscript"/>`, ", "))
				}
			}
			b.WriteString(o.noteRef(i.Number))
		default:
			if o.err == nil {
				o.err = doc.Unknown("a Word document", i)
			}
		}
	}
	return b.String()
}

// marksApart moves the marks that stand at a number, of which they would be read as further
// digits: behind the brackets, the word "offences" or the point that follows it, and else a
// narrow space away.
func marksApart(in []doc.Inline) []doc.Inline {
	var out []doc.Inline
	for len(in) > 0 {
		_, mark := in[0].(doc.NoteRef)
		if mark && len(out) > 0 {
			_, mark = out[len(out)-1].(doc.Number)
		}
		if !mark || len(out) == 0 {
			out, in = append(out, in[0]), in[1:]
			continue
		}
		n := 0
		for n < len(in) && isMark(in[n]) {
			n++
		}
		marks := in[:n]
		passed, rest := passage(in[n:])
		out, in = append(append(out, passed...), marks...), rest
	}
	return out
}

func isMark(i doc.Inline) bool { _, ok := i.(doc.NoteRef); return ok }

// passage parts what stands behind a number into what its marks follow, and the rest.
func passage(in []doc.Inline) (passed, rest []doc.Inline) {
	const narrow = "\u202f" // no-break space
	if len(in) == 0 {
		return []doc.Inline{doc.Text(narrow)}, nil
	}
	first, _ := in[0].(doc.Text)
	if strings.HasPrefix(string(first), " (") {
		for k, i := range in {
			switch i := i.(type) {
			case doc.Number:
				continue
			case doc.Text:
				if before, after, ok := strings.Cut(string(i), ")"); ok {
					passed = append(passed, in[:k]...)
					return append(passed, doc.Text(before+")")), textBefore(after, in[k+1:])
				}
				continue
			}
			break
		}
	}
	for _, end := range []string{" offences", ".", ",", ":", ";"} {
		if after, ok := strings.CutPrefix(string(first), end); ok {
			return []doc.Inline{doc.Text(end)}, textBefore(after, in[1:])
		}
	}
	return []doc.Inline{doc.Text(narrow)}, in
}

// textBefore puts text, unless there is none, before other words.
func textBefore(text string, in []doc.Inline) []doc.Inline {
	if text == "" {
		return in
	}
	return append([]doc.Inline{doc.Text(text)}, in...)
}

// noteRef is the note's footnote where it is mentioned first, and a reference to
// that footnote everywhere else.
func (o *writer) noteRef(n int) string {
	mark := len(o.bookmarks) + n
	const style = `<w:rStyle w:val="FootnoteReference"/>`
	if o.noted[n] {
		return fmt.Sprintf(`<w:fldSimple w:instr=" NOTEREF _Ref%d \f \h ">%s</w:fldSimple>`, mark,
			textRun(style, fmt.Sprint(n)))
	}
	o.noted[n] = true
	return bookmark(mark, fmt.Sprintf(`<w:r><w:rPr>%s</w:rPr><w:footnoteReference w:id="%d"/></w:r>`, style, n))
}
