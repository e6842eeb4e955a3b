package records

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// loadData gives the tables as they stand, which no test changes.
func loadData(t testing.TB) *Data {
	t.Helper()
	d, err := loadOnce()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

var loadOnce = sync.OnceValues(func() (*Data, error) { return Load("../../data") })

func year(y int) Period { return FinancialYear(y).Period() }

// Populations are one row for a force, year and basis, and those on one basis have no
// break: their sum is the national estimate of each year.
func TestResidents(t *testing.T) {
	d := loadData(t)
	land := d.Forces.Territorial()
	for year, want := range map[int]int{2011: 56170927, 2019: 59317788, 2020: 59430444, 2021: 59660524, 2024: 61806682} { // ONS, England and Wales
		ps, ok := d.Residents(land, year, Rebased)
		got := 0
		for _, p := range ps {
			got += p.AllAges
		}
		if !ok || got != want {
			t.Errorf("Residents(%d, rebased) add to %d, %v, want %d", year, got, ok, want)
		}
	}
	for year := 2014; year <= 2024; year++ {
		ps, ok := d.Residents(land, year, FirstPublished)
		if !ok || len(ps) != 43 || slices.ContainsFunc(ps, func(p Population) bool { return p.Under16 == 0 }) {
			t.Errorf("first published for mid-%d: %d forces, %v, want 43 with children", year, len(ps), ok)
		}
	}
	transport := Area{Forces: []string{"British Transport Police"}}
	if ps, ok := d.Residents(transport, 2020, Rebased); ok {
		t.Errorf("British Transport Police has residents: %v", ps)
	}
	if _, ok := d.Residents(land, 2010, Rebased); ok {
		t.Error("there are residents for mid-2010")
	}
}

func TestCount(t *testing.T) {
	aprilToDecember := FinancialYear(2017).Part(3)
	for _, test := range []struct {
		area    string
		period  Period
		vintage string
		want    int
	}{
		// Home Office open data tables as the two articles of 2018 and later releases give them.
		{"Hampshire", aprilToDecember, "2019", 150},
		{"Hampshire", aprilToDecember, "2023-10-19", 142},
		{"Hampshire", aprilToDecember, "2026-04-23", 142},
		{"Hampshire", year(2017), "2019", 221},
		{"Hampshire", year(2016), "2026-04-23", 42},
		{"England and Wales", aprilToDecember, "2019", 3079},
		{"England and Wales", aprilToDecember, "2026-04-23", 3188},
		{"England and Wales", FinancialYear(2025).Part(3), "2026-04-23", 5734},
		{"England and Wales", year(2012), "2026-04-23", 370},
		{"England and Wales", year(2013), "2026-04-23", 459},
		{"England and Wales", year(2014), "2026-04-23", 677},
		{"England and Wales", year(2015), "2026-04-23", 962},
		{"England and Wales", year(2016), "2026-04-23", 1156},
		{"England and Wales", year(2017), "2019", 4444},
		{"England and Wales", Period{FinancialYear(2013).Quarter(1), FinancialYear(2017).Quarter(3)}, "2026-04-23", 6442},
		{"Hampshire", Period{FinancialYear(2013).Quarter(1), FinancialYear(2017).Quarter(3)}, "2026-04-23", 264},
	} {
		d := loadData(t)
		r, err := d.Release(test.vintage)
		if err != nil {
			t.Fatal(err)
		}
		area := Area{test.area, []string{test.area}}
		if test.area == "England and Wales" {
			area = r.EnglandAndWales()
		}
		got, err := r.Count(area, r.Main, test.period)
		if err != nil || got.N != test.want {
			t.Errorf("release %s: Count(%s, 88A, %s) = %d, %v, want %d", test.vintage, test.area, test.period, got.N, err,
				test.want)
		}
	}
}

// The parts of a count add up to it, over forces and over quarters.
func TestCountAdds(t *testing.T) {
	d := loadData(t)
	for _, r := range d.Releases {
		for _, s := range d.Series.Recorded() {
			p, ok := r.Period(s)
			if !ok {
				continue
			}
			whole, err := r.Count(r.EnglandAndWales(), s, p)
			if err != nil {
				t.Fatal(err)
			}
			forces, quarters := 0, 0
			for _, f := range r.Forces {
				c, err := r.Count(Area{f, []string{f}}, s, p)
				if err != nil {
					t.Fatal(err)
				}
				forces += c.N
			}
			cs, err := r.Quarters(r.EnglandAndWales(), s, p)
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range cs {
				quarters += c.N
			}
			if forces != whole.N || quarters != whole.N {
				t.Errorf("release %s, %s: forces add to %d and quarters to %d, want %d", r.Vintage, s, forces, quarters, whole.N)
			}
		}
	}
}

// A count's rows are the lines that it adds up: read again with nothing but
// encoding/csv, they give the same number.
func TestCountRows(t *testing.T) {
	d := loadData(t)
	r, err := d.Release("2026-04-23")
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(r.File)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := csv.NewReader(bytes.NewReader(file)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range []Area{r.EnglandAndWales(), {"Hampshire", []string{"Hampshire"}}, d.Forces.Territorial()} {
		for _, y := range r.Covered().Years() {
			p := Period{max(r.Covered().From, y.Quarter(1)), min(r.Covered().To, y.Quarter(4))}
			c, err := r.Count(a, r.Main, p)
			if err != nil {
				t.Fatal(err)
			}
			if got := sumRows(t, r.File, lines, c.Rows); got != c.N {
				t.Errorf("%s, %s: the lines %v add to %d, want %d", a.Name, p, c.Rows, got, c.N)
			}
		}
	}
}

// sumRows adds up the lines of a file.
func sumRows(t *testing.T, file string, lines [][]string, rows []Rows) int {
	t.Helper()
	sum := 0
	for _, r := range rows {
		if r.File != file {
			t.Fatalf("rows of %s, want %s", r.File, file)
		}
		for line := r.First; line <= r.Last; line++ {
			n, err := strconv.Atoi(lines[line-1][4])
			if err != nil {
				t.Fatal(err)
			}
			sum += n
		}
	}
	return sum
}

// smallRelease is a release table of every force and two quarters, with lines
// replaced.
func smallRelease(t testing.TB, forces *Forces, change map[string]string) string {
	t.Helper()
	var b strings.Builder
	fmt.Fprintln(&b, strings.Join(ReleaseHeader, ","))
	for _, f := range forces.List {
		for q := 1; q <= 2; q++ {
			fmt.Fprintf(&b, "2016/17,%d,%q,88A,7,2016_17\n", q, f.Name)
		}
	}
	text := b.String()
	for old, new := range change {
		if !strings.Contains(text, old) {
			t.Fatalf("no %q to change", old)
		}
		text = strings.Replace(text, old, new, 1)
	}
	return text
}

func TestReleaseErrors(t *testing.T) {
	d := loadData(t)
	const name = "data/releases/offences-2017.csv"
	first := `2016/17,1,"Avon and Somerset",88A,7,2016_17` + "\n"
	for _, test := range []struct {
		what, old, new, want string
	}{
		{"a column missing", "offences,cell", "offences",
			`offences-2017.csv:1: the columns are "financial_year,quarter,force,series,offences", want "financial_year,quarter,force,series,offences,cell"`},
		{"a column doubled", "offences,cell", "offences,offences", "offences-2017.csv:1: the columns are"},
		{"an unknown force", `"Kent"`, `"Kant"`, `unknown police force "Kant"; did you mean Kent`},
		{"another name of a force", `"Hampshire"`, `"Hampshire and Isle of Wight"`, `want its Home Office name "Hampshire"`},
		{"a quarter 5", first, strings.Replace(first, ",1,", ",5,", 1),
			`offences-2017.csv:2: quarter "5", want 1, 2, 3 or 4`},
		{"a quarter 1.0", first, strings.Replace(first, ",1,", ",1.0,", 1), `quarter "1.0"`},
		{"no year in the first row", first, strings.Replace(first, "2016/17,", ",", 1), `financial year ""`},
		{"no series in the first row", first, strings.Replace(first, ",88A,", ",,", 1), "series"},
		{"a quarter 0", first, strings.Replace(first, ",1,", ",0,", 1), `quarter "0"`},
		{"more than there can be", first, strings.Replace(first, ",7,", ",2147483648,", 1),
			"2147483648 is more than there can be"},
		{"a series that is not recorded", first, strings.Replace(first, "88A", "s.15A FOI", 1),
			"is not one that the Home Office's"},
		{"a year before the standard", first, strings.Replace(first, "2016/17,", "2001/02,", 1),
			"financial year 2001/02, want 2002/03"},
		{"years that do not follow", first, strings.Replace(first, "2016/17,", "2016/18,", 1), `financial year "2016/18"`},
		{"letters in a number", first, strings.Replace(first, ",7,", ",1O,", 1),
			`offences-2017.csv:2: number of offences "1O" is not a whole number`},
		{"a thousands separator", first, strings.Replace(first, ",7,", `,"1,202",`, 1), `"1,202" is not a whole number`},
		{"a marker", first, strings.Replace(first, ",7,", ",N/a,", 1), `"N/a" is not a whole number`},
		{"an unknown series", first, strings.Replace(first, "88A", "88B", 1), `unknown series "88B"; did you mean "88A"?`},
		{"a cell twice", first, first + first, "offences-2017.csv:3: Avon and Somerset, 88A, April to June 2016 is in " +
			"line 2 as well"},
		{"a cell missing", first, "", "no row for Avon and Somerset, 88A, April to June 2016"},
		{"a row too short", first, "2016/17,1,Kent\n", "wrong number of fields"},
		{"a line end in a field", `"Kent"`, "\"Ke\nnt\"", "want one row a line"},
	} {
		_, err := ParseRelease(name, smallRelease(t, d.Forces, map[string]string{test.old: test.new}), d.Forces, d.Series)
		if err == nil || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: error %v, want one that names the file and says %q", test.what, err, test.want)
		}
		if err != nil && strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: the error is more than a line: %q", test.what, err)
		}
	}
	whole := smallRelease(t, d.Forces, nil)
	if _, err := ParseRelease(name, whole, d.Forces, d.Series); err != nil {
		t.Errorf("the unchanged table: %v", err)
	}
	if _, err := ParseRelease(name, whole[:len(whole)-3], d.Forces, d.Series); err == nil || !strings.Contains(err.Error(), "complete?") {
		t.Errorf("a cut table: error %v, want a question whether it is complete", err)
	}
	for _, file := range []string{"latest.csv", "2017.csv", "offences-latest.csv", "offences-2017-02-30.csv"} {
		if _, err := ParseRelease("data/releases/"+file, whole, d.Forces, d.Series); err == nil {
			t.Errorf("a file named %s: no error", file)
		}
	}
	other := strings.ReplaceAll(whole, "88A", "71")
	if _, err := ParseRelease(name, other, d.Forces, d.Series); err == nil {
		t.Error("a release without the main series: no error")
	}
	without := strings.NewReplacer(`2016/17,1,"Kent",88A,7,2016_17`+"\n", "", `2016/17,2,"Kent",88A,7,2016_17`+"\n",
		"").Replace(whole)
	if _, err := ParseRelease(name, without, d.Forces, d.Series); err == nil || !strings.Contains(err.Error(), `police force "Kent" is missing`) {
		t.Errorf("a territorial force missing: %v", err)
	}
}

