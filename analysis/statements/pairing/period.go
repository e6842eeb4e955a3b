package pairing

import (
	"slices"

	"grooming-report/analysis/statements/lex"
	"grooming-report/analysis/statements/periods"
	"grooming-report/analysis/statements/roles"
)

// attachPeriods pairs the counts of a sentence with its periods.
func (r *Reader) attachPeriods(vs []*roles.Value, ms []*periods.Mention) {
	for _, v := range vs {
		if v.Cell != nil && len(v.Cell.Periods) > 0 && !v.Cell.Change {
			v.Period = v.Cell.Periods[len(v.Cell.Periods)-1]
			if len(v.Cell.Periods) > 1 && v.Cell.Periods[0].Relation == periods.Absolute && !r.PlainYear(v.Cell.Periods[0]) {
				v.Period = v.Cell.Periods[0]
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
	var counts []*roles.Value
	for _, v := range vs {
		if v.Period == nil && (!v.OnlyCompares() || v.Kind == lex.Growth) && !r.partOf(v) {
			counts = append(counts, v)
		}
	}
	var free []*periods.Mention
	for _, m := range ms {
		if !r.Taken(m, vs) && m.Relation != periods.OverYears {
			free = append(free, m)
		}
	}
	r.yearsBeside(counts, ms, vs)
	r.pairUp(slices.DeleteFunc(slices.Clone(counts), func(v *roles.Value) bool { return v.Period != nil }), free, 2.2, 1.0)
	var changes, left []*roles.Value
	for _, v := range vs {
		if v.Period == nil && v.OnlyCompares() {
			changes = append(changes, v)
		}
	}
	var rest []*periods.Mention
	for _, m := range ms {
		if !r.Taken(m, vs) {
			rest = append(rest, m)
		}
	}
	r.pairUp(changes, rest, 2.4, 0.8)
	for _, v := range counts {
		if v.Period == nil && !v.IsBase && !r.hasFrom(v, vs) {
			left = append(left, v)
		}
	}
	rest = slices.DeleteFunc(rest, func(m *periods.Mention) bool { return r.Taken(m, vs) })
	r.pairUp(left, rest, 2.2, 1.0)
}

// yearsBeside gives a count the run of years that follows its noun, which else is taken for that of a change: up by 34%,
// with 454 offences over the last two years.
func (r *Reader) yearsBeside(counts []*roles.Value, ms []*periods.Mention, vs []*roles.Value) {
	for _, m := range ms {
		if m.Relation != periods.OverYears || m.N <= 12 || r.Taken(m, vs) {
			continue
		}
		for _, v := range counts {
			noun := v.NounAt >= v.Last && m.First > v.NounAt && m.First <= v.NounAt+2
			if noun && !v.IsBase && v.Period == nil && !r.D.Is(r.HedgeStart(v.First)-1, lex.Set("to from by")) &&
				!r.ValueBetween(v.Last, m.First) && !r.D.Holds(v.NounAt, m.First, lex.Set(", ; ( more fewer")) {
				v.Period = m
				break
			}
		}
	}
}

// changesOfTheDay gives "by 59% in the last year" its period, where a count of the sentence has a named one.
func (r *Reader) changesOfTheDay(vs []*roles.Value, ms []*periods.Mention) {
	named := slices.ContainsFunc(ms, func(m *periods.Mention) bool {
		return m.Relation == periods.Absolute && m.Guess == "" && !m.Base &&
			!m.Since
	})
	for _, v := range vs {
		for _, m := range ms {
			if named && (v.Kind == lex.Change || v.Kind == lex.Multiple) && v.Period == nil && v.Earlier == nil &&
				m.Guess == periods.ByDate && m.First == v.Last {
				v.Period = m
			}
		}
	}
}

// fromBack reads "in 2024/25, from 245 in 2023/24 to 289": the year before "from" is that of the second count.
func (r *Reader) fromBack(vs []*roles.Value, ms []*periods.Mention) {
	year := func(m *periods.Mention) bool {
		return m.Relation == periods.Absolute && !m.Since && len(m.Spans) > 0 && m.Spans[0].Months() == 12
	}
	for i := 0; i+1 < len(vs); i++ {
		from, to := vs[i], vs[i+1]
		if !from.IsCount() || !to.IsCount() || from.Period != nil || to.Period != nil || r.D.At(from.First-1) != "from" ||
			r.D.At(to.First-1) != "to" {
			continue
		}
		for k := 0; k+1 < len(ms); k++ {
			before, own := ms[k], ms[k+1]
			beside := before.Last <= from.First-1 && before.Last >= from.First-2 && own.First >= from.Last &&
				own.First <= from.Last+1 && own.Last == to.First-1
			if beside && k+2 == len(ms) && year(before) && year(own) && before.Spans[0].From > own.Spans[0].From {
				from.Period, to.Period = own, before
			}
		}
	}
}

// thenYear gives the number of "to 320 in 2021/22, then fell back to 260" the year after.
func (r *Reader) thenYear(vs []*roles.Value) {
	for i := 1; i < len(vs); i++ {
		v, before := vs[i], vs[i-1]
		if v.Period != nil || !v.IsCount() || !before.IsCount() || before.Period == nil ||
			before.Period.Relation != periods.Absolute || len(before.Period.Spans) == 0 ||
			before.Period.Spans[0].Months() != 12 {
			continue
		}
		if r.D.Holds(before.Last, v.First, lex.Set("then before")) && r.D.Holds(before.Last, v.First, lex.Set("to")) &&
			v.First-before.Last < 12 {
			v.Period = &periods.Mention{First: before.Period.First, Last: before.Period.Last,
				Spans: []lex.Span{before.Period.Spans[0].Shift(12)}, Guess: "the year after the one before it is taken"}
		}
	}
}

// bracketPairs makes the first count of "293 (2023/24) to 347 (2024/25)" the base of the second.
func (r *Reader) bracketPairs(vs []*roles.Value) {
	for i := 0; i+1 < len(vs); i++ {
		a, b := vs[i], vs[i+1]
		if a.IsCount() && b.IsCount() && a.Cell == nil && r.D.At(a.Last) == "(" && r.D.At(b.First-1) == "to" &&
			r.D.At(b.First-2) == ")" && r.MentionAt(a.Last+1) {
			a.IsBase, a.Base = true, r.Index(b)
		}
	}
}

// inBrackets gives the count in "17 (14 in 2015-16)" the period beside it, and makes it
// the base of the count before the bracket.
func (r *Reader) inBrackets(vs []*roles.Value, ms []*periods.Mention) {
	for _, v := range vs {
		for _, m := range ms { // 18 (January to March)
			own := r.D.At(v.Last) == "(" && m.First == v.Last+1 && r.D.At(m.Last) == ")"
			if own && v.IsCount() && v.Period == nil && v.Cell == nil && m.Relation != periods.OverYears {
				v.Period = m
			}
		}
	}
	for i, v := range vs {
		if i == 0 || !v.IsCount() || !vs[i-1].IsCount() || v.Cell != nil || !r.bracketOpens(vs[i-1].Last, v.First) {
			continue
		}
		if m := r.bracketPeriod(v.First); m != nil && r.D.At(v.Last) == ")" && v.First-1 == vs[i-1].Last {
			v.Period, v.IsBase, v.Base = m, true, r.Index(vs[i-1])
			continue
		}
		if r.D.At(v.Last) == ")" && v.First-1 == vs[i-1].Last && (r.bracketBase(v.First) || r.againstBefore(v.Sentence)) {
			v.IsBase, v.Base = true, r.Index(vs[i-1]) // 105 in 2024/25 (98 in 2023/24). Gwent: 60 (45)
			continue
		}
		if r.D.Is(v.First-1, lex.Set("was were previously formerly from")) && r.D.At(v.Last) == ")" {
			v.IsBase, v.Base = true, r.Index(vs[i-1])
		}
		for _, m := range ms {
			if m.First >= v.Last && m.First <= v.Last+2 && r.D.At(m.Last) == ")" {
				v.Period, v.IsBase, v.Base = m, true, r.Index(vs[i-1])
			}
		}
	}
}

// againstBefore reports whether a line without numbers just before sets two periods against each other, the second of which
// is that of the numbers in brackets: Q3 of 2025/26 against Q3 of the year before. Essex 80 (108).
func (r *Reader) againstBefore(n int) bool {
	for k := n - 1; k >= max(0, n-8); k-- {
		if len(r.Claims(k)) > 0 {
			continue
		}
		ms := r.PeriodsOf(k)
		return len(ms) > 1 && len(ms) < 4 && r.D.Holds(ms[0].Last, ms[1].First, lex.Set("against compared versus vs v"))
	}
	return false
}

// bracketPeriod is the period that the text gave to numbers in brackets before token i.
func (r *Reader) bracketPeriod(i int) *periods.Mention {
	ms := r.MentionsIn(max(0, i-lex.MaxSentence), i)
	for k := len(ms) - 1; k >= 0; k-- {
		if r.InBracketsToCome(ms[k]) {
			return ms[k]
		}
	}
	return nil
}

// bracketBase reports whether one of the numbers before token i stands in brackets as the base of another.
func (r *Reader) bracketBase(i int) bool {
	for _, o := range r.ValuesIn(max(0, i-maxBack), i) {
		if o.IsBase && r.D.At(o.First-1) == "(" && o.IsCount() {
			return true
		}
	}
	return false
}

// maxBack is the number of tokens that a manner of writing is looked for back.
const maxBack = 60

// possessed are the words of "the last quarter's number, 16".
var possessed = lex.Compile("'s (number|total|figure|count) (of|was|,|:)?")

// ofPeriod reads calendar 2024's 284, and the 194 of 2017/18.
func (r *Reader) ofPeriod(vs []*roles.Value, ms []*periods.Mention) {
	for _, m := range ms {
		for _, v := range vs {
			if !v.IsCount() || v.Period != nil || m.Last > v.First {
				continue
			}
			owner := m.Last // the token of 's, which may be the last of the period
			if r.D.At(m.Last-1) == "'s" {
				owner--
			}
			if r.D.At(owner) == "'s" && v.First == owner+1 || possessed.Spans(r.D, owner, v.First) {
				v.Period = m
				v.IsBase = v.IsBase || m.Base
			}
		}
	}
}

// bracketOpens reports whether a bracket stands between two tokens with at most two
// words of a hedge after it.
func (r *Reader) bracketOpens(from, to int) bool {
	for i := from; i < to && i < from+3; i++ {
		if r.D.At(i) == "(" {
			return to-i <= 3
		}
	}
	return false
}

// partOf reports whether a count is said to be a part of one in a sentence before: 121 of these.
func (r *Reader) partOf(v *roles.Value) bool {
	return v.IsCount() && v.Sentence > 0 && !r.MentionWithin(v.Last+2, 4) && r.D.At(v.Last) == "of" &&
		r.D.Is(v.Last+1, lex.Set("these those them that which")) && len(r.Claims(v.Sentence)) > 0 &&
		r.Claims(v.Sentence)[0] == v
}

// hasFrom reports whether a count is the end of "from 13 to 164".
func (r *Reader) hasFrom(v *roles.Value, vs []*roles.Value) bool {
	for _, o := range vs {
		if o.IsBase && o.Base == r.Index(v) && o.First < v.First {
			return true
		}
	}
	return false
}

// twoEnds gives "from 61 to 95 between 2018/19 and 2019/20" each its year.
func (r *Reader) twoEnds(vs []*roles.Value, ms []*periods.Mention) {
	if len(ms) == 0 && len(vs) > 0 && vs[0].Sentence > 0 {
		ms = r.PeriodsOf(vs[0].Sentence - 1)
	}
	if len(ms) == 0 && r.Given != nil && len(r.Given.Mentions) == 2 {
		a, b := r.Given.Mentions[0], r.Given.Mentions[1]
		if a.Relation == periods.Absolute && b.Relation == periods.Absolute && len(a.Spans) > 0 && len(b.Spans) > 0 &&
			a.Spans[0].From < b.Spans[0].From && len(vs) > 0 {
			ms = []*periods.Mention{{First: vs[0].First, Last: vs[0].First, Ends: []lex.Span{a.Spans[0], b.Spans[0]},
				Spans: b.Spans}}
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
			if !e.IsBase || e.Base < 0 || e.Period != nil {
				continue
			}
			l := r.Values[e.Base]
			if l.Sentence == e.Sentence && l.Period == nil && e.First < l.First &&
				r.D.Holds(e.Last, l.First, lex.Set("to and")) {
				e.Period, l.Period = &periods.Mention{First: m.First, Last: m.Last, Spans: ends[:1]},
					&periods.Mention{First: m.First, Last: m.Last, Spans: ends[1:]}
				if m.Since {
					l.Period.Spans, l.Period.Guess = r.YearsOfDay(), periods.ByDate
				}
			}
		}
	}
}

// onlySince reports whether a sentence names no period besides those that begin with since.
func (r *Reader) onlySince(ms []*periods.Mention) bool {
	return !slices.ContainsFunc(ms, func(m *periods.Mention) bool { return !m.Since && m.Relation != periods.OverYears })
}

func (r *Reader) Taken(m *periods.Mention, vs []*roles.Value) bool {
	for _, v := range vs {
		if v.Period == m || v.Earlier == m {
			return true
		}
	}
	return false
}

// baseMentions gives the changes of a sentence the periods that are their base:
// a rise of 20% on the previous year.
func (r *Reader) baseMentions(vs []*roles.Value, ms []*periods.Mention) {
	for _, m := range ms {
		if m.Since {
			r.sinceMention(m, vs)
			continue
		}
		if !m.Base {
			continue
		}
		var best *roles.Value
		for _, v := range vs {
			if v.Kind.Form().Periods != lex.TwoPeriods {
				continue
			}
			if v.Last <= m.First && r.CountsBetween(v.Last, m.First, vs) == 0 {
				best = v
			}
			after := m.Last
			if r.D.At(m.Last) == "(" && r.D.At(m.Last+2) == ")" {
				after = m.Last + 3 // against the whole of 2024/25 (7,140) that is 20% down
			}
			if best == nil && v.First >= after && r.CountsBetween(after, v.First, vs) == 0 {
				best = v
			}
		}
		if best != nil && best.Earlier == nil {
			best.Earlier = m
			r.baseCount(m, vs)
		}
	}
}

// sinceMention gives a change before it its "since", and a count after it the year that
// it begins with: tenfold since 2016/17, when there were four.
func (r *Reader) sinceMention(m *periods.Mention, vs []*roles.Value) {
	if len(m.Ends) == 0 {
		return
	}
	for _, o := range vs {
		told := r.D.Holds(m.Last, o.First, lex.Set("when where (")) || r.D.At(o.Last) == "then"
		if told && o.IsCount() && o.Period == nil && o.First >= m.Last && o.First <= m.Last+10 &&
			r.CountsBetween(m.Last, o.First, vs) == 0 {
			o.Period, o.IsBase = &periods.Mention{First: m.First, Last: m.Last, Spans: m.Ends}, true
		}
	}
	for _, v := range vs {
		if v.OnePeriod() || v.Kind == lex.Difference && r.D.At(v.First-1) != "by" || v.Last > m.First ||
			r.CountsBetween(v.Last, m.First, vs) > 0 || v.Period != nil {
			continue
		}
		v.Period = m
		return
	}
}

// baseCount gives the period also to the count that follows it: on the same quarter
// of 2024, when there were 1,765; of the year before (117).
func (r *Reader) baseCount(m *periods.Mention, vs []*roles.Value) {
	for _, v := range vs {
		if v.IsCount() && v.First >= m.Last && v.First <= m.Last+6 && v.Period == nil {
			if w := r.D.At(m.Last); w == "(" || w == "," && (r.D.At(m.Last+1) == "when" ||
				r.D.At(m.Last+1) == "where") || w == "when" || w == "figure" || w == "total" || w == "level" {
				v.Period, v.IsBase = m, true
			}
			return
		}
	}
}

func (r *Reader) CountsBetween(from, to int, vs []*roles.Value) int {
	n := 0
	for _, v := range vs {
		if v.IsCount() && v.First >= from && v.Last <= to {
			n++
		}
	}
	return n
}

// InBracketsToCome reports whether a period is said to be that of the numbers in brackets: (in brackets: same quarter
// of 2024), (2023/24 in brackets).
func (r *Reader) InBracketsToCome(m *periods.Mention) bool {
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
