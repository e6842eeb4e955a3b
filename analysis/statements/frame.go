package statements

import (
	"slices"
	"strings"

	"grooming-report/analysis/records"
)

// frame makes a frame of every claim, sentence by sentence, so that each may
// inherit from those before.
func (r *reader) frame() {
	before := make([]state, len(r.d.sentences))
	for n := range r.d.sentences {
		before[n] = r.state
		for _, v := range r.in(n) {
			if v.role == Claim {
				v.measure = r.measureOf(v)
				if v.onePeriod() {
					r.spansOf(v)
				}
			}
		}
		r.keepPeriods(r.in(n))
		r.keepHeading(n)
	}
	r.state = state{}
	for n := range r.d.sentences {
		r.state.spans, r.state.main, r.state.year = before[n].spans, before[n].main, before[n].year
		for _, v := range r.in(n) {
			if v.role == Claim {
				v.frame = r.frameOf(v)
				if v.frame.OfSeries != "" || v.kind != Share {
					r.state.ofSexual = v.frame.OfSeries != ""
				}
			}
		}
		r.keepPair(r.in(n))
	}
}

// onePeriod reports whether a statement is of one period, and no comparison.
func (v *value) onePeriod() bool {
	switch v.kind {
	case Change, Multiple, Difference, EachYear, StartDate, Growth:
		return false
	}
	return true
}

// keepPeriods remembers the periods that later sentences inherit.
func (r *reader) keepPeriods(vs []*value) {
	var latest Month
	for _, v := range vs {
		if v.role == Claim && v.isCount() && len(v.spans) > 0 && v.spans[0].To < latest && v.period != nil && v.period.relation == absolute && v.cell == nil {
			continue // 242 in 2022/23 and 279 in 2021/22
		}
		if v.role == Claim && v.isCount() && len(v.spans) > 0 {
			latest = v.spans[0].To
		}
		if v.period != nil && (v.period.relation == yearBefore || v.period.relation == yearsBefore) && len(r.state.spans) > 0 {
			continue
		}
		if v.role == Claim && v.cell == nil && v.onePeriod() && !v.isBase && len(v.spans) > 0 {
			r.state.spans = v.spans
			if v.spans[0].Months() == 12 {
				r.state.year = v.spans
			}
			if r.state.main == nil || v.kind == Count && v.spans[0].Months() == r.state.main[0].Months() && v.spans[0].To > r.state.main[0].To {
				r.state.main = v.spans
			}
		}
	}
}

// keepHeading remembers the period of a heading or of a line before a list: grooming
// offences by force, year to March 2025.
func (r *reader) keepHeading(n int) {
	s := r.d.sentences[n]
	if len(r.claims(n)) > 0 || !s.heading && r.d.at(s.last-1) != ":" {
		return
	}
	ms := r.periodsOf(n)
	if len(ms) == 1 && ms[0].relation == absolute && ms[0].guess == "" && !ms[0].since && len(ms[0].ends) == 0 && ms[0].spans[0].Months() >= 3 {
		r.state.spans, r.state.main = ms[0].spans, ms[0].spans
		if ms[0].spans[0].Months() == 12 {
			r.state.year = ms[0].spans
		}
	}
}

// furtherRankOf reports whether a rank before, in the same sentence, is one of an area: the second after the highest in the East Midlands.
func (r *reader) furtherRankOf(v *value, a *areaMention) bool {
	for _, o := range r.claims(v.sentence) {
		if o.kind == Rank && o.first < a.first && a.last <= v.first && o != v {
			return true
		}
	}
	return false
}

// keepPair remembers the two periods of a change.
func (r *reader) keepPair(vs []*value) {
	for _, v := range vs {
		if v.role == Claim && v.cell == nil && !v.onePeriod() && v.frame != nil && len(v.frame.Readings) > 0 && !v.frame.Readings[0].Earlier.IsZero() {
			r.state.pair = [2][]Span{{v.frame.Readings[0].Later}, {v.frame.Readings[0].Earlier}}
		}
	}
}

// measureOf tells what a number counts by the words of its sentence, of the
// sentence before, and of the whole text.
func (r *reader) measureOf(v *value) Measure {
	if v.measure != "" {
		return v.measure
	}
	if v.subject == SexualOffences {
		return AllSexual
	}
	if v.subject == Breakdown {
		return ReturnsPart
	}
	if o := r.saidBefore(v); o != nil {
		return r.measureOf(o)
	}
	here := r.ownCues(v)
	switch {
	case here >= 2:
		return Code88A
	case here <= -2:
		return Returns
	}
	for n := v.sentence - 1; here == 0 && n >= 0 && n >= v.sentence-2 && r.d.sentences[n].paragraph == r.d.sentences[v.sentence].paragraph && r.d.sentences[n].block == r.d.sentences[v.sentence].block; n-- {
		if before := r.cuesIn(n); before >= 3 && r.score <= 0 {
			return Code88A // Home Office figures show 4,444. The number for Derbyshire was 61
		} else if before != 0 {
			break
		}
	}
	switch total := r.score + here; {
	case total >= 2:
		return Code88A
	case total <= -2:
		return Returns
	}
	return UnknownFigure
}

