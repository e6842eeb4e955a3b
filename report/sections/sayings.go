package sections

import "grooming-report/analysis/records"

// A placed is an area on which the report offers sentences.
type placed struct {
	Name, ID           string
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
	places := []placed{{Name: s.National.Display(), ID: "may-say-nation", Recorded: "Police in " + s.National.Display()}}
	areas := []records.Area{s.National, s.Area}
	local := placed{Name: b.named(s.Area.Display()), ID: "may-say-area", Recorded: "Police in " + b.named(s.Area.Display())}
	if s.InPart() {
		local.Gap = s.Gap()
	}
	places = append(places, local)
	for i := range places {
		p := &places[i]
		if p.Gap != "" {
			continue
		}
		compared, err := s.BeforeAfter(areas[i])
		if err != nil {
			return nil, err
		}
		p.Latest = b.count(areas[i], s.LatestYear.Period())
		p.Within, p.SameMonths = b.change(compared.Within, "within-definition"), b.change(compared.SameMonths, "same-months")
	}
	f.Places = places
	return f, nil
}
