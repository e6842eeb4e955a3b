// Package trends says how the counts of a study move from quarter to quarter, by
// regressions of the package stats.
//
// [FitBreaks] fits a step at the change of definition, [FitSettling] asks how long it took,
// and [Placebos] looks for such steps at other dates, where the law did not change.
// [FitFirstYear] sets the first year of the new definition against the trend before, and
// [Fit] is the growth within it. [Predict] carries that growth on to quarters that are to
// come, so that a later release can score it, and [NewPartYear] says what past years became
// after as many quarters. A step is one of records, not the effect of a law.
package trends
