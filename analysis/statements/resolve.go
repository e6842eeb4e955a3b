package statements

import "slices"

// spansOf gives the readings of the period of a count, a share, a rate or an average.
func (r *reader) spansOf(v *value) []Span {
	if v.spans != nil || v.resolving {
		return v.spans
	}
	v.resolving = true
	defer func() { v.resolving = false }()
	switch {
	case r.endOfSame(v) != nil:
		v.spans = r.endOfSame(v)
	case r.pairBefore(v) != nil:
		v.spans = r.pairBefore(v)
		v.notes = append(v.notes, "its period is that of the numbers before")
	case v.period != nil:
		v.spans = r.resolve(v, v.period)
		if v.period.guess == byDate && r.measureOf(v) == Returns {
			v.spans = append(r.returnYear(v.period), v.spans...)
		}
		if v.period.guess != "" {
			v.notes = append(v.notes, v.period.guess)
		}
	case v.isBase && v.base >= 0 && r.yearsBetween(v) != nil:
		for _, s := range r.spansOf(r.values[v.base]) {
			for _, n := range []int{r.yearsBetween(v).n, r.yearsBetween(v).n - 12} {
				v.spans = append(v.spans, s.shift(-n))
			}
		}
		v.notes = append(v.notes, "its period is counted back from the later one")
	case v.isBase && v.base >= 0 && r.baseOfChange(v) != nil:
		v.spans = r.baseOfChange(v).spans
	case v.isBase && v.base >= 0:
		for _, s := range r.spansOf(r.values[v.base]) {
			v.spans = append(v.spans, r.yearEarlier(v, s))
		}
		v.notes = append(v.notes, "its period is taken for the year before")
	default:
		v.spans = r.inheritedSpans(v)
	}
	v.spans = r.order(v, append(r.alignedBase(v), v.spans...))
	return v.spans
}

// endOfSame is the period of one of two counts that are set against each other "over the same period":
// those of the two counts before.
func (r *reader) endOfSame(v *value) []Span {
	if len(r.state.ends[0]) == 0 || !v.isCount() || v.cell != nil || v.period != nil && v.period.relation != sameAs {
		return nil
	}
	vs, same := r.claims(v.sentence), false
	base, later := v, v
	if v.isBase && v.base >= 0 {
		later = r.values[v.base]
	} else if base = r.baseOf(v, vs); base == nil {
		return nil
	}
	for _, m := range r.periodsOf(v.sentence) {
		beside := m.first >= later.last && r.countsBetween(later.last, m.first, vs) == 0 ||
			m.last <= base.first && r.countsBetween(m.last, base.first, vs) == 0
		if beside && m.relation == absolute {
			return nil
		}
		same = same || beside && m.relation == sameAs && !r.d.holds(m.first, m.last, set("year"))
	}
	switch {
	case !same:
	case v.isBase && v.base >= 0 && r.values[v.base].sentence == v.sentence:
		return r.state.ends[1]
	default:
		return r.state.ends[0]
	}
	return nil
}

// baseOf is the count that another one is set against in its sentence.
func (r *reader) baseOf(v *value, vs []*value) *value {
	for _, o := range vs {
		if o.isBase && o.base == r.index(v) {
			return o
		}
	}
	return nil
}

// pairBefore is the period of one of two counts without their own, after two counts of the same sentence
// that have theirs: in Kent from 53 in 2016/17 to 77 in 2017/18, and in Essex from 60 to 80.
func (r *reader) pairBefore(v *value) []Span {
	if v.period != nil || !v.isCount() || v.cell != nil {
		return nil
	}
	vs := r.claims(v.sentence)
	base, later := v, v
	if v.isBase && v.base >= 0 {
		later = r.values[v.base]
	} else if base = r.baseOf(v, vs); base == nil {
		return nil
	}
	if base.period != nil || later.period != nil || base.first > later.first {
		return nil
	}
	ends := r.state.told // between 2024 and 2025 it went up in most forces. Kent: 371 against 284
	if len(r.periodsOf(v.sentence)) > 0 || v.sentence == 0 ||
		r.d.sentences[v.sentence].paragraph != r.d.sentences[r.state.toldIn].paragraph {
		ends = [2][]Span{}
	}
	for _, o := range vs {
		if o.first >= base.first || !o.isBase || o.base < 0 || r.values[o.base].sentence != v.sentence ||
			o.first > r.values[o.base].first {
			continue
		}
		if e, l := r.spansOf(o), r.spansOf(r.values[o.base]); len(e) > 0 && len(l) > 0 &&
			(o.period != nil || len(r.endOfSame(o)) > 0) {
			ends = [2][]Span{l, e}
		}
	}
	if v == base {
		return ends[1]
	}
	return ends[0]
}

