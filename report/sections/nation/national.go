package nation

import (
	"fmt"

	"grooming-report/analysis"
	"grooming-report/report/doc"
	"grooming-report/report/sections/section"
)

// National is the section of the counts and rates of England and Wales by year and quarter.
func National(b *section.Builder) (any, error) {
	s := b.Study
	f := struct {
		T          section.Terms
		Latest     section.Num
		SameMonths *section.Change
		Trend      *section.Growth
		Mixed      string       // what changed within the latest year; empty for a year of one definition
		National   *section.Num // the dispersion of national quarters, where it widens limits
		Phi        section.Num
		All        *section.PerMillion
		Under16    *section.PerMillion
		PartRate   section.Num
		Part       *section.PartYear
	}{T: b.Terms(), Latest: b.Count(s.National, s.LatestYear.Period())}
	compared, err := s.BeforeAfter(s.National)
	if err != nil {
		return nil, err
	}
	if compared.SameMonths != nil {
		f.SameMonths = b.Change(compared.SameMonths, "same-months")
		f.National, f.Phi = b.National(analysis.NewDefinition), b.Num(s.DispersionFact(analysis.NewDefinition))
	}
	if f.Trend, err = b.Growth(s.National); err != nil {
		return nil, err
	}
	f.Mixed = b.Mixed()
	rate, err := s.Rate(s.National, s.LatestYear.Period())
	if err != nil {
		return nil, err
	}
	if f.All = b.PerMillion(rate, false); f.All == nil {
		return nil, fmt.Errorf("no population for %s", s.National.Name)
	}
	if f.Under16 = b.PerMillion(rate, true); f.Under16 == nil {
		return nil, fmt.Errorf("no population under 16 for %s", s.National.Name)
	}
	if s.Partial > 0 {
		part, err := s.Rate(s.National, s.LatestMonths())
		if err != nil {
			return nil, err
		}
		f.PartRate = b.Num(s.RateFact(part))
		f.Part = b.PartYear(s.National)
	}
	if err := quarters(b); err != nil {
		return nil, err
	}
	rows, err := b.Years(s.National, "table-national", "Offences recorded under code 88A in England and Wales, by "+
		"financial year")
	if err != nil {
		return nil, err
	}
	b.Code("analysis.Annualise", []string{s.Release.File}, rows...)
	return f, nil
}

// quarters is the table of counts by quarter in England and Wales.
func quarters(b *section.Builder) error {
	s := b.Study
	t := &doc.Table{ID: "table-quarters", Caption: section.Cell("Offences recorded under code 88A in England " +
		"and Wales, by " +
		"quarter; " + b.Unlike()), Columns: []doc.Column{
		{Head: "Financial year"}, {Head: "April to June", Align: doc.Right}, {Head: "July to September", Align: doc.Right},
		{Head: "October to December", Align: doc.Right}, {Head: "January to March", Align: doc.Right},
	}}
	for _, y := range s.Covered().Years() {
		row := []doc.Cell{section.Cell(y.String())}
		for n := 1; n <= 4; n++ {
			q := y.Quarter(n)
			if !s.Covered().Contains(q) {
				row = append(row, section.Cell("not in release"))
				continue
			}
			row = append(row, section.Cell(b.Count(s.National, q.Period())))
		}
		t.Rows = append(t.Rows, row)
	}
	b.Table(t)
	return nil
}
