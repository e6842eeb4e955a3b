package pairing

import (
	"slices"

	"grooming-report/analysis/statements/lex"
	"grooming-report/analysis/statements/periods"
	"grooming-report/analysis/statements/roles"
)

// lists pairs a run of numbers with a run of periods, or with a period of as many
// years or quarters: 24, 42 and 211 in 2015/16, 2016/17 and 2017/18.
func (r *Reader) lists(vs []*roles.Value, ms []*periods.Mention) bool {
	runs := r.CountRuns(vs)
	mruns := r.mentionRuns(ms)
	done := false
	for _, run := range runs {
		r.chain(run, vs, ms)
	}
	for _, run := range runs {
		if r.yearsSince(run, ms) || r.priorYear(run, vs) {
			done = true
			continue
		}
		r.oneForAll(run, ms)
		if r.afterRun(run, ms) || r.sameRun(run, ms) {
			done = true
			continue
		}
		if len(ms) == 0 && len(run) >= 3 {
			r.guessRun(run)
			continue
		}
		if run[0].Period != nil && run[0].Cell == nil || r.onwards(run, vs, ms) {
			continue
		}
		for _, mrun := range mruns {
			if len(mrun) == len(run) && len(run) >= 2 && (len(run) > 2 || len(mruns) == 1 && len(runs) == 1) {
				for i := range run {
					run[i].Period = mrun[i]
				}
				done = true
			}
		}
		if run[0].Period != nil && run[0].Cell == nil {
			continue
		}
		for _, m := range ms {
			if m.Relation == periods.OverYears && m.N == 12*len(run) {
				last := *m // 30, 50 in the last two years
				if last.Spans = r.LastYears(run[0], m.N, r.OfLength(run[0], m)); len(last.Spans) > 0 {
					last.Spans = last.Spans[:1]
					m = &last
				}
			} else if len(run) < 3 {
				continue
			}
			if parts := r.parts(m, len(run)); parts != nil {
				for i := range run {
					run[i].Period = &periods.Mention{First: m.First, Last: m.Last, Spans: []lex.Span{parts[i]},
						Guess: PartsNote + r.D.Words(m.First, m.Last)}
				}
				done = true
				break
			}
		}
	}
	return done && len(runs) == 1 && len(runs[0]) == len(vs)
}

// onwards reads two in 2014/15, four, then seven: the years go on from the last one named.
func (r *Reader) onwards(run, vs []*roles.Value, ms []*periods.Mention) bool {
	if r.thenRun(run, ms) {
		return true
	}
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
	before := r.Index(run[0]) - 1
	if last == nil || before < 0 || r.Values[before].Last > last.First || !r.Values[before].IsCount() {
		return false
	}
	r.Values[before].Period = last
	for i, v := range run {
		v.IsBase, v.Period = false, &periods.Mention{First: last.First, Last: last.Last,
			Spans: []lex.Span{last.Spans[0].Shift(12 * (i + 1))}, Guess: "the years are counted on from " + r.D.Words(last.First,
				last.Last)}
	}
	return true
}

// thenRun reads 50 offences in 2020/21, then 51, 60 and 78: the years go on from that of the number before.
func (r *Reader) thenRun(run []*roles.Value, ms []*periods.Mention) bool {
	before := r.Index(run[0]) - 1
	if r.D.At(run[0].First-1) != "then" || before < 0 || r.Values[before].Sentence != run[0].Sentence || !r.Values[before].IsCount() {
		return false
	}
	var year *periods.Mention
	for _, m := range ms {
		if m.First >= r.Values[before].Last && m.Last <= run[0].First-1 {
			year = m
		}
	}
	absolute := year != nil && year.Relation == periods.Absolute && !year.Since && len(year.Spans) > 0 && year.Spans[0].Months() == 12
	if !absolute && (year == nil || year.Relation != periods.YearAfter) {
		return false
	}
	r.Values[before].Period, r.Values[before].IsBase = year, false
	for i, v := range run {
		m := &periods.Mention{First: year.First, Last: year.Last, Guess: "the years are counted on from " + r.D.Words(year.First, year.Last)}
		if absolute {
			m.Spans = []lex.Span{year.Spans[0].Shift(12 * (i + 1))}
		} else {
			m.Relation, m.N, m.Unit = periods.YearAfter, max(1, year.N)+i+1, 1
		}
		v.IsBase, v.Period = false, m
	}
	return true
}

