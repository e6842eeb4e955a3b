package robustness

import (
	"fmt"
	"sync"

	"grooming-report/analysis"
	"grooming-report/analysis/records"
	"grooming-report/analysis/stats"
)

const negBinHow = "negative binomial regression (NB2) of force by quarter counts, each force's size from its " +
	"total, a cell below zero as none"

// negBin is the ratio of two periods from a negative binomial over force by
// quarter cells that share one shape. A cell's exposure is the days of the
// quarter times the force's share of all offences in both periods, so that
// forces may differ in size but share one ratio. The model gives a cell of a
// small force more weight than its offences alone would, so its ratio is not
// quite that of the totals.
func negBin(s *analysis.Study, a records.Area, later, earlier records.Period) (stats.NegBinComparison, error) {
	var counts, exposures [2][]float64
	var total float64
	sizes := map[string]float64{}
	for _, f := range a.Forces {
		for _, p := range []records.Period{later, earlier} {
			c, err := s.Count(records.ForceArea(f), p)
			if err != nil {
				return stats.NegBinComparison{}, err
			}
			sizes[f] += float64(c.N)
			total += float64(c.N)
		}
	}
	for i, p := range []records.Period{later, earlier} {
		for _, f := range a.Forces {
			if sizes[f] <= 0 {
				continue
			}
			cs, err := s.Release.Quarters(records.ForceArea(f), s.Series, p)
			if err != nil {
				return stats.NegBinComparison{}, err
			}
			for _, c := range cs {
				// Two years before the change hold a cell below zero; the model
				// knows none, and one or two offences do not move it.
				counts[i] = append(counts[i], max(0, float64(c.N)))
				exposures[i] = append(exposures[i], sizes[f]/total*float64(c.Period.Exposure()))
			}
		}
	}
	cells := fmt.Sprint(counts, exposures)
	if known, ok := negBins.Load(cells); ok {
		return known.(stats.NegBinComparison), nil
	}
	c, err := stats.CompareRatesNegBin(counts[0], exposures[0], counts[1], exposures[1], analysis.Level)
	if err == nil {
		negBins.Store(cells, c)
	}
	return c, err
}

// negBins keeps what negBin finds by its cells: the report states it beside the headline and among
// the choices, and its profile is searched for a while.
var negBins sync.Map