// A row of published.csv must say what was counted, where and when, who published it in which table, and have a
// name of its own.
func TestPublishedErrors(t *testing.T) {
	d := loadData(t)
	const good = "kent-2019,Kent,2019-04-01,2020-03-31,s.15A FOI,2020,120,NSPCC,2020-06-01,https://example.org,"
	with := func(old, new string) string { return strings.Replace(good, old, new, 1) }
	for _, test := range []struct{ what, row, want string }{
		{"as it should be", good, ""},
		{"a day of the release", with(",2020,", ",2020-04-23,"), ""},
		{"of the nation", with(",Kent,", ",England and Wales,"), ""},
		{"none", with(",120,", ",0,"), ""},
		{"a row twice", good + "\n" + good, `id "kent-2019" is in a row above as well`},
		{"another of the same", good + "\n" + with("kent-2019", "kent-2019-again"), ""},
		{"no name", with("kent-2019", ""), "are all wanted"},
		{"nobody who published it", with("NSPCC", ""), "are all wanted"},
		{"no vintage", with(",2020,", ",spring,"), "are all wanted"},
		{"below none", with(",120,", ",-1,"), `value "-1", want a whole number from 0 up`},
		{"no number", with(",120,", ",many,"), `value "many", want a whole number from 0 up`},
		{"an unknown series", with("s.15A FOI", "s.15B FOI"), `measure: unknown series "s.15B FOI"`},
		{"an unknown area", with(",Kent,", ",Kant,"), `"Kant"`},
		{"no period", with("2019-04-01", "2019-04-02"), "data/published.csv:2"},
	} {
		file := strings.Join(publishedHeader, ",") + "\n" + test.row + "\n"
		table, err := ReadTable("data/published.csv", file, publishedHeader...)
		if err != nil {
			t.Fatal(err)
		}
		ps, err := parsePublished(table, d.Series, d.Forces)
		if test.want == "" && (err != nil || len(ps) != strings.Count(test.row, "\n")+1) {
			t.Errorf("%s: %v, error %v, want that it is read", test.what, ps, err)
		}
		if test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
			t.Errorf("%s: error %v, want one that says %q", test.what, err, test.want)
		}
	}
}

