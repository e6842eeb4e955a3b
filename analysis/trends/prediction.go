package trends

import (
	"errors"
	"fmt"
	"strings"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/stats"
)

// predictedYears is over how many past years predictions are made again and scored.
const predictedYears = 5

// A Prediction is the counts that the next release should give if the trend since the base
// goes on. It is a test of this report's own limits and no forecast of offending: it is
// printed before that release, and scored when it comes.
type Prediction struct {
	Area   records.Area
	Fitted records.Period // the quarters that it is made from
	// Quarter is the first that the release does not have, and Year the financial year
	// that holds it, of which the release may have a part.
	Quarter, Year Predicted
	// Past is the same quarter of past years, each from the quarters before it, oldest
	// first. They are counts of the study's release: how counts are revised is not in them.
	Past  []PastPrediction
	study *analysis.Study
	count records.Count // all offences of the quarters fitted
}

// A Predicted is the predicted count of a period that is not over, with its limits.
type Predicted struct {
	Period records.Period
	stats.Prediction
	known *records.Count // the part of it that the release has; nil for none
}

// A PastPrediction is the prediction of a quarter that the release has, from the quarters before
// it.
type PastPrediction struct {
	Quarter records.Quarter
	stats.PastPrediction
}

// Predict predicts the quarter after the release, and its year, for an area. It is nil where the
// quarters since the base are too few, hold none in some season, or lack a number; where the
// definition has changed again since; and for a force that fell silent, whose records a trend
// does not describe.
func Predict(s *analysis.Study, a records.Area) (*Prediction, error) {
	x, t, err := predictNext(s, a)
	if x == nil || err != nil {
		return nil, err
	}
	x.Past, err = pastPredictions(t.counts, t.exposures, x.Fitted)
	return x, err
}

// predictNext is Predict without the past predictions, and the trend that it carries on.
func predictNext(s *analysis.Study, a records.Area) (*Prediction, *growth, error) {
	p := records.Period{From: s.Base.Quarter(1), To: s.Covered().To}
	if _, silent := s.SilentSince(a.Name); silent || p.To > s.After().To {
		return nil, nil, nil
	}
	t, err := fitTrend(s, a, p)
	if t == nil || err != nil {
		return nil, nil, err
	}
	x := &Prediction{Area: t.whole.Area, Fitted: p, study: s, count: t.whole}
	if x.Quarter, err = x.predict(t.Trend, (p.To + 1).Period()); err != nil {
		return nil, nil, err
	}
	x.Year, err = x.predict(t.Trend, (p.To + 1).Year().Period())
	return x, t, err
}

// predict is the count of a period whose last quarters are to come.
func (x *Prediction) predict(trend *stats.Trend, p records.Period) (Predicted, error) {
	predicted := Predicted{Period: p}
	var ahead []float64
	for q := x.Fitted.To + 1; q <= p.To; q++ {
		ahead = append(ahead, float64(q.Period().Exposure()))
	}
	var err error
	if predicted.Prediction, err = trend.Predict(ahead, analysis.Level); err != nil {
		return predicted, err
	}
	if p.From > x.Fitted.To {
		return predicted, nil
	}
	known, err := x.study.Release.Count(x.Area, x.study.Series, records.Period{From: p.From, To: x.Fitted.To})
	if err != nil {
		return predicted, err
	}
	predicted.known = &known
	predicted.Mean += float64(known.N)
	predicted.Interval.Lower += float64(known.N)
	predicted.Interval.Upper += float64(known.N)
	return predicted, nil
}

