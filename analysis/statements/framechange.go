package statements

import (
	"math"
	"slices"
)

// frameChange finds the two periods of a change, and the two counts of the text
// that it rests on.
func (r *reader) frameChange(f *Frame, v *value) {
	if r.comparesAreas(v) {
		r.frameCount(f, v)
		f.Problem = "it compares areas, not times"
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
			f.Readings = append(f.Readings, Candidate{Area: a.Area, Later: p[0], Earlier: p[1], Notes: append(slices.Clone(a.Notes), v.notes...), Sure: a.Sure && sureNotes(v.notes)})
		}
	}
	f.Readings = limit(f.Readings)
	if len(pairs) == 0 {
		f.Problem = "its two periods are not named"
	}
}

// comparesAreas reports whether a change is over another area: twice as many as any other force.
func (r *reader) comparesAreas(v *value) bool {
	for i := v.last; i < v.last+7 && i < len(r.d.tokens); i++ {
		if clauseEnds[r.d.at(i)] || r.d.at(i) == "," {
			return false
		}
		if w := r.d.at(i); w == "any" && r.d.is(i+1, set("other force")) || w == "next" && r.d.is(i+1, set("highest biggest force")) || (w == "average" || w == "rate") && r.d.holds(v.last, i, set("national england country")) {
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
		if c.Later.Months() == 12 && c.Earlier.Months() == 12 && (c.Later.From-c.Earlier.From)%12 != 0 && len(f.Readings) < 8 {
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
				f.Readings = append(f.Readings, Candidate{Area: a.Area, Later: l, Earlier: e, Notes: append(slices.Clone(a.Notes), v.notes...), Sure: a.Sure && sureNotes(v.notes)})
			}
		}
	}
	f.Readings = limit(f.Readings)
}

