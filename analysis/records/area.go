package records

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"
)

// A Force is one police force as the Home Office names it.
type Force struct {
	Name        string // Hampshire; London, City of
	Code        string // ONS code of its area, E23000030; empty without one, as for British Transport Police
	Region      string
	Country     string // England or Wales; both for British Transport Police, and Scotland
	Territorial bool   // false for British Transport Police, which has no residents
	Aliases     []string
	// From and To are the first and the last day of the force; From is zero for a force older
	// than the tables, and To for one that still exists.
	From, To time.Time
	// FormedOf is the Home Office names of the forces that were merged into this one.
	// Where a table has no row of its own for a quarter, theirs are added up instead,
	// so that a count of today's force reaches back to before the merger.
	FormedOf []string
	row      Rows
}

// Existed reports whether there was such a force in all of the quarter.
func (f Force) Existed(q Quarter) bool {
	return !f.From.After(q.First()) && (f.To.IsZero() || !f.To.Before(q.Last()))
}

// An Area is a force or a group of forces whose counts are added up.
type Area struct {
	// Name is the Home Office's for a force; that of a region or country; South West;
	// or those of several, with a plus sign: Essex + Kent.
	Name   string
	Forces []string // Home Office names, in the order of Forces.List
}

// Single reports whether the area is one police force.
func (a Area) Single() bool { return len(a.Forces) == 1 }

// Joined reports whether the area is several that somebody put together: Kent + Essex.
func (a Area) Joined() bool { return strings.Contains(a.Name, joined) }

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
// Office has London, City of; Essex and Kent, for the two together.
func (a Area) Display() string {
	parts := strings.Split(a.Name, joined)
	for i, part := range parts {
		if last, first, ok := strings.Cut(part, ", "); ok && !strings.Contains(first, " and ") { // no list of areas
			parts[i] = first + " " + last
		}
	}
	return listNames(parts)
}

// ProseAll lists areas as prose does: Kent and Essex; Avon and Somerset, and the South West.
func ProseAll(areas []Area) string {
	var names []string
	for _, a := range areas {
		names = append(names, a.InProse())
	}
	return listNames(names)
}

// InProse is Display with the article that a sentence gives some names: the Metropolitan
// Police, the South West. A heading, a label or a row of a table has none.
func (a Area) InProse() string {
	parts := strings.Split(a.Name, joined)
	for i, part := range parts {
		parts[i] = Area{Name: part}.Display()
		if part == "Eastern" {
			parts[i] = "Eastern region" // it is an adjective
		}
		if slices.Contains(articled, parts[i]) {
			parts[i] = "the " + parts[i]
		}
	}
	return listNames(parts)
}

// In is the area behind its preposition: in Kent, in the South West, and at the Metropolitan
// Police, whose name is that of no place.
func (a Area) In() string {
	if !a.Joined() && strings.HasSuffix(a.Name, " Police") {
		return "at " + a.InProse()
	}
	return "in " + a.InProse()
}

// articled are the names that have an article in prose.
var articled = []string{"City of London", "East Midlands", "Eastern region", "Metropolitan Police", "North East",
	"North West", "South East", "South West", "West Midlands region"}

// listNames lists names of which one may hold an and itself.
func listNames(names []string) string {
	last := len(names) - 1
	if last == 0 || !strings.Contains(strings.Join(names, ""), " and ") {
		return List(names)
	}
	return strings.Join(names[:last], ", ") + ", and " + names[last]
}

// joined stands between the names of areas that are taken as one.
const joined = " + "

// Display is the force's name as prose writes it.
func (f Force) Display() string { return f.Area().Display() }

// Forces is the list of police forces, and of the names that stand in the
// Home Office tables without being police forces. Areas are those of the forces as
// they are now, in older tables too.
type Forces struct {
	// List is the 43 territorial forces and British Transport Police, in the order of
	// their names as prose writes them.
	List      []Force
	Former    []Force // that were merged into one of List, in the same order
	NotForces []string
	byName    map[string]*Force // by the folded names that stand for each, and by its own
}

func newForces(all []Force, notForces []string) (*Forces, error) {
	slices.SortFunc(all, func(a, b Force) int { return strings.Compare(a.Display(), b.Display()) })
	merged := map[string]bool{}
	for _, force := range all {
		for _, part := range force.FormedOf {
			merged[part] = true
		}
	}
	f := &Forces{NotForces: notForces, byName: map[string]*Force{}}
	for _, force := range all {
		if merged[force.Name] {
			f.Former = append(f.Former, force)
		} else {
			f.List = append(f.List, force)
		}
	}
	for _, list := range [][]Force{f.List, f.Former} {
		for i := range list {
			if err := f.name(&list[i]); err != nil {
				return nil, err
			}
		}
	}
	return f, f.checkMergers()
}

