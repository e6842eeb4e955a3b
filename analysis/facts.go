package analysis

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/stats"
)

// Key names what is said of a count in a fact. The series and the vintage are part of
// the name only where they are not those that the report is about.
func (s *Study) Key(c records.Count, kind string) string {
	name := []string{c.Area.Slug(), kind}
	if c.Series != s.Series {
		name[1] += "-" + c.Series.Slug()
	}
	name = append(name, c.Period.Key())
	if c.Vintage != s.Release.Vintage {
		name = append(name, "vintage-"+string(c.Vintage))
	}
	return strings.Join(name, ".")
}

// CountFact is a count as a document states it.
func (s *Study) CountFact(c records.Count) *fact.Fact {
	f := &fact.Fact{
		Name: s.Key(c, "count"), Value: float64(c.N), Unit: fact.Offences, Area: c.Area.Name, Period: c.Period,
		Definition: c.Definition(), Vintage: string(c.Vintage), Rows: c.Rows, Method: fact.SumOfRows,
		Text: fact.FormatInt(c.N),
	}
	if c.Whole != nil {
		f.Rows, f.Method = nil, fact.WholeLessPart
		f.Inputs = []fact.Input{fact.As("whole", s.CountFact(*c.Whole)), fact.As("part", s.CountFact(*c.Part))}
	}
	if c.Negative > 0 {
		f.Warnings = append(f.Warnings, "The Home Office gives some quarters in this count below zero, where offences "+
			"were transferred or cancelled later. They are added up as they stand.")
	}
	if c.N < 0 {
		f.Warnings = append(f.Warnings, "More offences were taken out of this period than were recorded in it. Limits "+
			"and ratios are those of no offence.")
	}
	for _, d := range c.Series.Crossed(c.Period) {
		// The study's own change is said wherever its two sides meet.
		if start, _ := d.Start(); start != s.Change {
			f.Warnings = append(f.Warnings, fact.Warning("This count is of two definitions: the code "+d.Change+" in "+
				d.Begins.Format("January 2006")+"."))
		}
	}
	if year := s.AfterYear.Period(); c.Series == s.Series && year.From <= c.Period.From && c.Period.To <= year.To {
		f.Aside = fact.Warning(s.AfterYear.String() + " is the first year of the wider code, in which recording of the new " +
			"offence only began. A change from it shows that beginning as well.")
	}
	if c.Series == s.Series && c.Period.To < s.Change {
		f.Aside = fact.Warning("Under the definition before " + s.Change.First().Format("January 2006") +
			": not comparable with figures of the wider code.")
	}
	for _, l := range s.lapsed(c) {
		f.Warnings = append(f.Warnings, fact.Warning(records.ForceArea(l.Force).Display()+" has none in "+l.Quarter.String()+
			", after dozens in the quarters before. That looks like figures that were not supplied, and is no fall."))
	}
	if left := s.leftOut(c); left != "" {
		f.Warnings = append(f.Warnings, fact.Warning("England and Wales here leaves out "+left+"."))
	}
	return f
}

// leftOut names the forces that a count of England and Wales in the study's release
// lacks, with the reason; "" for a count that lacks none, and for other areas.
func (s *Study) leftOut(c records.Count) string {
	if c.Vintage != s.Release.Vintage || !strings.HasPrefix(c.Area.Name, s.National.Name) {
		return ""
	}
	var left []string
	for _, f := range s.Data.Forces.List {
		switch {
		case !slices.Contains(s.Release.Forces, f.Name):
			left = append(left, f.Display()+" (not in the release)")
		case !slices.Contains(c.Area.Forces, f.Name):
			var lacks []records.Quarter
			for q := s.Covered().From; q <= s.Covered().To; q++ {
				if s.Release.Lacks(f.Name, s.Series, q.Period()) != nil {
					lacks = append(lacks, q)
				}
			}
			if len(lacks) > 0 {
				left = append(left, f.Display()+" (no number for "+records.ListQuarters(lacks)+")")
			}
		}
	}
	return strings.Join(left, ", ")
}

const annualised = fact.Warning("A part year at the same daily pace for a whole year. It is not a forecast: the " +
	"months of a year differ, and counts are revised.")

