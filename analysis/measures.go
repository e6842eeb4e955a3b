package analysis

// A Measure sets a published s.15A figure, a freedom of information return,
// beside the Home Office's count of code 88A for the same area and period. The
// code should contain the figure; what it leaves is s.15, if both count alike.
type Measure struct {
	Published Published
	Counts    []Count // in every vintage that has the period
	Left      Bounds  // of 88A less s.15A over the vintages
	// YearBefore is 88A in the last whole year of the old definition, which what
	// is left may be held against; nil where the figure is not of a whole year.
	YearBefore *Count
}

// Contradicts reports whether the figure exceeds 88A in some vintage.
func (m Measure) Contradicts() bool { return len(m.Left.Warnings) > 0 }

// Measures sets every published s.15A figure beside code 88A.
func (s *Study) Measures() ([]Measure, error) {
	var ms []Measure
	for _, p := range s.Data.Published {
		if p.Measure != "s.15A FOI" {
			continue
		}
		area := s.National
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
		if m.Left, err = RemainderBounds(wholes, []int{p.Value}); err != nil {
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
func (m Measure) LeftFact(s *Study) *Fact {
	last := m.Counts[len(m.Counts)-1]
	inputs := []*Fact{m.Published.Fact()}
	for _, c := range m.Counts {
		inputs = append(inputs, s.CountFact(c))
	}
	whole := func(x float64) string { return FormatFixed(x, 0) }
	f := &Fact{
		Name: "measures." + m.Published.ID + ".left", Value: float64(last.N - m.Published.Value), Interval: &m.Left.Interval, Unit: Offences,
		Area: m.Published.Area, Period: m.Published.Period, Definition: "88A less the published s.15A figure, in the newest vintage; least and greatest over the vintages",
		Vintage: string(last.Vintage), Inputs: inputs, Text: FormatInt(last.N - m.Published.Value), LimitsText: formatLimits(m.Left.Interval, whole),
	}
	if m.Contradicts() {
		f.Warnings = []Warning{"The published figure is larger than the code that should contain it, so the two were counted differently."}
	}
	return f
}

// Odd reports whether what a figure leaves is more than twice what the code held
// in the last year of the old definition, so that the figure is likely to lack
// most of what it should count.
func (m Measure) Odd() bool {
	return m.YearBefore != nil && m.Left.Lower > 2*float64(m.YearBefore.N)
}