// speaksOfReturns reports whether any word of the text or beside it hints at returns to requests.
func (r *reader) speaksOfReturns() bool {
	for _, c := range r.cueList {
		if c.measure == Returns {
			return true
		}
	}
	return r.given != nil && r.given.speaksOfReturns()
}

// saidBefore finds the same number earlier in the text, with words of its own for what it counts.
func (r *reader) saidBefore(v *value) *value {
	for _, o := range r.values {
		if o.first >= v.first {
			return nil
		}
		if o.isCount() && v.isCount() && o.role == Claim && o.stated == v.stated && o.stated >= 100 && o.subject == v.subject && o.sentence != v.sentence && diff(r.ownCues(o), 0) >= 2 {
			return o
		}
	}
	return nil
}

// ownCues adds up the cues to the measure in a value's own sentence.
func (r *reader) ownCues(v *value) int {
	s := r.d.sentences[v.sentence]
	here := 0
	for _, c := range r.cueList {
		if c.first >= s.first && c.first < s.last && !r.ofBaseAfter(v, c) {
			here += r.cueWeight(c)
		}
	}
	return here
}

// ofBaseAfter reports whether a cue belongs to a number after v that is compared with it: compare
// that with the 3,217 that the NSPCC counted.
func (r *reader) ofBaseAfter(v *value, c cue) bool {
	if c.first < v.last || !r.d.holds(v.last, c.first, set("compare compared against")) {
		return false
	}
	for _, o := range r.in(v.sentence) {
		if o.isCount() && o.first >= v.last && o.last <= c.first {
			return true
		}
	}
	return false
}

// cuesIn adds up the cues to the measure in a sentence.
func (r *reader) cuesIn(n int) int {
	s, sum := r.d.sentences[n], 0
	for _, c := range r.cueList {
		if c.first >= s.first && c.first < s.last {
			sum += r.cueWeight(c)
		}
	}
	return sum
}

// frameOf makes the frame of one claim.
func (r *reader) frameOf(v *value) *Frame {
	f := &Frame{
		Kind: v.kind, Stated: v.stated, High: v.high, Hedge: v.hedge, Step: v.step, Fraction: v.fraction, Per: v.per, Every: v.every, Minutes: v.minutes,
		Fall: v.fall, Subject: v.subject, Measure: v.measure, Quoted: r.denied(v),
	}
	f.Weak = f.Measure == Returns && !r.firm
	f.Cueless = f.Measure == UnknownFigure && r.score >= 0 && !r.firm && !r.speaksOfReturns()
	f.Own = r.ownCues(v) <= -2
	f.Total = r.d.holds(r.d.sentences[v.sentence].first, r.d.sentences[v.sentence].last, set("total totals totalled altogether combined together between overall sum"))
	if v.fall {
		f.Stated = -v.stated
	}
	switch v.kind {
	case StartDate:
		r.frameStart(f, v)
		return f
	case Change, Multiple, Difference, Growth:
		r.frameChange(f, v)
	case EachYear:
		r.frameEachYear(f, v)
	case Share:
		r.frameShare(f, v)
	case Rank:
		r.frameRank(f, v)
	case Rate:
		f.Children = r.ofChildren(v)
		r.frameCount(f, v)
	default:
		r.frameCount(f, v)
	}
	r.settle(f)
	if r.d.at(v.last) == "?" || r.d.at(r.d.sentences[v.sentence].last-1) == "?" || f.Quoted {
		for i := range f.Readings {
			f.Readings[i].Sure = false
		}
	}
	return f
}

// settle fixes the measure where all readings lie before the law, when only s.15 was counted.
func (r *reader) settle(f *Frame) {
	if len(f.Readings) == 0 {
		return
	}
	if f.Measure != Returns && f.Measure != ReturnsPart {
		for i := range f.Readings {
			if c := &f.Readings[i]; c.Area.Name == "UK" {
				c.Area, c.Notes = EnglandAndWales, append(c.Notes, "the text says UK; the record is of England and Wales")
			}
		}
	}
	for _, c := range f.Readings {
		if c.Later.To >= lawMonth {
			return
		}
	}
	switch f.Measure {
	case Returns, UnknownFigure:
		f.Measure = Code88A
	case ReturnsPart:
		f.Measure = "s.15 FOI, a part"
	}
}

func (r *reader) frameStart(f *Frame, v *value) {
	for _, m := range r.mentions {
		if m.last != v.last {
			continue
		}
		year := m.spans[0].From.Year()
		if m.since && m.date.month == 0 {
			year = m.ends[0].From.Year()
		}
		if m.date.month == 0 {
			f.Date = yearText(year)
			if year == lawMonth.Year() {
				f.Date = LawDate[:7]
			}
			continue
		}
		f.Date = Span{NewMonth(r.yearOf(m.date), m.date.month), NewMonth(r.yearOf(m.date), m.date.month)}.First()[:7]
		if m.date.day != 0 {
			f.Date += "-" + twoDigits(m.date.day)
		}
	}
}

