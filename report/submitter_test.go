package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"grooming-report/report/sections"
)

// Words of a submitter are theirs, but an unfair number is stopped: the line names where it
// stands, the words, the verdict and what to do.
func TestOwnWords(t *testing.T) {
	r := made(t)
	file := filepath.Join(t.TempDir(), "asks.txt")
	for i, c := range []struct {
		words string
		want  []string // none where the words are taken
	}{
		{"Grooming in Kent rose 391 per cent from 2016/17 to 2017/18.", []string{"“391 per cent”", "not comparable"}},
		{"Fund prevention. 9,999 offences were recorded in Kent in 2024/25.", []string{"“9,999”",
			"in “9,999 offences were recorded in Kent in 2024/25.”: cannot be checked, the record differs so much"}},
		{"Kent Police recorded 300 grooming offences in 2024/25.", []string{"“300”", "”: wrong"}},
		{"Fund 12 posts in each force by 2027, and publish figures of s.15 and s.15A apart.", nil},
		{"Hampshire police recorded 142 grooming offences in April to December 2017.", nil},
		{"We helped 5,200 children and 310 parents in Kent in 2024/25, 12 per cent more than the year before.", nil},
		{"Grooming must be recorded alike in all 43 forces. We ask for £4 million over 3 years.", nil},
		{"", nil},
	} {
		if testing.Short() && i%3 != 0 {
			continue // one number is stopped and two texts are taken
		}
		if err := os.WriteFile(file, []byte("Train officers.\r\n\r\n"+c.words), 0o644); err != nil {
			t.Fatal(err)
		}
		for _, given := range []struct{ where, about, asks string }{
			{"ABOUT: ", c.words, ""}, {"ABOUT " + file + ": ", file, ""}, {"ASKS " + file + ": ", "", file},
		} {
			var by sections.Submitter
			_, err := ownWords(&by, given.about, given.asks, r.study)
			if c.want == nil {
				if err != nil {
					t.Errorf("%s%q: %v, want it taken", given.where, c.words, err)
				}
				continue
			}
			if err == nil {
				t.Errorf("%s%q was taken", given.where, c.words)
				continue
			}
			line := err.Error()
			if !strings.HasPrefix(line, given.where) || strings.Contains(line, "\n") || !strings.Contains(line, "leave it out") {
				t.Errorf("%s%q: %q, want one line of where, what and what to do", given.where, c.words, line)
			}
			for _, want := range c.want {
				if !strings.Contains(line, want) {
					t.Errorf("%s%q: %q, want %q in it", given.where, c.words, line, want)
				}
			}
			t.Log(line)
		}
	}
}

// A change that names neither what was counted nor when cannot be checked, by us or by a committee: it is taken, and
// the submitter is told where it stands and what it lacks. Other numbers that the record does not hold
// pass in silence.
func TestOpenWords(t *testing.T) {
	r := made(t)
	for _, c := range []struct {
		about string
		want  []string
	}{
		{"Grooming rose 500 per cent.", []string{"ABOUT: “500 per cent” in “Grooming rose 500 per cent.”: cannot be " +
			"checked, its words do not say what was counted: for code 88A no release bears it out, and forces’ answers to " +
			"freedom of information requests are in none"}},
		{"We helped 5,200 children and 310 parents in Kent.", nil},
		{"Hampshire police recorded 142 grooming offences in April to December 2017.", nil},
	} {
		var by sections.Submitter
		got, err := ownWords(&by, c.about, "", r.study)
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, %v; want %q", c.about, got, err, c.want)
		}
	}
}

// The day of a submission is written in two ways, and another is refused with an example.
func TestDay(t *testing.T) {
	for _, c := range []struct {
		words, want string
		ok          bool
	}{
		{"", "", true}, {"2026-11-26", "2026-11-26", true}, {"26 November 2026", "2026-11-26", true},
		{"November 2026", "", false}, {"30 February 2026", "", false}, {"26/11/2026", "", false},
	} {
		got, err := day(c.words)
		if got != c.want || (err == nil) != c.ok {
			t.Errorf("day(%q) = %q, %v; want %q, accepted: %v", c.words, got, err, c.want, c.ok)
		}
		if err != nil && !strings.Contains(err.Error(), "such as 2026-11-26") {
			t.Errorf("day(%q): %v, want an example", c.words, err)
		}
	}
}
