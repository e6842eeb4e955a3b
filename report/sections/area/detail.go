package area

import (
	"fmt"

	"grooming-report/analysis/claims"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/report/doc"
	"grooming-report/report/sections/section"
)

// detailFound is what the annex states of an area.
type detailFound struct {
	T           section.Terms
	Suffix      string // of what is linked to: none of the study's area, -essex of another
	Other       bool   // another area than the study's, whose comparisons stand nowhere else
	Gap         *gap   // nil: the release has the years that are compared
	Lacks       string // what it lacks all the same
	Silent      string // the quarter since which a force recorded none: no trend of that is given
	Trend       *section.Growth
	April       string
	AprilCount  section.Num
	Revised     []section.VintageCount
	Moved       bool
	All         *section.PerMillion
	Under16     *section.PerMillion
	Code71      *code71
	Missing     *missingYears
	Part        *section.PartYear
	Rest        *section.Contrast
	RestWithin  *section.Contrast
	FromLater   *section.FromLater
	AsPublished *section.Contrast
	Notes       []string // what was noticed of it when the release was read
}

// Detail is the section of the annex on the study's area: its years, and what it is set against.
func Detail(b *section.Builder) (any, error) {
	var f detailFound
	if b.Study.InPart() {
		f.inPart(b)
		return f, nil
	}
	var err error
	if f.FromLater, err = b.FromLater(); err != nil {
		return nil, err
	}
	b.Code("analysis.Study.BeforeAfter", []string{b.Study.Release.File, "data/published.csv"})
	err = f.state(b)
	return f, err
}

// DetailOf is the same section on another area that the study sets beside its own.
func DetailOf(a records.Area) func(*section.Builder) (any, error) {
	return func(b *section.Builder) (any, error) {
		b.Study = b.Study.WithArea(a)
		f := detailFound{Suffix: suffix(a), Other: true}
		if b.Study.InPart() {
			f.inPart(b)
			return f, nil
		}
		compared, _, err := b.OfArea()
		if err != nil {
			return nil, err
		}
		b.Comparisons("table-force-comparisons"+f.Suffix, compared)
		err = f.state(b)
		return f, err
	}
}

// suffix ends the names of what the annex has of another area than the study's.
func suffix(a records.Area) string { return "-" + a.Slug() }

// state sets what the annex says of an area whose years the release has.
func (f *detailFound) state(b *section.Builder) (err error) {
	s := b.Study
	area := s.Area
	f.T, f.Lacks, f.Part = b.Terms(), s.Gap(), b.PartYear(area)
	f.Notes = b.Notes(s.Release.NotesOn(area.Forces...))
	if f.Silent = b.Silent(area.Name); f.Silent == "" {
		if f.Trend, err = b.Growth(area); err != nil {
			return err
		}
	}
	april := s.AfterYear.Part(3)
	f.April, f.AprilCount = april.String(), b.Count(area, april)
	f.Revised = b.Vintages(area, april)
	f.Moved = len(f.Revised) > 1
	if rate, err := s.Rate(area, s.LatestYear.Period()); err == nil {
		f.All, f.Under16 = b.PerMillion(rate, false), b.PerMillion(rate, true)
	}
	if _, err := b.Years(area, "table-force"+f.Suffix, "Offences recorded under code 88A "+area.In()+
		", by financial year"); err != nil {
		return err
	}
	if f.Code71, err = stateCode71(b, area); err != nil {
		return err
	}
	if f.Missing, err = stateMissingYears(b, area); err != nil {
		return err
	}
	return f.againstRest(b)
}

// againstRest sets the area beside all other forces, by the release and, where somebody
// published them, by the figures of a claim.
func (f *detailFound) againstRest(b *section.Builder) (err error) {
	s, area := b.Study, b.Study.Area
	if f.Rest, err = b.Against(s.AgainstRest(area, s.AfterYear.Period(), s.BeforeYear.Period())); err != nil {
		return err
	}
	if latestWithin(b) {
		if f.RestWithin, err = b.Against(s.AgainstRest(area, s.LatestYear.Period(), s.Base.Period())); err != nil {
			return err
		}
	}
	published, ok, err := s.AgainstRestAsPublished(area)
	if err != nil {
		return err
	}
	if ok {
		f.AsPublished = new(b.Contrast(published))
	}
	return nil
}

// A gap is what can be said of a force that the release does not have every
// quarter of.
type gap struct {
	What, Lacking string
	Years         bool     // some years are whole
	Others        []string // what the newest other release says of each year that has no total
}

// stateGap states it of the study's area.
func stateGap(b *section.Builder) *gap {
	s := b.Study
	g := &gap{What: s.Gap()}
	var lacking []string
	for _, p := range s.Years() {
		if _, err := s.Count(s.Area, p); err == nil {
			g.Years = true
			continue
		}
		lacking = append(lacking, p.String())
		if others := s.Data.Vintages(s.Area, p); len(others) > 0 {
			c := others[len(others)-1]
			g.Others = append(g.Others, fmt.Sprintf("%s in %s (release of %s)", b.Num(s.CountFact(c)), p, c.Vintage))
		}
	}
	g.Lacking = records.List(lacking)
	return g
}

