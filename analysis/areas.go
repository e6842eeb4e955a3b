package analysis

import (
	"fmt"

	"grooming-report/analysis/records"
)

// Kinds of areas that briefs are made of.
const (
	EveryForce = "forces" // that has the years that are compared
	EveryArea  = "areas"  // the regions by name, then England and Wales
)

// Briefed lists the areas to make briefs of: those of a kind that have the years that
// are compared and the latest, or else the areas that words name, parted by semicolons.
// One of these that lacks a year is an error.
func (s *Study) Briefed(which string) ([]records.Area, error) {
	var areas []records.Area
	switch which {
	case EveryForce:
		for _, name := range s.Reported() {
			areas = append(areas, records.ForceArea(name))
		}
		return areas, nil
	case EveryArea:
		for _, a := range s.Data.Forces.Groups() {
			if !s.WithArea(a).InPart() {
				areas = append(areas, a)
			}
		}
		return areas, nil
	}
	areas, err := s.Data.Forces.Areas(which)
	if err != nil {
		return nil, err
	}
	for _, a := range areas {
		if of := s.WithArea(a); of.InPart() {
			return nil, fmt.Errorf("%s %s, so no brief can be made of it", a.Display(), of.Gap())
		}
	}
	return areas, nil
}
