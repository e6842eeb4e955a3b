package stats

import (
	"errors"
	"fmt"
	"math"
	"testing"

	"gonum.org/v1/gonum/mathext"
)

// The limits of R's poisson.test(c(later, earlier), c(exposures)), from qbeta directly so
// that they print to 15 digits, and the central p-value:
// log(2) + min(pbinom(x-1, n, p, lower = FALSE, log = TRUE), pbinom(x, n, p, log = TRUE)).
// R's pbinom underflows for 100,000 against 30; that p-value is the sum of the binomial
// terms in 60 digits (mpmath).
var exactRatios = []struct {
	later                            int
	laterExposure                    float64
	earlier                          int
	earlierExposure, level           float64
	ratio, lower, upper, logP, digit float64
}{
	{150, 275, 15, 365, 0.95, 13.2727272727273, 7.79447673647893, 24.3070853191427, -86.3236122938327, 1e-12},
	{150, 275, 53, 365, 0.95, 3.75643224699828, 2.72929791471774, 5.24021944032777, -41.6651806610866, 1e-12},
	{150, 0.75, 53, 1, 0.95, 3.77358490566038, 2.74176046227353, 5.26414738297767, -41.9532755477754, 1e-12},
	{150, 275, 141, 1461, 0.95, 5.65183752417795, 4.46089148958329, 7.16397363121762, -101.312752820051, 1e-12},
	{221, 365, 53, 365, 0.95, 4.16981132075472, 3.07748675263994, 5.73945112473293, -57.1792136222899, 1e-12},
	{2996, 275, 3345, 1461, 0.95, 4.75842478597636, 4.52800546568013, 5.0004003611522, -1715.25573324595, 1e-12},
	{4444, 1, 1156, 1, 0.95, 3.84429065743945, 3.60256437035683, 4.10480894230559, -1033.51710450035, 1e-12},
	{1273, 1, 1156, 1, 0.95, 1.10121107266436, 1.01612190373657, 1.19351918719825, -3.98614691041406, 1e-11},
	{429, 1, 462, 1, 0.95, 0.928571428571429, 0.812316276840825, 1.06128551318637, -1.25985466313626, 1e-11},
	{4373, 1, 3217, 1, 0.95, 1.35934100093255, 1.29854481578362, 1.42309700200114, -91.0387206843215, 1e-11},
	{7479, 1, 1157, 1, 0.95, 6.46413137424373, 6.07516127696107, 6.88292257789072, -2588.05309864919, 1e-12},
	{4, 0.75, 4, 4, 0.95, 5.33333333333333, 0.993373817870851, 28.6341797344839, -2.97648720460977, 1e-12},
	{1, 1, 0, 1, 0.95, math.Inf(1), 0.0256410256410257, math.Inf(1), 0, 1e-12},
	{0, 1, 1, 1, 0.95, 0, 0, 39, 0, 1e-12},
	{0, 275, 7, 365, 0.95, 0, 0, 0.920880373582564, -3.23784857883864, 1e-12},
	{9, 275, 0, 365, 0.95, math.Inf(1), 2.6198058321411, math.Inf(1), -6.90912652762437, 1e-12},
	{1, 1, 1, 1, 0.95, 1, 0.0127393670836666, 78.4968353162629, 0, 1e-12},
	{53, 365, 53, 365, 0.95, 1, 0.670298201709033, 1.49187331466852, 0, 1e-12},
	{150, 0.75, 53, 1, 0.99, 3.77358490566038, 2.49775564453861, 5.84797924853342, -41.9532755477754, 1e-12},
	{150, 0.75, 53, 1, 0.998, 3.77358490566038, 2.3124872843678, 6.39537750102266, -41.9532755477754, 1e-12},
	{100000, 2, 30, 0.5, 0.95, 833.333333333333, 583.708299910104, 1235.19097025463, -22091.2097438254, 1e-12},
	{7000000, 1, 6900000, 1, 0.95, 1.01449275362319, 1.01342649740783, 1.01556013367108, -363.224531225068, 1e-12},
	{200_000_000, 1, 2, 1, 0.95, 1e8, 27682857.250860712, 825732203.90725877, -138629399.27062738, 1e-11}, // mpmath
	{7000000, 1, 3, 1, 0.95, 2333333.33333333, 798423.53040452, 11314558.1182831, -4851986.15771004, 1e-11},
}

