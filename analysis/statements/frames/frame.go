package frames

import (
	"slices"
	"strings"

	"grooming-report/analysis/statements/lex"
	"grooming-report/analysis/statements/pairing"
	"grooming-report/analysis/statements/periods"
	"grooming-report/analysis/statements/roles"
)

// frame makes a frame of every claim, sentence by sentence, so that each may
// inherit from those before.
func (r *reader) frame() {
	r.listDated()
	before := make([]state, len(r.D.Sentences))
	for n := range r.D.Sentences {
		before[n] = r.state
		for _, v := range r.In(n) {
			if v.Role == lex.Claim {
				v.Measure = r.MeasureOf(v)
				if v.OnePeriod() {
					r.spansOf(v)
				}
			}
		}
		r.keepPeriods(r.In(n))
		r.keepHeading(n)
	}
	r.state = state{}
	for n := range r.D.Sentences {
		r.state.ends, r.state.told, r.state.toldIn = before[n].ends, before[n].told, before[n].toldIn
		r.state.spans, r.state.main, r.state.year = before[n].spans, before[n].main, before[n].year
		r.state.whole, r.state.headed = before[n].whole, before[n].headed
		for _, v := range r.In(n) {
			if v.Role == lex.Claim {
				f := r.frameOf(v)
				r.frames[v] = f
				if f.OfSeries != "" || v.Kind != lex.Share {
					r.state.ofSexual = f.OfSeries != ""
				}
			}
		}
		r.keepPair(r.In(n))
	}
}

// keepPeriods remembers the periods that later sentences inherit.
func (r *reader) keepPeriods(vs []*roles.Value) {
	for _, v := range vs {
		if v.IsBase && v.Base >= 0 && v.Cell == nil && len(v.Spans) > 0 && len(r.Values[v.Base].Spans) > 0 {
			r.state.ends = [2][]lex.Span{r.Values[v.Base].Spans, v.Spans}
		}
	}
	var latest lex.Month
	for _, v := range vs {
		if v.Role == lex.Claim && v.IsCount() && len(v.Spans) > 0 && v.Spans[0].To < latest && v.Period != nil &&
			v.Period.Relation == periods.Absolute && v.Cell == nil {
			continue // 242 in 2022/23 and 279 in 2021/22
		}
		if v.Role == lex.Claim && v.IsCount() && len(v.Spans) > 0 {
			latest = v.Spans[0].To
		}
		if v.Period != nil && (v.Period.Relation == periods.YearBefore || v.Period.Relation == periods.YearsBefore) &&
			len(r.state.spans) > 0 {
			continue
		}
		if v.Role == lex.Claim && v.Cell == nil && v.OnePeriod() && !v.IsBase && len(v.Spans) > 0 {
			r.state.spans, r.state.headed = v.Spans, r.state.headed && v.Period == nil
			longer := r.state.whole == nil || v.Spans[0].Months() > r.state.whole[0].Months()
			if v.Measure == lex.Returns && v.IsCount() && v.Spans[0].Months() > 12 && longer &&
				v.Spans[0].From >= lex.LawMonth { // none is older than the law
				r.state.whole = v.Spans
			}
			if v.Spans[0].Months() == 12 {
				r.state.year = v.Spans
			}
			if r.state.main == nil || v.Kind == lex.Count && v.Spans[0].Months() == r.state.main[0].Months() &&
				v.Spans[0].To > r.state.main[0].To {
				r.state.main = v.Spans
			}
		}
	}
}

