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
	if r.framePart(f, v) {
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

// framePart frames a share whose own words name the wider area that it is of: one in eight of the offences in the East
// of England; 1.8 per cent of the national figure. It reports whether there are such words, and an area within it.
func (r *reader) framePart(f *Frame, v *roles.Value) bool {
	if v.Subject != lex.Grooming || len(f.Readings) == 0 || r.Platform(r.D.Sentences[v.Sentence]) {
		return false
	}
	whole, regional, from := r.wholeNamed(v)
	if whole.Name == "" && !regional {
		return false
	}
	part, near := r.partOf(v, whole, from)
	if part.Name == "" {
		return false
	}
	if regional {
		whole = lex.RegionOf(part)
		if len(whole.Forces) < 2 {
			return false
		}
	}
	var readings []Candidate
	for _, c := range f.Readings {
		c.Area, c.Sure = part, near && (c.Sure || sureNotes(c.Notes))
		if !slices.ContainsFunc(readings, func(o Candidate) bool { return o.Later == c.Later }) {
			readings = append(readings, c)
		}
	}
	f.Readings, f.Of = readings, whole
	if f.Measure == lex.ReturnsPart {
		f.Measure = lex.UnknownFigure
	}
	return true
}

// wholeWords may stand between a share and the wider area that it is of.
var wholeWords = lex.Set("of all the its recorded sexual grooming such those offences crimes cases total totals " +
	"number figure count tally in for across by from reported logged that which whole a overall combined entire")

// totalWords tell that what a share is of is a number of offences.
var totalWords = lex.Set("offences crimes cases total totals number figure figures count tally those recorded")

// wholeNamed is the wider area that the words right after a share name, or those before it: X's share of the national
// total was one in ten. regional is true where they only say that it is the region. The part is to be looked for
// before token from.
func (r *reader) wholeNamed(v *roles.Value) (whole records.Area, regional bool, from int) {
	s, i, from := r.D.Sentences[v.Sentence], v.Last, v.First
	if r.D.At(i) == ")" {
		i++
	}
	if r.D.At(i) != "of" {
		at, ok := r.shareBefore(v)
		if !ok {
			return whole, false, 0
		}
		i, from = at, at
	}
	total := false
	for i++; i < s.Last && i < v.Last+14; i++ {
		total = total || totalWords[r.D.At(i)]
		if r.D.Is(i, lex.Set("regional region's")) && !r.D.Is(i+1, lex.Set("average")) {
			return whole, true, from
		}
		if as := r.AreasIn(i, i+1); len(as) > 0 {
			a := as[0]
			end := a.Last + lex.Btoi(r.D.At(a.Last) == "'s")
			total = total || r.D.Holds(end, end+3, totalWords) || r.countAt(end)
			wide := a.Kind == lex.NationArea || len(a.Area.Forces) > 1
			if !total || !wide {
				return records.Area{}, false, 0
			}
			return a.Area, false, from
		}
		if !wholeWords[r.D.At(i)] {
			break
		}
	}
	return records.Area{}, false, 0
}

func (r *reader) countAt(i int) bool {
	vs := r.ValuesIn(i, i+2)
	return len(vs) > 0 && vs[0].IsCount()
}

// shareBefore finds "share of" before a share that its verb gives: London's share of the national total was one in ten.
func (r *reader) shareBefore(v *roles.Value) (of int, ok bool) {
	s := r.D.Sentences[v.Sentence]
	begin := r.HedgeStart(v.First)
	if !r.D.Is(begin-1, lex.Set("was is at were are")) {
		return 0, false
	}
	for i := begin - 2; i > s.First; i-- {
		if r.D.At(i) == "of" && r.D.Is(i-1, lex.Set("share part proportion percentage")) {
			return i, true
		}
	}
	return 0, false
}

// partOf is the area within a whole that a share of it is of: the nearest in its sentence before token from, its own,
// or that of the count before. near is false where it stands in a sentence before.
func (r *reader) partOf(v *roles.Value, whole records.Area, from int) (part records.Area, near bool) {
	within := func(a records.Area) bool {
		return len(a.Forces) > 0 && a.Name != whole.Name && (whole.Name == "" && len(a.Forces) == 1 || Holds(whole, a))
	}
	if v.Area != nil && v.Area.First < from && within(v.Area.Area) {
		return v.Area.Area, r.D.SentenceOf(v.Area.First) == v.Sentence
	}
	for _, a := range slices.Backward(r.AreasIn(r.D.Sentences[v.Sentence].First, from)) {
		if within(a.Area) && !a.Scope {
			return a.Area, true
		}
	}
	for _, o := range slices.Backward(r.Claims(v.Sentence)) {
		if o.First < v.First && o.IsCount() && o.Area != nil && within(o.Area.Area) {
			return o.Area.Area, true
		}
	}
	for _, a := range v.Areas {
		if within(a.Area) {
			return a.Area, false
		}
	}
	for _, o := range slices.Backward(r.Claims(max(0, v.Sentence-1))) {
		if o.First < v.First && o.IsCount() && o.Area != nil && within(o.Area.Area) {
			return o.Area.Area, false
		}
	}
	return records.Area{}, false
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
			Holds(o.Area.Area, v.Area.Area) {
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
	for i := r.Index(v) - 1; !nationwide.Within(r.D, s.First, s.Last) && r.D.At(v.Last) != "of" && i >= 0 &&
		r.Values[i].Sentence >= v.Sentence-1; i-- {
		o := r.Values[i] // the region recorded 528: its force 292, which accounts for 55 per cent
		if o.Role == lex.Claim && o.IsCount() && o.Area != nil && v.Area != nil && o.Area.Kind == lex.RegionArea &&
			len(o.Area.Area.Forces) < 10 && Holds(o.Area.Area, v.Area.Area) {
			return o.Area.Area
		}
	}
	return lex.EnglandAndWales
}

// nationwide are words for the country that a share is of.
var nationwide = lex.Compile("(national|nationally|nationwide|country|england|(all forces)|overall)")

var ofTotal = lex.Compile("of (the|this|that|its) total|number|figure")

// Holds reports whether all forces of a part, which is smaller, are of a whole. England and Wales, which names no forces,
// holds every other area.
func Holds(whole, part records.Area) bool {
	if whole.Name == lex.EnglandAndWales.Name {
		return part.Name != whole.Name
	}
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
	end := v.Last + lex.Btoi(r.D.Is(v.Last, lex.Set(", )"))) // 716, or 10 per cent, were in London
	if r.D.Is(end, lex.Set("was were came is are")) && r.D.Is(end+1, lex.Set("in from")) &&
		v.Area.First <= end+3 && v.Area.First > end {
		return true // one in eleven was in London
	}
	return r.D.Holds(s.First, s.Last, partWords) || r.D.At(v.Last) == "of" && r.D.At(v.Last+1) == "all" || r.hasPart(v)
}

// hasPart reports whether an area has a share of the offences: London had one in ten of the offences and the South East,
// with 980, had 14 per cent.
func (r *reader) hasPart(v *roles.Value) bool {
	has := func(o *roles.Value) bool {
		return o.Kind == lex.Share && ofOffences.Within(r.D, o.Last, min(o.Last+1, len(r.D.Tokens))) && o.Area != nil && o.Area.First < o.First
	}
	if has(v) {
		return true
	}
	return v.Area.First < v.First && r.D.Is(r.HedgeStart(v.First)-1, lex.Set("had has have")) &&
		slices.ContainsFunc(r.Claims(v.Sentence), func(o *roles.Value) bool { return o.First < v.First && has(o) })
}

// ofOffences are words for all offences, after a share of them.
var ofOffences = lex.Compile("of (the|those|these|all) (recorded|grooming|sexual)? (grooming)? " +
	"offences|crimes|cases|whole|total")