func TestCompareRates(t *testing.T) {
	t.Parallel()
	for _, test := range exactRatios {
		got, err := CompareRates(test.later, test.laterExposure, test.earlier, test.earlierExposure, test.level)
		if err != nil {
			t.Fatal(err)
		}
		call := fmt.Sprintf("CompareRates(%d, %v, %d, %v)", test.later, test.laterExposure, test.earlier,
			test.earlierExposure)
		agree(t, call+".Ratio", got.Ratio, test.ratio, 1e-14)
		agree(t, call+".Lower", got.Interval.Lower, test.lower, test.digit)
		agree(t, call+".Upper", got.Interval.Upper, test.upper, test.digit)
		agree(t, call+".LogP", got.LogP, test.logP, test.digit)
	}
}

// Counts to 10,000 to twelve digits: the roots of sums of binomial terms in 40 digits (mpmath).
func TestCompareRatesDigits(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		later, earlier      int
		level, lower, upper float64
	}{
		{1, 10000, 0.95, 2.5315308499832354e-6, 0.00055729171361708795},
		{10000, 3, 0.95, 1140.2766575559724, 16166.383223855154},
		{10000, 10000, 0.95, 0.97256518406350614, 1.028208716892237},
		{9000, 7500, 0.95, 1.1636555718976807, 1.2375060407296315},
		{60, 9999, 0.95, 0.0045756130672506234, 0.0077306115714498496},
		{10000, 1156, 0.95, 8.1386434192759672, 9.2014680558506506},
		{1, 10000, 0.998, 1.0004003435942171e-7, 0.00092372155580467308},
		{10000, 3, 0.998, 765.18035798490262, 52494.23920545773},
		{10000, 10000, 0.998, 0.95714183434591426, 1.0447772358454835},
		{9000, 7500, 0.998, 1.1432953143904688, 1.2595975457057316},
		{60, 9999, 0.998, 0.0038838540228139229, 0.0088139236528309462},
		{10000, 1156, 0.998, 7.8635029051323331, 9.5374250153672923},
	} {
		got, err := CompareRates(test.later, 1, test.earlier, 1, test.level)
		if err != nil {
			t.Fatal(err)
		}
		call := fmt.Sprintf("CompareRates(%d, %d)", test.later, test.earlier)
		agree(t, call+".Lower", got.Interval.Lower, test.lower, 1e-12)
		agree(t, call+".Upper", got.Interval.Upper, test.upper, 1e-12)
	}
}

// gonum's beta quantile, another method, agrees to as many digits as it has; where it
// falls short is why the binomial tail is our own.
func TestLimitsAgreeWithBetaQuantile(t *testing.T) {
	t.Parallel()
	counts := []int{1, 2, 5, 15, 53, 150, 1156, 4444, 10000}
	for _, x := range counts {
		for _, y := range counts {
			got, _ := CompareRates(x, 1, y, 1, 0.95)
			share := mathext.InvRegIncBeta(float64(x), float64(y+1), 0.025)
			agree(t, fmt.Sprintf("CompareRates(%d, %d).Lower", x, y), got.Interval.Lower, share/(1-share), 1e-11)
		}
	}
}

