package frames

import (
	"slices"

	"grooming-report/analysis/records"
	"grooming-report/analysis/statements/lex"
	"grooming-report/analysis/statements/pairing"
	"grooming-report/analysis/statements/roles"
)

// ofChildren reports whether a rate is of children: per 10,000 residents under 16.
func (r *reader) ofChildren(v *roles.Value) bool {
	for n := v.Sentence; n >= 0 && n >= v.Sentence-1; n-- {
		s := r.D.Sentences[n]
		for i := s.First; i < s.Last; i++ {
			switch r.D.At(i) {
			case "children", "under", "16s", "kids", "youngsters":
				return true
			case "people", "population", "residents", "inhabitants":
				return r.D.Holds(i, i+3, lex.Set("under"))
			}
		}
	}
	return false
}

// SexualOffences is the name of the series of all sexual offences.
const SexualOffences = "sexual offences"

// frameShare frames a share of a wider area, or of all sexual offences. Any other
// share is of details that the tables do not have.
func (r *reader) frameShare(f *Frame, v *roles.Value) {
	r.frameCount(f, v)
	s := r.D.Sentences[v.Sentence]
	for _, c := range r.CuesIn(v.Last, s.Last) {
		if c.Subject == lex.SexualOffences || c.Subject == lex.AllOffences {
			f.OfSeries, f.Subject, f.Measure = string(c.Subject), lex.Grooming, lex.Code88A
			if c.Subject == lex.SexualOffences {
				f.OfSeries = SexualOffences
			}
			return
		}
	}
	if r.state.ofSexual && v.NounAt < 0 && r.D.At(v.Last) != "of" {
		f.OfSeries, f.Measure = SexualOffences, lex.Code88A
		return
	}
	if v.Subject == lex.Grooming && len(f.Readings) > 0 && r.shareOfArea(v) {
		for _, a := range r.AreasOf(v.Sentence) {
			if a.Scope {
				f.Of = a.Area
			}
		}
		if f.Of.Name == "" {
			f.Of = r.wholeBefore(v)
			for i := range f.Readings {
				f.Readings[i].Sure = f.Readings[i].Sure && f.Of.Name != lex.EnglandAndWales.Name
			}
		}
		if !lex.SameForces(f.Of.Forces, f.Readings[0].Area.Forces) || f.Of.Name != f.Readings[0].Area.Name {
			return
		}
		f.Of = records.Area{}
	}
	f.Measure, f.Problem = lex.ReturnsPart, "the tables do not break offences down in this way"
}

// wholeBefore is the area that a share is of: of which South Wales logged more than half.
func (r *reader) wholeBefore(v *roles.Value) records.Area {
	s := r.D.Sentences[v.Sentence]
	for _, o := range r.Claims(v.Sentence) {
		if o.First < v.First && o.IsCount() && o.Area != nil && o.Area.Area.Name != areaName(v) &&
			slices.ContainsFunc(pairing.OfWhich, func(p *lex.Pattern) bool { return p.Within(r.D, o.Last, s.Last) }) {
			return o.Area.Area
		}
	}
	ofThem := r.D.At(v.Last) == "of" && r.D.Is(v.Last+1, lex.Set("them these those it"))
	total := ofTotal.Spans(r.D, v.Last, v.Last+3) // of the total
	for i := r.Index(v) - 1; total && i >= 0 && r.Values[i].Sentence >= v.Sentence-1; i-- {
		if o := r.Values[i]; o.Role == lex.Claim && o.IsCount() && o.Area != nil && len(o.Area.Area.Forces) > 1 && v.Area != nil &&
			holds(o.Area.Area, v.Area.Area) {
			return o.Area.Area
		}
	}
	for _, o := range r.Claims(v.Sentence) { // 388 of them, or 57%
		ofThem = ofThem || o.IsCount() && o.Last < v.First && o.Last >= v.First-5 && r.D.At(o.Last) == "of" &&
			r.D.Is(o.Last+1, lex.Set("them these those"))
	}
	if ofThem {
		for i := r.Index(v) - 1; i >= 0 && r.Values[i].Sentence >= v.Sentence-1; i-- {
			if o := r.Values[i]; o.Role == lex.Claim && o.IsCount() && o.Area != nil && len(o.Area.Area.Forces) > 1 {
				return o.Area.Area
			}
		}
	}
	return lex.EnglandAndWales
}

var ofTotal = lex.Compile("of (the|this|that|its) total|number|figure")

// holds reports whether all forces of a part, which is smaller, are of a whole.
func holds(whole, part records.Area) bool {
	return len(part.Forces) < len(whole.Forces) && !slices.ContainsFunc(part.Forces,
		func(f string) bool { return !slices.Contains(whole.Forces, f) })
}

var partWords = lex.Set("accounted accounts accounting recorded made make makes represent represents representing " +
	"responsible equivalent came share logged happened total them nationally")

func (r *reader) shareOfArea(v *roles.Value) bool {
	s := r.D.Sentences[v.Sentence]
	if r.Platform(s) || v.Area != nil && v.Area.Kind == lex.NationArea {
		return false
	}
	if v.Area == nil { // that was 8% of the total for England and Wales
		return len(v.Areas) > 0 && len(v.Areas[0].Area.Forces) > 0 &&
			slices.ContainsFunc(r.AreasOf(v.Sentence), func(a *lex.AreaMention) bool {
				return a.Scope &&
					a.Kind == lex.NationArea
			})
	}
	if r.D.Is(v.Last, lex.Set("was were came is are")) && r.D.Is(v.Last+1, lex.Set("in from")) &&
		v.Area.First <= v.Last+3 &&
		v.Area.First > v.Last {
		return true // one in eleven was in London
	}
	return r.D.Holds(s.First, s.Last, partWords) || r.D.At(v.Last) == "of" && r.D.At(v.Last+1) == "all"
}
