package frames

import (
	"math"

	"grooming-report/analysis/statements/lex"
)

// Holds reports whether a computed number is what a frame states, by its digits and hedge.
func (f *Frame) Holds(x float64) bool {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return false
	}
	if f.Neutral {
		x = math.Abs(x)
	}
	lo, hi := f.Bounds()
	const slack = 1e-9
	if x >= lo-slack && x <= hi+slack {
		return true
	}
	return f.Kind == lex.Multiple && f.Stated > 0 && x > 0 && x < 1 && f.Fall && 1/x >= lo && 1/x <= hi
}

// Bounds is the interval of numbers that the statement may stand for.
func (f *Frame) Bounds() (lo, hi float64) {
	n := math.Abs(f.Stated)
	sign := 1.0
	if f.Stated < 0 {
		sign = -1
	}
	switch f.Kind.Form().Tolerance {
	case lex.ByMultiple:
		lo, hi = multipleBounds(n, f.Step, f.Hedge)
	case lex.ByPercent:
		lo, hi = percentBounds(n, f.Step, f.Hedge, f.Fraction)
		if f.Per > 0 && f.Kind == lex.Share && f.Step == 0 {
			lo, hi = oneInBounds(n, f.Per, f.Hedge)
		}
	default:
		lo, hi = interval(n, f.Step, f.Hedge)
	}
	if sign < 0 {
		return -hi, -lo
	}
	return lo, hi
}

func multipleBounds(n, step float64, h lex.Hedge) (lo, hi float64) {
	half := step / 2
	switch h {
	case lex.Fold:
		return n - 0.5, n + 1.5
	case lex.Over:
		return n, n + math.Max(math.Max(1, lex.DigitPlace(n)), n/10)
	case lex.Under:
		return n - math.Max(n/10, math.Min(half, n/8)), n
	case lex.About:
		return n - math.Max(half, n/10), n + math.Max(half, n/10)
	}
	if n == 2 && step == 1 {
		return 1.75, 2.5
	}
	return n - half, n + half
}

func percentBounds(n, step float64, h lex.Hedge, fraction bool) (lo, hi float64) {
	wide := step / 2
	if fraction {
		wide = 5
	}
	switch h {
	case lex.Over:
		return n, n + math.Max(math.Max(math.Max(step, lex.DigitPlace(n)), n/10), 2*wide)
	case lex.Under:
		return n - math.Max(math.Max(math.Max(step, lex.DigitPlace(n)), n/10), 2*wide), n
	case lex.About:
		return n - math.Max(math.Max(wide, lex.DigitPlace(n)/2), n/20),
			n + math.Max(math.Max(wide, lex.DigitPlace(n)/2), n/20)
	}
	return n - wide, n + wide
}

// oneInBounds rounds the n of one in n.
func oneInBounds(percent float64, n int, h lex.Hedge) (lo, hi float64) {
	part := percent * float64(n) / 100
	a, b := 100*part/(float64(n)+0.5), 100*part/(float64(n)-0.5)
	if n <= 10 {
		a, b = min(a, percent-5*percent/100), max(b, percent+5*percent/100)
	}
	switch h {
	case lex.Over:
		return percent, percent * 1.15
	case lex.Under:
		return percent * 0.85, percent
	case lex.About:
		return percent - percent*0.08, percent + percent*0.08
	}
	return a, b
}

// interval is the numbers that a stated count may stand for. More than N holds up
// to N plus a unit, which is the larger of the last place that is not zero and a
// tenth; almost N the same below; about N half a place or a twentieth.
func interval(n, step float64, h lex.Hedge) (lo, hi float64) {
	unit := math.Max(math.Max(step, lex.DigitPlace(n)), math.Abs(n)/10)
	switch h {
	case lex.Over:
		return n, n + unit
	case lex.Under:
		return n - unit, n
	case lex.About:
		half := math.Max(math.Max(step, lex.DigitPlace(n))/2, math.Abs(n)/20)
		return n - half, n + half
	}
	return n - step/2, n + step/2
}

// EveryHolds compares one every five days with days for each offence.
func (f *Frame) EveryHolds(days float64) bool { return math.Abs(days-f.Stated) <= 0.5 || f.Holds(days) }
