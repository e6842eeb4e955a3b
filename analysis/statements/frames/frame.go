package frames

import (
	"slices"
	"strings"

	"grooming-report/analysis/statements/lex"
	"grooming-report/analysis/statements/periods"
)

// frame makes a frame of every claim, sentence by sentence, so that each may
// inherit from those before.
func (r *reader) frame() {
	r.numbers.settle()
	before := make([]state, len(r.D.Sentences))
	for n := range r.D.Sentences {
		before[n] = r.state
		for _, v := range r.in(n) {
			if v.role == lex.Claim {
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
	for n := range r.D.Sentences {
		r.state.ends, r.state.told, r.state.toldIn = before[n].ends, before[n].told, before[n].toldIn
		r.state.spans, r.state.main, r.state.year = before[n].spans, before[n].main, before[n].year
		for _, v := range r.in(n) {
			if v.role == lex.Claim {
				v.frame = r.frameOf(v)
				if v.frame.OfSeries != "" || v.Kind != lex.Share {
					r.state.ofSexual = v.frame.OfSeries != ""
				}
			}
		}
		r.keepPair(r.in(n))
	}
}

// onePeriod reports whether a statement is of one period, and no comparison.
func (v *value) onePeriod() bool {
	switch v.Kind {
	case lex.Change, lex.Multiple, lex.Difference, lex.EachYear, lex.StartDate, lex.Growth:
		return false
	}
	return true
}

// keepPeriods remembers the periods that later sentences inherit.
func (r *reader) keepPeriods(vs []*value) {
	for _, v := range vs {
		if v.isBase && v.base >= 0 && v.cell == nil && len(v.spans) > 0 && len(r.values[v.base].spans) > 0 {
			r.state.ends = [2][]lex.Span{r.values[v.base].spans, v.spans}
		}
	}
	var latest lex.Month
	for _, v := range vs {
		if v.role == lex.Claim && v.isCount() && len(v.spans) > 0 && v.spans[0].To < latest && v.period != nil &&
			v.period.Relation == periods.Absolute && v.cell == nil {
			continue // 242 in 2022/23 and 279 in 2021/22
		}
		if v.role == lex.Claim && v.isCount() && len(v.spans) > 0 {
			latest = v.spans[0].To
		}
		if v.period != nil && (v.period.Relation == periods.YearBefore || v.period.Relation == periods.YearsBefore) &&
			len(r.state.spans) > 0 {
			continue
		}
		if v.role == lex.Claim && v.cell == nil && v.onePeriod() && !v.isBase && len(v.spans) > 0 {
			r.state.spans = v.spans
			if v.spans[0].Months() == 12 {
				r.state.year = v.spans
			}
			if r.state.main == nil || v.Kind == lex.Count && v.spans[0].Months() == r.state.main[0].Months() &&
				v.spans[0].To > r.state.main[0].To {
				r.state.main = v.spans
			}
		}
	}
}

// keepHeading remembers the period of a heading or of a line before a list: grooming
// offences by force, year to March 2025.
func (r *reader) keepHeading(n int) {
	s := r.D.Sentences[n]
	if ms := r.periodsOf(n); len(r.claims(n)) == 0 && len(ms) == 1 && len(ms[0].Ends) == 2 && !ms[0].Since {
		r.state.told, r.state.toldIn = [2][]lex.Span{ms[0].Ends[1:], ms[0].Ends[:1]}, n
		r.state.spans = ms[0].Ends[1:]
	}
	told := len(r.in(n)) > 0 && r.state.spans == nil // Police Scotland recorded 672 in 2023/24
	brackets := slices.ContainsFunc(r.periodsOf(n), r.inBracketsToCome)
	if len(r.claims(n)) > 0 || !s.Heading && r.D.At(s.Last-1) != ":" && !told && !brackets {
		return
	}
	ms := slices.DeleteFunc(slices.Clone(r.periodsOf(n)), r.inBracketsToCome)
	if len(ms) == 1 && ms[0].Relation == periods.Absolute && ms[0].Guess == "" && !ms[0].Since && len(ms[0].Ends) == 0 &&
		ms[0].Spans[0].Months() >= 3 {
		r.state.spans, r.state.main = ms[0].Spans, ms[0].Spans
		if ms[0].Spans[0].Months() == 12 {
			r.state.year = ms[0].Spans
		}
	}
}

// inBracketsToCome reports whether a period is said to be that of the numbers in brackets: (in brackets: same quarter
// of 2024), (2023/24 in brackets).
func (r *reader) inBracketsToCome(m *periods.Mention) bool {
	for i := m.First - 1; i >= 0 && i > m.First-6; i-- {
		if r.D.Is(i, lex.Set("brackets parentheses parenthesis")) {
			return true
		}
		if r.D.At(i) == "(" {
			break
		}
	}
	return r.D.At(m.Last) == "in" && r.D.Is(m.Last+1, lex.Set("brackets parentheses parenthesis"))
}

// furtherRankOf reports whether a rank before, in the same sentence, is one of an area: the second after the highest in the East Midlands.
func (r *reader) furtherRankOf(v *value, a *lex.AreaMention) bool {
	for _, o := range r.claims(v.Sentence) {
		if o.Kind == lex.Rank && o.First < a.First && a.Last <= v.First && o != v {
			return true
		}
	}
	return false
}

// keepPair remembers the two periods of a change.
func (r *reader) keepPair(vs []*value) {
	for _, v := range vs {
		if v.role == lex.Claim && v.cell == nil && !v.onePeriod() && v.frame != nil && len(v.frame.Readings) > 0 &&
			!v.frame.Readings[0].Earlier.IsZero() {
			r.state.pair = [2][]lex.Span{{v.frame.Readings[0].Later}, {v.frame.Readings[0].Earlier}}
		}
	}
}

// frameOf makes the frame of one claim.
func (r *reader) frameOf(v *value) *Frame {
	f := &Frame{
		Kind: v.Kind, Stated: v.Stated, High: v.High, Hedge: v.Hedge, Step: v.Step, Fraction: v.Fraction, Per: v.Per,
		Every: v.Every, Minutes: v.Minutes,
		Fall: v.Fall, Subject: v.subject, Measure: v.measure, Quoted: r.denied(v),
	}
	f.Weak = f.Measure == lex.Returns && !r.firm
	f.Cueless = f.Measure == lex.UnknownFigure && r.score >= 0 && !r.firm && !r.returns
	f.Own = r.ownCues(v) <= -2
	f.Cell = v.cell != nil
	f.Total = r.D.Holds(r.D.Sentences[v.Sentence].First, r.D.Sentences[v.Sentence].Last,
		lex.Set("total totals totalled altogether combined together between overall sum"))
	if v.Fall {
		f.Stated = -v.Stated
	}
	switch v.Kind {
	case lex.StartDate:
		r.frameStart(f, v)
		return f
	case lex.Change, lex.Multiple, lex.Difference, lex.Growth:
		r.frameChange(f, v)
	case lex.EachYear:
		r.frameEachYear(f, v)
	case lex.Share:
		r.frameShare(f, v)
	case lex.Rank:
		r.frameRank(f, v)
	case lex.Rate:
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
	if r.D.At(v.Last) == "?" || r.D.At(r.D.Sentences[v.Sentence].Last-1) == "?" || f.Quoted {
		for i := range f.Readings {
			f.Readings[i].Sure = false
		}
	}
	return f
}

// periodNamed reports whether the words beside a value name its period, or both of a change, each
// with its year.
func (r *reader) periodNamed(v *value) bool {
	given := func(m *periods.Mention) bool { return m.Relation == periods.Absolute && m.Guess == "" && !m.Since }
	if v.onePeriod() {
		return v.period != nil && given(v.period)
	}
	ms := r.periodsOf(v.Sentence)
	return len(ms) > 1 && !slices.ContainsFunc(ms, func(m *periods.Mention) bool { return !given(m) })
}

// settle fixes the measure where all readings lie before the law, when only s.15 was counted.
func (r *reader) settle(f *Frame) {
	if len(f.Readings) == 0 {
		return
	}
	if f.Measure != lex.Returns && f.Measure != lex.ReturnsPart {
		for i := range f.Readings {
			if c := &f.Readings[i]; c.Area.Name == "UK" {
				c.Area, c.Notes = lex.EnglandAndWales, append(c.Notes, "the text says UK; the record is of England and Wales")
			}
		}
	}
	for _, c := range f.Readings {
		if c.Later.To >= lex.LawMonth {
			return
		}
	}
	switch f.Measure {
	case lex.Returns, lex.UnknownFigure:
		f.Measure = lex.Code88A
	case lex.ReturnsPart:
		f.Measure = "s.15 FOI, a part"
	}
}

func (r *reader) frameStart(f *Frame, v *value) {
	for _, m := range r.MentionsIn(v.First-longest, v.Last) {
		if m.Last != v.Last {
			continue
		}
		year := m.Spans[0].From.Year()
		if m.Since && m.Date.Month == 0 {
			year = m.Ends[0].From.Year()
		}
		if m.Date.Month == 0 {
			f.Date = yearText(year)
			if year == lex.LawMonth.Year() {
				f.Date = lex.LawDate[:7]
			}
			continue
		}
		f.Date = lex.Span{From: lex.NewMonth(r.YearOf(m.Date), m.Date.Month), To: lex.NewMonth(r.YearOf(m.Date), m.Date.Month)}.First()[:7]
		if m.Date.Day != 0 {
			f.Date += "-" + twoDigits(m.Date.Day)
		}
	}
}

func yearText(y int) string {
	return lex.Span{From: lex.NewMonth(y, 1), To: lex.NewMonth(y, 1)}.First()[:4]
}

func twoDigits(n int) string { return string([]byte{byte('0' + n/10), byte('0' + n%10)}) }

// denied reports whether the text says that the number is not right: Not 550.
func (r *reader) denied(v *value) bool {
	return r.D.Holds(max(0, v.First-3), v.First, lex.Set("not")) && !r.D.Holds(max(0, v.First-3), v.First, lex.Set("quite"))
}

// areasFor lists the areas that a value may be of.
func (r *reader) areasFor(v *value) []Candidate {
	if v.area == nil {
		return v.areas
	}
	out := []Candidate{{Area: v.area.Area, Sure: v.area.Kind != lex.PlaceArea}}
	if v.area.Kind == lex.LocalArea {
		out[0].Notes = []string{"the words " + r.D.Words(v.area.First, v.area.Last) + " are read as " + v.area.Area.Name}
	}
	for _, o := range v.area.Other {
		out = append(out, Candidate{Area: o, Notes: []string{"the area of that name"}})
	}
	if r.D.SentenceOf(v.area.First) != v.Sentence && v.cell == nil {
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
		spans = []lex.Span{{}}
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
	return v.Kind != lex.Count || v.nounAt >= 0 || v.period != nil || v.isBase || v.cell != nil || v.area != nil &&
		r.D.SentenceOf(v.area.First) == v.Sentence || v.Stated > 20
}

// sureNotes reports whether nothing of a period was guessed; one that the sentence
// before names counts as named.
func sureNotes(notes []string) bool {
	for _, n := range notes {
		switch n {
		case "its period is that of the number before", "its periods are those of the change before", "its period is that of the numbers before",
			"its period stands earlier in the sentence",
			"its period stands later in the sentence",
			"its period is that of the same number elsewhere in the text", "its period is that of the sentence before":
		default:
			if n != periods.ByDate && !strings.HasPrefix(n, partsNote) {
				return false
			}
		}
	}
	return true
}

func limit(c []Candidate) []Candidate { return c[:min(len(c), 8)] }

func (r *reader) frameRank(f *Frame, v *value) {
	r.frameCount(f, v)
	f.Stated = v.Stated
	f.ByRate, f.Lowest, f.ByChange = v.Per == 1, v.Fall, v.byChange
	if f.ByChange {
		f.Readings = slices.DeleteFunc(f.Readings, func(c Candidate) bool { return c.Later.Months() > 12 })
		for i := range f.Readings {
			f.Readings[i].Earlier = lex.Before12(f.Readings[i].Later)
		}
	}
	f.Of = lex.EnglandAndWales
	for _, a := range r.areasOf(v.Sentence) {
		if a.Scope && (a.Kind == lex.RegionArea || a.Kind == lex.LocalArea) && len(a.Area.Forces) > 1 &&
			(a.First >= v.Last || r.furtherRankOf(v, a)) {
			f.Of = a.Area
		}
	}
	if v.further && f.Of.Name == lex.EnglandAndWales.Name {
		for _, o := range r.valuesIn(r.D.Sentences[max(0, v.Sentence-1)].First, v.First) {
			if o.Kind == lex.Rank && o.frame != nil {
				f.Of = o.frame.Of
			}
		}
	}
	if strings.Contains(v.scope, "region") && f.Of.Name == lex.EnglandAndWales.Name {
		f.Problem = "the region is not named"
	}
}
