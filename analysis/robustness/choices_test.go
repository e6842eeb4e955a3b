package robustness

import (
	"strings"
	"testing"

	"grooming-report/analysis/analysistest"
	"grooming-report/analysis/stats"
	"grooming-report/analysis/stats/statstest"
)

func TestChoices(t *testing.T) {
	s := analysistest.Newest(t, "Hampshire")
	choices, m, err := Choices(s)
	if err != nil {
		t.Fatal(err)
	}
	by := map[string]stats.RateComparison{}
	for _, c := range choices {
		by[c.Key] = c.Ratio
		f := c.Fact(s)
		if row := analysistest.Written(t, f); !f.Across() || !strings.Contains(row, "not comparable") {
			t.Errorf("%s is across April 2017, and evidence.csv says %q", f.Name, row)
		}
		if !(c.Ratio.Interval.Lower < c.Ratio.Ratio && c.Ratio.Ratio < c.Ratio.Interval.Upper) {
			t.Errorf("%s = %v, outside %v", c.Key, c.Ratio.Ratio, c.Ratio.Interval)
		}
	}
	for _, test := range []struct {
		key                 string
		ratio, lower, upper float64
		tolerance           float64
	}{
		// poisson.test(c(4632, 1156))
		{"poisson", 4.0, 3.74949198267728, 4.26995706052915, statstest.Exact},
		// glm.nb(n ~ later + offset(o)) over force and quarter, Wald limits
		{"negative-binomial", 4.16061825491259, 3.77685240910230, 4.58337853536256, statstest.Fitted},
		// The R of TestLeadingLimits for 4622 and 1156, with phi of that release's whole years 2018/19 to
		// 2022/23, 6.434698 on 12 degrees of freedom, and psi of those before, 3.104913 on 12.
		{"vintage-2023-10-19", 4622. / 1156, 3.503631, 4.572353, 1e-6},
	} {
		got := by[test.key]
		statstest.Agree(t, test.key+" ratio", got.Ratio, test.ratio, test.tolerance)
		statstest.Agree(t, test.key+" lower", got.Interval.Lower, test.lower, test.tolerance)
		statstest.Agree(t, test.key+" upper", got.Interval.Upper, test.upper, test.tolerance)
	}
	// 4,624 over the mean of the years before.
	statstest.Agree(t, "five years before", by["before-2012-04_2017-03"].Ratio, 4624/((370+459+677+962+1156)/5.),
		statstest.Exact)
	statstest.Agree(t, "codes 88A and 71", by["with-71"].Ratio, (4624+1056)/(1156+631.), statstest.Exact)
	statstest.Agree(t, "by days", by["part-by-days"].Ratio, 3188/(275/365.)/1156, statstest.Exact)
	statstest.Agree(t, "by months", by["part-by-months"].Ratio, 3188/0.75/1156, statstest.Exact)
	if width := func(k string) float64 { return by[k].Interval.Upper - by[k].Interval.Lower }; !(width("as-reported") > width("poisson") && width("as-reported") > width("negative-binomial-profile")) {
		t.Error("the limits that lead are not the widest of the headline's")
	}
	// 2 releases, 2 series, 2 sets of forces and 4 windows.
	if len(m.Combinations) != 2*2*2*4 {
		t.Errorf("%d combinations, want 32", len(m.Combinations))
	}
	for _, key := range []string{"as-reported", "with-71", "territorial", "before-2014-04_2017-03", "vintage-2023-10-19"} {
		if !m.Ratio.Contains(by[key].Ratio) || !(m.Limits.Lower <= by[key].Interval.Lower && by[key].Interval.Upper <= m.Limits.Upper) {
			t.Errorf("%s = %v %v is outside the range over all combinations %+v", key, by[key].Ratio, by[key].Interval, m)
		}
	}
}
