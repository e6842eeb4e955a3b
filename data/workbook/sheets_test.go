package workbook

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"grooming-report/data/workbook/fault"
)

// odsYear is a sheet with a row of a year.
func odsYear(name, year string) string {
	return odsSheet(name, odsHeader(), odsGrooming(year, "1", "Hampshire", odsNumber("53")))
}

// TestSheetNames reads a sheet with the header under names that people and programs
// give: a sheet is read or refused, and is never left out without a word.
func TestSheetNames(t *testing.T) {
	for _, d := range []struct{ name, year, err string }{
		{"2025_26", "2025/26", ""},
		{"2025_26 ", "2025/26", ""},
		{" 2025-26", "2025/26", ""},
		{"2025_26\u00a0", "2025/26", ""},
		{"2025_26 (Apr to Dec)", "2025/26", ""},
		{"2025_2026", "2025/26", ""},
		{"2012_13*", "2012/13", ""},
		{"2012_13 [note 2]", "2012/13", ""},
		{"2025–26", "2025/26", ""},
		{"2025/26", "2025/26", ""},
		{"2025 26", "2025/26", ""},
		{"202526", "2025/26", ""},
		{"2025_27", "2025/26", ""},
		{"FY2025_26", "2025/26", ""},
		{"Sheet1", "2025/26", ""},
		{"2025", "2025/26", ""},
		{"2025_26 (Apr to Dec)", "2024/25", `Financial Year is "2024/25"; expected 2025/26 in this sheet`},
		{"2025_2026", "2024/25", `expected 2025/26 in this sheet`},
		{"2024_25 (2)", "2024/25", `has rows of 2024/25, which is the year of sheet "2024_25" too; delete or hide one`},
		{"All", "2024/25", `has rows of 2024/25, which is the year of sheet "2024_25" too`},
	} {
		t.Run(d.name+" "+d.year, func(t *testing.T) {
			rows, info, err := readBytes("made.ods", odsOf(t, odsYear("2024_25", "2024/25"), odsYear(d.name, d.year)))
			if check(t, rows, err, rows, d.err); d.err != "" || err != nil {
				return
			}
			want := with(func(r *Row) { r.Sheet, r.FinancialYear = fault.Printable(d.name), d.year })
			if len(rows) != 2 || rows[1] != want || len(info.Warnings) != 0 {
				t.Errorf("rows %+v, warnings %v\nwant the second to be %+v", rows, info.Warnings, want)
			}
		})
	}
}

