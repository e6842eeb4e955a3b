package fact

import "strconv"

// A Method says how a number was computed from its rows or its inputs. A word in it
// that is the role of an input stands for the value of that input, and for all of
// them in order where several have the role. A count below zero enters limits and
// ratios as 0, a dispersion below 1 as 1.
//
// The exposure of an input is the sum over the days of its period of one over the
// days of that day's financial year: a whole year is 1.
type Method string

// The methods of counts and what is read as it stands.
const (
	SumOfRows Method = "sum of rows"
	// SumOfInputs adds the inputs of the role.
	SumOfInputs Method = "sum of of"
	ValueOfRow  Method = "value of the row"
	Calendar    Method = "sum over the days of the period of 1 ÷ days of the financial year"
	// Coverage is of a row of coverage.csv.
	Coverage Method = "100 × covered in the row"
	// Replicates is of the same rows.
	Replicates Method = "replicates in the row"
	// Before is a number of the report on the release before, of which its source names the table.
	Before Method = "the number of this name in the report on that release"
)

// The methods of arithmetic on inputs.
const (
	WholeLessPart    Method = "whole − part"
	LaterLessEarlier Method = "later − earlier"
	NewerLessOlder   Method = "newer − older"
	Ratio            Method = "later ÷ earlier"
	PerCentChange    Method = "100 × (later − earlier) ÷ earlier"
	FromRatio        Method = "100 × (ratio − 1), limits alike"
	ShareOf          Method = "100 × part ÷ whole"
	Later            Method = "later"
	RateTimesRatio   Method = "rate × ratio, limits rate × limits of the ratio"
	PerMillion       Method = "1,000,000 × rate ÷ people, limits alike"
	LeftOfCount      Method = "count − published"
	NoneOfCount      Method = "none of count"
	AllOfCount       Method = "all of count"
	LeftOfLast       Method = "last count − published, limits the least and the greatest count − published"
	// LeastShare and GreatestShare are Manski's bounds; the rounding is to_nearest in
	// the row of claims.csv that the stated share is from.
	LeastShare    Method = "(stated − rounding ÷ 2) × known ÷ all"
	GreatestShare Method = "(stated + rounding ÷ 2) × known ÷ all + 100 × (all − known) ÷ all"
	// The years that a rise each year leaves open lie between the first and the last
	// of the years given, and add to what is left of the total.
	LeftOfTotal Method = "total − part − first − last"
	// LimitsHold counts the inputs of whose limits hold the input came in the same place.
	LimitsHold Method = "number of of whose limits hold their came"
)

// The methods of estimates. [Method.At] adds the level of their limits.
const (
	RateQuasi    Method = "count ÷ exposure, exact Poisson limits widened by the dispersion (quasi-Poisson)"
	RatePoisson  Method = "count ÷ exposure, exact Poisson limits"
	RatioQuasi   Method = rateRatio + "exact conditional limits widened by the dispersion (quasi-Poisson)"
	RatioPoisson Method = rateRatio + "exact conditional limits"
	// RatioOfRatiosQuasi has the variance of the logarithm as the sum of the
	// reciprocals of the counts.
	RatioOfRatiosQuasi Method = ratioOfRatios +
		"normal limits on the logarithm widened by the dispersion (quasi-Poisson)"
	RatioOfRatiosPoisson Method = ratioOfRatios + "exact conditional limits"
	// AdjustedP is of the exact conditional test of a ratio of 1, widened by the
	// dispersion of the ratio, and adjusted by Benjamini and Hochberg over all forces'.
	AdjustedP Method = "central p of the ratio against 1, " +
		"adjusted over the rate-ratio.within-definition of every force (Benjamini–Hochberg)"

	rateRatio     = "rate ratio: later ÷ its exposure over earlier ÷ its exposure, "
	ratioOfRatios = "rate ratio of later and earlier over rate ratio of other-later and other-earlier, "
)

// At is the method with limits of a confidence level.
func (m Method) At(level float64) Method {
	return m + ", level " + Method(strconv.FormatFloat(level, 'g', -1, 64))
}

// An Input is a fact that another was computed from, by its part in the method:
// later, earlier, dispersion.
type Input struct {
	Role string
	Fact *Fact
}

// As is a fact in a role.
func As(role string, f *Fact) Input { return Input{role, f} }

// AllAs is facts of one role.
func AllAs(role string, facts []*Fact) []Input {
	var inputs []Input
	for _, f := range facts {
		inputs = append(inputs, As(role, f))
	}
	return inputs
}

// Input is the first input of a role; nil if there is none.
func (f *Fact) Input(role string) *Fact {
	for _, i := range f.Inputs {
		if i.Role == role {
			return i.Fact
		}
	}
	return nil
}
