package sections

import (
	"fmt"
	"strings"

	"grooming-report/analysis"
	"grooming-report/analysis/records"
	"grooming-report/report/doc"
)

func national(b *builder) (any, error) {
	s := b.study
	f := struct {
		T          terms
		Latest     num
		SameMonths *change
		Trend      *growth
		Mixed      string // what changed within the latest year; empty for a year of one definition
		National   *num   // the dispersion of national quarters, where it widens limits
		Phi        num
		All        *perMillion
		Under16    *perMillion
		PartRate   num
		Part       *partYear
	}{T: b.terms(), Latest: b.count(s.National, s.LatestYear.Period())}
	compared, err := s.BeforeAfter(s.National)
	if err != nil {
		return nil, err
	}
	if compared.SameMonths != nil {
		f.SameMonths = b.change(compared.SameMonths, "same-months")
		f.National, f.Phi = b.national(analysis.NewDefinition), b.num(s.DispersionFact(analysis.NewDefinition))
	}
	if f.Trend, err = b.growth(s.National); err != nil {
		return nil, err
	}
	f.Mixed = b.mixed()
	rate, err := s.Rate(s.National, s.LatestYear.Period())
	if err != nil {
		return nil, err
	}
	if f.All = b.perMillion(rate, false); f.All == nil {
		return nil, fmt.Errorf("no population for %s", s.National.Name)
	}
	if f.Under16 = b.perMillion(rate, true); f.Under16 == nil {
		return nil, fmt.Errorf("no population under 16 for %s", s.National.Name)
	}
	if s.Partial > 0 {
		part, err := s.Rate(s.National, s.LatestMonths())
		if err != nil {
			return nil, err
		}
		f.PartRate = b.num(s.RateFact(part))
		f.Part = b.partYear(s.National)
	}
	if err := b.quarters(); err != nil {
		return nil, err
	}
	rows, err := b.years(s.National, "table-national", "Offences recorded under code 88A in England and Wales, by "+
		"financial year")
	if err != nil {
		return nil, err
	}
	b.code("analysis.Annualise", []string{s.Release.File}, rows...)
	return f, nil
}

// unlike is what the caption of a table with periods on both sides of the change says.
func (b *builder) unlike() string {
	return "periods before and after " + b.terms().Change + " are " + caveat
}

// holds says in few words what the code holds in a year, and from when on something else.
func (b *builder) holds(p records.Period) string {
	s := b.study
	at, words := s.Series.DefinitionAt(p.From), map[*records.Definition]string{
		s.Series.DefinitionAt(s.Change - 1): "s.15", s.Series.DefinitionAt(s.Change): "s.15\u00a0and\u00a0s.15A",
	}
	text := words[at]
	if text == "" {
		text = at.Label
	}
	for _, d := range s.Series.Crossed(p) {
		start, _ := d.Start() // a definition that begins within the period has a beginning
		text += ", from " + start.First().Format("January 2006") + " " + d.Label
	}
	return text
}

// quarters is the table of counts by quarter in England and Wales.
func (b *builder) quarters() error {
	s := b.study
	t := &doc.Table{ID: "table-quarters", Caption: cell("Offences recorded under code 88A in England and Wales, by " +
		"quarter; " + b.unlike()), Columns: []doc.Column{
		{Head: "Financial year"}, {Head: "April to June", Align: doc.Right}, {Head: "July to September", Align: doc.Right},
		{Head: "October to December", Align: doc.Right}, {Head: "January to March", Align: doc.Right},
	}}
	for _, y := range s.Covered().Years() {
		row := []doc.Cell{cell(y.String())}
		for n := 1; n <= 4; n++ {
			q := y.Quarter(n)
			if !s.Covered().Contains(q) {
				row = append(row, cell("not in release"))
				continue
			}
			row = append(row, cell(b.count(s.National, q.Period())))
		}
		t.Rows = append(t.Rows, row)
	}
	b.table(t)
	return nil
}

// years is the table of an area by financial year: counts, annual rates with
// both kinds of limits, and code 71 beside them. It returns the stated rates.
func (b *builder) years(a records.Area, id, caption string) ([]num, error) {
	s := b.study
	t := &doc.Table{ID: id, Caption: cell(caption + "; " + b.unlike()), Columns: []doc.Column{
		{Head: "Period"}, {Head: "Code 88A holds"}, {Head: "Recorded", Align: doc.Right},
		{Head: "Annual rate", Align: doc.Right},
		{Head: "95 per cent limits", Align: doc.Right}, {Head: "As if Poisson", Align: doc.Right},
	}}
	_, with71 := s.Release.Period(s.Sibling())
	if with71 {
		t.Columns = append(t.Columns, doc.Column{Head: "Code 71", Align: doc.Right})
	}
	var rates []num
	for _, p := range s.Years() {
		row := []doc.Cell{cell(p.String()), cell(set(b.holds(p)))}
		rate, err := s.Rate(a, p)
		switch {
		case records.NoNumber(err):
			row = append(row, cell("missing"), cell("missing"), cell("missing"), cell("missing"))
		case err != nil:
			return nil, err
		default:
			r := b.num(s.RateFact(rate))
			rates = append(rates, r)
			row = append(row, cell(b.count(a, p)), cell(r), cell(limits(r)), cell(limits(b.num(s.PoissonRateFact(rate)))))
		}
		if with71 {
			c, err := s.CountOf(s.Sibling(), a, p)
			if err != nil {
				row = append(row, cell("not in release"))
			} else {
				row = append(row, cell(b.num(s.CountFact(c))))
			}
		}
		t.Rows = append(t.Rows, row)
	}
	b.table(t)
	return rates, nil
}

// mixed is what changed within the latest year; empty for a year of one definition.
func (b *builder) mixed() string {
	s := b.study
	return b.named(strings.TrimPrefix(s.Series.Caveat(s.Base.Period(), s.LatestYear.Period()), "not comparable: "))
}
