package records

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// A quarter of none, or below, is a lapse after a dozen a quarter on average, over the four before it or as many as
// there are. What follows it is held to the quarters before it, and no quarter to those of another definition.
func TestLapses(t *testing.T) {
	series := loadData(t).Series
	forces := forcesOf(t, "E23000032,Kent,South East,England,territorial,,,,\n")
	for _, test := range []struct {
		what   string
		counts []int // of quarters from April 2018 on
		lapses []int // which of them
	}{
		{"a dozen before", []int{12, 0}, []int{1}},
		{"eleven before", []int{11, 0}, nil},
		{"none before", []int{0, 0}, nil},
		{"forty-eight in four", []int{1, 2, 3, 42, 0}, []int{4}},
		{"forty-seven in four", []int{1, 2, 3, 41, 0}, nil},
		{"more before the four", []int{99, 11, 11, 11, 11, 0}, nil},
		{"below none", []int{12, -1, 5}, []int{1}},
		{"one", []int{50, 1}, nil},
		{"two in a row", []int{20, 20, 0, 0, 20}, []int{2, 3}},
	} {
		var rows strings.Builder
		first := FinancialYear(2018).Quarter(1)
		for i, n := range test.counts {
			q := first + Quarter(i)
			fmt.Fprintf(&rows, "%s,%d,Kent,88A,%d,\n", q.Year(), q.N(), n)
		}
		r, err := ParseRelease("data/releases/offences-2020.csv", strings.Join(ReleaseHeader, ",")+"\n"+rows.String(), forces,
			series)
		if err != nil {
			t.Fatal(err)
		}
		var got []int
		for _, l := range r.Lapses(r.Main) {
			got = append(got, int(l.Quarter-first))
			if len(l.Before) == 0 || len(l.Before) > 4 {
				t.Errorf("%s: held to %v, want one to four quarters", test.what, l.Before)
			}
		}
		if !slices.Equal(got, test.lapses) {
			t.Errorf("%s: lapses at %v of %v, want %v", test.what, got, test.counts, test.lapses)
		}
	}
	// April 2017 begins another definition: what was recorded under the one before says nothing of it.
	for rows, want := range map[string]int{
		"2016/17,4,Kent,88A,50,\n2017/18,1,Kent,88A,0,\n":                         0,
		"2016/17,4,Kent,88A,50,\n2017/18,1,Kent,88A,50,\n2017/18,2,Kent,88A,0,\n": 1,
	} {
		r, err := ParseRelease("data/releases/offences-2020.csv", strings.Join(ReleaseHeader, ",")+"\n"+rows, forces, series)
		if err != nil {
			t.Fatal(err)
		}
		if lapses := r.Lapses(r.Main); len(lapses) != want {
			t.Errorf("none in the last of\n%slapses %v, want %d", rows, lapses, want)
		}
		if lapses := r.Lapses(mustFind(t, series, "71")); lapses != nil {
			t.Errorf("a series that the release has not: lapses %v, want none", lapses)
		}
	}
}

// The notes on tables are read from datapackage.json, which must be JSON.
func TestNotes(t *testing.T) {
	notes, err := readNotes("data/datapackage.json", `{"resources": [{"path": "a.csv", "notes": ["one", "two"]},
		{"path": "b.csv"}, {"path": "a.csv", "notes": ["three"]}]}`)
	if err != nil || !slices.Equal(notes["a.csv"], []string{"one", "two"}) || len(notes["b.csv"]) != 0 {
		t.Errorf("notes %v, %v; want one and two on a.csv, whose first description counts", notes, err)
	}
	if _, err := readNotes("data/datapackage.json", `{"resources": [`); err == nil ||
		!strings.HasPrefix(err.Error(), "data/datapackage.json: ") {
		t.Errorf("half a file: error %v, want one that names it", err)
	}
}

// The notes on a release that name a force are on it.
func TestNotesOn(t *testing.T) {
	r := Release{Notes: []string{"Kent: two quarters exchanged", "Essex and Kent", "Kentish figures"}}
	for force, want := range map[string]int{"Kent": 2, "Essex": 1, "Surrey": 0} {
		if got := r.NotesOn(force); len(got) != want {
			t.Errorf("on %s: %q, want %d", force, got, want)
		}
	}
	if got := r.NotesOn("Essex", "Surrey", "Kent"); len(got) != 2 {
		t.Errorf("on three forces: %q, want two", got)
	}
}
