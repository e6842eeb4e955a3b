package verify

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A number is walked down to the lines of the table, with the values in its method.
func TestTrace(t *testing.T) {
	text, tables := golden(t)
	f := read(t, text)
	var out strings.Builder
	if err := Trace(&out, f, tables, "hampshire.annual-rate-poisson.2025-04_2025-12", false); err != nil {
		t.Fatal(err)
	}
	want := `hampshire.annual-rate-poisson.2025-04_2025-12 = 220 (188 to 257)
    Hampshire, 1 April 2025 to 31 December 2025; offences per year; release 2026-04-23
    count divided by exposure in years, exact Poisson 95 % limits; code 88A, s.15 and s.15A Sexual Offences
        Act 2003
    by count [166] divided by exposure, exact Poisson limits, level 0.95
    note: A part year at the same daily pace for a whole year. It is not a forecast: the months of a year
        differ, and counts are revised.
└── count: hampshire.count.2025-04_2025-12 = 166
        Hampshire, 1 April 2025 to 31 December 2025; offences; release 2026-04-23
        code 88A, s.15 and s.15A Sexual Offences Act 2003
        by sum of rows
        data/releases/offences-2026-04-23.csv, 3 rows
            line  financial_year  quarter  force      series  offences  cell
            2306  2025/26         1        Hampshire  88A     63        2025_26
            2350  2025/26         2        Hampshire  88A     48        2025_26
            2394  2025/26         3        Hampshire  88A     55        2025_26
`
	if out.String() != want {
		t.Errorf("Trace gives\n%s\nwant\n%s", out.String(), want)
	}
}

// Of many rows it shows those with most offences, and what all add up to. With all, every row.
func TestTraceRows(t *testing.T) {
	text, tables := golden(t)
	f := read(t, text)
	var out strings.Builder
	if err := Trace(&out, f, tables, "5,734", false); err != nil {
		t.Fatal(err)
	}
	want := `england-wales.count.2025-04_2025-12 = 5,734
    England and Wales, 1 April 2025 to 31 December 2025; offences; release 2026-04-23
    code 88A, s.15 and s.15A Sexual Offences Act 2003
    by sum of rows
    data/releases/offences-2026-04-23.csv, 132 rows; here the 6 with most offences
        2025/26 quarter 1: 1,919, 2025/26 quarter 2: 1,900, 2025/26 quarter 3: 1,915
        line  financial_year  quarter  force                series  offences  cell
        2304  2025/26         1        Greater Manchester   88A     123       2025_26
        2315  2025/26         1        Metropolitan Police  88A     199       2025_26
        2348  2025/26         2        Greater Manchester   88A     126       2025_26
        2359  2025/26         2        Metropolitan Police  88A     179       2025_26
        2392  2025/26         3        Greater Manchester   88A     131       2025_26
        2403  2025/26         3        Metropolitan Police  88A     134       2025_26
        126 rows more with 4,842; ALL=1 prints them
`
	if out.String() != want {
		t.Errorf("Trace gives\n%s\nwant\n%s", out.String(), want)
	}
	out.Reset()
	if err := Trace(&out, f, tables, "5,734", true); err != nil {
		t.Fatal(err)
	}
	if got := strings.Count(out.String(), "  88A  "); got != 132 {
		t.Errorf("with all, %d rows, want 132", got)
	}
}

