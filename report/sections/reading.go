package sections

import (
	"grooming-report/analysis"
)

// A Change is a comparison within one definition, ready for prose.
type Change struct {
	Later, Earlier         Num
	LaterWhen, EarlierWhen string
	Defined                bool // there is a ratio, on a base of ten or more
	Ratio                  Num
	Reading                string // what the limits allow one to say
	HasPerCent             bool
	PerCent                Num
	Direction              string // more or fewer
}

// change states a comparison within one definition. kind ends its name in
// evidence.csv.
func (b *builder) change(w analysis.Within, kind string) Change {
	s := b.study
	c := Change{
		Later: b.num(s.CountFact(w.Later)), Earlier: b.num(s.CountFact(w.Earlier)),
		LaterWhen: w.Later.Period.String(), EarlierWhen: w.Earlier.Period.String(),
		Defined: w.Defined() && w.Earlier.N >= analysis.TinyBase,
	}
	if !c.Defined {
		return c
	}
	c.Ratio = b.num(w.RatioFact(s, kind))
	c.Reading = reading(w.Comparison)
	if w.Later.N == 0 && b.silent(w.Later.Area.Name) != "" {
		c.Reading = "no recorded offences, perhaps by a change of recording"
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
func (b *builder) national(era analysis.Era) *Num {
	f := b.study.NationalDispersionFact(era)
	if f == nil || f.Value <= b.study.DispersionFact(era).Value {
		return nil
	}
	n := b.num(f)
	return &n
}

// reading says in words what the limits of a ratio allow.
func reading(c analysis.Comparison) string {
	switch {
	case c.Interval.Lower > 1:
		return "more recorded offences than chance variation alone would give"
	case c.Interval.Upper < 1:
		return "fewer recorded offences than chance variation alone would give"
	}
	return "no clear change in recorded offences"
}
