package stats_test

import (
	"fmt"

	"grooming-report/analysis/stats"
)

// 150 events in 275 days of a year of 365: the rate a year, with its limits.
func ExamplePoissonInterval() {
	const count, exposure = 150, 275. / 365
	limits, err := stats.PoissonInterval(count, 0.95)
	if err != nil {
		fmt.Println(err)
		return
	}
	limits = limits.Scale(1 / exposure)
	fmt.Printf("%.0f a year (%.0f–%.0f)\n", count/exposure, limits.Lower, limits.Upper)
	// Output: 199 a year (169–234)
}

// 150 events in 275 days against 53 in the 365 before.
func ExampleCompareRates() {
	c, err := stats.CompareRates(150, 275, 53, 365, 0.95)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.2f times (%.2f–%.2f), p %.1e\n", c.Ratio, c.Interval.Lower, c.Interval.Upper, c.P)
	// Output: 3.76 times (2.73–5.24), p 8.0e-19
}

// Nothing before leaves the ratio open above, and says so.
func ExampleCompareRates_zero() {
	c, err := stats.CompareRates(9, 275, 0, 365, 0.95)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("above %.1f; %v\n", c.Interval.Lower, c.Warnings[0])
	// Output: above 2.6; the earlier count is 0, so the ratio has no upper limit: compare with a longer earlier period
}

// The same comparison when counts scatter: the dispersion of quarterly counts of four
// areas, and the limits that it widens.
func ExampleTableDispersion() {
	quarters := [][]float64{
		{12, 25, 9, 20, 15, 31},
		{3, 8, 5, 1, 9, 2},
		{40, 55, 38, 70, 21, 66},
		{0, 2, 1, 4, 7, 1},
	}
	d, err := stats.TableDispersion(quarters)
	if err != nil {
		fmt.Println(err)
		return
	}
	c, err := stats.CompareRatesQuasi(150, 275, 53, 365, d, 0.95)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("φ %.2f on %.0f degrees of freedom\n", d.Value, d.DF)
	fmt.Printf("%.2f times (%.2f–%.2f)\n", c.Ratio, c.Interval.Lower, c.Interval.Upper)
	// Output:
	// φ 3.35 on 15 degrees of freedom
	// 3.76 times (2.05–7.45)
}

// Three years before a change, a quarter of transition, two years after.
func ExampleFitSegmented() {
	counts := []float64{
		84, 75, 95, 118, 83, 133, 113, 102, 153, 129, 185, 218,
		310, 486, 460, 498, 592, 463, 565, 581,
	}
	exposures := make([]float64, len(counts))
	for i := range exposures {
		exposures[i] = 0.25
	}
	const firstQuarter, change, transition = 1, 12, 1
	s, err := stats.FitSegmented(counts, exposures, firstQuarter, change, 1, stats.NeweyWestLags(len(counts)), 0.95)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, e := range []struct {
		name string
		stats.Effect
	}{{"trend", s.Scaled.Trend}, {"step", s.Scaled.Step}, {"slope change", s.Scaled.SlopeChange}} {
		fmt.Printf("%s %.2f (%.2f–%.2f)\n", e.name, e.Ratio, e.Interval.Lower, e.Interval.Upper)
	}
	// Output:
	// trend 1.40 (1.22–1.61)
	// step 2.16 (1.62–2.88)
	// slope change 0.79 (0.65–0.97)
}

// Of six areas, which rose differently from all of them together?
func ExampleNewFunnel() {
	later, earlier := []int{221, 150, 200, 12, 45, 700}, []int{53, 40, 60, 4, 30, 120}
	f, err := stats.NewFunnel(later, earlier, 1, 1, stats.WinsorisedShare)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("all: %.2f\n", f.Target)
	for i, p := range f.Points {
		limits, err := f.Limits(p.Expected, 0.95)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("area %d: %.2f, within chance %v, within overdispersion %v\n", i+1,
			p.Ratio, limits.Poisson.Contains(p.Plotted), limits.Multiplicative.Contains(p.Plotted))
	}
	// Output:
	// all: 4.33
	// area 1: 4.17, within chance true, within overdispersion true
	// area 2: 3.75, within chance true, within overdispersion true
	// area 3: 3.33, within chance true, within overdispersion true
	// area 4: 3.00, within chance true, within overdispersion true
	// area 5: 1.50, within chance false, within overdispersion false
	// area 6: 5.83, within chance false, within overdispersion false
}

