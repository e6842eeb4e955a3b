package statements

import (
	"slices"
	"strings"
)

// frame makes a frame of every claim, sentence by sentence, so that each may
// inherit from those before.
func (r *reader) frame() {
	r.numbers.settle()
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
		r.state.ends, r.state.told, r.state.toldIn = before[n].ends, before[n].told, before[n].toldIn
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
	for _, v := range vs {
		if v.isBase && v.base >= 0 && v.cell == nil && len(v.spans) > 0 && len(r.values[v.base].spans) > 0 {
			r.state.ends = [2][]Span{r.values[v.base].spans, v.spans}
		}
	}
	var latest Month
	for _, v := range vs {
		if v.role == Claim && v.isCount() && len(v.spans) > 0 && v.spans[0].To < latest && v.period != nil &&
			v.period.relation == absolute && v.cell == nil {
			continue // 242 in 2022/23 and 279 in 2021/22
		}
		if v.role == Claim && v.isCount() && len(v.spans) > 0 {
			latest = v.spans[0].To
		}
		if v.period != nil && (v.period.relation == yearBefore || v.period.relation == yearsBefore) &&
			len(r.state.spans) > 0 {
			continue
		}
		if v.role == Claim && v.cell == nil && v.onePeriod() && !v.isBase && len(v.spans) > 0 {
			r.state.spans = v.spans
			if v.spans[0].Months() == 12 {
				r.state.year = v.spans
			}
			if r.state.main == nil || v.kind == Count && v.spans[0].Months() == r.state.main[0].Months() &&
				v.spans[0].To > r.state.main[0].To {
				r.state.main = v.spans
			}
		}
	}
}

// keepHeading remembers the period of a heading or of a line before a list: grooming
// offences by force, year to March 2025.
func (r *reader) keepHeading(n int) {
	s := r.d.sentences[n]
	if ms := r.periodsOf(n); len(r.claims(n)) == 0 && len(ms) == 1 && len(ms[0].ends) == 2 && !ms[0].since {
		r.state.told, r.state.toldIn = [2][]Span{ms[0].ends[1:], ms[0].ends[:1]}, n
		r.state.spans = ms[0].ends[1:]
	}
	told := len(r.in(n)) > 0 && r.state.spans == nil // Police Scotland recorded 672 in 2023/24
	if len(r.claims(n)) > 0 || !s.heading && r.d.at(s.last-1) != ":" && !told {
		return
	}
	ms := r.periodsOf(n)
	if len(ms) == 1 && ms[0].relation == absolute && ms[0].guess == "" && !ms[0].since && len(ms[0].ends) == 0 &&
		ms[0].spans[0].Months() >= 3 {
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
		if v.role == Claim && v.cell == nil && !v.onePeriod() && v.frame != nil && len(v.frame.Readings) > 0 &&
			!v.frame.Readings[0].Earlier.IsZero() {
			r.state.pair = [2][]Span{{v.frame.Readings[0].Later}, {v.frame.Readings[0].Earlier}}
		}
	}
}

// frameOf makes the frame of one claim.
func (r *reader) frameOf(v *value) *Frame {
	f := &Frame{
		Kind: v.kind, Stated: v.stated, High: v.high, Hedge: v.hedge, Step: v.step, Fraction: v.fraction, Per: v.per,
		Every: v.every, Minutes: v.minutes,
		Fall: v.fall, Subject: v.subject, Measure: v.measure, Quoted: r.denied(v),
	}
	f.Weak = f.Measure == Returns && !r.firm
	f.Cueless = f.Measure == UnknownFigure && r.score >= 0 && !r.firm && !r.returns
	f.Own = r.ownCues(v) <= -2
	f.Total = r.d.holds(r.d.sentences[v.sentence].first, r.d.sentences[v.sentence].last,
		set("total totals totalled altogether combined together between overall sum"))
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
	named := r.periodNamed(v)
	for i := range f.Readings {
		f.Readings[i].Named = named
	}
	if r.d.at(v.last) == "?" || r.d.at(r.d.sentences[v.sentence].last-1) == "?" || f.Quoted {
		for i := range f.Readings {
			f.Readings[i].Sure = false
		}
	}
	return f
}

// periodNamed reports whether the words beside a value name its period, or both of a change, each
// with its year.
func (r *reader) periodNamed(v *value) bool {
	given := func(m *mention) bool { return m.relation == absolute && m.guess == "" && !m.since }
	if v.onePeriod() {
		return v.period != nil && given(v.period)
	}
	ms := r.periodsOf(v.sentence)
	return len(ms) > 1 && !slices.ContainsFunc(ms, func(m *mention) bool { return !given(m) })
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
	for _, m := range r.mentionsIn(v.first-longest, v.last) {
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
	if v.town != "" {
		f.Problem = "the record has no figures of a town"
	}
	if len(spans) == 0 {
		f.Problem = "no period is named"
		spans = []Span{{}}
	}
	for _, a := range r.areasFor(v) {
		for _, s := range spans {
			c := Candidate{Area: a.Area, Later: s, Notes: append(slices.Clone(a.Notes), v.notes...), Sure: a.Sure &&
				sureNotes(v.notes) && r.anchored(v)}
			f.Readings = append(f.Readings, c)
		}
	}
	f.Readings = limit(f.Readings)
}

// anchored reports whether something in its own sentence makes a bare number a count:
// a noun, a period or an area.
func (r *reader) anchored(v *value) bool {
	return v.kind != Count || v.nounAt >= 0 || v.period != nil || v.isBase || v.cell != nil || v.area != nil &&
		r.d.sentenceOf(v.area.first) == v.sentence || v.stated > 20
}

// sureNotes reports whether nothing of a period was guessed; one that the sentence
// before names counts as named.
func sureNotes(notes []string) bool {
	for _, n := range notes {
		switch n {
		case "its period is that of the number before", "its period is that of the numbers before",
			"its period stands earlier in the sentence",
			"its period stands later in the sentence",
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
		if a.scope && (a.kind == regionArea || a.kind == localArea) && len(a.area.Forces) > 1 &&
			(a.first >= v.last || r.furtherRankOf(v, a)) {
			f.Of = a.area
		}
	}
	if v.further && f.Of.Name == EnglandAndWales.Name {
		for _, o := range r.valuesIn(r.d.sentences[max(0, v.sentence-1)].first, v.first) {
			if o.kind == Rank && o.frame != nil {
				f.Of = o.frame.Of
			}
		}
	}
	if strings.Contains(v.scope, "region") && f.Of.Name == EnglandAndWales.Name {
		f.Problem = "the region is not named"
	}
}
