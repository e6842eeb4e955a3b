package sections

import (
	"fmt"
	"slices"
	"strings"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/trends"
	"grooming-report/report/doc"
)

// predicted is the counts of one area to come, ready for prose.
type predicted struct {
	Quarter, Year  num
	When, YearWhen string
	Held, Made     num  // of the predictions of past years
	High           num  // of these, above what came
	Past, AllHigh  bool // AllHigh: all of several were too high
	Changing       *changingSeason
}

// changingSeason is the quarter to come if its season has been changing, ready for prose.
type changingSeason struct {
	Quarter, F, P num
	Degrees       string
	Months        string // of the season
}

// score is what came of the last prediction, ready for prose.
type score struct {
	Older         string // the release that it was made from
	Quarter, Came num
	When          string
	Held          bool
	Year          *scoredYear // nil for one that has not ended
	Forces        *scoredForces
}

// scoredYear is what came of the year that the last prediction was of.
type scoredYear struct {
	Year, Came num
	When       string
	Held       bool
}

// scoredForces is for how many forces the limits of the last prediction held what came, and for
// how many they should have.
type scoredForces struct{ Tested, Held, Wanted num }

// prediction is the section that scores the last prediction and makes the next.
func prediction(b *builder) (any, error) {
	s := b.study
	f := struct {
		T                      terms
		Fitted                 string
		Nation                 *predicted
		Score                  *score
		ForcesHeld, ForcesMade num
		Forces                 bool
	}{T: b.terms()}
	nation, err := trends.Predict(s, s.National)
	if err != nil || nation == nil {
		return f, err
	}
	f.Fitted = nation.Fitted.Months()
	f.Nation = b.predicted(nation)
	if f.Nation.Changing, err = b.changingSeason(nation); err != nil {
		return nil, err
	}
	b.pastPredictions(nation)
	scores, err := trends.Scores(s, append([]records.Area{s.National}, b.forceAreas()...)...)
	if err != nil {
		return nil, err
	}
	if f.Score = b.score(scores); f.Score != nil {
		scores = scores[1:]
		f.Score.Forces = b.scoredForces(scores)
	}
	held, made, err := b.forcePredictions(nation, scores)
	if err != nil {
		return nil, err
	}
	if f.Forces = len(made) > 0; f.Forces {
		f.ForcesHeld = b.sum("forces.prediction.past-held", "past predictions whose limits held the count, of all forces",
			held)
		f.ForcesMade = b.sum("forces.prediction.past-made", "past predictions, of all forces", made)
	}
	b.code("stats.Trend.Predict", []string{s.Release.File}, f.Nation.Quarter)
	return f, nil
}

// sum states the total of numbers of predictions.
func (b *builder) sum(name, what string, of []*fact.Fact) num {
	total := 0.0
	for _, f := range of {
		total += f.Value
	}
	return b.num(&fact.Fact{
		Name: name, Value: total, Unit: fact.UnitNumber, Area: b.study.National.Name, Period: of[0].Period, Definition: what,
		Vintage: of[0].Vintage, Method: fact.SumOfInputs, Inputs: fact.AllAs("of", of), Text: fact.FormatFixed(total, 0),
	})
}

// predicted states the prediction of an area and its past record.
func (b *builder) predicted(x *trends.Prediction) *predicted {
	s := b.study
	p := &predicted{
		Quarter: b.num(x.QuarterFact(s)), Year: b.num(x.YearFact(s)), When: x.Quarter.Period.String(),
		YearWhen: x.Year.Period.String(), Past: len(x.Past) > 0,
	}
	if !p.Past {
		return p
	}
	var made, came []*fact.Fact
	high := 0
	for _, one := range x.Past {
		made, came = append(made, x.PastFact(s, one)), append(came, x.CameFact(s, one))
		if one.Mean > one.Count {
			high++
		}
	}
	tally := func(kind string, n int, what string, method fact.Method) num {
		inputs := fact.AllAs("of", made)
		if method != fact.HowMany {
			inputs = append(inputs, fact.AllAs("came", came)...)
		}
		f := b.tallyFact(x.Area.Slug()+".prediction."+kind, n, fact.UnitNumber, what, method, inputs...)
		f.Area = x.Area.Name
		return b.num(f)
	}
	p.AllHigh = high == len(x.Past) && high > 2
	p.Made = tally("past-made", len(x.Past), "past predictions of the same quarter", fact.HowMany)
	p.Held = tally("past-held", x.Held(), "past predictions of the same quarter whose limits held the count",
		fact.LimitsHold)
	p.High = tally("past-above", high, "past predictions of the same quarter that were above the count", fact.AboveCame)
	return p
}

