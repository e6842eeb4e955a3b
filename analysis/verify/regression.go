package verify

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"grooming-report/analysis/stats"
)

const segmentedBy = `segmented quasi-Poisson regression of the rows by quarter, (?P<period>[0-9_-]+), change in ` +
	`(?P<change>[0-9-]+), ` +
	`quarters of transition (?P<transition>[0-9]+), seasons, offset log exposure, Newey-West lags ` +
	`(?P<lags>[0-9]+), level [0-9.]+`

// regressions are trends, steps, and the past of part years.
func regressions() []method {
	return []method{
		by(`segmented quasi-Poisson regression of quarters: (?P<what>later line carried back to .* carried on to `+
			`it|yearly growth before .*?|`+
			`yearly growth after divided by yearly growth before); (?P<how>.*?limits.*?); `+segmentedBy, segmentedEffect),
		by(`autocorrelation of the Pearson residuals at lag (?P<lag>[0-9]+); `+segmentedBy, func(s *step) (result, error) {
			m, _, err := s.segmented()
			if err != nil {
				return result{}, err
			}
			lag := s.whole(1)
			if lag < 1 || lag > len(m.Autocorrelation) {
				return result{}, fmt.Errorf("no autocorrelation at lag %d", lag)
			}
			return result{Value: m.Autocorrelation[lag-1]}, nil
		}),
		by(`2 divided by square root of quarters: .*?; `+segmentedBy, func(s *step) (result, error) {
			_, q, err := s.segmented()
			return result{Value: 2 / math.Sqrt(float64(len(q.counts)))}, err
		}),
		by(`Pearson chi-square divided by (?P<df>[0-9]+) degrees of freedom of the segmented regression; `+segmentedBy,
			func(s *step) (result, error) {
				m, _, err := s.segmented()
				if err != nil {
					return result{}, err
				}
				return result{Value: m.Fit.Dispersion.Value, dispersion: &m.Fit.Dispersion}, nil
			}),
		by(`count that (?:the segmented regression fits to|the earlier trend of the segmented regression has for) `+
			`[A-Za-z0-9 ]+; `+segmentedBy, func(s *step) (result, error) {
			m, q, err := s.segmented()
			if err != nil {
				return result{}, err
			}
			curve := m.Fitted
			if strings.Contains(s.row.Method, "earlier trend") {
				curve = m.Counterfactual
			}
			return result{Value: curve.Mean[quarterAt(s.row.From)-q.from]}, nil
		}),
		by(`quasi-Poisson regression of the quarters of the count on the year and the season, exposure by days, ([0-9]+) `+
			`Newey-West lags; `+
			`(the wider of two kinds of|Newey-West) .*limits.*, level ([0-9.]+)`, growth),
		by(`quasi-Poisson regression of the quarters of before on a (linear|quadratic) trend and the season, `+
			`exposure by days, `+
			`carried on for four quarters`, carriedOn),
		by(`later divided by earlier, limits from the uncertainty of the trend that earlier carries on, `+
			`the scatter about it, and the later-dispersion, level [0-9.]+`, departure),
		by(`(.*), of full year divided by \(first ([123]) quarters divided by their exposure\) over the rows by `+
			`(whole year|force and whole year)(|, where the first quarters come to between half of like and twice like), `+
			`level [0-9.]+`, backtest),
	}
}

// quarters are consecutive quarterly counts with their exposures.
type quarters struct {
	from              int // place of the first
	counts, exposures []float64
}

// series sums cells by quarter, from one place to another.
func series(list []cell, from, to int) quarters {
	q := quarters{from: from, counts: make([]float64, to-from+1)}
	for at := from; at <= to; at++ {
		q.exposures = append(q.exposures, quarterExposure(at))
	}
	for _, c := range list {
		if from <= c.at() && c.at() <= to {
			q.counts[c.at()-from] += c.count
		}
	}
	return q
}

