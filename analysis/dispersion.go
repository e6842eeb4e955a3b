package analysis

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/stats"
)

// A Scatter is how far the counts of an area vary about their own years and seasons
// within one definition of the series, as a multiple of independent events, with what a
// document states of it.
//
// A force's is moderated: its own rests on few quarters, and one for all forces is too
// narrow for some and too wide for others (Smyth 2004, see stats.Moderate). That of
// several forces together is their own, because what forces share is in it and in none of theirs.
type Scatter struct {
	stats.Dispersion
	Fact *fact.Fact
}

// A scatter is how far counts vary within one definition of the series.
type scatter struct {
	definition *records.Definition
	name       string // in a fact: before and after the study's change, or since when
	period     records.Period
	// span is the whole financial years that scatters are measured in: without the first of a
	// new definition, in which it came into use.
	span     records.Period
	forces   stats.Dispersion // of force by quarter counts
	fact     *fact.Fact
	nation   stats.Dispersion // of the quarters of England and Wales
	national *fact.Fact       // nil where they are too few
	byForce  map[string]Scatter
	own      []Scatter // of the forces, before they are drawn towards what they have in common
	prior    *fact.Fact
	priorDF  float64
}

// Scatter is that of an area in the definitions that a period has quarters of; of
// several the largest, which is the honest one where they meet in one count.
func (s *Study) Scatter(a records.Area, p records.Period) Scatter {
	var largest Scatter
	for _, sc := range s.scattersOf(p) {
		if x := s.scatterIn(sc, a); largest.Fact == nil || x.Value > largest.Value {
			largest = x
		}
	}
	return largest
}

// measureScatters estimates the dispersion within each definition of the series.
// One that has too few quarters for it has none of its own.
func (s *Study) measureScatters() error {
	covered := s.Covered()
	for _, d := range s.Series.Definitions {
		sc := scatter{definition: d, name: "before", period: covered}
		if start, ok := d.Start(); ok {
			sc.period.From = max(covered.From, start)
			if start == s.Change {
				sc.name = "after"
			} else if start > s.Change {
				sc.name = "since-" + start.First().Format("2006-01")
			}
		}
		if next := s.nextBreak(sc.period.From); next <= covered.To {
			sc.period.To = next - 1
		}
		if sc.period.To < sc.period.From {
			continue
		}
		var err error
		sc.forces, err = dispersionOf(s.Release, s.Nation(sc.period), s.Series, sc.period)
		if errors.Is(err, stats.ErrNoDegreesOfFreedom) && sc.period.From > s.Change {
			continue
		}
		if err != nil {
			return fmt.Errorf("%s: %w", s.Release.File, err)
		}
		if sc.fact, err = s.newDispersionFact(sc); err != nil {
			return err
		}
		sc.span = sc.period.WithinYears()
		if sc.period.From == s.Change {
			sc.span.From = (s.AfterYear + 1).Quarter(1)
		}
		nation, err := s.ownScatter(sc, s.Nation(sc.span))
		switch {
		case errors.Is(err, stats.ErrNoDegreesOfFreedom), errors.Is(err, stats.ErrFewDegreesOfFreedom):
		case err != nil:
			return err
		default:
			sc.nation, sc.national = nation.Dispersion, nation.Fact
			sc.national.Name = "england-wales.dispersion.national-quarters." + sc.name
		}
		s.moderate(&sc)
		s.scatters = append(s.scatters, sc)
	}
	return nil
}

func (s *Study) scatterIn(sc scatter, a records.Area) Scatter {
	switch {
	case a.Single():
		return sc.byForce[a.Forces[0]]
	case !strings.HasPrefix(a.Name, s.National.Name):
		if own, err := s.ownScatter(sc, a); err == nil {
			return own
		}
	case sc.national != nil:
		return Scatter{sc.nation, sc.national}
	}
	return Scatter{sc.forces, sc.fact}
}

