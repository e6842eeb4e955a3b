package statements

import (
	"fmt"
	"slices"

	"grooming-report/analysis/records"
	"grooming-report/analysis/statements/frames"
	"grooming-report/analysis/statements/lex"
)

// rank counts the forces before one, by number, by rate or by change.
func (j *judge) rank(f *frames.Frame, o outcome) outcome {
	c := o.reading
	var forces []string
	for _, force := range j.data.Forces.List {
		if force.Territorial && (f.Of.Name == lex.EnglandAndWales.Name || slices.Contains(f.Of.Forces, force.Name)) {
			forces = append(forces, force.Name)
		}
	}
	if len(c.Area.Forces) != 1 || !slices.Contains(forces, c.Area.Forces[0]) {
		return o
	}
	measures := []func(*records.Release, string) (float64, bool){j.ranked(f, c)}
	if f.ByChange {
		measures = []func(*records.Release, string) (float64, bool){j.changeOf(c, lex.Difference), j.changeOf(c, lex.Change)}
	}
	for i := len(j.data.Releases) - 1; i >= 0; i-- {
		r := j.data.Releases[i]
		for _, measure := range measures {
			first, last, n := sharedPlace(r, forces, c.Area.Forces[0], measure, f.Lowest)
			if n < len(forces)-1 || first == 0 {
				continue
			}
			o.later = append(o.later, j.figures(c.Area, mainSeries, c.Later)...)
			o.fit = max(o.fit, differs)
			if f.Stated >= float64(first) && f.Stated <= float64(last) {
				j.better(f, &o, Figure{Vintage: r.Vintage, Now: r == j.newest}, f.Stated, fmt.Sprintf("place %d of %d", first, n))
			} else if o.formula == "" {
				o.formula = fmt.Sprintf("place %d of %d", first, n)
			}
		}
	}
	return o
}

// sharedPlace is the first and the last place that a force shares with those of the same value, of n.
func sharedPlace(r *records.Release, forces []string, own string, measure func(*records.Release, string) (float64,
	bool), lowest bool) (first, last, n int) {
	mine, ok := measure(r, own)
	if !ok {
		return 0, 0, 0
	}
	before, same := 0, 0
	for _, name := range forces {
		x, ok := measure(r, name)
		if !ok {
			continue
		}
		n++
		switch {
		case x == mine:
			same++
		case x > mine != lowest:
			before++
		}
	}
	return before + 1, before + same, n
}

// ranked gives the count of a force, or its rate: of children where there is an estimate.
func (j *judge) ranked(f *frames.Frame, c frames.Candidate) func(*records.Release, string) (float64, bool) {
	return func(r *records.Release, name string) (float64, bool) {
		p, ok := c.Later.Period()
		if !ok || f.ByRate && name == "London, City of" {
			return 0, false
		}
		n, err := r.Count(records.ForceArea(name), r.Main, p)
		if err != nil {
			return 0, false
		}
		if !f.ByRate {
			return float64(n.N), true
		}
		people, _, ok := j.population(frames.Candidate{Later: c.Later}, true, Figure{Count: &n})
		if !ok {
			people, _, ok = j.population(frames.Candidate{Later: c.Later}, false, Figure{Count: &n})
		}
		return float64(n.N) / people, ok
	}
}

// changeOf gives the change of a force between two periods.
func (j *judge) changeOf(c frames.Candidate, k lex.Kind) func(*records.Release, string) (float64, bool) {
	return func(r *records.Release, name string) (float64, bool) {
		l, ok1 := c.Later.Period()
		e, ok2 := c.Earlier.Period()
		if !ok1 || !ok2 {
			return 0, false
		}
		later, err1 := r.Count(records.ForceArea(name), r.Main, l)
		earlier, err2 := r.Count(records.ForceArea(name), r.Main, e)
		if err1 != nil || err2 != nil || k == lex.Change && earlier.N == 0 {
			return 0, false
		}
		return k.Form().Changed(float64(later.N), float64(earlier.N)), true
	}
}
