package frames

import (
	"slices"

	"grooming-report/analysis/statements/lex"
	"grooming-report/analysis/statements/periods"
	"grooming-report/analysis/statements/roles"
)

// spansOf gives the readings of the period of a count, a share, a rate or an average.
func (r *reader) spansOf(v *roles.Value) []lex.Span {
	if v.Spans != nil || v.Resolving {
		return v.Spans
	}
	v.Resolving = true
	defer func() { v.Resolving = false }()
	switch {
	case r.cumulative(v) != nil:
		v.Spans = r.cumulative(v)
	case v.Period == nil && r.thenSpan(v) != nil:
		v.Spans = r.thenSpan(v)
		v.Notes = append(v.Notes, ofSentenceBefore)
	case r.endOfSame(v) != nil:
		v.Spans = r.endOfSame(v)
	case r.pairBefore(v) != nil:
		v.Spans = r.pairBefore(v)
		v.Notes = append(v.Notes, ofNumbersBefore)
	case v.Period != nil && !r.ofLater(v):
		v.Spans = r.resolve(v, v.Period)
		if v.Period.Guess == periods.ByDate && r.MeasureOf(v) == lex.Returns {
			v.Spans = append(r.returnYear(v.Period), v.Spans...)
		}
		if v.Period.Guess != "" {
			v.Notes = append(v.Notes, v.Period.Guess)
		}
	case v.IsBase && v.Base >= 0 && r.yearsBetween(v) != nil:
		for _, s := range r.spansOf(r.Values[v.Base]) {
			for _, n := range []int{r.yearsBetween(v).N, r.yearsBetween(v).N - 12} {
				v.Spans = append(v.Spans, s.Shift(-n))
			}
		}
		v.Notes = append(v.Notes, "its period is counted back from the later one")
	case v.IsBase && v.Base >= 0 && r.baseOfChange(v) != nil:
		v.Spans = r.baseOfChange(v).Spans
	case v.IsBase && v.Base >= 0 && r.sameEnds(v):
		v.Spans = r.state.ends[1]
		v.Notes = append(v.Notes, ofNumbersBefore)
	case v.IsBase && v.Base >= 0:
		for _, s := range r.spansOf(r.Values[v.Base]) {
			v.Spans = append(v.Spans, r.yearsEarlier(v, s)...)
		}
		v.Notes = append(v.Notes, "its period is taken for the year before")
	case v.IsBase && v.Base < 0 && len(r.state.spans) > 0:
		for _, s := range r.state.spans {
			v.Spans = append(v.Spans, r.yearsEarlier(v, s)...)
		}
		if e := r.state.ends; len(e[0]) > 0 && len(e[1]) > 0 && e[0][0] == r.state.spans[0] {
			v.Spans = e[1]
		}
		v.Notes = append(v.Notes, "its period is taken for the year before")
	default:
		v.Spans = r.inheritedSpans(v)
	}
	v.Spans = r.order(v, append(r.alignedBase(v), v.Spans...))
	return v.Spans
}

// ofLater reports whether the period read from the day of publication, which stands beside a base, is that of the later
// count: it fell last year, from 229 to 173 in the year to March 2025.
func (r *reader) ofLater(v *roles.Value) bool {
	if !v.IsBase || v.Base < 0 || v.Period.Guess != periods.ByDate {
		return false
	}
	later := r.Values[v.Base]
	if later.Period == nil || later.Period.Guess != "" || later.Sentence != v.Sentence {
		return false
	}
	s := r.spansOf(later)
	return len(s) > 0 && slices.Contains(r.resolve(v, v.Period), s[0])
}

// endOfSame is the period of one of two counts that are set against each other "over the same period":
// those of the two counts before.
func (r *reader) endOfSame(v *roles.Value) []lex.Span {
	if len(r.state.ends[0]) == 0 || !v.IsCount() || v.Cell != nil || v.Period != nil &&
		v.Period.Relation != periods.SameAs {
		return nil
	}
	vs, same := r.Claims(v.Sentence), false
	base, later := v, v
	if v.IsBase && v.Base >= 0 {
		later = r.Values[v.Base]
	} else if base = r.BaseOf(v, vs); base == nil {
		return nil
	}
	for _, m := range r.PeriodsOf(v.Sentence) {
		beside := m.First >= later.Last && r.CountsBetween(later.Last, m.First, vs) == 0 ||
			m.Last <= base.First && r.CountsBetween(m.Last, base.First, vs) == 0
		if beside && m.Relation == periods.Absolute {
			return nil
		}
		same = same || beside && m.Relation == periods.SameAs && !r.D.Holds(m.First, m.Last, lex.Set("year"))
	}
	switch {
	case !same:
	case v.IsBase && v.Base >= 0 && r.Values[v.Base].Sentence == v.Sentence:
		return r.state.ends[1]
	default:
		return r.state.ends[0]
	}
	return nil
}