// The smaller the area, the more its ratio is drawn to the mean of all.
func ExampleShrinkML() {
	observed, expected := []float64{12, 30, 7, 220, 41, 9}, []float64{10, 22.5, 3, 300, 28, 8.5}
	s, err := stats.ShrinkML(observed, expected, 0.95)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range s.Ratios {
		fmt.Printf("%.2f → %.2f (%.2f–%.2f)\n", r.Raw, r.Shrunk, r.Interval.Lower, r.Interval.Upper)
	}
	// Output:
	// 1.20 → 1.20 (0.79–1.70)
	// 1.33 → 1.29 (0.94–1.69)
	// 2.33 → 1.42 (0.89–2.09)
	// 0.73 → 0.75 (0.66–0.85)
	// 1.46 → 1.38 (1.04–1.77)
	// 1.06 → 1.14 (0.73–1.65)
}

// How far annualising three quarters has been from the full year.
func ExampleBacktestAnnualisation() {
	years := [][][4]int{{{84, 75, 95, 118}}, {{83, 133, 113, 102}}, {{153, 129, 185, 218}}, {{198, 277, 232, 210}}}
	days := [4]float64{91. / 365, 92. / 365, 92. / 365, 90. / 365}
	b, err := stats.BacktestAnnualisation(years, [][4]float64{days, days, days, days}, 3, 0.95)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("full year ÷ annualised: %.2f to %.2f, holds the next year with probability %.1f\n",
		b.Factor.Lower, b.Factor.Upper, b.Level)
	// Output: full year ÷ annualised: 0.98 to 1.11, holds the next year with probability 0.6
}

// Three tests of four stay discoveries at 5 % once all four are counted.
func ExampleBenjaminiHochberg() {
	adjusted, err := stats.BenjaminiHochberg([]float64{0.001, 0.02, 0.03, 0.4})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.3f\n", adjusted)
	// Output: [0.004 0.040 0.040 0.400]
}

// Two years are missing, of which the sum is known: could counts have risen every year?
func ExampleRisingSplit() {
	first, second, possible := stats.RisingSplit(20, 73, 53)
	fmt.Println(possible, first, second)
	// Output: true {21 36} {37 52}
}

// A dispersion of few degrees of freedom is drawn towards what the areas have in common, and
// carries its degrees of freedom into the limits.
func ExampleModerate() {
	own := []stats.Dispersion{
		{Value: 9.46, DF: 18}, {Value: 1.88, DF: 18}, {Value: 1.49, DF: 18}, {Value: 2.44, DF: 18},
		{Value: 4.73, DF: 18}, {Value: 0.84, DF: 18}, {Value: 2.22, DF: 18}, {Value: 1.36, DF: 18},
	}
	m, err := stats.Moderate(own)
	if err != nil {
		fmt.Println(err)
		return
	}
	d := m.Moderated[0]
	fmt.Printf("prior %.2f on %.1f degrees of freedom\n", m.Prior.Value, m.Prior.DF)
	fmt.Printf("%.2f becomes %.2f on %.1f\n", own[0].Value, d.Value, d.DF)
	c, err := stats.CompareRatesQuasi(218, 1, 211, 1, d, 0.95)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.2f times (%.2f–%.2f)\n", c.Ratio, c.Interval.Lower, c.Interval.Upper)
	// Output:
	// prior 1.99 on 5.3 degrees of freedom
	// 9.46 becomes 7.77 on 23.3
	// 1.03 times (0.59–1.82)
}

// Each count scatters in its own way: the later on 18 degrees of freedom, the earlier on 12.
func ExampleCompareRatesUnequal() {
	later, earlier := stats.Dispersion{Value: 5.58, DF: 18}, stats.Dispersion{Value: 3.10, DF: 12}
	c, err := stats.CompareRatesUnequal(4624, 1, later, 1156, 1, earlier, 0.95)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.2f times (%.2f–%.2f)\n", c.Ratio, c.Interval.Lower, c.Interval.Upper)
	// Output: 4.00 times (3.52–4.56)
}