// The rows that are shown and the rest come to the number, by quarter and in all; so do the
// years, where there are many quarters.
func TestExcerpts(t *testing.T) {
	text, tables := golden(t)
	f := read(t, text)
	for _, test := range []struct {
		name       string
		sums, rows int
	}{
		{"england-wales.count.2025-04_2025-12", 3, 5},
		{"england-wales.count.2018-04_2025-12", 8, 5},
		{"hampshire.count.2025-04_2025-12", 3, 3},
	} {
		row := f.Find(test.name)
		excerpts, err := tables.excerpts(row, 5)
		if err != nil || len(excerpts) != 1 {
			t.Fatal(excerpts, err)
		}
		e := excerpts[0]
		var summed float64
		for _, s := range e.sums {
			summed += s.offences
		}
		shown := e.rest
		for _, r := range e.rows {
			n, err := strconv.ParseFloat(r.cells[slices.Index(e.columns, "offences")], 64)
			if err != nil {
				t.Fatal(err)
			}
			shown += n
		}
		if got := strconv.FormatFloat(summed, 'f', -1, 64); got != row.Value || shown != summed {
			t.Errorf("%s: the sums come to %s and the rows to %v, want %s", test.name, got, shown, row.Value)
		}
		if len(e.sums) != test.sums || len(e.rows) != test.rows {
			t.Errorf("%s: %d sums and %d rows, want %d and %d", test.name, len(e.sums), len(e.rows), test.sums, test.rows)
		}
	}
}

// A number itself stands before those of which it is a limit, and its very value before what
// rounds to it. It is found without its comma, with a space for it, as a percentage, and to fewer digits.
func TestSearch(t *testing.T) {
	text, _ := golden(t)
	f := read(t, text)
	found := f.Search("150")
	last := 0
	for _, row := range found {
		rank := row.rank("150")
		if rank < last {
			t.Errorf("%s, %s, stands after a number of which 150 is a limit", row.Name, row.Printed())
		}
		last = rank
	}
	for _, name := range []string{"hampshire.count.2017-04_2017-12.vintage-2019", "published.hampshire-2017-april-december"} {
		if i := slices.IndexFunc(found, func(row *Row) bool { return row.Name == name }); i < 0 || i > 3 {
			t.Errorf("%s is in place %d of 150, want it among the first", name, i)
		}
	}
	for _, test := range [][2]string{
		{"5734", "england-wales.count.2025-04_2025-12"}, {" 5,734 ", "england-wales.count.2025-04_2025-12"},
		{"5 734", "england-wales.count.2025-04_2025-12"}, {"5\u202f734", "england-wales.count.2025-04_2025-12"},
		{"86 per\u00a0cent", "essex.per-cent-change.within-definition"},
		{"86%", "essex.per-cent-change.within-definition"}, {"86", "essex.per-cent-change.within-definition"},
		{"4.618505", "england-wales.segmented.dispersion"},
	} {
		if !slices.ContainsFunc(f.Search(test[0]), func(row *Row) bool { return row.Name == test[1] }) {
			t.Errorf("%s is not found as %q", test[1], test[0])
		}
	}
	for _, row := range f.Search("89%") {
		if !percentage(row.Unit) {
			t.Errorf("89%% finds %s, %s %s, want percentages alone", row.Name, row.Printed(), row.Unit)
		}
	}
	for _, row := range f.Near("89%") {
		if !percentage(row.Unit) {
			t.Errorf("near 89%% is %s, %s %s, want percentages alone", row.Name, row.Printed(), row.Unit)
		}
	}
	if near := f.Near("xyzzy"); len(near) > 0 {
		t.Errorf("near xyzzy is %s, want nothing", near[0].Name)
	}
}

