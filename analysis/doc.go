// Package analysis makes the estimates of one report: it is where counts of recorded
// offences become rates and ratios with their limits.
//
// A [Study] is a release, an area and the change of definition that a report is about.
// [Load] reads the tables and [NewStudy] chooses among them; the methods of the study are
// the questions that the report asks. BeforeAfter gives the comparisons of an area, and
// two types keep them apart: [Across] is over the change of definition, not comparable,
// and [Within] is inside one definition. An estimate's Fact methods give its numbers with
// their names, limits, sources and caveats, for a document to state.
//
// What is below knows less: stats is counts over time, without police or years; records is
// what was recorded, without estimates; fact is a number with its evidence; statements
// reads and judges the numbers in anybody's text, and claims those that were published.
// Two rooms stand on the study, and it knows neither: trends is how counts move from
// quarter to quarter, and robustness how far the comparison across the change hangs on the
// choices that were made. Figures and documents are made from these and never the other
// way round.
package analysis
