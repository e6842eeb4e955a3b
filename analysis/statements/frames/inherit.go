package frames

import (
	"slices"

	"grooming-report/analysis/statements/lex"
	"grooming-report/analysis/statements/periods"
	"grooming-report/analysis/statements/roles"
)

// inheritedSpans is the period of a count that names none.
func (r *reader) inheritedSpans(v *roles.Value) []lex.Span {
	vs := r.Claims(v.Sentence)
	i := slices.Index(vs, v)
	if o := r.restated(v); o != nil && !r.hasEarlierInSentence(vs, i) {
		v.Notes = append(v.Notes, "its period is that of the same number elsewhere in the text")
		if v.Area == nil && o.Area != nil {
			v.Area = o.Area
		}
		return r.spansOf(o)
	}
	if s := r.afterBase(v, vs); len(s) > 0 {
		return s
	}
	if s := r.totalSpan(v); len(s) > 0 {
		v.Notes = append(v.Notes, ofNumbersBefore)
		return s
	}
	if s := r.YearsOfDay(); len(s) > 0 && r.D.Is(v.Last, lex.Set("now today nowadays")) {
		v.Notes = append(v.Notes, "its period is read from the day of publication")
		return s
	}
	for j := i - 1; j >= 0; j-- {
		if vs[j].OnlyCompares() || vs[j].IsBase {
			continue
		}
		if s := r.spansOf(vs[j]); len(s) > 0 {
			v.Notes = append(append(v.Notes, vs[j].Notes...), ofNumberBefore)
			return s
		}
	}
	for _, m := range r.PeriodsOf(v.Sentence) {
		if m.Last <= v.First && !m.Base && m.Relation != periods.OverYears && !r.ofBase(m, vs) {
			v.Notes = append(v.Notes, earlierInSentence)
			return r.resolve(v, m)
		}
	}
	for _, o := range vs {
		if o != v && !o.OnlyCompares() && o.Period != nil && !o.IsBase &&
			o.Period.Relation == periods.Absolute && !(o.First > v.Last && r.D.Holds(v.Last, o.First, lex.Set(";"))) {
			v.Notes = append(v.Notes, "its period stands later in the sentence")
			return r.spansOf(o)
		}
	}
	return r.textSpans(v)
}

// textSpans is the period of a count of which its own sentence names none: that of the sentences before, of what is given
// beside the text, of a sentence to come, of the day.
func (r *reader) textSpans(v *roles.Value) []lex.Span {
	if whole := r.allReturns(); len(whole) > 0 && r.detail(v) {
		v.Notes = append(v.Notes, "its period is that of all the returns that the text tells of")
		return whole
	}
	if len(r.state.year) > 0 && len(r.state.spans) > 0 && r.state.spans[0].Months() > 12 && r.hasYearlyBase(v) {
		v.Notes = append(v.Notes, r.sinceParagraph(v))
		return r.state.year
	}
	if len(r.state.spans) > 0 {
		v.Notes = append(v.Notes, r.sinceParagraph(v))
		if v.Sentence > 0 && r.D.Sentences[v.Sentence-1].Paragraph != r.D.Sentences[v.Sentence].Paragraph &&
			len(r.state.main) > 0 && r.state.main[0].To > r.state.spans[0].To {
			return append(slices.Clone(r.state.main), r.state.spans...)
		}
		return append(slices.Clone(r.state.spans), r.state.main...)
	}
	if r.Given != nil {
		for _, m := range r.Given.Mentions {
			if m.Relation == periods.Absolute {
				v.Notes = append(v.Notes, "its period is given beside the text")
				return m.Spans
			}
		}
	}
	if o := r.datedAfter(v.Last); o != nil {
		v.Notes = append(v.Notes, "its period is named later in the text")
		return r.spansOf(o)
	}
	if r.detail(v) {
		for _, m := range r.MentionsIn(v.Last, r.D.Sentences[min(len(r.D.Sentences)-1, v.Sentence+2)].Last) {
			if m.Relation == periods.Absolute && !m.Since && len(m.Spans) > 0 && m.Spans[0].Months() >= 6 {
				v.Notes = append(v.Notes, "its period is named later in the text")
				return m.Spans
			}
		}
	}
	if s := r.YearsOfDay(); len(s) > 0 {
		v.Notes = append(v.Notes, "no period is named: the latest year of the day is guessed")
		return s
	}
	return nil
}

// allReturns is the longest period of the returns that the text has told of, or its main one where the sentence before is
// of one a year earlier or more.
func (r *reader) allReturns() []lex.Span {
	s, main := r.state.spans, r.state.main
	if len(r.state.whole) == 0 && len(s) > 0 && len(main) > 0 && main[0].To >= s[0].To+12 {
		return main
	}
	return r.state.whole
}

