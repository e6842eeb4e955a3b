package statements

import "slices"

// lists pairs a run of numbers with a run of periods, or with a period of as many
// years or quarters: 24, 42 and 211 in 2015/16, 2016/17 and 2017/18.
func (r *reader) lists(vs []*value, ms []*mention) bool {
	runs := r.countRuns(vs)
	mruns := r.mentionRuns(ms)
	done := false
	for _, run := range runs {
		r.chain(run, vs, ms)
	}
	for _, run := range runs {
		r.oneForAll(run, ms)
		if r.afterRun(run, ms) || r.sameRun(run, ms) {
			done = true
			continue
		}
		if len(ms) == 0 && len(run) >= 3 {
			r.guessRun(run)
			continue
		}
		if run[0].period != nil && run[0].cell == nil || r.onwards(run, vs, ms) {
			continue
		}
		for _, mrun := range mruns {
			if len(mrun) == len(run) && len(run) >= 2 && (len(run) > 2 || len(mruns) == 1 && len(runs) == 1) {
				for i := range run {
					run[i].period = mrun[i]
					run[i].run, run[i].runAt = len(run), i+1
				}
				done = true
			}
		}
		if len(run) < 3 || run[0].period != nil && run[0].cell == nil {
			continue
		}
		for _, m := range ms {
			if parts := r.parts(m, len(run)); parts != nil {
				for i := range run {
					run[i].period = &mention{first: m.first, last: m.last, spans: []Span{parts[i]},
						guess: partsNote + r.d.words(m.first, m.last)}
					run[i].run, run[i].runAt = len(run), i+1
				}
				done = true
				break
			}
		}
	}
	return done && len(runs) == 1 && len(runs[0]) == len(vs)
}

// onwards reads two in 2014/15, four, then seven: the years go on from the last one named.
func (r *reader) onwards(run, vs []*value, ms []*mention) bool {
	if !r.d.holds(run[0].first, run[len(run)-1].first, set("then")) {
		return false
	}
	var last *mention
	for _, m := range ms {
		switch {
		case m.last <= run[0].first && r.d.at(m.last) == "," && m.last >= run[0].first-3 && m.relation == absolute &&
			len(m.spans) > 0 && m.spans[0].Months() == 12:
			last = m
		case m.first >= run[0].first && m.first < run[len(run)-1].last+3:
			return false
		}
	}
	before := r.index(run[0]) - 1
	if last == nil || before < 0 || r.values[before].last > last.first || !r.values[before].isCount() {
		return false
	}
	r.values[before].period = last
	for i, v := range run {
		v.isBase, v.period = false, &mention{first: last.first, last: last.last,
			spans: []Span{last.spans[0].shift(12 * (i + 1))}, guess: "the years are counted on from " + r.d.words(last.first,
				last.last)}
	}
	return true
}

// partsNote begins the note of numbers that are read as those of the parts of a period.
const partsNote = "the numbers are read as those of the parts of "

// chain reads a run that "from" leads up to: from 51 in 2021/22 to 60, 78 and then 89
// in 2024/25.
func (r *reader) chain(run, vs []*value, ms []*mention) {
	base := slices.IndexFunc(vs, func(v *value) bool {
		return v.isBase && v.base >= 0 && r.values[v.base] == run[0] && v.first < run[0].first
	})
	if base < 0 {
		return
	}
	var start, end *mention
	for _, m := range ms {
		switch {
		case m.relation != absolute || len(m.spans) == 0 || m.spans[0].Months() > 12:
		case m.first >= vs[base].last && m.last <= run[0].first || m.last <= vs[base].first && start == nil:
			start = m
		case m.first >= run[len(run)-1].last && end == nil:
			end = m
		}
	}
	if start == nil || end != nil && int(end.spans[0].From-start.spans[0].From) != 12*len(run) {
		return
	}
	vs[base].period = start
	for i, v := range run {
		v.isBase = false
		v.period = &mention{first: start.first, last: start.last, spans: []Span{start.spans[0].shift(12 * (i + 1))},
			guess: ""}
	}
	if end != nil {
		run[len(run)-1].period = end
	}
}

// sameRun gives a run of numbers without periods those of the sentence before, if
// it has as many: in Thames Valley the figures were 128, 78 and 90 respectively.
func (r *reader) sameRun(run []*value, ms []*mention) bool {
	n := run[0].sentence
	s := r.d.sentences[n]
	if len(ms) > 0 || n == 0 {
		return false
	}
	if r.d.holds(s.first, s.last, set("numbers figures totals counts equivalents respectively")) {
		var years []*mention
		for _, m := range r.periodsOf(n - 1) {
			if m.relation == absolute && !m.since && len(m.ends) == 0 {
				years = append(years, m)
			}
		}
		if len(years) == len(run) {
			for i, v := range run {
				v.period, v.isBase = years[i], false
			}
			return true
		}
	}
	told := r.d.holds(s.first, s.last, set("respectively")) || figuresWere.within(r.d, s.first, run[0].first)
	if len(run) < 3 && !told {
		return false
	}
	var before []*value
	for _, v := range r.claims(n - 1) {
		if v.isCount() && v.period != nil {
			before = append(before, v)
		}
	}
	if len(before) != len(run) {
		return false
	}
	for i, v := range run {
		v.period, v.isBase = before[i].period, false
	}
	return true
}

