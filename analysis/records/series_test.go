package records

import (
	"fmt"
	"strings"
	"testing"
)

// mustFind is the series of a name.
func mustFind(t testing.TB, list SeriesTable, name string) *Series {
	t.Helper()
	s, err := list.Find(name)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// seriesOf parses a table of series from its rows.
func seriesOf(t testing.TB, rows ...string) (SeriesTable, error) {
	t.Helper()
	file := strings.Join(append([]string{strings.Join(seriesHeader, ",")}, rows...), "\n") + "\n"
	table, err := ReadTable("data/series.csv", file, seriesHeader...)
	if err != nil {
		t.Fatal(err)
	}
	return parseSeries(table)
}

// Two definitions of one code, and a third from January 2026.
var threeDefinitions = []string{
	"88A,88A,sexual grooming,s.15 only,meeting,2004-05-01,2017-04-02,,law,Home Office,England and Wales,,",
	"88A,88A,sexual grooming,s.15 and s.15A,meeting and communication,2017-04-03,2025-12-31,widened,law,Home " +
		"Office,England and Wales,,",
	"88A,88A,sexual grooming,s.15,meeting again,2026-01-01,,narrowed,law,Home Office,England and Wales,,",
}

func TestCaveat(t *testing.T) {
	list, err := seriesOf(t, threeDefinitions...)
	if err != nil {
		t.Fatal(err)
	}
	grooming := mustFind(t, list, "88A")
	y := func(n int) Period { return FinancialYear(n).Period() }
	for _, test := range []struct {
		periods []Period
		caveat  string
		holds   string
	}{
		{[]Period{y(2016)}, "", "code 88A, s.15 only"},
		{[]Period{y(2017)}, "", "code 88A, s.15 and s.15A"},
		{[]Period{y(2016), y(2017)}, "not comparable: the code widened in April 2017", "code 88A, s.15 only"},
		{[]Period{y(2017), y(2016)}, "not comparable: the code widened in April 2017", "code 88A, s.15 and s.15A"},
		{[]Period{y(2018), y(2024)}, "", "code 88A, s.15 and s.15A"},
		// January 2026 is the last quarter of 2025/26.
		{[]Period{y(2025)}, "not comparable: the code narrowed in January 2026",
			"code 88A, s.15 and s.15A to December 2025, s.15 from January 2026"},
		{[]Period{y(2026), y(2024)}, "not comparable: the code narrowed in January 2026", "code 88A, s.15"},
		{[]Period{y(2026), y(2016)},
			"not comparable: the code widened in April 2017, and the code narrowed in January 2026", "code 88A, s.15"},
	} {
		if got := grooming.Caveat(test.periods...); got != test.caveat {
			t.Errorf("Caveat(%v) = %q, want %q", test.periods, got, test.caveat)
		}
		if got := grooming.Describe(test.periods[0]); got != test.holds {
			t.Errorf("Describe(%v) = %q, want %q", test.periods[0], got, test.holds)
		}
	}
	// The last quarter of the old definition and the first of the new one.
	for q, want := range map[Quarter]string{FinancialYear(2016).Quarter(4): "s.15 only", FinancialYear(2017).Quarter(1): "s.15 and s.15A"} {
		if got := grooming.DefinitionAt(q).Label; got != want {
			t.Errorf("DefinitionAt(%s) = %q, want %q", q, got, want)
		}
	}
}

func TestSeriesErrors(t *testing.T) {
	for _, test := range []struct {
		what string
		rows []string
		want string
	}{
		{"a day between two definitions", []string{threeDefinitions[0], strings.Replace(threeDefinitions[1], "2017-04-03",
			"2017-04-04", 1)}, `series.csv:3: from "2017-04-04", want the day after "2017-04-02"`},
		{"no change named", []string{threeDefinitions[0], strings.Replace(threeDefinitions[1], "widened", "", 1)},
			"wants a change"},
		{"definitions apart", []string{threeDefinitions[0], "71,71,,,x,,,,,Home Office,England and Wales,,",
			threeDefinitions[1]}, `series.csv:4: series "88A" has rows above already`},
		{"another code in the second row", []string{threeDefinitions[0], strings.Replace(threeDefinitions[1], "88A,88A",
			"88A,88B", 1)}, `code "88B", and "88A" in the row above`},
		{"days the wrong way round", []string{strings.Replace(threeDefinitions[0], "2004", "2024", 1)},
			"want the earlier day first"},
		{"a month", []string{strings.Replace(threeDefinitions[0], "2004-05-01", "2004-05", 1)}, `from "2004-05", want a day`},
		{"a month to end with", []string{strings.Replace(threeDefinitions[0], "2017-04-02", "2017-04", 1)},
			`to "2017-04", want a day`},
		{"an unknown whole", []string{"71,71,,,x,,,,,Home Office,England and Wales,all,"}, `part_of: unknown series "all"`},
		{"less of an unknown one", []string{threeDefinitions[2], "x,,,,x,,,,,Home Office,England and Wales,88A,all"},
			`less: unknown series "all"`},
		{"what is not counted first", []string{"s.15A FOI,,,,x,,,,,NSPCC,England and Wales,,"},
			"want first the one that the project is about"},
		{"no source", []string{"71,71,,,x,,,,,,England and Wales,,"}, "are all wanted"},
		{"no nation", []string{"71,71,,,x,,,,,Home Office,,,"}, "are all wanted"},
		{"no name", []string{",71,,,x,,,,,Home Office,England and Wales,,"}, "are all wanted"},
		{"an open definition before another", []string{strings.Replace(threeDefinitions[0], "2017-04-02", "", 1),
			threeDefinitions[1]}, "want the day after"},
		{"no day to begin with", []string{threeDefinitions[0], strings.Replace(threeDefinitions[1], "2017-04-03", "", 1)},
			"want the day after"},
		{"nothing that it holds", []string{"71,71,,,,,,,,Home Office,England and Wales,,"}, "are all wanted"},
		{"less of nothing", []string{threeDefinitions[2], "x,,,,x,,,,,Home Office,England and Wales,,88A"},
			"must be a series that is counted itself"},
	} {
		if _, err := seriesOf(t, test.rows...); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want one that says %q", test.what, err, test.want)
		}
	}
}

