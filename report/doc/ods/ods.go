package ods

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"

	"grooming-report/analysis/fact"
	"grooming-report/report/doc"
	"grooming-report/report/doc/archive"
	"grooming-report/report/doc/layout"
)

// A sheet is one sheet of a spreadsheet: lines that say what it is, in the first
// column, then a table.
type sheet struct {
	name  string
	id    string // the name of the table
	lines []field
	wraps bool // the lines are text to read
	heads []heading
	rows  [][]field
}

const odsType = "application/vnd.oasis.opendocument.spreadsheet"

const odsNames = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" ` +
	`xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" ` +
	`xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" ` +
	`xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" ` +
	`xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" ` +
	`xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" ` +
	`xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" ` +
	`xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3"`

// writeODS writes the sheets in their order. There is no time in the file but the
// document's date.
func writeODS(w io.Writer, d *doc.Document, sheets []sheet) error {
	o := &writer{widths: map[string]string{}, formats: map[string]string{}, heights: map[int]string{}}
	for _, s := range sheets {
		o.sheet(s)
	}
	language, country, _ := strings.Cut(d.Language, "-")
	return archive.Write(w, []archive.Part{
		{Name: "mimetype", Data: []byte(odsType), Stored: true},
		{Name: "META-INF/manifest.xml",
			Data: []byte(archive.Header +
				`<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">` +
				`<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="` + odsType + `"/>` +
				`<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>` +
				`<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>` +
				`<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/></manifest:manifest>`)},
		{Name: "meta.xml", Data: []byte(archive.Header + `<office:document-meta ` + odsNames + `><office:meta><dc:title>` +
			archive.Escape(d.Title) + `</dc:title><dc:subject>` + archive.Escape(d.Subtitle) +
			`</dc:subject><dc:description>` + archive.Escape(d.Summary) + `</dc:description><meta:keyword>` +
			archive.Escape(strings.Join(d.Keywords, ", ")) + `</meta:keyword>` +
			`<meta:creation-date>` + archive.Escape(d.Date) + `T00:00:00</meta:creation-date><dc:date>` +
			archive.Escape(d.Date) +
			`T00:00:00</dc:date><dc:language>` + archive.Escape(d.Language) +
			`</dc:language></office:meta></office:document-meta>`)},
		{Name: "styles.xml", Data: []byte(archive.Header + `<office:document-styles ` + odsNames + `><office:styles>` +
			`<style:default-style style:family="table-cell"><style:text-properties fo:font-family="Arial" ` +
			`fo:font-size="10pt" fo:language="` + archive.Escape(language) + `" fo:country="` + archive.Escape(country) +
			`"/></style:default-style>` +
			`<style:style style:name="Default" style:family="table-cell"><style:table-cell-properties ` +
			`style:vertical-align="top" fo:padding-left="0.15cm" fo:padding-right="0.15cm"/></style:style>` +
			`<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="table-cell" ` +
			`style:parent-style-name="Default"><style:text-properties fo:font-size="14pt" fo:font-weight="bold"/>` +
			`</style:style>` +
			`<style:style style:name="Words" style:family="table-cell" style:parent-style-name="Default">` +
			`<style:table-cell-properties fo:wrap-option="wrap"/></style:style>` +
			`<style:style style:name="Column_20_heading" style:display-name="Column heading" style:family="table-cell" ` +
			`style:parent-style-name="Words"><style:table-cell-properties style:vertical-align="bottom" ` +
			`fo:border-bottom="1pt solid #12436d"/><style:text-properties fo:font-weight="bold"/></style:style>` +
			`<style:style style:name="Number_20_heading" style:display-name="Number heading" style:family="table-cell" ` +
			`style:parent-style-name="Column_20_heading"><style:table-cell-properties style:text-align-source="fix"/>` +
			`<style:paragraph-properties fo:text-align="end"/></style:style>` +
			`<style:style style:name="Missing" style:family="table-cell" style:parent-style-name="Words">` +
			`<style:table-cell-properties style:text-align-source="fix"/><style:paragraph-properties fo:text-align="end"/>` +
			`</style:style>` +
			`</office:styles><office:automatic-styles><style:page-layout style:name="page"><style:page-layout-properties ` +
			`fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape" style:scale-to-X="1" ` +
			`style:scale-to-Y="0"/></style:page-layout></office:automatic-styles>` +
			`<office:master-styles><style:master-page style:name="Default" style:page-layout-name="page"/>` +
			`</office:master-styles></office:document-styles>`)},
		{Name: "content.xml", Data: []byte(archive.Header + `<office:document-content ` + odsNames +
			`><office:automatic-styles>` +
			o.styles.String() + `</office:automatic-styles><office:body><office:spreadsheet>` + o.body.String() +
			`<table:database-ranges>` + o.ranges.String() + `</table:database-ranges></office:spreadsheet></office:body>` +
			`</office:document-content>`)},
	})
}

