package stats

import (
	"errors"
	"fmt"
	"math"
	"testing"
)

// From the sums of the noncentral hypergeometric in 40 digits (mpmath). R's fisher.test
// prints 0.939807598493 and 1.526756414594 for the first, right to five digits.
func TestRatioOfRatios(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		later, earlier, otherLater, otherEarlier int
		lower, upper, logP                       float64
	}{
		{150, 141, 2846, 3204, 0.939812374059054, 1.52680040163693, -1.90335063424641}, // Hampshire against the rest: 1.198
		{221, 53, 4223, 1103, 0.79729772090937, 1.51019955083345, -0.435284804552134},
		{462, 381, 4444, 1156, 0.270718931176151, 0.367778550849425, -110.358327730435},
		{12, 7, 5, 9, 0.599265965836366, 16.6473722738734, -1.48127508253857},
		{3, 1, 1, 3, 0.211735595446579, 626.243530588814, -0.722134717433198},
		{5, 0, 10, 12, 0.842101550562661, math.Inf(1), -2.59835128384579},
		{0, 5, 10, 12, 0, 1.69674532388534, -1.87535114013616},
	} {
		call := fmt.Sprintf("RatioOfRatios(%d, %d, %d, %d)", test.later, test.earlier, test.otherLater, test.otherEarlier)
		got, err := RatioOfRatios(test.later, test.earlier, test.otherLater, test.otherEarlier, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		agree(t, call+".Lower", got.Interval.Lower, test.lower, exact)
		agree(t, call+".Upper", got.Interval.Upper, test.upper, exact)
		agree(t, call+".LogP", got.LogP, test.logP, exact)
		if !got.Interval.Contains(got.Ratio) {
			t.Errorf("%s: limits %v leave out %v", call, got.Interval, got.Ratio)
		}
		// Exchanging the areas, or the periods, inverts it.
		for _, inverse := range []RateComparison{
			mustCompare(RatioOfRatios(test.otherLater, test.otherEarlier, test.later, test.earlier, 0.95)),
			mustCompare(RatioOfRatios(test.earlier, test.later, test.otherEarlier, test.otherLater, 0.95)),
		} {
			agree(t, call+" inverse", 1/inverse.Interval.Upper, got.Interval.Lower, exact)
			agree(t, call+" inverse", inverse.LogP, got.LogP, exact)
		}
	}
}

func mustCompare(c RateComparison, err error) RateComparison {
	if err != nil {
		panic(err)
	}
	return c
}

// With a comparator so large that it has no error of its own, this is CompareRates.
func TestRatioOfRatiosAgainstAVastComparator(t *testing.T) {
	t.Parallel()
	const vast = 1_000_000_000
	got := mustCompare(RatioOfRatios(150, 53, vast, vast, 0.95))
	want := mustCompare(CompareRates(150, 1, 53, 1, 0.95))
	agree(t, "lower", got.Interval.Lower, want.Interval.Lower, 1e-6)
	agree(t, "upper", got.Interval.Upper, want.Interval.Upper, 1e-6)
}

// alike is one dispersion for all four counts.
func alike(d Dispersion) [4]Dispersion { return [4]Dispersion{d, d, d, d} }

func TestRatioOfRatiosQuasi(t *testing.T) {
	t.Parallel()
	// s <- sqrt(phi*sum(1/c(150, 141, 2846, 3204))); exp(log(r) + c(-1, 1)*qnorm(.975)*s);
	// log(2) + pnorm(-log(r)/s, log.p = TRUE), for phi = 1 and 2.7
	for _, test := range []struct{ dispersion, lower, upper, logP float64 }{
		{0.5, 0.946468907656133, 1.51549031246745, -2.01637159454543},
		{2.7, 0.813503753570478, 1.76319341405503, -1.01965110332007},
	} {
		got := mustCompare(RatioOfRatiosQuasi(150, 141, 2846, 3204, alike(Known(test.dispersion)), 0.95))
		agree(t, "lower", got.Interval.Lower, test.lower, exact)
		agree(t, "upper", got.Interval.Upper, test.upper, exact)
		agree(t, "log p", got.LogP, test.logP, exact)
	}
}

