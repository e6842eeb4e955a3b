package verify

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"grooming-report/analysis/stats"
	"grooming-report/analysis/stats/coverage"
)

const rateRatio = `rate ratio: later divided by its exposure over earlier divided by its exposure, `

// estimates are rates, ratios and dispersions, with their limits.
func estimates() []method {
	comparison := func(pattern string, how func(pair) (stats.RateComparison, error)) method {
		return by(rateRatio+pattern+`, level [0-9.]+`, func(s *step) (result, error) {
			c, err := s.compareRates(how)
			return result{Value: c.Ratio, Interval: &c.Interval}, err
		})
	}
	return []method{
		by(`count divided by exposure, exact Poisson limits(| widened by the dispersion \(quasi-Poisson\)), level [0-9.]+`,
			rate),
		comparison(`exact conditional limits widened by the dispersion \(quasi-Poisson\)`, widened),
		comparison(`exact conditional limits`, poisson),
		comparison(`exact conditional [0-9.]+ % limits, as if Poisson`, poisson),
		comparison(`mid-p [0-9.]+ % limits, as if Poisson`, func(p pair) (stats.RateComparison, error) {
			return stats.CompareRatesMidP(p.later, p.laterExposure, p.earlier, p.earlierExposure, p.level)
		}),
		comparison(`score [0-9.]+ % limits widened by the larger of both sides' scatters`, score),
		comparison(`exact conditional [0-9.]+ % limits widened by the dispersion of force-quarters, pooled over both `+
			`definitions`, pooled),
		comparison(`exact conditional [0-9.]+ % limits widened by each side's own scatter`, unequal),
		comparison(`nine months as 0.75 of a year, exact conditional [0-9.]+ % limits widened by each side's own scatter`,
			func(p pair) (stats.RateComparison, error) {
				p.laterExposure, p.earlierExposure = 0.75, 1
				return unequal(p)
			}),
		by(rateRatio+`negative binomial regression \(NB2\) of force by quarter counts, each force's size from its total, `+
			`a cell below zero as none, (Wald|profile-likelihood) [0-9.]+ % limits, level [0-9.]+`, negativeBinomial),
		by(`rate ratio of later and earlier over rate ratio of other-later and other-earlier, `+
			`(normal limits on the logarithm widened by the dispersion of each count \(quasi-Poisson\)|exact conditional `+
			`limits), level [0-9.]+`, ratioOfRatios),
		by(`later divided by earlier, normal limits on the logarithm of a count that scatters less a figure that does `+
			`not, widened by the dispersion of each count \(quasi-Poisson\), level [0-9.]+`, difference),
		by(`Pearson chi-square divided by ([0-9]+) degrees of freedom, of the rows by (force and quarter|`+
			`financial year and quarter of the year, summed over forces) about row times column divided by total`, dispersion),
		as("prior of a scaled inverse chi-square distribution of the dispersions, by the moments of their logarithms "+
			"(Smyth 2004)", prior),
		as("degrees of freedom of of", func(s *step) (result, error) {
			d, err := s.scatter("of")
			return result{Value: d.DF}, err
		}),
		by(`number of of below the lower quantile of all times chi-square divided by degrees of freedom of each, `+
			`level [0-9.]+`, lowDispersions),
		by(`per cent of ratios of two counts with mean count and (dispersion own|a dispersion halfway between own and all) `+
			`whose limits by the dispersion all hold the truth, level [0-9.]+`, heldByOne),
		by(`\(([0-9.]+|unlimited) times own \+ ([0-9.]+|unlimited) times prior\) divided by \([0-9.]+ \+ `+
			`(?:[0-9.]+|unlimited)\)|`+
			`\(unlimited times own.*`, moderated),
	}
}

// people or offences: a count below zero enters as none.
func atLeastZero(x float64) int { return max(0, int(math.Round(x))) }

// known is the dispersion that an input is.
func (in input) scatter() (stats.Dispersion, error) {
	if in.dispersion == nil {
		return stats.Dispersion{}, fmt.Errorf("its input %s is no dispersion", in.Name)
	}
	return *in.dispersion, nil
}

func (s *step) scatter(role string) (stats.Dispersion, error) {
	in, err := s.one(role)
	if err != nil {
		return stats.Dispersion{}, err
	}
	return in.scatter()
}