// name enters the names that stand for a force.
func (f *Forces) name(force *Force) error {
	for _, name := range append([]string{force.Name}, force.Aliases...) {
		key := foldName(name)
		if other := f.byName[key]; other != nil && other != force {
			return fmt.Errorf("%s: the name %q stands for %s and for %s; want each name once", force.row, name, other.Name,
				force.Name)
		}
		f.byName[key] = force
	}
	f.byName[force.Name] = force
	return nil
}

// checkMergers holds the forces that were merged to the day on which they were.
func (f *Forces) checkMergers() error {
	into := map[string]string{}
	for _, force := range f.All() {
		for _, part := range force.FormedOf {
			former, ok := f.Known(part)
			switch {
			case !ok || former.Name != part:
				return fmt.Errorf("%s: formed_of %q, want the names of forces as they stand in this table; keep their rows",
					force.row, part)
			case force.From.IsZero() || !former.To.AddDate(0, 0, 1).Equal(force.From):
				return fmt.Errorf("%s: %s was formed of %s, so the one's from must be the day after the other's to", force.row,
					force.Name, part)
			case into[part] != "":
				return fmt.Errorf("%s: %s went into %s and into %s; want one", force.row, part, into[part], force.Name)
			}
			into[part] = force.Name
		}
	}
	return nil
}

// All lists every force that there is or was: List, then Former.
func (f *Forces) All() []Force { return slices.Concat(f.List, f.Former) }

// parts is the forces that one was formed of, by its name.
func (f *Forces) parts(force string) []string {
	known, _ := f.Known(force)
	return known.FormedOf
}

// Find gives the force of a name or alias, without regard to case, spaces at
// the ends, & for and, or the words around it: Kent Police is Kent, and Hampshire
// Constabulary is Hampshire. An unknown name is an error that lists near ones, if any.
func (f *Forces) Find(name string) (Force, error) {
	if force, ok := f.Known(name); ok {
		return force, nil
	}
	if a, err := f.part(name); err == nil {
		return Force{}, fmt.Errorf("%q is several police forces, and not one of them", a.Name)
	}
	return Force{}, f.unknown("police force", name)
}

// unknown is the error for a name that stands for nothing.
func (f *Forces) unknown(what, name string) error {
	if near := f.near(name); len(near) > 0 {
		return fmt.Errorf("unknown %s %q; did you mean %s?", what, name, strings.Join(near, ", "))
	}
	return fmt.Errorf("unknown %s %q; data/forces.csv lists their names", what, name)
}

// Area gives the area of some words: a force; a region, such as South West; England or
// Wales; or several of these joined by plus signs. A name that is a force's and a
// region's, as West Midlands is, is the force's; the region is the West Midlands region.
// British Transport Police belongs to England and Wales together and to neither alone.
func (f *Forces) Area(words string) (Area, error) {
	if strings.Contains(words, ";") {
		return Area{}, fmt.Errorf("area %q: give one area; a plus sign joins several into one", words)
	}
	var parts []Area
	var chosen []string
	taken := map[string]string{}
	for _, name := range strings.Split(words, "+") {
		part, err := f.part(name)
		if err != nil {
			return Area{}, err
		}
		for _, force := range part.Forces {
			for _, name := range append([]string{force}, f.parts(force)...) {
				if other, twice := taken[name]; twice {
					return Area{}, fmt.Errorf("area %q: %s is in %s and in %s; want each force once", words, name, other, part.Name)
				}
				taken[name] = part.Name
			}
		}
		chosen = append(chosen, part.Forces...)
		parts = append(parts, part)
	}
	slices.SortFunc(parts, func(a, b Area) int { return strings.Compare(a.Display(), b.Display()) })
	var area Area
	for i, part := range parts {
		if i > 0 {
			area.Name += joined
		}
		area.Name += part.Name
	}
	for _, force := range f.All() {
		if slices.Contains(chosen, force.Name) {
			area.Forces = append(area.Forces, force.Name)
		}
	}
	return area, nil
}