// ownScatter is Pearson's dispersion of an area's counts by financial year and quarter.
// It fails with stats.ErrFewDegreesOfFreedom below ten of them.
func (s *Study) ownScatter(sc scatter, a records.Area) (Scatter, error) {
	d, rows, err := s.quarterly(a, sc.span, s.Series)
	if err != nil {
		return Scatter{}, err
	}
	return Scatter{d, s.quarterlyFact(a, sc, d, rows, "own-quarters", s.Series.Name)}, nil
}

// quarterly is Pearson's dispersion of the counts of one or more series together, by financial year
// and quarter of a span of whole years. A year with a gap is left out: it says nothing of the others.
func (s *Study) quarterly(a records.Area, span records.Period, series ...*records.Series) (stats.Dispersion,
	[]records.Rows, error) {
	var table [][]float64
	var rows []records.Rows
	for _, y := range span.Years() {
		row, of, err := s.yearOf(a, y, series)
		if err == nil {
			table, rows = append(table, row), append(rows, of...)
		}
	}
	d, err := stats.TableDispersion(table)
	if err == nil && slices.Contains(d.Warnings, stats.ErrFewDegreesOfFreedom) {
		err = stats.ErrFewDegreesOfFreedom
	}
	return d, rows, err
}

// yearOf is the four quarters of a year, of all the series together.
func (s *Study) yearOf(a records.Area, y records.FinancialYear, series []*records.Series) ([]float64,
	[]records.Rows, error) {
	row := make([]float64, y.Period().Quarters())
	var rows []records.Rows
	for _, one := range series {
		quarters, err := s.Release.Quarters(a, one, y.Period())
		if err != nil {
			return nil, nil, err
		}
		for i, c := range quarters {
			row[i] += float64(c.N)
			rows = append(rows, c.Rows...)
		}
	}
	return row, rows, nil
}

// ScatterWithSibling is that of an area's counts of the series and of its sibling together,
// which vary as neither does alone. That of England and Wales, where a force of it lacks too
// many of the quarters, is of the forces that have them all.
func (s *Study) ScatterWithSibling(a records.Area, p records.Period) (Scatter, error) {
	sc := s.scattersOf(p)[0]
	d, rows, err := s.quarterly(a, sc.span, s.Series, s.Sibling())
	few := errors.Is(err, stats.ErrNoDegreesOfFreedom) || errors.Is(err, stats.ErrFewDegreesOfFreedom)
	if few && strings.HasPrefix(a.Name, s.National.Name) {
		a = s.Nation(sc.span)
		d, rows, err = s.quarterly(a, sc.span, s.Series, s.Sibling())
	}
	if err != nil {
		return Scatter{}, err
	}
	return Scatter{d, s.quarterlyFact(a, sc, d, rows, "88a-and-71", "codes 88A and 71 together")}, nil
}

// quarterlyFact is such a dispersion as a document states it.
func (s *Study) quarterlyFact(a records.Area, sc scatter, d stats.Dispersion, rows []records.Rows, kind,
	of string) *fact.Fact {
	return &fact.Fact{
		Name: a.Slug() + ".dispersion." + kind + "." + sc.name + s.suffix, Value: d.Value, Unit: fact.UnitRatio,
		Area: a.Name, Period: sc.span,
		Definition: fmt.Sprintf("Pearson chi-square ÷ %.0f degrees of freedom, %s by whole financial year and quarter "+
			"about row × column ÷ total", d.DF, of),
		Vintage: string(s.Release.Vintage), Rows: rows, Text: fact.FormatFixed(d.Value, 1),
		Method: pearson(d.DF, "financial year", "quarter of the year, summed over forces"),
	}
}