// A row of population.csv must be of a force with its code, on a known basis, once a year, and
// hold people, of whom children are a part.
func TestPopulationErrors(t *testing.T) {
	d := loadData(t)
	const good = "E23000032,Kent,2019,1842692,367000,,,first published,ONS"
	for _, test := range []struct{ what, row, want string }{
		{"as it should be", good, ""},
		{"an unknown force", strings.Replace(good, "Kent", "Kant", 1), `unknown police force "Kant"`},
		{"the code of another", strings.Replace(good, "E23000032", "E23000033", 1),
			`Kent has code "E23000033" here and "E23000032"`},
		{"no such basis", strings.Replace(good, "first published", "revised", 1),
			`basis "revised", want rebased or first published`},
		{"no year", strings.Replace(good, ",2019,", ",19th,", 1), "mid-year"},
		{"a row twice", good + "\n" + good, "Kent, mid-2019, first published is in line 2 as well"},
		{"nobody", strings.Replace(good, "1842692", "0", 1), `population "0", want a whole number above 0`},
		{"one with no children", strings.Replace(good, "1842692,367000", "1,0", 1), `population under 16 "0"`},
		{"only children", strings.Replace(good, "1842692,", "367000,", 1), `population under 16 "367000"`},
		{"one who is no child", strings.Replace(good, "1842692,", "367001,", 1), ""},
		{"one child", strings.Replace(good, "367000", "1", 1), ""},
	} {
		file := strings.Join(populationHeader, ",") + "\n" + test.row + "\n"
		table, err := ReadTable("data/population.csv", file, populationHeader...)
		if err != nil {
			t.Fatal(err)
		}
		_, err = parsePopulation(table, d.Forces)
		if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
			t.Errorf("%s: error %v, want %q", test.what, err, test.want)
		}
	}
}

// The first year of the National Crime Recording Standard is read, and a year that only a slip
// of the hand would give is not.
func TestReleaseYears(t *testing.T) {
	d := loadData(t)
	const name = "data/releases/offences-2017.csv"
	for _, test := range []struct {
		year string
		read bool
	}{{"2001/02", false}, {"2002/03", true}, {"2100/01", true}, {"2101/02", false}} {
		text := strings.ReplaceAll(smallRelease(t, d.Forces, nil), "2016/17", test.year)
		if _, err := ParseRelease(name, text, d.Forces, d.Series); (err == nil) != test.read {
			t.Errorf("a release of %s: error %v, want it to be read: %v", test.year, err, test.read)
		}
	}
}

