package coverage

import (
	"errors"
	"math"
	"math/rand/v2"
	"sync"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/stat/distuv"

	"grooming-report/analysis/stats"
)

// replicate is one draw from a scenario.
type replicate struct {
	later, earlier           int
	otherLater, otherEarlier int              // of an area ten times as large, with the same ratio
	dispersion, estimate     stats.Dispersion // known, and estimated from a table
	areas                    areas
	// Fitted once, if asked for.
	negBin    func() (stats.NegBinComparison, error) // of the cells
	segmented func() (*stats.Segmented, error)       // of quarters drawn
	// Drawn once, if asked for, from streams of their own.
	differing func() differing
	unequal   func() unequal
	trend     func() (trendLimits, error)
	across    func() across
}

// streams are sources of random numbers, one for each kind of draw that is not always wanted.
type streams struct{ counts, differing, unequal, trend, across *rand.Rand }

func newStreams(seed, number uint64) streams {
	stream := func(kind uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, kind<<32|number)) }
	return streams{stream(0), stream(1), stream(2), stream(3), stream(4)}
}

// areas is the two counts of simulated areas, and the true ratio of each.
type areas struct {
	alikeLater, later, earlier []int // alikeLater if all had the ratio of the scenario
	ratios                     []float64
}

// periods is the two counts of areas, the first of which is compared with the others.
type periods struct{ later, earlier []int }

// differing is areas whose dispersions differ, and the dispersions as estimated.
type differing struct {
	periods
	dispersions func() (dispersions, error)
}

// across is areas whose dispersions differ from each other and from one period to the other,
// and a table of years by quarters for each area and period, which tells them.
type across struct {
	periods
	laterTables, earlierTables [][][]float64
}

// dispersions are of the first area: its own, moderated and that of all; and of the total.
type dispersions struct{ own, moderated, pooled, total stats.Dispersion }

// unequal is two counts that scatter differently, and tables that tell by how much.
type unequal struct {
	later, earlier           int
	laterTable, earlierTable [][]float64
}

// series is quarters to fit trends to, and what came after them.
type series struct {
	after, before []float64
	next          float64
	year          int
	unchanged     float64 // the year's count if it had gone on as before, and its mean
	mean          float64
	dispersion    stats.Dispersion // of the year
}

func draw(random streams, s Scenario, level float64) (replicate, error) {
	const cells, larger = 20, 10
	counts := random.counts
	laterCells, earlierCells := make([]float64, cells), make([]float64, cells)
	for i := range cells {
		laterCells[i] = overdispersed(counts, s.Later/cells, s.Dispersion)
		earlierCells[i] = overdispersed(counts, s.Earlier/cells, s.Dispersion)
	}
	r := replicate{
		later:        int(floats.Sum(laterCells)),
		earlier:      int(floats.Sum(earlierCells)),
		otherLater:   int(overdispersed(counts, larger*s.Later, s.Dispersion)),
		otherEarlier: int(overdispersed(counts, larger*s.Earlier, s.Dispersion)),
		dispersion:   stats.Known(s.Dispersion),
		negBin: sync.OnceValues(func() (stats.NegBinComparison, error) {
			return compareCells(laterCells, earlierCells, level)
		}),
	}
	const areas, quarters, mean = 44, 12, 10
	var err error
	if r.estimate, err = stats.TableDispersion(drawTable(counts, areas, quarters, mean, s.Dispersion)); err != nil {
		return r, err
	}
	const before, after = 20, 35
	var stepped []float64
	for i := range before + after {
		mean := s.Later / 4
		if i < before {
			mean = s.Earlier / 4
		}
		stepped = append(stepped, overdispersed(counts, mean, s.Dispersion))
	}
	r.segmented = sync.OnceValues(func() (*stats.Segmented, error) { return segmentQuarters(stepped, before, level) })
	r.areas = drawAreas(counts, s)
	r.differing = sync.OnceValue(func() differing { return drawDiffering(random.differing, s) })
	r.unequal = sync.OnceValue(func() unequal { return drawUnequal(random.unequal, s) })
	r.across = sync.OnceValue(func() across { return drawAcross(random.across, s) })
	r.trend = sync.OnceValues(func() (trendLimits, error) { return drawSeries(random.trend, s).limits(level) })
	return r, nil
}

