// Package records holds what the police recorded and the Home Office published: counts of
// offences by police force area and quarter, in every release that the project has.
//
// [Load] reads a data folder, checks it, and gives a [Data]: releases by the date of
// their publication, areas, series with their definitions, populations and published
// figures. A [Release] is one vintage; its Count adds up the cells of an [Area] and a
// [Period] and keeps the table rows that the sum is made of. A cell that is missing is an
// error and never a zero; [NoNumber] tells it from a mistake.
//
// What a code holds changes with the law. A [Series] therefore has definitions with the
// quarters that they begin in: Crossed says which changes lie within or between periods,
// and Caveat what a comparison over them must say. Areas are sets of forces, and a
// [Period] counts its length in days of the financial year, as an [Exposure].
//
// The table of a release is loaded into a frame when a national count is first asked for,
// which is selected, grouped and summed there; no frame leaves the package. It estimates
// nothing: that is for the package above, analysis.
package records
