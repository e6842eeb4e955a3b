package nation

import (
	"strings"

	"grooming-report/analysis/records"
	"grooming-report/report/sections/section"
)

// A placed is an area on which the report offers sentences.
type placed struct {
	Name, ID           string
	Begins             string // its name at the beginning of a sentence
	Gap                string // what the release lacks of it; nothing is offered then
	Recorded           string // the police in England and Wales, Hampshire Police: who recorded
	Latest             section.Num
	Within, SameMonths *section.Change
	Silent             string // the quarter since which it recorded none after some before: 0 alone would mislead
}

// Sayings offers sentences, in three lengths, on the nation and the study's area.
func Sayings(b *section.Builder) (any, error) {
	s := b.Study
	f := struct {
		T                    section.Terms
		Title, Version, They string
		Places               []placed
		Mixed                string // what changed within the latest year, which is then like no year before
	}{T: b.Terms(), Mixed: b.Mixed(), Title: section.ReportTitle, Version: b.Named(b.Colophon.Version), They: "they"}
	for i, area := range append([]records.Area{s.National}, s.Areas...) {
		p := placed{Name: b.Named(area.InProse()), Begins: section.Capital(b.Named(area.InProse())),
			ID: "may-say-" + area.Slug(), Recorded: police(b, area), Silent: b.Silent(area.Name)}
		switch i {
		case 0:
			p.ID = "may-say-nation"
		case 1:
			p.ID = "may-say-area"
		}
		if of := s.WithArea(area); i > 0 && of.InPart() {
			p.Gap = of.Gap()
			f.Places = append(f.Places, p)
			continue
		}
		compared, err := s.BeforeAfter(area)
		if err != nil {
			return nil, err
		}
		p.Latest = b.Count(area, s.LatestYear.Period())
		p.Within, p.SameMonths = b.Change(compared.Within, "within-definition"), b.Change(compared.SameMonths, "same-months")
		f.Places = append(f.Places, p)
	}
	return f, nil
}

// police names who recorded, at the beginning of a sentence: police in Kent, the
// Metropolitan Police.
func police(b *section.Builder, a records.Area) string {
	name := a.InProse()
	if strings.HasSuffix(name, "Police") {
		return section.Capital(b.Named(name))
	}
	return "Police in " + b.Named(name)
}