func TestRatioOfRatiosOnFewDegreesOfFreedom(t *testing.T) {
	t.Parallel()
	area, rest := Dispersion{Value: 5.8987469, DF: 34.700394}, Dispersion{Value: 5.5799606, DF: 18}
	// v <- sqrt(phi*sum(1/n)); R*exp(∓qt(.975, df)*v); log(2) + pt(-abs(log(R)/v), df, log = TRUE)
	got := mustCompare(RatioOfRatiosQuasi(218, 211, 6922, 4413, alike(area), 0.95))
	agreeAll(t, "one dispersion", []float64{got.Ratio, got.Interval.Lower, got.Interval.Upper, got.LogP},
		[]float64{0.658682872522666, 0.405267107404701, 1.07056091804029, -2.41105581653646})
	// the same with each area's own phi, and Satterthwaite's df of phi*sum(1/(n+.5))
	got = mustCompare(RatioOfRatiosQuasi(218, 211, 6922, 4413, [4]Dispersion{area, area, rest, rest}, 0.95))
	agreeAll(t, "two dispersions", []float64{got.Ratio, got.Interval.Lower, got.Interval.Upper, got.LogP},
		[]float64{0.658682872522666, 0.405958291011089, 1.06873818360532, -2.42143982446021})
	swapped := mustCompare(RatioOfRatiosQuasi(6922, 4413, 218, 211, [4]Dispersion{rest, rest, area, area}, 0.95))
	agree(t, "areas exchanged", 1/swapped.Interval.Upper, got.Interval.Lower, exact)
	small := [4]Dispersion{Known(2), Known(2), Known(0.5), Known(0.5)}
	known := mustCompare(RatioOfRatiosQuasi(218, 211, 6922, 4413, small, 0.95))
	small[2], small[3] = Known(1), Known(1)
	least := mustCompare(RatioOfRatiosQuasi(218, 211, 6922, 4413, small, 0.95))
	if known.Interval != least.Interval {
		t.Errorf("a dispersion of 0.5 gives %v, want those of 1, %v", known.Interval, least.Interval)
	}
	for i := range 4 {
		wrong := [4]Dispersion{area, area, rest, rest}
		wrong[i] = Known(-1)
		if _, err := RatioOfRatiosQuasi(1, 2, 3, 4, wrong, 0.95); !errors.Is(err, ErrDispersion) {
			t.Errorf("dispersions %v: error %v, want ErrDispersion", wrong, err)
		}
	}
}

// From R, with n the counts, phi the dispersions and f their degrees of freedom:
//
//	v <- phi/(n + .5); df <- sum(v)^2/sum(v^2/f); R <- n[1]*n[4]/(n[2]*n[3])
//	s <- sqrt(sum(phi/n)); c(R, R*exp(c(-1, 1)*qt(.975, df)*s), log(2) + pt(-abs(log(R)/s), df, log.p = TRUE))
func TestRatioOfRatiosOfFourDispersions(t *testing.T) {
	t.Parallel()
	after, before := Dispersion{Value: 5.8987469, DF: 34.700394}, Dispersion{Value: 1.9, DF: 27.5}
	nationAfter, nationBefore := Dispersion{Value: 5.5799606, DF: 18}, Dispersion{Value: 3.1, DF: 12}
	each := mustCompare(RatioOfRatiosQuasi(211, 42, 4413, 1114, [4]Dispersion{after, before, nationAfter, nationBefore},
		0.95))
	agreeAll(t, "four dispersions", []float64{each.Ratio, each.Interval.Lower, each.Interval.Upper, each.LogP},
		[]float64{1.268190303540405, 0.727532370226830, 2.210632422434302, -0.926474604150386})
	// n <- c(4624, 1156, 429, 462): the second country has the dispersions of the first, and
	// v <- c(v[1] + v[3], v[2] + v[4]) in the degrees of freedom
	shared := [4]Dispersion{nationAfter, nationBefore, nationAfter, nationBefore}
	got := mustCompare(RatioOfRatiosQuasi(4624, 1156, 429, 462, shared, 0.95))
	agreeAll(t, "two that are shared", []float64{got.Ratio, got.Interval.Lower, got.Interval.Upper, got.LogP},
		[]float64{4.30769230769231, 3.14755921056532, 5.89542937126151, -22.63963477303098})
	// A smaller dispersion of the earlier counts narrows the limits.
	two := mustCompare(RatioOfRatiosQuasi(211, 42, 4413, 1114, [4]Dispersion{after, after, nationAfter, nationAfter},
		0.95))
	if each.Interval.Lower <= two.Interval.Lower || each.Interval.Upper >= two.Interval.Upper {
		t.Errorf("limits %v with each dispersion, want them within %v", each.Interval, two.Interval)
	}
}