// inPart sets what the annex says of a force with a gap: the years that are whole, and
// what cannot be computed.
func (f *detailFound) inPart(b *section.Builder) {
	s := b.Study
	f.T, f.Gap, f.Notes = b.Terms(), stateGap(b), b.Notes(s.Release.NotesOn(s.Area.Forces...))
	if !f.Gap.Years {
		return
	}
	t := &doc.Table{ID: "table-force" + f.Suffix, Caption: section.Cell("Offences recorded under code 88A " +
		s.Area.In() + ", by financial year; a year with a missing quarter has no total; " + b.Unlike()),
		Columns: []doc.Column{{Head: "Period"}, {Head: "Code 88A holds"}, {Head: "Recorded", Align: doc.Right}}}
	for _, p := range s.Years() {
		recorded := section.Cell("missing")
		if _, err := s.Count(s.Area, p); err == nil {
			recorded = section.Cell(b.Count(s.Area, p))
		}
		t.Rows = append(t.Rows, []doc.Cell{section.Cell(p.String()), section.Cell(section.Set(b.Holds(p))), recorded})
	}
	b.Table(t)
}

// missingYears is what an article leaves open about the years it does not
// give, and what a rise each year would need them to be.
type missingYears struct {
	Statement, Publisher string
	First, Last          section.Num
	FirstWhen, LastWhen  string
	Total, TotalPart     section.Num
	Sum                  section.Num
	Years                []missingYear
	Possible             bool
	Source               string
	Fell                 bool // the second year is below the first, as published and now
}

// missingYear is one year that an article leaves out.
type missingYear struct {
	When      string
	Low, High section.Num
	Published section.Num
	Now       section.Num
}

// stateMissingYears finds, for a claim of a rise each year in the area, the two years
// that its article does not give, from the totals that it does give.
func stateMissingYears(b *section.Builder, a records.Area) (*missingYears, error) {
	s := b.Study
	for _, c := range s.Data.Claims {
		if c.Kind != claims.RiseEachYear || c.Area != a.Name {
			continue
		}
		gap, ok, err := c.MissingYears(s.Data.Data)
		if err != nil {
			return nil, err
		}
		if !ok {
			continue
		}
		m := &missingYears{
			Statement: c.Statement, Publisher: b.Named(c.Publisher), Possible: gap.Possible,
			First: b.Num(claims.FigureFact(gap.First)), FirstWhen: gap.First.Period.String(),
			Last: b.Num(claims.FigureFact(gap.Last)), LastWhen: gap.Last.Period.String(),
			Total: b.Num(claims.FigureFact(gap.Total)), TotalPart: b.Num(claims.FigureFact(gap.Part)),
		}
		inputs := []fact.Input{
			fact.As("total", m.Total.Fact), fact.As("part", m.TotalPart.Fact),
			fact.As("first", m.First.Fact), fact.As("last", m.Last.Fact),
		}
		derived := func(name, definition string, method fact.Method, value int, p records.Period) section.Num {
			return b.Num(&fact.Fact{
				Name: a.Slug() + ".missing-years." + name, Value: float64(value), Unit: fact.Offences, Area: a.Name, Period: p,
				Definition: definition, Vintage: string(gap.Total.Vintage), Method: method, Inputs: inputs,
				Text: fact.FormatInt(value),
			})
		}
		both := records.Period{From: gap.Years[0].Year.Quarter(1), To: gap.Years[len(gap.Years)-1].Year.Quarter(4)}
		m.Sum = derived("sum", "total less the years given", fact.LeftOfTotal, gap.Sum, both)
		// Both years lie strictly between the first and the last, and the second above the first.
		bound := func(which string, i int) fact.Method {
			return fact.Method(fmt.Sprintf("%s x%d of whole numbers with first < x1 < x2 < last and x1 + x2 = %s",
				which, i+1, fact.LeftOfTotal))
		}
		for i, y := range gap.Years {
			p := y.Year.Period()
			m.Years = append(m.Years, missingYear{
				When: y.Year.String(), Now: b.Count(a, p), Published: b.Num(claims.FigureFact(y.Published)),
				Low:  derived(p.Key()+".lowest", "lowest that a rise each year allows", bound("lowest", i), y.Low, p),
				High: derived(p.Key()+".highest", "highest that a rise each year allows", bound("highest", i), y.High, p),
			})
		}
		if p := gap.Years[1].Published; p.Publisher != "" {
			m.Source = b.Named(section.Markdown.Replace(p.Publisher + ", " + section.Published(p.Date)))
		}
		m.Fell = m.Years[1].Published.Fact.Value < m.Years[0].Published.Fact.Value &&
			m.Years[1].Now.Fact.Value < m.Years[0].Now.Fact.Value
		return m, nil
	}
	return nil, nil
}