type writer struct {
	styles, body, ranges bytes.Buffer
	widths               map[string]string // the style of a column's width
	formats              map[string]string // the style of a way to show numbers
	heights              map[int]string    // the style of a row of so many lines
}

func (o *writer) sheet(s sheet) {
	fmt.Fprintf(&o.body, `<table:table table:name="%s">`, archive.Escape(s.name))
	var widths []float64
	if s.wraps {
		widths = append(widths, o.column(16))
	}
	for i, h := range s.heads {
		width := max(layout.TextWidth(h.text)/3, longestWord(h.text))
		for _, row := range s.rows {
			width = max(width, min(layout.TextWidth(row[i].show()), 30), longestWord(row[i].show()))
		}
		if i == 0 {
			o.body.WriteString("<table:table-header-columns>")
		}
		widths = append(widths, o.column(width*inCentimetres+0.6))
		if i == 0 {
			o.body.WriteString("</table:table-header-columns>")
		}
	}
	for i, line := range s.lines {
		style, height := "Default", 1
		switch {
		case i == 0:
			style, height = "Heading_20_1", 2
		case s.wraps:
			style, height = "Words", linesIn([]field{line}, widths, 1)
		}
		o.row([]field{line}, height, func(int) string { return style })
	}
	if len(s.heads) > 0 {
		var heads []field
		for _, h := range s.heads {
			heads = append(heads, field{words: h.text})
		}
		o.body.WriteString("<table:table-header-rows>")
		o.row(heads, linesIn(heads, widths, 1.1), func(i int) string {
			if s.heads[i].numbers {
				return "Number_20_heading"
			}
			return "Column_20_heading"
		})
		o.body.WriteString("</table:table-header-rows>")
		first := len(s.lines) + 1
		fmt.Fprintf(&o.ranges, `<table:database-range table:name="%s" table:target-range-address="%s.A%d:%s.%s%d" `+
			`table:contains-header="true"/>`,
			archive.Escape(s.id), archive.Escape(s.name), first, archive.Escape(s.name), columnName(len(s.heads)),
			first+len(s.rows))
	}
	for _, row := range s.rows {
		o.row(row, linesIn(row, widths, 1), func(i int) string {
			switch {
			case row[i].number:
				return o.format(row[i])
			case s.heads[i].numbers:
				return "Missing"
			}
			return "Words"
		})
	}
	o.body.WriteString("</table:table>")
}

// inCentimetres turns the width of text, in the size of its letters, into that in
// Arial of 10 points.
const inCentimetres = 11.0 / 28.35