// detail reports whether a number is of the means or the victims of returns to requests, which are told of all
// the returns where no period stands beside them: 73% of the crimes involved Snapchat.
func (r *reader) detail(v *roles.Value) bool {
	returns := v.Measure == lex.Returns || v.Measure == lex.ReturnsPart || v.Measure == lex.UnknownFigure && r.Score < 0
	part := v.Kind == lex.Share || v.IsCount() && (v.Subject == lex.Breakdown ||
		r.D.Holds(v.Last, v.Last+4, lex.Set("against")) &&
			r.D.Holds(v.Last, v.Last+8, lex.Set("children girls boys")))
	if returns && part && r.D.Holds(v.Last, v.Last+8, lex.Set("children girls boys victims")) {
		return true
	}
	return returns && part && r.Platform(r.D.Sentences[v.Sentence])
}

// thenSpan is the year that the sentence before names, without a number, for a count of then: go back to 2016/17. The
// force had 20 then.
func (r *reader) thenSpan(v *roles.Value) []lex.Span {
	s := r.D.Sentences[v.Sentence]
	end := v.Last
	if v.NounAt >= end && v.NounAt < end+3 {
		end = v.NounAt + 1
	}
	then := r.D.At(end) == "then" || r.D.At(end) == "back" && r.D.At(end+1) == "then" || r.D.At(s.First) == "then" &&
		v.First <= s.First+6 && r.D.At(s.First+1) != "," || r.D.At(s.First) == "back" && r.D.At(s.First+1) == "then"
	if !then || v.Sentence == 0 || r.hasCount(v.Sentence-1) {
		return nil
	}
	ms := r.PeriodsOf(v.Sentence - 1)
	switch {
	case len(ms) == 1 && ms[0].Since && len(ms[0].Ends) > 0:
		return ms[0].Ends[:1] // down by 41 per cent since 2021/22. It was 399 then
	case len(ms) != 1 || ms[0].Relation != periods.Absolute || ms[0].Since || len(ms[0].Spans) == 0:
		return nil
	}
	return ms[0].Spans
}

// totalSpan is the whole of the periods told one after another before a total: 2022/23: 49; 2023/24: 55; total: 104. The
// total of 287, after 92, 118 and 77 in three quarters.
func (r *reader) totalSpan(v *roles.Value) []lex.Span {
	listed := r.D.Is(v.First-1, lex.Set(":")) && r.D.Is(v.First-2, totalBeforeColon)
	if !listed && !makesTotal.Within(r.D, max(r.D.Sentences[v.Sentence].First, v.First-5), v.First) || v.Cell != nil {
		return nil
	}
	at := lex.LastBefore(r.Values, func(o *roles.Value) int { return o.First }, v.First)
	var whole lex.Span
	n, sum := 0, 0.0
	for i := at - 1; i >= 0 && n < 20 && (listed || r.Values[i].Sentence >= v.Sentence-2); i-- {
		o := r.Values[i]
		if o.Role != lex.Claim || !o.IsCount() || o.Period == nil || len(o.Spans) == 0 ||
			n > 0 && o.Spans[0].To != whole.From-1 {
			break
		}
		if n == 0 {
			whole = o.Spans[0]
		}
		whole.From = o.Spans[0].From
		n, sum = n+1, sum+o.Stated
	}
	if n < 2 || v.Stated < sum/2 || !listed && v.Stated > sum*1.5 {
		return nil
	}
	return []lex.Span{whole}
}

// totalBeforeColon ends the words for a total of a list: added up: 134; all told: 134; year: 232.
var totalBeforeColon = lex.Set("total sum together altogether overall up told all year")

// cumulative is the year up to the end of a quarter, for a total that grows with it: 16 offences in the third quarter of
// 2025/26, taking the cumulative total to 39.
func (r *reader) cumulative(v *roles.Value) []lex.Span {
	if !v.IsCount() || v.Cell != nil || !runningTotal.Within(r.D, max(r.D.Sentences[v.Sentence].First, v.First-9), v.First) {
		return nil
	}
	var quarter []lex.Span
	if v.Period != nil && v.Period.Relation == periods.Absolute {
		quarter = v.Period.Spans
	} else {
		vs := r.Claims(v.Sentence)
		for j := slices.Index(vs, v) - 1; j >= 0 && len(quarter) == 0; j-- {
			quarter = r.spansOf(vs[j])
		}
	}
	if len(quarter) == 0 {
		quarter = r.state.spans
	}
	if len(quarter) == 0 || quarter[0].Months() != 3 {
		return nil
	}
	to := quarter[0].To
	return []lex.Span{{From: lex.Financial(to.Year() - lex.Btoi(to.Number() < 4)).From, To: to}}
}

