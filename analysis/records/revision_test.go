package records

import "testing"

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
		if got := r.Spans(); got != test.want {
			t.Errorf("a release of %s to %s: Spans() = %v, want %v", test.from, test.to, got, test.want)
		}
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