func yearText(y int) string { return Span{NewMonth(y, 1), NewMonth(y, 1)}.First()[:4] }

func twoDigits(n int) string { return string([]byte{byte('0' + n/10), byte('0' + n%10)}) }

// denied reports whether the text says that the number is not right: Not 550.
func (r *reader) denied(v *value) bool {
	return r.d.holds(max(0, v.first-3), v.first, set("not")) && !r.d.holds(max(0, v.first-3), v.first, set("quite"))
}

// areasFor lists the areas that a value may be of.
func (r *reader) areasFor(v *value) []Candidate {
	if v.area == nil {
		return v.areas
	}
	out := []Candidate{{Area: v.area.area, Sure: v.area.kind != placeArea}}
	if v.area.kind == localArea {
		out[0].Notes = []string{"the words " + r.d.words(v.area.first, v.area.last) + " are read as " + v.area.area.Name}
	}
	for _, o := range v.area.other {
		out = append(out, Candidate{Area: o, Notes: []string{"the area of that name"}})
	}
	if r.d.sentenceOf(v.area.first) != v.sentence && v.cell == nil {
		out[0].Notes = append(out[0].Notes, "its area is that of an earlier sentence")
	}
	return out
}

// frameCount lists the readings of a count: its areas, its periods.
func (r *reader) frameCount(f *Frame, v *value) {
	spans := r.spansOf(v)
	if len(spans) == 0 {
		f.Problem = "no period is named"
		spans = []Span{{}}
	}
	for _, a := range r.areasFor(v) {
		for _, s := range spans {
			c := Candidate{Area: a.Area, Later: s, Notes: append(slices.Clone(a.Notes), v.notes...), Sure: a.Sure && sureNotes(v.notes) && r.anchored(v)}
			f.Readings = append(f.Readings, c)
		}
	}
	f.Readings = limit(f.Readings)
}

// anchored reports whether something in its own sentence makes a bare number a count:
// a noun, a period or an area.
func (r *reader) anchored(v *value) bool {
	return v.kind != Count || v.nounAt >= 0 || v.period != nil || v.isBase || v.cell != nil || v.area != nil && r.d.sentenceOf(v.area.first) == v.sentence || v.stated > 20
}

// sureNotes reports whether nothing of a period was guessed; one that the sentence
// before names counts as named.
func sureNotes(notes []string) bool {
	for _, n := range notes {
		switch n {
		case "its period is that of the number before", "its period stands earlier in the sentence", "its period stands later in the sentence",
			"its period is that of the same number elsewhere in the text", "its period is that of the sentence before":
		default:
			if n != byDate && !strings.HasPrefix(n, partsNote) {
				return false
			}
		}
	}
	return true
}

func limit(c []Candidate) []Candidate { return c[:min(len(c), 8)] }

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
	for _, c := range r.cueList {
		if c.first >= v.last && c.first < s.last && (c.subject == SexualOffences || c.subject == AllOffences) {
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
		if o.first < v.first && o.isCount() && o.area != nil && o.area.area.Name != areaName(v) && slices.ContainsFunc(ofWhich, func(p *pattern) bool { return p.within(r.d, o.last, s.last) }) {
			return o.area.area
		}
	}
	if r.d.at(v.last) == "of" && r.d.is(v.last+1, set("them these those it")) {
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

var partWords = set("accounted accounts accounting recorded made make makes represent represents representing responsible equivalent came share logged happened total them nationally")

func (r *reader) shareOfArea(v *value) bool {
	s := r.d.sentences[v.sentence]
	if v.area == nil || v.area.kind == nationArea || r.platform(s) {
		return false
	}
	if r.d.is(v.last, set("was were came is are")) && r.d.is(v.last+1, set("in from")) && v.area.first <= v.last+3 && v.area.first > v.last {
		return true // one in eleven was in London
	}
	return r.d.holds(s.first, s.last, partWords)
}

var platforms = set("snapchat instagram facebook whatsapp kik tiktok meta twitter platform platforms app apps roblox twitch method methods online victims girls boys gender male female age aged charge charged")

func (r *reader) platform(s sentence) bool { return r.d.holds(s.first, s.last, platforms) }

func (r *reader) frameRank(f *Frame, v *value) {
	r.frameCount(f, v)
	f.Stated = v.stated
	f.ByRate, f.Lowest, f.ByChange = v.per == 1, v.fall, v.byChange
	if f.ByChange {
		f.Readings = slices.DeleteFunc(f.Readings, func(c Candidate) bool { return c.Later.Months() > 12 })
		for i := range f.Readings {
			f.Readings[i].Earlier = before12(f.Readings[i].Later)
		}
	}
	f.Of = EnglandAndWales
	for _, a := range r.areasOf(v.sentence) {
		if a.scope && (a.kind == regionArea || a.kind == localArea) && len(a.area.Forces) > 1 && (a.first >= v.last || r.furtherRankOf(v, a)) {
			f.Of = a.area
		}
	}
	if strings.Contains(v.scope, "region") && f.Of.Name == EnglandAndWales.Name {
		f.Problem = "the region is not named"
	}
}
