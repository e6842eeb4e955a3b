package stats

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// stepSeries has 32 quarters with a trend, a transition in quarter 20 and a step after it.
var stepSeries = []float64{76, 88, 93, 103, 92, 111, 119, 128, 139, 152, 181, 190, 220, 231, 244, 262,
	290, 270, 291, 305, 540, 980, 1010, 1122, 1084, 1133, 1240, 1201, 1299, 1250, 1333, 1380}

// stepDesign has columns intercept, t, transition, post, slope and quarters 2 to 4, and
// returns log(days/365) beside it.
func stepDesign() (design [][]float64, offset []float64) {
	indicator := func(b bool) float64 {
		if b {
			return 1
		}
		return 0
	}
	days := []float64{91, 92, 92, 90}
	for i := range stepSeries {
		t := float64(i)
		design = append(design, []float64{1, t, indicator(i == 20), indicator(i > 20), math.Max(0, t-21),
			indicator(i%4 == 1), indicator(i%4 == 2), indicator(i%4 == 3)})
		offset = append(offset, math.Log(days[i%4]/365))
	}
	return design, offset
}

func TestFitQuasiPoisson(t *testing.T) {
	t.Parallel()
	design, offset := stepDesign()
	f, err := FitQuasiPoisson(stepSeries, design, offset)
	if err != nil {
		t.Fatal(err)
	}
	// f <- glm(y ~ t + trans + post + slope + q, quasipoisson, offset = log(days),
	//   control = list(epsilon = 1e-15)); coef(f); sqrt(diag(vcov(f))); summary(f)$dispersion
	agreeAll(t, "coefficients", f.Coefficients, []float64{5.77808955239207, 0.0756189117137544, 0.390139199956807,
		0.950898982818099, -0.0441632666094459, -0.04480962480243, -0.0173677689899552, 0.00299078473174631})
	agreeAll(t, "standard errors", standardErrors(f.Covariance()), []float64{0.0439189467366659,
		0.0032110405964419, 0.0575717663404143,
		0.0387154330728111, 0.00434050946775007, 0.024584089222207, 0.024194841861661, 0.0242142095344374})
	agree(t, "dispersion", f.Dispersion.Value, 1.08935191826045, fitted)
	agree(t, "first fitted", f.Fitted[0], 80.5639843476888, fitted)
	agree(t, "last fitted", f.Fitted[31], 1386.3715726034, fitted)
	if f.Dispersion.DF != 24 {
		t.Errorf("DF = %v, want 24", f.Dispersion.DF)
	}

	// sqrt(diag(NeweyWest(f, lag = 0 and 4, prewhite = FALSE, adjust = TRUE))) in sandwich
	for lags, want := range map[int][]float64{
		0: {0.0425462138250034, 0.00350019798410543, 0.0458508818972264, 0.0492650902344896,
			0.0043357872370932, 0.0233253565505758, 0.0276054168834932, 0.0259925677285662},
		4: {0.0544417486909273, 0.00420787648664084, 0.0547707706532029, 0.0556951864065985,
			0.00487719696859253, 0.0227926490637798, 0.023362799106884, 0.0273342476565237},
	} {
		covariance, err := f.NeweyWest(lags)
		if err != nil {
			t.Fatal(err)
		}
		agreeAll(t, fmt.Sprintf("Newey–West errors, %d lags", lags), standardErrors(covariance), want)
	}

	// exp(b + c(-1, 1)*qt(.975, 24)*se); 2*pt(-b/se, 24)
	e, err := f.Effect([]float64{0, 0, 0, 1, 0, 0, 0, 0}, f.Covariance(), 0.95)
	if err != nil {
		t.Fatal(err)
	}
	agreeAll(t, "step", []float64{e.Ratio, e.Interval.Lower, e.Interval.Upper, e.P},
		[]float64{2.58803521303196, 2.38928523458251, 2.80331798269525, 1.61559034261442e-18})
}

func standardErrors(covariance mat.Symmetric) []float64 {
	errors := make([]float64, covariance.SymmetricDim())
	for i := range errors {
		errors[i] = math.Sqrt(covariance.At(i, i))
	}
	return errors
}

