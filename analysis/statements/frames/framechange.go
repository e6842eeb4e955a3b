package frames

import (
	"slices"

	"grooming-report/analysis/statements/lex"
	"grooming-report/analysis/statements/periods"
	"grooming-report/analysis/statements/roles"
)

// frameChange finds the two periods of a change, and the two counts of the text
// that it rests on.
func (r *reader) frameChange(f *Frame, v *roles.Value) {
	if r.comparesAreas(v) {
		r.frameCount(f, v)
		f.Problem = "it compares areas, not times"
		v.Role, v.Why = lex.Other, f.Problem
		return
	}
	later, earlier, fits := r.pairFor(v)
	if later == nil {
		later, earlier = r.fromDifference(v)
	}
	if later != nil && r.tooFarApart(v, later, earlier) {
		later = nil
	}
	if later != nil {
		f.Later, f.Earlier = statedOf(r, later), statedOf(r, earlier)
		if v.Kind == lex.Multiple && later.IsBase && later.Base == r.Index(earlier) {
			f.Fall = true // 245 in 2018/19, twice the 120 of 2024/25: it has fallen to a half
		}
		f.Beside = later.Sentence == v.Sentence && earlier.Sentence == v.Sentence
		if v.Area == nil || fits && v.Area.Area.Name != areaName(later) && later.Sentence == v.Sentence {
			v.Area, v.Areas = later.Area, later.Areas
		}
		if fits || v.Earlier == nil || v.Earlier.Relation != periods.Absolute {
			r.crossReadings(f, v, r.spansOf(later), r.spansOf(earlier))
			r.likeForLike(f)
			if len(f.Readings) > 0 {
				return
			}
		}
	}
	pairs := sameMonths(r.periodPairs(v))
	sure := sureNotes(v.Notes) && !(v.Kind == lex.Multiple && slices.Contains(v.Notes, YearBeforeNote))
	for _, a := range r.areasFor(v) {
		for _, p := range pairs {
			f.Readings = append(f.Readings, Candidate{Area: a.Area, Later: p[0], Earlier: p[1],
				Notes: append(slices.Clone(a.Notes), v.Notes...), Sure: a.Sure && sure})
		}
	}
	f.Readings = limit(f.Readings)
	if len(pairs) == 0 {
		f.Problem = "its two periods are not named: give both, such as from 2023/24 to 2024/25"
	}
}

// tooFarApart reports whether two counts are years apart where a change is one in a year: doubled in a year, and from 178
// in 2018/19 to 331 in 2024/25.
func (r *reader) tooFarApart(change, later, earlier *roles.Value) bool {
	m := change.Period
	if m == nil || m.Relation != periods.OverYears || m.N != 12 || !r.D.Is(m.First, lex.Set("in within")) {
		return false
	}
	l, e := r.spansOf(later), r.spansOf(earlier)
	return len(l) > 0 && len(e) > 0 && l[0].From-e[0].From > 24
}

// sameMonths keeps the pairs of years that begin in the same month, where the first pair is one: what it was in 2019,
// beside a calendar year, is of the calendar year.
func sameMonths(pairs [][2]lex.Span) [][2]lex.Span {
	like := func(p [2]lex.Span) bool {
		return p[0].Months() == 12 && p[1].Months() == 12 && (p[0].From-p[1].From)%12 == 0
	}
	if len(pairs) == 0 || !like(pairs[0]) {
		return pairs
	}
	return slices.DeleteFunc(pairs, func(p [2]lex.Span) bool {
		return p[0] == pairs[0][0] && p[1].Months() == 12 &&
			!like(p)
	})
}

