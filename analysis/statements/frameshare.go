package statements

import (
	"slices"

	"grooming-report/analysis/records"
)

// ofChildren reports whether a rate is of children: per 10,000 residents under 16.
func (r *reader) ofChildren(v *value) bool {
	for n := v.sentence; n >= 0 && n >= v.sentence-1; n-- {
		s := r.d.sentences[n]
		for i := s.first; i < s.last; i++ {
			switch r.d.at(i) {
			case "children", "under", "16s", "kids", "youngsters":
				return true
			case "people", "population", "residents", "inhabitants":
				return r.d.holds(i, i+3, set("under"))
			}
		}
	}
	return false
}

// frameShare frames a share of a wider area, or of all sexual offences. Any other
// share is of details that the tables do not have.
func (r *reader) frameShare(f *Frame, v *value) {
	r.frameCount(f, v)
	s := r.d.sentences[v.sentence]
	for _, c := range r.cuesIn(v.last, s.last) {
		if c.subject == SexualOffences || c.subject == AllOffences {
			f.OfSeries, f.Subject, f.Measure = string(c.subject), Grooming, Code88A
			if c.subject == SexualOffences {
				f.OfSeries = sexualOffences
			}
			return
		}
	}
	if r.state.ofSexual && v.nounAt < 0 && r.d.at(v.last) != "of" {
		f.OfSeries, f.Measure = sexualOffences, Code88A
		return
	}
	if v.subject == Grooming && len(f.Readings) > 0 && r.shareOfArea(v) {
		for _, a := range r.areasOf(v.sentence) {
			if a.scope {
				f.Of = a.area
			}
		}
		if f.Of.Name == "" {
			f.Of = r.wholeBefore(v)
			for i := range f.Readings {
				f.Readings[i].Sure = f.Readings[i].Sure && f.Of.Name != EnglandAndWales.Name
			}
		}
		if !sameForces(f.Of.Forces, f.Readings[0].Area.Forces) || f.Of.Name != f.Readings[0].Area.Name {
			return
		}
		f.Of = records.Area{}
	}
	f.Measure, f.Problem = ReturnsPart, "the tables do not break offences down in this way"
}

// wholeBefore is the area that a share is of: of which South Wales logged more than half.
func (r *reader) wholeBefore(v *value) records.Area {
	s := r.d.sentences[v.sentence]
	for _, o := range r.claims(v.sentence) {
		if o.first < v.first && o.isCount() && o.area != nil && o.area.area.Name != areaName(v) &&
			slices.ContainsFunc(ofWhich, func(p *pattern) bool { return p.within(r.d, o.last, s.last) }) {
			return o.area.area
		}
	}
	ofThem := r.d.at(v.last) == "of" && r.d.is(v.last+1, set("them these those it"))
	for _, o := range r.claims(v.sentence) { // 388 of them, or 57%
		ofThem = ofThem || o.isCount() && o.last < v.first && o.last >= v.first-5 && r.d.at(o.last) == "of" &&
			r.d.is(o.last+1, set("them these those"))
	}
	if ofThem {
		for i := r.index(v) - 1; i >= 0 && r.values[i].sentence >= v.sentence-1; i-- {
			if o := r.values[i]; o.role == Claim && o.isCount() && o.area != nil && len(o.area.area.Forces) > 1 {
				return o.area.area
			}
		}
	}
	return EnglandAndWales
}

var ofWhich = []*pattern{compile("of which|these|them|those|whom")}

// within reports whether a pattern matches somewhere between two tokens.
func (p *pattern) within(d *document, from, to int) bool {
	for ; from < to; from++ {
		if _, _, ok := p.matchAt(d, from); ok {
			return true
		}
	}
	return false
}

var partWords = set("accounted accounts accounting recorded made make makes represent represents representing " +
	"responsible equivalent came share logged happened total them nationally")

func (r *reader) shareOfArea(v *value) bool {
	s := r.d.sentences[v.sentence]
	if r.platform(s) || v.area != nil && v.area.kind == nationArea {
		return false
	}
	if v.area == nil { // that was 8% of the total for England and Wales
		return len(v.areas) > 0 && len(v.areas[0].Area.Forces) > 0 &&
			slices.ContainsFunc(r.areasOf(v.sentence), func(a *areaMention) bool { return a.scope && a.kind == nationArea })
	}
	if r.d.is(v.last, set("was were came is are")) && r.d.is(v.last+1, set("in from")) && v.area.first <= v.last+3 &&
		v.area.first > v.last {
		return true // one in eleven was in London
	}
	return r.d.holds(s.first, s.last, partWords)
}

var platforms = set("snapchat instagram facebook whatsapp kik tiktok meta twitter platform platforms app apps roblox " +
	"twitch method methods online victims girls boys gender male female age aged charge charged")

func (r *reader) platform(s sentence) bool { return r.d.holds(s.first, s.last, platforms) }
