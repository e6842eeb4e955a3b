package frames

import (
	"slices"

	"grooming-report/analysis/statements/lex"
	"grooming-report/analysis/statements/periods"
)

// lists pairs a run of numbers with a run of periods, or with a period of as many
// years or quarters: 24, 42 and 211 in 2015/16, 2016/17 and 2017/18.
func (r *reader) lists(vs []*value, ms []*periods.Mention) bool {
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
		if run[0].period != nil && run[0].cell == nil {
			continue
		}
		for _, m := range ms {
			if m.Relation == periods.OverYears && m.N == 12*len(run) {
				last := *m // 30, 50 in the last two years
				if last.Spans = r.over(run[len(run)-1], m); len(last.Spans) > 0 {
					last.Spans = last.Spans[:1]
					m = &last
				}
			} else if len(run) < 3 {
				continue
			}
			if parts := r.parts(m, len(run)); parts != nil {
				for i := range run {
					run[i].period = &periods.Mention{First: m.First, Last: m.Last, Spans: []lex.Span{parts[i]},
						Guess: partsNote + r.D.Words(m.First, m.Last)}
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
func (r *reader) onwards(run, vs []*value, ms []*periods.Mention) bool {
	if !r.D.Holds(run[0].First, run[len(run)-1].First, lex.Set("then")) {
		return false
	}
	var last *periods.Mention
	for _, m := range ms {
		switch {
		case m.Last <= run[0].First && r.D.At(m.Last) == "," && m.Last >= run[0].First-3 && m.Relation == periods.Absolute &&
			len(m.Spans) > 0 && m.Spans[0].Months() == 12:
			last = m
		case m.First >= run[0].First && m.First < run[len(run)-1].Last+3:
			return false
		}
	}
	before := r.index(run[0]) - 1
	if last == nil || before < 0 || r.values[before].Last > last.First || !r.values[before].isCount() {
		return false
	}
	r.values[before].period = last
	for i, v := range run {
		v.isBase, v.period = false, &periods.Mention{First: last.First, Last: last.Last,
			Spans: []lex.Span{last.Spans[0].Shift(12 * (i + 1))}, Guess: "the years are counted on from " + r.D.Words(last.First,
				last.Last)}
	}
	return true
}

// partsNote begins the note of numbers that are read as those of the parts of a period.
const partsNote = "the numbers are read as those of the parts of "

// chain reads a run that "from" leads up to: from 51 in 2021/22 to 60, 78 and then 89
// in 2024/25.
func (r *reader) chain(run, vs []*value, ms []*periods.Mention) {
	base := slices.IndexFunc(vs, func(v *value) bool {
		return v.isBase && v.base >= 0 && r.values[v.base] == run[0] && v.First < run[0].First
	})
	if base < 0 {
		return
	}
	var start, end *periods.Mention
	for _, m := range ms {
		switch {
		case m.Relation != periods.Absolute || len(m.Spans) == 0 || m.Spans[0].Months() > 12:
		case m.First >= vs[base].Last && m.Last <= run[0].First || m.Last <= vs[base].First && start == nil:
			start = m
		case m.First >= run[len(run)-1].Last && end == nil:
			end = m
		}
	}
	if start == nil || end != nil && int(end.Spans[0].From-start.Spans[0].From) != 12*len(run) {
		return
	}
	vs[base].period = start
	for i, v := range run {
		v.isBase = false
		v.period = &periods.Mention{First: start.First, Last: start.Last, Spans: []lex.Span{start.Spans[0].Shift(12 * (i + 1))},
			Guess: ""}
	}
	if end != nil {
		run[len(run)-1].period = end
	}
}

// sameRun gives a run of numbers without periods those of the sentence before, if
// it has as many: in Thames Valley the figures were 128, 78 and 90 respectively.
func (r *reader) sameRun(run []*value, ms []*periods.Mention) bool {
	n := run[0].Sentence
	s := r.D.Sentences[n]
	if len(ms) > 0 || n == 0 {
		return false
	}
	if r.D.Holds(s.First, s.Last, lex.Set("numbers figures totals counts equivalents respectively")) {
		var years []*periods.Mention
		for _, m := range r.periodsOf(n - 1) {
			if m.Relation == periods.Absolute && !m.Since && len(m.Ends) == 0 {
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
	told := r.D.Holds(s.First, s.Last, lex.Set("respectively")) || figuresWere.Within(r.D, s.First, run[0].First)
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

var figuresWere = lex.Compile("(figures|numbers|totals|counts) were|are|was")

// oneForAll gives each number of a run the period that follows it, where the sentence names
// as many areas: 209, 81 and 77 a year earlier.
func (r *reader) oneForAll(run []*value, ms []*periods.Mention) {
	end := run[len(run)-1].Last
	if r.D.OffenceAfter(end, 3) > 0 {
		end = r.D.OffenceAfter(end, 3) + 1
	}
	areas := 0
	for _, a := range r.areasOf(run[0].Sentence) {
		if a.First < run[0].First && (a.Kind == lex.ForceArea || a.Kind == lex.PlaceArea || a.Kind == lex.RegionArea) {
			areas++
		}
	}
	if len(run) < 2 || areas != len(run) {
		return
	}
	for _, m := range ms {
		if m.First >= end && m.First <= end+1 && m.Relation != periods.OverYears && len(m.Ends) == 0 {
			for _, v := range run {
				v.period, v.isBase = m, v.isBase && m.Base
			}
			return
		}
	}
}

// afterRun reads 43, 37 and 30 in the following three years.
func (r *reader) afterRun(run []*value, ms []*periods.Mention) bool {
	for _, m := range ms {
		if (m.Relation == periods.YearsBefore && m.N == len(run) || m.Relation == periods.YearsUntil && m.N == 12*len(run)) && len(run) > 1 &&
			m.Last <= run[0].First {
			for i, v := range run { // in the four years before that the totals were 134, 120, 161 and 159
				v.period, v.isBase = &periods.Mention{First: m.First, Last: m.Last, Relation: periods.YearsBefore, N: len(run) - i, Unit: -1}, false
			}
			return true
		}
		if m.Relation != periods.YearAfter || m.N != len(run) || m.First < run[len(run)-1].First {
			continue
		}
		for i, v := range run {
			v.period, v.isBase = &periods.Mention{First: m.First, Last: m.Last, Relation: periods.YearAfter, N: i + 1, Unit: 1}, false
		}
		return true
	}
	return false
}

// guessRun reads a run of numbers without any period as consecutive financial years: those
// from the first year that the text names, from the year of the law, or to the last named.
func (r *reader) guessRun(run []*value) {
	first, final := r.Years.First, r.Years.Final
	starts := []int{lex.LawMonth.Year()}
	if first > 0 {
		starts = []int{first, lex.LawMonth.Year(), final - len(run) + 1}
	}
	for i, v := range run {
		m := &periods.Mention{First: v.First, Last: v.Last, Guess: "no years are named: consecutive ones are guessed"}
		for _, s := range starts {
			m.Spans = append(m.Spans, lex.Financial(s+i))
		}
		v.period = m
	}
}

// parts splits a period into n years or quarters, where it has as many.
func (r *reader) parts(m *periods.Mention, n int) []lex.Span {
	for _, s := range m.Spans {
		for _, unit := range []int{12, 3} {
			if s.Months() == n*unit && (unit == 12 || m.Unit == 3 || n == 4 && r.D.Holds(max(0, m.First-6), m.Last+6,
				lex.Set("quarter quarters quarterly"))) {
				var out []lex.Span
				for i := 0; i < n; i++ {
					from := s.From + lex.Month(i*unit)
					out = append(out, lex.Span{From: from, To: from + lex.Month(unit) - 1})
				}
				return out
			}
		}
	}
	return nil
}

var listWords = lex.Set(", and then to ; followed by before & / ~ > or offences cases crimes")

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
		if v.Kind != lex.Count || v.cell != nil {
			flush()
			continue
		}
		if len(run) > 0 && !r.onlyBetween(run[len(run)-1].Last, v.First, listWords) {
			flush()
		}
		run = append(run, v)
	}
	flush()
	return runs
}

func (r *reader) mentionRuns(ms []*periods.Mention) (runs [][]*periods.Mention) {
	var run []*periods.Mention
	flush := func() {
		if len(run) >= 2 {
			runs = append(runs, run)
		}
		run = nil
	}
	for _, m := range ms {
		if len(run) > 0 && !r.onlyBetween(run[len(run)-1].Last, m.First, listWords) {
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
		if !r.D.Is(from, words) {
			return false
		}
	}
	return true
}
