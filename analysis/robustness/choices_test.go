package robustness

import (
	"errors"
	"strconv"
	"strings"
	"testing"

	"grooming-report/analysis"
	"grooming-report/analysis/analysistest"
	"grooming-report/analysis/records"
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

// A ratio under other choices rests on counts and scatters that are all there: an area, a period or a second code
// without a number is no ratio, and says so.
func TestUniverseWants(t *testing.T) {
	s := analysistest.Cells(t, "Kent", func(series, force string, q records.Quarter) (string, bool) {
		held := series == "88A" || series == "71"
		switch {
		case series == "71" && force == "Kent" && q.Year() == 2016:
			return "", true
		case series == "71" && force == "Essex" && q.N() == 2 && q.Year() > 2018:
			return "", true // so that codes 88A and 71 together have no scatter
		}
		return strconv.Itoa(20 + int(q)*int(q)%7), held
	})
	year := func(y int) records.Period { return records.FinancialYear(y).Period() }
	for _, test := range []struct {
		what string
		u    universe
		is   error
	}{
		{"Surrey, both codes", universe{s, records.ForceArea("Surrey"), true, year(2016), year(2017)}, nil},
		{"Kent", universe{s, records.ForceArea("Kent"), false, year(2016), year(2017)}, nil},
		{"Kent, both codes", universe{s, records.ForceArea("Kent"), true, year(2016), year(2017)}, records.ErrMissing},
		{"Essex, both codes", universe{s, records.ForceArea("Essex"), true, year(2016), year(2017)},
			stats.ErrNoDegreesOfFreedom},
		{"no force", universe{s, records.ForceArea("Atlantis"), false, year(2016), year(2017)}, records.ErrNotCovered},
		{"years before the release", universe{s, records.ForceArea("Kent"), false, year(2010), year(2017)},
			records.ErrNotCovered},
		{"years after it", universe{s, records.ForceArea("Kent"), false, year(2016), year(2030)}, records.ErrNotCovered},
	} {
		if ratio, c, err := test.u.ratio(); !errors.Is(err, test.is) || test.is == nil && (err != nil || ratio.Ratio !=
			float64(c.later.N)/float64(c.earlier.N)) {
			t.Errorf("%s: %v, error %v; want %v", test.what, ratio.Ratio, err, test.is)
		}
	}
	if c, err := negBin(s, records.ForceArea("Atlantis"), year(2017), year(2016)); !records.NoNumber(err) {
		t.Errorf("no force by the negative binomial: %+v, error %v; want that it has no number", c, err)
	}
}

// A force of none in both periods has no share of the offences, and moves the negative binomial by nothing.
func TestNegBinWithoutNone(t *testing.T) {
	s := analysistest.Made(t, "Kent", func(force string, q records.Quarter) int {
		if force == "Essex" {
			return 0
		}
		return 20 + int(q)*len(force)%7
	})
	after, before := records.FinancialYear(2017).Period(), records.FinancialYear(2016).Period()
	of := func(forces ...string) stats.NegBinComparison {
		c, err := negBin(s, records.Area{Name: "some", Forces: forces}, after, before)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	if with, without := of("Essex", "Kent", "Surrey"), of("Kent", "Surrey"); with.Ratio != without.Ratio {
		t.Errorf("with a force of none %v, and without %v", with.Ratio, without.Ratio)
	}
}

// The larger of two scatters widens the score limits, whichever side has it.
func TestWiderScatter(t *testing.T) {
	of := func(x float64) analysis.Scatter { return analysis.Scatter{Dispersion: stats.Known(x)} }
	for _, c := range []counted{{laterScatter: of(2), earlierScatter: of(3)}, {laterScatter: of(3), earlierScatter: of(2)}} {
		if got := c.wider().Value; got != 3 {
			t.Errorf("of %v and %v the wider is %v", c.laterScatter.Value, c.earlierScatter.Value, got)
		}
	}
}

// A release without the second code, and with other years missing, has the choices that it can have.
func TestChoicesOfFewer(t *testing.T) {
	first := records.FinancialYear(2014).Quarter(1) // three years before the change
	s := analysistest.Cells(t, "Kent", func(series, force string, q records.Quarter) (string, bool) {
		return strconv.Itoa(20 + int(q)*len(force)%7), series == "88A" && q >= first
	})
	choices, m, err := Choices(s)
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, c := range choices {
		keys = append(keys, c.Key)
	}
	want := "as-reported poisson mid-p score pooled-dispersion negative-binomial negative-binomial-profile " +
		"before-2014-04_2017-03 territorial part-by-days part-by-months"
	if got := strings.Join(keys, " "); got != want {
		t.Errorf("choices %s, want %s", got, want)
	}
	want = "combination.vintage-2026-04-23.with-transport-police.before-2016-04_2017-03 " +
		"combination.vintage-2026-04-23.with-transport-police.before-2014-04_2017-03 " +
		"combination.vintage-2026-04-23.before-2016-04_2017-03 combination.vintage-2026-04-23.before-2014-04_2017-03"
	keys = nil
	for _, u := range m.Combinations {
		keys = append(keys, u.Key)
	}
	if got := strings.Join(keys, " "); got != want {
		t.Errorf("combinations %s, want %s", got, want)
	}
	for _, u := range m.Combinations {
		if !m.Ratio.Contains(u.Ratio.Ratio) || !m.Limits.Contains(u.Ratio.Interval.Lower) ||
			!m.Limits.Contains(u.Ratio.Interval.Upper) {
			t.Errorf("%s: %v %v is outside of %+v", u.Key, u.Ratio.Ratio, u.Ratio.Interval, m)
		}
	}
}