var figuresWere = compile("(figures|numbers|totals|counts) were|are|was")

// oneForAll gives each number of a run the period that follows it, where the sentence names
// as many areas: 209, 81 and 77 a year earlier.
func (r *reader) oneForAll(run []*value, ms []*mention) {
	end := run[len(run)-1].last
	if r.d.offenceAfter(end, 3) > 0 {
		end = r.d.offenceAfter(end, 3) + 1
	}
	areas := 0
	for _, a := range r.areasOf(run[0].sentence) {
		if a.first < run[0].first && (a.kind == forceArea || a.kind == placeArea || a.kind == regionArea) {
			areas++
		}
	}
	if len(run) < 2 || areas != len(run) {
		return
	}
	for _, m := range ms {
		if m.first >= end && m.first <= end+1 && m.relation != overYears && len(m.ends) == 0 {
			for _, v := range run {
				v.period, v.isBase = m, v.isBase && m.base
			}
			return
		}
	}
}

// afterRun reads 43, 37 and 30 in the following three years.
func (r *reader) afterRun(run []*value, ms []*mention) bool {
	for _, m := range ms {
		if (m.relation == yearsBefore && m.n == len(run) || m.relation == yearsUntil && m.n == 12*len(run)) && len(run) > 1 &&
			m.last <= run[0].first {
			for i, v := range run { // in the four years before that the totals were 134, 120, 161 and 159
				v.period, v.isBase = &mention{first: m.first, last: m.last, relation: yearsBefore, n: len(run) - i, unit: -1}, false
			}
			return true
		}
		if m.relation != yearAfter || m.n != len(run) || m.first < run[len(run)-1].first {
			continue
		}
		for i, v := range run {
			v.period, v.isBase = &mention{first: m.first, last: m.last, relation: yearAfter, n: i + 1, unit: 1}, false
		}
		return true
	}
	return false
}

// guessRun reads a run of numbers without any period as consecutive financial years: those
// from the first year that the text names, from the year of the law, or to the last named.
func (r *reader) guessRun(run []*value) {
	first, final := r.years.first, r.years.final
	starts := []int{lawMonth.Year()}
	if first > 0 {
		starts = []int{first, lawMonth.Year(), final - len(run) + 1}
	}
	for i, v := range run {
		m := &mention{first: v.first, last: v.last, guess: "no years are named: consecutive ones are guessed"}
		for _, s := range starts {
			m.spans = append(m.spans, financial(s+i))
		}
		v.period = m
	}
}

// parts splits a period into n years or quarters, where it has as many.
func (r *reader) parts(m *mention, n int) []Span {
	for _, s := range m.spans {
		for _, unit := range []int{12, 3} {
			if s.Months() == n*unit && (unit == 12 || m.unit == 3 || n == 4 && r.d.holds(max(0, m.first-6), m.last+6,
				set("quarter quarters quarterly"))) {
				var out []Span
				for i := 0; i < n; i++ {
					from := s.From + Month(i*unit)
					out = append(out, Span{from, from + Month(unit) - 1})
				}
				return out
			}
		}
	}
	return nil
}

var listWords = set(", and then to ; followed by before & / ~ > or offences cases crimes")

// countRuns finds runs of counts with nothing but commas and the like between them.
func (r *reader) countRuns(vs []*value) (runs [][]*value) {
	var run []*value
	flush := func() {
		if len(run) >= 2 {
			runs = append(runs, run)
		}
		run = nil
	}
	for _, v := range vs {
		if v.kind != Count || v.cell != nil {
			flush()
			continue
		}
		if len(run) > 0 && !r.onlyBetween(run[len(run)-1].last, v.first, listWords) {
			flush()
		}
		run = append(run, v)
	}
	flush()
	return runs
}

func (r *reader) mentionRuns(ms []*mention) (runs [][]*mention) {
	var run []*mention
	flush := func() {
		if len(run) >= 2 {
			runs = append(runs, run)
		}
		run = nil
	}
	for _, m := range ms {
		if len(run) > 0 && !r.onlyBetween(run[len(run)-1].last, m.first, listWords) {
			flush()
		}
		run = append(run, m)
	}
	flush()
	return runs
}

func (r *reader) onlyBetween(from, to int, words map[string]bool) bool {
	if to <= from || to > from+4 {
		return false
	}
	for ; from < to; from++ {
		if !r.d.is(from, words) {
			return false
		}
	}
	return true
}
