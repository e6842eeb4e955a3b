package sections

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"grooming-report/analysis"
	"grooming-report/analysis/records"
	"grooming-report/analysis/records/recordstest"
	"grooming-report/report/doc"
)

// noted is what an import may notice, of each kind: see the tests of the command data.
var noted = []string{
	"the sheet “2025_26 (Apr to Dec)” was read as 2025/26",
	"from January 2026 code 88E, “Sexual communication with a child”, is new, with 1,356 offences",
	"code 88A ends with October to December 2024; the release of 23 October 2025 goes on to January to March 2025: is " +
		"it the right file?",
	"code 88A falls to none, which is more likely a supply of data that failed than a fall: Kent, January to March " +
		"2026, after 92, 118 and 77",
	"Kent has withdrawn what the release of 23 April 2026 had for 88A, 71 in July 2019 to March 2020",
	"code 88A in 2016/17 went from 1,156 in the release of 23 April 2026 to 2,312, more than 5 per cent",
	"code 88A moved by half or more since the release of 23 April 2026 in Kent, April to June 2018, from 100 to 40",
	"code 88A is far from the four quarters before in Kent, January to March 2026, 301 after 72 on average",
	"“Total_of * codes” [r] <b> & `x` # is left out, in 44 rows",
	"Report Fraud is not a police force, and its 12 rows were left out",
}

// later is the report on Kent from a release that differs from those that the other tests read
// as one to come may: much was noticed when it was read, a definition of the code begins in it,
// and no estimate of residents is held yet for its last year.
var later = sync.OnceValues(func() (report, error) {
	data, err := analysis.Load("data")
	if err != nil {
		return report{}, err
	}
	recordstest.Keep(data.Data)
	definitions := data.Series.Main().Definitions
	begins := time.Date(2025, 10, 1, 0, 0, 0, 0, time.UTC)
	definitions[1].Ends = begins.AddDate(0, 0, -1)
	data.Series.Main().Definitions = append(definitions, &records.Definition{
		Label: "without what stands under code 88E", Holds: "what it held before, without code 88E",
		Change: "narrowed", Law: "not known yet", Begins: begins,
	})
	data.Population = slices.DeleteFunc(data.Population, func(p records.Population) bool { return p.MidYear == 2024 })
	s, err := analysis.NewStudy(data, "2026-04-23", "Kent")
	if err != nil {
		return report{}, err
	}
	s.Release.Notes = noted
	stems := []string{"definitions", "force", "changes", "national"}
	if testing.Short() {
		stems = stems[:3] // no test here reads the last
	}
	d, evidence, err := whole(s, stems...)
	return report{study: s, document: d, evidence: evidence}, err
})

// What was noticed at import stands in the section on what changed, word for word, and
// what names a force in the section on it.
func TestNotes(t *testing.T) {
	r, err := later()
	if err != nil {
		t.Fatal(err)
	}
	all := strings.Join(texts(r.document), "\n")
	for _, note := range noted {
		want := 1
		if strings.Contains(note, "Kent") {
			want = 2
		}
		if got := strings.Count(all, note); got != want {
			t.Errorf("the report on Kent says %d times, want %d: %q", got, want, note)
		}
	}
}

// A definition that begins later is said wherever the report says what the code holds.
func TestLaterDefinition(t *testing.T) {
	r, err := later()
	if err != nil {
		t.Fatal(err)
	}
	d := r.document
	tables, err := doc.All[*doc.Table](d.Blocks)
	if err != nil {
		t.Fatal(err)
	}
	holds := map[string][]string{
		"table-law":   {"1 October 2025", "no end", "what it held before, without code 88E", "not known yet"},
		"table-force": {"s.15\u00a0and\u00a0s.15A, from October 2025 without what stands under code 88E"},
	}
	for _, table := range tables {
		for _, want := range holds[table.ID] {
			last := table.Rows[len(table.Rows)-1]
			if !slices.ContainsFunc(last, func(c doc.Cell) bool { return doc.PlainText(c) == want }) {
				t.Errorf("the last row of %s does not say %q", table.ID, want)
			}
		}
		delete(holds, table.ID)
	}
	if len(holds) > 0 {
		t.Errorf("no table %v", holds)
	}
	all := strings.Join(texts(d), "\n")
	if !strings.Contains(all, "then it held two, and it narrowed in October 2025.") || strings.Contains(all, "an offence since 1 October 2025") {
		t.Error("the section on definitions does not say that the code narrowed, or calls that a new offence")
	}
}

// A release of a year that no estimate of residents is held for yet takes that of the year
// before, and says so.
func TestLaterYear(t *testing.T) {
	r, err := later()
	if err != nil {
		t.Fatal(err)
	}
	if all := strings.Join(texts(r.document), "\n"); !strings.Contains(all, "population mid-2023") {
		t.Error("the report does not say of which year the estimate of residents is")
	}
}