// yearsSince reads a run that begins with the year that a rise is since: every year since 2021/22: 51, then 60, 78 and,
// in 2024/25, 89. A period that stands before one of its numbers is the one that it comes to there.
func (r *Reader) yearsSince(run []*roles.Value, ms []*periods.Mention) bool {
	if len(run) < 3 {
		return false
	}
	i := slices.IndexFunc(ms, func(m *periods.Mention) bool {
		return m.Since && len(m.Ends) > 0 && m.Ends[0].Months() == 12 && m.Last <= run[0].First &&
			(r.D.At(m.Last) == ":" || r.D.At(m.Last) == ",") && r.D.Is(m.First-1, lex.Set("year")) &&
			r.D.Is(m.First-2, lex.Set("every each"))
	})
	if i < 0 {
		return false
	}
	since := ms[i].Ends[0]
	for _, m := range ms {
		for k, v := range run {
			between := m.Last <= v.First && (k == 0 && m.First >= ms[i].Last || k > 0 && m.First >= run[k-1].Last)
			if between && (len(m.Spans) == 0 || m.Spans[0] != since.Shift(12*k)) {
				return false
			}
		}
	}
	for k, v := range run {
		v.IsBase, v.Period = false, &periods.Mention{First: ms[i].First, Last: ms[i].Last,
			Spans: []lex.Span{since.Shift(12 * k)}, Guess: PartsNote + r.D.Words(ms[i].First, ms[i].Last)}
	}
	return true
}

// priorYear gives a run in brackets the periods of as many numbers before it, a year earlier: 50 in Q1, 41 in Q2 and 35 in
// Q3 of 2025/26 (prior year: 48, 36 and 50).
func (r *Reader) priorYear(run, vs []*roles.Value) bool {
	at := slices.Index(vs, run[0])
	if at < len(run) || !yearBefore.Within(r.D, max(0, run[0].First-6), run[0].First) || r.D.At(run[0].First-1) != ":" &&
		r.D.At(run[0].First-1) != "were" {
		return false
	}
	before := vs[at-len(run) : at]
	if slices.ContainsFunc(before, func(o *roles.Value) bool { return !o.IsCount() || o.IsBase }) {
		return false
	}
	for i, v := range run {
		v.IsBase, v.Base = true, r.Index(before[i])
		v.Period = &periods.Mention{First: v.First, Last: v.First, Relation: periods.YearsBefore, N: 1}
	}
	return true
}

var yearBefore = lex.Compile("(prior|previous|preceding|last year)|(year before|earlier)")

// PartsNote begins the note of numbers that are read as those of the parts of a period.
const PartsNote = "the numbers are read as those of the parts of "

// chain reads a run that "from" leads up to: from 51 in 2021/22 to 60, 78 and then 89
// in 2024/25.
func (r *Reader) chain(run, vs []*roles.Value, ms []*periods.Mention) {
	base := slices.IndexFunc(vs, func(v *roles.Value) bool {
		return v.IsBase && v.Base >= 0 && r.Values[v.Base] == run[0] && v.First < run[0].First
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
	vs[base].Period = start
	for i, v := range run {
		v.IsBase = false
		v.Period = &periods.Mention{First: start.First, Last: start.Last,
			Spans: []lex.Span{start.Spans[0].Shift(12 * (i + 1))},
			Guess: ""}
	}
	if end != nil {
		run[len(run)-1].Period = end
	}
}

// sameRun gives a run of numbers without periods those of the sentence before, if
// it has as many: in Thames Valley the figures were 128, 78 and 90 respectively.
func (r *Reader) sameRun(run []*roles.Value, ms []*periods.Mention) bool {
	n := run[0].Sentence
	s := r.D.Sentences[n]
	if len(ms) > 0 || n == 0 || run[0].IsBase && run[0].Base == r.Index(run[len(run)-1]) { // it went from 75 to 69
		return false
	}
	if r.D.Holds(s.First, run[0].First, lex.Set("numbers figures totals counts equivalents")) ||
		r.D.Holds(s.First, s.Last, lex.Set("respectively")) {
		var years []*periods.Mention
		for _, m := range r.PeriodsOf(n - 1) {
			if m.Relation == periods.Absolute && !m.Since && len(m.Ends) == 0 {
				years = append(years, m)
			}
		}
		if len(years) == len(run) {
			for i, v := range run {
				v.Period, v.IsBase = years[i], false
			}
			return true
		}
	}
	told := r.D.Holds(s.First, s.Last, lex.Set("respectively")) || figuresWere.Within(r.D, s.First, run[0].First)
	if len(run) < 3 && !told {
		return false
	}
	var before []*roles.Value
	for _, v := range r.Claims(n - 1) {
		if v.IsCount() && v.Period != nil {
			before = append(before, v)
		}
	}
	if len(before) != len(run) {
		return false
	}
	for i, v := range run {
		v.Period, v.IsBase = before[i].Period, false
	}
	return true
}

var figuresWere = lex.Compile("(figures|numbers|totals|counts) were|are|was")

// oneForAll gives each number of a run the period that follows it, where the sentence names
// as many areas: 209, 81 and 77 a year earlier.
func (r *Reader) oneForAll(run []*roles.Value, ms []*periods.Mention) {
	end := run[len(run)-1].Last
	if r.D.OffenceAfter(end, 3) > 0 {
		end = r.D.OffenceAfter(end, 3) + 1
	}
	areas := 0
	for _, a := range r.AreasOf(run[0].Sentence) {
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
				v.Period, v.IsBase = m, v.IsBase && m.Base
			}
			return
		}
	}
}

