package sections

import (
	"slices"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/report/doc"
)

func definitions(b *builder) (any, error) {
	s := b.study
	all, err := s.Count(s.National, s.LatestYear.Period())
	if err != nil {
		return nil, err
	}
	land := s.Data.Forces.Territorial()
	f := struct {
		T           terms
		All, Land   num
		Forces      num
		Negative    bool
		Again       string // what else the code did after the study's change: narrowed in January 2026
		Transport   bool   // British Transport Police is counted
		Incomplete  bool   // a territorial force is left out
		SameLand    bool   // the territorial forces recorded all of it
		Silent      string // forces that recorded none for two years or more, after some
		SilentSince string
		OldPhi, Phi num
		// of the quarters of England and Wales; nil where they scatter less
		OldNational, National *num
		Part                  string
		PartDays              num
	}{T: b.terms(), All: b.num(s.CountFact(all)), OldPhi: b.num(s.DispersionFact(analysis.OldDefinition)),
		Phi:         b.num(s.DispersionFact(analysis.NewDefinition)),
		OldNational: b.national(analysis.OldDefinition), National: b.national(analysis.NewDefinition)}
	for _, name := range all.Area.Forces {
		force, err := s.Data.Forces.Find(name)
		if err != nil {
			return nil, err
		}
		f.Transport = f.Transport || !force.Territorial
	}
	land.Forces = slices.DeleteFunc(land.Forces, func(name string) bool { return !slices.Contains(all.Area.Forces, name) })
	f.Incomplete = len(land.Forces) < len(s.Data.Forces.Territorial().Forces)
	if landCount, err := s.Count(land, s.LatestYear.Period()); err == nil {
		f.Land = b.num(s.CountFact(landCount))
	} else {
		f.Land = f.All
	}
	f.SameLand = f.Land.fact.Value == f.All.fact.Value
	f.Forces = b.tally("forces.counted", len(all.Area.Forces), fact.UnitForces,
		"police forces in England and Wales as this report counts it", fact.ForcesInRows, fact.As("of", f.All.fact))
	whole, err := s.Count(s.National, s.Covered())
	if err != nil {
		return nil, err
	}
	f.Negative = whole.Negative > 0
	if silent := s.Silent(); len(silent) > 0 {
		var names []string
		since := silent[0].Since
		for _, x := range silent {
			names = append(names, x.Force)
			since = max(since, x.Since)
		}
		f.Silent, f.SilentSince = records.List(names), since.String()
	}
	part := s.AfterYear.Part(3)
	f.Part = part.String()
	exposure := b.num(&fact.Fact{
		Name: "exposure." + part.Key(), Value: float64(part.Exposure()), Unit: "years", Area: s.National.Name, Period: part,
		Definition: "days of the period ÷ days of its financial year", Vintage: string(s.Release.Vintage),
		Basis: "the calendar", Method: fact.Calendar,
		Text: fact.FormatFixed(float64(part.Exposure()), 3),
	})
	f.PartDays = exposure
	f.Again = b.law()
	b.code("records.Period.Exposure", []string{"the calendar"}, exposure)
	return f, nil
}

// law is the table of what the code holds, and since when. It returns what the code did
// after the study's change.
func (b *builder) law() (after string) {
	timeline := &doc.Table{ID: "table-law", Caption: cell("What code 88A holds, and since when"),
		Columns: []doc.Column{{Head: "From"}, {Head: "To"}, {Head: "Offences in the code"}, {Head: "Source"}}}
	var again []string
	for i, d := range b.study.Series.Definitions {
		row := []doc.Cell{cell(d.Begins.Format("2 January 2006")), cell("no end"), cell(set(d.Holds)), cell(set(d.Law))}
		// Whole quarters are of a definition, from the one in which it began.
		if start, ok := d.Start(); ok && i > 0 {
			row[0] = cell(start.First().Format("2 January 2006"))
			if start == b.study.Change {
				row[2] = cell(set(d.Holds), ", an offence since "+d.Begins.Format("2 January 2006")+", not retrospective")
			} else {
				again = append(again, d.Change+" in "+start.First().Format("January 2006"))
			}
		}
		if i+1 < len(b.study.Series.Definitions) {
			next, _ := b.study.Series.Definitions[i+1].Start()
			row[1] = cell((next - 1).Last().Format("2 January 2006"))
		}
		timeline.Rows = append(timeline.Rows, row)
	}
	b.table(timeline)
	return b.named(records.List(again))
}