// RateFact is an annual rate as a document states it, with its leading limits.
func (s *Study) RateFact(r Rate) *fact.Fact {
	count := s.CountFact(r.Count)
	whole := func(x float64) string { return fact.FormatFixed(x, 0) }
	f := &fact.Fact{
		Name: s.Key(r.Count, "annual-rate"), Value: r.PerYear, Interval: &r.Interval, Unit: fact.OffencesPerYear,
		Area: r.Count.Area.Name, Period: r.Count.Period,
		Definition: "count ÷ exposure in years, " + PercentLevel + " limits widened for overdispersion; " +
			r.Count.Definition(),
		Vintage: string(r.Count.Vintage), Method: fact.RateQuasi.At(Level),
		Inputs: []fact.Input{fact.As("count", count), fact.As("dispersion", s.Scatter(r.Count.Area, r.Count.Period).Fact)},
		Text:   whole(r.PerYear), LimitsText: fact.FormatRange(r.Interval, whole), Warnings: count.Warnings,
	}
	if !r.Count.Period.WholeYears() {
		f.Warnings = append(f.Warnings, annualised)
	}
	return f
}

// PoissonRateFact is the same rate with limits as if the counts were Poisson.
func (s *Study) PoissonRateFact(r Rate) *fact.Fact {
	f := s.RateFact(r)
	f.Name = s.Key(r.Count, "annual-rate-poisson")
	f.Definition = "count ÷ exposure in years, exact Poisson " + PercentLevel + " limits; " + r.Count.Definition()
	f.Interval, f.LimitsText = &r.Poisson, fact.FormatRange(r.Poisson,
		func(x float64) string { return fact.FormatFixed(x, 0) })
	f.Method, f.Inputs = fact.RatePoisson.At(Level), []fact.Input{fact.As("count", f.Input("count"))}
	return f
}

// PerMillionFact is a rate per million people.
func (s *Study) PerMillionFact(m *PerMillion) *fact.Fact {
	kind, unit, who := "rate-per-million", fact.PerMillionPeople, "people of all ages"
	if m.Under16 {
		kind, unit, who = "rate-per-million-under-16", fact.PerMillionUnder16, "children under 16"
	}
	rate := s.RateFact(m.Rate)
	people := &fact.Fact{
		Name:  m.Rate.Count.Area.Slug() + ".population." + strings.ReplaceAll(who, " ", "-") + "." + m.Estimate,
		Value: float64(m.People),
		Unit:  fact.Unit(who), Area: m.Rate.Count.Area.Name,
		Period:     records.FinancialYear(m.MidYear).Quarter(1).Period(), // which ends on the day of the estimate
		Definition: who + ", Office for National Statistics, " + m.Estimate,
		Vintage:    strings.TrimPrefix(m.Estimate, "mid-"), Rows: m.Rows,
		Method: fact.SumOfRows, Text: fact.FormatInt(m.People),
		Aside: "The people are estimates, summed from local authorities and had at second hand.",
	}
	one := func(x float64) string { return fact.FormatFixed(x, 0) }
	f := &fact.Fact{
		Name: s.Key(m.Rate.Count, kind), Value: m.Value, Interval: &m.Interval, Unit: unit, Area: rate.Area,
		Period:     rate.Period,
		Definition: "annual rate for a million " + who + ", population " + m.Estimate, Vintage: rate.Vintage,
		Method: fact.PerMillion, Inputs: []fact.Input{fact.As("rate", rate), fact.As("people", people)},
		Text: one(m.Value), LimitsText: fact.FormatRange(m.Interval, one), Warnings: rate.Warnings,
		Aside: "It differs with what is reported and how it is recorded as much as with what happens.",
	}
	if side := rate.Carried(); side != "" { // of its definition, which comes first
		f.Aside = side + " " + f.Aside
	}
	if m.Distance > 1 {
		f.Warnings = append(f.Warnings, fact.Warning("The population estimate, "+m.Estimate+
			", is the nearest that the project holds, and is not of the same year."))
	}
	return f
}

// Era is one side of the study's change of definition.
type Era int

// The two sides of the study's change.
const (
	OldDefinition Era = iota
	NewDefinition
)

// scatter is that of the definition on one side of the study's change.
func (s *Study) scatter(era Era) scatter {
	name := "before"
	if era == NewDefinition {
		name = "after"
	}
	i := slices.IndexFunc(s.scatters, func(sc scatter) bool { return sc.name == name })
	return s.scatters[i] // a study has both
}

// Dispersion is the variance ÷ mean of force by quarter counts on one side of the
// study's change.
func (s *Study) Dispersion(era Era) stats.Dispersion { return s.scatter(era).forces }

// DispersionFact is the same as a document states it.
func (s *Study) DispersionFact(era Era) *fact.Fact { return s.scatter(era).fact }