// Seven years of quarters: their growth, and the quarter to come.
func ExampleFitTrend() {
	counts := []float64{
		1438, 1329, 1407, 1705, 1631, 1377, 1528, 1793, 1448, 1634, 1594, 1718, 1894, 1557,
		1553, 1899, 1616, 1579, 1569, 1909, 1774, 1776, 1784, 1906, 1823, 1726, 1765, 1826,
	}
	exposures := make([]float64, len(counts))
	for i := range exposures {
		exposures[i] = 0.25
	}
	t, err := stats.FitTrend(counts, exposures, 1, 1, stats.NeweyWestLags(len(counts)), 0.95)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.3f a year (%.3f–%.3f)\n", t.Scaled.Ratio, t.Scaled.Interval.Lower, t.Scaled.Interval.Upper)
	next, err := t.Predict([]float64{0.25}, 0.95)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("next %.0f (%.0f–%.0f)\n", next.Mean, next.Interval.Lower, next.Interval.Upper)
	past, err := stats.PredictPast(counts, exposures, 1, 1, 3, 0.95)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range past {
		fmt.Printf("%.0f of %.0f–%.0f: held %v\n", p.Count, p.Interval.Lower, p.Interval.Upper, p.Held)
	}
	// Output:
	// 1.032 a year (1.020–1.044)
	// next 1881 (1637–2125)
	// 1909 of 1638–2237: held true
	// 1906 of 1756–2293: held true
	// 1826 of 1814–2299: held true
}

// A year against the trend of the five before it.
func ExampleTrend_Departure() {
	counts := []float64{110, 90, 73, 97, 113, 129, 106, 111, 134, 147, 204, 192, 220, 191, 262, 289, 278, 262, 293, 323}
	exposures := make([]float64, len(counts))
	for i := range exposures {
		exposures[i] = 0.25
	}
	t, err := stats.FitTrend(counts, exposures, 1, 1, stats.NeweyWestLags(len(counts)), 0.95)
	if err != nil {
		fmt.Println(err)
		return
	}
	year := []float64{0.25, 0.25, 0.25, 0.25}
	d, err := t.Departure(4624, stats.Dispersion{Value: 5.58, DF: 18}, year, 0.95)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.0f expected, %.2f times that (%.2f–%.2f)\n", d.Expected, d.Ratio, d.Interval.Lower, d.Interval.Upper)
	// Output: 1621 expected, 2.85 times that (2.39–3.40)
}

// The same model, its change assumed at every other date of a series without one.
func ExamplePlaceboSteps() {
	counts := []float64{
		1438, 1329, 1407, 1705, 1631, 1377, 1528, 1793, 1448, 1634, 1594, 1718, 1894, 1557,
		1553, 1899, 1616, 1579, 1569, 1909, 1774, 1776, 1784, 1906, 1823, 1726, 1765, 1826,
	}
	exposures := make([]float64, len(counts))
	for i := range exposures {
		exposures[i] = 0.25
	}
	const transition, fewest = 1, 8
	p, err := stats.PlaceboSteps(counts, exposures, 1, transition, fewest, stats.NeweyWestLags(len(counts)), 0.95)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("a step beyond chance at %d of %d dates\n", p.BeyondChance(), len(p.Steps))
	// Output: a step beyond chance at 0 of 12 dates
}

// Which area rose by another factor than the rest? All but the first about doubled.
func ExampleAgainstRest() {
	later, earlier := []int{218, 420, 700, 90}, []int{211, 190, 330, 43}
	var scatter [][2]stats.Dispersion // of the later and the earlier count
	for _, phi := range []float64{5.9, 2.2, 2.5, 1.9} {
		scatter = append(scatter, [2]stats.Dispersion{{Value: phi, DF: 34.7}, {Value: phi, DF: 34.7}})
	}
	rest := [2]stats.Dispersion{{Value: 5.6, DF: 18}, {Value: 5.6, DF: 18}}
	comparisons, adjusted, err := stats.AgainstRest(later, earlier, scatter, rest, 0.95)
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, c := range comparisons {
		fmt.Printf("area %d: %.2f times the rest (%.2f–%.2f), adjusted p %.3f\n",
			i+1, c.Ratio, c.Interval.Lower, c.Interval.Upper, adjusted[i])
	}
	// Output:
	// area 1: 0.48 times the rest (0.28–0.82), adjusted p 0.031
	// area 2: 1.28 times the rest (0.89–1.83), adjusted p 0.230
	// area 3: 1.29 times the rest (0.90–1.85), adjusted p 0.230
	// area 4: 1.14 times the rest (0.65–2.00), adjusted p 0.632
}
