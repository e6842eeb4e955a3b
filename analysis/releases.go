package analysis

import (
	"grooming-report/analysis/records"
)

// Previous is the newest release older than the study's that shares at least a
// whole financial year with it; nil if there is none.
func (s *Study) Previous() *records.Release {
	var previous *records.Release
	for _, r := range s.Data.Releases {
		if r.Vintage < s.Release.Vintage && sharesYear(r.Covered(), s.Covered()) {
			previous = r
		}
	}
	return previous
}

// Predecessor is the same study of the release before, measured from the same base; nil
// where there is none that a report can be made of.
func (s *Study) Predecessor() *Study {
	previous := s.Previous()
	if previous == nil {
		return nil
	}
	before, err := NewStudy(s.Data, string(previous.Vintage), s.Area.Name)
	if err != nil {
		return nil // a single sheet of an old release has no report of its own
	}
	before.Base, before.Areas = s.Base, s.Areas
	return before
}

// sharesYear reports whether two periods have a whole financial year in common.
func sharesYear(a, b records.Period) bool {
	for _, y := range a.Years() {
		year := y.Period()
		if a.From <= year.From && year.To <= a.To && b.From <= year.From && year.To <= b.To {
			return true
		}
	}
	return false
}

// Studies are those of the releases that hold the years of the headline, up to the
// study's own.
func (s *Study) Studies() ([]*Study, error) {
	var list []*Study
	for _, r := range s.Data.Releases {
		covered := r.Covered()
		if r.Vintage > s.Release.Vintage || !covered.Contains(s.BeforeYear.Quarter(1)) ||
			!covered.Contains(s.AfterYear.Quarter(4)) {
			continue
		}
		if r == s.Release {
			list = append(list, s)
			continue
		}
		other, err := NewStudy(s.Data, string(r.Vintage), "")
		if err != nil {
			return nil, err
		}
		other.nameVintage()
		list = append(list, other)
	}
	return list, nil
}

// nameVintage tells the scatters of a release that the report is not about from those of
// the one that it is.
func (s *Study) nameVintage() {
	s.suffix = ".vintage-" + string(s.Release.Vintage)
	for _, sc := range s.scatters {
		sc.fact.Name += s.suffix
		if sc.national != nil {
			sc.national.Name += s.suffix
		}
	}
}
