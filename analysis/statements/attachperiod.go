package statements

import "slices"

// attachPeriods pairs the counts of a sentence with its periods.
func (r *reader) attachPeriods(vs []*value, ms []*mention) {
	for _, v := range vs {
		if v.cell != nil && len(v.cell.periods) > 0 {
			v.period = v.cell.periods[len(v.cell.periods)-1]
			if len(v.cell.periods) > 1 && v.cell.periods[0].relation == absolute && !r.plainYear(v.cell.periods[0]) {
				v.period = v.cell.periods[0]
			}
		}
	}
	r.bracketPairs(vs)
	defer r.thenYear(vs)
	r.inBrackets(vs, ms)
	r.ofPeriod(vs, ms)
	r.baseMentions(vs, ms)
	r.twoEnds(vs, ms)
	r.changesOfTheDay(vs, ms)
	if r.lists(vs, ms) {
		return
	}
	var counts []*value
	for _, v := range vs {
		if v.period == nil && (v.kind != Change && v.kind != Multiple && v.kind != EachYear) && !r.partOf(v) {
			counts = append(counts, v)
		}
	}
	var free []*mention
	for _, m := range ms {
		if !r.taken(m, vs) && m.relation != overYears {
			free = append(free, m)
		}
	}
	r.pairUp(counts, free, 2.2, 1.0)
	var changes, left []*value
	for _, v := range vs {
		if v.period == nil && (v.kind == Change || v.kind == Multiple || v.kind == EachYear) {
			changes = append(changes, v)
		}
	}
	var rest []*mention
	for _, m := range ms {
		if !r.taken(m, vs) {
			rest = append(rest, m)
		}
	}
	r.pairUp(changes, rest, 2.4, 0.8)
	for _, v := range counts {
		if v.period == nil && !v.isBase && !r.hasFrom(v, vs) {
			left = append(left, v)
		}
	}
	rest = slices.DeleteFunc(rest, func(m *mention) bool { return r.taken(m, vs) })
	r.pairUp(left, rest, 2.2, 1.0)
}

// changesOfTheDay gives "by 59% in the last year" its period, where a count of the sentence has a named one.
func (r *reader) changesOfTheDay(vs []*value, ms []*mention) {
	named := slices.ContainsFunc(ms, func(m *mention) bool {
		return m.relation == absolute && m.guess == "" && !m.base &&
			!m.since
	})
	for _, v := range vs {
		for _, m := range ms {
			if named && (v.kind == Change || v.kind == Multiple) && v.period == nil && v.earlier == nil &&
				m.guess == byDate && m.first == v.last {
				v.period = m
			}
		}
	}
}

// thenYear gives the number of "to 320 in 2021/22, then fell back to 260" the year after.
func (r *reader) thenYear(vs []*value) {
	for i := 1; i < len(vs); i++ {
		v, before := vs[i], vs[i-1]
		if v.period != nil || !v.isCount() || !before.isCount() || before.period == nil ||
			before.period.relation != absolute || len(before.period.spans) == 0 || before.period.spans[0].Months() != 12 {
			continue
		}
		if r.d.holds(before.last, v.first, set("then before")) && r.d.holds(before.last, v.first, set("to")) &&
			v.first-before.last < 12 {
			v.period = &mention{first: before.period.first, last: before.period.last,
				spans: []Span{before.period.spans[0].shift(12)}, guess: "the year after the one before it is taken"}
		}
	}
}

// bracketPairs makes the first count of "293 (2023/24) to 347 (2024/25)" the base of the second.
func (r *reader) bracketPairs(vs []*value) {
	for i := 0; i+1 < len(vs); i++ {
		a, b := vs[i], vs[i+1]
		if a.isCount() && b.isCount() && a.cell == nil && r.d.at(a.last) == "(" && r.d.at(b.first-1) == "to" &&
			r.d.at(b.first-2) == ")" && r.mentionAt(a.last+1) {
			a.isBase, a.base = true, r.index(b)
		}
	}
}

// inBrackets gives the count in "17 (14 in 2015-16)" the period beside it, and makes it
// the base of the count before the bracket.
func (r *reader) inBrackets(vs []*value, ms []*mention) {
	for i, v := range vs {
		if i == 0 || !v.isCount() || !vs[i-1].isCount() || v.cell != nil || !r.bracketOpens(vs[i-1].last, v.first) {
			continue
		}
		if r.d.is(v.first-1, set("was were previously formerly from")) && r.d.at(v.last) == ")" {
			v.isBase, v.base = true, r.index(vs[i-1])
		}
		for _, m := range ms {
			if m.first >= v.last && m.first <= v.last+2 && r.d.at(m.last) == ")" {
				v.period, v.isBase, v.base = m, true, r.index(vs[i-1])
			}
		}
	}
}

// ofPeriod reads calendar 2024's 284, and the 194 of 2017/18.
func (r *reader) ofPeriod(vs []*value, ms []*mention) {
	for _, m := range ms {
		for _, v := range vs {
			if v.isCount() && v.period == nil && m.last <= v.first && v.first <= m.last+1 &&
				(r.d.at(m.last) == "'s" && v.first == m.last+1 || r.d.at(m.last-1) == "'s" && v.first == m.last) {
				v.period = m
				v.isBase = v.isBase || m.base
			}
		}
	}
}

