package records

import (
	"fmt"
	"slices"
	"strings"
)

// A Force is one police force as the Home Office names it.
type Force struct {
	Name        string // Hampshire; London, City of
	Code        string // ONS code of its area, E23000030; empty for British Transport Police
	Region      string
	Territorial bool // false for British Transport Police, which has no residents
	Aliases     []string
	row         Rows
}

// An Area is a force or a group of forces whose counts are added up.
type Area struct {
	Name   string
	Forces []string // Home Office names, in the order of Forces.List
}

// Slug names the area in a fact: thames-valley, england-wales.
func (a Area) Slug() string {
	words := strings.FieldsFunc(strings.ToLower(a.Name), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9')
	})
	words = slices.DeleteFunc(words, func(w string) bool { return w == "and" })
	return strings.Join(words, "-")
}

// Area is the area of the force alone.
func (f Force) Area() Area { return ForceArea(f.Name) }

// ForceArea is the area of one force, by its Home Office name.
func ForceArea(force string) Area { return Area{force, []string{force}} }

// Display is the area's name as prose writes it: City of London, where the Home
// Office has London, City of.
func (a Area) Display() string {
	if last, first, ok := strings.Cut(a.Name, ", "); ok {
		return first + " " + last
	}
	return a.Name
}

// Display is the force's name as prose writes it.
func (f Force) Display() string { return f.Area().Display() }

// Forces is the list of police forces, and of the names that stand in the
// Home Office tables without being police forces.
type Forces struct {
	List      []Force // in the order of their names as prose writes them: 43 territorial forces and British Transport Police
	NotForces []string
	byName    map[string]*Force
}

func newForces(list []Force, notForces []string) (*Forces, error) {
	slices.SortFunc(list, func(a, b Force) int { return strings.Compare(a.Display(), b.Display()) })
	f := &Forces{List: list, NotForces: notForces, byName: map[string]*Force{}}
	for i := range list {
		for _, name := range append([]string{list[i].Name}, list[i].Aliases...) {
			key := foldName(name)
			if other := f.byName[key]; other != nil {
				return nil, fmt.Errorf("%s: the name %q stands for %s and for %s; want each name once", list[i].row, name, other.Name, list[i].Name)
			}
			f.byName[key] = &list[i]
		}
	}
	return f, nil
}

// Find gives the force of a name or alias, without regard to case, spaces at
// the ends, or & for and. An unknown name is an error that lists near ones, if any.
func (f *Forces) Find(name string) (Force, error) {
	if force := f.byName[foldName(name)]; force != nil {
		return *force, nil
	}
	if near := f.near(name); len(near) > 0 {
		return Force{}, fmt.Errorf("unknown police force %q; did you mean %s?", name, strings.Join(near, ", "))
	}
	return Force{}, fmt.Errorf("unknown police force %q; data/forces.csv lists their names", name)
}

// Known gives the force of a name or alias, and whether there is one.
func (f *Forces) Known(name string) (Force, bool) {
	force, ok := f.byName[foldName(name)]
	if !ok {
		return Force{}, false
	}
	return *force, true
}

// Territorial is the area of the 43 territorial forces.
func (f *Forces) Territorial() Area {
	a := Area{Name: "43 territorial forces"}
	for _, force := range f.List {
		if force.Territorial {
			a.Forces = append(a.Forces, force.Name)
		}
	}
	return a
}

// near lists at most three forces with a name close to the given one: it is part of
// theirs, or up to a quarter of its letters, and one, are to change.
func (f *Forces) near(name string) []string {
	key := foldName(name)
	if key == "" {
		return nil
	}
	type candidate struct {
		name     string
		distance int
	}
	var cs []candidate
	for _, force := range f.List {
		c := candidate{force.Name, 2 + len(key)/4}
		for _, known := range append([]string{force.Name}, force.Aliases...) {
			known = foldName(known)
			c.distance = min(c.distance, editDistance(key, known))
			if strings.Contains(known, key) {
				c.distance = 0
			}
		}
		if c.distance <= 1+len(key)/4 {
			cs = append(cs, c)
		}
	}
	slices.SortStableFunc(cs, func(a, b candidate) int { return a.distance - b.distance })
	var names []string
	for _, c := range cs[:min(3, len(cs))] {
		names = append(names, c.name)
	}
	return names
}

func foldName(s string) string {
	s = strings.ReplaceAll(strings.ToLower(s), "&", "and")
	return strings.Join(strings.Fields(s), " ")
}

// editDistance is the number of letters to insert, delete or replace
// (Levenshtein 1966).
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(diagonal+cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
