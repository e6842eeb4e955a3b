package intake

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
)

// check looks at the release as a whole, fills in what it lacks, and notes what is not
// as it should be.
func (in *Incoming) check() error {
	if err := in.addParts(); err != nil {
		return err
	}
	in.findGaps()
	in.totals()
	covered := in.covered()
	if covered.To == 0 {
		return fmt.Errorf("%s: no row has the offence code 88A (sexual grooming); want the open data table by "+
			"police force area from March 2013 onwards", in.Info.Name)
	}
	if err := in.checkEnd(covered); err != nil {
		return err
	}
	forces, err := in.checkForces()
	if err != nil {
		return err
	}
	in.dropSeries()
	for _, s := range in.recorded {
		if err := in.fill(s, forces); err != nil {
			return err
		}
	}
	if err := in.checkZeros(covered); err != nil {
		return err
	}
	in.findSplits()
	in.noteRepeats()
	in.noteMissing()
	in.noteMeanings()
	in.noteGroups()
	for _, w := range in.Info.Warnings {
		in.note("%v", w)
	}
	for _, s := range in.Info.Sheets {
		if s.Hidden {
			in.note("the hidden sheet %q was not read", s.Name)
		}
	}
	if covered.To.N() != 4 {
		in.note("%s ends with %s: it is a part year", covered.To.Year(), covered.To)
	}
	return nil
}

// covered is the run of quarters that the file has of the series that the project is
// about.
func (in *Incoming) covered() records.Period { return in.cells.period(in.known.Series.Main()) }

// checkEnd wants the main code to end where the file does.
func (in *Incoming) checkEnd(covered records.Period) error {
	code := in.known.Series.Main().Code
	if covered.To < in.quarters.To {
		return fmt.Errorf("%s: code %s ends with %s, and other codes go on to %s; want it to the end: "+
			"was it split, or given another name? Ask the Home Office under which codes its offences stand "+
			"now",
			in.Info.Name, code, covered.To, in.quarters.To)
	}
	if covered.From > in.quarters.From {
		in.note("code %s begins with %s, and other codes with %s", code, covered.From, in.quarters.From)
	}
	return nil
}

// names lists under which names a force's number of a quarter stands: its own; or those
// of the forces that it was formed of; or none, where there was no such force.
func (in *Incoming) names(s *records.Series, f records.Force, q records.Quarter) []string {
	if _, own := in.cells.at(cellKey{s, q, f.Name}); own || len(f.FormedOf) == 0 && f.Existed(q) {
		return []string{f.Name}
	}
	var parts []string
	some := false
	for _, name := range f.FormedOf {
		part, _ := in.known.Forces.Known(name)
		names := in.names(s, part, q)
		for _, n := range names {
			_, ok := in.cells.at(cellKey{s, q, n})
			some = some || ok
		}
		parts = append(parts, names...)
	}
	if some || !f.Existed(q) {
		return parts
	}
	return []string{f.Name}
}

// present lists the forces that the file has rows of the main code for, or for one that
// they were formed of.
func (in *Incoming) present() []records.Force {
	main, named := in.known.Series.Main(), map[string]bool{}
	for of := range in.cells {
		named[of.force] = named[of.force] || of.series == main
	}
	var has func(f records.Force) bool
	has = func(f records.Force) bool {
		return named[f.Name] || slices.ContainsFunc(f.FormedOf, func(name string) bool {
			part, _ := in.known.Forces.Known(name)
			return has(part)
		})
	}
	return slices.DeleteFunc(slices.Clone(in.known.Forces.List), func(f records.Force) bool { return !has(f) })
}

// checkForces wants every territorial force, and returns those that are there.
func (in *Incoming) checkForces() ([]records.Force, error) {
	present := in.present()
	for _, f := range in.known.Forces.List {
		switch {
		case slices.ContainsFunc(present, func(p records.Force) bool { return p.Name == f.Name }) ||
			!f.Existed(in.quarters.To):
		case f.Territorial:
			return nil, fmt.Errorf("%s: no row of code 88A for the police force %q; want all %d "+
				"territorial forces: is the file complete? If the force was merged into another, "+
				"data/README.md says how data/forces.csv tells of it",
				in.Info.Name, f.Name, len(in.known.Forces.Territorial().Forces))
		default:
			in.note("%s is not in the release; England and Wales is counted without it", f.Name)
		}
	}
	return present, nil
}

