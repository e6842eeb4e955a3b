package sections

import (
	"strings"

	"grooming-report/analysis/records"
)

// A placed is an area on which the report offers sentences.
type placed struct {
	Name, ID           string
	Begins             string // its name at the beginning of a sentence
	Gap                string // what the release lacks of it; nothing is offered then
	Recorded           string // the police in England and Wales, Hampshire Police: who recorded
	Latest             num
	Within, SameMonths *change
}

// sayings offers sentences, in three lengths, on the nation and the study's area.
func sayings(b *builder) (any, error) {
	s := b.study
	f := struct {
		T                    terms
		Title, Version, They string
		Places               []placed
		Mixed                string // what changed within the latest year, which is then like no year before
	}{T: b.terms(), Mixed: b.mixed(), Title: reportTitle, Version: b.named(b.colophon.Version), They: "they"}
	for i, area := range append([]records.Area{s.National}, s.Areas...) {
		p := placed{Name: b.named(area.InProse()), Begins: capital(b.named(area.InProse())), ID: "may-say-" + area.Slug(), Recorded: b.police(area)}
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
		p.Latest = b.count(area, s.LatestYear.Period())
		p.Within, p.SameMonths = b.change(compared.Within, "within-definition"), b.change(compared.SameMonths, "same-months")
		f.Places = append(f.Places, p)
	}
	return f, nil
}

// police names who recorded, at the beginning of a sentence: police in Kent, the
// Metropolitan Police.
func (b *builder) police(a records.Area) string {
	name := a.InProse()
	if strings.HasSuffix(name, "Police") {
		return capital(b.named(name))
	}
	return "Police in " + b.named(name)
}