func TestCompareRatesQuasi(t *testing.T) {
	t.Parallel()
	// odds <- function(q) q/(1-q); r <- earlierExposure/laterExposure
	// odds(qbeta(.025, x/phi, (y+1)/phi))*r, odds(qbeta(.025, (x+1)/phi, y/phi, lower = FALSE))*r
	// log(2) + min(pbeta(p, x/phi, (y+1)/phi, log = TRUE), pbeta(p, (x+1)/phi, y/phi, lower = FALSE, log = TRUE))
	for _, test := range []struct {
		later              int
		laterExposure      float64
		earlier            int
		earlierExposure    float64
		dispersion         float64
		lower, upper, logP float64
	}{
		{150, 275, 15, 365, 2.7, 6.01006589103969, 39.1399370994231, -33.5516079721254},
		{150, 275, 53, 365, 2.7, 2.26949477638546, 6.57295395629146, -16.551420380881},
		{150, 0.75, 53, 1, 2.7, 2.27985776623197, 6.60296744467635, -16.6602159194735},
		{221, 365, 53, 365, 2.7, 2.59114181082705, 7.16182882710971, -22.4473095497114},
		{4444, 1, 1156, 1, 2.7, 3.45926562743786, 4.28397652259076, -384.945448602327},
		{1273, 1, 1156, 1, 2.7, 0.965466861016365, 1.25647284915531, -1.88487609611779},
		{429, 1, 462, 1, 2.7, 0.746084784530518, 1.15485196829128, -0.665944518629168},
		{4, 0.75, 4, 4, 2.7, 0.274620829568801, 103.57715577914, -1.32051353438679},
		{1, 1, 0, 1, 2.7, 0.000205920806503581, math.Inf(1), 0},
		{0, 1, 1, 1, 2.7, 0, 4856.23583638504, 0},
		{0, 275, 7, 365, 2.7, 0, 2.00632456030175, -1.93049917100872},
		{150, 275, 53, 365, 5, 1.92326656421453, 8.21825131182136, -9.6038153502296},
		{20, 1, 20, 1, 1.5, 0.441193813022448, 2.26657756859596, 0},
		{4444, 1, 1156, 1, 30, 2.74055380307815, 5.59658901717044, -36.8458501624605},
	} {
		got, err := CompareRatesQuasi(test.later, test.laterExposure, test.earlier, test.earlierExposure,
			Known(test.dispersion), 0.95)
		if err != nil {
			t.Fatal(err)
		}
		call := fmt.Sprintf("CompareRatesQuasi(%d, %v, %d, %v, %v)", test.later, test.laterExposure,
			test.earlier, test.earlierExposure, test.dispersion)
		agree(t, call+".Lower", got.Interval.Lower, test.lower, exact)
		agree(t, call+".Upper", got.Interval.Upper, test.upper, exact)
		if math.Abs(got.LogP-test.logP) > exact*max(1, -test.logP) {
			t.Errorf("%s.LogP = %.15g, want %.15g", call, got.LogP, test.logP)
		}
	}
}

