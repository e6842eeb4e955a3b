package stats

import (
	"errors"
	"fmt"
	"math"
	"testing"

	"grooming-report/analysis/stats/statstest"
)

// What most tests compare with.
const (
	exact  = statstest.Exact
	fitted = statstest.Fitted
)

var (
	agree    = statstest.Agree
	agreeAll = statstest.AgreeAll
)

// The limits of poisson.test in R, written out so that 16 digits can be printed:
// qgamma((1-level)/2, x) and qgamma((1-level)/2, x+1, lower = FALSE).
func TestPoissonInterval(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		count               int
		level, lower, upper float64
	}{
		{0, 0.95, 0, 3.68887945411393},
		{1, 0.95, 0.0253178079842899, 5.5716433909389},
		{2, 0.95, 0.242209278543965, 7.22468766772396},
		{15, 0.95, 8.39538613278331, 24.7402188714858},
		{20, 0.95, 12.2165195854039, 30.8883779026746},
		{53, 0.95, 39.7006369323575, 69.3253049292042},
		{150, 0.95, 126.956161301245, 176.017166097075},
		{1156, 0.95, 1090.31337536311, 1224.60963166666},
		{2996, 0.95, 2889.67021468667, 3105.24194864732},
		{6341, 0.95, 6185.87659299275, 6499.02999772629},
		{7000000, 0.95, 6994815.36993619, 7005187.52474007},
		{0, 0.998, 0, 6.90775527898214},
		{0, 0.5, 0, 1.38629436111989},
		{15, 0.998, 5.79397552282253, 31.2436095285442},
		{15, 0.5, 12.2388038324431, 18.4864910633416},
		{1_000_000, 0.998, 996912.61731981521, 1003094.08391497},
		{30_000_000, 0.998, 29983076.950385071, 30016929.749587469},
		{1_000_000_000, 0.998, 999902281.12397301, 1000097725.5757663},
		// Sums of Poisson terms in 50 digits (mpmath): R's qgamma keeps nine here.
		{150, 0.999999, 97.528689861481911, 218.92480383051926},
	} {
		got, err := PoissonInterval(test.count, test.level)
		if err != nil {
			t.Fatal(err)
		}
		agree(t, "lower", got.Lower, test.lower, exact)
		agree(t, "upper", got.Upper, test.upper, exact)
		if !got.Contains(float64(test.count)) {
			t.Errorf("PoissonInterval(%d) = %v leaves out the count", test.count, got)
		}
	}
}

// Counts to 10,000 to twelve digits: the roots of sums of Poisson terms in 40 digits (mpmath).
func TestPoissonIntervalDigits(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		count               int
		level, lower, upper float64
	}{
		{1, 0.95, 0.025317807984289875, 5.5716433909388986},
		{7, 0.95, 2.8143630515198661, 14.422675361702379},
		{100, 0.95, 81.36399125092314, 121.62679379242639},
		{1000, 0.95, 938.97301840769522, 1063.952136016302},
		{4444, 0.95, 4314.2919847962926, 4576.6169903654646},
		{10000, 0.95, 9804.9524672601831, 10197.951624661473},
		{1, 0.998, 0.0010005003335835335, 9.2334134764515857},
		{7, 0.998, 1.5203362603988091, 19.626177395384238},
		{100, 0.998, 71.921397495000407, 134.92431906126448},
		{1000, 0.998, 905.12079093497662, 1101.6269438790305},
		{4444, 0.998, 4240.8412853588113, 4653.8814010950499},
		{10000, 0.998, 9693.8243858237259, 10312.890675209363},
	} {
		got, err := PoissonInterval(test.count, test.level)
		if err != nil {
			t.Fatal(err)
		}
		agree(t, fmt.Sprintf("PoissonInterval(%d).Lower", test.count), got.Lower, test.lower, 1e-12)
		agree(t, fmt.Sprintf("PoissonInterval(%d).Upper", test.count), got.Upper, test.upper, 1e-12)
	}
}