// lowDispersions counts those of which chance would put one in forty so low, if all were true.
func lowDispersions(s *step) (result, error) {
	level, err := s.level()
	if err != nil {
		return result{}, err
	}
	all, err := s.scatter("all")
	if err != nil {
		return result{}, err
	}
	list, err := s.all("of")
	if err != nil {
		return result{}, err
	}
	n := 0
	for _, in := range list {
		d, err := in.scatter()
		if err != nil {
			return result{}, err
		}
		if d.LowerTail(all.Value) < (1-level)/2 {
			n++
		}
	}
	return number(n), nil
}

// heldByOne is how often limits by the dispersion of all hold where another is true, to the
// decimals that dispersions of twelve digits bear.
func heldByOne(s *step) (result, error) {
	level, err := s.level()
	if err != nil {
		return result{}, err
	}
	count, err := s.one("count")
	if err != nil {
		return result{}, err
	}
	all, err := s.scatter("all")
	if err != nil {
		return result{}, err
	}
	own, err := s.scatter("own")
	if err != nil {
		return result{}, err
	}
	truth := own.Value
	if s.what[1] != "dispersion own" {
		truth = (all.Value + own.Value) / 2
	}
	held, err := coverage.ByDispersion(count.result.Value, all.Value, truth, level)
	return result{Value: 100 * math.Round(1e8*held) / 1e8}, err
}

func rate(s *step) (result, error) {
	count, err := s.one("count")
	if err != nil {
		return result{}, err
	}
	level, err := s.level()
	if err != nil {
		return result{}, err
	}
	n, years := count.result.Value, exposure(count.From, count.To)
	d := stats.Known(1)
	if s.what[1] != "" {
		if d, err = s.scatter("dispersion"); err != nil {
			return result{}, err
		}
	}
	limits, err := stats.QuasiPoissonInterval(atLeastZero(n), d, level)
	if s.what[1] == "" {
		limits, err = stats.PoissonInterval(atLeastZero(n), level)
	}
	limits = limits.Scale(1 / years)
	return result{Value: n / years, Interval: &limits}, err
}

// A pair is two counts to compare, with what their limits need.
type pair struct {
	later, earlier                     int
	laterExposure, earlierExposure     float64
	laterDispersion, earlierDispersion stats.Dispersion
	one                                bool // they share one dispersion
	level                              float64
}

// compareRates compares the inputs later and earlier of the row. Both dispersions are the
// input dispersion where the row has one.
func (s *step) compareRates(how func(pair) (stats.RateComparison, error)) (stats.RateComparison, error) {
	var p pair
	var err error
	var none stats.RateComparison
	if p.level, err = s.level(); err != nil {
		return none, err
	}
	later, err := s.one("later")
	if err != nil {
		return none, err
	}
	earlier, err := s.one("earlier")
	if err != nil {
		return none, err
	}
	p.later, p.laterExposure = atLeastZero(later.result.Value), exposure(later.From, later.To)
	p.earlier, p.earlierExposure = atLeastZero(earlier.result.Value), exposure(earlier.From, earlier.To)
	for _, in := range s.row.Inputs {
		switch in.Role {
		case "dispersion":
			p.one = true
			p.laterDispersion, err = s.scatter("dispersion")
			p.earlierDispersion = p.laterDispersion
		case "later-dispersion":
			p.laterDispersion, err = s.scatter(in.Role)
		case "earlier-dispersion":
			p.earlierDispersion, err = s.scatter(in.Role)
		}
		if err != nil {
			return none, err
		}
	}
	return how(p)
}

func poisson(p pair) (stats.RateComparison, error) {
	return stats.CompareRates(p.later, p.laterExposure, p.earlier, p.earlierExposure, p.level)
}

// widened takes one dispersion where both are alike, and else each side's own.
func widened(p pair) (stats.RateComparison, error) {
	if p.one || p.laterDispersion.Value == p.earlierDispersion.Value && p.laterDispersion.DF == p.earlierDispersion.DF {
		return stats.CompareRatesQuasi(p.later, p.laterExposure, p.earlier, p.earlierExposure, p.laterDispersion, p.level)
	}
	return unequal(p)
}

func unequal(p pair) (stats.RateComparison, error) {
	return stats.CompareRatesUnequal(p.later, p.laterExposure, p.laterDispersion, p.earlier, p.earlierExposure,
		p.earlierDispersion, p.level)
}

