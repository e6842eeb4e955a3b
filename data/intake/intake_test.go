package intake

import (
	"strings"
	"testing"

	"grooming-report/analysis/records"
	"grooming-report/data/workbook"
)

func TestNameDates(t *testing.T) {
	for _, test := range []struct{ name, want string }{
		{"prc-pfa-mar2013-onwards-tables-230426.ods", "2026-04-23"},
		{"2026-05-02_prc-pfa-mar2013-onwards-tables-230426.ods", "2026-04-23"},
		{"020526-prc-pfa-mar2013-onwards-tables-230426 (1).ods", "2026-04-23"},
		{"20260502 prc-pfa-tables_230426.ods", "2026-04-23"},
		{"prc 2026-04-23.csv", "2026-04-23"},
		{"prc-230426.csv", "2026-04-23"},
		{"230426.csv", "2026-04-23"},
		{"020526-230426.csv", "2026-05-02 2026-04-23"},
		{"2026-05-02 2026-04-23.csv", "2026-05-02 2026-04-23"},
		{"prc-320426.csv", ""},
		{"prc-2304260.csv", ""},
		{"prc.ods", ""},
	} {
		if got := strings.Join(nameDates(test.name), " "); got != test.want {
			t.Errorf("nameDates(%q) = %q, want %q", test.name, got, test.want)
		}
	}
}

// Spellings of a name that never end are not all kept.
func TestSpellings(t *testing.T) {
	known, err := records.Load("../../data")
	if err != nil {
		t.Fatal(err)
	}
	spelling := func(name string, i int) string {
		letters := []byte(strings.ToLower(name))
		for b := range letters {
			if i>>b&1 == 1 {
				letters[b] = strings.ToUpper(string(letters[b]))[0]
			}
		}
		return string(letters)
	}
	for _, name := range []string{"Gloucestershire", "Financial Fraud Action UK"} {
		in := newIncoming(known)
		var err error
		for i := 0; err == nil && i < 2*mostNames; i++ {
			r := &workbook.Row{Sheet: "2017_18", FinancialYear: "2017/18", Quarter: 1, Force: spelling(name, i), Description: "Theft", Code: "4", Offences: workbook.CountOf(1)}
			err = in.add(r)
		}
		if err == nil || !strings.Contains(err.Error(), "more than 1,000 different") {
			t.Errorf("%s: error %v, want one that says how many spellings there are", name, err)
		}
	}
}
