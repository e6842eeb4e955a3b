package fact

import (
	"math"
	"strconv"
	"strings"

	"grooming-report/analysis/stats"
)

// NBSP keeps a number and its unit on one line.
const NBSP = "\u00a0"

// FormatValue prints a number for machines to read, to twelve significant digits: the rest
// differ between processors, and evidence.csv must not. Without a limit it is INF, as
// Frictionless tables have it.
func FormatValue(x float64) string {
	if math.IsInf(x, 1) {
		return "INF"
	}
	return strconv.FormatFloat(x, 'g', 12, 64)
}

// FormatInt prints 6,341, with a real minus sign below zero.
func FormatInt(n int) string {
	s := strconv.Itoa(n)
	if n < 0 {
		return "−" + thousands(s[1:])
	}
	return thousands(s)
}

func thousands(digits string) string {
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// FormatFixed prints a number with the given decimals, thousands separated.
func FormatFixed(x float64, decimals int) string {
	switch {
	case math.IsInf(x, 1):
		return "no upper limit"
	case math.IsNaN(x):
		panic("analysis: a number that does not exist cannot be printed")
	}
	s := strconv.FormatFloat(halfAway(math.Abs(x)), 'f', decimals, 64)
	whole, fraction, _ := strings.Cut(s, ".")
	s = thousands(whole)
	if fraction != "" {
		s += "." + fraction
	}
	if x < 0 && strings.Trim(s, "0.,") != "" {
		s = "−" + s
	}
	return s
}

// halfAway moves a number of twelve digits, as evidence.csv has it, a little away from
// zero, so that a half is rounded up, as spreadsheets and people do, and not to the even
// digit or to where its binary neighbour happens to lie.
func halfAway(x float64) float64 {
	rounded, err := strconv.ParseFloat(FormatValue(x), 64)
	if err != nil {
		return x
	}
	return rounded * (1 + 1e-13)
}

// FormatRatio prints a ratio with the decimals it deserves: two below 10, one
// below 100, none above.
func FormatRatio(x float64) string {
	switch {
	case x < 9.995:
		return FormatFixed(x, 2)
	case x < 99.95:
		return FormatFixed(x, 1)
	}
	return FormatFixed(x, 0)
}

// FormatPerCent prints 64 per cent.
func FormatPerCent(x float64) string { return FormatFixed(x, 0) + NBSP + "per" + NBSP + "cent" }

// FormatLevel prints a confidence level: 95 %, 99.8 %.
func FormatLevel(level float64) string {
	return strconv.FormatFloat(math.Round(1e6*level)/1e4, 'f', -1, 64) + " %"
}

// FormatLimits prints the limits of a ratio, with as many decimals as show whether a limit
// that rounds to 1.00 lies above or below it.
func FormatLimits(i stats.Interval) string {
	return FormatRange(i, func(x float64) string { return beside(1, x, FormatRatio(x), 3) })
}

// FormatGrowth prints the limits of a yearly growth, with three decimals, or as many more as show
// on which side of one a limit lies.
func FormatGrowth(i stats.Interval) string {
	return FormatRange(i, func(x float64) string { return beside(1, x, FormatFixed(x, 3), 4) })
}

// FormatChange prints the limits of a change in per cent in whole numbers, or with as many decimals
// as show on which side of none a limit lies.
func FormatChange(i stats.Interval) string {
	return FormatRange(i, func(x float64) string { return beside(0, x, FormatFixed(x, 0), 1) })
}

// beside is a number as it is printed, or with so many decimals or more where that would print it
// as the value of no change.
func beside(none, x float64, printed string, decimals int) string {
	for ; printed == FormatFixed(none, decimals-1) && x != none && decimals <= 6; decimals++ {
		printed = FormatFixed(x, decimals)
	}
	return printed
}

// FormatRange prints 2.73–5.24, or −2 to 19 where a dash would stand beside a minus sign, or
// says that there is no upper limit.
func FormatRange(i stats.Interval, number func(float64) string) string {
	lower := number(i.Lower)
	switch {
	case math.IsInf(i.Upper, 1):
		return "from " + lower + ", no upper limit"
	case strings.HasPrefix(lower, "−"):
		return lower + " to " + number(i.Upper)
	}
	return lower + "–" + number(i.Upper)
}

// FormatP prints a probability with three decimals; one below 0.0005 is < 0.001, never zero.
func FormatP(p float64) string {
	if p < 0.0005 {
		return "<" + NBSP + "0.001"
	}
	return FormatFixed(p, 3)
}
