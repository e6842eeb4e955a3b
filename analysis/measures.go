package analysis

import (
	"grooming-report/analysis/claims"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/stats"
)

// A Measure sets a published s.15A figure, a freedom of information return,
// beside the Home Office's count of code 88A for the same area and period. The
// code should contain the figure; what it leaves is s.15, if both count alike.
type Measure struct {
	Published records.Published
	Counts    []records.Count // in every vintage that has the period
	Left      stats.Bounds    // of 88A less s.15A over the vintages
	// YearBefore is 88A in the last whole year of the old definition, which what
	// is left may be held against; nil where the figure is not of a whole year.
	YearBefore *records.Count
}

// Contradicts reports whether the figure exceeds 88A in some vintage.
func (m Measure) Contradicts() bool { return len(m.Left.Warnings) > 0 }

// Measures sets every published s.15A figure beside code 88A.
func (s *Study) Measures() ([]Measure, error) {
	var ms []Measure
	added := s.Added()
	for _, p := range s.Data.Published {
		if added == nil || p.Series != added {
			continue
		}
		area := s.Nation(p.Period)
		if p.Area != area.Name {
			f, err := s.Data.Forces.Find(p.Area)
			if err != nil {
				continue // not an area of the tables
			}
			area = f.Area()
		}
		m := Measure{Published: p}
		var wholes []int
		for _, c := range s.Data.Vintages(area, p.Period) {
			if c.Vintage <= s.Release.Vintage {
				m.Counts = append(m.Counts, c)
				wholes = append(wholes, c.N)
			}
		}
		if len(m.Counts) == 0 {
			continue
		}
		var err error
		if m.Left, err = stats.RemainderBounds(wholes, []int{p.Value}); err != nil {
			return nil, err
		}
		if p.Period.WholeYears() && p.Period.Quarters() == 4 {
			c, err := s.Count(area, s.BeforeYear.Period())
			if err == nil {
				m.YearBefore = &c
			}
		}
		ms = append(ms, m)
	}
	return ms, nil
}

// LeftFact is what the figure leaves of 88A, over the vintages.
func (m Measure) LeftFact(s *Study) *fact.Fact {
	last := m.Counts[len(m.Counts)-1]
	inputs := []fact.Input{fact.As("published", claims.FigureFact(m.Published))}
	for _, c := range m.Counts {
		inputs = append(inputs, fact.As("count", s.CountFact(c)))
	}
	whole := func(x float64) string { return fact.FormatFixed(x, 0) }
	f := &fact.Fact{
		Name: "measures." + m.Published.ID + ".left", Value: float64(last.N - m.Published.Value),
		Interval: &m.Left.Interval, Unit: fact.Offences,
		Area: m.Published.Area, Period: m.Published.Period, Definition: "88A less the published s.15A figure, in the " +
			"newest vintage; least and greatest over the vintages",
		Vintage: string(last.Vintage), Method: fact.LeftOfLast, Inputs: inputs,
		Text: fact.FormatInt(last.N - m.Published.Value), LimitsText: fact.FormatRange(m.Left.Interval, whole),
		Ends: fact.Ends{Lower: "least over the releases", Upper: "greatest over the releases"},
	}
	if m.Contradicts() {
		f.Warnings = []fact.Warning{"The published figure is larger than the code that should contain it, so the two " +
			"were counted differently."}
	}
	return f
}

// Odd reports whether what a figure leaves is more than twice what the code held
// in the last year of the old definition, so that the figure is likely to lack
// most of what it should count.
func (m Measure) Odd() bool {
	return m.YearBefore != nil && m.Left.Lower > 2*float64(m.YearBefore.N)
}

// A Clash is two published s.15A figures, of a year and of its first quarters, that
// leave the rest of the year more of s.15A than all of code 88A had in it: the two
// returns were not of the same forces, or not counted alike.
type Clash struct {
	Whole, Part records.Published
	Left        int           // Whole − Part
	Rest        records.Count // of 88A, in the study's release
}

// Clashes lists the clashes among the measures, in their order; a pair clashes only
// if it does in every vintage up to the study's own.
func (s *Study) Clashes(ms []Measure) []Clash {
	var list []Clash
	for _, whole := range ms {
		for _, part := range ms {
			w, p := whole.Published, part.Published
			if w.Area != p.Area || !w.Period.WholeYears() || p.Period.From != w.Period.From || p.Period.To >= w.Period.To {
				continue
			}
			rest := records.Period{From: p.Period.To + 1, To: w.Period.To}
			c := Clash{Whole: w, Part: p, Left: w.Value - p.Value}
			most, held := 0, false
			for _, n := range s.Data.Vintages(whole.Counts[0].Area, rest) {
				if n.Vintage > s.Release.Vintage {
					continue
				}
				most = max(most, n.N)
				if n.Vintage == s.Release.Vintage {
					c.Rest, held = n, true
				}
			}
			if held && c.Left > most {
				list = append(list, c)
			}
		}
	}
	return list
}

// LeftFact is what the two figures leave to the rest of the year.
func (c Clash) LeftFact() *fact.Fact {
	return &fact.Fact{
		Name: "measures." + c.Whole.ID + ".less." + c.Part.ID, Value: float64(c.Left), Unit: fact.Offences,
		Area: c.Whole.Area, Period: c.Rest.Period,
		Definition: "s.15A as published for the year less s.15A as published for its first quarters",
		Vintage:    string(c.Whole.Vintage),
		Method:     fact.WholeLessPart,
		Inputs:     []fact.Input{fact.As("whole", claims.FigureFact(c.Whole)), fact.As("part", claims.FigureFact(c.Part))},
		Text:       fact.FormatInt(c.Left),
	}
}
