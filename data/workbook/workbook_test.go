package workbook

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"grooming-report/data/workbook/scan"
)

// grooming is the row that most made workbooks hold, first of its sheet.
var grooming = Row{Sheet: "2017_18", Number: 2, FinancialYear: "2017/18", Quarter: 1, Force: "Hampshire",
	Description: "Sexual grooming", Group: "Sexual offences", Subgroup: "Other sexual offences", Code: "88A", Offences: CountOf(53)}

// with returns grooming after a change.
func with(change func(*Row)) Row {
	r := grooming
	change(&r)
	return r
}

var missing = with(func(r *Row) { r.Offences = Count{} })

// madeXZ is csvOddities[0].text after xz -9.
var madeXZ, _ = base64.StdEncoding.DecodeString(
	"/Td6WFoAAATm1rRGAgAhARwAAAAQz1jM4ADPAItdACMaScYkFygQ6KnHjhONscuIW79ZZ2Yl32WhI2E9I7pzYo9dS6XFTMEBQDa6VXbL9OBIp2Ib" +
		"fut53/1BrsBn8mZqsmKYNYdh+ruB4fYgoQNeSqIjyETsmhQpxU6p5XxKEG8Ckssea0IHd77forroSEuKe0EWGnw/YbH83S9aDclVJ2e0Yaxm+w/b" +
		"KgAAANOe7KwrvmkhAAGnAdABAACVD7rdscRn+wIAAAAABFla")

// smallXZ is the same with a dictionary of 64 KiB in place of 64 MiB, which takes time to clear.
var smallXZ, _ = base64.StdEncoding.DecodeString(
	"/Td6WFoAAATm1rRGAgAhAQgAAADYDyMT4ADPAItdACMaScYkFygQ6KnHjhONscuIW79ZZ2Yl32WhI2E9I7pzYo9dS6XFTMEBQDa6VXbL9OBIp2Ibfut5" +
		"3/1BrsBn8mZqsmKYNYdh+ruB4fYgoQNeSqIjyETsmhQpxU6p5XxKEG8Ckssea0IHd77forroSEuKe0EWGnw/YbH83S9aDclVJ2e0Yaxm+w/bKgAAANOe" +
		"7KwrvmkhAAGnAdABAACVD7rdscRn+wIAAAAABFla")