// drawAreas draws the counts of 44 areas, the first of the size of the scenario.
func drawAreas(random *rand.Rand, s Scenario) areas {
	const n, shape = 44, 9
	var a areas
	for i := range n {
		size := math.Pow(4, 2*float64(i)/n-1)
		if i == 0 {
			size = 1
		}
		ratio := distuv.Gamma{Alpha: shape, Beta: shape, Src: random}.Rand()
		a.ratios = append(a.ratios, ratio*s.Later/s.Earlier)
		a.earlier = append(a.earlier, int(overdispersed(random, size*s.Earlier, s.Dispersion)))
		a.alikeLater = append(a.alikeLater, int(overdispersed(random, size*s.Later, s.Dispersion)))
		a.later = append(a.later, int(overdispersed(random, size*ratio*s.Later, s.Dispersion)))
	}
	return a
}

// drawDiffering draws areas whose dispersions differ and that share a part of their scatter.
func drawDiffering(random *rand.Rand, s Scenario) differing {
	factors := drawShared(random, 4*7, s.Later/4, s.Dispersion)
	later, earlier := drawShared(random, 1, s.Later, s.Dispersion)[0], drawShared(random, 1, s.Earlier, s.Dispersion)[0]
	var d differing
	var tables [][][]float64
	for i := range differingAreas {
		size, phi := sizeOf(i), drawDispersion(random, s.Dispersion)
		d.later = append(d.later, int(overdispersed(random, size*s.Later*later, phi)))
		d.earlier = append(d.earlier, int(overdispersed(random, size*s.Earlier*earlier, phi)))
		tables = append(tables, drawQuarters(random, size*s.Later/4, phi, factors))
	}
	d.dispersions = sync.OnceValues(func() (dispersions, error) { return estimateDispersions(tables) })
	return d
}

// drawAcross draws such areas with dispersions of their own in either period, about that of
// the scenario in the later one and about half its excess over 1 in the earlier.
func drawAcross(random *rand.Rand, s Scenario) across {
	var a across
	a.later, a.laterTables = drawPeriod(random, s.Later, s.Dispersion, 7)
	a.earlier, a.earlierTables = drawPeriod(random, s.Earlier, (1+s.Dispersion)/2, 5)
	return a
}

// drawPeriod draws the counts of areas in a period, and their tables of so many years.
func drawPeriod(random *rand.Rand, mean, dispersion float64, years int) (counts []int, tables [][][]float64) {
	factors, shared := drawShared(random, 4*years, mean/4, dispersion), drawShared(random, 1, mean, dispersion)[0]
	for i := range differingAreas {
		size, phi := sizeOf(i), drawDispersion(random, dispersion)
		counts = append(counts, int(overdispersed(random, size*mean*shared, phi)))
		tables = append(tables, drawQuarters(random, size*mean/4, phi, factors))
	}
	return counts, tables
}

const differingAreas = 42

// sizeOf is how many times as large as the first area another is.
func sizeOf(i int) float64 { return math.Pow(16, float64(i)/(differingAreas-1)) }

// drawShared draws factors of periods that all areas share, of a variance that doubles the
// dispersion of the areas' total, if the first area has the mean given.
func drawShared(random *rand.Rand, n int, mean, dispersion float64) []float64 {
	total := 0.0
	for i := range differingAreas {
		total += sizeOf(i)
	}
	shape := mean * total / dispersion
	factors := make([]float64, n)
	for i := range factors {
		factors[i] = distuv.Gamma{Alpha: shape, Beta: shape, Src: random}.Rand()
	}
	return factors
}