// TestUnread has sheets that are no tables beside one that is.
func TestUnread(t *testing.T) {
	year := sheet1718(odsNumber("53"))
	headings, _, _ := strings.Cut(strings.TrimPrefix(odsHeader(), "<table:table-row>"), "<table:table-cell table:number-columns-repeated")
	for _, d := range []struct{ name, sheet, unread, warning, err string }{
		{name: "a contents page", sheet: odsSheet("Contents", odsRow(odsText("2012_13 to 2025_26"))), unread: "it has no header of the table"},
		{name: "an empty sheet", sheet: odsSheet("Sheet2"), unread: "it has no header of the table"},
		{
			name:    "notes on a year",
			sheet:   odsSheet("2019 changes", odsRow(odsText("Greater Manchester sent nothing"))),
			unread:  "it has no header of the table",
			warning: `sheet "2019 changes": was not read: it has no header of the table`,
		},
		{
			name:    "half a header",
			sheet:   odsSheet("Kent", strings.Replace(odsHeader(), "Offence Code", "Code", 1), odsGrooming("2016/17", "1", "Kent", odsNumber("1"))),
			unread:  `its header lacks "Offence Code"`,
			warning: `sheet "Kent": was not read: its header lacks "Offence Code"`,
		},
		{
			name:    "columns explained",
			sheet:   odsSheet("Notes_", odsHeader(), odsRow(odsText("April to March"), odsText("of that year"), odsText("as in 2016"))),
			unread:  `its first row below the header is of no financial year, but of "April to March"`,
			warning: `sheet "Notes_": was not read: its first row`,
		},
		{name: "a header alone", sheet: odsSheet("2018_19", odsHeader()), warning: `sheet "2018_19": has a header but no rows`},
		{name: "a year without a table", sheet: odsSheet("2018_19 ", odsRow(odsText("to follow"))), err: `sheet "2018_19 ", row 1: begins with "to follow", which is no header of the table; expected "Financial Year"`},
		{name: "a year that is blank", sheet: odsSheet("2018_19 (Apr to Dec)"), err: `sheet "2018_19 (Apr to Dec)": is blank`},
		{
			name:  "two tables side by side",
			sheet: odsSheet("All", odsRow(odsText("By force")), "<table:table-row>"+headings+headings+"</table:table-row>"),
			err:   `sheet "All", row 2: has the header of the table twice, side by side`,
		},
		{name: "rows above the header", sheet: odsSheet("All", odsGrooming("2016/17", "1", "Kent", odsNumber("1")), odsHeader()), err: `sheet "All", row 2: is the header, but row 1 above it is a row of the table`},
		{name: "half a header in a year", sheet: odsSheet("2016_17 ", strings.Replace(odsHeader(), "Offence Code", "Code", 1)), err: `expected also "Offence Code"`},
	} {
		t.Run(d.name, func(t *testing.T) {
			rows, info, err := readBytes("made.ods", odsOf(t, year, d.sheet))
			if check(t, rows, err, []Row{grooming}, d.err); err != nil {
				return
			}
			warned := fmt.Sprint(info.Warnings)
			if info.Sheets[1].Unread != d.unread || d.warning == "" && len(info.Warnings) > 0 || !strings.Contains(warned, d.warning) {
				t.Errorf("unread %q, warnings %s\nwant %q and %q", info.Sheets[1].Unread, warned, d.unread, d.warning)
			}
		})
	}
}

// TestTitles has rows above the header.
func TestTitles(t *testing.T) {
	data := odsGrooming("2017/18", "1", "Hampshire", odsNumber("53"))
	merged := odsRow(strings.Replace(odsText("Police recorded crime"), "<table:table-cell", `<table:table-cell table:number-columns-spanned="8"`, 1) + `<table:covered-table-cell table:number-columns-repeated="7"/>`)
	for _, d := range []struct {
		name   string
		rows   []string
		number int
		err    string
	}{
		{name: "one", rows: []string{merged, odsHeader(), data}, number: 3},
		{name: "one, and a blank row", rows: []string{merged, odsRow(), odsHeader(), data}, number: 4},
		{name: "several, with a date", rows: []string{merged, odsRow(odsText("Published"), odsText("23 April 2026"), odsText("2017/18")), odsHeader(), data}, number: 4},
		{name: "thirty", rows: append(slices.Repeat([]string{merged}, 30), odsHeader(), data), number: 32},
		{name: "too many", rows: append(slices.Repeat([]string{merged}, 31), odsHeader(), data), err: `sheet "2017_18", row 1: begins with "Police recorded crime", which is no header`},
		{name: "no header at all", rows: []string{merged, data}, err: `row 2: is a row of the table, "2017/18", "1", "Hampshire"`},
	} {
		t.Run(d.name, func(t *testing.T) {
			rows, _, err := readBytes("made.ods", odsOf(t, odsSheet("2017_18", d.rows...)))
			check(t, rows, err, []Row{with(func(r *Row) { r.Number = d.number })}, d.err)
		})
	}
	title := `<row r="1"><c t="inlineStr"><is><t>Police recorded crime</t></is></c></row>`
	rows, _, err := readBytes("made.xlsx", xlsxOf(t, nil, madePart{"2017_18", title + xlsxHeader + xlsxRow(hampshire, `<c><v>53</v></c>`)}))
	check(t, rows, err, []Row{with(func(r *Row) { r.Number = 3 })}, "")
}