// One row after the header of an .ods, odd in one way, and what is read, or what
// the error says.
var odsOddities = []odsOddity{
	{
		name:   "as usual",
		sheets: []string{odsSheet("2017_18", odsHeader(), odsGrooming("2017/18", "1", "Hampshire", odsNumber("53")), odsTail)},
		want:   []Row{grooming},
	},
	{
		name:   "hyphen in the name",
		sheets: []string{odsSheet("2017-18", odsHeader(), odsGrooming("2017-18", "1.0", " Hampshire  ", odsNumber("53.0")))},
		want:   []Row{with(func(r *Row) { r.Sheet = "2017-18" })},
	},
	{
		name:   "another sheet first, and a chart's copy",
		sheets: []string{odsSheet("Cover_sheet", odsRow(odsText("Title"))), `<table:shapes><table:table table:name="2016_17"/></table:shapes>`, sheet1718(odsNumber("53"))},
		want:   []Row{grooming},
	},
	{name: "text that is a number", sheets: []string{sheet1718(odsText(" 1,202 "))}, want: []Row{with(func(r *Row) { r.Offences = CountOf(1202) })}},
	{name: "negative", sheets: []string{sheet1718(odsNumber("-3"))}, want: []Row{with(func(r *Row) { r.Offences = CountOf(-3) })}},
	{name: "marker", sheets: []string{sheet1718(odsText("N/a"))}, want: []Row{missing}},
	{name: "blank", sheets: []string{sheet1718(`<table:table-cell/>`)}, want: []Row{missing}},
	{
		name:   "the value, not what is shown",
		sheets: []string{sheet1718(`<table:table-cell office:value-type="float" office:value="1202"><text:p>1.2k</text:p></table:table-cell>`)},
		want:   []Row{with(func(r *Row) { r.Offences = CountOf(1202) })},
	},
	{
		name:   "scientific",
		sheets: []string{sheet1718(odsNumber("1e+05"))},
		want:   []Row{with(func(r *Row) { r.Offences = CountOf(100000) })},
	},
	{
		name:   "a value in an attribute of text",
		sheets: []string{sheet1718(`<table:table-cell office:value-type="string" office:string-value="N&#47;a"><text:p>7</text:p></table:table-cell>`)},
		want:   []Row{missing},
	},
	{
		name: "spans, spaces, links, line ends, notes and comments",
		sheets: []string{odsSheet("2017_18", odsHeader(), odsRow(odsText("2017/18"), odsNumber("1"),
			`<table:table-cell office:value-type="string"><office:annotation><text:p>checked</text:p></office:annotation>`+
				`<draw:frame><text:p>a picture</text:p></draw:frame><text:p>`+"\n  "+`Avon<text:s/>&amp;<!-- not here --><text:span> <text:a>Som</text:a></text:span>`+
				`er<text:note><text:p>7</text:p></text:note><![CDATA[set]]>`+"\r\n"+`</text:p></table:table-cell>`,
			odsText("Sexual grooming"), odsText("Sexual offences"), odsText("Other sexual offences"), odsText("88A"), odsNumber("53")))},
		want: []Row{with(func(r *Row) { r.Force = "Avon & Somerset" })},
	},
	{
		name: "repeated cells and rows",
		sheets: []string{odsSheet("2017_18", odsHeader(), odsTwice(odsRow(odsText("2017/18"), odsNumber("1"), odsText("Hampshire"),
			odsText("Theft"), odsTwice(odsText("Theft offences")), odsText("49"), odsNumber("2"))),
			odsGrooming("2017/18", "1", "Hampshire", odsNumber("53")))},
		want: []Row{theft(2), theft(3), with(func(r *Row) { r.Number = 4 })},
	},
	{
		name: "a count repeated into a stray column",
		sheets: []string{odsSheet("2017_18", odsRow(stray()...),
			odsGrooming("2017/18", "1", "Hampshire", odsTwice(odsNumber("53"))))},
		want: []Row{grooming},
	},
	{
		name: "rows in groups, blank rows between",
		sheets: []string{odsSheet("2017_18", odsTwice(odsRow()), `<table:table-header-rows>`, odsHeader(), `</table:table-header-rows>`,
			`<table:table-row-group>`, odsRow(), odsGrooming("2017/18", "1", "Hampshire", odsNumber("53")), `</table:table-row-group>`)},
		want: []Row{with(func(r *Row) { r.Number = 5 })},
	},
	{
		name: "offence count, other case, a note",
		sheets: []string{odsSheet("2017_18", strings.NewReplacer("Number of Offences", "Offence Count", "Force Name", "FORCE  name [note 6]").Replace(odsHeader()),
			odsGrooming("2017/18", "1", "Hampshire", odsNumber("53")))},
		want: []Row{grooming},
	},
	{
		name: "codes alike",
		sheets: []string{odsSheet("2017_18", odsHeader(),
			strings.Replace(odsGrooming("2017/18", "1", "Hampshire", odsNumber("53")), "88A", "4.1", 1),
			strings.Replace(odsGrooming("2017/18", "1", "Hampshire", odsNumber("53")), "88A", "4.10", 1),
			strings.Replace(odsGrooming("2017/18", "1", "Hampshire", odsNumber("53")), odsText("88A"), odsNumber("80"), 1))},
		want: []Row{
			with(func(r *Row) { r.Code = "4.1" }),
			with(func(r *Row) { r.Code, r.Number = "4.10", 3 }),
			with(func(r *Row) { r.Code, r.Number = "80", 4 }),
		},
	},
	{
		name: "a hidden sheet with the same rows",
		sheets: []string{sheet1718(odsNumber("53")),
			strings.Replace(odsSheet("2017-18", odsHeader(), odsGrooming("2017/18", "1", "Hampshire", odsNumber("53"))), "<table:table ", `<table:table table:style-name="ta2" `, 1)},
		want: []Row{grooming},
	},

	{name: "not a number", sheets: []string{sheet1718(odsText("1,5O"))}, err: `sheet "2017_18", row 2: Number of Offences is "1,5O"; expected a whole number`},
	{name: "half", sheets: []string{sheet1718(odsNumber("3.5"))}, err: `is "3.5"; expected a whole number`},
	{name: "a failed formula", sheets: []string{sheet1718(`<table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell>`)}, err: `is a failed formula, "#REF!"`},
	{name: "a number without one", sheets: []string{sheet1718(`<table:table-cell office:value-type="float"/>`)}, err: `a cell with a number that has no value`},
	{name: "a date", sheets: []string{sheet1718(`<table:table-cell office:value-type="date" office:date-value="2018-04-01"><text:p>1</text:p></table:table-cell>`)}, err: `is a date, "2018-04-01"`},
	{name: "a boolean", sheets: []string{sheet1718(`<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>1</text:p></table:table-cell>`)}, err: `is a boolean, "true"`},
	{name: "a percentage", sheets: []string{sheet1718(`<table:table-cell office:value-type="percentage" office:value="1"><text:p>100%</text:p></table:table-cell>`)}, err: `Number of Offences is a percentage, "1"`},
	{name: "under a merged cell", sheets: []string{sheet1718(strings.ReplaceAll(odsNumber("53"), "table-cell", "covered-table-cell"))}, err: `Number of Offences is hidden under a merged cell, "53"`},
	{name: "a type that there is not", sheets: []string{sheet1718(`<table:table-cell office:value-type="integer" office:value="53"><text:p>99</text:p></table:table-cell>`)}, err: `a cell is of type "integer", which there is not`},
	{name: "a value of no type", sheets: []string{sheet1718(`<table:table-cell office:value="53"><text:p>99</text:p></table:table-cell>`)}, err: `a cell with a number that has no type`},
	{name: "a raised note behind a number", sheets: []string{sheet1718(`<table:table-cell office:value-type="string"><text:p>5<text:span text:style-name="T1">3</text:span></text:p></table:table-cell>`)}, err: `Number of Offences is "5³"`},
	{name: "a lowered digit", sheets: []string{sheet1718(`<table:table-cell office:value-type="string"><text:p>5<text:span text:style-name="T2">3</text:span></text:p></table:table-cell>`)}, want: []Row{grooming}},
	{
		name: "a raised note behind a name and a heading",
		sheets: []string{odsSheet("2017_18", strings.Replace(odsHeader(), "Offences</text:p>", `Offences<text:span text:style-name="T1">12</text:span></text:p>`, 1),
			strings.Replace(odsGrooming("2017/18", "1", "Hampshire", odsNumber("53")), "Hampshire", `Hampshire<text:span text:style-name="T1">1</text:span>`, 1))},
		want: []Row{grooming},
	},
	{
		name: "a second table beneath, further right",
		sheets: []string{odsSheet("2017_18", odsHeader(), odsGrooming("2017/18", "1", "Hampshire", odsNumber("53")),
			strings.NewReplacer("<table:table-row>", `<table:table-row><table:table-cell table:number-columns-repeated="9"/>`, "16372", "9").
				Replace(odsGrooming("2017/18", "2", "Hampshire", odsNumber("54"))))},
		err: `sheet "2017_18", row 3: has a row of a second table, "2017/18", "2", "Hampshire"`,
	},
	{
		name: "a second table beside, lower down",
		sheets: []string{odsSheet("2017_18", odsHeader(), strings.Replace(odsGrooming("2017/18", "1", "Hampshire", odsNumber("53")),
			`<table:table-cell table:number-columns-repeated="16372"/>`, odsText("2017/18")+odsNumber("2")+odsText("Kent")+odsText("Sexual grooming")+
				odsText("Sexual offences")+odsText("88A")+odsNumber("7"), 1))},
		err: `row 2: has a row of a second table, "2017/18", "2", "Kent"`,
	},
	{
		name: "columns of the reader's own",
		sheets: []string{odsSheet("2017_18", odsHeader(), strings.Replace(odsGrooming("2017/18", "1", "Hampshire", odsNumber("53")),
			`<table:table-cell table:number-columns-repeated="16372"/>`, odsText("2017/18")+odsNumber("2017")+odsText("South East")+odsText("checked")+odsText("yes"), 1))},
		want: []Row{grooming},
	},
	{name: "quarter 5", sheets: []string{odsSheet("2017_18", odsHeader(), odsGrooming("2017/18", "5", "Hampshire", odsNumber("53")))}, err: `row 2: Financial Quarter is "5"; expected 1, 2, 3 or 4`},
	{name: "2001", sheets: []string{odsSheet("2001_02", odsHeader(), odsGrooming("2001/02", "1", "Hampshire", odsNumber("53")))}, err: `Financial Year is "2001/02"; expected a year like 2017/18, 2002/03 or later`},
	{name: "not a year", sheets: []string{odsSheet("2017_18", odsHeader(), odsGrooming("2017/19", "1", "Hampshire", odsNumber("53")))}, err: `Financial Year is "2017/19"; expected a year`},
	{name: "two years", sheets: []string{odsSheet("2017_18", odsHeader(), odsGrooming("2018/19", "1", "Hampshire", odsNumber("53")))}, err: `Financial Year is "2018/19"; expected 2017/18 in this sheet`},
	{name: "no force", sheets: []string{odsSheet("2017_18", odsHeader(), odsGrooming("2017/18", "1", " ", odsNumber("53")))}, err: `Force Name is ""; expected a name`},
	{name: "a long name", sheets: []string{odsSheet("2017_18", odsHeader(), odsGrooming("2017/18", "1", strings.Repeat("x", 2000), odsNumber("53")))}, err: `expected a name in every row, of at most 1024 bytes`},
	{name: "a note beneath", sheets: []string{odsSheet("2017_18", odsHeader(), odsGrooming("2017/18", "1", "Hampshire", odsNumber("53")), odsRow(odsText("Source: Home Office")))}, err: `row 3: has "Source: Home Office" and nothing else`},
	{name: "no header", sheets: []string{odsSheet("2017_18", odsGrooming("2017/18", "1", "Hampshire", odsNumber("53")))}, err: `sheet "2017_18", row 1: is a row of the table, "2017/18", "1", "Hampshire"`},
	{name: "a header missing", sheets: []string{odsSheet("2017_18", strings.Replace(odsHeader(), "Offence Code", "Code", 1))}, err: `"Code", "Number of Offences"; expected also "Offence Code": rename`},
	{name: "outcomes", sheets: []string{odsSheet("2017_18", odsRow(append(odsHeaders(), odsText("Outcome Type"))...))}, err: `as in the outcomes tables; expected those for police force areas`},
	{name: "partnerships", sheets: []string{odsSheet("2017_18", odsRow(append(odsHeaders(), odsText("CSP Name"))...))}, err: `as in the community safety partnership tables`},
	{name: "outcomes by the sheet's name", sheets: []string{odsSheet("Outcomes 2017", odsHeader())}, err: `sheet "Outcomes 2017", row 1: has the header "Financial Year", "Financial Quarter", "Force Name", "Offence Description", "Offence Group", "Offence Subgroup", "Offence Code", "Number of Offences", as in the outcomes tables`},
	{name: "a blank sheet", sheets: []string{sheet1718(odsNumber("53")), odsSheet("2018_19", odsTail)}, err: `sheet "2018_19": is blank`},
	{name: "the same year twice", sheets: []string{sheet1718(odsNumber("53")), odsSheet("2017-18")}, err: `sheet "2017-18": has rows of 2017/18, which is the year of sheet "2017_18" too`},
	{name: "no rows", sheets: []string{odsSheet("2017_18", odsHeader())}, err: `has a header but no rows`},

	{name: "rows in the billions", sheets: []string{odsSheet("2017_18", odsHeader(), `<table:table-row table:number-rows-repeated="3000000000"/>`)}, err: `row 2: has a row or a cell that is repeated "3000000000" times`},
	{name: "columns in the billions", sheets: []string{sheet1718(`<table:table-cell table:number-columns-repeated="3000000000"/>`)}, err: `repeated "3000000000" times; expected 1 to 16384`},
	{name: "too many columns", sheets: []string{odsSheet("2017_18", `<table:table-row>`+strings.Repeat(`<table:table-cell table:number-columns-repeated="16000"/>`, 2)+`</table:table-row>`)}, err: `more than 16384 columns`},
	{name: "rows without end", sheets: []string{odsSheet("2017_18", odsHeader(), strings.Replace(odsGrooming("2017/18", "1", "Hampshire", odsNumber("53")), "<table:table-row>", `<table:table-row table:number-rows-repeated="16000000">`, 1))}, err: `more than 4194304 rows in all`},
	{name: "too deep", sheets: []string{strings.Repeat("<table:table>", 100)}, err: `nests more than 64 elements`},
	{name: "a long tag", sheets: []string{`<table:table table:name="` + strings.Repeat("x", 3*scan.MaxToken) + `"/>`}, err: `a tag or a text longer than 256 kB`},
	{name: "a long text", sheets: []string{odsSheet("2017_18", odsRow(`<table:table-cell><text:p>`+strings.Repeat(strings.Repeat("x", 10000)+"<text:s/>", 20)+`</text:p></table:table-cell>`))}, err: `more than 131068 bytes of text`},
	{name: "many attributes", sheets: []string{`<table:table` + strings.Repeat(` a="b"`, 300) + `/>`}, err: `more than 256 attributes`},
	{name: "many sheets", sheets: []string{strings.Repeat(odsSheet("x"), maxSheets+1)}, err: `has more than 1024 sheets`},
	{name: "a DTD", root: `<!DOCTYPE x [<!ENTITY a "b">]>` + odsDocument(sheet1718(odsNumber("53"))), err: `holds a document type definition`},
	{name: "an entity", sheets: []string{sheet1718(`<table:table-cell><text:p>&lol;</text:p></table:table-cell>`)}, err: `an & that is not one of XML's own, "lol"`},
	{name: "a zero", sheets: []string{sheet1718(`<table:table-cell><text:p>&#0;</text:p></table:table-cell>`)}, err: `an & that is not one of XML's own, "#0"`},
	{name: "not UTF-8", sheets: []string{sheet1718("<table:table-cell><text:p>\xff</text:p></table:table-cell>")}, err: `text that is not UTF-8`},
	{name: "another encoding", root: strings.Replace(odsDocument(), "UTF-8", "UTF-16", 1), err: `XML in another encoding than UTF-8`},
	{name: "another prefix", root: strings.ReplaceAll(strings.Replace(odsDocument(), "xmlns:table", "xmlns:t", 1), "<table:", "<t:"), err: `gives the prefix "t" to the namespace`},
	{name: "no namespace", root: strings.Replace(odsDocument(), "xmlns:table=\"urn", "xmlns:table=\"nur", 1), err: `gives the prefix "table" to the namespace "nur`},
	{name: "cut short", root: odsDocument(sheet1718(odsNumber("53")))[:1800], err: `unexpected end at byte`},
	{name: "crossed tags", sheets: []string{`<table:table><table:table-row></table:table></table:table-row>`}, err: `"table:table" ends "table:table-row"`},
	{name: "no quotes", sheets: []string{`<table:table table:name=x></table:table>`}, err: `an attribute without quotes`},
}

