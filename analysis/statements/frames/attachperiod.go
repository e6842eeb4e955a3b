package frames

import (
	"slices"

	"grooming-report/analysis/statements/lex"
	"grooming-report/analysis/statements/periods"
)

// attachPeriods pairs the counts of a sentence with its periods.
func (r *reader) attachPeriods(vs []*value, ms []*periods.Mention) {
	for _, v := range vs {
		if v.cell != nil && len(v.cell.periods) > 0 && !v.cell.change {
			v.period = v.cell.periods[len(v.cell.periods)-1]
			if len(v.cell.periods) > 1 && v.cell.periods[0].Relation == periods.Absolute && !r.plainYear(v.cell.periods[0]) {
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
	r.fromBack(vs, ms)
	if r.lists(vs, ms) {
		return
	}
	var counts []*value
	for _, v := range vs {
		if v.period == nil && (v.Kind != lex.Change && v.Kind != lex.Multiple && v.Kind != lex.EachYear) && !r.partOf(v) {
			counts = append(counts, v)
		}
	}
	var free []*periods.Mention
	for _, m := range ms {
		if !r.taken(m, vs) && m.Relation != periods.OverYears {
			free = append(free, m)
		}
	}
	r.pairUp(counts, free, 2.2, 1.0)
	var changes, left []*value
	for _, v := range vs {
		if v.period == nil && (v.Kind == lex.Change || v.Kind == lex.Multiple || v.Kind == lex.EachYear) {
			changes = append(changes, v)
		}
	}
	var rest []*periods.Mention
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
	rest = slices.DeleteFunc(rest, func(m *periods.Mention) bool { return r.taken(m, vs) })
	r.pairUp(left, rest, 2.2, 1.0)
}

// changesOfTheDay gives "by 59% in the last year" its period, where a count of the sentence has a named one.
func (r *reader) changesOfTheDay(vs []*value, ms []*periods.Mention) {
	named := slices.ContainsFunc(ms, func(m *periods.Mention) bool {
		return m.Relation == periods.Absolute && m.Guess == "" && !m.Base &&
			!m.Since
	})
	for _, v := range vs {
		for _, m := range ms {
			if named && (v.Kind == lex.Change || v.Kind == lex.Multiple) && v.period == nil && v.earlier == nil &&
				m.Guess == periods.ByDate && m.First == v.Last {
				v.period = m
			}
		}
	}
}

// fromBack reads "in 2024/25, from 245 in 2023/24 to 289": the year before "from" is that of the second count.
func (r *reader) fromBack(vs []*value, ms []*periods.Mention) {
	year := func(m *periods.Mention) bool {
		return m.Relation == periods.Absolute && !m.Since && len(m.Spans) > 0 && m.Spans[0].Months() == 12
	}
	for i := 0; i+1 < len(vs); i++ {
		from, to := vs[i], vs[i+1]
		if !from.isCount() || !to.isCount() || from.period != nil || to.period != nil || r.D.At(from.First-1) != "from" ||
			r.D.At(to.First-1) != "to" {
			continue
		}
		for k := 0; k+1 < len(ms); k++ {
			before, own := ms[k], ms[k+1]
			beside := before.Last <= from.First-1 && before.Last >= from.First-2 && own.First >= from.Last &&
				own.First <= from.Last+1 && own.Last == to.First-1
			if beside && k+2 == len(ms) && year(before) && year(own) && before.Spans[0].From > own.Spans[0].From {
				from.period, to.period = own, before
			}
		}
	}
}

// thenYear gives the number of "to 320 in 2021/22, then fell back to 260" the year after.
func (r *reader) thenYear(vs []*value) {
	for i := 1; i < len(vs); i++ {
		v, before := vs[i], vs[i-1]
		if v.period != nil || !v.isCount() || !before.isCount() || before.period == nil ||
			before.period.Relation != periods.Absolute || len(before.period.Spans) == 0 || before.period.Spans[0].Months() != 12 {
			continue
		}
		if r.D.Holds(before.Last, v.First, lex.Set("then before")) && r.D.Holds(before.Last, v.First, lex.Set("to")) &&
			v.First-before.Last < 12 {
			v.period = &periods.Mention{First: before.period.First, Last: before.period.Last,
				Spans: []lex.Span{before.period.Spans[0].Shift(12)}, Guess: "the year after the one before it is taken"}
		}
	}
}

// bracketPairs makes the first count of "293 (2023/24) to 347 (2024/25)" the base of the second.
func (r *reader) bracketPairs(vs []*value) {
	for i := 0; i+1 < len(vs); i++ {
		a, b := vs[i], vs[i+1]
		if a.isCount() && b.isCount() && a.cell == nil && r.D.At(a.Last) == "(" && r.D.At(b.First-1) == "to" &&
			r.D.At(b.First-2) == ")" && r.mentionAt(a.Last+1) {
			a.isBase, a.base = true, r.index(b)
		}
	}
}

// inBrackets gives the count in "17 (14 in 2015-16)" the period beside it, and makes it
// the base of the count before the bracket.
func (r *reader) inBrackets(vs []*value, ms []*periods.Mention) {
	for i, v := range vs {
		if i == 0 || !v.isCount() || !vs[i-1].isCount() || v.cell != nil || !r.bracketOpens(vs[i-1].Last, v.First) {
			continue
		}
		if m := r.bracketPeriod(v.First); m != nil && r.D.At(v.Last) == ")" && v.First-1 == vs[i-1].Last {
			v.period, v.isBase, v.base = m, true, r.index(vs[i-1])
			continue
		}
		if r.D.At(v.Last) == ")" && v.First-1 == vs[i-1].Last && r.bracketBase(v.First) {
			v.isBase, v.base = true, r.index(vs[i-1]) // 105 in 2024/25 (98 in 2023/24). Gwent: 60 (45)
			continue
		}
		if r.D.Is(v.First-1, lex.Set("was were previously formerly from")) && r.D.At(v.Last) == ")" {
			v.isBase, v.base = true, r.index(vs[i-1])
		}
		for _, m := range ms {
			if m.First >= v.Last && m.First <= v.Last+2 && r.D.At(m.Last) == ")" {
				v.period, v.isBase, v.base = m, true, r.index(vs[i-1])
			}
		}
	}
}

// bracketPeriod is the period that the text gave to numbers in brackets before token i.
func (r *reader) bracketPeriod(i int) *periods.Mention {
	ms := r.MentionsIn(max(0, i-lex.MaxSentence), i)
	for k := len(ms) - 1; k >= 0; k-- {
		if r.inBracketsToCome(ms[k]) {
			return ms[k]
		}
	}
	return nil
}

// bracketBase reports whether one of the numbers before token i stands in brackets as the base of another.
func (r *reader) bracketBase(i int) bool {
	for _, o := range r.valuesIn(max(0, i-maxBack), i) {
		if o.isBase && r.D.At(o.First-1) == "(" && o.isCount() {
			return true
		}
	}
	return false
}

// maxBack is the number of tokens that a manner of writing is looked for back.
const maxBack = 60

// ofPeriod reads calendar 2024's 284, and the 194 of 2017/18.
func (r *reader) ofPeriod(vs []*value, ms []*periods.Mention) {
	for _, m := range ms {
		for _, v := range vs {
			if v.isCount() && v.period == nil && m.Last <= v.First && v.First <= m.Last+1 &&
				(r.D.At(m.Last) == "'s" && v.First == m.Last+1 || r.D.At(m.Last-1) == "'s" && v.First == m.Last) {
				v.period = m
				v.isBase = v.isBase || m.Base
			}
		}
	}
}

// bracketOpens reports whether a bracket stands between two tokens with at most two
// words of a hedge after it.
func (r *reader) bracketOpens(from, to int) bool {
	for i := from; i < to && i < from+3; i++ {
		if r.D.At(i) == "(" {
			return to-i <= 3
		}
	}
	return false
}

// partOf reports whether a count is said to be a part of one in a sentence before: 121 of these.
func (r *reader) partOf(v *value) bool {
	return v.isCount() && v.Sentence > 0 && !r.mentionWithin(v.Last+2, 4) && r.D.At(v.Last) == "of" &&
		r.D.Is(v.Last+1, lex.Set("these those them that which")) && len(r.claims(v.Sentence)) > 0 && r.claims(v.Sentence)[0] == v
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
		if o.isBase && o.base == r.index(v) && o.First < v.First {
			return true
		}
	}
	return false
}

// twoEnds gives "from 61 to 95 between 2018/19 and 2019/20" each its year.
func (r *reader) twoEnds(vs []*value, ms []*periods.Mention) {
	if len(ms) == 0 && len(vs) > 0 && vs[0].Sentence > 0 {
		ms = r.periodsOf(vs[0].Sentence - 1)
	}
	if len(ms) == 0 && r.given != nil && len(r.given.Mentions) == 2 {
		a, b := r.given.Mentions[0], r.given.Mentions[1]
		if a.Relation == periods.Absolute && b.Relation == periods.Absolute && len(a.Spans) > 0 && len(b.Spans) > 0 &&
			a.Spans[0].From < b.Spans[0].From && len(vs) > 0 {
			ms = []*periods.Mention{{First: vs[0].First, Last: vs[0].First, Ends: []lex.Span{a.Spans[0], b.Spans[0]}, Spans: b.Spans}}
		}
	}
	for _, m := range ms {
		ends := m.Ends
		if m.Since && len(ends) > 0 && len(r.YearsOfDay()) > 0 && r.onlySince(ms) {
			ends = []lex.Span{ends[0], r.YearsOfDay()[0]} // since 2017/18 it has gone from 177 to 289
		}
		if len(ends) != 2 || m.Since && ends[1].From <= ends[0].From {
			continue
		}
		for _, e := range vs {
			if !e.isBase || e.base < 0 || e.period != nil {
				continue
			}
			l := r.values[e.base]
			if l.Sentence == e.Sentence && l.period == nil && e.First < l.First && r.D.Holds(e.Last, l.First, lex.Set("to and")) {
				e.period, l.period = &periods.Mention{First: m.First, Last: m.Last, Spans: ends[:1]},
					&periods.Mention{First: m.First, Last: m.Last, Spans: ends[1:]}
				if m.Since {
					l.period.Spans, l.period.Guess = r.YearsOfDay(), periods.ByDate
				}
			}
		}
	}
}

// onlySince reports whether a sentence names no period besides those that begin with since.
func (r *reader) onlySince(ms []*periods.Mention) bool {
	return !slices.ContainsFunc(ms, func(m *periods.Mention) bool { return !m.Since && m.Relation != periods.OverYears })
}

func (r *reader) taken(m *periods.Mention, vs []*value) bool {
	for _, v := range vs {
		if v.period == m || v.earlier == m {
			return true
		}
	}
	return false
}

// baseMentions gives the changes of a sentence the periods that are their base:
// a rise of 20% on the previous year.
func (r *reader) baseMentions(vs []*value, ms []*periods.Mention) {
	for _, m := range ms {
		if m.Since {
			r.sinceMention(m, vs)
			continue
		}
		if !m.Base {
			continue
		}
		var best *value
		for _, v := range vs {
			if v.Kind != lex.Change && v.Kind != lex.Multiple && v.Kind != lex.Difference {
				continue
			}
			if v.Last <= m.First && r.countsBetween(v.Last, m.First, vs) == 0 {
				best = v
			}
			if best == nil && v.First >= m.Last && r.countsBetween(m.Last, v.First, vs) == 0 {
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
func (r *reader) sinceMention(m *periods.Mention, vs []*value) {
	if len(m.Ends) == 0 {
		return
	}
	for _, o := range vs {
		told := r.D.Holds(m.Last, o.First, lex.Set("when where (")) || r.D.At(o.Last) == "then"
		if told && o.isCount() && o.period == nil && o.First >= m.Last && o.First <= m.Last+10 &&
			r.countsBetween(m.Last, o.First, vs) == 0 {
			o.period, o.isBase = &periods.Mention{First: m.First, Last: m.Last, Spans: m.Ends}, true
		}
	}
	for _, v := range vs {
		if v.onePeriod() || v.Kind == lex.Difference && r.D.At(v.First-1) != "by" || v.Last > m.First ||
			r.countsBetween(v.Last, m.First, vs) > 0 || v.period != nil {
			continue
		}
		v.period = m
		return
	}
}

// baseCount gives the period also to the count that follows it: on the same quarter
// of 2024, when there were 1,765; of the year before (117).
func (r *reader) baseCount(m *periods.Mention, vs []*value) {
	for _, v := range vs {
		if v.isCount() && v.First >= m.Last && v.First <= m.Last+6 && v.period == nil {
			if w := r.D.At(m.Last); w == "(" || w == "," && (r.D.At(m.Last+1) == "when" ||
				r.D.At(m.Last+1) == "where") || w == "when" || w == "figure" || w == "total" || w == "level" {
				v.period, v.isBase = m, true
			}
			return
		}
	}
}

func (r *reader) countsBetween(from, to int, vs []*value) int {
	n := 0
	for _, v := range vs {
		if v.isCount() && v.First >= from && v.Last <= to {
			n++
		}
	}
	return n
}
