package stats

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/stat/distuv"
)

var (
	// ErrTable: rows of unequal length, or slices that should be equally long and are not.
	ErrTable = errors.New("table is not rectangular")
	// ErrNotFinite: a NaN or infinite value among the data.
	ErrNotFinite = errors.New("value is not finite")
	// ErrNoDegreesOfFreedom: too few cells to estimate a dispersion.
	ErrNoDegreesOfFreedom = errors.New("no degrees of freedom")
	// ErrSparse is a warning: Pearson's statistic is noisy where few events are expected.
	ErrSparse = errors.New("most cells expect a count below 1: merge cells to steady the dispersion")
	// ErrFewDegreesOfFreedom is a warning: a dispersion that rests on fewer than ten degrees of
	// freedom may be far from the truth, and limits that rest on it are not to be trusted.
	ErrFewDegreesOfFreedom = errors.New("fewer than ten degrees of freedom: the dispersion may be far off")
)

// fewestDegreesOfFreedom is below how many a dispersion comes with ErrFewDegreesOfFreedom.
const fewestDegreesOfFreedom = 10

// Dispersion is φ, variance ÷ mean of counts, with what it rests on. Limits that it widens
// use quantiles of Student's t on its degrees of freedom in place of the normal ones, as
// the quasi-likelihood F test does: McCullagh and Nelder (1989), sections 4.5 and 6.2.
type Dispersion struct {
	// Value is 1 for Poisson counts, above 1 for overdispersed ones. Pearson's estimate is
	// ChiSquared ÷ DF. It may be below 1; limits then use 1.
	Value float64
	// ChiSquared is the sum over cells of (observed − fitted)² ÷ fitted; 0 for a value that
	// is Known or moderated.
	ChiSquared float64
	// DF is the number of cells less the number of parameters fitted, 1 or more; +Inf for a
	// Known value. Moderated values have more than their cells, and a fraction.
	DF float64
	// Warnings holds ErrSparse and ErrFewDegreesOfFreedom where they apply.
	Warnings []error
}

// Known returns a dispersion that is not estimated: limits use normal quantiles. Known(1) is
// that of Poisson counts.
func Known(value float64) Dispersion { return Dispersion{Value: value, DF: math.Inf(1)} }

// atLeastOne returns the value that limits use.
func (d Dispersion) atLeastOne() float64 { return math.Max(1, d.Value) }

// pearsonDispersion returns Pearson's dispersion of the observed counts about fitted
// means from a model with the given number of parameters. Observed counts may be
// negative, fitted means may not. Cells with a fitted mean of 0 are left out if the count is
// 0 as well, and make the statistic infinite, an error, if not.
//
// See Wedderburn (1974), Biometrika 61:439–447, doi 10.1093/biomet/61.3.439; McCullagh
// and Nelder (1989), Generalized Linear Models, 2nd ed., section 4.5. Errors: ErrTable,
// ErrNotFinite, ErrNegativeCount, ErrNoDegreesOfFreedom.
func pearsonDispersion(observed, fitted []float64, parameters int) (Dispersion, error) {
	if len(observed) != len(fitted) || parameters < 0 {
		return Dispersion{}, fmt.Errorf("%w: %d observed, %d fitted, %d parameters",
			ErrTable, len(observed), len(fitted), parameters)
	}
	var d Dispersion
	cells, sparse := 0, 0
	for i, mean := range fitted {
		if mean == 0 && observed[i] == 0 {
			continue
		}
		if mean < 0 {
			return Dispersion{}, fmt.Errorf("fitted mean %d: %w: %v", i, ErrNegativeCount, mean)
		}
		d.ChiSquared += (observed[i] - mean) * (observed[i] - mean) / mean
		cells++
		if mean < 1 {
			sparse++
		}
	}
	if math.IsNaN(d.ChiSquared) || math.IsInf(d.ChiSquared, 0) {
		return Dispersion{}, fmt.Errorf("chi-square of the table: %w: %v", ErrNotFinite, d.ChiSquared)
	}
	if d.DF = float64(cells - parameters); d.DF < 1 {
		return Dispersion{}, fmt.Errorf("%w: %d cells, %d parameters", ErrNoDegreesOfFreedom, cells, parameters)
	}
	if 2*sparse > cells {
		d.Warnings = append(d.Warnings, ErrSparse)
	}
	if d.DF < fewestDegreesOfFreedom {
		d.Warnings = append(d.Warnings, ErrFewDegreesOfFreedom)
	}
	d.Value = d.ChiSquared / d.DF
	return d, nil
}