// pairFor finds the two counts that a change is of. A pair whose arithmetic fits is
// taken from as far as two sentences away; one that does not only from its own clause.
func (r *reader) pairFor(v *value) (later, earlier *value, fits bool) {
	type pair struct{ later, earlier *value }
	var near, far []pair
	var counts []*value
	for _, o := range r.values {
		if o.role == Claim && o.isCount() && diff(o.sentence, v.sentence) <= 3 && o.stated > 0 {
			counts = append(counts, o)
		}
	}
	for _, e := range counts {
		if e.isBase && e.base >= 0 {
			p := pair{r.values[e.base], e}
			if e.sentence == v.sentence {
				near = append(near, p)
			} else {
				far = append(far, p)
			}
		}
	}
	if v.cell != nil {
		var row []*value
		for _, o := range r.claims(v.sentence) {
			if o.cell != nil && o.isCount() {
				row = append(row, o)
			}
		}
		if len(row) == 2 {
			near = append(near, pair{row[1], row[0]})
		}
	}
	for _, a := range counts {
		for _, b := range counts {
			if a != b && diff(a.sentence, b.sentence) <= 2 && sameArea(a, b) && !(a.isBase && a.base == r.index(b)) {
				far = append(far, pair{a, b})
			}
		}
	}
	for i, p := range near {
		for _, run := range r.countRuns(r.claims(p.later.sentence)) {
			if last := run[len(run)-1]; run[0] == p.later && p.earlier.first < p.later.first && v.first >= last.last {
				near[i].later = last // from 370 to 459, 677, 962 and 1,156, tripling
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
	for _, p := range append(slices.Clone(near), far...) {
		if r.changeFits(v, p.later.stated, p.earlier.stated) && r.areaAgrees(v, p.later) && r.periodsAgree(v, p.later, p.earlier) && r.inOrder(p.later, p.earlier) {
			return p.later, p.earlier, true
		}
	}
	for _, p := range near {
		if (v.earlier == nil || v.earlier == p.earlier.period) && r.areaAgrees(v, p.later) && r.periodsAgree(v, p.later, p.earlier) && p.later.sentence == v.sentence && r.besidePair(v, p.later, p.earlier) && r.inOrder(p.later, p.earlier) {
			return p.later, p.earlier, false
		}
	}
	for _, p := range far {
		f := Frame{Kind: v.kind, Stated: v.stated, Hedge: v.hedge, Step: v.step, Later: statedOf(r, p.later), Earlier: statedOf(r, p.earlier)}
		if v.kind == Change && v.stated >= 100 && diff(v.sentence, p.later.sentence) <= 1 && f.holds(100*p.later.stated/p.earlier.stated) &&
			r.areaAgrees(v, p.later) && r.periodsAgree(v, p.later, p.earlier) && r.inOrder(p.later, p.earlier) {
			return p.later, p.earlier, false
		}
	}
	if later, earlier := r.onlyPair(v); later != nil {
		return later, earlier, false
	}
	return nil, nil, false
}

// onlyPair gives a headline the two counts of the text, where it has no others.
func (r *reader) onlyPair(v *value) (later, earlier *value) {
	inYear := v.period != nil && v.period.relation == overYears && v.period.n == 12
	if !r.d.sentences[v.sentence].heading && v.sentence > 0 || v.period != nil && !inYear || v.earlier != nil || r.hasCount(v.sentence) {
		return nil, nil
	}
	for _, o := range r.values {
		if o.role != Claim || !o.isCount() {
			continue
		}
		switch {
		case o.isBase && o.base >= 0 && earlier == nil && r.values[o.base].sentence == o.sentence && o.sentence == v.sentence+1:
			earlier, later = o, r.values[o.base]
		case later != nil && o != later || later == nil && !(o.sentence == v.sentence+1):
			return nil, nil
		}
	}
	if later == nil || !r.inOrder(later, earlier) {
		return nil, nil
	}
	return later, earlier
}

func sameArea(a, b *value) bool { return areaName(a) == areaName(b) }

func (r *reader) inOrder(later, earlier *value) bool {
	l, e := r.spansOf(later), r.spansOf(earlier)
	return len(l) == 0 || len(e) == 0 || l[0].From > e[0].From
}

func (r *reader) areaAgrees(v, later *value) bool {
	if v.area == nil || later.area == nil {
		return true
	}
	return v.area.area.Name == later.area.area.Name || v.sentence != later.sentence && v.area.kind == localArea
}

// periodsAgree reports whether the periods that the change names itself are those of the counts.
func (r *reader) periodsAgree(v, later, earlier *value) bool {
	if v.earlier != nil && v.earlier.relation == absolute && len(v.earlier.spans) > 0 {
		if s := r.spansOf(earlier); len(s) > 0 && !slices.Contains(v.earlier.spans, s[0]) {
			return false
		}
	}
	if v.period != nil && v.period.relation == absolute && !v.period.since && len(v.period.ends) == 0 && len(v.period.spans) > 0 && v.period.spans[0].Months() <= 12 {
		p := v.period.spans[0]
		if s := r.spansOf(later); len(s) > 0 && !slices.Contains(v.period.spans, s[0]) && !(s[0].From >= p.From && s[0].To <= p.To) {
			return false
		}
	}
	return true
}

// besidePair reports whether no other count stands between a change and its pair.
func (r *reader) besidePair(v, later, earlier *value) bool {
	lo, hi := min(later.first, earlier.first), max(later.last, earlier.last)
	for _, o := range r.claims(v.sentence) {
		if o == later || o == earlier || o == v || !o.isCount() {
			continue
		}
		if o.first >= hi && o.last <= v.first || o.first >= v.last && o.last <= lo {
			return false
		}
	}
	return true
}

// changeFits reports whether two counts make the stated change.
func (r *reader) changeFits(v *value, later, earlier float64) bool {
	if earlier == 0 {
		return false
	}
	f := Frame{Kind: v.kind, Stated: v.stated, Hedge: v.hedge, Step: v.step, Fraction: v.fraction, Fall: v.fall}
	if v.fall {
		f.Stated = -v.stated
	}
	return f.holds(changed(v.kind, later, earlier))
}

// changed is the arithmetic of a change on two counts, in its unit.
func changed(k Kind, later, earlier float64) float64 {
	switch k {
	case Change:
		return 100 * (later - earlier) / earlier
	case Multiple:
		return later / earlier
	}
	return later - earlier
}

// holds reports whether a computed number is what a frame states, by its digits and hedge.
func (f *Frame) holds(x float64) bool {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return false
	}
	lo, hi := f.bounds()
	const slack = 1e-9
	if x >= lo-slack && x <= hi+slack {
		return true
	}
	return f.Kind == Multiple && f.Stated > 0 && x > 0 && x < 1 && f.Fall && 1/x >= lo && 1/x <= hi
}

// bounds is the interval of numbers that the statement may stand for.
func (f *Frame) bounds() (lo, hi float64) {
	n := math.Abs(f.Stated)
	sign := 1.0
	if f.Stated < 0 {
		sign = -1
	}
	switch f.Kind {
	case Multiple:
		lo, hi = multipleBounds(n, f.Step, f.Hedge)
	case Change, Share, Growth:
		lo, hi = percentBounds(n, f.Step, f.Hedge, f.Fraction)
		if f.Per > 0 && f.Kind == Share && f.Step == 0 {
			lo, hi = oneInBounds(n, f.Per, f.Hedge)
		}
	default:
		lo, hi = interval(n, f.Step, f.Hedge)
	}
	if sign < 0 {
		return -hi, -lo
	}
	return lo, hi
}

func multipleBounds(n, step float64, h Hedge) (lo, hi float64) {
	half := step / 2
	switch h {
	case Fold:
		return n - 0.5, n + 1.5
	case Over:
		return n, n + math.Max(math.Max(1, digitPlace(n)), n/10)
	case Under:
		return n - math.Max(n/10, math.Min(half, n/8)), n
	case About:
		return n - math.Max(half, n/10), n + math.Max(half, n/10)
	}
	if n == 2 && step == 1 {
		return 1.75, 2.5
	}
	return n - half, n + half
}

func percentBounds(n, step float64, h Hedge, fraction bool) (lo, hi float64) {
	wide := step / 2
	if fraction {
		wide = 5
	}
	switch h {
	case Over:
		return n, n + math.Max(math.Max(math.Max(step, digitPlace(n)), n/10), 2*wide)
	case Under:
		return n - math.Max(math.Max(math.Max(step, digitPlace(n)), n/10), 2*wide), n
	case About:
		return n - math.Max(math.Max(wide, digitPlace(n)/2), n/20), n + math.Max(math.Max(wide, digitPlace(n)/2), n/20)
	}
	return n - wide, n + wide
}

// oneInBounds rounds the n of one in n.
func oneInBounds(percent float64, n int, h Hedge) (lo, hi float64) {
	part := percent * float64(n) / 100
	a, b := 100*part/(float64(n)+0.5), 100*part/(float64(n)-0.5)
	if n <= 10 {
		a, b = min(a, percent-5*percent/100), max(b, percent+5*percent/100)
	}
	switch h {
	case Over:
		return percent, percent * 1.15
	case Under:
		return percent * 0.85, percent
	case About:
		return percent - percent*0.08, percent + percent*0.08
	}
	return a, b
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
		switch {
		case len(m.ends) == 2:
			add(m.ends[1], m.ends[0])
			for _, s := range m.spans[1:] {
				n := s.Months()
				add(Span{s.To - 11, s.To}, Span{s.From, s.From + 11})
				_ = n
			}
			return pairs
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
			return pairs
		case m.relation == overYears:
			r.overPairs(v, m, add)
			return pairs
		case m.base && v.earlier == nil:
			v.earlier, v.period = m, nil
		}
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
	if v.period == nil && len(r.state.pair[0]) > 0 && !r.hasCount(v.sentence) && v.sentence > 0 && r.d.sentences[v.sentence].paragraph == r.d.sentences[v.sentence-1].paragraph {
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
	out = r.years()
	if r.measureOf(v) == Returns {
		out = append([]Span{ending(r.latestFinancial(), 12)}, out...)
	}
	v.notes = append(v.notes, "its period is read from the day of publication")
	return r.order(v, out)
}

func (r *reader) nextCount(v *value) *value {
	for _, o := range r.values {
		if o.first > v.first && o.role == Claim && o.isCount() && !o.isBase && o.period != nil && o.period.relation == absolute {
			return o
		}
	}
	return nil
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
		laters = append(laters, r.years()...)
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

// frameEachYear frames a rise each year: the run of years from its words.
func (r *reader) frameEachYear(f *Frame, v *value) {
	f.Unit = v.per
	var spans []Span
	vs := r.claims(v.sentence)
	if e := slices.IndexFunc(vs, func(e *value) bool {
		return e.isBase && e.base >= 0 && e.first > v.first && r.values[e.base].sentence == v.sentence && r.values[e.base].first > e.first && e.period != nil && r.values[e.base].period != nil
	}); e >= 0 && v.period != nil && v.period.relation == absolute {
		v.period = nil // the two ends say more: four years in a row, from 125 in 2017/18 to 320 in 2021/22
	}
	switch m := v.period; {
	case m != nil && m.relation == overYears:
		spans = r.over(v, m)
		if f.Stated == 0 {
			f.Stated = float64(m.n / max(1, v.per))
		}
	case m != nil && m.since:
		spans = m.spans
	case m != nil && (len(m.ends) == 2 || len(m.spans) > 0 && m.spans[0].Months() > 12 || v.per < 12):
		spans = r.resolve(v, m)
	}
	if len(spans) == 0 {
		var whole Span
		for _, e := range vs {
			if e.isBase && e.base >= 0 && e.first > v.first && r.values[e.base].sentence == v.sentence && r.values[e.base].first > e.first {
				vs = []*value{e, r.values[e.base]} // five years running, from 113 to 57, before rising to 73
				break
			}
		}
		for _, e := range vs {
			if s := r.spansOf(e); e.isCount() && len(s) > 0 && e.period != nil {
				if whole.IsZero() || s[0].From < whole.From {
					whole.From = s[0].From
				}
				whole.To = max(whole.To, s[0].To)
			}
		}
		if whole.Months() > v.per {
			spans = append(spans, whole)
		}
	}
	if len(spans) == 0 && v.stated > 0 && v.per == 12 {
		for _, l := range r.laterOf(v) {
			rises, years := Span{l.To - Month(12*(v.stated+1)) + 1, l.To}, Span{l.To - Month(12*v.stated) + 1, l.To}
			if r.d.holds(v.first, v.last, set("last past")) {
				rises, years = years, rises
			}
			spans = append(spans, rises, years)
		}
	}
	if v.period != nil && v.period.since {
		slices.SortStableFunc(spans, func(a, b Span) int { return btoi(a.Months()%max(1, v.per) != 0) - btoi(b.Months()%max(1, v.per) != 0) })
	}
	if f.Stated == 0 && len(spans) > 0 {
		f.Stated = float64(spans[0].Months()/max(1, v.per)) - 1
	}
	for _, a := range r.areasFor(v) {
		for _, s := range spans {
			f.Readings = append(f.Readings, Candidate{Area: a.Area, Later: s, Notes: append(slices.Clone(a.Notes), v.notes...), Sure: a.Sure && sureNotes(v.notes)})
		}
	}
	f.Readings = limit(f.Readings)
	if len(f.Readings) == 0 {
		f.Problem = "no run of years is named"
	}
}
