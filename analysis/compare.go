package analysis

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"sync"

	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
	"grooming-report/analysis/stats"
)

// Level is the confidence level of every interval in the report, and OuterLevel that of
// the funnel's outer limits.
const (
	Level      = 0.95
	OuterLevel = 0.998
)

// PercentLevel is Level as definitions print it: 95 %.
var PercentLevel = fact.FormatLevel(Level)

// ErrUnlike is returned for two counts that must not be compared in the way
// asked for.
var ErrUnlike = errors.New("not like for like")

// A Rate is a count divided by its exposure: offences a year at the same daily
// pace. It is not a forecast of a year that has not ended. The limits of a count
// below zero are those of none.
type Rate struct {
	Count    records.Count
	Exposure records.Exposure
	PerYear  float64
	Interval stats.Interval // widened for overdispersion; the leading one
	Poisson  stats.Interval // exact Poisson limits, for comparison
}

// Annualise is the annual rate of a count. The dispersion is that of the
// count's own definition period.
func Annualise(c records.Count, d stats.Dispersion) (Rate, error) {
	e := c.Period.Exposure()
	r := Rate{Count: c, Exposure: e, PerYear: float64(c.N) / float64(e)}
	wide, wideErr := stats.QuasiPoissonInterval(c.AtLeastZero(), d, Level)
	exact, exactErr := stats.PoissonInterval(c.AtLeastZero(), Level)
	if err := cmp.Or(wideErr, exactErr); err != nil {
		return Rate{}, fmt.Errorf("%s, %s: %w", c.Area.Name, c.Period, err)
	}
	r.Interval, r.Poisson = wide.Scale(1/float64(e)), exact.Scale(1/float64(e))
	return r, nil
}

// A Comparison is the ratio of two annual rates, later over earlier, of the same
// series, the same forces and the same vintage.
type Comparison struct {
	Later, Earlier records.Count
	// RateComparison holds the ratio with the leading limits: exact conditional
	// ones, widened for overdispersion.
	stats.RateComparison
	Poisson stats.Interval // the limits if the counts were Poisson
}

// Across is a comparison of 88A before and after April 2017. The code widened,
// so it is not comparable, and no document may state it without saying so.
type Across struct{ Comparison }

// Within is a comparison within one definition.
type Within struct{ Comparison }

// comparison is the comparison of a ratio that may not have been made.
func (w *Within) comparison() *Comparison {
	if w == nil {
		return nil
	}
	return &w.Comparison
}

// crosses reports whether the definition of the series changes in the two periods or
// between them.
func crosses(later, earlier records.Count) bool {
	return len(later.Series.Crossed(later.Period, earlier.Period)) > 0
}

// compareAcross compares 88A after April 2017 with 88A before. It fails with
// ErrUnlike if the periods do not cross April 2017 or anything else differs.
func compareAcross(later, earlier records.Count, laterScatter, earlierScatter stats.Dispersion) (Across, error) {
	if !crosses(later, earlier) {
		return Across{}, fmt.Errorf("%s and %s have one definition: %w across April 2017", later.Period,
			earlier.Period, ErrUnlike)
	}
	c, err := compare(later, earlier, laterScatter, earlierScatter)
	return Across{c}, err
}

// compareWithin compares two counts of one definition, which scatter alike. It fails with ErrUnlike
// if the definition changed between them or anything else differs.
func compareWithin(later, earlier records.Count, scatter stats.Dispersion) (Within, error) {
	if crosses(later, earlier) {
		return Within{}, fmt.Errorf("%s, %s and %s: %w: %s", later.Series, earlier.Period, later.Period, ErrUnlike,
			later.Series.Caveat(later.Period, earlier.Period))
	}
	c, err := compare(later, earlier, scatter, scatter)
	return Within{c}, err
}

func compare(later, earlier records.Count, laterScatter, earlierScatter stats.Dispersion) (Comparison, error) {
	switch {
	case later.Series != earlier.Series:
		return Comparison{}, fmt.Errorf("series %s and %s: %w", later.Series.Name, earlier.Series.Name, ErrUnlike)
	case later.Vintage != earlier.Vintage:
		return Comparison{}, fmt.Errorf("vintages %s and %s: %w", later.Vintage, earlier.Vintage, ErrUnlike)
	case !slices.Equal(later.Area.Forces, earlier.Area.Forces):
		return Comparison{}, fmt.Errorf("%s and %s are different sets of forces: %w", later.Area.Name,
			earlier.Area.Name, ErrUnlike)
	case later.Period.From <= earlier.Period.To:
		return Comparison{}, fmt.Errorf("%s does not follow %s: %w", later.Period, earlier.Period, ErrUnlike)
	}
	return compareCounts(later, earlier, laterScatter, earlierScatter)
}

// compareCounts compares two counts by their annual rates without asking whether
// they are like for like. Its callers do, or say that they are not. A count below
// zero is compared as none.
func compareCounts(later, earlier records.Count, laterScatter, earlierScatter stats.Dispersion) (Comparison, error) {
	c := compared{later.AtLeastZero(), earlier.AtLeastZero(), float64(later.Period.Exposure()),
		float64(earlier.Period.Exposure()),
		laterScatter.Value, laterScatter.DF, earlierScatter.Value, earlierScatter.DF}
	if known, ok := limits.Load(c); ok {
		l := known.(limited)
		return Comparison{later, earlier, l.RateComparison, l.poisson}, nil
	}
	var l limited
	var wideErr error
	if c.laterDispersion == c.earlierDispersion && c.laterDF == c.earlierDF {
		l.RateComparison, wideErr = stats.CompareRatesQuasi(c.later, c.laterExposure, c.earlier, c.earlierExposure,
			laterScatter, Level)
	} else {
		l.RateComparison, wideErr = stats.CompareRatesUnequal(c.later, c.laterExposure, laterScatter,
			c.earlier, c.earlierExposure, earlierScatter, Level)
	}
	exact, exactErr := stats.CompareRates(c.later, c.laterExposure, c.earlier, c.earlierExposure, Level)
	if err := cmp.Or(wideErr, exactErr); err != nil {
		return Comparison{}, fmt.Errorf("%s, %s against %s: %w", later.Area.Name, later.Period, earlier.Period, err)
	}
	l.poisson = exact.Interval
	limits.Store(c, l)
	return Comparison{later, earlier, l.RateComparison, l.poisson}, nil
}

// compared is all that the limits of a comparison rest on.
type compared struct {
	later, earlier                 int
	laterExposure, earlierExposure float64
	laterDispersion, laterDF       float64
	earlierDispersion, earlierDF   float64
}

// limited is a ratio with its limits, and those if the counts were Poisson.
type limited struct {
	stats.RateComparison
	poisson stats.Interval
}

// limits keeps each limited by its compared. A report asks for the same comparison some
// sixteen times, once for each base and section that looks at it.
var limits sync.Map
