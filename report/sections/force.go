package sections

import (
	"fmt"
	"slices"

	"grooming-report/analysis"
	"grooming-report/analysis/claims"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/report/doc"
)

func force(b *builder) (any, error) {
	s := b.study
	area := s.Area
	if s.InPart() {
		return b.forceInPart()
	}
	compared, adjusted, err := b.ofArea()
	if err != nil {
		return nil, err
	}
	f := struct {
		T           terms
		Gap         *gap   // nil: the release has the years that are compared
		Lacks       string // what it lacks all the same
		Trend       *growth
		Local       local
		April       string
		AprilCount  num
		Revised     []vintageCount
		Moved       bool
		Small       bool
		Silent      string // the quarter since which none was recorded
		Adjusted    *num   // of a ratio within the new definition that would not stand out among all forces
		All         *perMillion
		Under16     *perMillion
		Code71      *code71
		Missing     *missingYears
		Part        *partYear
		Rest        *contrast
		RestWithin  *contrast
		Between     *yearsBetween // of the latest and the base year
		FromLater   *fromLater
		AsPublished *contrast
		Notes       []string // what was noticed of it when the release was read
	}{
		T: b.terms(), Lacks: s.Gap(), Local: b.local(compared), Adjusted: adjusted, Silent: b.silent(area.Name),
		Small: compared.Headline.Earlier.N < analysis.SmallBase, Part: b.partYear(area),
		Notes: b.notes(s.Release.NotesOn(area.Forces...)),
	}
	if f.Trend, err = b.growth(area); err != nil {
		return nil, err
	}
	f.Between = b.yearsBetween(area)
	if f.FromLater, err = b.fromLater(); err != nil {
		return nil, err
	}
	april := s.AfterYear.Part(3)
	f.April, f.AprilCount = april.String(), b.count(area, april)
	for _, c := range s.Data.Vintages(area, april) {
		f.Revised = append(f.Revised, vintageCount{c.Vintage.String(), b.num(s.CountFact(c))})
		f.Moved = f.Moved || c.N != int(f.AprilCount.fact.Value)
	}
	if rate, err := s.Rate(area, s.LatestYear.Period()); err == nil {
		f.All, f.Under16 = b.perMillion(rate, false), b.perMillion(rate, true)
	}
	if _, err := b.years(area, "table-force", "Offences recorded under code 88A in "+area.InProse()+
		", by financial year"); err != nil {
		return nil, err
	}
	b.comparisons("table-force-comparisons", compared)
	b.figure("force", "table-force")
	if f.Code71, err = b.code71(area); err != nil {
		return nil, err
	}
	if f.Missing, err = b.missingYears(area); err != nil {
		return nil, err
	}
	if f.Rest, err = b.against(s.AgainstRest(area, s.AfterYear.Period(), s.BeforeYear.Period())); err != nil {
		return nil, err
	}
	if b.latestWithin() {
		if f.RestWithin, err = b.against(s.AgainstRest(area, s.LatestYear.Period(), s.Base.Period())); err != nil {
			return nil, err
		}
	}
	published, ok, err := s.AgainstRestAsPublished(area)
	if err != nil {
		return nil, err
	}
	if ok {
		f.AsPublished = new(b.contrast(published))
	}
	b.code("analysis.Study.BeforeAfter", []string{s.Release.File, "data/published.csv"})
	return f, nil
}

// A gap is what can be said of a force that the release does not have every
// quarter of.
type gap struct {
	What, Lacking string
	Years         bool     // some years are whole
	Others        []string // what the newest other release says of each year that has no total
}