// comparesAreas reports whether a change is over another area: twice as many as any other force.
func (r *reader) comparesAreas(v *roles.Value) bool {
	if v.Kind == lex.Multiple && r.timesAnother(v) {
		return true
	}
	if v.Kind == lex.Change && lex.ChangeWord(r.D.At(v.Last)) && r.D.Is(v.Last+1, lex.Set("is was compares")) {
		return false // the 68 per cent increase is higher than the average
	}
	if v.Kind == lex.Change && r.D.Is(v.Last, lex.Set("was is")) && r.D.Is(v.Last+1, lex.Set("the")) {
		return false // the rise of 87 per cent was the largest of any force
	}
	for i := v.Last; i < v.Last+7 && i < len(r.D.Tokens); i++ {
		if lex.ClauseEnds[r.D.At(i)] || r.D.At(i) == "," || r.D.At(i) == "-" {
			return false
		}
		if w := r.D.At(i); w == "any" && r.D.Is(i+1, lex.Set("other force")) || w == "next" && r.D.Is(i+1,
			lex.Set("highest biggest force")) || w == "average" || w == "rate" &&
			r.D.Holds(v.Last, i, lex.Set("national england country")) {
			return true
		}
	}
	return false
}

// timesAnother reports whether a multiple is of the number of another area: six times as many as in Cumbria.
func (r *reader) timesAnother(v *roles.Value) bool {
	for _, a := range r.AreasIn(v.Last, v.Last+7) {
		joined := r.D.Is(a.First-1, lex.Set("in of for than as by")) || r.D.At(a.First-1) == "the"
		if !joined || a.Kind != lex.ForceArea && a.Kind != lex.RegionArea ||
			r.CountsBetween(v.Last, a.First, r.Claims(v.Sentence)) > 0 ||
			!r.D.Holds(v.Last, a.First, lex.Set("as than that of number figure total")) ||
			r.D.Holds(v.Last, a.First, lex.Set(", ; .")) {
			continue
		}
		var before *lex.AreaMention
		for _, o := range r.AreasIn(r.D.Sentences[v.Sentence].First, v.First) {
			before = o
		}
		if before != nil && before.Area.Name != a.Area.Name {
			return true
		}
	}
	return false
}

func areaName(v *roles.Value) string {
	if v.Area != nil {
		return v.Area.Area.Name
	}
	if len(v.Areas) > 0 {
		return v.Areas[0].Area.Name
	}
	return ""
}

func statedOf(r *reader, v *roles.Value) *Stated {
	return &Stated{v.Stated, r.D.Tokens[v.First].Start, r.D.Tokens[v.Last-1].End, v.Hedge, v.Step}
}

// likeForLike adds the year before, where the earlier period has other months: 34 "in
// 2015-16" beside the year to June 2017.
func (r *reader) likeForLike(f *Frame) {
	for _, c := range slices.Clone(f.Readings) {
		if c.Later.Months() == 12 && c.Earlier.Months() == 12 && (c.Later.From-c.Earlier.From)%12 != 0 &&
			len(f.Readings) < 8 {
			c.Earlier, c.Near = lex.Before12(c.Later), true
			f.Readings = append(f.Readings, c)
		}
	}
}

func (r *reader) crossReadings(f *Frame, v *roles.Value, later, earlier []lex.Span) {
	for _, a := range r.areasFor(v) {
		for i, l := range later {
			for j, e := range earlier {
				if e.From >= l.From || len(later) == len(earlier) && len(later) > 1 && i != j {
					continue
				}
				f.Readings = append(f.Readings, Candidate{Area: a.Area, Later: l, Earlier: e,
					Notes: append(slices.Clone(a.Notes), v.Notes...), Sure: a.Sure && sureNotes(v.Notes)})
			}
		}
	}
	f.Readings = limit(f.Readings)
}

// A spanPairs is a list of pairs of periods, later and earlier, each once.
type spanPairs [][2]lex.Span

func (p *spanPairs) add(l, e lex.Span) {
	pair := [2]lex.Span{l, e}
	if !l.IsZero() && !e.IsZero() && e.From < l.From && !slices.Contains(*p, pair) {
		*p = append(*p, pair)
	}
}

func (p *spanPairs) cross(laters, earliers []lex.Span) {
	for _, l := range laters {
		for _, e := range earliers {
			p.add(l, e)
		}
	}
}

