package analysis

import (
	"errors"
	"fmt"
	"slices"

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
	Combinations int
	Ratio        stats.Interval // least and greatest ratio
	Limits       stats.Interval // lowest lower and highest upper leading limit
}

// A universe is one set of choices of what to count.
type universe struct {
	release *records.Release
	area    records.Area
	with71  bool
	before  records.Period
	after   records.Period
}

// counts are the two counts of a universe, and the dispersion within each
// definition of what it counts.
func (u universe) counts(s *Study) (later, earlier records.Count, dispersion *fact.Fact, err error) {
	add := func(p records.Period) (records.Count, error) {
		c, err := u.release.Count(u.area, s.Series, p)
		if err != nil || !u.with71 {
			return c, err
		}
		more, err := u.release.Count(u.area, s.Sibling(), p)
		c.N += more.N
		c.Rows = append(slices.Clone(c.Rows), more.Rows...)
		return c, err
	}
	if later, err = add(u.after); err != nil {
		return
	}
	if earlier, err = add(u.before); err != nil {
		return
	}
	dispersion = s.Widening(u.area, u.after, u.before)
	if u.with71 {
		// The sum of two codes has a scatter of its own.
		covered, _ := u.release.Period(s.Series)
		dispersion = &fact.Fact{
			Name: u.area.Slug() + ".dispersion.88a-and-71", Value: 1, Unit: fact.UnitRatio, Area: u.area.Name, Period: covered,
			Definition: "Pearson chi-square ÷ degrees of freedom, codes 88A and 71 together by force and quarter, the larger of before and after April 2017",
			Vintage:    string(u.release.Vintage), Rows: append(slices.Clone(later.Rows), earlier.Rows...),
			Method: "the larger of the Pearson chi-squares ÷ degrees of freedom before and after the change, " +
				"of codes 88A and 71 together by force and quarter over the whole release",
		}
		for _, p := range []records.Period{s.Before(), s.After()} {
			var table [][]float64
			for _, f := range u.area.Forces {
				a := records.ForceArea(f)
				first, err := u.release.Quarters(a, s.Series, p)
				if err != nil {
					return later, earlier, nil, err
				}
				second, err := u.release.Quarters(a, s.Sibling(), p)
				if err != nil {
					return later, earlier, nil, err
				}
				row := make([]float64, len(first))
				for i := range row {
					row[i] = float64(first[i].N + second[i].N)
				}
				table = append(table, row)
			}
			d, err := stats.TableDispersion(table)
			if err != nil {
				return later, earlier, nil, err
			}
			dispersion.Value = max(dispersion.Value, d.Value)
		}
		dispersion.Text = fact.FormatFixed(dispersion.Value, 1)
	}
	return later, earlier, dispersion, nil
}

func (u universe) ratio(s *Study) (c stats.RateComparison, later, earlier records.Count, dispersion *fact.Fact, err error) {
	if later, earlier, dispersion, err = u.counts(s); err != nil {
		return
	}
	c, err = stats.CompareRatesQuasi(later.N, float64(u.after.Exposure()), earlier.N, float64(u.before.Exposure()), stats.Known(dispersion.Value), Level)
	return
}

// releases are those that hold the years of the headline.
func (s *Study) releases() []*records.Release {
	var rs []*records.Release
	for _, r := range s.Data.Releases {
		if p, ok := r.Period(s.Series); ok && r.Vintage <= s.Release.Vintage && p.Contains(s.BeforeYear.Quarter(1)) && p.Contains(s.AfterYear.Quarter(4)) {
			rs = append(rs, r)
		}
	}
	return rs
}

