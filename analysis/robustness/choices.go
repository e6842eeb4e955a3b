package robustness

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/stats"
)

// A Choice is the headline ratio under one defensible choice, all others as in
// the report. Every one of them is across April 2017 and not comparable.
type Choice struct {
	What, Choice string // vintage; release of 19 October 2023
	Key          string // names it in a fact
	Ratio        stats.RateComparison
	Definition   string
	method       fact.Method
	inputs       []fact.Input
	vintage      records.Vintage
	period       records.Period
}

// A Multiverse is the headline ratio over every combination of the choices of
// vintage, forces, series and years before.
type Multiverse struct {
	Combinations []Choice
	Ratio        stats.Interval // least and greatest ratio
	Limits       stats.Interval // lowest lower and highest upper leading limit
}

// A universe is one set of choices of what to count. Its study is that of the release,
// so that each release has limits by its own scatter.
type universe struct {
	study  *analysis.Study
	area   records.Area
	with71 bool
	before records.Period
	after  records.Period
}

// counted is the two counts of a universe, each with the scatter of its own definition.
type counted struct {
	later, earlier               records.Count
	laterScatter, earlierScatter analysis.Scatter
}

func (u universe) counts() (c counted, err error) {
	if c.later, c.laterScatter, err = u.side(u.after); err != nil {
		return c, err
	}
	c.earlier, c.earlierScatter, err = u.side(u.before)
	return c, err
}

// side is the count of one period. The sum of two codes has a scatter of its own.
func (u universe) side(p records.Period) (records.Count, analysis.Scatter, error) {
	s := u.study
	c, err := s.Release.Count(u.area, s.Series, p)
	if err != nil || !u.with71 {
		return c, s.Scatter(u.area, p), err
	}
	more, err := s.Release.Count(u.area, s.Sibling(), p)
	if err != nil {
		return c, analysis.Scatter{}, err
	}
	c.N += more.N
	c.Rows = append(slices.Clone(c.Rows), more.Rows...)
	both, err := s.ScatterWithSibling(u.area, p)
	return c, both, err
}

func (u universe) ratio() (stats.RateComparison, counted, error) {
	c, err := u.counts()
	if err != nil {
		return stats.RateComparison{}, c, err
	}
	ratio, err := c.ratio(float64(u.after.Exposure()), float64(u.before.Exposure()))
	return ratio, c, err
}

// ratio is that of the annual rates, with each side's own scatter.
func (c counted) ratio(laterExposure, earlierExposure float64) (stats.RateComparison, error) {
	return stats.CompareRatesUnequal(c.later.AtLeastZero(), laterExposure, c.laterScatter.Dispersion,
		c.earlier.AtLeastZero(), earlierExposure, c.earlierScatter.Dispersion, analysis.Level)
}

// scatters are the facts of the scatters, later first.
func (c counted) scatters() []*fact.Fact {
	return []*fact.Fact{c.laterScatter.Fact, c.earlierScatter.Fact}
}

// windows are the years before April 2017 that the earlier rate may rest on: the
// last 1, 3, 4 and 5, as far as the release goes back.
func windows(s *analysis.Study, r *records.Release) []records.Period {
	var ps []records.Period
	covered := r.Covered()
	for _, years := range []int{1, 3, 4, 5} {
		if p := (records.Period{From: s.Change - records.Quarter(4*years), To: s.Change - 1}); p.From >= covered.From {
			ps = append(ps, p)
		}
	}
	return ps
}

// territorial is an area without British Transport Police.
func territorial(s *analysis.Study, a records.Area) records.Area {
	land := records.Area{Name: a.Name + withoutTransport}
	for _, name := range a.Forces {
		if f, err := s.Data.Forces.Find(name); err == nil && f.Territorial {
			land.Forces = append(land.Forces, name)
		}
	}
	return land
}

// Choices is the headline ratio of England and Wales under one other choice
// at a time, and over all combinations of what may be counted.
func Choices(s *analysis.Study) ([]Choice, Multiverse, error) {
	studies, err := s.Studies()
	if err != nil {
		return nil, Multiverse{}, err
	}
	nation := s.Nation(s.AfterYear.Period(), s.BeforeYear.Period())
	base := universe{study: s, area: nation, before: s.BeforeYear.Period(), after: s.AfterYear.Period()}
	c, err := base.counts()
	if err != nil {
		return nil, Multiverse{}, err
	}
	how, err := limitChoices(s, c)
	if err != nil {
		return nil, Multiverse{}, err
	}
	what, err := countChoices(s, base, studies)
	if err != nil {
		return nil, Multiverse{}, err
	}
	choices := append(what[:1:1], append(how, what[1:]...)...)
	m, err := multiverse(s, studies)
	return choices, m, err
}

