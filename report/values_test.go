package main

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"grooming-report/analysis/verify"
)

// A part of a row of evidence.csv.
const (
	itself = iota
	lower
	upper
)

// Values of an independent recomputation of the release of April 2026 in R, and the rows of
// evidence.csv that have them. The test named beside a value gives the R call. Where the other
// limits were made in another way than the report's, those of the report stand here, and a
// comment has the other and its way.
func TestRecomputedValues(t *testing.T) {
	file, err := os.Open("testdata/evidence.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	evidence, err := verify.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	const (
		nation, local, forces = "england-wales.", "hampshire.", "forces."
		other                 = "all-offences-excluding-fraud-and-code-88a"
		sexual                = "sexual-offences-other-than-code-88a"
	)
	for _, test := range []struct {
		want string
		row  string
		part int
		test string // that names the R
	}{
		// The start-up year.
		{"972", nation + "count.2017-04_2017-06", itself, "records"},
		{"942", nation + "count.2017-07_2017-09", itself, "records"},
		{"1274", nation + "count.2017-10_2017-12", itself, "records"},
		{"1436", nation + "count.2018-01_2018-03", itself, "records"},
		{"1.54", nation + "rate-ratio.from-start-up", itself, "analysis.TestBases"},
		{"1.41", nation + "rate-ratio.from-start-up", lower, "analysis.TestBases"}, // 1.42 by one dispersion
		{"1.70", nation + "rate-ratio.from-start-up", upper, "analysis.TestBases"}, // 1.69
		{"1.21", nation + "rate-ratio.within-definition", itself, "analysis.TestBases"},
		{"1.11", nation + "rate-ratio.within-definition", lower, "analysis.TestBases"},
		{"1.33", nation + "rate-ratio.within-definition", upper, "analysis.TestBases"},
		{"12", forces + "within-definition.above-one", itself, "analysis.TestBases"}, // 7 by one dispersion
		{"2", forces + "within-definition.below-one", itself, "analysis.TestBases"},  // 1
		{"21", forces + "from-start-up.above-one", itself, "analysis.TestBases"},     // 16
		{"0", forces + "from-start-up.below-one", itself, "analysis.TestBases"},
		{"2", forces + "from-start-up.funnel.outside.additive.99.8", itself, "stats.TestNewFunnel"},
		{"1", forces + "funnel.outside.additive.99.8", itself, "stats.TestNewFunnel"},
		// The trend within the definition.
		{"1.036", nation + "trend.within-definition", itself, "stats.TestFitTrend"},
		{"1.026", nation + "trend.within-definition", lower, "stats.TestFitTrend"},
		{"1.045", nation + "trend.within-definition", upper, "stats.TestFitTrend"},
		{"1.028", nation + "trend.within-definition.newey-west", lower, "stats.TestFitTrend"}, // 1.029 by four lags and z
		{"1.044", nation + "trend.within-definition.newey-west", upper, "stats.TestFitTrend"}, // 1.042
		// A dispersion for each force.
		{"9.46", local + "dispersion.own-quarters.after", itself, "analysis.TestOneForAll"},
		{"42", forces + "dispersion.own-quarters.compared.after", itself, "analysis.TestOneForAll"},
		{"15", forces + "dispersion.own-quarters.low.after", itself, "analysis.TestOneForAll"},
		{"3.53", nation + "dispersion.after", itself, "analysis.TestOneForAll"},
		{"78", local + "held-by-one-dispersion.own", itself, "coverage.TestByDispersion"},
		{"86", local + "held-by-one-dispersion.halfway", itself, "coverage.TestByDispersion"}, // 85 for 6.6
		{"16.7", forces + "dispersion.prior.degrees-of-freedom.after", itself, "analysis.TestModeratedScatter"},
		{"2.06", forces + "dispersion.prior.after", itself, "analysis.TestModeratedScatter"},
		{"5.9", local + "dispersion.after", itself, "analysis.TestModeratedScatter"},
		{"1.03", local + "rate-ratio.from-start-up", itself, "analysis.TestBases"},
		{"0.64", local + "rate-ratio.from-start-up", lower, "analysis.TestBases"},
		{"1.68", local + "rate-ratio.from-start-up", upper, "analysis.TestBases"}, // 1.66 on the logarithm
		{"5.02", local + "rate-ratio.headline", itself, "analysis.TestLeadingLimits"},
		{"2.98", local + "rate-ratio.headline", lower, "analysis.TestLeadingLimits"}, // 2.2 by one dispersion for both years
		{"8.48", local + "rate-ratio.headline", upper, "analysis.TestLeadingLimits"}, // 11.6
		{"0.66", local + "ratio-of-ratios.rest.2024-04_2025-03.over.2017-04_2018-03", itself,
			"stats.TestRatioOfRatiosOnFewDegreesOfFreedom"},
		{"0.41", local + "ratio-of-ratios.rest.2024-04_2025-03.over.2017-04_2018-03", lower,
			"stats.TestRatioOfRatiosOnFewDegreesOfFreedom"},
		{"1.07", local + "ratio-of-ratios.rest.2024-04_2025-03.over.2017-04_2018-03", upper,
			"stats.TestRatioOfRatiosOnFewDegreesOfFreedom"},
		{"0.87", local + "ratio-of-ratios.rest.2024-04_2025-03.over.2018-04_2019-03", itself, "analysis.TestContrasts"},
		// National limits.
		{"5.58", nation + "dispersion.national-quarters.after", itself, "analysis.TestNationalDispersion"},
		{"1.08", nation + "rate-ratio.same-months", itself, "analysis.TestLeadingLimits"},
		{"0.98", nation + "rate-ratio.same-months", lower, "analysis.TestLeadingLimits"},
		{"1.19", nation + "rate-ratio.same-months", upper, "analysis.TestLeadingLimits"},
		{"4.00", nation + "rate-ratio.headline", itself, "analysis.TestLeadingLimits"},
		{"3.52", nation + "rate-ratio.headline", lower, "analysis.TestLeadingLimits"}, // 3.54 by z
		{"4.56", nation + "rate-ratio.headline", upper, "analysis.TestLeadingLimits"}, // 4.52
		{"4624", nation + "count.2017-04_2018-03", itself, "records"},
		{"1156", nation + "count.2016-04_2017-03", itself, "records"},
		{"3.998", nation + "sensitivity.vintage-2023-10-19.three-decimals", itself, "robustness.TestChoices"},
		{"4.005", nation + "sensitivity.territorial.three-decimals", itself, "robustness.TestChoices"},
		{"6.43", nation + "dispersion.national-quarters.after.vintage-2023-10-19", itself, "robustness.TestChoices"},
		{"3.50", nation + "sensitivity.vintage-2023-10-19", lower, "robustness.TestChoices"}, // 3.41 by the larger for both
		{"4.57", nation + "sensitivity.vintage-2023-10-19", upper, "robustness.TestChoices"}, // 4.73
		{"7.04", nation + "multiverse.limits", upper, "robustness.TestChoices"},              // 7.13
		// The first year against the trend before.
		{"1620", nation + "first-year.expected.linear", itself, "stats.TestDeparture"},
		{"2.85", nation + "first-year.step.linear", itself, "stats.TestDeparture"},
		{"2.39", nation + "first-year.step.linear", lower, "stats.TestDeparture"},
		{"3.40", nation + "first-year.step.linear", upper, "stats.TestDeparture"},
		{"2.92", nation + "first-year.step.quadratic", itself, "stats.TestDeparture"},
		{"2.20", nation + "first-year.step.quadratic", lower, "stats.TestDeparture"},
		{"3.88", nation + "first-year.step.quadratic", upper, "stats.TestDeparture"},
		{"1227", nation + "count-old-definition.lowest.2017-04_2018-03", itself, "robustness.TestReturns"},
		{"1453", nation + "count-old-definition.highest.2017-04_2018-03", itself, "robustness.TestReturns"},
		{"0.76", nation + "old-definition.over-trend.lowest", itself, "robustness.TestReturns"},
		{"0.90", nation + "old-definition.over-trend.highest", itself, "robustness.TestReturns"},
		// The segmented step.
		{"3.57", nation + "segmented-transition-1.step", itself, "trends.TestBreaks"},
		{"359", nation + "segmented-transition-1.trend.2017-07_2017-09", itself, "trends.TestSettling"},
		{"2.62", nation + "segmented-transition-1.observed-over-trend.2017-07_2017-09", itself, "trends.TestSettling"},
		{"25.4", nation + "segmented.transition-2-against-1.f", itself, "trends.TestSettling"},
		{"0.000008", nation + "segmented.transition-2-against-1.p", itself, "trends.TestSettling"},
		{"6.84", nation + "segmented-transition-1.dispersion", itself, "trends.TestSettling"},
		{"4.62", nation + "segmented.dispersion", itself, "trends.TestSettling"},
		{"0.15", nation + "segmented-transition-4.transition-4-against-2.p", itself, "trends.TestSettling"},
		{"3.45", nation + "segmented.step", itself, "trends.TestBreaks"},
		// Placebo in time.
		{"20", nation + "placebo-" + other + ".transition-1.beyond-chance", itself, "trends.TestPlacebos"},
		{"39", nation + "placebo-" + other + ".transition-1.dates", itself, "trends.TestPlacebos"},
		{"13", nation + "placebo-" + other + ".transition-1.rank", itself, "trends.TestPlacebos"},
		{"22", nation + "placebo-" + sexual + ".transition-1.beyond-chance", itself, "trends.TestPlacebos"},
		{"18", nation + "placebo-71.transition-1.beyond-chance", itself, "trends.TestPlacebos"},
		{"0", nation + "placebo-88a.transition-1.beyond-chance", itself, "trends.TestPlacebos"},
		{"15", nation + "placebo-88a.transition-1.dates", itself, "trends.TestPlacebos"},
		// What the range for the old definition assumes.
		{"3171", "published.s15a-2017-18-first", itself, "robustness.TestReturns"},
		{"41", "published.s15a-2017-18-first.answered", itself, "robustness.TestReturns"},
		{"44", "published.s15a-2017-18-first.asked", itself, "robustness.TestReturns"},
		{"0.90", nation + "old-definition.if-others-alike", itself, "robustness.TestReturns"},
		{"0.22", nation + "old-definition.if-others-all-new", itself, "robustness.TestReturns"},
		{"1.028", nation + "base-of-the-time.least", itself, "robustness.TestReturns"},
		{"1.059", nation + "base-of-the-time.greatest", itself, "robustness.TestReturns"},
		{"1.00", nation + "old-definition.by-base-of-the-time.least", itself, "robustness.TestReturns"},
		{"1.03", nation + "old-definition.by-base-of-the-time.greatest", itself, "robustness.TestReturns"},
		{"0.80", nation + "old-definition.as-difference.lowest", lower, "stats.TestCompareDifference"},
		{"1.41", nation + "old-definition.as-difference.lowest", upper, "stats.TestCompareDifference"},
		// Part years and the next release.
		{"0.857", nation + "backtest.quarters-3.level", itself, "stats.TestPredictionRange"}, // 6 in 7: 1 - 2/14
		{"1.093", nation + "backtest.quarters-3.ratio", upper, "trends.TestPartYear"},
		{"7704", nation + "part-year-range.2025-04_2025-12", lower, "trends.TestPartYear"},
		{"8076", nation + "part-year-range.2025-04_2025-12", upper, "trends.TestPartYear"},
		{"2086", nation + "prediction.2026-01_2026-03", itself, "trends.TestPrediction"},
		{"1839", nation + "prediction.2026-01_2026-03", lower, "trends.TestPrediction"}, // 1,839.5, 1,840 by the other
		{"2332", nation + "prediction.2026-01_2026-03", upper, "trends.TestPrediction"}, // 2,332.5, 2,333
		{"7820", nation + "prediction.2025-04_2026-03", itself, "trends.TestPrediction"},
		{"7573", nation + "prediction.2025-04_2026-03", lower, "trends.TestPrediction"}, // 7,574
		{"8066", nation + "prediction.2025-04_2026-03", upper, "trends.TestPrediction"}, // 8,067
		{"5", nation + "prediction.past-held", itself, "trends.TestPrediction"},
		{"5", nation + "prediction.past-made", itself, "trends.TestPrediction"},
		{"5", nation + "prediction.past-above", itself, "trends.TestPrediction"},
		{"1932", nation + "prediction.2026-01_2026-03.changing-season", itself, "stats.TestPredictChangingSeason"},
		{"5.33", nation + "prediction.2026-01_2026-03.changing-season.f", itself, "stats.TestPredictChangingSeason"},
		{"0.03", nation + "prediction.2026-01_2026-03.changing-season.p", itself, "stats.TestPredictChangingSeason"},
		// Forces against the rest, and the tolerance of words.
		{"43", forces + "tested.against-rest", itself, "analysis.TestAllAgainstRest"},
		{"39", forces + "headline-above-one", itself, "analysis.TestAllForces"},      // 32 by one dispersion
		{"4", forces + "against-rest.differ", itself, "analysis.TestAllAgainstRest"}, // each count by its own
		{"2", forces + "against-rest.differ-by-the-larger-dispersion", itself, "analysis.TestAllAgainstRest"},
		{"35.9", "claim.s15a-a-third.computed", itself, "claims.TestCheck"},
		{"28.3", "claim.s15a-a-third.read.lowest", itself, "claims.TestCheck"},
	} {
		i := slices.IndexFunc(evidence.Rows, func(r *verify.Row) bool { return r.Name == test.row })
		if i < 0 {
			t.Errorf("%s: no such row, want one with %s", test.row, test.want)
			continue
		}
		row := evidence.Rows[i]
		got := []string{row.Value, row.Lower, row.Upper}[test.part]
		x, err := strconv.ParseFloat(got, 64)
		if err != nil {
			t.Errorf("%s: %q, want a number", test.row, got)
			continue
		}
		_, decimals, _ := strings.Cut(test.want, ".")
		if rounded := strconv.FormatFloat(x, 'f', len(decimals), 64); rounded != test.want {
			t.Errorf("%s = %s (part %d), want %s, as in %s", test.row, rounded, test.part, test.want, test.test)
		}
	}
}
