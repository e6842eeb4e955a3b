package analysis

import (
	"sync"

	"grooming-report/analysis/records"
	"grooming-report/analysis/stats"
)

// Nation is England and Wales as it can be counted in some periods: the forces of the release
// that have a number in every quarter of them. A force that lacks one is left out of these
// periods only, and the area's name says so.
func (s *Study) Nation(periods ...records.Period) records.Area { return s.Release.Nation(periods...) }

// Counted is an area as it is counted in some periods: England and Wales with the
// forces that have them, and any other area as it is.
func (s *Study) Counted(a records.Area, periods ...records.Period) records.Area {
	if a.Name != s.National.Name {
		return a
	}
	return s.Nation(periods...)
}

// Count is a count of the series in the study's release.
func (s *Study) Count(a records.Area, p records.Period) (records.Count, error) {
	return s.Release.Count(s.Counted(a, p), s.Series, p)
}

// CountOf is the count of another series in the study's release, over the same forces as Count.
func (s *Study) CountOf(series *records.Series, a records.Area, p records.Period) (records.Count, error) {
	return s.Release.Count(s.Counted(a, p), series, p)
}

// Quarters is the counts of each quarter of the period.
func (s *Study) Quarters(a records.Area, p records.Period) ([]records.Count, error) {
	var counts []records.Count
	for q := p.From; q <= p.To; q++ {
		c, err := s.Count(a, q.Period())
		if err != nil {
			return nil, err
		}
		counts = append(counts, c)
	}
	return counts, nil
}

// Rate is the annual rate of 88A in the study's release.
func (s *Study) Rate(a records.Area, p records.Period) (Rate, error) {
	c, err := s.Count(a, p)
	if err != nil {
		return Rate{}, err
	}
	return rateOf(c, s.Scatter(c.Area, p).Dispersion)
}

// rated is all that the numbers of a rate rest on.
type rated struct {
	n              int
	exposure       records.Exposure
	dispersion, df float64
}

// rates keeps each Rate by its rated. Several sections of a report ask for the same, and forces
// and years have the same small counts.
var rates sync.Map

// rateOf is Annualise, kept for the next who asks.
func rateOf(c records.Count, d stats.Dispersion) (Rate, error) {
	key := rated{c.N, c.Period.Exposure(), d.Value, d.DF}
	if known, ok := rates.Load(key); ok {
		r := known.(Rate)
		r.Count = c
		return r, nil
	}
	r, err := Annualise(c, d)
	if err == nil {
		rates.Store(key, r)
	}
	return r, err
}