// alignedBase reads the year that names a base as one of the same months as the later
// period: 345 in 2010-11, beside the year to September 2016.
func (r *reader) alignedBase(v *value) []Span {
	if !v.isBase || v.base < 0 || v.period == nil || v.period.relation != absolute || v.period.date.month != 0 ||
		len(v.period.spans) == 0 || v.period.unit != 0 {
		return nil
	}
	own := v.period.spans[0]
	later := r.spansOf(r.values[v.base])
	if len(later) == 0 || later[0].Months() != 12 || own.Months() != 12 || own.From.Number() != 4 &&
		own.From.Number() != 1 || (own.From-later[0].From)%12 == 0 || later[0].From.Number() == 1 {
		return nil
	}
	return []Span{ending(NewMonth(own.To.Year(), later[0].To.Number()), 12)}
}

// yearsBetween is the number of years between two counts of a sentence: doubled in
// four years from 44 to 94.
func (r *reader) yearsBetween(v *value) *mention {
	if r.values[v.base].first < v.first {
		return nil
	}
	for _, m := range r.periodsOf(v.sentence) {
		if m.relation == overYears && m.n > 12 && m.n%12 == 0 {
			return m
		}
	}
	return nil
}

// baseOfChange is the period that a change of the same sentence has as its base: 400 per
// cent more than in 2016/17: 6,404 against 1,156.
func (r *reader) baseOfChange(v *value) *mention {
	for _, o := range r.claims(v.sentence) {
		if o.earlier != nil && o.earlier.relation == absolute && !o.onePeriod() {
			return o.earlier
		}
		if !o.onePeriod() && o.period != nil && o.period.since && len(o.period.ends) > 0 {
			return &mention{spans: o.period.ends}
		}
	}
	return nil
}

// before12 is the year before a period: the financial year before nine months that begin in April.
func before12(s Span) Span {
	if s.Months() < 12 && s.From.Number() == 4 && s.Months() > 3 {
		return financial(s.From.Year() - 1)
	}
	return s.shift(-12)
}

// yearEarlier is the year before a period: the same months, where the text has compared such before.
func (r *reader) yearEarlier(v *value, s Span) Span {
	if r.sameInYear > 0 && r.sameInYear <= v.first {
		return s.shift(-12)
	}
	return before12(s)
}