func score(p pair) (stats.RateComparison, error) {
	d := p.laterDispersion
	if p.earlierDispersion.Value > d.Value {
		d = p.earlierDispersion
	}
	return stats.CompareRatesScore(p.later, p.laterExposure, p.earlier, p.earlierExposure, d, p.level)
}

func pooled(p pair) (stats.RateComparison, error) {
	d, err := stats.PoolDispersion(p.laterDispersion, p.earlierDispersion)
	if err != nil {
		return stats.RateComparison{}, err
	}
	return stats.CompareRatesQuasi(p.later, p.laterExposure, p.earlier, p.earlierExposure, d, p.level)
}

func ratioOfRatios(s *step) (result, error) {
	if !strings.HasPrefix(s.what[1], "exact") {
		c, err := s.contrast(false)
		return result{Value: c.Ratio, Interval: &c.Interval}, err
	}
	level, err := s.level()
	if err != nil {
		return result{}, err
	}
	n, err := s.fourCounts()
	if err != nil {
		return result{}, err
	}
	c, err := stats.RatioOfRatios(n[0], n[1], n[2], n[3], level)
	return result{Value: c.Ratio, Interval: &c.Interval}, err
}

// difference compares what a published figure leaves of a count with an earlier count.
func difference(s *step) (result, error) {
	level, err := s.level()
	if err != nil {
		return result{}, err
	}
	later, err := s.one("later")
	if err != nil {
		return result{}, err
	}
	n, err := (&step{checker: s.checker, row: later.Row}).values("count", "published")
	if err != nil {
		return result{}, err
	}
	earlier, err := s.one("earlier")
	if err != nil {
		return result{}, err
	}
	d, err := s.scatter("later-dispersion")
	if err != nil {
		return result{}, err
	}
	before, err := s.scatter("earlier-dispersion")
	if err != nil {
		return result{}, err
	}
	c, err := stats.CompareDifference(int(n[0]), int(n[1]), d, int(earlier.result.Value), before, level)
	return result{Value: c.Ratio, Interval: &c.Interval}, err
}

// fourCounts are the later and the earlier count, and those beside them.
func (s *step) fourCounts() (n [4]int, err error) {
	x, err := s.values("later", "earlier", "other-later", "other-earlier")
	for i := range x {
		n[i] = int(x[i])
	}
	return n, err
}

// contrast compares two ratios by the dispersion of each of the four counts; if wide, by the
// larger one of an area for both of its counts.
func (s *step) contrast(wide bool) (stats.RateComparison, error) {
	var none stats.RateComparison
	level, err := s.level()
	if err != nil {
		return none, err
	}
	n, err := s.fourCounts()
	if err != nil {
		return none, err
	}
	var ds [4]stats.Dispersion
	for i, count := range []string{"later", "earlier", "other-later", "other-earlier"} {
		if ds[i], err = s.scatter(count + "-dispersion"); err != nil {
			return none, err
		}
	}
	for i := 0; wide && i < len(ds); i += 2 {
		if ds[i].Value < ds[i+1].Value {
			ds[i] = ds[i+1]
		}
		ds[i+1] = ds[i]
	}
	return stats.RatioOfRatiosQuasi(n[0], n[1], n[2], n[3], ds, level)
}

// cells are the counts that a row rests on: its lines, or those of the wholes less those
// of the parts, or those of its count.
func (s *step) cells(row *Row) ([]cell, error) {
	var list []cell
	err := s.Tables.each(row.Lines(), func(t *table, line int) error {
		c, err := t.cell(line)
		list = append(list, c)
		return err
	})
	for _, in := range row.Inputs {
		sign := map[string]float64{"whole": 1, "part": -1, "count": 1, "before": 1}[in.Role]
		if sign == 0 || err != nil {
			continue
		}
		of := s.File.Find(in.Name)
		if of == nil {
			return nil, fmt.Errorf("its input %s=%s is not in the file", in.Role, in.Name)
		}
		var more []cell
		more, err = s.cells(of)
		for _, c := range more {
			c.count *= sign
			list = append(list, c)
		}
	}
	if err == nil && list == nil {
		err = errors.New("it rests on no lines of a table")
	}
	return list, err
}

