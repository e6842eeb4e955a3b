package statements

import (
	"fmt"
	"math"

	"grooming-report/analysis/statements/frames"
	"grooming-report/analysis/statements/lex"
)

// A method is how statements of a kind are judged. Every kind has all of it.
type method struct {
	// judge sets a frame, with all its readings, beside the record.
	judge func(*judge, *frames.Frame) Judgement
	// try sets one reading beside the record. It is given an outcome with the reading, and adds how well that
	// fits and the figures of every release that it was set beside: without these nothing is called wrong.
	try func(*judge, *frames.Frame, outcome) outcome
	// derive turns a count of the record into the unit of the statement. Without a formula it could not.
	derive func(*judge, *frames.Frame, frames.Candidate, Figure) (x float64, formula string)
	// agrees reports whether a derived number is the one stated.
	agrees func(*frames.Frame, float64) bool
	// other says for which other reading a number that the record contradicts is right; empty for none.
	other func(*judge, *nearby, *Judgement) string
	// instead says what a release has in place of a number that it contradicts; empty where it has nothing, and
	// where its figure stands beside the verdict anyway.
	instead func(*judge, *frames.Frame, frames.Candidate, Figure, []Figure) string
	// fair is a sentence that may stand in place of the statement; empty for none.
	fair func(*judge, *frames.Frame, frames.Candidate) string
	// settled tells that revisions seldom move it, so that it is wrong where no release bears it out.
	settled bool
}

// methods are those of all kinds. Its functions ask it again, so that it is filled by init.
var methods [lex.NumKinds]method

func init() {
	change := method{judge: (*judge).change, try: (*judge).tryChange, derive: itself, agrees: (*frames.Frame).Holds,
		other: (*judge).otherChange, instead: changeInstead, fair: (*judge).fairChange}
	methods = [lex.NumKinds]method{
		lex.Count: {judge: (*judge).single, try: (*judge).tryCount, derive: itself, agrees: exactly,
			other: (*judge).otherCount, instead: saysNothing, fair: (*judge).fairCount},
		lex.Change: change, lex.Multiple: change, lex.Difference: change,
		lex.Share: {judge: (*judge).single, try: (*judge).share, derive: itself, agrees: (*frames.Frame).Holds,
			other: (*judge).otherShare, instead: shareInstead, fair: (*judge).fairCount},
		lex.Rate: {judge: (*judge).single, try: (*judge).tryCount, derive: (*judge).rate, agrees: (*frames.Frame).Holds,
			other: (*judge).otherDerived, instead: derivedInstead, fair: (*judge).fairCount},
		lex.Average: {judge: (*judge).single, try: (*judge).tryCount, derive: (*judge).average, agrees: averageHolds,
			other: (*judge).otherDerived, instead: derivedInstead, fair: (*judge).fairCount},
		lex.Growth: {judge: (*judge).single, try: unknownTo, derive: itself, agrees: (*frames.Frame).Holds,
			other: (*judge).otherPlace, instead: saysNothing, fair: noSentence},
		lex.Range: {judge: (*judge).single, try: (*judge).parts, derive: itself, agrees: (*frames.Frame).Holds,
			other: (*judge).otherPlace, instead: saysNothing, fair: (*judge).fairCount},
		lex.Rank: {judge: (*judge).single, try: (*judge).rank, derive: itself, agrees: (*frames.Frame).Holds,
			other: (*judge).otherRank, instead: saysNothing, fair: (*judge).fairCount, settled: true},
		lex.EachYear: {judge: (*judge).single, try: (*judge).eachYear, derive: itself, agrees: (*frames.Frame).Holds,
			other: noOther, instead: saysNothing, fair: (*judge).fairEachYear, settled: true},
		lex.StartDate: {judge: (*judge).start, try: unknownTo, derive: itself, agrees: (*frames.Frame).Holds,
			other: noOther, instead: saysNothing, fair: noSentence},
	}
}

// itself is a count as the record has it.
func itself(_ *judge, _ *frames.Frame, _ frames.Candidate, g Figure) (x float64, formula string) {
	return g.N, plainCountOf(g.N)
}

// rate is a count by the population of its area, a year.
func (j *judge) rate(f *frames.Frame, c frames.Candidate, g Figure) (x float64, formula string) {
	population, year, ok := j.population(c, f.Children, g)
	if !ok {
		return 0, ""
	}
	p, _ := c.Later.Period()
	x = g.N / float64(p.Exposure()) / population * float64(f.Per)
	return x, fmt.Sprintf("%s ÷ %s people (mid-%d) × %s", plainCountOf(g.N), plainCountOf(population), year, thousandsOf(f.Per))
}

// average is a count by the days or months of its period.
func (j *judge) average(f *frames.Frame, c frames.Candidate, g Figure) (x float64, formula string) {
	p, ok := c.Later.Period()
	if !ok {
		return 0, ""
	}
	return average(f, g.N, p.Days(), c.Later.Months())
}

// exactly reports whether a count is the one stated. Without a hedge it is exact, unless it is of a thousand or
// more and ends in two zeros: that one may be rounded by one per cent.
func exactly(f *frames.Frame, x float64) bool {
	if f.Hedge != lex.Plain {
		return f.Holds(x)
	}
	rounded := f.Stated >= 1000 && f.Step >= 100
	return x == f.Stated || rounded && math.Abs(x-f.Stated) <= math.Min(f.Step/2, f.Stated/100)
}

func averageHolds(f *frames.Frame, x float64) bool {
	if f.Every {
		return f.EveryHolds(x)
	}
	return f.Holds(x)
}

// unknownTo leaves a reading as it is: the record has nothing of its kind.
func unknownTo(_ *judge, _ *frames.Frame, o outcome) outcome { return o }

func noOther(*judge, *nearby, *Judgement) string { return "" }

func saysNothing(*judge, *frames.Frame, frames.Candidate, Figure, []Figure) string { return "" }

func noSentence(*judge, *frames.Frame, frames.Candidate) string { return "" }