// forceInPart is the section on a force with a gap: the years that are whole, and
// what cannot be computed.
func (b *builder) forceInPart() (any, error) {
	s := b.study
	area := s.Area
	f := struct {
		T     terms
		Gap   *gap
		Notes []string
	}{b.terms(), &gap{What: s.Gap()}, b.notes(s.Release.NotesOn(area.Forces...))}
	t := &doc.Table{ID: "table-force", Caption: cell("Offences recorded under code 88A in " + area.InProse() +
		", by financial year; a year with a missing quarter has no total; " + b.unlike()), Columns: []doc.Column{
		{Head: "Period"}, {Head: "Code 88A holds"}, {Head: "Recorded", Align: doc.Right},
	}}
	var lacking []string
	for _, p := range s.Years() {
		recorded := cell("missing")
		if _, err := s.Count(area, p); err == nil {
			recorded = cell(b.count(area, p))
			f.Gap.Years = true
		} else {
			lacking = append(lacking, p.String())
			if others := s.Data.Vintages(area, p); len(others) > 0 {
				c := others[len(others)-1]
				f.Gap.Others = append(f.Gap.Others, fmt.Sprintf("%s in %s (release of %s)", b.num(s.CountFact(c)), p, c.Vintage))
			}
		}
		t.Rows = append(t.Rows, []doc.Cell{cell(p.String()), cell(set(b.holds(p))), recorded})
	}
	f.Gap.Lacking = records.List(lacking)
	if f.Gap.Years {
		b.table(t)
		b.figure("force", "table-force")
	}
	return f, nil
}

// A perMillion is a rate for a million people or children.
type perMillion struct {
	num
	Estimate string // of the population: mid-2019
}

// perMillion states a rate for a million people, or for a million children under sixteen;
// nil where no population is known.
func (b *builder) perMillion(r analysis.Rate, children bool) *perMillion {
	m := b.study.PerMillion(r, children)
	if m == nil {
		return nil
	}
	return &perMillion{b.num(b.study.PerMillionFact(m)), m.Estimate}
}

// silent is the quarter since which a force recorded none after some before; "" for
// others.
func (b *builder) silent(force string) string {
	if since, ok := b.study.SilentSince(force); ok {
		return since.String()
	}
	return ""
}

// onlyUnadjusted is the adjusted p-value of a force whose ratio within the new definition
// would stand out alone and does not among all forces; nil for others.
func (b *builder) onlyUnadjusted(r analysis.ForceRow) *num {
	if !r.StandsOutAlone() || b.silent(r.Force.Name) != "" || b.study.Unreadable(r.Within.Later, r.Within.Earlier) {
		return nil
	}
	return new(b.num(b.adjusted(r)))
}

// adjusted is the p-value of a force's ratio within the new definition, adjusted
// for the number of forces.
func (b *builder) adjusted(r analysis.ForceRow) *fact.Fact {
	ratio := r.Within.RatioFact(b.study, "within-definition")
	tested, _ := b.testedWithin()
	return &fact.Fact{
		Name: r.Force.Area().Slug() + ".p-adjusted.within-definition", Value: r.WithinP, Unit: "probability",
		Area: r.Force.Name, Period: ratio.Period,
		Definition: "central p-value of the ratio, widened for overdispersion, adjusted over all forces (Benjamini and " +
			"Hochberg 1995)",
		Vintage: ratio.Vintage, Method: fact.AdjustedP,
		Inputs: []fact.Input{fact.As("ratio", ratio), fact.As("tested", tested)}, Text: fact.FormatP(r.WithinP),
	}
}

// testedWithin is the ratios within the new definition that are adjusted together.
func (b *builder) testedWithin() (tested *fact.Fact, silent []fact.Input) {
	if b.tested == nil {
		b.tested, b.fellSilent = b.study.Tested("within-definition", b.rows, func(r analysis.ForceRow) *analysis.Comparison {
			if r.Within == nil {
				return nil
			}
			return &r.Within.Comparison
		})
	}
	return b.tested, b.fellSilent
}