// grid sums cells by row and column, each in order of its first cell.
func grid(list []cell, row, column func(cell) any) [][]float64 {
	rows, columns := map[any]int{}, map[any]int{}
	place := func(places map[any]int, of any) int {
		if _, ok := places[of]; !ok {
			places[of] = len(places)
		}
		return places[of]
	}
	for _, c := range list {
		place(rows, row(c))
		place(columns, column(c))
	}
	sums := make([][]float64, len(rows))
	for i := range sums {
		sums[i] = make([]float64, len(columns))
	}
	for _, c := range list {
		sums[rows[row(c)]][columns[column(c)]] += c.count
	}
	return sums
}

func byForce(c cell) any    { return c.force }
func byYear(c cell) any     { return c.year }
func bySeason(c cell) any   { return c.quarter }
func byQuarter(c cell) any  { return c.at() }
func altogether(c cell) any { return nil }

func dispersion(s *step) (result, error) {
	list, err := s.cells(s.row)
	if err != nil {
		return result{}, err
	}
	table := grid(list, byForce, byQuarter)
	if strings.HasPrefix(s.what[2], "financial year") {
		table = grid(list, byYear, bySeason)
	}
	d, err := stats.TableDispersion(table)
	if err != nil {
		return result{}, err
	}
	if d.DF != float64(s.whole(1)) {
		return result{}, fmt.Errorf("the rows give %g degrees of freedom", d.DF)
	}
	return result{Value: d.Value, dispersion: &d}, nil
}

// moderation moderates the dispersions of the inputs of.
func (s *step) moderation() (*stats.Moderation, []input, error) {
	list, err := s.all("of")
	if err != nil {
		return nil, nil, err
	}
	var all []stats.Dispersion
	for _, in := range list {
		d, err := in.scatter()
		if err != nil {
			return nil, nil, err
		}
		all = append(all, d)
	}
	m, err := stats.Moderate(all)
	return m, list, err
}

func prior(s *step) (result, error) {
	m, _, err := s.moderation()
	if err != nil {
		return result{}, err
	}
	return result{Value: m.Prior.Value, dispersion: &m.Prior}, nil
}

// moderated is the weighted mean of own and prior, on the degrees of freedom of both.
func moderated(s *step) (result, error) {
	own, err := s.one("own")
	if err != nil {
		return result{}, err
	}
	in, err := s.one("prior")
	if err != nil {
		return result{}, err
	}
	m, list, err := (&step{checker: s.checker, row: in.Row}).moderation()
	if err != nil {
		return result{}, err
	}
	for i, of := range list {
		if of.Name != own.Name {
			continue
		}
		for j, d := range []stats.Dispersion{*own.dispersion, m.Prior} {
			if text := format(d.DF); text != s.what[1+j] && !(math.IsInf(d.DF, 1) && s.what[1+j] == "unlimited") {
				return result{}, fmt.Errorf("its degrees of freedom are %s and not %s", text, s.what[1+j])
			}
		}
		return result{Value: m.Moderated[i].Value, dispersion: &m.Moderated[i]}, nil
	}
	return result{}, fmt.Errorf("%s is not among the inputs of %s", own.Name, in.Name)
}

// negativeBinomial compares force by quarter cells, each force's size being its total.
func negativeBinomial(s *step) (result, error) {
	level, err := s.level()
	if err != nil {
		return result{}, err
	}
	var lists [2][]cell
	sizes, total := map[string]float64{}, 0.0
	for i, role := range []string{"later", "earlier"} {
		in, err := s.one(role)
		if err != nil {
			return result{}, err
		}
		if lists[i], err = s.cells(in.Row); err != nil {
			return result{}, err
		}
		for _, c := range lists[i] {
			sizes[c.force] += c.count
			total += c.count
		}
	}
	var counts, exposures [2][]float64
	for i, list := range lists {
		var forces []string
		of := map[string][]cell{}
		for _, c := range list {
			if of[c.force] == nil {
				forces = append(forces, c.force)
			}
			of[c.force] = append(of[c.force], c)
		}
		for _, force := range forces {
			for _, c := range of[force] {
				if sizes[force] > 0 {
					counts[i] = append(counts[i], max(0, c.count))
					exposures[i] = append(exposures[i], sizes[force]/total*quarterExposure(c.at()))
				}
			}
		}
	}
	c, err := stats.CompareRatesNegBin(counts[0], exposures[0], counts[1], exposures[1], level)
	if s.what[1] != "Wald" {
		c.Interval = c.Profile
	}
	return result{Value: c.Ratio, Interval: &c.Interval}, err
}
