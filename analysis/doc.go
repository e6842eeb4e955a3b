// Package analysis makes the estimates of one report: it is where counts of recorded
// offences become rates, ratios and trends with their limits.
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
// reads and judges the numbers in anybody's text. Figures and documents are made from this
// package and never the other way round.
package analysis