// TableDispersion returns the dispersion of a table of counts about the model in which
// every row (an area) has its own rate and every column (a quarter) its own factor:
// fitted = row total × column total ÷ total, with (rows−1)(columns−1) degrees of freedom.
// The fit absorbs population, season and exposure, and also what all rows of a column have
// in common: the dispersion is of the cells, and too small for the column totals. Rows and
// columns that add to 0 or less, as cells below zero can make them, have no mean to scatter
// about and are left out. Use one table for each period within which one definition held.
// Errors: ErrTable, ErrNotFinite, ErrNoDegreesOfFreedom.
func TableDispersion(counts [][]float64) (Dispersion, error) {
	if len(counts) == 0 {
		return Dispersion{}, fmt.Errorf("%w: empty table", ErrNoDegreesOfFreedom)
	}
	for i, row := range counts {
		if len(row) != len(counts[0]) {
			return Dispersion{}, fmt.Errorf("%w: row %d has %d cells, not %d", ErrTable, i, len(row), len(counts[0]))
		}
		if sum := floats.Sum(row); math.IsNaN(sum) || math.IsInf(sum, 0) {
			return Dispersion{}, fmt.Errorf("row %d: %w: %v", i, ErrNotFinite, sum)
		}
	}
	// To leave out a row changes the columns' totals, and the other way round.
	for slices.ContainsFunc(counts, hasNoTotal) || slices.ContainsFunc(transpose(counts), hasNoTotal) {
		counts = slices.DeleteFunc(slices.Clone(counts), hasNoTotal)
		counts = transpose(slices.DeleteFunc(transpose(counts), hasNoTotal))
	}
	rows := make([]float64, len(counts))
	var columns []float64
	for i, row := range counts {
		rows[i] = floats.Sum(row)
		if i == 0 {
			columns = make([]float64, len(row))
		}
		floats.Add(columns, row)
	}
	total := floats.Sum(rows)
	var observed, fitted []float64
	for i, row := range counts {
		for j, count := range row {
			observed = append(observed, count)
			fitted = append(fitted, rows[i]*columns[j]/total)
		}
	}
	return pearsonDispersion(observed, fitted, max(len(rows)+len(columns)-1, 0))
}

func hasNoTotal(counts []float64) bool { return floats.Sum(counts) <= 0 }

func transpose(table [][]float64) [][]float64 {
	var turned [][]float64
	for _, row := range table {
		for j, x := range row {
			if j == len(turned) {
				turned = append(turned, nil)
			}
			turned[j] = append(turned[j], x)
		}
	}
	return turned
}

// PoolDispersion joins estimates from separate tables, weighted by degrees of freedom:
// the chi-squares are added and so are the degrees of freedom. Warnings are those of the
// parts, each once, and ErrFewDegreesOfFreedom only if it holds of the sum.
// Error: ErrNoDegreesOfFreedom if there are none.
func PoolDispersion(parts ...Dispersion) (Dispersion, error) {
	var pooled Dispersion
	for _, d := range parts {
		pooled.ChiSquared += d.ChiSquared
		pooled.DF += d.DF
		for _, w := range d.Warnings {
			if w != ErrFewDegreesOfFreedom && !slices.Contains(pooled.Warnings, w) {
				pooled.Warnings = append(pooled.Warnings, w)
			}
		}
	}
	if pooled.DF < 1 {
		return Dispersion{}, ErrNoDegreesOfFreedom
	}
	if pooled.DF < fewestDegreesOfFreedom {
		pooled.Warnings = append(pooled.Warnings, ErrFewDegreesOfFreedom)
	}
	pooled.Value = pooled.ChiSquared / pooled.DF
	return pooled, nil
}

// LowerTail returns the probability that a dispersion would be estimated so low or lower if
// truth, above 0, were the true one: DF times their ratio is about chi-square on DF degrees of
// freedom, which for counts holds where few cells expect under one event. It is NaN for a
// dispersion that is Known.
func (d Dispersion) LowerTail(truth float64) float64 {
	if math.IsInf(d.DF, 1) {
		return math.NaN()
	}
	return distuv.ChiSquared{K: d.DF}.CDF(d.DF * d.Value / truth)
}
