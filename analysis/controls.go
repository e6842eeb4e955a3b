package analysis

import (
	"slices"

	"grooming-report/analysis/records"
	"grooming-report/analysis/stats"
)

// Sibling is the other offence code that the release gives, which some forces used for
// the new offence at first; nil where there is none.
func (s *Study) Sibling() *records.Series {
	for _, series := range s.Data.Series.Recorded() {
		if series != s.Series && series.Code != "" {
			return series
		}
	}
	return nil
}

// ControlSeries lists what can be set beside the study's series: what the same tables
// give that neither holds it nor is it.
func (s *Study) ControlSeries() []*records.Series {
	holds := func(whole *records.Series) bool {
		for part := s.Series; part != nil; part = part.PartOf {
			if part == whole {
				return true
			}
		}
		return false
	}
	return slices.DeleteFunc(slices.Clone([]*records.Series(s.Data.Series)), func(o *records.Series) bool {
		return o.Source != s.Series.Source || holds(o)
	})
}

// A Control is one of ControlSeries, compared over the same two years as the headline.
type Control struct {
	Series     *records.Series
	Dispersion stats.Dispersion // of force by quarter counts over the two years
	Within
	scattered []records.Count // what Dispersion is of
}

// Controls compares ControlSeries in the first year after April 2017 over the last
// before. A release without them has none.
func (s *Study) Controls() ([]Control, error) {
	var cs []Control
	later, earlier := s.AfterYear.Period(), s.BeforeYear.Period()
	for _, series := range s.ControlSeries() {
		c, err := s.Control(series, s.National, later, earlier)
		if records.NoNumber(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		cs = append(cs, c)
	}
	return cs, nil
}

// Control compares another series of the tables in two periods. Its limits allow for the
// scatter of the forces of England and Wales about their quarters in the two periods, and
// between them. It fails with records.ErrMissing or records.ErrNotCovered where
// a number lacks, and with ErrUnlike where the series changed its definition.
func (s *Study) Control(series *records.Series, a records.Area, later, earlier records.Period) (Control, error) {
	l, err := s.Release.Count(s.Counted(a, later, earlier), series, later)
	if err != nil {
		return Control{}, err
	}
	e, err := s.Release.Count(l.Area, series, earlier)
	if err != nil {
		return Control{}, err
	}
	both := records.Period{From: min(earlier.From, later.From), To: max(earlier.To, later.To)}
	nation, scattered := l.Area, []records.Count{e, l}
	if a.Name != s.National.Name || both.Quarters() != later.Quarters()+earlier.Quarters() {
		nation = s.Nation(both)
		whole, err := s.Release.Count(nation, series, both)
		if err != nil {
			return Control{}, err
		}
		scattered = []records.Count{whole}
	}
	d, err := dispersionOf(s.Release, nation, series, both)
	if err != nil {
		return Control{}, err
	}
	w, err := compareWithin(l, e, d)
	return Control{series, d, w, scattered}, err
}