// limitChoices are the headline with limits made in other ways.
func limitChoices(s *analysis.Study, c counted) ([]Choice, error) {
	const what = "How the limits are made"
	later, earlier := c.later.AtLeastZero(), c.earlier.AtLeastZero()
	var choices []Choice
	for _, m := range []struct {
		choice, key, how string
		dispersion       []*fact.Fact
		compare          func() (stats.RateComparison, error)
	}{
		{"exact, as if Poisson", "poisson", "exact conditional " + analysis.PercentLevel + " limits, as if Poisson", nil,
			func() (stats.RateComparison, error) { return stats.CompareRates(later, 1, earlier, 1, analysis.Level) }},
		{"mid-p, as if Poisson", "mid-p", "mid-p " + analysis.PercentLevel + " limits, as if Poisson", nil,
			func() (stats.RateComparison, error) {
				return stats.CompareRatesMidP(later, 1, earlier, 1, analysis.Level)
			}},
		{"score, widened by the larger scatter", "score", "score " + analysis.PercentLevel +
			" limits widened by the larger of both sides’ scatters", c.scatters(),
			func() (stats.RateComparison, error) {
				return stats.CompareRatesScore(later, 1, earlier, 1, c.wider().Dispersion, analysis.Level)
			}},
		{"widened by the pooled scatter between forces", "pooled-dispersion",
			"exact conditional " + analysis.PercentLevel + " limits widened by the dispersion of force-quarters, pooled over " +
				"both definitions",
			[]*fact.Fact{s.DispersionFact(analysis.NewDefinition), s.DispersionFact(analysis.OldDefinition)},
			func() (stats.RateComparison, error) {
				d, err := stats.PoolDispersion(s.Dispersion(analysis.OldDefinition), s.Dispersion(analysis.NewDefinition))
				if err != nil {
					return stats.RateComparison{}, err
				}
				return stats.CompareRatesQuasi(later, 1, earlier, 1, d, analysis.Level)
			}},
	} {
		ratio, err := m.compare()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", m.choice, err)
		}
		choices = append(choices, newChoice(s, what, m.choice, m.key, ratio, m.how, c.later, c.earlier, m.dispersion...))
	}
	wald, profile, err := negBinChoices(s, c.later, c.earlier)
	return append(choices, append(wald, profile...)...), err
}

// wider is the larger of the two scatters.
func (c counted) wider() analysis.Scatter {
	if c.earlierScatter.Value > c.laterScatter.Value {
		return c.earlierScatter
	}
	return c.laterScatter
}

// widenedByOwn says how most limits of choices are made.
var widenedByOwn = "exact conditional " + analysis.PercentLevel + " limits widened by each side’s own scatter"

// key names the universe in a fact.
func (u universe) key() string {
	key := "combination.vintage-" + string(u.study.Release.Vintage)
	if !strings.HasSuffix(u.area.Name, withoutTransport) {
		key += ".with-transport-police"
	}
	if u.with71 {
		key += ".with-71"
	}
	return key + ".before-" + u.before.Key()
}

// withoutTransport ends the name of an area without British Transport Police.
const withoutTransport = " without British Transport Police"

// countChoices are the headline as in the report, and with other things counted.
func countChoices(s *analysis.Study, base universe, studies []*analysis.Study) ([]Choice, error) {
	var choices []Choice
	var failed error
	add := func(what, choice, key string, u universe) {
		ratio, c, err := u.ratio()
		switch {
		case records.NoNumber(err) || failed != nil:
		case err != nil:
			failed = fmt.Errorf("%s: %w", choice, err)
		default:
			choices = append(choices, newChoice(s, what, choice, key, ratio, widenedByOwn, c.later, c.earlier, c.scatters()...))
		}
	}
	add("As in this report", "by days, "+base.before.String()+" before, "+base.after.String()+
		" after, limits widened by each side’s own scatter", "as-reported", base)
	for _, p := range windows(s, s.Release)[1:] {
		u := base
		u.before = p
		add("Years before", p.String(), "before-"+p.Key(), u)
	}
	for _, other := range studies {
		if other != s {
			u := base
			u.study = other
			add("Vintage", "release of "+other.Release.Vintage.String(), "vintage-"+string(other.Release.Vintage), u)
		}
	}
	u := base
	u.area = territorial(s, base.area)
	add("Forces", "without British Transport Police", "territorial", u)
	if s.Sibling() != nil {
		u = base
		u.with71 = true
		add("Series", "codes 88A and 71 together", "with-71", u)
	}
	u = base
	u.after = s.AfterYear.Part(3)
	add("Exposure", u.after.String()+", by days", "part-by-days", u)
	if failed != nil {
		return nil, failed
	}
	part, err := u.counts()
	if err != nil {
		return nil, err
	}
	months, err := part.ratio(0.75, 1)
	if err != nil {
		return nil, err
	}
	return append(choices, newChoice(s, "Exposure", part.later.Period.String()+", by months", "part-by-months", months,
		"nine months as 0.75 of a year, "+widenedByOwn, part.later, part.earlier, part.scatters()...)), nil
}

