package statements

import (
	"grooming-report/analysis/records"
	"grooming-report/analysis/statements/frames"
	"grooming-report/analysis/statements/lex"
)

// JudgeAll judges every claim of a text, in the order of its numerals; what is no claim has
// an empty verdict. Where its own sentence does not tell what a number counts, it is
// taken for code 88A if most counts of the text are borne out by it. The reading that it returns is the one given, but
// for numbers that only their neighbours made claims and that the record has nowhere: these are of another subject.
func JudgeAll(r frames.Reading, data *records.Data, date string) (frames.Reading, []Judgement) {
	j := newJudge(data, date)
	out := make([]Judgement, len(r.Numerals))
	as88A := make([]Judgement, len(r.Numerals))
	borne, open := 0, 0
	for i, n := range r.Numerals {
		if n.Role != lex.Claim {
			continue
		}
		out[i] = j.judge(n.Frame)
		if !undecided(n.Frame) {
			continue
		}
		as88A[i] = j.judge(n.Frame.Recorded())
		if n.Kind != lex.Count || n.Stated < 20 || n.Hedge != lex.Plain {
			continue
		}
		switch as88A[i].Verdict {
		case Exact, RightAtVintage:
			borne++
		default:
			open++
		}
	}
	if borne > open {
		for i, n := range r.Numerals {
			if n.Role == lex.Claim && undecided(n.Frame) && (borne > 1 || n.Frame.Measure == lex.UnknownFigure) {
				out[i] = as88A[i]
			}
		}
	}
	for i, n := range r.Numerals {
		if n.Role == lex.Claim && n.Frame.Cueless && as88A[i].Verdict == Wrong && n.Kind == lex.Count {
			out[i] = as88A[i]
		}
		if n.Role == lex.Claim && undecided(n.Frame) && as88A[i].Verdict == Exact && n.Kind == lex.Count && n.Stated >= 500 {
			out[i] = as88A[i] // no chance makes a number of this size fit
		}
	}
	agreePeriods(r, out)
	unlikeMeasures(r, out)
	j.toldBase(r, out)
	j.across(r, out)
	j.impliedBase(r, out)
	j.corroborate(r, out)
	j.doubt(r, out)
	j.toldBase(r, out) // of those that were left open since
	j.besideCounts(r, out)
	ownFaults(r, out)
	r = j.unrelated(r, out)
	for i, n := range r.Numerals {
		if n.Role == lex.Claim && n.Kind.Form().Periods != lex.NoPeriod {
			j.inform(n.Frame, &out[i]) // of the reading and the verdict that it ended with
		}
	}
	return r, out
}

// unlikeMeasures marks a change between a count of code 88A and one of returns, and leaves open one that
// rests on a count that is wrong.
func unlikeMeasures(r frames.Reading, out []Judgement) {
	at := map[int]int{}
	for i, n := range r.Numerals {
		at[n.Start] = i
	}
	for i, n := range r.Numerals {
		if n.Role != lex.Claim || n.Frame.Later == nil || n.Frame.Earlier == nil {
			continue
		}
		l, ok1 := at[n.Frame.Later.Start]
		e, ok2 := at[n.Frame.Earlier.Start]
		if !ok1 || !ok2 {
			continue
		}
		if out[i].Why == byOwnCounts && (out[l].Verdict == Wrong || out[e].Verdict == Wrong) {
			out[i].Verdict, out[i].Why = CannotCheck, "it follows from the counts that the text gives, of which the record "+
				"contradicts one"
			continue
		}
		slip := r.Numerals[e].Frame.BeforeLaw // of a law that there was not yet: its year is a slip, and not its measure
		a, b := out[l].Measure, out[e].Measure
		if !slip && (a == lex.Code88A && b == lex.Returns || a == lex.Returns && b == lex.Code88A) {
			if out[i].Verdict.Right() || out[i].Verdict == NotComparable {
				out[i].Verdict, out[i].Differences = NotComparable, append(out[i].Differences, MeasureDiffers)
			}
		}
	}
}

// agreePeriods reads a relative period such as "last year", where nothing bears out the number, as
// the numbers read it that are borne out.
func agreePeriods(r frames.Reading, out []Judgement) {
	borne := map[[2]lex.Span]bool{}
	for i, n := range r.Numerals {
		if n.Role == lex.Claim && out[i].Verdict.Right() && !out[i].PeriodDiffers && len(n.Frame.Readings) > 1 {
			borne[[2]lex.Span{out[i].Reading.Later}] = true
			borne[[2]lex.Span{out[i].Reading.Later, out[i].Reading.Earlier}] = true
		}
	}
	for i, n := range r.Numerals {
		if n.Role != lex.Claim || out[i].Verdict != CannotCheck || len(n.Frame.Readings) < 2 || len(out[i].Later) == 0 {
			continue
		}
		for _, c := range n.Frame.Readings {
			if c.Area.Name == out[i].Reading.Area.Name && borne[[2]lex.Span{c.Later, c.Earlier}] {
				out[i].Reading = c
				break
			}
		}
	}
}

// undecided reports whether the words beside a number leave open what it counts.
func undecided(f *frames.Frame) bool {
	return f.Measure == lex.UnknownFigure || f.Measure == lex.Returns && !f.Own
}