// periodPairs lists the pairs of periods, later and earlier, that the words of a change allow.
func (r *reader) periodPairs(v *roles.Value) [][2]lex.Span {
	var pairs spanPairs
	if e, laters := r.fromLongAgo(v); e != nil {
		if pairs.cross(laters, r.spansOf(e)); len(pairs) > 0 {
			return pairs
		}
	}
	if m := v.Period; m != nil {
		if r.ownPairs(v, m, pairs.add) {
			return pairs
		}
		ago := m.Relation == periods.YearsBefore && (m.N > 1 || m.First >= v.Last)
		after := r.D.At(m.First-1) == "after" && m.First > v.First // rose sixfold after 2016/17
		if (m.Base || ago || after) && v.Earlier == nil {
			v.Earlier, v.Period = m, nil
		}
	}
	if e, laters := r.thatBefore(v); e != nil { // ten years ago we had 34. Now it is 16 times that
		pairs.cross(laters, r.spansOf(e))
		v.Area, v.Areas = e.Area, e.Areas
		return pairs
	}
	laters := r.laterOf(v)
	if o := r.baseAfter(v); o != nil && v.Earlier == nil {
		if pairs.cross(laters, r.spansOf(o)); len(pairs) > 0 {
			return pairs
		}
	}
	if m := v.Earlier; m != nil {
		for _, l := range laters {
			pairs.cross([]lex.Span{l}, r.earlierOf(v, m, l))
		}
		return pairs
	}
	for _, m := range r.PeriodsOf(v.Sentence) {
		if m != v.Period && m.Relation == periods.OverYears && !r.Taken(m, r.Claims(v.Sentence)) {
			r.overPairs(v, m, pairs.add)
			return pairs
		}
	}
	return r.guessedPairs(v, laters, pairs)
}

// guessedPairs adds the pairs of a change of which no word names the earlier period: those of the change before, those that
// a sentence before tells, and the year before.
func (r *reader) guessedPairs(v *roles.Value, laters []lex.Span, pairs spanPairs) spanPairs {
	if v.Period != nil && (v.Period.Relation == periods.SameAs) && len(r.state.pair[0]) > 0 {
		pairs.add(r.state.pair[0][0], r.state.pair[1][0])
	}
	if o := r.previousChange(v); v.Period == nil && o != nil && r.frames[o] != nil {
		for _, c := range r.frames[o].Readings {
			pairs.add(c.Later, c.Earlier)
		}
		v.Notes = append(v.Notes, "its periods are those of the change before")
		return pairs
	}
	if told := r.state.told; v.Period == nil && len(told[0]) > 0 && len(r.PeriodsOf(v.Sentence)) == 0 &&
		r.D.Sentences[v.Sentence].Paragraph == r.D.Sentences[r.state.toldIn].Paragraph {
		pairs.add(told[0][0], told[1][0])
		return pairs
	}
	if v.Period == nil && len(r.state.pair[0]) > 0 && !r.hasCount(v.Sentence) && v.Sentence > 0 &&
		r.D.Sentences[v.Sentence].Paragraph == r.D.Sentences[v.Sentence-1].Paragraph {
		pairs.add(r.state.pair[0][0], r.state.pair[1][0])
	}
	for _, l := range laters {
		if n := l.Months(); n > 12 && n%12 == 0 { // over 2,600 offences across six years, with an increase of 700%
			pairs.add(lex.Span{From: l.To - 11, To: l.To}, lex.Span{From: l.From, To: l.From + 11})
		}
		if l.Months() < 12 { // the same months, rather than the whole year
			pairs.add(l, l.Shift(-12))
		}
		pairs.add(l, r.yearEarlier(v, l))
	}
	if len(pairs) > 0 {
		v.Notes = append(v.Notes, YearBeforeNote)
	}
	return pairs
}

// ownPairs adds the pairs that a change's own period names: between two years, since one, over some.
func (r *reader) ownPairs(v *roles.Value, m *periods.Mention, add func(l, e lex.Span)) bool {
	switch {
	case len(m.Ends) == 2:
		add(m.Ends[1], m.Ends[0])
		for _, s := range m.Spans[1:] {
			add(lex.Span{From: s.To - 11, To: s.To}, lex.Span{From: s.From, To: s.From + 11})
		}
	case m.Since:
		r.sincePairs(m, r.laterSince(v, m), add)
	case m.Relation == periods.OverYears:
		r.overPairs(v, m, add)
	default:
		return false
	}
	return true
}