// TestOneSheet reads a workbook with all years in one sheet as the same text file.
func TestOneSheet(t *testing.T) {
	years := []string{"2016/17", "2017/18", "2018/19"}
	sheet, text := xlsxHeader, csvHeader
	for _, y := range years {
		sheet += inline(y, "1", "Hampshire", "Sexual grooming", "Sexual offences", "Other sexual offences", "88A", "53")
		text += "\n" + y + ",1,Hampshire,Sexual grooming,Sexual offences,Other sexual offences,88A,53"
	}
	want, _, err := readBytes("Sheet1", []byte(text))
	if err != nil || len(want) != len(years) {
		t.Fatalf("%d rows, error %v", len(want), err)
	}
	rows, _, err := readBytes("made.xlsx", xlsxOf(t, nil, madePart{"Sheet1", sheet}))
	check(t, rows, err, want, "")
	_, _, err = readBytes("made.xlsx", xlsxOf(t, nil, madePart{"Sheet1", sheet}, madePart{"Sheet2", sheet}))
	check(t, nil, err, nil, `sheet "Sheet2", row 2: has rows of 2016/17, which is the year of sheet "Sheet1" too`)
}

// TestColumn finds the column of the numbers, and so the cell.
func TestColumn(t *testing.T) {
	for _, d := range []struct {
		before int // columns
		header string
		want   string
	}{
		{0, "Number of Offences", "2017_18!H2"},
		{0, "Number of Offences [note 3]", "2017_18!H2"},
		{0, "NUMBER OF\u00a0OFFENCES (note 3)", "2017_18!H2"},
		{0, "Offence Count*", "2017_18!H2"},
		{18, "Number of Offences", "2017_18!Z2"},
		{19, "Number of Offences", "2017_18!AA2"},
		{22, "Number of Offences", "2017_18!AD2"},
		{44, "Number of Offences", "2017_18!AZ2"},
	} {
		stray := slices.Repeat([]string{odsText("x")}, d.before)
		header := append(slices.Clone(stray), odsHeaders()[:7]...)
		row := append(stray, odsText("2017/18"), odsNumber("1"), odsText("Hampshire"), odsText("Sexual grooming"),
			odsText("Sexual offences"), odsText("Other sexual offences"), odsText("88A"), odsNumber("53"))
		rows, info, err := readBytes("made.ods", odsOf(t, odsSheet("2017_18", narrow(append(header, odsText(d.header))), narrow(row))))
		check(t, rows, err, []Row{grooming}, "")
		if got := info.Cell("2017_18", 2); got != d.want {
			t.Errorf("the cell under %q in column %d is %s, want %s", d.header, d.before+8, got, d.want)
		}
	}
	if got := (Info{}).Cell("2017_18", 2); got != "2017_18!2" {
		t.Errorf("the cell of no sheet is %s", got)
	}
}

// narrow is a row without blank cells after the last.
func narrow(cells []string) string {
	return "<table:table-row>" + strings.Join(cells, "") + "</table:table-row>"
}

// TestChart has a sheet without a part, as a chart is.
func TestChart(t *testing.T) {
	for name, fault := range map[string]string{"Chart1": "", "2018_19": `sheet "2018_19": is not in the file`} {
		parts := xlsxParts(nil, madePart{"2017_18", xlsxHeader + xlsxRow(hampshire, `<c><v>53</v></c>`)})
		for i := range parts {
			parts[i].content = strings.Replace(parts[i].content, "</sheets>", `<sheet name="`+name+`" sheetId="9" r:id="c"/></sheets>`, 1)
		}
		rows, _, err := readBytes("made.xlsx", archiveOf(t, parts...))
		check(t, rows, err, []Row{grooming}, fault)
	}
}

// Of two columns of one name the first is read, and the warning says so.
func TestNameTwice(t *testing.T) {
	again := strings.Replace(odsHeader(), "<table:table-cell table:number-columns-repeated",
		odsText("Number of Offences [r]")+"<table:table-cell table:number-columns-repeated", 1)
	sheet := odsSheet("2017_18", again, odsGrooming("2017/18", "1", "Hampshire", odsNumber("53")+odsNumber("54")))
	rows, info, err := readBytes("made.ods", odsOf(t, sheet))
	check(t, rows, err, []Row{grooming}, "")
	const want = `[sheet "2017_18": has two columns named "Number of Offences"; the first, H, was read]`
	if got := fmt.Sprint(info.Warnings); got != want {
		t.Errorf("warnings %s, want %s", got, want)
	}
}