// windows are the years before April 2017 that the earlier rate may rest on: the
// last 1, 3, 4 and 5, as far as the release goes back.
func (s *Study) windows(r *records.Release) []records.Period {
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
func (s *Study) territorial(a records.Area) records.Area {
	land := records.Area{Name: a.Name + " without British Transport Police"}
	for _, name := range a.Forces {
		if f, err := s.Data.Forces.Find(name); err == nil && f.Territorial {
			land.Forces = append(land.Forces, name)
		}
	}
	return land
}

// Sensitivity is the headline ratio of England and Wales under one other choice
// at a time, and over all combinations of what may be counted.
func (s *Study) Sensitivity() ([]Choice, Multiverse, error) {
	base := universe{release: s.Release, area: s.Nation(s.AfterYear.Period(), s.BeforeYear.Period()), before: s.BeforeYear.Period(), after: s.AfterYear.Period()}
	var choices []Choice
	add := func(what, choice, key string, u universe) error {
		ratio, later, earlier, dispersion, err := u.ratio(s)
		if errors.Is(err, records.ErrNotCovered) || errors.Is(err, records.ErrMissing) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", choice, err)
		}
		choices = append(choices, s.choice(what, choice, key, ratio, "exact conditional "+percentLevel+" limits widened for overdispersion", later, earlier, dispersion))
		return nil
	}
	if err := add("As in this report", "by days, "+base.before.String()+" before, "+base.after.String()+" after, limits widened for overdispersion", "as-reported", base); err != nil {
		return nil, Multiverse{}, err
	}
	later, earlier, dispersion, err := base.counts(s)
	if err != nil {
		return nil, Multiverse{}, err
	}

	// How the limits are made.
	methods := []struct {
		choice, key, how string
		dispersion       []*fact.Fact
		compare          func() (stats.RateComparison, error)
	}{
		{"exact, as if Poisson", "poisson", "exact conditional " + percentLevel + " limits, as if Poisson", nil, func() (stats.RateComparison, error) { return stats.CompareRates(later.N, 1, earlier.N, 1, Level) }},
		{"mid-p, as if Poisson", "mid-p", "mid-p " + percentLevel + " limits, as if Poisson", nil, func() (stats.RateComparison, error) { return stats.CompareRatesMidP(later.N, 1, earlier.N, 1, Level) }},
		{"score, widened for overdispersion", "score", "score " + percentLevel + " limits widened for overdispersion", []*fact.Fact{dispersion}, func() (stats.RateComparison, error) {
			return stats.CompareRatesScore(later.N, 1, earlier.N, 1, stats.Known(dispersion.Value), Level)
		}},
		{"widened by the pooled dispersion", "pooled-dispersion", "exact conditional " + percentLevel + " limits widened by the dispersion pooled over both definitions", []*fact.Fact{s.DispersionFact(OldDefinition), s.DispersionFact(NewDefinition)}, func() (stats.RateComparison, error) {
			d, err := stats.PoolDispersion(s.Dispersion(OldDefinition), s.Dispersion(NewDefinition))
			if err != nil {
				return stats.RateComparison{}, err
			}
			return stats.CompareRatesQuasi(later.N, 1, earlier.N, 1, stats.Known(d.Value), Level)
		}},
	}
	for _, m := range methods {
		ratio, err := m.compare()
		if err != nil {
			return nil, Multiverse{}, fmt.Errorf("%s: %w", m.choice, err)
		}
		choices = append(choices, s.choice("How the limits are made", m.choice, m.key, ratio, m.how, later, earlier, m.dispersion...))
	}
	wald, profile, err := s.negBinChoices(later, earlier)
	if err != nil {
		return nil, Multiverse{}, err
	}
	choices = append(choices, append(wald, profile...)...)

	// What is counted.
	for _, p := range s.windows(s.Release)[1:] {
		u := base
		u.before = p
		if err := add("Years before", p.String(), "before-"+p.Key(), u); err != nil {
			return nil, Multiverse{}, err
		}
	}
	for _, r := range s.releases() {
		if r == s.Release {
			continue
		}
		u := base
		u.release = r
		if err := add("Vintage", "release of "+r.Vintage.String(), "vintage-"+string(r.Vintage), u); err != nil {
			return nil, Multiverse{}, err
		}
	}
	u := base
	u.area = s.territorial(base.area)
	if err := add("Forces", "without British Transport Police", "territorial", u); err != nil {
		return nil, Multiverse{}, err
	}
	if s.Sibling() != nil {
		u = base
		u.with71 = true
		if err := add("Series", "codes 88A and 71 together", "with-71", u); err != nil {
			return nil, Multiverse{}, err
		}
	}
	u = base
	u.after = s.AfterYear.Part(3)
	if err := add("Exposure", u.after.String()+", by days", "part-by-days", u); err != nil {
		return nil, Multiverse{}, err
	}
	part, _, _, err := u.counts(s)
	if err != nil {
		return nil, Multiverse{}, err
	}
	months, err := stats.CompareRatesQuasi(part.N, 0.75, earlier.N, 1, stats.Known(dispersion.Value), Level)
	if err != nil {
		return nil, Multiverse{}, err
	}
	choices = append(choices, s.choice("Exposure", part.Period.String()+", by months", "part-by-months", months, "nine months as 0.75 of a year, exact conditional "+percentLevel+" limits widened for overdispersion", part, earlier, dispersion))

	m, err := s.multiverse()
	return choices, m, err
}