// pairBefore is the period of one of two counts without their own, after two counts of the same sentence
// that have theirs: in Kent from 53 in 2016/17 to 77 in 2017/18, and in Essex from 60 to 80.
func (r *reader) pairBefore(v *roles.Value) []lex.Span {
	if v.Period != nil || !v.IsCount() || v.Cell != nil {
		return nil
	}
	vs := r.Claims(v.Sentence)
	base, later := v, v
	if v.IsBase && v.Base >= 0 {
		later = r.Values[v.Base]
	} else if base = r.BaseOf(v, vs); base == nil {
		return nil
	}
	if base.Period != nil || later.Period != nil || base.First > later.First {
		return nil
	}
	ends := r.state.told // between 2024 and 2025 it went up in most forces. Kent: 371 against 284
	if len(r.PeriodsOf(v.Sentence)) > 0 || v.Sentence == 0 ||
		r.D.Sentences[v.Sentence].Paragraph != r.D.Sentences[r.state.toldIn].Paragraph {
		ends = [2][]lex.Span{}
	}
	for _, o := range vs {
		if o.First >= base.First || !o.IsBase || o.Base < 0 || r.Values[o.Base].Sentence != v.Sentence ||
			o.First > r.Values[o.Base].First {
			continue
		}
		if e, l := r.spansOf(o), r.spansOf(r.Values[o.Base]); len(e) > 0 && len(l) > 0 &&
			(o.Period != nil || len(r.endOfSame(o)) > 0) {
			ends = [2][]lex.Span{l, e}
		}
	}
	if v == base {
		return ends[1]
	}
	return ends[0]
}

// alignedBase reads the year that names a base as one of the same months as the later
// period: 345 in 2010-11, beside the year to September 2016.
func (r *reader) alignedBase(v *roles.Value) []lex.Span {
	if !v.IsBase || v.Base < 0 || v.Period == nil || v.Period.Relation != periods.Absolute || v.Period.Date.Month != 0 ||
		len(v.Period.Spans) == 0 || v.Period.Unit != 0 {
		return nil
	}
	own := v.Period.Spans[0]
	later := r.spansOf(r.Values[v.Base])
	if len(later) == 0 || later[0].Months() != 12 || own.Months() != 12 || own.From.Number() != 4 &&
		own.From.Number() != 1 || (own.From-later[0].From)%12 == 0 || later[0].From.Number() == 1 {
		return nil
	}
	return []lex.Span{lex.Ending(lex.NewMonth(own.To.Year(), later[0].To.Number()), 12)}
}

// yearsBetween is the number of years between two counts of a sentence: doubled in
// four years from 44 to 94.
func (r *reader) yearsBetween(v *roles.Value) *periods.Mention {
	if r.Values[v.Base].First < v.First {
		return nil
	}
	for _, m := range r.PeriodsOf(v.Sentence) {
		apart := r.D.Holds(v.Last, m.First, lex.Set(";")) || r.D.Holds(m.Last, v.First, lex.Set(";"))
		if m.Relation == periods.OverYears && m.N > 12 && m.N%12 == 0 && !apart {
			return m
		}
	}
	return nil
}

// sameEnds reports whether the later one of two counts goes on with the later period of the two before: from 284 in
// 2024 to 371 in 2025. Sussex went from 245 to 242.
func (r *reader) sameEnds(v *roles.Value) bool {
	later := r.spansOf(r.Values[v.Base])
	return len(later) > 0 && len(r.state.ends[0]) > 0 && len(r.state.ends[1]) > 0 && later[0] == r.state.ends[0][0] &&
		r.Values[v.Base].Period == nil
}

// baseOfChange is the period that a change of the same sentence has as its base: 400 per
// cent more than in 2016/17: 6,404 against 1,156.
func (r *reader) baseOfChange(v *roles.Value) *periods.Mention {
	for _, o := range r.Claims(v.Sentence) {
		if o.Earlier != nil && o.Earlier.Relation == periods.Absolute && !o.OnePeriod() {
			return o.Earlier
		}
		if !o.OnePeriod() && o.Period != nil && o.Period.Since && len(o.Period.Ends) > 0 {
			return &periods.Mention{Spans: o.Period.Ends}
		}
	}
	return nil
}