// NegBin is the headline by the negative binomial, with profile limits; nil
// where it has no estimate.
func NegBin(s *analysis.Study) (*Choice, error) {
	headline, err := s.Across(s.National, s.AfterYear.Period(), s.BeforeYear.Period())
	if err != nil {
		return nil, err
	}
	_, profile, err := negBinChoices(s, headline.Later, headline.Earlier)
	if err != nil || len(profile) == 0 {
		return nil, err
	}
	return &profile[0], nil
}

// negBinChoices are the headline by the negative binomial, with either kind of
// limits; none where it has no estimate.
func negBinChoices(s *analysis.Study, later, earlier records.Count) (wald, profile []Choice, err error) {
	c, err := negBin(s, s.Nation(later.Period, earlier.Period), later.Period, earlier.Period)
	if errors.Is(err, stats.ErrSeparated) || errors.Is(err, stats.ErrNotConverged) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	const what, how = "How the limits are made", "negative binomial over forces and quarters, "
	wald = []Choice{newChoice(s, what, how+"Wald", "negative-binomial", c.RateComparison,
		negBinHow+", Wald "+analysis.PercentLevel+
			" limits", later, earlier)}
	c.RateComparison.Interval = c.Profile
	profile = []Choice{newChoice(s, what, how+"profile", "negative-binomial-profile", c.RateComparison,
		negBinHow+", profile-likelihood "+analysis.PercentLevel+" limits", later, earlier)}
	return wald, profile, nil
}

// newChoice is a ratio under a choice. dispersion holds the facts of the dispersions
// that its limits use; none as if Poisson.
func newChoice(s *analysis.Study, what, choice, key string, ratio stats.RateComparison, how string, later,
	earlier records.Count,
	dispersion ...*fact.Fact) Choice {
	return Choice{
		What: what, Choice: choice, Key: key, Ratio: ratio, vintage: later.Vintage,
		period:     records.Period{From: earlier.Period.From, To: later.Period.To},
		Definition: "annual rate " + later.Period.Key() + " ÷ annual rate " + earlier.Period.Key() + ", " + how,
		method:     fact.Method("rate ratio: later ÷ its exposure over earlier ÷ its exposure, " + how).At(analysis.Level),
		inputs: append([]fact.Input{
			fact.As("later", sensitivityCount(s, later, key)), fact.As("earlier", sensitivityCount(s, earlier, key)),
		}, scattersAs(dispersion)...),
	}
}

// scattersAs names the dispersions of the later and of the earlier count.
func scattersAs(dispersion []*fact.Fact) []fact.Input {
	var inputs []fact.Input
	for i, role := range []string{"later-dispersion", "earlier-dispersion"}[:len(dispersion)] {
		inputs = append(inputs, fact.As(role, dispersion[i]))
	}
	return inputs
}

// sensitivityCount is a count of a choice. One that adds a code, or leaves out a
// force, has a name of its own.
func sensitivityCount(s *analysis.Study, c records.Count, key string) *fact.Fact {
	f := s.CountFact(c)
	if strings.Contains(key, "with-71") {
		f.Name = s.Key(c, "count-88a-and-71")
		f.Definition = "codes 88A and 71 together"
	}
	return f
}

// Fact is the ratio under the choice.
func (c Choice) Fact(s *analysis.Study) *fact.Fact {
	f := &fact.Fact{
		Name: "england-wales.sensitivity." + c.Key, Value: c.Ratio.Ratio, Interval: &c.Ratio.Interval, Unit: fact.UnitRatio,
		Area: s.National.Name, Period: c.period,
		Definition: c.Definition, Vintage: string(c.vintage), Method: c.method, Inputs: c.inputs,
		Text: fact.FormatRatio(c.Ratio.Ratio), LimitsText: fact.FormatLimits(c.Ratio.Interval), Caveat: s.Caveat(),
	}
	return f
}

// multiverse takes every combination of vintage, British Transport Police or
// not, code 71 or not, and years before.
func multiverse(s *analysis.Study, studies []*analysis.Study) (Multiverse, error) {
	var m Multiverse
	var ratios, limits []stats.Interval
	nation := s.Nation(s.AfterYear.Period(), s.BeforeYear.Period())
	for _, other := range studies {
		series := []bool{false}
		if _, ok := other.Release.Period(other.Sibling()); ok {
			series = append(series, true)
		}
		for _, area := range []records.Area{nation, territorial(s, nation)} {
			for _, with71 := range series {
				for _, before := range windows(s, other.Release) {
					u := universe{other, area, with71, before, s.AfterYear.Period()}
					ratio, c, err := u.ratio()
					if records.NoNumber(err) {
						continue
					}
					if err != nil {
						return Multiverse{}, err
					}
					ratios, limits = append(ratios, stats.Interval{Lower: ratio.Ratio, Upper: ratio.Ratio}),
						append(limits, ratio.Interval)
					m.Combinations = append(m.Combinations, newChoice(s, "Combination", u.key(), u.key(), ratio, widenedByOwn, c.later,
						c.earlier, c.scatters()...))
				}
			}
		}
	}
	var err error
	if m.Ratio, err = stats.Hull(ratios...); err != nil {
		return m, err
	}
	m.Limits, err = stats.Hull(limits...)
	return m, err
}
