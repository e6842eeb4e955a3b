package statements

import "slices"

// frameChange finds the two periods of a change, and the two counts of the text
// that it rests on.
func (r *reader) frameChange(f *Frame, v *value) {
	if r.comparesAreas(v) {
		r.frameCount(f, v)
		f.Problem = "it compares areas, not times"
		v.role, v.why = Other, f.Problem
		return
	}
	later, earlier, fits := r.pairFor(v)
	if later != nil {
		f.Later, f.Earlier = statedOf(r, later), statedOf(r, earlier)
		if v.area == nil || fits && v.area.area.Name != areaName(later) && later.sentence == v.sentence {
			v.area, v.areas = later.area, later.areas
		}
		if fits || v.earlier == nil || v.earlier.relation != absolute {
			r.crossReadings(f, v, r.spansOf(later), r.spansOf(earlier))
			r.likeForLike(f)
			if len(f.Readings) > 0 {
				return
			}
		}
	}
	pairs := r.periodPairs(v)
	for _, a := range r.areasFor(v) {
		for _, p := range pairs {
			f.Readings = append(f.Readings, Candidate{Area: a.Area, Later: p[0], Earlier: p[1],
				Notes: append(slices.Clone(a.Notes), v.notes...), Sure: a.Sure && sureNotes(v.notes)})
		}
	}
	f.Readings = limit(f.Readings)
	if len(pairs) == 0 {
		f.Problem = "its two periods are not named"
	}
}

// comparesAreas reports whether a change is over another area: twice as many as any other force.
func (r *reader) comparesAreas(v *value) bool {
	if v.kind == Multiple && r.timesAnother(v) {
		return true
	}
	for i := v.last; i < v.last+7 && i < len(r.d.tokens); i++ {
		if clauseEnds[r.d.at(i)] || r.d.at(i) == "," {
			return false
		}
		if w := r.d.at(i); w == "any" && r.d.is(i+1, set("other force")) || w == "next" && r.d.is(i+1,
			set("highest biggest force")) || w == "average" || w == "rate" &&
			r.d.holds(v.last, i, set("national england country")) {
			return true
		}
	}
	return false
}

// timesAnother reports whether a multiple is of the number of another area: six times as many as in Cumbria.
func (r *reader) timesAnother(v *value) bool {
	for _, a := range r.areasIn(v.last, v.last+7) {
		joined := r.d.is(a.first-1, set("in of for than as by")) || r.d.at(a.first-1) == "the"
		if !joined || a.kind != forceArea && a.kind != regionArea || r.countsBetween(v.last, a.first, r.claims(v.sentence)) > 0 ||
			!r.d.holds(v.last, a.first, set("as than that of number figure total")) || r.d.holds(v.last, a.first, set(", ; .")) {
			continue
		}
		before := r.state.area
		for _, o := range r.areasIn(r.d.sentences[v.sentence].first, v.first) {
			before = o
		}
		if before != nil && before.area.Name != a.area.Name {
			return true
		}
	}
	return false
}

func areaName(v *value) string {
	if v.area != nil {
		return v.area.area.Name
	}
	if len(v.areas) > 0 {
		return v.areas[0].Area.Name
	}
	return ""
}

func statedOf(r *reader, v *value) *Stated {
	return &Stated{v.stated, r.d.tokens[v.first].start, r.d.tokens[v.last-1].end, v.hedge, v.step}
}

// likeForLike adds the year before, where the earlier period has other months: 34 "in
// 2015-16" beside the year to June 2017.
func (r *reader) likeForLike(f *Frame) {
	for _, c := range slices.Clone(f.Readings) {
		if c.Later.Months() == 12 && c.Earlier.Months() == 12 && (c.Later.From-c.Earlier.From)%12 != 0 &&
			len(f.Readings) < 8 {
			c.Earlier, c.Near = before12(c.Later), true
			f.Readings = append(f.Readings, c)
		}
	}
}

func (r *reader) crossReadings(f *Frame, v *value, later, earlier []Span) {
	for _, a := range r.areasFor(v) {
		for i, l := range later {
			for j, e := range earlier {
				if e.From >= l.From || len(later) == len(earlier) && len(later) > 1 && i != j {
					continue
				}
				f.Readings = append(f.Readings, Candidate{Area: a.Area, Later: l, Earlier: e,
					Notes: append(slices.Clone(a.Notes), v.notes...), Sure: a.Sure && sureNotes(v.notes)})
			}
		}
	}
	f.Readings = limit(f.Readings)
}

