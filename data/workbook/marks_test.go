package workbook

import (
	"fmt"
	"strings"
	"testing"
)

// TestMarks reads numbers with marks, and marks in the place of a number.
func TestMarks(t *testing.T) {
	for _, d := range []struct {
		cell    string
		want    Count
		mark    string
		warning string // "" for none
	}{
		{odsText("N/a"), Count{}, "", ""},
		{odsText("[z]"), Count{}, "", ""},
		{odsText(".."), Count{}, "..", `".." stands in the place of a number in cell 2017_18!H2; counted as missing`},
		{odsText("…"), Count{}, "…", `stands in the place of a number`},
		{odsText(":"), Count{}, ":", `":" stands in the place of a number`},
		{odsText("*"), Count{}, "*", `"*" stands in the place of a number`},
		{odsText("[c]"), Count{}, "[c]", `"[c]" stands in the place of a number`},
		{odsText("[r]"), Count{}, "[r]", `"[r]" stands in the place of a number`},
		{odsText("N/A [note 3]"), Count{}, "N/A [note 3]", `"N/A [note 3]" stands in the place`},
		{odsText("Not available"), Count{}, "Not available", `stands in the place`},
		{odsText("53 [r]"), CountOf(53), "[r]", `the mark "[r]" stands beside a number in cell 2017_18!H2; the number was read as it stands`},
		{odsText("1,053[p]"), CountOf(1053), "[p]", `the mark "[p]"`},
		{odsText("53 [r] [note 3]"), CountOf(53), "[r] [note 3]", `the mark "[r] [note 3]"`},
		{odsText("53r"), CountOf(53), "r", `the mark "r"`},
		{odsText("53 (p)"), CountOf(53), "(p)", `the mark "(p)"`},
		{odsText("-3*"), CountOf(-3), "*", `the mark "*"`},
		{odsText("\u22123"), CountOf(-3), "", ""},
		{`<table:table-cell table:formula="of:=20+21"/>`, Count{}, "formula", `a formula without a stored result stands in the place of a number in cell 2017_18!H2; counted as missing`},
		{`<table:table-cell table:formula="of:=20+21" office:value-type="float"/>`, Count{}, "formula", `a formula without a stored result`},
		{`<table:table-cell table:formula="of:=20+33" office:value-type="float" office:value="53"><text:p>53</text:p></table:table-cell>`, CountOf(53), "", ""},
		{`<table:table-cell table:formula="of:=T(1)" office:value-type="string" office:string-value=""/>`, Count{}, "", ""},
	} {
		rows, info, err := readBytes("made.ods", odsOf(t, sheet1718(d.cell)))
		check(t, rows, err, []Row{with(func(r *Row) { r.Offences, r.Mark = d.want, d.mark })}, "")
		if warned := fmt.Sprint(info.Warnings); d.warning == "" && len(info.Warnings) > 0 || !strings.Contains(warned, d.warning) {
			t.Errorf("%s: warnings %s, want %q", d.cell, warned, d.warning)
		}
	}
	for _, text := range []string{"-", "[5]", "(5)", "53 [5]", "r", "[r] 53", "53 [r", "1,5O", "53 x", "x" + strings.Repeat("[r]", 40)} {
		_, _, err := readBytes("made.ods", odsOf(t, sheet1718(odsText(text))))
		check(t, nil, err, nil, "expected a whole number, or N/a, NA, [x], [z] or blank")
	}
}

// TestFormulasXLSX reads formulas as Excel and as openpyxl write them.
func TestFormulasXLSX(t *testing.T) {
	for _, d := range []struct {
		cell    string
		want    Count
		mark    string
		warning string
	}{
		{`<c r="H2"><f>20+33</f><v>53</v></c>`, CountOf(53), "", ""},
		{`<c r="H2"><f>20+21</f><v></v></c>`, Count{}, "formula", "a formula without a stored result stands in the place of a number in cell 2017_18!H2"},
		{`<c r="H2"><f>20+21</f><v/></c>`, Count{}, "formula", "2017_18!H2"},
		{`<c r="H2"><f>20+21</f></c>`, Count{}, "formula", "2017_18!H2"},
		{`<c r="H2"><f t="shared" si="0"/></c>`, Count{}, "formula", "2017_18!H2"},
		{`<c r="H2" t="str"><f>T(1)</f><v></v></c>`, Count{}, "", ""},
		{`<c r="H2" t="str"><f>T(1)</f></c>`, Count{}, "formula", "2017_18!H2"},
		{`<c r="H2" t="str"><f>"53 [r]"</f><v>53 [r]</v></c>`, CountOf(53), "[r]", `the mark "[r]"`},
	} {
		rows, info, err := readBytes("made.xlsx", xlsxOf(t, nil, madePart{"2017_18", xlsxHeader + xlsxRow(hampshire, d.cell)}))
		check(t, rows, err, []Row{with(func(r *Row) { r.Offences, r.Mark = d.want, d.mark })}, "")
		if warned := fmt.Sprint(info.Warnings); d.warning == "" && len(info.Warnings) > 0 || !strings.Contains(warned, d.warning) {
			t.Errorf("%s: warnings %s, want %q", d.cell, warned, d.warning)
		}
	}
	_, _, err := readBytes("made.xlsx", xlsxOf(t, nil, madePart{"2017_18", xlsxHeader + xlsxRow(`<c><f>C1</f></c>`, `<c><v>53</v></c>`)}))
	check(t, nil, err, nil, `Force Name is a formula without a stored result; expected text or a number`)
}

