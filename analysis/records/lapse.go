package records

import (
	"slices"
	"strings"
)

// A Lapse is a quarter in which a force recorded nothing after dozens in the quarters before:
// more likely a failed supply of data than a fall.
type Lapse struct {
	Force   string
	Quarter Quarter
	Before  []int // the numbers of the quarters before it that it is held to, at most four
}

// A quarter of none, or below, is a lapse if the quarters before it had so many on
// average: at a dozen, chance alone would leave one in a hundred thousand empty. No
// force has such a quarter in the releases that are held.
const (
	lapseQuarters = 4
	lapseMean     = 12
)

// Lapses lists the lapses of a series, force by force and in order of time. Only
// quarters of one definition are held against each other.
func (r *Release) Lapses(s *Series) []Lapse {
	p, ok := r.Period(s)
	if !ok {
		return nil
	}
	var lapses []Lapse
	for _, force := range r.Forces {
		var before []int
		for q := p.From; q <= p.To; q++ {
			if len(s.Crossed(Period{q - 1, q})) > 0 {
				before = nil
			}
			n, err := r.Number(s, force, q)
			if err != nil {
				continue
			}
			if n <= 0 && len(before) > 0 && sum(before) >= lapseMean*len(before) {
				lapses = append(lapses, Lapse{force, q, slices.Clone(before)})
				continue // what follows is held to the quarters before the lapse
			}
			before = append(before, n)
			before = before[max(0, len(before)-lapseQuarters):]
		}
	}
	return lapses
}

func sum(ns []int) int {
	total := 0
	for _, n := range ns {
		total += n
	}
	return total
}

// NotesOn lists the notes that name one of some forces.
func (r *Release) NotesOn(forces ...string) []string {
	var notes []string
	for _, note := range r.Notes {
		if slices.ContainsFunc(forces, func(force string) bool { return names(note, force) }) {
			notes = append(notes, note)
		}
	}
	return notes
}

// names reports whether a text has a name that is no part of a longer word.
func names(text, name string) bool {
	letter := func(s string) bool { return s != "" && (s[0] >= 'a' && s[0] <= 'z' || s[0] >= 'A' && s[0] <= 'Z') }
	for {
		before, after, found := strings.Cut(text, name)
		if !found {
			return false
		}
		if !letter(before[max(0, len(before)-1):]) && !letter(after) {
			return true
		}
		text = after
	}
}