// keepHeading remembers the period of a heading or of a line before a list: grooming
// offences by force, year to March 2025.
func (r *reader) keepHeading(n int) {
	s := r.D.Sentences[n]
	if ms := r.PeriodsOf(n); len(r.Claims(n)) == 0 && len(ms) == 1 && len(ms[0].Ends) == 2 && !ms[0].Since {
		r.state.told, r.state.toldIn = [2][]lex.Span{ms[0].Ends[1:], ms[0].Ends[:1]}, n
		r.state.spans = ms[0].Ends[1:]
	}
	if l, e := r.against(n); len(l) > 0 {
		r.state.told, r.state.toldIn, r.state.ends, r.state.spans = [2][]lex.Span{l, e}, n, [2][]lex.Span{l, e}, l
		r.state.main, r.state.headed = l, true
		return
	}
	told := len(r.In(n)) > 0 && r.state.spans == nil // Police Scotland recorded 672 in 2023/24
	asked := r.state.spans == nil && r.D.Holds(s.First, s.Last, lex.Set("asked ask request requested provide"))
	asked = asked || r.state.spans == nil && r.D.Holds(s.First, s.Last, lex.Set("figures data statistics numbers")) &&
		r.D.Holds(s.First, s.Last, lex.Set("grooming")) // has published figures on grooming for the year to March 2023
	asked = asked || len(r.In(n)) == 0 && soFar.Within(r.D, s.First, s.Last)
	brackets := slices.ContainsFunc(r.PeriodsOf(n), r.InBracketsToCome)
	if len(r.Claims(n)) > 0 || !s.Heading && r.D.At(s.Last-1) != ":" && !told && !asked && !brackets {
		return
	}
	ms := slices.DeleteFunc(slices.Clone(r.PeriodsOf(n)), r.InBracketsToCome)
	if len(ms) == 1 && ms[0].Relation == periods.Absolute && ms[0].Guess == "" && !ms[0].Since && len(ms[0].Ends) == 0 &&
		ms[0].Spans[0].Months() >= 3 {
		r.state.spans, r.state.main, r.state.headed = ms[0].Spans, ms[0].Spans, true
		if ms[0].Spans[0].Months() == 12 {
			r.state.year = ms[0].Spans
		}
	}
}

// against gives the two periods of a line without numbers that sets one against the other: Q3 of 2025/26 against Q3 of the
// year before.
func (r *reader) against(n int) (later, earlier []lex.Span) {
	ms := r.PeriodsOf(n)
	if len(r.Claims(n)) > 0 || len(ms) < 2 || len(ms) > 3 || ms[0].Relation != periods.Absolute || len(ms[0].Spans) == 0 ||
		!r.D.Holds(ms[0].Last, ms[1].First, lex.Set("against compared versus vs v")) {
		return nil, nil
	}
	last := ms[len(ms)-1]
	later, earlier = ms[0].Spans[:1], last.Spans
	if last.Relation != periods.Absolute {
		earlier = []lex.Span{later[0].Shift(-12)}
	}
	if len(earlier) == 0 || earlier[0].From >= later[0].From || earlier[0].Months() != later[0].Months() {
		return nil, nil
	}
	return later, earlier[:1]
}

// soFar are words of a sentence that tells how far the figures go: we have only got April to December 2025 so far.
var soFar = lex.Compile("(only|have|got|available|cover|covers) (from|the|got|only|figures|for)? (from|the|figures|for)? " +
	"april|january|july|october")

// furtherRankOf reports whether a rank before, in the same sentence, is one of an area: the second after the
// highest in the East Midlands.
func (r *reader) furtherRankOf(v *roles.Value, a *lex.AreaMention) bool {
	for _, o := range r.Claims(v.Sentence) {
		if o.Kind == lex.Rank && o.First < a.First && a.Last <= v.First && o != v {
			return true
		}
	}
	return false
}

// keepPair remembers the two periods of a change.
func (r *reader) keepPair(vs []*roles.Value) {
	for _, v := range vs {
		f := r.frames[v]
		if v.Role == lex.Claim && v.Cell == nil && !v.OnePeriod() && f != nil && len(f.Readings) > 0 &&
			!f.Readings[0].Earlier.IsZero() {
			r.state.pair = [2][]lex.Span{{f.Readings[0].Later}, {f.Readings[0].Earlier}}
		}
	}
}

