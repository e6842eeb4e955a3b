package nation

import (
	"slices"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/report/doc"
	"grooming-report/report/sections/section"
)

// Definitions is the section on what the code holds, and since when.
func Definitions(b *section.Builder) (any, error) {
	s := b.Study
	all, err := s.Count(s.National, s.LatestYear.Period())
	if err != nil {
		return nil, err
	}
	land := s.Data.Forces.Territorial()
	f := struct {
		T           section.Terms
		All, Land   section.Num
		Forces      section.Num
		Negative    bool
		Again       string // what else the code did after the study's change: narrowed in January 2026
		Transport   bool   // British Transport Police is counted
		Incomplete  bool   // a territorial force is left out
		SameLand    bool   // the territorial forces recorded all of it
		Silent      string // forces that recorded none for two years or more, after some
		SilentSince string
		OldPhi, Phi section.Num
		// of the quarters of England and Wales; nil where they scatter less
		OldNational, National *section.Num
		Part                  string
		PartDays              section.Num
	}{T: b.Terms(), All: b.Num(s.CountFact(all)), OldPhi: b.Num(s.DispersionFact(analysis.OldDefinition)),
		Phi:         b.Num(s.DispersionFact(analysis.NewDefinition)),
		OldNational: b.National(analysis.OldDefinition), National: b.National(analysis.NewDefinition)}
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
		f.Land = b.Num(s.CountFact(landCount))
	} else {
		f.Land = f.All
	}
	f.SameLand = f.Land.Fact.Value == f.All.Fact.Value
	f.Forces = b.Tally("forces.counted", len(all.Area.Forces), fact.UnitForces,
		"police forces in England and Wales as this report counts it", fact.ForcesInRows, fact.As("of", f.All.Fact))
	whole, err := s.Count(s.National, s.Covered())
	if err != nil {
		return nil, err
	}
	f.Negative = whole.Negative > 0
	if silent := s.Silent(); len(silent) > 0 {
		var forces []records.Area
		since := silent[0].Since
		for _, x := range silent {
			forces = append(forces, records.ForceArea(x.Force))
			since = max(since, x.Since)
		}
		f.Silent, f.SilentSince = section.Capital(b.Named(records.ProseAll(forces))), since.String()
	}
	part := s.AfterYear.Part(3)
	f.Part = part.String()
	exposure := b.Num(&fact.Fact{
		Name: "exposure." + part.Key(), Value: float64(part.Exposure()), Unit: "years", Area: s.National.Name, Period: part,
		Definition: "days of the period ÷ days of its financial year", Vintage: string(s.Release.Vintage),
		Basis: "the calendar", Method: fact.Calendar,
		Text: fact.FormatFixed(float64(part.Exposure()), 3),
	})
	f.PartDays = exposure
	f.Again = law(b)
	b.Code("records.Period.Exposure", []string{"the calendar"}, exposure)
	return f, nil
}

// law is the table of what the code holds, and since when. It returns what the code did
// after the study's change.
func law(b *section.Builder) (after string) {
	timeline := &doc.Table{ID: "table-law", Caption: section.Cell("What code 88A holds, and since when"),
		Source:  "the law, which the sheet “sources” names",
		Columns: []doc.Column{{Head: "From"}, {Head: "To"}, {Head: "Offences in the code"}, {Head: "Source"}}}
	var again []string
	for i, d := range b.Study.Series.Definitions {
		row := []doc.Cell{section.Cell(d.Begins.Format("2 January 2006")), section.Cell("no end"),
			section.Cell(section.Set(d.Holds)), section.Cell(section.Set(d.Law))}
		// Whole quarters are of a definition, from the one in which it began.
		if start, ok := d.Start(); ok && i > 0 {
			row[0] = section.Cell(start.First().Format("2 January 2006"))
			if start == b.Study.Change {
				row[2] = section.Cell(section.Set(d.Holds), ", an offence since "+d.Begins.Format("2 January 2006")+
					", not retrospective")
			} else {
				again = append(again, d.Change+" in "+start.First().Format("January 2006"))
			}
		}
		if i+1 < len(b.Study.Series.Definitions) {
			next, _ := b.Study.Series.Definitions[i+1].Start()
			row[1] = section.Cell((next - 1).Last().Format("2 January 2006"))
		}
		timeline.Rows = append(timeline.Rows, row)
	}
	b.Table(timeline)
	return b.Named(records.List(again))
}