// yearEarlier is the year before a period: the same months, where the text has compared such before.
func (r *reader) yearEarlier(v *roles.Value, s lex.Span) lex.Span {
	if r.SameInYear > 0 && r.SameInYear <= v.First {
		return s.Shift(-12)
	}
	return lex.Before12(s)
}

// yearsEarlier is the year before a period, after the same months of it: rose from 38 to 63 in the nine months to December.
func (r *reader) yearsEarlier(v *roles.Value, s lex.Span) []lex.Span {
	if year := r.yearEarlier(v, s); year != s.Shift(-12) {
		return []lex.Span{s.Shift(-12), year}
	}
	return []lex.Span{s.Shift(-12)}
}

// order puts the readings that a measure makes likely first: returns to requests
// are of financial years or end with a half-year.
func (r *reader) order(v *roles.Value, spans []lex.Span) []lex.Span {
	out := spans[:0:0]
	for _, s := range spans {
		if !slices.Contains(out, s) && !s.IsZero() && s.To >= s.From {
			out = append(out, s)
		}
	}
	plain := v.Period != nil && v.Period.Guess == "" && !v.Period.Since && v.Period.Relation == periods.Absolute
	if r.MeasureOf(v) == lex.Returns && !plain {
		last := r.lastNamed()
		unlikely := func(s lex.Span) int {
			switch {
			case v.Period != nil && s.Months() > 12 && s.To == last:
				return 0
			case likelyReturn(s, r.Now()):
				return 1
			}
			return 2
		}
		slices.SortStableFunc(out, func(a, b lex.Span) int { return unlikely(a) - unlikely(b) })
	}
	if r.Given != nil && len(out) > 1 {
		for _, m := range r.Given.Mentions {
			if i := slices.IndexFunc(out, func(s lex.Span) bool {
				return m.Relation == periods.Absolute && len(m.Spans) == 1 &&
					s == m.Spans[0]
			}); i > 0 {
				out[0], out[i] = out[i], out[0]
			}
		}
	}
	if len(out) > 6 {
		out = out[:6]
	}
	return out
}

// lastNamed is the last month of the periods of half a year or more that the text names: figures since a day go as far.
func (r *reader) lastNamed() lex.Month {
	if r.last == nil {
		r.last = new(lex.Month)
		for _, m := range r.Mentions {
			if m.Relation == periods.Absolute && m.Guess == "" && !m.Since && len(m.Spans) > 0 && m.Spans[0].Months() >= 6 &&
				m.Spans[0].To < r.Now() {
				*r.last = max(*r.last, m.Spans[0].To)
			}
		}
	}
	return *r.last
}

// returnYear is the last year that returns to requests had reached, where the text
// names no other and does not speak of the year before publication.
func (r *reader) returnYear(m *periods.Mention) []lex.Span {
	if named := r.NamedYear(); !named.IsZero() || !r.Dated {
		return nil
	}
	return []lex.Span{lex.Ending(r.LatestFinancial(), 12)}
}

func likelyReturn(s lex.Span, now lex.Month) bool {
	return s.To.Number() == 3 && s.From.Number() == 4 && s.To < now
}