func TestQuasiPoissonLaws(t *testing.T) {
	t.Parallel()
	design, offset := stepDesign()
	f, _ := FitQuasiPoisson(stepSeries, design, offset)
	var sum, total float64
	for i, count := range stepSeries {
		sum += f.Fitted[i]
		total += count
	}
	agree(t, "sum of fitted", sum, total, fitted)

	// A year counted in days, and a trend in days, change no effect.
	var rescaled [][]float64
	var days []float64
	for i, row := range design {
		row = append([]float64(nil), row...)
		row[1] *= 91.3125e4
		rescaled = append(rescaled, row)
		days = append(days, offset[i]+math.Log(365))
	}
	g, err := FitQuasiPoisson(stepSeries, rescaled, days)
	if err != nil {
		t.Fatal(err)
	}
	agree(t, "step in other units", g.Coefficients[3], f.Coefficients[3], fitted)
	agree(t, "trend in other units", g.Coefficients[1]*91.3125e4, f.Coefficients[1], fitted)

	// With one group the rate is the total over the exposure, and under-dispersed
	// counts have Poisson errors, 1/√total.
	one, err := FitQuasiPoisson([]float64{10, 10, 10}, [][]float64{{1}, {1}, {1}}, make([]float64, 3))
	if err != nil {
		t.Fatal(err)
	}
	agree(t, "mean", one.Coefficients[0], math.Log(10), fitted)
	agree(t, "standard error", standardErrors(one.Covariance())[0], 1/math.Sqrt(30), fitted)
}

func TestQuasiPoissonErrors(t *testing.T) {
	t.Parallel()
	ones := [][]float64{{1, 0}, {1, 0}, {1, 1}, {1, 1}}
	none := make([]float64, 4)
	for _, test := range []struct {
		name   string
		counts []float64
		design [][]float64
		offset []float64
		want   error
	}{
		{"all-zero period after", []float64{5, 7, 0, 0}, ones, none, ErrSeparated},
		{"all-zero period before", []float64{0, 0, 5, 7}, ones, none, ErrSeparated},
		{"nothing at all", none, ones, none, ErrSeparated},
		{"quasi-separated trend", []float64{0, 0, 0, 7}, [][]float64{{1, 0}, {1, 1}, {1, 2}, {1, 3}}, none, ErrSeparated},
		{"same column twice", []float64{5, 7, 6, 8}, [][]float64{{1, 1}, {1, 1}, {1, 1}, {1, 1}}, none, ErrCollinear},
		{"negative count", []float64{5, -1, 6, 8}, ones, none, ErrNegativeCount},
		{"missing count", []float64{5, math.NaN(), 6, 8}, ones, none, ErrNotFinite},
		{"zero exposure", []float64{5, 7, 6, 8}, ones, []float64{0, 0, 0, math.Inf(-1)}, ErrNotFinite},
		{"short offset", []float64{5, 7, 6, 8}, ones, none[:3], ErrTable},
		{"ragged design", []float64{5, 7, 6, 8}, [][]float64{{1, 0}, {1}, {1, 1}, {1, 1}}, none, ErrTable},
		{"as many coefficients as counts", []float64{5, 7}, ones[1:3], none[:2], ErrNoDegreesOfFreedom},
		{"no data", nil, nil, nil, ErrTable},
	} {
		if _, err := FitQuasiPoisson(test.counts, test.design, test.offset); !errors.Is(err, test.want) {
			t.Errorf("%s: error %v, want %v", test.name, err, test.want)
		}
	}
	f, err := FitQuasiPoisson([]float64{5, 7, 6, 0}, ones, none)
	if err != nil {
		t.Fatalf("one zero in a group: %v", err)
	}
	if _, err := f.NeweyWest(4); !errors.Is(err, ErrLags) {
		t.Errorf("4 lags of 4 observations: error %v, want ErrLags", err)
	}
	if _, err := f.Effect([]float64{1}, f.Covariance(), 0.95); !errors.Is(err, ErrTable) {
		t.Errorf("1 weight for 2 coefficients: error %v, want ErrTable", err)
	}
}

func BenchmarkFitQuasiPoisson(b *testing.B) {
	for _, cells := range []int{32, 320, 3200} {
		random := rand.New(rand.NewPCG(1, 2))
		var design [][]float64
		var counts []float64
		for i := range cells {
			design = append(design, []float64{1, float64(i) / float64(cells), float64(i % 2)})
			counts = append(counts, math.Floor(100*random.Float64()))
		}
		b.Run(fmt.Sprint(cells), func(b *testing.B) {
			for b.Loop() {
				FitQuasiPoisson(counts, design, make([]float64, cells))
			}
		})
	}
}
