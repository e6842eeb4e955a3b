// Package stats estimates rates, ratios and trends of counts over time, with limits that
// allow for counts scattering more than chance alone would have them.
//
// It is for events that are recorded one by one and published as counts of areas and
// periods: offences, notifications of a disease, accidents, claims. It knows nothing of
// where they come from. A period has an exposure, in any unit that is the same throughout
// (years of days, person-years), and a count divided by its exposure is a rate.
//
// # Where to start
//
// A count of one period: [PoissonInterval]. Two periods: [CompareRates]. Both assume
// that events fall independently of each other. Recorded events rarely do: they come in
// batches, and their variance is a multiple φ of their mean, the dispersion. Estimate
// that first, with [TableDispersion] from areas × periods or from years × quarters of one
// area, and then use what takes it: [QuasiPoissonInterval], [CompareRatesQuasi], or
// [CompareRatesUnequal] where two counts scatter differently, and [RatioOfRatiosQuasi].
// The limits allow for how few degrees of freedom it rests on. With [Known](1) they are the
// exact limits again. [Moderate] steadies the dispersions of many areas by each other.
//
// Many areas at once: [NewFunnel] tells which differ from all of them together more than
// chance explains, [AgainstRest] compares each with the others, [ShrinkML] draws their
// ratios together by as much as chance has spread them, [BenjaminiHochberg] corrects for
// having looked so often.
//
// A series of quarters: [FitTrend] has its growth, the quarters to come (Predict, and
// [PredictPast] how well that would have gone) and what came instead (Departure);
// [FitSegmented] has a change at a known date, and [PlaceboSteps] asks the same of every other
// date. Any other log-linear model: [FitQuasiPoisson]. Part of a year:
// [BacktestAnnualisation]. Values that are known within bounds only: [RemainderBounds],
// [RisingSplit].
//
// How often each kind of limits holds a known truth, package coverage beneath this one tells by
// drawing counts from it.
//
// # Conventions
//
// A level is the probability that limits promise, such as 0.95, and limits are central:
// half of the rest lies beyond either. Limits with no bound above are +Inf, and a ratio
// of nothing to nothing is NaN. Probabilities that would underflow are kept as natural
// logarithms beside. What a method cannot do is an error, named in its comment, for
// errors.Is; what a reader of its result should know is in Warnings. No result depends on
// the clock, on the order of a map or on a seed that is not given.
//
// Methods that are exact agree with R and with sums in 50 digits to at least ten digits,
// fitted ones to eight.
package stats
