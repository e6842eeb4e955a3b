package figures

import (
	"fmt"
	"math"
	"strings"

	"grooming-report/analysis"
	"grooming-report/analysis/fact"
	"grooming-report/analysis/records"
)

// source is the foot line that every figure begins with.
func source(s *analysis.Study) string {
	foot := "Source: Home Office, police recorded crime open data, " + releaseName(s.Release.Vintage) +
		". Offences recorded, not how much grooming happens."
	if len(s.LeftOut) > 0 {
		foot += " England and Wales leaves out " + strings.Join(s.LeftOut, ", ") + "."
	}
	return foot
}

// undercoverage says of limits that the simulation found them to hold the truth
// less often than their level says; empty if it did not.
func undercoverage(s *analysis.Study, method string) string {
	if !s.Data.Short(method) {
		return ""
	}
	return " In simulations such limits held the truth less often than they say."
}

// silence says what the silence of a force may mean.
func silence(force string, since records.Quarter) string {
	return fmt.Sprintf("%s recorded none in any quarter since %s, after recording some before; that may be a change in "+
		"where such offences are recorded, and not an absence of them.", records.ForceArea(force).Display(), since)
}

// releaseName names a vintage in prose: release of 23 April 2026, 2019 release.
func releaseName(v records.Vintage) string {
	if strings.Contains(string(v), "-") {
		return "release of " + v.String()
	}
	return v.String() + " release"
}

// percent prints a level of limits so that no line ends in it: 95 %, 99.8 %.
func percent(level float64) string {
	return strings.Replace(fact.FormatLevel(level), " ", fact.NBSP, 1)
}

// someForces says how many forces in words, so that no number is stated that no
// table holds.
func someForces(n, of int) string {
	switch share := float64(n) / float64(of); {
	case n == of:
		return "every force"
	case n == 0:
		return "no force"
	case share >= 0.9:
		return "nearly every force"
	case share > 0.55:
		return "most forces"
	case share >= 0.45:
		return "about half of the forces"
	case share > 0.1:
		return "some forces"
	}
	return "a few forces"
}

// stateable reports whether a force's ratio may stand in a sentence: it exists,
// and not on a base under ten.
func stateable(c analysis.Comparison) bool {
	return c.Defined() && c.Earlier.N >= fact.TinyBase
}

// direction says in words what the limits of a comparison allow.
func direction(w analysis.Within) string {
	switch {
	case !stateable(w.Comparison):
		return "too few to compare"
	case w.Interval.Lower > 1:
		return "a rise in recorded offences"
	case w.Interval.Upper < 1:
		return "a fall in recorded offences"
	}
	return "no clear change"
}

// noRatio says why there is no ratio to draw; empty if there is one.
func noRatio(v analysis.Comparison) string {
	if math.IsNaN(v.Ratio) && v.Later.Area.Name == "" {
		return "a quarter has no number in the release"
	}
	switch {
	case !v.Defined():
		return "no ratio: none recorded in " + v.Earlier.Period.String()
	case v.Earlier.N < fact.TinyBase:
		return "no ratio: base under ten"
	case v.Ratio == 0:
		return "none recorded in " + v.Later.Period.String()
	}
	return ""
}