func (s *Study) newDispersionFact(sc scatter) (*fact.Fact, error) {
	c, err := s.Count(s.National, sc.period)
	if err != nil {
		return nil, err
	}
	when, d, p := sc.name, sc.forces, sc.period
	return &fact.Fact{
		Name: "england-wales.dispersion." + when, Value: d.Value, Unit: fact.UnitRatio, Area: s.National.Name, Period: p,
		Definition: fmt.Sprintf("Pearson chi-square ÷ %.0f degrees of freedom, 88A by force and quarter about row × "+
			"column ÷ total", d.DF),
		Vintage: string(s.Release.Vintage), Rows: c.Rows, Text: fact.FormatFixed(d.Value, 1),
		Method: pearson(d.DF, "force", "quarter"),
	}, nil
}

// pearson is the method of a dispersion of rows that make a table of so many degrees
// of freedom.
func pearson(df float64, row, column string) fact.Method {
	return fact.Method(fmt.Sprintf("Pearson chi-square ÷ %.0f degrees of freedom, of the rows by %s and %s about row "+
		"× column ÷ total",
		df, row, column))
}

// NationalDispersionFact is the variance ÷ mean of the quarters of England and
// Wales on one side of the study's change; nil where there are too few.
func (s *Study) NationalDispersionFact(era Era) *fact.Fact { return s.scatter(era).national }

// scatterInputs are the dispersions that limits of a comparison rest on: one where both
// counts are of one definition, and else each side's own.
func (s *Study) scatterInputs(later, earlier records.Count) []fact.Input {
	l, e := s.Scatter(later.Area, later.Period).Fact, s.Scatter(earlier.Area, earlier.Period).Fact
	if l.Name == e.Name {
		return []fact.Input{fact.As("dispersion", l)}
	}
	return []fact.Input{fact.As("later-dispersion", l), fact.As("earlier-dispersion", e)}
}

// scattersOf lists the scatters of the definitions that a period has quarters of. A
// definition too young for a scatter of its own is given that of the one before.
func (s *Study) scattersOf(p records.Period) []scatter {
	var list []scatter
	for i, sc := range s.scatters {
		to := sc.period.To
		if i == len(s.scatters)-1 {
			to = p.To
		}
		from := sc.period.From
		if i == 0 {
			from = p.From
		}
		if p.From <= to && from <= p.To {
			list = append(list, sc)
		}
	}
	return list
}

// RatioFact is a control's comparison as a document states it.
func (c Control) RatioFact(s *Study) *fact.Fact {
	f := c.Within.RatioFact(s, "control-"+c.Series.Slug())
	of := c.scattered[0].Area
	dispersion := &fact.Fact{
		Name: of.Slug() + ".dispersion." + c.Series.Slug(), Value: c.Dispersion.Value, Unit: fact.UnitRatio, Area: of.Name,
		Period: f.Period,
		Definition: fmt.Sprintf("Pearson chi-square ÷ %.0f degrees of freedom, %s by force and quarter about row × "+
			"column ÷ total", c.Dispersion.DF, c.Series.Name),
		Vintage: f.Vintage, Text: fact.FormatFixed(c.Dispersion.Value, 1),
		Method: pearson(c.Dispersion.DF, "force", "quarter"),
	}
	dispersion.Rows, dispersion.Inputs = s.RowsOf(c.scattered...)
	f.Inputs = []fact.Input{
		fact.As("later", f.Input("later")), fact.As("earlier", f.Input("earlier")), fact.As("dispersion", dispersion),
	}
	return f
}

// RatioFact is a comparison as a document states it, with its leading limits.
// kind ends its name: headline, within-definition, same-months.
func (w Within) RatioFact(s *Study, kind string) *fact.Fact {
	return w.fact(s, "rate-ratio."+kind, false)
}

// RatioFact is a comparison across April 2017. The fact is marked, so that
// every document must say "not comparable" where it states it.
func (a Across) RatioFact(s *Study, kind string) *fact.Fact {
	return a.fact(s, "rate-ratio."+kind, true)
}

// PoissonFact is the same ratio with limits as if the counts were Poisson.
func (c Comparison) PoissonFact(of *fact.Fact) *fact.Fact {
	f := *of
	f.Name += ".poisson"
	f.Definition = strings.ReplaceAll(f.Definition, "widened for overdispersion", "as if Poisson")
	f.Interval, f.LimitsText = &c.Poisson, fact.FormatLimits(c.Poisson)
	f.Method = fact.RatioPoisson.At(Level)
	f.Inputs = []fact.Input{fact.As("later", of.Input("later")), fact.As("earlier", of.Input("earlier"))}
	return &f
}