// drawDispersion draws the dispersion of one area.
func drawDispersion(random *rand.Rand, dispersion float64) float64 {
	const priorDF = 16.7
	return math.Max(1, dispersion*priorDF/distuv.ChiSquared{K: priorDF, Src: random}.Rand())
}

// drawQuarters draws an area's table of years by quarters.
func drawQuarters(random *rand.Rand, mean, phi float64, factors []float64) [][]float64 {
	table := make([][]float64, len(factors)/4)
	for q, factor := range factors {
		table[q/4] = append(table[q/4], overdispersed(random, mean*factor, phi))
	}
	return table
}

// estimateDispersions estimates those of the first area and of the total from tables of years by
// quarters. An area with too few events for one has that of Poisson counts, moderated the prior.
func estimateDispersions(tables [][][]float64) (ds dispersions, err error) {
	total := make([][]float64, len(tables[0]))
	var each []stats.Dispersion
	for i, table := range tables {
		d, err := dispersionOf(table)
		if err != nil {
			return ds, err
		}
		if i == 0 {
			ds.own = d
		}
		if !math.IsInf(d.DF, 1) {
			each = append(each, d)
		}
		for year, quarters := range table {
			if total[year] == nil {
				total[year] = make([]float64, len(quarters))
			}
			floats.Add(total[year], quarters)
		}
	}
	m, err := stats.Moderate(each)
	if err != nil {
		return ds, err
	}
	ds.moderated = m.Moderated[0]
	if math.IsInf(ds.own.DF, 1) {
		ds.moderated = m.Prior
	}
	if ds.pooled, err = stats.PoolDispersion(each...); err != nil {
		return ds, err
	}
	ds.total, err = dispersionOf(total)
	return ds, err
}

// dispersionOf is stats.TableDispersion, or stats.Known(1) of a table with too few events for one.
func dispersionOf(table [][]float64) (stats.Dispersion, error) {
	d, err := stats.TableDispersion(table)
	if errors.Is(err, stats.ErrNoDegreesOfFreedom) {
		return stats.Known(1), nil
	}
	return d, err
}

// drawUnequal draws a later count of the scenario's dispersion and an earlier one of half the
// excess over 1, with tables of seven and of five years by four quarters.
func drawUnequal(random *rand.Rand, s Scenario) unequal {
	less := (1 + s.Dispersion) / 2
	return unequal{
		later:        int(overdispersed(random, s.Later, s.Dispersion)),
		earlier:      int(overdispersed(random, s.Earlier, less)),
		laterTable:   drawTable(random, 7, 4, s.Later/4, s.Dispersion),
		earlierTable: drawTable(random, 5, 4, s.Earlier/4, less),
	}
}

// drawSeries draws quarters without growth.
func drawSeries(random *rand.Rand, s Scenario) series {
	return series{
		after:      drawTable(random, 1, 31, s.Later/4, s.Dispersion)[0],
		next:       overdispersed(random, s.Later/4, s.Dispersion),
		before:     drawTable(random, 1, 20, s.Earlier/4, s.Dispersion)[0],
		year:       int(overdispersed(random, s.Later, s.Dispersion)),
		unchanged:  overdispersed(random, s.Earlier, s.Dispersion),
		mean:       s.Later,
		dispersion: stats.Known(s.Dispersion),
	}
}

// drawTable draws a table of counts that are alike but for chance.
func drawTable(random *rand.Rand, rows, columns int, mean, dispersion float64) [][]float64 {
	table := make([][]float64, rows)
	for i := range table {
		table[i] = make([]float64, columns)
		for j := range table[i] {
			table[i][j] = overdispersed(random, mean, dispersion)
		}
	}
	return table
}

// overdispersed draws a count of the mean given and variance dispersion × mean.
func overdispersed(random *rand.Rand, mean, dispersion float64) float64 {
	if dispersion > 1 {
		mean = distuv.Gamma{Alpha: mean / (dispersion - 1), Beta: 1 / (dispersion - 1), Src: random}.Rand()
	}
	return distuv.Poisson{Lambda: mean, Src: random}.Rand()
}
