package sections

import (
	"grooming-report/analysis"
	"grooming-report/analysis/records"
	"grooming-report/analysis/trends"
)

// A change is a comparison within one definition, ready for prose.
type change struct {
	Later, Earlier         num
	LaterWhen, EarlierWhen string
	Defined                bool // there is a ratio, on a base of ten or more
	Ratio                  num
	Reading                string // what the limits allow one to say
	Plain                  string // the same as a clause: more were recorded, but chance …
	HasPerCent             bool
	PerCent                num
	Direction              string // more or fewer
}

// change states a comparison within one definition; nil where there is none. kind ends
// its name in evidence.csv.
func (b *builder) change(w *analysis.Within, kind string) *change {
	if w == nil {
		return nil
	}
	s := b.study
	c := &change{
		Later: b.num(s.CountFact(w.Later)), Earlier: b.num(s.CountFact(w.Earlier)),
		LaterWhen: w.Later.Period.String(), EarlierWhen: w.Earlier.Period.String(),
		Defined: w.Defined() && w.Earlier.N >= analysis.TinyBase,
	}
	if !c.Defined {
		return c
	}
	c.Ratio = b.num(w.RatioFact(s, kind))
	c.Reading, c.Plain = w.Reading(), w.Plainly()
	if not := s.NotRead(w.Comparison); not != "" {
		c.Reading, c.Plain = not, not
	}
	if f, ok := w.PerCentChange(s, kind); ok && w.Earlier.N >= analysis.SmallBase {
		c.HasPerCent, c.PerCent = true, b.num(f)
	}
	c.Direction = "more"
	if w.Ratio < 1 {
		c.Direction = "fewer"
	}
	return c
}

// national is the dispersion of the quarters of England and Wales, where it is
// the larger and widens its limits; nil where that of force-quarters does.
func (b *builder) national(era analysis.Era) *num {
	f := b.study.NationalDispersionFact(era)
	if f == nil || f.Value <= b.study.DispersionFact(era).Value {
		return nil
	}
	return new(b.num(f))
}

// A growth is a trend within the new definition, ready for prose.
type growth struct {
	Ratio   num
	Newey   num    // the same with limits by Newey and West's method
	When    string // since 2018/19
	Reading string // what the limits allow one to say
}

// growth states the trend of an area since the base; nil where there is none.
func (b *builder) growth(a records.Area) (*growth, error) {
	t, err := trends.Fit(b.study, a)
	if err != nil || t == nil {
		return nil, err
	}
	when := "since " + t.Period.From.Year().String()
	if t.Period.To < b.study.Covered().To {
		when = "from " + t.Period.String() // the code holds something else in the quarters after
	}
	g := &growth{Ratio: b.num(t.Fact(b.study)), Newey: b.num(t.NeweyWestFact(b.study)), When: when,
		Reading: "no trend that can be told from chance"}
	switch {
	case t.Growth.Interval.Lower > 1:
		g.Reading = "a rise on average over these years"
	case t.Growth.Interval.Upper < 1:
		g.Reading = "a fall on average over these years"
	}
	return g, nil
}

// A firstYear is the first year of the new definition against the trend before, ready for
// prose.
type firstYear struct {
	Expected, Step num
	Quadratic      *num
}

// firstYear states it; nil where the years before are too few.
func (b *builder) firstYear(a records.Area) (*firstYear, error) {
	y, err := trends.FitFirstYear(b.study, a)
	if err != nil || y == nil {
		return nil, err
	}
	f := &firstYear{Expected: b.num(y.Expected), Step: b.num(y.Step)}
	if y.Quadratic != nil {
		f.Quadratic = new(b.num(y.Quadratic))
	}
	return f, nil
}