// British Transport Police may be absent: then England and Wales is the 43
// territorial forces, and the report says so. A missing cell is not a zero.
func TestReleaseAbsentAndMissing(t *testing.T) {
	d := loadData(t)
	text := smallRelease(t, d.Forces, map[string]string{`2016/17,2,"Kent",88A,7,`: `2016/17,2,"Kent",88A,,`})
	for q := 1; q <= 2; q++ {
		text = strings.Replace(text, fmt.Sprintf("2016/17,%d,\"British Transport Police\",88A,7,2016_17\n", q), "", 1)
	}
	r, err := ParseRelease("data/releases/offences-2017.csv", text, d.Forces, d.Series)
	if err != nil {
		t.Fatal(err)
	}
	p, _ := r.Period(r.Main)
	if _, err := r.Count(Area{"Kent", []string{"Kent"}}, r.Main, p); !errors.Is(err, ErrMissing) {
		t.Errorf("Kent with a missing quarter: error %v, want ErrMissing", err)
	}
	area, left := r.Nation(p), r.LeftOut(d.Forces, p)
	want := []string{"British Transport Police (not in the release)", "Kent (a quarter is marked as missing)"}
	if len(area.Forces) != 42 || !cmp.Equal(left, want) {
		t.Errorf("England and Wales holds %d forces and leaves out %q, want 42 and %q", len(area.Forces), left, want)
	}
	if area.Name != "England and Wales without Kent" {
		t.Errorf("the sum without Kent is named %q", area.Name)
	}
	if whole := r.Nation(p.From.Period()); whole.Name != "England and Wales" || len(whole.Forces) != 43 {
		t.Errorf("the quarter in which Kent has a number is of %q, %d forces; want all 43", whole.Name, len(whole.Forces))
	}
	c, err := r.Count(area, r.Main, p)
	if err != nil || c.N != 42*2*7 {
		t.Errorf("count of the complete forces %d, %v, want %d", c.N, err, 42*2*7)
	}
}

// What a count says of a number that the release does not give: an empty cell of the workbook and a force
// without a row are missing, in these words, and what lies outside of it is not covered. None is a zero.
func TestNoNumber(t *testing.T) {
	d := loadData(t)
	text := smallRelease(t, d.Forces, map[string]string{
		`2016/17,1,"Kent",88A,7,2016_17`:  `2016/17,1,"Kent",88A,,`,
		`2016/17,1,"Essex",88A,7,2016_17`: `2016/17,1,"Essex",88A,,2016_17`,
	})
	r, err := ParseRelease("data/releases/offences-2017.csv", text, d.Forces, d.Series)
	if err != nil {
		t.Fatal(err)
	}
	first := FinancialYear(2016).Quarter(1)
	for _, test := range []struct {
		what   string
		area   Area
		period Period
		is     error
		says   string
	}{
		{"no row", ForceArea("Kent"), first.Period(), ErrMissing, "without a row in the release"},
		{"an empty cell", ForceArea("Essex"), first.Period(), ErrMissing, "marked as missing in the release"},
		{"the quarter before", ForceArea("Surrey"), (first - 1).Period(), ErrNotCovered, "not in the release"},
		{"no force", Area{Name: "nowhere"}, first.Period(), ErrNotCovered, "nothing to count"},
		{"no quarter", ForceArea("Surrey"), Period{From: first + 1, To: first}, ErrNotCovered, "nothing to count"},
	} {
		_, err := r.Count(test.area, r.Main, test.period)
		for _, other := range []error{ErrMissing, ErrNotCovered} {
			if errors.Is(err, other) != (other == test.is) {
				t.Errorf("%s: error %v, want %v", test.what, err, test.is)
			}
		}
		if !NoNumber(err) || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: error %v, want one that says %q", test.what, err, test.says)
		}
		cs, err := r.Quarters(test.area, r.Main, test.period)
		if test.period.To >= test.period.From && !errors.Is(err, test.is) {
			t.Errorf("%s, by quarter: %v, error %v; want %v", test.what, cs, err, test.is)
		}
	}
	if _, err := r.Count(ForceArea("Surrey"), nil, first.Period()); !errors.Is(err, ErrNotCovered) {
		t.Errorf("of no series: error %v, want that it is not covered", err)
	}
	if c, err := r.Count(ForceArea("Surrey"), r.Main, first.Period()); err != nil || c.N != 7 {
		t.Errorf("Surrey has %d, %v; want 7", c.N, err)
	}
}

// A force that was renamed has the numbers that it had under its former name, also of tables that were
// packed before anybody asked for them.
func TestRenamed(t *testing.T) {
	series := loadData(t).Series
	forces := forcesOf(t, `,Shire,Eastern,England,territorial,1968-01-01,2016-06-30,,
,New Shire,Eastern,England,territorial,2016-07-01,,Shire,
`)
	r, err := ParseRelease("data/releases/offences-2017.csv", strings.Join(ReleaseHeader, ",")+"\n"+
		"2016/17,1,Shire,88A,3,\n2016/17,2,New Shire,88A,9,\n", forces, series)
	if err != nil {
		t.Fatal(err)
	}
	whole := &Data{Series: series, Forces: forces, Releases: []*Release{r}}
	packed, err := LoadPacked("data", whole.Pack())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []*Release{r, packed.Releases[0]} {
		cs, err := r.Quarters(ForceArea("New Shire"), r.Main, r.Covered())
		if err != nil || len(cs) != 2 || cs[0].N != 3 || cs[1].N != 9 {
			t.Errorf("New Shire has %v, %v; want 3 and 9", cs, err)
		}
	}
}

