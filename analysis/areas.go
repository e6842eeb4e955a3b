package analysis

import (
	"fmt"
	"slices"

	"grooming-report/analysis/records"
)

// mostBeside is how many areas a page and a chart can show side by side.
const mostBeside = 4

// areasBeside gives the areas of some words, parted by semicolons. No force may be in two
// of them: what it recorded would be on both sides of a comparison.
func areasBeside(forces *records.Forces, words string) ([]records.Area, error) {
	areas, err := forces.Areas(words)
	if err != nil {
		return nil, err
	}
	if len(areas) > mostBeside {
		return nil, fmt.Errorf("area %q: it is %d areas; at most %d can be set side by side", words, len(areas), mostBeside)
	}
	for i, a := range areas {
		for _, b := range areas[:i] {
			for _, force := range a.Forces {
				if slices.Contains(b.Forces, force) {
					return nil, fmt.Errorf("area %q: %s is in %s and in %s; want areas that share no force. The section on one "+
						"area sets it beside the rest of England and Wales", words, force, b.Name, a.Name)
				}
			}
		}
	}
	return areas, nil
}

// Between contrasts the change of one area with that of another: the ratio of an area's
// later count to its earlier one ÷ that of the other area.
func (s *Study) Between(a, other records.Area, later, earlier records.Period) (Contrast, error) {
	counts, err := s.countsBeside(a, other, later, earlier)
	if err != nil {
		return Contrast{}, err
	}
	return s.contrast(fmt.Sprintf("%s.ratio-of-ratios.%s.%s.over.%s", a.Slug(), other.Slug(), later.Key(), earlier.Key()),
		a.Name+" ÷ "+other.Name+", code 88A", a, s.scattersBeside(a, other, later, earlier),
		s.CountFact(counts[0]), s.CountFact(counts[1]), s.CountFact(counts[2]), s.CountFact(counts[3]))
}

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

// SideBySide reports whether the study's areas can be drawn side by side for their
// residents: they are several, and each has a rate for the latest whole year.
func (s *Study) SideBySide() bool {
	return len(s.Areas) > 1 && !slices.ContainsFunc(s.Areas, func(a records.Area) bool {
		m, err := s.PerMillionOf(a, s.LatestYear.Period(), false)
		return err != nil || m == nil
	})
}
