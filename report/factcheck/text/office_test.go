package text_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

const wordStyles = `<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">` +
	`<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="House heading"/><w:basedOn w:val="Heading1"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Cap"><w:name w:val="caption"/></w:style>` +
	`<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>` +
	`</w:styles>`

// TestWord reads what Word writes for one kind of thing at a time.
func TestWord(t *testing.T) {
	const p, q = `<w:p>`, `</w:p>`
	run := func(s string) string { return `<w:r><w:t xml:space="preserve">` + s + `</w:t></w:r>` }
	for _, c := range []struct{ name, body, want string }{
		{"a number in three runs", p + run("rose to 6") +
			`<w:r><w:rPr><w:b/></w:rPr><w:t>,3</w:t></w:r>` + run("41 cases") + q,
			"paragraph: rose to 6,341 cases\n"},
		{"inserted and deleted", p + run("rose to ") + `<w:del w:id="1"><w:r><w:delText>900</w:delText></w:r></w:del>` +
			`<w:ins w:id="2">` + run("847") + `</w:ins>` + run(" per cent") + q, "paragraph: rose to 847 per cent\n"},
		{"moved", p + `<w:moveFrom w:id="1">` + run("53") + `</w:moveFrom>` + run("now ") +
			`<w:moveTo w:id="2">` + run("53") +
			`</w:moveTo>` + q, "paragraph: now 53\n"},
		{"a deleted paragraph mark", `<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>` + run("up 900 ") + q + p +
			run("per cent") + q + p + run("Next") + q, "paragraph: up 900 per cent\nparagraph: Next\n"},
		{"a deleted row", `<w:tbl><w:tr><w:tc>` + p + run("Kent") + q +
			`</w:tc></w:tr><w:tr><w:trPr><w:del w:id="1"/></w:trPr>` +
			`<w:tc>` + p + run("Essex") + q + `</w:tc></w:tr></w:tbl>`, "cell 1:1,1 [-] [-]: Kent\n"},
		{"a link and a content control", p + `<w:hyperlink>` + run("150") +
			`</w:hyperlink><w:sdt><w:sdtPr><w:alias w:val="9"/>` +
			`</w:sdtPr><w:sdtContent>` + run(" cases") + `</w:sdtContent></w:sdt>` + q, "paragraph: 150 cases\n"},
		{"a field", p + `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGEREF 77</w:instrText></w:r>` +
			run("12") + q, "paragraph: 12\n"},
		{"hidden", p + run("53") +
			`<w:r><w:rPr><w:vanish/></w:rPr><w:t>99</w:t></w:r><w:r><w:rPr><w:rStyle w:val="Secret"/></w:rPr>` +
			`<w:t>98</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> cases</w:t></w:r>` + q, "paragraph: 53 cases\n"},
		{"a text box in both forms", p + run("Before ") +
			`<w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx><w:txbxContent>` +
			p + run("Box 900") + q + `</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>` + p +
			run("Box 900") + q + `</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>` + run("after") + q,
			"paragraph: Before after\nparagraph: Box 900\n"},
		{"a raised digit", p + run("150") + `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>` + q,
			"paragraph: 150¹\n"},
		{"breaks and hyphens", p +
			`<w:r><w:t>Kent</w:t><w:tab/><w:t>45</w:t><w:br/><w:t>2015</w:t><w:noBreakHyphen/><w:t>16</w:t></w:r>` + q,
			"paragraph: Kent 45⏎2015-16\n"},
		{"headings, contents, lists, captions", `<w:p><w:pPr><w:pStyle w:val="Own"/></w:pPr>` + run("Findings") + q +
			`<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr>` + run("Findings 12") + q +
			`<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr>` + run("By force") + q +
			`<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr>` + run("Kent") + q +
			`<w:p><w:pPr><w:pStyle w:val="Cap"/></w:pPr>` + run("Table 1") + q,
			"heading 1: Findings\nheading 2: By force\nitem: Kent\ncaption: Table 1\n"},
		{"a table", `<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc>` + p + run("Force") + q +
			`</w:tc><w:tc><w:tcPr><w:gridSpan w:val="2"/>` +
			`</w:tcPr>` + p + run("Offences") + q + `</w:tc></w:tr><w:tr><w:tc>` + p + run("Kent") + q +
			`</w:tc><w:tc>` + p + run("5") + q +
			`</w:tc><w:tc>` + p + run("6") + q + p + run("(est.)") + q + `</w:tc></w:tr></w:tbl>` + p + run("End") + q,
			"cell 1:1,1 [-] [-]: Force\ncell 1:1,2 [Force] [-]: Offences\ncell 1:2,1 [-] [Force]: Kent\n" +
				"cell 1:2,2 [Kent] [Offences]: 5\ncell 1:2,3 [Kent] [Offences]: 6\ncell 1:2,3 [Kent] [Offences]: " +
				"(est.)\nparagraph: End\n"},
		{"notes in their order", p + run("One") + `<w:r><w:footnoteReference w:id="3"/></w:r>` + run(" two") +
			`<w:r><w:footnoteReference w:id="2"/></w:r><w:del w:id="9"><w:r><w:footnoteReference w:id="4"/></w:r></w:del>` + q,
			"paragraph: One two\nfootnote: Third 3\nfootnote: Second 2\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			notes := `<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">` +
				`<w:footnote w:type="separator" w:id="0">` + p + run("-") + q + `</w:footnote>` +
				`<w:footnote w:id="2">` + p + run("Second 2") + q + `</w:footnote><w:footnote w:id="3">` + p + run("Third 3") + q +
				`</w:footnote><w:footnote w:id="4">` + p + run("Gone 4") + q + `</w:footnote></w:footnotes>`
			b := docx(t, c.body, "word/styles.xml", wordStyles, "word/footnotes.xml", notes)
			if diff := cmp.Diff(c.want, blocks(read(t, "a.docx", b))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

const odtTestStyles = `<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>` +
	`<style:style style:name="T2"><style:text-properties style:text-position="super 58%"/></style:style>`

// TestOpenDocument reads what LibreOffice writes for one kind of thing at a time.
func TestOpenDocument(t *testing.T) {
	for _, c := range []struct{ name, body, want string }{
		{"a number in spans", `<text:p>rose to 6<text:span text:style-name="T9">,3</text:span>41<text:s text:c="3"/>cases</text:p>`,
			"paragraph: rose to 6,341 cases\n"},
		{"tracked changes", `<text:tracked-changes><text:changed-region><text:deletion><text:p>900</text:p></text:deletion>` +
			`</text:changed-region></text:tracked-changes><text:p>rose to <text:change text:change-id="a"/>847</text:p>`,
			"paragraph: rose to 847\n"},
		{"a comment", `<text:p>53<office:annotation><text:p>really 54?</text:p></office:annotation> cases<office:annotation-end/></text:p>`,
			"paragraph: 53 cases\n"},
		{"hidden and raised", `<text:p>150<text:span text:style-name="T2">1</text:span><text:span text:style-name="T1">99</text:span></text:p>`,
			"paragraph: 150¹\n"},
		{"a note", `<text:p>One<text:note text:id="n"><text:note-citation>1</text:note-citation><text:note-body><text:p>Of 43 forces.` +
			`</text:p></text:note-body></text:note> two</text:p>`, "paragraph: One two\nfootnote: Of 43 forces.\n"},
		{"headings and lists", `<text:h text:outline-level="2">By force</text:h><text:list><text:list-item><text:p>Kent<text:tab/>45` +
			`<text:line-break/>Essex</text:p></text:list-item></text:list>`, "heading 2: By force\nitem: Kent 45⏎Essex\n"},
		{"contents", `<text:table-of-content><text:index-body><text:p>By force 12</text:p></text:index-body></text:table-of-content>` +
			`<text:p>End</text:p>`, "paragraph: End\n"},
		{"a table", `<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Force</text:p></table:table-cell>` +
			`<table:table-cell table:number-columns-repeated="2"/><table:table-cell><text:p>Offences</text:p></table:table-cell>` +
			`</table:table-row></table:table-header-rows><table:table-row><table:table-cell><text:p>Kent</text:p></table:table-cell>` +
			`<table:table-cell/><table:covered-table-cell/><table:table-cell><text:p>45</text:p></table:table-cell></table:table-row></table:table>`,
			"cell 1:1,1 [-] [-]: Force\ncell 1:1,4 [Force] [-]: Offences\ncell 1:2,1 [-] [Force]: Kent\ncell 1:2,4 [Kent] " +
				"[Offences]: 45\n"},
		{"a text box", `<text:p>Before <draw:frame><draw:text-box><text:p>Box 900</text:p></draw:text-box><svg:title>Chart 7</svg:title>` +
			`</draw:frame>after</text:p>`, "paragraph: Before after\nparagraph: Box 900\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, blocks(read(t, "a.odt", odt(t, odtTestStyles, c.body)))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