// A number is found as it is printed, also by a limit, and one that is not there by what
// is near it.
func TestTraceFinds(t *testing.T) {
	text, tables := golden(t)
	f := read(t, text)
	for _, test := range []struct {
		number string
		says   []string
	}{
		{"5,734", []string{"england-wales.count.2025-04_2025-12", "data/releases/offences-2026-04-23.csv, 132 rows"}},
		{"3.52 to 4.56", []string{"numbers have 3.52 to 4.56 in their limits:", "england-wales.rate-ratio.headline "}},
		{"150", []string{"hampshire.count.2017-04_2017-12.vintage-2019 ", "published.hampshire-2017-april-december "}},
		// The rate of a whole year is its count, and is not asked about.
		{"6,673", []string{"england-wales.count.2022-04_2023-03 = 6,673", "and 2 more of the very same value"}},
		// A percentage is none of the 8 offences that limits have, and says which way it is.
		{"8 per cent", []string{"5 numbers are 8 per cent", "8 per cent fewer (-31 to 22)", "8 per cent more (-2 to 19)"}},
	} {
		var out strings.Builder
		err := Trace(&out, f, tables, test.number, false)
		for _, want := range test.says {
			if err != nil || !strings.Contains(out.String(), want) {
				t.Errorf("Trace of %s gives %v\n%s\nwant it to say %q", test.number, err, out.String(), want)
			}
		}
	}
	for _, test := range []struct{ number, near string }{
		{"5,735", "england-wales.count.2025-04_2025-12"},
		{"hampshire.count.2017-04_2017-13", "hampshire.count.2017-04_2017-12"},
		{"kent headline", "kent.rate-ratio.headline"},
	} {
		err := Trace(&strings.Builder{}, f, tables, test.number, false)
		if err == nil {
			t.Errorf("%s is no number, and is traced", test.number)
			continue
		}
		if first := strings.Split(err.Error(), "\n")[1]; !strings.HasPrefix(first, "  "+test.near+" ") {
			t.Errorf("nearest to %s is %s, want %s", test.number, first, test.near)
		}
	}
}

// Six inputs of a role are named, and of more how many they are; ALL=1 names every one. Of rows with one value the
// first stands for the others, which are counted.
func TestTraceFew(t *testing.T) {
	inputs := func(role string, n int) (list []Input) {
		for i := range n {
			list = append(list, Input{Role: role, Name: fmt.Sprint(role, i)})
		}
		return list
	}
	for _, test := range []struct {
		of   []Input
		all  bool
		want int
		more string
	}{
		{inputs("of", 1), false, 1, ""}, {inputs("of", 6), false, 6, ""}, {inputs("of", 7), false, 7, "of: 1 more"},
		{inputs("of", 9), false, 7, "of: 3 more"}, {inputs("of", 9), true, 9, ""},
		{append(inputs("later", 6), inputs("earlier", 6)...), false, 12, ""},
	} {
		list := (&printer{all: test.all}).few(test.of)
		more := ""
		if last := list[len(list)-1]; last.Role == "" {
			more, _, _ = strings.Cut(last.Name, ",")
		}
		if len(list) != test.want || more != test.more {
			t.Errorf("of %d inputs, all %v: %v; want %d, and %q", len(test.of), test.all, list, test.want, test.more)
		}
	}
	for n, want := range map[int]string{1: "", 2: "and 1 more of the very same value", 3: "and 2 more"} {
		var out strings.Builder
		(&printer{w: &out}).further(make([]*Row, n))
		if got := out.String(); !strings.Contains(got, want) || (got == "") != (want == "") {
			t.Errorf("%d rows of one value: %q, want %q", n, got, want)
		}
	}
}

// Of many numbers that have one in their limits the first are listed, and how many more there are; all where asked for.
func TestLimitedOfMany(t *testing.T) {
	for _, test := range []struct {
		rows int
		all  bool
		says string
	}{
		{1, false, "1 number has 1.21 in its limits:"}, {mostLimits, false, "numbers have 1.21 in their limits:"},
		{mostLimits + 3, false, "and 3 more; ALL=1 lists them"}, {mostLimits + 3, true, "numbers have 1.21 in their limits:"},
	} {
		rows := make([]*Row, test.rows)
		for i := range rows {
			rows[i] = &Row{Name: "a"}
		}
		var said strings.Builder
		(&printer{w: &said, all: test.all}).limited(rows, "1.21")
		listed := strings.Count(said.String(), "\na ")
		want := test.rows
		if !test.all {
			want = min(want, mostLimits)
		}
		if !strings.Contains(said.String(), test.says) || listed != want ||
			strings.Contains(said.String(), "more") != (listed < test.rows) {
			t.Errorf("%d numbers, all of them: %v: %d listed, want %d and %q:\n%s", test.rows, test.all, listed, want, test.says,
				said.String())
		}
	}
}