func TestQuasiPoissonInterval(t *testing.T) {
	t.Parallel()
	const phi = 2.7
	for _, test := range []struct {
		count        int
		lower, upper float64 // phi*qgamma(.025, x/phi), phi*qgamma(.025, (x+1)/phi, lower = FALSE)
	}{
		{0, 0, 5.75987538294444},
		{15, 5.23824565578841, 31.2227547695254},
		{150, 113.17253323259, 193.066917114518},
		{2996, 2822.29196132727, 3175.85175204153},
	} {
		got, err := QuasiPoissonInterval(test.count, Known(phi), 0.95)
		if err != nil {
			t.Fatal(err)
		}
		agree(t, "lower", got.Lower, test.lower, exact)
		agree(t, "upper", got.Upper, test.upper, exact)
		poisson, _ := PoissonInterval(test.count, 0.95)
		under, _ := QuasiPoissonInterval(test.count, Known(0.4), 0.95)
		if under != poisson {
			t.Errorf("with dispersion 0.4: %v, want the Poisson limits %v", under, poisson)
		}
	}
	// mpmath, in 50 digits
	got, _ := QuasiPoissonInterval(5, Known(5), 0.999999)
	agree(t, "5 at φ = 5, lower", got.Lower, 2.5000006250720975e-6, exact)
	agree(t, "5 at φ = 5, upper", got.Upper, 75.750649141079327, exact)
	got, _ = QuasiPoissonInterval(1, Known(50), 0.95)
	agree(t, "1 at φ = 50, lower", got.Lower, 2.2509406145589501e-79, exact)
	agree(t, "1 at φ = 50, upper", got.Upper, 22.89825011612404, exact)
}

func TestQuasiPoissonIntervalOnFewDegreesOfFreedom(t *testing.T) {
	t.Parallel()
	// tail <- pnorm(-qt(.975, df)); phi*qgamma(tail, x/phi), phi*qgamma(tail, (x+1)/phi, lower = FALSE)
	for _, test := range []struct {
		count                   int
		value, df, lower, upper float64
	}{
		{150, 2.7, 18, 110.842179663302, 196.434844895129},
		{15, 2.7, 3, 2.37069024051507, 45.2747155282754},
		{218, 5.8987469, 34.700394, 151.464188025275, 297.962302889656},
	} {
		got, err := QuasiPoissonInterval(test.count, Dispersion{Value: test.value, DF: test.df}, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		call := fmt.Sprintf("QuasiPoissonInterval(%d, φ %v on %v)", test.count, test.value, test.df)
		agreeAll(t, call, []float64{got.Lower, got.Upper}, []float64{test.lower, test.upper})
	}
}

// Overdispersion never narrows limits, not even where it makes the quantile senseless.
func TestQuasiPoissonIntervalContainsPoisson(t *testing.T) {
	t.Parallel()
	for _, count := range []int{0, 1, 7, 150} {
		poisson, _ := PoissonInterval(count, 0.95)
		for _, phi := range []float64{1, 2.7, 50, 1000, 1e6} {
			got, err := QuasiPoissonInterval(count, Known(phi), 0.95)
			if err != nil || got.Lower > poisson.Lower || got.Upper < poisson.Upper {
				t.Errorf("QuasiPoissonInterval(%d, %v) = %v, %v; want the Poisson limits %v within",
					count, phi, got, err, poisson)
			}
		}
	}
}

func TestPoissonErrors(t *testing.T) {
	t.Parallel()
	nan, inf := math.NaN(), math.Inf(1)
	for _, level := range []float64{0, 1, -1, 95, nan} {
		if _, err := PoissonInterval(1, level); !errors.Is(err, ErrLevel) {
			t.Errorf("level %v: error %v, want ErrLevel", level, err)
		}
	}
	if _, err := PoissonInterval(-1, 0.95); !errors.Is(err, ErrNegativeCount) {
		t.Errorf("count -1: error %v, want ErrNegativeCount", err)
	}
	if _, err := PoissonInterval(math.MaxInt, 0.95); !errors.Is(err, ErrLargeCount) {
		t.Errorf("the greatest integer: error %v, want ErrLargeCount", err)
	}
	for exposure, want := range map[float64]error{
		1e-100: nil, 1e100: nil, 0.9e-100: ErrNoExposure, 1.1e100: ErrNoExposure, 0: ErrNoExposure,
		-1: ErrNoExposure, inf: ErrNoExposure,
	} {
		if err := checkExposure(exposure); !errors.Is(err, want) {
			t.Errorf("exposure %v: error %v, want %v", exposure, err, want)
		}
	}
	if _, err := PoissonInterval(largestCount, 0.95); err != nil {
		t.Errorf("the largest count: error %v", err)
	}
	if _, err := PoissonInterval(largestCount+1, 0.95); !errors.Is(err, ErrLargeCount) {
		t.Errorf("one more than the largest count: error %v, want ErrLargeCount", err)
	}
	if _, err := QuasiPoissonInterval(1, Known(1e6), 0.95); err != nil {
		t.Errorf("the largest dispersion: error %v", err)
	}
	for _, dispersion := range []float64{-1, nan, inf, 1_000_001} {
		if _, err := QuasiPoissonInterval(1, Known(dispersion), 0.95); !errors.Is(err, ErrDispersion) {
			t.Errorf("dispersion %v: error %v, want ErrDispersion", dispersion, err)
		}
	}
}