func (c Comparison) fact(s *Study, name string, across bool) *fact.Fact {
	later, earlier := s.CountFact(c.Later), s.CountFact(c.Earlier)
	f := &fact.Fact{
		Name: c.Later.Area.Slug() + "." + name, Value: c.Ratio, Interval: &c.Interval, Unit: fact.UnitRatio,
		Area: c.Later.Area.Name, Period: records.Period{From: c.Earlier.Period.From, To: c.Later.Period.To},
		Definition: "annual rate " + c.Later.Period.Key() + " ÷ annual rate " + c.Earlier.Period.Key() +
			", exact conditional " + PercentLevel + " limits widened for overdispersion; " + c.Later.Definition(),
		Vintage: string(c.Later.Vintage), Method: fact.RatioQuasi.At(Level),
		Inputs: append([]fact.Input{fact.As("later", later), fact.As("earlier", earlier)},
			s.scatterInputs(c.Later, c.Earlier)...),
		Text: fact.FormatRatio(c.Ratio), LimitsText: fact.FormatLimits(c.Interval),
		Caveat: c.Later.Series.Caveat(c.Later.Period, c.Earlier.Period),
	}
	for _, w := range [][]fact.Warning{later.Warnings, earlier.Warnings} {
		for _, warning := range w {
			f.AddWarning(warning)
		}
	}
	if w := baseWarning(c.Earlier.N); w != "" {
		f.AddWarning(w)
	}
	if !c.Later.Period.SameMonths(c.Earlier.Period) {
		f.AddWarning("The two periods are of different months; the ratio is of annual rates, and the months of " +
			"a year differ.")
	}
	return f
}

// baseWarning is what a ratio to a small count warns of; empty for one that is not small. No
// document states a ratio to a tiny one, which the adjusted probabilities rest on all the same.
func baseWarning(earlier int) fact.Warning {
	switch {
	case earlier < fact.TinyBase:
		return fact.UnderTen
	case earlier < fact.SmallBase:
		return "The earlier count is under fifty, so a few offences more or fewer would change the ratio much."
	}
	return ""
}

// Defined reports whether the ratio is a number: not so where the earlier count
// is zero.
func (c Comparison) Defined() bool { return !math.IsNaN(c.Ratio) && !math.IsInf(c.Ratio, 0) }

// PerCentChange is a comparison as a percentage change of the annual rate. It is only made
// within one definition; ok is false on a base under fact.SmallBase, where the counts are no
// sign of more or fewer offences (see NotRead), and where as many were recorded. No document
// gives a percentage there.
func (w Within) PerCentChange(s *Study, kind string) (f *fact.Fact, ok bool) {
	if w.Earlier.N < fact.SmallBase || s.NotRead(w.Comparison) != "" || w.AsMany() {
		return nil, false
	}
	return PerCentOf(w.RatioFact(s, kind), w.Later.Area.Slug()+".per-cent-change."+kind), true
}

// PerCentOf is a ratio of rates within one definition, with limits, as a change in per cent under a
// name of its own. Its text leaves to the words beside it whether that is more or fewer.
func PerCentOf(ratio *fact.Fact, name string) *fact.Fact {
	change := func(x float64) float64 { return 100 * (x - 1) }
	limits := stats.Interval{Lower: change(ratio.Interval.Lower), Upper: change(ratio.Interval.Upper)}
	whole := func(x float64) string { return fact.FormatFixed(x, 0) }
	text := fact.FormatPerCent(math.Abs(change(ratio.Value)))
	if whole(change(ratio.Value)) == "0" {
		text = "under half a per" + fact.NBSP + "cent"
	}
	return &fact.Fact{
		Name: name, Value: change(ratio.Value), Interval: &limits, Unit: fact.PerCent,
		Area: ratio.Area, Period: ratio.Period, Definition: "100 × (rate ratio − 1)", Vintage: ratio.Vintage,
		Method: fact.FromRatio, Inputs: []fact.Input{fact.As("ratio", ratio)},
		Text: text, LimitsText: fact.FormatChange(limits), Warnings: ratio.Warnings, Aside: ratio.Carried(),
	}
}

// RowsOf is what a table of counts rests on: the rows, or for the rest of a series the
// counts of the whole and of the part that is taken off.
func (s *Study) RowsOf(counts ...records.Count) (rows []records.Rows, inputs []fact.Input) {
	for _, c := range counts {
		if c.Whole == nil {
			rows = append(rows, c.Rows...)
			continue
		}
		inputs = append(inputs, fact.As("whole", s.CountFact(*c.Whole)), fact.As("part", s.CountFact(*c.Part)))
	}
	return rows, inputs
}