// Norfolk and Suffolk were merged on 1 July 2016, and Highland Constabulary is of
// nobody's making: it was there from that day on.
const merged = `,Norfolk,Eastern,England,territorial,1968-01-01,2016-06-30,,
,Suffolk,Eastern,England,territorial,1967-01-01,2016-06-30,,
,Norfolk and Suffolk,Eastern,England,territorial,2016-07-01,,Norfolk;Suffolk,East Anglia
E23000032,Kent,South East,England,territorial,,,,
,Highland,,Scotland,non-geographic,2016-07-01,,,
`

// A force that was formed of others has a number where they have one and where it
// has its own; tables from before the merger, after it, and across it are all whole.
func TestMerger(t *testing.T) {
	series := loadData(t).Series
	forces := forcesOf(t, merged)
	row := func(quarter int, force string, n int) string {
		return fmt.Sprintf("2016/17,%d,%s,88A,%d,\n", quarter, force, n)
	}
	kent := row(1, "Kent", 1) + row(2, "Kent", 1)
	q := FinancialYear(2016).Quarter(1)
	for _, test := range []struct {
		what, rows string
		first      int // Norfolk and Suffolk in both quarters
		second     int
		err        string
	}{
		{"before", row(1, "Kent", 1) + row(1, "Norfolk", 3) + row(1, "Suffolk", 4), 7, -1, ""},
		{"across", kent + row(1, "Norfolk", 3) + row(1, "Suffolk", 4) + row(2, "Norfolk and Suffolk", 9), 7, 9, ""},
		{"put together by the publisher", kent + row(1, "Norfolk and Suffolk", 8) + row(2, "Norfolk and Suffolk", 9), 8, 9,
			""},
		{"published apart still", kent + row(1, "Norfolk", 3) + row(1, "Suffolk", 4) + row(2, "Norfolk", 5) + row(2,
			"Suffolk", 6), 7, 11, ""},
		{"together and apart", kent + row(1, "Norfolk", 3) + row(1, "Norfolk and Suffolk", 7) + row(2,
			"Norfolk and Suffolk", 9), 0, 0, "offences-2017.csv:5: Norfolk and Suffolk has a number for 88A, April to June " +
			"2016, and so has a force that it was formed of, in line 4"},
		{"one of the two", kent + row(1, "Norfolk", 3) + row(2, "Norfolk and Suffolk", 9), 0, 0,
			"no row for Norfolk and Suffolk, 88A, April to June 2016"},
		{"neither", kent, 0, 0, `police force "Norfolk and Suffolk" is missing; want all 2 territorial forces`},
	} {
		r, err := ParseRelease("data/releases/offences-2017.csv", strings.Join(ReleaseHeader, ",")+"\n"+test.rows,
			forces, series)
		if test.err != "" {
			if err == nil || !strings.Contains(err.Error(), test.err) {
				t.Errorf("%s: error %v, want one that says %q", test.what, err, test.err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", test.what, err)
			continue
		}
		if want := []string{"Kent", "Norfolk and Suffolk"}; !cmp.Equal(r.Forces, want) {
			t.Errorf("%s: Forces = %q, want %q", test.what, r.Forces, want)
		}
		eastern, err := forces.Area("Eastern")
		if err != nil || !cmp.Equal(eastern.Forces, []string{"Norfolk and Suffolk"}) {
			t.Errorf("Area(Eastern) = %v, %v, want Norfolk and Suffolk", eastern, err)
		}
		if c, err := r.Count(eastern, r.Main, q.Period()); err != nil || c.N != test.first {
			t.Errorf("%s: %d, %v, in the first quarter, want %d", test.what, c.N, err, test.first)
		}
		c, err := r.Count(eastern, r.Main, (q + 1).Period())
		if test.second < 0 && !errors.Is(err, ErrNotCovered) || test.second >= 0 && (err != nil || c.N != test.second) {
			t.Errorf("%s: %d, %v, in the second quarter, want %d", test.what, c.N, err, test.second)
		}
		for at, want := range map[Quarter][]string{q: nil, q + 1: {"Highland (not in the release)"}} {
			if left := r.LeftOut(forces, at.Period()); test.second >= 0 && !slices.Equal(left, want) {
				t.Errorf("%s: %q are left out in %s, want %q", test.what, left, at, want)
			}
		}
		if area := r.Nation(r.Covered()); len(area.Forces) != 2 {
			t.Errorf("%s: %s is %q, want both forces", test.what, area.Name, area.Forces)
		}
	}
}

// A force that was formed of one that had been formed of others has the numbers of all of them, and a number
// given twice among those is an error as it is of its own.
func TestMergerOfMerged(t *testing.T) {
	series := loadData(t).Series
	forces := forcesOf(t, `,East,Eastern,England,territorial,1968-01-01,2012-06-30,,
,West,Eastern,England,territorial,1968-01-01,2012-06-30,,
,East and West,Eastern,England,territorial,2012-07-01,2016-06-30,East;West,
,South,Eastern,England,territorial,1968-01-01,2016-06-30,,
,All,Eastern,England,territorial,2016-07-01,,East and West;South,
`)
	for _, test := range []struct {
		rows string
		n    int // of All in April to June 2012
		err  string
	}{
		{"2012/13,1,East,88A,1,\n2012/13,1,West,88A,2,\n2012/13,1,South,88A,4,\n", 7, ""},
		{"2012/13,1,East and West,88A,5,\n2012/13,1,South,88A,4,\n", 9, ""},
		{"2012/13,1,East,88A,1,\n2012/13,1,East and West,88A,5,\n2012/13,1,South,88A,4,\n", 0,
			"East and West has a number for 88A, April to June 2012, and so has a force that it was formed of"},
	} {
		r, err := ParseRelease("data/releases/offences-2017.csv", strings.Join(ReleaseHeader, ",")+"\n"+test.rows, forces,
			series)
		if test.err != "" {
			if err == nil || !strings.Contains(err.Error(), test.err) {
				t.Errorf("%s: error %v, want one that says %q", test.rows, err, test.err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", test.rows, err)
			continue
		}
		if c, err := r.Count(ForceArea("All"), r.Main, r.Covered()); err != nil || c.N != test.n {
			t.Errorf("%s: %d, %v, want %d", test.rows, c.N, err, test.n)
		}
	}
}

// forcesOf parses a table of forces from its rows.
func forcesOf(t testing.TB, rows string) *Forces {
	t.Helper()
	table, err := ReadTable("data/forces.csv", strings.Join(forcesHeader, ",")+"\n"+rows, forcesHeader...)
	if err != nil {
		t.Fatal(err)
	}
	forces, err := parseForces(table)
	if err != nil {
		t.Fatal(err)
	}
	return forces
}

func TestForcesErrors(t *testing.T) {
	for _, test := range []struct{ old, new, want string }{
		{"Norfolk;Suffolk", "Norfolk;Sufolk",
			`data/forces.csv:4: formed_of "Sufolk", want the names of forces as they stand in this table; keep their rows`},
		{"2016-06-30", "2016-06-29", "data/forces.csv:4: Norfolk and Suffolk was formed of Norfolk, so the one's from " +
			"must be the day after the other's to"},
		{"2016-06-30", "", "must be the day after the other's to"},
		{"E23000032", "E2300003", `data/forces.csv:5: Kent has ONS code "E2300003", want nine characters`},
		{"E23000032", "", "want nine characters"},
		{"1968-01-01", "1968", `from "1968", want a day`},
		{"2016-06-30", "2016", `to "2016", want a day`},
		{"territorial,,,,", "region,,,,",
			`data/forces.csv:5: kind "region", want territorial, non-geographic or not a force`},
		{"East Anglia", "Kent", `the name "Kent" stands for`},
		{"Scotland,non-geographic,2016-07-01,,", "Scotland,non-geographic,2016-07-01,,Suffolk", "Suffolk went into"},
	} {
		table, err := ReadTable("data/forces.csv", strings.Join(forcesHeader, ",")+"\n"+strings.Replace(merged,
			test.old, test.new, 1), forcesHeader...)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := parseForces(table); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q for %q: error %v, want one that says %q", test.new, test.old, err, test.want)
		}
	}
	forces := forcesOf(t, merged)
	if _, err := forces.Area("Suffolk + East Anglia"); err == nil || !strings.Contains(err.Error(), "Suffolk is in Suffolk and in Norfolk and Suffolk") {
		t.Errorf("Suffolk twice: %v", err)
	}
	if a, err := forces.Area("Suffolk + Kent"); err != nil || len(a.Forces) != 2 {
		t.Errorf("Suffolk and Kent: %v, %v", a, err)
	}
}

func TestSums(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../../data")); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, "releases", "offences-2019.csv")
	table, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, bytes.Replace(table, []byte("88A,59,"), []byte("88A,60,"), 1), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(dir); err == nil || !strings.Contains(err.Error(), "releases/offences-2019.csv") || !strings.Contains(err.Error(), "make sums") {
		t.Errorf("a changed cell: error %v, want one that names the table and what to do", err)
	}
}

// Tables as people's programs save them.
func TestReadTable(t *testing.T) {
	const header, row = "id,note", "a,soared by “900 per cent”"
	for _, test := range []struct{ what, file, want string }{
		{"as it is", header + "\n" + row + "\n", ""},
		{"a byte-order mark", "\ufeff" + header + "\n" + row + "\n", ""},
		{"line ends of Windows", header + "\r\n" + row + "\r\n", ""},
		{"both", "\ufeff" + header + "\r\n" + row + "\r\n", ""},
		{"Windows-1252", header + "\r\nb,plain\r\na,soared by \x93900 per cent\x94\r\n",
			`data/claims.csv:3: found the byte 0x93 after "a,soared by ", which is not UTF-8; save the table as “CSV UTF-8”`},
		{"Windows-1252 at the end of a long line", header + "\na,0123456789abcdefghijklmnop\x93\n",
			`data/claims.csv:2: found the byte 0x93 after "6789abcdefghijklmnop", which`},
		{"UTF-16", "\xff\xfei\x00d\x00,\x00n\x00o\x00t\x00e\x00\n\x00", `data/claims.csv:1: found the byte 0xff after ""`},
		{"semicolons", "id;note\n" + row + "\n", `data/claims.csv:1: the columns are "id;note", want "id,note"`},
		{"a cut line", header + "\n" + row, "the last line has no line end; is the file complete?"},
		{"no rows", header + "\n", "the table has no rows"},
		{"nothing", "", "the last line has no line end"},
		{"a mark alone", "\ufeff", "the last line has no line end"},
	} {
		table, err := ReadTable("data/claims.csv", test.file, "id", "note")
		if test.want != "" {
			if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("%s: error %v, want one line that says %q", test.what, err, test.want)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", test.what, err)
			continue
		}
		if got := table.Records(); len(got) != 1 || got[0]["id"] != "a" || got[0]["note"] != "soared by “900 per cent”" {
			t.Errorf("%s: %q", test.what, got)
		}
	}
}

// If a table parses, writing it again from what was read and reading that gives
// the same release.
func FuzzRelease(f *testing.F) {
	d := loadData(f)
	f.Add(smallRelease(f, d.Forces, nil))
	f.Add(smallRelease(f, d.Forces, map[string]string{`88A,7,`: `88A,-1,`}))
	f.Add(smallRelease(f, d.Forces, map[string]string{`88A,7,`: `88A,,`}))
	f.Add(strings.Join(ReleaseHeader, ",") + "\r\n2016/17,1,Kent,88A,1,\r\n")
	f.Fuzz(func(t *testing.T, table string) {
		const name = "offences-2017.csv"
		r, err := ParseRelease(name, table, d.Forces, d.Series)
		if err != nil {
			return
		}
		again, err := ParseRelease(name, rewrite(r), d.Forces, d.Series)
		if err != nil {
			t.Fatalf("what was read does not read again: %v", err)
		}
		if !r.SameFigures(again) || !cmp.Equal(r.Forces, again.Forces) {
			t.Fatalf("%v became %v", r.cells, again.cells)
		}
	})
}

func rewrite(r *Release) string {
	var b strings.Builder
	fmt.Fprintln(&b, strings.Join(ReleaseHeader, ","))
	for s, rows := range r.cells {
		for force, quarters := range rows {
			for q, cells := range quarters.all() {
				n := strconv.Itoa(int(cells[0].offences))
				if cells[0].lacks != nothing {
					n = ""
				}
				fmt.Fprintf(&b, "%s,%d,%q,%s,%s,\n", q.Year(), q.N(), force, s.Name, n)
			}
		}
	}
	return b.String()
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load("../../data"); err != nil {
			b.Fatal(err)
		}
	}
}

// The day of a release is in its name, where it is known.
func TestVintageDay(t *testing.T) {
	for vintage, says := range map[Vintage]string{
		"2026-04-23": "23 April 2026", "2026-01-01": "1 January 2026", "2026-12-31": "31 December 2026",
		"2019": "", "": "", "2026-4-233": "", "2026-00-10": "", "2026-13-10": "", "2026-10-00": "", "2026-10-32": "",
		"2026/04-23": "", "2026-04/23": "", "20x6-04-23": "", "2026-x4-23": "", "2026-04-x3": "",
	} {
		year, month, day, ok := vintage.Day()
		if ok != (says != "") || !ok && strings.ReplaceAll(string(vintage), " ", "") != vintage.String() ||
			ok && (vintage.String() != says || fmt.Sprintf("%04d-%02d-%02d", year, month, day) != string(vintage)) {
			t.Errorf("%q is of %d, %d, %d, %v, and reads %q; want %q", vintage, year, month, day, ok, vintage, says)
		}
	}
}

// The latest year is the last that is whole, with the quarters that there are of the next.
func TestLatestYear(t *testing.T) {
	main := loadData(t).Series.Main()
	for n, want := range []struct{ year, partial int }{{2023, 1}, {2023, 2}, {2023, 3}, {2024, 0}} {
		r := Release{Main: main, periods: map[*Series]Period{main: {FinancialYear(2012).Quarter(1),
			FinancialYear(2024).Quarter(n + 1)}}}
		if year, partial := r.LatestYear(); int(year) != want.year || partial != want.partial {
			t.Errorf("a release to quarter %d of 2024/25: %s and %d quarters, want %d and %d", n+1, year, partial, want.year,
				want.partial)
		}
	}
}

// A series less a part of it lacks what either lacks, is covered where both are, and says how many cells of both are
// below zero.
func TestLess(t *testing.T) {
	series := loadData(t).Series
	other, whole, part := mustFind(t, series, "sexual offences other than code 88A"), "sexual offences", "88A"
	rows := "financial_year,quarter,force,series,offences,cell\n"
	for force, numbers := range map[string][4]string{ // of two quarters of the whole, and of the part
		"Kent": {"10", "-2", "-1", "3"}, "Essex": {"10", "", "4", "4"}, "Surrey": {"10", "10", "4", ""},
	} {
		for i, n := range numbers {
			rows += fmt.Sprintf("2016/17,%d,%s,%s,%s,a\n", i%2+1, force, []string{whole, part}[i/2], n)
		}
	}
	for _, quarter := range []string{"2016/17,3,%s,sexual offences,10,a\n"} { // the part has no third
		for _, force := range []string{"Kent", "Essex", "Surrey"} {
			rows += fmt.Sprintf(quarter, force)
		}
	}
	r, err := ParseRelease("data/releases/offences-2017.csv", rows, forcesOf(t, someForces), series)
	if err != nil {
		t.Fatal(err)
	}
	first := FinancialYear(2016).Quarter(1)
	if p, ok := r.Period(other); !ok || p != (Period{first, first + 1}) {
		t.Errorf("%s: %s, %v; want April to September 2016", other.Name, p, ok)
	}
	for _, test := range []struct {
		force string
		q     Quarter
		n     int
		below int
		err   error
	}{
		{"Kent", first, 11, 1, nil}, {"Kent", first + 1, -5, 1, nil}, {"Essex", first, 6, 0, nil},
		{"Essex", first + 1, 0, 0, ErrMissing}, {"Surrey", first + 1, 0, 0, ErrMissing},
		{"Kent", first + 2, 0, 0, ErrNotCovered},
	} {
		c, err := r.Count(ForceArea(test.force), other, test.q.Period())
		n, errNumber := r.Number(other, test.force, test.q)
		if !errors.Is(err, test.err) || !errors.Is(errNumber, test.err) || c.N != test.n || n != test.n ||
			c.Negative != test.below {
			t.Errorf("%s, %s: %d with %d below zero, %v, and %d, %v; want %d with %d, %v", test.force, test.q, c.N,
				c.Negative, err, n, errNumber, test.n, test.below, test.err)
		}
	}
	without := Release{Main: r.Main, Series: series, periods: map[*Series]Period{r.Main: r.Covered()}}
	for s, ok := range map[*Series]bool{r.Main: true, other: false, nil: false} {
		if _, held := without.Period(s); held != ok {
			t.Errorf("a release of 88A alone holds %v: %v, want %v", s, held, ok)
		}
	}
}

// A national count whose sums cannot be made is an error, as is a sum of rows that are none.
func TestSumsFail(t *testing.T) {
	r := madeRelease(t, "2017", map[string][]string{"Kent": {"5"}, "Essex": {"4"}, "Surrey": {"8"}})
	if c, err := r.Count(r.EnglandAndWales(), r.Main, r.Covered()); err != nil || c.N != 17 {
		t.Errorf("%d, %v; want 17", c.N, err)
	}
	broken := errors.New("broken")
	r.totals = map[*Series]func() (map[Quarter]int, error){r.Main: func() (map[Quarter]int, error) { return nil, broken }}
	if c, err := r.Count(r.EnglandAndWales(), r.Main, r.Covered()); !errors.Is(err, broken) {
		t.Errorf("%d, error %v; want that of the sums", c.N, err)
	}
	if c, err := r.Count(ForceArea("Kent"), r.Main, r.Covered()); err != nil || c.N != 5 {
		t.Errorf("Kent has %d, %v; want 5, whatever the national sums are", c.N, err)
	}
}

// There was a force in a quarter if there was in all of it.
func TestExisted(t *testing.T) {
	day := func(s string) time.Time {
		d, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	q := FinancialYear(2016).Quarter(1) // 1 April to 30 June 2016
	for _, test := range []struct {
		from, to time.Time
		want     bool
	}{
		{time.Time{}, time.Time{}, true}, {day("2016-04-01"), time.Time{}, true}, {day("2016-04-02"), time.Time{}, false},
		{time.Time{}, day("2016-06-30"), true}, {time.Time{}, day("2016-06-29"), false},
		{day("2017-01-01"), day("2018-01-01"), false}, {day("2014-01-01"), day("2015-01-01"), false},
		{day("2016-04-01"), day("2016-06-30"), true},
	} {
		if got := (Force{From: test.from, To: test.to}).Existed(q); got != test.want {
			t.Errorf("a force of %v to %v existed in %s: %v, want %v", test.from, test.to, q, got, test.want)
		}
	}
}

// A force that was formed of others has their residents until it has its own, and none if one of them has none.
func TestResidentsOfMerged(t *testing.T) {
	people := func(force string, n int) Population {
		return Population{Force: force, Basis: Rebased, MidYear: 2016, AllAges: n}
	}
	area := ForceArea("Norfolk and Suffolk")
	for _, test := range []struct {
		what string
		held []Population
		want int // below zero for none
	}{
		{"of both", []Population{people("Norfolk", 3), people("Suffolk", 4)}, 7},
		{"of its own", []Population{people("Norfolk", 3), people("Norfolk and Suffolk", 9)}, 9},
		{"of one", []Population{people("Norfolk", 3)}, -1},
		{"of another year", []Population{{Force: "Norfolk and Suffolk", Basis: Rebased, MidYear: 2015, AllAges: 9}}, -1},
		{"on another basis", []Population{{Force: "Norfolk and Suffolk", Basis: FirstPublished, MidYear: 2016}}, -1},
	} {
		d := Data{Forces: forcesOf(t, merged), Population: test.held}
		ps, ok := d.Residents(area, 2016, Rebased)
		n := 0
		for _, p := range ps {
			n += p.AllAges
		}
		if ok != (test.want >= 0) || ok && n != test.want {
			t.Errorf("%s: %d, %v; want %d", test.what, n, ok, test.want)
		}
	}
}

// A release takes the place of one of its date, or its own place in time.
func TestWith(t *testing.T) {
	d := &Data{Releases: []*Release{{Vintage: "2019"}, {Vintage: "2023-10-19"}}}
	for vintage, want := range map[Vintage]string{
		"2019": "2019 2023-10-19", "2021": "2019 2021 2023-10-19", "2026-04-23": "2019 2023-10-19 2026-04-23",
	} {
		one := &Release{Vintage: vintage}
		other := d.With(one)
		var got []string
		for _, r := range other.Releases {
			got = append(got, string(r.Vintage))
		}
		if strings.Join(got, " ") != want || !slices.Contains(other.Releases, one) || len(d.Releases) != 2 {
			t.Errorf("with %s: %q, want %q", vintage, got, want)
		}
	}
	if _, err := d.Release("2020"); err == nil || !strings.Contains(err.Error(), `no release "2020"`) {
		t.Errorf("a release that there is not: error %v", err)
	}
	if _, err := d.Table("none.csv"); err == nil || !strings.Contains(err.Error(), "none.csv: not listed in SHA256SUMS") {
		t.Errorf("a table that there is not: error %v", err)
	}
}