// sincePairs adds the pairs of a change since a year: years with it, else the months so far, as where the law changed in
// the year before.
func (r *reader) sincePairs(m *periods.Mention, laters []lex.Span, add func(l, e lex.Span)) {
	whole := false
	for _, l := range laters {
		if l.Months() > 12 {
			l = lex.Span{From: l.To - 11, To: l.To}
		}
		for _, e := range m.Ends {
			if e.Months() == l.Months() || l.Months() == 12 {
				add(l, e)
				whole = true
			}
		}
	}
	if !whole && len(laters) > 0 && len(m.Ends) > 0 {
		add(laters[0], m.Ends[0])
	}
}

// laterSince lists the later periods of a change since a year: none that ends before that year is over.
func (r *reader) laterSince(v *roles.Value, m *periods.Mention) []lex.Span {
	over := func(l lex.Span) bool { return len(m.Ends) > 0 && l.To <= m.Ends[0].To }
	laters := slices.DeleteFunc(slices.Clone(r.laterOf(v)), over)
	if len(laters) > 0 {
		return laters
	}
	return slices.DeleteFunc(slices.Clone(r.YearsOfDay()), over)
}

// thatBefore finds the count that "16 times that" is of: the last one before, of an earlier time than that of the
// number itself, or of the text where it names none.
func (r *reader) thatBefore(v *roles.Value) (earlier *roles.Value, laters []lex.Span) {
	if v.Kind != lex.Multiple || r.D.At(v.Last) != "that" || v.Period != nil && v.Period.Relation != periods.Absolute {
		return nil, nil
	}
	if v.Period != nil {
		laters = v.Period.Spans
	} else if r.hasCount(v.Sentence) || len(r.state.main) == 0 {
		return nil, nil
	} else {
		laters = append(slices.Clone(r.state.main), r.YearsOfDay()...)
	}
	for n := v.Sentence; n >= max(0, v.Sentence-1); n-- {
		vs := r.Claims(n)
		for i := len(vs) - 1; i >= 0; i-- {
			if s := r.spansOf(vs[i]); vs[i].First < v.First && vs[i].IsCount() && len(s) > 0 {
				if s[0].From < laters[0].From {
					return vs[i], laters
				}
				return nil, nil
			}
		}
	}
	return nil, nil
}

// baseAfter finds the count with a period of its own that stands right after a change as its base: eight times the 13
// of 2017/18.
func (r *reader) baseAfter(v *roles.Value) *roles.Value {
	for _, o := range r.Claims(v.Sentence) {
		given := o.Period != nil && o.Period.Relation == periods.Absolute && o.Period.First >= o.Last
		beside := o.First > v.Last && o.First <= v.Last+3 && r.D.Is(v.Last, lex.Set("the on above below than up"))
		if o.IsCount() && given && beside {
			return o
		}
	}
	return nil
}

// fromLongAgo finds the count that a change is from, where it is of a time before that of the text, and the later
// periods that it may go up to: in 2016/17 it was just 17, which makes for a thirteen-fold rise. The number has since
// grown tenfold.
func (r *reader) fromLongAgo(v *roles.Value) (earlier *roles.Value, laters []lex.Span) {
	if p := v.Period; p != nil && p.First > v.Last && r.D.Is(v.Last, lex.Set(", ;")) && r.D.At(v.Last+1) == "and" &&
		sinceThen.Within(r.D, r.D.Sentences[v.Sentence].First, v.Last) {
		v.Period = nil // since then it has fallen by 22%, and in 2025 it was lower again
	}
	named := v.Period != nil && v.Period.Relation == periods.Absolute && !v.Period.Since && len(v.Period.Ends) == 0
	if v.Period != nil && v.Period.Relation != periods.OverYears && v.Period.Relation != periods.SinceThen && !named ||
		v.Earlier != nil || v.Cell != nil {
		return nil, nil
	}
	s := r.D.Sentences[v.Sentence]
	earlier = r.lastCountBefore(v, v.Sentence)
	if earlier != nil && r.upTo(earlier, v) {
		return nil, nil
	}
	if named {
		return r.fromEarlierCount(v, earlier)
	}
	if earlier == nil && v.Sentence > 0 && !r.hasCount(v.Sentence) &&
		(v.Period != nil || sinceThen.Within(r.D, s.First, v.Last)) {
		earlier = r.lastCountBefore(v, v.Sentence-1)
	}
	if earlier == nil {
		return nil, nil
	}
	laters = r.latestTold(earlier)
	spans := r.spansOf(earlier)
	if len(laters) == 0 || len(spans) == 0 || spans[0].From >= laters[0].From {
		return nil, nil
	}
	for _, o := range r.Claims(v.Sentence) { // a later count of the sentence itself is what the change goes up to
		if t := r.spansOf(o); o != v && o.IsCount() && (o.First > v.First || len(t) == 0 || t[0].From >= laters[0].From) {
			return nil, nil
		}
	}
	if v.Period != nil && v.Period.Relation == periods.OverYears {
		apart := int(laters[0].From - spans[0].From)
		if apart > v.Period.N || apart < v.Period.N-24 || apart != v.Period.N && earlier.Sentence != v.Sentence {
			return nil, nil
		}
	}
	return earlier, laters
}

