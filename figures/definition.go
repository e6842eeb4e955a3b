package main

import (
	"image/color"
	"time"

	"grooming-report/analysis"
	"grooming-report/analysis/records"
)

// code is the offence code that every figure counts.
const code = records.Grooming

// The words above a plot on either side of the break.
const (
	wordsBefore = "s.15 only"
	wordsAfter  = "Code widened: s.15A added, "
)

// breakQuarter is the first quarter of the wider definition.
func breakQuarter(*analysis.Study) records.Quarter { return records.NewOffence }

// breakMonth names the month that it begins with: April 2017.
func breakMonth(s *analysis.Study) string { return breakQuarter(s).First().Format("January 2006") }

// breakDay is the day on which the code widened: 3 April 2017.
func breakDay(*analysis.Study) string {
	day, err := time.Parse(time.DateOnly, records.NewOffenceDate)
	if err != nil {
		panic(err) // a constant
	}
	return day.Format("2 January 2006")
}

// narrow reports whether the whole period is before the break.
func narrow(_ *analysis.Study, p records.Period) bool {
	return p.Definition() == records.OldDefinition
}

// wide reports whether the whole period is after it.
func wide(_ *analysis.Study, p records.Period) bool {
	return p.Definition() == records.NewDefinition
}

// A tone is the colour of a definition: as it is for edges and lines, and a tint
// for areas.
type tone struct{ edge, tint color.Color }

func toneOf(s *analysis.Study, p records.Period) tone {
	if narrow(s, p) {
		return tone{turquoise, greenTint}
	}
	return tone{blue, blueTint}
}
