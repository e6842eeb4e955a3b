package trends

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/stats"
)

// A PartYear sets the annual rate of a year that has not ended beside what
// past years had become when as many of their quarters were known. It is a
// range of past errors, not a forecast: a year unlike all before would leave it.
type PartYear struct {
	Rate analysis.Rate
	// History is the backtest that the range rests on, nil where there is none.
	History *History
	// Expected is the rate times the median of the past ratios, and Range the
	// rate times their range.
	Expected float64
	Range    stats.Interval
}

// A History is a backtest of annualising the first quarters of past years.
type History struct {
	Who string // England and Wales; every force; forces about as large as Hampshire
	Key string // names it in a fact
	*stats.Backtest
	Years records.Period // the whole financial years that it rests on
	rows  []records.Rows
	by    string     // what the rows were grouped by
	like  *fact.Fact // the count to whose size forces were kept; nil for all
}

// history annualises the first quarters of every whole financial year of the
// release from one on, in each area, and compares with the year itself. Each year has one
// definition of 88A from beginning to end, so nothing is compared across April
// 2017. keep chooses area-years by the count of their first quarters; nil keeps
// all. It returns nil where there is nothing to test on.
func history(
	s *analysis.Study, who, key string, areas []records.Area, from records.FinancialYear, quarters int,
	keep func(part int) bool,
) (*History, error) {
	var counts [][][4]int
	var exposures [][4]float64
	covered := s.Covered()
	var years []records.FinancialYear
	for _, y := range covered.Years() {
		if y >= from && covered.Contains(y.Quarter(1)) && covered.Contains(y.Quarter(4)) {
			years = append(years, y)
		}
	}
	for _, y := range years {
		var ofYear [][4]int
		for _, a := range areas {
			var quarterly [4]int
			part := 0
			for i := range quarterly {
				// Of the same forces in every quarter and year.
				c, err := s.Release.Count(a, s.Series, y.Quarter(i+1).Period())
				if err != nil {
					return nil, err
				}
				quarterly[i] = c.N
				if i < quarters {
					part += c.N
				}
			}
			if keep == nil || keep(part) {
				ofYear = append(ofYear, quarterly)
			}
		}
		if len(ofYear) == 0 {
			continue
		}
		var exposure [4]float64
		for i := range exposure {
			exposure[i] = float64(y.Quarter(i + 1).Period().Exposure())
		}
		counts, exposures = append(counts, ofYear), append(exposures, exposure)
	}
	b, err := stats.BacktestAnnualisation(counts, exposures, quarters, analysis.Level)
	if errors.Is(err, stats.ErrNoHistory) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", who, err)
	}
	h := &History{Who: who, Key: key, Backtest: b, Years: records.Period{From: years[0].Quarter(1),
		To: years[len(years)-1].Quarter(4)}}
	var forces records.Area
	for _, a := range areas {
		forces.Forces = append(forces.Forces, a.Forces...)
	}
	whole, err := s.Release.Count(forces, s.Series, h.Years)
	h.rows, h.by = whole.Rows, "whole year"
	if len(areas) > 1 {
		h.by = "force and whole year"
	}
	return h, err
}

// forceAreas is every force of England and Wales as an area of its own.
func forceAreas(s *analysis.Study) []records.Area {
	var areas []records.Area
	for _, f := range s.National.Forces { // those with every quarter
		areas = append(areas, records.ForceArea(f))
	}
	return areas
}

// Histories is the backtests of England and Wales and of every force over every whole year,
// and of England and Wales since the base, from one, two and three quarters.
func Histories(s *analysis.Study) ([]*History, error) {
	nation, first := []records.Area{s.National}, s.Covered().From.Year()
	var hs []*History
	for _, of := range []struct {
		who, key string
		areas    []records.Area
		from     records.FinancialYear
	}{
		{"England and Wales", "england-wales", nation, first},
		{"England and Wales since " + s.Base.String(), "england-wales" + sinceBase(s), nation, s.Base},
		{"every force", "forces", forceAreas(s), first},
	} {
		for quarters := 1; quarters <= 3; quarters++ {
			h, err := history(s, of.who, of.key, of.areas, of.from, quarters, nil)
			if err != nil {
				return nil, err
			}
			if h != nil {
				hs = append(hs, h)
			}
		}
	}
	return hs, nil
}

// sinceBase names a backtest of the years from the base on in a fact.
func sinceBase(s *analysis.Study) string {
	return ".since-" + s.Base.Quarter(1).First().Format("2006-01")
}

// NewPartYear is the range of the year that has not ended, from the whole years since the
// base: for England and Wales from its own, for a force from those force-years whose count
// at the same point was between half and twice its own, because small counts scatter more.
// It returns nil where the release ends with a whole year.
func NewPartYear(s *analysis.Study, a records.Area) (*PartYear, error) {
	if s.Partial == 0 {
		return nil, nil
	}
	rate, err := s.Rate(a, s.LatestMonths())
	if err != nil {
		return nil, err
	}
	p := &PartYear{Rate: rate}
	switch {
	case len(a.Forces) > 1:
		p.History, err = history(s, a.Name+" since "+s.Base.String(), a.Slug()+sinceBase(s), []records.Area{a}, s.Base,
			s.Partial, nil)
	case rate.Count.N > 0:
		alike := func(part int) bool { return part <= 2*rate.Count.N && 2*part >= rate.Count.N }
		p.History, err = history(s, "forces about as large as "+a.Display(), a.Slug()+".like-size"+sinceBase(s),
			forceAreas(s), s.Base, s.Partial, alike)
		if p.History != nil {
			p.History.like = s.CountFact(rate.Count)
		}
	}
	if err != nil || p.History == nil {
		return p, err
	}
	p.Expected, p.Range = rate.PerYear*p.History.Median, p.History.Factor.Scale(rate.PerYear)
	return p, nil
}

