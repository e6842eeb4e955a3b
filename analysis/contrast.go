package analysis

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"grooming-report/analysis/claims"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/stats"
)

// A Contrast sets the ratio of one area beside that of another over the same two
// periods: the ratio of ratios. What changed alike in both cancels, so it
// asks whether an area differs from another, not whether it changed.
type Contrast struct {
	Name, What string // in the fact's name and its definition
	Area       records.Area
	// The four counts as a document states them.
	Later, Earlier, OtherLater, OtherEarlier *fact.Fact
	// RateComparison has the limits widened for overdispersion, which lead.
	stats.RateComparison
	Exact  stats.RateComparison // the exact conditional limits, as if Poisson
	caveat string
	// scatters holds those of the four counts, in the order in which they stand here.
	scatters [4]Scatter
}

// Defined reports whether there is a ratio of ratios with both limits.
func (c Contrast) Defined() bool {
	return !math.IsNaN(c.Ratio) && c.Ratio > 0 && !math.IsInf(c.RateComparison.Interval.Upper, 1)
}

// Reading says in a clause what the leading limits allow.
func (c Contrast) Reading() string {
	if c.RateComparison.Interval.Lower > 1 || c.RateComparison.Interval.Upper < 1 {
		return "the difference is larger than chance alone would give"
	}
	return "the difference could be chance"
}

func (s *Study) contrast(name, what string, a records.Area, scatters [4]Scatter, later, earlier, otherLater,
	otherEarlier *fact.Fact) (Contrast, error) {
	c := Contrast{Name: name, What: what, Area: a, Later: later, Earlier: earlier, OtherLater: otherLater,
		OtherEarlier: otherEarlier, scatters: scatters}
	for _, f := range []*fact.Fact{later, earlier, otherLater, otherEarlier} {
		if f.Value < 0 {
			c.Ratio = math.NaN()
			return c, nil
		}
	}
	n := func(f *fact.Fact) int { return int(f.Value) }
	c.caveat = s.Series.Caveat(later.Period, earlier.Period)
	var wideErr, exactErr error
	c.RateComparison, wideErr = stats.RatioOfRatiosQuasi(n(later), n(earlier), n(otherLater), n(otherEarlier),
		c.dispersions(), Level)
	c.Exact, exactErr = stats.RatioOfRatios(n(later), n(earlier), n(otherLater), n(otherEarlier), Level)
	if err := cmp.Or(wideErr, exactErr); err != nil {
		return c, fmt.Errorf("%s: %w", name, err)
	}
	return c, nil
}

func (c Contrast) dispersions() (ds [4]stats.Dispersion) {
	for i, x := range c.scatters {
		ds[i] = x.Dispersion
	}
	return ds
}

// scattersBeside is those of the later and the earlier counts of an area and of another that
// it is set beside.
func (s *Study) scattersBeside(a, other records.Area, later, earlier records.Period) [4]Scatter {
	return [4]Scatter{s.Scatter(a, later), s.Scatter(a, earlier), s.Scatter(other, later), s.Scatter(other, earlier)}
}

// rest is England and Wales without an area, with the forces that have the periods.
func (s *Study) rest(a records.Area, periods ...records.Period) records.Area {
	nation := s.Nation(periods...)
	rest := records.Area{Name: nation.Name + " without " + a.Name}
	if nation.Name != s.National.Name {
		rest.Name = nation.Name + " and " + a.Name
	}
	for _, f := range nation.Forces {
		if !slices.Contains(a.Forces, f) {
			rest.Forces = append(rest.Forces, f)
		}
	}
	return rest
}

// restOf says what a contrast with the rest is.
const restOf = "area ÷ rest of England and Wales, code 88A"

// restName names the contrast of an area with the rest in a fact.
func restName(a records.Area, later, earlier records.Period) string {
	return a.Slug() + ".ratio-of-ratios.rest." + later.Key() + ".over." + earlier.Key()
}

// countsBeside is the later and the earlier count of an area, and those of another that it is set beside.
func (s *Study) countsBeside(a, other records.Area, later, earlier records.Period) (counts [4]records.Count,
	err error) {
	for i, area := range []records.Area{a, other} {
		for j, p := range []records.Period{later, earlier} {
			if counts[2*i+j], err = s.Count(area, p); err != nil {
				return counts, err
			}
		}
	}
	return counts, nil
}

// AgainstRest contrasts an area with the rest of England and Wales.
func (s *Study) AgainstRest(a records.Area, later, earlier records.Period) (Contrast, error) {
	counts, err := s.countsBeside(a, s.rest(a, later, earlier), later, earlier)
	if err != nil {
		return Contrast{}, err
	}
	return s.contrast(restName(a, later, earlier), restOf, a, s.scattersBeside(a, s.National, later, earlier),
		s.CountFact(counts[0]), s.CountFact(counts[1]), s.CountFact(counts[2]), s.CountFact(counts[3]))
}

// published finds a figure by area, measure and period; of several the last in
// the table.
func (d *Data) published(area string, series *records.Series, p records.Period, vintage records.Vintage) *fact.Fact {
	var f *fact.Fact
	for _, x := range d.Published {
		if x.Area == area && x.Series == series && x.Period == p && (vintage == "" || x.Vintage == vintage) {
			f = claims.FigureFact(x)
		}
	}
	return f
}

