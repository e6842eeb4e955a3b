package analysis

import (
	"testing"

	"grooming-report/analysis/claims"
	"grooming-report/analysis/records"
	"grooming-report/analysis/stats"
)

// A claim's ratio is of the annual rates of its figures: 150 in the nine months of 275 days from April 2017 are 199.1
// a year, 4.74 times 42. Its limits rest on the scatter of its area, of England and Wales where that is none of the
// tables; a figure for England and Wales, which the tables know by this name, has theirs too.
func TestClaimRatio(t *testing.T) {
	s := newest(t, "Kent")
	months := records.FinancialYear(2017).Part(3)
	for name, area := range map[string]records.Area{
		"Hampshire": records.ForceArea("Hampshire"), "Atlantis": s.National, s.National.Name: s.National,
	} {
		figure := func(p records.Period, n int) *records.Published {
			return &records.Published{Area: name, Series: s.Series, Period: p, Vintage: "2019", Value: n}
		}
		c, err := s.ClaimRatio(claims.Claim{Later: figure(months, 150), Earlier: figure(year(2016), 42)})
		if err != nil {
			t.Fatal(err)
		}
		agree(t, name, c.Ratio, 150/(275./365)/42, exact)
		want, err := stats.CompareRatesUnequal(150, 275./365, s.Scatter(area, months).Dispersion, 42, 1,
			s.Scatter(area, year(2016)).Dispersion, Level)
		if err != nil {
			t.Fatal(err)
		}
		agreeAll(t, name+", limits", []float64{c.Interval.Lower, c.Interval.Upper},
			[]float64{want.Interval.Lower, want.Interval.Upper})
	}
}
