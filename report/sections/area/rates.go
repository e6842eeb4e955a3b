package area

import (
	"fmt"

	"grooming-report/analysis/records"
	"grooming-report/report/doc"
	"grooming-report/report/sections/section"
)

// rateTable is what the annex says of the rates for the population.
type rateTable struct {
	From, To   string // the first and the last year with an estimate of residents
	None       string // the forces without a rate
	UnderFrom  string // the first year with an estimate of children
	Reckoned   string // the first mid-year that is reckoned from the census of 2021
	Census     string // from which they are reckoned since then, and those of all ages in every year
	OldCensus  string // from which those of children were reckoned before
	HasUnder16 bool
}

// rates are the tables of every force and year for a million residents, and of England and
// Wales and the area for a million children.
func rates(b *section.Builder, areas []records.Area) (rateTable, error) {
	s := b.Study
	f := rateTable{Census: "2021", OldCensus: "2011", Reckoned: "mid-2021"}
	var years []records.Period
	for _, p := range s.Years() {
		if m, err := s.PerMillionOf(s.National, p, false); err != nil {
			return f, err
		} else if m != nil {
			years = append(years, p)
		}
	}
	if len(years) == 0 {
		return f, nil
	}
	f.From, f.To = years[0].String(), years[len(years)-1].String()
	t := &doc.Table{ID: "table-rates", Break: true, Forces: len(s.Release.Forces),
		Caption: section.Cell("Recorded offences under code 88A " +
			"for a million residents, by force and financial year; the estimates of residents are all of one basis, but " +
			b.Unlike()),
		Columns: []doc.Column{{Head: "Police force"}}}
	for _, p := range years {
		t.Columns = append(t.Columns, doc.Column{Head: p.String(), Align: doc.Right})
	}
	var none []string
	for _, a := range areas {
		row, some := []doc.Cell{section.Cell(a.Display())}, false
		for _, p := range years {
			m, err := s.PerMillionOf(a, p, false)
			if err != nil {
				return f, err
			}
			if m == nil {
				row = append(row, section.Cell("no rate"))
				continue
			}
			some = true
			row = append(row, section.Cell(b.Num(s.PerMillionFact(m))))
		}
		if !some {
			none = append(none, a.InProse())
		}
		t.Rows = append(t.Rows, row)
	}
	f.None = records.List(none)
	b.Table(t)
	return f, childRates(b, &f)
}

// childRates is the table of rates for a million children under 16, whose estimates are of
// two bases.
func childRates(b *section.Builder, f *rateTable) error {
	s := b.Study
	t := &doc.Table{ID: "table-rates-under-16", Caption: section.Cell("Recorded offences under code 88A for a million " +
		"children under sixteen, by the " +
		"estimates as first published, of two bases that are not alike; " + b.Unlike()),
		Columns: []doc.Column{{Head: "Financial year"}, {Head: "Estimate"}}}
	areas := []records.Area{s.National}
	if s.Area.Name != s.National.Name && !s.InPart() {
		areas = append(areas, s.Area)
	}
	for _, a := range areas {
		t.Columns = append(t.Columns, doc.Column{Head: a.Display() + ", with 95 per cent limits", Align: doc.Right})
	}
	for _, p := range s.Years() {
		row := []doc.Cell{section.Cell(p.String()), nil}
		for _, a := range areas {
			m, err := s.PerMillionOf(a, p, true)
			if err != nil {
				return err
			}
			if m == nil {
				row = append(row, section.Cell("no rate"))
				continue
			}
			census := f.Census
			if m.Estimate < f.Reckoned {
				census = f.OldCensus
			}
			row[1] = section.Cell(fmt.Sprintf("%s, from the census of %s", m.Estimate, census))
			n := b.Num(s.PerMillionFact(m))
			row = append(row, section.Cell(n, " (", section.Limits(n), ")"))
		}
		if row[1] == nil {
			continue
		}
		if !f.HasUnder16 {
			f.HasUnder16, f.UnderFrom = true, p.String()
		}
		t.Rows = append(t.Rows, row)
	}
	if f.HasUnder16 {
		b.Table(t)
	}
	return nil
}