type odsOddity struct {
	name   string
	sheets []string // or
	root   string   // a document that is not as usual
	want   []Row
	err    string
}

func (d odsOddity) document() string {
	if d.root != "" {
		return d.root
	}
	return odsDocument(d.sheets...)
}

// sheet1718 has one row, with this cell for its count.
func sheet1718(count string) string {
	return odsSheet("2017_18", odsHeader(), odsGrooming("2017/18", "1", "Hampshire", count))
}

func odsHeaders() (cells []string) {
	for _, h := range headers {
		cells = append(cells, odsText(h))
	}
	return cells
}

// stray is a header that repeats names further to the right.
func stray() []string {
	return append(odsHeaders(), odsText("Number of Offences"), odsText("Force Name"))
}

// odsTwice repeats a cell or a row.
func odsTwice(element string) string {
	if rest, ok := strings.CutPrefix(element, "<table:table-row"); ok {
		return `<table:table-row table:number-rows-repeated="2"` + rest
	}
	return strings.Replace(element, "<table:table-cell", `<table:table-cell table:number-columns-repeated="2"`, 1)
}

func theft(number int) Row {
	return with(func(r *Row) {
		r.Number, r.Description, r.Group, r.Subgroup, r.Code, r.Offences = number, "Theft", "Theft offences", "Theft offences", "49", CountOf(2)
	})
}

