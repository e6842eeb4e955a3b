package frames

import (
	"slices"

	"grooming-report/analysis/statements/lex"
	"grooming-report/analysis/statements/periods"
	"grooming-report/analysis/statements/roles"
)

// A pair is two counts of the text that a change may rest on.
type pair struct{ later, earlier *roles.Value }

// pairFor finds the two counts that a change is of. A pair whose arithmetic fits is
// taken from as far as two sentences away; one that does not only from its own clause.
func (r *reader) pairFor(v *roles.Value) (later, earlier *roles.Value, fits bool) {
	near, far := r.pairs(v)
	if v.Period != nil && v.Period.Relation == periods.SinceThen {
		if e, _ := r.fromLongAgo(v); e != nil { // he will find 410; the number has come down since then by an eighth
			far = slices.DeleteFunc(far, func(p pair) bool { return p.earlier != e })
		}
	}
	agrees := func(p pair) bool {
		return r.areaAgrees(v, p.later) && r.periodsAgree(v, p.later, p.earlier) && r.inOrder(p.later, p.earlier)
	}
	if slices.ContainsFunc(near, func(p pair) bool { return adjacent(v, p) && agrees(p) }) {
		far = nil // doubled, from 26 to 44
	}
	var fitting []pair
	for _, p := range append(slices.Clone(near), far...) {
		if r.changeFits(v, p.later.Stated, p.earlier.Stated) && agrees(p) {
			fitting = append(fitting, p)
		}
	}
	if len(fitting) > 0 {
		best := fitting[0]
		if apart := slices.IndexFunc(fitting, func(p pair) bool { return r.yearsApart(v, p) }); apart >= 0 {
			best = fitting[apart]
		} else if best.later.Sentence != v.Sentence {
			for _, p := range fitting { // of several years the last: 521 and 516, which is 22 per cent below the peak
				if p.earlier == best.earlier && p.later.Sentence == best.later.Sentence && r.inOrder(p.later, best.later) &&
					p.later.First > best.later.First {
					best = p
				}
			}
		}
		return best.later, best.earlier, true
	}
	for _, p := range near {
		own := v.Earlier == nil || v.Earlier == p.earlier.Period
		alone := p.later.Sentence == v.Sentence-1 && p.earlier.Sentence == v.Sentence && !r.hasLater(v.Sentence)
		if own && (p.later.Sentence == v.Sentence || alone) && agrees(p) && r.besidePair(v, p.later, p.earlier) {
			return p.later, p.earlier, false
		}
	}
	if p, ok := r.sinceThat(v, far); ok && agrees(p) {
		return p.later, p.earlier, false
	}
	for _, p := range far {
		share := Frame{Kind: v.Kind, Stated: v.Stated, Hedge: v.Hedge, Step: v.Step}
		slip := v.Kind == lex.Change && v.Stated >= 100 && share.Holds(100*p.later.Stated/p.earlier.Stated)
		if slip && lex.Diff(v.Sentence, p.later.Sentence) <= 1 && agrees(p) {
			return p.later, p.earlier, false
		}
	}
	later, earlier = r.onlyPair(v)
	return later, earlier, false
}

// adjacent reports whether two counts of its own sentence stand right beside a change.
func adjacent(v *roles.Value, p pair) bool {
	lo, hi := min(p.later.First, p.earlier.First), max(p.later.Last, p.earlier.Last)
	return p.later.Sentence == v.Sentence && p.earlier.Sentence == v.Sentence && hi-lo < 12 &&
		(lo >= v.Last && lo <= v.Last+3 || hi <= v.First && hi >= v.First-3)
}

// hasLater reports whether a sentence has a count that is no base.
func (r *reader) hasLater(n int) bool {
	return slices.ContainsFunc(r.Claims(n), func(o *roles.Value) bool { return o.IsCount() && !o.IsBase })
}

// sinceThat finds the pair of the next sentence that begins with the year that a change is since, and ends last:
// trebled since 2018/19. Home Office data give 97 for that year and 214 for 2024/25.
func (r *reader) sinceThat(v *roles.Value, pairs []pair) (best pair, ok bool) {
	if v.Period == nil || !v.Period.Since {
		return pair{}, false
	}
	for _, p := range pairs {
		next := p.earlier.Sentence == v.Sentence+1 && p.later.Sentence == v.Sentence+1
		if next && r.beginsWith(v.Period, p) && sameArea(p.later, p.earlier) && (!ok || p.later.First > best.later.First) {
			best, ok = p, true
		}
	}
	return best, ok
}