// AgainstNation contrasts England and Wales with a nation whose law did not change at
// the study's change. Its figures are of another offence and counted by other rules, so
// that they are a comparator and not a control. ok is false where they are not published.
func (s *Study) AgainstNation(nation string) (c Contrast, ok bool, err error) {
	var later, earlier *fact.Fact
	var of *records.Series
	for _, o := range s.Data.Series {
		if o.Nation == nation && later == nil {
			of = o
			later, earlier = s.Data.published(nation, o, s.AfterYear.Period(), ""),
				s.Data.published(nation, o, s.BeforeYear.Period(), "")
		}
	}
	if later == nil || earlier == nil {
		return c, false, nil
	}
	headline, err := s.Across(s.National, s.AfterYear.Period(), s.BeforeYear.Period())
	if err != nil {
		return c, false, err
	}
	c, err = s.contrast("england-wales.ratio-of-ratios."+strings.ToLower(nation), "code 88A in England and Wales ÷ "+
		of.Name, s.National,
		s.scattersBeside(s.National, s.National, s.AfterYear.Period(), s.BeforeYear.Period()),
		s.CountFact(headline.Later), s.CountFact(headline.Earlier), later, earlier)
	return c, true, err
}

// AgainstRestAsPublished is AgainstRest on the figures that were published with a
// claim about the area: a total over years and the part of it after April
// 2017, for the area and for England and Wales. ok is false where nobody
// published all four.
func (s *Study) AgainstRestAsPublished(a records.Area) (c Contrast, ok bool, err error) {
	for _, part := range s.Data.Published {
		if part.Area != a.Name || part.Series != s.Series || part.Period.From != s.Change {
			continue
		}
		for _, total := range s.Data.Published {
			if total.Area != a.Name || total.Series != part.Series || total.Vintage != part.Vintage ||
				total.Period.To != part.Period.To || total.Period.From >= part.Period.From {
				continue
			}
			allPart := s.Data.published(s.National.Name, part.Series, part.Period, part.Vintage)
			allTotal := s.Data.published(s.National.Name, part.Series, total.Period, part.Vintage)
			if allPart == nil || allTotal == nil {
				continue
			}
			before := records.Period{From: total.Period.From, To: part.Period.From - 1}
			difference := func(name, area string, p records.Period, whole, taken *fact.Fact) *fact.Fact {
				n := int(whole.Value - taken.Value)
				return &fact.Fact{
					Name: "published." + name + "." + p.Key(), Value: float64(n), Unit: fact.Offences, Area: area, Period: p,
					Vintage:    whole.Vintage,
					Definition: "88A, difference of two published figures", Method: fact.WholeLessPart,
					Inputs: []fact.Input{fact.As("whole", whole), fact.As("part", taken)}, Text: fact.FormatInt(n),
				}
			}
			rest := "England and Wales without " + a.Name
			partFact, totalFact := claims.FigureFact(part), claims.FigureFact(total)
			earlier := difference(a.Slug()+".before", a.Name, before, totalFact, partFact)
			restLater := difference("rest-without-"+a.Slug()+".after", rest, part.Period, allPart, partFact)
			allEarlier := difference("england-wales.before", s.National.Name, before, allTotal, allPart)
			restEarlier := difference("rest-without-"+a.Slug()+".before", rest, before, allEarlier, earlier)
			c, err = s.contrast(a.Slug()+".ratio-of-ratios.rest-as-published",
				"area ÷ rest of England and Wales, code 88A as published", a,
				s.scattersBeside(a, s.National, part.Period, before), partFact, earlier, restLater, restEarlier)
			return c, true, err
		}
	}
	return c, false, nil
}

// scatterInputs are the dispersions that the leading limits rest on.
func (c Contrast) scatterInputs() []fact.Input {
	var inputs []fact.Input
	for i, of := range c.inputs() {
		inputs = append(inputs, fact.As(of.Role+"-dispersion", c.scatters[i].Fact))
	}
	return inputs
}

func (c Contrast) inputs() []fact.Input {
	return []fact.Input{
		fact.As("later", c.Later), fact.As("earlier", c.Earlier),
		fact.As("other-later", c.OtherLater), fact.As("other-earlier", c.OtherEarlier),
	}
}

// Fact is the ratio of ratios with its leading limits.
func (c Contrast) Fact(s *Study) *fact.Fact {
	f := &fact.Fact{
		Name: c.Name, Value: c.Ratio, Interval: &c.RateComparison.Interval, Unit: fact.UnitRatio, Area: c.Area.Name,
		Period: records.Period{From: c.Earlier.Period.From, To: c.Later.Period.To}, Vintage: c.Later.Vintage,
		Definition: "ratio of ratios, " + c.What + "; " + PercentLevel + " limits by the normal approximation on the " +
			"logarithm, widened for the overdispersion of each count",
		Method: fact.RatioOfRatiosQuasi.At(Level), Inputs: append(c.inputs(), c.scatterInputs()...),
		Text: fact.FormatRatio(c.Ratio), LimitsText: fact.FormatLimits(c.RateComparison.Interval), Caveat: c.caveat,
	}
	if w := baseWarning(int(min(c.Earlier.Value, c.OtherEarlier.Value))); w != "" {
		f.AddWarning(w)
	}
	return f
}

// ExactFact is the same with exact conditional limits, as if Poisson.
func (c Contrast) ExactFact(s *Study) *fact.Fact {
	f := c.Fact(s)
	f.Name += ".exact"
	f.Definition = "ratio of ratios, " + c.What + "; exact conditional " + PercentLevel + " limits, as if Poisson"
	f.Interval, f.LimitsText = &c.Exact.Interval, fact.FormatLimits(c.Exact.Interval)
	f.Method, f.Inputs = fact.RatioOfRatiosPoisson.At(Level), c.inputs()
	return f
}