// periodPairs lists the pairs of periods, later and earlier, that the words of a change allow.
func (r *reader) periodPairs(v *value) [][2]Span {
	var pairs [][2]Span
	add := func(l, e Span) {
		p := [2]Span{l, e}
		if !l.IsZero() && !e.IsZero() && e.From < l.From && !slices.Contains(pairs, p) {
			pairs = append(pairs, p)
		}
	}
	if m := v.period; m != nil {
		if r.ownPairs(v, m, add) {
			return pairs
		}
		ago := m.relation == yearsBefore && (m.n > 1 || m.first >= v.last)
		if (m.base || ago) && v.earlier == nil {
			v.earlier, v.period = m, nil
		}
	}
	if e := r.thatBefore(v); e != nil { // ten years ago we had 34. Now it is 16 times that
		for _, l := range append(slices.Clone(r.state.main), r.yearsOfDay()...) {
			for _, s := range r.spansOf(e) {
				add(l, s)
			}
		}
		v.area, v.areas = e.area, e.areas
		return pairs
	}
	if e := r.onlyEarlier(v); e != nil {
		for _, l := range r.state.main {
			for _, s := range r.spansOf(e) {
				add(l, s)
			}
		}
		return pairs
	}
	laters := r.laterOf(v)
	if m := v.earlier; m != nil {
		for _, l := range laters {
			for _, e := range r.earlierOf(v, m, l) {
				add(l, e)
			}
		}
		return pairs
	}
	for _, m := range r.periodsOf(v.sentence) {
		if m != v.period && m.relation == overYears && !r.taken(m, r.claims(v.sentence)) {
			r.overPairs(v, m, add)
			return pairs
		}
	}
	if v.period != nil && (v.period.relation == sameAs) && len(r.state.pair[0]) > 0 {
		add(r.state.pair[0][0], r.state.pair[1][0])
	}
	if o := r.previousChange(v); v.period == nil && o != nil && o.frame != nil {
		for _, c := range o.frame.Readings {
			add(c.Later, c.Earlier)
		}
		v.notes = append(v.notes, "its periods are those of the change before")
		return pairs
	}
	if told := r.state.told; v.period == nil && len(told[0]) > 0 && len(r.periodsOf(v.sentence)) == 0 &&
		r.d.sentences[v.sentence].paragraph == r.d.sentences[r.state.toldIn].paragraph {
		add(told[0][0], told[1][0])
		return pairs
	}
	if v.period == nil && len(r.state.pair[0]) > 0 && !r.hasCount(v.sentence) && v.sentence > 0 &&
		r.d.sentences[v.sentence].paragraph == r.d.sentences[v.sentence-1].paragraph {
		add(r.state.pair[0][0], r.state.pair[1][0])
	}
	for _, l := range laters {
		add(l, r.yearEarlier(v, l))
	}
	if len(pairs) > 0 {
		v.notes = append(v.notes, "the earlier period is not named: the year before is taken")
	}
	return pairs
}

// ownPairs adds the pairs that a change's own period names: between two years, since one, over some.
func (r *reader) ownPairs(v *value, m *mention, add func(l, e Span)) bool {
	switch {
	case len(m.ends) == 2:
		add(m.ends[1], m.ends[0])
		for _, s := range m.spans[1:] {
			add(Span{s.To - 11, s.To}, Span{s.From, s.From + 11})
		}
	case m.since:
		for _, l := range r.laterOf(v) {
			if l.Months() > 12 {
				l = Span{l.To - 11, l.To}
			}
			for _, e := range m.ends {
				if e.Months() == l.Months() || l.Months() == 12 {
					add(l, e)
				}
			}
		}
	case m.relation == overYears:
		r.overPairs(v, m, add)
	default:
		return false
	}
	return true
}

// thatBefore finds the count that "16 times that" is of: the last of the sentence before, of a time before that of the text.
func (r *reader) thatBefore(v *value) *value {
	if v.kind != Multiple || r.d.at(v.last) != "that" || v.sentence == 0 || v.period != nil || r.hasCount(v.sentence) ||
		len(r.state.main) == 0 {
		return nil
	}
	vs := r.claims(v.sentence - 1)
	for i := len(vs) - 1; i >= 0; i-- {
		if s := r.spansOf(vs[i]); vs[i].isCount() && len(s) > 0 {
			if s[0].From < r.state.main[0].From {
				return vs[i]
			}
			return nil
		}
	}
	return nil
}