// Areas gives the areas of some words separated by semicolons: "Kent; Essex + Sussex" is two.
func (f *Forces) Areas(words string) ([]Area, error) {
	var areas []Area
	for _, words := range strings.Split(words, ";") {
		area, err := f.Area(strings.TrimSpace(words))
		if err != nil {
			return nil, err
		}
		for _, other := range areas {
			if other.Name == area.Name {
				return nil, fmt.Errorf("area %q: it is given twice; want each area once", area.Name)
			}
		}
		areas = append(areas, area)
	}
	return areas, nil
}

// part is the area of a single name.
func (f *Forces) part(name string) (Area, error) {
	if force, ok := f.Known(name); ok {
		return force.Area(), nil
	}
	for _, area := range f.Groups() {
		if slices.Contains(groupNames(area.Name), foldName(name)) {
			return area, nil
		}
	}
	return Area{}, f.unknown("area", name)
}

// groupNames are the folded names that a region or a country answers to.
func groupNames(name string) []string {
	key := foldName(name)
	names := []string{key, "the " + key, strings.TrimSuffix(key, " region"), key + " region"}
	if key == "eastern" {
		names = append(names, "east of england", "the east of england", "east")
	}
	return names
}

// Groups lists the regions by name, then England and Wales as countries. A region
// that shares its name with a force is called a region.
func (f *Forces) Groups() []Area {
	regions, countries := map[string]*Area{}, map[string]*Area{}
	add := func(groups map[string]*Area, name, force string) {
		if groups[name] == nil {
			groups[name] = &Area{Name: name}
		}
		groups[name].Forces = append(groups[name].Forces, force)
	}
	for _, force := range f.List {
		if !force.Territorial {
			continue
		}
		add(countries, force.Country, force.Name)
		if force.Region != force.Country {
			add(regions, force.Region, force.Name)
		}
	}
	var list []Area
	for _, groups := range []map[string]*Area{regions, countries} {
		for _, name := range slices.Sorted(maps.Keys(groups)) {
			area := *groups[name]
			if _, ok := f.Known(name); ok {
				area.Name += " region"
			}
			list = append(list, area)
		}
	}
	return list
}

// Known gives the force of a name or alias, and whether there is one.
func (f *Forces) Known(name string) (Force, bool) {
	force, ok := f.byName[name] // as tables write it, most often
	if !ok {
		force, ok = f.byName[foldName(name)]
	}
	if !ok {
		return Force{}, false
	}
	return *force, true
}

// Territorial is the area of the 43 territorial forces, or of as many as there are now.
func (f *Forces) Territorial() Area {
	var a Area
	for _, force := range f.List {
		if force.Territorial {
			a.Forces = append(a.Forces, force.Name)
		}
	}
	a.Name = fmt.Sprintf("%d territorial forces", len(a.Forces))
	return a
}

// bracketed is what a table adds to a name: (provisional), [note 3].
var bracketed = regexp.MustCompile(`\([^)]*\)?|\[[^]]*\]?`)

// near lists at most three forces, regions and countries with a name close to the given
// one: it is part of theirs, or up to a quarter of its letters, and one, are to change. What
// stands in brackets is no part of it.
func (f *Forces) near(name string) []string {
	key := foldName(bracketed.ReplaceAllString(name, " "))
	if key == "" {
		return nil
	}
	if force, ok := f.Known(key); ok {
		return []string{force.Name}
	}
	type candidate struct {
		name     string
		distance int
	}
	var cs []candidate
	consider := func(name string, names ...string) {
		c := candidate{name, 2 + len(key)/4}
		for _, known := range append([]string{name}, names...) {
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
	for _, force := range f.All() {
		consider(force.Name, force.Aliases...)
	}
	for _, area := range f.Groups() {
		consider(area.Name)
	}
	slices.SortStableFunc(cs, func(a, b candidate) int { return a.distance - b.distance })
	var names []string
	for _, c := range cs[:min(3, len(cs))] {
		names = append(names, c.name)
	}
	return names
}

// foldName is a name without what does not tell it from others: case, &, spaces, and
// the words that a force puts around its own name.
func foldName(s string) string {
	s = strings.ReplaceAll(strings.ToLower(s), "&", " and ")
	s = strings.Join(strings.Fields(s), " ")
	s = strings.TrimPrefix(strings.TrimPrefix(s, "the "), "heddlu ")
	for _, suffix := range []string{" police service", " police force", " constabulary", " police"} {
		if short := strings.TrimSuffix(s, suffix); short != s {
			return short
		}
	}
	return s
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
