package nation

import (
	"slices"
	"strings"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/trends"
	"grooming-report/report/doc"
	"grooming-report/report/sections/section"
)

// predicted is the counts of one area to come, ready for prose.
type predicted struct {
	Quarter, Year  section.Num
	When, YearWhen string
	Held, Made     section.Num // of the predictions of past years
	High           section.Num // of these, above what came
	Past, AllHigh  bool        // AllHigh: all of several were too high
	Changing       *changingSeason
}

// changingSeason is the quarter to come if its season has been changing, ready for prose.
type changingSeason struct {
	Quarter, F, P section.Num
	Degrees       string
	Months        string // of the season
}

// Prediction is the section that scores the last prediction and makes the next.
func Prediction(b *section.Builder) (any, error) {
	s := b.Study
	f := struct {
		T                      section.Terms
		Fitted                 string
		Nation                 *predicted
		Score                  *section.Score
		ForcesHeld, ForcesMade section.Num
		Forces                 bool
	}{T: b.Terms()}
	nation, err := trends.Predict(s, s.National)
	if err != nil || nation == nil {
		return f, err
	}
	f.Fitted = nation.Fitted.Months()
	f.Nation = statePredicted(b, nation)
	if f.Nation.Changing, err = stateChangingSeason(b, nation); err != nil {
		return nil, err
	}
	pastPredictions(b, nation)
	scores, err := trends.Scores(s, append([]records.Area{s.National}, forceAreas(b)...)...)
	if err != nil {
		return nil, err
	}
	if f.Score = b.Score(scores); f.Score != nil {
		scores = scores[1:]
		f.Score.Forces = scoredForces(b, scores)
	}
	held, made, err := forcePredictions(b, nation, scores)
	if err != nil {
		return nil, err
	}
	if f.Forces = len(made) > 0; f.Forces {
		f.ForcesHeld = sum(b, "forces.prediction.past-held", "past predictions whose limits held the count, of all forces",
			held)
		f.ForcesMade = sum(b, "forces.prediction.past-made", "past predictions, of all forces", made)
	}
	b.Code("stats.Trend.Predict", []string{s.Release.File}, f.Nation.Quarter)
	return f, nil
}

// sum states the total of numbers of predictions.
func sum(b *section.Builder, name, what string, of []*fact.Fact) section.Num {
	total := 0.0
	for _, f := range of {
		total += f.Value
	}
	return b.Num(&fact.Fact{
		Name: name, Value: total, Unit: fact.UnitNumber, Area: b.Study.National.Name, Period: of[0].Period, Definition: what,
		Vintage: of[0].Vintage, Method: fact.SumOfInputs, Inputs: fact.AllAs("of", of), Text: fact.FormatFixed(total, 0),
	})
}