// order puts the readings that a measure makes likely first: returns to requests
// are of financial years or end with a half-year.
func (r *reader) order(v *value, spans []Span) []Span {
	out := spans[:0:0]
	for _, s := range spans {
		if !slices.Contains(out, s) && !s.IsZero() && s.To >= s.From {
			out = append(out, s)
		}
	}
	plain := v.period != nil && v.period.guess == "" && !v.period.since && v.period.relation == absolute
	if r.measureOf(v) == Returns && !plain {
		slices.SortStableFunc(out, func(a, b Span) int {
			return btoi(!likelyReturn(a, r.now())) - btoi(!likelyReturn(b,
				r.now()))
		})
	}
	if r.given != nil && len(out) > 1 {
		for _, m := range r.given.mentions {
			if i := slices.IndexFunc(out, func(s Span) bool {
				return m.relation == absolute && len(m.spans) == 1 &&
					s == m.spans[0]
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

// returnYear is the last year that returns to requests had reached, where the text
// names no other and does not speak of the year before publication.
func (r *reader) returnYear(m *mention) []Span {
	if named := r.namedYear(); !named.IsZero() || !r.dated {
		return nil
	}
	return []Span{ending(r.latestFinancial(), 12)}
}

func likelyReturn(s Span, now Month) bool {
	return s.To.Number() == 3 && s.From.Number() == 4 && s.To < now
}

// resolve gives the readings of a mention, relative ones from their anchor.
func (r *reader) resolve(v *value, m *mention) []Span {
	if s := r.state.spans; m.loose && len(s) > 0 && s[0].From < lawMonth && s[0].Months() > m.spans[0].Months() {
		return []Span{{s[0].From, s[0].From + Month(m.spans[0].Months()) - 1}}
	}
	switch m.relation {
	case absolute, dateOnly:
		return m.spans
	case monthsOfYear:
		return r.monthsOf(v, m)
	case overYears:
		return r.over(v, m)
	case yearsUntil:
		for _, a := range r.anchor(v, m) {
			return append([]Span{{a.From - Month(m.n), a.From - 1}}, r.over(v, m)...)
		}
		return r.over(v, m)
	}
	if len(r.state.spans) == 0 && (m.relation == yearsBefore || m.relation == yearAfter) && m.n <= 1 &&
		r.lawBefore(m.first) {
		v.notes = append(v.notes, "counted from April 2017, when the law changed")
		if m.relation == yearsBefore {
			return []Span{financial(lawMonth.Year() - 1)}
		}
		return []Span{financial(lawMonth.Year())}
	}
	var out []Span
	for _, a := range r.anchor(v, m) {
		out = append(out, related(m, a)...)
	}
	return out
}

// lawBefore reports whether the day on which the law changed stands before token i, in its sentence or the one before.
func (r *reader) lawBefore(i int) bool {
	n := r.d.sentenceOf(i)
	for _, v := range r.valuesIn(r.d.sentences[max(0, n-1)].first, i) {
		if v.kind == StartDate {
			return true
		}
	}
	return false
}

// related is the span that a relation makes of its anchor.
func related(m *mention, a Span) []Span {
	switch m.relation {
	case sameAs:
		return []Span{a}
	case yearBefore:
		return []Span{before12(a)}
	case yearsBefore:
		if m.n == 1 {
			return []Span{before12(a)}
		}
		return []Span{a.shift(-12 * m.n)}
	case quarterBefore:
		if a.Months() == 3 {
			return []Span{a.shift(-3)}
		}
	case yearAfter:
		return []Span{a.shift(12 * max(1, m.n))}
	case sameInYear:
		return sameMonths(m, a)
	case quarterOf:
		year := a
		if a.Months() != 12 {
			year = financial(a.From.Year() - btoi(a.From.Number() < 4))
		}
		return []Span{{year.From + Month(3*(m.n-1)), year.From + Month(3*(m.n-1+max(1, m.quarters))) - 1}}
	case sinceThen:
		return []Span{{a.From, a.To}}
	}
	return nil
}

// sameMonths moves a span to the year named, or to the year before.
func sameMonths(m *mention, a Span) []Span {
	switch m.unit {
	case 4:
		if a.Months() >= 12 {
			return []Span{financial(m.n)}
		}
		n := m.n - (a.From.Year() - btoi(a.From.Number() < 4))
		return []Span{a.shift(12 * n)}
	case 1:
		return []Span{a.shift(12 * (m.n - a.From.Year())), a.shift(12 * (m.n - a.To.Year()))}
	}
	return []Span{a.shift(-12)}
}

// anchor is the period that a relative one depends on.
func (r *reader) anchor(v *value, m *mention) []Span {
	if v.isBase && v.base >= 0 && r.values[v.base] != v {
		if s := r.spansOf(r.values[v.base]); len(s) > 0 {
			return s
		}
	}
	vs := r.claims(v.sentence)
	i := slices.Index(vs, v)
	for j := i - 1; j >= 0; j-- {
		if vs[j].period != m && !(m.unit == 1 && m.relation == yearAfter && vs[j].period != nil &&
			vs[j].period.relation == yearAfter) && !(m.unit == -1 && vs[j].period != nil && vs[j].period.unit == -1) &&
			(vs[j].isCount() || vs[j].kind == Rate || vs[j].kind == Average ||
				vs[j].kind == Share) && !(vs[j].isBase && (m.relation != sameAs && m.relation != yearAfter ||
			vs[j].base == r.index(v))) {
			if s := r.spansOf(vs[j]); len(s) > 0 {
				return s
			}
		}
	}
	if m.relation == quarterOf || m.relation != sameAs && m.relation != sinceThen {
		for _, o := range r.periodsOf(v.sentence) {
			if o != m && o.relation == absolute && o.last <= m.first {
				return o.spans
			}
		}
	}
	if m.relation == sameAs && len(r.state.pair[0]) > 0 && v.kind != Count {
		return r.state.pair[0]
	}
	if m.relation == sameAs && r.d.at(m.last-1) == "year" && r.d.at(m.last-2) == "the" {
		n := lastBefore(r.mentions, func(o *mention) int { return o.first }, m.first)
		for i := n - 1; i >= max(0, n-reach); i-- {
			if o := r.mentions[i]; o.last <= m.first && o.relation == absolute && len(o.spans) > 0 && o.spans[0].Months() == 12 {
				return o.spans // the total for the year, after its quarters
			}
		}
	}
	if m.relation == sameAs && len(r.state.year) > 0 && r.d.holds(m.first, m.last, set("year")) {
		return append(slices.Clone(r.state.year), r.state.main...)
	}
	if len(r.state.spans) > 0 {
		out := slices.Clone(r.state.spans)
		if m.relation == sameAs {
			out = append(out, r.state.main...)
		}
		return out
	}
	for j := i + 1; j < len(vs); j++ {
		if vs[j].period != nil && vs[j].period.relation == absolute {
			return r.spansOf(vs[j])
		}
	}
	return r.yearsOfDay()
}

// monthsOf reads April to December where another period names the year.
func (r *reader) monthsOf(v *value, m *mention) []Span {
	out := slices.Clone(m.spans)
	for _, o := range r.periodsOf(v.sentence) { // 2025: January to March 61
		if o.relation == absolute && o.last <= m.first && len(o.spans) > 0 && o.spans[0].Months() == 12 && o.guess == "" {
			moved := m.spans[0].shift(12 * (o.spans[0].From.Year() - m.spans[0].From.Year()))
			if moved.From >= o.spans[0].From && moved.To <= o.spans[0].To {
				return append([]Span{moved}, out...)
			}
		}
	}
	for _, s := range r.state.spans {
		for _, y := range []int{s.From.Year(), s.To.Year()} {
			moved := m.spans[0].shift(12 * (y - m.spans[0].From.Year()))
			if moved.From >= s.From-9 && moved.To <= s.To+9 && moved.To < r.now() {
				out = append([]Span{moved}, out...)
			}
		}
	}
	return out
}

// over reads the past five years, and 18 months, as the span of a count.
func (r *reader) over(v *value, m *mention) []Span {
	n := m.n
	var out []Span
	for _, o := range r.claims(v.sentence) {
		if o.first < v.first && o.isCount() && len(o.spans) > 0 && o.spans[0].Months() > n && n > 12 {
			out = append(out, ending(o.spans[0].To, n))
		}
	}
	for _, s := range append(slices.Clone(r.state.spans), r.state.main...) {
		if d := s.Months() - n; n > 12 && d >= -6 && d <= 11 {
			out = append(out, s)
		}
	}
	ss := r.d.sentences
	for _, o := range r.mentionsIn(ss[max(0, v.sentence-2)].first, ss[min(len(ss)-1, v.sentence+2)].last) {
		if n != 12 && o != m && o.relation != overYears && !o.since && len(o.spans) > 0 && o.spans[0].Months() == n {
			out = append(out, o.spans[0])
		}
	}
	if n == 12 {
		if len(r.state.spans) > 0 {
			out = append(out, r.state.spans...)
		}
		return append(out, r.yearsOfDay()...)
	}
	if len(out) == 0 && n > 12 && n%12 == 0 && len(r.state.main) > 0 && r.state.main[0].Months() == 12 {
		out = append(out, ending(r.state.main[0].To, n))
	}
	if named := r.namedYear(); !named.IsZero() && n%12 == 0 {
		out = append(out, ending(named.To, n))
		if named.Months() < 12 {
			out = append([]Span{{named.From - Month(n) + 12, named.To}}, out...)
		}
	}
	end := r.latestFinancial()
	returns := r.measureOf(v) == Returns
	law := Span{lawMonth, lawMonth + Month(n) - 1}
	if returns && law.To < r.now() && law.To >= r.now()-15 {
		out = append(out, law)
	}
	if r.dated && !returns {
		latest := r.date.latest()
		if latest.Number() != 3 && n%12 == 0 {
			from := NewMonth(latest.Year()-btoi(latest.Number() < 4), 4) - Month(n) + 12
			out = append(out, Span{from, latest})
		}
		out = append(out, ending(financial(r.date.lastYear()).To, n), ending(latest, n))
	}
	out = append(out, ending(end, n))
	if returns && n%12 != 0 {
		out = append(out, ending(NewMonth(end.Year(), 9), n))
	}
	if law.To < r.now() {
		out = append(out, law)
	}
	return out
}