// One sheet 2017_18 of an .xlsx, with its shared texts; style 1 is a date.
var xlsxOddities = []struct {
	name, rows, shared string
	want               []Row
	err                string
}{
	{name: "inline texts", rows: xlsxHeader + inline("2017/18", "1", "Hampshire", "Sexual grooming", "Sexual offences", "Other sexual offences", "88A", "53"), want: []Row{grooming}},
	{
		name:   "shared, rich and phonetic texts",
		rows:   xlsxHeader + xlsxRow(`<c t="s"><v>1</v></c>`, `<c><v>53</v></c>`),
		shared: `<si><t>x</t></si><si><r><rPr><b/></rPr><t>Hamp</t></r><r><t xml:space="preserve">shire </t></r><rPh><t>ハ</t></rPh></si>`,
		want:   []Row{grooming},
	},
	{
		name: "a formula's text and another number of spaces",
		rows: xlsxHeader + xlsxRow(`<c t="str"><f>A1&amp;""</f><v>Hampshire</v></c>`, `<c><f>1+1</f><v> 53 </v></c>`),
		want: []Row{grooming},
	},
	{
		name: "cells and rows with names, and gaps",
		rows: `<row r="3"><c r="A3" t="inlineStr"><is><t>` + strings.Join(headers[:7], `</t></is></c><c t="inlineStr"><is><t>`) + `</t></is></c><c r="J3" t="inlineStr"><is><t>Number of Offences</t></is></c></row>` +
			`<row r="7"><c r="A7" t="inlineStr"><is><t>2017/18</t></is></c><c><v>1</v></c><c t="inlineStr"><is><t>Hampshire</t></is></c><c r="G7" t="inlineStr"><is><t>88A</t></is></c><c r="J7"><v>53</v></c></row>`,
		want: []Row{with(func(r *Row) { r.Number, r.Description, r.Group, r.Subgroup = 7, "", "", "" })},
	},
	{name: "blank", rows: xlsxHeader + xlsxRow(hampshire, `<c s="1"/>`), want: []Row{missing}},
	{name: "marker", rows: xlsxHeader + xlsxRow(hampshire, `<c t="str"><v>[x]</v></c>`), want: []Row{missing}},
	{name: "scientific", rows: xlsxHeader + xlsxRow(hampshire, `<c><v>1E+05</v></c>`), want: []Row{with(func(r *Row) { r.Offences = CountOf(100000) })}},
	{name: "a date", rows: xlsxHeader + xlsxRow(hampshire, `<c s="1"><v>43191</v></c>`), err: `sheet "2017_18", row 2: Number of Offences is a date, "2018-04-01"`},
	{name: "a percentage", rows: xlsxHeader + xlsxRow(hampshire, `<c s="3"><v>1</v></c>`), err: `Number of Offences is a percentage, "1"`},
	{
		name: "a raised note behind a number", err: `Number of Offences is "5³"`,
		rows: xlsxHeader + xlsxRow(hampshire, `<c t="inlineStr"><is><r><t>5</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>3</t></r></is></c>`),
	},
	{
		name:   "a raised note behind a name",
		rows:   xlsxHeader + xlsxRow(`<c t="s"><v>0</v></c>`, `<c><v>53</v></c>`),
		shared: `<si><r><t>Hampshire</t></r><r><rPr><b/><vertAlign val="superscript"/></rPr><t>1</t></r></si>`,
		want:   []Row{grooming},
	},
	{name: "a boolean", rows: xlsxHeader + xlsxRow(hampshire, `<c t="b"><v>1</v></c>`), err: `is a boolean, "1"`},
	{name: "a failed formula", rows: xlsxHeader + xlsxRow(hampshire, `<c t="e"><v>#N/A</v></c>`), err: `is a failed formula, "#N/A"`},
	{name: "a failed formula without a word", rows: xlsxHeader + xlsxRow(hampshire, `<c t="e"/>`), err: `failed formula that has no value`},
	{name: "an unknown type", rows: xlsxHeader + xlsxRow(hampshire, `<c t="z"><v>1</v></c>`), err: `a cell is of type "z"`},
	{name: "a text that is not there", rows: xlsxHeader + xlsxRow(`<c t="s"><v>7</v></c>`, ``), shared: `<si><t>x</t></si>`, err: `row 2: a cell refers to shared text "7"; expected 0 to 0`},
	{name: "a negative text", rows: xlsxHeader + xlsxRow(`<c t="s"><v>-1</v></c>`, ``), err: `a cell refers to shared text "-1"`},
	{name: "rows out of order", rows: `<row r="5"/><row r="4"/>`, err: `row 5: a row is numbered "4"; expected 6 or more`},
	{name: "a row in the billions", rows: `<row r="3000000000"/>`, err: `a row is numbered 3000000000; a sheet has at most`},
	{name: "cells out of order", rows: `<row><c r="B1"/><c r="A1"/></row>`, err: `a cell is called "A1"; expected one in row 1 from column 3 on`},
	{name: "a cell of another row", rows: `<row><c r="A2"/></row>`, err: `a cell is called "A2"`},
	{name: "a column in the billions", rows: `<row><c r="ZZZZZZZZZZZZZZZZ1"/></row>`, err: `a cell is called "ZZZZ`},
	{name: "a default namespace inside", rows: `<row xmlns="urn:x"/>`, err: `gives the prefix "" to the namespace "urn:x"`},
}

const hampshire = `<c t="str"><v>Hampshire</v></c>`