func TestCompareRatesQuasiOnFewDegreesOfFreedom(t *testing.T) {
	t.Parallel()
	// tail <- pnorm(-qt(.975, df)); limits as in TestCompareRatesQuasi with tail in place of .025;
	// log(2) + pt(qnorm(min(log tails of p), log.p = TRUE), df, log = TRUE)
	for _, test := range []struct {
		later              int
		laterExposure      float64
		earlier            int
		earlierExposure    float64
		value, df          float64
		lower, upper, logP float64
	}{
		{5734, 275, 5314, 275, 5.5799606, 18, 0.981609555877154, 1.18631285540864, -2.21957520367254},
		{7140, 1, 5879, 1, 5.5799606, 18, 1.11283994999938, 1.3258671484045, -8.58550763853563},
		{218, 1, 211, 1, 5.8987469, 34.700394, 0.637030885781344, 1.67857669340768, -0.0994705726133641},
		{211, 1, 42, 1, 5.8987469, 34.700394, 2.34997433045947, 13.4606064921999, -9.77936619624795},
		{150, 275, 53, 365, 2.7, 5, 1.95598442840271, 7.87484792205174, -5.83255979022078},
		{150, 275, 53, 365, 2.7, 1, 0.16592224178906, 765.208529765349, -2.15013811620137},
		{9, 275, 0, 365, 2.7, 12, 1.00190421127976, math.Inf(1), -2.99854084089544},
	} {
		d := Dispersion{Value: test.value, DF: test.df}
		got, err := CompareRatesQuasi(test.later, test.laterExposure, test.earlier, test.earlierExposure, d, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		call := fmt.Sprintf("CompareRatesQuasi(%d, %d, φ %v on %v)", test.later, test.earlier, test.value, test.df)
		agree(t, call+".Lower", got.Interval.Lower, test.lower, fitted)
		agree(t, call+".Upper", got.Interval.Upper, test.upper, fitted)
		agree(t, call+".LogP", got.LogP, test.logP, fitted)
		agree(t, call+".P", got.P, math.Exp(test.logP), fitted)
	}
}

func TestCompareRatesUnequal(t *testing.T) {
	t.Parallel()
	// odds(qbeta(tail, x/φ, (y+1)/ψ))*φ/ψ and odds(qbeta(tail, (x+1)/φ, y/ψ, lower = FALSE))*φ/ψ, φ later and ψ
	// earlier, with Satterthwaite's df of φ/(x+.5) and ψ/(y+.5); pbeta at the odds ψ/φ ÷ exposures
	for _, test := range []struct {
		later           int
		laterDispersion Dispersion
		earlier         int
		earlierExposure float64
		other           Dispersion
		lower, upper, p float64
	}{
		{4624, Dispersion{Value: 5.5799606, DF: 18}, 1156, 1, Dispersion{Value: 3.1049127, DF: 12},
			3.51703315514265, 4.56063595498442, -37.7953268675422},
		{20, Dispersion{Value: 5, DF: 18}, 30, 2, Dispersion{Value: 2, DF: 6},
			0.306212750580264, 3.85823925799609, -0.290279906636811},
		{4624, Known(5.5799606), 1156, 1, Known(3.1049127), 3.5414850660557, 4.52812290231658, -276.757542265768},
	} {
		got, err := CompareRatesUnequal(test.later, 1, test.laterDispersion, test.earlier, test.earlierExposure,
			test.other, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		agreeAll(t, fmt.Sprintf("CompareRatesUnequal(%d, %d)", test.later, test.earlier),
			[]float64{got.Interval.Lower, got.Interval.Upper, got.LogP}, []float64{test.lower, test.upper, test.p})
		inverse := mustCompare(CompareRatesUnequal(test.earlier, test.earlierExposure, test.other, test.later, 1,
			test.laterDispersion, 0.95))
		agree(t, "inverse", 1/inverse.Interval.Lower, got.Interval.Upper, fitted)
		agree(t, "inverse log p", inverse.LogP, got.LogP, fitted)
	}
	// One known dispersion for both is CompareRatesQuasi.
	same := mustCompare(CompareRatesUnequal(150, 275, Known(2.7), 53, 365, Known(2.7), 0.95))
	want := mustCompare(CompareRatesQuasi(150, 275, 53, 365, Known(2.7), 0.95))
	agree(t, "lower of equal", same.Interval.Lower, want.Interval.Lower, 1e-13)
	agree(t, "upper of equal", same.Interval.Upper, want.Interval.Upper, 1e-13)
	agree(t, "log p of equal", same.LogP, want.LogP, 1e-13)
	for _, wrong := range [][2]Dispersion{{Known(-1), Known(1)}, {Known(1), Known(-1)}} {
		if _, err := CompareRatesUnequal(1, 1, wrong[0], 1, 1, wrong[1], 0.95); !errors.Is(err, ErrDispersion) {
			t.Errorf("dispersions %v: error %v, want ErrDispersion", wrong, err)
		}
	}
}

// Student's t goes over into the normal, and never narrows.
func TestDegreesOfFreedomLaws(t *testing.T) {
	t.Parallel()
	for _, counts := range [][2]int{{0, 9}, {9, 0}, {150, 53}, {7140, 4624}} {
		for _, phi := range []float64{0.5, 1, 2.7, 50} {
			known := mustCompare(CompareRatesQuasi(counts[0], 1, counts[1], 1, Known(phi), 0.95))
			last := RateComparison{}
			for i, df := range []float64{1, 2, 6, 18, 100, 1e4} {
				got := mustCompare(CompareRatesQuasi(counts[0], 1, counts[1], 1, Dispersion{Value: phi, DF: df}, 0.95))
				call := fmt.Sprintf("%v, φ %v on %v", counts, phi, df)
				if rejects := got.P < 0.05; rejects == got.Interval.Contains(1) {
					t.Errorf("%s: p = %v contradicts limits %v", call, got.P, got.Interval)
				}
				if got.Interval.Lower > known.Interval.Lower || got.Interval.Upper < known.Interval.Upper || got.P < known.P {
					t.Errorf("%s: %+v is narrower than %+v", call, got, known)
				}
				if i > 0 && (got.Interval.Lower < last.Interval.Lower || got.Interval.Upper > last.Interval.Upper) {
					t.Errorf("%s: %v is wider than on fewer, %v", call, got.Interval, last.Interval)
				}
				last = got
			}
			wide := mustCompare(CompareRatesQuasi(counts[0], 1, counts[1], 1, Dispersion{Value: phi, DF: 1e9}, 0.95))
			agree(t, "lower at a billion degrees of freedom", wide.Interval.Lower, known.Interval.Lower, 1e-5)
			agree(t, "upper at a billion degrees of freedom", wide.Interval.Upper, known.Interval.Upper, 1e-5)
		}
	}
	for _, df := range []float64{0, 0.5, math.NaN()} {
		_, err := CompareRatesQuasi(1, 1, 1, 1, Dispersion{Value: 2, DF: df}, 0.95)
		if !errors.Is(err, ErrNoDegreesOfFreedom) {
			t.Errorf("%v degrees of freedom: error %v, want ErrNoDegreesOfFreedom", df, err)
		}
	}
}

func TestCompareRatesMidP(t *testing.T) {
	t.Parallel()
	// uniroot(\(u) pbinom(x, n, plogis(u), lower = FALSE) + dbinom(x, n, plogis(u))/2 - .025,
	//   c(-15, 15), tol = 1e-15), and likewise for the upper limit; log of twice the tail.
	for _, test := range []struct {
		later              int
		laterExposure      float64
		earlier            int
		earlierExposure    float64
		lower, upper, logP float64
	}{
		{150, 275, 15, 365, 7.99868928872702, 23.3602521418917, -86.9449891076427},
		{150, 275, 53, 365, 2.75942758199335, 5.17386644843743, -42.12554564229},
		{150, 0.75, 53, 1, 2.77202770793853, 5.1974914093892, -42.4145739231829},
		{221, 365, 53, 365, 3.10813983820123, 5.67153921460261, -57.6596447187625},
		{429, 1, 462, 1, 0.814090358096315, 1.05898395037037, -1.31236127779576},
		{4, 0.75, 4, 4, 1.20302744857057, 23.644052742306, -3.53728400546658},
		{1, 1, 0, 1, 0.0526315789473685, math.Inf(1), -0.693147180559945},
		{0, 1, 1, 1, 0, 19, -0.693147180559945},
		{9, 275, 0, 365, 3.36060275751469, math.Inf(1), -7.60227370818432},
		{1, 1, 1, 1, 0.0256410256410257, 39, 0},
	} {
		got, err := CompareRatesMidP(test.later, test.laterExposure, test.earlier, test.earlierExposure, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		call := fmt.Sprintf("CompareRatesMidP(%d, %v, %d, %v)", test.later, test.laterExposure, test.earlier,
			test.earlierExposure)
		agree(t, call+".Lower", got.Interval.Lower, test.lower, exact)
		agree(t, call+".Upper", got.Interval.Upper, test.upper, exact)
		agree(t, call+".LogP", got.LogP, test.logP, exact)
	}
}

func TestCompareRatesScore(t *testing.T) {
	t.Parallel()
	// uniroot(\(R) (x - R*y/r)^2/(n*R/r) - qnorm(.975)^2*phi, tol = 1e-15), r the ratio of exposures;
	// log(2) + pnorm(abs(x - y/r)/sqrt(phi*n/r), lower = FALSE, log.p = TRUE)
	for _, test := range []struct {
		later              int
		laterExposure      float64
		earlier            int
		earlierExposure    float64
		dispersion         float64
		lower, upper, logP float64
	}{
		{150, 275, 15, 365, 1, 7.85374910783885, 22.4307253564246, -80.1262489258355},
		{150, 275, 15, 365, 2.7, 5.69218499160342, 30.9486233346353, -30.9235463394535},
		{150, 275, 53, 365, 1, 2.74983910430953, 5.13149413148365, -42.0300297338532},
		{150, 275, 53, 365, 2.7, 2.25772261264609, 6.25000748420131, -16.6156681543052},
		{150, 0.75, 53, 1, 1, 2.76239544725158, 5.15492561153608, -42.3460390635841},
		{221, 365, 53, 365, 1, 3.09321570669274, 5.62111669518344, -54.0563239122205},
		{429, 1, 462, 1, 1, 0.814300116024029, 1.05887851541672, -1.31332282113179},
		{429, 1, 462, 1, 2.7, 0.748545170002261, 1.15189427774489, -0.691014620134407},
		{4, 0.75, 4, 4, 1, 1.46259236868687, 19.4479644864975, -4.83288803263846},
		{1, 1, 1, 1, 1, 0.104400291134146, 9.5785173502541, 0},
		{150, 1, 53, 1, 0.2, 2.07179658543869, 3.86619420865206, -25.3392953949126}, // prop.test(150, 203, correct = FALSE)
	} {
		got, err := CompareRatesScore(test.later, test.laterExposure, test.earlier, test.earlierExposure,
			Known(test.dispersion), 0.95)
		if err != nil {
			t.Fatal(err)
		}
		call := fmt.Sprintf("CompareRatesScore(%d, %v, %d, %v, %v)", test.later, test.laterExposure,
			test.earlier, test.earlierExposure, test.dispersion)
		agree(t, call+".Lower", got.Interval.Lower, test.lower, exact)
		agree(t, call+".Upper", got.Interval.Upper, test.upper, exact)
		agree(t, call+".LogP", got.LogP, test.logP, exact)
	}
}

// The values that statsmodels holds its own functions to, in
// statsmodels/stats/tests/test_rates_poisson.py, for 60 in 51,477.5 against 30 in 54,308.7 (Gu, Ng,
// Tang and Schucany 2008): confint_poisson(15, 400, method="exact-c"); confint_poisson_2indep(method=
// "score", compare="ratio") to six decimals; and test_poisson_2indep(method="cond-midp", value=1.2,
// alternative="larger"), of which the central p-value is twice. A ratio of 1.2 is tested by
// making the later exposure so much longer.
func TestStatsmodels(t *testing.T) {
	t.Parallel()
	limits, err := PoissonInterval(15, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	rate := limits.Scale(1. / 400)
	agree(t, "exact-c, lower", rate.Lower, 0.0209884653319583, exact)
	agree(t, "exact-c, upper", rate.Upper, 0.0618505471787146, exact)
	score := mustCompare(CompareRatesScore(60, 51477.5, 30, 54308.7, Known(1), 0.95))
	agree(t, "score, lower", score.Interval.Lower, 1.365962, 5e-7)
	agree(t, "score, upper", score.Interval.Upper, 3.259306, 5e-7)
	midP := mustCompare(CompareRatesMidP(60, 1.2*51477.5, 30, 54308.7, 0.95))
	agree(t, "cond-midp", midP.P, 2*0.005094603529853279, exact)
}

// comparisons are the ways to compare two rates that obey the same laws.
var comparisons = map[string]func(later int, laterExposure float64, earlier int, earlierExposure,
	level float64) (RateComparison, error){
	"exact": CompareRates,
	"mid-p": CompareRatesMidP,
	"quasi": func(x int, ex float64, y int, ey, level float64) (RateComparison, error) {
		return CompareRatesQuasi(x, ex, y, ey, Known(2.7), level)
	},
	"score": func(x int, ex float64, y int, ey, level float64) (RateComparison, error) {
		return CompareRatesScore(x, ex, y, ey, Known(1.5), level)
	},
}

func TestComparisonLaws(t *testing.T) {
	t.Parallel()
	counts := []int{0, 1, 4, 15, 53, 150, 2996, 7_000_000}
	for name, compare := range comparisons {
		for _, x := range counts {
			for _, y := range counts {
				if x == 0 && y == 0 {
					continue
				}
				call := fmt.Sprintf("%s %d, %d", name, x, y)
				got, err := compare(x, 275, y, 365, 0.95)
				if err != nil {
					t.Fatal(err)
				}
				if !got.Interval.Contains(got.Ratio) {
					t.Errorf("%s: limits %v leave out the estimate %v", call, got.Interval, got.Ratio)
				}
				if rejects := got.P < 0.05; rejects == got.Interval.Contains(1) {
					t.Errorf("%s: p = %v contradicts limits %v", call, got.P, got.Interval)
				}
				inverse, _ := compare(y, 365, x, 275, 0.95)
				agree(t, call+" inverse lower", 1/inverse.Interval.Upper, got.Interval.Lower, 1e-13)
				agree(t, call+" inverse upper", 1/inverse.Interval.Lower, got.Interval.Upper, 1e-13)
				agree(t, call+" inverse log p", inverse.LogP, got.LogP, 1e-9)
				doubled, _ := compare(x, 550, y, 730, 0.95)
				if doubled.Interval != got.Interval || doubled.LogP != got.LogP {
					t.Errorf("%s: doubling both exposures moves %v to %v", call, got, doubled)
				}
				wider, _ := compare(x, 275, y, 365, 0.99)
				if x > 0 && !(wider.Interval.Lower < got.Interval.Lower) || y > 0 && !(wider.Interval.Upper > got.Interval.Upper) {
					t.Errorf("%s: 99 %% limits %v do not contain the 95 %% limits %v", call, wider.Interval, got.Interval)
				}
			}
		}
	}
}

// However large the dispersion, the limits contain the exact ones and p is not below the exact p.
func TestDispersionAboveOneNeverNarrows(t *testing.T) {
	t.Parallel()
	for _, counts := range [][2]int{{0, 150}, {150, 1}, {0, 9}, {53, 53}, {1, 0}} {
		for _, level := range []float64{0.5, 0.8, 0.95} {
			poisson, _ := CompareRates(counts[0], 1, counts[1], 1, level)
			for _, phi := range []float64{1.5, 2, 20, 50, 100, 1e6} {
				got, err := CompareRatesQuasi(counts[0], 1, counts[1], 1, Known(phi), level)
				if err != nil || got.Interval.Lower > poisson.Interval.Lower ||
					got.Interval.Upper < poisson.Interval.Upper || got.P < poisson.P {
					t.Errorf("CompareRatesQuasi(%v, φ %v, level %v) = %+v, %v; want %+v within",
						counts, phi, level, got, err, poisson)
				}
			}
		}
	}
}

func TestDispersionBelowOneNeverNarrows(t *testing.T) {
	t.Parallel()
	want, _ := CompareRates(150, 275, 53, 365, 0.95)
	for _, phi := range []float64{0.01, 0.9, 1} {
		got, err := CompareRatesQuasi(150, 275, 53, 365, Known(phi), 0.95)
		if err != nil || got.Interval != want.Interval || got.P != want.P {
			t.Errorf("dispersion %v: %v, %v; want the exact limits %v", phi, got, err, want)
		}
	}
}

func TestComparisonOfZeros(t *testing.T) {
	t.Parallel()
	for name, compare := range comparisons {
		got, err := compare(0, 1, 0, 1, 0.95)
		if err != nil || !math.IsNaN(got.Ratio) || got.Interval != (Interval{0, math.Inf(1)}) || got.P != 1 ||
			len(got.Warnings) != 1 || !errors.Is(got.Warnings[0], ErrNoRatio) {
			t.Errorf("%s, two zeros: %+v, %v", name, got, err)
		}
		got, err = compare(9, 1, 0, 1, 0.95)
		if err != nil || !math.IsInf(got.Interval.Upper, 1) || !(got.Interval.Lower > 0) ||
			len(got.Warnings) != 1 || !errors.Is(got.Warnings[0], ErrZeroEarlier) {
			t.Errorf("%s, zero before: %+v, %v", name, got, err)
		}
		got, err = compare(0, 1, 9, 1, 0.95)
		if err != nil || got.Interval.Lower != 0 || got.Ratio != 0 || len(got.Warnings) != 0 {
			t.Errorf("%s, zero after: %+v, %v", name, got, err)
		}
	}
}

func TestComparisonErrors(t *testing.T) {
	t.Parallel()
	for name, compare := range comparisons {
		for _, test := range []struct {
			x      int
			ex     float64
			y      int
			ey     float64
			level  float64
			wanted error
		}{
			{-1, 1, 1, 1, 0.95, ErrNegativeCount},
			{1, 1, -1, 1, 0.95, ErrNegativeCount},
			{1, 0, 1, 1, 0.95, ErrNoExposure},
			{1, 1, 1, -1, 0.95, ErrNoExposure},
			{1, 1, 1, math.NaN(), 0.95, ErrNoExposure},
			{1, 1, 1, 1, 0, ErrLevel},
			{1, 1, 1, 1, 95, ErrLevel},
			{math.MaxInt, 1, 1, 1, 0.95, ErrLargeCount},
			{1, 1, 1, 1e300, 0.95, ErrNoExposure},
		} {
			if _, err := compare(test.x, test.ex, test.y, test.ey, test.level); !errors.Is(err, test.wanted) {
				t.Errorf("%s(%v): error %v, want %v", name, test, err, test.wanted)
			}
		}
	}
	if _, err := CompareRatesQuasi(1, 1, 1, 1, Known(math.NaN()), 0.95); !errors.Is(err, ErrDispersion) {
		t.Errorf("dispersion NaN: error %v, want ErrDispersion", err)
	}
}

func BenchmarkCompareRates(b *testing.B) {
	for _, count := range []int{15, 1500, 150_000, 7_000_000} {
		b.Run(fmt.Sprint(count), func(b *testing.B) {
			for b.Loop() {
				CompareRates(count, 275, count/3, 365, 0.95)
			}
		})
	}
}

// Limits that allow for the scatter of either side hold those as if Poisson, also where one side alone scatters.
func TestUnequalHoldsPoisson(t *testing.T) {
	for later := range 13 {
		for earlier := range 13 {
			poisson, err := CompareRates(later, 1, earlier, 1, 0.95)
			if err != nil {
				t.Fatal(err)
			}
			for _, phi := range [][2]float64{{1, 1.1}, {1.1, 1}, {1, 3}, {3, 1}, {1, 30}, {30, 1}, {2, 5}} {
				c, err := CompareRatesUnequal(later, 1, Known(phi[0]), earlier, 1, Known(phi[1]), 0.95)
				if err != nil {
					t.Fatal(err)
				}
				if c.Interval.Lower > poisson.Interval.Lower || c.Interval.Upper < poisson.Interval.Upper || c.P < poisson.P {
					t.Errorf("%d and %d scatter by %v: %v, p %v; as if Poisson %v, p %v", later, earlier, phi, c.Interval, c.P,
						poisson.Interval, poisson.P)
				}
			}
		}
	}
}