var runningTotal = lex.Compile("(cumulative|running total|figure|number|count)|(year to date)|(total for the year)|" +
	"(taking|bringing the (total|number|figure))")

var makesTotal = lex.Compile("(the|a|its|their|this total of|was|is|comes|came)|(that|which|this makes|made|brings|gives)|making|bringing")

// ofBase reports whether a period is that of a base.
func (r *reader) ofBase(m *periods.Mention, vs []*roles.Value) bool {
	for _, o := range vs {
		if o.IsBase && o.Period == m {
			return true
		}
	}
	return false
}

// afterBase is the period of the later count in "trebled in a year, from 53 in 2016/17 to 150": as much
// later as the sentence says, as far as figures went.
func (r *reader) afterBase(v *roles.Value, vs []*roles.Value) (out []lex.Span) {
	for _, o := range vs {
		if !o.IsBase || o.Base != r.Index(v) || o.Period == nil || o.Period.Relation != periods.Absolute ||
			len(o.Period.Spans) == 0 {
			continue
		}
		for _, m := range r.PeriodsOf(v.Sentence) {
			if m.Relation != periods.OverYears || m.N%12 != 0 {
				continue
			}
			later := o.Period.Spans[0].Shift(m.N)
			if end := r.Date.Latest(); r.Dated && end < later.To && end > later.From {
				out = append(out, lex.Span{From: later.From, To: end})
			}
			out = append(out, later)
			v.Notes = append(v.Notes, "its period is counted on from the earlier one")
		}
	}
	return out
}

// The notes of a period that stands before, that a line before gives, and of a base that is not named.
const (
	ofNumberBefore    = "its period is that of the number before"
	ofSentenceBefore  = "its period is that of the sentence before"
	ofNumbersBefore   = "its period is that of the numbers before"
	earlierInSentence = "its period stands earlier in the sentence"
	headNote          = "its period is that of the heading, or of the line before the list"
	YearBeforeNote    = "the earlier period is not named: the year before is taken"
)

// sinceParagraph says where an inherited period stands.
func (r *reader) sinceParagraph(v *roles.Value) string {
	if r.state.headed {
		return headNote
	}
	if n := v.Sentence; n > 0 && r.D.Sentences[n].Block != r.D.Sentences[n-1].Block {
		return "its period is that of an earlier paragraph"
	}
	return ofSentenceBefore
}

// hasYearlyBase reports whether a count is set against one of a single year.
func (r *reader) hasYearlyBase(v *roles.Value) bool {
	i := r.Index(v)
	for _, o := range r.Claims(v.Sentence) {
		if o.IsBase && o.Base == i && o.Period != nil && len(o.Period.Spans) > 0 && o.Period.Spans[0].Months() == 12 {
			return true
		}
	}
	return false
}

func (r *reader) hasEarlierInSentence(vs []*roles.Value, i int) bool {
	for j := 0; j < i; j++ {
		if vs[j].IsCount() && vs[j].Period != nil {
			return true
		}
	}
	return false
}

// restated finds the same number, or the one that a hedged number rounds, with a
// period of its own.
func (r *reader) restated(v *roles.Value) *roles.Value {
	if v.Kind != lex.Count || v.Stated < 20 {
		return nil
	}
	lo, hi := interval(v.Stated, v.Step, v.Hedge)
	if v.Hedge == lex.Plain {
		lo, hi = v.Stated, v.Stated
	}
	var first *roles.Value
	for _, o := range r.Numbers.Between(max(20, lo), hi) {
		switch {
		case o == v || first != nil && o.First > first.First:
		case (o.Period == nil || o.Period.Relation != periods.Absolute) && !slices.Contains(o.Notes, ofNumbersBefore):
		case v.Area != nil && o.Area != nil && v.Area.Area.Name != o.Area.Area.Name:
		case o.Hedge == lex.Plain || o.Stated == v.Stated:
			first = o
		}
	}
	return first
}

// listDated lists the counts with a period of their own, once they have it.
func (r *reader) listDated() {
	for _, v := range r.Numbers.Counts {
		if v.Period != nil && v.Period.Relation == periods.Absolute && !v.IsBase {
			r.dated = append(r.dated, v)
		}
	}
}

// datedAfter is the first count after token i that names a period of its own.
func (r *reader) datedAfter(i int) *roles.Value {
	for k := lex.LastBefore(r.dated, func(v *roles.Value) int { return v.First }, i+1); k < min(len(r.dated),
		i+lex.Reach); k++ {
		if v := r.dated[k]; !v.IsBase && (v.Period == nil || !v.Period.Base) {
			return v
		}
	}
	return nil
}