func TestRatioOfRatiosEdges(t *testing.T) {
	t.Parallel()
	open := Interval{0, math.Inf(1)}
	for _, test := range [][4]int{{0, 0, 10, 12}, {10, 12, 0, 0}, {0, 5, 0, 12}, {5, 0, 12, 0}} {
		for _, got := range []RateComparison{
			mustCompare(RatioOfRatios(test[0], test[1], test[2], test[3], 0.95)),
			mustCompare(RatioOfRatiosQuasi(test[0], test[1], test[2], test[3], alike(Known(2)), 0.95)),
		} {
			if !math.IsNaN(got.Ratio) || got.Interval != open || got.P != 1 ||
				!errors.Is(errors.Join(got.Warnings...), ErrNoRatio) {
				t.Errorf("%v: %+v, want no ratio and a warning", test, got)
			}
		}
	}
	// One event sets a limit; none does not.
	for _, counts := range [][4]int{{1, 6, 9, 12}, {6, 1, 9, 12}, {6, 9, 1, 12}, {6, 9, 12, 1}} {
		got := mustCompare(RatioOfRatios(counts[0], counts[1], counts[2], counts[3], 0.95))
		if !(got.Interval.Lower > 0 && got.Interval.Upper < math.Inf(1)) {
			t.Errorf("%v: limits %v, want both set", counts, got.Interval)
		}
	}
	for counts, open := range map[[4]int][2]bool{ // below, above
		{0, 6, 9, 12}: {true, false}, {6, 0, 9, 12}: {false, true}, {6, 9, 0, 12}: {false, true}, {6, 9, 12, 0}: {true,
			false},
	} {
		got := mustCompare(RatioOfRatios(counts[0], counts[1], counts[2], counts[3], 0.95))
		if (got.Interval.Lower == 0) != open[0] || math.IsInf(got.Interval.Upper, 1) != open[1] {
			t.Errorf("%v: limits %v, want open below %v and above %v", counts, got.Interval, open[0], open[1])
		}
	}
	got := mustCompare(RatioOfRatios(5, 0, 10, 12, 0.95))
	if !math.IsInf(got.Ratio, 1) || !errors.Is(errors.Join(got.Warnings...), ErrZeroDivisor) {
		t.Errorf("nothing before: %+v, want ErrZeroDivisor", got)
	}
	// Two areas that rose alike: both tails hold more than half, and p is no more than 1.
	if got := mustCompare(RatioOfRatios(10, 10, 20, 20, 0.95)); got.P != 1 || got.LogP != 0 {
		t.Errorf("two areas that rose alike: p %v, logarithm %v, want 1 and 0", got.P, got.LogP)
	}
	if _, err := RatioOfRatios(1, 2, 3, -4, 0.95); !errors.Is(err, ErrNegativeCount) {
		t.Errorf("negative count: error %v", err)
	}
	if _, err := RatioOfRatiosQuasi(1, 2, 3, 4, alike(Known(-1)), 0.95); !errors.Is(err, ErrDispersion) {
		t.Errorf("dispersion -1: error %v", err)
	}
	if _, err := RatioOfRatios(1, 2, 3, 4, 0); !errors.Is(err, ErrLevel) {
		t.Errorf("level 0: error %v", err)
	}
}

func BenchmarkRatioOfRatios(b *testing.B) {
	for _, count := range []int{150, 1500, 150_000} {
		b.Run(fmt.Sprint(count), func(b *testing.B) {
			for b.Loop() {
				RatioOfRatios(count, count, 20*count, 20*count, 0.95)
			}
		})
	}
}

// Twelve million tables with the same totals are not added up.
func TestRatioOfRatiosOfTooManyTables(t *testing.T) {
	const many = 6_000_000
	if c, err := RatioOfRatios(many, many, many, many, 0.95); !errors.Is(err, ErrLargeCount) {
		t.Errorf("%+v, error %v; want ErrLargeCount", c, err)
	}
}