// NegBinChoice is the headline by the negative binomial, with profile limits; nil
// where it has no estimate.
func (s *Study) NegBinChoice() (*Choice, error) {
	headline, err := s.Across(s.National, s.AfterYear.Period(), s.BeforeYear.Period())
	if err != nil {
		return nil, err
	}
	_, profile, err := s.negBinChoices(headline.Later, headline.Earlier)
	if err != nil || len(profile) == 0 {
		return nil, err
	}
	return &profile[0], nil
}

// negBinChoices are the headline by the negative binomial, with either kind of
// limits; none where it has no estimate.
func (s *Study) negBinChoices(later, earlier records.Count) (wald, profile []Choice, err error) {
	c, err := s.NegBin(s.Nation(later.Period, earlier.Period), later.Period, earlier.Period)
	if errors.Is(err, stats.ErrSeparated) || errors.Is(err, stats.ErrNotConverged) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	const what, how = "How the limits are made", "negative binomial over forces and quarters, "
	wald = []Choice{s.choice(what, how+"Wald", "negative-binomial", c.RateComparison, negBinHow+", Wald "+percentLevel+" limits", later, earlier)}
	c.RateComparison.Interval = c.Profile
	profile = []Choice{s.choice(what, how+"profile", "negative-binomial-profile", c.RateComparison, negBinHow+", profile-likelihood "+percentLevel+" limits", later, earlier)}
	return wald, profile, nil
}

// choice is a ratio under a choice. dispersion holds the facts of the dispersions
// that its limits use; none as if Poisson.
func (s *Study) choice(what, choice, key string, ratio stats.RateComparison, how string, later, earlier records.Count, dispersion ...*fact.Fact) Choice {
	return Choice{
		What: what, Choice: choice, Key: key, Ratio: ratio, vintage: later.Vintage, period: records.Period{From: earlier.Period.From, To: later.Period.To},
		Definition: "annual rate " + later.Period.Key() + " ÷ annual rate " + earlier.Period.Key() + ", " + how,
		method:     fact.Method("rate ratio: later ÷ its exposure over earlier ÷ its exposure, " + how),
		inputs: append([]fact.Input{
			fact.As("later", s.sensitivityCount(later, key)), fact.As("earlier", s.sensitivityCount(earlier, key)),
		}, fact.AllAs("dispersion", dispersion)...),
	}
}