// changingSeason states what a changing season would make of a prediction; nil where that cannot be
// fitted.
func (b *builder) changingSeason(x *trends.Prediction) (*changingSeason, error) {
	count, f, p, degrees, err := x.ChangingFacts(b.study)
	if count == nil || err != nil {
		return nil, err
	}
	months, _, _ := strings.Cut(x.Quarter.Period.String(), " "+x.Quarter.Period.Last().Format("2006"))
	return &changingSeason{b.num(count), b.num(f), b.num(p), b.named(degrees), months}, nil
}

// pastPredictions is the table of the nation's past predictions.
func (b *builder) pastPredictions(x *trends.Prediction) {
	s := b.study
	t := &doc.Table{ID: "table-past-predictions", Caption: cell("The same quarter of past years, each from the quarters " +
		"before it alone, in counts of this release, England and Wales; 95 per cent limits in brackets"),
		Columns: []doc.Column{
			{Head: "Quarter"}, {Head: "Expected", Align: doc.Right}, {Head: "Recorded", Align: doc.Right},
			{Head: "Within limits"},
		}}
	for _, one := range x.Past {
		expected := b.num(x.PastFact(s, one))
		t.Rows = append(t.Rows, []doc.Cell{cell(one.Quarter.String()), cell(expected, " (", limits(expected), ")"),
			cell(b.num(x.CameFact(s, one))), cell(yesNo(one.Held))})
	}
	if len(t.Rows) > 0 {
		b.table(t)
	}
}

// yesNo is a finding in a cell.
func yesNo(yes bool) string {
	if yes {
		return "yes"
	}
	return "no"
}

// score states what came of the last prediction of England and Wales, which is the first of
// the scores; nil where the release before made none of a quarter that this one has.
func (b *builder) score(scores []trends.Score) *score {
	s := b.study
	if len(scores) == 0 || scores[0].Area.Single() {
		return nil
	}
	nation := scores[0]
	x := &score{
		Older: s.Previous().Vintage.String(), Quarter: b.num(nation.QuarterFact(s)),
		Came: b.num(s.CountFact(*nation.Quarter)),
		When: nation.Quarter.Period.String(), Held: nation.Held(),
	}
	if nation.Year != nil {
		x.Year = &scoredYear{b.num(nation.YearFact(s)), b.num(s.CountFact(*nation.Year)), nation.Year.Period.String(),
			nation.HeldYear()}
	}
	return x
}

// scoredForces counts the forces whose last prediction held what came; nil for no force.
func (b *builder) scoredForces(scores []trends.Score) *scoredForces {
	s := b.study
	if len(scores) == 0 {
		return nil
	}
	held := 0
	var of, came []*fact.Fact
	for _, one := range scores {
		of, came = append(of, one.QuarterFact(s)), append(came, s.CountFact(*one.Quarter))
		if one.Held() {
			held++
		}
	}
	x := &scoredForces{Tested: b.tally("forces.prediction.scored", len(scores), fact.UnitForces,
		"forces whose last prediction of the quarter can be scored", fact.HowMany, fact.AllAs("of", of)...)}
	x.Held = b.tally("forces.prediction.scored-held", held, fact.UnitForces,
		"forces whose last prediction of the quarter "+
			"held the count", fact.LimitsHold, append(fact.AllAs("of", of), fact.AllAs("came", came)...)...)
	wanted := analysis.Level * float64(len(scores))
	x.Wanted = b.num(&fact.Fact{
		Name: "forces.prediction.scored-wanted", Value: wanted, Unit: fact.UnitForces, Area: s.National.Name,
		Period:     s.Covered(),
		Definition: "forces whose limits should hold the count", Vintage: string(s.Release.Vintage),
		Method: fact.AtLevel.At(analysis.Level), Inputs: []fact.Input{fact.As("forces", x.Tested.fact)},
		Text: fact.FormatFixed(wanted, 0),
	})
	return x
}