// statePredicted states the prediction of an area and its past record.
func statePredicted(b *section.Builder, x *trends.Prediction) *predicted {
	s := b.Study
	p := &predicted{
		Quarter: b.Num(x.QuarterFact(s)), Year: b.Num(x.YearFact(s)), When: x.Quarter.Period.String(),
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
	tally := func(kind string, n int, what string, method fact.Method) section.Num {
		inputs := fact.AllAs("of", made)
		if method != fact.HowMany {
			inputs = append(inputs, fact.AllAs("came", came)...)
		}
		f := b.TallyFact(x.Area.Slug()+".prediction."+kind, n, fact.UnitNumber, what, method, inputs...)
		f.Area = x.Area.Name
		return b.Num(f)
	}
	p.AllHigh = high == len(x.Past) && high > 2
	p.Made = tally("past-made", len(x.Past), "past predictions of the same quarter", fact.HowMany)
	p.Held = tally("past-held", x.Held(), "past predictions of the same quarter whose limits held the count",
		fact.LimitsHold)
	p.High = tally("past-above", high, "past predictions of the same quarter that were above the count", fact.AboveCame)
	return p
}

// stateChangingSeason states what a changing season would make of a prediction; nil where that cannot be
// fitted.
func stateChangingSeason(b *section.Builder, x *trends.Prediction) (*changingSeason, error) {
	count, f, p, degrees, err := x.ChangingFacts(b.Study)
	if count == nil || err != nil {
		return nil, err
	}
	months, _, _ := strings.Cut(x.Quarter.Period.String(), " "+x.Quarter.Period.Last().Format("2006"))
	return &changingSeason{b.Num(count), b.Num(f), b.Num(p), b.Named(degrees), months}, nil
}

// pastPredictions is the table of the nation's past predictions.
func pastPredictions(b *section.Builder, x *trends.Prediction) {
	s := b.Study
	t := &doc.Table{ID: "table-past-predictions", Caption: section.Cell("The same quarter of past years, each from " +
		"the quarters " +
		"before it alone, in counts of this release, England and Wales; 95 per cent limits in brackets"),
		Columns: []doc.Column{
			{Head: "Quarter"}, {Head: "Expected", Align: doc.Right}, {Head: "Recorded", Align: doc.Right},
			{Head: "Within limits"},
		}}
	for _, one := range x.Past {
		expected := b.Num(x.PastFact(s, one))
		t.Rows = append(t.Rows, []doc.Cell{section.Cell(one.Quarter.String()),
			section.Cell(expected, " (", section.Limits(expected), ")"),
			section.Cell(b.Num(x.CameFact(s, one))), section.Cell(yesNo(one.Held))})
	}
	if len(t.Rows) > 0 {
		b.Table(t)
	}
}

// yesNo is a finding in a cell.
func yesNo(yes bool) string {
	if yes {
		return "yes"
	}
	return "no"
}

// scoredForces counts the forces whose last prediction held what came; nil for no force.
func scoredForces(b *section.Builder, scores []trends.Score) *section.ScoredForces {
	s := b.Study
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
	x := &section.ScoredForces{Tested: b.Tally("forces.prediction.scored", len(scores), fact.UnitForces,
		"forces whose last prediction of the quarter can be scored", fact.HowMany, fact.AllAs("of", of)...)}
	x.Held = b.Tally("forces.prediction.scored-held", held, fact.UnitForces,
		"forces whose last prediction of the quarter "+
			"held the count", fact.LimitsHold, append(fact.AllAs("of", of), fact.AllAs("came", came)...)...)
	wanted := analysis.Level * float64(len(scores))
	x.Wanted = b.Num(&fact.Fact{
		Name: "forces.prediction.scored-wanted", Value: wanted, Unit: fact.UnitForces, Area: s.National.Name,
		Period:     s.Covered(),
		Definition: "forces whose limits should hold the count", Vintage: string(s.Release.Vintage),
		Method: fact.AtLevel.At(analysis.Level), Inputs: []fact.Input{fact.As("forces", x.Tested.Fact)},
		Text: fact.FormatFixed(wanted, 0),
	})
	return x
}

// forceAreas is every force of the release.
func forceAreas(b *section.Builder) []records.Area {
	var areas []records.Area
	for _, name := range b.Study.Release.Forces {
		areas = append(areas, records.ForceArea(name))
	}
	return areas
}

// forcePredictions is the table of the forces: what is to come, and what came last. It gives how
// many past predictions of each force held, and how many were made.
func forcePredictions(b *section.Builder, nation *trends.Prediction, scores []trends.Score) (held,
	made []*fact.Fact,
	err error) {
	s := b.Study
	t := &doc.Table{ID: "table-predictions", Break: true, Forces: len(s.Release.Forces),
		Caption: section.Cell("Count that the next " +
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
	for _, a := range forceAreas(b) {
		x, err := trends.Predict(s, a)
		if err != nil {
			return nil, nil, err
		}
		row := []doc.Cell{section.Cell(a.Display()), section.Cell("none"), section.Cell("none"), section.Cell("none")}
		if x != nil {
			p := statePredicted(b, x)
			row[1], row[2] = section.Cell(p.Quarter, " (", section.Limits(p.Quarter), ")"),
				section.Cell(p.Year, " (", section.Limits(p.Year), ")")
			if p.Past {
				row[3] = section.Cell(p.Held, " of ", p.Made)
				held, made = append(held, p.Held.Fact), append(made, p.Made.Fact)
			}
		}
		if len(scores) > 0 {
			row = append(row, scoreCells(b, scores, a)...)
		}
		t.Rows = append(t.Rows, row)
	}
	b.Table(t)
	return held, made, nil
}

// scoreCells is the last prediction of a force, and what came.
func scoreCells(b *section.Builder, scores []trends.Score, a records.Area) []doc.Cell {
	i := slices.IndexFunc(scores, func(x trends.Score) bool { return x.Area.Name == a.Name })
	if i < 0 {
		return []doc.Cell{section.Cell("none"), section.Cell("none")}
	}
	last := b.Num(scores[i].QuarterFact(b.Study))
	came := b.Num(b.Study.CountFact(*scores[i].Quarter))
	if scores[i].Held() {
		return []doc.Cell{section.Cell(last, " (", section.Limits(last), ")"), section.Cell(came)}
	}
	return []doc.Cell{section.Cell(last, " (", section.Limits(last), ")"), section.Cell(came, ", outside")}
}
