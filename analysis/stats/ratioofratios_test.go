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

func TestRatioOfRatiosQuasi(t *testing.T) {
	t.Parallel()
	// s <- sqrt(phi*sum(1/c(150, 141, 2846, 3204))); exp(log(r) + c(-1, 1)*qnorm(.975)*s);
	// log(2) + pnorm(-log(r)/s, log.p = TRUE), for phi = 1 and 2.7
	for _, test := range []struct{ dispersion, lower, upper, logP float64 }{
		{0.5, 0.946468907656133, 1.51549031246745, -2.01637159454543},
		{2.7, 0.813503753570478, 1.76319341405503, -1.01965110332007},
	} {
		got := mustCompare(RatioOfRatiosQuasi(150, 141, 2846, 3204, Known(test.dispersion), 0.95))
		agree(t, "lower", got.Interval.Lower, test.lower, exact)
		agree(t, "upper", got.Interval.Upper, test.upper, exact)
		agree(t, "log p", got.LogP, test.logP, exact)
	}
}

func TestRatioOfRatiosOnFewDegreesOfFreedom(t *testing.T) {
	t.Parallel()
	area, rest := Dispersion{Value: 5.8987469, DF: 34.700394}, Dispersion{Value: 5.5799606, DF: 18}
	// v <- sqrt(phi*sum(1/n)); R*exp(∓qt(.975, df)*v); log(2) + pt(-abs(log(R)/v), df, log = TRUE)
	got := mustCompare(RatioOfRatiosQuasi(218, 211, 6922, 4413, area, 0.95))
	agreeAll(t, "one dispersion", []float64{got.Ratio, got.Interval.Lower, got.Interval.Upper, got.LogP},
		[]float64{0.658682872522666, 0.405267107404701, 1.07056091804029, -2.41105581653646})
	// the same with each area's own phi, and Satterthwaite's df of phi*sum(1/(n+.5))
	got = mustCompare(RatioOfRatiosUnequal(218, 211, area, 6922, 4413, rest, 0.95))
	agreeAll(t, "two dispersions", []float64{got.Ratio, got.Interval.Lower, got.Interval.Upper, got.LogP},
		[]float64{0.658682872522666, 0.405958291011089, 1.06873818360532, -2.42143982446021})
	swapped := mustCompare(RatioOfRatiosUnequal(6922, 4413, rest, 218, 211, area, 0.95))
	agree(t, "areas exchanged", 1/swapped.Interval.Upper, got.Interval.Lower, exact)
	known := mustCompare(RatioOfRatiosUnequal(218, 211, Known(2), 6922, 4413, Known(0.5), 0.95))
	least := mustCompare(RatioOfRatiosUnequal(218, 211, Known(2), 6922, 4413, Known(1), 0.95))
	if known.Interval != least.Interval {
		t.Errorf("a dispersion of 0.5 gives %v, want those of 1, %v", known.Interval, least.Interval)
	}
	for _, wrong := range [][2]Dispersion{{Known(-1), rest}, {area, Known(-1)}} {
		if _, err := RatioOfRatiosUnequal(1, 2, wrong[0], 3, 4, wrong[1], 0.95); !errors.Is(err, ErrDispersion) {
			t.Errorf("dispersions %v: error %v, want ErrDispersion", wrong, err)
		}
	}
}

func TestRatioOfRatiosEdges(t *testing.T) {
	t.Parallel()
	open := Interval{0, math.Inf(1)}
	for _, test := range [][4]int{{0, 0, 10, 12}, {10, 12, 0, 0}, {0, 5, 0, 12}, {5, 0, 12, 0}} {
		for _, got := range []RateComparison{
			mustCompare(RatioOfRatios(test[0], test[1], test[2], test[3], 0.95)),
			mustCompare(RatioOfRatiosQuasi(test[0], test[1], test[2], test[3], Known(2), 0.95)),
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
		{0, 6, 9, 12}: {true, false}, {6, 0, 9, 12}: {false, true}, {6, 9, 0, 12}: {false, true}, {6, 9, 12, 0}: {true, false},
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
	if _, err := RatioOfRatios(1, 2, 3, -4, 0.95); !errors.Is(err, ErrNegativeCount) {
		t.Errorf("negative count: error %v", err)
	}
	if _, err := RatioOfRatiosQuasi(1, 2, 3, 4, Known(-1), 0.95); !errors.Is(err, ErrDispersion) {
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
