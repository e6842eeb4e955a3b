package statements

import (
	"grooming-report/analysis/records"
	"grooming-report/analysis/statements/frames"
	"grooming-report/analysis/statements/lex"
)

// A run is the counts of an area in a release, added up from its first quarter on, so that the count of any
// period is one difference. Doubt asks for hundreds of areas and periods, of which few fit.
type run struct {
	from records.Quarter
	sums []float64 // of the quarters before each, and of all
	gaps []int     // how many of these have no number
}

type runKey struct {
	release *records.Release
	area    string
	forces  int
}

// runOf is the run of an area in a release.
func (j *judge) runOf(r *records.Release, a records.Area) run {
	key := runKey{r, a.Name, len(a.Forces)}
	if out, ok := j.runs[key]; ok {
		return out
	}
	covered := r.Covered()
	out := run{from: covered.From, sums: []float64{0}, gaps: []int{0}}
	for q := covered.From; q <= covered.To; q++ {
		n, err := r.Count(a, j.recorded(mainSeries), q.Period())
		last := len(out.sums) - 1
		out.sums = append(out.sums, out.sums[last]+float64(n.N))
		out.gaps = append(out.gaps, out.gaps[last]+lex.Btoi(err != nil))
	}
	j.runs[key] = out
	return out
}

// mayFit reports whether a count may be right for an area and a period, before all that the record has of them is
// looked up. It is false only where no release and no published figure has the number.
func (j *judge) mayFit(f *frames.Frame, c frames.Candidate) bool {
	if f.Kind != lex.Count || f.Measure == lex.AllSexual {
		return true
	}
	p, ok := c.Later.Period()
	if !ok {
		return false
	}
	for _, r := range j.data.Releases {
		for _, a := range j.areas(c.Area, r) {
			run := j.runOf(r, a)
			from, to := int(p.From-run.from), int(p.To-run.from)+1
			if from >= 0 && to < len(run.sums) && run.gaps[to] == run.gaps[from] && exactly(f, run.sums[to]-run.sums[from]) {
				return true
			}
		}
	}
	return len(j.printed(c.Area, lex.Code88A, c.Later)) > 0
}