// named is a group of the pattern by its name.
func (s *step) named(name string) string {
	for _, m := range methods() {
		if i := m.pattern.SubexpIndex(name); i >= 0 && m.pattern.MatchString(s.row.Method) {
			return s.what[i]
		}
	}
	return ""
}

// segmented fits the regression that the method describes.
func (s *step) segmented() (*stats.Segmented, quarters, error) {
	var q quarters
	from, to, ok := strings.Cut(s.named("period"), "_")
	first, err := month(from)
	if err != nil || !ok {
		return nil, q, fmt.Errorf("period %q, want one such as 2012-04_2017-03", s.named("period"))
	}
	last, err := month(to)
	if err != nil {
		return nil, q, err
	}
	change, err := month(s.named("change"))
	if err != nil {
		return nil, q, err
	}
	level, err := s.level()
	if err != nil {
		return nil, q, err
	}
	list, err := s.cells(s.row)
	if err != nil {
		return nil, q, err
	}
	q = series(list, first, last)
	m, err := stats.FitSegmented(q.counts, q.exposures, first%4+1, change-first, s.digits("transition"),
		s.digits("lags"), level)
	return m, q, err
}

// digits is a group of the pattern that holds digits only.
func (s *step) digits(name string) int {
	n, _ := strconv.Atoi(s.named(name))
	return n
}

func segmentedEffect(s *step) (result, error) {
	m, _, err := s.segmented()
	if err != nil {
		return result{}, err
	}
	of := func(e stats.SegmentedEffects) stats.Effect { return e.Step }
	switch what := s.named("what"); {
	case strings.HasPrefix(what, "yearly growth before"):
		of = func(e stats.SegmentedEffects) stats.Effect { return e.Trend }
	case strings.HasPrefix(what, "yearly growth after"):
		of = func(e stats.SegmentedEffects) stats.Effect { return e.SlopeChange }
	}
	scaled, robust := of(m.Scaled), of(m.NeweyWest)
	e := stats.Wider(scaled, robust)
	switch how := s.named("how"); {
	case strings.HasPrefix(how, "Newey-West"):
		e = robust
	case strings.HasSuffix(how, "scaled by the dispersion"):
		e = scaled
	}
	return effect(e), nil
}

func effect(e stats.Effect) result { return result{Value: e.Ratio, Interval: &e.Interval} }

// growth is the yearly growth of a trend.
func growth(s *step) (result, error) {
	count, err := s.one("count")
	if err != nil {
		return result{}, err
	}
	level, err := s.level()
	if err != nil {
		return result{}, err
	}
	t, err := s.trend(count.Row, 1, s.whole(1), level)
	if err != nil {
		return result{}, err
	}
	if s.what[2] == "Newey-West" {
		return effect(t.NeweyWest), nil
	}
	return effect(stats.Wider(t.Scaled, t.NeweyWest)), nil
}

// trend fits the quarters of a count.
func (s *step) trend(count *Row, degree, lags int, level float64) (*stats.Trend, error) {
	list, err := s.cells(count)
	if err != nil {
		return nil, err
	}
	q := series(list, quarterAt(count.From), quarterAt(count.To))
	if lags < 0 {
		lags = stats.NeweyWestLags(len(q.counts))
	}
	return stats.FitTrend(q.counts, q.exposures, q.from%4+1, degree, lags, level)
}

// trendBefore is the trend of the count before, and the exposures of the four quarters
// that follow it.
func (s *step) trendBefore(level float64) (*stats.Trend, []float64, error) {
	before, err := s.one("before")
	if err != nil {
		return nil, nil, err
	}
	degree := 1
	if s.what[1] == "quadratic" {
		degree = 2
	}
	t, err := s.trend(before.Row, degree, -1, level)
	var ahead []float64
	for at := quarterAt(before.To) + 1; at <= quarterAt(before.To)+4; at++ {
		ahead = append(ahead, quarterExposure(at))
	}
	return t, ahead, err
}

func carriedOn(s *step) (result, error) {
	const level = 0.95 // of limits that are not taken
	t, ahead, err := s.trendBefore(level)
	if err != nil {
		return result{}, err
	}
	p, err := t.Predict(ahead, level)
	return result{Value: p.Mean}, err
}