// frameOf makes the frame of one claim.
func (r *reader) frameOf(v *roles.Value) *Frame {
	f := &Frame{
		Kind: v.Kind, Stated: v.Stated, High: v.High, Hedge: v.Hedge, Step: v.Step, Fraction: v.Fraction, Per: v.Per,
		Every: v.Every, Minutes: v.Minutes,
		Fall: v.Fall, Neutral: v.Neutral, Subject: v.Subject, Measure: v.Measure, Quoted: r.denied(v),
	}
	f.Weak = f.Measure == lex.Returns && !r.Firm && !r.OfCharity(v)
	f.Cueless = f.Measure == lex.UnknownFigure && r.Score >= 0 && !r.Firm && !r.Returns
	f.Own = r.OwnCues(v) <= -2 || r.Continues(v) || r.OfCharity(v)
	f.Cell = v.Cell != nil
	f.Total = r.D.Holds(r.D.Sentences[v.Sentence].First, r.D.Sentences[v.Sentence].Last,
		lex.Set("total totals totalled altogether combined together between overall sum"))
	form := v.Kind.Form()
	if v.Fall && form.Falls {
		f.Stated = -v.Stated
	}
	switch {
	case v.Kind == lex.Share:
		r.frameShare(f, v)
	case v.Kind == lex.Rank:
		r.frameRank(f, v)
	case form.Periods == lex.NoPeriod:
		r.frameStart(f, v)
		return f
	case form.Periods == lex.TwoPeriods:
		r.frameChange(f, v)
	case form.Periods == lex.RunOfPeriods:
		r.frameEachYear(f, v)
	case v.Kind == lex.Average:
		r.frameAverage(f, v)
	default:
		f.Children = v.Kind == lex.Rate && r.ofChildren(v)
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
func (r *reader) periodNamed(v *roles.Value) bool {
	given := func(m *periods.Mention) bool { return m.Relation == periods.Absolute && m.Guess == "" && !m.Since }
	if v.OnePeriod() {
		return v.Period != nil && given(v.Period)
	}
	ms := r.PeriodsOf(v.Sentence)
	return len(ms) > 1 && !slices.ContainsFunc(ms, func(m *periods.Mention) bool { return !given(m) })
}

// settle fixes the measure where all readings lie before the law, when only s.15 was counted.
func (r *reader) settle(f *Frame) {
	if len(f.Readings) == 0 {
		return
	}
	if f.Measure != lex.Returns && f.Measure != lex.ReturnsPart {
		f.Readings = ofRecord(f.Readings)
	}
	for _, c := range f.Readings {
		if c.Later.To >= lex.LawMonth {
			return
		}
	}
	switch f.Measure {
	case lex.Returns, lex.UnknownFigure:
		f.BeforeLaw = f.Measure == lex.Returns
		f.Measure = lex.Code88A
	case lex.ReturnsPart:
		f.Measure = "s.15 FOI, a part"
	}
}

// ofRecord reads UK as England and Wales, which is as far as the record goes.
func ofRecord(readings []Candidate) []Candidate {
	out := slices.Clone(readings)
	for i := range out {
		if c := &out[i]; c.Area.Name == "UK" {
			c.Area = lex.EnglandAndWales
			c.Notes = append(slices.Clone(c.Notes), "the text says UK; the record is of England and Wales")
		}
	}
	return out
}

// Recorded is a copy of a frame that is taken for one of code 88A.
func (f *Frame) Recorded() *Frame {
	g := *f
	g.Measure, g.Readings = lex.Code88A, ofRecord(f.Readings)
	return &g
}

func (r *reader) frameStart(f *Frame, v *roles.Value) {
	for _, m := range r.MentionsIn(v.First-roles.Longest, v.Last) {
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
		at := lex.NewMonth(r.YearOf(m.Date), m.Date.Month)
		if m.Date.Year == 0 && at-12 == lex.LawMonth {
			at = lex.LawMonth // last April, in June 2018, may be the one of last year
		}
		f.Date = lex.Span{From: at, To: at}.First()[:7]
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
func (r *reader) denied(v *roles.Value) bool {
	return r.D.Holds(max(0, v.First-3), v.First, lex.Set("not")) &&
		!r.D.Holds(max(0, v.First-3), v.First, lex.Set("quite"))
}

// areasFor lists the areas that a value may be of.
func (r *reader) areasFor(v *roles.Value) []roles.AreaReading {
	if v.Area == nil {
		return v.Areas
	}
	out := []roles.AreaReading{{Area: v.Area.Area, Sure: v.Area.Kind != lex.PlaceArea}}
	if v.Area.Kind == lex.LocalArea {
		out[0].Notes = []string{"the words " + r.D.Words(v.Area.First, v.Area.Last) + " are read as " + v.Area.Area.Name}
	}
	for _, o := range v.Area.Other {
		out = append(out, roles.AreaReading{Area: o, Notes: []string{"the area of that name"}})
	}
	if r.D.SentenceOf(v.Area.First) != v.Sentence && v.Cell == nil {
		out[0].Notes = append(out[0].Notes, "its area is that of an earlier sentence")
	}
	return out
}

// frameCount lists the readings of a count: its areas, its periods.
func (r *reader) frameCount(f *Frame, v *roles.Value) {
	spans := r.spansOf(v)
	if v.Town != "" {
		f.Problem = "the record has no figures of a town"
	}
	if len(spans) == 0 {
		f.Problem = "no period is named"
		spans = []lex.Span{{}}
	}
	for _, a := range r.areasFor(v) {
		for _, s := range spans {
			c := Candidate{Area: a.Area, Later: s, Notes: append(slices.Clone(a.Notes), v.Notes...), Sure: a.Sure &&
				sureNotes(v.Notes) && r.anchored(v)}
			f.Readings = append(f.Readings, c)
		}
	}
	f.Readings = limit(f.Readings)
}

// anchored reports whether something in its own sentence makes a bare number a count:
// a noun, a period or an area.
func (r *reader) anchored(v *roles.Value) bool {
	return v.Kind != lex.Count || v.NounAt >= 0 || v.Period != nil || v.IsBase || v.Cell != nil || v.Area != nil &&
		r.D.SentenceOf(v.Area.First) == v.Sentence || v.Stated > 20
}

// sureNotes reports whether nothing of a period was guessed; one that the sentence
// before names counts as named.
func sureNotes(notes []string) bool {
	for _, n := range notes {
		switch n {
		case "its period is that of the number before", "its periods are those of the change before",
			ofNumbersBefore,
			"its period stands earlier in the sentence",
			"its period stands later in the sentence",
			"its period is that of the same number elsewhere in the text", ofSentenceBefore,
			headNote, YearBeforeNote:
		default:
			if n != periods.ByDate && !strings.HasPrefix(n, pairing.PartsNote) {
				return false
			}
		}
	}
	return true
}

func limit(c []Candidate) []Candidate { return c[:min(len(c), 8)] }

func (r *reader) frameRank(f *Frame, v *roles.Value) {
	r.frameCount(f, v)
	f.ByRate, f.Lowest, f.ByChange = v.Per == 1, v.Fall, v.ByChange
	if f.ByChange {
		f.Readings = slices.DeleteFunc(f.Readings, func(c Candidate) bool { return c.Later.Months() > 12 })
		for i := range f.Readings {
			f.Readings[i].Earlier = lex.Before12(f.Readings[i].Later)
		}
	}
	f.Of = lex.EnglandAndWales
	for _, a := range r.AreasOf(v.Sentence) {
		if a.Scope && (a.Kind == lex.RegionArea || a.Kind == lex.LocalArea) && len(a.Area.Forces) > 1 &&
			(a.First >= v.Last || r.furtherRankOf(v, a)) {
			f.Of = a.Area
		}
	}
	if v.Further && f.Of.Name == lex.EnglandAndWales.Name {
		for _, o := range r.ValuesIn(r.D.Sentences[max(0, v.Sentence-1)].First, v.First) {
			if o.Kind == lex.Rank && r.frames[o] != nil {
				f.Of = r.frames[o].Of
			}
		}
	}
	if v.Scope == roles.Unsaid {
		f.Problem = "what it is a rank of is not told"
	}
	if strings.Contains(v.Scope, "region") && f.Of.Name == lex.EnglandAndWales.Name {
		f.Problem = "the region is not named"
	}
}