// resolve gives the readings of a mention, relative ones from their anchor.
func (r *reader) resolve(v *roles.Value, m *periods.Mention) []lex.Span {
	if s := r.state.spans; m.Loose && len(s) > 0 && s[0].From < lex.LawMonth && s[0].Months() > m.Spans[0].Months() {
		return []lex.Span{{From: s[0].From, To: s[0].From + lex.Month(m.Spans[0].Months()) - 1}}
	}
	switch m.Relation {
	case periods.Absolute, periods.DateOnly:
		return append(r.monthsBefore(m), m.Spans...)
	case periods.MonthsOfYear:
		return r.monthsOf(v, m)
	case periods.OverYears:
		out := r.over(v, m)
		if m.N < 12 && len(out) > 0 && out[0].Months() != m.N {
			v.Notes = append(v.Notes, "which months are meant is not told")
		}
		return out
	case periods.YearsUntil:
		for _, a := range r.anchor(v, m) {
			return append([]lex.Span{{From: a.From - lex.Month(m.N), To: a.From - 1}}, r.over(v, m)...)
		}
		return r.over(v, m)
	}
	if m.Relation == periods.SinceThen && r.lawBefore(m.First) && r.Dated {
		v.Notes = append(v.Notes, "counted from April 2017, when the law changed")
		return []lex.Span{{From: lex.LawMonth, To: r.Date.Latest()}, {From: lex.LawMonth, To: r.LatestFinancial()}}
	}
	if len(r.state.spans) == 0 && (m.Relation == periods.YearsBefore || m.Relation == periods.YearAfter) && m.N <= 1 &&
		r.lawBefore(m.First) {
		v.Notes = append(v.Notes, "counted from April 2017, when the law changed")
		if m.Relation == periods.YearsBefore {
			return []lex.Span{lex.Financial(lex.LawMonth.Year() - 1)}
		}
		return []lex.Span{lex.Financial(lex.LawMonth.Year())}
	}
	var out []lex.Span
	for _, a := range r.anchor(v, m) {
		out = append(out, periods.Related(m, a)...)
	}
	if len(out) > 0 && out[0].Months() != 3 && r.D.Holds(m.First, m.Last, lex.Set("quarter")) {
		v.Notes = append(v.Notes, "which quarter is meant is not told")
	}
	return out
}

// lawBefore reports whether the day on which the law changed stands before token i, in its sentence or the one before.
func (r *reader) lawBefore(i int) bool {
	n := r.D.SentenceOf(i)
	for _, v := range r.ValuesIn(r.D.Sentences[max(0, n-1)].First, i) {
		if v.Kind == lex.StartDate {
			return true
		}
	}
	return false
}

// anchor is the period that a relative one depends on.
func (r *reader) anchor(v *roles.Value, m *periods.Mention) []lex.Span {
	if v.IsBase && v.Base >= 0 && r.Values[v.Base] != v && m.Relation != periods.SameAs {
		if s := r.spansOf(r.Values[v.Base]); len(s) > 0 {
			return s
		}
	}
	vs := r.Claims(v.Sentence)
	i := slices.Index(vs, v)
	for j := i - 1; j >= 0; j-- {
		if m.Relation == periods.YearsOf && vs[j].Period != nil && vs[j].Period.Relation == periods.YearsOf {
			continue // the last two, after the first two of those years
		}
		if m.Relation == periods.QuarterOf && vs[j].Period != nil && vs[j].Period.Relation == periods.QuarterOf {
			continue // the second quarter, after the first of the same year
		}
		if vs[j].Period != m && !(m.Unit == 1 && m.Relation == periods.YearAfter && vs[j].Period != nil &&
			vs[j].Period.Relation == periods.YearAfter) && !(m.Unit == -1 && vs[j].Period != nil && vs[j].Period.Unit == -1) &&
			vs[j].OnePeriod() && vs[j].Kind.Form().States != lex.Order && !(vs[j].IsBase &&
			(m.Relation != periods.SameAs && m.Relation != periods.YearAfter ||
				vs[j].Base == r.Index(v))) {
			if s := r.spansOf(vs[j]); len(s) > 0 && !(m.Relation == periods.SameAs && s[0].Months() == 12 &&
				r.D.Is(m.Last-1, lex.Set("months"))) {
				return s // those months are no year
			}
		}
	}
	if m.Relation == periods.SameAs && r.D.At(m.Last-1) == "year" && r.D.At(m.Last-2) == "that" {
		// Since 2016/17. It had seven that year.
		n := lex.LastBefore(r.Mentions, func(o *periods.Mention) int { return o.First }, m.First)
		if n > 0 && r.D.SentenceOf(m.First)-r.D.SentenceOf(r.Mentions[n-1].First) <= 2 {
			if o := r.Mentions[n-1]; o.Since && len(o.Ends) > 0 && o.Ends[0].Months() == 12 {
				return o.Ends[:1]
			}
		}
	}
	if m.Relation == periods.QuarterOf || m.Relation != periods.SameAs && m.Relation != periods.SinceThen {
		for _, o := range r.PeriodsOf(v.Sentence) {
			if o != m && o.Relation == periods.Absolute && o.Last <= m.First {
				return o.Spans
			}
		}
	}
	if m.Relation == periods.SameAs && len(r.state.pair[0]) > 0 && v.Kind != lex.Count {
		return r.state.pair[0]
	}
	if m.Relation == periods.SameAs && r.D.At(m.Last-1) == "year" && r.D.At(m.Last-2) == "the" {
		n := lex.LastBefore(r.Mentions, func(o *periods.Mention) int { return o.First }, m.First)
		for i := n - 1; i >= max(0, n-lex.Reach); i-- {
			if o := r.Mentions[i]; o.Last <= m.First && o.Relation == periods.Absolute && len(o.Spans) > 0 &&
				o.Spans[0].Months() == 12 {
				return o.Spans // the total for the year, after its quarters
			}
		}
	}
	if m.Relation == periods.SameAs && len(r.state.year) > 0 && r.D.Holds(m.First, m.Last, lex.Set("year")) {
		v.Notes = append(v.Notes, ofSentenceBefore)
		return append(slices.Clone(r.state.year), r.state.main...)
	}
	if len(r.state.spans) > 0 {
		out := slices.Clone(r.state.spans)
		if m.Relation == periods.SameAs {
			out = append(out, r.state.main...)
			if r.D.Holds(m.First, m.Last, lex.Set("year")) {
				v.Notes = append(v.Notes, ofSentenceBefore)
			}
		}
		return out
	}
	for j := i + 1; j < len(vs); j++ {
		if vs[j].Period != nil && vs[j].Period.Relation == periods.Absolute {
			return r.spansOf(vs[j])
		}
	}
	return r.YearsOfDay()
}

