package figures

import (
	"image/color"

	"grooming-report/analysis"
	"grooming-report/analysis/records"
	"grooming-report/figures/house"
)

// The words above a plot on either side of the break, which is the study's change of
// definition.
const (
	wordsBefore = "s.15 only"
	wordsAfter  = "Code widened: s.15A added, "
)

// breakMonth names the month that the wider definition is counted from: April 2017.
func breakMonth(s *analysis.Study) string { return s.Change.First().Format("January 2006") }

// breakDay is the day on which the code widened: 3 April 2017.
func breakDay(s *analysis.Study) string {
	return s.Series.DefinitionAt(s.Change).Begins.Format("2 January 2006")
}

// narrow reports whether the whole period is before the break.
func narrow(s *analysis.Study, p records.Period) bool { return p.To < s.Change }

// wide reports whether the whole period is after it.
func wide(s *analysis.Study, p records.Period) bool { return p.From >= s.Change }

// A tone is the colour of a definition: as it is for edges and lines, and a tint
// for areas.
type tone struct{ edge, tint color.Color }

func toneOf(s *analysis.Study, p records.Period) tone {
	if narrow(s, p) {
		return tone{house.Turquoise, house.GreenTint}
	}
	return tone{house.Blue, house.BlueTint}
}
