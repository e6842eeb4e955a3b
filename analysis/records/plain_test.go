package records

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// A line is split as encoding/csv splits it, where that takes it for one row.
func TestSplitLine(t *testing.T) {
	for _, line := range []string{
		"a", "a,b", ",", "a,,b,", `"a"`, `"a,b",c`, `a,"b ""c"" d",e`, `"",""`, `""""`, `"a",`, ` "a"`, `a"b`, `"a"b`, `"a`, `"a,b`,
		`"a" ,b`, `a,"`, `"""`, `é,"–"`, "a\tb,c",
	} {
		r := csv.NewReader(strings.NewReader(line + "\n"))
		want, err := r.Read()
		got, ok := splitLine(nil, line)
		if ok != (err == nil) || ok && !slices.Equal(got, want) {
			t.Errorf("splitLine(%q) = %q, %v, want %q, %v", line, got, ok, want, err)
		}
	}
}

// Where a table is broken, the error is that of encoding/csv; and of a row that goes over several
// lines, how many there are.
func TestBrokenTable(t *testing.T) {
	for _, test := range []struct{ file, want string }{
		{"a,b\n1,2\n3\n", "t.csv: record on line 3: wrong number of fields"},
		{"a,b\n1,2\"\n", `t.csv: parse error on line 2, column 4: bare " in non-quoted-field`},
		{"a,b\n\"1,2\n3,4\n", `t.csv: record on line 2; parse error on line 3, column 5: extraneous or missing " in quoted-field`},
		{"a,b\n\"1\n2\",3\n", "t.csv: 3 lines hold 2 rows; want one row a line, with no empty lines"},
		{"a,b\n\n1,2\n", "t.csv: 3 lines hold 2 rows; want one row a line, with no empty lines"},
		{"a,b\n\n", "t.csv: the table has no rows"},
	} {
		if _, err := ReadTable("t.csv", test.file, "a", "b"); fmt.Sprint(err) != test.want {
			t.Errorf("ReadTable(%q): %v, want %s", test.file, err, test.want)
		}
	}
}

// A table is read as encoding/csv reads it, or not at all.
func FuzzReadTable(f *testing.F) {
	for _, rows := range []string{"1,2\n", "\"1,2\",3\r\n", "\"\"\"\",\n", "\"1\n2\",3\n", "\r\n,\n"} {
		f.Add(rows)
	}
	f.Fuzz(func(t *testing.T, rows string) {
		file := "a,b\n" + rows
		got, err := ReadTable("t.csv", file, "a", "b")
		if err != nil {
			return
		}
		want, err := csv.NewReader(strings.NewReader(withoutMark(file))).ReadAll()
		if err != nil || len(want) != got.Rows+1 {
			t.Fatalf("%q: %d rows, want %d, %v", file, got.Rows, len(want)-1, err)
		}
		for i, row := range got.rows() {
			if !slices.Equal(row, want[i+1]) {
				t.Errorf("%q: row %d is %q, want %q", file, i, row, want[i+1])
			}
		}
	})
}
