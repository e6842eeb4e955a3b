package nation

import (
	"grooming-report/analysis/robustness"
	"grooming-report/analysis/trends"
	"grooming-report/report/sections/section"
)

// Returns is the section on what the range under the old definition assumes.
func Returns(b *section.Builder) (any, error) {
	s := b.Study
	f := struct {
		T      section.Terms
		Any    bool
		Old    section.Bounds
		Others *others
		Base   *otherBase
		Trend  *overTrend
		Limits *differences
	}{T: b.Terms()}
	compared, err := s.BeforeAfter(s.National)
	if err != nil || !compared.Old.Published {
		return f, err
	}
	f.Any, f.Old = true, b.Bounds(compared.Old, s.National)
	x, err := robustness.OfReturns(s, compared.Old, f.Old.Lowest.Fact)
	if err != nil {
		return nil, err
	}
	if x.Answered != nil {
		missing := int(x.Asked.Value - x.Answered.Value)
		f.Others = &others{b.Num(x.Figure), b.Num(x.Answered), b.Num(x.Asked), section.InWords(missing), b.Num(x.Alike),
			b.Num(x.Worst), b.Num(x.Largest),
			s.CountFact(compared.Old.Lowest.After).Vintage != string(s.Release.Vintage)}
	}
	lowest, err := robustness.AsDifference(s, "lowest", compared.Old.Lowest, f.Old.LowLeft.Fact)
	if err != nil {
		return nil, err
	}
	highest, err := robustness.AsDifference(s, "highest", compared.Old.Highest, f.Old.HighLeft.Fact)
	if err != nil {
		return nil, err
	}
	if lowest != nil && highest != nil {
		f.Limits = &differences{b.Num(lowest), b.Num(highest), highest.Interval.Lower <= 1}
	}
	if x.BaseLeast != nil {
		f.Base = &otherBase{b.Num(x.BaseLeast), b.Num(x.BaseGreatest), b.Num(x.ByBaseLeast), b.Num(x.ByBaseGreatest)}
	}
	year, err := trends.FitFirstYear(s, s.National)
	if err != nil {
		return nil, err
	}
	if year != nil {
		over := func(which string, left section.Num) section.Num {
			return b.Num(robustness.OverTrend(s, which, left.Fact, year.Expected))
		}
		f.Trend = &overTrend{b.Num(year.Expected), over("lowest", f.Old.LowLeft), over("highest", f.Old.HighLeft)}
	}
	return f, nil
}

// others is what the forces that did not answer may have had, ready for prose.
type others struct {
	Figure                section.Num
	Answered, Asked       section.Num
	Missing               string
	Alike, Worst, Largest section.Num
	Mixed                 bool // the largest are of another release than the lower end
}

// otherBase is the lower end over a base of the time, ready for prose.
type otherBase struct{ Least, Greatest, ByLeast, ByGreatest section.Num }

// differences are both ends with the limits of a difference, ready for prose.
type differences struct {
	Lowest, Highest section.Num
	NoRise          bool // the limits of the upper end hold one
}

// overTrend is what is left over the trend before, ready for prose.
type overTrend struct{ Expected, Lowest, Highest section.Num }