// against states the contrast of the force with the rest of England and Wales.
func (b *builder) against(c analysis.Contrast, err error) (*contrast, error) {
	if records.NoNumber(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return new(b.contrast(c)), nil
}

// A vintageCount is what one release says.
type vintageCount struct {
	Release string
	Count   num
}

// code71 is code 71 beside 88A, in the vintages that hold both years.
type code71 struct{ Before, After num }

func (b *builder) code71(a records.Area) (*code71, error) {
	s := b.study
	after, err := s.CountOf(s.Sibling(), a, s.AfterYear.Period())
	if err != nil {
		return nil, nil
	}
	before, err := s.CountOf(s.Sibling(), a, s.BeforeYear.Period())
	if err != nil {
		return nil, err
	}
	return &code71{b.num(s.CountFact(before)), b.num(s.CountFact(after))}, nil
}

// missingYears is what an article leaves open about the years it does not
// give, and what a rise each year would need them to be.
type missingYears struct {
	Statement, Publisher string
	First, Last          num
	FirstWhen, LastWhen  string
	Total, TotalPart     num
	Sum                  num
	Years                []missingYear
	Possible             bool
	Source               string
	Fell                 bool // the second year is below the first, as published and now
}

// missingYear is one year that an article leaves out.
type missingYear struct {
	When      string
	Low, High num
	Published num
	Now       num
}

// missingYears finds, for a claim of a rise each year in the area, the two years
// that its article does not give, from the totals that it does give.
func (b *builder) missingYears(a records.Area) (*missingYears, error) {
	s := b.study
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
			Statement: c.Statement, Publisher: b.named(c.Publisher), Possible: gap.Possible,
			First: b.num(claims.FigureFact(gap.First)), FirstWhen: gap.First.Period.String(),
			Last: b.num(claims.FigureFact(gap.Last)), LastWhen: gap.Last.Period.String(),
			Total: b.num(claims.FigureFact(gap.Total)), TotalPart: b.num(claims.FigureFact(gap.Part)),
		}
		inputs := []fact.Input{
			fact.As("total", m.Total.fact), fact.As("part", m.TotalPart.fact),
			fact.As("first", m.First.fact), fact.As("last", m.Last.fact),
		}
		derived := func(name, definition string, method fact.Method, value int, p records.Period) num {
			return b.num(&fact.Fact{
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
				When: y.Year.String(), Now: b.count(a, p), Published: b.num(claims.FigureFact(y.Published)),
				Low:  derived(p.Key()+".lowest", "lowest that a rise each year allows", bound("lowest", i), y.Low, p),
				High: derived(p.Key()+".highest", "highest that a rise each year allows", bound("highest", i), y.High, p),
			})
		}
		if p := gap.Years[1].Published; p.Publisher != "" {
			m.Source = b.named(markdown.Replace(p.Publisher + ", " + published(p.Date)))
		}
		m.Fell = m.Years[1].Published.fact.Value < m.Years[0].Published.fact.Value &&
			m.Years[1].Now.fact.Value < m.Years[0].Now.fact.Value
		return m, nil
	}
	return nil, nil
}

// yearsBetween is the least and the greatest count of the years between two that are compared,
// ready for prose.
type yearsBetween struct {
	Least, Most         num
	LeastWhen, MostWhen string
}

// yearsBetween states those between the base and the latest year; nil unless there are two or
// more, each with a number.
func (b *builder) yearsBetween(a records.Area) *yearsBetween {
	s := b.study
	var least, most records.Count
	years := 0
	for y := s.Base + 1; y < s.LatestYear; y++ {
		c, err := s.Count(a, y.Period())
		if err != nil {
			return nil
		}
		if years++; years == 1 || c.N < least.N {
			least = c
		}
		if years == 1 || c.N > most.N {
			most = c
		}
	}
	if years < 2 {
		return nil
	}
	return &yearsBetween{b.num(s.CountFact(least)), b.num(s.CountFact(most)), least.Period.String(), most.Period.String()}
}

// forcesFound is what the table of every force comes to, ready for prose.
type forcesFound struct {
	T                         terms
	Forces                    num
	Above, Up, Down, ByChance num
	Within, Old               bool
	NationalWithin            num
	FromLater                 *fromLater
	Tested                    bool // each against the rest, from which so many differ
	Differ                    num
	Spread                    *spread
}