// linesIn is how many lines the fields of a row need in columns of the given
// widths, in letters so much wider than regular ones. A program that sets the height of rows by itself measures for its
// screen, and lets one row run into the next on paper.
func linesIn(row []field, widths []float64, weight float64) int {
	most := 1
	for i, f := range row {
		const padding, slack = 0.3, 0.97
		room := (widths[i] - padding) * slack
		lines, used := 1, 0.0
		for _, word := range strings.Fields(f.show()) {
			width := weight * layout.TextWidth(word) * inCentimetres
			if used > 0 && used+width > room {
				lines, used = lines+1, 0
			}
			used += width + layout.TextWidth(" ")*inCentimetres
		}
		most = max(most, lines)
	}
	return most
}

// column writes a column of a width in centimetres, and gives it back.
func (o *writer) column(width float64) float64 {
	w := strconv.FormatFloat(width, 'f', 1, 64)
	if o.widths[w] == "" {
		o.widths[w] = fmt.Sprintf("column%d", len(o.widths)+1)
		fmt.Fprintf(&o.styles, `<style:style style:name="%s" style:family="table-column"><style:table-column-properties `+
			`style:column-width="%scm"/></style:style>`, o.widths[w], w)
	}
	fmt.Fprintf(&o.body, `<table:table-column table:style-name="%s" table:default-cell-style-name="Default"/>`,
		o.widths[w])
	return width
}

// row writes a row of so many lines of text.
func (o *writer) row(fields []field, lines int, style func(int) string) {
	if o.heights[lines] == "" {
		o.heights[lines] = fmt.Sprintf("lines%d", lines)
		fmt.Fprintf(&o.styles, `<style:style style:name="lines%d" style:family="table-row"><style:table-row-properties `+
			`style:row-height="%.2fcm" style:use-optimal-row-height="false"/></style:style>`, lines, 0.42*float64(lines)+0.12)
	}
	fmt.Fprintf(&o.body, `<table:table-row table:style-name="%s">`, o.heights[lines])
	for i, f := range fields {
		words := archive.Escape(f.show())
		if f.link != "" {
			words = fmt.Sprintf(`<text:a xlink:type="simple" xlink:href="%s">%s</text:a>`, archive.Escape(f.link), words)
		}
		kind := `office:value-type="string"`
		if f.number {
			kind = fmt.Sprintf(`office:value-type="float" office:value="%s"`, fact.FormatValue(f.value))
		}
		fmt.Fprintf(&o.body, `<table:table-cell table:style-name="%s" %s><text:p>%s</text:p></table:table-cell>`, style(i),
			kind, words)
	}
	o.body.WriteString("</table:table-row>")
}

// show is the field as a reader sees it.
func (f field) show() string {
	if !f.number {
		return f.words
	}
	return cmp.Or(f.shown, fact.FormatFixed(f.value, f.decimals))
}

// format is the style of a number's cell: its decimals, or the words that are
// shown instead of a number too small for them, or of a fraction.
func (o *writer) format(f field) string {
	key := cmp.Or(f.shown, strconv.Itoa(f.decimals))
	if o.formats[key] == "" {
		name := fmt.Sprintf("number%d", len(o.formats)+1)
		o.formats[key] = name
		content := fmt.Sprintf(`<number:number number:decimal-places="%d" number:min-decimal-places="%d" `+
			`number:min-integer-digits="1" number:grouping="true"/>`, f.decimals, f.decimals)
		if f.shown != "" {
			content = "<number:text>" + archive.Escape(f.shown) + "</number:text>"
		}
		fmt.Fprintf(&o.styles, `<number:number-style style:name="%[1]s-format">%[2]s</number:number-style>`+
			`<style:style style:name="%[1]s" style:family="table-cell" style:parent-style-name="Default" `+
			`style:data-style-name="%[1]s-format"/>`, name, content)
	}
	return o.formats[key]
}

func longestWord(s string) float64 {
	longest := 0.0
	for _, word := range strings.Fields(s) {
		longest = max(longest, layout.TextWidth(word))
	}
	return longest
}

// columnName is the letters of the nth column: A, Z, AA.
func columnName(n int) string {
	name := ""
	for ; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}