// upTo reports whether a change stands beside the count that it goes up to: 289 offences, an increase of 18%.
func (r *reader) upTo(count, change *roles.Value) bool {
	end := max(count.Last, count.NounAt+1)
	return change.First-end <= 6 && r.D.Is(end, lex.Set(", –")) && r.D.Is(end+1, lex.Set("a an up down"))
}

// fromEarlierCount takes a count of an earlier year, right before a change that names only its later one, for what that is
// from: in 2012/13 there were 370; the figure for 2024/25 is a rise of 1,800 per cent.
func (r *reader) fromEarlierCount(v, count *roles.Value) (earlier *roles.Value, laters []lex.Span) {
	if count == nil || count.Period == nil || count.Period.Relation != periods.Absolute || count.Period == v.Period {
		return nil, nil
	}
	e, l := r.spansOf(count), v.Period.Spans
	alike := len(e) > 0 && len(l) > 0 && e[0].Months() == l[0].Months() && l[0].From-e[0].From > 12
	if !alike || r.CountsBetween(count.Last, v.First, r.Claims(v.Sentence)) > 0 {
		return nil, nil
	}
	return count, l[:1]
}

// sinceThen are words of a change up to the time of the text.
var sinceThen = lex.Compile("(has|have|had since|now)|(by now)|(since then)|(today 's)|(number|figure|total|that|it is now)")

// lastCountBefore finds the last count of a sentence before a change that is of the same area.
func (r *reader) lastCountBefore(v *roles.Value, n int) (last *roles.Value) {
	for _, o := range r.Claims(n) {
		if o.IsCount() && o.First < v.First && o.Cell == nil &&
			(v.Area == nil || o.Area == nil || sameArea(v, o)) {
			last = o
		}
	}
	return last
}

// latestTold is the latest year of which the text gives a count of the same area as another, else the one that the text
// is about.
func (r *reader) latestTold(e *roles.Value) []lex.Span {
	var best []lex.Span
	for _, o := range r.Numbers.Counts {
		if o.Role == lex.Claim && o != e && len(o.Spans) > 0 && o.Spans[0].Months() == 12 && areaName(o) == areaName(e) &&
			(best == nil || o.Spans[0].To > best[0].To) {
			best = o.Spans
		}
	}
	if best == nil {
		return r.state.main
	}
	return best
}

func (r *reader) hasCount(n int) bool {
	for _, v := range r.Claims(n) {
		if v.IsCount() {
			return true
		}
	}
	return false
}

func (r *reader) previousChange(v *roles.Value) *roles.Value {
	var last *roles.Value
	for _, o := range r.Claims(v.Sentence) {
		if o == v {
			return last
		}
		if o.Kind == lex.Change || o.Kind == lex.Multiple {
			last = o
		}
	}
	return nil
}

