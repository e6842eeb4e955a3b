// Package claims holds what others published about recorded offences, and says what the data
// know of it.
//
// A [Claim] is a statement in a publication's own words, a row of data/claims.csv. [Parse]
// reads what its words count, in which periods, and finds the published figures that they
// rest on. [Claim.Check] compares them with its arithmetic, asks whether they are like for
// like, and looks at what a release gives today. Facts of both are what a document states.
package claims
