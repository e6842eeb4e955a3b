package sections

// returns is the section on what the range under the old definition assumes.
func returns(b *builder) (any, error) {
	s := b.study
	f := struct {
		T      Terms
		Any    bool
		Old    Bounds
		Others *Others
		Base   *OtherBase
		Trend  *OverTrend
	}{T: b.terms()}
	compared, err := s.BeforeAfter(s.National)
	if err != nil || !compared.Old.Published {
		return f, err
	}
	f.Any, f.Old = true, b.bounds(compared.Old, s.National)
	x, err := s.Returns(compared.Old, f.Old.Lowest.fact)
	if err != nil {
		return nil, err
	}
	if x.Answered != nil {
		missing := int(x.Asked.Value - x.Answered.Value)
		f.Others = &Others{b.num(x.Figure), b.num(x.Answered), b.num(x.Asked), inWords(missing), b.num(x.Alike), b.num(x.Worst), b.num(x.Largest),
			s.CountFact(compared.Old.Lowest.After).Vintage != string(s.Release.Vintage)}
	}
	if x.BaseLeast != nil {
		f.Base = &OtherBase{b.num(x.BaseLeast), b.num(x.BaseGreatest), b.num(x.ByBaseLeast), b.num(x.ByBaseGreatest)}
	}
	year, err := s.FirstYear(s.National)
	if err != nil {
		return nil, err
	}
	if year != nil {
		over := func(which string, left Num) Num { return b.num(s.OverTrend(which, left.fact, year.Expected)) }
		f.Trend = &OverTrend{b.num(year.Expected), over("lowest", f.Old.LowLeft), over("highest", f.Old.HighLeft)}
	}
	return f, nil
}

// Others is what the forces that did not answer may have had, ready for prose.
type Others struct {
	Figure                Num
	Answered, Asked       Num
	Missing               string
	Alike, Worst, Largest Num
	Mixed                 bool // the largest are of another release than the lower end
}

// OtherBase is the lower end over a base of the time, ready for prose.
type OtherBase struct{ Least, Greatest, ByLeast, ByGreatest Num }

// OverTrend is what is left over the trend before, ready for prose.
type OverTrend struct{ Expected, Lowest, Highest Num }