// moderate fills in the scatter of every force. Forces with so few offences that their
// own dispersion says nothing, and those with gaps in most years, are given the prior: what
// the forces have in common.
func (s *Study) moderate(sc *scatter) {
	sc.byForce = map[string]Scatter{}
	var names []string
	var own []Scatter
	var dispersions []stats.Dispersion
	for _, name := range s.Release.Forces {
		x, err := s.ownScatter(*sc, records.ForceArea(name))
		if err != nil || slices.Contains(x.Warnings, stats.ErrSparse) {
			continue
		}
		names, own, dispersions = append(names, name), append(own, x), append(dispersions, x.Dispersion)
	}
	sc.own = own
	m, err := stats.Moderate(dispersions)
	if err != nil { // there are fewer than two, or all are 0
		for _, name := range s.Release.Forces {
			sc.byForce[name] = Scatter{sc.forces, sc.fact}
		}
		return
	}
	prior := s.priorFact(*sc, m, own)
	sc.prior, sc.priorDF = prior, m.Prior.DF
	for _, name := range s.Release.Forces {
		sc.byForce[name] = Scatter{m.Prior, prior}
	}
	for i, name := range names {
		sc.byForce[name] = Scatter{m.Moderated[i], s.moderatedFact(*sc, name, own[i], m, prior, i)}
	}
}

// priorFact is what the dispersions of the forces have in common.
func (s *Study) priorFact(sc scatter, m *stats.Moderation, own []Scatter) *fact.Fact {
	var facts []*fact.Fact
	for _, x := range own {
		facts = append(facts, x.Fact)
	}
	return &fact.Fact{
		Name: "forces.dispersion.prior." + sc.name, Value: m.Prior.Value, Unit: fact.UnitRatio, Area: s.National.Name,
		Period: sc.span,
		Definition: fmt.Sprintf("dispersion that the %s of %d forces have in common, on %s degrees of freedom",
			"own dispersions", len(own), degrees(m.Prior.DF)),
		Vintage: string(s.Release.Vintage), Text: fact.FormatFixed(m.Prior.Value, 1),
		Method: "prior of a scaled inverse chi-square distribution of the dispersions, by the moments of their " +
			"logarithms (Smyth 2004)",
		Inputs: fact.AllAs("of", facts),
	}
}

// moderatedFact is a force's dispersion, drawn towards what the forces have in common.
func (s *Study) moderatedFact(sc scatter, force string, own Scatter, m *stats.Moderation, prior *fact.Fact,
	i int) *fact.Fact {
	d := m.Moderated[i]
	return &fact.Fact{
		Name: records.ForceArea(force).Slug() + ".dispersion." + sc.name, Value: d.Value, Unit: fact.UnitRatio, Area: force,
		Period: sc.span,
		Definition: fmt.Sprintf("the force's own dispersion, on %s degrees of freedom, and that of all forces, on %s, "+
			"weighted by these: on %s",
			degrees(own.DF), degrees(m.Prior.DF), degrees(d.DF)),
		Vintage: string(s.Release.Vintage), Text: fact.FormatFixed(d.Value, 1),
		Method: fact.Method(fmt.Sprintf("(%s × own + %s × prior) ÷ (%s + %s)", degrees(own.DF), degrees(m.Prior.DF),
			degrees(own.DF), degrees(m.Prior.DF))),
		Inputs: []fact.Input{fact.As("own", own.Fact), fact.As("prior", prior)},
	}
}

// degrees prints degrees of freedom.
func degrees(df float64) string {
	if math.IsInf(df, 1) {
		return "unlimited"
	}
	return fact.FormatValue(df)
}

// dispersionOf is Pearson's φ of the counts by force and quarter.
func dispersionOf(r *records.Release, a records.Area, series *records.Series,
	p records.Period) (stats.Dispersion, error) {
	var counts [][]float64
	for _, f := range a.Forces {
		cs, err := r.Quarters(records.ForceArea(f), series, p)
		if err != nil {
			return stats.Dispersion{}, err
		}
		row := make([]float64, len(cs))
		for i, c := range cs {
			row[i] = float64(c.N)
		}
		counts = append(counts, row)
	}
	return stats.TableDispersion(counts)
}