// beginsWith reports whether two counts of one clause begin with the year that a change is since.
func (r *reader) beginsWith(since *periods.Mention, p pair) bool {
	l, e := r.spansOf(p.later), r.spansOf(p.earlier)
	law := len(since.Spans) > 0 && since.Spans[0].From == lex.LawMonth && len(e) > 0 && e[0].From == lex.LawMonth
	return len(since.Ends) > 0 && len(l) > 0 && len(e) > 0 && (e[0] == since.Ends[0] || law) &&
		l[0].Months() == e[0].Months() &&
		l[0].From > e[0].From && p.earlier.Period != nil && p.later.Period != nil && p.earlier.First < p.later.First
}

// fromDifference works the earlier count out where the sentence gives the later one and how many more that is: 127
// offences, 17 more than in 2024, a rise of 15 per cent.
func (r *reader) fromDifference(v *roles.Value) (later, earlier *roles.Value) {
	vs := r.Claims(v.Sentence)
	at := slices.Index(vs, v)
	if v.Kind != lex.Change || at < 2 || vs[at-1].Kind != lex.Difference || !vs[at-2].IsCount() || vs[at-2].IsBase ||
		vs[at-1].Hedge != lex.Plain || !sameArea(vs[at-1], vs[at-2]) || !r.areaAgrees(v, vs[at-2]) {
		return nil, nil
	}
	count, step := vs[at-2], vs[at-1]
	more := step.Stated
	if step.Fall {
		more = -more
	}
	base := *step
	base.Kind, base.Stated, base.IsBase, base.Base, base.Spans = lex.Count, count.Stated-more, true, r.Index(count), nil
	base.Period = step.Earlier
	if base.Stated <= 0 {
		return nil, nil
	}
	return count, &base
}

// yearsApart reports whether two counts are as many years apart as the change says: by 70 per cent in three years.
func (r *reader) yearsApart(v *roles.Value, p pair) bool {
	l, e := r.spansOf(p.later), r.spansOf(p.earlier)
	return v.Period != nil && v.Period.Relation == periods.OverYears && len(l) > 0 && len(e) > 0 &&
		int(l[0].From-e[0].From) == v.Period.N
}

// pairs lists the pairs of counts near a change: those that the words set against each other, the
// ones of its own sentence apart, and then any two of the same area.
func (r *reader) pairs(v *roles.Value) (near, far []pair) {
	var counts []*roles.Value
	for _, o := range r.countsNear(v) {
		if o.Stated > 0 {
			counts = append(counts, o)
		}
	}
	for _, e := range counts {
		switch {
		case !e.IsBase || e.Base < 0:
		case e.Sentence == v.Sentence:
			near = append(near, pair{r.lastOfRun(v, r.Values[e.Base], e), e})
		default:
			far = append(far, pair{r.Values[e.Base], e})
		}
	}
	if row := r.rowCounts(v); len(row) == 2 {
		near = append(near, pair{row[1], row[0]})
	}
	for _, a := range counts {
		for _, b := range counts {
			if a != b && lex.Diff(a.Sentence, b.Sentence) <= 2 && sameArea(a, b) && !(a.IsBase && a.Base == r.Index(b)) {
				far = append(far, pair{a, b})
			}
		}
	}
	for _, list := range [][]pair{near, far} {
		for i, p := range list {
			if !r.inOrder(p.later, p.earlier) {
				list[i] = pair{p.earlier, p.later} // compared to 45 in 2019/20
			}
		}
	}
	return near, far
}

// rowCounts lists the counts of a change's row of a table.
func (r *reader) rowCounts(v *roles.Value) (row []*roles.Value) {
	for _, o := range r.Claims(v.Sentence) {
		if v.Cell != nil && o.Cell != nil && o.IsCount() {
			row = append(row, o)
		}
	}
	return row
}

// lastOfRun is the last count of the run that "from" leads up to, for a change after it: from 370
// to 459, 677, 962 and 1,156, tripling.
func (r *reader) lastOfRun(v, later, earlier *roles.Value) *roles.Value {
	for _, run := range r.CountRuns(r.Claims(later.Sentence)) {
		if last := run[len(run)-1]; run[0] == later && earlier.First < later.First && v.First >= last.Last {
			return last
		}
	}
	return later
}

