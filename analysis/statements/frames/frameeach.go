package frames

import (
	"slices"

	"grooming-report/analysis/statements/lex"
	"grooming-report/analysis/statements/periods"
	"grooming-report/analysis/statements/roles"
)

// frameEachYear frames a rise each year: the run of years from its words.
func (r *reader) frameEachYear(f *Frame, v *roles.Value) {
	f.Unit = v.Per
	spans := r.runOfYears(f, v)
	if v.Period != nil && v.Period.Since {
		slices.SortStableFunc(spans, func(a, b lex.Span) int {
			return lex.Btoi(a.Months()%max(1,
				v.Per) != 0) - lex.Btoi(b.Months()%max(1, v.Per) != 0)
		})
	}
	if f.Stated == 0 && len(spans) > 0 {
		f.Stated = float64(spans[0].Months()/max(1, v.Per)) - 1
	}
	for _, a := range r.areasFor(v) {
		for _, s := range spans {
			f.Readings = append(f.Readings, Candidate{Area: a.Area, Later: s, Notes: append(slices.Clone(a.Notes),
				v.Notes...), Sure: a.Sure && sureNotes(v.Notes)})
		}
	}
	f.Readings = limit(f.Readings)
	if len(f.Readings) == 0 {
		f.Problem = "no run of years is named"
	}
}

// runOfYears lists the readings of the years that a rise each year is of.
func (r *reader) runOfYears(f *Frame, v *roles.Value) (spans []lex.Span) {
	vs := r.Claims(v.Sentence)
	if e := r.endsAfter(v, vs); e != nil && e.Period != nil && r.Values[e.Base].Period != nil && v.Period != nil &&
		v.Period.Relation == periods.Absolute {
		v.Period = nil // the two ends say more: four years in a row, from 125 in 2017/18 to 320 in 2021/22
	}
	switch m := v.Period; {
	case m != nil && m.Relation == periods.OverYears:
		spans = r.over(v, m)
		if f.Stated == 0 {
			f.Stated = float64(m.N / max(1, v.Per))
		}
	case m != nil && m.Since:
		spans = m.Spans
	case m != nil && (len(m.Ends) == 2 || len(m.Spans) > 0 && m.Spans[0].Months() > 12 || v.Per < 12):
		spans = r.resolve(v, m)
	}
	if len(spans) > 0 {
		return spans
	}
	if e := r.endsAfter(v, vs); e != nil {
		vs = []*roles.Value{e, r.Values[e.Base]} // five years running, from 113 to 57, before rising to 73
	}
	for _, e := range vs { // three years in a row, from 650 in 2021/22
		s := r.spansOf(e)
		if e.IsCount() && !e.IsBase && e.First >= v.Last && r.D.At(e.First-1) == "from" && e.Period != nil && len(s) > 0 &&
			v.Stated > 0 && v.Per == 12 {
			return []lex.Span{{From: s[0].From, To: s[0].From + lex.Month(12*(v.Stated+1)) - 1}}
		}
	}
	var whole lex.Span
	for _, e := range vs {
		if s := r.spansOf(e); e.IsCount() && len(s) > 0 && e.Period != nil {
			if whole.IsZero() || s[0].From < whole.From {
				whole.From = s[0].From
			}
			whole.To = max(whole.To, s[0].To)
		}
	}
	if whole.Months() > v.Per {
		for _, e := range r.Claims(v.Sentence) { // two years running, from 166 in 2018/19 to 158 and then 119
			if s := r.spansOf(e); e.IsCount() && e.First > v.Last && len(s) > 0 && s[0].From == whole.To+1 && v.Stated > 0 &&
				s[0].Months() == v.Per && whole.Months() < v.Per*(int(v.Stated)+1) {
				whole.To = s[0].To
			}
		}
		if n := v.Per * int(v.Stated); v.Per == 12 && v.Stated > 1 && whole.Months() < n {
			if r.fromFirst(v, vs) { // three years running, from 1,622 in 2021/22 to 1,314, then 1,277, then 1,227
				whole.To = whole.From + lex.Month(n) + 11
			} else { // in each of the last three years, and stood at 103 (2023/24: 90)
				whole.From = whole.To - lex.Month(n) - 11
			}
		}
		return []lex.Span{whole}
	}
	if v.Stated == 0 || v.Per != 12 {
		return nil
	}
	for _, l := range r.laterOf(v) {
		rises, years := lex.Span{From: l.To - lex.Month(12*(v.Stated+1)) + 1, To: l.To},
			lex.Span{From: l.To - lex.Month(12*v.Stated) + 1, To: l.To}
		if r.D.Holds(v.First, v.Last, lex.Set("last past")) {
			rises, years = years, rises
		}
		spans = append(spans, rises)
		if !r.D.Holds(v.First, v.Last+1, lex.Set("running row consecutive straight successive succession")) {
			spans = append(spans, years)
		}
	}
	return spans
}

// fromFirst reports whether one of some counts is what a run is from.
func (r *reader) fromFirst(v *roles.Value, vs []*roles.Value) bool {
	return slices.ContainsFunc(vs, func(e *roles.Value) bool {
		return e.IsCount() && e.First > v.Last && r.D.At(e.First-1) == "from"
	})
}

// endsAfter finds the base of "from 113 to 57" after a rise or fall each year.
func (r *reader) endsAfter(v *roles.Value, vs []*roles.Value) *roles.Value {
	for _, e := range vs {
		if e.IsBase && e.Base >= 0 && e.First > v.First && r.Values[e.Base].Sentence == v.Sentence &&
			r.Values[e.Base].First > e.First {
			return e
		}
	}
	return nil
}
