package statements

import (
	"slices"
	"strings"

	"grooming-report/analysis/records"
	"grooming-report/analysis/statements/frames"
	"grooming-report/analysis/statements/lex"
)

// A Figure is a number that the record has: of a release, or published.
type Figure struct {
	N         float64
	Vintage   records.Vintage
	Count     *records.Count     // of a release
	Published *records.Published // of the published figures
	// WithoutBTP tells that the figure of England and Wales leaves out British Transport Police.
	WithoutBTP bool
	Now        bool // of the newest release
}

// recorded is a series by its name; nil where the record has none of it.
func (j *judge) recorded(name string) *records.Series {
	if name == mainSeries {
		return j.data.Series.Main()
	}
	s, err := j.data.Series.Find(name)
	if err != nil {
		return nil
	}
	return s
}

// figures lists what the record has of an area and a span, the newest release first.
func (j *judge) figures(a records.Area, series string, s lex.Span) []Figure {
	p, ok := s.Period()
	if !ok {
		return nil
	}
	key := lookup{a.Name, len(a.Forces), series, s}
	if out, ok := j.found[key]; ok {
		return slices.Clip(out)
	}
	var out []Figure
	for i := len(j.data.Releases) - 1; i >= 0; i-- {
		r := j.data.Releases[i]
		for _, area := range j.areas(a, r) {
			n, err := r.Count(area, j.recorded(series), p)
			if err != nil {
				continue
			}
			out = append(out, Figure{N: float64(n.N), Vintage: r.Vintage, Count: &n, Now: r == j.newest,
				WithoutBTP: a.Name == lex.EnglandAndWales.Name && len(area.Forces) == 43 && len(r.Forces) == 44})
		}
	}
	j.found[key] = out
	return slices.Clip(out)
}

// areas gives the area with the forces that a release has; England and Wales with
// and without British Transport Police.
func (j *judge) areas(a records.Area, r *records.Release) []records.Area {
	switch {
	case a.Name == lex.EnglandAndWales.Name || a.Name == "UK":
		whole := r.EnglandAndWales()
		territorial := j.data.Forces.Territorial()
		if len(territorial.Forces) == len(whole.Forces) {
			return []records.Area{whole}
		}
		territorial.Name = whole.Name
		return []records.Area{whole, territorial}
	case len(a.Forces) == 0:
		return nil
	}
	return []records.Area{a}
}

// printed lists the published figures of an area, a span and a measure.
func (j *judge) printed(a records.Area, m lex.Measure, s lex.Span) []Figure {
	var out []Figure
	p, ok := s.Period()
	if !ok {
		return nil
	}
	for i := range j.data.Published {
		f := &j.data.Published[i]
		if f.Area == a.Name && f.Period == p && strings.HasPrefix(f.Series.Name, string(m)) && (m == lex.ReturnsPart ||
			f.Series.Name == string(m)) && !disputed(f) {
			out = append(out, Figure{N: float64(f.Value), Vintage: f.Vintage, Published: f})
		}
	}
	return out
}

// disputed reports whether a published figure is kept for the claim that was made
// with it, so that it proves nothing.
func disputed(p *records.Published) bool { return strings.Contains(p.Publisher, "Full Fact") }

// own reports whether the text is of the time of a held release: from its day to
// the next quarterly one.
func (j *judge) own(v records.Vintage) bool {
	year, month, day, ok := v.Day()
	if !ok || !j.dated {
		return false
	}
	released := lex.Published{Month: lex.NewMonth(year, month), Day: day}
	return j.date.Latest() == released.Latest() && (j.date.Month > released.Month ||
		j.date.Month == released.Month && (j.date.Day == 0 || j.date.Day >= released.Day)) ||
		v == j.newest.Vintage && j.date.Month > released.Month
}

// firstMonth is the first that the releases have.
var firstMonth = lex.NewMonth(2012, 4)

// population is the number of people of an area in the middle of a period's first year,
// on the basis that the report takes: rebased, and for children as first published.
func (j *judge) population(c frames.Candidate, children bool, g Figure) (n float64, year int, ok bool) {
	year = c.Later.From.Year()
	if g.Count == nil {
		return 0, year, false
	}
	basis := records.Rebased
	if children {
		basis = records.FirstPublished
	}
	estimates, ok := j.data.Residents(g.Count.Area, year, basis)
	for _, p := range estimates {
		people := p.AllAges
		if children {
			people = p.Under16
		}
		if people == 0 {
			return 0, year, false
		}
		n += float64(people)
	}
	return n, year, ok
}