// sensitivityCount is a count of a choice. One that adds a code, or leaves out a
// force, has a name of its own.
func (s *Study) sensitivityCount(c records.Count, key string) *fact.Fact {
	f := s.CountFact(c)
	if key == "with-71" {
		f.Name = c.Area.Slug() + ".count-88a-and-71." + c.Period.Key()
		f.Definition = "codes 88A and 71 together"
	}
	return f
}

// Fact is the ratio under the choice.
func (c Choice) Fact(s *Study) *fact.Fact {
	f := &fact.Fact{
		Name: "england-wales.sensitivity." + c.Key, Value: c.Ratio.Ratio, Interval: &c.Ratio.Interval, Unit: fact.UnitRatio, Area: s.National.Name, Period: c.period,
		Definition: c.Definition, Vintage: string(c.vintage), Method: c.method, Inputs: c.inputs,
		Text: fact.FormatRatio(c.Ratio.Ratio), LimitsText: fact.FormatLimits(c.Ratio.Interval), Caveat: s.Caveat(),
	}
	return f
}

// multiverse takes every combination of vintage, British Transport Police or
// not, code 71 or not, and years before.
func (s *Study) multiverse() (Multiverse, error) {
	var ratios, limits []stats.Interval
	for _, r := range s.releases() {
		series := []bool{false}
		if sibling := s.Sibling(); sibling != nil {
			if _, ok := r.Period(sibling); ok {
				series = append(series, true)
			}
		}
		nation := s.Nation(s.AfterYear.Period(), s.BeforeYear.Period())
		for _, area := range []records.Area{nation, s.territorial(nation)} {
			for _, with71 := range series {
				for _, before := range s.windows(r) {
					ratio, _, _, _, err := universe{r, area, with71, before, s.AfterYear.Period()}.ratio(s)
					if errors.Is(err, records.ErrMissing) || errors.Is(err, records.ErrNotCovered) {
						continue
					}
					if err != nil {
						return Multiverse{}, err
					}
					ratios, limits = append(ratios, stats.Interval{Lower: ratio.Ratio, Upper: ratio.Ratio}), append(limits, ratio.Interval)
				}
			}
		}
	}
	m := Multiverse{Combinations: len(ratios)}
	var err error
	if m.Ratio, err = stats.Hull(ratios...); err != nil {
		return m, err
	}
	m.Limits, err = stats.Hull(limits...)
	return m, err
}

const negBinHow = "negative binomial regression (NB2) of force by quarter counts, each force's size from its total, a cell below zero as none"

// NegBin is the ratio of two periods from a negative binomial over force by
// quarter cells that share one shape. A cell's exposure is the days of the
// quarter times the force's share of all offences in both periods, so that
// forces may differ in size but share one ratio. The model gives a cell of a
// small force more weight than its offences alone would, so its ratio is not
// quite that of the totals.
func (s *Study) NegBin(a records.Area, later, earlier records.Period) (stats.NegBinComparison, error) {
	var counts, exposures [2][]float64
	var total float64
	sizes := map[string]float64{}
	for _, f := range a.Forces {
		for _, p := range []records.Period{later, earlier} {
			c, err := s.Count(records.ForceArea(f), p)
			if err != nil {
				return stats.NegBinComparison{}, err
			}
			sizes[f] += float64(c.N)
			total += float64(c.N)
		}
	}
	for i, p := range []records.Period{later, earlier} {
		for _, f := range a.Forces {
			if sizes[f] <= 0 {
				continue
			}
			cs, err := s.Release.Quarters(records.ForceArea(f), s.Series, p)
			if err != nil {
				return stats.NegBinComparison{}, err
			}
			for _, c := range cs {
				// Two years before the change hold a cell below zero; the model
				// knows none, and one or two offences do not move it.
				counts[i] = append(counts[i], max(0, float64(c.N)))
				exposures[i] = append(exposures[i], sizes[f]/total*float64(c.Period.Exposure()))
			}
		}
	}
	return stats.CompareRatesNegBin(counts[0], exposures[0], counts[1], exposures[1], Level)
}