func forces(b *builder) (any, error) {
	s := b.study
	// Without a figure to take off, the old definition is anything from none to all
	// of the code: a column of that would only repeat the one before it.
	hasOld := slices.ContainsFunc(b.rows, func(r analysis.ForceRow) bool { return r.Old.Published })
	f := forcesFound{T: b.terms(), Old: hasOld, Within: b.latestWithin()}
	b.everyForce(f.Old, f.Within)
	b.headlines(&f)
	if f.Within {
		b.withins(&f)
		n, err := s.Within(s.National, s.LatestYear.Period(), s.Base.Period())
		if err != nil {
			return nil, err
		}
		f.NationalWithin = b.num(n.RatioFact(s, "within-definition"))
		if f.FromLater, err = b.fromLater(); err != nil {
			return nil, err
		}
	}
	rows, err := s.AllAgainstRest()
	if err != nil {
		return nil, err
	}
	if tested := s.TestedAgainstRest(rows); tested != nil {
		f.Tested, f.Differ = true, b.spelled(s.DifferFact(rows, tested))
	}
	if f.Spread, err = b.spread(); err != nil {
		return nil, err
	}
	b.figure("forest", "table-forces")
	b.figure("multiples", "table-annual")
	b.code("stats.BenjaminiHochberg", []string{"the p-values of the ratios above"})
	return f, nil
}

// everyForce is the table of the comparisons of every force, with columns for the old
// definition and for the latest year within the new one where they hold something.
func (b *builder) everyForce(old, within bool) {
	s := b.study
	t := &doc.Table{ID: "table-forces", Break: true, Forces: len(b.rows),
		Caption: cell("Before and after April 2017, and within the new definition, for every police force, by name; 95 " +
			"per cent limits in brackets, and no ratio to a base under ten. Ratios across April 2017 are not comparable"),
		Columns: []doc.Column{
			{Head: "Police force"}, {Head: s.BeforeYear.String(), Align: doc.Right},
			{Head: s.AfterYear.String(), Align: doc.Right},
			{Head: s.AfterYear.String() + " ÷ " + s.BeforeYear.String() + ", not comparable", Align: doc.Right},
		}}
	if old {
		t.Columns = append(t.Columns, doc.Column{Head: "Old definition only", Align: doc.Right})
	}
	if within {
		t.Columns = append(t.Columns, doc.Column{Head: s.LatestYear.String(), Align: doc.Right},
			doc.Column{Head: s.LatestYear.String() + " ÷ " + s.Base.String(), Align: doc.Right},
			doc.Column{Head: "p, adjusted", Align: doc.Right})
	}
	for _, r := range b.rows {
		h := r.Headline
		row := []doc.Cell{cell(r.Force.Display()), cell(b.num(s.CountFact(h.Earlier))), cell(b.num(s.CountFact(h.Later))),
			b.forceRatioCell(h.Comparison, func() *fact.Fact { return h.RatioFact(s, "headline") })}
		if old {
			row = append(row, b.oldCell(r))
		}
		if within {
			row = append(row, b.withinCells(r)...)
		}
		t.Rows = append(t.Rows, row)
	}
	b.table(t)
}

// oldCell is what a force's ratio may be under the old definition alone.
func (b *builder) oldCell(r analysis.ForceRow) doc.Cell {
	switch {
	case !r.Old.Published:
		return cell("no figure")
	case r.Old.Lowest.Defined() && r.Old.Highest.Defined() && r.Headline.Earlier.N >= analysis.TinyBase:
		o := b.bounds(r.Old, r.Force.Area())
		return cell(o.Lowest, " to ", o.Highest)
	}
	return cell("none")
}

// withinCells are a force's latest year, its ratio to the base year and the adjusted
// p-value of that.
func (b *builder) withinCells(r analysis.ForceRow) []doc.Cell {
	w := r.Within
	if w == nil {
		return []doc.Cell{cell("missing"), cell("missing"), cell("missing")}
	}
	p := cell("none")
	if w.Defined() {
		p = cell(b.num(b.adjusted(r)))
	}
	return []doc.Cell{cell(b.num(b.study.CountFact(w.Later))), b.forceRatioCell(w.Comparison,
		func() *fact.Fact { return w.RatioFact(b.study, "within-definition") }), p}
}