// TestNames reads names that look like the one that is meant, and refuses what only
// looks like it.
func TestNames(t *testing.T) {
	for _, d := range []struct{ force, want, warning string }{
		{"Kent", "Kent", ""},
		{"\u00a0Kent\u2003", "Kent", ""},
		{"Devon\u00a0and Cornwall", "Devon and Cornwall", ""},
		{"Devon  and\tCornwall", "Devon and Cornwall", ""},
		{"Ke\u00adnt\u200b\ufeff", "Kent", ""},
		{"Kent [note 6]", "Kent", `the mark "[note 6]" stands behind a name in cell 2017_18!C2; the name was read without it`},
		{"Kent [note 6] [note 7]", "Kent", `the mark "[note 6] [note 7]"`},
		{"Metropolitan Police[Note 6]", "Metropolitan Police", `the mark "[Note 6]"`},
		{"Kent (note 6)", "Kent", `the mark "(note 6)"`},
		{"Kent*", "Kent", `the mark "*"`},
		{"Kent¹", "Kent", `the mark "¹"`},
		{"[x]", "[x]", ""},
		{"Kent (part)", "Kent (part)", ""},
		{"Heddlu Dyfed-Powys â", "Heddlu Dyfed-Powys â", ""},
	} {
		file := strings.Replace(sheet1718(odsNumber("53")), odsText("Hampshire"), `<table:table-cell office:value-type="string" office:string-value="`+d.force+`"/>`, 1)
		rows, info, err := readBytes("made.ods", odsOf(t, file))
		check(t, rows, err, []Row{with(func(r *Row) { r.Force = d.want })}, "")
		if warned := fmt.Sprint(info.Warnings); d.warning == "" && len(info.Warnings) > 0 || !strings.Contains(warned, d.warning) {
			t.Errorf("%q: warnings %s, want %q", d.force, warned, d.warning)
		}
	}
	grooming := "Sexual\u00a0grooming"
	rows, _, err := readBytes("made.ods", odsOf(t, strings.Replace(sheet1718(odsNumber("53")), "Sexual grooming", grooming, 1)))
	check(t, rows, err, []Row{with(func(*Row) {})}, "")
	for _, d := range []struct{ from, to, err string }{
		{"88A", "88\u0410", `Offence Code is "88\u0410"; expected Latin letters, where "\u0410" (U+0410) may only look like one`},
		{"Hampshire", "H\u0430mpshire", `Force Name is "H\u0430mpshire"`},
	} {
		_, _, err := readBytes("made.ods", odsOf(t, strings.Replace(sheet1718(odsNumber("53")), d.from, d.to, 1)))
		check(t, nil, err, nil, d.err)
	}
}

// TestManyMarks counts cells of one kind, and refuses marks without end.
func TestManyMarks(t *testing.T) {
	rows := []string{odsHeader()}
	for i := range 9 {
		rows = append(rows, odsGrooming("2017/18", "1", fmt.Sprintf("Force %d", i), odsText("..")))
	}
	_, info, err := readBytes("made.ods", odsOf(t, odsSheet("2017_18", rows...)))
	want := `[".." stands in the place of a number in 9 cells, 2017_18!H2, 2017_18!H3, 2017_18!H4, 2017_18!H5, 2017_18!H6, …; counted as missing]`
	if got := fmt.Sprint(info.Warnings); err != nil || got != want {
		t.Errorf("warnings %s, error %v\nwant %s", got, err, want)
	}
	rows = rows[:1]
	for range 3 {
		rows = append(rows, odsGrooming("2017/18", "1", "Kent [note 6]", odsNumber("53")))
	}
	_, info, err = readBytes("made.ods", odsOf(t, odsSheet("2017_18", rows...)))
	want = `[the mark "[note 6]" stands behind a name in 3 cells, 2017_18!C2, 2017_18!C3, 2017_18!C4; the name was read without it]`
	if got := fmt.Sprint(info.Warnings); err != nil || got != want {
		t.Errorf("warnings %s, error %v\nwant %s", got, err, want)
	}
	for i := range 40 {
		rows = append(rows, odsGrooming("2017/18", "1", fmt.Sprintf("Force %d", i), odsText(fmt.Sprintf("[note %d]", i))))
	}
	_, _, err = readBytes("made.ods", odsOf(t, odsSheet("2017_18", rows...)))
	check(t, nil, err, nil, "has more than 32 different marks")
}