var xlsxHeader = inline(headers[:]...)

func xlsxRow(force, count string) string {
	return `<row><c t="str"><v>2017/18</v></c><c><v>1</v></c>` + force + `<c t="str"><v>Sexual grooming</v></c>` +
		`<c t="str"><v>Sexual offences</v></c><c t="str"><v>Other sexual offences</v></c><c t="str"><v>88A</v></c>` + count + `</row>`
}

var csvHeader = strings.Join(headers[:], ",")

// A text file, with its rows called 2017_18 like those above.
var csvOddities = []struct {
	name, text string
	want       []Row
	err        string
}{
	{name: "as usual", text: csvHeader + "\n2017/18,1,Hampshire,Sexual grooming,Sexual offences,Other sexual offences,88A,53\n", want: []Row{grooming}},
	{name: "as Excel saves it", text: "\xef\xbb\xbf" + csvHeader + "\r\n2017/18,1,Hampshire,Sexual grooming,Sexual offences,Other sexual offences,88A,\" 1,053 \"\r\n", want: []Row{with(func(r *Row) { r.Offences = CountOf(1053) })}},
	{name: "zero as Excel saves it", text: csvHeader + "\n2017/18,1,Hampshire,Sexual grooming,Sexual offences,Other sexual offences,88A,-00 \n", want: []Row{with(func(r *Row) { r.Offences = CountOf(0) })}},
	{name: "as pandas saves it", text: "," + csvHeader + "\n0,2017/18,1.0,Hampshire,Sexual grooming,Sexual offences,Other sexual offences,88A,84746.0\n", want: []Row{with(func(r *Row) { r.Offences = CountOf(84746) })}},
	{name: "semicolons", text: strings.ReplaceAll(csvHeader, ",", ";") + "\n2017/18;1;Hampshire;Sexual grooming;Sexual offences;Other sexual offences;88A;53", want: []Row{grooming}},
	{name: "UTF-16, tabs", text: utf16(strings.ReplaceAll(csvHeader, ",", "\t") + "\r\n2017/18\t1\tHampshire\tSexual grooming\tSexual offences\tOther sexual offences\t88A\t\r\n"), want: []Row{missing}},
	{name: "UTF-16 without its mark", text: utf16(csvHeader + "\n2017/18,1,Hampshire,Sexual grooming,Sexual offences,Other sexual offences,88A,53")[2:], want: []Row{grooming}},
	{name: "Windows 1252", text: csvHeader + "\n2017/18,1,Hampshire,Sexual grooming,Sexual\x96offences,Other sexual offences,88A,53\n", want: []Row{with(func(r *Row) { r.Group = "Sexual–offences" })}},
	{name: "two years, a line end in a name", text: csvHeader + "\n\n2017/18,1,Hampshire,\"Sexual\ngrooming\",Sexual offences,Other sexual offences,88A,53\n2018/19,1,Hampshire,Sexual grooming,Sexual offences,Other sexual offences,88A,[z]\n",
		want: []Row{with(func(r *Row) { r.Number = 3 }), with(func(r *Row) { r.Number, r.FinancialYear, r.Offences = 5, "2018/19", Count{} })}},
	{name: "bars", text: strings.ReplaceAll(csvHeader, ",", "|") + "\n2017/18|1|Hampshire|Sexual grooming|Sexual offences|Other sexual offences|88A|53", want: []Row{grooming}},
	{name: "a comma among semicolons", text: strings.ReplaceAll(csvHeader, ",", ";") + "\n2017/18;1;Hampshire;Sexual grooming;Sexual offences;Other sexual offences;88A;1,202", err: `row 2: Number of Offences is "1,202"; expected a whole number`},
	{name: "sep=;", text: "sep=;\r\n" + strings.ReplaceAll(csvHeader, ",", ";") + "\r\n2017/18;1;Hampshire;Sexual grooming;Sexual offences;Other sexual offences;88A;53\r\n", want: []Row{with(func(r *Row) { r.Number = 3 })}},
	{name: "SEP=, in quotation marks, after a mark", text: mark8 + "\"SEP=,\"\n" + csvHeader + "\n2017/18,1,Hampshire,Sexual grooming,Sexual offences,Other sexual offences,88A,53\n", want: []Row{with(func(r *Row) { r.Number = 3 })}},
	{name: "a field short after sep=;", text: "sep=;\n" + strings.ReplaceAll(csvHeader, ",", ";") + "\n2017/18;1;Hampshire\n", err: `row 3: is broken (wrong number of fields); expected 8 fields`},
	{name: "titles above the header", text: "Police recorded crime; by force\n\nPublished 23 April 2026\n" + strings.ReplaceAll(csvHeader, ",", ";") + "\n2017/18;1;Hampshire;Sexual grooming;Sexual offences;Other sexual offences;88A;53\n", want: []Row{with(func(r *Row) { r.Number = 5 })}},
	{name: "titles as Excel saves them", text: "Police recorded crime,,,,,,,\n,,,,,,,\n" + csvHeader + "\n2017/18,1,Hampshire,Sexual grooming,Sexual offences,Other sexual offences,88A,53\n", want: []Row{with(func(r *Row) { r.Number = 4 })}},
	{name: "a no-break space in Windows 1252", text: csvHeader + "\n2017/18,1,Hampshire\xa0,Sexual\xa0grooming,Sexual offences,Other sexual offences,88A,53\n", want: []Row{grooming}},
	{name: "a zero byte further down", text: csvHeader + strings.Repeat("\n2017/18,1,Hampshire,Sexual grooming,Sexual offences,Other sexual offences,88A,53", 20) + "\n2017/18,1,Hampshire,Sexual grooming,Sexual offences,Other sexual offences,88A,5\x003\x1b\n", err: `row 22: Number of Offences is "5 3"`},
	{name: "the header again, as in files put together", text: csvHeader + "\n2017/18,1,Hampshire,Sexual grooming,Sexual offences,Other sexual offences,88A,53\n" + csvHeader + "\n", err: `row 3: is the header again, as where one table was put below another; delete this row`},
	{name: "a note beneath", text: csvHeader + "\n2017/18,1,Hampshire,Sexual grooming,Sexual offences,Other sexual offences,88A,53\nSource: Home Office,,,,,,,\n", err: `row 3: has "Source: Home Office" and nothing else, as a note beneath the table has; delete such rows`},
	{name: "a total without a year", text: csvHeader + "\n2017/18,1,Hampshire,Sexual grooming,Sexual offences,Other sexual offences,88A,53\n,,Total,,,,,53\n", err: `row 3: Financial Year is ""; expected a year like 2017/18`},
	{name: "colons between the fields", text: strings.ReplaceAll(csvHeader, ",", ":") + "\n2017/18:1:Hampshire:Sexual grooming:Sexual offences:Other sexual offences:88A:53\n", err: `row 1: has the names of all columns in one, "Financial Year:Financial Quarter`},
	{name: "whole rows in quotation marks", text: "\"" + csvHeader + "\"\n\"2017/18,1,Hampshire,Sexual grooming,Sexual offences,Other sexual offences,88A,53\"\n", err: `row 1: has the names of all columns in one`},
	{name: "no header", text: "2017/18,1,Hampshire,Sexual grooming,Sexual offences,Other sexual offences,88A,53\n", err: `row 1: is a row of the table, "2017/18", "1", "Hampshire"`},
	{name: "the year 9998", text: csvHeader + "\n9998/99,1,Kent,Sexual grooming,Sexual offences,O,88A,1\n", err: `Financial Year is "9998/99"; expected a year like 2017/18, 2002/03 or later and at most 2099/00`},
	{name: "a field short", text: csvHeader + "\n2017/18,1,Hampshire\n", err: `row 2: is broken (wrong number of fields); expected 8 fields`},
	{name: "a quotation mark", text: csvHeader + "\n2017/18,1,\"Hampshire,x\n" + strings.Repeat("2017/18,1,Hampshire\n", 20000), err: `a row of more than 64 kB, or as much of blank lines; look for a quotation mark`},
	{name: "a quotation mark in the first row", text: strings.Replace(csvHeader, "Name", "\"Name", 1) + "\n", err: `row 1: is broken (bare " in non-quoted-field); expected quotation marks about whole fields only`},
	{name: "lines of the Macintosh", text: csvHeader + "\r2017/18,1,Hampshire,Sexual grooming,Sexual offences,Other sexual offences,88A,53\r", err: `carriage return alone, as a CSV for the Macintosh; expected line feeds: save it again as CSV UTF-8`},
	{name: "not a table", text: "Police recorded crime\n", err: `row 1: begins with "Police recorded crime", which is no header of the table; expected "Financial Year", `},
	{name: "no rows", text: csvHeader, err: `has a header but no rows`},
	{name: "blank", text: "\n\n", err: `is blank`},
}

