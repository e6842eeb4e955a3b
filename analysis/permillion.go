package analysis

import (
	"fmt"

	"grooming-report/analysis/records"
	"grooming-report/analysis/stats"
)

// PerMillion is a rate for each million people, by the population estimate
// nearest in time.
type PerMillion struct {
	Rate     Rate
	People   int
	Estimate string // mid-2019
	MidYear  int    // 2019
	Under16  bool
	Value    float64
	Interval stats.Interval
	Rows     []records.Rows // of the population table
	Distance int            // years between the estimate and the period's middle
}

// fewestResidents is how many people an area must have for a rate per million.
const fewestResidents = 100_000

// PerMillion divides a rate by the people of its area: all, on the basis that holds for
// every year, or children under 16, as first published. It takes the estimate of the year
// in which the middle of the period lies, or the nearest. It returns nil where a
// territorial force of the area has no estimate, because its offences would be in the rate
// and its people not, or where the area has so few residents that a rate would mislead, as
// City of London has. British Transport Police has no residents: its offences are shared
// out over everybody’s.
func (s *Study) PerMillion(r Rate, under16 bool) *PerMillion {
	basis := records.Rebased
	if under16 {
		basis = records.FirstPublished
	}
	middle := r.Count.Period.First().Year() + (r.Count.Period.Quarters()+1)/8
	year, found := 0, false
	for _, p := range s.Data.Population {
		if p.Basis != basis || under16 && p.Under16 == 0 {
			continue
		}
		if !found || distance(p.MidYear, middle) < distance(year, middle) {
			year, found = p.MidYear, true
		}
	}
	estimates, ok := s.Data.Residents(r.Count.Area, year, basis)
	if !ok {
		return nil
	}
	m := &PerMillion{Rate: r, Under16: under16, Estimate: fmt.Sprintf("mid-%d", year), MidYear: year,
		Distance: distance(year, middle)}
	var lines []int
	residents := 0
	for _, p := range estimates {
		residents += p.AllAges
		people := p.AllAges
		if under16 {
			people = p.Under16
		}
		m.People += people
		lines = append(lines, p.Row.First)
	}
	if residents < fewestResidents {
		return nil
	}
	m.Rows = records.JoinRows(estimates[0].Row.File, lines)
	k := 1e6 / float64(m.People)
	m.Value, m.Interval = r.PerYear*k, r.Interval.Scale(k)
	return m
}

// PerMillionOf is the rate of an area's whole year for a million residents, or children
// under 16, by the estimate of that very year; nil where there is none, or no count.
func (s *Study) PerMillionOf(a records.Area, p records.Period, under16 bool) (*PerMillion, error) {
	if !p.WholeYears() {
		return nil, nil
	}
	rate, err := s.Rate(a, p)
	if records.NoNumber(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if m := s.PerMillion(rate, under16); m != nil && m.Distance == 0 {
		return m, nil
	}
	return nil, nil
}

// distance is the number of years between two.
func distance(a, b int) int { return max(a-b, b-a) }
