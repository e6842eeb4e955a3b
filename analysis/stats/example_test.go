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