// utf16 is s, of ASCII, in UTF-16 with the smaller byte first, after the mark.
func utf16(s string) string {
	b := []byte{0xff, 0xfe}
	for _, c := range []byte(s) {
		b = append(b, c, 0)
	}
	return string(b)
}

func TestODS(t *testing.T) {
	for _, d := range odsOddities {
		t.Run(d.name, func(t *testing.T) {
			rows, _, err := readBytes("made.ods", archiveOf(t, madePart{"mimetype", odsType}, madePart{"content.xml", d.document()}))
			check(t, rows, err, d.want, d.err)
			equal(t, fastODS([]byte(d.document()), scan.BlockSize), collect("ods", func(t *table) error { return slowODS([]byte(d.document()), t) }))
		})
	}
}

func TestXLSX(t *testing.T) {
	for _, d := range xlsxOddities {
		t.Run(d.name, func(t *testing.T) {
			shared := strings.TrimSuffix(strings.TrimPrefix(strings.ReplaceAll(d.shared, "</si><si>", "|"), "<si>"), "</si>")
			rows, _, err := readBytes("made.xlsx", xlsxOf(t, strings.Split(shared, "|"), madePart{"2017_18", d.rows}))
			check(t, rows, err, d.want, d.err)
		})
	}
}

func TestCSV(t *testing.T) {
	for _, d := range csvOddities {
		t.Run(d.name, func(t *testing.T) {
			rows, _, err := readBytes("2017_18", []byte(d.text))
			check(t, rows, err, d.want, d.err)
		})
	}
}

func check(t *testing.T, rows []Row, err error, want []Row, fault string) {
	t.Helper()
	switch {
	case fault == "" && err != nil:
		t.Fatal(err)
	case fault == "" && !reflect.DeepEqual(rows, want):
		t.Errorf("rows %+v\nwant %+v", rows, want)
	case fault != "" && (err == nil || !strings.Contains(err.Error(), fault)):
		t.Errorf("error %v\nwant one with %s", err, fault)
	}
	if err != nil {
		oneLine(t, err)
	}
}

// TestArchive gives files that are damaged, hostile or something else.
func TestArchive(t *testing.T) {
	content := madePart{"content.xml", odsDocument(sheet1718(odsNumber("53")))}
	good := archiveOf(t, content)
	flip := func(b []byte, at int) []byte {
		b = bytes.Clone(b)
		b[at] ^= 1
		return b
	}
	directory := bytes.LastIndex(good, []byte("PK\x01\x02"))
	large := odsDocument(sheet1718(odsNumber("53"))) + "<!--" + strings.Repeat(" ", 2*ratioFree) + "-->"
	for _, d := range []struct {
		name string
		file []byte
		err  string
	}{
		{"cut short", good[:len(good)-30], "is cut short or damaged (zip: not a valid zip file); download it again"},
		{"wrong checksum", flip(good, directory+16), "is cut short or damaged (zip: checksum error); download it again"},
		{"locked", flip(good, directory+8), "is locked by a password; save it without one"},
		{"damaged data", flip(good, 30+len(content.name)+40), "download it again"},
		{"locked by LibreOffice", archiveOf(t, madePart{"META-INF/manifest.xml", `<manifest:encryption-data/>`}, content), "is locked by a password"},
		{"locked as a whole", archiveOf(t, madePart{"encrypted-package", "x"}), "is locked by a password"},
		{"locked by Excel", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "is an old Excel workbook, or one locked by a password"},
		{"a letter", archiveOf(t, madePart{"mimetype", "application/vnd.oasis.opendocument.text"}, content), `is of type "application/vnd.oasis.opendocument.text"; expected a spreadsheet`},
		{"a bomb", archiveOf(t, madePart{"content.xml", large}), "a release inflates to at most 2048 MB and 400 times its size"},
		{"a traversal", archiveOf(t, content, madePart{"../../etc/passwd", "x"}), `a part named "../../etc/passwd", which points outside`},
		{"a drive", archiveOf(t, content, madePart{`C:\x`, "x"}), `which points outside`},
		{"twice", archiveOf(t, content, content), `holds two parts named "content.xml"`},
		{"many parts", archiveOf(t, slices.Repeat([]madePart{{"x", ""}}, 25000)...), "lists more than 1 MB of parts"},
		{"other parts", archiveOf(t, madePart{"table.csv", csvHeader}), "is a ZIP archive but not a workbook"},
		{"binary Excel", archiveOf(t, madePart{"_rels/.rels", relsRoot + `<Relationship Id="a" Type="/officeDocument" Target="xl/workbook.bin"/></Relationships>`}), `is a binary Excel workbook (.xlsb)`},
		{"Excel without its parts", archiveOf(t, madePart{"_rels/.rels", relsRoot + `<Relationship Id="a" Type="/officeDocument" Target="xl/workbook.xml"/></Relationships>`}), `has no part "xl/workbook.xml"`},
		{"Excel with a DTD", archiveOf(t, madePart{"_rels/.rels", `<!DOCTYPE x>`}), `holds a document type definition`},
		{"a web page", []byte("\n<!DOCTYPE html><title>404</title>"), "is a web page; expected an .ods"},
		{"empty", nil, "is empty; download it again"},
		{"gzip cut short", []byte("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03"), "is cut short or damaged (unexpected EOF)"},
		{"xz cut short", smallXZ[:len(smallXZ)-10], "is cut short or damaged (xz: data is truncated or corrupt)"},
	} {
		t.Run(d.name, func(t *testing.T) {
			rows, _, err := readBytes("made", d.file)
			check(t, rows, err, nil, d.err)
		})
	}
	if rows, _, err := readBytes("made", good); err != nil || len(rows) != 1 {
		t.Errorf("%d rows, error %v from the good one", len(rows), err)
	}
}

