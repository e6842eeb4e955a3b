package fact

import (
	"math"
	"testing"

	"grooming-report/analysis/stats"
)

func TestFormat(t *testing.T) {
	for _, test := range []struct{ got, want string }{
		{FormatInt(6341), "6,341"}, {FormatInt(-1234567), "−1,234,567"}, {FormatInt(999), "999"}, {FormatInt(0), "0"},
		{FormatRatio(9.994), "9.99"}, {FormatRatio(9.996), "10.0"}, {FormatRatio(99.94), "99.9"}, {FormatRatio(99.96), "100"},
		{FormatRatio(9.995), "10.0"}, {FormatRatio(99.95), "100"}, // at the very edges
		// A half is rounded away from zero, also where no binary number is it: 2.675 is a little less.
		{FormatFixed(0.5, 0), "1"}, {FormatFixed(2.5, 0), "3"}, {FormatFixed(-2.5, 0), "−3"}, {FormatFixed(2.675, 2), "2.68"},
		{FormatFixed(0.1249999999, 2), "0.12"}, {FormatFixed(1e9+0.5, 0), "1,000,000,001"},
		{FormatFixed(-0.4, 0), "0"}, {FormatFixed(1234.5678, 2), "1,234.57"},
		{FormatLimits(stats.Interval{Lower: 0.9986, Upper: 1.2}), "0.999–1.20"},
		{FormatLimits(stats.Interval{Lower: 0.5, Upper: 1.00004}), "0.50–1.00004"}, {FormatLimits(stats.Interval{Lower: 1,
			Upper: 2}), "1.00–2.00"},
		{FormatGrowth(stats.Interval{Lower: 1.00004, Upper: 1.0722}), "1.00004–1.072"},
		{FormatChange(stats.Interval{Lower: -2.4, Upper: 19.3}), "−2 to 19"},
		{FormatChange(stats.Interval{Lower: 0, Upper: 7}), "0–7"},
		{FormatChange(stats.Interval{Lower: 0.3, Upper: 74}), "0.3–74"},
		{FormatChange(stats.Interval{Lower: -0.3, Upper: 74}), "−0.3 to 74"},
		{FormatChange(stats.Interval{Lower: -74, Upper: -0.04}), "−74 to −0.04"},
		{FormatRange(stats.Interval{Lower: -2, Upper: 19}, func(x float64) string { return FormatFixed(x, 0) }), "−2 to 19"},
		{FormatP(1e-300), "<\u00a00.001"}, {FormatLimits(stats.Interval{Lower: 0.5, Upper: 1.0000004}), "0.50–1.000000"},
		{FormatLevel(0.95), "95 %"}, {FormatLevel(0.998), "99.8 %"}, {FormatLevel(0.9999), "99.99 %"},
		{FormatValue(1.0 / 3), "0.333333333333"}, {FormatValue(math.Inf(1)), "INF"}, {FormatValue(-2.5), "-2.5"},
		{FormatP(0.0451), "0.045"}, {FormatP(0.0005), "0.001"},
		{FormatP(0.000499), "<\u00a00.001"}, {FormatPerCent(64), "64\u00a0per\u00a0cent"},
	} {
		if test.got != test.want {
			t.Errorf("got %q, want %q", test.got, test.want)
		}
	}
}
