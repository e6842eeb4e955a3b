package section

import (
	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/trends"
)

// A Change is a comparison within one definition, ready for prose.
type Change struct {
	Later, Earlier         Num
	LaterWhen, EarlierWhen string
	Defined                bool // there is a ratio, on a base of ten or more
	Ratio                  Num
	Reading                string // what the limits allow one to say
	Plain                  string // the same as a clause: more were recorded, but chance …
	AsMany                 bool   // no more and no fewer
	HasPerCent             bool
	PerCent                Num
	Direction              string // more or fewer
}

// Change states a comparison within one definition; nil where there is none. kind ends
// its name in evidence.csv.
func (b *Builder) Change(w *analysis.Within, kind string) *Change {
	if w == nil {
		return nil
	}
	s := b.Study
	c := &Change{
		Later: b.Num(s.CountFact(w.Later)), Earlier: b.Num(s.CountFact(w.Earlier)),
		LaterWhen: w.Later.Period.String(), EarlierWhen: w.Earlier.Period.String(),
		Defined: w.Defined() && w.Earlier.N >= fact.TinyBase, AsMany: w.AsMany(),
	}
	if !c.Defined {
		return c
	}
	c.Ratio = b.Num(w.RatioFact(s, kind))
	c.Reading, c.Plain = w.Reading(), w.Plainly()
	if not := s.NotRead(w.Comparison); not != "" {
		c.Reading, c.Plain = not, not
	}
	if f, ok := w.PerCentChange(s, kind); ok {
		c.HasPerCent, c.PerCent = true, b.Num(f)
	}
	c.Direction = "more"
	if w.Ratio < 1 {
		c.Direction = "fewer"
	}
	return c
}

// National is the dispersion of the quarters of England and Wales, where it is
// the larger and widens its limits; nil where that of force-quarters does.
func (b *Builder) National(era analysis.Era) *Num {
	f := b.Study.NationalDispersionFact(era)
	if f == nil || f.Value <= b.Study.DispersionFact(era).Value {
		return nil
	}
	return new(b.Num(f))
}

// A Growth is a trend within the new definition, ready for prose.
type Growth struct {
	Ratio   Num
	Newey   Num    // the same with limits by Newey and West's method
	Same    bool   // both limits read the same
	When    string // since 2018/19
	Reading string // what the limits allow one to say
}

// Growth states the trend of an area since the base; nil where there is none.
func (b *Builder) Growth(a records.Area) (*Growth, error) {
	t, err := trends.Fit(b.Study, a)
	if err != nil || t == nil {
		return nil, err
	}
	when := "since " + t.Period.From.Year().String()
	if t.Period.To < b.Study.Covered().To {
		when = "from " + t.Period.String() // the code holds something else in the quarters after
	}
	g := &Growth{Ratio: b.Num(t.Fact(b.Study)), Newey: b.Num(t.NeweyWestFact(b.Study)), When: when, Reading: t.Reading()}
	g.Same = g.Ratio.Fact.LimitsText == g.Newey.Fact.LimitsText
	return g, nil
}

// A FirstYear is the first year of the new definition against the trend before, ready for
// prose.
type FirstYear struct {
	Expected, Step Num
	Quadratic      *Num
}

// FirstYear states the first year of the new definition against the trend before, for an area;
// nil where the years before are too few.
func (b *Builder) FirstYear(a records.Area) (*FirstYear, error) {
	y, err := trends.FitFirstYear(b.Study, a)
	if err != nil || y == nil {
		return nil, err
	}
	f := &FirstYear{Expected: b.Num(y.Expected), Step: b.Num(y.Step)}
	if y.Quadratic != nil {
		f.Quadratic = new(b.Num(y.Quadratic))
	}
	return f, nil
}