// TestGzip reads the compressed texts, and one that inflates without end.
func TestGzip(t *testing.T) {
	rows, info, err := readBytes("2017_18", madeXZ)
	check(t, rows, err, []Row{grooming}, "")
	if info.Format != "csv.xz" {
		t.Errorf("format %s", info.Format)
	}
	rows, info, err = readBytes("2017_18", gzipped(t, csvOddities[0].text))
	check(t, rows, err, []Row{grooming}, "")
	if info.Format != "csv.gz" {
		t.Errorf("format %s", info.Format)
	}
	_, _, err = readBytes("2017_18", gzipped(t, csvOddities[0].text+strings.Repeat(",,,,,,,\n", 3e5)))
	check(t, nil, err, nil, "inflates to 400 times its size; a release does not")
}

// TestInfo reads a workbook with everything that Info tells of.
func TestInfo(t *testing.T) {
	hide := func(s string) string {
		return strings.Replace(s, "<table:table ", `<table:table table:style-name="ta2" `, 1)
	}
	date := `<table:table-cell office:value-type="date" office:date-value="2026-04-23"><text:p>23 April</text:p></table:table-cell>`
	_, info, err := readBytes("made.ods", odsOf(t,
		odsSheet("Cover_sheet", odsRow(odsText("Published"), date), odsRow(), odsRow(odsText("Next: July"))),
		hide(odsSheet("2016_17", odsHeader())),
		odsSheet("2017_18", odsHeader(), odsTwice(strings.Replace(odsGrooming("2017/18", "1", "Hampshire", odsNumber("53")), odsText("88A"), odsNumber("4.0999999999999996"), 1)))))
	if err != nil {
		t.Fatal(err)
	}
	if len(info.Warnings) != 1 || !strings.Contains(info.Warnings[0].Error(), `sheet "2017_18": 1 offence codes are stored as numbers with decimals`) {
		t.Errorf("warnings %v", info.Warnings)
	}
	info.Warnings = nil
	want := Info{
		Name: "made.ods", Format: "ods", Size: info.Size,
		Sheets: []Sheet{
			{Name: "Cover_sheet", Header: []string{"Published", "2026-04-23"}, Unread: "it has no header of the table"},
			{Name: "2016_17", Hidden: true, Unread: "it is hidden"},
			{Name: "2017_18", Header: headers[:], Column: "H", Rows: 2},
		},
		Cover: []string{"Published 2026-04-23", "Next: July"},
	}
	if !reflect.DeepEqual(info, want) {
		t.Errorf("info %+v\nwant %+v", info, want)
	}
}

// TestRead reads files from disk: what is found out about them, errors of the visitor,
// progress and interruption.
func TestRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "made.ods")
	largeODS(t, path)
	rows := 0
	var done, total int64
	info, err := Read(context.Background(), path, func(r *Row) error {
		if rows++; r.Number != rows+1 {
			t.Fatalf("row %d is numbered %d", rows, r.Number)
		}
		return nil
	}, func(d, t int64) { done, total = d, t })
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if sum := fmt.Sprintf("%x", sha256.Sum256(file)); rows != largeRows || info.SHA256 != sum || info.Size != int64(len(file)) || info.Name != "made.ods" {
		t.Errorf("%d rows of %+v, SHA-256 %s", rows, info, sum)
	}
	if done != total || total < 20e6 {
		t.Errorf("progress ended at %d of %d", done, total)
	}

	wrong := errors.New("no such force")
	_, err = Read(context.Background(), path, func(*Row) error { return wrong }, nil)
	if want := `made.ods: sheet "2012_13", row 2: no such force`; !errors.Is(err, wrong) || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}

	ctx, cancel := context.WithCancel(context.Background())
	rows = 0
	_, err = Read(ctx, path, func(*Row) error {
		rows++
		cancel()
		return nil
	}, nil)
	if !errors.Is(err, context.Canceled) || rows > 15000 {
		t.Errorf("%d rows after an interrupt, error %v", rows, err)
	}
	late, cancel := context.WithTimeoutCause(context.Background(), time.Millisecond, errTime)
	defer cancel()
	if _, err := Read(late, path, func(*Row) error { return nil }, nil); err == nil || !strings.Contains(err.Error(), "takes more than 25s to read") {
		t.Errorf("error %v after too long a time", err)
	}
	if _, err := Read(context.Background(), path+"x", nil, nil); !errors.Is(err, os.ErrNotExist) || !strings.Contains(err.Error(), "give the path of the workbook") {
		t.Errorf("error %v for a file that is not there", err)
	}
}

// TestNotFiles gives paths that are not of files.
func TestNotFiles(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe.csv")
	if err := makePipe(pipe); err != nil {
		t.Skipf("this system has no pipes with names: %v", err)
	}
	for path, want := range map[string]string{
		t.TempDir():                             "is not a file but a folder",
		pipe:                                    "pipe.csv: is not a file but a pipe",
		os.DevNull:                              "is not a file but a pipe, a device",
		filepath.Join(t.TempDir(), "no\x1b[2J"): `"no\x1b[2J": file does not exist`,
	} {
		_, err := Read(context.Background(), path, nil, nil)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Read(%q): error %v, want one with %s", path, err, want)
		} else {
			oneLine(t, err)
		}
	}
}

