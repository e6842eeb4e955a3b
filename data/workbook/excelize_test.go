package workbook

import (
	"bytes"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// TestExcelize has another library write workbooks, and compares what it reads back
// with what we read.
func TestExcelize(t *testing.T) {
	for _, stream := range []bool{false, true} { // with shared texts, and with inline ones
		f := excelize.NewFile()
		defer f.Close()
		values := [][]any{{"Financial Year", "Financial Quarter", "Force Name", "Offence Description", "Offence Group",
			"Offence Subgroup", "Offence Code", "Number of Offences"}}
		for i := range 300 {
			var count any = i - 5
			if i%7 == 0 {
				count = "N/a"
			}
			values = append(values, []any{"2017/18", i%4 + 1, fmt.Sprintf("Force <%d> & Co", i%11), "Description é " + strconv.Itoa(i%13),
				"Group", "Group", fmt.Sprintf("%d.%d0", i%17, i%3), count})
		}
		fillSheet(t, f, "2017_18", stream, values)
		values[1][0], values[1][7] = "2016/17", "far out"
		fillSheet(t, f, "2016_17", stream, values[:2])
		if err := f.SetSheetVisible("2016_17", false); err != nil {
			t.Fatal(err)
		}
		if err := f.AddComment("2017_18", excelize.Comment{Cell: "H3", Author: "A", Text: "checked"}); err != nil {
			t.Fatal(err)
		}
		b, err := f.WriteToBuffer()
		if err != nil {
			t.Fatal(err)
		}

		var got []Row
		info := Info{Name: "made.xlsx", Size: int64(b.Len())}
		table := newTable(&info, func(r *Row) error {
			got = append(got, *r)
			return nil
		})
		if err := read(t.Context(), bytes.NewReader(b.Bytes()), table, func(done, total int64) {}); err != nil {
			t.Fatal(err)
		}
		if want := byExcelize(t, b.Bytes(), "2017_18"); !reflect.DeepEqual(got, want) {
			t.Errorf("stream %t: got %d rows %+v\nwant %d rows %+v", stream, len(got), got[:1], len(want), want[:1])
		}
		for _, s := range info.Sheets {
			if s.Name == "2016_17" && !s.Hidden {
				t.Error("a hidden sheet is visible")
			}
		}
	}
}

// fillSheet writes a sheet, cell by cell or as a stream.
func fillSheet(t *testing.T, f *excelize.File, sheet string, stream bool, values [][]any) {
	t.Helper()
	if _, err := f.NewSheet(sheet); err != nil {
		t.Fatal(err)
	}
	if !stream {
		for i, row := range values {
			if err := f.SetSheetRow(sheet, fmt.Sprintf("A%d", i+1), &row); err != nil {
				t.Fatal(err)
			}
		}
		return
	}
	w, err := f.NewStreamWriter(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range values {
		if err := w.SetRow(fmt.Sprintf("A%d", i+1), row); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
}

// byExcelize reads the rows of a sheet.
func byExcelize(t *testing.T, file []byte, sheet string) (rows []Row) {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	values, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	for i, v := range values[1:] {
		quarter, err := strconv.Atoi(v[1])
		if err != nil {
			t.Fatal(err)
		}
		r := Row{Sheet: sheet, Number: i + 2, FinancialYear: v[0], Quarter: quarter, Force: v[2], Description: v[3], Group: v[4], Subgroup: v[5], Code: v[6]}
		if !strings.HasPrefix(v[7], "N") {
			n, err := strconv.Atoi(v[7])
			if err != nil {
				t.Fatal(err)
			}
			r.Offences = CountOf(n)
		}
		rows = append(rows, r)
	}
	return rows
}
