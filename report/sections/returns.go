package sections

import (
	"grooming-report/analysis/robustness"
	"grooming-report/analysis/trends"
)

// returns is the section on what the range under the old definition assumes.
func returns(b *builder) (any, error) {
	s := b.study
	f := struct {
		T      terms
		Any    bool
		Old    bounds
		Others *others
		Base   *otherBase
		Trend  *overTrend
		Limits *differences
	}{T: b.terms()}
	compared, err := s.BeforeAfter(s.National)
	if err != nil || !compared.Old.Published {
		return f, err
	}
	f.Any, f.Old = true, b.bounds(compared.Old, s.National)
	x, err := robustness.OfReturns(s, compared.Old, f.Old.Lowest.fact)
	if err != nil {
		return nil, err
	}
	if x.Answered != nil {
		missing := int(x.Asked.Value - x.Answered.Value)
		f.Others = &others{b.num(x.Figure), b.num(x.Answered), b.num(x.Asked), inWords(missing), b.num(x.Alike),
			b.num(x.Worst), b.num(x.Largest),
			s.CountFact(compared.Old.Lowest.After).Vintage != string(s.Release.Vintage)}
	}
	lowest, err := robustness.AsDifference(s, "lowest", compared.Old.Lowest, f.Old.LowLeft.fact)
	if err != nil {
		return nil, err
	}
	highest, err := robustness.AsDifference(s, "highest", compared.Old.Highest, f.Old.HighLeft.fact)
	if err != nil {
		return nil, err
	}
	if lowest != nil && highest != nil {
		f.Limits = &differences{b.num(lowest), b.num(highest), highest.Interval.Lower <= 1}
	}
	if x.BaseLeast != nil {
		f.Base = &otherBase{b.num(x.BaseLeast), b.num(x.BaseGreatest), b.num(x.ByBaseLeast), b.num(x.ByBaseGreatest)}
	}
	year, err := trends.FitFirstYear(s, s.National)
	if err != nil {
		return nil, err
	}
	if year != nil {
		over := func(which string, left num) num {
			return b.num(robustness.OverTrend(s, which, left.fact, year.Expected))
		}
		f.Trend = &overTrend{b.num(year.Expected), over("lowest", f.Old.LowLeft), over("highest", f.Old.HighLeft)}
	}
	return f, nil
}

// others is what the forces that did not answer may have had, ready for prose.
type others struct {
	Figure                num
	Answered, Asked       num
	Missing               string
	Alike, Worst, Largest num
	Mixed                 bool // the largest are of another release than the lower end
}

// otherBase is the lower end over a base of the time, ready for prose.
type otherBase struct{ Least, Greatest, ByLeast, ByGreatest num }

// differences are both ends with the limits of a difference, ready for prose.
type differences struct {
	Lowest, Highest num
	NoRise          bool // the limits of the upper end hold one
}

// overTrend is what is left over the trend before, ready for prose.
type overTrend struct{ Expected, Lowest, Highest num }