// onlyPair gives a headline the two counts of the text, where it has no others.
func (r *reader) onlyPair(v *roles.Value) (later, earlier *roles.Value) {
	inYear := v.Period != nil && v.Period.Relation == periods.OverYears && v.Period.N == 12
	if !r.D.Sentences[v.Sentence].Heading && v.Sentence > 0 || v.Period != nil && !inYear || v.Earlier != nil ||
		r.hasCount(v.Sentence) {
		return nil, nil
	}
	for _, o := range r.Numbers.Counts {
		switch {
		case o.IsBase && o.Base >= 0 && earlier == nil && r.Values[o.Base].Sentence == o.Sentence &&
			o.Sentence == v.Sentence+1:
			earlier, later = o, r.Values[o.Base]
		case later != nil && o != later || later == nil && !(o.Sentence == v.Sentence+1):
			return nil, nil
		}
	}
	if later == nil || !r.inOrder(later, earlier) {
		return nil, nil
	}
	return later, earlier
}

func sameArea(a, b *roles.Value) bool { return areaName(a) == areaName(b) }

func (r *reader) inOrder(later, earlier *roles.Value) bool {
	l, e := r.spansOf(later), r.spansOf(earlier)
	return len(l) == 0 || len(e) == 0 || slices.ContainsFunc(l, func(s lex.Span) bool {
		return s.From > e[0].From && (s == l[0] || earlier.IsBase && earlier.Base == r.Index(later))
	})
}

func (r *reader) areaAgrees(v, later *roles.Value) bool {
	if v.Area == nil || later.Area == nil {
		return true
	}
	return v.Area.Area.Name == later.Area.Area.Name || v.Sentence != later.Sentence && v.Area.Kind == lex.LocalArea
}

// periodsAgree reports whether the periods that the change names itself are those of the counts.
func (r *reader) periodsAgree(v, later, earlier *roles.Value) bool {
	given := func(m *periods.Mention) bool {
		return m != nil && m.Relation == periods.Absolute && m.Guess != periods.ByDate && len(m.Spans) > 0
	}
	if given(v.Earlier) {
		if s := r.spansOf(earlier); len(s) > 0 && !slices.Contains(v.Earlier.Spans, s[0]) {
			return false
		}
	}
	if given(v.Period) && !v.Period.Since && len(v.Period.Ends) == 0 && v.Period.Spans[0].Months() <= 12 {
		p := v.Period.Spans[0]
		if s := r.spansOf(later); len(s) > 0 && !slices.Contains(v.Period.Spans, s[0]) &&
			!(s[0].From >= p.From && s[0].To <= p.To) {
			return false
		}
	}
	return true
}

// besidePair reports whether no other count stands between a change and its pair.
func (r *reader) besidePair(v, later, earlier *roles.Value) bool {
	lo, hi := min(later.First, earlier.First), max(later.Last, earlier.Last)
	for _, o := range r.Claims(v.Sentence) {
		if o == later || o == earlier || o == v || !o.IsCount() {
			continue
		}
		if o.First >= hi && o.Last <= v.First || o.First >= v.Last && o.Last <= lo {
			return false
		}
	}
	return true
}

// changeFits reports whether two counts make the stated change.
func (r *reader) changeFits(v *roles.Value, later, earlier float64) bool {
	if earlier == 0 {
		return false
	}
	f := Frame{Kind: v.Kind, Stated: v.Stated, Hedge: v.Hedge, Step: v.Step, Fraction: v.Fraction, Fall: v.Fall,
		Neutral: v.Neutral}
	if v.Fall {
		f.Stated = -v.Stated
	}
	return f.Holds(v.Kind.Form().Changed(later, earlier))
}

// near is the number of counts before and after a change that it may be of.
const near = 24

// countsNear lists the counts of the sentences around a value.
func (r *reader) countsNear(v *roles.Value) (out []*roles.Value) {
	counts := r.Numbers.Counts
	k := lex.LastBefore(counts, func(o *roles.Value) int { return o.First }, v.First)
	for _, o := range counts[max(0, k-near):min(len(counts), k+near)] {
		if lex.Diff(o.Sentence, v.Sentence) <= 3 {
			out = append(out, o)
		}
	}
	return out
}