// afterRun reads 43, 37 and 30 in the following three years.
func (r *Reader) afterRun(run []*roles.Value, ms []*periods.Mention) bool {
	for _, m := range ms {
		if (m.Relation == periods.YearsBefore && m.N == len(run) || m.Relation == periods.YearsUntil &&
			m.N == 12*len(run)) && len(run) > 1 &&
			m.Last <= run[0].First {
			for i, v := range run { // in the four years before that the totals were 134, 120, 161 and 159
				v.Period, v.IsBase = &periods.Mention{First: m.First, Last: m.Last, Relation: periods.YearsBefore,
					N: len(run) - i, Unit: -1}, false
			}
			return true
		}
		if m.Relation != periods.YearAfter || m.N != len(run) || m.First < run[len(run)-1].First {
			continue
		}
		for i, v := range run {
			v.Period, v.IsBase = &periods.Mention{First: m.First, Last: m.Last, Relation: periods.YearAfter, N: i + 1,
				Unit: 1}, false
		}
		return true
	}
	return false
}

// guessRun reads a run of numbers without any period as consecutive financial years: those
// from the first year that the text names, from the year of the law, or to the last named.
func (r *Reader) guessRun(run []*roles.Value) {
	s := r.D.Sentences[run[0].Sentence]
	if (len(run) == 4 || len(run) == 3) && r.D.Holds(s.First, run[0].First, lex.Set("quarter quarters quarterly")) { // by quarter 23, 10, 9 and 18
		for i, v := range run {
			v.IsBase, v.Period = false, &periods.Mention{First: v.First, Last: v.First, Relation: periods.QuarterOf, N: i + 1}
		}
		return
	}
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
		v.Period = m
	}
}

// parts splits a period into n years or quarters, where it has as many.
func (r *Reader) parts(m *periods.Mention, n int) []lex.Span {
	for _, s := range m.Spans {
		for _, unit := range []int{12, 3} {
			if s.Months() == n*unit && (unit == 12 || m.Unit == 3 || r.D.Holds(m.First, m.Last, lex.Set("quarters")) ||
				n == 4 && r.D.Holds(max(0, m.First-6), m.Last+6, lex.Set("quarter quarters quarterly"))) {
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

// CountRuns finds runs of counts with nothing but commas and the like between them.
func (r *Reader) CountRuns(vs []*roles.Value) (runs [][]*roles.Value) {
	var run []*roles.Value
	flush := func() {
		if len(run) >= 2 {
			runs = append(runs, run)
		}
		run = nil
	}
	for _, v := range vs {
		if v.Kind != lex.Count || v.Cell != nil {
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

func (r *Reader) mentionRuns(ms []*periods.Mention) (runs [][]*periods.Mention) {
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

func (r *Reader) onlyBetween(from, to int, words map[string]bool) bool {
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

// OfLength lists the periods named around a value that are as long as "the past 18 months".
func (r *Reader) OfLength(v *roles.Value, m *periods.Mention) (out []lex.Span) {
	ss := r.D.Sentences
	if m.N%12 == 0 && r.Dated && r.D.Holds(m.First, m.Last, lex.Set("financial fiscal")) { // in the last four financial years
		out = append(out, lex.Ending(lex.Financial(r.Date.LastYear()).To, m.N))
	}
	for _, o := range r.MentionsIn(ss[max(0, v.Sentence-2)].First, ss[min(len(ss)-1, v.Sentence+2)].Last) {
		if o != m && o.Relation != periods.OverYears && !o.Since && len(o.Spans) > 0 && o.Spans[0].Months() == m.N {
			out = append(out, o.Spans[0])
		}
	}
	return out
}

// LastYears adds to out what the last n months may be, told by the years that the text names, by what it counts
// and by its day.
func (r *Reader) LastYears(v *roles.Value, n int, out []lex.Span) []lex.Span {
	if named := r.NamedYear(); !named.IsZero() && n%12 == 0 {
		out = append(out, lex.Ending(named.To, n))
		if named.Months() < 12 {
			out = append([]lex.Span{{From: named.From - lex.Month(n) + 12, To: named.To}}, out...)
		}
	}
	end := r.LatestFinancial()
	returns := r.MeasureOf(v) == lex.Returns
	law := lex.Span{From: lex.LawMonth, To: lex.LawMonth + lex.Month(n) - 1}
	if returns && law.To < r.Now() && law.To >= r.Now()-15 {
		out = append(out, law)
	}
	if r.Dated && !returns {
		latest := r.Date.Latest()
		if latest.Number() != 3 && n%12 == 0 {
			from := lex.NewMonth(latest.Year()-lex.Btoi(latest.Number() < 4), 4) - lex.Month(n) + 12
			out = append(out, lex.Span{From: from, To: latest})
		}
		out = append(out, lex.Ending(lex.Financial(r.Date.LastYear()).To, n), lex.Ending(latest, n))
	}
	out = append(out, lex.Ending(end, n))
	if returns && n%12 != 0 {
		out = append(out, lex.Ending(lex.NewMonth(end.Year(), 9), n))
	}
	if law.To < r.Now() {
		out = append(out, law)
	}
	return out
}
