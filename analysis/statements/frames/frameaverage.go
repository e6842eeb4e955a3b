package frames

import (
	"slices"

	"grooming-report/analysis/statements/lex"
	"grooming-report/analysis/statements/roles"
)

// averageReach is the number of sentences before an average in which the counts that it is of may stand.
const averageReach = 8

// frameAverage frames an average. One of years whose own period is a single year is of the years that the text has told
// before it: 245 in 2023/24 and 289 in 2024/25, a mean of 267 a year. Where there are none its period is a guess.
func (r *reader) frameAverage(f *Frame, v *roles.Value) {
	r.frameCount(f, v)
	if v.Per < 1 || v.Every || len(f.Readings) == 0 || f.Readings[0].Later.Months() > v.Per {
		return
	}
	run := r.unitsBefore(v, f.Readings[0])
	if run.IsZero() {
		for i := range f.Readings {
			f.Readings[i].Sure = false
		}
		return
	}
	c := f.Readings[0]
	c.Later = run
	f.Readings = []Candidate{c}
}

// unitsBefore is the run of years, quarters or months that the counts before an average are of, up to the latest; as
// many of them as it says, where it says it: the five-year mean.
func (r *reader) unitsBefore(v *roles.Value, c Candidate) lex.Span {
	var units []lex.Span
	for i := r.Index(v) - 1; i >= 0 && r.Values[i].Sentence >= v.Sentence-averageReach; i-- {
		o := r.Values[i]
		if o.Role != lex.Claim || !o.IsCount() {
			continue
		}
		s := r.spansOf(o)
		as := r.areasFor(o)
		if len(s) > 0 && s[0].Months() == v.Per && len(as) > 0 && as[0].Area.Name == c.Area.Name &&
			!slices.Contains(units, s[0]) {
			units = append(units, s[0])
		}
	}
	slices.SortFunc(units, func(a, b lex.Span) int { return int(b.From - a.From) })
	if len(units) == 0 {
		return lex.Span{}
	}
	run, n := units[0], 1
	told := r.unitsTold(v)
	for _, s := range units[1:] {
		if s.To+1 != run.From || n == told {
			break
		}
		run.From, n = s.From, n+1
	}
	if told > n {
		run, n = lex.Ending(run.To, told*v.Per), told
	}
	if n < 2 {
		return lex.Span{}
	}
	return run
}

// unitsTold is the number of years that the words of an average give: five of the five-year mean; 0 for none.
func (r *reader) unitsTold(v *roles.Value) int {
	for i := v.First - 1; i > v.First-12 && i > 2; i-- {
		if r.D.Is(i, lex.Set("mean average")) && r.D.Is(i-1, lex.Set("year month quarter")) {
			if q, _, ok := lex.QuantityAt(r.D, i-2); ok && q.Value < 20 {
				return int(q.Value)
			}
		}
	}
	return 0
}
