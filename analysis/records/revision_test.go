package records

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// A name that is part of a longer word is not the force's.
func TestNames(t *testing.T) {
	for _, test := range []struct {
		text, name string
		want       bool
	}{
		{"two quarters of Kent have exchanged their numbers", "Kent", true},
		{"Kent", "Kent", true},
		{"in Kent, 2025/26", "Kent", true},
		{"Kentish figures", "Kent", false},
		{"figures of Nonkent and NonKent", "Kent", false},
		{"Kentish figures of Kent", "Kent", true},
		{"Essex", "Kent", false},
		{"aKent", "Kent", false}, {"zKent", "Kent", false}, {"AKent", "Kent", false}, {"ZKent", "Kent", false},
		{"Kenta", "Kent", false}, {"Kentz", "Kent", false}, {"KentA", "Kent", false}, {"KentZ", "Kent", false},
		{"2Kent:", "Kent", true},
	} {
		if got := names(test.text, test.name); got != test.want {
			t.Errorf("names(%q, %q) = %v, want %v", test.text, test.name, got, test.want)
		}
	}
}

// A release spans the change of April 2017 if it has the year before it and the year after.
func TestSpans(t *testing.T) {
	d := loadData(t)
	before, after := FinancialYear(2016), FinancialYear(2017)
	for _, test := range []struct {
		from, to Quarter
		want     bool
	}{
		{before.Quarter(1), after.Quarter(4), true},
		{FinancialYear(2012).Quarter(1), FinancialYear(2025).Quarter(3), true},
		{before.Quarter(2), after.Quarter(4), false},
		{before.Quarter(1), after.Quarter(3), false},
		{after.Quarter(1), FinancialYear(2025).Quarter(3), false},
		{FinancialYear(2012).Quarter(1), before.Quarter(4), false},
	} {
		main := d.Releases[0].Main
		r := Release{Main: main, periods: map[*Series]Period{main: {test.from, test.to}}}
		steady := Series{Definitions: main.Definitions[:1]}
		if other := (Release{Main: &steady, periods: map[*Series]Period{&steady: {test.from, test.to}}}); other.Spans() {
			t.Errorf("a release of %s to %s spans a change of a series that never changed", test.from, test.to)
		}
		if got := r.Spans(); got != test.want {
			t.Errorf("a release of %s to %s: Spans() = %v, want %v", test.from, test.to, got, test.want)
		}
	}
}

// someForces are three that every release has, and two that one may lack.
const someForces = `E23000032,Kent,South East,England,territorial,,,,
E23000028,Essex,Eastern,England,territorial,,,,
E23000031,Surrey,South East,England,territorial,,,,
,Parks,,,non-geographic,,,,
,Transport,,,non-geographic,,,,
`