func departure(s *step) (result, error) {
	later, err := s.values("later")
	if err != nil {
		return result{}, err
	}
	expected, err := s.one("earlier")
	if err != nil {
		return result{}, err
	}
	d, err := s.scatter("later-dispersion")
	if err != nil {
		return result{}, err
	}
	level, err := s.level()
	if err != nil {
		return result{}, err
	}
	line := &step{checker: s.checker, row: expected.Row}
	for _, m := range methods() {
		if line.what = m.pattern.FindStringSubmatch(expected.Method); line.what != nil {
			break
		}
	}
	t, ahead, err := line.trendBefore(level)
	if err != nil {
		return result{}, err
	}
	out, err := t.Departure(atLeastZero(later[0]), d, ahead, level)
	return effect(out.Effect), err
}

// backtest annualises the first quarters of every whole year.
func backtest(s *step) (result, error) {
	level, err := s.level()
	if err != nil {
		return result{}, err
	}
	first := s.whole(2)
	counts, exposures, err := s.years(first)
	if err != nil {
		return result{}, err
	}
	b, err := stats.BacktestAnnualisation(counts, exposures, first, level)
	if err != nil {
		return result{}, err
	}
	switch what := s.what[1]; {
	case strings.HasPrefix(what, "median, and the range of ranks"):
		return result{Value: b.Median, Interval: &b.Factor}, nil
	case what == "median, and the quartiles":
		return result{Value: b.Median, Interval: &stats.Interval{Lower: stats.Quantile(b.Ratios, 0.25),
			Upper: stats.Quantile(b.Ratios, 0.75)}}, nil
	case strings.HasPrefix(what, "probability that the range of ranks"):
		return result{Value: b.Level}, nil
	case what == "number":
		return number(len(b.Ratios)), nil
	case strings.HasPrefix(what, "number left out"):
		return number(b.Silent), nil
	case strings.HasPrefix(what, "number within"):
		return result{Value: math.Round(b.Coverage * float64(len(b.Ratios)))}, nil
	case strings.HasPrefix(what, "per cent within"):
		return result{Value: 100 * b.Coverage}, nil
	}
	return result{}, fmt.Errorf("no such number of a backtest is known: %q", s.what[1])
}

// years are the four quarters of every area in every year, and their exposures.
func (s *step) years(first int) (counts [][][4]int, exposures [][4]float64, err error) {
	list, err := s.cells(&Row{Sources: s.row.Sources})
	if err != nil {
		return nil, nil, err
	}
	keep := func(int) bool { return true }
	if s.what[4] != "" {
		like, err := s.values("like")
		if err != nil {
			return nil, nil, err
		}
		keep = func(part int) bool { return float64(part) <= 2*like[0] && 2*float64(part) >= like[0] }
	}
	area := altogether
	if s.what[3] == "force and whole year" {
		area = byForce
	}
	by := map[int][]cell{}
	var all []int
	for _, c := range list {
		if by[c.year] == nil {
			all = append(all, c.year)
		}
		by[c.year] = append(by[c.year], c)
	}
	slices.Sort(all)
	for _, year := range all {
		var kept [][4]int
		for _, row := range grid(by[year], area, bySeason) {
			if len(row) != 4 {
				return nil, nil, fmt.Errorf("the rows have %d quarters of the year that begins in %d, want four", len(row), year)
			}
			part := 0
			var four [4]int
			for i, x := range row {
				four[i] = int(x)
				if i < first {
					part += four[i]
				}
			}
			if keep(part) {
				kept = append(kept, four)
			}
		}
		if kept != nil {
			counts = append(counts, kept)
			exposures = append(exposures, [4]float64{
				quarterExposure(4 * year), quarterExposure(4*year + 1), quarterExposure(4*year + 2), quarterExposure(4*year + 3),
			})
		}
	}
	return counts, exposures, nil
}