// headlines states how many forces rose across the change of definition, and how many
// would stand out by chance.
func (b *builder) headlines(f *forcesFound) {
	s := b.study
	var ratios []*fact.Fact
	above := 0
	for _, r := range b.rows {
		if r.Headline.Defined() {
			ratios = append(ratios, r.Headline.RatioFact(s, "headline"))
		}
		if r.Headline.Ratio > 1 && r.HeadlineP < 1-analysis.Level {
			above++
		}
	}
	f.Forces = b.tally("forces.compared", len(ratios), fact.UnitForces, "forces with a ratio of the two years",
		fact.HowMany, fact.AllAs("of", ratios)...)
	tested, _ := s.Tested("headline", b.rows,
		func(r analysis.ForceRow) *analysis.Comparison { return &r.Headline.Comparison })
	across := b.tallyFact("forces.headline-above-one", above, fact.UnitForces,
		"forces whose headline ratio is above 1 with adjusted p < 0.05", fact.AboveOne, fact.As("tested", tested))
	across.Caveat = s.Caveat()
	f.Above = b.num(across)
	chance := tested.Value * (1 - analysis.Level)
	f.ByChance = b.num(&fact.Fact{
		Name: "forces.expected-by-chance", Value: chance, Unit: fact.UnitForces, Area: s.National.Name, Period: s.Covered(),
		Definition: "forces × 0.05, without adjustment", Vintage: string(s.Release.Vintage),
		Method: fact.ByChance.At(analysis.Level),
		Inputs: []fact.Input{fact.As("forces", tested)}, Text: fact.FormatFixed(chance, 0),
	})
}

// withins states how many forces rose and fell within the new definition. A force that
// stopped recording has not fallen, and one with a quarter of none after dozens has done neither.
func (b *builder) withins(f *forcesFound) {
	up, down := 0, 0
	for _, r := range b.rows {
		w := r.Within
		if w == nil {
			continue
		}
		switch {
		case r.WithinP >= 1-analysis.Level || b.study.Unreadable(w.Later, w.Earlier):
		case w.Ratio > 1:
			up++
		case w.Ratio < 1 && (w.Later.N > 0 || b.silent(r.Force.Name) == ""):
			down++
		}
	}
	tested, silent := b.testedWithin()
	f.Up = b.tally("forces.within-above-one", up, fact.UnitForces,
		"forces whose within-definition ratio is above 1 with adjusted p < 0.05", fact.AboveOne, fact.As("tested", tested))
	f.Down = b.tally("forces.within-below-one", down, fact.UnitForces,
		"forces whose within-definition ratio is below 1 with adjusted p < 0.05", fact.BelowOne,
		append([]fact.Input{fact.As("tested", tested)}, silent...)...)
}

// latestWithin reports whether the last whole year is of the definition that began with
// the study's change, and later than the base year, so that the two can be compared.
func (b *builder) latestWithin() bool {
	s := b.study
	return s.LatestYear > s.Base && len(s.Series.Crossed(s.LatestYear.Period(), s.Base.Period())) == 0
}

func annex(b *builder) (any, error) {
	s := b.study
	t := &doc.Table{ID: "table-annual", Break: true, Forces: len(s.Release.Forces),
		Caption: cell(fmt.Sprintf("Offences recorded under code 88A by force and financial year; the code widened in %s, "+
			"so years before and after it are not comparable", b.terms().Change)),
		Columns: []doc.Column{{Head: "Police force"}}}
	var partial string
	for _, p := range s.Years() {
		head := p.From.Year().String()
		if !p.WholeYears() {
			head += " (part)"
			partial = p.String()
		}
		t.Columns = append(t.Columns, doc.Column{Head: head, Align: doc.Right})
	}
	areas := []records.Area{s.National}
	for _, name := range s.Release.Forces {
		f, err := s.Data.Forces.Find(name)
		if err != nil {
			return nil, err
		}
		areas = append(areas, f.Area())
	}
	for _, a := range areas {
		row := []doc.Cell{cell(a.Display())}
		for _, p := range s.Years() {
			if _, err := s.Count(a, p); records.NoNumber(err) {
				row = append(row, cell("missing"))
				continue
			}
			row = append(row, cell(b.count(a, p)))
		}
		t.Rows = append(t.Rows, row)
	}
	b.table(t)
	rates, err := b.rates(areas)
	return struct {
		T       terms
		Part    string
		Partial bool
		Rates   rateTable
	}{b.terms(), partial, partial != "", rates}, err
}