// wholeTable is how many offence codes a file must have for its totals over codes
// to be totals: the published table has more than 150 in every year.
const wholeTable = 100

func (in *Incoming) codes() map[string]bool {
	codes := map[string]bool{}
	for key := range in.kinds {
		codes[key.code] = true
	}
	return codes
}

// dropSeries leaves out totals over codes where the file holds a selection of codes only,
// and says which series it does not have.
func (in *Incoming) dropSeries() {
	codes := len(in.codes())
	for _, s := range in.recorded {
		switch p := in.cells.period(s); {
		case s.Code == "" && codes < wholeTable:
			in.note("the file holds %d offence codes only, so no total of %s was made", codes, s.Name)
			maps.DeleteFunc(in.cells, func(of cellsOf, _ []*cell) bool { return of.series == s })
		case p.To == 0:
			in.note("the file has no rows of %s", s.Short())
		case p.To < in.quarters.To:
			in.note("%s ends with %s, and the file with %s", s.Short(), p.To, in.quarters.To)
		case p.From > in.quarters.From && s != in.known.Series.Main():
			in.note("%s begins with %s, and the file with %s", s.Short(), p.From, in.quarters.From)
		}
	}
}

// fill puts a missing number where the file has no row of one of the forces.
func (in *Incoming) fill(s *records.Series, forces []records.Force) error {
	p := in.cells.period(s)
	if p.To == 0 {
		return nil
	}
	for q := p.From; q <= p.To; q++ {
		rows := 0
		var absent []cellKey
		for _, f := range forces {
			if _, own := in.cells.at(cellKey{s, q, f.Name}); own { // as nearly all have
				rows++
				continue
			}
			for _, name := range in.names(s, f, q) {
				key := cellKey{s, q, name}
				if _, ok := in.cells.at(key); ok {
					rows++
				} else {
					absent = append(absent, key)
				}
			}
		}
		for _, key := range absent {
			in.cells.set(key, cell{missing: true})
		}
		if rows == 0 && s == in.known.Series.Main() {
			return fmt.Errorf("%s: no row of code 88A for %s, between %s and %s; want every quarter: is a sheet "+
				"missing?", in.Info.Name, q, p.From, p.To)
		}
	}
	return nil
}

// checkZeros refuses a quarter in which no force has an offence of the main code: no
// release had one, and a table that was not filled in looks like that.
func (in *Incoming) checkZeros(covered records.Period) error {
	known, some := map[records.Quarter]int{}, map[records.Quarter]bool{}
	for key, c := range in.cells.all() {
		if key.series == in.known.Series.Main() && !c.missing {
			known[key.quarter]++
			some[key.quarter] = some[key.quarter] || c.n != 0
		}
	}
	for q := covered.From; q <= covered.To; q++ {
		if known[q] > 1 && !some[q] {
			return fmt.Errorf("%s: code 88A is 0 in %s for every police force; want the numbers recorded: the "+
				"quarter was not filled in, download a later file, or one without it", in.Info.Name, q)
		}
	}
	return nil
}

// noteRepeats notes rows that are there more than once, and rows that are totals.
func (in *Incoming) noteRepeats() {
	if in.twice.n > 0 {
		in.note("the same number stands twice in %s rows, first %s; each was counted once, and the totals of "+
			"those forces and quarters are left out", fact.FormatInt(in.twice.n), in.twice.first)
	}
	rows, first, codes := 0, "", map[string]bool{}
	var totals []string
	for _, k := range in.sortedKinds() {
		if k.again.n > 0 {
			if rows += k.again.n; first == "" {
				first = k.again.first
			}
			codes[k.code] = true
		}
		if k.total {
			totals = append(totals, fmt.Sprintf("code %s, “%s”, %s rows, first in %s",
				k.code, k.description, fact.FormatInt(k.rows), k.where))
		}
	}
	if rows > 0 {
		in.note("%s rows of %s other codes stand beside another of the same force and quarter, first %s; all "+
			"were counted in the totals", fact.FormatInt(rows), fact.FormatInt(len(codes)), first)
	}
	if len(totals) > 0 {
		in.note("rows that are totals themselves were left out of the totals: %s", some(totals))
	}
}