// Hidden rows are read, and that is said; unless they are blank.
func TestHiddenRows(t *testing.T) {
	hidden := func(row string) string {
		return strings.Replace(row, "<table:table-row", `<table:table-row table:visibility="filter"`, 1)
	}
	row := odsGrooming("2017/18", "1", "Hampshire", odsNumber("53"))
	sheet := xlsxHeader + strings.Replace(xlsxRow(hampshire, `<c><v>53</v></c>`), "<row>", `<row hidden="1">`, 1)
	const said = `sheet "2017_18": row 2 is hidden, and others may be; hidden rows were read as the others are`
	for _, test := range []struct {
		file string
		made []byte
		want string
	}{
		{"made.ods", odsOf(t, odsSheet("2017_18", odsHeader(), hidden(row))), said},
		{"made.ods", odsOf(t, odsSheet("2017_18", odsHeader(), row, hidden(odsTail))), ""},
		{"made.xlsx", xlsxOf(t, nil, madePart{"2017_18", sheet}), said},
	} {
		rows, info, err := readBytes(test.file, test.made)
		check(t, rows, err, []Row{grooming}, "")
		if got := fmt.Sprint(info.Warnings); got != "["+test.want+"]" {
			t.Errorf("%s: warnings %s, want %q", test.file, got, test.want)
		}
	}
}

// So are hidden columns, unless nobody wants them.
func TestHiddenColumns(t *testing.T) {
	ods := func(columns string) []byte {
		return odsOf(t, odsSheet("2017_18", columns, odsHeader(), odsGrooming("2017/18", "1", "Hampshire", odsNumber("53"))))
	}
	xlsx := func(columns string) []byte {
		sheet := xlsxSheet(xlsxHeader + xlsxRow(hampshire, `<c><v>53</v></c>`))
		parts := xlsxParts(nil, madePart{"2017_18", ""})
		for i := range parts {
			if strings.HasSuffix(parts[i].name, "sheet1.xml") {
				parts[i].content = strings.Replace(sheet, "<sheetData>", "<cols>"+columns+"</cols><sheetData>", 1)
			}
		}
		return archiveOf(t, parts...)
	}
	said := func(column string) string {
		return `sheet "2017_18": column ` + column + ` is hidden, and others may be; hidden columns were read as the others are`
	}
	const seven, one = `<table:table-column table:number-columns-repeated="7"/>`, `<table:table-column table:visibility="collapse"/>`
	for _, test := range []struct {
		what, file string
		made       []byte
		want       string
	}{
		{"the last of eight", "made.ods", ods(seven + one), said("H")},
		{"the last of eight and one beyond", "made.ods", ods(seven + strings.Replace(one, "/>", ` table:number-columns-repeated="1"/>`, 1) + one), said("H")},
		{"beyond the table", "made.ods", ods(seven + `<table:table-column/>` + one), ""},
		{"filtered", "made.ods", ods(strings.Replace(one, "collapse", "filter", 1) + seven), said("A")},
		{"in groups", "made.ods", ods(`<table:table-header-columns><table:table-column/></table:table-header-columns>` +
			`<table:table-column-group><table:table-columns>` + one + `</table:table-columns></table:table-column-group>`), said("B")},
		{"repeated without end", "made.ods", ods(`<table:table-column table:number-columns-repeated="99999999999"/>` + one), said("B")},
		{"the last of eight", "made.xlsx", xlsx(`<col min="1" max="7"/><col min="8" max="8" hidden="1"/>`), said("H")},
		{"all from the third on", "made.xlsx", xlsx(`<col min="3" max="16384" hidden="true"/>`), said("C")},
		{"beyond the table", "made.xlsx", xlsx(`<col min="9" max="16384" hidden="1"/>`), ""},
		{"none", "made.xlsx", xlsx(`<col min="1" max="8" hidden="0"/>`), ""},
		{"no such columns", "made.xlsx", xlsx(`<col min="-3" max="x" hidden="1"/>`), ""},
	} {
		rows, info, err := readBytes(test.file, test.made)
		check(t, rows, err, []Row{grooming}, "")
		if got := fmt.Sprint(info.Warnings); got != "["+test.want+"]" {
			t.Errorf("%s, %s: warnings %s, want %q", test.file, test.what, got, test.want)
		}
	}
}

// What is hidden under merged cells of an .xlsx has been read when they are named, and that is said.
func TestMergedXLSX(t *testing.T) {
	for _, test := range []struct{ cells, want string }{
		{"H2:H3", `sheet "2017_18": H2:H3 are merged, and others may be; what is hidden under merged cells was read as the rest is`},
		{"A1:B2", `sheet "2017_18": A1:B2 are merged, and others may be; what is hidden under merged cells was read as the rest is`},
		{"A1:H1", ""}, // the header
		{"I2:XFD9", ""},
		{"H2", ""},
		{"2:3", ""},
		{"AAAAAAAAAAAAAAAAAAAA2:AAAAAAAAAAAAAAAAAAAAB3", ""},
	} {
		sheet := xlsxSheet(xlsxHeader + xlsxRow(hampshire, `<c><v>53</v></c>`))
		parts := xlsxParts(nil, madePart{"2017_18", ""})
		for i := range parts {
			if strings.HasSuffix(parts[i].name, "sheet1.xml") {
				parts[i].content = strings.Replace(sheet, "</sheetData>",
					`</sheetData><mergeCells count="1"><mergeCell ref="`+test.cells+`"/></mergeCells>`, 1)
			}
		}
		rows, info, err := readBytes("made.xlsx", archiveOf(t, parts...))
		check(t, rows, err, []Row{grooming}, "")
		if got := fmt.Sprint(info.Warnings); got != "["+test.want+"]" {
			t.Errorf("%s: warnings %s, want %q", test.cells, got, test.want)
		}
	}
}

// TestHiddenXLSX has the three states of a sheet.
func TestHiddenXLSX(t *testing.T) {
	sheet := xlsxHeader + xlsxRow(hampshire, `<c><v>53</v></c>`)
	rows, info, err := readBytes("made.xlsx", xlsxOf(t, nil, madePart{"2017-18|hidden", sheet}, madePart{"2017_18|visible", sheet}, madePart{"2017-18 |veryHidden", "<broken"}))
	check(t, rows, err, []Row{grooming}, "")
	if len(info.Sheets) != 3 || !info.Sheets[0].Hidden || info.Sheets[1].Hidden || !info.Sheets[2].Hidden {
		t.Errorf("sheets %+v", info.Sheets)
	}
}