// earlierOf is the base of a change, by its mention and the later period.
func (r *reader) earlierOf(v *roles.Value, m *periods.Mention, l lex.Span) []lex.Span {
	switch m.Relation {
	case periods.Absolute:
		if before := lex.Before12(l); m.Base && m.Guess == periods.ByDate {
			return append([]lex.Span{before}, m.Spans...) // quadrupled from last year
		}
		return m.Spans
	case periods.OverYears:
		return []lex.Span{l.Shift(-m.N)}
	}
	return periods.Related(m, l)
}

// laterOf lists the later periods of a change: its own, that of the count before it in
// the sentence, that of the sentence before, that of the day.
func (r *reader) laterOf(v *roles.Value) []lex.Span {
	if v.Period != nil && !v.Period.Since && v.Period.Relation != periods.OverYears {
		s := r.resolve(v, v.Period)
		if v.Period.Guess != "" {
			v.Notes = append(v.Notes, v.Period.Guess)
		}
		return r.order(v, s)
	}
	vs := r.Claims(v.Sentence)
	i := slices.Index(vs, v)
	for j := i - 1; j >= 0; j-- {
		if vs[j].Kind == lex.Count && !vs[j].IsBase || vs[j].Kind == lex.Average {
			return r.spansOf(vs[j])
		}
	}
	for j := i + 1; j < len(vs); j++ {
		if vs[j].Kind == lex.Count && !vs[j].IsBase {
			return r.spansOf(vs[j])
		}
	}
	for _, m := range r.PeriodsOf(v.Sentence) {
		if m != v.Earlier && m != v.Period && m.Relation == periods.Absolute && !m.Base && !m.Since && !r.Taken(m, vs) {
			return m.Spans
		}
	}
	var out []lex.Span
	if len(r.state.spans) > 0 {
		for _, s := range r.state.spans {
			if s.Months() <= 12 {
				out = append(out, s)
			} else {
				out = append(out, lex.Span{From: s.To - 11, To: s.To})
			}
		}
		v.Notes = append(v.Notes, r.sinceParagraph(v))
		return r.order(v, out)
	}
	if next := r.nextCount(v); next != nil {
		v.Notes = append(v.Notes, "its period is named later in the text")
		return r.latestOf(next)
	}
	out = r.YearsOfDay()
	if r.MeasureOf(v) == lex.Returns {
		out = append([]lex.Span{lex.Ending(r.LatestFinancial(), 12)}, out...)
	}
	v.Notes = append(v.Notes, "its period is read from the day of publication")
	return r.order(v, out)
}

func (r *reader) nextCount(v *roles.Value) *roles.Value {
	return r.datedAfter(v.First)
}

// latestOf is the later of two years of which a sentence gives counts of one area: what a headline before it is of.
func (r *reader) latestOf(first *roles.Value) []lex.Span {
	best := r.spansOf(first)
	for _, o := range r.Claims(first.Sentence) {
		s := r.spansOf(o)
		later := len(s) > 0 && len(best) > 0 && s[0].To > best[0].To && s[0].Months() == best[0].Months()
		if later && o.IsCount() && o.Period != nil && o.Period.Relation == periods.Absolute && sameArea(o, first) {
			best = s
		}
	}
	return best
}

// overPairs reads a change over n years: n years between, or n years in all.
func (r *reader) overPairs(v *roles.Value, m *periods.Mention, add func(l, e lex.Span)) {
	saved := v.Period
	v.Period = nil
	laters := r.laterOf(v)
	if len(r.state.spans) == 0 {
		if r.MeasureOf(v) == lex.Returns && r.Dated {
			laters = append(r.returnYear(m), laters...)
		}
		laters = append(laters, r.YearsOfDay()...)
	}
	v.Period = saved
	for _, l := range r.order(v, laters) {
		if l.Months() > 12 {
			l = lex.Span{From: l.To - 11, To: l.To}
		}
		if m.N == 12 {
			add(l, l.Shift(-12)) // a part of a year against the same months a year before
			add(l, lex.Before12(l))
			continue
		}
		if m.N < 12 && l.Months() == m.N { // 5,734 in the nine months, up 7.9 per cent
			add(l, l.Shift(-12))
		}
		add(l, l.Shift(-m.N))
		if m.N > 12 && m.N%12 == 0 {
			add(l, l.Shift(-m.N+12))
		}
	}
}