// Prose names a series by its code and what it holds, or by its words where that changed.
func TestSeriesInProse(t *testing.T) {
	d := loadData(t)
	for _, test := range []struct{ name, want, short string }{
		{"88A", "code 88A, sexual grooming", "code 88A"},
		{"71", "code 71, abuse of children through sexual exploitation", "code 71"},
		{"sexual offences", "sexual offences", "sexual offences"}, {"s.15A FOI", "s.15A FOI", "s.15A FOI"},
	} {
		s := mustFind(t, d.Series, test.name)
		if s.String() != test.want || s.Short() != test.short {
			t.Errorf("%s is %q in prose, and %q in short; want %q and %q", test.name, s, s.Short(), test.want, test.short)
		}
	}
}

func TestFindSeries(t *testing.T) {
	d := loadData(t)
	for _, test := range []struct{ name, want string }{
		{" 88A", `did you mean "88A"?`}, {"s.15A  FOI", `did you mean "s.15A FOI"?`}, {"S.15A FOI",
			`did you mean "s.15A FOI"?`}, {"victims", "data/series.csv lists them"},
	} {
		if _, err := d.Series.Find(test.name); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("Find(%q): error %v, want one that says %q", test.name, err, test.want)
		}
	}
}

// What the releases record is what the Home Office counts: not what others count, nor what is left of one
// series without another.
func TestRecorded(t *testing.T) {
	list, err := seriesOf(t, append(threeDefinitions,
		"all,,,,all,,,,,Home Office,England and Wales,,", "others,,,,others,,,,,Home Office,England and Wales,all,88A",
		"FOI,,,,returns,,,,,NSPCC,England and Wales,,")...)
	if err != nil {
		t.Fatal(err)
	}
	var recorded []string
	for _, s := range list.Recorded() {
		recorded = append(recorded, s.Name)
	}
	if got, want := strings.Join(recorded, "; "), "88A; all"; got != want {
		t.Errorf("Recorded() = %s, want %s", got, want)
	}
}

// The nearest name is offered, the first of those that are as near, and none that is further than a letter and a
// quarter of the name's.
func TestNearSeries(t *testing.T) {
	for _, test := range []struct {
		name  string
		table []string
		near  string
	}{
		{"abcd", []string{"abcx", "abxd"}, "abcx"}, {"abcd", []string{"abxx"}, "abxx"}, {"abcd", []string{"axxx"}, ""},
		{"abcd efgh", []string{"abcx efgx", "abcd efgx"}, "abcd efgx"},
		{" ABCD  efgh", []string{"abcd efgh"}, "abcd efgh"},
	} {
		var table SeriesTable
		for _, name := range test.table {
			table = append(table, &Series{Name: name})
		}
		want := fmt.Sprintf("unknown series %q; did you mean %q?", test.name, test.near)
		if test.near == "" {
			want = fmt.Sprintf("unknown series %q; data/series.csv lists them", test.name)
		}
		if _, err := table.Find(test.name); err == nil || err.Error() != want {
			t.Errorf("of %q: error %v, want %s", test.table, err, want)
		}
	}
}