// onlyEarlier finds the one count of the sentence, where it is of a time before that of
// the text: in 2016/17 it was just 17, which makes for a thirteen-fold rise.
func (r *reader) onlyEarlier(v *value) *value {
	if v.period != nil || v.earlier != nil || len(r.state.main) == 0 {
		return nil
	}
	var found *value
	for _, o := range r.claims(v.sentence) {
		if o == v || !o.isCount() {
			continue
		}
		if s := r.spansOf(o); found != nil || o.first > v.first || len(s) == 0 || s[0].From >= r.state.main[0].From {
			return nil
		}
		found = o
	}
	return found
}

func (r *reader) hasCount(n int) bool {
	for _, v := range r.claims(n) {
		if v.isCount() {
			return true
		}
	}
	return false
}

func (r *reader) previousChange(v *value) *value {
	var last *value
	for _, o := range r.claims(v.sentence) {
		if o == v {
			return last
		}
		if o.kind == Change || o.kind == Multiple {
			last = o
		}
	}
	return nil
}

// earlierOf is the base of a change, by its mention and the later period.
func (r *reader) earlierOf(v *value, m *mention, l Span) []Span {
	switch m.relation {
	case absolute:
		return m.spans
	case overYears:
		return []Span{l.shift(-m.n)}
	}
	return related(m, l)
}

// laterOf lists the later periods of a change: its own, that of the count before it in
// the sentence, that of the sentence before, that of the day.
func (r *reader) laterOf(v *value) []Span {
	if v.period != nil && !v.period.since && v.period.relation != overYears {
		s := r.resolve(v, v.period)
		if v.period.guess != "" {
			v.notes = append(v.notes, v.period.guess)
		}
		return r.order(v, s)
	}
	vs := r.claims(v.sentence)
	i := slices.Index(vs, v)
	for j := i - 1; j >= 0; j-- {
		if vs[j].kind == Count && !vs[j].isBase || vs[j].kind == Average {
			return r.spansOf(vs[j])
		}
	}
	for j := i + 1; j < len(vs); j++ {
		if vs[j].kind == Count && !vs[j].isBase {
			return r.spansOf(vs[j])
		}
	}
	for _, m := range r.periodsOf(v.sentence) {
		if m != v.earlier && m != v.period && m.relation == absolute && !m.base && !m.since && !r.taken(m, vs) {
			return m.spans
		}
	}
	var out []Span
	if len(r.state.spans) > 0 {
		for _, s := range r.state.spans {
			if s.Months() <= 12 {
				out = append(out, s)
			} else {
				out = append(out, Span{s.To - 11, s.To})
			}
		}
		v.notes = append(v.notes, r.sinceParagraph(v))
		return r.order(v, out)
	}
	if next := r.nextCount(v); next != nil {
		v.notes = append(v.notes, "its period is named later in the text")
		return r.spansOf(next)
	}
	out = r.yearsOfDay()
	if r.measureOf(v) == Returns {
		out = append([]Span{ending(r.latestFinancial(), 12)}, out...)
	}
	v.notes = append(v.notes, "its period is read from the day of publication")
	return r.order(v, out)
}

func (r *reader) nextCount(v *value) *value {
	return r.numbers.namedAfter(v.first)
}

// overPairs reads a change over n years: n years between, or n years in all.
func (r *reader) overPairs(v *value, m *mention, add func(l, e Span)) {
	saved := v.period
	v.period = nil
	laters := r.laterOf(v)
	if len(r.state.spans) == 0 {
		if r.measureOf(v) == Returns && r.dated {
			laters = append(r.returnYear(m), laters...)
		}
		laters = append(laters, r.yearsOfDay()...)
	}
	v.period = saved
	for _, l := range r.order(v, laters) {
		if l.Months() > 12 {
			l = Span{l.To - 11, l.To}
		}
		if m.n == 12 {
			add(l, before12(l))
			continue
		}
		add(l, l.shift(-m.n))
		if m.n > 12 && m.n%12 == 0 {
			add(l, l.shift(-m.n+12))
		}
	}
}