// monthsOf reads April to December where another period names the year.
func (r *reader) monthsOf(v *roles.Value, m *periods.Mention) []lex.Span {
	out := slices.Clone(m.Spans)
	for _, o := range r.PeriodsOf(v.Sentence) { // 2025: January to March 61
		if o.Relation == periods.Absolute && o.Last <= m.First && len(o.Spans) > 0 && o.Spans[0].Months() == 12 &&
			o.Guess == "" {
			moved := m.Spans[0].Shift(12 * (o.Spans[0].From.Year() - m.Spans[0].From.Year()))
			if moved.From >= o.Spans[0].From && moved.To <= o.Spans[0].To {
				return append([]lex.Span{moved}, out...)
			}
		}
	}
	for _, s := range r.state.spans {
		for _, y := range []int{s.From.Year(), s.To.Year()} {
			moved := m.Spans[0].Shift(12 * (y - m.Spans[0].From.Year()))
			switch {
			case moved.From >= s.From && moved.To <= s.To:
				return append([]lex.Span{moved}, out...)
			case moved.From >= s.From-9 && moved.To <= s.To+9 && moved.To < r.Now():
				out = append([]lex.Span{moved}, out...)
			}
		}
	}
	return out
}

// monthsBefore are the months of a year that stand for all years of a line: grooming offences, Apr-Dec: 36 in 2024, 88 in
// 2025.
func (r *reader) monthsBefore(m *periods.Mention) []lex.Span {
	if m.Relation != periods.Absolute || m.Since || len(m.Spans) == 0 || m.Spans[0] != lex.CalendarYear(m.Spans[0].From.Year()) {
		return nil
	}
	n := r.D.SentenceOf(m.First)
	for _, o := range r.PeriodsOf(n) {
		if o.Relation == periods.MonthsOfYear && o.Last <= m.First && r.D.Is(o.Last, lex.Set(": , -")) &&
			len(r.ValuesIn(r.D.Sentences[n].First, o.First)) == 0 {
			return []lex.Span{o.Spans[0].Shift(12 * (m.Spans[0].From.Year() - o.Spans[0].From.Year()))}
		}
	}
	return nil
}

// over reads the past five years, and 18 months, as the span of a count.
func (r *reader) over(v *roles.Value, m *periods.Mention) []lex.Span {
	n := m.N
	var out []lex.Span
	for _, o := range r.Claims(v.Sentence) {
		if o.First < v.First && o.IsCount() && len(o.Spans) > 0 && o.Spans[0].Months() > n && n > 12 {
			out = append(out, lex.Ending(o.Spans[0].To, n))
		}
	}
	for _, s := range append(slices.Clone(r.state.spans), r.state.main...) {
		if d := s.Months() - n; n > 12 && d >= -6 && d <= 11 {
			out = append(out, s)
		}
	}
	if n == 12 {
		return slices.Concat(out, r.state.spans, r.YearsOfDay())
	}
	out = append(out, r.OfLength(v, m)...)
	if len(out) == 0 && n > 12 && n%12 == 0 && len(r.state.main) > 0 && r.state.main[0].Months() == 12 {
		out = append(out, lex.Ending(r.state.main[0].To, n))
	}
	return r.LastYears(v, n, out)
}
