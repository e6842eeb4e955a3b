package section

import "grooming-report/analysis/trends"

// Score is what came of the last prediction, ready for prose.
type Score struct {
	Older         string // the release that it was made from
	Quarter, Came Num
	When          string
	Held          bool
	Year          *scoredYear // nil for one that has not ended
	Forces        *ScoredForces
}

// scoredYear is what came of the year that the last prediction was of.
type scoredYear struct {
	Year, Came Num
	When       string
	Held       bool
}

// ScoredForces is for how many forces the limits of the last prediction held what came, and for
// how many they should have.
type ScoredForces struct{ Tested, Held, Wanted Num }

// Score states what came of the last prediction of England and Wales, which is the first of
// the scores; nil where the release before made none of a quarter that this one has.
func (b *Builder) Score(scores []trends.Score) *Score {
	s := b.Study
	if len(scores) == 0 || scores[0].Area.Single() {
		return nil
	}
	nation := scores[0]
	x := &Score{
		Older: s.Previous().Vintage.String(), Quarter: b.Num(nation.QuarterFact(s)),
		Came: b.Num(s.CountFact(*nation.Quarter)),
		When: nation.Quarter.Period.String(), Held: nation.Held(),
	}
	if nation.Year != nil {
		x.Year = &scoredYear{b.Num(nation.YearFact(s)), b.Num(s.CountFact(*nation.Year)), nation.Year.Period.String(),
			nation.HeldYear()}
	}
	return x
}
