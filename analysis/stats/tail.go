package stats

import (
	"math"
	"sync"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// Gamma quantiles are gonum's. The binomial tail is our own, because it is wanted as a
// logarithm (mathext.RegIncBeta underflows at a probability of 1e-308, which two counts
// in thousands reach), half of it is wanted for the mid-p, and mathext.InvRegIncBeta keeps
// only eleven digits where one count is a thousand times the other, and eight at a level
// of 0.999999. Ours keeps twelve or more up to a hundred million events.

// logTail is a probability as a function of a logarithm u, of odds or of a mean: it
// returns the logarithm of the probability, which rises with u, and that logarithm's slope.
type logTail func(u float64) (logP, slope float64)

// solve returns the u at which the log probability is target. Newton's method
// needs no bracket: the log tail of a log-concave distribution is concave and rises with
// u, so that from the second step on it approaches the root from below, in steps that
// shrink until only rounding is left.
func (f logTail) solve(u, target float64) float64 {
	last := math.Inf(1)
	for range 100 {
		logP, slope := f(u)
		step := (target - logP) / slope
		u += step
		size := math.Abs(step) / math.Max(1, math.Abs(u))
		if size < 1e-15 || size < 1e-10 && size >= last {
			break
		}
		last = size
	}
	return u
}

// logBetaTail returns the logarithm of the regularised incomplete beta function
// I(a, b) at odds exp(u), that is at exp(u)/(1+exp(u)), and its derivative in u.
// It is P(X ≥ a) for X binomial of a+b−1 trials when a and b are whole.
func logBetaTail(a, b, u float64) (logP, slope float64) {
	if a == 0 {
		return 0, 0
	}
	if b == 0 {
		return math.Inf(-1), 0
	}
	x, y := 1/(1+math.Exp(-u)), 1/(1+math.Exp(u))
	logDensity := logBetaDensity(a, b, u)
	if a*y >= b*x {
		fraction := betaFraction(a, b, x, y)
		return logDensity - math.Log(fraction), fraction
	}
	logP = log1mExp(logDensity - math.Log(betaFraction(b, a, y, x)))
	return logP, math.Exp(logDensity - logP)
}

// betaFraction is the continued fraction in I(a, b) = x^a·y^b / B(a, b) ÷ it, for y = 1−x
// and a·y ≥ b·x: that of Didonato and Morris (1992), ACM Transactions on Mathematical
// Software 18:360–373, doi 10.1145/131766.131776, section 2, summed by Lentz's method. Where x is near 1,
// y has the digits that x lost. The number of terms grows as the square root of a+b.
func betaFraction(a, b, x, y float64) float64 {
	distance := a*y - b*x
	term := func(m float64) float64 {
		return m + m*(b-m)*x/(a+2*m-1) + (a+m)/(a+2*m+1)*(distance+1+m*(1+y))
	}
	h := a / (a + 1) * (distance + 1)
	c, d := h, 0.0
	for m := 1.0; m < maxTerms; m++ {
		numerator := (a + m - 1) / (a + 2*m - 1) * (a + b + m - 1) / (a + 2*m - 1) * m * (b - m) * x * x
		denominator := term(m)
		d = 1 / (denominator + numerator*d)
		c = denominator + numerator/c
		h *= c * d
		if !(math.Abs(c*d-1) >= 1e-15) {
			break
		}
	}
	return h
}

// logBetaDensity returns log(xᵃ(1−x)ᵇ / B(a, b)) at odds exp(u). The difference of log gamma
// functions would lose eight digits for counts in millions, so their leading terms are
// cancelled by hand: what is left is a deviance from the mean odds a/b, Stirling's
// normal density and the remainders (Loader 2000, "Fast and accurate computation of
// binomial probabilities").
func logBetaDensity(a, b, u float64) float64 {
	t := u - math.Log(a/b)
	// Measured from the smaller side, unless the exponential would overflow.
	small, n := a, a+b
	if (b < a && t > -500) || t > 500 {
		small, t = b, -t
	}
	deviance := small*t - n*math.Log1p(small/n*math.Expm1(t))
	return deviance + math.Log(a/n*b/(2*math.Pi))/2 + stirlingRemainder(n) - stirlingRemainder(a) - stirlingRemainder(b)
}

// gammaLimits are the limits of a mean with the gamma quantiles of two shapes, beyond each of
// which is the probability tail.
func gammaLimits(lowerShape, upperShape, tail float64) Interval {
	return Interval{lowerGamma(lowerShape, tail), mathext.GammaIncRegCompInv(upperShape, tail)}
}

// lowerGamma returns the quantile of a gamma variable below which is the probability tail; 0
// for shape 0. Near 0 it is from the first two terms of the series in DLMF 8.7.1, because
// gonum's, which is good to 1e-16 of the shape, has no digits there. For shapes in millions and
// a level of 0.999999 six digits are left, and for tails so thin that only one degree of
// freedom makes them gonum may panic: the quantile is then 0.
func lowerGamma(shape, tail float64) float64 {
	const thinnest = 1e-80
	if shape == 0 || tail < thinnest {
		return 0
	}
	logGamma, _ := math.Lgamma(shape + 1)
	if x := math.Exp((math.Log(tail) + logGamma) / shape); x < 1e-8 {
		return x * (1 + x/(shape+1))
	}
	return mathext.GammaIncRegInv(shape, tail)
}

// maxTerms bounds a continued fraction: that of a hundred million events needs some 50,000.
const maxTerms = 1 << 20

// log1mExp returns log(1 − exp(q)) for q < 0: Mächler (2012), "Accurately computing
// log(1 − exp(−|a|))".
func log1mExp(q float64) float64 {
	if q > -math.Ln2 {
		return math.Log(-math.Expm1(q))
	}
	return math.Log1p(-math.Exp(q))
}

// logQuotient returns log(a/b) for a and b whose difference a−b is known to more digits
// than they are.
func logQuotient(a, b, difference float64) float64 {
	if difference < -b/2 {
		return math.Log(a / b)
	}
	return math.Log1p(difference / b)
}

// logLessLinear returns log(a/b) − (a−b)/b for such a and b.
func logLessLinear(a, b, difference float64) float64 {
	d := difference / b
	if math.Abs(d) > 0.1 {
		return logQuotient(a, b, difference) - d
	}
	sum, power := 0.0, -d*d
	for k := 2.0; math.Abs(power) > 1e-18*math.Abs(sum); k++ {
		sum += power / k
		power *= -d
	}
	return sum
}

// stirlingRemainder returns log Γ(z) less Stirling's approximation to it.
func stirlingRemainder(z float64) float64 {
	if z < 10 {
		lgamma, _ := math.Lgamma(z)
		return lgamma - (z-0.5)*math.Log(z) + z - math.Log(2*math.Pi)/2
	}
	w := 1 / (z * z)
	return (1./12 - w*(1./360-w*(1./1260-w*(1./1680-w*(1./1188-w*691/360360))))) / z
}

// NormalQuantile returns the z that a standard normal variable exceeds in absolute
// value with probability 1−level: 1.96 for 0.95.
func NormalQuantile(level float64) float64 {
	return -distuv.UnitNormal.Quantile((1 - level) / 2)
}

// manyDegreesOfFreedom is from where Student's t is the normal to nine digits, and is taken as it.
const manyDegreesOfFreedom = 1e9

// studentQuantile is NormalQuantile for Student's t on df degrees of freedom. That of gonum
// goes astray for a level near 1.
func studentQuantile(level, df float64) float64 {
	if df > manyDegreesOfFreedom {
		return NormalQuantile(level)
	}
	asked := [2]float64{level, df}
	if found, ok := studentQuantiles.Load(asked); ok {
		return found.(float64)
	}
	odds := logTail(func(u float64) (float64, float64) { return logBetaTail(df/2, 0.5, u) })
	t := math.Sqrt(df * math.Exp(-odds.solve(math.Log(df), math.Log1p(-level))))
	studentQuantiles.Store(asked, t)
	return t
}

// studentQuantiles are those found so far, by level and degrees of freedom. A regression asks for
// the same one for each of its effects and fitted means.
var studentQuantiles sync.Map

// logTwoStudentTails returns the logarithm of the probability that Student's t on df degrees of
// freedom is beyond ±z.
func logTwoStudentTails(z, df float64) float64 {
	if df > manyDegreesOfFreedom {
		return math.Min(0, math.Ln2+logNormalTail(math.Abs(z)))
	}
	// z² ÷ (df + z²) is a beta variable.
	logP, _ := logBetaTail(df/2, 0.5, math.Log(df)-2*math.Log(math.Abs(z)))
	return math.Min(0, logP)
}

// logTailAt returns the logarithm of the normal probability beyond the t quantile of a
// level: what a tail that is normal in its own scale must come down to for limits
// that allow for a dispersion estimated on df degrees of freedom. It is (1−level)/2 for many.
func logTailAt(level, df float64) float64 {
	if df > manyDegreesOfFreedom {
		return math.Log((1 - level) / 2)
	}
	return logNormalTail(studentQuantile(level, df))
}

// logStudentP turns the logarithm of a two-sided p-value into that of Student's t at the
// same deviate: the p-value that goes with limits from logTailAt.
func logStudentP(logP, df float64) float64 {
	if df > manyDegreesOfFreedom || logP == 0 {
		return logP
	}
	tail := logTail(func(u float64) (float64, float64) {
		logP := logNormalTail(-u)
		return logP, math.Exp(-u*u/2-logP) / math.Sqrt(2*math.Pi)
	})
	target := logP - math.Ln2
	return logTwoStudentTails(tail.solve(-math.Sqrt(-2*target), target), df)
}

// logNormalTail returns the logarithm of the probability that a standard normal
// variable exceeds z, which is not far below 0. Beyond z = 10, where math.Erfc nears underflow, it is the
// continued fraction of Mills' ratio.
func logNormalTail(z float64) float64 {
	if z < 10 {
		return math.Log(math.Erfc(z/math.Sqrt2) / 2)
	}
	mills := z
	for k := 60.0; k > 0; k-- {
		mills = z + k/mills
	}
	return -z*z/2 - math.Log(2*math.Pi)/2 - math.Log(mills)
}