// noteMissing notes the cells without a number, force by force, in one note for the
// series that lack the same quarters.
func (in *Incoming) noteMissing() {
	for _, f := range in.list {
		for _, lack := range []struct {
			row  bool
			text string
		}{{true, "%s has no number for %s in %s"}, {false, "%s has no row, and so no number, for %s in %s"}} {
			var lacks []string // quarters, in the order in which series first lack them
			series := map[string][]string{}
			for _, s := range in.recorded {
				var quarters []records.Quarter
				for q := in.quarters.From; q <= in.quarters.To; q++ {
					if c, ok := in.cells.at(cellKey{s, q, f.Name}); ok && c.missing && lack.row == (c.sheet != "") {
						quarters = append(quarters, q)
					}
				}
				if when := records.ListQuarters(quarters); when != "" {
					if series[when] == nil {
						lacks = append(lacks, when)
					}
					series[when] = append(series[when], s.Name)
				}
			}
			for _, when := range lacks {
				in.note(lack.text, f.Name, strings.Join(series[when], ", "), when)
			}
		}
	}
}

// sortedKinds lists the kinds of row by code, description and group.
func (in *Incoming) sortedKinds() []*kind {
	return slices.SortedFunc(maps.Values(in.kinds), func(a, b *kind) int {
		return cmp.Or(cmp.Compare(a.code, b.code), cmp.Compare(a.description, b.description), cmp.Compare(a.group, b.group))
	})
}

// A meaning is a code with one of the descriptions that it is given.
type meaning struct{ code, description string }

// noteMeanings notes a code that somewhere has the description of another.
func (in *Incoming) noteMeanings() {
	rows := map[meaning]int{}
	usual := map[string]meaning{}
	for _, k := range in.sortedKinds() {
		m := meaning{k.code, k.description}
		rows[m] += k.rows
		if have, ok := usual[m.code]; !ok || rows[m] > rows[have] {
			usual[m.code] = m
		}
	}
	owner := map[string]string{}
	for _, code := range slices.Sorted(maps.Keys(usual)) {
		if _, ok := owner[usual[code].description]; !ok {
			owner[usual[code].description] = code
		}
	}
	var found []string
	for _, k := range in.sortedKinds() {
		m := meaning{k.code, k.description}
		if other, ok := owner[m.description]; ok && usual[m.code] != m && other != m.code {
			found = append(found, fmt.Sprintf("%s: code %s has the description %q, which is that of code %s",
				k.where, m.code, m.description, other))
		}
	}
	slices.Sort(found)
	in.Notes = append(in.Notes, slices.Compact(found)...)
}

// The groups of offences that the totals are made of, as the publisher writes them.
var usualGroups = map[string]bool{"sexual offences": true, "fraud offences": true}

// noteGroups notes a group of offences that has not its usual name, or is not there from
// the beginning of the file to its end: the totals over codes rest on them.
func (in *Incoming) noteGroups() {
	type span struct {
		records.Period
		codes []string
	}
	spans := map[string]*span{}
	for _, k := range in.sortedKinds() {
		if k.rows == 0 {
			continue
		}
		if s := spans[k.group]; s == nil {
			spans[k.group] = &span{k.quarters, []string{k.code}}
		} else {
			s.From, s.To = min(s.From, k.quarters.From), max(s.To, k.quarters.To)
			s.codes = append(s.codes, k.code)
		}
		if k.series != nil && k.series.PartOf != nil && k.series.PartOf.Name == sexualTotal && !k.sexual {
			in.note("%s: code %s stands in the group %q, and not in that of sexual offences, whose total lacks it",
				k.where, k.code, k.group)
		}
	}
	whole := len(in.codes()) >= wholeTable
	for _, name := range slices.Sorted(maps.Keys(spans)) {
		s, lower := spans[name], strings.ToLower(name)
		switch {
		case strings.Contains(lower, "fraud") && !usualGroups[lower]:
			in.note("the group %q was taken for fraud, and is not in the total of offences: %s", name, some(s.codes))
		case strings.Contains(lower, "sexual") && !usualGroups[lower]:
			in.note("the group %q was taken for sexual offences: %s", name, some(s.codes))
		case whole && !usualGroups[lower] && s.Period != in.quarters:
			in.note("the group %q is in the file for %s only: %s", name, s.Months(), some(s.codes))
		}
	}
}