// fact is a number of the backtest.
func (h *History) fact(s *analysis.Study, kind string, value float64, unit fact.Unit, text,
	definition string) *fact.Fact {
	of := fmt.Sprintf(", of full year ÷ (first %d quarters ÷ their exposure) over the rows by %s", h.Quarters, h.by)
	var inputs []fact.Input
	if h.like != nil {
		of += ", where the first quarters come to between half of like and twice like"
		inputs = []fact.Input{fact.As("like", h.like)}
	}
	return &fact.Fact{
		Name:  fmt.Sprintf("%s.backtest.quarters-%d.%s", h.Key, h.Quarters, kind),
		Value: value, Unit: unit, Area: s.National.Name, Period: h.Years, Vintage: string(s.Release.Vintage), Rows: h.rows,
		Text: text,
		Definition: fmt.Sprintf("%s, of the ratios full year ÷ first %d quarters annualised, over every whole year and %s",
			definition, h.Quarters, h.Who),
		Method: fact.Method(strings.TrimSuffix(definition, ",") + of).At(analysis.Level), Inputs: inputs,
	}
}

// MedianFact is the median of full year ÷ annualised count, with the range of
// past ratios.
func (h *History) MedianFact(s *analysis.Study) *fact.Fact {
	f := h.fact(s, "ratio", h.Median, fact.UnitRatio, fact.FormatFixed(h.Median, 2),
		fmt.Sprintf("median, and the range of ranks that holds the next with probability %.3f", h.Level))
	f.Interval, f.LimitsText = &h.Factor, fact.FormatRange(h.Factor,
		func(x float64) string { return fact.FormatFixed(x, 2) })
	f.Ends = pastRange
	if len(h.Warnings) > 0 {
		f.Warnings = []fact.Warning{"There are too few past years for a range of 95 per cent, so the range is the least " +
			"and the greatest ratio seen."}
	}
	return f
}

// pastRange is what the range of past ratios reaches from and to.
var pastRange = fact.Ends{Lower: "lowest of the range of past years", Upper: "highest of the range of past years"}

// MiddleFact is the range of the middle half of the ratios.
func (h *History) MiddleFact(s *analysis.Study) *fact.Fact {
	f := h.fact(s, "middle-half", h.Median, fact.UnitRatio, fact.FormatFixed(h.Median, 2), "median, and the quartiles")
	f.Interval = &stats.Interval{Lower: stats.Quantile(h.Ratios, 0.25), Upper: stats.Quantile(h.Ratios, 0.75)}
	f.LimitsText = fact.FormatRange(*f.Interval, func(x float64) string { return fact.FormatFixed(x, 2) })
	f.Ends = fact.Ends{Lower: "lower quartile", Upper: "upper quartile"}
	return f
}

// TestedFact is how many force-years were tested.
func (h *History) TestedFact(s *analysis.Study) *fact.Fact {
	return h.fact(s, "tested", float64(len(h.Ratios)), fact.UnitNumber, fact.FormatInt(len(h.Ratios)), "number")
}

// SilentFact is how many were left out because their first quarters had no offences.
func (h *History) SilentFact(s *analysis.Study) *fact.Fact {
	return h.fact(s, "left-out", float64(h.Silent), fact.UnitNumber, fact.FormatInt(h.Silent),
		"number left out, without an offence in the first quarters,")
}

// WithinFact is how many of those tested fell within the range found from the
// other years.
func (h *History) WithinFact(s *analysis.Study) *fact.Fact {
	n := math.Round(h.Coverage * float64(len(h.Ratios)))
	return h.fact(s, "within", n, fact.UnitNumber, fact.FormatInt(int(n)),
		"number within the range found from the other years")
}

// LevelFact is the probability that the range of past ratios holds the next, if that year is
// like those before it. It is in words a small fraction, 6 in 7, where there are few.
func (h *History) LevelFact(s *analysis.Study) *fact.Fact {
	text := fact.FormatFixed(h.Level, 2)
	for whole := 2; whole <= 20; whole++ {
		if part := math.Round(h.Level * float64(whole)); math.Abs(part-h.Level*float64(whole)) < 1e-9 {
			text = fmt.Sprintf("%.0f in %d", part, whole)
			break
		}
	}
	return h.fact(s, "level", h.Level, "probability", text, "probability that the range of ranks holds the next")
}

// CoverageFact is the same as a share.
func (h *History) CoverageFact(s *analysis.Study) *fact.Fact {
	return h.fact(s, "coverage", 100*h.Coverage, "per cent of those tested", fact.FormatFixed(100*h.Coverage, 0),
		"per cent within the range found from the other years")
}

// Fact is the past range applied to the year that has not ended.
func (p *PartYear) Fact(s *analysis.Study) *fact.Fact {
	rate, ratio := s.RateFact(p.Rate), p.History.MedianFact(s)
	whole := func(x float64) string { return fact.FormatFixed(x, 0) }
	return &fact.Fact{
		Name: s.Key(p.Rate.Count, "part-year-range"), Value: p.Expected, Interval: &p.Range, Unit: fact.OffencesPerYear,
		Area: p.Rate.Count.Area.Name, Period: p.Rate.Count.Period,
		Definition: "annual rate × the range of full year ÷ annualised part in past years; not a forecast",
		Vintage:    string(s.Release.Vintage), Method: fact.RateTimesRatio,
		Inputs: []fact.Input{fact.As("rate", rate), fact.As("ratio", ratio)},
		Text:   whole(p.Expected), LimitsText: fact.FormatRange(p.Range, whole), Warnings: ratio.Warnings,
		Ends: pastRange,
	}
}