// forceAreas is every force of the release.
func (b *builder) forceAreas() []records.Area {
	var areas []records.Area
	for _, name := range b.study.Release.Forces {
		areas = append(areas, records.ForceArea(name))
	}
	return areas
}

// forcePredictions is the table of the forces: what is to come, and what came last. It gives how
// many past predictions of each force held, and how many were made.
func (b *builder) forcePredictions(nation *trends.Prediction, scores []trends.Score) (held, made []*fact.Fact,
	err error) {
	s := b.study
	t := &doc.Table{ID: "table-predictions", Break: true, Forces: len(s.Release.Forces),
		Caption: cell("Count that the next " +
			"release should give of " + nation.Quarter.Period.String() + " if the trend since " + s.Base.String() +
			" goes on, and what came of the last prediction, by police force; 95 per cent limits in brackets. It tests these " +
			"limits, and is no forecast of offending"), Columns: []doc.Column{
			{Head: "Police force"}, {Head: nation.Quarter.Period.String(), Align: doc.Right},
			{Head: nation.Year.Period.String(), Align: doc.Right}, {Head: "Past years within limits", Align: doc.Right},
		}}
	if len(scores) > 0 {
		when := scores[0].Prediction.Quarter.Period.String()
		t.Columns = append(t.Columns, doc.Column{Head: "Last prediction, of " + when, Align: doc.Right},
			doc.Column{Head: "Recorded in " + when, Align: doc.Right})
	}
	for _, a := range b.forceAreas() {
		x, err := trends.Predict(s, a)
		if err != nil {
			return nil, nil, err
		}
		row := []doc.Cell{cell(a.Display()), cell("none"), cell("none"), cell("none")}
		if x != nil {
			p := b.predicted(x)
			row[1], row[2] = cell(p.Quarter, " (", limits(p.Quarter), ")"), cell(p.Year, " (", limits(p.Year), ")")
			if p.Past {
				row[3] = cell(p.Held, " of ", p.Made)
				held, made = append(held, p.Held.fact), append(made, p.Made.fact)
			}
		}
		if len(scores) > 0 {
			row = append(row, b.scoreCells(scores, a)...)
		}
		t.Rows = append(t.Rows, row)
	}
	b.table(t)
	return held, made, nil
}

// scoreCells is the last prediction of a force, and what came.
func (b *builder) scoreCells(scores []trends.Score, a records.Area) []doc.Cell {
	i := slices.IndexFunc(scores, func(x trends.Score) bool { return x.Area.Name == a.Name })
	if i < 0 {
		return []doc.Cell{cell("none"), cell("none")}
	}
	last := b.num(scores[i].QuarterFact(b.study))
	came := b.num(b.study.CountFact(*scores[i].Quarter))
	if scores[i].Held() {
		return []doc.Cell{cell(last, " (", limits(last), ")"), cell(came)}
	}
	return []doc.Cell{cell(last, " (", limits(last), ")"), cell(came, ", outside")}
}

// predicting are the sections that may state a prediction: the one that makes it, and the
// one on what changed in a release. It stands in no summary, brief or submission.
var predicting = []string{"prediction", "changes"}

// statesPrediction finds a number in the blocks of a section that is predicted, or rests
// on one that is, where the section may not state it.
func statesPrediction(stem string, blocks []doc.Block) error {
	if slices.Contains(predicting, stem) {
		return nil
	}
	return doc.Walk(blocks, func(block doc.Block) error {
		runs, err := doc.Runs(block)
		if err != nil {
			return err
		}
		for _, run := range runs {
			for _, f := range stated(run) {
				if name := predictedBy(f); name != "" {
					return fmt.Errorf("%s states %s, a count to come, which only %s may", stem, name,
						strings.Join(predicting, " and "))
				}
			}
		}
		return nil
	})
}

// predictedBy is the name of a predicted count that a fact is or rests on; empty for none.
func predictedBy(f *fact.Fact) string {
	if strings.Contains(f.Name, ".prediction.") {
		return f.Name
	}
	for _, i := range f.Inputs {
		if name := predictedBy(i.Fact); name != "" {
			return name
		}
	}
	return ""
}
