package figures

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"grooming-report/analysis"
	"grooming-report/analysis/records"
	"grooming-report/analysis/stats"
	"grooming-report/figures/house"
)

// aYearEitherSide is a timeline of 2016/17 and 2017/18: from 8064 to 8073, of which
// the break takes one.
var aYearEitherSide = timeline{2016, 2017, records.FinancialYear(2017).Quarter(1), "3 April 2017"}

// plotted draws plotters alone, on axes of the ranges given, on a canvas of 100 by 50
// points.
func plotted(xmin, xmax, ymin, ymax float64, plotters ...plot.Plotter) string {
	p := house.NewPlot()
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = xmin, xmax, ymin, ymax
	c := house.NewCanvas(50)
	for _, x := range plotters {
		x.Plot(draw.NewCanvas(c, 100, 50), p)
	}
	return c.Body.String()
}

// Two quarters of ten points each, the last of the narrow definition and the first of
// the wider one, stand apart by another ten, which the break takes; the line that
// marks it is in their middle.
func Example_columns() {
	t := aYearEitherSide
	last := t.broken - 1
	bars := columns{timeline: t, bars: []column{
		{last.Period(), 3, columnStyle{fill: house.Turquoise}},
		{t.broken.Period(), 5, columnStyle{fill: house.Blue}},
	}}
	from := t.start(last)
	fmt.Print(plotted(from, from+10, 0, 10, bars, breakLine{t, false}))
	// Output:
	// <path d="M0 50L10 50L10 35L0 35Z" fill="#28A197"/>
	// <path d="M20 50L30 50L30 25L20 25Z" fill="#12436D"/>
	// <path d="M15 50L15 0" fill="none" stroke="#801650" stroke-width="1" stroke-dasharray="3 2"/>
}

// A grid has a line at each tick, and a darker one at its base.
func Example_grid() {
	p := house.NewPlot()
	house.CountAxis(p, 10)
	c := house.NewCanvas(50)
	house.Grid{}.Plot(draw.NewCanvas(c, 100, 50), p)
	fmt.Print(c.Body.String())
	// Output:
	// <path d="M0 50L100 50" fill="none" stroke="#3D3D3D" stroke-width="0.75"/>
	// <path d="M0 40L100 40" fill="none" stroke="#DEE1E6" stroke-width="0.5"/>
	// <path d="M0 30L100 30" fill="none" stroke="#DEE1E6" stroke-width="0.5"/>
	// <path d="M0 20L100 20" fill="none" stroke="#DEE1E6" stroke-width="0.5"/>
	// <path d="M0 10L100 10" fill="none" stroke="#DEE1E6" stroke-width="0.5"/>
	// <path d="M0 0L100 0" fill="none" stroke="#DEE1E6" stroke-width="0.5"/>
}

// Limits that go beyond the scale end in an arrow at its end.
func TestDrawLimits(t *testing.T) {
	t.Parallel()
	tests := []struct {
		limits stats.Interval
		arrows int
		right  vg.Length
	}{
		{stats.Interval{Lower: 2, Upper: 8}, 0, 80},
		{stats.Interval{Lower: 0, Upper: 10}, 0, 100},
		{stats.Interval{Lower: -1, Upper: 8}, 1, 80},
		{stats.Interval{Lower: 2, Upper: math.Inf(1)}, 1, 100},
		{stats.Interval{Lower: -1, Upper: 11}, 2, 100},
	}
	for _, test := range tests {
		p := house.NewPlot()
		p.X.Min, p.X.Max = 0, 10
		c := house.NewCanvas(50)
		right := drawLimits(draw.NewCanvas(c, 100, 50), p, house.BaseLine, 25, test.limits)
		drawing, err := parse([]byte("<svg>" + c.Body.String() + "</svg>"))
		if err != nil {
			t.Fatal(err)
		}
		if arrows := len(drawing.Paths) - 1; arrows != test.arrows || right != test.right {
			t.Errorf("drawLimits(%v) draws %d arrows and ends at %g, want %d and %g",
				test.limits, arrows, right, test.arrows, test.right)
		}
	}
}