// pastPredictions predicts the quarter of the year that comes next, in each past year that
// leaves enough quarters before it.
func pastPredictions(counts, exposures []float64, p records.Period) ([]PastPrediction, error) {
	n := len(counts) - 3 // the last quarter then is that of a year before the one to come
	for years := predictedYears; years > 0; years-- {
		past, err := stats.PredictPast(counts[:max(0, n)], exposures[:max(0, n)], p.From.N(), 1, years, analysis.Level)
		if errors.Is(err, stats.ErrPast) || errors.Is(err, stats.ErrTable) || noFit(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		var list []PastPrediction
		for _, one := range past {
			list = append(list, PastPrediction{p.From + records.Quarter(one.Fitted), one})
		}
		return list, nil
	}
	return nil, nil
}

// Held counts the past predictions whose limits held the count.
func (x *Prediction) Held() int {
	n := 0
	for _, past := range x.Past {
		if past.Held {
			n++
		}
	}
	return n
}

// QuarterFact is the predicted count of the first quarter to come.
func (x *Prediction) QuarterFact(s *analysis.Study) *fact.Fact { return x.fact(s, x.Quarter, x.count) }

// YearFact is the predicted count of the year that holds the quarter: the part that the release
// has, and the rest.
func (x *Prediction) YearFact(s *analysis.Study) *fact.Fact { return x.fact(s, x.Year, x.count) }

// PastFact is a past prediction.
func (x *Prediction) PastFact(s *analysis.Study, past PastPrediction) *fact.Fact {
	fitted := records.Period{From: x.Fitted.From, To: past.Quarter - 1}
	count, err := x.study.Release.Count(x.Area, x.study.Series, fitted)
	if err != nil {
		panic(err) // a part of the quarters that the prediction was made from
	}
	return x.fact(s, Predicted{Period: past.Quarter.Period(), Prediction: past.Prediction}, count)
}

// CameFact is the count that the release gives for the quarter of a past prediction.
func (x *Prediction) CameFact(s *analysis.Study, past PastPrediction) *fact.Fact {
	count, err := x.study.Release.Count(x.Area, x.study.Series, past.Quarter.Period())
	if err != nil {
		panic(err) // one of the quarters that the prediction was made from
	}
	return s.CountFact(count)
}

// fact is a predicted count as a document states it. It is named for its release where
// that is not the study's.
func (x *Prediction) fact(s *analysis.Study, p Predicted, count records.Count) *fact.Fact {
	whole := func(n float64) string { return fact.FormatFixed(n, 0) }
	name := []string{x.Area.Slug(), "prediction", p.Period.Key()}
	if v := x.study.Release.Vintage; v != s.Release.Vintage {
		name = append(name, "vintage-"+string(v))
	}
	interval := p.Interval
	method := fact.PredictedCount
	inputs := []fact.Input{fact.As("count", s.CountFact(count))}
	if p.known != nil {
		method = fact.PredictedWithKnown
		inputs = append(inputs, fact.As("known", s.CountFact(*p.known)))
	}
	return &fact.Fact{
		Name: strings.Join(name, "."), Value: p.Mean, Interval: &interval, Unit: fact.Offences, Area: x.Area.Name,
		Period: p.Period,
		Definition: "count of the next release if the trend since the base goes on, with " + analysis.PercentLevel +
			" limits of the trend and the scatter about it; a test of this report’s limits, and no forecast of offending",
		Vintage: string(x.study.Release.Vintage), Text: whole(p.Mean), LimitsText: fact.FormatRange(interval, whole),
		Method: method.At(analysis.Level), Inputs: inputs,
	}
}

// ChangingFacts are the quarter's count if its season has been changing at a constant pace, and
// the F test of that, which has the degrees of freedom named; nil where it cannot be fitted.
func (x *Prediction) ChangingFacts(s *analysis.Study) (count, f, p *fact.Fact, degrees string, err error) {
	counts, exposures, err := quarterCounts(s, x.Area, x.Fitted)
	if err != nil {
		return nil, nil, nil, "", err
	}
	c, err := stats.PredictChangingSeason(counts, exposures, x.Fitted.From.N(), float64(x.Quarter.Period.Exposure()),
		analysis.Level)
	if noFit(err) {
		return nil, nil, nil, "", nil
	}
	if err != nil {
		return nil, nil, nil, "", fmt.Errorf("%s, changing season: %w", x.Area.Name, err)
	}
	degrees = fact.FormatValue(c.Test.Terms) + " and " + fact.FormatValue(c.Test.DF)
	count = x.fact(s, Predicted{Period: x.Quarter.Period, Prediction: c.Prediction}, x.count)
	count.Name += ".changing-season"
	count.Definition = "the same if the season of the quarter changes at a constant pace against the others; " +
		"a test of this report’s limits, and no forecast of offending"
	count.Method = fact.PredictedChanging.At(analysis.Level)
	test := func(name string, value float64, unit fact.Unit, text string, method fact.Method) *fact.Fact {
		return &fact.Fact{
			Name: count.Name + name, Value: value, Unit: unit, Area: count.Area, Period: count.Period,
			Definition: "F test of quasi-likelihood, on " + degrees + " degrees of freedom, of a change of the season of " +
				"the quarter",
			Vintage: count.Vintage, Text: text, Method: method, Inputs: count.Inputs,
		}
	}
	f = test(".f", c.Test.F, fact.UnitNumber, fact.FormatFixed(c.Test.F, 1), fact.ChangingF)
	p = test(".p", c.Test.P, "probability", fact.FormatP(c.Test.P), fact.ChangingP)
	return count, f, p, degrees, nil
}

// A Score is a prediction that an earlier release made, without its past ones, beside what this
// one gives.
type Score struct {
	*Prediction
	// Quarter and Year are what came; a nil Year has not ended.
	Quarter, Year *records.Count
}

// Scores scores what the release before predicted, for those of the areas of which it predicted
// a quarter that this release has, counted over the same forces.
func Scores(s *analysis.Study, areas ...records.Area) ([]Score, error) {
	before := s.Predecessor()
	if before == nil {
		return nil, nil
	}
	var list []Score
	for _, a := range areas {
		x, _, err := predictNext(before, a)
		if err != nil {
			return nil, err
		}
		if x == nil {
			continue
		}
		score := Score{Prediction: x}
		if score.Quarter, err = came(s, x, x.Quarter.Period); err != nil {
			return nil, err
		}
		if score.Year, err = came(s, x, x.Year.Period); err != nil {
			return nil, err
		}
		if score.Quarter != nil {
			list = append(list, score)
		}
	}
	return list, nil
}

// came is the count of a predicted period in the study's release; nil if it has none.
func came(s *analysis.Study, x *Prediction, p records.Period) (*records.Count, error) {
	c, err := s.Release.Count(x.Area, s.Series, p)
	if records.NoNumber(err) {
		return nil, nil
	}
	return &c, err
}

// Held reports whether the limits of the quarter held what came.
func (x Score) Held() bool { return x.Prediction.Quarter.Interval.Contains(float64(x.Quarter.N)) }

// HeldYear reports the same of the year, and false for one that has not ended.
func (x Score) HeldYear() bool {
	return x.Year != nil && x.Prediction.Year.Interval.Contains(float64(x.Year.N))
}