// bracketOpens reports whether a bracket stands between two tokens with at most two
// words of a hedge after it.
func (r *reader) bracketOpens(from, to int) bool {
	for i := from; i < to && i < from+3; i++ {
		if r.d.at(i) == "(" {
			return to-i <= 3
		}
	}
	return false
}

// partOf reports whether a count is said to be a part of one in a sentence before: 121 of these.
func (r *reader) partOf(v *value) bool {
	return v.isCount() && v.sentence > 0 && !r.mentionWithin(v.last+2, 4) && r.d.at(v.last) == "of" &&
		r.d.is(v.last+1, set("these those them that which")) && len(r.claims(v.sentence)) > 0 && r.claims(v.sentence)[0] == v
}

// mentionWithin reports whether a period begins within n tokens from i.
func (r *reader) mentionWithin(i, n int) bool {
	for j := i; j < i+n; j++ {
		if r.mentionAt(j) {
			return true
		}
	}
	return false
}

// hasFrom reports whether a count is the end of "from 13 to 164".
func (r *reader) hasFrom(v *value, vs []*value) bool {
	for _, o := range vs {
		if o.isBase && o.base == r.index(v) && o.first < v.first {
			return true
		}
	}
	return false
}

// twoEnds gives "from 61 to 95 between 2018/19 and 2019/20" each its year.
func (r *reader) twoEnds(vs []*value, ms []*mention) {
	if len(ms) == 0 && len(vs) > 0 && vs[0].sentence > 0 {
		ms = r.periodsOf(vs[0].sentence - 1)
	}
	if len(ms) == 0 && r.given != nil && len(r.given.mentions) == 2 {
		a, b := r.given.mentions[0], r.given.mentions[1]
		if a.relation == absolute && b.relation == absolute && len(a.spans) > 0 && len(b.spans) > 0 &&
			a.spans[0].From < b.spans[0].From && len(vs) > 0 {
			ms = []*mention{{first: vs[0].first, last: vs[0].first, ends: []Span{a.spans[0], b.spans[0]}, spans: b.spans}}
		}
	}
	for _, m := range ms {
		if len(m.ends) != 2 {
			continue
		}
		for _, e := range vs {
			if !e.isBase || e.base < 0 || e.period != nil {
				continue
			}
			l := r.values[e.base]
			if l.sentence == e.sentence && l.period == nil && e.first < l.first && r.d.holds(e.last, l.first, set("to and")) {
				e.period, l.period = &mention{first: m.first, last: m.last, spans: m.ends[:1]},
					&mention{first: m.first, last: m.last, spans: m.ends[1:]}
			}
		}
	}
}

func (r *reader) taken(m *mention, vs []*value) bool {
	for _, v := range vs {
		if v.period == m || v.earlier == m {
			return true
		}
	}
	return false
}

// baseMentions gives the changes of a sentence the periods that are their base:
// a rise of 20% on the previous year.
func (r *reader) baseMentions(vs []*value, ms []*mention) {
	for _, m := range ms {
		if m.since {
			r.sinceMention(m, vs)
			continue
		}
		if !m.base {
			continue
		}
		var best *value
		for _, v := range vs {
			if v.kind != Change && v.kind != Multiple && v.kind != Difference {
				continue
			}
			if v.last <= m.first && r.countsBetween(v.last, m.first, vs) == 0 {
				best = v
			}
			if best == nil && v.first >= m.last && r.countsBetween(m.last, v.first, vs) == 0 {
				best = v
			}
		}
		if best != nil && best.earlier == nil {
			best.earlier = m
			r.baseCount(m, vs)
		}
	}
}

// sinceMention gives a change before it its "since", and a count after it the year that
// it begins with: tenfold since 2016/17, when there were four.
func (r *reader) sinceMention(m *mention, vs []*value) {
	if len(m.ends) == 0 {
		return
	}
	for _, o := range vs {
		told := r.d.holds(m.last, o.first, set("when where (")) || r.d.at(o.last) == "then"
		if told && o.isCount() && o.period == nil && o.first >= m.last && o.first <= m.last+10 &&
			r.countsBetween(m.last, o.first, vs) == 0 {
			o.period, o.isBase = &mention{first: m.first, last: m.last, spans: m.ends}, true
		}
	}
	for _, v := range vs {
		if v.onePeriod() || v.kind == Difference && r.d.at(v.first-1) != "by" || v.last > m.first ||
			r.countsBetween(v.last, m.first, vs) > 0 || v.period != nil {
			continue
		}
		v.period = m
		return
	}
}

// baseCount gives the period also to the count that follows it: on the same quarter
// of 2024, when there were 1,765; of the year before (117).
func (r *reader) baseCount(m *mention, vs []*value) {
	for _, v := range vs {
		if v.isCount() && v.first >= m.last && v.first <= m.last+6 && v.period == nil {
			if w := r.d.at(m.last); w == "(" || w == "," && (r.d.at(m.last+1) == "when" ||
				r.d.at(m.last+1) == "where") || w == "when" || w == "figure" || w == "total" || w == "level" {
				v.period, v.isBase = m, true
			}
			return
		}
	}
}

func (r *reader) countsBetween(from, to int, vs []*value) int {
	n := 0
	for _, v := range vs {
		if v.isCount() && v.first >= from && v.last <= to {
			n++
		}
	}
	return n
}
