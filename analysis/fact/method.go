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
	// NumberInWords is read from the column statement of the row.
	NumberInWords Method = "number in the words of the row"
	Calendar      Method = "sum over the days of the period of 1 ÷ days of the financial year"
	// Coverage is of a row of coverage.csv.
	Coverage Method = "100 × covered in the row"
	// Replicates is of the same rows.
	Replicates Method = "replicates in the row"
	// Same is another name of a number, such as that of the latest year.
	Same Method = "same"
)

// The methods of tallies. An input of several has the role of.
const (
	HowMany Method = "number of of"
	// ForcesInRows counts the forces that the rows of an input name.
	ForcesInRows Method = "number of forces in the rows of of"
	// RowsOfTable counts the rows of a table, by the lines that the source names.
	RowsOfTable Method = "number of rows"
	// MovedRows counts those rows of changes.csv whose column moved says yes.
	MovedRows    Method = "number of rows that moved"
	CellsInBoth  Method = "number of rows of newer whose quarter and force older has too"
	CellsChanged Method = "number of rows of newer whose quarter and force have another number in older"
	// Pairs is of every count with every figure.
	Pairs Method = "number of pairs of count and figure"
	// LowDispersions counts dispersions that chance would put so low in one of forty.
	LowDispersions Method = "number of of below the lower quantile of all × chi-square ÷ degrees of freedom of each"
	// DegreesOf is of a dispersion.
	DegreesOf Method = "degrees of freedom of of"
	// HeldByOne is of the exact conditional limits of the ratio of two negative binomial counts.
	HeldByOne Method = "per cent of ratios of two counts with mean count and dispersion own whose limits by the " +
		"dispersion all hold the truth"
	HeldByOneHalfway Method = "per cent of ratios of two counts with mean count and a dispersion halfway between own " +
		"and all whose limits by the dispersion all hold the truth"
	// BelowNone counts the inputs whose lower limit is below zero.
	BelowNone Method = "number of of whose lower limit is below 0"
	// OverTwice sets each input beside the one before that has the same place.
	OverTwice Method = "number of of whose lower limit is above 2 × its before"
	// AboveOne and BelowOne count the ratios among the inputs of tested.
	AboveOne Method = "number of ratios of tested above 1 with adjusted p below 0.05"
	BelowOne Method = "number of ratios of tested below 1 with adjusted p below 0.05, without the areas of silent"
	// DifferingRatios counts the ratios of ratios among the inputs of tested.
	DifferingRatios Method = "number of ratios of ratios of tested with adjusted p below 0.05"
	// DifferingRatiosWide takes for both counts of an area the larger of their dispersions.
	DifferingRatiosWide Method = DifferingRatios + ", by the larger of later-dispersion and earlier-dispersion and of " +
		"other-later-dispersion and other-earlier-dispersion"
	// Least, Greatest and Extremes are of several ratios.
	Least    Method = "least of"
	Greatest Method = "greatest of"
	Extremes Method = "greatest of, lowest lower limit and highest upper limit of of"
	ByChance Method = "forces × (1 − level)"
	AtLevel  Method = "forces × level"
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
	LeftOfLast       Method = "last count − published, limits the least and the greatest count − published"
	// LeastStated and MostStated are the ends that a number in words is read between.
	LeastStated Method = "least that stated allows"
	MostStated  Method = "most that stated allows"
	// LeastShare and GreatestShare are Manski's bounds; what the words of the stated share
	// allow is said in data/README.md.
	LeastShare    Method = "least that stated allows × known ÷ all"
	GreatestShare Method = "most that stated allows × known ÷ all + 100 × (all − known) ÷ all"
	// The years that a rise each year leaves open lie between the first and the last
	// of the years given, and add to what is left of the total.
	LeftOfTotal Method = "total − part − first − last"
	// What the old definition had by returns of answered of asked forces.
	FirstOfNote  Method = "first number of the note of the row"
	SecondOfNote Method = "second number of the note of the row"
	LeftIfAlike  Method = "count − published × asked ÷ answered"
	LeftAtWorst  Method = "count − published − largest"
	RatioByBase  Method = "ratio ÷ base"
	// LimitsHold counts the inputs of whose limits hold the input came in the same place.
	LimitsHold Method = "number of of whose limits hold their came"
	// AboveCame counts those that are above it.
	AboveCame Method = "number of of above their came"
)

// The methods of estimates. [Method.At] adds the level of their limits.
const (
	RateQuasi    Method = "count ÷ exposure, exact Poisson limits widened by the dispersion (quasi-Poisson)"
	RatePoisson  Method = "count ÷ exposure, exact Poisson limits"
	RatioQuasi   Method = rateRatio + "exact conditional limits widened by the dispersion (quasi-Poisson)"
	RatioPoisson Method = rateRatio + "exact conditional limits"
	// RatioOfRatiosQuasi has the variance of the logarithm as the sum of each dispersion
	// ÷ its count.
	RatioOfRatiosQuasi Method = ratioOfRatios +
		"normal limits on the logarithm widened by the dispersion of each count (quasi-Poisson)"
	RatioOfRatiosPoisson Method = ratioOfRatios + "exact conditional limits"
	// DifferenceOver is of a later that is itself a count less a published figure. The variance of
	// the logarithm is later-dispersion × that count ÷ later² + earlier-dispersion ÷ earlier.
	DifferenceOver Method = "later ÷ earlier, normal limits on the logarithm of a count that scatters less a figure " +
		"that does not, widened by the dispersion of each count (quasi-Poisson)"
	// AdjustedP is of the exact conditional test of a ratio of 1, widened by the
	// dispersion of the ratio, and adjusted by Benjamini and Hochberg over the ratios
	// that are the inputs of tested.
	AdjustedP Method = "central p of ratio against 1, adjusted over the ratios of tested (Benjamini–Hochberg)"
	// AdjustedContrast is the same of a ratio of ratios, by its normal limits.
	AdjustedContrast Method = "two-sided p of the ratio of ratios against 1, adjusted over those of tested " +
		"(Benjamini–Hochberg)"
	// Departure is a count over what the trend of the quarters before expects.
	Departure Method = "later ÷ earlier, limits from the uncertainty of the trend that earlier carries on, " +
		"the scatter about it, and the later-dispersion"

	// PredictedCount is of the quarters from the end of the count's to the end of the row's period: the
	// limits are the mean ± t × √(mean² × squared standard error + dispersion × mean). Farrington and
	// others (1996), Journal of the Royal Statistical Society A 159:547–563.
	PredictedCount Method = "mean of the quarters that follow those of count by a quasi-Poisson regression on " +
		"the year and " +
		"the season, exposure by days, with limits of the trend and the scatter about it"
	PredictedWithKnown = "known + " + PredictedCount
	// PredictedChanging has a term more, of the years of the season of the quarter to come, which
	// is the one after those of the count. The tests are of that term.
	PredictedChanging Method = "mean of the quarter that follows those of count " + changingSeason +
		", with limits of the trend and the scatter about it"
	ChangingF Method = "F of the change of the season " + changingSeason
	ChangingP Method = "probability of F of the change of the season " + changingSeason

	changingSeason = "by a quasi-Poisson regression on the year, the season and the year within the season of the " +
		"quarter that follows, exposure by days"
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

// As gives a fact a role in the method of another.
func As(role string, f *Fact) Input { return Input{role, f} }

// AllAs gives several facts the same role, in order.
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