// The plotters that hold data say how far it reaches.
func TestDataRange(t *testing.T) {
	t.Parallel()
	year := aYearEitherSide.first.Period()
	bar := column{period: year, value: 12}
	ratio := func(r float64, base int) forestRow {
		return forestRow{ratio: analysis.Comparison{RateComparison: stats.RateComparison{Ratio: r}, Earlier: records.Count{N: base}}}
	}
	tests := []struct {
		name    string
		plotter plot.DataRanger
		want    [4]float64 // the ends of x, the ends of y
	}{
		{"columns", columns{timeline: aYearEitherSide, bars: []column{bar}}, [4]float64{8064, 8068, 0, 12}},
		{"annual rates, to their limits",
			annualRates{columns{timeline: aYearEitherSide},
				[]annualRate{{bars: []column{bar}, limits: stats.Interval{Lower: 6, Upper: 21}}}},
			[4]float64{8064, 8068, 0, 21}},
		{"annual rates, one under ten offences without limits",
			annualRates{columns{timeline: aYearEitherSide},
				[]annualRate{{bars: []column{bar}, limits: stats.Interval{Lower: 6, Upper: 21}, bare: true}}},
			[4]float64{8064, 8068, 0, 12}},
		{"a guide, which has no height", house.Guide{X: 3}, [4]float64{3, 3, math.Inf(1), math.Inf(-1)}},
		{"a line", house.NewLine(house.BaseLine, plotter.XYs{{X: 1, Y: 5}, {X: 2, Y: 4}}), [4]float64{1, 2, 4, 5}},
		{"a panel of ratios, without one of none and one on a base under ten",
			forestPanel{rows: []forestRow{ratio(2, 10), ratio(0, 10), ratio(0.5, 10), ratio(9, 9)}},
			[4]float64{0.5, 2, -0.5, 3.5}},
		{"a panel of revisions, with room for labels",
			revisionPanel{low: -2, high: 8, unit: 0.1, rows: make([]revisionRow, 2)},
			[4]float64{-2 - 4.8, 8 + 4.8 + 3.2, -0.5, 1.5}},
	}
	for _, test := range tests {
		x0, x1, y0, y1 := test.plotter.DataRange()
		got := [4]float64{x0, x1, y0, y1}
		if !slices.EqualFunc(got[:], test.want[:], func(a, b float64) bool { return a == b || math.Abs(a-b) < 1e-12 }) {
			t.Errorf("DataRange of %s = %v, want %v", test.name, got, test.want)
		}
	}
}

// A label stands to the right of its mark if it can, and else where nothing is taken.
func TestLabels(t *testing.T) {
	t.Parallel()
	page := draw.NewCanvas(house.NewCanvas(100), 200, 100)
	at := vg.Point{X: 100, Y: 50}
	var l house.Labels
	l.WriteBeside(page, house.LabelStyle, at, "Kent")
	l.WriteBeside(page, house.LabelStyle, at, "Kent")
	if len(l.Words) != 2 || l.Words[0].Min.X != at.X+6 || l.Words[1].Max.X != at.X-6 {
		t.Errorf("two labels of a mark take %v, want six points to its right and to its left", l.Words)
	}
	full := house.Labels{Taken: []vg.Rectangle{page.Rectangle}}
	if full.WriteBeside(page, house.LabelStyle, at, "Kent"); len(full.Words) != 0 {
		t.Errorf("a label takes %v where there is no room", full.Words)
	}
}

// The line from a mark to its label crosses no other label, though a label may stand
// nearer than that.
func TestLabelLines(t *testing.T) {
	t.Parallel()
	c := house.NewCanvas(200)
	page := draw.NewCanvas(c, 200, 200)
	var l house.Labels
	for range 24 {
		l.WriteBeside(page, house.LabelStyle, vg.Point{X: 100, Y: 100}, "Kent")
	}
	drawing, err := parse([]byte("<svg>" + c.Body.String() + "</svg>"))
	if err != nil || len(drawing.Paths) == 0 {
		t.Fatalf("%d lines (%v), want some", len(drawing.Paths), err)
	}
	checkClear(t, drawing)
}

func TestRoundStep(t *testing.T) {
	t.Parallel()
	for least, want := range map[float64]float64{0: 1, 1: 1, 1.5: 2, 2.1: 5, 6: 10, 11: 20, 300: 500} {
		if got := house.RoundStep(func(step float64) bool { return step >= least }); got != want {
			t.Errorf("roundStep(at least %g) = %g, want %g", least, got, want)
		}
	}
}

func TestWords(t *testing.T) {
	t.Parallel()
	tests := []struct{ got, want string }{
		{someForces(0, 43), "no force"},
		{someForces(4, 43), "a few forces"},
		{someForces(5, 43), "some forces"},
		{someForces(20, 44), "about half of the forces"},
		{someForces(25, 44), "most forces"},
		{someForces(39, 43), "nearly every force"},
		{someForces(43, 43), "every force"},
		{percent(0.95), "95\u00a0%"},
		{percent(0.998), "99.8\u00a0%"},
		{house.RatioLabel(0.0625), "1/16"},
		{house.RatioLabel(0.5), "½"},
		{house.RatioLabel(4), "4"},
		{shortPeriod(records.FinancialYear(2017).Period()), "2017/18"},
		{shortPeriod(records.FinancialYear(2017).Part(3)), "Apr–Dec 2017"},
		{releaseName("2019"), "2019 release"},
		{releaseName("2026-04-23"), "release of 23 April 2026"},
	}
	for _, test := range tests {
		if test.got != test.want {
			t.Errorf("%q, want %q", test.got, test.want)
		}
	}
}