// madeRelease is a release of some rows of 88A: force, and its numbers for the quarters from April 2016 on, an empty
// one for a missing number.
func madeRelease(t testing.TB, vintage string, rows map[string][]string) *Release {
	t.Helper()
	var table strings.Builder
	fmt.Fprintln(&table, strings.Join(ReleaseHeader, ","))
	for _, force := range slices.Sorted(maps.Keys(rows)) {
		for i, n := range rows[force] {
			fmt.Fprintf(&table, "2016/17,%d,%s,88A,%s,2016_17\n", i+1, force, n)
		}
	}
	d := loadData(t)
	r, err := ParseRelease("data/releases/offences-"+vintage+".csv", table.String(), forcesOf(t, someForces), d.Series)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Two releases share two quarters, in which Kent has two offences more in the second, Essex six fewer in the first
// and none in the second any more, and Surrey had no number for the first.
func TestRevisions(t *testing.T) {
	older := madeRelease(t, "2017", map[string][]string{
		"Kent": {"5", "7"}, "Essex": {"10", "10"}, "Surrey": {"", "3"}, "Transport": {"1", "1"}})
	newer := madeRelease(t, "2018", map[string][]string{
		"Kent": {"5", "9", "1"}, "Essex": {"4", "", "3"}, "Surrey": {"8", "3", "3"}, "Parks": {"1", "1", "1"}})
	v, err := Revise(older, newer, older.Main)
	if err != nil {
		t.Fatal(err)
	}
	first := FinancialYear(2016).Quarter(1)
	then := func(p Period, before, after int) string { return fmt.Sprintf("%s: %d, then %d", p, before, after) }
	var totals []string
	for _, total := range slices.Concat(v.Quarters, v.Years) {
		totals = append(totals, then(total.Before.Period, total.Before.N, total.After.N))
	}
	for _, test := range []struct {
		what      string
		got, want any
	}{
		{"the period", v.Period, Period{first, first + 1}},
		{"the area", v.Area, Area{"England and Wales, forces with every quarter in both releases", []string{"Kent"}}},
		{"cells", v.Cells, 4},
		{"changed", v.Changed, []Revision{{"Essex", first, 10, 4}, {"Kent", first + 1, 7, 9}}},
		{"withdrawn", v.Withdrawn, []Withdrawal{{"Essex", []Quarter{first + 1}}}},
		{"came", v.Came, []string{"Parks"}}, {"went", v.Went, []string{"Transport"}},
		{"new quarters", v.NewQuarters, 1},
		{"totals", totals, []string{then(first.Period(), 5, 5), then((first + 1).Period(), 7, 9),
			then(Period{first, first + 1}, 12, 14)}},
	} {
		if !reflect.DeepEqual(test.got, test.want) {
			t.Errorf("%s: %v, want %v", test.what, test.got, test.want)
		}
	}
	for _, test := range []struct {
		of            Revision
		before, after int
		ok            bool
	}{
		{v.Changed[0], 10, 4, true}, {v.Changed[1], 7, 9, true},
		{Revision{Force: "Surrey", Quarter: first}, 0, 0, false},
		{Revision{Force: "Essex", Quarter: first + 1}, 0, 0, false},
	} {
		before, after, err := v.Counts(test.of)
		if test.ok && (err != nil || before.N != test.before || after.N != test.after || len(before.Rows) != 1 ||
			before.Vintage != "2017" || after.Vintage != "2018") || !test.ok && !NoNumber(err) {
			t.Errorf("%s, %s: %+v, then %+v, error %v; want %d, then %d: %v", test.of.Force, test.of.Quarter, before, after,
				err, test.before, test.after, test.ok)
		}
	}
	// A total is never made without one of its forces.
	for _, force := range []string{"Essex", "Surrey"} {
		v.Area = ForceArea(force)
		if list, err := v.compareTotals(nil, v.Series, v.Period); !NoNumber(err) {
			t.Errorf("a total of %s, which lacks a quarter: %v, error %v; want that it lacks", force, list, err)
		}
	}
}

// Releases that share one quarter are compared in it, and those that share none in none.
func TestReviseOneQuarter(t *testing.T) {
	whole := madeRelease(t, "2018", map[string][]string{"Kent": {"5", "9"}, "Essex": {"4", "4"}, "Surrey": {"8", "3"}})
	one := madeRelease(t, "2017", map[string][]string{"Kent": {"5"}, "Essex": {"4"}, "Surrey": {"8"}})
	later := *one
	later.periods = map[*Series]Period{one.Main: {FinancialYear(2030).Quarter(1), FinancialYear(2030).Quarter(4)}}
	for _, test := range []struct {
		older    *Release
		quarters int
		name     string
	}{{one, 1, "England and Wales"}, {&later, 0, "England and Wales"}} {
		v, err := Revise(test.older, whole, whole.Main)
		if err != nil || len(v.Quarters) != test.quarters || len(v.Years) != test.quarters || v.Area.Name != test.name {
			t.Errorf("%d quarters and %d years of %s compared, %v; want %d of %s", len(v.Quarters), len(v.Years),
				v.Area.Name, err, test.quarters, test.name)
		}
	}
}

// Two tables have the same figures if each holds every number of the other, in whatever order, and lacks what it
// lacks; why a number is missing makes no difference.
func TestSameFigures(t *testing.T) {
	rows := map[string][]string{"Kent": {"5", "9"}, "Essex": {"4", ""}, "Surrey": {"8", "0"}}
	base := madeRelease(t, "2017", rows)
	for _, test := range []struct {
		what        string
		kent, essex []string
		same        bool
	}{
		{"the same", []string{"5", "9"}, []string{"4", ""}, true},
		{"a number more", []string{"5", "9"}, []string{"4", "0"}, false},
		{"a number less", []string{"5", ""}, []string{"4", ""}, false},
		{"another number", []string{"5", "8"}, []string{"4", ""}, false},
	} {
		other := madeRelease(t, "2018", map[string][]string{"Kent": test.kent, "Essex": test.essex,
			"Surrey": rows["Surrey"]})
		if base.SameFigures(other) != test.same || other.SameFigures(base) != test.same {
			t.Errorf("%s: the same figures %v and %v, want %v", test.what, base.SameFigures(other), other.SameFigures(base),
				test.same)
		}
	}
	more := madeRelease(t, "2018", map[string][]string{"Kent": {"5", "9"}, "Essex": {"4", ""}, "Surrey": {"8", "0"},
		"Parks": {"1", "1"}})
	if base.SameFigures(more) || more.SameFigures(base) || !more.Holds(base) || base.Holds(more) {
		t.Error("a table with a force more holds the other, and is not the same")
	}
	const header = "financial_year,quarter,force,series,offences,cell\n"
	inOrder := []string{"2016/17,1,Kent,88A,5,a\n", "2016/17,2,Kent,88A,9,a\n", "2016/17,1,Essex,88A,4,a\n",
		"2016/17,2,Essex,88A,,\n", "2016/17,1,Surrey,88A,8,a\n", "2016/17,2,Surrey,88A,0,a\n"}
	slices.Reverse(inOrder)
	backwards, err := ParseRelease("data/releases/offences-2017.csv", header+strings.Join(inOrder, ""),
		forcesOf(t, someForces), base.Series)
	if err != nil || !backwards.SameFigures(base) {
		t.Errorf("the same rows backwards: %v, not the same figures", err)
	}
}

// What two releases share is compared by quarter and by year, and the changes of a force's
// cells add up to those of the quarters.
func TestRevise(t *testing.T) {
	d := loadData(t)
	for i, newer := range d.Releases {
		for _, older := range d.Releases[:i] {
			v, err := Revise(older, newer, newer.Main)
			if err != nil {
				t.Errorf("Revise(%s, %s): %v", older.Vintage, newer.Vintage, err)
				continue
			}
			if quarters := max(0, int(v.Period.To-v.Period.From)+1); len(v.Quarters) != quarters {
				t.Errorf("%s and %s: %d quarters compared, want %d", older.Vintage, newer.Vintage, len(v.Quarters), quarters)
			}
			cells, totals := 0, 0
			for _, c := range v.Changed {
				for _, f := range v.Area.Forces {
					if c.Force == f {
						cells += c.Change()
					}
				}
			}
			for _, q := range v.Quarters {
				totals += q.After.N - q.Before.N
			}
			if cells != totals {
				t.Errorf("%s and %s: cells changed by %d and totals by %d", older.Vintage, newer.Vintage, cells, totals)
			}
		}
	}
	one, other := d.Releases[0], &Release{File: "other.csv", Main: d.Releases[0].Main}
	if _, err := Revise(one, other, one.Main); err == nil {
		t.Error("Revise with a release that lacks the series: no error")
	}
}
